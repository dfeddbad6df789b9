//! Periods of the calendar: year, quarter, month, ISO week.
//!
//! Written as `2017`, `2017-Q4`, `2017-03`, `2017-W12`; that text is also how targets store them.

use std::fmt;

use chrono::{Datelike as _, Days, Months, NaiveDate, Weekday};

/// A period of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// A calendar year.
    Year(i32),
    /// A quarter of a year, 1 to 4.
    Quarter(i32, u32),
    /// A month of a year, 1 to 12.
    Month(i32, u32),
    /// An ISO week of an ISO year, 1 to 53.
    Week(i32, u32),
}

impl Period {
    /// Reads `2017`, `2017-Q4`, `2017Q4`, `2017-03` or `2017-W12`; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_ascii_uppercase();
        let (year, rest) = text.split_at_checked(4)?;
        if !year.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let year: i32 = year.parse().ok()?;
        let rest = rest.strip_prefix('-').unwrap_or(rest);
        let number = |digits: &str| {
            (!digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
                .then(|| digits.parse::<u32>().ok())
                .flatten()
        };
        let period = if rest.is_empty() {
            Self::Year(year)
        } else if let Some(quarter) = rest.strip_prefix('Q') {
            Self::Quarter(year, number(quarter)?)
        } else if let Some(week) = rest.strip_prefix('W') {
            Self::Week(year, number(week)?)
        } else {
            Self::Month(year, number(rest)?)
        };
        period.bounds().map(|_| period)
    }

    /// The month of a day.
    pub fn month_of(day: NaiveDate) -> Self {
        Self::Month(day.year(), day.month())
    }

    /// The quarter of a day.
    pub fn quarter_of(day: NaiveDate) -> Self {
        Self::Quarter(day.year(), day.month0() / 3 + 1)
    }

    /// The first and the last day, if there is such a period.
    pub fn bounds(self) -> Option<(NaiveDate, NaiveDate)> {
        let (year, months) = match self {
            Self::Year(y) => (y, (1, 12)),
            Self::Quarter(y, q) if (1..=4).contains(&q) => (y, (q * 3 - 2, q * 3)),
            Self::Quarter(..) => return None,
            Self::Month(y, m) => (y, (m, m)),
            Self::Week(y, w) => {
                let first = NaiveDate::from_isoywd_opt(y, w, Weekday::Mon)?;
                return Some((first, first.checked_add_days(Days::new(6))?));
            }
        };
        let first = NaiveDate::from_ymd_opt(year, months.0, 1)?;
        let ends = [31, 30, 29, 28].into_iter();
        let mut ends = ends.filter_map(|day| NaiveDate::from_ymd_opt(year, months.1, day));
        Some((first, ends.next()?))
    }

    /// The first day.
    pub fn first_day(self) -> NaiveDate {
        self.bounds().map_or(NaiveDate::MIN, |(first, _)| first)
    }

    /// The last day.
    pub fn last_day(self) -> NaiveDate {
        self.bounds().map_or(NaiveDate::MAX, |(_, last)| last)
    }

    /// Whether the day lies in the period.
    pub fn contains(self, day: NaiveDate) -> bool {
        self.same_kind_at(day) == self
    }

    /// The month, quarter or year (as `self` is) that holds the day.
    pub fn same_kind_at(self, day: NaiveDate) -> Self {
        match self {
            Self::Year(_) => Self::Year(day.year()),
            Self::Quarter(..) => Self::quarter_of(day),
            Self::Month(..) => Self::month_of(day),
            Self::Week(..) => Self::Week(day.iso_week().year(), day.iso_week().week()),
        }
    }

    /// The next period of the same kind.
    pub fn next(self) -> Self {
        self.last_day().succ_opt().map_or(self, |day| self.same_kind_at(day))
    }

    /// The previous period of the same kind.
    pub fn previous(self) -> Self {
        self.first_day().pred_opt().map_or(self, |day| self.same_kind_at(day))
    }

    /// The same period one year earlier; for a week, the week of the same number (or the last).
    pub fn year_before(self) -> Self {
        match self {
            Self::Year(y) => Self::Year(y - 1),
            Self::Quarter(y, q) => Self::Quarter(y - 1, q),
            Self::Month(y, m) => Self::Month(y - 1, m),
            Self::Week(y, w) => {
                let week = Self::Week(y - 1, w);
                if week.bounds().is_some() { week } else { Self::Week(y - 1, w - 1) }
            }
        }
    }
}

/// Whole months from one day to another; `None` when the first is later. The end of a month counts
/// as the day it lacks: from 31 January to 28 February is a month.
pub fn months_between(from: NaiveDate, to: NaiveDate) -> Option<i64> {
    if from > to {
        return None;
    }
    let months = |day: NaiveDate| i64::from(day.year()) * 12 + i64::from(day.month0());
    let begun = months(to) - months(from);
    let over = u32::try_from(begun).ok().and_then(|n| from.checked_add_months(Months::new(n)));
    Some(if over.is_some_and(|day| day <= to) { begun } else { begun - 1 })
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(y) => write!(f, "{y:04}"),
            Self::Quarter(y, q) => write!(f, "{y:04}-Q{q}"),
            Self::Month(y, m) => write!(f, "{y:04}-{m:02}"),
            Self::Week(y, w) => write!(f, "{y:04}-W{w:02}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_month_is_the_day_that_it_lacks() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        for (from, to, months) in [
            ("2025-01-31", "2025-02-27", Some(0)),
            ("2025-01-31", "2025-02-28", Some(1)),
            ("2025-01-31", "2025-03-30", Some(1)),
            ("2025-01-31", "2025-03-31", Some(2)),
            ("2024-02-29", "2025-02-28", Some(12)),
            ("2025-02-28", "2025-03-28", Some(1)),
            ("2025-11-19", "2025-11-18", None),
        ] {
            assert_eq!(months_between(day(from), day(to)), months, "{from} {to}");
        }
    }

    #[test]
    fn text_and_days_agree() {
        for (text, first, last) in [
            ("2017", "2017-01-01", "2017-12-31"),
            ("2017-Q4", "2017-10-01", "2017-12-31"),
            ("2016-02", "2016-02-01", "2016-02-29"),
            ("2017-W12", "2017-03-20", "2017-03-26"),
            ("2020-W53", "2020-12-28", "2021-01-03"),
        ] {
            let period = Period::parse(text).unwrap();
            assert_eq!(period.to_string(), text);
            assert_eq!(period.first_day().to_string(), first);
            assert_eq!(period.last_day().to_string(), last);
            assert_eq!(period.next().previous(), period);
        }
        for year in 1_996..2_030 {
            let quarters = (1..=4).map(|q| Period::Quarter(year, q));
            let months = (1..=12).map(|m| Period::Month(year, m));
            for period in quarters.chain(months).chain([Period::Year(year)]) {
                let (first, last) = period.bounds().unwrap();
                assert!(period.contains(first) && !period.contains(first.pred_opt().unwrap()));
                assert!(period.contains(last) && !period.contains(last.succ_opt().unwrap()));
            }
        }
        assert_eq!(Period::parse("2017Q4"), Some(Period::Quarter(2017, 4)));
        for bad in ["", "17", "2017-Q5", "2017-13", "2017-W54", "2017-Q", "2017-1x", "二〇一七"]
        {
            assert_eq!(Period::parse(bad), None, "{bad}");
        }
    }
}
