//! Improvement plans: opened, adjusted, looked at, ended; what shows how they stand, and the support given.
//!
//! A plan is support. It asks for promises of the manager's side beside its objectives and keeps when they
//! were kept; it ends as met, partly met, not met or stopped, and nothing follows from that by itself
//! (domain document, section 6).

use chrono::{Datelike as _, NaiveDate};

use super::checks::{self, CheckForm};
use super::objectives::{ObjectiveForm, adjust};
use super::symptoms::{self, Owner, SymptomForm};
use super::{Who, here, past};
use crate::command::author;
use crate::command::input::{gone, known, required, some};
use crate::domain::ids::{
    CoachingId, ImprovementCheckId, ImprovementEvidenceId, ImprovementObjectiveId,
    ImprovementPlanId, ImprovementSupportId, ObservationId, OpportunityId, PersonId,
    SupportGivenId,
};
use crate::error::{Error, Result};
use crate::store::Db;
use crate::store::coaching::plans::{self, Plan as Stored};
use crate::store::directory::Directory;
use crate::store::records::{
    CheckVerdict, Coaching, EvidenceSource, ImprovementCheck, ImprovementEvidence,
    ImprovementObjective, ImprovementPlan, ImprovementPoint, ImprovementSupport, Observation,
    Opportunity, PlanOutcome, SupportGiven,
};

/// A plan as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanForm {
    /// Whose.
    pub person: PersonId,
    /// Who coaches; `None` for who writes it.
    pub coach: Option<PersonId>,
    /// Who guides in the daily work.
    pub helper: Option<PersonId>,
    /// What it is about; never blank.
    pub title: String,
    /// Why; never blank.
    pub cause: String,
    /// The figures it answers, at least one, or a guess that is marked as one.
    pub symptoms: Vec<SymptomForm>,
    /// The first day; needed.
    pub starts: Option<NaiveDate>,
    /// The days on which it is looked at, in order; the last one is its end.
    pub checks: Vec<NaiveDate>,
    /// What it is to reach.
    pub objectives: Vec<ObjectiveForm>,
    /// What the person is promised, at least one thing.
    pub support: Vec<SupportForm>,
}

/// A promise as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SupportForm {
    /// What; never blank.
    pub text: String,
    /// By whom; `None` for the coach.
    pub owner: Option<PersonId>,
    /// How often, from 1.
    pub times: i64,
    /// By when.
    pub due: Option<NaiveDate>,
}

/// A record that shows something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// A coaching of the person.
    Coaching(CoachingId),
    /// A sheet of the person.
    Sheet(ObservationId),
    /// A deal.
    Deal(OpportunityId),
}

/// What shows how an objective stands, as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceForm {
    /// The objective.
    pub objective: ImprovementObjectiveId,
    /// The day.
    pub on_day: NaiveDate,
    /// What; never blank.
    pub text: String,
    /// Where it is to be seen; may be blank.
    pub shown_in: String,
    /// The record that shows it.
    pub shown: Option<Shown>,
}

/// A command on improvement plans.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Plan {
    /// Opens a plan, with its baselines as they are now.
    Open(Box<PlanForm>),
    /// One of the two confirms it as it is.
    Confirm {
        /// The plan.
        id: ImprovementPlanId,
        /// Which of the two.
        who: Who,
        /// The day.
        on_day: NaiveDate,
    },
    /// What the person says of it, also of how it ended; blank takes it back.
    Words(ImprovementPlanId, String),
    /// Reaches for other objectives from today on.
    Adjust {
        /// The plan.
        id: ImprovementPlanId,
        /// What it is to reach: those that stand by their key, new ones without.
        objectives: Vec<(Option<ImprovementObjectiveId>, ObjectiveForm)>,
        /// Why; never blank.
        reason: String,
    },
    /// Puts down what shows how an objective stands.
    Show(EvidenceForm),
    /// Takes that back.
    Unshow(ImprovementEvidenceId),
    /// Promises one thing more.
    Promise(ImprovementPlanId, SupportForm),
    /// A promise was kept once.
    Give {
        /// The promise.
        support: ImprovementSupportId,
        /// The day.
        on_day: NaiveDate,
        /// A word on it; may be blank.
        note: String,
    },
    /// It was not kept after all.
    Ungive(SupportGivenId),
    /// Puts down a check point that took place.
    Check(Box<CheckForm>),
    /// One of the two confirms a check point.
    ConfirmCheck {
        /// The check point.
        id: ImprovementCheckId,
        /// Which of the two.
        who: Who,
        /// The day.
        on_day: NaiveDate,
    },
    /// Ends a plan.
    Close {
        /// The plan.
        id: ImprovementPlanId,
        /// How.
        outcome: PlanOutcome,
        /// What came of it; never blank.
        result: String,
        /// The day.
        on_day: NaiveDate,
    },
    /// Lets a plan that was ended go on.
    Reopen(ImprovementPlanId),
    /// Removes one of which nothing has happened yet.
    Remove(ImprovementPlanId),
}

impl Plan {
    pub(super) const fn title(&self) -> &'static str {
        match self {
            Self::Open(_) => "step-plan-open",
            Self::Confirm { .. } => "step-plan-confirm",
            Self::Words(..) => "step-plan-words",
            Self::Adjust { .. } => "step-plan-adjust",
            Self::Show(_) => "step-plan-evidence",
            Self::Unshow(_) => "step-plan-evidence-remove",
            Self::Promise(..) => "step-plan-support",
            Self::Give { .. } => "step-plan-support-given",
            Self::Ungive(_) => "step-plan-support-not-given",
            Self::Check(_) => "step-plan-check",
            Self::ConfirmCheck { .. } => "step-plan-check-confirm",
            Self::Close { .. } => "step-plan-close",
            Self::Reopen(_) => "step-plan-reopen",
            Self::Remove(_) => "step-plan-remove",
        }
    }
}

pub(super) fn apply(db: &mut Db, plan: &Plan, today: NaiveDate) -> Result<()> {
    match plan {
        Plan::Open(form) => open(db, form, today),
        Plan::Confirm { id, who, on_day } => confirm(db, *id, *who, (*on_day, today)),
        Plan::Words(id, words) => {
            let old = known::<ImprovementPlan>(db, *id)?;
            let new = ImprovementPlan { person_words: some(words), ..old.clone() };
            db.update_from(&old, &new).map(|_| ())
        }
        Plan::Adjust { id, objectives, reason } => {
            let reason = required(reason, "error-plan-adjust-reason")?;
            let plan = running(db, *id)?;
            let directory = Directory::load(db)?;
            let changed = adjust(db, &directory, &plan, objectives, (reason.as_str(), today))?;
            if changed { unconfirm(db, &plan.record) } else { Ok(()) }
        }
        Plan::Show(form) => {
            let objective = known::<ImprovementObjective>(db, form.objective)?;
            let plan = running(db, objective.plan_id)?;
            show(db, &plan, form, today)
        }
        Plan::Unshow(id) => {
            let old = known::<ImprovementEvidence>(db, *id)?;
            let objective = known::<ImprovementObjective>(db, old.objective_id)?;
            let plan = running(db, objective.plan_id)?;
            // A check point rests on what was shown up to its day.
            let rests = plan.checks.iter().filter_map(|check| check.held_on).max();
            if let Some(day) = rests.filter(|day| old.on_day <= *day) {
                return Err(Error::new("error-plan-evidence-used").arg("day", day));
            }
            db.delete::<ImprovementEvidence>(old.id)
        }
        Plan::Promise(id, form) => {
            let plan = running(db, *id)?;
            promise(db, &plan, form)?;
            unconfirm(db, &plan.record)
        }
        Plan::Give { support, on_day, note } => give(db, *support, (*on_day, today), note),
        Plan::Ungive(id) => {
            let old = known::<SupportGiven>(db, *id)?;
            let support = known::<ImprovementSupport>(db, old.support_id)?;
            running(db, support.plan_id)?;
            db.delete::<SupportGiven>(old.id)
        }
        Plan::Check(form) => checks::check(db, form, today),
        Plan::ConfirmCheck { id, who, on_day } => checks::confirm(db, *id, *who, (*on_day, today)),
        Plan::Close { id, outcome, result, on_day } => {
            close(db, *id, (*outcome, result.as_str()), (*on_day, today))
        }
        Plan::Reopen(id) => reopen(db, *id),
        Plan::Remove(id) => remove(db, *id),
    }
}

/// A plan that was not ended.
pub(super) fn running(db: &Db, id: ImprovementPlanId) -> Result<Stored> {
    let plan = plans::plan(db, id)?.ok_or_else(gone)?;
    match plan.record.closed_on {
        Some(day) => Err(Error::new("error-plan-closed").arg("day", day)),
        None => Ok(plan),
    }
}

/// Another plan of the person that runs.
fn other(db: &Db, person: PersonId, id: Option<ImprovementPlanId>) -> Result<()> {
    let own = plans::of_person(db, person)?.into_iter();
    match own.filter(|plan| Some(plan.id) != id).find(|plan| plan.closed_on.is_none()) {
        Some(plan) => Err(Error::new("error-plan-running").arg("number", plan.code())),
        None => Ok(()),
    }
}

fn open(db: &mut Db, form: &PlanForm, today: NaiveDate) -> Result<()> {
    let starts = form.starts.ok_or_else(|| Error::new("error-plan-starts"))?;
    let directory = Directory::load(db)?;
    people(&directory, form, starts)?;
    let title = required(&form.title, "error-plan-title")?;
    let cause = required(&form.cause, "error-plan-cause")?;
    let figures = symptoms::checked(&form.symptoms, today)?;
    if figures.is_empty() {
        return Err(Error::new("error-plan-figure"));
    }
    let mut after = starts;
    for day in &form.checks {
        if *day <= after {
            return Err(Error::new("error-plan-checks").arg("day", after));
        }
        after = *day;
    }
    if form.checks.is_empty() {
        return Err(Error::new("error-plan-no-checks"));
    }
    if form.support.is_empty() {
        return Err(Error::new("error-plan-support"));
    }
    other(db, form.person, None)?;
    let year = i64::from(starts.year());
    let record = ImprovementPlan {
        id: ImprovementPlanId(db.allocate()?),
        year,
        number: plans::last_number(db, year)? + 1,
        person_id: form.person,
        coach_id: form.coach,
        helper_id: form.helper,
        title,
        cause,
        starts,
        ends: after,
        coach_confirmed_on: None,
        person_confirmed_on: None,
        person_words: None,
        closed_on: None,
        outcome: None,
        result: None,
        by_name: author(db)?,
    };
    db.insert(&record)?;
    let whose = (form.person, true);
    symptoms::write(db, &directory, Owner::Plan(record.id), whose, &figures, today)?;
    for (position, due) in (1..).zip(form.checks.iter().copied()) {
        let id = ImprovementCheckId(db.allocate()?);
        db.insert(&ImprovementCheck {
            id,
            plan_id: record.id,
            position,
            due,
            held_on: None,
            verdict: None,
            note: None,
            coach_confirmed_on: None,
            person_confirmed_on: None,
        })?;
    }
    let plan = running(db, record.id)?;
    let wanted: Vec<(Option<ImprovementObjectiveId>, ObjectiveForm)> =
        form.objectives.iter().map(|objective| (None, objective.clone())).collect();
    adjust(db, &directory, &plan, &wanted, ("", today))?;
    for support in &form.support {
        let plan = running(db, record.id)?;
        promise(db, &plan, support)?;
    }
    Ok(())
}

/// Whose plan it is, who coaches and who helps are different people who are here.
fn people(directory: &Directory, form: &PlanForm, starts: NaiveDate) -> Result<()> {
    here(directory, form.person, starts)?;
    for other in [form.coach, form.helper].into_iter().flatten() {
        here(directory, other, starts)?;
        if other == form.person {
            let name = directory.person_name(other);
            return Err(Error::new("error-coaching-self").arg("name", name));
        }
    }
    Ok(())
}

fn unconfirm(db: &mut Db, old: &ImprovementPlan) -> Result<()> {
    let new =
        ImprovementPlan { coach_confirmed_on: None, person_confirmed_on: None, ..old.clone() };
    db.update_from(old, &new).map(|_| ())
}

/// The days of both confirmations with one more, where it was not there.
pub(super) fn confirmed(
    (coach, rep): (Option<NaiveDate>, Option<NaiveDate>),
    who: Who,
    on_day: NaiveDate,
) -> Result<(Option<NaiveDate>, Option<NaiveDate>)> {
    let stood = match who {
        Who::Coach => coach,
        Who::Rep => rep,
    };
    if let Some(day) = stood {
        return Err(Error::new("error-coaching-confirmed").arg("day", day));
    }
    Ok(match who {
        Who::Coach => (Some(on_day), rep),
        Who::Rep => (coach, Some(on_day)),
    })
}

fn confirm(
    db: &mut Db,
    id: ImprovementPlanId,
    who: Who,
    (on_day, today): (NaiveDate, NaiveDate),
) -> Result<()> {
    let old = running(db, id)?.record;
    past(on_day, today)?;
    let both = (old.coach_confirmed_on, old.person_confirmed_on);
    let (coach_confirmed_on, person_confirmed_on) = confirmed(both, who, on_day)?;
    let new = ImprovementPlan { coach_confirmed_on, person_confirmed_on, ..old.clone() };
    db.update_from(&old, &new).map(|_| ())
}

/// Puts down what shows how an objective stands.
pub(super) fn show(
    db: &mut Db,
    plan: &Stored,
    form: &EvidenceForm,
    today: NaiveDate,
) -> Result<()> {
    let text = required(&form.text, "error-plan-evidence-blank")?;
    if !plan.standing().any(|objective| objective.id == form.objective) {
        return Err(gone());
    }
    past(form.on_day, today)?;
    if form.on_day < plan.record.starts {
        return Err(Error::new("error-plan-evidence-early").arg("day", plan.record.starts));
    }
    let (source, source_id, own) = match form.shown {
        None => (None, None, true),
        Some(Shown::Coaching(id)) => {
            let own = known::<Coaching>(db, id)?.person_id == plan.record.person_id;
            (Some(EvidenceSource::Coaching), Some(id.0), own)
        }
        Some(Shown::Sheet(id)) => {
            let own = known::<Observation>(db, id)?.person_id == plan.record.person_id;
            (Some(EvidenceSource::Observation), Some(id.0), own)
        }
        Some(Shown::Deal(id)) => {
            known::<Opportunity>(db, id)?;
            (Some(EvidenceSource::Opportunity), Some(id.0), true)
        }
    };
    if !own {
        return Err(Error::new("error-plan-evidence-other"));
    }
    let (id, by_name) = (ImprovementEvidenceId(db.allocate()?), author(db)?);
    db.insert(&ImprovementEvidence {
        id,
        objective_id: form.objective,
        on_day: form.on_day,
        text,
        shown_in: some(&form.shown_in),
        source,
        source_id,
        by_name,
    })
}

fn promise(db: &mut Db, plan: &Stored, form: &SupportForm) -> Result<()> {
    let text = required(&form.text, "error-plan-support-blank")?;
    if form.times < 1 {
        return Err(Error::new("error-plan-support-times").arg("text", text));
    }
    if let Some(owner) = form.owner {
        here(&Directory::load(db)?, owner, plan.record.starts)?;
    }
    let last = plan.support.last().map_or(0, |support| support.position);
    let id = ImprovementSupportId(db.allocate()?);
    db.insert(&ImprovementSupport {
        id,
        plan_id: plan.record.id,
        position: last + 1,
        text,
        owner_id: form.owner,
        times: form.times,
        due: form.due,
    })
}

fn give(
    db: &mut Db,
    support: ImprovementSupportId,
    (on_day, today): (NaiveDate, NaiveDate),
    note: &str,
) -> Result<()> {
    let support = known::<ImprovementSupport>(db, support)?;
    let plan = running(db, support.plan_id)?.record;
    past(on_day, today)?;
    if on_day < plan.starts {
        return Err(Error::new("error-plan-evidence-early").arg("day", plan.starts));
    }
    let (id, by_name) = (SupportGivenId(db.allocate()?), author(db)?);
    let (support_id, note) = (support.id, some(note));
    db.insert(&SupportGiven { id, support_id, on_day, note, by_name })
}

fn close(
    db: &mut Db,
    id: ImprovementPlanId,
    (outcome, result): (PlanOutcome, &str),
    (on_day, today): (NaiveDate, NaiveDate),
) -> Result<()> {
    let plan = running(db, id)?;
    let result = required(result, "error-plan-result")?;
    past(on_day, today)?;
    let last = plan.checks.iter().rfind(|check| check.held_on.is_some());
    let after = last.and_then(|check| check.held_on).unwrap_or(plan.record.starts);
    if on_day < after {
        return Err(Error::new("error-plan-close-day").arg("day", after));
    }
    let finished = last.is_some_and(|check| check.verdict == Some(CheckVerdict::Finish));
    let open = plan.checks.iter().find(|check| check.held_on.is_none());
    if let Some(open) = open.filter(|_| !finished && outcome != PlanOutcome::Stopped) {
        return Err(Error::new("error-plan-unchecked").arg("day", open.due));
    }
    let new = ImprovementPlan {
        closed_on: Some(on_day),
        outcome: Some(outcome),
        result: Some(result),
        ..plan.record.clone()
    };
    db.update_from(&plan.record, &new).map(|_| ())
}

fn reopen(db: &mut Db, id: ImprovementPlanId) -> Result<()> {
    let old = known::<ImprovementPlan>(db, id)?;
    if old.closed_on.is_none() {
        return Err(Error::new("error-plan-not-closed"));
    }
    other(db, old.person_id, Some(id))?;
    let new = ImprovementPlan { closed_on: None, outcome: None, result: None, ..old.clone() };
    db.update_from(&old, &new).map(|_| ())
}

fn remove(db: &mut Db, id: ImprovementPlanId) -> Result<()> {
    let plan = plans::plan(db, id)?.ok_or_else(gone)?;
    let looked_at = plan.checks.iter().any(|check| check.held_on.is_some());
    let confirmed = plan.record.coach_confirmed_on.or(plan.record.person_confirmed_on).is_some();
    if looked_at || confirmed || !plan.given.is_empty() || plan.record.closed_on.is_some() {
        return Err(Error::new("error-plan-begun"));
    }
    for evidence in plan.evidence {
        db.delete::<ImprovementEvidence>(evidence.id)?;
    }
    for point in plan.points.into_values() {
        db.delete::<ImprovementPoint>(point.id)?;
    }
    for objective in plan.objectives {
        db.delete::<ImprovementObjective>(objective.id)?;
    }
    for check in plan.checks {
        db.delete::<ImprovementCheck>(check.id)?;
    }
    for support in plan.support {
        db.delete::<ImprovementSupport>(support.id)?;
    }
    symptoms::remove(db, Owner::Plan(id))?;
    db.delete::<ImprovementPlan>(id)
}
