//! How the process runs: roles, deadlines, standard steps, meetings, reasons, rivals, effort (domain document,
//! B16 and B17).
//!
//! Counts come in, exact shares go out; where a share is compared or judged it comes as a
//! [`crate::domain::stats::rate::Rate`] with its interval. A share of nothing is `None`.

pub mod adoption;
pub mod competitors;
pub mod compliance;
pub mod deadlines;
pub mod efficiency;
pub mod pareto;
pub mod roles;
