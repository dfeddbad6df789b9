//! From a year to a working day: a target over months, weeks and days (domain document, B1 and B6).
//!
//! Months weigh by their working days, times a season if there is one: seasonal indices are taken of
//! daily rates, so both are needed. A month falls into ISO weeks cut at its ends, a week into its
//! working days. Each level splits what the level above it was given, so parts add up at every one.
//!
//! # Whose working days
//!
//! Days off of the company come on top of the national calendar. Whether people work on a day is
//! therefore asked of the caller.

use chrono::{Datelike as _, NaiveDate};

use super::profile::Profile;
use crate::domain::allocation::{AllocationError, largest_remainder};
use crate::domain::calendar::WeekPart;
use crate::domain::period::Period;
use crate::domain::stats::rational::Rational;

/// What each month of the year weighs for one of its working days, January first.
pub type Season = [Rational; 12];

/// No season: a working day weighs the same in every month.
pub const NO_SEASON: Season = [Rational::ONE; 12];

/// The part of a month that lies in one ISO week, with its amount and that of each working day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Week {
    /// The week and its days in the month.
    pub part: WeekPart,
    /// The amount of the week.
    pub amount: i64,
    /// The working days with their amounts, which add up to the week's.
    pub days: Vec<(NaiveDate, i64)>,
}

/// Splits a total over the months of a year, a quarter or a month, which come in order.
///
/// Refused as [`AllocationError::NoShares`] if no month weighs anything; a week has no months.
pub fn split_months(
    total: i64,
    period: Period,
    season: &Season,
    works: impl Fn(NaiveDate) -> bool,
) -> Result<Vec<(Period, i64)>, AllocationError> {
    let share = |month: Period| {
        let (first, last) = month.bounds()?;
        let weight = season.get(usize::try_from(first.month0()).ok()?)?;
        let days = i64::try_from(workdays(first, last, &works).len()).ok()?;
        Some((month, Rational::from_int(days).checked_mul(*weight)?))
    };
    let shares: Option<Vec<_>> = months(period).into_iter().map(share).collect();
    let shares = shares.ok_or(AllocationError::TooLarge)?;
    let amounts = largest_remainder(total, &shares)?;
    Ok(shares.into_iter().map(|(month, _)| month).zip(amounts).collect())
}

/// Splits a month over its weeks, and each week over its working days.
///
/// The weeks are those of `Calendar::weeks_of_month`, in order; the profile says what a working day
/// weighs by its position in the month, and the default one makes all days the same. Refused as
/// [`AllocationError::NoShares`] if there is no working day.
pub fn split_weeks(
    total: i64,
    weeks: &[WeekPart],
    profile: &Profile,
    works: impl Fn(NaiveDate) -> bool,
) -> Result<Vec<Week>, AllocationError> {
    let days: Vec<_> = weeks.iter().map(|week| workdays(week.first, week.last, &works)).collect();
    let shares = day_shares(&days, profile).ok_or(AllocationError::TooLarge)?;
    let of_weeks: Option<Vec<_>> =
        weeks.iter().zip(&shares).map(|(week, days)| Some((week.first, sum(days)?))).collect();
    let amounts = largest_remainder(total, &of_weeks.ok_or(AllocationError::TooLarge)?)?;
    let parts = weeks.iter().zip(amounts).zip(shares);
    parts
        .map(|((part, amount), shares)| {
            let amounts = largest_remainder(amount, &shares)?;
            let days = shares.into_iter().map(|(day, _)| day).zip(amounts).collect();
            Ok(Week { part: *part, amount, days })
        })
        .collect()
}

/// The months of a year, a quarter or a month; a week has none.
fn months(period: Period) -> Vec<Period> {
    if matches!(period, Period::Week(..)) {
        return vec![];
    }
    let Some((first, last)) = period.bounds() else { return vec![] };
    let begin = Period::Month(first.year(), first.month());
    let following = std::iter::successors(Some(begin), |month| Some(month.next()));
    following.take_while(|month| month.first_day() <= last).collect()
}

/// The working days from the first to the last, both included.
fn workdays(
    first: NaiveDate,
    last: NaiveDate,
    works: impl Fn(NaiveDate) -> bool,
) -> Vec<NaiveDate> {
    first.iter_days().take_while(|day| *day <= last).filter(|day| works(*day)).collect()
}

/// What each working day weighs by its position among all of them; `None` past 128 bits.
fn day_shares(
    weeks: &[Vec<NaiveDate>],
    profile: &Profile,
) -> Option<Vec<Vec<(NaiveDate, Rational)>>> {
    let total = i64::try_from(weeks.iter().flatten().count()).ok()?;
    let (mut passed, mut before) = (0_i64, Rational::ZERO);
    let mut all = vec![];
    for week in weeks {
        let mut days = vec![];
        for day in week {
            passed += 1;
            let due = profile.at(Rational::new(passed.into(), total.into())?)?;
            days.push((*day, due.checked_sub(before)?));
            before = due;
        }
        all.push(days);
    }
    Some(all)
}

/// What days weigh together; `None` past 128 bits.
fn sum(days: &[(NaiveDate, Rational)]) -> Option<Rational> {
    days.iter().try_fold(Rational::ZERO, |sum, (_, share)| sum.checked_add(*share))
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;

    use super::*;
    use crate::domain::calendar::Calendar;

    static PUBLISHED: LazyLock<Calendar> = LazyLock::new(Calendar::published);

    fn weeks_of_month(year: i32, month: u32) -> Vec<WeekPart> {
        PUBLISHED.weeks_of_month(year, month)
    }

    fn working_day(day: NaiveDate) -> bool {
        PUBLISHED.working_day(day)
    }

    fn amounts<T>(parts: &[(T, i64)]) -> Vec<i64> {
        parts.iter().map(|(_, amount)| *amount).collect()
    }

    #[test]
    fn months_weigh_by_working_days_and_season() {
        // 21, 16 and 22 working days.
        let quarter = Period::Quarter(2026, 1);
        let plain = split_months(5_900, quarter, &NO_SEASON, working_day).unwrap();
        assert_eq!(plain[1].0, Period::Month(2026, 2));
        assert_eq!(amounts(&plain), [2_100, 1_600, 2_200]);
        let mut season = NO_SEASON;
        season[1] = Rational::ZERO;
        season[2] = Rational::from_int(2);
        let seasonal = split_months(6_500, quarter, &season, working_day).unwrap();
        assert_eq!(amounts(&seasonal), [2_100, 0, 4_400]);
        let year = split_months(1_000_001, Period::Year(2026), &NO_SEASON, working_day).unwrap();
        assert_eq!((year.len(), amounts(&year).iter().sum::<i64>()), (12, 1_000_001));
        let month = Period::Month(2026, 10);
        assert_eq!(split_months(7, month, &NO_SEASON, working_day), Ok(vec![(month, 7)]));
    }

    #[test]
    fn a_profile_moves_days_to_the_end() {
        // The first third of the month brings nothing, the others one half each.
        let points = ["0", "0", "0.5", "1"].map(|text| Rational::parse(text).unwrap());
        let late = Profile::new(points.to_vec()).unwrap();
        let october = weeks_of_month(2026, 10);
        let weeks = split_weeks(1_200, &october, &late, working_day).unwrap();
        // 18 working days: six without anything, twelve with 100 each; weeks of 0, 3, 5, 5 and 5.
        assert_eq!(weeks.iter().map(|week| week.amount).collect::<Vec<_>>(), [0, 0, 200, 500, 500]);
        assert_eq!(amounts(&weeks[2].days), [0, 0, 0, 100, 100]);
        assert!(weeks[0].days.is_empty());
    }

    #[test]
    fn without_a_working_day_there_is_nothing_to_go_by() {
        let never = |_: NaiveDate| false;
        let october = weeks_of_month(2026, 10);
        let weeks = |total| split_weeks(total, &october, &Profile::default(), never);
        assert_eq!(weeks(1), Err(AllocationError::NoShares));
        assert!(weeks(0).unwrap().iter().all(|week| week.amount == 0 && week.days.is_empty()));
        let months = |period| split_months(1, period, &NO_SEASON, working_day);
        assert_eq!(months(Period::Week(2026, 10)), Err(AllocationError::NoShares));
        assert_eq!(months(Period::Quarter(2026, 5)), Err(AllocationError::NoShares));
    }

    proptest! {
        #[test]
        fn days_are_weeks_are_the_month_are_the_quarter(
            year in 2025_i32..2029, quarter in 1_u32..=4, total in -1_000_000_000_i64..1_000_000_000_000,
            season in prop::collection::vec(1_i128..300, 12), points in prop::collection::vec(0_i128..=100, 0..6),
        ) {
            let season: Vec<_> = season.into_iter().map(|part| Rational::new(part, 100).unwrap()).collect();
            let season: Season = season.try_into().unwrap();
            let mut points: Vec<_> = points.into_iter().chain([0, 100]).map(|part| Rational::new(part, 100).unwrap()).collect();
            points.sort_unstable();
            let profile = Profile::new(points).unwrap();
            let months = split_months(total, Period::Quarter(year, quarter), &season, working_day).unwrap();
            prop_assert_eq!(amounts(&months).iter().sum::<i64>(), total);
            for (month, amount) in months {
                let weeks = split_weeks(amount, &weeks_of_month(year, month.first_day().month()), &profile, working_day).unwrap();
                prop_assert_eq!(weeks.iter().map(|week| week.amount).sum::<i64>(), amount);
                for week in weeks {
                    prop_assert_eq!(amounts(&week.days).iter().sum::<i64>(), week.amount);
                    prop_assert_eq!(week.days.len(), week.part.workdays);
                    prop_assert!(week.days.iter().all(|(day, _)| working_day(*day) && week.part.first <= *day && *day <= week.part.last));
                }
            }
        }

        #[test]
        fn without_a_profile_days_differ_by_one_at_most(total in 0_i64..1_000_000_000, month in 1_u32..=12) {
            let weeks = split_weeks(total, &weeks_of_month(2026, month), &Profile::default(), working_day).unwrap();
            let days: Vec<i64> = weeks.iter().flat_map(|week| amounts(&week.days)).collect();
            let (least, most) = (days.iter().min().unwrap(), days.iter().max().unwrap());
            prop_assert!(most - least <= 1, "{least} {most}");
        }
    }
}
