//! Skills with their anchors, ratings, what people say of themselves, and what they refresh.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::ids::{LearningNameId, PersonId, SkillAnchorId, SkillId};
use crate::domain::names::key;
use crate::domain::skills::USUAL;
use crate::error::Result;
use crate::store::Record as _;
use crate::store::db::Db;
use crate::store::records::{
    LearningName, LearningTopic, Refresher, RefresherTry, Skill, SkillAnchor, SkillRating,
    SkillSelfRating,
};
use crate::store::training::names::{self, Names};

pub use crate::domain::training::level::LEVEL as LEVEL_UNIT;

/// The highest level: teaches others.
pub const TOP_LEVEL: i64 = 4;

const NEWEST: &str = "SELECT r.id, r.person_id, r.skill, r.on_day, r.level, r.rater, r.evidence, r.batch_id, r.extra, r.evidence_kind, r.record_id FROM skill_rating r JOIN (SELECT person_id, skill, MAX(on_day) AS newest FROM skill_rating WHERE on_day <= $1 GROUP BY person_id, skill) n ON n.person_id = r.person_id AND n.skill = r.skill AND n.newest = r.on_day ORDER BY r.id";
const OF_PERSON: &str = "SELECT id, person_id, skill, on_day, level, rater, evidence, batch_id, extra, evidence_kind, record_id FROM skill_rating WHERE person_id = $1 ORDER BY on_day, id";
const SELF_OF_PERSON: &str = "SELECT id, person_id, skill_id, on_day, level, words FROM skill_self_rating WHERE person_id = $1 ORDER BY on_day, id";

/// The skills in the order of lists, with their anchors from the lowest level up.
///
/// # Errors
/// Whatever the database reports.
pub fn all(db: &Db) -> Result<Vec<(Skill, Vec<SkillAnchor>)>> {
    let mut anchors: BTreeMap<SkillId, Vec<SkillAnchor>> = BTreeMap::new();
    for anchor in db.all::<SkillAnchor>()? {
        anchors.entry(anchor.skill_id).or_default().push(anchor);
    }
    anchors.values_mut().for_each(|own| own.sort_by_key(|anchor| anchor.level));
    let mut skills = db.all::<Skill>()?;
    skills.sort_by_key(|skill| (skill.position, skill.id));
    let with = |skill: Skill| {
        let own = anchors.remove(&skill.id).unwrap_or_default();
        (skill, own)
    };
    Ok(skills.into_iter().map(with).collect())
}

/// Puts each rating under the name of the skill that its text means.
fn listed(names: &Names<SkillId>, mut ratings: Vec<SkillRating>) -> Vec<SkillRating> {
    for rating in &mut ratings {
        let name = names.listed(&rating.skill);
        if name != rating.skill {
            rating.skill = name.to_owned();
        }
    }
    ratings
}

/// All ratings of a person, the earliest first, each under the name of its skill.
///
/// # Errors
/// Whatever the database reports.
pub fn ratings_of(db: &Db, person: PersonId) -> Result<Vec<SkillRating>> {
    let own = db.rows(OF_PERSON, &[person.into()], SkillRating::from_row)?;
    Ok(listed(&names::skills(db)?, own))
}

/// All ratings in the order of their keys, each under the name of its skill.
///
/// # Errors
/// Whatever the database reports.
pub fn ratings(db: &Db) -> Result<Vec<SkillRating>> {
    Ok(listed(&names::skills(db)?, db.all::<SkillRating>()?))
}

/// The newest rating of each skill of each person by a day, in the order of the skills' names; of two
/// on one day the one that came later.
///
/// # Errors
/// Whatever the database reports.
pub fn newest(db: &Db, day: NaiveDate) -> Result<BTreeMap<PersonId, Vec<SkillRating>>> {
    let newest = db.rows(NEWEST, &[day.into()], SkillRating::from_row)?;
    let mut all: BTreeMap<PersonId, BTreeMap<String, SkillRating>> = BTreeMap::new();
    for rating in listed(&names::skills(db)?, newest) {
        let own = all.entry(rating.person_id).or_default();
        let key = key(&rating.skill);
        let older = |held: &SkillRating| (held.on_day, held.id) < (rating.on_day, rating.id);
        if own.get(&key).is_none_or(older) {
            own.insert(key, rating);
        }
    }
    Ok(all.into_iter().map(|(person, own)| (person, own.into_values().collect())).collect())
}

/// What a person said of themselves, the earliest first.
///
/// # Errors
/// Whatever the database reports.
pub fn self_ratings_of(db: &Db, person: PersonId) -> Result<Vec<SkillSelfRating>> {
    db.rows(SELF_OF_PERSON, &[person.into()], SkillSelfRating::from_row)
}

/// What people refresh, with their tries from the first one on.
///
/// # Errors
/// Whatever the database reports.
pub fn refreshers(db: &Db) -> Result<Vec<(Refresher, Vec<RefresherTry>)>> {
    let mut tries = db.all::<RefresherTry>()?;
    tries.sort_by_key(|one| one.on_day);
    let with = |refresher: Refresher| {
        let own = tries.iter().filter(|one| one.refresher_id == refresher.id);
        let own: Vec<RefresherTry> = own.cloned().collect();
        (refresher, own)
    };
    Ok(db.all::<Refresher>()?.into_iter().map(with).collect())
}

/// Writes the usual skills behind those there are, as part of the running step; one whose name is known
/// is left as it is.
///
/// # Errors
/// Whatever the database reports.
pub fn write_usual(db: &mut Db) -> Result<()> {
    let known = names::skills(db)?;
    let last = db.all::<Skill>()?.iter().map(|skill| skill.position).max().unwrap_or(0);
    let usual = USUAL.iter().filter(|usual| known.find(usual.name.0).is_none());
    for (position, usual) in (last + 1..).zip(usual) {
        let skill_id = SkillId(db.allocate()?);
        db.insert(&Skill {
            id: skill_id,
            name: usual.name.0.to_owned(),
            name_en: usual.name.1.to_owned(),
            topic: LearningTopic::parse(usual.topic).unwrap_or(LearningTopic::Other),
            position,
            archived: false,
        })?;
        for (level, (words, words_en)) in (0..).zip(usual.anchors) {
            let id = SkillAnchorId(db.allocate()?);
            let (words, words_en) = (words.to_owned(), words_en.to_owned());
            db.insert(&SkillAnchor { id, skill_id, level, words, words_en })?;
        }
        for name in usual.other_names.iter().filter(|name| known.find(name).is_none()) {
            let id = LearningNameId(db.allocate()?);
            db.insert(&LearningName {
                id,
                skill_id: Some(skill_id),
                course_id: None,
                certificate_kind_id: None,
                name: (*name).to_owned(),
            })?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_skills_are_about_something_that_is_known() {
        assert!(USUAL.iter().all(|usual| LearningTopic::parse(usual.topic).is_some()));
    }
}
