//! The raw change: the mean after against the mean before, with Welch's interval (1947).
//!
//! `d ± t(ν)·√(s₁²/n₁ + s₂²/n₂)`, with the degrees of freedom ν of Welch and Satterthwaite. It says how much is
//! different, and nothing of why: season, market and rebound are all in it.

use crate::domain::behaviour::moments::Moments;
use crate::domain::behaviour::{Refusal, Sample};
use crate::domain::stats::rate::Interval;
use crate::domain::stats::student::t_score;

/// A change of the mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// The mean before.
    pub before: f64,
    /// The mean after.
    pub after: f64,
    /// The second less the first.
    pub diff: f64,
    /// Its standard error.
    pub se: f64,
    /// Its degrees of freedom, not necessarily whole.
    pub freedom: f64,
    /// Where it lies at the level asked for.
    pub interval: Interval,
}

/// The change from the values before to those after, each of one week or month, at a level for its interval.
///
/// Refused with fewer than two values on either side, or where no value differs on both.
pub fn welch(before: &[f64], after: &[f64], conf: f64) -> Result<Change, Refusal> {
    let before = Moments::of(before, Sample::Before)?;
    let after = Moments::of(after, Sample::After)?;
    let (n1, n2) = (before.count as f64, after.count as f64);
    let (v1, v2) = (before.variance() / n1, after.variance() / n2);
    if v1 + v2 <= 0.0 {
        return Err(Refusal::NoSpread);
    }
    // Of shares, so that tiny variances do not vanish in their squares.
    let (w1, w2) = (v1 / (v1 + v2), v2 / (v1 + v2));
    let freedom = 1.0 / (w1 * w1 / (n1 - 1.0) + w2 * w2 / (n2 - 1.0));
    let (diff, se) = (after.mean - before.mean, (v1 + v2).sqrt());
    let half = t_score(conf, freedom).ok_or(Refusal::BadParameter)? * se;
    if !(diff.abs() + half).is_finite() {
        return Err(Refusal::NotFinite);
    }
    let interval = Interval { lo: diff - half, hi: diff + half };
    Ok(Change { before: before.mean, after: after.mean, diff, se, freedom, interval })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::behaviour::COMPARISON;

    #[test]
    fn even_sides_have_the_freedom_of_the_pooled_test() {
        // Means 2 and 6, variance 1 on either side of three: se = √(2/3), 4 degrees of freedom, t = 2.132.
        let found = welch(&[1.0, 2.0, 3.0], &[5.0, 6.0, 7.0], COMPARISON).unwrap();
        assert_eq!((found.before, found.after, found.diff), (2.0, 6.0, 4.0));
        assert!((found.freedom - 4.0).abs() < 1e-12);
        assert!((found.se - (2.0_f64 / 3.0).sqrt()).abs() < 1e-12);
        assert!((found.interval.lo - (4.0 - 2.131_847 * found.se)).abs() < 1e-5);
    }

    #[test]
    fn a_side_without_scatter_leaves_the_freedom_of_the_other() {
        let found = welch(&[4.0, 4.0, 4.0, 4.0], &[5.0, 6.0, 7.0], COMPARISON).unwrap();
        assert!((found.freedom - 2.0).abs() < 1e-12);
        assert_eq!(welch(&[4.0, 4.0], &[5.0, 5.0], COMPARISON), Err(Refusal::NoSpread));
        let few = |of, have| Err(Refusal::TooFew { of, have, need: 2 });
        assert_eq!(welch(&[4.0], &[5.0, 6.0], COMPARISON), few(Sample::Before, 1));
        assert_eq!(welch(&[4.0, 5.0], &[], COMPARISON), few(Sample::After, 0));
        assert_eq!(welch(&[4.0, 5.0], &[1.0, 2.0], 1.0), Err(Refusal::BadParameter));
    }

    proptest! {
        #[test]
        fn the_interval_holds_the_change_and_its_freedom_is_between(
            before in prop::collection::vec((0_i32..50).prop_map(f64::from), 2..12),
            after in prop::collection::vec((0_i32..50).prop_map(f64::from), 2..12),
        ) {
            let Ok(found) = welch(&before, &after, COMPARISON) else { return Ok(()) };
            prop_assert!(found.interval.lo < found.diff && found.diff < found.interval.hi);
            let least = before.len().min(after.len()) as f64 - 1.0;
            let most = (before.len() + after.len()) as f64 - 2.0;
            prop_assert!(least - 1e-9 <= found.freedom && found.freedom <= most + 1e-9);
            let back = welch(&after, &before, COMPARISON).unwrap();
            prop_assert!((back.diff + found.diff).abs() < 1e-9 && (back.se - found.se).abs() < 1e-9);
        }
    }
}
