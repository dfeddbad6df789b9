//! 指标词典: every figure with what it is and how it stands, and how well each rep's deals are kept.

mod data;
mod view;

pub use data::Data;
pub use view::View;

pub(in crate::areas::today) use data::load;
pub(in crate::areas::today) use view::draw;
