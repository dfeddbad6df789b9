//! 本周: what stands on each day of the week, and what became of the open deals since a week ago.

mod data;
mod view;

pub use data::Data;
pub(super) use data::{changes, days, load};
pub(super) use view::{View, draw};
