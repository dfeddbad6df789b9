//! How coaching is written, on its pages, on paper and on the command line: kinds, days, figures that were
//! kept, and what may be said of an effect.

use chrono::NaiveDate;

use crate::domain::behaviour::{COMPARISON, Refusal, Sample};
use crate::domain::coaching::reading::{Direction, Unclear, Verdict};
use crate::domain::ids::{PersonId, StageId};
use crate::domain::period::Period;
use crate::i18n::{DASH, FluentValue, Tr, day_beside, number, percent, period_label, pt};
use crate::metrics::coaching::log::Due;
use crate::metrics::coaching::seen::SeenStep;
use crate::metrics::coaching::weekly::Weekly;
use crate::metrics::symptom::Subject;
use crate::metrics::{MetricId, Unit, show};
use crate::store::directory::Directory;
use crate::store::records::{Against, Coaching, CoachingKind, CoachingSymptom, EventPhase};

/// Why somebody is coached.
pub fn kind(tr: &Tr, kind: CoachingKind) -> String {
    tr.text(match kind {
        CoachingKind::OneToOne => "log-kind-one-to-one",
        CoachingKind::Visit => "log-kind-visit",
        CoachingKind::NewHire => "log-kind-new-hire",
        CoachingKind::LowPerformer => "log-kind-low-performer",
        CoachingKind::Event => "log-kind-event",
    })
}

/// When about an event somebody is coached.
pub fn phase(tr: &Tr, phase: EventPhase) -> String {
    tr.text(match phase {
        EventPhase::Before => "log-phase-before",
        EventPhase::During => "log-phase-during",
        EventPhase::After => "log-phase-after",
    })
}

/// How it stands with an action: `今天到期`, `剩2天`, `逾期3天`, `已完成`.
pub fn due(tr: &Tr, due: Due) -> String {
    let with = |key: &str, n: i64| tr.with(key, &[("n", n.into())]);
    match due {
        Due::Late(days) => with("log-due-late", days),
        Due::Today => tr.text("log-due-today"),
        Due::Left(days) => with("log-due-left", days),
        Due::Done(_) => tr.text("log-due-done"),
    }
}

/// Who coached: one of the organisation, else who wrote it down.
pub fn coach(directory: &Directory, coaching: &Coaching) -> String {
    match coaching.coach_id {
        Some(coach) => directory.person_name(coach).to_owned(),
        None => coaching.by_name.clone(),
    }
}

/// Who is to do something that was agreed: whom it names, else who coached.
pub fn owner(directory: &Directory, owner: Option<PersonId>, coaching: &Coaching) -> String {
    match owner {
        Some(owner) => directory.person_name(owner).to_owned(),
        None => coach(directory, coaching),
    }
}

/// The name of a stage.
pub fn stage(directory: &Directory, tr: &Tr, stage: StageId) -> String {
    show::stage_name(directory, tr, Some(stage))
}

/// The name of a step of a visit.
pub fn step_name(step: &SeenStep, tr: &Tr) -> String {
    tr.own(&step.name, &step.name_en).to_owned()
}

/// The score of a sheet, which is kept in tenths: `53.1`; a dash where there is none.
pub fn tenths(tenths: Option<i64>) -> String {
    tenths.map_or_else(|| DASH.to_owned(), |tenths| format!("{}.{}", tenths / 10, tenths % 10))
}

/// A figure that was kept, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// What it is: `赢单率`, `方案报价转化率`, `价值量化`.
    pub name: String,
    /// How much, with its cases: `50.0%（n=2）`.
    pub own: String,
    /// Beside what it stood: `团队 25.0%（n=4）`; empty where nothing did.
    pub beside: String,
    /// Of when it is: `2025年四季度，截至 11-18`.
    pub when: String,
    /// What it is put down to; empty where nobody said so.
    pub cause: String,
}

impl Told {
    /// All of it in a line; of one without a figure the cause alone.
    pub fn line(&self, tr: &Tr) -> String {
        let figure = format!("{} {}", self.name, self.own);
        let parts = [figure.trim(), self.beside.as_str(), self.when.as_str(), self.cause.as_str()];
        joined(tr, &parts)
    }
}

/// Parts of a sentence in a row, those that say something.
pub fn joined(tr: &Tr, parts: &[&str]) -> String {
    tr.joined(parts)
}

/// What a figure is of.
pub fn subject(directory: &Directory, tr: &Tr, subject: &Subject, name: Option<&str>) -> String {
    match subject {
        Subject::Metric(metric) => tr.text(&metric.label_key()),
        Subject::Stage(id) => {
            let name = stage(directory, tr, *id);
            tr.with("log-symptom-stage", &[("name", name.into())])
        }
        Subject::Step(word) => name.unwrap_or(word).to_owned(),
    }
}

/// A value of what a figure is of, without its cases.
pub fn value(tr: &Tr, subject: &Subject, value: Option<i64>) -> String {
    let Some(value) = value else { return tr.text("unknown") };
    match subject {
        Subject::Metric(metric) => show::full(tr, *metric, value),
        Subject::Stage(_) => percent(value),
        Subject::Step(_) => tr.with("log-symptom-level", &[("n", value.into())]),
    }
}

/// A value with its cases: `50.0%（n=2）`.
pub fn with_sample(tr: &Tr, value: &str, sample: i64) -> String {
    tr.with("log-with-sample", &[("value", value.into()), ("n", number(sample).into())])
}

/// A figure that was kept, in words; one that names something unknown is told by its cause alone.
pub fn told(directory: &Directory, tr: &Tr, kept: &CoachingSymptom, today: NaiveDate) -> Told {
    let cause = kept.cause.as_deref().unwrap_or_default();
    let cause = match (cause.is_empty(), kept.guess) {
        (true, _) => String::new(),
        (false, true) => tr.with("log-symptom-guess", &[("cause", cause.into())]),
        (false, false) => tr.with("log-symptom-cause", &[("cause", cause.into())]),
    };
    let of = kept.subject_kind.zip(kept.subject.as_deref());
    let Some(of) = of.and_then(|(kind, text)| Subject::parse(kind, text)) else {
        return Told { cause, ..Told::default() };
    };
    let own = value(tr, &of, kept.value);
    let beside = kept.against.map(|against| {
        let value = value(tr, &of, kept.against_value);
        match against {
            Against::Team => {
                let said = with_sample(tr, &value, kept.against_sample.unwrap_or_default());
                tr.with("log-symptom-team", &[("value", said.into())])
            }
            Against::Post => tr.with("log-symptom-post", &[("value", value.into())]),
        }
    });
    let period = kept.period.as_deref().and_then(Period::parse);
    let period = period.map(|period| period_label(tr, period)).unwrap_or_default();
    let frozen = kept
        .frozen_on
        .map(|day| tr.with("log-symptom-as-of", &[("day", day_beside(tr, day, today).into())]));
    Told {
        name: subject(directory, tr, &of, kept.name.as_deref()),
        own: with_sample(tr, &own, kept.sample.unwrap_or_default()),
        beside: beside.unwrap_or_default(),
        when: joined(tr, &[&period, frozen.as_deref().unwrap_or_default()]),
        cause,
    }
}

/// What became of a metric, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EffectWords {
    /// The metric.
    pub name: String,
    /// Which weeks were looked at.
    pub days: String,
    /// The four lines in their order: what each is, and what it says or why it says nothing.
    pub lines: [(String, String); 4],
    /// What may be said, and never more.
    pub verdict: String,
    /// How that is to be taken.
    pub standing: Standing,
}

/// How an effect is to be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// All lines point to the better.
    Better,
    /// All lines point to the worse.
    Worse,
    /// Nothing can be said.
    Open,
    /// There is too little to say anything by.
    TooFew,
}

impl Standing {
    /// That of an effect: which way is better is a property of the metric.
    pub fn of(found: &Weekly) -> Self {
        match found.reading.verdict {
            Verdict::TooFew { .. } => Self::TooFew,
            Verdict::Inconclusive(_) => Self::Open,
            Verdict::SameDirection(direction) => {
                let less = direction == Direction::Down;
                if less == found.metric.less_is_better() { Self::Better } else { Self::Worse }
            }
        }
    }

    /// The word on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Better => "better",
            Self::Worse => "worse",
            Self::Open => "inconclusive",
            Self::TooFew => "too_few",
        }
    }
}

/// What became of a metric, in words.
pub fn effect(tr: &Tr, found: &Weekly, today: NaiveDate) -> EffectWords {
    let (metric, reading) = (found.metric, &found.reading);
    let mean = |value: f64| mean_text(tr, metric, value);
    let diff = |value: f64| difference(tr, metric, value);
    let weeks = |values: &[f64]| FluentValue::from(whole(values.len()));
    let level = format!("{:.0}%", COMPARISON * 100.0);
    let change = reading.change.map(|change| {
        let args = [
            ("before", mean(change.before).into()),
            ("n", weeks(&found.before)),
            ("after", mean(change.after).into()),
            ("m", weeks(&found.after)),
            ("diff", diff(change.diff).into()),
            ("level", level.as_str().into()),
            ("lo", diff(change.interval.lo).into()),
            ("hi", diff(change.interval.hi).into()),
        ];
        tr.with("effect-change-text", &args)
    });
    let rebound = reading.rebound.map(|rebound| {
        let args =
            [("expected", mean(rebound.expected).into()), ("beyond", diff(rebound.beyond).into())];
        tr.with("effect-rebound-text", &args)
    });
    let against = reading.against.map(|against| {
        let args = [
            ("m", whole(against.peers).into()),
            ("usual", diff(against.usual).into()),
            ("effect", diff(against.effect).into()),
            ("level", level.as_str().into()),
            ("lo", diff(against.interval.lo).into()),
            ("hi", diff(against.interval.hi).into()),
        ];
        tr.with("effect-peers-text", &args)
    });
    let chance = reading.chance.map(|chance| {
        let args = [
            ("p", format!("{:.2}", chance.p()).into()),
            ("least", format!("{:.2}", chance.smallest_p()).into()),
        ];
        tr.with("effect-chance-text", &args)
    });
    let said = |key: &str, line: Result<String, Refusal>| {
        (tr.text(key), line.unwrap_or_else(|why| refusal(tr, why)))
    };
    let standing = Standing::of(found);
    EffectWords {
        name: tr.text(&metric.label_key()),
        days: effect_days(tr, found, today),
        lines: [
            said("effect-change", change),
            said("effect-rebound", rebound),
            said("effect-peers", against),
            said("effect-chance", chance),
        ],
        verdict: verdict(tr, reading.verdict, standing),
        standing,
    }
}

/// Which weeks were looked at.
fn effect_days(tr: &Tr, found: &Weekly, today: NaiveDate) -> String {
    let span = |key: &str, days: Option<(NaiveDate, NaiveDate)>| {
        days.map_or_else(String::new, |(from, to)| {
            let args = [
                ("from", day_beside(tr, from, today).into()),
                ("to", day_beside(tr, to, today).into()),
            ];
            tr.with(key, &args)
        })
    };
    let before = span("effect-days-before", found.before_days);
    let after = span("effect-days-after", found.after_days);
    joined(tr, &[&before, &after])
}

fn verdict(tr: &Tr, verdict: Verdict, standing: Standing) -> String {
    match verdict {
        Verdict::TooFew { of, have, need } => too_few(tr, of, have, need),
        Verdict::Inconclusive(Unclear::HoldsZero) => tr.text("effect-holds-zero"),
        Verdict::Inconclusive(Unclear::Disagree) => tr.text("effect-disagree"),
        Verdict::Inconclusive(Unclear::Unknown(why)) => {
            tr.with("effect-unknown", &[("why", refusal(tr, why).into())])
        }
        Verdict::SameDirection(_) if standing == Standing::Better => tr.text("effect-better"),
        Verdict::SameDirection(_) => tr.text("effect-worse"),
    }
}

/// Why there is no number.
fn refusal(tr: &Tr, why: Refusal) -> String {
    match why {
        Refusal::TooFew { of, have, need } => too_few(tr, of, have, need),
        Refusal::NoSpread => tr.text("effect-no-spread"),
        Refusal::BadParameter
        | Refusal::InBoth
        | Refusal::NotBefore
        | Refusal::NotFinite
        | Refusal::Tied
        | Refusal::TooMany { .. }
        | Refusal::Uncountable { .. } => tr.text("effect-cannot"),
    }
}

/// `样本不足(同伴人数=3,至少4)`.
fn too_few(tr: &Tr, of: Sample, have: usize, need: usize) -> String {
    let of = tr.text(match of {
        Sample::Before => "effect-of-before",
        Sample::After => "effect-of-after",
        Sample::Peers => "effect-of-peers",
        Sample::Team | Sample::Top | Sample::Others | Sample::Done | Sample::LeftOut => {
            "effect-of-team"
        }
    });
    let args = [("of", of.into()), ("have", whole(have).into()), ("need", whole(need).into())];
    tr.with("effect-few", &args)
}

/// A mean of weeks in the unit of a metric; counts and days keep a decimal.
fn mean_text(tr: &Tr, metric: MetricId, value: f64) -> String {
    match metric.unit() {
        Unit::Fen | Unit::BasisPoints => show::full(tr, metric, value.round() as i64),
        Unit::Count => format!("{value:.1}"),
        Unit::Days => tr.with("days", &[("n", format!("{value:.1}").into())]),
    }
}

/// A difference of such means, with its sign: `+1.3`, `−2.5天`, `+6 pt`.
fn difference(tr: &Tr, metric: MetricId, value: f64) -> String {
    if metric.unit() == Unit::BasisPoints {
        return pt(value.round() as i64);
    }
    let sign = if value < 0.0 { "−" } else { "+" };
    format!("{sign}{}", mean_text(tr, metric, value.abs()))
}

/// A count of things as words take it.
fn whole(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::coaching::reading::{Facts, read};
    use crate::domain::coaching::rebound::Usual;
    use crate::i18n::Language;

    const BEFORE: [f64; 6] = [8.0, 9.0, 7.0, 8.0, 8.0, 9.0];
    const AFTER: [f64; 6] = [11.0, 12.0, 10.0, 11.0, 9.0, 12.0];
    const PEERS: [f64; 9] = [0.5, -0.3, 1.1, 0.2, 0.9, -0.6, 0.4, 0.8, 0.1];

    fn found(metric: MetricId, after: &[f64]) -> Weekly {
        let usual = Ok(Usual { mean: 10.0, correlation: 0.6 });
        let reading = read(&Facts { before: &BEFORE, after, usual, peers: &PEERS });
        Weekly {
            metric,
            before: BEFORE.to_vec(),
            after: after.to_vec(),
            peers: vec![],
            reading,
            before_days: None,
            after_days: None,
        }
    }

    #[test]
    fn the_clearest_case_is_weak_evidence_and_less_may_be_better() {
        let today = NaiveDate::from_ymd_opt(2025, 11, 18).unwrap();
        for language in Language::ALL {
            let tr = Tr::new(language);
            let said = |metric, after: &[f64]| effect(&tr, &found(metric, after), today);
            let better = said(MetricId::DealsWon, &AFTER);
            assert_eq!(
                (better.standing, better.verdict),
                (Standing::Better, tr.text("effect-better"))
            );
            let worse = said(MetricId::DealsLost, &AFTER);
            assert_eq!((worse.standing, worse.verdict), (Standing::Worse, tr.text("effect-worse")));
            // With nine peers no chance is below one in ten, and that stands there.
            assert!(better.lines[3].1.matches("0.10").count() == 2, "{}", better.lines[3].1);
            let few = said(MetricId::DealsWon, &AFTER[..3]);
            assert_eq!(few.standing, Standing::TooFew);
            assert!(few.verdict.contains('3') && few.verdict.contains('4'), "{}", few.verdict);
            let open = said(MetricId::DealsWon, &[8.0, 9.0, 7.0, 8.0]);
            assert_eq!(open.standing, Standing::Open);
        }
    }

    #[test]
    fn differences_have_a_sign_and_means_a_decimal() {
        let tr = Tr::new(Language::Chinese);
        for (metric, value, said) in [
            (MetricId::DealsWon, 1.25, "+1.2"),
            (MetricId::DealsWon, -0.5, "−0.5"),
            (MetricId::WinRate, 613.0, "+6 pt"),
            (MetricId::SignedAmount, -12_000_000.0, "−¥12.0万"),
            (MetricId::CycleDays, 2.5, "+2.5天"),
        ] {
            assert_eq!(difference(&tr, metric, value), said, "{metric:?}");
        }
        assert_eq!(tenths(Some(531)), "53.1");
        assert_eq!(tenths(None), DASH);
    }
}
