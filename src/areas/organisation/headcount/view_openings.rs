//! The seats that are being filled, each with the way to say that it was.

use egui::Ui;

use super::View;
use super::data::Page;
use super::forms::Form;
use crate::areas::Cx;
use crate::ui::button::{Button, button};
use crate::ui::card::{Card, list_header};
use crate::ui::icons;
use crate::ui::table::{Column, Table, cell_text};
use crate::ui::text;
use crate::ui::tokens::Theme;

const ROW: f32 = 36.0;
/// So many rows are seen at once.
const SHOWN: usize = 4;

/// The height of the card with the gap above it; nothing without open seats.
pub(super) fn height(page: &Page) -> f32 {
    if page.openings.is_empty() {
        return 0.0;
    }
    let rows = page.openings.len().min(SHOWN) as f32;
    12.0 + 2.0 + 44.0 + 32.0 + ROW * rows
}

pub(super) fn draw(ui: &mut Ui, page: &Page, view: &mut View, cx: &Cx<'_>) {
    if page.openings.is_empty() {
        return;
    }
    let theme = Theme::get(ui);
    let columns = [
        Column::new(cx.text("organisation-seats-place")).flex(1.2, 130.0),
        Column::new(cx.text("organisation-field-city")).flex(0.6, 104.0),
        Column::new(cx.text("organisation-vacancy-since")).fixed(100.0),
        Column::new(cx.text("organisation-vacancy-time")).fixed(80.0).right(),
        Column::new(cx.text("organisation-vacancy-note")).flex(1.0, 80.0),
        Column::new("").fixed(64.0).right(),
    ];
    let (title, fill) =
        (cx.text("organisation-vacancies-open"), cx.text("organisation-vacancy-close"));
    let rows = &page.openings;
    let name = |row: usize| rows.get(row).map_or_else(String::new, |row| row.place.clone());
    let mut state = std::mem::take(&mut view.openings);
    let mut closing = None;
    Card::new().height(height(page) - 12.0).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        list_header(ui, &title, "", |_| {});
        Table::new(&title, &columns, rows.len())
            .row_height(ROW)
            .fill_height()
            .row_name(&name)
            .show(ui, &mut state, |ui, row, column| {
                let Some(row) = rows.get(row) else { return };
                match column {
                    0 => cell_text(ui, text::NAME13, theme.t1, &row.place),
                    1 => cell_text(ui, text::BODY13, theme.t2, &row.city),
                    2 => cell_text(ui, text::BODY13, theme.t2, &row.opened_on.to_string()),
                    3 => cell_text(ui, text::NAME13, theme.warn_t, &row.days),
                    4 => cell_text(ui, text::BODY13, theme.t2, &row.note),
                    _ => {
                        let name = format!("{fill} {}", row.place);
                        let close = Button::ghost_icon(icons::CHECK, &fill).small();
                        if button(ui, close).accessible_name(name).clicked() {
                            closing = Some(Form::close(row, cx.filter.today));
                        }
                    }
                }
            });
    });
    view.openings = state;
    if closing.is_some() {
        view.form = closing;
    }
}
