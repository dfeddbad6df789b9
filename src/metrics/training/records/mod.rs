//! 学习记录: everything that one person learned in the order of days, what is to come, and the hours of each
//! year against what was asked.
//!
//! # From where
//! Results of training, updates that were read, certificates, ratings of skills and what was refreshed,
//! coaching that was about a skill, cases that were read, and what pairs of mentors have on record. None of
//! it is kept here: each row stands where it was written, and is told once.
//!
//! # Hours
//! Hours are those of results ([`results::Sums`]), so that this page and a class agree; the others say no
//! hours. What a year asks for is what an agreed plan of that year sets for each person: that of the team,
//! else of the region, else of the company.

mod gather;
pub mod show;
mod years;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate};

use crate::domain::ids::{PersonId, TrainingClassId};
use crate::domain::stats::rational::Rational;
use crate::domain::training::totals::Quota;
use crate::error::Result;
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::records::{Coaching, LearningTopic, SkillRating, TrainingResult};
use crate::store::training::results::{self, Sums};

pub use gather::Shelf;
pub use years::quota;

/// What kind of record it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A training with what came of it.
    Training,
    /// Something new that was read.
    Update,
    /// A certificate.
    Certificate,
    /// A rating of a skill, or a try at refreshing it.
    Skill,
    /// Coaching about a skill.
    Coaching,
    /// Work with a mentor, or as one.
    Mentoring,
    /// A case that was read.
    Case,
}

impl Kind {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 7] = [
        Self::Training,
        Self::Update,
        Self::Certificate,
        Self::Skill,
        Self::Coaching,
        Self::Mentoring,
        Self::Case,
    ];

    /// The word in machine-readable answers, and behind which its name stands.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Training => "training",
            Self::Update => "update",
            Self::Certificate => "certificate",
            Self::Skill => "skill",
            Self::Coaching => "coaching",
            Self::Mentoring => "mentoring",
            Self::Case => "case",
        }
    }
}

/// What became of a certificate on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    /// It was issued.
    Issued,
    /// It was renewed.
    Renewed,
    /// It was taken away.
    Revoked,
}

impl Paper {
    /// The word in machine-readable answers, and behind which its name stands.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Issued => "issued",
            Self::Renewed => "renewed",
            Self::Revoked => "revoked",
        }
    }
}

/// What a pair has on record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guided {
    /// It began, with its goal.
    Began,
    /// A task was done.
    Task,
    /// They talked.
    Talk,
    /// It was ended, with what came of it.
    Ended,
}

impl Guided {
    /// The word in machine-readable answers, and behind which its name stands.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Began => "began",
            Self::Task => "task",
            Self::Talk => "talk",
            Self::Ended => "ended",
        }
    }
}

/// What was learned, and how it went.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// A training.
    Training {
        /// The row.
        result: Box<TrainingResult>,
        /// The course under its name, else as the sheet says it.
        course: String,
        /// What the class was called, where that is more than the course.
        title: Option<String>,
        /// Its hours for the person, in ten-thousandths; `None` where nobody said.
        hours: Option<i64>,
    },
    /// Something new.
    Update {
        /// What it is called.
        title: String,
        /// Right answers in its quiz, of so many questions; `None` without one, or before it was tried.
        quiz: Option<(i64, i64)>,
        /// When its quiz was passed.
        passed_on: Option<NaiveDate>,
    },
    /// A certificate.
    Certificate {
        /// What it is called.
        name: String,
        /// Its number then.
        number: Option<String>,
        /// What became of it.
        paper: Paper,
        /// Until when it held from then on.
        until: Option<NaiveDate>,
    },
    /// A rating by somebody else.
    Rating {
        /// The rating, under the name of its skill.
        rating: Box<SkillRating>,
        /// The level before, in ten-thousandths; `None` of the first.
        before: Option<i64>,
    },
    /// A try at refreshing a skill.
    Refreshed {
        /// The skill.
        skill: String,
        /// Whether it went well.
        passed: bool,
    },
    /// Coaching about a skill.
    Coaching(Box<Coaching>),
    /// Work of a pair.
    Mentoring {
        /// What.
        guided: Guided,
        /// Whether the person is the mentor.
        guides: bool,
        /// The other one.
        other: PersonId,
        /// The words: the goal, the task, what was said, what came of it.
        words: String,
    },
    /// A case.
    Case {
        /// What it is called.
        title: String,
        /// How useful it was, 1 to 5.
        score: Option<i64>,
    },
}

/// One record of learning.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The day.
    pub on: NaiveDate,
    /// What it is about; `None` where nobody said.
    pub topic: Option<LearningTopic>,
    /// What it was.
    pub what: What,
}

impl Entry {
    /// What kind of record it is.
    pub const fn kind(&self) -> Kind {
        match &self.what {
            What::Training { .. } => Kind::Training,
            What::Update { .. } => Kind::Update,
            What::Certificate { .. } => Kind::Certificate,
            What::Rating { .. } | What::Refreshed { .. } => Kind::Skill,
            What::Coaching(_) => Kind::Coaching,
            What::Mentoring { .. } => Kind::Mentoring,
            What::Case { .. } => Kind::Case,
        }
    }
}

/// Something that waits for the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Waits {
    /// A class of which nothing is recorded yet.
    Class {
        /// Which.
        id: TrainingClassId,
        /// What it is called.
        name: String,
        /// Where.
        place: Option<String>,
        /// Whether the person only waits for a seat.
        waiting: bool,
    },
    /// A task of a pair in which the person is guided.
    Task {
        /// The mentor.
        mentor: PersonId,
        /// What.
        words: String,
    },
    /// Something to be read.
    Update {
        /// What it is called.
        title: String,
    },
}

/// What is to come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ahead {
    /// The day, or by when; `None` where none was set.
    pub on: Option<NaiveDate>,
    /// What.
    pub what: Waits,
}

/// The trainings of a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Year {
    /// The year.
    pub year: i32,
    /// What its results come to.
    pub sums: Sums,
    /// The same by what they are about.
    pub topics: BTreeMap<Option<LearningTopic>, Sums>,
    /// What the year asks for, in ten-thousandths of an hour; `None` where no plan says so.
    pub quota: Option<i64>,
}

impl Year {
    /// The hours against what is asked for; `None` without either. What is not known counts as none, so
    /// that it is at least so much.
    pub fn quota(&self) -> Option<Quota> {
        let needed = Rational::from_int(self.quota?);
        let done = self.sums.hours.value.or((self.sums.results == 0).then_some(0))?;
        Some(Quota { needed, done: Rational::from_int(done) })
    }
}

/// Everything that a person learned.
#[derive(Clone, Debug, PartialEq)]
pub struct Learned {
    /// The records, the newest first.
    pub entries: Vec<Entry>,
    /// What is to come, the earliest first, what has no day last.
    pub ahead: Vec<Ahead>,
    /// The years with results, and this one, the newest first.
    pub years: Vec<Year>,
}

/// Everything that a person learned up to a day, and what is to come.
///
/// # Errors
/// Whatever the database reports.
pub fn load(db: &Db, directory: &Directory, person: PersonId, today: NaiveDate) -> Result<Learned> {
    learned(db, directory, &Shelf::load(db, today)?, (person, today))
}

/// As [`load`], from what was read for several people as of that day.
///
/// # Errors
/// Whatever the database reports.
pub fn learned(
    db: &Db,
    directory: &Directory,
    shelf: &Shelf,
    (person, today): (PersonId, NaiveDate),
) -> Result<Learned> {
    let mut rows = results::of_person(db, person)?;
    rows.retain(|result| result.on_day <= today);
    let asked = |year| quota(&shelf.plans, directory, person, year, today);
    let years = years::years(&rows, shelf.day_hours, &shelf.topics, today.year(), asked);
    let mut learned = Learned { entries: vec![], ahead: vec![], years };
    gather::trainings(db, person, rows, shelf, &mut learned)?;
    gather::updates(shelf, person, today, &mut learned);
    gather::papers(db, person, today, shelf, &mut learned.entries)?;
    gather::ratings(db, person, today, shelf, &mut learned.entries)?;
    gather::coached(db, person, today, &shelf.topics, &mut learned.entries)?;
    gather::guided(shelf, person, today, &mut learned);
    gather::cases(shelf, person, today, &mut learned.entries);
    learned.entries.sort_by_key(|entry| (Reverse(entry.on), entry.kind()));
    learned.ahead.sort_by_key(|ahead| (ahead.on.is_none(), ahead.on));
    Ok(learned)
}
