//! Commands on single deals: what is decided about one that is stuck, and what happens next with it.
//!
//! A decision is a row of its own and changes nothing else, but for one: giving a deal up closes it as
//! lost, as an answer without a report does (see [`crate::store::answers`]). Reports of before that day,
//! whenever they come, leave it closed; a later one that names it as open opens it again.
//!
//! A new next step takes the place of the one before it, which stays in the past of the deal: where the
//! newest is done, what it replaced is done with.

use chrono::NaiveDate;

use crate::command::import;
use crate::command::input::{gone, known};
use crate::domain::ids::{DealAnswerId, DealDecisionId, NextStepId, OpportunityId};
use crate::domain::stuck::decision::Decision;
use crate::error::{Error, Result};
use crate::store::directory::Directory;
use crate::store::records::{Answer, DealAnswer, DealDecision, NextStep, Opportunity, Status};
use crate::store::{Db, said};

/// A command on a deal. Each carries the deal's name, for the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Decides what is to become of an open deal.
    Decide {
        /// The deal.
        deal: OpportunityId,
        /// Its name.
        name: String,
        /// What.
        decision: Decision,
        /// Why; never blank.
        reason: String,
        /// Until when to wait, or by when to look again; later than today.
        until: Option<NaiveDate>,
        /// Today.
        today: NaiveDate,
    },
    /// Says what is to happen next with an open deal, in place of what was said before.
    SetNextStep {
        /// The deal.
        deal: OpportunityId,
        /// Its name.
        name: String,
        /// What; never blank.
        what: String,
        /// By when; not before today.
        due: NaiveDate,
        /// Today.
        today: NaiveDate,
    },
    /// Records that the customer agreed to a next step.
    ConfirmNextStep {
        /// The step.
        step: NextStepId,
        /// The deal's name.
        name: String,
        /// Today.
        today: NaiveDate,
    },
    /// Records that a next step is done, and with it those that it took the place of.
    FinishNextStep {
        /// The step.
        step: NextStepId,
        /// The deal's name.
        name: String,
        /// Today.
        today: NaiveDate,
    },
}

impl Command {
    pub(super) fn head(&self) -> (&'static str, String) {
        let (title, name) = match self {
            Self::Decide { decision: Decision::CloseLost, name, .. } => ("step-deal-close", name),
            Self::Decide { name, .. } => ("step-deal-decide", name),
            Self::SetNextStep { name, .. } => ("step-deal-next", name),
            Self::ConfirmNextStep { name, .. } => ("step-deal-next-confirm", name),
            Self::FinishNextStep { name, .. } => ("step-deal-next-done", name),
        };
        (title, name.clone())
    }
}

/// What the command does, within a step that is being written.
pub(crate) fn apply(db: &mut Db, command: &Command) -> Result<()> {
    match command {
        Command::Decide { deal, decision, reason, until, today, .. } => {
            decide(db, *deal, *decision, (reason.as_str(), *until), *today)
        }
        Command::SetNextStep { deal, what, due, today, .. } => {
            set_next_step(db, *deal, what, *due, *today)
        }
        Command::ConfirmNextStep { step, today, .. } => {
            let old = open_step(db, *step)?;
            if let Some(day) = old.confirmed_on {
                return Err(Error::new("error-next-step-confirmed").arg("day", day));
            }
            let new = NextStep { confirmed_on: Some(*today), ..old.clone() };
            db.update_from(&old, &new).map(|_| ())
        }
        Command::FinishNextStep { step, today, .. } => finish(db, *step, *today),
    }
}

/// A deal that is still open.
fn open_deal(db: &Db, id: OpportunityId) -> Result<Opportunity> {
    let deal = db.get::<Opportunity>(id)?.filter(|deal| !deal.archived);
    let deal = deal.ok_or_else(gone)?;
    if deal.status == Status::Open {
        return Ok(deal);
    }
    Err(Error::new("error-deal-closed").arg("name", &deal.name))
}

fn decide(
    db: &mut Db,
    id: OpportunityId,
    decision: Decision,
    (reason, until): (&str, Option<NaiveDate>),
    today: NaiveDate,
) -> Result<()> {
    let deal = open_deal(db, id)?;
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(Error::new("error-decision-reason"));
    }
    // What is given up is not looked at again.
    let until = until.filter(|_| decision != Decision::CloseLost);
    if !decision.complete(today, until) {
        return Err(Error::new("error-decision-wait").arg("today", today));
    }
    if let Some(day) = until.filter(|until| *until <= today) {
        return Err(Error::new("error-decision-until").arg("day", day).arg("today", today));
    }
    let by_name = super::author(db)?;
    if decision == Decision::CloseLost {
        let directory = Directory::load(db)?;
        let answer = DealAnswer {
            id: DealAnswerId(0),
            opportunity_id: id,
            // Behind the newest report, which still named it as open.
            report_date: today.max(deal.last_reported),
            answer: Answer::Lost,
            by_name: by_name.clone(),
            batch_id: None,
        };
        import::close(db, &directory, answer)?;
    }
    let key = DealDecisionId(db.allocate()?);
    db.insert(&DealDecision {
        id: key,
        opportunity_id: id,
        on_day: today,
        decision,
        reason: reason.to_owned(),
        until,
        by_name,
    })
}

fn set_next_step(
    db: &mut Db,
    id: OpportunityId,
    what: &str,
    due: NaiveDate,
    today: NaiveDate,
) -> Result<()> {
    open_deal(db, id)?;
    let what = what.trim();
    if what.is_empty() {
        return Err(Error::new("error-next-step-blank"));
    }
    if due < today {
        return Err(Error::new("error-next-step-due").arg("day", due).arg("today", today));
    }
    let (key, by_name) = (NextStepId(db.allocate()?), super::author(db)?);
    db.insert(&NextStep {
        id: key,
        opportunity_id: id,
        said_on: today,
        what: what.to_owned(),
        due,
        confirmed_on: None,
        done_on: None,
        by_name,
    })
}

/// A next step that is still to be done.
fn open_step(db: &Db, id: NextStepId) -> Result<NextStep> {
    let step = known::<NextStep>(db, id)?;
    match step.done_on {
        Some(day) => Err(Error::new("error-next-step-done").arg("day", day)),
        None => Ok(step),
    }
}

fn finish(db: &mut Db, id: NextStepId, today: NaiveDate) -> Result<()> {
    let step = open_step(db, id)?;
    for old in said::next_steps_of(db, step.opportunity_id)? {
        let before = (old.said_on, old.id) <= (step.said_on, step.id);
        if before && old.done_on.is_none() {
            db.update_from(&old, &NextStep { done_on: Some(today), ..old.clone() })?;
        }
    }
    Ok(())
}
