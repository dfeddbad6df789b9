//! How long data of those who left are kept, and who is due.

use chrono::{Months, NaiveDate};

use crate::domain::ids::PersonId;
use crate::error::Result;
use crate::store::db::Db;
use crate::store::directory::Directory;
use crate::store::privacy::erased;
use crate::store::setup;

/// Somebody who left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// Who.
    pub person: PersonId,
    /// The last day here.
    pub left: NaiveDate,
    /// The day from which the data are to be erased; `None` while nothing is set.
    pub due: Option<NaiveDate>,
}

/// Those who left by a day and were not erased, the longest gone first.
///
/// # Errors
/// Whatever the database reports.
pub fn due(db: &Db, directory: &Directory, today: NaiveDate) -> Result<Vec<Due>> {
    let months = months(setup::setting(db, setup::names::RETENTION_MONTHS)?.as_deref());
    let erased = erased(db)?;
    let gone = directory.people.keys().filter(|person| {
        directory.has_left(**person, today) && erased.iter().all(|one| one.person != person.0)
    });
    let mut all: Vec<Due> = gone
        .filter_map(|person| {
            let left = directory.left_on(*person, today)?;
            let due = months.and_then(|months| left.checked_add_months(Months::new(months)));
            Some(Due { person: *person, left, due })
        })
        .collect();
    all.sort_by_key(|due| (due.left, due.person));
    Ok(all)
}

/// How many months are set; `None` where nothing is, or no number.
fn months(text: Option<&str>) -> Option<u32> {
    text?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_set_is_not_zero() {
        for (text, expected) in [(None, None), (Some(""), None), (Some("24"), Some(24))] {
            assert_eq!(months(text), expected);
        }
    }
}
