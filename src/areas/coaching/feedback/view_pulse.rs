//! What everybody was asked, and who left: nothing of fewer than five.

use egui::Ui;

use super::data::Data;
use super::form_pulse::PulseDraft;
use super::pulse::{Line, Pulse};
use super::view::View;
use crate::areas::Cx;
use crate::ui::button::{Button, button};
use crate::ui::card::{card_flush, divider, list_header, padded, row};
use crate::ui::charts::stack::{Part, stack_bar};
use crate::ui::icons;
use crate::ui::state::empty_state;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// So many questions are shown, the newest.
const SHOWN: usize = 6;

/// Draws what everybody was asked.
pub(super) fn pulses_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &Cx<'_>) {
    card_flush(ui, |ui| {
        let (title, sub) = (cx.text("feedback-pulse"), cx.text("feedback-pulse-sub"));
        list_header(ui, &title, &sub, |_| {});
        if data.pulses.is_empty() {
            let words = ["feedback-pulse-none", "feedback-pulse-none-detail"];
            let [none, detail] = words.map(|key| cx.text(key));
            empty_state(ui, icons::CHART_BAR, &none, &detail, None);
            return;
        }
        for (at, pulse) in data.pulses.iter().take(SHOWN).enumerate() {
            if at > 0 {
                divider(ui);
            }
            padded(ui, 16.0, 12.0, |ui| pulse_ui(ui, pulse, data, view, cx));
        }
        if data.pulses.len() > SHOWN {
            divider(ui);
            let n = i64::try_from(data.pulses.len() - SHOWN).unwrap_or(i64::MAX);
            padded(ui, 16.0, 8.0, |ui| {
                let more = cx.tr.with("feedback-pulse-more", &[("n", n.into())]);
                text::hint(ui, &more);
            });
        }
    });
}

fn pulse_ui(ui: &mut Ui, pulse: &Pulse, data: &Data, view: &mut View, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    ui.spacing_mut().item_spacing.y = 6.0;
    row(ui, 24.0, |ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let edit = cx.text("feedback-pulse-change");
        let width = (ui.available_width() - 120.0).max(80.0);
        let named = format!("{}  {}", pulse.day, pulse.question);
        text::truncated(ui, text::NAME13, theme.t1, &named, width);
        let pressed = button(ui, Button::secondary(&edit).small());
        if pressed.accessible_name(format!("{edit} {named}")).clicked() {
            view.pulse = Some(PulseDraft::edit(pulse, data));
        }
    });
    line_ui(ui, &pulse.whole);
    for line in &pulse.lines {
        line_ui(ui, line);
    }
}

/// A line: whose, the mean, the marks as one bar, the share of the best two.
fn line_ui(ui: &mut Ui, line: &Line) {
    let theme = Theme::get(ui);
    if line.mean.is_empty() {
        text::wrapped(ui, text::BODY13, theme.t2, &line.name);
        return;
    }
    row(ui, 22.0, |ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let begin = ui.cursor().left();
        text::truncated(ui, text::BODY13, theme.t1, &line.name, 96.0);
        ui.add_space((104.0 - (ui.cursor().left() - begin)).max(0.0));
        text::label(ui, text::NAME13, theme.t1, &line.mean);
        let said = text::width(ui, text::LABEL12, &line.agreed);
        let room = (ui.available_width() - said - 16.0).clamp(40.0, 220.0);
        ui.scope(|ui| {
            ui.set_max_width(room);
            // From the lowest mark to the highest, as a thermometer reads.
            let colors = [theme.bad, theme.warn, theme.neu, theme.accent_2, theme.good];
            let parts: Vec<Part> = line
                .marks
                .iter()
                .zip(colors)
                .map(|(n, color)| Part { amount: *n as f32, color })
                .collect();
            let marks: Vec<String> =
                (1..).zip(line.marks).map(|(mark, n): (u64, u64)| format!("{mark}: {n}")).collect();
            stack_bar(ui, &parts, 10.0).on_hover_text(marks.join("  "));
        });
        text::label(ui, text::LABEL12, theme.t3, &line.agreed);
    });
}

/// Draws who left.
pub(super) fn left_ui(ui: &mut Ui, data: &Data, cx: &Cx<'_>) {
    card_flush(ui, |ui| {
        let (title, sub) = (cx.text("feedback-left-title"), cx.text("feedback-left-sub"));
        list_header(ui, &title, &sub, |_| {});
        padded(ui, 16.0, 12.0, |ui| {
            let theme = Theme::get(ui);
            ui.spacing_mut().item_spacing.y = 4.0;
            text::wrapped(ui, text::BODY13, theme.t1, &data.left.rate);
            if !data.left.more.is_empty() {
                text::wrapped(ui, text::LABEL12, theme.t2, &data.left.more);
            }
            for line in &data.left.lines {
                text::wrapped(ui, text::BODY13, theme.t2, line);
            }
            text::wrapped(ui, text::LABEL12, theme.t3, &cx.text("feedback-left-note"));
        });
    });
}
