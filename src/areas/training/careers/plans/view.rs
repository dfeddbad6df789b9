//! How it looks: the figures on top, the plans below with their filters.

use egui::Ui;

use super::data::{Data, Only, PlanRow};
use super::drawer::drawer_ui;
use super::form::{self, Form};
use crate::areas::figure_card::about_strip;
use crate::areas::training::careers::view::GAP;
use crate::areas::{Cx, drawer_form};
use crate::command::training::careers::StepForm;
use crate::domain::ids::{CareerPlanId, CareerStepId, PersonId};
use crate::domain::names::matches;
use crate::ui::button::Button;
use crate::ui::card::{Card, card, divider, list_header, padded};
use crate::ui::choice::{badge, chip};
use crate::ui::field::search_field;
use crate::ui::icons;
use crate::ui::metric::Metric;
use crate::ui::state::empty_state;
use crate::ui::table::{Column, Table, TableState, cell_text};
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// The figures on top.
const STRIP: f32 = 72.0;
/// The list is at least so tall.
const LEAST: f32 = 320.0;
/// So many people without a plan are named.
const NAMED: usize = 12;

/// What is chosen and half-typed.
#[derive(Debug, Default)]
pub(in crate::areas::training::careers) struct View {
    table: TableState,
    /// Only these plans.
    only: Option<Only>,
    /// What is searched for.
    query: String,
    /// The plan whose drawer is open.
    pub(super) open: Option<CareerPlanId>,
    /// The form that is open, above the drawer.
    pub(super) form: Option<Form>,
}

impl View {
    /// A command was done: what was typed for it is saved.
    pub fn done(&mut self) {
        drawer_form::stored(&mut self.form);
    }

    /// Whether something is half-typed that would be lost.
    pub fn unsaved(&self) -> bool {
        drawer_form::unsaved(self.form.as_ref())
    }

    /// Opens the form of a new plan.
    pub fn add(&mut self) {
        self.form = Some(Form::new());
    }

    /// Opens the form of a new plan with a step of the ladder as its aim.
    pub fn plan(&mut self, person: PersonId, step: &(CareerStepId, StepForm)) {
        self.form = Some(Form::plan(person, step));
    }

    /// Opens a plan.
    pub fn open(&mut self, plan: CareerPlanId) {
        self.open = Some(plan);
    }

    /// Narrows the list.
    fn narrow(&mut self, only: Option<Only>) {
        self.only = only;
        self.table = TableState::default();
    }
}

/// Draws the plans.
pub(in crate::areas::training::careers) fn draw(
    ui: &mut Ui,
    height: f32,
    data: &Data,
    view: &mut View,
    cx: &mut Cx<'_>,
) {
    tiles_ui(ui, data, view, cx);
    let tall = (height - STRIP - GAP).max(LEAST);
    if data.rows.is_empty() {
        let words = ["careers-plans-none", "careers-plans-none-detail", "careers-plan-add"];
        let [title, detail, add] = words.map(|key| cx.text(key));
        let add = Some(Button::primary(&add));
        if card(ui, |ui| empty_state(ui, icons::COMPASS, &title, &detail, add)).inner {
            view.add();
        }
    } else {
        list_ui(ui, data, tall, view, cx);
    }
    let ctx = ui.ctx().clone();
    drawer_ui(&ctx, data, view, cx);
    form::form_ui(&ctx, &data.choices, &mut view.form, cx);
}

fn tiles_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let strip: Vec<Metric<'_>> = data
        .tiles
        .iter()
        .map(|tile| Metric {
            label: &tile.label,
            value: &tile.value,
            tone: tile.tone,
            opens: tile.only.is_some(),
            ..Metric::default()
        })
        .collect();
    let pressed = about_strip(ui, &strip, data.tiles.iter().map(|tile| tile.about), cx);
    if let Some(tile) = pressed.and_then(|at| data.tiles.get(at)) {
        view.narrow(tile.only);
    }
}

fn list_ui(ui: &mut Ui, data: &Data, height: f32, view: &mut View, cx: &Cx<'_>) {
    Card::new().height(height).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let title = cx.text("careers-part-plans");
        list_header(ui, &title, &without(data, cx), |ui| {
            let words = ["careers-search", "careers-search-hint"];
            let [name, hint] = words.map(|key| cx.text(key));
            if search_field(ui, &name, &hint, &mut view.query, 200.0).changed() {
                view.table = TableState::default();
            }
        });
        padded(ui, 16.0, 9.0, |ui| chips_ui(ui, data, view, cx));
        divider(ui);
        let fits = |row: &&PlanRow| {
            view.only.is_none_or(|only| row.fits(only)) && matches(&view.query, &row.title())
        };
        let shown: Vec<&PlanRow> = data.rows.iter().filter(fits).collect();
        if shown.is_empty() {
            let words = ["careers-narrow", "careers-narrow-detail"];
            let [title, detail] = words.map(|key| cx.text(key));
            empty_state(ui, icons::MAGNIFYING_GLASS, &title, &detail, None);
            return;
        }
        table_ui(ui, &shown, view, cx);
    });
}

/// Who has no plan, the first of them by name.
fn without(data: &Data, cx: &Cx<'_>) -> String {
    if data.without.is_empty() {
        return String::new();
    }
    let names: Vec<&str> = data.without.iter().take(NAMED).map(String::as_str).collect();
    let more = if data.without.len() > NAMED { "…" } else { "" };
    let names = format!("{}{more}", names.join(&cx.text("careers-comma")));
    let n = i64::try_from(data.without.len()).unwrap_or(i64::MAX);
    cx.tr.with("careers-without-names", &[("n", n.into()), ("names", names.into())])
}

fn chips_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &Cx<'_>) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(8.0, 6.0);
        let mut wanted = None;
        if chip(ui, &cx.text("careers-all"), view.only.is_none()).clicked() {
            wanted = Some(None);
        }
        for tile in &data.tiles {
            let Some(only) = tile.only else { continue };
            let on = view.only == Some(only);
            // A filter that finds nothing is offered only while it is on.
            let any = data.rows.iter().any(|row| row.fits(only));
            let name = format!("{} {}", tile.label, tile.value);
            if (any || on) && chip(ui, &name, on).clicked() {
                wanted = Some((!on).then_some(only));
            }
        }
        if let Some(only) = wanted {
            view.narrow(only);
        }
    });
}

fn table_ui(ui: &mut Ui, shown: &[&PlanRow], view: &mut View, cx: &Cx<'_>) {
    let columns = [
        Column::new(cx.text("careers-person")).fixed(104.0),
        Column::new(cx.text("careers-goal")).flex(1.2, 128.0),
        Column::new(cx.text("careers-by")).fixed(104.0),
        Column::new(cx.text("careers-ready")).fixed(88.0),
        Column::new(cx.text("careers-met")).fixed(72.0).right(),
        Column::new(cx.text("careers-actions")).fixed(72.0).right(),
        Column::new(cx.text("careers-next")).fixed(104.0),
        Column::new(cx.text("careers-status")).fixed(92.0),
    ];
    let name = |row: usize| {
        shown.get(row).map_or_else(String::new, |row| format!("{} {}", row.title(), row.said))
    };
    let title = cx.text("careers-part-plans");
    let output = Table::new(&title, &columns, shown.len())
        .fill_height()
        .main()
        .row_name(&name)
        .show(ui, &mut view.table, |ui, row, column| {
            if let Some(row) = shown.get(row) {
                cell_ui(ui, row, column);
            }
        });
    if let Some(row) = output.clicked.or(output.opened).and_then(|row| shown.get(row)) {
        view.open = Some(row.id);
    }
}

fn cell_ui(ui: &mut Ui, row: &PlanRow, column: usize) {
    let theme = Theme::get(ui);
    let late = |late: bool| if late { Tone::Warn.text(theme) } else { theme.t1 };
    match column {
        0 => cell_text(ui, text::NAME13, theme.t1, &row.name),
        1 => cell_text(ui, text::BODY13, theme.t1, &row.goal),
        2 => cell_text(ui, text::BODY13, theme.t2, &row.by),
        3 => {
            if let Some(standing) = &row.standing {
                badge(ui, standing.tone, &standing.said);
            }
        }
        4 => {
            let met = row.standing.as_ref().map_or("", |standing| standing.met.as_str());
            cell_text(ui, text::NAME13, theme.t1, met);
        }
        5 => cell_text(ui, text::NAME13, late(row.late), &row.done),
        6 => cell_text(ui, text::BODY13, late(row.review_late), &row.review),
        _ => {
            badge(ui, row.tone, &row.said);
        }
    }
}
