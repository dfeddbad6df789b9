//! An analysis: groups by results, behaviours of the period before, and what differs.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::behaviour::analysis::{self, Finding, Groups};
use crate::domain::behaviour::permutation::chance;
use crate::domain::behaviour::{MIN_TEAM, Refusal, Sample};
use crate::domain::ids::PersonId;
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::domain::stats::quantile::mean;
use crate::error::Result;
use crate::metrics::MetricId;
use crate::metrics::behaviour::Behaviour;
use crate::metrics::behaviour::count::{Asked, Value, Values, values};
use crate::metrics::behaviour::outcome::{Results, results};
use crate::store::Db;
use crate::store::directory::Directory;

/// The share of people in the top group where nobody chose another: 3 of 10 (默认值).
const TOP_TENTHS: usize = 3;

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// Of whom: the company, a region or a team.
    pub scope: Scope,
    /// By the targets on which metric people are told apart.
    pub outcome: MetricId,
    /// The period of the results; behaviours are those of the one before.
    pub period: Period,
    /// How many people are in the top group; `None` for three of ten.
    pub top: Option<usize>,
}

impl Ask {
    /// The period of the behaviours.
    pub fn before(&self) -> Period {
        self.period.previous()
    }
}

/// The groups as they follow from the results alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grouped {
    /// How many people are in the top group.
    pub top: usize,
    /// What everybody reached.
    pub results: Results,
    /// The groups, or why there are none.
    pub groups: std::result::Result<Groups, Refusal>,
}

/// How many of so many people are in the top group where nobody chose: three of ten, at least two.
pub const fn usual_top(people: usize) -> usize {
    let top = (people * TOP_TENTHS + 5) / 10;
    if top < analysis::MIN_GROUP { analysis::MIN_GROUP } else { top }
}

/// Tells people apart, before anybody looks at what they do.
///
/// # Errors
/// Whatever the database reports.
pub fn group(db: &Db, directory: &Directory, ask: &Ask, today: NaiveDate) -> Result<Grouped> {
    let asked = (ask.outcome, ask.scope, ask.period);
    let results = results(db, directory, asked, today)?;
    let people = results.reached.len();
    let top = ask.top.unwrap_or_else(|| usual_top(people));
    let groups = if people == 0 {
        // Said of the team: that nobody is at the top follows from it.
        Err(Refusal::TooFew { of: Sample::Team, have: 0, need: MIN_TEAM })
    } else {
        Groups::by_result(&results.reached, top)
    };
    let groups = groups.and_then(|groups| countable(&groups).map(|()| groups));
    Ok(Grouped { top, results, groups })
}

/// Whether all groupings of such sizes can be counted, whatever the values are.
fn countable(groups: &Groups) -> std::result::Result<(), Refusal> {
    let values = |group: &BTreeSet<PersonId>| vec![0.0; group.len()];
    chance(&values(&groups.top), &values(&groups.others)).map(|_| ())
}

/// What was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Analysis {
    /// What was asked.
    pub ask: Ask,
    /// The groups.
    pub groups: Groups,
    /// What everybody reached.
    pub results: Results,
    /// How much of each behaviour everybody of both groups did.
    pub values: BTreeMap<Behaviour, Values>,
    /// What was found of each behaviour, in the order in which they were asked for.
    pub findings: Vec<Finding<Behaviour>>,
}

impl Analysis {
    /// The cases of a behaviour behind both groups.
    pub fn cases(&self, behaviour: &Behaviour) -> (u64, u64) {
        let of = |group: &BTreeSet<PersonId>| -> u64 {
            let values = self.values.get(behaviour);
            let own = |person: &PersonId| Some(values?.get(person)?.cases);
            group.iter().filter_map(own).sum()
        };
        (of(&self.groups.top), of(&self.groups.others))
    }

    /// The cases of all behaviours behind a person.
    pub fn cases_of(&self, person: PersonId) -> u64 {
        self.values.values().filter_map(|own| own.get(&person)).map(|value| value.cases).sum()
    }

    /// The mean of the known values of a group; `None` where none is known.
    pub fn mean(&self, behaviour: &Behaviour, top: bool) -> Option<f64> {
        let group = if top { &self.groups.top } else { &self.groups.others };
        let values = self.values.get(behaviour)?;
        let known: Vec<f64> =
            group.iter().filter_map(|person| values.get(person)).map(|own| own.value).collect();
        mean(&known)
    }
}

/// Sets the behaviours of the period before beside the groups; the refusal says why that cannot be.
///
/// # Errors
/// Whatever the database reports.
pub fn analyse(
    db: &Db,
    directory: &Directory,
    (ask, behaviours): (&Ask, &[Behaviour]),
    today: NaiveDate,
) -> Result<std::result::Result<Analysis, Refusal>> {
    let grouped = group(db, directory, ask, today)?;
    let groups = match grouped.groups {
        Ok(groups) => groups,
        Err(refusal) => return Ok(Err(refusal)),
    };
    if behaviours.len() > analysis::MOST_BEHAVIOURS {
        let (have, most) = (behaviours.len(), analysis::MOST_BEHAVIOURS);
        return Ok(Err(Refusal::TooMany { have, most }));
    }
    let values = of_groups(db, directory, (ask, behaviours), &groups, today)?;
    let asked =
        analysis::Asked { groups: groups.clone(), results: ask.period, behaviours: ask.before() };
    let told: Vec<analysis::Behaviour<Behaviour>> = behaviours
        .iter()
        .map(|own| analysis::Behaviour {
            key: own.clone(),
            values: values.get(own).map(plain).unwrap_or_default(),
        })
        .collect();
    let findings = match analysis::analyse(&asked, &told) {
        Ok(findings) => findings,
        Err(refusal) => return Ok(Err(refusal)),
    };
    Ok(Ok(Analysis { ask: ask.clone(), groups, results: grouped.results, values, findings }))
}

/// How much of behaviours everybody of both groups did in the period before.
///
/// # Errors
/// Whatever the database reports.
pub fn of_groups(
    db: &Db,
    directory: &Directory,
    (ask, behaviours): (&Ask, &[Behaviour]),
    groups: &Groups,
    today: NaiveDate,
) -> Result<BTreeMap<Behaviour, Values>> {
    let before = ask.before();
    let asked = Asked {
        members: directory.members(ask.scope),
        days: (before.first_day(), before.last_day()),
        as_of: today,
    };
    let people: BTreeSet<PersonId> = groups.top.union(&groups.others).copied().collect();
    values(db, directory, &asked, (&people, behaviours))
}

fn plain(values: &Values) -> BTreeMap<PersonId, f64> {
    values.iter().map(|(person, Value { value, .. })| (*person, *value)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_of_ten_are_the_top_and_at_least_two() {
        for (people, top) in [(0, 2), (5, 2), (6, 2), (7, 2), (8, 2), (9, 3), (10, 3), (12, 4)] {
            assert_eq!(usual_top(people), top, "{people}");
        }
    }

    #[test]
    fn too_many_people_to_count_are_refused_before_anything_is_looked_at() {
        let people = |range: std::ops::Range<i64>| range.map(PersonId).collect();
        let groups = |top: i64, all: i64| Groups { top: people(0..top), others: people(top..all) };
        assert_eq!(countable(&groups(6, 36)), Ok(()));
        let refused = Refusal::Uncountable { people: 60, group: 30 };
        assert_eq!(countable(&groups(30, 60)), Err(refused));
    }
}
