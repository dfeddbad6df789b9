//! 课程: what can be learned, what came of it, in which form it is taught best; what is new and to be read;
//! what people refresh.
//!
//! The figures are those of [`crate::metrics::training`].

mod chosen;
mod data;
mod form_course;
mod form_readers;
mod form_update;
mod lines;
mod news;
mod view;
mod view_course;
mod view_news;
mod view_table;

pub use data::{Ask, Data};
pub use view::View;

pub(super) use data::load;
pub(super) use view::{Go, actions_ui, draw};
