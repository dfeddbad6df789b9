//! Forecasts: of the next month from the months before it, and of this period from its open deals; and how
//! good they have been.
//!
//! The rules are those of the domain document, B4 and B5. What B5 leaves open follows the textbook: Hyndman and
//! Athanasopoulos, *Forecasting: Principles and Practice* (FPP3), and is named where it is used.
//!
//! # A series is months without a hole
//!
//! A history is a slice of monthly amounts, oldest first, the last one being the month before the one
//! that is asked for. A missing month is not a zero: callers pass the consecutive months that are known
//! up to the last, and a hole cuts off what lies before it. A month in which nothing was sold is a zero.
//! Amounts are floats here, since this is statistics; a target made of a forecast is rounded to fen once.
//!
//! # No made-up number
//!
//! Where a formula cannot answer it says why ([`Refusal`]): the history is short, the series does not
//! move, five months cannot carry an 80 % claim. [`method`] says which methods a history unlocks,
//! [`backtest`] which of them was right, and [`range`] how far off the next month may be.
//!
//! # From deals to a chance
//!
//! [`deals`] learns the chance of one open deal, [`total`] adds deals up to every sum that the period may
//! end with, [`correlation`] does so where a bad month hits them all, and [`new_business`] adds what nobody
//! knows yet; [`whole`] puts a period together. [`coverage`] asks whether the open deals are enough, [`calls`] keeps
//! what people call, and [`calibration`] whether chances came true.

pub mod backtest;
pub mod baseline;
pub mod calibration;
pub mod calls;
pub mod correlation;
pub mod coverage;
pub mod deals;
pub mod error;
pub mod holt_winters;
pub mod method;
pub mod new_business;
pub mod pace;
pub mod range;
pub mod seasonal;
pub mod total;
pub mod trend;
pub mod whole;

use std::fmt;

use crate::domain::stats::rate::Interval;

/// Why there is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A share, a weight, a period or a number of months that makes no sense.
    BadParameter,
    /// A series that does not move: there is no error of the naive forecast to compare with.
    Flat,
    /// A month of the year of which no year is known.
    MissingSeason,
    /// Amounts that come to nothing: there is no level to be a share of.
    NoLevel,
    /// No working day to divide by.
    NoWorkdays,
    /// Amounts that are not numbers, or too large to count with.
    NotFinite,
    /// Fewer values than it takes.
    TooFew {
        /// How many there are.
        have: usize,
        /// How many it takes.
        need: usize,
    },
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BadParameter => f.write_str("a parameter is out of bounds"),
            Self::Flat => f.write_str("the series does not move"),
            Self::MissingSeason => f.write_str("a season has no value"),
            Self::NoLevel => f.write_str("the amounts come to nothing"),
            Self::NoWorkdays => f.write_str("there is no working day"),
            Self::NotFinite => f.write_str("the result is not a finite number"),
            Self::TooFew { have, need } => write!(f, "{have} values where {need} are needed"),
        }
    }
}

impl std::error::Error for Refusal {}

/// A forecast of one month with the range it will lie in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outlook {
    /// The forecast.
    pub point: f64,
    /// Where the month will lie, at the level that was asked for.
    pub range: Interval,
}

/// The last so many months.
fn latest(history: &[f64], months: usize) -> Result<&[f64], Refusal> {
    let too_few = Refusal::TooFew { have: history.len(), need: months };
    let from = history.len().checked_sub(months).ok_or(too_few)?;
    history.get(from..).ok_or(too_few)
}

/// A number that can be shown, or the refusal.
fn finite(value: f64) -> Result<f64, Refusal> {
    if value.is_finite() { Ok(value) } else { Err(Refusal::NotFinite) }
}
