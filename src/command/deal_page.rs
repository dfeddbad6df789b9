//! Commands of the page of a deal: who takes part, whom we know at the customer's, what could go wrong,
//! what of the evidence is there, which tasks are done, notes, and why a deal went on without evidence.
//!
//! A stage is what reports say: nothing here holds a deal up. Where one left a stage without its evidence,
//! the page asks why, and the answer stays with the deal.
//!
//! Each role is taken by one person: who was asked is asked anew as long as the role is not taken, and
//! makes room for another one by being taken off.

use chrono::NaiveDate;

use crate::command::input::{gone, required, some};
use crate::domain::ids::{
    DealContactId, DealEvidenceId, DealNoteId, DealPartId, DealRiskId, DealWaiverId, OpportunityId,
    PersonId, StageId, StageItemId,
};
use crate::error::{Error, Result};
use crate::store::directory::Directory;
use crate::store::records::{
    DealContact, DealEvidence, DealNote, DealPart, DealRisk, DealRole, DealWaiver, DecisionPart,
    Opportunity, Place, RiskKind, Stage, StageItem, StageItemKind, Stance, Status, Weight,
};
use crate::store::{Db, opportunities, said};

/// Something that is recorded of a deal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    /// The deal.
    pub deal: OpportunityId,
    /// The deal in words, for the journal.
    pub subject: String,
    /// Today.
    pub today: NaiveDate,
    /// What.
    pub what: What,
}

/// What is recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Asks somebody to take part in an open deal.
    AskPart(PartForm),
    /// Who was asked takes part.
    TakePart {
        /// The part.
        id: DealPartId,
        /// Since when; not later than today.
        since: NaiveDate,
    },
    /// Who was asked will not take part.
    DeclinePart {
        /// The part.
        id: DealPartId,
        /// Why; never blank.
        reason: String,
    },
    /// Takes somebody off the deal.
    RemovePart(DealPartId),
    /// Records somebody at the customer's, or how they stand now.
    SetContact(Option<DealContactId>, ContactForm),
    /// Takes somebody at the customer's off the deal.
    RemoveContact(DealContactId),
    /// Records a risk or a fallback, or what it is now.
    SetRisk(Option<DealRiskId>, RiskForm),
    /// A risk is over, or a fallback is not needed any more.
    CloseRisk(DealRiskId),
    /// Evidence is there.
    Tick {
        /// The evidence.
        item: StageItemId,
        /// Since when; not later than today.
        on_day: NaiveDate,
        /// Where it is to be seen; may be blank.
        shown_in: String,
    },
    /// Evidence is not there after all.
    Untick(StageItemId),
    /// A task of a stage is done.
    Finish {
        /// The task.
        item: StageItemId,
        /// When; not later than today.
        on_day: NaiveDate,
        /// Where it is to be seen; may be blank.
        shown_in: String,
    },
    /// A task is not done after all.
    Reopen(StageItemId),
    /// A word on the deal; never blank.
    Note(String),
    /// Takes a word back.
    RemoveNote(DealNoteId),
    /// Why it left a stage without all of its evidence; never blank.
    Waive {
        /// The stage it left.
        stage: StageId,
        /// Why.
        reason: String,
    },
}

/// Who is asked to take part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartForm {
    /// As what.
    pub role: DealRole,
    /// The person, where it is one of the organisation.
    pub person: Option<PersonId>,
    /// Who it is where it is nobody of the organisation.
    pub name: String,
    /// What for; may be blank.
    pub note: String,
}

/// Somebody at the customer's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactForm {
    /// The name; never blank, once in a deal.
    pub name: String,
    /// The post; may be blank.
    pub title: String,
    /// The part in the decision.
    pub part: DecisionPart,
    /// How they stand.
    pub stance: Stance,
    /// When we met them last; not later than today.
    pub met_on: Option<NaiveDate>,
}

/// A risk, or a fallback.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RiskForm {
    /// Which of the two.
    pub kind: RiskKind,
    /// How much it weighs.
    pub weight: Weight,
    /// What; of a fallback when it is taken. Never blank.
    pub name: String,
    /// What is done about it; of a fallback what it is, which is never blank.
    pub action: String,
    /// By when.
    pub due: Option<NaiveDate>,
}

impl Command {
    pub(super) fn head(&self) -> (&'static str, String) {
        let title = match &self.what {
            What::AskPart(_) => "step-deal-part-ask",
            What::TakePart { .. } => "step-deal-part-take",
            What::DeclinePart { .. } => "step-deal-part-decline",
            What::RemovePart(_) => "step-deal-part-remove",
            What::SetContact(..) => "step-deal-contact",
            What::RemoveContact(_) => "step-deal-contact-remove",
            What::SetRisk(..) => "step-deal-risk",
            What::CloseRisk(_) => "step-deal-risk-close",
            What::Tick { .. } => "step-deal-evidence",
            What::Untick(_) => "step-deal-evidence-remove",
            What::Finish { .. } => "step-deal-task",
            What::Reopen(_) => "step-deal-task-remove",
            What::Note(_) => "step-deal-note",
            What::RemoveNote(_) => "step-deal-note-remove",
            What::Waive { .. } => "step-deal-waiver",
        };
        (title, self.subject.clone())
    }
}

/// What the command does, within a step that is being written.
pub(crate) fn apply(db: &mut Db, command: &Command) -> Result<()> {
    let deal = db.get::<Opportunity>(command.deal)?.filter(|deal| !deal.archived);
    let deal = deal.ok_or_else(gone)?;
    let today = command.today;
    match &command.what {
        What::AskPart(form) => ask(db, &deal, form, today),
        What::TakePart { id, since } => take(db, &deal, *id, (*since, today)),
        What::DeclinePart { id, reason } => decline(db, &deal, *id, (reason.as_str(), today)),
        What::RemovePart(id) => {
            let old = part(db, &deal, *id)?;
            db.delete::<DealPart>(old.id)
        }
        What::SetContact(id, form) => set_contact(db, &deal, *id, (form, today)),
        What::RemoveContact(id) => {
            let old = db.get::<DealContact>(*id)?.filter(|old| old.opportunity_id == deal.id);
            db.delete::<DealContact>(old.ok_or_else(gone)?.id)
        }
        What::SetRisk(id, form) => set_risk(db, &deal, *id, (form, today)),
        What::CloseRisk(id) => {
            let old = risk(db, &deal, *id)?;
            let new = DealRisk { closed_on: Some(today), ..old.clone() };
            db.update_from(&old, &new).map(|_| ())
        }
        What::Tick { item, on_day, shown_in } => {
            let what = (*item, StageItemKind::Evidence);
            tick(db, &deal, what, (*on_day, shown_in.as_str()), today)
        }
        What::Untick(item) => untick(db, &deal, (*item, StageItemKind::Evidence)),
        What::Finish { item, on_day, shown_in } => {
            let what = (*item, StageItemKind::Task);
            tick(db, &deal, what, (*on_day, shown_in.as_str()), today)
        }
        What::Reopen(item) => untick(db, &deal, (*item, StageItemKind::Task)),
        What::Note(words) => note(db, &deal, words, today),
        What::RemoveNote(id) => {
            let old = db.get::<DealNote>(*id)?.filter(|old| old.opportunity_id == deal.id);
            db.delete::<DealNote>(old.ok_or_else(gone)?.id)
        }
        What::Waive { stage, reason } => waive(db, &deal, *stage, (reason.as_str(), today)),
    }
}

fn needs_open(deal: &Opportunity) -> Result<()> {
    if deal.status == Status::Open {
        return Ok(());
    }
    Err(Error::new("error-deal-page-closed").arg("name", &deal.name))
}

/// What has happened has a day that is not later than today.
fn past(day: NaiveDate, today: NaiveDate) -> Result<()> {
    if day <= today {
        return Ok(());
    }
    Err(Error::new("error-deal-page-future").arg("day", day).arg("today", today))
}

fn part(db: &Db, deal: &Opportunity, id: DealPartId) -> Result<DealPart> {
    let part = db.get::<DealPart>(id)?.filter(|part| part.opportunity_id == deal.id);
    part.ok_or_else(gone)
}

fn ask(db: &mut Db, deal: &Opportunity, form: &PartForm, today: NaiveDate) -> Result<()> {
    needs_open(deal)?;
    let name = some(&form.name).filter(|_| form.person.is_none());
    if form.person.is_none() && name.is_none() {
        return Err(Error::new("error-deal-part-who"));
    }
    if let Some(person) = form.person {
        let directory = Directory::load(db)?;
        if directory.has_left(person, today) {
            let name = directory.person_name(person).to_owned();
            return Err(Error::new("error-deal-part-left").arg("name", name));
        }
    }
    let old = said::of_deal(db, deal.id)?.parts.into_iter().find(|part| part.role == form.role);
    if old.as_ref().is_some_and(|old| old.since.is_some()) {
        return Err(Error::new("error-deal-part-taken"));
    }
    let new = DealPart {
        id: match &old {
            Some(old) => old.id,
            None => DealPartId(db.allocate()?),
        },
        opportunity_id: deal.id,
        role: form.role,
        person_id: form.person,
        name: name.unwrap_or_default(),
        since: None,
        declined_on: None,
        note: some(&form.note),
        asked_on: today,
        by_name: super::author(db)?,
    };
    match old {
        Some(old) => db.update_from(&old, &new).map(|_| ()),
        None => db.insert(&new),
    }
}

fn take(
    db: &mut Db,
    deal: &Opportunity,
    id: DealPartId,
    (since, today): (NaiveDate, NaiveDate),
) -> Result<()> {
    past(since, today)?;
    let old = part(db, deal, id)?;
    if old.since.is_some() {
        return Err(Error::new("error-deal-part-taken"));
    }
    let new = DealPart { since: Some(since), declined_on: None, ..old.clone() };
    db.update_from(&old, &new).map(|_| ())
}

fn decline(
    db: &mut Db,
    deal: &Opportunity,
    id: DealPartId,
    (reason, today): (&str, NaiveDate),
) -> Result<()> {
    let reason = required(reason, "error-deal-part-reason")?;
    let old = part(db, deal, id)?;
    if old.since.is_some() {
        return Err(Error::new("error-deal-part-taken"));
    }
    let new = DealPart { declined_on: Some(today), note: Some(reason), ..old.clone() };
    db.update_from(&old, &new).map(|_| ())
}

fn set_contact(
    db: &mut Db,
    deal: &Opportunity,
    id: Option<DealContactId>,
    (form, today): (&ContactForm, NaiveDate),
) -> Result<()> {
    let name = required(&form.name, "error-deal-contact-name")?;
    if let Some(day) = form.met_on {
        past(day, today)?;
        if form.stance == Stance::Unmet {
            return Err(Error::new("error-deal-contact-unmet").arg("day", day));
        }
    }
    let all = said::of_deal(db, deal.id)?.contacts;
    if all.iter().any(|other| other.name == name && Some(other.id) != id) {
        return Err(Error::new("error-deal-contact-twice").arg("name", name));
    }
    let old = match id {
        Some(id) => Some(all.into_iter().find(|old| old.id == id).ok_or_else(gone)?),
        None => None,
    };
    let new = DealContact {
        id: match id {
            Some(id) => id,
            None => DealContactId(db.allocate()?),
        },
        opportunity_id: deal.id,
        name,
        title: some(&form.title),
        part: form.part,
        stance: form.stance,
        met_on: form.met_on,
        by_name: super::author(db)?,
    };
    match old {
        Some(old) => db.update_from(&old, &new).map(|_| ()),
        None => db.insert(&new),
    }
}

fn risk(db: &Db, deal: &Opportunity, id: DealRiskId) -> Result<DealRisk> {
    let risk = db.get::<DealRisk>(id)?.filter(|risk| risk.opportunity_id == deal.id);
    let risk = risk.ok_or_else(gone)?;
    match risk.closed_on {
        Some(day) => Err(Error::new("error-deal-risk-closed").arg("day", day)),
        None => Ok(risk),
    }
}

fn set_risk(
    db: &mut Db,
    deal: &Opportunity,
    id: Option<DealRiskId>,
    (form, today): (&RiskForm, NaiveDate),
) -> Result<()> {
    let name = required(&form.name, "error-deal-risk-name")?;
    let action = some(&form.action);
    if form.kind == RiskKind::Fallback && action.is_none() {
        return Err(Error::new("error-deal-fallback-action"));
    }
    let old = match id {
        Some(id) => Some(risk(db, deal, id)?),
        None => {
            needs_open(deal)?;
            None
        }
    };
    let new = DealRisk {
        id: match id {
            Some(id) => id,
            None => DealRiskId(db.allocate()?),
        },
        opportunity_id: deal.id,
        kind: form.kind,
        weight: form.weight,
        name,
        action,
        due: form.due,
        closed_on: None,
        said_on: old.as_ref().map_or(today, |old| old.said_on),
        by_name: super::author(db)?,
    };
    match old {
        Some(old) => db.update_from(&old, &new).map(|_| ()),
        None => db.insert(&new),
    }
}

/// What a stage asks for, where it is of a kind.
fn asked(db: &Db, (item, kind): (StageItemId, StageItemKind)) -> Result<StageItem> {
    db.get::<StageItem>(item)?.filter(|item| item.kind == kind).ok_or_else(gone)
}

/// What is said of something that a stage asks for.
fn ticked(db: &Db, deal: &Opportunity, item: StageItemId) -> Result<Option<DealEvidence>> {
    Ok(said::of_deal(db, deal.id)?.evidence.into_iter().find(|there| there.item_id == item))
}

/// Evidence is there, or a task is done.
fn tick(
    db: &mut Db,
    deal: &Opportunity,
    (item, kind): (StageItemId, StageItemKind),
    (on_day, shown_in): (NaiveDate, &str),
    today: NaiveDate,
) -> Result<()> {
    past(on_day, today)?;
    let stage = asked(db, (item, kind))?.stage_id;
    own_stage(db, deal, stage)?;
    if kind == StageItemKind::Task
        && let Some(left) = left_before(db, deal, stage)?.filter(|left| on_day <= *left)
    {
        return Err(Error::new("error-deal-task-before").arg("day", on_day).arg("left", left));
    }
    let old = ticked(db, deal, item)?;
    let new = DealEvidence {
        id: match &old {
            Some(old) => old.id,
            None => DealEvidenceId(db.allocate()?),
        },
        opportunity_id: deal.id,
        item_id: item,
        on_day,
        shown_in: some(shown_in),
        by_name: super::author(db)?,
    };
    match old {
        Some(old) => db.update_from(&old, &new).map(|_| ()),
        None => db.insert(&new),
    }
}

/// The day on which a deal left a stage that it came to again; its tasks begin again behind that day.
fn left_before(db: &Db, deal: &Opportunity, stage: StageId) -> Result<Option<NaiveDate>> {
    let mut moves = opportunities::moves_of(db, deal.id)?;
    moves.sort_by_key(|step| (step.on_day, step.id));
    let here = Place::Stage(stage);
    let (mut at, mut left, mut before) = (None, None, None);
    for step in &moves {
        let Some(next) = step.place_after.filter(|next| at != Some(*next)) else { continue };
        if at == Some(here) {
            left = Some(step.on_day);
        }
        if next == here {
            before = left;
        }
        at = Some(next);
    }
    Ok(before)
}

fn untick(
    db: &mut Db,
    deal: &Opportunity,
    (item, kind): (StageItemId, StageItemKind),
) -> Result<()> {
    asked(db, (item, kind))?;
    let old = ticked(db, deal, item)?.ok_or_else(gone)?;
    db.delete::<DealEvidence>(old.id)
}

/// A stage of the model that the deal began under.
fn own_stage(db: &Db, deal: &Opportunity, stage: StageId) -> Result<()> {
    let own = db.get::<Stage>(stage)?.is_some_and(|stage| stage.model_id == deal.model_id);
    if own { Ok(()) } else { Err(Error::new("error-deal-page-stage").arg("name", &deal.name)) }
}

fn note(db: &mut Db, deal: &Opportunity, words: &str, today: NaiveDate) -> Result<()> {
    let words = required(words, "error-deal-note-blank")?;
    let (id, by_name) = (DealNoteId(db.allocate()?), super::author(db)?);
    db.insert(&DealNote { id, opportunity_id: deal.id, on_day: today, words, by_name })
}

fn waive(
    db: &mut Db,
    deal: &Opportunity,
    stage: StageId,
    (reason, today): (&str, NaiveDate),
) -> Result<()> {
    let reason = required(reason, "error-deal-waiver-reason")?;
    own_stage(db, deal, stage)?;
    let old = said::of_deal(db, deal.id)?.waivers.into_iter().find(|old| old.stage_id == stage);
    let new = DealWaiver {
        id: match &old {
            Some(old) => old.id,
            None => DealWaiverId(db.allocate()?),
        },
        opportunity_id: deal.id,
        stage_id: stage,
        on_day: today,
        reason,
        by_name: super::author(db)?,
    };
    match old {
        Some(old) => db.update_from(&old, &new).map(|_| ()),
        None => db.insert(&new),
    }
}
