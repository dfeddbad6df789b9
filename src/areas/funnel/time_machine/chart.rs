//! The sums as bars that hang on each other, by amount and by number of deals.

use chrono::NaiveDate;

use super::data::{share, signed};
use crate::areas::funnel::data::Load;
use crate::domain::funnel::changes::{Balance, Part, Sum};
use crate::domain::period::Period;
use crate::i18n::{Language, money_cell, number, short_day};
use crate::metrics::waterfall::{kind_word, part_key};
use crate::ui::charts::waterfall::{Fall, FallBar, FallKind};

/// A chart, and which part each of its bars is; the totals are none.
#[derive(Clone, Debug)]
pub struct Chart {
    /// The bars.
    pub fall: Fall,
    /// Their parts.
    pub parts: Vec<Option<Part>>,
}

/// What the bars stand for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Bars {
    /// Amounts.
    #[default]
    Amount,
    /// Numbers of deals.
    Count,
}

/// The parts that are shown: those that can be in it, and of the rare ones those that are.
pub(super) fn shown_parts(balance: &Balance, period: Option<Period>) -> Vec<Part> {
    let mut parts = Part::ALL.to_vec();
    parts.retain(|part| {
        let possible = period.is_some() || !part.needs_period();
        let there = balance.part(*part).n > 0;
        there || (possible && !part.is_rare())
    });
    parts
}

/// A space at which no line ends.
const UNBROKEN: &str = "\u{a0}";

/// The name of a part in full.
pub(super) fn part_name(load: &Load<'_>, part: Part, period: Option<Period>) -> String {
    load.tr.with(&part_key(part), &[("kind", kind_word(period).into())])
}

/// Builds the chart.
pub(super) fn chart(
    load: &Load<'_>,
    balance: &Balance,
    period: Option<Period>,
    (from, to): (NaiveDate, NaiveDate),
    bars: Bars,
) -> Chart {
    let mut parts = shown_parts(balance, period);
    // What only changes an amount changes no number.
    parts.retain(|part| bars == Bars::Amount || part.sign() != 0);
    let whole = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let value = |sum: Sum, sign: i64| match bars {
        Bars::Amount => sum.fen,
        Bars::Count => sign.saturating_mul(whole(sum.n)),
    };
    let mut steps = vec![Step::total(balance.opening, value(balance.opening, 1))];
    let mut level = value(balance.opening, 1);
    for part in &parts {
        let sum = balance.part(*part);
        let change = value(sum, part.sign());
        let from = level;
        level = level.saturating_add(change);
        steps.push(Step { part: Some(*part), sum, from, to: level, value: change });
    }
    steps.push(Step::total(balance.closing, value(balance.closing, 1)));
    let levels = steps.iter().flat_map(|step| [step.from, step.to]);
    let (low, high) = levels.fold((0, 0), |(low, high), level| (level.min(low), level.max(high)));
    let last = steps.len().saturating_sub(1);
    let named = |(at, step): (usize, &Step)| {
        let day = if at == last { to } else { from };
        let name = match step.part {
            Some(part) => part_name(load, part, period),
            None => {
                // A name of two lines keeps its day on one of them.
                let day = short_day(load.tr, day).replace(' ', UNBROKEN);
                load.tr.with("funnel-time-open-on", &[("day", day.into())])
            }
        };
        bar(load, name, step, bars, (low, high))
    };
    let fall_bars: Vec<FallBar> = steps.iter().enumerate().map(named).collect();
    let told: Vec<&str> = fall_bars.iter().map(|bar| bar.told.as_str()).collect();
    let fall = Fall {
        told: told.join("; "),
        y_axis: axis(load, bars, (low, high)),
        zero: share(0, (low, high)),
        bars: fall_bars,
    };
    Chart { fall, parts: steps.iter().map(|step| step.part).collect() }
}

/// A bar before it is put into words.
struct Step {
    part: Option<Part>,
    sum: Sum,
    from: i64,
    to: i64,
    value: i64,
}

impl Step {
    const fn total(sum: Sum, value: i64) -> Self {
        Self { part: None, sum, from: 0, to: value, value }
    }
}

fn bar(load: &Load<'_>, name: String, step: &Step, bars: Bars, ends: (i64, i64)) -> FallBar {
    let kind = match step.part {
        None => FallKind::Total,
        Some(Part::Won) => FallKind::Done,
        // By its name and not by its sum: a part may hold negative amounts.
        Some(Part::Grown) => FallKind::In,
        Some(part) if part.sign() > 0 => FallKind::In,
        Some(_) => FallKind::Out,
    };
    let total = kind == FallKind::Total;
    let value = match (bars, total) {
        (Bars::Amount, _) if step.sum.known().is_none() => load.tr.text("unknown"),
        (Bars::Amount, true) => money_cell(load.tr.language(), step.value),
        (Bars::Amount, false) => signed(load.tr.language(), step.value),
        (Bars::Count, true) => number(step.value),
        (Bars::Count, false) if step.value > 0 => format!("+{}", number(step.value)),
        (Bars::Count, false) => number(step.value),
    };
    let note = load.count("funnel-time-deals", step.sum.n);
    let mut told = format!("{name} {value}").replace(UNBROKEN, " ");
    if bars == Bars::Amount {
        told = format!("{told} {note}");
    }
    if step.sum.unknown > 0 {
        let unknown = load.count("funnel-time-unknown", step.sum.unknown);
        told = format!("{told} {unknown}");
    }
    let (from, to) = (share(step.from, ends), share(step.to, ends));
    FallBar { name, note, value, told, from, to, kind }
}

/// Round values between the ends of the axis, at most five steps, with their words.
fn axis(load: &Load<'_>, bars: Bars, (low, high): (i64, i64)) -> Vec<(f32, String)> {
    let language = load.tr.language();
    // The least step that the words of both languages can tell: 1.0 万元, 0.01 ¥M.
    let least = if bars == Bars::Count { 1 } else { 1_000_000 };
    let step = step_of(high.saturating_sub(low), least);
    let first = low.div_euclid(step);
    let ticks = (first..=high.div_euclid(step)).map(|n| n.saturating_mul(step));
    ticks
        .filter(|tick| (low..=high).contains(tick))
        .map(|tick| {
            let words = match (bars, language) {
                (Bars::Count, _) => number(tick),
                (Bars::Amount, Language::Chinese) => number(tick / 1_000_000),
                (Bars::Amount, Language::English) => money_cell(language, tick),
            };
            (share(tick, (low, high)), words)
        })
        .collect()
}

/// The step of an axis this long: 1, 2 or 5 and tens of these, so that there are at most five.
fn step_of(long: i64, least: i64) -> i64 {
    let decades = std::iter::successors(Some(least.max(1)), |decade: &i64| decade.checked_mul(10));
    let mut steps = decades.flat_map(|decade| [1, 2, 5].map(|n: i64| decade.saturating_mul(n)));
    steps.find(|step| long / step < 5).unwrap_or_else(|| long.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_of_an_axis_are_few_and_round() {
        for (long, least, expected) in
            [(6_144, 1, 2_000), (112, 1, 50), (4, 1, 1), (0, 1, 1), (0, 1_000_000, 1_000_000)]
        {
            assert_eq!(step_of(long, least), expected, "{long}");
        }
    }

    #[test]
    fn rare_parts_are_shown_where_there_is_something_in_them() {
        let mut balance = Balance::default();
        let quarter = Some(Period::Quarter(2025, 4));
        assert_eq!(shown_parts(&balance, quarter).len(), 8);
        assert_eq!(shown_parts(&balance, None).len(), 6);
        balance.parts.entry(Part::TransferredOut).or_default().add(Some(1));
        let shown = shown_parts(&balance, quarter);
        assert_eq!(shown.len(), 9);
        assert!(shown.contains(&Part::TransferredOut) && !shown.contains(&Part::RedatedIn));
    }
}
