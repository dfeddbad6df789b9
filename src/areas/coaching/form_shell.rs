//! The drawer around a form that stays until what was typed is saved: what is wrong is counted once saving
//! was tried, and whatever else asks to close it is asked back where something was typed.

use egui::{Context, Ui};

use crate::areas::Cx;
use crate::areas::leaving::Leaving;
use crate::ui::button::{Button, button};
use crate::ui::overlay::asks_to_save;
use crate::ui::overlay::drawer::{Drawer, Part, drawer};

/// How the forms of these pages ask back.
const LEAVING: Leaving = Leaving {
    id: "improvement-discard",
    words: [
        "improvement-discard-title",
        "improvement-discard-body",
        "improvement-discard-stay",
        "improvement-discard",
    ],
};

/// What a form remembers besides its fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Shell {
    /// Saving was tried, so what is wrong is marked.
    pub tried: bool,
    /// The person was asked whether to throw away what was typed.
    leaving: bool,
    /// A command is on its way; when it is done, the form goes.
    pub sent: bool,
}

impl Shell {
    /// What is wrong with a field, once saving was tried.
    pub fn said(&self, key: Option<&'static str>, cx: &Cx<'_>) -> Option<String> {
        key.filter(|_| self.tried).map(|key| cx.text(key))
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
    /// Close it; nothing was typed, or it may be thrown away.
    Close,
}

/// Draws a form; `body` draws the fields. `wrong` is how many things are wrong with them.
pub(super) fn form_drawer(
    ctx: &Context,
    look: Look<'_>,
    shell: &mut Shell,
    (dirty, wrong): (bool, usize),
    cx: &Cx<'_>,
    mut body: impl FnMut(&mut Ui, &Shell),
) -> Wish {
    let (close, cancel) = (cx.text("app-close"), cx.text("app-cancel"));
    let n = i64::try_from(wrong).unwrap_or(i64::MAX);
    let problem = cx.tr.with("improvement-form-wrong", &[("n", n.into())]);
    let around = Drawer::new(look.id, look.title, &close)
        .width(look.width)
        .problem((shell.tried && wrong > 0).then_some(problem.as_str()));
    let (mut saves, mut leaves) = (asks_to_save(ctx), false);
    let seen: &Shell = shell;
    let dismissed = drawer(ctx, around, |ui, part| match part {
        Part::Body => body(ui, seen),
        Part::Footer => {
            saves |= button(ui, Button::primary(look.save)).clicked();
            leaves |= button(ui, Button::ghost(&cancel)).clicked();
        }
    });
    if saves && !shell.leaving {
        shell.tried = true;
        if wrong == 0 {
            shell.sent = true;
            return Wish::Save;
        }
    }
    let asked = (leaves || dismissed, dirty);
    if LEAVING.closes(ctx, &mut shell.leaving, asked, cx) { Wish::Close } else { Wish::Stay }
}
