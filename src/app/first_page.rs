//! From an opened workspace to its first page: it appears as it will stay, and what can wait comes after it.

use std::time::{Duration, Instant};

use egui::Context;

use crate::app::App;
use crate::app::session::Session;
use crate::ui::tokens;

/// How long a page that was just drawn is left alone.
const CALM: Duration = Duration::from_millis(500);

/// How far the first page of the window is: until it is past, nothing is moved into its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum First {
    Awaited,
    /// Since when it stands.
    Drawn(Instant),
    Past,
}

/// Whether the file of an opened workspace is still to be checked and copied, once its first page stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Settling {
    Awaited,
    /// Since when the page stands.
    Since(Instant),
    Past,
}

impl App {
    /// Whether what is looked at has something to show.
    pub(super) fn stands(&self) -> bool {
        self.opening.is_none() && self.session.as_ref().is_none_or(Session::stands)
    }

    /// Takes what has arrived and asks for what is visible and stale.
    pub(super) fn refresh(&mut self, ctx: &Context) {
        self.receive(ctx);
        // Once the last of it is written nobody looks any more.
        let Some(session) = self.session.as_mut().filter(|_| !self.closing.last()) else { return };
        let rested = self.settling == Settling::Past;
        let loading = session.refresh(&self.store, ctx, &self.tr, rested);
        if self.settling == Settling::Awaited && !loading && self.first != First::Awaited {
            self.settling = Settling::Since(Instant::now());
        }
        let Settling::Since(at) = self.settling else { return };
        let left = CALM.saturating_sub(at.elapsed());
        if left.is_zero() {
            self.settling = Settling::Past;
            self.back_up_by_itself(ctx);
        } else {
            ctx.request_repaint_after(left);
        }
    }

    /// Notes that the first page is drawn, once it is.
    pub(super) fn appears(&mut self, ctx: &Context) {
        if self.first == First::Awaited && self.stands() {
            self.first = First::Drawn(Instant::now());
            ctx.request_discard("bars and badges are known once a page was laid out");
        }
    }

    /// Lets things move again once the first page has stood for a moment.
    pub(super) fn appeared(&mut self, ctx: &Context) {
        if let First::Drawn(at) = self.first
            && at.elapsed() >= CALM
        {
            self.first = First::Past;
            tokens::let_move(ctx, !self.settings.appearance.reduced_motion);
        }
    }
}
