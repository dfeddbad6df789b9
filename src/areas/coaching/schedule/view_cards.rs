//! The cards below the calendar: what was missed, the events that nobody was coached for, how often everybody
//! is to be coached.

use egui::Ui;

use super::data::{Data, EventRow, Item, RhythmRow};
use super::form_rhythm::RhythmDraft;
use super::view::View;
use crate::areas::Cx;
use crate::ui::button::{Button, button};
use crate::ui::card::{card_flush, grid, list_header};
use crate::ui::choice::badge;
use crate::ui::icons::{self, Icon};
use crate::ui::state::empty_state;
use crate::ui::table::{Column, Table, cell_text};
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// A row of two lines.
const ROW: f32 = 48.0;
/// So many rows stand in a card without scrolling.
const ROWS: usize = 6;

/// Draws the three cards side by side.
pub(super) fn draw(ui: &mut Ui, data: &Data, view: &mut View, cx: &Cx<'_>) {
    grid(ui, 3, 12.0, |ui, at| match at {
        0 => missed_ui(ui, data, view, cx),
        1 => events_ui(ui, data, view, cx),
        _ => rhythms_ui(ui, data, view, cx),
    });
}

/// A card with nothing in it.
fn none(ui: &mut Ui, icon: Icon, (title, detail): (&str, &str), cx: &Cx<'_>) {
    empty_state(ui, icon, &cx.text(title), &cx.text(detail), None);
}

/// The height of a table of so many rows in a card.
fn height(rows: usize) -> f32 {
    ROW * rows.min(ROWS) as f32
}

fn missed_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &Cx<'_>) {
    let title = cx.text("schedule-missed-title");
    card_flush(ui, |ui| {
        list_header(ui, &title, &cx.text("schedule-missed-sub"), |_| {});
        if data.missed.is_empty() {
            let words = ("schedule-missed-none", "schedule-missed-none-detail");
            none(ui, icons::CALENDAR_CHECK, words, cx);
            return;
        }
        let columns = [Column::new("").flex(1.0, 96.0), Column::new("").fixed(176.0).right()];
        let at = |row: usize| data.missed.get(row);
        let name = |row: usize| {
            at(row).map_or_else(String::new, |item| format!("{} {}", item.name, item.day))
        };
        let (move_it, log) = (cx.text("schedule-move"), cx.text("schedule-log"));
        let mut chosen: Option<(bool, &Item)> = None;
        let output = Table::new(&title, &columns, data.missed.len())
            .row_height(ROW)
            .height(height(data.missed.len()))
            .without_header()
            .row_name(&name)
            .show(ui, &mut view.missed, |ui, row, column| {
                let Some(item) = at(row) else { return };
                if column == 0 {
                    two_lines(ui, &format!("{} {}", item.name, item.day), &item.about);
                    return;
                }
                for (moves, word) in [(true, &move_it), (false, &log)] {
                    let pressed = button(ui, Button::secondary(word).small());
                    let told = format!("{word} {} {}", item.name, item.day);
                    if pressed.accessible_name(told).clicked() {
                        chosen = Some((moves, item));
                    }
                }
            });
        let opened = output.opened.and_then(at).map(|item| (true, item));
        match chosen.or(opened) {
            Some((true, item)) => view.open = Some(item.id),
            Some((false, item)) => view.wanted = Some(item.person),
            None => {}
        }
    });
}

fn events_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &Cx<'_>) {
    let title = cx.text("schedule-events-title");
    card_flush(ui, |ui| {
        list_header(ui, &title, &cx.text("schedule-events-sub"), |_| {});
        if data.events.is_empty() {
            let words = ("schedule-events-none", "schedule-events-none-detail");
            none(ui, icons::FLAG, words, cx);
            return;
        }
        let columns = [Column::new("").flex(1.0, 96.0), Column::new("").fixed(120.0).right()];
        let at = |row: usize| data.events.get(row);
        let name = |row: usize| at(row).map_or_else(String::new, |event| event.name.clone());
        let plan = cx.text("schedule-plan");
        let mut chosen: Option<&EventRow> = None;
        let output = Table::new(&title, &columns, data.events.len())
            .row_height(ROW)
            .height(height(data.events.len()))
            .without_header()
            .row_name(&name)
            .show(ui, &mut view.events, |ui, row, column| {
                let Some(event) = at(row) else { return };
                if column == 0 {
                    two_lines(ui, &event.name, &event.about);
                } else if event.planned.is_empty() {
                    let pressed = button(ui, Button::secondary(&plan).small());
                    if pressed.accessible_name(format!("{plan} {}", event.name)).clicked() {
                        chosen = Some(event);
                    }
                } else {
                    badge(ui, Tone::Accent, &event.planned);
                }
            });
        let opened = output.opened.and_then(at).filter(|event| event.planned.is_empty());
        if let Some(event) = chosen.or(opened) {
            view.offer(&event.offer, cx);
        }
    });
}

fn rhythms_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &Cx<'_>) {
    let title = cx.text("schedule-rhythms-title");
    card_flush(ui, |ui| {
        list_header(ui, &title, &cx.text("schedule-rhythms-sub"), |_| {});
        let columns = [Column::new("").flex(1.0, 96.0), Column::new("").fixed(140.0).right()];
        let at = |row: usize| data.rhythms.get(row);
        let name = |row: usize| at(row).map_or_else(String::new, |rhythm| rhythm.name.clone());
        let edit = cx.text("schedule-edit");
        let mut chosen: Option<&RhythmRow> = None;
        let output = Table::new(&title, &columns, data.rhythms.len())
            .row_height(ROW)
            .height(height(data.rhythms.len()))
            .without_header()
            .row_name(&name)
            .show(ui, &mut view.rhythms, |ui, row, column| {
                let Some(rhythm) = at(row) else { return };
                if column == 0 {
                    two_lines(ui, &rhythm.name, &rhythm.channel);
                    return;
                }
                let pressed = button(ui, Button::secondary(&edit).small());
                if pressed.accessible_name(format!("{edit} {}", rhythm.name)).clicked() {
                    chosen = Some(rhythm);
                }
                cell_text(ui, text::BODY13, Theme::get(ui).t1, &rhythm.every);
            });
        if let Some(rhythm) = chosen.or(output.opened.and_then(at)) {
            view.rhythm = Some(RhythmDraft::edit(rhythm));
        }
    });
}

/// A name with what is known of it below; alone in the middle where that is nothing.
fn two_lines(ui: &mut Ui, name: &str, below: &str) {
    let theme = Theme::get(ui);
    if below.is_empty() {
        cell_text(ui, text::NAME13, theme.t1, name);
        return;
    }
    let place = ui.available_rect_before_wrap();
    let middle = place.center().y.round();
    for (rect, kind, color, said) in [
        (place.with_min_y(middle - 20.0).with_max_y(middle), text::NAME13, theme.t1, name),
        (place.with_min_y(middle).with_max_y(middle + 18.0), text::LABEL12, theme.t3, below),
    ] {
        let mut line = ui.new_child(egui::UiBuilder::new().max_rect(rect));
        cell_text(&mut line, kind, color, said);
    }
}
