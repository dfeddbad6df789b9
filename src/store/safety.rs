//! How safe a workspace is: what the page of its health shows, gathered from the disk.

use std::path::{Path, PathBuf};

use crate::error::Result;
use crate::paths::Home;
use crate::store::backup::folder_of;
use crate::store::kept::{self, Checked, Kept};
use crate::store::place::{self, Risk};

/// How safe a workspace is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Safety {
    /// The file.
    pub file: PathBuf,
    /// Its size in bytes; `None` when it cannot be seen.
    pub size: Option<u64>,
    /// What is to be said of its place.
    pub risk: Option<Risk>,
    /// How many bytes are free where it stands.
    pub free: Option<u64>,
    /// How many bytes are free where its backups are.
    pub free_for_backups: Option<u64>,
    /// Where its backups are.
    pub folder: PathBuf,
    /// Its backups, newest first.
    pub backups: Vec<Kept>,
    /// Its last full check.
    pub checked: Option<Checked>,
}

/// Below how many bytes free a disk is nearly full, whatever the size of the workspace.
const LITTLE: u64 = 200 << 20;

impl Safety {
    /// Looks at a workspace that may be open, without touching it.
    ///
    /// # Errors
    /// When the system names no home folder or the folder of backups cannot be made.
    pub fn look(file: &Path, home: &Home) -> Result<Self> {
        let folder = folder_of(file, home)?;
        Ok(Self {
            file: file.to_owned(),
            size: std::fs::metadata(file).ok().map(|data| data.len()),
            risk: place::risk(file),
            free: place::free_space(file),
            free_for_backups: place::free_space(&folder.join("any")),
            backups: kept::list(file, home)?,
            checked: kept::last_check(file, home)?,
            folder,
        })
    }

    /// The newest backup whose date tells something.
    pub fn newest(&self) -> Option<&Kept> {
        self.backups.iter().find(|kept| !kept.ahead)
    }

    /// Whether so little is free that saving or the next backup may fail: less than two more of the file.
    pub fn nearly_full(&self, free: u64) -> bool {
        free < LITTLE.max(self.size.unwrap_or_default().saturating_mul(2))
    }
}
