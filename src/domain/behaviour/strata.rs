//! Whether a step still goes with winning inside tiers of customers (Mantel and Haenszel 1959).
//!
//! Good people get good customers, and good customers buy: over all deals a step then looks strong that does
//! nothing. Inside a tier the customers are alike. `Σ(ad/n) / Σ(bc/n)` over the tiers is the ratio that holds
//! in all of them; its interval is that of Robins, Breslow and Greenland (1986).

use super::Refusal;
use super::odds::Table;
use crate::domain::stats::rate::{Interval, z_score};

/// The ratio over all deals beside the one inside tiers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stratified {
    /// Over all deals; `None` where a count is 0 that it would be divided by.
    pub crude: Option<f64>,
    /// Inside tiers; `None` where no tier has such deals to compare.
    pub within: Option<f64>,
    /// Where the ratio inside tiers lies at the level asked for; `None` where it is 0 or there is none.
    pub interval: Option<Interval>,
    /// Tiers that say something: in the others all deals ended alike, or the step was always done or never.
    pub telling: usize,
}

impl Stratified {
    /// Whether what shows over all deals holds inside tiers: on the same side of 1, with the whole interval.
    ///
    /// `None` where there is nothing to hold, or nothing to tell it by.
    pub fn holds(&self) -> Option<bool> {
        let (crude, interval) = (self.crude?, self.interval?);
        let side = |ratio: f64| ratio.partial_cmp(&1.0).filter(|side| side.is_ne());
        let crude = side(crude)?;
        Some(side(interval.lo) == Some(crude) && side(interval.hi) == Some(crude))
    }
}

/// The ratio over all deals and inside the tiers, which are given one table each.
///
/// Refused at a level outside 0..1.
pub fn stratified(tiers: &[Table], conf: f64) -> Result<Stratified, Refusal> {
    if !(0.0..1.0).contains(&conf) {
        return Err(Refusal::BadParameter);
    }
    let mut sums = [0.0_f64; 4];
    let (mut winning, mut losing, mut telling) = (0.0, 0.0, 0);
    // The parts of the variance: of both kinds of pairs, and across.
    let (mut won_part, mut cross_part, mut lost_part) = (0.0, 0.0, 0.0);
    for tier in tiers {
        let cells = tier.cells();
        for (sum, cell) in sums.iter_mut().zip(cells) {
            *sum += cell;
        }
        let [a, b, c, d] = cells;
        let (for_it, against_it) = (a * d, b * c);
        if for_it + against_it <= 0.0 {
            continue;
        }
        telling += 1;
        let deals = a + b + c + d;
        let (same, other) = ((a + d) / deals, (b + c) / deals);
        let (for_it, against_it) = (for_it / deals, against_it / deals);
        winning += for_it;
        losing += against_it;
        won_part += same * for_it;
        cross_part += same * against_it + other * for_it;
        lost_part += other * against_it;
    }
    let [a, b, c, d] = sums;
    let crude = ratio(a * d, b * c);
    let within = ratio(winning, losing);
    let interval = within.filter(|within| *within > 0.0).map(|within| {
        let variance = won_part / (2.0 * winning * winning)
            + cross_part / (2.0 * winning * losing)
            + lost_part / (2.0 * losing * losing);
        let half = z_score(conf) * variance.sqrt();
        Interval { lo: within * (-half).exp(), hi: within * half.exp() }
    });
    Ok(Stratified { crude, within, interval, telling })
}

fn ratio(over: f64, under: f64) -> Option<f64> {
    (under > 0.0).then(|| over / under)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::behaviour::COMPARISON;

    fn found(tiers: &[[u64; 4]]) -> Stratified {
        let table = |cells: &[u64; 4]| {
            let [done_won, done_lost, not_won, not_lost] = *cells;
            Table { done_won, done_lost, not_won, not_lost }
        };
        let tables: Vec<Table> = tiers.iter().map(table).collect();
        stratified(&tables, COMPARISON).unwrap()
    }

    #[test]
    fn what_good_customers_make_does_not_hold() {
        let crude_only = found(&[[18, 2, 7, 1], [2, 8, 20, 70]]);
        assert_eq!(crude_only.telling, 2);
        assert_eq!(crude_only.holds(), Some(false));
        // Twice ten times as often won, in either tier.
        let real = found(&[[40, 10, 10, 25], [20, 20, 10, 100]]);
        assert!((real.within.unwrap() - 10.0).abs() < 1e-12);
        assert_eq!(real.holds(), Some(true));
        // Worse over all, better inside.
        assert_eq!(found(&[[9, 21, 1, 29], [28, 2, 270, 30]]).holds(), Some(false));
    }

    #[test]
    fn one_tier_has_the_interval_of_its_logarithm() {
        let one = found(&[[14, 11, 5, 20]]);
        let ratio = 14.0 * 20.0 / 55.0;
        let half =
            z_score(COMPARISON) * (1.0_f64 / 14.0 + 1.0 / 11.0 + 1.0 / 5.0 + 1.0 / 20.0).sqrt();
        let interval = one.interval.unwrap();
        assert!((one.within.unwrap() - ratio).abs() < 1e-12);
        assert!((interval.lo - ratio * (-half).exp()).abs() < 1e-9);
        assert!((interval.hi - ratio * half.exp()).abs() < 1e-9);
    }

    #[test]
    fn tiers_that_say_nothing_are_not_counted() {
        // Always won; never done; nobody.
        let silent = [[5, 0, 3, 0], [0, 0, 4, 6], [0, 0, 0, 0]];
        let nothing = found(&silent);
        assert_eq!((nothing.within, nothing.interval, nothing.telling), (None, None, 0));
        assert_eq!(nothing.holds(), None);
        let mut with = silent.to_vec();
        with.push([14, 11, 5, 20]);
        assert_eq!(found(&with).within, found(&[[14, 11, 5, 20]]).within);
        // Never won where it was done: the ratio is 0, and its logarithm has no interval.
        let never = found(&[[0, 4, 3, 2]]);
        assert_eq!((never.within, never.interval), (Some(0.0), None));
        assert_eq!(found(&[[3, 0, 0, 4]]).within, None);
        assert_eq!(stratified(&[], 1.0), Err(Refusal::BadParameter));
    }

    proptest! {
        #[test]
        fn the_ratio_of_tiers_alike_is_theirs(cells in prop::array::uniform4(1_u64..40), times in prop::collection::vec(1_u64..5, 1..5)) {
            let tiers: Vec<[u64; 4]> = times.iter().map(|times| cells.map(|cell| cell * times)).collect();
            let found = found(&tiers);
            let [a, b, c, d] = cells.map(|cell| cell as f64);
            let ratio = a * d / (b * c);
            prop_assert!((found.within.unwrap() - ratio).abs() < 1e-9 * ratio);
            prop_assert!((found.crude.unwrap() - ratio).abs() < 1e-9 * ratio);
            let at = found.interval.unwrap();
            prop_assert!(at.lo < ratio && ratio < at.hi);
        }
    }
}
