//! A stretch of time with the points at which it is looked at: what is over, what is due, what is to come.

use egui::{Align2, Rect, Response, Role, Sense, Stroke, Ui, pos2, vec2};

use crate::ui::paint;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// Where a point stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum PointState {
    /// It took place.
    Past,
    /// It is the one that is looked at.
    Now,
    /// Its day went by.
    Late,
    /// It is to come.
    #[default]
    Coming,
}

/// A point.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CheckPoint {
    /// Where, 0 to 1.
    pub at: f32,
    /// What stands above it.
    pub top: String,
    /// What it is called, below it.
    pub name: String,
    /// A word on it, below that.
    pub note: String,
    /// Where it stands.
    pub state: PointState,
}

/// The whole picture.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CheckPoints {
    /// All of it in words, for screen readers.
    pub told: String,
    /// The points, in order.
    pub points: Vec<CheckPoint>,
    /// How much is over, 0 to 1.
    pub over: f32,
}

const HEIGHT: f32 = 80.0;
/// Room at both ends for the words of the first and last point.
const ENDS: f32 = 56.0;

/// Draws the points in the width there is.
pub fn check_points(ui: &mut Ui, chart: &CheckPoints) -> Response {
    let size = vec2(ui.available_width(), HEIGHT);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    paint::named(&response, Role::Image, true, &chart.told);
    let (painter, theme) = (ui.painter(), Theme::get(ui));
    let y = rect.top() + 28.0;
    let (left, right) = (rect.left() + ENDS, (rect.right() - ENDS).max(rect.left() + ENDS));
    let x = |part: f32| left + (right - left) * part.clamp(0.0, 1.0);
    let bar = |from: f32, to: f32| Rect::from_min_max(pos2(from, y - 3.0), pos2(to, y + 3.0));
    painter.rect_filled(bar(left, right), 3.0, theme.neu_bg);
    painter.rect_filled(bar(left, x(chart.over)), 3.0, theme.accent);
    let room = (right - left) / chart.points.len().saturating_sub(1).max(1) as f32;
    for point in &chart.points {
        let at = pos2(x(point.at), y);
        painter.circle_filled(at, 10.0, theme.surface);
        let color = match point.state {
            PointState::Past => {
                painter.circle_filled(at, 8.0, theme.accent);
                theme.t2
            }
            PointState::Now => {
                painter.circle_stroke(at, 8.0, Stroke::new(2.5, theme.accent));
                theme.accent_t
            }
            PointState::Late => {
                painter.circle_stroke(at, 8.0, Stroke::new(2.5, theme.bad));
                theme.bad_t
            }
            PointState::Coming => {
                painter.circle_stroke(at, 7.0, Stroke::new(2.0, theme.border2));
                theme.t2
            }
        };
        let center = Align2::CENTER_CENTER;
        let above = pos2(at.x, rect.top() + 8.0);
        text::paint(painter, above, center, text::LABEL12, color, &point.top);
        let line = |top: f32| {
            Rect::from_center_size(pos2(at.x, y + top), vec2((room - 8.0).max(2.0 * ENDS), 18.0))
        };
        let middle = egui::Align::Center;
        text::paint_fit(painter, line(21.0), middle, text::LABEL12M, color, &point.name);
        text::paint_fit(painter, line(39.0), middle, text::LABEL12, theme.t3, &point.note);
    }
    response
}
