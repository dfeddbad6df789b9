//! What scopes reached in several periods beside their targets, in one pass over the deals.
//!
//! A line of it is that of 达成进度, judged by the same rules; only what open deals are probably worth
//! is left out, since that is known of the present alone.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::calendar::Calendar;
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::error::Result;
use crate::metrics::chances::Chances;
use crate::metrics::deals::Tally;
use crate::metrics::known::known_from;
use crate::metrics::targets::Targets;
use crate::metrics::targets::history::{Whereabouts, each_fact, known_until};
use crate::metrics::targets::progress::{Days, Line, first_known};
use crate::metrics::{Measured, MetricId};
use crate::store::Db;
use crate::store::directory::Directory;

/// What everyone reached in some periods, of a metric that counts deals by a day of theirs.
#[derive(Clone, Debug)]
pub struct Course {
    metric: MetricId,
    known: NaiveDate,
    /// The first day of which anything is known.
    began: Option<NaiveDate>,
    targets: Targets,
    reached: BTreeMap<(Scope, Period), Measured>,
    calendar: Calendar,
}

impl Course {
    /// Counts what was reached in the periods.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn load(
        db: &Db,
        directory: &Directory,
        metric: MetricId,
        periods: &[Period],
        today: NaiveDate,
    ) -> Result<Self> {
        let known = known_until(db, today)?;
        // One that is named twice must not be counted twice.
        let periods: BTreeSet<Period> = periods.iter().copied().collect();
        let years = || periods.iter().map(|period| super::year(*period));
        let targets = match (years().min(), years().max()) {
            (Some(first), Some(last)) => Targets::load(db, metric, (first, last))?,
            _ => Targets::default(),
        };
        let began = first_known(db, metric)?;
        let first = periods.iter().map(|period| period.first_day()).min();
        let last = periods.iter().map(|period| period.last_day()).max();
        let places = Whereabouts::of(directory);
        let mut tallies: BTreeMap<(Scope, Period), Tally> = BTreeMap::new();
        if let (Some(first), Some(last)) = (first, last) {
            each_fact(db, metric, (first, last.min(known)), |deal, when, finding| {
                let scopes = places.scopes(deal.owner, when.placed);
                for period in periods.iter().filter(|period| period.contains(when.day)) {
                    for scope in &scopes {
                        tallies.entry((*scope, *period)).or_default().add(finding);
                    }
                }
            })?;
        }
        let finish = |(key, tally): ((Scope, Period), Tally)| {
            (key, tally.finish(metric, &Chances::default()))
        };
        let reached = tallies.into_iter().map(finish).collect();
        Ok(Self { metric, known, began, targets, reached, calendar: directory.calendar.clone() })
    }

    /// The day until which anything is known.
    pub const fn known(&self) -> NaiveDate {
        self.known
    }

    /// How the target of a scope stands in one of the periods.
    pub fn line(&self, scope: Scope, period: Period) -> Line {
        let begun = known_from(self.began, period, self.known);
        let nothing = || Tally::default().finish(self.metric, &Chances::default());
        let reached = || self.reached.get(&(scope, period)).cloned().unwrap_or_else(nothing);
        Line {
            scope,
            target: self.targets.of(scope, period),
            actual: begun.then(reached),
            days: Days::of(&self.calendar, period, self.known),
            pipeline: None,
            judged: !self.metric.less_is_better(),
            adds_up: self.metric.adds_up(),
            builds_up: self.metric.builds_up(),
        }
    }
}
