//! The figures of coaching: what people reach in it, and whether it helped.

pub mod case_outcome;
pub mod case_show;
pub mod cases;
pub mod effect;
pub mod improvement;
pub mod improvement_show;
