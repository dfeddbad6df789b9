//! How long a deal waits when it comes to another owner: from that day to the next move (domain document,
//! B16).
//!
//! What changed on the same day came with the hand-over and is no work of the new owner, so the next move lies
//! on a later day.

use chrono::NaiveDate;

use crate::domain::funnel::visit::days_between;

/// A day in the past of a deal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The day.
    pub at: NaiveDate,
    /// Whether the deal came from one owner to another.
    pub handed: bool,
    /// Whether anything else moved: its place, amount or expected day.
    pub moved: bool,
}

/// A deal that came to another owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handoff {
    /// Which of the changes it was.
    pub change: usize,
    /// The day.
    pub at: NaiveDate,
    /// The day of the next move; `None` while it waits.
    pub moved: Option<NaiveDate>,
}

impl Handoff {
    /// The days it waited, or waits so far.
    pub fn waited(&self, as_of: NaiveDate) -> u32 {
        days_between(self.at, self.moved.unwrap_or(as_of))
    }
}

/// The hand-offs among the changes of a deal, which stand in the order of days.
pub fn handoffs(changes: &[Change]) -> Vec<Handoff> {
    let handed = changes.iter().enumerate().filter(|(_, change)| change.handed);
    let found = handed.map(|(place, change)| {
        let mut later = changes.iter().skip(place + 1);
        let moved = later.find(|later| later.moved && later.at > change.at);
        Handoff { change: place, at: change.at, moved: moved.map(|later| later.at) }
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(n: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2025, 3, n).unwrap()
    }

    #[test]
    fn a_handoff_waits_for_a_move_on_a_later_day() {
        let change = |n, handed, moved| Change { at: day(n), handed, moved };
        for (changes, expected) in [
            (vec![], vec![]),
            (vec![change(1, false, true)], vec![]),
            (vec![change(1, false, true), change(5, true, true)], vec![(5, None, 15)]),
            (
                vec![change(5, true, false), change(5, false, true), change(9, false, true)],
                vec![(5, Some(9), 4)],
            ),
            // The second owner moves it; the first one only passed it on.
            (
                vec![change(2, true, false), change(6, true, false), change(7, false, true)],
                vec![(2, Some(7), 5), (6, Some(7), 1)],
            ),
        ] {
            let found: Vec<_> = handoffs(&changes)
                .into_iter()
                .map(|one| (one.at, one.moved, one.waited(day(20))))
                .collect();
            let expected: Vec<_> = expected
                .into_iter()
                .map(|(at, moved, days)| (day(at), moved.map(day), days))
                .collect();
            assert_eq!(found, expected, "{changes:?}");
        }
    }
}
