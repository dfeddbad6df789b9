//! What is read of coaching: the log, sheets of visits, improvement plans, cases and plays, analyses of
//! behaviour, feedback, questions asked of everybody, and how often everybody is to be coached.
//!
//! A thousand people over five years are some hundred thousand talks. So what grows with the years is asked
//! for by person or by days and handed over row by row; what stays small is read whole.

pub mod behaviour;
pub mod cases;
pub mod links;
pub mod log;
pub mod named;
pub mod plans;
pub mod pulse;
pub mod sheets;
pub mod templates;

use chrono::NaiveDate;

use crate::error::Result;
use crate::store::Record as _;
use crate::store::db::Db;
use crate::store::records::{CoachingRhythm, RepFeedback};

/// Two days, both included.
pub type Days = (NaiveDate, NaiveDate);

const FEEDBACK: &str = "SELECT id, person_id, kind, text, on_day, due, answer, answered_on, answered_by, closed_on FROM rep_feedback WHERE on_day >= $1 AND on_day <= $2 ORDER BY on_day, id";
const OPEN_FEEDBACK: &str = "SELECT id, person_id, kind, text, on_day, due, answer, answered_on, answered_by, closed_on FROM rep_feedback WHERE closed_on IS NULL ORDER BY due, id";

/// What was said to the manager on some days, in their order.
///
/// # Errors
/// Whatever the database reports.
pub fn feedback(db: &Db, (from, to): Days) -> Result<Vec<RepFeedback>> {
    db.rows(FEEDBACK, &[from.into(), to.into()], RepFeedback::from_row)
}

/// What was said and is not settled yet, the one due first before the others.
///
/// # Errors
/// Whatever the database reports.
pub fn open_feedback(db: &Db) -> Result<Vec<RepFeedback>> {
    db.rows(OPEN_FEEDBACK, &[], RepFeedback::from_row)
}

/// How often everybody is to be coached: what is set for all first, then for single people.
///
/// # Errors
/// Whatever the database reports.
pub fn rhythms(db: &Db) -> Result<Vec<CoachingRhythm>> {
    let mut all = db.all::<CoachingRhythm>()?;
    all.sort_by_key(|rhythm| (rhythm.person_id, rhythm.kind));
    Ok(all)
}
