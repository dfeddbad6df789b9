//! How often somebody is to be coached: when it is due, and how often it was in time.
//!
//! A rhythm says within how many days after a coaching the next one takes place. The last of these days is
//! still in time; the day after it is late. Who was never coached has as long as others between two, counted
//! from the day on which they came.

use chrono::{Days, NaiveDate};

use crate::domain::stats::rate::Rate;

/// In which way people meet, as a rhythm counts it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Meeting {
    /// They talk.
    Talk,
    /// They are at a customer's together.
    Visit,
}

impl Meeting {
    /// The word on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Talk => "talk",
            Self::Visit => "visit",
        }
    }
}

/// What is known of the coachings that a rhythm asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// Within so many days.
    pub every: i64,
    /// The day of the last one; `None` if there was none.
    pub last: Option<NaiveDate>,
    /// Since when the person is there to be coached, for those who never were.
    pub since: Option<NaiveDate>,
}

impl Clock {
    /// The last day on which the next one is in time; `None` where nothing is known to count from, and it is
    /// time at once.
    pub fn due(&self) -> Option<NaiveDate> {
        let from = self.last.or(self.since)?;
        from.checked_add_days(Days::new(u64::try_from(self.every).unwrap_or_default()))
    }

    /// By how many days it is late; 0 or less while it is in time, `None` where nothing is known to count
    /// from.
    pub fn late(&self, today: NaiveDate) -> Option<i64> {
        Some((today - self.due()?).num_days())
    }

    /// Whether it is to take place by a day: its last day in time is no later, or it is time at once.
    pub fn falls_by(&self, day: NaiveDate) -> bool {
        self.due().is_none_or(|due| due <= day)
    }
}

/// How many of the times between two coachings were no longer than a rhythm allows: of those that ended on
/// one of some days, and of the one that runs on the last of them where it is too long already.
///
/// `held` are the days of all coachings up to the last of the days, in order, also of before the first;
/// `since` is the day from which on the person was there. `None` where there is nothing to judge.
pub fn kept(
    held: &[NaiveDate],
    since: Option<NaiveDate>,
    (from, to): (NaiveDate, NaiveDate),
    every: i64,
) -> Option<Rate> {
    let (mut good, mut all) = (0, 0);
    let mut before = since;
    for day in held.iter().copied().filter(|day| *day <= to) {
        // Where it is not known from when on, it is not known how long.
        if let Some(begun) = before
            && day >= from
        {
            all += 1;
            good += u64::from((day - begun).num_days() <= every);
        }
        before = Some(day);
    }
    if before.is_some_and(|begun| (to - begun).num_days() > every) {
        all += 1;
    }
    Rate::of(good, all)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_last_day_is_in_time_and_the_next_is_late() {
        let clock = Clock { every: 31, last: Some(day("2025-10-18")), since: None };
        assert_eq!(clock.due(), Some(day("2025-11-18")));
        assert_eq!(clock.late(day("2025-11-18")), Some(0));
        assert_eq!(clock.late(day("2025-11-19")), Some(1));
        assert!(clock.falls_by(day("2025-11-18")) && !clock.falls_by(day("2025-11-17")));
        let never = Clock { last: None, since: Some(day("2025-11-01")), ..clock };
        assert_eq!(never.due(), Some(day("2025-12-02")));
        let unknown = Clock { last: None, since: None, ..clock };
        assert_eq!((unknown.due(), unknown.late(day("2025-11-18"))), (None, None));
        assert!(unknown.falls_by(day("2025-11-18")));
    }

    #[test]
    fn times_between_two_are_judged_by_the_day_on_which_they_end() {
        let quarter = (day("2025-10-01"), day("2025-12-31"));
        let of = |held: &[&str], since: Option<&str>, to: &str| {
            let held: Vec<NaiveDate> = held.iter().map(|text| day(text)).collect();
            let found = kept(&held, since.map(day), (quarter.0, day(to)), 14);
            found.map(|rate| (rate.k, rate.n))
        };
        // From 24 September: 14 days, 15 days, and the 12 that run are not judged.
        let held = ["2025-09-24", "2025-10-08", "2025-10-23"];
        assert_eq!(of(&held, None, "2025-11-04"), Some((1, 2)));
        // Once they are too long they are.
        assert_eq!(of(&held, None, "2025-11-07"), Some((1, 3)));
        // The first one of all: from the day on which the person came, if that is known.
        assert_eq!(of(&["2025-10-10"], Some("2025-10-01"), "2025-10-12"), Some((1, 1)));
        assert_eq!(of(&["2025-10-10"], None, "2025-10-12"), None);
        assert_eq!(of(&[], Some("2025-10-01"), "2025-10-12"), None, "it is not time yet");
        assert_eq!(of(&[], Some("2025-10-01"), "2025-10-31"), Some((0, 1)));
    }
}
