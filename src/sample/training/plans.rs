//! The plans of training: that of the year and that of a quarter, agreed with their budgets, and a draft.

use chrono::NaiveDate;
use serde::Deserialize;

use super::{Known, WHOLE, YUAN, course, of, people, say};
use crate::command::training::What;
use crate::command::training::plans::{Ask as Plans, ItemForm, PlanForm};
use crate::domain::ids::{TrainingClassId, TrainingPlanId};
use crate::domain::period::Period;
use crate::error::Result;
use crate::sample::story::{Cast, given, missing, rows, word};
use crate::store::Db;
use crate::store::records::{TrainingPlan, TrainingPlanItem};

#[derive(Deserialize)]
struct Planned {
    key: String,
    name: String,
    scope: String,
    period: String,
    budget: i64,
    hours: i64,
    note: String,
    agreed: Option<NaiveDate>,
}

#[derive(Deserialize)]
struct Item {
    plan: String,
    course: String,
    class: String,
    due: NaiveDate,
    cost: i64,
    note: String,
    skill: String,
    people: String,
    dropped: Option<NaiveDate>,
    why: String,
}

/// Makes all of them.
pub(super) fn set(db: &mut Db, cast: &Cast, classes: &Known<TrainingClassId>) -> Result<()> {
    let items = rows::<Item>("plan_items")?;
    for plan in rows::<Planned>("training_plans")? {
        let period = word(&plan.period, Period::parse)?;
        let form = PlanForm {
            name: plan.name,
            scope: cast.directory.parse_scope(&plan.scope)?,
            period,
            budget: Some(plan.budget * YUAN),
            hours_per_head: Some(plan.hours * WHOLE),
            note: plan.note,
        };
        let today = plan.agreed.unwrap_or(period.first_day());
        say(db, today, What::Plans(Plans::AddPlan(form)))?;
        let id = db.all::<TrainingPlan>()?.last().map(|plan| plan.id);
        let id = id.ok_or_else(|| missing(&plan.key))?;
        for item in items.iter().filter(|item| item.plan == plan.key) {
            put(db, cast, classes, (id, item), today)?;
        }
        if let Some(on) = plan.agreed {
            say(db, on, What::Plans(Plans::Agree(id)))?;
        }
        for item in items.iter().filter(|item| item.plan == plan.key) {
            give_up(db, (id, item))?;
        }
    }
    Ok(())
}

fn put(
    db: &mut Db,
    cast: &Cast,
    classes: &Known<TrainingClassId>,
    (plan, item): (TrainingPlanId, &Item),
    today: NaiveDate,
) -> Result<()> {
    let skill = given(&item.skill, |name| cast.skill(name))?;
    let who = people(cast, &item.people)?;
    let form = ItemForm {
        course: course(db, &item.course)?,
        class: given(&item.class, |key| of(classes, key))?,
        due: Some(item.due),
        cost: Some(item.cost * YUAN),
        note: item.note.clone(),
        people: who.into_iter().map(|person| (person, skill)).collect(),
    };
    say(db, today, What::Plans(Plans::SetItem(plan, None, form)))
}

/// A course that is not given after all.
fn give_up(db: &mut Db, (plan, item): (TrainingPlanId, &Item)) -> Result<()> {
    let Some(on) = item.dropped else { return Ok(()) };
    let id = course(db, &item.course)?;
    let all = db.all::<TrainingPlanItem>()?;
    let own = all.iter().find(|own| own.plan_id == plan && own.course_id == id);
    let own = own.map(|own| own.id).ok_or_else(|| missing(&item.course))?;
    say(db, on, What::Plans(Plans::DropItem(own, item.why.clone())))
}
