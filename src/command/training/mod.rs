//! Commands on training: skills and ratings, courses, what is to be read, classes and what came of them,
//! certificates, plans, careers.
//!
//! What came of a class is written into results of training, the rows that sheets bring too, so that one
//! row is one person's result however it came. What speaks against a command without forbidding it is a
//! [`Warning`] that a form shows beside what it asks for.

pub mod careers;
pub mod certificates;
pub mod check;
pub mod classes;
pub mod courses;
mod names;
pub mod plans;
pub mod ratings;
pub mod results;
pub mod skills;
pub mod updates;

use chrono::NaiveDate;

use crate::command::input::gone;
use crate::error::{Error, Result};
use crate::store::Db;

pub use check::Warning;
pub use names::Named;

/// Something that is recorded of training.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    /// What it is about in words, for the journal.
    pub subject: String,
    /// Today.
    pub today: NaiveDate,
    /// What.
    pub what: What,
}

/// What is recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Skills, their names, what posts ask for.
    Skills(skills::Ask),
    /// Ratings, what people say of themselves, refreshers.
    Ratings(ratings::Ask),
    /// Courses.
    Courses(courses::Ask),
    /// What is new and to be read.
    Updates(updates::Ask),
    /// Classes and who goes to them.
    Classes(classes::Ask),
    /// What came of classes.
    Results(results::Ask),
    /// Certificates and their kinds.
    Certificates(certificates::Ask),
    /// Plans of training.
    Plans(plans::Ask),
    /// The ladder, career plans, offers.
    Careers(careers::Ask),
}

impl Command {
    pub(super) fn head(&self) -> (&'static str, String) {
        let title = match &self.what {
            What::Skills(ask) => ask.title(),
            What::Ratings(ask) => ask.title(),
            What::Courses(ask) => ask.title(),
            What::Updates(ask) => ask.title(),
            What::Classes(ask) => ask.title(),
            What::Results(ask) => ask.title(),
            What::Certificates(ask) => ask.title(),
            What::Plans(ask) => ask.title(),
            What::Careers(ask) => ask.title(),
        };
        (title, self.subject.clone())
    }
}

pub(crate) fn apply(db: &mut Db, command: &Command) -> Result<()> {
    let today = command.today;
    match &command.what {
        What::Skills(ask) => skills::apply(db, ask),
        What::Ratings(ask) => ratings::apply(db, ask, today),
        What::Courses(ask) => courses::apply(db, ask, today),
        What::Updates(ask) => updates::apply(db, ask, today),
        What::Classes(ask) => classes::apply(db, ask, today),
        What::Results(ask) => results::apply(db, ask, today),
        What::Certificates(ask) => certificates::apply(db, ask, today),
        What::Plans(ask) => plans::apply(db, ask, today),
        What::Careers(ask) => careers::apply(db, ask, today),
    }
}

/// What has happened has a day that is not later than today.
fn past(day: NaiveDate, today: NaiveDate) -> Result<()> {
    if day <= today {
        return Ok(());
    }
    Err(Error::new("error-training-future").arg("day", day).arg("today", today))
}

/// A new order names every record that is there, each once.
fn every_one<K: Ord + Copy>(there: impl Iterator<Item = K>, order: &[K]) -> Result<()> {
    let (mut there, mut named) = (there.collect::<Vec<K>>(), order.to_vec());
    there.sort_unstable();
    named.sort_unstable();
    if there == named { Ok(()) } else { Err(gone()) }
}

/// A level within a range.
fn level(level: i64, lowest: i64) -> Result<()> {
    let highest = crate::store::training::skills::TOP_LEVEL;
    if (lowest..=highest).contains(&level) {
        return Ok(());
    }
    Err(Error::new("error-level-range").arg("lowest", lowest).arg("highest", highest))
}

/// An amount that is not below zero, where it is known.
fn not_negative(value: Option<i64>, key: &'static str) -> Result<()> {
    if value.is_some_and(i64::is_negative) { Err(Error::new(key)) } else { Ok(()) }
}

/// A number above zero, where it is known.
fn positive(value: Option<i64>, key: &'static str) -> Result<()> {
    if value.is_some_and(|value| value <= 0) { Err(Error::new(key)) } else { Ok(()) }
}
