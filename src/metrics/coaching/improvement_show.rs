//! How improvement plans are written: their causes and objectives, and whether a check point found what it
//! asked for.

use crate::domain::money::div_round;
use crate::domain::period::Period;
use crate::domain::stats::rational::Rational;
use crate::i18n::{DASH, MoneyStyle, Tr, money, number, percent, period_label};
use crate::metrics::coaching::improvement::{Now, Stand};
use crate::metrics::show::{self, score};
use crate::metrics::symptom::Subject;
use crate::store::records::{
    Against, CheckVerdict, CoachingSymptom, ImprovementObjective, ImprovementPoint, PlanOutcome,
    PlanUnit, Reached, SubjectKind,
};

/// What a check point found of an objective.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// 做到.
    Met,
    /// 部分, of words.
    Partly,
    /// 未做到.
    NotMet,
    /// 样本少: it was looked at, and nothing could be said.
    Unknown,
    /// 不设: nothing is asked for by then.
    NotAsked,
    /// It was not looked at yet.
    Open,
}

impl Reach {
    /// The word on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Partly => "partly",
            Self::NotMet => "not_met",
            Self::Unknown => "unknown",
            Self::NotAsked => "not_asked",
            Self::Open => "open",
        }
    }

    /// The key of its text in the words.
    pub const fn label_key(self) -> &'static str {
        match self {
            Self::Met => "improvement-reach-met",
            Self::Partly => "improvement-reach-partly",
            Self::NotMet => "improvement-reach-not-met",
            Self::Unknown => "improvement-reach-unknown",
            Self::NotAsked => "improvement-reach-not-asked",
            Self::Open => "improvement-reach-open",
        }
    }
}

/// What is asked for at a check point: a figure, or words; of the last one, where it says nothing itself, what
/// is to be reached in the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// A figure.
    Figure(i64),
    /// Words.
    Words(String),
    /// Nothing.
    Nothing,
}

/// What is asked of an objective at the check point of a place, from 0.
pub fn asked(stand: &Stand, at: usize) -> Asked {
    let own = stand.points.get(at).and_then(Option::as_ref);
    let last = at + 1 == stand.points.len();
    let record = &stand.record;
    let target = own.and_then(|point| point.target).or(record.target.filter(|_| last));
    let words = own.and_then(|point| point.target_words.clone());
    let words = words.or_else(|| record.target_words.clone().filter(|_| last));
    match (target, words) {
        (Some(target), _) => Asked::Figure(target),
        (None, Some(words)) => Asked::Words(words),
        (None, None) => Asked::Nothing,
    }
}

/// Whether a check point that took place found what it asked for.
pub fn reach(stand: &Stand, at: usize, held: bool) -> Reach {
    if !held {
        return Reach::Open;
    }
    let found = stand.points.get(at).and_then(Option::as_ref);
    let (asked, record) = (asked(stand, at), &stand.record);
    match (asked, found) {
        (Asked::Nothing, _) => Reach::NotAsked,
        (Asked::Words(_), found) => match found.and_then(|point| point.reached) {
            Some(Reached::Yes) => Reach::Met,
            Some(Reached::Partly) => Reach::Partly,
            Some(Reached::No) => Reach::NotMet,
            None => Reach::Unknown,
        },
        (Asked::Figure(asked), found) => match found.and_then(|point| point.actual) {
            None => Reach::Unknown,
            Some(actual) if less_is_better(record) == (actual <= asked) || actual == asked => {
                Reach::Met
            }
            Some(_) => Reach::NotMet,
        },
    }
}

/// Whether an objective is reached by going down.
pub fn less_is_better(record: &ImprovementObjective) -> bool {
    record.target.zip(record.baseline).is_some_and(|(target, baseline)| target < baseline)
}

/// A figure in the unit of an objective.
pub fn figure(tr: &Tr, unit: PlanUnit, value: i64) -> String {
    match unit {
        PlanUnit::Fen => money(tr.language(), value, MoneyStyle::Full),
        PlanUnit::Count => number(value),
        PlanUnit::BasisPoints => percent(value),
        PlanUnit::Days => tr.with("days", &[("n", value.into())]),
        PlanUnit::Level => score(value),
    }
}

/// What is asked for in words: `≥ 60.0%`, `≤ 5天`, `每次都约`.
pub fn asked_text(tr: &Tr, record: &ImprovementObjective, asked: &Asked) -> String {
    match (asked, record.unit) {
        (Asked::Figure(target), Some(unit)) => {
            let sign = if less_is_better(record) { "≤" } else { "≥" };
            format!("{sign} {}", figure(tr, unit, *target))
        }
        (Asked::Words(words), _) => words.clone(),
        (Asked::Nothing, _) | (Asked::Figure(_), None) => tr.text("improvement-reach-not-asked"),
    }
}

/// The baseline with its cases.
pub fn baseline(tr: &Tr, record: &ImprovementObjective) -> String {
    match (record.unit, record.baseline) {
        (Some(unit), Some(value)) => {
            with_sample(tr, figure(tr, unit, value), record.baseline_sample)
        }
        _ => record.baseline_words.clone().unwrap_or_else(|| DASH.to_owned()),
    }
}

/// What is to be reached in the end.
pub fn target(tr: &Tr, record: &ImprovementObjective) -> String {
    match (record.target, &record.target_words) {
        (Some(target), _) => asked_text(tr, record, &Asked::Figure(target)),
        (None, Some(words)) => words.clone(),
        (None, None) => DASH.to_owned(),
    }
}

/// How an objective stands, with its cases.
pub fn now(tr: &Tr, record: &ImprovementObjective, now: &Now) -> String {
    match (record.unit, now.value, now.reached) {
        (Some(unit), Some(value), _) => with_sample(tr, figure(tr, unit, value), now.sample),
        (None, _, Some(reached)) => tr.text(reached_key(reached)),
        _ => DASH.to_owned(),
    }
}

/// What a check point found, with its cases; empty where it found nothing.
pub fn found(tr: &Tr, record: &ImprovementObjective, point: &ImprovementPoint) -> String {
    match (record.unit, point.actual, point.reached) {
        (Some(unit), Some(value), _) => with_sample(tr, figure(tr, unit, value), point.sample),
        (None, _, Some(reached)) => tr.text(reached_key(reached)),
        _ => String::new(),
    }
}

fn with_sample(tr: &Tr, figure: String, sample: Option<i64>) -> String {
    match sample {
        Some(sample) => {
            let args = [("value", figure.into()), ("n", number(sample).into())];
            tr.with("improvement-sampled", &args)
        }
        None => figure,
    }
}

/// The key of whether words were reached.
pub const fn reached_key(reached: Reached) -> &'static str {
    match reached {
        Reached::Yes => "improvement-reach-met",
        Reached::Partly => "improvement-reach-partly",
        Reached::No => "improvement-reach-not-met",
    }
}

/// A share of the way, or the pace, in percent; a dash where it is unknown.
pub fn share(share: Option<Rational>) -> String {
    let bp = share.and_then(|share| share.round_to(4)).and_then(|bp| i64::try_from(bp).ok());
    bp.map_or_else(
        || DASH.to_owned(),
        |bp| format!("{}%", number(div_round(bp.into(), 100).unwrap_or_default())),
    )
}

/// The days by which a check point is called: those it was meant for, where a weekend moved it a little.
pub const fn check_days(after: i64) -> i64 {
    /// Every so many days there is one.
    const EVERY: i64 = 30;
    /// A weekend, with a day before or after it.
    const MOVED: i64 = 3;
    let meant = (after + EVERY / 2) / EVERY * EVERY;
    if meant > 0 && (after - meant).abs() <= MOVED { meant } else { after }
}

/// What a check point is called: 30天检查.
pub fn check_name(tr: &Tr, after: i64) -> String {
    tr.with("improvement-check-name", &[("days", number(check_days(after)).into())])
}

/// The key of what was said at a check point.
pub const fn verdict_key(verdict: CheckVerdict) -> &'static str {
    match verdict {
        CheckVerdict::Continue => "improvement-verdict-continue",
        CheckVerdict::Adjust => "improvement-verdict-adjust",
        CheckVerdict::Finish => "improvement-verdict-finish",
    }
}

/// The key of how a plan ended.
pub const fn outcome_key(outcome: PlanOutcome) -> &'static str {
    match outcome {
        PlanOutcome::Met => "improvement-outcome-met",
        PlanOutcome::Partly => "improvement-outcome-partly",
        PlanOutcome::NotMet => "improvement-outcome-not-met",
        PlanOutcome::Stopped => "improvement-outcome-stopped",
    }
}

/// The cause, and the figure behind it.
pub fn cause(tr: &Tr, symptom: &CoachingSymptom) -> [String; 2] {
    let said = symptom.cause.clone().unwrap_or_default();
    let said =
        if symptom.guess { tr.with("improvement-guess", &[("cause", said.into())]) } else { said };
    let (Some(kind), Some(word)) = (symptom.subject_kind, &symptom.subject) else {
        return [said, tr.text("improvement-no-figure")];
    };
    let subject = Subject::parse(kind, word);
    let name = match &subject {
        Some(Subject::Metric(metric)) => tr.text(&metric.label_key()),
        _ => symptom.name.clone().unwrap_or_else(|| word.clone()),
    };
    let value = |value: Option<i64>, sample: Option<i64>| {
        let Some(value) = value else { return DASH.to_owned() };
        let shown = match (&subject, kind) {
            (Some(Subject::Metric(metric)), _) => show::full(tr, *metric, value),
            (_, SubjectKind::Stage) => percent(value),
            _ => number(value),
        };
        match sample.filter(|sample| *sample > 0) {
            Some(n) => {
                let args = [("value", shown.into()), ("n", number(n).into())];
                tr.with("improvement-sampled", &args)
            }
            None => shown,
        }
    };
    let period = symptom.period.as_deref().and_then(Period::parse);
    let period = period.map_or_else(String::new, |period| period_label(tr, period));
    let own = value(symptom.value, symptom.sample);
    let beside = match symptom.against {
        Some(Against::Team) => "improvement-against-team",
        Some(Against::Post) => "improvement-against-post",
        None => "improvement-against-none",
    };
    let args = [
        ("name", name.into()),
        ("period", period.into()),
        ("value", own.into()),
        ("other", value(symptom.against_value, symptom.against_sample).into()),
    ];
    [said, tr.with(beside, &args)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{
        ImprovementCheckId, ImprovementObjectiveId, ImprovementPlanId, ImprovementPointId,
    };

    #[test]
    fn a_check_point_that_a_weekend_moved_keeps_its_name() {
        for (after, called) in [(30, 30), (88, 90), (91, 90), (45, 45), (14, 14), (2, 2), (0, 0)] {
            assert_eq!(check_days(after), called, "{after}");
        }
    }

    fn stand(unit: Option<PlanUnit>, baseline: i64, target: i64) -> Stand {
        let figures = unit.is_some();
        let record = ImprovementObjective {
            id: ImprovementObjectiveId(1),
            plan_id: ImprovementPlanId(1),
            position: 1,
            name: "报价前填核查表".to_owned(),
            metric: None,
            unit,
            weight: 10_000,
            baseline: Some(baseline).filter(|_| figures),
            baseline_sample: None,
            baseline_period: None,
            target: Some(target).filter(|_| figures),
            baseline_words: (!figures).then(|| "多半没有".to_owned()),
            target_words: (!figures).then(|| "每次都约".to_owned()),
            since: "2025-10-20".parse().unwrap(),
            ended_on: None,
            end_reason: None,
        };
        Stand { record, points: vec![None, None], now: Now::default(), share: None }
    }

    fn point(target: Option<i64>, actual: Option<i64>) -> Option<ImprovementPoint> {
        Some(ImprovementPoint {
            id: ImprovementPointId(1),
            objective_id: ImprovementObjectiveId(1),
            check_id: ImprovementCheckId(1),
            target,
            target_words: None,
            actual,
            sample: None,
            period: None,
            reached: None,
            said: None,
        })
    }

    #[test]
    fn the_last_check_point_asks_for_the_end_and_less_may_be_better() {
        let mut more = stand(Some(PlanUnit::BasisPoints), 1_400, 9_000);
        assert_eq!((asked(&more, 0), asked(&more, 1)), (Asked::Nothing, Asked::Figure(9_000)));
        more.points = vec![point(Some(6_000), Some(6_000)), point(None, Some(8_999))];
        assert_eq!((reach(&more, 0, true), reach(&more, 1, true)), (Reach::Met, Reach::NotMet));
        assert_eq!(reach(&more, 1, false), Reach::Open);
        let mut less = stand(Some(PlanUnit::Days), 8, 2);
        less.points = vec![point(Some(5), Some(4)), point(None, Some(3))];
        assert_eq!((reach(&less, 0, true), reach(&less, 1, true)), (Reach::Met, Reach::NotMet));
        less.points = vec![point(Some(5), None), None];
        assert_eq!(
            (reach(&less, 0, true), reach(&less, 1, true)),
            (Reach::Unknown, Reach::Unknown)
        );
    }

    #[test]
    fn words_are_reached_partly() {
        let mut words = stand(None, 0, 0);
        assert_eq!(asked(&words, 1), Asked::Words("每次都约".to_owned()));
        assert_eq!(reach(&words, 0, true), Reach::NotAsked);
        let said = |reached| point(None, None).map(|point| ImprovementPoint { reached, ..point });
        for (reached, expected) in [
            (Some(Reached::Yes), Reach::Met),
            (Some(Reached::Partly), Reach::Partly),
            (Some(Reached::No), Reach::NotMet),
            (None, Reach::Unknown),
        ] {
            words.points = vec![None, said(reached)];
            assert_eq!(reach(&words, 1, true), expected);
        }
    }

    #[test]
    fn shares_are_whole_percents() {
        assert_eq!(share(Rational::new(2, 3)), "67%");
        assert_eq!(share(Some(Rational::ZERO)), "0%");
        assert_eq!(share(None), DASH);
    }
}
