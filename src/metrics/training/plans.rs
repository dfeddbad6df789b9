//! 培训计划: how a plan stands by course and by person, what it has cost, which courses are due again, and who
//! has not passed what is to be read.
//!
//! # Done in its period
//! A course of a plan is done by whoever passed or completed it since the first day of the plan's period. What
//! was learned before the plan is what the plan was made on top of, and does not fulfil it.
//!
//! # The regular programme
//! A course that is to be repeated after some months is due again for whoever did it, so many months after
//! they did it last. A period holds those whose day lies in it or before it, and those who repeated it in
//! time.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::ids::{CourseId, PersonId, SkillId, TrainingClassId};
use crate::domain::period::Period;
use crate::domain::training::certificates::expires;
use crate::domain::training::programme::{Item, Programme, Standing};
use crate::domain::training::reading::Reading;
use crate::error::Result;
use crate::store::Db;
use crate::store::records::{
    ClassStatus, Course, Enrolment, EnrolmentState, KnowledgeReader, TrainingClass,
    TrainingOutcome, TrainingResult,
};
use crate::store::training::courses::Update;
use crate::store::training::plans::{Item as Stored, Plan};
use crate::store::training::results::{self, Sum, Sums, outcome};
use crate::store::training::{courses, names};

/// What is known of who learned what and who goes where.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// The courses.
    pub courses: BTreeMap<CourseId, Course>,
    /// The classes.
    pub classes: BTreeMap<TrainingClassId, TrainingClass>,
    /// The results of each person in each course that is listed.
    results: BTreeMap<(PersonId, CourseId), Vec<TrainingResult>>,
    /// The results of each person in what is not listed.
    others: BTreeMap<PersonId, Vec<TrainingResult>>,
    /// The last days of the classes to which a person goes, by course.
    booked: BTreeMap<(PersonId, CourseId), BTreeSet<NaiveDate>>,
    day_hours: i64,
}

impl Known {
    /// Loads it.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn load(db: &Db) -> Result<Self> {
        let named = names::courses(db)?;
        let mut known = Self {
            courses: courses::all(db)?.into_iter().map(|(course, _)| (course.id, course)).collect(),
            day_hours: results::day_hours(db)?,
            ..Self::default()
        };
        for class in db.all::<TrainingClass>()? {
            known.classes.insert(class.id, class);
        }
        for result in db.all::<TrainingResult>()? {
            match named.find(&result.course) {
                Some(course) => {
                    known.results.entry((result.person_id, course)).or_default().push(result);
                }
                None => known.others.entry(result.person_id).or_default().push(result),
            }
        }
        for one in db.all::<Enrolment>()? {
            let class = known.classes.get(&one.class_id);
            let open = class.filter(|class| class.status == ClassStatus::Planned);
            if let Some(class) = open.filter(|_| one.state == EnrolmentState::Enrolled) {
                let key = (one.person_id, class.course_id);
                known.booked.entry(key).or_default().insert(class.ends);
            }
        }
        Ok(known)
    }

    fn of(&self, person: PersonId, course: CourseId) -> &[TrainingResult] {
        self.results.get(&(person, course)).map_or(&[], Vec::as_slice)
    }

    /// The days on which somebody passed or completed a course.
    fn settled(&self, person: PersonId, course: CourseId) -> impl Iterator<Item = NaiveDate> {
        let settled = |result: &&TrainingResult| {
            let came = result.outcome.as_deref().and_then(outcome);
            matches!(came, Some(TrainingOutcome::Passed | TrainingOutcome::Completed))
        };
        self.of(person, course).iter().filter(settled).map(|result| result.on_day)
    }

    /// The end of the next class of a course to which somebody goes.
    fn booked(&self, person: PersonId, course: CourseId, today: NaiveDate) -> Option<NaiveDate> {
        self.booked.get(&(person, course))?.range(today..).next().copied()
    }

    /// What a person learned in a period.
    fn learned(&self, person: PersonId, period: Period) -> Sums {
        let all = (person, CourseId(i64::MIN))..=(person, CourseId(i64::MAX));
        let listed = self.results.range(all).flat_map(|(_, own)| own);
        let others = self.others.get(&person).into_iter().flatten();
        let inside = |result: &&TrainingResult| period.contains(result.on_day);
        Sums::of(listed.chain(others).filter(inside), self.day_hours)
    }
}

/// How somebody stands with a course of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Owed {
    /// The person.
    pub person: PersonId,
    /// The skill whose gap it is to close.
    pub skill: Option<SkillId>,
    /// How it stands.
    pub standing: Standing,
    /// When it was done.
    pub done: Option<NaiveDate>,
    /// The end of the class that is booked.
    pub booked: Option<NaiveDate>,
}

/// A course of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The course in the plan.
    pub item: Stored,
    /// By when it is to be done.
    pub by: Option<NaiveDate>,
    /// Who is to take it.
    pub people: Vec<Owed>,
    /// Those counted; of a course that was given up nobody.
    pub programme: Programme,
    /// What it has cost in the period for those who are to take it.
    pub spent: Sum,
}

/// A person of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Learner {
    /// The person.
    pub person: PersonId,
    /// The courses counted.
    pub programme: Programme,
    /// The courses that are to be done and are not, with how they stand.
    pub open: Vec<(CourseId, Standing)>,
    /// The hours learned in the period, whatever they were about.
    pub hours: Sum,
}

/// How a plan stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The plan.
    pub plan: Plan,
    /// Its period; `None` for a word that is none.
    pub period: Option<Period>,
    /// Its courses, in order.
    pub lines: Vec<Line>,
    /// Its people; who misses the most first.
    pub people: Vec<Learner>,
    /// All of it counted.
    pub programme: Programme,
    /// What its courses have cost so far.
    pub spent: Sum,
}

/// How a plan stands on a day.
pub fn progress(known: &Known, plan: Plan, today: NaiveDate) -> Progress {
    let period = Period::parse(&plan.plan.period);
    let mut programme = Programme::default();
    let mut people: BTreeMap<PersonId, Learner> = BTreeMap::new();
    let mut lines = vec![];
    for item in &plan.items {
        let line = line(known, item, period, today);
        for owed in line.people.iter().filter(|_| item.item.dropped_on.is_none()) {
            programme.add(owed.standing);
            let learner = people.entry(owed.person).or_insert_with(|| Learner {
                person: owed.person,
                programme: Programme::default(),
                open: vec![],
                hours: period
                    .map(|period| known.learned(owed.person, period).hours)
                    .unwrap_or_default(),
            });
            learner.programme.add(owed.standing);
            if owed.standing != Standing::Done {
                learner.open.push((item.item.course_id, owed.standing));
            }
        }
        lines.push(line);
    }
    let spent = added(lines.iter().map(|line| line.spent));
    let mut people: Vec<Learner> = people.into_values().collect();
    people.sort_by_key(|one| {
        let Programme { missing, due, booked, .. } = one.programme;
        (std::cmp::Reverse((missing, due, booked)), one.person)
    });
    Progress { plan, period, lines, people, programme, spent }
}

/// Sums put together.
fn added(sums: impl Iterator<Item = Sum>) -> Sum {
    sums.fold(Sum::default(), |all, own| Sum {
        value: match (all.value, own.value) {
            (Some(one), Some(other)) => Some(one.saturating_add(other)),
            (one, other) => one.or(other),
        },
        unknown: all.unknown + own.unknown,
    })
}

fn line(known: &Known, item: &Stored, period: Option<Period>, today: NaiveDate) -> Line {
    let course = item.item.course_id;
    let by = item.item.due.or(period.map(Period::last_day));
    let since = period.map(Period::first_day);
    let owed = item.people.iter().map(|one| {
        let person = one.person_id;
        let done = known.settled(person, course);
        let done = done.filter(|day| since.is_none_or(|since| since <= *day)).min();
        let booked = known.booked(person, course, today);
        let standing = Item { by, done, booked }.on(today);
        Owed { person, skill: one.skill_id, standing, done, booked }
    });
    let people: Vec<Owed> = owed.collect();
    let mut programme = Programme::default();
    if item.item.dropped_on.is_none() {
        people.iter().for_each(|owed| programme.add(owed.standing));
    }
    let inside =
        |result: &&TrainingResult| period.is_some_and(|period| period.contains(result.on_day));
    let rows = people.iter().flat_map(|owed| known.of(owed.person, course)).filter(inside);
    let spent = Sums::of(rows, known.day_hours).cost;
    Line { item: item.clone(), by, people, programme, spent }
}

/// Somebody who is to repeat a course.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Repeat {
    /// The person.
    pub person: PersonId,
    /// When they did it last.
    pub last: NaiveDate,
    /// By when it is to be done again.
    pub by: NaiveDate,
    /// How it stands.
    pub standing: Standing,
}

/// A course that is to be repeated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Regular {
    /// The course.
    pub course: CourseId,
    /// After how many months.
    pub months: i64,
    /// Who owes it in the period or has repeated it in it, those whose day comes first before the others.
    pub people: Vec<Repeat>,
    /// Those counted.
    pub programme: Programme,
}

/// Which courses people are to repeat in a period, by name; as known on a day.
pub fn regular(
    known: &Known,
    people: &[PersonId],
    period: Period,
    today: NaiveDate,
) -> Vec<Regular> {
    let repeated = known.courses.values().filter(|course| !course.archived);
    let mut found: Vec<(&str, Regular)> = vec![];
    for course in repeated {
        let Some(months) = course.valid_months else { continue };
        let again = people.iter().filter_map(|person| {
            let last = known.settled(*person, course.id).filter(|day| *day <= today).max()?;
            let by = expires(last, u32::try_from(months).ok()?)?;
            let done = (by > period.last_day()).then_some(last);
            if done.is_some_and(|done| done < period.first_day()) {
                // It is due in another period.
                return None;
            }
            let booked = known.booked(*person, course.id, today);
            let standing = Item { by: Some(by), done, booked }.on(today);
            Some(Repeat { person: *person, last, by, standing })
        });
        let mut again: Vec<Repeat> = again.collect();
        again.sort_by_key(|one| (one.standing, one.by, one.person));
        let mut programme = Programme::default();
        again.iter().for_each(|one| programme.add(one.standing));
        let regular = Regular { course: course.id, months, people: again, programme };
        found.push((course.name.as_str(), regular));
    }
    found.sort_by(|(one, a), (other, b)| (one, a.course).cmp(&(other, b.course)));
    found.into_iter().map(|(_, regular)| regular).collect()
}

/// How far a reader is with something that is to be read.
pub const fn reading(update: &Update, reader: &KnowledgeReader) -> Reading {
    if update.done(reader) {
        Reading::Passed
    } else if reader.tries > 0 {
        Reading::Failed
    } else if reader.read_on.is_some() {
        Reading::Read
    } else {
        Reading::Unread
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{
        TrainingPlanId, TrainingPlanItemId, TrainingPlanPersonId, TrainingResultId,
    };
    use crate::store::records::{
        LearningTopic, ScopeKind, TrainingForm, TrainingPlan, TrainingPlanItem, TrainingPlanPerson,
        TrainingPlanStatus,
    };

    const COURSE: CourseId = CourseId(7);

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn course(valid_months: Option<i64>) -> Course {
        Course {
            id: COURSE,
            name: "防爆复训".to_owned(),
            name_en: String::new(),
            topic: LearningTopic::Safety,
            form: TrainingForm::Classroom,
            summary: None,
            hours: None,
            cost_per_head: None,
            full_score: None,
            pass_score: None,
            valid_months,
            certificate_kind_id: None,
            kpi: None,
            kpi_days: None,
            archived: false,
        }
    }

    fn result(person: i64, on: &str, outcome: &str, cost: Option<i64>) -> TrainingResult {
        TrainingResult {
            id: TrainingResultId(1),
            person_id: PersonId(person),
            course: String::new(),
            on_day: day(on),
            form: None,
            trainer: None,
            place: None,
            days: None,
            cost,
            outcome: Some(outcome.to_owned()),
            score: None,
            attendance: None,
            batch_id: None,
            extra: None,
            class_id: None,
            hours: Some(70_000),
            score_before: None,
            retest_on: None,
            retest_score: None,
            feedback: None,
            feedback_words: None,
        }
    }

    /// 1 passed before the year and in it, 2 failed, 3 goes to a class, 4 nothing.
    fn known(valid_months: Option<i64>) -> Known {
        let results = [
            result(1, "2024-11-20", "通过", Some(100)),
            result(1, "2025-10-08", "完成", Some(300)),
            result(2, "2025-09-12", "未通过", None),
            result(3, "2024-12-15", "通过", None),
        ];
        let mut known = Known {
            courses: BTreeMap::from([(COURSE, course(valid_months))]),
            day_hours: results::DAY_HOURS,
            ..Known::default()
        };
        for result in results {
            known.results.entry((result.person_id, COURSE)).or_default().push(result);
        }
        known.booked.insert((PersonId(3), COURSE), BTreeSet::from([day("2025-12-04")]));
        known
    }

    fn plan(dropped: bool) -> Plan {
        let item = TrainingPlanItem {
            id: TrainingPlanItemId(2),
            plan_id: TrainingPlanId(1),
            position: 1,
            course_id: COURSE,
            class_id: None,
            due: None,
            cost: Some(1_000),
            note: None,
            dropped_on: dropped.then(|| day("2025-08-01")),
            dropped_why: dropped.then(|| "停开".to_owned()),
        };
        let person = |id: i64| TrainingPlanPerson {
            id: TrainingPlanPersonId(id),
            item_id: item.id,
            person_id: PersonId(id),
            skill_id: None,
        };
        let people = (1..=4).map(person).collect();
        Plan {
            plan: TrainingPlan {
                id: TrainingPlanId(1),
                name: "年度".to_owned(),
                scope_kind: ScopeKind::All,
                scope_id: 0,
                period: "2025".to_owned(),
                budget: None,
                hours_per_head: None,
                status: TrainingPlanStatus::Draft,
                agreed_on: None,
                closed_on: None,
                review: None,
                note: None,
                by_name: String::new(),
            },
            items: vec![Stored { item, people }],
        }
    }

    #[test]
    fn a_course_is_done_in_the_period_of_its_plan() {
        let found = progress(&known(None), plan(false), day("2025-11-18"));
        let told: Vec<Standing> = found.lines[0].people.iter().map(|one| one.standing).collect();
        assert_eq!(told, [Standing::Done, Standing::Due, Standing::Booked, Standing::Due]);
        assert_eq!(found.lines[0].people[0].done, Some(day("2025-10-08")), "not that of before");
        assert_eq!(found.programme, Programme { done: 1, booked: 1, due: 2, missing: 0 });
        // 300 fen for 1, and what it cost for 2 is not known.
        assert_eq!(found.spent, Sum { value: Some(300), unknown: 1 });
        let order: Vec<i64> = found.people.iter().map(|one| one.person.0).collect();
        assert_eq!(order, [2, 4, 3, 1], "who owes the most first");
        assert_eq!(found.people[3].hours.value, Some(70_000), "of the period alone");
        // After the year is over nothing is due any more.
        let late = progress(&known(None), plan(false), day("2026-01-02"));
        assert_eq!(late.programme, Programme { done: 1, booked: 0, due: 0, missing: 3 });
        let dropped = progress(&known(None), plan(true), day("2025-11-18"));
        assert_eq!((dropped.programme, dropped.people.len()), (Programme::default(), 0));
    }

    #[test]
    fn what_is_to_be_repeated_is_owed_in_the_period_of_its_day() {
        let people = [1, 2, 3, 4].map(PersonId);
        let found =
            regular(&known(Some(12)), &people, Period::Year(2025), day("2025-11-18")).remove(0);
        let told: Vec<_> =
            found.people.iter().map(|one| (one.person.0, one.by, one.standing)).collect();
        assert_eq!(
            told,
            [
                // Did it in time for the year, and goes again before its day.
                (3, day("2025-12-15"), Standing::Booked),
                (1, day("2026-10-08"), Standing::Done)
            ],
            "who never did it owes nothing"
        );
        let late = regular(&known(Some(12)), &people, Period::Year(2025), day("2025-12-20"));
        assert_eq!(late[0].people[0].standing, Standing::Missing);
        let next = regular(&known(Some(12)), &people, Period::Year(2026), day("2025-11-18"));
        assert_eq!(next[0].people.len(), 2);
        assert_eq!(next[0].programme, Programme { done: 0, booked: 1, due: 1, missing: 0 });
        let never = regular(&known(None), &people, Period::Year(2025), day("2025-11-18"));
        assert!(never.is_empty());
    }
}
