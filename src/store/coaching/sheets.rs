//! Sheets of visits: what was seen of people, and the levels of their steps over time.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::ids::{ActivityId, CoachingId, ObservationId, ObservationTemplateId, PersonId};
use crate::error::Result;
use crate::store::Record as _;
use crate::store::coaching::Days;
use crate::store::db::{Db, Row};
use crate::store::records::{Observation, ObservationRating, ObservationTick, Rater};

const BETWEEN: &str = "SELECT id, template_id, person_id, coaching_id, activity_id, account_id, opportunity_id, on_day, observer_id, second_id, second_name, kept, focus_id, agreed, practice, next_on, next_account_id, next_what, complete, by_name FROM observation WHERE on_day >= $1 AND on_day <= $2 ORDER BY on_day, id";
const OF_PERSON: &str = "SELECT id, template_id, person_id, coaching_id, activity_id, account_id, opportunity_id, on_day, observer_id, second_id, second_name, kept, focus_id, agreed, practice, next_on, next_account_id, next_what, complete, by_name FROM observation WHERE person_id = $1 AND on_day >= $2 AND on_day <= $3 ORDER BY on_day, id";
const OF_COACHING: &str = "SELECT id, template_id, person_id, coaching_id, activity_id, account_id, opportunity_id, on_day, observer_id, second_id, second_name, kept, focus_id, agreed, practice, next_on, next_account_id, next_what, complete, by_name FROM observation WHERE coaching_id = $1 ORDER BY on_day, id";
const OF_VISIT: &str = "SELECT id, template_id, person_id, coaching_id, activity_id, account_id, opportunity_id, on_day, observer_id, second_id, second_name, kept, focus_id, agreed, practice, next_on, next_account_id, next_what, complete, by_name FROM observation WHERE activity_id = $1 ORDER BY on_day, id";
const LAST: &str = "SELECT id, template_id, person_id, coaching_id, activity_id, account_id, opportunity_id, on_day, observer_id, second_id, second_name, kept, focus_id, agreed, practice, next_on, next_account_id, next_what, complete, by_name FROM observation WHERE person_id = $1 AND on_day < $2 AND complete = 1 ORDER BY on_day DESC, id DESC LIMIT 1";
const RATINGS_OF: &str = "SELECT id, observation_id, step_id, rater, level, fact FROM observation_rating WHERE observation_id = $1 ORDER BY id";
const TICKS_OF: &str = "SELECT id, observation_id, practice_id, done FROM observation_tick WHERE observation_id = $1 ORDER BY id";
const LEVELS: &str = "SELECT o.id, o.person_id, o.on_day, s.word, r.rater, r.level, s.weight FROM observation_rating r JOIN observation o ON o.id = r.observation_id JOIN observation_step s ON s.id = r.step_id WHERE o.complete = 1 AND o.on_day >= $1 AND o.on_day <= $2 ORDER BY o.on_day, o.id, s.position, r.id";
const LEVELS_OF: &str = "SELECT o.id, o.person_id, o.on_day, s.word, r.rater, r.level, s.weight FROM observation_rating r JOIN observation o ON o.id = r.observation_id JOIN observation_step s ON s.id = r.step_id WHERE o.complete = 1 AND o.person_id = $1 AND o.on_day >= $2 AND o.on_day <= $3 ORDER BY o.on_day, o.id, s.position, r.id";
const DONE: &str = "SELECT o.id, o.person_id, o.on_day, s.word, p.word, t.done FROM observation_tick t JOIN observation o ON o.id = t.observation_id JOIN observation_practice p ON p.id = t.practice_id JOIN observation_step s ON s.id = p.step_id WHERE o.complete = 1 AND o.on_day >= $1 AND o.on_day <= $2 ORDER BY o.on_day, o.id, s.position, p.position, t.id";
const COUNTS: &str =
    "SELECT template_id, COUNT(*) FROM observation GROUP BY template_id ORDER BY template_id";

/// A sheet with what was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The sheet.
    pub record: Observation,
    /// The levels, by each observer.
    pub ratings: Vec<ObservationRating>,
    /// What was done and what was not.
    pub ticks: Vec<ObservationTick>,
}

fn full(db: &Db, record: Observation) -> Result<Sheet> {
    let key = [record.id.into()];
    Ok(Sheet {
        ratings: db.rows(RATINGS_OF, &key, ObservationRating::from_row)?,
        ticks: db.rows(TICKS_OF, &key, ObservationTick::from_row)?,
        record,
    })
}

/// A sheet; `None` where there is none of this key.
///
/// # Errors
/// Whatever the database reports.
pub fn sheet(db: &Db, id: ObservationId) -> Result<Option<Sheet>> {
    match db.get::<Observation>(id)? {
        Some(record) => full(db, record).map(Some),
        None => Ok(None),
    }
}

/// The last sheet of a person that is filled in, of a day before this one.
///
/// # Errors
/// Whatever the database reports.
pub fn last_before(db: &Db, person: PersonId, day: NaiveDate) -> Result<Option<Sheet>> {
    match db.first(LAST, &[person.into(), day.into()], Observation::from_row)? {
        Some(record) => full(db, record).map(Some),
        None => Ok(None),
    }
}

/// Hands over the sheets of some days without their levels, in the order of days.
///
/// # Errors
/// Whatever the database or `each` reports.
pub fn each_between(
    db: &Db,
    (from, to): Days,
    mut each: impl FnMut(Observation) -> Result<()>,
) -> Result<()> {
    db.read(BETWEEN, &[from.into(), to.into()], |row| each(Observation::from_row(row)?))
}

/// The sheets of a person on some days without their levels, in the order of days.
///
/// # Errors
/// Whatever the database reports.
pub fn of_person(db: &Db, person: PersonId, (from, to): Days) -> Result<Vec<Observation>> {
    db.rows(OF_PERSON, &[person.into(), from.into(), to.into()], Observation::from_row)
}

/// The sheets that belong to a coaching.
///
/// # Errors
/// Whatever the database reports.
pub fn of_coaching(db: &Db, coaching: CoachingId) -> Result<Vec<Observation>> {
    db.rows(OF_COACHING, &[coaching.into()], Observation::from_row)
}

/// The sheets of a visit that reports speak of.
///
/// # Errors
/// Whatever the database reports.
pub fn of_visit(db: &Db, visit: ActivityId) -> Result<Vec<Observation>> {
    db.rows(OF_VISIT, &[visit.into()], Observation::from_row)
}

/// The level of one step on one sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Level {
    /// The sheet.
    pub sheet: ObservationId,
    /// Whose.
    pub person: PersonId,
    /// The day.
    pub day: NaiveDate,
    /// The step, as it is called in all versions.
    pub step: String,
    /// By whom.
    pub rater: Rater,
    /// The level; `None` where it was not seen.
    pub level: Option<i64>,
    /// The weight of the step in the version of the sheet, in basis points.
    pub weight: i64,
}

fn level(row: &Row<'_>) -> Result<Level> {
    Ok(Level {
        sheet: row.get(0)?,
        person: row.get(1)?,
        day: row.get(2)?,
        step: row.get(3)?,
        rater: row.get(4)?,
        level: row.get(5)?,
        weight: row.get(6)?,
    })
}

/// Hands over the levels of all sheets of some days that are filled in, sheet by sheet in the order of days.
///
/// # Errors
/// Whatever the database or `each` reports.
pub fn each_level(
    db: &Db,
    (from, to): Days,
    mut each: impl FnMut(Level) -> Result<()>,
) -> Result<()> {
    db.read(LEVELS, &[from.into(), to.into()], |row| each(level(row)?))
}

/// The levels of a person's sheets of some days that are filled in, sheet by sheet in the order of days.
///
/// # Errors
/// Whatever the database reports.
pub fn levels_of(db: &Db, person: PersonId, (from, to): Days) -> Result<Vec<Level>> {
    db.rows(LEVELS_OF, &[person.into(), from.into(), to.into()], level)
}

/// Whether something concrete was done on one sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tick {
    /// The sheet.
    pub sheet: ObservationId,
    /// Whose.
    pub person: PersonId,
    /// The day.
    pub day: NaiveDate,
    /// The step, as it is called in all versions.
    pub step: String,
    /// What, as it is called in all versions.
    pub practice: String,
    /// Whether it was done.
    pub done: bool,
}

/// Hands over what was ticked on all sheets of some days that are filled in, sheet by sheet.
///
/// # Errors
/// Whatever the database or `each` reports.
pub fn each_tick(
    db: &Db,
    (from, to): Days,
    mut each: impl FnMut(Tick) -> Result<()>,
) -> Result<()> {
    db.read(DONE, &[from.into(), to.into()], |row| {
        each(Tick {
            sheet: row.get(0)?,
            person: row.get(1)?,
            day: row.get(2)?,
            step: row.get(3)?,
            practice: row.get(4)?,
            done: row.get(5)?,
        })
    })
}

/// How many sheets there are of each version; those without any are not in it.
///
/// # Errors
/// Whatever the database reports.
pub fn counts(db: &Db) -> Result<BTreeMap<ObservationTemplateId, i64>> {
    let all: Vec<(ObservationTemplateId, i64)> =
        db.rows(COUNTS, &[], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(all.into_iter().collect())
}
