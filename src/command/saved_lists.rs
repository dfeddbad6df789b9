//! Commands on lists that are kept by a name: which deals somebody wants to see again.

use crate::command::input::gone;
use crate::domain::ids::SavedListId;
use crate::error::{Error, Result};
use crate::store::Db;
use crate::store::records::{ListPage, SavedList};

/// A command on a kept list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Keeps what is filtered under a name; one of the same name takes it over.
    Save {
        /// The name; never blank.
        name: String,
        /// What is filtered, a JSON object.
        asked: String,
    },
    /// Gives a list another name.
    Rename {
        /// The list.
        id: SavedListId,
        /// The name; never blank, once.
        name: String,
    },
    /// Forgets a list.
    Remove {
        /// The list.
        id: SavedListId,
        /// Its name, for the journal.
        name: String,
    },
}

impl Command {
    pub(super) fn head(&self) -> (&'static str, String) {
        let (title, name) = match self {
            Self::Save { name, .. } => ("step-list-save", name),
            Self::Rename { name, .. } => ("step-list-rename", name),
            Self::Remove { name, .. } => ("step-list-remove", name),
        };
        (title, name.trim().to_owned())
    }
}

pub(super) fn apply(db: &mut Db, command: &Command) -> Result<()> {
    match command {
        Command::Save { name, asked } => {
            let name = named(name)?;
            let old = db.all::<SavedList>()?.into_iter().find(|list| list.name == name);
            let new = SavedList {
                id: match &old {
                    Some(old) => old.id,
                    None => SavedListId(db.allocate()?),
                },
                page: ListPage::Deals,
                name,
                asked: asked.clone(),
            };
            match old {
                Some(old) => db.update_from(&old, &new).map(|_| ()),
                None => db.insert(&new),
            }
        }
        Command::Rename { id, name } => {
            let name = named(name)?;
            let all = db.all::<SavedList>()?;
            if all.iter().any(|list| list.name == name && list.id != *id) {
                return Err(Error::new("error-list-twice").arg("name", name));
            }
            let old = all.into_iter().find(|list| list.id == *id);
            let old = old.ok_or_else(gone)?;
            let new = SavedList { name, ..old.clone() };
            db.update_from(&old, &new).map(|_| ())
        }
        Command::Remove { id, .. } => {
            let old = db.get::<SavedList>(*id)?;
            let old = old.ok_or_else(gone)?;
            db.delete::<SavedList>(old.id)
        }
    }
}

fn named(name: &str) -> Result<String> {
    let name = name.trim();
    if name.is_empty() {
        return Err(Error::new("error-list-name"));
    }
    Ok(name.to_owned())
}
