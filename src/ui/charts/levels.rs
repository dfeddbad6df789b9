//! Levels on a track: what a step was the time before, what it is now, and what is asked for.

use egui::{Align, Align2, Rect, Response, Sense, Stroke, Ui, pos2, vec2};

use crate::ui::paint;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// The highest level; the lowest is 1.
const HIGHEST: i64 = 5;
/// The height of a line.
const HEIGHT: f32 = 32.0;
/// The height of the line of headings.
const HEAD: f32 = 26.0;
/// From the column of the level now to that of the time before.
const BEFORE: f32 = 40.0;

/// A step on its track.
#[derive(Clone, Copy, Debug)]
pub struct Levels<'a> {
    /// Its name.
    pub name: &'a str,
    /// The level of the time before.
    pub last: Option<i64>,
    /// The level now.
    pub now: Option<i64>,
    /// The level that is asked for.
    pub required: Option<i64>,
    /// The two levels in words: 3 → 4.
    pub said: (&'a str, &'a str),
    /// Whether it is the step that is looked at.
    pub lit: bool,
    /// The room of the names, from [`names_room`].
    pub room: f32,
    /// Whether the two levels stand in columns of their own, below [`head`].
    pub columns: bool,
}

/// The room that the names of some steps take, within reason.
pub fn names_room<'a>(ui: &Ui, names: impl Iterator<Item = &'a str>) -> f32 {
    text::widest(ui, text::BODY13, names).clamp(64.0, 172.0)
}

/// Where the names and the track stand in a line.
fn parts(rect: Rect, room: f32, columns: bool) -> (Rect, Rect, Rect) {
    let inner = rect.shrink2(vec2(16.0, 0.0));
    let names = inner.with_max_x(inner.left() + room.min(inner.width() * 0.45));
    let end = if columns { BEFORE + 38.0 } else { 52.0 };
    let track = Rect::from_min_max(
        pos2(names.right() + 12.0, rect.top()),
        pos2(inner.right() - end, rect.bottom()),
    );
    (inner, names, track)
}

/// Where a level stands on the track.
fn place(track: Rect, level: i64) -> f32 {
    let part = (level - 1) as f32 / (HIGHEST - 1) as f32;
    track.left() + track.width() * part.clamp(0.0, 1.0)
}

/// Draws the headings: the step, the levels over the track, the time before and now.
pub fn head(ui: &mut Ui, room: f32, [step, last, now]: [&str; 3]) {
    let theme = Theme::get(ui);
    let size = vec2(ui.available_width(), HEAD);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    paint::named(&response, egui::Role::Label, true, &paint::spoken(&[step, last, now]));
    let painter = ui.painter();
    painter.rect_filled(rect, 0.0, theme.sunken);
    let (inner, names, track) = parts(rect, room, true);
    let (kind, color, y) = (text::LABEL12, theme.t2, rect.center().y);
    text::paint_fit(painter, names, Align::Min, kind, color, step);
    for level in 1..=HIGHEST {
        let at = pos2(place(track, level), y);
        text::paint(painter, at, Align2::CENTER_CENTER, kind, color, &level.to_string());
    }
    let right = Align2::RIGHT_CENTER;
    text::paint(painter, pos2(inner.right() - BEFORE, y), right, kind, color, last);
    text::paint(painter, pos2(inner.right(), y), right, kind, color, now);
}

impl Levels<'_> {
    fn short(&self) -> bool {
        self.now.zip(self.required).is_some_and(|(now, required)| now < required)
    }
}

/// Draws a step in the width there is; a click asks for it.
pub fn levels(ui: &mut Ui, chart: &Levels<'_>) -> Response {
    let theme = Theme::get(ui);
    let size = vec2(ui.available_width(), HEIGHT);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let (before, now) = chart.said;
    let arrow = if before.is_empty() { "" } else { "→" };
    let name = paint::spoken(&[chart.name, before, arrow, now]);
    paint::named_selected(&response, egui::Role::Button, chart.lit, &name);
    let painter = ui.painter();
    if chart.lit {
        painter.rect_filled(rect, 0.0, theme.selected);
    } else if chart.short() {
        painter.rect_filled(rect, 0.0, theme.warn_bg);
    } else if response.hovered() {
        painter.rect_filled(rect, 0.0, theme.hover);
    }
    let (inner, room, track) = parts(rect, chart.room, chart.columns);
    let y = rect.center().y;
    let cut = text::paint_fit(painter, room, Align::Min, text::BODY13, theme.t1, chart.name);
    let at = pos2(inner.right(), y);
    let right = Align2::RIGHT_CENTER;
    text::paint(painter, at, right, text::NAME13, theme.t1, now);
    if chart.columns {
        let at = pos2(inner.right() - BEFORE, y);
        text::paint(painter, at, right, text::BODY13, theme.t2, before);
    } else {
        let at = pos2(inner.right() - 14.0, y);
        text::paint(painter, at, right, text::LABEL12, theme.t3, &paint::spoken(&[before, arrow]));
    }
    let x = |level: i64| place(track, level);
    paint::hline(painter, x(1), x(HIGHEST), y - 0.5, theme.border2);
    for level in 1..=HIGHEST {
        paint::vline(painter, x(level), y - 3.0, y + 3.0, theme.border2);
    }
    if let Some(required) = chart.required {
        paint::dashed_vline(painter, x(required), y - 9.0, y + 9.0, 1.5, theme.t2);
    }
    let color = if chart.short() { theme.warn } else { theme.accent };
    if let Some((last, now)) = chart.last.zip(chart.now) {
        let line = Stroke::new(2.5, color);
        painter.line_segment([pos2(x(last), y), pos2(x(now), y)], line);
    }
    if let Some(last) = chart.last.filter(|last| chart.now != Some(*last)) {
        painter.circle(pos2(x(last), y), 4.0, theme.surface, Stroke::new(1.5, color));
    }
    if let Some(now) = chart.now {
        painter.circle_filled(pos2(x(now), y), 4.5, color);
    }
    if response.has_focus() {
        paint::focus_inside(ui, rect);
    }
    if cut { response.on_hover_text(chart.name) } else { response }
}

/// Draws what the signs of the track mean: the time before, now, what is asked for.
pub fn legend(ui: &mut Ui, [last, now, required]: [&str; 3]) {
    let theme = Theme::get(ui);
    ui.spacing_mut().item_spacing.x = 12.0;
    for (at, words) in [last, now, required].into_iter().enumerate() {
        if words.is_empty() {
            continue;
        }
        let wide = 14.0 + text::width(ui, text::LABEL12, words).ceil();
        let (rect, response) = ui.allocate_exact_size(vec2(wide, 18.0), Sense::hover());
        paint::named(&response, egui::Role::Label, true, words);
        let painter = ui.painter();
        let center = pos2(rect.left() + 5.0, rect.center().y);
        match at {
            0 => {
                painter.circle(center, 3.5, theme.surface, Stroke::new(1.5, theme.accent));
            }
            1 => {
                painter.circle_filled(center, 4.0, theme.accent);
            }
            _ => {
                let y = (rect.top() + 3.0, rect.bottom() - 3.0);
                paint::dashed_vline(painter, center.x, y.0, y.1, 1.5, theme.t2);
            }
        }
        let at = pos2(rect.left() + 14.0, rect.center().y);
        text::paint(painter, at, Align2::LEFT_CENTER, text::LABEL12, theme.t2, words);
    }
}
