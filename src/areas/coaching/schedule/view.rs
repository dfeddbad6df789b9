//! How the page looks: the figures on top, the calendar, the cards below it, the forms above.

use egui::{Margin, Ui};

use super::data::{Ask, Data, Offer};
use super::form::{self, PlanDraft};
use super::form_rhythm::{self, RhythmDraft};
use super::{view_calendar, view_cards};
use crate::areas::coaching::strip::strip_ui;
use crate::areas::{Cx, Event, drawer_form};
use crate::domain::ids::{CoachingId, PersonId};
use crate::domain::scope::Scope;
use crate::store::records::CoachingKind;
use crate::ui::button::{Button, button};
use crate::ui::card::card;
use crate::ui::icons;
use crate::ui::scroll;
use crate::ui::state::empty_state;
use crate::ui::table::TableState;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// What is chosen and half-typed.
#[derive(Debug, Default)]
pub struct View {
    /// So many weeks after that of today the first one stands that is shown.
    pub(super) ahead: i64,
    /// The planned coaching that is to be moved, until its form is open.
    pub(super) open: Option<CoachingId>,
    pub(super) plan: Option<PlanDraft>,
    pub(super) rhythm: Option<RhythmDraft>,
    pub(super) table: TableState,
    pub(super) missed: TableState,
    pub(super) events: TableState,
    pub(super) rhythms: TableState,
    /// Of whom a coaching is to be put down: it begins on the page of the log.
    pub(in crate::areas::coaching) wanted: Option<PersonId>,
}

impl View {
    /// What to load.
    pub(in crate::areas::coaching) fn ask(&self) -> Ask {
        Ask { ahead: self.ahead, open: self.open }
    }

    /// Takes notice of something that finished.
    pub(in crate::areas::coaching) fn receive(&mut self, event: &Event, _cx: &mut Cx<'_>) {
        if !matches!(event, Event::Done) {
            return;
        }
        drawer_form::stored(&mut self.plan);
        drawer_form::stored(&mut self.rhythm);
    }

    /// Whether something is half-typed that would be lost.
    pub(in crate::areas::coaching) fn unsaved(&self) -> bool {
        drawer_form::unsaved(self.plan.as_ref()) || drawer_form::unsaved(self.rhythm.as_ref())
    }

    /// Opens the form of what is offered.
    pub(super) fn offer(&mut self, offer: &Offer, cx: &Cx<'_>) {
        self.open = None;
        self.plan = Some(PlanDraft::new(offer, cx));
    }
}

/// Draws the buttons at the end of the tab row, from right to left.
pub(in crate::areas::coaching) fn actions_ui(
    ui: &mut Ui,
    data: &Data,
    view: &mut View,
    cx: &mut Cx<'_>,
) {
    let (plan, rhythm) = (cx.text("schedule-add"), cx.text("schedule-rhythm-add"));
    let anybody = data.people.len() > 1;
    let look = Button::primary(&plan).medium().icon(icons::CALENDAR_PLUS).enabled(anybody);
    if button(ui, look).clicked() {
        let person = match cx.filter.scope {
            Scope::Person(person) => Some(person),
            Scope::All | Scope::Region(_) | Scope::Team(_) => None,
        };
        let day = cx.directory.calendar.add_workdays(cx.filter.today, 0);
        let offer = Offer { person, kind: CoachingKind::OneToOne, day, event: None };
        view.offer(&offer, cx);
    }
    if button(ui, Button::secondary(&rhythm).medium().icon(icons::CLOCK)).clicked() {
        view.rhythm = Some(RhythmDraft::new());
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
    scroll::page(ui, "schedule", margin, |ui, _| {
        ui.spacing_mut().item_spacing.y = 12.0;
        strip_ui(ui, &data.strip, cx);
        if data.rows.is_empty() {
            let words = ["schedule-none", "schedule-none-detail"].map(|key| cx.text(key));
            let [title, detail] = &words;
            card(ui, |ui| empty_state(ui, icons::CALENDAR_BLANK, title, detail, None));
        } else {
            view_calendar::draw(ui, data, view, cx);
            text::wrapped(ui, text::LABEL12, Theme::get(ui).t3, &cx.text("schedule-keys"));
        }
        view_cards::draw(ui, data, view, cx);
    });
    // What was chosen to be moved is here now.
    let here = data.opened.as_ref().filter(|(id, _)| view.open == Some(*id));
    if let Some((id, stored)) = here {
        view.plan = Some(PlanDraft::moving(*id, stored));
        view.open = None;
    }
    let ctx = ui.ctx().clone();
    form::form_ui(&ctx, data, &mut view.plan, cx);
    form_rhythm::form_ui(&ctx, data, &mut view.rhythm, cx);
}
