//! Rates with their uncertainty.
//!
//! The house shows 95 % for one rate, 90 % for a comparison, and says which. Wilson's interval is used
//! because it stays inside 0–100 % and is honest at the small counts one person's deals give.

use statrs::function::beta::ln_beta;
use statrs::function::erf::{erf_inv, erfc, erfc_inv};

/// The usual level for one rate.
pub const ONE_RATE: f64 = 0.95;

/// Cases below which there is no verdict on a rate (domain document, thresholds).
pub const MIN_CASES: u64 = 10;

/// A range of plausible values, both ends included.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// Lower end.
    pub lo: f64,
    /// Upper end.
    pub hi: f64,
}

/// A share of successes with its 95 % Wilson interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rate {
    /// Successes.
    pub k: u64,
    /// Trials, at least one.
    pub n: u64,
    /// `k / n`.
    pub rate: f64,
    /// The 95 % Wilson interval.
    pub interval: Interval,
}

impl Rate {
    /// Makes the rate of `k` in `n`; `None` without trials: no data is never 0 %.
    pub fn of(k: u64, n: u64) -> Option<Self> {
        let interval = wilson(k, n, ONE_RATE)?;
        Some(Self { k, n, rate: k as f64 / n as f64, interval })
    }

    /// Whether it lies below a share: the whole interval does. Never with too few cases to tell.
    pub fn below(&self, share: f64) -> bool {
        self.n >= MIN_CASES && self.interval.hi < share
    }
}

/// The value that a standard normal number stays below with probability `p`, in full double precision.
pub fn normal_quantile(p: f64) -> f64 {
    -std::f64::consts::SQRT_2 * erfc_inv(2.0 * p)
}

/// The probability that a standard normal number stays below `z`, to ten digits in both
/// tails.
pub fn normal_cdf(z: f64) -> f64 {
    0.5 * erfc(-z / std::f64::consts::SQRT_2)
}

/// The half width, in standard deviations, of a central interval at this level: 1.96 for 0.95.
pub fn z_score(conf: f64) -> f64 {
    std::f64::consts::SQRT_2 * erf_inv(conf)
}

/// Wilson's score interval for `k` successes in `n` trials (Wilson 1927).
///
/// `(p + z²/2n ± z√(p(1−p)/n + z²/4n²)) / (1 + z²/n)`. `None` without trials, with more successes than
/// trials, or at a level outside 0..1.
pub fn wilson(k: u64, n: u64, conf: f64) -> Option<Interval> {
    if n == 0 || k > n {
        return None;
    }
    let mut interval = wilson_real(k as f64 / n as f64, n as f64, conf)?;
    // At the ends the formula is exact only on paper.
    if k == 0 {
        interval.lo = 0.0;
    }
    if k == n {
        interval.hi = 1.0;
    }
    Some(interval)
}

/// Wilson's interval around an estimated share `p` that is worth `n` trials, not necessarily whole.
pub fn wilson_real(p: f64, n: f64, conf: f64) -> Option<Interval> {
    if n.is_nan() || n <= 0.0 || !(0.0..=1.0).contains(&p) || !(0.0..1.0).contains(&conf) {
        return None;
    }
    let z2 = z_score(conf).powi(2);
    let centre = p + z2 / (2.0 * n);
    let spread = (z2 * (p * (1.0 - p) / n + z2 / (4.0 * n * n))).sqrt();
    let scale = 1.0 + z2 / n;
    Some(Interval {
        lo: ((centre - spread) / scale).clamp(0.0, p),
        hi: ((centre + spread) / scale).clamp(p, 1.0),
    })
}

/// The limits of a funnel plot: where a rate over `n` trials lies if the true rate is `p0`.
///
/// `p0 ± z√(p0(1−p0)/n)`, cut to 0..1 (Spiegelhalter 2005). Drawn at 0.95 and 0.998 instead of a ranking.
pub fn funnel_limits(p0: f64, n: u64, conf: f64) -> Option<Interval> {
    if n == 0 || !(0.0..=1.0).contains(&p0) || !(0.0..1.0).contains(&conf) {
        return None;
    }
    let half = z_score(conf) * (p0 * (1.0 - p0) / n as f64).sqrt();
    Some(Interval { lo: (p0 - half).max(0.0), hi: (p0 + half).min(1.0) })
}

/// A Beta distribution with whole parameters: what is known of a rate after counting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WholeBeta {
    /// Successes plus one (or plus a whole prior).
    pub a: u32,
    /// Failures plus one (or plus a whole prior).
    pub b: u32,
}

/// The probability that a rate spread as `x` exceeds one spread as `y` (Evan Miller's finite sum).
///
/// `None` if a parameter is zero.
pub fn prob_beta_greater(x: WholeBeta, y: WholeBeta) -> Option<f64> {
    if x.a == 0 || x.b == 0 || y.a == 0 || y.b == 0 {
        return None;
    }
    let (xb, ya, yb) = (f64::from(x.b), f64::from(y.a), f64::from(y.b));
    let base = ln_beta(ya, yb);
    let sum: f64 = (0..x.a)
        .map(f64::from)
        .map(|i| (ln_beta(ya + i, xb + yb) - (xb + i).ln() - ln_beta(1.0 + i, xb) - base).exp())
        .sum();
    Some(sum.clamp(0.0, 1.0))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Values of Wichura's AS 241, good to about 16 digits.
    #[test]
    fn normal_quantiles_have_full_precision() {
        for (p, expected) in [
            (0.5, 0.0),
            (0.975, 1.959_963_984_540_054),
            (0.95, 1.644_853_626_951_472_2),
            (0.999, 3.090_232_306_167_813),
            (0.1, -1.281_551_565_544_600_8),
            (1e-10, -6.361_340_902_404_055),
            (1e-300, -37.047_096_299_361_2),
        ] {
            let got = normal_quantile(p);
            assert!((got - expected).abs() <= 4e-15 * expected.abs(), "{p}: {got} {expected}");
        }
        for (z, expected) in
            [(0.0, 0.5), (1.0, 0.841_344_746_068_543), (-6.0, 9.865_876_450_377e-10)]
        {
            assert!((normal_cdf(z) - expected).abs() <= 1e-10 * expected, "{z}");
        }
        assert!((z_score(0.95) - 1.959_963_984_540_054).abs() < 1e-14);
        assert!((z_score(0.998) - 3.090_232_306_167_813).abs() < 1e-14);
    }

    #[test]
    fn nothing_measured_is_none() {
        assert_eq!(wilson(0, 0, 0.95), None);
        assert_eq!(wilson(3, 2, 0.95), None);
        assert_eq!(wilson(1, 2, 1.0), None);
        assert_eq!(Rate::of(0, 0), None);
        assert_eq!(funnel_limits(0.3, 0, 0.95), None);
        assert_eq!(prob_beta_greater(WholeBeta { a: 0, b: 1 }, WholeBeta { a: 1, b: 1 }), None);
    }

    #[test]
    fn a_rate_is_low_when_its_interval_is_and_cases_are_enough() {
        // Wilson's upper ends: 5 of 11 0.72, 9 of 11 0.95, 0 of 9 0.30.
        for (k, n, share, low) in [
            (5, 11, 0.86, true),
            (5, 11, 0.71, false),
            (9, 11, 0.86, false),
            (0, 9, 0.86, false),
            (0, 10, 0.86, true),
        ] {
            let rate = Rate::of(k, n).unwrap();
            assert_eq!(rate.below(share), low, "{k} of {n} against {share}: {rate:?}");
        }
    }

    #[test]
    fn equal_knowledge_is_even_odds() {
        let one = WholeBeta { a: 9, b: 13 };
        assert!((prob_beta_greater(one, one).unwrap() - 0.5).abs() < 1e-9);
    }

    proptest! {
        #[test]
        fn wilson_lies_inside_and_holds_the_rate(n in 1_u64..5000, part in 0.0_f64..=1.0, conf in 0.5_f64..0.999) {
            let k = (part * n as f64).round() as u64;
            let p = k as f64 / n as f64;
            let at = wilson(k, n, conf).unwrap();
            prop_assert!(0.0 <= at.lo && at.lo <= p && p <= at.hi && at.hi <= 1.0, "{at:?} {p}");
        }
    }
}
