//! What is read of coaching.

pub mod templates;
