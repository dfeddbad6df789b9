//! 目标达成: the large figure, what the period will come to, and the chart of both.

use egui::{Align, Align2, CornerRadius, Rect, Sense, Ui, pos2, vec2};

use super::chance::Chance;
use super::view::View;
use crate::areas::figure_card::about;
use crate::areas::{AreaId, Cx, Order};
use crate::metrics::forecast;
use crate::metrics::glossary::Figure;
use crate::ui::button::{Button, button};
use crate::ui::card::{card_flush, card_header, padded};
use crate::ui::charts::channel::{channel, shade};
use crate::ui::icons::{self, paint_icon};
use crate::ui::metric::Delta;
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// The words above the track.
const BLOCK: f32 = 72.0;
/// A row of the legend.
const ROW: f32 = 22.0;
/// Between the two figures.
const BETWEEN: f32 = 40.0;

pub(super) fn draw(ui: &mut Ui, chance: &Chance, view: &mut View, cx: &mut Cx<'_>) {
    let mut picture = None;
    let mut forecast = false;
    let place = view.place;
    let drawn = card_flush(ui, |ui| {
        card_header(ui, &chance.title, &chance.sub, |ui| {
            if let Some(place) = place {
                picture = cx.picture(ui, &chance.title, place);
            }
            // That of the attainment stands with those who have one.
            if forecast::check(cx.filter.period).is_ok() {
                about(ui, Figure::Chance, cx);
            }
            let words = cx.text("today-how-title");
            let link = Button::link(&words).icon(icons::QUESTION).medium().selected(view.how);
            if button(ui, link).clicked() {
                view.how = !view.how;
            }
        });
        if view.how {
            forecast = how_ui(ui, chance, cx);
        }
        padded(ui, 16.0, 0.0, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let width = ui.available_width();
            let wide = block_width(ui, chance);
            let beside = chance.chart.free(ui, width) >= wide + 8.0;
            let top = ui.cursor().min;
            if !beside {
                ui.add_space(BLOCK);
            }
            channel(ui, &chance.chart);
            block_ui(ui, Rect::from_min_size(top, vec2(wide.min(width), BLOCK)), chance);
            legend_ui(ui, chance);
            ui.add_space(10.0);
        });
    });
    view.place = Some(drawn.response.rect);
    cx.orders.extend(picture);
    if forecast {
        cx.orders.push(Order::Go(AreaId::Funnel));
    }
}

/// How it is worked out; returns whether the forecast is wanted.
fn how_ui(ui: &mut Ui, chance: &Chance, cx: &Cx<'_>) -> bool {
    let theme = Theme::get(ui);
    padded(ui, 16.0, 4.0, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for line in &chance.how {
            text::wrapped(ui, text::LABEL12, theme.t2, line);
        }
        let words = cx.text("today-how-see");
        button(ui, Button::link(&words).medium()).clicked()
    })
}

/// The large figure: its type, which is smaller for a sentence.
const fn large(chance: &Chance) -> text::Type {
    if chance.fact { text::KPI20 } else { text::PROB40 }
}

/// The widths of the two figures.
fn widths(ui: &Ui, chance: &Chance) -> (f32, f32) {
    let delta = chance
        .delta
        .as_ref()
        .map_or(0.0, |(_, words)| 8.0 + 30.0 + text::width(ui, text::LABEL12, words).ceil());
    let value = text::width(ui, large(chance), &chance.value).ceil() + delta;
    let first = value.max(text::width(ui, text::LABEL12, &chance.label).ceil());
    let [label, total, range] = &chance.total;
    let wide = |kind, words| text::width(ui, kind, words).ceil();
    let second = wide(text::LABEL12, label).max(wide(text::LABEL12, range));
    (first, second.max(wide(text::KPI20, total)))
}

fn block_width(ui: &Ui, chance: &Chance) -> f32 {
    let (first, second) = widths(ui, chance);
    first + BETWEEN + second
}

/// Draws the two figures.
fn block_ui(ui: &mut Ui, rect: Rect, chance: &Chance) {
    let theme = Theme::get(ui);
    let (first, second) = widths(ui, chance);
    let line = |left: f32, top: f32, tall: f32, wide: f32| {
        Rect::from_min_size(pos2(rect.left() + left, rect.top() + top), vec2(wide + 1.0, tall))
    };
    let (painter, left) = (ui.painter(), Align::Min);
    let label = line(0.0, 0.0, 18.0, first);
    text::paint_fit(painter, label, left, text::LABEL12, theme.t2, &chance.label);
    let value = line(0.0, 18.0, 50.0, first);
    let at = value.left_center();
    let painted =
        text::paint(painter, at, Align2::LEFT_CENTER, large(chance), theme.t1, &chance.value);
    if let Some((delta, words)) = &chance.delta {
        delta_ui(ui, pos2(painted.right() + 8.0, value.center().y), *delta, words);
    }
    let painter = ui.painter();
    let x = rect.left() + first + BETWEEN / 2.0;
    let stroke = egui::Stroke::new(1.0, theme.border);
    painter.vline(x, rect.top() + 2.0..=rect.top() + 58.0, stroke);
    let [label, total, range] = &chance.total;
    let from = first + BETWEEN;
    let at = |top: f32, tall: f32| line(from, top, tall, second);
    text::paint_fit(painter, at(0.0, 18.0), left, text::LABEL12, theme.t2, label);
    text::paint_fit(painter, at(20.0, 28.0), left, text::KPI20, theme.t1, total);
    text::paint_fit(painter, at(48.0, 18.0), left, text::LABEL12, theme.t2, range);
    let delta = chance.delta.as_ref().map_or("", |(_, words)| words.as_str());
    let told = [chance.label.as_str(), &chance.value, delta, label, total, range];
    let told: Vec<&str> = told.into_iter().filter(|part| !part.is_empty()).collect();
    text::tell(ui, rect, &told.join(" "));
}

/// Draws a difference in a tint, from a point on to the right.
fn delta_ui(ui: &Ui, at: egui::Pos2, delta: Delta, words: &str) {
    let theme = Theme::get(ui);
    let (tone, icon) = match delta {
        Delta::Better { up } => (Tone::Good, up),
        Delta::Worse { up } => (Tone::Bad, up),
        Delta::Flat => (Tone::Neutral, true),
    };
    let wide = text::width(ui, text::LABEL12, words).ceil() + 30.0;
    let place = Rect::from_min_size(pos2(at.x, at.y - 10.0), vec2(wide, 20.0));
    let painter = ui.painter();
    painter.rect_filled(place, CornerRadius::same(4), tone.tint(theme));
    let sign = match (delta, icon) {
        (Delta::Flat, _) => icons::MINUS,
        (_, true) => icons::ARROW_UP,
        (_, false) => icons::ARROW_DOWN,
    };
    let color = tone.text(theme);
    paint_icon(painter, pos2(place.left() + 12.0, at.y), sign, 12.0, color);
    let from = pos2(place.left() + 22.0, at.y);
    text::paint(painter, from, Align2::LEFT_CENTER, text::LABEL12, color, words);
}

/// Draws what the parts of the track are, and their sum; in as many rows as that takes.
fn legend_ui(ui: &mut Ui, chance: &Chance) {
    let theme = Theme::get(ui);
    let width = ui.available_width();
    let wide = |kind, words: &str| text::width(ui, kind, words).ceil();
    let items: Vec<f32> = chance
        .legend
        .iter()
        .map(|(_, name, [amount, note])| {
            let note = if note.is_empty() { 0.0 } else { 8.0 + wide(text::LABEL12, note) };
            16.0 + wide(text::LABEL12, name) + 8.0 + wide(text::LABEL12M, amount) + note + 20.0
        })
        .collect();
    let sum = wide(text::LABEL12M, &chance.sum);
    let (mut x, mut row) = (0.0, 0);
    let mut places = vec![];
    for wide in &items {
        let end = if row == 0 { width - sum } else { width };
        if x > 0.0 && x + wide > end {
            (x, row) = (0.0, row + 1);
        }
        places.push((x, row));
        x += wide;
    }
    let size = vec2(width, ROW * (row + 1) as f32);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let painter = ui.painter();
    let left = Align2::LEFT_CENTER;
    for ((shade_of, name, [amount, note]), (x, row)) in chance.legend.iter().zip(&places) {
        let y = rect.top() + ROW * *row as f32 + ROW / 2.0;
        let at = rect.left() + x;
        let mark = Rect::from_center_size(pos2(at + 5.0, y), vec2(10.0, 10.0));
        painter.rect_filled(mark, 2.0, shade(theme, *shade_of));
        let next = |after: Rect| pos2(after.right() + 8.0, y);
        let from = pos2(at + 16.0, y);
        let painted = text::paint(painter, from, left, text::LABEL12, theme.t2, name);
        let painted = text::paint(painter, next(painted), left, text::LABEL12M, theme.t1, amount);
        text::paint(painter, next(painted), left, text::LABEL12, theme.t3, note);
    }
    let at = pos2(rect.right(), rect.top() + ROW / 2.0);
    text::paint(painter, at, Align2::RIGHT_CENTER, text::LABEL12M, theme.t1, &chance.sum);
    let told = chance.legend.iter().map(|(_, name, [amount, note])| {
        [name.as_str(), amount, note].join(" ").trim_end().to_owned()
    });
    let mut told: Vec<String> = told.collect();
    told.extend(Some(chance.sum.clone()).filter(|sum| !sum.is_empty()));
    text::tell(ui, rect, &told.join("; "));
}
