//! A period as a whole: what is signed, the deals that are due in it, those that may come earlier than
//! they are expected, and business that nobody knows yet (domain document, B4).
//!
//! Deals that are due hang together by the common factor of [`super::correlation`]. Deals that are expected
//! later come in one by one, each by itself; new business comes as [`super::new_business`] says.
//!
//! # How much room there is
//!
//! The grid has room for all that is plausible: every deal that is due, and of the rest so much that less
//! than one period in a thousand brings more. What lies beyond counts as the last total, which moves no
//! chance by more than that.

use super::correlation::MOST;
use super::new_business::NewBusiness;
use super::total::{Outcomes, unit_for};

/// So many standard deviations above the mean lies what the deals expected later may bring.
const FAR: f64 = 6.0;

/// What a period's total is made of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Whole {
    /// What is signed.
    pub closed: i64,
    /// Open deals that are due in it, each an amount with its chance.
    pub due: Vec<(i64, f64)>,
    /// Open deals that are expected later, each an amount with the chance that it comes in all the same.
    pub later: Vec<(i64, f64)>,
    /// Business that nobody knows yet.
    pub fresh: Option<NewBusiness>,
}

impl Whole {
    /// The smallest round unit in which all that is plausible takes so many steps at most.
    pub fn unit(&self, steps: i64) -> i64 {
        let due = sum(&self.due);
        let fresh = self.fresh.as_ref().map_or(0, NewBusiness::plausible);
        unit_for(due.saturating_add(plausible(&self.later)).saturating_add(fresh), steps)
    }

    /// Every total with its chance, in units.
    ///
    /// `None` if an amount is negative, a chance is none, the unit is too small, or the correlation is not
    /// from 0 to [`MOST`].
    pub fn outcomes(&self, unit: i64, rho: f64) -> Option<Outcomes> {
        if unit <= 0 || !(0.0..=MOST).contains(&rho) {
            return None;
        }
        let mut outcomes = Outcomes::correlated(self.closed, &self.due, unit, rho)?;
        if !self.later.is_empty() {
            // Each amount may be rounded up by half a unit.
            let room = steps(plausible(&self.later), unit)?.checked_add(self.later.len())?;
            outcomes = outcomes.with_each(&self.later, room)?;
        }
        match self.fresh.as_ref().filter(|fresh| fresh.per_period() > 0.0) {
            Some(fresh) => outcomes.plus(&fresh.sums(unit, steps(fresh.plausible(), unit)?)?),
            None => Some(outcomes),
        }
    }
}

fn sum(deals: &[(i64, f64)]) -> i64 {
    deals.iter().fold(0, |sum: i64, (amount, _)| sum.saturating_add(*amount))
}

/// As much as independent deals bring in nearly every period; never more than all of them.
fn plausible(deals: &[(i64, f64)]) -> i64 {
    let mean: f64 = deals.iter().map(|(amount, chance)| *amount as f64 * chance).sum();
    let spread = |(amount, chance): &(i64, f64)| (*amount as f64).powi(2) * chance * (1.0 - chance);
    let variance: f64 = deals.iter().map(spread).sum();
    let largest = deals.iter().map(|(amount, _)| *amount).max().unwrap_or_default();
    let far = mean + FAR * variance.max(0.0).sqrt() + largest as f64;
    sum(deals).min(far.ceil() as i64)
}

/// The steps that hold an amount.
fn steps(amount: i64, unit: i64) -> Option<usize> {
    usize::try_from(amount.checked_div(unit)?.checked_add(2)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 100 signed; 50 at even odds; 30 expected later, which one in five brings in.
    #[test]
    fn deals_expected_later_are_added_exactly() {
        let whole =
            Whole { closed: 100, due: vec![(50, 0.5)], later: vec![(30, 0.2)], fresh: None };
        let found = whole.outcomes(1, 0.1).unwrap();
        let totals: Vec<(i64, f64)> = found.totals().collect();
        for ((total, chance), (at, expected)) in
            totals.iter().zip([(100, 0.4), (130, 0.1), (150, 0.4), (180, 0.1)])
        {
            assert!(*total == at && (chance - expected).abs() < 1e-9, "{totals:?}");
        }
        assert_eq!(totals.len(), 4);
        // All of them together are 180, and that is a fact.
        assert_eq!(found.say(181), super::super::total::Said::OutOfReach);
    }

    /// 400 deals of 10, each one in a hundred: the grid holds 80, not 4 000, and loses nothing.
    #[test]
    fn many_deals_expected_later_need_little_room() {
        let whole = Whole { later: vec![(10, 0.01); 400], ..Whole::default() };
        // The mean is 40, the variance 400 × 100 × 0.0099 = 396: 40 + 6 × 19.9 + 10 = 169.4.
        assert_eq!(plausible(&whole.later), 170);
        let found = whole.outcomes(10, 0.0).unwrap();
        assert!((found.mean() - 40.0).abs() < 1e-6);
        // None of 400: 0.99⁴⁰⁰.
        assert!((found.reach(1) - (1.0 - 0.99_f64.powi(400))).abs() < 1e-9);
    }

    /// One small deal that is due, and new business ten thousand times as large: it must not be refused.
    #[test]
    fn new_business_beyond_the_listed_deals_has_room() {
        let fresh = NewBusiness::of(12, vec![500_000_000]);
        let whole = Whole { due: vec![(50_000, 0.5)], fresh, ..Whole::default() };
        let unit = whole.unit(20_000);
        let found = whole.outcomes(unit, 0.1).unwrap();
        // A twelfth of a deal in a period: none comes with e^(−1/12).
        let some = 1.0 - (-1.0_f64 / 12.0).exp();
        assert!((found.reach(400_000_000) - some).abs() < 1e-9);
        // Two of them, and what lies beyond is less than a thousandth.
        assert!(found.reach(1_000_000_000) > 0.003 && found.reach(1_000_000_000) < 0.004);
    }
}
