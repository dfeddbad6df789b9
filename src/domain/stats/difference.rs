//! Two shares beside each other: how far they lie apart, and how many cases it takes to tell.
//!
//! Newcombe's interval (1998, his method 10) joins the Wilson intervals of both shares, so it keeps what they
//! promise at small counts: it never leaves −1..1 and is not blind at 0 % and 100 %.

use super::rate::{Interval, normal_quantile, wilson};

/// How often a difference that is there is to be seen, where it is said how many cases that takes.
pub const POWER: f64 = 0.80;

/// A difference of two shares.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    /// The first share minus the second.
    pub diff: f64,
    /// Newcombe's interval of it.
    pub interval: Interval,
}

impl Difference {
    /// Whether no difference is among the plausible values.
    pub fn holds_zero(&self) -> bool {
        self.interval.lo <= 0.0 && 0.0 <= self.interval.hi
    }
}

/// The difference of two shares, each given as successes and trials, with its interval at a level.
///
/// `d − √((p₁−l₁)² + (u₂−p₂)²)` to `d + √((u₁−p₁)² + (p₂−l₂)²)`, with l and u Wilson's ends at that level.
/// `None` where a share has no trials, more successes than trials, or the level is outside 0..1.
pub fn newcombe((k1, n1): (u64, u64), (k2, n2): (u64, u64), conf: f64) -> Option<Difference> {
    let (one, two) = (wilson(k1, n1, conf)?, wilson(k2, n2, conf)?);
    let (p1, p2) = (k1 as f64 / n1 as f64, k2 as f64 / n2 as f64);
    let diff = p1 - p2;
    let interval = Interval {
        lo: diff - (p1 - one.lo).hypot(two.hi - p2),
        hi: diff + (one.hi - p1).hypot(p2 - two.lo),
    };
    Some(Difference { diff, interval })
}

/// How many cases each of two groups needs for a difference as large as that of these shares to be seen with
/// [`POWER`] at a level: `(z₁₋α∕₂ + z_power)² (p₁q₁ + p₂q₂) / (p₁ − p₂)²`, rounded up.
///
/// `None` where the shares are the same, or one of the numbers is outside 0..1.
pub fn needed(p1: f64, p2: f64, conf: f64) -> Option<u64> {
    let share = |p: f64| (0.0..=1.0).contains(&p);
    if !share(p1) || !share(p2) || !(0.0..1.0).contains(&conf) {
        return None;
    }
    let z = normal_quantile(f64::midpoint(1.0, conf)) + normal_quantile(POWER);
    let n = z * z * (p1 * (1.0 - p1) + p2 * (1.0 - p2)) / (p1 - p2).powi(2);
    // Nobody waits for more cases than that; it also keeps the number a whole one.
    (n.is_finite() && n < 1e9).then_some(n.ceil().max(1.0) as u64)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The examples of Newcombe's paper, table II, to four digits.
    #[test]
    fn differences_are_those_of_the_paper() {
        for (one, two, lo, hi) in [
            ((56, 70), (48, 80), 0.0524, 0.3339),
            ((9, 10), (3, 10), 0.1705, 0.8090),
            ((10, 10), (0, 20), 0.6791, 1.0),
            ((5, 56), (0, 29), -0.0381, 0.1926),
        ] {
            let found = newcombe(one, two, 0.95).unwrap();
            let ends = (found.interval.lo, found.interval.hi);
            assert!((ends.0 - lo).abs() < 6e-5, "{one:?} {two:?}: {ends:?}");
            assert!((ends.1 - hi).abs() < 6e-5, "{one:?} {two:?}: {ends:?}");
        }
        assert_eq!(newcombe((0, 0), (1, 2), 0.95), None);
    }

    #[test]
    fn a_small_difference_needs_many_cases() {
        let of = |(k1, n1): (u32, u32), (k2, n2): (u32, u32), conf| {
            let share = |k: u32, n: u32| f64::from(k) / f64::from(n);
            needed(share(k1, n1), share(k2, n2), conf)
        };
        assert_eq!(of((11, 19), (41, 99), 0.95), Some(141));
        assert_eq!(of((11, 19), (41, 99), 0.90), Some(111));
        assert_eq!(of((1, 2), (1, 2), 0.90), None);
        assert_eq!(of((1, 1), (0, 1), 0.90), Some(1));
        assert_eq!(needed(1.2, 0.1, 0.9), None);
    }

    proptest! {
        #[test]
        fn the_difference_turns_with_its_shares(
            n1 in 1_u64..200, n2 in 1_u64..200, a in 0.0_f64..=1.0, b in 0.0_f64..=1.0,
        ) {
            let (k1, k2) = ((a * n1 as f64).round() as u64, (b * n2 as f64).round() as u64);
            let there = newcombe((k1, n1), (k2, n2), 0.9).unwrap();
            let back = newcombe((k2, n2), (k1, n1), 0.9).unwrap();
            prop_assert!((there.diff + back.diff).abs() < 1e-12);
            prop_assert!((there.interval.lo + back.interval.hi).abs() < 1e-12);
            prop_assert!(there.interval.lo >= -1.0 - 1e-12 && there.interval.hi <= 1.0 + 1e-12);
            prop_assert!(there.interval.lo <= there.diff && there.diff <= there.interval.hi);
        }
    }
}
