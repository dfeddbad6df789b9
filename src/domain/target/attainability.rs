//! How likely a target is reached, and what that says of it (domain document, B4 and B6).
//!
//! There are two ways to ask. The open deals: each is won with its chance or not at all, and the sum
//! of what is won has an exact distribution, found by adding one deal after the other. The forecast:
//! its range is read as that of a normal distribution.
//!
//! # What both leave out
//!
//! Deals are taken to be independent; a bad quarter that hits all of them at once is not in the
//! numbers. Deals that are not listed yet are not in them either.

use std::f64::consts::SQRT_2;

use statrs::function::erf::erfc;

use crate::domain::money::div_round;
use crate::domain::stats::rate::{Interval, z_score};

/// More steps than this are refused; a unit that is too small for the amounts makes them.
const MOST_STEPS: usize = 4_000_000;

/// What a chance says of a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stretch {
    /// 偏保守: reached with four in five or more.
    Cautious,
    /// 合理: more likely reached than not.
    Fair,
    /// 有挑战: from three in ten on.
    Challenging,
    /// 需说明: below that; the person explains why it is set all the same.
    NeedsReason,
}

impl Stretch {
    /// What a chance says (默认值: from 0.8, 0.5 and 0.3 on).
    pub fn of(chance: f64) -> Self {
        if chance >= 0.8 {
            Self::Cautious
        } else if chance >= 0.5 {
            Self::Fair
        } else if chance >= 0.3 {
            Self::Challenging
        } else {
            Self::NeedsReason
        }
    }

    /// The word behind which its name stands in each language.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Cautious => "cautious",
            Self::Fair => "fair",
            Self::Challenging => "challenging",
            Self::NeedsReason => "needs-reason",
        }
    }
}

/// What a period may end with: what is won already, and every sum of open deals with its chance.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcomes {
    closed: i64,
    unit: i64,
    deals: usize,
    /// The chance of each sum, in units.
    chances: Vec<f64>,
}

impl Outcomes {
    /// Adds up open deals, each an amount with its chance in the period. Amounts count in whole units.
    ///
    /// `None` if an amount is negative, a chance is none, or the unit is not positive or too small for
    /// the amounts.
    pub fn of(closed: i64, deals: &[(i64, f64)], unit: i64) -> Option<Self> {
        if unit <= 0 {
            return None;
        }
        let mut chances = vec![1.0_f64];
        for (amount, chance) in deals {
            if *amount < 0 || !(0.0..=1.0).contains(chance) {
                return None;
            }
            let steps = div_round(i128::from(*amount), i128::from(unit))?;
            let steps = usize::try_from(steps).ok()?;
            let length = chances.len().checked_add(steps).filter(|length| *length <= MOST_STEPS)?;
            let mut sums = vec![0.0_f64; length];
            for (sum, before) in sums.iter_mut().zip(&chances) {
                *sum += before * (1.0 - chance);
            }
            for (sum, before) in sums.iter_mut().skip(steps).zip(&chances) {
                *sum += before * chance;
            }
            chances = sums;
        }
        Some(Self { closed, unit, deals: deals.len(), chances })
    }

    /// The chance to reach a target; exactly at it counts as reached.
    pub fn reach(&self, target: i64) -> f64 {
        let (missing, unit) = (i128::from(target) - i128::from(self.closed), i128::from(self.unit));
        if missing <= 0 {
            return 1.0;
        }
        // The first sum that is enough.
        let enough = usize::try_from((missing + unit - 1) / unit).ok();
        match enough.and_then(|steps| self.chances.get(steps..)) {
            None | Some([]) => 0.0,
            Some(chances) => chances.iter().sum::<f64>().min(1.0),
        }
    }

    /// How far a sum may be off because amounts were rounded to units: half a unit for each deal.
    pub fn most_off(&self) -> i64 {
        let deals = i64::try_from(self.deals).unwrap_or(i64::MAX);
        deals.saturating_mul(self.unit) / 2
    }
}

/// The chance to reach a target by a forecast whose range holds with probability `conf`.
///
/// The range is read as that of a normal distribution, to each side by its own width. `None` if it has
/// no width on the side of the target, or if a number is none.
pub fn reach_by_forecast(forecast: f64, range: Interval, conf: f64, target: f64) -> Option<f64> {
    let half = if target > forecast { range.hi - forecast } else { forecast - range.lo };
    let z = z_score(conf);
    if !(0.0..1.0).contains(&conf) || z <= 0.0 || half <= 0.0 || !half.is_finite() {
        return None;
    }
    let chance = 0.5 * erfc((target - forecast) / (half / z) / SQRT_2);
    chance.is_finite().then_some(chance)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn limits_belong_to_the_safer_side() {
        for (chance, expected) in [
            (1.0, Stretch::Cautious),
            (0.8, Stretch::Cautious),
            (0.799, Stretch::Fair),
            (0.5, Stretch::Fair),
            (0.3, Stretch::Challenging),
            (0.299, Stretch::NeedsReason),
            (0.0, Stretch::NeedsReason),
            (f64::NAN, Stretch::NeedsReason),
        ] {
            assert_eq!(Stretch::of(chance), expected, "{chance}");
        }
    }

    #[test]
    fn the_ends_are_facts() {
        let outcomes = Outcomes::of(40, &[(50, 0.6), (30, 0.5)], 1).unwrap();
        for (target, expected) in
            [(i64::MIN, 1.0), (40, 1.0), (41, 0.8), (70, 0.8), (71, 0.6), (120, 0.3), (121, 0.0)]
        {
            assert!((outcomes.reach(target) - expected).abs() < 1e-12, "{target}");
        }
        assert_eq!(outcomes.reach(i64::MAX), 0.0);
        let none = Outcomes::of(0, &[], 1).unwrap();
        assert_eq!((none.reach(0), none.reach(1), none.most_off()), (1.0, 0.0, 0));
    }

    #[test]
    fn amounts_are_rounded_to_units() {
        let outcomes = Outcomes::of(0, &[(1_499, 0.5), (2_600, 0.5)], 1_000).unwrap();
        assert_eq!((outcomes.reach(4_000), outcomes.reach(4_001)), (0.25, 0.0));
        assert_eq!(outcomes.most_off(), 1_000);
    }

    #[test]
    fn what_makes_no_sense_is_none() {
        for (amount, chance, unit) in [
            (-1, 0.5, 1),
            (1, 1.1, 1),
            (1, -0.1, 1),
            (1, f64::NAN, 1),
            (1, 0.5, 0),
            (i64::MAX, 0.5, 1),
        ] {
            assert_eq!(
                Outcomes::of(0, &[(amount, chance)], unit),
                None,
                "{amount} {chance} {unit}"
            );
        }
    }

    #[test]
    fn a_range_is_read_as_normal() {
        // 1236 with 1083 to 1389 at 80 %: the standard deviation is 119.4.
        let range = Interval { lo: 1_083.0, hi: 1_389.0 };
        let reach = |target| reach_by_forecast(1_236.0, range, 0.8, target).unwrap();
        for (target, expected) in [(1_083.0, 0.9), (1_236.0, 0.5), (1_389.0, 0.1)] {
            assert!((reach(target) - expected).abs() < 1e-9, "{target}");
        }
        assert!((reach(1_180.0) - 0.68).abs() < 0.005);
        let flat = Interval { lo: 5.0, hi: 5.0 };
        assert_eq!(reach_by_forecast(5.0, flat, 0.8, 6.0), None);
        assert_eq!(reach_by_forecast(f64::NAN, range, 0.8, 6.0), None);
        assert_eq!(reach_by_forecast(1_236.0, range, 1.0, 6.0), None);
    }

    proptest! {
        #[test]
        fn more_is_never_more_likely(deals in prop::collection::vec((0_i64..60, 0.0_f64..=1.0), 0..8), closed in 0_i64..100, low in 0_i64..600, more in 0_i64..100) {
            let outcomes = Outcomes::of(closed, &deals, 1).unwrap();
            prop_assert!((outcomes.chances.iter().sum::<f64>() - 1.0).abs() < 1e-9);
            prop_assert!(outcomes.reach(low + more) <= outcomes.reach(low) + 1e-12);
        }

        #[test]
        fn the_chances_have_the_mean_of_the_deals(deals in prop::collection::vec((0_i64..60, 0.0_f64..=1.0), 0..8)) {
            let outcomes = Outcomes::of(0, &deals, 1).unwrap();
            let mean: f64 = outcomes.chances.iter().enumerate().map(|(sum, chance)| sum as f64 * chance).sum();
            let expected: f64 = deals.iter().map(|(amount, chance)| *amount as f64 * chance).sum();
            prop_assert!((mean - expected).abs() < 1e-9, "{mean} {expected}");
        }
    }
}
