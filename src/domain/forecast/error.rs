//! How far forecasts were off: errors of points, of quantiles and of ranges.
//!
//! The weighted error (WAPE) decides between methods, since it is defined where a month is zero and one
//! small month cannot rule it. MAPE is shown because people know it, with the months that it skips. MASE is
//! Hyndman and Koehler's (2006): below 1 is better than the naive forecast was on the months before.

use super::{Refusal, finite};
use crate::domain::stats::quantile;
use crate::domain::stats::rate::{Interval, Rate};

/// A month that has happened, with what was foretold of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outcome {
    /// What happened.
    pub actual: f64,
    /// What was foretold.
    pub forecast: f64,
}

impl Outcome {
    /// How much too high the forecast was; negative where it was too low.
    pub fn error(self) -> f64 {
        self.forecast - self.actual
    }
}

/// The errors of forecasts, as shares: 0.1 is 10 %.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Accuracy {
    /// The mean of `|e/y|` over the months that are not zero; `None` if all are.
    pub mape: Option<f64>,
    /// How many months MAPE skips because they are zero.
    pub mape_skipped: usize,
    /// `Σ|e| / Σ|y|`; `None` if every month is zero.
    pub wape: Option<f64>,
    /// `Σ(f−y) / Σy`, above zero for forecasts that are too high; `None` unless the months come to more
    /// than nothing.
    pub bias: Option<f64>,
}

/// The errors of forecasts.
pub fn accuracy(outcomes: &[Outcome]) -> Accuracy {
    let (mut off, mut size, mut surplus, mut total) = (0.0, 0.0, 0.0, 0.0);
    let mut shares = Vec::with_capacity(outcomes.len());
    for outcome in outcomes {
        off += outcome.error().abs();
        size += outcome.actual.abs();
        surplus += outcome.error();
        total += outcome.actual;
        if outcome.actual != 0.0 {
            shares.push((outcome.error() / outcome.actual).abs());
        }
    }
    Accuracy {
        mape: quantile::mean(&shares),
        mape_skipped: outcomes.len() - shares.len(),
        wape: (size > 0.0).then(|| off / size),
        bias: (total > 0.0).then(|| surplus / total),
    }
}

/// The mean absolute error over that of the naive forecast on the months before (MASE).
///
/// The naive forecast of the training months is the value `season` months earlier, 1 for the last month.
/// Months that never move leave nothing to compare with: [`Refusal::Flat`].
pub fn mase(training: &[f64], outcomes: &[Outcome], season: usize) -> Result<f64, Refusal> {
    if season == 0 {
        return Err(Refusal::BadParameter);
    }
    let later = training.iter().skip(season);
    let steps: Vec<f64> = later.zip(training).map(|(now, then)| (now - then).abs()).collect();
    let too_few = Refusal::TooFew { have: training.len(), need: season.saturating_add(1) };
    let naive = finite(quantile::mean(&steps).ok_or(too_few)?)?;
    let errors: Vec<f64> = outcomes.iter().map(|outcome| outcome.error().abs()).collect();
    let error = quantile::mean(&errors).ok_or(Refusal::TooFew { have: 0, need: 1 })?;
    if naive > 0.0 { finite(error / naive) } else { Err(Refusal::Flat) }
}

/// The mean pinball loss of forecasts of the `tau` quantile: `max(τ(y−q), (τ−1)(y−q))`; smaller is better.
pub fn pinball(outcomes: &[Outcome], tau: f64) -> Result<f64, Refusal> {
    if !(0.0..=1.0).contains(&tau) {
        return Err(Refusal::BadParameter);
    }
    let loss = |outcome: &Outcome| {
        let above = -outcome.error();
        (tau * above).max((tau - 1.0) * above)
    };
    let losses: Vec<f64> = outcomes.iter().map(loss).collect();
    quantile::mean(&losses).ok_or(Refusal::TooFew { have: 0, need: 1 })
}

/// How many months lay in their foretold range, ends included, with the 95 % Wilson interval of that share.
///
/// `None` of nothing. Three of four is 30 % to 95 %: few months say little about a claim of 80 %.
pub fn coverage(months: &[(f64, Interval)]) -> Option<Rate> {
    let inside = months.iter().filter(|(actual, range)| range.lo <= *actual && *actual <= range.hi);
    Rate::of(inside.count() as u64, months.len() as u64)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn outcomes(pairs: &[(f64, f64)]) -> Vec<Outcome> {
        pairs
            .iter()
            .map(|(actual, forecast)| Outcome { actual: *actual, forecast: *forecast })
            .collect()
    }

    #[test]
    fn nothing_sold_has_no_share() {
        let got = accuracy(&outcomes(&[(0.0, 5.0), (0.0, 0.0)]));
        assert_eq!(got, Accuracy { mape: None, mape_skipped: 2, wape: None, bias: None });
        assert_eq!(accuracy(&[]).mape_skipped, 0);
        // A month of refunds has a size, and no share that forecasts could be too high by.
        let refunds = accuracy(&outcomes(&[(-10.0, -5.0)]));
        assert_eq!((refunds.wape, refunds.bias), (Some(0.5), None));
    }

    #[test]
    fn without_a_measure_there_is_no_mase() {
        let one = outcomes(&[(1.0, 2.0)]);
        assert_eq!(mase(&[4.0, 6.0], &one, 1), Ok(0.5));
        assert_eq!(mase(&[4.0, 4.0], &one, 1), Err(Refusal::Flat));
        assert_eq!(mase(&[4.0], &one, 1), Err(Refusal::TooFew { have: 1, need: 2 }));
        assert_eq!(mase(&[4.0, 6.0], &[], 1), Err(Refusal::TooFew { have: 0, need: 1 }));
        assert_eq!(mase(&[4.0, 6.0], &one, 0), Err(Refusal::BadParameter));
    }

    #[test]
    fn ranges_include_their_ends() {
        let range = Interval { lo: 1.0, hi: 2.0 };
        let rate = coverage(&[(1.0, range), (2.0, range), (2.1, range)]).unwrap();
        assert_eq!((rate.k, rate.n), (2, 3));
        assert_eq!(coverage(&[]), None);
        assert_eq!(pinball(&[], 0.5), Err(Refusal::TooFew { have: 0, need: 1 }));
        assert_eq!(pinball(&[], 1.5), Err(Refusal::BadParameter));
    }

    proptest! {
        #[test]
        fn errors_cannot_be_less_than_their_balance(pairs in prop::collection::vec((0.0_f64..1e6, 0.0_f64..1e6), 1..40)) {
            let got = accuracy(&outcomes(&pairs));
            if let (Some(wape), Some(bias)) = (got.wape, got.bias) {
                prop_assert!(wape + 1e-12 >= bias.abs(), "{got:?}");
            }
        }

        #[test]
        fn half_the_absolute_error_is_the_loss_of_the_median(pairs in prop::collection::vec((0.0_f64..1e6, 0.0_f64..1e6), 1..40)) {
            let list = outcomes(&pairs);
            let off: f64 = list.iter().map(|outcome| outcome.error().abs()).sum();
            let loss = pinball(&list, 0.5).unwrap() * list.len() as f64;
            prop_assert!((loss - off / 2.0).abs() <= 1e-9 * (1.0 + off));
        }
    }
}
