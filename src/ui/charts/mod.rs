//! Charts that are drawn with the painter: shares, intervals and small multiples in rows.
//!
//! Numbers come in as fractions of the axis and texts come in formatted; time series and bar
//! charts with axes are egui_plot's matter.

pub mod bar;
pub mod channel;
pub mod checkpoints;
pub mod course;
pub mod dots;
pub mod freezes;
pub mod funnel;
pub mod goals;
pub mod group_dots;
pub mod history;
pub mod levels;
pub mod outcomes;
pub mod pace;
pub mod pareto;
pub mod path;
pub mod rail;
pub mod spark;
pub mod stack;
pub mod tornado;
pub mod trend;
pub mod waterfall;
pub mod whisker;
pub mod zero_bar;
