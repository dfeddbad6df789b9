//! 行为分析: what the best do differently, as hypotheses; their trials, until they are standard or dropped.

mod choices;
mod data;
mod detail;
mod form;
mod form_run;
mod form_trial;
mod records;
mod rows;
mod table;
mod trials;
mod view;
mod view_cards;
mod view_trials;

pub use data::{Ask, Data};
pub use view::View;

pub(super) use data::load;
pub(super) use view::{actions_ui, draw};
