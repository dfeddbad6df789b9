//! 师徒结对: who guides whom, and how it goes.

mod data;
mod form;
mod view;
mod view_pair;

pub use data::Page;
pub(super) use data::load;
pub use view::View;
pub(super) use view::{actions_ui, page_ui};
