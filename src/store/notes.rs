//! Notes by what they are on.

use crate::domain::ids::{OpportunityId, PersonId};
use crate::error::Result;
use crate::store::db::{Db, Record as _};
use crate::store::records::Note;

const OF_PERSON: &str = "SELECT id, person_id, opportunity_id, account_id, words, due, done_on, on_day, by_name FROM note WHERE person_id = $1 ORDER BY on_day, id";
const OF_DEAL: &str = "SELECT id, person_id, opportunity_id, account_id, words, due, done_on, on_day, by_name FROM note WHERE opportunity_id = $1 ORDER BY on_day, id";

/// The notes on a person, in the order of days.
///
/// # Errors
/// Whatever the database reports.
pub fn of_person(db: &Db, person: PersonId) -> Result<Vec<Note>> {
    db.rows(OF_PERSON, &[person.into()], Note::from_row)
}

/// The notes on a deal, in the order of days.
///
/// # Errors
/// Whatever the database reports.
pub fn of_deal(db: &Db, deal: OpportunityId) -> Result<Vec<Note>> {
    db.rows(OF_DEAL, &[deal.into()], Note::from_row)
}
