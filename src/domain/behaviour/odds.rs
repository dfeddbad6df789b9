//! A step done or left out, against deals won or lost.
//!
//! The odds ratio with half a deal added to every count (Haldane and Anscombe), so that a zero does not make
//! it infinite, with the interval of its logarithm; and Fisher's exact chance, two-sided, of a table as
//! unlikely as this one among all with the same margins.

use super::{Refusal, Sample};
use crate::domain::stats::fisher::two_sided;
use crate::domain::stats::rate::{Interval, MIN_CASES, z_score};

/// The most deals in a table: more are not of one team, and would be long to go through.
pub const MOST_DEALS: u64 = 1_000_000;

/// Deals by whether the step was done, and how they ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Done, and won.
    pub done_won: u64,
    /// Done, and lost.
    pub done_lost: u64,
    /// Left out, and won.
    pub not_won: u64,
    /// Left out, and lost.
    pub not_lost: u64,
}

/// What a table says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Odds {
    /// How many times the odds of winning are those without the step.
    pub ratio: f64,
    /// Where the ratio lies at the level asked for.
    pub interval: Interval,
    /// Fisher's exact chance, two-sided.
    pub chance: f64,
    /// Whether there are ten deals or more both with the step and without; below that there is no verdict.
    pub enough: bool,
}

impl Table {
    /// Adds a deal.
    pub fn add(&mut self, done: bool, won: bool) {
        let count = match (done, won) {
            (true, true) => &mut self.done_won,
            (true, false) => &mut self.done_lost,
            (false, true) => &mut self.not_won,
            (false, false) => &mut self.not_lost,
        };
        *count += 1;
    }

    /// Deals in which the step was done.
    pub const fn done(&self) -> u64 {
        self.done_won.saturating_add(self.done_lost)
    }

    /// Deals in which it was left out.
    pub const fn left_out(&self) -> u64 {
        self.not_won.saturating_add(self.not_lost)
    }

    /// The counts in the order of the fields.
    pub(super) const fn cells(&self) -> [f64; 4] {
        [self.done_won as f64, self.done_lost as f64, self.not_won as f64, self.not_lost as f64]
    }

    /// What the table says, at a level for its interval.
    ///
    /// Refused where the step was always done or always left out, and where all deals ended alike.
    pub fn odds(&self, conf: f64) -> Result<Odds, Refusal> {
        if !(0.0..1.0).contains(&conf) {
            return Err(Refusal::BadParameter);
        }
        let (done, left_out) = (self.done(), self.left_out());
        let deals = done.saturating_add(left_out);
        if deals > MOST_DEALS {
            let have = usize::try_from(deals).unwrap_or(usize::MAX);
            return Err(Refusal::TooMany { have, most: MOST_DEALS as usize });
        }
        for (deals, of) in [(done, Sample::Done), (left_out, Sample::LeftOut)] {
            if deals == 0 {
                return Err(Refusal::TooFew { of, have: 0, need: 1 });
            }
        }
        let won = self.done_won + self.not_won;
        if won == 0 || won == deals {
            return Err(Refusal::NoSpread);
        }
        let counts = [[self.done_won, self.done_lost], [self.not_won, self.not_lost]];
        let chance = two_sided(counts).ok_or(Refusal::NoSpread)?;
        let [a, b, c, d] = self.cells().map(|count| count + 0.5);
        let ratio = a * d / (b * c);
        let half = z_score(conf) * (1.0 / a + 1.0 / b + 1.0 / c + 1.0 / d).sqrt();
        Ok(Odds {
            ratio,
            interval: Interval { lo: ratio * (-half).exp(), hi: ratio * half.exp() },
            chance,
            enough: done.min(left_out) >= MIN_CASES,
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::behaviour::COMPARISON;

    fn table([done_won, done_lost, not_won, not_lost]: [u64; 4]) -> Table {
        Table { done_won, done_lost, not_won, not_lost }
    }

    #[test]
    fn half_a_deal_keeps_the_ratio_finite() {
        let found = table([3, 0, 1, 4]).odds(COMPARISON).unwrap();
        // 3.5 × 4.5 / (0.5 × 1.5).
        assert!((found.ratio - 21.0).abs() < 1e-12);
        assert!(found.interval.lo > 0.0 && found.interval.hi.is_finite() && !found.enough);
        assert!(table([6, 4, 5, 5]).odds(COMPARISON).unwrap().enough);
    }

    #[test]
    fn both_ways_and_both_ends_are_needed() {
        let odds = |cells: [u64; 4]| table(cells).odds(COMPARISON);
        let none = |of| -> Result<Odds, Refusal> { Err(Refusal::TooFew { of, have: 0, need: 1 }) };
        assert_eq!(odds([0, 0, 3, 4]), none(Sample::Done));
        assert_eq!(odds([3, 4, 0, 0]), none(Sample::LeftOut));
        assert_eq!(odds([3, 0, 4, 0]), Err(Refusal::NoSpread));
        assert_eq!(odds([0, 3, 0, 4]), Err(Refusal::NoSpread));
        assert!(matches!(odds([u64::MAX; 4]), Err(Refusal::TooMany { .. })));
        let mut counted = Table::default();
        for (done, won) in [(true, true), (true, false), (false, false), (true, true)] {
            counted.add(done, won);
        }
        assert_eq!(counted, table([2, 1, 0, 1]));
    }

    proptest! {
        #[test]
        fn the_ratio_lies_in_its_interval_and_turns_around(a in 0_u64..12, b in 0_u64..12, c in 0_u64..12, d in 0_u64..12) {
            let Ok(found) = table([a, b, c, d]).odds(COMPARISON) else { return Ok(()) };
            prop_assert!(found.interval.lo < found.ratio && found.ratio < found.interval.hi);
            // Doing it is to leaving it out as leaving it out is to doing it.
            let turned = table([c, d, a, b]).odds(COMPARISON).unwrap();
            prop_assert!((turned.ratio * found.ratio - 1.0).abs() < 1e-9);
            prop_assert!((turned.chance - found.chance).abs() < 1e-12);
        }
    }
}
