//! The funnel by stage and the comparison of people, as the two cards draw them.
//!
//! Under ten cases there is no rate, no benchmark and no rank: the fraction stands where the rate
//! would, and the word says why.

use std::collections::BTreeMap;

use chrono::Datelike as _;

use super::data::{DASH, Load, MIN_SAMPLE, count_text, joined};
use crate::domain::funnel::rule::{Rule, matured_until};
use crate::domain::ids::{PersonId, StageId};
use crate::domain::scope::Scope;
use crate::domain::stats::rate::{ONE_RATE, wilson};
use crate::i18n::{number, percent};
use crate::metrics::compared::ComparedCount;
use crate::metrics::pipeline::{FunnelOfScope, HORIZON_DAYS, Seen, StageRow, left_out_word};
use crate::ui::charts::bar::TickBar;
use crate::ui::charts::whisker::{Whisker, WhiskerKind};
use crate::ui::tokens::Tone;

/// The rules in the order of the menu.
pub(super) const RULES: [Rule; 5] = [
    Rule::Matured { horizon_days: HORIZON_DAYS },
    Rule::StageEntry,
    Rule::CreatedCohort,
    Rule::Eventual,
    Rule::Snapshot,
];

/// The word of a rule in its message keys.
pub(super) const fn rule_word(rule: Rule) -> &'static str {
    match rule {
        Rule::Snapshot => "snapshot",
        Rule::CreatedCohort => "created-cohort",
        Rule::StageEntry => "stage-entry",
        Rule::Matured { .. } => "matured",
        Rule::Eventual => "eventual",
    }
}

/// The funnel and the comparison.
#[derive(Clone, Debug)]
pub struct Stages {
    /// How it was counted.
    pub rule: Rule,
    /// From when to when, as a sentence; empty for a stock.
    pub window: String,
    /// What the rule counts, as a sentence.
    pub sentence: String,
    /// What was left out, with counts, in one line; empty when nothing was.
    pub left_out: String,
    /// The stages in order.
    pub rows: Vec<StageShown>,
    /// The stage that is compared until another is chosen.
    pub first: usize,
    /// Whose people are compared, when that is another scope than the page's.
    pub compared: String,
}

/// A stage.
#[derive(Clone, Debug)]
pub struct StageShown {
    /// The key.
    pub id: StageId,
    /// The name.
    pub name: String,
    /// What the rule counts, on the bar.
    pub entered: String,
    /// The width of that bar.
    pub share: f32,
    /// The amount in hand in full, on the bar of amounts.
    pub amount_bar: String,
    /// The width of that bar.
    pub amount_share: f32,
    /// Open deals.
    pub open: String,
    /// Their amount.
    pub amount: String,
    /// Conversion with its interval.
    pub whisker: Option<Whisker>,
    /// Conversion in words.
    pub rate: String,
    /// Its interval, or why there is none.
    pub interval: String,
    /// The median stay against last year's.
    pub stay_bar: TickBar,
    /// The median stay; a dash when unknown.
    pub stay: String,
    /// From this stage to the next.
    pub step: String,
    /// Conversion of all together, the benchmark of the comparison.
    pub bench: Option<f32>,
    /// The heading over the benchmark.
    pub bench_label: String,
    /// Each person's conversion, highest first, small samples last.
    pub people: Vec<PersonRate>,
    /// Each person's open deals, most first.
    pub holders: Vec<PersonOpen>,
}

/// A person's conversion out of a stage.
#[derive(Clone, Debug, PartialEq)]
pub struct PersonRate {
    /// The name.
    pub name: String,
    /// Advanced of counted.
    pub count: String,
    /// The estimate.
    pub whisker: Whisker,
    /// The rate; a dash for a small sample.
    pub rate: String,
    /// 样本少, or nothing.
    pub verdict: String,
}

/// A person's open deals in a stage.
#[derive(Clone, Debug, PartialEq)]
pub struct PersonOpen {
    /// The name.
    pub name: String,
    /// How many.
    pub n: String,
    /// Against the most.
    pub share: f32,
}

/// Counts the funnel while the deals stream by. For one person the comparison shows the person's
/// team.
pub(super) struct StageCount(ComparedCount);

impl StageCount {
    pub fn new(load: &Load<'_>, rule: Rule) -> Self {
        let of = (load.scope, load.period);
        Self(ComparedCount::new(load.directory, load.models, of, load.as_of, rule))
    }

    pub fn add(&mut self, seen: &Seen<'_>) {
        self.0.add(seen);
    }

    /// The two cards.
    pub fn finish(self, load: &Load<'_>) -> Stages {
        let compared = self.0.finish();
        let figures = &compared.own;
        let own = if let Scope::Person(person) = load.scope { Some(person) } else { None };
        match &compared.around {
            Some((team, around)) => {
                let team = load.directory.teams.get(team);
                let name = team.map(|team| team.name.clone()).unwrap_or_default();
                shown(load, figures, around, own, name)
            }
            None => shown(load, figures, figures, own, String::new()),
        }
    }
}

fn shown(
    load: &Load<'_>,
    figures: &FunnelOfScope,
    around: &FunnelOfScope,
    own: Option<PersonId>,
    compared: String,
) -> Stages {
    let scale = Scale::of(&figures.stages);
    let names: Vec<String> = figures.stages.iter().map(|row| load.stage(Some(row.stage))).collect();
    let rows = figures
        .stages
        .iter()
        .zip(&around.stages)
        .enumerate()
        .map(|(i, (row, around))| {
            let name = names.get(i).cloned().unwrap_or_default();
            let next = names.get(i + 1).cloned().unwrap_or_else(|| load.tr.text("won"));
            let args = [("from", name.clone().into()), ("to", next.into())];
            let step = load.tr.with("funnel-step", &args);
            StageShown { step, ..stage(load, row, around, &scale, own, name) }
        })
        .collect();
    Stages {
        rule: figures.rule,
        window: window_text(load, figures),
        sentence: sentence(load, figures.rule),
        left_out: left_out_text(load, figures),
        rows,
        first: default_stage(&around.stages),
        compared,
    }
}

/// The stage with the lowest rate among those with enough cases, else the first.
fn default_stage(rows: &[StageRow]) -> usize {
    let rate = |row: &StageRow| row.rate.filter(|_| row.reached >= MIN_SAMPLE);
    rows.iter()
        .enumerate()
        .filter_map(|(i, row)| Some((i, rate(row)?)))
        .min_by(|(_, a), (_, b)| a.total_cmp(b))
        .map_or(0, |(i, _)| i)
}

/// The widest bar and the longest stay.
struct Scale {
    reached: u64,
    amount: i64,
    days: f64,
}

impl Scale {
    fn of(rows: &[StageRow]) -> Self {
        let days = rows.iter().flat_map(|row| [row.median_days, row.median_before]);
        Self {
            reached: rows.iter().map(|row| row.reached).max().unwrap_or_default().max(1),
            amount: rows.iter().filter_map(|row| row.open_amount).max().unwrap_or_default().max(1),
            // A little room at the end, so that the longest bar is no full one.
            days: days.flatten().fold(1.0, f64::max) * 1.15,
        }
    }
}

fn stage(
    load: &Load<'_>,
    row: &StageRow,
    around: &StageRow,
    scale: &Scale,
    own: Option<PersonId>,
    name: String,
) -> StageShown {
    let amount = if row.open == 0 { Some(0) } else { row.open_amount };
    let (rate, interval, whisker) = conversion(load, row);
    let stay = row.median_days.map_or_else(
        || DASH.to_owned(),
        |days| load.tr.with("funnel-days-short", &[("n", days_text(days).into())]),
    );
    let stay_bar = TickBar {
        fraction: row.median_days.map_or(0.0, |days| (days / scale.days) as f32),
        tick: row.median_before.map(|days| (days / scale.days) as f32),
        tone: Tone::Neutral,
    };
    let bench = ratio(around.advanced, around.reached).filter(|_| around.reached >= MIN_SAMPLE);
    let bench_label = match bench {
        Some(bench) => {
            let rate = percent(bp(bench));
            load.tr.with("funnel-bench", &[("rate", rate.into())])
        }
        None => load.tr.text("funnel-bench-none"),
    };
    StageShown {
        id: row.stage,
        name,
        entered: count_text(row.reached),
        share: (row.reached as f64 / scale.reached as f64) as f32,
        amount_bar: load.amount(amount),
        amount_share: (amount.unwrap_or_default() as f64 / scale.amount as f64) as f32,
        open: count_text(row.open),
        amount: load.amount(amount),
        whisker,
        rate,
        interval,
        stay_bar,
        stay,
        step: String::new(),
        bench: bench.map(|bench| bench as f32),
        bench_label,
        people: people(load, &around.by_person, own),
        holders: holders(load, &around.open_by_person),
    }
}

/// The conversion of a stage: in words, its interval in words, and drawn.
fn conversion(load: &Load<'_>, row: &StageRow) -> (String, String, Option<Whisker>) {
    let none = || (DASH.to_owned(), String::new(), None);
    let Some(advanced) = row.advanced else { return none() };
    let (Some(rate), Some(low), Some(high)) = (row.rate, row.low, row.high) else {
        return if row.reached == 0 {
            none()
        } else {
            // The estimate has no interval yet; the cases are still a fact.
            (fraction(advanced, row.reached), load.tr.text("funnel-small"), None)
        };
    };
    let bench = row.year_before.filter(|(_, n)| *n >= MIN_SAMPLE).map(|(rate, _)| rate as f32);
    let small = row.reached < MIN_SAMPLE;
    let kind = if small { WhiskerKind::Small } else { WhiskerKind::Plain };
    let whisker =
        Whisker { low: low as f32, mark: rate as f32, high: high as f32, bench, kind, rule: true };
    if small {
        let count = fraction(advanced, row.reached);
        return (count, load.tr.text("funnel-small"), Some(whisker));
    }
    let interval = format!("{:.0}–{:.0}%", low * 100.0, high * 100.0);
    (percent(bp(rate)), interval, Some(whisker))
}

/// People by their rate, those with few cases last; on one person's page that person first.
fn people(
    load: &Load<'_>,
    by_person: &BTreeMap<PersonId, (u64, u64)>,
    own: Option<PersonId>,
) -> Vec<PersonRate> {
    let mut list: Vec<(PersonId, u64, u64)> =
        by_person.iter().map(|(person, (k, n))| (*person, *k, *n)).collect();
    list.sort_by(|a, b| {
        let key = |(person, k, n): &(PersonId, u64, u64)| {
            let small = *n < MIN_SAMPLE;
            let order = if small { *n as f64 } else { *k as f64 / (*n).max(1) as f64 };
            (Some(*person) != own, small, order)
        };
        let (a_first, a_small, a_order) = key(a);
        let (b_first, b_small, b_order) = key(b);
        (a_first, a_small)
            .cmp(&(b_first, b_small))
            .then(b_order.total_cmp(&a_order))
            .then(a.0.cmp(&b.0))
    });
    list.into_iter()
        .filter_map(|(person, k, n)| {
            let interval = wilson(k, n, ONE_RATE)?;
            let small = n < MIN_SAMPLE;
            let rate = k as f64 / n.max(1) as f64;
            Some(PersonRate {
                name: load.person(Some(person)),
                count: fraction(k, n),
                whisker: Whisker {
                    low: interval.lo as f32,
                    mark: rate as f32,
                    high: interval.hi as f32,
                    bench: None,
                    kind: if small { WhiskerKind::Small } else { WhiskerKind::Plain },
                    rule: false,
                },
                rate: if small { DASH.to_owned() } else { percent(bp(rate)) },
                verdict: if small { load.tr.text("funnel-small") } else { String::new() },
            })
        })
        .collect()
}

fn holders(load: &Load<'_>, open: &BTreeMap<PersonId, u64>) -> Vec<PersonOpen> {
    let most = open.values().max().copied().unwrap_or_default().max(1);
    let mut list: Vec<(PersonId, u64)> = open.iter().map(|(person, n)| (*person, *n)).collect();
    list.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    list.into_iter()
        .map(|(person, n)| PersonOpen {
            name: load.person(Some(person)),
            n: count_text(n),
            share: (n as f64 / most as f64) as f32,
        })
        .collect()
}

fn window_text(load: &Load<'_>, figures: &FunnelOfScope) -> String {
    let Some(window) = figures.window else { return String::new() };
    // Under the default rule the last visits are too young to count.
    let end = match figures.rule {
        Rule::Matured { horizon_days } => matured_until(load.as_of, horizon_days)
            .filter(|day| *day >= window.start)
            .map_or(window.end, |day| day.min(window.end)),
        _ => window.end,
    };
    let key = match figures.rule {
        Rule::Snapshot => {
            return load.tr.with("funnel-window-stock", &[("day", load.as_of.to_string().into())]);
        }
        Rule::CreatedCohort => "funnel-window-created",
        Rule::StageEntry | Rule::Matured { .. } | Rule::Eventual => "funnel-window-entered",
    };
    // Within a year the second date goes without it.
    let to = if end.year() == window.start.year() { "%m-%d" } else { "%Y-%m-%d" };
    let to = end.format(to).to_string();
    load.tr.with(key, &[("from", window.start.to_string().into()), ("to", to.into())])
}

fn sentence(load: &Load<'_>, rule: Rule) -> String {
    let key = format!("funnel-rule-{}", rule_word(rule));
    let horizon = match rule {
        Rule::Matured { horizon_days } => i64::from(horizon_days),
        _ => 0,
    };
    load.tr.with(&key, &[("days", horizon.into())])
}

fn left_out_text(load: &Load<'_>, figures: &FunnelOfScope) -> String {
    let part = |reason: String, n: u64| {
        let args = [("reason", reason.into()), ("n", count_text(n).into())];
        load.tr.with("funnel-left-out-part", &args)
    };
    let mut parts: Vec<String> = figures
        .left_out
        .iter()
        .filter(|(_, n)| **n > 0)
        .map(|(reason, n)| {
            let key = format!("left-out-{}", left_out_word(*reason).replace('_', "-"));
            part(load.tr.text(&key), *n)
        })
        .collect();
    let unknown: u64 = figures.stages.iter().map(|row| row.unknown_amounts).sum();
    for (key, n) in
        [("funnel-left-out-stage", figures.open_without_stage), ("funnel-left-out-amount", unknown)]
    {
        if n > 0 {
            parts.push(part(load.tr.text(key), n));
        }
    }
    if parts.is_empty() {
        return String::new();
    }
    load.tr.with("funnel-left-out", &[("list", joined(load.tr, &parts).into())])
}

fn fraction(k: u64, n: u64) -> String {
    format!("{} / {}", count_text(k), count_text(n))
}

fn ratio(k: Option<u64>, n: u64) -> Option<f64> {
    k.filter(|_| n > 0).map(|k| k as f64 / n as f64)
}

fn bp(rate: f64) -> i64 {
    (rate * 10_000.0).round() as i64
}

/// Days of a median: whole, or with its half.
fn days_text(days: f64) -> String {
    if days.fract() == 0.0 { number(days as i64) } else { format!("{days:.1}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(reached: u64, rate: Option<f64>) -> StageRow {
        StageRow { reached, advanced: Some(0), rate, ..StageRow::empty(StageId(1)) }
    }

    #[test]
    fn the_lowest_rate_with_enough_cases_is_compared_first() {
        for (rows, expected) in [
            (vec![], 0),
            (vec![row(20, Some(0.6)), row(20, Some(0.4)), row(9, Some(0.1))], 1),
            (vec![row(9, Some(0.6)), row(9, Some(0.4))], 0),
            (vec![row(20, None), row(20, Some(0.5))], 1),
        ] {
            assert_eq!(default_stage(&rows), expected, "{rows:?}");
        }
    }

    #[test]
    fn halves_of_days_are_kept() {
        for (days, expected) in [(9.0, "9"), (9.5, "9.5"), (1_204.0, "1,204")] {
            assert_eq!(days_text(days), expected);
        }
        assert_eq!(fraction(3, 1_600), "3 / 1,600");
        assert_eq!(ratio(Some(1), 0), None);
        assert_eq!(ratio(None, 5), None);
    }
}
