//! 活动: what the team did together, with people, cost, cost per head and what was said of it.

use egui::Ui;

use super::data::{DASH, EventRow, Page};
use super::form_event::EventDraft;
use super::view::View;
use crate::areas::Cx;
use crate::ui::button::Button;
use crate::ui::card::{Card, card, list_header};
use crate::ui::choice::badge;
use crate::ui::icons;
use crate::ui::state::empty_state;
use crate::ui::table::{Column, Table, cell_text};
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

pub(super) fn events_ui(ui: &mut Ui, page: &Page, view: &mut View, cx: &mut Cx<'_>) {
    if page.events.is_empty() {
        let args = [("period", page.period.as_str().into())];
        let title = cx.tr.with("organisation-team-events-none", &args);
        let words = ["organisation-team-events-none-detail", "organisation-team-event-first"];
        let [detail, add] = words.map(|key| cx.text(key));
        let action = Some(Button::secondary(&add));
        let pressed =
            card(ui, |ui| empty_state(ui, icons::CALENDAR_PLUS, &title, &detail, action)).inner;
        if pressed {
            view.event = Some(EventDraft::new(page, cx.filter.scope, cx.filter.today));
        }
        return;
    }
    let height = ui.available_height();
    Card::new().height(height).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let title = cx.text("organisation-team-events");
        list_header(ui, &title, &page.period, |_| {});
        table_ui(ui, &title, page, view, cx);
    });
}

fn table_ui(ui: &mut Ui, title: &str, page: &Page, view: &mut View, cx: &Cx<'_>) {
    let head = |key: &str| Column::new(cx.text(key));
    let columns = [
        head("organisation-team-event-day").fixed(104.0),
        head("organisation-team-event-name").flex(1.0, 140.0),
        head("organisation-team-event-whose").flex(0.5, 80.0),
        head("organisation-team-event-place").flex(0.6, 80.0),
        head("organisation-team-head-people").fixed(76.0).right(),
        head("organisation-team-event-cost").fixed(104.0).right(),
        head("organisation-team-head-each").fixed(104.0).right(),
        head("organisation-team-event-feedback").flex(1.2, 120.0),
    ];
    let planned = cx.text("organisation-team-event-planned");
    let rows = &page.events;
    let name = |row: usize| {
        rows.get(row).map_or_else(String::new, |row| format!("{} {}", row.day, row.name))
    };
    let mut total = |ui: &mut Ui, column: usize| {
        let theme = Theme::get(ui);
        let [held, people, cost, each] = &page.event_totals;
        let said = match column {
            1 => held,
            4 => people,
            5 => cost,
            6 => each,
            _ => return,
        };
        cell_text(ui, text::NAME13, theme.t1, said);
    };
    let output = Table::new(title, &columns, rows.len())
        .fill_height()
        .main()
        .row_name(&name)
        .total(&mut total)
        .show(ui, &mut view.table, |ui, row, column| {
            if let Some(row) = rows.get(row) {
                cell_ui(ui, row, column, &planned);
            }
        });
    if let Some(row) = output.clicked.or(output.opened).and_then(|row| rows.get(row)) {
        view.event = Some(EventDraft::edit(row));
    }
}

fn cell_ui(ui: &mut Ui, row: &EventRow, column: usize, planned: &str) {
    let theme = Theme::get(ui);
    let quiet = |text: &str| if text.is_empty() { DASH.to_owned() } else { text.to_owned() };
    match column {
        0 => cell_text(ui, text::BODY13, theme.t2, &row.day),
        1 => {
            ui.spacing_mut().item_spacing.x = 8.0;
            if row.planned {
                badge(ui, Tone::Accent, planned);
            }
            cell_text(ui, text::NAME13, theme.t1, &row.name);
        }
        2 => cell_text(ui, text::BODY13, theme.t2, &row.whose),
        3 => cell_text(ui, text::BODY13, theme.t2, &quiet(&row.place)),
        4 => {
            let people =
                if row.people.is_empty() { DASH.to_owned() } else { row.people.len().to_string() };
            cell_text(ui, text::BODY13, theme.t1, &people);
        }
        5 => cell_text(ui, text::BODY13, theme.t1, &row.cost_text),
        6 => cell_text(ui, text::BODY13, theme.t2, &row.per_head),
        _ => cell_text(ui, text::BODY13, theme.t2, &quiet(&row.feedback)),
    }
}
