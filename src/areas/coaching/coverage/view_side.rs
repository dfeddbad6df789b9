//! Beside the matrix: who is to be coached next and why, who coached and how long it took, and what about.

use egui::{Align, Layout, Ui, UiBuilder};

use super::data::{Data, Next, Open};
use super::view::View;
use crate::areas::Cx;
use crate::ui::button::{Button, button};
use crate::ui::card::{card_flush, divider, list_header, padded};
use crate::ui::icons;
use crate::ui::state::{avatar, empty_state};
use crate::ui::table::{Column, Table, TableState, cell_text};
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// A row of those who are next, and one of the other lists.
const NEXT: f32 = 56.0;
const ROW: f32 = 44.0;
/// So many rows stand in each without scrolling.
const NEXTS: usize = 7;
const ROWS: usize = 5;

/// Draws the three cards.
pub(super) fn draw(ui: &mut Ui, data: &Data, view: &mut View, cx: &Cx<'_>) {
    ui.spacing_mut().item_spacing.y = 12.0;
    next_ui(ui, data, view, cx);
    given_ui(ui, data, view, cx);
    focus_ui(ui, data, view, cx);
}

fn next_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &Cx<'_>) {
    let title = cx.text("coverage-next");
    card_flush(ui, |ui| {
        list_header(ui, &title, &data.next_sub, |_| {});
        let start = cx.text("coverage-start");
        // The button with its own margins and those of the cell.
        let room = text::width(ui, text::BODY13, &start).ceil() + 36.0;
        let columns = [Column::new("").flex(1.0, 120.0), Column::new("").fixed(room).right()];
        let at = |row: usize| data.next.get(row);
        let name = |row: usize| at(row).map_or_else(String::new, |next| next.told.clone());
        let mut begun: Option<&Next> = None;
        let output = Table::new(&title, &columns, data.next.len())
            .row_height(NEXT)
            .height(NEXT * data.next.len().clamp(1, NEXTS) as f32)
            .without_header()
            .row_name(&name)
            .show(ui, &mut view.next, |ui, row, column| {
                let Some(next) = at(row) else { return };
                if column == 0 {
                    person_ui(ui, next);
                    return;
                }
                let pressed = button(ui, Button::secondary(&start).small());
                if pressed.accessible_name(format!("{start} {}", next.name)).clicked() {
                    begun = Some(next);
                }
            });
        // A click on the row is a start as well.
        let chosen = begun.or(output.clicked.or(output.opened).and_then(at));
        if let Some(next) = chosen {
            view.wanted = Some(next.person);
        }
        if !data.next_note.is_empty() {
            divider(ui);
            padded(ui, 16.0, 10.0, |ui| {
                text::wrapped(ui, text::LABEL12, Theme::get(ui).t3, &data.next_note);
            });
        }
    });
}

/// A person with the first reason in its colour and the rest below.
fn person_ui(ui: &mut Ui, next: &Next) {
    let theme = Theme::get(ui);
    ui.spacing_mut().item_spacing.x = 10.0;
    avatar(ui, &next.initial, 32.0, false);
    let place = ui.available_rect_before_wrap();
    let middle = place.center().y.round();
    let color = match next.tone {
        Tone::Neutral => theme.t2,
        tone => tone.text(theme),
    };
    let first = format!("{}  {}", next.name, next.why);
    let lines = [
        (place.with_min_y(middle - 21.0).with_max_y(middle), text::NAME13, color, &first),
        (place.with_min_y(middle).with_max_y(middle + 19.0), text::LABEL12, theme.t3, &next.more),
    ];
    for (rect, kind, color, said) in lines {
        let layout = Layout::left_to_right(Align::Center);
        let mut line = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout));
        cell_text(&mut line, kind, color, said);
    }
}

/// Draws a list of names with what stands below each, and a figure at the right; returns the row that was
/// pressed. Only the lines in view are asked for.
fn list_ui<'a>(
    ui: &mut Ui,
    title: &str,
    state: &mut TableState,
    (n, line): (usize, &dyn Fn(usize) -> Option<[&'a str; 3]>),
) -> Option<usize> {
    let columns = [Column::new("").flex(1.0, 120.0), Column::new("").fixed(80.0).right()];
    let name = |row: usize| {
        line(row).map_or_else(String::new, |[name, _, value]| format!("{name} {value}"))
    };
    let output = Table::new(title, &columns, n)
        .row_height(ROW)
        .height(ROW * n.min(ROWS) as f32)
        .without_header()
        .row_name(&name)
        .show(ui, state, |ui, row, column| {
            let Some([name, about, value]) = line(row) else { return };
            let theme = Theme::get(ui);
            if column == 1 {
                cell_text(ui, text::NAME13, theme.t1, value);
                return;
            }
            let place = ui.available_rect_before_wrap();
            let middle = place.center().y.round();
            for (rect, kind, color, said) in [
                (place.with_min_y(middle - 20.0).with_max_y(middle), text::NAME13, theme.t1, name),
                (
                    place.with_min_y(middle).with_max_y(middle + 18.0),
                    text::LABEL12,
                    theme.t3,
                    about,
                ),
            ] {
                let layout = Layout::left_to_right(Align::Center);
                let mut line = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout));
                cell_text(&mut line, kind, color, said);
            }
        });
    output.clicked.or(output.opened)
}

fn given_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &Cx<'_>) {
    let title = cx.text("coverage-given");
    card_flush(ui, |ui| {
        list_header(ui, &title, &cx.text("coverage-given-sub"), |_| {});
        if data.given.is_empty() {
            let words = ["coverage-given-none", "coverage-given-none-detail"];
            let [none, detail] = words.map(|key| cx.text(key));
            empty_state(ui, icons::CLOCK, &none, &detail, None);
            return;
        }
        let line = |row: usize| {
            let given = data.given.get(row)?;
            Some([given.name.as_str(), given.about.as_str(), given.hours.as_str()])
        };
        let pressed = list_ui(ui, &title, &mut view.given, (data.given.len(), &line));
        if let Some(given) = pressed.and_then(|row| data.given.get(row)) {
            view.list(Open::Coach(given.coach.clone()));
        }
    });
}

fn focus_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &Cx<'_>) {
    let title = cx.text("coverage-focus");
    card_flush(ui, |ui| {
        list_header(ui, &title, &data.focus_note, |_| {});
        if data.focus.is_empty() {
            let words = ["coverage-focus-none", "coverage-focus-none-detail"];
            let [none, detail] = words.map(|key| cx.text(key));
            empty_state(ui, icons::STEPS, &none, &detail, None);
            return;
        }
        let line = |row: usize| {
            let focus = data.focus.get(row)?;
            Some([focus.skill.as_str(), focus.about.as_str(), focus.times.as_str()])
        };
        let pressed = list_ui(ui, &title, &mut view.focus, (data.focus.len(), &line));
        if let Some(focus) = pressed.and_then(|row| data.focus.get(row)) {
            view.list(Open::Skill(focus.skill.clone()));
        }
    });
}
