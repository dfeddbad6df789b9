//! A form that is asked to close asks back before it throws away what was typed.

use egui::Context;

use crate::areas::Cx;
use crate::ui::button::Button;
use crate::ui::icons;
use crate::ui::overlay::dialog::{Answer, Dialog, dialog};
use crate::ui::tokens::Tone;

/// How a form asks back.
#[derive(Clone, Copy, Debug)]
pub(super) struct Leaving {
    /// Unique among dialogs.
    pub id: &'static str,
    /// The keys of the question, of what is lost, of staying and of throwing away.
    pub words: [&'static str; 4],
}

impl Leaving {
    /// Whether the form goes: asked to close it does at once where nothing was typed, and else when
    /// the person says so. `leaving` is whether the question stands.
    pub fn closes(
        self,
        ctx: &Context,
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
        match self.ask(ctx, cx) {
            None => false,
            Some(Answer::Button(1)) => true,
            Some(_) => {
                *leaving = false;
                false
            }
        }
    }

    /// Asks whether what was typed may be thrown away: button 1 does.
    pub fn ask(self, ctx: &Context, cx: &Cx<'_>) -> Option<Answer> {
        let [title, detail, stay, discard] = self.words.map(|key| cx.text(key));
        let question = Dialog::new(self.id, &title, &detail).icon(icons::WARNING, Tone::Warn);
        dialog(ctx, question, &[Button::secondary(&stay), Button::danger(&discard)])
    }
}
