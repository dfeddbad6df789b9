//! Did a plan help? What its metrics were week by week before it and since, beside colleagues without one
//! (domain document, B10; [`crate::domain::coaching::reading`]).
//!
//! # Weeks
//! The twelve whole weeks before the plan began, and those between its beginning and its end that are known.
//! A week counts for somebody who was there when it began; one in which a rate has no case has no value.
//!
//! # Who stands beside
//! The people of the team on the first day who had no plan of their own in that time. What is usual is taken
//! from everybody: how much of a distance from the mean stays from one twelve weeks to the next, both before
//! the plan began.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::behaviour::{MIN_TEAM, Refusal, Sample};
use crate::domain::coaching::reading::{Facts, Reading, read};
use crate::domain::coaching::rebound::Usual;
use crate::domain::ids::{ImprovementObjectiveId, PersonId};
use crate::domain::period::Period;
use crate::domain::scope::{Members, Scope};
use crate::domain::stats::quantile::mean;
use crate::error::Result;
use crate::metrics::MetricId;
use crate::metrics::chances::Chances;
use crate::metrics::deals::{OfOwners, Question, Tally, measure_owners_in};
use crate::metrics::targets::history::known_until;
use crate::metrics::targets::progress::{first_known, people};
use crate::store::Db;
use crate::store::coaching::plans::Plan;
use crate::store::directory::Directory;
use crate::store::records::ImprovementPlan;

/// How many weeks stand before a plan, and as many before them for what is usual (默认值).
pub const WEEKS: usize = 12;

/// What became of the metric of an objective.
#[derive(Clone, Debug, PartialEq)]
pub struct Effect {
    /// The objective.
    pub objective: ImprovementObjectiveId,
    /// Its metric.
    pub metric: MetricId,
    /// The person's values before, week by week, in the metric's unit.
    pub before: Vec<f64>,
    /// Those since the plan began.
    pub after: Vec<f64>,
    /// The colleagues, each with the change of their mean.
    pub peers: Vec<(PersonId, f64)>,
    /// The lines and what may be said.
    pub reading: Reading,
    /// The first and the last day of the weeks before.
    pub before_days: Option<(NaiveDate, NaiveDate)>,
    /// Those of the weeks since; `None` before the first is over.
    pub after_days: Option<(NaiveDate, NaiveDate)>,
}

/// What became of the metrics of a plan; an objective without one has no week to look at.
///
/// # Errors
/// Whatever the database reports.
pub fn effects(
    db: &Db,
    directory: &Directory,
    plan: &Plan,
    today: NaiveDate,
) -> Result<Vec<Effect>> {
    let named =
        plan.standing().filter_map(|own| Some((own.id, MetricId::parse(own.metric.as_deref()?)?)));
    let named: Vec<(ImprovementObjectiveId, MetricId)> = named.collect();
    if named.is_empty() {
        return Ok(vec![]);
    }
    let record = &plan.record;
    let known = known_until(db, today)?;
    let end = record.closed_on.unwrap_or(record.ends).min(known);
    let weeks = Weeks::of(record.starts, end);
    let metrics: BTreeSet<MetricId> = named.iter().map(|(_, metric)| *metric).collect();
    let mut asked: Vec<(Vec<MetricId>, Question)> = vec![];
    let mut keys: Vec<(Period, bool)> = vec![];
    for week in weeks.all().copied() {
        for stock in [false, true] {
            let own = metrics.iter().copied().filter(|metric| is_stock(*metric) == stock);
            let own: Vec<MetricId> = own.collect();
            if own.is_empty() {
                continue;
            }
            let as_of = if stock { week.last_day().min(known) } else { known };
            let members = Members::Everyone;
            asked.push((own, Question { members, period: Some(week), as_of }));
            keys.push((week, stock));
        }
    }
    let measured = measure_owners_in(db, directory, &asked)?;
    let by_week: ByWeek = keys.into_iter().zip(measured).collect();
    let (team, everyone) = (peers(db, directory, record, end)?, sellers(directory, record.starts));
    let mut effects = vec![];
    for (objective, metric) in named {
        let first = first_known(db, metric)?;
        let of = Of { directory, metric, first, by_week: &by_week };
        effects.push(of.effect(
            objective,
            record.person_id,
            &weeks,
            (team.as_slice(), everyone.as_slice()),
        ));
    }
    Ok(effects)
}

/// The figures of everybody by week, those of a day apart from those of the week.
type ByWeek = BTreeMap<(Period, bool), OfOwners>;

/// Whether a metric is of a day and not of a period: in a week it is that of its last day.
const fn is_stock(metric: MetricId) -> bool {
    matches!(metric, MetricId::OpenPipeline | MetricId::WeightedPipeline | MetricId::SalesVelocity)
}

/// The weeks that are looked at.
struct Weeks {
    /// For what is usual.
    earlier: Vec<Period>,
    before: Vec<Period>,
    after: Vec<Period>,
}

impl Weeks {
    /// Those around the days of a plan; the last that are known.
    fn of(starts: NaiveDate, end: NaiveDate) -> Self {
        let week = |day: NaiveDate| Period::Week(0, 1).same_kind_at(day);
        // The week that holds the first day is neither, save where it begins with it.
        let first = week(starts);
        let first = if first.first_day() == starts { first } else { first.next() };
        let mut back =
            std::iter::successors(Some(week(starts).previous()), |week| Some(week.previous()));
        let mut before: Vec<Period> = back.by_ref().take(WEEKS).collect();
        let mut earlier: Vec<Period> = back.take(WEEKS).collect();
        before.reverse();
        earlier.reverse();
        let onward = std::iter::successors(Some(first), |week| Some(week.next()));
        let after: Vec<Period> = onward.take_while(|week| week.last_day() <= end).collect();
        Self { earlier, before, after }
    }

    fn all(&self) -> impl Iterator<Item = &Period> {
        self.earlier.iter().chain(&self.before).chain(&self.after)
    }
}

/// The people of the team when a plan began who had none of their own until its end.
fn peers(
    db: &Db,
    directory: &Directory,
    plan: &ImprovementPlan,
    end: NaiveDate,
) -> Result<Vec<PersonId>> {
    let Some(team) = directory.team_on(plan.person_id, plan.starts) else { return Ok(vec![]) };
    let planned: BTreeSet<PersonId> = db
        .all::<ImprovementPlan>()?
        .into_iter()
        .filter(|other| other.starts <= end)
        .filter(|other| other.closed_on.is_none_or(|closed| closed >= plan.starts))
        .map(|other| other.person_id)
        .collect();
    let then = directory.as_of(plan.starts);
    let mut list = people(&then, Scope::Team(team.id), Period::month_of(plan.starts));
    list.retain(|person| *person != plan.person_id && !planned.contains(person));
    Ok(list)
}

/// Everybody who sold when a plan began.
fn sellers(directory: &Directory, starts: NaiveDate) -> Vec<PersonId> {
    people(&directory.as_of(starts), Scope::All, Period::month_of(starts))
}

/// One metric of everybody, week by week.
struct Of<'a> {
    directory: &'a Directory,
    metric: MetricId,
    /// The first day of which anything is known.
    first: Option<NaiveDate>,
    by_week: &'a ByWeek,
}

impl Of<'_> {
    /// Somebody's value in a week; `None` where it is unknown, or they were not there when it began.
    fn value(&self, person: PersonId, week: Period) -> Option<f64> {
        let begins = week.first_day();
        if self.first.is_none_or(|first| begins < first) {
            return None;
        }
        let hired = self.directory.people.get(&person)?.hired;
        if hired.is_some_and(|hired| hired > begins) {
            return None;
        }
        self.directory.membership_on(person, begins)?;
        let everyone = self.by_week.get(&(week, is_stock(self.metric)))?;
        let measured = everyone.get(&person).and_then(|own| own.get(&self.metric));
        let value = match measured {
            Some(measured) => measured.value,
            // To whom nothing happened.
            None => Tally::default().finish(self.metric, &Chances::default()).value,
        };
        value.map(|value| value as f64)
    }

    fn values(&self, person: PersonId, weeks: &[Period]) -> Vec<f64> {
        weeks.iter().filter_map(|week| self.value(person, *week)).collect()
    }

    fn effect(
        &self,
        objective: ImprovementObjectiveId,
        person: PersonId,
        weeks: &Weeks,
        (team, everyone): (&[PersonId], &[PersonId]),
    ) -> Effect {
        let (before, after) =
            (self.values(person, &weeks.before), self.values(person, &weeks.after));
        let change = |peer: &PersonId| {
            let then = mean(&self.values(*peer, &weeks.before))?;
            Some((*peer, mean(&self.values(*peer, &weeks.after))? - then))
        };
        let peers: Vec<(PersonId, f64)> = team.iter().filter_map(change).collect();
        let changes: Vec<f64> = peers.iter().map(|(_, change)| *change).collect();
        let facts = Facts {
            before: &before,
            after: &after,
            usual: self.usual(weeks, everyone),
            peers: &changes,
        };
        let reading = read(&facts);
        let days = |weeks: &[Period]| Some((weeks.first()?.first_day(), weeks.last()?.last_day()));
        Effect {
            objective,
            metric: self.metric,
            before_days: days(&weeks.before),
            after_days: days(&weeks.after),
            before,
            after,
            peers,
            reading,
        }
    }

    /// How much of a distance from the mean stays, from everybody with values in both halves before.
    fn usual(&self, weeks: &Weeks, everyone: &[PersonId]) -> std::result::Result<Usual, Refusal> {
        let pair = |person: &PersonId| {
            let first = mean(&self.values(*person, &weeks.earlier))?;
            Some((first, mean(&self.values(*person, &weeks.before))?))
        };
        let pairs: Vec<(f64, f64)> = everyone.iter().filter_map(pair).collect();
        if pairs.is_empty() {
            return Err(Refusal::TooFew { of: Sample::Team, have: 0, need: MIN_TEAM });
        }
        Usual::of(&pairs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_lie_whole_before_and_since_the_first_day() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        // A Wednesday: its week is neither before nor since.
        let weeks = Weeks::of(day("2025-10-22"), day("2025-11-16"));
        let ends = |weeks: &[Period]| {
            let (first, last) = (weeks.first().unwrap(), weeks.last().unwrap());
            (first.first_day().to_string(), last.last_day().to_string(), weeks.len())
        };
        let told = |first: &str, last: &str, n: usize| (first.to_owned(), last.to_owned(), n);
        assert_eq!(ends(&weeks.before), told("2025-07-28", "2025-10-19", 12));
        assert_eq!(ends(&weeks.earlier), told("2025-05-05", "2025-07-27", 12));
        assert_eq!(ends(&weeks.after), told("2025-10-27", "2025-11-16", 3));
        // A Monday begins the first week since.
        let monday = Weeks::of(day("2025-10-20"), day("2025-10-26"));
        assert_eq!(ends(&monday.after), told("2025-10-20", "2025-10-26", 1));
        assert_eq!(ends(&monday.before).1, "2025-10-19");
        assert!(Weeks::of(day("2025-10-20"), day("2025-10-19")).after.is_empty());
    }
}
