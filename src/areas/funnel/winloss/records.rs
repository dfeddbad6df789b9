//! The drawer with the deals behind a figure.

use egui::{Context, Ui};

use super::data::{Figure, Page, Records, Split};
use super::rows::DealRow;
use super::view::{Open, View, deal_at, deals_of};
use crate::areas::Cx;
use crate::areas::funnel::data::count_text;
use crate::areas::funnel::view_deals::{deal_cell, open_ui};
use crate::i18n::money_unit;
use crate::ui::button::{Button, button};
use crate::ui::card::card_flush;
use crate::ui::icons;
use crate::ui::overlay::drawer::{Drawer, Part, drawer};
use crate::ui::table::{Column, Table, cell_text};
use crate::ui::text;
use crate::ui::tokens::Theme;

/// Wide enough for a list of deals.
const WIDTH: f32 = 760.0;
const HEIGHT: f32 = 32.0 + 14.0 * 36.0;

/// What is open: its title, what it means or counts, and its deals.
struct Shown<'a> {
    title: String,
    about: &'a str,
    records: &'a Records,
}

fn shown(page: &Page, what: Open) -> Option<Shown<'_>> {
    let split = |row: &Split| format!("{} {}", row.name, row.count);
    Some(match what {
        Open::Tile(at) => {
            let Figure { tile, definition, records, .. } = page.strip.get(at)?;
            let title = format!("{} {} {}", tile.label, tile.value, tile.unit);
            let title = title.trim().to_owned();
            Shown { title, about: definition, records }
        }
        Open::Reason(won, at) => {
            let [lost, of_won] = &page.reasons;
            let row = if won { of_won } else { lost }.rows.get(at)?;
            let title = format!("{} {}", row.name, row.count);
            Shown { title, about: &row.said, records: &row.records }
        }
        Open::Rival(at) => {
            let row = page.rivals.get(at)?;
            Shown { title: split(row), about: &row.price, records: &row.records }
        }
        Open::Product(at) => {
            let row = page.products.get(at)?;
            Shown { title: split(row), about: &row.interval, records: &row.records }
        }
        Open::Band(at) => {
            let row = page.bands.get(at)?;
            Shown { title: split(row), about: &row.interval, records: &row.records }
        }
        Open::Stage(at) => {
            let row = page.stages.get(at)?;
            let title = format!("{} {}", row.name, row.count);
            Shown { title, about: "", records: &row.records }
        }
        Open::Person(at) => {
            let row = page.people.rows.get(at)?;
            let title = format!("{} {}", row.share.name, row.share.count);
            Shown { title, about: &row.share.verdict, records: &row.records }
        }
    })
}

/// Draws the drawer while a figure is open.
pub(super) fn drawer_ui(ctx: &Context, page: &Page, view: &mut View, cx: &mut Cx<'_>) {
    let Some(shown) = view.open.and_then(|what| shown(page, what)) else {
        view.open = None;
        return;
    };
    let close = cx.text("app-close");
    let (mut closing, mut wanted) = (false, None);
    let look = Drawer::new("winloss-records", &shown.title, &close).width(WIDTH);
    let seen: &Cx<'_> = cx;
    closing |= drawer(ctx, look, |ui, part| match part {
        Part::Body => wanted = body(ui, page, &shown, view, seen).or(wanted),
        Part::Footer => closing |= button(ui, Button::secondary(&close)).clicked(),
    });
    if closing {
        view.open = None;
    }
    let at = |row: usize| deal_at(page, shown.records, row);
    match wanted {
        Some(Wanted::Page(row)) => {
            if let Some(deal) = at(row) {
                cx.open_deal(deal, deals_of(page, shown.records));
            }
        }
        Some(Wanted::Form(row)) => view.fill(at(row)),
        None => {}
    }
}

/// What is wanted of a row.
#[derive(Clone, Copy)]
enum Wanted {
    /// The page of the deal.
    Page(usize),
    /// The form that says why it ended.
    Form(usize),
}

fn body(
    ui: &mut Ui,
    page: &Page,
    shown: &Shown<'_>,
    view: &mut View,
    cx: &Cx<'_>,
) -> Option<Wanted> {
    let theme = Theme::get(ui);
    if !shown.about.is_empty() {
        text::wrapped(ui, text::BODY13, theme.t2, shown.about);
    }
    let records = shown.records;
    let listed = records.rows.len() as u64;
    if records.n > listed {
        let args = [("shown", count_text(listed).into()), ("n", count_text(records.n).into())];
        text::hint(ui, &cx.tr.with("winloss-records-some", &args));
    }
    if records.rows.is_empty() {
        text::hint(ui, &cx.text("funnel-records-none"));
        return None;
    }
    text::hint(ui, &cx.text("winloss-records-hint"));
    let unit = money_unit(cx.tr.language());
    let columns = [
        Column::new(cx.text("funnel-column-deal")).flex(1.0, 200.0),
        Column::new(cx.text("funnel-column-owner")).fixed(92.0),
        Column::new(cx.text("funnel-column-outcome")).fixed(72.0),
        Column::new(cx.tr.with("funnel-head-amount", &[("unit", unit.into())])).fixed(92.0).right(),
        Column::new(cx.text("funnel-column-closed")).fixed(104.0),
        Column::new(cx.text("winloss-column-reason")).fixed(156.0),
    ];
    let at = |row: usize| records.rows.get(row).and_then(|place| page.deals.get(*place));
    let name = |row: usize| at(row).map(DealRow::title).unwrap_or_default();
    let words = ["winloss-fill-one", "winloss-edit", "funnel-stuck-open"];
    let [fill, edit, open] = words.map(|key| cx.text(key));
    let mut wanted = None;
    let mut action = |ui: &mut Ui, row: usize| {
        ui.spacing_mut().item_spacing.x = 4.0;
        if open_ui(ui, &open) {
            wanted = Some(Wanted::Page(row));
        }
        let without = at(row).is_some_and(|deal| deal.reason.is_none());
        let word = format!("{} {}", if without { &fill } else { &edit }, name(row));
        if button(ui, Button::icon_only(icons::NOTE_PENCIL, &word).small()).clicked() {
            wanted = Some(Wanted::Form(row));
        }
    };
    let output = card_flush(ui, |ui| {
        Table::new(&cx.text("funnel-records"), &columns, records.rows.len())
            .height(HEIGHT)
            .row_name(&name)
            .action(&mut action)
            .show(ui, &mut view.records_table, |ui, row, column| {
                if let Some(deal) = at(row) {
                    cell(ui, deal, column);
                }
            })
    });
    wanted.or(output.inner.opened.map(Wanted::Page))
}

fn cell(ui: &mut Ui, deal: &DealRow, column: usize) {
    let theme = Theme::get(ui);
    match column {
        0 => deal_cell(ui, &deal.account, &deal.name),
        1 => cell_text(ui, text::BODY13, theme.t1, &deal.owner),
        2 => cell_text(ui, text::BODY13, theme.t1, &deal.result),
        3 => cell_text(ui, text::NAME13, theme.t1, &deal.amount),
        4 => cell_text(ui, text::BODY13, theme.t2, &deal.closed),
        _ => {
            let color = if deal.reason.is_some() { theme.t1 } else { theme.warn_t };
            cell_text(ui, text::BODY13, color, &deal.reason_text);
        }
    }
}
