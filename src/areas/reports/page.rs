//! The frame of the sub-tabs: padding, the scrolling column, the bar at the bottom.

use egui::{Align, Layout, Rect, Sense, Ui, UiBuilder, Vec2, pos2, vec2};

use crate::ui::overlay::toast::stay_above;
use crate::ui::tokens::Theme;
use crate::ui::{scroll, text};

/// Height of the bar at the bottom of the wizard.
pub(super) const FOOTER: f32 = 52.0;

/// Draws into a part of the page with the spacing that widgets expect.
pub(super) fn part<R>(
    ui: &mut Ui,
    name: &str,
    rect: Rect,
    content: impl FnOnce(&mut Ui) -> R,
) -> R {
    let layout = Layout::top_down(Align::Min);
    let mut child = ui.new_child(UiBuilder::new().id_salt(name).max_rect(rect).layout(layout));
    child.spacing_mut().item_spacing = Vec2::splat(8.0);
    content(&mut child)
}

/// The page with its padding.
pub(super) fn padded(rect: Rect) -> Rect {
    rect.shrink2(vec2(20.0, 16.0))
}

/// Draws a column that scrolls when the window is too low for it.
pub(super) fn scrolled(ui: &mut Ui, name: &str, rect: Rect, content: impl FnOnce(&mut Ui)) {
    part(ui, name, rect, |ui| {
        scroll::column(ui, name, rect, content);
    });
}

/// Draws a column in the middle of a page that scrolls as a whole.
pub(super) fn centred(
    ui: &mut Ui,
    name: &str,
    page: Rect,
    width: f32,
    content: impl FnOnce(&mut Ui),
) {
    scrolled(ui, name, page, |ui| {
        let top = ui.cursor().top();
        let place = middle(page, width).with_min_y(top).with_max_y(f32::INFINITY);
        let used = part(ui, "column", place, |ui| {
            content(ui);
            ui.min_rect()
        });
        ui.advance_cursor_after_rect(used);
    });
}

/// Draws the bar at the bottom: what is said at the left, buttons from right to left.
pub(super) fn footer(
    ui: &mut Ui,
    page: Rect,
    left: impl FnOnce(&mut Ui),
    right: impl FnOnce(&mut Ui),
) {
    let theme = Theme::get(ui);
    let bar = page.with_min_y(page.bottom() - FOOTER);
    stay_above(ui.ctx(), FOOTER);
    ui.painter().rect_filled(bar, 0.0, theme.surface);
    ui.painter().rect_filled(bar.with_max_y(bar.top() + 1.0), 0.0, theme.border);
    let inner = bar.shrink2(vec2(20.0, 0.0));
    let layout = Layout::right_to_left(Align::Center);
    let place = UiBuilder::new().id_salt("footer right").max_rect(inner).layout(layout);
    let mut row = ui.new_child(place);
    row.spacing_mut().item_spacing.x = 8.0;
    right(&mut row);
    let end = (row.min_rect().left() - 12.0).max(inner.left());
    let layout = Layout::left_to_right(Align::Center);
    let room = inner.with_max_x(end);
    let place = UiBuilder::new().id_salt("footer left").max_rect(room).layout(layout);
    let mut row = ui.new_child(place);
    row.spacing_mut().item_spacing.x = 8.0;
    row.shrink_clip_rect(room);
    left(&mut row);
}

/// Takes a column of a width in the middle of a page.
pub(super) fn middle(rect: Rect, width: f32) -> Rect {
    let width = width.min(rect.width());
    let left = (rect.center().x - width / 2.0).round();
    Rect::from_min_max(pos2(left, rect.top()), pos2(left + width, rect.bottom()))
}

/// Draws a line with its label at the left and its value at the right; a long value goes below.
pub(super) fn fact(ui: &mut Ui, label: &str, value: &str) {
    let theme = Theme::get(ui);
    let kind = text::LABEL12;
    let width = ui.available_width();
    let used = text::width(ui, kind, label) + 12.0;
    let fits = used + text::width(ui, kind, value) <= width;
    let lines = text::lines(ui, kind, theme.t1, value, width);
    let tall = if fits { 22.0 } else { 22.0 + lines.size().y };
    let (rect, response) = ui.allocate_exact_size(vec2(width, tall), Sense::hover());
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::Role::Label, true, format!("{label} {value}"))
    });
    let first = rect.with_max_y(rect.top() + 22.0);
    text::paint_fit(ui.painter(), first, Align::Min, kind, theme.t3, label);
    if fits {
        text::paint_fit(ui.painter(), first, Align::Max, kind, theme.t1, value);
    } else {
        ui.painter().galley(first.left_bottom() - vec2(0.0, 2.0), lines, theme.t1);
    }
}
