//! The system's file dialogs, never on the window's thread.
//!
//! On Linux the dialog is the desktop's portal or zenity; with neither, the window's own path field
//! takes their place, and it is always offered besides.

use std::path::PathBuf;

use rfd::{AsyncFileDialog, FileHandle};

use crate::i18n::Tr;
use crate::worker;

/// What is asked of the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// A backup of a workspace.
    Backup,
    /// An existing workspace.
    OpenWorkspace,
    /// A place for a new workspace.
    NewWorkspace,
    /// Sheets to import.
    Sheets,
    /// A stage model.
    StageModel,
    /// A folder.
    Folder,
    /// A file to write, with this name offered.
    Save(String),
}

/// Whether the system has a file dialog to show.
pub fn available() -> bool {
    if !cfg!(target_os = "linux") {
        return true;
    }
    let on_path = |program: &str| {
        std::env::var_os("PATH").is_some_and(|path| {
            std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
        })
    };
    on_path("zenity") || (std::env::var_os("DBUS_SESSION_BUS_ADDRESS").is_some() && portal_known())
}

/// Whether a portal is installed for the session bus to start.
fn portal_known() -> bool {
    const SERVICE: &str = "dbus-1/services/org.freedesktop.portal.Desktop.service";
    let folders =
        std::env::var("XDG_DATA_DIRS").unwrap_or_else(|_| "/usr/local/share:/usr/share".to_owned());
    folders.split(':').any(|folder| PathBuf::from(folder).join(SERVICE).is_file())
}

/// Shows the dialog and hands the answer to `answer` on a thread of its own; an empty list means
/// that the person cancelled.
pub fn ask(question: &Question, tr: &Tr, answer: impl FnOnce(Vec<PathBuf>) + Send + 'static) {
    let workspace = tr.text("dialog-workspace");
    let dialog = AsyncFileDialog::new();
    let one = |handle: Option<FileHandle>| {
        handle.into_iter().map(|handle| handle.path().to_owned()).collect()
    };
    match question {
        Question::OpenWorkspace | Question::Backup => {
            let key = if *question == Question::Backup { "dialog-backup" } else { "dialog-open" };
            let picked = dialog.set_title(tr.text(key)).add_filter(workspace, &["cox"]).pick_file();
            worker::run("dialog", move || answer(one(pollster::block_on(picked))));
        }
        Question::NewWorkspace => {
            let picked = dialog
                .set_title(tr.text("dialog-new"))
                .add_filter(workspace, &["cox"])
                .set_file_name(tr.text("dialog-new-name"))
                .save_file();
            worker::run("dialog", move || answer(one(pollster::block_on(picked))));
        }
        Question::Sheets => {
            let picked = dialog
                .set_title(tr.text("dialog-sheets"))
                .add_filter(
                    tr.text("dialog-sheets-filter"),
                    &["xlsx", "xls", "xlsb", "xlsm", "ods", "csv", "tsv", "txt"],
                )
                .pick_files();
            worker::run("dialog", move || {
                let handles = pollster::block_on(picked).unwrap_or_default();
                answer(handles.iter().map(|handle| handle.path().to_owned()).collect());
            });
        }
        Question::StageModel => {
            let filter = tr.text("dialog-stages-filter");
            let picked = dialog
                .set_title(tr.text("dialog-stages"))
                .add_filter(filter, &["toml"])
                .pick_file();
            worker::run("dialog", move || answer(one(pollster::block_on(picked))));
        }
        Question::Folder => {
            let picked = dialog.set_title(tr.text("dialog-folder")).pick_folder();
            worker::run("dialog", move || answer(one(pollster::block_on(picked))));
        }
        Question::Save(name) => {
            let picked = dialog.set_title(tr.text("dialog-save")).set_file_name(name).save_file();
            worker::run("dialog", move || answer(one(pollster::block_on(picked))));
        }
    }
}
