//! The form of recognition: who, what it is called, what for, what is given with it.

use chrono::NaiveDate;
use egui::{Context, Ui};

use super::data::{Page, PraiseRow};
use crate::areas::Cx;
use crate::areas::day::day_field;
use crate::areas::drawer_form::{Filled, Look, State, Wish, filled_drawer};
use crate::areas::organisation::dates::needs_a_day;
use crate::areas::organisation::form::suggest_ui;
use crate::areas::typed::{fen_of, yuan_of};
use crate::command::Command;
use crate::command::team_life::{self, RecognitionForm};
use crate::domain::ids::{PersonId, RecognitionId};
use crate::domain::names;
use crate::ui::card::grid;
use crate::ui::date::parse_date;
use crate::ui::field::{Field, number_field, text_area};
use crate::ui::select::Select;

/// The fields that can be wrong, in the order of the form.
const PERSON: usize = 0;
const TITLE: usize = 1;
const DAY: usize = 2;
const REWARD: usize = 3;
const REASON: usize = 4;

#[derive(Clone, Debug, PartialEq)]
struct Typed {
    person: Option<PersonId>,
    day: String,
    title: String,
    reason: String,
    reward: Option<f64>,
}

/// Praise half-typed.
#[derive(Clone, Debug)]
pub(super) struct PraiseDraft {
    id: Option<RecognitionId>,
    start: Typed,
    now: Typed,
    pub state: State,
}

impl Filled for PraiseDraft {
    fn state(&mut self) -> &mut State {
        &mut self.state
    }

    fn dirty(&self) -> bool {
        self.start != self.now
    }
}

impl PraiseDraft {
    /// New praise, for somebody where that is known.
    pub fn new(person: Option<PersonId>, today: NaiveDate) -> Self {
        let typed = Typed {
            person,
            day: today.to_string(),
            title: String::new(),
            reason: String::new(),
            reward: None,
        };
        Self { id: None, start: typed.clone(), now: typed, state: State::opened() }
    }

    /// Praise as it is.
    pub fn edit(row: &PraiseRow) -> Self {
        let typed = Typed {
            person: Some(row.person),
            day: row.on_day.to_string(),
            title: row.title.clone(),
            reason: row.reason.clone(),
            reward: yuan_of(row.reward),
        };
        Self { id: Some(row.id), start: typed.clone(), now: typed, state: State::opened() }
    }

    fn problems(&self, cx: &Cx<'_>) -> [Option<String>; 5] {
        let now = &self.now;
        let problem = |wrong: bool, key: &str| wrong.then(|| cx.text(key));
        let future = parse_date(&now.day).is_some_and(|day| day > cx.filter.today);
        [
            problem(now.person.is_none(), "organisation-team-praise-person-problem"),
            problem(now.title.trim().is_empty(), "organisation-team-praise-title-problem"),
            needs_a_day(&now.day, cx.tr).or(problem(future, "organisation-team-praise-future")),
            problem(
                now.reward.is_some_and(|reward| reward < 0.0),
                "organisation-team-amount-problem",
            ),
            problem(now.reason.trim().is_empty(), "organisation-team-praise-reason-problem"),
        ]
    }

    fn command(&self, cx: &Cx<'_>) -> Option<team_life::Command> {
        let person = self.now.person?;
        let form = RecognitionForm {
            person,
            on_day: parse_date(&self.now.day)?,
            title: self.now.title.clone(),
            reason: self.now.reason.clone(),
            reward: fen_of(self.now.reward),
        };
        let name = cx.directory.person_name(person).to_owned();
        Some(match self.id {
            Some(id) => team_life::Command::EditRecognition(id, form, name),
            None => team_life::Command::AddRecognition(form, name),
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
        let label = cx.text("organisation-team-praise-person");
        let words = ["organisation-search-name", "organisation-nothing-found"];
        let [search, nothing] = words.map(|key| cx.text(key));
        let field = Field::new(&label).required().error(state.shown(problems, PERSON));
        let response = Select::new(field).search(&search, &nothing).finds(names::matches).show(
            ui,
            &mut self.now.person,
            &page.people,
        );
        state.focus(PERSON, &response);

        let label = cx.text("organisation-team-praise-title");
        let hint = cx.text("organisation-team-praise-hint");
        let new = cx.text("organisation-team-praise-new-title");
        let field =
            Field::new(&label).required().placeholder(&hint).error(state.shown(problems, TITLE));
        let response = suggest_ui(ui, field, &mut self.now.title, &page.titles, &new);
        state.focus(TITLE, &response);

        grid(ui, 2, 12.0, |ui, at| {
            if at == 0 {
                let label = cx.text("organisation-team-praise-day");
                let field = Field::new(&label).required().error(state.shown(problems, DAY));
                let response = day_field(ui, field, &mut self.now.day, cx.filter.today, cx.tr);
                state.focus(DAY, &response);
            } else {
                let label = cx.text("organisation-team-praise-reward");
                let (unit, help) = (
                    cx.text("organisation-team-unit-yuan"),
                    cx.text("organisation-team-reward-help"),
                );
                let field =
                    Field::new(&label).unit(&unit).help(&help).error(state.shown(problems, REWARD));
                let response = number_field(ui, field, &mut self.now.reward, 2);
                state.focus(REWARD, &response);
            }
        });

        let label = cx.text("organisation-team-praise-reason");
        let hint = cx.text("organisation-team-praise-reason-hint");
        let field =
            Field::new(&label).required().placeholder(&hint).error(state.shown(problems, REASON));
        let response = text_area(ui, field, &mut self.now.reason, 3);
        state.focus(REASON, &response);
    }
}

/// Draws the open form, if any.
pub(super) fn form_ui(ctx: &Context, page: &Page, open: &mut Option<PraiseDraft>, cx: &mut Cx<'_>) {
    let Some(mut draft) = open.take() else { return };
    let problems = draft.problems(cx);
    let (title, save, remove) = match draft.id {
        None => ("organisation-team-praise-add", "organisation-team-praise-add", ""),
        Some(_) => (
            "organisation-team-praise-edit",
            "organisation-team-praise-save",
            "organisation-team-praise-remove",
        ),
    };
    let (title, save) = (cx.text(title), cx.text(save));
    let remove = if remove.is_empty() { String::new() } else { cx.text(remove) };
    let look =
        Look { id: "praise-form", title: &title, save: &save, remove: &remove, width: 480.0 };
    let seen: &Cx<'_> = cx;
    let wish = filled_drawer(ctx, look, &mut draft, &problems, seen, |ui, draft, state| {
        draft.ui(ui, state, &problems, page, seen);
    });
    match wish {
        Wish::Close => return,
        Wish::Save => {
            if let Some(command) = draft.command(cx) {
                cx.run(Command::TeamLife(command));
            }
        }
        Wish::Remove => {
            if let Some(id) = draft.id {
                draft.state.sent = true;
                let person = draft.start.person.map(|person| cx.directory.person_name(person));
                let name = person.unwrap_or_default().to_owned();
                cx.run(Command::TeamLife(team_life::Command::RemoveRecognition(id, name)));
            }
        }
        Wish::Stay => {}
    }
    *open = Some(draft);
}
