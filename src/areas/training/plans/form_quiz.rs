//! Answering the quiz of an update, and asking more people to read it.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use egui::{Context, Ui};

use super::data::Choices;
use super::people::Picker;
use super::updates::{Question, ReaderRow, UpdatePage};
use crate::areas::Cx;
use crate::areas::day::day_field;
use crate::areas::drawer_form::{State, Wish};
use crate::areas::training::form_words::{Head, form, run};
use crate::command::training::What;
use crate::command::training::updates::Ask;
use crate::domain::ids::{KnowledgeUpdateId, PersonId};
use crate::ui::choice::radio_card;
use crate::ui::date::parse_date;
use crate::ui::field::{Field, error_line};
use crate::ui::text;
use crate::ui::tokens::Theme;

/// The fields that can be wrong.
const DAY: usize = 0;
const ANSWERS: usize = 1;

/// Answers half-given.
#[derive(Clone, Debug)]
pub(super) struct QuizDraft {
    update: KnowledgeUpdateId,
    person: PersonId,
    title: String,
    name: String,
    questions: Vec<Question>,
    start: String,
    day: String,
    chosen: Vec<Option<usize>>,
    pub state: State,
}

impl QuizDraft {
    /// The quiz for somebody.
    pub fn new(page: &UpdatePage, reader: &ReaderRow, today: NaiveDate) -> Self {
        Self {
            update: page.id,
            person: reader.person,
            title: page.title.clone(),
            name: reader.name.clone(),
            questions: page.questions.clone(),
            start: today.to_string(),
            day: today.to_string(),
            chosen: vec![None; page.questions.len()],
            state: State::opened(),
        }
    }

    /// Whether something is answered.
    pub fn dirty(&self) -> bool {
        self.day != self.start || self.chosen.iter().any(Option::is_some)
    }

    /// How many answers are right.
    fn right(&self) -> i64 {
        let pairs = self.questions.iter().zip(&self.chosen);
        let right = pairs.filter(|(question, chosen)| **chosen == Some(question.answer));
        i64::try_from(right.count()).unwrap_or(i64::MAX)
    }

    fn problems(&self, cx: &Cx<'_>) -> [Option<String>; 2] {
        let day = parse_date(&self.day);
        let open = self.chosen.iter().any(Option::is_none);
        let key = match day {
            None => Some("matrix-day-missing"),
            Some(day) if day > cx.filter.today => Some("matrix-day-future"),
            Some(_) => None,
        };
        [key.map(|key| cx.text(key)), open.then(|| cx.text("plans-quiz-open"))]
    }

    fn ui(&mut self, ui: &mut Ui, state: &mut State, problems: &[Option<String>], cx: &Cx<'_>) {
        let theme = Theme::get(ui);
        text::wrapped(ui, text::NAME13, theme.t1, &format!("{} · {}", self.name, self.title));
        let label = cx.text("matrix-field-day");
        let field = Field::new(&label).required().error(state.shown(problems, DAY));
        let response = day_field(ui, field, &mut self.day, cx.filter.today, cx.tr);
        state.focus(DAY, &response);
        for (question, chosen) in self.questions.iter().zip(&mut self.chosen) {
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 4.0;
                text::wrapped(ui, text::BODY13, theme.t1, &question.question);
                for (at, choice) in question.choices.iter().enumerate() {
                    if radio_card(ui, *chosen == Some(at), choice, "").clicked() {
                        *chosen = Some(at);
                    }
                }
            });
        }
        if let Some(problem) = state.shown(problems, ANSWERS) {
            error_line(ui, problem);
        }
    }
}

/// Draws the quiz; whether it stays.
pub(super) fn draw_quiz(ctx: &Context, draft: &mut QuizDraft, cx: &mut Cx<'_>) -> bool {
    let problems = draft.problems(cx);
    let head =
        Head { id: "plans-quiz", title: "plans-quiz", save: "plans-quiz-save", width: 480.0 };
    let mut state = std::mem::take(&mut draft.state);
    let asked = (draft.dirty(), problems.as_slice());
    let seen: &Cx<'_> = cx;
    let wish = form(ctx, head, &mut state, asked, seen, |ui, state| {
        draft.ui(ui, state, &problems, seen);
    });
    draft.state = state;
    match wish {
        Wish::Close => return false,
        Wish::Save => {
            if let Some(day) = parse_date(&draft.day) {
                let subject = format!("{} {}", draft.name, draft.title);
                let ask = Ask::Answer(draft.update, draft.person, day, draft.right());
                run(cx, subject, What::Updates(ask));
            }
        }
        Wish::Stay | Wish::Remove => {}
    }
    true
}

/// More readers half-chosen.
#[derive(Clone, Debug)]
pub(super) struct ReadersDraft {
    update: KnowledgeUpdateId,
    title: String,
    people: Picker,
    pub state: State,
}

impl ReadersDraft {
    /// Everybody of the scope who is not asked to read it yet.
    pub fn new(page: &UpdatePage, choices: &Choices) -> Self {
        let readers: BTreeSet<PersonId> = page.readers.iter().map(|row| row.person).collect();
        let mut others = choices.people.clone();
        others.retain(|(person, _)| !readers.contains(person));
        Self {
            update: page.id,
            title: page.title.clone(),
            people: Picker::new(others, BTreeSet::new()),
            state: State::opened(),
        }
    }

    /// Whether somebody is chosen.
    pub fn dirty(&self) -> bool {
        !self.people.chosen.is_empty()
    }
}

/// Draws the choice of more readers; whether it stays.
pub(super) fn draw_readers(ctx: &Context, draft: &mut ReadersDraft, cx: &mut Cx<'_>) -> bool {
    let problems = [(!draft.dirty()).then(|| cx.text("plans-readers-missing"))];
    let title = "plans-readers-add";
    let head = Head { id: "plans-readers", title, save: title, width: 440.0 };
    let mut state = std::mem::take(&mut draft.state);
    let asked = (draft.dirty(), problems.as_slice());
    let seen: &Cx<'_> = cx;
    let wish = form(ctx, head, &mut state, asked, seen, |ui, state| {
        let problem = state.shown(&problems, 0);
        draft.people.ui(ui, &seen.text("plans-readers"), problem, seen);
    });
    draft.state = state;
    match wish {
        Wish::Close => return false,
        Wish::Save => {
            let people = draft.people.chosen.iter().copied().collect();
            let ask = Ask::AddReaders(draft.update, people);
            run(cx, draft.title.clone(), What::Updates(ask));
        }
        Wish::Stay | Wish::Remove => {}
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn right_answers_are_counted_one_by_one() {
        let question = |answer| Question {
            question: String::new(),
            choices: ["一", "二"].map(str::to_owned).to_vec(),
            answer,
        };
        let draft = QuizDraft {
            update: KnowledgeUpdateId(1),
            person: PersonId(2),
            title: String::new(),
            name: String::new(),
            questions: vec![question(0), question(1), question(1)],
            start: String::new(),
            day: String::new(),
            chosen: vec![Some(0), Some(0), Some(1)],
            state: State::opened(),
        };
        assert_eq!(draft.right(), 2);
    }
}
