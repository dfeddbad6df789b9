//! What the figures say beside a yearly plan: what was signed in the two years before it, how much of
//! what was decided was won, what the year is to bring and has brought, what is in hand; and the
//! targets of the years to come.
//!
//! Nothing of it is typed. A year of which reports tell a part only is said to be that part: an
//! import that begins in October does not make the year small.

use chrono::NaiveDate;

use crate::domain::money::Share;
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::error::Result;
use crate::i18n::{Tr, number, percent, period_label, share_percent};
use crate::metrics::chances::Chances;
use crate::metrics::deals::{Question, Tally, judge};
use crate::metrics::targets::history::known_until;
use crate::metrics::targets::progress::first_known;
use crate::metrics::targets::{Levels, Targets, find, versions};
use crate::metrics::{Measured, MetricId, show};
use crate::store::directory::Directory;
use crate::store::records::{Outcome, StrategySection, StrategyState, TargetAction, TargetVersion};
use crate::store::{Db, opportunities};

/// The years that a plan looks at: its own and the next three.
pub const YEARS: i32 = 4;

/// The metric of a plan's figures.
const AMOUNT: MetricId = MetricId::SignedAmount;

/// The key of a section's name.
pub const fn section_key(section: StrategySection) -> &'static str {
    match section {
        StrategySection::Economy => "strategy-section-economy",
        StrategySection::Competition => "strategy-section-competition",
        StrategySection::Strength => "strategy-section-strength",
        StrategySection::Resources => "strategy-section-resources",
        StrategySection::LifeCycle => "strategy-section-life-cycle",
        StrategySection::Goal => "strategy-section-goal",
        StrategySection::Initiative => "strategy-section-initiative",
    }
}

/// The key of where a plan stands.
pub const fn state_key(state: StrategyState) -> &'static str {
    match state {
        StrategyState::Draft => "strategy-state-draft",
        StrategyState::Agreed => "strategy-state-agreed",
        StrategyState::Reviewed => "strategy-state-reviewed",
    }
}

/// The key of what came of a line.
pub const fn outcome_key(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Worked => "strategy-outcome-worked",
        Outcome::Partly => "strategy-outcome-partly",
        Outcome::Failed => "strategy-outcome-failed",
        Outcome::NotDone => "strategy-outcome-not-done",
    }
}

/// What was signed in a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// The year.
    pub year: i32,
    /// The days of it that reports tell of; `None` where they tell of none.
    pub known: Option<(NaiveDate, NaiveDate)>,
    /// The amount on these days; `None` where it is unknown.
    pub value: Option<i64>,
}

impl Signed {
    /// Whether reports tell of the year from its first day on.
    pub fn from_the_start(&self) -> bool {
        self.known.is_some_and(|(first, _)| first <= Period::Year(self.year).first_day())
    }

    /// Whether reports tell of the whole year.
    pub fn whole(&self) -> bool {
        let last = Period::Year(self.year).last_day();
        self.from_the_start() && self.known.is_some_and(|(_, known)| known >= last)
    }
}

/// The figures beside a plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Facts {
    /// The plan's year.
    pub year: i32,
    /// The day until which anything is known.
    pub known: NaiveDate,
    /// The two years before, the earlier first.
    pub before: [Signed; 2],
    /// The win rate of the year before, with its sample.
    pub win_rate: Measured,
    /// What the year is to bring.
    pub target: Option<Levels>,
    /// What it has brought.
    pub signed: Signed,
    /// What is in hand on the last known day of the year.
    pub pipeline: Measured,
    /// That day; `None` where nothing was known by then.
    pub pipeline_on: Option<NaiveDate>,
}

impl Facts {
    /// What was reached of the target; `None` without a target above zero, or where reports do not tell of the year
    /// from its beginning.
    pub fn attainment(&self) -> Option<Share> {
        let target = self.target.map(|levels| levels.base).filter(|target| *target > 0)?;
        let signed = self.signed.value.filter(|_| self.signed.from_the_start())?;
        Share::of(signed, target)
    }
}

/// The days of a year between the first and the last that are known.
fn known_of(
    year: i32,
    first: Option<NaiveDate>,
    last: NaiveDate,
) -> Option<(NaiveDate, NaiveDate)> {
    let period = Period::Year(year);
    let days = (first?.max(period.first_day()), last.min(period.last_day()));
    Some(days).filter(|(first, last)| first <= last)
}

/// The last day of a year of which anything can be known.
pub fn stock_on(year: i32, known: NaiveDate) -> NaiveDate {
    known.min(Period::Year(year).last_day())
}

/// What a year is to bring to a scope; `None` where it is not set.
///
/// # Errors
/// Whatever the database reports.
pub fn target(db: &Db, scope: Scope, year: i32) -> Result<Option<Levels>> {
    Ok(find(db, AMOUNT, scope, Period::Year(year))?.as_ref().map(Levels::of))
}

/// Every value that this target had, the oldest first.
///
/// # Errors
/// Whatever the database reports.
pub fn target_versions(db: &Db, scope: Scope, year: i32) -> Result<Vec<TargetVersion>> {
    let mut all = versions(db, AMOUNT, year)?;
    let period = Period::Year(year).to_string();
    all.retain(|version| version.scope() == scope && version.period == period);
    Ok(all)
}

/// Finds the figures beside the plan of a year, in one pass over the deals.
///
/// # Errors
/// Whatever the database reports.
pub fn facts(
    db: &Db,
    directory: &Directory,
    (scope, year): (Scope, i32),
    today: NaiveDate,
) -> Result<Facts> {
    let known = known_until(db, today)?;
    let month = |day: NaiveDate| Period::month_of(day).first_day();
    let first_closed = first_known(db, AMOUNT)?.map(month);
    let first_made = first_known(db, MetricId::OpenPipeline)?.map(month);
    let members = directory.members(scope);
    let ask = |period: Option<i32>, as_of: NaiveDate| Question {
        members: members.clone(),
        period: period.map(Period::Year),
        as_of,
    };
    let stock_on = stock_on(year, known);
    let asked = [
        (AMOUNT, ask(Some(year - 2), known)),
        (AMOUNT, ask(Some(year - 1), known)),
        (MetricId::WinRate, ask(Some(year - 1), known)),
        (AMOUNT, ask(Some(year), known)),
        (MetricId::OpenPipeline, ask(None, stock_on)),
    ];
    let mut tallies = [(); 5].map(|()| Tally::default());
    opportunities::each_with_steps(db, |deal, steps| {
        for ((metric, question), tally) in asked.iter().zip(&mut tallies) {
            tally.add(judge(*metric, question, deal, steps));
        }
        Ok(())
    })?;
    let [earlier, last, win_rate, own, pipeline] = tallies;
    let finish = |metric: MetricId, tally: Tally| tally.finish(metric, &Chances::default());
    let signed = |year: i32, tally: Tally| {
        let days = known_of(year, first_closed, known);
        let value = finish(AMOUNT, tally).value.filter(|_| days.is_some());
        Signed { year, known: days, value }
    };
    let pipeline_on = Some(stock_on).filter(|day| first_made.is_some_and(|first| first <= *day));
    Ok(Facts {
        year,
        known,
        before: [signed(year - 2, earlier), signed(year - 1, last)],
        win_rate: finish(MetricId::WinRate, win_rate),
        target: target(db, scope, year)?,
        signed: signed(year, own),
        pipeline: finish(MetricId::OpenPipeline, pipeline),
        pipeline_on,
    })
}

/// A figure in words, for the screen and the page alike.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// What it is.
    pub label: String,
    /// Its value, or that it is unknown.
    pub value: String,
    /// What it rests on.
    pub note: String,
}

/// The figures in words, in their order.
pub fn said(tr: &Tr, facts: &Facts) -> Vec<Said> {
    let [earlier, last] = &facts.before;
    vec![
        signed_said(tr, earlier),
        signed_said(tr, last),
        win_rate_said(tr, facts),
        target_said(tr, facts),
        pipeline_said(tr, facts),
    ]
}

fn named(tr: &Tr, year: i32, metric: MetricId) -> String {
    let args = [
        ("year", period_label(tr, Period::Year(year)).into()),
        ("metric", tr.text(&metric.label_key()).into()),
    ];
    tr.with("strategy-fact-of-year", &args)
}

fn amount(tr: &Tr, value: Option<i64>) -> String {
    value.map_or_else(|| tr.text("unknown"), |value| show::full(tr, AMOUNT, value))
}

/// Of which days of the year reports tell, where that is not the whole of it.
fn known_said(tr: &Tr, signed: &Signed) -> String {
    match signed.known {
        None => tr.text("strategy-fact-no-data"),
        Some(_) if signed.whole() => tr.text("strategy-fact-whole"),
        Some((first, last)) => {
            let args = [("first", first.to_string().into()), ("last", last.to_string().into())];
            tr.with("strategy-fact-part", &args)
        }
    }
}

fn signed_said(tr: &Tr, signed: &Signed) -> Said {
    Said {
        label: named(tr, signed.year, AMOUNT),
        value: amount(tr, signed.value),
        note: known_said(tr, signed),
    }
}

fn win_rate_said(tr: &Tr, facts: &Facts) -> Said {
    let measured = &facts.win_rate;
    let whole = |n: u64| number(i64::try_from(n).unwrap_or(i64::MAX));
    let args = [
        ("won", whole(measured.successes.unwrap_or_default()).into()),
        ("closed", whole(measured.records).into()),
    ];
    let none = measured.records == 0;
    Said {
        label: named(tr, facts.year - 1, MetricId::WinRate),
        value: measured.value.map_or_else(|| tr.text("unknown"), percent),
        note: if none {
            tr.text("strategy-fact-no-sample")
        } else {
            tr.with("strategy-fact-sample", &args)
        },
    }
}

fn target_said(tr: &Tr, facts: &Facts) -> Said {
    let label = tr.with(
        "strategy-fact-target",
        &[("year", period_label(tr, Period::Year(facts.year)).into())],
    );
    let value = match facts.target {
        Some(levels) => show::full(tr, AMOUNT, levels.base),
        None => tr.text("strategy-unset"),
    };
    let signed = amount(tr, facts.signed.value);
    let note = match facts.attainment() {
        Some(share) => {
            let args = [("signed", signed.into()), ("share", share_percent(share).into())];
            tr.with("strategy-fact-attained", &args)
        }
        None if facts.signed.value.is_some() => {
            tr.with("strategy-fact-signed", &[("signed", signed.into())])
        }
        None => tr.text("strategy-fact-no-data"),
    };
    Said { label, value, note }
}

fn pipeline_said(tr: &Tr, facts: &Facts) -> Said {
    let value = facts.pipeline.value.filter(|_| facts.pipeline_on.is_some());
    let note = match facts.pipeline_on {
        Some(day) => {
            let n = i64::try_from(facts.pipeline.records).unwrap_or(i64::MAX);
            let args =
                [("day", day.to_string().into()), ("n", number(n).into()), ("count", n.into())];
            tr.with("strategy-fact-pipeline", &args)
        }
        None => tr.text("strategy-fact-no-data"),
    };
    Said { label: tr.text(&MetricId::OpenPipeline.label_key()), value: amount(tr, value), note }
}

/// The target of a year and how it is to be reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearGoal {
    /// The year.
    pub year: i32,
    /// The target; `None` where it is not set.
    pub levels: Option<Levels>,
    /// The key actions, in order.
    pub actions: Vec<TargetAction>,
    /// Whether the year is over, so that nothing changes any more.
    pub over: bool,
}

impl YearGoal {
    /// Whether there is a target and nobody said how it is to be reached.
    pub fn lacks_actions(&self) -> bool {
        self.levels.is_some() && self.actions.is_empty()
    }
}

/// The targets on a metric of a year and the next three.
///
/// # Errors
/// Whatever the database reports.
pub fn years(
    db: &Db,
    metric: MetricId,
    (scope, first): (Scope, i32),
    today: NaiveDate,
) -> Result<Vec<YearGoal>> {
    let targets = Targets::load(db, metric, (first, first + YEARS - 1))?;
    let mut all: Vec<TargetAction> = db.all()?;
    all.retain(|action| action.scope() == scope);
    all.sort_by_key(|action| action.position);
    let of = |year: i32| {
        let period = Period::Year(year);
        let text = period.to_string();
        YearGoal {
            year,
            levels: targets.of(scope, period),
            actions: all.iter().filter(|action| action.period == text).cloned().collect(),
            over: period.last_day() < today,
        }
    };
    Ok((first..first + YEARS).map(of).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn facts(signed: Signed, target: Option<i64>) -> Facts {
        let none = |year| Signed { year, known: None, value: None };
        Facts {
            year: 2025,
            known: day("2025-11-18"),
            before: [none(2023), none(2024)],
            win_rate: Measured::default(),
            target: target.map(Levels::base),
            signed,
            pipeline: Measured::default(),
            pipeline_on: None,
        }
    }

    #[test]
    fn a_year_is_known_from_the_first_report_to_the_last() {
        let (first, last) = (Some(day("2024-09-01")), day("2025-11-18"));
        for (year, days) in [
            (2023, None),
            (2024, Some((day("2024-09-01"), day("2024-12-31")))),
            (2025, Some((day("2025-01-01"), day("2025-11-18")))),
            (2026, None),
        ] {
            assert_eq!(known_of(year, first, last), days, "{year}");
        }
        assert_eq!(known_of(2025, None, last), None, "nothing was imported");
        let part = Signed { year: 2024, known: known_of(2024, first, last), value: Some(1) };
        assert!(!part.from_the_start() && !part.whole());
        let runs = Signed { year: 2025, known: known_of(2025, first, last), value: Some(1) };
        assert!(runs.from_the_start() && !runs.whole());
    }

    #[test]
    fn nothing_is_attained_of_an_unset_target_or_of_part_of_a_year() {
        let known = Some((day("2025-01-01"), day("2025-11-18")));
        let whole = Signed { year: 2025, known, value: Some(615) };
        assert_eq!(facts(whole.clone(), Some(1_000)).attainment().map(Share::bp), Some(6_150));
        assert_eq!(facts(whole.clone(), None).attainment(), None);
        assert_eq!(facts(whole.clone(), Some(0)).attainment(), None);
        let part = Signed { known: Some((day("2025-03-01"), day("2025-11-18"))), ..whole };
        assert_eq!(facts(part, Some(1_000)).attainment(), None);
    }

    #[test]
    fn what_is_unknown_is_said_to_be_and_is_never_zero() {
        let tr = Tr::new(Language::Chinese);
        let nothing = Signed { year: 2025, known: None, value: None };
        let told = said(&tr, &facts(nothing, None));
        assert_eq!(told.len(), 5);
        assert!(told.iter().all(|fact| !fact.value.contains('0')), "{told:?}");
        assert_eq!(told[3].value, tr.text("strategy-unset"));
        let known = Some((day("2024-09-01"), day("2024-12-31")));
        let part = Signed { year: 2024, known, value: Some(123_000_000) };
        let fact = signed_said(&tr, &part);
        assert_eq!((fact.label.as_str(), fact.value.as_str()), ("2024年签约额", "¥123.0万"));
        assert!(fact.note.contains("2024-09-01"), "{}", fact.note);
    }

    #[test]
    fn every_word_of_a_plan_has_a_key() {
        for language in Language::ALL {
            let tr = Tr::new(language);
            for section in StrategySection::ALL {
                assert!(tr.has(section_key(section)));
            }
            for outcome in Outcome::ALL {
                assert!(tr.has(outcome_key(outcome)));
            }
        }
    }
}
