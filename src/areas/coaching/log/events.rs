//! The events of the period with the notes before, during and after, as text.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::areas::coaching::data::Load;
use crate::command::coaching::events::EventForm;
use crate::domain::ids::{AccountId, CoachingId, MajorEventId, PersonId};
use crate::error::Result;
use crate::i18n::day_beside;
use crate::metrics::coaching::log::{EventLine, event_days, events as of_scope};
use crate::metrics::coaching::show::{self, joined};
use crate::store::coaching::named;
use crate::store::records::{CoachingState, EventPhase};

/// The phases in their order.
const PHASES: [EventPhase; 3] = [EventPhase::Before, EventPhase::During, EventPhase::After];

/// A note to an event, or the room for one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PhaseCell {
    /// When about the event.
    pub phase: EventPhase,
    /// The same in words.
    pub name: String,
    /// The note; `None` where there is none.
    pub note: Option<CoachingId>,
    /// When it was made or is planned, and what it says; empty where there is none.
    pub said: String,
}

/// An event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct EventRow {
    /// The event.
    pub id: MajorEventId,
    /// Its name.
    pub name: String,
    /// With whom it is.
    pub person: PersonId,
    /// Its day.
    pub on_day: NaiveDate,
    /// The day, with whom, at which customer's.
    pub about: String,
    /// The notes.
    pub phases: Vec<PhaseCell>,
    /// Whether nobody was coached before it.
    pub unprepared: bool,
    /// What is stored, to be changed.
    pub form: EventForm,
}

/// The events of the period, those that nobody was coached for first.
pub(super) fn events(load: &Load<'_>) -> Result<Vec<EventRow>> {
    let found = of_scope(load.db, load.members, load.period, load.today)?;
    let accounts = named::event_accounts(load.db, event_days(load.period, load.today))?;
    let mut rows: Vec<EventRow> = found.iter().map(|line| row(load, &accounts, line)).collect();
    rows.sort_by_key(|row| (!row.unprepared, row.on_day, row.id));
    Ok(rows)
}

fn row(load: &Load<'_>, accounts: &BTreeMap<AccountId, String>, line: &EventLine) -> EventRow {
    let (tr, event) = (load.tr, &line.event);
    let account = event.account_id.and_then(|id| accounts.get(&id));
    let account = account.map_or("", String::as_str);
    let person = load.directory.person_name(event.person_id);
    let day = day_beside(tr, event.on_day, load.today);
    let note = event.note.clone().unwrap_or_default();
    let phases = PHASES.map(|phase| {
        let note = line.note(phase);
        let said = note.map(|note| {
            let day = day_beside(tr, note.on_day, load.today);
            let planned = note.state == CoachingState::Planned;
            let planned = if planned { tr.text("log-planned") } else { String::new() };
            let words = note.reality.as_deref().unwrap_or(&note.topic);
            joined(tr, &[&day, &planned, words])
        });
        PhaseCell {
            phase,
            name: show::phase(tr, phase),
            note: note.map(|note| note.id),
            said: said.unwrap_or_default(),
        }
    });
    EventRow {
        id: event.id,
        name: event.name.clone(),
        person: event.person_id,
        on_day: event.on_day,
        about: joined(tr, &[&day, person, account, &note]),
        phases: phases.to_vec(),
        unprepared: line.unprepared(),
        form: EventForm {
            name: event.name.clone(),
            on_day: Some(event.on_day),
            person: event.person_id,
            account: event.account_id,
            deal: event.opportunity_id,
            note,
        },
    }
}
