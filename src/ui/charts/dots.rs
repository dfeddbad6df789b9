//! Where the members of a team stand on a scale with bands: scores and grades.

use egui::{Align2, Rect, Response, Sense, Ui, pos2, vec2};

use crate::ui::paint;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// A band of the scale.
#[derive(Debug, Clone, Copy)]
pub struct Band<'a> {
    /// Its name and count.
    pub label: &'a str,
    /// Where it begins, on the scale.
    pub from: f32,
    /// Where it ends.
    pub to: f32,
    /// True for the band of the person in question.
    pub current: bool,
}

/// A member.
#[derive(Debug, Clone, Copy)]
pub struct Dot<'a> {
    /// The value, on the scale.
    pub at: f32,
    /// Shown on hover, and beside the dot of the person in question.
    pub name: &'a str,
    /// True for the person in question.
    pub current: bool,
}

/// The whole picture.
#[derive(Debug, Clone, Copy)]
pub struct Dots<'a> {
    /// The bands, from left to right.
    pub bands: &'a [Band<'a>],
    /// The members.
    pub dots: &'a [Dot<'a>],
    /// The mean and its label.
    pub mean: Option<(f32, &'a str)>,
    /// Values and labels below.
    pub axis: &'a [(f32, &'a str)],
}

/// The height of the labels above and of the axis below.
const AROUND: f32 = 62.0;

/// Draws the bands, with labels above and the axis below, in a height of 118 or what there is.
pub fn dots(ui: &mut Ui, height: f32, chart: &Dots<'_>) -> Response {
    let theme = Theme::get(ui);
    let bands = (height - AROUND).clamp(56.0, 128.0).floor();
    let size = vec2(ui.available_width(), bands + AROUND);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let painter = ui.painter();
    let low = chart.bands.first().map_or(0.0, |band| band.from);
    let high = chart.bands.last().map_or(1.0, |band| band.to).max(low + f32::EPSILON);
    let track = Rect::from_min_max(
        pos2(rect.left() + 16.0, rect.top() + 24.0),
        pos2(rect.right(), rect.top() + 24.0 + bands),
    );
    let x = |value: f32| {
        let part = ((value - low) / (high - low)).clamp(0.0, 1.0);
        track.left() + track.width() * part
    };
    for band in chart.bands {
        let place = Rect::from_min_max(
            pos2(x(band.from) + 1.0, track.top()),
            pos2(x(band.to) - 1.0, track.bottom()),
        );
        let (fill, color) =
            if band.current { (theme.accent_bg, theme.accent_t) } else { (theme.neu_bg, theme.t2) };
        painter.rect_filled(place, 4.0, fill);
        let at = pos2(place.center().x, rect.top() + 11.0);
        let kind = text::LABEL12M;
        text::paint(painter, at, Align2::CENTER_CENTER, kind, color, band.label);
    }
    if let Some((mean, label)) = chart.mean {
        let x = x(mean);
        paint::dashed_vline(painter, x, track.top(), track.bottom() + 3.0, 1.0, theme.t2);
        let at = pos2(x, track.bottom() + 13.0);
        text::paint(painter, at, Align2::CENTER_CENTER, text::LABEL12, theme.t3, label);
    }
    for (value, label) in chart.axis {
        let at = pos2(x(*value), track.bottom() + 29.0);
        text::paint(painter, at, Align2::CENTER_CENTER, text::LABEL12, theme.t3, label);
    }
    let places = spread(chart.dots.iter().map(|dot| x(dot.at)));
    let y = (track.center().y + 8.0).round();
    let surface = theme.surface;
    let pointer = response.hover_pos();
    let mut hovered = None;
    // The person in question comes last and lies on top.
    let mut order: Vec<(&Dot<'_>, (f32, usize))> = chart.dots.iter().zip(places).collect();
    order.sort_by_key(|(dot, _)| dot.current);
    for (dot, (x, level)) in order {
        let center = pos2(x, y + level_offset(level));
        let (radius, color) = if dot.current { (6.0, theme.accent) } else { (4.5, theme.accent_2) };
        painter.circle_filled(center, radius + 1.5, surface);
        painter.circle_filled(center, radius, color);
        if dot.current {
            let left = Align2::LEFT_CENTER;
            // Over all levels of dots, so that it covers none of them.
            let at = pos2(center.x - 3.0, (y - 24.0).max(track.top() + 12.0));
            let kind = text::LABEL12M;
            let wide = text::size(painter, kind, dot.name).x;
            let at = pos2(at.x.min(rect.right() - wide), at.y);
            text::paint(painter, at, left, kind, theme.accent_t, dot.name);
        }
        if pointer.is_some_and(|pointer| pointer.distance(center) < 8.0) {
            hovered = Some(dot.name);
        }
    }
    match hovered {
        Some(name) => response.on_hover_text_at_pointer(name),
        None => response,
    }
}

/// Gives dots that would overlap another level, in the order of their places.
fn spread(places: impl Iterator<Item = f32>) -> Vec<(f32, usize)> {
    let mut taken: Vec<(f32, usize)> = Vec::new();
    for x in places {
        let near =
            |level: usize| taken.iter().any(|(other, at)| *at == level && (other - x).abs() < 9.0);
        let level = (0..4).find(|level| !near(*level)).unwrap_or(0);
        taken.push((x, level));
    }
    taken
}

/// Levels go below and above the middle in turn.
fn level_offset(level: usize) -> f32 {
    match level {
        0 => 0.0,
        1 => 12.0,
        2 => -12.0,
        _ => 6.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn close_dots_take_other_levels() {
        let levels: Vec<usize> =
            spread([10.0, 12.0, 30.0, 13.0].into_iter()).into_iter().map(|(_, l)| l).collect();
        assert_eq!(levels, [0, 1, 0, 2]);
    }
}
