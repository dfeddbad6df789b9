//! A line over the visits on which something was seen, one place for each visit, with what is asked for.
//!
//! Visits stand at the same distance from each other whatever the days between them: the line tells the order,
//! the words below it the days. Where there is no room for all words, those of the last visits stay.

use egui::{Align2, Pos2, Rect, Response, Role, Sense, Shape, Stroke, Ui, Vec2, pos2, vec2};

use crate::ui::paint;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// A visit on the line.
#[derive(Clone, Copy, Debug)]
pub struct TrendPoint<'a> {
    /// What stands below it.
    pub day: &'a str,
    /// How high it is, in the unit of [`Trend::lines`].
    pub value: f64,
    /// The value in words.
    pub said: &'a str,
    /// Whether it is the visit that is looked at.
    pub lit: bool,
}

/// The chart.
#[derive(Clone, Debug)]
pub struct Trend<'a> {
    /// The visits in the order of days.
    pub points: &'a [TrendPoint<'a>],
    /// The lines across, each with its words, from the lowest.
    pub lines: &'a [(f64, String)],
    /// What is asked for, and its words.
    pub required: Option<(f64, &'a str)>,
    /// All of it in words, for those who do not see it.
    pub told: &'a str,
}

/// Left of the line, for the words of the lines across.
const LEFT: f32 = 32.0;
/// Below the line, for the days.
const BELOW: f32 = 26.0;

/// Draws the chart in the width there is; returns the visit that was clicked.
pub fn trend(ui: &mut Ui, height: f32, chart: &Trend<'_>) -> (Response, Option<usize>) {
    let theme = Theme::get(ui);
    let size = vec2(ui.available_width(), height);
    let (rect, response) = ui.allocate_exact_size(size, Sense::CLICK);
    paint::named(&response, Role::Image, true, chart.told);
    let plot = Rect::from_min_max(
        pos2(rect.left() + LEFT, rect.top() + 16.0),
        pos2(rect.right() - 12.0, rect.bottom() - BELOW),
    );
    let low = chart.lines.first().map_or(0.0, |(value, _)| *value);
    let high = chart.lines.last().map_or(1.0, |(value, _)| *value).max(low + f64::EPSILON);
    let y = |value: f64| {
        let part = ((value - low) / (high - low)).clamp(0.0, 1.0) as f32;
        plot.bottom() - part * plot.height()
    };
    let painter = ui.painter();
    for (value, words) in chart.lines {
        paint::hline(painter, plot.left(), plot.right(), y(*value), theme.grid);
        let at = pos2(plot.left() - 8.0, y(*value));
        text::paint(painter, at, Align2::RIGHT_CENTER, text::LABEL12, theme.t3, words);
    }
    if let Some((required, _)) = chart.required {
        let ends = [pos2(plot.left(), y(required)), pos2(plot.right(), y(required))];
        painter.extend(Shape::dashed_line(&ends, Stroke::new(1.5, theme.t2), 4.0, 3.0));
    }
    let step = plot.width() / chart.points.len().max(1) as f32;
    let place = |at: usize, point: &TrendPoint<'_>| {
        pos2(plot.left() + step * (at as f32 + 0.5), y(point.value))
    };
    let places: Vec<Pos2> =
        chart.points.iter().enumerate().map(|(at, point)| place(at, point)).collect();
    painter.add(Shape::line(places.clone(), Stroke::new(2.0, theme.accent)));
    let mut room = f32::INFINITY;
    let mut taken: Vec<Rect> = vec![];
    for (point, center) in chart.points.iter().zip(&places).rev() {
        let radius = if point.lit { 5.5 } else { 4.0 };
        painter.circle(*center, radius, theme.accent, Stroke::new(1.5, theme.surface));
        taken.push(Rect::from_center_size(*center, vec2(2.0, 2.0) * radius));
        let kind = if point.lit { text::LABEL12M } else { text::LABEL12 };
        let at = pos2(center.x, plot.bottom() + 15.0);
        let wide = text::size(painter, kind, point.day).x;
        let shown = Rect::from_center_size(at, vec2(wide, 18.0));
        if shown.right() + 6.0 <= room {
            let middle = Align2::CENTER_CENTER;
            text::paint(painter, at, middle, kind, theme.t3, point.day);
            room = shown.left();
            let color = if point.lit { theme.accent_t } else { theme.t2 };
            // Above the point, unless the line of what is asked for would run through it.
            let struck = chart.required.is_some_and(|(required, _)| {
                (y(required) - (center.y - 12.0)).abs() < 9.0 && center.y + 24.0 < plot.bottom()
            });
            let at = pos2(center.x, center.y + if struck { 13.0 } else { -12.0 });
            taken.push(text::paint(painter, at, middle, kind, color, point.said));
        }
    }
    if let Some((required, words)) = chart.required {
        let size = text::size(painter, text::LABEL12, words);
        let free = free_place(plot, y(required), size, &taken, &places);
        // Where there is no room at the line, its words stand in the corner above.
        let place = free.unwrap_or_else(|| {
            Rect::from_min_size(pos2(plot.right() - size.x, rect.top() - 4.0), size)
        });
        let middle = Align2::CENTER_CENTER;
        text::paint(painter, place.center(), middle, text::LABEL12, theme.t2, words);
    }
    let near = |pointer: Pos2| {
        let distance = |at: &Pos2| (at.x - pointer.x).abs();
        let found =
            places.iter().enumerate().min_by(|(_, a), (_, b)| distance(a).total_cmp(&distance(b)));
        found.map(|(at, _)| at)
    };
    let clicked = response.interact_pointer_pos().filter(|_| response.clicked()).and_then(near);
    let hovered = response.hover_pos().and_then(near).and_then(|at| chart.points.get(at));
    let response = match hovered {
        Some(point) => response.on_hover_text_at_pointer(paint::spoken(&[point.day, point.said])),
        None => response,
    };
    (response, clicked)
}

/// A place for words of a size at a height of the chart, at one of its sides, where neither words nor points
/// are, and the line does not run through; `None` where there is none.
fn free_place(plot: Rect, y: f32, size: Vec2, taken: &[Rect], line: &[Pos2]) -> Option<Rect> {
    let (left, right) = (plot.left() + 4.0, plot.right() - size.x);
    let (above, below) = (y - size.y - 1.0, y + 2.0);
    let corners = [pos2(left, above), pos2(left, below), pos2(right, above), pos2(right, below)];
    let mut places = corners.into_iter().map(|min| Rect::from_min_size(min, size));
    places.find(|place| {
        let steps = line.iter().zip(line.iter().skip(1));
        let mut run = steps
            .flat_map(|(from, to)| (0..=8_u8).map(move |n| from.lerp(*to, f32::from(n) / 8.0)));
        place.bottom() <= plot.bottom()
            && !taken.iter().any(|other| other.intersects(*place))
            && !run.any(|at| place.contains(at))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::dress;
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable;

    #[test]
    fn a_visit_is_chosen_where_its_point_is() {
        let mut harness = Harness::builder()
            .with_context_setup(dress)
            .with_size(vec2(400.0, 240.0))
            .build_ui_state(
                |ui, chosen: &mut Option<usize>| {
                    let point = |day, value| TrendPoint { day, value, said: "", lit: false };
                    let points = [point("10-12", 2.0), point("11-03", 3.0), point("11-18", 4.0)];
                    let lines = [(1.0, "1".to_owned()), (5.0, "5".to_owned())];
                    let chart = Trend {
                        points: &points,
                        lines: &lines,
                        required: Some((3.0, "3")),
                        told: "2, 3, 4",
                    };
                    let (_, clicked) = trend(ui, 180.0, &chart);
                    *chosen = clicked.or(*chosen);
                },
                None,
            );
        harness.run();
        // The middle of the chart is nearest to the second of three.
        harness.get_by_role_and_label(Role::Image, "2, 3, 4").click();
        harness.run();
        assert_eq!(*harness.state(), Some(1));
    }

    #[test]
    fn the_words_of_what_is_asked_for_stand_where_nothing_else_does() {
        let plot = Rect::from_min_max(pos2(0.0, 0.0), pos2(200.0, 100.0));
        let size = vec2(60.0, 16.0);
        let found = |taken: &[Rect], line: &[Pos2]| free_place(plot, 50.0, size, taken, line);
        let above = Rect::from_min_size(pos2(4.0, 33.0), size);
        assert_eq!(found(&[], &[]), Some(above));
        // A value stands there: below the line.
        let below = Rect::from_min_size(pos2(4.0, 52.0), size);
        assert_eq!(found(&[above], &[]), Some(below));
        // The line runs through both at the left: at the right.
        let steep = [pos2(20.0, 90.0), pos2(20.0, 10.0), pos2(200.0, 0.0)];
        let right = Rect::from_min_size(pos2(140.0, 33.0), size);
        assert_eq!(found(&[], &steep), Some(right));
        assert_eq!(found(&[plot], &[]), None);
    }
}
