//! 目标设定: what the target of the period may be, and what its parts rest on, in words. What the person
//! chooses and types is put on top of it by [`crate::metrics::targets::plan`].

use std::sync::atomic::{AtomicU64, Ordering};

use chrono::NaiveDate;

use super::progress_words::Words;
use super::setting_letters::{self, Letters};
use crate::areas::Filter;
use crate::domain::forecast::method::Method;
use crate::domain::ids::MarketNoteId;
use crate::domain::names::initial;
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::error::Result;
use crate::i18n::{Tr, percent, period_label};
use crate::metrics::targets::history::History;
use crate::metrics::targets::inputs::Inputs;
use crate::metrics::targets::proposal::{best_method, outlook};
use crate::metrics::targets::share::{Basis, Carries};
use crate::metrics::{MetricId, Unit, show};
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::records::{MarketNote, TargetAction};

/// How often a page was loaded.
static LOADS: AtomicU64 = AtomicU64::new(0);

/// So many periods stand before the present one in the chart.
const PAST: usize = 8;
/// So many expected ones at most, that in question the last.
const EXPECTED: usize = 4;

/// What the page shows, ready to draw.
#[derive(Clone, Debug)]
pub struct SettingPage {
    /// What a plan is worked out from.
    pub inputs: Inputs,
    /// Which load this is: what was worked out from another one is out of date.
    pub stamp: u64,
    /// Today.
    pub today: NaiveDate,
    /// The metric's name.
    pub name: String,
    /// The unit of its cells.
    pub unit: String,
    /// Whose, in words.
    pub whose: String,
    /// For when, in words.
    pub when: String,
    /// Why there is no page; `None` where there is one.
    pub nothing: Option<Nothing>,
    /// Whether the period is over, so that nothing can be changed.
    pub closed: bool,
    /// The columns of the chart, oldest first.
    pub columns: Vec<Column>,
    /// The market notes that apply.
    pub notes: Vec<Note>,
    /// The people, in the order of the inputs.
    pub people: Vec<PersonRow>,
    /// By what capability levels weigh, and of how many people none is known, in words.
    pub levels: String,
    /// The months of the period in short.
    pub months: Vec<String>,
    /// How the months are weighed, and whether their working days are estimated, in words.
    pub months_by: String,
    /// The targets below as they are: how many are set, and their sum.
    pub below: (usize, i64),
    /// How the target is to be reached, one action in a line.
    pub actions: String,
    /// The target letters of the scope and period, and who signed for them.
    pub letters: Letters,
}

/// Why a page has nothing to set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nothing {
    /// A week is no period of targets.
    Week,
    /// Nobody is in the scope.
    Nobody,
}

/// A column of the chart.
#[derive(Clone, Debug)]
pub struct Column {
    /// The period in short.
    pub name: String,
    /// What was reached, or is expected.
    pub value: Option<f64>,
    /// What was reached, in words.
    pub said: String,
    /// Whether it is only expected.
    pub expected: bool,
    /// The 80 % range of what is expected.
    pub range: Option<(f64, f64)>,
    /// 110 % of the same period of the year before.
    pub mark: Option<f64>,
    /// Whether it is the period in question.
    pub lit: bool,
    /// Whether it is the same period of the year before.
    pub base: bool,
}

/// A market note.
#[derive(Clone, Debug)]
pub struct Note {
    /// The note.
    pub id: MarketNoteId,
    /// By how much, and where that is from.
    pub text: String,
}

/// A person among whom the target is split.
#[derive(Clone, Debug)]
pub struct PersonRow {
    /// The name.
    pub name: String,
    /// Its initial.
    pub initial: String,
    /// Why something is expected, in words.
    pub basis: String,
    /// Whether the person is new, so that a comparison with a year before says nothing.
    pub new: bool,
}

/// Loads the page.
///
/// # Errors
/// Whatever the database reports.
pub(super) fn load(
    db: &Db,
    directory: &Directory,
    metric: MetricId,
    filter: &Filter,
    tr: &Tr,
) -> Result<SettingPage> {
    let (scope, period, today) = (filter.scope, filter.period, filter.today);
    let history = History::load(db, directory, metric, today)?;
    let inputs = Inputs::load(db, directory, &history, (metric, scope, period), today)?;
    let nothing = match (period, scope) {
        (Period::Week(..), _) => Some(Nothing::Week),
        (_, Scope::Person(_)) => None,
        _ if inputs.people.is_empty() => Some(Nothing::Nobody),
        _ => None,
    };
    let words = Words { tr, metric };
    let people = inputs.people.iter().map(|part| {
        let name = directory.person_name(part.person).to_owned();
        PersonRow {
            initial: initial(&name),
            name,
            basis: words.joined(&[basis(tr, part.basis), carries(tr, part.carries)]),
            new: matches!(part.basis, Basis::Ramp(_)),
        }
    });
    let set = inputs.people.iter().filter_map(|part| part.current);
    let below = set.fold((0, 0_i64), |(n, sum), part| (n + 1, sum.saturating_add(part)));
    let name = directory.scope_name(scope);
    let by = if inputs.by_last_year { "targets-by-last-year" } else { "targets-by-workdays" };
    Ok(SettingPage {
        stamp: LOADS.fetch_add(1, Ordering::Relaxed),
        today,
        name: tr.text(&metric.label_key()),
        unit: unit(tr, metric),
        whose: name.map_or_else(|| tr.text("targets-company"), str::to_owned),
        when: period_label(tr, period),
        nothing,
        closed: period.last_day() < today,
        columns: columns(tr, &history, &inputs),
        notes: inputs.notes.iter().map(|note| told(tr, note)).collect(),
        people: people.collect(),
        months: inputs.months.iter().map(|(month, _)| short(tr, *month)).collect(),
        months_by: words.joined(&[tr.text(by), show::estimated(tr, &directory.calendar, period)]),
        levels: levels(tr, &inputs),
        below,
        actions: actions(db, scope, period)?,
        letters: setting_letters::load(db, directory, filter, tr)?,
        inputs,
    })
}

fn basis(tr: &Tr, basis: Basis) -> String {
    let n = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    match basis {
        Basis::Own(months) => tr.with("targets-basis-own", &[("n", n(months).into())]),
        Basis::Ramp(bp) => tr.with("targets-basis-ramp", &[("share", percent(bp).into())]),
        Basis::Unknown => tr.text("targets-basis-unknown"),
    }
}

/// The capability level of a person, or that it is not known, in words.
fn carries(tr: &Tr, carries: Carries) -> String {
    match carries.level {
        Some(level) => {
            let level = i64::try_from(level).unwrap_or(i64::MAX);
            let tenths = carries.level_bp / 1_000;
            let weight = format!("{}.{}", tenths / 10, tenths % 10);
            let args = [("level", level.into()), ("weight", weight.into())];
            tr.with("targets-level-known", &args)
        }
        None => tr.text("targets-level-unknown"),
    }
}

/// By what capability levels weigh, and of how many people none is known.
fn levels(tr: &Tr, inputs: &Inputs) -> String {
    let rule = tr.text("targets-level-rule");
    let n = i64::try_from(inputs.without_level()).unwrap_or(i64::MAX);
    if n == 0 {
        return rule;
    }
    let unknown = tr.with("targets-level-unknown-n", &[("n", n.into())]);
    Words { tr, metric: inputs.metric }.joined(&[rule, unknown])
}

/// A market note in words.
fn told(tr: &Tr, note: &MarketNote) -> Note {
    let sign = if note.bp > 0 { "+" } else { "" };
    let args = [
        ("change", format!("{sign}{}", percent(note.bp)).into()),
        ("source", note.source.as_str().into()),
        ("day", note.on_day.to_string().into()),
        ("by", note.by_name.as_str().into()),
    ];
    Note { id: note.id, text: tr.with("targets-note", &args) }
}

/// How a target is to be reached, one action in a line.
fn actions(db: &Db, scope: Scope, period: Period) -> Result<String> {
    let period = period.to_string();
    let mut actions: Vec<TargetAction> = db.all()?;
    actions.retain(|action| {
        action.scope_kind.scope(action.scope_id) == scope && action.period == period
    });
    actions.sort_by_key(|action| action.position);
    let texts: Vec<String> = actions.into_iter().map(|action| action.text).collect();
    Ok(texts.join("\n"))
}

/// The periods before, those that are known, then what is expected up to the one in question.
fn columns(tr: &Tr, history: &History, inputs: &Inputs) -> Vec<Column> {
    if matches!(inputs.period, Period::Week(..)) {
        return vec![];
    }
    let method = best_method(&inputs.known).ok();
    let before = std::iter::successors(Some(inputs.period), |period| Some(period.previous()));
    let open = |period: &Period| period.last_day() > history.ended.last_day();
    let expected = before.clone().take_while(open).count().clamp(1, EXPECTED);
    let mut periods: Vec<Period> = before.take(PAST + expected).collect();
    periods.reverse();
    let columns = periods.into_iter().map(|period| column(tr, history, inputs, period, method));
    // What lies before all that is known is no part of the picture.
    columns.skip_while(|column| column.value.is_none() && !column.lit).collect()
}

fn column(
    tr: &Tr,
    history: &History,
    inputs: &Inputs,
    period: Period,
    method: Option<Method>,
) -> Column {
    let reached = history.period(inputs.scope, period);
    let to_come = period.last_day() > history.ended.last_day();
    let method = method.filter(|_| reached.is_none() && to_come);
    let outlook = method.and_then(|method| outlook(method, period, &inputs.known).ok());
    let year_before = history.period(inputs.scope, period.year_before());
    Column {
        name: short(tr, period),
        said: reached.map(|value| round(tr, inputs.metric, value)).unwrap_or_default(),
        value: reached.map(|value| value as f64).or(outlook.as_ref().map(|o| o.point)),
        expected: reached.is_none(),
        range: outlook.and_then(|outlook| outlook.range).map(|range| (range.lo, range.hi)),
        mark: year_before.filter(|_| reached.is_none()).map(|value| value as f64 * 1.1),
        lit: period == inputs.period,
        base: period == inputs.period.year_before(),
    }
}

/// A value without its decimals, over a column.
fn round(tr: &Tr, metric: MetricId, value: i64) -> String {
    let cell = show::cell(tr.language(), metric, value);
    cell.split('.').next().unwrap_or_default().to_owned()
}

/// A period in short, under a column: `26Q1`, `3月`, `2026`.
pub(super) fn short(tr: &Tr, period: Period) -> String {
    match period {
        Period::Year(year) => format!("{year:04}"),
        Period::Quarter(year, quarter) => format!("{:02}Q{quarter}", year.rem_euclid(100)),
        Period::Month(_, month) => tr.with("targets-month", &[("month", i64::from(month).into())]),
        Period::Week(_, week) => format!("W{week:02}"),
    }
}

/// The unit of a metric's cells, in words.
fn unit(tr: &Tr, metric: MetricId) -> String {
    let key = match metric.unit() {
        Unit::Fen => "unit-money-small",
        Unit::Count => "targets-unit-count",
        Unit::BasisPoints => "targets-unit-percent",
        Unit::Days => "unit-days",
    };
    tr.text(key)
}
