//! A bar with a tick: how much there is against how much there should be.

use egui::{Painter, Rect, Response, Sense, Ui, vec2};

use crate::ui::paint;
use crate::ui::tokens::{Theme, Tone};

/// A bar on a track.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct TickBar {
    /// Filled part of the track, 0 to 1; more is cut.
    pub fraction: f32,
    /// Where the tick stands, 0 to 1.
    pub tick: Option<f32>,
    /// Neutral for the quiet blue, accent on pace, warn or bad behind.
    pub tone: Tone,
}

/// Draws a bar 6 high.
pub fn tick_bar(ui: &mut Ui, width: f32, bar: &TickBar) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(width, 18.0), Sense::hover());
    let track = Rect::from_center_size(rect.center(), vec2(width, 6.0));
    paint_tick_bar(ui.painter(), Theme::get(ui), track, bar);
    response
}

/// Paints a bar into its track; the tick stands out above and below.
pub fn paint_tick_bar(painter: &Painter, theme: &Theme, track: Rect, bar: &TickBar) {
    let radius = track.height() / 2.0;
    painter.rect_filled(track, radius, theme.neu_bg);
    let fraction = bar.fraction.clamp(0.0, 1.0);
    let color = match bar.tone {
        Tone::Neutral | Tone::Outline => theme.accent_2,
        tone => tone.fill(theme),
    };
    if fraction > 0.0 {
        let width = (track.width() * fraction).max(track.height());
        let done = Rect::from_min_size(track.min, vec2(width, track.height()));
        painter.rect_filled(done, radius, color);
    }
    if let Some(at) = bar.tick {
        let x = track.left() + track.width() * at.clamp(0.0, 1.0);
        let height = if track.height() > 4.0 { 14.0 } else { 8.0 };
        paint::tick(painter, egui::pos2(x, track.center().y), 2.0, height, theme.t3);
    }
}
