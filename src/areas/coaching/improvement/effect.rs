//! Whether a plan helped, ready to draw: the four lines in their order, and what may be said of them.

use crate::areas::coaching::data::Load;
use crate::domain::behaviour::Refusal;
use crate::domain::coaching::reading::{Direction, Unclear, Verdict};
use crate::domain::stats::quantile::mean;
use crate::domain::stats::rate::Interval;
use crate::i18n::{DASH, MoneyStyle, Tr, money, number, percent};
use crate::metrics::behaviour::show::{decimal, kept, refusal};
use crate::metrics::coaching::effect::{Effect, WEEKS};
use crate::metrics::{MetricId, Unit};
use crate::store::coaching::plans::Plan;
use crate::ui::charts::whisker::Whisker;
use crate::ui::tokens::Tone;

/// What became of a metric.
#[derive(Clone, Debug, PartialEq)]
pub struct EffectRow {
    /// The objective.
    pub name: String,
    /// The mean before, with its weeks.
    pub before: String,
    /// The mean since.
    pub after: String,
    /// The raw change with its interval, or why there is none.
    pub change: String,
    /// What was to be expected without the plan, and what is beyond it.
    pub expected: String,
    /// The change beyond that of colleagues, with its interval.
    pub against: String,
    /// How often chance does it.
    pub chance: String,
    /// The intervals of the raw change and of that beyond colleagues, on one scale around zero.
    pub whiskers: [Option<Whisker>; 2],
    /// What may be said.
    pub verdict: String,
    /// How that is to be taken.
    pub tone: Tone,
}

/// How the lines are to be read.
pub(super) fn note(load: &Load<'_>) -> String {
    let weeks = number(i64::try_from(WEEKS).unwrap_or(i64::MAX));
    load.tr.with("improvement-effect-note", &[("weeks", weeks.into())])
}

/// Makes the row of an objective.
pub(super) fn row(load: &Load<'_>, plan: &Plan, effect: &Effect) -> EffectRow {
    let (tr, found) = (load.tr, &effect.found);
    let (metric, reading) = (found.metric, &found.reading);
    let name = plan.objectives.iter().find(|own| own.id == effect.objective);
    let sampled = |values: &[f64]| {
        let Some(mean) = mean(values) else { return DASH.to_owned() };
        let n = i64::try_from(values.len()).unwrap_or(i64::MAX);
        let args = [("value", amount(tr, metric, mean).into()), ("n", number(n).into())];
        tr.with("improvement-weeks", &args)
    };
    let peers = i64::try_from(found.peers.len()).unwrap_or(i64::MAX);
    let change = match &reading.change {
        Ok(change) => ranged(tr, metric, change.diff, change.interval),
        Err(why) => refusal(tr, why),
    };
    let expected = match &reading.rebound {
        Ok(rebound) => {
            let args = [
                ("expected", amount(tr, metric, rebound.expected).into()),
                ("beyond", signed(tr, metric, rebound.beyond).into()),
            ];
            tr.with("improvement-expected", &args)
        }
        Err(why) => refusal(tr, why),
    };
    let against = match &reading.against {
        Ok(against) => {
            let own = ranged(tr, metric, against.effect, against.interval);
            tr.with("improvement-peers", &[("value", own.into()), ("n", number(peers).into())])
        }
        Err(why) => refusal(tr, why),
    };
    let chance = match &reading.chance {
        Ok(chance) => {
            let whole = |n: u64| number(i64::try_from(n).unwrap_or(i64::MAX));
            let args = [
                ("extreme", whole(chance.extreme).into()),
                ("all", whole(chance.arrangements).into()),
                ("fewest", whole(chance.fewest).into()),
            ];
            tr.with("improvement-chance", &args)
        }
        Err(why) => refusal(tr, why),
    };
    let intervals = [
        reading.change.as_ref().ok().map(|own| (own.diff, own.interval)),
        reading.against.as_ref().ok().map(|own| (own.effect, own.interval)),
    ];
    let (verdict, tone) = verdict(tr, metric, reading.verdict);
    EffectRow {
        name: name.map(|own| own.name.clone()).unwrap_or_default(),
        before: sampled(&found.before),
        after: sampled(&found.after),
        change,
        expected,
        against,
        chance,
        whiskers: whiskers(intervals),
        verdict,
        tone,
    }
}

/// A mean in the unit of a metric.
pub(super) fn amount(tr: &Tr, metric: MetricId, value: f64) -> String {
    let tenths = || decimal(kept(value).unwrap_or_default(), 1);
    match metric.unit() {
        Unit::Fen => money(tr.language(), value.round() as i64, MoneyStyle::Full),
        Unit::BasisPoints => percent(value.round() as i64),
        Unit::Count => tenths(),
        Unit::Days => tr.with("improvement-days", &[("n", tenths().into())]),
    }
}

fn signed(tr: &Tr, metric: MetricId, value: f64) -> String {
    let plus = if value > 0.0 { "+" } else { "" };
    format!("{plus}{}", amount(tr, metric, value))
}

fn ranged(tr: &Tr, metric: MetricId, value: f64, at: Interval) -> String {
    let args = [
        ("value", signed(tr, metric, value).into()),
        ("low", signed(tr, metric, at.lo).into()),
        ("high", signed(tr, metric, at.hi).into()),
    ];
    tr.with("improvement-range", &args)
}

/// Intervals on one scale with zero in its middle.
fn whiskers(intervals: [Option<(f64, Interval)>; 2]) -> [Option<Whisker>; 2] {
    let ends = intervals.iter().flatten().flat_map(|(_, at)| [at.lo.abs(), at.hi.abs()]);
    let most = ends.fold(0.0_f64, f64::max);
    if most <= 0.0 {
        return [None, None];
    }
    let place = |value: f64| (0.5 + value / (2.0 * most)) as f32;
    intervals.map(|own| {
        own.map(|(mark, at)| Whisker {
            low: place(at.lo),
            mark: place(mark),
            high: place(at.hi),
            bench: Some(0.5),
            ..Whisker::default()
        })
    })
}

/// What may be said, and how it is to be taken: better or worse is for the metric to say.
fn verdict(tr: &Tr, metric: MetricId, verdict: Verdict) -> (String, Tone) {
    match verdict {
        Verdict::TooFew { of, have, need } => {
            (refusal(tr, &Refusal::TooFew { of, have, need }), Tone::Neutral)
        }
        Verdict::Inconclusive(Unclear::HoldsZero) => {
            (tr.text("improvement-verdict-zero"), Tone::Neutral)
        }
        Verdict::Inconclusive(Unclear::Disagree) => {
            (tr.text("improvement-verdict-disagree"), Tone::Neutral)
        }
        Verdict::Inconclusive(Unclear::Unknown(why)) => {
            let why = refusal(tr, &why);
            (tr.with("improvement-verdict-unclear", &[("why", why.into())]), Tone::Neutral)
        }
        Verdict::SameDirection(direction) => {
            let better = (direction == Direction::Down) == metric.less_is_better();
            let (key, tone) = if better {
                ("improvement-verdict-better", Tone::Accent)
            } else {
                ("improvement-verdict-worse", Tone::Warn)
            };
            (tr.text(key), tone)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    #[test]
    fn intervals_share_a_scale_with_zero_in_its_middle() {
        let at = |lo, hi| Interval { lo, hi };
        let [Some(one), Some(two)] =
            whiskers([Some((1.0, at(0.0, 2.0))), Some((-2.0, at(-4.0, 0.0)))])
        else {
            panic!("both are drawn");
        };
        assert_eq!((one.low, one.mark, one.high), (0.5, 0.625, 0.75));
        assert_eq!((two.low, two.high), (0.0, 0.5));
        assert_eq!(whiskers([None, None]), [None, None]);
    }

    #[test]
    fn no_word_is_a_proof_and_better_is_for_the_metric_to_say() {
        let tr = Tr::new(Language::Chinese);
        let down = Verdict::SameDirection(Direction::Down);
        assert_eq!(verdict(&tr, MetricId::CycleDays, down).1, Tone::Accent);
        assert_eq!(verdict(&tr, MetricId::SignedAmount, down).1, Tone::Warn);
        assert!(verdict(&tr, MetricId::CycleDays, down).0.contains('弱'));
    }
}
