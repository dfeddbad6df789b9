//! Beside the list: how evenly chances were given, and who may have been forgotten.

use egui::{Align, Layout, Ui, vec2};

use super::data::{Data, Fairness, GroupRow};
use crate::areas::Cx;
use crate::domain::training::opportunities::OFTEN;
use crate::ui::card::{card_flush, divider, list_header, padded, section_label};
use crate::ui::charts::bar::{TickBar, tick_bar};
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// Draws 机会是否均衡.
pub(super) fn fairness_ui(ui: &mut Ui, fairness: &Fairness, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    card_flush(ui, |ui| {
        list_header(ui, &cx.text("careers-even"), "", |_| {});
        padded(ui, 16.0, 10.0, |ui| {
            text::wrapped(ui, text::BODY13, theme.t1, &fairness.whole);
            if fairness.cuts.is_empty() {
                text::wrapped(ui, text::LABEL12, theme.t3, &cx.text("careers-even-none"));
            }
        });
        for (by, groups) in &fairness.cuts {
            divider(ui);
            padded(ui, 16.0, 10.0, |ui| {
                ui.spacing_mut().item_spacing.y = 6.0;
                section_label(ui, by);
                for group in groups {
                    group_ui(ui, group);
                }
            });
        }
        if !fairness.cuts.is_empty() {
            divider(ui);
            padded(ui, 16.0, 10.0, |ui| {
                text::wrapped(ui, text::LABEL12, theme.t3, &cx.text("careers-even-note"));
            });
        }
    });
}

/// A group: its name, its share beside that of all others, what may be said of it.
fn group_ui(ui: &mut Ui, group: &GroupRow) {
    let theme = Theme::get(ui);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let size = vec2(ui.available_width(), 20.0);
        ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            text::label(ui, text::NAME13, theme.t1, &group.said);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let width = ui.available_width();
                text::truncated(ui, text::BODY13, theme.t1, &group.name, width);
            });
        });
        let width = ui.available_width();
        let bar = TickBar { fraction: group.share, tick: Some(group.others), tone: group.tone };
        tick_bar(ui, width, &bar);
        let color = if group.tone == Tone::Warn { theme.warn_t } else { theme.t3 };
        text::wrapped(ui, text::LABEL12, color, &group.verdict);
    });
}

/// Draws 可能被遗漏.
pub(super) fn passed_over_ui(ui: &mut Ui, data: &Data, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    let often = i64::try_from(OFTEN).unwrap_or(i64::MAX);
    let rule = cx.tr.with("careers-passed-over-rule", &[("n", often.into())]);
    card_flush(ui, |ui| {
        list_header(ui, &cx.text("careers-passed-over"), "", |_| {});
        padded(ui, 16.0, 10.0, |ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            if data.passed_over.is_empty() {
                let none = cx.text("careers-passed-over-none");
                text::wrapped(ui, text::BODY13, theme.t2, &none);
            }
            for (name, said) in &data.passed_over {
                let size = vec2(ui.available_width(), 22.0);
                ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
                    text::label(ui, text::LABEL12, theme.t2, said);
                    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                        let width = ui.available_width();
                        text::truncated(ui, text::NAME13, theme.t1, name, width);
                    });
                });
            }
            text::wrapped(ui, text::LABEL12, theme.t3, &rule);
        });
    });
}
