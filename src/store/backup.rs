//! Verified backups outside the workspace's folder, and restoring one.
//!
//! A backup is written beside its final name, opened read-only, checked in full and only then
//! renamed into place. A source that fails never displaces a good backup. Restoring never needs the
//! broken file to open: it is set aside under a new name, not deleted.

use std::path::{Path, PathBuf};

use crate::clock;
use crate::error::{Error, Result};
use crate::paths::Home;
use crate::store::{Workspace, privacy};

/// Why a backup is made; part of its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Before the schema changes.
    Migration,
    /// Before an import.
    Import,
    /// Asked for by a person.
    Asked,
}

impl Reason {
    const fn word(self) -> &'static str {
        match self {
            Self::Migration => "migration",
            Self::Import => "import",
            Self::Asked => "asked",
        }
    }
}

/// How many backups of one reason are kept for a workspace.
const KEPT: usize = 10;

/// Makes a verified backup among the program's own files and returns its path.
///
/// # Errors
/// When the folder cannot be written or the copy fails its check.
pub fn make(workspace: &mut Workspace, reason: Reason, home: &Home) -> Result<PathBuf> {
    let folder = folder_of(workspace.path(), home)?;
    let stamp = clock::business_time(clock::now()).format("%Y%m%d-%H%M%S%.3f").to_string();
    let target = folder.join(format!("{}-{}.cox", stamp.replace('.', "-"), reason.word()));
    make_at(workspace, &target)?;
    thin(&folder, reason);
    if let Err(error) = privacy::backups::expire(workspace, home, clock::today()) {
        tracing::warn!(error = error.for_log(), "old backups were not looked at");
    }
    Ok(target)
}

/// Makes a verified backup at a place; refuses when something is already there.
///
/// # Errors
/// When the place is taken or cannot be written, or the copy fails its check.
pub fn make_at(workspace: &mut Workspace, target: &Path) -> Result<()> {
    if target.exists() {
        return Err(Error::new("error-file-exists").arg("file", target.display()));
    }
    let mut name = target.as_os_str().to_owned();
    name.push(".part");
    let part = PathBuf::from(name);
    let _ = std::fs::remove_file(&part);
    let written = workspace
        .db
        .copy_to(&part)
        .and_then(|()| Workspace::verify(&part))
        .and_then(|()| std::fs::rename(&part, target).map_err(|error| disk(target, &error)));
    if written.is_err() {
        let _ = std::fs::remove_file(&part);
    }
    written
}

/// Puts a backup in the place of a workspace; what stood there is set aside and its new name
/// returned.
///
/// # Errors
/// When the backup is not a sound workspace, or the folder cannot be written; the workspace is as
/// it was then.
pub fn restore(backup: &Path, workspace: &Path) -> Result<Option<PathBuf>> {
    Workspace::verify(backup)?;
    if workspace.exists() {
        // Takes the lock where it can be taken: an open workspace must not be replaced under a
        // running console. A damaged one cannot be opened and may be replaced.
        match Workspace::open(workspace) {
            Err(error) if error.key() == "error-workspace-locked" => return Err(error),
            _ => {}
        }
    }
    let mut name = workspace.as_os_str().to_owned();
    name.push(".restoring");
    let copy = PathBuf::from(name);
    std::fs::copy(backup, &copy).map_err(|error| disk(&copy, &error))?;
    let placed = Workspace::verify(&copy).and_then(|()| {
        let aside = if workspace.exists() {
            let aside = free_name(workspace);
            std::fs::rename(workspace, &aside).map_err(|error| disk(workspace, &error))?;
            // Its rollback journal goes with it: SQLite would play it into the restored file.
            let journal = journal_of(workspace);
            if journal.exists() {
                std::fs::rename(&journal, journal_of(&aside))
                    .map_err(|error| disk(&journal, &error))?;
            }
            Some(aside)
        } else {
            None
        };
        std::fs::rename(&copy, workspace).map_err(|error| disk(workspace, &error))?;
        Ok(aside)
    });
    if placed.is_err() {
        let _ = std::fs::remove_file(&copy);
    }
    placed
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

fn journal_of(workspace: &Path) -> PathBuf {
    let mut name = workspace.as_os_str().to_owned();
    name.push("-journal");
    PathBuf::from(name)
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

/// Drops the oldest backups of one reason; those asked for by a person stay.
fn thin(folder: &Path, reason: Reason) {
    if reason == Reason::Asked {
        return;
    }
    let ending = format!("-{}.cox", reason.word());
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.to_string_lossy().ends_with(&ending))
        .collect();
    files.sort();
    for old in files.iter().rev().skip(KEPT) {
        if let Err(error) = std::fs::remove_file(old) {
            tracing::warn!(%error, "cannot remove an old backup");
        }
    }
}

fn disk(path: &Path, error: &std::io::Error) -> Error {
    let key = if error.kind() == std::io::ErrorKind::StorageFull {
        "error-disk-full"
    } else {
        "error-disk"
    };
    Error::new(key).arg("file", path.display()).detail(error)
}
