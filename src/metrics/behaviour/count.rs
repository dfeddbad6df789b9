//! How much of a behaviour each person did on some days: the cases, and what they add up to.
//!
//! The value is made of the cases that lie behind it, so the list of them and the value cannot disagree. Who
//! has none is unknown, save where nothing happening is known to be nothing: somebody whose visits are
//! reported made none, and where deals are kept, who began none began none.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::ids::{AccountId, ActivityId, ObservationId, OpportunityId, PersonId};
use crate::domain::scope::Members;
use crate::domain::stats::quantile::mean;
use crate::error::Result;
use crate::metrics::behaviour::{Behaviour, Unit, source};
use crate::metrics::heads::Times;
use crate::metrics::submissions::slot::Slot;
use crate::store::Db;
use crate::store::directory::Directory;

/// Which record a case is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// A visit.
    Visit(ActivityId),
    /// A customer that was visited.
    Customer(AccountId),
    /// A deal.
    Deal(OpportunityId),
    /// A sheet of a visit.
    Sheet(ObservationId),
    /// What a report, or a promise, was about.
    Slot(Slot),
}

/// One case.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Case {
    /// Whose.
    pub person: PersonId,
    /// When.
    pub day: NaiveDate,
    /// What it gives: days of a stay, a level, people met; of a share 1 or 0; of what is counted 1.
    pub amount: f64,
    /// Which record it is.
    pub of: Of,
}

/// The cases of behaviours, in the order of days.
pub type Cases = BTreeMap<Behaviour, Vec<Case>>;

/// How much of a behaviour somebody did.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Value {
    /// The rate, in the unit of the behaviour; a share is of one.
    pub value: f64,
    /// The cases behind it.
    pub cases: u64,
}

/// How much of it everybody did; nobody of whom it is unknown is in it.
pub type Values = BTreeMap<PersonId, Value>;

/// Whose behaviour on which days.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Whose.
    pub members: Members,
    /// The first and the last day.
    pub days: (NaiveDate, NaiveDate),
    /// Nothing after this day is known.
    pub as_of: NaiveDate,
}

impl Asked {
    /// The days of which anything can be known.
    pub fn span(&self) -> (NaiveDate, NaiveDate) {
        (self.days.0, self.days.1.min(self.as_of))
    }
}

/// The cases of behaviours.
///
/// # Errors
/// Whatever the database reports.
pub fn cases(
    db: &Db,
    directory: &Directory,
    asked: &Asked,
    behaviours: &[Behaviour],
) -> Result<Cases> {
    let mut all = source::collect(db, directory, asked, behaviours)?;
    all.values_mut().for_each(|own| own.sort_by_key(|case| (case.day, case.person)));
    Ok(all)
}

/// How much of each behaviour some people did.
///
/// # Errors
/// Whatever the database reports.
pub fn values(
    db: &Db,
    directory: &Directory,
    asked: &Asked,
    (people, behaviours): (&BTreeSet<PersonId>, &[Behaviour]),
) -> Result<BTreeMap<Behaviour, Values>> {
    let cases = cases(db, directory, asked, behaviours)?;
    let times = Times::of(directory);
    let mut all = BTreeMap::new();
    for behaviour in behaviours {
        let known = source::known(db, asked, behaviour)?;
        let mut by_person: BTreeMap<PersonId, Vec<f64>> = BTreeMap::new();
        for case in cases.get(behaviour).into_iter().flatten() {
            by_person.entry(case.person).or_default().push(case.amount);
        }
        let mut values = Values::new();
        for person in people {
            let own = by_person.remove(person).unwrap_or_default();
            if own.is_empty() && !known.include(*person) {
                continue;
            }
            let days = times.of_person(*person, &asked.members, asked.span()).member_days;
            if let Some(value) = rate(behaviour.unit(), &own, days) {
                values.insert(*person, Value { value, cases: own.len() as u64 });
            }
        }
        all.insert(behaviour.clone(), values);
    }
    Ok(all)
}

/// Whose nothing is known to be nothing.
#[derive(Clone, Debug)]
pub(super) enum Known {
    /// Everybody's.
    Everyone,
    /// That of these.
    These(BTreeSet<PersonId>),
}

impl Known {
    fn include(&self, person: PersonId) -> bool {
        match self {
            Self::Everyone => true,
            Self::These(people) => people.contains(&person),
        }
    }
}

/// What cases come to, for somebody who was there on so many working days.
fn rate(unit: Unit, amounts: &[f64], days: i64) -> Option<f64> {
    match unit {
        Unit::PerDay => (days > 0).then(|| amounts.iter().sum::<f64>() / days as f64),
        Unit::PerCustomer | Unit::Share | Unit::Days | Unit::Level => mean(amounts),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_by_day_or_by_case_and_of_nothing_there_is_none() {
        assert_eq!(rate(Unit::PerDay, &[1.0, 1.0, 1.0], 20), Some(0.15));
        assert_eq!(rate(Unit::PerDay, &[], 20), Some(0.0));
        assert_eq!(rate(Unit::PerDay, &[1.0], 0), None, "was not there");
        assert_eq!(rate(Unit::Share, &[1.0, 0.0, 1.0, 0.0], 0), Some(0.5));
        assert_eq!(rate(Unit::Level, &[], 20), None);
    }
}
