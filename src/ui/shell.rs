//! Pieces of the window around the pages: navigation, brand, user, status bar.

use egui::{
    Align, Align2, CornerRadius, CursorIcon, Rect, Response, Role, Sense, Stroke, Ui, pos2, vec2,
};

use crate::ui::brand;
use crate::ui::button::Button;
use crate::ui::icons::{self, Icon, paint_icon};
use crate::ui::paint;
use crate::ui::state;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// An entry of the sidebar.
#[derive(Debug, Clone, Copy)]
pub struct NavItem<'a> {
    /// Its icon.
    pub icon: Icon,
    /// Its text; the tooltip when collapsed.
    pub text: &'a str,
    /// What waits there; empty for nothing.
    pub count: &'a str,
    /// True for the page that is shown.
    pub selected: bool,
    /// True when only the icon has room.
    pub collapsed: bool,
}

/// Draws an entry of the sidebar, 32 high and 8 in from both sides.
pub fn nav_item(ui: &mut Ui, item: &NavItem<'_>) -> Response {
    let theme = Theme::get(ui);
    let size = vec2(ui.available_width(), 32.0);
    let (row, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| {
        let mut info = egui::WidgetInfo::labeled(Role::Tab, ui.is_enabled(), item.text);
        info.selected = Some(item.selected);
        info
    });
    text::describe(&response, item.count);
    let rect = row.shrink2(vec2(9.0, 0.0));
    let painter = ui.painter();
    let radius = CornerRadius::same(6);
    if item.selected {
        painter.add(theme.shadow1.as_shape(rect, radius));
        let fill = theme.lifted();
        paint::boxed(painter, rect, 6, fill, Stroke::new(1.0, theme.border));
    } else if response.hovered() {
        painter.rect_filled(rect, radius, theme.hover);
    }
    paint::focus_ring(ui, &response, rect.shrink(2.0), 6);
    let (icon, icon_color, kind, color) = if item.selected {
        (item.icon.filled(), theme.accent_t, text::NAME13, theme.t1)
    } else {
        (item.icon, theme.t2, text::BODY13, theme.t2)
    };
    let y = rect.center().y;
    if item.collapsed {
        paint_icon(painter, rect.center(), icon, 18.0, icon_color);
        if !item.count.is_empty() {
            painter.circle_filled(rect.center() + vec2(9.0, -8.0), 3.0, theme.bad);
        }
        return response.on_hover_text(item.text);
    }
    paint_icon(painter, pos2(rect.left() + 19.0, y), icon, 18.0, icon_color);
    let at = pos2(rect.right() - 11.0, y);
    let count = text::paint(painter, at, Align2::RIGHT_CENTER, text::LABEL12, theme.t3, item.count);
    let room = Rect::from_min_max(
        pos2(rect.left() + 38.0, rect.top()),
        pos2(count.left() - 6.0, rect.bottom()),
    );
    if text::paint_fit(painter, room, Align::Min, kind, color, item.text) {
        return response.on_hover_text(item.text);
    }
    response
}

/// Draws the heading of a group of entries.
pub fn nav_group(ui: &mut Ui, label: &str) {
    let theme = Theme::get(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 33.0), Sense::hover());
    let at = pos2(rect.left() + 18.0, rect.top() + 21.0);
    text::paint(ui.painter(), at, Align2::LEFT_CENTER, text::LABEL12, theme.t3, label);
    text::tell(ui, rect, label);
}

/// Draws the logo and the name of the program, 52 high.
pub fn brand_row(ui: &mut Ui, name: &str, sub: &str, collapsed: bool) {
    let theme = Theme::get(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 52.0), Sense::hover());
    let y = rect.center().y;
    let x = if collapsed { rect.center().x } else { rect.left() + 30.0 };
    let tile = Rect::from_center_size(pos2(x, y), vec2(28.0, 28.0));
    brand::paint_logo(ui.painter(), tile, theme);
    if !collapsed {
        let line = Rect::from_min_max(pos2(rect.left() + 54.0, rect.top()), rect.max);
        let runs = [
            (text::TITLE16, theme.t1, name),
            (text::LABEL12, theme.t3, if sub.is_empty() { "" } else { "  " }),
            (text::LABEL12, theme.t3, sub),
        ];
        text::paint_runs(ui.painter(), line, Align::Min, &runs);
        text::tell(ui, line, &paint::spoken(&[name, sub]));
    }
}

/// Draws who works here, 52 high, at the foot of the sidebar.
pub fn user_row(ui: &mut Ui, initial: &str, name: &str, detail: &str, collapsed: bool) -> Response {
    let theme = Theme::get(ui);
    let size = vec2(ui.available_width(), 52.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    paint::named(&response, Role::Button, ui.is_enabled(), name);
    let painter = ui.painter();
    paint::hline(painter, rect.left(), rect.right(), rect.top(), theme.border);
    if response.hovered() {
        painter.rect_filled(rect.with_min_y(rect.top() + 1.0), 0.0, theme.hover);
    }
    let x = if collapsed { rect.center().x } else { rect.left() + 30.0 };
    let center = pos2(x, rect.center().y);
    painter.circle_filled(center, 16.0, theme.accent_bg);
    text::paint(painter, center, Align2::CENTER_CENTER, text::NAME13, theme.accent_t, initial);
    if response.has_focus() {
        paint::focus_inside(ui, rect.shrink(2.0));
    }
    if collapsed {
        return response.on_hover_text(name);
    }
    let line = |top: f32, tall: f32| {
        Rect::from_min_max(
            pos2(rect.left() + 56.0, rect.top() + top),
            pos2(rect.right() - 32.0, rect.top() + top + tall),
        )
    };
    let left = Align::Min;
    if detail.is_empty() {
        text::paint_fit(ui.painter(), line(0.0, 52.0), left, text::NAME13, theme.t1, name);
    } else {
        text::paint_fit(ui.painter(), line(7.0, 20.0), left, text::NAME13, theme.t1, name);
        text::paint_fit(ui.painter(), line(27.0, 18.0), left, text::LABEL12, theme.t3, detail);
        text::describe(&response, detail);
    }
    let at = pos2(rect.right() - 22.0, rect.center().y);
    paint_icon(ui.painter(), at, icons::CARET_UP_DOWN, 16.0, theme.t3);
    response
}

/// Draws a piece of the status bar.
pub fn status_item(ui: &mut Ui, icon: Option<Icon>, label: &str) -> Response {
    let theme = Theme::get(ui);
    let indent = if icon.is_some() { 20.0 } else { 0.0 };
    let width = indent + text::width(ui, text::LABEL12, label).ceil();
    let (rect, response) = ui.allocate_exact_size(vec2(width, 18.0), Sense::hover());
    paint::named(&response, Role::Status, true, label);
    let color = theme.t3;
    if let Some(icon) = icon {
        paint_icon(ui.painter(), pos2(rect.left() + 7.0, rect.center().y), icon, 14.0, color);
    }
    let at = pos2(rect.left() + indent, rect.center().y);
    text::paint(ui.painter(), at, Align2::LEFT_CENTER, text::LABEL12, color, label);
    response
}

/// Draws a background task in the status bar, left to right; true when it should stop.
pub fn status_progress(ui: &mut Ui, label: &str, fraction: f32, cancel: &str) -> bool {
    let theme = Theme::get(ui);
    text::label(ui, text::LABEL12, theme.t2, label);
    let (rect, _) = ui.allocate_exact_size(vec2(88.0, 4.0), Sense::hover());
    ui.painter().rect_filled(rect, 2.0, theme.border);
    let done = vec2(88.0 * fraction.clamp(0.0, 1.0), 4.0);
    ui.painter().rect_filled(Rect::from_min_size(rect.min, done), 2.0, theme.accent);
    if cancel.is_empty() {
        return false;
    }
    let width = text::width(ui, text::LABEL12, cancel).ceil();
    let (rect, response) = ui.allocate_exact_size(vec2(width, 18.0), Sense::click());
    paint::named(&response, Role::Button, true, cancel);
    let at = rect.left_center();
    text::paint(ui.painter(), at, Align2::LEFT_CENTER, text::LABEL12, theme.accent_t, cancel);
    paint::focus_ring(ui, &response, rect, 4);
    response.on_hover_cursor(CursorIcon::PointingHand).clicked()
}

/// Draws a short vertical line between groups of the top bar.
pub fn vertical_divider(ui: &mut Ui, height: f32) {
    let theme = Theme::get(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(1.0, height), Sense::hover());
    ui.painter().rect_filled(rect, 0.0, theme.border);
}

/// Draws the bell, with a dot when something is unread.
pub fn bell(ui: &mut Ui, name: &str, unread: bool) -> Response {
    let theme = Theme::get(ui);
    let response = crate::ui::button::button(ui, Button::ghost_icon(icons::BELL, name));
    if unread {
        let at = response.rect.center() + vec2(5.0, -5.0);
        ui.painter().circle_filled(at, 3.5, theme.surface);
        ui.painter().circle_filled(at, 2.5, theme.bad);
    }
    response
}

/// Draws ◀ label ▶ in one box; returns −1, 0 or 1.
pub fn period_stepper(
    ui: &mut Ui,
    label: &str,
    previous: &str,
    next: &str,
    (has_previous, has_next): (bool, bool),
) -> i32 {
    let theme = Theme::get(ui);
    let middle = text::width(ui, text::NAME13, label).ceil().max(84.0);
    let (rect, whole) = ui.allocate_exact_size(vec2(middle + 58.0, 32.0), Sense::hover());
    paint::boxed(ui.painter(), rect, 6, theme.surface, Stroke::new(1.0, theme.border2));
    let at = rect.center();
    text::paint(ui.painter(), at, Align2::CENTER_CENTER, text::NAME13, theme.t1, label);
    paint::named(&whole, Role::Label, true, label);
    let mut step = 0;
    let ends = [
        (rect.left() + 14.0, icons::CARET_LEFT, previous, has_previous, -1),
        (rect.right() - 14.0, icons::CARET_RIGHT, next, has_next, 1),
    ];
    for (x, icon, name, enabled, by) in ends {
        let area = Rect::from_center_size(pos2(x, rect.center().y), vec2(24.0, 28.0));
        let sense = if enabled { Sense::click() } else { Sense::hover() };
        let response = ui.interact(area, whole.id.with(by), sense);
        paint::named(&response, Role::Button, enabled, name);
        let color = match (enabled, response.hovered()) {
            (false, _) => theme.tdis,
            (true, true) => theme.t1,
            (true, false) => theme.t2,
        };
        paint_icon(ui.painter(), area.center(), icon, 14.0, color);
        paint::focus_ring(ui, &response, area.shrink(5.0), 4);
        if enabled && response.clicked() {
            step = by;
        }
        response.on_hover_text(name);
    }
    step
}

/// Draws a person in a row: avatar and name.
pub fn person(ui: &mut Ui, initial: &str, name: &str) -> Response {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        state::avatar(ui, initial, 24.0, false);
        text::strong(ui, name)
    })
    .inner
}
