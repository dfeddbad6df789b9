//! Sheets in and out: bytes → grid (in a child process) → headings and kind → rows by field, and
//! tables → xlsx, csv, the clipboard; templates to fill in.

pub mod guess;
pub mod intake;
pub mod kinds;
pub mod layout;
pub mod mapping;
pub mod mark;
pub mod memory;
pub mod read;
pub mod row;
pub mod tables;
pub mod values;
pub mod write;
