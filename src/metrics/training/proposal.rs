//! What a plan of training should hold, from what people lack: which classes and courses, who goes, what that
//! costs within what is left of the budget, and what is left out and why.
//!
//! # One gap, once
//! The courses that the plan has already, and the classes that are planned, come first: what they close sends
//! nobody to a second course. What is still open after that goes to courses of which no class is planned yet,
//! the one that closes the most first, of equal ones the cheaper. So the priorities by which the budget is shared
//! count nobody twice ([`crate::domain::training::enrolment`], [`crate::domain::training::plan`]).
//!
//! # What it costs
//! A class what it is expected to cost, else so much for each who goes to it; a course without a class so much
//! for each. Where neither is said the cost is not known, and the course is left out as that.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};

use crate::domain::ids::{CourseId, PersonId, SkillId, TrainingClassId, TrainingPlanItemId};
use crate::domain::mentoring::Span;
use crate::domain::money::Money;
use crate::domain::period::Period;
use crate::domain::training::enrolment::{Choice, Class, Proposal, propose};
use crate::domain::training::plan::{Offer, Why, plan};
use crate::domain::training::totals::class_cost;
use crate::metrics::training::enrol::{Enrolling, Offered, Taught};
use crate::store::records::ClassMark;
use crate::store::training::plans::Plan;

/// So many days behind the period stand the courses that the plan has; before them there is room for those
/// that it could have.
const FAR: u64 = 10_000;

/// Where somebody learns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    /// By a course that the plan has.
    Item(TrainingPlanItemId),
    /// In a class that is planned.
    Class(TrainingClassId),
    /// By a course of which no class is planned.
    Course(CourseId),
}

/// A course that the plan could have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The course.
    pub course: CourseId,
    /// The class, where one is planned.
    pub class: Option<TrainingClassId>,
    /// By when it is done.
    pub due: NaiveDate,
    /// Who goes, the most urgent first.
    pub chosen: Vec<Choice<SkillId>>,
    /// For how many no seat is left.
    pub waiting: usize,
    /// What it costs; `None` where that is not known.
    pub cost: Option<Money>,
    /// Whether it must be held.
    pub mandatory: bool,
}

/// A course that fits into the budget.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fits {
    /// The course.
    pub what: Suggestion,
    /// What is left of the budget behind it; `None` without a budget.
    pub left: Option<Money>,
}

/// What a plan should hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suggested {
    /// What fits, in the order in which it is taken.
    pub taken: Vec<Fits>,
    /// What is left out, with why.
    pub left_out: Vec<(Suggestion, Why)>,
    /// What the courses that fit cost together.
    pub spent: Money,
    /// What is left of the budget; `None` without a budget.
    pub left: Option<Money>,
    /// The skills that people lack and no course in use teaches, with how many people that are.
    pub untaught: Vec<(SkillId, usize)>,
}

/// What a plan should hold beside what it holds.
pub fn suggest(all: &Enrolling, own: &Plan, period: Period, today: NaiveDate) -> Suggested {
    let held = held(all, own, period);
    let in_plan: BTreeSet<TrainingClassId> = {
        let open = own.items.iter().filter(|item| item.item.dropped_on.is_none());
        open.filter_map(|item| item.item.class_id).collect()
    };
    let joinable = |class: &&Offered| {
        class.record.ends >= today
            && period.contains(class.record.ends)
            && !in_plan.contains(&class.record.id)
    };
    let (open, full): (Vec<&Offered>, Vec<&Offered>) =
        all.classes.iter().partition(|class| joinable(class));
    let mut known = held;
    known.extend(full.into_iter().map(|class| of_class(all, class, true)));
    let free: Vec<Class<Place, SkillId>> =
        open.iter().map(|class| of_class(all, class, false)).collect();
    let courses = courses(all, &known, &free, period);
    let classes: Vec<Class<Place, SkillId>> =
        known.into_iter().chain(free).chain(courses).collect();
    let found = propose(&classes, &all.trainees);
    let mut offered: BTreeMap<Place, Suggestion> = BTreeMap::new();
    for proposal in found {
        if let Some(one) = suggestion(all, proposal, &open, period) {
            offered.insert(one.0, one.1);
        }
    }
    let offers = offered.iter().map(|(place, one)| Offer {
        key: *place,
        priority: one.chosen.iter().fold(0, |sum, own| own.priority.saturating_add(sum)),
        cost: one.cost,
        mandatory: one.mandatory,
    });
    let spent = Money(own.cost().0);
    let chosen = plan(offers.collect(), own.plan.budget.map(|budget| Money(budget) - spent));
    let taken = chosen.taken.into_iter().filter_map(|taken| {
        Some(Fits { what: offered.remove(&taken.offer.key)?, left: taken.left })
    });
    let taken: Vec<Fits> = taken.collect();
    let left_out = chosen.left_out.into_iter();
    let left_out =
        left_out.filter_map(|(offer, why)| Some((offered.remove(&offer.key)?, why))).collect();
    let (spent, left) = (chosen.spent, chosen.left);
    Suggested { taken, left_out, spent, left, untaught: untaught(all) }
}

/// The courses that the plan has, each with those who are to take it. On which days is not known, or those of
/// its class: they stand far behind the period, in nobody's way.
fn held(all: &Enrolling, own: &Plan, period: Period) -> Vec<Class<Place, SkillId>> {
    let open = own.items.iter().filter(|item| item.item.dropped_on.is_none());
    let held = (FAR..).zip(open).map(|(n, item)| {
        let people: BTreeSet<PersonId> = item.people.iter().map(|one| one.person_id).collect();
        let day = behind(period, n);
        Class {
            key: Place::Item(item.item.id),
            span: Span { first: day, last: day },
            teaches: taught(all, item.item.course_id),
            seats: Some(u32::try_from(people.len()).unwrap_or(u32::MAX)),
            enrolled: people,
        }
    });
    held.collect()
}

/// A day behind a period.
fn behind(period: Period, n: u64) -> NaiveDate {
    let last = period.last_day();
    last.checked_add_days(Days::new(n)).unwrap_or(last)
}

fn taught(all: &Enrolling, course: CourseId) -> BTreeMap<SkillId, i64> {
    all.courses.get(&course).map(|own| own.teaches.clone()).unwrap_or_default()
}

/// A class that is planned; one that is full takes nobody else.
fn of_class(all: &Enrolling, class: &Offered, full: bool) -> Class<Place, SkillId> {
    let seats = if full {
        Some(u32::try_from(class.enrolled.len()).unwrap_or(u32::MAX))
    } else {
        class.record.seats.map(|seats| u32::try_from(seats).unwrap_or_default())
    };
    Class {
        key: Place::Class(class.record.id),
        span: class.span(),
        teaches: taught(all, class.record.course_id),
        seats,
        enrolled: class.enrolled.clone(),
    }
}

/// The courses in use without a class, that which closes the most first, of equal ones the cheaper; each on a
/// day of its own behind the period, so that none is in the way of another.
fn courses(
    all: &Enrolling,
    known: &[Class<Place, SkillId>],
    free: &[Class<Place, SkillId>],
    period: Period,
) -> Vec<Class<Place, SkillId>> {
    let used = |own: &&Taught| !own.course.archived && !own.teaches.is_empty();
    let class = |own: &Taught, n: u64| Class {
        key: Place::Course(own.course.id),
        span: Span { first: behind(period, n), last: behind(period, n) },
        teaches: own.teaches.clone(),
        seats: None,
        enrolled: BTreeSet::new(),
    };
    let mut found: Vec<(i64, &Taught)> = vec![];
    for own in all.courses.values().filter(used) {
        let mut classes = known.to_vec();
        classes.extend(free.iter().cloned());
        classes.push(class(own, 1));
        let key = Place::Course(own.course.id);
        let alone = propose(&classes, &all.trainees).into_iter().find(|one| one.class == key);
        found.push((alone.map_or(0, |one| one.priority()), own));
    }
    let cost = |own: &Taught| (own.course.cost_per_head.is_none(), own.course.cost_per_head);
    found.sort_by_key(|(priority, own)| (Reverse(*priority), cost(own), own.course.id));
    (1..).zip(found).map(|(n, (_, own))| class(own, n)).collect()
}

/// What is suggested of a place; `None` of those the plan has, of classes that take nobody else, and of a course
/// that closes nothing beside a class of its own.
fn suggestion(
    all: &Enrolling,
    proposal: Proposal<Place, SkillId>,
    open: &[&Offered],
    period: Period,
) -> Option<(Place, Suggestion)> {
    let n = u32::try_from(proposal.chosen.len()).ok()?;
    let waiting = proposal.waiting.len();
    let each = |course: CourseId| {
        let fen = all.courses.get(&course)?.course.cost_per_head?;
        Some(Money(fen))
    };
    let one = match proposal.class {
        Place::Item(_) => return None,
        Place::Class(id) => {
            let class = open.iter().find(|class| class.record.id == id)?;
            let course = class.record.course_id;
            let heads = u32::try_from(class.enrolled.len()).ok()?.saturating_add(n);
            let by_heads = || class_cost(Money(0), each(course)?, heads);
            Suggestion {
                course,
                class: Some(id),
                due: class.record.ends,
                chosen: proposal.chosen,
                waiting,
                cost: class.record.cost.map(Money).or_else(by_heads),
                mandatory: class.record.mark == Some(ClassMark::Mandatory),
            }
        }
        Place::Course(course) => {
            let planned = open.iter().any(|class| class.record.course_id == course);
            if n == 0 && planned {
                return None;
            }
            Suggestion {
                course,
                class: None,
                due: period.last_day(),
                chosen: proposal.chosen,
                waiting,
                cost: each(course).and_then(|each| class_cost(Money(0), each, n)),
                mandatory: false,
            }
        }
    };
    Some((proposal.class, one))
}

/// The skills that people lack and no course in use teaches.
fn untaught(all: &Enrolling) -> Vec<(SkillId, usize)> {
    let used = all.courses.values().filter(|own| !own.course.archived);
    let taught: BTreeSet<SkillId> = used.flat_map(|own| own.teaches.keys().copied()).collect();
    let mut lacking: BTreeMap<SkillId, usize> = BTreeMap::new();
    for trainee in all.trainees.values() {
        for (skill, need) in &trainee.needs {
            let level = trainee.levels.get(skill);
            if level.is_some_and(|level| *level < need.level) && !taught.contains(skill) {
                *lacking.entry(*skill).or_default() += 1;
            }
        }
    }
    let mut lacking: Vec<(SkillId, usize)> = lacking.into_iter().collect();
    lacking.sort_by_key(|(skill, n)| (Reverse(*n), *skill));
    lacking
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{TrainingPlanId, TrainingPlanPersonId};
    use crate::domain::training::enrolment::Trainee;
    use crate::domain::training::gap::Need;
    use crate::domain::training::level::LEVEL;
    use crate::store::records::{
        ClassStatus, Course, LearningTopic, ScopeKind, TrainingClass, TrainingForm, TrainingPlan,
        TrainingPlanItem, TrainingPlanPerson, TrainingPlanStatus,
    };
    use crate::store::training::plans::Item;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn course(id: i64, skill: i64, yuan: Option<i64>) -> Taught {
        let course = Course {
            id: CourseId(id),
            name: format!("课程{id}"),
            name_en: String::new(),
            topic: LearningTopic::Selling,
            form: TrainingForm::Drill,
            summary: None,
            hours: None,
            cost_per_head: yuan.map(|yuan| yuan * 100),
            full_score: None,
            pass_score: None,
            valid_months: None,
            certificate_kind_id: None,
            kpi: None,
            kpi_days: None,
            archived: false,
        };
        Taught { course, teaches: BTreeMap::from([(SkillId(skill), 3 * LEVEL)]) }
    }

    fn class(id: i64, course: i64, on: &str, seats: i64, cost: Option<i64>) -> Offered {
        Offered {
            record: TrainingClass {
                id: TrainingClassId(id),
                course_id: CourseId(course),
                title: None,
                starts: day(on),
                ends: day(on),
                place: None,
                trainer: None,
                trainer_id: None,
                seats: Some(seats),
                cost: cost.map(|yuan| yuan * 100),
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
            enrolled: BTreeSet::new(),
        }
    }

    /// Three people at level 1 who are asked for 3 in skills 1 to 4.
    fn trainees() -> BTreeMap<PersonId, Trainee<SkillId>> {
        let skills = || (1..=4).map(SkillId);
        let need = Need { level: 3 * LEVEL, importance: 1 };
        let one = || Trainee {
            needs: skills().map(|skill| (skill, need)).collect(),
            levels: skills().map(|skill| (skill, LEVEL)).collect(),
            leaves: None,
            away: vec![],
        };
        (1..=3).map(|id| (PersonId(id), one())).collect()
    }

    fn own(budget: Option<i64>, items: Vec<(i64, Vec<i64>, i64)>) -> Plan {
        let item = |(place, (course, people, yuan)): (i64, (i64, Vec<i64>, i64))| Item {
            item: TrainingPlanItem {
                id: TrainingPlanItemId(place),
                plan_id: TrainingPlanId(1),
                position: place,
                course_id: CourseId(course),
                class_id: None,
                due: None,
                cost: Some(yuan * 100),
                note: None,
                dropped_on: None,
                dropped_why: None,
            },
            people: people
                .into_iter()
                .map(|person| TrainingPlanPerson {
                    id: TrainingPlanPersonId(person),
                    item_id: TrainingPlanItemId(place),
                    person_id: PersonId(person),
                    skill_id: None,
                })
                .collect(),
        };
        Plan {
            plan: TrainingPlan {
                id: TrainingPlanId(1),
                name: "年度".to_owned(),
                scope_kind: ScopeKind::All,
                scope_id: 0,
                period: "2025".to_owned(),
                budget: budget.map(|yuan| yuan * 100),
                hours_per_head: None,
                status: TrainingPlanStatus::Draft,
                agreed_on: None,
                closed_on: None,
                review: None,
                note: None,
                by_name: String::new(),
            },
            items: (1..).zip(items).map(item).collect(),
        }
    }

    fn found(all: &Enrolling, own: &Plan) -> Suggested {
        suggest(all, own, Period::Year(2025), day("2025-11-18"))
    }

    /// Course, class, and how many go.
    fn told(one: &Suggestion) -> (i64, Option<i64>, usize) {
        (one.course.0, one.class.map(|class| class.0), one.chosen.len())
    }

    #[test]
    fn classes_come_first_and_the_budget_holds() {
        let courses = [
            course(1, 1, Some(1_000)),
            course(2, 2, Some(500)),
            course(3, 3, None),
            course(4, 1, Some(100)),
        ];
        let courses = courses.map(|own| (own.course.id, own)).into();
        let classes = vec![class(9, 1, "2025-12-04", 2, Some(1_200))];
        let all = Enrolling { trainees: trainees(), courses, classes };
        let suggested = found(&all, &own(Some(2_000), vec![]));
        // The class takes two of three; the third goes to course 4, which costs less than course 1. Levels for
        // the money: course 4 two for 100, course 2 six for 1,500, the class four for 1,200, of which 800 are
        // lacking.
        let taken: Vec<_> = suggested.taken.iter().map(|fits| told(&fits.what)).collect();
        assert_eq!(taken, [(4, None, 1), (2, None, 3)]);
        assert_eq!((suggested.spent, suggested.left), (Money(160_000), Some(Money(40_000))));
        let left: Vec<_> = suggested.left_out.iter().map(|(one, why)| (told(one), *why)).collect();
        let (over, unknown) = (Why::OverBudget(Money(80_000)), Why::CostUnknown);
        assert_eq!(left, [((1, Some(9), 2), over), ((3, None, 3), unknown)]);
        assert_eq!(suggested.left_out[0].0.waiting, 1);
        assert_eq!(suggested.untaught, [(SkillId(4), 3)], "nobody teaches the fourth");
        let free = found(&all, &own(None, vec![]));
        assert_eq!((free.taken.len(), free.left), (3, None));
    }

    #[test]
    fn what_the_plan_has_is_not_suggested_again() {
        let courses = [course(1, 1, Some(1_000)), course(2, 2, Some(500))];
        let courses = courses.map(|own| (own.course.id, own)).into();
        let all = Enrolling { trainees: trainees(), courses, classes: vec![] };
        let suggested = found(&all, &own(Some(3_000), vec![(1, vec![1, 2], 2_000)]));
        let taken: Vec<_> = suggested.taken.iter().map(|fits| told(&fits.what)).collect();
        // 1,000 are left: course 1 for the third person costs that, course 2 for three 1,500. Each closes two
        // levels of a person for its cost, so course 2 has its turn first and does not fit.
        assert_eq!(taken, [(1, None, 1)]);
        assert_eq!(suggested.left, Some(Money(0)));
        assert_eq!(suggested.left_out[0].1, Why::OverBudget(Money(50_000)));
    }
}
