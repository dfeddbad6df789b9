//! Did a plan help? The metrics of its objectives week by week before it and since, beside colleagues without
//! one ([`super::weekly`]).
//!
//! Nobody who had a plan of their own in that time stands beside.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::ids::{ImprovementObjectiveId, PersonId};
use crate::error::Result;
use crate::metrics::MetricId;
use crate::metrics::coaching::weekly::{Case, Weekly, weekly};
use crate::store::Db;
use crate::store::coaching::plans::Plan;
use crate::store::directory::Directory;
use crate::store::records::ImprovementPlan;

pub use super::weekly::WEEKS;

/// What became of an objective that goes by a metric.
#[derive(Clone, Debug, PartialEq)]
pub struct Effect {
    /// The objective.
    pub objective: ImprovementObjectiveId,
    /// What became of its metric.
    pub found: Weekly,
}

/// What became of the metrics of a plan; an objective without one has no week to look at.
///
/// # Errors
/// Whatever the database reports.
pub fn effects(
    db: &Db,
    directory: &Directory,
    plan: &Plan,
    today: NaiveDate,
) -> Result<Vec<Effect>> {
    let named =
        plan.standing().filter_map(|own| Some((own.id, MetricId::parse(own.metric.as_deref()?)?)));
    let named: Vec<(ImprovementObjectiveId, MetricId)> = named.collect();
    if named.is_empty() {
        return Ok(vec![]);
    }
    let record = &plan.record;
    let end = record.closed_on.unwrap_or(record.ends).min(today);
    let helped = planned(db, record, end)?;
    let cases: Vec<Case> = named
        .iter()
        .map(|(_, metric)| Case {
            person: record.person_id,
            metric: *metric,
            starts: record.starts,
            end,
            helped: helped.clone(),
        })
        .collect();
    let objectives = named.into_iter().map(|(objective, _)| objective);
    let found = objectives.zip(weekly(db, directory, &cases, today)?);
    Ok(found.map(|(objective, found)| Effect { objective, found }).collect())
}

/// Who had a plan of their own between the beginning of one and a day.
fn planned(db: &Db, plan: &ImprovementPlan, end: NaiveDate) -> Result<BTreeSet<PersonId>> {
    let others = db.all::<ImprovementPlan>()?.into_iter();
    let others = others
        .filter(|other| other.starts <= end)
        .filter(|other| other.closed_on.is_none_or(|closed| closed >= plan.starts));
    Ok(others.map(|other| other.person_id).collect())
}
