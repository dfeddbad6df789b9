//! Why the actual differs from the plan: the gap in parts that add up to it (domain document, B7).
//!
//! Two views. [`shapley`] says how much each factor made: opportunities × conversion × deal size, with the
//! share landing in the period as a fourth where it is known, or the factors of the velocity. [`bridge`] goes
//! deal by deal, and is the list that people can talk about.
//!
//! # Why Shapley
//!
//! It takes all orders in which factors can be switched from plan to actual, and averages
//! (把所有替换顺序取平均). For a product it is exact, symmetric, adds up to the gap and stands zeros, and one
//! person without a win is normal in a team of ten. [`lmdi`] is the cross-check where every value is positive.
//!
//! # Each person first
//!
//! A team's gap is the sum of its people's ([`team`]). Reckoning it again from averages moves amounts
//! between factors, because the mix of people changed; these amounts are the mix row, which adds up to zero.
//!
//! # Exact
//!
//! Factors and parts are exact fractions. A person's parts become whole fen once, so that they add up to the
//! gap shown, and a team of any size adds fen: a common denominator of a thousand people would not fit.

pub mod bridge;
pub mod lmdi;
pub mod revenue;
pub mod shapley;
pub mod team;
