//! Verified backups outside the workspace's folder, and restoring one.
//!
//! A backup is written beside its final name, opened read-only, checked in full and only then
//! renamed into place. A source that fails never displaces a good backup; which old ones go then is
//! decided in [`kept`]. Restoring never needs the broken file to open: it is set aside under a new name,
//! not deleted. A file and what SQLite keeps beside it are moved together or not at all.

use std::io;
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDateTime, Utc};

use crate::clock;
use crate::error::{Error, Result};
use crate::paths::{Home, free_name};
use crate::store::workspace::{Held, PARTS, beside, locked, settled, unsettled};
use crate::store::{Workspace, kept, privacy};

/// Why a backup is made; part of its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Before the schema changes.
    Migration,
    /// Before an import.
    Import,
    /// By itself, while the workspace is worked on.
    Work,
    /// Asked for by a person.
    Asked,
}

impl Reason {
    /// All reasons.
    pub const ALL: [Self; 4] = [Self::Migration, Self::Import, Self::Work, Self::Asked];

    /// The word in the name.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Migration => "migration",
            Self::Import => "import",
            Self::Work => "work",
            Self::Asked => "asked",
        }
    }
}

/// A copy that is written and not yet checked. Writing needs the workspace, checking does not.
#[derive(Debug)]
pub struct Begun {
    part: PathBuf,
    target: PathBuf,
    /// The workspace and the program's files, for one of its own backups: of these old ones go.
    own: Option<(PathBuf, Home)>,
}

impl Begun {
    /// Copies the workspace to the place beside the backup's own.
    fn copy(workspace: &mut Workspace, target: PathBuf, home: Option<&Home>) -> Result<Self> {
        if target.exists() {
            return Err(Error::new("error-file-exists").arg("file", target.display()));
        }
        // A copy leaves out pages that nothing leads to: it may be sound where the file is not.
        workspace.check_once()?;
        let part = beside(&target, ".part");
        let _ = std::fs::remove_file(&part);
        let own = home.map(|home| (workspace.path().to_owned(), home.clone()));
        let begun = Self { part, target, own };
        match workspace.db.copy_to(&begun.part) {
            Ok(()) => Ok(begun),
            Err(error) => Err(begun.give_up(error)),
        }
    }

    fn give_up(self, error: Error) -> Error {
        let _ = std::fs::remove_file(&self.part);
        error
    }

    /// Checks the copy in full and gives it its name. Of the earlier ones those go whose time is over.
    ///
    /// # Errors
    /// When the copy fails its check or the disk does.
    pub fn finish(self) -> Result<PathBuf> {
        let written =
            Workspace::verify(&self.part).and_then(|()| on_disk(&self.part)).and_then(|()| {
                std::fs::rename(&self.part, &self.target)
                    .map_err(|error| disk(&self.target, &error))
            });
        if let Err(error) = written {
            if let Some((workspace, home)) = &self.own {
                expire(workspace, home);
            }
            return Err(self.give_up(error));
        }
        if let Some((workspace, home)) = &self.own {
            kept::note_sound(&self.target, workspace);
            if let Some(folder) = self.target.parent() {
                kept::thin(folder, &self.target, clock::today());
            }
            expire(workspace, home);
        }
        Ok(self.target)
    }
}

/// Makes a verified backup among the program's own files and returns its path.
///
/// # Errors
/// When the folder cannot be written or the copy fails its check.
pub fn make(workspace: &mut Workspace, reason: Reason, home: &Home) -> Result<PathBuf> {
    begin(workspace, reason, home)?.finish()
}

/// Writes the copy of a backup among the program's own files. Where that fails, those that hold erased people and
/// whose day has come go all the same.
///
/// # Errors
/// When the folder cannot be written.
pub fn begin(workspace: &mut Workspace, reason: Reason, home: &Home) -> Result<Begun> {
    let folder = folder_of(workspace.path(), home)?;
    let stamp = clock::business_time(clock::now()).format("%Y%m%d-%H%M%S%.3f").to_string();
    let name = format!("{}-{}.cox", stamp.replace('.', "-"), reason.word());
    note_erased(workspace, home);
    let begun = Begun::copy(workspace, folder.join(name), Some(home));
    if begun.is_err() {
        // A full disk does not keep those whose day has come; they give it room.
        expire(workspace.path(), home);
    }
    begun
}

/// Notes beside the backups who was erased, so that those from before are told from now on.
fn note_erased(workspace: &Workspace, home: &Home) {
    if let Err(error) = privacy::remembered::note(workspace, home) {
        tracing::warn!(error = error.for_log(), "who was erased was not noted beside the backups");
    }
}

/// Removes the copies that hold erased people and whose day has come; what fails is tried again.
fn expire(workspace: &Path, home: &Home) {
    if let Err(error) = privacy::backups::expire(workspace, home, clock::today()) {
        tracing::warn!(error = error.for_log(), "old backups were not looked at");
    }
}

/// As [`begin`], unless nothing was written since the newest backup; then that one is enough for old ones to go.
///
/// # Errors
/// As [`begin`].
pub fn begin_if_changed(
    workspace: &mut Workspace,
    reason: Reason,
    home: &Home,
) -> Result<Option<Begun>> {
    // One that is dated ahead does not say what was written since.
    let newest = kept::list(workspace.path(), home)?.into_iter().find(|kept| !kept.ahead);
    let changed = std::fs::metadata(workspace.path())
        .and_then(|data| data.modified())
        .map_err(|error| disk(workspace.path(), &error))?;
    let changed = clock::business_time(DateTime::<Utc>::from(changed)).naive_local();
    // Names tell thousandths of a second; nothing is written while a backup is.
    let thousandths = |at: NaiveDateTime| at.and_utc().timestamp_millis();
    if newest.is_some_and(|newest| thousandths(newest.made) >= thousandths(changed)) {
        note_erased(workspace, home);
        expire(workspace.path(), home);
        return Ok(None);
    }
    begin(workspace, reason, home).map(Some)
}

/// Makes a verified backup at a place; refuses when something is already there.
///
/// # Errors
/// When the place is taken or cannot be written, or the copy fails its check.
pub fn make_at(workspace: &mut Workspace, target: &Path) -> Result<()> {
    Begun::copy(workspace, target.to_owned(), None)?.finish().map(|_| ())
}

/// Puts a backup in the place of a workspace; what stood there is set aside and its new name
/// returned.
///
/// # Errors
/// When the backup is not a sound workspace, or the folder cannot be written; the workspace is as
/// it was then.
pub fn restore(backup: &Path, workspace: &Path) -> Result<Option<PathBuf>> {
    restore_with(backup, workspace, &mut |from, to| std::fs::rename(from, to))
}

/// What gives a file another name.
type Rename<'a> = dyn FnMut(&Path, &Path) -> io::Result<()> + 'a;

fn restore_with(
    backup: &Path,
    workspace: &Path,
    rename: &mut Rename<'_>,
) -> Result<Option<PathBuf>> {
    Workspace::verify(backup)?;
    // An open workspace must not be replaced under a running console. A damaged one cannot be opened and may
    // be replaced.
    let _held = Held::take(workspace)?;
    if workspace.exists() {
        locked(workspace)?;
    }
    let copy = Leftover(beside(workspace, ".restoring"));
    // Another program may have left a part of a backup beside it.
    let whole = if unsettled(backup) { Some(settled(backup)?) } else { None };
    let source = whole.as_ref().map_or(backup, |whole| whole.file.as_path());
    std::fs::copy(source, &copy.0).map_err(|error| disk(&copy.0, &error))?;
    Workspace::verify(&copy.0)?;
    on_disk(&copy.0)?;
    exchange(&copy.0, workspace, rename)
}

/// A file that goes with this, unless it has another name by then.
struct Leftover(PathBuf);

impl Drop for Leftover {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

/// Sets a workspace aside, with what lies beside it, which SQLite would play into another, and puts a file in its
/// place. The workspace goes first: where the machine stops in between, a file without its journal would be
/// opened as if it were whole. Where one step fails, those before it are taken back.
fn exchange(new: &Path, workspace: &Path, rename: &mut Rename<'_>) -> Result<Option<PathBuf>> {
    let aside = aside_name(workspace);
    let away = PARTS.map(|ending| (beside(workspace, ending), beside(&aside, ending)));
    let there = away.into_iter().filter(|(from, _)| from.symlink_metadata().is_ok());
    let mut moved: Vec<(PathBuf, PathBuf)> = vec![];
    for (from, to) in there.chain([(new.to_owned(), workspace.to_owned())]) {
        if let Err(error) = rename(&from, &to) {
            for (from, to) in moved.iter().rev() {
                if let Err(error) = rename(to, from) {
                    let (from, to) = (from.display(), to.display());
                    tracing::error!(%error, "what was moved from {from} stays at {to}");
                }
            }
            return Err(disk(&from, &error));
        }
        moved.push((from, to));
    }
    let was_there = moved.iter().any(|(from, to)| from == workspace && *to == aside);
    Ok(was_there.then_some(aside))
}

/// Waits until what was written of a file is on the disk.
fn on_disk(path: &Path) -> Result<()> {
    let file = std::fs::OpenOptions::new().write(true).open(path);
    file.and_then(|file| file.sync_all()).map_err(|error| disk(path, &error))
}

/// A name beside the workspace that nothing has yet.
fn aside_name(workspace: &Path) -> PathBuf {
    let stamp = clock::business_time(clock::now()).format("%Y%m%d-%H%M%S").to_string();
    let named = |more: &str| workspace.with_extension(format!("before-restore-{stamp}{more}.cox"));
    let taken = |name: &Path| PARTS.iter().any(|ending| beside(name, ending).exists());
    free_name(named, taken)
}

/// The folder that holds a workspace's backups, made when missing.
///
/// # Errors
/// When it cannot be made.
pub fn folder_of(workspace: &Path, home: &Home) -> Result<PathBuf> {
    let full = std::path::absolute(workspace).unwrap_or_else(|_| workspace.to_owned());
    let hash = blake3::hash(full.as_os_str().as_encoded_bytes()).to_hex();
    let name =
        workspace.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    let folder = home
        .data_folder()?
        .join("backups")
        .join(format!("{name}-{}", hash.as_str().get(..8).unwrap_or_default()));
    std::fs::create_dir_all(&folder).map_err(|error| disk(&folder, &error))?;
    Ok(folder)
}

fn disk(path: &Path, error: &io::Error) -> Error {
    let key =
        if error.kind() == io::ErrorKind::StorageFull { "error-disk-full" } else { "error-disk" };
    Error::new(key).arg("file", path.display()).detail(error)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    /// Every file of a folder with what it holds.
    fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
        let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        entries.map(|path| (path.clone(), std::fs::read(&path).unwrap())).collect()
    }

    #[test]
    fn a_restore_that_fails_at_any_step_leaves_every_file_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let backup = folder.path().join("backup.cox");
        drop(Workspace::create(&backup).unwrap());
        let workspace = folder.path().join("销售.cox");
        for (n, ending) in PARTS.into_iter().enumerate() {
            std::fs::write(beside(&workspace, ending), format!("part {n}")).unwrap();
        }
        let before = files(folder.path());
        for fails_at in 0..=PARTS.len() {
            let mut n = 0;
            let failed = restore_with(&backup, &workspace, &mut |from, to| {
                n += 1;
                if n == fails_at + 1 {
                    return Err(io::Error::from(io::ErrorKind::PermissionDenied));
                }
                std::fs::rename(from, to)
            });
            assert_eq!(failed.unwrap_err().key(), "error-disk", "step {fails_at}");
            assert_eq!(n, 2 * fails_at + 1, "what was done is taken back");
            assert_eq!(files(folder.path()), before, "step {fails_at}");
        }
        let aside = restore(&backup, &workspace).unwrap().expect("what stood there");
        for (n, ending) in PARTS.into_iter().enumerate() {
            let part = std::fs::read_to_string(beside(&aside, ending)).unwrap();
            assert_eq!(part, format!("part {n}"));
        }
        let after = files(folder.path());
        assert_eq!(after.len(), before.len() + 1);
        assert_eq!(after.get(&workspace), after.get(&backup));
    }

    #[test]
    fn what_lies_beside_a_file_that_is_gone_is_not_left_beside_the_restored_one() {
        let folder = tempfile::tempdir().unwrap();
        let backup = folder.path().join("backup.cox");
        drop(Workspace::create(&backup).unwrap());
        let workspace = folder.path().join("销售.cox");
        std::fs::write(beside(&workspace, "-wal"), "foreign").unwrap();
        assert_eq!(restore(&backup, &workspace), Ok(None));
        assert!(!beside(&workspace, "-wal").exists());
        Workspace::open(&workspace).unwrap().full_check().unwrap();
    }

    #[test]
    fn a_copy_that_cannot_be_written_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let backup = folder.path().join("backup.cox");
        drop(Workspace::create(&backup).unwrap());
        let workspace = folder.path().join("no folder").join("销售.cox");
        assert!(restore(&backup, &workspace).is_err());
        // A foreign folder in its way is not the copy, and stays.
        let workspace = folder.path().join("销售.cox");
        let in_the_way = beside(&workspace, ".restoring");
        std::fs::create_dir(&in_the_way).unwrap();
        assert!(restore(&backup, &workspace).is_err());
        assert!(in_the_way.is_dir() && !workspace.exists());
    }
}
