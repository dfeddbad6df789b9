//! What speaks against a command on training without forbidding it: a form shows it beside what it asks
//! for, and the person decides.

use super::{Command, What, classes, plans, ratings};
use crate::domain::ids::{SkillId, TrainingPlanItemId};
use crate::error::Result;
use crate::i18n::Tr;
use crate::store::Db;
use crate::store::duties::Duties;
use crate::store::records::{CourseSkill, Skill, TrainingClass};
use crate::store::training::plans as stored_plans;
use crate::store::training::requirements::Requirements;

/// Something that speaks against a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// No post asks for the skill, so that the rating closes no gap.
    SkillNotAsked {
        /// The skill.
        skill: String,
    },
    /// The course of the class does not bring the skill whose gap it is to close.
    CourseWithoutSkill {
        /// The skill.
        skill: String,
    },
    /// The courses of the plan are expected to cost more than it may.
    OverBudget {
        /// By how much, in fen.
        fen: i64,
    },
}

impl Warning {
    /// The warning in words.
    pub fn message(&self, tr: &Tr) -> String {
        match self {
            Self::SkillNotAsked { skill } => {
                tr.with("training-warning-skill-not-asked", &[("skill", skill.as_str().into())])
            }
            Self::CourseWithoutSkill { skill } => {
                let args = [("skill", skill.as_str().into())];
                tr.with("training-warning-course-without-skill", &args)
            }
            Self::OverBudget { fen } => {
                let yuan = crate::i18n::money_cell(tr.language(), *fen);
                tr.with("training-warning-over-budget", &[("amount", yuan.into())])
            }
        }
    }
}

/// What speaks against a command; empty where nothing does.
///
/// # Errors
/// Whatever the database reports.
pub fn warnings(db: &Db, command: &Command) -> Result<Vec<Warning>> {
    match &command.what {
        What::Ratings(ratings::Ask::Rate(form) | ratings::Ask::EditRating(_, form)) => {
            let (duties, requirements) = (Duties::load(db)?, Requirements::load(db)?);
            if requirements.anywhere(&duties, form.skill, form.on_day) {
                return Ok(vec![]);
            }
            let skill = name(db, form.skill)?;
            Ok(skill.map(|skill| Warning::SkillNotAsked { skill }).into_iter().collect())
        }
        What::Classes(classes::Ask::Enrol(id, people)) => {
            let Some(class) = db.get::<TrainingClass>(*id)? else { return Ok(vec![]) };
            let brings: Vec<SkillId> = db
                .all::<CourseSkill>()?
                .into_iter()
                .filter(|own| own.course_id == class.course_id)
                .map(|own| own.skill_id)
                .collect();
            let mut missing: Vec<SkillId> = people.iter().filter_map(|form| form.skill).collect();
            missing.retain(|skill| !brings.contains(skill));
            missing.sort_unstable();
            missing.dedup();
            let mut found = vec![];
            for skill in missing {
                found.extend(name(db, skill)?.map(|skill| Warning::CourseWithoutSkill { skill }));
            }
            Ok(found)
        }
        What::Plans(plans::Ask::SetItem(plan, item, form)) => {
            let all = stored_plans::all(db)?;
            let Some(plan) = all.iter().find(|own| own.plan.id == *plan) else {
                return Ok(vec![]);
            };
            let before = |own: &stored_plans::Item| replaced(own, *item);
            let old = plan.items.iter().find(|own| before(own)).and_then(|own| own.item.cost);
            let cost = plan.cost().0 - old.unwrap_or_default() + form.cost.unwrap_or_default();
            let over = plan.plan.budget.map(|budget| cost - budget).filter(|over| *over > 0);
            Ok(over.map(|fen| Warning::OverBudget { fen }).into_iter().collect())
        }
        _ => Ok(vec![]),
    }
}

/// Whether a course of a plan counts so far and is the one that is changed.
fn replaced(own: &stored_plans::Item, item: Option<TrainingPlanItemId>) -> bool {
    Some(own.item.id) == item && own.item.dropped_on.is_none()
}

fn name(db: &Db, skill: SkillId) -> Result<Option<String>> {
    Ok(db.get::<Skill>(skill)?.map(|skill| skill.name))
}
