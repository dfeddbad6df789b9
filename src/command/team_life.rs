//! Commands on charters, mentors, events, recognition.

use crate::error::Result;
use crate::store::Db;

/// A command on charters, mentors, events, recognition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {}

impl Command {
    pub(super) fn head(&self) -> (&'static str, String) {
        match *self {}
    }
}

pub(super) fn apply(_db: &mut Db, command: &Command) -> Result<()> {
    match *command {}
}
