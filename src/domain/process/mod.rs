//! How the process runs: roles, deadlines, standard steps, meetings, reasons, rivals, effort, hand-offs, returns,
//! duplicates (domain document, B12, B16 and B17).
//!
//! Counts come in, exact shares go out; where a share is compared or judged it comes as a
//! [`crate::domain::stats::rate::Rate`] with its interval. A share of nothing is `None`.

pub mod adoption;
pub mod competitors;
pub mod compliance;
pub mod deadlines;
pub mod duplicates;
pub mod efficiency;
pub mod handoff;
pub mod pareto;
pub mod returns;
pub mod roles;
