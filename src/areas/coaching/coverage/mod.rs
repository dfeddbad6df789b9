//! 覆盖率: who was coached, and who needs it next.
//!
//! People by months with what there was in each, whatever the kind told by a sign; how much of it there was, who
//! gave it and what it was about; and in order who is to be next, each with the reasons. The figures are those of
//! [`crate::metrics::coaching::coverage`].

mod data;
mod records;
mod rows;
mod view;
mod view_matrix;
mod view_records;
mod view_side;

pub use data::{Ask, Data};
pub use view::View;

pub(super) use data::load;
pub(super) use view::{actions_ui, draw};
