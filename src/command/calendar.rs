//! Commands on the calendar: the list of a year, and the company's own days.
//!
//! A year that is entered stands for the whole year, published or not; taken away, the published one
//! holds again, or plain weekends. Days of the company go over both, and each has one label.

use std::collections::BTreeSet;

use chrono::{Datelike as _, NaiveDate};

use crate::command::input::gone;
use crate::domain::calendar_list::{self, Problem, Span};
use crate::domain::ids::{CalendarSpanId, CalendarYearId, CompanyDayId};
use crate::error::{Error, Result};
use crate::store::Db;
use crate::store::records::{CalendarSpan, CalendarYear, CompanyDay};

/// The years that can be entered.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2100;
/// The most days of the company that are added at once.
pub const MOST_DAYS: i64 = 62;
/// The most characters of a label, or of a notice.
const MOST_LETTERS: usize = 200;

/// A command on the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Enters the list of a year, or puts it right.
    SaveYear {
        /// The year.
        year: i32,
        /// Which notice says so.
        notice: String,
        /// Its days off and worked weekends.
        spans: Vec<Span>,
        /// Today.
        today: NaiveDate,
    },
    /// Takes an entered year away.
    DropYear(i32),
    /// Adds days on which the company goes its own way.
    AddDays {
        /// The first day.
        first: NaiveDate,
        /// The last day.
        last: NaiveDate,
        /// Whether they are worked; otherwise off.
        worked: bool,
        /// What the company calls them.
        label: String,
    },
    /// Changes a day of the company.
    EditDay {
        /// Which.
        id: CompanyDayId,
        /// The day.
        day: NaiveDate,
        /// Whether it is worked; otherwise off.
        worked: bool,
        /// What the company calls it.
        label: String,
    },
    /// Removes a day of the company.
    RemoveDay {
        /// Which.
        id: CompanyDayId,
        /// What it is called, for the journal.
        label: String,
    },
}

impl Command {
    pub(super) fn head(&self) -> (&'static str, String) {
        match self {
            Self::SaveYear { year, .. } => ("step-calendar-year", year.to_string()),
            Self::DropYear(year) => ("step-calendar-year-drop", year.to_string()),
            Self::AddDays { label, .. } => ("step-company-day", label.trim().to_owned()),
            Self::EditDay { label, .. } => ("step-company-day-edit", label.trim().to_owned()),
            Self::RemoveDay { label, .. } => ("step-company-day-remove", label.clone()),
        }
    }
}

/// What is wrong with a list, in the person's words.
pub fn told(year: i32, problem: &Problem) -> Error {
    match problem {
        Problem::Day { line, text } => {
            Error::new("error-calendar-line-day").arg("line", line).arg("text", text)
        }
        Problem::Kind { line, text } => {
            Error::new("error-calendar-line-kind").arg("line", line).arg("text", text)
        }
        Problem::Name { line, text } => {
            Error::new("error-calendar-line-name").arg("line", line).arg("text", text)
        }
        Problem::Turned { first, last } => turned(*first, *last),
        Problem::Long { first, last } => {
            Error::new("error-calendar-long").arg("first", first).arg("last", last)
        }
        Problem::Outside { day } => {
            Error::new("error-calendar-outside").arg("day", day).arg("year", year)
        }
        Problem::Twice { day } => Error::new("error-calendar-twice").arg("day", day),
        Problem::Weekday { day } => Error::new("error-calendar-weekday").arg("day", day),
        Problem::Empty => Error::new("error-calendar-empty").arg("year", year),
    }
}

fn turned(first: NaiveDate, last: NaiveDate) -> Error {
    Error::new("error-calendar-turned").arg("first", first).arg("last", last)
}

/// Reads and checks the list of a year.
///
/// # Errors
/// When a line cannot be read, or the list cannot be that of the year.
pub fn list(year: i32, text: &str) -> Result<Vec<Span>> {
    let wrong = |problem: Problem| told(year, &problem);
    let spans = calendar_list::read(text).map_err(wrong)?;
    calendar_list::check(year, &spans).map_err(wrong)?;
    Ok(spans)
}

pub(super) fn apply(db: &mut Db, command: &Command) -> Result<()> {
    match command {
        Command::SaveYear { year, notice, spans, today } => {
            save_year(db, *year, notice.trim(), spans, *today)
        }
        Command::DropYear(year) => drop_year(db, *year),
        Command::AddDays { first, last, worked, label } => {
            add_days(db, (*first, *last), *worked, label)
        }
        Command::EditDay { id, day, worked, label } => edit_day(db, *id, (*day, *worked), label),
        Command::RemoveDay { id, .. } => db.delete::<CompanyDay>(*id),
    }
}

fn entered(db: &Db, year: i32) -> Result<Option<CalendarYear>> {
    Ok(db.all::<CalendarYear>()?.into_iter().find(|row| row.year == i64::from(year)))
}

fn spans_of(db: &Db, year: CalendarYearId) -> Result<Vec<CalendarSpan>> {
    let mut spans = db.all::<CalendarSpan>()?;
    spans.retain(|span| span.year_id == year);
    Ok(spans)
}

fn save_year(db: &mut Db, year: i32, notice: &str, spans: &[Span], today: NaiveDate) -> Result<()> {
    if !YEARS.contains(&year) {
        return Err(Error::new("error-calendar-year").arg("year", year));
    }
    if notice.is_empty() {
        return Err(Error::new("error-calendar-notice").arg("year", year));
    }
    short(notice)?;
    calendar_list::check(year, spans).map_err(|problem| told(year, &problem))?;
    let mut spans: Vec<&Span> = spans.iter().collect();
    spans.sort_by_key(|span| span.first);
    let names = |span: &Span| {
        let words: Vec<&str> = span.names.iter().map(|name| name.word()).collect();
        words.join(" ")
    };
    let old = entered(db, year)?;
    let stored = match &old {
        Some(old) => spans_of(db, old.id)?,
        None => vec![],
    };
    let same_notice = old.as_ref().is_some_and(|old| old.notice == notice);
    let same = |(row, span): (&CalendarSpan, &&Span)| {
        (row.first, row.last, row.worked) == (span.first, span.last, span.worked)
            && row.names == names(span)
    };
    if same_notice && stored.len() == spans.len() && stored.iter().zip(&spans).all(same) {
        return Ok(());
    }
    let id = match &old {
        Some(old) => old.id,
        None => CalendarYearId(db.allocate()?),
    };
    let row = CalendarYear {
        id,
        year: i64::from(year),
        notice: notice.to_owned(),
        by_name: super::author(db)?,
        on_day: today,
    };
    match &old {
        Some(old) => db.update_from(old, &row).map(|_| ())?,
        None => db.insert(&row)?,
    }
    for span in stored {
        db.delete::<CalendarSpan>(span.id)?;
    }
    for span in spans {
        let id = CalendarSpanId(db.allocate()?);
        db.insert(&CalendarSpan {
            id,
            year_id: row.id,
            first: span.first,
            last: span.last,
            worked: span.worked,
            names: names(span),
        })?;
    }
    Ok(())
}

fn drop_year(db: &mut Db, year: i32) -> Result<()> {
    let missing = || Error::new("error-calendar-not-entered").arg("year", year);
    let old = entered(db, year)?.ok_or_else(missing)?;
    for span in spans_of(db, old.id)? {
        db.delete::<CalendarSpan>(span.id)?;
    }
    db.delete::<CalendarYear>(old.id)
}

fn add_days(
    db: &mut Db,
    (first, last): (NaiveDate, NaiveDate),
    worked: bool,
    label: &str,
) -> Result<()> {
    let label = checked(first, label)?;
    if last < first {
        return Err(turned(first, last));
    }
    if (last - first).num_days() >= MOST_DAYS {
        return Err(Error::new("error-company-day-many").arg("n", MOST_DAYS));
    }
    let taken: BTreeSet<NaiveDate> =
        db.all::<CompanyDay>()?.into_iter().map(|own| own.day).collect();
    for day in first.iter_days().take_while(|day| *day <= last) {
        if taken.contains(&day) {
            return Err(Error::new("error-company-day-twice").arg("day", day));
        }
        let id = CompanyDayId(db.allocate()?);
        db.insert(&CompanyDay { id, day, worked, label: label.clone() })?;
    }
    Ok(())
}

fn edit_day(
    db: &mut Db,
    id: CompanyDayId,
    (day, worked): (NaiveDate, bool),
    label: &str,
) -> Result<()> {
    let label = checked(day, label)?;
    let all = db.all::<CompanyDay>()?;
    if all.iter().any(|other| other.id != id && other.day == day) {
        return Err(Error::new("error-company-day-twice").arg("day", day));
    }
    let old = all.iter().find(|own| own.id == id).ok_or_else(gone)?;
    db.update_from(old, &CompanyDay { id, day, worked, label }).map(|_| ())
}

/// The label without blanks around it, on a day of a year that the calendar knows.
fn checked(day: NaiveDate, label: &str) -> Result<String> {
    let label = label.trim();
    if !YEARS.contains(&day.year()) {
        return Err(Error::new("error-calendar-year").arg("year", day.year()));
    }
    if label.is_empty() {
        return Err(Error::new("error-company-day-label"));
    }
    short(label)?;
    Ok(label.to_owned())
}

fn short(text: &str) -> Result<()> {
    if text.chars().count() > MOST_LETTERS {
        return Err(Error::new("error-calendar-letters").arg("n", MOST_LETTERS));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_says_what_is_wrong_with_it() {
        for (text, key) in [
            ("2027-10-01,2027-10-07,off", None),
            ("", Some("error-calendar-empty")),
            ("2027-10-32,off", Some("error-calendar-line-day")),
            ("2027-10-01,free", Some("error-calendar-line-kind")),
            ("2027-10-01,off,冬至", Some("error-calendar-line-name")),
            ("2027-10-07,2027-10-01,off", Some("error-calendar-turned")),
            ("2027-10-01,2027-11-07,off", Some("error-calendar-long")),
            ("2026-10-01,2026-10-07,off", Some("error-calendar-outside")),
            ("2027-10-01,off\n2027-10-01,off", Some("error-calendar-twice")),
            ("2027-10-08,work", Some("error-calendar-weekday")),
        ] {
            assert_eq!(list(2027, text).err().map(|error| error.key()), key, "{text}");
        }
    }
}
