//! The copies of a workspace that still hold what was erased, and when they go.
//!
//! A copy is older than an erasure when it was written before: what was erased then may be in it. Such copies
//! go [`KEPT_DAYS`](super::KEPT_DAYS) days after the erasure, whatever else is thinned, also those that a person
//! asked for. Erasing makes a backup afterwards, so one without the person is always there.

use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate, Utc};

use crate::error::Result;
use crate::paths::Home;
use crate::store::privacy::{ErasedPerson, erased};
use crate::store::{Workspace, backup};

/// A copy of a workspace: a backup, or what a restore set aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupFile {
    /// The file.
    pub path: PathBuf,
    /// Its size in bytes.
    pub bytes: u64,
    /// When it was written.
    pub written: DateTime<Utc>,
}

/// The copies of a workspace, the oldest first.
///
/// # Errors
/// When the folder of backups cannot be made.
pub fn copies(workspace: &Path, home: &Home) -> Result<Vec<BackupFile>> {
    let mut found = files(&backup::folder_of(workspace, home)?, |name| name.ends_with(".cox"));
    let stem = workspace.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    if let (Some(stem), Some(folder)) = (stem, workspace.parent()) {
        let aside = format!("{stem}.before-restore-");
        found.extend(files(folder, |name| name.starts_with(&aside)));
    }
    found.sort_by(|a, b| (a.written, &a.path).cmp(&(b.written, &b.path)));
    Ok(found)
}

fn files(folder: &Path, wanted: impl Fn(&str) -> bool) -> Vec<BackupFile> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .filter_map(|entry| {
            let data = entry.metadata().ok().filter(std::fs::Metadata::is_file)?;
            wanted(&entry.file_name().to_string_lossy()).then_some(())?;
            let written = DateTime::<Utc>::from(data.modified().ok()?);
            Some(BackupFile { path: entry.path(), bytes: data.len(), written })
        })
        .collect()
}

/// The day on which a copy goes because of those who were erased since; `None` where nobody was.
pub fn goes_on(copy: &BackupFile, erased: &[ErasedPerson]) -> Option<NaiveDate> {
    let since = erased.iter().filter(|one| {
        let at = DateTime::parse_from_rfc3339(&one.at).map(|at| at.to_utc());
        at.is_ok_and(|at| copy.written < at)
    });
    since.filter_map(ErasedPerson::backups_until).min()
}

/// Removes the copies whose day has come; returns how many.
///
/// # Errors
/// Whatever the database reports; a copy that cannot be removed is logged and tried again.
pub fn expire(workspace: &Workspace, home: &Home, today: NaiveDate) -> Result<usize> {
    let erased = erased(&workspace.db)?;
    if erased.is_empty() {
        return Ok(0);
    }
    let mut n = 0;
    for copy in copies(workspace.path(), home)? {
        if goes_on(&copy, &erased).is_some_and(|day| day <= today) {
            match std::fs::remove_file(&copy.path) {
                Ok(()) => n += 1,
                Err(error) => tracing::warn!(%error, "cannot remove an old backup"),
            }
        }
    }
    Ok(n)
}
