//! The form of a check point: what each objective has come to, what shows it, what was said.
//!
//! An objective by a metric is measured when it is saved; nobody types its figure.

use egui::{Context, Ui};

use super::choices::Choices;
use super::form_objectives::{stored, unit_sign};
use super::rows::{CheckRow, ObjectiveRow, Opened};
use crate::areas::Cx;
use crate::areas::day::day_field;
use crate::areas::drawer_form::{Filled, Look, State, Wish, filled_drawer};
use crate::command::coaching::checks::{CheckForm, Found, ResultForm};
use crate::command::coaching::plans::EvidenceForm;
use crate::domain::ids::{ImprovementCheckId, ImprovementObjectiveId};
use crate::domain::period::Period;
use crate::metrics::coaching::improvement_show::verdict_key;
use crate::store::records::{CheckVerdict, PlanUnit, Reached};
use crate::ui::card::{Card, grid};
use crate::ui::choice::{Segmented, checkbox, radio_card};
use crate::ui::date::parse_date;
use crate::ui::field::{Field, error_line, form_label, number_field, text_area, text_field};
use crate::ui::select::Select;
use crate::ui::text;
use crate::ui::tokens::Theme;

const WIDTH: f32 = 600.0;

/// What can be wrong, in the order of the form: the day, each result, what was said last.
const DAY: usize = 0;
const RESULTS: usize = 1;

/// What can be said at a check point.
const VERDICTS: [CheckVerdict; 3] =
    [CheckVerdict::Continue, CheckVerdict::Adjust, CheckVerdict::Finish];

/// What was found of an objective, as typed.
#[derive(Clone, Debug, PartialEq)]
struct Line {
    objective: ImprovementObjectiveId,
    name: String,
    /// What is asked for by then, and how it stood before.
    about: String,
    unit: Option<PlanUnit>,
    /// Of one by a metric the period that is measured.
    period: Option<Period>,
    measured: bool,
    /// Nothing can be said.
    unknown: bool,
    value: Option<f64>,
    sample: Option<f64>,
    reached: Option<Reached>,
    said: String,
    evidence: String,
    shown_in: String,
}

impl Line {
    fn of(row: &ObjectiveRow, at: usize, period: Option<Period>) -> Self {
        let wanted = row.points.get(at).map_or("", |[_, wanted]| wanted.as_str());
        Self {
            objective: row.id,
            name: row.name.clone(),
            about: format!("{} → {wanted}", row.baseline),
            unit: row.unit,
            period: row.metric.and(period),
            measured: row.metric.is_some(),
            unknown: false,
            value: None,
            sample: None,
            reached: None,
            said: String::new(),
            evidence: String::new(),
            shown_in: String::new(),
        }
    }

    fn found(&self) -> Option<Found> {
        if self.unknown {
            return Some(Found::Unknown);
        }
        match (self.measured, self.unit) {
            (true, _) => self.period.map(Found::Measured),
            (false, Some(unit)) => {
                let sample = self.sample.map(|sample| sample.round() as i64);
                stored(unit, self.value).map(|value| Found::Counted(value, sample))
            }
            (false, None) => self.reached.map(Found::Words),
        }
    }

    fn problem(&self) -> Option<&'static str> {
        self.found().is_none().then_some(match (self.measured, self.unit) {
            (true, _) => "improvement-problem-period",
            (false, Some(_)) => "improvement-problem-result",
            (false, None) => "improvement-problem-reached",
        })
    }
}

#[derive(Clone, Debug, PartialEq)]
struct Typed {
    held_on: String,
    results: Vec<Line>,
    verdict: CheckVerdict,
    note: String,
}

/// A check point half-typed.
#[derive(Clone, Debug)]
pub(super) struct CheckDraft {
    check: ImprovementCheckId,
    title: String,
    /// Whose, and its number.
    pub subject: String,
    start: Typed,
    now: Typed,
    pub state: State,
}

impl Filled for CheckDraft {
    fn state(&mut self) -> &mut State {
        &mut self.state
    }

    fn dirty(&self) -> bool {
        self.start != self.now
    }
}

impl CheckDraft {
    /// The form of a check point of a plan.
    pub(super) fn new(plan: &Opened, check: &CheckRow, choices: &Choices, cx: &Cx<'_>) -> Self {
        let at = plan.checks.iter().position(|own| own.id == check.id).unwrap_or_default();
        let today = cx.filter.today;
        let period = |row: &ObjectiveRow| {
            let own = row.metric.map(|(_, period)| period.same_kind_at(today));
            own.or_else(|| choices.periods.first().map(|(period, _)| *period))
        };
        let results = plan.objectives.iter().map(|row| Line::of(row, at, period(row)));
        let held_on = if check.held.is_empty() { today.to_string() } else { check.held.clone() };
        let start = Typed {
            held_on,
            results: results.collect(),
            verdict: check.verdict.unwrap_or(CheckVerdict::Continue),
            note: check.note.clone(),
        };
        Self {
            check: check.id,
            title: check.name.clone(),
            subject: plan.subject.clone(),
            now: start.clone(),
            start,
            state: State::opened(),
        }
    }

    fn day_problem(&self, cx: &Cx<'_>) -> Option<&'static str> {
        match parse_date(&self.now.held_on) {
            None => Some("improvement-problem-day"),
            Some(day) if day > cx.filter.today => Some("improvement-problem-future"),
            Some(_) => None,
        }
    }

    fn problems(&self, cx: &Cx<'_>) -> Vec<Option<String>> {
        let note = self.now.note.trim().is_empty().then_some("improvement-problem-note");
        let results = self.now.results.iter().map(Line::problem);
        let all = std::iter::once(self.day_problem(cx)).chain(results).chain([note]);
        all.map(|key| key.map(|key| cx.text(key))).collect()
    }

    /// The form as the command takes it, once nothing is wrong.
    pub(super) fn form(&self) -> Option<CheckForm> {
        let held_on = parse_date(&self.now.held_on)?;
        let result = |own: &Line| {
            let found = own.found()?;
            Some(ResultForm { objective: own.objective, found, said: own.said.clone() })
        };
        let shown = self.now.results.iter().filter(|own| !own.evidence.trim().is_empty());
        let evidence = shown.map(|own| EvidenceForm {
            objective: own.objective,
            on_day: held_on,
            text: own.evidence.clone(),
            shown_in: own.shown_in.clone(),
            shown: None,
        });
        Some(CheckForm {
            check: self.check,
            held_on: Some(held_on),
            results: self.now.results.iter().map(result).collect::<Option<Vec<_>>>()?,
            evidence: evidence.collect(),
            verdict: self.now.verdict,
            note: self.now.note.clone(),
        })
    }

    /// Draws the form.
    pub(super) fn draw(&mut self, ctx: &Context, choices: &Choices, cx: &Cx<'_>) -> Wish {
        let title = cx.tr.with("improvement-check-do", &[("check", self.title.as_str().into())]);
        let look =
            Look { id: "improvement-check", title: &title, save: &title, remove: "", width: WIDTH };
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
        let theme = Theme::get(ui);
        let label = cx.text("improvement-held-on");
        let field = Field::new(&label).required().error(state.shown(problems, DAY));
        let response = day_field(ui, field, &mut self.now.held_on, cx.filter.today, cx.tr);
        state.focus(DAY, &response);
        form_label(ui, &cx.text("improvement-results"), true);
        text::wrapped(ui, text::LABEL12, theme.t3, &cx.text("improvement-results-help"));
        for (at, own) in self.now.results.iter_mut().enumerate() {
            ui.push_id(("result", at), |ui| {
                Card::new().padding(12.0).show(ui, |ui| {
                    ui.spacing_mut().item_spacing.y = 8.0;
                    result_ui(ui, own, choices, (&mut *state, problems, RESULTS + at), cx);
                });
            });
        }
        form_label(ui, &cx.text("improvement-verdict"), true);
        for verdict in VERDICTS {
            let key = verdict_key(verdict);
            let (title, detail) = (cx.text(key), cx.text(&format!("{key}-detail")));
            if radio_card(ui, self.now.verdict == verdict, &title, &detail).clicked() {
                self.now.verdict = verdict;
            }
        }
        let label = cx.text("improvement-note");
        let hint = cx.text("improvement-note-hint");
        let note = RESULTS + self.now.results.len();
        let error = state.shown(problems, note);
        let field = Field::new(&label).required().placeholder(&hint).error(error);
        let response = text_area(ui, field, &mut self.now.note, 3);
        state.focus(note, &response);
    }
}

fn result_ui(
    ui: &mut Ui,
    own: &mut Line,
    choices: &Choices,
    (state, problems, place): (&mut State, &[Option<String>], usize),
    cx: &Cx<'_>,
) {
    let theme = Theme::get(ui);
    text::wrapped(ui, text::NAME13, theme.t1, &own.name);
    text::wrapped(ui, text::LABEL12, theme.t3, &own.about);
    let named = |key: &str, name: &str| cx.tr.with(key, &[("name", name.into())]);
    let few = named("improvement-result-unknown", &own.name);
    let response = checkbox(ui, &mut own.unknown, &few);
    state.focus(place, &response);
    if !own.unknown {
        match (own.measured, own.unit) {
            (true, _) => {
                let label = named("improvement-result-period", &own.name);
                let periods: Vec<(Option<Period>, &str)> = choices
                    .periods
                    .iter()
                    .map(|(period, name)| (Some(*period), name.as_str()))
                    .collect();
                let help = cx.text("improvement-result-measured");
                let field = Field::new(&label).help(&help);
                Select::new(field).show(ui, &mut own.period, &periods);
            }
            (false, Some(unit)) => {
                let (label, cases) = (
                    named("improvement-result-value", &own.name),
                    named("improvement-result-sample", &own.name),
                );
                let sign = cx.text(unit_sign(unit));
                grid(ui, 2, 12.0, |ui, at| {
                    if at == 0 {
                        let field = Field::new(&label).required().unit(&sign);
                        number_field(ui, field, &mut own.value, 1);
                    } else {
                        number_field(ui, Field::new(&cases), &mut own.sample, 0);
                    }
                });
            }
            (false, None) => {
                let ways = [
                    (Some(Reached::Yes), cx.text("improvement-reach-met")),
                    (Some(Reached::Partly), cx.text("improvement-reach-partly")),
                    (Some(Reached::No), cx.text("improvement-reach-not-met")),
                ];
                let name = named("improvement-result-reached", &own.name);
                Segmented::new(&name).medium().show(ui, &mut own.reached, &ways);
            }
        }
        if let Some(error) = state.shown(problems, place) {
            error_line(ui, error);
        }
    }
    let (label, place) = (
        named("improvement-result-evidence", &own.name),
        named("improvement-result-shown-in", &own.name),
    );
    let hint = cx.text("improvement-evidence-hint");
    grid(ui, 2, 12.0, |ui, at| {
        if at == 0 {
            text_field(ui, Field::new(&label).placeholder(&hint), &mut own.evidence);
        } else {
            text_field(ui, Field::new(&place), &mut own.shown_in);
        }
    });
    let label = named("improvement-result-said", &own.name);
    text_field(ui, Field::new(&label), &mut own.said);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn result(measured: bool, unit: Option<PlanUnit>) -> Line {
        Line {
            objective: ImprovementObjectiveId(1),
            name: String::new(),
            about: String::new(),
            unit,
            period: None,
            measured,
            unknown: false,
            value: None,
            sample: None,
            reached: None,
            said: String::new(),
            evidence: String::new(),
            shown_in: String::new(),
        }
    }

    #[test]
    fn a_result_is_measured_counted_said_or_unknown() {
        let quarter = Period::Quarter(2025, 4);
        let metric = Line { period: Some(quarter), ..result(true, Some(PlanUnit::BasisPoints)) };
        assert_eq!(metric.found(), Some(Found::Measured(quarter)));
        let counted = result(false, Some(PlanUnit::BasisPoints));
        assert_eq!(counted.problem(), Some("improvement-problem-result"));
        let counted = Line { value: Some(92.0), sample: Some(12.0), ..counted };
        assert_eq!(counted.found(), Some(Found::Counted(9_200, Some(12))));
        let words = result(false, None);
        assert_eq!(words.problem(), Some("improvement-problem-reached"));
        let unknown = Line { unknown: true, ..words };
        assert_eq!((unknown.found(), unknown.problem()), (Some(Found::Unknown), None));
    }
}
