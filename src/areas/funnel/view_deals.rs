//! The list of deals with search, filters and sorting, or the board in its place.

use std::sync::Arc;

use egui::{Align, Color32, Layout, Ui};

use super::deals::{BoardBy, List, ListRow, SortBy};
use super::view::View;
use super::view_board::board_ui;
use super::view_filters::filters_ui;
use crate::areas::{Cx, Order};
use crate::i18n::money_unit;
use crate::store::records::Status;
use crate::ui::button::{Button, button};
use crate::ui::card::{Card, divider, list_header, padded};
use crate::ui::choice::{Segmented, badge, chip};
use crate::ui::field::search_field;
use crate::ui::icons;
use crate::ui::state::empty_state;
use crate::ui::table::{Column, Sort, Table, TableState, cell_text};
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// Seconds without typing after which a search begins.
const PAUSE: f64 = 0.25;

/// The customer, and the deal behind it.
pub(super) fn deal_cell(ui: &mut Ui, account: &str, name: &str) {
    let theme = Theme::get(ui);
    ui.spacing_mut().item_spacing.x = 12.0;
    if account.is_empty() {
        cell_text(ui, text::NAME13, theme.t1, name);
        return;
    }
    // Where there is room for a few characters only, a whole customer says more than two cut words.
    if ui.available_width() < NARROW {
        cell_text(ui, text::NAME13, theme.t1, account);
        return;
    }
    // A long customer leaves at least a third of the room to the deal.
    let most = ui.available_width() * 0.66;
    text::truncated(ui, text::NAME13, theme.t1, account, most);
    cell_text(ui, text::BODY13, theme.t2, name);
}

/// The room below which a deal is shown by its customer alone; the row's name still tells both.
const NARROW: f32 = 96.0;

/// Draws the arrow that opens a row's deal; whether it was pressed.
pub(super) fn open_ui(ui: &mut Ui, word: &str) -> bool {
    button(ui, Button::icon_only(icons::ARROW_RIGHT, word).small()).clicked()
}

/// The room that the arrow takes.
const ARROW: f32 = 32.0;

/// The last text of a row, which leaves room to the arrow.
pub(super) fn beside_arrow(ui: &mut Ui, color: Color32, words: &str) {
    let room = (ui.available_width() - ARROW).max(0.0);
    let size = egui::vec2(room, ui.available_height());
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        ui.set_width(room);
        cell_text(ui, text::BODY13, color, words);
    });
}

/// A day; one that has passed says so.
fn day_cell(ui: &mut Ui, day: &str, passed: bool, word: &str) {
    let theme = Theme::get(ui);
    if !passed {
        cell_text(ui, text::BODY13, theme.t1, day);
        return;
    }
    ui.spacing_mut().item_spacing.x = 8.0;
    text::label(ui, text::BODY13, theme.t1, day);
    badge(ui, Tone::Warn, word);
}

/// Draws the list of deals.
pub(super) fn list_ui(ui: &mut Ui, list: &List, view: &mut View, cx: &mut Cx<'_>) {
    let height = ui.available_height();
    Card::new().height(height).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let title = cx.text("funnel-tab-list");
        list_header(ui, &title, &list.count, |ui| {
            // From right to left.
            export_ui(ui, list, cx);
            let statuses = [
                (Status::Open, cx.text("open")),
                (Status::Won, cx.text("funnel-list-won")),
                (Status::Lost, cx.text("funnel-list-lost")),
            ];
            let name = cx.text("funnel-list-status");
            let status = &mut view.list.filter.status;
            let chosen = Segmented::new(&name).medium().show(ui, status, &statuses);
            if chosen.changed() {
                // A deal that is closed stands in no stage, and nothing is to come of it.
                let filter = &mut view.list.filter;
                (filter.stage, filter.month, filter.category) = (None, None, None);
                filter.without_next = false;
                view.list_table = TableState::default();
            }
            if view.list.filter.status == Status::Open {
                as_ui(ui, view, cx);
            }
            if !list.stage.is_empty() {
                let only = [("stage", list.stage.as_str().into())];
                if chip(ui, &cx.tr.with("funnel-list-stage", &only), true).clicked() {
                    view.list.filter.stage = None;
                    view.list_table = TableState::default();
                }
            }
            search_ui(ui, view, cx);
        });
        padded(ui, 16.0, 9.0, |ui| filters_ui(ui, list, view, cx));
        divider(ui);
        if list.rows.is_empty() {
            let search = list.ask.filter.search.trim();
            let key = if search.is_empty() { "funnel-list-none" } else { "funnel-list-not-found" };
            let title = cx.tr.with(key, &[("search", search.into())]);
            let detail = cx.text(&format!("{key}-detail"));
            empty_state(ui, icons::MAGNIFYING_GLASS, &title, &detail, None);
            return;
        }
        match list.ask.board.filter(|_| !list.board.is_empty()) {
            Some(by) => board_ui(ui, list, by, view, cx),
            None => table_ui(ui, list, view, cx),
        }
    });
}

/// The button that writes the deals that are listed for a spreadsheet program.
fn export_ui(ui: &mut Ui, list: &List, cx: &mut Cx<'_>) {
    let words = cx.text("funnel-table-export");
    let export = Button::icon_only(icons::EXPORT, &words).medium();
    if button(ui, export.enabled(!list.rows.is_empty())).clicked() {
        let table = list.table(cx.tr);
        let name = format!("{}_{}.xlsx", table.name, cx.filter.today);
        cx.orders.push(Order::SaveTable(Arc::new(table), name));
    }
}

/// The list, or the board.
fn as_ui(ui: &mut Ui, view: &mut View, cx: &Cx<'_>) {
    let name = cx.text("funnel-board-as");
    let ways = [(false, cx.text("funnel-board-list")), (true, cx.text("funnel-board"))];
    let mut board = view.list.board.is_some();
    if Segmented::new(&name).medium().show(ui, &mut board, &ways).changed() {
        view.list.board = board.then_some(BoardBy::Stage);
    }
}

fn search_ui(ui: &mut Ui, view: &mut View, cx: &Cx<'_>) {
    let now = ui.input(|input| input.time);
    let (name, placeholder) = (cx.text("funnel-search"), cx.text("funnel-search-placeholder"));
    // The header lays out from right to left; a field is written from left to right.
    let size = egui::vec2(240.0, 28.0);
    let response = ui
        .allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
            search_field(ui, &name, &placeholder, &mut view.search, 240.0)
        })
        .inner;
    if response.changed() {
        view.typed_at = Some(now);
    }
    let Some(typed_at) = view.typed_at else { return };
    let left = typed_at + PAUSE - now;
    if left <= 0.0 || response.lost_focus() {
        view.typed_at = None;
        view.list.filter.search.clone_from(&view.search);
        view.list_table = TableState::default();
    } else {
        ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64(left));
    }
}

fn table_ui(ui: &mut Ui, list: &List, view: &mut View, cx: &Cx<'_>) {
    let unit = money_unit(cx.tr.language());
    let [stage, closing] = list.heads();
    let widths = if ui.available_width() < 1_056.0 {
        [230.0, 100.0, 104.0, 112.0, 104.0, 160.0, 116.0]
    } else {
        [280.0, 120.0, 120.0, 120.0, 116.0, 168.0, 132.0]
    };
    let [deal, owner, place, amount, created, closes, reported] = widths;
    let columns = [
        Column::new(cx.text("funnel-column-deal")).flex(1.0, deal).sortable(),
        Column::new(cx.text("funnel-column-owner")).fixed(owner).sortable(),
        Column::new(cx.text(stage)).fixed(place).sortable(),
        Column::new(cx.tr.with("funnel-head-amount", &[("unit", unit.into())]))
            .fixed(amount)
            .right()
            .sortable(),
        Column::new(cx.text("funnel-column-created")).fixed(created).sortable(),
        Column::new(cx.text(closing)).fixed(closes).sortable(),
        Column::new(cx.text("funnel-column-reported")).fixed(reported).sortable(),
    ];
    let row_name = |row: usize| {
        list.rows
            .get(row)
            .map_or_else(String::new, |deal| format!("{} {}", deal.account, deal.name))
    };
    let past = cx.text("funnel-expected-past");
    let sort = Sort { column: view.list.sort.column(), descending: view.list.descending };
    let word = cx.text("funnel-stuck-open");
    let mut arrow = None;
    let mut action = |ui: &mut Ui, row: usize| {
        if open_ui(ui, &word) {
            arrow = Some(row);
        }
    };
    let output = Table::new(&cx.text("funnel-tab-list"), &columns, list.rows.len())
        .fill_height()
        .main()
        .sort(Some(sort))
        .row_name(&row_name)
        .action(&mut action)
        .show(ui, &mut view.list_table, |ui, row, column| {
            if let Some(deal) = list.rows.get(row) {
                list_cell(ui, deal, column, &past);
            }
        });
    if let Some(deal) = arrow.or(output.opened).and_then(|row| list.rows.get(row)) {
        view.deal.open(deal.id, list.rows.iter().map(|row| row.id).collect());
    }
    if let Some(sort) = output.sort
        && let Some(by) = SortBy::ALL.get(sort.column)
    {
        view.list.sort = *by;
        view.list.descending = sort.descending;
        view.list_table = TableState::default();
    }
}

fn list_cell(ui: &mut Ui, deal: &ListRow, column: usize, past: &str) {
    let theme = Theme::get(ui);
    match column {
        0 => deal_cell(ui, &deal.account, &deal.name),
        1 => cell_text(ui, text::BODY13, theme.t1, &deal.owner),
        2 => cell_text(ui, text::BODY13, theme.t2, &deal.stage),
        3 => cell_text(ui, text::NAME13, theme.t1, &deal.amount),
        4 => cell_text(ui, text::BODY13, theme.t2, &deal.created),
        5 => day_cell(ui, &deal.closing, deal.closing_past, past),
        _ => cell_text(ui, text::BODY13, theme.t2, &deal.reported),
    }
}
