//! 我的待办: notes with what is to be done, notices that were put off, and those that were ticked off.

mod data;
mod view;

pub use data::Data;
pub use view::View;

pub(in crate::areas::today) use data::load;
pub(in crate::areas::today) use view::draw;
