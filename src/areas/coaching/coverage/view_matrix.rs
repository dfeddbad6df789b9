//! The matrix: one row for each person, one column for each month, or each week of a month. A click on a person
//! lists their coachings.

use egui::{Align, CornerRadius, Rect, Role, Sense, Stroke, Ui, WidgetInfo, vec2};

use super::data::{Data, Open};
use super::rows::{Cell, Head, Look, Row};
use super::view::{Shown, View};
use crate::areas::Cx;
use crate::i18n::DASH;
use crate::metrics::coaching::say;
use crate::ui::button::{Button, button};
use crate::ui::card::{card_flush, divider, list_header, padded};
use crate::ui::choice::Segmented;
use crate::ui::dashed_frame;
use crate::ui::table::{Column, Table, cell_text};
use crate::ui::text;
use crate::ui::tokens::Theme;

/// A row.
const ROW: f32 = 44.0;
/// So many rows stand in the card without scrolling.
const ROWS: usize = 16;
/// The columns beside the parts.
const NAME: f32 = 88.0;
const TIMES: f32 = 52.0;
const LAST: f32 = 68.0;
const KEPT: f32 = 66.0;
const VISITS: f32 = 82.0;
/// A part, at least and at most.
const PART: (f32, f32) = (38.0, 150.0);

/// Draws the card.
pub(super) fn draw(ui: &mut Ui, data: &Data, view: &mut View, cx: &Cx<'_>) {
    card_flush(ui, |ui| {
        let title = cx.text("coverage-matrix");
        list_header(ui, &title, &data.period, |ui| {
            let name = cx.text("coverage-visits");
            let choices = [
                (Shown::Own, cx.text("coverage-visits-own")),
                (Shown::Joint, cx.text("coverage-visits-joint")),
            ];
            Segmented::new(&name).small().show(ui, &mut view.counted, &choices);
        });
        table_ui(ui, &title, data, view, cx);
        divider(ui);
        padded(ui, 16.0, 10.0, |ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            legend_ui(ui, cx);
            for note in &data.notes {
                let word = cx.text("coverage-records-list");
                text::wrapped(ui, text::LABEL12, Theme::get(ui).t3, note);
                if button(ui, Button::link(&word).small()).clicked() {
                    view.list(Open::Elsewhere);
                }
            }
        });
    });
}

/// Says what each sign means.
fn legend_ui(ui: &mut Ui, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(12.0, 4.0);
        for kind in say::KINDS {
            let (mark, name) = (say::mark(cx.tr, kind), say::kind(cx.tr, kind));
            let runs = [
                (text::LABEL12M, theme.accent_t, mark.as_str()),
                (text::LABEL12, theme.t3, " "),
                (text::LABEL12, theme.t2, name.as_str()),
            ];
            text::runs(ui, &runs);
        }
        text::label(ui, text::LABEL12, theme.t3, &cx.text("coverage-legend-planned"));
        text::label(ui, text::LABEL12, theme.t3, &cx.text("coverage-legend-none"));
    });
}

fn table_ui(ui: &mut Ui, title: &str, data: &Data, view: &mut View, cx: &Cx<'_>) {
    let n = data.heads.len();
    let (least, most) = PART;
    let spare = ui.available_width() - NAME - TIMES - LAST - KEPT - VISITS;
    let wide = (spare / n.max(1) as f32).floor().clamp(least, most);
    let head = |key: &str| Column::new(cx.text(key));
    let mut columns = vec![head("coverage-column-person").flex(1.0, NAME)];
    columns.extend(data.heads.iter().map(|part| {
        Column::new(part.name.as_str()).fixed(wide).center().hint(part.told.as_str()).lit(part.now)
    }));
    columns.push(head("coverage-column-times").fixed(TIMES).right());
    columns.push(head("coverage-column-last").fixed(LAST).right());
    let hint = cx.text("coverage-column-kept-hint");
    columns.push(head("coverage-column-kept").fixed(KEPT).right().hint(hint));
    let hint = cx.text("coverage-column-visits-hint");
    columns.push(head("coverage-column-visits").fixed(VISITS).right().hint(hint));
    let rows = &data.rows;
    let name = |row: usize| rows.get(row).map_or_else(String::new, |row| row.name.clone());
    let counted = view.counted;
    let all = cx.text("coverage-column-coached");
    let mut total = |ui: &mut Ui, column: usize| {
        let theme = Theme::get(ui);
        let said = match column.checked_sub(1) {
            None => Some(all.as_str()),
            Some(at) => data.totals.get(at).map(String::as_str),
        };
        let kind = if column == 0 { text::NAME13 } else { text::LABEL12M };
        if let Some(said) = said {
            cell_text(ui, kind, theme.t1, said);
        }
    };
    let height = 32.0 + ROW * (rows.len().min(ROWS) + 1) as f32;
    let output = Table::new(title, &columns, rows.len())
        .row_height(ROW)
        .height(height)
        .main()
        .row_name(&name)
        .total(&mut total)
        .show(ui, &mut view.matrix, |ui, row, column| {
            if let Some(row) = rows.get(row) {
                cell_ui(ui, row, (column, n), data, counted);
            }
        });
    if let Some(row) = output.clicked.or(output.opened).and_then(|row| rows.get(row)) {
        view.list(Open::Person(row.person));
    }
}

fn cell_ui(ui: &mut Ui, row: &Row, (column, n): (usize, usize), data: &Data, counted: Shown) {
    let theme = Theme::get(ui);
    let Some(at) = column.checked_sub(1) else {
        cell_text(ui, text::NAME13, theme.t1, &row.name);
        return;
    };
    if let Some((cell, head)) = row.cells.get(at).zip(data.heads.get(at)) {
        part_cell(ui, cell, head);
        return;
    }
    let [own, joint] = &row.visits;
    match at.saturating_sub(n) {
        0 => cell_text(ui, text::NAME13, theme.t1, &row.times),
        1 => cell_text(ui, text::BODY13, theme.t2, &row.last),
        2 => cell_text(ui, text::BODY13, theme.t2, &row.kept),
        _ if counted == Shown::Own => cell_text(ui, text::BODY13, theme.t1, own),
        _ => cell_text(ui, text::BODY13, theme.t1, joint),
    }
}

/// Draws what there was in a part: the signs of the kinds with how often, where there is room for them, else
/// how often in all above the signs.
fn part_cell(ui: &mut Ui, cell: &Cell, part: &Head) {
    let theme = Theme::get(ui);
    let place = ui.available_rect_before_wrap();
    let rect = Rect::from_center_size(place.center(), vec2(place.width() + 8.0, 36.0));
    let response = ui.interact(rect, ui.next_auto_id(), Sense::hover());
    ui.skip_ahead_auto_ids(1);
    let told = format!("{} {}", part.name, cell.told);
    response.widget_info(|| WidgetInfo::labeled(Role::Cell, true, &told));
    let painter = ui.painter();
    let middle = Align::Center;
    match cell.look {
        Look::Held => {
            // The part that runs is lit in the same colour; what was held stands out of it.
            let fill = if part.now { theme.accent_bd } else { theme.accent_bg };
            painter.rect_filled(rect, CornerRadius::same(4), fill);
            let kind = text::LABEL12M;
            let room = rect.shrink2(vec2(4.0, 0.0));
            if text::size(painter, kind, &cell.wide).x <= room.width() {
                text::paint_fit(painter, room, middle, kind, theme.accent_t, &cell.wide);
            } else {
                let above = rect.with_max_y(rect.center().y + 1.0);
                let below = rect.with_min_y(rect.center().y - 1.0);
                text::paint_fit(painter, above, middle, kind, theme.accent_t, &cell.times);
                text::paint_fit(painter, below, middle, text::LABEL12, theme.t2, &cell.marks);
            }
        }
        Look::Planned => {
            let stroke = Stroke::new(1.0, theme.border2);
            dashed_frame(painter, rect.shrink(0.5), stroke, (3.0, 2.0));
        }
        Look::None => {
            text::paint_fit(painter, rect, middle, text::LABEL12, theme.t3, DASH);
        }
        Look::Blank => {}
    }
    if response.hovered() {
        response.on_hover_text(told);
    }
}
