//! 报名: who should go to a class and why, who need not and why, from what people lack.
//!
//! The rules are those of [`crate::domain::training::enrolment`]. Other classes that are planned take part with
//! those who already go to them and with no free seat: they close gaps and take days, and are not filled by the
//! way. So the same people are proposed for a class wherever it is asked about.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::ids::{CourseId, PersonId, SkillId, TrainingClassId};
use crate::domain::mentoring::Span;
use crate::domain::training::enrolment::{Class, Gain, Proposal, Trainee, propose};
use crate::domain::training::gap::Need;
use crate::domain::training::level::LEVEL;
use crate::error::Result;
use crate::metrics::training::matrix::Survey;
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::records::{ClassStatus, Course, Enrolment, EnrolmentState, TrainingClass};
use crate::store::training::courses;

/// A class that is planned, or one that is about to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ClassKey {
    /// A class that is planned.
    Planned(TrainingClassId),
    /// A new one.
    New,
}

/// Who should go to a class.
pub type Proposed = Proposal<ClassKey, SkillId>;

/// A class that is planned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// The class.
    pub record: TrainingClass,
    /// Who has a seat.
    pub enrolled: BTreeSet<PersonId>,
}

impl Offered {
    /// Its days.
    pub const fn span(&self) -> Span {
        Span { first: self.record.starts, last: self.record.ends }
    }

    /// Seats that are free; `None` where they are not limited.
    pub fn free(&self) -> Option<usize> {
        let seats = usize::try_from(self.record.seats?).unwrap_or_default();
        Some(seats.saturating_sub(self.enrolled.len()))
    }

    /// The class as one that is to be filled for a skill, or for all that its course teaches.
    pub fn target(&self, skill: Option<SkillId>) -> Target {
        let seats = self.record.seats.and_then(|seats| u32::try_from(seats).ok());
        let (key, course) = (ClassKey::Planned(self.record.id), self.record.course_id);
        Target { key, course, span: self.span(), seats, skill }
    }
}

/// A course in use with the levels to which it brings skills, in ten-thousandths.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taught {
    /// The course.
    pub course: Course,
    /// The levels.
    pub teaches: BTreeMap<SkillId, i64>,
}

/// All that says who goes where.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Enrolling {
    /// Those who could go, with what is asked of them and what they can.
    pub trainees: BTreeMap<PersonId, Trainee<SkillId>>,
    /// The courses.
    pub courses: BTreeMap<CourseId, Taught>,
    /// The classes that are planned, the earliest first.
    pub classes: Vec<Offered>,
}

/// The class that is to be filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target {
    /// Which.
    pub key: ClassKey,
    /// Its course.
    pub course: CourseId,
    /// Its days.
    pub span: Span,
    /// Its seats; `None` where they are not limited.
    pub seats: Option<u32>,
    /// The skill that it is about; `None` for all that the course teaches.
    pub skill: Option<SkillId>,
}

impl Enrolling {
    /// Loads it for the people of a survey.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn load(db: &Db, directory: &Directory, survey: &Survey, today: NaiveDate) -> Result<Self> {
        let courses = courses::all(db)?.into_iter().map(|(course, skills)| {
            let level = |level: i64| level.saturating_mul(LEVEL);
            let teaches = skills.into_iter().map(|own| (own.skill_id, level(own.level)));
            (course.id, Taught { teaches: teaches.collect(), course })
        });
        let mut seated: BTreeMap<TrainingClassId, BTreeSet<PersonId>> = BTreeMap::new();
        for one in db.all::<Enrolment>()? {
            if one.state == EnrolmentState::Enrolled {
                seated.entry(one.class_id).or_default().insert(one.person_id);
            }
        }
        let planned = db.all::<TrainingClass>()?.into_iter();
        let mut classes: Vec<Offered> = planned
            .filter(|class| class.status == ClassStatus::Planned)
            .map(|record| Offered {
                enrolled: seated.remove(&record.id).unwrap_or_default(),
                record,
            })
            .collect();
        classes.sort_by_key(|class| (class.record.starts, class.record.id));
        Ok(Self {
            trainees: trainees(directory, survey, today),
            courses: courses.collect(),
            classes,
        })
    }

    /// The courses in use that teach a skill, by name.
    pub fn teaching(&self, skill: SkillId) -> Vec<&Taught> {
        let teaches =
            |taught: &&Taught| !taught.course.archived && taught.teaches.contains_key(&skill);
        let mut found: Vec<&Taught> = self.courses.values().filter(teaches).collect();
        found.sort_by(|one, other| {
            (&one.course.name, one.course.id).cmp(&(&other.course.name, other.course.id))
        });
        found
    }

    /// The classes that are not over on a day and teach a skill, the earliest first.
    pub fn coming(&self, skill: SkillId, today: NaiveDate) -> Vec<&Offered> {
        let coming = |class: &&Offered| {
            let taught = self.courses.get(&class.record.course_id);
            class.record.ends >= today
                && taught.is_some_and(|taught| taught.teaches.contains_key(&skill))
        };
        self.classes.iter().filter(coming).collect()
    }

    /// The class of a skill to which people go next: the earliest that has room, else the earliest.
    pub fn next(&self, skill: SkillId, today: NaiveDate) -> Option<&Offered> {
        let coming = self.coming(skill, today);
        let room = coming.iter().find(|class| class.free() != Some(0));
        room.or_else(|| coming.first()).copied()
    }

    /// A class with these days and seats; `skill` leaves nothing else of what its course teaches.
    fn class(&self, target: &Target, enrolled: BTreeSet<PersonId>) -> Class<ClassKey, SkillId> {
        let mut teaches =
            self.courses.get(&target.course).map(|own| own.teaches.clone()).unwrap_or_default();
        if let Some(skill) = target.skill {
            teaches.retain(|own, _| *own == skill);
        }
        Class { key: target.key, span: target.span, teaches, seats: target.seats, enrolled }
    }

    /// Who should go to each class that begins after a day, the earliest first, with all that its course
    /// teaches.
    pub fn open(&self, today: NaiveDate) -> Vec<(&Offered, Proposed)> {
        let open = self.classes.iter().filter(|class| class.record.starts > today);
        open.map(|class| (class, self.who(&class.target(None)))).collect()
    }

    /// Who should go to a class.
    pub fn who(&self, target: &Target) -> Proposed {
        let mut classes = vec![];
        let mut own = BTreeSet::new();
        for class in &self.classes {
            let key = ClassKey::Planned(class.record.id);
            if key == target.key {
                own.clone_from(&class.enrolled);
                continue;
            }
            let full = Target {
                key,
                course: class.record.course_id,
                span: class.span(),
                seats: Some(u32::try_from(class.enrolled.len()).unwrap_or(u32::MAX)),
                skill: None,
            };
            classes.push(self.class(&full, class.enrolled.clone()));
        }
        classes.push(self.class(target, own));
        let found = propose(&classes, &self.trainees);
        let nobody = || Proposal {
            class: target.key,
            chosen: vec![],
            waiting: vec![],
            left_out: vec![],
            free: None,
        };
        found.into_iter().find(|one| one.class == target.key).unwrap_or_else(nobody)
    }
}

/// The last day here of somebody of whom it is known that they leave, from a day on.
pub fn leaves(directory: &Directory, person: PersonId, today: NaiveDate) -> Option<NaiveDate> {
    // Whoever leaves on a day to come has that day on record already.
    directory.left_on(person, NaiveDate::MAX).filter(|last| *last >= today)
}

/// The people of a survey as those who could go to a class.
fn trainees(
    directory: &Directory,
    survey: &Survey,
    today: NaiveDate,
) -> BTreeMap<PersonId, Trainee<SkillId>> {
    let one = |person: PersonId| {
        let (mut needs, mut levels) = (BTreeMap::new(), BTreeMap::new());
        let spots = survey.row(person).map(|row| row.spots.as_slice()).unwrap_or_default();
        for (column, spot) in survey.columns.iter().zip(spots) {
            let Some(skill) = column.key.skill() else { continue };
            if let Some(level) = spot.required {
                needs.insert(skill, Need { level, importance: spot.importance });
            }
            if let Some(level) = spot.level {
                levels.insert(skill, level);
            }
        }
        Trainee { needs, levels, leaves: leaves(directory, person, today), away: vec![] }
    };
    survey.rows().map(|row| (row.person, one(row.person))).collect()
}

/// How many levels a gap has that a class closes a part of: whole ones, 1 to 4.
pub fn levels_missing(gain: &Gain<SkillId>) -> i64 {
    let missing = gain.need.level.saturating_sub(gain.from);
    missing.saturating_add(LEVEL - 1).div_euclid(LEVEL).clamp(1, 4)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::training::enrolment::LeftOut;
    use crate::store::records::{LearningTopic, TrainingForm};

    const SKILL: SkillId = SkillId(5);
    const COURSE: CourseId = CourseId(6);

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn course() -> Course {
        Course {
            id: COURSE,
            name: "谈判演练".to_owned(),
            name_en: String::new(),
            topic: LearningTopic::Selling,
            form: TrainingForm::Drill,
            summary: None,
            hours: None,
            cost_per_head: None,
            full_score: None,
            pass_score: None,
            valid_months: None,
            certificate_kind_id: None,
            kpi: None,
            kpi_days: None,
            archived: false,
        }
    }

    fn planned(id: i64, on: &str, seats: Option<i64>, enrolled: &[i64]) -> Offered {
        Offered {
            record: TrainingClass {
                id: TrainingClassId(id),
                course_id: COURSE,
                title: None,
                starts: day(on),
                ends: day(on),
                place: None,
                trainer: None,
                trainer_id: None,
                seats,
                cost: None,
                status: ClassStatus::Planned,
                confirmed_on: None,
                mark: None,
                kpi: None,
                kpi_days: None,
                kpi_named_on: None,
                behaviour_days: None,
                closed_on: None,
                close_note: None,
                by_name: String::new(),
            },
            enrolled: enrolled.iter().copied().map(PersonId).collect(),
        }
    }

    fn made(classes: Vec<Offered>) -> Enrolling {
        let trainee = |level: i64| Trainee {
            needs: BTreeMap::from([(SKILL, Need { level: 3 * LEVEL, importance: 2 })]),
            levels: BTreeMap::from([(SKILL, level)]),
            leaves: None,
            away: vec![],
        };
        let levels = [LEVEL, 2 * LEVEL, 15_000, 3 * LEVEL];
        let trainees = (1..).map(PersonId).zip(levels.map(trainee)).collect();
        let taught = Taught { course: course(), teaches: BTreeMap::from([(SKILL, 3 * LEVEL)]) };
        Enrolling { trainees, courses: BTreeMap::from([(COURSE, taught)]), classes }
    }

    fn target(key: ClassKey, on: &str, seats: Option<u32>) -> Target {
        let span = Span { first: day(on), last: day(on) };
        Target { key, course: COURSE, span, seats, skill: Some(SKILL) }
    }

    #[test]
    fn others_close_gaps_and_are_not_filled_by_the_way() {
        let earlier = planned(1, "2025-12-04", Some(9), &[1]);
        let all = made(vec![earlier, planned(2, "2025-12-16", Some(2), &[])]);
        let own = ClassKey::Planned(TrainingClassId(2));
        let found = all.who(&target(own, "2025-12-16", Some(1)));
        let chosen: Vec<i64> = found.chosen.iter().map(|choice| choice.person.0).collect();
        // 1 goes to the earlier one, which has free seats and takes nobody else; 3 lacks more than 2.
        assert_eq!(chosen, [3]);
        assert_eq!(found.waiting.first().map(|choice| choice.person), Some(PersonId(2)));
        let covered = LeftOut::Covered(ClassKey::Planned(TrainingClassId(1)));
        assert_eq!(found.left_out, [(PersonId(1), covered), (PersonId(4), LeftOut::AtLevel)]);
        let gain = found.chosen[0].gains[0].clone();
        assert_eq!((gain.closes, levels_missing(&gain)), (15_000, 2), "a level and a half are two");
        let day = day("2025-12-05");
        assert_eq!(all.coming(SKILL, day).len(), 1);
        assert_eq!((all.classes[0].free(), all.teaching(SKILL).len()), (Some(8), 1));
        let open = all.open(day);
        let ids: Vec<i64> = open.iter().map(|(class, _)| class.record.id.0).collect();
        assert_eq!(ids, [2], "one that has begun takes nobody");
        let (chosen, free) = (open[0].1.chosen.len(), open[0].1.free);
        assert_eq!((chosen, free), (2, Some(0)), "two seats for the two who lack something");
    }

    #[test]
    fn a_new_class_has_everybody_before_it() {
        let found = made(vec![]).who(&target(ClassKey::New, "2025-12-16", None));
        let chosen: Vec<i64> = found.chosen.iter().map(|choice| choice.person.0).collect();
        assert_eq!((chosen, found.free), (vec![1, 3, 2], None));
        let other = Target { skill: Some(SkillId(9)), ..target(ClassKey::New, "2025-12-16", None) };
        let found = made(vec![]).who(&other);
        assert!(found.chosen.is_empty(), "the course does not teach that");
        assert!(found.left_out.iter().all(|(_, why)| *why == LeftOut::NotAsked));
    }
}
