//! The events of the period in a drawer: each with the notes before, during and after, those that nobody was
//! coached for first; and the form of an event.

use chrono::NaiveDate;
use egui::{Context, Ui, vec2};

use super::data::Data;
use super::events::{EventRow, PhaseCell};
use super::form::Draft;
use super::view::View;
use crate::areas::Cx;
use crate::areas::coaching::form_words::no_day;
use crate::areas::coaching::small_form::command;
use crate::areas::day::day_field;
use crate::areas::drawer_form::{Filled, Look, State, Wish, filled_drawer};
use crate::command::coaching::What;
use crate::command::coaching::events::{Event, EventForm};
use crate::domain::ids::{MajorEventId, PersonId};
use crate::domain::names;
use crate::domain::scope::Scope;
use crate::ui::button::{Button, button};
use crate::ui::card::{card, row};
use crate::ui::choice::badge;
use crate::ui::date::parse_date;
use crate::ui::field::{Field, text_area, text_field};
use crate::ui::icons;
use crate::ui::overlay::drawer::{Drawer, Part, drawer};
use crate::ui::select::Select;
use crate::ui::state::empty_state;
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// The width of the list.
const WIDTH: f32 = 560.0;
/// The width of the form.
const FORM: f32 = 440.0;
/// The room of the names of the phases.
const NAMES: f32 = 56.0;

/// The fields that can be wrong, in the order of the form.
const NAME: usize = 0;
const PERSON: usize = 1;
const DAY: usize = 2;

#[derive(Clone, Debug, Default, PartialEq)]
struct Typed {
    name: String,
    person: Option<PersonId>,
    day: String,
    note: String,
}

/// An event half-typed.
#[derive(Clone, Debug)]
pub(super) struct EventDraft {
    /// The event that is changed, with what is stored of it.
    of: Option<(MajorEventId, EventForm)>,
    start: Typed,
    now: Typed,
    /// What the form remembers besides.
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
    /// A new one, with somebody where that is known.
    fn new(person: Option<PersonId>) -> Self {
        let start = Typed { person, ..Typed::default() };
        Self { of: None, now: start.clone(), start, state: State::opened() }
    }

    /// One as it is.
    fn read(row: &EventRow) -> Self {
        let start = Typed {
            name: row.form.name.clone(),
            person: Some(row.form.person),
            day: row.on_day.to_string(),
            note: row.form.note.clone(),
        };
        let of = Some((row.id, row.form.clone()));
        Self { of, now: start.clone(), start, state: State::opened() }
    }

    /// What is wrong, by field; message keys.
    fn problems(&self) -> [Option<&'static str>; 3] {
        [
            self.now.name.trim().is_empty().then_some("error-major-event-name"),
            self.now.person.is_none().then_some("log-problem-person"),
            parse_date(&self.now.day)
                .is_none()
                .then(|| no_day(&self.now.day, "error-coaching-day")),
        ]
    }

    /// The command that stores it, once nothing is wrong.
    fn event(&self) -> Option<Event> {
        let now = &self.now;
        let person = now.person?;
        // What it is about belongs to the person it is with.
        let stored = self.of.as_ref().map(|(_, form)| form).filter(|form| form.person == person);
        let form = EventForm {
            name: now.name.clone(),
            on_day: parse_date(&now.day),
            person,
            account: stored.and_then(|form| form.account),
            deal: stored.and_then(|form| form.deal),
            note: now.note.clone(),
        };
        Some(match self.of {
            Some((id, _)) => Event::Edit(id, form),
            None => Event::Add(form),
        })
    }

    fn body(
        &mut self,
        ui: &mut Ui,
        state: &mut State,
        problems: &[Option<String>],
        (data, cx): (&Data, &Cx<'_>),
    ) {
        let (label, hint) = (cx.text("log-event-name"), cx.text("log-event-name-hint"));
        let field = Field::new(&label).required().placeholder(&hint);
        let field = field.error(state.shown(problems, NAME));
        let response = text_field(ui, field, &mut self.now.name);
        state.focus(NAME, &response);
        let words = ["log-event-person", "log-search-people", "log-nobody-found"];
        let [label, search, nothing] = words.map(|key| cx.text(key));
        let field = Field::new(&label).required().error(state.shown(problems, PERSON));
        let select = Select::new(field).search(&search, &nothing).finds(names::matches);
        let response = select.show(ui, &mut self.now.person, &data.people);
        state.focus(PERSON, &response);
        let label = cx.text("log-event-day");
        let field = Field::new(&label).required().error(state.shown(problems, DAY));
        let response = day_field(ui, field, &mut self.now.day, cx.filter.today, cx.tr);
        state.focus(DAY, &response);
        text_area(ui, Field::new(&cx.text("log-event-note")), &mut self.now.note, 3);
    }
}

/// What was asked for in the list.
enum Asked {
    /// The note of a phase is begun.
    Note(EventRow, PhaseCell),
    /// The record of a note is shown.
    Show(PhaseCell),
    /// The event is changed.
    Edit(EventRow),
}

/// Draws the events, and the form of one, where they are open.
pub(super) fn draw(ctx: &Context, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    if view.event.is_some() {
        form_ui(ctx, data, view, cx);
        return;
    }
    if !view.events || view.draft.is_some() {
        return;
    }
    let words = ["log-events", "app-close", "log-event-add"];
    let [title, close, add] = words.map(|key| cx.text(key));
    let look = Drawer::new("coaching-events", &title, &close).width(WIDTH);
    let (mut leaves, mut adds, mut asked) = (false, false, None);
    let seen: &Cx<'_> = cx;
    leaves |= drawer(ctx, look, |ui, part| match part {
        Part::Body => list_ui(ui, data, &mut asked, seen),
        Part::Footer => {
            adds |= button(ui, Button::primary(&add).icon(icons::PLUS)).clicked();
            leaves |= button(ui, Button::secondary(&close)).clicked();
        }
    });
    if adds {
        let person = match cx.filter.scope {
            Scope::Person(person) => Some(person),
            _ => None,
        };
        view.event = Some(EventDraft::new(person));
    }
    match asked {
        Some(Asked::Note(row, cell)) => {
            view.draft = Some(Draft::note(&row, cell.phase, cx.filter.today));
        }
        Some(Asked::Show(cell)) => {
            if let Some(id) = cell.note {
                view.choose(id);
            }
            view.events = false;
        }
        Some(Asked::Edit(row)) => view.event = Some(EventDraft::read(&row)),
        None => {}
    }
    if leaves {
        view.events = false;
    }
}

fn list_ui(ui: &mut Ui, data: &Data, asked: &mut Option<Asked>, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    if data.events.is_empty() {
        let words = ["log-events-none", "log-events-none-detail"];
        let [title, detail] = words.map(|key| cx.text(key));
        empty_state(ui, icons::FLAG, &title, &detail, None);
        return;
    }
    if !data.unprepared.is_empty() {
        let args = [("n", data.unprepared.clone().into())];
        let said = cx.tr.with("log-events-unprepared-note", &args);
        text::wrapped(ui, text::BODY13, theme.warn_t, &said);
    }
    ui.spacing_mut().item_spacing.y = 12.0;
    for event in &data.events {
        card(ui, |ui| event_ui(ui, event, asked, cx));
    }
}

fn event_ui(ui: &mut Ui, event: &EventRow, asked: &mut Option<Asked>, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    ui.spacing_mut().item_spacing = vec2(8.0, 6.0);
    row(ui, 24.0, |ui| {
        let room = (ui.available_width() - 132.0).max(80.0);
        text::truncated(ui, text::NAME13, theme.t1, &event.name, room);
        if event.unprepared {
            badge(ui, Tone::Warn, &cx.text("log-event-unprepared"));
        }
        let edit = cx.tr.with("log-event-edit-of", &[("name", event.name.clone().into())]);
        if button(ui, Button::ghost_icon(icons::PENCIL_SIMPLE, &edit).small()).clicked() {
            *asked = Some(Asked::Edit(event.clone()));
        }
    });
    text::wrapped(ui, text::LABEL12, theme.t3, &event.about);
    for cell in &event.phases {
        row(ui, 26.0, |ui| {
            let begin = ui.cursor().left();
            text::label(ui, text::LABEL12M, theme.t2, &cell.name);
            ui.add_space((NAMES - (ui.cursor().left() - begin)).max(0.0));
            let args = [("name", event.name.clone().into()), ("phase", cell.name.clone().into())];
            let key = if cell.note.is_some() { "log-note-show" } else { "log-note-add" };
            let name = cx.tr.with(key, &args);
            let icon = if cell.note.is_some() { icons::ARROW_RIGHT } else { icons::PLUS };
            let room = (ui.available_width() - 36.0).max(80.0);
            let begin = ui.cursor().left();
            let (said, color) = if cell.note.is_some() {
                (cell.said.clone(), theme.t1)
            } else {
                (cx.text("log-note-none"), theme.t3)
            };
            text::truncated(ui, text::BODY13, color, &said, room);
            ui.add_space((room - (ui.cursor().left() - begin)).max(0.0));
            if button(ui, Button::ghost_icon(icon, &name).small()).clicked() {
                *asked = Some(match cell.note {
                    Some(_) => Asked::Show(cell.clone()),
                    None => Asked::Note(event.clone(), cell.clone()),
                });
            }
        });
    }
}

/// Draws the form of an event.
fn form_ui(ctx: &Context, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let Some(mut draft) = view.event.take() else { return };
    let today: NaiveDate = cx.filter.today;
    let problems = draft.problems().map(|key| key.map(|key| cx.text(key)));
    let key = if draft.of.is_some() { "log-event-edit" } else { "log-event-add" };
    let (title, save) = (cx.text(key), cx.text("log-save"));
    let remove = draft.of.as_ref().map(|_| cx.text("log-event-remove")).unwrap_or_default();
    let look =
        Look { id: "coaching-event", title: &title, save: &save, remove: &remove, width: FORM };
    let seen: &Cx<'_> = cx;
    let wish = filled_drawer(ctx, look, &mut draft, &problems, seen, |ui, draft, state| {
        draft.body(ui, state, &problems, (data, seen));
    });
    match wish {
        Wish::Close => return,
        Wish::Save => {
            if let Some(event) = draft.event() {
                cx.run(command(&draft.now.name, What::Event(event), today));
            }
        }
        Wish::Remove => {
            if let Some((id, form)) = &draft.of {
                draft.state.sent = true;
                cx.run(command(&form.name, What::Event(Event::Remove(*id)), today));
            }
        }
        Wish::Stay => {}
    }
    view.event = Some(draft);
}
