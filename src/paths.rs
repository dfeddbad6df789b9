//! Where the program keeps its own files: settings, backups, logs.
//!
//! `COXSWAIN_HOME` puts them all under one folder, for portable use and for tests. A test that runs
//! in one process with others names its folder itself.

use std::path::{Path, PathBuf};

use directories::ProjectDirs;

use crate::error::{Error, Result};

/// The place of the program's own files; unless a folder is named, what the environment and the
/// system say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Home(Option<PathBuf>);

impl Home {
    /// Everything under this folder.
    pub fn at(folder: PathBuf) -> Self {
        Self(Some(folder))
    }

    /// The folder for backups and logs.
    ///
    /// # Errors
    /// When the system names no home folder.
    pub fn data_folder(&self) -> Result<PathBuf> {
        self.folder(|dirs| dirs.data_local_dir().to_owned())
    }

    /// The folder for settings of this computer.
    ///
    /// # Errors
    /// When the system names no home folder.
    pub fn config_folder(&self) -> Result<PathBuf> {
        self.folder(|dirs| dirs.config_dir().to_owned())
    }

    /// The file that keeps the import on its way of a workspace: named after the hash of its path, which may
    /// hold any character.
    ///
    /// # Errors
    /// When the system names no home folder.
    pub fn draft_of(&self, workspace: &Path) -> Result<PathBuf> {
        let full = std::path::absolute(workspace).unwrap_or_else(|_| workspace.to_owned());
        let hash = blake3::hash(full.as_os_str().as_encoded_bytes()).to_hex();
        Ok(self.data_folder()?.join("drafts").join(format!("{hash}.json")))
    }

    fn folder(&self, of: impl FnOnce(&ProjectDirs) -> PathBuf) -> Result<PathBuf> {
        let named = self.0.clone().or_else(|| std::env::var_os("COXSWAIN_HOME").map(PathBuf::from));
        if let Some(home) = named {
            return Ok(home);
        }
        ProjectDirs::from("", "", "coxswain")
            .map(|dirs| of(&dirs))
            .ok_or_else(|| Error::new("error-no-home"))
    }
}

/// Writes one of the program's own files, which appears whole or not at all, and its folder.
///
/// # Errors
/// When the place cannot be written.
pub fn write_own(file: &Path, text: &str) -> Result<()> {
    let fail = |error: std::io::Error| Error::new("error-disk").detail(error);
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder).map_err(fail)?;
    }
    let part = file.with_extension("part");
    std::fs::write(&part, text).map_err(fail)?;
    std::fs::rename(&part, file).map_err(fail)
}
