//! Columns over time: what was, and behind a line what is expected, with an interval and a mark.

use egui::{Align2, Painter, Rect, Response, Sense, Stroke, Ui, pos2, vec2};

use crate::ui::paint;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// What a column stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// Something that was.
    Past,
    /// Something that was, from which the others follow.
    Base,
    /// Something expected.
    Expected,
}

/// A column of the chart; values are in the unit of [`History::lines`].
#[derive(Clone, Debug)]
pub struct HistoryColumn<'a> {
    /// The name below it.
    pub name: &'a str,
    /// What it stands for.
    pub kind: ColumnKind,
    /// How high it is; nothing where that is unknown.
    pub value: Option<f64>,
    /// The same in words, above it.
    pub said: &'a str,
    /// The interval around what is expected.
    pub interval: Option<(f64, f64)>,
    /// A mark across it.
    pub mark: Option<f64>,
    /// Whether it is the one in question.
    pub lit: bool,
}

/// The chart.
#[derive(Clone, Debug)]
pub struct History<'a> {
    /// The columns in the order of time.
    pub columns: &'a [HistoryColumn<'a>],
    /// The lines across, each with its words; the last is the top.
    pub lines: &'a [(f64, String)],
    /// All of it in words, for those who do not see it.
    pub told: &'a str,
}

/// Left of the columns, for the words of the lines.
const LEFT: f32 = 48.0;
/// Below the columns, for their names.
const BELOW: f32 = 24.0;
/// The widest that a column gets.
const WIDEST: f32 = 34.0;

/// Draws the chart in the width there is.
pub fn history(ui: &mut Ui, height: f32, chart: &History<'_>) -> Response {
    let size = vec2(ui.available_width(), height);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    text::tell(ui, rect, chart.told);
    let theme = Theme::get(ui);
    let plot = Rect::from_min_max(
        pos2(rect.left() + LEFT, rect.top() + 12.0),
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
    let lit = chart.columns.iter().position(|column| column.lit);
    if let Some(at) = lit {
        let left = plot.left() + step * at as f32;
        let band = Rect::from_x_y_ranges(left..=left + step, rect.top()..=rect.bottom());
        painter.rect_filled(band, 6.0, theme.accent_bg);
    }
    let first = chart.columns.iter().position(|column| column.kind == ColumnKind::Expected);
    if let Some(at) = first.filter(|at| *at > 0) {
        let x = plot.left() + step * at as f32;
        paint::dashed_vline(painter, x, plot.top(), plot.bottom(), 1.0, theme.border);
    }
    for (at, column) in chart.columns.iter().enumerate() {
        let x = plot.left() + step * (at as f32 + 0.5);
        one(painter, theme, column, (x, step, plot.bottom()), &y);
        let below = pos2(x, plot.bottom() + 14.0);
        let color = if column.lit { theme.accent_t } else { theme.t2 };
        let kind = if column.lit { text::LABEL12M } else { text::LABEL12 };
        text::paint(painter, below, Align2::CENTER_CENTER, kind, color, column.name);
    }
    response
}

fn one(
    painter: &Painter,
    theme: &Theme,
    column: &HistoryColumn<'_>,
    (x, step, ground): (f32, f32, f32),
    y: &dyn Fn(f64) -> f32,
) {
    let wide = (step * 0.6).min(WIDEST);
    let mut highest = ground;
    if let Some(value) = column.value {
        let bar = Rect::from_min_max(pos2(x - wide / 2.0, y(value)), pos2(x + wide / 2.0, ground));
        match column.kind {
            ColumnKind::Past => {
                painter.rect_filled(bar, 2.0, theme.accent_2);
            }
            ColumnKind::Base => {
                painter.rect_filled(bar, 2.0, theme.accent);
            }
            ColumnKind::Expected => {
                let stroke = Stroke::new(1.0, theme.accent);
                paint::dashed_frame(painter, bar, stroke, (3.0, 3.0));
            }
        }
        highest = bar.top();
    }
    if let Some((low, high)) = column.interval {
        let (low, high) = (y(low), y(high));
        painter.vline(x, high..=low, Stroke::new(1.5, theme.t1));
        for end in [low, high] {
            painter.hline(x - 5.0..=x + 5.0, end, Stroke::new(1.5, theme.t1));
        }
        if let Some(value) = column.value {
            painter.circle_filled(pos2(x, y(value)), 3.5, theme.accent);
        }
        highest = highest.min(high);
    }
    if let Some(mark) = column.mark {
        let at = y(mark);
        painter.hline(x - wide * 0.7..=x + wide * 0.7, at, Stroke::new(2.5, theme.warn));
        highest = highest.min(at);
    }
    let color = match column.kind {
        ColumnKind::Expected => theme.warn_t,
        ColumnKind::Past | ColumnKind::Base => theme.t1,
    };
    let kind = if column.kind == ColumnKind::Past { text::LABEL12 } else { text::LABEL12M };
    let at = pos2(x, highest - 9.0);
    text::paint(painter, at, Align2::CENTER_CENTER, kind, color, column.said);
}

/// Round values for the lines across a chart that reaches up to `most`: zero, and at most five
/// equal steps.
pub fn lines(most: f64) -> Vec<f64> {
    let most = if most.is_finite() && most > 0.0 { most } else { 1.0 };
    let rough = most / 4.0;
    let magnitude = 10_f64.powf(rough.log10().floor());
    let steps = [1.0, 2.0, 2.5, 5.0, 10.0].map(|step| step * magnitude);
    let step = steps.into_iter().find(|step| *step >= rough).unwrap_or(rough);
    let count = (most / step).ceil() as usize;
    (0..=count).map(|at| at as f64 * step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_round_and_reach_over_the_highest() {
        assert_eq!(lines(3_400.0), [0.0, 1_000.0, 2_000.0, 3_000.0, 4_000.0]);
        assert_eq!(lines(4_000.0), [0.0, 1_000.0, 2_000.0, 3_000.0, 4_000.0]);
        assert_eq!(lines(9.0), [0.0, 2.5, 5.0, 7.5, 10.0]);
        for most in [0.0, -1.0, f64::NAN, 1e-9, 1e15] {
            let lines = lines(most);
            assert!((2..=6).contains(&lines.len()), "{most}: {lines:?}");
            assert!(lines.windows(2).all(|pair| pair[0] < pair[1]));
        }
    }
}
