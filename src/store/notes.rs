//! Notes, and what they are on.

use crate::domain::ids::{AccountId, OpportunityId, PersonId};
use crate::error::Result;
use crate::store::db::{Db, Record as _};
use crate::store::records::Note;

/// What a note is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// A person.
    Person(PersonId),
    /// A deal.
    Deal(OpportunityId),
    /// A customer.
    Account(AccountId),
}

impl About {
    /// What a stored note is on; `None` for one on nothing, which no file holds.
    pub fn of(note: &Note) -> Option<Self> {
        let deal = note.opportunity_id.map(Self::Deal);
        note.person_id.map(Self::Person).or(deal).or(note.account_id.map(Self::Account))
    }

    /// The word in machine-readable answers.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Person(_) => "person",
            Self::Deal(_) => "deal",
            Self::Account(_) => "account",
        }
    }
}

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
