//! How it looks: the chances or the people at the left, how evenly they were given at the right.

use chrono::NaiveDate;
use egui::Ui;

use super::data::{Data, OfferRow, PersonRow, told};
use super::drawer::drawer_ui;
use super::form::{self, Form};
use super::side::{fairness_ui, passed_over_ui};
use crate::areas::training::careers::view::{BESIDE, GAP};
use crate::areas::{Cx, drawer_form};
use crate::domain::ids::DevelopmentOfferId;
use crate::domain::names::matches;
use crate::metrics::training::careers::show::answer;
use crate::store::records::OfferKind;
use crate::ui::button::Button;
use crate::ui::card::{Card, Side, columns, divider, list_header, padded};
use crate::ui::choice::{Segmented, badge, chip};
use crate::ui::field::search_field;
use crate::ui::icons;
use crate::ui::state::empty_state;
use crate::ui::table::{Column, Table, TableState, cell_text};
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// What is chosen and half-typed.
#[derive(Debug, Default)]
pub(in crate::areas::training::careers) struct View {
    /// Whether people are listed, and not the chances.
    people: bool,
    table: TableState,
    people_table: TableState,
    /// Only chances of this kind.
    kind: Option<OfferKind>,
    /// Only chances that should have been looked at by now.
    overdue: bool,
    /// What is searched for.
    query: String,
    /// The chance whose drawer is open.
    pub(super) open: Option<DevelopmentOfferId>,
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

    /// Opens the form of a new chance.
    pub fn add(&mut self, today: NaiveDate) {
        self.form = Some(Form::offer(today));
    }
}

/// Draws the chances.
pub(in crate::areas::training::careers) fn draw(
    ui: &mut Ui,
    height: f32,
    data: &Data,
    view: &mut View,
    cx: &mut Cx<'_>,
) {
    let width = ui.available_width();
    if width < BESIDE {
        list_ui(ui, data, height, view, cx);
        fairness_ui(ui, &data.fairness, cx);
        passed_over_ui(ui, data, cx);
    } else {
        let right = if width < 1_100.0 { 300.0 } else { 344.0 };
        columns(ui, right, GAP, |ui, side| {
            ui.spacing_mut().item_spacing.y = GAP;
            match side {
                Side::Left => list_ui(ui, data, height, view, cx),
                Side::Right => {
                    fairness_ui(ui, &data.fairness, cx);
                    passed_over_ui(ui, data, cx);
                }
            }
        });
    }
    let ctx = ui.ctx().clone();
    drawer_ui(&ctx, data, view, cx);
    form::form_ui(&ctx, data, &mut view.form, cx);
}

fn list_ui(ui: &mut Ui, data: &Data, height: f32, view: &mut View, cx: &Cx<'_>) {
    Card::new().height(height).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let title = cx.text("careers-part-offers");
        let words = ["careers-offers-list", "careers-offers-one", "careers-offers-each"];
        let [name, one, each] = words.map(|key| cx.text(key));
        let lists = [(false, one), (true, each)];
        list_header(ui, &title, "", |ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            let words = ["careers-search", "careers-search-hint"];
            let [search, hint] = words.map(|key| cx.text(key));
            if search_field(ui, &search, &hint, &mut view.query, 180.0).changed() {
                view.table = TableState::default();
                view.people_table = TableState::default();
            }
            Segmented::new(&name).medium().show(ui, &mut view.people, &lists);
        });
        if view.people {
            people_ui(ui, data, view, cx);
        } else {
            offers_ui(ui, data, view, cx);
        }
    });
}

fn nothing_ui(ui: &mut Ui, cx: &Cx<'_>) {
    let words = ["careers-narrow", "careers-narrow-detail"];
    let [title, detail] = words.map(|key| cx.text(key));
    empty_state(ui, icons::MAGNIFYING_GLASS, &title, &detail, None);
}

fn offers_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &Cx<'_>) {
    if data.rows.is_empty() {
        let words = ["careers-offers-none", "careers-offers-none-detail", "careers-offer-add"];
        let [title, detail, add] = words.map(|key| cx.text(key));
        let add = Some(Button::primary(&add));
        if empty_state(ui, icons::HANDSHAKE, &title, &detail, add) {
            view.add(cx.filter.today);
        }
        return;
    }
    padded(ui, 16.0, 9.0, |ui| chips_ui(ui, data, view, cx));
    divider(ui);
    let fits = |row: &&OfferRow| {
        view.kind.is_none_or(|kind| row.kind == kind)
            && (!view.overdue || row.overdue)
            && matches(&view.query, &told(cx.tr, row))
    };
    let shown: Vec<&OfferRow> = data.rows.iter().filter(fits).collect();
    if shown.is_empty() {
        nothing_ui(ui, cx);
        return;
    }
    let columns = [
        Column::new(cx.text("careers-on-day")).fixed(104.0),
        Column::new(cx.text("careers-person")).fixed(88.0),
        Column::new(cx.text("careers-kind")).fixed(92.0),
        Column::new(cx.text("careers-what")).flex(1.2, 120.0),
        Column::new(cx.text("careers-reason")).flex(1.0, 104.0),
        Column::new(cx.text("careers-answer")).fixed(84.0),
        Column::new(cx.text("careers-review")).fixed(148.0),
    ];
    let name = |row: usize| {
        shown
            .get(row)
            .map_or_else(String::new, |row| format!("{} {}", row.title(), row.answer_said))
    };
    let title = cx.text("careers-part-offers");
    let output = Table::new(&title, &columns, shown.len())
        .fill_height()
        .main()
        .row_name(&name)
        .show(ui, &mut view.table, |ui, row, column| {
            if let Some(row) = shown.get(row) {
                offer_cell(ui, row, column, cx);
            }
        });
    if let Some(row) = output.clicked.or(output.opened).and_then(|row| shown.get(row)) {
        view.open = Some(row.id);
    }
}

fn chips_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &Cx<'_>) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(8.0, 6.0);
        let before = (view.kind, view.overdue);
        if chip(ui, &cx.text("careers-all"), view.kind.is_none() && !view.overdue).clicked() {
            (view.kind, view.overdue) = (None, false);
        }
        for (kind, name) in &data.kinds {
            let on = view.kind == Some(*kind);
            if chip(ui, name, on).clicked() {
                view.kind = (!on).then_some(*kind);
            }
        }
        let late = data.rows.iter().filter(|row| row.overdue).count();
        if late > 0 || view.overdue {
            let n = i64::try_from(late).unwrap_or(i64::MAX);
            let name = cx.tr.with("careers-review-late-n", &[("n", n.into())]);
            if chip(ui, &name, view.overdue).clicked() {
                view.overdue = !view.overdue;
            }
        }
        if (view.kind, view.overdue) != before {
            view.table = TableState::default();
        }
    });
}

fn offer_cell(ui: &mut Ui, row: &OfferRow, column: usize, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    match column {
        0 => cell_text(ui, text::BODY13, theme.t2, &row.day),
        1 => cell_text(ui, text::NAME13, theme.t1, &row.name),
        2 => {
            badge(ui, Tone::Neutral, &row.kind_name);
        }
        3 => cell_text(ui, text::BODY13, theme.t1, &row.what),
        4 => cell_text(ui, text::BODY13, theme.t2, &row.reason),
        5 => {
            badge(ui, row.answer_tone, &answer(cx.tr, row.answer));
        }
        _ => {
            let color = match row.review_tone {
                Tone::Neutral => theme.t2,
                tone => tone.text(theme),
            };
            cell_text(ui, text::BODY13, color, &row.review_said);
        }
    }
}

fn people_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &Cx<'_>) {
    if data.people.is_empty() {
        let words = ["careers-rounds-none", "careers-rounds-none-detail"];
        let [title, detail] = words.map(|key| cx.text(key));
        empty_state(ui, icons::USERS, &title, &detail, None);
        return;
    }
    let fits = |row: &&PersonRow| matches(&view.query, &row.name);
    let shown: Vec<&PersonRow> = data.people.iter().filter(fits).collect();
    if shown.is_empty() {
        nothing_ui(ui, cx);
        return;
    }
    let columns = [
        Column::new(cx.text("careers-person")).fixed(104.0),
        Column::new(cx.text("careers-at")).flex(1.0, 120.0),
        Column::new(cx.text("careers-rounds")).fixed(96.0).right(),
        Column::new(cx.text("careers-chosen")).fixed(96.0).right(),
        Column::new(cx.text("careers-missed")).fixed(120.0).right(),
        Column::new(cx.text("careers-note")).fixed(128.0),
    ];
    let name = |row: usize| shown.get(row).map_or_else(String::new, |row| row.name.clone());
    let title = cx.text("careers-offers-each");
    let forgotten = cx.text("careers-passed-over");
    Table::new(&title, &columns, shown.len()).fill_height().main().row_name(&name).show(
        ui,
        &mut view.people_table,
        |ui, row, column| {
            if let Some(row) = shown.get(row) {
                person_cell(ui, row, column, &forgotten);
            }
        },
    );
}

fn person_cell(ui: &mut Ui, row: &PersonRow, column: usize, forgotten: &str) {
    let theme = Theme::get(ui);
    match column {
        0 => cell_text(ui, text::NAME13, theme.t1, &row.name),
        1 => cell_text(ui, text::BODY13, theme.t2, &row.at),
        2 => cell_text(ui, text::BODY13, theme.t1, &row.rounds),
        3 => cell_text(ui, text::BODY13, theme.t1, &row.chosen),
        4 => cell_text(ui, text::BODY13, theme.t1, &row.missed),
        _ if row.passed_over => {
            badge(ui, Tone::Warn, forgotten);
        }
        _ => {}
    }
}
