//! The improvements beside the findings: what is done by whom and by when, and the measure before and after.

use egui::Ui;

use super::data::{Data, Item};
use super::form::Form;
use super::view::View;
use crate::areas::Cx;
use crate::metrics::process::{Finding, Place};
use crate::ui::button::{Button, button};
use crate::ui::card::{card_flush, divider, list_header, padded, row};
use crate::ui::choice::badge;
use crate::ui::icons;
use crate::ui::state::empty_state;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// Draws the card.
pub(super) fn draw(ui: &mut Ui, data: &Data, view: &mut View, cx: &Cx<'_>) {
    card_flush(ui, |ui| {
        let (title, add) = (cx.text("process-items"), cx.text("process-item-add"));
        let mut adding = false;
        list_header(ui, &title, &data.items_sub, |ui| {
            adding = button(ui, Button::primary(&add).medium().icon(icons::PLUS)).clicked();
        });
        if adding {
            view.improve(data, Finding::Time, Place::All);
        }
        if data.items.is_empty() {
            let detail = cx.text("process-items-none-detail");
            empty_state(ui, icons::LIST_CHECKS, &cx.text("process-items-none"), &detail, None);
            return;
        }
        for (place, item) in data.items.iter().enumerate() {
            if place > 0 {
                divider(ui);
            }
            padded(ui, 16.0, 12.0, |ui| item_ui(ui, item, view, cx));
        }
    });
}

fn item_ui(ui: &mut Ui, item: &Item, view: &mut View, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    ui.spacing_mut().item_spacing.y = 4.0;
    text::wrapped(ui, text::NAME13, theme.t1, &item.what);
    row(ui, 22.0, |ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        badge(ui, item.tone, &item.state);
        let width = ui.available_width();
        text::truncated(ui, text::LABEL12, theme.t3, &item.owner, width);
    });
    text::wrapped(ui, text::LABEL12, theme.t2, &item.about);
    measures_ui(ui, item, cx);
    if !item.overlap.is_empty() {
        text::wrapped(ui, text::LABEL12, theme.t3, &item.overlap);
    }
    if !item.result.is_empty() {
        text::wrapped(ui, text::BODY13, theme.t1, &item.result);
    }
    if item.open {
        let close = cx.text("process-item-close");
        let pressed = button(ui, Button::secondary(&close).small().icon(icons::CHECK));
        if pressed.accessible_name(format!("{close} {}", item.what)).clicked() {
            view.open = None;
            view.form = Some(Form::close(item));
        }
    }
}

/// The same measure before and after.
pub(super) fn measures_ui(ui: &mut Ui, item: &Item, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    for (key, value) in [("process-before", &item.before), ("process-after", &item.after)] {
        row(ui, 20.0, |ui| {
            let label = cx.text(key);
            let runs = [
                (text::LABEL12, theme.t3, label.as_str()),
                (text::LABEL12, theme.t3, "  "),
                (text::NAME13, theme.t1, value.as_str()),
            ];
            text::runs(ui, &runs);
        });
    }
}
