//! Years of the calendar that were entered, and the company's own days.

use chrono::NaiveDate;

use crate::domain::ids::*;
use crate::store::db::record;

record! {
    /// A year that was entered or put right by hand.
    CalendarYear in "calendar_year" by CalendarYearId {
        /// The year.
        year: i64,
        /// Which notice says so.
        notice: String,
        /// Who entered it.
        by_name: String,
        /// When.
        on_day: NaiveDate,
    }
}

record! {
    /// Days in a row of such a year that are off, or a weekend that is worked.
    CalendarSpan in "calendar_span" by CalendarSpanId {
        /// The year.
        year_id: CalendarYearId,
        /// The first day.
        first: NaiveDate,
        /// The last day.
        last: NaiveDate,
        /// Whether they are worked; otherwise off.
        worked: bool,
        /// The words of the holidays, with blanks between; may be empty.
        names: String,
    }
}

record! {
    /// A day on which the company goes its own way.
    CompanyDay in "company_day" by CompanyDayId {
        /// The day.
        day: NaiveDate,
        /// Whether it is worked; otherwise off.
        worked: bool,
        /// What the company calls it.
        label: String,
    }
}
