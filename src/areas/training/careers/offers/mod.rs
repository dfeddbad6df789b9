//! 发展机会: what people were offered and what came of it, and whether it was given evenly.

mod data;
mod drawer;
mod form;
mod side;
mod view;

pub use data::Data;

pub(super) use data::load;
pub(super) use view::{View, draw};
