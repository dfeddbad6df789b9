//! What the forms of this tab have in common.

use egui::{Context, Ui};

use crate::areas::Cx;
use crate::areas::drawer_form::{Filled, Look, State, Wish, filled_drawer};
use crate::command::Command;
use crate::command::training::{self, What};

/// What a form is called.
#[derive(Clone, Copy, Debug)]
pub(super) struct Head {
    /// Unique among drawers.
    pub id: &'static str,
    /// The key of its title.
    pub title: &'static str,
    /// The key of the word on the button that saves.
    pub save: &'static str,
    /// Its width.
    pub width: f32,
}

/// Draws a form; `body` draws the fields.
pub(super) fn form<F: Filled>(
    ctx: &Context,
    head: Head,
    draft: &mut F,
    problems: &[Option<String>],
    cx: &Cx<'_>,
    body: impl FnMut(&mut Ui, &mut F, &mut State),
) -> Wish {
    let (title, save) = (cx.text(head.title), cx.text(head.save));
    let look = Look { id: head.id, title: &title, save: &save, remove: "", width: head.width };
    filled_drawer(ctx, look, draft, problems, cx, body)
}

/// Runs something that is recorded of training.
pub(super) fn run(cx: &mut Cx<'_>, subject: impl Into<String>, what: What) {
    let (subject, today) = (subject.into(), cx.filter.today);
    cx.run(Command::Training(training::Command { subject, today, what }));
}
