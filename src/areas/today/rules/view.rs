//! How the page looks: one list, a switch on each row.

use egui::{Align, Layout, Margin, Ui, UiBuilder};

use super::data::{Data, RuleRow};
use super::form::{self, DaysDraft};
use crate::areas::{Cx, Event, drawer_form};
use crate::command::Command;
use crate::command::today::Command as Today;
use crate::ui::button::{Button, button};
use crate::ui::card::{Card, list_header};
use crate::ui::choice::switch;
use crate::ui::table::{Column, Table, TableState, cell_text};
use crate::ui::text;
use crate::ui::tokens::Theme;

/// A row of two lines.
const ROW: f32 = 52.0;

/// What is chosen and half-typed.
#[derive(Debug, Default)]
pub struct View {
    table: TableState,
    days: Option<DaysDraft>,
}

impl View {
    /// Takes notice of something that finished.
    pub(in crate::areas::today) fn receive(&mut self, event: &Event) {
        if matches!(event, Event::Done) {
            drawer_form::stored(&mut self.days);
        }
    }

    /// Whether something is half-typed that would be lost.
    pub(in crate::areas::today) fn unsaved(&self) -> bool {
        drawer_form::unsaved(self.days.as_ref())
    }
}

/// What was done to a row.
enum Did {
    Switch,
    Days,
}

/// Draws the page.
pub(in crate::areas::today) fn draw(
    ui: &mut Ui,
    margin: Margin,
    data: &Data,
    view: &mut View,
    cx: &mut Cx<'_>,
) {
    let all = ui.available_rect_before_wrap();
    let mut body = ui.new_child(UiBuilder::new().id_salt("notice-rules").max_rect(all - margin));
    let height = body.available_height();
    let (title, sub) = (cx.text("notices-rules"), cx.text("notices-rules-sub"));
    let mut did = None;
    Card::new().height(height).show(&mut body, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        list_header(ui, &title, &sub, |_| {});
        did = table_ui(ui, &title, data, view, cx);
    });
    ui.advance_cursor_after_rect(all);
    match did.and_then(|(row, did)| Some((data.rows.get(row)?, did))) {
        Some((row, Did::Switch)) => cx.run(Command::Today(Today::SetRule {
            kind: row.kind,
            active: !row.active,
            threshold: row.days.map(|(days, _)| days),
            name: row.name.clone(),
        })),
        Some((row, Did::Days)) => view.days = DaysDraft::of(row),
        None => {}
    }
    let ctx = ui.ctx().clone();
    form::form_ui(&ctx, &mut view.days, cx);
}

/// Draws the list; returns what was done to which row.
fn table_ui(
    ui: &mut Ui,
    title: &str,
    data: &Data,
    view: &mut View,
    cx: &Cx<'_>,
) -> Option<(usize, Did)> {
    let columns = [
        Column::new(cx.text("notices-rules-column-what")).flex(1.0, 280.0),
        Column::new(cx.text("notices-rules-column-days")).fixed(176.0),
        Column::new(cx.text("notices-rules-column-now")).fixed(96.0).right(),
        Column::new(cx.text("notices-rules-column-on")).fixed(72.0).right(),
    ];
    let name = |row: usize| data.rows.get(row).map_or_else(String::new, |row| row.told.clone());
    let mut did = None;
    let output = Table::new(title, &columns, data.rows.len())
        .row_height(ROW)
        .fill_height()
        .main()
        .row_name(&name)
        .show(ui, &mut view.table, |ui, at, column| {
            if let Some(row) = data.rows.get(at)
                && let Some(done) = cell_ui(ui, row, column, cx)
            {
                did = Some((at, done));
            }
        });
    let toggled = output.toggled.map(|at| (at, Did::Switch));
    let opened = output.opened.map(|at| (at, Did::Days));
    did.or(toggled).or(opened)
}

/// Draws a cell; returns what was done to it.
fn cell_ui(ui: &mut Ui, row: &RuleRow, column: usize, cx: &Cx<'_>) -> Option<Did> {
    let theme = Theme::get(ui);
    match column {
        0 => two_lines(ui, row),
        1 => return row.days.and_then(|_| days_ui(ui, row, cx)),
        2 => cell_text(ui, text::BODY13, theme.t2, &row.now),
        _ => {
            let mut on = row.active;
            let name = cx.tr.with("notices-rules-switch", &[("name", row.name.as_str().into())]);
            return switch(ui, &mut on, &name).changed().then_some(Did::Switch);
        }
    }
    None
}

/// The name of a rule with what it says below.
fn two_lines(ui: &mut Ui, row: &RuleRow) {
    let theme = Theme::get(ui);
    let color = if row.active { theme.t1 } else { theme.t3 };
    let place = ui.available_rect_before_wrap();
    let middle = place.center().y.round();
    for (rect, kind, color, said) in [
        (place.with_min_y(middle - 21.0).with_max_y(middle), text::NAME13, color, &row.name),
        (place.with_min_y(middle).with_max_y(middle + 19.0), text::LABEL12, theme.t3, &row.what),
    ] {
        let layout = Layout::left_to_right(Align::Center);
        let mut line = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout));
        cell_text(&mut line, kind, color, said);
    }
}

/// The number of days, which opens its form, and whether it is the usual one.
fn days_ui(ui: &mut Ui, row: &RuleRow, cx: &Cx<'_>) -> Option<Did> {
    let theme = Theme::get(ui);
    let name = cx.tr.with("notices-rules-days-edit", &[("name", row.name.as_str().into())]);
    let pressed = button(ui, Button::link(&row.days_text).small());
    let clicked = pressed.clicked();
    pressed.accessible_name(name);
    let key = if row.usual { "notices-rules-usual" } else { "notices-rules-set" };
    cell_text(ui, text::LABEL12, theme.t3, &cx.text(key));
    clicked.then_some(Did::Days)
}
