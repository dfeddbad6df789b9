//! 改进计划: how far each plan has come, when it is looked at, and who is behind without one.
//!
//! # How it stands
//! An objective by a metric stands where the metric does today, in the period of the kind its baseline is of
//! that holds today; one that somebody counts, or that is in words, stands where the newest check point found
//! it. Words are all of the way where they were reached, half of it where partly (默认值). A plan that was
//! ended stands as of that day.
//!
//! # Who is behind
//! Whoever is behind on the target on the signed amount, by the rule of the page of targets
//! ([`Status::Behind`]). That is a reason to look closer and not a verdict: of ten people the one who is last
//! in a month improves by themselves in eight of ten cases (domain document, section 5), so the period before
//! stands beside it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::coaching::improvement::{
    CheckPoint, CheckState, Held, Objective, PlanError, Progress, check_state, elapsed, progress,
};
use crate::domain::ids::{ImprovementObjectiveId, PersonId};
use crate::domain::period::Period;
use crate::domain::scope::{Members, Scope};
use crate::domain::stats::rational::Rational;
use crate::error::Result;
use crate::metrics::chances::Chances;
use crate::metrics::deals::{Question, Tally, measure, measure_owners_in};
use crate::metrics::symptom::Value;
use crate::metrics::targets::progress::{self as targets, Line, Status};
use crate::metrics::{Measured, MetricId};
use crate::store::Db;
use crate::store::coaching::plans::Plan;
use crate::store::directory::Directory;
use crate::store::records::{
    ImprovementCheck, ImprovementObjective, ImprovementPlan, ImprovementPoint, Reached,
};

/// How an objective stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Now {
    /// The figure, in the unit of the objective; `None` where it is unknown.
    pub value: Option<i64>,
    /// The cases behind it, where they are known.
    pub sample: Option<i64>,
    /// Of words whether they were reached.
    pub reached: Option<Reached>,
    /// The period that was measured.
    pub period: Option<Period>,
    /// The day of the check point that found it; `None` where it was measured.
    pub found_on: Option<NaiveDate>,
}

/// An objective with what is asked for and what was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stand {
    /// The objective.
    pub record: ImprovementObjective,
    /// What is asked for and was found at each check point, in order.
    pub points: Vec<Option<ImprovementPoint>>,
    /// How it stands.
    pub now: Now,
    /// How much of its way it has come, 0 to 1.2; `None` where that is unknown.
    pub share: Option<Rational>,
}

/// A check point with where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// The check point.
    pub record: ImprovementCheck,
    /// So many days after the plan began.
    pub after: i64,
    /// Where it stands.
    pub state: CheckState,
}

/// A plan with how it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Followed {
    /// The plan.
    pub plan: Plan,
    /// The day as of which it stands so: today, or the day it was ended.
    pub as_of: NaiveDate,
    /// How many days of it are over, from 0 to its length.
    pub day: i64,
    /// How many days it has.
    pub length: i64,
    /// The objectives that hold, in order.
    pub stands: Vec<Stand>,
    /// How far it has come; refused where its objectives say nothing together.
    pub progress: std::result::Result<Progress, PlanError>,
    /// Its check points, in order.
    pub checks: Vec<Check>,
}

impl Followed {
    /// The check point to come: the first that was not held.
    pub fn next(&self) -> Option<&Check> {
        self.checks.iter().find(|check| check.record.held_on.is_none())
    }

    /// The check point that is looked at: the one that is due or was held last, else the first.
    pub fn current(&self) -> Option<&Check> {
        let due = |check: &&Check| {
            matches!(check.state, CheckState::Due | CheckState::Overdue(_) | CheckState::NoEvidence)
        };
        let held = |check: &&Check| check.record.held_on.is_some();
        let checks = || self.checks.iter();
        checks().find(due).or_else(|| checks().rfind(held)).or_else(|| self.checks.first())
    }
}

/// What is measured for an objective.
type Wanted = (PersonId, MetricId, Period, NaiveDate);

/// How plans stand, in their order; what they measure is measured together.
///
/// # Errors
/// Whatever the database reports.
pub fn follow(
    db: &Db,
    directory: &Directory,
    all: Vec<Plan>,
    today: NaiveDate,
) -> Result<Vec<Followed>> {
    let wanted: BTreeSet<Wanted> = all
        .iter()
        .flat_map(|plan| plan.standing().filter_map(move |own| wanted(&plan.record, own, today)))
        .collect();
    let figures = figures(db, directory, &wanted)?;
    Ok(all.into_iter().map(|plan| followed(directory, plan, &figures, today)).collect())
}

/// The day as of which a plan stands.
fn as_of(plan: &ImprovementPlan, today: NaiveDate) -> NaiveDate {
    plan.closed_on.map_or(today, |closed| closed.min(today))
}

fn wanted(
    plan: &ImprovementPlan,
    objective: &ImprovementObjective,
    today: NaiveDate,
) -> Option<Wanted> {
    let metric = MetricId::parse(objective.metric.as_deref()?)?;
    let baseline = Period::parse(objective.baseline_period.as_deref()?)?;
    let day = as_of(plan, today);
    Some((plan.person_id, metric, baseline.same_kind_at(day), day))
}

/// Whether the figure of a person is one of the deals that are theirs now; of others it is asked for whose
/// they were on the day.
const fn by_owner(metric: MetricId) -> bool {
    !matches!(
        metric,
        MetricId::OpenPipeline
            | MetricId::WeightedPipeline
            | MetricId::SalesVelocity
            | MetricId::SignedPerHead
    )
}

/// What is wanted, in as few passes over the deals as there are.
fn figures(
    db: &Db,
    directory: &Directory,
    wanted: &BTreeSet<Wanted>,
) -> Result<BTreeMap<Wanted, Value>> {
    let mut together: BTreeMap<(Period, NaiveDate), BTreeSet<MetricId>> = BTreeMap::new();
    let mut found: BTreeMap<Wanted, Value> = BTreeMap::new();
    for (person, metric, period, day) in wanted.iter().copied() {
        if by_owner(metric) {
            together.entry((period, day)).or_default().insert(metric);
            continue;
        }
        let members = directory.members(Scope::Person(person));
        let question = Question { members, period: Some(period), as_of: day };
        let measured = measure(db, directory, metric, &question)?;
        found.insert((person, metric, period, day), value(&measured));
    }
    if together.is_empty() {
        return Ok(found);
    }
    let ask = |((period, day), metrics): (&(Period, NaiveDate), &BTreeSet<MetricId>)| {
        let members = Members::Everyone;
        let question = Question { members, period: Some(*period), as_of: *day };
        (metrics.iter().copied().collect::<Vec<_>>(), question)
    };
    let asked: Vec<(Vec<MetricId>, Question)> = together.iter().map(ask).collect();
    let measured = measure_owners_in(db, directory, &asked)?;
    let by_question: BTreeMap<(Period, NaiveDate), _> =
        together.keys().copied().zip(measured).collect();
    for key in wanted.iter().copied().filter(|(_, metric, ..)| by_owner(*metric)) {
        let (person, metric, period, day) = key;
        let owners = by_question.get(&(period, day));
        let own = owners.and_then(|owners| owners.get(&person)?.get(&metric));
        let own = match own {
            Some(measured) => value(measured),
            // To whom nothing happened.
            None => value(&Tally::default().finish(metric, &Chances::default())),
        };
        found.insert(key, own);
    }
    Ok(found)
}

fn value(measured: &Measured) -> Value {
    let sample = i64::try_from(measured.records).unwrap_or(i64::MAX);
    Value { value: measured.value, sample }
}

fn followed(
    directory: &Directory,
    plan: Plan,
    figures: &BTreeMap<Wanted, Value>,
    today: NaiveDate,
) -> Followed {
    let record = &plan.record;
    let day = as_of(record, today);
    let stand = |own: &ImprovementObjective| {
        let points = plan.checks.iter().map(|check| plan.points.get(&(own.id, check.id)).cloned());
        let now = match wanted(record, own, today) {
            Some(key) => measured(figures.get(&key).copied().unwrap_or_default(), key.2),
            None => found(&plan, own, day),
        };
        Stand { record: own.clone(), points: points.collect(), now, share: None }
    };
    let mut stands: Vec<Stand> = plan.standing().map(stand).collect();
    let over = elapsed(record.starts, record.ends, day).unwrap_or(Rational::ONE);
    let items: Vec<(Objective, Option<Rational>)> = stands.iter().map(item).collect();
    let progress = progress(&items, over);
    if let Ok(progress) = &progress {
        for (stand, share) in stands.iter_mut().zip(&progress.each) {
            stand.share = *share;
        }
    }
    let length = (record.ends - record.starts).num_days();
    Followed {
        as_of: day,
        day: (day - record.starts).num_days().clamp(0, length),
        length,
        checks: checks(directory, &plan, day),
        stands,
        progress,
        plan,
    }
}

const fn measured(value: Value, period: Period) -> Now {
    let Value { value, sample } = value;
    Now { value, sample: Some(sample), reached: None, period: Some(period), found_on: None }
}

/// What the newest check point up to a day found of an objective, or of one whose place it took.
fn found(plan: &Plan, objective: &ImprovementObjective, day: NaiveDate) -> Now {
    let line = plan.objectives.iter().filter(|other| other.position == objective.position);
    let line: Vec<ImprovementObjectiveId> = line.map(|other| other.id).collect();
    let held = plan.checks.iter().rev().filter_map(|check| Some((check, check.held_on?)));
    for (check, on) in held.filter(|(_, on)| *on <= day) {
        let mut points = line.iter().rev().filter_map(|id| plan.points.get(&(*id, check.id)));
        let said = |point: &&ImprovementPoint| point.actual.is_some() || point.reached.is_some();
        if let Some(point) = points.find(said) {
            return Now {
                value: point.actual,
                sample: point.sample,
                reached: point.reached,
                period: point.period.as_deref().and_then(Period::parse),
                found_on: Some(on),
            };
        }
    }
    Now::default()
}

/// An objective as the progress counts it.
fn item(stand: &Stand) -> (Objective, Option<Rational>) {
    let own = &stand.record;
    if own.unit.is_none() {
        let way = Objective { weight: own.weight, baseline: Rational::ZERO, target: Rational::ONE };
        let come = match stand.now.reached {
            Some(Reached::Yes) => Some(Rational::ONE),
            Some(Reached::Partly) => Rational::new(1, 2),
            Some(Reached::No) => Some(Rational::ZERO),
            None => None,
        };
        return (way, come);
    }
    // A figure has both, which the file makes sure of.
    let figure = |cell: Option<i64>| Rational::from_int(cell.unwrap_or_default());
    let (baseline, target) = (figure(own.baseline), figure(own.target));
    let way = Objective { weight: own.weight, baseline, target };
    (way, stand.now.value.map(Rational::from_int))
}

fn checks(directory: &Directory, plan: &Plan, day: NaiveDate) -> Vec<Check> {
    let mut since: Option<NaiveDate> = None;
    let mut all = vec![];
    for record in &plan.checks {
        let after = (record.due - plan.record.starts).num_days();
        let point = CheckPoint { after: after.max(0).unsigned_abs(), due: record.due };
        let held = record.held_on.map(|on| {
            let own = plan.evidence.iter().filter(|evidence| {
                evidence.on_day <= on && since.is_none_or(|since| evidence.on_day > since)
            });
            Held { on, evidence: own.count() }
        });
        since = record.held_on.or(since);
        let state = check_state(&directory.calendar, &point, held, day);
        all.push(Check { record: record.clone(), after, state });
    }
    all
}

/// Somebody who is behind and has no plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Behind {
    /// Who.
    pub person: PersonId,
    /// The target, with what was reached of it and what should be by now.
    pub line: Line,
    /// How they stood in the period before; `None` where that is unknown.
    pub before: Option<Status>,
}

/// Who of a scope is behind on the target on the signed amount in a period and has no plan that runs, the
/// farthest behind first.
///
/// # Errors
/// Whatever the database reports.
pub fn behind(
    db: &Db,
    directory: &Directory,
    (scope, period): (Scope, Period),
    today: NaiveDate,
) -> Result<Vec<Behind>> {
    let metric = MetricId::SignedAmount;
    let now = targets::progress(db, directory, (metric, scope, period), today)?;
    let planned: BTreeSet<PersonId> = open(db)?.into_iter().map(|plan| plan.person_id).collect();
    let here: BTreeSet<PersonId> =
        directory.here_on(today).into_iter().map(|person| person.id).collect();
    let late = |line: &Line| match line.scope {
        Scope::Person(person) if line.status() == Some(Status::Behind) => Some(person),
        _ => None,
    };
    let mut list: Vec<Behind> = now
        .people
        .iter()
        .filter_map(|line| Some((late(line)?, line)))
        .filter(|(person, _)| !planned.contains(person) && here.contains(person))
        .map(|(person, line)| Behind { person, line: line.clone(), before: None })
        .collect();
    if list.is_empty() {
        return Ok(list);
    }
    let earlier = targets::progress(db, directory, (metric, scope, period.previous()), today)?;
    let status: BTreeMap<Scope, Option<Status>> =
        earlier.people.iter().map(|line| (line.scope, line.status())).collect();
    for one in &mut list {
        one.before = status.get(&Scope::Person(one.person)).copied().flatten();
    }
    list.sort_by_key(|one| (reached_of_due(&one.line), one.person));
    Ok(list)
}

/// How much of what should be there by now is there.
fn reached_of_due(line: &Line) -> Option<Rational> {
    let actual = line.actual.as_ref()?.value?;
    Rational::new(actual.into(), line.due()?.into())
}

/// The plans that were not ended, the first before the others; one may be yet to begin.
///
/// # Errors
/// Whatever the database reports.
pub fn open(db: &Db) -> Result<Vec<ImprovementPlan>> {
    let mut all = db.all::<ImprovementPlan>()?;
    all.retain(|plan| plan.closed_on.is_none());
    all.sort_by_key(|plan| (plan.starts, plan.id));
    Ok(all)
}

/// The plans of a scope that were ended, the newest first.
///
/// # Errors
/// Whatever the database reports.
pub fn ended(db: &Db, members: &Members) -> Result<Vec<ImprovementPlan>> {
    let mut all = db.all::<ImprovementPlan>()?;
    all.retain(|plan| plan.closed_on.is_some() && concerns(members, plan));
    all.sort_by_key(|plan| std::cmp::Reverse((plan.closed_on, plan.id)));
    Ok(all)
}

/// Whether a plan is one of a scope: its person was a member when it began.
pub fn concerns(members: &Members, plan: &ImprovementPlan) -> bool {
    members.include(Some(plan.person_id), Some(plan.starts))
}
