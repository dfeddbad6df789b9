//! The sentence below the funnel: which stage, how it compares, what it costs, and why, as far as known.

use super::data::{Load, joined};
use super::stages::{StageShown, days_text, fraction};
use crate::domain::funnel::bottleneck::Evidence;
use crate::domain::ids::StageId;
use crate::i18n::{FluentValue, Language, MoneyStyle, money, rate_percent};
use crate::metrics::bottleneck::{Against, Bottlenecks, StageFinding, Verdict, beside, judged};
use crate::metrics::pipeline::{FunnelOfScope, StageRow};
use crate::metrics::show;
use crate::metrics::winloss::reason_key;

/// How many reasons are named.
const REASONS: usize = 2;

/// The sentence.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Insight {
    /// The stage and the verdict, or that there is none.
    pub lead: String,
    /// How it compares; empty without a verdict.
    pub facts: String,
    /// Why, and what it would bring to be as before; empty where neither is known.
    pub effect: String,
    /// The stage, the words of the button that lists what is in hand there.
    pub see: Option<(StageId, String)>,
}

/// What follows from the verdicts on stages.
pub(super) fn insight(
    load: &Load<'_>,
    figures: &FunnelOfScope,
    found: &Bottlenecks,
    shown: &[StageShown],
) -> Insight {
    let main = found.main.and_then(|at| {
        let finding = found.stages.get(at)?;
        Some((figures.stages.get(at)?, finding, finding.verdict?, shown.get(at)?))
    });
    let Some((row, finding, verdict, stage)) = main else {
        let key = if !judged(figures.rule) {
            "funnel-insight-not-judged"
        } else if figures.stages.iter().all(|row| beside(row).is_none()) {
            "funnel-insight-no-past"
        } else {
            "funnel-insight-none"
        };
        return Insight { lead: load.tr.text(key), ..Insight::default() };
    };
    let key = match verdict.evidence {
        Evidence::Flag => "funnel-insight-flag",
        _ => "funnel-insight-watch",
    };
    let share = show::chance(verdict.probability);
    let args = [("step", stage.step.as_str().into()), ("share", share.into())];
    let see = (row.open > 0).then(|| (row.stage, load.count("funnel-insight-see", row.open)));
    Insight {
        lead: load.tr.with(key, &args),
        facts: facts(load, row, &verdict),
        effect: effect(load, row, finding, verdict.against),
        see,
    }
}

/// The rate and the stay beside those of before.
fn facts(load: &Load<'_>, row: &StageRow, verdict: &Verdict) -> String {
    let before = before(load, verdict.against);
    let share = |k: u64, n: u64| rate_percent(k as f64 / n.max(1) as f64);
    let (own, then) = (verdict.own, verdict.beside);
    let args = [
        ("rate", share(own.k, own.n).into()),
        ("count", fraction(own.k, own.n).into()),
        ("before", before.clone().into()),
        ("then", share(then.k, then.n).into()),
        ("past", fraction(then.k, then.n).into()),
    ];
    let rate = load.tr.with("funnel-insight-rate", &args);
    let days = beside(row).and_then(|(_, past)| row.median_days.zip(past.median_days));
    let Some((now, then)) = days else { return rate };
    let args = [
        ("days", days_text(now).into()),
        ("before", before.into()),
        ("then", days_text(then).into()),
    ];
    let stay = load.tr.with("funnel-insight-stay", &args);
    joined(load.tr, &[rate, stay])
}

/// Why deals were lost there, and what it would bring to be as before.
fn effect(load: &Load<'_>, row: &StageRow, finding: &StageFinding, against: Against) -> String {
    let mut sentences = vec![];
    let mut reasons: Vec<_> = row.losses.iter().map(|(reason, n)| (*n, *reason)).collect();
    reasons.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let named: Vec<String> = reasons
        .into_iter()
        .take(REASONS)
        .map(|(n, reason)| {
            let name = load.tr.text(reason_key(Some(reason), false));
            load.count_with("funnel-insight-reason", n, &[("reason", name.into())])
        })
        .collect();
    if !named.is_empty() {
        let list = joined(load.tr, &named);
        sentences.push(load.tr.with("funnel-insight-reasons", &[("list", list.into())]));
    }
    if let Some(lift) = finding.lift.filter(|lift| lift.wins > 0.0) {
        let before = before(load, against);
        // Whole deals: less than one is said so.
        let wins = if lift.wins < 1.0 { 0 } else { lift.wins.round() as u64 };
        let mut args = vec![("before", FluentValue::from(before))];
        let key = match lift.amount {
            Some(fen) => {
                let amount = money(load.tr.language(), fen.round() as i64, MoneyStyle::Full);
                args.push(("amount", amount.into()));
                "funnel-insight-lift"
            }
            None => "funnel-insight-lift-count",
        };
        sentences.push(load.count_with(key, wins, &args));
    }
    sentences.join(if load.tr.language() == Language::Chinese { "" } else { " " })
}

fn before(load: &Load<'_>, against: Against) -> String {
    load.tr.text(match against {
        Against::YearBefore => "funnel-insight-year-before",
        Against::WindowBefore | Against::Others => "funnel-insight-window-before",
    })
}
