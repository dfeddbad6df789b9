//! Commands on handovers.

use crate::error::Result;
use crate::store::Db;

/// A command on handovers.
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
