//! A form in a drawer, for classes and courses. It stays until what was typed is saved.
//!
//! What is wrong is said beside the field once saving was tried, and the first such field gets the focus.
//! A command may still be refused for what only the workspace knows; the form then stays as it is, and goes
//! when the command was done. Whatever else asks to close it is asked back first where something was typed.

use egui::{Context, Response, Ui};

use crate::areas::Cx;
use crate::areas::leaving::Leaving;
use crate::ui::button::{Button, button};
use crate::ui::overlay::asks_to_save;
use crate::ui::overlay::dialog::Answer;
use crate::ui::overlay::drawer::{Drawer, Part, drawer};

/// How the forms ask back.
const LEAVING: Leaving = Leaving {
    id: "training-discard",
    words: [
        "classes-discard-title",
        "classes-discard-body",
        "classes-discard-stay",
        "classes-discard",
    ],
};

/// What a form remembers besides its fields.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::areas::training) struct State {
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
pub(in crate::areas::training) struct Look<'a> {
    /// Unique among drawers.
    pub id: &'a str,
    /// Its title.
    pub title: &'a str,
    /// The word on the button that saves.
    pub save: &'a str,
    /// Its width.
    pub width: f32,
}

/// What is to be done with the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::areas::training) enum Wish {
    /// It stays open.
    Stay,
    /// Nothing is wrong: save it.
    Save,
    /// Close it; nothing was typed, or it may be thrown away.
    Close,
}

/// Draws a form; `body` draws the fields.
pub(in crate::areas::training) fn form_drawer(
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
    let (close, cancel) = (cx.text("classes-close"), cx.text("app-cancel"));
    let n = i64::try_from(count).unwrap_or(i64::MAX);
    let wrong = cx.tr.with("classes-to-correct", &[("n", n.into())]);
    let shell = Drawer::new(look.id, look.title, &close)
        .width(look.width)
        .problem((state.tried && count > 0).then_some(wrong.as_str()));
    let (mut asked_save, mut asked_close) = (asks_to_save(ctx), false);
    asked_close |= drawer(ctx, shell, |ui, part| match part {
        Part::Body => body(ui, &mut *state),
        Part::Footer => {
            asked_save |= button(ui, Button::primary(look.save)).clicked();
            asked_close |= button(ui, Button::secondary(&cancel)).clicked();
        }
    });
    if state.leaving {
        return match LEAVING.ask(ctx, cx) {
            None => Wish::Stay,
            Some(Answer::Button(1)) => Wish::Close,
            Some(_) => {
                state.leaving = false;
                Wish::Stay
            }
        };
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

/// Whether a text says something.
pub(in crate::areas::training) fn blank(text: &str) -> bool {
    text.trim().is_empty()
}

/// An amount in fen as it stands in a field, in yuan.
pub(in crate::areas::training) fn yuan_of(fen: Option<i64>) -> Option<f64> {
    fen.map(|fen| fen as f64 / 100.0)
}

/// An amount in fen as typed in yuan.
pub(in crate::areas::training) fn fen_of(yuan: Option<f64>) -> Option<i64> {
    yuan.map(|yuan| (yuan * 100.0).round() as i64)
}

/// Ten-thousandths as they stand in a field: hours, points.
pub(in crate::areas::training) fn unit_of(value: Option<i64>) -> Option<f64> {
    value.map(|value| value as f64 / 10_000.0)
}

/// Ten-thousandths as typed.
pub(in crate::areas::training) fn parts_of(value: Option<f64>) -> Option<i64> {
    value.map(|value| (value * 10_000.0).round() as i64)
}

/// A whole number as it stands in a field.
pub(in crate::areas::training) fn count_of(value: Option<i64>) -> Option<f64> {
    value.map(|value| value as f64)
}

/// A whole number as typed.
pub(in crate::areas::training) fn whole_of(value: Option<f64>) -> Option<i64> {
    value.map(|value| value.round() as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_a_field_is_what_is_kept() {
        for (fen, yuan) in [(Some(320_050), Some(3_200.5)), (Some(1), Some(0.01)), (None, None)] {
            assert_eq!((yuan_of(fen), fen_of(yuan)), (yuan, fen));
        }
        for (kept, typed) in [(Some(35_000), Some(3.5)), (Some(820_000), Some(82.0)), (None, None)]
        {
            assert_eq!((unit_of(kept), parts_of(typed)), (typed, kept));
        }
        assert_eq!((count_of(Some(12)), whole_of(Some(12.0))), (Some(12.0), Some(12)));
    }

    #[test]
    fn problems_are_marked_once_saving_was_tried() {
        let problems = [None, Some("选课程".to_owned())];
        let mut state = State::opened();
        assert_eq!(state.shown(&problems, 1), None);
        state.tried = true;
        assert_eq!(state.shown(&problems, 1), Some("选课程"));
        assert_eq!(state.shown(&problems, 0), None);
    }
}
