//! Reading what is known of training: skills and what is asked of them, courses, classes with their
//! results, certificates, plans, careers.
//!
//! # One row for what came of a training
//! A `training_result` is what came of one course on one day for one person. Sheets bring such rows and
//! people record them on a class; neither way has a place of its own, so figures are sums of these rows
//! and no row counts twice ([`results`]). A class is planned in `training_class`; rows that are of no
//! such class are held together by course, day, trainer and place ([`results::held`]).
//!
//! # Texts and what they mean
//! Ratings, results and certificates keep what their sheets say. Which skill, course or kind of
//! certificate that is follows from all names they bear ([`names`]), so a name that is added later
//! understands what came earlier, and taking an import back finds its rows as they were.

pub mod careers;
pub mod certificates;
pub mod classes;
pub mod courses;
pub mod names;
pub mod plans;
pub mod requirements;
pub mod results;
pub mod skills;
