//! How the page looks: the figures on the left, with a field to search them, and how deals are kept beside them.

use egui::{Margin, Ui};

use super::data::{Data, FigureRow};
use crate::areas::figure_card::about;
use crate::areas::{Cx, Order};
use crate::domain::names;
use crate::metrics::glossary::Figure;
use crate::ui::card::{Card, Side, columns, list_header};
use crate::ui::field::search_field;
use crate::ui::icons;
use crate::ui::scroll;
use crate::ui::state::empty_state;
use crate::ui::table::{Column, Table, TableState, cell_lines, cell_text};
use crate::ui::text;
use crate::ui::tokens::Theme;

/// A row.
const ROW: f32 = 36.0;
/// A row of the figures: two lines of what it is.
const TALL: f32 = 44.0;
/// Below this width what stands beside the list stands below it.
const BESIDE: f32 = 900.0;
const SIDE: f32 = 430.0;
/// The least height of a list.
const LEAST: f32 = 320.0;

/// What is typed and chosen.
#[derive(Debug, Default)]
pub struct View {
    /// What is searched for.
    search: String,
    figures: TableState,
    people: TableState,
}

/// Draws the page.
pub(in crate::areas::today) fn draw(
    ui: &mut Ui,
    margin: Margin,
    data: &Data,
    view: &mut View,
    cx: &mut Cx<'_>,
) {
    scroll::page(ui, "glossary", margin, |ui, room| {
        ui.spacing_mut().item_spacing.y = 12.0;
        let height = room.max(LEAST);
        if ui.available_width() < BESIDE {
            figures_ui(ui, height, data, view, cx);
            hygiene_ui(ui, height, data, view, cx);
            return;
        }
        columns(ui, SIDE, 12.0, |ui, side| match side {
            Side::Left => figures_ui(ui, height, data, view, cx),
            Side::Right => hygiene_ui(ui, height, data, view, cx),
        });
    });
}

fn figures_ui(ui: &mut Ui, height: f32, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    Card::new().height(height).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let title = cx.text("glossary-title");
        let (name, hint) = (cx.text("glossary-search"), cx.text("glossary-search-hint"));
        let View { search, figures, .. } = view;
        list_header(ui, &title, &data.whose, |ui| {
            if search_field(ui, &name, &hint, search, 200.0).changed() {
                *figures = TableState::default();
            }
        });
        let wanted = search.trim();
        let fits = |row: &&FigureRow| {
            wanted.is_empty()
                || names::matches(wanted, &row.name)
                || row.figure.word().contains(wanted)
                || row.what.contains(wanted)
        };
        let rows: Vec<&FigureRow> = data.figures.iter().filter(fits).collect();
        if rows.is_empty() {
            let (none, detail) = (cx.text("glossary-none"), cx.text("glossary-none-detail"));
            empty_state(ui, icons::BOOK_OPEN, &none, &detail, None);
            return;
        }
        let table = [
            Column::new(cx.text("glossary-head-figure")).fixed(148.0),
            Column::new(cx.text("glossary-head-value")).fixed(116.0).right(),
            Column::new(cx.text("glossary-head-records")).fixed(72.0).right(),
            Column::new(cx.text("glossary-head-what")).flex(1.0, 200.0),
        ];
        let of = |row: usize| rows.get(row).copied();
        let row_name = |row: usize| {
            of(row).map_or_else(String::new, |row| format!("{} {}", row.name, row.value))
        };
        let output = Table::new(&title, &table, rows.len())
            .row_height(TALL)
            .fill_height()
            .main()
            .row_name(&row_name)
            .show(ui, figures, |ui, row, column| {
                if let Some(row) = of(row) {
                    figure_cell(ui, row, column);
                }
            });
        if let Some(row) = output.opened.or(output.clicked).and_then(of) {
            cx.orders.push(Order::Figure(row.figure));
        }
    });
}

fn figure_cell(ui: &mut Ui, row: &FigureRow, column: usize) {
    let theme = Theme::get(ui);
    match column {
        0 => cell_text(ui, text::NAME13, theme.t1, &row.name),
        1 => cell_text(ui, text::NAME13, theme.t1, &row.value),
        2 => cell_text(ui, text::BODY13, theme.t2, &row.records),
        _ => cell_lines(ui, text::LABEL12, theme.t2, &row.what),
    }
}

fn hygiene_ui(ui: &mut Ui, height: f32, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    Card::new().height(height).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let title = cx.text("glossary-hygiene");
        list_header(ui, &title, &data.sub, |ui| about(ui, Figure::Hygiene, cx));
        if data.people.is_empty() {
            let none = cx.text("glossary-hygiene-none");
            let detail = cx.text("glossary-hygiene-none-detail");
            empty_state(ui, icons::CHECK_CIRCLE, &none, &detail, None);
            return;
        }
        let table = [
            Column::new(cx.text("glossary-head-person")).fixed(92.0),
            Column::new(cx.text("glossary-head-score")).fixed(76.0).right(),
            Column::new(cx.text("glossary-head-deals")).fixed(68.0).right(),
            Column::new(cx.text("glossary-head-wrong")).flex(1.0, 160.0),
        ];
        let of = |row: usize| data.people.get(row);
        let row_name = |row: usize| {
            of(row).map_or_else(String::new, |row| {
                format!("{} {} {}", row.name, row.score, row.wrong).trim().to_owned()
            })
        };
        let output = Table::new(&title, &table, data.people.len())
            .row_height(ROW)
            .fill_height()
            .row_name(&row_name)
            .show(ui, &mut view.people, |ui, row, column| {
                let Some(row) = of(row) else { return };
                let theme = Theme::get(ui);
                let color = row.tone.map_or(theme.t1, |tone| tone.text(theme));
                match column {
                    0 => cell_text(ui, text::NAME13, theme.t1, &row.name),
                    1 => cell_text(ui, text::NAME13, color, &row.score),
                    2 => cell_text(ui, text::BODY13, theme.t2, &row.deals),
                    _ => cell_text(ui, text::LABEL12, theme.t2, &row.wrong),
                }
            });
        if output.opened.is_some() {
            cx.orders.push(Order::Figure(Figure::Hygiene));
        }
    });
}
