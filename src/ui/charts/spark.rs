//! A sparkline: the way of a number, without axes; the last value is a dot.

use egui::{Color32, Painter, Pos2, Rect, Response, Sense, Shape, Stroke, Ui, Vec2, pos2};

/// Draws a sparkline.
pub fn sparkline(ui: &mut Ui, size: Vec2, values: &[f32], color: Color32) -> Response {
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    paint_sparkline(ui.painter(), rect, values, color);
    response
}

/// Paints a sparkline into a rectangle.
pub fn paint_sparkline(painter: &Painter, rect: Rect, values: &[f32], color: Color32) {
    let points = layout(rect.shrink(3.0), values);
    if let Some(last) = points.last().copied() {
        painter.add(Shape::line(points, Stroke::new(1.5, color)));
        painter.circle_filled(last, 2.5, color);
    }
}

/// Spreads the values over the rectangle, the smallest at the bottom.
fn layout(rect: Rect, values: &[f32]) -> Vec<Pos2> {
    let finite = || values.iter().copied().filter(|value| value.is_finite());
    let (low, high) = (finite().fold(f32::MAX, f32::min), finite().fold(f32::MIN, f32::max));
    let steps = values.len().saturating_sub(1).max(1) as f32;
    let points = values.iter().enumerate().filter(|(_, value)| value.is_finite());
    points
        .map(|(i, value)| {
            // A flat line lies in the middle.
            let part = if high > low { (value - low) / (high - low) } else { 0.5 };
            let x = rect.left() + rect.width() * i as f32 / steps;
            pos2(x, rect.bottom() - rect.height() * part)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_fills_the_rectangle() {
        let rect = Rect::from_min_max(pos2(0.0, 0.0), pos2(10.0, 20.0));
        let points = layout(rect, &[1.0, 3.0, 2.0]);
        assert_eq!(points, [pos2(0.0, 20.0), pos2(5.0, 0.0), pos2(10.0, 10.0)]);
        assert_eq!(layout(rect, &[4.0, 4.0])[0].y, 10.0);
        assert!(layout(rect, &[]).is_empty());
    }
}
