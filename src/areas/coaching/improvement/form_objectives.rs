//! The objectives of a plan as they are typed: by a metric, by a figure that somebody counts, or in words.
//!
//! Of one that stands already the baseline is not typed again: it stays as it was.

use egui::{Response, Ui};

use super::choices::Choices;
use super::rows::ObjectiveRow;
use crate::areas::Cx;
use crate::areas::drawer_form::State;
use crate::command::coaching::objectives::{Measure, Milestone, ObjectiveForm, unit_of};
use crate::domain::ids::ImprovementObjectiveId;
use crate::domain::names;
use crate::domain::period::Period;
use crate::metrics::MetricId;
use crate::store::records::PlanUnit;
use crate::ui::button::{Button, button};
use crate::ui::card::{Card, grid, row};
use crate::ui::choice::Segmented;
use crate::ui::field::{Field, error_line, number_field, text_field};
use crate::ui::icons;
use crate::ui::select::Select;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// By what an objective is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum By {
    Metric,
    Figure,
    Words,
}

/// An objective as typed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Draft {
    /// The one it changes; `None` for a new one.
    id: Option<ImprovementObjectiveId>,
    name: String,
    by: By,
    metric: MetricId,
    period: Option<Period>,
    unit: PlanUnit,
    baseline: Option<f64>,
    sample: Option<f64>,
    target: Option<f64>,
    baseline_words: String,
    target_words: String,
    /// In percent.
    weight: Option<f64>,
    milestones: Vec<(Option<f64>, String)>,
    /// The baseline of one that stands, in words.
    frozen: String,
}

/// How many of a unit one is typed as.
const fn scale(unit: PlanUnit) -> f64 {
    match unit {
        PlanUnit::Fen | PlanUnit::BasisPoints | PlanUnit::Level => 100.0,
        PlanUnit::Count | PlanUnit::Days => 1.0,
    }
}

/// The decimals with which it is typed.
const fn decimals(unit: PlanUnit) -> usize {
    match unit {
        PlanUnit::Fen | PlanUnit::Level => 2,
        PlanUnit::BasisPoints => 1,
        PlanUnit::Count | PlanUnit::Days => 0,
    }
}

/// A figure as it is typed.
pub(super) fn typed(unit: PlanUnit, value: Option<i64>) -> Option<f64> {
    value.map(|value| value as f64 / scale(unit))
}

/// A figure as it is stored.
pub(super) fn stored(unit: PlanUnit, value: Option<f64>) -> Option<i64> {
    value.map(|value| (value * scale(unit)).round() as i64)
}

/// What is wrong with one, by field: message keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Problems {
    name: Option<&'static str>,
    baseline: Option<&'static str>,
    target: Option<&'static str>,
    weight: Option<&'static str>,
}

/// So many things can be wrong with one.
const EACH: usize = 4;
/// Their places, from the first of its own.
const NAME: usize = 0;
const BASELINE: usize = 1;
const TARGET: usize = 2;
const WEIGHT: usize = 3;

impl Problems {
    const fn each(self) -> [Option<&'static str>; EACH] {
        [self.name, self.baseline, self.target, self.weight]
    }
}

/// What is wrong with the form in which objectives stand.
#[derive(Debug)]
pub(super) struct Told<'a> {
    /// What the form remembers.
    pub state: &'a mut State,
    /// What is wrong with all of it.
    pub problems: &'a [Option<String>],
    /// The place of the first objective's in there.
    pub first: usize,
}

impl<'a> Told<'a> {
    /// What is wrong at a place, once saving was tried.
    fn error(&self, place: usize) -> Option<&'a str> {
        self.state.shown(self.problems, self.first + place)
    }

    fn focus(&mut self, place: usize, response: &Response) {
        self.state.focus(self.first + place, response);
    }

    /// The same from the objective at a place on.
    fn of(&mut self, at: usize) -> Told<'_> {
        Told { state: &mut *self.state, problems: self.problems, first: self.first + EACH * at }
    }
}

impl Draft {
    /// A new one, by a metric in the first period there is.
    pub(super) fn new(choices: &Choices, checks: usize, weight: f64) -> Self {
        Self {
            id: None,
            name: String::new(),
            by: By::Metric,
            metric: MetricId::SignedAmount,
            period: choices.periods.first().map(|(period, _)| *period),
            unit: PlanUnit::Count,
            baseline: None,
            sample: None,
            target: None,
            baseline_words: String::new(),
            target_words: String::new(),
            weight: Some(weight),
            milestones: vec![(None, String::new()); checks],
            frozen: String::new(),
        }
    }

    /// One that stands.
    pub(super) fn of(row: &ObjectiveRow) -> Self {
        let form = &row.form;
        let weight = Some(form.weight as f64 / 100.0);
        let mut own = Self {
            id: Some(row.id),
            name: form.name.clone(),
            by: By::Words,
            metric: MetricId::SignedAmount,
            period: None,
            unit: row.unit.unwrap_or(PlanUnit::Count),
            baseline: None,
            sample: None,
            target: None,
            baseline_words: String::new(),
            target_words: String::new(),
            weight,
            milestones: vec![],
            frozen: row.baseline.clone(),
        };
        match &form.measure {
            Measure::Metric { metric, period, target } => {
                (own.by, own.metric, own.period) = (By::Metric, *metric, Some(*period));
                own.target = typed(own.shown_unit(), Some(*target));
            }
            Measure::Figure { unit, baseline, sample, target } => {
                (own.by, own.unit) = (By::Figure, *unit);
                own.baseline = typed(*unit, Some(*baseline));
                own.sample = sample.map(|sample| sample as f64);
                own.target = typed(*unit, Some(*target));
            }
            Measure::Words { baseline, target } => {
                own.baseline_words.clone_from(baseline);
                own.target_words.clone_from(target);
            }
        }
        let unit = own.shown_unit();
        let milestone = |asked: &Milestone| (typed(unit, asked.target), asked.words.clone());
        own.milestones = form.milestones.iter().map(milestone).collect();
        own
    }

    /// In what its figures are typed.
    const fn shown_unit(&self) -> PlanUnit {
        match self.by {
            By::Metric => unit_of(self.metric),
            By::Figure | By::Words => self.unit,
        }
    }

    fn problems(&self) -> Problems {
        let blank = |text: &str| text.trim().is_empty();
        let fresh = self.id.is_none();
        let (baseline, target) = match self.by {
            By::Metric => {
                let missing = self.target.is_none().then_some("improvement-problem-figure");
                (self.period.is_none().then_some("improvement-problem-period"), missing)
            }
            By::Figure => {
                let baseline = fresh && self.baseline.is_none();
                let same = self.target.is_some() && self.target == self.baseline;
                let target = match self.target {
                    None => Some("improvement-problem-figure"),
                    Some(_) if same => Some("improvement-problem-same"),
                    Some(_) => None,
                };
                (baseline.then_some("improvement-problem-figure"), target)
            }
            By::Words => {
                let baseline = fresh && blank(&self.baseline_words);
                let target = blank(&self.target_words).then_some("improvement-problem-words");
                (baseline.then_some("improvement-problem-words"), target)
            }
        };
        Problems {
            name: blank(&self.name).then_some("improvement-problem-name"),
            baseline,
            target,
            weight: self
                .weight
                .is_none_or(|weight| weight <= 0.0)
                .then_some("improvement-problem-weight"),
        }
    }

    fn weight_bp(&self) -> i64 {
        self.weight.map_or(0, |weight| (weight * 100.0).round() as i64)
    }

    /// As the command takes it, once nothing is wrong.
    fn form(&self) -> Option<ObjectiveForm> {
        let unit = self.shown_unit();
        let measure = match self.by {
            By::Metric => Measure::Metric {
                metric: self.metric,
                period: self.period?,
                target: stored(unit, self.target)?,
            },
            By::Figure => Measure::Figure {
                unit,
                baseline: stored(unit, self.baseline).unwrap_or_default(),
                sample: self.sample.map(|sample| sample.round() as i64),
                target: stored(unit, self.target)?,
            },
            By::Words => Measure::Words {
                baseline: self.baseline_words.clone(),
                target: self.target_words.clone(),
            },
        };
        let milestones = self.milestones.iter().map(|(target, words)| Milestone {
            target: stored(unit, *target),
            words: words.clone(),
        });
        Some(ObjectiveForm {
            name: self.name.clone(),
            measure,
            weight: self.weight_bp(),
            milestones: milestones.collect(),
        })
    }
}

/// What is wrong with each objective, and last with their weights together: message keys.
pub(super) fn problems(drafts: &[Draft]) -> Vec<Option<&'static str>> {
    let single = drafts.iter().flat_map(|draft| draft.problems().each());
    let together = (weights(drafts) != 10_000).then_some("improvement-problem-weights");
    single.chain([together]).collect()
}

fn weights(drafts: &[Draft]) -> i64 {
    drafts.iter().map(Draft::weight_bp).sum()
}

/// The objectives as the command takes them, once nothing is wrong.
pub(super) fn forms(
    drafts: &[Draft],
) -> Option<Vec<(Option<ImprovementObjectiveId>, ObjectiveForm)>> {
    drafts.iter().map(|draft| Some((draft.id, draft.form()?))).collect()
}

/// Draws all of them, with the button for one more.
pub(super) fn draw(
    ui: &mut Ui,
    drafts: &mut Vec<Draft>,
    (choices, heads): (&Choices, &[String]),
    told: &mut Told<'_>,
    cx: &Cx<'_>,
) {
    // Of those that were looked through: one more may come below.
    let together = EACH * drafts.len();
    let theme = Theme::get(ui);
    let mut gone = None;
    let several = drafts.len() > 1;
    for (at, draft) in drafts.iter_mut().enumerate() {
        Card::new().padding(12.0).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 10.0;
            let n = i64::try_from(at + 1).unwrap_or(i64::MAX);
            if one(ui, (draft, n, several), (choices, heads), &mut told.of(at), cx) {
                gone = Some(at);
            }
        });
    }
    if let Some(at) = gone {
        drafts.remove(at);
    }
    let total = weights(drafts);
    row(ui, 28.0, |ui| {
        let add = cx.text("improvement-objective-add");
        let response = button(ui, Button::secondary(&add).medium().icon(icons::PLUS));
        told.focus(together, &response);
        if response.clicked() {
            let left = (10_000 - total).max(0) as f64 / 100.0;
            drafts.push(Draft::new(choices, heads.len(), left));
        }
        let sum = crate::metrics::show::score(total);
        let said = cx.tr.with("improvement-weights", &[("total", sum.into())]);
        let color = if total == 10_000 { theme.t3 } else { theme.warn_t };
        text::label(ui, text::LABEL12, color, &said);
    });
    if let Some(error) = told.error(together) {
        error_line(ui, error);
    }
}

/// Draws one; true where it is to go.
fn one(
    ui: &mut Ui,
    (draft, n, several): (&mut Draft, i64, bool),
    (choices, heads): (&Choices, &[String]),
    told: &mut Told<'_>,
    cx: &Cx<'_>,
) -> bool {
    let mut gone = false;
    let numbered = [("n", n.into())];
    let label = cx.tr.with("improvement-objective-name", &numbered);
    let hint = cx.text("improvement-objective-hint");
    let field = Field::new(&label).required().placeholder(&hint).error(told.error(NAME));
    let response = text_field(ui, field, &mut draft.name);
    told.focus(NAME, &response);
    if draft.id.is_none() {
        let ways = [
            (By::Metric, cx.text("improvement-by-metric")),
            (By::Figure, cx.text("improvement-by-figure")),
            (By::Words, cx.text("improvement-by-words")),
        ];
        let name = cx.tr.with("improvement-objective-by", &numbered);
        Segmented::new(&name).medium().fill().show(ui, &mut draft.by, &ways);
    } else {
        let said = [("baseline", draft.frozen.as_str().into())];
        let frozen = cx.tr.with("improvement-objective-frozen", &said);
        text::wrapped(ui, text::LABEL12, Theme::get(ui).t2, &frozen);
    }
    match draft.by {
        By::Metric => metric_ui(ui, draft, choices, told, cx),
        By::Figure => figure_ui(ui, draft, choices, told, cx),
        By::Words => words_ui(ui, draft, told, cx),
    }
    milestones_ui(ui, draft, heads, cx);
    if several {
        let remove = cx.tr.with("improvement-objective-remove", &numbered);
        gone = button(ui, Button::ghost(&remove).small().icon(icons::TRASH)).clicked();
    }
    gone
}

fn metric_ui(ui: &mut Ui, draft: &mut Draft, choices: &Choices, told: &mut Told<'_>, cx: &Cx<'_>) {
    let fresh = draft.id.is_none();
    let words = ["improvement-metric", "improvement-search", "improvement-nothing"];
    let [metric, search, nothing] = words.map(|key| cx.text(key));
    let field = Field::new(&metric).enabled(fresh);
    Select::new(field).search(&search, &nothing).finds(names::matches).show(
        ui,
        &mut draft.metric,
        &choices.metrics,
    );
    grid(ui, 3, 12.0, |ui, at| match at {
        0 => {
            let label = cx.text("improvement-baseline-period");
            let periods: Vec<(Option<Period>, &str)> = choices
                .periods
                .iter()
                .map(|(period, name)| (Some(*period), name.as_str()))
                .collect();
            let field = Field::new(&label).enabled(fresh).error(told.error(BASELINE));
            let response = Select::new(field).show(ui, &mut draft.period, &periods);
            told.focus(BASELINE, &response);
        }
        1 => target_ui(ui, draft, told, cx),
        _ => weight_ui(ui, draft, told, cx),
    });
}

fn figure_ui(ui: &mut Ui, draft: &mut Draft, choices: &Choices, told: &mut Told<'_>, cx: &Cx<'_>) {
    let fresh = draft.id.is_none();
    if fresh {
        grid(ui, 3, 12.0, |ui, at| match at {
            0 => {
                let label = cx.text("improvement-unit");
                Select::new(Field::new(&label)).show(ui, &mut draft.unit, &choices.units);
            }
            1 => {
                let label = cx.text("improvement-baseline");
                let field = Field::new(&label).required().error(told.error(BASELINE));
                let places = decimals(draft.unit);
                let response = number_field(ui, field, &mut draft.baseline, places);
                told.focus(BASELINE, &response);
            }
            _ => {
                let label = cx.text("improvement-baseline-sample");
                number_field(ui, Field::new(&label), &mut draft.sample, 0);
            }
        });
    }
    grid(ui, 3, 12.0, |ui, at| match at {
        0 => target_ui(ui, draft, told, cx),
        1 => weight_ui(ui, draft, told, cx),
        _ => {}
    });
}

fn words_ui(ui: &mut Ui, draft: &mut Draft, told: &mut Told<'_>, cx: &Cx<'_>) {
    if draft.id.is_none() {
        let label = cx.text("improvement-baseline-words");
        let field = Field::new(&label).required().error(told.error(BASELINE));
        let response = text_field(ui, field, &mut draft.baseline_words);
        told.focus(BASELINE, &response);
    }
    let label = cx.text("improvement-target-words");
    let field = Field::new(&label).required().error(told.error(TARGET));
    let response = text_field(ui, field, &mut draft.target_words);
    told.focus(TARGET, &response);
    grid(ui, 3, 12.0, |ui, at| {
        if at == 0 {
            weight_ui(ui, draft, told, cx);
        }
    });
}

fn target_ui(ui: &mut Ui, draft: &mut Draft, told: &mut Told<'_>, cx: &Cx<'_>) {
    let label = cx.text("improvement-target");
    let unit = cx.text(unit_sign(draft.shown_unit()));
    let field = Field::new(&label).required().unit(&unit).error(told.error(TARGET));
    let places = decimals(draft.shown_unit());
    let response = number_field(ui, field, &mut draft.target, places);
    told.focus(TARGET, &response);
}

fn weight_ui(ui: &mut Ui, draft: &mut Draft, told: &mut Told<'_>, cx: &Cx<'_>) {
    let (label, unit) = (cx.text("improvement-weight"), cx.text("unit-percent"));
    let field = Field::new(&label).required().unit(&unit).error(told.error(WEIGHT));
    let response = number_field(ui, field, &mut draft.weight, 0);
    told.focus(WEIGHT, &response);
}

/// What is asked for at each check point; blank for nothing.
fn milestones_ui(ui: &mut Ui, draft: &mut Draft, heads: &[String], cx: &Cx<'_>) {
    let places = decimals(draft.shown_unit());
    let unit = cx.text(unit_sign(draft.shown_unit()));
    let words = draft.by == By::Words;
    // The last check point asks for the end itself.
    let before = heads.len().saturating_sub(1);
    if before == 0 {
        return;
    }
    grid(ui, before.min(3), 12.0, |ui, at| {
        let (Some(head), Some((target, said))) = (heads.get(at), draft.milestones.get_mut(at))
        else {
            return;
        };
        let label = cx.tr.with("improvement-milestone", &[("check", head.as_str().into())]);
        if words {
            text_field(ui, Field::new(&label), said);
        } else {
            number_field(ui, Field::new(&label).unit(&unit), target, places);
        }
    });
}

/// The key of the sign behind a figure.
pub(super) const fn unit_sign(unit: PlanUnit) -> &'static str {
    match unit {
        PlanUnit::Fen => "improvement-sign-yuan",
        PlanUnit::Count => "improvement-sign-count",
        PlanUnit::BasisPoints => "unit-percent",
        PlanUnit::Days => "unit-days",
        PlanUnit::Level => "improvement-sign-level",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_typed_in_their_own_unit() {
        for (unit, stored_as, typed_as) in [
            (PlanUnit::Fen, 1_234_550, 12_345.5),
            (PlanUnit::BasisPoints, 6_050, 60.5),
            (PlanUnit::Count, 12, 12.0),
            (PlanUnit::Level, 325, 3.25),
        ] {
            assert_eq!(typed(unit, Some(stored_as)), Some(typed_as));
            assert_eq!(stored(unit, Some(typed_as)), Some(stored_as));
        }
        assert_eq!((typed(PlanUnit::Days, None), stored(PlanUnit::Days, None)), (None, None));
    }

    #[test]
    fn weights_add_up_and_a_target_differs_from_where_it_begins() {
        let choices = Choices::default();
        let wrong = |drafts: &[Draft]| problems(drafts).iter().flatten().count();
        let mut one = Draft::new(&choices, 3, 60.0);
        assert_eq!(wrong(std::slice::from_ref(&one)), 4, "name, period, target, weights");
        one.name = "报价前填核查表".to_owned();
        one.by = By::Figure;
        (one.baseline, one.target) = (Some(14.0), Some(14.0));
        assert_eq!(one.problems().target, Some("improvement-problem-same"));
        one.target = Some(90.0);
        let mut two = Draft::new(&choices, 3, 40.0);
        two.name = "离场约下一步".to_owned();
        two.by = By::Words;
        two.baseline_words = "多半没有".to_owned();
        two.target_words = "每次都约".to_owned();
        assert_eq!(wrong(&[one.clone(), two.clone()]), 0);
        let forms = forms(&[one, two]).unwrap();
        let weights: Vec<i64> = forms.iter().map(|(_, form)| form.weight).collect();
        assert_eq!(weights, [6_000, 4_000]);
        assert_eq!(forms.first().unwrap().1.milestones.len(), 3);
    }
}
