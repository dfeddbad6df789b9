//! The skills and what posts ask for, as they are edited.

use super::grid::whole;
use crate::areas::training::data::Load;
use crate::command::training::skills::{RequirementForm, SkillForm};
use crate::domain::duty::Audience;
use crate::domain::ids::{PostId, SkillId, SkillRequirementId};
use crate::error::Result;
use crate::metrics::training::say;
use crate::store::duties::Duties;
use crate::store::records::{DutySection, Post, Skill, SkillAnchor, SkillRequirement};
use crate::store::stage_models::Words;
use crate::store::training::requirements::Requirements;
use crate::store::training::skills;

/// What is edited.
#[derive(Clone, Debug, Default)]
pub(super) struct Listing {
    /// The skills in the order of lists.
    pub skills: Vec<SkillRow>,
    /// The posts in use.
    pub posts: Vec<PostRow>,
}

impl Listing {
    /// The skills in use, to choose from.
    pub fn used(&self) -> Vec<(SkillId, &str)> {
        let used = self.skills.iter().filter(|row| !row.archived);
        used.map(|row| (row.id, row.name.as_str())).collect()
    }

    /// What a skill is called; empty for an unknown key.
    pub fn name(&self, id: SkillId) -> &str {
        self.skills.iter().find(|row| row.id == id).map_or("", |row| row.name.as_str())
    }
}

/// A skill.
#[derive(Clone, Debug)]
pub(super) struct SkillRow {
    pub id: SkillId,
    pub name: String,
    /// What it is about, and how many levels are told in words.
    pub about: String,
    pub archived: bool,
    /// As it is typed.
    pub form: SkillForm,
}

/// A post with what it asks for.
#[derive(Clone, Debug)]
pub(super) struct PostRow {
    pub id: PostId,
    pub name: String,
    /// What was set.
    pub set: Vec<SetRow>,
    /// What its duty sheets name, which goes before what is set for the whole post.
    pub sheets: Vec<String>,
}

/// A requirement that was set.
#[derive(Clone, Debug)]
pub(super) struct SetRow {
    pub id: SkillRequirementId,
    pub skill: String,
    pub detail: String,
    pub form: RequirementForm,
}

/// Loads what is edited.
///
/// # Errors
/// Whatever the database reports.
pub(super) fn listing(load: &Load<'_>) -> Result<Listing> {
    let listed = skills::all(load.db)?;
    let rows: Vec<SkillRow> =
        listed.iter().map(|(skill, anchors)| skill_row(load, skill, anchors)).collect();
    let (requirements, duties) = (Requirements::load(load.db)?, Duties::load(load.db)?);
    let all = load.db.all::<SkillRequirement>()?;
    let posts = load.directory.posts.values().filter(|post| !post.archived);
    let posts = posts.map(|post| {
        let held = requirements.of_post(post.id, load.today).into_values();
        let coming = all.iter().filter(|row| row.post_id == post.id && row.starts > load.today);
        let mut set: Vec<&SkillRequirement> =
            held.filter(|row| row.level > 0).chain(coming).collect();
        let place = |skill: SkillId| listed.iter().position(|(own, _)| own.id == skill);
        set.sort_by_key(|row| (row.at_level, place(row.skill_id), row.starts));
        PostRow {
            id: post.id,
            name: post.name.clone(),
            set: set.into_iter().map(|row| set_row(load, row, &rows)).collect(),
            sheets: sheets(load, &duties, post),
        }
    });
    let posts = posts.collect();
    Ok(Listing { skills: rows, posts })
}

fn skill_row(load: &Load<'_>, skill: &Skill, anchors: &[SkillAnchor]) -> SkillRow {
    let tr = load.tr;
    let said = |level: i64| {
        let own = anchors.iter().find(|anchor| anchor.level == level);
        own.map(|own| Words { zh: own.words.clone(), en: own.words_en.clone() }).unwrap_or_default()
    };
    let topic = tr.text(say::topic_key(skill.topic));
    let n = whole(anchors.len() as u64);
    let written = tr.with("matrix-anchors-written", &[("n", n.into())]);
    SkillRow {
        id: skill.id,
        name: tr.own(&skill.name, &skill.name_en).to_owned(),
        about: tr.joined(&[topic, written]),
        archived: skill.archived,
        form: SkillForm {
            name: Words { zh: skill.name.clone(), en: skill.name_en.clone() },
            topic: skill.topic,
            anchors: [0, 1, 2, 3, 4].map(said),
        },
    }
}

fn set_row(load: &Load<'_>, row: &SkillRequirement, skills: &[SkillRow]) -> SetRow {
    let tr = load.tr;
    let whose = match row.at_level {
        0 => tr.text("matrix-whole-post"),
        level => format!("L{level}"),
    };
    let args = [
        ("level", row.level.into()),
        ("importance", row.importance.into()),
        ("day", row.starts.to_string().into()),
    ];
    let skill = skills.iter().find(|own| own.id == row.skill_id);
    SetRow {
        id: row.id,
        skill: skill.map_or_else(String::new, |own| own.name.clone()),
        detail: tr.joined(&[whose, tr.with("matrix-set-detail", &args)]),
        form: RequirementForm {
            post: Some(row.post_id),
            at_level: row.at_level,
            skill: row.skill_id,
            level: row.level,
            importance: row.importance,
            starts: row.starts,
        },
    }
}

/// What the duty sheets of a post that hold today ask for.
fn sheets(load: &Load<'_>, duties: &Duties, post: &Post) -> Vec<String> {
    let held =
        Audience::ALL.into_iter().filter_map(|whom| duties.in_force(post.id, whom, load.today));
    let lines = held.flat_map(|sheet| duties.lines_of(sheet.id));
    let skills = lines.filter(|line| line.section == DutySection::Skill);
    let mut told: Vec<String> = skills
        .map(|line| {
            let level = line.number.unwrap_or_default();
            let args = [("skill", line.title.as_str().into()), ("level", level.into())];
            load.tr.with("matrix-sheet-line", &args)
        })
        .collect();
    told.dedup();
    told
}
