//! The figures of training: who masters what beside what is asked ([`matrix`]), whether that is where the
//! funnel is narrow ([`agreement`]), hours against what a year asks for ([`hours`]), who goes to which
//! class ([`enrol`]), how plans stand and what they should hold ([`plans`], [`proposal`]), certificates as
//! they stand on a day ([`certificates`]), everything that a person learned ([`records`]), and how people
//! stand to the steps of the ladder and what they were offered ([`careers`]).
//!
//! The rules are those of [`crate::domain::training`]; here they meet the workspace.

pub mod agreement;
pub mod careers;
pub mod certificates;
pub mod enrol;
pub mod hours;
pub mod matrix;
pub mod plans;
pub mod proposal;
pub mod records;
pub mod say;
pub mod table;

use chrono::NaiveDate;

use crate::domain::ids::PersonId;
use crate::domain::scope::Members;
use crate::store::directory::Directory;

/// The people of a scope who are here on a day, in the order of their keys.
pub fn here(directory: &Directory, members: &Members, day: NaiveDate) -> Vec<PersonId> {
    let people = directory.people.keys().copied();
    let inside = people.filter(|person| members.include(Some(*person), Some(day)));
    inside.filter(|person| !directory.has_left(*person, day)).collect()
}
