//! The list of what was said, narrowed down by how it stands and what it is.

use egui::{Align, Layout, Ui, UiBuilder, vec2};

use super::data::{Data, Row, Shown};
use super::view::View;
use crate::areas::{Cx, Filter, Order};
use crate::domain::scope::Scope;
use crate::ui::button::{Button, button};
use crate::ui::card::{card_flush, divider, padded};
use crate::ui::choice::{badge, chip};
use crate::ui::field::search_field;
use crate::ui::icons;
use crate::ui::state::empty_state;
use crate::ui::table::{Column, Table, cell_text};
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// A row of two lines.
const ROW: f32 = 52.0;
/// So many rows stand in the card without scrolling.
const ROWS: usize = 8;

/// What is shown, in order.
pub(super) fn shown<'a>(view: &View, data: &'a Data) -> Vec<&'a Row> {
    let wanted = view.search.trim().to_lowercase();
    let says = |row: &&Row| {
        wanted.is_empty()
            || row.text.to_lowercase().contains(&wanted)
            || row.who.to_lowercase().contains(&wanted)
    };
    data.rows.iter().filter(|row| view.shown.fits(row)).filter(says).collect()
}

/// Draws the card.
pub(super) fn draw(ui: &mut Ui, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    card_flush(ui, |ui| {
        padded(ui, 16.0, 12.0, |ui| {
            ui.spacing_mut().item_spacing.y = 8.0;
            let (kinds, states): (Vec<_>, Vec<_>) =
                data.chips.iter().partition(|(of, _)| matches!(of, Shown::Kind(_)));
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
                chips_ui(ui, &states, view);
                let name = cx.text("feedback-find");
                search_field(ui, &name, &name, &mut view.search, 168.0);
            });
            if !kinds.is_empty() {
                ui.horizontal_wrapped(|ui| {
                    ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
                    chips_ui(ui, &kinds, view);
                });
            }
            if !data.elsewhere.is_empty() {
                text::wrapped(ui, text::LABEL12, Theme::get(ui).t3, &data.elsewhere);
                let look = cx.text("feedback-elsewhere-look");
                if button(ui, Button::link(&look).small()).clicked() {
                    let filter = Filter { scope: Scope::All, ..*cx.filter };
                    cx.orders.push(Order::Filter(filter));
                }
            }
        });
        divider(ui);
        let rows = shown(view, data);
        if rows.is_empty() {
            let keys = if data.rows.is_empty() {
                ["feedback-none", "feedback-none-detail"]
            } else {
                ["feedback-none-found", "feedback-none-found-detail"]
            };
            let [none, detail] = keys.map(|key| cx.text(key));
            empty_state(ui, icons::CHAT_CIRCLE, &none, &detail, None);
            return;
        }
        table_ui(ui, &rows, data, view, cx);
    });
}

fn chips_ui(ui: &mut Ui, chips: &[&(Shown, String)], view: &mut View) {
    for (of, name) in chips {
        let on = view.shown == *of;
        if chip(ui, name, on).clicked() {
            view.shown = if on { Shown::All } else { *of };
            view.id = None;
        }
    }
}

fn table_ui(ui: &mut Ui, rows: &[&Row], data: &Data, view: &mut View, cx: &Cx<'_>) {
    let columns = [
        Column::new(cx.text("feedback-column-text")).flex(1.0, 180.0),
        Column::new(cx.text("feedback-column-who")).fixed(96.0),
        Column::new(cx.text("feedback-column-day")).fixed(84.0),
        Column::new(cx.text("feedback-column-state")).fixed(124.0).right(),
    ];
    let title = cx.text("feedback-list");
    let name = |row: usize| {
        rows.get(row)
            .map_or_else(String::new, |row| format!("{} {} {}", row.who, row.day, row.text))
    };
    let chosen = view.chosen(data).map(|row| row.id);
    view.table.selected = rows.iter().position(|row| Some(row.id) == chosen);
    let output = Table::new(&title, &columns, rows.len())
        .row_height(ROW)
        .height(32.0 + ROW * rows.len().min(ROWS) as f32)
        .main()
        .row_name(&name)
        .show(ui, &mut view.table, |ui, row, column| {
            if let Some(row) = rows.get(row) {
                cell_ui(ui, row, column);
            }
        });
    // The keyboard chooses by moving.
    let moved = output.clicked.or(output.opened).or(view.table.selected);
    if let Some(row) = moved.and_then(|row| rows.get(row)) {
        view.id = Some(row.id);
    }
}

fn cell_ui(ui: &mut Ui, row: &Row, column: usize) {
    let theme = Theme::get(ui);
    match column {
        0 => {
            let place = ui.available_rect_before_wrap();
            let middle = place.center().y.round();
            for (rect, kind, color, said) in [
                (
                    place.with_min_y(middle - 21.0).with_max_y(middle),
                    text::NAME13,
                    theme.t1,
                    row.text.as_str(),
                ),
                (
                    place.with_min_y(middle).with_max_y(middle + 19.0),
                    text::LABEL12,
                    theme.t3,
                    row.kind_name.as_str(),
                ),
            ] {
                let layout = Layout::left_to_right(Align::Center);
                let mut line = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout));
                cell_text(&mut line, kind, color, said);
            }
        }
        1 => cell_text(ui, text::BODY13, theme.t1, &row.who),
        2 => cell_text(ui, text::BODY13, theme.t2, &row.day),
        _ => {
            let tone = if row.tone == Tone::Neutral { Tone::Outline } else { row.tone };
            badge(ui, tone, &row.state);
        }
    }
}
