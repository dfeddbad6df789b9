//! Where records of learning stand, and how each is told.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{Ahead, Entry, Guided, Learned, Paper, Waits, What};
use crate::domain::ids::{
    CertificateId, CourseId, PersonId, SalesCaseId, SkillId, TrainingClassId,
};
use crate::domain::names::key;
use crate::error::Result;
use crate::metrics::mentors::{self, Pair};
use crate::store::Db;
use crate::store::coaching::log;
use crate::store::records::{
    CaseReading, Certificate, CertificateTerm, ClassStatus, CoachingState, Course, EnrolmentState,
    LearningTopic, Refresher, RefresherTry, SalesCase, Skill, TrainingClass, TrainingResult,
};
use crate::store::training::certificates::Kinds;
use crate::store::training::courses::Update;
use crate::store::training::names::Names;
use crate::store::training::plans::Plan;
use crate::store::training::results::{day_hours, length};
use crate::store::training::{certificates, classes, courses, names, plans, skills};

/// What is read of courses and skills to tell what records are about.
#[derive(Debug, Default)]
pub(super) struct Topics {
    courses: BTreeMap<CourseId, LearningTopic>,
    course_names: Names<CourseId>,
    skills: BTreeMap<SkillId, LearningTopic>,
    skill_names: Names<SkillId>,
}

/// What is read once for several people.
#[derive(Debug)]
pub struct Shelf {
    pub(super) topics: Topics,
    pub(super) day_hours: i64,
    pub(super) plans: Vec<Plan>,
    updates: Vec<Update>,
    kinds: Kinds,
    refreshers: Vec<(Refresher, Vec<RefresherTry>)>,
    pairs: Vec<Pair>,
    readings: Vec<CaseReading>,
    cases: BTreeMap<SalesCaseId, String>,
}

impl Shelf {
    /// Reads it, as of a day.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn load(db: &Db, today: NaiveDate) -> Result<Self> {
        let courses = db.all::<Course>()?.into_iter().map(|course| (course.id, course.topic));
        let skills = db.all::<Skill>()?.into_iter().map(|skill| (skill.id, skill.topic));
        let topics = Topics {
            courses: courses.collect(),
            course_names: names::courses(db)?,
            skills: skills.collect(),
            skill_names: names::skills(db)?,
        };
        let cases = db.all::<SalesCase>()?.into_iter().map(|case| (case.id, case.title));
        Ok(Self {
            topics,
            day_hours: day_hours(db)?,
            plans: plans::all(db)?,
            updates: courses::updates(db)?,
            kinds: Kinds::load(db)?,
            refreshers: skills::refreshers(db)?,
            pairs: mentors::pairs(db, today)?,
            readings: db.all()?,
            cases: cases.collect(),
        })
    }
}

impl Topics {
    /// What a course is about.
    pub fn of_course(&self, course: &str) -> Option<LearningTopic> {
        self.courses.get(&self.course_names.find(course)?).copied()
    }

    /// What a skill is about.
    pub fn of_skill(&self, skill: &str) -> Option<LearningTopic> {
        self.skills.get(&self.skill_names.find(skill)?).copied()
    }
}

/// Results as entries, and the classes of which there is none yet.
pub(super) fn trainings(
    db: &Db,
    person: PersonId,
    results: Vec<TrainingResult>,
    shelf: &Shelf,
    learned: &mut Learned,
) -> Result<()> {
    let topics = &shelf.topics;
    let recorded: BTreeSet<TrainingClassId> =
        results.iter().filter_map(|result| result.class_id).collect();
    for result in results {
        let class = match result.class_id {
            Some(class) => db.get::<TrainingClass>(class)?,
            None => None,
        };
        learned.entries.push(Entry {
            on: result.on_day,
            topic: topics.of_course(&result.course),
            what: What::Training {
                course: topics.course_names.listed(&result.course).to_owned(),
                title: class.and_then(|class| class.title),
                hours: length(&result, shelf.day_hours).hours,
                result: Box::new(result),
            },
        });
    }
    for seat in classes::enrolments_of(db, person)? {
        if seat.state == EnrolmentState::Withdrawn || recorded.contains(&seat.class_id) {
            continue;
        }
        let Some(class) = db.get::<TrainingClass>(seat.class_id)? else { continue };
        if class.status != ClassStatus::Planned {
            continue;
        }
        let course = topics.course_names.name(class.course_id).to_owned();
        learned.ahead.push(Ahead {
            on: Some(class.starts),
            what: Waits::Class {
                id: class.id,
                name: class.title.unwrap_or(course),
                place: class.place,
                waiting: seat.state == EnrolmentState::Waiting,
            },
        });
    }
    Ok(())
}

pub(super) fn updates(shelf: &Shelf, person: PersonId, today: NaiveDate, learned: &mut Learned) {
    for update in &shelf.updates {
        let Some(reader) = update.readers.iter().find(|reader| reader.person_id == person) else {
            continue;
        };
        let asked = i64::try_from(update.questions.len()).unwrap_or(i64::MAX);
        if let Some(on) = reader.read_on.filter(|on| *on <= today) {
            learned.entries.push(Entry {
                on,
                topic: Some(update.update.topic),
                what: What::Update {
                    title: update.update.title.clone(),
                    quiz: reader.correct.map(|correct| (correct, asked)),
                    passed_on: reader.passed_on,
                },
            });
        }
        let wanted = !update.update.archived && update.update.published_on <= today;
        if wanted && !update.done(reader) {
            let what = Waits::Update { title: update.update.title.clone() };
            learned.ahead.push(Ahead { on: update.update.due_on, what });
        }
    }
}

/// When certificates were issued, renewed and taken away.
pub(super) fn papers(
    db: &Db,
    person: PersonId,
    today: NaiveDate,
    shelf: &Shelf,
    entries: &mut Vec<Entry>,
) -> Result<()> {
    let mut terms: BTreeMap<CertificateId, Vec<CertificateTerm>> = BTreeMap::new();
    for term in certificates::terms_of(db, person)? {
        terms.entry(term.certificate_id).or_default().push(term);
    }
    for own in certificates::of_person(db, person)? {
        let name = shelf.kinds.names.listed(&own.certificate);
        let before = terms.remove(&own.id).unwrap_or_default();
        let told = stations(&own, &before).into_iter().filter(|(on, ..)| *on <= today);
        entries.extend(told.map(|(on, paper, number, until)| Entry {
            on,
            topic: None,
            what: What::Certificate { name: name.to_owned(), number, paper, until },
        }));
    }
    Ok(())
}

/// A day, what became of a certificate on it, its number and until when it held from then on.
type Station = (NaiveDate, Paper, Option<String>, Option<NaiveDate>);

/// What became of a certificate: its terms are what it was up to a renewal, the first one first.
fn stations(own: &Certificate, terms: &[CertificateTerm]) -> Vec<Station> {
    let mut told: Vec<Station> = vec![];
    let then = terms.iter().map(|term| (term.issued_on, term.number.clone(), term.expires_on));
    let now = std::iter::once((own.issued_on, own.number.clone(), own.expires_on));
    for (at, (issued, number, until)) in then.chain(now).enumerate() {
        let paper = if at == 0 { Paper::Issued } else { Paper::Renewed };
        told.extend(issued.map(|issued| (issued, paper, number, until)));
    }
    told.extend(own.revoked_on.map(|on| (on, Paper::Revoked, own.number.clone(), None)));
    told
}

/// Ratings with the level before, and tries at refreshing.
pub(super) fn ratings(
    db: &Db,
    person: PersonId,
    today: NaiveDate,
    shelf: &Shelf,
    entries: &mut Vec<Entry>,
) -> Result<()> {
    let topics = &shelf.topics;
    let mut levels: BTreeMap<String, i64> = BTreeMap::new();
    for rating in skills::ratings_of(db, person)? {
        if rating.on_day > today {
            continue;
        }
        let before = levels.insert(key(&rating.skill), rating.level);
        entries.push(Entry {
            on: rating.on_day,
            topic: topics.of_skill(&rating.skill),
            what: What::Rating { rating: Box::new(rating), before },
        });
    }
    for (refresher, tries) in &shelf.refreshers {
        if refresher.person_id != person {
            continue;
        }
        let skill = topics.skill_names.name(refresher.skill_id).to_owned();
        entries.extend(tries.iter().filter(|one| one.on_day <= today).map(|one| Entry {
            on: one.on_day,
            topic: topics.of_skill(&skill),
            what: What::Refreshed { skill: skill.clone(), passed: one.passed },
        }));
    }
    Ok(())
}

/// Coaching that was held and was about a skill.
pub(super) fn coached(
    db: &Db,
    person: PersonId,
    today: NaiveDate,
    topics: &Topics,
    entries: &mut Vec<Entry>,
) -> Result<()> {
    let first = NaiveDate::from_ymd_opt(1900, 1, 1).unwrap_or(today);
    for coaching in log::of_person(db, person, (first, today))? {
        if coaching.state != CoachingState::Held {
            continue;
        }
        let Some(skill) = coaching.skill.clone() else { continue };
        entries.push(Entry {
            on: coaching.on_day,
            topic: topics.of_skill(&skill),
            what: What::Coaching(Box::new(coaching)),
        });
    }
    Ok(())
}

/// What the pairs of a person have on record, and the tasks that wait.
pub(super) fn guided(shelf: &Shelf, person: PersonId, today: NaiveDate, learned: &mut Learned) {
    for own in &shelf.pairs {
        let guides = own.pair.mentor_id == person;
        if !guides && own.pair.mentee_id != person {
            continue;
        }
        let other = if guides { own.pair.mentee_id } else { own.pair.mentor_id };
        let topic = guides.then_some(LearningTopic::Leading);
        let mut told = vec![(Some(own.pair.starts), Guided::Began, own.pair.goal.clone())];
        told.extend(own.tasks.iter().map(|task| (task.done_on, Guided::Task, task.text.clone())));
        told.extend(
            own.talks.iter().map(|talk| (Some(talk.on_day), Guided::Talk, talk.text.clone())),
        );
        let result = own.pair.result.clone().unwrap_or_default();
        told.push((own.pair.closed_on, Guided::Ended, result));
        for (on, what, words) in told {
            let Some(on) = on.filter(|on| *on <= today) else { continue };
            let what = What::Mentoring { guided: what, guides, other, words };
            learned.entries.push(Entry { on, topic, what });
        }
        if guides || own.pair.closed_on.is_some() {
            continue;
        }
        let open = own.tasks.iter().filter(|task| task.done_on.is_none());
        learned.ahead.extend(open.map(|task| Ahead {
            on: task.due,
            what: Waits::Task { mentor: other, words: task.text.clone() },
        }));
    }
}

pub(super) fn cases(shelf: &Shelf, person: PersonId, today: NaiveDate, entries: &mut Vec<Entry>) {
    for reading in &shelf.readings {
        if reading.person_id != person || reading.on_day > today {
            continue;
        }
        let Some(title) = shelf.cases.get(&reading.case_id) else { continue };
        let what = What::Case { title: title.clone(), score: reading.score };
        entries.push(Entry { on: reading.on_day, topic: None, what });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::CertificateTermId;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_certificate_is_told_from_its_first_day_to_its_end() {
        let own = Certificate {
            id: CertificateId(1),
            person_id: PersonId(1),
            certificate: "高处作业证".to_owned(),
            number: Some("GC-2".to_owned()),
            issued_on: Some(day("2025-11-10")),
            expires_on: Some(day("2028-11-10")),
            issuer: None,
            batch_id: None,
            extra: None,
            revoked_on: Some(day("2025-11-15")),
            revoked_why: Some("违章".to_owned()),
            class_id: None,
        };
        let term = CertificateTerm {
            id: CertificateTermId(2),
            certificate_id: own.id,
            number: Some("GC-1".to_owned()),
            issued_on: Some(day("2022-11-10")),
            expires_on: Some(day("2025-11-10")),
            renewed_on: day("2025-11-10"),
            by_name: String::new(),
        };
        let told: Vec<(NaiveDate, Paper, String)> = stations(&own, &[term])
            .into_iter()
            .map(|(on, paper, number, _)| (on, paper, number.unwrap_or_default()))
            .collect();
        assert_eq!(
            told,
            [
                (day("2022-11-10"), Paper::Issued, "GC-1".to_owned()),
                (day("2025-11-10"), Paper::Renewed, "GC-2".to_owned()),
                (day("2025-11-15"), Paper::Revoked, "GC-2".to_owned()),
            ]
        );
        let undated = Certificate { issued_on: None, revoked_on: None, ..own };
        assert!(stations(&undated, &[]).is_empty(), "what has no day has no place in time");
    }
}
