//! The small forms: a meeting in which a case is told, that somebody read it, that somebody used a play, and
//! what came of that.

use egui::{Context, Ui};

use super::choices::Choices;
use super::rows::{MeetingRow, Opened, PlayCard, UseRow};
use crate::areas::Cx;
use crate::areas::day::day_field;
use crate::areas::drawer_form::{Filled, Look, State, Wish, filled_drawer};
use crate::command::coaching::What;
use crate::command::coaching::cases::{Case, UseForm};
use crate::command::coaching::plays::{AdoptForm, Play};
use crate::domain::ids::{
    CaseUseId, OpportunityId, PersonId, PlayAdoptionId, PlayId, PlayStepId, SalesCaseId,
};
use crate::domain::names;
use crate::metrics::coaching::case_show::adopted_key;
use crate::store::records::AdoptionResult;
use crate::ui::choice::{Segmented, checkbox};
use crate::ui::date::parse_date;
use crate::ui::field::{Field, error_line, form_label, number_field, text_area, text_field};
use crate::ui::select::Select;

const WIDTH: f32 = 440.0;

/// The fields that can be wrong, in the order of the forms.
const FIRST: usize = 0;
const DAY: usize = 1;
const REST: usize = 2;

/// Which form it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Which {
    /// A meeting of a case; a new one, or one that is changed.
    Meeting(SalesCaseId, Option<CaseUseId>),
    /// Somebody read a case.
    Reading(SalesCaseId),
    /// Somebody used a play.
    Adopt(PlayId),
    /// What came of a use.
    Result(PlayAdoptionId),
}

/// What is typed, of whichever form.
#[derive(Clone, Debug, Default, PartialEq)]
struct Typed {
    day: String,
    meeting: String,
    minutes: Option<f64>,
    agenda: String,
    person: Option<PersonId>,
    score: Option<f64>,
    deal: Option<OpportunityId>,
    /// The steps, each with its name, and whether it was used.
    steps: Vec<(PlayStepId, String, bool)>,
    result: Option<AdoptionResult>,
    said: String,
}

/// A small form half-typed.
#[derive(Clone, Debug)]
pub(super) struct SmallDraft {
    which: Which,
    /// What it concerns, for the journal.
    subject: String,
    start: Typed,
    now: Typed,
    pub state: State,
}

impl Filled for SmallDraft {
    fn state(&mut self) -> &mut State {
        &mut self.state
    }

    fn dirty(&self) -> bool {
        self.start != self.now
    }
}

impl SmallDraft {
    fn with(which: Which, subject: &str, typed: Typed) -> Self {
        let subject = subject.to_owned();
        Self { which, subject, start: typed.clone(), now: typed, state: State::opened() }
    }

    /// A meeting in which a case is told.
    pub(super) fn meeting(opened: &Opened, row: Option<&MeetingRow>, cx: &Cx<'_>) -> Self {
        let today = cx.filter.today.to_string();
        let typed = match row {
            Some(row) => Typed {
                day: row.form.on_day.to_string(),
                meeting: row.form.meeting.clone(),
                minutes: row.form.minutes.map(|n| n as f64),
                agenda: row.form.agenda.clone(),
                person: row.form.presenter,
                ..Typed::default()
            },
            None => Typed { day: today, person: opened.form.presenter, ..Typed::default() },
        };
        Self::with(Which::Meeting(opened.id, row.map(|row| row.id)), &opened.title, typed)
    }

    /// Somebody read a case.
    pub(super) fn reading(opened: &Opened, cx: &Cx<'_>) -> Self {
        let typed = Typed { day: cx.filter.today.to_string(), ..Typed::default() };
        Self::with(Which::Reading(opened.id), &opened.title, typed)
    }

    /// Somebody used a play: all of its steps, until some are taken away.
    pub(super) fn adopt(play: &PlayCard, cx: &Cx<'_>) -> Self {
        let steps = play.steps.iter().map(|(id, name)| (*id, name.clone(), true));
        let typed =
            Typed { day: cx.filter.today.to_string(), steps: steps.collect(), ..Typed::default() };
        Self::with(Which::Adopt(play.id), &play.name, typed)
    }

    /// What came of a use.
    pub(super) fn result(row: &UseRow, play: &PlayCard, cx: &Cx<'_>) -> Self {
        let typed = Typed {
            day: cx.filter.today.to_string(),
            result: row.came,
            said: row.said.clone(),
            ..Typed::default()
        };
        Self::with(Which::Result(row.id), &play.name, typed)
    }

    fn problems(&self, cx: &Cx<'_>) -> [Option<String>; 3] {
        let now = &self.now;
        let say = |wrong: bool, key: &str| wrong.then(|| cx.text(key));
        let day = parse_date(&now.day);
        let undated = say(day.is_none(), "cases-problem-day");
        let future = say(day.is_some_and(|day| day > cx.filter.today), "cases-problem-future");
        let nobody = say(now.person.is_none(), "cases-problem-person");
        match self.which {
            Which::Meeting(..) => [
                say(now.meeting.trim().is_empty(), "cases-problem-meeting"),
                undated,
                say(now.minutes.is_some_and(|n| n < 1.0), "cases-problem-minutes"),
            ],
            Which::Reading(_) => {
                let off = now.score.is_some_and(|n| !(1.0..=5.0).contains(&n));
                [nobody, undated.or(future), say(off, "cases-problem-score")]
            }
            Which::Adopt(_) => {
                let none = !now.steps.iter().any(|(.., used)| *used);
                [nobody, undated.or(future), say(none, "cases-problem-used")]
            }
            Which::Result(_) => {
                [say(now.result.is_none(), "cases-problem-result"), undated.or(future), None]
            }
        }
    }

    /// What is asked for and what it concerns, once nothing is wrong.
    pub(super) fn asked(&self) -> Option<(String, What)> {
        let now = &self.now;
        let on_day = parse_date(&now.day)?;
        let whole = |n: Option<f64>| n.map(|n| n.round() as i64);
        let what = match self.which {
            Which::Meeting(case, id) => {
                let form = UseForm {
                    case,
                    on_day,
                    meeting: now.meeting.clone(),
                    minutes: whole(now.minutes),
                    agenda: now.agenda.clone(),
                    presenter: now.person,
                };
                What::Case(Case::Use(id, form))
            }
            Which::Reading(case) => {
                let (person, score) = (now.person?, whole(now.score));
                What::Case(Case::Read { case, person, on_day, score })
            }
            Which::Adopt(play) => {
                let steps = now.steps.iter().filter(|(.., used)| *used).map(|(id, ..)| *id);
                What::Play(Play::Adopt(AdoptForm {
                    play,
                    person: now.person?,
                    deal: now.deal,
                    on_day,
                    steps: steps.collect(),
                }))
            }
            Which::Result(id) => {
                let (result, said) = (now.result?, now.said.clone());
                What::Play(Play::Result { id, result, on_day, said })
            }
        };
        Some((self.subject.clone(), what))
    }

    /// Draws the form.
    pub(super) fn draw(&mut self, ctx: &Context, choices: &Choices, cx: &Cx<'_>) -> Wish {
        let key = match self.which {
            Which::Meeting(_, None) => "cases-meeting-add",
            Which::Meeting(_, Some(_)) => "cases-meeting-edit",
            Which::Reading(_) => "cases-read-add",
            Which::Adopt(_) => "cases-adopt",
            Which::Result(_) => "cases-result",
        };
        let (title, save) = (cx.text(key), cx.text("cases-save"));
        let look = Look { id: "case-small", title: &title, save: &save, remove: "", width: WIDTH };
        let problems = self.problems(cx);
        filled_drawer(ctx, look, self, &problems, cx, |ui, own, state| match own.which {
            Which::Meeting(..) => own.meeting_ui(ui, state, &problems, choices, cx),
            Which::Reading(_) => own.reading_ui(ui, state, &problems, choices, cx),
            Which::Adopt(_) => own.adopt_ui(ui, state, &problems, choices, cx),
            Which::Result(_) => own.result_ui(ui, state, &problems, cx),
        })
    }

    fn day_ui(&mut self, ui: &mut Ui, state: &mut State, problems: &[Option<String>], cx: &Cx<'_>) {
        let label = cx.text("cases-day");
        let field = Field::new(&label).required().error(state.shown(problems, DAY));
        let response = day_field(ui, field, &mut self.now.day, cx.filter.today, cx.tr);
        state.focus(DAY, &response);
    }

    fn who_ui(
        &mut self,
        ui: &mut Ui,
        (key, required): (&str, bool),
        state: &mut State,
        problems: &[Option<String>],
        (choices, cx): (&Choices, &Cx<'_>),
    ) {
        let words = ["cases-find", "cases-find-nothing"].map(|key| cx.text(key));
        let [search, nothing] = &words;
        let label = cx.text(key);
        let error = state.shown(problems, FIRST).filter(|_| required);
        let field = Field::new(&label).error(error);
        let field = if required { field.required() } else { field };
        let select = Select::new(field).search(search, nothing).finds(names::matches);
        // Where somebody has to be named, nobody is no choice.
        let offered = if required { choices.anybody.get(1..) } else { choices.anybody.get(..) };
        let offered = offered.unwrap_or_default();
        let response = select.show(ui, &mut self.now.person, offered);
        if required {
            state.focus(FIRST, &response);
        }
    }

    fn meeting_ui(
        &mut self,
        ui: &mut Ui,
        state: &mut State,
        problems: &[Option<String>],
        choices: &Choices,
        cx: &Cx<'_>,
    ) {
        let (label, hint) = (cx.text("cases-meeting-name"), cx.text("cases-meeting-hint"));
        let field =
            Field::new(&label).required().placeholder(&hint).error(state.shown(problems, FIRST));
        let response = text_field(ui, field, &mut self.now.meeting);
        state.focus(FIRST, &response);
        self.day_ui(ui, state, problems, cx);
        let label = cx.text("cases-meeting-minutes");
        let field = Field::new(&label).error(state.shown(problems, REST));
        let response = number_field(ui, field, &mut self.now.minutes, 0);
        state.focus(REST, &response);
        let (label, help) = (cx.text("cases-meeting-agenda"), cx.text("cases-agenda-help"));
        text_area(ui, Field::new(&label).help(&help), &mut self.now.agenda, 3);
        self.who_ui(ui, ("cases-presenter", false), state, problems, (choices, cx));
    }

    fn reading_ui(
        &mut self,
        ui: &mut Ui,
        state: &mut State,
        problems: &[Option<String>],
        choices: &Choices,
        cx: &Cx<'_>,
    ) {
        self.who_ui(ui, ("cases-reader", true), state, problems, (choices, cx));
        self.day_ui(ui, state, problems, cx);
        let (label, help) = (cx.text("cases-score"), cx.text("cases-score-help"));
        let field = Field::new(&label).help(&help).error(state.shown(problems, REST));
        let response = number_field(ui, field, &mut self.now.score, 0);
        state.focus(REST, &response);
    }

    fn adopt_ui(
        &mut self,
        ui: &mut Ui,
        state: &mut State,
        problems: &[Option<String>],
        choices: &Choices,
        cx: &Cx<'_>,
    ) {
        self.who_ui(ui, ("cases-user", true), state, problems, (choices, cx));
        let words = ["cases-find", "cases-find-nothing"].map(|key| cx.text(key));
        let [search, nothing] = &words;
        let (label, help) = (cx.text("cases-adopt-deal"), cx.text("cases-adopt-help"));
        let select = Select::new(Field::new(&label).help(&help)).search(search, nothing);
        select.finds(names::matches).show(ui, &mut self.now.deal, &choices.deals);
        self.day_ui(ui, state, problems, cx);
        form_label(ui, &cx.text("cases-adopt-steps"), true);
        for (at, (_, name, used)) in (1..).zip(&mut self.now.steps) {
            checkbox(ui, used, &format!("{at}  {name}"));
        }
        if let Some(error) = state.shown(problems, REST) {
            error_line(ui, error);
        }
    }

    fn result_ui(
        &mut self,
        ui: &mut Ui,
        state: &mut State,
        problems: &[Option<String>],
        cx: &Cx<'_>,
    ) {
        let label = cx.text("cases-result");
        form_label(ui, &label, true);
        let results = [AdoptionResult::Worked, AdoptionResult::Partly, AdoptionResult::Failed]
            .map(|result| (Some(result), cx.text(adopted_key(Some(result)))));
        Segmented::new(&label).medium().show(ui, &mut self.now.result, &results);
        if let Some(error) = state.shown(problems, FIRST) {
            error_line(ui, error);
        }
        self.day_ui(ui, state, problems, cx);
        let label = cx.text("cases-said");
        text_area(ui, Field::new(&label), &mut self.now.said, 2);
    }
}
