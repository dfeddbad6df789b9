//! The form that says why a part of the gap came about.

use egui::{Context, Ui};

use super::data::Page;
use super::rows::FactorRow;
use super::view::View;
use crate::areas::Cx;
use crate::areas::leaving;
use crate::command::Command;
use crate::command::gap::Command as Gap;
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::store::records::GapPart;
use crate::ui::button::{Button, button};
use crate::ui::field::{Field, text_area};
use crate::ui::overlay::asks_to_save;
use crate::ui::overlay::drawer::{Drawer, Part, drawer};
use crate::ui::text;
use crate::ui::tokens::Theme;

/// What is half-typed of a part.
#[derive(Clone, Debug)]
pub(super) struct Form {
    scope: Scope,
    period: Period,
    part: GapPart,
    /// Whose gap and which part, in words.
    subject: String,
    /// What was planned and what came.
    about: String,
    start: String,
    now: String,
    /// It was not drawn yet.
    fresh: bool,
    /// Saving was tried, so what is wrong is marked.
    tried: bool,
    /// The person was asked whether to throw away what is typed.
    leaving: bool,
    /// A command is on its way; when it is done, the form goes.
    pub(super) sent: bool,
}

impl Form {
    /// The form of a part as it is stored.
    pub(super) fn new(page: &Page, part: GapPart, row: &FactorRow) -> Self {
        Self {
            scope: page.scope,
            period: page.period,
            part,
            subject: format!("{} {}", page.subject, row.name),
            about: format!("{}  {}", row.value, row.driver),
            start: row.reason.clone(),
            now: row.reason.clone(),
            fresh: true,
            tried: false,
            leaving: false,
            sent: false,
        }
    }

    /// Whether something else is typed than is stored.
    pub(super) fn dirty(&self) -> bool {
        !self.sent && self.now.trim() != self.start
    }

    fn body(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let theme = Theme::get(ui);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            text::wrapped(ui, text::NAME13, theme.t1, &self.subject);
            text::wrapped(ui, text::LABEL12, theme.t3, &self.about);
        });
        let (label, help) = (cx.text("gap-reason"), cx.text("gap-reason-help"));
        let missing = cx.text("error-gap-reason");
        let blank = self.tried && self.now.trim().is_empty();
        let field = Field::new(&label).required().help(&help);
        let field = field.error(blank.then_some(missing.as_str()));
        let field = text_area(ui, field, &mut self.now, 4);
        if std::mem::take(&mut self.fresh) {
            field.request_focus();
        }
    }

    fn set(&self, cx: &Cx<'_>) -> Command {
        Command::Gap(Gap::SetGapReason {
            scope: self.scope,
            period: self.period,
            part: self.part,
            reason: self.now.clone(),
            today: cx.filter.today,
            subject: self.subject.clone(),
        })
    }

    fn clear(&self) -> Command {
        Command::Gap(Gap::ClearGapReason {
            scope: self.scope,
            period: self.period,
            part: self.part,
            subject: self.subject.clone(),
        })
    }
}

/// Draws the open form, if any.
pub(super) fn form_ui(ctx: &Context, view: &mut View, cx: &mut Cx<'_>) {
    let Some(mut form) = view.form.take() else { return };
    // Still here with no command on its way, it was refused.
    form.sent &= cx.pending;
    let words = ["gap-form-title", "gap-form-save", "gap-form-clear", "app-cancel", "app-close"]
        .map(|key| cx.text(key));
    let [title, save, clear, cancel, close] = &words;
    let (mut saves, mut clears, mut leaves) = (asks_to_save(ctx), false, false);
    leaves |= drawer(ctx, Drawer::new("gap", title, close), |ui, part| match part {
        Part::Body => form.body(ui, cx),
        Part::Footer => {
            saves |= button(ui, Button::primary(save)).clicked();
            leaves |= button(ui, Button::ghost(cancel)).clicked();
            if !form.start.is_empty() {
                clears |= button(ui, Button::ghost(clear)).clicked();
            }
        }
    });
    if saves && !form.leaving && !form.sent {
        form.tried = true;
        if !form.dirty() && !form.start.is_empty() {
            return;
        }
        if !form.now.trim().is_empty() {
            form.sent = true;
            cx.run(form.set(cx));
        }
    }
    if clears && !form.leaving && !form.sent {
        // What is taken back comes again by undo; nothing is asked for that.
        cx.run(form.clear());
        return;
    }
    let asked = (leaves, form.dirty());
    if leaving::closes(ctx, "gap-discard", &mut form.leaving, asked, cx) {
        return;
    }
    view.form = Some(form);
}
