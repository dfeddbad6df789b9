//! 个人规划: how the career plans of people stand on a day.
//!
//! Whatever lies after the day is not known on it: a plan that was begun later is none, and one that ended
//! later is still worked on.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::ids::PersonId;
use crate::error::Result;
use crate::store::Db;
use crate::store::records::{CareerAction, CareerPlan, CareerStatus};
use crate::store::training::careers::{self, Career};

/// How the plans of some people stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overview {
    /// How many are worked on.
    pub open: usize,
    /// Of these, how many should have been talked about by now.
    pub review_late: usize,
    /// Of these, how many have something that should have been done by now.
    pub action_late: usize,
    /// How many posts were reached.
    pub reached: usize,
    /// How many plans were given up.
    pub dropped: usize,
    /// Who has none that is worked on, in the order given.
    pub without: Vec<PersonId>,
}

/// How far one plan is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// How much is to be done.
    pub actions: usize,
    /// How much of it was.
    pub done: usize,
    /// How much should have been by now and was not.
    pub late: usize,
    /// Whether it should have been talked about by now.
    pub review_late: bool,
}

/// The plans of some people that were begun by a day, the newest first.
///
/// # Errors
/// Whatever the database reports.
pub fn of_people(db: &Db, people: &[PersonId], day: NaiveDate) -> Result<Vec<Career>> {
    let wanted: BTreeSet<PersonId> = people.iter().copied().collect();
    let begun =
        |career: &Career| wanted.contains(&career.plan.person_id) && career.plan.opened_on <= day;
    Ok(careers::all(db)?.into_iter().filter(begun).collect())
}

/// How a plan stands on a day.
pub fn status(plan: &CareerPlan, day: NaiveDate) -> CareerStatus {
    if plan.closed_on.is_some_and(|closed| closed <= day) {
        plan.status
    } else {
        CareerStatus::Open
    }
}

/// Whether something that is done for a career was done by a day.
pub fn done(action: &CareerAction, day: NaiveDate) -> bool {
    action.done_on.is_some_and(|done| done <= day)
}

/// Whether it should have been done by a day and was not.
pub fn late(action: &CareerAction, day: NaiveDate) -> bool {
    !done(action, day) && action.due.is_some_and(|due| due < day)
}

/// How far a plan is on a day; one that is over has nothing that is late.
pub fn progress(career: &Career, day: NaiveDate) -> Progress {
    let open = status(&career.plan, day) == CareerStatus::Open;
    let count = |fits: fn(&CareerAction, NaiveDate) -> bool| {
        career.actions.iter().filter(|action| fits(action, day)).count()
    };
    Progress {
        actions: career.actions.len(),
        done: count(done),
        late: if open { count(late) } else { 0 },
        review_late: open && career.plan.review_on.is_some_and(|review| review < day),
    }
}

/// How the plans of some people stand on a day.
pub fn overview(careers: &[Career], people: &[PersonId], day: NaiveDate) -> Overview {
    let with = |wanted: CareerStatus| {
        careers.iter().filter(move |career| status(&career.plan, day) == wanted)
    };
    let busy: BTreeSet<PersonId> =
        with(CareerStatus::Open).map(|career| career.plan.person_id).collect();
    Overview {
        open: with(CareerStatus::Open).count(),
        review_late: careers.iter().filter(|career| progress(career, day).review_late).count(),
        action_late: careers.iter().filter(|career| progress(career, day).late > 0).count(),
        reached: with(CareerStatus::Reached).count(),
        dropped: with(CareerStatus::Dropped).count(),
        without: people.iter().copied().filter(|person| !busy.contains(person)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{CareerActionId, CareerPlanId, PostId};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn career(id: i64, closed: Option<&str>, review: Option<&str>) -> Career {
        let action = |place: i64, due: &str, done: Option<&str>| CareerAction {
            id: CareerActionId(id * 10 + place),
            plan_id: CareerPlanId(id),
            position: place,
            what: "参加谈判班".to_owned(),
            skill_id: None,
            course_id: None,
            owner_id: None,
            due: Some(day(due)),
            done_on: done.map(day),
        };
        let plan = CareerPlan {
            id: CareerPlanId(id),
            person_id: PersonId(id),
            step_id: None,
            post_id: PostId(1),
            grade: None,
            by_day: None,
            gap: None,
            status: closed.map_or(CareerStatus::Open, |_| CareerStatus::Reached),
            opened_on: day("2025-01-06"),
            review_on: review.map(day),
            closed_on: closed.map(day),
            result: None,
            by_name: String::new(),
        };
        let actions =
            vec![action(1, "2025-06-30", Some("2025-06-12")), action(2, "2025-10-31", None)];
        Career { plan, actions, reviews: vec![] }
    }

    #[test]
    fn what_is_late_is_late_of_plans_that_are_worked_on() {
        let open = career(1, None, Some("2025-11-01"));
        let reached = career(2, Some("2025-11-10"), None);
        let people = [PersonId(1), PersonId(2), PersonId(3)];
        let told = |on: &str| overview(&[open.clone(), reached.clone()], &people, day(on));
        let now = told("2025-11-18");
        assert_eq!((now.open, now.reached, now.dropped), (1, 1, 0));
        assert_eq!((now.review_late, now.action_late), (1, 1));
        assert_eq!(now.without, [PersonId(2), PersonId(3)]);
        let before = told("2025-11-01");
        assert_eq!((before.open, before.reached), (2, 0), "it was reached later");
        assert_eq!((before.review_late, before.action_late), (0, 2), "a day is not late on itself");
        let far = progress(&open, day("2025-06-01"));
        assert_eq!((far.actions, far.done, far.late), (2, 0, 0));
    }
}
