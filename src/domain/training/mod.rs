//! Training and capability: what a post asks of people, what they can do, who learns what next, and what
//! came of it.
//!
//! The rules are those of the domain document, B11. The files follow the work: [`level`] says which
//! rating of a skill counts, [`gap`] holds levels against a post, [`matrix`] counts a team, [`coverage`]
//! says on whom a skill hangs, and [`certificates`] until when a paper holds. [`enrolment`] fills classes
//! from gaps, [`plan`] chooses classes within a budget, [`programme`] says who still owes a course,
//! [`reading`] who has not passed an update, and [`refresh`] when a test is due. [`attendance`],
//! [`outcome`] and [`totals`] count what was held; [`effect`] measures it at four levels, each by a
//! [`mean`] with its interval. [`career`] holds a person against a step of the ladder, and
//! [`opportunities`] says whether chances are given evenly.
//!
//! # Unknown is not zero
//!
//! A skill that was never rated is no gap and no strength, a word that nobody knows is no result, and
//! whoever lacks a record is neither ready nor unready. What is not known is counted beside what is.
//!
//! # Units
//!
//! Levels of skills, scores and hours are whole numbers in ten-thousandths, as they are stored; sums of
//! parts are exact fractions, rounded once by whoever shows them.

pub mod attendance;
pub mod career;
pub mod certificates;
pub mod coverage;
pub mod effect;
pub mod enrolment;
pub mod gap;
pub mod level;
pub mod matrix;
pub mod mean;
pub mod opportunities;
pub mod outcome;
pub mod plan;
pub mod programme;
pub mod reading;
pub mod refresh;
pub mod small_groups;
pub mod totals;
mod words;
