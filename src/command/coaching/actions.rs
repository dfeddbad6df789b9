//! What was agreed in a coaching: added, changed, put off, done, removed.
//!
//! An action that is put off keeps the day that was agreed and the reason, so both confirmations stand; an
//! action that is changed is another one, and both confirm anew.

use chrono::NaiveDate;

use super::log::unconfirm;
use super::{here, past};
use crate::command::author;
use crate::command::input::{known, required, some};
use crate::domain::ids::{CoachingActionId, CoachingId, CoachingPostponementId, PersonId};
use crate::error::{Error, Result};
use crate::store::Db;
use crate::store::coaching::log;
use crate::store::directory::Directory;
use crate::store::records::{Coaching, CoachingAction, CoachingPostponement};

/// An action as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActionForm {
    /// What; never blank.
    pub text: String,
    /// By whom; `None` for the coach.
    pub owner: Option<PersonId>,
    /// By when; needed.
    pub due: Option<NaiveDate>,
}

/// A command on what was agreed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Adds one.
    Add(CoachingId, ActionForm),
    /// Changes one that is not done.
    Edit(CoachingActionId, ActionForm),
    /// One that is not done is put off.
    Postpone {
        /// Which.
        id: CoachingActionId,
        /// By when it is to be done instead: later than so far; needed.
        due: Option<NaiveDate>,
        /// Why; never blank.
        reason: String,
    },
    /// One was done.
    Done {
        /// Which.
        id: CoachingActionId,
        /// The day.
        on_day: NaiveDate,
        /// What came of it; may be blank.
        result: String,
    },
    /// One is not done after all.
    Undone(CoachingActionId),
    /// Removes one.
    Remove(CoachingActionId),
}

impl Action {
    pub(super) const fn title(&self) -> &'static str {
        match self {
            Self::Add(..) => "step-coaching-action-add",
            Self::Edit(..) => "step-coaching-action-edit",
            Self::Postpone { .. } => "step-coaching-action-postpone",
            Self::Done { .. } => "step-coaching-action-done",
            Self::Undone(_) => "step-coaching-action-undone",
            Self::Remove(_) => "step-coaching-action-remove",
        }
    }
}

pub(super) fn apply(db: &mut Db, action: &Action, today: NaiveDate) -> Result<()> {
    match action {
        Action::Add(coaching, form) => {
            let coaching = known::<Coaching>(db, *coaching)?;
            let directory = Directory::load(db)?;
            add(db, &directory, &coaching, form)?;
            unconfirm(db, coaching.id)
        }
        Action::Edit(id, form) => edit(db, *id, form),
        Action::Postpone { id, due, reason } => postpone(db, *id, (*due, reason), today),
        Action::Done { id, on_day, result } => done(db, *id, (*on_day, today), result),
        Action::Undone(id) => {
            let old = known::<CoachingAction>(db, *id)?;
            if old.done_on.is_none() {
                return Err(Error::new("error-coaching-action-open"));
            }
            let new = CoachingAction { done_on: None, result: None, ..old.clone() };
            db.update_from(&old, &new).map(|_| ())
        }
        Action::Remove(id) => {
            let old = known::<CoachingAction>(db, *id)?;
            remove(db, old.id)?;
            unconfirm(db, old.coaching_id)
        }
    }
}

/// Removes an action with how often it was put off.
pub(super) fn remove(db: &mut Db, id: CoachingActionId) -> Result<()> {
    for postponement in log::postponements_of(db, id)? {
        db.delete::<CoachingPostponement>(postponement.id)?;
    }
    db.delete::<CoachingAction>(id)
}

/// Adds an action to a coaching.
pub(super) fn add(
    db: &mut Db,
    directory: &Directory,
    coaching: &Coaching,
    form: &ActionForm,
) -> Result<()> {
    let (text, due) = checked(directory, coaching, form)?;
    let last = log::actions_of(db, coaching.id)?.last().map_or(0, |action| action.position);
    let id = CoachingActionId(db.allocate()?);
    db.insert(&CoachingAction {
        id,
        coaching_id: coaching.id,
        position: last + 1,
        text,
        owner_id: form.owner,
        due,
        done_on: None,
        result: None,
    })
}

fn edit(db: &mut Db, id: CoachingActionId, form: &ActionForm) -> Result<()> {
    let old = still_open(db, id)?;
    let coaching = known::<Coaching>(db, old.coaching_id)?;
    let (text, due) = checked(&Directory::load(db)?, &coaching, form)?;
    let new = CoachingAction { text, due, owner_id: form.owner, ..old.clone() };
    if !db.update_from(&old, &new)? {
        return Ok(());
    }
    if due != old.due {
        // It is agreed anew: what was put off before speaks of another day.
        for postponement in log::postponements_of(db, id)? {
            db.delete::<CoachingPostponement>(postponement.id)?;
        }
    }
    unconfirm(db, coaching.id)
}

/// An action that is not done.
fn still_open(db: &Db, id: CoachingActionId) -> Result<CoachingAction> {
    let action = known::<CoachingAction>(db, id)?;
    match action.done_on {
        Some(day) => Err(Error::new("error-coaching-action-done").arg("day", day)),
        None => Ok(action),
    }
}

fn postpone(
    db: &mut Db,
    id: CoachingActionId,
    (due, reason): (Option<NaiveDate>, &str),
    today: NaiveDate,
) -> Result<()> {
    let old = still_open(db, id)?;
    let due = due.ok_or_else(|| Error::new("error-coaching-action-due"))?;
    if due <= old.due || due < today {
        let error = Error::new("error-coaching-action-later").arg("was", old.due);
        return Err(error.arg("today", today));
    }
    let reason = required(reason, "error-coaching-action-reason")?;
    let (key, by_name) = (CoachingPostponementId(db.allocate()?), author(db)?);
    db.insert(&CoachingPostponement {
        id: key,
        action_id: id,
        was: old.due,
        due,
        reason,
        on_day: today,
        by_name,
    })?;
    db.update_from(&old, &CoachingAction { due, ..old.clone() }).map(|_| ())
}

/// The words and the day of an action, once nothing is wrong with it.
fn checked(
    directory: &Directory,
    coaching: &Coaching,
    form: &ActionForm,
) -> Result<(String, NaiveDate)> {
    let text = required(&form.text, "error-coaching-action-blank")?;
    let due = form.due.ok_or_else(|| Error::new("error-coaching-action-due"))?;
    if due < coaching.on_day {
        let error = Error::new("error-coaching-early").arg("by", due);
        return Err(error.arg("day", coaching.on_day));
    }
    if let Some(owner) = form.owner {
        here(directory, owner, coaching.on_day)?;
    }
    Ok((text, due))
}

fn done(
    db: &mut Db,
    id: CoachingActionId,
    (on_day, today): (NaiveDate, NaiveDate),
    result: &str,
) -> Result<()> {
    let old = known::<CoachingAction>(db, id)?;
    past(on_day, today)?;
    let coaching = known::<Coaching>(db, old.coaching_id)?;
    if on_day < coaching.on_day {
        return Err(Error::new("error-coaching-action-early").arg("day", coaching.on_day));
    }
    let new = CoachingAction { done_on: Some(on_day), result: some(result), ..old.clone() };
    db.update_from(&old, &new).map(|_| ())
}
