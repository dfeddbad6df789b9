//! Which classes to hold within a budget (培训计划; domain document, B11).
//!
//! What must be held comes first, then what closes the most of the gaps for its cost. The list is gone
//! through once in that order; a class for which too little is left is left out with what is lacking, and
//! the next may still fit. So the plan is one that a person can follow with a pencil and not the best of
//! all combinations, and the same classes give the same plan.
//!
//! # Priorities are those of whoever is left
//!
//! The priority of a class is that of the people who would go to it. [`super::enrolment`] sends nobody
//! twice for one gap, so two classes on the same skill do not both count the same people.

use std::cmp::Ordering;

use crate::domain::money::Money;

/// A class that could be held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer<K> {
    /// What names it.
    pub key: K,
    /// What it closes of the gaps, by importance: the sum over those who would go.
    pub priority: i64,
    /// What it costs; `None` where nobody said.
    pub cost: Option<Money>,
    /// Whether it must be held (必修), whatever it closes.
    pub mandatory: bool,
}

/// Why a class is not in the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It closes no gap.
    NoNeed,
    /// It is not known what it costs.
    CostUnknown,
    /// The budget lacks so much when its turn comes.
    OverBudget(Money),
}

impl Why {
    /// The word in machine-readable answers, and behind which its reason stands.
    pub const fn word(self) -> &'static str {
        match self {
            Self::NoNeed => "no-need",
            Self::CostUnknown => "cost-unknown",
            Self::OverBudget(_) => "over-budget",
        }
    }
}

/// A class that is in the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken<K> {
    /// The class.
    pub offer: Offer<K>,
    /// What it costs.
    pub cost: Money,
    /// What is left of the budget behind it; `None` without a budget.
    pub left: Option<Money>,
}

/// A plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan<K> {
    /// The classes to hold, in the order in which they were taken.
    pub taken: Vec<Taken<K>>,
    /// The others: first those for which too little was left, in the order of their turn, then those that
    /// had none, by key.
    pub left_out: Vec<(Offer<K>, Why)>,
    /// What the plan costs.
    pub spent: Money,
    /// What is left of the budget; `None` without a budget.
    pub left: Option<Money>,
}

/// Chooses classes within a budget; without one, all that close a gap.
pub fn plan<K: Ord>(offers: Vec<Offer<K>>, budget: Option<Money>) -> Plan<K> {
    let (mut turns, mut without) = (vec![], vec![]);
    for offer in offers {
        let cost = offer.cost.filter(|cost| cost.fen() >= 0);
        match cost {
            _ if offer.priority <= 0 && !offer.mandatory => without.push((offer, Why::NoNeed)),
            Some(cost) => turns.push((offer, cost)),
            None => without.push((offer, Why::CostUnknown)),
        }
    }
    turns.sort_by(by_worth);
    without.sort_by(|(a, _), (b, _)| a.key.cmp(&b.key));
    let mut plan = Plan { taken: vec![], left_out: vec![], spent: Money(0), left: budget };
    for (offer, cost) in turns {
        match plan.left {
            Some(left) if left < cost => {
                plan.left_out.push((offer, Why::OverBudget(cost - left)));
            }
            left => {
                plan.left = left.map(|left| left - cost);
                plan.spent = plan.spent + cost;
                plan.taken.push(Taken { offer, cost, left: plan.left });
            }
        }
    }
    plan.left_out.append(&mut without);
    plan
}

/// What must be held first, then priority per cost, then priority, then the key. What costs nothing is
/// worth more than anything that costs.
fn by_worth<K: Ord>((a, x): &(Offer<K>, Money), (b, y): &(Offer<K>, Money)) -> Ordering {
    // a / x against b / y, multiplied out: whole numbers do not round.
    let worth =
        |priority: i64, other: &Money| i128::from(priority.max(0)) * i128::from(other.fen());
    b.mandatory
        .cmp(&a.mandatory)
        .then_with(|| worth(b.priority, x).cmp(&worth(a.priority, y)))
        .then_with(|| b.priority.cmp(&a.priority))
        .then_with(|| a.key.cmp(&b.key))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn offer(key: u8, priority: i64, cost: i64) -> Offer<u8> {
        Offer { key, priority, cost: Some(Money(cost)), mandatory: false }
    }

    fn keys(plan: &Plan<u8>) -> Vec<u8> {
        plan.taken.iter().map(|taken| taken.offer.key).collect()
    }

    #[test]
    fn what_closes_most_for_its_cost_is_taken_until_the_budget_is_used() {
        let must = Offer { mandatory: true, ..offer(5, 0, 200) };
        let unknown = Offer { cost: None, ..offer(6, 90, 0) };
        let offers = vec![
            offer(1, 10, 500),
            offer(2, 30, 600),
            offer(3, 12, 250),
            offer(4, 0, 100),
            must,
            unknown,
            offer(7, 1, 0),
        ];
        let found = plan(offers, Some(Money(1_000)));
        // 5 must be held; 7 costs nothing; 2 has 0.05 a fen, 3 has 0.048 and no longer fits, 1 neither.
        assert_eq!(keys(&found), [5, 7, 2]);
        assert_eq!((found.spent, found.left), (Money(800), Some(Money(200))));
        let why: Vec<_> = found.left_out.iter().map(|(offer, why)| (offer.key, *why)).collect();
        assert_eq!(
            why,
            [
                (3, Why::OverBudget(Money(50))),
                (1, Why::OverBudget(Money(300))),
                (4, Why::NoNeed),
                (6, Why::CostUnknown)
            ]
        );
        let left: Vec<_> = found.taken.iter().map(|taken| taken.left).collect();
        assert_eq!(left, [800, 800, 200].map(|fen| Some(Money(fen))));
    }

    #[test]
    fn a_smaller_class_may_still_fit() {
        let found =
            plan(vec![offer(1, 9, 300), offer(2, 50, 900), offer(3, 1, 100)], Some(Money(1_000)));
        assert_eq!(keys(&found), [2, 3]);
    }

    #[test]
    fn without_a_budget_all_that_is_needed_is_taken() {
        let found = plan(vec![offer(1, 9, 300), offer(2, 0, 1), offer(3, 9, 300)], None);
        assert_eq!((keys(&found), found.spent, found.left), (vec![1, 3], Money(600), None));
        let costly = Offer { mandatory: true, ..offer(1, 9, 300) };
        let found = plan(vec![costly], Some(Money(100)));
        assert_eq!(found.left_out[0].1, Why::OverBudget(Money(200)), "also what must be held");
    }

    #[test]
    fn a_cost_below_zero_is_none() {
        let found = plan(vec![offer(1, 9, -1)], Some(Money(0)));
        assert_eq!(found.left_out[0].1, Why::CostUnknown);
    }

    proptest! {
        #[test]
        fn each_class_stands_once_and_the_budget_holds(
            list in prop::collection::vec((0_i64..20, 0_i64..20, any::<bool>()), 0..15),
            budget in 0_i64..60,
            turn in 0_usize..15,
        ) {
            let mut offers: Vec<Offer<u8>> = (0_u8..)
                .zip(&list)
                .map(|(key, (priority, cost, mandatory))| Offer {
                    mandatory: *mandatory,
                    ..offer(key, *priority, *cost)
                })
                .collect();
            let found = plan(offers.clone(), Some(Money(budget)));
            let mut all = keys(&found);
            all.extend(found.left_out.iter().map(|(offer, _)| offer.key));
            all.sort_unstable();
            prop_assert_eq!(all, (0_u8..).take(list.len()).collect::<Vec<_>>());
            let spent: Money = found.taken.iter().map(|taken| taken.cost).sum();
            prop_assert_eq!((spent, Some(Money(budget) - spent)), (found.spent, found.left));
            prop_assert!(spent <= Money(budget));
            for (offer, why) in &found.left_out {
                if let Why::OverBudget(lacking) = why {
                    prop_assert!(lacking.fen() > 0);
                    prop_assert!(offer.cost > found.left);
                }
            }
            if !offers.is_empty() {
                let turn = turn % offers.len();
                offers.rotate_left(turn);
            }
            prop_assert_eq!(plan(offers, Some(Money(budget))), found, "whatever the order");
        }
    }
}
