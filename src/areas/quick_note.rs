//! 记一笔: a note on a person, a deal or a customer, from wherever one is.
//!
//! The form belongs to no tab: the shell draws it over the one that is shown. Where its command was refused
//! it stays with all that was typed.

use std::sync::Arc;

use chrono::NaiveDate;
use egui::{Context, Ui};

use crate::areas::Cx;
use crate::areas::day::day_field;
use crate::areas::drawer_form::{Filled, Look, State, Wish, filled_drawer};
use crate::areas::typed::blank;
use crate::command::Command;
use crate::command::today::{About, Command as Today, NOTE_MAX, NoteForm};
use crate::domain::ids::NoteId;
use crate::domain::names;
use crate::metrics::notices::about::Choice;
use crate::store::records::Note;
use crate::ui::date::parse_date;
use crate::ui::field::{Field, text_area};
use crate::ui::select::Select;

/// The width of the form.
const WIDTH: f32 = 440.0;

/// The fields that can be wrong, in the order of the form.
const ABOUT: usize = 0;
const TEXT: usize = 1;
const DAY: usize = 2;

/// Which note is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoteWish {
    /// A new one, on something that is chosen already, if on anything.
    New(Option<About>),
    /// One that there is.
    Edit(Box<Note>),
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Typed {
    about: Option<About>,
    words: String,
    day: String,
}

/// A note half-typed.
#[derive(Clone, Debug)]
pub struct QuickNote {
    /// The note that is edited; `None` for a new one.
    id: Option<NoteId>,
    /// The day it had, which may stay though it is over.
    was: Option<NaiveDate>,
    start: Typed,
    now: Typed,
    /// What it can be on; empty until that is read.
    choices: Arc<Vec<Choice>>,
    state: State,
}

impl Filled for QuickNote {
    fn state(&mut self) -> &mut State {
        &mut self.state
    }

    fn dirty(&self) -> bool {
        self.start != self.now
    }
}

impl QuickNote {
    /// The form of a note.
    pub fn new(wish: &NoteWish) -> Self {
        let (id, was, start) = match wish {
            NoteWish::New(about) => (None, None, Typed { about: *about, ..Typed::default() }),
            NoteWish::Edit(note) => {
                let day = note.due.map(|day| day.to_string()).unwrap_or_default();
                let (about, words) = (About::of(note), note.words.clone());
                (Some(note.id), note.due, Typed { about, words, day })
            }
        };
        let choices = Arc::default();
        Self { id, was, now: start.clone(), start, choices, state: State::opened() }
    }

    /// What it is on as it stands.
    pub const fn about(&self) -> Option<About> {
        self.now.about
    }

    /// Takes what it can be on.
    pub fn take(&mut self, choices: Arc<Vec<Choice>>) {
        self.choices = choices;
    }

    /// Whether something else is typed than the form began with.
    pub fn half_typed(&self) -> bool {
        self.dirty()
    }

    /// Whether its command is on its way.
    pub const fn sent(&self) -> bool {
        self.state.sent
    }

    /// What is wrong, by field.
    fn problems(&self, today: NaiveDate, cx: &Cx<'_>) -> [Option<String>; 3] {
        let day = parse_date(&self.now.day);
        let long = self.now.words.trim().chars().count() > NOTE_MAX;
        let max = i64::try_from(NOTE_MAX).unwrap_or(i64::MAX);
        [
            self.now.about.is_none().then(|| cx.text("notices-note-problem-about")),
            if blank(&self.now.words) {
                Some(cx.text("notices-note-problem-words"))
            } else {
                long.then(|| cx.tr.with("notices-note-problem-long", &[("max", max.into())]))
            },
            match day {
                _ if blank(&self.now.day) => None,
                None => Some(cx.text("notices-note-problem-day")),
                Some(_) if day == self.was => None,
                Some(day) => (day < today).then(|| cx.text("notices-note-problem-past")),
            },
        ]
    }

    /// The note as typed.
    fn form(&self) -> NoteForm {
        NoteForm {
            about: self.now.about,
            words: self.now.words.clone(),
            due: parse_date(&self.now.day),
        }
    }

    /// What it is on by name, for the journal.
    fn name(&self) -> String {
        let own = self.choices.iter().find(|choice| Some(choice.about) == self.now.about);
        own.map(|choice| choice.name.clone()).unwrap_or_default()
    }

    fn ui(&mut self, ui: &mut Ui, state: &mut State, problems: &[Option<String>], cx: &Cx<'_>) {
        let label = cx.text("notices-note-about");
        let words = ["notices-note-about-hint", "notices-note-nothing"].map(|key| cx.text(key));
        let [search, nothing] = &words;
        let field = Field::new(&label).required().error(state.shown(problems, ABOUT));
        let options: Vec<(Option<About>, &str)> =
            self.choices.iter().map(|choice| (Some(choice.about), choice.label.as_str())).collect();
        let select = Select::new(field).search(search, nothing).finds(names::matches);
        let response = select.show(ui, &mut self.now.about, &options);
        state.focus(ABOUT, &response);

        let (label, hint) = (cx.text("notices-note-words"), cx.text("notices-note-words-hint"));
        let field = Field::new(&label).required().placeholder(&hint);
        let field = field.error(state.shown(problems, TEXT));
        let response = text_area(ui, field, &mut self.now.words, 5);
        state.focus(TEXT, &response);

        let label = cx.text("notices-note-due");
        let field = Field::new(&label).error(state.shown(problems, DAY));
        let response = day_field(ui, field, &mut self.now.day, cx.filter.today, cx.tr);
        state.focus(DAY, &response);
    }
}

/// Draws the form, if it is open.
pub fn form_ui(ctx: &Context, open: &mut Option<QuickNote>, cx: &mut Cx<'_>) {
    let Some(mut draft) = open.take() else { return };
    let today = cx.filter.today;
    let problems = draft.problems(today, cx);
    let new = draft.id.is_none();
    let title = cx.text(if new { "notices-note" } else { "notices-note-edit" });
    let save = cx.text("notices-note-save");
    let remove = if new { String::new() } else { cx.text("notices-note-remove") };
    let look = Look { id: "quick-note", title: &title, save: &save, remove: &remove, width: WIDTH };
    let seen: &Cx<'_> = cx;
    let wish = filled_drawer(ctx, look, &mut draft, &problems, seen, |ui, draft, state| {
        draft.ui(ui, state, &problems, seen);
    });
    let name = draft.name();
    match (wish, draft.id) {
        (Wish::Close, _) => return,
        (Wish::Save, None) => {
            cx.run(Command::Today(Today::Write { form: draft.form(), name, today }));
        }
        (Wish::Save, Some(id)) => {
            cx.run(Command::Today(Today::Rewrite { id, form: draft.form(), name, today }));
        }
        (Wish::Remove, Some(id)) => {
            draft.state.sent = true;
            cx.run(Command::Today(Today::Remove { id, name }));
        }
        (Wish::Remove | Wish::Stay, _) => {}
    }
    *open = Some(draft);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::PersonId;

    #[test]
    fn a_note_begins_with_what_it_is_on_and_keeps_what_was_typed() {
        let about = Some(About::Person(PersonId(7)));
        let mut draft = QuickNote::new(&NoteWish::New(about));
        assert!(!draft.dirty(), "what was chosen for it is not typed");
        draft.now.words = "约周三".to_owned();
        draft.now.day = "2025-11-19".to_owned();
        assert!(draft.dirty());
        let due = "2025-11-19".parse().ok();
        assert_eq!(draft.form(), NoteForm { about, words: "约周三".to_owned(), due });
        assert_eq!(draft.name(), "", "names come with the choices");
    }
}
