//! 工作台: what the page of today shows of a scope and a period.
//!
//! Nothing is defined here: the chance is that of the forecast, attainment that of the targets, the
//! bottleneck that of the funnel. What stands here is which of it the page asks for, so that the window and
//! the command line ask for the same.

pub mod agenda;
mod count;
pub mod tiles;

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};

use crate::domain::funnel::rule::Rule;
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::error::Result;
use crate::metrics::MetricId;
use crate::metrics::bottleneck::Bottlenecks;
use crate::metrics::compared::ask_of;
use crate::metrics::forecast::{self, Depth, Forecast, forecast};
use crate::metrics::groups::By;
use crate::metrics::notices::{Notices, notices_with};
use crate::metrics::pipeline::{FunnelCount, FunnelOfScope, HORIZON_DAYS, reasons};
use crate::metrics::stuck::{self, StuckCount};
use crate::metrics::targets::history::known_until;
use crate::metrics::targets::progress::{Progress, attained};
use crate::metrics::today::count::pass;
use crate::metrics::today::tiles::Tiles;
use crate::metrics::waterfall::{self, Waterfall, waterfall};
use crate::store::Db;
use crate::store::directory::Directory;

/// How things stand.
#[derive(Clone, Debug)]
pub struct Standing {
    /// The newest day of which anything is known.
    pub known: NaiveDate,
    /// How the target on the signed amount is reached, by the scope and by each of its people.
    pub progress: Progress,
    /// What the period will come to; `None` for a year or a week, which are not forecast.
    pub forecast: Option<Forecast>,
    /// The tiles.
    pub tiles: Tiles,
    /// The funnel, as its page counts it where nobody chose another way.
    pub funnel: FunnelOfScope,
    /// What is said of its stages.
    pub bottlenecks: Bottlenecks,
}

/// How a scope stands in a period today, and everything that needs the manager in it: of the deals both come
/// from one pass.
///
/// # Errors
/// Whatever the database reports.
pub fn day(
    db: &Db,
    directory: &Directory,
    (scope, period): (Scope, Period),
    today: NaiveDate,
    depth: Depth,
) -> Result<(Standing, Notices)> {
    let known = known_until(db, today)?;
    let progress = attained(db, directory, (MetricId::SignedAmount, scope, period), today)?;
    let forecast = match forecast::check(period) {
        Ok(()) => {
            let ask = forecast::Ask { scope, period, today, slip: BTreeSet::new(), depth };
            Some(forecast(db, directory, &ask)?)
        }
        Err(_) => None,
    };
    let look = tiles::Look::new(db, directory, &progress, (scope, today), depth);
    let members = directory.members(scope);
    let ask = stuck::Ask { members, as_of: known, today };
    let stuck = StuckCount::new(ask);
    let rule = Rule::Matured { horizon_days: HORIZON_DAYS };
    let ask = ask_of(directory, (scope, period), known, rule);
    // As its page counts it: people are compared, and reasons are known.
    let funnel = FunnelCount::new(directory, ask);
    let funnel = funnel.comparing(directory, By::Person).knowing(reasons(db)?);
    let (funnel, stuck, counted) = pass(db, directory, known, (funnel, stuck, look.count()))?;
    let tiles = look.tiles(&progress, counted)?;
    let bottlenecks = Bottlenecks::of(&funnel);
    let notices = notices_with(db, directory, (scope, today), stuck)?;
    Ok((Standing { known, progress, forecast, tiles, funnel, bottlenecks }, notices))
}

/// What happened to the open deals of a scope within a week.
#[derive(Clone, Debug)]
pub struct Changes {
    /// The evening from which it is counted.
    pub from: NaiveDate,
    /// The newest day of which anything is known.
    pub to: NaiveDate,
    /// The open deals on both days, and what lies between.
    pub found: Waterfall,
}

/// What changed since a week before the newest report: since the last report on a day before that where
/// there is one, so that both days are known.
///
/// # Errors
/// Whatever the database reports.
pub fn changes(
    db: &Db,
    directory: &Directory,
    scope: Scope,
    today: NaiveDate,
) -> Result<Option<Changes>> {
    let reports = waterfall::report_days(db, today)?;
    let Some(to) = reports.last().copied() else { return Ok(None) };
    let week = to.checked_sub_days(Days::new(7)).unwrap_or(to);
    let from = reports.iter().rev().find(|day| **day <= week).copied().unwrap_or(week);
    let members = directory.members(scope);
    let found = waterfall(db, waterfall::Ask { members, period: None, from, to })?;
    Ok(Some(Changes { from, to, found }))
}
