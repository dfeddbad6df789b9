//! Looking after the open workspace: backups by itself and on request, checks, restoring.
//!
//! When a workspace was opened and its first page stands, the pages of its file are checked, unless one of the
//! first things a person did was to write: then that was done before. A damaged file is closed as it is.
//!
//! A backup by itself is made when a workspace was opened, before an import, and after a command once an
//! hour has gone since the last; each only if something was written since the newest one. Writing the
//! copy needs the store's thread, checking it does not. A large file is copied when it is opened and before
//! imports, and not in between, where somebody would wait for it.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::TimeDelta;
use egui::Context;

use crate::app::store_thread::Shelf;
use crate::app::{App, Mailbox, Message};
use crate::areas::{Event, SafetyOrder};
use crate::clock;
use crate::command::safety::{came_back, risk};
use crate::error::{Error, Result};
use crate::i18n::Tr;
use crate::paths::Home;
use crate::store::backup::{self, Begun, Reason};
use crate::store::privacy::remembered;
use crate::store::safety::Safety;
use crate::store::{Workspace, kept, place};
use crate::ui::overlay::toast::ToastKind;
use crate::worker::{self, guarded};

/// How long after a backup the next one is made, if there is something new.
const PAUSE: TimeDelta = TimeDelta::hours(1);

/// Files above this size are not copied in between: it takes some seconds.
const LARGE: u64 = 256 << 20;

/// Looks at the open workspace and tells the window.
struct Look {
    path: PathBuf,
    home: Home,
    renderer: String,
    mailbox: Mailbox,
}

impl Look {
    fn send(self) {
        let seen = guarded(|| Safety::look(&self.path, &self.home));
        self.mailbox.send(match seen {
            Ok(safety) => Message::Event(Event::Safety(Arc::new(safety), self.renderer), None),
            Err(error) => Message::Failed(error),
        });
    }
}

impl App {
    fn look(&self, ctx: &Context) -> Option<Look> {
        let session = self.session.as_ref()?;
        Some(Look {
            path: session.path.clone(),
            home: self.home.clone(),
            renderer: self.renderer.clone(),
            mailbox: self.mailbox(ctx),
        })
    }

    /// Does what is asked for the safety of the open workspace.
    pub(super) fn look_after(&mut self, ctx: &Context, order: SafetyOrder) {
        let Some(look) = self.look(ctx) else { return };
        match order {
            SafetyOrder::Look => worker::run("safety", move || look.send()),
            SafetyOrder::Check => {
                let (number, _) = self.jobs.begin(self.tr.text("job-check"));
                let sound = self.tr.text("app-check-sound");
                self.store.send(move |shelf| {
                    let found = guarded(|| kept::check_file(shelf.still(&look.path)?, &look.home));
                    look.mailbox.send(Message::JobEnded(number));
                    told(&look.mailbox, found, sound);
                    look.send();
                });
            }
            SafetyOrder::CheckBackup(path) => {
                let (number, _) = self.jobs.begin(self.tr.text("job-check"));
                let sound = self.tr.text("app-check-backup-sound");
                worker::run("check", move || {
                    let found = guarded(|| kept::check(&path));
                    look.mailbox.send(Message::JobEnded(number));
                    told(&look.mailbox, found, sound);
                    look.send();
                });
            }
            SafetyOrder::Remove(path) => {
                let gone = self.tr.text("app-backup-removed");
                worker::run("remove", move || {
                    told(&look.mailbox, guarded(|| kept::remove(&path)), gone);
                    look.send();
                });
            }
            SafetyOrder::Restore(path) => self.restore(ctx, path, look.path),
            SafetyOrder::RestoreCopy(path, target) => self.restore_copy(look, path, target),
        }
    }

    fn restore_copy(&self, look: Look, path: PathBuf, mut target: PathBuf) {
        if target.extension().is_none() {
            target.set_extension("cox");
        }
        let tr = self.tr.clone();
        worker::run("restore", move || {
            let file = target.display().to_string();
            let copied = guarded(|| remembered::restore(&path, &target, &look.home));
            if let Ok(restored) = &copied {
                tell_returned(&look.mailbox, restored.back, &tr);
            }
            told(
                &look.mailbox,
                copied.map(|_| ()),
                tr.with("cli-restored", &[("file", file.into())]),
            );
            look.send();
        });
    }

    /// Makes a backup that was asked for.
    pub(super) fn back_up(&self, ctx: &Context) {
        let Some(look) = self.look(ctx) else { return };
        let tr = self.tr.clone();
        self.store.send(move |shelf| {
            let made =
                guarded(|| backup::make(shelf.still(&look.path)?, Reason::Asked, &look.home));
            look.mailbox.send(match made {
                Ok(path) => Message::Say(
                    ToastKind::Success,
                    tr.with("cli-backup", &[("file", path.display().to_string().into())]),
                ),
                Err(error) => Message::Failed(error),
            });
            look.send();
        });
    }

    /// Makes a backup of a workspace that was just opened.
    pub(super) fn back_up_by_itself(&mut self, ctx: &Context) {
        self.back_up_quietly(ctx, u64::MAX);
    }

    /// Makes a backup after a command, when the last one is long ago.
    pub(super) fn back_up_now_and_then(&mut self, ctx: &Context) {
        let now = clock::now();
        if self.backed_up.is_none_or(|last| now - last >= PAUSE) {
            self.back_up_quietly(ctx, LARGE);
        }
    }

    fn back_up_quietly(&mut self, ctx: &Context, largest: u64) {
        let Some(path) = self.session.as_ref().map(|session| session.path.clone()) else { return };
        self.backed_up = Some(clock::now());
        let (mailbox, home) = (self.mailbox(ctx), self.home.clone());
        self.store.send_last(move |shelf| {
            if !shelf.holds(&path) {
                return;
            }
            let checked = guarded(|| shelf.workspace()?.check_once());
            // What fails otherwise is checked before the next write, or at the next start.
            match checked {
                Err(error) if error.key() == "error-workspace-damaged" => {
                    shelf.put(None);
                    mailbox.send(Message::Damaged(path, error));
                }
                checked => finish(checked.and_then(|()| begin(shelf, largest, &home)), mailbox),
            }
        });
    }

    /// Says that a backup was not made that nobody asked for.
    pub(super) fn backup_failed(&mut self, error: &Error) {
        tracing::error!(error = error.for_log(), "a backup was not made");
        let message = error.message(&self.tr);
        let text = self.tr.with("app-backup-failed", &[("message", message.into())]);
        self.say(ToastKind::Error, text, None);
    }

    /// Says once that the workspace stands where copies of it are made while it is written, or far away.
    pub(super) fn warn_of_place(&self, ctx: &Context) {
        let Some(look) = self.look(ctx) else { return };
        let tr = self.tr.clone();
        worker::run("place", move || {
            let found = place::risk(&look.path);
            let word = found.as_ref().map(place::Risk::word).unwrap_or_default();
            let news = kept::warn_once(&look.path, &word, &look.home).unwrap_or_default();
            if let Some(found) = found.filter(|_| news) {
                let text = tr.with("app-place", &[("said", risk(&found, &tr).into())]);
                look.mailbox.send(Message::Say(ToastKind::Info, text));
            }
        });
    }

    /// Puts a backup in the place of a workspace, which is set aside, and opens it.
    pub(super) fn restore(&mut self, ctx: &Context, backup: PathBuf, workspace: PathBuf) {
        let (number, _) = self.jobs.begin(self.tr.text("job-restore"));
        let (mailbox, home, tr) = (self.mailbox(ctx), self.home.clone(), self.tr.clone());
        let ended = mailbox.clone();
        self.put(ctx, workspace, move |path| {
            match remembered::restore(&backup, path, &home) {
                Ok(restored) => {
                    if let Some(aside) = restored.aside {
                        let file = aside.display().to_string();
                        let text = tr.with("cli-set-aside", &[("file", file.into())]);
                        mailbox.send(Message::Say(ToastKind::Info, text));
                    }
                    tell_returned(&mailbox, restored.back, &tr);
                }
                // Nothing was replaced: what was open goes on.
                Err(error) => match Workspace::open(path) {
                    Ok(workspace) => {
                        mailbox.send(Message::Failed(error));
                        return Ok(workspace);
                    }
                    Err(_) => return Err(error),
                },
            }
            Workspace::open(path)
        });
        self.store.send(move |_| ended.send(Message::JobEnded(number)));
    }
}

/// Says that people who were erased are back with a restored backup; it stays until somebody has read it.
fn tell_returned(mailbox: &Mailbox, n: usize, tr: &Tr) {
    if n > 0 {
        mailbox.send(Message::Say(ToastKind::Error, came_back(n, tr)));
    }
}

/// Tells the window what came of something.
fn told(mailbox: &Mailbox, found: Result<()>, done: String) {
    mailbox.send(match found {
        Ok(()) => Message::Say(ToastKind::Success, done),
        Err(error) => Message::Failed(error),
    });
}

/// Makes a backup before an import, which can be taken back without one too.
pub(super) fn before_import(shelf: &mut Shelf, home: &Home, mailbox: &Mailbox) {
    let begun = guarded(|| backup::begin_if_changed(shelf.workspace()?, Reason::Import, home));
    finish(begun, mailbox.clone());
}

/// Copies the open workspace if something was written since, unless its file is too large for that.
fn begin(shelf: &mut Shelf, largest: u64, home: &Home) -> Result<Option<Begun>> {
    guarded(|| {
        let workspace = shelf.workspace()?;
        let size = std::fs::metadata(workspace.path()).map_or(0, |data| data.len());
        if size > largest {
            return Ok(None);
        }
        backup::begin_if_changed(workspace, Reason::Work, home)
    })
}

/// Checks a copy that was written, on a thread of its own, and tells the window what went wrong.
fn finish(begun: Result<Option<Begun>>, mailbox: Mailbox) {
    match begun {
        Ok(None) => {}
        Ok(Some(begun)) => worker::run("backup", move || {
            if let Err(error) = guarded(|| begun.finish()) {
                mailbox.send(Message::BackupFailed(error));
            }
        }),
        Err(error) => mailbox.send(Message::BackupFailed(error)),
    }
}
