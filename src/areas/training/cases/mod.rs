//! 案例库: deals taken apart into steps, the plays made of them, and who uses those.

mod choices;
mod data;
mod detail;
mod form;
mod form_case;
mod form_play;
mod form_small;
mod play;
mod records;
mod rows;
mod view;
mod view_case;
mod view_side;

pub use data::{Ask, Data};
pub use view::View;

pub(super) use data::{count, load};
pub(super) use view::{actions_ui, draw};
