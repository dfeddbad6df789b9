//! 外观与语言: language, theme, zoom, contrast, motion, and the ways to help.

use egui::{Align, Layout, Rect, Sense, Ui, UiBuilder, pos2, vec2};

use crate::areas::{Appearance, Cx, Order, ThemeChoice};
use crate::i18n::Language;
use crate::ui::button::{Button, button};
use crate::ui::card::divider;
use crate::ui::choice::{Segmented, switch};
use crate::ui::icons;
use crate::ui::text;
use crate::ui::tokens::Theme;

use super::view::{View, card_ui};

/// Zoom in percent: least, most, and one press of a button.
const LEAST: i32 = 80;
const MOST: i32 = 200;
const STEP: i32 = 10;

pub(super) fn appearance_ui(ui: &mut Ui, view: &mut View, cx: &mut Cx<'_>) {
    if let Some(before) = view.appearance {
        let mut now = before;
        card_ui(ui, &cx.text("settings-appearance"), &cx.text("settings-appearance-sub"), |ui| {
            look_ui(ui, &mut now, cx);
        });
        if now != before {
            view.appearance = Some(now);
            cx.orders.push(Order::Appearance(now));
        }
    }
    card_ui(ui, &cx.text("settings-colours"), "", |ui| {
        let theme = Theme::get(ui);
        text::wrapped(ui, text::BODY13, theme.t2, &cx.text("settings-colours-text"));
    });
    let (title, sub) = (cx.text("settings-help"), cx.text("settings-help-sub"));
    card_ui(ui, &title, &sub, |ui| help_ui(ui, cx));
}

fn look_ui(ui: &mut Ui, look: &mut Appearance, cx: &Cx<'_>) {
    // A language is named in itself, whichever is on.
    let languages = [
        (Language::Chinese, cx.text("settings-language-zh")),
        (Language::English, cx.text("settings-language-en")),
    ];
    let themes = [
        (ThemeChoice::System, cx.text("settings-theme-system")),
        (ThemeChoice::Light, cx.text("settings-theme-light")),
        (ThemeChoice::Dark, cx.text("settings-theme-dark")),
    ];
    let label = cx.text("settings-language");
    row_ui(ui, &label, "", |ui| {
        Segmented::new(&label).show(ui, &mut look.language, &languages);
    });
    divider(ui);
    let label = cx.text("settings-theme");
    row_ui(ui, &label, "", |ui| {
        Segmented::new(&label).show(ui, &mut look.theme, &themes);
    });
    divider(ui);
    let (label, hint) = (cx.text("settings-zoom"), cx.text("settings-zoom-hint"));
    row_ui(ui, &label, &hint, |ui| zoom_ui(ui, &mut look.zoom, cx));
    divider(ui);
    let (label, hint) = (cx.text("settings-contrast"), cx.text("settings-contrast-hint"));
    row_ui(ui, &label, &hint, |ui| {
        switch(ui, &mut look.high_contrast, &label);
    });
    divider(ui);
    let (label, hint) = (cx.text("settings-motion"), cx.text("settings-motion-hint"));
    row_ui(ui, &label, &hint, |ui| {
        switch(ui, &mut look.reduced_motion, &label);
    });
}

/// Zoom in whole percent, as shown.
fn percent(zoom: f32) -> i32 {
    (zoom * 100.0).round() as i32
}

/// The next step of the zoom up or down, on a multiple of the step.
fn stepped(percent: i32, up: bool) -> i32 {
    let next = if up { percent.div_euclid(STEP) + 1 } else { (percent - 1).div_euclid(STEP) };
    (next * STEP).clamp(LEAST, MOST)
}

/// Minus, the value, plus, and the way back; drawn from right to left.
fn zoom_ui(ui: &mut Ui, zoom: &mut f32, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    let now = percent(*zoom);
    let mut to = now;
    let (larger, smaller, usual) = (
        cx.text("settings-zoom-larger"),
        cx.text("settings-zoom-smaller"),
        cx.text("settings-zoom-usual"),
    );
    if button(ui, Button::icon_only(icons::PLUS, &larger).enabled(now < MOST)).clicked() {
        to = stepped(now, true);
    }
    let (rect, value) = ui.allocate_exact_size(vec2(52.0, 32.0), Sense::hover());
    let label = format!("{now}%");
    value.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &label));
    let at = rect.center();
    text::paint(ui.painter(), at, egui::Align2::CENTER_CENTER, text::NAME13, theme.t1, &label);
    if button(ui, Button::icon_only(icons::MINUS, &smaller).enabled(now > LEAST)).clicked() {
        to = stepped(now, false);
    }
    if now != 100 && button(ui, Button::link(&usual)).clicked() {
        to = 100;
    }
    if to != now {
        *zoom = to as f32 / 100.0;
    }
}

/// A setting: what it is and what it does on the left, the control on the right.
fn row_ui(ui: &mut Ui, label: &str, hint: &str, control: impl FnOnce(&mut Ui)) {
    let theme = Theme::get(ui);
    let height = if hint.is_empty() { 32.0 } else { 40.0 };
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let layout = Layout::right_to_left(Align::Center);
    let builder = UiBuilder::new().id_salt(label).max_rect(rect).layout(layout);
    let mut right = ui.new_child(builder);
    right.spacing_mut().item_spacing.x = 8.0;
    control(&mut right);
    let end = (right.min_rect().left() - 16.0).max(rect.left());
    let line = |top: f32, tall: f32| {
        Rect::from_min_max(pos2(rect.left(), rect.top() + top), pos2(end, rect.top() + top + tall))
    };
    text::tell(ui, line(0.0, height), label);
    if !hint.is_empty() {
        text::tell(ui, line(21.0, 18.0), hint);
    }
    let painter = ui.painter();
    let left = Align::Min;
    if hint.is_empty() {
        text::paint_fit(painter, line(0.0, 32.0), left, text::BODY13, theme.t1, label);
    } else {
        text::paint_fit(painter, line(1.0, 20.0), left, text::BODY13, theme.t1, label);
        text::paint_fit(painter, line(21.0, 18.0), left, text::LABEL12, theme.t3, hint);
    }
}

/// The ways to the guide and to the sheet of keys.
fn help_ui(ui: &mut Ui, cx: &mut Cx<'_>) {
    let (guide, keys) = (cx.text("help-guide"), cx.text("help-keys"));
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        if button(ui, Button::secondary(&guide).icon(icons::BOOK_OPEN)).clicked() {
            cx.orders.push(Order::Guide);
        }
        if button(ui, Button::secondary(&keys).icon(icons::KEYBOARD)).clicked() {
            cx.orders.push(Order::Shortcuts);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zoom_steps_stay_on_tens_and_within_bounds() {
        for (from, up, to) in [
            (100, true, 110),
            (100, false, 90),
            (95, true, 100),
            (95, false, 90),
            (80, false, 80),
            (200, true, 200),
            (199, true, 200),
        ] {
            assert_eq!(stepped(from, up), to, "{from} {up}");
        }
        assert_eq!(percent(1.1), 110);
    }
}
