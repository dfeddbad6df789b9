//! A targeted amount step by step: a month's or quarter's by weeks, a year's by months.
//!
//! Where the parts of a period have targets of their own that add up to its target, each part is
//! shared out by itself; otherwise the whole is. What is shared out goes by working days, to the last
//! fen ([`largest_remainder`]). Weeks are those of ISO, cut at the ends of the period; one over the end
//! of a month has a share of both months.
//!
//! # Whole thousands
//! A person who adds up the column reads it in tenths of 万元. A target that is whole in them is
//! shared out in them, so that the figures as shown add up too.

use chrono::{Datelike as _, NaiveDate};

use crate::domain::allocation::{AllocationError, largest_remainder};
use crate::domain::calendar::Calendar;
use crate::domain::period::Period;
use crate::domain::stats::rational::Rational;
use crate::metrics::targets::{months, parts};

/// A tenth of 万元, in fen: the smallest that is shown.
const SHOWN: i64 = 100_000;

/// What the steps rest on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The targets of the months.
    Months,
    /// The targets of the quarters of a year.
    Quarters,
    /// The working days alone.
    Workdays,
}

/// A week or a month of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The week, or the month.
    pub period: Period,
    /// Its first day in the period.
    pub first: NaiveDate,
    /// Its last day in the period.
    pub last: NaiveDate,
    /// The working days between them.
    pub workdays: usize,
    /// Whether nobody works then because of a holiday.
    pub holiday: bool,
    /// Its share in fen.
    pub target: i64,
}

/// A target, shared out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Steps {
    /// The shares, in order; they add up to the target.
    pub steps: Vec<Step>,
    /// What they rest on.
    pub basis: Basis,
}

/// Shares a target in fen out over the weeks of a month or quarter, or the months of a year; `set`
/// tells the target of a part of the period. A week has no steps.
///
/// # Errors
/// When there is something to share out and no day is worked, or the numbers are too large.
pub fn steps(
    calendar: &Calendar,
    period: Period,
    target: i64,
    set: &dyn Fn(Period) -> Option<i64>,
) -> Result<Steps, AllocationError> {
    let pieces = pieces(calendar, period);
    if pieces.is_empty() {
        return Ok(Steps { steps: vec![], basis: Basis::Workdays });
    }
    let shares = share(period, target, &pieces, set)?;
    let mut steps: Vec<Step> = vec![];
    for (piece, target) in pieces.iter().zip(shares) {
        match steps.last_mut().filter(|step| step.period == piece.period) {
            Some(step) => {
                step.last = piece.last;
                step.workdays += piece.workdays;
                step.target = step.target.saturating_add(target);
            }
            None => steps.push(Step { target, ..*piece }),
        }
    }
    for step in &mut steps {
        step.holiday = step.workdays == 0 && calendar.weekdays(step.first, step.last) > 0;
    }
    let all_months = |months: Vec<Period>| sum(&months, set) == Some(target);
    let basis = match period {
        Period::Quarter(..) if all_months(months(period)) => Basis::Months,
        Period::Year(_) if steps.iter().all(|step| set(step.period) == Some(step.target)) => {
            Basis::Months
        }
        Period::Year(_) if sum(&parts(period), set) == Some(target) => Basis::Quarters,
        _ => Basis::Workdays,
    };
    Ok(Steps { steps, basis })
}

/// In what a value is shared out: in what is shown of money where it is whole in that, else to the last
/// unit.
pub const fn grain(value: i64) -> i64 {
    if value % SHOWN == 0 { SHOWN } else { 1 }
}

/// Shares a value out by whole weights.
///
/// # Errors
/// When there is something to share out and no weight, or the numbers are too large.
pub fn by_weights(value: i64, weights: &[i64]) -> Result<Vec<i64>, AllocationError> {
    let shares: Vec<(usize, Rational)> =
        weights.iter().map(|weight| Rational::from_int(*weight)).enumerate().collect();
    let unit = grain(value);
    let shares = largest_remainder(value / unit, &shares)?;
    Ok(shares.into_iter().map(|share| share * unit).collect())
}

/// The weeks of each month, or the months of a year, without their shares.
fn pieces(calendar: &Calendar, period: Period) -> Vec<Step> {
    let whole = matches!(period, Period::Year(_));
    let mut pieces = vec![];
    for month in months(period) {
        let (first, last) = (month.first_day(), month.last_day());
        if whole {
            let workdays = calendar.workdays(first, last);
            pieces.push(Step { period: month, first, last, workdays, holiday: false, target: 0 });
            continue;
        }
        let weeks = calendar.weeks_of_month(first.year(), first.month());
        pieces.extend(weeks.into_iter().map(|part| Step {
            period: Period::Week(part.monday.iso_week().year(), part.monday.iso_week().week()),
            first: part.first,
            last: part.last,
            workdays: part.workdays,
            holiday: false,
            target: 0,
        }));
    }
    pieces
}

/// The sum of the targets of some periods; `None` where one is not set, or there is none.
fn sum(periods: &[Period], set: &dyn Fn(Period) -> Option<i64>) -> Option<i64> {
    if periods.is_empty() {
        return None;
    }
    periods.iter().try_fold(0_i64, |sum, part| sum.checked_add(set(*part)?))
}

/// The shares of the pieces of a period, in their order.
fn share(
    period: Period,
    target: i64,
    pieces: &[Step],
    set: &dyn Fn(Period) -> Option<i64>,
) -> Result<Vec<i64>, AllocationError> {
    // Quarters of a year go before its months. A month has no parts.
    let ways = [parts(period), months(period)];
    let own = ways.into_iter().find(|parts| parts.len() > 1 && sum(parts, set) == Some(target));
    let Some(own) = own else {
        let days = |piece: &Step| i64::try_from(piece.workdays).unwrap_or(i64::MAX);
        return by_weights(target, &pieces.iter().map(days).collect::<Vec<_>>());
    };
    let mut shares = vec![];
    for part in own {
        let inside: Vec<Step> =
            pieces.iter().filter(|piece| part.contains(piece.first)).copied().collect();
        shares.extend(share(part, set(part).unwrap_or_default(), &inside, set)?);
    }
    Ok(shares)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::calendar::CompanyDay;

    fn of(period: &str, target: i64, set: &[(&str, i64)]) -> Steps {
        let calendar = Calendar::published();
        let period = Period::parse(period).unwrap();
        let known = |part: Period| {
            let set = set.iter().find(|(text, _)| Period::parse(text) == Some(part));
            set.map(|(_, value)| *value)
        };
        let found = steps(&calendar, period, target, &known).unwrap();
        assert_eq!(found.steps.iter().map(|step| step.target).sum::<i64>(), target, "to the fen");
        let days: usize = found.steps.iter().map(|step| step.workdays).sum();
        assert_eq!(days, calendar.workdays(period.first_day(), period.last_day()));
        found
    }

    #[test]
    fn months_are_shared_out_to_their_weeks() {
        let months = [("2026-01", 92_800_000), ("2026-02", 63_800_000), ("2026-03", 133_400_000)];
        let found = of("2026-Q1", 290_000_000, &months);
        assert_eq!(found.basis, Basis::Months);
        // As on the sheet of the design, in tenths of 万元.
        let shown: Vec<(String, usize, i64)> = found
            .steps
            .iter()
            .map(|step| (step.period.to_string(), step.workdays, step.target / SHOWN))
            .collect();
        let expected = [
            ("2026-W01", 1, 44),
            ("2026-W02", 5, 221),
            ("2026-W03", 5, 221),
            ("2026-W04", 5, 221),
            ("2026-W05", 5, 221),
            ("2026-W06", 5, 200),
            ("2026-W07", 6, 239),
            ("2026-W08", 0, 0),
            ("2026-W09", 5, 199),
            ("2026-W10", 5, 303),
            ("2026-W11", 5, 303),
            ("2026-W12", 5, 303),
            ("2026-W13", 5, 303),
            ("2026-W14", 2, 122),
        ];
        let expected = expected.map(|(week, days, target)| (week.to_owned(), days, target));
        assert_eq!(shown, expected);
        let off: Vec<String> = found
            .steps
            .iter()
            .filter(|step| step.holiday)
            .map(|step| step.period.to_string())
            .collect();
        assert_eq!(off, ["2026-W08"]);
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let ends = found.steps.first().zip(found.steps.last()).unwrap();
        assert_eq!((ends.0.first, ends.1.last), (day("2026-01-01"), day("2026-03-31")));
    }

    #[test]
    fn a_week_over_the_end_of_a_month_has_a_share_of_both() {
        // 23 working days in July, 21 in August, 22 in September; 1 and 4 of them in that week.
        let months = [("2026-07", 0), ("2026-08", 2_100), ("2026-09", 4_400)];
        let found = of("2026-Q3", 6_500, &months);
        let week = found.steps.iter().find(|step| step.period == Period::Week(2026, 36)).unwrap();
        assert_eq!((week.workdays, week.target), (5, 100 + 800));
        assert_eq!(week.first.to_string(), "2026-08-31");
        assert_eq!(week.last.to_string(), "2026-09-06");
        assert!(!week.holiday);
    }

    #[test]
    fn without_months_that_add_up_the_whole_goes_by_working_days() {
        // 59 working days, of which 16 in February.
        let cases: [&[(&str, i64)]; 3] = [
            &[],
            &[("2026-01", 10), ("2026-02", 20)],
            &[("2026-01", 10), ("2026-02", 20), ("2026-03", 30)],
        ];
        for set in cases {
            let found = of("2026-Q1", 59_000, set);
            assert_eq!(found.basis, Basis::Workdays);
            let first = found.steps.first().unwrap();
            assert_eq!((first.workdays, first.target), (1, 1_000), "{set:?}");
        }
        let month = of("2026-02", 16_001, &[]);
        let targets: Vec<i64> = month.steps.iter().map(|step| step.target).collect();
        assert_eq!(targets, [0, 5_000, 6_001, 0, 5_000]);
    }

    #[test]
    fn a_year_goes_by_months() {
        let quarters =
            [("2026-Q1", 590), ("2026-Q2", 1_000), ("2026-Q3", 2_000), ("2026-Q4", 3_000)];
        let found = of("2026", 6_590, &quarters);
        assert_eq!((found.steps.len(), found.basis), (12, Basis::Quarters));
        let first: Vec<i64> = found.steps.iter().take(3).map(|step| step.target).collect();
        assert_eq!(first, [210, 160, 220]);
        let all: Vec<String> = (1..=12).map(|month| format!("2026-{month:02}")).collect();
        let months: Vec<(&str, i64)> = all.iter().map(|month| (month.as_str(), 100)).collect();
        let found = of("2026", 1_200, &months);
        assert_eq!(found.basis, Basis::Months);
        assert!(found.steps.iter().all(|step| step.target == 100 && !step.holiday));
        assert_eq!(of("2026", 1_200, &[]).basis, Basis::Workdays);
    }

    #[test]
    fn a_week_has_no_steps_and_a_weekend_is_no_holiday() {
        let calendar = Calendar::published();
        let week = steps(&calendar, Period::Week(2026, 10), 5, &|_| None).unwrap();
        assert!(week.steps.is_empty());
        // August 2026 begins on a Saturday.
        let august = of("2026-08", 2_100, &[]);
        let first = august.steps.first().unwrap();
        assert_eq!((first.workdays, first.target, first.holiday), (0, 0, false));
    }

    #[test]
    fn days_off_of_the_company_take_their_share_to_other_weeks() {
        // 20 working days in November 2025: four weeks of five. The company is off for one of them.
        let own = |day: u32| CompanyDay {
            day: NaiveDate::from_ymd_opt(2025, 11, day).unwrap(),
            worked: false,
            label: "年会".to_owned(),
        };
        let calendar = Calendar::with(vec![], (10..=14).map(own).collect());
        let found = steps(&calendar, Period::Month(2025, 11), 1_500, &|_| None).unwrap();
        let shares: Vec<(usize, i64, bool)> =
            found.steps.iter().map(|step| (step.workdays, step.target, step.holiday)).collect();
        // The first and second of the month are a weekend.
        let expected =
            [(0, 0, false), (5, 500, false), (0, 0, true), (5, 500, false), (5, 500, false)];
        assert_eq!(shares, expected);
    }

    proptest! {
        #[test]
        fn weeks_add_up_to_the_month_whatever_days_the_company_takes(
            month in 1_u32..=12,
            target in 0_i64..1_000_000_000_000,
            own in prop::collection::vec((0_u64..365, any::<bool>()), 0..80),
        ) {
            let start = NaiveDate::from_ymd_opt(2027, 1, 1).unwrap();
            let own = own.into_iter().map(|(at, worked)| CompanyDay {
                day: start + chrono::Days::new(at),
                worked,
                label: "公司".to_owned(),
            });
            let calendar = Calendar::with(vec![], own.collect());
            let period = Period::Month(2027, month);
            let days = calendar.workdays(period.first_day(), period.last_day());
            match steps(&calendar, period, target, &|_| None) {
                Ok(found) => {
                    prop_assert_eq!(found.steps.iter().map(|step| step.target).sum::<i64>(), target);
                    prop_assert_eq!(found.steps.iter().map(|step| step.workdays).sum::<usize>(), days);
                    prop_assert!(found.steps.iter().all(|step| step.workdays > 0 || step.target == 0));
                }
                Err(_) => prop_assert!(days == 0 && target > 0),
            }
        }
    }
}
