//! Classes and who goes to them.
//!
//! A class is planned, held or cancelled; only one that is planned changes. By which metric its result
//! will be measured is said before it begins, or the metric would be chosen by its result.

use chrono::{NaiveDate, NaiveTime};

use super::courses::measured;
use super::skills::in_use;
use super::{not_negative, positive};
use crate::command;
use crate::command::input::{known, required, some};
use crate::domain::ids::{
    ClassSessionId, CourseId, EnrolmentId, PersonId, SkillId, TrainingClassId,
};
use crate::error::{Error, Result};
use crate::metrics::MetricId;
use crate::store::directory::Directory;
use crate::store::records::{
    ClassMark, ClassScore, ClassSession, ClassStatus, Course, Enrolment, EnrolmentState, Person,
    TrainingClass,
};
use crate::store::training::classes::{enrolments, scores, sessions};
use crate::store::training::results;
use crate::store::training::skills::TOP_LEVEL;
use crate::store::{Db, setup};

/// Hours of a day have this unit.
const HOUR: i64 = 10_000;

/// A part of a class as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionForm {
    /// The day, one of the class's.
    pub on_day: NaiveDate,
    /// When it begins, as `09:00`; may be blank.
    pub begins: String,
    /// When it ends; may be blank.
    pub ends: String,
    /// How long it is, in ten-thousandths of an hour.
    pub hours: i64,
}

/// A class as typed; blank texts are unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassForm {
    /// The course.
    pub course: CourseId,
    /// What it is called where that is more than the course.
    pub title: String,
    /// The first day.
    pub starts: NaiveDate,
    /// The last day.
    pub ends: NaiveDate,
    /// The parts to which people sign in, in order; may be empty.
    pub sessions: Vec<SessionForm>,
    /// Where.
    pub place: String,
    /// Who teaches, by name.
    pub trainer: String,
    /// Who teaches, where it is one of the organisation; then the name may be blank.
    pub trainer_id: Option<PersonId>,
    /// For how many there is room.
    pub seats: Option<i64>,
    /// What it is expected to cost, in fen.
    pub cost: Option<i64>,
    /// What is special about it.
    pub mark: Option<ClassMark>,
    /// The metric by which its result is measured; named before it begins.
    pub kpi: Option<MetricId>,
    /// Over how many days before and after.
    pub kpi_days: Option<i64>,
    /// After how many days behaviour is looked at.
    pub behaviour_days: Option<i64>,
}

/// Somebody who is to go to a class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeatForm {
    /// The person.
    pub person: PersonId,
    /// Whether they wait for a seat.
    pub waiting: bool,
    /// The skill whose gap it closes.
    pub skill: Option<SkillId>,
    /// How many levels the gap has, 1 to 4; known with the skill alone.
    pub gap: Option<i64>,
    /// The class that was missed and is made up for.
    pub makeup_for: Option<TrainingClassId>,
    /// A word on it; may be blank.
    pub note: String,
}

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// Plans a class.
    Plan(ClassForm),
    /// Plans a class and gives people seats in it.
    PlanFor(ClassForm, Vec<SeatForm>),
    /// Changes a class that is planned.
    EditClass(TrainingClassId, ClassForm),
    /// Makes a class certain.
    Confirm(TrainingClassId),
    /// Removes a class of which nothing came, with who was to go to it.
    RemoveClass(TrainingClassId),
    /// Calls a class off, with why.
    Cancel(TrainingClassId, String),
    /// Lets a class that was held or cancelled be planned again.
    Reopen(TrainingClassId),
    /// Gives people seats, or lets them wait for one.
    Enrol(TrainingClassId, Vec<SeatForm>),
    /// Somebody does not come after all, with why, which may be blank.
    Withdraw(TrainingClassId, PersonId, String),
    /// How many hours a day of training has, in ten-thousandths.
    DayHours(i64),
}

impl Ask {
    pub(super) const fn title(&self) -> &'static str {
        match self {
            Self::Plan(_) => "step-class-plan",
            Self::PlanFor(..) => "step-class-plan-for",
            Self::EditClass(..) => "step-class-edit",
            Self::Confirm(_) => "step-class-confirm",
            Self::RemoveClass(_) => "step-class-remove",
            Self::Cancel(..) => "step-class-cancel",
            Self::Reopen(_) => "step-class-reopen",
            Self::Enrol(..) => "step-class-enrol",
            Self::Withdraw(..) => "step-class-withdraw",
            Self::DayHours(_) => "step-training-day-hours",
        }
    }
}

pub(super) fn apply(db: &mut Db, ask: &Ask, today: NaiveDate) -> Result<()> {
    match ask {
        Ask::Plan(form) => plan(db, form, today).map(|_| ()),
        Ask::PlanFor(form, people) => {
            let class = plan(db, form, today)?;
            enrol(db, class, people, today)
        }
        Ask::EditClass(id, form) => edit(db, *id, form, today),
        Ask::Confirm(id) => {
            let old = planned(db, *id)?;
            let new = TrainingClass { confirmed_on: Some(today), ..old.clone() };
            db.update_from(&old, &new).map(|_| ())
        }
        Ask::RemoveClass(id) => remove(db, *id),
        Ask::Cancel(id, why) => {
            let why = required(why, "error-class-why")?;
            let old = planned(db, *id)?;
            unrecorded(db, *id)?;
            let new = TrainingClass {
                status: ClassStatus::Cancelled,
                closed_on: Some(today),
                close_note: Some(why),
                ..old.clone()
            };
            db.update_from(&old, &new).map(|_| ())
        }
        Ask::Reopen(id) => {
            let old = known::<TrainingClass>(db, *id)?;
            let new = TrainingClass {
                status: ClassStatus::Planned,
                closed_on: None,
                close_note: None,
                ..old.clone()
            };
            db.update_from(&old, &new).map(|_| ())
        }
        Ask::Enrol(id, people) => enrol(db, *id, people, today),
        Ask::Withdraw(id, person, why) => withdraw(db, *id, *person, (why.as_str(), today)),
        Ask::DayHours(hours) => {
            if !(HOUR..=24 * HOUR).contains(hours) {
                return Err(Error::new("error-training-day-hours"));
            }
            setup::set(db, setup::names::TRAINING_DAY_HOURS, &hours.to_string())
        }
    }
}

/// A class that is planned.
pub(super) fn planned(db: &Db, id: TrainingClassId) -> Result<TrainingClass> {
    let class = known::<TrainingClass>(db, id)?;
    if class.status == ClassStatus::Planned {
        return Ok(class);
    }
    let day = class.closed_on.unwrap_or(class.ends);
    Err(Error::new("error-class-closed").arg("day", day))
}

/// Refuses a class of which something came.
fn unrecorded(db: &Db, id: TrainingClassId) -> Result<()> {
    if results::of_class(db, id)?.is_empty() {
        return Ok(());
    }
    Err(Error::new("error-class-recorded"))
}

fn plan(db: &mut Db, form: &ClassForm, today: NaiveDate) -> Result<TrainingClassId> {
    let course = known::<Course>(db, form.course)?;
    if course.archived {
        return Err(Error::new("error-class-course").arg("name", course.name));
    }
    let class = TrainingClass {
        id: TrainingClassId(db.allocate()?),
        course_id: form.course,
        title: None,
        starts: form.starts,
        ends: form.ends,
        place: None,
        trainer: None,
        trainer_id: None,
        seats: None,
        cost: None,
        status: ClassStatus::Planned,
        confirmed_on: None,
        mark: None,
        kpi: None,
        kpi_days: None,
        kpi_named_on: None,
        behaviour_days: None,
        closed_on: None,
        close_note: None,
        by_name: command::author(db)?,
    };
    let class = filled(db, &class, form, today)?;
    db.insert(&class)?;
    set_sessions(db, class.id, &form.sessions)?;
    Ok(class.id)
}

fn edit(db: &mut Db, id: TrainingClassId, form: &ClassForm, today: NaiveDate) -> Result<()> {
    let old = planned(db, id)?;
    known::<Course>(db, form.course)?;
    let new = filled(db, &old, form, today)?;
    if (old.course_id, old.starts) != (new.course_id, new.starts) {
        unrecorded(db, id)?;
    }
    let taken = taken(db, id)?;
    if let Some(seats) = new.seats.filter(|seats| *seats < taken) {
        return Err(Error::new("error-class-full").arg("seats", seats).arg("n", taken));
    }
    db.update_from(&old, &new)?;
    set_sessions(db, id, &form.sessions)
}

/// A class with what a form says of it.
fn filled(
    db: &Db,
    old: &TrainingClass,
    form: &ClassForm,
    today: NaiveDate,
) -> Result<TrainingClass> {
    if form.ends < form.starts {
        return Err(Error::new("error-class-days").arg("day", form.starts));
    }
    positive(form.seats, "error-class-seats")?;
    not_negative(form.cost, "error-class-cost")?;
    positive(form.behaviour_days, "error-class-behaviour-days")?;
    measured(form.kpi, form.kpi_days)?;
    let kpi = form.kpi.map(|kpi| kpi.word().to_owned());
    let named = (&kpi, form.kpi_days) != (&old.kpi, old.kpi_days);
    if named && kpi.is_some() && today > form.starts {
        return Err(Error::new("error-class-kpi-late").arg("day", form.starts));
    }
    let trainer = match form.trainer_id {
        Some(person) => Some(known::<Person>(db, person)?.name),
        None => None,
    };
    let kpi_named_on = match (&kpi, named) {
        (None, _) => None,
        (Some(_), true) => Some(today),
        (Some(_), false) => old.kpi_named_on,
    };
    Ok(TrainingClass {
        course_id: form.course,
        title: some(&form.title),
        starts: form.starts,
        ends: form.ends,
        place: some(&form.place),
        trainer: some(&form.trainer).or(trainer),
        trainer_id: form.trainer_id,
        seats: form.seats,
        cost: form.cost,
        mark: form.mark,
        kpi,
        kpi_days: form.kpi_days,
        kpi_named_on,
        behaviour_days: form.behaviour_days,
        ..old.clone()
    })
}

/// A time of the day as it is stored.
fn time(text: &str) -> Result<Option<NaiveTime>> {
    let Some(text) = some(text) else { return Ok(None) };
    let time = NaiveTime::parse_from_str(&text.replace('：', ":"), "%H:%M");
    time.map(Some).map_err(|_| Error::new("error-class-time").arg("text", text))
}

fn set_sessions(db: &mut Db, class_id: TrainingClassId, forms: &[SessionForm]) -> Result<()> {
    let class = known::<TrainingClass>(db, class_id)?;
    let old = sessions(db, class_id)?;
    for (position, form) in (1..).zip(forms) {
        if form.on_day < class.starts || class.ends < form.on_day {
            return Err(Error::new("error-class-session-day")
                .arg("starts", class.starts)
                .arg("ends", class.ends));
        }
        positive(Some(form.hours), "error-class-session-hours")?;
        let (begins, ends) = (time(&form.begins)?, time(&form.ends)?);
        if begins.zip(ends).is_some_and(|(begins, ends)| ends <= begins) {
            return Err(Error::new("error-class-time").arg("text", form.ends.trim()));
        }
        let shown = |time: Option<NaiveTime>| time.map(|time| time.format("%H:%M").to_string());
        let before = old.iter().find(|session| session.position == position);
        let new = ClassSession {
            id: match before {
                Some(before) => before.id,
                None => ClassSessionId(db.allocate()?),
            },
            class_id,
            position,
            on_day: form.on_day,
            begins: shown(begins),
            ends: shown(ends),
            hours: form.hours,
        };
        match before {
            Some(before) => db.update_from(before, &new).map(|_| ())?,
            None => db.insert(&new)?,
        }
    }
    for gone in old.iter().skip(forms.len()) {
        db.delete::<ClassSession>(gone.id)?;
    }
    Ok(())
}

fn remove(db: &mut Db, id: TrainingClassId) -> Result<()> {
    known::<TrainingClass>(db, id)?;
    unrecorded(db, id)?;
    for score in scores(db, id)? {
        db.delete::<ClassScore>(score.id)?;
    }
    for enrolment in enrolments(db, id)? {
        db.delete::<Enrolment>(enrolment.id)?;
    }
    for session in sessions(db, id)? {
        db.delete::<ClassSession>(session.id)?;
    }
    db.delete::<TrainingClass>(id)
}

/// How many seats of a class are taken.
fn taken(db: &Db, id: TrainingClassId) -> Result<i64> {
    let seated = |one: &Enrolment| one.state == EnrolmentState::Enrolled;
    let n = enrolments(db, id)?.into_iter().filter(seated).count();
    Ok(i64::try_from(n).unwrap_or(i64::MAX))
}

fn enrol(db: &mut Db, id: TrainingClassId, people: &[SeatForm], today: NaiveDate) -> Result<()> {
    let class = planned(db, id)?;
    let directory = Directory::load(db)?;
    for form in people {
        known::<Person>(db, form.person)?;
        let name = directory.person_name(form.person).to_owned();
        if directory.has_left(form.person, class.starts) {
            return Err(Error::new("error-enrolment-left")
                .arg("name", name)
                .arg("day", class.starts));
        }
        if form.gap.is_some_and(|gap| !(1..=TOP_LEVEL).contains(&gap))
            || (form.gap.is_some() && form.skill.is_none())
        {
            return Err(Error::new("error-enrolment-gap").arg("name", name));
        }
        if let Some(skill) = form.skill {
            in_use(db, skill)?;
        }
        if let Some(missed) = form.makeup_for {
            made_up(db, &class, (missed, form.person), &name)?;
        }
        let state = if form.waiting { EnrolmentState::Waiting } else { EnrolmentState::Enrolled };
        let all = enrolments(db, id)?;
        let old = all.iter().find(|one| one.person_id == form.person);
        if old.is_some_and(|old| old.state == state || old.state == EnrolmentState::Enrolled) {
            return Err(Error::new("error-enrolment-twice").arg("name", name));
        }
        let taken = taken(db, id)?;
        if let Some(seats) = class.seats.filter(|seats| *seats <= taken && !form.waiting) {
            return Err(Error::new("error-class-full").arg("seats", seats).arg("n", taken));
        }
        let new = Enrolment {
            id: match old {
                Some(old) => old.id,
                None => EnrolmentId(db.allocate()?),
            },
            class_id: id,
            person_id: form.person,
            state,
            skill_id: form.skill,
            gap: form.gap,
            makeup_for_id: form.makeup_for,
            note: some(&form.note),
            on_day: today,
            withdrawn_on: None,
            by_name: command::author(db)?,
        };
        match old {
            Some(old) => db.update_from(old, &new).map(|_| ())?,
            None => db.insert(&new)?,
        }
    }
    Ok(())
}

/// A class that is made up for is another one, to which the person was to go.
fn made_up(
    db: &Db,
    class: &TrainingClass,
    (missed, person): (TrainingClassId, PersonId),
    name: &str,
) -> Result<()> {
    known::<TrainingClass>(db, missed)?;
    let own = enrolments(db, missed)?.iter().any(|one| one.person_id == person);
    if own && missed != class.id {
        return Ok(());
    }
    Err(Error::new("error-enrolment-makeup").arg("name", name))
}

fn withdraw(
    db: &mut Db,
    id: TrainingClassId,
    person: PersonId,
    (why, today): (&str, NaiveDate),
) -> Result<()> {
    planned(db, id)?;
    let own = enrolments(db, id)?.into_iter().find(|one| one.person_id == person);
    let own = own.filter(|own| own.state != EnrolmentState::Withdrawn);
    let old = own.ok_or_else(|| Error::new("error-enrolment-none"))?;
    if results::of_class(db, id)?.iter().any(|result| result.person_id == person) {
        return Err(Error::new("error-enrolment-recorded"));
    }
    let new = Enrolment {
        state: EnrolmentState::Withdrawn,
        withdrawn_on: Some(today),
        note: some(why).or_else(|| old.note.clone()),
        ..old.clone()
    };
    db.update_from(&old, &new).map(|_| ())
}
