//! Check points of improvement plans: what was found of each objective, with what shows it, and what was said.
//!
//! They take place in their order. The last one that took place may be put down again; both confirm it anew
//! then.

use chrono::NaiveDate;

use super::objectives::measured;
use super::plans::{EvidenceForm, confirmed, running, show};
use super::{Who, past};
use crate::command::input::{gone, known, required, some};
use crate::domain::ids::{ImprovementCheckId, ImprovementObjectiveId, ImprovementPointId};
use crate::domain::period::Period;
use crate::error::{Error, Result};
use crate::metrics::MetricId;
use crate::store::Db;
use crate::store::coaching::plans::Plan;
use crate::store::directory::Directory;
use crate::store::records::{
    CheckVerdict, ImprovementCheck, ImprovementObjective, ImprovementPoint, Reached,
};

/// What was found of an objective.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// Nothing can be said: too few cases.
    Unknown,
    /// What the metric says of a period, as of the day of the check point.
    Measured(Period),
    /// What somebody counted, and the cases behind it where they are known.
    Counted(i64, Option<i64>),
    /// Whether words were reached.
    Words(Reached),
}

/// What was found of an objective, and a word on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResultForm {
    /// The objective.
    pub objective: ImprovementObjectiveId,
    /// What was found.
    pub found: Found,
    /// A word on it; may be blank.
    pub said: String,
}

/// A check point as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckForm {
    /// Which.
    pub check: ImprovementCheckId,
    /// The day on which it took place; needed.
    pub held_on: Option<NaiveDate>,
    /// What was found, of every objective that stands.
    pub results: Vec<ResultForm>,
    /// What shows it, beside what was put down before.
    pub evidence: Vec<EvidenceForm>,
    /// What was said.
    pub verdict: CheckVerdict,
    /// A word on it; never blank.
    pub note: String,
}

/// Puts down a check point: what was found of each objective that stands, each with something that shows it
/// since the check point before.
pub(super) fn check(db: &mut Db, form: &CheckForm, today: NaiveDate) -> Result<()> {
    let record = known::<ImprovementCheck>(db, form.check)?;
    let plan = running(db, record.plan_id)?;
    let held_on = form.held_on.ok_or_else(|| Error::new("error-plan-check-day"))?;
    past(held_on, today)?;
    let note = required(&form.note, "error-plan-check-note")?;
    let mut since: Option<NaiveDate> = None;
    let mut missing: Option<NaiveDate> = None;
    for other in &plan.checks {
        if other.position < record.position {
            missing = missing.or(other.held_on.is_none().then_some(other.due));
            since = since.max(other.held_on);
        } else if other.position > record.position && other.held_on.is_some() {
            return Err(Error::new("error-plan-check-later").arg("day", other.due));
        }
    }
    if let Some(due) = missing {
        return Err(Error::new("error-plan-check-order").arg("day", due));
    }
    let early = since.map_or(held_on < plan.record.starts, |since| held_on <= since);
    if early {
        let after = since.unwrap_or(plan.record.starts);
        return Err(Error::new("error-plan-check-early").arg("day", after));
    }
    for evidence in &form.evidence {
        show(db, &plan, evidence, today)?;
    }
    let plan = running(db, record.plan_id)?;
    // What showed one that was changed since shows the one in its place.
    let shown = |objective: &ImprovementObjective| {
        let line = plan.objectives.iter().filter(|other| other.position == objective.position);
        let ids: Vec<ImprovementObjectiveId> = line.map(|other| other.id).collect();
        plan.evidence.iter().any(|evidence| {
            ids.contains(&evidence.objective_id)
                && evidence.on_day <= held_on
                && since.is_none_or(|since| evidence.on_day > since)
        })
    };
    let directory = Directory::load(db)?;
    let mut something = false;
    for objective in plan.standing() {
        let found = form.results.iter().find(|result| result.objective == objective.id);
        let Some(result) = found else {
            return Err(Error::new("error-plan-check-missing").arg("name", &objective.name));
        };
        if result.found != Found::Unknown {
            if !shown(objective) {
                return Err(Error::new("error-plan-check-evidence").arg("name", &objective.name));
            }
            something = true;
        }
        put_down(db, &directory, &plan, (objective, record.id), result, held_on)?;
    }
    let standing: Vec<ImprovementObjectiveId> = plan.standing().map(|own| own.id).collect();
    if form.results.iter().any(|result| !standing.contains(&result.objective)) {
        return Err(gone());
    }
    if !something {
        return Err(Error::new("error-plan-check-empty"));
    }
    let new = ImprovementCheck {
        held_on: Some(held_on),
        verdict: Some(form.verdict),
        note: Some(note),
        coach_confirmed_on: None,
        person_confirmed_on: None,
        ..record.clone()
    };
    db.update_from(&record, &new).map(|_| ())
}

/// Puts down what was found of one objective.
fn put_down(
    db: &mut Db,
    directory: &Directory,
    plan: &Plan,
    (objective, check_id): (&ImprovementObjective, ImprovementCheckId),
    result: &ResultForm,
    held_on: NaiveDate,
) -> Result<()> {
    let wrong = || Err(Error::new("error-plan-check-kind").arg("name", &objective.name));
    let in_words = objective.unit.is_none();
    let old = plan.points.get(&(objective.id, check_id));
    let bare = ImprovementPoint {
        id: match old {
            Some(old) => old.id,
            None => ImprovementPointId(db.allocate()?),
        },
        objective_id: objective.id,
        check_id,
        target: old.and_then(|old| old.target),
        target_words: old.and_then(|old| old.target_words.clone()),
        actual: None,
        sample: None,
        period: None,
        reached: None,
        said: some(&result.said),
    };
    let new = match result.found {
        Found::Unknown => bare,
        Found::Words(reached) if in_words => ImprovementPoint { reached: Some(reached), ..bare },
        Found::Counted(actual, sample) if !in_words => {
            ImprovementPoint { actual: Some(actual), sample, ..bare }
        }
        Found::Measured(period) => {
            let metric = objective.metric.as_deref().and_then(MetricId::parse);
            let Some(metric) = metric else { return wrong() };
            let person = plan.record.person_id;
            let value = measured(db, directory, person, (metric, period), held_on)?;
            if value.value.is_none() {
                return Err(Error::new("error-plan-check-unknown").arg("name", &objective.name));
            }
            let (sample, period) = (Some(value.sample), Some(period.to_string()));
            ImprovementPoint { actual: value.value, sample, period, ..bare }
        }
        Found::Words(_) | Found::Counted(..) => return wrong(),
    };
    match old {
        Some(old) => db.update_from(old, &new).map(|_| ()),
        None => db.insert(&new),
    }
}

/// One of the two confirms a check point.
pub(super) fn confirm(
    db: &mut Db,
    id: ImprovementCheckId,
    who: Who,
    (on_day, today): (NaiveDate, NaiveDate),
) -> Result<()> {
    let old = known::<ImprovementCheck>(db, id)?;
    let Some(held_on) = old.held_on else { return Err(Error::new("error-plan-check-open")) };
    past(on_day, today)?;
    if on_day < held_on {
        return Err(Error::new("error-coaching-confirm-day").arg("day", held_on));
    }
    let both = (old.coach_confirmed_on, old.person_confirmed_on);
    let (coach_confirmed_on, person_confirmed_on) = confirmed(both, who, on_day)?;
    let new = ImprovementCheck { coach_confirmed_on, person_confirmed_on, ..old.clone() };
    db.update_from(&old, &new).map(|_| ())
}
