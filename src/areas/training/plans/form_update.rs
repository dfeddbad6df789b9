//! The form of what is new and to be read: what it says, a short quiz, who reads it.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use egui::{Context, Ui};

use super::data::{Choices, Data};
use super::people::Picker;
use super::updates::UpdatePage;
use crate::areas::Cx;
use crate::areas::day::day_field;
use crate::areas::drawer_form::{Filled, State, Wish};
use crate::areas::training::form_words::{Head, form, run};
use crate::command::training::What;
use crate::command::training::updates::{Ask, QuestionForm, UpdateForm};
use crate::domain::ids::{KnowledgeUpdateId, PersonId, ProductId, SkillId};
use crate::domain::names;
use crate::metrics::training::say;
use crate::store::records::LearningTopic;
use crate::ui::button::{Button, button};
use crate::ui::card::{grid, section_label};
use crate::ui::date::parse_date;
use crate::ui::field::{Field, error_line, number_field, text_area, text_field};
use crate::ui::icons;
use crate::ui::select::Select;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// The fields that can be wrong.
const TITLE: usize = 0;
const TEXT: usize = 1;
const PUBLISHED: usize = 2;
const DUE: usize = 3;
const QUESTIONS: usize = 4;
const PASS: usize = 5;

/// A question as it is typed.
#[derive(Clone, Debug, Default, PartialEq)]
struct Asked {
    question: String,
    /// The answers to choose from, one a line.
    choices: String,
    /// Which of them is right, from 0.
    answer: usize,
}

impl Asked {
    fn of(form: &QuestionForm) -> Self {
        let (question, choices) = (form.question.clone(), form.choices.join("\n"));
        Self { question, choices, answer: form.answer }
    }

    fn lines(&self) -> impl Iterator<Item = &str> {
        self.choices.lines().map(str::trim).filter(|line| !line.is_empty())
    }

    fn wrong(&self) -> bool {
        let n = self.lines().count();
        self.question.trim().is_empty() || n < 2 || self.answer >= n
    }

    fn form(&self) -> QuestionForm {
        QuestionForm {
            question: self.question.clone(),
            choices: self.lines().map(str::to_owned).collect(),
            answer: self.answer,
        }
    }
}

/// What is typed, without the readers.
#[derive(Clone, Debug, PartialEq)]
struct Typed {
    title: String,
    topic: LearningTopic,
    text: String,
    product: Option<ProductId>,
    skill: Option<SkillId>,
    source: String,
    published: String,
    due: String,
    questions: Vec<Asked>,
    pass: Option<f64>,
}

/// Something new half-typed.
#[derive(Clone, Debug)]
pub(super) struct UpdateDraft {
    id: Option<KnowledgeUpdateId>,
    start: (Typed, BTreeSet<PersonId>),
    now: Typed,
    readers: Picker,
    pub state: State,
}

impl Filled for UpdateDraft {
    fn state(&mut self) -> &mut State {
        &mut self.state
    }

    fn dirty(&self) -> bool {
        self.start.0 != self.now || self.start.1 != self.readers.chosen
    }
}

impl UpdateDraft {
    /// Something new, for everybody of the scope to read.
    pub fn new(choices: &Choices, today: NaiveDate) -> Self {
        let typed = Typed {
            title: String::new(),
            topic: LearningTopic::Product,
            text: String::new(),
            product: None,
            skill: None,
            source: String::new(),
            published: today.to_string(),
            due: String::new(),
            questions: vec![],
            pass: None,
        };
        let own: BTreeSet<PersonId> = choices.people.iter().map(|(person, _)| *person).collect();
        let readers = Picker::new(choices.everyone.clone(), own.clone());
        let readers = readers.beyond(own.iter().copied());
        let start = (typed.clone(), own);
        Self { id: None, start, now: typed, readers, state: State::opened() }
    }

    /// What is published; `None` once somebody has answered.
    pub fn edit(page: &UpdatePage) -> Option<Self> {
        let form = page.form.as_ref()?;
        let typed = Typed {
            title: form.title.clone(),
            topic: form.topic,
            text: form.text.clone(),
            product: form.product,
            skill: form.skill,
            source: form.source.clone(),
            published: form.published_on.to_string(),
            due: form.due_on.map(|day| day.to_string()).unwrap_or_default(),
            questions: form.questions.iter().map(Asked::of).collect(),
            pass: form.pass_correct.map(|needed| needed as f64),
        };
        let start = (typed.clone(), BTreeSet::new());
        let readers = Picker::default();
        Some(Self { id: Some(page.id), start, now: typed, readers, state: State::opened() })
    }

    fn problems(&self, cx: &Cx<'_>) -> [Option<String>; 6] {
        let now = &self.now;
        let said = |wrong: bool, key: &str| wrong.then(|| cx.text(key));
        let published = parse_date(&now.published);
        let due = parse_date(&now.due);
        let turned = published.zip(due).is_some_and(|(published, due)| due < published);
        let unread = !now.due.trim().is_empty() && due.is_none();
        let most = now.questions.len() as f64;
        let pass = most > 0.0 && !now.pass.is_some_and(|pass| (1.0..=most).contains(&pass));
        [
            said(now.title.trim().is_empty(), "error-update-title"),
            said(now.text.trim().is_empty(), "error-update-text"),
            said(published.is_none(), "matrix-day-missing"),
            said(unread || turned, "plans-due-turned"),
            said(now.questions.iter().any(Asked::wrong), "error-update-question"),
            said(pass, "plans-pass-missing"),
        ]
    }

    fn form(&self) -> Option<UpdateForm> {
        let now = &self.now;
        let pass = now.pass.map(|pass| pass.round() as i64);
        Some(UpdateForm {
            title: now.title.clone(),
            topic: now.topic,
            text: now.text.clone(),
            product: now.product,
            skill: now.skill,
            source: now.source.clone(),
            published_on: parse_date(&now.published)?,
            due_on: parse_date(&now.due),
            questions: now.questions.iter().map(Asked::form).collect(),
            pass_correct: pass.filter(|_| !now.questions.is_empty()),
        })
    }

    fn ui(
        &mut self,
        ui: &mut Ui,
        state: &mut State,
        problems: &[Option<String>],
        choices: &Choices,
        cx: &Cx<'_>,
    ) {
        let label = cx.text("plans-field-title");
        let field = Field::new(&label).required().error(state.shown(problems, TITLE));
        let response = text_field(ui, field, &mut self.now.title);
        state.focus(TITLE, &response);
        let label = cx.text("plans-field-text");
        let field = Field::new(&label).required().error(state.shown(problems, TEXT));
        let response = text_area(ui, field, &mut self.now.text, 5);
        state.focus(TEXT, &response);
        self.about_ui(ui, choices, cx);
        grid(ui, 2, 12.0, |ui, at| {
            let (key, place, value) = if at == 0 {
                ("plans-field-published", PUBLISHED, &mut self.now.published)
            } else {
                ("plans-field-due-read", DUE, &mut self.now.due)
            };
            let label = cx.text(key);
            let mut field = Field::new(&label).error(state.shown(problems, place));
            if at == 0 {
                field = field.required();
            }
            let response = day_field(ui, field, value, cx.filter.today, cx.tr);
            state.focus(place, &response);
        });
        let label = cx.text("plans-field-source");
        text_field(ui, Field::new(&label), &mut self.now.source);
        self.quiz_ui(ui, state, problems, cx);
        if self.id.is_none() {
            // It may be published before anybody is asked to read it.
            self.readers.ui(ui, &cx.text("plans-readers"), None, cx);
        }
    }

    fn about_ui(&mut self, ui: &mut Ui, choices: &Choices, cx: &Cx<'_>) {
        let (search, nothing) = (cx.text("training-search"), cx.text("training-nothing-found"));
        let topics = say::TOPICS.map(|topic| (topic, cx.text(say::topic_key(topic))));
        let label = cx.text("training-topic");
        Select::new(Field::new(&label)).show(ui, &mut self.now.topic, &topics);
        grid(ui, 2, 12.0, |ui, at| {
            let label = cx.text(if at == 0 { "plans-field-product" } else { "matrix-field-skill" });
            let select = Select::new(Field::new(&label)).search(&search, &nothing);
            let select = select.finds(names::matches);
            if at == 0 {
                select.show(ui, &mut self.now.product, &choices.products);
            } else {
                select.show(ui, &mut self.now.skill, &choices.skills);
            }
        });
    }

    /// The questions, each with its answers one a line.
    fn quiz_ui(
        &mut self,
        ui: &mut Ui,
        state: &mut State,
        problems: &[Option<String>],
        cx: &Cx<'_>,
    ) {
        let theme = Theme::get(ui);
        let words = ["plans-quiz", "plans-quiz-help", "plans-question-add"];
        let [label, help, add] = words.map(|key| cx.text(key));
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            section_label(ui, &label);
            text::wrapped(ui, text::LABEL12, theme.t3, &help);
        });
        let mut gone = None;
        for (at, asked) in self.now.questions.iter_mut().enumerate() {
            if question_ui(ui, at, asked, cx) {
                gone = Some(at);
            }
        }
        if let Some(at) = gone {
            self.now.questions.remove(at);
        }
        if let Some(problem) = state.shown(problems, QUESTIONS) {
            error_line(ui, problem);
        }
        if button(ui, Button::secondary(&add).medium().icon(icons::PLUS)).clicked() {
            self.now.questions.push(Asked::default());
        }
        if !self.now.questions.is_empty() {
            let label = cx.text("plans-field-pass");
            let n = i64::try_from(self.now.questions.len()).unwrap_or(i64::MAX);
            let unit = cx.tr.with("plans-pass-of", &[("n", n.into())]);
            let field = Field::new(&label).required().unit(&unit);
            let field = field.error(state.shown(problems, PASS));
            let response = number_field(ui, field, &mut self.now.pass, 0);
            state.focus(PASS, &response);
        }
    }
}

/// A question; whether it is to be taken out.
fn question_ui(ui: &mut Ui, at: usize, asked: &mut Asked, cx: &Cx<'_>) -> bool {
    let n = i64::try_from(at + 1).unwrap_or(i64::MAX);
    let named = |key: &str| cx.tr.with(key, &[("n", n.into())]);
    let label = named("plans-question");
    text_field(ui, Field::new(&label).required(), &mut asked.question);
    let (label, help) = (named("plans-choices"), cx.text("plans-choices-help"));
    text_area(ui, Field::new(&label).required().help(&help), &mut asked.choices, 3);
    let lines: Vec<(usize, String)> = asked.lines().map(str::to_owned).enumerate().collect();
    if !lines.is_empty() {
        let label = named("plans-right");
        Select::new(Field::new(&label)).show(ui, &mut asked.answer, &lines);
    }
    let remove = named("plans-question-remove");
    button(ui, Button::link(&remove).small()).clicked()
}

/// Draws the form; whether it stays.
pub(super) fn draw(ctx: &Context, draft: &mut UpdateDraft, data: &Data, cx: &mut Cx<'_>) -> bool {
    let problems = draft.problems(cx);
    let (title, save) = match draft.id {
        Some(_) => ("plans-update-edit", "plans-update-save"),
        None => ("plans-update-new", "plans-update-publish"),
    };
    let head = Head { id: "plans-update-form", title, save, width: 560.0 };
    let seen: &Cx<'_> = cx;
    let wish = form(ctx, head, draft, &problems, seen, |ui, draft, state| {
        draft.ui(ui, state, &problems, &data.choices, seen);
    });
    match wish {
        Wish::Close => return false,
        Wish::Save => {
            if let Some(form) = draft.form() {
                let subject = form.title.clone();
                let ask = match draft.id {
                    Some(id) => Ask::EditUpdate(id, form),
                    None => Ask::Publish(form, draft.readers.chosen.iter().copied().collect()),
                };
                run(cx, subject, What::Updates(ask));
            }
        }
        Wish::Stay | Wish::Remove => {}
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_has_an_answer_among_two_choices() {
        let mut asked = Asked {
            question: "保温几年".to_owned(),
            choices: "三年\n\n 五年 \n".to_owned(),
            answer: 1,
        };
        assert!(!asked.wrong());
        assert_eq!(asked.form().choices, ["三年", "五年"]);
        asked.answer = 2;
        assert!(asked.wrong(), "there is no third one");
        asked = Asked { choices: "三年".to_owned(), answer: 0, ..asked };
        assert!(asked.wrong(), "there is nothing to choose");
        asked = Asked { choices: "三年\n五年".to_owned(), question: " ".to_owned(), ..asked };
        assert!(asked.wrong());
    }
}
