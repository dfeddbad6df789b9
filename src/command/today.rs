//! What becomes of notices, by which rules something is one, and notes.
//!
//! A notice is put off or ticked off by its key, which says what it was; that it still is one is not asked,
//! since the next import may have settled it a moment ago.

use chrono::NaiveDate;

use crate::command::author;
use crate::command::input::{gone, known};
use crate::domain::ids::{NoteId, NoticeMarkId, NoticeRuleId};
use crate::error::{Error, Result};
use crate::metrics::notices::key::covers;
use crate::metrics::notices::{NoticeKind, Threshold};
use crate::store::Db;
pub use crate::store::notes::About;
use crate::store::records::{Account, Note, NoticeMark, NoticeRule, Opportunity, Person};

/// The longest note, in characters.
pub const NOTE_MAX: usize = 1_000;

/// A note as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NoteForm {
    /// What it is on; needed.
    pub about: Option<About>,
    /// The words; never blank.
    pub words: String,
    /// By when it is to be done, not before today; `None` for one that only says something.
    pub due: Option<NaiveDate>,
}

/// A command of the page of today; `name` is what it is about, for the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Puts a notice off until a day to come.
    Snooze {
        /// Its key.
        key: String,
        /// What it is about.
        name: String,
        /// The day on which it comes back.
        until: NaiveDate,
        /// Today.
        today: NaiveDate,
    },
    /// Ticks a notice off.
    Done {
        /// Its key.
        key: String,
        /// What it is about.
        name: String,
        /// Today.
        today: NaiveDate,
    },
    /// Brings a notice back that was put off or ticked off, for all whom that was said of.
    Wake {
        /// Its key.
        key: String,
        /// What it is about.
        name: String,
    },
    /// Switches a rule and sets its number of days.
    SetRule {
        /// Which.
        kind: NoticeKind,
        /// Whether it is switched on.
        active: bool,
        /// Its number of days; `None` for the usual one.
        threshold: Option<i64>,
        /// Its name.
        name: String,
    },
    /// Writes a note.
    Write {
        /// The note.
        form: NoteForm,
        /// What it is about.
        name: String,
        /// Today.
        today: NaiveDate,
    },
    /// Writes a note otherwise.
    Rewrite {
        /// Which.
        id: NoteId,
        /// The note as it is to be.
        form: NoteForm,
        /// What it is about.
        name: String,
        /// Today.
        today: NaiveDate,
    },
    /// Ticks a note that has a day, or takes the tick away.
    Tick {
        /// Which.
        id: NoteId,
        /// Whether it is done.
        done: bool,
        /// What it is about.
        name: String,
        /// Today.
        today: NaiveDate,
    },
    /// Removes a note.
    Remove {
        /// Which.
        id: NoteId,
        /// What it is about.
        name: String,
    },
}

impl Command {
    pub(super) fn head(&self) -> (&'static str, String) {
        let (title, name) = match self {
            Self::Snooze { name, .. } => ("step-notice-snooze", name),
            Self::Done { name, .. } => ("step-notice-done", name),
            Self::Wake { name, .. } => ("step-notice-wake", name),
            Self::SetRule { name, .. } => ("step-notice-rule", name),
            Self::Write { name, .. } => ("step-note-write", name),
            Self::Rewrite { name, .. } => ("step-note-rewrite", name),
            Self::Tick { done: true, name, .. } => ("step-note-done", name),
            Self::Tick { done: false, name, .. } => ("step-note-undone", name),
            Self::Remove { name, .. } => ("step-note-remove", name),
        };
        (title, name.clone())
    }
}

pub(super) fn apply(db: &mut Db, command: &Command) -> Result<()> {
    match command {
        Command::Snooze { key, until, today, .. } => {
            if until <= today {
                return Err(Error::new("error-notice-until").arg("day", until));
            }
            mark(db, key, Some(*until), *today)
        }
        Command::Done { key, today, .. } => mark(db, key, None, *today),
        Command::Wake { key, .. } => {
            let mut said = db.all::<NoticeMark>()?;
            said.retain(|mark| covers(&mark.key, key));
            if said.is_empty() {
                return Err(gone());
            }
            said.into_iter().try_for_each(|mark| db.delete::<NoticeMark>(mark.id))
        }
        Command::SetRule { kind, active, threshold, .. } => {
            set_rule(db, *kind, *active, *threshold)
        }
        Command::Write { form, today, .. } => {
            let form = checked(db, form, None, *today)?;
            let id = NoteId(db.allocate()?);
            let by_name = author(db)?;
            let note = Note { id, done_on: None, on_day: *today, by_name, ..form };
            db.insert(&note)
        }
        Command::Rewrite { id, form, today, .. } => {
            let old = known::<Note>(db, *id)?;
            let form = checked(db, form, old.due, *today)?;
            let new = Note {
                id: old.id,
                // Without a day there is nothing to tick.
                done_on: old.done_on.filter(|_| form.due.is_some()),
                on_day: old.on_day,
                by_name: old.by_name.clone(),
                ..form
            };
            db.update_from(&old, &new).map(|_| ())
        }
        Command::Tick { id, done, today, .. } => {
            let old = known::<Note>(db, *id)?;
            if old.due.is_none() {
                return Err(Error::new("error-note-without-day"));
            }
            let new = Note { done_on: done.then_some(*today), ..old.clone() };
            db.update_from(&old, &new).map(|_| ())
        }
        Command::Remove { id, .. } => {
            let old = known::<Note>(db, *id)?;
            db.delete::<Note>(old.id)
        }
    }
}

/// What was said of a notice.
fn marked(db: &Db, key: &str) -> Result<Option<NoticeMark>> {
    Ok(db.all::<NoticeMark>()?.into_iter().find(|mark| mark.key == key))
}

/// Keeps what is said of a notice, over what was said before.
fn mark(db: &mut Db, key: &str, until: Option<NaiveDate>, today: NaiveDate) -> Result<()> {
    if NoticeKind::of_key(key).is_none() {
        return Err(Error::new("error-notice-unknown"));
    }
    let by_name = author(db)?;
    let key = key.to_owned();
    match marked(db, &key)? {
        Some(old) => {
            let new = NoticeMark { id: old.id, key, until, on_day: today, by_name };
            db.update_from(&old, &new).map(|_| ())
        }
        None => {
            let id = NoticeMarkId(db.allocate()?);
            db.insert(&NoticeMark { id, key, until, on_day: today, by_name })
        }
    }
}

/// Keeps a rule where it is another than the usual one, and forgets it where it is not.
fn set_rule(db: &mut Db, kind: NoticeKind, active: bool, threshold: Option<i64>) -> Result<()> {
    let usual = kind.threshold();
    if let Some(days) = threshold {
        let Some(Threshold { least, most, .. }) = usual else {
            return Err(Error::new("error-notice-no-days"));
        };
        if !(least..=most).contains(&days) {
            return Err(Error::new("error-notice-days").arg("least", least).arg("most", most));
        }
    }
    let threshold = threshold.filter(|days| usual.is_none_or(|usual| usual.usual != *days));
    let old = db.all::<NoticeRule>()?.into_iter().find(|rule| rule.kind == kind.word());
    match old {
        Some(old) if active && threshold.is_none() => db.delete::<NoticeRule>(old.id),
        Some(old) => {
            db.update_from(&old, &NoticeRule { active, threshold, ..old.clone() }).map(|_| ())
        }
        None if active && threshold.is_none() => Ok(()),
        None => {
            let id = NoticeRuleId(db.allocate()?);
            db.insert(&NoticeRule { id, kind: kind.word().to_owned(), active, threshold })
        }
    }
}

/// A note as it is to be kept, without its key. `was` is the day it had, which may stay though it is over.
fn checked(db: &Db, form: &NoteForm, was: Option<NaiveDate>, today: NaiveDate) -> Result<Note> {
    let words = form.words.trim();
    if words.is_empty() {
        return Err(Error::new("error-note-blank"));
    }
    if words.chars().count() > NOTE_MAX {
        return Err(Error::new("error-note-long").arg("max", NOTE_MAX));
    }
    let about = form.about.ok_or_else(|| Error::new("error-note-nobody"))?;
    if let Some(day) = form.due.filter(|day| *day < today && Some(*day) != was) {
        return Err(Error::new("error-note-due").arg("day", day));
    }
    let there = match about {
        About::Person(id) => db.get::<Person>(id)?.is_some(),
        About::Deal(id) => db.get::<Opportunity>(id)?.is_some(),
        About::Account(id) => db.get::<Account>(id)?.is_some(),
    };
    if !there {
        return Err(gone());
    }
    let mut note = Note {
        id: NoteId(0),
        person_id: None,
        opportunity_id: None,
        account_id: None,
        words: words.to_owned(),
        due: form.due,
        done_on: None,
        on_day: today,
        by_name: String::new(),
    };
    match about {
        About::Person(id) => note.person_id = Some(id),
        About::Deal(id) => note.opportunity_id = Some(id),
        About::Account(id) => note.account_id = Some(id),
    }
    Ok(note)
}
