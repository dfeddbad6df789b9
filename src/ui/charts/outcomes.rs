//! Every total that something may come to, as bars with a goal across, and the same under another
//! assumption as a line of steps over them.
//!
//! Places come in as parts of the axes, from 0 to 1, and texts come in formatted.

use egui::{Align2, Painter, Rect, Response, Role, Sense, Shape, Stroke, Ui, pos2, vec2};

use crate::ui::paint;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// A bar: from where to where, and how high.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OutcomeBar {
    /// Where it begins.
    pub from: f32,
    /// Where it ends.
    pub to: f32,
    /// How high it is.
    pub height: f32,
}

/// The chart.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct OutcomeBars {
    /// All of it in words, for screen readers.
    pub told: String,
    /// The bars, from left to right.
    pub bars: Vec<OutcomeBar>,
    /// The bars under the other assumption; none where there is none.
    pub other: Vec<OutcomeBar>,
    /// Where the goal stands, and its words.
    pub goal: Option<(f32, String)>,
    /// Places and words below.
    pub axis: Vec<(f32, String)>,
}

/// Above the bars, for the words of the goal.
const ABOVE: f32 = 20.0;
/// Below the bars, for the words of the axis.
const BELOW: f32 = 22.0;

/// Draws a bar: in two colours where the goal crosses it.
pub(super) fn draw_bar(painter: &Painter, theme: &Theme, place: Rect, goal: Option<f32>) {
    let Some(goal) = goal else {
        painter.rect_filled(place, 0.0, theme.accent_2);
        return;
    };
    let below = place.with_max_x(place.right().min(goal));
    let reached = place.with_min_x(place.left().max(goal));
    if below.is_positive() {
        painter.rect_filled(below, 0.0, theme.border2);
    }
    if reached.is_positive() {
        painter.rect_filled(reached, 0.0, theme.good);
    }
}

/// Draws the chart in the width there is.
pub fn outcome_bars(ui: &mut Ui, height: f32, chart: &OutcomeBars) -> Response {
    let size = vec2(ui.available_width(), height);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    paint::named(&response, Role::Image, true, &chart.told);
    let (painter, theme) = (ui.painter(), Theme::get(ui));
    let plot = Rect::from_min_max(
        pos2(rect.left(), rect.top() + ABOVE),
        pos2(rect.right(), (rect.bottom() - BELOW).max(rect.top() + ABOVE + 1.0)),
    );
    let x = |part: f32| plot.left() + plot.width() * part.clamp(0.0, 1.0);
    let y = |part: f32| plot.bottom() - plot.height() * part.clamp(0.0, 1.0);
    let goal = chart.goal.as_ref().map(|(at, _)| x(*at));
    for bar in &chart.bars {
        // A gap of one point between the bars.
        let place = Rect::from_min_max(
            pos2(x(bar.from), y(bar.height)),
            pos2((x(bar.to) - 1.0).max(x(bar.from) + 1.0), plot.bottom()),
        );
        draw_bar(painter, theme, place, goal);
    }
    paint::hline(painter, plot.left(), plot.right(), plot.bottom(), theme.border2);
    let [_, second, ..] = theme.chart;
    let mut steps = vec![];
    for bar in &chart.other {
        if steps.is_empty() {
            steps.push(pos2(x(bar.from), plot.bottom()));
        }
        steps.extend([pos2(x(bar.from), y(bar.height)), pos2(x(bar.to), y(bar.height))]);
    }
    if let Some(bar) = chart.other.last() {
        steps.push(pos2(x(bar.to), plot.bottom()));
        painter.add(Shape::line(steps, Stroke::new(1.5, second)));
    }
    for (at, label) in &chart.axis {
        let wide = text::size(painter, text::LABEL12, label).x;
        // The words at the ends stay inside.
        let middle = x(*at).max(plot.left() + wide / 2.0).min(plot.right() - wide / 2.0);
        let at = pos2(middle, plot.bottom() + 12.0);
        text::paint(painter, at, Align2::CENTER_CENTER, text::LABEL12, theme.t3, label);
    }
    if let (Some(goal), Some((_, label))) = (goal, &chart.goal) {
        let line = Rect::from_min_max(
            pos2(goal - 0.75, rect.top() + 2.0),
            pos2(goal + 0.75, plot.bottom() + 3.0),
        );
        painter.rect_filled(line, 0.0, theme.t1);
        let wide = text::size(painter, text::LABEL12M, label).x;
        let (anchor, side) = if goal + 6.0 + wide > rect.right() {
            (Align2::RIGHT_CENTER, -6.0)
        } else {
            (Align2::LEFT_CENTER, 6.0)
        };
        let at = pos2(goal + side, rect.top() + 8.0);
        text::paint(painter, at, anchor, text::LABEL12M, theme.t1, label);
    }
    response
}
