//! What became of the metrics that a talk answers: four lines and what may be said, which is never more.

use egui::{Ui, vec2};

use super::card::Card;
use crate::areas::Cx;
use crate::metrics::coaching::show::{EffectWords, Standing};
use crate::ui::card::{card_flush, divider, list_header, padded, row};
use crate::ui::choice::badge;
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// The room of the names of the lines.
const NAMES: f32 = 128.0;

/// Draws what became of the metrics; nothing where the talk answers none, or has not taken place.
pub(super) fn draw(ui: &mut Ui, card: &Card, cx: &Cx<'_>) {
    if card.effects.is_empty() {
        return;
    }
    card_flush(ui, |ui| {
        list_header(ui, &cx.text("effect-title"), &cx.text("effect-note"), |_| {});
        for (at, effect) in card.effects.iter().enumerate() {
            if at > 0 {
                divider(ui);
            }
            padded(ui, 16.0, 14.0, |ui| effect_ui(ui, effect, cx));
        }
    });
}

fn effect_ui(ui: &mut Ui, effect: &EffectWords, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    ui.spacing_mut().item_spacing = vec2(8.0, 4.0);
    row(ui, 22.0, |ui| {
        text::strong(ui, &effect.name);
        let (tone, key) = match effect.standing {
            Standing::Better => (Tone::Good, "effect-badge-better"),
            Standing::Worse => (Tone::Warn, "effect-badge-worse"),
            Standing::Open => (Tone::Neutral, "effect-badge-open"),
            Standing::TooFew => (Tone::Outline, "effect-badge-few"),
        };
        badge(ui, tone, &cx.text(key));
        let room = ui.available_width();
        text::truncated(ui, text::LABEL12, theme.t3, &effect.days, room);
    });
    for (name, said) in &effect.lines {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            let begin = ui.cursor().left();
            text::truncated(ui, text::LABEL12, theme.t3, name, NAMES - 8.0);
            ui.add_space((NAMES - (ui.cursor().left() - begin)).max(0.0));
            text::wrapped(ui, text::LABEL12, theme.t1, said);
        });
    }
    text::wrapped(ui, text::BODY13, theme.t1, &effect.verdict);
}
