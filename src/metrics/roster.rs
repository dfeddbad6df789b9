//! Who and what a scope has on a day: its people, its teams and its regions. The page of the organisation and the
//! cards of its figures ask the same.
//!
//! # Whose it is
//! A person belongs to a scope by the team of the day. The scope of one person is that of the team, since that is
//! what the page shows around somebody; whoever is in no team is alone.
//!
//! # What a day tells
//! A day that is over is looked at as if it were today: whoever had not come yet is no part of it, and whoever is
//! gone is listed, but not present.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::ids::{PersonId, RegionId, TeamId};
use crate::domain::scope::Scope;
use crate::store::directory::{Directory, is_gone};
use crate::store::records::{Membership, Origin, Person, PersonKind, Team};

/// Memberships by person.
pub type Memberships<'a> = BTreeMap<PersonId, Vec<&'a Membership>>;

/// Memberships by person, the oldest first.
pub fn by_person(directory: &Directory) -> Memberships<'_> {
    let mut all = directory.by_person();
    for list in all.values_mut() {
        list.sort_by_key(|membership| membership.starts);
    }
    all
}

/// The membership that covers a day.
pub fn on<'a>(memberships: &[&'a Membership], day: NaiveDate) -> Option<&'a Membership> {
    let covers = |m: &&&Membership| m.stretch().covers(Some(day));
    memberships.iter().find(covers).copied()
}

/// Somebody of a scope.
#[derive(Clone, Copy, Debug)]
pub struct Listed<'a> {
    /// Who.
    pub person: &'a Person,
    /// Where they were when, the oldest first.
    pub own: &'a [&'a Membership],
    /// Where they are on the day.
    pub current: Option<&'a Membership>,
    /// Their team on the day.
    pub team: Option<TeamId>,
    /// Whether they are gone on the day: left the company, or taken off the lists.
    pub gone: bool,
}

impl Listed<'_> {
    /// Whether they are an agent or channel partner.
    pub fn external(&self) -> bool {
        self.person.kind == PersonKind::External
    }

    /// Whether they are on file because a sheet of something else named them (由导入新建).
    pub fn is_new(&self) -> bool {
        self.person.origin == Origin::CreatedByImport
    }

    /// Whether they are gone because somebody took them off the lists.
    pub const fn archived(&self) -> bool {
        self.person.archived && self.gone
    }
}

/// Who and what a scope has on a day.
#[derive(Clone, Debug)]
pub struct Roster<'a> {
    /// Everybody, also those who are gone, in the order of keys.
    pub people: Vec<Listed<'a>>,
    /// The teams: those that there are, and those in which somebody is nevertheless; by region, those without one
    /// last.
    pub teams: Vec<&'a Team>,
    /// The regions: those of the teams, and those that have none.
    pub regions: BTreeSet<RegionId>,
}

impl<'a> Roster<'a> {
    /// Finds who and what belongs to a scope on a day.
    pub fn of(
        directory: &'a Directory,
        memberships: &'a Memberships<'a>,
        scope: Scope,
        day: NaiveDate,
    ) -> Self {
        let own_of = |person: PersonId| memberships.get(&person).map_or(&[][..], Vec::as_slice);
        let team_of = |person: PersonId| on(own_of(person), day).and_then(|m| m.team_id);
        let of_person = match scope {
            Scope::Person(person) => team_of(person),
            Scope::All | Scope::Region(_) | Scope::Team(_) => None,
        };
        let has = |team: TeamId| match scope {
            Scope::All => true,
            Scope::Region(region) => directory.region_on(team, day) == Some(region),
            Scope::Team(wanted) => team == wanted,
            Scope::Person(_) => of_person == Some(team),
        };
        let coming = |m: &&Membership| m.starts.is_some_and(|starts| starts > day);
        let listed = |person: &'a Person| {
            let own = own_of(person.id);
            let current = on(own, day);
            let at = current.and_then(|m| m.team_id);
            let inside = match scope {
                Scope::All => true,
                Scope::Person(wanted) if wanted == person.id => true,
                _ => at.is_some_and(has),
            };
            // Whoever had not come yet on that day is not part of it.
            let later = !own.is_empty()
                && own.iter().all(coming)
                && person.hired.is_none_or(|hired| hired > day);
            (inside && !later).then(|| Listed {
                person,
                own,
                current,
                team: at.filter(|team| directory.teams.contains_key(team)),
                gone: is_gone(person, own.iter().copied(), day),
            })
        };
        let people: Vec<Listed<'a>> = directory.people.values().filter_map(listed).collect();
        let held: BTreeSet<TeamId> =
            people.iter().filter(|one| !one.gone).filter_map(|one| one.team).collect();
        let region_of = |team: &Team| directory.region_on(team.id, day);
        let mut teams: Vec<&Team> = directory
            .teams
            .values()
            .filter(|team| has(team.id))
            .filter(|team| directory.stands(team, day) || held.contains(&team.id))
            .collect();
        teams.sort_by_key(|team| (region_of(team).is_none(), region_of(team), team.id));
        let empty = directory.regions.values().filter(|region| {
            !region.archived && (scope == Scope::All || scope == Scope::Region(region.id))
        });
        let regions = teams.iter().filter_map(|team| region_of(team));
        let regions = regions.chain(empty.map(|region| region.id)).collect();
        Self { people, teams, regions }
    }

    /// Those who are part of the company on the day.
    pub fn present(&self) -> impl Iterator<Item = &Listed<'a>> {
        self.people.iter().filter(|one| !one.gone)
    }

    /// Agents and channel partners.
    pub fn external(&self) -> impl Iterator<Item = &Listed<'a>> {
        self.present().filter(|one| one.external())
    }

    /// Those in no team.
    pub fn without_team(&self) -> impl Iterator<Item = &Listed<'a>> {
        self.present().filter(|one| one.team.is_none())
    }

    /// Those who are on file because a sheet of something else named them.
    pub fn new_people(&self) -> impl Iterator<Item = &Listed<'a>> {
        self.present().filter(|one| one.is_new())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::MembershipId;
    use crate::store::records::Region;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn directory() -> Directory {
        let person = |id: i64, kind: PersonKind, origin: Origin| Person {
            kind,
            ..Person::new(PersonId(id), format!("人{id}"), origin)
        };
        let people = [
            person(1, PersonKind::Employee, Origin::Typed),
            person(2, PersonKind::External, Origin::Typed),
            person(3, PersonKind::Employee, Origin::CreatedByImport),
            Person { archived: true, ..person(4, PersonKind::Employee, Origin::CreatedByImport) },
            person(5, PersonKind::Employee, Origin::Typed),
        ];
        let member = |id: i64, person: i64, team: i64, starts: Option<&str>| Membership {
            team_id: Some(TeamId(team)),
            ..Membership::new(MembershipId(id), PersonId(person), starts.map(day))
        };
        let team = |id: i64, region: Option<i64>| Team {
            region_id: region.map(RegionId),
            ..Team::new(TeamId(id), format!("队{id}"))
        };
        let region =
            |id: i64, archived| Region { id: RegionId(id), name: format!("区{id}"), archived };
        Directory {
            regions: [region(20, false), region(21, false), region(22, true)]
                .map(|region| (region.id, region))
                .into(),
            teams: [team(10, Some(20)), team(11, None)].map(|team| (team.id, team)).into(),
            people: people.map(|person| (person.id, person)).into(),
            memberships: vec![
                member(30, 1, 10, None),
                member(31, 2, 10, None),
                // To come.
                member(32, 5, 11, Some("2026-01-01")),
            ],
            ..Directory::default()
        }
    }

    /// Who is present, external, in no team and new; the teams; the regions.
    fn found(scope: Scope, on_day: &str) -> [Vec<i64>; 6] {
        let directory = directory();
        let memberships = by_person(&directory);
        let roster = Roster::of(&directory, &memberships, scope, day(on_day));
        let ids = |all: Vec<&Listed<'_>>| all.into_iter().map(|one| one.person.id.0).collect();
        [
            ids(roster.present().collect()),
            ids(roster.external().collect()),
            ids(roster.without_team().collect()),
            ids(roster.new_people().collect()),
            roster.teams.iter().map(|team| team.id.0).collect(),
            roster.regions.iter().map(|region| region.0).collect(),
        ]
    }

    #[test]
    fn everybody_present_is_counted_once_and_the_gone_are_not() {
        let [present, external, without, new, teams, regions] = found(Scope::All, "2025-11-18");
        assert_eq!((present, external), (vec![1, 2, 3], vec![2]));
        assert_eq!((without, new), (vec![3], vec![3]));
        assert_eq!((teams, regions), (vec![10, 11], vec![20, 21]), "one has no team, one is gone");
        let [present, ..] = found(Scope::All, "2026-01-01");
        assert_eq!(present, [1, 2, 3, 5]);
    }

    #[test]
    fn the_scope_of_a_person_is_the_team() {
        let team = found(Scope::Team(TeamId(10)), "2025-11-18");
        assert_eq!(found(Scope::Person(PersonId(1)), "2025-11-18"), team);
        assert_eq!(team[0], [1, 2]);
        assert_eq!(team[5], [20]);
        let alone = found(Scope::Person(PersonId(3)), "2025-11-18");
        assert_eq!((alone[0].as_slice(), alone[2].as_slice()), (&[3][..], &[3][..]));
        assert!(alone[4].is_empty() && alone[5].is_empty());
        let region = found(Scope::Region(RegionId(21)), "2025-11-18");
        assert!(region[..5].iter().all(Vec::is_empty));
        assert_eq!(region[5], [21]);
    }
}
