//! The list: a search field, the kinds, and the coachings of the period, the newest first, those to come last.

use egui::{Align, Align2, Layout, Rect, Sense, Ui, UiBuilder, pos2, vec2};

use super::data::{Data, Row, State};
use super::view::View;
use crate::areas::Cx;
use crate::domain::ids::CoachingId;
use crate::ui::card::{Card, divider, padded};
use crate::ui::choice::{badge, chip};
use crate::ui::field::search_field;
use crate::ui::icons::{self, icon};
use crate::ui::state::empty_state;
use crate::ui::table::{Column, Table};
use crate::ui::text;
use crate::ui::tokens::Theme;

/// The height of a row.
const ROW: f32 = 62.0;
/// The circle with the initial.
const CIRCLE: f32 = 32.0;

/// Draws the list.
pub(super) fn list_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &Cx<'_>) {
    let height = ui.available_height();
    Card::new().height(height).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        padded(ui, 12.0, 12.0, |ui| head_ui(ui, data, view, cx));
        divider(ui);
        rows_ui(ui, data, view, cx);
    });
}

fn head_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &Cx<'_>) {
    let (name, hint) = (cx.text("log-search-log"), cx.text("log-search-hint"));
    let width = ui.available_width();
    search_field(ui, &name, &hint, &mut view.query, width);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 6.0);
        for (kind, name) in &data.chips {
            if chip(ui, name, view.kind == *kind).clicked() {
                view.kind = *kind;
            }
        }
    });
}

fn rows_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &Cx<'_>) {
    let (found, all) = view.found(ui.ctx(), data);
    if all && found.is_empty() {
        let (title, detail) = (cx.text("log-none-found"), cx.text("log-none-found-detail"));
        empty_state(ui, icons::MAGNIFYING_GLASS, &title, &detail, None);
        return;
    }
    let at = |place: usize| found.get(place).and_then(|at| data.rows.get(*at));
    // What was just chosen may still be on its way; one that is not in the list is none of its rows.
    let listed = |id: CoachingId| data.places.contains_key(&id);
    let card = data.card.as_ref().map(|card| card.id);
    let shown = view.chosen().filter(|id| listed(*id)).or(card);
    let place = shown.and_then(|id| data.places.get(&id));
    let before = place.and_then(|place| found.binary_search(place).ok());
    view.table.selected = before;
    if let Some(place) = before.filter(|_| view.reveal && shown == view.chosen()) {
        view.table.scroll_to(place);
        view.reveal = false;
    }
    let title = cx.text("log-list");
    let columns = [Column::new(title.as_str())];
    let name = |place: usize| at(place).map_or_else(String::new, |row| row.told.clone());
    let output = Table::new(&title, &columns, found.len())
        .row_height(ROW)
        .without_header()
        .fill_height()
        .main()
        .row_name(&name)
        .show(ui, &mut view.table, |ui, place, _| {
            if let Some(row) = at(place) {
                row_ui(ui, row, Some(row.id) == shown);
            }
        });
    let moved = view.table.selected.filter(|place| before != Some(*place));
    if let Some(row) = output.clicked.or(moved).and_then(at) {
        view.choose(row.id);
    }
}

/// A coaching in two lines: who and when, what about and how it stands.
fn row_ui(ui: &mut Ui, row: &Row, on: bool) {
    let theme = Theme::get(ui);
    let rect = ui.available_rect_before_wrap();
    let painter = ui.painter();
    let center = pos2(rect.left() + CIRCLE / 2.0 - 4.0, rect.center().y);
    let (fill, color) = if on { (theme.accent, theme.on_fill) } else { (theme.neu_bg, theme.t2) };
    painter.circle_filled(center, CIRCLE / 2.0, fill);
    let kind = if row.initial.chars().count() > 1 { text::LABEL12 } else { text::NAME13 };
    text::paint(painter, center, Align2::CENTER_CENTER, kind, color, &row.initial);
    let left = center.x + CIRCLE / 2.0 + 12.0;
    let line = |top: f32, tall: f32| {
        let y = rect.center().y + top;
        Rect::from_min_max(pos2(left, y), pos2(rect.right(), y + tall))
    };
    let (first, second) = (line(-20.0, 20.0), line(1.0, 18.0));
    let right = Align2::RIGHT_CENTER;
    let at = pos2(first.right(), first.center().y);
    let day = text::paint(painter, at, right, text::LABEL12, theme.t3, &row.day);
    let room = first.with_max_x(day.left() - 8.0);
    text::paint_fit(painter, room, Align::Min, text::NAME13, theme.t1, &row.name);
    let end = state_ui(ui, second, &row.state);
    let room = second.with_max_x(end - 8.0);
    let painter = ui.painter();
    let cut = text::paint_fit(painter, room, Align::Min, text::LABEL12, theme.t2, &row.about);
    if cut {
        let id = ui.next_auto_id().with("about");
        ui.interact(room, id, Sense::hover()).on_hover_text(&row.about);
    }
}

/// Draws how it stands at the end of a line; returns where that begins.
fn state_ui(ui: &mut Ui, line: Rect, state: &State) -> f32 {
    let theme = Theme::get(ui);
    let layout = Layout::right_to_left(Align::Center);
    let place = UiBuilder::new().id_salt("state").max_rect(line).layout(layout);
    let mut end = ui.new_child(place);
    match state {
        State::Badge(tone, said) => {
            badge(&mut end, *tone, said);
        }
        State::Quiet(said) => {
            text::label(&mut end, text::LABEL12, theme.t3, said);
        }
        State::Done => {
            icon(&mut end, icons::SEAL_CHECK.filled(), 16.0, theme.good_t);
        }
    }
    end.min_rect().left()
}
