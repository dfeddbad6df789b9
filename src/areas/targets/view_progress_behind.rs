//! The card of those who fall behind: how much, what the figures say, and the way to each of them.

use egui::Ui;

use super::progress_behind::{Behind, BehindRow, Calm};
use super::progress_words::tone;
use super::view_progress::{ProgressView, sign};
use crate::areas::{Cx, Filter, Order};
use crate::domain::scope::Scope;
use crate::i18n::period_label;
use crate::ui::button::{Button, button};
use crate::ui::card::{Card, list_header};
use crate::ui::icons;
use crate::ui::state::empty_state;
use crate::ui::table::{Column, Table, cell_text};
use crate::ui::text;
use crate::ui::tokens::Theme;

/// A row.
const ROW: f32 = 41.0;

pub(super) fn draw(
    ui: &mut Ui,
    behind: &Behind,
    height: f32,
    view: &mut ProgressView,
    cx: &mut Cx<'_>,
) {
    Card::new().height(height).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let title = cx.text("targets-behind");
        list_header(ui, &title, &behind.sub, |_| {});
        match behind.calm {
            Some(calm) => calm_ui(ui, calm, view, cx),
            None => table_ui(ui, &title, behind, view, cx),
        }
    });
}

fn table_ui(ui: &mut Ui, title: &str, behind: &Behind, view: &mut ProgressView, cx: &mut Cx<'_>) {
    let rows = &behind.rows;
    let person = cx.text("targets-head-name");
    let (amount, reason) = (cx.text("targets-head-behind"), cx.text("targets-head-reason"));
    let action = cx.text("targets-see");
    // Together they fit the narrowest card; without a header their names are for screen readers.
    let columns = [
        Column::new(person).flex(0.4, 84.0),
        Column::new(amount).fixed(116.0),
        Column::new(reason).flex(1.0, 70.0),
        Column::new(action.as_str()).fixed(66.0).right(),
    ];
    let name = |row: usize| {
        rows.get(row).map_or_else(String::new, |row| format!("{} {}", row.name, row.standing))
    };
    let own = cx.filter.scope;
    let mut wanted = None;
    let output = Table::new(title, &columns, rows.len())
        .row_height(ROW)
        .fill_height()
        .without_header()
        .row_name(&name)
        .show(ui, &mut view.behind, |ui, row, column| {
            let Some(row) = rows.get(row) else { return };
            let scope = Scope::Person(row.person);
            match column {
                3 if scope == own => {}
                3 => {
                    let link = button(ui, Button::link(&action).small());
                    if link.accessible_name(format!("{action} {}", row.name)).clicked() {
                        wanted = Some(scope);
                    }
                }
                _ => cell(ui, row, column),
            }
        });
    let opened = output.opened.and_then(|row| rows.get(row)).map(|row| Scope::Person(row.person));
    if let Some(scope) = wanted.or(opened).filter(|scope| *scope != own) {
        cx.orders.push(Order::Filter(Filter { scope, ..*cx.filter }));
    }
}

fn cell(ui: &mut Ui, row: &BehindRow, column: usize) {
    let theme = Theme::get(ui);
    let color = tone(row.status).text(theme);
    match column {
        0 => {
            icons::icon(ui, sign(row.status), 16.0, color).on_hover_text(&row.standing);
            cell_text(ui, text::NAME13, theme.t1, &row.name);
        }
        1 => cell_text(ui, text::BODY13, color, &row.amount),
        _ => cell_text(ui, text::LABEL12, theme.t2, &row.reason),
    }
}

/// Draws why nobody falls behind, and what to do about it where that is no good news.
fn calm_ui(ui: &mut Ui, calm: Calm, view: &mut ProgressView, cx: &mut Cx<'_>) {
    let word = calm.word();
    let period = period_label(cx.tr, cx.filter.period);
    let args = [("period", period.into())];
    let title = cx.tr.with(&format!("targets-calm-{word}"), &args);
    let detail = cx.tr.with(&format!("targets-calm-{word}-detail"), &args);
    let icon = match calm {
        Calm::NoTargets => icons::TARGET,
        Calm::NotBegun => icons::CALENDAR_BLANK,
        Calm::NoData => icons::TRAY,
        Calm::OnTrack => icons::CHECK_CIRCLE,
    };
    let action = match calm {
        Calm::NoTargets | Calm::NoData => cx.text(&format!("targets-calm-{word}-action")),
        Calm::NotBegun | Calm::OnTrack => String::new(),
    };
    let offered = (!action.is_empty()).then(|| Button::primary(&action));
    if !empty_state(ui, icon, &title, &detail, offered) {
        return;
    }
    if calm == Calm::NoTargets {
        view.ask_for_setting();
    } else {
        cx.orders.push(Order::ChooseFiles);
    }
}
