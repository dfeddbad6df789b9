//! What the people of a made-up company learned in five years: forty skills, each rated once a year; a coaching
//! every month, one in three of them a visit together with its sheet; two classes a year.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use chrono::{Datelike as _, Days, NaiveDate};
use coxswain::domain::ids::*;
use coxswain::error::Result;
use coxswain::store::coaching::templates::{self, Template};
use coxswain::store::records::{
    ClassStatus, Coaching, CoachingAction, CoachingKind, CoachingPostponement, CoachingState,
    Course, CourseSkill, Enrolment, EnrolmentState, EvidenceKind, LearningTopic, Observation,
    ObservationRating, Opportunity, Person, Post, Rater, Skill, SkillRating, SkillRequirement,
    TrainingClass, TrainingForm, TrainingResult,
};
use coxswain::store::{Db, StepHead, Workspace};

use crate::world;

/// The skills.
const SKILLS: usize = 40;
/// The years in which each was rated.
const YEARS: i32 = 5;
/// So many people go to a class.
const CLASS: usize = 40;
/// Who wrote everything down.
const BY: &str = "林晓峰";

/// How many there are of each.
#[derive(Default)]
pub struct Counts {
    pub people: usize,
    pub ratings: usize,
    pub coachings: usize,
    pub actions: usize,
    pub sheets: usize,
    pub classes: usize,
    pub results: usize,
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { people, ratings, coachings, actions, sheets, classes, results } = self;
        write!(f, "{people} people, {SKILLS} skills, {ratings} ratings, {coachings} coachings, ")?;
        write!(f, "{actions} actions, {sheets} sheets, {classes} classes, {results} results")
    }
}

/// Writes five years into a workspace of people and deals.
pub fn fill(file: &Path) -> Counts {
    let mut workspace = Workspace::open(file).unwrap();
    let people = workspace.db.all::<Person>().unwrap();
    let mut counts = Counts { people: people.len(), ..Counts::default() };
    let head = StepHead { title: "bench".to_owned(), ..StepHead::default() };
    let db = &mut workspace.db;
    let names = db.transaction(&head, |db| rated(db, &people, &mut counts)).unwrap().0;
    db.transaction(&head, |db| coached(db, &people, &names, &mut counts)).unwrap();
    db.transaction(&head, |db| trained(db, &people, &names, &mut counts)).unwrap();
    counts
}

/// Gives everyone of a post forty skills that are asked of them, and a rating in each for each year.
fn rated(db: &mut Db, people: &[Person], counts: &mut Counts) -> Result<Vec<(SkillId, String)>> {
    let posts = db.all::<Post>()?;
    let post = posts.iter().find(|post| post.name == "销售代表").unwrap().id;
    let names = skills(db)?;
    for (at, (skill_id, _)) in (0..).zip(&names) {
        let id = SkillRequirementId(db.allocate()?);
        db.insert(&SkillRequirement {
            id,
            post_id: post,
            at_level: 0,
            skill_id: *skill_id,
            level: 2 + at % 3,
            importance: 1 + at % 5,
            starts: day(2020, 1),
            by_name: BY.to_owned(),
        })?;
    }
    for person in people {
        for (at, (_, name)) in names.iter().enumerate() {
            for year in 0..YEARS {
                counts.ratings += 1;
                let id = SkillRatingId(db.allocate()?);
                db.insert(&rating(id, person.id, (name.as_str(), at), year))?;
            }
        }
    }
    Ok(names)
}

/// The skills there are and as many more as are needed, by key.
fn skills(db: &mut Db) -> Result<Vec<(SkillId, String)>> {
    let mut skills: Vec<(SkillId, String)> =
        db.all::<Skill>()?.into_iter().map(|skill| (skill.id, skill.name)).collect();
    for n in skills.len()..SKILLS {
        let id = SkillId(db.allocate()?);
        let name = format!("专业技能{n}");
        db.insert(&Skill {
            id,
            name: name.clone(),
            name_en: String::new(),
            topic: LearningTopic::Selling,
            position: whole(n) + 1,
            archived: false,
        })?;
        skills.push((id, name));
    }
    Ok(skills)
}

/// A rating that grows a little with the years.
fn rating(
    id: SkillRatingId,
    person_id: PersonId,
    (skill, at): (&str, usize),
    year: i32,
) -> SkillRating {
    let level = (person_id.0 + whole(at) + i64::from(year)) % 4 + 1;
    SkillRating {
        id,
        person_id,
        skill: skill.to_owned(),
        on_day: day(2021 + year, 6),
        level: level * 10_000,
        rater: Some(BY.to_owned()),
        evidence: Some("陪访时独立谈完".to_owned()),
        batch_id: None,
        extra: None,
        evidence_kind: Some(EvidenceKind::Observation),
        record_id: None,
    }
}

/// Coaches everyone in each of the sixty months up to today, by the first of their team.
fn coached(
    db: &mut Db,
    people: &[Person],
    skills: &[(SkillId, String)],
    counts: &mut Counts,
) -> Result<()> {
    let deals = db.all::<Opportunity>()?;
    let template = templates::all(db)?.into_iter().find(|one| one.record.current).unwrap();
    let mut numbers: BTreeMap<String, i64> = BTreeMap::new();
    for month in 0..12 * YEARS {
        for (at, person) in people.iter().enumerate() {
            let n = at + usize::try_from(month).unwrap();
            let on_day = nth_month(month) + Days::new(n as u64 % 15);
            let quarter = format!("{}-Q{}", on_day.year(), on_day.month0() / 3 + 1);
            let number = numbers.entry(quarter.clone()).or_default();
            *number += 1;
            let visit = n.is_multiple_of(3);
            let coaching = Coaching {
                quarter,
                number: *number,
                kind: if visit { CoachingKind::Visit } else { CoachingKind::OneToOne },
                coach_id: people.get(at / 10 * 10).map(|coach| coach.id),
                minutes: (!n.is_multiple_of(4)).then_some(45),
                skill: skills.get(n % SKILLS).map(|(_, name)| name.clone()),
                ..talk(CoachingId(db.allocate()?), person.id, on_day)
            };
            let deal = deals.get((at * 97 + n) % deals.len().max(1)).filter(|_| visit);
            let coaching = Coaching {
                account_id: deal.and_then(|deal| deal.account_id),
                opportunity_id: deal.map(|deal| deal.id),
                ..coaching
            };
            counts.coachings += 1;
            db.insert(&coaching)?;
            agreed(db, &coaching, n, counts)?;
            if visit {
                counts.sheets += 1;
                observed(db, &coaching, &template, n)?;
            }
        }
    }
    Ok(())
}

/// The first day of one of the months that are looked back on, from 0.
fn nth_month(month: i32) -> NaiveDate {
    let today = world::today();
    let months =
        today.year() * 12 + i32::try_from(today.month0()).unwrap() + 1 - 12 * YEARS + month;
    day(months.div_euclid(12), u32::try_from(months.rem_euclid(12)).unwrap() + 1)
}

/// A talk that was held and told.
fn talk(id: CoachingId, person_id: PersonId, on_day: NaiveDate) -> Coaching {
    let text = |text: &str| Some(text.to_owned());
    Coaching {
        id,
        quarter: String::new(),
        number: 0,
        kind: CoachingKind::OneToOne,
        event_id: None,
        phase: None,
        state: CoachingState::Held,
        person_id,
        coach_id: None,
        on_day,
        starts_at: text("14:00"),
        minutes: None,
        topic: "方案报价之后怎样谈价值".to_owned(),
        present: None,
        account_id: None,
        opportunity_id: None,
        skill: None,
        prepared_on: Some(on_day),
        questions: text("客户为什么现在买"),
        goal: text("本季把两个方案谈到技术确认"),
        goal_by: Some(on_day + Days::new(60)),
        reality: text("三个报价停了二十天，都没有谈过损失"),
        will: text("先算停线一小时的损失"),
        will_by: Some(on_day + Days::new(14)),
        help: text("一起去一次"),
        confidence: Some(8),
        to_seven: None,
        complete: true,
        rep_words: None,
        next_on: Some(on_day + Days::new(30)),
        next_what: text("看测算"),
        coach_confirmed_on: Some(on_day),
        rep_confirmed_on: Some(on_day),
        by_name: BY.to_owned(),
    }
}

/// What was agreed: two actions, of which all but some of the last months are done, and some were put off.
fn agreed(db: &mut Db, coaching: &Coaching, n: usize, counts: &mut Counts) -> Result<()> {
    let today = world::today();
    for (position, text) in [(1, "把损失测算发给客户"), (2, "约生产经理谈一次")] {
        counts.actions += 1;
        let due = coaching.on_day + Days::new(7 + 7 * u64::from(position == 2));
        let done = due < today - Days::new(60) || n.is_multiple_of(2) && due < today;
        let id = CoachingActionId(db.allocate()?);
        db.insert(&CoachingAction {
            id,
            coaching_id: coaching.id,
            position,
            text: text.to_owned(),
            owner_id: (position == 1).then_some(coaching.person_id),
            due,
            done_on: done.then_some(due),
            result: done.then(|| "客户认了测算".to_owned()),
        })?;
        if n.is_multiple_of(5) {
            let own_id = CoachingPostponementId(db.allocate()?);
            db.insert(&CoachingPostponement {
                id: own_id,
                action_id: id,
                was: due - Days::new(3),
                due,
                reason: "客户出差".to_owned(),
                on_day: due - Days::new(3),
                by_name: BY.to_owned(),
            })?;
        }
    }
    Ok(())
}

/// What was seen on a visit: each step by the manager and by the rep.
fn observed(db: &mut Db, coaching: &Coaching, template: &Template, n: usize) -> Result<()> {
    let id = ObservationId(db.allocate()?);
    db.insert(&Observation {
        id,
        template_id: template.record.id,
        person_id: coaching.person_id,
        coaching_id: Some(coaching.id),
        activity_id: None,
        account_id: coaching.account_id,
        opportunity_id: coaching.opportunity_id,
        on_day: coaching.on_day,
        observer_id: coaching.coach_id,
        second_id: None,
        second_name: None,
        kept: None,
        focus_id: template.steps.first().map(|step| step.record.id),
        agreed: Some("先算损失再报价".to_owned()),
        practice: None,
        next_on: None,
        next_account_id: None,
        next_what: None,
        complete: true,
        by_name: BY.to_owned(),
    })?;
    for (at, step) in template.steps.iter().enumerate() {
        for (rater, more) in [(Rater::Observer, 0), (Rater::Own, 1)] {
            let own_id = ObservationRatingId(db.allocate()?);
            db.insert(&ObservationRating {
                id: own_id,
                observation_id: id,
                step_id: step.record.id,
                rater,
                level: Some(whole((n + at * 3 + more) % 5) + 1),
                fact: (more == 0).then(|| "说了产品，没有问损失".to_owned()),
            })?;
        }
    }
    Ok(())
}

/// Sends everyone to two classes a year, and plans the next ones.
fn trained(
    db: &mut Db,
    people: &[Person],
    skills: &[(SkillId, String)],
    counts: &mut Counts,
) -> Result<()> {
    let courses = courses(db, skills)?;
    let today = world::today();
    let halves = 2 * usize::try_from(YEARS).unwrap();
    for half in 0..=halves {
        for (at, class) in people.chunks(CLASS).enumerate() {
            let course = &courses[(half + at) % courses.len()];
            // The last half year is still to come: one class of it is planned for each course.
            let coming = half == halves;
            if coming && at >= courses.len() {
                break;
            }
            let starts = if coming {
                today + Days::new(7 + at as u64)
            } else {
                nth_month(i32::try_from(6 * half).unwrap()) + Days::new(7 * at as u64 % 150)
            };
            let id = TrainingClassId(db.allocate()?);
            counts.classes += 1;
            db.insert(&planned(id, course, starts, coming))?;
            for person in class {
                let own_id = EnrolmentId(db.allocate()?);
                db.insert(&Enrolment {
                    id: own_id,
                    class_id: id,
                    person_id: person.id,
                    state: EnrolmentState::Enrolled,
                    skill_id: skills.get(at % SKILLS).map(|(skill, _)| *skill),
                    gap: Some(1),
                    makeup_for_id: None,
                    note: None,
                    on_day: starts - Days::new(20),
                    withdrawn_on: None,
                    by_name: BY.to_owned(),
                })?;
                if !coming {
                    counts.results += 1;
                    let own = TrainingResultId(db.allocate()?);
                    db.insert(&result(own, person.id, (course, id), starts))?;
                }
            }
        }
    }
    Ok(())
}

/// Ten courses, each of which brings two skills to the highest level.
fn courses(db: &mut Db, skills: &[(SkillId, String)]) -> Result<Vec<Course>> {
    let mut courses = vec![];
    for n in 0..10 {
        let course = Course {
            id: CourseId(db.allocate()?),
            name: format!("大客户谈判第{}课", n + 1),
            name_en: String::new(),
            topic: LearningTopic::Selling,
            form: TrainingForm::Classroom,
            summary: None,
            hours: Some(70_000),
            cost_per_head: None,
            full_score: Some(1_000_000),
            pass_score: Some(600_000),
            valid_months: None,
            certificate_kind_id: None,
            kpi: None,
            kpi_days: None,
            archived: false,
        };
        db.insert(&course)?;
        for (skill, _) in skills.iter().skip(2 * n).take(2) {
            let id = CourseSkillId(db.allocate()?);
            db.insert(&CourseSkill { id, course_id: course.id, skill_id: *skill, level: 4 })?;
        }
        courses.push(course);
    }
    Ok(courses)
}

fn planned(id: TrainingClassId, course: &Course, starts: NaiveDate, coming: bool) -> TrainingClass {
    TrainingClass {
        id,
        course_id: course.id,
        title: None,
        starts,
        ends: starts,
        place: Some("苏州培训教室".to_owned()),
        trainer: Some("陈静".to_owned()),
        trainer_id: None,
        seats: Some(whole(CLASS) + 5),
        cost: None,
        status: if coming { ClassStatus::Planned } else { ClassStatus::Held },
        confirmed_on: Some(starts - Days::new(30)),
        mark: None,
        kpi: None,
        kpi_days: None,
        kpi_named_on: None,
        behaviour_days: None,
        closed_on: (!coming).then_some(starts),
        close_note: None,
        by_name: BY.to_owned(),
    }
}

fn result(
    id: TrainingResultId,
    person_id: PersonId,
    (course, class): (&Course, TrainingClassId),
    on_day: NaiveDate,
) -> TrainingResult {
    let score = 500_000 + person_id.0 * 37 % 500 * 1_000;
    let passed = if score >= 600_000 { "通过" } else { "未通过" };
    TrainingResult {
        id,
        person_id,
        course: course.name.clone(),
        on_day,
        form: Some("集中授课".to_owned()),
        trainer: Some("陈静".to_owned()),
        place: Some("苏州培训教室".to_owned()),
        days: None,
        cost: Some(80_000),
        outcome: Some(passed.to_owned()),
        score: Some(score),
        attendance: None,
        batch_id: None,
        extra: None,
        class_id: Some(class),
        hours: Some(70_000),
        score_before: Some(score - 100_000),
        retest_on: None,
        retest_score: None,
        feedback: Some(4),
        feedback_words: None,
    }
}

fn day(year: i32, month: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, 1).unwrap()
}

fn whole(n: usize) -> i64 {
    i64::try_from(n).unwrap()
}
