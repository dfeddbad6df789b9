//! 岗位说明: the posts, what they do and ask for, who has acknowledged it, who applies.
//!
//! The posts stand at the left; of the chosen one the sheet, its people, what they say of their own
//! duties month by month, its candidates and its versions are shown, one at a time. All of it is loaded
//! together, but the months, whose figures are asked for while they are looked at: what is asked for
//! anew is another post, two other versions to compare, another month, or pages to print.

mod candidates;
mod checks;
mod compare;
mod data;
mod dialogs;
mod draft;
mod findings;
mod view;
mod view_candidates;
mod view_checks;
mod view_form;
mod view_people;
mod view_sheet;
mod view_versions;

pub(super) use data::load;
pub use data::{Ask, Page};
pub use view::View;
pub(super) use view::{actions_ui, draw};
