//! The funnel by stage, as the card on the left draws it.
//!
//! Under ten cases there is no rate, no benchmark and no verdict: the fraction stands where the rate
//! would, and the word says why.

use super::compare::{Comparison, comparison};
use super::data::{DASH, Load, MIN_SAMPLE, count_text, joined};
use super::insight::{Insight, insight};
use crate::domain::funnel::bottleneck::Evidence;
use crate::domain::funnel::rule::{Rule, matured_until};
use crate::domain::ids::{PersonId, StageId, StageModelId};
use crate::domain::scope::Scope;
use crate::domain::stats::rate::Interval;
use crate::i18n::{day_range, number, rate_percent};
use crate::metrics::bottleneck::{Against, Bottlenecks, StageFinding, beside};
use crate::metrics::compared::ComparedCount;
use crate::metrics::groups::By;
use crate::metrics::pipeline::{
    FunnelOfScope, HORIZON_DAYS, Past, Reasons, Seen, StageRow, left_out_key,
};
use crate::metrics::stage_fit;
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
    /// How much of a batch is not over yet; empty under the other rules.
    pub maturity: String,
    /// What was left out, with counts, in one line; empty when nothing was.
    pub left_out: String,
    /// The stage models whose funnel can be shown, the general one first; empty where there is no other.
    pub models: Vec<(Option<StageModelId>, String)>,
    /// The line with most open deals that are left out because it has a funnel of its own, and the words of
    /// the way there.
    pub own: Option<(StageModelId, String)>,
    /// The stages in order.
    pub rows: Vec<StageShown>,
    /// The stage that is compared until another is chosen.
    pub first: usize,
    /// The key of what the dashed ticks are.
    pub bench_key: &'static str,
    /// What follows from the verdicts.
    pub insight: Insight,
    /// By what is compared.
    pub by: By,
    /// Whose people are compared, when that is another scope than the page's.
    pub compared: String,
}

/// What is said of a stage beside its name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mark {
    /// Nothing.
    #[default]
    None,
    /// 关注.
    Watch,
    /// 瓶颈.
    Bottleneck,
}

/// A stage.
#[derive(Clone, Debug)]
pub struct StageShown {
    /// The key.
    pub id: StageId,
    /// The name.
    pub name: String,
    /// What is said of it.
    pub mark: Mark,
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
    /// Rate and stay that it is drawn against, in words; empty for none.
    pub before: String,
    /// From this stage to the next.
    pub step: String,
    /// Those that are compared.
    pub comparison: Comparison,
}

/// Counts the funnel while the deals stream by. For one person the comparison shows the person's
/// team.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct StageCount(ComparedCount);

impl StageCount {
    pub fn new(load: &Load<'_>, rule: Rule, by: By, reasons: Reasons) -> Self {
        let of = (load.scope, load.period);
        let count = ComparedCount::new(load.directory, load.fit, of, load.as_of, rule);
        Self(count.comparing(load.directory, by, reasons))
    }

    pub fn add(&mut self, seen: &Seen<'_>) {
        self.0.add(seen);
    }

    pub fn merge(&mut self, other: &Self) {
        self.0.merge(&other.0);
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
    whose: String,
) -> Stages {
    let scale = Scale::of(&figures.stages);
    let found = Bottlenecks::of(figures);
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
            let finding = found.stages.get(i).copied().unwrap_or_default();
            let comparison = comparison(load, figures.rule, around, own);
            StageShown { step, comparison, ..stage(load, row, &finding, &scale, name) }
        })
        .collect::<Vec<StageShown>>();
    Stages {
        rule: figures.rule,
        window: window_text(load, figures),
        sentence: sentence(load, figures.rule),
        maturity: maturity(load, figures),
        left_out: left_out_text(load, figures),
        models: models(load),
        own: own_line(load, figures),
        bench_key: bench_key(&figures.stages),
        insight: insight(load, figures, &found, &rows),
        first: found.main.unwrap_or_else(|| default_stage(&around.stages)),
        rows,
        by: figures.by,
        compared: whose,
    }
}

/// What stages are drawn against: last year, where that has too few cases the window before.
fn bench_key(rows: &[StageRow]) -> &'static str {
    let against = rows.iter().filter_map(|row| beside(row).map(|(against, _)| against));
    let (mut year, mut window) = (false, false);
    for against in against {
        year |= against == Against::YearBefore;
        window |= against == Against::WindowBefore;
    }
    match (year, window) {
        (true, true) => "funnel-key-before",
        (false, true) => "funnel-key-window-before",
        (_, false) => "funnel-key-year-before",
    }
}

/// A batch of which less than four fifths are over is not mature.
const MATURE: f64 = 0.8;

/// How much of a batch is still open, and whether that leaves the rates too low.
fn maturity(load: &Load<'_>, figures: &FunnelOfScope) -> String {
    let deals = &figures.deals;
    if figures.rule != Rule::CreatedCohort || deals.n == 0 {
        return String::new();
    }
    let open = deals.open as f64 / deals.n as f64;
    let key = if 1.0 - open < MATURE { "funnel-maturity-young" } else { "funnel-maturity" };
    let args = [("open", count_text(deals.open).into()), ("share", rate_percent(open).into())];
    load.count_with(key, deals.n, &args)
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
        let before = |row: &StageRow| bench(row).and_then(|past| past.median_days);
        let days = rows.iter().flat_map(|row| [row.median_days, before(row)]);
        Self {
            reached: rows.iter().map(|row| row.reached).max().unwrap_or_default().max(1),
            amount: rows.iter().filter_map(|row| row.open_amount).max().unwrap_or_default().max(1),
            // A little room at the end, so that the longest bar is no full one.
            days: days.flatten().fold(1.0, f64::max) * 1.15,
        }
    }
}

/// What a stage is drawn against: last year, or else the window before.
fn bench(row: &StageRow) -> Option<Past> {
    beside(row).map(|(_, past)| past).or(row.year_before)
}

fn stage(
    load: &Load<'_>,
    row: &StageRow,
    finding: &StageFinding,
    scale: &Scale,
    name: String,
) -> StageShown {
    let amount = if row.open == 0 { Some(0) } else { row.open_amount };
    let mark = match finding.verdict.map(|verdict| verdict.evidence) {
        Some(Evidence::Flag) => Mark::Bottleneck,
        Some(Evidence::Watch) => Mark::Watch,
        _ => Mark::None,
    };
    let (rate, interval, whisker) = conversion(load, row, mark);
    let stay = row.median_days.map_or_else(|| DASH.to_owned(), |days| stay_text(load, days));
    let before = bench(row).and_then(|past| past.median_days);
    // A bottleneck whose deals stay longer than they did shows both.
    let longer = row.median_days.zip(before).is_some_and(|(now, then)| now > then);
    let slow = mark == Mark::Bottleneck && longer;
    let stay_bar = TickBar {
        fraction: row.median_days.map_or(0.0, |days| (days / scale.days) as f32),
        tick: before.map(|days| (days / scale.days) as f32),
        tone: if slow { Tone::Bad } else { Tone::Neutral },
    };
    StageShown {
        id: row.stage,
        name,
        mark,
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
        before: before_text(load, row),
        step: String::new(),
        comparison: Comparison::default(),
    }
}

/// The days of a stay, in words.
pub(super) fn stay_text(load: &Load<'_>, days: f64) -> String {
    load.tr.with("funnel-days-short", &[("n", days_text(days).into())])
}

/// What the ticks of a stage stand at: a picture alone would not tell it.
fn before_text(load: &Load<'_>, row: &StageRow) -> String {
    let against = beside(row);
    let rate = against.and_then(|(_, past)| past.rate).filter(|_| row.rate.is_some());
    let stay = bench(row).and_then(|past| past.median_days);
    let rate = rate.map(rate_percent);
    let said: Vec<String> =
        rate.into_iter().chain(stay.map(|days| stay_text(load, days))).collect();
    if said.is_empty() {
        return String::new();
    }
    let key = match against {
        Some((Against::WindowBefore, _)) => "funnel-key-window-before",
        _ => "funnel-key-year-before",
    };
    format!("{} {}", load.tr.text(key), said.join(" "))
}

/// The conversion of a stage: in words, its interval in words, and drawn.
fn conversion(load: &Load<'_>, row: &StageRow, mark: Mark) -> (String, String, Option<Whisker>) {
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
    let bench = beside(row).and_then(|(_, past)| past.rate).map(|rate| rate as f32);
    let small = row.reached < MIN_SAMPLE;
    let kind = match mark {
        _ if small => WhiskerKind::Small,
        Mark::Bottleneck => WhiskerKind::Flagged,
        Mark::Watch | Mark::None => WhiskerKind::Plain,
    };
    let whisker =
        Whisker { low: low as f32, mark: rate as f32, high: high as f32, bench, kind, rule: true };
    if small {
        let count = fraction(advanced, row.reached);
        return (count, load.tr.text("funnel-small"), Some(whisker));
    }
    (rate_percent(rate), interval_text(Interval { lo: low, hi: high }), Some(whisker))
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
    let [from, to] = day_range(load.tr, (window.start, end), load.as_of);
    load.tr.with(key, &[("from", from.into()), ("to", to.into())])
}

/// What a rule counts.
pub(super) fn sentence(load: &Load<'_>, rule: Rule) -> String {
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
        .map(|(reason, n)| part(load.tr.text(&left_out_key(*reason)), *n))
        .collect();
    let unknown: u64 = figures.stages.iter().map(|row| row.unknown_amounts).sum();
    for (key, n) in [
        ("funnel-left-out-stage", figures.open_without_stage),
        ("funnel-left-out-own", figures.open_own_model),
        ("funnel-left-out-amount", unknown),
    ] {
        if n > 0 {
            parts.push(part(load.tr.text(key), n));
        }
    }
    if parts.is_empty() {
        return String::new();
    }
    load.tr.with("funnel-left-out", &[("list", joined(load.tr, &parts).into())])
}

/// The stage models to choose from.
fn models(load: &Load<'_>) -> Vec<(Option<StageModelId>, String)> {
    let lines = stage_fit::lines(load.directory);
    if lines.is_empty() {
        return vec![];
    }
    let general = (None, load.tr.text("funnel-model-general"));
    let lines = lines.into_iter().map(|(model, line)| (Some(model), line.to_owned()));
    std::iter::once(general).chain(lines).collect()
}

/// The line with most of the open deals that have a funnel of their own.
fn own_line(load: &Load<'_>, figures: &FunnelOfScope) -> Option<(StageModelId, String)> {
    let (line, n) = figures.own_lines.iter().max_by_key(|(_, n)| **n)?;
    let mut lines = stage_fit::lines(load.directory).into_iter();
    let (model, _) = lines.find(|(_, name)| name == line)?;
    let args = [("line", line.as_str().into())];
    Some((model, load.count_with("funnel-model-of", *n, &args)))
}

/// `3 / 16`.
pub(super) fn fraction(k: u64, n: u64) -> String {
    format!("{} / {}", count_text(k), count_text(n))
}

/// An interval in whole percents: `30–95%`.
pub(super) fn interval_text(interval: Interval) -> String {
    format!("{:.0}–{:.0}%", interval.lo * 100.0, interval.hi * 100.0)
}

/// Days of a median: whole, or with its half.
pub(super) fn days_text(days: f64) -> String {
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
    }

    #[test]
    fn intervals_are_whole_percents() {
        for (lo, hi, expected) in [(0.0, 1.0, "0–100%"), (0.3006, 0.9544, "30–95%")] {
            assert_eq!(interval_text(Interval { lo, hi }), expected);
        }
    }
}
