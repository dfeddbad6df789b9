//! Working days of the Chinese calendar (domain document, B1).
//!
//! The State Council moves whole days every year: holidays fall on weekdays, and Saturdays and
//! Sundays are worked for them, also weeks before the holiday. No weekday rule finds these, so each
//! year stands here as its notice says. A year without a notice goes by plain weekends and is
//! called estimated; nothing fails there.

use chrono::{Datelike as _, Days, NaiveDate, Weekday};

/// What a day is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DayKind {
    /// Monday to Friday, and no holiday.
    Workday,
    /// A Saturday or Sunday that is worked (调休上班).
    MakeupWorkday,
    /// A Saturday or Sunday.
    Weekend,
    /// Off by notice, a weekend inside a holiday included.
    Holiday,
}

impl DayKind {
    /// The word in exports and goldens.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Workday => "workday",
            Self::MakeupWorkday => "makeup_workday",
            Self::Weekend => "weekend",
            Self::Holiday => "holiday",
        }
    }
}

/// Month and day of one year.
type MonthDay = (u32, u32);

/// One year as its notice says.
struct Notice {
    year: i32,
    /// First and last days off.
    holidays: &'static [(MonthDay, MonthDay)],
    /// Saturdays and Sundays that are worked.
    makeup: &'static [MonthDay],
}

/// The notices: 国办发明电〔2024〕12号 for 2025; the State Council's of 2025-11-04 for 2026.
const NOTICES: &[Notice] = &[
    Notice {
        year: 2025,
        holidays: &[
            ((1, 1), (1, 1)),
            ((1, 28), (2, 4)),
            ((4, 4), (4, 6)),
            ((5, 1), (5, 5)),
            ((5, 31), (6, 2)),
            ((10, 1), (10, 8)),
        ],
        makeup: &[(1, 26), (2, 8), (4, 27), (9, 28), (10, 11)],
    },
    Notice {
        year: 2026,
        holidays: &[
            ((1, 1), (1, 3)),
            ((2, 15), (2, 23)),
            ((4, 4), (4, 6)),
            ((5, 1), (5, 5)),
            ((6, 19), (6, 21)),
            ((9, 25), (9, 27)),
            ((10, 1), (10, 7)),
        ],
        makeup: &[(1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)],
    },
];

fn notice(year: i32) -> Option<&'static Notice> {
    NOTICES.iter().find(|notice| notice.year == year)
}

/// Whether the year goes by a notice; where not, its days are estimated (未公布·估算).
pub fn official(year: i32) -> bool {
    notice(year).is_some()
}

/// What a day is.
pub fn kind(day: NaiveDate) -> DayKind {
    let at = (day.month(), day.day());
    if let Some(notice) = notice(day.year()) {
        if notice.makeup.contains(&at) {
            return DayKind::MakeupWorkday;
        }
        if notice.holidays.iter().any(|(first, last)| *first <= at && at <= *last) {
            return DayKind::Holiday;
        }
    }
    if plain_weekend(day) { DayKind::Weekend } else { DayKind::Workday }
}

fn plain_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// Whether people work on the day.
pub fn working_day(day: NaiveDate) -> bool {
    matches!(kind(day), DayKind::Workday | DayKind::MakeupWorkday)
}

/// The days from the first to the last, both included.
fn days(first: NaiveDate, last: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    first.iter_days().take_while(move |day| *day <= last)
}

/// How many working days there are between two days, both included.
pub fn workdays(first: NaiveDate, last: NaiveDate) -> usize {
    days(first, last).filter(|day| working_day(*day)).count()
}

/// How many days from Monday to Friday there are between two days, both included: the working days
/// if there were no holidays.
pub fn weekdays(first: NaiveDate, last: NaiveDate) -> usize {
    days(first, last).filter(|day| !plain_weekend(*day)).count()
}

/// The n-th working day after a day; for 0 the day itself, moved on to a working day.
pub fn add_workdays(day: NaiveDate, n: usize) -> NaiveDate {
    let from = if n == 0 { Some(day) } else { day.checked_add_days(Days::new(1)) };
    let Some(from) = from else { return day };
    let place = n.saturating_sub(1);
    from.iter_days().filter(|day| working_day(*day)).nth(place).unwrap_or(day)
}

/// The weekends that are worked in a year, in order.
pub fn makeup_days(year: i32) -> Vec<NaiveDate> {
    let days = notice(year).map(|notice| notice.makeup).unwrap_or_default();
    days.iter().filter_map(|(month, day)| NaiveDate::from_ymd_opt(year, *month, *day)).collect()
}

/// The holidays of which a day lies between two days, both included, in order: first and last day
/// of each. A year without a notice has none.
pub fn holidays(first: NaiveDate, last: NaiveDate) -> Vec<(NaiveDate, NaiveDate)> {
    let mut found = vec![];
    for notice in NOTICES {
        let day = |(month, day): MonthDay| NaiveDate::from_ymd_opt(notice.year, month, day);
        for (from, to) in notice.holidays {
            let (Some(from), Some(to)) = (day(*from), day(*to)) else { continue };
            if from <= last && first <= to {
                found.push((from, to));
            }
        }
    }
    found
}

/// A piece of a month that lies in one ISO week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WeekPart {
    /// The Monday of the week, which may lie before the month.
    pub monday: NaiveDate,
    /// The first day in the month.
    pub first: NaiveDate,
    /// The last day in the month.
    pub last: NaiveDate,
    /// The working days of the piece.
    pub workdays: usize,
}

/// The ISO weeks of a month, cut at its ends; empty for a month that is none.
pub fn weeks_of_month(year: i32, month: u32) -> Vec<WeekPart> {
    let Some(start) = NaiveDate::from_ymd_opt(year, month, 1) else { return vec![] };
    let mut parts: Vec<WeekPart> = vec![];
    for day in start.iter_days().take_while(|day| day.month() == month) {
        let monday = day.week(Weekday::Mon).first_day();
        let worked = usize::from(working_day(day));
        match parts.last_mut().filter(|part| part.monday == monday) {
            Some(part) => {
                part.last = day;
                part.workdays += worked;
            }
            None => parts.push(WeekPart { monday, first: day, last: day, workdays: worked }),
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn days_are_what_the_notice_says() {
        for (text, expected) in [
            ("2025-09-28", DayKind::MakeupWorkday),
            ("2025-10-01", DayKind::Holiday),
            ("2025-10-04", DayKind::Holiday),
            ("2025-10-08", DayKind::Holiday),
            ("2025-10-09", DayKind::Workday),
            ("2025-10-11", DayKind::MakeupWorkday),
            ("2025-10-12", DayKind::Weekend),
            ("2027-10-01", DayKind::Workday),
        ] {
            assert_eq!(kind(day(text)), expected, "{text}");
        }
        assert!(official(2025) && official(2026) && !official(2027));
    }

    #[test]
    fn working_days_step_over_the_holiday() {
        assert_eq!(add_workdays(day("2025-09-30"), 1), day("2025-10-09"));
        assert_eq!(add_workdays(day("2025-10-05"), 0), day("2025-10-09"));
        assert_eq!(add_workdays(day("2025-11-16"), 1), day("2025-11-17"));
        assert_eq!(workdays(day("2025-09-29"), day("2025-10-05")), 2);
        assert_eq!(weekdays(day("2025-09-29"), day("2025-10-05")), 5);
        assert_eq!(workdays(day("2025-10-12"), day("2025-10-06")), 0);
    }

    #[test]
    fn holidays_are_found_by_any_of_their_days() {
        let found = |first: &str, last: &str| holidays(day(first), day(last));
        assert_eq!(found("2025-08-25", "2025-11-23"), [(day("2025-10-01"), day("2025-10-08"))]);
        assert_eq!(found("2025-10-08", "2025-10-08").len(), 1);
        assert!(found("2025-10-09", "2025-12-31").is_empty());
        assert_eq!(found("2025-12-29", "2026-02-15").len(), 2, "over the turn of the year");
        assert!(found("2027-10-01", "2027-10-07").is_empty(), "no notice yet");
    }

    #[test]
    fn weeks_are_cut_at_the_ends_of_the_month() {
        let parts = weeks_of_month(2026, 10);
        let shown: Vec<(String, usize)> =
            parts.iter().map(|part| (part.first.to_string(), part.workdays)).collect();
        let expected = [("2026-10-01", 0), ("2026-10-05", 3), ("2026-10-12", 5)];
        let expected = expected.map(|(first, n)| (first.to_owned(), n));
        assert_eq!(shown.get(..3), Some(&expected[..]));
        assert!(weeks_of_month(2026, 13).is_empty());
    }
}
