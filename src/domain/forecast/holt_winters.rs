//! Holt and Winters' exponential smoothing: a level, a trend and an additive season that follow the months.
//!
//! The form is that of FPP3 (8.3), domain document B5: the forecast is `l + hb + s`, and
//!
//! ```text
//! l = α(y − s₋ₘ) + (1−α)(l₋₁ + b₋₁)
//! b = β(l − l₋₁) + (1−β)b₋₁
//! s = γ(y − l₋₁ − b₋₁) + (1−γ)s₋ₘ
//! ```
//!
//! It starts with the mean of the first year, a twelfth of the step to the mean of the second, and the
//! distances of the first year from its mean. How fast it follows (α, β, γ) is tried on a grid from 0.05 to
//! 0.95 in steps of 0.05, and what would have foretold the known months best is taken.
//!
//! # Cost
//!
//! The grid is 6,859 runs over the history: milliseconds for one forecast, some hundred for a back-test of
//! many years. A run that is already worse than the best is given up.

use super::Refusal;
use crate::domain::stats::quantile;

/// Steps of the grid between 0 and 1; the ends are left out.
const STEPS: u32 = 20;

/// How fast level, trend and season follow what happens, each between 0 and 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Smoothing {
    /// α, of the level.
    pub level: f64,
    /// β, of the trend.
    pub trend: f64,
    /// γ, of the season.
    pub season: f64,
}

/// Where the series stands.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// The level without the season.
    pub level: f64,
    /// The rise in a month.
    pub trend: f64,
    /// What each season adds; the first is that of the next month.
    pub seasons: Vec<f64>,
}

impl State {
    /// The forecasts of the next months.
    pub fn ahead(&self, months: usize) -> Vec<f64> {
        let seasons = self.seasons.iter().cycle();
        let month = |(step, season): (usize, &f64)| self.level + step as f64 * self.trend + season;
        (1..=months).zip(seasons).map(month).collect()
    }
}

/// A history smoothed.
#[derive(Clone, Debug, PartialEq)]
pub struct Fit {
    /// How fast it followed.
    pub smoothing: Smoothing,
    /// Where the series stands after the last month.
    pub state: State,
    /// The sum of the squared errors, each month foretold from those before it.
    pub sse: f64,
}

/// Where the series stands before its first month; takes two whole seasons.
pub fn start(history: &[f64], season: usize) -> Result<State, Refusal> {
    let too_few = Refusal::TooFew { have: history.len(), need: season.saturating_mul(2) };
    let (first, rest) = history.split_at_checked(season).ok_or(too_few)?;
    let second = rest.get(..season).ok_or(too_few)?;
    let level = quantile::mean(first).ok_or(Refusal::BadParameter)?;
    let later = quantile::mean(second).ok_or(Refusal::BadParameter)?;
    Ok(State {
        level,
        trend: (later - level) / season as f64,
        seasons: first.iter().map(|amount| amount - level).collect(),
    })
}

/// Smooths a history at a given speed.
pub fn smooth(history: &[f64], season: usize, by: Smoothing) -> Result<Fit, Refusal> {
    if [by.level, by.trend, by.season].iter().any(|speed| !(0.0..=1.0).contains(speed)) {
        return Err(Refusal::BadParameter);
    }
    run(history, start(history, season)?, by, f64::INFINITY).ok_or(Refusal::NotFinite)
}

/// Smooths a history at the speed of the grid that would have foretold it best; the slower one of equals.
pub fn fit(history: &[f64], season: usize) -> Result<Fit, Refusal> {
    let from = start(history, season)?;
    let mut best: Option<Fit> = None;
    let mut least = f64::INFINITY;
    for level in grid() {
        for trend in grid() {
            for season in grid() {
                let by = Smoothing { level, trend, season };
                if let Some(better) = run(history, from.clone(), by, least) {
                    least = better.sse;
                    best = Some(better);
                }
            }
        }
    }
    best.ok_or(Refusal::NotFinite)
}

/// The next month by the best smoothing.
pub fn next_month(history: &[f64], season: usize) -> Result<f64, Refusal> {
    fit(history, season)?.state.ahead(1).first().copied().ok_or(Refusal::BadParameter)
}

fn grid() -> impl Iterator<Item = f64> {
    (1..STEPS).map(|step| f64::from(step) / f64::from(STEPS))
}

/// One run over the history; `None` unless its squared errors stay below the limit.
fn run(history: &[f64], mut state: State, by: Smoothing, limit: f64) -> Option<Fit> {
    let season = state.seasons.len().max(1);
    let mut sse = 0.0;
    for year in history.chunks(season) {
        for (amount, adds) in year.iter().zip(&mut state.seasons) {
            let plain = state.level + state.trend;
            let error = amount - plain - *adds;
            sse += error * error;
            let level = by.level * (amount - *adds) + (1.0 - by.level) * plain;
            *adds = by.season * (amount - plain) + (1.0 - by.season) * *adds;
            state.trend = by.trend * (level - state.level) + (1.0 - by.trend) * state.trend;
            state.level = level;
        }
        if sse >= limit {
            return None;
        }
    }
    state.seasons.rotate_left(history.len() % season);
    (sse < limit).then_some(Fit { smoothing: by, state, sse })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SLOW: Smoothing = Smoothing { level: 0.3, trend: 0.1, season: 0.2 };

    #[test]
    fn a_season_that_repeats_is_foretold_from_any_month() {
        let year = [30.0, 42.0, 50.0, 38.0];
        let history: Vec<f64> = year.iter().copied().cycle().take(10).collect();
        let fit = fit(&history, 4).unwrap();
        let expected: [f64; 5] = [50.0, 38.0, 30.0, 42.0, 50.0];
        for (got, expected) in fit.state.ahead(5).iter().zip(expected) {
            assert!((got - expected).abs() < 1e-9, "{fit:?}");
        }
        assert_eq!(fit.state.ahead(5).len(), 5);
        assert!(fit.sse < 1e-18);
    }

    #[test]
    fn the_grid_finds_no_worse_than_any_of_its_points() {
        let history = [30.0, 42.0, 50.0, 38.0, 34.0, 47.0, 55.0, 43.0, 39.0, 52.0, 60.0, 47.0];
        let best = fit(&history, 4).unwrap();
        for level in [0.05, 0.3, 0.95] {
            let by = Smoothing { level, ..SLOW };
            assert!(best.sse <= smooth(&history, 4, by).unwrap().sse, "{best:?}");
        }
        assert_eq!(smooth(&history, 4, best.smoothing), Ok(best));
    }

    #[test]
    fn what_cannot_be_smoothed_is_refused() {
        assert_eq!(start(&[1.0; 7], 4), Err(Refusal::TooFew { have: 7, need: 8 }));
        assert_eq!(start(&[1.0; 7], 0), Err(Refusal::BadParameter));
        assert_eq!(fit(&[f64::NAN; 8], 4), Err(Refusal::NotFinite));
        let fast = Smoothing { level: 1.1, ..SLOW };
        assert_eq!(smooth(&[1.0; 8], 4, fast), Err(Refusal::BadParameter));
    }

    proptest! {
        #[test]
        fn more_in_every_month_is_more_in_the_next(history in prop::collection::vec(0.0_f64..1e6, 24..40), more in 0.0_f64..1e6) {
            let lifted: Vec<f64> = history.iter().map(|amount| amount + more).collect();
            let next = |history: &[f64]| smooth(history, 12, SLOW).unwrap().state.ahead(1)[0];
            prop_assert!((next(&lifted) - next(&history) - more).abs() < 1e-5);
        }
    }
}
