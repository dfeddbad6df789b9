//! The twelve months of a year, drawn small, and what the marks mean.
//!
//! A mark is a shape before it is a colour: days off are filled, weekends that are worked have a frame,
//! and what the company says bears a dot. So the page reads in grey, too.

use egui::{Align, Align2, Color32, CornerRadius, Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use crate::areas::Cx;
use crate::domain::calendar::DayKind;
use crate::ui::card::grid;
use crate::ui::text;
use crate::ui::tokens::Theme;

use super::calendar_data::{MonthPage, YearPage};

/// The name of the month and its working days.
const HEAD: f32 = 22.0;
/// The names of the weekdays.
const WEEKDAYS: f32 = 18.0;
/// One week.
const WEEK: f32 = 22.0;
/// So many weeks a month may touch.
const WEEKS: usize = 6;
/// The least width of a month.
const LEAST: f32 = 154.0;
const GAP: f32 = 12.0;

/// Draws what the marks mean.
pub(super) fn legend_ui(ui: &mut Ui, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        for (key, kind, own) in [
            ("settings-calendar-holiday", DayKind::Holiday, false),
            ("settings-calendar-makeup", DayKind::MakeupWorkday, false),
            ("settings-calendar-company", DayKind::Workday, true),
        ] {
            let (rect, _) = ui.allocate_exact_size(vec2(22.0, 20.0), Sense::hover());
            if own {
                // The sign alone: there is no day in whose corner it would stand.
                ui.painter().circle_filled(rect.center(), 2.5, own_color(theme));
            } else {
                mark(ui, rect, kind, false);
            }
            text::label(ui, text::LABEL12, theme.t2, &cx.text(key));
            ui.add_space(10.0);
        }
    });
}

/// Draws the months, as many beside each other as there is room for.
pub(super) fn months_ui(ui: &mut Ui, year: &YearPage, cx: &Cx<'_>) {
    let weekdays = cx.text("settings-weekdays");
    let weekdays: Vec<&str> = weekdays.split(' ').collect();
    let fit = ((ui.available_width() + GAP) / (LEAST + GAP)).floor();
    let columns = [6_usize, 4, 3, 2].into_iter().find(|n| *n as f32 <= fit).unwrap_or(1);
    for row in year.months.chunks(columns) {
        grid(ui, columns, GAP, |ui, at| {
            if let Some(month) = row.get(at) {
                month_ui(ui, month, &weekdays);
            }
        });
    }
}

fn month_ui(ui: &mut Ui, month: &MonthPage, weekdays: &[&str]) {
    let theme = Theme::get(ui);
    let height = HEAD + WEEKDAYS + WEEK * WEEKS as f32;
    let size = vec2(ui.available_width(), height);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &month.told));
    if !ui.is_rect_visible(rect) {
        return;
    }
    let painter = ui.painter();
    let head = rect.with_max_y(rect.top() + HEAD);
    text::paint_fit(painter, head, Align::Min, text::NAME13, theme.t1, &month.name);
    text::paint_fit(painter, head, Align::Max, text::LABEL12, theme.t3, &month.workdays);
    let width = rect.width() / 7.0;
    let place = |at: usize, top: f32| {
        let min = pos2(rect.left() + width * (at % 7) as f32, top + WEEK * (at / 7) as f32);
        Rect::from_min_size(min, vec2(width, WEEK))
    };
    for (at, name) in weekdays.iter().take(7).enumerate() {
        let column = place(at, head.bottom()).with_max_y(head.bottom() + WEEKDAYS);
        let middle = Align2::CENTER_CENTER;
        text::paint(painter, column.center(), middle, text::LABEL12, theme.t3, name);
    }
    let top = head.bottom() + WEEKDAYS;
    let pointer = response.hover_pos();
    let mut told = None;
    for (at, day) in (month.lead..).zip(&month.days) {
        let cell = place(at, top);
        mark(ui, cell, day.kind, day.own);
        let color = match day.kind {
            DayKind::Holiday => theme.accent_t,
            DayKind::MakeupWorkday => theme.warn_t,
            DayKind::Weekend => theme.t3,
            DayKind::Workday => theme.t1,
        };
        let kind = if day.kind == DayKind::Holiday { text::LABEL12M } else { text::LABEL12 };
        let middle = Align2::CENTER_CENTER;
        text::paint(ui.painter(), cell.center(), middle, kind, color, &day.number);
        if pointer.is_some_and(|pos| cell.contains(pos)) {
            told = Some(&day.told);
        }
    }
    if let Some(told) = told {
        response.on_hover_text(told);
    }
}

/// Paints the mark of a day.
fn mark(ui: &Ui, cell: Rect, kind: DayKind, own: bool) {
    let theme = Theme::get(ui);
    let size = vec2((cell.width() - 2.0).clamp(8.0, 26.0), cell.height() - 2.0);
    let tile = Rect::from_center_size(cell.center(), size);
    let radius = CornerRadius::same(4);
    match kind {
        DayKind::Holiday => {
            ui.painter().rect_filled(tile, radius, theme.accent_bg);
        }
        DayKind::MakeupWorkday => {
            let stroke = Stroke::new(1.0, theme.warn);
            ui.painter().rect_stroke(tile, radius, stroke, StrokeKind::Inside);
        }
        DayKind::Workday | DayKind::Weekend => {}
    }
    if own {
        let at = pos2(tile.right() - 4.0, tile.top() + 4.0);
        ui.painter().circle_filled(at, 2.5, own_color(theme));
    }
}

/// The colour of the company's own days.
const fn own_color(theme: &Theme) -> Color32 {
    let [_, _, _, own, ..] = theme.chart;
    own
}
