//! The form that is open, whichever it is, and the one by which objectives are changed.

use egui::{Context, Ui};

use super::choices::Choices;
use super::data::Data;
use super::form_check::CheckDraft;
use super::form_objectives::{self as objectives, Draft as Objective, Told};
use super::form_plan::PlanDraft;
use super::form_small::SmallDraft;
use super::rows::Opened;
use super::view::{View, send};
use crate::areas::Cx;
use crate::areas::drawer_form::{Filled, Look, State, Wish, filled_drawer};
use crate::command::coaching::plans::Plan;
use crate::domain::ids::ImprovementPlanId;
use crate::ui::field::{Field, text_area};
use crate::ui::text;
use crate::ui::tokens::Theme;

/// A form on its way.
#[derive(Clone, Debug)]
pub(super) enum Form {
    /// A new plan.
    Plan(Box<PlanDraft>),
    /// Other objectives.
    Adjust(Box<AdjustDraft>),
    /// A check point.
    Check(Box<CheckDraft>),
    /// Evidence, support, the end, words.
    Small(Box<SmallDraft>),
}

impl Form {
    /// Whether something is typed that would be lost.
    pub(super) fn dirty(&self) -> bool {
        let (dirty, state) = match self {
            Self::Plan(draft) => (draft.dirty(), &draft.state),
            Self::Adjust(draft) => (draft.dirty(), &draft.state),
            Self::Check(draft) => (draft.dirty(), &draft.state),
            Self::Small(draft) => (draft.dirty(), &draft.state),
        };
        dirty && !state.sent
    }

    /// Whether its command is on its way.
    pub(super) fn sent(&self) -> bool {
        match self {
            Self::Plan(draft) => draft.state.sent,
            Self::Adjust(draft) => draft.state.sent,
            Self::Check(draft) => draft.state.sent,
            Self::Small(draft) => draft.state.sent,
        }
    }
}

/// Objectives being changed.
#[derive(Clone, Debug)]
pub(super) struct AdjustDraft {
    id: ImprovementPlanId,
    subject: String,
    heads: Vec<String>,
    start: Vec<Objective>,
    now: Vec<Objective>,
    reason: String,
    pub state: State,
}

impl Filled for AdjustDraft {
    fn state(&mut self) -> &mut State {
        &mut self.state
    }

    fn dirty(&self) -> bool {
        self.start != self.now || !self.reason.trim().is_empty()
    }
}

impl AdjustDraft {
    /// The objectives of a plan as they stand.
    pub(super) fn new(plan: &Opened) -> Self {
        let start: Vec<Objective> = plan.objectives.iter().map(Objective::of).collect();
        Self {
            id: plan.id,
            subject: plan.subject.clone(),
            heads: plan.check_heads.clone(),
            now: start.clone(),
            start,
            reason: String::new(),
            state: State::opened(),
        }
    }

    /// What is wrong: the reason, then the objectives.
    fn problems(&self, cx: &Cx<'_>) -> Vec<Option<String>> {
        let reason = self.reason.trim().is_empty().then_some("improvement-problem-reason");
        let all = std::iter::once(reason).chain(objectives::problems(&self.now));
        all.map(|key| key.map(|key| cx.text(key))).collect()
    }

    fn command(&self) -> Option<Plan> {
        let objectives = objectives::forms(&self.now)?;
        Some(Plan::Adjust { id: self.id, objectives, reason: self.reason.clone() })
    }

    fn draw(&mut self, ctx: &Context, choices: &Choices, cx: &Cx<'_>) -> Wish {
        let (title, save) = (cx.text("improvement-adjust"), cx.text("improvement-save"));
        let look =
            Look { id: "improvement-adjust", title: &title, save: &save, remove: "", width: 640.0 };
        let problems = self.problems(cx);
        filled_drawer(ctx, look, self, &problems, cx, |ui, own, state| {
            own.body(ui, choices, (state, &problems), cx);
        })
    }

    fn body(
        &mut self,
        ui: &mut Ui,
        choices: &Choices,
        (state, problems): (&mut State, &[Option<String>]),
        cx: &Cx<'_>,
    ) {
        let help = cx.text("improvement-adjust-help");
        text::wrapped(ui, text::LABEL12, Theme::get(ui).t2, &help);
        let label = cx.text("improvement-reason");
        let field = Field::new(&label).required().error(state.shown(problems, 0));
        let response = text_area(ui, field, &mut self.reason, 2);
        state.focus(0, &response);
        let mut told = Told { state, problems, first: 1 };
        objectives::draw(ui, &mut self.now, (choices, &self.heads), &mut told, cx);
    }
}

/// Draws the open form, if any, and sends what is saved.
pub(super) fn draw(ctx: &Context, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let Some(mut form) = view.form.take() else { return };
    let plan = data.opened.as_deref();
    let choices = &data.choices;
    let wish = match &mut form {
        Form::Plan(draft) => draft.draw(ctx, choices, cx),
        Form::Adjust(draft) => draft.draw(ctx, choices, cx),
        Form::Check(draft) => draft.draw(ctx, choices, cx),
        Form::Small(draft) => draft.draw(ctx, (plan, choices), cx),
    };
    match wish {
        Wish::Close => return,
        Wish::Remove | Wish::Stay => {}
        Wish::Save => {
            let saved = match &form {
                Form::Plan(draft) => draft.form().map(|form| {
                    let name = cx.directory.person_name(form.person).to_owned();
                    (name, Plan::Open(Box::new(form)))
                }),
                Form::Adjust(draft) => draft.command().map(|own| (draft.subject.clone(), own)),
                Form::Check(draft) => {
                    draft.form().map(|own| (draft.subject.clone(), Plan::Check(Box::new(own))))
                }
                Form::Small(draft) => draft.command().map(|own| (draft.subject.clone(), own)),
            };
            if let Some((subject, plan)) = saved {
                send(cx, subject, plan);
            }
        }
    }
    view.form = Some(form);
}
