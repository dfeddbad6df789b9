//! What the page shows, ready to draw: what is open, person by person, and what was done in the period.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::areas::coaching::data::Load;
use crate::areas::coaching::log::{people, put_off, state, whole};
use crate::domain::ids::{CoachingActionId, CoachingId, PersonId};
use crate::domain::names::initial;
use crate::error::Result;
use crate::i18n::day_beside;
use crate::metrics::coaching::log::{self, Due, Following};
use crate::metrics::coaching::show::joined;
use crate::ui::tokens::Tone;

/// What to load.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ask;

/// Everything the page shows.
#[derive(Clone, Debug)]
pub struct Data {
    /// What is open: each person with the actions below.
    pub(super) open: Vec<Line>,
    /// Of that what is late.
    pub(super) late: Vec<Line>,
    /// What was done in the period, the newest first.
    pub(super) done: Vec<ActionRow>,
    /// How many there are of each.
    pub(super) counts: [usize; 3],
    /// By whom an action may be done; the coach first.
    pub(super) owners: Vec<(Option<PersonId>, String)>,
}

/// A line of the list of what is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// With whom the actions below were agreed.
    Person {
        /// The name.
        name: String,
        /// Its initial.
        initial: String,
        /// How many there are, and how many of them are late.
        note: String,
    },
    /// An action.
    Action(Box<ActionRow>),
}

/// An action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ActionRow {
    /// The action.
    pub id: CoachingActionId,
    /// The coaching it was agreed in.
    pub coaching: CoachingId,
    /// The day of that.
    pub coached_on: NaiveDate,
    /// Who was coached.
    pub person: String,
    /// What.
    pub text: String,
    /// From which coaching it is, and how it was put off; of what is done, what came of it.
    pub note: String,
    /// Who is to do it.
    pub owner: String,
    /// The same as it is stored.
    pub owner_id: Option<PersonId>,
    /// By when, or when it was done.
    pub day: String,
    /// By when, as it is stored.
    pub due: NaiveDate,
    /// How it stands.
    pub state: (Tone, String),
    /// All of it in words.
    pub told: String,
}

/// How many actions of the scope are open.
pub(in crate::areas::coaching) fn count(load: &Load<'_>) -> Result<usize> {
    log::open_count(load.db, load.members, load.today)
}

/// Loads the page.
///
/// # Errors
/// Whatever the database reports.
pub(in crate::areas::coaching) fn load(load: &Load<'_>, _ask: &Ask) -> Result<Data> {
    let found = log::followed(load.db, load.directory, load.members, load.period, load.today)?;
    let is_late = |one: &&Following| matches!(one.due, Due::Late(_));
    Ok(Data {
        open: lines(load, found.open.iter()),
        late: lines(load, found.open.iter().filter(is_late)),
        done: found.done.iter().map(|one| row(load, one)).collect(),
        counts: [found.open.len(), found.late(), found.done.len()],
        owners: people(load, "log-owner-coach"),
    })
}

/// The actions with the person before those of each; they come person by person.
fn lines<'a>(load: &Load<'_>, all: impl Iterator<Item = &'a Following> + Clone) -> Vec<Line> {
    let mut counts: BTreeMap<PersonId, (usize, usize)> = BTreeMap::new();
    for one in all.clone() {
        let (n, late) = counts.entry(one.of.person).or_default();
        *n += 1;
        *late += usize::from(matches!(one.due, Due::Late(_)));
    }
    let mut lines = vec![];
    let mut last = None;
    for one in all {
        if last != Some(one.of.person) {
            last = Some(one.of.person);
            let (n, late) = counts.get(&one.of.person).copied().unwrap_or_default();
            lines.push(person(load, one.of.person, n, late));
        }
        lines.push(Line::Action(Box::new(row(load, one))));
    }
    lines
}

fn person(load: &Load<'_>, person: PersonId, n: usize, late: usize) -> Line {
    let tr = load.tr;
    let name = load.directory.person_name(person).to_owned();
    let open = tr.with("log-n-open", &[("n", whole(n).into())]);
    let late =
        if late == 0 { String::new() } else { tr.with("log-n-late", &[("n", whole(late).into())]) };
    Line::Person { initial: initial(&name), name, note: joined(tr, &[&open, &late]) }
}

fn row(load: &Load<'_>, one: &Following) -> ActionRow {
    let (tr, action) = (load.tr, &one.of.action);
    let short = |day: NaiveDate| day_beside(tr, day, load.today);
    let name = |person: PersonId| load.directory.person_name(person).to_owned();
    let owner = one.owner().map_or_else(|| tr.text("log-owner-coach"), name);
    let person = name(one.of.person);
    let args = [("day", short(one.of.coached_on).into()), ("topic", one.of.topic.clone().into())];
    let from = tr.with("log-action-from", &args);
    let agreed = one.postponed.first().map_or(action.due, |first| first.was);
    let reason = one.postponed.last().map(|last| last.reason.as_str());
    let (day, told) = match action.done_on {
        Some(done) => (short(done), action.result.clone().unwrap_or_default()),
        None => (short(action.due), put_off(tr, agreed, reason, load.today)),
    };
    let state = state(tr, one.due);
    ActionRow {
        id: action.id,
        coaching: action.coaching_id,
        coached_on: one.of.coached_on,
        told: joined(tr, &[&action.text, &person, &owner, &day, &state.1, &told]),
        text: action.text.clone(),
        note: joined(tr, &[&from, &told]),
        owner_id: action.owner_id,
        due: action.due,
        owner,
        person,
        day,
        state,
    }
}
