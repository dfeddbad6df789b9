//! The small forms of a plan: a piece of evidence, one promise more, its end, what the person says of it.

use egui::{Context, Ui};

use super::choices::Choices;
use super::rows::Opened;
use crate::areas::Cx;
use crate::areas::day::day_field;
use crate::areas::drawer_form::{Filled, Look, State, Wish, filled_drawer};
use crate::command::coaching::plans::{EvidenceForm, Plan, Shown, SupportForm};
use crate::domain::ids::{ImprovementObjectiveId, ImprovementPlanId, PersonId};
use crate::domain::names;
use crate::metrics::coaching::improvement_show::outcome_key;
use crate::store::records::PlanOutcome;
use crate::ui::choice::radio_card;
use crate::ui::date::parse_date;
use crate::ui::field::{Field, error_line, form_label, number_field, text_area, text_field};
use crate::ui::select::Select;
use crate::ui::text;
use crate::ui::tokens::Theme;

const WIDTH: f32 = 440.0;

/// How a plan can end.
const OUTCOMES: [PlanOutcome; 4] =
    [PlanOutcome::Met, PlanOutcome::Partly, PlanOutcome::NotMet, PlanOutcome::Stopped];

/// What is typed.
#[derive(Clone, Debug, PartialEq)]
enum Typed {
    Evidence {
        objective: Option<ImprovementObjectiveId>,
        on_day: String,
        text: String,
        shown_in: String,
        shown: Option<Shown>,
    },
    Support {
        text: String,
        owner: Option<PersonId>,
        times: Option<f64>,
        due: String,
    },
    Close {
        outcome: Option<PlanOutcome>,
        result: String,
        on_day: String,
    },
    Words(String),
}

/// A small form half-typed.
#[derive(Clone, Debug)]
pub(super) struct SmallDraft {
    plan: ImprovementPlanId,
    /// Whose, and its number.
    pub subject: String,
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
    fn of(plan: &Opened, start: Typed) -> Self {
        let (now, state) = (start.clone(), State::opened());
        Self { plan: plan.id, subject: plan.subject.clone(), start, now, state }
    }

    /// A piece of evidence.
    pub(super) fn evidence(plan: &Opened, cx: &Cx<'_>) -> Self {
        let objective = plan.objectives.first().map(|own| own.id);
        let on_day = cx.filter.today.to_string();
        let (text, shown_in) = (String::new(), String::new());
        Self::of(plan, Typed::Evidence { objective, on_day, text, shown_in, shown: None })
    }

    /// One promise more.
    pub(super) fn support(plan: &Opened) -> Self {
        let (text, due) = (String::new(), String::new());
        Self::of(plan, Typed::Support { text, owner: None, times: Some(1.0), due })
    }

    /// The end of the plan.
    pub(super) fn close(plan: &Opened, cx: &Cx<'_>) -> Self {
        let (result, on_day) = (String::new(), cx.filter.today.to_string());
        Self::of(plan, Typed::Close { outcome: None, result, on_day })
    }

    /// What the person says of it.
    pub(super) fn words(plan: &Opened) -> Self {
        Self::of(plan, Typed::Words(plan.words.clone()))
    }

    /// What is wrong, in the order of the fields: message keys.
    fn problems(&self, cx: &Cx<'_>) -> [Option<&'static str>; 3] {
        let blank = |text: &str, key: &'static str| text.trim().is_empty().then_some(key);
        let past = |day: &str| match parse_date(day) {
            None => Some("improvement-problem-day"),
            Some(day) if day > cx.filter.today => Some("improvement-problem-future"),
            Some(_) => None,
        };
        match &self.now {
            Typed::Evidence { objective, on_day, text, .. } => [
                objective.is_none().then_some("improvement-problem-objective"),
                blank(text, "improvement-problem-evidence"),
                past(on_day),
            ],
            Typed::Support { text, times, due, .. } => {
                let undated = !due.trim().is_empty() && parse_date(due).is_none();
                let few = times.is_none_or(|times| times < 1.0);
                [
                    blank(text, "improvement-problem-support"),
                    few.then_some("improvement-problem-times"),
                    undated.then_some("improvement-problem-day"),
                ]
            }
            Typed::Close { outcome, result, on_day } => [
                outcome.is_none().then_some("improvement-problem-outcome"),
                blank(result, "improvement-problem-outcome-said"),
                past(on_day),
            ],
            Typed::Words(_) => [None; 3],
        }
    }

    /// The command that stores it, once nothing is wrong.
    pub(super) fn command(&self) -> Option<Plan> {
        Some(match &self.now {
            Typed::Evidence { objective, on_day, text, shown_in, shown } => {
                Plan::Show(EvidenceForm {
                    objective: (*objective)?,
                    on_day: parse_date(on_day)?,
                    text: text.clone(),
                    shown_in: shown_in.clone(),
                    shown: *shown,
                })
            }
            Typed::Support { text, owner, times, due } => {
                let form = SupportForm {
                    text: text.clone(),
                    owner: *owner,
                    times: times.map_or(0, |times| times.round() as i64),
                    due: parse_date(due),
                };
                Plan::Promise(self.plan, form)
            }
            Typed::Close { outcome, result, on_day } => Plan::Close {
                id: self.plan,
                outcome: (*outcome)?,
                result: result.clone(),
                on_day: parse_date(on_day)?,
            },
            Typed::Words(words) => Plan::Words(self.plan, words.clone()),
        })
    }

    /// Draws the form.
    pub(super) fn draw(
        &mut self,
        ctx: &Context,
        (plan, choices): (Option<&Opened>, &Choices),
        cx: &Cx<'_>,
    ) -> Wish {
        let key = match &self.now {
            Typed::Evidence { .. } => "improvement-evidence-add",
            Typed::Support { .. } => "improvement-support-more",
            Typed::Close { .. } => "improvement-close",
            Typed::Words(_) => "improvement-words",
        };
        let (title, save) = (cx.text(key), cx.text("improvement-save"));
        let look =
            Look { id: "improvement-small", title: &title, save: &save, remove: "", width: WIDTH };
        let problems = self.problems(cx).map(|key| key.map(|key| cx.text(key)));
        filled_drawer(ctx, look, self, &problems, cx, |ui, own, state| {
            own.body(ui, (plan, choices), (state, &problems), cx);
        })
    }

    fn body(
        &mut self,
        ui: &mut Ui,
        (plan, choices): (Option<&Opened>, &Choices),
        (state, problems): (&mut State, &[Option<String>]),
        cx: &Cx<'_>,
    ) {
        let [first, second, third] = [0, 1, 2].map(|field| state.shown(problems, field));
        let words = ["improvement-search", "improvement-nothing"];
        let [search, nothing] = words.map(|key| cx.text(key));
        let today = cx.filter.today;
        match &mut self.now {
            Typed::Evidence { objective, on_day, text, shown_in, shown } => {
                let names: Vec<(Option<ImprovementObjectiveId>, &str)> = plan
                    .map(|plan| plan.objectives.iter())
                    .into_iter()
                    .flatten()
                    .map(|own| (Some(own.id), own.name.as_str()))
                    .collect();
                let label = cx.text("improvement-objective");
                let field = Field::new(&label).required().error(first);
                let response = Select::new(field).show(ui, objective, &names);
                state.focus(0, &response);
                let (label, hint) =
                    (cx.text("improvement-evidence-text"), cx.text("improvement-evidence-hint"));
                let field = Field::new(&label).required().placeholder(&hint);
                let response = text_area(ui, field.error(second), text, 2);
                state.focus(1, &response);
                let label = cx.text("improvement-evidence-day");
                let field = Field::new(&label).required().error(third);
                let response = day_field(ui, field, on_day, today, cx.tr);
                state.focus(2, &response);
                let (label, help) =
                    (cx.text("improvement-shown-in"), cx.text("improvement-shown-in-help"));
                text_field(ui, Field::new(&label).help(&help), shown_in);
                if let Some(plan) = plan {
                    let label = cx.text("improvement-record");
                    let select = Select::new(Field::new(&label))
                        .search(&search, &nothing)
                        .finds(names::matches);
                    select.show(ui, shown, &plan.records);
                }
            }
            Typed::Support { text, owner, times, due } => {
                let (label, hint) =
                    (cx.text("improvement-support-what"), cx.text("improvement-support-hint"));
                let field = Field::new(&label).required().placeholder(&hint);
                let response = text_field(ui, field.error(first), text);
                state.focus(0, &response);
                let label = cx.text("improvement-support-by");
                let select = Select::new(Field::new(&label)).search(&search, &nothing);
                select.finds(names::matches).show(ui, owner, &choices.anybody);
                let label = cx.text("improvement-support-often");
                let field = Field::new(&label).required().error(second);
                let response = number_field(ui, field, times, 0);
                state.focus(1, &response);
                let label = cx.text("improvement-support-until");
                let field = Field::new(&label).error(third);
                let response = day_field(ui, field, due, today, cx.tr);
                state.focus(2, &response);
            }
            Typed::Close { outcome, result, on_day } => {
                let guard = cx.text("improvement-close-guard");
                text::wrapped(ui, text::LABEL12, Theme::get(ui).t2, &guard);
                form_label(ui, &cx.text("improvement-outcome"), true);
                for one in OUTCOMES {
                    let key = outcome_key(one);
                    let (title, detail) = (cx.text(key), cx.text(&format!("{key}-detail")));
                    let response = radio_card(ui, *outcome == Some(one), &title, &detail);
                    state.focus(0, &response);
                    if response.clicked() {
                        *outcome = Some(one);
                    }
                }
                if let Some(error) = first {
                    error_line(ui, error);
                }
                let label = cx.text("improvement-result");
                let field = Field::new(&label).required().error(second);
                let response = text_area(ui, field, result, 3);
                state.focus(1, &response);
                let label = cx.text("improvement-closed-on");
                let field = Field::new(&label).required().error(third);
                let response = day_field(ui, field, on_day, today, cx.tr);
                state.focus(2, &response);
            }
            Typed::Words(said) => {
                let (label, help) =
                    (cx.text("improvement-words-said"), cx.text("improvement-words-help"));
                let response = text_area(ui, Field::new(&label).help(&help), said, 4);
                state.focus(0, &response);
            }
        }
    }
}
