//! The ladder, what people are to become, and chances they were offered.

use std::collections::BTreeMap;

use crate::domain::ids::{CareerPlanId, CareerStepId, PersonId};
use crate::error::Result;
use crate::store::Record as _;
use crate::store::db::Db;
use crate::store::records::{
    CareerAction, CareerCondition, CareerPlan, CareerReview, CareerStep, DevelopmentOffer,
};

/// A step of the ladder with its conditions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rung {
    /// The step.
    pub step: CareerStep,
    /// Its conditions, in order.
    pub conditions: Vec<CareerCondition>,
}

/// The ladder from the first step up.
///
/// # Errors
/// Whatever the database reports.
pub fn ladder(db: &Db) -> Result<Vec<Rung>> {
    let mut conditions: BTreeMap<CareerStepId, Vec<CareerCondition>> = BTreeMap::new();
    for condition in db.all::<CareerCondition>()? {
        conditions.entry(condition.step_id).or_default().push(condition);
    }
    conditions.values_mut().for_each(|own| own.sort_by_key(|condition| condition.position));
    let mut steps = db.all::<CareerStep>()?;
    steps.sort_by_key(|step| (step.position, step.id));
    let with = |step: CareerStep| Rung {
        conditions: conditions.remove(&step.id).unwrap_or_default(),
        step,
    };
    Ok(steps.into_iter().map(with).collect())
}

/// What somebody is to become, with what is done and what was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Career {
    /// The plan.
    pub plan: CareerPlan,
    /// What is done, in order.
    pub actions: Vec<CareerAction>,
    /// The talks, the earliest first.
    pub reviews: Vec<CareerReview>,
}

/// What was ever planned for anybody, the newest first.
///
/// # Errors
/// Whatever the database reports.
pub fn all(db: &Db) -> Result<Vec<Career>> {
    let mut actions: BTreeMap<CareerPlanId, Vec<CareerAction>> = BTreeMap::new();
    for action in db.all::<CareerAction>()? {
        actions.entry(action.plan_id).or_default().push(action);
    }
    actions.values_mut().for_each(|own| own.sort_by_key(|action| (action.position, action.id)));
    let mut reviews: BTreeMap<CareerPlanId, Vec<CareerReview>> = BTreeMap::new();
    for review in db.all::<CareerReview>()? {
        reviews.entry(review.plan_id).or_default().push(review);
    }
    reviews.values_mut().for_each(|own| own.sort_by_key(|review| (review.on_day, review.id)));
    let mut plans = db.all::<CareerPlan>()?;
    plans.sort_by_key(|plan| std::cmp::Reverse((plan.opened_on, plan.id)));
    let with = |plan: CareerPlan| Career {
        actions: actions.remove(&plan.id).unwrap_or_default(),
        reviews: reviews.remove(&plan.id).unwrap_or_default(),
        plan,
    };
    Ok(plans.into_iter().map(with).collect())
}

const ACTIONS_OF: &str = "SELECT a.id, a.plan_id, a.position, a.what, a.skill_id, a.course_id, a.owner_id, a.due, a.done_on FROM career_action a JOIN career_plan p ON p.id = a.plan_id WHERE p.person_id = $1 ORDER BY a.position, a.id";
const REVIEWS_OF: &str = "SELECT r.id, r.plan_id, r.on_day, r.words, r.by_name FROM career_review r JOIN career_plan p ON p.id = r.plan_id WHERE p.person_id = $1 ORDER BY r.on_day, r.id";
const PLANS_OF: &str = "SELECT id, person_id, step_id, post_id, grade, by_day, gap, status, opened_on, review_on, closed_on, result, by_name FROM career_plan WHERE person_id = $1 ORDER BY opened_on, id";
const OFFERS_OF: &str = "SELECT id, person_id, kind, what, reason, offered_on, answer, answered_on, review_on, reviewed_on, result, by_name FROM development_offer WHERE person_id = $1 ORDER BY offered_on, id";

/// What was ever planned for a person, the newest first.
///
/// # Errors
/// Whatever the database reports.
pub fn of_person(db: &Db, person: PersonId) -> Result<Vec<Career>> {
    let key = [person.into()];
    let mut actions: BTreeMap<CareerPlanId, Vec<CareerAction>> = BTreeMap::new();
    for action in db.rows(ACTIONS_OF, &key, CareerAction::from_row)? {
        actions.entry(action.plan_id).or_default().push(action);
    }
    let mut reviews: BTreeMap<CareerPlanId, Vec<CareerReview>> = BTreeMap::new();
    for review in db.rows(REVIEWS_OF, &key, CareerReview::from_row)? {
        reviews.entry(review.plan_id).or_default().push(review);
    }
    let plans = db.rows(PLANS_OF, &key, CareerPlan::from_row)?.into_iter().rev();
    let with = |plan: CareerPlan| Career {
        actions: actions.remove(&plan.id).unwrap_or_default(),
        reviews: reviews.remove(&plan.id).unwrap_or_default(),
        plan,
    };
    Ok(plans.map(with).collect())
}

/// What was offered to a person, the earliest first.
///
/// # Errors
/// Whatever the database reports.
pub fn offers_of(db: &Db, person: PersonId) -> Result<Vec<DevelopmentOffer>> {
    db.rows(OFFERS_OF, &[person.into()], DevelopmentOffer::from_row)
}
