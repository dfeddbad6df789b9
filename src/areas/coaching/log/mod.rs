//! 辅导记录: the log of coaching.
//!
//! The list at the left, the record that is chosen in the middle, what was seen on visits at the right. A new
//! coaching is prepared: whoever is chosen shows what changed since the last one, and one click makes any of it
//! what the talk answers.

mod card;
mod data;
mod events;
mod form;
mod prepared;
mod seen;
mod typed;
mod view;
mod view_agreed;
mod view_card;
mod view_effect;
mod view_events;
mod view_form;
mod view_list;
mod view_prepared;
mod view_seen;

pub use data::{Ask, Data};
pub use view::View;

pub(super) use card::{put_off, state};
pub(super) use data::{count, load, people, whole};
pub(super) use view::{actions_ui, draw};
