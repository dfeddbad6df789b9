//! How likely a target is reached, and what that says of it (domain document, B4 and B6).
//!
//! There are two ways to ask. The open deals: every sum they can come to has an exact chance
//! ([`crate::domain::forecast::total`]). The forecast, which is asked here: its range is read as that of a
//! normal distribution. Deals that are not listed yet are in the second and not in the first.

use crate::domain::stats::rate::{Interval, normal_cdf, z_score};

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
    let chance = normal_cdf((forecast - target) / (half / z));
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
        fn more_is_never_more_likely(forecast in 1.0_f64..1e6, below in 0.01_f64..1.0, above in 0.01_f64..1.0, low in 0.0_f64..2e6, more in 0.0_f64..1e6) {
            let range = Interval { lo: forecast * (1.0 - below), hi: forecast * (1.0 + above) };
            let reach = |target| reach_by_forecast(forecast, range, 0.8, target).unwrap();
            prop_assert!((0.0..=1.0).contains(&reach(low)));
            prop_assert!(reach(low + more) <= reach(low) + 1e-12);
        }
    }
}
