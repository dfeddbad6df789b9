//! 团队建设: what the team stands for, what it did together, who is praised.

mod data;
mod form_charter;
mod form_event;
mod form_praise;
mod view;
mod view_charter;
mod view_events;
mod view_wall;

pub use data::Page;
pub(super) use data::load;
pub use view::View;
pub(super) use view::{actions_ui, page_ui};
