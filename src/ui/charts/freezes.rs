//! What was said week by week of a period, with the range of each, and what came: one panel for each
//! period.
//!
//! Heights come in as parts of the axis, from 0 to 1, and texts come in formatted. A range that what
//! came lies outside of is marked by colour and by the words of its point.

use egui::{Align2, Color32, Painter, Rect, Response, Role, Sense, Shape, Stroke, Ui, pos2, vec2};

use crate::ui::paint;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// What became of something that was said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum FreezeKind {
    /// It came true, or is not over.
    #[default]
    Kept,
    /// What came lies outside of the range.
    Missed,
    /// It is what would be said now, and is not kept.
    Now,
}

/// What was said on a day.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FreezePoint {
    /// Its name below the axis, such as "W47".
    pub name: String,
    /// What was said.
    pub at: f32,
    /// The range.
    pub range: Option<(f32, f32)>,
    /// What became of it.
    pub kind: FreezeKind,
    /// It in words, on hover.
    pub told: String,
}

/// A period.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FreezePanel {
    /// Its name and what came, below.
    pub name: String,
    /// What was said, in order.
    pub points: Vec<FreezePoint>,
    /// What came.
    pub actual: Option<f32>,
    /// What was to come, where it has not.
    pub goal: Option<f32>,
}

/// The chart.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Freezes {
    /// All of it in words, for screen readers.
    pub told: String,
    /// Heights and words at the left, the lowest first.
    pub axis: Vec<(f32, String)>,
    /// The periods, from left to right.
    pub panels: Vec<FreezePanel>,
    /// The last value in words, and what stands below it.
    pub end: Option<(String, String)>,
}

/// Below the plot: the names of the points, and of the panels.
const BELOW: f32 = 42.0;
/// Right of the plot, for the words at the end.
const RIGHT: f32 = 84.0;
/// The room from which on the name of a period is written.
const LEAST_NAME: f32 = 48.0;

/// Draws the chart in the width there is.
pub fn freezes(ui: &mut Ui, height: f32, chart: &Freezes) -> Response {
    let size = vec2(ui.available_width(), height);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    paint::named(&response, Role::Image, true, &chart.told);
    let (painter, theme) = (ui.painter(), Theme::get(ui));
    let wide = |label: &String| text::size(painter, text::LABEL12, label).x.ceil();
    let left = chart.axis.iter().map(|(_, label)| wide(label)).fold(0.0, f32::max) + 8.0;
    let right = if chart.end.is_some() { RIGHT } else { 4.0 };
    let plot = Rect::from_min_max(
        pos2(rect.left() + left, rect.top() + 8.0),
        pos2((rect.right() - right).max(rect.left() + left + 40.0), rect.bottom() - BELOW),
    );
    let y = |part: f32| plot.bottom() - plot.height() * part.clamp(0.0, 1.0);
    for (part, label) in &chart.axis {
        paint::hline(painter, plot.left(), plot.right(), y(*part), theme.grid);
        let at = pos2(plot.left() - 8.0, y(*part));
        text::paint(painter, at, Align2::RIGHT_CENTER, text::LABEL12, theme.t3, label);
    }
    // A period in which nothing was said has the room of one point.
    let slots = |panel: &FreezePanel| panel.points.len().max(1) as f32;
    let all: f32 = chart.panels.iter().map(slots).sum();
    let step = plot.width() / all.max(1.0);
    let pointer = response.hover_pos();
    let mut hovered = None;
    let mut x = plot.left();
    for (number, panel) in chart.panels.iter().enumerate() {
        let end = x + step * slots(panel);
        if number > 0 {
            paint::vline(painter, x, plot.top(), plot.bottom() + 4.0, theme.border);
        }
        let room = Rect::from_min_max(pos2(x, plot.top()), pos2(end, plot.bottom()));
        let near = draw(painter, theme, panel, room, &y, pointer);
        hovered = hovered.or(near);
        let below = Rect::from_min_max(
            pos2(x + 2.0, plot.bottom() + 20.0),
            pos2(end - 2.0, plot.bottom() + 38.0),
        );
        // A few letters of a name say nothing.
        if below.width() >= LEAST_NAME {
            let middle = egui::Align::Center;
            text::paint_fit(painter, below, middle, text::LABEL12, theme.t2, &panel.name);
        }
        x = end;
    }
    let last = chart.panels.last().and_then(|panel| panel.points.last());
    if let (Some((value, note)), Some(last)) = (&chart.end, last) {
        let at = pos2(plot.right() + 8.0, y(last.at));
        let left = Align2::LEFT_CENTER;
        text::paint(painter, at, left, text::LABEL12M, theme.accent_t, value);
        let below = at + vec2(0.0, 16.0);
        text::paint(painter, below, left, text::LABEL12, theme.t3, note);
    }
    match hovered {
        Some(told) => response.on_hover_text_at_pointer(told),
        None => response,
    }
}

/// Draws a period; returns the words of the point under the pointer.
fn draw<'a>(
    painter: &Painter,
    theme: &Theme,
    panel: &'a FreezePanel,
    room: Rect,
    y: &dyn Fn(f32) -> f32,
    pointer: Option<egui::Pos2>,
) -> Option<&'a str> {
    let across = |height: f32, width: f32, color: Color32| {
        let at = y(height);
        let line = Rect::from_min_max(
            pos2(room.left() + 6.0, at - width / 2.0),
            pos2(room.right() - 6.0, at + width / 2.0),
        );
        painter.rect_filled(line, 0.0, color);
    };
    let [_, second, ..] = theme.chart;
    match (panel.actual, panel.goal) {
        (Some(actual), _) => across(actual, 2.0, theme.t1),
        (None, Some(goal)) => across(goal, 2.5, second),
        (None, None) => {}
    }
    let step = room.width() / panel.points.len().max(1) as f32;
    let places = (0_u16..).zip(&panel.points);
    let places: Vec<_> = places
        .map(|(at, point)| (pos2(room.left() + step * (f32::from(at) + 0.5), y(point.at)), point))
        .collect();
    let path: Vec<egui::Pos2> = places.iter().map(|(at, _)| *at).collect();
    if path.len() > 1 {
        painter.add(Shape::line(path, Stroke::new(1.5, theme.accent)));
    }
    let mut near = None;
    for (at, point) in places {
        let (line, fill) = match point.kind {
            FreezeKind::Kept => (theme.accent_2, theme.accent),
            FreezeKind::Missed => (theme.bad, theme.bad),
            FreezeKind::Now => (theme.accent_2, theme.surface),
        };
        if let Some((low, high)) = point.range {
            painter.vline(at.x, y(high)..=y(low), Stroke::new(2.0, line));
            for end in [low, high] {
                painter.hline(at.x - 4.0..=at.x + 4.0, y(end), Stroke::new(2.0, line));
            }
        }
        let ring = if point.kind == FreezeKind::Now { theme.accent } else { theme.surface };
        painter.circle(at, 4.5, fill, Stroke::new(1.5, ring));
        let color = if point.kind == FreezeKind::Now { theme.accent_t } else { theme.t3 };
        let below = pos2(at.x, room.bottom() + 11.0);
        if step >= text::size(painter, text::LABEL12, &point.name).x {
            let kind = text::LABEL12;
            text::paint(painter, below, Align2::CENTER_CENTER, kind, color, &point.name);
        }
        if pointer.is_some_and(|pointer| (pointer.x - at.x).abs() < step / 2.0) {
            near = Some(point.told.as_str());
        }
    }
    near
}
