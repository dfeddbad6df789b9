//! By what the best are told apart: how far people reached their targets in a period.
//!
//! A target holds what territory, level and ramp are worth, so its attainment compares people where an amount
//! would compare regions. An evaluation is no outcome: its rows count reports and other behaviours, which
//! would then explain themselves.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::ids::PersonId;
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::domain::stats::rational::Rational;
use crate::error::Result;
use crate::metrics::MetricId;
use crate::metrics::targets::progress::{Line, progress};
use crate::store::Db;
use crate::store::directory::Directory;

/// The metrics whose targets tell people apart: results that add up, of which more is better.
pub const OUTCOMES: [MetricId; 3] =
    [MetricId::SignedAmount, MetricId::CreditedAmount, MetricId::DealsWon];

/// What people reached.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Results {
    /// The share of the target that each reached, exact.
    pub reached: BTreeMap<PersonId, Rational>,
    /// Those of the scope without a target above zero or without data, who are in neither group.
    pub unknown: Vec<PersonId>,
}

impl Results {
    /// What somebody reached in basis points.
    pub fn bp(&self, person: PersonId) -> Option<i64> {
        let reached = self.reached.get(&person)?.round_to(4)?;
        i64::try_from(reached).ok()
    }
}

/// What the people of a scope reached of their targets on a metric in a period, as far as it is known today.
///
/// # Errors
/// Whatever the database reports.
pub fn results(
    db: &Db,
    directory: &Directory,
    (metric, scope, period): (MetricId, Scope, Period),
    today: NaiveDate,
) -> Result<Results> {
    let found = progress(db, directory, (metric, scope, period), today)?;
    let mut results = Results::default();
    for line in &found.people {
        let Scope::Person(person) = line.scope else { continue };
        match share(line) {
            Some(share) => {
                results.reached.insert(person, share);
            }
            None => results.unknown.push(person),
        }
    }
    Ok(results)
}

/// What was reached of a target; `None` without one above zero, or without data.
fn share(line: &Line) -> Option<Rational> {
    let target = line.target?.base;
    let actual = line.actual.as_ref()?.value.filter(|_| line.judged && target > 0)?;
    Rational::new(actual.into(), target.into())
}
