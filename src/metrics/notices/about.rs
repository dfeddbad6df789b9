//! What a note can be on, by name; and the notes as they stand on a day.

use chrono::NaiveDate;

use crate::domain::ids::{AccountId, OpportunityId};
use crate::error::Result;
use crate::i18n::{Tr, day_beside};
use crate::metrics::notices::say::Names;
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::notes::About;
use crate::store::records::Note;

const OPEN_DEALS: &str = "SELECT o.id, o.name, a.name FROM opportunity o LEFT JOIN account a ON a.id = o.account_id WHERE o.status = 'open' AND o.archived = 0 ORDER BY o.id DESC LIMIT 5000";
const ACCOUNTS: &str =
    "SELECT id, name FROM account WHERE archived = 0 ORDER BY id DESC LIMIT 5000";

/// One thing that a note can be on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What.
    pub about: About,
    /// What it is called.
    pub name: String,
    /// The same with what it is, to tell a customer from a deal of the same name.
    pub label: String,
}

/// What notes can be on: the people who are here, then the newest open deals, then the newest customers;
/// `also` where it is none of these.
///
/// # Errors
/// Whatever the database reports.
pub fn choices(
    db: &Db,
    directory: &Directory,
    (today, also): (NaiveDate, Option<About>),
    tr: &Tr,
) -> Result<Vec<Choice>> {
    let mut all: Vec<Choice> = directory
        .here_on(today)
        .into_iter()
        .map(|person| choice(tr, About::Person(person.id), person.name.clone()))
        .collect();
    db.read(OPEN_DEALS, &[], |row| {
        let (name, account): (String, Option<String>) = (row.get(1)?, row.get(2)?);
        let name = match account {
            Some(account) => format!("{account} {name}"),
            None => name,
        };
        all.push(choice(tr, About::Deal(row.get::<OpportunityId>(0)?), name));
        Ok(())
    })?;
    db.read(ACCOUNTS, &[], |row| {
        all.push(choice(tr, About::Account(row.get::<AccountId>(0)?), row.get(1)?));
        Ok(())
    })?;
    if let Some(about) = also
        && all.iter().all(|choice| choice.about != about)
    {
        let name = name(db, directory, about, tr)?;
        all.insert(0, choice(tr, about, name));
    }
    Ok(all)
}

fn choice(tr: &Tr, about: About, name: String) -> Choice {
    let key = match about {
        About::Person(_) => "notices-note-of-person",
        About::Deal(_) => "notices-note-of-deal",
        About::Account(_) => "notices-note-of-account",
    };
    Choice { about, label: tr.with(key, &[("name", name.as_str().into())]), name }
}

/// What something is called that a note is on.
///
/// # Errors
/// Whatever the database reports.
pub fn name(db: &Db, directory: &Directory, about: About, tr: &Tr) -> Result<String> {
    let mut names = Names::default();
    Ok(match about {
        About::Person(person) => directory.person_name(person).to_owned(),
        About::Deal(deal) => {
            names.deal(db, deal)?;
            names.deal_text(tr, deal, None)
        }
        About::Account(account) => {
            names.account(db, account)?;
            names.account_name(account).to_owned()
        }
    })
}

/// How a note stands, what is to be done first before the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It is to be done by a day.
    Open(NaiveDate),
    /// It only says something.
    Said,
    /// It was done on a day.
    Done(NaiveDate),
}

impl Standing {
    /// Whether it is late or due today.
    pub fn pressing(self, today: NaiveDate) -> bool {
        matches!(self, Self::Open(due) if due <= today)
    }

    /// That of a note.
    pub fn of(note: &Note) -> Self {
        match (note.done_on, note.due) {
            (Some(day), _) => Self::Done(day),
            (None, Some(due)) => Self::Open(due),
            (None, None) => Self::Said,
        }
    }
}

/// How a note stands, in words: `逾期3天`, `11-25 前办`; empty for one that only says something.
pub fn state(tr: &Tr, note: &Note, today: NaiveDate) -> String {
    let day =
        |key: &str, day: NaiveDate| tr.with(key, &[("day", day_beside(tr, day, today).into())]);
    match Standing::of(note) {
        Standing::Said => String::new(),
        Standing::Done(on) => day("notices-todo-done-on", on),
        Standing::Open(due) => match (today - due).num_days() {
            0 => tr.text("notices-todo-today"),
            late @ 1.. => tr.with("notices-todo-late", &[("n", late.into())]),
            _ => day("notices-todo-due", due),
        },
    }
}

/// The notes: what is to be done by its day, then those that only say something and what was done, the
/// newest first.
///
/// # Errors
/// Whatever the database reports.
pub fn notes(db: &Db) -> Result<Vec<Note>> {
    let mut all = db.all::<Note>()?;
    in_order(&mut all);
    Ok(all)
}

fn in_order(all: &mut [Note]) {
    all.sort_by_key(|note| {
        let standing = Standing::of(note);
        let (place, due) = match standing {
            Standing::Open(due) => (0, Some(due)),
            Standing::Said => (1, None),
            Standing::Done(_) => (2, None),
        };
        let newest = std::cmp::Reverse((note.done_on.unwrap_or(note.on_day), note.id));
        (place, due, newest)
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{NoteId, PersonId};

    #[test]
    fn what_is_to_be_done_stands_first_by_its_day() {
        let note = |id: i64, on: &str, due: Option<&str>, done: Option<&str>| Note {
            id: NoteId(id),
            person_id: Some(PersonId(1)),
            opportunity_id: None,
            account_id: None,
            words: "备件清单".to_owned(),
            due: due.map(|day| day.parse().unwrap()),
            done_on: done.map(|day| day.parse().unwrap()),
            on_day: on.parse().unwrap(),
            by_name: String::new(),
        };
        let mut all = vec![
            note(1, "2025-11-10", None, None),
            note(2, "2025-11-11", Some("2025-11-30"), None),
            note(3, "2025-11-12", Some("2025-11-20"), None),
            note(4, "2025-11-13", Some("2025-11-15"), Some("2025-11-14")),
            note(5, "2025-11-14", None, None),
        ];
        in_order(&mut all);
        assert_eq!(all.iter().map(|note| note.id.0).collect::<Vec<_>>(), [3, 2, 5, 1, 4]);
    }
}
