//! People, teams, regions or products side by side at one stage, as the card on the right draws them.

use std::collections::BTreeMap;

use super::data::{DASH, Load, MIN_SAMPLE, count_text};
use super::share::{Said, Share};
use super::stages::stay_text;
use crate::domain::funnel::rule::Rule;
use crate::domain::ids::PersonId;
use crate::domain::stats::rate::Rate;
use crate::i18n::rate_percent;
use crate::metrics::bottleneck::marked_stage_groups;
use crate::metrics::groups::Group;
use crate::metrics::pipeline::{GroupRow, StageRow};
use crate::ui::charts::bar::TickBar;
use crate::ui::tokens::Tone;

/// Those that are compared at a stage.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    /// Conversion of all together, the benchmark.
    pub bench: Option<f32>,
    /// The heading over it.
    pub bench_label: String,
    /// Conversion of each, highest first, small samples last.
    pub rates: Vec<GroupRate>,
    /// The stay of each, longest first, small samples last.
    pub stays: Vec<GroupStay>,
    /// Open deals of each, most first.
    pub holders: Vec<GroupOpen>,
}

/// Conversion of one of them.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupRate {
    /// Which.
    pub group: Group,
    /// Its conversion.
    pub share: Share,
}

/// The stay of one of them.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupStay {
    /// Which.
    pub group: Group,
    /// The name.
    pub name: String,
    /// How many visits are over.
    pub count: String,
    /// The median against that of all.
    pub bar: TickBar,
    /// The median, or that there are too few.
    pub days: String,
    /// Whether there are too few.
    pub small: bool,
}

/// Open deals of one of them.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupOpen {
    /// Which.
    pub group: Group,
    /// The name.
    pub name: String,
    /// How many.
    pub n: String,
    /// Against the most.
    pub share: f32,
}

/// Compares at one stage; on one person's page that person comes first.
pub(super) fn comparison(
    load: &Load<'_>,
    rule: Rule,
    row: &StageRow,
    own: Option<PersonId>,
) -> Comparison {
    let share = row.advanced.filter(|_| row.reached >= MIN_SAMPLE);
    let bench = share.map(|advanced| advanced as f64 / row.reached as f64);
    let bench_label = match bench {
        Some(bench) => load.tr.with("funnel-bench", &[("rate", rate_percent(bench).into())]),
        None => load.tr.text("funnel-bench-none"),
    };
    Comparison {
        bench: bench.map(|bench| bench as f32),
        bench_label,
        rates: rates(load, rule, row, own),
        stays: stays(load, row),
        holders: holders(load, row),
    }
}

fn rates(load: &Load<'_>, rule: Rule, row: &StageRow, own: Option<PersonId>) -> Vec<GroupRate> {
    // Nothing else is said of anyone here.
    let marks = marked_stage_groups(rule, row);
    let counted = row.groups.iter().filter(|(_, part)| part.reached > 0);
    let mut list: Vec<(Group, u64, u64)> =
        counted.filter_map(|(group, part)| Some((*group, part.advanced?, part.reached))).collect();
    list.sort_by(|a, b| {
        let key = |(group, k, n): &(Group, u64, u64)| {
            let small = *n < MIN_SAMPLE;
            let order = if small { *n as f64 } else { *k as f64 / *n as f64 };
            (own.map(Group::Person) != Some(*group), small, order)
        };
        let (a_first, a_small, a_order) = key(a);
        let (b_first, b_small, b_order) = key(b);
        (a_first, a_small)
            .cmp(&(b_first, b_small))
            .then(b_order.total_cmp(&a_order))
            .then(a.0.cmp(&b.0))
    });
    let said = Said { few: "funnel-small", worse: "funnel-mark-low" };
    let rate = |(group, k, n): (Group, u64, u64)| {
        let share = Share::of(load, name(load, group), Rate::of(k, n)?, marks.get(&group), said);
        Some(GroupRate { group, share })
    };
    list.into_iter().filter_map(rate).collect()
}

fn stays(load: &Load<'_>, row: &StageRow) -> Vec<GroupStay> {
    let known = row
        .groups
        .iter()
        .filter_map(|(group, part)| part.median_days.map(|days| (*group, days, *part)));
    let mut list: Vec<(Group, f64, GroupRow)> = known.collect();
    let few = |part: &GroupRow| part.finished < MIN_SAMPLE;
    list.sort_by(|a, b| few(&a.2).cmp(&few(&b.2)).then(b.1.total_cmp(&a.1)).then(a.0.cmp(&b.0)));
    let whole = row.median_days;
    // Whole days, many of them the same: each is put in words once.
    let mut words: BTreeMap<u64, String> = BTreeMap::new();
    let few_words = load.tr.text("funnel-small");
    let longest = list.iter().map(|(_, days, _)| *days).chain(whole).fold(1.0, f64::max) * 1.15;
    let stay = |(group, days, part): (Group, f64, GroupRow)| {
        let small = few(&part);
        GroupStay {
            group,
            name: name(load, group),
            count: count_text(part.finished),
            bar: TickBar {
                fraction: if small { 0.0 } else { (days / longest) as f32 },
                tick: whole.map(|days| (days / longest) as f32),
                tone: Tone::Neutral,
            },
            days: if small {
                few_words.clone()
            } else {
                words.entry(days.to_bits()).or_insert_with(|| stay_text(load, days)).clone()
            },
            small,
        }
    };
    list.into_iter().map(stay).collect()
}

fn holders(load: &Load<'_>, row: &StageRow) -> Vec<GroupOpen> {
    let held = row.groups.iter().filter(|(_, part)| part.open > 0);
    let mut list: Vec<(Group, u64)> = held.map(|(group, part)| (*group, part.open)).collect();
    let most = list.iter().map(|(_, n)| *n).max().unwrap_or_default().max(1);
    list.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    let holder = |(group, n): (Group, u64)| GroupOpen {
        group,
        name: name(load, group),
        n: count_text(n),
        share: (n as f64 / most as f64) as f32,
    };
    list.into_iter().map(holder).collect()
}

fn name(load: &Load<'_>, group: Group) -> String {
    let name = group.name(load.directory);
    if name.is_empty() { DASH.to_owned() } else { name.to_owned() }
}
