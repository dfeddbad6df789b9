//! 培训计划: who goes to what, within a budget.

mod data;
mod view;

pub use data::{Ask, Data};
pub use view::View;

pub(super) use data::load;
pub(super) use view::{actions_ui, draw};
