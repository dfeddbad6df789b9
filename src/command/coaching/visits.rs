//! Field visits: the sheet of a visit with the coaching that it is held in, kept in one step.
//!
//! Whoever comes back from a visit fills in one sheet. Kept as it stands, the visit is put down in the log and
//! the sheet counts nowhere yet. Held, the sheet is complete: the one thing that was agreed is an action of the
//! rep, the next visit together is planned, and the coach has confirmed the visit by saying so; the rep
//! confirms it after that. A sheet may also belong to another coaching, such as that of a newcomer, which then
//! stays as it is.

use chrono::NaiveDate;

use super::actions::{self, ActionForm};
use super::log::{self, Form};
use super::past;
use super::sheets::{self, SheetForm};
use crate::command::input::{gone, known, some};
use crate::domain::ids::{CoachingId, ObservationId, PersonId};
use crate::error::{Error, Result};
use crate::store::Db;
use crate::store::coaching::{log as stored, sheets as stored_sheets};
use crate::store::directory::Directory;
use crate::store::records::{Coaching, CoachingAction, CoachingKind, CoachingState, Observation};

/// A field visit as typed; blank texts are unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitForm {
    /// What was seen and agreed. Whether it is complete is said by the command.
    pub sheet: SheetForm,
    /// When it began: 14:00.
    pub starts_at: String,
    /// How many minutes it took.
    pub minutes: Option<i64>,
    /// What it was about; blank for what was planned.
    pub topic: String,
    /// What it is called where neither says what it was about.
    pub named: String,
    /// Who else was there.
    pub present: String,
    /// What the coach went in with, a line each.
    pub questions: String,
}

/// A command on field visits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Visit {
    /// Keeps a visit whose sheet is not filled in yet, a new one or one that is there.
    Draft(Option<ObservationId>, Box<VisitForm>),
    /// Keeps a visit as held and its sheet as filled in.
    Hold(Option<ObservationId>, Box<VisitForm>),
}

impl Visit {
    pub(super) const fn title(&self) -> &'static str {
        match self {
            Self::Draft(..) => "step-visit-draft",
            Self::Hold(..) => "step-visit-hold",
        }
    }
}

pub(super) fn apply(db: &mut Db, visit: &Visit, today: NaiveDate) -> Result<()> {
    match visit {
        Visit::Draft(id, form) => keep(db, *id, form, (false, today)).map(|_| ()),
        Visit::Hold(id, form) => hold(db, *id, form, today),
    }
}

/// Keeps the coaching and the sheet; returns the coaching.
fn keep(
    db: &mut Db,
    id: Option<ObservationId>,
    form: &VisitForm,
    (filled, today): (bool, NaiveDate),
) -> Result<CoachingId> {
    let day = form.sheet.on_day.ok_or_else(|| Error::new("error-coaching-day"))?;
    past(day, today)?;
    let (named, planned) = match form.sheet.coaching {
        Some(coaching) => (Some(coaching), false),
        None if id.is_none() => (planned_for(db, form.sheet.person, day)?, true),
        None => (None, false),
    };
    let before = match named {
        Some(coaching) => Some(stored::details(db, coaching)?.ok_or_else(gone)?),
        None => None,
    };
    let coaching = match before {
        Some(before) if before.coaching.kind != CoachingKind::Visit => before.coaching.id,
        before => {
            let mut talk = match &before {
                Some(before) => Form::read(before),
                None => Form::of(CoachingKind::Visit, form.sheet.person),
            };
            let as_planned = planned.then(|| talk.clone());
            fill(&mut talk, form);
            if let Some(as_planned) = as_planned {
                keep_plan(&mut talk, as_planned);
            }
            talk.topic = some(&talk.topic).unwrap_or_else(|| form.named.clone());
            let old = before.map(|before| before.coaching);
            let was_held = old.as_ref().is_some_and(|old| old.state == CoachingState::Held);
            // What is begun on the day itself may still lie ahead.
            let held = filled || was_held || day < today;
            let state = if held { CoachingState::Held } else { CoachingState::Planned };
            if !held && some(&form.questions).is_some() {
                talk.prepared_on.get_or_insert(today);
            }
            log::save(db, old, &talk, day, (state, today))?
        }
    };
    let sheet = SheetForm { coaching: Some(coaching), complete: filled, ..form.sheet.clone() };
    sheets::save(db, id, &sheet, today)?;
    Ok(coaching)
}

/// The visit that was planned with somebody for a day and has no sheet yet: whoever then writes one for that
/// day writes that of this visit.
fn planned_for(db: &Db, person: PersonId, day: NaiveDate) -> Result<Option<CoachingId>> {
    for talk in stored::of_person(db, person, (day, day))? {
        let planned = talk.kind == CoachingKind::Visit && talk.state == CoachingState::Planned;
        if planned && stored_sheets::of_coaching(db, talk.id)?.is_empty() {
            return Ok(Some(talk.id));
        }
    }
    Ok(None)
}

/// What was planned stays where the form says nothing of it.
fn keep_plan(talk: &mut Form, plan: Form) {
    for (now, was) in [
        (&mut talk.topic, plan.topic),
        (&mut talk.starts_at, plan.starts_at),
        (&mut talk.present, plan.present),
        (&mut talk.questions, plan.questions),
    ] {
        if now.trim().is_empty() {
            *now = was;
        }
    }
    talk.minutes = talk.minutes.or(plan.minutes);
    talk.coach = talk.coach.or(plan.coach);
    if talk.account.is_none() && talk.deal.is_none() {
        (talk.account, talk.deal) = (plan.account, plan.deal);
    }
}

/// Puts into a coaching what the form says of it.
fn fill(talk: &mut Form, form: &VisitForm) {
    let sheet = &form.sheet;
    talk.person = sheet.person;
    talk.coach = sheet.observer;
    talk.on_day = sheet.on_day;
    talk.starts_at.clone_from(&form.starts_at);
    talk.minutes = form.minutes;
    talk.topic.clone_from(&form.topic);
    talk.present.clone_from(&form.present);
    talk.account = sheet.account;
    talk.deal = sheet.deal;
    talk.questions.clone_from(&form.questions);
    talk.next_on = sheet.next_on;
    talk.next_what.clone_from(&sheet.next_what);
}

fn hold(db: &mut Db, id: Option<ObservationId>, form: &VisitForm, today: NaiveDate) -> Result<()> {
    let before = match id {
        Some(id) => Some(known::<Observation>(db, id)?),
        None => None,
    };
    let id = keep(db, id, form, (true, today))?;
    let coaching = known::<Coaching>(db, id)?;
    if coaching.kind != CoachingKind::Visit {
        return Ok(());
    }
    if !coaching.complete {
        db.update_from(&coaching, &Coaching { complete: true, ..coaching.clone() })?;
    }
    // What was agreed before is not agreed again: it may have been changed or taken away since.
    let same = before.as_ref().is_some_and(|before| {
        before.complete
            && before.agreed == some(&form.sheet.agreed)
            && before.next_on == form.sheet.next_on
    });
    if !same {
        agree(db, &coaching, before.as_ref(), &form.sheet)?;
        plan_next(db, before.as_ref(), &form.sheet, today)?;
    }
    let coaching = known::<Coaching>(db, id)?;
    if coaching.coach_confirmed_on.is_some() {
        return Ok(());
    }
    let new = Coaching { coach_confirmed_on: Some(today), ..coaching.clone() };
    db.update_from(&coaching, &new).map(|_| ())
}

/// Makes the one thing that was agreed an action of the rep; one that it takes the place of is changed.
fn agree(
    db: &mut Db,
    coaching: &Coaching,
    before: Option<&Observation>,
    sheet: &SheetForm,
) -> Result<()> {
    let (Some(text), Some(due)) = (some(&sheet.agreed), sheet.next_on) else { return Ok(()) };
    let actions = stored::actions_of(db, coaching.id)?;
    let was = before.and_then(|before| before.agreed.as_ref());
    let mut open = actions.iter().filter(|action| action.done_on.is_none());
    let old = open.find(|action| action.text == text || Some(&action.text) == was);
    if let Some(old) = old {
        let owner_id = Some(sheet.person);
        let new = CoachingAction { text, owner_id, due, ..old.clone() };
        return db.update_from(old, &new).map(|_| ());
    }
    if actions.iter().any(|action| action.text == text) {
        return Ok(());
    }
    let form = ActionForm { text, owner: Some(sheet.person), due: Some(due) };
    actions::add(db, &Directory::load(db)?, coaching, &form)
}

/// Plans the next visit together, where none is planned for that day; one that was planned by this sheet
/// moves.
fn plan_next(
    db: &mut Db,
    before: Option<&Observation>,
    sheet: &SheetForm,
    today: NaiveDate,
) -> Result<()> {
    let Some(next) = sheet.next_on.filter(|next| *next >= today) else { return Ok(()) };
    let was = before.and_then(|before| before.next_on).unwrap_or(next);
    let mut planned = stored::of_person(db, sheet.person, (was.min(next), was.max(next)))?;
    planned
        .retain(|other| other.kind == CoachingKind::Visit && other.state == CoachingState::Planned);
    if planned.iter().any(|other| other.on_day == next) {
        return Ok(());
    }
    let old = planned.into_iter().find(|other| other.on_day == was);
    let mut talk = match &old {
        Some(old) => Form::read(&stored::details(db, old.id)?.ok_or_else(gone)?),
        None => Form::of(CoachingKind::Visit, sheet.person),
    };
    talk.coach = sheet.observer;
    talk.on_day = Some(next);
    talk.account = sheet.next_account.or(talk.account);
    let topic = some(&sheet.next_what).or_else(|| some(&sheet.agreed));
    talk.topic = topic.unwrap_or(talk.topic);
    log::save(db, old, &talk, next, (CoachingState::Planned, today)).map(|_| ())
}
