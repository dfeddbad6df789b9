//! Team events and recognition.

use std::collections::BTreeSet;

use super::{EventForm, RecognitionForm};
use crate::command::input::{known, required, some};
use crate::domain::ids::{PersonId, RecognitionId, TeamEventId, TeamEventPersonId};
use crate::domain::scope::Scope;
use crate::error::{Error, Result};
use crate::store::Db;
use crate::store::records::{
    Person, Recognition, Region, ScopeKind, Team, TeamEvent, TeamEventPerson,
};

/// Adds an event with those who took part.
pub(super) fn add(db: &mut Db, form: &EventForm) -> Result<()> {
    let id = TeamEventId(db.allocate()?);
    let event = filled(db, id, form)?;
    db.insert(&event)?;
    set_people(db, id, &form.people)
}

/// Changes an event and those who took part.
pub(super) fn edit(db: &mut Db, id: TeamEventId, form: &EventForm) -> Result<()> {
    let old = known::<TeamEvent>(db, id)?;
    let new = filled(db, id, form)?;
    db.update_from(&old, &new)?;
    set_people(db, id, &form.people)
}

/// Removes an event.
pub(super) fn remove(db: &mut Db, id: TeamEventId) -> Result<()> {
    set_people(db, id, &[])?;
    db.delete::<TeamEvent>(id)
}

fn filled(db: &Db, id: TeamEventId, form: &EventForm) -> Result<TeamEvent> {
    let name = required(&form.name, "error-event-name")?;
    match form.scope {
        Scope::All => {}
        Scope::Region(region) => known::<Region>(db, region).map(|_| ())?,
        Scope::Team(team) => known::<Team>(db, team).map(|_| ())?,
        Scope::Person(_) => {
            return Err(Error::new("error-internal").detail("an event of one person"));
        }
    }
    if form.cost.is_some_and(|cost| cost < 0) {
        return Err(Error::new("error-event-cost"));
    }
    let (scope_kind, scope_id) = ScopeKind::cells(form.scope);
    Ok(TeamEvent {
        id,
        scope_kind,
        scope_id,
        on_day: form.on_day,
        name,
        place: some(&form.place),
        cost: form.cost,
        feedback: some(&form.feedback),
    })
}

/// Who took part is to be these; rows that stay are not touched.
fn set_people(db: &mut Db, event: TeamEventId, people: &[PersonId]) -> Result<()> {
    let mut wanted: BTreeSet<PersonId> = people.iter().copied().collect();
    for old in db.all::<TeamEventPerson>()?.into_iter().filter(|part| part.event_id == event) {
        if !wanted.remove(&old.person_id) {
            db.delete::<TeamEventPerson>(old.id)?;
        }
    }
    for person_id in wanted {
        known::<Person>(db, person_id)?;
        let id = TeamEventPersonId(db.allocate()?);
        db.insert(&TeamEventPerson { id, event_id: event, person_id })?;
    }
    Ok(())
}

/// Praises a person.
pub(super) fn praise(db: &mut Db, form: &RecognitionForm) -> Result<()> {
    let (title, reason) = checked(db, form)?;
    let (id, by_name) = (RecognitionId(db.allocate()?), crate::command::author(db)?);
    db.insert(&Recognition {
        id,
        person_id: form.person,
        on_day: form.on_day,
        title,
        reason,
        reward: form.reward,
        by_name,
    })
}

/// Changes a praise; who gave it stays.
pub(super) fn edit_praise(db: &mut Db, id: RecognitionId, form: &RecognitionForm) -> Result<()> {
    let old = known::<Recognition>(db, id)?;
    let (title, reason) = checked(db, form)?;
    let new = Recognition {
        person_id: form.person,
        on_day: form.on_day,
        title,
        reason,
        reward: form.reward,
        ..old.clone()
    };
    db.update_from(&old, &new).map(|_| ())
}

/// The title and the reason, once nothing is wrong.
fn checked(db: &Db, form: &RecognitionForm) -> Result<(String, String)> {
    known::<Person>(db, form.person)?;
    let title = required(&form.title, "error-praise-title")?;
    let reason = required(&form.reason, "error-praise-reason")?;
    if form.reward.is_some_and(|reward| reward < 0) {
        return Err(Error::new("error-praise-reward"));
    }
    Ok((title, reason))
}
