//! The straight line through the months, with the range of the next one.
//!
//! Ordinary least squares on x = 1 … n (the rule of source 002). The range of a new month is the textbook
//! prediction interval `ŷ ± t(n−2) · √(s²(1 + 1/n + (x₀−x̄)²/Sxx))` (FPP3, 7.6), which holds for errors that
//! are independent, even and normal; months of sales are these things only roughly.

use super::{Outlook, Refusal, finite};
use crate::domain::stats::quantile;
use crate::domain::stats::rate::Interval;
use crate::domain::stats::student::t_score;

/// Months below which the scatter around a line cannot be told: two points are always on one.
pub const MIN_MONTHS: usize = 3;

/// A straight line fitted to months, which are numbered from 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    /// How many months it was fitted to.
    pub months: usize,
    /// Its height at month 0.
    pub intercept: f64,
    /// Its rise in a month.
    pub slope: f64,
    /// The variance of the months around it: squared residuals over `n − 2`.
    pub s2: f64,
    /// The share of the variance that it explains; `None` where no month differs from another.
    pub r2: Option<f64>,
}

/// Fits the line by least squares.
pub fn fit(history: &[f64]) -> Result<Line, Refusal> {
    let months = history.len();
    let too_few = Refusal::TooFew { have: months, need: MIN_MONTHS };
    if months < MIN_MONTHS {
        return Err(too_few);
    }
    let mean = quantile::mean(history).ok_or(too_few)?;
    let (centre, sxx) = numbering(months);
    let (mut sxy, mut syy) = (0.0, 0.0);
    for (x, y) in numbered(history) {
        sxy += (x - centre) * (y - mean);
        syy += (y - mean) * (y - mean);
    }
    let slope = sxy / sxx;
    let intercept = mean - slope * centre;
    let squares: f64 = numbered(history).map(|(x, y)| (y - intercept - slope * x).powi(2)).sum();
    let moves = syy > 0.0 && history.windows(2).any(|pair| pair.first() != pair.last());
    Ok(Line {
        months,
        intercept: finite(intercept)?,
        slope: finite(slope)?,
        s2: finite(squares / (months - 2) as f64)?,
        r2: moves.then(|| 1.0 - squares / syy),
    })
}

impl Line {
    /// Its height at a month; the next one is `months + 1`.
    pub fn at(&self, month: usize) -> f64 {
        self.intercept + self.slope * month as f64
    }

    /// What the line says of a month, with the range in which that month lies with probability `conf`.
    pub fn predict(&self, month: usize, conf: f64) -> Result<Outlook, Refusal> {
        if !(0.0..1.0).contains(&conf) {
            return Err(Refusal::BadParameter);
        }
        let (centre, sxx) = numbering(self.months);
        let off = month as f64 - centre;
        let spread = (self.s2 * (1.0 + 1.0 / self.months as f64 + off * off / sxx)).sqrt();
        let freedom = self.months.saturating_sub(2) as f64;
        let half = t_score(conf, freedom).ok_or(Refusal::BadParameter)? * spread;
        let point = finite(self.at(month))?;
        Ok(Outlook {
            point,
            range: Interval { lo: finite(point - half)?, hi: finite(point + half)? },
        })
    }
}

/// The months with their numbers.
fn numbered(history: &[f64]) -> impl Iterator<Item = (f64, f64)> {
    (1_u32..).zip(history).map(|(x, y)| (f64::from(x), *y))
}

/// The mean of 1 … n and the sum of the squared distances from it.
fn numbering(months: usize) -> (f64, f64) {
    let n = months as f64;
    (f64::midpoint(n, 1.0), n * (n * n - 1.0) / 12.0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_line_is_found_and_two_months_are_none() {
        let line = fit(&[3.0, 5.0, 7.0, 9.0]).unwrap();
        assert!((line.at(5) - 11.0).abs() < 1e-12 && line.s2 < 1e-20, "{line:?}");
        assert!((line.r2.unwrap() - 1.0).abs() < 1e-12);
        assert_eq!(fit(&[3.0, 5.0]), Err(Refusal::TooFew { have: 2, need: 3 }));
        assert_eq!(fit(&[3.0, f64::NAN, 5.0]), Err(Refusal::NotFinite));
        assert_eq!(fit(&[0.1, 0.1, 0.1]).unwrap().r2, None);
        assert_eq!(line.predict(5, 1.0), Err(Refusal::BadParameter));
    }

    proptest! {
        #[test]
        fn the_range_holds_the_point_and_grows_with_the_distance(
            history in prop::collection::vec(0.0_f64..1e8, 3..60), conf in 0.5_f64..0.99,
        ) {
            let line = fit(&history).unwrap();
            let width = |ahead: usize| {
                let Outlook { point, range } = line.predict(history.len() + ahead, conf).unwrap();
                prop_assert!(range.lo <= point && point <= range.hi);
                Ok(range.hi - range.lo)
            };
            prop_assert!(width(1)? <= width(6)? + 1e-6);
        }

        #[test]
        fn more_in_every_month_is_more_in_the_next(history in prop::collection::vec(0.0_f64..1e6, 3..60), more in 0.0_f64..1e6) {
            let lifted: Vec<f64> = history.iter().map(|amount| amount + more).collect();
            let next = history.len() + 1;
            let (low, high) = (fit(&history).unwrap(), fit(&lifted).unwrap());
            prop_assert!((high.at(next) - low.at(next) - more).abs() < 1e-4);
            prop_assert!((high.slope - low.slope).abs() < 1e-4);
        }
    }
}
