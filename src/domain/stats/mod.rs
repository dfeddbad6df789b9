//! Statistics that the rest of the domain shares, each on plain numbers.
//!
//! # Why so little is taken from a library
//!
//! Distribution functions come from `statrs`; what it lacks, or answers by another convention, stands
//! here under worked examples: Wilson intervals at any level, the type-7 quantile on counted days,
//! Fisher's exact test, Kaplan–Meier survival, Aalen–Johansen incidence, rates drawn to the team's, the limits of
//! noise, and fractions that are exact where money or a grade hangs on the last digit.
//!
//! # No data is `None`
//!
//! A rate of nothing is not 0 %. Every function says `None` when there is nothing to measure, and the
//! screen turns that into a reason.

pub mod beta;
pub mod days;
pub mod difference;
pub mod fisher;
pub mod incidence;
pub mod quantile;
pub mod rate;
pub mod rational;
pub mod shrink;
pub mod student;
pub mod survival;
pub mod xmr;
