//! One cell's value, and how the values of workbooks become it.
//!
//! # Numbers, dates, times
//!
//! A spreadsheet knows only numbers; its formats make some of them dates. A date is [`Cell::Date`],
//! with a time [`Cell::DateTime`]. A time of day alone has no date to belong to and becomes the
//! text a person sees, `09:30:00`. A duration stays a number, in days. What Excel calls a date and
//! the calendar does not (1900-02-29, day 0, negative days) stays a number too: nothing is lost.

use std::borrow::Cow;

use calamine::ExcelDateTime;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use serde::Serialize;

/// The value of one cell.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub enum Cell {
    /// Nothing, or an empty text.
    #[default]
    Empty,
    /// Text as it stands, not trimmed.
    Text(Box<str>),
    /// A number; a duration as days.
    Number(f64),
    /// True or false.
    Bool(bool),
    /// A date.
    Date(NaiveDate),
    /// A date with a time of day.
    DateTime(NaiveDateTime),
    /// What a formula gave instead of a value: `#N/A`, `#DIV/0!` …
    Error(Box<str>),
}

impl Cell {
    /// Shows the cell as text: integers without a point, 0.1 as `0.1`, dates as `2026-01-31`.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Empty => Cow::Borrowed(""),
            Self::Text(text) | Self::Error(text) => Cow::Borrowed(text),
            Self::Number(number) => Cow::Owned(number_text(*number)),
            Self::Bool(true) => Cow::Borrowed("TRUE"),
            Self::Bool(false) => Cow::Borrowed("FALSE"),
            Self::Date(date) => Cow::Owned(date.format("%Y-%m-%d").to_string()),
            Self::DateTime(at) => Cow::Owned(at.format("%Y-%m-%d %H:%M:%S").to_string()),
        }
    }

    /// Holds nothing.
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }

    /// Holds nothing but white space.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }
}

/// Whole numbers in full; others with 15 digits as spreadsheets do, so that 0.1 + 0.2 is `0.3`.
fn number_text(number: f64) -> String {
    const EXACT: f64 = 9_007_199_254_740_992.0; // 2^53: whole numbers below it are exact
    if number == 0.0 {
        return "0".to_owned();
    }
    if number.trunc() == number && number.abs() <= EXACT {
        return format!("{number:.0}");
    }
    let rounded = format!("{number:.14e}").parse().unwrap_or(number);
    if (1e-9..1e21).contains(&rounded.abs()) {
        format!("{rounded}")
    } else {
        format!("{rounded:e}")
    }
}

/// A cell's value on its way from a reader to the stream, not yet owned.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value<'a> {
    /// Text that is UTF-8 by construction; the receiving side checks it again.
    Text(Cow<'a, [u8]>),
    Number(f64),
    Bool(bool),
    Date(NaiveDate),
    DateTime(NaiveDateTime),
    Error(Cow<'a, str>),
}

impl<'a> Value<'a> {
    pub(super) fn text(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text.as_bytes()))
    }

    fn owned(text: String) -> Self {
        Self::Text(Cow::Owned(text.into_bytes()))
    }

    /// A serial number that its cell's format makes a date, a time or a duration.
    pub(super) fn serial(at: &ExcelDateTime) -> Self {
        const DAY_MS: f64 = 86_400_000.0;
        let serial = at.as_f64();
        if at.is_duration() || !(f64::MIN_POSITIVE..2_958_466.0).contains(&serial) {
            return Self::Number(serial);
        }
        if serial < 1.0 {
            return match clock((serial * DAY_MS).round() as i64) {
                Some(time) => Self::owned(time.format("%H:%M:%S").to_string()),
                None => Self::Number(serial),
            };
        }
        // Rounds to milliseconds and goes on to the next day where that reaches midnight.
        let (year, month, day, hour, minute, second, ms) = at.to_ymd_hms_milli();
        let date = NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day));
        let [hour, minute, second] = [hour, minute, second].map(u32::from);
        let time = NaiveTime::from_hms_milli_opt(hour, minute, second, u32::from(ms));
        match (date, time) {
            (Some(date), Some(NaiveTime::MIN)) => Self::Date(date),
            (Some(date), Some(time)) => Self::DateTime(date.and_time(time)),
            _ => Self::Number(serial),
        }
    }

    /// A date, a moment or a time of day written out; what is none of them stays text.
    pub(super) fn iso_date(text: &'a str) -> Self {
        let plain = text.strip_suffix('Z').unwrap_or(text);
        if let Ok(date) = NaiveDate::parse_from_str(plain, "%Y-%m-%d") {
            return Self::Date(date);
        }
        match NaiveDateTime::parse_from_str(plain, "%Y-%m-%dT%H:%M:%S%.f") {
            Ok(at) if at.time() == NaiveTime::MIN => Self::Date(at.date()),
            Ok(at) => Self::DateTime(at),
            Err(_) => Self::text(text),
        }
    }

    /// A duration written out (`PT36H30M`) as a number of days; what is none stays text.
    pub(super) fn iso_duration(text: &'a str) -> Self {
        iso_days(text).map_or_else(|| Self::text(text), Self::Number)
    }
}

fn clock(ms: i64) -> Option<NaiveTime> {
    let ms = u32::try_from(ms).ok()?;
    NaiveTime::from_num_seconds_from_midnight_opt(ms / 1000, ms % 1000 * 1_000_000)
}

fn iso_days(text: &str) -> Option<f64> {
    let mut rest = text.strip_prefix('P')?;
    let (mut days, mut in_time) = (0.0, false);
    while !rest.is_empty() {
        if let Some(time) = rest.strip_prefix('T') {
            (rest, in_time) = (time, true);
            continue;
        }
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let (number, unit) = rest.split_at_checked(end)?;
        let number: f64 = number.parse().ok()?;
        days += match (unit.chars().next()?, in_time) {
            ('D', false) => number,
            ('H', true) => number / 24.0,
            ('M', true) => number / 1440.0,
            ('S', true) => number / 86_400.0,
            _ => return None,
        };
        rest = unit.get(1..)?;
    }
    Some(days)
}

#[cfg(test)]
mod tests {
    use calamine::ExcelDateTimeType;

    use super::*;

    fn date(text: &str) -> Cell {
        Cell::Date(text.parse().unwrap())
    }

    #[test]
    fn numbers_show_as_people_wrote_them() {
        for (number, expected) in [
            (0.0, "0"),
            (-0.0, "0"),
            (1.0, "1"),
            (-12.0, "-12"),
            (0.1, "0.1"),
            (0.1 + 0.2, "0.3"),
            (1234.5, "1234.5"),
            (69.93, "69.93"),
            (13_800_138_000.0, "13800138000"),
            (9_007_199_254_740_992.0, "9007199254740992"),
            (1e20, "100000000000000000000"),
            (1e300, "1e300"),
            (1.5e-12, "1.5e-12"),
        ] {
            assert_eq!(Cell::Number(number).text(), expected);
        }
        assert_eq!(Cell::Bool(true).text(), "TRUE");
        assert_eq!(date("2026-01-31").text(), "2026-01-31");
        assert_eq!(Cell::Error("#N/A".into()).text(), "#N/A");
        assert_eq!(size_of::<Cell>(), 24, "rows of a million cells stay small");
    }

    #[test]
    fn serial_numbers_become_dates_times_and_durations() {
        let at = |serial, kind, is_1904| Value::serial(&ExcelDateTime::new(serial, kind, is_1904));
        let day = |text: &str| Value::Date(text.parse().unwrap());
        let moment = |text: &str| Value::DateTime(text.parse().unwrap());
        let clock = |text: &'static str| Value::text(text);
        use ExcelDateTimeType::{DateTime, TimeDelta};
        for (serial, is_1904, expected) in [
            (1.0, false, day("1900-01-01")),
            (59.0, false, day("1900-02-28")),
            (60.0, false, Value::Number(60.0)),
            (61.0, false, day("1900-03-01")),
            (366.0, false, day("1900-12-31")),
            (367.0, false, day("1901-01-01")),
            (46_054.0, false, day("2026-02-01")),
            (44_592.0, true, day("2026-02-01")),
            (1.0, true, day("1904-01-02")),
            (46_054.5, false, moment("2026-02-01T12:00:00")),
            (46_054.999_999_999, false, day("2026-02-02")),
            (46_054.0 + 1.0 / 86_400.0, false, moment("2026-02-01T00:00:01")),
            (2_958_465.0, false, day("9999-12-31")),
            (2_958_466.0, false, Value::Number(2_958_466.0)),
            (0.0, false, Value::Number(0.0)),
            (-1.0, false, Value::Number(-1.0)),
            (0.5, false, clock("12:00:00")),
            (0.999_999_999_9, false, Value::Number(0.999_999_999_9)),
        ] {
            assert_eq!(at(serial, DateTime, is_1904), expected, "{serial} {is_1904}");
        }
        assert_eq!(at(1.5, TimeDelta, false), Value::Number(1.5));
    }

    #[test]
    fn written_dates_and_durations_are_read() {
        for (text, expected) in [
            ("2026-02-01", Value::Date("2026-02-01".parse().unwrap())),
            ("2026-02-01T00:00:00Z", Value::Date("2026-02-01".parse().unwrap())),
            ("2026-02-01T08:30:00.5", Value::DateTime("2026-02-01T08:30:00.5".parse().unwrap())),
            ("08:30:00", Value::text("08:30:00")),
            ("soon", Value::text("soon")),
        ] {
            assert_eq!(Value::iso_date(text), expected, "{text}");
        }
        for (text, expected) in [
            ("PT36H", Value::Number(1.5)),
            ("P1DT12H", Value::Number(1.5)),
            ("PT0H30M00S", Value::Number(30.0 / 1440.0)),
            ("PT", Value::Number(0.0)),
            ("P1M", Value::text("P1M")),
            ("1 h", Value::text("1 h")),
        ] {
            assert_eq!(Value::iso_duration(text), expected, "{text}");
        }
    }
}
