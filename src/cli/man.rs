//! The manual pages: made of the very arguments that `--help` tells of, so that they cannot disagree.

use std::path::Path;

use clap::CommandFactory as _;

use crate::cli::{Cli, DONE};
use crate::error::{Error, Result};

/// Writes `coxswain.1` and one page for each command into a folder.
pub(super) fn write(folder: &Path) -> Result<u8> {
    pages(folder).map_err(|error| Error::writing(folder, &error))?;
    Ok(DONE)
}

/// Each page appears whole: all are written in a folder inside, and get their places then.
fn pages(folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let work = tempfile::Builder::new().prefix(".coxswain").tempdir_in(folder)?;
    clap_mangen::generate_to(Cli::command(), work.path())?;
    for page in std::fs::read_dir(work.path())? {
        let page = page?;
        std::fs::rename(page.path(), folder.join(page.file_name()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_that_help_tells_of_has_a_page() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(write(folder.path()).unwrap(), DONE);
        let page = |name: &str| std::fs::read_to_string(folder.path().join(name));
        let main = page("coxswain.1").unwrap();
        assert!(main.contains("\\-\\-new\\-window"), "{main}");
        for command in Cli::command().get_subcommands() {
            let name = command.get_name();
            let told = page(&format!("coxswain-{name}.1"));
            assert_eq!(told.is_ok(), !command.is_hide_set(), "{name}");
        }
    }
}
