//! 离职: who left in a period, of those who were there when it began.
//!
//! Everybody of the scope counts, whoever they lead. A person leaves on the last day of a time that ends by
//! leaving, and belongs to the scope of that day; who came back before today is gone for no figure. Teams stand
//! apart where five or more of each line left ([`small_groups`]), so that nobody's reasons are told by a number.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::ids::{PersonId, TeamId};
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::domain::stats::rate::Rate;
use crate::domain::training::small_groups;
use crate::store::directory::Directory;

/// Somebody who left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leaver {
    /// Who.
    pub person: PersonId,
    /// Their last day.
    pub day: NaiveDate,
    /// The team they were in then.
    pub team: Option<TeamId>,
    /// Whether they were there when the period began.
    pub there: bool,
}

/// Who left in a period.
#[derive(Clone, Debug, PartialEq)]
pub struct Leavers {
    /// They, in the order of days.
    pub left: Vec<Leaver>,
    /// Of those who were there when the period began, the share that left; `None` where nobody was.
    pub rate: Option<Rate>,
    /// How many left by teams; empty where a line would stand for fewer than five.
    pub lines: Vec<(Vec<Option<TeamId>>, u64)>,
}

/// Who of a scope left in a period, as known today.
pub fn leavers(
    directory: &Directory,
    (scope, period): (Scope, Period),
    today: NaiveDate,
) -> Leavers {
    let (first, last) = (period.first_day(), period.last_day().min(today));
    let members = directory.members(scope);
    let there = |person: PersonId| {
        directory.membership_on(person, first).is_some()
            && members.include(Some(person), Some(first))
            && directory
                .people
                .get(&person)
                .is_some_and(|record| record.hired.is_none_or(|hired| hired <= first))
    };
    let (mut left, mut begun, mut gone) = (vec![], 0, 0);
    for person in directory.people.keys().copied() {
        let there = there(person);
        begun += u64::from(there);
        // The day after the last one is the first on which they are gone.
        let known = today.succ_opt().unwrap_or(today);
        let day = directory.left_on(person, known).filter(|day| first <= *day && *day <= last);
        let Some(day) = day.filter(|day| members.include(Some(person), Some(*day))) else {
            continue;
        };
        if !directory.has_left(person, known) {
            continue;
        }
        gone += u64::from(there);
        let team = directory.team_on(person, day).map(|team| team.id);
        left.push(Leaver { person, day, team, there });
    }
    left.sort_by_key(|leaver| (leaver.day, leaver.person));
    let mut sizes: BTreeMap<Option<TeamId>, u64> = BTreeMap::new();
    for leaver in &left {
        *sizes.entry(leaver.team).or_default() += 1;
    }
    let size = |teams: Vec<Option<TeamId>>| {
        let n: u64 = teams.iter().filter_map(|team| sizes.get(team)).sum();
        (teams, n)
    };
    let lines = small_groups::lines(&sizes).unwrap_or_default();
    let lines = lines.into_iter().map(size).collect();
    Leavers { left, rate: Rate::of(gone, begun), lines }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::MembershipId;
    use crate::store::records::{EndedAs, Membership, Origin, Person};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn who_left_is_counted_once_and_of_those_who_were_there() {
        let mut directory = Directory::default();
        // Stays; leaves; came and left within the quarter; left before; left and came back; leaves later.
        for (id, starts, ends) in [
            (1, None, None),
            (2, None, Some("2025-11-01")),
            (3, Some("2025-10-15"), Some("2025-11-10")),
            (4, None, Some("2025-09-15")),
            (5, None, Some("2025-10-20")),
            (5, Some("2025-11-03"), None),
            (6, None, Some("2025-12-01")),
        ] {
            let person = PersonId(id);
            let name = format!("人{id}");
            directory.people.insert(person, Person::new(person, name, Origin::Typed));
            let key = MembershipId(100 + i64::try_from(directory.memberships.len()).unwrap());
            directory.memberships.push(Membership {
                ends: ends.map(day),
                ended_as: ends.map(|_| EndedAs::Leave),
                ..Membership::new(key, person, starts.map(day))
            });
        }
        let quarter = (Scope::All, Period::Quarter(2025, 4));
        let found = leavers(&directory, quarter, day("2025-11-18"));
        let told: Vec<(i64, NaiveDate, bool)> =
            found.left.iter().map(|one| (one.person.0, one.day, one.there)).collect();
        assert_eq!(told, [(2, day("2025-10-31"), true), (3, day("2025-11-09"), false)]);
        let rate = found.rate.unwrap();
        // Those with the keys 1, 2, 5 and 6 were there on 1 October.
        assert_eq!((rate.k, rate.n), (1, 4));
        assert!(found.lines.is_empty(), "two are told together");
        let later = leavers(&directory, quarter, day("2025-12-31"));
        assert_eq!(later.left.len(), 3);
    }
}
