//! What was reached in each month, for the company and all its regions, teams and people at once.
//!
//! The history of a metric begins with the month of its first fact in the company, and ends with the
//! last month that reports speak of to its end. Between them a month in which nothing happened is a
//! true zero; before and after them nothing is known. A person's history begins with the first whole
//! month after being hired.

use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate};

use crate::domain::calendar::Calendar;
use crate::domain::ids::PersonId;
use crate::domain::period::Period;
use crate::domain::scope::{Members, Scope};
use crate::error::Result;
use crate::metrics::chances::Chances;
use crate::metrics::deals::{Finding, Question, Tally, credited, judge};
use crate::metrics::{Measured, MetricId};
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::opportunities::{self, Deal};
use crate::store::records::Membership;

/// Where everyone was when.
pub struct Whereabouts<'a> {
    directory: &'a Directory,
    memberships: BTreeMap<PersonId, Vec<&'a Membership>>,
}

impl<'a> Whereabouts<'a> {
    /// Of everyone.
    pub fn of(directory: &'a Directory) -> Self {
        let mut memberships: BTreeMap<PersonId, Vec<&Membership>> = BTreeMap::new();
        for membership in &directory.memberships {
            memberships.entry(membership.person_id).or_default().push(membership);
        }
        Self { directory, memberships }
    }

    /// Where a person was on a day.
    pub fn on(&self, person: PersonId, day: NaiveDate) -> Option<&'a Membership> {
        let covers = |m: &&&Membership| m.stretch().covers(Some(day));
        self.memberships.get(&person)?.iter().find(covers).copied()
    }

    /// A day of a period on which a person belongs where it is counted in it: the first on which the
    /// person is anywhere.
    pub fn home(&self, person: PersonId, period: Period) -> NaiveDate {
        let (first, last) = (period.first_day(), period.last_day());
        let own = self.memberships.get(&person).map(Vec::as_slice).unwrap_or_default();
        let begins = own.iter().filter(|m| m.ends.is_none_or(|ends| ends > first));
        let begins = begins.map(|m| m.starts.map_or(first, |starts| starts.max(first)));
        begins.filter(|day| *day <= last).min().unwrap_or(first)
    }

    /// The scopes to which a fact of a person on a day belongs, the company first.
    pub fn scopes(&self, owner: Option<PersonId>, day: NaiveDate) -> Vec<Scope> {
        let mut scopes = vec![Scope::All];
        let Some(owner) = owner else { return scopes };
        scopes.push(Scope::Person(owner));
        if let Some(team) = self.on(owner, day).and_then(|membership| membership.team_id) {
            scopes.push(Scope::Team(team));
            let region = self.directory.region_on(team, day);
            scopes.extend(region.map(Scope::Region));
        }
        scopes
    }
}

/// Whether a metric counts deals by a day of theirs.
pub const fn is_by_day(metric: MetricId) -> bool {
    !matches!(
        metric,
        MetricId::OpenPipeline
            | MetricId::WeightedPipeline
            | MetricId::SalesVelocity
            | MetricId::LeadWinRate
            | MetricId::SignedPerHead
            | MetricId::ReportOnTime
            | MetricId::PromiseKept
    )
}

/// The day on which a deal counts for a metric; `None` where it does not count by a day.
fn day_of(metric: MetricId, deal: &Deal) -> Option<NaiveDate> {
    match metric {
        MetricId::NewOpportunities => deal.created,
        _ => deal.closed.filter(|_| is_by_day(metric)),
    }
}

/// When something happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When {
    /// The day on which it counts.
    pub day: NaiveDate,
    /// The day on which its owner was where it belongs: the same, but for the share of somebody who had
    /// left by then (see [`Deal::placed`]).
    pub placed: NaiveDate,
}

/// Hands over what each deal gives a metric between two days: owner, days and finding. An amount that
/// a handover shares out comes once for each of those who are credited, with them as the owner. What a person
/// gave up since the newest report comes with its own day, also past the last one, where that is known by then.
///
/// # Errors
/// Whatever the database reports.
pub fn each_fact(
    db: &Db,
    metric: MetricId,
    (first, last): (NaiveDate, NaiveDate),
    mut each: impl FnMut(&Deal, When, Finding),
) -> Result<()> {
    let question = Question { members: Members::Everyone, period: None, as_of: last };
    let one = |deal: &Deal| {
        let known = |day: &NaiveDate| *day <= last || deal.closed_by(last).is_some();
        if let Some(day) = day_of(metric, deal).filter(|day| first <= *day && known(day)) {
            if metric == MetricId::CreditedAmount && !deal.credits.is_empty() {
                for (owner, finding) in credited(&question, deal) {
                    let when = When { day, placed: deal.placed(owner).unwrap_or(day) };
                    each(&Deal { owner, ..deal.clone() }, when, finding);
                }
            } else {
                each(deal, When { day, placed: day }, judge(metric, &question, deal, &[]));
            }
        }
        Ok(())
    };
    if metric == MetricId::NewOpportunities {
        opportunities::each(db, one)
    } else {
        opportunities::each_closed(db, first, last, one)
    }
}

/// What everyone reached in each month.
#[derive(Clone, Debug)]
pub struct History {
    metric: MetricId,
    months: BTreeMap<(Scope, Period), Measured>,
    /// The first month of which anything is known; `None` where nothing is.
    pub began: Option<Period>,
    /// The last month that is known to its end.
    pub ended: Period,
    /// The day until which anything is known.
    pub until: NaiveDate,
}

/// The day until which reports speak of deals, no later than today.
///
/// # Errors
/// Whatever the database reports.
pub fn known_until(db: &Db, today: NaiveDate) -> Result<NaiveDate> {
    Ok(opportunities::last_reported(db)?.map_or(today, |day| day.min(today)))
}

/// Counts by scope and month while facts come by.
#[derive(Clone, Debug)]
pub struct MonthCount {
    metric: MetricId,
    tallies: BTreeMap<Scope, BTreeMap<Period, Tally>>,
    first: Option<NaiveDate>,
}

impl MonthCount {
    /// Starts counting a metric.
    pub const fn new(metric: MetricId) -> Self {
        Self { metric, tallies: BTreeMap::new(), first: None }
    }

    /// Adds what a deal gives the metric on a day, to the scopes to which that belongs.
    pub fn add(
        &mut self,
        scopes: impl IntoIterator<Item = Scope>,
        day: NaiveDate,
        finding: Finding,
    ) {
        if finding == Finding::Outside {
            return;
        }
        self.first = Some(self.first.map_or(day, |first| first.min(day)));
        let month = Period::month_of(day);
        for scope in scopes {
            let months = self.tallies.entry(scope).or_default();
            months.entry(month).or_default().add(finding);
        }
    }

    /// Adds what other facts count.
    pub fn merge(&mut self, other: &Self) {
        self.first = [self.first, other.first].into_iter().flatten().min();
        for (scope, theirs) in &other.tallies {
            let own = self.tallies.entry(*scope).or_default();
            for (month, tally) in theirs {
                own.entry(*month).or_default().merge(tally);
            }
        }
    }

    /// The history, of which everything is known until a day.
    pub fn finish(self, calendar: &Calendar, until: NaiveDate) -> History {
        let Self { metric, tallies, first } = self;
        let chances = Chances::default();
        let tallies = tallies.into_iter().flat_map(|(scope, months)| {
            months.into_iter().map(move |(month, tally)| ((scope, month), tally))
        });
        let months = tallies.map(|(key, tally)| (key, tally.finish(metric, &chances))).collect();
        // A month is known to its end once a report speaks of its last working day.
        let month = Period::month_of(until);
        let whole = last_workday(calendar, month) <= until;
        let ended = if whole { month } else { month.previous() };
        History { metric, months, began: first.map(Period::month_of), ended, until }
    }
}

impl History {
    /// Counts the facts of a metric as known today.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn load(
        db: &Db,
        directory: &Directory,
        metric: MetricId,
        today: NaiveDate,
    ) -> Result<Self> {
        let until = known_until(db, today)?;
        let places = Whereabouts::of(directory);
        let mut count = MonthCount::new(metric);
        each_fact(db, metric, (NaiveDate::MIN, until), |deal, when, finding| {
            count.add(places.scopes(deal.owner, when.placed), when.day, finding);
        })?;
        Ok(count.finish(&directory.calendar, until))
    }

    /// The metric.
    pub const fn metric(&self) -> MetricId {
        self.metric
    }

    /// What a scope reached in a month; `None` where the month is not known.
    pub fn month(&self, scope: Scope, month: Period) -> Option<Measured> {
        let known =
            self.began.is_some_and(|began| began <= month) && month <= Period::month_of(self.until);
        let nothing = || Tally::default().finish(self.metric, &Chances::default());
        known.then(|| self.months.get(&(scope, month)).cloned().unwrap_or_else(nothing))
    }

    /// The months that are known to their end, in order, from the first in which the scope can have
    /// reached anything. A month of which an amount is unknown ends what came before it: a series
    /// with a hole is none.
    pub fn series(&self, directory: &Directory, scope: Scope) -> Vec<(Period, i64)> {
        let Some(began) = self.began else { return vec![] };
        let from = match scope {
            Scope::Person(person) => {
                first_month(directory, person).map_or(began, |own| own.max(began))
            }
            Scope::All | Scope::Region(_) | Scope::Team(_) => began,
        };
        let months = std::iter::successors(Some(from), |month| Some(month.next()));
        let mut series = vec![];
        for month in months.take_while(|month| *month <= self.ended) {
            match self.month(scope, month).and_then(|measured| measured.value) {
                Some(value) => series.push((month, value)),
                None => series.clear(),
            }
        }
        series
    }

    /// What a scope reached in a period of months: `None` where a month of it is not known to its
    /// end, or an amount in it is unknown.
    pub fn period(&self, scope: Scope, period: Period) -> Option<i64> {
        let months = super::months(period);
        // A rate of a quarter is not the sum of its months'.
        let has_sum = self.metric.adds_up() || months.len() == 1;
        if months.is_empty() || !has_sum || period.last_day() > self.ended.last_day() {
            return None;
        }
        months
            .into_iter()
            .try_fold(0_i64, |sum, month| sum.checked_add(self.month(scope, month)?.value?))
    }
}

/// The first whole month in which a person worked here, by the day of hire, else by the first team;
/// `None` where both are unknown.
pub fn first_month(directory: &Directory, person: PersonId) -> Option<Period> {
    let hired = directory.people.get(&person)?.hired;
    let placed = || {
        let own = directory.memberships.iter().filter(|m| m.person_id == person);
        own.map(|m| m.starts).min().flatten()
    };
    let day = hired.or_else(placed)?;
    let month = Period::month_of(day);
    Some(if day.day() == 1 { month } else { month.next() })
}

fn last_workday(calendar: &Calendar, month: Period) -> NaiveDate {
    let mut day = month.last_day();
    // No holiday takes a month.
    for _ in 0..31 {
        if calendar.working_day(day) {
            break;
        }
        day = day.pred_opt().unwrap_or(day);
    }
    day
}
