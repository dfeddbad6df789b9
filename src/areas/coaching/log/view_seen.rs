//! What was seen on visits: the steps on their tracks, the score over the last visits, and what was agreed.

use std::cmp::Ordering;

use egui::{CornerRadius, Frame, Margin, Ui, vec2};

use super::seen::SeenCard;
use crate::areas::Cx;
use crate::ui::card::{card_flush, divider, list_header, padded, row};
use crate::ui::charts::levels::{Levels, head, legend, levels, names_room};
use crate::ui::charts::trend::{Trend, TrendPoint, trend};
use crate::ui::choice::{badge, badge_icon};
use crate::ui::icons::{self, icon};
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// The height of the trend.
const TREND: f32 = 190.0;

/// Draws what was seen; `chosen` is the step whose fact is shown.
pub(super) fn draw(ui: &mut Ui, seen: &SeenCard, chosen: &mut Option<usize>, cx: &Cx<'_>) {
    card_flush(ui, |ui| {
        list_header(ui, &cx.text("log-seen"), &seen.note, |ui| {
            let Some((went, said)) = &seen.change else { return };
            match went {
                Ordering::Less => badge_icon(ui, Tone::Neutral, icons::ARROW_DOWN, said),
                Ordering::Equal => badge(ui, Tone::Neutral, said),
                Ordering::Greater => badge_icon(ui, Tone::Good, icons::ARROW_UP, said),
            };
        });
        let words = ["log-seen-step", "log-seen-last-level", "log-seen-level"];
        let [step, last, now] = words.map(|key| cx.text(key));
        let room = names_room(ui, seen.steps.iter().map(|step| step.name.as_str()));
        head(ui, room, [&step, &last, &now]);
        for (at, step) in seen.steps.iter().enumerate() {
            let [last, now, required] = step.levels;
            let [before, after] = &step.said;
            let lit = *chosen == Some(at);
            let track = Levels {
                name: &step.name,
                last,
                now,
                required,
                said: (before.as_str(), after.as_str()),
                lit,
                room,
                columns: true,
            };
            if levels(ui, &track).clicked() {
                *chosen = if lit { None } else { Some(at) };
            }
        }
        divider(ui);
        padded(ui, 16.0, 8.0, |ui| foot_ui(ui, seen, *chosen, cx));
    });
    card_flush(ui, |ui| {
        let n = i64::try_from(seen.points.len()).unwrap_or(i64::MAX);
        let sub = cx.tr.with("log-seen-last", &[("n", n.into())]);
        list_header(ui, &cx.text("log-seen-trend"), &sub, |_| {});
        padded(ui, 12.0, 10.0, |ui| trend_ui(ui, seen, cx));
    });
}

/// What the signs mean, the score, and the fact behind the step that is chosen.
fn foot_ui(ui: &mut Ui, seen: &SeenCard, chosen: Option<usize>, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    ui.spacing_mut().item_spacing.y = 4.0;
    let words = ["log-seen-before", "log-seen-now", "log-seen-asked"].map(|key| cx.text(key));
    let [before, now, asked] = &words;
    let [was, required] = seen.legend;
    row(ui, 18.0, |ui| {
        let before = if was { before.as_str() } else { "" };
        let asked = if required { asked.as_str() } else { "" };
        legend(ui, [before, now, asked]);
    });
    text::wrapped(ui, text::LABEL12M, theme.t1, &seen.score);
    let fact = chosen.and_then(|at| seen.steps.get(at)).filter(|step| !step.fact.is_empty());
    if let Some(step) = fact {
        let args = [("name", step.name.clone().into()), ("fact", step.fact.clone().into())];
        text::wrapped(ui, text::LABEL12, theme.t2, &cx.tr.with("log-seen-fact", &args));
    }
}

fn trend_ui(ui: &mut Ui, seen: &SeenCard, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    ui.spacing_mut().item_spacing = vec2(8.0, 6.0);
    if seen.points.is_empty() {
        text::wrapped(ui, text::BODY13, theme.t3, &cx.text("log-seen-trend-none"));
    } else {
        let last = seen.points.len().saturating_sub(1);
        let points: Vec<TrendPoint<'_>> = seen
            .points
            .iter()
            .enumerate()
            .map(|(at, point)| TrendPoint {
                day: &point.day,
                value: point.value,
                said: &point.said,
                lit: at == last,
            })
            .collect();
        let lines = [0.0, 25.0, 50.0, 75.0, 100.0].map(|value: f64| (value, format!("{value:.0}")));
        let required = seen.required.as_ref().map(|(value, said)| (*value, said.as_str()));
        let chart = Trend { points: &points, lines: &lines, required, told: &seen.told };
        trend(ui, TREND, &chart);
    }
    if !seen.lowest.is_empty() {
        text::wrapped(ui, text::LABEL12, theme.t2, &seen.lowest);
    }
    if !seen.advice.is_empty() {
        Frame::new()
            .fill(theme.warn_bg)
            .corner_radius(CornerRadius::same(6))
            .inner_margin(Margin::same(10))
            .show(ui, |ui| {
                ui.set_min_width(ui.available_width());
                ui.horizontal_top(|ui| {
                    icon(ui, icons::LIGHTBULB.filled(), 16.0, theme.warn_t);
                    text::wrapped(ui, text::LABEL12, theme.t1, &seen.advice);
                });
            });
    }
}
