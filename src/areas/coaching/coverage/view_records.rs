//! The drawer with the records behind a figure.

use egui::{Context, Ui};

use super::data::{Data, Open};
use super::records::{Opened, Record};
use super::view::View;
use crate::areas::Cx;
use crate::ui::button::{Button, button};
use crate::ui::card::card_flush;
use crate::ui::overlay::drawer::{Drawer, Part, drawer};
use crate::ui::state::skeleton_rows;
use crate::ui::table::{Column, Table, TableState, cell_text};
use crate::ui::text;
use crate::ui::tokens::Theme;

/// Wide enough for a list of coachings.
const WIDTH: f32 = 760.0;
/// The height of that list.
const HEIGHT: f32 = 32.0 + 14.0 * 36.0;

/// Draws the drawer where something is listed.
pub(super) fn draw(ctx: &Context, data: &Data, view: &mut View, cx: &Cx<'_>) {
    let Some(open) = view.open.clone() else { return };
    let (close, start) = (cx.text("app-close"), cx.text("coverage-start"));
    // Until the records are here their title is not known either.
    let shown = data.opened.as_ref().filter(|opened| opened.key == open);
    let title = shown.map_or_else(|| cx.text("coverage-records"), |shown| shown.title.clone());
    let (mut closing, mut starting) = (false, None);
    let look = Drawer::new("coverage-records", &title, &close).width(WIDTH);
    let dismissed = drawer(ctx, look, |ui, part| match (part, shown) {
        (Part::Body, Some(shown)) => records_ui(ui, shown, &mut view.records, cx),
        (Part::Body, None) => skeleton_rows(ui, 8, 36.0),
        (Part::Footer, _) => {
            if let Open::Person(person) = &open
                && button(ui, Button::primary(&start)).clicked()
            {
                starting = Some(*person);
            }
            closing |= button(ui, Button::ghost(&close)).clicked();
        }
    });
    if starting.is_some() {
        view.wanted = starting;
        view.open = None;
    } else if closing || dismissed {
        view.open = None;
    }
}

fn records_ui(ui: &mut Ui, shown: &Opened, state: &mut TableState, cx: &Cx<'_>) {
    if !shown.note.is_empty() {
        text::wrapped(ui, text::LABEL12, Theme::get(ui).t3, &shown.note);
    }
    if shown.rows.is_empty() {
        text::hint(ui, &cx.text("coverage-records-none"));
        return;
    }
    let head = |key: &str| Column::new(cx.text(key));
    let columns = [
        head("coverage-column-day").fixed(84.0),
        head("coverage-column-person").fixed(96.0),
        head("coverage-column-kind").fixed(112.0),
        head("coverage-column-about").flex(1.0, 160.0),
        head("coverage-column-coach").fixed(88.0),
        head("coverage-column-minutes").fixed(80.0).right(),
    ];
    let name = |row: usize| shown.rows.get(row).map_or_else(String::new, Record::told);
    card_flush(ui, |ui| {
        Table::new(&cx.text("coverage-records"), &columns, shown.rows.len())
            .height(HEIGHT)
            .row_name(&name)
            .show(ui, state, |ui, row, column| {
                let (Some(record), theme) = (shown.rows.get(row), Theme::get(ui)) else { return };
                match column {
                    0 => cell_text(ui, text::BODY13, theme.t2, &record.day),
                    1 => cell_text(ui, text::NAME13, theme.t1, &record.name),
                    2 => cell_text(ui, text::BODY13, theme.t1, &record.kind),
                    3 => cell_text(ui, text::BODY13, theme.t1, &record.about),
                    4 => cell_text(ui, text::BODY13, theme.t2, &record.coach),
                    _ => cell_text(ui, text::BODY13, theme.t2, &record.minutes),
                }
            });
    });
}
