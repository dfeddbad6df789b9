//! 今日: the chance of the period and what it hangs on, the tiles, what needs the manager now, what stands today,
//! the funnel in small, and how everyone stands.

mod chance;
mod data;
mod list;
mod side;
mod snooze;
mod tiles;
mod view;
mod view_chance;
mod view_list;
mod view_side;

pub use data::{Data, Figures};
pub(super) use data::{agenda_sub, load};
pub(super) use list::listed;
pub(super) use view::{View, draw};
