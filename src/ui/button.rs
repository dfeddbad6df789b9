//! Buttons: one primary per card or tab row, the others quieter.
//!
//! A primary button stays enabled while a form has errors; pressing it leads to the first one.
//! A disabled button keeps its tooltip, which says why it is off.

use egui::{Align2, Color32, CursorIcon, Rect, Response, Role, Sense, Ui, pos2, vec2};

use crate::ui::icons::{self, Icon, paint_icon};
use crate::ui::paint;
use crate::ui::text::{self, Type};
use crate::ui::tokens::Theme;

/// Height of a button and, with it, its padding.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Size {
    /// 32 points: the default.
    #[default]
    Large,
    /// 28 points: in cards and tab rows.
    Medium,
    /// 24 points: in rows.
    Small,
}

impl Size {
    /// Height in points.
    pub fn height(self) -> f32 {
        match self {
            Self::Large => 32.0,
            Self::Medium => 28.0,
            Self::Small => 24.0,
        }
    }

    /// Padding and border.
    fn padding(self) -> f32 {
        match self {
            Self::Large => 13.0,
            Self::Medium => 11.0,
            Self::Small => 9.0,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Primary,
    Secondary,
    Ghost,
    Link,
    Danger,
}

/// A button to be drawn by [`button`].
#[derive(Debug, Clone)]
pub struct Button<'a> {
    kind: Kind,
    name: &'a str,
    icon: Option<Icon>,
    trailing: Option<Icon>,
    icon_only: bool,
    size: Size,
    enabled: bool,
    loading: bool,
    selected: bool,
    hint: Option<&'a str>,
    width: Option<f32>,
}

impl<'a> Button<'a> {
    fn new(kind: Kind, name: &'a str) -> Self {
        Self {
            kind,
            name,
            icon: None,
            trailing: None,
            icon_only: false,
            size: Size::Large,
            enabled: true,
            loading: false,
            selected: false,
            hint: None,
            width: None,
        }
    }

    /// Starts the one button that carries the main action.
    pub fn primary(text: &'a str) -> Self {
        Self::new(Kind::Primary, text)
    }

    /// Starts a bordered button.
    pub fn secondary(text: &'a str) -> Self {
        Self::new(Kind::Secondary, text)
    }

    /// Starts a button without border.
    pub fn ghost(text: &'a str) -> Self {
        Self::new(Kind::Ghost, text)
    }

    /// Starts a link.
    pub fn link(text: &'a str) -> Self {
        Self::new(Kind::Link, text)
    }

    /// Starts a button that destroys something; its text repeats what.
    pub fn danger(text: &'a str) -> Self {
        Self::new(Kind::Danger, text)
    }

    /// Starts a square bordered button; the name shows as a tooltip and to screen readers.
    pub fn icon_only(icon: Icon, name: &'a str) -> Self {
        Self { icon: Some(icon), icon_only: true, ..Self::new(Kind::Secondary, name) }
    }

    /// Starts a square button without border.
    pub fn ghost_icon(icon: Icon, name: &'a str) -> Self {
        Self { icon: Some(icon), icon_only: true, ..Self::new(Kind::Ghost, name) }
    }

    /// Puts an icon before the text.
    #[must_use]
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// Puts an icon after the text.
    #[must_use]
    pub fn trailing(mut self, icon: Icon) -> Self {
        self.trailing = Some(icon);
        self
    }

    /// Sets the height.
    #[must_use]
    pub fn size(mut self, size: Size) -> Self {
        self.size = size;
        self
    }

    /// Makes it 28 high, for cards and tab rows.
    #[must_use]
    pub fn medium(self) -> Self {
        self.size(Size::Medium)
    }

    /// Makes it 24 high, for rows.
    #[must_use]
    pub fn small(self) -> Self {
        self.size(Size::Small)
    }

    /// Turns it off when false.
    #[must_use]
    pub fn enabled(mut self, enabled: bool) -> Self {
        self.enabled = enabled;
        self
    }

    /// Shows that its work is running; it cannot be pressed meanwhile.
    #[must_use]
    pub fn loading(mut self, loading: bool) -> Self {
        self.loading = loading;
        self
    }

    /// Draws it as held down, for a popup that is open or a mode that is on.
    #[must_use]
    pub fn selected(mut self, selected: bool) -> Self {
        self.selected = selected;
        self
    }

    /// Sets the tooltip.
    #[must_use]
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = Some(hint);
        self
    }

    /// Sets a fixed width.
    #[must_use]
    pub fn width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }

    /// Returns the text or, for an icon, the name.
    pub fn name(&self) -> &'a str {
        self.name
    }

    /// Returns the width it will have.
    pub fn measured(&self, ui: &Ui) -> f32 {
        self.width.unwrap_or_else(|| self.natural_width(ui, self.text_kind()))
    }

    fn text_kind(&self) -> Type {
        match self.kind {
            Kind::Primary | Kind::Danger => text::NAME13,
            _ => text::BODY13,
        }
    }

    fn natural_width(&self, ui: &Ui, kind: Type) -> f32 {
        if self.icon_only {
            return self.size.height();
        }
        let padding = if self.kind == Kind::Link { 2.0 } else { self.size.padding() };
        let icons = [self.shown_icon(), self.trailing].iter().flatten().count();
        text::width(ui, kind, self.name).ceil() + 2.0 * padding + 22.0 * icons as f32
    }

    fn shown_icon(&self) -> Option<Icon> {
        if self.loading { Some(icons::CIRCLE_NOTCH) } else { self.icon }
    }
}

/// Draws a button; `clicked()` of the answer also covers Enter and Space.
pub fn button(ui: &mut Ui, button: Button<'_>) -> Response {
    let enabled = ui.is_enabled() && button.enabled && !button.loading;
    let width = button.measured(ui);
    let sense = if enabled { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(vec2(width, button.size.height()), sense);
    paint::named(&response, Role::Button, enabled, button.name);
    if ui.is_rect_visible(rect) {
        paint_button(ui, &button, rect, &response, enabled);
    }
    let response = if enabled && button.kind == Kind::Link {
        response.on_hover_cursor(CursorIcon::PointingHand)
    } else {
        response
    };
    match button.hint.or(button.icon_only.then_some(button.name)) {
        Some(hint) => response.on_hover_text(hint),
        None => response,
    }
}

fn paint_button(ui: &Ui, button: &Button<'_>, rect: Rect, response: &Response, enabled: bool) {
    let theme = Theme::get(ui);
    let kind = button.text_kind();
    // In a disabled part of the page egui fades everything by itself.
    let off = !button.enabled || button.loading;
    let hovered = enabled && response.hovered();
    let pressed = enabled && response.is_pointer_button_down_on();
    let held = button.selected || pressed;
    let none = Color32::TRANSPARENT;
    let (fill, edge, color) = match button.kind {
        _ if off && matches!(button.kind, Kind::Ghost | Kind::Link) => (none, none, theme.tdis),
        _ if off => (theme.surface, theme.border, theme.tdis),
        Kind::Primary if hovered || held => (theme.accent_h, none, theme.on_fill),
        Kind::Primary => (theme.accent, none, theme.on_fill),
        Kind::Danger if hovered || held => {
            (theme.bad_btn.lerp_to_gamma(Color32::BLACK, 0.12), none, theme.on_fill)
        }
        Kind::Danger => (theme.bad_btn, none, theme.on_fill),
        Kind::Secondary if held => (theme.sunken, theme.border2, theme.t1),
        Kind::Secondary if hovered && theme.dark => (theme.border, theme.border2, theme.t1),
        Kind::Secondary if hovered => (theme.hover, theme.border2, theme.t1),
        Kind::Secondary => (theme.lifted(), theme.border2, theme.t1),
        Kind::Ghost if held => (theme.selected, none, theme.t1),
        Kind::Ghost if hovered => (theme.hover, none, theme.t1),
        Kind::Ghost => (none, none, theme.t2),
        Kind::Link => (none, none, theme.accent_t),
    };
    let painter = ui.painter();
    paint::boxed(painter, rect, 6, fill, egui::Stroke::new(1.0, edge));
    paint::focus_ring(ui, response, rect, 6);

    let icon_color =
        if !off && matches!(button.kind, Kind::Secondary | Kind::Ghost) { theme.t2 } else { color };
    let y = rect.center().y;
    if button.icon_only {
        if let Some(icon) = button.shown_icon() {
            let size = if button.size == Size::Small { 14.0 } else { 16.0 };
            paint_icon(painter, rect.center(), icon, size, icon_color);
        }
        return;
    }
    let text_width = text::width(ui, kind, button.name);
    let icons = [button.shown_icon(), button.trailing].iter().flatten().count();
    let mut x = (rect.center().x - (text_width + 22.0 * icons as f32) / 2.0).round();
    if let Some(icon) = button.shown_icon() {
        paint_icon(painter, pos2(x + 8.0, y), icon, 16.0, icon_color);
        x += 22.0;
    }
    let at = pos2(x, y);
    let painted = if x < rect.left() {
        text::paint_fit(painter, rect, egui::Align::Min, kind, color, button.name);
        rect
    } else {
        text::paint(painter, at, Align2::LEFT_CENTER, kind, color, button.name)
    };
    if button.kind == Kind::Link && hovered {
        paint::hline(painter, painted.left(), painted.right(), painted.bottom() - 2.0, color);
    }
    if let Some(icon) = button.trailing {
        paint_icon(painter, pos2(painted.right() + 14.0, y), icon, 16.0, icon_color);
    }
}
