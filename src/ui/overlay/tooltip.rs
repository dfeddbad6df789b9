//! Tooltips of charts: a label, and values with their intervals.

use egui::{CornerRadius, Frame, Margin, Response, Stroke, Tooltip, Ui};

use crate::ui::text;
use crate::ui::tokens::Theme;

/// Draws free contents in a tooltip while the thing is hovered.
pub fn show(response: &Response, content: impl FnOnce(&mut Ui)) {
    let theme = Theme::of(&response.ctx);
    let frame = Frame::new()
        .fill(theme.raised)
        .stroke(Stroke::new(1.0, theme.border2))
        .corner_radius(CornerRadius::same(6))
        .shadow(theme.shadow2)
        .inner_margin(Margin::symmetric(10, 6));
    let mut tooltip = Tooltip::for_enabled(response);
    tooltip.popup = tooltip.popup.frame(frame);
    tooltip.show(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        content(ui);
    });
}

/// Draws a label and, below it, its value.
pub fn rows(ui: &mut Ui, label: &str, value: &str) {
    let theme = Theme::get(ui);
    text::label(ui, text::LABEL12, theme.t3, label);
    text::label(ui, text::NAME13, theme.t1, value);
}
