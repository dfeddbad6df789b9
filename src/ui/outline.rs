//! The headings of a page in a list, to go to one of them.

use egui::{Align, CursorIcon, Rect, Response, Role, Sense, Ui, pos2, vec2};

use crate::ui::paint;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// Draws a heading of an outline; one that stands inside a chapter is indented.
pub fn outline_row(ui: &mut Ui, label: &str, inside: bool, on: bool) -> Response {
    let theme = Theme::get(ui);
    let size = vec2(ui.available_width(), 28.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    paint::named_selected(&response, Role::TreeItem, on, label);
    if on {
        ui.painter().rect_filled(rect, 6.0, theme.selected);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 6.0, theme.hover);
    }
    if response.has_focus() {
        paint::focus_inside(ui, rect);
    }
    let (kind, color) = match (on, inside) {
        (true, _) => (text::NAME13, theme.accent_t),
        (false, false) => (text::BODY13, theme.t1),
        (false, true) => (text::BODY13, theme.t2),
    };
    let left = rect.left() + if inside { 24.0 } else { 10.0 };
    let room = Rect::from_min_max(pos2(left, rect.top()), pos2(rect.right() - 8.0, rect.bottom()));
    let cut = text::paint_fit(ui.painter(), room, Align::Min, kind, color, label);
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    if cut { response.on_hover_text(label) } else { response }
}
