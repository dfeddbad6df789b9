//! Who should go to which class to come, from what people lack (从差距报名): the facts for
//! [`crate::domain::training::enrolment`].
//!
//! What is asked of somebody is what their duty sheet and their post ask for on the day; levels are the
//! newest ratings. Everyone of the scope who is here is looked at.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::ids::{PersonId, SkillId, TrainingClassId};
use crate::domain::mentoring::Span;
use crate::domain::scope::Members;
use crate::domain::training::enrolment::{Class, Proposal, Trainee, propose};
use crate::domain::training::gap::Need;
use crate::error::Result;
use crate::metrics::capability;
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::duties::Duties;
use crate::store::records::{ClassStatus, CourseSkill, Enrolment, EnrolmentState, TrainingClass};
use crate::store::training::requirements::Requirements;
use crate::store::training::skills::{self, LEVEL_UNIT};

/// Who should go to a class.
pub type Proposed = Proposal<TrainingClassId, SkillId>;

/// The last day here of somebody of whom it is known that they leave, from a day on.
pub fn leaves(directory: &Directory, person: PersonId, today: NaiveDate) -> Option<NaiveDate> {
    directory.left_on(person, NaiveDate::MAX).filter(|day| *day >= today)
}

/// Who should go to each class that is still to begin, from the earliest on; of people of a scope.
///
/// # Errors
/// Whatever the database reports.
pub fn proposals(
    db: &Db,
    directory: &Directory,
    members: &Members,
    today: NaiveDate,
) -> Result<Vec<Proposed>> {
    let classes = coming(db, today)?;
    if classes.is_empty() {
        return Ok(vec![]);
    }
    let people: Vec<PersonId> = directory
        .people
        .keys()
        .copied()
        .filter(|person| members.include(Some(*person), Some(today)))
        .filter(|person| !directory.has_left(*person, today))
        .collect();
    let trainees = trainees(db, directory, &people, today)?;
    Ok(propose(&classes, &trainees))
}

/// The classes that begin after a day and are not called off.
fn coming(db: &Db, today: NaiveDate) -> Result<Vec<Class<TrainingClassId, SkillId>>> {
    let mut enrolled: BTreeMap<TrainingClassId, BTreeSet<PersonId>> = BTreeMap::new();
    for one in db.all::<Enrolment>()? {
        if one.state == EnrolmentState::Enrolled {
            enrolled.entry(one.class_id).or_default().insert(one.person_id);
        }
    }
    let brings = db.all::<CourseSkill>()?;
    let classes = db.all::<TrainingClass>()?.into_iter();
    let open = classes.filter(|one| one.status == ClassStatus::Planned && one.starts > today);
    let class = |one: TrainingClass| Class {
        key: one.id,
        span: Span { first: one.starts, last: one.ends },
        teaches: brings
            .iter()
            .filter(|own| own.course_id == one.course_id)
            .map(|own| (own.skill_id, own.level * LEVEL_UNIT))
            .collect(),
        seats: one.seats.and_then(|seats| u32::try_from(seats).ok()),
        enrolled: enrolled.get(&one.id).cloned().unwrap_or_default(),
    };
    Ok(open.map(class).collect())
}

/// What people lack.
fn trainees(
    db: &Db,
    directory: &Directory,
    people: &[PersonId],
    today: NaiveDate,
) -> Result<BTreeMap<PersonId, Trainee<SkillId>>> {
    let (duties, requirements) = (Duties::load(db)?, Requirements::load(db)?);
    // What somebody can do takes the deals of a year, so it is worked out only where it is asked for.
    let capable = if requirements.by_level() {
        capability::evidence(db, directory, people, today)?
    } else {
        BTreeMap::new()
    };
    let mut rated = skills::newest(db, today)?;
    let mut found = BTreeMap::new();
    for person in people {
        let level = capable.get(person).and_then(capability::Evidence::level);
        let level = level.and_then(|level| i64::try_from(level).ok());
        let asked = requirements.of_person(directory, &duties, (*person, level), today);
        let needs = asked.iter().filter_map(|asked| {
            let importance = u32::try_from(asked.importance).unwrap_or_default();
            Some((asked.skill?, Need { level: asked.level * LEVEL_UNIT, importance }))
        });
        let own = rated.remove(person).unwrap_or_default();
        let levels = own
            .iter()
            .filter_map(|rating| Some((requirements.names.find(&rating.skill)?, rating.level)));
        let trainee = Trainee {
            needs: needs.collect(),
            levels: levels.collect(),
            leaves: leaves(directory, *person, today),
            away: vec![],
        };
        found.insert(*person, trainee);
    }
    Ok(found)
}
