//! 个人规划: where people want to go, what is missing, what is done for it, and when it is talked about.

mod data;
mod drawer;
mod form;
mod view;

pub use data::Data;

pub(super) use data::load;
pub(super) use view::{View, draw};
