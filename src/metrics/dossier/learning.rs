//! What a person can do: skills against what the post asks for, trainings.

use std::collections::BTreeMap;

use crate::domain::ids::SkillId;
use crate::domain::training::gap::gap;
use crate::domain::training::level::LEVEL;
use crate::sheets::values;
use crate::store::records::{SkillRating, TrainingResult};
use crate::store::training::names::Names;
use crate::store::training::requirements::Asked;

/// A skill that is asked for, or that was rated.
#[derive(Clone, Debug, PartialEq)]
pub struct Skill {
    /// What it is called: as the duty sheet says, else by its name, else as the rating says.
    pub name: String,
    /// The level that the post asks for, 1 to 4.
    pub required: Option<i64>,
    /// The newest rating.
    pub rating: Option<SkillRating>,
}

impl Skill {
    /// By how much the level is below what is asked for, in ten-thousandths; zero where it is not.
    /// `None` where nothing is asked for, or it was never rated.
    pub fn gap(&self) -> Option<i64> {
        let (required, rating) = (self.required?, self.rating.as_ref()?);
        Some(gap(required.saturating_mul(LEVEL), rating.level))
    }
}

/// Skills that are asked for in that order, with ratings, then those that are rated alone. The widest gap
/// stands first. Texts are the same skill where they name the same one.
pub fn skills(asked: &[Asked], names: &Names<SkillId>, ratings: &[SkillRating]) -> Vec<Skill> {
    let key = |text: &str| values::key(names.listed(text));
    let mut rated: BTreeMap<String, SkillRating> =
        ratings.iter().map(|rating| (key(&rating.skill), rating.clone())).collect();
    let mut skills: Vec<Skill> = asked
        .iter()
        .map(|asked| Skill {
            name: asked.name.clone(),
            required: Some(asked.level),
            rating: rated.remove(&key(&asked.name)),
        })
        .collect();
    skills.extend(rated.into_values().map(|rating| Skill {
        name: rating.skill.clone(),
        required: None,
        rating: Some(rating),
    }));
    // Known gaps by size, then what is asked for and not rated, then what is reached, then the rest.
    skills.sort_by_key(|skill| match (skill.required, skill.gap()) {
        (Some(_), Some(gap)) if gap > 0 => (0, -gap),
        (Some(_), None) => (1, 0),
        (Some(_), Some(_)) => (2, 0),
        (None, _) => (3, 0),
    });
    skills
}

/// The trainings of a person, the newest first.
pub fn trainings(mut own: Vec<TrainingResult>) -> Vec<TrainingResult> {
    own.sort_by_key(|training| std::cmp::Reverse((training.on_day, training.id)));
    own
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::domain::ids::{PersonId, SkillRatingId};
    use crate::store::training::requirements::AskedBy;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn asked(name: &str, level: i64) -> Asked {
        Asked { skill: None, name: name.to_owned(), level, importance: 1, by: AskedBy::Sheet }
    }

    fn rating(id: i64, skill: &str, level: i64) -> SkillRating {
        SkillRating {
            id: SkillRatingId(id),
            person_id: PersonId(1),
            skill: skill.to_owned(),
            on_day: day("2025-08-01"),
            level,
            rater: None,
            evidence: None,
            batch_id: None,
            extra: None,
            evidence_kind: None,
            record_id: None,
        }
    }

    #[test]
    fn the_widest_gap_stands_first_and_what_is_not_rated_has_none() {
        let asked = [asked("谈判", 2), asked("价值量化", 3), asked("计划", 3), asked("异议", 2)];
        let ratings = [
            rating(1, "谈判", 20_000),
            rating(2, "价值 量化", 15_000),
            rating(3, "英语", 10_000),
            rating(4, "异议", 10_000),
        ];
        let skills = skills(&asked, &Names::default(), &ratings);
        let told: Vec<(&str, Option<i64>)> =
            skills.iter().map(|skill| (skill.name.as_str(), skill.gap())).collect();
        assert_eq!(
            told,
            [
                ("价值量化", Some(15_000)),
                ("异议", Some(10_000)),
                ("计划", None),
                ("谈判", Some(0)),
                ("英语", None)
            ]
        );
    }
}
