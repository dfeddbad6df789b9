//! The figures of coaching: who was coached and who is to be next, what is due and planned, what people reach
//! in it, whether it helped, and what reps say.

pub mod coached;
pub mod coverage;
pub mod effect;
pub mod feedback;
pub mod improvement;
pub mod leavers;
pub mod needs;
pub mod pulse;
pub mod say;
pub mod schedule;
