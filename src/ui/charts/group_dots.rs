//! Two groups of people on one scale: a dot for each, and where the mean of the group lies.

use egui::{Align2, Response, Role, Sense, Stroke, Ui, pos2, vec2};

use crate::ui::paint;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// A group.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Group {
    /// What it is called.
    pub label: String,
    /// Where each person stands, 0 to 1, from left to right: a sign above the dot, and the words on hover.
    pub dots: Vec<(f32, String, String)>,
    /// Where its mean lies.
    pub mean: Option<f32>,
}

/// The whole picture.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct GroupDots {
    /// All of it in words, for screen readers.
    pub told: String,
    /// The two groups; the dots of the second are hollow.
    pub groups: [Group; 2],
    /// The values of the scale, from left to right.
    pub axis: Vec<(f32, String)>,
}

/// The height of a group.
const ROW: f32 = 42.0;
/// The height of the axis.
const AXIS: f32 = 22.0;
/// The room of the labels.
const LABELS: f32 = 72.0;
const RADIUS: f32 = 5.5;

/// Draws the groups below each other in the width there is.
pub fn group_dots(ui: &mut Ui, chart: &GroupDots) -> Response {
    let size = vec2(ui.available_width(), 2.0 * ROW + AXIS);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    paint::named(&response, Role::Image, true, &chart.told);
    let (painter, theme) = (ui.painter(), Theme::get(ui));
    let (left, right) = (rect.left() + LABELS, rect.right() - 24.0);
    let x = |part: f32| left + (right - left).max(1.0) * part.clamp(0.0, 1.0);
    let bottom = rect.bottom() - AXIS;
    for (at, label) in &chart.axis {
        paint::vline(painter, x(*at), rect.top(), bottom, theme.grid);
        let below = pos2(x(*at), bottom + AXIS / 2.0);
        text::paint(painter, below, Align2::CENTER_CENTER, text::LABEL12, theme.t3, label);
    }
    let pointer = response.hover_pos();
    let mut said = String::new();
    for (row, group) in chart.groups.iter().enumerate() {
        let y = rect.top() + ROW * row as f32 + 29.0;
        let name = pos2(rect.left(), y);
        text::paint(painter, name, Align2::LEFT_CENTER, text::LABEL12, theme.t2, &group.label);
        if let Some(mean) = group.mean {
            let stroke = Stroke::new(2.0, theme.t1);
            painter.line_segment([pos2(x(mean), y - 9.0), pos2(x(mean), y + 9.0)], stroke);
        }
        let mut end = f32::NEG_INFINITY;
        for (at, sign, words) in &group.dots {
            let center = pos2(x(*at), y);
            if row == 0 {
                painter.circle_filled(center, RADIUS, theme.accent);
            } else {
                let stroke = Stroke::new(1.5, theme.accent);
                painter.circle(center, RADIUS, theme.surface, stroke);
            }
            let half = text::size(painter, text::LABEL12, sign).x / 2.0;
            // Where signs would lie on each other, the first stays.
            if center.x - half > end + 3.0 {
                let above = pos2(center.x, y - 16.0);
                let middle = Align2::CENTER_CENTER;
                text::paint(painter, above, middle, text::LABEL12, theme.t2, sign);
                end = center.x + half;
            }
            if pointer.is_some_and(|pointer| pointer.distance(center) <= RADIUS + 3.0) {
                said.clone_from(words);
            }
        }
    }
    if said.is_empty() { response } else { response.on_hover_text_at_pointer(said) }
}
