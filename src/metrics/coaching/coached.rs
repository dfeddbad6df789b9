//! Who is coached: those who belong to a team of a scope on a day and manage none. Who is asked for by name
//! is shown, whatever they do.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::ids::{PersonId, PostId};
use crate::domain::scope::Scope;
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
    let members = directory.members(scope);
    let one = |(person, own): (&PersonId, &Vec<&Membership>)| {
        let record = directory.people.get(person)?;
        let at = own.iter().find(|membership| membership.stretch().covers(Some(day)))?;
        let there = record.hired.is_none_or(|hired| hired <= day)
            && !is_gone(record, own.iter().copied(), day);
        let asked = match scope {
            Scope::Person(asked) => asked == *person,
            Scope::All | Scope::Region(_) | Scope::Team(_) => {
                at.team_id.is_some()
                    && members.include(Some(*person), Some(day))
                    && !managers.contains(person)
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
    use crate::domain::ids::{MembershipId, TeamId};
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
}
