//! Courses with what they bring, and what is new and to be read with who has read it.

use std::collections::BTreeMap;

use crate::domain::ids::{CourseId, KnowledgeUpdateId};
use crate::error::Result;
use crate::store::db::Db;
use crate::store::records::{
    Course, CourseSkill, KnowledgeQuestion, KnowledgeReader, KnowledgeUpdate,
};

/// The courses by name, each with the skills it brings to a level.
///
/// # Errors
/// Whatever the database reports.
pub fn all(db: &Db) -> Result<Vec<(Course, Vec<CourseSkill>)>> {
    let mut skills: BTreeMap<CourseId, Vec<CourseSkill>> = BTreeMap::new();
    for skill in db.all::<CourseSkill>()? {
        skills.entry(skill.course_id).or_default().push(skill);
    }
    let mut courses = db.all::<Course>()?;
    courses.sort_by(|one, other| (&one.name, one.id).cmp(&(&other.name, other.id)));
    let with = |course: Course| {
        let own = skills.remove(&course.id).unwrap_or_default();
        (course, own)
    };
    Ok(courses.into_iter().map(with).collect())
}

/// Something new to be read with its quiz and its readers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Update {
    /// What is new.
    pub update: KnowledgeUpdate,
    /// The questions, in order.
    pub questions: Vec<KnowledgeQuestion>,
    /// Who is to read it, in the order in which they were asked to.
    pub readers: Vec<KnowledgeReader>,
}

impl Update {
    /// Whether a reader is done with it: has passed the quiz, or has read it where there is none.
    pub const fn done(&self, reader: &KnowledgeReader) -> bool {
        match self.update.pass_correct {
            Some(_) => reader.passed_on.is_some(),
            None => reader.read_on.is_some(),
        }
    }
}

/// What is new and to be read, the newest first.
///
/// # Errors
/// Whatever the database reports.
pub fn updates(db: &Db) -> Result<Vec<Update>> {
    let mut questions: BTreeMap<KnowledgeUpdateId, Vec<KnowledgeQuestion>> = BTreeMap::new();
    for question in db.all::<KnowledgeQuestion>()? {
        questions.entry(question.update_id).or_default().push(question);
    }
    questions.values_mut().for_each(|own| own.sort_by_key(|question| question.position));
    let mut readers: BTreeMap<KnowledgeUpdateId, Vec<KnowledgeReader>> = BTreeMap::new();
    for reader in db.all::<KnowledgeReader>()? {
        readers.entry(reader.update_id).or_default().push(reader);
    }
    let mut updates = db.all::<KnowledgeUpdate>()?;
    updates.sort_by_key(|update| std::cmp::Reverse((update.published_on, update.id)));
    let with = |update: KnowledgeUpdate| Update {
        questions: questions.remove(&update.id).unwrap_or_default(),
        readers: readers.remove(&update.id).unwrap_or_default(),
        update,
    };
    Ok(updates.into_iter().map(with).collect())
}
