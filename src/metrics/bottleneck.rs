//! What is said of stages and of those that are compared: bottleneck or not, and which one is worth the work.
//!
//! # Against what
//! A stage is held against itself a year earlier, as it could be seen then; where that has fewer than ten
//! cases, against the window just before. One comparison per stage, so that nothing is marked by asking twice.
//! A person, team, region or product is held against the others of the same comparison.
//!
//! # No false marks
//! Many are compared at once, and with the usual intervals somebody is wrongly marked in one of four months.
//! The rule of [`crate::domain::funnel::bottleneck`] guards against that by what the group is like (the prior
//! fitted to all of them) and by a margin of five points; it needs no further correction for how many there are.
//!
//! # Which rules
//! Conversion must be so many of so many: there is no verdict on a stock, and none on the estimated eventual
//! conversion.

use std::collections::BTreeMap;

use crate::domain::funnel::bottleneck::{
    Belief, Counted, Evidence, MARGIN, lower_by, may_be_marked,
};
use crate::domain::funnel::lift::{Lift, Stage, lifts};
use crate::domain::funnel::rule::{Rule, matured_until};
use crate::domain::funnel::visit::days_between;
use crate::domain::ids::PersonId;
use crate::domain::stats::rate::MIN_CASES;
use crate::domain::stats::shrink::{Bounds, Prior};
use crate::metrics::groups::Group;
use crate::metrics::pipeline::{FunnelOfScope, Past, StageRow};

/// The days of a quarter: what a lift brings is said per quarter.
const QUARTER: f64 = 91.0;

/// What a rate was held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Against {
    /// The same window a year earlier.
    YearBefore,
    /// The window just before.
    WindowBefore,
    /// The others of the comparison.
    Others,
}

impl Against {
    /// The word on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::YearBefore => "year_before",
            Self::WindowBefore => "window_before",
            Self::Others => "others",
        }
    }
}

/// What is said of a rate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Verdict {
    /// The rate.
    pub own: Counted,
    /// What it was held against.
    pub beside: Counted,
    /// Which one that is.
    pub against: Against,
    /// The probability that it is lower by more than five points.
    pub probability: f64,
    /// What that says.
    pub evidence: Evidence,
}

impl Verdict {
    fn of(own: Counted, prior: Belief, beside: Counted, against: Against) -> Option<Self> {
        let probability = lower_by(own, prior, beside, MARGIN)?;
        // Few on the other side are as little to go by as few on this one.
        let evidence = Evidence::of(own.n.min(beside.n), probability);
        Some(Self { own, beside, against, probability, evidence })
    }

    /// Whether it is marked, as flagged or as watched.
    pub fn marked(&self) -> bool {
        self.evidence >= Evidence::Watch
    }
}

/// Whether conversion under a rule is so many of so many.
pub const fn judged(rule: Rule) -> bool {
    matches!(rule, Rule::CreatedCohort | Rule::StageEntry | Rule::Matured { .. })
}

/// What a stage is held against: with cases enough, and a rate.
pub fn beside(row: &StageRow) -> Option<(Against, Past)> {
    let years =
        [(Against::YearBefore, row.year_before), (Against::WindowBefore, row.window_before)];
    let enough = |past: &Past| past.reached >= MIN_CASES && past.rate.is_some();
    years.into_iter().find_map(|(against, past)| Some((against, past.filter(enough)?)))
}

/// What is said of a stage; `None` where there is nothing to hold it against.
fn of_stage(rule: Rule, row: &StageRow) -> Option<Verdict> {
    let (against, past) = beside(row).filter(|_| judged(rule) && row.reached > 0)?;
    let own = Counted { k: row.advanced?, n: row.reached };
    let theirs = Counted { k: past.advanced?, n: past.reached };
    Verdict::of(own, Belief::NOTHING, theirs, against)
}

/// What is said of each of those that are compared, by successes and cases; nothing of one that stands alone.
pub fn of_groups(counts: &BTreeMap<Group, (u64, u64)>) -> BTreeMap<Group, Verdict> {
    judge_groups(counts, |_, _, _| true)
}

/// Those of [`of_groups`] that are marked, at a small part of its cost.
pub fn marked_groups(counts: &BTreeMap<Group, (u64, u64)>) -> BTreeMap<Group, Verdict> {
    let mut found = judge_groups(counts, may_be_marked);
    found.retain(|_, verdict| verdict.marked());
    found
}

/// What is said of those that are asked about.
fn judge_groups(
    counts: &BTreeMap<Group, (u64, u64)>,
    asked: fn(Counted, Belief, Counted) -> bool,
) -> BTreeMap<Group, Verdict> {
    let pairs: Vec<(u64, u64)> = counts.values().copied().collect();
    let Some(prior) = Prior::fit(&pairs, &Bounds::default()).map(Belief::from) else {
        return BTreeMap::new();
    };
    let sum = |part: fn(&(u64, u64)) -> u64| pairs.iter().map(part).sum::<u64>();
    let (k, n) = (sum(|pair| pair.0), sum(|pair| pair.1));
    let verdict = |(group, own): (&Group, &(u64, u64))| {
        let own = Counted { k: own.0, n: own.1 };
        let others = Counted { k: k - own.k, n: n - own.n };
        let asked = own.n > 0 && others.n > 0 && asked(own, prior, others);
        let found = asked.then(|| Verdict::of(own, prior, others, Against::Others));
        Some((*group, found??))
    };
    counts.iter().filter_map(verdict).collect()
}

/// What is said of each of those that are compared at one stage.
pub fn of_stage_groups(rule: Rule, row: &StageRow) -> BTreeMap<Group, Verdict> {
    if judged(rule) { of_groups(&counts_of(row)) } else { BTreeMap::new() }
}

/// Those of [`of_stage_groups`] that are marked.
pub fn marked_stage_groups(rule: Rule, row: &StageRow) -> BTreeMap<Group, Verdict> {
    if judged(rule) { marked_groups(&counts_of(row)) } else { BTreeMap::new() }
}

/// What is said of a person at one stage of the team's funnel, by the same rule: the person's own cases,
/// which may reach further than the team, against the others of the team.
pub fn of_person(
    rule: Rule,
    person: PersonId,
    own: &StageRow,
    around: &StageRow,
) -> Option<Verdict> {
    if !judged(rule) {
        return None;
    }
    let mut counts = counts_of(around);
    counts.insert(Group::Person(person), (own.advanced?, own.reached));
    of_groups(&counts).remove(&Group::Person(person))
}

fn counts_of(row: &StageRow) -> BTreeMap<Group, (u64, u64)> {
    let counted = row.groups.iter().filter(|(_, own)| own.reached > 0);
    counted.filter_map(|(group, own)| Some((*group, (own.advanced?, own.reached)))).collect()
}

/// What is said of one stage.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct StageFinding {
    /// Whether it is behind; `None` where there is nothing to hold it against.
    pub verdict: Option<Verdict>,
    /// What it would bring in a quarter to reach again what it was held against; the amount in fen.
    /// `None` where a rate behind it rests on fewer than ten cases.
    pub lift: Option<Lift>,
}

/// What is said of the stages of a funnel.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bottlenecks {
    /// Each stage, in order.
    pub stages: Vec<StageFinding>,
    /// The stages that would bring something, by their position, the one worth most first.
    pub ranking: Vec<usize>,
    /// The marked stage that matters: of those with the strongest evidence the one worth most.
    pub main: Option<usize>,
}

impl Bottlenecks {
    /// Judges the stages of a funnel.
    pub fn of(figures: &FunnelOfScope) -> Self {
        let lifts = of_lifts(figures);
        let stages: Vec<StageFinding> = figures
            .stages
            .iter()
            .zip(lifts)
            .map(|(row, lift)| StageFinding { verdict: of_stage(figures.rule, row), lift })
            .collect();
        let wins =
            |at: usize| stages.get(at).and_then(|stage| stage.lift).map_or(0.0, |lift| lift.wins);
        let mut ranking: Vec<usize> = (0..stages.len()).filter(|at| wins(*at) > 0.0).collect();
        ranking.sort_by(|a, b| wins(*b).total_cmp(&wins(*a)).then(a.cmp(b)));
        let marked =
            |at: &usize| stages.get(*at).and_then(|stage| stage.verdict).filter(Verdict::marked);
        let main = (0..stages.len())
            .filter_map(|at| Some((at, marked(&at)?)))
            .max_by(|(a, one), (b, other)| {
                let by_evidence = one.evidence.cmp(&other.evidence);
                let by_worth = wins(*a).total_cmp(&wins(*b));
                by_evidence.then(by_worth).then(one.probability.total_cmp(&other.probability))
            })
            .map(|(at, _)| at);
        Self { stages, ranking, main }
    }
}

/// The mean amount of a deal won in the window, in fen; `None` with fewer than ten known ones.
pub fn mean_won(figures: &FunnelOfScope) -> Option<f64> {
    let known = figures.closed.won - figures.closed.won_unknown;
    figures.closed.mean_won_fen().filter(|_| known >= MIN_CASES)
}

/// What each stage would bring in a quarter.
fn of_lifts(figures: &FunnelOfScope) -> Vec<Option<Lift>> {
    let Some(days) = days_counted(figures).filter(|_| judged(figures.rule)) else {
        return vec![None; figures.stages.len()];
    };
    let stage = |row: &StageRow| Stage {
        entries: row.reached,
        rate: row.rate.filter(|_| row.reached >= MIN_CASES),
        benchmark: beside(row).and_then(|(_, past)| past.rate),
    };
    let stages: Vec<Stage> = figures.stages.iter().map(stage).collect();
    let scale = QUARTER / f64::from(days);
    let scaled = |lift: Lift| Lift {
        wins: lift.wins * scale,
        amount: lift.amount.map(|amount| amount * scale),
    };
    lifts(&stages, mean_won(figures)).into_iter().map(|lift| lift.map(scaled)).collect()
}

/// Over how many days deals came in that are counted.
fn days_counted(figures: &FunnelOfScope) -> Option<u32> {
    let window = figures.window?;
    let end = match figures.rule {
        Rule::Matured { horizon_days } => {
            matured_until(figures.as_of, horizon_days)?.min(window.end)
        }
        _ => window.end,
    };
    (end >= window.start).then(|| days_between(window.start, end) + 1)
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use proptest::prelude::*;

    use super::*;
    use crate::domain::funnel::Window;
    use crate::domain::funnel::win::WinCounts;
    use crate::domain::ids::StageId;

    fn past(k: u64, n: u64) -> Option<Past> {
        let rate = (n > 0).then(|| k as f64 / n as f64);
        Some(Past { reached: n, advanced: Some(k), rate, median_days: None })
    }

    fn row(k: u64, n: u64, year: Option<Past>, window: Option<Past>) -> StageRow {
        StageRow {
            reached: n,
            advanced: Some(k),
            rate: (n > 0).then(|| k as f64 / n as f64),
            year_before: year,
            window_before: window,
            ..StageRow::empty(StageId(1))
        }
    }

    fn figures(rule: Rule, stages: Vec<StageRow>) -> FunnelOfScope {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        // 182 days: two quarters.
        let window = Window { start: day("2025-01-01"), end: day("2025-07-01") };
        let mut closed = WinCounts::default();
        (0..10).for_each(|_| closed.add(true, Some(1_000)));
        let (end, window) = (window.end, Some(window));
        FunnelOfScope { window, stages, closed, ..FunnelOfScope::blank(rule, end) }
    }

    #[test]
    fn a_stage_is_held_against_last_year_or_else_against_the_window_before() {
        let found = |row: StageRow| {
            Bottlenecks::of(&figures(Rule::StageEntry, vec![row])).stages.remove(0).verdict
        };
        let said = |row| found(row).map(|verdict| (verdict.against, verdict.evidence));
        use Against::{WindowBefore, YearBefore};
        for (own, year, window, expected) in [
            // 52 of 118 against 70 of 120: the fall of 14 points is beyond five.
            ((52, 118), past(70, 120), past(52, 118), Some((YearBefore, Evidence::Flag))),
            ((52, 118), past(5, 9), past(70, 120), Some((WindowBefore, Evidence::Flag))),
            ((70, 120), past(52, 118), None, Some((YearBefore, Evidence::Unmarked))),
            ((0, 9), past(70, 120), None, Some((YearBefore, Evidence::Insufficient))),
            ((52, 118), past(5, 9), past(5, 9), None),
            ((52, 118), None, None, None),
            ((0, 0), past(70, 120), None, None),
        ] {
            let at = format!("{own:?} {year:?} {window:?}");
            assert_eq!(said(row(own.0, own.1, year, window)), expected, "{at}");
        }
    }

    #[test]
    fn a_stock_and_an_estimate_are_not_judged() {
        let stages = || vec![row(10, 118, past(70, 120), None)];
        for rule in [Rule::Snapshot, Rule::Eventual] {
            let found = Bottlenecks::of(&figures(rule, stages()));
            assert_eq!(found.stages, [StageFinding::default()], "{rule:?}");
            assert_eq!((found.main, found.ranking), (None, vec![]), "{rule:?}");
        }
    }

    #[test]
    fn the_stage_worth_most_is_named_among_those_that_are_marked() {
        // Per 182 days: 200 × 0.2 × 0.25 × 0.5 = 5 wins; 100 × 0.25 × 0.5 = 12.5; the last is no worse.
        let stages = vec![
            row(80, 200, past(120, 200), None),
            row(25, 100, past(50, 100), None),
            row(20, 40, past(20, 40), None),
        ];
        let found = Bottlenecks::of(&figures(Rule::StageEntry, stages));
        let wins: Vec<f64> =
            found.stages.iter().map(|stage| stage.lift.map_or(-1.0, |lift| lift.wins)).collect();
        for (got, per_quarter) in wins.iter().zip([2.5, 6.25, 0.0]) {
            assert!((got - per_quarter).abs() < 1e-9, "{wins:?}");
        }
        let amount = found.stages[1].lift.and_then(|lift| lift.amount).unwrap();
        assert!((amount - 6_250.0).abs() < 1e-6, "6.25 deals of 1,000 fen: {amount}");
        assert_eq!((found.ranking, found.main), (vec![1, 0], Some(1)));
        let marks: Vec<bool> = found
            .stages
            .iter()
            .map(|stage| stage.verdict.is_some_and(|verdict| verdict.marked()))
            .collect();
        assert_eq!(marks, [true, true, false]);
    }

    #[test]
    fn a_thin_stage_behind_leaves_the_lift_unknown() {
        let stages = vec![row(80, 200, past(120, 200), None), row(4, 9, past(20, 40), None)];
        let found = Bottlenecks::of(&figures(Rule::StageEntry, stages));
        assert_eq!(found.stages[0].lift, None);
        // The mark needs no lift.
        assert_eq!((found.main, found.ranking), (Some(0), vec![]));
    }

    #[test]
    fn the_days_that_count_end_where_visits_are_too_young() {
        let matured = figures(Rule::Matured { horizon_days: 91 }, vec![]);
        assert_eq!(days_counted(&matured), Some(91), "182 days less the last 91");
        assert_eq!(days_counted(&figures(Rule::StageEntry, vec![])), Some(182));
        assert_eq!(days_counted(&figures(Rule::Matured { horizon_days: 400 }, vec![])), None);
    }

    #[test]
    fn one_low_person_is_flagged_and_nobody_with_few_cases() {
        let group = |id| Group::Person(PersonId(id));
        let mut counts: BTreeMap<Group, (u64, u64)> =
            (0..8).map(|id| (group(id), (20, 60))).collect();
        counts.insert(group(8), (2, 60));
        counts.insert(group(9), (0, 9));
        let found = of_groups(&counts);
        assert_eq!(found.len(), 10);
        assert_eq!(found[&group(8)].evidence, Evidence::Flag);
        assert_eq!(found[&group(8)].beside, Counted { k: 160, n: 489 });
        assert_eq!(found[&group(9)].evidence, Evidence::Insufficient);
        assert!((0..8).all(|id| found[&group(id)].evidence == Evidence::Unmarked));
        // Somebody alone has nobody to be held against.
        assert!(of_groups(&BTreeMap::from([(group(1), (1, 60))])).is_empty());
        assert!(of_groups(&BTreeMap::new()).is_empty());
        assert_eq!(marked(&counts), marked_groups(&counts));
        assert_eq!(marked_groups(&counts).len(), 1);
    }

    fn marked(counts: &BTreeMap<Group, (u64, u64)>) -> BTreeMap<Group, Verdict> {
        let mut all = of_groups(counts);
        all.retain(|_, verdict| verdict.marked());
        all
    }

    proptest! {
        #[test]
        fn marks_are_those_of_all_verdicts(groups in prop::collection::vec((0_u64..40, 0_u64..60), 0..20)) {
            let own = |(id, (k, more)): (i64, (u64, u64))| (Group::Person(PersonId(id)), (k, k + more));
            let counts: BTreeMap<Group, (u64, u64)> = (0..).zip(groups).map(own).collect();
            prop_assert_eq!(marked(&counts), marked_groups(&counts));
        }
    }
}
