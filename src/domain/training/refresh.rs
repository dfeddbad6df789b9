//! When what was learned should be asked again (复训; domain document, B11).
//!
//! Of what was learned `2^(−t/h)` is kept after t days, h being the half-life (Ebbinghaus; Settles &
//! Meeder 2016). A refresher is due on the last whole day on which as much as the threshold is kept. Who
//! passes keeps it twice as long, who fails half as long, within bounds.
//!
//! It puts tests on a calendar. It measures nobody: no figure of a person is made of it.

use chrono::{Days, NaiveDate};

/// The half-life after a course in days (默认值).
pub const HALF_LIFE: u32 = 30;

/// A refresher is due before less than so much is kept, in basis points (默认值).
pub const THRESHOLD_BP: u32 = 7_000;

/// The shortest half-life in days.
pub const SHORTEST: u32 = 7;

/// The longest half-life in days.
pub const LONGEST: u32 = 365;

/// What floats may be off by where days are cut to whole ones.
const ROUNDING: f64 = 1e-9;

/// The share that is kept after so many days, from 1 down; `None` without a half-life.
pub fn retention(half_life: u32, days: u32) -> Option<f64> {
    (half_life > 0).then(|| (-f64::from(days) / f64::from(half_life)).exp2())
}

/// The last whole day, counted from the day of learning, on which a share in basis points is still kept:
/// 15 for 70 % at a half-life of 30. `None` without a half-life, or for a share that is none.
pub fn due_after(half_life: u32, threshold_bp: u32) -> Option<u32> {
    if half_life == 0 || !(1..=10_000).contains(&threshold_bp) {
        return None;
    }
    let times = 10_000.0 / f64::from(threshold_bp);
    Some((f64::from(half_life) * times.log2() + ROUNDING).floor() as u32)
}

/// The half-life after a test: doubled or halved, in whole days, within the bounds.
pub fn next_half_life(half_life: u32, passed: bool) -> u32 {
    let next = if passed { half_life.saturating_mul(2) } else { half_life / 2 };
    next.clamp(SHORTEST, LONGEST)
}

/// What is known of a thing learned by a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refresher {
    /// The day it was learned or asked last.
    pub since: NaiveDate,
    /// The half-life from that day on.
    pub half_life: u32,
    /// The day on which it should be asked again.
    pub due_on: NaiveDate,
}

impl Refresher {
    /// From the day of learning and the tests since, in any order: the day of each, and whether it was
    /// passed. Tests up to the day of learning belong to the course and count nowhere.
    ///
    /// `None` for a threshold that is none, or beyond the calendar.
    pub fn of(
        learned: NaiveDate,
        half_life: u32,
        threshold_bp: u32,
        tests: &[(NaiveDate, bool)],
    ) -> Option<Self> {
        let mut later: Vec<(NaiveDate, bool)> =
            tests.iter().copied().filter(|(day, _)| *day > learned).collect();
        later.sort();
        let first = half_life.clamp(SHORTEST, LONGEST);
        let half_life = later.iter().fold(first, |half, (_, passed)| next_half_life(half, *passed));
        let since = later.last().map_or(learned, |(day, _)| *day);
        let after = due_after(half_life, threshold_bp)?;
        let due_on = since.checked_add_days(Days::new(after.into()))?;
        Some(Self { since, half_life, due_on })
    }

    /// Days until it is due, 0 on the day, negative when that is over.
    pub fn days_left(&self, day: NaiveDate) -> i64 {
        (self.due_on - day).num_days()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_last_day_still_keeps_enough() {
        for (half_life, bp, days) in [
            (30, 7_000, Some(15)),
            (30, 5_000, Some(30)),
            (30, 2_500, Some(60)),
            (7, 7_000, Some(3)),
            (365, 7_000, Some(187)),
            (30, 10_000, Some(0)),
            (30, 0, None),
            (30, 10_001, None),
            (0, 7_000, None),
        ] {
            assert_eq!(due_after(half_life, bp), days, "{half_life} {bp}");
        }
        assert_eq!(retention(0, 1), None);
        assert_eq!(retention(30, 30), Some(0.5));
    }

    #[test]
    fn a_pass_doubles_and_a_fail_halves_within_bounds() {
        for (half_life, passed, next) in [
            (30, true, 60),
            (30, false, 15),
            (15, false, 7),
            (8, false, 7),
            (200, true, 365),
            (u32::MAX, true, 365),
        ] {
            assert_eq!(next_half_life(half_life, passed), next, "{half_life} {passed}");
        }
    }

    #[test]
    fn a_test_starts_anew_and_that_of_the_course_does_not() {
        let learned = day("2025-09-12");
        let of = |tests: &[(NaiveDate, bool)]| {
            Refresher::of(learned, HALF_LIFE, THRESHOLD_BP, tests).unwrap()
        };
        let fresh = of(&[(learned, false), (day("2025-01-01"), false)]);
        assert_eq!((fresh.half_life, fresh.due_on), (30, day("2025-09-27")));
        assert_eq!(fresh.days_left(day("2025-09-30")), -3);
        // Failed, then passed: 30 → 15 → 30, from the second test on.
        let asked = of(&[(day("2025-11-01"), true), (day("2025-10-01"), false)]);
        assert_eq!((asked.since, asked.half_life), (day("2025-11-01"), 30));
        assert_eq!(asked.due_on, day("2025-11-16"));
        assert_eq!(Refresher::of(learned, HALF_LIFE, 0, &[]), None);
        assert_eq!(Refresher::of(NaiveDate::MAX, HALF_LIFE, THRESHOLD_BP, &[]), None);
    }

    proptest! {
        #[test]
        fn one_day_more_would_be_too_late(half_life in 1_u32..=365, bp in 1_u32..=10_000) {
            let share = f64::from(bp) / 10_000.0;
            let days = due_after(half_life, bp).unwrap();
            prop_assert!(retention(half_life, days).unwrap() >= share - 1e-9);
            prop_assert!(retention(half_life, days + 1).unwrap() < share);
        }
    }
}
