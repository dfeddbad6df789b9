//! How much of a process is work: touched time, rework, duplicates (domain document, B16 and B17).
//!
//! Efficiency is touched time of elapsed time (process cycle efficiency of lean management); rework is moves
//! back of all moves. Both compare a process with itself: before and after use the same definition and the
//! same span.

use chrono::{NaiveDate, TimeDelta};

use crate::domain::funnel::DealHistory;
use crate::domain::funnel::rule::Exits;
use crate::domain::funnel::visit::{Exit, visits};
use crate::domain::stats::rational::Rational;

/// The part of a whole, exact; `None` without a whole: duplicates of customers, for one.
pub fn part_of(part: u64, whole: u64) -> Option<Rational> {
    Rational::new(part.into(), whole.into())
}

/// The share of the elapsed time in which somebody worked on it, to the second.
///
/// `None` if no time has elapsed, or if a time is negative.
pub fn efficiency(touched: TimeDelta, elapsed: TimeDelta) -> Option<Rational> {
    let touched = u64::try_from(touched.num_seconds()).ok()?;
    part_of(touched, u64::try_from(elapsed.num_seconds()).ok()?)
}

/// The moves of deals out of their stages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moves {
    /// Moves of any kind, closing included.
    pub all: u64,
    /// Moves to an earlier stage.
    pub back: u64,
}

impl Moves {
    /// Adds the moves of one deal up to a date. Coming in and being reopened leave no stage and are none.
    pub fn add(&mut self, deal: &DealHistory<'_>, as_of: NaiveDate) {
        for visit in visits(deal, as_of).filter(|visit| visit.exit != Exit::Open) {
            self.all += 1;
            self.back += u64::from(visit.exit == Exit::Back);
        }
    }

    /// The moves behind the visits that a funnel counted.
    pub const fn of(exits: &Exits) -> Self {
        Self { all: exits.total() - exits.open, back: exits.back }
    }

    /// The share of moves that went back; `None` without moves.
    pub fn rework(&self) -> Option<Rational> {
        part_of(self.back, self.all)
    }
}

#[cfg(test)]
mod tests {
    use chrono::Days;

    use super::*;
    use crate::domain::funnel::{Event, Place};

    #[test]
    fn a_part_needs_a_whole() {
        assert_eq!(part_of(10, 400), Rational::parse("0.025"));
        assert_eq!(part_of(0, 0), None);
        let hours = TimeDelta::hours;
        assert_eq!(efficiency(hours(26), hours(208)), Rational::parse("0.125"));
        assert_eq!(efficiency(hours(0), hours(8)), Some(Rational::ZERO));
        assert_eq!(efficiency(hours(1), hours(0)), None);
        assert_eq!(efficiency(hours(-1), hours(8)), None);
    }

    #[test]
    fn reopening_is_no_move_back() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + Days::new(day);
        let to = |at, to| Event { at: day(at), to };
        let events = [
            to(0, Place::Stage(0)),
            to(3, Place::Stage(2)),
            to(5, Place::Stage(1)),
            to(9, Place::Lost),
            to(12, Place::Stage(0)),
            to(20, Place::Stage(1)),
        ];
        let deal = DealHistory { created: None, amount_fen: None, events: &events };
        let mut moves = Moves::default();
        assert_eq!(moves.rework(), None);
        moves.add(&deal, day(30));
        // Forward, back, lost, forward.
        assert_eq!(moves, Moves { all: 4, back: 1 });
        assert_eq!(moves.rework(), Rational::new(1, 4));
        let exits = Exits { advance: 2, won: 0, lost: 1, back: 1, open: 1 };
        assert_eq!(Moves::of(&exits), moves);
    }
}
