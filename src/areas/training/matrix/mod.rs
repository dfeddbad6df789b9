//! 技能矩阵: who masters what, beside what is asked; what shows it; who should learn what next.
//!
//! The figures are those of [`crate::metrics::training`]; the cards beside the matrix lead to the pages where
//! there is more.

mod data;
mod form_enrol;
mod form_rate;
mod form_skill;
mod grid;
mod listing;
mod opened;
mod side;
mod view;
mod view_drawers;
mod view_side;
mod view_skills;

pub use data::{Ask, Data};
pub use view::View;

pub(super) use data::load;
pub(super) use view::{actions_ui, draw};
