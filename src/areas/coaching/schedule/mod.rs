//! 辅导计划: who is coached when.
//!
//! The weeks to come with what is planned in each, and with what is due by the rhythm and not planned; below
//! them what was missed, the events that nobody was coached for, and how often everybody is to be coached. The
//! figures are those of [`crate::metrics::coaching::schedule`].

mod data;
mod form;
mod form_rhythm;
mod view;
mod view_calendar;
mod view_cards;

pub use data::{Ask, Data};
pub use view::View;

pub(super) use data::load;
pub(super) use view::{actions_ui, draw};
