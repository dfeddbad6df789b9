//! How 历史版本 looks: the list of versions, and beside it those of the chosen target side by side.

use egui::{Frame, Ui};

use super::versions::{GoalVersions, VersionRow, VersionsPage};
use super::view::MARGIN;
use super::view_progress::{DIGIT, GAP};
use crate::areas::Cx;
use crate::ui::button::Button;
use crate::ui::card::{Card, Side, card, columns, list_header};
use crate::ui::choice::Segmented;
use crate::ui::icons;
use crate::ui::scroll;
use crate::ui::state::empty_state;
use crate::ui::table::{Column, Table, TableState, cell_text};
use crate::ui::text;
use crate::ui::tokens::Theme;

/// From this width on the comparison stands beside the list.
const BESIDE: f32 = 1_150.0;
/// Its width there.
const SIDE: f32 = 300.0;
/// A row of the list, and of the comparison.
const ROW: f32 = 32.0;
/// The least height of the list; the page scrolls then.
const LEAST: f32 = 280.0;

/// What is chosen.
#[derive(Default)]
pub struct VersionsView {
    /// Whether all of the year are listed, not those of the period alone.
    year: bool,
    table: TableState,
    compared: TableState,
}

/// Draws the page.
pub(super) fn draw(ui: &mut Ui, page: &VersionsPage, view: &mut VersionsView, cx: &mut Cx<'_>) {
    if page.rows.is_empty() {
        Frame::new().inner_margin(MARGIN).show(ui, |ui| {
            card(ui, |ui| {
                let (title, detail) =
                    (cx.text("targets-versions-none"), cx.text("targets-versions-none-detail"));
                empty_state(ui, icons::CLOCK_COUNTER_CLOCKWISE, &title, &detail, None);
            });
        });
        return;
    }
    scroll::page(ui, "versions", MARGIN, |ui, room| {
        ui.spacing_mut().item_spacing.y = GAP;
        if ui.available_width() >= BESIDE {
            columns(ui, SIDE, GAP, |ui, side| match side {
                Side::Left => list_ui(ui, page, room, view, cx),
                Side::Right => compared_ui(ui, page, room, view, cx),
            });
            return;
        }
        let goal = chosen(page, view);
        let natural = goal.map_or(0.0, |goal| 78.0 + ROW * goal.facts.len() as f32);
        list_ui(ui, page, (room - natural - GAP).max(LEAST), view, cx);
        if goal.is_some() {
            compared_ui(ui, page, natural, view, cx);
        }
    });
}

/// How many versions are listed.
fn count(page: &VersionsPage, view: &VersionsView) -> usize {
    if view.year { page.rows.len() } else { page.in_period.len() }
}

/// The version in a row of the list.
fn version(page: &VersionsPage, year: bool, row: usize) -> Option<&VersionRow> {
    let at = if year { row } else { page.in_period.get(row).copied()? };
    page.rows.get(at)
}

/// The target whose version is selected, or that of the first.
fn chosen<'a>(page: &'a VersionsPage, view: &VersionsView) -> Option<&'a GoalVersions> {
    let row = view.table.selected.filter(|row| *row < count(page, view)).unwrap_or(0);
    page.goals.get(version(page, view.year, row)?.goal)
}

fn list_ui(ui: &mut Ui, page: &VersionsPage, height: f32, view: &mut VersionsView, cx: &Cx<'_>) {
    Card::new().height(height).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let title = cx.text("targets-versions");
        list_header(ui, &title, &page.unit, |ui| {
            let spans =
                [(false, cx.text("targets-span-period")), (true, cx.text("targets-span-year"))];
            let name = cx.text("targets-span");
            if Segmented::new(&name).medium().show(ui, &mut view.year, &spans).changed() {
                view.table = TableState::default();
            }
        });
        if count(page, view) == 0 {
            let (title, detail) =
                (cx.text("targets-versions-calm"), cx.text("targets-versions-calm-detail"));
            let action = cx.text("targets-versions-calm-action");
            let offered = Some(Button::secondary(&action));
            if empty_state(ui, icons::CLOCK_COUNTER_CLOCKWISE, &title, &detail, offered) {
                view.year = true;
            }
            return;
        }
        table_ui(ui, &title, page, view, cx);
    });
}

fn table_ui(ui: &mut Ui, title: &str, page: &VersionsPage, view: &mut VersionsView, cx: &Cx<'_>) {
    let head = |word: &str| Column::new(cx.text(&format!("targets-version-{word}")));
    let values = (page.breadth as f32 * DIGIT + 16.0).max(110.0);
    // At least as wide as their headings.
    let wide = |word: &str, around: f32, least: f32| {
        let words = cx.text(&format!("targets-version-{word}"));
        (text::width(ui, text::LABEL12, &words).ceil() + around).max(least)
    };
    let (approver, by) = (wide("approver", 16.0, 74.0), wide("by", 24.0, 76.0));
    let columns = [
        head("day").fixed(94.0),
        head("name").flex(0.6, 84.0),
        head("period").fixed(108.0),
        head("version").fixed(60.0),
        head("values").fixed(values).right(),
        head("change").fixed(68.0).right(),
        head("reason").flex(1.0, 90.0),
        head("approver").fixed(approver),
        head("basis").flex(0.8, 94.0),
        head("by").fixed(by),
    ];
    let year = view.year;
    let name = |row: usize| {
        version(page, year, row).map_or_else(String::new, |row| {
            format!("{} {} {} {}", row.day, row.name, row.period, row.number)
        })
    };
    Table::new(title, &columns, count(page, view))
        .row_height(ROW)
        .fill_height()
        .main()
        .row_name(&name)
        .show(ui, &mut view.table, |ui, row, column| {
            if let Some(row) = version(page, year, row) {
                cell(ui, row, column);
            }
        });
}

fn cell(ui: &mut Ui, row: &VersionRow, column: usize) {
    let theme = Theme::get(ui);
    let (kind, color, said) = match column {
        0 => (text::BODY13, theme.t2, &row.day),
        1 => (text::NAME13, theme.t1, &row.name),
        2 => (text::BODY13, theme.t1, &row.period),
        3 => (text::BODY13, theme.t2, &row.number),
        4 => (text::NAME13, theme.t1, &row.values),
        5 => (text::BODY13, theme.t1, &row.change),
        6 => (text::BODY13, theme.t1, &row.reason),
        7 => (text::BODY13, theme.t2, &row.approver),
        8 => (text::BODY13, theme.t2, &row.basis),
        _ => (text::BODY13, theme.t2, &row.by),
    };
    cell_text(ui, kind, color, said);
}

/// Draws the versions of the chosen target side by side.
fn compared_ui(ui: &mut Ui, page: &VersionsPage, room: f32, view: &mut VersionsView, cx: &Cx<'_>) {
    let Some(goal) = chosen(page, view) else { return };
    let natural = 78.0 + ROW * goal.facts.len() as f32;
    Card::new().height(natural.min(room.max(LEAST))).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let title = cx.text("targets-compared");
        list_header(ui, &title, &goal.title, |_| {});
        let widest =
            |most: f32, label: &str| text::width(ui, text::LABEL12, label).ceil().max(most);
        let labels = goal.facts.iter().map(|fact| fact.label.as_str()).fold(0.0, widest);
        let fact = Column::new(cx.text("targets-version-fact")).fixed((labels + 24.0).max(84.0));
        let version = |head: &String| Column::new(head.as_str()).flex(1.0, 106.0);
        let columns: Vec<Column> =
            std::iter::once(fact).chain(goal.heads.iter().map(version)).collect();
        let name =
            |row: usize| goal.facts.get(row).map_or_else(String::new, |fact| fact.label.clone());
        Table::new(&title, &columns, goal.facts.len())
            .row_height(ROW)
            .fill_height()
            .row_name(&name)
            .show(ui, &mut view.compared, |ui, row, column| {
                let theme = Theme::get(ui);
                let Some(fact) = goal.facts.get(row) else { return };
                let Some(at) = column.checked_sub(1) else {
                    cell_text(ui, text::LABEL12, theme.t3, &fact.label);
                    return;
                };
                if let Some((said, other)) = fact.cells.get(at) {
                    let (kind, color) =
                        if *other { (text::NAME13, theme.t1) } else { (text::BODY13, theme.t2) };
                    cell_text(ui, kind, color, said);
                }
            });
    });
}
