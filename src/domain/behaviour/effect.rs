//! How far two groups of people lie apart, in units of how far people lie apart anyway (Hedges 1981).
//!
//! Cohen's `d = (x̄₁ − x̄₂)/s`, with the scatter `s` inside the groups, is too large in small samples; Hedges'
//! `g = J·d` with `J = 1 − 3/(4·df − 1)` and `df = n₁ + n₂ − 2` is not. Its interval is
//! `g ± z·J·√((n₁ + n₂)/(n₁n₂) + d²/(2(n₁ + n₂)))`.

use super::moments::Moments;
use super::{Refusal, Sample};
use crate::domain::stats::rate::{Interval, z_score};

/// The distance of two groups.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Effect {
    /// Cohen's d, in standard deviations.
    pub d: f64,
    /// Hedges' g: the same, corrected for small samples. Above 0 where the top group has more.
    pub g: f64,
    /// The standard error of g.
    pub se: f64,
    /// Where g lies at the level asked for.
    pub interval: Interval,
}

/// The distance of the top group from the others, at a level for its interval.
///
/// Refused with fewer than two values in a group, or where nobody differs within either.
pub fn hedges_g(top: &[f64], others: &[f64], conf: f64) -> Result<Effect, Refusal> {
    if !(0.0..1.0).contains(&conf) {
        return Err(Refusal::BadParameter);
    }
    let (top, others) = (Moments::of(top, Sample::Top)?, Moments::of(others, Sample::Others)?);
    let (n1, n2) = (top.count as f64, others.count as f64);
    let (all, freedom) = (n1 + n2, n1 + n2 - 2.0);
    let variance = (top.squares + others.squares) / freedom;
    if variance <= 0.0 {
        return Err(Refusal::NoSpread);
    }
    let d = (top.mean - others.mean) / variance.sqrt();
    let small = 1.0 - 3.0 / (4.0 * freedom - 1.0);
    let (g, se) = (small * d, small * (all / (n1 * n2) + d * d / (2.0 * all)).sqrt());
    let half = z_score(conf) * se;
    if !half.is_finite() {
        return Err(Refusal::NotFinite);
    }
    Ok(Effect { d, g, se, interval: Interval { lo: g - half, hi: g + half } })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::behaviour::COMPARISON;

    #[test]
    fn two_against_two_by_hand() {
        // Means 4 and 1, variance 2 in either group: d = 3/√2. J = 1 − 3/7, and the variance of d is
        // 4/4 + 4.5/8.
        let found = hedges_g(&[3.0, 5.0], &[0.0, 2.0], COMPARISON).unwrap();
        let d = 3.0 / 2.0_f64.sqrt();
        assert!((found.d - d).abs() < 1e-12);
        assert!((found.g - d * 4.0 / 7.0).abs() < 1e-12);
        assert!((found.se - 1.5625_f64.sqrt() * 4.0 / 7.0).abs() < 1e-12);
    }

    #[test]
    fn without_scatter_or_people_there_is_no_distance() {
        let g = |top: &[f64], others: &[f64]| hedges_g(top, others, COMPARISON);
        assert_eq!(g(&[5.0, 5.0], &[3.0, 3.0]), Err(Refusal::NoSpread));
        assert!(g(&[5.0, 5.0], &[3.0, 4.0]).is_ok(), "the others differ");
        let one = Refusal::TooFew { of: Sample::Top, have: 1, need: 2 };
        assert_eq!(g(&[5.0], &[3.0, 4.0, 5.0]), Err(one));
        let none = Refusal::TooFew { of: Sample::Others, have: 0, need: 2 };
        assert_eq!(g(&[5.0, 6.0], &[]), Err(none));
        assert_eq!(hedges_g(&[1.0, 2.0], &[3.0, 5.0], 1.0), Err(Refusal::BadParameter));
    }

    fn values() -> impl Strategy<Value = Vec<f64>> {
        prop::collection::vec((0_i32..100).prop_map(f64::from), 2..8)
    }

    proptest! {
        #[test]
        fn units_do_not_matter_and_swapping_turns_it_round(
            top in values(), others in values(), scale in 0.01_f64..100.0, more in -50.0_f64..50.0,
        ) {
            let Ok(found) = hedges_g(&top, &others, COMPARISON) else { return Ok(()) };
            prop_assert!(found.g.abs() <= found.d.abs() && found.interval.lo <= found.g && found.g <= found.interval.hi);
            let swapped = hedges_g(&others, &top, COMPARISON).unwrap();
            prop_assert!((swapped.g + found.g).abs() < 1e-9);
            let moved = |values: &[f64]| values.iter().map(|value| value * scale + more).collect::<Vec<_>>();
            let other_unit = hedges_g(&moved(&top), &moved(&others), COMPARISON).unwrap();
            prop_assert!((other_unit.g - found.g).abs() < 1e-6 * (1.0 + found.g.abs()));
        }
    }
}
