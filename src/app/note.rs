//! 记一笔: the form of a note over whatever tab is shown.

use std::sync::Arc;

use egui::Context;

use crate::app::{App, Message};
use crate::areas::quick_note::{NoteWish, QuickNote, form_ui};
use crate::metrics::notices::about::choices;
use crate::store::directory::Directory;
use crate::worker::guarded;

impl App {
    /// Opens the form, unless one is open already, and reads what a note can be on.
    pub(super) fn open_note(&mut self, ctx: &Context, wish: &NoteWish) {
        let (day, tr, mailbox) = (self.day(), self.tr.clone(), self.mailbox(ctx));
        let Some(session) = self.session.as_mut().filter(|own| own.note.is_none()) else { return };
        let note = QuickNote::new(wish);
        let asked = (day, note.about());
        session.note = Some(note);
        self.store.send(move |shelf| {
            let found = guarded(|| {
                let db = shelf.db()?;
                choices(db, &Directory::load(db)?, asked, &tr)
            });
            mailbox.send(match found {
                Ok(found) => Message::NoteChoices(Arc::new(found)),
                Err(error) => Message::Failed(error),
            });
        });
    }

    /// A command was done: the form that sent it goes.
    pub(super) fn note_done(&mut self) {
        if let Some(session) = &mut self.session
            && session.note.as_ref().is_some_and(QuickNote::sent)
        {
            session.note = None;
        }
    }

    /// Draws the form, while it is open.
    pub(super) fn note_ui(&mut self, ctx: &Context) {
        let Some(session) = self.session.as_mut().filter(|own| own.note.is_some()) else { return };
        let mut note = session.note.take();
        let orders = session.over(&self.tr, &self.settings.appearance, |cx| {
            form_ui(ctx, &mut note, cx);
        });
        session.note = note;
        self.carry_out(ctx, orders);
    }
}
