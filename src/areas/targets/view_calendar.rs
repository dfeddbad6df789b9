//! The words of the calendar below a field for a day.

use crate::domain::period::Period;
use crate::i18n::{Tr, period_label};
use crate::ui::date::CalendarWords;

/// The words of calendars.
pub(super) struct Calendar {
    weekdays: String,
    previous: String,
    next: String,
    open: String,
}

impl Calendar {
    /// In the person's language.
    pub(super) fn new(tr: &Tr) -> Self {
        Self {
            weekdays: tr.text("targets-weekdays"),
            previous: tr.text("targets-month-previous"),
            next: tr.text("targets-month-next"),
            open: tr.text("targets-calendar-open"),
        }
    }

    /// Lends the words to what draws a field.
    pub(super) fn with<R>(&self, tr: &Tr, show: impl FnOnce(&CalendarWords<'_>) -> R) -> R {
        let mut days = self.weekdays.split_whitespace();
        let weekdays = [(); 7].map(|()| days.next().unwrap_or_default());
        let title = |year, month| period_label(tr, Period::Month(year, month));
        show(&CalendarWords {
            weekdays,
            previous: &self.previous,
            next: &self.next,
            open: &self.open,
            title: &title,
        })
    }
}
