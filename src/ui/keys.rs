//! A line of the shortcut sheet: keys, and what they do.

use egui::{Align, Layout, Sense, Ui, UiBuilder, vec2};

use crate::ui::choice::key_cap;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// The room that keys have; what they do stands behind it.
const KEYS: f32 = 148.0;

/// Draws keys with what they do.
pub fn key_row(ui: &mut Ui, keys: &[String], does: &str) {
    let theme = Theme::get(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 26.0), Sense::hover());
    let layout = Layout::left_to_right(Align::Center);
    let place = rect.with_max_x(rect.left() + KEYS);
    let builder = UiBuilder::new().id_salt((keys, does)).max_rect(place).layout(layout);
    let mut caps = ui.new_child(builder);
    caps.spacing_mut().item_spacing.x = 4.0;
    for key in keys {
        key_cap(&mut caps, key);
    }
    let room = rect.with_min_x(rect.left() + KEYS + 4.0);
    if text::paint_fit(ui.painter(), room, Align::Min, text::BODY13, theme.t2, does) {
        ui.interact(room, ui.scope_id().with((keys, does)), Sense::hover()).on_hover_text(does);
    }
    text::tell(ui, rect, &format!("{} {does}", keys.join(" ")));
}
