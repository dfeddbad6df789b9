//! By when each stage of a deal is to be done, by the working days that the template gives it (domain
//! document, B17).
//!
//! Each stage begins on the day the one before it is due, and its days are counted from the next day on, so
//! holidays and worked weekends move everything behind them. A stage of no days is due on the day it begins,
//! or on the next working day.

use chrono::NaiveDate;

use crate::domain::calendar::Calendar;

/// The days on which stages are due, in order, for a deal that begins on a day.
pub fn deadlines(
    calendar: &Calendar,
    start: NaiveDate,
    workdays: impl IntoIterator<Item = usize>,
) -> Vec<NaiveDate> {
    let mut due = start;
    let stages = workdays.into_iter().map(|days| {
        due = calendar.add_workdays(due, days);
        due
    });
    stages.collect()
}

/// How late a stage is, in working days after its day; 0 when it is not.
pub fn overdue(calendar: &Calendar, due: NaiveDate, today: NaiveDate) -> usize {
    due.succ_opt().map_or(0, |next| calendar.workdays(next, today))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn stages_follow_each_other_over_weekends() {
        let calendar = Calendar::published();
        // Thursday 3 December 2026, with no holiday near.
        let due = deadlines(&calendar, day("2026-12-03"), [1, 1, 5, 0]);
        let expected = ["2026-12-04", "2026-12-07", "2026-12-14", "2026-12-14"].map(day);
        assert_eq!(due, expected);
        assert_eq!(deadlines(&calendar, day("2026-12-03"), []), []);
        // A stage of no days that begins on a Saturday.
        assert_eq!(deadlines(&calendar, day("2026-12-05"), [0]), [day("2026-12-07")]);
    }

    #[test]
    fn late_is_counted_in_working_days() {
        let calendar = Calendar::published();
        for (today, expected) in [
            ("2026-12-01", 0),
            ("2026-12-04", 0),
            ("2026-12-06", 0),
            ("2026-12-07", 1),
            ("2026-12-14", 6),
        ] {
            assert_eq!(overdue(&calendar, day("2026-12-04"), day(today)), expected, "{today}");
        }
    }
}
