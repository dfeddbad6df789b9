//! 预测: what the month or quarter will come to, the chance of its target, what if some deals slip, and
//! how right earlier forecasts were.
//!
//! Everything is worked out where it is loaded: choosing a deal that slips changes what is asked for.

mod beside;
mod charts;
mod data;
mod form;
mod sheet;
mod view;
mod view_chance;
mod view_roll;
mod view_track;
mod words;

pub use data::{Ask, Data};
pub use view::View;

pub(super) use data::load;
pub(super) use view::{actions_ui, draw};
