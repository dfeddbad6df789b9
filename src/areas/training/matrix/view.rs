//! How the page looks: the matrix with what it says, and the cards beside it.

use std::sync::Arc;

use egui::{Align, Layout, Margin, Rect, Ui, UiBuilder, pos2, vec2};

use super::data::{Ask, Data};
use super::form_enrol::{self, EnrolDraft};
use super::form_rate::{self, RateDraft};
use super::form_skill::{self, RequirementDraft, SkillDraft};
use super::grid::Seen;
use super::opened::Open;
use super::view_skills::Skills;
use super::{view_drawers, view_side, view_skills};
use crate::areas::drawer_form::Filled;
use crate::areas::figure_card::about;
use crate::areas::training::view::Shown;
use crate::areas::{Cx, Event, Order, Purpose};
use crate::documents::skill_matrix;
use crate::i18n::Language;
use crate::metrics::glossary::Figure;
use crate::sheets::write::Table;
use crate::ui::button::{Button, button};
use crate::ui::card::{Card, Side, columns, divider, list_header};
use crate::ui::choice::Segmented;
use crate::ui::icons;
use crate::ui::matrix::{Corners, Matrix, MatrixOutput, MatrixState, Shade, key_mark};
use crate::ui::menu::{menu, menu_item};
use crate::ui::scroll;
use crate::ui::state::empty_state;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// The least height of the matrix with all that stands around it; on low windows the page scrolls.
const LEAST: f32 = 460.0;
/// The room for what the matrix says.
const INSIGHT: f32 = 72.0;
/// From this width of the card on the header has room for the keys.
const KEYS: f32 = 656.0;

/// A form that is open.
#[derive(Clone, Debug)]
pub(super) enum Form {
    Rate(RateDraft),
    Enrol(Box<EnrolDraft>),
    Skill(Box<SkillDraft>),
    Requirement(RequirementDraft),
}

impl Form {
    fn dirty(&self) -> bool {
        match self {
            Self::Rate(draft) => draft.dirty(),
            Self::Enrol(draft) => draft.dirty(),
            Self::Skill(draft) => draft.dirty(),
            Self::Requirement(draft) => draft.dirty(),
        }
    }

    fn sent(&self) -> bool {
        match self {
            Self::Rate(draft) => draft.state.sent,
            Self::Enrol(draft) => draft.state.sent,
            Self::Skill(draft) => draft.state.sent,
            Self::Requirement(draft) => draft.state.sent,
        }
    }
}

/// What is chosen and half-typed.
#[derive(Debug, Default)]
pub struct View {
    /// Levels alone, and not how they stand to what is asked.
    levels: bool,
    grid: MatrixState,
    /// What stands in the drawer.
    pub(super) open: Option<Open>,
    /// Whether it is shown on whom each skill hangs.
    pub(super) covers: bool,
    /// The skills and what posts ask for, while they are shown.
    pub(super) skills: Option<Skills>,
    /// The form that is open.
    pub(super) form: Option<Form>,
    /// The table for which a place was asked.
    exporting: Option<Arc<Table>>,
    /// The page that is wanted.
    pub(in crate::areas::training) leads: Option<Shown>,
}

impl View {
    /// What to load.
    pub(in crate::areas::training) fn ask(&self) -> Ask {
        Ask { open: self.open.clone() }
    }

    /// Takes notice of something that finished.
    pub(in crate::areas::training) fn receive(&mut self, event: &Event, cx: &mut Cx<'_>) {
        match event {
            Event::Done if self.form.as_ref().is_some_and(Form::sent) => self.form = None,
            Event::Picked(Purpose::Skills, path) => {
                if let Some(table) = self.exporting.take() {
                    cx.orders.push(Order::WriteTable(table, path.clone()));
                }
            }
            _ => {}
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
    let words = ["matrix-arrange", "matrix-import", "matrix-more"];
    let [arrange, import, more] = words.map(|key| cx.text(key));
    let look = Button::primary(&arrange).medium().icon(icons::PLUS).enabled(data.any);
    if button(ui, look).clicked() {
        enrol(data, view, true, cx);
    }
    let look = Button::secondary(&import).medium().icon(icons::TRAY_ARROW_DOWN);
    if button(ui, look).clicked() {
        cx.orders.push(Order::PickSheets);
    }
    menu(ui, Button::icon_only(icons::DOTS_THREE, &more).medium(), |ui| {
        let words = ["matrix-skills", "matrix-export", "matrix-print"];
        let [skills, export, print] = words.map(|key| cx.text(key));
        if menu_item(ui, Some(icons::LIST_CHECKS), &skills, "").clicked() {
            view.skills = Some(Skills::default());
        }
        if menu_item(ui, Some(icons::EXPORT), &export, "").clicked() {
            view.exporting = Some(Arc::clone(&data.table));
            let name = format!("{}_{}.xlsx", cx.text("training-tab-matrix"), data.on);
            cx.orders.push(Order::PickSave(Purpose::Skills, name));
        }
        if menu_item(ui, Some(icons::PRINTER), &print, "").clicked() {
            cx.orders.push(Order::PrintCentre(&skill_matrix::KIND, cx.filter.scope, None));
        }
    });
}

/// Opens the form of an enrolment for the biggest gap.
fn enrol(data: &Data, view: &mut View, new: bool, cx: &Cx<'_>) {
    let draft = EnrolDraft::new(data, data.insight.skill, new, cx);
    view.form = Some(Form::Enrol(Box::new(draft)));
}

/// Draws the page.
pub(in crate::areas::training) fn draw(
    ui: &mut Ui,
    margin: Margin,
    data: &Data,
    view: &mut View,
    cx: &mut Cx<'_>,
) {
    scroll::page(ui, "matrix", margin, |ui, room| {
        let right = if ui.available_width() < 1_000.0 { 300.0 } else { 332.0 };
        columns(ui, right, 12.0, |ui, side| match side {
            Side::Left => matrix_card(ui, data, view, room.max(LEAST), cx),
            Side::Right => {
                if let Some(leads) = view_side::draw(ui, &data.side, cx) {
                    view.leads = Some(leads);
                }
            }
        });
    });
    let ctx = ui.ctx().clone();
    // A form stands before what it was opened from.
    let Some(mut form) = view.form.take() else {
        view_drawers::covers_ui(&ctx, data, view, cx);
        view_skills::draw(&ctx, data, view, cx);
        view_drawers::draw(&ctx, data, view, cx);
        return;
    };
    let stays = match &mut form {
        Form::Rate(draft) => form_rate::draw(&ctx, draft, cx),
        Form::Enrol(draft) => form_enrol::draw(&ctx, draft, data, cx),
        Form::Skill(draft) => form_skill::draw_skill(&ctx, draft, cx),
        Form::Requirement(draft) => form_skill::draw_requirement(&ctx, draft, data, cx),
    };
    if stays {
        view.form = Some(form);
    }
}

fn matrix_card(ui: &mut Ui, data: &Data, view: &mut View, height: f32, cx: &mut Cx<'_>) {
    Card::new().height(height).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        header_ui(ui, data, view, cx);
        if !data.any {
            let words = ["matrix-empty", "matrix-empty-detail", "matrix-import"];
            let [title, detail, import] = words.map(|key| cx.text(key));
            let action = Some(Button::secondary(&import));
            if empty_state(ui, icons::GRADUATION_CAP, &title, &detail, action) {
                cx.orders.push(Order::PickSheets);
            }
            return;
        }
        let lines = data.insight.notes.len() as f32 * 18.0;
        let below = INSIGHT + lines;
        let room = (ui.available_height() - below - 1.0).max(160.0);
        let output = grid_ui(ui, data, view, room, cx);
        opened(data, view, output);
        divider(ui);
        insight_ui(ui, data, view, cx);
    });
}

fn header_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let wide = ui.available_width() > KEYS;
    list_header(ui, &cx.text("training-tab-matrix"), &data.sub, |ui| {
        let ways = [(false, cx.text("matrix-gaps")), (true, cx.text("matrix-levels"))];
        let name = cx.text("matrix-seen");
        Segmented::new(&name).medium().show(ui, &mut view.levels, &ways);
        about(ui, Figure::SkillsReached, cx);
        if !view.levels && wide {
            ui.spacing_mut().item_spacing.x = 12.0;
            // From right to left.
            for (shade, key) in [
                (Shade::Unknown, "matrix-key-unrated"),
                (Shade::FarBelow, "matrix-key-far-below"),
                (Shade::Below, "matrix-key-below"),
                (Shade::Met, "matrix-key-met"),
                (Shade::Above, "matrix-key-above"),
            ] {
                key_mark(ui, shade, &cx.text(key));
            }
        }
    });
}

fn grid_ui(ui: &mut Ui, data: &Data, view: &mut View, height: f32, cx: &Cx<'_>) -> MatrixOutput {
    let grid = &data.grid;
    let words = ["training-tab-matrix", "matrix-column-person", "matrix-reached", "matrix-below"];
    let [name, names, values, sums] = words.map(|key| cx.text(key));
    let corners = Corners {
        names: &names,
        values: &values,
        sums: (&sums, &grid.sums),
        whole: (&grid.whole.0, &grid.whole.1),
    };
    // English names of skills need more room, and so does what is required.
    let least = if cx.tr.language() == Language::English { 84.0 } else { 58.0 };
    Matrix::new(&name, &grid.headings, &grid.lines)
        .corners(corners)
        .height(height)
        .ends(124.0, 118.0)
        .least(least)
        .show(ui, &mut view.grid, &Seen { grid, levels: view.levels })
}

/// Opens what was pressed in the matrix.
fn opened(data: &Data, view: &mut View, output: MatrixOutput) {
    let grid = &data.grid;
    if let Some((line, column)) = output.cell {
        let found = grid.person(line).zip(grid.key(column));
        if let Some((person, key)) = found {
            view.open = Some(Open::Cell(person, key.clone()));
        }
    } else if let Some(person) = output.line.and_then(|line| grid.person(line)) {
        view.open = Some(Open::Person(person));
    } else if let Some(key) = output.column.and_then(|column| grid.key(column)) {
        view.open = Some(Open::Skill(key.clone()));
    }
}

/// The biggest gap, whether the funnel is narrow there, and what can be done about it.
fn insight_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    let insight = &data.insight;
    let inner = ui.available_rect_before_wrap().shrink2(vec2(16.0, 8.0));
    let layout = Layout::right_to_left(Align::Center);
    let upper = inner.with_max_y(inner.top() + 48.0);
    let mut right = ui.new_child(UiBuilder::new().id_salt("do").max_rect(upper).layout(layout));
    right.spacing_mut().item_spacing.x = 8.0;
    if insight.skill.is_some() {
        if insight.join > 0 {
            let join = cx.tr.with("matrix-enrol-n", &[("n", insight.join.into())]);
            if button(&mut right, Button::primary(&join).medium()).clicked() {
                enrol(data, view, false, cx);
            }
        }
        let list = cx.text("matrix-enrol-list-make");
        if button(&mut right, Button::secondary(&list).medium()).clicked() {
            enrol(data, view, true, cx);
        }
    }
    if !insight.thin.is_empty() {
        let look = Button::ghost(&insight.thin).medium().icon(icons::WARNING);
        if button(&mut right, look).clicked() {
            view.covers = true;
        }
    }
    let used = right.min_rect();
    let end = if used.width() > 0.0 { used.left() - 12.0 } else { inner.right() };
    icons::paint_icon(
        ui.painter(),
        pos2(inner.left() + 10.0, upper.center().y),
        icons::LIGHTBULB.filled(),
        18.0,
        theme.warn_t,
    );
    let room = Rect::from_min_max(pos2(inner.left() + 30.0, inner.top()), inner.max);
    let room = room.with_max_x(end.max(room.left()));
    let layout = Layout::top_down(Align::Min);
    let mut left = ui.new_child(UiBuilder::new().id_salt("said").max_rect(room).layout(layout));
    left.spacing_mut().item_spacing.y = 0.0;
    let width = left.available_width();
    text::truncated(&mut left, text::NAME13, theme.t1, &insight.title, width);
    text::wrapped(&mut left, text::LABEL12, theme.t2, &insight.detail);
    for note in &insight.notes {
        text::truncated(&mut left, text::LABEL12, theme.t3, note, width);
    }
}
