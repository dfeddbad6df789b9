//! What is true: types and arithmetic on std, chrono, statistics and names.
//!
//! No SQL, no window, no clock and no language here; today is an argument.

pub mod allocation;
pub mod behaviour;
pub mod calendar;
pub mod calendar_list;
pub mod capability;
pub mod coaching;
pub mod duty;
pub mod fit;
pub mod forecast;
pub mod funnel;
pub mod gap;
pub mod handover;
pub mod headcount;
pub mod holidays;
pub mod ids;
pub mod mentoring;
pub mod money;
pub mod names;
pub mod observation;
pub mod period;
pub mod process;
pub mod scope;
pub mod scorecard;
pub mod similar;
pub mod skills;
pub mod stats;
pub mod stuck;
pub mod target;
pub mod training;
pub mod visits;
pub mod working_hours;
