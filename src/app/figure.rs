//! The card of a figure over whatever tab is shown.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use egui::Context;

use crate::app::{App, Message};
use crate::areas::figure_card::{FigureCard, Wish, card_ui};
use crate::areas::{Filter, Order};
use crate::error::Result;
use crate::metrics::glossary::say::{Shown, shown};
use crate::metrics::glossary::{Ask, Figure, card};
use crate::store::directory::Directory;

/// A card that is open, and what it was asked.
pub struct OpenFigure {
    ask: Ask,
    card: FigureCard,
    /// Says that nobody wants it any more.
    gone: Arc<AtomicBool>,
}

impl Drop for OpenFigure {
    fn drop(&mut self) {
        self.gone.store(true, Ordering::Relaxed);
    }
}

impl App {
    /// Opens the card of a figure, of the scope and period that are shown or of others, and reads it.
    pub(super) fn open_figure(&mut self, ctx: &Context, figure: Figure, of: Option<Filter>) {
        let (tr, mailbox) = (self.tr.clone(), self.mailbox(ctx));
        let Some(session) = &mut self.session else { return };
        let Filter { scope, period, today } = of.unwrap_or(session.filter);
        let ask = Ask { figure, scope, period, today };
        let gone = Arc::new(AtomicBool::new(false));
        let wanted = Arc::clone(&gone);
        session.figure = Some(OpenFigure { ask, card: FigureCard::default(), gone });
        self.store.read(
            &wanted,
            move |shelf| {
                let db = shelf.db()?;
                let directory = Directory::load(db)?;
                Ok(shown(&card(db, &directory, ask)?, &directory, &tr))
            },
            move |found| mailbox.send(Message::Figure(ask, Box::new(found))),
        );
    }

    /// Takes what a card shows, unless it is gone or asks for something else by now.
    pub(super) fn figure_read(&mut self, ask: Ask, found: Result<Shown>) {
        let Some(session) = &mut self.session else { return };
        let Some(open) = session.figure.as_mut().filter(|open| open.ask == ask) else { return };
        match found {
            Ok(shown) => open.card.take(Arc::new(shown)),
            Err(error) if error.is_halted() => {}
            Err(error) => {
                session.figure = None;
                self.fail(&error);
            }
        }
    }

    /// Writes the card that is open to a file.
    pub(super) fn write_figure(&mut self, ctx: &Context, path: PathBuf) {
        let open = self.session.as_ref().and_then(|session| session.figure.as_ref());
        let Some(shown) = open.and_then(|open| open.card.shown()) else { return };
        let table = Arc::new(shown.table(&self.tr));
        self.carry_out(ctx, vec![Order::WriteTable(table, path)]);
    }

    /// Draws the card, while it is open.
    pub(super) fn figure_ui(&mut self, ctx: &Context) {
        let Some(session) = &mut self.session else { return };
        let Some(mut open) = session.figure.take() else { return };
        let mut wish = Wish::Stay;
        let orders = session.over(&self.tr, &self.settings.appearance, |cx| {
            wish = card_ui(ctx, &mut open.card, open.ask.figure, cx);
        });
        session.figure = (wish == Wish::Stay).then_some(open);
        self.carry_out(ctx, orders);
    }
}
