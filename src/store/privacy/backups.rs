//! The copies of a workspace that still hold what was erased, and when they go.
//!
//! A copy is older than an erasure when it was written before: what was erased then may be in it. Such copies
//! go [`KEPT_DAYS`](super::KEPT_DAYS) days after the erasure, whatever else is thinned, also those that a person
//! asked for. None goes before one from afterwards is there; erasing makes one. Copies are judged by the list
//! beside them ([`remembered`]), so neither a restored workspace that knows of no
//! erasure nor one that is called otherwise today ends it.

use std::path::{Path, PathBuf};

use chrono::{NaiveDate, NaiveDateTime};

use crate::error::Result;
use crate::paths::Home;
use crate::store::privacy::{ErasedPerson, remembered};
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

/// Those who were erased after a copy was made. One that is dated ahead tells no time: anybody may be in it.
pub fn since(made: NaiveDateTime, erased: &[ErasedPerson]) -> impl Iterator<Item = &ErasedPerson> {
    let ahead = kept::is_ahead(made);
    erased.iter().filter(move |one| ahead || one.wall_clock().is_some_and(|at| made < at))
}

/// The day on which a copy goes because of those who were erased since; `None` where nobody was.
pub fn goes_on(made: NaiveDateTime, erased: &[ErasedPerson]) -> Option<NaiveDate> {
    since(made, erased).filter_map(ErasedPerson::backups_until).min()
}

/// The copies from before somebody was erased, the oldest first, each with the day on which it goes.
///
/// # Errors
/// When the folder of backups cannot be made.
pub fn from_before(workspace: &Path, home: &Home) -> Result<Vec<(PathBuf, NaiveDate)>> {
    let erased = remembered::list(&backup::folder_of(workspace, home)?);
    let dated = |copy: BackupFile| Some((copy.path, goes_on(copy.made, &erased)?));
    Ok(copies(workspace, home)?.into_iter().filter_map(dated).collect())
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

fn remove_due(copies: &[BackupFile], erased: &[ErasedPerson], today: NaiveDate) -> usize {
    let day = |copy: &BackupFile| goes_on(copy.made, erased);
    if copies.iter().all(|copy| day(copy).is_some()) {
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
