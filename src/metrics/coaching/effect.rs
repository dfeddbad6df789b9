//! Did a plan help? The metrics of its objectives week by week before it and since, beside colleagues without
//! one ([`super::weekly`]).
//!
//! Nobody who had a plan of their own in that time stands beside.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::coaching::reading::Reading;
use crate::domain::ids::{ImprovementObjectiveId, PersonId};
use crate::error::Result;
use crate::metrics::MetricId;
use crate::metrics::coaching::weekly::{Case, weekly};
use crate::store::Db;
use crate::store::coaching::plans::Plan;
use crate::store::directory::Directory;
use crate::store::records::ImprovementPlan;

pub use super::weekly::WEEKS;

/// What became of the metric of an objective.
#[derive(Clone, Debug, PartialEq)]
pub struct Effect {
    /// The objective.
    pub objective: ImprovementObjectiveId,
    /// Its metric.
    pub metric: MetricId,
    /// The person's values before, week by week, in the metric's unit.
    pub before: Vec<f64>,
    /// Those since the plan began.
    pub after: Vec<f64>,
    /// The colleagues, each with the change of their mean.
    pub peers: Vec<(PersonId, f64)>,
    /// The lines and what may be said.
    pub reading: Reading,
    /// The first and the last day of the weeks before.
    pub before_days: Option<(NaiveDate, NaiveDate)>,
    /// Those of the weeks since; `None` before the first is over.
    pub after_days: Option<(NaiveDate, NaiveDate)>,
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
    let found = weekly(db, directory, &cases, today)?.into_iter();
    Ok(named
        .into_iter()
        .zip(found)
        .map(|((objective, metric), found)| Effect {
            objective,
            metric,
            before: found.before,
            after: found.after,
            peers: found.peers,
            reading: found.reading,
            before_days: found.before_days,
            after_days: found.after_days,
        })
        .collect())
}

/// Who had a plan of their own between the beginning of one and a day.
fn planned(db: &Db, plan: &ImprovementPlan, end: NaiveDate) -> Result<BTreeSet<PersonId>> {
    let others = db.all::<ImprovementPlan>()?.into_iter();
    let others = others
        .filter(|other| other.starts <= end)
        .filter(|other| other.closed_on.is_none_or(|closed| closed >= plan.starts));
    Ok(others.map(|other| other.person_id).collect())
}
