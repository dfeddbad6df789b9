//! The copies of a workspace that still hold what was erased, and when they go.
//!
//! A copy is older than an erasure when it was written before: what was erased then may be in it. Such copies
//! go [`KEPT_DAYS`](super::KEPT_DAYS) days after the erasure, whatever else is thinned, also those that a person
//! asked for. None goes before one from afterwards is there; erasing makes one. Copies are judged by the list
//! beside them ([`remembered`]), so neither a restored workspace that knows of no
//! erasure nor one that is called otherwise today ends it.
//!
//! # Copies that hold somebody and have no day
//! Once such a copy was restored, those made afterwards hold the person again, as the workspace itself does: they
//! say so, and get a day with the next erasure. A copy that is dated ahead tells no time: anybody may be in it,
//! and what becomes of it is left to a person.

use std::path::{Path, PathBuf};

use chrono::{NaiveDate, NaiveDateTime};

use crate::error::Result;
use crate::paths::Home;
use crate::store::privacy::ErasedPerson;
use crate::store::privacy::remembered::{self, Remembered};
use crate::store::{backup, kept};

/// A copy of a workspace: a backup, or what a restore set aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupFile {
    /// The file.
    pub path: PathBuf,
    /// Its size in bytes.
    pub bytes: u64,
    /// When it was made, on the wall clock of the business zone.
    pub made: NaiveDateTime,
}

/// The copies of a workspace, the oldest first.
///
/// # Errors
/// When the folder of backups cannot be made.
pub fn copies(workspace: &Path, home: &Home) -> Result<Vec<BackupFile>> {
    let mut found = backups(&backup::folder_of(workspace, home)?);
    let stem = workspace.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    if let (Some(stem), Some(folder)) = (stem, workspace.parent()) {
        let aside = format!("{stem}.before-restore-");
        found.extend(files(folder, |name| name.starts_with(&aside) && name.ends_with(".cox")));
    }
    found.sort_by(|a, b| (a.made, &a.path).cmp(&(b.made, &b.path)));
    Ok(found)
}

/// The backups in a folder of them.
fn backups(folder: &Path) -> Vec<BackupFile> {
    files(folder, |name| name.ends_with(".cox"))
}

fn files(folder: &Path, wanted: impl Fn(&str) -> bool) -> Vec<BackupFile> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .filter_map(|entry| {
            let data = entry.metadata().ok().filter(std::fs::Metadata::is_file)?;
            wanted(&entry.file_name().to_string_lossy()).then_some(())?;
            let (path, bytes) = (entry.path(), data.len());
            let (made, _) = kept::made(&path, &data)?;
            Some(BackupFile { path, bytes, made })
        })
        .collect()
}

/// Those who were erased and whom a copy may hold: it was made before, or while they were back. One that is dated
/// ahead tells no time: anybody may be in it.
pub fn since(made: NaiveDateTime, erased: &[Remembered]) -> impl Iterator<Item = &ErasedPerson> {
    let ahead = kept::is_ahead(made);
    let holds =
        move |one: &&Remembered| ahead || is_before(made, &one.erased) || one.was_back(made);
    erased.iter().filter(holds).map(|one| &one.erased)
}

/// Whether a copy was made before an erasure.
fn is_before(made: NaiveDateTime, erased: &ErasedPerson) -> bool {
    erased.wall_clock().is_some_and(|at| made < at)
}

/// The day on which a copy goes because it is from before an erasure; `None` where it is from before none, or dated
/// ahead.
pub fn goes_on(made: NaiveDateTime, erased: &[Remembered]) -> Option<NaiveDate> {
    let before = erased.iter().filter(|one| is_before(made, &one.erased));
    let day = before.filter_map(|one| one.erased.backups_until()).min();
    day.filter(|_| !kept::is_ahead(made))
}

/// The copies from before somebody was erased, the oldest first, each with the day on which it goes; without one
/// where it is dated ahead, and stays until somebody deletes it.
///
/// # Errors
/// When the folder of backups cannot be made.
pub fn from_before(workspace: &Path, home: &Home) -> Result<Vec<(PathBuf, Option<NaiveDate>)>> {
    let erased = remembered::list(&backup::folder_of(workspace, home)?);
    let before = |copy: BackupFile| {
        let day = goes_on(copy.made, &erased);
        let ahead = kept::is_ahead(copy.made) && !erased.is_empty();
        (day.is_some() || ahead).then_some((copy.path, day))
    };
    Ok(copies(workspace, home)?.into_iter().filter_map(before).collect())
}

/// Whether a copy is dated ahead.
pub(super) fn is_dated_ahead(copy: &Path) -> bool {
    let made = std::fs::metadata(copy).ok().and_then(|data| kept::made(copy, &data));
    made.is_some_and(|(made, _)| kept::is_ahead(made))
}

/// Removes the copies whose day has come, also those of workspaces that are called otherwise or gone; returns
/// how many.
///
/// # Errors
/// When the folder of backups cannot be made; a copy that cannot be removed is logged and tried again.
pub fn expire(workspace: &Path, home: &Home, today: NaiveDate) -> Result<usize> {
    let own = backup::folder_of(workspace, home)?;
    let mut n = remove_due(&copies(workspace, home)?, &remembered::list(&own), today);
    let folders = own.parent().and_then(|all| std::fs::read_dir(all).ok());
    for entry in folders.into_iter().flatten().flatten() {
        let folder = entry.path();
        if folder != own && folder.is_dir() {
            n += remove_due(&backups(&folder), &remembered::list(&folder), today);
        }
    }
    Ok(n)
}

fn remove_due(copies: &[BackupFile], erased: &[Remembered], today: NaiveDate) -> usize {
    let day = |copy: &BackupFile| goes_on(copy.made, erased);
    let afterwards = |copy: &BackupFile| !kept::is_ahead(copy.made) && day(copy).is_none();
    if !copies.iter().any(afterwards) {
        return 0;
    }
    let due = copies.iter().filter(|copy| day(copy).is_some_and(|day| day <= today));
    let removed = due.filter(|copy| match kept::remove(&copy.path) {
        Ok(()) => true,
        Err(error) => {
            tracing::warn!(error = error.for_log(), "cannot remove an old backup");
            false
        }
    });
    removed.count()
}
