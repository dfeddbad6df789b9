//! The season: the same month of last year, and indices by month of the year.
//!
//! An index is the ratio of averages: the mean of a month of the year over the mean of all, so that the
//! indices of a year have mean 1 (domain document, B5). With less than two years most of them stand on one
//! month each and are marked weak ([`super::method::Gate`]).
//!
//! # Feed it daily rates
//!
//! The Spring Festival moves between January and February, and months have 16 to 23 working days. An index
//! of raw months would call that a season; [`daily_rates`] takes it out first, and the forecast of a rate
//! times the working days of its month is the amount.

use super::{Refusal, latest};
use crate::domain::calendar::Calendar;
use crate::domain::period::Period;
use crate::domain::stats::quantile;

/// The months of a year.
pub const YEAR: usize = 12;

/// The same month of last year again (FPP3, 5.2): the value `season` months before the next.
pub fn naive(history: &[f64], season: usize) -> Result<f64, Refusal> {
    latest(history, season)?.first().copied().ok_or(Refusal::BadParameter)
}

/// The index of each season from 0, out of values that say which season they are of.
///
/// Every season weighs the same in the mean of all, however many values it has. Refused where a season has
/// none, or where the values come to nothing.
pub fn indices(values: &[(usize, f64)], seasons: usize) -> Result<Vec<f64>, Refusal> {
    let mut sums = vec![(0.0_f64, 0_u32); seasons];
    for (season, value) in values {
        let (sum, count) = sums.get_mut(*season).ok_or(Refusal::BadParameter)?;
        *sum += value;
        *count += 1;
    }
    let mut means = Vec::with_capacity(seasons);
    for (sum, count) in sums {
        if count == 0 {
            return Err(Refusal::MissingSeason);
        }
        means.push(sum / f64::from(count));
    }
    let level = quantile::mean(&means).ok_or(Refusal::BadParameter)?;
    if level.is_nan() || level <= 0.0 {
        return Err(Refusal::NoLevel);
    }
    Ok(means.into_iter().map(|mean| mean / level).collect())
}

/// The next month as the level of the last year times the index of the month.
///
/// The last `season` months hold every season once and the indices have mean 1, so their plain mean is the
/// level without the season. A trend inside the year is not followed.
pub fn indexed(history: &[f64], season: usize) -> Result<f64, Refusal> {
    let next = history.len().checked_rem(season).ok_or(Refusal::BadParameter)?;
    let level = quantile::mean(latest(history, season)?).ok_or(Refusal::BadParameter)?;
    let values: Vec<(usize, f64)> = (0..season).cycle().zip(history.iter().copied()).collect();
    let index = indices(&values, season)?.get(next).copied().ok_or(Refusal::BadParameter)?;
    Ok(level * index)
}

/// The amounts of consecutive months per working day of each, the first month being `first`.
pub fn daily_rates(
    calendar: &Calendar,
    first: Period,
    amounts: &[f64],
) -> Result<Vec<f64>, Refusal> {
    if !matches!(first, Period::Month(..)) {
        return Err(Refusal::BadParameter);
    }
    let mut month = first;
    let mut rates = Vec::with_capacity(amounts.len());
    for amount in amounts {
        let (from, to) = month.bounds().ok_or(Refusal::BadParameter)?;
        let days = calendar.workdays(from, to);
        if days == 0 {
            return Err(Refusal::NoWorkdays);
        }
        rates.push(amount / days as f64);
        month = month.next();
    }
    Ok(rates)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_season_is_that_of_the_next_month() {
        // Quarters 1 2 3 4 of one year and the first two of the next: the third is due.
        let history = [10.0, 20.0, 30.0, 40.0, 10.0, 20.0];
        assert_eq!(naive(&history, 4), Ok(30.0));
        assert_eq!(indexed(&history, 4), Ok(30.0));
        // Twice as much since a year: the level follows, the index stays.
        let doubled = [10.0, 20.0, 30.0, 40.0, 20.0, 40.0, 60.0, 80.0];
        assert!((indexed(&doubled, 4).unwrap() - 20.0).abs() < 1e-12);
    }

    #[test]
    fn what_has_no_season_is_refused() {
        assert_eq!(naive(&[1.0], 4), Err(Refusal::TooFew { have: 1, need: 4 }));
        assert_eq!(naive(&[1.0], 0), Err(Refusal::BadParameter));
        assert_eq!(indexed(&[1.0], 0), Err(Refusal::BadParameter));
        assert_eq!(indexed(&[0.0; 8], 4), Err(Refusal::NoLevel));
        assert_eq!(indices(&[(0, 1.0)], 2), Err(Refusal::MissingSeason));
        assert_eq!(indices(&[(2, 1.0)], 2), Err(Refusal::BadParameter));
        assert_eq!(indices(&[], 0), Err(Refusal::BadParameter));
    }

    #[test]
    fn a_moved_festival_is_no_season() {
        // The same work on each of the 19 + 19 and 21 + 16 working days.
        let calendar = Calendar::published();
        let rates = |first: Period, amounts: &[f64]| daily_rates(&calendar, first, amounts);
        let before = rates(Period::Month(2025, 1), &[1900.0, 1900.0]).unwrap();
        assert_eq!(before, rates(Period::Month(2026, 1), &[2100.0, 1600.0]).unwrap());
        assert_eq!(rates(Period::Month(2025, 12), &[2300.0, 2100.0]), Ok(vec![100.0; 2]));
        assert_eq!(rates(Period::Year(2025), &[1.0]), Err(Refusal::BadParameter));
        assert_eq!(rates(Period::Month(2025, 13), &[1.0]), Err(Refusal::BadParameter));
    }

    proptest! {
        #[test]
        fn indices_have_mean_one_whatever_the_unit(history in prop::collection::vec(1.0_f64..1e8, 12..60), unit in 0.01_f64..100.0) {
            let seasons = |unit: f64| {
                let values: Vec<_> = (0..YEAR).cycle().zip(history.iter().map(|y| y * unit)).collect();
                indices(&values, YEAR).unwrap()
            };
            let plain = seasons(1.0);
            prop_assert!((quantile::mean(&plain).unwrap() - 1.0).abs() < 1e-9);
            for (one, other) in plain.iter().zip(seasons(unit)) {
                prop_assert!((one - other).abs() < 1e-9);
            }
        }
    }
}
