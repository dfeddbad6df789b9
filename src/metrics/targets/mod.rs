//! Targets: what is to be reached, what was, and how far it is.
//!
//! A target is a value of a metric for a scope and a period. What is not set is not set; it is never
//! zero, and never the sum of its parts: where parts are set, their sum stands beside the whole and
//! the difference is shown.

pub mod course;
pub mod history;
pub mod inputs;
pub mod plan;
pub mod progress;
pub mod proposal;
pub mod scopes;
pub mod share;
pub mod weeks;
mod worth;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::ids::PersonId;
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::error::Result;
use crate::metrics::MetricId;
use crate::store::records::{ScopeKind, Target, TargetVersion};
use crate::store::{Db, Record as _};

/// The values of a target, in the metric's unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Levels {
    /// 基本目标: to be reached.
    pub base: i64,
    /// 力争目标: stretches.
    pub stretch: Option<i64>,
    /// 挑战目标: challenges.
    pub challenge: Option<i64>,
}

impl Levels {
    /// A base alone.
    pub const fn base(base: i64) -> Self {
        Self { base, stretch: None, challenge: None }
    }

    /// Whether a higher level is never below a lower one.
    pub fn in_order(self) -> bool {
        let mut least = self.base;
        [self.stretch, self.challenge].into_iter().flatten().all(|level| {
            let fits = least <= level;
            least = level;
            fits
        })
    }

    /// Those of a stored target.
    pub const fn of(target: &Target) -> Self {
        Self { base: target.value, stretch: target.stretch, challenge: target.challenge }
    }
}

impl MetricId {
    /// Whether the figures of parts (people of a team, months of a year) add up to that of the whole:
    /// only such a target can be split.
    pub const fn adds_up(self) -> bool {
        matches!(
            self,
            Self::SignedAmount
                | Self::CreditedAmount
                | Self::DealsWon
                | Self::DealsLost
                | Self::NewOpportunities
        )
    }

    /// Whether the figure builds up over the days of a period, so that a share of the working days has
    /// a share of the target. What each head signs does, though teams and people do not add up.
    pub const fn builds_up(self) -> bool {
        self.adds_up() || matches!(self, Self::SignedPerHead)
    }
}

const ONE: &str = "SELECT id, metric, scope_kind, scope_id, period, value, stretch, challenge FROM target WHERE metric = $1 AND scope_kind = $2 AND scope_id = $3 AND period = $4";
const OF_YEAR: &str = "SELECT id, metric, scope_kind, scope_id, period, value, stretch, challenge FROM target WHERE metric = $1 AND period >= $2 AND period < $3 ORDER BY id";

/// The target on a metric for a scope and a period.
///
/// # Errors
/// Whatever the database reports.
pub fn find(db: &Db, metric: MetricId, scope: Scope, period: Period) -> Result<Option<Target>> {
    let (kind, id) = ScopeKind::cells(scope);
    let key =
        [metric.word().into(), kind.word().into(), id.into(), period.to_string().as_str().into()];
    db.first(ONE, &key, Target::from_row)
}

/// The targets on a metric for the periods of some years.
#[derive(Clone, Debug, Default)]
pub struct Targets(BTreeMap<(Scope, Period), Levels>);

impl Targets {
    /// Loads those of the years from one to another, both included.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn load(db: &Db, metric: MetricId, (first, last): (i32, i32)) -> Result<Self> {
        // Every way to write a period begins with its year.
        let (from, until) = (format!("{first:04}"), format!("{:04}", last + 1));
        let params = [metric.word().into(), from.as_str().into(), until.as_str().into()];
        let mut found = BTreeMap::new();
        for target in db.rows(OF_YEAR, &params, Target::from_row)? {
            if let Some(period) = Period::parse(&target.period) {
                found.insert((target.scope(), period), Levels::of(&target));
            }
        }
        Ok(Self(found))
    }

    /// One alone.
    #[cfg(test)]
    pub(crate) fn of_one(scope: Scope, period: Period, levels: Levels) -> Self {
        Self(BTreeMap::from([((scope, period), levels)]))
    }

    /// The target of a scope for a period; `None` where it is not set.
    pub fn of(&self, scope: Scope, period: Period) -> Option<Levels> {
        self.0.get(&(scope, period)).copied()
    }

    /// The people who have a target for a period.
    pub fn people(&self, period: Period) -> impl Iterator<Item = PersonId> {
        self.0.keys().filter_map(move |(scope, of)| match scope {
            Scope::Person(person) if *of == period => Some(*person),
            _ => None,
        })
    }

    /// The base targets that are set among some scopes for a period: how many, and their sum.
    pub fn sum(&self, scopes: impl IntoIterator<Item = Scope>, period: Period) -> (usize, i64) {
        let set = scopes.into_iter().filter_map(|scope| self.of(scope, period));
        set.fold((0, 0), |(n, sum), levels| (n + 1, sum.saturating_add(levels.base)))
    }

    /// The base targets of a scope that are set among some periods: how many, and their sum.
    pub fn sum_of_periods(
        &self,
        scope: Scope,
        periods: impl IntoIterator<Item = Period>,
    ) -> (usize, i64) {
        let set = periods.into_iter().filter_map(|period| self.of(scope, period));
        set.fold((0, 0), |(n, sum), levels| (n + 1, sum.saturating_add(levels.base)))
    }
}

const VERSIONS: &str = "SELECT id, metric, scope_kind, scope_id, period, number, value, stretch, challenge, reason, approver, basis, on_day, by_name FROM target_version WHERE metric = $1 AND period >= $2 AND period < $3 ORDER BY id";

/// Every value that the targets on a metric had for the periods of a year, the oldest first.
///
/// # Errors
/// Whatever the database reports.
pub fn versions(db: &Db, metric: MetricId, year: i32) -> Result<Vec<TargetVersion>> {
    let (from, until) = (format!("{year:04}"), format!("{:04}", year + 1));
    let params = [metric.word().into(), from.as_str().into(), until.as_str().into()];
    db.rows(VERSIONS, &params, TargetVersion::from_row)
}

/// The day of a period as of which teams are what they are for it: today within it, the last day of
/// one that is over, the first of one to come.
pub fn day_in(period: Period, today: NaiveDate) -> NaiveDate {
    today.clamp(period.first_day(), period.last_day())
}

/// The year with which the text of a period begins; of a week that of its number, which may lie in
/// two calendar years.
pub const fn year(period: Period) -> i32 {
    match period {
        Period::Year(year)
        | Period::Quarter(year, _)
        | Period::Month(year, _)
        | Period::Week(year, _) => year,
    }
}

/// The periods that make up a longer one: quarters of a year, months of a quarter; of a month none,
/// since weeks do not end with it.
pub fn parts(period: Period) -> Vec<Period> {
    match period {
        Period::Year(year) => (1..=4).map(|quarter| Period::Quarter(year, quarter)).collect(),
        Period::Quarter(year, quarter) => {
            (quarter * 3 - 2..=quarter * 3).map(|month| Period::Month(year, month)).collect()
        }
        Period::Month(..) | Period::Week(..) => vec![],
    }
}

/// The months of a period, in order; a week has none.
pub fn months(period: Period) -> Vec<Period> {
    match period {
        Period::Year(year) => (1..=12).map(|month| Period::Month(year, month)).collect(),
        Period::Quarter(..) => parts(period),
        Period::Month(..) => vec![period],
        Period::Week(..) => vec![],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::TeamId;

    #[test]
    fn what_is_not_set_is_not_in_the_sum_and_not_zero() {
        let quarter = Period::Quarter(2026, 1);
        let people = [1, 2, 3].map(|id| Scope::Person(PersonId(id)));
        let targets = Targets(BTreeMap::from([
            ((people[0], quarter), Levels::base(300)),
            ((people[1], quarter), Levels::base(0)),
            ((Scope::Team(TeamId(9)), quarter), Levels::base(500)),
        ]));
        assert_eq!(targets.of(people[2], quarter), None);
        assert_eq!(targets.of(people[1], quarter), Some(Levels::base(0)));
        assert_eq!(targets.sum(people, quarter), (2, 300));
        assert_eq!(targets.sum_of_periods(people[0], [quarter, quarter.next()]), (1, 300));
    }

    #[test]
    fn a_year_is_made_of_quarters_and_a_quarter_of_months() {
        let words = |periods: Vec<Period>| -> Vec<String> {
            periods.iter().map(Period::to_string).collect()
        };
        assert_eq!(words(parts(Period::Year(2026))), ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"]);
        assert_eq!(words(parts(Period::Quarter(2026, 4))), ["2026-10", "2026-11", "2026-12"]);
        assert_eq!(words(months(Period::Month(2026, 2))), ["2026-02"]);
        assert_eq!(months(Period::Year(2026)).len(), 12);
        assert!(parts(Period::Month(2026, 2)).is_empty());
    }
}
