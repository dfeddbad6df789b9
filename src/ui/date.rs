//! A date field: typed as `YYYY-MM-DD`, or picked from a small calendar.
//!
//! The text is the value, so that a date that does not exist (11月31日) stays as typed until the
//! person corrects it; [`parse_date`] reads it.

use chrono::{Datelike, Days, Months, NaiveDate};
use egui::{
    Align2, Key, Popup, PopupCloseBehavior, Rect, Response, Role, Sense, Stroke, Ui, pos2, vec2,
};

use crate::ui::button::{Button, button};
use crate::ui::field::{Field, framed, input};
use crate::ui::icons;
use crate::ui::paint;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// The words of the calendar, in the language of the person.
pub struct CalendarWords<'a> {
    /// Names of the days, Monday first.
    pub weekdays: [&'a str; 7],
    /// Previous month.
    pub previous: &'a str,
    /// Next month.
    pub next: &'a str,
    /// Open the calendar.
    pub open: &'a str,
    /// The heading of a month, from year and month.
    pub title: &'a dyn Fn(i32, u32) -> String,
}

const CELL: f32 = 32.0;

/// Reads a date as people type it: with `-`, `/` or `.`, in Chinese, or eight digits.
pub fn parse_date(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    let digits = |c: char| c.is_ascii_digit();
    if text.len() == 8 && text.chars().all(digits) {
        return NaiveDate::parse_from_str(text, "%Y%m%d").ok();
    }
    let mut parts = text.split(['-', '/', '.', '年', '月', '日']).filter(|part| !part.is_empty());
    let year: i32 = parts.next()?.trim().parse().ok().filter(|year| *year > 999)?;
    let month = parts.next()?.trim().parse().ok()?;
    let day = parts.next()?.trim().parse().ok()?;
    if parts.next().is_some() {
        return None;
    }
    NaiveDate::from_ymd_opt(year, month, day)
}

/// Draws the field; `changed()` tells that the text changed, by typing or by picking.
pub fn date_field(
    ui: &mut Ui,
    field: Field<'_>,
    value: &mut String,
    today: NaiveDate,
    words: &CalendarWords<'_>,
) -> Response {
    let id = ui.next_auto_id().with("date");
    let field = field.trailing(icons::CALENDAR_BLANK, words.open);
    framed(ui, &field, |ui| {
        let (mut response, opener) = input(ui, id, &field, value);
        let Some(opener) = opener else { return response };
        let popup = id.with("calendar");
        let arrow = response.has_focus() && paint::take_key(ui, Key::ArrowDown);
        if opener.clicked() || arrow {
            Popup::toggle_id(ui.ctx(), popup);
            let month = parse_date(value).unwrap_or(today);
            ui.data_mut(|data| data.insert_temp(popup, month));
        }
        let picked = Popup::from_response(&opener)
            .id(popup)
            .gap(8.0)
            .open_memory(None)
            .accessible_name(words.open)
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .frame(paint::popup_frame(Theme::get(ui), 8))
            .show(|ui| {
                let shown = ui.data(|data| data.get_temp(popup)).unwrap_or(today);
                let (month, picked) = calendar(ui, shown, parse_date(value), today, words);
                ui.data_mut(|data| data.insert_temp(popup, month));
                picked
            })
            .and_then(|shown| shown.inner);
        if let Some(date) = picked {
            *value = date.format("%Y-%m-%d").to_string();
            response.mark_changed();
            Popup::close_id(ui.ctx(), popup);
        }
        response
    })
}

/// Draws a month; returns the month to show next and the day that was clicked.
fn calendar(
    ui: &mut Ui,
    shown: NaiveDate,
    chosen: Option<NaiveDate>,
    today: NaiveDate,
    words: &CalendarWords<'_>,
) -> (NaiveDate, Option<NaiveDate>) {
    let theme = Theme::get(ui);
    ui.set_width(CELL * 7.0);
    ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
    let first = shown.with_day(1).unwrap_or(shown);
    let mut month = first;
    ui.horizontal(|ui| {
        if button(ui, Button::ghost_icon(icons::CARET_LEFT, words.previous).medium()).clicked() {
            month = first.checked_sub_months(Months::new(1)).unwrap_or(first);
        }
        let title = (words.title)(first.year(), first.month());
        let (rect, _) = ui.allocate_exact_size(vec2(CELL * 7.0 - 56.0, 28.0), Sense::hover());
        let at = rect.center();
        text::paint(ui.painter(), at, Align2::CENTER_CENTER, text::NAME13, theme.t1, &title);
        if button(ui, Button::ghost_icon(icons::CARET_RIGHT, words.next).medium()).clicked() {
            month = first.checked_add_months(Months::new(1)).unwrap_or(first);
        }
    });
    let (rect, _) = ui.allocate_exact_size(vec2(CELL * 7.0, CELL * 7.0), Sense::hover());
    for (i, name) in words.weekdays.iter().enumerate() {
        let at = cell(rect, i).center();
        text::paint(ui.painter(), at, Align2::CENTER_CENTER, text::LABEL12, theme.t3, name);
    }
    let lead = u64::from(first.weekday().num_days_from_monday());
    let Some(start) = first.checked_sub_days(Days::new(lead)) else { return (month, None) };
    let mut picked = None;
    for (i, date) in start.iter_days().take(42).enumerate() {
        let place = cell(rect, i + 7);
        let response = ui.interact(place, ui.scope_id().with(("day", i)), Sense::click());
        let name = date.format("%Y-%m-%d").to_string();
        paint::named_selected(&response, Role::Button, chosen == Some(date), &name);
        let on = chosen == Some(date);
        let round = Rect::from_center_size(place.center(), vec2(28.0, 28.0));
        let color = if on {
            ui.painter().rect_filled(round, 6.0, theme.accent);
            theme.on_fill
        } else {
            if response.hovered() {
                ui.painter().rect_filled(round, 6.0, theme.hover);
            }
            if date.month() == first.month() { theme.t1 } else { theme.t3 }
        };
        if date == today && !on {
            let stroke = Stroke::new(1.0, theme.accent);
            paint::boxed(ui.painter(), round, 6, egui::Color32::TRANSPARENT, stroke);
        }
        if response.has_focus() {
            paint::focus_inside(ui, round);
        }
        let label = date.day().to_string();
        let at = place.center();
        text::paint(ui.painter(), at, Align2::CENTER_CENTER, text::LABEL12, color, &label);
        if response.clicked() {
            picked = Some(date);
        }
    }
    (month, picked)
}

fn cell(grid: Rect, index: usize) -> Rect {
    let (column, row) = ((index % 7) as f32, (index / 7) as f32);
    let min = pos2(grid.left() + column * CELL, grid.top() + row * CELL);
    Rect::from_min_size(min, vec2(CELL, CELL))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::dress;
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable;

    #[test]
    fn dates_are_read_as_typed() {
        let nov = NaiveDate::from_ymd_opt(2025, 11, 3);
        let cases = [
            ("2025-11-03", nov),
            ("2025/11/3", nov),
            ("2025.11.3", nov),
            ("2025年11月3日", nov),
            (" 20251103 ", nov),
            ("2025-11-31", None),
            ("11-03", None),
            ("25-11-3", None),
            ("2025-11-3-1", None),
            ("", None),
        ];
        for (text, date) in cases {
            assert_eq!(parse_date(text), date, "{text}");
        }
    }

    #[test]
    fn a_day_is_picked_from_the_calendar() {
        let today = NaiveDate::from_ymd_opt(2025, 11, 19).unwrap();
        let mut harness = Harness::builder().with_context_setup(dress).build_ui_state(
            move |ui, value: &mut String| {
                let words = CalendarWords {
                    weekdays: ["一", "二", "三", "四", "五", "六", "日"],
                    previous: "上月",
                    next: "下月",
                    open: "打开日历",
                    title: &|year, month| format!("{year}年{month}月"),
                };
                let field = Field::new("预计签约日").width(180.0);
                date_field(ui, field, value, today, &words);
            },
            "2025-11-31".to_owned(),
        );
        harness.run();
        harness.get_by_role_and_label(Role::Button, "打开日历").click();
        harness.run();
        harness.get_by_role_and_label(Role::Button, "下月").click();
        harness.run();
        harness.get_by_role_and_label(Role::Button, "2025-12-05").click();
        harness.run();
        assert_eq!(harness.state(), "2025-12-05");
    }
}
