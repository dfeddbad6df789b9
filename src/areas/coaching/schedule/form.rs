//! The form by which a coaching is planned, or moved to another day. It comes filled in with what is due, so
//! that saving is enough.

use chrono::{Days, NaiveDate, NaiveTime};
use egui::{Context, Ui};

use super::data::{Data, EventOffer, Offer};
use crate::areas::Cx;
use crate::areas::coaching::form_words::run;
use crate::areas::day::day_field;
use crate::areas::drawer_form::{Filled, Look, State, Wish, filled_drawer};
use crate::command::coaching::What;
use crate::command::coaching::log::{Form, Log};
use crate::domain::ids::{CoachingId, PersonId};
use crate::domain::names;
use crate::metrics::coaching::say;
use crate::store::records::{CoachingKind, EventPhase};
use crate::ui::button::{Button, button};
use crate::ui::card::grid;
use crate::ui::choice::Segmented;
use crate::ui::date::parse_date;
use crate::ui::field::{Field, form_label, text_field};
use crate::ui::icons;
use crate::ui::select::Select;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// The fields that can be wrong, in the order of the form.
const PERSON: usize = 0;
const DAY: usize = 1;
const TIME: usize = 2;
const TOPIC: usize = 3;

/// The kinds that can be chosen; a note to an event is one from the beginning.
const KINDS: [CoachingKind; 4] = [
    CoachingKind::OneToOne,
    CoachingKind::Visit,
    CoachingKind::NewHire,
    CoachingKind::LowPerformer,
];

#[derive(Clone, Debug, PartialEq, Eq)]
struct Typed {
    person: Option<PersonId>,
    kind: CoachingKind,
    day: String,
    time: String,
    topic: String,
    coach: Option<PersonId>,
}

/// A coaching that is planned or moved, half-typed.
#[derive(Clone, Debug)]
pub(super) struct PlanDraft {
    /// Which is moved, with all that is stored of it; `None` plans a new one.
    moved: Option<(CoachingId, Box<Form>)>,
    /// The event before which it is.
    event: Option<EventOffer>,
    start: Typed,
    now: Typed,
    pub state: State,
}

impl Filled for PlanDraft {
    fn state(&mut self) -> &mut State {
        &mut self.state
    }

    fn dirty(&self) -> bool {
        self.start != self.now
    }
}

impl PlanDraft {
    /// A new one, as it is offered.
    pub fn new(offer: &Offer, cx: &Cx<'_>) -> Self {
        let topic = match &offer.event {
            Some(event) => {
                let args = [("event", event.name.as_str().into())];
                cx.tr.with("schedule-topic-before", &args)
            }
            None => say::kind(cx.tr, offer.kind),
        };
        let typed = Typed {
            person: offer.person,
            kind: offer.kind,
            day: offer.day.to_string(),
            time: String::new(),
            topic,
            coach: None,
        };
        let event = offer.event.clone();
        let state = State::opened();
        Self { moved: None, event, start: typed.clone(), now: typed, state }
    }

    /// One that is planned, to be moved.
    pub fn moving(id: CoachingId, form: &Form) -> Self {
        let typed = Typed {
            person: Some(form.person),
            kind: form.kind,
            day: form.on_day.map(|day| day.to_string()).unwrap_or_default(),
            time: form.starts_at.clone(),
            topic: form.topic.clone(),
            coach: form.coach,
        };
        let moved = Some((id, Box::new(form.clone())));
        let state = State::opened();
        Self { moved, event: None, start: typed.clone(), now: typed, state }
    }

    /// Which one is moved.
    pub fn id(&self) -> Option<CoachingId> {
        self.moved.as_ref().map(|(id, _)| *id)
    }

    fn problems(&self, today: NaiveDate, cx: &Cx<'_>) -> [Option<String>; 4] {
        let day = match parse_date(&self.now.day) {
            None => Some("schedule-problem-day"),
            // One that was missed may keep its day; another one is still to come.
            Some(day) if day < today && self.now.day != self.start.day => {
                Some("schedule-problem-past")
            }
            Some(day) if day < today && self.moved.is_none() => Some("schedule-problem-past"),
            Some(_) => None,
        };
        let blank = self.now.topic.trim().is_empty();
        [
            self.now.person.is_none().then_some("schedule-problem-person"),
            day,
            (!is_time(&self.now.time)).then_some("schedule-problem-time"),
            blank.then_some("schedule-problem-topic"),
        ]
        .map(|key| key.map(|key| cx.text(key)))
    }

    /// The command that keeps it, once nothing is wrong.
    fn log(&self) -> Option<Log> {
        let (person, now) = (self.now.person?, &self.now);
        let stored = match &self.moved {
            Some((_, form)) => Form::clone(form),
            None => Form::of(now.kind, person),
        };
        let mut form = Form {
            kind: now.kind,
            person,
            coach: now.coach,
            on_day: Some(parse_date(&now.day)?),
            starts_at: now.time.clone(),
            topic: now.topic.clone(),
            ..stored
        };
        if let Some(event) = &self.event {
            form.event = Some((event.id, EventPhase::Before));
            form.account = event.account;
            form.deal = event.deal;
        }
        let form = Box::new(form);
        Some(match self.id() {
            Some(id) => Log::Edit(id, form),
            None => Log::Plan(form),
        })
    }

    fn ui(
        &mut self,
        ui: &mut Ui,
        state: &mut State,
        problems: &[Option<String>],
        data: &Data,
        cx: &Cx<'_>,
    ) {
        self.who_ui(ui, state, problems, data, cx);
        self.when_ui(ui, state, problems, cx);
        let label = cx.text("schedule-topic");
        let field = Field::new(&label).required().error(state.shown(problems, TOPIC));
        let response = text_field(ui, field, &mut self.now.topic);
        state.focus(TOPIC, &response);
        let label = cx.text("schedule-coach");
        let words = ["schedule-search", "schedule-nothing"].map(|key| cx.text(key));
        let [search, nothing] = &words;
        let select = Select::new(Field::new(&label)).search(search, nothing);
        select.finds(names::matches).show(ui, &mut self.now.coach, &data.coaches);
        text::wrapped(ui, text::LABEL12, Theme::get(ui).t3, &cx.text("schedule-form-note"));
    }

    fn who_ui(
        &mut self,
        ui: &mut Ui,
        state: &mut State,
        problems: &[Option<String>],
        data: &Data,
        cx: &Cx<'_>,
    ) {
        let label = cx.text("schedule-person");
        let words = ["schedule-search", "schedule-nothing"].map(|key| cx.text(key));
        let [search, nothing] = &words;
        let field = Field::new(&label).required().error(state.shown(problems, PERSON));
        let select = Select::new(field).search(search, nothing).finds(names::matches);
        let response = select.show(ui, &mut self.now.person, &data.people);
        state.focus(PERSON, &response);
        if self.now.kind == CoachingKind::Event {
            return;
        }
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            let label = cx.text("schedule-kind");
            form_label(ui, &label, false);
            let kinds = KINDS.map(|kind| (kind, say::kind(cx.tr, kind)));
            let (was, usual) = (self.now.kind, say::kind(cx.tr, self.now.kind));
            Segmented::new(&label).fill().show(ui, &mut self.now.kind, &kinds);
            // A topic that only says the kind says the one that is chosen now.
            if was != self.now.kind && self.now.topic == usual {
                self.now.topic = say::kind(cx.tr, self.now.kind);
            }
        });
    }

    fn when_ui(
        &mut self,
        ui: &mut Ui,
        state: &mut State,
        problems: &[Option<String>],
        cx: &Cx<'_>,
    ) {
        grid(ui, 2, 12.0, |ui, at| {
            if at == 0 {
                let label = cx.text("schedule-day");
                let field = Field::new(&label).required().error(state.shown(problems, DAY));
                let response = day_field(ui, field, &mut self.now.day, cx.filter.today, cx.tr);
                state.focus(DAY, &response);
            } else {
                let (label, hint) = (cx.text("schedule-time"), cx.text("schedule-time-hint"));
                let error = state.shown(problems, TIME);
                let field = Field::new(&label).placeholder(&hint).error(error);
                let response = text_field(ui, field, &mut self.now.time);
                state.focus(TIME, &response);
            }
        });
        let Some(day) = parse_date(&self.now.day) else { return };
        ui.horizontal(|ui| {
            let week = Days::new(7);
            let moves = [
                ("schedule-week-earlier", icons::CARET_LEFT, day.checked_sub_days(week)),
                ("schedule-week-later", icons::CARET_RIGHT, day.checked_add_days(week)),
            ];
            for (key, icon, to) in moves {
                let word = cx.text(key);
                let there = to.filter(|to| *to >= cx.filter.today);
                let look = Button::secondary(&word).small().icon(icon).enabled(there.is_some());
                if button(ui, look).clicked()
                    && let Some(to) = there
                {
                    self.now.day = to.to_string();
                }
            }
        });
    }
}

/// Whether a text is a time of the day, or blank.
fn is_time(text: &str) -> bool {
    let text = text.trim().replace('：', ":");
    text.is_empty() || NaiveTime::parse_from_str(&text, "%H:%M").is_ok()
}

/// Draws the open form, if any.
pub(super) fn form_ui(ctx: &Context, data: &Data, open: &mut Option<PlanDraft>, cx: &mut Cx<'_>) {
    let Some(mut draft) = open.take() else { return };
    let today = cx.filter.today;
    let problems = draft.problems(today, cx);
    let (title, save, remove) = match draft.id() {
        None => ("schedule-plan-title", "schedule-plan-save", None),
        Some(_) => ("schedule-move-title", "schedule-move-save", Some("schedule-remove")),
    };
    let (title, save) = (cx.text(title), cx.text(save));
    let remove = remove.map(|key| cx.text(key)).unwrap_or_default();
    let look =
        Look { id: "schedule-form", title: &title, save: &save, remove: &remove, width: 480.0 };
    let seen: &Cx<'_> = cx;
    let wish = filled_drawer(ctx, look, &mut draft, &problems, seen, |ui, draft, state| {
        draft.ui(ui, state, &problems, data, seen);
    });
    let log = match wish {
        Wish::Close => return,
        Wish::Save => draft.log(),
        Wish::Remove => {
            draft.state.sent = true;
            draft.id().map(Log::Remove)
        }
        Wish::Stay => None,
    };
    if let Some(log) = log {
        let person = draft.now.person.map(|person| cx.directory.person_name(person));
        let subject = person.unwrap_or_default().to_owned();
        run(cx, subject, What::Log(log));
    }
    *open = Some(draft);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_time_is_a_time_of_the_day_or_nothing() {
        for (text, expected) in
            [("", true), (" 9:05 ", true), ("9：05", true), ("24:00", false), ("nine", false)]
        {
            assert_eq!(is_time(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_moved_keeps_what_else_is_stored() {
        let form = Form {
            on_day: Some(day("2025-11-20")),
            topic: "方案复谈".to_owned(),
            questions: "谁拍板".to_owned(),
            ..Form::of(CoachingKind::Visit, PersonId(7))
        };
        let mut draft = PlanDraft::moving(CoachingId(3), &form);
        assert!(!draft.dirty());
        draft.now.day = "2025-11-27".to_owned();
        assert!(draft.dirty());
        let moved = Form { on_day: Some(day("2025-11-27")), ..form };
        assert_eq!(draft.log(), Some(Log::Edit(CoachingId(3), Box::new(moved))));
        draft.now.person = None;
        assert_eq!(draft.log(), None);
    }
}
