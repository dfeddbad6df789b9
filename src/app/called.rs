//! Another start of the program reached this window: it comes to the front and opens what was
//! double-clicked, after a question where that would lose something half-typed.

use std::path::{Path, PathBuf};

use egui::{Context, UserAttentionType, ViewportCommand};

use crate::app::closing::Closing;
use crate::app::door::Knock;
use crate::app::session::Session;
use crate::app::{App, Message, run};
use crate::ui::button::Button;
use crate::ui::icons;
use crate::ui::overlay::dialog::{Answer, Dialog, dialog};
use crate::ui::tokens::Tone;
use crate::worker;

impl App {
    /// Somebody is at the door: answered, unless this window is about to go.
    pub(super) fn knocked(&self, ctx: &Context, knock: Knock) {
        if self.closing.last() {
            return;
        }
        let here = self.session.as_ref().map(|session| session.path.clone());
        let here = self.opening.clone().or(here);
        let mailbox = self.mailbox(ctx);
        worker::run("answer", move || {
            if knock.answer() {
                let open = |file: &PathBuf| here.as_ref().is_some_and(|here| is_same(here, file));
                let wanted = knock.file.filter(|file| !open(file));
                mailbox.send(Message::Called(wanted));
            }
        });
    }

    /// Comes to the front as far as the system allows, and opens the workspace that is wanted.
    pub(super) fn called(&mut self, ctx: &Context, file: Option<PathBuf>) {
        ctx.send_viewport_cmd(ViewportCommand::Minimized(false));
        ctx.send_viewport_cmd(ViewportCommand::Focus);
        if run::on_wayland() {
            let politely = UserAttentionType::Informational;
            ctx.send_viewport_cmd(ViewportCommand::RequestUserAttention(politely));
        }
        let Some(file) = file else { return };
        if self.closing == Closing::Asking {
            self.closing = Closing::No;
        }
        self.leave(ctx);
        if self.session.as_ref().is_some_and(Session::unsaved) {
            self.wanted = Some(file);
            ctx.request_repaint();
        } else {
            self.open(ctx, file);
        }
    }

    /// Draws the question, while it is asked.
    pub(super) fn called_ui(&mut self, ctx: &Context) {
        let Some(file) = &self.wanted else { return };
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let title = self.tr.with("app-other", &[("file", name.into())]);
        let body = self.tr.text("app-other-unsaved");
        let (stay, go) = (self.tr.text("app-closing-stay"), self.tr.text("app-other-go"));
        let question = Dialog::new("other", &title, &body).icon(icons::WARNING_CIRCLE, Tone::Warn);
        match dialog(ctx, question, &[Button::secondary(&stay), Button::danger(&go)]) {
            Some(Answer::Button(1)) => {
                if let Some(file) = self.wanted.take() {
                    self.open(ctx, file);
                }
            }
            Some(_) => self.wanted = None,
            None => {}
        }
    }
}

/// Whether two paths lead to one file.
fn is_same(one: &Path, other: &Path) -> bool {
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    one == other || real(one) == real(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_ways_to_one_file_are_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("销售.cox");
        std::fs::write(&file, "").unwrap();
        assert!(is_same(&file, &folder.path().join(".").join("销售.cox")));
        assert!(!is_same(&file, &folder.path().join("other.cox")));
        let gone = folder.path().join("gone.cox");
        assert!(is_same(&gone, &gone));
        #[cfg(unix)]
        {
            let link = folder.path().join("link.cox");
            std::os::unix::fs::symlink(&file, &link).unwrap();
            assert!(is_same(&file, &link));
        }
    }
}
