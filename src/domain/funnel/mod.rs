//! The funnel: what became of deals, stage by stage, from their moves.
//!
//! # Five numbers that people all call conversion
//!
//! The same moves give five different figures ([`rule::Rule`]), and the screen always names which one it
//! shows: what lies in each stage now; how far the deals created in a window came; what happened to the
//! visits that began in a window; the same for visits old enough to be judged (the default); and the
//! share expected to advance in the end, open visits included.
//!
//! # One pass, no lists
//!
//! [`count::Funnel`] takes one deal at a time and keeps counters only, so a million deals stream through
//! from the database. Which visits count, and why the others do not, is decided in one place,
//! [`rule::examine`]; the list behind a number runs the same function over the same deals, so the list and
//! the number cannot disagree.
//!
//! # What a rate says
//!
//! [`bottleneck`] asks whether a stage is really behind or only looks like it, [`lift`] which stage is worth
//! the work and how many deals a target takes.
//!
//! # What changed
//!
//! [`changes`] takes the stock of two days apart into what came in, grew, left and closed in between.
//!
//! # History
//!
//! Moves are only ever appended. Every function takes the date it is asked for and looks at no later move,
//! so any figure can be had as of any past date.

pub mod bottleneck;
pub mod changes;
pub mod count;
pub mod lift;
pub mod rule;
pub mod stay;
pub mod templates;
pub mod visit;
pub mod win;

use chrono::NaiveDate;

/// Where a deal stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// In the stage with this position in the stage model, from 0.
    Stage(u8),
    /// Closed, signed.
    Won,
    /// Closed, given up.
    Lost,
}

/// One move of a deal, as it was recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Event {
    /// The business date of the move.
    pub at: NaiveDate,
    /// Where to.
    pub to: Place,
}

/// What the funnel needs to know of one deal; borrows its events, so that a caller reuses one buffer.
#[derive(Clone, Copy, Debug)]
pub struct DealHistory<'a> {
    /// The date the deal was created; `None` means the date of its first event.
    pub created: Option<NaiveDate>,
    /// Its amount in fen; `None` is unknown, which is never counted as zero.
    pub amount_fen: Option<i64>,
    /// Its moves in order of date, then of recording.
    pub events: &'a [Event],
}

impl DealHistory<'_> {
    /// The date the deal was created, as far as it is known.
    pub fn created(&self) -> Option<NaiveDate> {
        self.created.or_else(|| self.events.first().map(|event| event.at))
    }
}

/// A span of dates, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// First day.
    pub start: NaiveDate,
    /// Last day.
    pub end: NaiveDate,
}

impl Window {
    /// True on every day from start to end.
    pub fn contains(&self, day: NaiveDate) -> bool {
        self.start <= day && day <= self.end
    }
}
