//! Steps of a wizard, and the thin line of states that a document passes.

use egui::{Align, Align2, CursorIcon, Layout, Role, Sense, Stroke, Ui, pos2, vec2};

use crate::ui::icons::{self, Icon, paint_icon};
use crate::ui::paint;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// Draws the steps of a wizard; returns a finished step that was clicked.
pub fn stepper<S: AsRef<str>>(ui: &mut Ui, steps: &[S], current: usize) -> Option<usize> {
    let theme = Theme::get(ui);
    let mut clicked = None;
    ui.allocate_ui_with_layout(
        vec2(ui.available_width(), 36.0),
        Layout::left_to_right(Align::Center),
        |ui| {
            ui.spacing_mut().item_spacing.x = 10.0;
            for (i, step) in steps.iter().enumerate() {
                let label = step.as_ref();
                if i > 0 {
                    let (rect, _) = ui.allocate_exact_size(vec2(36.0, 22.0), Sense::hover());
                    let color = if i <= current { theme.accent } else { theme.border2 };
                    let y = rect.center().y;
                    paint::hline(ui.painter(), rect.left(), rect.right(), y, color);
                }
                let kind = if i == current { text::NAME13 } else { text::BODY13 };
                let width = 30.0 + text::width(ui, kind, label).ceil();
                let sense = if i < current { Sense::click() } else { Sense::hover() };
                let (rect, response) = ui.allocate_exact_size(vec2(width, 22.0), sense);
                let role = if i < current { Role::Button } else { Role::Label };
                paint::named(&response, role, true, label);
                let center = pos2(rect.left() + 11.0, rect.center().y);
                let number = (i + 1).to_string();
                let painter = ui.painter();
                let middle = Align2::CENTER_CENTER;
                let color = match i.cmp(&current) {
                    std::cmp::Ordering::Less => {
                        painter.circle_filled(center, 11.0, theme.accent_bg);
                        paint_icon(painter, center, icons::CHECK, 13.0, theme.accent_t);
                        theme.t2
                    }
                    std::cmp::Ordering::Equal => {
                        painter.circle_filled(center, 11.0, theme.accent);
                        let color = theme.on_fill;
                        text::paint(painter, center, middle, text::LABEL12M, color, &number);
                        theme.t1
                    }
                    std::cmp::Ordering::Greater => {
                        painter.circle_stroke(center, 10.5, Stroke::new(1.0, theme.border2));
                        text::paint(painter, center, middle, text::LABEL12, theme.t3, &number);
                        theme.t3
                    }
                };
                let at = pos2(rect.left() + 30.0, rect.center().y);
                text::paint(painter, at, Align2::LEFT_CENTER, kind, color, label);
                paint::focus_ring(ui, &response, rect, 4);
                if response.clicked() {
                    clicked = Some(i);
                }
                if i < current {
                    response.on_hover_cursor(CursorIcon::PointingHand);
                }
            }
        },
    );
    clicked
}

/// Where one state of a document stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FlowState {
    /// Behind it.
    Done,
    /// Here, with the icon of what is to be done.
    Current(Icon),
    /// To come.
    Next,
}

/// Draws the states a document passes, joined by short lines. Where they do not fit, the lines
/// go first, then the words of states that are neither now nor next; these show on hover.
pub fn flow<S: AsRef<str>>(ui: &mut Ui, states: &[(FlowState, S)]) {
    let theme = Theme::get(ui);
    let words: f32 = states
        .iter()
        .map(|(_, label)| text::width(ui, text::LABEL12M, label.as_ref()).ceil())
        .sum();
    let marks = 28.0 * states.len() as f32 - 6.0;
    let lines = 20.0 * states.len().saturating_sub(1) as f32;
    let room = ui.available_width();
    let (joined, worded) = (words + marks + lines <= room, words + marks <= room);
    let now = states.iter().position(|(state, _)| *state != FlowState::Done).unwrap_or_default();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        for (i, (state, label)) in states.iter().enumerate() {
            let (icon, icon_color, kind, color) = match state {
                FlowState::Done => {
                    (icons::CHECK_CIRCLE.filled(), theme.good_t, text::LABEL12, theme.t2)
                }
                FlowState::Current(icon) => (*icon, theme.accent_t, text::LABEL12M, theme.accent_t),
                FlowState::Next => (icons::CIRCLE, theme.t3, text::LABEL12, theme.t3),
            };
            if i > 0 && !joined {
                // What room is left parts the states.
                let gaps = states.len().saturating_sub(1) as f32;
                ui.add_space(((room - words - marks) / gaps).clamp(0.0, 12.0));
            } else if i > 0 {
                let (rect, _) = ui.allocate_exact_size(vec2(14.0, 18.0), Sense::hover());
                let color = if *state == FlowState::Next { theme.border2 } else { theme.good_t };
                paint::hline(ui.painter(), rect.left(), rect.right(), rect.center().y, color);
            }
            let sign = icons::icon(ui, icon, 16.0, icon_color);
            if worded || i == now || i == now + 1 {
                text::label(ui, kind, color, label.as_ref());
            } else {
                paint::named(&sign, Role::Label, true, label.as_ref());
                sign.on_hover_text(label.as_ref());
            }
        }
    });
}
