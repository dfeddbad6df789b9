//! What is asked of a person in skills on a day. There is one answer, from two places: the duty sheet,
//! which people sign for, and what was set for the post.
//!
//! A requirement that was set for the person's capability level goes first; then the duty sheet that is
//! theirs; then a requirement for all of the post. So what somebody signed for is never changed behind
//! their back, and levels within a post and skills that its sheet does not name can still be told.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::ids::{PersonId, PostId, SkillId, SkillRequirementId};
use crate::error::Result;
use crate::store::db::Db;
use crate::store::directory::Directory;
use crate::store::duties::Duties;
use crate::store::records::{DutyLine, DutySection, Skill, SkillRequirement};
use crate::store::training::names::{self, Names};

/// Where it stands that a skill is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AskedBy {
    /// In the duty sheet.
    Sheet,
    /// Set for the post, or for a capability level in it.
    Post(SkillRequirementId),
}

/// A skill that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The skill; `None` where the duty sheet names one that is not listed.
    pub skill: Option<SkillId>,
    /// What it is called.
    pub name: String,
    /// The level, 1 to 4.
    pub level: i64,
    /// How much it matters, from 1.
    pub importance: i64,
    /// Where that stands.
    pub by: AskedBy,
}

/// What posts ask for, with what it takes to tell it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Requirements {
    rows: Vec<SkillRequirement>,
    /// The places of skills in lists.
    places: BTreeMap<SkillId, i64>,
    /// The skills by what names them.
    pub names: Names<SkillId>,
}

impl Requirements {
    /// Loads the requirements.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn load(db: &Db) -> Result<Self> {
        let places = db.all::<Skill>()?.into_iter().map(|skill| (skill.id, skill.position));
        Ok(Self { rows: db.all()?, places: places.collect(), names: names::skills(db)? })
    }

    /// Whether anything was set for a capability level, so that it takes the levels of people to tell what
    /// is asked of them.
    pub fn by_level(&self) -> bool {
        self.rows.iter().any(|row| row.at_level > 0)
    }

    /// The requirements that were set for a post and hold on a day, by capability level and skill.
    pub fn of_post(
        &self,
        post: PostId,
        day: NaiveDate,
    ) -> BTreeMap<(i64, SkillId), &SkillRequirement> {
        let mut held: BTreeMap<(i64, SkillId), &SkillRequirement> = BTreeMap::new();
        for row in self.rows.iter().filter(|row| row.post_id == post && row.starts <= day) {
            let slot = held.entry((row.at_level, row.skill_id)).or_insert(row);
            if slot.starts < row.starts {
                *slot = row;
            }
        }
        held
    }

    /// What is asked of a person on a day: what their sheet names in its order, then the rest in the order
    /// of lists. `level` is their capability level, where it is known.
    pub fn of_person(
        &self,
        directory: &Directory,
        duties: &Duties,
        (person, level): (PersonId, Option<i64>),
        day: NaiveDate,
    ) -> Vec<Asked> {
        let standing = duties.standing(directory, person, day);
        let lines = standing.sheet.map_or(&[][..], |sheet| duties.lines_of(sheet.id));
        match standing.post {
            Some(post) => self.asked((post, level), lines, day),
            None => vec![],
        }
    }

    /// What a post asks for on a day, of somebody with a capability level, whose sheet has these lines.
    pub fn asked(
        &self,
        (post, level): (PostId, Option<i64>),
        lines: &[DutyLine],
        day: NaiveDate,
    ) -> Vec<Asked> {
        let mut general: BTreeMap<SkillId, &SkillRequirement> = BTreeMap::new();
        let mut own: BTreeMap<SkillId, &SkillRequirement> = BTreeMap::new();
        for ((at, skill), row) in self.of_post(post, day) {
            if at == 0 {
                general.insert(skill, row);
            } else if Some(at) == level {
                own.insert(skill, row);
            }
        }
        let set = |row: &SkillRequirement| Asked {
            skill: Some(row.skill_id),
            name: self.names.name(row.skill_id).to_owned(),
            level: row.level,
            importance: row.importance,
            by: AskedBy::Post(row.id),
        };
        let mut asked = vec![];
        for line in lines.iter().filter(|line| line.section == DutySection::Skill) {
            let skill = self.names.find(&line.title);
            if let Some(skill) = skill {
                general.remove(&skill);
            }
            asked.push(match skill.and_then(|skill| own.remove(&skill)) {
                Some(row) => set(row),
                None => Asked {
                    skill,
                    name: line.title.clone(),
                    level: line.number.unwrap_or_default(),
                    importance: line.weight.max(1),
                    by: AskedBy::Sheet,
                },
            });
        }
        general.extend(own);
        let mut rest: Vec<&SkillRequirement> = general.into_values().collect();
        rest.sort_by_key(|row| (self.places.get(&row.skill_id).copied(), row.skill_id));
        asked.extend(rest.into_iter().map(set));
        asked.retain(|asked| asked.level > 0);
        asked
    }

    /// Whether any post asks for a skill on a day or after it, in what was set or in a duty sheet.
    pub fn anywhere(&self, duties: &Duties, skill: SkillId, day: NaiveDate) -> bool {
        let asks = |row: &SkillRequirement| row.skill_id == skill && row.level > 0;
        let set = self.rows.iter().filter(|row| asks(row)).any(|row| {
            row.starts > day
                || self.of_post(row.post_id, day).values().any(|held| held.id == row.id)
        });
        let named = |line: &DutyLine| {
            line.section == DutySection::Skill && self.names.find(&line.title) == Some(skill)
        };
        let mut in_force = duties.sheets.values().filter(|sheet| {
            let holds = duties.in_force(sheet.post_id, sheet.audience, day);
            sheet.starts > day || holds.is_some_and(|holds| holds.id == sheet.id)
        });
        set || in_force.any(|sheet| duties.lines_of(sheet.id).iter().any(named))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{DutyLineId, DutySheetId};

    const POST: PostId = PostId(1);

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn row(id: i64, at_level: i64, skill: i64, level: i64, starts: &str) -> SkillRequirement {
        SkillRequirement {
            id: SkillRequirementId(id),
            post_id: POST,
            at_level,
            skill_id: SkillId(skill),
            level,
            importance: 3,
            starts: day(starts),
            by_name: String::new(),
        }
    }

    fn line(title: &str, number: i64) -> DutyLine {
        DutyLine {
            id: DutyLineId(1),
            sheet_id: DutySheetId(1),
            section: DutySection::Skill,
            position: 1,
            group_name: None,
            title: title.to_owned(),
            text: None,
            standard: None,
            metric: None,
            number: Some(number),
            weight: 2,
        }
    }

    #[test]
    fn a_level_goes_before_the_sheet_and_the_sheet_before_the_post() {
        let requirements = Requirements {
            rows: vec![
                row(10, 0, 1, 2, "2025-01-01"),
                row(11, 0, 2, 2, "2025-01-01"),
                row(12, 0, 2, 3, "2025-07-01"),
                row(13, 3, 1, 4, "2025-01-01"),
                row(14, 0, 3, 2, "2025-01-01"),
                row(15, 0, 3, 0, "2025-10-01"),
            ],
            ..Requirements::default()
        };
        let told = |level: Option<i64>, lines: &[DutyLine], on: &str| -> Vec<(i64, i64)> {
            let asked = requirements.asked((POST, level), lines, day(on));
            asked.iter().filter_map(|one| Some((one.skill?.0, one.level))).collect()
        };
        assert!(told(None, &[], "2024-12-31").is_empty());
        assert_eq!(told(None, &[], "2025-06-30"), [(1, 2), (2, 2), (3, 2)]);
        assert_eq!(told(None, &[], "2025-10-01"), [(1, 2), (2, 3)], "0 is no longer asked for");
        assert_eq!(told(Some(3), &[], "2025-10-01"), [(1, 4), (2, 3)]);
        let mut named = requirements.clone();
        named.names = names_of(&[(1, "谈判"), (2, "报价")]);
        let lines = [line("谈 判", 3), line("英语", 1)];
        let asked = named.asked((POST, Some(2)), &lines, day("2025-10-01"));
        let told: Vec<_> = asked.iter().map(|one| (one.name.as_str(), one.level)).collect();
        assert_eq!(told, [("谈 判", 3), ("英语", 1), ("报价", 3)]);
        assert_eq!((asked[0].by, asked[0].importance), (AskedBy::Sheet, 2));
        assert_eq!(asked[1].skill, None, "a skill that is not listed is asked for all the same");
        let asked = named.asked((POST, Some(3)), &lines, day("2025-10-01"));
        assert_eq!((asked[0].level, asked[0].by), (4, AskedBy::Post(SkillRequirementId(13))));
    }

    fn names_of(list: &[(i64, &str)]) -> Names<SkillId> {
        Names::of(
            list.iter().map(|(id, name)| (SkillId(*id), (*name).to_owned(), String::new())),
            [],
        )
    }
}
