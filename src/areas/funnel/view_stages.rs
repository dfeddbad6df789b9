//! The two cards in the middle: the funnel by stage, and people side by side.

use egui::{Align, Layout, Rect, Ui};

use super::data::DASH;
use super::stages::{PersonRate, RULES, StageShown, Stages, rule_word};
use super::view::{Bars, Compared, View};
use crate::areas::{Cx, Order};
use crate::domain::funnel::rule::Rule;
use crate::domain::scope::Scope;
use crate::i18n::money_unit;
use crate::ui::card::{Card, divider, list_header};
use crate::ui::charts::bar::{TickBar, tick_bar};
use crate::ui::charts::funnel::{FunnelHeads, FunnelRow, funnel};
use crate::ui::charts::whisker::{
    CompareHeads, CompareRow, Whisker, compare, key_bench, key_estimate, whisker,
};
use crate::ui::choice::Segmented;
use crate::ui::field::Field;
use crate::ui::icons::{self, icon};
use crate::ui::select::Select;
use crate::ui::state::empty_state;
use crate::ui::table::{Column, Table, cell_text};
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// Header, headings, footer and borders of the funnel's card, without its rows.
const AROUND: f32 = 44.0 + 28.0 + FOOT + 2.0;
/// Two lines under the funnel.
const FOOT: f32 = 68.0;
/// One line under the comparison.
const COMPARE_FOOT: f32 = 40.0;
/// People that are compared without a table of their own; more are scrolled.
const PLAIN: usize = 10;

fn card_height(stages: &Stages) -> f32 {
    AROUND + 50.0 * stages.rows.len().max(4) as f32
}

/// Draws the funnel by stage.
pub(super) fn funnel_ui(ui: &mut Ui, stages: &Stages, view: &mut View, cx: &mut Cx<'_>) {
    Card::new().height(card_height(stages)).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        header_ui(ui, stages, view, cx);
        let shown = chart_ui(ui, stages, view, cx);
        if let Some(stage) = shown.and_then(|i| stages.rows.get(i)) {
            view.stage = Some(stage.id);
        }
        foot_ui(ui, stages);
    });
}

fn header_ui(ui: &mut Ui, stages: &Stages, view: &mut View, cx: &mut Cx<'_>) {
    let title = cx.text("funnel-stages");
    // The card, whose border lies around what is drawn in it.
    let card = ui.max_rect().expand(1.0);
    let mut picture = None;
    list_header(ui, &title, &stages.window, |ui| {
        picture = cx.picture(ui, &title, card);
        let bars = [
            (Bars::Count, cx.text("funnel-bars-count")),
            (Bars::Amount, cx.text("funnel-bars-amount")),
        ];
        Segmented::new(&cx.text("funnel-bars")).medium().show(ui, &mut view.bars, &bars);
        let rules: Vec<(Rule, String)> = RULES
            .into_iter()
            .map(|rule| (rule, cx.text(&format!("rule-{}", rule_word(rule)))))
            .collect();
        let name = cx.text("funnel-rule");
        Select::new(Field::bare(&name).compact()).fit().show(ui, &mut view.rule, &rules);
        let (bench, estimate) = (cx.text("funnel-key-year-before"), cx.text("funnel-key-estimate"));
        // What the figures cover goes before the key to their marks.
        let wide = |kind, words: &str| text::width(ui, kind, words).ceil();
        let told = wide(text::CARD14, &title) + wide(text::LABEL12, &stages.window) + 24.0;
        let keys = wide(text::LABEL12, &bench) + wide(text::LABEL12, &estimate) + 48.0;
        if ui.available_width() > told + keys && stages.rule != Rule::Snapshot {
            key_bench(ui, &bench);
            key_estimate(ui, &estimate);
        }
    });
    cx.orders.extend(picture);
}

fn chart_ui(ui: &mut Ui, stages: &Stages, view: &View, cx: &Cx<'_>) -> Option<usize> {
    let unit = money_unit(cx.tr.language());
    let with_unit = |key: &str| cx.tr.with(key, &[("unit", unit.into())]);
    let entered = match view.bars {
        Bars::Count => cx.text(&format!("funnel-head-{}", rule_word(stages.rule))),
        Bars::Amount => with_unit("funnel-head-open-amount"),
    };
    let heads = FunnelHeads {
        stage: &cx.text("funnel-head-stage"),
        entered: &entered,
        open: &cx.text("funnel-head-open"),
        amount: &with_unit("funnel-head-amount"),
        from: "0%",
        to_next: &cx.text("funnel-head-next"),
        to: "100%",
        rate: &cx.text("funnel-head-rate"),
        stay: &cx.text("funnel-head-stay"),
    };
    // The number stands on its bar, so no bar is narrower than its number.
    let widest = ui.available_width() / 4.4;
    let rows: Vec<FunnelRow<'_>> = stages
        .rows
        .iter()
        .map(|stage| {
            let (label, share) = match view.bars {
                Bars::Count => (&stage.entered, stage.share),
                Bars::Amount => (&stage.amount_bar, stage.amount_share),
            };
            let least = (text::width(ui, text::NAME13, label) + 10.0) / widest;
            funnel_row(stage, label, share.max(least.min(1.0)))
        })
        .collect();
    funnel(ui, &heads, &rows)
}

fn funnel_row<'a>(stage: &'a StageShown, entered: &'a str, share: f32) -> FunnelRow<'a> {
    FunnelRow {
        name: &stage.name,
        bottleneck: None,
        share,
        entered,
        open: &stage.open,
        amount: &stage.amount,
        whisker: stage.whisker,
        rate: &stage.rate,
        interval: &stage.interval,
        stay_bar: stage.stay_bar,
        stay: &stage.stay,
    }
}

/// What the rule counts, and what it leaves out.
fn foot_ui(ui: &mut Ui, stages: &Stages) {
    let theme = Theme::get(ui);
    let room = ui.available_rect_before_wrap().shrink2(egui::vec2(16.0, 10.0));
    let mut foot =
        ui.new_child(egui::UiBuilder::new().max_rect(room).layout(Layout::top_down(Align::Min)));
    foot.spacing_mut().item_spacing.y = 4.0;
    for (sign, color, line) in [
        (icons::INFO, theme.t2, &stages.sentence),
        (icons::FUNNEL_SIMPLE, theme.t3, &stages.left_out),
    ] {
        if line.is_empty() {
            continue;
        }
        foot.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            icon(ui, sign, 14.0, theme.t3);
            let width = ui.available_width();
            text::truncated(ui, text::LABEL12, color, line, width);
        });
    }
}

/// Draws people side by side.
pub(super) fn compare_ui(ui: &mut Ui, stages: &Stages, view: &mut View, cx: &mut Cx<'_>) {
    let chosen = view.stage.and_then(|id| stages.rows.iter().find(|row| row.id == id));
    let stage = chosen.or_else(|| stages.rows.get(stages.first));
    // A stock has no conversion to compare.
    let stock = stages.rule == Rule::Snapshot;
    Card::new().height(card_height(stages)).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let card = ui.max_rect().expand(1.0);
        let title = cx.text(if stages.compared.is_empty() {
            "funnel-people"
        } else {
            "funnel-people-of-team"
        });
        let step = stage.map_or("", |stage| stage.step.as_str());
        list_header(ui, &title, step, |ui| {
            if stock {
                return;
            }
            let by = [
                (Compared::Rate, cx.text("funnel-compare-rate")),
                (Compared::Open, cx.text("funnel-compare-open")),
            ];
            Segmented::new(&cx.text("funnel-compare")).medium().show(ui, &mut view.compared, &by);
        });
        let Some(stage) = stage else { return };
        let by_rate = view.compared == Compared::Rate && !stock;
        let foot = ui.max_rect().bottom() - COMPARE_FOOT;
        let room = ui.available_rect_before_wrap().with_max_y(foot);
        let layout = Layout::top_down(Align::Min);
        let mut list = ui.new_child(egui::UiBuilder::new().max_rect(room).layout(layout));
        list.shrink_clip_rect(room);
        list.spacing_mut().item_spacing.y = 0.0;
        if by_rate {
            rates_ui(&mut list, stage, view, cx);
        } else {
            holders_ui(&mut list, stage, view, cx);
        }
        ui.advance_cursor_after_rect(room);
        divider(ui);
        let picture = compare_foot_ui(ui, stages, by_rate, (&title, card), cx);
        cx.orders.extend(picture);
    });
}

/// What is compared, and the button that keeps the card of this title and place as a picture: the
/// header of the narrow card has no room for it.
fn compare_foot_ui(
    ui: &mut Ui,
    stages: &Stages,
    by_rate: bool,
    (title, card): (&str, Rect),
    cx: &Cx<'_>,
) -> Option<Order> {
    let theme = Theme::get(ui);
    let key = match (by_rate, stages.rule, cx.filter.scope) {
        (false, ..) => "funnel-people-open-foot",
        (true, Rule::Eventual, _) => "funnel-people-eventual-foot",
        (true, _, Scope::Person(_)) if !stages.compared.is_empty() => "funnel-people-team-foot",
        _ => "funnel-people-foot",
    };
    let line = cx.tr.with(key, &[("team", stages.compared.as_str().into())]);
    let room = ui.available_rect_before_wrap().shrink2(egui::vec2(16.0, 0.0));
    let layout = Layout::left_to_right(Align::Center);
    let mut foot = ui.new_child(egui::UiBuilder::new().max_rect(room).layout(layout));
    foot.spacing_mut().item_spacing.x = 6.0;
    icon(&mut foot, icons::INFO, 14.0, theme.t3);
    let width = foot.available_width() - 30.0;
    text::truncated(&mut foot, text::LABEL12, theme.t3, &line, width);
    let right = Layout::right_to_left(Align::Center);
    foot.with_layout(right, |ui| cx.picture(ui, title, card)).inner
}

fn nobody_ui(ui: &mut Ui, cx: &Cx<'_>) {
    let (title, detail) = (cx.text("funnel-people-none"), cx.text("funnel-people-none-detail"));
    empty_state(ui, icons::USERS, &title, &detail, None);
}

fn rates_ui(ui: &mut Ui, stage: &StageShown, view: &mut View, cx: &Cx<'_>) {
    if stage.people.is_empty() {
        nobody_ui(ui, cx);
        return;
    }
    let (name, count, rate) = (
        cx.text("funnel-column-person"),
        cx.text("funnel-column-advanced"),
        cx.text("funnel-head-rate"),
    );
    if stage.people.len() <= PLAIN {
        let widest = |texts: &mut dyn Iterator<Item = &str>, kind| {
            texts.map(|label| text::width(ui, kind, label)).fold(0.0_f32, f32::max).ceil()
        };
        let names = stage.people.iter().map(|person| person.name.as_str());
        let counts = stage.people.iter().map(|person| person.count.as_str());
        // A long count takes its room from the scale, never from the name.
        let long = (widest(&mut counts.into_iter(), text::BODY13) - 40.0).max(0.0);
        let name_width = widest(&mut names.into_iter(), text::BODY13).clamp(44.0, 96.0) + long;
        let rows: Vec<CompareRow<'_>> = stage.people.iter().map(compare_row).collect();
        let heads = CompareHeads {
            name: &name,
            count: &count,
            bench_label: &stage.bench_label,
            bench: stage.bench,
            rate: &rate,
            name_width,
        };
        compare(ui, &heads, &rows);
        return;
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
        Column::new(stage.bench_label.as_str()).fixed(chart).center(),
        Column::new(rate).fixed(last).right(),
    ];
    let row_name = |row: usize| stage.people.get(row).map_or_else(String::new, spoken);
    Table::new(&cx.text("funnel-people"), &columns, stage.people.len())
        .row_height(27.0)
        .fill_height()
        .row_name(&row_name)
        .show(ui, &mut view.people_table, |ui, row, column| {
            let Some(person) = stage.people.get(row) else { return };
            let quiet = !person.verdict.is_empty();
            let color = if quiet { theme.t3 } else { theme.t1 };
            match column {
                0 => cell_text(ui, text::BODY13, theme.t1, &person.name),
                1 => cell_text(ui, text::BODY13, theme.t3, &person.count),
                2 => {
                    let drawn = Whisker { bench: stage.bench, ..person.whisker };
                    whisker(ui, egui::vec2(chart - 16.0, 26.0), &drawn);
                }
                _ if quiet => cell_text(ui, text::LABEL12, color, &person.verdict),
                _ => cell_text(ui, text::NAME13, color, &person.rate),
            }
        });
}

fn compare_row(person: &PersonRate) -> CompareRow<'_> {
    CompareRow {
        name: &person.name,
        count: &person.count,
        whisker: person.whisker,
        rate: &person.rate,
        verdict: &person.verdict,
    }
}

fn spoken(person: &PersonRate) -> String {
    let rate = if person.rate == DASH { person.verdict.as_str() } else { person.rate.as_str() };
    format!("{} {} {rate}", person.name, person.count)
}

fn holders_ui(ui: &mut Ui, stage: &StageShown, view: &mut View, cx: &Cx<'_>) {
    if stage.holders.is_empty() {
        nobody_ui(ui, cx);
        return;
    }
    let theme = Theme::get(ui);
    let columns = [
        Column::new(cx.text("funnel-column-person")).flex(1.0, 88.0),
        Column::new("").fixed(150.0),
        Column::new(cx.text("funnel-head-open")).fixed(72.0).right(),
    ];
    let row_name = |row: usize| {
        stage
            .holders
            .get(row)
            .map_or_else(String::new, |person| format!("{} {}", person.name, person.n))
    };
    Table::new(&cx.text("funnel-people-open"), &columns, stage.holders.len())
        .row_height(27.0)
        .fill_height()
        .row_name(&row_name)
        .show(ui, &mut view.people_table, |ui, row, column| {
            let Some(person) = stage.holders.get(row) else { return };
            match column {
                0 => cell_text(ui, text::BODY13, theme.t1, &person.name),
                1 => {
                    let bar = TickBar { fraction: person.share, tick: None, tone: Tone::Neutral };
                    tick_bar(ui, 126.0, &bar);
                }
                _ => cell_text(ui, text::NAME13, theme.t1, &person.n),
            }
        });
}
