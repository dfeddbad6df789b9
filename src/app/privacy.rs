//! One person's data: shown, written, erased.
//!
//! # The workspace closes while everything is searched
//! A file that is open here must not be opened again, so the workspace is taken away and opened anew
//! afterwards. That also leaves no page behind that still shows the name, or writes it back.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::channel;

use egui::Context;

use crate::app::{App, Message};
use crate::areas::{Event, Looked, PrivacyEvent, PrivacyOrder};
use crate::domain::ids::PersonId;
use crate::error::{Error, Result};
use crate::sheets;
use crate::sheets::tables::proof;
use crate::store::Workspace;
use crate::store::kept;
use crate::store::privacy::{self, Erasure, Proof, Who, backups};
use crate::worker::{self, guarded};

impl App {
    pub(super) fn privacy(&mut self, ctx: &Context, order: PrivacyOrder) {
        match order {
            PrivacyOrder::Look(person) => self.look_at(ctx, person),
            PrivacyOrder::Export(person, path) => {
                let tr = self.tr.clone();
                self.write_data(ctx, path, move |db, path| {
                    sheets::write::personal(db, person, path, &tr).map(|_| ())
                });
            }
            PrivacyOrder::Erase { person, everywhere, backups } => {
                let unsaved = self.session.as_ref().is_some_and(|session| session.unsaved());
                if unsaved {
                    self.fail_erasing(ctx, Error::new("error-erase-unsaved"));
                    return;
                }
                let order = Erasure {
                    person,
                    // Made of the workspace's number once it is at hand.
                    pseudonym: String::new(),
                    gone: self.tr.text("privacy-gone"),
                    everywhere,
                    backups,
                    today: self.day(),
                };
                self.erase(ctx, order);
            }
            PrivacyOrder::Backups => self.find_copies(ctx, vec![]),
            PrivacyOrder::Remove(files) => self.find_copies(ctx, files),
        }
    }

    fn fail_erasing(&self, ctx: &Context, error: Error) {
        let mailbox = self.mailbox(ctx);
        let event = Event::Privacy(PrivacyEvent::Erased(Err(error.clone())));
        mailbox.send(Message::Event(event, None));
        mailbox.send(Message::Failed(error));
    }

    /// Counts what is held of somebody, then searches the backups for them: that takes a while, and no save is to
    /// wait for it.
    fn look_at(&mut self, ctx: &Context, person: PersonId) {
        let (mailbox, home) = (self.mailbox(ctx), self.home.clone());
        let (number, progress) = self.jobs.begin(self.tr.text("job-look"));
        self.store.read(
            &Arc::default(),
            move |shelf| {
                let workspace = shelf.workspace()?;
                let who = Who::load(&workspace.db, person)?;
                let held = privacy::held(&workspace.db, &who)?;
                Ok((who, held, workspace.path().to_owned()))
            },
            move |found| {
                worker::run("look", move || {
                    let looked = found.and_then(|(who, held, path)| {
                        let mut tell = |done: usize, all: usize| {
                            progress.set(done, all);
                            mailbox.ctx.request_repaint();
                            !progress.cancelled()
                        };
                        let backups = guarded(|| privacy::holding(&path, &home, &who, &mut tell))?;
                        Ok(Arc::new(Looked { held, backups }))
                    });
                    mailbox.send(Message::JobEnded(number));
                    let event = Event::Privacy(PrivacyEvent::Looked(looked));
                    mailbox.send(Message::Event(event, None));
                });
            },
        );
    }

    /// Erases and opens the workspace anew, whatever came of it; then says so.
    fn erase(&mut self, ctx: &Context, order: Erasure) {
        let Some(path) = self.session.as_ref().map(|session| session.path.clone()) else { return };
        let (home, tr) = (self.home.clone(), self.tr.clone());
        let (number, _) = self.jobs.begin(self.tr.text("job-erase"));
        let (say, heard) = channel();
        self.put(ctx, path, move |path| {
            let erased = guarded(|| {
                let mut workspace = Workspace::open(path)?;
                let number = privacy::next_number(&workspace.db)?;
                let order = Erasure { pseudonym: proof::pseudonym(number, &tr), ..order };
                privacy::erase(&mut workspace, &home, &order).map(|erased| (erased, workspace))
            });
            let proven: Result<Arc<Proof>> = erased.and_then(|(erased, workspace)| {
                drop(workspace);
                guarded(|| privacy::prove(path, &home, &erased)).map(Arc::new)
            });
            // Nobody hears it where the window is gone.
            let _ = say.send(proven);
            Workspace::open(path)
        });
        // What comes of it is told to the workspace as it is opened anew.
        let mailbox = self.mailbox(ctx);
        self.store.send(move |_| {
            mailbox.send(Message::JobEnded(number));
            let Ok(proven) = heard.try_recv() else { return };
            let failed = proven.as_ref().err().cloned();
            let event = Event::Privacy(PrivacyEvent::Erased(proven));
            mailbox.send(Message::Event(event, None));
            if let Some(error) = failed {
                mailbox.send(Message::Failed(error));
            }
        });
    }

    /// Removes files, then finds the backups from before somebody was erased.
    fn find_copies(&self, ctx: &Context, remove: Vec<PathBuf>) {
        let Some(path) = self.session.as_ref().map(|session| session.path.clone()) else { return };
        let (mailbox, home) = (self.mailbox(ctx), self.home.clone());
        worker::run("copies", move || {
            // What stays since it could not be removed is found again.
            if let Err(error) = guarded(|| kept::remove_all(&remove)) {
                mailbox.send(Message::Failed(error));
            }
            mailbox.send(match guarded(|| backups::from_before(&path, &home)) {
                Ok(found) => Message::Event(Event::Privacy(PrivacyEvent::Backups(found)), None),
                Err(error) => Message::Failed(error),
            });
        });
    }
}
