//! A form in a drawer that stays until what was typed is saved.
//!
//! What is wrong is said beside the field once saving was tried, and the first such field gets the
//! focus. A command may still be refused for what only the workspace knows; the form then stays as it
//! is, with all that was typed, and can be sent again. It goes when the command was done, and is sent once
//! however often saving is asked for. Whatever else asks to close it is asked back first where something was
//! typed.

use egui::{Context, Response, Ui};

use crate::areas::Cx;
use crate::areas::leaving;
use crate::ui::button::{Button, button};
use crate::ui::overlay::asks_to_save;
use crate::ui::overlay::dialog::Answer;
use crate::ui::overlay::drawer::{Drawer, Part, drawer};

/// What a form remembers besides its fields.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct State {
    /// Saving was tried, so what is wrong is marked.
    tried: bool,
    /// The field to go to, counted from the first.
    jump: Option<usize>,
    /// The person was asked whether to throw away what was typed.
    leaving: bool,
    /// A command is on its way; when it is done, the form goes.
    pub sent: bool,
}

impl State {
    /// That of a form that was just opened: the focus goes to the first field.
    pub fn opened() -> Self {
        Self { jump: Some(0), ..Self::default() }
    }

    /// Whether saving was tried, so that what is wrong is marked.
    pub const fn tried(&self) -> bool {
        self.tried
    }

    /// The text of a problem, once saving was tried.
    pub fn shown<'a>(&self, problems: &'a [Option<String>], field: usize) -> Option<&'a str> {
        problems.get(field).and_then(Option::as_deref).filter(|_| self.tried)
    }

    /// Gives a field the focus when it is the one to go to.
    pub fn focus(&mut self, field: usize, response: &Response) {
        if self.jump == Some(field) {
            self.jump = None;
            response.request_focus();
        }
    }
}

/// What a form looks like around its fields.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look<'a> {
    /// Unique among drawers.
    pub id: &'a str,
    /// Its title.
    pub title: &'a str,
    /// The word on the button that saves.
    pub save: &'a str,
    /// The word on the button that removes what is edited; empty where it cannot be.
    pub remove: &'a str,
    /// Its width.
    pub width: f32,
}

/// What is to be done with the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    /// It stays open.
    Stay,
    /// Nothing is wrong: save it.
    Save,
    /// Remove what is edited.
    Remove,
    /// Close it; nothing was typed, or it may be thrown away.
    Close,
}

/// A form that such a drawer stands around.
pub(super) trait Filled {
    /// What it remembers besides its fields.
    fn state(&mut self) -> &mut State;

    /// Whether something else is typed than it began with.
    fn dirty(&self) -> bool;
}

/// A command was done: a form that was sent is stored, and goes. Returns it if it did.
pub(super) fn stored<F: Filled>(open: &mut Option<F>) -> Option<F> {
    open.take_if(|form| form.state().sent)
}

/// Whether something is typed in a form that would be lost with it.
pub(super) fn unsaved<F: Filled>(open: Option<&F>) -> bool {
    open.is_some_and(F::dirty)
}

/// Draws a form; `body` draws the fields. It is asked for its state once, and given it back.
pub(super) fn filled_drawer<F: Filled>(
    ctx: &Context,
    look: Look<'_>,
    form: &mut F,
    problems: &[Option<String>],
    cx: &Cx<'_>,
    mut body: impl FnMut(&mut Ui, &mut F, &mut State),
) -> Wish {
    let mut state = std::mem::take(form.state());
    let asked = (form.dirty(), problems);
    let wish = form_drawer(ctx, look, &mut state, asked, cx, |ui, state| body(ui, form, state));
    *form.state() = state;
    wish
}

/// Draws a form around its state.
fn form_drawer(
    ctx: &Context,
    look: Look<'_>,
    state: &mut State,
    (dirty, problems): (bool, &[Option<String>]),
    cx: &Cx<'_>,
    mut body: impl FnMut(&mut Ui, &mut State),
) -> Wish {
    // Still here with no command on its way, it was refused: what is typed is not stored.
    state.sent &= cx.pending;
    let count = problems.iter().flatten().count();
    let (close, cancel) = (cx.text("app-close"), cx.text("app-cancel"));
    let n = i64::try_from(count).unwrap_or(i64::MAX);
    let wrong = cx.tr.with("form-to-correct", &[("n", n.into())]);
    let shell = Drawer::new(look.id, look.title, &close)
        .width(look.width)
        .problem((state.tried && count > 0).then_some(wrong.as_str()));
    let (mut asked_save, mut asked_close, mut asked_remove) = (asks_to_save(ctx), false, false);
    asked_close |= drawer(ctx, shell, |ui, part| match part {
        Part::Body => body(ui, &mut *state),
        Part::Footer => {
            asked_save |= button(ui, Button::primary(look.save)).clicked();
            asked_close |= button(ui, Button::secondary(&cancel)).clicked();
            if !look.remove.is_empty() {
                asked_remove |= button(ui, Button::danger(look.remove)).clicked();
            }
        }
    });
    if state.leaving {
        return match leaving::ask(ctx, look.id, cx) {
            None => Wish::Stay,
            Some(Answer::Button(1)) => Wish::Close,
            Some(_) => {
                state.leaving = false;
                Wish::Stay
            }
        };
    }
    if asked_remove {
        return Wish::Remove;
    }
    if asked_save && !state.sent {
        state.tried = true;
        state.jump = problems.iter().position(Option::is_some);
        if count == 0 {
            state.sent = true;
            return Wish::Save;
        }
    } else if asked_close {
        if !dirty {
            return Wish::Close;
        }
        state.leaving = true;
    }
    Wish::Stay
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Typed {
        state: State,
        text: &'static str,
    }

    impl Filled for Typed {
        fn state(&mut self) -> &mut State {
            &mut self.state
        }

        fn dirty(&self) -> bool {
            !self.text.is_empty()
        }
    }

    #[test]
    fn what_was_done_takes_away_only_the_form_that_was_sent() {
        let mut open = Some(Typed { state: State::opened(), text: "报价" });
        assert!(stored(&mut open).is_none(), "another command was done");
        assert!(unsaved(open.as_ref()));
        if let Some(form) = &mut open {
            form.state().sent = true;
        }
        assert!(stored(&mut open).is_some());
        assert!(open.is_none());
        assert!(stored(&mut open).is_none());
        assert!(!unsaved(open.as_ref()));
    }

    #[test]
    fn problems_are_marked_once_saving_was_tried() {
        let problems = [None, Some("填写名称".to_owned())];
        let mut state = State::opened();
        assert_eq!(state.shown(&problems, 1), None);
        state.tried = true;
        assert_eq!(state.shown(&problems, 1), Some("填写名称"));
        assert_eq!(state.shown(&problems, 0), None);
    }
}
