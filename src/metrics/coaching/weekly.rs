//! Did help help? What a metric of somebody was week by week before help began and since, beside colleagues
//! without it (domain document, B10; [`crate::domain::coaching::reading`]).
//!
//! # Weeks
//! The twelve whole weeks before the first day, and those since it that are known and looked at. A week counts
//! for somebody who was there when it began; one in which a rate has no case has no value.
//!
//! # Who stands beside
//! The people of the team on the first day who had no such help in that time. What is usual is taken from
//! everybody: how much of a distance from the mean stays from one twelve weeks to the next, both before the
//! help began.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::behaviour::{MIN_TEAM, Refusal, Sample};
use crate::domain::coaching::reading::{Facts, Reading, read};
use crate::domain::coaching::rebound::Usual;
use crate::domain::ids::PersonId;
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
use crate::store::directory::Directory;
use crate::store::records::Membership;

/// How many weeks stand before help, and as many before them for what is usual (默认值).
pub const WEEKS: usize = 12;

/// Somebody who was helped, and the metric that is looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// Who.
    pub person: PersonId,
    /// What.
    pub metric: MetricId,
    /// The day on which the help began.
    pub starts: NaiveDate,
    /// The last day that is looked at.
    pub end: NaiveDate,
    /// Who was helped too in that time, and is nobody's peer.
    pub helped: BTreeSet<PersonId>,
}

/// What became of the metric.
#[derive(Clone, Debug, PartialEq)]
pub struct Weekly {
    /// The metric.
    pub metric: MetricId,
    /// The person's values before, week by week, in the metric's unit.
    pub before: Vec<f64>,
    /// Those since.
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

/// What became of the metrics of several cases, in one pass over the deals.
///
/// # Errors
/// Whatever the database reports.
pub fn weekly(
    db: &Db,
    directory: &Directory,
    cases: &[Case],
    today: NaiveDate,
) -> Result<Vec<Weekly>> {
    if cases.is_empty() {
        return Ok(vec![]);
    }
    let known = known_until(db, today)?;
    let weeks: Vec<Weeks> =
        cases.iter().map(|case| Weeks::of(case.starts, case.end.min(known))).collect();
    let mut wanted: BTreeMap<(Period, bool), BTreeSet<MetricId>> = BTreeMap::new();
    for (case, weeks) in cases.iter().zip(&weeks) {
        for week in weeks.all() {
            let metrics = wanted.entry((*week, is_stock(case.metric))).or_default();
            metrics.insert(case.metric);
        }
    }
    let asked: Vec<(Vec<MetricId>, Question)> = wanted
        .iter()
        .map(|((week, stock), metrics)| {
            let as_of = if *stock { week.last_day().min(known) } else { known };
            let members = Members::Everyone;
            let metrics = metrics.iter().copied().collect();
            (metrics, Question { members, period: Some(*week), as_of })
        })
        .collect();
    let measured = measure_owners_in(db, directory, &asked)?;
    let by_week: ByWeek = wanted.into_keys().zip(measured).collect();
    let own = directory.by_person();
    let mut all = vec![];
    for (case, weeks) in cases.iter().zip(&weeks) {
        let first = first_known(db, case.metric)?;
        let of = Of { directory, own: &own, metric: case.metric, first, by_week: &by_week };
        all.push(of.read(case, weeks));
    }
    Ok(all)
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
    /// Those around the day on which help began, up to a day until which all is known.
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

/// The people of the team when help began who had none of their own.
fn peers(directory: &Directory, case: &Case) -> Vec<PersonId> {
    let Some(team) = directory.team_on(case.person, case.starts) else { return vec![] };
    let then = directory.as_of(case.starts);
    let mut list = people(&then, Scope::Team(team.id), Period::month_of(case.starts));
    list.retain(|person| *person != case.person && !case.helped.contains(person));
    list
}

/// Everybody who sold when help began.
fn sellers(directory: &Directory, starts: NaiveDate) -> Vec<PersonId> {
    people(&directory.as_of(starts), Scope::All, Period::month_of(starts))
}

/// One metric of everybody, week by week.
struct Of<'a> {
    directory: &'a Directory,
    /// Where everybody was when.
    own: &'a BTreeMap<PersonId, Vec<&'a Membership>>,
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
        self.own.get(&person)?.iter().find(|at| at.stretch().covers(Some(begins)))?;
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

    fn read(&self, case: &Case, weeks: &Weeks) -> Weekly {
        let before = self.values(case.person, &weeks.before);
        let after = self.values(case.person, &weeks.after);
        let change = |peer: PersonId| {
            let then = mean(&self.values(peer, &weeks.before))?;
            Some((peer, mean(&self.values(peer, &weeks.after))? - then))
        };
        let team = peers(self.directory, case).into_iter();
        let peers: Vec<(PersonId, f64)> = team.filter_map(change).collect();
        let changes: Vec<f64> = peers.iter().map(|(_, change)| *change).collect();
        let everyone = sellers(self.directory, case.starts);
        let facts = Facts {
            before: &before,
            after: &after,
            usual: self.usual(weeks, &everyone),
            peers: &changes,
        };
        let reading = read(&facts);
        let days = |weeks: &[Period]| Some((weeks.first()?.first_day(), weeks.last()?.last_day()));
        Weekly {
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
