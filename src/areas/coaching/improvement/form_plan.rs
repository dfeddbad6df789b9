//! The form of a new plan: whose, why, what is to be reached, when that is looked at, which support is given.

use chrono::NaiveDate;
use egui::{Context, Ui};

use super::choices::Choices;
use super::form_objectives::{self as objectives, Draft as Objective, Told};
use crate::areas::Cx;
use crate::areas::day::day_field;
use crate::areas::drawer_form::{Filled, Look, State, Wish, filled_drawer};
use crate::command::coaching::plans::{PlanForm, SupportForm};
use crate::command::coaching::symptoms::SymptomForm;
use crate::domain::coaching::improvement::check_points;
use crate::domain::ids::PersonId;
use crate::domain::names;
use crate::domain::period::Period;
use crate::metrics::MetricId;
use crate::metrics::coaching::improvement_show::check_name;
use crate::metrics::symptom::Subject;
use crate::ui::button::{Button, button};
use crate::ui::card::{grid, row};
use crate::ui::choice::checkbox;
use crate::ui::date::parse_date;
use crate::ui::field::{Field, error_line, form_label, number_field, text_area, text_field};
use crate::ui::icons;
use crate::ui::select::Select;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// Wide enough for three fields in a row.
const WIDTH: f32 = 640.0;
/// How often support is given where nobody said: once a week.
const TIMES: f64 = 12.0;

/// What can be wrong, in the order of the form; the support stands last, behind the objectives.
const PERSON: usize = 0;
const TITLE: usize = 1;
const CAUSE: usize = 2;
const FIGURE: usize = 3;
const STARTS: usize = 4;
const CHECKS: usize = 5;
const OBJECTIVES: usize = 8;

/// A cause with the figure behind it, as typed.
#[derive(Clone, Debug, Default, PartialEq)]
struct Cause {
    cause: String,
    guess: bool,
    subject: Option<Subject>,
    period: Option<Period>,
}

impl Cause {
    fn blank(&self) -> bool {
        self.cause.trim().is_empty() && self.subject.is_none()
    }

    fn problem(&self) -> Option<&'static str> {
        if self.blank() {
            None
        } else if self.subject.is_none() && !self.guess {
            Some("improvement-problem-guess")
        } else if self.subject.is_some() && self.period.is_none() {
            Some("improvement-problem-period")
        } else {
            None
        }
    }
}

/// A promise as typed.
#[derive(Clone, Debug, PartialEq)]
struct Promise {
    text: String,
    owner: Option<PersonId>,
    times: Option<f64>,
}

#[derive(Clone, Debug, PartialEq)]
struct Typed {
    person: Option<PersonId>,
    coach: Option<PersonId>,
    helper: Option<PersonId>,
    title: String,
    cause: String,
    causes: Vec<Cause>,
    starts: String,
    checks: [String; 3],
    objectives: Vec<Objective>,
    support: Vec<Promise>,
}

/// A plan half-typed.
#[derive(Clone, Debug)]
pub(super) struct PlanDraft {
    start: Typed,
    now: Typed,
    /// The first day for which the check points were worked out.
    counted: String,
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
    /// The form for somebody, or for nobody yet; the page's period stands behind the first cause.
    pub(super) fn new(person: Option<PersonId>, choices: &Choices, cx: &Cx<'_>) -> Self {
        let today = cx.filter.today;
        let first = choices.periods.first().map(|(period, _)| *period);
        let figure = Some(Subject::Metric(MetricId::SignedAmount));
        let promise = Promise { text: String::new(), owner: None, times: Some(TIMES) };
        let start = Typed {
            person,
            coach: None,
            helper: None,
            title: String::new(),
            cause: String::new(),
            causes: vec![Cause { subject: figure, period: first, ..Cause::default() }],
            starts: today.to_string(),
            checks: due(cx, today),
            objectives: vec![Objective::new(choices, 3, 100.0)],
            support: vec![promise],
        };
        let (now, counted) = (start.clone(), start.starts.clone());
        Self { start, now, counted, state: State::opened() }
    }

    fn problems(&self, cx: &Cx<'_>) -> Vec<Option<String>> {
        let now = &self.now;
        let blank = |text: &str| text.trim().is_empty();
        let starts = parse_date(&now.starts);
        let mut checks = [None; 3];
        let mut after = starts;
        for (problem, typed) in checks.iter_mut().zip(&now.checks) {
            let day = parse_date(typed);
            *problem = match (day, after) {
                (None, _) => Some("improvement-problem-day"),
                (Some(day), Some(after)) if day <= after => Some("improvement-problem-later"),
                (Some(_), _) => None,
            };
            after = day.or(after);
        }
        let causes: Vec<&Cause> = now.causes.iter().filter(|cause| !cause.blank()).collect();
        let promised: Vec<&Promise> = now.support.iter().filter(|own| !blank(&own.text)).collect();
        let counted = |own: &&Promise| own.times.is_some_and(|times| times >= 1.0);
        let support = if promised.is_empty() {
            Some("improvement-problem-support")
        } else if promised.iter().all(counted) {
            None
        } else {
            Some("improvement-problem-times")
        };
        let figure = if causes.is_empty() {
            Some("improvement-problem-figures")
        } else {
            causes.iter().find_map(|cause| cause.problem())
        };
        let before = [
            now.person.is_none().then_some("improvement-problem-person"),
            blank(&now.title).then_some("improvement-problem-title"),
            blank(&now.cause).then_some("improvement-problem-cause"),
            figure,
            starts.is_none().then_some("improvement-problem-day"),
        ];
        let all = before.into_iter().chain(checks);
        let all = all.chain(objectives::problems(&now.objectives)).chain([support]);
        all.map(|key| key.map(|key| cx.text(key))).collect()
    }

    /// The form as the command takes it, with whose it is, once nothing is wrong.
    pub(super) fn form(&self) -> Option<PlanForm> {
        let now = &self.now;
        let figure = |cause: &Cause| Some((cause.subject.clone()?, cause.period?));
        let symptoms = now.causes.iter().filter(|cause| !cause.blank()).map(|own| SymptomForm {
            cause: own.cause.clone(),
            guess: own.guess,
            figure: figure(own),
        });
        let support = now.support.iter().filter(|own| !own.text.trim().is_empty());
        let support = support.map(|own| SupportForm {
            text: own.text.clone(),
            owner: own.owner,
            times: own.times.map_or(0, |times| times.round() as i64),
            due: None,
        });
        let objectives = objectives::forms(&now.objectives)?;
        Some(PlanForm {
            person: now.person?,
            coach: now.coach,
            helper: now.helper,
            title: now.title.clone(),
            cause: now.cause.clone(),
            symptoms: symptoms.collect(),
            starts: parse_date(&now.starts),
            checks: now.checks.iter().map(|day| parse_date(day)).collect::<Option<Vec<_>>>()?,
            objectives: objectives.into_iter().map(|(_, form)| form).collect(),
            support: support.collect(),
        })
    }

    /// Draws the form.
    pub(super) fn draw(&mut self, ctx: &Context, choices: &Choices, cx: &Cx<'_>) -> Wish {
        let (title, save) = (cx.text("improvement-new"), cx.text("improvement-save"));
        let look =
            Look { id: "improvement-plan", title: &title, save: &save, remove: "", width: WIDTH };
        let problems = self.problems(cx);
        filled_drawer(ctx, look, self, &problems, cx, |ui, own, state| {
            own.body(ui, choices, (state, &problems), cx);
        })
    }

    fn body(
        &mut self,
        ui: &mut Ui,
        choices: &Choices,
        (state, problems): (&mut State, &[Option<String>]),
        cx: &Cx<'_>,
    ) {
        self.people_ui(ui, choices, (&mut *state, problems), cx);
        let label = cx.text("improvement-title");
        let hint = cx.text("improvement-title-hint");
        let error = state.shown(problems, TITLE);
        let field = Field::new(&label).required().placeholder(&hint).error(error);
        let response = text_field(ui, field, &mut self.now.title);
        state.focus(TITLE, &response);
        let label = cx.text("improvement-cause");
        let field = Field::new(&label).required().error(state.shown(problems, CAUSE));
        let response = text_area(ui, field, &mut self.now.cause, 2);
        state.focus(CAUSE, &response);
        self.causes_ui(ui, choices, (&mut *state, problems), cx);
        self.days_ui(ui, (&mut *state, problems), cx);
        form_label(ui, &cx.text("improvement-objectives"), true);
        let heads = self.heads(cx);
        let mut told = Told { state: &mut *state, problems, first: OBJECTIVES };
        objectives::draw(ui, &mut self.now.objectives, (choices, &heads), &mut told, cx);
        self.support_ui(ui, choices, (state, problems), cx);
    }

    fn people_ui(
        &mut self,
        ui: &mut Ui,
        choices: &Choices,
        (state, problems): (&mut State, &[Option<String>]),
        cx: &Cx<'_>,
    ) {
        let words = ["improvement-search", "improvement-nothing"];
        let [search, nothing] = words.map(|key| cx.text(key));
        grid(ui, 3, 12.0, |ui, at| {
            let (key, value) = match at {
                0 => ("improvement-person", &mut self.now.person),
                1 => ("improvement-coach", &mut self.now.coach),
                _ => ("improvement-helper", &mut self.now.helper),
            };
            let label = cx.text(key);
            let mut field = Field::new(&label);
            if at == 0 {
                field = field.required().error(state.shown(problems, PERSON));
            }
            let select = Select::new(field).search(&search, &nothing).finds(names::matches);
            let response = select.show(ui, value, &choices.anybody);
            if at == 0 {
                state.focus(PERSON, &response);
            }
        });
    }

    fn causes_ui(
        &mut self,
        ui: &mut Ui,
        choices: &Choices,
        (state, problems): (&mut State, &[Option<String>]),
        cx: &Cx<'_>,
    ) {
        let theme = Theme::get(ui);
        form_label(ui, &cx.text("improvement-causes"), true);
        text::wrapped(ui, text::LABEL12, theme.t3, &cx.text("improvement-causes-help"));
        let words = ["improvement-search", "improvement-nothing", "improvement-guess-mark"];
        let [search, nothing, guess] = words.map(|key| cx.text(key));
        let periods: Vec<(Option<Period>, &str)> =
            choices.periods.iter().map(|(period, name)| (Some(*period), name.as_str())).collect();
        for (at, cause) in self.now.causes.iter_mut().enumerate() {
            let n = i64::try_from(at + 1).unwrap_or(i64::MAX);
            let numbered = |key: &str| cx.tr.with(key, &[("n", n.into())]);
            ui.push_id(("cause", at), |ui| {
                let label = numbered("improvement-cause-said");
                let response = text_field(ui, Field::new(&label), &mut cause.cause);
                state.focus(FIGURE, &response);
                grid(ui, 2, 12.0, |ui, side| {
                    if side == 0 {
                        let label = numbered("improvement-cause-figure");
                        let select = Select::new(Field::new(&label))
                            .search(&search, &nothing)
                            .finds(names::matches);
                        select.show(ui, &mut cause.subject, &choices.subjects);
                    } else {
                        let label = numbered("improvement-cause-period");
                        let field = Field::new(&label).enabled(cause.subject.is_some());
                        Select::new(field).show(ui, &mut cause.period, &periods);
                    }
                });
                checkbox(ui, &mut cause.guess, &guess);
            });
        }
        let add = cx.text("improvement-cause-add");
        if button(ui, Button::secondary(&add).medium().icon(icons::PLUS)).clicked() {
            let period = choices.periods.first().map(|(period, _)| *period);
            self.now.causes.push(Cause { period, ..Cause::default() });
        }
        if let Some(error) = state.shown(problems, FIGURE) {
            error_line(ui, error);
        }
    }

    /// The first day and the check points, which follow it while nobody typed others.
    fn days_ui(
        &mut self,
        ui: &mut Ui,
        (state, problems): (&mut State, &[Option<String>]),
        cx: &Cx<'_>,
    ) {
        let today = cx.filter.today;
        let label = cx.text("improvement-starts");
        let help = cx.text("improvement-starts-help");
        let error = state.shown(problems, STARTS);
        let field = Field::new(&label).required().help(&help).error(error);
        let response = day_field(ui, field, &mut self.now.starts, today, cx.tr);
        state.focus(STARTS, &response);
        if self.now.starts != self.counted
            && let Some(starts) = parse_date(&self.now.starts)
        {
            let untouched =
                parse_date(&self.counted).is_some_and(|day| self.now.checks == due(cx, day));
            if untouched {
                self.now.checks = due(cx, starts);
            }
            self.counted.clone_from(&self.now.starts);
        }
        let heads = self.heads(cx);
        let now = &mut self.now;
        grid(ui, 3, 12.0, |ui, at| {
            let (Some(head), Some(typed)) = (heads.get(at), now.checks.get_mut(at)) else {
                return;
            };
            let error = state.shown(problems, CHECKS + at);
            let field = Field::new(head).required().error(error);
            let response = day_field(ui, field, typed, today, cx.tr);
            state.focus(CHECKS + at, &response);
        });
    }

    /// What the check points are called: the days after the first.
    fn heads(&self, cx: &Cx<'_>) -> Vec<String> {
        let starts = parse_date(&self.now.starts);
        let days = |typed: &String| Some((parse_date(typed)? - starts?).num_days());
        let name = |typed: &String| {
            let days = days(typed).unwrap_or_default();
            check_name(cx.tr, days)
        };
        self.now.checks.iter().map(name).collect()
    }

    fn support_ui(
        &mut self,
        ui: &mut Ui,
        choices: &Choices,
        (state, problems): (&mut State, &[Option<String>]),
        cx: &Cx<'_>,
    ) {
        let theme = Theme::get(ui);
        let place = problems.len().saturating_sub(1);
        form_label(ui, &cx.text("improvement-support"), true);
        text::wrapped(ui, text::LABEL12, theme.t3, &cx.text("improvement-support-help"));
        let words = ["improvement-search", "improvement-nothing"];
        let [search, nothing] = words.map(|key| cx.text(key));
        for (at, own) in self.now.support.iter_mut().enumerate() {
            let n = i64::try_from(at + 1).unwrap_or(i64::MAX);
            let numbered = |key: &str| cx.tr.with(key, &[("n", n.into())]);
            ui.push_id(("support", at), |ui| {
                let label = numbered("improvement-support-text");
                let hint = cx.text("improvement-support-hint");
                let field = Field::new(&label).placeholder(&hint);
                let response = text_field(ui, field, &mut own.text);
                state.focus(place, &response);
                grid(ui, 2, 12.0, |ui, side| {
                    if side == 0 {
                        let label = numbered("improvement-support-owner");
                        let select = Select::new(Field::new(&label));
                        let select = select.search(&search, &nothing).finds(names::matches);
                        select.show(ui, &mut own.owner, &choices.anybody);
                    } else {
                        let label = numbered("improvement-support-times");
                        number_field(ui, Field::new(&label), &mut own.times, 0);
                    }
                });
            });
        }
        row(ui, 28.0, |ui| {
            let add = cx.text("improvement-support-add");
            if button(ui, Button::secondary(&add).medium().icon(icons::PLUS)).clicked() {
                let promise = Promise { text: String::new(), owner: None, times: Some(1.0) };
                self.now.support.push(promise);
            }
        });
        if let Some(error) = state.shown(problems, place) {
            error_line(ui, error);
        }
    }
}

/// The check points of a plan that begins on a day, on working days.
fn due(cx: &Cx<'_>, starts: NaiveDate) -> [String; 3] {
    check_points(&cx.directory.calendar, starts).map(|point| point.due.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cause_has_a_figure_or_is_called_a_guess() {
        let cause = Cause { cause: "没有见到拍板人".to_owned(), ..Cause::default() };
        assert_eq!(cause.problem(), Some("improvement-problem-guess"));
        let guess = Cause { guess: true, ..cause.clone() };
        assert_eq!(guess.problem(), None);
        let subject = Some(Subject::Metric(MetricId::WinRate));
        let undated = Cause { subject: subject.clone(), ..cause.clone() };
        assert_eq!(undated.problem(), Some("improvement-problem-period"));
        let period = Some(Period::Quarter(2025, 3));
        assert_eq!(Cause { subject, period, ..cause }.problem(), None);
        assert_eq!(Cause::default().problem(), None, "a blank line says nothing");
    }
}
