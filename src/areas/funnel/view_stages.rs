//! The card on the left: the funnel by stage, and the sentence that follows from it.

use std::sync::Arc;

use egui::{Align, Galley, Label, Layout, Rect, Ui, UiBuilder, vec2};

use super::insight::Insight;
use super::stages::{Mark, RULES, StageShown, Stages, rule_word};
use super::view::{Bars, View};
use crate::areas::Cx;
use crate::areas::figure_card::about;
use crate::domain::funnel::rule::Rule;
use crate::i18n::money_unit;
use crate::metrics::behind::{Behind, Part};
use crate::metrics::glossary::Figure;
use crate::ui::button::{Button, button};
use crate::ui::card::{Card, divider, list_header};
use crate::ui::charts::funnel::{Clicked, FunnelHeads, FunnelRow, funnel};
use crate::ui::charts::whisker::{key_bench, key_estimate};
use crate::ui::choice::Segmented;
use crate::ui::field::Field;
use crate::ui::icons::{self, icon, paint_icon};
use crate::ui::select::Select;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// Header, headings, footers and borders of the card, without its rows.
const AROUND: f32 = 44.0 + 28.0 + FOOT + 2.0;
/// The least height of the sentence under the funnel.
const INSIGHT: f32 = 68.0;
/// What lies above and below it, taken together.
const AIR: f32 = 18.0;
/// What lies left and right of it, with its sign.
const BESIDE: f32 = 64.0;
/// Between its parts, and between it and the button.
const GAP: [f32; 2] = [2.0, 12.0];
/// What the rule counts and leaves out.
const FOOT: f32 = 31.0;

/// The height of both cards, of which the sentence takes so much.
pub(super) fn card_height(stages: &Stages, insight: f32) -> f32 {
    AROUND + insight + 50.0 * stages.rows.len().max(4) as f32
}

/// Draws the funnel by stage.
pub(super) fn funnel_ui(ui: &mut Ui, stages: &Stages, view: &mut View, cx: &mut Cx<'_>) {
    // Inside the border of the card.
    let told = Told::of(ui, &stages.insight, ui.available_width() - 2.0);
    view.insight = told.height;
    Card::new().height(card_height(stages, told.height)).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        header_ui(ui, stages, view, cx);
        if let Some((row, what)) = chart_ui(ui, stages, view, cx)
            && let Some(stage) = stages.rows.get(row)
        {
            view.stage = Some(stage.id);
            let part = match (what, view.bars) {
                (Clicked::Row, _) => None,
                (Clicked::Entered, Bars::Count) => Some(Part::Entered),
                (Clicked::Entered, Bars::Amount) | (Clicked::Open, _) => Some(Part::Open),
                (Clicked::Rate, _) => Some(Part::Advanced),
            };
            if let Some(part) = part {
                view.open_behind(Behind { stage: Some(stage.id), group: None }, part);
            }
        }
        insight_ui(ui, &stages.insight, told, view);
        divider(ui);
        foot_ui(ui, stages, view, cx);
    });
}

fn header_ui(ui: &mut Ui, stages: &Stages, view: &mut View, cx: &mut Cx<'_>) {
    let title = cx.text("funnel-stages");
    // The card, whose border lies around what is drawn in it.
    let card = ui.max_rect().expand(1.0);
    let mut picture = None;
    list_header(ui, &title, &stages.window, |ui| {
        picture = cx.picture(ui, &title, card);
        about(ui, Figure::Conversion, cx);
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
        model_ui(ui, stages, view, cx);
        let (bench, estimate) = (cx.text(stages.bench_key), cx.text("funnel-key-estimate"));
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

/// The choice of the stage model, where lines of products have one of their own.
fn model_ui(ui: &mut Ui, stages: &Stages, view: &mut View, cx: &Cx<'_>) {
    let known = stages.models.iter().any(|(model, _)| *model == view.model);
    if !known && view.model.is_some() {
        // It went with a step that was undone.
        view.show_model(None);
    }
    if stages.models.is_empty() {
        return;
    }
    let name = cx.text("funnel-model");
    let mut model = view.model;
    let select = Select::new(Field::bare(&name).compact()).fit();
    if select.show(ui, &mut model, &stages.models).changed() {
        view.show_model(model);
    }
}

fn chart_ui(ui: &mut Ui, stages: &Stages, view: &View, cx: &Cx<'_>) -> Option<(usize, Clicked)> {
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
    let (bottleneck, watch) = (cx.text("funnel-mark-bottleneck"), cx.text("funnel-mark-watch"));
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
            let row = funnel_row(stage, label, share.max(least.min(1.0)));
            match stage.mark {
                Mark::None => row,
                Mark::Watch => FunnelRow { watch: Some(watch.as_str()), ..row },
                Mark::Bottleneck => FunnelRow { bottleneck: Some(bottleneck.as_str()), ..row },
            }
        })
        .collect();
    funnel(ui, &heads, &rows)
}

fn funnel_row<'a>(stage: &'a StageShown, entered: &'a str, share: f32) -> FunnelRow<'a> {
    FunnelRow {
        name: &stage.name,
        bottleneck: None,
        watch: None,
        share,
        entered,
        open: &stage.open,
        amount: &stage.amount,
        whisker: stage.whisker,
        rate: &stage.rate,
        interval: &stage.interval,
        stay_bar: stage.stay_bar,
        stay: &stage.stay,
        before: &stage.before,
    }
}

/// The sentence that follows from the verdicts, set in as many lines as it needs: the end of it is what matters.
struct Told {
    parts: Vec<Arc<Galley>>,
    /// With what lies above and below.
    height: f32,
}

impl Told {
    /// Sets it in a card so wide inside.
    fn of(ui: &Ui, insight: &Insight, width: f32) -> Self {
        let theme = Theme::get(ui);
        let see = insight.see.as_ref().map_or(0.0, |(_, words)| {
            let [_, gap] = GAP;
            see_button(words).measured(ui) + gap
        });
        let width = width - BESIDE - see;
        let (kind, color) =
            if marked(insight) { (text::NAME13, theme.t1) } else { (text::BODY13, theme.t2) };
        let lines = [
            (kind, color, &insight.lead),
            (text::BODY13, theme.t1, &insight.facts),
            (text::BODY13, theme.t2, &insight.effect),
        ];
        let parts: Vec<Arc<Galley>> = lines
            .into_iter()
            .filter(|(.., words)| !words.is_empty())
            .map(|(kind, color, words)| text::lines(ui, kind, color, words, width))
            .collect();
        let height = AIR + stacked(&parts);
        Self { parts, height: height.max(INSIGHT) }
    }
}

/// How high texts are, one below the other.
fn stacked(parts: &[Arc<Galley>]) -> f32 {
    let [gap, _] = GAP;
    let lines: f32 = parts.iter().map(|part| part.size().y).sum();
    lines + gap * parts.len().saturating_sub(1) as f32
}

/// Whether it tells of a stage.
fn marked(insight: &Insight) -> bool {
    !insight.facts.is_empty()
}

/// The way to the deals that it is about.
fn see_button(words: &str) -> Button<'_> {
    Button::secondary(words).medium()
}

/// Draws the sentence that follows from the verdicts, and the way to the deals it is about.
fn insight_ui(ui: &mut Ui, insight: &Insight, told: Told, view: &mut View) {
    let theme = Theme::get(ui);
    let room = ui.available_rect_before_wrap();
    let room = Rect::from_min_size(room.min, vec2(room.width(), told.height));
    ui.advance_cursor_after_rect(room);
    let inner = room.shrink2(vec2(16.0, 0.0));
    let (sign, color) = if marked(insight) {
        (icons::LIGHTBULB.filled(), theme.warn_t)
    } else {
        (icons::INFO, theme.t3)
    };
    paint_icon(ui.painter(), inner.left_center() + vec2(10.0, 0.0), sign, 20.0, color);

    let [gap, beside] = GAP;
    let layout = Layout::right_to_left(Align::Center);
    let mut right = ui.new_child(UiBuilder::new().max_rect(inner).layout(layout));
    let mut end = inner.right();
    if let Some((stage, words)) = &insight.see {
        let pressed = button(&mut right, see_button(words));
        end = pressed.rect.left() - beside;
        if pressed.clicked() {
            view.list_stage(*stage);
        }
    }
    let text_room = inner.with_min_x(inner.left() + 32.0).with_max_x(end);
    let size = vec2(text_room.width(), stacked(&told.parts));
    let text_room = Rect::from_center_size(text_room.center(), size);
    let layout = Layout::top_down(Align::Min);
    let mut left = ui.new_child(UiBuilder::new().max_rect(text_room).layout(layout));
    left.spacing_mut().item_spacing.y = gap;
    for part in told.parts {
        left.add(Label::new(part));
    }
}

/// What the rule counts; what it leaves out opens the list.
fn foot_ui(ui: &mut Ui, stages: &Stages, view: &mut View, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    let room = ui.available_rect_before_wrap().shrink2(vec2(16.0, 0.0));
    let layout = Layout::right_to_left(Align::Center);
    let mut foot = ui.new_child(UiBuilder::new().max_rect(room).layout(layout));
    foot.spacing_mut().item_spacing.x = 8.0;
    if !stages.left_out.is_empty() {
        let words = cx.text("funnel-left-out-see");
        let see = Button::link(&words).small().hint(&stages.left_out);
        if button(&mut foot, see).clicked() {
            view.open_behind(Behind::default(), Part::LeftOut);
        }
    }
    if let Some((model, words)) = &stages.own
        && button(&mut foot, Button::link(words).small()).clicked()
    {
        view.show_model(Some(*model));
    }
    let layout = Layout::left_to_right(Align::Center);
    foot.with_layout(layout, |ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        icon(ui, icons::INFO, 14.0, theme.t3);
        let line = format!("{}{}", stages.maturity, stages.sentence);
        let width = ui.available_width();
        text::truncated(ui, text::LABEL12, theme.t2, &line, width);
    });
}
