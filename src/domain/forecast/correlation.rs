//! The total of a period where deals are not independent: a good or bad month moves all of them (domain
//! document, B4).
//!
//! # One common factor
//!
//! How good the month is, is a standard normal number `z` that all deals share; `ρ` is how much of a deal
//! hangs on it (the one-factor model of Vasicek 2002). Given the month, deals are independent, each with
//!
//! `p(z) = Φ((Φ⁻¹(p) + √ρ z) / √(1 − ρ))`,
//!
//! and the totals are those of [`super::total`]; over all months they are averaged by the normal density.
//! The expected total stays what it was, and both ends become likelier. With thirty deals at 40 % and
//! `ρ = 0.1`, a range of 80 % that takes them to be independent holds in 55 months of a hundred.
//!
//! # How it is averaged
//!
//! By the trapezoidal rule over eight standard deviations to either side. For smooth functions that fade out
//! it converges faster than any power of its step; the step is chosen for the number of deals, since many
//! deals follow the month more sharply. Chances of totals come out to 10⁻⁶.

use coxswain_sums::add_scaled;

use super::total::{Grid, Outcomes, add_up};
use super::whole::Whole;
use crate::domain::stats::rate::{MIN_CASES, Rate, normal_cdf, normal_quantile};

/// How much deals hang on the month until enough months were replayed (默认值).
pub const USUAL: f64 = 0.1;

/// The most that is taken for possible: beyond it there would be one deal, not many.
pub const MOST: f64 = 0.5;

/// How far the months that are averaged lie apart at most, in standard deviations.
const WIDEST_STEP: f64 = 0.25;

/// How far out the months go that are averaged, in standard deviations.
const FAR: f64 = 8.0;

/// The share of months that the range of a forecast should hold.
const COVER: f64 = 0.8;

/// The correlations that are tried, from the least on.
const TRIED: [f64; 11] = [0.0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5];

/// The steps that a replayed month is told in, for each of its deals and in all: enough for its range, since
/// each deal is off by half a step at most.
const STEPS_EACH: usize = 50;
const REPLAY_STEPS: (usize, usize) = (200, 2_000);

/// The chance of a deal in a month that lies `z` standard deviations above the usual one.
///
/// `None` if the chance is none or the correlation is not from 0 to [`MOST`].
pub fn in_month(chance: f64, rho: f64, z: f64) -> Option<f64> {
    if !(0.0..=1.0).contains(&chance) || !(0.0..=MOST).contains(&rho) || z.is_nan() {
        return None;
    }
    Some(Deal::of(chance).in_month(rho, z))
}

/// A chance as the model takes it.
#[derive(Clone, Copy)]
enum Deal {
    /// No month changes it.
    Sure(f64),
    /// Won in months that are better than this threshold, turned around: `Φ⁻¹(p)`.
    Open(f64),
}

impl Deal {
    fn of(chance: f64) -> Self {
        let open = chance > 0.0 && chance < 1.0;
        if open { Self::Open(normal_quantile(chance)) } else { Self::Sure(chance) }
    }

    fn in_month(self, rho: f64, z: f64) -> f64 {
        match self {
            Self::Sure(chance) => chance,
            Self::Open(threshold) => normal_cdf((threshold + rho.sqrt() * z) / (1.0 - rho).sqrt()),
        }
    }
}

impl Outcomes {
    /// Adds up open deals that hang together: each an amount with its chance in the period, in whole units.
    ///
    /// `None` where [`Outcomes::of`] is, or if the correlation is not from 0 to [`MOST`].
    pub fn correlated(closed: i64, deals: &[(i64, f64)], unit: i64, rho: f64) -> Option<Self> {
        if !(0.0..=MOST).contains(&rho) {
            return None;
        }
        if rho <= 0.0 {
            return Self::of(closed, deals, unit);
        }
        let grid = Grid::of(deals, unit)?;
        let models: Vec<(usize, Deal)> =
            grid.deals.iter().map(|(steps, chance)| (*steps, Deal::of(*chance))).collect();
        let open = models.iter().filter(|(_, deal)| matches!(deal, Deal::Open(_))).count();
        let months = months(step(rho, open));
        let weight: f64 = months.iter().map(|(_, weight)| weight).sum();
        let mut chances = vec![0.0_f64; grid.steps + 1];
        for (z, own) in months {
            let sums = add_up(models.iter().map(|(steps, deal)| (*steps, deal.in_month(rho, z))));
            add_scaled(&mut chances, &sums, own / weight);
        }
        Some(grid.outcomes(closed, unit, chances))
    }
}

/// How far apart the months may lie: never more than 1.2 times the width in which the total follows the
/// month. With `n` deals at even odds that is `0.5/√n` in the share won, over its slope in the month,
/// `φ(0) √(ρ/(1 − ρ))`; other chances follow less sharply.
fn step(rho: f64, deals: usize) -> f64 {
    let slope = 0.4 * (rho / (1.0 - rho)).sqrt();
    let width = 0.5 / (deals.max(1) as f64).sqrt() / slope;
    (1.2 * width).min(WIDEST_STEP)
}

/// The months that are averaged, so far apart, with the normal density as their weight.
fn months(step: f64) -> Vec<(f64, f64)> {
    let each_side = (FAR / step).ceil() as i32;
    let month = |number: i32| {
        let z = f64::from(number) * step;
        (z, (-0.5 * z * z).exp())
    };
    (-each_side..=each_side).map(month).collect()
}

/// A month that is over, as it looked on the day of its forecast.
#[derive(Clone, Debug, PartialEq)]
pub struct Replay {
    /// What its total was made of, with the chances of that day.
    pub whole: Whole,
    /// What the whole month came to, whether it was in the list or not.
    pub came: i64,
}

/// How much deals hung together in the past.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fitted {
    /// The correlation.
    pub rho: f64,
    /// How many months its 80 % range held.
    pub held: Rate,
}

/// The correlation with which the 80 % range of a month's total held nearest to four in five of the months
/// that are over. Ranges only grow with it: of two as near the wider one is taken where the other held in
/// fewer, and the most that is possible where none comes near.
///
/// `None` with fewer than ten months that had open deals, or if one of them makes no sense.
pub fn fit(replays: &[Replay]) -> Option<Fitted> {
    let replays: Vec<&Replay> =
        replays.iter().filter(|replay| !replay.whole.due.is_empty()).collect();
    if (replays.len() as u64) < MIN_CASES {
        return None;
    }
    let off = |fitted: &Fitted| (fitted.held.rate - COVER).abs();
    let mut found: Option<Fitted> = None;
    for rho in TRIED {
        let mut held = 0;
        for replay in &replays {
            held += u64::from(holds(replay, rho)?);
        }
        let held = Rate::of(held, replays.len() as u64)?;
        let tried = Fitted { rho, held };
        let nearer = found.is_none_or(|best| off(&tried) <= off(&best) + 1e-9);
        found = if nearer { Some(tried) } else { found };
        if held.rate >= COVER {
            break;
        }
    }
    found
}

/// Whether a month ended in its range, as far as the units can tell.
fn holds(replay: &Replay, rho: f64) -> Option<bool> {
    let whole = &replay.whole;
    let steps = whole.due.len().saturating_mul(STEPS_EACH).clamp(REPLAY_STEPS.0, REPLAY_STEPS.1);
    let outcomes = whole.outcomes(whole.unit(i64::try_from(steps).ok()?), rho)?;
    let (range, off) = (outcomes.range()?, outcomes.most_off());
    let (low, high) = (range.low.saturating_sub(off), range.high.saturating_add(off));
    Some((low..=high).contains(&replay.came))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_month_moves_only_what_is_open() {
        for (chance, rho, z, expected) in [
            (0.5, 0.5, 0.0, Some(0.5)),
            (0.0, 0.3, 4.0, Some(0.0)),
            (1.0, 0.3, -4.0, Some(1.0)),
            (0.5, 0.0, 3.0, Some(0.5)),
            (0.5, 0.6, 0.0, None),
            (1.5, 0.1, 0.0, None),
            (0.5, 0.1, f64::NAN, None),
        ] {
            let got = in_month(chance, rho, z);
            assert_eq!(got.is_some(), expected.is_some(), "{chance} {rho} {z}");
            let off = got.unwrap_or_default() - expected.unwrap_or_default();
            assert!(off.abs() < 1e-12, "{chance} {rho} {z}: {got:?}");
        }
    }

    /// Two deals at even odds are both won with 1/4 + arcsin(ρ)/2π (Sheppard 1899).
    #[test]
    fn two_deals_hang_together_as_two_normal_numbers() {
        for rho in [0.1, 0.3, 0.5] {
            let outcomes = Outcomes::correlated(0, &[(1, 0.5), (1, 0.5)], 1, rho).unwrap();
            let both = 0.25 + rho.asin() / (2.0 * std::f64::consts::PI);
            assert!((outcomes.reach(2) - both).abs() < 1e-9, "{rho}");
        }
    }

    /// The more deals, the sharper they follow the month: the finer step must keep up.
    #[test]
    fn many_deals_are_averaged_as_well() {
        for (deals, rho) in [(100, 0.1), (100, 0.5), (400, 0.3)] {
            let list = vec![(1_i64, 0.5); deals];
            let outcomes = Outcomes::correlated(0, &list, 1, rho).unwrap();
            // Even odds and a symmetric month: one more than half is as likely as one less.
            let half = deals as i64 / 2;
            let mirrored = 1.0 - outcomes.reach(half);
            assert!((outcomes.reach(half + 1) - mirrored).abs() < 1e-9, "{deals} {rho}");
            // The variance of a number of wins that are correlated in pairs.
            let both = 0.25 + rho.asin() / (2.0 * std::f64::consts::PI);
            let n = deals as f64;
            let variance = n * 0.25 + n * (n - 1.0) * (both - 0.25);
            assert!((outcomes.sd().powi(2) / variance - 1.0).abs() < 1e-6, "{deals} {rho}");
        }
    }

    #[test]
    fn nonsense_is_none() {
        for rho in [-0.1, 0.51, f64::NAN] {
            assert_eq!(Outcomes::correlated(0, &[(1, 0.5)], 1, rho), None, "{rho}");
        }
        assert_eq!(Outcomes::correlated(0, &[(-1, 0.5)], 1, 0.1), None);
        assert_eq!(Outcomes::correlated(0, &[(1, 0.5)], 0, 0.1), None);
    }

    fn replay(due: Vec<(i64, f64)>, came: i64) -> Replay {
        Replay { whole: Whole { due, ..Whole::default() }, came }
    }

    #[test]
    fn months_that_jump_need_more_correlation() {
        let deals = vec![(1_i64, 0.5); 30];
        let replays = |won: [i64; 10]| won.map(|won| replay(deals.clone(), won));
        // Independent, the middle 80 % of 30 deals at even odds is 11 to 19.
        let calm = fit(&replays([11, 12, 13, 14, 15, 15, 16, 17, 18, 19])).unwrap();
        assert_eq!((calm.rho, calm.held.k, calm.held.n), (0.0, 10, 10));
        let wild = fit(&replays([7, 8, 8, 9, 15, 15, 21, 22, 22, 23])).unwrap();
        assert!(wild.rho > 0.0 && wild.held.k >= 8, "{wild:?}");
        // All or nothing is beyond every correlation that is possible.
        let none = fit(&replays([0, 0, 0, 0, 0, 30, 30, 30, 30, 30])).unwrap();
        assert_eq!((none.rho, none.held.k), (MOST, 0));
    }

    /// Half of what comes was not due: ranges of the due deals alone would miss nearly every month.
    #[test]
    fn the_range_of_the_whole_month_is_held_against_all_that_came() {
        let due = vec![(1_i64, 0.5); 30];
        let later = vec![(1_i64, 0.1); 100];
        let of = |later: &[(i64, f64)]| {
            let whole = Whole { due: due.clone(), later: later.to_vec(), ..Whole::default() };
            let all = [20, 22, 24, 25, 25, 25, 26, 27, 28, 30];
            fit(&all.map(|came| Replay { whole: whole.clone(), came })).unwrap()
        };
        let known = of(&later);
        assert_eq!((known.rho, known.held.k), (0.0, 10));
        let unknown = of(&[]);
        assert!(unknown.rho > 0.0 && unknown.held.k < 10, "{unknown:?}");
    }

    #[test]
    fn few_months_say_nothing() {
        let one = replay(vec![(5, 0.5)], 5);
        assert_eq!(fit(&vec![one.clone(); 9]), None);
        let mut with_idle = vec![one.clone(); 9];
        with_idle.push(replay(vec![], 0));
        assert_eq!(fit(&with_idle), None);
        let mut with_nonsense = vec![one; 10];
        with_nonsense.push(replay(vec![(5, 2.0)], 0));
        assert_eq!(fit(&with_nonsense), None);
    }

    proptest! {
        #[test]
        fn the_month_changes_the_spread_and_not_the_mean(
            deals in prop::collection::vec((0_i64..20, 0.0_f64..=1.0), 0..6), closed in 0_i64..50, rho in 0.01_f64..=0.5,
        ) {
            let apart = Outcomes::of(closed, &deals, 1).unwrap();
            let together = Outcomes::correlated(closed, &deals, 1, rho).unwrap();
            let sum: f64 = together.totals().map(|(_, chance)| chance).sum();
            prop_assert!((sum - 1.0).abs() < 1e-9);
            prop_assert!((together.mean() - apart.mean()).abs() < 1e-6);
            prop_assert!(together.sd() >= apart.sd() - 1e-6);
            for target in 0..150 {
                let chance = together.reach(target);
                prop_assert!((0.0..=1.0).contains(&chance));
                prop_assert!(together.reach(target + 1) <= chance + 1e-12);
            }
        }
    }
}
