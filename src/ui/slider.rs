//! A slider: a whole number between two ends, by pointer or arrow keys.

use egui::{Key, Rect, Response, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use crate::ui::paint;
use crate::ui::tokens::Theme;

/// Draws a slider in the width there is; `name` is for those who do not see it.
pub fn slider(
    ui: &mut Ui,
    name: &str,
    value: &mut i64,
    (least, most): (i64, i64),
    step: i64,
) -> Response {
    let theme = Theme::get(ui);
    let size = vec2(ui.available_width(), 24.0);
    let (rect, mut response) = ui.allocate_exact_size(size, Sense::click_and_drag());
    let track = Rect::from_center_size(rect.center(), vec2((rect.width() - 16.0).max(1.0), 4.0));
    let range = (most - least).max(1);
    let before = *value;
    if let Some(pointer) = response.interact_pointer_pos() {
        let part = ((pointer.x - track.left()) / track.width()).clamp(0.0, 1.0);
        let steps = (f64::from(part) * range as f64 / step.max(1) as f64).round() as i64;
        *value = least + steps * step.max(1);
        response.request_focus();
    }
    if response.has_focus() {
        paint::keep_arrows(ui, response.id, true, false);
        if paint::take_key(ui, Key::ArrowRight) {
            *value += step;
        }
        if paint::take_key(ui, Key::ArrowLeft) {
            *value -= step;
        }
    }
    *value = (*value).clamp(least, most);
    if *value != before {
        response.mark_changed();
    }
    let now = *value as f64;
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::Slider, true, name);
        info.value = Some(now);
        info
    });
    let part = (*value - least) as f32 / range as f32;
    let x = track.left() + track.width() * part;
    let painter = ui.painter();
    painter.rect_filled(track, 2.0, theme.neu_bg);
    painter.rect_filled(track.with_max_x(x), 2.0, theme.accent);
    let center = pos2(x, track.center().y);
    painter.circle(center, 8.0, theme.surface, Stroke::new(2.0, theme.accent));
    paint::focus_ring(ui, &response, Rect::from_center_size(center, vec2(16.0, 16.0)), 8);
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui_kittest::Harness;

    #[test]
    fn arrow_keys_move_it_and_stop_at_the_ends() {
        let draw = |ui: &mut Ui, value: &mut i64| {
            crate::ui::dress(ui.ctx());
            slider(ui, "增长率", value, (100, 102), 1).request_focus();
        };
        let mut harness = Harness::new_ui_state(draw, 101_i64);
        harness.run();
        for _ in 0..3 {
            harness.key_press(Key::ArrowRight);
            harness.run();
        }
        assert_eq!(*harness.state(), 102);
        harness.key_press(Key::ArrowLeft);
        harness.run();
        assert_eq!(*harness.state(), 101);
    }
}
