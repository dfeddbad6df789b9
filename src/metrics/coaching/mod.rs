//! The figures of coaching: what is put down in it, who was coached and who is to be next, what is due and planned,
//! what people reach in it, whether it helped, and what reps say.

pub mod case_outcome;
pub mod case_show;
pub mod cases;
pub mod coached;
pub mod coverage;
pub mod effect;
pub mod feedback;
pub mod improvement;
pub mod improvement_show;
pub mod leavers;
pub mod log;
pub mod missing;
pub mod needs;
pub mod prepare;
pub mod pulse;
pub mod say;
pub mod schedule;
pub mod seen;
pub mod show;
pub mod talk;
pub mod weekly;
pub mod words;
