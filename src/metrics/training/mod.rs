//! The figures of training: who masters what beside what is asked ([`matrix`]), whether that is where the
//! funnel is narrow ([`agreement`]), hours against what a year asks for ([`hours`]), who goes to which
//! class ([`enrol`]), and how plans stand and what they should hold ([`plans`], [`proposal`]).
//!
//! The rules are those of [`crate::domain::training`]; here they meet the workspace.

pub mod agreement;
pub mod enrol;
pub mod hours;
pub mod matrix;
pub mod plans;
pub mod proposal;
pub mod say;
pub mod table;
