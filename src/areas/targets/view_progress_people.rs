//! The list of people, or of regions and teams, with the whole below.

use egui::Ui;

use super::progress::ProgressPage;
use super::progress_order::By;
use super::progress_people::{MemberRow, Members};
use super::progress_words::tone;
use super::view_progress::{DIGIT, ProgressView, ROW, nothing, sign};
use crate::areas::{Cx, Filter, Order};
use crate::domain::scope::Scope;
use crate::ui::card::{Card, list_header};
use crate::ui::charts::bar::tick_bar;
use crate::ui::choice::Segmented;
use crate::ui::icons;
use crate::ui::state::avatar;
use crate::ui::table::{Column, Sort, Table, TableState, cell_text};
use crate::ui::text;
use crate::ui::tokens::Theme;

/// Beside the heading by which the list is sorted.
const CARET: f32 = 14.0;
/// The circle before a name.
const AVATAR: f32 = 22.0;

/// The list that is shown.
pub(super) fn shown<'a>(page: &'a ProgressPage, view: &ProgressView) -> &'a Members {
    page.groups.as_ref().filter(|_| view.by_group).unwrap_or(&page.people)
}

/// The least width of the list.
pub(super) fn least(ui: &Ui, members: &Members, view: &ProgressView, cx: &Cx<'_>) -> f32 {
    let heads = heads(members, cx);
    // With room for another heading to be sorted by, so that sorting moves no card.
    widths(ui, members, &heads, view.order().0).iter().sum::<f32>() + CARET
}

fn heads(members: &Members, cx: &Cx<'_>) -> Vec<String> {
    let head = |by: &By| match by {
        By::Bar => members.bar_head.clone(),
        By::Name if members.grouped => cx.text("targets-head-group"),
        by => cx.text(&format!("targets-head-{}", by.word())),
    };
    members.columns.iter().map(head).collect()
}

/// The widths of the columns: as wide as their longest text, or their heading.
fn widths(ui: &Ui, members: &Members, heads: &[String], sorted: By) -> Vec<f32> {
    let width = |(by, head): (&By, &String)| {
        let longest = members.breadths.get(by).copied().unwrap_or_default() as f32 * DIGIT;
        let caret = if *by == sorted { CARET } else { 0.0 };
        let head = text::width(ui, text::LABEL12, head).ceil() + caret;
        match by {
            // The outer edges are wider, and a name is cut rather than all else.
            By::Name => (longest + AVATAR + 6.0 + 24.0).clamp(104.0, 168.0),
            By::Bar => (head + 16.0).max(84.0),
            By::Status => (longest + 22.0).max(head) + 24.0,
            _ => longest.max(head) + 16.0,
        }
    };
    members.columns.iter().zip(heads).map(width).collect()
}

pub(super) fn draw(
    ui: &mut Ui,
    page: &ProgressPage,
    height: f32,
    view: &mut ProgressView,
    cx: &mut Cx<'_>,
) {
    let members = shown(page, view);
    Card::new().height(height).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let title = cx.text(if members.grouped { "targets-groups" } else { "targets-members" });
        list_header(ui, &title, &members.sub, |ui| {
            if page.groups.is_none() {
                return;
            }
            // Below a region there are teams alone.
            let groups = match cx.filter.scope {
                Scope::Region(_) => "targets-by-team",
                _ => "targets-by-region",
            };
            let by = [(false, cx.text("targets-by-person")), (true, cx.text(groups))];
            let name = cx.text("targets-by");
            if Segmented::new(&name).medium().show(ui, &mut view.by_group, &by).changed() {
                view.table = TableState::default();
            }
        });
        if members.rows.is_empty() {
            nothing(ui, icons::USERS, "targets-nobody", cx);
        } else {
            table_ui(ui, &title, members, view, cx);
        }
    });
}

fn table_ui(ui: &mut Ui, title: &str, members: &Members, view: &mut ProgressView, cx: &mut Cx<'_>) {
    let (sorted, descending) = view.order();
    let heads = heads(members, cx);
    let wide = widths(ui, members, &heads, sorted);
    let columns = members.columns.iter().zip(&heads).zip(wide);
    let columns: Vec<Column> =
        columns.map(|((by, head), wide)| column(*by, head, wide, cx)).collect();
    let order = members.orders.get(sorted, descending);
    let at = |row: usize| order.get(row).and_then(|at| members.rows.get(*at));
    let name = |row: usize| at(row).map_or_else(String::new, |row| row.name.clone());
    let by = |column: usize| members.columns.get(column).copied();
    let mut total = |ui: &mut Ui, column: usize| {
        if let Some(by) = by(column) {
            total_cell(ui, &members.total, by);
        }
    };
    let column = members.columns.iter().position(|by| *by == sorted);
    let output = Table::new(title, &columns, members.rows.len())
        .row_height(ROW)
        .fill_height()
        .main()
        .sort(column.map(|column| Sort { column, descending }))
        .row_name(&name)
        .total(&mut total)
        .show(ui, &mut view.table, |ui, row, column| {
            if let Some((row, by)) = at(row).zip(by(column)) {
                cell(ui, row, by);
            }
        });
    if let Some(scope) = output.opened.and_then(at).and_then(|row| row.scope)
        && scope != cx.filter.scope
    {
        cx.orders.push(Order::Filter(Filter { scope, ..*cx.filter }));
    }
    if let Some((by, sort)) = output.sort.and_then(|sort| Some((by(sort.column)?, sort))) {
        view.sort_by(by, sort.descending);
    }
}

fn column(by: By, head: &str, wide: f32, cx: &Cx<'_>) -> Column {
    let column = Column::new(head);
    match by {
        By::Name => column.flex(0.4, wide).sortable(),
        By::Bar => column.flex(1.0, wide),
        By::Status => column.fixed(wide).right().sortable().hint(cx.text("targets-status-hint")),
        By::Coverage => {
            column.fixed(wide).right().sortable().hint(cx.text("targets-coverage-hint"))
        }
        _ => column.fixed(wide).right().sortable(),
    }
}

fn cell(ui: &mut Ui, row: &MemberRow, by: By) {
    let theme = Theme::get(ui);
    let said = row.text(by);
    match by {
        By::Name => {
            if !row.initial.is_empty() {
                avatar(ui, &row.initial, AVATAR, false);
            }
            let color = if row.scope.is_some() { theme.t1 } else { theme.t3 };
            cell_text(ui, text::NAME13, color, said);
        }
        By::Bar => {
            if let Some(bar) = &row.bar {
                let wide = ui.available_width();
                tick_bar(ui, wide, bar);
            }
        }
        By::Target if row.unset => cell_text(ui, text::LABEL12, theme.t3, said),
        By::Actual if row.unknown => cell_text(ui, text::LABEL12, theme.t3, said),
        By::Actual => cell_text(ui, text::NAME13, theme.t1, said),
        By::Ahead => {
            let color = row.status.map_or(theme.t1, |status| tone(status).text(theme));
            cell_text(ui, text::BODY13, color, said);
        }
        By::Coverage => {
            let color = if row.thin { theme.warn_t } else { theme.t1 };
            cell_text(ui, text::NAME13, color, said);
        }
        By::Status => standing(ui, row),
        By::Target | By::Share | By::Gap | By::Daily => {
            cell_text(ui, text::BODY13, theme.t1, said);
        }
    }
}

/// Draws how a target stands, from right to left.
fn standing(ui: &mut Ui, row: &MemberRow) {
    let theme = Theme::get(ui);
    let Some(status) = row.status else {
        cell_text(ui, text::BODY13, theme.t3, &row.standing);
        return;
    };
    let color = tone(status).text(theme);
    ui.spacing_mut().item_spacing.x = 4.0;
    text::label(ui, text::BODY13, color, &row.standing);
    icons::icon(ui, sign(status), 16.0, color);
}

fn total_cell(ui: &mut Ui, total: &MemberRow, by: By) {
    let theme = Theme::get(ui);
    let said = total.text(by);
    let (kind, color) = match by {
        // The strip above says so.
        By::Bar | By::Status => return,
        By::Target if total.unset => (text::LABEL12, theme.t3),
        By::Actual if total.unknown => (text::LABEL12, theme.t3),
        By::Ahead => {
            let color = total.status.map_or(theme.t1, |status| tone(status).text(theme));
            (text::NAME13, color)
        }
        _ => (text::NAME13, theme.t1),
    };
    cell_text(ui, kind, color, said);
}
