//! 和简单方法比: what simpler ways would have said, and how wrong each was in the last twelve periods.
//!
//! Every way is asked on the same working day of the periods before, with nothing but what was known
//! then; the error is `Σ|e|/Σactual`, with the 95 % interval of a ratio of sums. Compared are the ways
//! that can be asked of four periods at least, all on the same ones; the least wrong is used, and of
//! equals the simplest. Where nothing is better than the period before, that is what is used.

use std::collections::BTreeSet;

use crate::domain::forecast::backtest::MIN_ORIGINS;
use crate::domain::forecast::baseline::{LAST_THREE, mean, naive, weighted};
use crate::domain::forecast::calls::{Call, Calls as Scores};
use crate::domain::forecast::pace::{Workdays, run_rate};
use crate::domain::period::Period;
use crate::domain::scope::{Members, Scope};
use crate::domain::stats::rate::Interval;
use crate::metrics::forecast::chance::SCORED;
use crate::metrics::forecast::rollup::{Calls, RollUp, roll_up};
use crate::metrics::forecast::survey::{Origin, Survey};
use crate::metrics::targets::history::{History, first_month};
use crate::metrics::targets::scopes::year_before;
use crate::store::directory::Directory;

/// A way to say what a period comes to, the simplest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// 上期: the period before.
    Naive,
    /// 平均: the mean of all periods that are known in a row.
    Mean,
    /// 去年同期: the same period a year before.
    LastYear,
    /// 加权移动平均: the last three periods, 5 : 3 : 2 from the latest.
    Moving,
    /// 运行速率: what is signed, over the working days that are over, times all.
    RunRate,
    /// 逐单加权: what is signed, and each open deal by its chance.
    Deals,
    /// 经理判断: what the manager says.
    Called,
}

impl Way {
    /// All ways in the order in which they are listed.
    pub const ALL: [Self; 7] = [
        Self::Deals,
        Self::Called,
        Self::RunRate,
        Self::LastYear,
        Self::Moving,
        Self::Mean,
        Self::Naive,
    ];

    /// The word on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Naive => "naive",
            Self::Mean => "mean",
            Self::LastYear => "last_year",
            Self::Moving => "moving",
            Self::RunRate => "run_rate",
            Self::Deals => "deals",
            Self::Called => "called",
        }
    }
}

/// How wrong a way was.
#[derive(Clone, Debug, PartialEq)]
pub struct Error {
    /// Over how many periods.
    pub periods: usize,
    /// `Σ|e|/Σactual`.
    pub wape: f64,
    /// Its 95 % interval.
    pub interval: Option<Interval>,
}

/// A way, with what it says and how wrong it was.
#[derive(Clone, Debug, PartialEq)]
pub struct Method {
    /// The way.
    pub way: Way,
    /// What it says of the period, in fen; `None` where it cannot say.
    pub value: Option<i64>,
    /// Each period before that it can be asked of: what it would have said, and what came; newest first.
    pub past: Vec<(Period, Call)>,
    /// How wrong it was; `None` with fewer than four periods.
    pub error: Option<Error>,
}

/// All ways side by side.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Compared {
    /// The ways.
    pub methods: Vec<Method>,
    /// The least wrong one; `None` where fewer than two can be compared.
    pub chosen: Option<Way>,
}

/// What is asked: whose, as who was where.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    pub directory: &'a Directory,
    pub scope: Scope,
    pub members: &'a Members,
    pub calls: &'a Calls,
}

/// Asks every way of the period and of those before it.
pub(super) fn compare(survey: &Survey, asked: Asked<'_>, now: &RollUp) -> Compared {
    let Some(newest) = survey.origins.first() else { return Compared::default() };
    let mut methods: Vec<Method> = Way::ALL
        .into_iter()
        .map(|way| Method { way, value: say(way, newest, asked, now), past: vec![], error: None })
        .collect();
    for (at, origin) in survey.origins.iter().enumerate().skip(1).take(SCORED) {
        let actual = newest.history.period(asked.scope, origin.period);
        let Some(actual) = actual.filter(|_| origin.seen) else { continue };
        let fresh = survey.new_business(at, asked.members);
        let whose = (asked.scope, asked.members);
        let Some(then) = roll_up(survey, at, whose, asked.calls, fresh.as_ref()) else { continue };
        for method in &mut methods {
            if let Some(called) = say(method.way, origin, asked, &then) {
                method.past.push((origin.period, Call { called, actual }));
            }
        }
    }
    score(methods)
}

/// What a way says of a period on its day.
fn say(way: Way, origin: &Origin, asked: Asked<'_>, found: &RollUp) -> Option<i64> {
    let Asked { directory, scope, .. } = asked;
    match way {
        Way::Deals => found.computed(),
        // Who says nothing leaves what was worked out, and has no record of their own.
        Way::Called => found.called().filter(|_| found.has_call()),
        Way::RunRate => {
            let days = Workdays::of(&directory.calendar, origin.period, origin.day)?;
            let rate = run_rate(found.signed.value? as f64, days).ok()?;
            Some(rate.round() as i64)
        }
        Way::LastYear => year_before(&origin.history, directory, scope, origin.period),
        Way::Moving => {
            let past = before(&origin.history, directory, scope, origin.period);
            Some(weighted(&past, &LAST_THREE).ok()?.round() as i64)
        }
        Way::Mean => {
            let past = before(&origin.history, directory, scope, origin.period);
            Some(mean(&past).ok()?.round() as i64)
        }
        Way::Naive => {
            let past = before(&origin.history, directory, scope, origin.period);
            Some(naive(&past).ok()?.round() as i64)
        }
    }
}

/// More periods before one than this are not looked at.
const MOST: usize = 60;

/// What was reached in the periods before one, oldest first, as far as they are known in a row.
fn before(history: &History, directory: &Directory, scope: Scope, period: Period) -> Vec<f64> {
    let first = match scope {
        Scope::Person(person) => first_month(directory, person),
        Scope::All | Scope::Region(_) | Scope::Team(_) => None,
    };
    let there = |of: &Period| first.is_none_or(|first| first.first_day() <= of.first_day());
    let back = std::iter::successors(Some(period.previous()), |of| Some(of.previous()));
    let back = back.take(MOST).take_while(there);
    let mut past: Vec<f64> =
        back.map_while(|of| history.period(scope, of)).map(|value| value as f64).collect();
    past.reverse();
    past
}

/// Scores the ways on the periods that all of them can be asked of. A way that can be asked of few is
/// left out rather than leave few to the others.
fn score(mut methods: Vec<Method>) -> Compared {
    let mut compared: Vec<Way> = methods
        .iter()
        .filter(|method| method.past.len() >= MIN_ORIGINS)
        .map(|method| method.way)
        .collect();
    let mut common = BTreeSet::new();
    while !compared.is_empty() {
        let of = |way: Way| methods.iter().find(move |method| method.way == way);
        let periods = |way: Way| -> BTreeSet<Period> {
            of(way)
                .map(|method| method.past.iter().map(|past| past.0).collect())
                .unwrap_or_default()
        };
        let all = compared.iter().map(|way| periods(*way));
        common = all.reduce(|one, other| &one & &other).unwrap_or_default();
        if common.len() >= MIN_ORIGINS {
            break;
        }
        let fewest = compared.iter().copied().min_by_key(|way| periods(*way).len());
        compared.retain(|way| Some(*way) != fewest);
    }
    for method in methods.iter_mut().filter(|method| compared.contains(&method.way)) {
        let past = method.past.iter().filter(|(period, _)| common.contains(period));
        let calls: Vec<Call> = past.map(|(_, call)| *call).collect();
        method.error = error_of(&calls);
    }
    let scored =
        methods.iter().filter_map(|method| Some((method.way, method.error.as_ref()?.wape)));
    let scored: Vec<(Way, f64)> = scored.collect();
    // The order of the ways is that of their simplicity.
    let least =
        scored.iter().min_by(|one, other| one.1.total_cmp(&other.1).then(one.0.cmp(&other.0)));
    let chosen = least.filter(|_| scored.len() > 1).map(|(way, _)| *way);
    Compared { methods, chosen }
}

/// The error of calls as a share of what came. It is the bias of calls that were each too high by as much
/// as they were wrong, so the interval is that of a bias.
fn error_of(calls: &[Call]) -> Option<Error> {
    let wrong = calls.iter().map(|call| {
        let off = call.called.saturating_sub(call.actual).saturating_abs();
        Call { called: call.actual.saturating_add(off), actual: call.actual }
    });
    let wrong: Vec<Call> = wrong.collect();
    let found = Scores::of(&wrong)?;
    let interval = found.interval.map(|at| Interval { lo: at.lo.max(0.0), hi: at.hi });
    Some(Error { periods: found.periods, wape: found.bias, interval })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn method(way: Way, months: std::ops::RangeInclusive<u32>, off: i64) -> Method {
        let past = months.map(|month| {
            let call = Call { called: 100 + off, actual: 100 };
            (Period::Month(2025, month), call)
        });
        Method { way, value: None, past: past.collect(), error: None }
    }

    #[test]
    fn ways_are_compared_on_the_same_periods() {
        let found = score(vec![
            method(Way::Deals, 1..=10, 10),
            method(Way::Called, 10..=10, 1),
            method(Way::RunRate, 4..=9, -20),
        ]);
        let errors: Vec<Option<(usize, i64)>> = found
            .methods
            .iter()
            .map(|method| {
                let error = method.error.as_ref()?;
                Some((error.periods, (error.wape * 100.0).round() as i64))
            })
            .collect();
        // The manager said something once; the run rate is known of six months, and so both have six.
        assert_eq!(errors, [Some((6, 10)), None, Some((6, 20))]);
        assert_eq!(found.chosen, Some(Way::Deals));
    }

    #[test]
    fn of_equals_the_simplest_and_one_alone_is_no_choice() {
        let equal = vec![method(Way::Deals, 1..=6, 5), method(Way::Moving, 1..=6, -5)];
        assert_eq!(score(equal).chosen, Some(Way::Moving));
        let naive = vec![method(Way::Deals, 1..=6, 5), method(Way::Naive, 1..=6, -5)];
        assert_eq!(score(naive).chosen, Some(Way::Naive), "nothing is better");
        let alone = score(vec![method(Way::Deals, 1..=6, 5), method(Way::Moving, 1..=3, 0)]);
        assert_eq!(alone.chosen, None);
        assert!(alone.methods.first().is_some_and(|method| method.error.is_some()));
        // Nothing in common: the one with fewer periods is left out.
        let apart = score(vec![method(Way::Deals, 1..=6, 5), method(Way::Moving, 7..=10, 0)]);
        assert_eq!(apart.methods.iter().filter(|method| method.error.is_some()).count(), 1);
    }

    #[test]
    fn the_error_has_an_interval() {
        let call = |called| Call { called, actual: 100 };
        // Wrong by 10, 20 and 30 of 100 each: the golden bias of 0.2 with its interval.
        let found = error_of(&[call(110), call(80), call(130)]).unwrap();
        let at = found.interval.unwrap();
        assert!((found.wape - 0.2).abs() < 1e-12);
        assert!((at.hi - 0.448_413).abs() < 1e-4 && at.lo <= 0.0, "{at:?}");
    }
}
