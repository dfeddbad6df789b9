//! How the page looks: a card for each finding, the improvements beside them, the drawer with the records.

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::{Align, Context, Layout, Margin, Ui};

use super::data::{Ask, Card as Finds, Data, Line, Opened};
use super::form::{self, Form};
use super::items;
use crate::areas::figure_card::about;
use crate::areas::funnel::figures::Record;
use crate::areas::funnel::view_deals::{beside_arrow, deal_cell, open_ui};
use crate::areas::{Cx, Event, Order, Purpose};
use crate::domain::ids::OpportunityId;
use crate::i18n::money_unit;
use crate::metrics::glossary::Figure;
use crate::metrics::process::{At, Finding, Place};
use crate::sheets::write::Table as Sheet;
use crate::ui::button::{Button, button};
use crate::ui::card::{Side, card, card_flush, columns, divider, list_header, padded};
use crate::ui::charts::bar::tick_bar;
use crate::ui::icons;
use crate::ui::overlay::drawer::{Drawer, Part, drawer};
use crate::ui::scroll;
use crate::ui::state::{empty_state, skeleton_rows};
use crate::ui::table::{Column, Table, TableState, cell_text};
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// A row of a table in a card.
const ROW: f32 = 32.0;
/// So many rows stand in a card without scrolling.
const ROWS: usize = 8;
/// The room of the bars.
const BAR: f32 = 96.0;
/// Wide enough for a list of deals.
const WIDTH: f32 = 760.0;
/// The height of that list.
const HEIGHT: f32 = 32.0 + 14.0 * 36.0;

/// What is chosen and half-typed.
#[derive(Debug, Default)]
pub struct View {
    /// The row whose records are listed.
    pub(super) open: Option<(Finding, Place)>,
    /// The form of an improvement.
    pub(super) form: Option<Form>,
    /// The table for which a place was asked.
    exporting: Option<Arc<Sheet>>,
    tables: BTreeMap<Finding, TableState>,
    records_table: TableState,
}

impl View {
    /// What to load.
    pub(in crate::areas::funnel) fn ask(&self) -> Ask {
        Ask { open: self.open }
    }

    /// Whether something is half-typed that would be lost with the window.
    pub(in crate::areas::funnel) fn unsaved(&self) -> bool {
        self.form.as_ref().is_some_and(Form::dirty)
    }

    /// Leaves the page.
    pub(in crate::areas::funnel) fn leave(&mut self) {
        self.open = None;
    }

    /// Takes notice of something that finished.
    pub(in crate::areas::funnel) fn receive(&mut self, event: &Event, cx: &mut Cx<'_>) {
        match event {
            Event::Done if self.form.as_ref().is_some_and(|form| form.sent) => self.form = None,
            Event::Picked(Purpose::Process, path) => {
                if let Some(sheet) = self.exporting.take() {
                    cx.orders.push(Order::WriteTable(sheet, path.clone()));
                }
            }
            _ => {}
        }
    }

    /// Lists the records of a row.
    fn list(&mut self, finding: Finding, place: Place) {
        self.open = Some((finding, place));
        self.records_table = TableState::default();
    }

    /// Opens the form of a new improvement.
    pub(super) fn improve(&mut self, data: &Data, finding: Finding, place: Place) {
        self.open = None;
        self.form = Some(Form::open(finding, At { scope: data.scope, place }));
    }
}

/// Draws the button that keeps what was found in a file.
pub(in crate::areas::funnel) fn actions_ui(
    ui: &mut Ui,
    data: &Data,
    view: &mut View,
    cx: &mut Cx<'_>,
) {
    let export = cx.text("process-export");
    let look = Button::secondary(&export).medium().icon(icons::EXPORT).enabled(data.any);
    if button(ui, look).clicked() {
        view.exporting = Some(Arc::clone(&data.table));
        let name = format!("{}_{}.xlsx", cx.text("process-tab"), cx.filter.period);
        cx.orders.push(Order::PickSave(Purpose::Process, name));
    }
}

/// Draws the page.
pub(in crate::areas::funnel) fn draw(
    ui: &mut Ui,
    margin: Margin,
    data: &Data,
    view: &mut View,
    cx: &mut Cx<'_>,
) {
    scroll::page(ui, "process", margin, |ui, _| {
        ui.spacing_mut().item_spacing.y = 12.0;
        let right = match ui.available_width() {
            ..1_000.0 => 300.0,
            ..1_100.0 => 340.0,
            _ => 388.0,
        };
        columns(ui, right, 12.0, |ui, side| match side {
            Side::Left if data.any => {
                for found in &data.cards {
                    card_ui(ui, found, data, view, cx);
                }
            }
            Side::Left => {
                let words = ["process-empty", "process-empty-detail"].map(|key| cx.text(key));
                let [title, detail] = &words;
                card(ui, |ui| empty_state(ui, icons::PATH, title, detail, None));
            }
            Side::Right => items::draw(ui, data, view, cx),
        });
    });
    let ctx = ui.ctx().clone();
    drawer_ui(&ctx, data, view, cx);
    form::draw(&ctx, data, view, cx);
}

fn card_ui(ui: &mut Ui, found: &Finds, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let theme = Theme::get(ui);
    card_flush(ui, |ui| {
        list_header(ui, &found.title, &found.about, |ui| {
            about(ui, Figure::Process(found.finding), cx);
        });
        padded(ui, 16.0, 10.0, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            text::wrapped(ui, text::BODY13, theme.t1, &found.said);
            for note in &found.notes {
                text::wrapped(ui, text::LABEL12, theme.t3, note);
            }
        });
        if !found.rows.is_empty() {
            divider(ui);
            rows_ui(ui, found, data, view, cx);
        }
    });
}

fn rows_ui(ui: &mut Ui, found: &Finds, data: &Data, view: &mut View, cx: &Cx<'_>) {
    let columns = [
        Column::new(cx.text("process-column-place")).flex(0.4, 136.0),
        Column::new(cx.text("process-column-count")).fixed(88.0).right(),
        Column::new("").fixed(BAR + 16.0),
        Column::new(found.value_head.as_str()).fixed(100.0).right(),
        Column::new(cx.text("process-column-more")).flex(1.6, 180.0),
    ];
    let name = |row: usize| found.rows.get(row).map(Line::spoken).unwrap_or_default();
    let improve = cx.text("process-improve");
    let mut wanted = None;
    let mut action = |ui: &mut Ui, row: usize| {
        let Some(line) = found.rows.get(row) else { return };
        let pressed = button(ui, Button::secondary(&improve).small());
        if pressed.accessible_name(format!("{improve} {}", line.name)).clicked() {
            wanted = Some(line.place);
        }
    };
    let height = 32.0 + ROW * found.rows.len().min(ROWS) as f32;
    let state = view.tables.entry(found.finding).or_default();
    let output = Table::new(&found.title, &columns, found.rows.len())
        .row_height(ROW)
        .height(height)
        .row_name(&name)
        .action(&mut action)
        .show(ui, state, |ui, row, column| {
            if let Some(line) = found.rows.get(row) {
                cell(ui, line, column);
            }
        });
    if let Some(place) = wanted {
        view.improve(data, found.finding, place);
        return;
    }
    let pressed = output.clicked.or(output.opened).and_then(|row| found.rows.get(row));
    if let Some(line) = pressed {
        view.list(found.finding, line.place);
    }
}

fn cell(ui: &mut Ui, line: &Line, column: usize) {
    let theme = Theme::get(ui);
    match column {
        0 => cell_text(ui, text::NAME13, theme.t1, &line.name),
        1 => cell_text(ui, text::BODY13, theme.t1, &line.count),
        2 => {
            tick_bar(ui, BAR, &line.bar);
        }
        3 if line.few => cell_text(ui, text::LABEL12, theme.t3, &line.value),
        3 => {
            let color = if line.bar.tone == Tone::Warn { theme.warn_t } else { theme.t1 };
            cell_text(ui, text::NAME13, color, &line.value);
        }
        _ => {
            // The button that opens an improvement keeps its room.
            let room = (ui.available_width() - 60.0).max(0.0);
            let size = egui::vec2(room, ui.available_height());
            ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
                ui.set_width(room);
                cell_text(ui, text::BODY13, theme.t2, &line.more);
            });
        }
    }
}

/// Draws the records of the row that is open.
fn drawer_ui(ctx: &Context, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let Some(key) = view.open else { return };
    let (close, improve) = (cx.text("app-close"), cx.text("process-improve"));
    // Until the records are here their title is not known either.
    let shown = data.opened.as_ref().filter(|opened| opened.key == key);
    let title = shown.map_or_else(|| cx.text("funnel-records"), |shown| shown.title.clone());
    let (mut closing, mut improving, mut opens) = (false, false, None);
    let look = Drawer::new("process-records", &title, &close).width(WIDTH);
    let seen: &Cx<'_> = cx;
    let dismissed = drawer(ctx, look, |ui, part| match (part, shown) {
        (Part::Body, Some(shown)) => {
            opens = records_ui(ui, shown, &mut view.records_table, seen).or(opens);
        }
        (Part::Body, None) => skeleton_rows(ui, 8, 36.0),
        (Part::Footer, _) => {
            improving |= button(ui, Button::primary(&improve)).clicked();
            closing |= button(ui, Button::ghost(&close)).clicked();
        }
    });
    if let Some((deal, shown)) = opens.zip(shown) {
        cx.open_deal(deal, shown.records.deals());
    }
    let (finding, place) = key;
    if improving {
        view.improve(data, finding, place);
    } else if closing || dismissed {
        view.open = None;
    }
}

/// Draws the records; the deal that is to be opened.
fn records_ui(
    ui: &mut Ui,
    shown: &Opened,
    state: &mut TableState,
    cx: &Cx<'_>,
) -> Option<OpportunityId> {
    let theme = Theme::get(ui);
    text::wrapped(ui, text::BODY13, theme.t2, &shown.about);
    let records = &shown.records;
    if !records.note.is_empty() {
        text::hint(ui, &records.note);
    }
    if records.rows.is_empty() {
        text::hint(ui, &cx.text("funnel-records-none"));
        return None;
    }
    let unit = money_unit(cx.tr.language());
    let columns = [
        Column::new(cx.text("funnel-column-deal")).flex(1.0, 200.0),
        Column::new(cx.text("funnel-column-owner")).fixed(88.0),
        Column::new(cx.tr.with("funnel-head-amount", &[("unit", unit.into())])).fixed(92.0).right(),
        Column::new(cx.text("process-column-day")).fixed(100.0),
        Column::new(cx.text("process-column-more")).fixed(200.0),
    ];
    let at = |row: usize| records.rows.get(row);
    let name = |row: usize| {
        let title = |deal: &Record| format!("{} {}", deal.account, deal.name);
        at(row).map(title).unwrap_or_default().trim().to_owned()
    };
    let open = cx.text("funnel-stuck-open");
    let mut arrow = None;
    // A customer has no page of its own.
    let mut action = |ui: &mut Ui, row: usize| {
        if at(row).is_some_and(|record| record.deal.is_some()) && open_ui(ui, &open) {
            arrow = Some(row);
        }
    };
    let output = card_flush(ui, |ui| {
        Table::new(&cx.text("funnel-records"), &columns, records.rows.len())
            .height(HEIGHT)
            .row_name(&name)
            .action(&mut action)
            .show(ui, state, |ui, row, column| {
                let Some(deal) = at(row) else { return };
                match column {
                    0 => deal_cell(ui, &deal.account, &deal.name),
                    1 => cell_text(ui, text::BODY13, theme.t1, &deal.owner),
                    2 => cell_text(ui, text::NAME13, theme.t1, &deal.amount),
                    3 => cell_text(ui, text::BODY13, theme.t2, &deal.day),
                    _ => beside_arrow(ui, theme.t2, &deal.note),
                }
            })
    });
    arrow.or(output.inner.opened).and_then(at).and_then(|record| record.deal)
}
