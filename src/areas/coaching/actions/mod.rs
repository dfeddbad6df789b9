//! 跟进行动: what was agreed and is still to be done, person by person with what is late first; and what was
//! done in the period.

mod data;
mod view;

pub use data::{Ask, Data};
pub use view::View;

pub(super) use data::{count, load};
pub(super) use view::{actions_ui, draw};
