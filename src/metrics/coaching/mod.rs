//! The figures of coaching: what is put down in it, what people reach in it, and whether it helped.

pub mod effect;
pub mod improvement;
pub mod improvement_show;
pub mod log;
pub mod missing;
pub mod prepare;
pub mod seen;
pub mod show;
pub mod talk;
pub mod weekly;
pub mod words;
