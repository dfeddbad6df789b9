//! 技能矩阵: who masters what, beside what is asked.

mod data;
mod view;

pub use data::{Ask, Data};
pub use view::View;

pub(super) use data::load;
pub(super) use view::{actions_ui, draw};
