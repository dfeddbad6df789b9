//! What is recorded of a reader of an update: that it was read, how many answers were right, or the answers
//! themselves; and asking more people to read it.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use egui::{Context, Ui};

use super::data::Choices;
use super::people::Picker;
use super::updates::{Question, ReaderRow, UpdatePage};
use crate::areas::Cx;
use crate::areas::day::day_field;
use crate::areas::drawer_form::{Filled, State, Wish};
use crate::areas::training::form_words::{Head, form, run};
use crate::areas::typed::whole_of;
use crate::command::training::What;
use crate::command::training::updates::Ask;
use crate::domain::ids::{KnowledgeUpdateId, PersonId};
use crate::domain::training::reading::Reading;
use crate::ui::choice::{radio, radio_card};
use crate::ui::date::parse_date;
use crate::ui::field::{Field, error_line, number_field};
use crate::ui::text;
use crate::ui::tokens::Theme;

/// The fields that can be wrong.
const DAY: usize = 0;
const ANSWERS: usize = 1;

/// How it is recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum How {
    /// The answers are chosen here.
    Choose,
    /// It is known how many of them were right.
    Count,
    /// It was read.
    Read,
}

impl How {
    /// All of them, with their words.
    const ALL: [(Self, &'static str); 3] = [
        (Self::Choose, "plans-record-choose"),
        (Self::Count, "plans-record-count"),
        (Self::Read, "plans-record-read"),
    ];
}

/// What is recorded of a reader, half-typed.
#[derive(Clone, Debug)]
pub(super) struct QuizDraft {
    update: KnowledgeUpdateId,
    person: PersonId,
    title: String,
    name: String,
    published_on: NaiveDate,
    /// The day of the last answers.
    last: Option<NaiveDate>,
    questions: Vec<Question>,
    start: (How, String),
    how: How,
    day: String,
    chosen: Vec<Option<usize>>,
    correct: Option<f64>,
    pub state: State,
}

impl Filled for QuizDraft {
    fn state(&mut self) -> &mut State {
        &mut self.state
    }

    fn dirty(&self) -> bool {
        let (how, day) = &self.start;
        (self.how, &self.day) != (*how, day)
            || self.correct.is_some()
            || self.chosen.iter().any(Option::is_some)
    }
}

impl QuizDraft {
    /// The quiz for somebody.
    pub fn new(page: &UpdatePage, reader: &ReaderRow, today: NaiveDate) -> Self {
        Self::of(page, reader, How::Choose, today)
    }

    /// What somebody did on another day, or on paper.
    pub fn record(page: &UpdatePage, reader: &ReaderRow, today: NaiveDate) -> Self {
        let unread = reader.reading == Reading::Unread;
        let read = page.questions.is_empty() || unread;
        Self::of(page, reader, if read { How::Read } else { How::Count }, today)
    }

    fn of(page: &UpdatePage, reader: &ReaderRow, how: How, today: NaiveDate) -> Self {
        Self {
            update: page.id,
            person: reader.person,
            title: page.title.clone(),
            name: reader.name.clone(),
            published_on: page.published_on,
            last: reader.answered_on,
            questions: page.questions.clone(),
            start: (how, today.to_string()),
            how,
            day: today.to_string(),
            chosen: vec![None; page.questions.len()],
            correct: None,
            state: State::opened(),
        }
    }

    /// How many answers are right.
    fn right(&self) -> i64 {
        let pairs = self.questions.iter().zip(&self.chosen);
        let right = pairs.filter(|(question, chosen)| **chosen == Some(question.answer));
        i64::try_from(right.count()).unwrap_or(i64::MAX)
    }

    /// What is wrong with the day.
    fn day_problem(&self, cx: &Cx<'_>) -> Option<String> {
        let Some(day) = parse_date(&self.day) else { return Some(cx.text("matrix-day-missing")) };
        let with = |key: &str, day: NaiveDate| cx.tr.with(key, &[("day", day.to_string().into())]);
        if day > cx.filter.today {
            return Some(cx.text("matrix-day-future"));
        }
        if day < self.published_on {
            return Some(with("error-update-early", self.published_on));
        }
        let last = self.last.filter(|last| self.how != How::Read && day < *last);
        last.map(|last| with("error-update-order", last))
    }

    fn problems(&self, cx: &Cx<'_>) -> [Option<String>; 2] {
        let most = i64::try_from(self.questions.len()).unwrap_or(i64::MAX);
        let sound = whole_of(self.correct).is_some_and(|n| (0..=most).contains(&n));
        let open = self.chosen.iter().any(Option::is_none);
        let answers = match self.how {
            How::Choose => open.then(|| cx.text("plans-quiz-open")),
            How::Count => {
                (!sound).then(|| cx.tr.with("error-update-correct", &[("most", most.into())]))
            }
            How::Read => None,
        };
        [self.day_problem(cx), answers]
    }

    /// What is asked for, once nothing is wrong.
    fn ask(&self) -> Option<Ask> {
        let (update, person, day) = (self.update, self.person, parse_date(&self.day)?);
        Some(match self.how {
            How::Choose => Ask::Answer(update, person, day, self.right()),
            How::Count => Ask::Answer(update, person, day, whole_of(self.correct)?),
            How::Read => Ask::Read(update, person, day),
        })
    }

    fn ui(&mut self, ui: &mut Ui, state: &mut State, problems: &[Option<String>], cx: &Cx<'_>) {
        let theme = Theme::get(ui);
        let whose = cx.tr.joined(&[&self.name, &self.title]);
        text::wrapped(ui, text::NAME13, theme.t1, &whose);
        let label = cx.text("matrix-field-day");
        let field = Field::new(&label).required().error(state.shown(problems, DAY));
        let response = day_field(ui, field, &mut self.day, cx.filter.today, cx.tr);
        state.focus(DAY, &response);
        if self.questions.is_empty() {
            return;
        }
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            for (how, key) in How::ALL {
                if radio(ui, self.how == how, &cx.text(key)).clicked() {
                    self.how = how;
                }
            }
        });
        match self.how {
            How::Choose => self.answers_ui(ui, state.shown(problems, ANSWERS)),
            How::Count => {
                let label = cx.text("plans-record-correct");
                let n = i64::try_from(self.questions.len()).unwrap_or(i64::MAX);
                let unit = cx.tr.with("plans-pass-of", &[("n", n.into())]);
                let field = Field::new(&label).required().unit(&unit);
                let field = field.error(state.shown(problems, ANSWERS));
                let response = number_field(ui, field, &mut self.correct, 0);
                state.focus(ANSWERS, &response);
            }
            How::Read => {}
        }
    }

    /// The questions, each with the answers to choose from.
    fn answers_ui(&mut self, ui: &mut Ui, problem: Option<&str>) {
        let theme = Theme::get(ui);
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
        if let Some(problem) = problem {
            error_line(ui, problem);
        }
    }
}

/// Draws the form; whether it stays.
pub(super) fn draw_quiz(ctx: &Context, draft: &mut QuizDraft, cx: &mut Cx<'_>) -> bool {
    let problems = draft.problems(cx);
    let (title, save) = match draft.start.0 {
        How::Choose => ("plans-quiz", "plans-quiz-save"),
        How::Count | How::Read => ("plans-record", "plans-record-save"),
    };
    let head = Head { id: "plans-quiz", title, save, width: 480.0 };
    let seen: &Cx<'_> = cx;
    let wish = form(ctx, head, draft, &problems, seen, |ui, draft, state| {
        draft.ui(ui, state, &problems, seen);
    });
    match wish {
        Wish::Close => return false,
        Wish::Save => {
            if let Some(ask) = draft.ask() {
                run(cx, format!("{} {}", draft.name, draft.title), What::Updates(ask));
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

impl Filled for ReadersDraft {
    fn state(&mut self) -> &mut State {
        &mut self.state
    }

    fn dirty(&self) -> bool {
        !self.people.chosen.is_empty()
    }
}

impl ReadersDraft {
    /// Everybody who is not asked to read it yet.
    pub fn new(page: &UpdatePage, choices: &Choices) -> Self {
        let mut others = choices.everyone.clone();
        others.retain(|(person, _)| !page.everyone.contains(person));
        let members = choices.people.iter().map(|(person, _)| *person);
        Self {
            update: page.id,
            title: page.title.clone(),
            people: Picker::new(others, BTreeSet::new()).beyond(members),
            state: State::opened(),
        }
    }
}

/// Draws the choice of more readers; whether it stays.
pub(super) fn draw_readers(ctx: &Context, draft: &mut ReadersDraft, cx: &mut Cx<'_>) -> bool {
    let problems = [(!draft.dirty()).then(|| cx.text("plans-readers-missing"))];
    let title = "plans-readers-add";
    let head = Head { id: "plans-readers", title, save: title, width: 440.0 };
    let seen: &Cx<'_> = cx;
    let wish = form(ctx, head, draft, &problems, seen, |ui, draft, state| {
        let problem = state.shown(&problems, 0);
        draft.people.ui(ui, &seen.text("plans-readers"), problem, seen);
    });
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
        let mut draft = QuizDraft {
            update: KnowledgeUpdateId(1),
            person: PersonId(2),
            title: String::new(),
            name: String::new(),
            published_on: "2025-09-01".parse().unwrap(),
            last: None,
            questions: vec![question(0), question(1), question(1)],
            start: (How::Choose, String::new()),
            how: How::Choose,
            day: "2025-09-05".to_owned(),
            chosen: vec![Some(0), Some(0), Some(1)],
            correct: None,
            state: State::opened(),
        };
        assert_eq!(draft.right(), 2);
        let day = "2025-09-05".parse().unwrap();
        let answer = |n| Some(Ask::Answer(KnowledgeUpdateId(1), PersonId(2), day, n));
        assert_eq!(draft.ask(), answer(2));
        (draft.how, draft.correct) = (How::Count, Some(3.0));
        assert_eq!(draft.ask(), answer(3), "on paper");
        draft.how = How::Read;
        assert_eq!(draft.ask(), Some(Ask::Read(KnowledgeUpdateId(1), PersonId(2), day)));
    }
}
