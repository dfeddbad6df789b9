//! The pace of a running sum: what is there day by day, the straight line of what should be, where
//! both of them end, and the goal.
//!
//! Everything comes in as parts of the axes, from 0 to 1, and in words. Each line has its own stroke
//! and its own words at its end, so that none is told by its colour alone.

use egui::{
    Align2, Color32, Painter, Pos2, Rect, Response, Role, Sense, Shape, Stroke, Ui, Vec2, pos2,
    vec2,
};

use crate::ui::paint;
use crate::ui::text::{self, Type};
use crate::ui::tokens::Theme;

/// The chart, ready to draw.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Pace {
    /// All of it in words, for screen readers.
    pub told: String,
    /// Places and words below.
    pub x_axis: Vec<(f32, String)>,
    /// Places and words at the left, the lowest first.
    pub y_axis: Vec<(f32, String)>,
    /// What is there, in order.
    pub actual: Vec<(f32, f32)>,
    /// What is there at the end.
    pub actual_label: String,
    /// Where the lines have come to, below the axis.
    pub now: Option<(f32, String)>,
    /// Where the goal stands at the right end, and its words.
    pub goal: Option<(f32, String)>,
    /// Whether the straight line to the goal is drawn.
    pub plan: bool,
    /// Where it ends if it goes on like this, and its words.
    pub outlook: Option<(f32, String)>,
    /// A point of the line that tells something, and what.
    pub turn: Option<((f32, f32), String)>,
    /// What stands in the middle while there is no line.
    pub nothing: String,
}

/// One of the lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaceLine {
    /// What is there.
    Actual,
    /// What should be there.
    Plan,
    /// What will be there if it goes on like this.
    Outlook,
}

/// Between two words at the end, one below the other.
const LINE: f32 = 16.0;

impl PaceLine {
    fn paint(self, painter: &Painter, theme: &Theme, path: &[Pos2]) {
        match self {
            Self::Actual => {
                painter.add(Shape::line(path.to_vec(), Stroke::new(2.0, theme.accent)));
            }
            Self::Plan => {
                let stroke = Stroke::new(1.5, theme.t3);
                painter.extend(Shape::dashed_line(path, stroke, 3.0, 2.0));
            }
            Self::Outlook => {
                painter.extend(Shape::dotted_line(path, theme.accent, 4.0, 1.0));
            }
        }
    }
}

/// Draws the chart in a place of this size.
pub fn pace(ui: &mut Ui, size: Vec2, chart: &Pace) -> Response {
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    paint::named(&response, Role::Image, true, &chart.told);
    let (painter, theme) = (ui.painter(), Theme::get(ui));
    let plot = Plot::new(painter, rect, chart);
    plot.axes(painter, theme, chart);
    plot.lines(painter, theme, chart);
    plot.ends(painter, theme, chart);
    response
}

/// Draws what a line means, for the header of a card.
pub fn key(ui: &mut Ui, line: PaceLine, label: &str) -> Response {
    let theme = Theme::get(ui);
    let wide = 22.0 + text::width(ui, text::LABEL12, label).ceil();
    let (rect, response) = ui.allocate_exact_size(vec2(wide, 18.0), Sense::hover());
    paint::named(&response, Role::Label, true, label);
    let painter = ui.painter();
    let y = painter.round_to_pixel_center(rect.center().y);
    line.paint(painter, theme, &[pos2(rect.left(), y), pos2(rect.left() + 16.0, y)]);
    let at = pos2(rect.left() + 22.0, rect.center().y);
    text::paint(painter, at, Align2::LEFT_CENTER, text::LABEL12, theme.t2, label);
    response
}

/// The room of the lines.
struct Plot(Rect);

impl Plot {
    /// What is left beside the words.
    fn new(painter: &Painter, rect: Rect, chart: &Pace) -> Self {
        let wide = |kind: Type, label: &str| text::size(painter, kind, label).x.ceil();
        let numbers = chart.y_axis.iter().map(|(_, label)| wide(text::LABEL12, label.as_str()));
        let left = numbers.fold(0.0, f32::max) + 8.0;
        let ends = [&chart.goal, &chart.outlook].into_iter().flatten();
        let words = ends.map(|(_, label)| wide(text::LABEL12M, label.as_str()));
        let right = words.fold(0.0, f32::max) + 18.0;
        let min = pos2((rect.left() + left).round(), rect.top() + 12.0);
        let end = (rect.right() - right).max(min.x + 40.0).round();
        Self(Rect::from_min_max(min, pos2(end, (rect.bottom() - 26.0).max(min.y + 20.0))))
    }

    fn at(&self, (x, y): (f32, f32)) -> Pos2 {
        let Self(room) = self;
        pos2(
            room.left() + room.width() * x.clamp(0.0, 1.0),
            room.bottom() - room.height() * y.clamp(0.0, 1.0),
        )
    }

    fn axes(&self, painter: &Painter, theme: &Theme, chart: &Pace) {
        let Self(room) = self;
        let kind = text::LABEL12;
        for (part, label) in &chart.y_axis {
            let y = self.at((0.0, *part)).y;
            let color = if *part > 0.0 { theme.grid } else { theme.border2 };
            paint::hline(painter, room.left(), room.right(), y, color);
            let at = pos2(room.left() - 8.0, y);
            text::paint(painter, at, Align2::RIGHT_CENTER, kind, theme.t3, label);
        }
        let below = |part: f32| pos2(self.at((part, 0.0)).x, room.bottom() + 14.0);
        let center = Align2::CENTER_CENTER;
        let now = chart.now.as_ref().map(|(part, label)| {
            text::paint(painter, below(*part), center, text::LABEL12M, theme.accent_t, label)
        });
        for (part, label) in &chart.x_axis {
            let at = below(*part);
            let place = Rect::from_center_size(at, text::size(painter, kind, label));
            // Where things stand matters more than the number of a day beside it.
            if now.is_none_or(|now| !now.expand2(vec2(6.0, 0.0)).intersects(place)) {
                text::paint(painter, at, center, kind, theme.t3, label);
            }
        }
    }

    fn lines(&self, painter: &Painter, theme: &Theme, chart: &Pace) {
        let Self(room) = self;
        if let Some((goal, _)) = chart.goal.as_ref().filter(|_| chart.plan) {
            let ends = [self.at((0.0, 0.0)), self.at((1.0, *goal))];
            PaceLine::Plan.paint(painter, theme, &ends);
        }
        let points: Vec<Pos2> = chart.actual.iter().map(|point| self.at(*point)).collect();
        let Some(last) = points.last().copied() else {
            let (at, center) = (room.center(), Align2::CENTER_CENTER);
            text::paint(painter, at, center, text::BODY13, theme.t3, &chart.nothing);
            return;
        };
        if let Some((end, _)) = &chart.outlook {
            PaceLine::Outlook.paint(painter, theme, &[last, self.at((1.0, *end))]);
        }
        if chart.now.is_some() {
            paint::dashed_vline(painter, last.x, last.y, room.bottom(), 1.0, theme.border2);
        }
        PaceLine::Actual.paint(painter, theme, &points);
        if let Some((point, words)) = &chart.turn {
            let at = self.at(*point);
            ring(painter, theme, at);
            let kind = text::LABEL12;
            // Below the line, which rises to the right.
            let wide = text::size(painter, kind, words).x;
            let x = (at.x + 10.0).min(room.right() - wide).max(room.left());
            let at = pos2(x, (at.y + 18.0).min(room.bottom() - 10.0));
            text::paint(painter, at, Align2::LEFT_CENTER, kind, theme.t2, words);
        }
        painter.circle(last, 4.5, theme.accent, Stroke::new(1.5, theme.surface));
        let kind = text::NAME13;
        let wide = text::size(painter, kind, &chart.actual_label).x;
        let at = pos2((last.x - 6.0).max(room.left() + wide + 4.0), last.y - 14.0);
        text::paint(painter, at, Align2::RIGHT_CENTER, kind, theme.accent_t, &chart.actual_label);
    }

    fn ends(&self, painter: &Painter, theme: &Theme, chart: &Pace) {
        let Self(room) = self;
        let mut labels: Vec<(f32, Color32, &str)> = vec![];
        if let Some((part, label)) = &chart.goal {
            let at = self.at((1.0, *part));
            let [_, mark, ..] = theme.chart;
            let place = Rect::from_min_size(pos2(at.x - 24.0, at.y - 1.25), vec2(34.0, 2.5));
            painter.rect_filled(place, 0.0, mark);
            labels.push((at.y, theme.warn_t, label.as_str()));
        }
        if let Some((part, label)) = &chart.outlook {
            let at = self.at((1.0, *part));
            ring(painter, theme, at);
            labels.push((at.y, theme.accent_t, label.as_str()));
        }
        apart(&mut labels);
        for (y, color, label) in labels {
            let at = pos2(room.right() + 16.0, y);
            text::paint(painter, at, Align2::LEFT_CENTER, text::LABEL12M, color, label);
        }
    }
}

fn ring(painter: &Painter, theme: &Theme, at: Pos2) {
    painter.circle(at, 4.0, theme.surface, Stroke::new(1.5, theme.accent));
}

/// Moves two words that would overlap away from each other, as far up as down.
fn apart(labels: &mut [(f32, Color32, &str)]) {
    labels.sort_by(|a, b| a.0.total_cmp(&b.0));
    if let [upper, lower] = labels
        && lower.0 - upper.0 < LINE
    {
        let middle = (upper.0 + lower.0) / 2.0;
        upper.0 = middle - LINE / 2.0;
        lower.0 = middle + LINE / 2.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_at_the_end_stand_apart_and_keep_their_order() {
        let color = Color32::WHITE;
        let mut labels = [(50.0, color, "goal"), (46.0, color, "outlook")];
        apart(&mut labels);
        assert_eq!(labels, [(40.0, color, "outlook"), (56.0, color, "goal")]);
        let mut far = [(10.0, color, "a"), (80.0, color, "b")];
        apart(&mut far);
        assert_eq!((far[0].0, far[1].0), (10.0, 80.0));
        apart(&mut []);
    }

    #[test]
    fn parts_of_the_axes_stay_in_the_room() {
        let plot = Plot(Rect::from_min_max(pos2(10.0, 0.0), pos2(110.0, 50.0)));
        assert_eq!(plot.at((0.5, 1.0)), pos2(60.0, 0.0));
        assert_eq!(plot.at((2.0, -1.0)), pos2(110.0, 50.0));
    }
}
