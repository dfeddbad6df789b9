//! 课程: what can be learned, what came of it, in which form it is taught best; what people refresh.
//!
//! What is new and to be read stands with the plans, and is led to from here. The figures are those of
//! [`crate::metrics::training`].

mod chosen;
mod data;
mod form_course;
mod form_refresh;
mod lines;
mod refreshers;
mod view;
mod view_course;
mod view_refreshers;
mod view_table;

pub use data::{Ask, Data};
pub use view::View;

pub(super) use data::load;
pub(super) use view::{Go, actions_ui, draw};
