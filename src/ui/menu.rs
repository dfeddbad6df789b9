//! Menus: a button that opens a list of actions.

use egui::{Align2, Popup, PopupCloseBehavior, Response, Role, Sense, Ui, pos2, vec2};

use crate::ui::button::{Button, button};
use crate::ui::icons::{Icon, paint_icon};
use crate::ui::paint;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// Draws a button that opens a menu below itself; a click on an item closes it.
pub fn menu(ui: &mut Ui, opener: Button<'_>, items: impl FnOnce(&mut Ui)) -> Response {
    let theme = Theme::get(ui);
    let id = ui.next_auto_id().with("menu");
    let open = Popup::is_id_open(ui.ctx(), id);
    let name = opener.name();
    let response = button(ui, opener.selected(open));
    Popup::menu(&response)
        .id(id)
        .gap(4.0)
        .accessible_name(name)
        .close_behavior(PopupCloseBehavior::CloseOnClick)
        .frame(paint::popup_frame(theme, 6))
        .show(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.set_min_width(160.0);
            items(ui);
        });
    response
}

/// Draws one action of a menu; `shortcut` may be empty.
pub fn menu_item(ui: &mut Ui, icon: Option<Icon>, name: &str, shortcut: &str) -> Response {
    let theme = Theme::get(ui);
    let enabled = ui.is_enabled();
    let indent = if icon.is_some() { 32.0 } else { 10.0 };
    let keys =
        if shortcut.is_empty() { 0.0 } else { text::width(ui, text::LABEL12, shortcut) + 24.0 };
    let natural = indent + text::width(ui, text::BODY13, name) + keys + 10.0;
    let width = natural.max(ui.min_size().x).ceil();
    let (rect, response) = ui.allocate_exact_size(vec2(width, 32.0), Sense::click());
    paint::named(&response, Role::MenuItem, enabled, name);
    if enabled && (response.hovered() || response.has_focus()) {
        ui.painter().rect_filled(rect, 4.0, theme.hover);
    }
    if response.has_focus() {
        paint::focus_inside(ui, rect);
    }
    if let Some(icon) = icon {
        let at = pos2(rect.left() + 18.0, rect.center().y);
        paint_icon(ui.painter(), at, icon, 16.0, theme.t2);
    }
    let at = pos2(rect.left() + indent, rect.center().y);
    text::paint(ui.painter(), at, Align2::LEFT_CENTER, text::BODY13, theme.t1, name);
    let at = pos2(rect.right() - 10.0, rect.center().y);
    text::paint(ui.painter(), at, Align2::RIGHT_CENTER, text::LABEL12, theme.t3, shortcut);
    response
}

/// Draws a line between groups of a menu.
pub fn menu_separator(ui: &mut Ui) {
    let theme = Theme::get(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.min_size().x, 9.0), Sense::hover());
    paint::hline(ui.painter(), rect.left(), rect.right(), rect.center().y, theme.border);
}
