//! Closing the window: what is half-typed is saved or asked about, what was sent to be saved is
//! written first.

use egui::{Context, ViewportCommand};

use crate::app::session::Session;
use crate::app::{App, Message};
use crate::ui::button::Button;
use crate::ui::icons;
use crate::ui::overlay::dialog::{Answer, Dialog, dialog};
use crate::ui::tokens::Tone;

/// How far closing is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Closing {
    /// Nobody wants to.
    #[default]
    No,
    /// Something would be lost: the person is asked.
    Asking,
    /// The store's thread ends what it was sent.
    Writing,
    /// The window may go.
    Now,
}

impl Closing {
    /// Whether the window goes as soon as everything is written.
    pub(super) const fn last(self) -> bool {
        matches!(self, Self::Writing | Self::Now)
    }
}

impl App {
    /// Takes notice of a wish to close the window.
    pub(super) fn close_wanted(&mut self, ctx: &Context) {
        let wanted = ctx.input(|input| input.viewport().close_requested());
        if !wanted || self.closing == Closing::Now {
            return;
        }
        if self.session.is_none() && !self.jobs.any() {
            return;
        }
        ctx.send_viewport_cmd(ViewportCommand::CancelClose);
        if self.closing != Closing::No {
            return;
        }
        self.leave(ctx);
        let unsaved = self.session.as_ref().is_some_and(Session::unsaved);
        if unsaved || self.jobs.any() {
            self.closing = Closing::Asking;
            ctx.request_repaint();
        } else {
            self.close_when_written(ctx);
        }
    }

    /// Lets the area that is shown save what it saves without a question.
    pub(super) fn leave(&mut self, ctx: &Context) {
        if let Some(session) = &mut self.session {
            let orders = session.leave(&self.tr, &self.settings.appearance, true);
            self.carry_out(ctx, orders);
        }
    }

    /// Lets the store's thread finish, then closes the window.
    fn close_when_written(&mut self, ctx: &Context) {
        self.closing = Closing::Writing;
        self.jobs.cancel_all();
        if let Some(session) = &mut self.session {
            session.pause();
        }
        let mailbox = self.mailbox(ctx);
        self.store.send_last(move |shelf| {
            shelf.put(None);
            mailbox.send(Message::Written);
        });
    }

    /// Everything is on the disk.
    pub(super) fn written(&mut self, ctx: &Context) {
        self.closing = Closing::Now;
        ctx.send_viewport_cmd(ViewportCommand::Close);
    }

    /// Draws the question, while it is asked.
    pub(super) fn closing_ui(&mut self, ctx: &Context) {
        if self.closing != Closing::Asking {
            return;
        }
        let running = self.jobs.any();
        let body = if running { "app-closing-running" } else { "app-closing-unsaved" };
        let (title, body) = (self.tr.text("app-closing"), self.tr.text(body));
        let (stay, go) = (self.tr.text("app-closing-stay"), self.tr.text("app-closing-go"));
        let question =
            Dialog::new("closing", &title, &body).icon(icons::WARNING_CIRCLE, Tone::Warn);
        match dialog(ctx, question, &[Button::secondary(&stay), Button::danger(&go)]) {
            Some(Answer::Button(1)) => self.close_when_written(ctx),
            Some(_) => self.closing = Closing::No,
            None => {}
        }
    }
}
