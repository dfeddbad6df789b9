//! The simpler ways beside the forecast, and how people's commitments lean.

use super::data::{Page, signed_cell};
use crate::areas::funnel::data::{DASH, count_text, joined};
use crate::domain::forecast::calls::Leaning;
use crate::domain::stats::rate::Interval;
use crate::i18n::{number, period_label, rate_percent};
use crate::metrics::forecast::compare::{Method, Way};
use crate::metrics::forecast::track::Bias;
use crate::ui::charts::whisker::{Whisker, WhiskerKind};

/// A way to say what the period comes to.
#[derive(Clone, Debug)]
pub struct MethodRow {
    /// Its name.
    pub name: String,
    /// How it goes, with its numbers.
    pub how: String,
    /// What it says.
    pub value: String,
    /// How that stands to the target.
    pub against: String,
    /// Its error with the interval, on a common scale.
    pub whisker: Option<Whisker>,
    /// The error in words; that there are too few periods, where there are.
    pub error: String,
    /// The interval in words.
    pub interval: String,
    /// Whether it is the least wrong one.
    pub chosen: bool,
}

/// How one person's commitments lean.
#[derive(Clone, Debug)]
pub struct BiasRow {
    /// Who.
    pub name: String,
    /// In how many periods commitments were frozen.
    pub count: String,
    /// The bias with its interval, zero in the middle.
    pub whisker: Option<Whisker>,
    /// The bias in words; a dash where nothing came.
    pub bias: String,
    /// What it says; empty where it says nothing.
    pub verdict: String,
    /// Whether it is a verdict.
    pub flagged: bool,
    /// Whether there are too few to say anything.
    pub few: bool,
}

/// The widest that the scale of biases is at least, to either side.
const LEAST_SCALE: f64 = 0.3;

/// The simpler ways, in order.
pub(super) fn methods(page: &Page<'_>) -> Vec<MethodRow> {
    let compared = &page.found.compared;
    let errors = compared.methods.iter().filter_map(|method| method.error.as_ref());
    let most = errors
        .map(|error| error.interval.map_or(error.wape, |at| at.hi))
        .fold(LEAST_SCALE, f64::max);
    let row = |method: &Method| {
        let tr = page.load.tr;
        let chosen = compared.chosen == Some(method.way);
        let against = method.value.zip(page.found.target);
        let error = method.error.as_ref();
        MethodRow {
            name: tr.text(&way_key(method.way)),
            how: how(page, method.way),
            value: method.value.map_or_else(|| DASH.to_owned(), |value| page.cell(value)),
            against: against.map_or_else(
                || DASH.to_owned(),
                |(value, target)| signed_cell(tr, value.saturating_sub(target)),
            ),
            whisker: error.map(|error| {
                let at = error.interval.unwrap_or(Interval { lo: error.wape, hi: error.wape });
                Whisker {
                    low: (at.lo / most) as f32,
                    mark: (error.wape / most) as f32,
                    high: (at.hi / most) as f32,
                    bench: None,
                    kind: if chosen { WhiskerKind::Plain } else { WhiskerKind::Small },
                    rule: false,
                }
            }),
            error: match error {
                Some(error) => rate_percent(error.wape),
                None => page.load.count("forecast-method-few", method.past.len() as u64),
            },
            interval: error.and_then(|error| error.interval).map(range).unwrap_or_default(),
            chosen,
        }
    };
    compared.methods.iter().map(row).collect()
}

fn way_key(way: Way) -> String {
    format!("forecast-way-{}", way.word().replace('_', "-"))
}

/// An interval of shares in whole percent: `5–10%`.
fn range(at: Interval) -> String {
    let whole = |share: f64| number((share * 100.0).round() as i64);
    format!("{}–{}%", whole(at.lo), whole(at.hi))
}

/// How a way goes, with its numbers.
fn how(page: &Page<'_>, way: Way) -> String {
    let (tr, found) = (page.load.tr, page.found);
    let key = format!("{}-how", way_key(way));
    let n = |n: usize| number(i64::try_from(n).unwrap_or(i64::MAX));
    match way {
        Way::RunRate => {
            let args = [
                ("signed", page.cell(found.roll_up.closed()).into()),
                ("over", n(found.days.elapsed).into()),
                ("all", n(found.days.total).into()),
            ];
            tr.with(&key, &args)
        }
        Way::LastYear => {
            let before = period_label(tr, page.load.period.year_before());
            tr.with(&key, &[("period", before.into())])
        }
        Way::Naive => {
            let before = period_label(tr, page.load.period.previous());
            tr.with(&key, &[("period", before.into())])
        }
        Way::Deals | Way::Called | Way::Moving | Way::Mean => tr.text(&key),
    }
}

/// Which way is the least wrong, in words.
pub(super) fn chosen(page: &Page<'_>) -> String {
    let (tr, compared) = (page.load.tr, &page.found.compared);
    match compared.chosen {
        Some(Way::Naive) => tr.text("forecast-chosen-naive"),
        Some(way) => tr.with("forecast-chosen", &[("way", tr.text(&way_key(way)).into())]),
        None if page.found.over => tr.text("forecast-over"),
        None if page.pending() => tr.text("forecast-testing"),
        None => tr.text("forecast-not-chosen"),
    }
}

/// How people's commitments lean, in order.
pub(super) fn people(page: &Page<'_>) -> Vec<BiasRow> {
    let judged = page.found.people.iter().filter(|bias| bias.leaning != Leaning::TooFew);
    let ends = judged.filter_map(|bias| bias.score?.interval);
    let most = ends.map(|at| at.lo.abs().max(at.hi.abs())).fold(LEAST_SCALE, f64::max);
    page.found.people.iter().map(|bias| bias_row(page, bias, most)).collect()
}

fn bias_row(page: &Page<'_>, bias: &Bias, most: f64) -> BiasRow {
    let tr = page.load.tr;
    let few = bias.leaning == Leaning::TooFew;
    let flagged = bias.leaning == Leaning::Optimistic;
    let at = |share: f64| (0.5 + share / most / 2.0).clamp(0.0, 1.0) as f32;
    let whisker = bias.score.map(|score| {
        let interval = score.interval.unwrap_or(Interval { lo: score.bias, hi: score.bias });
        Whisker {
            low: at(interval.lo),
            mark: at(score.bias),
            high: at(interval.hi),
            bench: Some(0.5),
            kind: match (few, flagged) {
                (true, _) => WhiskerKind::Small,
                (false, true) => WhiskerKind::Flagged,
                (false, false) => WhiskerKind::Plain,
            },
            rule: false,
        }
    });
    let share = bias.score.filter(|_| !few).map(|score| {
        let whole = (score.bias * 100.0).round() as i64;
        let sign = if whole > 0 { "+" } else { "" };
        format!("{sign}{}%", number(whole))
    });
    let verdict = match bias.leaning {
        Leaning::Unclear => String::new(),
        leaning => tr.text(&format!("forecast-leaning-{}", leaning.word())),
    };
    BiasRow {
        name: page.load.directory.person_name(bias.person).to_owned(),
        count: count_text(bias.periods),
        whisker,
        bias: share.unwrap_or_else(|| DASH.to_owned()),
        verdict,
        flagged,
        few,
    }
}

impl BiasRow {
    /// The row in words.
    pub(super) fn told(&self) -> String {
        let parts = [&self.name, &self.count, &self.bias, &self.verdict];
        let said: Vec<&str> =
            parts.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        said.join(" ")
    }
}

impl MethodRow {
    /// The row in words.
    pub(super) fn told(&self, tr: &crate::i18n::Tr) -> String {
        let error = format!("{} {}", self.error, self.interval);
        joined(tr, &[format!("{} {}", self.name, self.value), error.trim().to_owned()])
    }
}
