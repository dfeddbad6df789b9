//! 案例库: which cases there are, who uses the plays that are made of them, and who read them.
//!
//! A library is for everybody: cases are listed whosever deal they tell of. What is counted of their use is
//! of the scope: a use belongs to whoever used it, on the day of the use.
//!
//! All of it is told as a day knows it: what was written, published, read or used later is not. A meeting to
//! come is, since it is a plan.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::ids::{OpportunityId, PersonId, PlayId, PlayStepId, SalesCaseId};
use crate::domain::period::Period;
use crate::domain::scope::{Members, Scope};
use crate::domain::stats::quantile::mean;
use crate::error::Result;
use crate::metrics::coaching::case_outcome::{Outcome, Play as Asked, outcome};
use crate::metrics::targets::history::known_until;
use crate::metrics::targets::progress::people;
use crate::store::Db;
use crate::store::coaching::cases::{self, Adoption, Case};
use crate::store::directory::Directory;
use crate::store::records::{CaseReading, Play, PlayAdoption, PlaySource, PlayStep, SalesCase};

/// A case in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The case.
    pub record: SalesCase,
    /// The plays of which a version is made of it, by what their versions share.
    pub series: BTreeSet<i64>,
    /// How often people of the scope used one of them.
    pub uses: usize,
}

/// A case as a day knows it: `None` before it was written, a draft until it was published.
fn case_on(mut record: SalesCase, day: NaiveDate) -> Option<SalesCase> {
    record.published_on = record.published_on.filter(|on| *on <= day);
    (record.written_on <= day || record.published_on.is_some()).then_some(record)
}

/// The versions of plays that a day knows, those of a play the oldest first. Where another version took the
/// place of one later, that one was in use.
fn plays_on(db: &Db, day: NaiveDate) -> Result<Vec<Play>> {
    let (mut known, later): (Vec<Play>, Vec<Play>) =
        db.all::<Play>()?.into_iter().partition(|play| play.published_on <= day);
    known.sort_by_key(|play| (play.series, play.number));
    for play in &mut known {
        let next = |other: &&Play| (other.series, other.number) == (play.series, play.number + 1);
        play.current = play.current || later.iter().any(|other| next(&other));
    }
    Ok(known)
}

/// Of a use what a day knows of it: its result once that was told.
fn use_on(mut used: PlayAdoption, day: NaiveDate) -> Option<PlayAdoption> {
    if used.result_on.is_some_and(|on| on > day) {
        (used.result, used.result_on, used.said) = (None, None, None);
    }
    (used.on_day <= day).then_some(used)
}

/// A case with all that belongs to it, as known today; `None` where there is none of this key, or none yet.
///
/// # Errors
/// Whatever the database reports.
pub fn case(db: &Db, id: SalesCaseId, today: NaiveDate) -> Result<Option<Case>> {
    let Some(mut case) = cases::case(db, id)? else { return Ok(None) };
    let Some(record) = case_on(case.record, today) else { return Ok(None) };
    case.record = record;
    case.readings.retain(|reading| reading.on_day <= today);
    let known: BTreeMap<PlayId, Play> =
        plays_on(db, today)?.into_iter().map(|play| (play.id, play)).collect();
    case.plays = case.plays.iter().filter_map(|play| known.get(&play.id).cloned()).collect();
    Ok(Some(case))
}

/// All cases that today knows: those in the library first, the most used and then the newest of them first;
/// then drafts.
///
/// # Errors
/// Whatever the database reports.
pub fn library(db: &Db, members: &Members, today: NaiveDate) -> Result<Vec<Listed>> {
    let series: BTreeMap<_, i64> =
        plays_on(db, today)?.into_iter().map(|play| (play.id, play.series)).collect();
    let mut made: BTreeMap<SalesCaseId, BTreeSet<i64>> = BTreeMap::new();
    for source in db.all::<PlaySource>()? {
        made.entry(source.case_id).or_default().extend(series.get(&source.play_id));
    }
    let mut uses: BTreeMap<i64, usize> = BTreeMap::new();
    for used in db.all::<PlayAdoption>()? {
        if let Some(series) = series.get(&used.play_id)
            && used.on_day <= today
            && members.include(Some(used.person_id), Some(used.on_day))
        {
            *uses.entry(*series).or_default() += 1;
        }
    }
    let mut all: Vec<Listed> = vec![];
    for record in db.all::<SalesCase>()?.into_iter().filter_map(|one| case_on(one, today)) {
        let series = made.remove(&record.id).unwrap_or_default();
        let uses: usize = series.iter().filter_map(|one| uses.get(one)).sum();
        all.push(Listed { record, series, uses });
    }
    all.sort_by_key(|one| {
        let record = &one.record;
        let newest = record.published_on.unwrap_or(record.written_on);
        let key = (record.published_on.is_none(), std::cmp::Reverse((one.uses, newest)));
        (key, record.id)
    });
    Ok(all)
}

/// How often cases are told in meetings in a period.
///
/// # Errors
/// Whatever the database reports.
pub fn told(db: &Db, period: Period) -> Result<usize> {
    Ok(cases::uses_between(db, (period.first_day(), period.last_day()))?.len())
}

/// What came of reading a case.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Read {
    /// How many people read it.
    pub people: usize,
    /// How many of them said how useful it was.
    pub scored: usize,
    /// The mean of that, 1 to 5; `None` where nobody said so.
    pub mean: Option<f64>,
}

/// What came of reading a case, of the people of a scope.
pub fn read(readings: &[CaseReading], members: &Members) -> Read {
    let own = readings.iter().filter(|one| members.include(Some(one.person_id), Some(one.on_day)));
    let own: Vec<&CaseReading> = own.collect();
    let scores: Vec<f64> =
        own.iter().filter_map(|one| one.score).map(|score| score as f64).collect();
    Read { people: own.len(), scored: scores.len(), mean: mean(&scores) }
}

/// A play with who used it and what goes together with that.
#[derive(Clone, Debug, PartialEq)]
pub struct Followed {
    /// Its versions, the oldest first; at least one.
    pub versions: Vec<Play>,
    /// The steps of its newest version, in order.
    pub steps: Vec<PlayStep>,
    /// Where the steps of all versions stand in theirs, from 1.
    pub places: BTreeMap<PlayStepId, i64>,
    /// The uses by people of the scope, the newest first.
    pub uses: Vec<Adoption>,
    /// Who sells in the scope today, and who else used it, with how often; who used it most first.
    pub people: Vec<(PersonId, usize)>,
    /// What goes together with its use; `None` where it is for no stage of the funnel.
    pub outcome: Option<Outcome>,
}

impl Followed {
    /// The newest version: the one in use, or the last of a play that was retired.
    pub fn newest(&self) -> Option<&Play> {
        self.versions.last()
    }

    /// How many of the people used it.
    pub fn users(&self) -> usize {
        self.people.iter().filter(|(_, uses)| *uses > 0).count()
    }

    /// Those who have not used it.
    pub fn others(&self) -> impl Iterator<Item = PersonId> {
        self.people.iter().filter(|(_, uses)| *uses == 0).map(|(person, _)| *person)
    }
}

/// A play with who in a scope used it, and what came of deals, as known today; `None` where there is none of this
/// series, or none yet.
///
/// # Errors
/// Whatever the database reports.
pub fn follow(
    db: &Db,
    directory: &Directory,
    (scope, series): (Scope, i64),
    today: NaiveDate,
) -> Result<Option<Followed>> {
    let mut versions = plays_on(db, today)?;
    versions.retain(|play| play.series == series);
    let (Some(first), Some(newest)) = (versions.first(), versions.last()) else {
        return Ok(None);
    };
    let (published, stage, shown) = (first.published_on, newest.stage_id, newest.id);
    let mut places = BTreeMap::new();
    let mut steps = vec![];
    for version in &versions {
        let own = cases::play_steps(db, version.id)?;
        places.extend(own.iter().map(|step| (step.id, step.position)));
        if version.id == shown {
            steps = own;
        }
    }
    let members = directory.members(scope);
    let all = cases::adoptions_of(db, series)?.into_iter().filter_map(|one| {
        let Adoption { record, steps } = one;
        Some(Adoption { record: use_on(record, today)?, steps })
    });
    let all: Vec<Adoption> = all.collect();
    let mut used: BTreeMap<OpportunityId, NaiveDate> = BTreeMap::new();
    for one in &all {
        if let Some(deal) = one.record.opportunity_id {
            let day = used.entry(deal).or_insert(one.record.on_day);
            *day = one.record.on_day.min(*day);
        }
    }
    let mut uses = all;
    uses.retain(|one| members.include(Some(one.record.person_id), Some(one.record.on_day)));
    uses.reverse();
    let outcome = match stage {
        Some(stage) => {
            let asked = Asked { stage, published, used: &used };
            outcome(db, directory, (&members, &asked), known_until(db, today)?)?
        }
        None => None,
    };
    let people = counted(directory, scope, &uses, today);
    Ok(Some(Followed { versions, steps, places, uses, people, outcome }))
}

/// Who sells in a scope, with how often they used a play.
fn counted(
    directory: &Directory,
    scope: Scope,
    uses: &[Adoption],
    today: NaiveDate,
) -> Vec<(PersonId, usize)> {
    let mut list = people(&directory.as_of(today), scope, Period::month_of(today));
    let here: BTreeSet<PersonId> =
        directory.here_on(today).into_iter().map(|person| person.id).collect();
    list.retain(|person| here.contains(person));
    for one in uses {
        if !list.contains(&one.record.person_id) {
            list.push(one.record.person_id);
        }
    }
    let mut count: BTreeMap<PersonId, usize> = BTreeMap::new();
    for one in uses {
        *count.entry(one.record.person_id).or_default() += 1;
    }
    let of = |person: PersonId| (person, count.get(&person).copied().unwrap_or_default());
    let mut people: Vec<(PersonId, usize)> = list.into_iter().map(of).collect();
    people.sort_by_key(|(_, uses)| std::cmp::Reverse(*uses));
    people
}
