//! The cards: reasons, people, rivals, stages, products and sizes. A click on a row lists its deals.

use egui::{Align, Layout, Ui};

use super::data::{Died, Page, PersonRow, ReasonRow, Split};
use super::view::{Open, View};
use crate::areas::Cx;
use crate::areas::funnel::data::DASH;
use crate::areas::funnel::share::Share;
use crate::i18n::money_unit;
use crate::ui::card::{Card, divider, list_header};
use crate::ui::charts::bar::tick_bar;
use crate::ui::charts::pareto::{ParetoBar, pareto};
use crate::ui::charts::whisker::{
    CompareHeads, CompareRow, Whisker, compare, whisker, whisker_cell,
};
use crate::ui::choice::Segmented;
use crate::ui::icons::{self, icon};
use crate::ui::state::empty_state;
use crate::ui::table::{Column, Table, TableOutput, TableState, cell_text};
use crate::ui::text;
use crate::ui::tokens::Theme;

/// The chart of reasons.
const CHART: f32 = 236.0;
/// The rows that the table of reasons shows without scrolling.
const REASONS: f32 = 5.0;
/// A row of a table in a card.
const ROW: f32 = 32.0;
/// The two cards on top.
const TOP: f32 = 44.0 + CHART + 32.0 + REASONS * ROW + 2.0;
/// The cards below: six rows.
const BELOW: f32 = 44.0 + 32.0 + 6.0 * ROW + 2.0;
/// One line under the comparison.
const FOOT: f32 = 40.0;
/// People that are compared without a table of their own; more are scrolled.
const PLAIN: usize = 13;

/// What was pressed in a table.
fn pressed(output: &TableOutput) -> Option<usize> {
    output.clicked.or(output.opened)
}

/// The heading of amounts, with the unit.
fn amount_head(cx: &Cx<'_>, key: &str) -> String {
    cx.tr.with(key, &[("unit", money_unit(cx.tr.language()).into())])
}

/// Draws why deals were lost, or won: the chart and the table.
pub(super) fn reasons_ui(ui: &mut Ui, page: &Page, view: &mut View, cx: &mut Cx<'_>) {
    let [lost, of_won] = &page.reasons;
    // What was chosen a moment ago is drawn in the next frame.
    let won = view.won;
    let reasons = if won { of_won } else { lost };
    Card::new().height(TOP).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let title = cx.text("winloss-reasons");
        // The card, whose border lies around what is drawn in it.
        let card = ui.max_rect().expand(1.0);
        let mut picture = None;
        list_header(ui, &title, &reasons.sub, |ui| {
            picture = cx.picture(ui, &title, card);
            let by = [(false, cx.text("lost")), (true, cx.text("won"))];
            let name = cx.text("winloss-reasons-of");
            if Segmented::new(&name).medium().show(ui, &mut view.won, &by).changed() {
                view.reasons_table = TableState::default();
            }
        });
        cx.orders.extend(picture);
        if reasons.rows.is_empty() {
            none_ui(ui, cx);
            return;
        }
        let bars: Vec<ParetoBar<'_>> = reasons
            .rows
            .iter()
            .map(|row| ParetoBar {
                name: &row.name,
                count: &row.count,
                share: row.share,
                cumulative: row.cumulative,
                said: &row.said,
                quiet: row.quiet,
            })
            .collect();
        let clicked = pareto(ui, CHART, &bars);
        view.open(clicked.map(|at| Open::Reason(won, at)));
        divider(ui);
        reasons_table(ui, &reasons.rows, won, view, cx);
    });
}

fn reasons_table(ui: &mut Ui, rows: &[ReasonRow], won: bool, view: &mut View, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    let columns = [
        Column::new(cx.text("winloss-column-reason")).flex(1.0, 160.0),
        Column::new(cx.text("winloss-column-count")).fixed(80.0).right(),
        Column::new(cx.text("winloss-column-share")).fixed(84.0).right(),
        Column::new(cx.text("winloss-column-sum")).fixed(96.0).right(),
        Column::new(amount_head(cx, "funnel-head-amount")).fixed(104.0).right(),
    ];
    let name = |row: usize| {
        rows.get(row).map_or_else(String::new, |row| format!("{} {}", row.name, row.count))
    };
    let output = Table::new(&cx.text("winloss-reasons"), &columns, rows.len())
        .row_height(ROW)
        .fill_height()
        .row_name(&name)
        .show(ui, &mut view.reasons_table, |ui, row, column| {
            let Some(row) = rows.get(row) else { return };
            let color = if row.quiet { theme.t3 } else { theme.t1 };
            match column {
                0 => cell_text(ui, text::NAME13, color, &row.name),
                1 => cell_text(ui, text::NAME13, theme.t1, &row.count),
                2 => cell_text(ui, text::BODY13, theme.t1, &row.share_text),
                3 => cell_text(ui, text::BODY13, theme.t2, &row.cumulative_text),
                _ => cell_text(ui, text::BODY13, theme.t1, &row.amount),
            }
        });
    view.open(pressed(&output).map(|at| Open::Reason(won, at)));
}

fn none_ui(ui: &mut Ui, cx: &Cx<'_>) {
    let (title, detail) = (cx.text("winloss-none"), cx.text("winloss-none-detail"));
    empty_state(ui, icons::INFO, &title, &detail, None);
}

/// Draws people side by side.
pub(super) fn people_ui(ui: &mut Ui, page: &Page, view: &mut View, cx: &mut Cx<'_>) {
    let people = &page.people;
    Card::new().height(TOP).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let card = ui.max_rect().expand(1.0);
        let title = cx.text(if people.compared.is_empty() {
            "winloss-people"
        } else {
            "winloss-people-of-team"
        });
        let sub = cx.text("metric-win-rate");
        list_header(ui, &title, &sub, |_| {});
        let foot = ui.max_rect().bottom() - FOOT;
        let room = ui.available_rect_before_wrap().with_max_y(foot);
        let layout = Layout::top_down(Align::Min);
        let mut list = ui.new_child(egui::UiBuilder::new().max_rect(room).layout(layout));
        list.shrink_clip_rect(room);
        list.spacing_mut().item_spacing.y = 0.0;
        let clicked = if people.rows.len() <= PLAIN {
            people_plain(&mut list, page, cx)
        } else {
            people_table(&mut list, page, view, cx)
        };
        // People beside the one of the page have no deals on it.
        let known = |at: &usize| people.rows.get(*at).is_some_and(|row| row.records.n > 0);
        view.open(clicked.filter(known).map(Open::Person));
        ui.advance_cursor_after_rect(room);
        divider(ui);
        people_foot(ui, page, (&title, card), cx);
    });
}

fn people_plain(ui: &mut Ui, page: &Page, cx: &Cx<'_>) -> Option<usize> {
    let people = &page.people;
    let rows: Vec<CompareRow<'_>> = people.rows.iter().map(|row| row.share.row()).collect();
    let heads = CompareHeads {
        name: &cx.text("funnel-column-person"),
        count: &cx.text("winloss-column-won-of"),
        bench_label: &people.bench_label,
        bench: people.bench,
        rate: &cx.text("metric-win-rate"),
    };
    compare(ui, &heads, &rows)
}

fn people_table(ui: &mut Ui, page: &Page, view: &mut View, cx: &Cx<'_>) -> Option<usize> {
    let theme = Theme::get(ui);
    let people = &page.people;
    // Together they fit the narrow card of 340, and that of 300 in the smallest window.
    let widths = if ui.available_width() < 330.0 {
        [76.0, 64.0, 92.0, 66.0]
    } else {
        [84.0, 76.0, 100.0, 76.0]
    };
    let [least, count, chart, last] = widths;
    let columns = [
        Column::new(cx.text("funnel-column-person")).flex(1.0, least),
        Column::new(cx.text("winloss-column-won-of")).fixed(count).right(),
        Column::new(people.bench_label.as_str()).fixed(chart).center(),
        Column::new(cx.text("metric-win-rate")).fixed(last).right(),
    ];
    let name = |row: usize| people.rows.get(row).map_or_else(String::new, |row| spoken(&row.share));
    let output = Table::new(&cx.text("winloss-people"), &columns, people.rows.len())
        .row_height(27.0)
        .fill_height()
        .row_name(&name)
        .show(ui, &mut view.people_table, |ui, row, column| {
            let Some(PersonRow { share, .. }) = people.rows.get(row) else { return };
            let few = share.rate == DASH;
            match column {
                0 => cell_text(ui, text::BODY13, theme.t1, &share.name),
                1 => cell_text(ui, text::BODY13, theme.t3, &share.count),
                2 => {
                    let drawn = Whisker { bench: people.bench, ..share.whisker };
                    whisker_cell(ui, egui::vec2(chart - 16.0, 26.0), &drawn, &share.interval);
                }
                _ if few => cell_text(ui, text::LABEL12, theme.t3, &share.verdict),
                _ => cell_text(ui, text::NAME13, theme.t1, &share.rate),
            }
        });
    pressed(&output)
}

fn spoken(share: &Share) -> String {
    let said = format!("{} {} {} {}", share.name, share.count, share.rate, share.verdict);
    said.trim_end().to_owned()
}

/// What is compared, and the button that keeps the card as a picture.
fn people_foot(ui: &mut Ui, page: &Page, (title, card): (&str, egui::Rect), cx: &mut Cx<'_>) {
    let theme = Theme::get(ui);
    let line = if page.people.compared.is_empty() {
        cx.text("winloss-people-foot")
    } else {
        let team = page.people.compared.as_str();
        cx.tr.with("winloss-people-team-foot", &[("team", team.into())])
    };
    let room = ui.available_rect_before_wrap().shrink2(egui::vec2(16.0, 0.0));
    let layout = Layout::left_to_right(Align::Center);
    let mut foot = ui.new_child(egui::UiBuilder::new().max_rect(room).layout(layout));
    foot.spacing_mut().item_spacing.x = 6.0;
    icon(&mut foot, icons::INFO, 14.0, theme.t3);
    let width = foot.available_width() - 30.0;
    text::shortened(&mut foot, text::LABEL12, theme.t3, &line, width, 2);
    let right = Layout::right_to_left(Align::Center);
    let picture = foot.with_layout(right, |ui| cx.picture(ui, title, card)).inner;
    cx.orders.extend(picture);
}

/// A card with a title and a table in it.
fn card_ui(ui: &mut Ui, (title, sub): (&str, &str), content: impl FnOnce(&mut Ui)) {
    Card::new().height(BELOW).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        list_header(ui, title, sub, |_| {});
        content(ui);
    });
}

/// Draws how often deals were won against each rival, and how prices compared.
pub(super) fn rivals_ui(ui: &mut Ui, page: &Page, view: &mut View, cx: &Cx<'_>) {
    let (title, sub) = (cx.text("winloss-rivals"), cx.text("winloss-rivals-sub"));
    card_ui(ui, (&title, &sub), |ui| {
        let head = cx.text("winloss-column-rival");
        let heads = (title.as_str(), head.as_str());
        let clicked = split_table(ui, heads, &page.rivals, true, &mut view.rivals_table, cx);
        view.open(clicked.map(Open::Rival));
    });
}

/// Draws how often deals on each product were won.
pub(super) fn products_ui(ui: &mut Ui, page: &Page, view: &mut View, cx: &Cx<'_>) {
    let title = cx.text("winloss-products");
    card_ui(ui, (&title, ""), |ui| {
        let head = cx.text("winloss-column-product");
        let heads = (title.as_str(), head.as_str());
        let clicked = split_table(ui, heads, &page.products, false, &mut view.products_table, cx);
        view.open(clicked.map(Open::Product));
    });
}

/// Draws how often deals of each size were won.
pub(super) fn bands_ui(ui: &mut Ui, page: &Page, view: &mut View, cx: &Cx<'_>) {
    let (title, sub) = (cx.text("winloss-bands"), cx.text("winloss-bands-sub"));
    card_ui(ui, (&title, &sub), |ui| {
        let head = cx.text("winloss-column-band");
        let heads = (title.as_str(), head.as_str());
        let clicked = split_table(ui, heads, &page.bands, false, &mut view.bands_table, cx);
        view.open(clicked.map(Open::Band));
    });
}

/// A column of a table of rates.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Show {
    Name,
    Count,
    Chart,
    Rate,
    Interval,
    Amount,
    Price,
}

/// How wide the chart of a rate is.
const CHART_WIDE: f32 = 112.0;

/// Draws kinds of deals with their rates; returns the row that was pressed.
fn split_table(
    ui: &mut Ui,
    (title, head): (&str, &str),
    rows: &[Split],
    prices: bool,
    state: &mut TableState,
    cx: &Cx<'_>,
) -> Option<usize> {
    let mut shown = vec![
        (Show::Name, Column::new(head).flex(1.0, 116.0)),
        (Show::Count, Column::new(cx.text("winloss-column-won-of")).fixed(84.0).right()),
        (Show::Chart, Column::new("").fixed(CHART_WIDE).center()),
        (Show::Rate, Column::new(cx.text("metric-win-rate")).fixed(84.0).right()),
        (Show::Interval, Column::new(cx.text("winloss-column-interval")).fixed(92.0).right()),
        (Show::Amount, Column::new(amount_head(cx, "winloss-column-amount")).fixed(104.0).right()),
    ];
    if prices {
        let hint = cx.text("winloss-column-price-hint");
        let column = Column::new(cx.text("winloss-column-price")).fixed(160.0).right().hint(hint);
        shown.push((Show::Price, column));
    }
    // Where there is no room for all, the interval is read off the chart.
    let needed = if prices { 752.0 } else { 592.0 };
    let narrow = ui.available_width() < needed;
    shown.retain(|(show, _)| !narrow || !matches!(show, Show::Interval | Show::Amount));
    let (shown, columns): (Vec<Show>, Vec<Column>) = shown.into_iter().unzip();
    let name = |row: usize| {
        let spoken = |row: &Split| format!("{} {} {}", row.name, row.count, row.rate);
        rows.get(row).map_or_else(String::new, spoken)
    };
    let output = Table::new(title, &columns, rows.len())
        .row_height(ROW)
        .fill_height()
        .row_name(&name)
        .show(ui, state, |ui, row, column| {
            if let Some((row, show)) = rows.get(row).zip(shown.get(column)) {
                split_cell(ui, row, *show);
            }
        });
    pressed(&output)
}

fn split_cell(ui: &mut Ui, row: &Split, show: Show) {
    let theme = Theme::get(ui);
    match show {
        Show::Name => {
            let color = if row.quiet { theme.t3 } else { theme.t1 };
            cell_text(ui, text::NAME13, color, &row.name);
        }
        Show::Count => cell_text(ui, text::BODY13, theme.t1, &row.count),
        Show::Chart => {
            if let Some(drawn) = &row.whisker {
                whisker(ui, egui::vec2(CHART_WIDE - 16.0, 26.0), drawn);
            }
        }
        Show::Rate if row.few => cell_text(ui, text::LABEL12, theme.t3, &row.rate),
        Show::Rate => cell_text(ui, text::NAME13, theme.t1, &row.rate),
        Show::Interval => cell_text(ui, text::BODY13, theme.t3, &row.interval),
        Show::Amount => cell_text(ui, text::BODY13, theme.t1, &row.amount),
        Show::Price => cell_text(ui, text::BODY13, theme.t2, &row.price),
    }
}

/// Draws in which stage the lost deals were.
pub(super) fn stages_ui(ui: &mut Ui, page: &Page, view: &mut View, cx: &Cx<'_>) {
    let (title, sub) = (cx.text("winloss-stages"), cx.text("winloss-stages-sub"));
    card_ui(ui, (&title, &sub), |ui| {
        let rows = &page.stages;
        if rows.is_empty() {
            none_ui(ui, cx);
            return;
        }
        let narrow = ui.available_width() < 360.0;
        let bar = if narrow { 64.0 } else { 92.0 };
        let columns = [
            Column::new(cx.text("winloss-column-stage")).flex(1.0, 84.0),
            Column::new("").fixed(bar),
            Column::new(cx.text("winloss-column-count")).fixed(52.0).right(),
            Column::new(cx.text("winloss-column-share")).fixed(68.0).right(),
        ];
        let amounts = Column::new(amount_head(cx, "funnel-head-amount")).fixed(88.0).right();
        let columns: Vec<Column> =
            columns.into_iter().chain((!narrow).then_some(amounts)).collect();
        let name = |row: usize| {
            let spoken = |row: &Died| format!("{} {}", row.name, row.count);
            rows.get(row).map_or_else(String::new, spoken)
        };
        let theme = Theme::get(ui);
        let output = Table::new(&title, &columns, rows.len())
            .row_height(ROW)
            .fill_height()
            .row_name(&name)
            .show(ui, &mut view.stages_table, |ui, row, column| {
                let Some(row) = rows.get(row) else { return };
                let color = if row.quiet { theme.t3 } else { theme.t1 };
                match column {
                    0 => cell_text(ui, text::NAME13, color, &row.name),
                    1 => {
                        tick_bar(ui, bar - 16.0, &row.bar);
                    }
                    2 => cell_text(ui, text::NAME13, theme.t1, &row.count),
                    3 => cell_text(ui, text::BODY13, theme.t2, &row.share),
                    _ => cell_text(ui, text::BODY13, theme.t1, &row.amount),
                }
            });
        view.open(pressed(&output).map(Open::Stage));
    });
}
