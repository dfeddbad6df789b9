//! Who is to be coached next, and why: the facts of everybody, in the order of
//! [`crate::domain::coaching::next`].
//!
//! - what is too long ago is what is late by the rhythm, talks and visits each by their own clock: the same that
//!   the schedule shows and notices tell of;
//! - agreed is the first day to come that is planned, or on which two said they meet again; where there is none,
//!   the first such day that went by without a coaching since;
//! - agreed actions are those of the person, not those of the coach;
//! - a step is below what the post asks where the last level that an observer gave it within a year is;
//! - the chance of the target is that of the forecast. It is worked out for a handful of people only, and
//!   where somebody has a target.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days as DaysOn, NaiveDate};

use crate::domain::coaching::next::{Facts, Need, in_order};
use crate::domain::coaching::rhythm::Clock;
use crate::domain::ids::{PersonId, PostId};
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::error::Result;
use crate::metrics::MetricId;
use crate::metrics::coaching::coached::Coached;
use crate::metrics::coaching::schedule::{Due, Meeting};
use crate::metrics::forecast::{Kept, class_period, to_freeze};
use crate::metrics::targets::find;
use crate::store::Db;
use crate::store::coaching::log::DayOfKind;
use crate::store::coaching::{log, plans, sheets, templates};
use crate::store::directory::Directory;
use crate::store::opportunities;
use crate::store::records::Rater;

/// For more people than this the chance of the target is not worked out.
pub const CHANCES: usize = 60;

/// Levels that are older than so many days say nothing of now (默认值).
const SEEN_DAYS: u64 = 365;

const MEET_AGAIN: &str = "SELECT person_id, next_on FROM coaching WHERE state = 'held' AND next_on IS NOT NULL AND on_day <= $1 ORDER BY on_day, id";
const SEEN_AGAIN: &str = "SELECT person_id, next_on FROM observation WHERE complete = 1 AND next_on IS NOT NULL AND on_day <= $1 ORDER BY on_day, id";

/// Everybody in the order in which they are to be coached.
///
/// # Errors
/// Whatever the database reports.
pub fn needs(
    db: &Db,
    directory: &Directory,
    (people, dues): (&[Coached], &[Due]),
    (scope, period): (Scope, Period),
    today: NaiveDate,
) -> Result<Vec<Need>> {
    let last = newest(&log::last_held(db, today)?, None);
    let agreed = agreed(db, &last, today)?;
    let mut checks: BTreeMap<PersonId, NaiveDate> = BTreeMap::new();
    for (person, check) in plans::checks_due(db, (ever(), today))? {
        checks.entry(person).or_insert(check.due);
    }
    let mut late: BTreeMap<PersonId, u64> = BTreeMap::new();
    for open in log::actions_open_on(db, today)? {
        if open.action.owner_id == Some(open.person) && open.action.due < today {
            *late.entry(open.person).or_default() += 1;
        }
    }
    let below = below(db, people, today)?;
    let chances = chances(db, directory, people, (scope, period), today)?;
    let clocks: BTreeMap<(PersonId, Meeting), Clock> =
        dues.iter().map(|due| ((due.person, due.meeting), due.clock)).collect();
    let facts = people.iter().map(|who| Facts {
        person: who.person,
        last: last.get(&who.person).copied(),
        talk: clocks.get(&(who.person, Meeting::Talk)).copied(),
        visit: clocks.get(&(who.person, Meeting::Visit)).copied(),
        agreed: agreed.get(&who.person).copied(),
        check: checks.get(&who.person).copied(),
        overdue_actions: late.get(&who.person).copied().unwrap_or_default(),
        chance_bp: chances.get(&who.person).copied(),
        below: below.get(&who.person).copied(),
    });
    let facts: Vec<Facts> = facts.collect();
    Ok(in_order(&facts, today))
}

/// A day before everything that a workspace holds.
fn ever() -> NaiveDate {
    NaiveDate::default()
}

/// The newest day of each person, of one way to meet or of all kinds.
pub(super) fn newest(days: &DayOfKind, meeting: Option<Meeting>) -> BTreeMap<PersonId, NaiveDate> {
    let mut newest: BTreeMap<PersonId, NaiveDate> = BTreeMap::new();
    for ((person, kind), day) in days {
        if meeting.is_none() || Meeting::of(*kind) == meeting {
            let held = newest.entry(*person).or_insert(*day);
            *held = (*held).max(*day);
        }
    }
    newest
}

/// The day that was agreed for the next coaching of everybody.
fn agreed(
    db: &Db,
    last: &BTreeMap<PersonId, NaiveDate>,
    today: NaiveDate,
) -> Result<BTreeMap<PersonId, NaiveDate>> {
    let mut days: Vec<(PersonId, NaiveDate)> = vec![];
    days.extend(log::next_planned(db, today)?.into_iter().map(|((person, _), day)| (person, day)));
    let missed = log::missed(db, today)?.into_iter();
    days.extend(missed.map(|coaching| (coaching.person_id, coaching.on_day)));
    for sql in [MEET_AGAIN, SEEN_AGAIN] {
        db.read(sql, &[today.into()], |row| {
            days.push((row.get(0)?, row.get(1)?));
            Ok(())
        })?;
    }
    let mut coming: BTreeMap<PersonId, NaiveDate> = BTreeMap::new();
    let mut past: BTreeMap<PersonId, NaiveDate> = BTreeMap::new();
    for (person, day) in days {
        // A coaching on that day or since is what was agreed, or took its place.
        if day < today && last.get(&person).is_some_and(|last| *last >= day) {
            continue;
        }
        let side = if day < today { &mut past } else { &mut coming };
        let held = side.entry(person).or_insert(day);
        *held = (*held).min(day);
    }
    past.extend(coming);
    Ok(past)
}

/// How many steps of visits are below what the post asks, of those who were observed.
fn below(db: &Db, people: &[Coached], today: NaiveDate) -> Result<BTreeMap<PersonId, u64>> {
    let posts: BTreeMap<PersonId, Option<PostId>> =
        people.iter().map(|who| (who.person, who.post)).collect();
    let first = today.checked_sub_days(DaysOn::new(SEEN_DAYS)).unwrap_or(today);
    let mut levels: BTreeMap<(PersonId, String), i64> = BTreeMap::new();
    sheets::each_level(db, (first, today), |level| {
        if level.rater == Rater::Observer
            && posts.contains_key(&level.person)
            && let Some(seen) = level.level
        {
            levels.insert((level.person, level.step), seen);
        }
        Ok(())
    })?;
    let templates = templates::all(db)?;
    let current = || templates.iter().rev().filter(|template| template.record.current);
    let mut below: BTreeMap<PersonId, u64> = BTreeMap::new();
    let mut seen: BTreeSet<PersonId> = BTreeSet::new();
    for ((person, word), level) in &levels {
        let post = posts.get(person).copied().flatten();
        let step = current().find_map(|template| template.named(word));
        let Some(required) = step.and_then(|step| step.required(post)) else { continue };
        seen.insert(*person);
        if *level < required {
            *below.entry(*person).or_default() += 1;
        }
    }
    for person in seen {
        below.entry(person).or_default();
    }
    Ok(below)
}

/// The chances of people to reach their targets, in basis points, in the month or quarter that runs; nobody's
/// where there is no forecast.
fn chances(
    db: &Db,
    directory: &Directory,
    people: &[Coached],
    (scope, period): (Scope, Period),
    today: NaiveDate,
) -> Result<BTreeMap<PersonId, i64>> {
    let period = class_period(Some(period), today);
    if people.len() > CHANCES || opportunities::last_reported(db)?.is_none() {
        return Ok(BTreeMap::new());
    }
    let mut set = false;
    for who in people {
        set |= find(db, MetricId::SignedAmount, Scope::Person(who.person), period)?.is_some();
    }
    if !set {
        return Ok(BTreeMap::new());
    }
    let all = match to_freeze(db, directory, (scope, period), today) {
        Ok(all) => all,
        // Its last working day is over, and so is what could be helped.
        Err(error) if error.key() == "error-forecast-over" => return Ok(BTreeMap::new()),
        Err(error) => return Err(error),
    };
    let of_person = |(scope, kept): (Scope, Kept)| match scope {
        Scope::Person(person) => Some((person, kept.chance_bp?)),
        Scope::All | Scope::Region(_) | Scope::Team(_) => None,
    };
    Ok(all.into_iter().filter_map(of_person).collect())
}
