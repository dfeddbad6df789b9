//! 阶段与流程: the stage models by line of products, and what each stage asks for.
//!
//! # What is half-typed stays
//! Each model has its own draft, so going to another one and back loses nothing. A draft belongs to the
//! line and not to the version: saving may make the next version, and the draft goes on over that one.

mod data;
mod draft;
mod forms;
mod view;
mod view_stage;

pub(super) use data::{StagesPage, load};
pub(super) use view::{StagesView, keep_ui, line_ui, stages_ui};
