//! 目标与达成, 漏斗症状, 报告与承诺.

use super::data::Maker;
use super::head::tone;
use crate::areas::organisation::people::DASH;
use crate::domain::ids::StageId;
use crate::domain::period::Period;
use crate::domain::stats::rate::MIN_CASES;
use crate::i18n::{
    Language, day_range, number, percent, period_label, rate_percent, share_percent, short_day,
};
use crate::metrics::Measured;
use crate::metrics::compared::{StepCompared, Verdict};
use crate::metrics::deals::Finding;
use crate::metrics::show;
use crate::metrics::submissions::promises::{self, Promise};
use crate::metrics::submissions::{Duty, Standing};
use crate::metrics::targets::progress::Line;
use crate::ui::charts::history::lines;
use crate::ui::charts::whisker::{Whisker, WhiskerKind};
use crate::ui::tokens::Tone;

/// Signed amount and target by quarter.
#[derive(Clone, Debug)]
pub(super) struct Goals {
    /// What the columns count.
    pub sub: String,
    /// The quarters, the oldest first.
    pub columns: Vec<GoalOf>,
    /// The lines across.
    pub lines: Vec<(f64, String)>,
    /// All of it in words.
    pub told: String,
    /// How the last quarter goes.
    pub sentence: String,
    /// By how much it is ahead or behind; empty where that cannot be told.
    pub verdict: (Tone, String),
}

/// A quarter.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct GoalOf {
    /// Its short name: `25Q4`.
    pub name: String,
    /// What was signed.
    pub below: String,
    /// The same, in the unit of the lines.
    pub value: Option<f64>,
    /// The target.
    pub target: Option<f64>,
    /// The share of it, or that there is none.
    pub said: String,
    /// How that is to be taken.
    pub tone: Tone,
    /// Whether it is not over.
    pub now: bool,
}

/// The fen of a unit of the lines: 万元, or a thousand yuan.
const fn unit(language: Language) -> f64 {
    match language {
        Language::Chinese => 1_000_000.0,
        Language::English => 100_000.0,
    }
}

/// Makes 目标与达成.
pub(super) fn goals(of: &Maker<'_>) -> Goals {
    let columns: Vec<GoalOf> =
        of.found.quarters.iter().map(|(period, line)| goal(of, *period, line)).collect();
    let most = columns.iter().flat_map(|column| [column.value, column.target]).flatten();
    let lines = lines(most.fold(0.0, f64::max));
    let lines = lines.into_iter().map(|value| (value, axis(value))).collect();
    let told: Vec<String> = columns
        .iter()
        .map(|column| format!("{} {} {}", column.name, column.below, column.said))
        .collect();
    let (sentence, verdict) = match of.found.quarters.last() {
        Some((period, line)) => pace(of, *period, line),
        None => (String::new(), (Tone::Neutral, String::new())),
    };
    let unit = of.unit();
    Goals {
        sub: of.with("organisation-profile-goals-sub", &[("unit", unit.into())]),
        columns,
        lines,
        told: of.joined(&told),
        sentence,
        verdict,
    }
}

/// The words of a line: whole, or with what it takes below one.
fn axis(value: f64) -> String {
    if value.fract() == 0.0 { number(value as i64) } else { format!("{value:.1}") }
}

fn goal(of: &Maker<'_>, period: Period, line: &Line) -> GoalOf {
    let name = match period {
        Period::Quarter(year, quarter) => format!("{:02}Q{quarter}", year.rem_euclid(100)),
        other => other.to_string(),
    };
    let actual = line.actual.as_ref().and_then(|actual| actual.value);
    let unit = unit(of.tr.language());
    let said = match (line.target, line.attainment()) {
        (None, _) => of.text("organisation-profile-unset"),
        (Some(_), Some(share)) => share_percent(share),
        (Some(_), None) => DASH.to_owned(),
    };
    GoalOf {
        name,
        below: actual.map_or_else(|| DASH.to_owned(), |fen| of.cell(fen)),
        value: actual.map(|fen| fen as f64 / unit),
        target: line.target.map(|target| target.base as f64 / unit),
        said,
        tone: line.status().map_or(Tone::Neutral, tone),
        now: line.days.left() > 0,
    }
}

/// How a quarter goes: `2025年四季度到 11-18：125.7 / 345.0，应到 169.7`, and `落后 44.0`.
fn pace(of: &Maker<'_>, period: Period, line: &Line) -> (String, (Tone, String)) {
    let none = (Tone::Neutral, String::new());
    let label = period_label(of.tr, period);
    let actual = line.actual.as_ref().and_then(|actual| actual.value);
    let day = short_day(of.tr, of.found.known.min(period.last_day()));
    let Some(actual) = actual else {
        let args = [("period", label.into())];
        return (of.with("organisation-profile-pace-no-data", &args), none);
    };
    let signed = of.cell(actual);
    let Some(target) = line.target else {
        let args = [("period", label.into()), ("day", day.into()), ("signed", signed.into())];
        return (of.with("organisation-profile-pace-unset", &args), none);
    };
    let due = line.due().map_or_else(|| DASH.to_owned(), |due| of.cell(due));
    let args = [
        ("period", label.into()),
        ("day", day.into()),
        ("signed", signed.into()),
        ("target", of.cell(target.base).into()),
        ("due", due.into()),
    ];
    let sentence = of.with("organisation-profile-pace", &args);
    let verdict = match (line.ahead(), line.status()) {
        (Some(ahead), Some(status)) => {
            let size = of.cell(ahead.saturating_abs());
            let key = if ahead < 0 {
                "organisation-profile-behind"
            } else {
                "organisation-profile-ahead"
            };
            let tone = if ahead < 0 { tone(status) } else { Tone::Good };
            (tone, of.with(key, &[("value", size.into())]))
        }
        _ => none,
    };
    (sentence, verdict)
}

/// The steps of the funnel beside the team's.
#[derive(Clone, Debug)]
pub(super) struct Symptoms {
    /// Of when, and beside whom.
    pub sub: String,
    /// The steps.
    pub rows: Vec<SymptomRow>,
    /// The step that is low: what it is, and how long deals stay; empty where none is.
    pub finding: Option<(String, String)>,
    /// How it is to be read.
    pub note: String,
    /// Whether nothing moved at all.
    pub empty: bool,
}

/// A step.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct SymptomRow {
    /// The stage it leads out of.
    pub name: String,
    /// All of it in words.
    pub told: String,
    /// How many advanced of how many.
    pub count: String,
    /// The estimate.
    pub whisker: Option<Whisker>,
    /// The share; a dash where there are too few.
    pub own: String,
    /// The team's.
    pub around: String,
    /// What is said of it.
    pub verdict: String,
    /// Whether it is low.
    pub low: bool,
    /// Whether there are too few to tell.
    pub few: bool,
}

/// Makes 漏斗症状.
pub(super) fn symptoms(of: &Maker<'_>) -> Symptoms {
    let steps = &of.found.steps;
    let names: Vec<String> = steps.iter().map(|step| stage(of, step.stage)).collect();
    let step_name = |at: usize| {
        let from = names.get(at).cloned().unwrap_or_default();
        let to = names.get(at + 1).cloned().unwrap_or_else(|| of.text("won"));
        of.with("organisation-profile-step", &[("from", from.into()), ("to", to.into())])
    };
    let rows = steps.iter().enumerate().map(|(at, step)| {
        let name = names.get(at).cloned().unwrap_or_default();
        symptom(of, step, name, &step_name(at))
    });
    // Of several the one that differs most.
    let differs = |step: &StepCompared| {
        step.own.zip(step.around).map_or(0.0, |(own, around)| around.rate - own.rate)
    };
    let low = steps.iter().enumerate().filter(|(_, step)| step.verdict == Some(Verdict::Low));
    let worst = low.max_by(|(_, a), (_, b)| differs(a).total_cmp(&differs(b)));
    let team = of.team(of.found.beside);
    let window = of.found.window;
    let [from, to] = day_range(of.tr, (window.start, window.end), of.today);
    let span = of.with("organisation-profile-window", &[("from", from.into()), ("to", to.into())]);
    let beside = if team.is_empty() {
        of.text("organisation-profile-beside-nobody")
    } else {
        of.with("organisation-profile-beside", &[("team", team.into())])
    };
    let own = match i64::try_from(of.found.own_model) {
        Ok(n) if n > 0 => {
            let args = [("n", n.into()), ("text", number(n).into())];
            of.with("organisation-profile-own-model", &args)
        }
        _ => String::new(),
    };
    Symptoms {
        sub: of.joined(&[span, beside, own]),
        rows: rows.collect(),
        finding: worst.map(|(at, step)| {
            let name = step_name(at);
            (of.with("organisation-profile-low", &[("step", name.into())]), stays(of, step))
        }),
        note: of.text("organisation-profile-symptoms-note"),
        empty: steps.iter().all(|step| step.own.is_none()),
    }
}

fn stage(of: &Maker<'_>, stage: StageId) -> String {
    show::stage_name(of.directory, of.tr, Some(stage))
}

fn symptom(of: &Maker<'_>, step: &StepCompared, name: String, whole: &str) -> SymptomRow {
    let few = step.own.is_some_and(|own| own.n < MIN_CASES);
    let low = step.verdict == Some(Verdict::Low);
    let kind = match (low, few) {
        (true, _) => WhiskerKind::Flagged,
        (false, true) => WhiskerKind::Small,
        (false, false) => WhiskerKind::Plain,
    };
    let whisker = step.own.map(|own| Whisker {
        low: own.interval.lo as f32,
        mark: own.rate as f32,
        high: own.interval.hi as f32,
        bench: step.around.map(|around| around.rate as f32),
        kind,
        rule: false,
    });
    let own = match &step.own {
        Some(own) if !few => rate_percent(own.rate),
        _ => DASH.to_owned(),
    };
    let around =
        step.around.as_ref().map_or_else(|| DASH.to_owned(), |around| rate_percent(around.rate));
    let count = step.own.map_or_else(|| DASH.to_owned(), |own| of.of(own.k, own.n));
    let verdict = match step.verdict {
        Some(verdict) => of.text(verdict.label_key()),
        None if few => of.text(Verdict::Few.label_key()),
        None => DASH.to_owned(),
    };
    let interval = step.own.map_or_else(String::new, |own| {
        let args = [
            ("low", format!("{:.0}", own.interval.lo * 100.0).into()),
            ("high", format!("{:.0}", own.interval.hi * 100.0).into()),
        ];
        of.with("organisation-profile-interval", &args)
    });
    let team = of.with("organisation-profile-team-rate", &[("rate", around.clone().into())]);
    let told = [whole.to_owned(), count.clone(), own.clone(), interval, team, verdict.clone()];
    let told = of.joined(&told);
    SymptomRow { name, told, count, whisker, own, around, verdict, low, few }
}

/// How long deals stay: `停留中位34天，团队26天`; empty where that is unknown.
fn stays(of: &Maker<'_>, step: &StepCompared) -> String {
    let days = |days: f64| number(days.round() as i64);
    match (step.own_days, step.around_days) {
        (Some(own), Some(around)) => {
            let args = [("own", days(own).into()), ("team", days(around).into())];
            of.with("organisation-profile-stays", &args)
        }
        (Some(own), None) => {
            of.with("organisation-profile-stays-alone", &[("own", days(own).into())])
        }
        _ => String::new(),
    }
}

/// Reports in time, promises kept.
#[derive(Clone, Debug)]
pub(super) struct ReportsCard {
    /// The period of the two shares.
    pub sub: String,
    /// Reports in time: the share, and how many of how many.
    pub on_time: (String, String),
    /// Promises kept.
    pub kept: (String, String),
    /// The last weeks, the oldest first; empty where nobody owes a report.
    pub weeks: Vec<WeekMark>,
    /// The last promises.
    pub promises: Vec<PromiseRow>,
}

/// How the report of a week stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct WeekMark {
    /// The week: `W46`.
    pub name: String,
    /// How it stands.
    pub said: String,
    /// How that is to be taken.
    pub tone: Tone,
    /// Whether the person owes it.
    pub owed: bool,
}

/// A promise and what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PromiseRow {
    /// The period it is for.
    pub name: String,
    /// What was promised and signed.
    pub said: String,
    /// Whether it was kept.
    pub verdict: String,
    /// How that is to be taken.
    pub tone: Tone,
}

/// Makes 报告与承诺.
pub(super) fn reports(of: &Maker<'_>) -> ReportsCard {
    let reports = &of.found.reports;
    ReportsCard {
        sub: period_label(of.tr, of.found.period),
        on_time: rate(of, &reports.on_time),
        kept: rate(of, &reports.kept),
        weeks: reports.weeks.iter().map(|duty| week(of, duty)).collect(),
        promises: reports.promises.iter().map(|one| promise(of, one)).collect(),
    }
}

fn rate(of: &Maker<'_>, measured: &Measured) -> (String, String) {
    let share = measured.value.map_or_else(|| DASH.to_owned(), percent);
    let count = match measured.successes {
        Some(n) if measured.records > 0 => of.of(n, measured.records),
        _ => of.text("organisation-profile-none-due"),
    };
    (share, count)
}

fn week(of: &Maker<'_>, duty: &Duty) -> WeekMark {
    let name = match duty.slot.period() {
        Some(Period::Week(_, week)) => format!("W{week:02}"),
        _ => duty.slot.key(),
    };
    let tone = match duty.standing {
        Standing::OnTime => Tone::Good,
        Standing::Late(_) => Tone::Warn,
        Standing::Missing => Tone::Bad,
        Standing::Open | Standing::Holiday | Standing::NotOwed => Tone::Neutral,
    };
    WeekMark { name, said: show::standing(of.tr, duty.standing), tone, owed: duty.standing.owed() }
}

fn promise(of: &Maker<'_>, promise: &Promise) -> PromiseRow {
    let name = match promise.slot.period() {
        Some(period) => period_label(of.tr, period),
        None => promise.slot.key(),
    };
    let signed = promise.signed.value.map_or_else(|| of.text("unknown"), |fen| of.cell(fen));
    let args = [
        ("promised", of.cell(promise.promised).into()),
        ("signed", signed.into()),
        ("unit", of.unit().into()),
    ];
    let said = of.with("organisation-profile-promise", &args);
    let (key, tone) = match promises::finding(promise) {
        Finding::Counts(sample) if sample.won => ("organisation-profile-promise-kept", Tone::Good),
        Finding::Counts(_) => ("organisation-profile-promise-broken", Tone::Bad),
        _ if promise.over => ("unknown", Tone::Neutral),
        _ => ("organisation-profile-promise-open", Tone::Neutral),
    };
    PromiseRow { name, said, verdict: of.text(key), tone }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_whole_or_have_a_decimal() {
        for (value, said) in [(0.0, "0"), (2.5, "2.5"), (4_000.0, "4,000")] {
            assert_eq!(axis(value), said);
        }
    }
}
