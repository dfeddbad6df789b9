//! One bar made of parts, and the rows that explain it.

use egui::{Align, Color32, Rect, Response, Role, Sense, Ui, pos2, vec2};

use crate::ui::icons::{self, paint_icon};
use crate::ui::paint;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// A part of the bar.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Part {
    /// Its size, in any unit.
    pub amount: f32,
    /// Its colour.
    pub color: Color32,
}

/// Draws the bar over the width there is; 1 point between the parts.
pub fn stack_bar(ui: &mut Ui, parts: &[Part], height: f32) -> Response {
    let size = vec2(ui.available_width(), height);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let shown: Vec<&Part> = parts.iter().filter(|part| part.amount > 0.0).collect();
    let total: f32 = shown.iter().map(|part| part.amount).sum();
    let room = rect.width() - 2.0 * shown.len().saturating_sub(1) as f32;
    let mut x = rect.left();
    for part in shown {
        // A part of one in a thousand must still be seen.
        let width = (room * part.amount / total).max(2.0);
        let min = pos2(x, rect.top());
        let place = Rect::from_min_size(min, vec2(width, height)).intersect(rect);
        ui.painter().rect_filled(place, 2.0, part.color);
        x += width + 2.0;
    }
    response
}

/// A row below the bar.
#[derive(Debug, Clone, Copy)]
pub struct LegendRow<'a> {
    /// Colour of the square; none for a total.
    pub color: Option<Color32>,
    /// What it is.
    pub name: &'a str,
    /// What it consists of.
    pub detail: &'a str,
    /// How much.
    pub value: &'a str,
    /// Shows a caret: the row opens a list.
    pub opens: bool,
}

/// Draws a row 36 high that explains a part; a click opens its list.
pub fn legend_row(ui: &mut Ui, row: &LegendRow<'_>) -> Response {
    let theme = Theme::get(ui);
    let sense = if row.opens { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 36.0), sense);
    let role = if row.opens { Role::Button } else { Role::Label };
    let spoken = format!("{} {} {}", row.name, row.value, row.detail);
    paint::named(&response, role, true, spoken.trim());
    let painter = ui.painter();
    if row.opens && response.hovered() {
        painter.rect_filled(rect, 4.0, theme.hover);
    }
    if row.color.is_some() {
        paint::hline(painter, rect.left(), rect.right(), rect.bottom() - 1.0, theme.grid);
    }
    let y = rect.center().y;
    let mut left = rect.left();
    if let Some(color) = row.color {
        let square = Rect::from_center_size(pos2(left + 5.0, y), vec2(10.0, 10.0));
        painter.rect_filled(square, 2.0, color);
        left += 18.0;
    }
    if row.opens {
        paint_icon(painter, pos2(rect.right() - 7.0, y), icons::CARET_RIGHT, 14.0, theme.t3);
    }
    let kind = if row.color.is_some() { text::BODY13 } else { text::NAME13 };
    let line = rect.with_min_x(left).with_max_x(rect.right() - 22.0);
    let value = text::size(painter, text::NAME13, row.value).x;
    text::paint_fit(painter, line, Align::Max, text::NAME13, theme.t1, row.value);
    let name = text::size(painter, kind, row.name).x;
    text::paint_fit(painter, line, Align::Min, kind, theme.t1, row.name);
    let between =
        line.with_min_x(line.left() + name + 12.0).with_max_x(line.right() - value.max(28.0) - 8.0);
    text::paint_fit(painter, between, Align::Max, text::LABEL12, theme.t3, row.detail);
    if response.has_focus() {
        paint::focus_inside(ui, rect);
    }
    response
}
