//! The reasons and the people.

use std::sync::Arc;

use egui::{Color32, Ui};

use super::data::Page;
use super::rows::{PersonRow, ReasonRow};
use super::view::View;
use super::view_deals::Listed;
use crate::areas::{Cx, Filter, Order, Purpose};
use crate::domain::scope::Scope;
use crate::i18n::money_unit;
use crate::metrics::gap::{PARTS, part_key};
use crate::store::records::GapPart;
use crate::ui::button::{Button, button};
use crate::ui::card::{Card, list_header};
use crate::ui::charts::zero_bar::{diamond_key, square_word, zero_bar};
use crate::ui::icons;
use crate::ui::table::{Column, Table, cell_text};
use crate::ui::text;
use crate::ui::tokens::Theme;

/// A row of the reasons.
const REASON: f32 = 27.0;
/// A row of the people.
const PERSON: f32 = 29.0;
/// People that are shown without scrolling in the card.
const PEOPLE: usize = 14;

/// The colours of the parts, in their order.
pub(super) fn colors(theme: &Theme) -> [Color32; 4] {
    let [count, conversion, size, timing, ..] = theme.chart;
    [count, conversion, size, timing]
}

/// The colour of a part; quiet where it belongs to none.
pub(super) fn color(theme: &Theme, part: Option<GapPart>) -> Color32 {
    let [count, conversion, size, timing] = colors(theme);
    match part {
        Some(GapPart::Count) => count,
        Some(GapPart::Conversion) => conversion,
        Some(GapPart::Size) => size,
        Some(GapPart::Timing) => timing,
        None => theme.neu,
    }
}

/// Draws the gap by reason.
pub(super) fn reasons_ui(ui: &mut Ui, page: &Page, height: f32, view: &mut View, cx: &Cx<'_>) {
    Card::new().height(height).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let title = cx.text("gap-reasons");
        list_header(ui, &title, &cx.text("gap-reasons-sub"), |_| {});
        let columns = [
            Column::new(cx.text("gap-head-code")).fixed(64.0),
            Column::new(cx.text("gap-head-reason")).flex(1.0, 96.0),
            Column::new(cx.text("gap-head-deals")).fixed(52.0).right(),
            Column::new(cx.text("gap-head-bar")).fixed(92.0).center(),
            Column::new(money_unit(cx.tr.language())).fixed(76.0).right(),
        ];
        let at = |row: usize| page.reasons.get(row);
        let name = |row: usize| at(row).map(told).unwrap_or_default();
        let (all, value) = (cx.text("gap-total"), &page.total.0);
        let mut total = |ui: &mut Ui, column: usize| {
            let theme = Theme::get(ui);
            match column {
                1 => cell_text(ui, text::NAME13, theme.t1, &all),
                4 => cell_text(ui, text::NAME13, theme.t1, value),
                _ => {}
            }
        };
        let output = Table::new(&title, &columns, page.reasons.len())
            .row_height(REASON)
            .fill_height()
            .row_name(&name)
            .total(&mut total)
            .show(ui, &mut view.reasons_table, |ui, row, column| {
                if let Some(row) = at(row) {
                    reason_cell(ui, row, column);
                }
            });
        let pressed = output.clicked.or(output.opened);
        if let Some(row) = pressed.filter(|row| at(*row).is_some_and(|row| !row.deals.is_empty())) {
            view.list(Listed::Reason(row));
        }
    });
}

fn told(row: &ReasonRow) -> String {
    format!("{} {} {}", row.code, row.name, row.value)
}

fn reason_cell(ui: &mut Ui, row: &ReasonRow, column: usize) {
    let theme = Theme::get(ui);
    let own = color(theme, row.part);
    match column {
        0 => {
            square_word(ui, own, &row.code);
        }
        1 => {
            let color = if row.unsaid { theme.warn_t } else { theme.t1 };
            cell_text(ui, text::BODY13, color, &row.name);
        }
        2 => cell_text(ui, text::BODY13, theme.t2, &row.count),
        3 => {
            zero_bar(ui, &row.bar, &[own]);
        }
        _ => cell_text(ui, text::NAME13, theme.t1, &row.value),
    }
}

/// Draws the people.
pub(super) fn people_ui(ui: &mut Ui, page: &Page, view: &mut View, cx: &mut Cx<'_>) {
    let rows = page.people.len().min(PEOPLE) + 1;
    let height = 44.0 + 32.0 + 2.0 + PERSON * rows as f32;
    Card::new().height(height).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let title = cx.text("gap-people");
        list_header(ui, &title, &page.people_sub, |ui| {
            ui.spacing_mut().item_spacing.x = 12.0;
            let export = cx.text("gap-export");
            if button(ui, Button::secondary(&export).medium().icon(icons::EXPORT)).clicked() {
                view.exporting = Some(Arc::clone(&page.table));
                let name = format!("{}_{}.xlsx", page.table.name, cx.filter.period);
                cx.orders.push(Order::PickSave(Purpose::Gap, name));
            }
            diamond_key(ui, &cx.text("gap-net"));
        });
        let mut columns = vec![
            Column::new(cx.text("gap-head-person")).flex(0.2, 96.0),
            Column::new(cx.text("gap-target")).fixed(80.0).right(),
            Column::new(cx.text("gap-actual")).fixed(80.0).right(),
            Column::new(cx.text("gap-gap")).fixed(80.0).right(),
            Column::new(cx.text("gap-head-bar")).flex(1.0, 160.0).center(),
        ];
        columns.extend(PARTS.map(|part| Column::new(cx.text(part_key(part))).fixed(80.0).right()));
        columns.push(Column::new(cx.text("gap-head-told")).fixed(76.0).right());
        columns.push(Column::new(cx.text("gap-head-interval")).fixed(136.0).right());
        let at = |row: usize| page.people.get(row);
        let name = |row: usize| at(row).map(|row| row.name.clone()).unwrap_or_default();
        let mut total = |ui: &mut Ui, column: usize| {
            if column != 4 {
                person_cell(ui, &page.people_total, column, true);
            }
        };
        let output = Table::new(&title, &columns, page.people.len())
            .row_height(PERSON)
            .fill_height()
            .main()
            .row_name(&name)
            .total(&mut total)
            .show(ui, &mut view.people_table, |ui, row, column| {
                if let Some(row) = at(row) {
                    person_cell(ui, row, column, false);
                }
            });
        let opened = output.opened.and_then(at).and_then(|row| row.person).map(Scope::Person);
        if let Some(scope) = opened.filter(|scope| *scope != cx.filter.scope) {
            cx.orders.push(Order::Filter(Filter { scope, ..*cx.filter }));
        }
    });
}

fn person_cell(ui: &mut Ui, row: &PersonRow, column: usize, total: bool) {
    let theme = Theme::get(ui);
    let kind = if total { text::NAME13 } else { text::BODY13 };
    let quiet = if row.few && !total { theme.t3 } else { theme.t1 };
    let [target, actual, gap] = &row.sums;
    let [count, conversion, size, timing] = &row.parts;
    match column {
        0 => {
            let color = if row.person.is_some() || total { theme.t1 } else { theme.t3 };
            cell_text(ui, text::NAME13, color, &row.name);
        }
        1 => cell_text(ui, kind, theme.t2, target),
        2 => cell_text(ui, kind, theme.t2, actual),
        3 => cell_text(ui, text::NAME13, theme.t1, gap),
        4 => {
            zero_bar(ui, &row.bar, &colors(theme));
        }
        5 => cell_text(ui, kind, theme.t1, count),
        6 => cell_text(ui, kind, quiet, conversion),
        7 => cell_text(ui, kind, theme.t1, size),
        8 => cell_text(ui, kind, theme.t1, timing),
        9 => cell_text(ui, kind, quiet, &row.won),
        _ => cell_text(ui, kind, quiet, &row.rate),
    }
}
