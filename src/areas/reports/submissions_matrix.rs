//! The matrix: one row for each person, one column for each period. A click on a period shows it, a
//! click on a person opens what there is to know.

use egui::{
    Align2, CornerRadius, Painter, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2,
    vec2,
};

use super::submissions::{SubmissionsView, kinds};
use super::submissions_data::{Cell, DASH, Heading, Row, Submissions};
use super::submissions_order::sorted;
use crate::areas::Cx;
use crate::areas::figure_card::about;
use crate::metrics::MetricId;
use crate::metrics::glossary::Figure;
use crate::metrics::submissions::Standing;
use crate::ui::card::{Card, list_header};
use crate::ui::choice::badge;
use crate::ui::dashed_frame;
use crate::ui::icons::{self, paint_icon};
use crate::ui::table::{Column, Table, cell_text};
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// A row, and the sums below.
const ROW: f32 = 27.0;
/// Title and headings of a card, its border included.
const HEAD: f32 = 44.0 + 40.0 + 2.0;
/// The columns beside the periods, at least. With these all of them fit the smallest window.
const NAME: f32 = 76.0;
const LAST: f32 = 124.0;
/// A period, at least and at most; its mark is a little narrower.
const PERIOD: (f32, f32) = (32.0, 48.0);
const MARK: f32 = 34.0;

/// The height at which nothing has to scroll.
pub(super) fn natural(submissions: &Submissions) -> f32 {
    HEAD + ROW * (submissions.rows.len() + 1) as f32
}

pub(super) fn draw(
    ui: &mut Ui,
    submissions: &Submissions,
    view: &mut SubmissionsView,
    cx: &mut Cx<'_>,
    height: f32,
) {
    Card::new().height(height).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        header(ui, submissions, view, cx);
        table(ui, submissions, view, cx);
    });
}

fn header(ui: &mut Ui, submissions: &Submissions, view: &mut SubmissionsView, cx: &mut Cx<'_>) {
    list_header(ui, &submissions.title, &submissions.sub, |ui| {
        about(ui, Figure::Metric(MetricId::ReportOnTime), cx);
        // From right to left.
        for standing in [
            Standing::Open,
            Standing::Holiday,
            Standing::Missing,
            Standing::Late(1),
            Standing::OnTime,
        ] {
            key(ui, standing, cx);
        }
        kinds(ui, submissions, view, cx);
    });
}

/// Draws what a mark means.
fn key(ui: &mut Ui, standing: Standing, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    let word = match standing {
        Standing::OnTime => "on-time",
        Standing::Late(_) => "late",
        Standing::Missing => "missing",
        Standing::Holiday => "holiday",
        Standing::Open | Standing::NotOwed => "open",
    };
    let label = cx.text(&format!("reports-key-{word}"));
    let short = match standing {
        Standing::Late(_) => cx.tr.with("reports-cell-late", &[("n", "1".into())]),
        Standing::Holiday => cx.text("reports-cell-holiday"),
        _ => String::new(),
    };
    // As in the cells, the sign never touches its edge.
    let sign = (text::width(ui, text::LABEL12, &short).ceil() + 8.0).max(28.0);
    let wide = sign + 5.0 + text::width(ui, text::LABEL12, &label).ceil();
    let (rect, response) = ui.allocate_exact_size(vec2(wide, 18.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, label.as_str()));
    let mark = Rect::from_min_size(rect.min, vec2(sign, 18.0));
    paint_mark(ui.painter(), theme, mark, standing, &short);
    let at = pos2(mark.right() + 5.0, rect.center().y);
    text::paint(ui.painter(), at, Align2::LEFT_CENTER, text::LABEL12, theme.t2, &label);
}

fn table(ui: &mut Ui, submissions: &Submissions, view: &mut SubmissionsView, cx: &Cx<'_>) {
    let tr = cx.tr;
    let periods = &submissions.columns;
    let (least, most) = PERIOD;
    let spare = ui.available_width() - NAME - LAST;
    let wide = (spare / periods.len().max(1) as f32).floor().clamp(least, most);
    let mut columns = vec![Column::new(tr.text("reports-owed-person")).flex(1.0, NAME).sortable()];
    columns.extend(periods.iter().map(|period| {
        Column::new(period.name.as_str())
            .below(period.below.as_str())
            .fixed(wide)
            .center()
            .hint(period.label.as_str())
            .pressable()
            .lit(period.shown)
    }));
    columns.push(Column::new(tr.text("reports-owed-on-time")).fixed(LAST).right().sortable());
    let rows = &submissions.rows;
    let order = match view.sort {
        Some(sort) => sorted(rows, sort.column, sort.descending),
        None => (0..rows.len()).collect(),
    };
    let at = |row: usize| order.get(row).and_then(|at| rows.get(*at));
    let name = |row: usize| at(row).map_or_else(String::new, |row| row.name.clone());
    let low = tr.text("reports-owed-low");
    let mark = (wide - 4.0).min(MARK);
    let totals = &submissions.totals;
    let all = tr.text("reports-key-on-time");
    let mut total = |ui: &mut Ui, column: usize| {
        let theme = Theme::get(ui);
        match column.checked_sub(1) {
            None => cell_text(ui, text::NAME13, theme.t1, &all),
            Some(at) => {
                let said = totals.get(at).map_or(DASH, String::as_str);
                let room = if at < periods.len() { wide - 2.0 } else { LAST - 24.0 };
                total_cell(ui, said, room, at < periods.len());
            }
        }
    };
    let output = Table::new(&submissions.title, &columns, rows.len())
        .row_height(ROW)
        .fill_height()
        .main()
        .sort(view.sort)
        .row_name(&name)
        .total(&mut total)
        .show(ui, &mut view.table, |ui, row, column| {
            let Some(row) = at(row) else { return };
            let period = column.checked_sub(1).and_then(|at| periods.get(at));
            let cell = column.checked_sub(1).and_then(|at| row.cells.get(at));
            match (column, period.zip(cell)) {
                (0, _) => cell_text(ui, text::NAME13, Theme::get(ui).t1, &row.name),
                (_, Some((period, cell))) => mark_cell(ui, period, cell, mark),
                (_, None) => on_time(ui, row, &low),
            }
        });
    if let Some(row) = output.clicked.or(output.opened).and_then(at) {
        view.open = Some(row.person);
    }
    if let Some(sort) = output.sort {
        view.sort = Some(sort);
        view.table.selected = None;
    }
    let pressed = output.pressed.and_then(|column| periods.get(column.checked_sub(1)?));
    if let Some(period) = pressed {
        view.turn_to(submissions.kind, Some(period.day));
    }
}

/// Draws in time of due, and whether that is low; from right to left.
fn on_time(ui: &mut Ui, row: &Row, low: &str) {
    let theme = Theme::get(ui);
    let color = if row.low { theme.bad_t } else { theme.t1 };
    text::label(ui, text::NAME13, color, &row.on_time);
    if row.low {
        badge(ui, Tone::Bad, low);
    }
}

/// Draws a sum in a place that may be narrower than it; it then says the whole on hover.
fn total_cell(ui: &mut Ui, said: &str, wide: f32, center: bool) {
    let theme = Theme::get(ui);
    let place = ui.available_rect_before_wrap();
    let (rect, align) = if center {
        let size = vec2(wide, place.height());
        (Rect::from_center_size(place.center(), size), egui::Align::Center)
    } else {
        (place, egui::Align::Max)
    };
    let kind = if center { text::LABEL12M } else { text::NAME13 };
    let cut = text::paint_fit(ui.painter(), rect, align, kind, theme.t1, said);
    let response = ui.interact(rect, ui.next_auto_id(), Sense::hover());
    ui.skip_ahead_auto_ids(1);
    response.widget_info(|| WidgetInfo::labeled(Role::Cell, true, said));
    if cut {
        response.on_hover_text(said);
    }
}

/// Draws how a report stands; its name says the period too, and on hover what brought it.
fn mark_cell(ui: &mut Ui, period: &Heading, cell: &Cell, wide: f32) {
    let center = ui.available_rect_before_wrap().center();
    let min = pos2((center.x - wide / 2.0).round(), (center.y - 11.0).round());
    let rect = Rect::from_min_size(min, vec2(wide, 22.0));
    let response = ui.interact(rect, ui.next_auto_id(), Sense::hover());
    ui.skip_ahead_auto_ids(1);
    let said = || format!("{} {}", period.label, cell.text);
    response.widget_info(|| WidgetInfo::labeled(Role::Cell, true, said()));
    paint_mark(ui.painter(), Theme::get(ui), rect, cell.standing, &cell.short);
    if response.hovered() {
        let brought = if cell.brought.is_empty() { "" } else { "\n" };
        response.on_hover_text(format!("{}{brought}{}", said(), cell.brought));
    }
}

/// Paints how a report stands: a sign or a few characters, never a colour alone.
fn paint_mark(painter: &Painter, theme: &Theme, rect: Rect, standing: Standing, short: &str) {
    let (tone, edge, icon) = match standing {
        Standing::OnTime => (Tone::Good, None, Some(icons::CHECK)),
        Standing::Late(_) => (Tone::Warn, Some(theme.warn), None),
        Standing::Missing => (Tone::Bad, Some(theme.bad), Some(icons::X)),
        Standing::Holiday => (Tone::Neutral, None, None),
        Standing::Open => {
            let stroke = Stroke::new(1.0, theme.border2);
            dashed_frame(painter, rect.shrink(0.5), stroke, (3.0, 2.0));
            return;
        }
        Standing::NotOwed => {
            let at = rect.center();
            text::paint(painter, at, Align2::CENTER_CENTER, text::LABEL12, theme.t3, DASH);
            return;
        }
    };
    let radius = CornerRadius::same(4);
    painter.rect_filled(rect, radius, tone.tint(theme));
    if let Some(edge) = edge {
        painter.rect_stroke(rect, radius, Stroke::new(1.0, edge), StrokeKind::Inside);
    }
    match icon {
        Some(icon) => paint_icon(painter, rect.center(), icon, 12.0, tone.text(theme)),
        None => {
            let room = rect.shrink2(vec2(1.0, 0.0));
            let kind = text::LABEL12;
            text::paint_fit(painter, room, egui::Align::Center, kind, tone.text(theme), short);
        }
    }
}
