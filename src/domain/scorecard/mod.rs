//! Scorecards: from facts to points, from points to a total, from the total to a grade.
//!
//! # The number shown is the number graded
//!
//! Points stay exact fractions until the total is rounded half away from zero to two decimals; that number
//! is printed, and *that* number is graded. 94.995 shows 95.00 and is an S where S begins at 95; binary
//! floats would show one thing and grade another.
//!
//! # Missing is not zero
//!
//! A row without a target or without a fact has no score. Its weight goes to the other rows as long as
//! these cover 80 % of the weight, and the total says so; below that there is no total (无法评定).

pub mod curve;
pub mod grade;
pub mod seal;
pub mod total;
