//! Events before, during and after which somebody is coached.

use chrono::NaiveDate;

use super::{about, here};
use crate::command::author;
use crate::command::input::{known, required, some};
use crate::domain::ids::{AccountId, MajorEventId, OpportunityId, PersonId};
use crate::error::{Error, Result};
use crate::store::Db;
use crate::store::coaching::log;
use crate::store::directory::Directory;
use crate::store::records::MajorEvent;

/// An event as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventForm {
    /// What; never blank.
    pub name: String,
    /// The day; needed.
    pub on_day: Option<NaiveDate>,
    /// Who of us it is with.
    pub person: PersonId,
    /// The customer.
    pub account: Option<AccountId>,
    /// The deal.
    pub deal: Option<OpportunityId>,
    /// A word on it; may be blank.
    pub note: String,
}

/// A command on events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Adds one.
    Add(EventForm),
    /// Changes one.
    Edit(MajorEventId, EventForm),
    /// Removes one to which there is no note.
    Remove(MajorEventId),
}

impl Event {
    pub(super) const fn title(&self) -> &'static str {
        match self {
            Self::Add(_) => "step-major-event-add",
            Self::Edit(..) => "step-major-event-edit",
            Self::Remove(_) => "step-major-event-remove",
        }
    }
}

pub(super) fn apply(db: &mut Db, event: &Event, _today: NaiveDate) -> Result<()> {
    match event {
        Event::Add(form) => {
            let id = MajorEventId(db.allocate()?);
            let by_name = author(db)?;
            let new = filled(db, id, form, by_name)?;
            db.insert(&new)
        }
        Event::Edit(id, form) => {
            let old = known::<MajorEvent>(db, *id)?;
            let new = filled(db, *id, form, old.by_name.clone())?;
            db.update_from(&old, &new).map(|_| ())
        }
        Event::Remove(id) => {
            known::<MajorEvent>(db, *id)?;
            let notes = log::of_event(db, *id)?.len();
            if notes > 0 {
                return Err(Error::new("error-major-event-noted").arg("n", notes));
            }
            db.delete::<MajorEvent>(*id)
        }
    }
}

fn filled(db: &Db, id: MajorEventId, form: &EventForm, by_name: String) -> Result<MajorEvent> {
    let name = required(&form.name, "error-major-event-name")?;
    let on_day = form.on_day.ok_or_else(|| Error::new("error-coaching-day"))?;
    here(&Directory::load(db)?, form.person, on_day)?;
    Ok(MajorEvent {
        id,
        name,
        on_day,
        person_id: form.person,
        account_id: about(db, form.account, form.deal)?,
        opportunity_id: form.deal,
        note: some(&form.note),
        by_name,
    })
}
