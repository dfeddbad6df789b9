//! Training as figures: certificates as they stand on a day, everything that a person learned, how people
//! stand to the steps of the ladder and what they were offered.

pub mod careers;
pub mod certificates;
pub mod records;

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
