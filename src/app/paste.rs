//! Tables from the clipboard. What is pasted is kept as a file of the program's own and read like
//! any other, in a child process with limits.

use std::path::{Path, PathBuf};

use egui::Context;

use crate::app::{App, Message};
use crate::clock;
use crate::error::{Error, Result};
use crate::paths::free_name;
use crate::ui::overlay::toast::ToastKind;
use crate::worker::{self, guarded};

/// So many pasted tables are kept, for the rejected rows and doubts of the last weeks.
const KEPT: usize = 20;

impl App {
    /// Keeps a pasted table and reads it into the wizard.
    pub(super) fn paste(&mut self, ctx: &Context, text: String) {
        if !is_table(&text) {
            let nothing = self.tr.text("app-clipboard-nothing");
            self.say(ToastKind::Info, nothing, None);
            return;
        }
        let (mailbox, home) = (self.mailbox(ctx), self.home.clone());
        let at = clock::business_time(clock::now()).format("%Y%m%d-%H%M").to_string();
        let stem = self.tr.with("app-clipboard-file", &[("at", at.into())]);
        worker::run("paste", move || {
            let kept = guarded(|| keep(&home.pasted()?, &stem, &text));
            mailbox.send(match kept {
                Ok(path) => Message::Pasted(path),
                Err(error) => Message::Failed(error),
            });
        });
    }
}

/// Whether a text can be a table: it has several cells.
fn is_table(text: &str) -> bool {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    text.trim().contains('\t') || lines.count() > 1
}

/// Writes the text under a name that is free; the oldest pasted tables go.
fn keep(folder: &Path, stem: &str, text: &str) -> Result<PathBuf> {
    let fail = |error: std::io::Error| Error::new("error-disk").detail(error);
    std::fs::create_dir_all(folder).map_err(fail)?;
    forget(folder);
    let path = free_name(|more| folder.join(format!("{stem}{more}.tsv")), Path::exists);
    std::fs::write(&path, text).map_err(fail)?;
    Ok(path)
}

/// Removes all but the newest files; their names hold when they were made.
fn forget(folder: &Path) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.is_file())
        .collect();
    paths.sort();
    let old = paths.len().saturating_sub(KEPT - 1);
    for path in paths.into_iter().take(old) {
        if let Err(error) = std::fs::remove_file(&path) {
            tracing::warn!(%error, "a pasted table was not removed");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_has_several_cells() {
        for (text, expected) in [
            ("客户\t阶段\n甲\t方案报价", true),
            ("客户\n甲", true),
            ("甲\t方案报价", true),
            ("一句话", false),
            ("一句话\n", false),
            ("\t\n", false),
            ("", false),
        ] {
            assert_eq!(is_table(text), expected, "{text:?}");
        }
    }

    #[test]
    fn each_paste_is_a_file_of_its_own_and_the_oldest_go() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path().join("pasted");
        let first = keep(&folder, "c_20251118-0930", "a\tb").unwrap();
        let second = keep(&folder, "c_20251118-0930", "c\td").unwrap();
        assert_ne!(first, second);
        assert_eq!(std::fs::read_to_string(&second).unwrap(), "c\td");
        for n in 0..2 * KEPT {
            keep(&folder, &format!("c_20251119-{n:04}"), "a\tb").unwrap();
        }
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), KEPT);
        assert!(!first.exists());
    }
}
