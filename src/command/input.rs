//! What a command is given: texts that say something or nothing, records that are still there.

use crate::domain::scope::Scope;
use crate::error::{Error, Result};
use crate::store::records::{Person, Region, Team};
use crate::store::{Db, Record};

/// A text that is not blank.
pub(super) fn some(text: &str) -> Option<String> {
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// A text that must say something; `key` is what is said where it does not.
pub(super) fn required(text: &str, key: &'static str) -> Result<String> {
    some(text).ok_or_else(|| Error::new(key))
}

/// A name, which is never blank.
pub(super) fn named(name: &str) -> Result<String> {
    required(name, "error-name-blank")
}

/// Basis points as percent without needless decimals: `90.50`, `120`.
pub(super) fn hundredths(bp: i64) -> String {
    if bp % 100 == 0 {
        (bp / 100).to_string()
    } else {
        format!("{}.{:02}", bp / 100, (bp % 100).unsigned_abs())
    }
}

/// Whose something is must still be there.
pub(super) fn there(db: &Db, scope: Scope) -> Result<()> {
    let known = match scope {
        Scope::All => true,
        Scope::Region(id) => db.get::<Region>(id)?.is_some(),
        Scope::Team(id) => db.get::<Team>(id)?.is_some(),
        Scope::Person(id) => db.get::<Person>(id)?.is_some(),
    };
    if known { Ok(()) } else { Err(gone()) }
}

/// The record of a key, or the message that it is gone.
pub(super) fn known<R: Record>(db: &Db, id: R::Id) -> Result<R> {
    db.get::<R>(id)?.ok_or_else(gone)
}

/// That a record is gone.
pub(super) const fn gone() -> Error {
    Error::new("error-record-gone")
}
