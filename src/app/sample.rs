//! The sample workspace: made beside the program's own files, and set aside again.

use std::path::{Path, PathBuf};

use egui::Context;

use crate::app::{App, Message};
use crate::error::Result;
use crate::ui::overlay::toast::ToastKind;
use crate::worker::{self, guarded};

impl App {
    /// Makes the sample beside the program's data and opens it.
    pub(super) fn make_sample(&mut self, ctx: &Context) {
        let (mailbox, tr, home) = (self.mailbox(ctx), self.tr.clone(), self.home.clone());
        let (number, _) = self.jobs.begin(self.tr.text("job-sample"));
        self.opening = Some(PathBuf::from("demo.cox"));
        worker::run("sample", move || {
            let made = guarded(|| {
                let folder = home.data_folder()?.join("sample");
                Ok(crate::sample::make(&folder, &tr, &mut |_| {})?.workspace)
            });
            mailbox.send(Message::JobEnded(number));
            mailbox.send(Message::SampleMade(made));
        });
    }

    /// Closes the sample that is open, once everything sent before is written, and sets its file aside.
    pub(super) fn remove_sample(&mut self, ctx: &Context) {
        let Some(session) = self.session.as_ref().filter(|own| own.snapshot.sample) else { return };
        let path = session.path.clone();
        self.take_away(ctx);
        let mailbox = self.mailbox(ctx);
        self.store.send(move |shelf| {
            shelf.put(None);
            let removed = guarded(|| crate::sample::set_aside(&path));
            mailbox.send(Message::SampleRemoved(path, removed));
        });
    }

    /// The file of the sample was set aside, or still stands where it was.
    pub(super) fn sample_removed(&mut self, path: &Path, removed: Result<PathBuf>) {
        match removed {
            Ok(aside) => {
                self.settings.recent.retain(|known| known != path);
                self.save_settings();
                let file = aside.display().to_string();
                let text = self.tr.with("app-sample-removed", &[("file", file.into())]);
                self.say(ToastKind::Success, text, None);
            }
            Err(error) => self.fail(&error),
        }
    }
}
