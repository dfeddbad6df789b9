//! The field of a day with the calendar below it: every tab asks for a day in the same words.
//!
//! What is wrong with a day is said by each form in the words of its tab.

use chrono::NaiveDate;
use egui::{Response, Ui};

use crate::domain::period::Period;
use crate::i18n::{Tr, period_label};
use crate::ui::date::{CalendarWords, date_field};
use crate::ui::field::Field;

/// Draws the field of a day, its calendar in the person's language; `changed()` tells that the text
/// changed, by typing or by picking.
pub(in crate::areas) fn day_field(
    ui: &mut Ui,
    field: Field<'_>,
    value: &mut String,
    today: NaiveDate,
    tr: &Tr,
) -> Response {
    let names = tr.text("day-weekdays");
    let mut days = names.split_whitespace();
    let weekdays = [(); 7].map(|()| days.next().unwrap_or_default());
    let (previous, next) = (tr.text("day-month-previous"), tr.text("day-month-next"));
    let open = tr.text("day-calendar-open");
    let title = |year: i32, month: u32| period_label(tr, Period::Month(year, month));
    let words =
        CalendarWords { weekdays, previous: &previous, next: &next, open: &open, title: &title };
    date_field(ui, field, value, today, &words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    #[test]
    fn a_week_has_seven_names() {
        for language in Language::ALL {
            let names = Tr::new(language).text("day-weekdays");
            assert_eq!(names.split_whitespace().count(), 7, "{names}");
        }
    }
}
