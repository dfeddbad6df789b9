//! Workspaces opened lately: a link each on the welcome screen, grey where the file is gone.
//!
//! Whether it is gone is asked on a thread of its own, since a share that is away answers late: at
//! the start, and when the person comes back to the window.

use std::path::PathBuf;

use egui::{Context, Event, Ui};

use crate::app::{App, Message};
use crate::ui::button::{Button, button};
use crate::ui::card::row;
use crate::ui::text;
use crate::worker;

/// How many are shown.
const SHOWN: usize = 3;

impl App {
    /// Looks which workspaces opened lately are still there.
    pub(super) fn look_for_recent(&self, ctx: &Context) {
        let recent: Vec<_> = self.settings.recent.iter().take(SHOWN).cloned().collect();
        if recent.is_empty() {
            return;
        }
        let mailbox = self.mailbox(ctx);
        worker::run("recent", move || {
            // Where there is no telling, opening it tells more.
            let gone = |path: &PathBuf| path.try_exists().is_ok_and(|there| !there);
            mailbox.send(Message::Missing(recent.into_iter().filter(gone).collect()));
        });
    }

    /// Draws the links; the workspace whose link is pressed.
    pub(super) fn recent_ui(&self, ui: &mut Ui) -> Option<PathBuf> {
        let back = |event: &Event| matches!(event, Event::WindowFocused(true));
        if ui.input(|input| input.events.iter().any(back)) {
            self.look_for_recent(ui.ctx());
        }
        if self.settings.recent.is_empty() {
            return None;
        }
        let mut pressed = None;
        row(ui, 24.0, |ui| {
            text::hint(ui, &self.tr.text("welcome-recent"));
            for path in self.settings.recent.iter().take(SHOWN) {
                let name = path
                    .file_name()
                    .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
                let missing = self.missing.contains(path);
                let place = path.display().to_string();
                let hint = if missing {
                    self.tr.with("welcome-recent-missing", &[("file", place.into())])
                } else {
                    place
                };
                // A long name is shown by its beginning, the whole of it on hover.
                let width = (text::width(ui, text::BODY13, &name).ceil() + 4.0).min(180.0);
                if width > ui.available_width() {
                    continue;
                }
                let link = Button::link(&name).small().hint(&hint).width(width).enabled(!missing);
                let link = button(ui, link);
                if missing {
                    text::describe(&link, &hint);
                }
                if link.clicked() {
                    pressed = Some(path.clone());
                }
            }
        });
        ui.add_space(4.0);
        pressed
    }
}
