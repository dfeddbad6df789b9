//! Skills with their anchors and names, and what posts ask for.

use chrono::NaiveDate;

use super::names::{self, Named};
use super::{every_one, level};
use crate::command;
use crate::command::input::{known, required};
use crate::domain::duty::Audience;
use crate::domain::ids::{LearningNameId, PostId, SkillAnchorId, SkillId, SkillRequirementId};
use crate::error::{Error, Result};
use crate::store::Db;
use crate::store::duties::Duties;
use crate::store::records::{
    DutySection, LearningName, LearningTopic, Post, Skill, SkillAnchor, SkillRequirement,
};
use crate::store::stage_models::Words;
use crate::store::training::names::skills as skill_names;
use crate::store::training::skills::{TOP_LEVEL, write_usual};

/// How much a requirement can matter at most.
pub const MOST_IMPORTANCE: i64 = 5;

/// A skill as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SkillForm {
    /// The name; never blank in Chinese.
    pub name: Words,
    /// What it is about.
    pub topic: LearningTopic,
    /// By what the levels 0 to 4 are told; blank where that is not written yet.
    pub anchors: [Words; 5],
}

/// Which level of a skill a post asks for, as typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RequirementForm {
    /// The post; a requirement without one is refused.
    pub post: Option<PostId>,
    /// The capability level it is for, 1 to 4; 0 for all of the post.
    pub at_level: i64,
    /// The skill.
    pub skill: SkillId,
    /// The level, 1 to 4; 0 where it is no longer asked for.
    pub level: i64,
    /// How much it matters, 1 to 5.
    pub importance: i64,
    /// The first day.
    pub starts: NaiveDate,
}

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// Adds a skill.
    AddSkill(SkillForm),
    /// Changes a skill; the name it had stays one of its names.
    EditSkill(SkillId, SkillForm),
    /// Takes a skill out of use, or puts one back.
    ArchiveSkill(SkillId, bool),
    /// Puts the skills into this order; each of them is named once.
    OrderSkills(Vec<SkillId>),
    /// Adds those of the usual skills that there are not.
    UsualSkills,
    /// Says that a text means a skill, a course or a kind of certificate.
    AddName(Named, String),
    /// Takes such a name back.
    RemoveName(LearningNameId),
    /// Sets what a post asks for from a day on.
    SetRequirement(RequirementForm),
    /// Removes what was set by mistake.
    RemoveRequirement(SkillRequirementId),
}

impl Ask {
    pub(super) const fn title(&self) -> &'static str {
        match self {
            Self::AddSkill(_) => "step-skill-add",
            Self::EditSkill(..) => "step-skill-edit",
            Self::ArchiveSkill(_, true) => "step-skill-archive",
            Self::ArchiveSkill(_, false) => "step-skill-restore",
            Self::OrderSkills(_) => "step-skill-order",
            Self::UsualSkills => "step-skill-usual",
            Self::AddName(..) => "step-learning-name-add",
            Self::RemoveName(_) => "step-learning-name-remove",
            Self::SetRequirement(_) => "step-requirement",
            Self::RemoveRequirement(_) => "step-requirement-remove",
        }
    }
}

pub(super) fn apply(db: &mut Db, ask: &Ask) -> Result<()> {
    match ask {
        Ask::AddSkill(form) => add(db, form),
        Ask::EditSkill(id, form) => edit(db, *id, form),
        Ask::ArchiveSkill(id, archived) => {
            let old = known::<Skill>(db, *id)?;
            db.update_from(&old, &Skill { archived: *archived, ..old.clone() }).map(|_| ())
        }
        Ask::OrderSkills(order) => order_skills(db, order),
        Ask::UsualSkills => write_usual(db),
        Ask::AddName(named, name) => names::add(db, *named, name),
        Ask::RemoveName(id) => db.delete::<LearningName>(*id),
        Ask::SetRequirement(form) => set_requirement(db, form),
        Ask::RemoveRequirement(id) => db.delete::<SkillRequirement>(*id),
    }
}

fn add(db: &mut Db, form: &SkillForm) -> Result<()> {
    let name = required(&form.name.zh, "error-name-blank")?;
    let id = SkillId(db.allocate()?);
    names::free(db, Named::Skill(id), &name)?;
    let last = db.all::<Skill>()?.iter().map(|skill| skill.position).max();
    db.insert(&Skill {
        id,
        name,
        name_en: english(db, id, &form.name)?,
        topic: form.topic,
        position: last.unwrap_or_default() + 1,
        archived: false,
    })?;
    set_anchors(db, id, &form.anchors)
}

fn edit(db: &mut Db, id: SkillId, form: &SkillForm) -> Result<()> {
    let old = known::<Skill>(db, id)?;
    let name = required(&form.name.zh, "error-name-blank")?;
    names::free(db, Named::Skill(id), &name)?;
    let name_en = english(db, id, &form.name)?;
    let new = Skill { name, name_en, topic: form.topic, ..old.clone() };
    db.update_from(&old, &new)?;
    names::renamed(db, Named::Skill(id), &old.name, &new.name)?;
    set_anchors(db, id, &form.anchors)
}

fn order_skills(db: &mut Db, order: &[SkillId]) -> Result<()> {
    let skills = db.all::<Skill>()?;
    every_one(skills.iter().map(|skill| skill.id), order)?;
    for (position, id) in (1..).zip(order) {
        let Some(skill) = skills.iter().find(|skill| skill.id == *id) else { continue };
        db.update_from(skill, &Skill { position, ..skill.clone() })?;
    }
    Ok(())
}

fn english(db: &Db, id: SkillId, name: &Words) -> Result<String> {
    let name = name.en.trim().to_owned();
    names::free(db, Named::Skill(id), &name)?;
    Ok(name)
}

fn set_anchors(db: &mut Db, skill_id: SkillId, anchors: &[Words; 5]) -> Result<()> {
    let all = db.all::<SkillAnchor>()?.into_iter();
    let own: Vec<SkillAnchor> = all.filter(|anchor| anchor.skill_id == skill_id).collect();
    for (level, typed) in (0..=TOP_LEVEL).zip(anchors) {
        let old = own.iter().find(|anchor| anchor.level == level);
        let (words, words_en) = (typed.zh.trim().to_owned(), typed.en.trim().to_owned());
        match (old, words.is_empty()) {
            (Some(old), true) => db.delete::<SkillAnchor>(old.id)?,
            (None, true) => {}
            (Some(old), false) => {
                db.update_from(old, &SkillAnchor { words, words_en, ..old.clone() }).map(|_| ())?;
            }
            (None, false) => {
                let id = SkillAnchorId(db.allocate()?);
                db.insert(&SkillAnchor { id, skill_id, level, words, words_en })?;
            }
        }
    }
    Ok(())
}

fn set_requirement(db: &mut Db, form: &RequirementForm) -> Result<()> {
    let post = form.post.ok_or_else(|| Error::new("error-requirement-post"))?;
    let post = known::<Post>(db, post)?;
    let skill = in_use(db, form.skill)?;
    level(form.level, 0)?;
    if !(0..=TOP_LEVEL).contains(&form.at_level) {
        return Err(Error::new("error-requirement-at"));
    }
    if !(1..=MOST_IMPORTANCE).contains(&form.importance) {
        return Err(Error::new("error-requirement-importance").arg("most", MOST_IMPORTANCE));
    }
    if form.at_level == 0 && named_by_sheet(db, form, post.id)? {
        return Err(Error::new("error-requirement-sheet")
            .arg("post", post.name)
            .arg("skill", skill.name));
    }
    let same = |row: &SkillRequirement| {
        row.post_id == post.id
            && row.at_level == form.at_level
            && row.skill_id == skill.id
            && row.starts == form.starts
    };
    let old = db.all::<SkillRequirement>()?.into_iter().find(same);
    let new = SkillRequirement {
        id: match &old {
            Some(old) => old.id,
            None => SkillRequirementId(db.allocate()?),
        },
        post_id: post.id,
        at_level: form.at_level,
        skill_id: skill.id,
        level: form.level,
        importance: form.importance,
        starts: form.starts,
        by_name: command::author(db)?,
    };
    match old {
        Some(old) => db.update_from(&old, &new).map(|_| ()),
        None => db.insert(&new),
    }
}

/// Whether a duty sheet of the post that holds on the first day asks for the skill: people sign for what
/// stands there, and it goes before.
fn named_by_sheet(db: &Db, form: &RequirementForm, post: PostId) -> Result<bool> {
    let (duties, names) = (Duties::load(db)?, skill_names(db)?);
    let mut sheets =
        Audience::ALL.into_iter().filter_map(|whom| duties.in_force(post, whom, form.starts));
    Ok(sheets.any(|sheet| {
        duties.lines_of(sheet.id).iter().any(|line| {
            line.section == DutySection::Skill && names.find(&line.title) == Some(form.skill)
        })
    }))
}

/// A skill that is used.
pub(super) fn in_use(db: &Db, id: SkillId) -> Result<Skill> {
    let skill = known::<Skill>(db, id)?;
    if skill.archived {
        return Err(Error::new("error-skill-archived").arg("name", skill.name));
    }
    Ok(skill)
}
