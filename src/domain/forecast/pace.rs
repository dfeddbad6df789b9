//! The month that is running: where its pace leads, and the pace that the target takes.
//!
//! Both count working days of the calendar, make-up days included (domain document, B1 and B5): a
//! month with a holiday is not behind because its days are. The run rate is a straight line; a business
//! that closes late is judged by its back-loaded profile beside it.

use chrono::NaiveDate;

use super::{Refusal, finite};
use crate::domain::calendar::Calendar;
use crate::domain::period::Period;

/// The working days of a period, as far as they have passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Workdays {
    /// Those that have passed.
    pub elapsed: usize,
    /// All of them.
    pub total: usize,
}

impl Workdays {
    /// Counts a period's working days; `through` is the last day whose amounts are in. `None` if there is
    /// no such period.
    pub fn of(calendar: &Calendar, period: Period, through: NaiveDate) -> Option<Self> {
        let (first, last) = period.bounds()?;
        Some(Self {
            elapsed: calendar.workdays(first, through.min(last)),
            total: calendar.workdays(first, last),
        })
    }

    /// Those that are left.
    pub const fn remaining(self) -> usize {
        self.total.saturating_sub(self.elapsed)
    }
}

/// Where the period ends if it goes on as so far: to date, over the days passed, times all days.
pub fn run_rate(to_date: f64, days: Workdays) -> Result<f64, Refusal> {
    if days.elapsed == 0 {
        return Err(Refusal::NoWorkdays);
    }
    if days.elapsed > days.total {
        return Err(Refusal::BadParameter);
    }
    finite(to_date / days.elapsed as f64 * days.total as f64)
}

/// What each remaining working day must bring to reach the target; 0 once it is reached.
///
/// Refused where the target is open and no day is left.
pub fn required_daily(target: f64, actual: f64, remaining: usize) -> Result<f64, Refusal> {
    let gap = finite(target - actual)?;
    if gap <= 0.0 {
        return Ok(0.0);
    }
    if remaining == 0 {
        return Err(Refusal::NoWorkdays);
    }
    Ok(gap / remaining as f64)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn days_are_those_of_the_calendar() {
        let calendar = Calendar::published();
        let october = |day: &str| {
            Workdays::of(&calendar, Period::Month(2026, 10), day.parse().unwrap()).unwrap()
        };
        for (day, elapsed) in [
            ("2026-09-30", 0),
            ("2026-10-07", 0),
            ("2026-10-08", 1),
            ("2026-10-10", 3),
            ("2026-10-16", 8),
            ("2026-11-05", 18),
        ] {
            assert_eq!(october(day), Workdays { elapsed, total: 18 }, "{day}");
        }
        assert_eq!(october("2026-10-16").remaining(), 10);
        assert_eq!(Workdays::of(&calendar, Period::Month(2026, 13), NaiveDate::MIN), None);
    }

    #[test]
    fn no_day_to_divide_by_is_no_pace() {
        let days = |elapsed, total| Workdays { elapsed, total };
        assert_eq!(run_rate(5.0, days(0, 18)), Err(Refusal::NoWorkdays));
        assert_eq!(run_rate(5.0, days(19, 18)), Err(Refusal::BadParameter));
        assert_eq!(run_rate(f64::NAN, days(1, 18)), Err(Refusal::NotFinite));
        assert_eq!(required_daily(10.0, 4.0, 0), Err(Refusal::NoWorkdays));
        assert_eq!(required_daily(10.0, 12.0, 0), Ok(0.0));
        assert_eq!(required_daily(10.0, 4.0, 3), Ok(2.0));
    }

    proptest! {
        #[test]
        fn the_required_pace_reaches_the_target(target in 0.0_f64..1e9, actual in 0.0_f64..1e9, remaining in 1_usize..23) {
            let daily = required_daily(target, actual, remaining).unwrap();
            let end = actual + daily * remaining as f64;
            prop_assert!((end - target.max(actual)).abs() < 1e-5);
        }

        #[test]
        fn a_period_that_is_over_ends_where_it_is(to_date in 0.0_f64..1e9, total in 1_usize..23) {
            let end = run_rate(to_date, Workdays { elapsed: total, total }).unwrap();
            prop_assert!((end - to_date).abs() <= 1e-9 * (1.0 + to_date));
        }
    }
}
