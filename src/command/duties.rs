//! Commands on duty sheets, candidates.

use crate::error::Result;
use crate::store::Db;

/// A command on duty sheets, candidates.
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
