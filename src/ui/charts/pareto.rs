//! Pareto: bars from the most frequent on, and the line of what the first ones make together.
//!
//! Bars and line share one scale, the share of all: where the line reaches four fifths, the bars to its left
//! are what to work on. What is not known is a grey bar like the others, never left out.

use egui::{Align, Align2, Color32, Rect, Role, Sense, Stroke, Ui, pos2, vec2};

use crate::ui::overlay::tooltip;
use crate::ui::paint;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// A bar.
#[derive(Clone, Copy, Debug)]
pub struct ParetoBar<'a> {
    /// The name below it.
    pub name: &'a str,
    /// How many, above it.
    pub count: &'a str,
    /// Its share of all, 0 to 1.
    pub share: f32,
    /// The share of this and all before it, 0 to 1.
    pub cumulative: f32,
    /// The same in words, for the tooltip.
    pub said: &'a str,
    /// Whether it stands for what is not known.
    pub quiet: bool,
}

/// Left of the bars, for the words of the lines.
const LEFT: f32 = 48.0;
/// Above the bars, for what stands over the highest.
const ABOVE: f32 = 18.0;
/// Below the bars, for two lines of a name.
const BELOW: f32 = 44.0;
/// The widest that a bar gets.
const WIDEST: f32 = 50.0;

/// Draws the chart in the width there is; returns the bar that was clicked.
pub fn pareto(ui: &mut Ui, height: f32, bars: &[ParetoBar<'_>]) -> Option<usize> {
    let size = vec2(ui.available_width(), height);
    let (rect, whole) = ui.allocate_exact_size(size, Sense::hover());
    let theme = Theme::get(ui);
    let plot = Rect::from_min_max(
        pos2(rect.left() + LEFT, rect.top() + ABOVE),
        pos2(rect.right() - 16.0, rect.bottom() - BELOW),
    );
    let y = |share: f32| plot.bottom() - share.clamp(0.0, 1.0) * plot.height();
    for (share, words) in
        [(0.0, "0%"), (0.2, "20%"), (0.4, "40%"), (0.6, "60%"), (0.8, "80%"), (1.0, "100%")]
    {
        let painter = ui.painter();
        let line = paint::snap(painter, y(share));
        painter.hline(plot.x_range(), line, Stroke::new(1.0, theme.grid));
        let at = pos2(plot.left() - 8.0, line);
        text::paint(painter, at, Align2::RIGHT_CENTER, text::LABEL12, theme.t3, words);
    }
    let step = plot.width() / bars.len().max(1) as f32;
    let middle = |at: usize| plot.left() + step * (at as f32 + 0.5);
    let mut clicked = None;
    for (at, bar) in bars.iter().enumerate() {
        let band = Rect::from_x_y_ranges(
            middle(at) - step / 2.0..=middle(at) + step / 2.0,
            rect.top()..=rect.bottom(),
        );
        let response = ui.interact(band, whole.id.with(at), Sense::click());
        paint::named(&response, Role::Button, true, &paint::spoken(&[bar.name, bar.said]));
        if response.clicked() {
            clicked = Some(at);
        }
        let fill = if response.hovered() { theme.selected } else { Color32::TRANSPARENT };
        let painter = ui.painter();
        painter.rect_filled(band, 6.0, fill);
        let wide = (step * 0.6).min(WIDEST);
        let top = y(bar.share).min(plot.bottom() - 2.0);
        let column = Rect::from_min_max(
            pos2(middle(at) - wide / 2.0, top),
            pos2(middle(at) + wide / 2.0, plot.bottom()),
        );
        let color = if bar.quiet { theme.chart_slate() } else { theme.accent };
        painter.rect_filled(column, 2.0, color);
        // Within the bar where the point of the line would lie on it.
        let hidden = y(bar.cumulative) > top - 22.0 && column.height() > 20.0;
        let (over, ink) = if hidden { (top + 12.0, theme.on_fill) } else { (top - 9.0, theme.t1) };
        let over = pos2(middle(at), over);
        text::paint(painter, over, Align2::CENTER_CENTER, text::LABEL12M, ink, bar.count);
        name_below(ui, band.with_min_y(plot.bottom() + 4.0), bar.name, theme);
        if response.has_focus() {
            paint::focus_inside(ui, band);
        }
        tooltip::show(&response, |ui| tooltip::rows(ui, bar.name, bar.said));
    }
    let points = bars.iter().enumerate();
    let points: Vec<_> = points.map(|(at, bar)| pos2(middle(at), y(bar.cumulative))).collect();
    let [_, line, ..] = theme.chart;
    let painter = ui.painter();
    for pair in points.windows(2) {
        if let [from, to] = pair {
            painter.line_segment([*from, *to], Stroke::new(2.0, line));
        }
    }
    for point in points {
        painter.circle(point, 3.5, line, Stroke::new(1.5, theme.surface));
    }
    clicked
}

/// The name of a bar in one line or two, cut where that is not enough.
fn name_below(ui: &Ui, room: Rect, name: &str, theme: &Theme) {
    let room = room.shrink2(vec2(2.0, 0.0));
    let width = text::width(ui, text::LABEL12, name);
    let painter = ui.painter();
    let line =
        |n: f32| Rect::from_min_size(room.min + vec2(0.0, n * 18.0), vec2(room.width(), 18.0));
    if width <= room.width() {
        text::paint_fit(painter, line(0.0), Align::Center, text::LABEL12, theme.t2, name);
        return;
    }
    let (first, second) = halves(name);
    text::paint_fit(painter, line(0.0), Align::Center, text::LABEL12, theme.t2, first);
    text::paint_fit(painter, line(1.0), Align::Center, text::LABEL12, theme.t2, second);
}

/// A name in two parts: at the space nearest to its middle, else at the middle.
fn halves(name: &str) -> (&str, &str) {
    let half = name.chars().count() / 2;
    let spaces = name.char_indices().enumerate().filter(|(_, (_, c))| *c == ' ');
    let nearest = spaces.min_by_key(|(at, _)| at.abs_diff(half)).map(|(_, (byte, _))| byte);
    let at = nearest.or_else(|| {
        name.char_indices().nth(name.chars().count().div_ceil(2)).map(|(byte, _)| byte)
    });
    let (first, second) = at.and_then(|at| name.split_at_checked(at)).unwrap_or((name, ""));
    (first, second.trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_name_stands_in_two_lines() {
        for (name, first, second) in [
            ("项目取消或搁置", "项目取消", "或搁置"),
            ("Decision makers changed", "Decision", "makers changed"),
            ("References and reputation", "References", "and reputation"),
            ("价格", "价", "格"),
            ("", "", ""),
        ] {
            assert_eq!(halves(name), (first, second), "{name}");
        }
    }
}
