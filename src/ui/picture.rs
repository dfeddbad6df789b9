//! The button that keeps a chart as a picture.
//!
//! # Why the button leaves before the picture is taken
//! The picture is cut out of the window as it is painted, and no reader of a report wants to see a
//! pressed button in it. So pressing only notes the frame and brings the chart into view; the next
//! frame asks for the picture, and the button stays unpainted until the window was painted once more,
//! which is the frame that the picture is of.

use egui::style::ScrollAnimation;
use egui::{Id, Rect, Role, Sense, Ui, Vec2};

use crate::ui::button::{Button, Size, button};
use crate::ui::{icons, paint};

/// For so many frames after the press the button is not painted.
const AWAY: u64 = 3;

/// A place of the window that is wanted as a picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shot {
    /// The place, in points.
    pub place: Rect,
    /// Whether all of it is in view.
    pub whole: bool,
}

/// Draws the button for the chart at a place; answers once, in the frame after it was pressed.
pub fn picture_button(ui: &mut Ui, name: &str, place: Rect) -> Option<Shot> {
    let ctx = ui.ctx().clone();
    let frame = ctx.cumulative_frame_nr();
    let pressed = Id::unique(("picture", name));
    let since = ctx
        .data(|data| data.get_temp::<u64>(pressed))
        .and_then(|at| frame.checked_sub(at))
        .filter(|since| (1..=AWAY).contains(since));
    if let Some(since) = since {
        let size = Vec2::splat(Size::Small.height());
        let (_, response) = ui.allocate_exact_size(size, Sense::click());
        paint::named(&response, Role::Button, true, name);
        ctx.request_repaint();
        // Borders lie on the edge of what is cut.
        let whole = ui.clip_rect().expand(1.5).contains_rect(place);
        return (since == 1).then_some(Shot { place, whole });
    }
    if button(ui, Button::ghost_icon(icons::FILE_IMAGE, name).small()).clicked() {
        ctx.data_mut(|data| data.insert_temp(pressed, frame));
        ui.scroll_to_rect_animation(place, None, ScrollAnimation::none());
        ctx.request_repaint();
    }
    None
}
