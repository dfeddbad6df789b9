//! 证书: what people may show, and until when; who has to renew what, and the classes in which they can.

mod data;
mod drawer;
mod form;
mod side;
mod view;

pub use data::{Ask, Data};
pub use view::View;

pub(super) use data::{count, load};
pub(super) use view::{actions_ui, draw};
