//! Deals that went back: from which stage to which, and the days it cost (domain document, B16: rework).
//!
//! The days lost run from the day of going back until the deal has come again to the stage it went back from
//! or further, or is closed, or until the day as of which it is seen.

use chrono::NaiveDate;

use crate::domain::funnel::DealHistory;
use crate::domain::funnel::visit::{Exit, Visit, days_between, visits};

/// A deal that went back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Return {
    /// The position of the stage it left.
    pub from: u8,
    /// The position of the stage it went back to.
    pub to: u8,
    /// The day.
    pub at: NaiveDate,
    /// The calendar days lost so far.
    pub days: u32,
}

/// The returns of a deal up to a day, in order.
pub fn returns(deal: &DealHistory<'_>, as_of: NaiveDate) -> Vec<Return> {
    let all: Vec<Visit> = visits(deal, as_of).collect();
    let mut found = vec![];
    for (place, visit) in all.iter().enumerate() {
        let (Exit::Back, Some(at)) = (visit.exit, visit.leave) else { continue };
        let later = all.get(place + 1..).unwrap_or_default();
        let Some(next) = later.first() else { continue };
        let until = later.iter().find_map(|later| match later.exit {
            _ if later.stage >= visit.stage => Some(later.enter),
            Exit::Won | Exit::Lost => later.leave,
            Exit::Advance | Exit::Back | Exit::Open => None,
        });
        let days = days_between(at, until.unwrap_or(as_of));
        found.push(Return { from: visit.stage, to: next.stage, at, days });
    }
    found
}

#[cfg(test)]
mod tests {
    use chrono::Days;

    use super::*;
    use crate::domain::funnel::{Event, Place};

    fn day(n: u64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2025, 1, 1).unwrap() + Days::new(n)
    }

    #[test]
    fn days_are_lost_until_the_deal_is_where_it_was() {
        let (one, two, three) = (Place::Stage(0), Place::Stage(1), Place::Stage(2));
        for (events, expected) in [
            (vec![(0, one), (5, two)], vec![]),
            (vec![(0, two), (5, one), (12, two)], vec![(1, 0, 5, 7)]),
            // Past it at once.
            (vec![(0, two), (5, one), (9, three)], vec![(1, 0, 5, 4)]),
            (vec![(0, two), (5, one), (9, Place::Lost), (20, two)], vec![(1, 0, 5, 4)]),
            // Still back on day 30, and further back in between.
            (vec![(0, three), (5, two), (10, one)], vec![(2, 1, 5, 25), (1, 0, 10, 20)]),
            // A deal that is reopened did not go back.
            (vec![(0, three), (5, Place::Lost), (10, one)], vec![]),
        ] {
            let events: Vec<Event> =
                events.into_iter().map(|(at, to)| Event { at: day(at), to }).collect();
            let deal = DealHistory { created: None, amount_fen: None, events: &events };
            let found: Vec<_> =
                returns(&deal, day(30)).iter().map(|r| (r.from, r.to, r.at, r.days)).collect();
            let expected: Vec<_> =
                expected.into_iter().map(|(f, t, at, days)| (f, t, day(at), days)).collect();
            assert_eq!(found, expected, "{events:?}");
        }
    }
}
