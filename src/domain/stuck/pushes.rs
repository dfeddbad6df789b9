//! How often the expected day of a deal was pushed back (domain document, B3 and section 9).
//!
//! A push is a move to a later calendar month: within a month the plan of the month holds, and a date put
//! forward is no push. The days are the net change from the first date to the last, below 0 where the
//! deal is now expected sooner.

use chrono::{Datelike as _, NaiveDate};

/// So many pushes are a sign of trouble (默认值).
pub const RISKY: u32 = 2;

/// What became of an expected day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pushes {
    /// Moves to a later month.
    pub pushes: u32,
    /// Days from the first date to the last.
    pub pushed_days: i64,
}

impl Pushes {
    /// Whether there were so many that they are a sign of trouble.
    pub const fn risky(&self) -> bool {
        self.pushes >= RISKY
    }
}

/// Counts the pushes in the expected days of a deal, oldest first; `None` if there never was one.
///
/// Times without an expected day are left out by the caller.
pub fn pushes(history: impl IntoIterator<Item = NaiveDate>) -> Option<Pushes> {
    let mut history = history.into_iter();
    let first = history.next()?;
    let (mut last, mut pushes) = (first, 0_u32);
    for day in history {
        if (day.year(), day.month()) > (last.year(), last.month()) {
            pushes = pushes.saturating_add(1);
        }
        last = day;
    }
    Some(Pushes { pushes, pushed_days: last.signed_duration_since(first).num_days() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_moves_to_a_later_month_count() {
        for (history, expected) in [
            ("", None),
            ("2026-07-31", Some((0, 0))),
            ("2026-07-31 2026-07-31", Some((0, 0))),
            ("2026-07-01 2026-07-31", Some((0, 30))),
            ("2026-07-31 2026-08-01", Some((1, 1))),
            ("2026-07-31 2026-06-30", Some((0, -31))),
            ("2026-12-31 2027-01-01", Some((1, 1))),
            ("2026-07-31 2026-09-30 2026-08-31 2026-09-30", Some((2, 61))),
        ] {
            let days = history.split_whitespace().map(|day| day.parse().unwrap());
            let found = pushes(days).map(|found| (found.pushes, found.pushed_days));
            assert_eq!(found, expected, "{history}");
        }
        assert!(!Pushes { pushes: 1, pushed_days: 90 }.risky());
        assert!(Pushes { pushes: 2, pushed_days: 2 }.risky());
    }
}
