//! Talks and field visits: planned, held, changed, confirmed by both, removed.
//!
//! A coaching may be put down bit by bit. Kept as complete it has everything that the method asks for
//! (domain document, B10): a goal with a day, how things stand with a figure that shows it, two ways or more of
//! which one is the rep's own, and what the rep will do by when and how sure they are. A note to an event is
//! complete with the note alone, and a field visit with its sheet, which holds what was seen and agreed. Only
//! what is complete is confirmed.

use chrono::{NaiveDate, NaiveTime};

use super::actions::{self, ActionForm};
use super::symptoms::{self, Owner, SymptomForm};
use super::{Who, about, here, lines, past};
use crate::command::author;
use crate::command::input::{known, required, some};
use crate::domain::ids::{
    AccountId, CoachingId, CoachingOptionId, MajorEventId, OpportunityId, PersonId,
};
use crate::domain::period::Period;
use crate::error::{Error, Result};
use crate::metrics::symptom::Subject;
use crate::store::Db;
use crate::store::coaching::{log, plans, sheets};
use crate::store::directory::Directory;
use crate::store::records::{
    Coaching, CoachingKind, CoachingOption, CoachingState, EventPhase, MajorEvent, Observation,
};

/// The most minutes of a coaching: a whole day.
pub const MOST_MINUTES: i64 = 24 * 60;
/// The surest that somebody is.
const MOST_CONFIDENCE: i64 = 10;
/// From here on nobody asks what would make them surer.
const SURE: i64 = 7;
/// The fewest ways of a coaching that is complete.
const FEWEST_OPTIONS: usize = 2;

/// A way that could be gone, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OptionForm {
    /// What; a blank one is left out.
    pub text: String,
    /// Whether it was the rep's own idea.
    pub from_rep: bool,
    /// As which it is tried, from 1; `None` where it was not chosen.
    pub chosen: Option<i64>,
}

/// A coaching as typed; blank texts are unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// Why.
    pub kind: CoachingKind,
    /// To which event it is a note, and when about it.
    pub event: Option<(MajorEventId, EventPhase)>,
    /// Who is coached.
    pub person: PersonId,
    /// Who coaches; `None` for who writes it down.
    pub coach: Option<PersonId>,
    /// The day; needed.
    pub on_day: Option<NaiveDate>,
    /// When it begins: 14:00.
    pub starts_at: String,
    /// How many minutes it took, or is to take.
    pub minutes: Option<i64>,
    /// What it is about; never blank.
    pub topic: String,
    /// Who else was there.
    pub present: String,
    /// The customer.
    pub account: Option<AccountId>,
    /// The deal.
    pub deal: Option<OpportunityId>,
    /// The skill it is about.
    pub skill: String,
    /// The figures it answers.
    pub symptoms: Vec<SymptomForm>,
    /// When the coach had prepared.
    pub prepared_on: Option<NaiveDate>,
    /// What the coach goes in with, a line each.
    pub questions: String,
    /// What is to be reached.
    pub goal: String,
    /// By when.
    pub goal_by: Option<NaiveDate>,
    /// How it stands.
    pub reality: String,
    /// The ways that could be gone.
    pub options: Vec<OptionForm>,
    /// What the rep will do.
    pub will: String,
    /// By when.
    pub will_by: Option<NaiveDate>,
    /// Which help is needed.
    pub help: String,
    /// How sure the rep is to do it, 0 to 10.
    pub confidence: Option<i64>,
    /// Where that is below seven: what would make it seven.
    pub to_seven: String,
    /// Whether nothing is missing any more.
    pub complete: bool,
    /// What the rep says of it.
    pub rep_words: String,
    /// When they meet next.
    pub next_on: Option<NaiveDate>,
    /// What for.
    pub next_what: String,
    /// Actions to be added to those that are there.
    pub actions: Vec<ActionForm>,
}

impl Form {
    /// One in which nothing but who and why stands.
    pub const fn of(kind: CoachingKind, person: PersonId) -> Self {
        Self {
            kind,
            event: None,
            person,
            coach: None,
            on_day: None,
            starts_at: String::new(),
            minutes: None,
            topic: String::new(),
            present: String::new(),
            account: None,
            deal: None,
            skill: String::new(),
            symptoms: vec![],
            prepared_on: None,
            questions: String::new(),
            goal: String::new(),
            goal_by: None,
            reality: String::new(),
            options: vec![],
            will: String::new(),
            will_by: None,
            help: String::new(),
            confidence: None,
            to_seven: String::new(),
            complete: false,
            rep_words: String::new(),
            next_on: None,
            next_what: String::new(),
            actions: vec![],
        }
    }

    /// What is stored of a coaching, to be changed.
    pub fn read(stored: &log::Details) -> Self {
        let coaching = &stored.coaching;
        let said = |text: &Option<String>| text.clone().unwrap_or_default();
        let options = stored.options.iter().map(|option| OptionForm {
            text: option.text.clone(),
            from_rep: option.from_rep,
            chosen: option.chosen,
        });
        let symptoms = stored.symptoms.iter().map(|symptom| {
            let subject = symptom.subject_kind.zip(symptom.subject.as_deref());
            let subject = subject.and_then(|(kind, text)| Subject::parse(kind, text));
            let period = symptom.period.as_deref().and_then(Period::parse);
            SymptomForm {
                cause: said(&symptom.cause),
                guess: symptom.guess,
                figure: subject.zip(period),
            }
        });
        Self {
            kind: coaching.kind,
            event: coaching.event_id.zip(coaching.phase),
            person: coaching.person_id,
            coach: coaching.coach_id,
            on_day: Some(coaching.on_day),
            starts_at: said(&coaching.starts_at),
            minutes: coaching.minutes,
            topic: coaching.topic.clone(),
            present: said(&coaching.present),
            account: coaching.account_id,
            deal: coaching.opportunity_id,
            skill: said(&coaching.skill),
            symptoms: symptoms.collect(),
            prepared_on: coaching.prepared_on,
            questions: said(&coaching.questions),
            goal: said(&coaching.goal),
            goal_by: coaching.goal_by,
            reality: said(&coaching.reality),
            options: options.collect(),
            will: said(&coaching.will),
            will_by: coaching.will_by,
            help: said(&coaching.help),
            confidence: coaching.confidence,
            to_seven: said(&coaching.to_seven),
            complete: coaching.complete,
            rep_words: said(&coaching.rep_words),
            next_on: coaching.next_on,
            next_what: said(&coaching.next_what),
            actions: vec![],
        }
    }
}

/// A command on the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Log {
    /// Plans a coaching for today or later.
    Plan(Box<Form>),
    /// Puts down one that was held, planned before or not.
    Hold(Option<CoachingId>, Box<Form>),
    /// Changes one, planned or held.
    Edit(CoachingId, Box<Form>),
    /// One of the two confirms it as it is.
    Confirm {
        /// The coaching.
        id: CoachingId,
        /// Which of the two.
        who: Who,
        /// The day.
        on_day: NaiveDate,
    },
    /// Removes one with what was agreed in it; a sheet of the visit stays.
    Remove(CoachingId),
}

impl Log {
    pub(super) const fn title(&self) -> &'static str {
        match self {
            Self::Plan(_) => "step-coaching-plan",
            Self::Hold(..) => "step-coaching-hold",
            Self::Edit(..) => "step-coaching-edit",
            Self::Confirm { .. } => "step-coaching-confirm",
            Self::Remove(_) => "step-coaching-remove",
        }
    }
}

pub(super) fn apply(db: &mut Db, log: &Log, today: NaiveDate) -> Result<()> {
    match log {
        Log::Plan(form) => {
            let day = day_of(form)?;
            still_to_come(day, today)?;
            save(db, None, form, day, (CoachingState::Planned, today)).map(|_| ())
        }
        Log::Hold(None, form) => {
            save(db, None, form, day_of(form)?, (CoachingState::Held, today)).map(|_| ())
        }
        Log::Hold(Some(id), form) => {
            let old = known::<Coaching>(db, *id)?;
            if old.state == CoachingState::Held {
                return Err(Error::new("error-coaching-held").arg("day", old.on_day));
            }
            save(db, Some(old), form, day_of(form)?, (CoachingState::Held, today)).map(|_| ())
        }
        Log::Edit(id, form) => {
            let old = known::<Coaching>(db, *id)?;
            let (day, state) = (day_of(form)?, old.state);
            if state == CoachingState::Planned && day != old.on_day {
                still_to_come(day, today)?;
            }
            save(db, Some(old), form, day, (state, today)).map(|_| ())
        }
        Log::Confirm { id, who, on_day } => confirm(db, *id, *who, (*on_day, today)),
        Log::Remove(id) => remove(db, *id),
    }
}

fn day_of(form: &Form) -> Result<NaiveDate> {
    form.on_day.ok_or_else(|| Error::new("error-coaching-day"))
}

fn still_to_come(day: NaiveDate, today: NaiveDate) -> Result<()> {
    if day >= today {
        return Ok(());
    }
    Err(Error::new("error-coaching-planned-past").arg("day", day).arg("today", today))
}

/// Keeps a coaching, a new one or one that is there; returns its key.
pub(super) fn save(
    db: &mut Db,
    old: Option<Coaching>,
    form: &Form,
    day: NaiveDate,
    (state, today): (CoachingState, NaiveDate),
) -> Result<CoachingId> {
    if state == CoachingState::Held {
        past(day, today)?;
    }
    let directory = Directory::load(db)?;
    people(&directory, form, day)?;
    let topic = required(&form.topic, "error-coaching-topic")?;
    numbers(form)?;
    days(form, day, today)?;
    let event = event_of(db, form)?;
    let options = options(form)?;
    let figures = symptoms::checked(&form.symptoms, today)?;
    if form.complete {
        let seen = match &old {
            Some(old) => form.kind == CoachingKind::Visit && has_sheet(db, old.id)?,
            None => false,
        };
        complete(form, (state, seen), &options, &figures)?;
    }
    let account_id = about(db, form.account, form.deal)?;
    let new = Coaching {
        id: match &old {
            Some(old) => old.id,
            None => CoachingId(db.allocate()?),
        },
        quarter: match &old {
            Some(old) => old.quarter.clone(),
            None => Period::quarter_of(day).to_string(),
        },
        number: match &old {
            Some(old) => old.number,
            None => log::last_number(db, &Period::quarter_of(day).to_string())? + 1,
        },
        kind: form.kind,
        event_id: event,
        phase: form.event.map(|(_, phase)| phase),
        state,
        person_id: form.person,
        coach_id: form.coach,
        on_day: day,
        starts_at: time(&form.starts_at)?,
        minutes: form.minutes,
        topic,
        present: some(&form.present),
        account_id,
        opportunity_id: form.deal,
        skill: some(&form.skill),
        prepared_on: form.prepared_on,
        questions: lines(&form.questions),
        goal: some(&form.goal),
        goal_by: form.goal_by,
        reality: some(&form.reality),
        will: some(&form.will),
        will_by: form.will_by,
        help: some(&form.help),
        confidence: form.confidence,
        to_seven: some(&form.to_seven),
        complete: form.complete,
        rep_words: some(&form.rep_words),
        next_on: form.next_on,
        next_what: some(&form.next_what),
        coach_confirmed_on: old.as_ref().and_then(|old| old.coach_confirmed_on),
        rep_confirmed_on: old.as_ref().and_then(|old| old.rep_confirmed_on),
        by_name: match &old {
            Some(old) => old.by_name.clone(),
            None => author(db)?,
        },
    };
    let id = new.id;
    if old.is_none() {
        db.insert(&new)?;
    }
    let before = db.changes();
    write_options(db, id, &options)?;
    let same_person = old.as_ref().is_none_or(|old| old.person_id == form.person);
    let owner = Owner::Coaching(id);
    symptoms::write(db, &directory, owner, (form.person, same_person), &figures, today)?;
    for action in &form.actions {
        actions::add(db, &directory, &new, action)?;
    }
    let Some(old) = old else { return Ok(id) };
    // What both confirmed is what stands there, so a change takes it back.
    let touched = db.changes() > before || new != old;
    let new = if touched { unconfirmed(new) } else { new };
    db.update_from(&old, &new)?;
    Ok(id)
}

fn unconfirmed(coaching: Coaching) -> Coaching {
    Coaching { coach_confirmed_on: None, rep_confirmed_on: None, ..coaching }
}

/// Takes the confirmations of a coaching back, because something that belongs to it has changed. A visit that
/// was complete by its sheet is not so any more without it.
pub(super) fn unconfirm(db: &mut Db, id: CoachingId) -> Result<()> {
    let old = known::<Coaching>(db, id)?;
    let complete = old.complete && still_complete(db, &old)?;
    let new = Coaching { complete, ..unconfirmed(old.clone()) };
    db.update_from(&old, &new).map(|_| ())
}

/// Whether a coaching that was complete still is.
fn still_complete(db: &Db, coaching: &Coaching) -> Result<bool> {
    if coaching.kind != CoachingKind::Visit || has_sheet(db, coaching.id)? {
        return Ok(true);
    }
    let Some(stored) = log::details(db, coaching.id)? else { return Ok(false) };
    let form = Form::read(&stored);
    let figures: Vec<&SymptomForm> = form.symptoms.iter().collect();
    let options = options(&form)?;
    Ok(complete(&form, (coaching.state, false), &options, &figures).is_ok())
}

/// Whether a sheet that is filled in belongs to a coaching.
fn has_sheet(db: &Db, coaching: CoachingId) -> Result<bool> {
    Ok(sheets::of_coaching(db, coaching)?.iter().any(|sheet| sheet.complete))
}

/// Who coaches and who is coached are two people who are here on the day.
fn people(directory: &Directory, form: &Form, day: NaiveDate) -> Result<()> {
    here(directory, form.person, day)?;
    let Some(coach) = form.coach else { return Ok(()) };
    here(directory, coach, day)?;
    if coach == form.person {
        let name = directory.person_name(coach);
        return Err(Error::new("error-coaching-self").arg("name", name));
    }
    Ok(())
}

fn numbers(form: &Form) -> Result<()> {
    if form.minutes.is_some_and(|minutes| !(1..=MOST_MINUTES).contains(&minutes)) {
        return Err(Error::new("error-coaching-minutes").arg("most", MOST_MINUTES));
    }
    if form.confidence.is_some_and(|sure| !(0..=MOST_CONFIDENCE).contains(&sure)) {
        return Err(Error::new("error-coaching-confidence").arg("most", MOST_CONFIDENCE));
    }
    Ok(())
}

/// What comes after a coaching is later than it, and what was prepared was so before.
fn days(form: &Form, day: NaiveDate, today: NaiveDate) -> Result<()> {
    if let Some(prepared) = form.prepared_on {
        past(prepared, today)?;
        if prepared > day {
            return Err(Error::new("error-coaching-prepared").arg("day", day));
        }
    }
    if let Some(next) = form.next_on.filter(|next| *next <= day) {
        return Err(Error::new("error-coaching-next").arg("next", next).arg("day", day));
    }
    let early = [form.goal_by, form.will_by].into_iter().flatten().find(|by| *by < day);
    match early {
        Some(by) => Err(Error::new("error-coaching-early").arg("by", by).arg("day", day)),
        None => Ok(()),
    }
}

/// A time of the day as it is stored: 09:30; nothing for a blank text.
///
/// # Errors
/// When it is no time.
pub fn time(text: &str) -> Result<Option<String>> {
    let Some(text) = some(text) else { return Ok(None) };
    let time = NaiveTime::parse_from_str(&text.replace('：', ":"), "%H:%M");
    let time = time.map_err(|_| Error::new("error-coaching-time").arg("time", &text))?;
    Ok(Some(time.format("%H:%M").to_string()))
}

/// A note has its event, and nothing else has one.
fn event_of(db: &Db, form: &Form) -> Result<Option<MajorEventId>> {
    match (form.kind, form.event) {
        (CoachingKind::Event, None) => Err(Error::new("error-coaching-event")),
        (CoachingKind::Event, Some((event, _))) => {
            known::<MajorEvent>(db, event).map(|event| Some(event.id))
        }
        (_, Some(_)) => Err(Error::new("error-coaching-no-event")),
        (_, None) => Ok(None),
    }
}

/// The ways in which something stands; those that are tried have places of their own.
fn options(form: &Form) -> Result<Vec<&OptionForm>> {
    let options: Vec<&OptionForm> =
        form.options.iter().filter(|option| !option.text.trim().is_empty()).collect();
    let mut places: Vec<i64> = options.iter().filter_map(|option| option.chosen).collect();
    places.sort_unstable();
    if (1..).zip(&places).any(|(place, chosen)| place != *chosen) {
        return Err(Error::new("error-coaching-chosen"));
    }
    Ok(options)
}

/// What is missing of a coaching that is kept as complete, the first of it; `seen` says that it is a visit
/// with a sheet that is filled in.
fn complete(
    form: &Form,
    (state, seen): (CoachingState, bool),
    options: &[&OptionForm],
    figures: &[&SymptomForm],
) -> Result<()> {
    let missing = |key: &'static str| Err(Error::new(key));
    let blank = |text: &str| text.trim().is_empty();
    if state == CoachingState::Planned {
        return missing("error-coaching-not-held");
    }
    if seen {
        return Ok(());
    }
    if blank(&form.reality) {
        return missing("error-coaching-reality");
    }
    if form.kind == CoachingKind::Event {
        return Ok(());
    }
    if blank(&form.goal) || form.goal_by.is_none() {
        return missing("error-coaching-goal");
    }
    if !figures.iter().any(|symptom| symptom.figure.is_some()) {
        return missing("error-coaching-figure");
    }
    if options.len() < FEWEST_OPTIONS {
        let error = Error::new("error-coaching-options").arg("n", options.len());
        return Err(error.arg("fewest", FEWEST_OPTIONS));
    }
    if !options.iter().any(|option| option.from_rep) {
        return missing("error-coaching-own-option");
    }
    if blank(&form.will) || form.will_by.is_none() {
        return missing("error-coaching-will");
    }
    let Some(sure) = form.confidence else { return missing("error-coaching-sure") };
    if sure < SURE && blank(&form.to_seven) {
        return Err(Error::new("error-coaching-to-seven").arg("n", sure).arg("sure", SURE));
    }
    Ok(())
}

fn write_options(db: &mut Db, coaching: CoachingId, wanted: &[&OptionForm]) -> Result<()> {
    let mut stored = log::options_of(db, coaching)?.into_iter();
    for (position, form) in (1..).zip(wanted) {
        let old = stored.next();
        let new = CoachingOption {
            id: match &old {
                Some(old) => old.id,
                None => CoachingOptionId(db.allocate()?),
            },
            coaching_id: coaching,
            position,
            text: form.text.trim().to_owned(),
            from_rep: form.from_rep,
            chosen: form.chosen,
        };
        match old {
            Some(old) => {
                db.update_from(&old, &new)?;
            }
            None => db.insert(&new)?,
        }
    }
    for gone in stored {
        db.delete::<CoachingOption>(gone.id)?;
    }
    Ok(())
}

fn confirm(
    db: &mut Db,
    id: CoachingId,
    who: Who,
    (on_day, today): (NaiveDate, NaiveDate),
) -> Result<()> {
    let old = known::<Coaching>(db, id)?;
    if !old.complete {
        return Err(Error::new("error-coaching-incomplete"));
    }
    past(on_day, today)?;
    if on_day < old.on_day {
        return Err(Error::new("error-coaching-confirm-day").arg("day", old.on_day));
    }
    let stood = match who {
        Who::Coach => old.coach_confirmed_on,
        Who::Rep => old.rep_confirmed_on,
    };
    if let Some(day) = stood {
        return Err(Error::new("error-coaching-confirmed").arg("day", day));
    }
    let new = match who {
        Who::Coach => Coaching { coach_confirmed_on: Some(on_day), ..old.clone() },
        Who::Rep => Coaching { rep_confirmed_on: Some(on_day), ..old.clone() },
    };
    db.update_from(&old, &new).map(|_| ())
}

fn remove(db: &mut Db, id: CoachingId) -> Result<()> {
    known::<Coaching>(db, id)?;
    if plans::coaching_shows(db, id)? {
        return Err(Error::new("error-coaching-evidence"));
    }
    for sheet in sheets::of_coaching(db, id)? {
        db.update_from(&sheet, &Observation { coaching_id: None, ..sheet.clone() })?;
    }
    for option in log::options_of(db, id)? {
        db.delete::<CoachingOption>(option.id)?;
    }
    for action in log::actions_of(db, id)? {
        actions::remove(db, action.id)?;
    }
    symptoms::remove(db, Owner::Coaching(id))?;
    db.delete::<Coaching>(id)
}
