//! Results beside their targets over time: a column, a mark across it for the target, the share of it
//! above, the result below.

use egui::{Align2, Painter, Rect, Response, Sense, Stroke, Ui, pos2, vec2};

use crate::ui::paint;
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// A column; values are in the unit of [`Goals::lines`].
#[derive(Clone, Debug)]
pub struct GoalColumn<'a> {
    /// The name below it.
    pub name: &'a str,
    /// The result in words, below the name.
    pub below: &'a str,
    /// How high it is; nothing where that is unknown.
    pub value: Option<f64>,
    /// The target; nothing where it is not set.
    pub target: Option<f64>,
    /// What stands above: the share that was reached, or that there is no target.
    pub said: &'a str,
    /// How that is to be taken.
    pub tone: Tone,
    /// Whether it is the one that runs.
    pub now: bool,
}

/// The chart.
#[derive(Clone, Debug)]
pub struct Goals<'a> {
    /// The columns in the order of time.
    pub columns: &'a [GoalColumn<'a>],
    /// The lines across, each with its words; the last is the top.
    pub lines: &'a [(f64, String)],
    /// All of it in words, for those who do not see it.
    pub told: &'a str,
}

/// Left of the columns, for the words of the lines.
const LEFT: f32 = 40.0;
/// Above the columns, for the share of the highest.
const ABOVE: f32 = 22.0;
/// Below the columns, for their names and results.
const BELOW: f32 = 42.0;
/// The widest that a column gets.
const WIDEST: f32 = 34.0;

/// Draws the chart in the width there is.
pub fn goals(ui: &mut Ui, height: f32, chart: &Goals<'_>) -> Response {
    let size = vec2(ui.available_width(), height);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    text::tell(ui, rect, chart.told);
    let theme = Theme::get(ui);
    let plot = Rect::from_min_max(
        pos2(rect.left() + LEFT, rect.top() + ABOVE),
        pos2(rect.right(), rect.bottom() - BELOW),
    );
    let painter = ui.painter();
    let top = chart.lines.last().map_or(1.0, |(value, _)| *value).max(f64::EPSILON);
    let y = |value: f64| plot.bottom() - (value / top).clamp(0.0, 1.0) as f32 * plot.height();
    for (value, words) in chart.lines {
        let y = paint::snap(painter, y(*value));
        painter.hline(plot.x_range(), y, Stroke::new(1.0, theme.grid));
        let at = pos2(plot.left() - 8.0, y);
        text::paint(painter, at, Align2::RIGHT_CENTER, text::LABEL12, theme.t3, words);
    }
    let step = plot.width() / chart.columns.len().max(1) as f32;
    for (at, column) in chart.columns.iter().enumerate() {
        let x = plot.left() + step * (at as f32 + 0.5);
        one(painter, theme, column, (x, step, plot.bottom()), &y);
        let kind = if column.now { text::LABEL12M } else { text::LABEL12 };
        let below = |down: f32| pos2(x, plot.bottom() + down);
        let middle = Align2::CENTER_CENTER;
        text::paint(painter, below(13.0), middle, kind, theme.t2, column.name);
        text::paint(painter, below(31.0), middle, kind, theme.t1, column.below);
    }
    response
}

fn one(
    painter: &Painter,
    theme: &Theme,
    column: &GoalColumn<'_>,
    (x, step, ground): (f32, f32, f32),
    y: &dyn Fn(f64) -> f32,
) {
    let wide = (step * 0.6).min(WIDEST);
    let bar =
        |top: f32| Rect::from_min_max(pos2(x - wide / 2.0, top), pos2(x + wide / 2.0, ground));
    let mut highest = ground;
    // What is missing of the one that runs.
    if let (true, Some(target)) = (column.now, column.target) {
        let stroke = Stroke::new(1.0, theme.accent);
        paint::dashed_frame(painter, bar(y(target)), stroke, (3.0, 3.0));
    }
    if let Some(value) = column.value {
        let bar = bar(y(value));
        let fill = if column.now { theme.accent } else { theme.accent_2 };
        painter.rect_filled(bar, 2.0, fill);
        highest = bar.top();
    }
    if let Some(target) = column.target {
        let at = y(target);
        painter.hline(x - wide * 0.7..=x + wide * 0.7, at, Stroke::new(2.5, theme.warn));
        highest = highest.min(at);
    }
    let color = match column.tone {
        Tone::Neutral => theme.t1,
        tone => tone.text(theme),
    };
    let at = pos2(x, highest - 10.0);
    text::paint(painter, at, Align2::CENTER_CENTER, text::LABEL12, color, column.said);
}
