//! Targets: what they could be, who carries how much, and what falls on which day.
//!
//! The rules are those of the domain document, B6. The files follow the work: [`proposal`] puts the
//! rules for a target side by side, [`attainability`] says how likely each is reached, [`weights`] how
//! much a person can carry, [`waterfill`] splits the target between the [`limits`] of its rows, [`days`]
//! splits a part over months, weeks and working days along a [`profile`], and [`rebase`] changes what
//! lies ahead when a quarter has ended.
//!
//! # To the last unit
//!
//! Amounts are whole: fen, or counts. Weights are exact fractions, every split ends in the largest
//! remainder, and so parts add up to the whole at every level. Floats stand only where a forecast
//! enters and where a chance comes out; each is rounded once.

pub mod attainability;
pub mod days;
pub mod limits;
pub mod profile;
pub mod proposal;
pub mod rebase;
pub mod waterfill;
pub mod weights;
