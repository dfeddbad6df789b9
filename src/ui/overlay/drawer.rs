//! The drawer: a form that comes in from the right over a veil, 440 wide.
//!
//! Esc, the cross and a click on the veil ask to close; the caller decides, because only it
//! knows whether something half-typed would be lost.

use egui::{
    Align, Area, Context, CursorIcon, Id, Key, Layout, Modifiers, Order, Rect, Role, ScrollArea,
    Sense, Ui, UiBuilder, UiKind, pos2, vec2,
};

use super::appear;
use crate::ui::button::{Button, button};
use crate::ui::icons::{self, paint_icon};
use crate::ui::paint;
use crate::ui::text;
use crate::ui::tokens::Theme;

const HEADER: f32 = 52.0;
const FOOTER: f32 = 60.0;

/// What a drawer shows around its body.
#[derive(Debug, Clone, Copy)]
pub struct Drawer<'a> {
    /// Unique among drawers.
    pub id: &'a str,
    /// Its title.
    pub title: &'a str,
    /// The name of the cross.
    pub close: &'a str,
    /// What is wrong with the form, left in the footer.
    pub problem: Option<&'a str>,
    /// Its width; 440 in forms.
    pub width: f32,
}

impl<'a> Drawer<'a> {
    /// Starts a drawer of 440.
    pub fn new(id: &'a str, title: &'a str, close: &'a str) -> Self {
        Self { id, title, close, problem: None, width: 440.0 }
    }

    /// Says how many things are wrong.
    #[must_use]
    pub fn problem(mut self, problem: Option<&'a str>) -> Self {
        self.problem = problem;
        self
    }

    /// Sets another width.
    #[must_use]
    pub fn width(mut self, width: f32) -> Self {
        self.width = width;
        self
    }
}

/// The two parts of a drawer that the caller draws.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The form, scrolled when it is long.
    Body,
    /// The buttons, from right to left.
    Footer,
}

/// Draws the drawer; returns true when the person asks to close it.
///
/// One closure draws both parts, because both need the same half-typed form.
pub fn drawer(ctx: &Context, drawer: Drawer<'_>, mut content: impl FnMut(&mut Ui, Part)) -> bool {
    let theme = Theme::of(ctx);
    let id = Id::unique(("drawer", drawer.id));
    let part = appear(ctx, id, 0.16);
    let screen = ctx.content_rect();
    let width = drawer.width.min(screen.width());
    let area = Area::new(id)
        .kind(UiKind::Modal)
        .role(Role::Dialog)
        .accessible_name(drawer.title)
        .order(Order::Foreground)
        .fixed_pos(screen.min)
        .constrain(false)
        .fade_in(false)
        .sense(Sense::hover());
    let layer = area.layer();
    let popup_open = egui::Popup::is_any_open(ctx);
    let top = ctx.memory_mut(|memory| {
        memory.set_modal_layer(layer);
        memory.top_modal_layer() == Some(layer)
    });
    let mut close = false;
    area.show(ctx, |ui| {
        ui.set_min_size(screen.size());
        let veil = ui.interact(screen, id.with("veil"), Sense::CLICK | Sense::DRAG);
        close |= veil.clicked();
        ui.painter().rect_filled(screen, 0.0, crate::ui::state::fade(theme.scrim, part));
        let x = (screen.right() - width * part).round();
        let rect = Rect::from_min_size(pos2(x, screen.top()), vec2(width, screen.height()));
        // Clicks inside must not reach the veil.
        ui.interact(rect, id.with("panel"), Sense::CLICK | Sense::DRAG);
        ui.painter().add(theme.shadow2.as_shape(rect, 0.0));
        let fill = if theme.dark { theme.raised } else { theme.surface };
        ui.painter().rect_filled(rect, 0.0, fill);

        // The body comes first, so that Tab starts with the fields.
        let inside = Rect::from_min_max(
            pos2(rect.left(), rect.top() + HEADER),
            pos2(rect.right(), rect.bottom() - FOOTER),
        );
        let layout = Layout::top_down(Align::Min);
        let builder = UiBuilder::new().id_salt("body").max_rect(inside).layout(layout);
        let mut child = ui.new_child(builder);
        child.shrink_clip_rect(inside);
        ScrollArea::vertical().auto_shrink(false).show(&mut child, |ui| {
            let margin = egui::Margin { left: 20, right: 20, top: 16, bottom: 20 };
            egui::Frame::new().inner_margin(margin).show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().item_spacing.y = 16.0;
                content(ui, Part::Body);
            });
        });

        let foot = rect.with_min_y(inside.bottom());
        paint::hline(ui.painter(), foot.left(), foot.right(), foot.top(), theme.border);
        let row = foot.shrink2(vec2(20.0, 0.0));
        let layout = Layout::right_to_left(Align::Center);
        let builder = UiBuilder::new().id_salt("footer").max_rect(row).layout(layout);
        content(&mut ui.new_child(builder), Part::Footer);
        if let Some(problem) = drawer.problem {
            let at = pos2(row.left() + 7.0, row.center().y);
            let icon = icons::WARNING_CIRCLE.filled();
            paint_icon(ui.painter(), at, icon, 14.0, theme.bad_t);
            let room = row.with_min_x(row.left() + 20.0).with_max_x(row.center().x);
            text::paint_fit(ui.painter(), room, Align::Min, text::BODY13, theme.bad_t, problem);
        }

        let head = rect.with_max_y(inside.top());
        paint::hline(ui.painter(), head.left(), head.right(), head.bottom() - 1.0, theme.border);
        let row = head.shrink2(vec2(20.0, 0.0)).with_max_x(head.right() - 64.0);
        let kind = text::TITLE16;
        text::paint_fit(ui.painter(), row, Align::Min, kind, theme.t1, drawer.title);
        text::tell(ui, row, drawer.title);
        let row = head.shrink2(vec2(20.0, 0.0));
        let builder = UiBuilder::new().id_salt("header").max_rect(row).layout(layout);
        let cross = Button::ghost_icon(icons::X, drawer.close).medium();
        let cross = button(&mut ui.new_child(builder), cross);
        close |= cross.on_hover_cursor(CursorIcon::Default).clicked();
    });
    if top && !popup_open {
        close |= ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    }
    close
}
