//! 时光机: the open deals of two days, what lies between, who pushes, and the changes deal by deal.
//!
//! The figures are those of [`crate::metrics::waterfall`]; this page puts them into words and bars.

mod chart;
mod data;
mod rows;
mod view;
mod view_days;
mod view_rows;

pub use data::{Ask, Data};
pub use view::View;

pub(super) use data::load;
pub(super) use view::{page_ui, which_ui};
