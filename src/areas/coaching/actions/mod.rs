//! 跟进行动: what was agreed and is still to be done.

mod data;
mod view;

pub use data::{Ask, Data};
pub use view::View;

pub(super) use data::load;
pub(super) use view::{actions_ui, draw};
