//! A mean with its interval, and what may be said of it.
//!
//! Scores and changes of a class are few: the 95 % interval is Student's t, and under ten of them nothing
//! is said (样本不足). Ten that are all alike have an interval of no width.

use crate::domain::stats::quantile::mean;
use crate::domain::stats::rate::{Interval, MIN_CASES, ONE_RATE};
use crate::domain::stats::student::t_score;

/// The mean of a sample.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mean {
    /// How many values, at least one.
    pub n: u64,
    /// Their mean.
    pub mean: f64,
    /// The 95 % interval; `None` of one value.
    pub interval: Option<Interval>,
}

/// How a mean stands to a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Too few values to tell.
    TooFew,
    /// The whole interval lies above.
    Above,
    /// The whole interval lies below.
    Below,
    /// The limit lies within the interval.
    Open,
}

impl Verdict {
    /// The word in machine-readable answers, and behind which its name stands.
    pub const fn word(self) -> &'static str {
        match self {
            Self::TooFew => "too-few",
            Self::Above => "above",
            Self::Below => "below",
            Self::Open => "open",
        }
    }
}

impl Mean {
    /// The mean of values; `None` of none, or where one of them is no number.
    pub fn of(values: &[f64]) -> Option<Self> {
        let found = mean(values).filter(|mean| mean.is_finite())?;
        let interval =
            half_width(values, found).map(|half| Interval { lo: found - half, hi: found + half });
        Some(Self { n: values.len() as u64, mean: found, interval })
    }

    /// How it stands to a limit.
    pub fn against(&self, limit: f64) -> Verdict {
        match self.interval {
            Some(at) if self.n >= MIN_CASES => {
                if at.lo > limit {
                    Verdict::Above
                } else if at.hi < limit {
                    Verdict::Below
                } else {
                    Verdict::Open
                }
            }
            _ => Verdict::TooFew,
        }
    }
}

/// Half of the interval: `t · s / √n` with n − 1 degrees of freedom.
fn half_width(values: &[f64], mean: f64) -> Option<f64> {
    let n = values.len() as f64;
    let score = t_score(ONE_RATE, n - 1.0)?;
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    let spread = (squares / (n - 1.0) / n).sqrt();
    Some(score * spread)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_is_that_of_the_table() {
        // Mean 5, s 2.1381, t(7) 2.3646: half 2.3646 × 2.1381 / √8 = 1.7875.
        let found = Mean::of(&[2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0]).unwrap();
        let at = found.interval.unwrap();
        assert!((at.lo - 3.2125).abs() < 1e-3 && (at.hi - 6.7875).abs() < 1e-3, "{at:?}");
        assert_eq!((found.n, found.against(0.0)), (8, Verdict::TooFew));
    }

    #[test]
    fn ten_values_say_something_where_the_limit_lies_outside() {
        let values: Vec<f64> = (0_u32..10).map(|place| 3.0 + f64::from(place % 3)).collect();
        let found = Mean::of(&values).unwrap();
        for (limit, verdict) in [(2.0, Verdict::Above), (3.9, Verdict::Open), (6.0, Verdict::Below)]
        {
            assert_eq!(found.against(limit), verdict, "{limit} {found:?}");
        }
        let alike = Mean::of(&[5.0; 10]).unwrap();
        assert_eq!(alike.interval, Some(Interval { lo: 5.0, hi: 5.0 }));
        assert_eq!((alike.against(4.0), alike.against(5.0)), (Verdict::Above, Verdict::Open));
    }

    #[test]
    fn one_value_has_no_interval_and_none_no_mean() {
        let one = Mean::of(&[4.0]).unwrap();
        assert_eq!((one.interval, one.against(0.0)), (None, Verdict::TooFew));
        assert_eq!(Mean::of(&[]), None);
        assert_eq!(Mean::of(&[1.0, f64::NAN]), None);
    }
}
