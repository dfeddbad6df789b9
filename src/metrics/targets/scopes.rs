//! What stands above a scope and below it, and what is known of it for a proposal.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::domain::target::rebase::lies_ahead;
use crate::metrics::targets::Targets;
use crate::metrics::targets::history::{History, Whereabouts, first_month};
use crate::metrics::targets::proposal::{Above, Known, Rebase};
use crate::store::directory::Directory;

/// So many of the last months say which part of the target above a scope has.
const RECENT: usize = 12;

/// The scope above, as of a day: of a person the team, of a team the region, of both the company
/// where there is none.
pub fn above(directory: &Directory, scope: Scope, day: NaiveDate) -> Option<Scope> {
    match scope {
        Scope::All => None,
        Scope::Region(_) => Some(Scope::All),
        Scope::Team(team) => {
            let region = directory.region_on(team, day);
            Some(region.map_or(Scope::All, Scope::Region))
        }
        Scope::Person(person) => {
            let team = Whereabouts::of(directory).on(person, day).and_then(|at| at.team_id);
            Some(team.map_or(Scope::All, Scope::Team))
        }
    }
}

/// What history and targets say of a scope, for proposing its target for a period.
pub fn known(
    directory: &Directory,
    history: &History,
    targets: &Targets,
    scope: Scope,
    period: Period,
) -> Known {
    let series = history.series(directory, scope);
    let above = above(directory, scope, period.first_day()).and_then(|above| {
        let target = targets.of(above, period)?.base;
        let all: BTreeMap<Period, i64> = history.series(directory, above).into_iter().collect();
        let latest = series.get(series.len().saturating_sub(RECENT)..)?;
        let sums = latest.iter().try_fold((0_i64, 0_i64), |(own, whole), (month, value)| {
            let of_all = all.get(month)?;
            Some((own.checked_add(*value)?, whole.checked_add(*of_all)?))
        });
        // Someone who reached most of it elsewhere has no part of this one.
        sums.filter(|(own, whole)| own <= whole).map(|reached| Above { target, reached })
    });
    // Rates of months do not add up to that of a longer period.
    let foretold = history.metric().adds_up() || matches!(period, Period::Month(..));
    let series = if foretold { series } else { vec![] };
    Known {
        series,
        last_year: year_before(history, directory, scope, period),
        above,
        rebase: rebase(history, targets, scope, period),
    }
}

/// The target as it is and how the last period that is over went, for a period that has not begun.
fn rebase(history: &History, targets: &Targets, scope: Scope, period: Period) -> Option<Rebase> {
    if !lies_ahead(period, history.until) {
        return None;
    }
    let old = targets.of(scope, period)?.base;
    let mut before = period.previous();
    while before.last_day() > history.ended.last_day() {
        before = before.previous();
    }
    let target = targets.of(scope, before)?.base;
    let reached = history.period(scope, before)?;
    (target > 0).then_some(Rebase { old, before, reached, target })
}

/// What was reached in the same period a year before; unknown of someone who was not there yet.
pub fn year_before(
    history: &History,
    directory: &Directory,
    scope: Scope,
    period: Period,
) -> Option<i64> {
    let before = period.year_before();
    if let Scope::Person(person) = scope
        && first_month(directory, person)
            .is_some_and(|first| first.first_day() > before.first_day())
    {
        return None;
    }
    history.period(scope, before)
}
