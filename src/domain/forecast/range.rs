//! The range in which the next month will lie: 80 %, P10 to P90, as for every forecast of the house.
//!
//! The trend brings its own range, by Student's t. For the other methods the range comes without a model,
//! from how far off they were (split conformal prediction: Vovk; Lei et al. 2018): of `n` absolute relative
//! errors of the back-test the half width is the one of rank `⌈(n+1)(1−α)⌉`. Where that rank is beyond `n`
//! the claim cannot be made: 80 % takes four errors.
//!
//! # What an error is relative to
//!
//! To the forecast, not to the month: the range of a month to come is a share of its forecast, and only
//! then is a month inside its range exactly if its error is within the half width. The promise of 80 %
//! holds for months that could change places; where sales grow or break, it is a guide.

use super::error::Outcome;
use super::method::Method;
use super::{Outlook, Refusal, backtest, finite, trend};
use crate::domain::stats::rate::Interval;

/// The level of a forecast's range.
pub const CONF: f64 = 0.8;

/// The share of months that may lie outside.
pub const ALPHA: f64 = 0.2;

/// What binary floats may be off by where a rank is rounded up.
const ROUNDING: f64 = 1e-9;

/// The forecast of the month after the history with its 80 % range.
///
/// Refused with the number of months that it takes: six for the trend, and for the others four behind the
/// first origin of the back-test.
pub fn outlook(method: Method, history: &[f64]) -> Result<Outlook, Refusal> {
    let point = method.next_month(history)?;
    if method == Method::Ols {
        return trend::fit(history)?.predict(history.len() + 1, CONF);
    }
    let first = backtest::first_origin(method);
    let (have, need) = (history.len(), first + errors_needed(ALPHA));
    if have < need {
        return Err(Refusal::TooFew { have, need });
    }
    let test = backtest::backtest_from(method, history, first)?;
    let errors: Vec<f64> = test.outcomes.iter().map(relative_error).collect();
    let half = point.abs() * half_width(&errors, ALPHA)?;
    // A share of nothing would be a range of no width: certainty where there is least of it.
    if point.abs() <= 0.0 || !half.is_finite() {
        return Err(Refusal::NoLevel);
    }
    Ok(Outlook { point, range: Interval { lo: finite(point - half)?, hi: finite(point + half)? } })
}

/// The half width that `1 − alpha` of the months to come lie within, out of absolute relative errors in any
/// order: the one of rank `⌈(n+1)(1−α)⌉`, or how many errors that claim takes.
///
/// Of nine errors at `alpha` 0.2 it is the eighth; of three there is none.
pub fn half_width(errors: &[f64], alpha: f64) -> Result<f64, Refusal> {
    if !(f64::MIN_POSITIVE..1.0).contains(&alpha) {
        return Err(Refusal::BadParameter);
    }
    let mut sorted = errors.to_vec();
    sorted.sort_by(f64::total_cmp);
    let rank = ((errors.len() + 1) as f64 * (1.0 - alpha) - ROUNDING).ceil() as usize;
    let too_few = Refusal::TooFew { have: errors.len(), need: errors_needed(alpha) };
    sorted.get(rank.saturating_sub(1)).copied().ok_or(too_few)
}

/// How many errors a claim of `1 − alpha` takes: the least `n` with `⌈(n+1)(1−α)⌉ ≤ n`.
fn errors_needed(alpha: f64) -> usize {
    ((1.0 / alpha - 1.0 - ROUNDING).ceil() as usize).max(1)
}

/// The absolute error as a share of what was foretold; a forecast of nothing that was wrong is infinitely
/// far off.
fn relative_error(outcome: &Outcome) -> f64 {
    let off = outcome.error().abs();
    if off > 0.0 { off / outcome.forecast.abs() } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_claim_takes_as_many_errors_as_its_rank() {
        let errors = [0.5, 0.1, 0.3, 0.2, 0.4, 0.6, 0.8, 0.7, 0.9];
        for (n, alpha, expected) in [
            (9, 0.2, Ok(0.8)),
            (9, 0.1, Ok(0.9)),
            (4, 0.2, Ok(0.5)),
            (3, 0.2, Err(Refusal::TooFew { have: 3, need: 4 })),
            (8, 0.1, Err(Refusal::TooFew { have: 8, need: 9 })),
            (0, 0.5, Err(Refusal::TooFew { have: 0, need: 1 })),
            (9, 0.0, Err(Refusal::BadParameter)),
            (9, 1.0, Err(Refusal::BadParameter)),
        ] {
            assert_eq!(half_width(&errors[..n], alpha), expected, "{n} {alpha}");
        }
    }

    #[test]
    fn the_trend_has_a_range_before_the_others() {
        let months = [100.0, 110.0, 100.0, 110.0, 100.0, 110.0, 100.0, 110.0, 100.0, 110.0];
        assert!(outlook(Method::Ols, &months[..6]).is_ok());
        let short = Refusal::TooFew { have: 9, need: 10 };
        assert_eq!(outlook(Method::Naive, &months[..9]), Err(short));
        // Each forecast was 10 off: 110 twice and 100 twice, so the fourth error is 10 of 100.
        let Outlook { point, range } = outlook(Method::Naive, &months).unwrap();
        assert!(
            point == 110.0 && (range.lo - 99.0).abs() < 1e-9 && (range.hi - 121.0).abs() < 1e-9
        );
        assert_eq!(outlook(Method::Naive, &[0.0; 12]), Err(Refusal::NoLevel));
        assert_eq!(
            outlook(Method::HoltWinters, &months),
            Err(Refusal::TooFew { have: 10, need: 24 })
        );
    }

    proptest! {
        #[test]
        fn the_range_holds_the_point(history in prop::collection::vec(1.0_f64..1e6, 10..22)) {
            for method in [Method::Naive, Method::Mean, Method::Sma3, Method::Wma532, Method::Ols] {
                let Outlook { point, range } = outlook(method, &history).unwrap();
                prop_assert!(range.lo <= point && point <= range.hi);
            }
        }

        #[test]
        fn enough_errors_lie_within(errors in prop::collection::vec(0.0_f64..2.0, 4..40)) {
            let half = half_width(&errors, ALPHA).unwrap();
            let within = errors.iter().filter(|error| **error <= half).count();
            prop_assert!(within as f64 >= (1.0 - ALPHA) * errors.len() as f64);
        }
    }
}
