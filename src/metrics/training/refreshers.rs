//! What people refresh, and when it is due: by the rules of [`crate::domain::training::refresh`].
//!
//! It puts tests on a calendar and measures nobody.

use chrono::NaiveDate;

use crate::domain::scope::Members;
use crate::domain::training::refresh::{self, THRESHOLD_BP};
use crate::error::Result;
use crate::store::Db;
use crate::store::records::{Refresher, RefresherTry};
use crate::store::training::skills;

/// A skill that somebody refreshes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refreshing {
    /// Who, and which skill.
    pub record: Refresher,
    /// How it went, the earliest first.
    pub tries: Vec<RefresherTry>,
    /// Since when it is kept, how long, and when it is due.
    pub at: refresh::Refresher,
}

impl Refreshing {
    /// That of a record with its tries; `None` beyond the calendar.
    fn of((record, tries): (Refresher, Vec<RefresherTry>)) -> Option<Self> {
        let half_life = u32::try_from(record.half_life).ok()?;
        let tests: Vec<(NaiveDate, bool)> =
            tries.iter().map(|one| (one.on_day, one.passed)).collect();
        let at = refresh::Refresher::of(record.since, half_life, THRESHOLD_BP, &tests)?;
        Some(Self { record, tries, at })
    }
}

/// What people of a scope refresh on a day, what is due first.
///
/// # Errors
/// Whatever the database reports.
pub fn refreshings(db: &Db, members: &Members, today: NaiveDate) -> Result<Vec<Refreshing>> {
    let all = skills::refreshers(db)?.into_iter();
    let inside = |(record, _): &(Refresher, Vec<RefresherTry>)| {
        members.include(Some(record.person_id), Some(today))
    };
    let mut found: Vec<Refreshing> = all.filter(inside).filter_map(Refreshing::of).collect();
    found.sort_by_key(|one| (one.at.due_on, one.record.id));
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{PersonId, RefresherId, RefresherTryId, SkillId};
    use crate::metrics::training::tests::day;

    #[test]
    fn a_pass_puts_it_off_and_a_fail_brings_it_near() {
        let record = Refresher {
            id: RefresherId(1),
            person_id: PersonId(1),
            skill_id: SkillId(1),
            since: day("2025-09-01"),
            half_life: 30,
        };
        let tried = |on: &str, passed| RefresherTry {
            id: RefresherTryId(1),
            refresher_id: RefresherId(1),
            on_day: day(on),
            passed,
        };
        let due = |tries: Vec<RefresherTry>| {
            Refreshing::of((record.clone(), tries)).map(|found| found.at.due_on)
        };
        assert_eq!(due(vec![]), Some(day("2025-09-16")));
        assert_eq!(due(vec![tried("2025-09-16", true)]), Some(day("2025-10-16")));
        assert_eq!(due(vec![tried("2025-09-16", false)]), Some(day("2025-09-23")));
        let beyond = Refresher { half_life: -1, ..record.clone() };
        assert_eq!(Refreshing::of((beyond, vec![])), None);
    }
}
