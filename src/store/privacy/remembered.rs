//! Who was erased, remembered beside the backups of a workspace: keys and instants, no names.
//!
//! The workspace says it too, in a setting; but a backup from before an erasure that is put in its place does
//! not know of it, and would bring the person back without a word. Beside the backups it stays known: copies
//! are judged by it, and who restores one hears who comes back; that is noted too, since later copies hold them.
//! A workspace that is renamed takes the list to its new folder with the first backup there, and the old folder
//! keeps its own.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use chrono::{NaiveDateTime, SecondsFormat};
use serde::{Deserialize, Serialize};

use crate::clock;
use crate::domain::ids::PersonId;
use crate::error::{Error, Result};
use crate::paths::{Home, free_name, lock_own, write_own};
use crate::store::privacy::{ErasedPerson, backups, erased, wall_clock};
use crate::store::records::Person;
use crate::store::workspace::Held;
use crate::store::{Db, Workspace, backup, kept};

/// The file with the list.
const LIST: &str = "erased.json";

/// Somebody who was erased, and when the workspace held them again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remembered {
    /// Who.
    #[serde(flatten)]
    pub erased: ErasedPerson,
    /// From when to when they were back with a restored copy, UTC texts; where no end stands they still are.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    back: Vec<(String, Option<String>)>,
}

impl From<&ErasedPerson> for Remembered {
    fn from(erased: &ErasedPerson) -> Self {
        Self { erased: erased.clone(), back: vec![] }
    }
}

impl Remembered {
    /// Whether they are back.
    fn is_back(&self) -> bool {
        self.back.last().is_some_and(|(_, until)| until.is_none())
    }

    /// Whether they were back at a time on the wall clock of the business zone.
    pub fn was_back(&self, at: NaiveDateTime) -> bool {
        self.back.iter().any(|(from, until)| {
            let began = wall_clock(from).is_some_and(|from| from <= at);
            began && until.as_deref().and_then(wall_clock).is_none_or(|until| at < until)
        })
    }

    /// Notes when they went again, unless they did.
    fn end(&mut self, at: &str) {
        if let Some((from, until)) = self.back.last_mut()
            && until.is_none()
            && from.as_str() < at
        {
            *until = Some(at.to_owned());
        }
    }
}

/// Who was erased, as the list of a folder of backups says; nobody where it cannot be read, which is logged.
pub fn list(folder: &Path) -> Vec<Remembered> {
    read(folder).unwrap_or_else(|error| {
        tracing::warn!(%error, "the list of those who were erased was not read");
        vec![]
    })
}

/// Only a list that is not there is empty. One that says nothing that can be understood is
/// [`io::ErrorKind::InvalidData`].
fn read(folder: &Path) -> io::Result<Vec<Remembered>> {
    match std::fs::read(folder.join(LIST)) {
        Ok(bytes) => serde_json::from_slice(&bytes)
            .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(vec![]),
        Err(error) => Err(error),
    }
}

/// Changes the list of a folder; what fails is logged and tried again with the next backup. A list that is broken
/// is set aside and begun again; nothing is written over one that cannot be read.
fn change(folder: &Path, change: impl FnOnce(&mut Vec<Remembered>)) {
    let _lock = lock_own(folder);
    let before = match read(folder) {
        Err(error) if error.kind() == io::ErrorKind::InvalidData => {
            tracing::warn!(%error, "the list of those who were erased is broken and set aside");
            set_aside(folder).map(|()| vec![])
        }
        other => other,
    };
    let written =
        before.map_err(|error| Error::new("error-disk").detail(error)).and_then(|before| {
            let mut all = before.clone();
            change(&mut all);
            if all == before {
                return Ok(());
            }
            write_own(&folder.join(LIST), &serde_json::json!(all).to_string())
        });
    if let Err(error) = written {
        tracing::warn!(error = error.for_log(), "who was erased was not noted beside the backups");
    }
}

/// Gives a broken list a name that nothing there has.
fn set_aside(folder: &Path) -> io::Result<()> {
    let named = |more: &str| folder.join(format!("erased-broken{more}.json"));
    let aside = free_name(named, Path::exists);
    std::fs::rename(folder.join(LIST), aside)
}

/// Adds to a list who is not on it. Who is erased again is back no more.
fn add(all: &mut Vec<Remembered>, more: &[Remembered]) {
    for one in more {
        if all.iter().any(|known| known.erased == one.erased) {
            continue;
        }
        let same = all.iter_mut().filter(|known| known.erased.person == one.erased.person);
        same.for_each(|known| known.end(&one.erased.at));
        all.push(one.clone());
    }
}

/// Notes on a list who is back from now on, and that nobody else is. The last entry of a person tells it.
fn mark(all: &mut [Remembered], back: &[ErasedPerson], now: &str) {
    let mut seen = BTreeSet::new();
    for one in all.iter_mut().rev() {
        let person = one.erased.person;
        let comes = seen.insert(person) && back.iter().any(|other| other.person == person);
        match (comes, one.is_back()) {
            (true, false) => one.back.push((now.to_owned(), None)),
            (false, true) => one.end(now),
            _ => {}
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

fn remember(folder: &Path, more: &[ErasedPerson]) {
    let more: Vec<Remembered> = more.iter().map(Remembered::from).collect();
    change(folder, |all| add(all, &more));
}

/// What came of a restore.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Restored {
    /// What stood there, under its new name.
    pub aside: Option<PathBuf>,
    /// How many people who were erased are back.
    pub back: usize,
}

/// Puts a copy in the place of a workspace, as [`backup::restore`] does, and notes beside the backups who is back
/// with it: the backups from now on hold them too.
///
/// # Errors
/// As [`backup::restore`]; nothing is noted then.
pub fn restore(copy: &Path, workspace: &Path, home: &Home) -> Result<Restored> {
    // One that is open here is refused before anything looks at it.
    drop(Held::take(workspace)?);
    let back = returning(copy, workspace, home);
    let now = clock::now().to_rfc3339_opts(SecondsFormat::Millis, true);
    let aside = backup::restore(copy, workspace)?;
    match backup::folder_of(workspace, home) {
        Ok(folder) => change(&folder, |all| {
            add(all, &of_the_same(copy));
            mark(all, &back, &now);
        }),
        Err(error) => tracing::warn!(error = error.for_log(), "who came back was not noted"),
    }
    Ok(Restored { aside, back: back.len() })
}

/// The list beside a copy, where it is one of the same workspace as it was called before: another that is there
/// still has people of its own under the same keys.
fn of_the_same(copy: &Path) -> Vec<Remembered> {
    let beside = copy
        .parent()
        .filter(|beside| kept::workspace_of(beside).is_some_and(|workspace| !workspace.exists()));
    beside.map(list).unwrap_or_default()
}

/// Those who were erased, and who come back when this copy is put in the place of a workspace; by what the copy
/// holds where it can be read, by when it was made where it cannot. The workspace must be closed. What it
/// knows of erasures is noted beside its backups, since it may be about to go; what stands beside the copy only
/// tells of the copy. Nobody, where the program's files cannot be reached: a restore does without them.
pub fn returning(copy: &Path, workspace: &Path, home: &Home) -> Vec<ErasedPerson> {
    let folder = match backup::folder_of(workspace, home) {
        Ok(folder) => folder,
        Err(error) => {
            tracing::warn!(error = error.for_log(), "who was erased is not known");
            return vec![];
        }
    };
    // One that is damaged or not there says nothing; what it knew was noted when it was last open.
    let inside = Workspace::look(workspace).and_then(|workspace| erased(&workspace.db));
    let inside = inside.unwrap_or_default();
    if !inside.is_empty() {
        remember(&folder, &inside);
    }
    let mut all = list(&folder);
    add(&mut all, &inside.iter().map(Remembered::from).collect::<Vec<_>>());
    if let Some(beside) = copy.parent() {
        add(&mut all, &list(beside));
    }
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
fn held(copy: &Db, all: &[Remembered]) -> Vec<ErasedPerson> {
    let gone = erased(copy).unwrap_or_default();
    let there = |one: &&ErasedPerson| {
        let erased_there = gone.iter().any(|other| other.person == one.person);
        // A copy of an older format cannot say who is in it.
        let never_there = matches!(copy.get::<Person>(PersonId(one.person)), Ok(None));
        !erased_there && !never_there
    };
    all.iter().map(|one| &one.erased).filter(there).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(person: i64, at: &str) -> ErasedPerson {
        ErasedPerson { person, number: person, at: at.to_owned() }
    }

    const AT: &str = "2025-11-18T02:15:00.123Z";

    fn erased_on(folder: &Path) -> Vec<ErasedPerson> {
        list(folder).into_iter().map(|one| one.erased).collect()
    }

    #[test]
    fn a_list_grows_and_says_nothing_twice() {
        let folder = tempfile::tempdir().unwrap();
        let people = [1, 2, 3, 4].map(|person| one(person, AT));
        assert!(list(folder.path()).is_empty());
        remember(folder.path(), &people[..2]);
        remember(folder.path(), &people[1..3]);
        assert_eq!(erased_on(folder.path()), people[..3]);
    }

    #[test]
    fn a_list_that_is_broken_is_set_aside_and_one_that_cannot_be_read_is_not_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(LIST);
        for text in ["[{", "{}"] {
            std::fs::write(&file, text).unwrap();
            assert!(list(folder.path()).is_empty());
            remember(folder.path(), &[one(4, AT)]);
            assert_eq!(erased_on(folder.path()), [one(4, AT)]);
        }
        let aside = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
        assert_eq!(
            (aside("erased-broken.json"), aside("erased-broken-2.json")),
            ("[{".into(), "{}".into())
        );
        // A folder in its place cannot be read as a file.
        std::fs::remove_file(&file).unwrap();
        std::fs::create_dir(&file).unwrap();
        remember(folder.path(), &[one(5, AT)]);
        assert!(file.is_dir() && list(folder.path()).is_empty());
    }

    #[test]
    fn who_came_back_is_in_copies_from_then_until_the_next_erasure() {
        let (mut all, again) = (vec![], one(1, "2025-11-22T00:00:00.000Z"));
        add(&mut all, &[one(1, AT), one(2, AT)].map(|one| Remembered::from(&one)));
        mark(&mut all, &[one(1, AT)], "2025-11-20T00:00:00.000Z");
        let holds = |all: &[Remembered], day: u32| {
            let made = chrono::NaiveDate::from_ymd_opt(2025, 11, day).unwrap();
            let made = made.and_hms_opt(12, 0, 0).unwrap();
            backups::since(made, all).map(|one| one.person).collect::<Vec<_>>()
        };
        assert_eq!(holds(&all, 17), [1, 2], "before the erasure");
        assert!(holds(&all, 19).is_empty(), "after it");
        assert_eq!(holds(&all, 21), [1], "since the restore");
        // What was written comes in again, and a list without such notes does too.
        let text = serde_json::json!(all).to_string();
        assert_eq!(serde_json::from_str::<Vec<Remembered>>(&text).unwrap(), all);
        let plain = serde_json::json!([one(1, AT)]).to_string();
        let plain: Vec<Remembered> = serde_json::from_str(&plain).unwrap();
        assert_eq!(plain, [Remembered::from(&one(1, AT))]);
        // Marked again nothing changes; without the person it ends.
        let mut other = all.clone();
        mark(&mut other, &[one(1, AT)], "2025-11-21T00:00:00.000Z");
        assert_eq!(other, all);
        mark(&mut other, &[], "2025-11-22T00:00:00.000Z");
        assert_eq!((holds(&other, 21), holds(&other, 23)), (vec![1], vec![]));
        add(&mut all, &[Remembered::from(&again)]);
        assert_eq!((holds(&all, 21).len(), holds(&all, 23).len()), (2, 0), "erased again");
        assert!(!all[0].is_back());
    }

    #[test]
    fn the_list_of_another_workspace_that_is_there_is_not_taken_over() {
        let folder = tempfile::tempdir().unwrap();
        let other = folder.path().join("other.cox");
        std::fs::write(&other, "x").unwrap();
        let copy = folder.path().join("20250101-090000-000-asked.cox");
        std::fs::write(&copy, "x").unwrap();
        remember(folder.path(), &[one(1, AT)]);
        assert!(of_the_same(&copy).is_empty(), "nobody knows whose it is");
        kept::note_sound(&copy, &other);
        assert!(of_the_same(&copy).is_empty());
        std::fs::remove_file(&other).unwrap();
        assert_eq!(of_the_same(&copy).len(), 1);
    }
}
