//! The plainest forecasts: the last month again, and averages.
//!
//! Naive, mean and moving average are the benchmark methods of FPP3 (5.2); the weighted average with
//! the latest month heaviest is the rule of source 002, as 1 … n over the whole history or 2 : 3 : 5 over
//! the last three months. None of them knows a trend or a season.

use super::{Refusal, latest};
use crate::domain::stats::quantile;

/// The weights of the last three months, oldest first (5 : 3 : 2 counted from the latest).
pub const LAST_THREE: [f64; 3] = [2.0, 3.0, 5.0];

/// The last month again.
pub fn naive(history: &[f64]) -> Result<f64, Refusal> {
    history.last().copied().ok_or(Refusal::TooFew { have: 0, need: 1 })
}

/// The mean of all months.
pub fn mean(history: &[f64]) -> Result<f64, Refusal> {
    quantile::mean(history).ok_or(Refusal::TooFew { have: 0, need: 1 })
}

/// The mean of the last so many months.
pub fn moving(history: &[f64], months: usize) -> Result<f64, Refusal> {
    quantile::mean(latest(history, months)?).ok_or(Refusal::BadParameter)
}

/// The weighted mean of as many of the last months as there are weights: `Σwy/Σw`.
///
/// The last weight is that of the latest month. 97, 101, 99 by 2 : 3 : 5 is 99.2. Refused where a weight
/// is negative or all are zero.
pub fn weighted(history: &[f64], weights: &[f64]) -> Result<f64, Refusal> {
    let months = latest(history, weights.len())?;
    let total: f64 = weights.iter().sum();
    let negative = weights.iter().any(|weight| *weight < 0.0);
    if negative || !total.is_finite() || total <= 0.0 {
        return Err(Refusal::BadParameter);
    }
    let sum: f64 = months.iter().zip(weights).map(|(amount, weight)| amount * weight).sum();
    Ok(sum / total)
}

/// The weighted mean of all months, weighted 1 for the oldest to n for the latest.
pub fn rising(history: &[f64]) -> Result<f64, Refusal> {
    if history.is_empty() {
        return Err(Refusal::TooFew { have: 0, need: 1 });
    }
    let weights: Vec<f64> = (1..=history.len()).map(|weight| weight as f64).collect();
    weighted(history, &weights)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_cannot_be_averaged_is_refused() {
        let none = Refusal::TooFew { have: 0, need: 1 };
        for got in [naive(&[]), mean(&[]), rising(&[])] {
            assert_eq!(got, Err(none));
        }
        assert_eq!(moving(&[1.0, 2.0], 3), Err(Refusal::TooFew { have: 2, need: 3 }));
        assert_eq!(moving(&[1.0, 2.0], 0), Err(Refusal::BadParameter));
        let senseless: [&[f64]; 4] = [&[], &[0.0, 0.0], &[-1.0, 2.0], &[f64::NAN, 1.0]];
        for weights in senseless {
            assert_eq!(weighted(&[1.0, 2.0], weights), Err(Refusal::BadParameter), "{weights:?}");
        }
    }

    #[test]
    fn the_latest_month_weighs_most() {
        assert_eq!(weighted(&[7.0, 0.0, 0.0, 10.0], &LAST_THREE), Ok(5.0));
        assert_eq!(rising(&[0.0, 0.0, 6.0]), Ok(3.0));
        assert_eq!(naive(&[1.0, 2.0]), Ok(2.0));
    }

    proptest! {
        #[test]
        fn averages_lie_between_least_and_most(history in prop::collection::vec(0.0_f64..1e9, 3..40)) {
            let least = history.iter().copied().fold(f64::INFINITY, f64::min);
            let most = history.iter().copied().fold(0.0, f64::max);
            let near = 1e-9 * (1.0 + most);
            for got in [
                naive(&history),
                mean(&history),
                moving(&history, 3),
                rising(&history),
                weighted(&history, &LAST_THREE),
            ] {
                let got = got.unwrap();
                prop_assert!(least - near <= got && got <= most + near, "{got}");
            }
        }

        #[test]
        fn only_the_proportion_of_weights_counts(history in prop::collection::vec(0.0_f64..1e6, 3..9), scale in 0.01_f64..100.0) {
            let scaled = LAST_THREE.map(|weight| weight * scale);
            let (one, other) = (weighted(&history, &LAST_THREE), weighted(&history, &scaled));
            prop_assert!((one.unwrap() - other.unwrap()).abs() < 1e-6);
        }
    }
}
