//! A person's step over time: its level on each visit, and whether it changed.
//!
//! A level more or less on one visit is no change: customers differ from visit to visit. From ten visits on,
//! the later half is held against the earlier one, with the interval of Welch; before that nothing is said.

use chrono::NaiveDate;

use super::Seen;
use crate::domain::behaviour::COMPARISON;
use crate::domain::coaching::change::{Change, welch};
use crate::domain::ids::ObservationId;
use crate::domain::stats::rate::MIN_CASES;
use crate::store::records::Rater;

/// What is followed over time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Line {
    /// The score of the sheet, in tenths.
    #[default]
    Score,
    /// The level of a step, by its word.
    Step(String),
}

/// A visit on which it was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// The sheet.
    pub sheet: ObservationId,
    /// The day.
    pub day: NaiveDate,
    /// The level, or the score in tenths.
    pub value: i64,
}

/// What may be said of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reading {
    /// Fewer visits than it takes.
    TooFew {
        /// How many there are.
        have: usize,
        /// How many it takes.
        need: usize,
    },
    /// Neither half scatters, so that no interval can be given.
    Even {
        /// Every value of the earlier half.
        from: i64,
        /// Every value of the later half.
        to: i64,
    },
    /// The later half against the earlier one.
    Change {
        /// How many visits the earlier half has.
        before: usize,
        /// How many the later half has.
        after: usize,
        /// By how much, with its interval.
        change: Change,
    },
}

/// Where it was seen, in the order of days; sheets on which it was not are left out.
pub fn points(sheets: &[Seen], line: &Line) -> Vec<Point> {
    let value = |seen: &Seen| match line {
        Line::Score => seen.score.and_then(|score| score.tenths),
        Line::Step(word) => seen.level(Rater::Observer, word),
    };
    sheets
        .iter()
        .filter_map(|seen| {
            let value = value(seen)?;
            Some(Point { sheet: seen.record.id, day: seen.record.on_day, value })
        })
        .collect()
}

/// What may be said of values in the order of days.
pub fn reading(points: &[Point]) -> Reading {
    let need = usize::try_from(MIN_CASES).unwrap_or(usize::MAX);
    let have = points.len();
    if have < need {
        return Reading::TooFew { have, need };
    }
    let values: Vec<f64> = points.iter().map(|point| point.value as f64).collect();
    let (before, after) = values.split_at(have / 2);
    match welch(before, after, COMPARISON) {
        Ok(change) => Reading::Change { before: before.len(), after: after.len(), change },
        Err(_) => {
            let end = |point: Option<&Point>| point.map_or(0, |point| point.value);
            Reading::Even { from: end(points.first()), to: end(points.last()) }
        }
    }
}

impl Reading {
    /// Whether it clearly rose (`true`) or fell; `None` while that cannot be said.
    pub fn rose(&self) -> Option<bool> {
        let Self::Change { change, .. } = self else { return None };
        if change.interval.lo > 0.0 {
            Some(true)
        } else if change.interval.hi < 0.0 {
            Some(false)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(values: &[i64]) -> Vec<Point> {
        let day = NaiveDate::from_ymd_opt(2025, 11, 18).unwrap();
        values.iter().map(|value| Point { sheet: ObservationId(1), day, value: *value }).collect()
    }

    #[test]
    fn nine_visits_say_nothing_and_ten_say_whether_it_rose() {
        let nine = reading(&of(&[1, 2, 1, 2, 4, 5, 4, 5, 5]));
        assert_eq!(nine, Reading::TooFew { have: 9, need: 10 });
        assert_eq!(nine.rose(), None);
        let risen = reading(&of(&[1, 2, 1, 2, 2, 4, 5, 4, 5, 5]));
        let Reading::Change { before: 5, after: 5, change } = risen else { panic!("{risen:?}") };
        assert!((change.diff - 3.0).abs() < 1e-9);
        assert_eq!(risen.rose(), Some(true));
        assert_eq!(reading(&of(&[5, 4, 5, 4, 5, 1, 2, 1, 2, 1])).rose(), Some(false));
        assert_eq!(reading(&of(&[3, 2, 3, 4, 3, 3, 4, 2, 3, 3])).rose(), None);
        assert_eq!(reading(&of(&[3; 12])), Reading::Even { from: 3, to: 3 });
        let step = [2, 2, 2, 2, 2, 3, 3, 3, 3, 3];
        assert_eq!(reading(&of(&step)), Reading::Even { from: 2, to: 3 });
    }
}
