//! The calendar of the workspace: the notices that the program knows, the years entered here, and
//! the company's own days over both.

use std::collections::BTreeMap;

use crate::domain::calendar::{self, Calendar};
use crate::domain::holidays::{Holiday, HolidayName, Year};
use crate::domain::ids::CalendarYearId;
use crate::error::Result;
use crate::store::db::Db;
use crate::store::records::{CalendarSpan, CalendarYear, CompanyDay};

/// Loads the calendar.
///
/// # Errors
/// Whatever the database reports.
pub fn load(db: &Db) -> Result<Calendar> {
    let company = db.all::<CompanyDay>()?.into_iter().map(|own| calendar::CompanyDay {
        day: own.day,
        worked: own.worked,
        label: own.label,
    });
    Ok(Calendar::with(years(db)?, company.collect()))
}

/// The lists of the years that were entered, in order.
///
/// # Errors
/// Whatever the database reports.
pub fn years(db: &Db) -> Result<Vec<Year>> {
    Ok(entered(db)?.into_iter().map(|(_, list)| list).collect())
}

/// The years that were entered, in order: by whom and when, and their lists.
///
/// # Errors
/// Whatever the database reports.
pub fn entered(db: &Db) -> Result<Vec<(CalendarYear, Year)>> {
    let mut years: BTreeMap<CalendarYearId, (CalendarYear, Year)> = BTreeMap::new();
    for row in db.all::<CalendarYear>()? {
        let Ok(year) = i32::try_from(row.year) else { continue };
        let list = Year { year, notice: row.notice.clone(), holidays: vec![], makeup: vec![] };
        years.insert(row.id, (row, list));
    }
    for span in db.all::<CalendarSpan>()? {
        let Some((_, year)) = years.get_mut(&span.year_id) else { continue };
        if span.worked {
            let days = span.first.iter_days().take_while(|day| *day <= span.last);
            year.makeup.extend(days);
        } else {
            let names: Vec<HolidayName> =
                span.names.split_whitespace().filter_map(HolidayName::from_word).collect();
            year.holidays.push(if names.is_empty() {
                Holiday::unnamed(span.first, span.last)
            } else {
                Holiday { first: span.first, last: span.last, names }
            });
        }
    }
    let mut years: Vec<(CalendarYear, Year)> = years.into_values().collect();
    years.sort_by_key(|(_, list)| list.year);
    Ok(years)
}
