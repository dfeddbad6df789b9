//! How long something took in working hours (domain document, B17): answers to customers, support.
//!
//! Only the opening hours of working days count. Whole days between the first and the last are
//! counted by the calendar at once, so that a year costs no more than a day.

use chrono::{NaiveDateTime, NaiveTime, TimeDelta};

use crate::domain::calendar::Calendar;

/// When people work on a working day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpeningHours {
    /// When work begins.
    pub open: NaiveTime,
    /// When work ends, later on the same day.
    pub close: NaiveTime,
}

impl OpeningHours {
    /// From and to whole hours; `None` if the end is not later, or an hour is past 23.
    pub fn between(open: u32, close: u32) -> Option<Self> {
        let hour = |hour| NaiveTime::from_hms_opt(hour, 0, 0);
        let hours = Self { open: hour(open)?, close: hour(close)? };
        (hours.open < hours.close).then_some(hours)
    }
}

/// The working hours from one time to another; `None` if the second is earlier, or work ends before
/// it begins.
///
/// With 9 to 18, from Friday 17:30 to Monday 9:30 is one hour.
pub fn working_hours(
    calendar: &Calendar,
    start: NaiveDateTime,
    end: NaiveDateTime,
    hours: OpeningHours,
) -> Option<TimeDelta> {
    let OpeningHours { open, close } = hours;
    if end < start || close < open {
        return None;
    }
    let part = |at: NaiveDateTime, from: NaiveTime, to: NaiveTime| {
        let (from, to) = (from.max(open), to.min(close));
        let worked = from < to && calendar.working_day(at.date());
        if worked { to.signed_duration_since(from) } else { TimeDelta::zero() }
    };
    if start.date() == end.date() {
        return Some(part(start, start.time(), end.time()));
    }
    let between = match (start.date().succ_opt(), end.date().pred_opt()) {
        (Some(first), Some(last)) => calendar.workdays(first, last),
        _ => 0,
    };
    let whole = close.signed_duration_since(open).checked_mul(i32::try_from(between).ok()?)?;
    let ends = part(start, start.time(), close).checked_add(&part(end, open, end.time()))?;
    whole.checked_add(&ends)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn minutes(start: &str, end: &str) -> Option<i64> {
        let hours = OpeningHours::between(9, 18).unwrap();
        let [start, end] = [start, end].map(|time| time.parse().unwrap());
        working_hours(&Calendar::published(), start, end, hours).map(|long| long.num_minutes())
    }

    #[test]
    fn only_opening_hours_of_working_days_count() {
        for (start, end, expected) in [
            ("2025-11-17T08:00:00", "2025-11-17T20:00:00", 540),
            ("2025-11-17T10:15:00", "2025-11-17T10:45:00", 30),
            ("2025-11-17T18:30:00", "2025-11-17T19:00:00", 0),
            ("2025-11-14T17:30:00", "2025-11-17T09:30:00", 60),
            ("2025-11-15T10:00:00", "2025-11-15T12:00:00", 0),
            // Over the National Day, and into a Saturday that is worked.
            ("2025-09-30T17:00:00", "2025-10-09T10:00:00", 120),
            ("2025-10-10T17:00:00", "2025-10-11T10:00:00", 120),
            // The 248 working days of 2025.
            ("2025-01-01T00:00:00", "2025-12-31T23:59:00", 248 * 540),
        ] {
            assert_eq!(minutes(start, end), Some(expected), "{start} {end}");
        }
    }

    #[test]
    fn turned_times_are_refused() {
        assert_eq!(minutes("2025-11-17T10:00:01", "2025-11-17T10:00:00"), None);
        assert_eq!(OpeningHours::between(18, 9), None);
        assert_eq!(OpeningHours::between(9, 24), None);
    }
}
