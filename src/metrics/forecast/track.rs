//! 每周冻结 and 每人判断偏差: what was said before, and what came.
//!
//! A frozen forecast is kept as it was. Once its period is over it is a hit if the actual lies in its
//! range; the share of hits carries its interval, since a range of 80 % should be missed one time in
//! five. A person's bias compares what was signed and committed, as it was frozen in the period, with
//! what came.
//!
//! # What counts as one
//! Freezes of one period are not independent: they are about the same actual. So periods are counted. Of
//! each the middle freeze says whether it was a hit, of an even number the earlier one; and a person's
//! freezes of a period are one call, their mean. A verdict takes ten periods.

use std::collections::BTreeMap;

use chrono::{Months, NaiveDate};

use crate::domain::forecast::calls::{Call, Calls as Scores, Leaning};
use crate::domain::ids::PersonId;
use crate::domain::money::div_round;
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::domain::stats::rate::Rate;
use crate::error::Result;
use crate::metrics::MetricId;
use crate::metrics::targets::history::History;
use crate::metrics::targets::{Targets, year};
use crate::store::records::{ForecastFreeze, ScopeKind};
use crate::store::{Db, Record as _};

/// So many periods are shown.
pub const SHOWN: usize = 4;

/// A person's calls of so many periods are looked at.
const PERIODS: u32 = 12;

/// A forecast that was frozen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frozen {
    /// As it was kept.
    pub freeze: ForecastFreeze,
    /// Whether the actual lies in its range; `None` while the period runs, or without a range.
    pub hit: Option<bool>,
}

/// A period with what was frozen of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Panel {
    /// The period.
    pub period: Period,
    /// What came; `None` while that is not known.
    pub actual: Option<i64>,
    /// Its target.
    pub target: Option<i64>,
    /// What was frozen, the earliest first.
    pub frozen: Vec<Frozen>,
}

/// What was frozen for a scope.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Track {
    /// The period and those before it, the earliest first.
    pub panels: Vec<Panel>,
    /// In how many periods the middle freeze was a hit, of all that can be judged; `None` of nothing.
    pub hits: Option<Rate>,
}

/// How a person's commitments lean.
#[derive(Clone, Debug, PartialEq)]
pub struct Bias {
    /// Who.
    pub person: PersonId,
    /// Of how many periods that are over commitments were frozen.
    pub periods: u64,
    /// What was committed in all, and what came.
    pub sums: (i64, i64),
    /// The score over the periods; `None` where nothing came.
    pub score: Option<Scores>,
    /// What that says.
    pub leaning: Leaning,
}

const OF_SCOPE: &str = "SELECT id, scope_kind, scope_id, period, on_day, closed, computed, called, committed, low, high, target, chance_bp, by_name FROM forecast_freeze WHERE scope_kind = $1 AND scope_id = $2 ORDER BY on_day, id";
const OF_KIND: &str = "SELECT id, scope_kind, scope_id, period, on_day, closed, computed, called, committed, low, high, target, chance_bp, by_name FROM forecast_freeze WHERE scope_kind = $1 AND on_day >= $2 ORDER BY on_day, id";

/// Whether two periods are of one kind.
fn alike(one: Period, other: Period) -> bool {
    std::mem::discriminant(&one) == std::mem::discriminant(&other)
}

fn period_of(freeze: &ForecastFreeze, like: Period) -> Option<Period> {
    Period::parse(&freeze.period).filter(|period| alike(*period, like))
}

/// Whether what came lies in the range.
fn hit(freeze: &ForecastFreeze, actual: Option<i64>) -> Option<bool> {
    let (low, high, actual) = (freeze.low?, freeze.high?, actual?);
    Some(low <= actual && actual <= high)
}

/// Loads what was frozen for a scope and says what came.
///
/// # Errors
/// Whatever the database reports.
pub(super) fn track(db: &Db, history: &History, scope: Scope, period: Period) -> Result<Track> {
    let (kind, id) = ScopeKind::cells(scope);
    let rows = db.rows(OF_SCOPE, &[kind.word().into(), id.into()], ForecastFreeze::from_row)?;
    let back = std::iter::successors(Some(period), |of| Some(of.previous()));
    let mut shown: Vec<Period> = back.take(SHOWN).collect();
    shown.reverse();
    let years = (shown.first().map_or(year(period), |first| year(*first)), year(period));
    let targets = Targets::load(db, MetricId::SignedAmount, years)?;
    let mut all: BTreeMap<Period, Vec<Frozen>> = BTreeMap::new();
    for freeze in rows {
        let Some(of) = period_of(&freeze, period) else { continue };
        let hit = hit(&freeze, history.period(scope, of));
        all.entry(of).or_default().push(Frozen { freeze, hit });
    }
    let hits = hits(&all);
    let panel = |of: Period| Panel {
        period: of,
        actual: history.period(scope, of),
        target: targets.of(scope, of).map(|target| target.base),
        frozen: all.remove(&of).unwrap_or_default(),
    };
    Ok(Track { panels: shown.into_iter().map(panel).collect(), hits })
}

/// In how many periods the middle one of the freezes that can be judged was a hit.
fn hits(all: &BTreeMap<Period, Vec<Frozen>>) -> Option<Rate> {
    let middle = |frozen: &Vec<Frozen>| {
        let judged: Vec<bool> = frozen.iter().filter_map(|one| one.hit).collect();
        judged.get(judged.len().saturating_sub(1) / 2).copied()
    };
    let middles: Vec<bool> = all.values().filter_map(middle).collect();
    Rate::of(middles.iter().filter(|hit| **hit).count() as u64, middles.len() as u64)
}

/// How the commitments of people lean, those that lean most to the optimistic side first; people
/// without a frozen commitment come last.
///
/// # Errors
/// Whatever the database reports.
pub(super) fn biases(
    db: &Db,
    history: &History,
    people: &[PersonId],
    (period, as_of): (Period, NaiveDate),
) -> Result<Vec<Bias>> {
    let months = if matches!(period, Period::Quarter(..)) { 3 * PERIODS } else { PERIODS };
    let from = as_of.checked_sub_months(Months::new(months)).unwrap_or(NaiveDate::MIN);
    let key = [ScopeKind::Person.word().into(), from.into()];
    let mut said: BTreeMap<PersonId, BTreeMap<Period, Vec<i64>>> = BTreeMap::new();
    for freeze in db.rows(OF_KIND, &key, ForecastFreeze::from_row)? {
        let Scope::Person(person) = freeze.scope_kind.scope(freeze.scope_id) else { continue };
        // What is said of a period before it begins or after its end is another question.
        let of = period_of(&freeze, period).filter(|of| of.contains(freeze.on_day));
        let Some(of) = of.filter(|_| people.contains(&person)) else { continue };
        said.entry(person).or_default().entry(of).or_default().push(freeze.committed);
    }
    let bias = |person: &PersonId| {
        let own = said.remove(person).unwrap_or_default();
        lean(*person, &own, |of| history.period(Scope::Person(*person), of))
    };
    let mut all: Vec<Bias> = people.iter().map(bias).collect();
    all.sort_by(|one, other| {
        let key = |bias: &Bias| (bias.leaning == Leaning::TooFew, bias.score.is_none());
        let value = |bias: &Bias| bias.score.map_or(0.0, |score| score.bias);
        key(one)
            .cmp(&key(other))
            .then(value(other).total_cmp(&value(one)))
            .then(one.person.cmp(&other.person))
    });
    Ok(all)
}

/// How commitments lean, given what came of each period.
fn lean(
    person: PersonId,
    said: &BTreeMap<Period, Vec<i64>>,
    came: impl Fn(Period) -> Option<i64>,
) -> Bias {
    let mut calls = vec![];
    for (of, committed) in said {
        let Some(actual) = came(*of) else { continue };
        let sum: i128 = committed.iter().map(|value| i128::from(*value)).sum();
        let mean = i128::try_from(committed.len()).ok().and_then(|n| div_round(sum, n));
        let Some(called) = mean else { continue };
        calls.push(Call { called, actual });
    }
    let add = |(called, actual): (i64, i64), call: &Call| {
        (called.saturating_add(call.called), actual.saturating_add(call.actual))
    };
    let sums = calls.iter().fold((0, 0), add);
    let score = Scores::of(&calls);
    let periods = calls.len() as u64;
    let leaning = score.map_or(Leaning::TooFew, |score| score.leaning(periods));
    Bias { person, periods, sums, score, leaning }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHO: PersonId = PersonId(7);

    fn month(month: u32) -> Period {
        Period::Month(2025, month)
    }

    #[test]
    fn several_freezes_of_a_period_are_one_call() {
        // Three freezes in each of ten months, 20 % too much on average, and one of a month that runs.
        let of = |months: std::ops::RangeInclusive<u32>| -> BTreeMap<Period, Vec<i64>> {
            months.map(|at| (month(at), vec![110, 120, 130])).collect()
        };
        let mut said = of(1..=10);
        said.insert(month(11), vec![500]);
        let came = |of: Period| (of < month(11)).then_some(100);
        let found = lean(WHO, &said, came);
        assert_eq!((found.periods, found.sums), (10, (1_200, 1_000)));
        let score = found.score.unwrap();
        assert_eq!(score.periods, 10);
        assert!((score.bias - 0.2).abs() < 1e-12);
        assert_eq!(found.leaning, Leaning::Optimistic);
        // Nine periods are too few, however often something was frozen in them.
        assert_eq!(lean(WHO, &of(1..=9), came).leaning, Leaning::TooFew);
        // The interval holds zero.
        let wild: BTreeMap<Period, Vec<i64>> =
            (1..=10).map(|at| (month(at), vec![if at % 2 == 0 { 300 } else { 0 }; 3])).collect();
        assert_eq!(lean(WHO, &wild, came).leaning, Leaning::Unclear);
        assert_eq!(lean(WHO, &BTreeMap::new(), came).leaning, Leaning::TooFew);
    }

    #[test]
    fn a_period_is_one_case_and_its_middle_freeze_speaks() {
        let frozen = |hit| Frozen { freeze: freeze(None, None), hit };
        let period = |hits: &[Option<bool>]| hits.iter().copied().map(frozen).collect::<Vec<_>>();
        let (yes, no) = (Some(true), Some(false));
        let all = BTreeMap::from([
            // Four freezes: the second of them; one that cannot be judged is none of them.
            (month(8), period(&[no, yes, None, no, no])),
            (month(9), period(&[no, no, yes])),
            (month(10), period(&[yes])),
            (month(11), period(&[None, None])),
        ]);
        let found = hits(&all).unwrap();
        assert_eq!((found.k, found.n), (2, 3));
        assert!(hits(&BTreeMap::new()).is_none());
    }

    fn freeze(low: Option<i64>, high: Option<i64>) -> ForecastFreeze {
        ForecastFreeze {
            id: crate::domain::ids::ForecastFreezeId(1),
            scope_kind: ScopeKind::All,
            scope_id: 0,
            period: "2025-10".to_owned(),
            on_day: NaiveDate::MIN,
            closed: 0,
            computed: Some(0),
            called: Some(0),
            committed: 0,
            low,
            high,
            target: None,
            chance_bp: None,
            by_name: String::new(),
        }
    }

    #[test]
    fn a_hit_lies_in_the_range_with_its_ends() {
        for (low, high, actual, expected) in [
            (Some(10), Some(20), Some(10), Some(true)),
            (Some(10), Some(20), Some(20), Some(true)),
            (Some(10), Some(20), Some(21), Some(false)),
            (Some(10), Some(20), None, None),
            (None, None, Some(15), None),
        ] {
            assert_eq!(hit(&freeze(low, high), actual), expected, "{low:?} {high:?} {actual:?}");
        }
        assert_eq!(period_of(&freeze(None, None), month(11)), Some(month(10)));
        assert_eq!(period_of(&freeze(None, None), Period::Quarter(2025, 4)), None);
    }
}
