//! Quantiles of the Beta distribution: what is known of a rate after counting, as a range.
//!
//! The regularised incomplete beta function comes from `statrs` as a continued fraction; it is inverted by
//! bisection, which cannot run away. Good to 10⁻⁹ up to some hundred thousand cases, and to 10⁻⁵ beyond.

use statrs::function::beta::checked_beta_reg;

/// Halvings of 0..=1: more than a double has binary digits.
const HALVINGS: u32 = 64;

/// The rate that a Beta distribution with parameters `a` and `b` stays below with probability `p`.
///
/// `None` if a parameter is not positive or `p` lies outside 0..=1.
pub fn beta_quantile(a: f64, b: f64, p: f64) -> Option<f64> {
    if !a.is_finite() || !b.is_finite() || !(0.0..=1.0).contains(&p) {
        return None;
    }
    let (mut low, mut high) = (0.0_f64, 1.0_f64);
    for _ in 0..HALVINGS {
        let middle = low + (high - low) / 2.0;
        if checked_beta_reg(a, b, middle).ok()? < p { low = middle } else { high = middle }
    }
    Some(low + (high - low) / 2.0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn known_quantiles_come_out() {
        for (a, b, p, expected) in [
            (1.0, 1.0, 0.3, 0.3),
            (2.0, 1.0, 0.25, 0.5),
            // 1 − (1 − p)^⅓.
            (1.0, 3.0, 0.5, 0.206_299_474_015_900_2),
            (7.5, 7.5, 0.5, 0.5),
        ] {
            let got = beta_quantile(a, b, p).unwrap();
            assert!((got - expected).abs() < 1e-12, "{a} {b} {p}: {got}");
        }
        assert!(beta_quantile(3.0, 4.0, 0.0).unwrap() < 1e-4);
        assert!(beta_quantile(3.0, 4.0, 1.0).unwrap() > 0.999);
        for (a, b, p) in [(0.0, 1.0, 0.5), (1.0, -1.0, 0.5), (1.0, 1.0, 1.1), (f64::NAN, 1.0, 0.5)]
        {
            assert_eq!(beta_quantile(a, b, p), None, "{a} {b} {p}");
        }
    }

    proptest! {
        #[test]
        fn quantiles_rise_and_mirror(a in 0.5_f64..200.0, b in 0.5_f64..200.0, p in 0.01_f64..0.98) {
            let at = beta_quantile(a, b, p).unwrap();
            prop_assert!(at <= beta_quantile(a, b, p + 0.01).unwrap());
            let mirrored = 1.0 - beta_quantile(b, a, 1.0 - p).unwrap();
            prop_assert!((at - mirrored).abs() < 1e-9, "{at} {mirrored}");
        }
    }
}
