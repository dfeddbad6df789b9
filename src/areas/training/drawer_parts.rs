//! The parts of which the drawers of this tab are made.

use egui::{Align, Layout, Ui};

use crate::ui::button::{Button, button};
use crate::ui::card::{row, section_label};
use crate::ui::choice::badge;
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// The room of the names of facts.
const NAMES: f32 = 120.0;

/// Pairs of a name and what it is.
pub(super) fn facts_ui(ui: &mut Ui, facts: &[(String, String)]) {
    let theme = Theme::get(ui);
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for (name, value) in facts {
            row(ui, 24.0, |ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                let begin = ui.cursor().left();
                text::truncated(ui, text::LABEL12, theme.t3, name, NAMES - 8.0);
                ui.add_space((NAMES - (ui.cursor().left() - begin)).max(0.0));
                let width = ui.available_width();
                text::truncated(ui, text::NAME13, theme.t1, value, width);
            });
        }
    });
}

/// Lines below a heading, or what is said where there are none.
pub(super) fn lines_ui(ui: &mut Ui, label: &str, lines: &[String], none: &str) {
    let theme = Theme::get(ui);
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        section_label(ui, label);
        if lines.is_empty() {
            text::wrapped(ui, text::BODY13, theme.t2, none);
        }
        for line in lines {
            text::wrapped(ui, text::BODY13, theme.t1, line);
        }
    });
}

/// A link with a badge at the right; whether it was pressed.
pub(super) fn link_row(ui: &mut Ui, name: &str, said: &str, tone: Tone) -> bool {
    row(ui, 28.0, |ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let clicked = button(ui, Button::link(name).small()).clicked();
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            badge(ui, tone, said);
        });
        clicked
    })
}
