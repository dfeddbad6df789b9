//! Dialogs: a question that names its object, says what else changes, and offers verbs.

use egui::{
    Align, Context, CornerRadius, Frame, Id, Layout, Margin, Modal, Sense, Stroke, Ui, UiBuilder,
    Vec2, vec2,
};

use super::appeared_now;
use crate::ui::button::{Button, button};
use crate::ui::icons::{self, Icon, paint_icon};
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// A question to the person.
#[derive(Debug, Clone, Copy)]
pub struct Dialog<'a> {
    id: &'a str,
    title: &'a str,
    body: &'a str,
    icon: Icon,
    tone: Tone,
}

impl<'a> Dialog<'a> {
    /// Starts a question: the title names the object, the body says what else changes.
    pub fn new(id: &'a str, title: &'a str, body: &'a str) -> Self {
        Self { id, title, body, icon: icons::QUESTION, tone: Tone::Accent }
    }

    /// Sets the icon and what it means.
    #[must_use]
    pub fn icon(mut self, icon: Icon, tone: Tone) -> Self {
        self.icon = icon;
        self.tone = tone;
        self
    }
}

/// What the person answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// Pressed this button, counted from the left.
    Button(usize),
    /// Pressed Esc or clicked beside the dialog.
    Dismissed,
}

/// Draws a dialog of 420 with buttons from left to right, the safe one first; the safe one has
/// the focus when it opens.
pub fn dialog(ctx: &Context, dialog: Dialog<'_>, buttons: &[Button<'_>]) -> Option<Answer> {
    let theme = Theme::of(ctx);
    let id = Id::unique(("dialog", dialog.id));
    let opened = appeared_now(ctx, id);
    let (pressed, dismissed) = dialog_ui(ctx, dialog.id, dialog.title, 420.0, |ui| {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 12.0;
            let (tile, _) = ui.allocate_exact_size(Vec2::splat(28.0), Sense::hover());
            ui.painter().rect_filled(tile, CornerRadius::same(6), dialog.tone.tint(theme));
            let color = dialog.tone.text(theme);
            paint_icon(ui.painter(), tile.center(), dialog.icon, 16.0, color);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                text::wrapped(ui, text::CARD14, theme.t1, dialog.title);
                text::wrapped(ui, text::BODY13, theme.t2, dialog.body);
            });
        });
        ui.add_space(12.0);
        let size = vec2(ui.available_width(), 32.0);
        let (row, _) = ui.allocate_exact_size(size, Sense::hover());
        // At the right on the screen, but from left to right, so that Tab meets the safe one first.
        let gaps = 8.0 * buttons.len().saturating_sub(1) as f32;
        let total: f32 = buttons.iter().map(|action| action.measured(ui)).sum();
        let start = row.with_min_x(row.right() - total - gaps);
        let layout = Layout::left_to_right(Align::Center);
        let mut row = ui.new_child(UiBuilder::new().max_rect(start).layout(layout));
        let mut pressed = None;
        for (i, action) in buttons.iter().enumerate() {
            let response = button(&mut row, action.clone());
            if i == 0 && opened {
                response.request_focus();
            }
            if response.clicked() {
                pressed = Some(i);
            }
        }
        pressed
    });
    match pressed {
        Some(i) => Some(Answer::Button(i)),
        None => dismissed.then_some(Answer::Dismissed),
    }
}

/// Draws free contents as a dialog; also returns true when it is dismissed.
pub fn dialog_ui<R>(
    ctx: &Context,
    id: &str,
    title: &str,
    width: f32,
    content: impl FnOnce(&mut Ui) -> R,
) -> (R, bool) {
    let theme = Theme::of(ctx);
    let id = Id::unique(("dialog", id));
    let frame = Frame::new()
        .fill(theme.raised)
        .stroke(Stroke::new(1.0, theme.popup_bd))
        .corner_radius(CornerRadius::same(8))
        .shadow(theme.shadow2)
        .inner_margin(Margin::same(19));
    let area = Modal::default_area(id).accessible_name(title).role(egui::Role::Dialog);
    let modal = Modal::new(id).area(area).frame(frame).backdrop_color(theme.scrim);
    let response = modal.show(ctx, |ui| {
        ui.set_width(width.min(ctx.content_rect().width() - 32.0) - 40.0);
        content(ui)
    });
    let dismissed = response.should_close();
    (response.inner, dismissed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::dress;
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable;

    #[test]
    fn the_safe_answer_has_the_focus_and_esc_dismisses() {
        let mut harness =
            Harness::builder().with_context_setup(dress).with_max_steps(20).build_ui_state(
                |ui, answer: &mut Option<Answer>| {
                    let question = Dialog::new("delete", "删除商机？", "7天内可恢复。")
                        .icon(icons::TRASH, Tone::Bad);
                    let buttons = [Button::secondary("保留"), Button::danger("删除商机")];
                    *answer = answer.or(dialog(ui.ctx(), question, &buttons));
                },
                None,
            );
        harness.run();
        assert!(harness.get_by_label("保留").is_focused());
        harness.get_by_role_and_label(egui::Role::Button, "删除商机").click();
        harness.run();
        assert_eq!(*harness.state(), Some(Answer::Button(1)));
        *harness.state_mut() = None;
        harness.key_press(egui::Key::Escape);
        harness.run();
        assert_eq!(*harness.state(), Some(Answer::Dismissed));
    }
}
