//! Days as parts of an axis of whole months, for the path of a deal as it is drawn.

use chrono::{Datelike as _, Days, Months, NaiveDate};

use super::DealPage;
use crate::domain::funnel::visit::days_between;

/// An axis of whole months.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Axis {
    first: NaiveDate,
    days: f32,
}

impl Axis {
    /// From the month of one day to the end of the month of another.
    pub fn new(from: NaiveDate, to: NaiveDate) -> Self {
        let first = from.with_day(1).unwrap_or(from);
        let end = to.with_day(1).and_then(|day| day.checked_add_months(Months::new(1)));
        let days = days_between(first, end.unwrap_or(to)).max(1);
        Self { first, days: days as f32 }
    }

    /// From the first stay of a deal to the day it is seen on, or to the day on which it is expected to be
    /// signed; a day more than a year off would leave no room for what happened, and lies at the end.
    /// `None` where no stay is known.
    pub fn of(page: &DealPage) -> Option<Self> {
        let stays = page.path.lines.iter().flat_map(|line| &line.stays);
        let begin = stays.map(|stay| stay.enter).min()?;
        let far = page.as_of.checked_add_days(Days::new(366)).unwrap_or(page.as_of);
        let end = page.expected.last().map_or(page.as_of, |day| (*day).clamp(page.as_of, far));
        Some(Self::new(begin, end))
    }

    /// Where a day lies, from 0 to 1; beyond where it lies outside.
    pub fn at(&self, day: NaiveDate) -> f32 {
        day.signed_duration_since(self.first).num_days() as f32 / self.days
    }

    /// A day and a part of a day after it.
    pub fn after(&self, day: NaiveDate, days: f64) -> f32 {
        self.at(day) + days as f32 / self.days
    }

    /// The first days of its months.
    pub fn months(&self) -> Vec<NaiveDate> {
        let mut months = vec![];
        let mut day = Some(self.first);
        while let Some(first) = day.filter(|day| self.at(*day) < 1.0) {
            months.push(first);
            day = first.checked_add_months(Months::new(1));
        }
        months
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_axis_is_of_whole_months() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let axis = Axis::new(day("2025-05-12"), day("2025-06-30"));
        // 31 and 30 days.
        assert_eq!(axis.days, 61.0);
        assert_eq!(axis.months(), [day("2025-05-01"), day("2025-06-01")]);
        assert_eq!(axis.at(day("2025-06-01")), 31.0 / 61.0);
        assert_eq!(axis.after(day("2025-06-01"), 15.0), 31.0 / 61.0 + 15.0 / 61.0);
    }
}
