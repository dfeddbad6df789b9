//! The form that is open, whichever it is.

use egui::Context;

use super::data::{Data, GroupsAsk};
use super::form_run::RunDraft;
use super::form_trial::TrialDraft;
use super::view::{View, send};
use crate::areas::Cx;
use crate::areas::drawer_form::{Filled, Wish};

/// A form on its way.
#[derive(Clone, Debug)]
pub(super) enum Form {
    /// A new analysis.
    Run(Box<RunDraft>),
    /// A hypothesis, its trial, or what is decided of it.
    Trial(Box<TrialDraft>),
}

impl Form {
    /// Whether something is typed that would be lost.
    pub(super) fn dirty(&self) -> bool {
        match self {
            Self::Run(draft) => draft.dirty() && !draft.state.sent,
            Self::Trial(draft) => draft.dirty() && !draft.state.sent,
        }
    }

    /// Whether its command is on its way.
    pub(super) fn sent(&self) -> bool {
        match self {
            Self::Run(draft) => draft.state.sent,
            Self::Trial(draft) => draft.state.sent,
        }
    }

    /// Whether what it makes is a new analysis.
    pub(super) const fn runs(&self) -> bool {
        matches!(self, Self::Run(_))
    }

    /// The groups it asks for.
    pub(super) fn groups(&self) -> Option<GroupsAsk> {
        match self {
            Self::Run(draft) => Some(draft.asked()),
            Self::Trial(_) => None,
        }
    }
}

/// Draws the open form, if any, and sends what is saved.
pub(super) fn draw(ctx: &Context, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let Some(mut form) = view.form.take() else { return };
    let wish = match &mut form {
        Form::Run(draft) => draft.draw(ctx, data, cx),
        Form::Trial(draft) => draft.draw(ctx, &data.choices, cx),
    };
    match wish {
        Wish::Close => return,
        Wish::Remove | Wish::Stay => {}
        Wish::Save => {
            let saved = match &form {
                Form::Run(draft) => draft.command(data, cx),
                Form::Trial(draft) => draft.command(),
            };
            if let Some((subject, finding)) = saved {
                send(cx, subject, finding);
            }
        }
    }
    view.form = Some(form);
}
