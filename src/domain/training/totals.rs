//! Hours and cost of trainings, added up (学时, 费用).
//!
//! What a training does not say is not added as zero: it is counted, and a mean is of those that say it.
//! A sum of hours in which one is missing is therefore too low, and says so.

use std::collections::BTreeSet;

use crate::domain::allocation::{AllocationError, largest_remainder};
use crate::domain::ids::PersonId;
use crate::domain::money::Money;
use crate::domain::stats::rational::Rational;

/// One training of one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Training {
    /// The person.
    pub person: PersonId,
    /// Its hours that count for the person, in ten-thousandths; `None` where nobody said.
    pub hours: Option<Rational>,
    /// What it cost for the person; `None` where nobody said.
    pub cost: Option<Money>,
}

/// Trainings added up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Totals {
    /// Who was trained.
    pub people: BTreeSet<PersonId>,
    /// How many trainings of one person each.
    pub trainings: u64,
    /// The hours of those that say so, in ten-thousandths.
    pub hours: Rational,
    /// How many do not say their hours, or say more than can be added.
    pub hours_unknown: u64,
    /// The cost of those that say so.
    pub cost: Money,
    /// How many do not say their cost.
    pub cost_unknown: u64,
    /// The hours and the cost of those that say both.
    both: (Rational, Money),
}

impl Default for Totals {
    fn default() -> Self {
        Self {
            people: BTreeSet::new(),
            trainings: 0,
            hours: Rational::ZERO,
            hours_unknown: 0,
            cost: Money(0),
            cost_unknown: 0,
            both: (Rational::ZERO, Money(0)),
        }
    }
}

impl Totals {
    /// Adds one training of one person.
    pub fn add(&mut self, training: &Training) {
        self.people.insert(training.person);
        self.trainings += 1;
        let hours = training.hours.and_then(|hours| self.hours.checked_add(hours));
        match hours {
            Some(hours) => self.hours = hours,
            None => self.hours_unknown += 1,
        }
        match training.cost {
            Some(cost) => self.cost = self.cost + cost,
            None => self.cost_unknown += 1,
        }
        if let (Some(hours), Some(cost)) = (training.hours, training.cost)
            && let Some(sum) = self.both.0.checked_add(hours)
        {
            self.both = (sum, self.both.1 + cost);
        }
    }

    /// The hours for each person who was trained, in ten-thousandths; `None` of nobody, or where the
    /// hours of a training are missing.
    pub fn hours_each(&self) -> Option<Rational> {
        let people = i64::try_from(self.people.len()).ok()?;
        self.hours.checked_div(Rational::from_int(people)).filter(|_| self.hours_unknown == 0)
    }

    /// The cost for each person who was trained, in fen; `None` of nobody, or where the cost of a
    /// training is missing.
    pub fn cost_each(&self) -> Option<Rational> {
        let people = i128::try_from(self.people.len()).ok()?;
        Rational::new(self.cost.fen().into(), people).filter(|_| self.cost_unknown == 0)
    }

    /// The cost of an hour in fen, over the trainings that say both; `None` without hours.
    pub fn hour_cost(&self) -> Option<Rational> {
        let (hours, cost) = self.both;
        let hours = hours.checked_div(Rational::from_int(10_000))?;
        Rational::from_int(cost.fen()).checked_div(hours)
    }
}

/// What a class costs for so many people: what it costs at all, and what each adds. `None` where that is
/// more than can be.
pub fn class_cost(fixed: Money, each: Money, people: u32) -> Option<Money> {
    let all = each.fen().checked_mul(people.into())?;
    Some(Money(fixed.fen().checked_add(all)?))
}

/// The cost of a class shared out evenly over people, to the last fen; the first bear what is left over.
pub fn shared(cost: Money, people: usize) -> Result<Vec<Money>, AllocationError> {
    let even: Vec<(usize, Rational)> = (0..people).map(|place| (place, Rational::ONE)).collect();
    Ok(largest_remainder(cost.fen(), &even)?.into_iter().map(Money).collect())
}

/// Hours against what a year asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quota {
    /// The hours that are asked for, in any unit.
    pub needed: Rational,
    /// The hours that were done, in the same.
    pub done: Rational,
}

impl Quota {
    /// The share that is done, above 1 where it is more; `None` where nothing is asked for.
    pub fn share(&self) -> Option<Rational> {
        self.done.checked_div(self.needed)
    }

    /// The hours that are left to do; zero where all are done.
    pub fn left(&self) -> Option<Rational> {
        Some(self.needed.checked_sub(self.done)?.max(Rational::ZERO))
    }

    /// Whether less is done than the share of the time that is over; `None` where nothing is asked for.
    pub fn behind(&self, elapsed: Rational) -> Option<bool> {
        Some(self.share()? < elapsed)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn training(person: i64, hours: Option<i64>, yuan: Option<i64>) -> Training {
        Training {
            person: PersonId(person),
            hours: hours.map(|hours| Rational::from_int(hours * 10_000)),
            cost: yuan.map(Money::from_yuan),
        }
    }

    fn totals(list: &[Training]) -> Totals {
        let mut totals = Totals::default();
        list.iter().for_each(|training| totals.add(training));
        totals
    }

    #[test]
    fn what_is_said_is_added_and_what_is_not_is_counted() {
        let found = totals(&[
            training(1, Some(7), Some(600)),
            training(1, Some(4), None),
            training(2, None, Some(1_800)),
        ]);
        assert_eq!((found.people.len(), found.trainings), (2, 3));
        assert_eq!((found.hours, found.hours_unknown), (Rational::from_int(110_000), 1));
        assert_eq!((found.cost, found.cost_unknown), (Money::from_yuan(2_400), 1));
        assert_eq!((found.hours_each(), found.cost_each()), (None, None), "one is missing");
        // 600 over the 7 hours of the one that says both.
        assert_eq!(found.hour_cost(), Rational::new(60_000, 7));
        let whole = totals(&[training(1, Some(7), Some(600)), training(2, Some(3), Some(0))]);
        assert_eq!(whole.hours_each(), Some(Rational::from_int(50_000)));
        assert_eq!(whole.cost_each(), Some(Rational::from_int(30_000)));
        let none = Totals::default();
        assert_eq!((none.hours_each(), none.cost_each(), none.hour_cost()), (None, None, None));
    }

    #[test]
    fn a_class_costs_what_it_costs_and_what_each_adds() {
        let cost = |fixed, each, people| class_cost(Money(fixed), Money(each), people);
        assert_eq!(cost(500_000, 18_000, 12), Some(Money(716_000)));
        assert_eq!(cost(500_000, 18_000, 0), Some(Money(500_000)));
        assert_eq!(cost(1, i64::MAX, 2), None);
        assert_eq!(shared(Money(100), 3), Ok(vec![Money(34), Money(33), Money(33)]));
        assert_eq!(shared(Money(100), 0), Err(AllocationError::NoShares));
    }

    #[test]
    fn a_year_asks_for_hours() {
        let quota = Quota { needed: Rational::from_int(400), done: Rational::from_int(286) };
        assert_eq!(quota.share(), Rational::parse("0.715"));
        assert_eq!(quota.left(), Some(Rational::from_int(114)));
        assert_eq!(quota.behind(Rational::parse("0.88").unwrap()), Some(true));
        let over = Quota { needed: Rational::from_int(40), done: Rational::from_int(41) };
        assert_eq!((over.left(), over.behind(Rational::ONE)), (Some(Rational::ZERO), Some(false)));
        let free = Quota { needed: Rational::ZERO, done: Rational::ONE };
        assert_eq!((free.share(), free.behind(Rational::ONE)), (None, None));
    }

    proptest! {
        #[test]
        fn shares_of_a_cost_add_up_and_differ_by_a_fen(fen in 0_i64..1_000_000, people in 1_usize..40) {
            let parts = shared(Money(fen), people).unwrap();
            prop_assert_eq!(parts.iter().copied().sum::<Money>(), Money(fen));
            let (most, least) = (parts.iter().max().unwrap(), parts.iter().min().unwrap());
            prop_assert!(most.fen() - least.fen() <= 1);
        }
    }
}
