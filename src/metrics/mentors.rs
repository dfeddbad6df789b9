//! Mentors and those they guide, as of a day: every pair with how far it has come, who is new and has
//! nobody, and who could guide them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::ids::{MentorPairId, PersonId, TeamId};
use crate::domain::mentoring::{
    CAPACITY, Course, Guide, MOST_CAPACITY, Progress, Skills, Span, Stage, is_new, most_beside,
    suggest, usual,
};
use crate::domain::period::months_between;
use crate::domain::scope::Members;
use crate::error::Result;
use crate::metrics::capability;
use crate::store::directory::Directory;
use crate::store::records::{MentorCheckin, MentorPair, MentorTask, PersonKind};
use crate::store::{Db, setup};

/// So many people are suggested for somebody.
pub const SUGGESTED: usize = 3;

/// A pair with all that is known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The pair.
    pub pair: MentorPair,
    /// Its tasks in order.
    pub tasks: Vec<MentorTask>,
    /// Its talks, the newest first.
    pub talks: Vec<MentorCheckin>,
    /// How far it has come.
    pub progress: Progress,
}

impl Pair {
    /// The days of the pair.
    pub fn span(&self) -> Span {
        span(&self.pair)
    }
}

/// How far the pairs that run have come together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Together {
    /// How many tasks are done.
    pub done: i64,
    /// How many there are.
    pub tasks: i64,
    /// How many would be done by now.
    pub expected: i64,
}

impl Together {
    /// Those of some pairs that run.
    pub fn running<'a>(pairs: &'a [&'a Pair]) -> impl Iterator<Item = &'a Pair> {
        pairs.iter().copied().filter(|pair| pair.progress.stage == Stage::Running)
    }

    /// Those that run and have not talked for too long.
    pub fn silent<'a>(pairs: &'a [&'a Pair]) -> impl Iterator<Item = &'a Pair> {
        Self::running(pairs).filter(|pair| pair.progress.silent_days.is_some())
    }

    /// Those that are over and have no result.
    pub fn overdue<'a>(pairs: &'a [&'a Pair]) -> impl Iterator<Item = &'a Pair> {
        pairs.iter().copied().filter(|pair| pair.progress.stage == Stage::Overdue)
    }

    /// Adds up those that run.
    pub fn of(pairs: &[&Pair]) -> Self {
        let sum = |of: fn(&Progress) -> i64| -> i64 {
            Self::running(pairs).map(|pair| of(&pair.progress)).sum()
        };
        Self {
            done: sum(|progress| progress.done),
            tasks: sum(|progress| progress.tasks),
            expected: sum(|progress| progress.expected),
        }
    }
}

/// The days of a pair.
pub fn span(pair: &MentorPair) -> Span {
    Span::of(pair.starts, pair.ends, pair.closed_on)
}

/// The pairs of a day: who is a mentor then, and who is guided.
///
/// # Errors
/// Whatever the database reports.
pub fn pairs_on(db: &Db, day: NaiveDate) -> Result<Vec<MentorPair>> {
    let mut pairs = db.all::<MentorPair>()?;
    pairs.retain(|pair| span(pair).covers(day));
    Ok(pairs)
}

/// All pairs as of a day: first those that wait for their end, then those that run, the one that ends
/// next first, then those to come and those that were ended, the newest first.
///
/// # Errors
/// Whatever the database reports.
pub fn pairs(db: &Db, day: NaiveDate) -> Result<Vec<Pair>> {
    let mut tasks: BTreeMap<MentorPairId, Vec<MentorTask>> = BTreeMap::new();
    for task in db.all::<MentorTask>()? {
        tasks.entry(task.pair_id).or_default().push(task);
    }
    let mut talks: BTreeMap<MentorPairId, Vec<MentorCheckin>> = BTreeMap::new();
    for talk in db.all::<MentorCheckin>()? {
        talks.entry(talk.pair_id).or_default().push(talk);
    }
    let mut pairs: Vec<Pair> = db
        .all::<MentorPair>()?
        .into_iter()
        .map(|pair| {
            let mut tasks = tasks.remove(&pair.id).unwrap_or_default();
            tasks.sort_by_key(|task| task.position);
            let mut talks = talks.remove(&pair.id).unwrap_or_default();
            talks.sort_by_key(|talk| std::cmp::Reverse((talk.on_day, talk.id)));
            let progress = Progress::of(&course(&pair, &tasks, &talks), day);
            Pair { pair, tasks, talks, progress }
        })
        .collect();
    pairs.sort_by_key(|pair| {
        let ended = pair.pair.closed_on.map(std::cmp::Reverse);
        (pair.progress.stage, ended, pair.pair.ends, pair.pair.id)
    });
    Ok(pairs)
}

fn course(pair: &MentorPair, tasks: &[MentorTask], talks: &[MentorCheckin]) -> Course {
    let done = tasks.iter().filter(|task| task.done_on.is_some()).count();
    Course {
        starts: pair.starts,
        ends: pair.ends,
        closed_on: pair.closed_on,
        tasks: i64::try_from(tasks.len()).unwrap_or(i64::MAX),
        done: i64::try_from(done).unwrap_or(i64::MAX),
        talks: talks.iter().map(|talk| (talk.on_day, talk.next_on)).collect(),
    }
}

/// How many people a mentor guides at once in this workspace.
///
/// # Errors
/// Whatever the database reports.
pub fn capacity(db: &Db) -> Result<i64> {
    let set = setup::setting(db, setup::names::MENTOR_CAPACITY)?;
    let number = set.and_then(|text| text.parse::<i64>().ok());
    Ok(number.filter(|number| (1..=MOST_CAPACITY).contains(number)).unwrap_or(CAPACITY))
}

/// Somebody who is new and has no mentor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Newcomer {
    /// Who.
    pub person: PersonId,
    /// The day of hire.
    pub hired: NaiveDate,
    /// Whole months since then.
    pub months: i64,
    /// Who could guide them, at most [`SUGGESTED`], the best known first.
    pub guides: Vec<Guide>,
}

/// What is known of everyone who could guide, as of a day.
#[derive(Clone, Debug)]
pub struct Guides {
    day: NaiveDate,
    capacity: i64,
    /// Where everybody is.
    teams: BTreeMap<PersonId, TeamId>,
    /// Who could guide, in the order of keys, whether there is room or not.
    able: Vec<Guide>,
    /// Those of them who leave or are guided themselves before a pair of the usual time would end.
    away: BTreeSet<PersonId>,
}

impl Guides {
    /// Finds who could guide: employees who are there, are not known to be new and are not guided
    /// themselves. Suggested are those of whom that is so for the usual time of a pair.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn load(db: &Db, directory: &Directory, pairs: &[Pair], day: NaiveDate) -> Result<Self> {
        let ratings = capability::newest_of_all(db, day)?;
        let usual = usual(day);
        let mut loads: BTreeMap<PersonId, Vec<Span>> = BTreeMap::new();
        let mut guided: BTreeSet<PersonId> = BTreeSet::new();
        let mut away: BTreeSet<PersonId> = BTreeSet::new();
        for pair in pairs.iter().filter(|pair| pair.span().meets(usual)) {
            loads.entry(pair.pair.mentor_id).or_default().push(pair.span());
            away.insert(pair.pair.mentee_id);
            if pair.span().covers(day) {
                guided.insert(pair.pair.mentee_id);
            }
        }
        let whole = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        let mut able = vec![];
        for person in directory.people.values() {
            let inside = person.kind == PersonKind::Employee && !guided.contains(&person.id);
            if !inside
                || is_new(person.hired, day) == Some(true)
                || directory.has_left(person.id, day)
            {
                continue;
            }
            if directory.has_left(person.id, usual.last) {
                away.insert(person.id);
            }
            let own = ratings.get(&person.id).map(Vec::as_slice).unwrap_or_default();
            let beside = loads.get(&person.id).map(Vec::as_slice).unwrap_or_default();
            able.push(Guide {
                person: person.id,
                skills: Skills::of(&capability::levels(own)),
                months: person.hired.and_then(|hired| months_between(hired, day)),
                load: whole(beside.iter().filter(|span| span.covers(day)).count()),
                most: whole(most_beside(usual, beside)),
                same_team: false,
            });
        }
        Ok(Self { day, capacity: capacity(db)?, teams: teams_on(directory, day), able, away })
    }

    /// Everyone who could guide, in the order of keys, also those who have no room.
    pub fn able(&self) -> &[Guide] {
        &self.able
    }

    /// How many people one guides at once.
    pub const fn capacity(&self) -> i64 {
        self.capacity
    }

    /// Where a person is.
    pub fn team(&self, person: PersonId) -> Option<TeamId> {
        self.teams.get(&person).copied()
    }

    /// Who could guide a person, the best known first.
    pub fn suggested(&self, mentee: PersonId) -> Vec<Guide> {
        let team = self.team(mentee);
        let stays = |guide: &&Guide| guide.person != mentee && !self.away.contains(&guide.person);
        let others = self.able.iter().filter(stays);
        let near = others.map(|guide| Guide {
            same_team: team.is_some() && self.team(guide.person) == team,
            ..*guide
        });
        suggest(near.collect(), self.capacity)
    }

    /// The employees of a scope who are new and have no mentor, now or agreed: the newest last. Who
    /// manages a team guides others.
    pub fn newcomers(
        &self,
        directory: &Directory,
        pairs: &[Pair],
        members: &Members,
    ) -> Vec<Newcomer> {
        let day = self.day;
        let has = |person: PersonId| {
            let mut own = pairs.iter().filter(|pair| pair.pair.mentee_id == person);
            own.any(|pair| pair.span().last >= day)
        };
        let mut found: Vec<Newcomer> = directory
            .people
            .values()
            .filter(|person| {
                person.kind == PersonKind::Employee
                    && is_new(person.hired, day) == Some(true)
                    && members.include(Some(person.id), Some(day))
                    && !has(person.id)
                    && !directory.manages_on(person.id, day)
                    && !directory.has_left(person.id, day)
            })
            .filter_map(|person| {
                let hired = person.hired?;
                let mut guides = self.suggested(person.id);
                guides.truncate(SUGGESTED);
                let months = months_between(hired, day).unwrap_or_default();
                Some(Newcomer { person: person.id, hired, months, guides })
            })
            .collect();
        found.sort_by_key(|newcomer| (newcomer.hired, newcomer.person));
        found
    }
}

/// The team of everyone on a day, in one pass.
fn teams_on(directory: &Directory, day: NaiveDate) -> BTreeMap<PersonId, TeamId> {
    let mut teams = BTreeMap::new();
    for membership in &directory.memberships {
        let there = membership.stretch();
        if let Some(team) = membership.team_id.filter(|_| there.covers(Some(day))) {
            teams.entry(membership.person_id).or_insert(team);
        }
    }
    teams
}

/// The pairs of a scope: those whose mentor or mentee belongs to it on the day, or did on the last
/// day of the pair.
pub fn in_scope<'a>(pairs: &'a [Pair], members: &Members, day: NaiveDate) -> Vec<&'a Pair> {
    let within = |pair: &&Pair| {
        let on = Some(day.min(pair.span().last).max(pair.pair.starts));
        members.include(Some(pair.pair.mentor_id), on)
            || members.include(Some(pair.pair.mentee_id), on)
    };
    pairs.iter().filter(within).collect()
}
