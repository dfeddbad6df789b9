//! Verified backups outside the workspace's folder, and restoring one.
//!
//! A backup is written beside its final name, opened read-only, checked in full and only then
//! renamed into place. A source that fails never displaces a good backup; which old ones go then is
//! decided in [`kept`]. Restoring never needs the broken file to open: it is set aside under a new name,
//! not deleted.

use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDateTime, Utc};

use crate::clock;
use crate::error::{Error, Result};
use crate::paths::Home;
use crate::store::workspace::{Held, beside, locked, settled, unsettled};
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
    /// Whether it is one of the program's own backups, of which old ones go.
    own: bool,
}

impl Begun {
    /// Copies the workspace to the place beside the backup's own.
    fn copy(workspace: &mut Workspace, target: PathBuf, own: bool) -> Result<Self> {
        if target.exists() {
            return Err(Error::new("error-file-exists").arg("file", target.display()));
        }
        let part = beside(&target, ".part");
        let _ = std::fs::remove_file(&part);
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
            return Err(self.give_up(error));
        }
        if self.own {
            kept::note_sound(&self.target);
            if let Some(folder) = self.target.parent() {
                kept::thin(folder, clock::today());
            }
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

/// Writes the copy of a backup among the program's own files.
///
/// # Errors
/// When the folder cannot be written.
pub fn begin(workspace: &mut Workspace, reason: Reason, home: &Home) -> Result<Begun> {
    let folder = folder_of(workspace.path(), home)?;
    let stamp = clock::business_time(clock::now()).format("%Y%m%d-%H%M%S%.3f").to_string();
    let name = format!("{}-{}.cox", stamp.replace('.', "-"), reason.word());
    if let Err(error) = privacy::backups::expire(workspace, home, clock::today()) {
        tracing::warn!(error = error.for_log(), "old backups were not looked at");
    }
    Begun::copy(workspace, folder.join(name), true)
}

/// As [`begin`], unless nothing was written since the newest backup.
///
/// # Errors
/// As [`begin`].
pub fn begin_if_changed(
    workspace: &mut Workspace,
    reason: Reason,
    home: &Home,
) -> Result<Option<Begun>> {
    let newest = kept::list(workspace.path(), home)?.into_iter().next();
    let changed = std::fs::metadata(workspace.path())
        .and_then(|data| data.modified())
        .map_err(|error| disk(workspace.path(), &error))?;
    let changed = clock::business_time(DateTime::<Utc>::from(changed)).naive_local();
    // Names tell thousandths of a second; nothing is written while a backup is.
    let thousandths = |at: NaiveDateTime| at.and_utc().timestamp_millis();
    if newest.is_some_and(|newest| thousandths(newest.made) >= thousandths(changed)) {
        return Ok(None);
    }
    begin(workspace, reason, home).map(Some)
}

/// Makes a verified backup at a place; refuses when something is already there.
///
/// # Errors
/// When the place is taken or cannot be written, or the copy fails its check.
pub fn make_at(workspace: &mut Workspace, target: &Path) -> Result<()> {
    Begun::copy(workspace, target.to_owned(), false)?.finish().map(|_| ())
}

/// Puts a backup in the place of a workspace; what stood there is set aside and its new name
/// returned.
///
/// # Errors
/// When the backup is not a sound workspace, or the folder cannot be written; the workspace is as
/// it was then.
pub fn restore(backup: &Path, workspace: &Path) -> Result<Option<PathBuf>> {
    Workspace::verify(backup)?;
    // An open workspace must not be replaced under a running console. A damaged one cannot be opened and may
    // be replaced.
    let _held = Held::take(workspace)?;
    if workspace.exists() {
        locked(workspace)?;
    }
    let copy = beside(workspace, ".restoring");
    // Another program may have left a part of a backup beside it.
    let whole = if unsettled(backup) { Some(settled(backup)?) } else { None };
    let source = whole.as_ref().map_or(backup, |whole| whole.file.as_path());
    std::fs::copy(source, &copy).map_err(|error| disk(&copy, &error))?;
    let placed = Workspace::verify(&copy).and_then(|()| on_disk(&copy)).and_then(|()| {
        let aside = if workspace.exists() {
            let aside = free_name(workspace);
            std::fs::rename(workspace, &aside).map_err(|error| disk(workspace, &error))?;
            // What lies beside it goes with it: SQLite would play it into the restored file.
            for ending in ["-journal", "-wal"] {
                let part = beside(workspace, ending);
                if part.exists() {
                    std::fs::rename(&part, beside(&aside, ending))
                        .map_err(|error| disk(&part, &error))?;
                }
            }
            Some(aside)
        } else {
            None
        };
        std::fs::rename(&copy, workspace).map_err(|error| {
            // What stood there goes back.
            if let Some(aside) = &aside {
                let _ = std::fs::rename(aside, workspace);
            }
            disk(workspace, &error)
        })?;
        Ok(aside)
    });
    if placed.is_err() {
        let _ = std::fs::remove_file(&copy);
    }
    placed
}

/// Waits until what was written of a file is on the disk.
fn on_disk(path: &Path) -> Result<()> {
    let file = std::fs::OpenOptions::new().write(true).open(path);
    file.and_then(|file| file.sync_all()).map_err(|error| disk(path, &error))
}

/// A name beside the workspace that nothing has yet.
fn free_name(workspace: &Path) -> PathBuf {
    let stamp = clock::business_time(clock::now()).format("%Y%m%d-%H%M%S").to_string();
    let named = |more: &str| workspace.with_extension(format!("before-restore-{stamp}{more}.cox"));
    let mut name = named("");
    let mut n = 1;
    while name.exists() {
        n += 1;
        name = named(&format!("-{n}"));
    }
    name
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

fn disk(path: &Path, error: &std::io::Error) -> Error {
    let key = if error.kind() == std::io::ErrorKind::StorageFull {
        "error-disk-full"
    } else {
        "error-disk"
    };
    Error::new(key).arg("file", path.display()).detail(error)
}
