//! Pages and columns that scroll.
//!
//! The bar lies in the margin beside the contents, never over the border of a card: at the edge of
//! the window for a page, in the gap for a column.

use egui::{Align, Layout, Margin, Rect, ScrollArea, Ui, UiBuilder, Vec2, pos2};

/// The gap between two columns, in which the bar of the left one lies.
const GAP: f32 = 12.0;
/// Up to this distance from the edge of the page the bar goes there.
const EDGE: f32 = 24.0;

/// Draws a page that scrolls between its edges; its contents keep the margin. They are told the
/// height there is without scrolling.
pub fn page(ui: &mut Ui, name: &str, margin: Margin, content: impl FnOnce(&mut Ui, f32)) {
    let outer = ui.available_rect_before_wrap();
    let room = outer - margin;
    let mut child = child(ui, name, outer);
    let area = ScrollArea::vertical().id_salt(name).auto_shrink(false);
    area.show(&mut child, |ui| {
        let top = ui.cursor().top() + margin.topf();
        let place = Rect::from_min_max(pos2(room.left(), top), pos2(room.right(), f32::INFINITY));
        let builder = UiBuilder::new().id_salt("contents").max_rect(place);
        let mut inner = ui.new_child(builder.layout(Layout::top_down(Align::Min)));
        content(&mut inner, room.height());
        let bottom = inner.min_rect().bottom() + margin.bottomf();
        ui.advance_cursor_after_rect(outer.with_max_y(bottom).with_min_y(top - margin.topf()));
    });
    ui.advance_cursor_after_rect(outer);
}

/// Draws a column that scrolls when there is no room for all of it.
pub fn column(ui: &mut Ui, name: &str, room: Rect, content: impl FnOnce(&mut Ui)) {
    let edge = ui.clip_rect().right() - room.right();
    let beside = if edge > EDGE { GAP } else { edge.max(0.0) };
    let outer = room.with_max_x(room.right() + beside);
    let mut child = child(ui, name, outer);
    // Focus rings stand out by three points.
    child.shrink_clip_rect(outer.expand2(Vec2::new(3.0, 0.0)));
    let area = ScrollArea::vertical().id_salt(name).auto_shrink(false);
    area.show(&mut child, |ui| {
        ui.set_max_width(room.width());
        content(ui);
    });
    ui.advance_cursor_after_rect(room);
}

fn child(ui: &mut Ui, name: &str, rect: Rect) -> Ui {
    let layout = Layout::top_down(Align::Min);
    ui.new_child(UiBuilder::new().id_salt(name).max_rect(rect).layout(layout))
}
