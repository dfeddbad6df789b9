//! Sheets of visits: filled in, changed, removed.
//!
//! A sheet may be filled in bit by bit and counts nowhere until it is complete: at least one step was seen,
//! one thing was agreed, and the next visit has a day. It keeps the version it was begun in.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::log::unconfirm;
use super::{about, here, past};
use crate::command::author;
use crate::command::input::{gone, known, some};
use crate::domain::ids::{
    AccountId, ActivityId, CoachingId, ObservationId, ObservationPracticeId, ObservationRatingId,
    ObservationStepId, ObservationTemplateId, ObservationTickId, OpportunityId, PersonId,
};
use crate::domain::observation::LEVELS;
use crate::error::{Error, Result};
use crate::store::Db;
use crate::store::coaching::templates::{self, Template};
use crate::store::coaching::{plans, sheets};
use crate::store::directory::Directory;
use crate::store::records::{
    Account, Activity, Coaching, Observation, ObservationRating, ObservationTick, Rater, Reached,
};

/// The level of a step by one observer, as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RatingForm {
    /// The step.
    pub step: ObservationStepId,
    /// By whom.
    pub rater: Rater,
    /// The level, 1 to 5; `None` where it was not seen.
    pub level: Option<i64>,
    /// What was seen; may be blank.
    pub fact: String,
}

/// A sheet as typed; blank texts are unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetForm {
    /// The version.
    pub template: ObservationTemplateId,
    /// Who was observed.
    pub person: PersonId,
    /// The coaching it belongs to.
    pub coaching: Option<CoachingId>,
    /// The visit as the reports have it.
    pub visit: Option<ActivityId>,
    /// The customer.
    pub account: Option<AccountId>,
    /// The deal.
    pub deal: Option<OpportunityId>,
    /// The day; needed.
    pub on_day: Option<NaiveDate>,
    /// Who observed; `None` for who writes it down.
    pub observer: Option<PersonId>,
    /// Who observed too, where it is one of the organisation.
    pub second: Option<PersonId>,
    /// Who observed too, where it is nobody of the organisation.
    pub second_name: String,
    /// What was seen, each step once for each observer.
    pub ratings: Vec<RatingForm>,
    /// What was done and what was not.
    pub ticks: Vec<(ObservationPracticeId, bool)>,
    /// Whether what was agreed the time before was done.
    pub kept: Option<Reached>,
    /// The step of the one thing that was agreed.
    pub focus: Option<ObservationStepId>,
    /// The one thing.
    pub agreed: String,
    /// How it is practised.
    pub practice: String,
    /// The next visit together.
    pub next_on: Option<NaiveDate>,
    /// At which customer's.
    pub next_account: Option<AccountId>,
    /// What for.
    pub next_what: String,
    /// Whether it is filled in.
    pub complete: bool,
}

impl SheetForm {
    /// One in which nothing stands yet.
    pub const fn of(template: ObservationTemplateId, person: PersonId) -> Self {
        Self {
            template,
            person,
            coaching: None,
            visit: None,
            account: None,
            deal: None,
            on_day: None,
            observer: None,
            second: None,
            second_name: String::new(),
            ratings: vec![],
            ticks: vec![],
            kept: None,
            focus: None,
            agreed: String::new(),
            practice: String::new(),
            next_on: None,
            next_account: None,
            next_what: String::new(),
            complete: false,
        }
    }

    /// What is stored of a sheet, to be changed.
    pub fn read(stored: &sheets::Sheet) -> Self {
        let record = &stored.record;
        let said = |text: &Option<String>| text.clone().unwrap_or_default();
        let ratings = stored.ratings.iter().map(|rating| RatingForm {
            step: rating.step_id,
            rater: rating.rater,
            level: rating.level,
            fact: said(&rating.fact),
        });
        Self {
            template: record.template_id,
            person: record.person_id,
            coaching: record.coaching_id,
            visit: record.activity_id,
            account: record.account_id,
            deal: record.opportunity_id,
            on_day: Some(record.on_day),
            observer: record.observer_id,
            second: record.second_id,
            second_name: said(&record.second_name),
            ratings: ratings.collect(),
            ticks: stored.ticks.iter().map(|tick| (tick.practice_id, tick.done)).collect(),
            kept: record.kept,
            focus: record.focus_id,
            agreed: said(&record.agreed),
            practice: said(&record.practice),
            next_on: record.next_on,
            next_account: record.next_account_id,
            next_what: said(&record.next_what),
            complete: record.complete,
        }
    }
}

/// A command on sheets of visits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// Puts down a new one, or changes one.
    Save(Option<ObservationId>, Box<SheetForm>),
    /// Removes one.
    Remove(ObservationId),
}

impl Sheet {
    pub(super) const fn title(&self) -> &'static str {
        match self {
            Self::Save(..) => "step-observation-save",
            Self::Remove(_) => "step-observation-remove",
        }
    }
}

pub(super) fn apply(db: &mut Db, sheet: &Sheet, today: NaiveDate) -> Result<()> {
    match sheet {
        Sheet::Save(id, form) => save(db, *id, form, today),
        Sheet::Remove(id) => remove(db, *id),
    }
}

/// Keeps a sheet, a new one or one that is there.
pub(super) fn save(
    db: &mut Db,
    id: Option<ObservationId>,
    form: &SheetForm,
    today: NaiveDate,
) -> Result<()> {
    let old = match id {
        Some(id) => Some(known::<Observation>(db, id)?),
        None => None,
    };
    let on_day = form.on_day.ok_or_else(|| Error::new("error-coaching-day"))?;
    past(on_day, today)?;
    people(db, form, on_day)?;
    let template = version(db, old.as_ref(), form)?;
    belongs(db, form)?;
    check_ratings(&template, form)?;
    if form.complete {
        complete(form)?;
    }
    if let Some(next) = form.next_on.filter(|next| *next <= on_day) {
        return Err(Error::new("error-coaching-next").arg("next", next).arg("day", on_day));
    }
    let new = Observation {
        id: match &old {
            Some(old) => old.id,
            None => ObservationId(db.allocate()?),
        },
        template_id: form.template,
        person_id: form.person,
        coaching_id: form.coaching,
        activity_id: form.visit,
        account_id: about(db, form.account, form.deal)?,
        opportunity_id: form.deal,
        on_day,
        observer_id: form.observer,
        second_id: form.second,
        second_name: some(&form.second_name).filter(|_| form.second.is_none()),
        kept: form.kept,
        focus_id: form.focus,
        agreed: some(&form.agreed),
        practice: some(&form.practice),
        next_on: form.next_on,
        next_account_id: form.next_account,
        next_what: some(&form.next_what),
        complete: form.complete,
        by_name: match &old {
            Some(old) => old.by_name.clone(),
            None => author(db)?,
        },
    };
    let before = db.changes();
    match &old {
        Some(old) => {
            db.update_from(old, &new)?;
        }
        None => db.insert(&new)?,
    }
    write_ratings(db, new.id, &form.ratings)?;
    write_ticks(db, new.id, &form.ticks)?;
    if db.changes() == before {
        return Ok(());
    }
    // What both confirmed was with the sheet as it stood.
    let was = old.and_then(|old| old.coaching_id).filter(|was| Some(*was) != form.coaching);
    for coaching in [was, form.coaching].into_iter().flatten() {
        unconfirm(db, coaching)?;
    }
    Ok(())
}

/// Who was seen and who saw are different people who are here on the day.
fn people(db: &Db, form: &SheetForm, on_day: NaiveDate) -> Result<()> {
    let directory = Directory::load(db)?;
    let mut seen = vec![form.person];
    here(&directory, form.person, on_day)?;
    for person in [form.observer, form.second].into_iter().flatten() {
        here(&directory, person, on_day)?;
        if seen.contains(&person) {
            let name = directory.person_name(person);
            return Err(Error::new("error-observation-observer").arg("name", name));
        }
        seen.push(person);
    }
    Ok(())
}

/// The version of a sheet: a new one is of a version in use, and one that is there keeps its own.
fn version(db: &Db, old: Option<&Observation>, form: &SheetForm) -> Result<Template> {
    let mut all = templates::all(db)?.into_iter();
    let found = all.find(|template| template.record.id == form.template);
    let template = found.ok_or_else(gone)?;
    match old {
        Some(old) if old.template_id != form.template => {
            Err(Error::new("error-observation-version"))
        }
        None if !template.record.current => {
            Err(Error::new("error-observation-old").arg("name", &template.record.name))
        }
        _ => Ok(template),
    }
}

/// The coaching and the visit are the person's own.
fn belongs(db: &Db, form: &SheetForm) -> Result<()> {
    if let Some(coaching) = form.coaching {
        let coaching = known::<Coaching>(db, coaching)?;
        if coaching.person_id != form.person {
            return Err(Error::new("error-observation-coaching").arg("topic", coaching.topic));
        }
    }
    if let Some(visit) = form.visit {
        let visit = known::<Activity>(db, visit)?;
        if visit.person_id != form.person {
            return Err(Error::new("error-observation-visit").arg("subject", visit.subject));
        }
    }
    if let Some(next) = form.next_account {
        known::<Account>(db, next)?;
    }
    Ok(())
}

/// Every level is one of the five, of a step of this version, once by each observer.
fn check_ratings(template: &Template, form: &SheetForm) -> Result<()> {
    let second = form.second.is_some() || some(&form.second_name).is_some();
    let mut seen: Vec<(ObservationStepId, Rater)> = vec![];
    for rating in &form.ratings {
        let Some(step) = template.step(rating.step) else {
            return Err(Error::new("error-observation-step"));
        };
        let name = &step.record.name;
        if let Some(level) = rating.level.filter(|level| !(1..=LEVELS).contains(level)) {
            let error = Error::new("error-observation-level").arg("name", name);
            return Err(error.arg("level", level).arg("most", LEVELS));
        }
        if seen.contains(&(rating.step, rating.rater)) {
            return Err(Error::new("error-observation-twice").arg("name", name));
        }
        if rating.rater == Rater::Second && !second {
            return Err(Error::new("error-observation-second").arg("name", name));
        }
        seen.push((rating.step, rating.rater));
    }
    if form.focus.is_some_and(|focus| template.step(focus).is_none()) {
        return Err(Error::new("error-observation-step"));
    }
    let mut ticked: Vec<ObservationPracticeId> = vec![];
    for (practice, _) in &form.ticks {
        let mut practices = template.steps.iter().flat_map(|step| &step.practices);
        if !practices.any(|own| own.id == *practice) || ticked.contains(practice) {
            return Err(Error::new("error-observation-practice"));
        }
        ticked.push(*practice);
    }
    Ok(())
}

/// What is missing of a sheet that is filled in, the first of it.
fn complete(form: &SheetForm) -> Result<()> {
    let seen = |rating: &RatingForm| rating.rater == Rater::Observer && rating.level.is_some();
    if !form.ratings.iter().any(seen) {
        return Err(Error::new("error-observation-empty"));
    }
    if some(&form.agreed).is_none() {
        return Err(Error::new("error-observation-agreed"));
    }
    if form.next_on.is_none() {
        return Err(Error::new("error-observation-next"));
    }
    Ok(())
}

fn write_ratings(db: &mut Db, sheet: ObservationId, wanted: &[RatingForm]) -> Result<()> {
    let Some(stored) = sheets::sheet(db, sheet)? else { return Err(gone()) };
    let ratings = stored.ratings.into_iter();
    let mut old: BTreeMap<(ObservationStepId, Rater), ObservationRating> =
        ratings.map(|rating| ((rating.step_id, rating.rater), rating)).collect();
    for form in wanted {
        let before = old.remove(&(form.step, form.rater));
        let new = ObservationRating {
            id: match &before {
                Some(before) => before.id,
                None => ObservationRatingId(db.allocate()?),
            },
            observation_id: sheet,
            step_id: form.step,
            rater: form.rater,
            level: form.level,
            fact: some(&form.fact),
        };
        match before {
            Some(before) => {
                db.update_from(&before, &new)?;
            }
            None => db.insert(&new)?,
        }
    }
    for gone in old.into_values() {
        db.delete::<ObservationRating>(gone.id)?;
    }
    Ok(())
}

fn write_ticks(
    db: &mut Db,
    sheet: ObservationId,
    wanted: &[(ObservationPracticeId, bool)],
) -> Result<()> {
    let Some(stored) = sheets::sheet(db, sheet)? else { return Err(gone()) };
    let ticks = stored.ticks.into_iter();
    let mut old: BTreeMap<ObservationPracticeId, ObservationTick> =
        ticks.map(|tick| (tick.practice_id, tick)).collect();
    for (practice_id, done) in wanted.iter().copied() {
        match old.remove(&practice_id) {
            Some(before) => {
                db.update_from(&before, &ObservationTick { done, ..before.clone() })?;
            }
            None => {
                let id = ObservationTickId(db.allocate()?);
                db.insert(&ObservationTick { id, observation_id: sheet, practice_id, done })?;
            }
        }
    }
    for gone in old.into_values() {
        db.delete::<ObservationTick>(gone.id)?;
    }
    Ok(())
}

fn remove(db: &mut Db, id: ObservationId) -> Result<()> {
    let Some(stored) = sheets::sheet(db, id)? else { return Err(gone()) };
    if plans::sheet_shows(db, id)? {
        return Err(Error::new("error-observation-evidence"));
    }
    for rating in stored.ratings {
        db.delete::<ObservationRating>(rating.id)?;
    }
    for tick in stored.ticks {
        db.delete::<ObservationTick>(tick.id)?;
    }
    db.delete::<Observation>(id)?;
    match stored.record.coaching_id {
        Some(coaching) => unconfirm(db, coaching),
        None => Ok(()),
    }
}
