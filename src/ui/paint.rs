//! Small pieces of painting that every widget shares: borders, focus, dashes, and named responses.

use egui::{
    Color32, CornerRadius, FocusDirection, Id, Painter, Pos2, Rect, Response, Role, Shape, Stroke,
    StrokeKind, Ui, WidgetInfo,
};

use crate::ui::tokens::Theme;

/// Fills a rectangle and draws a border of one point inside it.
pub(super) fn boxed(
    painter: &Painter,
    rect: Rect,
    radius: u8,
    fill: Color32,
    stroke: impl Into<Stroke>,
) {
    painter.rect(rect, CornerRadius::same(radius), fill, stroke, StrokeKind::Inside);
}

/// Draws the keyboard focus around a control: 2 points of accent, one point away, so that it
/// shows on an accent fill too.
pub(super) fn focus_ring(ui: &Ui, response: &Response, rect: Rect, radius: u8) {
    if response.has_focus() {
        let theme = Theme::get(ui);
        ui.painter().rect_stroke(
            rect.expand(3.0),
            CornerRadius::same(radius.saturating_add(3)),
            Stroke::new(2.0, theme.accent),
            StrokeKind::Inside,
        );
    }
}

/// Draws the keyboard focus inside a cell or a row.
pub(super) fn focus_inside(ui: &Ui, rect: Rect) {
    let theme = Theme::get(ui);
    ui.painter().rect_stroke(
        rect,
        CornerRadius::ZERO,
        Stroke::new(2.0, theme.accent),
        StrokeKind::Inside,
    );
}

/// Draws a horizontal line of one point that covers whole pixels, below `y`.
pub(super) fn hline(painter: &Painter, x0: f32, x1: f32, y: f32, color: Color32) {
    let y = snap(painter, y);
    let rect = Rect::from_min_max(Pos2::new(x0, y), Pos2::new(x1, y + 1.0));
    painter.rect_filled(rect, 0.0, color);
}

/// Draws a vertical line of one point that covers whole pixels, right of `x`.
pub(super) fn vline(painter: &Painter, x: f32, y0: f32, y1: f32, color: Color32) {
    let x = snap(painter, x);
    let rect = Rect::from_min_max(Pos2::new(x, y0), Pos2::new(x + 1.0, y1));
    painter.rect_filled(rect, 0.0, color);
}

/// Rounds to a whole pixel.
pub(super) fn snap(painter: &Painter, value: f32) -> f32 {
    let scale = painter.pixels_per_point();
    (value * scale).round() / scale
}

/// Draws a tick: a bar `width` wide and `height` tall, centred, on whole pixels.
pub(super) fn tick(painter: &Painter, center: Pos2, width: f32, height: f32, color: Color32) {
    let x = snap(painter, center.x - width / 2.0);
    let y = snap(painter, center.y - height / 2.0);
    let min = Pos2::new(x, y);
    painter.rect_filled(Rect::from_min_size(min, egui::vec2(width, height)), 0.0, color);
}

/// Draws a dashed vertical line, 3 on and 2 off.
pub(super) fn dashed_vline(
    painter: &Painter,
    x: f32,
    y0: f32,
    y1: f32,
    width: f32,
    color: Color32,
) {
    let x = painter.round_to_pixel_center(x);
    let points = [Pos2::new(x, y0), Pos2::new(x, y1)];
    painter.extend(Shape::dashed_line(&points, Stroke::new(width, color), 3.0, 2.0));
}

/// Draws a dashed frame, `on` and `off` long; its corners are short enough to stay square.
pub fn dashed_frame(painter: &Painter, rect: Rect, stroke: Stroke, (on, off): (f32, f32)) {
    let corners = [
        rect.left_top(),
        rect.right_top(),
        rect.right_bottom(),
        rect.left_bottom(),
        rect.left_top(),
    ];
    painter.extend(Shape::dashed_line(&corners, stroke, on, off));
}

/// Names a control for screen readers and tests.
pub(super) fn named(response: &Response, role: Role, enabled: bool, name: &str) {
    response.widget_info(|| WidgetInfo::labeled(role, enabled, name));
}

/// Names a control that is on or off.
pub(super) fn named_selected(response: &Response, role: Role, on: bool, name: &str) {
    response.widget_info(|| WidgetInfo::selected(role, response.enabled(), on, name));
}

/// Puts parts that are read one after another into a name, leaving out what is empty.
pub(super) fn spoken(parts: &[&str]) -> String {
    let said: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    said.join(" ")
}

/// Keeps the arrow keys for a focused control, instead of moving the focus.
pub(super) fn keep_arrows(ui: &Ui, id: Id, horizontal: bool, vertical: bool) {
    ui.memory_mut(|memory| {
        memory.set_focus_lock_filter(
            id,
            egui::EventFilter {
                horizontal_arrows: horizontal,
                vertical_arrows: vertical,
                ..Default::default()
            },
        );
    });
}

/// Moves a choice of which one item is on with ← and →, as far as the first and the last; returns
/// the item to choose now.
///
/// Called before the items are drawn: egui takes the focus from an item that is drawn as no
/// stop for Tab, so the next item has to be one in the same frame.
pub(super) fn arrow_choice(ui: &Ui, id: Id, at: usize, count: usize) -> Option<usize> {
    if !ui.memory(|memory| memory.has_focus(id.with(at))) {
        return None;
    }
    keep_arrows(ui, id.with(at), true, false);
    let back = take_presses(ui, egui::Key::ArrowLeft);
    let on = take_presses(ui, egui::Key::ArrowRight);
    if back + on == 0 {
        return None;
    }
    // The arrows are kept from the second frame on that an item has the focus; one that comes
    // before would also carry the focus off to the next control.
    ui.memory_mut(|memory| memory.move_focus(FocusDirection::None));
    let next = (at + on).saturating_sub(back).min(count.saturating_sub(1));
    if next == at {
        return None;
    }
    ui.memory_mut(|memory| memory.request_focus(id.with(next)));
    Some(next)
}

/// Takes all presses of a key without modifiers in this frame, and tells how many there were.
fn take_presses(ui: &Ui, key: egui::Key) -> usize {
    ui.input_mut(|input| input.count_and_consume_key(egui::Modifiers::NONE, key))
}

/// Takes a key press without modifiers, so that nothing else sees it.
pub(super) fn take_key(ui: &Ui, key: egui::Key) -> bool {
    ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, key))
}

/// Returns the frame of popups and menus.
pub(super) fn popup_frame(theme: &Theme, padding: i8) -> egui::Frame {
    egui::Frame::new()
        .fill(theme.raised)
        .stroke(Stroke::new(1.0, theme.popup_bd))
        .corner_radius(CornerRadius::same(8))
        .shadow(theme.shadow2)
        .inner_margin(egui::Margin::same(padding))
}
