//! Who gets which part of a target: by what each reached, by what each has in hand, by what each can
//! carry, and evenly (domain document, B6).
//!
//! What someone is expected to reach in a month is the mean of the last half year, at least three
//! whole months of it. Someone new has no such history: then it is the middle of the others', by how
//! far a newcomer is in the months of the period (ramp). Of someone whose day of hire is unknown too
//! nothing is expected, and that is said.
//!
//! What someone can carry is the weight of the capability level, L1 to L4, by the same ramp. Someone
//! whose level is not known carries as much as L3, and that is said. How many days someone is away is
//! not recorded, so it takes nothing off.

use crate::domain::ids::PersonId;
use crate::domain::money::div_round;
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::domain::stats::rational::Rational;
use crate::domain::target::weights::{LEVEL_BP, RAMP_BP, ramp};
use crate::metrics::targets::history::{History, first_month};
use crate::store::directory::Directory;

/// The months that speak for a person, and how many of them it takes.
const OWN: (usize, usize) = (6, 3);

/// Weights are whole parts of this.
pub const WHOLE: i64 = 1_000_000_000;

/// Why something is expected of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The mean of so many own months.
    Own(usize),
    /// The middle of the others', by how far a newcomer is over the period, in basis points.
    Ramp(i64),
    /// Nothing is known.
    Unknown,
}

/// What a person is expected to reach in a month of the period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expected {
    /// Who.
    pub person: PersonId,
    /// How much, in the metric's unit; `None` where nothing is known.
    pub monthly: Option<i64>,
    /// Why.
    pub basis: Basis,
}

/// What each of these people is expected to reach in the months of a period.
pub fn expected(
    history: &History,
    directory: &Directory,
    people: &[PersonId],
    period: Period,
) -> Vec<Expected> {
    // How far someone is who is still new in the period.
    let ramp = |person: PersonId| {
        let first = first_month(directory, person)?;
        ramp_bp(first, period).filter(|bp| *bp < 10_000)
    };
    let own = |person: PersonId| -> Option<(i64, usize)> {
        let series = history.series(directory, Scope::Person(person));
        let latest = series.len().saturating_sub(OWN.0);
        let months = series.get(latest..).filter(|months| months.len() >= OWN.1)?;
        let sum =
            months.iter().try_fold(0_i128, |sum, (_, value)| sum.checked_add((*value).into()))?;
        let mean = div_round(sum, months.len() as i128)?;
        // Nothing at all says something of a person who is known to have been there.
        let there = first_month(directory, person).is_some();
        (mean > 0 || there && ramp(person).is_none()).then_some((mean, months.len()))
    };
    let known: Vec<(PersonId, Option<(i64, usize)>)> =
        people.iter().map(|person| (*person, own(*person))).collect();
    let means = known.iter().filter_map(|(_, own)| own.map(|(mean, _)| mean));
    let middle = middle(means.filter(|mean| *mean > 0).collect());
    let of = |(person, own): (PersonId, Option<(i64, usize)>)| {
        if let Some((mean, months)) = own {
            return Expected { person, monthly: Some(mean), basis: Basis::Own(months) };
        }
        let ramp = first_month(directory, person).and_then(|first| ramp_bp(first, period));
        let part = ramp
            .zip(middle)
            .and_then(|(ramp, middle)| div_round(i128::from(middle) * i128::from(ramp), 10_000));
        match (ramp, part) {
            (Some(ramp), Some(part)) => {
                Expected { person, monthly: Some(part), basis: Basis::Ramp(ramp) }
            }
            _ => Expected { person, monthly: None, basis: Basis::Unknown },
        }
    };
    known.into_iter().map(of).collect()
}

/// The middle of some amounts; the mean of the two in the middle where there is an even number.
fn middle(mut amounts: Vec<i64>) -> Option<i64> {
    amounts.sort_unstable();
    let n = amounts.len();
    let upper = i128::from(*amounts.get(n / 2)?);
    let lower = if n.is_multiple_of(2) { i128::from(*amounts.get(n / 2 - 1)?) } else { upper };
    div_round(lower + upper, 2)
}

/// How far someone is, on average over the months of a period, whose first whole month is known.
pub fn ramp_bp(first: Period, period: Period) -> Option<i64> {
    let months = super::months(period);
    let part = |month: &Period| {
        let since = std::iter::successors(Some(first), |month| Some(month.next()));
        let n = since.take(RAMP_BP.len()).position(|since| since == *month);
        match n {
            None if *month < first => Rational::ZERO,
            n => ramp(n.unwrap_or(RAMP_BP.len())),
        }
    };
    let sum = months.iter().map(part).try_fold(Rational::ZERO, Rational::checked_add)?;
    let mean = sum.checked_div(Rational::from_int(i64::try_from(months.len()).ok()?))?;
    i64::try_from(mean.checked_mul(Rational::from_int(10_000))?.round()).ok()
}

/// What someone can carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Carries {
    /// The capability level, 1 to 4; `None` where it is not known.
    pub level: Option<usize>,
    /// The weight of the level in basis points; that of an unknown one is 1.
    pub level_bp: i64,
    /// How far someone is over the period, in basis points.
    pub ramp_bp: i64,
}

impl Carries {
    /// What someone of a level can carry in a period, by the first whole month here.
    pub fn of(level: Option<usize>, first: Option<Period>, period: Period) -> Self {
        let level = level.filter(|level| (1..=LEVEL_BP.len()).contains(level));
        let weight = level.and_then(|level| LEVEL_BP.get(level.checked_sub(1)?));
        let ramp_bp = first.and_then(|first| ramp_bp(first, period)).unwrap_or(10_000);
        Self { level, level_bp: weight.copied().unwrap_or(10_000), ramp_bp }
    }

    /// The weight.
    pub const fn weight(self) -> i64 {
        self.level_bp * self.ramp_bp
    }
}

/// How the ingredients of a part are mixed, in percent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mix {
    /// What each is expected to reach.
    pub history: i64,
    /// What each has in hand.
    pub pipeline: i64,
    /// What each can carry by the capability level.
    pub level: i64,
    /// The same for each.
    pub even: i64,
}

impl Mix {
    /// By history alone.
    pub const HISTORY: Self = Self { history: 100, pipeline: 0, level: 0, even: 0 };
    /// Half by history, the rest by what is in hand and evenly (domain document, B6).
    pub const BLEND: Self = Self { history: 50, pipeline: 30, level: 0, even: 20 };
    /// By what is in hand alone.
    pub const PIPELINE: Self = Self { history: 0, pipeline: 100, level: 0, even: 0 };
    /// By the capability level alone.
    pub const LEVEL: Self = Self { history: 0, pipeline: 0, level: 100, even: 0 };
    /// Evenly.
    pub const EVEN: Self = Self { history: 0, pipeline: 0, level: 0, even: 100 };

    /// Whether the percentages are sound.
    pub const fn sound(self) -> bool {
        self.history >= 0
            && self.pipeline >= 0
            && self.level >= 0
            && self.even >= 0
            && self.history + self.pipeline + self.level + self.even == 100
    }
}

/// Parts of [`WHOLE`] by amounts; nothing where all of them are unknown or zero.
pub fn parts(amounts: &[Option<i64>]) -> Option<Vec<i64>> {
    let sum: i128 = amounts.iter().flatten().map(|amount| i128::from((*amount).max(0))).sum();
    if sum == 0 {
        return None;
    }
    let part = |amount: &Option<i64>| {
        let amount = i128::from(amount.unwrap_or_default().max(0));
        div_round(amount * i128::from(WHOLE), sum).unwrap_or_default()
    };
    Some(amounts.iter().map(part).collect())
}

/// The weights of people: each ingredient's parts by its percentage. An ingredient of which nothing is
/// known is left out, and the others take its place.
pub fn weights(
    mix: Mix,
    expected: &[Option<i64>],
    pipeline: &[Option<i64>],
    carries: &[Option<i64>],
) -> Vec<i64> {
    let n = expected.len().max(1) as i64;
    let even = vec![WHOLE / n; expected.len()];
    let ingredients = [
        (mix.history, parts(expected)),
        (mix.pipeline, parts(pipeline)),
        (mix.level, parts(carries)),
        (mix.even, Some(even)),
    ];
    let mut weights = vec![0_i64; expected.len()];
    for (percent, parts) in ingredients {
        for (weight, part) in weights.iter_mut().zip(parts.iter().flatten()) {
            *weight += percent * part;
        }
    }
    weights
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_newcomer_comes_on_month_by_month() {
        let first = Period::Month(2025, 9);
        for (period, bp) in [
            (Period::Month(2025, 8), 0),
            (Period::Month(2025, 9), 0),
            (Period::Month(2025, 10), 2_500),
            (Period::Quarter(2025, 4), 5_000),
            (Period::Month(2026, 1), 10_000),
            (Period::Quarter(2026, 1), 10_000),
        ] {
            assert_eq!(ramp_bp(first, period), Some(bp), "{period}");
        }
    }

    #[test]
    fn ingredients_are_mixed_by_their_percentages() {
        // The worked case of the domain document: history, potential, even.
        let mix = Mix::BLEND;
        let some = |values: [i64; 3]| values.map(Some);
        let weights = weights(mix, &some([50, 30, 20]), &some([30, 30, 40]), &[None; 3]);
        let share = |weight: i64| (weight as f64 / 100.0 / WHOLE as f64 * 1e7).round() / 1e7;
        let shares: Vec<f64> = weights.into_iter().map(share).collect();
        assert_eq!(shares, [0.406_666_7, 0.306_666_7, 0.286_666_7]);
        assert!(mix.sound() && !Mix { even: 21, ..mix }.sound());
    }

    #[test]
    fn a_level_carries_by_its_weight_and_the_ramp() {
        let period = Period::Quarter(2025, 4);
        let of = |level, first| Carries::of(level, first, period);
        let long = Some(Period::Month(2020, 1));
        let weights = [Some(1), Some(2), Some(3), Some(4), None].map(|level| of(level, long));
        let bp = [6_000, 8_000, 10_000, 12_000, 10_000];
        assert_eq!(weights.map(|carries| carries.level_bp), bp);
        assert_eq!(weights.map(|carries| carries.ramp_bp), [10_000; 5]);
        // Since September a quarter, a half and three quarters: on average a half.
        let new = of(Some(4), Some(Period::Month(2025, 9)));
        assert_eq!((new.level_bp, new.ramp_bp), (12_000, 5_000));
        // 0.6 and 1.2 by a half: the same.
        assert_eq!(new.weight(), weights[0].weight());
        assert_eq!(of(None, None).weight(), of(Some(3), long).weight());
        assert_eq!(of(Some(5), None).level, None);
        // 0.6 : 1.2 : 1.2 of 3.
        let carries = [Some(1), Some(4), Some(4)].map(|level| Some(of(level, long).weight()));
        let shared = super::weights(Mix::LEVEL, &[None; 3], &[None; 3], &carries);
        assert_eq!(shared, [20 * WHOLE, 40 * WHOLE, 40 * WHOLE]);
        assert!(Mix::LEVEL.sound());
    }

    #[test]
    fn what_is_unknown_gets_nothing_and_is_not_made_up() {
        let weights = weights(Mix::HISTORY, &[Some(30), None, Some(10)], &[None; 3], &[None; 3]);
        assert_eq!(weights, [75 * WHOLE, 0, 25 * WHOLE]);
        let mix = Mix { history: 50, pipeline: 50, level: 0, even: 0 };
        let weights = super::weights(mix, &[Some(1), Some(1)], &[None, None], &[None, None]);
        assert_eq!(weights, [25 * WHOLE, 25 * WHOLE]);
        assert_eq!(parts(&[None, Some(0)]), None);
    }

    #[test]
    fn the_middle_of_amounts() {
        assert_eq!(middle(vec![]), None);
        assert_eq!(middle(vec![5, 1, 9]), Some(5));
        assert_eq!(middle(vec![4, 1, 9, 5]), Some(5));
    }
}
