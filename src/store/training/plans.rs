//! Plans of training with their courses and people.

use std::collections::BTreeMap;

use crate::domain::ids::{PersonId, TrainingPlanId, TrainingPlanItemId};
use crate::domain::scope::Scope;
use crate::error::Result;
use crate::store::Record as _;
use crate::store::db::Db;
use crate::store::records::{TrainingPlan, TrainingPlanItem, TrainingPlanPerson};

/// A course in a plan with who is to take it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The course in the plan.
    pub item: TrainingPlanItem,
    /// Who is to take it.
    pub people: Vec<TrainingPlanPerson>,
}

/// A plan with all it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The plan.
    pub plan: TrainingPlan,
    /// Its courses, in order.
    pub items: Vec<Item>,
}

impl Plan {
    /// Whose plan it is.
    pub fn scope(&self) -> Scope {
        self.plan.scope_kind.scope(self.plan.scope_id)
    }

    /// What its courses are expected to cost, in fen, those that were given up left out; and of how many
    /// that is not known.
    pub fn cost(&self) -> (i64, usize) {
        let open = self.items.iter().filter(|item| item.item.dropped_on.is_none());
        open.fold((0, 0), |(sum, unknown), item| match item.item.cost {
            Some(cost) => (cost.saturating_add(sum), unknown),
            None => (sum, unknown + 1),
        })
    }
}

/// The plans, the newest first.
///
/// # Errors
/// Whatever the database reports.
pub fn all(db: &Db) -> Result<Vec<Plan>> {
    let mut people: BTreeMap<TrainingPlanItemId, Vec<TrainingPlanPerson>> = BTreeMap::new();
    for person in db.all::<TrainingPlanPerson>()? {
        people.entry(person.item_id).or_default().push(person);
    }
    let mut items: BTreeMap<TrainingPlanId, Vec<Item>> = BTreeMap::new();
    for item in db.all::<TrainingPlanItem>()? {
        let people = people.remove(&item.id).unwrap_or_default();
        items.entry(item.plan_id).or_default().push(Item { item, people });
    }
    items.values_mut().for_each(|own| own.sort_by_key(|item| item.item.position));
    let plans = db.all::<TrainingPlan>()?.into_iter().rev();
    let with =
        |plan: TrainingPlan| Plan { items: items.remove(&plan.id).unwrap_or_default(), plan };
    Ok(plans.map(with).collect())
}

const OF_PERSON: &str = "SELECT p.id, p.item_id, p.person_id, p.skill_id FROM training_plan_person p JOIN training_plan_item i ON i.id = p.item_id WHERE p.person_id = $1 AND i.dropped_on IS NULL ORDER BY p.id";

/// What plans ask of a person: the courses that were not given up.
///
/// # Errors
/// Whatever the database reports.
pub fn of_person(db: &Db, person: PersonId) -> Result<Vec<TrainingPlanPerson>> {
    db.rows(OF_PERSON, &[person.into()], TrainingPlanPerson::from_row)
}
