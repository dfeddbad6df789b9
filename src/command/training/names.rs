//! Names of skills, courses and kinds of certificate: each text means one of them.

use crate::command::input::{known, required};
use crate::domain::ids::{CertificateKindId, CourseId, LearningNameId, SkillId};
use crate::error::{Error, Result};
use crate::sheets::values;
use crate::store::Db;
use crate::store::records::{CertificateKind, Course, LearningName, Skill};
use crate::store::training::names::{self, Names};

/// What bears a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// A skill.
    Skill(SkillId),
    /// A course.
    Course(CourseId),
    /// A kind of certificate.
    Kind(CertificateKindId),
}

impl Named {
    fn is_of(self, other: &LearningName) -> bool {
        match self {
            Self::Skill(id) => other.skill_id == Some(id),
            Self::Course(id) => other.course_id == Some(id),
            Self::Kind(id) => other.certificate_kind_id == Some(id),
        }
    }

    /// Which record of its own kind a text names already, by its name; with whether that is this one.
    fn bearer(self, db: &Db, text: &str) -> Result<Option<(bool, String)>> {
        fn found<Id: Copy + Ord>(names: &Names<Id>, own: Id, text: &str) -> Option<(bool, String)> {
            names.find(text).map(|id| (id == own, names.name(id).to_owned()))
        }
        Ok(match self {
            Self::Skill(own) => found(&names::skills(db)?, own, text),
            Self::Course(own) => found(&names::courses(db)?, own, text),
            Self::Kind(own) => found(&names::certificate_kinds(db)?, own, text),
        })
    }
}

/// Refuses a name that another record of the kind bears.
pub(super) fn free(db: &Db, named: Named, name: &str) -> Result<()> {
    match named.bearer(db, name)? {
        Some((false, other)) => {
            Err(Error::new("error-learning-name-taken").arg("name", name).arg("other", other))
        }
        _ => Ok(()),
    }
}

/// Keeps the name that a record bore, so that what bears it is still understood; called once the record
/// has the new one.
pub(super) fn renamed(db: &mut Db, named: Named, old: &str, new: &str) -> Result<()> {
    if values::key(old) == values::key(new) {
        return Ok(());
    }
    let own = db.all::<LearningName>()?.into_iter().filter(|other| named.is_of(other));
    let again: Vec<LearningName> =
        own.filter(|other| values::key(&other.name) == values::key(new)).collect();
    for other in again {
        db.delete::<LearningName>(other.id)?;
    }
    // The English name may say the same as the old one.
    if named.bearer(db, old)?.is_some() { Ok(()) } else { insert(db, named, old.to_owned()) }
}

/// Adds another name.
pub(super) fn add(db: &mut Db, named: Named, name: &str) -> Result<()> {
    let name = required(name, "error-name-blank")?;
    match named {
        Named::Skill(id) => known::<Skill>(db, id).map(|_| ())?,
        Named::Course(id) => known::<Course>(db, id).map(|_| ())?,
        Named::Kind(id) => known::<CertificateKind>(db, id).map(|_| ())?,
    }
    free(db, named, &name)?;
    if named.bearer(db, &name)?.is_some() {
        return Err(Error::new("error-learning-name-known").arg("name", name));
    }
    insert(db, named, name)
}

fn insert(db: &mut Db, named: Named, name: String) -> Result<()> {
    let id = LearningNameId(db.allocate()?);
    let mut other =
        LearningName { id, skill_id: None, course_id: None, certificate_kind_id: None, name };
    match named {
        Named::Skill(id) => other.skill_id = Some(id),
        Named::Course(id) => other.course_id = Some(id),
        Named::Kind(id) => other.certificate_kind_id = Some(id),
    }
    db.insert(&other)
}
