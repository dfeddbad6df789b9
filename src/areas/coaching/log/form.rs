//! The form of a coaching: planned, put down, changed.
//!
//! It stores whatever stands in it once nothing is wrong; what the method still asks for is told beside the
//! fields and keeps it from being complete, not from being stored.

use chrono::NaiveDate;
use egui::{Context, Response, Ui};

use super::card::Card;
use super::data::Data;
use super::events::EventRow;
use super::typed::{Problem, Spot, Typed};
use super::view::View;
use super::view_form::{Fields, fields_ui};
use super::view_prepared::prep_ui;
use crate::areas::coaching::small_form::command;
use crate::areas::leaving;
use crate::areas::{Coachee, Cx};
use crate::command::coaching::What;
use crate::command::coaching::log::Log;
use crate::domain::ids::{CoachingId, PersonId};
use crate::domain::period::Period;
use crate::metrics::symptom::Subject;
use crate::store::records::{CoachingKind, EventPhase};
use crate::ui::button::{Button, button};
use crate::ui::card::{Side, columns};
use crate::ui::icons;
use crate::ui::overlay::asks_to_save;
use crate::ui::overlay::drawer::{Drawer, Part, drawer};

/// The width of the drawer.
const WIDTH: f32 = 980.0;
/// The width of what the talk is prepared with.
const BESIDE: f32 = 318.0;
/// Between the two.
const GAP: f32 = 24.0;

/// A coaching that is stored and changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stored {
    id: CoachingId,
    held: bool,
    complete: bool,
    on_day: NaiveDate,
}

/// What is asked of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Want {
    /// To put it down as one that was held.
    Hold,
    /// To keep it as one that is planned.
    Plan,
    /// To keep what was changed of one that was held.
    Save,
}

impl Want {
    const fn key(self) -> &'static str {
        match self {
            Self::Hold => "log-form-hold",
            Self::Plan => "log-form-plan",
            Self::Save => "log-save",
        }
    }
}

/// A coaching half-typed.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    of: Option<Stored>,
    start: Typed,
    /// As it stands.
    pub now: Typed,
    /// The figure that is about to be cited, and of when.
    pub figure: (Option<Subject>, Option<Period>),
    /// The customer and the deal as they are called where they are none of those to choose from.
    pub called: [String; 2],
    /// What was tried and is wrong.
    tried: Option<Want>,
    jump: Option<Spot>,
    leaving: bool,
    /// What is on its way to be stored; when that is done, the form goes.
    sent: Option<Typed>,
}

impl Draft {
    fn of(of: Option<Stored>, start: Typed) -> Self {
        Self {
            of,
            now: start.clone(),
            start,
            figure: (None, None),
            called: [String::new(), String::new()],
            tried: None,
            jump: Some(Spot::Person),
            leaving: false,
            sent: None,
        }
    }

    /// A new one of today, for somebody and about a deal where that is known.
    pub fn new(coachee: Coachee, today: NaiveDate) -> Self {
        let Coachee { person, deal } = coachee;
        let mut draft = Self::of(None, Typed { person, deal, ..Typed::new(today) });
        if person.is_some() {
            draft.jump = Some(Spot::Topic);
        }
        draft
    }

    /// A note to an event.
    pub fn note(event: &EventRow, phase: EventPhase, today: NaiveDate) -> Self {
        let start = Typed {
            kind: CoachingKind::Event,
            event: Some(event.id),
            phase,
            person: Some(event.person),
            topic: event.name.clone(),
            account: event.form.account,
            deal: event.form.deal,
            ..Typed::new(today)
        };
        Self { jump: Some(Spot::Topic), ..Self::of(None, start) }
    }

    /// One that is stored.
    pub fn read(card: &Card) -> Self {
        let stored =
            Stored { id: card.id, held: card.held, complete: card.complete, on_day: card.on_day };
        let start = Typed::read(&card.form, &card.figures);
        Self {
            called: card.called.clone(),
            jump: Some(Spot::Topic),
            ..Self::of(Some(stored), start)
        }
    }

    /// For whom it is prepared.
    pub fn person(&self) -> Option<PersonId> {
        self.now.person
    }

    /// Whether something else is typed than the form began with.
    pub fn dirty(&self) -> bool {
        !self.sent() && self.now != self.start
    }

    /// Whether it is on its way as it stands.
    pub fn sent(&self) -> bool {
        self.sent.as_ref() == Some(&self.now)
    }

    /// By what one that was just put down is found in the list; `None` for one that was there before.
    pub fn key(&self) -> Option<(PersonId, NaiveDate, String)> {
        if self.of.is_some() {
            return None;
        }
        Some((self.now.person?, self.now.day()?, self.now.topic.trim().to_owned()))
    }

    /// What can be asked of it, the usual first: a talk that is still to come is planned, one of today or
    /// before is put down.
    fn wants(&self, today: NaiveDate) -> Vec<Want> {
        let day = self.now.day();
        let to_come = day.is_some_and(|day| day > today);
        match self.of {
            Some(Stored { held: true, .. }) => vec![Want::Save],
            _ if to_come => vec![Want::Plan],
            Some(stored) if day == Some(stored.on_day) => vec![Want::Hold, Want::Plan],
            _ if day == Some(today) => vec![Want::Hold, Want::Plan],
            _ => vec![Want::Hold],
        }
    }

    /// What is wrong, where something is asked of it.
    fn problems(&self, want: Want, today: NaiveDate) -> Vec<Problem> {
        let kept = self.of.map(|stored| stored.on_day);
        self.now.problems(want != Want::Plan, kept, today)
    }

    /// Whether what is wrong is marked.
    pub fn tried(&self) -> bool {
        self.tried.is_some()
    }

    /// Gives a field the focus when it is the one to go to.
    pub fn focus(&mut self, spot: Spot, response: &Response) {
        if self.jump == Some(spot) {
            self.jump = None;
            response.request_focus();
        }
    }

    /// The command, once nothing is wrong.
    fn log(&self, want: Want, today: NaiveDate) -> Option<Log> {
        // A visit may be complete by its sheet.
        let by_sheet =
            self.now.kind == CoachingKind::Visit && self.of.is_some_and(|stored| stored.complete);
        let complete = want != Want::Plan && (by_sheet || self.now.missing(today).is_empty());
        let form = Box::new(self.now.form(complete)?);
        let id = self.of.map(|stored| stored.id);
        Some(match (want, id) {
            (Want::Hold, id) => Log::Hold(id, form),
            (Want::Plan, None) => Log::Plan(form),
            (Want::Plan | Want::Save, Some(id)) => Log::Edit(id, form),
            (Want::Save, None) => return None,
        })
    }

    const fn title(&self) -> &'static str {
        match self.of {
            None => "log-form-new",
            Some(Stored { held: true, .. }) => "log-form-edit",
            Some(_) => "log-form-planned",
        }
    }
}

/// Draws the open form, if any.
pub(super) fn draw(ctx: &Context, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let Some(mut draft) = view.draft.take() else { return };
    if !cx.pending {
        // Still here, it was refused: what is typed is not stored.
        draft.sent = None;
    }
    let today = cx.filter.today;
    let wants = draft.wants(today);
    let problems = draft.tried.map(|want| draft.problems(want, today)).unwrap_or_default();
    let missing = draft.now.missing(today);
    let n = i64::try_from(problems.len()).unwrap_or(i64::MAX);
    let problem = cx.tr.with("form-to-correct", &[("n", n.into())]);
    let (title, close, cancel) =
        (cx.text(draft.title()), cx.text("app-close"), cx.text("app-cancel"));
    let names: Vec<String> = wants.iter().map(|want| cx.text(want.key())).collect();
    let look = Drawer::new("coaching-form", &title, &close)
        .width(WIDTH)
        .problem((n > 0).then_some(problem.as_str()));
    let mut asked = wants.first().copied().filter(|_| asks_to_save(ctx));
    let mut leaves = false;
    let seen: &Cx<'_> = cx;
    let dismissed = drawer(ctx, look, |ui, part| match part {
        Part::Body => {
            let mut fields = Fields {
                draft: &mut draft,
                problems: &problems,
                missing: &missing,
                data,
                cx: seen,
            };
            body(ui, &mut fields);
        }
        Part::Footer => {
            for (at, (want, name)) in wants.iter().zip(&names).enumerate() {
                let look = if at == 0 { Button::primary(name) } else { Button::secondary(name) };
                if button(ui, look).clicked() {
                    asked = Some(*want);
                }
            }
            leaves |= button(ui, Button::ghost(&cancel)).clicked();
        }
    });
    if let Some(want) = asked.filter(|_| !draft.leaving && !draft.sent()) {
        let wrong = draft.problems(want, today);
        draft.tried = Some(want);
        draft.jump = wrong.first().map(|(spot, _)| *spot);
        if wrong.is_empty()
            && let Some(log) = draft.log(want, today)
        {
            draft.tried = None;
            draft.sent = Some(draft.now.clone());
            let name = draft.now.person.map(|person| cx.directory.person_name(person).to_owned());
            cx.run(command(&name.unwrap_or_default(), What::Log(log), today));
        }
    }
    let closing = (leaves || dismissed, draft.dirty());
    if leaving::closes(ctx, "coaching-discard", &mut draft.leaving, closing, cx) {
        return;
    }
    view.draft = Some(draft);
}

/// The fields, and beside them what the talk is prepared with.
fn body(ui: &mut Ui, fields: &mut Fields<'_>) {
    let mut picked = None;
    columns(ui, BESIDE, GAP, |ui, side| match side {
        Side::Left => fields_ui(ui, fields),
        Side::Right => picked = prep_ui(ui, fields.data, &fields.draft.now, fields.cx),
    });
    if let Some(picked) = picked {
        fields.pick(picked);
    }
}

/// The button that begins a new one.
pub(super) fn new_ui(ui: &mut Ui, view: &mut View, cx: &Cx<'_>) {
    let new = cx.text("action-coaching-new");
    if button(ui, Button::primary(&new).icon(icons::PLUS).medium()).clicked() {
        view.begin(Coachee::default(), cx);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn what_can_be_asked_follows_the_day() {
        let today = day("2025-11-18");
        let mut draft = Draft::new(Coachee::default(), today);
        assert!(!draft.dirty());
        for (typed, expected) in [
            ("2025-11-18", vec![Want::Hold, Want::Plan]),
            ("2025-11-17", vec![Want::Hold]),
            ("2025-11-19", vec![Want::Plan]),
            ("", vec![Want::Hold]),
        ] {
            draft.now.on_day = typed.to_owned();
            assert_eq!(draft.wants(today), expected, "{typed}");
        }
        let stored =
            |held| Stored { id: CoachingId(1), held, complete: held, on_day: day("2025-11-10") };
        draft.now.on_day = "2025-11-10".to_owned();
        draft.of = Some(stored(false));
        assert_eq!(draft.wants(today), [Want::Hold, Want::Plan]);
        draft.of = Some(stored(true));
        assert_eq!(draft.wants(today), [Want::Save]);
    }

    #[test]
    fn a_visit_that_is_complete_by_its_sheet_stays_so() {
        let today = day("2025-11-18");
        let mut draft = Draft::new(Coachee { person: Some(PersonId(7)), deal: None }, today);
        draft.now.topic = "方案复谈".to_owned();
        draft.now.kind = CoachingKind::Visit;
        let complete = |draft: &Draft| match draft.log(Want::Save, today) {
            Some(Log::Edit(_, form)) => form.complete,
            other => panic!("{other:?}"),
        };
        let stored = Stored { id: CoachingId(1), held: true, complete: true, on_day: today };
        draft.of = Some(stored);
        assert!(complete(&draft));
        draft.of = Some(Stored { complete: false, ..stored });
        assert!(!complete(&draft));
        draft.of = Some(stored);
        draft.now.kind = CoachingKind::OneToOne;
        assert!(!complete(&draft), "a talk is complete by what was said");
    }
}
