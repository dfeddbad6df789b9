//! 职业规划: how people stand to the steps of the ladder, with the figure behind each condition; what they were
//! offered, and how evenly.
//!
//! # What a condition is held against
//! The capability level is that of [`capability`], months are those without a break in the present post, skills
//! are the newest ratings by others, the fit is that to what the person's duty sheet in the new post and the
//! post ask for, certificates are those of [`certificates`], attainment is signed amount over target of the
//! latest quarters that are over, grades are those of the scorecards of these quarters. What is not there is
//! not known, and never missed.

pub mod offers;
pub mod plans;
pub mod show;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::ids::{PersonId, PostId, SkillId};
use crate::domain::names::key;
use crate::domain::period::{Period, months_between};
use crate::domain::scope::Scope;
use crate::domain::training::career::{Attained, Condition, Readiness, Record, Scales, readiness};
use crate::domain::training::certificates::Status;
use crate::domain::training::gap::{Gaps, Need, gaps};
use crate::domain::training::level::LEVEL;
use crate::error::Result;
use crate::metrics::MetricId;
use crate::metrics::capability::{self, Evidence};
use crate::metrics::evaluation::scorecards_if_any;
use crate::metrics::targets::course::Course;
use crate::metrics::targets::history::known_until;
use crate::metrics::training::certificates;
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::duties::Duties;
use crate::store::records::{
    CareerCondition, CareerConditionKind, Certificate, CertificateKind, Membership,
};
use crate::store::training::careers::{Rung, ladder};
use crate::store::training::certificates::Kinds;
use crate::store::training::names::{self, Names};
use crate::store::training::requirements::Requirements;
use crate::store::training::skills;

/// So many quarters back at most: ten years.
const MOST_QUARTERS: usize = 40;

/// A step of the ladder, ready to be held against people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The step as it is stored.
    pub rung: Rung,
    /// Its conditions, in the same order.
    pub conditions: Vec<Condition>,
}

/// The steps of the ladder from the first one up, those out of use among them.
///
/// # Errors
/// Whatever the database reports.
pub fn steps(db: &Db) -> Result<Vec<Step>> {
    let skills = names::skills(db)?;
    let kinds: BTreeMap<_, _> =
        db.all::<CertificateKind>()?.into_iter().map(|kind| (kind.id, kind.name)).collect();
    let ready = |rung: Rung| {
        let certificate = |own: &CareerCondition| {
            own.certificate_kind_id.and_then(|kind| kinds.get(&kind).cloned())
        };
        let asked = |own: &CareerCondition| condition(own, &skills, certificate(own));
        Step { conditions: rung.conditions.iter().map(asked).collect(), rung }
    };
    Ok(ladder(db)?.into_iter().map(ready).collect())
}

/// What a condition asks for. Its kind needs what it reads, so that nothing is missing.
fn condition(
    own: &CareerCondition,
    skills: &Names<SkillId>,
    certificate: Option<String>,
) -> Condition {
    let number = own.number.unwrap_or_default();
    let times = own.times.and_then(|times| usize::try_from(times).ok()).unwrap_or_default();
    match own.kind {
        CareerConditionKind::Capability => Condition::Level(format!("L{number}")),
        CareerConditionKind::Tenure => {
            Condition::MonthsInPost(u32::try_from(number).unwrap_or(u32::MAX))
        }
        CareerConditionKind::Skill => Condition::Skill {
            skill: own.skill_id.map(|skill| skills.name(skill).to_owned()).unwrap_or_default(),
            level: number.saturating_mul(LEVEL),
        },
        CareerConditionKind::SkillFit => Condition::SkillFit(number),
        CareerConditionKind::Certificate => {
            certificate.map_or(Condition::Certificates, Condition::Certificate)
        }
        CareerConditionKind::Attainment => Condition::Attainment { bp: number, quarters: times },
        CareerConditionKind::Grade => {
            Condition::Grades { at_least: own.grade.clone().unwrap_or_default(), latest: times }
        }
    }
}

/// What is known of people on a day, to be held against steps and posts.
#[derive(Debug)]
pub struct Known<'a> {
    directory: &'a Directory,
    day: NaiveDate,
    duties: Duties,
    requirements: Requirements,
    evidence: BTreeMap<PersonId, Evidence>,
    /// How certificates stand by name; `None` where nobody keeps any.
    certificates: Option<BTreeMap<PersonId, BTreeMap<String, Status>>>,
    /// The quarters that are over, the oldest first.
    periods: Vec<Period>,
    course: Course,
    /// Grades of these quarters, the oldest first; empty for one without.
    grades: BTreeMap<PersonId, Vec<String>>,
    scales: Scales,
}

impl<'a> Known<'a> {
    /// Reads what the conditions of some steps need of some people, as known on a day.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn load(
        db: &Db,
        directory: &'a Directory,
        people: &[PersonId],
        steps: &[Step],
        day: NaiveDate,
    ) -> Result<Self> {
        let asked = || steps.iter().flat_map(|step| &step.conditions);
        let quarters = asked().map(|condition| match condition {
            Condition::Attainment { quarters, .. } => *quarters,
            Condition::Grades { latest, .. } => *latest,
            _ => 0,
        });
        let known = known_until(db, day)?;
        let periods = latest_quarters(known, quarters.max().unwrap_or_default());
        let mut counted = capability::quarters(known);
        counted.extend(&periods);
        let course = Course::load(db, directory, MetricId::SignedAmount, &counted, day)?;
        let ratings = skills::ratings(db)?;
        let mut evidence = BTreeMap::new();
        for person in people {
            let found = capability::of(directory, &ratings, &course, *person, day)?;
            evidence.insert(*person, found);
        }
        let graded = asked().any(|condition| matches!(condition, Condition::Grades { .. }));
        let mut known = Self {
            directory,
            day,
            duties: Duties::load(db)?,
            requirements: Requirements::load(db)?,
            evidence,
            certificates: papers(db, people, day)?,
            course,
            grades: BTreeMap::new(),
            scales: Scales::default(),
            periods,
        };
        if graded {
            known.grade(db, people)?;
        }
        Ok(known)
    }

    /// Reads the grades of the quarters that are over.
    fn grade(&mut self, db: &Db, people: &[PersonId]) -> Result<()> {
        let wanted: BTreeSet<PersonId> = people.iter().copied().collect();
        let found = scorecards_if_any(db, self.directory, Scope::All, &self.periods, self.day)?;
        for cards in found.unwrap_or_default() {
            for card in cards.cards.iter().filter(|card| wanted.contains(&card.person)) {
                let own = self.grades.entry(card.person).or_default();
                own.push(card.grade.clone().unwrap_or_default());
            }
            for person in cards.without_data.iter().filter(|person| wanted.contains(person)) {
                self.grades.entry(*person).or_default().push(String::new());
            }
            // Those of the latest quarter, which come last.
            self.scales.grades = cards.bands;
        }
        Ok(())
    }

    /// What is known of a person for a step into a post.
    pub fn record(&self, person: PersonId, post: PostId) -> Record {
        let evidence = self.evidence.get(&person);
        let score = evidence.and_then(|evidence| evidence.capability.score.as_ref());
        let levels = evidence.map_or(&[][..], |evidence| evidence.skills.as_slice());
        let own = |papers: &BTreeMap<PersonId, BTreeMap<String, Status>>| {
            papers.get(&person).cloned().unwrap_or_default()
        };
        Record {
            level: score.map(|score| score.level.clone()),
            months_in_post: months_in_post(self.directory, person, self.day),
            skills: levels.iter().map(|own| (own.skill.clone(), own.level)).collect(),
            fit: self.gaps(person, post).fit,
            certificates: self.certificates.as_ref().map(own),
            quarters: self.periods.iter().map(|period| self.attained(person, *period)).collect(),
            grades: self.grades.get(&person).cloned().unwrap_or_default(),
        }
    }

    fn attained(&self, person: PersonId, period: Period) -> Option<Attained> {
        let found = capability::attained(&self.course, person, period)?;
        Some(Attained { actual: found.actual, target: found.target })
    }

    /// What a post would ask of a person's skills, by name, against what they can do.
    pub fn gaps(&self, person: PersonId, post: PostId) -> Gaps<String> {
        let evidence = self.evidence.get(&person);
        let level = evidence.and_then(Evidence::level).and_then(|level| i64::try_from(level).ok());
        let sheet = self.duties.in_post(self.directory, (person, post), self.day);
        let lines = sheet.map_or(&[][..], |sheet| self.duties.lines_of(sheet.id));
        let asked = self.requirements.asked((post, level), lines, self.day);
        let listed = |name: &str| key(self.requirements.names.listed(name));
        let rated: BTreeMap<String, i64> = evidence
            .map_or(&[][..], |evidence| evidence.skills.as_slice())
            .iter()
            .map(|rating| (listed(&rating.skill), rating.level))
            .collect();
        let levels: BTreeMap<String, i64> = asked
            .iter()
            .filter_map(|asked| Some((asked.name.clone(), *rated.get(&listed(&asked.name))?)))
            .collect();
        let needs = asked.iter().map(|asked| {
            let importance = u32::try_from(asked.importance).unwrap_or(u32::MAX);
            (asked.name.clone(), Need { level: asked.level.saturating_mul(LEVEL), importance })
        });
        gaps(needs, &levels)
    }

    /// The skills by what names them.
    pub const fn skills(&self) -> &Names<SkillId> {
        &self.requirements.names
    }

    /// Holds a person against a step.
    pub fn readiness(&self, person: PersonId, step: &Step) -> (Record, Readiness) {
        let record = self.record(person, step.rung.step.post_id);
        let found = readiness(&step.conditions, &record, &self.scales);
        (record, found)
    }

    /// Whether a step begins where a person stands, and leads elsewhere.
    pub fn at(&self, person: PersonId, step: &Step) -> bool {
        let at = self.directory.membership_on(person, self.day);
        let post = at.and_then(|at| at.post_id);
        let grade = at.and_then(|at| at.level.as_deref());
        let same = |wanted: &str| grade.is_some_and(|grade| key(grade) == key(wanted));
        let step = &step.rung.step;
        let begins = step.from_post_id.is_none_or(|from| post == Some(from))
            && step.from_grade.as_deref().is_none_or(same);
        let there = post == Some(step.post_id) && step.grade.as_deref().is_none_or(same);
        begins && !there
    }
}

/// How the certificates of people stand; `None` where nobody keeps any.
fn papers(
    db: &Db,
    people: &[PersonId],
    day: NaiveDate,
) -> Result<Option<BTreeMap<PersonId, BTreeMap<String, Status>>>> {
    if db.all::<Certificate>()?.is_empty() {
        return Ok(None);
    }
    let held = certificates::of_people(db, &Kinds::load(db)?, people, day)?;
    let mut own: BTreeMap<PersonId, Vec<certificates::Held>> = BTreeMap::new();
    for one in held {
        own.entry(one.certificate.person_id).or_default().push(one);
    }
    let by = own.into_iter().map(|(person, list)| (person, certificates::statuses(&list)));
    Ok(Some(by.collect()))
}

/// So many of the latest quarters that are over, the oldest first.
fn latest_quarters(known: NaiveDate, n: usize) -> Vec<Period> {
    let last = Period::quarter_of(known).previous();
    let back = std::iter::successors(Some(last), |quarter| Some(quarter.previous()));
    let mut quarters: Vec<Period> = back.take(n.min(MOST_QUARTERS)).collect();
    quarters.reverse();
    quarters
}

/// Whole months that somebody has had the present post without a break; `None` where the post, or since when,
/// is not known.
pub fn months_in_post(directory: &Directory, person: PersonId, day: NaiveDate) -> Option<u32> {
    let mut own: Vec<&Membership> =
        directory.memberships.iter().filter(|m| m.person_id == person).collect();
    own.sort_by_key(|m| (m.starts, m.id));
    let at = own.iter().rposition(|m| m.stretch().covers(Some(day)))?;
    let now = own.get(at)?;
    let post = now.post_id?;
    let mut since = now.starts;
    for earlier in own.iter().take(at).rev() {
        if earlier.post_id != Some(post) || earlier.ends.is_none() || earlier.ends != since {
            break;
        }
        since = earlier.starts;
    }
    u32::try_from(months_between(since?, day)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{CareerConditionId, CareerStepId, MembershipId};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn months_in_a_post_go_back_over_teams_but_not_over_a_break() {
        let stint = |id: i64, post: i64, starts: Option<&str>, ends: Option<&str>| Membership {
            post_id: Some(PostId(post)),
            ends: ends.map(day),
            ..Membership::new(MembershipId(id), PersonId(1), starts.map(day))
        };
        let months = |list: Vec<Membership>| {
            let directory = Directory { memberships: list, ..Directory::default() };
            months_in_post(&directory, PersonId(1), day("2025-11-18"))
        };
        let moved = vec![
            stint(1, 5, Some("2023-01-01"), Some("2024-01-18")),
            stint(2, 7, Some("2024-01-18"), Some("2025-03-01")),
            stint(3, 7, Some("2025-03-01"), None),
        ];
        assert_eq!(months(moved), Some(22));
        let away = vec![
            stint(1, 7, Some("2023-01-01"), Some("2024-01-01")),
            stint(2, 7, Some("2025-05-18"), None),
        ];
        assert_eq!(months(away), Some(6));
        assert_eq!(months(vec![stint(1, 7, None, None)]), None, "since ever is no date");
        assert_eq!(months(vec![]), None);
    }

    #[test]
    fn conditions_say_what_their_kind_needs() {
        let own = |kind, number: Option<i64>, times: Option<i64>, grade: Option<&str>| {
            let stored = CareerCondition {
                id: CareerConditionId(1),
                step_id: CareerStepId(1),
                position: 1,
                kind,
                skill_id: Some(SkillId(3)),
                certificate_kind_id: None,
                number,
                times,
                grade: grade.map(str::to_owned),
            };
            let skills = Names::of([(SkillId(3), "商务谈判".to_owned(), String::new())], []);
            condition(&stored, &skills, None)
        };
        use CareerConditionKind as Kind;
        assert_eq!(own(Kind::Capability, Some(3), None, None), Condition::Level("L3".to_owned()));
        assert_eq!(
            own(Kind::Skill, Some(3), None, None),
            Condition::Skill { skill: "商务谈判".to_owned(), level: 30_000 }
        );
        assert_eq!(
            own(Kind::Attainment, Some(9_000), Some(4), None),
            Condition::Attainment { bp: 9_000, quarters: 4 }
        );
        assert_eq!(
            own(Kind::Grade, None, Some(2), Some("B")),
            Condition::Grades { at_least: "B".to_owned(), latest: 2 }
        );
        assert_eq!(own(Kind::Certificate, None, None, None), Condition::Certificates);
    }

    #[test]
    fn the_latest_quarters_are_over() {
        let words = |n: usize| -> Vec<String> {
            latest_quarters(day("2025-11-18"), n).iter().map(Period::to_string).collect()
        };
        assert_eq!(words(2), ["2025-Q2", "2025-Q3"]);
        assert!(words(0).is_empty());
        assert_eq!(words(1_000).len(), MOST_QUARTERS);
    }
}
