//! Classes: which there are, who goes to them, who came to which part, and what came of it.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::ids::{ClassSessionId, PersonId, TrainingClassId};
use crate::error::{Error, Result};
use crate::store::Record as _;
use crate::store::db::Db;
use crate::store::records::{
    ClassPresence, ClassScore, ClassSession, Course, Enrolment, EnrolmentState, TrainingClass,
    TrainingResult,
};
use crate::store::training::results;

const BETWEEN: &str = "SELECT id, course_id, title, starts, ends, place, trainer, trainer_id, seats, cost, status, confirmed_on, mark, kpi, kpi_days, kpi_named_on, behaviour_days, closed_on, close_note, by_name FROM training_class WHERE starts <= $1 AND ends >= $2 ORDER BY starts, id";
const SESSIONS: &str = "SELECT id, class_id, position, on_day, begins, ends, hours FROM class_session WHERE class_id = $1 ORDER BY position";
const ENROLMENTS: &str = "SELECT id, class_id, person_id, state, skill_id, gap, makeup_for_id, note, on_day, withdrawn_on, by_name FROM enrolment WHERE class_id = $1 ORDER BY id";
const ENROLMENTS_OF: &str = "SELECT id, class_id, person_id, state, skill_id, gap, makeup_for_id, note, on_day, withdrawn_on, by_name FROM enrolment WHERE person_id = $1 ORDER BY on_day, id";
const COUNTS: &str = "SELECT class_id, state, COUNT(*) FROM enrolment GROUP BY class_id, state ORDER BY class_id, state";
const PRESENCE: &str = "SELECT p.id, p.session_id, p.person_id, p.present FROM class_presence p JOIN class_session s ON s.id = p.session_id WHERE s.class_id = $1 ORDER BY p.id";
const SCORES: &str = "SELECT id, class_id, person_id, skill_id, rater, level FROM class_score WHERE class_id = $1 ORDER BY id";

/// The classes with a day between two days, both included, the earliest first.
///
/// # Errors
/// Whatever the database reports.
pub fn between(db: &Db, first: NaiveDate, last: NaiveDate) -> Result<Vec<TrainingClass>> {
    db.rows(BETWEEN, &[last.into(), first.into()], TrainingClass::from_row)
}

/// The parts of a class, in order.
///
/// # Errors
/// Whatever the database reports.
pub fn sessions(db: &Db, class: TrainingClassId) -> Result<Vec<ClassSession>> {
    db.rows(SESSIONS, &[class.into()], ClassSession::from_row)
}

/// Who was enrolled in a class, whatever became of it, the first one first.
///
/// # Errors
/// Whatever the database reports.
pub fn enrolments(db: &Db, class: TrainingClassId) -> Result<Vec<Enrolment>> {
    db.rows(ENROLMENTS, &[class.into()], Enrolment::from_row)
}

/// The classes that a person was enrolled in, the earliest first.
///
/// # Errors
/// Whatever the database reports.
pub fn enrolments_of(db: &Db, person: PersonId) -> Result<Vec<Enrolment>> {
    db.rows(ENROLMENTS_OF, &[person.into()], Enrolment::from_row)
}

/// Who came to which part of a class.
///
/// # Errors
/// Whatever the database reports.
pub fn presence(db: &Db, class: TrainingClassId) -> Result<Vec<ClassPresence>> {
    db.rows(PRESENCE, &[class.into()], ClassPresence::from_row)
}

/// What raters saw in the role plays of a class.
///
/// # Errors
/// Whatever the database reports.
pub fn scores(db: &Db, class: TrainingClassId) -> Result<Vec<ClassScore>> {
    db.rows(SCORES, &[class.into()], ClassScore::from_row)
}

/// How many seats of a class are taken, and how many people wait for one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seats {
    /// Taken.
    pub taken: i64,
    /// Who waits.
    pub waiting: i64,
}

/// The seats of all classes for which anybody was ever enrolled.
///
/// # Errors
/// Whatever the database reports.
pub fn seats(db: &Db) -> Result<BTreeMap<TrainingClassId, Seats>> {
    let mut all: BTreeMap<TrainingClassId, Seats> = BTreeMap::new();
    db.read(COUNTS, &[], |row| {
        let seats = all.entry(row.get(0)?).or_default();
        match row.get(1)? {
            EnrolmentState::Enrolled => seats.taken = row.get(2)?,
            EnrolmentState::Waiting => seats.waiting = row.get(2)?,
            EnrolmentState::Withdrawn => {}
        }
        Ok(())
    })?;
    Ok(all)
}

/// Somebody in a class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Participant {
    /// The person.
    pub person: PersonId,
    /// How they were enrolled; `None` of somebody of whom only a result is known.
    pub enrolment: Option<Enrolment>,
    /// To which parts they came, as far as it is recorded.
    pub presence: BTreeMap<ClassSessionId, bool>,
    /// What came of it: one, where no sheet states each day on its own; the one recorded here first.
    pub results: Vec<TrainingResult>,
    /// What raters saw.
    pub scores: Vec<ClassScore>,
}

/// A class with everything that belongs to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassPage {
    /// The class.
    pub class: TrainingClass,
    /// Its course.
    pub course: Course,
    /// Its parts, in order.
    pub sessions: Vec<ClassSession>,
    /// Who was enrolled, in that order, then those of whom only a result is known.
    pub people: Vec<Participant>,
}

/// A class with everything that belongs to it; `None` for a key that no class has.
///
/// # Errors
/// Whatever the database reports.
pub fn page(db: &Db, id: TrainingClassId) -> Result<Option<ClassPage>> {
    let Some(class) = db.get::<TrainingClass>(id)? else { return Ok(None) };
    let course = db.get::<Course>(class.course_id)?;
    let course = course.ok_or_else(|| Error::new("error-record-gone"))?;
    let blank = |person: PersonId| Participant {
        person,
        enrolment: None,
        presence: BTreeMap::new(),
        results: vec![],
        scores: vec![],
    };
    let mut people: Vec<Participant> = enrolments(db, id)?
        .into_iter()
        .map(|enrolment| {
            let person = enrolment.person_id;
            Participant { enrolment: Some(enrolment), ..blank(person) }
        })
        .collect();
    let mut rows = results::of_class(db, id)?;
    rows.sort_by_key(|result| (result.batch_id.is_some(), result.on_day, result.id));
    for result in rows {
        let person = result.person_id;
        match people.iter_mut().find(|one| one.person == person) {
            Some(one) => one.results.push(result),
            None => people.push(Participant { results: vec![result], ..blank(person) }),
        }
    }
    for came in presence(db, id)? {
        if let Some(one) = people.iter_mut().find(|one| one.person == came.person_id) {
            one.presence.insert(came.session_id, came.present);
        }
    }
    for score in scores(db, id)? {
        if let Some(one) = people.iter_mut().find(|one| one.person == score.person_id) {
            one.scores.push(score);
        }
    }
    Ok(Some(ClassPage { class, course, sessions: sessions(db, id)?, people }))
}

/// What is known of a class that a result may be of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The class.
    pub id: TrainingClassId,
    /// The course, by name.
    pub course: String,
    /// Who teaches.
    pub trainer: Option<String>,
    /// Where.
    pub place: Option<String>,
}

const ON_DAY: &str = "SELECT c.id, k.name, c.trainer, c.place FROM training_class c JOIN course k ON k.id = c.course_id WHERE c.starts <= $1 AND c.ends >= $1 AND c.status <> 'cancelled' ORDER BY c.id";

/// The classes of a day that were not cancelled, in the order of their keys.
///
/// # Errors
/// Whatever the database reports.
pub fn on_day(db: &Db, day: NaiveDate) -> Result<Vec<Candidate>> {
    db.rows(ON_DAY, &[day.into()], |row| {
        Ok(Candidate {
            id: row.get(0)?,
            course: row.get(1)?,
            trainer: row.get(2)?,
            place: row.get(3)?,
        })
    })
}
