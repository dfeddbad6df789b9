//! 改进计划: plans for those who are behind, from their causes to whether they helped.

mod choices;
mod data;
mod detail;
mod effect;
mod form;
mod form_check;
mod form_objectives;
mod form_plan;
mod form_small;
mod rows;
mod view;
mod view_cards;
mod view_plan;

pub use data::{Ask, Data};
pub use view::View;

pub(super) use data::{count, load};
pub(super) use view::{actions_ui, draw};
