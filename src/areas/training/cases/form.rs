//! The form that is open, whichever it is.

use egui::Context;

use super::data::Data;
use super::form_case::CaseDraft;
use super::form_play::PlayDraft;
use super::form_small::SmallDraft;
use super::view::{View, send};
use crate::areas::Cx;
use crate::areas::drawer_form::{Filled, Wish};

/// A form on its way.
#[derive(Clone, Debug)]
pub(super) enum Form {
    /// A case.
    Case(Box<CaseDraft>),
    /// A version of a play.
    Play(Box<PlayDraft>),
    /// A meeting, a reader, a use and what came of it.
    Small(Box<SmallDraft>),
}

impl Form {
    /// Whether something is typed that would be lost.
    pub(super) fn dirty(&self) -> bool {
        match self {
            Self::Case(draft) => draft.dirty() && !draft.state.sent,
            Self::Play(draft) => draft.dirty() && !draft.state.sent,
            Self::Small(draft) => draft.dirty() && !draft.state.sent,
        }
    }

    /// Whether its command is on its way.
    pub(super) fn sent(&self) -> bool {
        match self {
            Self::Case(draft) => draft.state.sent,
            Self::Play(draft) => draft.state.sent,
            Self::Small(draft) => draft.state.sent,
        }
    }

    /// Whether it writes a new case.
    pub(super) fn is_new(&self) -> bool {
        matches!(self, Self::Case(draft) if draft.is_new())
    }
}

/// Draws the form that is open, if any.
pub(super) fn form_ui(ctx: &Context, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let Some(mut form) = view.form.take() else { return };
    let choices = &data.choices;
    let wish = match &mut form {
        Form::Case(draft) => draft.draw(ctx, choices, cx),
        Form::Play(draft) => draft.draw(ctx, choices, cx),
        Form::Small(draft) => draft.draw(ctx, choices, cx),
    };
    match wish {
        Wish::Close => return,
        Wish::Save => {
            let asked = match &form {
                Form::Case(draft) => draft.asked(),
                Form::Play(draft) => draft.asked(),
                Form::Small(draft) => draft.asked(),
            };
            if let Some((subject, what)) = asked {
                send(cx, subject, what);
            }
        }
        Wish::Stay | Wish::Remove => {}
    }
    view.form = Some(form);
}
