//! What the page shows, ready to draw.

use chrono::NaiveDate;

use crate::error::Result;
use crate::i18n::{Tr, day_beside};
use crate::metrics::coaching::show::joined;
use crate::metrics::notices::about::{Standing, name, notes, state};
use crate::metrics::notices::say::Say;
use crate::metrics::notices::{Notice, Notices};
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::notes::About;
use crate::store::records::Note;
use crate::ui::tokens::Tone;

/// A note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteRow {
    /// The note.
    pub(super) note: Note,
    /// What it is on.
    pub(super) about: String,
    /// What it is on, when it was written and by whom.
    pub(super) below: String,
    /// Whether it is done; `None` where there is nothing to be done.
    pub(super) done: Option<bool>,
    /// By when, or when it was done; empty where there is nothing to be done.
    pub(super) state: (Tone, String),
    /// All of it in words.
    pub(super) told: String,
}

/// A notice that was put off or ticked off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeRow {
    /// Its key.
    pub(super) key: String,
    /// What it is.
    pub(super) title: String,
    /// When it comes back, by which rule it is one, and what about it.
    pub(super) below: String,
    /// When it comes back; empty for one that was ticked off.
    pub(super) back: String,
}

/// Everything the page shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Data {
    pub(super) notes: Vec<NoteRow>,
    /// How many notes are to be done, and were done.
    pub(super) notes_sub: String,
    pub(super) later: Vec<NoticeRow>,
    pub(super) done: Vec<NoticeRow>,
}

/// Loads the page; `notices` are those of the scope, which `say` can name.
///
/// # Errors
/// Whatever the database reports.
pub(in crate::areas::today) fn load(
    db: &Db,
    directory: &Directory,
    notices: &Notices,
    say: &Say<'_>,
) -> Result<Data> {
    let mut rows = vec![];
    for note in notes(db)? {
        let about = match About::of(&note) {
            Some(about) => name(db, directory, about, say.tr)?,
            None => String::new(),
        };
        rows.push(note_row(note, about, say.tr, say.today));
    }
    let count = |wanted: bool| rows.iter().filter(|row| row.done == Some(wanted)).count();
    let args = [("open", whole(count(false)).into()), ("done", whole(count(true)).into())];
    let later = notices.later.iter().map(|(notice, until)| {
        let day = day_beside(say.tr, *until, say.today);
        let back = say.tr.with("notices-todo-back", &[("day", day.into())]);
        notice_row(notice, back, say)
    });
    Ok(Data {
        notes_sub: say.tr.with("notices-todo-notes-sub", &args),
        later: later.collect(),
        done: notices.done.iter().map(|one| notice_row(one, String::new(), say)).collect(),
        notes: rows,
    })
}

fn note_row(note: Note, about: String, tr: &Tr, today: NaiveDate) -> NoteRow {
    let tone = match Standing::of(&note) {
        Standing::Said => Tone::Neutral,
        Standing::Done(_) => Tone::Good,
        Standing::Open(due) if due < today => Tone::Bad,
        Standing::Open(due) if due == today => Tone::Warn,
        Standing::Open(_) => Tone::Outline,
    };
    let state = (tone, state(tr, &note, today));
    let written = day_beside(tr, note.on_day, today);
    let written = match note.by_name.as_str() {
        "" => tr.with("notices-todo-written-nobody", &[("day", written.into())]),
        by => tr.with("notices-todo-written", &[("day", written.into()), ("by", by.into())]),
    };
    let done = note.due.map(|_| note.done_on.is_some());
    NoteRow {
        below: joined(tr, &[&about, &written]),
        told: [about.as_str(), note.words.as_str(), state.1.as_str()].join(" "),
        done,
        state,
        about,
        note,
    }
}

fn notice_row(notice: &Notice, back: String, say: &Say<'_>) -> NoticeRow {
    let line = say.line(notice);
    NoticeRow {
        key: notice.key.clone(),
        title: line.title,
        below: joined(say.tr, &[&back, &line.kind, &line.detail]),
        back,
    }
}

fn whole(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{NoteId, PersonId};
    use crate::i18n::Language;

    #[test]
    fn a_note_with_a_day_can_be_ticked_and_tells_how_late_it_is() {
        let tr = Tr::new(Language::Chinese);
        let row = |due: Option<&str>, done: Option<&str>| {
            let note = Note {
                id: NoteId(1),
                person_id: Some(PersonId(1)),
                opportunity_id: None,
                account_id: None,
                words: "给备件清单".to_owned(),
                due: due.map(|day| day.parse().unwrap()),
                done_on: done.map(|day| day.parse().unwrap()),
                on_day: "2025-11-17".parse().unwrap(),
                by_name: "林晓峰".to_owned(),
            };
            note_row(note, "刘子昂".to_owned(), &tr, "2025-11-18".parse().unwrap())
        };
        let only = row(None, None);
        assert_eq!((only.done, only.state.1.as_str()), (None, ""));
        assert_eq!(only.below, "刘子昂，11-17 林晓峰");
        assert_eq!(row(Some("2025-11-18"), None).state.1, "今天办");
        assert_eq!(row(Some("2025-11-15"), None).state, (Tone::Bad, "逾期3天".to_owned()));
        assert_eq!(row(Some("2025-11-25"), None).state.1, "11-25 前办");
        let done = row(Some("2025-11-15"), Some("2025-11-18"));
        assert_eq!((done.done, done.state.1.as_str()), (Some(true), "11-18 办好"));
    }
}
