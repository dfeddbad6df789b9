//! What a period may end with: every sum that its open deals can come to, with its chance (domain
//! document, B4).
//!
//! Each deal is won with its chance or not at all. Adding one deal after the other on a grid of whole units,
//! `f′(s) = f(s)(1 − p) + f(s − a)p`, gives the exact distribution of what is won: no simulation, no normal
//! curve. With amounts of 1 it is the distribution of how many deals are won (Poisson-binomial: Hong 2013).
//! Chances are estimates, therefore floats; amounts stay whole.
//!
//! # The grid
//!
//! An amount counts as the nearest number of units, and [`Outcomes::most_off`] says how far a sum may be off
//! for that. [`unit_for`] takes the smallest round unit that keeps the work small; amounts that are whole in
//! it are exact.
//!
//! # What is left out
//!
//! [`Outcomes::of`] takes deals to be independent; [`super::correlation`] does not. Deals that are not listed
//! yet are not in the numbers either: [`super::new_business`] adds them.

use std::collections::BTreeMap;
use std::fmt;

use coxswain_sums::add_scaled;

use crate::domain::money::div_round;

/// More steps than this are refused; a unit that is too small for the amounts makes them.
const MOST_STEPS: usize = 4_000_000;

/// What sums of floats may be off by where a quantile asks whether they reach a share.
const ROUNDING: f64 = 1e-12;

/// The chances of the low, middle and high end of a range, P10, P50 and P90: it holds with 80 %, as every
/// range of a forecast.
const RANGE: [f64; 3] = [0.1, 0.5, 0.9];

/// What a period may end with: what is won already, and every sum of open deals with its chance.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcomes {
    closed: i64,
    unit: i64,
    /// The amounts of all deals; `None` where deals that nobody knows yet are among them.
    listed: Option<i64>,
    /// How far the units may be off all amounts together.
    off: i64,
    /// The chance of each sum, in units.
    chances: Vec<f64>,
}

/// The 80 % range of a period's total.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// P10: with nine in ten it becomes this or more.
    pub low: i64,
    /// P50: as likely more as less.
    pub middle: i64,
    /// P90: with nine in ten it becomes this or less.
    pub high: i64,
}

/// One bar of a chart of the total.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bar {
    /// The least total in it; the bar ends where the next one may begin.
    pub from: i64,
    /// The chance that the total is in it.
    pub chance: f64,
}

/// What may be said of reaching a target: a fact is a sentence, a chance is a percentage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// What is won already is enough.
    Reached,
    /// All open deals together would not be enough (现有商机全部成交也不够).
    OutOfReach,
    /// It is a matter of chance.
    Chance(Percent),
}

/// A chance as it is shown: never 0 % and never 100 %, since no model is that sure (domain document,
/// section 0).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Percent {
    /// It rounds to nothing.
    Below1,
    /// From 1 to 99.
    Whole(u8),
    /// It rounds to all.
    Above99,
}

impl Percent {
    /// Rounds a chance to whole percent; `None` if it is none.
    pub fn of(chance: f64) -> Option<Self> {
        if !(0.0..=1.0).contains(&chance) {
            return None;
        }
        Some(match (chance * 100.0).round() as u8 {
            0 => Self::Below1,
            whole @ 1..=99 => Self::Whole(whole),
            _ => Self::Above99,
        })
    }
}

impl fmt::Display for Percent {
    /// `<1%`, `68%`, `>99%`: the same in every language.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Below1 => f.write_str("<1%"),
            Self::Whole(whole) => write!(f, "{whole}%"),
            Self::Above99 => f.write_str(">99%"),
        }
    }
}

/// Open deals in units, checked.
pub(super) struct Grid {
    /// The steps of each deal with its chance.
    pub(super) deals: Vec<(usize, f64)>,
    /// The steps of all deals together.
    pub(super) steps: usize,
    listed: i64,
    off: i64,
}

impl Grid {
    /// Puts open deals, each an amount with its chance in the period, on a grid.
    ///
    /// `None` if an amount is negative, a chance is none, or the unit is not positive or too small for the
    /// amounts.
    pub(super) fn of(deals: &[(i64, f64)], unit: i64) -> Option<Self> {
        if unit <= 0 {
            return None;
        }
        let mut grid = Self { deals: Vec::with_capacity(deals.len()), steps: 0, listed: 0, off: 0 };
        for (amount, chance) in deals {
            if *amount < 0 || !(0.0..=1.0).contains(chance) {
                return None;
            }
            let units = div_round(i128::from(*amount), i128::from(unit))?;
            let steps = usize::try_from(units).ok()?;
            grid.steps = grid.steps.checked_add(steps).filter(|steps| *steps < MOST_STEPS)?;
            grid.listed = grid.listed.checked_add(*amount)?;
            let off = i128::from(*amount) - i128::from(units) * i128::from(unit);
            grid.off = grid.off.saturating_add(i64::try_from(off.abs()).ok()?);
            grid.deals.push((steps, *chance));
        }
        Some(grid)
    }

    /// What a period ends with in which the sums of these deals have these chances.
    pub(super) fn outcomes(&self, closed: i64, unit: i64, chances: Vec<f64>) -> Outcomes {
        Outcomes { closed, unit, listed: Some(self.listed), off: self.off, chances }
    }
}

/// The sums from so many steps on; none past the last.
fn from(sums: &mut [f64], steps: usize) -> &mut [f64] {
    sums.get_mut(steps..).unwrap_or_default()
}

/// The chance of each sum of independent deals, in units from 0 on.
pub(super) fn add_up(deals: impl IntoIterator<Item = (usize, f64)>) -> Vec<f64> {
    let mut sums = vec![1.0_f64];
    for (steps, chance) in deals {
        let mut more = vec![0.0_f64; sums.len() + steps];
        add_scaled(&mut more, &sums, 1.0 - chance);
        add_scaled(from(&mut more, steps), &sums, chance);
        sums = more;
    }
    sums
}

impl Outcomes {
    /// Adds up independent open deals, each an amount with its chance in the period. Amounts count in whole
    /// units.
    ///
    /// `None` if an amount is negative, a chance is none, or the unit is not positive or too small for
    /// the amounts.
    pub fn of(closed: i64, deals: &[(i64, f64)], unit: i64) -> Option<Self> {
        let grid = Grid::of(deals, unit)?;
        let chances = add_up(grid.deals.iter().copied());
        Some(grid.outcomes(closed, unit, chances))
    }

    /// With business that nobody knows yet, as the chance of each number of units from 0 on. What the list
    /// lacks to a whole counts as its last entry, so the list must be long enough.
    ///
    /// `None` if a chance is none, they come to more than a whole, or the sums take too many steps.
    pub fn plus(&self, unknown: &[f64]) -> Option<Self> {
        let (last, others) = unknown.split_last()?;
        let whole: f64 = unknown.iter().sum();
        let valid = unknown.iter().all(|chance| (0.0..=1.0).contains(chance));
        let length = self.chances.len().checked_add(others.len())?;
        if !valid || whole > 1.0 + 1e-9 || length > MOST_STEPS {
            return None;
        }
        let rest = last + (1.0 - whole).max(0.0);
        let mut chances = vec![0.0_f64; length];
        for (steps, more) in others.iter().copied().chain([rest]).enumerate() {
            if more > 0.0 {
                add_scaled(from(&mut chances, steps), &self.chances, more);
            }
        }
        Some(Self { listed: None, chances, ..*self })
    }

    /// With more deals, each won or not by itself. Sums past so many steps more count as the last one, so
    /// there must be room for all that is plausible.
    ///
    /// `None` where [`Self::of`] is, or if the sums take too many steps.
    pub fn with_each(&self, deals: &[(i64, f64)], room: usize) -> Option<Self> {
        let grid = Grid::of(deals, self.unit)?;
        let length = self.chances.len().checked_add(grid.steps.min(room))?;
        if length > MOST_STEPS {
            return None;
        }
        let mut chances = self.chances.clone();
        for (steps, chance) in &grid.deals {
            let mut sums = vec![0.0_f64; chances.len().saturating_add(*steps).min(length)];
            add_scaled(&mut sums, &chances, 1.0 - chance);
            add_scaled(from(&mut sums, *steps), &chances, *chance);
            let beyond: f64 = chances.iter().skip(length.saturating_sub(*steps)).sum();
            if let Some(last) = sums.last_mut() {
                *last += beyond * chance;
            }
            chances = sums;
        }
        let listed = self.listed.and_then(|listed| listed.checked_add(grid.listed));
        Some(Self { listed, off: self.off.saturating_add(grid.off), chances, ..*self })
    }

    /// The chance to reach a target; exactly at it counts as reached.
    pub fn reach(&self, target: i64) -> f64 {
        let (missing, unit) = (i128::from(target) - i128::from(self.closed), i128::from(self.unit));
        if missing <= 0 {
            return 1.0;
        }
        // The first sum that is enough.
        let enough = usize::try_from((missing + unit - 1) / unit).ok();
        match enough.and_then(|steps| self.chances.get(steps..)) {
            None | Some([]) => 0.0,
            Some(chances) => chances.iter().sum::<f64>().min(1.0),
        }
    }

    /// What may be said of reaching a target.
    pub fn say(&self, target: i64) -> Said {
        let all = self.listed.map(|listed| self.closed.saturating_add(listed));
        if target <= self.closed {
            Said::Reached
        } else if all.is_some_and(|all| all < target) {
            Said::OutOfReach
        } else {
            Said::Chance(Percent::of(self.reach(target)).unwrap_or(Percent::Below1))
        }
    }

    /// Every total that may be, with its chance, in ascending order.
    pub fn totals(&self) -> impl Iterator<Item = (i64, f64)> {
        let possible = self.chances.iter().enumerate().filter(|(_, chance)| **chance > 0.0);
        possible.map(move |(steps, chance)| (self.total(steps), *chance))
    }

    /// The smallest total that is not exceeded with this chance; `None` if it is none.
    pub fn quantile(&self, chance: f64) -> Option<i64> {
        if !(0.0..=1.0).contains(&chance) {
            return None;
        }
        let mut below = 0.0;
        let mut last = self.closed;
        for (total, each) in self.totals() {
            below += each;
            last = total;
            if below >= chance - ROUNDING {
                break;
            }
        }
        Some(last)
    }

    /// The 80 % range with its middle. Totals come in jumps, so it holds with 80 % at least.
    pub fn range(&self) -> Option<Range> {
        let [low, middle, high] = RANGE.map(|chance| self.quantile(chance));
        Some(Range { low: low?, middle: middle?, high: high? })
    }

    /// The expected total: what is closed and the weighted amounts. It says nothing of reaching a target.
    pub fn mean(&self) -> f64 {
        self.totals().map(|(total, chance)| total as f64 * chance).sum()
    }

    /// The standard deviation of the total.
    pub fn sd(&self) -> f64 {
        let mean = self.mean();
        let squares = self.totals().map(|(total, chance)| (total as f64 - mean).powi(2) * chance);
        squares.sum::<f64>().sqrt()
    }

    /// The totals in bars of a width, counted from nothing on; only bars that may be. None without a width.
    pub fn bars(&self, width: i64) -> Vec<Bar> {
        let mut bars: BTreeMap<i64, f64> = BTreeMap::new();
        if width > 0 {
            for (total, chance) in self.totals() {
                let number = total.div_euclid(width);
                *bars.entry(number.saturating_mul(width)).or_default() += chance;
            }
        }
        bars.into_iter().map(|(from, chance)| Bar { from, chance }).collect()
    }

    /// How far a total may be off because amounts were rounded to units: half a unit for each deal at most,
    /// nothing where all amounts are whole in it. Business that nobody knows yet is not in it.
    pub const fn most_off(&self) -> i64 {
        self.off
    }

    fn total(&self, steps: usize) -> i64 {
        let won = i64::try_from(steps).unwrap_or(i64::MAX).saturating_mul(self.unit);
        self.closed.saturating_add(won)
    }
}

/// How many of some deals are won: the chance of none, one, two and so on (Poisson-binomial).
///
/// `None` if a chance is none.
pub fn wins(chances: &[f64]) -> Option<Vec<f64>> {
    let deals: Vec<(i64, f64)> = chances.iter().map(|chance| (1, *chance)).collect();
    Some(add_up(Grid::of(&deals, 1)?.deals))
}

/// The smallest unit of 1, 2 or 5 with zeros behind it in which an amount is at most so many steps.
pub fn unit_for(amount: i64, steps: i64) -> i64 {
    let mut ten = 1_i64;
    loop {
        for digit in [1, 2, 5] {
            let unit = ten.saturating_mul(digit);
            if amount / unit <= steps.max(1) {
                return unit;
            }
        }
        ten = ten.saturating_mul(10);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_ends_are_facts() {
        let outcomes = Outcomes::of(40, &[(50, 0.6), (30, 0.5)], 1).unwrap();
        for (target, expected) in
            [(i64::MIN, 1.0), (40, 1.0), (41, 0.8), (70, 0.8), (71, 0.6), (120, 0.3), (121, 0.0)]
        {
            assert!((outcomes.reach(target) - expected).abs() < 1e-12, "{target}");
        }
        assert_eq!(outcomes.reach(i64::MAX), 0.0);
        let none = Outcomes::of(0, &[], 1).unwrap();
        assert_eq!((none.reach(0), none.reach(1), none.most_off()), (1.0, 0.0, 0));
        assert_eq!((none.mean(), none.sd(), none.quantile(0.9)), (0.0, 0.0, Some(0)));
    }

    #[test]
    fn facts_are_said_and_chances_are_never_certain() {
        let outcomes = Outcomes::of(40, &[(50, 0.6), (30, 0.5)], 1).unwrap();
        for (target, said) in [
            (40, Said::Reached),
            (41, Said::Chance(Percent::Whole(80))),
            (120, Said::Chance(Percent::Whole(30))),
            (121, Said::OutOfReach),
        ] {
            assert_eq!(outcomes.say(target), said, "{target}");
        }
        // Rounded to units it is out of reach, in truth it is not.
        let coarse = Outcomes::of(0, &[(1_499, 0.5)], 1_000).unwrap();
        assert_eq!(coarse.say(1_499), Said::Chance(Percent::Below1));
        assert_eq!(coarse.say(1_500), Said::OutOfReach);
        // With business that nobody knows yet nothing is out of reach.
        let open_end = coarse.plus(&[0.9, 0.1]).unwrap();
        assert_eq!(open_end.say(9_000), Said::Chance(Percent::Below1));
        for (chance, shown) in [
            (0.0, "<1%"),
            (0.004_9, "<1%"),
            (0.006, "1%"),
            (0.684, "68%"),
            (0.994, "99%"),
            (0.996, ">99%"),
            (1.0, ">99%"),
        ] {
            assert_eq!(Percent::of(chance).unwrap().to_string(), shown, "{chance}");
        }
        assert_eq!(
            (Percent::of(-0.1), Percent::of(1.1), Percent::of(f64::NAN)),
            (None, None, None)
        );
    }

    #[test]
    fn amounts_are_rounded_to_units() {
        let outcomes = Outcomes::of(0, &[(1_499, 0.5), (2_600, 0.5)], 1_000).unwrap();
        assert_eq!((outcomes.reach(4_000), outcomes.reach(4_001)), (0.25, 0.0));
        assert_eq!(outcomes.most_off(), 499 + 400);
        assert_eq!(Outcomes::of(0, &[(3_000, 0.5)], 1_000).unwrap().most_off(), 0);
    }

    #[test]
    fn units_are_round_and_small_enough() {
        for (amount, steps, unit) in [
            (0, 100, 1),
            (100, 100, 1),
            (201, 100, 2),
            (300, 100, 5),
            (506, 100, 10),
            (7_088_000_000, 100_000, 100_000),
            (7_088_000_000, 10_000, 1_000_000),
            (i64::MAX, 1, 5_000_000_000_000_000_000),
            (7, 0, 5),
        ] {
            assert_eq!(unit_for(amount, steps), unit, "{amount} {steps}");
        }
    }

    #[test]
    fn what_makes_no_sense_is_none() {
        for (amount, chance, unit) in [
            (-1, 0.5, 1),
            (1, 1.1, 1),
            (1, -0.1, 1),
            (1, f64::NAN, 1),
            (1, 0.5, 0),
            (i64::MAX, 0.5, 1),
        ] {
            assert_eq!(
                Outcomes::of(0, &[(amount, chance)], unit),
                None,
                "{amount} {chance} {unit}"
            );
        }
        let outcomes = Outcomes::of(0, &[(5, 0.5)], 1).unwrap();
        assert_eq!((outcomes.quantile(-0.1), outcomes.quantile(f64::NAN)), (None, None));
        assert_eq!((outcomes.plus(&[]), outcomes.plus(&[0.9, 0.9])), (None, None));
        assert_eq!((outcomes.bars(0), wins(&[0.5, 1.5])), (vec![], None));
    }

    #[test]
    fn unknown_business_is_added_and_what_is_missing_comes_last() {
        // Nothing with 0.5, one unit with 0.3, and the missing 0.2 as two units.
        let outcomes = Outcomes::of(10, &[(5, 0.5)], 5).unwrap().plus(&[0.5, 0.3, 0.0]).unwrap();
        let found: Vec<(i64, f64)> = outcomes.totals().collect();
        let expected = [(10, 0.25), (15, 0.4), (20, 0.25), (25, 0.1)];
        assert_eq!(found.len(), expected.len(), "{found:?}");
        for ((total, chance), (wanted, share)) in found.into_iter().zip(expected) {
            assert!(total == wanted && (chance - share).abs() < 1e-12, "{total} {chance}");
        }
    }

    #[test]
    fn bars_hold_their_first_total() {
        // 100 with 0.2, 130 with 0.2, 150 with 0.3, 180 with 0.3.
        let outcomes = Outcomes::of(100, &[(50, 0.6), (30, 0.5)], 10).unwrap();
        let bars = outcomes.bars(50);
        let found: Vec<i64> = bars.iter().map(|bar| bar.from).collect();
        assert_eq!(found, [100, 150]);
        for (bar, expected) in bars.iter().zip([0.4, 0.6]) {
            assert!((bar.chance - expected).abs() < 1e-12, "{bar:?}");
        }
    }

    fn deals() -> impl Strategy<Value = Vec<(i64, f64)>> {
        prop::collection::vec((0_i64..60, 0.0_f64..=1.0), 0..8)
    }

    proptest! {
        #[test]
        fn more_is_never_more_likely(deals in deals(), closed in 0_i64..100, low in 0_i64..600, more in 0_i64..100) {
            let outcomes = Outcomes::of(closed, &deals, 1).unwrap();
            prop_assert!((outcomes.chances.iter().sum::<f64>() - 1.0).abs() < 1e-9);
            prop_assert!(outcomes.chances.iter().all(|chance| (0.0..=1.0 + 1e-12).contains(chance)));
            prop_assert!(outcomes.reach(low + more) <= outcomes.reach(low) + 1e-12);
        }

        #[test]
        fn mean_and_spread_are_those_of_the_deals(deals in deals(), closed in 0_i64..100) {
            let outcomes = Outcomes::of(closed, &deals, 1).unwrap();
            let won = |(amount, chance): &(i64, f64)| *amount as f64 * chance;
            let mean = closed as f64 + deals.iter().map(won).sum::<f64>();
            prop_assert!((outcomes.mean() - mean).abs() < 1e-9, "{} {mean}", outcomes.mean());
            let square = |(amount, chance): &(i64, f64)| (*amount as f64).powi(2) * chance * (1.0 - chance);
            let variance: f64 = deals.iter().map(square).sum();
            prop_assert!((outcomes.sd().powi(2) - variance).abs() < 1e-6, "{variance}");
        }

        #[test]
        fn the_range_holds_with_80_percent(deals in deals(), closed in 0_i64..100) {
            let outcomes = Outcomes::of(closed, &deals, 1).unwrap();
            let Range { low, middle, high } = outcomes.range().unwrap();
            prop_assert!(low <= middle && middle <= high);
            let inside = outcomes.totals().filter(|(total, _)| (low..=high).contains(total));
            prop_assert!(inside.map(|(_, chance)| chance).sum::<f64>() >= 0.8 - 1e-9);
            prop_assert!(outcomes.reach(middle) >= 0.5 - 1e-9);
        }

        #[test]
        fn every_number_of_wins_has_its_chance(chances in prop::collection::vec(0.0_f64..=1.0, 0..12)) {
            let found = wins(&chances).unwrap();
            prop_assert_eq!(found.len(), chances.len() + 1);
            prop_assert!((found.iter().sum::<f64>() - 1.0).abs() < 1e-9);
            let mean: f64 = (0_u32..).zip(&found).map(|(won, chance)| f64::from(won) * chance).sum();
            prop_assert!((mean - chances.iter().sum::<f64>()).abs() < 1e-9);
        }

        #[test]
        fn bars_lose_nothing(deals in deals(), width in 1_i64..50) {
            let bars = Outcomes::of(7, &deals, 1).unwrap().bars(width);
            prop_assert!((bars.iter().map(|bar| bar.chance).sum::<f64>() - 1.0).abs() < 1e-9);
            prop_assert!(bars.iter().all(|bar| bar.from % width == 0));
        }
    }
}
