//! What somebody was to learn by a day: done, booked, due or missing (domain document, 103).
//!
//! A course is done on the day on which it was first passed or completed; one that was failed is not. A
//! class that ends after the day by which it was to be done changes nothing.

use chrono::NaiveDate;

use crate::domain::stats::rate::Rate;

/// How it stands with a course that somebody is to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It is not done and its day is over.
    Missing,
    /// It is not done, its day is to come, and no class is booked in time.
    Due,
    /// A class is booked in time.
    Booked,
    /// It is done.
    Done,
}

impl Standing {
    /// The word in machine-readable answers, and behind which its name stands.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Due => "due",
            Self::Booked => "booked",
            Self::Done => "done",
        }
    }
}

/// A course that somebody is to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    /// The day by which; `None` where none was set.
    pub by: Option<NaiveDate>,
    /// The day on which it was first passed or completed.
    pub done: Option<NaiveDate>,
    /// The last day of the class that is booked.
    pub booked: Option<NaiveDate>,
}

impl Item {
    /// How it stands on a day.
    pub fn on(&self, day: NaiveDate) -> Standing {
        let in_time = |ends: NaiveDate| ends >= day && self.by.is_none_or(|by| ends <= by);
        if self.done.is_some_and(|done| done <= day) {
            Standing::Done
        } else if self.by.is_some_and(|by| by < day) {
            Standing::Missing
        } else if self.booked.is_some_and(in_time) {
            Standing::Booked
        } else {
            Standing::Due
        }
    }
}

/// The courses that people are to do, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Programme {
    /// Done.
    pub done: u64,
    /// Booked in time.
    pub booked: u64,
    /// To be done.
    pub due: u64,
    /// Missing.
    pub missing: u64,
}

impl Programme {
    /// Counts one course of one person.
    pub fn add(&mut self, standing: Standing) {
        match standing {
            Standing::Done => self.done += 1,
            Standing::Booked => self.booked += 1,
            Standing::Due => self.due += 1,
            Standing::Missing => self.missing += 1,
        }
    }

    /// The share that is done of all, with its interval; `None` where nothing is to be done.
    pub fn rate(&self) -> Option<Rate> {
        Rate::of(self.done, self.done + self.booked + self.due + self.missing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_course_is_done_booked_due_or_missing() {
        let item = |by: Option<&str>, done: Option<&str>, booked: Option<&str>| Item {
            by: by.map(day),
            done: done.map(day),
            booked: booked.map(day),
        };
        let (by, soon, late) = (Some("2025-12-31"), Some("2025-12-04"), Some("2026-01-08"));
        let mut programme = Programme::default();
        for (item, standing) in [
            (item(by, Some("2025-11-18"), None), Standing::Done),
            (item(Some("2025-10-31"), Some("2025-11-05"), None), Standing::Done),
            (item(by, Some("2025-11-19"), None), Standing::Due),
            (item(by, None, soon), Standing::Booked),
            (item(by, None, late), Standing::Due),
            (item(None, None, late), Standing::Booked),
            (item(None, None, Some("2025-11-17")), Standing::Due),
            (item(None, None, None), Standing::Due),
            (item(Some("2025-11-18"), None, None), Standing::Due),
            (item(Some("2025-11-17"), None, late), Standing::Missing),
        ] {
            assert_eq!(item.on(day("2025-11-18")), standing, "{item:?}");
            programme.add(standing);
        }
        assert_eq!(programme, Programme { done: 2, booked: 2, due: 5, missing: 1 });
        assert_eq!(programme.rate().map(|rate| (rate.k, rate.n)), Some((2, 10)));
        assert_eq!(Programme::default().rate(), None);
    }
}
