//! The form of a case: its deal, who tells of it, its steps, when it fits.

use egui::{Context, Ui};

use super::choices::{Choices, Ended};
use super::rows::Opened;
use crate::areas::Cx;
use crate::areas::day::day_field;
use crate::areas::drawer_form::{Filled, Look, State, Wish, filled_drawer};
use crate::command::coaching::What;
use crate::command::coaching::cases::{Case, CaseForm, StepForm};
use crate::domain::ids::SalesCaseId;
use crate::domain::names;
use crate::store::records::CaseResult;
use crate::ui::button::{Button, button};
use crate::ui::card::grid;
use crate::ui::choice::Segmented;
use crate::ui::date::parse_date;
use crate::ui::field::{Field, form_label, text_area, text_field};
use crate::ui::icons;
use crate::ui::select::Select;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// Wide enough for two fields in a row.
const WIDTH: f32 = 640.0;
/// So many steps are offered at first: the fewest of a case in the library.
const STEPS: usize = 3;

/// The fields that can be wrong, in the order of the form; the steps come behind them.
const TITLE: usize = 0;
const STARTS: usize = 1;
const ENDS: usize = 2;
const FIRST_STEP: usize = 3;

/// A case half-typed; days and tags as text.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Typed {
    form: CaseForm,
    starts: String,
    ends: String,
    tags: String,
}

impl Typed {
    fn of(form: CaseForm) -> Self {
        let text = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string());
        Self {
            starts: text(form.starts).unwrap_or_default(),
            ends: text(form.ends).unwrap_or_default(),
            tags: form.tags.join("\n"),
            form,
        }
    }
}

/// The form of a case.
#[derive(Clone, Debug)]
pub(super) struct CaseDraft {
    id: Option<SalesCaseId>,
    start: Typed,
    now: Typed,
    pub state: State,
}

impl Filled for CaseDraft {
    fn state(&mut self) -> &mut State {
        &mut self.state
    }

    fn dirty(&self) -> bool {
        self.start != self.now
    }
}

impl CaseDraft {
    fn with(id: Option<SalesCaseId>, mut form: CaseForm) -> Self {
        while form.steps.len() < STEPS {
            form.steps.push(StepForm::default());
        }
        let start = Typed::of(form);
        Self { id, now: start.clone(), start, state: State::opened() }
    }

    /// A new one.
    pub(super) fn new() -> Self {
        Self::with(None, CaseForm::of("", CaseResult::Won))
    }

    /// A new one of a deal.
    pub(super) fn of_deal(ended: &Ended) -> Self {
        let mut draft = Self::with(None, CaseForm::of("", ended.result));
        draft.take(ended);
        draft.start = draft.now.clone();
        draft
    }

    /// One as it is.
    pub(super) fn edit(opened: &Opened) -> Self {
        Self::with(Some(opened.id), opened.form.clone())
    }

    /// What is known of a deal stands in the form, where nobody typed anything else.
    fn take(&mut self, ended: &Ended) {
        let form = &mut self.now.form;
        form.deal = Some(ended.deal);
        form.result = ended.result;
        // The customer is that of the deal.
        form.account = None;
        form.person = ended.person.or(form.person);
        let text = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string());
        if self.now.starts.trim().is_empty() {
            self.now.starts = text(ended.starts).unwrap_or_default();
        }
        if self.now.ends.trim().is_empty() {
            self.now.ends = text(ended.ends).unwrap_or_default();
        }
    }

    /// Whether it writes a new case.
    pub(super) fn is_new(&self) -> bool {
        self.id.is_none()
    }

    fn problems(&self, cx: &Cx<'_>) -> Vec<Option<String>> {
        let now = &self.now;
        let say = |wrong: bool, key: &str| wrong.then(|| cx.text(key));
        let blank = |text: &str| text.trim().is_empty();
        let not_a_day = |text: &str| !blank(text) && parse_date(text).is_none();
        let (from, to) = (parse_date(&now.starts), parse_date(&now.ends));
        let turned = from.zip(to).is_some_and(|(from, to)| to < from);
        let mut all = vec![
            say(blank(&now.form.title), "cases-problem-title"),
            say(not_a_day(&now.starts), "cases-problem-day"),
            say(not_a_day(&now.ends), "cases-problem-day").or(say(turned, "cases-problem-turned")),
        ];
        // A step in which something stands has a name.
        for step in &now.form.steps {
            let said = [&step.who, &step.did, &step.evidence, &step.why];
            let named = !blank(&step.name);
            let empty = said.iter().all(|text| blank(text));
            all.push(say(!named && !empty, "cases-problem-step"));
        }
        all
    }

    /// What is asked for and what it concerns, once nothing is wrong.
    pub(super) fn asked(&self) -> Option<(String, What)> {
        let now = &self.now;
        let form = CaseForm {
            starts: parse_date(&now.starts),
            ends: parse_date(&now.ends),
            tags: now.tags.lines().map(str::to_owned).collect(),
            ..now.form.clone()
        };
        let subject = form.title.trim().to_owned();
        Some((subject, What::Case(Case::Write(self.id, Box::new(form)))))
    }

    /// Draws the form.
    pub(super) fn draw(&mut self, ctx: &Context, choices: &Choices, cx: &Cx<'_>) -> Wish {
        let key = if self.is_new() { "cases-new" } else { "cases-edit" };
        let (title, save) = (cx.text(key), cx.text("cases-save"));
        let look = Look { id: "case-form", title: &title, save: &save, remove: "", width: WIDTH };
        let problems = self.problems(cx);
        filled_drawer(ctx, look, self, &problems, cx, |ui, own, state| {
            own.body(ui, state, &problems, choices, cx);
        })
    }

    fn body(
        &mut self,
        ui: &mut Ui,
        state: &mut State,
        problems: &[Option<String>],
        choices: &Choices,
        cx: &Cx<'_>,
    ) {
        let (label, hint) = (cx.text("cases-title"), cx.text("cases-title-hint"));
        let field =
            Field::new(&label).required().placeholder(&hint).error(state.shown(problems, TITLE));
        let response = text_field(ui, field, &mut self.now.form.title);
        state.focus(TITLE, &response);
        self.deal_ui(ui, choices, cx);
        self.days_ui(ui, state, problems, cx);
        self.people_ui(ui, choices, cx);
        self.steps_ui(ui, state, problems, cx);
        let form = &mut self.now.form;
        let areas = [
            ("cases-suits", "cases-lines-help", &mut form.suits),
            ("cases-suits-not", "cases-lines-help", &mut form.suits_not),
            ("cases-takeaways", "cases-lines-help", &mut form.takeaways),
            ("cases-tags", "cases-tags-help", &mut self.now.tags),
        ];
        for (key, help, value) in areas {
            let (label, help) = (cx.text(key), cx.text(help));
            text_area(ui, Field::new(&label).help(&help), value, 2);
        }
    }

    /// The deal, which says how it ended; without one that is chosen.
    fn deal_ui(&mut self, ui: &mut Ui, choices: &Choices, cx: &Cx<'_>) {
        let words = ["cases-find", "cases-find-nothing"].map(|key| cx.text(key));
        let [search, nothing] = &words;
        let (label, help) = (cx.text("cases-deal"), cx.text("cases-deal-help"));
        let mut deal = self.now.form.deal;
        let select = Select::new(Field::new(&label).help(&help)).search(search, nothing);
        if select.finds(names::matches).show(ui, &mut deal, &choices.ended).changed() {
            self.now.form.deal = deal;
            if let Some(ended) = choices.facts.iter().find(|fact| Some(fact.deal) == deal) {
                self.take(ended);
            }
        }
        if self.now.form.deal.is_none() {
            let label = cx.text("cases-ended");
            form_label(ui, &label, true);
            let results = [
                (CaseResult::Won, cx.text("cases-won")),
                (CaseResult::Lost, cx.text("cases-lost")),
            ];
            let choice = Segmented::new(&label).medium();
            choice.show(ui, &mut self.now.form.result, &results);
        }
    }

    fn days_ui(
        &mut self,
        ui: &mut Ui,
        state: &mut State,
        problems: &[Option<String>],
        cx: &Cx<'_>,
    ) {
        let today = cx.filter.today;
        let now = &mut self.now;
        grid(ui, 2, 12.0, |ui, at| {
            let (key, field_at, value) = if at == 0 {
                ("cases-starts", STARTS, &mut now.starts)
            } else {
                ("cases-ends", ENDS, &mut now.ends)
            };
            let label = cx.text(key);
            let field = Field::new(&label).error(state.shown(problems, field_at));
            let response = day_field(ui, field, value, today, cx.tr);
            state.focus(field_at, &response);
        });
    }

    fn people_ui(&mut self, ui: &mut Ui, choices: &Choices, cx: &Cx<'_>) {
        let words = ["cases-find", "cases-find-nothing"].map(|key| cx.text(key));
        let [search, nothing] = &words;
        let form = &mut self.now.form;
        grid(ui, 3, 12.0, |ui, at| match at {
            0 | 1 => {
                let (key, value) = if at == 0 {
                    ("cases-person", &mut form.person)
                } else {
                    ("cases-presenter", &mut form.presenter)
                };
                let label = cx.text(key);
                let select = Select::new(Field::new(&label)).search(search, nothing);
                select.finds(names::matches).show(ui, value, &choices.anybody);
            }
            _ => {
                let label = cx.text("cases-stage");
                Select::new(Field::new(&label)).show(ui, &mut form.stage, &choices.stages);
            }
        });
    }

    fn steps_ui(
        &mut self,
        ui: &mut Ui,
        state: &mut State,
        problems: &[Option<String>],
        cx: &Cx<'_>,
    ) {
        let theme = Theme::get(ui);
        form_label(ui, &cx.text("cases-steps"), true);
        text::wrapped(ui, text::LABEL12, theme.t3, &cx.text("cases-steps-help"));
        for (at, step) in self.now.form.steps.iter_mut().enumerate() {
            let n = i64::try_from(at + 1).unwrap_or(i64::MAX);
            let label = |key: &str| cx.tr.with(key, &[("n", n.into())]);
            ui.push_id(("step", at), |ui| {
                let name = label("cases-step-name");
                let field = Field::new(&name).error(state.shown(problems, FIRST_STEP + at));
                let response = text_field(ui, field, &mut step.name);
                state.focus(FIRST_STEP + at, &response);
                let parts = [
                    ("cases-step-who", &mut step.who),
                    ("cases-step-did", &mut step.did),
                    ("cases-step-evidence", &mut step.evidence),
                    ("cases-step-why", &mut step.why),
                ];
                let mut parts = parts.into_iter();
                for _ in 0..2 {
                    grid(ui, 2, 12.0, |ui, _| {
                        if let Some((key, value)) = parts.next() {
                            let name = label(key);
                            text_area(ui, Field::new(&name), value, 2);
                        }
                    });
                }
            });
        }
        let add = cx.text("cases-step-add");
        if button(ui, Button::secondary(&add).medium().icon(icons::PLUS)).clicked() {
            self.now.form.steps.push(StepForm::default());
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::domain::ids::{OpportunityId, PersonId};

    #[test]
    fn a_deal_fills_what_nobody_typed() {
        let day = |text: &str| text.parse::<NaiveDate>().ok();
        let ended = Ended {
            deal: OpportunityId(3),
            result: CaseResult::Lost,
            person: Some(PersonId(2)),
            starts: day("2025-06-03"),
            ends: day("2025-08-27"),
            name: "仪表".to_owned(),
        };
        let draft = CaseDraft::of_deal(&ended);
        assert!(!draft.dirty(), "what the deal says is not typed");
        let form = &draft.now.form;
        assert_eq!((form.deal, form.result), (Some(OpportunityId(3)), CaseResult::Lost));
        assert_eq!((draft.now.starts.as_str(), form.steps.len()), ("2025-06-03", STEPS));
        let mut typed = CaseDraft::new();
        typed.now.starts = "2025-07-01".to_owned();
        typed.take(&ended);
        assert_eq!(typed.now.starts, "2025-07-01");
        assert!(typed.dirty());
    }
}
