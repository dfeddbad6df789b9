//! Improvement plans with their objectives, check points, evidence and support.

use std::collections::BTreeMap;

use crate::domain::ids::{
    CoachingId, ImprovementCheckId, ImprovementObjectiveId, ImprovementPlanId,
    ImprovementSupportId, ObservationId, PersonId,
};
use crate::error::Result;
use crate::store::Record as _;
use crate::store::coaching::{Days, log};
use crate::store::db::Db;
use crate::store::records::{
    CoachingSymptom, EvidenceSource, ImprovementCheck, ImprovementEvidence, ImprovementObjective,
    ImprovementPlan, ImprovementPoint, ImprovementSupport, SupportGiven,
};

const OF_PERSON: &str = "SELECT id, year, number, person_id, coach_id, helper_id, title, cause, starts, ends, coach_confirmed_on, person_confirmed_on, person_words, closed_on, outcome, result, by_name FROM improvement_plan WHERE person_id = $1 ORDER BY starts, id";
const RUNNING: &str = "SELECT id, year, number, person_id, coach_id, helper_id, title, cause, starts, ends, coach_confirmed_on, person_confirmed_on, person_words, closed_on, outcome, result, by_name FROM improvement_plan WHERE starts <= $1 AND (closed_on IS NULL OR closed_on >= $2) ORDER BY starts, id";
const LAST_NUMBER: &str = "SELECT MAX(number) FROM improvement_plan WHERE year = $1";
const OBJECTIVES: &str = "SELECT id, plan_id, position, name, metric, unit, weight, baseline, baseline_sample, baseline_period, target, baseline_words, target_words, since, ended_on, end_reason FROM improvement_objective WHERE plan_id = $1 ORDER BY position, since, id";
const CHECKS: &str = "SELECT id, plan_id, position, due, held_on, verdict, note, coach_confirmed_on, person_confirmed_on FROM improvement_check WHERE plan_id = $1 ORDER BY position, id";
const POINTS: &str = "SELECT p.id, p.objective_id, p.check_id, p.target, p.target_words, p.actual, p.sample, p.period, p.reached, p.said FROM improvement_point p JOIN improvement_check c ON c.id = p.check_id WHERE c.plan_id = $1 ORDER BY p.id";
const EVIDENCE: &str = "SELECT e.id, e.objective_id, e.on_day, e.text, e.shown_in, e.source, e.source_id, e.by_name FROM improvement_evidence e JOIN improvement_objective o ON o.id = e.objective_id WHERE o.plan_id = $1 ORDER BY e.on_day, e.id";
const SUPPORT: &str = "SELECT id, plan_id, position, text, owner_id, times, due FROM improvement_support WHERE plan_id = $1 ORDER BY position, id";
const GIVEN: &str = "SELECT g.id, g.support_id, g.on_day, g.note, g.by_name FROM support_given g JOIN improvement_support s ON s.id = g.support_id WHERE s.plan_id = $1 ORDER BY g.on_day, g.id";
const CHECKS_DUE: &str = "SELECT c.id, c.plan_id, c.position, c.due, c.held_on, c.verdict, c.note, c.coach_confirmed_on, c.person_confirmed_on, p.person_id FROM improvement_check c JOIN improvement_plan p ON p.id = c.plan_id WHERE p.closed_on IS NULL AND c.held_on IS NULL AND c.due >= $1 AND c.due <= $2 ORDER BY c.due, c.id";
const SHOWN_BY: &str =
    "SELECT COUNT(*) FROM improvement_evidence WHERE source = $1 AND source_id = $2";

/// The plans of a person, the first before the others.
///
/// # Errors
/// Whatever the database reports.
pub fn of_person(db: &Db, person: PersonId) -> Result<Vec<ImprovementPlan>> {
    db.rows(OF_PERSON, &[person.into()], ImprovementPlan::from_row)
}

/// The plans that ran on any of some days, the first before the others.
///
/// # Errors
/// Whatever the database reports.
pub fn running(db: &Db, (from, to): Days) -> Result<Vec<ImprovementPlan>> {
    db.rows(RUNNING, &[to.into(), from.into()], ImprovementPlan::from_row)
}

/// The highest number of a year; 0 where it has none.
///
/// # Errors
/// Whatever the database reports.
pub fn last_number(db: &Db, year: i64) -> Result<i64> {
    let found = db.first(LAST_NUMBER, &[year.into()], |row| row.get::<Option<i64>>(0))?;
    Ok(found.flatten().unwrap_or_default())
}

/// A plan with all that belongs to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The plan.
    pub record: ImprovementPlan,
    /// The figures it answers, in order.
    pub symptoms: Vec<CoachingSymptom>,
    /// What it is to reach, in order; those that another took the place of stand before it.
    pub objectives: Vec<ImprovementObjective>,
    /// Its check points, in order.
    pub checks: Vec<ImprovementCheck>,
    /// What is asked for at each check point and what was found.
    pub points: BTreeMap<(ImprovementObjectiveId, ImprovementCheckId), ImprovementPoint>,
    /// What shows how objectives stand, in the order of days.
    pub evidence: Vec<ImprovementEvidence>,
    /// What was promised, in order.
    pub support: Vec<ImprovementSupport>,
    /// When promises were kept, in the order of days.
    pub given: Vec<SupportGiven>,
}

impl Plan {
    /// The objectives that hold.
    pub fn standing(&self) -> impl Iterator<Item = &ImprovementObjective> {
        self.objectives.iter().filter(|objective| objective.ended_on.is_none())
    }

    /// How often a promise was kept.
    pub fn kept(&self, support: ImprovementSupportId) -> usize {
        self.given.iter().filter(|given| given.support_id == support).count()
    }
}

/// A plan with all that belongs to it; `None` where there is none of this key.
///
/// # Errors
/// Whatever the database reports.
pub fn plan(db: &Db, id: ImprovementPlanId) -> Result<Option<Plan>> {
    let Some(record) = db.get::<ImprovementPlan>(id)? else { return Ok(None) };
    let key = [id.into()];
    let points = db.rows(POINTS, &key, ImprovementPoint::from_row)?.into_iter();
    Ok(Some(Plan {
        record,
        symptoms: log::symptoms_of_plan(db, id)?,
        objectives: db.rows(OBJECTIVES, &key, ImprovementObjective::from_row)?,
        checks: db.rows(CHECKS, &key, ImprovementCheck::from_row)?,
        points: points.map(|point| ((point.objective_id, point.check_id), point)).collect(),
        evidence: db.rows(EVIDENCE, &key, ImprovementEvidence::from_row)?,
        support: db.rows(SUPPORT, &key, ImprovementSupport::from_row)?,
        given: db.rows(GIVEN, &key, SupportGiven::from_row)?,
    }))
}

/// The check points of plans that run which are due on some days and did not take place, with whose they
/// are, in the order of days.
///
/// # Errors
/// Whatever the database reports.
pub fn checks_due(db: &Db, (from, to): Days) -> Result<Vec<(PersonId, ImprovementCheck)>> {
    db.rows(CHECKS_DUE, &[from.into(), to.into()], |row| {
        Ok((row.get(9)?, ImprovementCheck::from_row(row)?))
    })
}

fn shows(db: &Db, source: EvidenceSource, key: i64) -> Result<bool> {
    let found = db.first(SHOWN_BY, &[source.word().into(), key.into()], |row| row.get::<i64>(0))?;
    Ok(found.unwrap_or_default() > 0)
}

/// Whether a coaching shows something in a plan, so that it stays.
///
/// # Errors
/// Whatever the database reports.
pub fn coaching_shows(db: &Db, id: CoachingId) -> Result<bool> {
    shows(db, EvidenceSource::Coaching, id.0)
}

/// Whether a sheet shows something in a plan, so that it stays.
///
/// # Errors
/// Whatever the database reports.
pub fn sheet_shows(db: &Db, id: ObservationId) -> Result<bool> {
    shows(db, EvidenceSource::Observation, id.0)
}
