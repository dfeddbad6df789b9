//! 停滞商机: open deals that stay in their stage longer than most deals that were won, each with its most
//! telling sign, a suggested action and the decision it must end in.
//!
//! Who, why and how much stand in the list; the rest, and the forms, in a drawer. The overview shows the
//! same card with those that wait for a decision.

mod data;
mod drawer;
mod form;
mod row;
mod view;

pub use data::Page;
pub use view::View;

pub(super) use data::{collect, load, tile};
pub(super) use view::{card_ui, page_ui};
