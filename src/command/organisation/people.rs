//! People: who they are, and in which team and post they are from when to when.

use chrono::NaiveDate;

use crate::command::input::{known, named, some};
use crate::domain::ids::{MembershipId, PersonId, PostId, TeamId};
use crate::error::{Error, Result};
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::records::{EndedAs, Membership, Origin, Person, Post};

use super::{PersonForm, end_leading};

pub(super) fn add(db: &mut Db, form: &PersonForm) -> Result<()> {
    let id = PersonId(db.allocate()?);
    let person = fill(Person::new(id, String::new(), Origin::Typed), form)?;
    check_number(db, &person)?;
    db.insert(&person)?;
    place(db, id, form)
}

pub(super) fn edit(db: &mut Db, id: PersonId, form: &PersonForm) -> Result<()> {
    let old = known::<Person>(db, id)?;
    let person = fill(old.clone(), form)?;
    check_number(db, &person)?;
    db.update_from(&old, &person)?;
    place(db, id, form)
}

pub(super) fn archive(db: &mut Db, id: PersonId, archived: bool) -> Result<()> {
    let old = known::<Person>(db, id)?;
    db.update_from(&old, &Person { archived, ..old.clone() })?;
    Ok(())
}

/// Ends the newest stretch after the last day, and what the person managed. The person stays in the
/// lists of those days.
pub(super) fn leave(db: &mut Db, id: PersonId, last_day: NaiveDate, why: &str) -> Result<()> {
    let Some(old) = newest(db, id)? else { return Err(Error::new("error-leave-nowhere")) };
    if let Some(ends) = old.ends.filter(|_| old.ended_as == Some(EndedAs::Leave)) {
        let gone = ends.pred_opt().unwrap_or(ends);
        return Err(Error::new("error-left-already").arg("day", gone));
    }
    if old.ends.is_some_and(|ends| ends <= last_day) {
        return Err(Error::new("error-leave-nowhere"));
    }
    if let Some(starts) = old.starts.filter(|starts| last_day < *starts) {
        return Err(Error::new("error-leave-before-entry").arg("day", starts));
    }
    let ends = last_day.succ_opt().unwrap_or(last_day);
    // What was noted when the stretch began is kept before the reason for leaving.
    let said = old.note.iter().cloned().chain(some(why));
    let note = said.reduce(|before, why| format!("{before}；{why}"));
    let ended_as = Some(EndedAs::Leave);
    db.update_from(&old, &Membership { ends: Some(ends), ended_as, note, ..old.clone() })?;
    let mut directory = Directory::load(db)?;
    end_leading(db, &mut directory, id, (None, ends)).map(|_| ())
}

fn fill(person: Person, form: &PersonForm) -> Result<Person> {
    Ok(Person {
        name: named(&form.name)?,
        number: some(&form.number),
        kind: form.kind,
        hired: form.hired,
        city: some(&form.city),
        phone: some(&form.phone),
        email: some(&form.email),
        education: form.education,
        major: some(&form.major),
        in_trade_since: form.in_trade_since,
        ..person
    })
}

fn check_number(db: &Db, person: &Person) -> Result<()> {
    let Some(number) = &person.number else { return Ok(()) };
    let taken = db
        .all::<Person>()?
        .into_iter()
        .find(|other| other.id != person.id && other.number.as_deref() == Some(number));
    taken.map_or(Ok(()), |other| {
        Err(Error::new("error-number-taken").arg("number", number).arg("name", other.name))
    })
}

fn post(db: &mut Db, name: &str) -> Result<Option<PostId>> {
    let Some(name) = some(name) else { return Ok(None) };
    if let Some(post) = db.all::<Post>()?.into_iter().find(|post| post.name == name) {
        return Ok(Some(post.id));
    }
    let id = PostId(db.allocate()?);
    db.insert(&Post { id, name, archived: false })?;
    Ok(Some(id))
}

/// The stretch of a person that begins last; one that lasts stands behind those that have ended.
pub(super) fn newest(db: &Db, person: PersonId) -> Result<Option<Membership>> {
    let own = db.all::<Membership>()?.into_iter().filter(|m| m.person_id == person);
    Ok(own.max_by_key(|m| (m.ends.is_none(), m.starts, m.id)))
}

/// Puts the person where the form says: in place without a date, from the date on with one, so that
/// closed periods keep the team they were in. Stretches never overlap: a day before the newest one
/// begins is refused, and one within it cuts it.
fn place(db: &mut Db, person: PersonId, form: &PersonForm) -> Result<()> {
    let post_id = post(db, &form.post)?;
    let level = some(&form.level);
    let note = some(&form.note);
    let Some(old) = newest(db, person)? else {
        if form.team.is_none() && post_id.is_none() {
            return Ok(());
        }
        let id = MembershipId(db.allocate()?);
        return db.insert(&Membership {
            team_id: form.team,
            post_id,
            level,
            note,
            ..Membership::new(id, person, form.effective)
        });
    };
    let same = old.team_id == form.team && old.post_id == post_id && old.level == level;
    let Some(day) = form.effective else {
        // The form of somebody who has left names no team; there is nothing to correct then.
        if same || (old.ends.is_some() && form.team.is_none() && post_id.is_none()) {
            return Ok(());
        }
        let note = note.or_else(|| old.note.clone());
        let corrected = Membership { team_id: form.team, post_id, level, note, ..old.clone() };
        db.update_from(&old, &corrected)?;
        return Ok(());
    };
    let again = old.ends.is_some_and(|ends| ends <= day);
    if same && !again {
        return Ok(());
    }
    let (ends, ended_as) = if again { (None, None) } else { (old.ends, old.ended_as) };
    if old.starts.is_some_and(|starts| day < starts) {
        return Err(Error::new("error-move-before-entry").arg("day", day));
    }
    if old.starts == Some(day) && !again {
        let note = note.or_else(|| old.note.clone());
        let corrected = Membership { team_id: form.team, post_id, level, note, ..old.clone() };
        db.update_from(&old, &corrected)?;
        return Ok(());
    }
    if !again {
        let how = if form.promotion { EndedAs::Promote } else { EndedAs::Move };
        cut(db, &old, day, how)?;
    }
    let id = MembershipId(db.allocate()?);
    db.insert(&Membership {
        team_id: form.team,
        post_id,
        level,
        note,
        ends,
        ended_as,
        ..Membership::new(id, person, Some(day))
    })
}

/// Ends a stretch on a day, the first one outside.
fn cut(db: &mut Db, old: &Membership, day: NaiveDate, how: EndedAs) -> Result<()> {
    db.update_from(old, &Membership { ends: Some(day), ended_as: Some(how), ..old.clone() })?;
    Ok(())
}

/// Moves a stretch to another team from a day on, as it is otherwise; one that begins on that day or
/// later moves as a whole.
pub(super) fn move_on(db: &mut Db, old: &Membership, team: TeamId, day: NaiveDate) -> Result<()> {
    if old.starts.is_some_and(|starts| day <= starts) {
        db.update_from(old, &Membership { team_id: Some(team), ..old.clone() })?;
        return Ok(());
    }
    cut(db, old, day, EndedAs::Move)?;
    let id = MembershipId(db.allocate()?);
    let next = Membership { id, team_id: Some(team), starts: Some(day), note: None, ..old.clone() };
    db.insert(&next)
}
