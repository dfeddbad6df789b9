//! Who was erased, remembered beside the backups of a workspace: keys and instants, no names.
//!
//! The workspace says it too, in a setting; but a backup from before an erasure that is put in its place does
//! not know of it, and would bring the person back without a word. Beside the backups it stays known: copies
//! are judged by it, and who restores one hears who comes back. A workspace that is renamed takes the list to
//! its new folder with the first backup there, and the old folder keeps its own.

use std::path::Path;

use crate::domain::ids::PersonId;
use crate::error::Result;
use crate::paths::{Home, lock_own, write_own};
use crate::store::privacy::{ErasedPerson, backups, erased};
use crate::store::records::Person;
use crate::store::{Db, Workspace, backup, kept};

/// The file with the list.
const LIST: &str = "erased.json";

/// Who was erased, as the list of a folder of backups says.
pub fn list(folder: &Path) -> Vec<ErasedPerson> {
    let text = std::fs::read_to_string(folder.join(LIST)).ok();
    text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}

/// Adds to the list of a folder what is not on it; what fails is logged and tried again with the next backup.
fn remember(folder: &Path, more: &[ErasedPerson]) {
    let _lock = lock_own(folder);
    let before = list(folder);
    let mut all = before.clone();
    add(&mut all, more);
    if all.len() == before.len() {
        return;
    }
    if let Err(error) = write_own(&folder.join(LIST), &serde_json::json!(all).to_string()) {
        tracing::warn!(error = error.for_log(), "who was erased was not noted beside the backups");
    }
}

fn add(all: &mut Vec<ErasedPerson>, more: &[ErasedPerson]) {
    for one in more {
        if !all.contains(one) {
            all.push(one.clone());
        }
    }
}

/// Notes beside the backups of an open workspace whom it says were erased.
///
/// # Errors
/// When the folder of backups cannot be made, or the database fails.
pub fn note(workspace: &Workspace, home: &Home) -> Result<()> {
    let all = erased(&workspace.db)?;
    if !all.is_empty() {
        remember(&backup::folder_of(workspace.path(), home)?, &all);
    }
    Ok(())
}

/// Those who were erased, and who come back when this copy is put in the place of a workspace; by what the copy
/// holds where it can be read, by when it was made where it cannot. The workspace must be closed. What it
/// knows of erasures is noted beside its backups, since it is about to go. Nobody, where the program's files
/// cannot be reached: a restore does without them.
pub fn returning(copy: &Path, workspace: &Path, home: &Home) -> Vec<ErasedPerson> {
    let folder = match backup::folder_of(workspace, home) {
        Ok(folder) => folder,
        Err(error) => {
            tracing::warn!(error = error.for_log(), "who was erased is not known");
            return vec![];
        }
    };
    let mut all = list(&folder);
    if let Some(beside) = copy.parent() {
        add(&mut all, &list(beside));
    }
    // One that is damaged or not there says nothing; what it knew was noted when it was last open.
    let inside = Workspace::look(workspace).and_then(|workspace| erased(&workspace.db));
    add(&mut all, &inside.unwrap_or_default());
    remember(&folder, &all);
    let mut back = match Workspace::look(copy) {
        Ok(copy) => held(&copy.db, &all),
        Err(_) => {
            let made = std::fs::metadata(copy).ok().and_then(|data| kept::made(copy, &data));
            made.map_or_else(Vec::new, |(made, _)| backups::since(made, &all).cloned().collect())
        }
    };
    back.sort_by_key(|one| one.person);
    back.dedup_by_key(|one| one.person);
    back
}

/// Those of a list whom a copy holds as they were.
fn held(copy: &Db, all: &[ErasedPerson]) -> Vec<ErasedPerson> {
    let gone = erased(copy).unwrap_or_default();
    let there = |one: &&ErasedPerson| {
        let erased_there = gone.iter().any(|other| other.person == one.person);
        // A copy of an older format cannot say who is in it.
        let never_there = matches!(copy.get::<Person>(PersonId(one.person)), Ok(None));
        !erased_there && !never_there
    };
    all.iter().filter(there).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_grows_and_says_nothing_twice() {
        let folder = tempfile::tempdir().unwrap();
        let one = |person: i64| ErasedPerson {
            person,
            number: person,
            at: "2025-11-18T02:15:00.123Z".to_owned(),
        };
        assert!(list(folder.path()).is_empty());
        remember(folder.path(), &[one(1), one(2)]);
        remember(folder.path(), &[one(2), one(3)]);
        assert_eq!(list(folder.path()), [one(1), one(2), one(3)]);
        // A list that was cut off is none, and is begun again.
        std::fs::write(folder.path().join(LIST), "[{").unwrap();
        remember(folder.path(), &[one(4)]);
        assert_eq!(list(folder.path()), [one(4)]);
    }
}
