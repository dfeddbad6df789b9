//! A year of training in the sample: what posts ask for, courses and certificates, classes held, to come and
//! called off, what is new to read, plans with their budgets, and careers.
//!
//! What people were rated, what they hold and what came of trainings stands in sheets; this is what is typed
//! beside it. Everything goes through the commands that people use, each as of its own day.

mod careers;
mod classes;
mod courses;
mod news;
mod plans;
mod skills;

use chrono::NaiveDate;

use crate::command::training::{Command as Training, What, apply};
use crate::domain::ids::{CourseId, PersonId};
use crate::error::Result;
use crate::sample::at_once;
use crate::sample::story::{Cast, Known, missing, of, parts};
use crate::store::training::names;
use crate::store::{Db, Workspace};

/// Ten-thousandths, in which hours and scores are stored.
const WHOLE: i64 = 10_000;
/// Fen in a yuan.
const YUAN: i64 = 100;

/// Makes all of it.
///
/// # Errors
/// When the database fails, or the story names somebody or something that is not there.
pub(super) fn set(workspace: &mut Workspace) -> Result<()> {
    let cast = Cast::load(&workspace.db)?;
    at_once(workspace, "step-requirement", |db| skills::set(db, &cast))?;
    at_once(workspace, "step-course-add", |db| courses::set(db, &cast))?;
    let mut classes = Known::new();
    at_once(workspace, "step-class-plan", |db| {
        classes = classes::set(db, &cast)?;
        Ok(())
    })?;
    at_once(workspace, "step-update", |db| news::set(db, &cast))?;
    at_once(workspace, "step-training-plan-add", |db| plans::set(db, &cast, &classes))?;
    at_once(workspace, "step-career-add", |db| careers::set(db, &cast))
}

/// Gives a command as of a day.
fn say(db: &mut Db, today: NaiveDate, what: What) -> Result<()> {
    apply(db, &Training { subject: String::new(), today, what })
}

/// A course by any of its names.
fn course(db: &Db, name: &str) -> Result<CourseId> {
    names::courses(db)?.find(name).ok_or_else(|| missing(name))
}

/// The people of a cell.
fn people(cast: &Cast, cell: &str) -> Result<Vec<PersonId>> {
    parts(cell).map(|name| cast.person(name)).collect()
}
