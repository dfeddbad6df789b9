//! How the page looks: a plan with its courses and its people, beside it the other plans, what is to be repeated and
//! what is new to be read.

use egui::{Margin, Ui};

use super::data::{Ask, Data};
use super::form_item::{self, ItemDraft};
use super::form_plan::{self, BecauseDraft, PlanDraft};
use super::form_quiz::{self, QuizDraft, ReadersDraft};
use super::form_update::{self, UpdateDraft};
use super::view_suggested::Suggesting;
use super::{view_drawers, view_plan, view_side, view_suggested};
use crate::areas::drawer_form::Filled;
use crate::areas::{Cx, Event};
use crate::domain::ids::{KnowledgeUpdateId, TrainingPlanId, TrainingPlanItemId};
use crate::store::records::TrainingPlanStatus;
use crate::ui::button::{Button, button};
use crate::ui::card::{Side, columns};
use crate::ui::icons;
use crate::ui::scroll;
use crate::ui::table::TableState;

/// A form that is open.
#[derive(Clone, Debug)]
pub(super) enum Form {
    Plan(PlanDraft),
    Because(BecauseDraft),
    Item(Box<ItemDraft>),
    Update(Box<UpdateDraft>),
    Quiz(QuizDraft),
    Readers(ReadersDraft),
}

impl Form {
    fn dirty(&self) -> bool {
        match self {
            Self::Plan(draft) => draft.dirty(),
            Self::Because(draft) => draft.dirty(),
            Self::Item(draft) => draft.dirty(),
            Self::Update(draft) => draft.dirty(),
            Self::Quiz(draft) => draft.dirty(),
            Self::Readers(draft) => draft.dirty(),
        }
    }

    fn sent(&self) -> bool {
        match self {
            Self::Plan(draft) => draft.state.sent,
            Self::Because(draft) => draft.state.sent,
            Self::Item(draft) => draft.state.sent,
            Self::Update(draft) => draft.state.sent,
            Self::Quiz(draft) => draft.state.sent,
            Self::Readers(draft) => draft.state.sent,
        }
    }
}

/// What is chosen and half-typed.
#[derive(Debug, Default)]
pub struct View {
    /// The plan that was chosen.
    pub(super) plan: Option<TrainingPlanId>,
    /// The course of the plan that is opened.
    pub(super) item: Option<TrainingPlanItemId>,
    /// The update that is opened.
    pub(super) update: Option<KnowledgeUpdateId>,
    /// What the plan should hold, while that is shown.
    pub(super) suggesting: Option<Suggesting>,
    /// The form that is open.
    pub(super) form: Option<Form>,
    pub(super) items_table: TableState,
    pub(super) people_table: TableState,
}

impl View {
    /// What to load.
    pub(in crate::areas::training) fn ask(&self) -> Ask {
        Ask { plan: self.plan, update: self.update, suggest: self.suggesting.is_some() }
    }

    /// Takes notice of something that finished.
    pub(in crate::areas::training) fn receive(&mut self, event: &Event, _cx: &mut Cx<'_>) {
        if !matches!(event, Event::Done) {
            return;
        }
        if let Some(form) = self.form.take_if(|form| form.sent()) {
            match form {
                // A new plan is that of the scope and the period, and shown without being chosen.
                Form::Plan(draft) if draft.is_new() => self.plan = None,
                Form::Because(_) => self.item = None,
                _ => {}
            }
        }
        if self.suggesting.as_ref().is_some_and(|suggesting| suggesting.sent) {
            self.suggesting = None;
        }
    }

    /// Whether something is half-typed that would be lost.
    pub(in crate::areas::training) fn unsaved(&self) -> bool {
        self.form.as_ref().is_some_and(|form| form.dirty() && !form.sent())
    }
}

/// Draws the buttons at the end of the tab row, from right to left.
pub(in crate::areas::training) fn actions_ui(
    ui: &mut Ui,
    data: &Data,
    view: &mut View,
    cx: &mut Cx<'_>,
) {
    let words = ["plans-new", "plans-suggest", "plans-update-new"];
    let [new, suggest, update] = words.map(|key| cx.text(key));
    if button(ui, Button::primary(&new).medium().icon(icons::PLUS)).clicked() {
        view.form = Some(Form::Plan(PlanDraft::new(cx)));
    }
    let page = data.page.as_ref();
    let open = page.is_some_and(|page| page.status != TrainingPlanStatus::Closed);
    let look = Button::secondary(&suggest).medium().icon(icons::LIGHTBULB).enabled(open);
    if button(ui, look).clicked() {
        view.suggesting = Some(Suggesting::default());
    }
    let look = Button::secondary(&update).medium().icon(icons::MEGAPHONE);
    if button(ui, look).clicked() {
        let draft = UpdateDraft::new(&data.choices, cx.filter.today);
        view.form = Some(Form::Update(Box::new(draft)));
    }
}

/// Draws the page.
pub(in crate::areas::training) fn draw(
    ui: &mut Ui,
    margin: Margin,
    data: &Data,
    view: &mut View,
    cx: &mut Cx<'_>,
) {
    scroll::page(ui, "plans", margin, |ui, _| {
        ui.spacing_mut().item_spacing.y = 12.0;
        let right = if ui.available_width() < 1_000.0 { 300.0 } else { 332.0 };
        columns(ui, right, 12.0, |ui, side| {
            ui.spacing_mut().item_spacing.y = 12.0;
            match side {
                Side::Left => view_plan::draw(ui, data, view, cx),
                Side::Right => view_side::draw(ui, data, view, cx),
            }
        });
    });
    let ctx = ui.ctx().clone();
    // A form stands before what it was opened from.
    let Some(mut form) = view.form.take() else {
        view_suggested::draw(&ctx, data, view, cx);
        view_drawers::draw_item(&ctx, data, view, cx);
        view_drawers::draw_update(&ctx, data, view, cx);
        return;
    };
    let stays = match &mut form {
        Form::Plan(draft) => form_plan::draw_plan(&ctx, draft, data, cx),
        Form::Because(draft) => form_plan::draw_because(&ctx, draft, cx),
        Form::Item(draft) => form_item::draw(&ctx, draft, data, cx),
        Form::Update(draft) => form_update::draw(&ctx, draft, data, cx),
        Form::Quiz(draft) => form_quiz::draw_quiz(&ctx, draft, cx),
        Form::Readers(draft) => form_quiz::draw_readers(&ctx, draft, cx),
    };
    if stays {
        view.form = Some(form);
    }
}
