//! The deals that were won and lost, with why: filtered, filled in one after the other, kept in a file.

use std::sync::Arc;

use egui::Ui;

use super::data::{Filter, Page};
use super::rows::DealRow;
use super::view::{View, deal_at, deals_of};
use crate::areas::funnel::data::count_text;
use crate::areas::funnel::view_deals::{deal_cell, open_ui};
use crate::areas::{Cx, Order, Purpose};
use crate::i18n::money_unit;
use crate::ui::button::{Button, button};
use crate::ui::card::{Card, list_header};
use crate::ui::choice::{badge, chip};
use crate::ui::icons;
use crate::ui::state::empty_state;
use crate::ui::table::{Column, Table, TableState, cell_text};
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// The height of the card: a page below the others, and no longer.
const HEIGHT: f32 = 44.0 + 32.0 + 12.0 * 36.0;

/// Draws the list.
pub(super) fn list_ui(ui: &mut Ui, page: &Page, view: &mut View, cx: &mut Cx<'_>) {
    Card::new().height(HEIGHT).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let title = cx.text("winloss-list");
        list_header(ui, &title, &page.count, |ui| actions_ui(ui, page, view, cx));
        let records = page.list(view.filter);
        if records.rows.is_empty() {
            let detail = cx.text("winloss-list-none-detail");
            let title = cx.text("winloss-list-none");
            empty_state(ui, icons::CHECK_CIRCLE, &title, &detail, None);
            return;
        }
        table_ui(ui, &title, page, view, cx);
    });
}

/// The filters and the export, from right to left.
fn actions_ui(ui: &mut Ui, page: &Page, view: &mut View, cx: &mut Cx<'_>) {
    ui.spacing_mut().item_spacing.x = 8.0;
    let export = cx.text("winloss-export");
    if button(ui, Button::secondary(&export).medium().icon(icons::EXPORT)).clicked() {
        view.exporting = Some(Arc::clone(&page.table));
        let name = format!("{}_{}.xlsx", page.table.name, cx.filter.period);
        cx.orders.push(Order::PickSave(Purpose::Closed, name));
    }
    for filter in Filter::ALL.into_iter().rev() {
        let key = match filter {
            Filter::All => "winloss-filter-all",
            Filter::Won => "won",
            Filter::Lost => "lost",
            Filter::Unsaid => "winloss-reason-unsaid",
        };
        let name = format!("{} {}", cx.text(key), count_text(page.list(filter).n));
        if chip(ui, &name, view.filter == filter).clicked() {
            view.filter = filter;
            view.list_table = TableState::default();
        }
    }
}

/// A column.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Show {
    Deal,
    Owner,
    Result,
    Amount,
    Closed,
    Product,
    Stage,
    Reason,
    Rival,
}

fn table_ui(ui: &mut Ui, title: &str, page: &Page, view: &mut View, cx: &mut Cx<'_>) {
    let records = page.list(view.filter);
    let unit = money_unit(cx.tr.language());
    let amount = cx.tr.with("funnel-head-amount", &[("unit", unit.into())]);
    let wide = ui.available_width() >= 1_080.0;
    let mut shown = vec![
        (Show::Deal, Column::new(cx.text("funnel-column-deal")).flex(1.0, 216.0)),
        (Show::Owner, Column::new(cx.text("funnel-column-owner")).fixed(96.0)),
        (Show::Result, Column::new(cx.text("funnel-column-outcome")).fixed(76.0)),
        (Show::Amount, Column::new(amount).fixed(92.0).right()),
        (Show::Closed, Column::new(cx.text("funnel-column-closed")).fixed(104.0)),
        (Show::Product, Column::new(cx.text("winloss-column-product")).fixed(120.0)),
        (Show::Stage, Column::new(cx.text("winloss-column-stage")).fixed(104.0)),
        (Show::Reason, Column::new(cx.text("winloss-column-reason")).fixed(168.0)),
        (Show::Rival, Column::new(cx.text("winloss-column-rival")).fixed(128.0)),
    ];
    // In the smallest window there is room for what the list is about, and no more.
    shown.retain(|(show, _)| wide || !matches!(show, Show::Product | Show::Stage));
    let (shown, columns): (Vec<Show>, Vec<Column>) = shown.into_iter().unzip();
    let at = |row: usize| records.rows.get(row).and_then(|place| page.deals.get(*place));
    let name = |row: usize| at(row).map(DealRow::title).unwrap_or_default();
    let words = ["winloss-fill-one", "winloss-edit", "funnel-stuck-open"];
    let [fill, edit, open] = words.map(|key| cx.text(key));
    let (mut wanted, mut arrow) = (None, None);
    let mut action = |ui: &mut Ui, row: usize| {
        ui.spacing_mut().item_spacing.x = 4.0;
        if open_ui(ui, &open) {
            arrow = Some(row);
        }
        let without = at(row).is_some_and(|deal| deal.reason.is_none());
        let word = if without { &fill } else { &edit };
        let pressed = button(ui, Button::secondary(word).small());
        if pressed.accessible_name(format!("{word} {}", name(row))).clicked() {
            wanted = Some(row);
        }
    };
    let output = Table::new(title, &columns, records.rows.len())
        .fill_height()
        .main()
        .row_name(&name)
        .action(&mut action)
        .show(ui, &mut view.list_table, |ui, row, column| {
            if let Some((deal, show)) = at(row).zip(shown.get(column)) {
                cell(ui, deal, *show);
            }
        });
    view.fill(wanted.and_then(|row| deal_at(page, records, row)));
    if let Some(deal) = arrow.or(output.opened).and_then(|row| deal_at(page, records, row)) {
        cx.open_deal(deal, deals_of(page, records));
    }
}

fn cell(ui: &mut Ui, deal: &DealRow, show: Show) {
    let theme = Theme::get(ui);
    match show {
        Show::Deal => deal_cell(ui, &deal.account, &deal.name),
        Show::Owner => cell_text(ui, text::BODY13, theme.t1, &deal.owner),
        Show::Result => {
            let tone = if deal.won { Tone::Accent } else { Tone::Bad };
            badge(ui, tone, &deal.result);
        }
        Show::Amount => cell_text(ui, text::NAME13, theme.t1, &deal.amount),
        Show::Closed => cell_text(ui, text::BODY13, theme.t2, &deal.closed),
        Show::Product => cell_text(ui, text::BODY13, theme.t2, &deal.product),
        Show::Stage => cell_text(ui, text::BODY13, theme.t2, &deal.stage),
        Show::Reason if deal.outdated.is_empty() => {
            let color = if deal.reason.is_some() { theme.t1 } else { theme.warn_t };
            cell_text(ui, text::BODY13, color, &deal.reason_text);
        }
        Show::Reason => {
            badge(ui, Tone::Warn, &deal.outdated);
        }
        Show::Rival => cell_text(ui, text::BODY13, theme.t2, &deal.competitor),
    }
}
