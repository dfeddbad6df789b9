//! The matrix of people and places: rows in the order of the list beside it, cells tinted as the
//! person's target stands.

use egui::{
    Align, Align2, Color32, CornerRadius, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
    pos2, vec2,
};

use super::progress::ProgressPage;
use super::progress_order::By;
use super::progress_places::{Matrix, PlaceRow, Places};
use super::progress_words::{DASH, tone};
use super::view_progress::{DIGIT, ProgressView, ROW, nothing};
use crate::areas::Cx;
use crate::metrics::targets::progress::Status;
use crate::ui::card::{Card, list_header};
use crate::ui::icons::{self, paint_icon};
use crate::ui::table::{Column, Table, cell_text};
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// The mark of a cell whose person falls behind.
const CARET: f32 = 10.0;

/// The widths of names, places and sums, at least.
fn widths(page: &ProgressPage, matrix: &Matrix) -> [f32; 3] {
    let names = page.people.breadths.get(&By::Name).copied().unwrap_or_default();
    [
        // A Latin letter is narrower than a digit; what is longer is cut.
        (names as f32 * 6.8 + 24.0).clamp(64.0, 128.0),
        (matrix.breadth as f32 * DIGIT + CARET + 8.0).max(52.0),
        (matrix.total_breadth as f32 * DIGIT + 24.0).max(60.0),
    ]
}

/// The least width of the matrix.
pub(super) fn least(page: &ProgressPage, matrix: &Matrix) -> f32 {
    let [name, place, total] = widths(page, matrix);
    name + place * matrix.places.len() as f32 + total
}

pub(super) fn draw(
    ui: &mut Ui,
    page: &ProgressPage,
    (places, matrix, height): (&Places, &Matrix, f32),
    view: &mut ProgressView,
    cx: &Cx<'_>,
) {
    let title = cx.text("targets-places");
    let height = if matrix.places.is_empty() { height.max(176.0) } else { height };
    Card::new().height(height).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        list_header(ui, &title, &places.sub, |ui| {
            // From right to left.
            for status in [Status::Behind, Status::Caution, Status::OnTrack] {
                key(ui, status, &cx.text(status.label_key()));
            }
        });
        if matrix.places.is_empty() {
            nothing(ui, icons::MAP_PIN, "targets-places-none", cx);
        } else {
            let beside = std::ptr::eq(matrix, &places.narrow);
            table_ui(ui, &title, page, (matrix, beside), view, cx);
        }
    });
}

/// Draws what a tint means.
fn key(ui: &mut Ui, status: Status, label: &str) {
    let theme = Theme::get(ui);
    let wide = 16.0 + text::width(ui, text::LABEL12, label).ceil();
    let (rect, response) = ui.allocate_exact_size(vec2(wide, 18.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, label));
    let square = pos2(rect.left() + 5.0, rect.center().y);
    let square = Rect::from_center_size(square, vec2(10.0, 10.0));
    let edge = edge(theme, Some(status)).unwrap_or(theme.good_bd);
    let radius = CornerRadius::same(2);
    ui.painter().rect_filled(square, radius, tone(status).tint(theme));
    ui.painter().rect_stroke(square, radius, Stroke::new(1.0, edge), StrokeKind::Inside);
    let at = pos2(rect.left() + 16.0, rect.center().y);
    text::paint(ui.painter(), at, Align2::LEFT_CENTER, text::LABEL12, theme.t2, label);
}

/// The outline of a cell; only what needs attention has one.
fn edge(theme: &Theme, status: Option<Status>) -> Option<Color32> {
    match status {
        Some(Status::Behind) => Some(theme.bad),
        Some(Status::Caution) => Some(theme.warn_bd),
        Some(Status::OnTrack) | None => None,
    }
}

fn table_ui(
    ui: &mut Ui,
    title: &str,
    page: &ProgressPage,
    (matrix, beside): (&Matrix, bool),
    view: &mut ProgressView,
    cx: &Cx<'_>,
) {
    let [name, least, sum] = widths(page, matrix);
    let n = matrix.places.len();
    let spare = ui.available_width() - name - sum;
    let wide = (spare / n.max(1) as f32).floor().clamp(least, least.max(96.0));
    let mut columns = vec![Column::new(cx.text("targets-head-name")).flex(1.0, name)];
    let place =
        |place: &String| Column::new(place.as_str()).fixed(wide).center().hint(place.as_str());
    columns.extend(matrix.places.iter().map(place));
    columns.push(Column::new(cx.text("targets-all")).fixed(sum).right());
    let (by, descending) = view.order();
    let order = page.people.orders.get(by, descending);
    let at = |row: usize| order.get(row).and_then(|at| matrix.rows.get(*at));
    let named = |row: usize| at(row).map_or_else(String::new, |row| row.name.clone());
    let all = cx.text("targets-all");
    let mut total = |ui: &mut Ui, column: usize| {
        let theme = Theme::get(ui);
        match column.checked_sub(1) {
            None => cell_text(ui, text::NAME13, theme.t1, &all),
            Some(at) => match matrix.totals.get(at) {
                Some(said) => sum_cell(ui, said, wide),
                None => cell_text(ui, text::NAME13, theme.t1, &matrix.total),
            },
        }
    };
    // Beside the list of people both scroll together.
    let together = beside && !(view.by_group && page.groups.is_some());
    let state = if together { &mut view.table } else { &mut view.matrix };
    Table::new(title, &columns, matrix.rows.len())
        .row_height(ROW)
        .fill_height()
        .row_name(&named)
        .total(&mut total)
        .show(ui, state, |ui, row, column| {
            let Some(row) = at(row) else { return };
            let theme = Theme::get(ui);
            let cell = column.checked_sub(1).and_then(|at| {
                Some((matrix.places.get(at)?.as_str(), row.cells.get(at)?.as_deref()))
            });
            match (column, cell) {
                (0, _) => cell_text(ui, text::BODY13, theme.t1, &row.name),
                (_, Some(cell)) => place_cell(ui, row, cell, wide - 4.0),
                (_, None) => cell_text(ui, text::NAME13, theme.t1, &row.total),
            }
        });
}

/// A place within a cell that takes up its padding too.
fn middle(ui: &Ui, wide: f32) -> Rect {
    let center = ui.available_rect_before_wrap().center();
    let min = pos2((center.x - wide / 2.0).round(), (center.y - 11.0).round());
    Rect::from_min_size(min, vec2(wide, 22.0))
}

fn place_cell(ui: &mut Ui, row: &PlaceRow, (place, cell): (&str, Option<&str>), wide: f32) {
    let theme = Theme::get(ui);
    let rect = middle(ui, wide);
    let response = ui.interact(rect, ui.next_auto_id(), Sense::hover());
    ui.skip_ahead_auto_ids(1);
    let said = cell.unwrap_or(DASH);
    response.widget_info(|| WidgetInfo::labeled(Role::Cell, true, format!("{place} {said}")));
    let painter = ui.painter();
    let Some(cell) = cell else {
        let at = rect.center();
        text::paint(painter, at, Align2::CENTER_CENTER, text::BODY13, theme.tdis, said);
        return;
    };
    let tone = row.status.map_or(Tone::Neutral, tone);
    let radius = CornerRadius::same(4);
    painter.rect_filled(rect, radius, tone.tint(theme));
    let edge = edge(theme, row.status);
    if let Some(edge) = edge {
        painter.rect_stroke(rect, radius, Stroke::new(1.0, edge), StrokeKind::Inside);
    }
    let mark = if edge.is_some() { CARET } else { 0.0 };
    let long = text::size(painter, text::NAME13, cell).x;
    let (left, y) = (rect.center().x - (long + mark) / 2.0, rect.center().y);
    let color = tone.text(theme);
    text::paint(painter, pos2(left, y), Align2::LEFT_CENTER, text::NAME13, color, cell);
    if edge.is_some() {
        let at = pos2(left + long + 6.0, y);
        paint_icon(painter, at, icons::CARET_DOWN.filled(), 10.0, color);
    }
}

fn sum_cell(ui: &mut Ui, said: &str, wide: f32) {
    let theme = Theme::get(ui);
    let rect = middle(ui, wide);
    let response = ui.interact(rect, ui.next_auto_id(), Sense::hover());
    ui.skip_ahead_auto_ids(1);
    response.widget_info(|| WidgetInfo::labeled(Role::Cell, true, said));
    let (kind, color) = (text::NAME13, theme.t1);
    if text::paint_fit(ui.painter(), rect, Align::Center, kind, color, said) {
        response.on_hover_text(said);
    }
}
