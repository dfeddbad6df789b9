//! Pairs, their tasks and their talks.
//!
//! A person is guided by one mentor at a time, and a mentor guides as many at once as the workspace
//! says. Both are checked on the days of the pair, so that one may follow another, and both people are
//! here on all of them. A pair that was
//! ended no longer changes; it goes on only when it is opened again, by the same rules.

use chrono::NaiveDate;

use super::{CheckinForm, PairForm};
use crate::command::input::{gone, known, required};
use crate::domain::ids::{MentorCheckinId, MentorPairId, MentorTaskId, PersonId};
use crate::domain::mentoring::{MOST_CAPACITY, Span, most_beside};
use crate::error::{Error, Result};
use crate::metrics::mentors::{capacity, span};
use crate::store::directory::Directory;
use crate::store::records::{MentorCheckin, MentorPair, MentorTask};
use crate::store::{Db, setup};

/// Makes a pair.
pub(super) fn add(db: &mut Db, form: &PairForm) -> Result<()> {
    let goal = required(&form.goal, "error-pair-goal")?;
    check(db, form, None)?;
    let id = MentorPairId(db.allocate()?);
    db.insert(&MentorPair {
        id,
        mentor_id: form.mentor,
        mentee_id: form.mentee,
        starts: form.starts,
        ends: form.ends,
        goal,
        closed_on: None,
        result: None,
    })
}

/// Changes a pair that was not ended.
pub(super) fn edit(db: &mut Db, id: MentorPairId, form: &PairForm) -> Result<()> {
    let goal = required(&form.goal, "error-pair-goal")?;
    let old = open(db, id)?;
    check(db, form, Some(id))?;
    let new = MentorPair {
        mentor_id: form.mentor,
        mentee_id: form.mentee,
        starts: form.starts,
        ends: form.ends,
        goal,
        ..old.clone()
    };
    db.update_from(&old, &new).map(|_| ())
}

/// Refuses what cannot be a pair.
fn check(db: &Db, form: &PairForm, own: Option<MentorPairId>) -> Result<()> {
    if form.mentor == form.mentee {
        return Err(Error::new("error-pair-self"));
    }
    if form.starts >= form.ends {
        return Err(Error::new("error-pair-period"));
    }
    let directory = Directory::load(db)?;
    let name = |person: PersonId| directory.person_name(person).to_owned();
    for person in [form.mentor, form.mentee] {
        if !directory.people.contains_key(&person) {
            return Err(gone());
        }
        if directory.has_left(person, form.starts) {
            return Err(Error::new("error-pair-left").arg("name", name(person)));
        }
        let last = directory.left_on(person, form.ends);
        if let Some(last) = last.filter(|_| directory.has_left(person, form.ends)) {
            return Err(Error::new("error-pair-leaves").arg("name", name(person)).arg("day", last));
        }
    }
    let wanted = Span { first: form.starts, last: form.ends };
    let mut pairs = db.all::<MentorPair>()?;
    pairs.retain(|pair| Some(pair.id) != own);
    let guided =
        pairs.iter().find(|pair| pair.mentee_id == form.mentee && span(pair).meets(wanted));
    if let Some(other) = guided {
        return Err(Error::new("error-pair-guided")
            .arg("name", name(form.mentee))
            .arg("mentor", name(other.mentor_id))
            .arg("from", span(other).first)
            .arg("to", span(other).last));
    }
    let beside: Vec<Span> =
        pairs.iter().filter(|pair| pair.mentor_id == form.mentor).map(span).collect();
    let (most, limit) = (most_beside(wanted, &beside), capacity(db)?);
    if i64::try_from(most).unwrap_or(i64::MAX) >= limit {
        return Err(Error::new("error-pair-full")
            .arg("name", name(form.mentor))
            .arg("n", most)
            .arg("most", limit));
    }
    Ok(())
}

/// A pair that was not ended.
fn open(db: &Db, id: MentorPairId) -> Result<MentorPair> {
    let pair = known::<MentorPair>(db, id)?;
    if pair.closed_on.is_some() { Err(Error::new("error-pair-closed")) } else { Ok(pair) }
}

/// Removes a pair with its tasks and talks.
pub(super) fn remove(db: &mut Db, id: MentorPairId) -> Result<()> {
    known::<MentorPair>(db, id)?;
    for task in db.all::<MentorTask>()?.into_iter().filter(|task| task.pair_id == id) {
        db.delete::<MentorTask>(task.id)?;
    }
    for talk in db.all::<MentorCheckin>()?.into_iter().filter(|talk| talk.pair_id == id) {
        db.delete::<MentorCheckin>(talk.id)?;
    }
    db.delete::<MentorPair>(id)
}

/// Ends a pair with what came of it.
pub(super) fn close(db: &mut Db, id: MentorPairId, day: NaiveDate, result: &str) -> Result<()> {
    let result = required(result, "error-pair-result")?;
    let old = open(db, id)?;
    if day < old.starts {
        return Err(Error::new("error-pair-close-day").arg("day", old.starts));
    }
    let new = MentorPair { closed_on: Some(day), result: Some(result), ..old.clone() };
    db.update_from(&old, &new).map(|_| ())
}

/// Lets a pair that was ended go on, if nothing has taken its place.
pub(super) fn reopen(db: &mut Db, id: MentorPairId) -> Result<()> {
    let old = known::<MentorPair>(db, id)?;
    let form = PairForm {
        mentor: old.mentor_id,
        mentee: old.mentee_id,
        starts: old.starts,
        ends: old.ends,
        goal: old.goal.clone(),
    };
    check(db, &form, Some(id))?;
    let new = MentorPair { closed_on: None, result: None, ..old.clone() };
    db.update_from(&old, &new).map(|_| ())
}

/// Gives a pair one more task.
pub(super) fn add_task(
    db: &mut Db,
    pair: MentorPairId,
    text: &str,
    due: Option<NaiveDate>,
) -> Result<()> {
    let text = required(text, "error-task-blank")?;
    open(db, pair)?;
    let last = db
        .all::<MentorTask>()?
        .iter()
        .filter(|task| task.pair_id == pair)
        .map(|task| task.position)
        .max();
    let id = MentorTaskId(db.allocate()?);
    let position = last.unwrap_or_default() + 1;
    db.insert(&MentorTask { id, pair_id: pair, position, text, due, done_on: None })
}

/// Changes what a task says.
pub(super) fn edit_task(
    db: &mut Db,
    id: MentorTaskId,
    text: &str,
    due: Option<NaiveDate>,
) -> Result<()> {
    let text = required(text, "error-task-blank")?;
    let old = known::<MentorTask>(db, id)?;
    open(db, old.pair_id)?;
    db.update_from(&old, &MentorTask { text, due, ..old.clone() }).map(|_| ())
}

/// Marks a task as done on a day, or as not done.
pub(super) fn task_done(db: &mut Db, id: MentorTaskId, day: Option<NaiveDate>) -> Result<()> {
    let old = known::<MentorTask>(db, id)?;
    open(db, old.pair_id)?;
    db.update_from(&old, &MentorTask { done_on: day, ..old.clone() }).map(|_| ())
}

/// Removes a task; the places of the others stay as they are.
pub(super) fn remove_task(db: &mut Db, id: MentorTaskId) -> Result<()> {
    let task = known::<MentorTask>(db, id)?;
    open(db, task.pair_id)?;
    db.delete::<MentorTask>(id)
}

/// Writes down a talk.
pub(super) fn check_in(db: &mut Db, pair: MentorPairId, form: &CheckinForm) -> Result<()> {
    let text = required(&form.text, "error-checkin-blank")?;
    let own = open(db, pair)?;
    if form.on_day < own.starts {
        return Err(Error::new("error-checkin-day").arg("day", own.starts));
    }
    if form.next_on.is_some_and(|next| next <= form.on_day) {
        return Err(Error::new("error-checkin-next").arg("day", form.on_day));
    }
    let (id, by_name) = (MentorCheckinId(db.allocate()?), crate::command::author(db)?);
    db.insert(&MentorCheckin {
        id,
        pair_id: pair,
        on_day: form.on_day,
        text,
        next_on: form.next_on,
        by_name,
    })
}

/// Removes a talk that was written down by mistake.
pub(super) fn remove_checkin(db: &mut Db, id: MentorCheckinId) -> Result<()> {
    let talk = known::<MentorCheckin>(db, id)?;
    open(db, talk.pair_id)?;
    db.delete::<MentorCheckin>(id)
}

/// Sets how many people a mentor guides at once. Pairs that run already stay.
pub(super) fn set_capacity(db: &mut Db, number: i64) -> Result<()> {
    if !(1..=MOST_CAPACITY).contains(&number) {
        return Err(Error::new("error-capacity-range").arg("most", MOST_CAPACITY));
    }
    setup::set(db, setup::names::MENTOR_CAPACITY, &number.to_string())
}
