//! What the page shows, ready to draw: the list, the record that is chosen, the events, and what a talk is
//! prepared with.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::card::{Card, card};
use super::events::{EventRow, events};
use super::prepared::{Prep, prep};
use crate::areas::coaching::data::Load;
use crate::domain::ids::{AccountId, CoachingId, PersonId};
use crate::domain::names::{self, initial, sort_key};
use crate::error::Result;
use crate::i18n::{Tr, day_beside};
use crate::metrics::coaching::log::{self, Entry};
use crate::metrics::coaching::{prepare, show};
use crate::store::coaching::named;
use crate::store::records::{CoachingKind, CoachingState};
use crate::ui::tokens::Tone;

/// What to load.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ask {
    /// The coaching that is chosen; without it the newest of the period that was held and lacks nothing.
    pub(super) chosen: Option<CoachingId>,
    /// For whom a talk is prepared.
    pub(super) prepare: Option<PersonId>,
}

/// Everything the page shows.
#[derive(Clone, Debug)]
pub struct Data {
    /// The coachings of the period, the newest first; after them those to come, the soonest first.
    pub(super) rows: Arc<Vec<Row>>,
    /// Where each of them stands.
    pub(super) places: BTreeMap<CoachingId, usize>,
    /// The kinds that there are, each with its name and how many; all of them first.
    pub(super) chips: Vec<(Option<CoachingKind>, String)>,
    /// The record that is chosen.
    pub(super) card: Option<Box<Card>>,
    /// What a talk is prepared with.
    pub(super) prep: Option<Box<Prep>>,
    /// The events of the period.
    pub(super) events: Vec<EventRow>,
    /// How many of them nobody was coached for; empty for none.
    pub(super) unprepared: String,
    /// Who can be coached.
    pub(super) people: Vec<(Option<PersonId>, String)>,
    /// Who can coach; who writes it down first.
    pub(super) coaches: Vec<(Option<PersonId>, String)>,
    /// By whom an action may be done; the coach first.
    pub(super) owners: Vec<(Option<PersonId>, String)>,
}

/// A coaching in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// The coaching.
    pub id: CoachingId,
    /// Who was coached.
    pub person: PersonId,
    /// The name.
    pub name: String,
    /// Its initial.
    pub initial: String,
    /// The day.
    pub day: String,
    /// Why, with which customer, what about.
    pub about: String,
    /// How it stands.
    pub state: State,
    /// Whether it took place.
    pub held: bool,
    /// Whether it took place and nothing is missing.
    pub complete: bool,
    /// All of it in words, in which a query looks.
    pub told: String,
    /// Why.
    pub kind: CoachingKind,
    /// The day and the topic, by which one that was just put down is found.
    pub key: (NaiveDate, String),
}

impl Row {
    /// Whether it is of a kind, and a query finds it; an empty one finds all and spells nothing.
    pub fn is_found(&self, query: &str, kind: Option<CoachingKind>) -> bool {
        kind.is_none_or(|kind| kind == self.kind)
            && (query.is_empty() || names::matches(query, &self.told))
    }
}

/// How it stands with a coaching of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// A sign with a word.
    Badge(Tone, String),
    /// A quiet word.
    Quiet(String),
    /// Everything that was agreed is done.
    Done,
}

/// A count of things as words take it.
pub(in crate::areas::coaching) fn whole(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// How many coachings of the scope there are in the period.
pub(in crate::areas::coaching) fn count(load: &Load<'_>) -> Result<usize> {
    log::count(load.db, load.members, load.period, load.today)
}

/// Loads the page.
///
/// # Errors
/// Whatever the database reports.
pub(in crate::areas::coaching) fn load(load: &Load<'_>, ask: &Ask) -> Result<Data> {
    let entries = log::entries(load.db, load.members, load.period, load.today)?;
    let accounts = named::accounts(load.db, (load.period.first_day(), load.period.last_day()))?;
    let rows = entries.iter().map(|entry| row(load, &accounts, entry));
    let (mut ahead, mut rows): (Vec<Row>, Vec<Row>) = rows.partition(|row| row.key.0 > load.today);
    ahead.reverse();
    rows.append(&mut ahead);
    // One that was removed, or is not of this scope, leaves its place to the one that is usually shown.
    let asked = ask.chosen.map(|id| card(load, id)).transpose()?.flatten();
    let card = match (asked, usual(&rows)) {
        (Some(card), _) => Some(card),
        (None, Some(row)) => card(load, row.id)?,
        (None, None) => None,
    };
    // What is planned shows what it is prepared with.
    let planned = card.as_ref().and_then(|card| card.prepares);
    let prep = match ask.prepare.or(planned) {
        Some(person) => {
            let found = prepare::prepared(load.db, load.directory, person, load.today)?;
            Some(Box::new(prep(load, &found)?))
        }
        None => None,
    };
    let events = events(load)?;
    let unprepared = events.iter().filter(|event| event.unprepared).count();
    let people = people(load, "log-choose-person");
    let others = |nobody: &str| {
        let mut others = people.clone();
        if let Some((_, name)) = others.first_mut() {
            *name = load.tr.text(nobody);
        }
        others
    };
    Ok(Data {
        chips: chips(&rows, load.tr),
        places: rows.iter().enumerate().map(|(at, row)| (row.id, at)).collect(),
        rows: Arc::new(rows),
        card: card.map(Box::new),
        prep,
        unprepared: if unprepared == 0 { String::new() } else { unprepared.to_string() },
        events,
        coaches: others("log-coach-self"),
        owners: others("log-owner-coach"),
        people,
    })
}

/// The record that is shown until one is chosen: the newest that lacks nothing, else the newest that was held,
/// else the first there is.
fn usual(rows: &[Row]) -> Option<&Row> {
    let complete = || rows.iter().find(|row| row.complete);
    complete().or_else(|| rows.iter().find(|row| row.held)).or_else(|| rows.first())
}

fn row(load: &Load<'_>, accounts: &BTreeMap<AccountId, String>, entry: &Entry) -> Row {
    let (tr, coaching) = (load.tr, &entry.coaching);
    let name = load.directory.person_name(coaching.person_id).to_owned();
    let account = coaching.account_id.and_then(|id| accounts.get(&id));
    let account = account.map_or("", String::as_str);
    let kind = show::kind(tr, coaching.kind);
    let about = show::joined(tr, &[&kind, account, &coaching.topic]);
    let day = day_beside(tr, coaching.on_day, load.today);
    let state = state(entry, tr);
    let said = match &state {
        State::Badge(_, said) | State::Quiet(said) => said.clone(),
        State::Done => tr.text("log-all-done"),
    };
    Row {
        id: coaching.id,
        person: coaching.person_id,
        initial: initial(&name),
        told: show::joined(tr, &[&name, &day, &about, &said]),
        name,
        day,
        about,
        state,
        held: coaching.state == CoachingState::Held,
        complete: coaching.state == CoachingState::Held && coaching.complete,
        kind: coaching.kind,
        key: (coaching.on_day, coaching.topic.clone()),
    }
}

/// How it stands with a coaching: what presses before what is open, and what is missing before what is done.
fn state(entry: &Entry, tr: &Tr) -> State {
    let open = entry.actions.all - entry.actions.done;
    if entry.pressing > 0 {
        let n = whole(entry.pressing);
        return State::Badge(Tone::Warn, tr.with("log-n-due", &[("n", n.into())]));
    }
    if entry.coaching.state == CoachingState::Planned {
        return State::Badge(Tone::Outline, tr.text("log-planned"));
    }
    if open > 0 {
        return State::Quiet(tr.with("log-n-open", &[("n", open.into())]));
    }
    if !entry.coaching.complete {
        return State::Quiet(tr.text("log-incomplete"));
    }
    State::Done
}

/// The kinds that there are, each with how many; all of them first.
fn chips(rows: &[Row], tr: &Tr) -> Vec<(Option<CoachingKind>, String)> {
    let kinds = [
        CoachingKind::Visit,
        CoachingKind::OneToOne,
        CoachingKind::NewHire,
        CoachingKind::LowPerformer,
        CoachingKind::Event,
    ];
    let mut chips = vec![(None, format!("{} {}", tr.text("log-all"), rows.len()))];
    for kind in kinds {
        let n = rows.iter().filter(|row| row.kind == kind).count();
        if n > 0 {
            chips.push((Some(kind), format!("{} {n}", show::kind(tr, kind))));
        }
    }
    chips
}

/// Those who are here today, by name; before them what nobody of them stands for.
pub(in crate::areas::coaching) fn people(
    load: &Load<'_>,
    nobody: &str,
) -> Vec<(Option<PersonId>, String)> {
    let here = load.directory.here_on(load.today).into_iter();
    let mut list: Vec<(String, Option<PersonId>, String)> = here
        .map(|person| {
            let number = person.number.as_deref().unwrap_or_default();
            let name = format!("{} {number}", person.name).trim().to_owned();
            (sort_key(&person.name), Some(person.id), name)
        })
        .collect();
    list.sort();
    let mut people = vec![(None, load.tr.text(nobody))];
    people.extend(list.into_iter().map(|(_, person, name)| (person, name)));
    people
}
