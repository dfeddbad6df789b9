//! The form of a new analysis, in its order: first the groups, by results alone; once they stand, what to
//! look at. Nothing is worked out before it is saved, so nobody chooses by what comes out.

use std::collections::BTreeSet;

use egui::{Context, Ui};

use super::data::{Data, Groups, GroupsAsk};
use crate::areas::Cx;
use crate::areas::drawer_form::{Filled, Look, State, Wish, filled_drawer};
use crate::command::coaching::analysis::RunForm;
use crate::command::coaching::behaviour::Finding;
use crate::domain::behaviour::analysis::MOST_BEHAVIOURS;
use crate::domain::period::Period;
use crate::i18n::period_label;
use crate::metrics::MetricId;
use crate::metrics::behaviour::Behaviour;
use crate::metrics::behaviour::run::Ask;
use crate::ui::button::{Button, button};
use crate::ui::card::{Card, grid};
use crate::ui::choice::checkbox;
use crate::ui::field::{Field, error_line, form_label, number_field, text_area};
use crate::ui::icons;
use crate::ui::select::Select;
use crate::ui::state::skeleton_rows;
use crate::ui::text;
use crate::ui::tokens::Theme;

const WIDTH: f32 = 600.0;

/// What can be wrong, in the order of the form.
const GROUPS: usize = 0;
const CHOSEN: usize = 1;

/// An analysis half-typed.
#[derive(Clone, Debug)]
pub(super) struct RunDraft {
    outcome: MetricId,
    period: Period,
    top: Option<f64>,
    /// The groups were seen and stand; only then behaviours are offered.
    fixed: bool,
    chosen: BTreeSet<Behaviour>,
    note: String,
    pub state: State,
}

impl Filled for RunDraft {
    fn state(&mut self) -> &mut State {
        &mut self.state
    }

    fn dirty(&self) -> bool {
        self.fixed || !self.note.trim().is_empty()
    }
}

impl RunDraft {
    /// The form, by the first outcome and period there are; `None` without any.
    pub(super) fn new(data: &Data) -> Option<Self> {
        let choices = &data.choices;
        let (outcome, _) = choices.outcomes.first()?;
        let (period, _) = choices.periods.first()?;
        Some(Self {
            outcome: *outcome,
            period: *period,
            top: None,
            fixed: false,
            chosen: BTreeSet::new(),
            note: String::new(),
            state: State::default(),
        })
    }

    /// The groups it asks for.
    pub(super) fn asked(&self) -> GroupsAsk {
        let top = self.top.filter(|top| *top >= 1.0).map(|top| top.round() as usize);
        GroupsAsk { outcome: self.outcome, period: self.period, top }
    }

    /// What is wrong with the groups, and with what is chosen once they stand.
    fn problems(&self, cx: &Cx<'_>) -> [Option<String>; 2] {
        let chosen = match self.chosen.len() {
            _ if !self.fixed => None,
            0 => Some("behaviour-problem-none"),
            n => (n > MOST_BEHAVIOURS).then_some("behaviour-problem-many"),
        };
        let groups = (!self.fixed).then_some("behaviour-problem-groups");
        [groups, chosen].map(|key| key.map(|key| cx.text(key)))
    }

    /// What it concerns, and the command that runs it, once nothing is wrong.
    pub(super) fn command(&self, data: &Data, cx: &Cx<'_>) -> Option<(String, Finding)> {
        let offered = data.choices.behaviours.iter();
        let chosen = offered.filter(|(own, ..)| self.chosen.contains(own));
        let groups = self.asked();
        let top = i64::try_from(groups.top?).ok()?;
        let outcome = cx.text(&self.outcome.label_key());
        let period = period_label(cx.tr, self.period);
        let args =
            [("period", period.as_str().into()), ("name", outcome.into()), ("n", top.into())];
        let form = RunForm {
            ask: Ask {
                scope: data.scope,
                outcome: self.outcome,
                period: self.period,
                top: groups.top,
            },
            behaviours: chosen.map(|(own, name, _)| (own.clone(), name.clone())).collect(),
            basis: cx.tr.with("behaviour-basis", &args),
            note: self.note.clone(),
        };
        Some((format!("{} {period}", data.scope_name), Finding::Run(Box::new(form))))
    }

    /// Draws the form.
    pub(super) fn draw(&mut self, ctx: &Context, data: &Data, cx: &Cx<'_>) -> Wish {
        let (title, save) = (cx.text("behaviour-new"), cx.text("behaviour-run"));
        let look =
            Look { id: "behaviour-run", title: &title, save: &save, remove: "", width: WIDTH };
        let problems = self.problems(cx);
        filled_drawer(ctx, look, self, &problems, cx, |ui, own, state| {
            own.body(ui, data, (state, &problems), cx);
        })
    }

    fn body(
        &mut self,
        ui: &mut Ui,
        data: &Data,
        (state, problems): (&mut State, &[Option<String>]),
        cx: &Cx<'_>,
    ) {
        let theme = Theme::get(ui);
        text::wrapped(ui, text::LABEL12, theme.t2, &cx.text("behaviour-run-guard"));
        self.groups_ui(ui, data, state, cx);
        if let Some(error) = state.shown(problems, GROUPS) {
            error_line(ui, error);
        }
        if self.fixed {
            self.behaviours_ui(ui, data, state, cx);
            if let Some(error) = state.shown(problems, CHOSEN) {
                error_line(ui, error);
            }
            let label = cx.text("behaviour-note");
            text_area(ui, Field::new(&label), &mut self.note, 2);
        }
    }

    fn groups_ui(&mut self, ui: &mut Ui, data: &Data, state: &mut State, cx: &Cx<'_>) {
        let args = [("scope", data.scope_name.as_str().into())];
        form_label(ui, &cx.tr.with("behaviour-groups", &args), true);
        let free = !self.fixed;
        grid(ui, 3, 12.0, |ui, at| match at {
            0 => {
                let label = cx.text("behaviour-outcome-label");
                let field = Field::new(&label).enabled(free);
                Select::new(field).show(ui, &mut self.outcome, &data.choices.outcomes);
            }
            1 => {
                let label = cx.text("behaviour-period");
                let field = Field::new(&label).enabled(free);
                Select::new(field).show(ui, &mut self.period, &data.choices.periods);
            }
            _ => {
                let (label, hint) = (cx.text("behaviour-size"), cx.text("behaviour-size-hint"));
                let field = Field::new(&label).placeholder(&hint).enabled(free);
                number_field(ui, field, &mut self.top, 0);
            }
        });
        let before = period_label(cx.tr, self.period.previous());
        let args = [("before", before.into())];
        let theme = Theme::get(ui);
        text::wrapped(ui, text::LABEL12, theme.t3, &cx.tr.with("behaviour-before", &args));
        let asked = self.asked();
        let Some(groups) = data.groups.as_ref().filter(|groups| groups.ask == asked) else {
            skeleton_rows(ui, 2, 28.0);
            return;
        };
        Card::new().padding(12.0).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            names_ui(ui, groups, cx);
        });
        if self.fixed {
            let again = cx.text("behaviour-groups-again");
            let look = Button::ghost(&again).small().icon(icons::ARROW_COUNTER_CLOCKWISE);
            if button(ui, look).clicked() {
                self.fixed = false;
                self.chosen.clear();
            }
        } else {
            let fix = cx.text("behaviour-groups-fix");
            let look = Button::secondary(&fix).medium().enabled(groups.refusal.is_empty());
            let response = button(ui, look);
            state.focus(GROUPS, &response);
            if response.clicked() {
                self.fixed = true;
                // What was worked out stands, also when more people come in meanwhile.
                self.top = Some(groups.top as f64);
            }
        }
    }

    fn behaviours_ui(&mut self, ui: &mut Ui, data: &Data, state: &mut State, cx: &Cx<'_>) {
        let theme = Theme::get(ui);
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        let args =
            [("n", count(self.chosen.len()).into()), ("most", count(MOST_BEHAVIOURS).into())];
        form_label(ui, &cx.tr.with("behaviour-choose", &args), true);
        text::wrapped(ui, text::LABEL12, theme.t3, &cx.text("behaviour-choose-help"));
        for (own, name, unit) in &data.choices.behaviours {
            let mut on = self.chosen.contains(own);
            let words = [("name", name.as_str().into()), ("unit", unit.as_str().into())];
            let label = cx.tr.with("behaviour-choice", &words);
            let response = checkbox(ui, &mut on, &label);
            // The first of them, where none is chosen yet.
            state.focus(CHOSEN, &response);
            if response.changed() {
                if on {
                    self.chosen.insert(own.clone());
                } else {
                    self.chosen.remove(own);
                }
            }
        }
    }
}

/// Both groups with what each reached, or why there are none.
fn names_ui(ui: &mut Ui, groups: &Groups, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    if !groups.refusal.is_empty() {
        text::wrapped(ui, text::BODY13, theme.warn_t, &groups.refusal);
    } else {
        let heads = ["behaviour-part-top", "behaviour-part-rest"];
        for (head, names) in heads.into_iter().zip(&groups.names) {
            text::label(ui, text::LABEL12, theme.t3, &cx.text(head));
            text::wrapped(ui, text::BODY13, theme.t1, names);
        }
    }
    if !groups.unknown.is_empty() {
        text::wrapped(ui, text::LABEL12, theme.t3, &groups.unknown);
    }
}
