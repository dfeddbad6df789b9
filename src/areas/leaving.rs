//! A form that is asked to close asks back before it throws away what was typed.

use egui::Context;

use crate::areas::Cx;
use crate::ui::button::Button;
use crate::ui::icons;
use crate::ui::overlay::dialog::{Answer, Dialog, dialog};
use crate::ui::tokens::Tone;

/// Whether the form goes: asked to close it does at once where nothing was typed, and else when the person
/// says so. `leaving` is whether the question stands, `id` unique among dialogs.
pub(super) fn closes(
    ctx: &Context,
    id: &str,
    leaving: &mut bool,
    (asked, dirty): (bool, bool),
    cx: &Cx<'_>,
) -> bool {
    if asked && !*leaving {
        if !dirty {
            return true;
        }
        *leaving = true;
    }
    if !*leaving {
        return false;
    }
    match ask(ctx, id, cx) {
        None => false,
        Some(Answer::Button(1)) => true,
        Some(_) => {
            *leaving = false;
            false
        }
    }
}

/// Asks whether what was typed may be thrown away: button 1 does.
pub(super) fn ask(ctx: &Context, id: &str, cx: &Cx<'_>) -> Option<Answer> {
    let words = ["form-discard-title", "form-discard-body", "form-discard-stay", "form-discard"];
    let [title, detail, stay, discard] = words.map(|key| cx.text(key));
    let question = Dialog::new(id, &title, &detail).icon(icons::WARNING, Tone::Warn);
    dialog(ctx, question, &[Button::secondary(&stay), Button::danger(&discard)])
}
