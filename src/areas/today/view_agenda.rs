//! How a line of the agenda looks, and where it leads.

use chrono::NaiveDate;
use egui::{Align, Align2, CursorIcon, Rect, Role, Sense, Ui, pos2, vec2};

use super::agenda::Row;
use crate::areas::{Cx, Filter, Order};
use crate::metrics::notices::Act;
use crate::ui::button::{Button, button};
use crate::ui::icons::{self, paint_icon};
use crate::ui::text;
use crate::ui::tokens::Theme;

/// Shows where something is seen to; in the period of its day where that is not the one that is looked at.
pub(super) fn see(cx: &mut Cx<'_>, act: &Act, day: Option<NaiveDate>) {
    let period = cx.filter.period;
    if let Some(day) = day.filter(|day| !period.contains(*day)) {
        let period = period.same_kind_at(day);
        cx.orders.push(Order::Filter(Filter { period, ..*cx.filter }));
    }
    cx.orders.push(Order::Act(act.clone()));
}

/// The height of a line.
pub(super) const ROW: f32 = 38.0;

/// Draws a line; `next` is the one to begin with, whose button always shows.
pub(super) fn row_ui(ui: &mut Ui, row: &Row, next: bool, cx: &mut Cx<'_>) {
    let theme = Theme::get(ui);
    let size = vec2(ui.available_width(), ROW);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let state = cx.text(if row.done { "today-agenda-done" } else { "today-agenda-open-state" });
    let name = [row.at.as_str(), &row.title, &row.detail, &state];
    let name: Vec<&str> = name.into_iter().filter(|part| !part.is_empty()).collect();
    response
        .widget_info(|| egui::WidgetInfo::labeled(Role::Button, ui.is_enabled(), name.join(" ")));
    let hovered = response.hovered() || ui.rect_contains_pointer(rect);
    let fill = match (next, hovered) {
        (true, _) => Some(theme.selected),
        (false, true) => Some(theme.hover),
        (false, false) => None,
    };
    if let Some(fill) = fill {
        ui.painter().rect_filled(rect, 0.0, fill);
    }
    if response.has_focus() {
        let stroke = egui::Stroke::new(2.0, theme.accent);
        ui.painter().rect_stroke(rect, 0.0, stroke, egui::StrokeKind::Inside);
    }
    let y = rect.center().y;
    let (time, color) =
        if next { (text::NAME13, theme.accent_t) } else { (text::BODY13, theme.t3) };
    let at = pos2(rect.left() + 16.0, y);
    text::paint(ui.painter(), at, Align2::LEFT_CENTER, time, color, &row.at);
    let (icon, color) = match (row.done, next) {
        (true, _) => (icons::CHECK_CIRCLE.filled(), theme.good_t),
        (false, true) => (icons::PLAY_CIRCLE.filled(), theme.accent_t),
        (false, false) => (icons::CIRCLE, theme.t3),
    };
    paint_icon(ui.painter(), pos2(rect.left() + 70.0, y), icon, 16.0, color);
    let mut end = rect.right() - 16.0;
    if !row.action.is_empty() && (next || hovered || response.has_focus()) {
        let action =
            if next { Button::primary(&row.action) } else { Button::secondary(&row.action) };
        let wide = text::width(ui, text::NAME13, &row.action).ceil() + 18.0;
        let place = Rect::from_min_max(pos2(end - wide, y - 12.0), pos2(end, y + 12.0));
        let layout = egui::Layout::right_to_left(Align::Center);
        let builder = egui::UiBuilder::new().id_salt(("agenda", &row.title, &row.at));
        let mut child = ui.new_child(builder.max_rect(place).layout(layout));
        let name = format!("{} {}", row.action, row.title);
        if button(&mut child, action.small().width(wide)).accessible_name(name).clicked() {
            see(cx, &row.act, row.shown);
        }
        end = place.left() - 8.0;
    }
    let line = |top: f32| {
        let left = rect.left() + 88.0;
        Rect::from_min_max(
            pos2(left, rect.top() + top),
            pos2(end.max(left), rect.top() + top + 18.0),
        )
    };
    let (kind, color) = if row.done { (text::BODY13, theme.t2) } else { (text::NAME13, theme.t1) };
    let painter = ui.painter();
    let cut = text::paint_fit(painter, line(1.0), Align::Min, kind, color, &row.title);
    let also =
        text::paint_fit(painter, line(19.0), Align::Min, text::LABEL12, theme.t3, &row.detail);
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    if response.clicked() {
        see(cx, &row.act, row.shown);
    }
    if cut || also {
        response.on_hover_text(format!("{}\n{}", row.title, row.detail));
    }
}
