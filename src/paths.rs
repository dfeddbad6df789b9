//! Where the program keeps its own files: settings, backups, logs.
//!
//! `COXSWAIN_HOME` puts them all under one folder, for portable use and for tests. A test that runs
//! in one process with others names its folder itself.

use std::fs::File;
use std::path::{Path, PathBuf};

use directories::ProjectDirs;
use tempfile::TempDir;

use crate::error::{Error, Result};

/// The folders of the program's own files, beside backups and the sample: knocks of other starts, imports on
/// their way, logs, tables from the clipboard.
const FOLDERS: [&str; 4] = ["door", "drafts", "logs", PASTED];

/// The program's own files that lie in no folder: settings, sheets that were seen in a watched folder, how the
/// window stood.
const FILES: [&str; 3] = ["settings.json", WATCHED, "window.ron"];

const PASTED: &str = "pasted";
const WATCHED: &str = "watched.json";

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
        Ok(self.data_folder()?.join("drafts").join(format!("{}.json", hashed(&full))))
    }

    /// The folder of tables that came from the clipboard.
    ///
    /// # Errors
    /// When the system names no home folder.
    pub fn pasted(&self) -> Result<PathBuf> {
        Ok(self.data_folder()?.join(PASTED))
    }

    /// The file with the sheets that were seen in a watched folder.
    ///
    /// # Errors
    /// When the system names no home folder.
    pub fn watched(&self) -> Result<PathBuf> {
        Ok(self.data_folder()?.join(WATCHED))
    }

    /// Whether the program wrote this file for itself, backups and the sample apart. Where everything is under
    /// one folder, workspaces and sheets of people may lie there too.
    ///
    /// # Errors
    /// When the system names no home folder.
    pub fn is_own(&self, file: &Path) -> Result<bool> {
        let roots = [self.data_folder()?, self.config_folder()?];
        let in_folder =
            |root: &PathBuf| FOLDERS.iter().any(|folder| file.starts_with(root.join(folder)));
        let by_name = |root: &PathBuf| {
            FILES.iter().map(|name| root.join(name)).any(|own| {
                // What was cut off while it was written.
                file == own || file == own.with_extension("part")
            })
        };
        Ok(roots.iter().any(|root| in_folder(root) || by_name(root)))
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

/// The hash of a path, by which it is known again and which names nobody: 64 hexadecimal digits.
pub fn hashed(path: &Path) -> String {
    blake3::hash(path.as_os_str().as_encoded_bytes()).to_hex().to_string()
}

/// The first name that is not taken, where `named` gets what stands behind the name: nothing, `-2`, `-3` …
pub fn free_name(named: impl Fn(&str) -> PathBuf, taken: impl Fn(&Path) -> bool) -> PathBuf {
    let mut name = named("");
    let mut n = 1;
    while taken(&name) {
        n += 1;
        name = named(&format!("-{n}"));
    }
    name
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

/// Keeps others, threads and programs, from changing the program's own files in a folder as long as the lock
/// lives; `None` where the file system knows no locks.
pub fn lock_own(folder: &Path) -> Option<File> {
    let mut open = File::options();
    let file = open.create(true).truncate(false).write(true).open(folder.join("lock")).ok()?;
    file.lock().ok().map(|()| file)
}

/// A temporary folder that tells by its name whose it is; it goes with the value.
///
/// # Errors
/// Whatever the disk reports.
pub fn temporary() -> std::io::Result<TempDir> {
    tempfile::Builder::new().prefix("coxswain-").tempdir()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_taken_gets_a_number() {
        let named = |more: &str| PathBuf::from(format!("a{more}.cox"));
        let there = ["a.cox", "a-2.cox"].map(Path::new);
        for (n, free) in [(0, "a.cox"), (1, "a-2.cox"), (2, "a-3.cox")] {
            let taken = |name: &Path| there.iter().take(n).any(|other| name == *other);
            assert_eq!(free_name(named, taken), PathBuf::from(free));
        }
    }

    #[test]
    fn what_the_program_wrote_for_itself_is_told_from_what_people_put_beside_it() {
        let root = PathBuf::from("home");
        let home = Home::at(root.clone());
        for (file, own) in [
            ("settings.json", true),
            ("settings.part", true),
            ("watched.json", true),
            ("window.ron", true),
            ("pasted/c_20251118-0930.tsv", true),
            ("door/lock", true),
            ("drafts/a.json", true),
            ("logs/coxswain.log", true),
            ("backups/a/b.cox", false),
            ("销售.cox", false),
            ("old/settings.json", false),
            ("周报.xlsx", false),
        ] {
            assert_eq!(home.is_own(&root.join(file)), Ok(own), "{file}");
        }
    }
}
