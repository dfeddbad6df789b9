//! The calendar of a month: a day for each cell, the classes of it below each other.

use egui::{
    Align, Margin, Rect, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use super::month::{Day, Month};
use super::view::View;
use crate::areas::Cx;
use crate::metrics::training::classes::Key;
use crate::ui::button::{Button, button};
use crate::ui::card::{Card, list_header};
use crate::ui::icons;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// The names of the days of the week.
const HEAD: f32 = 28.0;
/// A class in a cell.
const ITEM: f32 = 20.0;
/// Days of a week.
const WEEK: usize = 7;

pub(super) fn draw(ui: &mut Ui, margin: Margin, month: &Month, view: &mut View, cx: &Cx<'_>) {
    let all = ui.available_rect_before_wrap();
    let mut body = ui.new_child(UiBuilder::new().id_salt("month").max_rect(all - margin));
    let tall = body.available_height();
    Card::new().height(tall).show(&mut body, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let words = ["day-month-previous", "day-month-next", "classes-month-today"];
        let [previous, next, now] = words.map(|key| cx.text(key));
        list_header(ui, &month.name, "", |ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            let period = month.period;
            if button(ui, Button::icon_only(icons::CARET_RIGHT, &next).medium()).clicked() {
                view.month = Some(period.next());
            }
            if button(ui, Button::secondary(&now).medium()).clicked() {
                view.month = Some(period.same_kind_at(cx.filter.today));
            }
            if button(ui, Button::icon_only(icons::CARET_LEFT, &previous).medium()).clicked() {
                view.month = Some(period.previous());
            }
        });
        let grid = ui.available_rect_before_wrap();
        heads_ui(ui, grid.with_max_y(grid.top() + HEAD), month);
        let cells = grid.with_min_y(grid.top() + HEAD);
        let rows = month.days.len().div_ceil(WEEK).max(1);
        let (wide, high) = (cells.width() / WEEK as f32, cells.height() / rows as f32);
        for (at, day) in month.days.iter().enumerate() {
            let (column, row) = ((at % WEEK) as f32, (at / WEEK) as f32);
            let left = (cells.left() + wide * column).round();
            let top = (cells.top() + high * row).round();
            let place = Rect::from_min_max(
                pos2(left, top),
                pos2((cells.left() + wide * (column + 1.0)).round(), (top + high).round()),
            );
            if let Some(key) = day_ui(ui, place, day, cx) {
                view.choose(key);
            }
        }
    });
    ui.advance_cursor_after_rect(all);
}

fn heads_ui(ui: &Ui, place: Rect, month: &Month) {
    let theme = Theme::get(ui);
    ui.painter().rect_filled(place, 0.0, theme.sunken);
    let wide = place.width() / WEEK as f32;
    for (at, name) in month.weekdays.iter().enumerate() {
        let left = place.left() + wide * at as f32;
        let cell = place.with_min_x(left + 10.0).with_max_x(left + wide);
        text::paint_fit(ui.painter(), cell, Align::Min, text::LABEL12, theme.t3, name);
    }
}

/// Draws a day; returns the class that was pressed.
fn day_ui(ui: &mut Ui, place: Rect, day: &Day, cx: &Cx<'_>) -> Option<Key> {
    let theme = Theme::get(ui);
    let painter = ui.painter();
    let edge = Stroke::new(1.0, theme.grid);
    let fill = if day.within && day.working { theme.surface } else { theme.sunken };
    painter.rect_filled(place, 0.0, fill);
    painter.rect_stroke(place, 0.0, edge, StrokeKind::Inside);
    let number = place.shrink2(vec2(10.0, 0.0)).with_max_y(place.top() + 24.0);
    let (kind, color) = match (day.today, day.within) {
        (true, _) => (text::LABEL12M, theme.accent_t),
        (false, true) => (text::LABEL12, theme.t1),
        (false, false) => (text::LABEL12, theme.t3),
    };
    let said = day.day.format("%-d").to_string();
    text::paint_fit(painter, number, Align::Min, kind, color, &said);
    if day.today {
        let ring = Stroke::new(1.5, theme.accent);
        painter.rect_stroke(place.shrink(1.0), 2.0, ring, StrokeKind::Inside);
    }
    let room = ((place.height() - 26.0) / (ITEM + 2.0)).floor().max(0.0) as usize;
    let all = day.items.len();
    // The last line says how many more there are.
    let shown = if all > room { room.saturating_sub(1) } else { all };
    let mut wanted = None;
    for (at, item) in day.items.iter().take(shown).enumerate() {
        let top = place.top() + 24.0 + (ITEM + 2.0) * at as f32;
        let chip = Rect::from_min_max(
            pos2(place.left() + 6.0, top),
            pos2(place.right() - 6.0, top + ITEM),
        );
        let id = ui.scope_id().with(("class on", day.day, at));
        let response = ui.interact(chip, id, Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &item.told));
        let fill = if response.hovered() { theme.hover } else { item.tone.tint(theme) };
        ui.painter().rect_filled(chip, 4.0, fill);
        if response.has_focus() {
            let ring = Stroke::new(2.0, theme.accent);
            ui.painter().rect_stroke(chip, 4.0, ring, StrokeKind::Inside);
        }
        let words = chip.shrink2(vec2(6.0, 0.0));
        let color = item.tone.text(theme);
        text::paint_fit(ui.painter(), words, Align::Min, text::LABEL12, color, &item.name);
        if response.clicked() {
            wanted = Some(item.key);
        }
        response.on_hover_text(&item.told);
    }
    if all > shown {
        let n = i64::try_from(all - shown).unwrap_or(i64::MAX);
        let more = cx.tr.with("classes-month-more", &[("n", n.into())]);
        let top = place.top() + 24.0 + (ITEM + 2.0) * shown as f32;
        let line = Rect::from_min_max(
            pos2(place.left() + 12.0, top),
            pos2(place.right() - 6.0, top + ITEM),
        );
        text::paint_fit(ui.painter(), line, Align::Min, text::LABEL12, theme.t3, &more);
        let names: Vec<&str> = day.items.iter().skip(shown).map(|i| i.told.as_str()).collect();
        let id = ui.scope_id().with(("more on", day.day));
        let response = ui.interact(line, id, Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &more));
        response.on_hover_text(names.join("\n"));
    }
    wanted
}
