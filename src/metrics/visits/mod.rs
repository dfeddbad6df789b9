//! Visits: how many a week asks of each rep, and which weeks had enough of them.

pub mod required;
