//! Classes of a scope, to come and held, and one of them with everyone who goes to it.
//!
//! A class is one that was planned here, or what results of one course, day, trainer and place have in
//! common. It belongs to a scope where somebody who is enrolled, or has a result, was a member on its first
//! day; one to which nobody goes yet belongs to all.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::effect::{Effect, Seen, effects};
use super::known::{class_on, enrolment_on, page_on};
use super::raters::{Raters, raters};
use super::{Days, came, retest_due};
use crate::domain::ids::{
    ClassSessionId, CourseId, PersonId, RegionId, TrainingClassId, TrainingResultId,
};
use crate::domain::scope::Members;
use crate::domain::training::attendance::{Attendance, Presence};
use crate::domain::training::outcome::Outcomes;
use crate::error::Result;
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::records::{
    ClassStatus, Course, Enrolment, EnrolmentState, TrainingClass, TrainingResult,
};
use crate::store::training::classes::{self, ClassPage, Participant, Seats};
use crate::store::training::names;
use crate::store::training::results::{self, Held, Sums};

/// How a class stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Planned, and not over.
    Coming,
    /// Over, and not marked as held: what came of it is still to be recorded.
    Open,
    /// Held.
    Held,
    /// Called off.
    Cancelled,
}

impl Standing {
    /// The word in machine-readable answers.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Coming => "coming",
            Self::Open => "open",
            Self::Held => "held",
            Self::Cancelled => "cancelled",
        }
    }

    /// That of a class. A class is held from its last day on, whenever that was recorded, and called off from
    /// the day on which that was said: before it was planned.
    pub fn of(class: &TrainingClass, today: NaiveDate) -> Self {
        let called_off = class.closed_on.is_none_or(|day| day <= today);
        match class.status {
            ClassStatus::Held if class.ends <= today => Self::Held,
            ClassStatus::Cancelled if called_off => Self::Cancelled,
            _ if class.ends >= today => Self::Coming,
            _ => Self::Open,
        }
    }
}

/// What names a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// One that was planned here.
    Class(TrainingClassId),
    /// Results that were held together and are of none; the first of them.
    Results(TrainingResultId),
}

/// A class in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What names it.
    pub key: Key,
    /// The class, where it was planned here.
    pub class: Option<TrainingClass>,
    /// The course, where it is one of the catalogue.
    pub course: Option<CourseId>,
    /// What it is called: its title, else its course.
    pub name: String,
    /// The same in English; empty where there is none, or it has a title.
    pub name_en: String,
    /// The first day.
    pub starts: NaiveDate,
    /// The last day.
    pub ends: NaiveDate,
    /// Where.
    pub place: Option<String>,
    /// Who teaches.
    pub trainer: Option<String>,
    /// How it stands.
    pub standing: Standing,
    /// Seats that are taken, and who waits.
    pub seats: Seats,
    /// Who came, of those who have a seat or a result.
    pub attendance: Attendance,
    /// How many failed and have not passed since.
    pub retests: usize,
    /// The results, in order.
    pub results: Vec<TrainingResultId>,
}

impl Row {
    /// Seats that are free; `None` without a limit.
    pub fn free(&self) -> Option<i64> {
        let seats = self.class.as_ref()?.seats?;
        Some((seats - self.seats.taken).max(0))
    }

    /// How many people it is about: those with a seat or a result.
    pub fn people(&self) -> u64 {
        self.attendance.came()
            + self.attendance.excused
            + self.attendance.absent
            + self.attendance.unknown
    }
}

/// The classes of a scope with a day between two days, and those to come after them where today is one of
/// these days, all as known today; the earliest first.
///
/// # Errors
/// Whatever the database reports.
pub fn list(db: &Db, members: &Members, (first, last): Days, today: NaiveDate) -> Result<Vec<Row>> {
    let ahead = first <= today && today <= last;
    let wanted = |class: &TrainingClass| {
        let within = class.starts <= last && first <= class.ends;
        within || (ahead && Standing::of(class, today) == Standing::Coming)
    };
    let planned = db.all::<TrainingClass>()?.into_iter();
    let mut planned: Vec<TrainingClass> = planned.map(|class| class_on(class, today)).collect();
    planned.retain(wanted);
    let from = planned.iter().map(|class| class.starts).chain([first]).min().unwrap_or(first);
    let to = planned.iter().map(|class| class.ends).chain([last]).max().unwrap_or(last);
    let names = names::courses(db)?;
    let courses: BTreeMap<CourseId, Course> =
        db.all::<Course>()?.into_iter().map(|course| (course.id, course)).collect();
    let mut enrolled: BTreeMap<TrainingClassId, Vec<Enrolment>> = BTreeMap::new();
    let all = db.all::<Enrolment>()?.into_iter();
    for one in all.filter_map(|one| enrolment_on(one, today)) {
        enrolled.entry(one.class_id).or_default().push(one);
    }
    let mut of_classes: BTreeMap<TrainingClassId, Vec<TrainingResult>> = BTreeMap::new();
    let mut rows = vec![];
    for held in results::held(&names, results::between(db, from, to.min(today))?) {
        match held.class {
            Some(class) => of_classes.entry(class).or_default().extend(held.results),
            None if first <= held.on_day && held.on_day <= last => {
                rows.extend(derived(&held, members, names.find(&held.course), &courses));
            }
            None => {}
        }
    }
    for class in planned {
        let own = enrolled.remove(&class.id).unwrap_or_default();
        let came_of = of_classes.remove(&class.id).unwrap_or_default();
        rows.extend(planned_row(class, (&own, &came_of), members, &courses, today));
    }
    rows.sort_by(|one, other| {
        (one.starts, &one.name, one.key).cmp(&(other.starts, &other.name, other.key))
    });
    Ok(rows)
}

fn planned_row(
    class: TrainingClass,
    (enrolled, results): (&[Enrolment], &[TrainingResult]),
    members: &Members,
    courses: &BTreeMap<CourseId, Course>,
    today: NaiveDate,
) -> Option<Row> {
    let state = |state: EnrolmentState| enrolled.iter().filter(move |one| one.state == state);
    let mut people: BTreeSet<PersonId> =
        state(EnrolmentState::Enrolled).map(|one| one.person_id).collect();
    let (taken, waiting) = (people.len(), state(EnrolmentState::Waiting).count());
    people.extend(results.iter().map(|result| result.person_id));
    let inside = |person: &PersonId| members.include(Some(*person), Some(class.starts));
    let waits = state(EnrolmentState::Waiting).any(|one| inside(&one.person_id));
    let nobody = people.is_empty() && waiting == 0;
    if !nobody && !waits && !people.iter().any(inside) {
        return None;
    }
    let course = courses.get(&class.course_id);
    // Of several rows of one person the first is theirs, as on the page of the class.
    let mut first: BTreeMap<PersonId, &TrainingResult> = BTreeMap::new();
    for result in results {
        first.entry(result.person_id).or_insert(result);
    }
    let mut attendance = Attendance::default();
    for person in &people {
        attendance.add(first.get(person).and_then(|result| came(result)));
    }
    let due = |result: &&TrainingResult| course.is_some_and(|course| retest_due(result, course));
    let name = class.title.clone().or_else(|| course.map(|course| course.name.clone()));
    let untitled = course.filter(|_| class.title.is_none());
    Some(Row {
        key: Key::Class(class.id),
        course: Some(class.course_id),
        name: name.unwrap_or_default(),
        name_en: untitled.map(|course| course.name_en.clone()).unwrap_or_default(),
        starts: class.starts,
        ends: class.ends,
        place: class.place.clone(),
        trainer: class.trainer.clone(),
        standing: Standing::of(&class, today),
        seats: Seats { taken: count(taken), waiting: count(waiting) },
        attendance,
        retests: first.values().copied().filter(due).count(),
        results: results.iter().map(|result| result.id).collect(),
        class: Some(class),
    })
}

fn derived(
    held: &Held,
    members: &Members,
    course: Option<CourseId>,
    courses: &BTreeMap<CourseId, Course>,
) -> Option<Row> {
    let inside =
        |result: &TrainingResult| members.include(Some(result.person_id), Some(result.on_day));
    if !held.results.iter().any(inside) {
        return None;
    }
    let record = course.and_then(|course| courses.get(&course));
    let mut attendance = Attendance::default();
    for result in &held.results {
        attendance.add(came(result));
    }
    let due = |result: &&TrainingResult| record.is_some_and(|course| retest_due(result, course));
    Some(Row {
        key: Key::Results(held.results.first()?.id),
        class: None,
        course,
        name: held.course.clone(),
        name_en: record.map(|course| course.name_en.clone()).unwrap_or_default(),
        starts: held.on_day,
        ends: held.on_day,
        place: held.place.clone(),
        trainer: held.trainer.clone(),
        standing: Standing::Held,
        seats: Seats { taken: 0, waiting: 0 },
        attendance,
        retests: held.results.iter().filter(due).count(),
        results: held.results.iter().map(|result| result.id).collect(),
    })
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// Somebody in a class.
#[derive(Clone, Debug, PartialEq)]
pub struct Attendee {
    /// Who, with everything that is recorded.
    pub one: Participant,
    /// The region on the first day of the class.
    pub region: Option<RegionId>,
    /// For each part in order whether they came; `None` where it is not recorded.
    pub parts: Vec<Option<bool>>,
    /// Whether they came.
    pub came: Option<Presence>,
    /// What was seen of the trained steps, where they came.
    pub seen: Option<Seen>,
    /// Whether a failed test is still to be taken again.
    pub retest: bool,
    /// Whether they missed the class, and in which other class they make up for it.
    pub missed: Option<Option<TrainingClassId>>,
    /// The last day here, where it is known that they leave.
    pub leaves: Option<NaiveDate>,
}

impl Attendee {
    /// How they stand to the class; one of whom only a result is known has a seat.
    pub fn state(&self) -> EnrolmentState {
        self.one.enrolment.as_ref().map_or(EnrolmentState::Enrolled, |own| {
            // Somebody with a result was there, whatever was said before.
            if self.one.results.is_empty() { own.state } else { EnrolmentState::Enrolled }
        })
    }

    /// What came of it for them.
    pub fn result(&self) -> Option<&TrainingResult> {
        self.one.results.first()
    }

    /// The change from the test before to that after, in ten-thousandths of a point.
    pub fn change(&self) -> Option<i64> {
        let result = self.result()?;
        Some(result.score? - result.score_before?)
    }
}

/// A class in figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figures {
    /// Who has a seat.
    pub seated: u64,
    /// Who waits for one.
    pub waiting: u64,
    /// How many of those with a seat go to close a gap.
    pub from_gap: u64,
    /// Who came.
    pub attendance: Attendance,
    /// Days, hours, cost.
    pub sums: Sums,
    /// What came of it.
    pub outcomes: Outcomes,
    /// The hours if everybody with a seat came to all of it, in ten-thousandths.
    pub hours_due: Option<i64>,
    /// Who missed it and makes up for it nowhere.
    pub missed: Vec<PersonId>,
    /// Who is still to take the test again.
    pub retests: Vec<PersonId>,
}

/// One class with everything that is known of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Detail {
    /// The class as it is stored.
    pub page: ClassPage,
    /// How it stands.
    pub standing: Standing,
    /// Who goes to it: those with a seat, those who wait, those who withdrew.
    pub people: Vec<Attendee>,
    /// The figures.
    pub figures: Figures,
    /// What it did, at four levels.
    pub effect: Effect,
    /// How far those who watched the role plays agree.
    pub raters: Vec<Raters>,
}

impl Detail {
    /// What it is called: its title, else its course.
    pub fn name(&self) -> &str {
        self.page.class.title.as_deref().unwrap_or(&self.page.course.name)
    }

    /// The same in English; empty where there is none, or it has a title.
    pub fn name_en(&self) -> &str {
        if self.page.class.title.is_some() { "" } else { &self.page.course.name_en }
    }

    /// How long it is, in ten-thousandths of an hour: its parts, else its course.
    pub fn hours(&self) -> Option<i64> {
        hours(&self.page)
    }
}

/// How long a class is, in ten-thousandths of an hour: its parts, else its course.
pub fn hours(page: &ClassPage) -> Option<i64> {
    if page.sessions.is_empty() {
        return page.course.hours;
    }
    Some(page.sessions.iter().map(|part| part.hours).sum())
}

/// One class as known today; `None` for a key that no class has.
///
/// # Errors
/// Whatever the database reports.
pub fn detail(
    db: &Db,
    directory: &Directory,
    id: TrainingClassId,
    today: NaiveDate,
) -> Result<Option<Detail>> {
    let Some(page) = classes::page(db, id)? else { return Ok(None) };
    let page = page_on(page, today);
    let Some(effect) = effects(db, directory, std::slice::from_ref(&page), today)?.pop() else {
        return Ok(None);
    };
    let mut made_up: BTreeMap<PersonId, TrainingClassId> = BTreeMap::new();
    let others = db.all::<Enrolment>()?.into_iter();
    for other in others.filter_map(|one| enrolment_on(one, today)) {
        if other.makeup_for_id == Some(id) && other.state != EnrolmentState::Withdrawn {
            made_up.insert(other.person_id, other.class_id);
        }
    }
    let day_hours = results::day_hours(db)?;
    let seen: BTreeMap<PersonId, Seen> =
        effect.facts.seen.iter().map(|seen| (seen.person, *seen)).collect();
    let mut people: Vec<Attendee> = page
        .people
        .iter()
        .map(|one| attendee(directory, &page, one, (&made_up, &seen), today))
        .collect();
    people.sort_by_key(Attendee::state);
    let scores = page.people.iter().flat_map(|one| &one.scores);
    Ok(Some(Detail {
        standing: Standing::of(&page.class, today),
        figures: figures(&page, &people, day_hours),
        raters: raters(scores),
        people,
        effect,
        page,
    }))
}

fn attendee(
    directory: &Directory,
    page: &ClassPage,
    one: &Participant,
    (made_up, seen): (&BTreeMap<PersonId, TrainingClassId>, &BTreeMap<PersonId, Seen>),
    today: NaiveDate,
) -> Attendee {
    let class = &page.class;
    let team = directory.membership_on(one.person, class.starts).and_then(|at| at.team_id);
    let part = |part: &ClassSessionId| one.presence.get(part).copied();
    let parts: Vec<Option<bool>> = page.sessions.iter().map(|own| part(&own.id)).collect();
    let came = presence(one);
    let missed = came == Some(Presence::Absent) || came == Some(Presence::Excused);
    Attendee {
        region: team.and_then(|team| directory.region_on(team, class.starts)),
        parts,
        came,
        seen: seen.get(&one.person).copied(),
        retest: one.results.first().is_some_and(|result| retest_due(result, &page.course)),
        missed: missed.then(|| made_up.get(&one.person).copied()),
        leaves: super::enrol::leaves(directory, one.person, today),
        one: one.clone(),
    }
}

/// Whether somebody came: by the parts of the class as far as they are recorded, else by the result.
pub fn presence(one: &Participant) -> Option<Presence> {
    let said = one.results.first().and_then(came);
    if one.presence.is_empty() {
        return said;
    }
    let there = one.presence.values().filter(|present| **present).count();
    let of = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    match Presence::of_parts(of(there), of(one.presence.len())) {
        Some(Presence::Absent) if said == Some(Presence::Excused) => said,
        found => found,
    }
}

fn figures(page: &ClassPage, people: &[Attendee], day_hours: i64) -> Figures {
    let with = |state: EnrolmentState| people.iter().filter(move |one| one.state() == state);
    let seated = with(EnrolmentState::Enrolled).count() as u64;
    let mut attendance = Attendance::default();
    for one in with(EnrolmentState::Enrolled) {
        attendance.add(one.came);
    }
    let mut outcomes = Outcomes::default();
    for result in people.iter().filter_map(Attendee::result) {
        outcomes.add(result.outcome.as_deref());
    }
    let gap = |one: &&Attendee| one.one.enrolment.as_ref().is_some_and(|own| own.gap.is_some());
    let who = |one: &Attendee| one.one.person;
    let results = page.people.iter().flat_map(|one| &one.results);
    Figures {
        seated,
        waiting: with(EnrolmentState::Waiting).count() as u64,
        from_gap: with(EnrolmentState::Enrolled).filter(gap).count() as u64,
        attendance,
        sums: Sums::of(results, day_hours),
        outcomes,
        hours_due: hours(page).and_then(|hours| hours.checked_mul(super::whole(seated))),
        missed: people.iter().filter(|one| one.missed == Some(None)).map(who).collect(),
        retests: people.iter().filter(|one| one.retest).map(who).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::training::tests::{course, day, result};

    fn class(id: i64, status: ClassStatus, starts: &str, ends: &str) -> TrainingClass {
        TrainingClass {
            id: TrainingClassId(id),
            course_id: CourseId(1),
            title: None,
            starts: day(starts),
            ends: day(ends),
            place: None,
            trainer: None,
            trainer_id: None,
            seats: Some(3),
            cost: None,
            status,
            confirmed_on: None,
            mark: None,
            kpi: None,
            kpi_days: None,
            kpi_named_on: None,
            behaviour_days: None,
            closed_on: None,
            close_note: None,
            by_name: String::new(),
        }
    }

    fn enrolment(id: i64, person: i64, state: EnrolmentState) -> Enrolment {
        Enrolment {
            id: crate::domain::ids::EnrolmentId(id),
            class_id: TrainingClassId(9),
            person_id: PersonId(person),
            state,
            skill_id: None,
            gap: None,
            makeup_for_id: None,
            note: None,
            on_day: day("2025-09-01"),
            withdrawn_on: None,
            by_name: String::new(),
        }
    }

    #[test]
    fn a_class_that_is_over_waits_for_its_results() {
        let today = day("2025-11-18");
        for (status, ends, standing) in [
            (ClassStatus::Planned, "2025-11-18", Standing::Coming),
            (ClassStatus::Planned, "2025-11-17", Standing::Open),
            (ClassStatus::Held, "2025-11-17", Standing::Held),
            (ClassStatus::Cancelled, "2025-12-17", Standing::Cancelled),
        ] {
            assert_eq!(Standing::of(&class(9, status, "2025-11-17", ends), today), standing);
        }
    }

    #[test]
    fn a_row_counts_seats_and_who_came() {
        let courses = BTreeMap::from([(CourseId(1), course(1, "异议处理演练"))]);
        let enrolled = [
            enrolment(1, 1, EnrolmentState::Enrolled),
            enrolment(2, 2, EnrolmentState::Enrolled),
            enrolment(3, 3, EnrolmentState::Waiting),
            enrolment(4, 4, EnrolmentState::Withdrawn),
        ];
        let mut failed = result(11, 1, "异议处理演练");
        (failed.outcome, failed.hours) = (Some("未通过".to_owned()), Some(70_000));
        let held = class(9, ClassStatus::Held, "2025-09-12", "2025-09-12");
        let row = |members: &Members| {
            let both = (enrolled.as_slice(), std::slice::from_ref(&failed));
            planned_row(held.clone(), both, members, &courses, day("2025-11-18"))
        };
        let found = row(&Members::Everyone).unwrap();
        assert_eq!((found.seats.taken, found.seats.waiting, found.free()), (2, 1, Some(1)));
        assert_eq!((found.attendance.came(), found.attendance.unknown), (1, 1));
        assert_eq!((found.people(), found.retests), (2, 1));
        assert_eq!(found.name, "异议处理演练");
        let nobody = Members::People(BTreeMap::new());
        assert_eq!(row(&nobody), None, "nobody of the scope goes there");
        let empty = planned_row(held, (&[], &[]), &nobody, &courses, day("2025-11-18"));
        assert!(empty.is_some(), "one to which nobody goes yet is everybody's");
    }

    #[test]
    fn parts_go_before_words() {
        let with = |parts: &[bool], words: Option<&str>| {
            let mut own = result(11, 1, "甲");
            own.attendance = words.map(str::to_owned);
            let presence = (1..).map(ClassSessionId).zip(parts.iter().copied()).collect();
            presence_of(presence, own)
        };
        fn presence_of(
            presence: BTreeMap<ClassSessionId, bool>,
            own: TrainingResult,
        ) -> Option<Presence> {
            let person = own.person_id;
            let results = vec![own];
            super::presence(&Participant {
                person,
                enrolment: None,
                presence,
                results,
                scores: vec![],
            })
        }
        assert_eq!(with(&[true, true], None), Some(Presence::Full));
        assert_eq!(with(&[true, false], Some("全勤")), Some(Presence::Part));
        assert_eq!(with(&[false, false], None), Some(Presence::Absent));
        assert_eq!(with(&[false, false], Some("请假")), Some(Presence::Excused));
        assert_eq!(with(&[], Some("请假")), Some(Presence::Excused));
    }
}
