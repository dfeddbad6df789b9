//! The ladder, what people are to become, and chances they are offered.
//!
//! A person has one career plan at a time. What was offered to whom stays with what they said to it, so
//! that it can be seen who is left out.

use chrono::NaiveDate;

use super::skills::in_use;
use super::{every_one, past};
use crate::command;
use crate::command::input::{gone, known, required, some};
use crate::domain::ids::{
    CareerActionId, CareerConditionId, CareerPlanId, CareerReviewId, CareerStepId,
    CertificateKindId, CourseId, DevelopmentOfferId, PersonId, PostId, SkillId,
};
use crate::error::{Error, Result};
use crate::store::Db;
use crate::store::records::{
    CareerAction, CareerCondition, CareerConditionKind, CareerPlan, CareerReview, CareerStatus,
    CareerStep, CertificateKind, Course, DevelopmentOffer, OfferAnswer, OfferKind, Person, Post,
};
use crate::store::training::careers::{Career, Rung, ladder, of_person};
use crate::store::training::skills::TOP_LEVEL;

/// The whole in basis points.
const WHOLE_BP: i64 = 10_000;

/// A condition as typed; what its kind does not need is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConditionForm {
    /// What is asked for.
    pub kind: CareerConditionKind,
    /// The skill, of a level of a skill.
    pub skill: Option<SkillId>,
    /// The kind of certificate; `None` for all that are held.
    pub certificate: Option<CertificateKindId>,
    /// The level, the months or the basis points.
    pub number: Option<i64>,
    /// Over how many quarters or evaluations.
    pub times: Option<i64>,
    /// The grade of evaluations; may be blank.
    pub grade: String,
}

/// A step of the ladder as typed; blank texts are unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepForm {
    /// From which post.
    pub from_post: Option<PostId>,
    /// From which grade in the post.
    pub from_grade: String,
    /// Into which post.
    pub post: PostId,
    /// Into which grade.
    pub grade: String,
    /// A word on it.
    pub note: String,
    /// Its conditions, in order.
    pub conditions: Vec<ConditionForm>,
}

/// A career plan as typed; blank texts are unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CareerForm {
    /// The step of the ladder.
    pub step: Option<CareerStepId>,
    /// The post that is aimed at.
    pub post: PostId,
    /// The grade that is aimed at.
    pub grade: String,
    /// By when; after the day it was opened.
    pub by_day: Option<NaiveDate>,
    /// What is missing, in words.
    pub gap: String,
    /// When it is looked at next.
    pub review_on: Option<NaiveDate>,
}

/// Something that is done for a career, as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActionForm {
    /// What; never blank.
    pub what: String,
    /// The skill it is for.
    pub skill: Option<SkillId>,
    /// The course it is.
    pub course: Option<CourseId>,
    /// Who sees to it.
    pub owner: Option<PersonId>,
    /// By when.
    pub due: Option<NaiveDate>,
}

/// A chance as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferForm {
    /// The person.
    pub person: PersonId,
    /// What kind.
    pub kind: OfferKind,
    /// What; never blank.
    pub what: String,
    /// Why this person; never blank.
    pub reason: String,
    /// When it is offered.
    pub offered_on: NaiveDate,
    /// When what came of it is looked at; needed where resources are given.
    pub review_on: Option<NaiveDate>,
}

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// Adds a step to the top of the ladder, or changes one.
    SetStep(Option<CareerStepId>, StepForm),
    /// Takes a step out of use, or puts one back.
    ArchiveStep(CareerStepId, bool),
    /// Puts all steps in an order.
    OrderSteps(Vec<CareerStepId>),
    /// Begins a career plan for a person who has none.
    AddCareer(PersonId, CareerForm),
    /// Changes a career plan.
    EditCareer(CareerPlanId, CareerForm),
    /// The post was reached on a day, or is given up, with what came of it.
    CloseCareer {
        /// The plan.
        id: CareerPlanId,
        /// Whether the post was reached.
        reached: bool,
        /// The day.
        on_day: NaiveDate,
        /// What came of it; never blank.
        result: String,
    },
    /// Adds something that is done, or changes it.
    SetAction(CareerPlanId, Option<CareerActionId>, ActionForm),
    /// It was done on a day, or is not done after all.
    ActionDone(CareerActionId, Option<NaiveDate>),
    /// Removes something that is done.
    RemoveAction(CareerActionId),
    /// Writes down a talk, and when it is looked at next.
    Review {
        /// The plan.
        id: CareerPlanId,
        /// The day.
        on_day: NaiveDate,
        /// What was said; never blank.
        words: String,
        /// When it is looked at next, later than the day.
        next_on: Option<NaiveDate>,
    },
    /// Offers a chance.
    Offer(OfferForm),
    /// What the person said to it on a day.
    AnswerOffer(DevelopmentOfferId, OfferAnswer, NaiveDate),
    /// What came of it, on a day.
    ReviewOffer(DevelopmentOfferId, NaiveDate, String),
    /// Removes a chance that was written down by mistake.
    RemoveOffer(DevelopmentOfferId),
}

impl Ask {
    pub(super) const fn title(&self) -> &'static str {
        match self {
            Self::SetStep(..) => "step-career-step",
            Self::ArchiveStep(_, true) => "step-career-step-archive",
            Self::ArchiveStep(_, false) => "step-career-step-restore",
            Self::OrderSteps(_) => "step-career-order",
            Self::AddCareer(..) => "step-career-add",
            Self::EditCareer(..) => "step-career-edit",
            Self::CloseCareer { .. } => "step-career-close",
            Self::SetAction(..) => "step-career-action",
            Self::ActionDone(_, Some(_)) => "step-career-action-done",
            Self::ActionDone(_, None) => "step-career-action-undone",
            Self::RemoveAction(_) => "step-career-action-remove",
            Self::Review { .. } => "step-career-review",
            Self::Offer(_) => "step-offer",
            Self::AnswerOffer(..) => "step-offer-answer",
            Self::ReviewOffer(..) => "step-offer-review",
            Self::RemoveOffer(_) => "step-offer-remove",
        }
    }
}

pub(super) fn apply(db: &mut Db, ask: &Ask, today: NaiveDate) -> Result<()> {
    match ask {
        Ask::SetStep(id, form) => set_step(db, *id, form),
        Ask::ArchiveStep(id, archived) => {
            let old = known::<CareerStep>(db, *id)?;
            db.update_from(&old, &CareerStep { archived: *archived, ..old.clone() }).map(|_| ())
        }
        Ask::OrderSteps(order) => order_steps(db, order),
        Ask::AddCareer(person, form) => add(db, *person, form, today),
        Ask::EditCareer(id, form) => {
            let old = open(db, *id)?.plan;
            let new = filled(db, &old, form)?;
            db.update_from(&old, &new).map(|_| ())
        }
        Ask::CloseCareer { id, reached, on_day, result } => {
            close(db, *id, (*reached, *on_day, result.as_str()), today)
        }
        Ask::SetAction(plan, id, form) => set_action(db, *plan, *id, form),
        Ask::ActionDone(id, day) => {
            let old = action(db, *id)?;
            if let Some(day) = day {
                past(*day, today)?;
            }
            db.update_from(&old, &CareerAction { done_on: *day, ..old.clone() }).map(|_| ())
        }
        Ask::RemoveAction(id) => {
            let old = action(db, *id)?;
            db.delete::<CareerAction>(old.id)
        }
        Ask::Review { id, on_day, words, next_on } => {
            review(db, *id, (*on_day, *next_on, words.as_str()), today)
        }
        Ask::Offer(form) => offer(db, form, today),
        Ask::AnswerOffer(id, answer, on_day) => {
            let old = known::<DevelopmentOffer>(db, *id)?;
            after(&old, *on_day, today)?;
            let new = DevelopmentOffer {
                answer: Some(*answer),
                answered_on: Some(*on_day),
                ..old.clone()
            };
            db.update_from(&old, &new).map(|_| ())
        }
        Ask::ReviewOffer(id, on_day, result) => {
            let result = required(result, "error-offer-result")?;
            let old = known::<DevelopmentOffer>(db, *id)?;
            after(&old, *on_day, today)?;
            if old.answer != Some(OfferAnswer::Accepted) {
                return Err(Error::new("error-offer-open"));
            }
            let new = DevelopmentOffer {
                reviewed_on: Some(*on_day),
                result: Some(result),
                ..old.clone()
            };
            db.update_from(&old, &new).map(|_| ())
        }
        Ask::RemoveOffer(id) => db.delete::<DevelopmentOffer>(*id),
    }
}

fn set_step(db: &mut Db, id: Option<CareerStepId>, form: &StepForm) -> Result<()> {
    for post in form.from_post.into_iter().chain([form.post]) {
        known::<Post>(db, post)?;
    }
    let (from_grade, grade) = (some(&form.from_grade), some(&form.grade));
    if (form.from_post, &from_grade) == (Some(form.post), &grade) {
        return Err(Error::new("error-career-same"));
    }
    for (at, condition) in form.conditions.iter().enumerate() {
        check(db, condition)?;
        let same = |other: &ConditionForm| {
            (other.kind, other.skill, other.certificate)
                == (condition.kind, condition.skill, condition.certificate)
        };
        if form.conditions.iter().skip(at + 1).any(same) {
            return Err(Error::new("error-career-condition-twice"));
        }
    }
    let rungs = ladder(db)?;
    let old = match id {
        Some(id) => {
            let old = rungs.iter().find(|rung| rung.step.id == id);
            Some(old.ok_or_else(gone)?)
        }
        None => None,
    };
    let last = rungs.iter().map(|rung| rung.step.position).max().unwrap_or_default();
    let new = CareerStep {
        id: match old {
            Some(old) => old.step.id,
            None => CareerStepId(db.allocate()?),
        },
        position: old.map_or(last + 1, |old| old.step.position),
        from_post_id: form.from_post,
        from_grade,
        post_id: form.post,
        grade,
        note: some(&form.note),
        archived: old.is_some_and(|old| old.step.archived),
    };
    match old {
        Some(Rung { step, conditions }) => {
            db.update_from(step, &new)?;
            for condition in conditions {
                db.delete::<CareerCondition>(condition.id)?;
            }
        }
        None => db.insert(&new)?,
    }
    for (position, condition) in (1..).zip(&form.conditions) {
        let id = CareerConditionId(db.allocate()?);
        db.insert(&CareerCondition {
            id,
            step_id: new.id,
            position,
            kind: condition.kind,
            skill_id: condition.skill,
            certificate_kind_id: condition.certificate,
            number: condition.number,
            times: condition.times,
            grade: some(&condition.grade),
        })?;
    }
    Ok(())
}

/// A condition says what its kind needs, and nothing else.
fn check(db: &Db, form: &ConditionForm) -> Result<()> {
    use CareerConditionKind as Kind;
    let within = |highest: i64| form.number.is_some_and(|number| (1..=highest).contains(&number));
    let counted = form.times.is_some_and(|times| times > 0);
    let sound = match form.kind {
        Kind::Capability | Kind::Skill => within(TOP_LEVEL),
        Kind::Tenure => within(i64::MAX),
        Kind::SkillFit => within(WHOLE_BP),
        Kind::Attainment => within(i64::MAX) && counted,
        Kind::Grade => some(&form.grade).is_some() && counted && form.number.is_none(),
        Kind::Certificate => form.number.is_none(),
    };
    let counts = matches!(form.kind, Kind::Attainment | Kind::Grade);
    let fits = form.skill.is_some() == (form.kind == Kind::Skill)
        && (form.certificate.is_none() || form.kind == Kind::Certificate)
        && (form.times.is_none() || counts)
        && (some(&form.grade).is_none() || form.kind == Kind::Grade);
    if !sound || !fits {
        return Err(Error::new("error-career-condition"));
    }
    if let Some(skill) = form.skill {
        in_use(db, skill)?;
    }
    if let Some(kind) = form.certificate {
        known::<CertificateKind>(db, kind)?;
    }
    Ok(())
}

/// Every step stands in the order once.
fn order_steps(db: &mut Db, order: &[CareerStepId]) -> Result<()> {
    let rungs = ladder(db)?;
    every_one(rungs.iter().map(|rung| rung.step.id), order)?;
    for (position, id) in (1..).zip(order) {
        let Some(rung) = rungs.iter().find(|rung| rung.step.id == *id) else { continue };
        db.update_from(&rung.step, &CareerStep { position, ..rung.step.clone() })?;
    }
    Ok(())
}

fn add(db: &mut Db, person: PersonId, form: &CareerForm, today: NaiveDate) -> Result<()> {
    let name = known::<Person>(db, person)?.name;
    let open = |career: &Career| career.plan.status == CareerStatus::Open;
    if of_person(db, person)?.iter().any(open) {
        return Err(Error::new("error-career-twice").arg("name", name));
    }
    let plan = CareerPlan {
        id: CareerPlanId(db.allocate()?),
        person_id: person,
        step_id: None,
        post_id: form.post,
        grade: None,
        by_day: None,
        gap: None,
        status: CareerStatus::Open,
        opened_on: today,
        review_on: None,
        closed_on: None,
        result: None,
        by_name: command::author(db)?,
    };
    let plan = filled(db, &plan, form)?;
    db.insert(&plan)
}

fn filled(db: &Db, old: &CareerPlan, form: &CareerForm) -> Result<CareerPlan> {
    known::<Post>(db, form.post)?;
    let step = form.step.map(|step| known::<CareerStep>(db, step)).transpose()?;
    if step.is_some_and(|step| step.post_id != form.post) {
        return Err(Error::new("error-career-post"));
    }
    for day in form.by_day.into_iter().chain(form.review_on) {
        if day <= old.opened_on {
            return Err(Error::new("error-career-day").arg("day", old.opened_on));
        }
    }
    Ok(CareerPlan {
        step_id: form.step,
        post_id: form.post,
        grade: some(&form.grade),
        by_day: form.by_day,
        gap: some(&form.gap),
        review_on: form.review_on,
        ..old.clone()
    })
}

/// A career plan that is worked on.
fn open(db: &Db, id: CareerPlanId) -> Result<Career> {
    let plan = known::<CareerPlan>(db, id)?;
    if plan.status != CareerStatus::Open {
        let day = plan.closed_on.unwrap_or(plan.opened_on);
        return Err(Error::new("error-career-closed").arg("day", day));
    }
    let found = of_person(db, plan.person_id)?.into_iter().find(|career| career.plan.id == id);
    found.ok_or_else(gone)
}

fn close(
    db: &mut Db,
    id: CareerPlanId,
    (reached, on_day, result): (bool, NaiveDate, &str),
    today: NaiveDate,
) -> Result<()> {
    let result = required(result, "error-career-result")?;
    let old = open(db, id)?.plan;
    past(on_day, today)?;
    if on_day < old.opened_on {
        return Err(Error::new("error-career-day").arg("day", old.opened_on));
    }
    let status = if reached { CareerStatus::Reached } else { CareerStatus::Dropped };
    let new = CareerPlan {
        status,
        closed_on: Some(on_day),
        result: Some(result),
        review_on: None,
        ..old.clone()
    };
    db.update_from(&old, &new).map(|_| ())
}

/// Something that is done for a career that is worked on.
fn action(db: &Db, id: CareerActionId) -> Result<CareerAction> {
    let action = known::<CareerAction>(db, id)?;
    open(db, action.plan_id)?;
    Ok(action)
}

fn set_action(
    db: &mut Db,
    plan_id: CareerPlanId,
    id: Option<CareerActionId>,
    form: &ActionForm,
) -> Result<()> {
    let what = required(&form.what, "error-career-action")?;
    let actions = open(db, plan_id)?.actions;
    if let Some(skill) = form.skill {
        in_use(db, skill)?;
    }
    if let Some(course) = form.course {
        known::<Course>(db, course)?;
    }
    if let Some(owner) = form.owner {
        known::<Person>(db, owner)?;
    }
    let old = match id {
        Some(id) => {
            let old = actions.iter().find(|action| action.id == id);
            Some(old.ok_or_else(gone)?)
        }
        None => None,
    };
    let last = actions.iter().map(|action| action.position).max().unwrap_or_default();
    let new = CareerAction {
        id: match old {
            Some(old) => old.id,
            None => CareerActionId(db.allocate()?),
        },
        plan_id,
        position: old.map_or(last + 1, |old| old.position),
        what,
        skill_id: form.skill,
        course_id: form.course,
        owner_id: form.owner,
        due: form.due,
        done_on: old.and_then(|old| old.done_on),
    };
    match old {
        Some(old) => db.update_from(old, &new).map(|_| ()),
        None => db.insert(&new),
    }
}

fn review(
    db: &mut Db,
    id: CareerPlanId,
    (on_day, next_on, words): (NaiveDate, Option<NaiveDate>, &str),
    today: NaiveDate,
) -> Result<()> {
    let words = required(words, "error-career-words")?;
    let Career { plan: old, reviews, .. } = open(db, id)?;
    past(on_day, today)?;
    if on_day < old.opened_on {
        return Err(Error::new("error-career-day").arg("day", old.opened_on));
    }
    if next_on.is_some_and(|next| next <= on_day) {
        return Err(Error::new("error-career-day").arg("day", on_day));
    }
    if reviews.iter().any(|review| review.on_day == on_day) {
        return Err(Error::new("error-career-reviewed").arg("day", on_day));
    }
    let (review, by_name) = (CareerReviewId(db.allocate()?), command::author(db)?);
    db.insert(&CareerReview { id: review, plan_id: id, on_day, words, by_name })?;
    db.update_from(&old, &CareerPlan { review_on: next_on, ..old.clone() }).map(|_| ())
}

fn offer(db: &mut Db, form: &OfferForm, today: NaiveDate) -> Result<()> {
    known::<Person>(db, form.person)?;
    let what = required(&form.what, "error-offer-what")?;
    let reason = required(&form.reason, "error-offer-reason")?;
    past(form.offered_on, today)?;
    if form.review_on.is_some_and(|day| day <= form.offered_on)
        || (form.kind == OfferKind::Resource && form.review_on.is_none())
    {
        return Err(Error::new("error-offer-review").arg("day", form.offered_on));
    }
    let id = DevelopmentOfferId(db.allocate()?);
    let by_name = command::author(db)?;
    db.insert(&DevelopmentOffer {
        id,
        person_id: form.person,
        kind: form.kind,
        what,
        reason,
        offered_on: form.offered_on,
        answer: None,
        answered_on: None,
        review_on: form.review_on,
        reviewed_on: None,
        result: None,
        by_name,
    })
}

/// What follows an offer has a day that is not before it.
fn after(offer: &DevelopmentOffer, day: NaiveDate, today: NaiveDate) -> Result<()> {
    past(day, today)?;
    if day < offer.offered_on {
        return Err(Error::new("error-offer-day").arg("day", offer.offered_on));
    }
    Ok(())
}
