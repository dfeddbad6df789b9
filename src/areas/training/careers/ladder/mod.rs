//! 晋升通道: the steps of the ladder with what they ask for, and who is ready for each.

mod data;
mod drawer;
mod form;
mod view;

pub use data::Data;

pub(super) use data::load;
pub(super) use view::{View, Wanted, draw};
