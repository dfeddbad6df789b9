//! How the page looks: the days on the left, what changed beside them.

use egui::{Align, Align2, Margin, Rect, Sense, Ui, pos2, vec2};

use super::data::{Change, Changed, Data, Line};
use crate::areas::today::view_agenda::{ROW, row_ui};
use crate::areas::{AreaId, Cx, Order};
use crate::ui::button::{Button, button};
use crate::ui::card::{Side, card_flush, columns, list_header, padded};
use crate::ui::icons;
use crate::ui::scroll;
use crate::ui::state::empty_state;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// What is chosen.
#[derive(Debug, Default)]
pub struct View;

/// The width of the card beside the days.
const SIDE: f32 = 360.0;
/// From this width on it stands beside them.
const BESIDE: f32 = 820.0;
const DAY: f32 = 32.0;

/// Draws the page.
pub(in crate::areas::today) fn draw(
    ui: &mut Ui,
    margin: Margin,
    data: &Data,
    _view: &mut View,
    cx: &mut Cx<'_>,
) {
    scroll::page(ui, "week", margin, |ui, _| {
        ui.spacing_mut().item_spacing.y = 12.0;
        if ui.available_width() >= BESIDE {
            columns(ui, SIDE, 16.0, |ui, side| match side {
                Side::Left => days_ui(ui, data, cx),
                Side::Right => changes_ui(ui, data, cx),
            });
        } else {
            days_ui(ui, data, cx);
            changes_ui(ui, data, cx);
        }
    });
}

fn days_ui(ui: &mut Ui, data: &Data, cx: &mut Cx<'_>) {
    card_flush(ui, |ui| {
        list_header(ui, &cx.text("today-week"), &data.sub, |_| {});
        for (at, line) in data.lines.iter().enumerate() {
            match line {
                Line::Day { name, note, today } => day_ui(ui, name, note, *today),
                Line::Item(row) => row_ui(ui, row, data.next == Some(at), cx),
                Line::Rest(words) => padded(ui, 16.0, 6.0, |ui| {
                    text::hint(ui, words);
                }),
            }
        }
    });
}

fn day_ui(ui: &mut Ui, name: &str, note: &str, today: bool) {
    let theme = Theme::get(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), DAY), Sense::hover());
    let painter = ui.painter();
    painter.rect_filled(rect, 0.0, theme.sunken);
    let color = if today { theme.accent_t } else { theme.t1 };
    let at = pos2(rect.left() + 16.0, rect.center().y);
    let painted = text::paint(painter, at, Align2::LEFT_CENTER, text::NAME13, color, name);
    let at = pos2(painted.right() + 10.0, rect.center().y);
    text::paint(painter, at, Align2::LEFT_CENTER, text::LABEL12, theme.t3, note);
    text::tell(ui, rect, &[name, note].join(" "));
}

fn changes_ui(ui: &mut Ui, data: &Data, cx: &mut Cx<'_>) {
    card_flush(ui, |ui| {
        let title = cx.text("today-changes");
        let mut go = false;
        let Changed { sub, list } = &data.changes;
        list_header(ui, &title, sub, |ui| {
            if !list.is_empty() {
                let see = cx.text("today-see");
                go = button(ui, Button::link(&see).medium()).clicked();
            }
        });
        if list.is_empty() {
            let (title, detail) =
                (cx.text("today-changes-none"), cx.text("today-changes-none-detail"));
            empty_state(ui, icons::FUNNEL, &title, &detail, None);
        }
        for change in list {
            change_ui(ui, change);
        }
        if go {
            cx.orders.push(Order::Go(AreaId::Funnel));
        }
    });
}

fn change_ui(ui: &mut Ui, change: &Change) {
    let theme = Theme::get(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let inner = rect.shrink2(vec2(16.0, 0.0));
    let painter = ui.painter();
    if change.sum {
        painter.rect_filled(rect, 0.0, theme.sunken);
    }
    let kind = if change.sum { text::NAME13 } else { text::BODY13 };
    let at = |x: f32| pos2(x, inner.center().y);
    let right = Align2::RIGHT_CENTER;
    text::paint(painter, at(inner.right()), right, kind, theme.t1, &change.amount);
    text::paint(painter, at(inner.right() - 116.0), right, text::BODY13, theme.t3, &change.n);
    let room = Rect::from_min_max(inner.min, pos2(inner.right() - 160.0, inner.bottom()));
    text::paint_fit(painter, room, Align::Min, kind, theme.t1, &change.name);
    let line = rect.bottom() - 1.0;
    painter.hline(rect.x_range(), line, egui::Stroke::new(1.0, theme.grid));
    text::tell(ui, rect, &[&change.name, &change.n, &change.amount].map(String::as_str).join(" "));
}
