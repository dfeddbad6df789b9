//! How the page looks: the figures on top, the list with the answer beside it, below them what everybody was
//! asked and who left, the forms above.

use std::collections::BTreeMap;

use egui::{Context, Margin, Ui};

use super::data::{Ask, Data, Row, Shown};
use super::form::{self, GiveDraft};
use super::form_pulse::{self, PulseDraft};
use super::{answer, view_list, view_pulse};
use crate::areas::coaching::form_words::run;
use crate::areas::coaching::strip::strip_ui;
use crate::areas::{Cx, Event, drawer_form};
use crate::command::coaching::What;
use crate::command::coaching::feedback::Feedback;
use crate::domain::ids::RepFeedbackId;
use crate::domain::scope::Scope;
use crate::ui::button::{Button, button};
use crate::ui::card::{Side, columns};
use crate::ui::icons;
use crate::ui::overlay::dialog::{Answer, Dialog, dialog};
use crate::ui::scroll;
use crate::ui::table::TableState;
use crate::ui::tokens::Tone;

/// What is chosen and half-typed.
#[derive(Debug, Default)]
pub struct View {
    /// Which of what was said is shown.
    pub(super) shown: Shown,
    /// What was typed to search by.
    pub(super) search: String,
    /// What is chosen; the first of the list until something is.
    pub(super) id: Option<RepFeedbackId>,
    /// Answers half-typed.
    pub(super) answers: BTreeMap<RepFeedbackId, String>,
    /// An answer that was to be kept, so what is wrong with it is marked.
    pub(super) tried: Option<RepFeedbackId>,
    /// What is to be removed, until that is confirmed.
    pub(super) removing: Option<RepFeedbackId>,
    pub(super) give: Option<GiveDraft>,
    pub(super) pulse: Option<PulseDraft>,
    pub(super) table: TableState,
    /// Answers as they are stored, to tell what was typed.
    stored: BTreeMap<RepFeedbackId, String>,
}

impl View {
    /// What to load.
    pub(in crate::areas::coaching) fn ask(&self) -> Ask {
        Ask
    }

    /// Takes notice of something that finished.
    pub(in crate::areas::coaching) fn receive(&mut self, event: &Event, _cx: &mut Cx<'_>) {
        if !matches!(event, Event::Done) {
            return;
        }
        drawer_form::stored(&mut self.give);
        drawer_form::stored(&mut self.pulse);
    }

    /// Whether something is half-typed that would be lost.
    pub(in crate::areas::coaching) fn unsaved(&self) -> bool {
        let typed = |(id, text): (&RepFeedbackId, &String)| {
            self.stored.get(id).is_some_and(|stored| stored != text)
        };
        drawer_form::unsaved(self.give.as_ref())
            || drawer_form::unsaved(self.pulse.as_ref())
            || self.answers.iter().any(typed)
    }

    /// Shows something that was said.
    pub(in crate::areas::coaching) fn show(&mut self, id: RepFeedbackId) {
        self.shown = Shown::All;
        self.search = String::new();
        self.id = Some(id);
    }

    /// What is chosen, of what is shown.
    pub(super) fn chosen<'a>(&self, data: &'a Data) -> Option<&'a Row> {
        let chosen = data.rows.iter().find(|row| Some(row.id) == self.id);
        chosen.or_else(|| view_list::shown(self, data).into_iter().next())
    }

    /// Takes notice of answers that are stored now; what was typed to the same is no longer half-typed.
    fn know(&mut self, data: &Data) {
        let answers = data.rows.iter().map(|row| (row.id, row.answer.clone()));
        let stored: BTreeMap<RepFeedbackId, String> = answers.collect();
        for (id, answer) in &stored {
            // An answer that was changed elsewhere, or undone, shows as it is unless it is being typed.
            let was = self.stored.get(id);
            let untouched = was.is_some_and(|was| self.answers.get(id) == Some(was));
            if untouched && was != Some(answer) {
                self.answers.insert(*id, answer.clone());
            }
        }
        // What is out of the period is still known.
        self.stored.extend(stored);
    }
}

/// Draws the buttons at the end of the tab row, from right to left.
pub(in crate::areas::coaching) fn actions_ui(
    ui: &mut Ui,
    data: &Data,
    view: &mut View,
    cx: &mut Cx<'_>,
) {
    let (give, pulse) = (cx.text("feedback-give"), cx.text("feedback-pulse-add"));
    if button(ui, Button::primary(&give).medium().icon(icons::PLUS)).clicked() {
        let person = match cx.filter.scope {
            Scope::Person(person) => Some(person),
            Scope::All | Scope::Region(_) | Scope::Team(_) => None,
        };
        view.give = Some(GiveDraft::new(person, &cx.directory.calendar, cx.filter.today));
    }
    if button(ui, Button::secondary(&pulse).medium().icon(icons::CHART_BAR)).clicked() {
        view.pulse = Some(PulseDraft::new(data, cx));
    }
}

/// Draws the page.
pub(in crate::areas::coaching) fn draw(
    ui: &mut Ui,
    margin: Margin,
    data: &Data,
    view: &mut View,
    cx: &mut Cx<'_>,
) {
    view.know(data);
    scroll::page(ui, "feedback", margin, |ui, _| {
        ui.spacing_mut().item_spacing.y = 12.0;
        strip_ui(ui, &data.strip, cx);
        let right = if ui.available_width() < 1_100.0 { 360.0 } else { 420.0 };
        columns(ui, right, 12.0, |ui, side| {
            ui.spacing_mut().item_spacing.y = 12.0;
            match side {
                Side::Left => {
                    view_list::draw(ui, data, view, cx);
                    view_pulse::pulses_ui(ui, data, view, cx);
                }
                Side::Right => {
                    answer::draw(ui, data, view, cx);
                    view_pulse::left_ui(ui, data, cx);
                }
            }
        });
    });
    let ctx = ui.ctx().clone();
    form::form_ui(&ctx, data, &mut view.give, cx);
    form_pulse::form_ui(&ctx, data, &mut view.pulse, cx);
    remove_ui(&ctx, view, cx);
}

/// Asks before something that was said is removed.
fn remove_ui(ctx: &Context, view: &mut View, cx: &mut Cx<'_>) {
    let Some(id) = view.removing else { return };
    let words = ["feedback-remove-title", "feedback-remove-detail"].map(|key| cx.text(key));
    let [title, detail] = &words;
    let question = Dialog::new("feedback-remove", title, detail).icon(icons::TRASH, Tone::Bad);
    let words = ["feedback-remove-stay", "feedback-remove"].map(|key| cx.text(key));
    let [stay, remove] = &words;
    match dialog(ctx, question, &[Button::secondary(stay), Button::danger(remove)]) {
        None => return,
        Some(Answer::Button(1)) => {
            view.answers.remove(&id);
            run(cx, "", What::Feedback(Feedback::Remove(id)));
        }
        Some(_) => {}
    }
    view.removing = None;
}
