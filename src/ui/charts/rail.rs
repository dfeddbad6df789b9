//! Days on a line, of which two are chosen: what lies between them stands out.
//!
//! Each day is a button. Where there is no room for all of their words, those of the two chosen days stay.

use egui::{
    Align2, Color32, Painter, Pos2, Rect, Response, Role, Sense, Stroke, Ui, Vec2, pos2, vec2,
};

use crate::ui::paint;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// A day on the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RailPoint<'a> {
    /// What stands below it.
    pub label: &'a str,
    /// What it is, for screen readers and on hover.
    pub told: &'a str,
    /// Whether it is only a day, and nothing stands for it.
    pub hollow: bool,
}

/// Half of the height of what can be pressed around a point.
const REACH: f32 = 14.0;

/// Draws the line with two of its points chosen; returns the point that was pressed.
pub fn rail(
    ui: &mut Ui,
    size: Vec2,
    points: &[RailPoint<'_>],
    (first, last): (Option<usize>, Option<usize>),
) -> Option<usize> {
    let (rect, whole) = ui.allocate_exact_size(size, Sense::hover());
    let theme = Theme::get(ui);
    let y = rect.top() + size.y * 0.36;
    let gaps = points.len().saturating_sub(1).max(1) as f32;
    // The words of the ends stay inside.
    let (left, right) = (rect.left() + 22.0, rect.right() - 22.0);
    let at = |i: usize| pos2(left + (right - left) * i as f32 / gaps, y);
    let reach = ((right - left) / gaps / 2.0).clamp(6.0, REACH);
    let buttons: Vec<Response> = (0..points.len())
        .map(|i| {
            let place = Rect::from_center_size(at(i), vec2(2.0 * reach, 2.0 * REACH));
            ui.interact(place, whole.id.with(i), Sense::click())
        })
        .collect();
    let painter = ui.painter();
    let bar = |from: Pos2, to: Pos2, wide: f32, color: Color32| {
        let half = vec2(0.0, wide / 2.0);
        painter.rect_filled(Rect::from_min_max(from - half, to + half), 0.0, color);
    };
    if let Some(end) = points.len().checked_sub(1) {
        bar(at(0), at(end), 2.0, theme.border2);
    }
    if let (Some(first), Some(last)) = (first, last) {
        bar(at(first), at(last), 4.0, theme.accent);
    }
    let chosen = |i: usize| first == Some(i) || last == Some(i);
    let between = |i: usize| first.zip(last).is_some_and(|(first, last)| first <= i && i <= last);
    for (i, (point, button)) in points.iter().zip(&buttons).enumerate() {
        paint::named_selected(button, Role::Button, chosen(i), point.told);
        let color = if between(i) { theme.accent } else { theme.border2 };
        let center = at(i);
        if chosen(i) {
            painter.circle(center, 8.0, theme.surface, Stroke::new(2.0, theme.accent));
            painter.circle_filled(center, 3.0, theme.accent);
        } else if point.hollow {
            painter.circle(center, 3.5, theme.surface, Stroke::new(1.5, color));
        } else {
            let radius = if button.hovered() { 5.0 } else { 3.5 };
            painter.circle_filled(center, radius, color);
        }
        paint::focus_ring(ui, button, Rect::from_center_size(center, Vec2::splat(16.0)), 8);
    }
    words(painter, theme, points, &at, &chosen);
    let mut pressed = None;
    for (i, (button, point)) in buttons.into_iter().zip(points).enumerate() {
        if button.clicked() {
            pressed = Some(i);
        }
        button.on_hover_text(point.told);
    }
    pressed
}

/// Sets the words of the chosen days, and of the others where they do not run into those beside them.
fn words(
    painter: &Painter,
    theme: &Theme,
    points: &[RailPoint<'_>],
    at: &dyn Fn(usize) -> Pos2,
    chosen: &dyn Fn(usize) -> bool,
) {
    let mut taken: Vec<Rect> = vec![];
    for wanted in [true, false] {
        for (i, point) in points.iter().enumerate().filter(|(i, _)| chosen(*i) == wanted) {
            let (kind, color) =
                if wanted { (text::LABEL12M, theme.accent_t) } else { (text::LABEL12, theme.t3) };
            let center = at(i) + vec2(0.0, 21.0);
            let place = Rect::from_center_size(center, text::size(painter, kind, point.label));
            if taken.iter().all(|other| !other.expand2(vec2(6.0, 0.0)).intersects(place)) {
                text::paint(painter, center, Align2::CENTER_CENTER, kind, color, point.label);
                taken.push(place);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::dress;
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable;

    #[test]
    fn days_are_pressed_by_their_names() {
        let mut harness = Harness::builder().with_context_setup(dress).build_ui_state(
            |ui, first: &mut usize| {
                let point = |label, told| RailPoint { label, told, hollow: false };
                let points = [
                    point("09-30", "2025-09-30"),
                    point("10-12", "2025-10-12"),
                    point("11-18", "2025-11-18"),
                ];
                let pressed = rail(ui, vec2(300.0, 54.0), &points, (Some(*first), Some(2)));
                *first = pressed.unwrap_or(*first);
            },
            0,
        );
        harness.run();
        harness.get_by_role_and_label(Role::Button, "2025-10-12").click();
        harness.run();
        assert_eq!(*harness.state(), 1);
    }
}
