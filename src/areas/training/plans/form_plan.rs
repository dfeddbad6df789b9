//! The forms of a plan: whose, of when, within which budget; and the words with which a plan is closed or a course
//! of it is given up.

use egui::{Context, Ui};

use super::data::Data;
use super::page::PlanPage;
use crate::areas::Cx;
use crate::areas::drawer_form::{Filled, State, Wish};
use crate::areas::training::form_words::{Head, form, run};
use crate::areas::typed::{fen_of, yuan_of};
use crate::command::training::What;
use crate::command::training::plans::{Ask, PlanForm};
use crate::domain::ids::{TrainingPlanId, TrainingPlanItemId};
use crate::domain::names;
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::i18n::period_label;
use crate::ui::card::grid;
use crate::ui::field::{Field, number_field, text_area, text_field};
use crate::ui::select::Select;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// Hours are kept in this part.
const HOUR: f64 = 10_000.0;

/// The fields that can be wrong.
const NAME: usize = 0;
const BUDGET: usize = 1;
const HOURS: usize = 2;

/// What is typed.
#[derive(Clone, Debug, PartialEq)]
struct Typed {
    name: String,
    scope: Scope,
    period: Period,
    budget: Option<f64>,
    hours: Option<f64>,
    note: String,
}

/// A plan half-typed.
#[derive(Clone, Debug)]
pub(super) struct PlanDraft {
    id: Option<TrainingPlanId>,
    start: Typed,
    now: Typed,
    pub state: State,
}

impl Filled for PlanDraft {
    fn state(&mut self) -> &mut State {
        &mut self.state
    }

    fn dirty(&self) -> bool {
        self.start != self.now
    }
}

impl PlanDraft {
    /// A new plan of what is looked at.
    pub fn new(cx: &Cx<'_>) -> Self {
        let scope = match cx.filter.scope {
            Scope::Person(_) => Scope::All,
            scope => scope,
        };
        let period = cx.filter.period;
        let args = [("period", period_label(cx.tr, period).into())];
        let typed = Typed {
            name: cx.tr.with("plans-name-usual", &args),
            scope,
            period,
            budget: None,
            hours: None,
            note: String::new(),
        };
        Self { id: None, start: typed.clone(), now: typed, state: State::opened() }
    }

    /// A plan as it is; `None` where its period cannot be read.
    pub fn edit(page: &PlanPage) -> Option<Self> {
        let form = page.form.as_ref()?;
        let typed = Typed {
            name: form.name.clone(),
            scope: form.scope,
            period: form.period,
            budget: yuan_of(form.budget),
            hours: form.hours_per_head.map(|hours| hours as f64 / HOUR),
            note: form.note.clone(),
        };
        let id = Some(page.id);
        Some(Self { id, start: typed.clone(), now: typed, state: State::opened() })
    }

    /// Whether it is a new one.
    pub fn is_new(&self) -> bool {
        self.id.is_none()
    }

    fn problems(&self, cx: &Cx<'_>) -> [Option<String>; 3] {
        let now = &self.now;
        let said = |wrong: bool, key: &str| wrong.then(|| cx.text(key));
        [
            said(now.name.trim().is_empty(), "error-name-blank"),
            said(now.budget.is_some_and(|budget| budget < 0.0), "error-training-plan-budget"),
            said(now.hours.is_some_and(|hours| hours <= 0.0), "error-course-hours"),
        ]
    }

    fn form(&self) -> PlanForm {
        PlanForm {
            name: self.now.name.clone(),
            scope: self.now.scope,
            period: self.now.period,
            budget: fen_of(self.now.budget),
            hours_per_head: self.now.hours.map(|hours| (hours * HOUR).round() as i64),
            note: self.now.note.clone(),
        }
    }

    fn ui(
        &mut self,
        ui: &mut Ui,
        state: &mut State,
        problems: &[Option<String>],
        data: &Data,
        cx: &Cx<'_>,
    ) {
        let (search, nothing) = (cx.text("training-search"), cx.text("training-nothing-found"));
        let label = cx.text("plans-field-name");
        let field = Field::new(&label).required().error(state.shown(problems, NAME));
        let response = text_field(ui, field, &mut self.now.name);
        state.focus(NAME, &response);
        grid(ui, 2, 12.0, |ui, at| {
            if at == 0 {
                let label = cx.text("plans-field-scope");
                let select = Select::new(Field::new(&label)).search(&search, &nothing);
                let scopes = &data.choices.scopes;
                select.finds(names::matches).show(ui, &mut self.now.scope, scopes);
            } else {
                let label = cx.text("plans-field-period");
                let select = Select::new(Field::new(&label));
                select.show(ui, &mut self.now.period, &data.choices.periods);
            }
        });
        grid(ui, 2, 12.0, |ui, at| {
            if at == 0 {
                let (label, unit) = (cx.text("plans-budget"), cx.text("matrix-yuan"));
                let field = Field::new(&label).unit(&unit).error(state.shown(problems, BUDGET));
                let response = number_field(ui, field, &mut self.now.budget, 2);
                state.focus(BUDGET, &response);
            } else {
                let (label, unit) = (cx.text("plans-field-hours"), cx.text("plans-hours-unit"));
                let field = Field::new(&label).unit(&unit).error(state.shown(problems, HOURS));
                let response = number_field(ui, field, &mut self.now.hours, 1);
                state.focus(HOURS, &response);
            }
        });
        let label = cx.text("plans-field-note");
        text_area(ui, Field::new(&label), &mut self.now.note, 3);
    }
}

/// Draws the form of a plan; whether it stays.
pub(super) fn draw_plan(
    ctx: &Context,
    draft: &mut PlanDraft,
    data: &Data,
    cx: &mut Cx<'_>,
) -> bool {
    let problems = draft.problems(cx);
    let title = if draft.id.is_some() { "plans-edit" } else { "plans-new" };
    let head = Head { id: "plans-plan", title, save: "plans-save", width: 480.0 };
    let seen: &Cx<'_> = cx;
    let wish = form(ctx, head, draft, &problems, seen, |ui, draft, state| {
        draft.ui(ui, state, &problems, data, seen);
    });
    match wish {
        Wish::Close => return false,
        Wish::Save => {
            let form = draft.form();
            let subject = form.name.clone();
            let ask = match draft.id {
                Some(id) => Ask::EditPlan(id, form),
                None => Ask::AddPlan(form),
            };
            run(cx, subject, What::Plans(ask));
        }
        Wish::Stay | Wish::Remove => {}
    }
    true
}

/// What needs a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Because {
    /// A plan is closed: what came of it.
    Close(TrainingPlanId),
    /// A course is given up: why.
    Drop(TrainingPlanItemId),
}

/// A word half-typed.
#[derive(Clone, Debug)]
pub(super) struct BecauseDraft {
    what: Because,
    subject: String,
    words: String,
    pub state: State,
}

impl Filled for BecauseDraft {
    fn state(&mut self) -> &mut State {
        &mut self.state
    }

    fn dirty(&self) -> bool {
        !self.words.is_empty()
    }
}

impl BecauseDraft {
    /// Nothing is typed yet.
    pub fn new(what: Because, subject: &str) -> Self {
        let subject = subject.to_owned();
        Self { what, subject, words: String::new(), state: State::opened() }
    }
}

/// Draws the form that asks for a word; whether it stays.
pub(super) fn draw_because(ctx: &Context, draft: &mut BecauseDraft, cx: &mut Cx<'_>) -> bool {
    let (title, label, missing) = match draft.what {
        Because::Close(_) => ("plans-end", "plans-field-review", "error-training-plan-review"),
        Because::Drop(_) => ("plans-item-drop", "plans-field-why", "error-training-plan-drop"),
    };
    let blank = draft.words.trim().is_empty();
    let problems = [blank.then(|| cx.text(missing))];
    let head = Head { id: "plans-because", title, save: title, width: 440.0 };
    let seen: &Cx<'_> = cx;
    let wish = form(ctx, head, draft, &problems, seen, |ui, draft, state| {
        text::wrapped(ui, text::NAME13, Theme::get(ui).t1, &draft.subject);
        let label = seen.text(label);
        let field = Field::new(&label).required().error(state.shown(&problems, 0));
        let response = text_area(ui, field, &mut draft.words, 4);
        state.focus(0, &response);
    });
    match wish {
        Wish::Close => return false,
        Wish::Save => {
            let (subject, words) = (draft.subject.clone(), draft.words.clone());
            let ask = match draft.what {
                Because::Close(plan) => Ask::ClosePlan(plan, words),
                Because::Drop(item) => Ask::DropItem(item, words),
            };
            run(cx, subject, What::Plans(ask));
        }
        Wish::Stay | Wish::Remove => {}
    }
    true
}
