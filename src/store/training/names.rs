//! What the texts of sheets mean: skills, courses and kinds of certificate by every name they bear.
//!
//! A record is known by its name, by its English name, and by those that were added, among them the ones
//! it bore before. Texts are compared as headings are: without case, white space and joining marks.

use std::collections::BTreeMap;

use crate::domain::ids::{CertificateKindId, CourseId, SkillId};
use crate::domain::names::key;
use crate::error::Result;
use crate::store::db::Db;
use crate::store::records::{CertificateKind, Course, LearningName, Skill};

/// The records of one kind by what names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Names<Id> {
    by_key: BTreeMap<String, Id>,
    names: BTreeMap<Id, String>,
    english: BTreeMap<Id, String>,
}

impl<Id> Default for Names<Id> {
    fn default() -> Self {
        Self { by_key: BTreeMap::new(), names: BTreeMap::new(), english: BTreeMap::new() }
    }
}

impl<Id: Copy + Ord> Names<Id> {
    /// Records with name and English name, then other names. A name that two bear means the first.
    pub(crate) fn of(
        records: impl IntoIterator<Item = (Id, String, String)>,
        others: impl IntoIterator<Item = (Id, String)>,
    ) -> Self {
        let mut names = Self::default();
        let mut english = vec![];
        for (id, name, name_en) in records {
            names.add(id, &name);
            english.push((id, name_en.clone()));
            names.names.insert(id, name);
            names.english.insert(id, name_en);
        }
        for (id, name) in english.into_iter().chain(others) {
            names.add(id, &name);
        }
        names
    }

    fn add(&mut self, id: Id, name: &str) {
        let key = key(name);
        if !key.is_empty() {
            self.by_key.entry(key).or_insert(id);
        }
    }

    /// The record that a text names.
    pub fn find(&self, text: &str) -> Option<Id> {
        self.by_key.get(&key(text)).copied()
    }

    /// The name of a record; empty where there is none.
    pub fn name(&self, id: Id) -> &str {
        self.names.get(&id).map_or("", String::as_str)
    }

    /// The English name of a record; empty where nobody wrote one.
    pub fn english(&self, id: Id) -> &str {
        self.english.get(&id).map_or("", String::as_str)
    }

    /// A text as it is listed: under the name of what it means, else as it stands.
    pub fn listed<'a>(&'a self, text: &'a str) -> &'a str {
        self.find(text).map_or(text, |id| self.name(id))
    }
}

/// The other names, by the record that one of their three keys names.
fn others<Id>(
    db: &Db,
    of: impl Fn(&LearningName) -> Option<Id>,
) -> Result<impl Iterator<Item = (Id, String)>> {
    let all = db.all::<LearningName>()?.into_iter();
    Ok(all.filter_map(move |other| of(&other).map(|id| (id, other.name))))
}

/// The skills by what names them.
///
/// # Errors
/// Whatever the database reports.
pub fn skills(db: &Db) -> Result<Names<SkillId>> {
    let all = db.all::<Skill>()?.into_iter().map(|skill| (skill.id, skill.name, skill.name_en));
    Ok(Names::of(all, others(db, |other| other.skill_id)?))
}

/// The courses by what names them.
///
/// # Errors
/// Whatever the database reports.
pub fn courses(db: &Db) -> Result<Names<CourseId>> {
    let all = db.all::<Course>()?.into_iter();
    let all = all.map(|course| (course.id, course.name, course.name_en));
    Ok(Names::of(all, others(db, |other| other.course_id)?))
}

/// The kinds of certificate by what names them.
///
/// # Errors
/// Whatever the database reports.
pub fn certificate_kinds(db: &Db) -> Result<Names<CertificateKindId>> {
    let all = db.all::<CertificateKind>()?.into_iter();
    let all = all.map(|kind| (kind.id, kind.name, kind.name_en));
    Ok(Names::of(all, others(db, |other| other.certificate_kind_id)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_listed_under_the_name_of_what_it_means() {
        let record = |id: i64, zh: &str, en: &str| (SkillId(id), zh.to_owned(), en.to_owned());
        let names = Names::of(
            [record(1, "商务谈判", "Negotiation"), record(2, "报价", "")],
            [(SkillId(1), "谈判".to_owned()), (SkillId(2), "商务谈判".to_owned())],
        );
        for (text, listed) in [
            ("商务谈判", "商务谈判"),
            ("谈 判", "商务谈判"),
            ("NEGOTIATION", "商务谈判"),
            ("报价", "报价"),
            ("英语", "英语"),
            ("", ""),
        ] {
            assert_eq!(names.listed(text), listed, "{text}");
        }
        assert_eq!(names.find("商务谈判"), Some(SkillId(1)), "its own name goes before another's");
        assert_eq!(names.find(" "), None);
        let english = [1, 2, 3].map(|id| names.english(SkillId(id)));
        assert_eq!(english, ["Negotiation", "", ""]);
    }
}
