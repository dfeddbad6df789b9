//! Fields of days, as the forms of the tab share them.

use egui::{Response, Ui};

use crate::areas::Cx;
use crate::domain::period::Period;
use crate::i18n::{Tr, period_label};
use crate::ui::date::{CalendarWords, date_field, parse_date};
use crate::ui::field::Field;

/// Draws a field of a day with the calendar in the person's language.
pub(super) fn day_field(
    ui: &mut Ui,
    field: Field<'_>,
    value: &mut String,
    cx: &Cx<'_>,
) -> Response {
    let title = |year: i32, month: u32| period_label(cx.tr, Period::Month(year, month));
    let (names, previous, next, open) = (
        cx.text("organisation-weekdays"),
        cx.text("organisation-month-previous"),
        cx.text("organisation-month-next"),
        cx.text("organisation-calendar-open"),
    );
    let mut weekdays = [""; 7];
    for (slot, name) in weekdays.iter_mut().zip(names.split(' ')) {
        *slot = name;
    }
    let words =
        CalendarWords { weekdays, previous: &previous, next: &next, open: &open, title: &title };
    date_field(ui, field, value, cx.filter.today, &words)
}

/// What is wrong with a day that may be left out.
pub(super) fn not_a_day(text: &str, tr: &Tr) -> Option<String> {
    let wrong = !text.trim().is_empty() && parse_date(text).is_none();
    wrong.then(|| tr.text("organisation-problem-date"))
}

/// What is wrong with a day that must be there.
pub(super) fn needs_a_day(text: &str, tr: &Tr) -> Option<String> {
    parse_date(text).is_none().then(|| tr.text("organisation-problem-date"))
}
