//! 培训计划: who goes to what, within a budget; what is to be repeated, and what is new to be read.

mod data;
mod form_item;
mod form_plan;
mod form_quiz;
mod form_update;
mod page;
mod people;
mod suggested;
mod updates;
mod view;
mod view_drawers;
mod view_plan;
mod view_side;
mod view_suggested;

pub use data::{Ask, Data};
pub use view::View;

pub(super) use data::load;
pub(super) use view::{actions_ui, draw};
