//! The drawer with the records behind a figure.

use egui::{Context, Ui};

use super::data::{Data, Key};
use super::records::{Part as List, Records};
use super::view::View;
use crate::areas::Cx;
use crate::ui::button::{Button, button};
use crate::ui::card::card_flush;
use crate::ui::choice::Segmented;
use crate::ui::overlay::drawer::{Drawer, Part, drawer};
use crate::ui::state::skeleton_rows;
use crate::ui::table::{Column, Table, TableState, cell_text};
use crate::ui::text;
use crate::ui::tokens::Theme;

/// Wide enough for six columns.
const WIDTH: f32 = 760.0;
/// The height of a list.
const HEIGHT: f32 = 32.0 + 13.0 * 36.0;

/// Draws the records of the figure that is open.
pub(super) fn drawer_ui(ctx: &Context, data: &Data, view: &mut View, cx: &Cx<'_>) {
    let Some(figure) = view.figure else { return };
    let close = cx.text("app-close");
    // Until the records are here their title is not known either.
    let shown = data.records.as_ref().filter(|records| records.figure == figure);
    let title = shown.map_or_else(|| cx.text("visits-records"), |shown| shown.title.clone());
    let mut closing = false;
    let look = Drawer::new("visits-records", &title, &close).width(WIDTH);
    let dismissed = drawer(ctx, look, |ui, part| match (part, shown) {
        (Part::Body, Some(shown)) => records_ui(ui, shown, view, cx),
        (Part::Body, None) => skeleton_rows(ui, 8, 36.0),
        (Part::Footer, _) => closing |= button(ui, Button::secondary(&close)).clicked(),
    });
    if closing || dismissed {
        view.figure = None;
    }
}

fn records_ui(ui: &mut Ui, shown: &Records, view: &mut View, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for line in &shown.about {
            text::wrapped(ui, text::BODY13, theme.t2, line);
        }
    });
    if shown.parts.len() > 1 {
        let name = cx.text("visits-records");
        let parts: Vec<(usize, &str)> =
            shown.parts.iter().enumerate().map(|(at, part)| (at, part.name.as_str())).collect();
        if Segmented::new(&name).show(ui, &mut view.part, &parts).changed() {
            view.records_table = TableState::default();
        }
    }
    let Some(part) = shown.parts.get(view.part).or_else(|| shown.parts.first()) else { return };
    if part.rows.is_empty() {
        text::hint(ui, &cx.text("visits-records-none"));
        return;
    }
    if let Some(sheet) = list_ui(ui, part, &mut view.records_table) {
        view.figure = None;
        view.choose(sheet);
    }
}

/// Draws one list; returns the visit that was asked for.
fn list_ui(ui: &mut Ui, part: &List, state: &mut TableState) -> Option<Key> {
    let theme = Theme::get(ui);
    let columns: Vec<Column> = part
        .columns
        .iter()
        .enumerate()
        .map(|(at, name)| {
            let column = Column::new(name.as_str());
            if at == 2 { column.flex(1.4, 96.0) } else { column.flex(1.0, 84.0) }
        })
        .collect();
    let cells = |row: usize| part.rows.get(row);
    let name = |row: usize| cells(row).map(|cells| cells.join(" ")).unwrap_or_default();
    let mut opened = None;
    card_flush(ui, |ui| {
        let output = Table::new(&part.name, &columns, part.rows.len())
            .height(HEIGHT)
            .row_name(&name)
            .show(ui, state, |ui, row, column| {
                let words = cells(row).and_then(|cells| cells.get(column));
                let kind = if column == 1 { text::NAME13 } else { text::BODY13 };
                cell_text(ui, kind, theme.t1, words.map_or("", String::as_str));
            });
        opened = output.opened;
    });
    let sheet = opened.and_then(|row| part.opens.get(row).copied().flatten());
    sheet.map(Key::Sheet)
}
