//! What was agreed in a coaching: added, changed, done, removed.

use chrono::NaiveDate;

use super::log::unconfirm;
use super::{here, known, past, required, some};
use crate::domain::ids::{CoachingActionId, CoachingId, PersonId};
use crate::error::{Error, Result};
use crate::store::Db;
use crate::store::coaching::log;
use crate::store::directory::Directory;
use crate::store::records::{Coaching, CoachingAction};

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
            db.delete::<CoachingAction>(old.id)?;
            unconfirm(db, old.coaching_id)
        }
    }
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
    let old = known::<CoachingAction>(db, id)?;
    if let Some(day) = old.done_on {
        return Err(Error::new("error-coaching-action-done").arg("day", day));
    }
    let coaching = known::<Coaching>(db, old.coaching_id)?;
    let (text, due) = checked(&Directory::load(db)?, &coaching, form)?;
    let new = CoachingAction { text, due, owner_id: form.owner, ..old.clone() };
    if db.update_from(&old, &new)? { unconfirm(db, coaching.id) } else { Ok(()) }
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
