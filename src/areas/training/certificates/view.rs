//! How the page looks: figures, the list with its filters, beside it what is to be renewed and the kinds.

use egui::{Margin, Ui};

use super::data::{Ask, Data, Row};
use super::drawer::drawer_ui;
use super::form::{self, Form};
use super::side::{kinds_ui, renewals_ui};
use crate::areas::figure_card::about_strip;
use crate::areas::{Cx, Event, drawer_form};
use crate::domain::ids::CertificateId;
use crate::domain::names::matches;
use crate::domain::training::certificates::Status;
use crate::i18n::number;
use crate::ui::button::{Button, button};
use crate::ui::card::{Card, Side, card, columns, divider, list_header, padded};
use crate::ui::choice::{badge, chip};
use crate::ui::field::search_field;
use crate::ui::icons;
use crate::ui::metric::Metric;
use crate::ui::scroll;
use crate::ui::state::empty_state;
use crate::ui::table::{Column, Table, TableState, cell_text};
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// From this width on the cards stand beside the list.
const BESIDE: f32 = 900.0;
/// The figures on top with the gap below them.
const STRIP: f32 = 84.0;
/// The list is at least so tall.
const LEAST: f32 = 360.0;

/// What is chosen and half-typed.
#[derive(Debug, Default)]
pub struct View {
    table: TableState,
    /// Only those that stand so.
    only: Option<Status>,
    /// What is searched for.
    query: String,
    /// The certificate whose drawer is open.
    pub(super) open: Option<CertificateId>,
    /// The form that is open.
    pub(super) form: Option<Form>,
}

impl View {
    /// What to load.
    pub(in crate::areas::training) fn ask(&self) -> Ask {
        Ask
    }

    /// Shows the certificates of a person.
    pub(in crate::areas::training) fn show(&mut self, name: &str) {
        self.only = None;
        self.query = name.to_owned();
        self.table = TableState::default();
    }

    /// Takes notice of something that finished.
    pub(in crate::areas::training) fn receive(&mut self, event: &Event, _cx: &mut Cx<'_>) {
        if matches!(event, Event::Done) {
            drawer_form::stored(&mut self.form);
        }
    }

    /// Whether something is half-typed that would be lost.
    pub(in crate::areas::training) fn unsaved(&self) -> bool {
        drawer_form::unsaved(self.form.as_ref())
    }

    /// The rows that are shown.
    fn shown(&self, data: &Data) -> Vec<usize> {
        let fits = |row: &Row| {
            let text = format!("{} {} {}", row.person, row.name, row.number);
            self.only.is_none_or(|only| row.status == only) && matches(&self.query, &text)
        };
        let rows = data.rows.iter().enumerate().filter(|(_, row)| fits(row));
        rows.map(|(at, _)| at).collect()
    }
}

/// Draws the buttons at the end of the tab row, from right to left.
pub(in crate::areas::training) fn actions_ui(
    ui: &mut Ui,
    data: &Data,
    view: &mut View,
    cx: &mut Cx<'_>,
) {
    // Where there is none yet the list itself offers it.
    if data.rows.is_empty() {
        return;
    }
    let issue = cx.text("certificates-issue");
    if button(ui, Button::primary(&issue).medium().icon(icons::PLUS)).clicked() {
        view.form = Some(Form::issue(cx.filter.today));
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
    scroll::page(ui, "certificates", margin, |ui, height| {
        ui.spacing_mut().item_spacing.y = 12.0;
        tiles_ui(ui, data, view, cx);
        let tall = (height - STRIP).max(LEAST);
        let width = ui.available_width();
        if width < BESIDE {
            list_ui(ui, data, tall, view, cx);
            renewals_ui(ui, data, view, cx);
            kinds_ui(ui, data, view, cx);
            return;
        }
        let right = if width < 1_100.0 { 300.0 } else { 344.0 };
        columns(ui, right, 12.0, |ui, side| {
            ui.spacing_mut().item_spacing.y = 12.0;
            match side {
                Side::Left => list_ui(ui, data, tall, view, cx),
                Side::Right => {
                    renewals_ui(ui, data, view, cx);
                    kinds_ui(ui, data, view, cx);
                }
            }
        });
    });
    let ctx = ui.ctx().clone();
    drawer_ui(&ctx, data, view, cx);
    form::form_ui(&ctx, data, &mut view.form, cx);
}

/// The figures; one with rows behind it narrows the list to them.
fn tiles_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let strip: Vec<Metric<'_>> = data
        .tiles
        .iter()
        .map(|tile| Metric {
            label: &tile.label,
            value: &tile.value,
            unit: "",
            note: &tile.note,
            tone: tile.tone,
            opens: tile.status.is_some(),
        })
        .collect();
    let pressed = about_strip(ui, &strip, data.tiles.iter().map(|tile| tile.about), cx);
    if let Some(tile) = pressed.and_then(|at| data.tiles.get(at)) {
        view.only = tile.status;
        view.table = TableState::default();
    }
}

fn list_ui(ui: &mut Ui, data: &Data, height: f32, view: &mut View, cx: &mut Cx<'_>) {
    if data.rows.is_empty() {
        let words = ["certificates-none", "certificates-none-detail", "certificates-issue"];
        let [title, detail, issue] = words.map(|key| cx.text(key));
        let add = Some(Button::primary(&issue));
        let pressed =
            card(ui, |ui| empty_state(ui, icons::CERTIFICATE, &title, &detail, add)).inner;
        if pressed {
            view.form = Some(Form::issue(cx.filter.today));
        }
        return;
    }
    let shown = view.shown(data);
    Card::new().height(height).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let title = cx.text("certificates-title");
        list_header(ui, &title, &data.sub, |ui| {
            let words = ["certificates-search", "certificates-search-hint"];
            let [name, hint] = words.map(|key| cx.text(key));
            if search_field(ui, &name, &hint, &mut view.query, 200.0).changed() {
                view.table = TableState::default();
            }
        });
        padded(ui, 16.0, 9.0, |ui| chips_ui(ui, data, view, cx));
        divider(ui);
        if shown.is_empty() {
            let words = ["certificates-narrow", "certificates-narrow-detail"];
            let [title, detail] = words.map(|key| cx.text(key));
            empty_state(ui, icons::MAGNIFYING_GLASS, &title, &detail, None);
            return;
        }
        table_ui(ui, data, &shown, view, cx);
    });
}

fn chips_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &Cx<'_>) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(8.0, 6.0);
        let n = i64::try_from(data.rows.len()).unwrap_or(i64::MAX);
        let all = format!("{} {}", cx.text("certificates-all"), number(n));
        let mut wanted = None;
        if chip(ui, &all, view.only.is_none()).clicked() {
            wanted = Some(None);
        }
        for (status, name) in &data.statuses {
            let on = view.only == Some(*status);
            if chip(ui, name, on).clicked() {
                wanted = Some((!on).then_some(*status));
            }
        }
        if let Some(only) = wanted {
            view.only = only;
            view.table = TableState::default();
        }
    });
}

fn table_ui(ui: &mut Ui, data: &Data, shown: &[usize], view: &mut View, cx: &Cx<'_>) {
    let columns = [
        Column::new(cx.text("certificates-person")).fixed(96.0),
        Column::new(cx.text("certificates-name")).flex(1.4, 140.0),
        Column::new(cx.text("certificates-number")).flex(1.0, 112.0),
        Column::new(cx.text("certificates-issued")).fixed(96.0),
        Column::new(cx.text("certificates-expires")).fixed(96.0),
        Column::new(cx.text("certificates-days")).fixed(92.0).right(),
        Column::new(cx.text("certificates-status")).fixed(92.0),
    ];
    let at = |row: usize| shown.get(row).and_then(|at| data.rows.get(*at));
    let name = |row: usize| {
        at(row).map_or_else(String::new, |row| format!("{} {}", row.title(), row.said))
    };
    let title = cx.text("certificates-title");
    let output = Table::new(&title, &columns, shown.len())
        .fill_height()
        .main()
        .row_name(&name)
        .show(ui, &mut view.table, |ui, row, column| {
            if let Some(row) = at(row) {
                cell_ui(ui, row, column);
            }
        });
    if let Some(row) = output.clicked.or(output.opened).and_then(at) {
        view.open = Some(row.id);
    }
}

fn cell_ui(ui: &mut Ui, row: &Row, column: usize) {
    let theme = Theme::get(ui);
    match column {
        0 => cell_text(ui, text::NAME13, theme.t1, &row.person),
        1 => cell_text(ui, text::BODY13, theme.t1, &row.name),
        2 => cell_text(ui, text::BODY13, theme.t2, &row.number),
        3 => cell_text(ui, text::BODY13, theme.t2, &row.issued),
        4 => cell_text(ui, text::BODY13, theme.t1, &row.expires),
        5 => {
            let color = match row.tone {
                Tone::Warn | Tone::Bad => row.tone.text(theme),
                _ => theme.t2,
            };
            cell_text(ui, text::BODY13, color, &row.left);
        }
        _ => {
            badge(ui, row.tone, &row.said);
        }
    }
}
