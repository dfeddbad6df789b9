//! What an improvement plan is to reach: checked, its baseline frozen, its milestones written.
//!
//! The baseline is how it stood when the plan began. An objective that is changed ends, with the reason, and
//! another takes its place with the same baseline: what was agreed before stays readable.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::command::input::{gone, hundredths, required, some};
use crate::domain::ids::{
    ImprovementCheckId, ImprovementObjectiveId, ImprovementPointId, PersonId,
};
use crate::domain::period::Period;
use crate::error::{Error, Result};
use crate::metrics::symptom::{Subject, Value, figure};
use crate::metrics::{MetricId, Unit};
use crate::store::Db;
use crate::store::coaching::plans::Plan;
use crate::store::directory::Directory;
use crate::store::records::{ImprovementCheck, ImprovementObjective, ImprovementPoint, PlanUnit};

/// What the weights of a plan add up to, in basis points.
const WEIGHTS: i64 = 10_000;

/// By what an objective is measured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Measure {
    /// By a metric; its baseline is worked out.
    Metric {
        /// Which.
        metric: MetricId,
        /// The period of the baseline.
        period: Period,
        /// What is to be reached, in the metric's unit.
        target: i64,
    },
    /// By a figure that somebody counts.
    Figure {
        /// In what.
        unit: PlanUnit,
        /// The figure at the beginning.
        baseline: i64,
        /// The cases behind it, where they are known.
        sample: Option<i64>,
        /// What is to be reached.
        target: i64,
    },
    /// In words.
    Words {
        /// How it is at the beginning; never blank.
        baseline: String,
        /// What is to be reached; never blank.
        target: String,
    },
}

/// What is asked for at a check point; neither where nothing is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Milestone {
    /// The figure.
    pub target: Option<i64>,
    /// The words, of an objective in words.
    pub words: String,
}

/// What is to be reached, as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObjectiveForm {
    /// What; never blank, once in a plan.
    pub name: String,
    /// By what it is measured.
    pub measure: Measure,
    /// The weight in basis points; all of a plan are 10,000.
    pub weight: i64,
    /// What is asked for at each check point in turn; may be shorter than these.
    pub milestones: Vec<Milestone>,
}

/// Refuses what cannot be the objectives of a plan.
pub(super) fn check(forms: &[&ObjectiveForm]) -> Result<()> {
    if forms.is_empty() {
        return Err(Error::new("error-plan-objectives"));
    }
    let mut names = BTreeSet::new();
    for form in forms {
        let name = required(&form.name, "error-plan-objective-name")?;
        if form.weight < 1 {
            return Err(Error::new("error-plan-objective-weight").arg("name", name));
        }
        let same = match &form.measure {
            Measure::Metric { .. } => false,
            Measure::Figure { baseline, target, .. } => baseline == target,
            Measure::Words { baseline, target } => {
                if baseline.trim().is_empty() || target.trim().is_empty() {
                    return Err(Error::new("error-plan-objective-words").arg("name", name));
                }
                baseline.trim() == target.trim()
            }
        };
        if same {
            return Err(Error::new("error-plan-objective-same").arg("name", name));
        }
        if !names.insert(name) {
            return Err(Error::new("error-plan-objective-twice").arg("name", form.name.trim()));
        }
    }
    let total = forms.iter().fold(0_i64, |sum, form| sum.saturating_add(form.weight));
    if total != WEIGHTS {
        return Err(Error::new("error-plan-weights").arg("total", hundredths(total)));
    }
    Ok(())
}

/// The unit in which a metric is agreed.
pub const fn unit_of(metric: MetricId) -> PlanUnit {
    match metric.unit() {
        Unit::Fen => PlanUnit::Fen,
        Unit::Count => PlanUnit::Count,
        Unit::BasisPoints => PlanUnit::BasisPoints,
        Unit::Days => PlanUnit::Days,
    }
}

/// How somebody stands by a metric in a period as of a day.
pub(super) fn measured(
    db: &Db,
    directory: &Directory,
    person: PersonId,
    (metric, period): (MetricId, Period),
    as_of: NaiveDate,
) -> Result<Value> {
    if period.first_day() > as_of {
        return Err(Error::new("error-symptom-period").arg("period", period));
    }
    let subject = Subject::Metric(metric);
    let found = figure(db, directory, person, (&subject, period), as_of)?;
    Ok(found.map(|found| found.own).unwrap_or_default())
}

/// The objective that a form asks for, under no key yet. One that takes the place of another has its
/// baseline, which is not worked out again.
pub(super) fn row(
    db: &Db,
    directory: &Directory,
    plan: &Plan,
    form: &ObjectiveForm,
    before: Option<&ImprovementObjective>,
    today: NaiveDate,
) -> Result<ImprovementObjective> {
    let name = form.name.trim().to_owned();
    let last = plan.objectives.iter().map(|objective| objective.position).max();
    let position = before.map_or(last.unwrap_or_default() + 1, |before| before.position);
    let blank = ImprovementObjective {
        id: ImprovementObjectiveId(0),
        plan_id: plan.record.id,
        position,
        name: name.clone(),
        metric: None,
        unit: None,
        weight: form.weight,
        baseline: None,
        baseline_sample: None,
        baseline_period: None,
        target: None,
        baseline_words: None,
        target_words: None,
        since: today,
        ended_on: None,
        end_reason: None,
    };
    let new = match &form.measure {
        Measure::Metric { metric, period, target } => {
            let own = ImprovementObjective {
                metric: Some(metric.word().to_owned()),
                unit: Some(unit_of(*metric)),
                target: Some(*target),
                ..blank
            };
            if before.is_some() {
                own
            } else {
                let person = plan.record.person_id;
                let value = measured(db, directory, person, (*metric, *period), today)?;
                if value.value.is_none() {
                    return Err(Error::new("error-plan-objective-unknown").arg("name", name));
                }
                ImprovementObjective {
                    baseline: value.value,
                    baseline_sample: Some(value.sample),
                    baseline_period: Some(period.to_string()),
                    ..own
                }
            }
        }
        Measure::Figure { unit, baseline, sample, target } => ImprovementObjective {
            unit: Some(*unit),
            target: Some(*target),
            baseline: Some(*baseline),
            baseline_sample: *sample,
            ..blank
        },
        Measure::Words { baseline, target } => ImprovementObjective {
            baseline_words: some(baseline),
            target_words: some(target),
            ..blank
        },
    };
    let new = match before {
        None => new,
        // A baseline of another measure says nothing of this one.
        Some(before) if before.metric != new.metric || before.unit != new.unit => {
            return Err(Error::new("error-plan-objective-measure").arg("name", name));
        }
        Some(before) => ImprovementObjective {
            baseline: before.baseline,
            baseline_sample: before.baseline_sample,
            baseline_period: before.baseline_period.clone(),
            baseline_words: before.baseline_words.clone(),
            ..new
        },
    };
    let same = new.target.is_some() && new.target == new.baseline;
    if same || (new.target_words.is_some() && new.target_words == new.baseline_words) {
        return Err(Error::new("error-plan-objective-same").arg("name", name));
    }
    Ok(new)
}

/// What is asked for at the check points to come, of those that a form says something of.
fn asked(
    form: &ObjectiveForm,
    checks: &[ImprovementCheck],
) -> BTreeMap<ImprovementCheckId, (Option<i64>, Option<String>)> {
    let in_words = matches!(form.measure, Measure::Words { .. });
    let coming = checks.iter().zip(&form.milestones).filter(|(check, _)| check.held_on.is_none());
    let asked = coming.map(|(check, milestone)| {
        let target = milestone.target.filter(|_| !in_words);
        (check.id, (target, some(&milestone.words).filter(|_| in_words)))
    });
    asked.filter(|(_, (target, words))| target.is_some() || words.is_some()).collect()
}

/// Writes an objective with its milestones.
pub(super) fn insert(
    db: &mut Db,
    new: ImprovementObjective,
    form: &ObjectiveForm,
    checks: &[ImprovementCheck],
) -> Result<()> {
    let id = ImprovementObjectiveId(db.allocate()?);
    db.insert(&ImprovementObjective { id, ..new })?;
    for (check_id, (target, target_words)) in asked(form, checks) {
        let key = ImprovementPointId(db.allocate()?);
        db.insert(&ImprovementPoint {
            id: key,
            objective_id: id,
            check_id,
            target,
            target_words,
            actual: None,
            sample: None,
            period: None,
            reached: None,
            said: None,
        })?;
    }
    Ok(())
}

/// Makes a plan reach for these from today on: those that name one that stands change it where they say
/// something else, the others are new, and what is not named ends. Returns whether anything changed.
pub(super) fn adjust(
    db: &mut Db,
    directory: &Directory,
    plan: &Plan,
    wanted: &[(Option<ImprovementObjectiveId>, ObjectiveForm)],
    (reason, today): (&str, NaiveDate),
) -> Result<bool> {
    check(&wanted.iter().map(|(_, form)| form).collect::<Vec<_>>())?;
    let mut standing: BTreeMap<ImprovementObjectiveId, &ImprovementObjective> =
        plan.standing().map(|objective| (objective.id, objective)).collect();
    let mut ended = vec![];
    let mut added = vec![];
    let mut next = plan.objectives.iter().map(|objective| objective.position).max();
    for (id, form) in wanted {
        let before = match id {
            Some(id) => Some(standing.remove(id).ok_or_else(gone)?),
            None => None,
        };
        let mut new = row(db, directory, plan, form, before, today)?;
        match before {
            Some(before) => {
                let same =
                    ImprovementObjective { id: before.id, since: before.since, ..new.clone() };
                if same == *before && stored(plan, before) == asked(form, &plan.checks) {
                    continue;
                }
                ended.push(before);
            }
            None => {
                // Several new ones get places of their own.
                new.position = next.unwrap_or_default() + 1;
                next = Some(new.position);
            }
        }
        added.push((new, form));
    }
    ended.extend(standing.into_values());
    let changed = !ended.is_empty() || !added.is_empty();
    for old in ended {
        let (ended_on, end_reason) = (Some(today), Some(reason.to_owned()));
        db.update_from(old, &ImprovementObjective { ended_on, end_reason, ..old.clone() })?;
    }
    for (new, form) in added {
        insert(db, new, form, &plan.checks)?;
    }
    Ok(changed)
}

/// What is asked for of an objective at the check points to come, as it is stored.
fn stored(
    plan: &Plan,
    objective: &ImprovementObjective,
) -> BTreeMap<ImprovementCheckId, (Option<i64>, Option<String>)> {
    let coming = plan.checks.iter().filter(|check| check.held_on.is_none());
    let points = coming.filter_map(|check| plan.points.get(&(objective.id, check.id)));
    let asked = points.map(|point| (point.check_id, (point.target, point.target_words.clone())));
    asked.filter(|(_, (target, words))| target.is_some() || words.is_some()).collect()
}
