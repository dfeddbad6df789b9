//! Visits: the stays of a deal in its stages, read off its moves.
//!
//! A visit ends with the next real move. A move to a later stage is an advance even if it jumps over
//! stages; a move to an earlier one goes back; a second event for the same place is no move. Reopening a
//! closed deal begins a new visit, and what ended before stays as it ended. A deal that jumped over a stage
//! *reached* it but did not *visit* it; a deal that was won reached the last stage.

use std::slice;

use chrono::{Datelike as _, NaiveDate};

use super::{DealHistory, Event, Place};
use crate::domain::stats::incidence::Stays;

/// How a visit ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Exit {
    /// Moved to a later stage.
    Advance,
    /// Closed as won.
    Won,
    /// Closed as lost.
    Lost,
    /// Moved to an earlier stage.
    Back,
    /// Has not ended yet.
    Open,
}

impl Exit {
    /// True if the visit did what visits are for.
    pub const fn advanced(self) -> bool {
        matches!(self, Self::Advance | Self::Won)
    }
}

/// One stay of a deal in a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Visit {
    /// Position of the stage, from 0.
    pub stage: u8,
    /// The day it began.
    pub enter: NaiveDate,
    /// The day it ended; `None` while it lasts.
    pub leave: Option<NaiveDate>,
    /// How it ended.
    pub exit: Exit,
}

impl Visit {
    /// Its length in calendar days if it has ended.
    pub fn days(&self) -> Option<u32> {
        self.leave.map(|leave| days_between(self.enter, leave))
    }

    /// Its length in calendar days so far.
    pub fn days_by(&self, as_of: NaiveDate) -> u32 {
        days_between(self.enter, self.leave.unwrap_or(as_of))
    }

    /// Adds it to the stays of its stage, with its length so far.
    pub fn add_to(&self, stays: &mut Stays, as_of: NaiveDate) {
        let sample = match self.exit {
            Exit::Advance | Exit::Won => &mut stays.advanced,
            Exit::Lost => &mut stays.lost,
            Exit::Back => &mut stays.other,
            Exit::Open => &mut stays.open,
        };
        sample.add(self.days_by(as_of));
    }
}

/// Calendar days from one date to a later one; 0 if they are out of order.
pub fn days_between(from: NaiveDate, to: NaiveDate) -> u32 {
    u32::try_from(to.num_days_from_ce() - from.num_days_from_ce()).unwrap_or(0)
}

/// The visits of a deal as of a date, in order; the last one may be open.
pub fn visits<'a>(deal: &DealHistory<'a>, as_of: NaiveDate) -> Visits<'a> {
    Visits { events: deal.events.iter(), as_of, place: None, stay: None }
}

/// The iterator behind [`visits`].
#[derive(Clone, Debug)]
pub struct Visits<'a> {
    events: slice::Iter<'a, Event>,
    as_of: NaiveDate,
    place: Option<Place>,
    stay: Option<(u8, NaiveDate)>,
}

impl Iterator for Visits<'_> {
    type Item = Visit;

    fn next(&mut self) -> Option<Visit> {
        for event in self.events.by_ref() {
            if event.at > self.as_of || self.place == Some(event.to) {
                continue;
            }
            self.place = Some(event.to);
            let next = match event.to {
                Place::Stage(stage) => Some((stage, event.at)),
                Place::Won | Place::Lost => None,
            };
            let before = std::mem::replace(&mut self.stay, next);
            if let Some((stage, enter)) = before {
                let exit = match event.to {
                    Place::Stage(to) if to > stage => Exit::Advance,
                    Place::Stage(_) => Exit::Back,
                    Place::Won => Exit::Won,
                    Place::Lost => Exit::Lost,
                };
                return Some(Visit { stage, enter, leave: Some(event.at), exit });
            }
        }
        let (stage, enter) = self.stay.take()?;
        Some(Visit { stage, enter, leave: None, exit: Exit::Open })
    }
}

/// Where a deal stands on a date, and how far it ever came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Where it stands.
    pub place: Place,
    /// Since when.
    pub since: NaiveDate,
    /// The furthest stage it reached; the last stage if it was ever won, none if it was lost unseen.
    pub furthest: Option<u8>,
}

/// The place of [`standing`], which the last move alone tells.
pub fn place(deal: &DealHistory<'_>, as_of: NaiveDate) -> Option<Place> {
    deal.events.iter().rev().find(|event| event.at <= as_of).map(|event| event.to)
}

/// The furthest stage of [`standing`].
pub fn furthest(deal: &DealHistory<'_>, n_stages: u8, as_of: NaiveDate) -> Option<u8> {
    let reached = |event: &Event| match event.to {
        Place::Stage(stage) => Some(stage),
        Place::Won => n_stages.checked_sub(1),
        Place::Lost => None,
    };
    deal.events.iter().filter(|event| event.at <= as_of).filter_map(reached).max()
}

/// Where the deal stands as of a date; `None` before its first move.
pub fn standing(deal: &DealHistory<'_>, n_stages: u8, as_of: NaiveDate) -> Option<Standing> {
    let mut found: Option<Standing> = None;
    for event in deal.events.iter().filter(|event| event.at <= as_of) {
        let before = found.and_then(|standing| standing.furthest);
        let furthest = match event.to {
            Place::Stage(stage) => before.max(Some(stage)),
            Place::Won => before.max(n_stages.checked_sub(1)),
            Place::Lost => before,
        };
        match &mut found {
            Some(standing) if standing.place == event.to => {}
            _ => found = Some(Standing { place: event.to, since: event.at, furthest }),
        }
    }
    found
}

#[cfg(test)]
pub(super) mod tests {
    use chrono::Days;
    use proptest::prelude::*;

    use super::*;

    /// A deal's events from a log such as `0:S1 4:S2 9:L`, with days counted from 2026-01-01.
    pub(in super::super) fn log(text: &str) -> Vec<Event> {
        text.split_whitespace()
            .map(|word| {
                let (day, to) = word.split_once(':').unwrap();
                let to = match to {
                    "W" => Place::Won,
                    "L" => Place::Lost,
                    stage => Place::Stage(stage[1..].parse::<u8>().unwrap() - 1),
                };
                Event { at: day_of(day.parse().unwrap()), to }
            })
            .collect()
    }

    pub(in super::super) fn day_of(day: u64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + Days::new(day)
    }

    pub(in super::super) fn deal(events: &[Event]) -> DealHistory<'_> {
        DealHistory { created: None, amount_fen: Some(100), events }
    }

    /// Visits as text: stage, days and exit.
    fn told(text: &str, as_of: u64) -> String {
        let events = log(text);
        visits(&deal(&events), day_of(as_of))
            .map(|v| format!("S{} {} {:?}", v.stage + 1, v.days_by(day_of(as_of)), v.exit))
            .collect::<Vec<_>>()
            .join(", ")
    }

    #[test]
    fn moves_become_visits() {
        for (events, as_of, expected) in [
            ("", 9, ""),
            ("0:S1", 9, "S1 9 Open"),
            ("0:S1 2:S1 5:S2", 9, "S1 5 Advance, S2 4 Open"),
            ("0:S1 2:S4 5:W", 9, "S1 2 Advance, S4 3 Won"),
            ("0:S3 2:S1 5:L", 9, "S3 2 Back, S1 3 Lost"),
            ("0:S2 2:L 5:S2 7:W", 9, "S2 2 Lost, S2 2 Won"),
            ("0:S2 2:L 2:L 5:W", 9, "S2 2 Lost"),
            ("0:W", 9, ""),
            ("0:S1 5:S2", 4, "S1 4 Open"),
            ("5:S1", 4, ""),
        ] {
            assert_eq!(told(events, as_of), expected, "{events}");
        }
    }

    #[test]
    fn standing_remembers_the_furthest_stage() {
        for (events, place, since, furthest) in [
            ("0:S1 2:S3 5:S2", Place::Stage(1), 5, Some(2)),
            ("0:W", Place::Won, 0, Some(4)),
            ("0:S1 3:L", Place::Lost, 3, Some(0)),
            ("0:L", Place::Lost, 0, None),
            ("0:S2 3:W 4:S1", Place::Stage(0), 4, Some(4)),
            ("0:S2 3:S2", Place::Stage(1), 0, Some(1)),
        ] {
            let events = log(events);
            let expected = Standing { place, since: day_of(since), furthest };
            assert_eq!(standing(&deal(&events), 5, day_of(9)), Some(expected), "{events:?}");
        }
        assert_eq!(standing(&deal(&[]), 5, day_of(9)), None);
    }

    #[test]
    fn days_are_those_of_the_calendar() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        for (from, to) in [
            ("2024-02-28", "2024-03-01"),
            ("2023-12-31", "2024-01-01"),
            ("1999-12-31", "2001-01-01"),
            ("2024-03-01", "2024-02-28"),
            ("0000-01-01", "9999-12-31"),
            ("-0001-12-31", "0001-01-01"),
        ] {
            let (from, to) = (day(from), day(to));
            let days = to.signed_duration_since(from).num_days();
            assert_eq!(i64::from(days_between(from, to)), days.max(0), "{from} {to}");
        }
    }

    /// Moves with jumps, back moves, re-opened deals and events that are no move, in the order of days.
    pub(in super::super) fn any_moves() -> impl Strategy<Value = Vec<Event>> {
        let place = prop_oneof![
            6 => (0_u8..4).prop_map(Place::Stage),
            1 => Just(Place::Won),
            1 => Just(Place::Lost),
        ];
        prop::collection::vec((0_u64..20, place), 0..8).prop_map(|moves| {
            let mut day = 0;
            let event = |(gap, to): (u64, Place)| {
                day += gap;
                Event { at: day_of(day), to }
            };
            moves.into_iter().map(event).collect()
        })
    }

    proptest! {
        #[test]
        fn the_short_ways_agree_with_the_whole_standing(events in any_moves(), n_stages in 0_u8..5, as_of in 0_u64..160) {
            let (deal, as_of) = (deal(&events), day_of(as_of));
            let whole = standing(&deal, n_stages, as_of);
            prop_assert_eq!(place(&deal, as_of), whole.map(|standing| standing.place));
            prop_assert_eq!(furthest(&deal, n_stages, as_of), whole.and_then(|standing| standing.furthest));
        }
    }
}
