//! 辅导计划: who is coached when.

mod data;
mod view;

pub use data::{Ask, Data};
pub use view::View;

pub(super) use data::load;
pub(super) use view::{actions_ui, draw};
