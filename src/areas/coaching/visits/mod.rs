//! 陪访观察: visits that were made together, what was seen on them step by step, and the one thing that was
//! agreed each time.
//!
//! The page is the list of visits with its figures and, beside it, the chosen one; a visit that is written
//! takes its place until it is stored. Everything is done by keyboard alone ([`walk`]).

mod chosen;
mod data;
mod form;
mod opened;
mod records;
mod sheets;
mod view;
mod view_about;
mod view_agreed;
mod view_form;
mod view_prepare;
mod view_records;
mod view_sheet_step;
mod view_sheets;
mod view_side;
mod view_steps;
mod view_summary;
mod walk;

pub use data::{Ask, Data};
pub use view::View;

pub(super) use data::load;
pub(super) use view::{actions_ui, draw};
