//! 工作台: what needs the manager.
//!
//! Each page has its own folder with what it shows and how it looks.

pub mod rules;
pub mod todo;
