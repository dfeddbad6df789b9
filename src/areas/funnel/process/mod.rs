//! 流程分析: where time goes, what comes back, where deals are lost and put off, what is missing, what may be
//! there twice, what hangs on one person; each with its cases and the deals behind it; and beside it what is
//! being done about it, with the same measure before and after.
//!
//! The figures are those of [`crate::metrics::process`].

mod data;
mod form;
mod items;
mod view;

pub use data::{Ask, Data};
pub use view::View;

pub(super) use data::load;
pub(super) use view::{actions_ui, draw};
