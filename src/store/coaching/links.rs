//! What of coaching names a deal, for when the deal goes.
//!
//! A deal of which a coaching, a case or a plan speaks stays when the import that made it is taken back. If
//! the person chooses that it goes all the same, what was said in coaching stays and names no deal any more.

use crate::domain::ids::OpportunityId;
use crate::error::Result;
use crate::store::Record as _;
use crate::store::db::Db;
use crate::store::records::{
    Coaching, ImprovementEvidence, MajorEvent, Observation, PlayAdoption, SalesCase,
};

const SHEETS: &str = "SELECT id, template_id, person_id, coaching_id, activity_id, account_id, opportunity_id, on_day, observer_id, second_id, second_name, kept, focus_id, agreed, practice, next_on, next_account_id, next_what, complete, by_name FROM observation WHERE opportunity_id = $1 ORDER BY on_day, id";
const CASES: &str = "SELECT id, title, result, opportunity_id, account_id, person_id, presenter_id, starts, ends, stage_id, suits, suits_not, takeaways, tags, written_on, published_on, by_name FROM sales_case WHERE opportunity_id = $1 ORDER BY id";
const ADOPTIONS: &str = "SELECT id, play_id, person_id, opportunity_id, on_day, result, result_on, said, by_name FROM play_adoption WHERE opportunity_id = $1 ORDER BY on_day, id";
const EVIDENCE: &str = "SELECT id, objective_id, on_day, text, shown_in, source, source_id, by_name FROM improvement_evidence WHERE source_id = $1 AND source = 'opportunity' ORDER BY id";

/// Everything of coaching that names one deal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// Events.
    pub events: Vec<MajorEvent>,
    /// Coachings, in the order of days.
    pub coachings: Vec<Coaching>,
    /// Sheets of visits, in the order of days.
    pub sheets: Vec<Observation>,
    /// Cases made of it.
    pub cases: Vec<SalesCase>,
    /// Plays used on it, in the order of days.
    pub adoptions: Vec<PlayAdoption>,
    /// What it shows in plans.
    pub evidence: Vec<ImprovementEvidence>,
}

impl Named {
    /// The keys of all of it.
    pub fn keys(&self) -> impl Iterator<Item = i64> {
        let events = self.events.iter().map(|named| named.id.0);
        let coachings = self.coachings.iter().map(|named| named.id.0);
        let sheets = self.sheets.iter().map(|named| named.id.0);
        let cases = self.cases.iter().map(|named| named.id.0);
        let adoptions = self.adoptions.iter().map(|named| named.id.0);
        let evidence = self.evidence.iter().map(|named| named.id.0);
        events.chain(coachings).chain(sheets).chain(cases).chain(adoptions).chain(evidence)
    }
}

/// Reads what names a deal.
///
/// # Errors
/// Whatever the database reports.
pub fn of_deal(db: &Db, deal: OpportunityId) -> Result<Named> {
    let key = [deal.into()];
    Ok(Named {
        events: super::log::events_of_deal(db, deal)?,
        coachings: super::log::of_deal(db, deal)?,
        sheets: db.rows(SHEETS, &key, Observation::from_row)?,
        cases: db.rows(CASES, &key, SalesCase::from_row)?,
        adoptions: db.rows(ADOPTIONS, &key, PlayAdoption::from_row)?,
        evidence: db.rows(EVIDENCE, &key, ImprovementEvidence::from_row)?,
    })
}

/// Lets all of it name no deal any more, with a deal that goes; its customer stays named.
///
/// # Errors
/// Whatever the database reports.
pub fn let_go(db: &mut Db, named: &Named) -> Result<()> {
    for old in &named.events {
        db.update_from(old, &MajorEvent { opportunity_id: None, ..old.clone() })?;
    }
    for old in &named.coachings {
        db.update_from(old, &Coaching { opportunity_id: None, ..old.clone() })?;
    }
    for old in &named.sheets {
        db.update_from(old, &Observation { opportunity_id: None, ..old.clone() })?;
    }
    for old in &named.cases {
        db.update_from(old, &SalesCase { opportunity_id: None, ..old.clone() })?;
    }
    for old in &named.adoptions {
        db.update_from(old, &PlayAdoption { opportunity_id: None, ..old.clone() })?;
    }
    for old in &named.evidence {
        db.update_from(old, &ImprovementEvidence { source: None, source_id: None, ..old.clone() })?;
    }
    Ok(())
}
