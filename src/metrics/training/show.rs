//! How what is known of training is written: names in the language of the reader, hours, scores, levels.

use crate::domain::coaching::agreement::Verdict as Agreed;
use crate::domain::money::div_round;
use crate::domain::stats::rate::{Interval, MIN_CASES, Rate};
use crate::domain::training::attendance::Presence;
use crate::domain::training::effect::NoReturn;
use crate::domain::training::mean::{Mean, Verdict};
use crate::i18n::{DASH, FluentValue, Tr, number, rate_percent, short_day};
use crate::metrics::training::classes::Standing;
use crate::metrics::training::courses::Taught;
use crate::metrics::training::effect::NoMoney;
use crate::metrics::training::effect::results::{Kpi, Told};
use crate::metrics::{MetricId, Unit, show};
use crate::store::records::{
    ClassMark, ClassSession, EnrolmentState, Skill, TrainingForm, TrainingOutcome,
};
use crate::store::training::results;

pub use super::say::{TOPICS, course, topic_key};

/// All forms in the order of lists.
pub const FORMS: [TrainingForm; 7] = [
    TrainingForm::Classroom,
    TrainingForm::Online,
    TrainingForm::Drill,
    TrainingForm::RolePlay,
    TrainingForm::Case,
    TrainingForm::Reading,
    TrainingForm::OnTheJob,
];

/// All outcomes in the order of lists.
pub const OUTCOMES: [TrainingOutcome; 4] = [
    TrainingOutcome::Passed,
    TrainingOutcome::Failed,
    TrainingOutcome::Completed,
    TrainingOutcome::Incomplete,
];

/// The key of a form's name.
pub const fn form_key(form: TrainingForm) -> &'static str {
    match form {
        TrainingForm::Classroom => "courses-form-classroom",
        TrainingForm::Online => "courses-form-online",
        TrainingForm::Drill => "courses-form-drill",
        TrainingForm::RolePlay => "courses-form-role-play",
        TrainingForm::Case => "courses-form-case",
        TrainingForm::Reading => "courses-form-reading",
        TrainingForm::OnTheJob => "courses-form-on-the-job",
    }
}

/// A planned part of a class, by its day and hour: `09-11 13:30`.
pub fn session(tr: &Tr, session: &ClassSession) -> String {
    let day = short_day(tr, session.on_day);
    format!("{day} {}", session.begins.as_deref().unwrap_or_default()).trim_end().to_owned()
}

/// How something was taught.
pub fn taught(tr: &Tr, how: &Taught) -> String {
    match how {
        Taught::Known(form) => tr.text(form_key(*form)),
        Taught::Said(said) => said.clone(),
        Taught::Unsaid => tr.text("courses-form-unsaid"),
    }
}

/// The key of an outcome's name.
pub const fn outcome_key(outcome: TrainingOutcome) -> &'static str {
    match outcome {
        TrainingOutcome::Passed => "training-outcome-passed",
        TrainingOutcome::Failed => "training-outcome-failed",
        TrainingOutcome::Completed => "training-outcome-completed",
        TrainingOutcome::Incomplete => "training-outcome-incomplete",
    }
}

/// What came of a training: what its words mean in the reader's language, else the words.
pub fn outcome(tr: &Tr, words: Option<&str>) -> String {
    let words = words.unwrap_or_default();
    match results::outcome(words) {
        Some(outcome) => tr.text(outcome_key(outcome)),
        None => words.to_owned(),
    }
}

/// The key of whether somebody came.
pub const fn presence_key(presence: Option<Presence>) -> &'static str {
    match presence {
        Some(Presence::Full) => "classes-came-full",
        Some(Presence::Part) => "classes-came-part",
        Some(Presence::Excused) => "classes-came-excused",
        Some(Presence::Absent) => "classes-came-absent",
        None => "classes-came-unknown",
    }
}

/// The key of how a class stands.
pub const fn standing_key(standing: Standing) -> &'static str {
    match standing {
        Standing::Open => "classes-group-open",
        Standing::Coming => "classes-group-coming",
        Standing::Held => "classes-group-held",
        Standing::Cancelled => "classes-group-cancelled",
    }
}

/// The key of how somebody stands to a class.
pub const fn state_key(state: EnrolmentState) -> &'static str {
    match state {
        EnrolmentState::Enrolled => "classes-state-enrolled",
        EnrolmentState::Waiting => "classes-state-waiting",
        EnrolmentState::Withdrawn => "classes-state-withdrawn",
    }
}

/// The key of what is special about a class.
pub const fn mark_key(mark: ClassMark) -> &'static str {
    match mark {
        ClassMark::Mandatory => "classes-mark-mandatory",
        ClassMark::Focus => "classes-mark-focus",
    }
}

/// A skill in the language of the reader.
pub fn skill<'a>(tr: &Tr, skill: &'a Skill) -> &'a str {
    tr.own(&skill.name, &skill.name_en)
}

/// Ten-thousandths with at most one decimal, and none where it would be zero: hours, scores, days.
pub fn tenths(value: i64) -> String {
    let tenths = div_round(i128::from(value), 1_000).unwrap_or_default();
    let sign = if tenths < 0 && tenths > -10 { "−" } else { "" };
    match tenths % 10 {
        0 => number(tenths / 10),
        rest => format!("{sign}{}.{}", number(tenths / 10), rest.unsigned_abs()),
    }
}

/// As [`tenths`], or a dash where it is not known.
pub fn tenths_or_dash(value: Option<i64>) -> String {
    value.map_or_else(|| DASH.to_owned(), tenths)
}

/// A number with one decimal and a true minus; a plus where `signed`.
pub fn decimal(value: f64, signed: bool) -> String {
    let shown = format!("{:.1}", value.abs());
    let sign = match (value < 0.0 && shown != "0.0", signed && value > 0.0 && shown != "0.0") {
        (true, _) => "−",
        (_, true) => "+",
        _ => "",
    };
    format!("{sign}{shown}")
}

/// How well somebody did the trained steps, on the levels of the sheet: 1 to 5 of tenths of 0 to 100.
pub fn level(points: i64) -> String {
    tenths(points * 40 + 10_000)
}

/// An interval of numbers with one decimal.
pub fn interval(tr: &Tr, at: Interval, signed: bool) -> String {
    let args = [("lo", decimal(at.lo, signed).into()), ("hi", decimal(at.hi, signed).into())];
    tr.with("classes-interval", &args)
}

/// A rate with its cases: `169 / 316`.
pub fn cases(rate: &Rate) -> String {
    let whole = super::whole;
    format!("{} / {}", number(whole(rate.k)), number(whole(rate.n)))
}

/// The interval of a rate in percent: `77.2–100.0%`.
pub fn rate_interval(rate: &Rate) -> String {
    let least = rate_percent(rate.interval.lo);
    format!("{}–{}", least.trim_end_matches('%'), rate_percent(rate.interval.hi))
}

/// That there are too few cases to say anything; `None` where there are enough.
pub fn few(tr: &Tr, n: u64) -> Option<String> {
    let args = [("n", super::whole(n).into()), ("least", super::whole(MIN_CASES).into())];
    (n < MIN_CASES).then(|| tr.with("classes-few", &args))
}

/// What may be said of a mean against a limit, by the words for above, below and neither.
pub fn verdict(mean: Option<&Mean>, limit: f64, keys: [&'static str; 3]) -> &'static str {
    let [above, below, open] = keys;
    match mean.map(|mean| mean.against(limit)) {
        None => "classes-none",
        Some(Verdict::TooFew) => "classes-too-few",
        Some(Verdict::Above) => above,
        Some(Verdict::Below) => below,
        Some(Verdict::Open) => open,
    }
}

/// A change of a metric, in its unit.
pub fn change(tr: &Tr, metric: MetricId, value: f64) -> String {
    let sign = if value > 0.0 { "+" } else { "" };
    match metric.unit() {
        // Points of a rate, with one decimal.
        Unit::BasisPoints => {
            tr.with("classes-points", &[("n", decimal(value / 100.0, true).into())])
        }
        Unit::Count => decimal(value, true),
        Unit::Days => {
            let days = decimal(value, true);
            tr.with("classes-days", &[("n", days.into())])
        }
        Unit::Fen => {
            let shown = show::full(tr, metric, value.round() as i64);
            format!("{sign}{shown}")
        }
    }
}

/// A mean of a metric, in its unit.
pub fn mean(tr: &Tr, metric: MetricId, value: f64) -> String {
    match metric.unit() {
        Unit::Count => decimal(value, false),
        Unit::BasisPoints | Unit::Days | Unit::Fen => show::full(tr, metric, value.round() as i64),
    }
}

/// What may be said of the metric of a class, as a word.
pub const fn result_key(kpi: &Kpi) -> &'static str {
    match kpi.told() {
        Told::TooFew => "classes-too-few",
        Told::Open => "classes-result-open",
        Told::Unknown => "classes-result-unknown",
        Told::Better => "classes-result-better",
        Told::Worse => "classes-result-worse",
    }
}

/// Why no return on a class is given.
pub const fn no_money_key(why: NoMoney) -> &'static str {
    match why {
        NoMoney::Rule(NoReturn::NoBehaviour) => "classes-money-no-behaviour",
        NoMoney::Rule(NoReturn::TooFew) => "classes-money-too-few",
        NoMoney::Rule(NoReturn::NotNamed) => "classes-money-not-named",
        NoMoney::Rule(NoReturn::NoCost) => "classes-money-no-cost",
        NoMoney::NotMoney => "classes-money-not-money",
        NoMoney::Unclear => "classes-money-unclear",
    }
}

/// What follows from the agreement of two raters.
pub fn agreed(tr: &Tr, verdict: Agreed) -> String {
    match verdict {
        Agreed::TooFew { have, need } => {
            let args: [(&str, FluentValue<'_>); 2] =
                [("n", super::whole(have).into()), ("least", super::whole(need).into())];
            tr.with("classes-few", &args)
        }
        Agreed::NoSpread => tr.text("courses-raters-no-spread"),
        Agreed::Agree => tr.text("courses-raters-agree"),
        Agreed::Retrain => tr.text("courses-raters-retrain"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    #[test]
    fn numbers_have_a_decimal_where_it_says_something() {
        for (value, told) in [
            (70_000, "7"),
            (735_000, "73.5"),
            (0, "0"),
            (-500, "−0.1"),
            (-125_000, "−12.5"),
            (12_340_000, "1,234"),
        ] {
            assert_eq!(tenths(value), told, "{value}");
        }
        for (value, signed, told) in [
            (20.24, true, "+20.2"),
            (-3.0, true, "−3.0"),
            (0.04, true, "0.0"),
            (-0.04, false, "0.0"),
            (4.5, false, "4.5"),
        ] {
            assert_eq!(decimal(value, signed), told, "{value}");
        }
        // 51.5 of 100 is a little above the middle level.
        assert_eq!(
            (level(0).as_str(), level(515).as_str(), level(1_000).as_str()),
            ("1", "3.1", "5")
        );
    }

    #[test]
    fn few_cases_are_said() {
        for language in Language::ALL {
            let tr = Tr::new(language);
            let said = few(&tr, 6).unwrap();
            assert!(said.contains('6') && said.contains("10"), "{said}");
            assert_eq!(few(&tr, 10), None);
        }
    }
}
