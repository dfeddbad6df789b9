//! 预测汇总: what each class of deals brings, with the manager's call to type.

use std::sync::Arc;

use egui::{Key, Sense, Ui, vec2};

use super::data::{RollRow, Shown};
use super::view::{Edit, Sums, View};
use crate::areas::{Cx, Order};
use crate::command::{Command, forecast};
use crate::domain::forecast::calls::Category;
use crate::i18n::Language;
use crate::ui::button::{Button, button};
use crate::ui::card::{card_flush, list_header, padded};
use crate::ui::choice::Segmented;
use crate::ui::field::{Field, error_line, number_field, text_field};
use crate::ui::icons;
use crate::ui::table::{Column, Table, cell_lines, cell_text};
use crate::ui::text;
use crate::ui::tokens::Theme;

const ROW: f32 = 36.0;
const HEADER: f32 = 32.0;
/// How wide a call is typed.
const CALL: f32 = 84.0;

/// What a person did in the table.
enum Done {
    /// Stores what is typed of a class.
    Save(Category),
    /// Takes a call back.
    Reset(Category),
}

/// How many fen the unit of the table has, and its decimals.
const fn unit_of(language: Language) -> (f64, usize) {
    match language {
        Language::Chinese => (1_000_000.0, 1),
        Language::English => (100_000_000.0, 2),
    }
}

pub(super) fn draw(ui: &mut Ui, shown: &Shown, view: &mut View, cx: &mut Cx<'_>) {
    let mut done = None;
    card_flush(ui, |ui| {
        let title = cx.text("forecast-roll");
        list_header(ui, &title, &shown.sub, |ui| {
            // From right to left.
            export_ui(ui, shown, cx);
            let kinds = [
                (Sums::Single, cx.text("forecast-single")),
                (Sums::Cumulative, cx.text("forecast-cumulative")),
            ];
            let name = cx.text("forecast-sums");
            Segmented::new(&name).small().show(ui, &mut view.sums, &kinds);
        });
        done = table_ui(ui, shown, view, cx);
        if view.missing.is_some_and(|missing| view.edits.contains_key(&missing)) {
            padded(ui, 16.0, 8.0, |ui| error_line(ui, &cx.text("forecast-reason-missing")));
        }
        if !shown.left.is_empty() {
            let theme = Theme::get(ui);
            padded(ui, 16.0, 8.0, |ui| {
                text::wrapped(ui, text::LABEL12, theme.t3, &shown.left);
            });
        }
    });
    match done {
        Some(Done::Save(category)) => save(shown, view, category, cx),
        Some(Done::Reset(category)) => reset(shown, view, category, cx),
        None => {}
    }
}

/// The button that writes the table for a spreadsheet program.
fn export_ui(ui: &mut Ui, shown: &Shown, cx: &mut Cx<'_>) {
    let words = cx.text("funnel-table-export");
    let export = Button::ghost_icon(icons::EXPORT, &words).small();
    let pressed = button(ui, export.enabled(shown.sheet.is_some())).clicked();
    if let Some(sheet) = shown.sheet.as_ref().filter(|_| pressed) {
        let name = format!("{}_{}.xlsx", sheet.name, cx.filter.period);
        cx.orders.push(Order::SaveTable(Arc::clone(sheet), name));
    }
}

fn table_ui(ui: &mut Ui, shown: &Shown, view: &mut View, cx: &Cx<'_>) -> Option<Done> {
    let figures = |key: &str, at: usize, least: f32| {
        let name = cx.text(key);
        let wide = wide(ui, shown, (at, &name)).max(least);
        Column::new(name).fixed(wide).right()
    };
    let columns = [
        Column::new(cx.text("forecast-column-class")).flex(1.0, 112.0),
        figures("forecast-column-deals", 1, 48.0),
        figures("forecast-column-face", 2, 60.0),
        figures("forecast-column-chance", 3, 52.0),
        figures("forecast-column-computed", 4, 64.0),
        figures("forecast-column-call", 5, CALL + 10.0),
        figures("forecast-column-difference", 6, 52.0),
        Column::new(cx.text("forecast-column-reason")).flex(1.2, 110.0),
    ];
    let title = cx.text("forecast-roll");
    let name = |row: usize| shown.rows.get(row).map_or_else(String::new, |row| row.name.clone());
    let theme = Theme::get(ui);
    let mut total = |ui: &mut Ui, column: usize| {
        let [computed, called, difference, against] = &shown.total;
        let whole = cx.text("forecast-total");
        match column {
            0 => cell_text(ui, text::NAME13, theme.t1, &whole),
            4 => cell_text(ui, text::NAME13, theme.t1, computed),
            5 => cell_text(ui, text::NAME13, theme.t1, called),
            6 => cell_text(ui, text::NAME13, theme.t1, difference),
            7 => cell_lines(ui, text::LABEL12, theme.t2, against),
            _ => {}
        }
    };
    let mut state = std::mem::take(&mut view.rows_table);
    let mut done = None;
    Table::new(&title, &columns, shown.rows.len())
        .row_height(ROW)
        .height(HEADER + ROW * (shown.rows.len() + 1) as f32)
        .row_name(&name)
        .total(&mut total)
        .show(ui, &mut state, |ui, row, column| {
            if let Some(row) = shown.rows.get(row) {
                let cell = Cell { shown, row };
                let found = cell.draw(ui, column, view, cx);
                done = found.or(done.take());
            }
        });
    view.rows_table = state;
    done
}

/// How wide a column is: as its heading and its widest figure, so that the reasons have what is left.
fn wide(ui: &Ui, shown: &Shown, (column, name): (usize, &str)) -> f32 {
    let of_row = |row: &RollRow| {
        let [deals, face, chance, computed] = &row.cells;
        let [face_view, computed_view, called_view] = &row.views;
        let figures: &[&String] = match column {
            1 => &[deals],
            2 => &[face, face_view],
            3 => &[chance],
            4 => &[computed, computed_view],
            5 => &[&row.call, called_view],
            _ => &[&row.difference],
        };
        text::widest(ui, text::NAME13, figures)
    };
    let [computed, called, difference, _] = &shown.total;
    let below = match column {
        4 => computed.as_str(),
        5 => called,
        6 => difference,
        _ => "",
    };
    let around = text::width(ui, text::LABEL12, name).max(text::width(ui, text::NAME13, below));
    shown.rows.iter().map(of_row).fold(around.ceil(), f32::max) + 16.0
}

/// A row's cells.
struct Cell<'a> {
    shown: &'a Shown,
    row: &'a RollRow,
}

impl Cell<'_> {
    fn draw(&self, ui: &mut Ui, column: usize, view: &mut View, cx: &Cx<'_>) -> Option<Done> {
        let theme = Theme::get(ui);
        let row = self.row;
        let [deals, face, chance, computed] = &row.cells;
        let [face_view, computed_view, called_view] = &row.views;
        let summed = view.sums == Sums::Cumulative;
        let plain = |ui: &mut Ui, words: &str| cell_text(ui, text::BODY13, theme.t1, words);
        match column {
            0 => self.name_ui(ui),
            1 => plain(ui, deals),
            2 if summed => plain(ui, face_view),
            2 => plain(ui, face),
            3 if summed => {}
            3 => cell_text(ui, text::BODY13, theme.t2, chance),
            4 => {
                let words = if summed { computed_view } else { computed };
                cell_text(ui, text::NAME13, theme.t1, words);
            }
            5 if summed => cell_text(ui, text::NAME13, theme.t1, called_view),
            5 => return self.call_ui(ui, view, cx),
            6 if summed => {}
            6 => cell_text(ui, text::BODY13, theme.t1, &row.difference),
            7 if summed => {}
            _ => return self.reason_ui(ui, view, cx),
        }
        None
    }

    fn name_ui(&self, ui: &mut Ui) {
        let theme = Theme::get(ui);
        let shades = [theme.accent, theme.accent_2, theme.accent_3, theme.border2];
        let shade = shades.get(self.row.shade).copied().unwrap_or(theme.neu_bg);
        let (square, _) = ui.allocate_exact_size(vec2(10.0, 10.0), Sense::hover());
        ui.painter().rect_filled(square, 2.0, shade);
        let named = text::label(ui, text::NAME13, theme.t1, &self.row.name);
        // A few letters of the note say nothing.
        if text::width(ui, text::LABEL12, &self.row.note).ceil() <= ui.available_width() {
            cell_text(ui, text::LABEL12, theme.t3, &self.row.note);
        } else {
            named.on_hover_text(&self.row.note);
        }
    }

    fn call_ui(&self, ui: &mut Ui, view: &mut View, cx: &Cx<'_>) -> Option<Done> {
        let theme = Theme::get(ui);
        let row = self.row;
        let Some(category) = row.category.filter(|_| !self.shown.over) else {
            cell_text(ui, text::NAME13, theme.t1, &row.call);
            return None;
        };
        let (scale, decimals) = unit_of(cx.tr.language());
        let edit = view.edits.get(&category);
        let mut value = edit.map_or(row.called.map(|fen| fen as f64 / scale), |edit| edit.value);
        let args = [("class", row.name.as_str().into())];
        let name = cx.tr.with("forecast-call-of", &args);
        let field = Field::bare(&name).compact().right().grouped().width(CALL);
        let response = number_field(ui, field, &mut value, decimals);
        if response.changed() {
            let new = Edit { value, reason: row.reason.clone() };
            view.edits.entry(category).or_insert(new).value = value;
        }
        entered(ui, &response).then_some(())?;
        view.edits.contains_key(&category).then_some(Done::Save(category))
    }

    fn reason_ui(&self, ui: &mut Ui, view: &mut View, cx: &Cx<'_>) -> Option<Done> {
        let theme = Theme::get(ui);
        let row = self.row;
        let category = row.category?;
        let name = |key: &str| cx.tr.with(key, &[("class", row.name.as_str().into())]);
        ui.spacing_mut().item_spacing.x = 4.0;
        let missing = view.missing == Some(category);
        let Some(edit) = view.edits.get_mut(&category) else {
            if !row.is_call {
                return None;
            }
            let width = (ui.available_width() - 28.0).max(20.0);
            text::truncated(ui, text::LABEL12, theme.t2, &row.reason, width);
            if self.shown.over {
                return None;
            }
            let words = name("forecast-reset-of");
            let again = Button::ghost_icon(icons::ARROW_COUNTER_CLOCKWISE, &words).small();
            return button(ui, again).clicked().then_some(Done::Reset(category));
        };
        let label = name("forecast-reason-of");
        let hint = cx.text("forecast-reason-needed");
        let width = (ui.available_width() - 60.0).max(40.0);
        let field = Field::bare(&label).compact().placeholder(&hint).width(width);
        let response = text_field(ui, field, &mut edit.reason);
        if missing {
            let stroke = egui::Stroke::new(1.0, theme.bad);
            let inside = egui::StrokeKind::Inside;
            ui.painter().rect_stroke(response.rect.expand(1.0), 6.0, stroke, inside);
        }
        let save = name("forecast-save-of");
        let drop = name("forecast-drop-of");
        let saved = button(ui, Button::ghost_icon(icons::CHECK, &save).small()).clicked();
        if button(ui, Button::ghost_icon(icons::X, &drop).small()).clicked() {
            view.edits.remove(&category);
            return None;
        }
        (saved || entered(ui, &response)).then_some(Done::Save(category))
    }
}

/// Whether Enter ended what was typed in a field.
fn entered(ui: &Ui, response: &egui::Response) -> bool {
    response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter))
}

/// The words of a class of a scope and period, for the journal.
fn subject(shown: &Shown, category: Category) -> String {
    let row = shown.rows.iter().find(|row| row.category == Some(category));
    let class = row.map_or("", |row| row.name.as_str());
    format!("{} {class}", shown.whose)
}

fn save(shown: &Shown, view: &mut View, category: Category, cx: &mut Cx<'_>) {
    let Some(edit) = view.edits.get(&category).cloned() else { return };
    let (scale, _) = unit_of(cx.tr.language());
    let Some(value) = edit.value.map(|value| (value * scale).round() as i64) else {
        // Without a value what was worked out counts.
        reset(shown, view, category, cx);
        return;
    };
    if edit.reason.trim().is_empty() {
        view.missing = Some(category);
        return;
    }
    let (scope, period) = shown.key;
    view.sent = Some(category);
    cx.run(Command::Forecast(forecast::Command::Call {
        scope,
        period,
        category,
        value,
        reason: edit.reason,
        today: cx.filter.today,
        subject: subject(shown, category),
    }));
}

fn reset(shown: &Shown, view: &mut View, category: Category, cx: &mut Cx<'_>) {
    let is_call = shown.rows.iter().any(|row| row.category == Some(category) && row.is_call);
    if !is_call {
        view.edits.remove(&category);
        return;
    }
    let (scope, period) = shown.key;
    view.sent = Some(category);
    cx.run(Command::Forecast(forecast::Command::ResetCall {
        scope,
        period,
        category,
        today: cx.filter.today,
        subject: subject(shown, category),
    }));
}
