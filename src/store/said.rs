//! What people say of deals beside the reports: what was decided, what is to happen next, why a deal
//! ended, which class it is put in; who takes part, whom we know there, what could go wrong, what of the
//! evidence is there, which tasks are done, notes, and why it went on without evidence; and what of
//! coaching names it.
//!
//! It belongs to no import. A deal of which something was said stays when the import that made it is
//! taken back, unless the person chooses that it goes too.
//!
//! How sure somebody is of a deal is said for one period: the next one begins with what the stage says. No
//! word takes the place of another; the newest one of a period speaks, as on any day before.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::forecast::calls::Category;
use crate::domain::ids::OpportunityId;
use crate::domain::period::Period;
use crate::error::Result;
use crate::store::Record as _;
use crate::store::coaching::links::{self, Named};
use crate::store::db::Db;
use crate::store::notes;
use crate::store::records::{
    DealCategory, DealContact, DealDecision, DealEvidence, DealNote, DealOutcome, DealPart,
    DealRisk, DealWaiver, NextStep, Note,
};

const DECISIONS: &str = "SELECT id, opportunity_id, on_day, decision, reason, until, by_name FROM deal_decision WHERE on_day <= $1 ORDER BY opportunity_id, on_day, id";
const NEXT_STEPS: &str = "SELECT id, opportunity_id, said_on, what, due, confirmed_on, done_on, by_name FROM deal_next_step WHERE said_on <= $1 ORDER BY opportunity_id, said_on, id";
const DECISIONS_OF: &str = "SELECT id, opportunity_id, on_day, decision, reason, until, by_name FROM deal_decision WHERE opportunity_id = $1 ORDER BY on_day, id";
const NEXT_STEPS_OF: &str = "SELECT id, opportunity_id, said_on, what, due, confirmed_on, done_on, by_name FROM deal_next_step WHERE opportunity_id = $1 ORDER BY said_on, id";
const OUTCOMES_OF: &str = "SELECT id, opportunity_id, said_on, result, reason, competitor, their_price, detail, by_name, batch_id FROM deal_outcome WHERE opportunity_id = $1 ORDER BY id";
const CATEGORIES_OF: &str = "SELECT id, opportunity_id, period, category, said_on, reason, by_name FROM deal_category WHERE opportunity_id = $1 ORDER BY said_on, id";
const CATEGORIES: &str = "SELECT id, opportunity_id, period, category, said_on, reason, by_name FROM deal_category WHERE said_on <= $1 ORDER BY opportunity_id, said_on, id";
const PARTS_OF: &str = "SELECT id, opportunity_id, role, person_id, name, since, declined_on, note, asked_on, by_name FROM deal_part WHERE opportunity_id = $1 ORDER BY id";
const CONTACTS_OF: &str = "SELECT id, opportunity_id, name, title, part, stance, met_on, by_name FROM deal_contact WHERE opportunity_id = $1 ORDER BY id";
const RISKS_OF: &str = "SELECT id, opportunity_id, kind, weight, name, action, due, closed_on, said_on, by_name FROM deal_risk WHERE opportunity_id = $1 ORDER BY id";
const EVIDENCE_OF: &str = "SELECT id, opportunity_id, item_id, on_day, shown_in, by_name FROM deal_evidence WHERE opportunity_id = $1 ORDER BY id";
const NOTES_OF: &str = "SELECT id, opportunity_id, on_day, words, by_name FROM deal_note WHERE opportunity_id = $1 ORDER BY on_day, id";
const WAIVERS_OF: &str = "SELECT id, opportunity_id, stage_id, on_day, reason, by_name FROM deal_waiver WHERE opportunity_id = $1 ORDER BY id";

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

/// The classes that people put open deals in, by deal and period.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Classes(BTreeMap<(OpportunityId, Period), Vec<DealCategory>>);

impl Classes {
    /// Loads those that were said up to a day.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn load(db: &Db, by: NaiveDate) -> Result<Self> {
        let mut all: BTreeMap<(OpportunityId, Period), Vec<DealCategory>> = BTreeMap::new();
        db.read(CATEGORIES, &[by.into()], |row| {
            let said = DealCategory::from_row(row)?;
            if let Some(period) = Period::parse(&said.period) {
                all.entry((said.opportunity_id, period)).or_default().push(said);
            }
            Ok(())
        })?;
        Ok(Self(all))
    }

    /// What was said of a deal for a period, in the order of days.
    pub fn of(&self, deal: OpportunityId, period: Period) -> &[DealCategory] {
        self.0.get(&(deal, period)).map(Vec::as_slice).unwrap_or_default()
    }

    /// The class of a deal in a period, as it was said by a day; `None` for what its stage says.
    pub fn on(&self, deal: OpportunityId, period: Period, day: NaiveDate) -> Option<Category> {
        let newest = self.of(deal, period).iter().rfind(|said| said.said_on <= day);
        newest.and_then(|said| said.category)
    }
}

/// The class of a deal in a period with who said it, of all that was said of the deal in the order of days;
/// `None` for what its stage says.
pub fn class_in(said: &[DealCategory], period: Period) -> Option<(Category, &DealCategory)> {
    let text = period.to_string();
    let newest = said.iter().rfind(|said| said.period == text)?;
    Some((newest.category?, newest))
}

/// The classes that people put a deal in, in the order of days.
///
/// # Errors
/// Whatever the database reports.
pub fn classes_of(db: &Db, deal: OpportunityId) -> Result<Vec<DealCategory>> {
    db.rows(CATEGORIES_OF, &[deal.into()], DealCategory::from_row)
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
    /// Which classes it was put in, in the order of days.
    pub categories: Vec<DealCategory>,
    /// Who of us takes part, or was asked to.
    pub parts: Vec<DealPart>,
    /// Whom we know at the customer's.
    pub contacts: Vec<DealContact>,
    /// What could go wrong, and fallbacks.
    pub risks: Vec<DealRisk>,
    /// What of the evidence of stages is there, and which of their tasks are done.
    pub evidence: Vec<DealEvidence>,
    /// Words on it, in the order of days.
    pub notes: Vec<DealNote>,
    /// Why it left stages without their evidence.
    pub waivers: Vec<DealWaiver>,
    /// Notes of the manager on it, in the order of days.
    pub own_notes: Vec<Note>,
    /// What of coaching names it.
    pub coaching: Named,
}

impl Said {
    /// The keys of all of it.
    pub fn keys(&self) -> impl Iterator<Item = i64> {
        let decisions = self.decisions.iter().map(|said| said.id.0);
        let steps = self.next_steps.iter().map(|said| said.id.0);
        let outcomes = self.outcomes.iter().map(|said| said.id.0);
        let categories = self.categories.iter().map(|said| said.id.0);
        let parts = self.parts.iter().map(|said| said.id.0);
        let contacts = self.contacts.iter().map(|said| said.id.0);
        let risks = self.risks.iter().map(|said| said.id.0);
        let evidence = self.evidence.iter().map(|said| said.id.0);
        let notes = self.notes.iter().map(|said| said.id.0);
        let waivers = self.waivers.iter().map(|said| said.id.0);
        let of_page = parts.chain(contacts).chain(risks).chain(evidence).chain(notes);
        let own_notes = self.own_notes.iter().map(|said| said.id.0);
        let of_page = of_page.chain(waivers).chain(own_notes).chain(self.coaching.keys());
        decisions.chain(steps).chain(outcomes).chain(categories).chain(of_page)
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
        categories: classes_of(db, deal)?,
        parts: db.rows(PARTS_OF, &key, DealPart::from_row)?,
        contacts: db.rows(CONTACTS_OF, &key, DealContact::from_row)?,
        risks: db.rows(RISKS_OF, &key, DealRisk::from_row)?,
        evidence: db.rows(EVIDENCE_OF, &key, DealEvidence::from_row)?,
        notes: db.rows(NOTES_OF, &key, DealNote::from_row)?,
        waivers: db.rows(WAIVERS_OF, &key, DealWaiver::from_row)?,
        own_notes: notes::of_deal(db, deal)?,
        coaching: links::of_deal(db, deal)?,
    })
}

/// Deletes all of it, with a deal that goes; what was said in coaching stays, and names it no more.
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
    for part in &said.parts {
        db.delete::<DealPart>(part.id)?;
    }
    for contact in &said.contacts {
        db.delete::<DealContact>(contact.id)?;
    }
    for risk in &said.risks {
        db.delete::<DealRisk>(risk.id)?;
    }
    for evidence in &said.evidence {
        db.delete::<DealEvidence>(evidence.id)?;
    }
    for note in &said.notes {
        db.delete::<DealNote>(note.id)?;
    }
    for waiver in &said.waivers {
        db.delete::<DealWaiver>(waiver.id)?;
    }
    for note in &said.own_notes {
        db.delete::<Note>(note.id)?;
    }
    links::let_go(db, &said.coaching)
}
