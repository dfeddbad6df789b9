//! 提醒规则: by which rules something needs the manager, each with a switch and some with a number of days.

mod data;
mod form;
mod view;

pub use data::Data;
pub use view::View;

pub(in crate::areas::today) use data::load;
pub(in crate::areas::today) use view::draw;
