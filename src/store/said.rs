//! What people say of deals beside the reports: what was decided, what is to happen next, why a deal
//! ended, which class it is put in.
//!
//! It belongs to no import. A deal of which something was said stays when the import that made it is
//! taken back, unless the person chooses that it goes too.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::ids::OpportunityId;
use crate::error::Result;
use crate::store::Record as _;
use crate::store::db::Db;
use crate::store::records::{DealCategory, DealDecision, DealOutcome, NextStep};

const DECISIONS: &str = "SELECT id, opportunity_id, on_day, decision, reason, until, by_name FROM deal_decision WHERE on_day <= $1 ORDER BY opportunity_id, on_day, id";
const NEXT_STEPS: &str = "SELECT id, opportunity_id, said_on, what, due, confirmed_on, done_on, by_name FROM deal_next_step WHERE said_on <= $1 ORDER BY opportunity_id, said_on, id";
const DECISIONS_OF: &str = "SELECT id, opportunity_id, on_day, decision, reason, until, by_name FROM deal_decision WHERE opportunity_id = $1 ORDER BY on_day, id";
const NEXT_STEPS_OF: &str = "SELECT id, opportunity_id, said_on, what, due, confirmed_on, done_on, by_name FROM deal_next_step WHERE opportunity_id = $1 ORDER BY said_on, id";
const OUTCOMES_OF: &str = "SELECT id, opportunity_id, said_on, result, reason, competitor, their_price, detail, by_name, batch_id FROM deal_outcome WHERE opportunity_id = $1 ORDER BY id";
const CATEGORIES_OF: &str = "SELECT id, opportunity_id, category, said_on, by_name FROM deal_category WHERE opportunity_id = $1 ORDER BY id";

/// What was decided about each deal up to a day, in the order of days.
///
/// # Errors
/// Whatever the database reports.
pub fn decisions(db: &Db, by: NaiveDate) -> Result<BTreeMap<OpportunityId, Vec<DealDecision>>> {
    let mut all: BTreeMap<OpportunityId, Vec<DealDecision>> = BTreeMap::new();
    db.read(DECISIONS, &[by.into()], |row| {
        let said = DealDecision::from_row(row)?;
        all.entry(said.opportunity_id).or_default().push(said);
        Ok(())
    })?;
    Ok(all)
}

/// The next steps that were said of each deal up to a day, in the order of days.
///
/// # Errors
/// Whatever the database reports.
pub fn next_steps(db: &Db, by: NaiveDate) -> Result<BTreeMap<OpportunityId, Vec<NextStep>>> {
    let mut all: BTreeMap<OpportunityId, Vec<NextStep>> = BTreeMap::new();
    db.read(NEXT_STEPS, &[by.into()], |row| {
        let said = NextStep::from_row(row)?;
        all.entry(said.opportunity_id).or_default().push(said);
        Ok(())
    })?;
    Ok(all)
}

/// The next steps of a deal in the order of days.
///
/// # Errors
/// Whatever the database reports.
pub fn next_steps_of(db: &Db, deal: OpportunityId) -> Result<Vec<NextStep>> {
    db.rows(NEXT_STEPS_OF, &[deal.into()], NextStep::from_row)
}

/// Whether a next step is still to be done on a day.
pub fn still_open(step: &NextStep, day: NaiveDate) -> bool {
    step.done_on.is_none_or(|done| done > day)
}

/// Everything that people said of one deal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// What was decided, in the order of days.
    pub decisions: Vec<DealDecision>,
    /// What was to happen next, in the order of days.
    pub next_steps: Vec<NextStep>,
    /// Why it ended.
    pub outcomes: Vec<DealOutcome>,
    /// Which class it was put in.
    pub categories: Vec<DealCategory>,
}

impl Said {
    /// The keys of all of it.
    pub fn keys(&self) -> impl Iterator<Item = i64> {
        let decisions = self.decisions.iter().map(|said| said.id.0);
        let steps = self.next_steps.iter().map(|said| said.id.0);
        let outcomes = self.outcomes.iter().map(|said| said.id.0);
        let categories = self.categories.iter().map(|said| said.id.0);
        decisions.chain(steps).chain(outcomes).chain(categories)
    }
}

/// Reads everything that people said of a deal.
///
/// # Errors
/// Whatever the database reports.
pub fn of_deal(db: &Db, deal: OpportunityId) -> Result<Said> {
    let key = [deal.into()];
    Ok(Said {
        decisions: db.rows(DECISIONS_OF, &key, DealDecision::from_row)?,
        next_steps: next_steps_of(db, deal)?,
        outcomes: db.rows(OUTCOMES_OF, &key, DealOutcome::from_row)?,
        categories: db.rows(CATEGORIES_OF, &key, DealCategory::from_row)?,
    })
}

/// Deletes all of it, with a deal that goes.
///
/// # Errors
/// Whatever the database reports.
pub fn delete(db: &mut Db, said: &Said) -> Result<()> {
    for decision in &said.decisions {
        db.delete::<DealDecision>(decision.id)?;
    }
    for step in &said.next_steps {
        db.delete::<NextStep>(step.id)?;
    }
    for outcome in &said.outcomes {
        db.delete::<DealOutcome>(outcome.id)?;
    }
    for category in &said.categories {
        db.delete::<DealCategory>(category.id)?;
    }
    Ok(())
}
