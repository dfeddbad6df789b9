//! The form of a team event: what, when, whose, who came, what it cost, what people said.

use chrono::NaiveDate;
use egui::{Context, Ui};

use super::data::{EventRow, Page};
use crate::areas::Cx;
use crate::areas::day::day_field;
use crate::areas::drawer_form::{Filled, Look, State, Wish, filled_drawer};
use crate::areas::organisation::dates::needs_a_day;
use crate::areas::typed::{fen_of, yuan_of};
use crate::command::Command;
use crate::command::team_life::{self, EventForm};
use crate::domain::ids::{PersonId, TeamEventId};
use crate::domain::names;
use crate::domain::scope::Scope;
use crate::ui::button::{Button, button};
use crate::ui::card::grid;
use crate::ui::choice::chip;
use crate::ui::date::parse_date;
use crate::ui::field::{Field, form_label, number_field, text_area, text_field};
use crate::ui::select::Select;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// The fields that can be wrong, in the order of the form.
const NAME: usize = 0;
const DAY: usize = 1;
const COST: usize = 2;

/// So many of those who took part are shown by name.
const NAMED: usize = 24;

#[derive(Clone, Debug, PartialEq)]
struct Typed {
    name: String,
    day: String,
    scope: Scope,
    place: String,
    cost: Option<f64>,
    feedback: String,
    people: Vec<PersonId>,
}

/// An event half-typed.
#[derive(Clone, Debug)]
pub(super) struct EventDraft {
    id: Option<TeamEventId>,
    start: Typed,
    now: Typed,
    pub state: State,
}

impl Filled for EventDraft {
    fn state(&mut self) -> &mut State {
        &mut self.state
    }

    fn dirty(&self) -> bool {
        self.start != self.now
    }
}

impl EventDraft {
    /// A new event of a scope; of a person's scope, the company's.
    pub fn new(page: &Page, scope: Scope, today: NaiveDate) -> Self {
        let known = page.scopes.iter().any(|(known, _)| *known == scope);
        let typed = Typed {
            name: String::new(),
            day: today.to_string(),
            scope: if known { scope } else { Scope::All },
            place: String::new(),
            cost: None,
            feedback: String::new(),
            people: vec![],
        };
        Self { id: None, start: typed.clone(), now: typed, state: State::opened() }
    }

    /// An event as it is.
    pub fn edit(row: &EventRow) -> Self {
        let typed = Typed {
            name: row.name.clone(),
            day: row.day.clone(),
            scope: row.scope,
            place: row.place.clone(),
            cost: yuan_of(row.cost),
            feedback: row.feedback.clone(),
            people: row.people.clone(),
        };
        Self { id: Some(row.id), start: typed.clone(), now: typed, state: State::opened() }
    }

    fn problems(&self, cx: &Cx<'_>) -> [Option<String>; 3] {
        let blank = self.now.name.trim().is_empty();
        let less = self.now.cost.is_some_and(|cost| cost < 0.0);
        [
            blank.then(|| cx.text("organisation-team-event-problem")),
            needs_a_day(&self.now.day, cx.tr),
            less.then(|| cx.text("organisation-team-amount-problem")),
        ]
    }

    fn command(&self) -> Option<team_life::Command> {
        let form = EventForm {
            scope: self.now.scope,
            on_day: parse_date(&self.now.day)?,
            name: self.now.name.clone(),
            place: self.now.place.clone(),
            cost: fen_of(self.now.cost),
            feedback: self.now.feedback.clone(),
            people: self.now.people.clone(),
        };
        Some(match self.id {
            Some(id) => team_life::Command::EditEvent(id, form),
            None => team_life::Command::AddEvent(form),
        })
    }

    fn ui(
        &mut self,
        ui: &mut Ui,
        state: &mut State,
        problems: &[Option<String>],
        page: &Page,
        cx: &Cx<'_>,
    ) {
        let label = cx.text("organisation-team-event-name");
        let hint = cx.text("organisation-team-event-hint");
        let field =
            Field::new(&label).required().placeholder(&hint).error(state.shown(problems, NAME));
        let response = text_field(ui, field, &mut self.now.name);
        state.focus(NAME, &response);
        grid(ui, 2, 12.0, |ui, at| {
            if at == 0 {
                let label = cx.text("organisation-team-event-day");
                let field = Field::new(&label).required().error(state.shown(problems, DAY));
                let response = day_field(ui, field, &mut self.now.day, cx.filter.today, cx.tr);
                state.focus(DAY, &response);
            } else {
                let label = cx.text("organisation-team-event-whose");
                let words = ["organisation-search-team", "organisation-nothing-found"];
                let [search, nothing] = words.map(|key| cx.text(key));
                Select::new(Field::new(&label))
                    .search(&search, &nothing)
                    .finds(names::matches)
                    .show(ui, &mut self.now.scope, &page.scopes);
            }
        });
        grid(ui, 2, 12.0, |ui, at| {
            if at == 0 {
                let label = cx.text("organisation-team-event-place");
                text_field(ui, Field::new(&label), &mut self.now.place);
            } else {
                let label = cx.text("organisation-team-event-cost");
                let (unit, help) = (
                    cx.text("organisation-team-unit-yuan"),
                    cx.text("organisation-team-cost-help"),
                );
                let field =
                    Field::new(&label).unit(&unit).help(&help).error(state.shown(problems, COST));
                let response = number_field(ui, field, &mut self.now.cost, 2);
                state.focus(COST, &response);
            }
        });
        people_ui(ui, &mut self.now.people, self.now.scope, page, cx);
        let label = cx.text("organisation-team-event-feedback");
        text_area(ui, Field::new(&label), &mut self.now.feedback, 3);
    }
}

/// Who took part: chosen one by one or all at once, taken out again by their chips.
fn people_ui(ui: &mut Ui, people: &mut Vec<PersonId>, scope: Scope, page: &Page, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        let n = i64::try_from(people.len()).unwrap_or(i64::MAX);
        let label = cx.tr.with("organisation-team-event-people", &[("n", n.into())]);
        form_label(ui, &label, false);
        let add = cx.text("organisation-team-event-add-person");
        let words = ["organisation-search-name", "organisation-nothing-found"];
        let [search, nothing] = words.map(|key| cx.text(key));
        let mut chosen: Option<PersonId> = None;
        Select::new(Field::bare(&add)).search(&search, &nothing).finds(names::matches).show(
            ui,
            &mut chosen,
            &page.people,
        );
        if let Some(person) = chosen.filter(|person| !people.contains(person)) {
            people.push(person);
        }
        ui.horizontal(|ui| {
            let all = cx.text("organisation-team-event-everyone");
            let none = cx.text("organisation-team-event-nobody");
            let members = page.members.get(&scope).map_or(&[][..], Vec::as_slice);
            let more = members.iter().any(|person| !people.contains(person));
            if button(ui, Button::secondary(&all).small().enabled(more)).clicked() {
                let new: Vec<PersonId> =
                    members.iter().copied().filter(|person| !people.contains(person)).collect();
                people.extend(new);
            }
            if button(ui, Button::ghost(&none).small().enabled(!people.is_empty())).clicked() {
                people.clear();
            }
        });
        let mut out = None;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(6.0, 6.0);
            let remove = cx.text("organisation-team-event-remove-person");
            for (at, person) in people.iter().enumerate().take(NAMED) {
                let name = cx.directory.person_name(*person);
                if chip(ui, name, true).on_hover_text(&remove).clicked() {
                    out = Some(at);
                }
            }
            if let Some(more) = people.len().checked_sub(NAMED).filter(|more| *more > 0) {
                let n = i64::try_from(more).unwrap_or(i64::MAX);
                let said = cx.tr.with("organisation-team-event-more", &[("n", n.into())]);
                text::label(ui, text::LABEL12, theme.t3, &said);
            }
        });
        if let Some(at) = out {
            people.remove(at);
        }
    });
}

/// Draws the open form, if any.
pub(super) fn form_ui(ctx: &Context, page: &Page, open: &mut Option<EventDraft>, cx: &mut Cx<'_>) {
    let Some(mut draft) = open.take() else { return };
    let problems = draft.problems(cx);
    let (title, save, remove) = match draft.id {
        None => ("organisation-team-event-add", "organisation-team-event-add", ""),
        Some(_) => (
            "organisation-team-event-edit",
            "organisation-team-event-save",
            "organisation-team-event-remove",
        ),
    };
    let (title, save) = (cx.text(title), cx.text(save));
    let remove = if remove.is_empty() { String::new() } else { cx.text(remove) };
    let look = Look { id: "event-form", title: &title, save: &save, remove: &remove, width: 520.0 };
    let seen: &Cx<'_> = cx;
    let wish = filled_drawer(ctx, look, &mut draft, &problems, seen, |ui, draft, state| {
        draft.ui(ui, state, &problems, page, seen);
    });
    match wish {
        Wish::Close => return,
        Wish::Save => {
            if let Some(command) = draft.command() {
                cx.run(Command::TeamLife(command));
            }
        }
        Wish::Remove => {
            if let Some(id) = draft.id {
                draft.state.sent = true;
                let name = draft.start.name.clone();
                cx.run(Command::TeamLife(team_life::Command::RemoveEvent(id, name)));
            }
        }
        Wish::Stay => {}
    }
    *open = Some(draft);
}
