//! Who is coached: those of a scope for whom somebody is responsible on a day. That is who manages the team they
//! stand in; so whoever manages others is coached where another one stands above them, and a director above whom
//! nobody stands here is not. A team that sells and has no manager, or waits for the next, is coached too. Who
//! is asked for by name is shown, whatever they do.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::ids::{PersonId, PostId, TeamId};
use crate::domain::scope::Scope;
use crate::metrics::targets::progress::leading_teams;
use crate::store::directory::{Directory, is_gone};
use crate::store::records::Membership;

/// Somebody who is coached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Coached {
    /// Who.
    pub person: PersonId,
    /// Since when they are where they are; `None` where neither that nor the day of hire is known.
    pub since: Option<NaiveDate>,
    /// The day of hire.
    pub hired: Option<NaiveDate>,
    /// Their post.
    pub post: Option<PostId>,
}

/// Who of a scope is coached on a day, in the order of keys.
pub fn coached(directory: &Directory, scope: Scope, day: NaiveDate) -> Vec<Coached> {
    let own = directory.by_person();
    let teams = directory.teams.values().filter(|team| directory.stands(team, day));
    let managers: BTreeSet<PersonId> =
        teams.filter_map(|team| directory.manager_on(team.id, day)).collect();
    let leading = leading_teams(directory, day);
    // Who is responsible for somebody in a team.
    let coached_in = |person: PersonId, team: TeamId| {
        let above = directory.manager_on(team, day).filter(|above| *above != person);
        above.is_some() || !managers.contains(&person) && !leading.contains(&team)
    };
    let members = directory.members(scope);
    let one = |(person, own): (&PersonId, &Vec<&Membership>)| {
        let record = directory.people.get(person)?;
        let at = own.iter().find(|membership| membership.stretch().covers(Some(day)))?;
        let there = record.hired.is_none_or(|hired| hired <= day)
            && !is_gone(record, own.iter().copied(), day);
        let asked = match scope {
            Scope::Person(asked) => asked == *person,
            Scope::All | Scope::Region(_) | Scope::Team(_) => {
                at.team_id.is_some_and(|team| coached_in(*person, team))
                    && members.include(Some(*person), Some(day))
            }
        };
        (there && asked).then_some(Coached {
            person: *person,
            since: at.starts.max(record.hired),
            hired: record.hired,
            post: at.post_id,
        })
    };
    own.iter().filter_map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{MembershipId, RegionId};
    use crate::store::records::{EndedAs, Origin, Person, Team};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn those_who_are_there_and_manage_nobody_are_coached() {
        let mut directory = Directory::default();
        let team = TeamId(50);
        let mut led = Team::new(team, "一组".to_owned());
        led.manager_id = Some(PersonId(1));
        directory.teams.insert(team, led);
        for (id, starts, hired) in [
            (1, None, None),
            (2, Some("2025-03-01"), Some("2024-01-01")),
            (3, None, Some("2025-06-01")),
            (4, None, Some("2026-01-01")),
            (5, None, None),
        ] {
            let person = PersonId(id);
            let mut record = Person::new(person, format!("人{id}"), Origin::Typed);
            record.hired = hired.map(day);
            directory.people.insert(person, record);
            let starts = starts.map(day);
            let mut own = Membership::new(MembershipId(100 + id), person, starts);
            own.team_id = Some(team);
            if id == 5 {
                own.ends = Some(day("2025-10-01"));
                own.ended_as = Some(EndedAs::Leave);
            }
            directory.memberships.push(own);
        }
        let told = |scope, on| -> Vec<(i64, Option<NaiveDate>)> {
            let found = coached(&directory, scope, day(on));
            found.into_iter().map(|one| (one.person.0, one.since)).collect()
        };
        let expected = [(2, Some(day("2025-03-01"))), (3, Some(day("2025-06-01")))];
        assert_eq!(told(Scope::All, "2025-11-18"), expected);
        assert_eq!(told(Scope::Team(team), "2025-11-18"), expected);
        assert!(told(Scope::Team(TeamId(51)), "2025-11-18").is_empty());
        // Who manages is shown where they are asked for.
        assert_eq!(told(Scope::Person(PersonId(1)), "2025-11-18"), [(1, None)]);
        // Before the first came and the last left.
        assert_eq!(told(Scope::All, "2025-02-01"), [(5, None)]);
    }

    #[test]
    fn who_leads_is_coached_where_somebody_stands_above_them() {
        let mut directory = Directory::default();
        let (centre, north, south) = (TeamId(50), TeamId(60), TeamId(70));
        for (team, name, region, manager) in [
            (centre, "销售中心", None, None),
            (north, "华北", Some(RegionId(1)), Some(2)),
            (south, "华南", Some(RegionId(2)), Some(4)),
        ] {
            let mut record = Team::new(team, name.to_owned());
            (record.region_id, record.manager_id) = (region, manager.map(PersonId));
            directory.teams.insert(team, record);
        }
        // The director, both managers and one of each team; 华南's manager stands in 华北.
        for (id, team) in [(1, centre), (2, north), (3, north), (4, north), (5, south)] {
            let person = PersonId(id);
            directory.people.insert(person, Person::new(person, format!("人{id}"), Origin::Typed));
            let mut own = Membership::new(MembershipId(100 + id), person, None);
            own.team_id = Some(team);
            directory.memberships.push(own);
        }
        let told = |directory: &Directory| -> Vec<i64> {
            let found = coached(directory, Scope::All, day("2025-11-18"));
            found.into_iter().map(|one| one.person.0).collect()
        };
        assert_eq!(told(&directory), [3, 4, 5]);
        // Where no team has a manager nobody leads, and everybody is coached.
        directory.teams.values_mut().for_each(|team| team.manager_id = None);
        assert_eq!(told(&directory), [1, 2, 3, 4, 5]);
    }
}
