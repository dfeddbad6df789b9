//! The card on the right: people, teams, regions or products side by side.

use egui::{Align, Layout, Rect, Ui, UiBuilder, vec2};

use super::compare::{Comparison, GroupRate};
use super::data::DASH;
use super::share::Share;
use super::stages::{StageShown, Stages};
use super::view::{Compared, View};
use super::view_stages::card_height;
use crate::areas::{Cx, Order};
use crate::domain::funnel::rule::Rule;
use crate::domain::scope::Scope;
use crate::metrics::behind::{Behind, Part};
use crate::metrics::groups::{By, Group};
use crate::ui::card::{Card, divider, list_header};
use crate::ui::charts::bar::{TickBar, tick_bar};
use crate::ui::charts::whisker::{
    CompareHeads, CompareRow, Whisker, WhiskerKind, compare, whisker_cell,
};
use crate::ui::choice::Segmented;
use crate::ui::icons::{self, icon};
use crate::ui::state::empty_state;
use crate::ui::table::{Column, Table, TableState, cell_text};
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// The switch of what is compared.
const BY: f32 = 30.0;
/// One line under the comparison.
const FOOT: f32 = 40.0;
/// So many are compared without a table of their own; more are scrolled.
const PLAIN: usize = 10;

/// The title of the card.
fn title(stages: &Stages, cx: &Cx<'_>) -> String {
    cx.text(match stages.by {
        By::Person if !stages.compared.is_empty() => "funnel-people-of-team",
        By::Person => "funnel-people",
        By::Team => "funnel-compare-teams",
        By::Region => "funnel-compare-regions",
        By::Product => "funnel-compare-products",
    })
}

/// The heading over the names.
fn names(stages: &Stages, cx: &Cx<'_>) -> String {
    cx.text(match stages.by {
        By::Person => "funnel-column-person",
        By::Team => "funnel-column-team",
        By::Region => "funnel-column-region",
        By::Product => "funnel-column-product",
    })
}

/// Draws those that are compared side by side.
pub(super) fn compare_ui(ui: &mut Ui, stages: &Stages, view: &mut View, cx: &mut Cx<'_>) {
    let chosen = view.stage.and_then(|id| stages.rows.iter().find(|row| row.id == id));
    let stage = chosen.or_else(|| stages.rows.get(stages.first));
    // A stock has no conversion to compare.
    let stock = stages.rule == Rule::Snapshot;
    Card::new().height(card_height(stages, view.insight)).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let card = ui.max_rect().expand(1.0);
        let title = title(stages, cx);
        let step = stage.map_or("", |stage| stage.step.as_str());
        list_header(ui, &title, step, |ui| {
            let all = [
                (Compared::Rate, cx.text("funnel-compare-rate")),
                (Compared::Stay, cx.text("funnel-compare-stay")),
                (Compared::Open, cx.text("funnel-compare-open")),
            ];
            let offered: Vec<_> = all.into_iter().skip(usize::from(stock)).collect();
            let mut compared = shown(view.compared, stock);
            let by = cx.text("funnel-compare");
            if Segmented::new(&by).medium().show(ui, &mut compared, &offered).changed() {
                view.compared = compared;
                view.people_table = TableState::default();
            }
        });
        by_ui(ui, view, cx);
        let Some(stage) = stage else { return };
        let compared = shown(view.compared, stock);
        let foot = ui.max_rect().bottom() - FOOT;
        let room = ui.available_rect_before_wrap().with_max_y(foot);
        let layout = Layout::top_down(Align::Min);
        let mut list = ui.new_child(UiBuilder::new().max_rect(room).layout(layout));
        list.shrink_clip_rect(room);
        list.spacing_mut().item_spacing.y = 0.0;
        let opened = match compared {
            Compared::Rate => rates_ui(&mut list, stages, &stage.comparison, view, cx),
            Compared::Stay => stays_ui(&mut list, stages, &stage.comparison, view, cx),
            Compared::Open => holders_ui(&mut list, stages, &stage.comparison, view, cx),
        };
        if let Some(group) = opened {
            open(stage, group, compared, view);
        }
        ui.advance_cursor_after_rect(room);
        divider(ui);
        let picture = foot_ui(ui, stages, compared, (&title, card), cx);
        cx.orders.extend(picture);
    });
}

/// What is compared: a stock has no conversion.
fn shown(compared: Compared, stock: bool) -> Compared {
    if stock && compared == Compared::Rate { Compared::Open } else { compared }
}

/// Opens the records of one of them.
fn open(stage: &StageShown, group: Group, compared: Compared, view: &mut View) {
    let part = if compared == Compared::Open { Part::Open } else { Part::Entered };
    view.open_behind(Behind { stage: Some(stage.id), group: Some(group) }, part);
}

/// The switch between people, teams, regions and products.
fn by_ui(ui: &mut Ui, view: &mut View, cx: &Cx<'_>) {
    let room = ui.available_rect_before_wrap();
    let room = Rect::from_min_size(room.min, vec2(room.width(), BY));
    ui.advance_cursor_after_rect(room);
    let inner = room.shrink2(vec2(16.0, 0.0));
    let layout = Layout::left_to_right(Align::Center);
    let mut row = ui.new_child(UiBuilder::new().max_rect(inner).layout(layout));
    let all = [
        (By::Person, cx.text("funnel-by-person")),
        (By::Team, cx.text("funnel-by-team")),
        (By::Region, cx.text("funnel-by-region")),
        (By::Product, cx.text("funnel-by-product")),
    ];
    let name = cx.text("funnel-by");
    if Segmented::new(&name).small().show(&mut row, &mut view.by, &all).changed() {
        view.people_table = TableState::default();
    }
}

/// What is compared, and the button that keeps the card of this title and place as a picture: the
/// header of the narrow card has no room for it.
fn foot_ui(
    ui: &mut Ui,
    stages: &Stages,
    compared: Compared,
    (title, card): (&str, Rect),
    cx: &Cx<'_>,
) -> Option<Order> {
    let theme = Theme::get(ui);
    let key = match (compared, stages.rule, cx.filter.scope) {
        (Compared::Open, ..) => "funnel-people-open-foot",
        (Compared::Stay, ..) => "funnel-people-stay-foot",
        (Compared::Rate, Rule::Eventual, _) => "funnel-people-eventual-foot",
        (_, _, Scope::Person(_)) if !stages.compared.is_empty() && stages.by == By::Person => {
            "funnel-people-team-foot"
        }
        _ => "funnel-people-foot",
    };
    let line = cx.tr.with(key, &[("team", stages.compared.as_str().into())]);
    let room = ui.available_rect_before_wrap().shrink2(vec2(16.0, 0.0));
    let layout = Layout::left_to_right(Align::Center);
    let mut foot = ui.new_child(UiBuilder::new().max_rect(room).layout(layout));
    foot.spacing_mut().item_spacing.x = 6.0;
    icon(&mut foot, icons::INFO, 14.0, theme.t3);
    let width = foot.available_width() - 30.0;
    text::shortened(&mut foot, text::LABEL12, theme.t3, &line, width, 2);
    let right = Layout::right_to_left(Align::Center);
    foot.with_layout(right, |ui| cx.picture(ui, title, card)).inner
}

fn nobody_ui(ui: &mut Ui, cx: &Cx<'_>) {
    let (title, detail) = (cx.text("funnel-people-none"), cx.text("funnel-people-none-detail"));
    empty_state(ui, icons::USERS, &title, &detail, None);
}

fn rates_ui(
    ui: &mut Ui,
    stages: &Stages,
    comparison: &Comparison,
    view: &mut View,
    cx: &Cx<'_>,
) -> Option<Group> {
    let rates = &comparison.rates;
    if rates.is_empty() {
        nobody_ui(ui, cx);
        return None;
    }
    let (name, count, rate) =
        (names(stages, cx), cx.text("funnel-column-advanced"), cx.text("funnel-head-rate"));
    if rates.len() <= PLAIN {
        let rows: Vec<CompareRow<'_>> = rates.iter().map(|rate| rate.share.row()).collect();
        let heads = CompareHeads {
            name: &name,
            count: &count,
            bench_label: &comparison.bench_label,
            bench: comparison.bench,
            rate: &rate,
        };
        let clicked = compare(ui, &heads, &rows);
        return clicked.and_then(|row| rates.get(row)).map(|rate| rate.group);
    }
    let theme = Theme::get(ui);
    // Together they fit the narrow card of 340, and that of 300 in the smallest window.
    let widths = if ui.available_width() < 330.0 {
        [76.0, 64.0, 92.0, 66.0]
    } else {
        [84.0, 76.0, 100.0, 76.0]
    };
    let [least, moved, chart, last] = widths;
    let columns = [
        Column::new(name).flex(1.0, least),
        Column::new(count).fixed(moved).right(),
        Column::new(comparison.bench_label.as_str()).fixed(chart).center(),
        Column::new(rate).fixed(last).right(),
    ];
    let row_name = |row: usize| rates.get(row).map_or_else(String::new, |rate| spoken(&rate.share));
    let row_fill = |row: usize| {
        let kind = rates.get(row).map(|rate| rate.share.whisker.kind);
        (kind == Some(WhiskerKind::Flagged)).then_some(theme.bad_bg)
    };
    let output = Table::new(&title(stages, cx), &columns, rates.len())
        .row_height(27.0)
        .fill_height()
        .row_name(&row_name)
        .row_fill(&row_fill)
        .show(ui, &mut view.people_table, |ui, row, column| {
            let Some(GroupRate { share, .. }) = rates.get(row) else { return };
            let color = match share.whisker.kind {
                WhiskerKind::Flagged => theme.bad_t,
                WhiskerKind::Small => theme.t3,
                WhiskerKind::Plain => theme.t1,
            };
            match column {
                0 => cell_text(ui, text::BODY13, theme.t1, &share.name),
                1 => cell_text(ui, text::BODY13, theme.t3, &share.count),
                2 => {
                    let drawn = Whisker { bench: comparison.bench, ..share.whisker };
                    whisker_cell(ui, vec2(chart - 16.0, 26.0), &drawn, &share.interval);
                }
                _ if share.whisker.kind == WhiskerKind::Small => {
                    cell_text(ui, text::LABEL12, color, &share.verdict);
                }
                _ if share.verdict.is_empty() => {
                    cell_text(ui, text::NAME13, color, &share.rate);
                }
                _ => {
                    cell_text(ui, text::NAME13, color, &format!("{} {}", share.rate, share.verdict))
                }
            }
        });
    output.clicked.or(output.opened).and_then(|row| rates.get(row)).map(|rate| rate.group)
}

fn spoken(share: &Share) -> String {
    let rate = if share.rate == DASH { "" } else { share.rate.as_str() };
    let [name, count] = [share.name.as_str(), share.count.as_str()];
    let parts = [name, count, rate, share.verdict.as_str(), share.evidence.as_str()];
    let said: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    said.join(" ")
}

fn stays_ui(
    ui: &mut Ui,
    stages: &Stages,
    comparison: &Comparison,
    view: &mut View,
    cx: &Cx<'_>,
) -> Option<Group> {
    let stays = &comparison.stays;
    if stays.is_empty() {
        nobody_ui(ui, cx);
        return None;
    }
    let theme = Theme::get(ui);
    let columns = [
        Column::new(names(stages, cx)).flex(1.0, 84.0),
        Column::new(cx.text("funnel-column-finished")).fixed(64.0).right(),
        Column::new("").fixed(78.0),
        Column::new(cx.text("funnel-head-stay")).fixed(74.0).right(),
    ];
    let row_name = |row: usize| {
        let stay = stays.get(row);
        stay.map_or_else(String::new, |stay| format!("{} {} {}", stay.name, stay.count, stay.days))
    };
    let output = Table::new(&cx.text("funnel-people-stay"), &columns, stays.len())
        .row_height(27.0)
        .fill_height()
        .row_name(&row_name)
        .show(ui, &mut view.people_table, |ui, row, column| {
            let Some(stay) = stays.get(row) else { return };
            match column {
                0 => cell_text(ui, text::BODY13, theme.t1, &stay.name),
                1 => cell_text(ui, text::BODY13, theme.t3, &stay.count),
                2 => {
                    tick_bar(ui, 58.0, &stay.bar);
                }
                _ if stay.small => cell_text(ui, text::LABEL12, theme.t3, &stay.days),
                _ => cell_text(ui, text::NAME13, theme.t1, &stay.days),
            }
        });
    output.clicked.or(output.opened).and_then(|row| stays.get(row)).map(|stay| stay.group)
}

fn holders_ui(
    ui: &mut Ui,
    stages: &Stages,
    comparison: &Comparison,
    view: &mut View,
    cx: &Cx<'_>,
) -> Option<Group> {
    let holders = &comparison.holders;
    if holders.is_empty() {
        nobody_ui(ui, cx);
        return None;
    }
    let theme = Theme::get(ui);
    let columns = [
        Column::new(names(stages, cx)).flex(1.0, 88.0),
        Column::new("").fixed(140.0),
        Column::new(cx.text("funnel-head-open")).fixed(72.0).right(),
    ];
    let row_name = |row: usize| {
        let holder = holders.get(row);
        holder.map_or_else(String::new, |holder| format!("{} {}", holder.name, holder.n))
    };
    let output = Table::new(&cx.text("funnel-people-open"), &columns, holders.len())
        .row_height(27.0)
        .fill_height()
        .row_name(&row_name)
        .show(ui, &mut view.people_table, |ui, row, column| {
            let Some(holder) = holders.get(row) else { return };
            match column {
                0 => cell_text(ui, text::BODY13, theme.t1, &holder.name),
                1 => {
                    let bar = TickBar { fraction: holder.share, tick: None, tone: Tone::Neutral };
                    tick_bar(ui, 116.0, &bar);
                }
                _ => cell_text(ui, text::NAME13, theme.t1, &holder.n),
            }
        });
    output.clicked.or(output.opened).and_then(|row| holders.get(row)).map(|holder| holder.group)
}
