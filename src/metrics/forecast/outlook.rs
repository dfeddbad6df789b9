//! 达成概率: every total that the period may end with, and what changes if some deals slip.
//!
//! Deals are added up exactly, on a grid of at most some thousands of steps, and hang together by one
//! factor ([`crate::domain::forecast::correlation`]); deals that may come early and new business are added
//! ([`crate::domain::forecast::whole`]). The grid has room for all of it and is as fine as the work allows;
//! how far it may be off is said. Where a deal has no chance there is no total, and that is the reason. More deals
//! than [`MOST`] are not added up one by one: the answer would take minutes, and a scope that large is looked at team
//! by team.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::forecast::new_business::NewBusiness;
use crate::domain::forecast::total::{Outcomes, Range, Said};
use crate::domain::forecast::whole::Whole;
use crate::domain::ids::OpportunityId;

/// The most deals that are added up one by one.
pub const MOST: usize = 500;

/// The most steps of the grid.
const FINEST: usize = 20_000;

/// The steps that tell how much one deal changes, of which there are many answers to find.
const COARSE: usize = 2_000;

/// With more deals than this only the weightiest ones are asked how much they change.
const EACH: usize = 100;

/// How many those are.
const WEIGHTIEST: usize = 12;

/// A deal as the total counts it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Counted {
    /// The deal.
    pub deal: OpportunityId,
    /// Its amount.
    pub amount: i64,
    /// Its chance; `None` where nothing tells it.
    pub share: Option<f64>,
}

/// Why there is no outlook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unknown {
    /// So many deals have no chance: too few closed ones tell it.
    NoChance(u64),
    /// There are more deals than are added up one by one.
    TooMany,
    /// The amounts are past all bounds.
    Beyond,
}

impl Unknown {
    /// The key of what is said in a few words; why stands behind `-detail`.
    pub const fn label_key(self) -> &'static str {
        match self {
            Self::TooMany => "forecast-too-many",
            Self::Beyond => "forecast-beyond",
            Self::NoChance(_) => "forecast-no-chance",
        }
    }

    /// The word on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::NoChance(_) => "no_chance",
            Self::TooMany => "too_many",
            Self::Beyond => "beyond",
        }
    }
}

/// What a period's total hangs on.
#[derive(Clone, Debug)]
pub struct Total<'a> {
    /// What is signed.
    pub closed: i64,
    /// The open deals.
    pub deals: Vec<Counted>,
    /// Deals that are expected later, each an amount with the chance that it comes all the same.
    pub later: Vec<(i64, f64)>,
    /// Business that nobody knows yet.
    pub fresh: Option<&'a NewBusiness>,
    /// How much the deals hang together.
    pub rho: f64,
    /// What is to be reached.
    pub target: Option<i64>,
}

/// What a period may end with.
#[derive(Clone, Debug)]
pub struct Outlook {
    /// Every total with its chance.
    pub outcomes: Outcomes,
    /// The 80 % range.
    pub range: Range,
    /// What may be said of the target.
    pub said: Option<Said>,
    /// The chance to reach it, from 0 to 1; `None` without one.
    pub chance: Option<f64>,
}

impl Total<'_> {
    /// Why there is no outlook, if there is none.
    pub fn unknown(&self) -> Unknown {
        let without = self.deals.iter().filter(|deal| deal.share.is_none()).count() as u64;
        match without {
            0 if self.deals.len() > MOST => Unknown::TooMany,
            0 => Unknown::Beyond,
            _ => Unknown::NoChance(without),
        }
    }

    /// Every total, without some deals that slip; `None` with too many deals, where one of those that stay
    /// has no chance, or where an amount is past all bounds.
    pub fn outlook(&self, slip: &BTreeSet<OpportunityId>) -> Option<Outlook> {
        let outcomes = self.outcomes(slip, self.finest())?;
        let range = outcomes.range()?;
        let said = self.target.map(|target| outcomes.say(target));
        let chance = self.target.map(|target| outcomes.reach(target));
        Some(Outlook { outcomes, range, said, chance })
    }

    /// By how much the chance falls if a deal slips, deal by deal, from 0 to −1; of many deals only the
    /// weightiest ones.
    pub fn effects(&self) -> BTreeMap<OpportunityId, f64> {
        let mut effects = BTreeMap::new();
        let Some(target) = self.target.filter(|target| *target > self.closed) else {
            return effects;
        };
        let steps = COARSE.max(10 * self.deals.len());
        let none = BTreeSet::new();
        let Some(whole) = self.outcomes(&none, steps) else { return effects };
        let reach = whole.reach(target);
        let mut asked = self.deals.clone();
        asked.sort_by(|one, other| {
            let weight = |deal: &Counted| deal.amount as f64 * deal.share.unwrap_or_default();
            weight(other).total_cmp(&weight(one)).then(one.deal.cmp(&other.deal))
        });
        let most = if asked.len() > EACH { WEIGHTIEST } else { EACH };
        for deal in asked.iter().take(most) {
            if let Some(without) = self.outcomes(&BTreeSet::from([deal.deal]), steps) {
                effects.insert(deal.deal, (without.reach(target) - reach).min(0.0));
            }
        }
        effects
    }

    /// As many steps as take a fraction of a second, and ten for each deal at least.
    fn finest(&self) -> usize {
        let n = self.deals.len().max(1);
        (1_000_000 / n).max(10 * n).min(FINEST)
    }

    fn outcomes(&self, slip: &BTreeSet<OpportunityId>, steps: usize) -> Option<Outcomes> {
        if self.deals.len() > MOST {
            return None;
        }
        let stays = |deal: &&Counted| !slip.contains(&deal.deal);
        let pair = |deal: &Counted| (deal.amount, deal.share.unwrap_or_default());
        let mut whole = Whole {
            closed: self.closed,
            due: self.deals.iter().map(pair).collect(),
            later: self.later.clone(),
            fresh: self.fresh.cloned(),
        };
        // The grid of all deals, whichever of them slip: two totals are then told in the same steps.
        let unit = whole.unit(i64::try_from(steps).unwrap_or(i64::MAX));
        let due = self.deals.iter().filter(stays).map(|deal| Some((deal.amount, deal.share?)));
        whole.due = due.collect::<Option<_>>()?;
        whole.outcomes(unit, self.rho)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::forecast::total::Percent;

    fn deal(id: i64, amount: i64, share: f64) -> Counted {
        Counted { deal: OpportunityId(id), amount, share: Some(share) }
    }

    fn total<'a>(deals: Vec<Counted>, closed: i64, target: i64, rho: f64) -> Total<'a> {
        Total { closed, deals, later: vec![], fresh: None, rho, target: Some(target) }
    }

    /// The golden of the domain document: 40 closed, 50, 30, 20 and 80 with 0.6, 0.5, 0.3 and 0.2.
    #[test]
    fn the_total_is_exact_and_a_deal_that_slips_is_out() {
        let deals = vec![deal(1, 50, 0.6), deal(2, 30, 0.5), deal(3, 20, 0.3), deal(4, 80, 0.2)];
        let total = total(deals, 40, 100, 0.0);
        let none = BTreeSet::new();
        let found = total.outlook(&none).unwrap();
        assert!((found.chance.unwrap() - 0.512).abs() < 1e-12);
        assert_eq!(found.said, Some(Said::Chance(Percent::Whole(51))));
        assert_eq!(found.range, Range { low: 40, middle: 110, high: 170 });
        assert!((found.outcomes.mean() - 107.0).abs() < 1e-9);
        // Without the first: 60 needs 80 (0.2), or 30 and 20 is too little: 0.2.
        let slipped = total.outlook(&BTreeSet::from([OpportunityId(1)])).unwrap();
        assert!((slipped.chance.unwrap() - 0.2).abs() < 1e-12);
        let effects = total.effects();
        assert!((effects[&OpportunityId(1)] - (0.2 - 0.512)).abs() < 1e-12);
        assert_eq!(effects.len(), 4);
    }

    #[test]
    fn facts_are_no_chances() {
        let list = || vec![deal(1, 50, 0.6)];
        let none = BTreeSet::new();
        let said = |closed, target| total(list(), closed, target, 0.1).outlook(&none).unwrap().said;
        assert_eq!(said(100, 100), Some(Said::Reached));
        assert_eq!(said(40, 91), Some(Said::OutOfReach));
        assert!(total(list(), 100, 100, 0.1).effects().is_empty());
        let many = total((0..501).map(|id| deal(id, 1, 0.5)).collect(), 0, 10, 0.1);
        assert!(many.outlook(&none).is_none());
        assert_eq!(many.unknown(), Unknown::TooMany);
    }

    #[test]
    fn a_deal_without_a_chance_leaves_no_total_until_it_slips() {
        let unknown = Counted { share: None, ..deal(2, 30, 0.0) };
        let total = total(vec![deal(1, 50, 0.6), unknown], 40, 90, 0.1);
        let none = BTreeSet::new();
        assert!(total.outlook(&none).is_none() && total.effects().is_empty());
        assert_eq!(total.unknown(), Unknown::NoChance(1));
        let without = total.outlook(&BTreeSet::from([OpportunityId(2)])).unwrap();
        assert!((without.chance.unwrap() - 0.6).abs() < 1e-9);
    }

    /// One deal of 500 yuan, and in one of twelve periods new business of 5 million.
    #[test]
    fn large_new_business_is_no_reason_to_say_nothing() {
        let fresh = NewBusiness::of(12, vec![500_000_000]).unwrap();
        let mut total = total(vec![deal(1, 50_000, 0.5)], 0, 400_000_000, 0.1);
        total.fresh = Some(&fresh);
        let chance = total.outlook(&BTreeSet::new()).unwrap().chance.unwrap();
        assert!((chance - (1.0 - (-1.0_f64 / 12.0).exp())).abs() < 1e-9);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn chances_are_chances_and_slipping_never_helps(
            list in prop::collection::vec((0_i64..40, 0.01_f64..0.99), 0..7),
            closed in 0_i64..50, target in 1_i64..200, rho in 0.0_f64..0.5,
        ) {
            let deals: Vec<Counted> = (0..).zip(&list).map(|(id, (amount, share))| deal(id, *amount, *share)).collect();
            let total = total(deals.clone(), closed, target, rho);
            let none = BTreeSet::new();
            let whole = total.outlook(&none).unwrap();
            let chance = whole.chance.unwrap();
            prop_assert!((0.0..=1.0).contains(&chance));
            let sum: f64 = whole.outcomes.totals().map(|(_, chance)| chance).sum();
            prop_assert!((sum - 1.0).abs() < 1e-9);
            prop_assert!(whole.range.low <= whole.range.middle && whole.range.middle <= whole.range.high);
            for deal in &deals {
                let without = total.outlook(&BTreeSet::from([deal.deal])).unwrap();
                prop_assert!(without.chance.unwrap() <= chance + 1e-9);
            }
            for effect in total.effects().values() {
                prop_assert!((-1.0..=0.0).contains(effect));
            }
        }
    }
}
