//! One area in the window: staleness, loading, errors and "still showing the earlier figures" live
//! here and only here.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};

use egui::Ui;

use crate::app::store_thread::StoreThread;
use crate::areas::{Area, AreaId, Cx, Event, Filter, Uses};
use crate::command::Fact;
use crate::error::{Error, Result};
use crate::i18n::{Language, Tr};
use crate::ui::banner::{Banner, banner};
use crate::ui::state;

/// A tab whose area is known only to itself.
pub trait AnyTab: Send {
    /// Which area it shows.
    fn id(&self) -> AreaId;
    /// What the top bar offers.
    fn uses(&self) -> Uses;
    /// Takes what was loaded and asks for what is stale.
    fn refresh(&mut self, world: &World<'_>);
    /// Stops what is being loaded: nobody looks.
    fn pause(&mut self);
    /// Whether something is being loaded.
    fn loading(&self) -> bool;
    /// Whether there is anything to show: figures, or why there are none.
    fn stands(&self) -> bool;
    /// Draws it.
    fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>);
    /// The page that is shown, by the key of its word ([`Area::page`]).
    fn page(&self) -> &'static str;
    /// Hands on something that finished.
    fn receive(&mut self, event: &Event, cx: &mut Cx<'_>);
    /// The person turns elsewhere.
    fn leave(&mut self, cx: &mut Cx<'_>);
    /// Whether something is half-typed in it.
    fn unsaved(&self) -> bool;
    /// How much waits there; empty for nothing.
    fn badge(&self) -> String;
    /// Whether that is still so: whose it is, today and all that it needs are as they were when it was loaded.
    fn fresh(&self, filter: &Filter, revision: &dyn Fn(&[Fact]) -> u64) -> bool;
}

/// What a tab needs of the shell to keep its data fresh.
pub struct World<'a> {
    /// The store's thread.
    pub store: &'a StoreThread,
    /// The window, to be told when data have come.
    pub ctx: &'a egui::Context,
    /// The global filter.
    pub filter: Filter,
    /// The words.
    pub tr: &'a Tr,
    /// How often each fact has changed.
    pub revision: &'a dyn Fn(&[Fact]) -> u64,
}

/// What loaded data belong to.
#[derive(Clone, PartialEq)]
struct Key<A> {
    ask: A,
    filter: Filter,
    language: Language,
    /// How often what it needs has changed, and how often of that what leaves most of it as it is.
    revision: u64,
    light: u64,
}

/// What is being loaded, and how to say that nobody wants it any more.
struct Pending<A> {
    key: Key<A>,
    gone: Arc<AtomicBool>,
}

type Loaded<A> = (Key<<A as Area>::Ask>, Result<<A as Area>::Data>);

/// An area with its view and the newest data it has.
pub struct Tab<A: Area> {
    view: A::View,
    data: Option<Arc<A::Data>>,
    /// What the data, or the error, belong to.
    shown: Option<Key<A::Ask>>,
    /// What is being loaded.
    pending: Option<Pending<A::Ask>>,
    error: Option<Error>,
    sender: Sender<Loaded<A>>,
    receiver: Receiver<Loaded<A>>,
}

impl<A: Area> Default for Tab<A> {
    fn default() -> Self {
        let (sender, receiver) = channel();
        Self {
            view: A::View::default(),
            data: None,
            shown: None,
            pending: None,
            error: None,
            sender,
            receiver,
        }
    }
}

impl<A: Area> Tab<A> {
    /// The data that are shown, where nothing but what leaves most of them as it is has changed since.
    fn before(&self, key: &Key<A::Ask>) -> Option<Arc<A::Data>> {
        // An error has its key too, and the data below it are older.
        let shown = self.shown.as_ref().filter(|_| self.error.is_none())?;
        let heavy = |key: &Key<A::Ask>| key.revision.saturating_sub(key.light);
        let (light, revision) = (key.light, key.revision);
        let same = Key { light, revision, ..shown.clone() } == *key && heavy(shown) == heavy(key);
        if same { self.data.clone() } else { None }
    }
}

impl<A: Area> AnyTab for Tab<A> {
    fn id(&self) -> AreaId {
        A::ID
    }

    fn uses(&self) -> Uses {
        A::USES
    }

    fn refresh(&mut self, world: &World<'_>) {
        while let Ok((key, loaded)) = self.receiver.try_recv() {
            if self.pending.as_ref().is_some_and(|pending| pending.key == key) {
                self.pending = None;
            }
            match loaded {
                Ok(data) => {
                    self.data = Some(Arc::new(data));
                    self.error = None;
                }
                // It was stopped here, for something newer.
                Err(error) if error.is_halted() => continue,
                Err(error) => self.error = Some(error),
            }
            self.shown = Some(key);
        }
        let whole = Key {
            ask: A::ask(&self.view),
            filter: world.filter,
            language: world.tr.language(),
            revision: (world.revision)(A::NEEDS),
            light: (world.revision)(A::LIGHT),
        };
        if self.pending.as_ref().is_some_and(|pending| pending.key == whole) {
            return;
        }
        let like = self.shown.as_ref().filter(|shown| shown.filter == whole.filter);
        let key = match A::first(&whole.ask, like.map(|shown| &shown.ask)) {
            Some(ask) => Key { ask, ..whole },
            None => whole,
        };
        if self.pending.as_ref().is_some_and(|pending| pending.key == key) {
            return;
        }
        self.pause();
        if self.shown.as_ref() == Some(&key) {
            return;
        }
        let gone = Arc::new(AtomicBool::new(false));
        self.pending = Some(Pending { key: key.clone(), gone: Arc::clone(&gone) });
        let (sender, ctx, tr) = (self.sender.clone(), world.ctx.clone(), world.tr.clone());
        let (asked, before) = (key.clone(), self.before(&key));
        world.store.read(
            &gone,
            move |shelf| {
                let (db, Key { ask, filter, .. }) = (shelf.db()?, &asked);
                match &before {
                    Some(before) => A::again(before, db, ask, filter, &tr),
                    None => A::load(db, ask, filter, &tr),
                }
            },
            move |loaded| {
                if let Err(error) = &loaded
                    && !error.is_halted()
                {
                    tracing::error!(error = error.for_log(), area = A::ID.word(), "cannot load");
                }
                // The window may be gone; then nobody wants the data.
                let _ = sender.send((key, loaded));
                ctx.request_repaint();
            },
        );
    }

    fn pause(&mut self) {
        if let Some(pending) = self.pending.take() {
            pending.gone.store(true, Ordering::Relaxed);
        }
    }

    fn loading(&self) -> bool {
        self.pending.is_some()
    }

    fn stands(&self) -> bool {
        self.data.is_some() || self.error.is_some()
    }

    fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        if let Some(error) = &self.error {
            let title = error.message(cx.tr);
            let hint = error.hint(cx.tr);
            let pressed = crate::ui::card::padded(ui, 20.0, 16.0, |ui| {
                let mut pressed = false;
                banner(ui, Banner::error(&title).detail(&hint), |ui| {
                    let retry = cx.tr.text("app-retry");
                    let again = crate::ui::button::Button::secondary(&retry).medium();
                    pressed = crate::ui::button::button(ui, again).clicked();
                });
                pressed
            });
            if pressed {
                self.shown = None;
                self.error = None;
                ui.ctx().request_repaint();
            }
        }
        match &self.data {
            Some(data) => {
                let data = Arc::clone(data);
                A::ui(ui, &data, &mut self.view, cx);
            }
            None if self.error.is_none() => {
                crate::ui::card::padded(ui, 20.0, 16.0, |ui| state::skeleton_rows(ui, 8, 48.0));
            }
            None => {}
        }
    }

    fn page(&self) -> &'static str {
        A::page(&self.view)
    }

    fn receive(&mut self, event: &Event, cx: &mut Cx<'_>) {
        A::receive(&mut self.view, event, cx);
    }

    fn leave(&mut self, cx: &mut Cx<'_>) {
        A::leave(&mut self.view, cx);
    }

    fn unsaved(&self) -> bool {
        A::unsaved(&self.view)
    }

    fn badge(&self) -> String {
        A::badge(&self.view)
    }

    fn fresh(&self, filter: &Filter, revision: &dyn Fn(&[Fact]) -> u64) -> bool {
        self.shown.as_ref().filter(|_| self.error.is_none()).is_some_and(|shown| {
            // What waits is of now, whatever period is shown.
            let filter = Filter { period: shown.filter.period, ..*filter };
            shown.filter == filter && shown.revision == revision(A::NEEDS)
        })
    }
}
