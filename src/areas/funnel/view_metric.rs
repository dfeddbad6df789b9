//! The card of a key figure: definition, value, what was left out, trend, records.

use egui::{Context, Rect, Ui, UiBuilder, Vec2};

use super::data::{Open, Overview};
use super::figures::{Opened, Record, Records};
use super::view::View;
use super::view_deals::{beside_arrow, deal_cell, open_ui};
use crate::areas::{Cx, Order};
use crate::i18n::{money_unit, number};
use crate::metrics::glossary::Figure;
use crate::ui::button::{Button, button};
use crate::ui::card::card_flush;
use crate::ui::charts::course::course;
use crate::ui::choice::Segmented;
use crate::ui::icons;
use crate::ui::overlay::drawer::{Drawer, Part, drawer};
use crate::ui::state::skeleton_rows;
use crate::ui::table::{Column, Table, TableState, cell_text};
use crate::ui::text;
use crate::ui::tokens::Theme;

/// Wide enough for a list of deals.
pub(super) const WIDTH: f32 = 720.0;
const TREND: f32 = 168.0;
const RECORDS: f32 = 32.0 + 10.0 * 36.0;

/// Draws the card while a figure is open.
pub(super) fn drawer_ui(ctx: &Context, overview: &Overview, view: &mut View, cx: &mut Cx<'_>) {
    let Some(Open::Metric(metric)) = view.open else { return };
    let opened = overview.opened.as_ref().filter(|opened| opened.figure.metric == metric);
    let (title, close) = (cx.text(&metric.label_key()), cx.text("app-close"));
    let closing =
        drawer(ctx, Drawer::new("funnel-metric", &title, &close).width(WIDTH), |ui, part| {
            match (part, opened) {
                (Part::Body, Some(opened)) => card_ui(ui, opened, view, cx),
                // The records are on their way.
                (Part::Body, None) => skeleton_rows(ui, 8, 36.0),
                (Part::Footer, _) => {
                    if button(ui, Button::secondary(&close)).clicked() {
                        view.open = None;
                    }
                    // The rule, the user's own numbers and the limits of noise stand in the glossary.
                    let more = cx.text("glossary-more");
                    if button(ui, Button::secondary(&more).icon(icons::INFO)).clicked() {
                        view.open = None;
                        cx.orders.push(Order::Figure(Figure::Metric(metric)));
                    }
                }
            }
        });
    if closing {
        view.open = None;
    }
}

fn card_ui(ui: &mut Ui, opened: &Opened, view: &mut View, cx: &mut Cx<'_>) {
    let theme = Theme::get(ui);
    let figure = &opened.figure;
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        let unit = format!(" {}", figure.unit);
        let runs = [
            (text::SCORE28, theme.t1, figure.value.as_str()),
            (text::BODY13, theme.t2, unit.as_str()),
        ];
        text::runs(ui, &runs);
        text::hint(ui, &figure.note);
        text::wrapped(ui, text::BODY13, theme.t2, &opened.definition);
    });
    if !opened.need.is_empty() {
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            text::strong(ui, &cx.text("funnel-need"));
            for line in &opened.need {
                text::wrapped(ui, text::BODY13, theme.t2, line);
            }
        });
    }
    if !opened.left_out.is_empty() {
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            text::strong(ui, &cx.text("funnel-metric-left-out"));
            for (reason, n) in &opened.left_out {
                text::runs(
                    ui,
                    &[
                        (text::BODY13, theme.t2, reason),
                        (text::BODY13, theme.t2, "  "),
                        (text::NAME13, theme.t1, n),
                    ],
                );
            }
        });
    }
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        let unit = opened.trend_unit.as_str();
        let title = cx.tr.with("funnel-metric-trend", &[("unit", unit.into())]);
        text::strong(ui, &title);
        course(ui, &title, TREND, &opened.trend, None, number);
        if opened.trend.iter().any(|point| point.small) {
            text::hint(ui, &cx.text("funnel-trend-small"));
        }
        let place = ui.min_rect();
        let corner = place.right_top() - Vec2::new(24.0, 2.0);
        let corner = Rect::from_min_size(corner, Vec2::splat(24.0));
        let mut corner = ui.new_child(UiBuilder::new().id_salt("picture").max_rect(corner));
        let picture = cx.picture(&mut corner, &cx.text(&figure.metric.label_key()), place);
        cx.orders.extend(picture);
    });
    records_ui(ui, opened, view, cx);
}

fn records_ui(ui: &mut Ui, opened: &Opened, view: &mut View, cx: &mut Cx<'_>) {
    let label = |key: &str, records: &Records| {
        cx.tr.with(key, &[("n", super::data::count_text(records.n).into())])
    };
    let counted = label("funnel-records-counted", &opened.counted);
    let omitted = label("funnel-records-omitted", &opened.omitted);
    if opened.omitted.n > 0 {
        let lists = [(false, counted), (true, omitted)];
        let name = cx.text("funnel-records");
        if Segmented::new(&name).medium().show(ui, &mut view.omitted, &lists).changed() {
            view.records_table = TableState::default();
        }
    } else {
        text::strong(ui, &counted);
    }
    let left_out = view.omitted && opened.omitted.n > 0;
    let records = if left_out { &opened.omitted } else { &opened.counted };
    let last = if left_out { "funnel-column-reason" } else { "funnel-column-gave" };
    table_ui(ui, records, (opened.day_heading, last), view, cx);
}

/// Draws a list of records under the headings of its day and of its last column.
pub(super) fn table_ui(
    ui: &mut Ui,
    records: &Records,
    (day, last): (&str, &str),
    view: &mut View,
    cx: &Cx<'_>,
) {
    if !records.note.is_empty() {
        text::hint(ui, &records.note);
    }
    if records.rows.is_empty() {
        text::hint(ui, &cx.text("funnel-records-none"));
        return;
    }
    let unit = money_unit(cx.tr.language());
    let columns = [
        Column::new(cx.text("funnel-column-deal")).flex(1.0, 200.0),
        Column::new(cx.text("funnel-column-owner")).fixed(92.0),
        Column::new(cx.tr.with("funnel-head-amount", &[("unit", unit.into())])).fixed(96.0).right(),
        Column::new(cx.text(day)).fixed(104.0),
        Column::new(cx.text(last)).fixed(148.0),
    ];
    let row_name = |row: usize| {
        records
            .rows
            .get(row)
            .map_or_else(String::new, |deal| format!("{} {}", deal.account, deal.name))
    };
    let open = cx.text("funnel-stuck-open");
    let mut arrow = None;
    let mut action = |ui: &mut Ui, row: usize| {
        if open_ui(ui, &open) {
            arrow = Some(row);
        }
    };
    let output = card_flush(ui, |ui| {
        Table::new(&cx.text("funnel-records"), &columns, records.rows.len())
            .height(RECORDS)
            .row_name(&row_name)
            .action(&mut action)
            .show(ui, &mut view.records_table, |ui, row, column| {
                if let Some(record) = records.rows.get(row) {
                    record_cell(ui, record, column);
                }
            })
    });
    let opened = arrow.or(output.inner.opened).and_then(|row| records.rows.get(row));
    if let Some(deal) = opened.and_then(|record| record.deal) {
        view.deal.open(deal, records.deals());
    }
}

fn record_cell(ui: &mut Ui, record: &Record, column: usize) {
    let theme = Theme::get(ui);
    match column {
        0 => deal_cell(ui, &record.account, &record.name),
        1 => cell_text(ui, text::BODY13, theme.t1, &record.owner),
        2 => cell_text(ui, text::NAME13, theme.t1, &record.amount),
        3 => cell_text(ui, text::BODY13, theme.t2, &record.day),
        _ => beside_arrow(ui, theme.t2, &record.note),
    }
}
