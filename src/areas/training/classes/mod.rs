//! 班次: when and where courses are held, who goes to them and why, who came, what came of it, and what it
//! did at four levels.
//!
//! The figures are those of [`crate::metrics::training`].

mod chosen;
mod data;
mod derived;
mod entry;
mod form_class;
mod form_close;
mod form_parts;
mod form_play;
mod form_seats;
mod gaps;
pub(super) mod levels;
mod month;
mod people;
mod view;
mod view_class;
mod view_derived;
mod view_entry;
pub(super) mod view_levels;
mod view_list;
mod view_month;
mod view_people;

pub use data::{Ask, Data};
pub use view::View;

pub(super) use chosen::{Cell, raters_said};
pub(super) use data::load;
pub(super) use view::{actions_ui, draw};
pub(super) use view_class::{CELL, INDENT, cell_ui};
