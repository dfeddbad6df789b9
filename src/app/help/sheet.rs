//! The sheet of what the keys do.

use egui::{Context, ScrollArea, Ui};

use super::keys::Group;
use crate::i18n::Tr;
use crate::ui::button::{Button, button};
use crate::ui::card::{grid, row};
use crate::ui::icons;
use crate::ui::keys::key_row;
use crate::ui::overlay::dialog::dialog_ui;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// How wide the sheet is.
const WIDE: f32 = 920.0;

/// Draws the sheet; whether it stays.
pub(super) fn draw(ctx: &Context, groups: &[Group], tr: &Tr) -> bool {
    let title = tr.text("help-keys");
    let tallest = (ctx.content_rect().height() - 180.0).max(240.0);
    let (close, dismissed) = dialog_ui(ctx, "shortcuts", &title, WIDE, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        let close = head_ui(ui, &title, tr);
        // As tall as there is room, whatever room an overlay is given at first.
        let scroll = ScrollArea::vertical().max_height(tallest).min_scrolled_height(tallest);
        scroll.show(ui, |ui| {
            // What works everywhere is about as long as all the rest.
            let (first, rest) = groups.split_at(groups.len().min(1));
            grid(ui, 2, 32.0, |ui, at| {
                ui.spacing_mut().item_spacing.y = 0.0;
                for group in if at == 0 { first } else { rest } {
                    group_ui(ui, group);
                }
            });
        });
        close
    });
    !close && !dismissed
}

fn head_ui(ui: &mut Ui, title: &str, tr: &Tr) -> bool {
    let theme = Theme::get(ui);
    let mut close = false;
    row(ui, 32.0, |ui| {
        ui.spacing_mut().item_spacing.x = 12.0;
        text::title(ui, title);
        text::label(ui, text::LABEL12, theme.t3, &tr.text("help-keys-mac"));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let word = tr.text("app-close");
            close = button(ui, Button::ghost_icon(icons::X, &word)).clicked();
        });
    });
    close
}

fn group_ui(ui: &mut Ui, group: &Group) {
    let theme = Theme::get(ui);
    ui.add_space(8.0);
    text::label(ui, text::LABEL12M, theme.t3, &group.title);
    ui.add_space(4.0);
    for (keys, does) in &group.rows {
        key_row(ui, keys, does);
    }
}
