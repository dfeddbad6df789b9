//! Imports on their way, kept as files of the program's own, one for each workspace.
//!
//! They are written on the store's thread, in the order in which they were asked for, and before
//! the window goes.

use std::path::Path;

use crate::app::App;
use crate::error::{Error, Result};
use crate::paths::{Home, write_own};

impl App {
    /// Keeps how far the import of the open workspace is; an empty text forgets it.
    pub(super) fn keep_draft(&self, text: String) {
        let Some(session) = &self.session else { return };
        let (home, workspace) = (self.home.clone(), session.path.clone());
        self.store.send(move |_| {
            if let Err(error) = write(&home, &workspace, &text) {
                tracing::warn!(error = error.for_log(), "an import on its way was not kept");
            }
        });
    }
}

/// What was kept for a workspace; empty when nothing was.
pub(super) fn read(home: &Home, workspace: &Path) -> String {
    let file = home.draft_of(workspace).ok();
    file.and_then(|file| std::fs::read_to_string(file).ok()).unwrap_or_default()
}

fn write(home: &Home, workspace: &Path, text: &str) -> Result<()> {
    let file = home.draft_of(workspace)?;
    if !text.is_empty() {
        return write_own(&file, text);
    }
    match std::fs::remove_file(&file) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(Error::new("error-disk").detail(error))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_workspace_has_its_draft_until_it_is_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::at(folder.path().to_owned());
        let (one, two) = (Path::new("a.cox"), Path::new("b.cox"));
        assert_eq!(read(&home, one), "");
        write(&home, one, "{1}").unwrap();
        write(&home, two, "{2}").unwrap();
        assert_eq!((read(&home, one), read(&home, two)), ("{1}".to_owned(), "{2}".to_owned()));
        write(&home, one, "").unwrap();
        write(&home, one, "").unwrap();
        assert_eq!(read(&home, one), "");
    }
}
