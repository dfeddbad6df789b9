//! Whether two who observe the same visits mean the same by a level, pooled over a year: one visit has no
//! more steps than a sheet, and nothing can be said of eight pairs.

use chrono::{Months, NaiveDate};

use super::Seen;
use crate::domain::coaching::agreement::{Agreement, agreement};
use crate::domain::ids::{ObservationId, PersonId};
use crate::store::coaching::Days;
use crate::store::records::Rater;

/// Two levels of one step on one visit, as far apart as this or farther, are talked about.
pub const APART: i64 = 2;

/// The levels that two gave to the same step of the same visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The sheet.
    pub sheet: ObservationId,
    /// Whose.
    pub person: PersonId,
    /// The day.
    pub day: NaiveDate,
    /// The step, by its word in all versions.
    pub step: String,
    /// What the observer gave.
    pub first: i64,
    /// What the second one gave.
    pub second: i64,
}

/// All pairs together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pooled {
    /// The pairs, in the order of days.
    pub pairs: Vec<Pair>,
    /// On how many visits two observed.
    pub visits: usize,
    /// How far they agree; `None` only where numbers do not fit.
    pub agreement: Option<Agreement>,
}

/// The year up to a day.
pub fn year_to(day: NaiveDate) -> Days {
    let before = day.checked_sub_months(Months::new(12)).and_then(|day| day.succ_opt());
    (before.unwrap_or(day), day)
}

/// What two gave to the steps of one sheet: the observer, and the second one or the rep.
pub fn pairs_of(seen: &Seen, other: Rater) -> Vec<Pair> {
    let record = &seen.record;
    let own = seen.levels.iter().filter(|((rater, _), _)| *rater == Rater::Observer);
    own.filter_map(|((_, word), first)| {
        Some(Pair {
            sheet: record.id,
            person: record.person_id,
            day: record.on_day,
            step: word.clone(),
            first: *first,
            second: seen.level(other, word)?,
        })
    })
    .collect()
}

/// Pools the sheets on which two observed.
pub fn pooled(sheets: &[Seen]) -> Pooled {
    let (mut pairs, mut visits) = (vec![], 0);
    for seen in sheets {
        let own = pairs_of(seen, Rater::Second);
        visits += usize::from(!own.is_empty());
        pairs.extend(own);
    }
    let levels: Vec<(i64, i64)> = pairs.iter().map(|pair| (pair.first, pair.second)).collect();
    Pooled { visits, agreement: agreement(&levels), pairs }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_ends_with_its_day() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(year_to(day("2025-11-18")), (day("2024-11-19"), day("2025-11-18")));
        assert_eq!(year_to(day("2024-02-29")), (day("2023-03-01"), day("2024-02-29")));
    }
}
