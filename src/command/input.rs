//! What a command is given: texts that say something or nothing, records that are still there.

use crate::error::{Error, Result};
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

/// The record of a key, or the message that it is gone.
pub(super) fn known<R: Record>(db: &Db, id: R::Id) -> Result<R> {
    db.get::<R>(id)?.ok_or_else(gone)
}

/// That a record is gone.
pub(super) const fn gone() -> Error {
    Error::new("error-record-gone")
}
