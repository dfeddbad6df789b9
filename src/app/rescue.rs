//! What helps with a workspace that did not open: its backups to choose from, and what it still holds put
//! into a new file, with the report of what became of it.

use std::path::PathBuf;

use egui::{Align, Context, Layout, ScrollArea, Ui};

use crate::app::{App, Message, Wish};
use crate::command::safety::{checked, holds, made, salvage_lines, why};
use crate::error::Result;
use crate::i18n::{Tr, size};
use crate::store::file_name;
use crate::store::kept::{self, Kept};
use crate::store::salvage::{self, Salvaged};
use crate::ui::button::{Button, button};
use crate::ui::card::row;
use crate::ui::overlay::dialog::dialog_ui;
use crate::ui::text;
use crate::ui::tokens::Theme;
use crate::worker::{self, guarded};

/// What is shown over the screen.
pub(super) enum Rescue {
    /// The backups of a workspace.
    Backups(PathBuf, Vec<Kept>),
    /// What was saved into this file, line by line.
    Saved(PathBuf, Vec<String>),
}

/// What was pressed.
enum Pressed {
    Restore(PathBuf),
    Other,
    Open,
    Copy,
    Close,
}

impl App {
    /// Looks for the backups of a workspace that did not open.
    pub(super) fn find_backups(&self, ctx: &Context, workspace: PathBuf) {
        let (mailbox, home) = (self.mailbox(ctx), self.home.clone());
        worker::run("backups", move || {
            // Without a list there still is the dialog for any file.
            let all = guarded(|| kept::list(&workspace, &home)).unwrap_or_default();
            mailbox.send(Message::BackupsOf(workspace, all));
        });
    }

    /// Offers the backups that were found, or asks for a file when there are none.
    pub(super) fn offer_backups(&mut self, ctx: &Context, workspace: PathBuf, all: Vec<Kept>) {
        if all.is_empty() {
            self.ask(ctx, Wish::BackupOf(workspace));
        } else {
            self.rescue = Some(Rescue::Backups(workspace, all));
        }
    }

    /// Puts what a damaged workspace still holds into a new file.
    pub(super) fn salvage(&mut self, ctx: &Context, damaged: PathBuf, mut target: PathBuf) {
        if target.extension().is_none() {
            target.set_extension("cox");
        }
        let (number, progress) = self.jobs.begin(self.tr.text("job-salvage"));
        let mailbox = self.mailbox(ctx);
        self.opening = Some(damaged.clone());
        worker::run("salvage", move || {
            let mut tell = |done: usize, all: usize| {
                progress.set(done, all);
                !progress.cancelled()
            };
            let saved = guarded(|| salvage::salvage(&damaged, &target, &mut tell));
            mailbox.send(Message::JobEnded(number));
            let file = if saved.is_ok() { target } else { damaged };
            mailbox.send(Message::Saved(file, saved));
        });
    }

    /// Shows what was saved, or why nothing was.
    pub(super) fn saved(&mut self, file: PathBuf, saved: Result<Salvaged>) {
        self.opening = None;
        match saved {
            Ok(saved) => self.rescue = Some(Rescue::Saved(file, salvage_lines(&saved, &self.tr))),
            Err(error) if error.is_halted() => {}
            Err(error) => {
                tracing::error!(error = error.for_log(), "nothing was saved of a workspace");
                self.failed = Some((file, error));
            }
        }
    }

    /// Draws what is shown over the screen.
    pub(super) fn rescue_ui(&mut self, ctx: &Context) {
        let Some(rescue) = &self.rescue else { return };
        let tr = &self.tr;
        let (pressed, dismissed) = match rescue {
            Rescue::Backups(workspace, all) => {
                let file = file_name(workspace);
                let title = tr.with("rescue-backups", &[("file", file.into())]);
                dialog_ui(ctx, "rescue", &title, 640.0, |ui| backups_ui(ui, &title, all, tr))
            }
            Rescue::Saved(file, lines) => {
                let title = tr.with("rescue-saved", &[("file", file_name(file).into())]);
                dialog_ui(ctx, "rescue", &title, 640.0, |ui| saved_ui(ui, &title, lines, tr))
            }
        };
        let pressed = if dismissed { Some(Pressed::Close) } else { pressed };
        match (pressed, rescue) {
            (None, _) => {}
            (Some(Pressed::Copy), Rescue::Saved(_, lines)) => ctx.copy_text(lines.join("\n")),
            (Some(pressed), Rescue::Backups(file, _) | Rescue::Saved(file, _)) => {
                let file = file.clone();
                self.rescue = None;
                match pressed {
                    Pressed::Restore(backup) => self.restore(ctx, backup, file),
                    Pressed::Other => self.ask(ctx, Wish::BackupOf(file)),
                    Pressed::Open => self.open(ctx, file),
                    Pressed::Copy | Pressed::Close => {}
                }
            }
        }
    }
}

fn backups_ui(ui: &mut Ui, title: &str, all: &[Kept], tr: &Tr) -> Option<Pressed> {
    let theme = Theme::get(ui);
    let mut pressed = None;
    ui.spacing_mut().item_spacing.y = 8.0;
    text::card_title(ui, title);
    text::wrapped(ui, text::BODY13, theme.t2, &tr.text("rescue-backups-detail"));
    if all.iter().any(|kept| kept.holds > 0) {
        text::wrapped(ui, text::BODY13, theme.warn_t, &tr.text("rescue-backups-erased"));
    }
    ScrollArea::vertical().max_height(280.0).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for kept in all {
            let made = made(kept);
            row(ui, 34.0, |ui| {
                ui.spacing_mut().item_spacing.x = 12.0;
                text::label(ui, text::NAME13, theme.t1, &made);
                text::label(ui, text::BODY13, theme.t2, &why(kept, tr));
                text::label(ui, text::BODY13, theme.t3, &size(kept.size, tr));
                let tone = match &kept.checked {
                    Some(checked) if checked.sound => theme.good_t,
                    Some(_) => theme.bad_t,
                    None => theme.t3,
                };
                text::label(ui, text::LABEL12, tone, &checked(kept, tr));
                if kept.holds > 0 {
                    text::label(ui, text::LABEL12, theme.warn_t, &holds(kept, tr));
                }
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    let restore = tr.with("rescue-restore-of", &[("made", made.as_str().into())]);
                    if button(ui, Button::link(&restore).small()).clicked() {
                        pressed = Some(Pressed::Restore(kept.path.clone()));
                    }
                });
            });
        }
    });
    let (other, cancel) = (tr.text("rescue-other"), tr.text("app-cancel"));
    ui.horizontal(|ui| {
        if button(ui, Button::secondary(&cancel)).clicked() {
            pressed = Some(Pressed::Close);
        }
        if button(ui, Button::secondary(&other)).clicked() {
            pressed = Some(Pressed::Other);
        }
    });
    pressed
}

fn saved_ui(ui: &mut Ui, title: &str, lines: &[String], tr: &Tr) -> Option<Pressed> {
    let theme = Theme::get(ui);
    let mut pressed = None;
    ui.spacing_mut().item_spacing.y = 8.0;
    text::card_title(ui, title);
    text::wrapped(ui, text::BODY13, theme.t2, &tr.text("rescue-saved-detail"));
    ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
        for line in lines {
            text::wrapped(ui, text::BODY13, theme.t1, line);
        }
    });
    let (open, copy, close) =
        (tr.text("rescue-open"), tr.text("rescue-copy"), tr.text("app-close"));
    ui.horizontal(|ui| {
        for (action, answer) in [
            (Button::primary(&open), Pressed::Open),
            (Button::secondary(&copy), Pressed::Copy),
            (Button::secondary(&close), Pressed::Close),
        ] {
            if button(ui, action).clicked() {
                pressed = Some(answer);
            }
        }
    });
    pressed
}
