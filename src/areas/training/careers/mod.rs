//! 职业规划: the ladder, and who is ready for its steps; where people want to go, and what is missing; what they
//! were offered, and how evenly.

mod data;
mod ladder;
mod lines;
mod offers;
mod plans;
mod view;

pub use data::{Ask, Data};
pub use view::View;

pub(super) use data::load;
pub(super) use view::{actions_ui, draw};
