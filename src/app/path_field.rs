//! 输入路径: a path typed by hand, where there is no dialog of the system or one is not wanted.

use std::path::PathBuf;

use egui::Context;

use crate::app::dialogs::Question;
use crate::app::{App, Wish};
use crate::ui::button::{Button, button};
use crate::ui::field::{Field, text_field};
use crate::ui::{overlay::dialog, text};

/// A path being typed.
pub(super) struct PathField {
    wish: Wish,
    question: Question,
    text: String,
    /// Just opened: the field gets the focus.
    fresh: bool,
}

impl PathField {
    pub(super) fn new(wish: Wish, question: Question) -> Self {
        let text = if let Question::Save(name) = &question { name.clone() } else { String::new() };
        Self { wish, question, text, fresh: true }
    }
}

impl App {
    pub(super) fn path_field_ui(&mut self, ctx: &Context) {
        let Some(field) = &mut self.path_field else { return };
        let tr = &self.tr;
        let title = match field.question {
            Question::OpenWorkspace => tr.text("dialog-open"),
            Question::Backup => tr.text("dialog-backup"),
            Question::NewWorkspace => tr.text("dialog-new"),
            Question::Sheets => tr.text("dialog-sheets"),
            Question::StageModel => tr.text("dialog-stages"),
            Question::Folder => tr.text("dialog-folder"),
            Question::Save(_) => tr.text("dialog-save"),
        };
        let (label, go, cancel) =
            (tr.text("dialog-path"), tr.text("dialog-path-go"), tr.text("app-cancel"));
        let several = field.question == Question::Sheets;
        let hint = tr.text("dialog-path-hint");
        let ((go, cancelled), dismissed) = dialog::dialog_ui(ctx, "path", &title, 520.0, |ui| {
            ui.spacing_mut().item_spacing.y = 12.0;
            text::card_title(ui, &title);
            let named = Field::new(&label);
            let named = if several { named.help(&hint) } else { named };
            let entry = text_field(ui, named, &mut field.text);
            if std::mem::take(&mut field.fresh) {
                entry.request_focus();
            }
            let entered =
                entry.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
            let pressed = ui
                .horizontal(|ui| {
                    let go = button(ui, Button::primary(&go)).clicked();
                    (go, button(ui, Button::secondary(&cancel)).clicked())
                })
                .inner;
            (pressed.0 || entered, pressed.1)
        });
        if go && !field.text.trim().is_empty() {
            // Several sheets may be named, one to a line or between semicolons.
            let paths: Vec<PathBuf> = field
                .text
                .split(|c| several && [';', '\n'].contains(&c))
                .map(str::trim)
                .filter(|t| !t.is_empty())
                .map(PathBuf::from)
                .collect();
            let wish = field.wish.clone();
            self.path_field = None;
            self.picked(ctx, &wish, paths);
        } else if cancelled || dismissed {
            self.path_field = None;
        }
    }
}
