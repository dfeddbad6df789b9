//! Where the program keeps its own files: settings, backups, logs.
//!
//! `COXSWAIN_HOME` puts them all under one folder, for portable use and for tests.

use std::path::PathBuf;

use directories::ProjectDirs;

use crate::error::{Error, Result};

/// The folder for backups and logs.
///
/// # Errors
/// When the system names no home folder.
pub fn data_folder() -> Result<PathBuf> {
    folder(|dirs| dirs.data_local_dir().to_owned())
}

/// The folder for settings of this computer.
///
/// # Errors
/// When the system names no home folder.
pub fn config_folder() -> Result<PathBuf> {
    folder(|dirs| dirs.config_dir().to_owned())
}

fn folder(of: impl FnOnce(&ProjectDirs) -> PathBuf) -> Result<PathBuf> {
    if let Some(home) = std::env::var_os("COXSWAIN_HOME") {
        return Ok(PathBuf::from(home));
    }
    ProjectDirs::from("", "", "coxswain")
        .map(|dirs| of(&dirs))
        .ok_or_else(|| Error::new("error-no-home"))
}
