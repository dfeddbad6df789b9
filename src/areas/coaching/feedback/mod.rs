//! 反馈: what reps say to their manager.
//!
//! What was said with how it stands, the answer beside it; what all of them answer when they are asked at once,
//! and who left, neither told of fewer than five. What is said without a name has none anywhere: not in the form,
//! not in the file, not in its history. The figures are those of [`crate::metrics::coaching::feedback`].

mod answer;
mod data;
mod form;
mod form_pulse;
mod pulse;
mod view;
mod view_list;
mod view_pulse;

pub use data::{Ask, Data};
pub use view::View;

pub(super) use data::load;
pub(super) use view::{actions_ui, draw};
