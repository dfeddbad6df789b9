//! Plans of training: written, agreed, closed with what came of them.
//!
//! A plan that is closed no longer changes. A course that is not given after all is given up with the
//! reason, so that it can still be seen what was meant.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::skills::in_use;
use super::{not_negative, positive};
use crate::command;
use crate::command::input::{gone, known, required, some};
use crate::domain::ids::{
    CourseId, PersonId, SkillId, TrainingClassId, TrainingPlanId, TrainingPlanItemId,
    TrainingPlanPersonId,
};
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::error::{Error, Result};
use crate::store::Db;
use crate::store::records::{
    Course, Person, Region, ScopeKind, Team, TrainingClass, TrainingPlan, TrainingPlanItem,
    TrainingPlanPerson, TrainingPlanStatus,
};
use crate::store::training::plans::{Item, Plan, all};

/// A plan as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanForm {
    /// What it is called; never blank, once for a scope and a period.
    pub name: String,
    /// Company, region or team.
    pub scope: Scope,
    /// The period.
    pub period: Period,
    /// What it may cost, in fen.
    pub budget: Option<i64>,
    /// How many hours each person is to learn, in ten-thousandths.
    pub hours_per_head: Option<i64>,
    /// A word on it; may be blank.
    pub note: String,
}

/// A course in a plan as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemForm {
    /// The course.
    pub course: CourseId,
    /// The class, once there is one.
    pub class: Option<TrainingClassId>,
    /// By when it is to be done, within the period.
    pub due: Option<NaiveDate>,
    /// What it is expected to cost in all, in fen.
    pub cost: Option<i64>,
    /// A word on it; may be blank.
    pub note: String,
    /// Who is to take it, each once, and for which gap.
    pub people: Vec<(PersonId, Option<SkillId>)>,
}

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// Begins a plan.
    AddPlan(PlanForm),
    /// Changes a plan.
    EditPlan(TrainingPlanId, PlanForm),
    /// A plan is agreed.
    Agree(TrainingPlanId),
    /// A plan is over, with what came of it.
    ClosePlan(TrainingPlanId, String),
    /// Lets a plan that was closed go on.
    ReopenPlan(TrainingPlanId),
    /// Removes a plan that was not agreed, with all it holds.
    RemovePlan(TrainingPlanId),
    /// Puts a course into a plan, or changes one that is.
    SetItem(TrainingPlanId, Option<TrainingPlanItemId>, ItemForm),
    /// Puts several courses into a plan.
    AddItems(TrainingPlanId, Vec<ItemForm>),
    /// Gives up a course of a plan, with why.
    DropItem(TrainingPlanItemId, String),
    /// Removes a course that was put into a plan by mistake.
    RemoveItem(TrainingPlanItemId),
}

impl Ask {
    pub(super) const fn title(&self) -> &'static str {
        match self {
            Self::AddPlan(_) => "step-training-plan-add",
            Self::EditPlan(..) => "step-training-plan-edit",
            Self::Agree(_) => "step-training-plan-agree",
            Self::ClosePlan(..) => "step-training-plan-close",
            Self::ReopenPlan(_) => "step-training-plan-reopen",
            Self::RemovePlan(_) => "step-training-plan-remove",
            Self::SetItem(..) => "step-training-plan-item",
            Self::AddItems(..) => "step-training-plan-items",
            Self::DropItem(..) => "step-training-plan-item-drop",
            Self::RemoveItem(_) => "step-training-plan-item-remove",
        }
    }
}

pub(super) fn apply(db: &mut Db, ask: &Ask, today: NaiveDate) -> Result<()> {
    match ask {
        Ask::AddPlan(form) => {
            let plan = TrainingPlan {
                id: TrainingPlanId(db.allocate()?),
                name: String::new(),
                scope_kind: ScopeKind::All,
                scope_id: 0,
                period: String::new(),
                budget: None,
                hours_per_head: None,
                status: TrainingPlanStatus::Draft,
                agreed_on: None,
                closed_on: None,
                review: None,
                note: None,
                by_name: command::author(db)?,
            };
            let plan = filled(db, &plan, form)?;
            db.insert(&plan)
        }
        Ask::EditPlan(id, form) => {
            let Plan { plan: old, items } = open(db, *id)?;
            let new = filled(db, &old, form)?;
            for item in &items {
                due(form.period, item.item.due)?;
            }
            db.update_from(&old, &new).map(|_| ())
        }
        Ask::Agree(id) => agree(db, *id, today),
        Ask::ClosePlan(id, review) => {
            let review = required(review, "error-training-plan-review")?;
            let old = open(db, *id)?.plan;
            let new = TrainingPlan {
                status: TrainingPlanStatus::Closed,
                closed_on: Some(today),
                review: Some(review),
                ..old.clone()
            };
            db.update_from(&old, &new).map(|_| ())
        }
        Ask::ReopenPlan(id) => {
            let old = known::<TrainingPlan>(db, *id)?;
            let agreed = old.agreed_on.is_some();
            let status =
                if agreed { TrainingPlanStatus::Agreed } else { TrainingPlanStatus::Draft };
            let new = TrainingPlan { status, closed_on: None, review: None, ..old.clone() };
            db.update_from(&old, &new).map(|_| ())
        }
        Ask::RemovePlan(id) => remove(db, *id),
        Ask::SetItem(plan, item, form) => set_item(db, *plan, *item, form),
        Ask::AddItems(plan, forms) => {
            forms.iter().try_for_each(|form| set_item(db, *plan, None, form))
        }
        Ask::DropItem(id, why) => {
            let why = required(why, "error-training-plan-drop")?;
            let Item { item: old, .. } = item(db, *id)?;
            let new =
                TrainingPlanItem { dropped_on: Some(today), dropped_why: Some(why), ..old.clone() };
            db.update_from(&old, &new).map(|_| ())
        }
        Ask::RemoveItem(id) => {
            let Item { people, .. } = item(db, *id)?;
            for person in people {
                db.delete::<TrainingPlanPerson>(person.id)?;
            }
            db.delete::<TrainingPlanItem>(*id)
        }
    }
}

/// A plan that is not closed.
fn open(db: &Db, id: TrainingPlanId) -> Result<Plan> {
    let found = all(db)?.into_iter().find(|plan| plan.plan.id == id);
    let found = found.ok_or_else(gone)?;
    if found.plan.status == TrainingPlanStatus::Closed {
        return Err(Error::new("error-training-plan-closed").arg("name", found.plan.name));
    }
    Ok(found)
}

/// A course of a plan that is not closed.
fn item(db: &Db, id: TrainingPlanItemId) -> Result<Item> {
    let plan = open(db, known::<TrainingPlanItem>(db, id)?.plan_id)?;
    let found = plan.items.into_iter().find(|item| item.item.id == id);
    found.ok_or_else(gone)
}

fn filled(db: &Db, old: &TrainingPlan, form: &PlanForm) -> Result<TrainingPlan> {
    let name = required(&form.name, "error-name-blank")?;
    match form.scope {
        Scope::All => {}
        Scope::Region(region) => known::<Region>(db, region).map(|_| ())?,
        Scope::Team(team) => known::<Team>(db, team).map(|_| ())?,
        Scope::Person(_) => return Err(Error::new("error-training-plan-person")),
    }
    not_negative(form.budget, "error-training-plan-budget")?;
    positive(form.hours_per_head, "error-course-hours")?;
    let (scope_kind, scope_id) = ScopeKind::cells(form.scope);
    let period = form.period.to_string();
    let same = |other: &TrainingPlan| {
        other.id != old.id
            && (other.scope_kind, other.scope_id) == (scope_kind, scope_id)
            && other.period == period
            && other.name == name
    };
    if db.all::<TrainingPlan>()?.iter().any(same) {
        return Err(Error::new("error-training-plan-twice").arg("name", name));
    }
    Ok(TrainingPlan {
        name,
        scope_kind,
        scope_id,
        period,
        budget: form.budget,
        hours_per_head: form.hours_per_head,
        note: some(&form.note),
        ..old.clone()
    })
}

/// What is to be done in a period is due in it.
fn due(period: Period, day: Option<NaiveDate>) -> Result<()> {
    match day.filter(|day| !period.contains(*day)) {
        Some(day) => Err(Error::new("error-training-plan-due").arg("day", day)),
        None => Ok(()),
    }
}

fn agree(db: &mut Db, id: TrainingPlanId, today: NaiveDate) -> Result<()> {
    let Plan { plan: old, items } = open(db, id)?;
    if items.is_empty() {
        return Err(Error::new("error-training-plan-empty").arg("name", old.name));
    }
    let new =
        TrainingPlan { status: TrainingPlanStatus::Agreed, agreed_on: Some(today), ..old.clone() };
    db.update_from(&old, &new).map(|_| ())
}

fn remove(db: &mut Db, id: TrainingPlanId) -> Result<()> {
    let Plan { plan, items } = open(db, id)?;
    if plan.status != TrainingPlanStatus::Draft {
        return Err(Error::new("error-training-plan-agreed").arg("name", plan.name));
    }
    for Item { item, people } in items {
        for person in people {
            db.delete::<TrainingPlanPerson>(person.id)?;
        }
        db.delete::<TrainingPlanItem>(item.id)?;
    }
    db.delete::<TrainingPlan>(id)
}

fn set_item(
    db: &mut Db,
    plan_id: TrainingPlanId,
    id: Option<TrainingPlanItemId>,
    form: &ItemForm,
) -> Result<()> {
    let Plan { plan, items } = open(db, plan_id)?;
    known::<Course>(db, form.course)?;
    if let Some(class) = form.class
        && known::<TrainingClass>(db, class)?.course_id != form.course
    {
        return Err(Error::new("error-training-plan-class"));
    }
    not_negative(form.cost, "error-class-cost")?;
    let period = Period::parse(&plan.period);
    let period = period.ok_or_else(|| Error::new("error-period").arg("period", &plan.period))?;
    due(period, form.due)?;
    let old = match id {
        Some(id) => {
            let old = items.iter().find(|item| item.item.id == id);
            Some(old.ok_or_else(gone)?)
        }
        None => None,
    };
    let last = items.iter().map(|item| item.item.position).max().unwrap_or_default();
    let new = TrainingPlanItem {
        id: match old {
            Some(old) => old.item.id,
            None => TrainingPlanItemId(db.allocate()?),
        },
        plan_id,
        position: old.map_or(last + 1, |old| old.item.position),
        course_id: form.course,
        class_id: form.class,
        due: form.due,
        cost: form.cost,
        note: some(&form.note),
        // Whoever changes a course that was given up takes it up again.
        dropped_on: None,
        dropped_why: None,
    };
    match old {
        Some(old) => db.update_from(&old.item, &new).map(|_| ())?,
        None => db.insert(&new)?,
    }
    let people = old.map(|old| old.people.as_slice()).unwrap_or_default();
    set_people(db, new.id, people, &form.people)
}

fn set_people(
    db: &mut Db,
    item_id: TrainingPlanItemId,
    old: &[TrainingPlanPerson],
    wanted: &[(PersonId, Option<SkillId>)],
) -> Result<()> {
    let mut seen = BTreeSet::new();
    for (person_id, skill_id) in wanted {
        let person = known::<Person>(db, *person_id)?;
        if !seen.insert(*person_id) {
            return Err(Error::new("error-training-plan-person-twice").arg("name", person.name));
        }
        if let Some(skill) = skill_id {
            in_use(db, *skill)?;
        }
        let (person_id, skill_id) = (*person_id, *skill_id);
        match old.iter().find(|one| one.person_id == person_id) {
            Some(one) => {
                db.update_from(one, &TrainingPlanPerson { skill_id, ..one.clone() })?;
            }
            None => {
                let id = TrainingPlanPersonId(db.allocate()?);
                db.insert(&TrainingPlanPerson { id, item_id, person_id, skill_id })?;
            }
        }
    }
    for gone in old.iter().filter(|one| !seen.contains(&one.person_id)) {
        db.delete::<TrainingPlanPerson>(gone.id)?;
    }
    Ok(())
}
