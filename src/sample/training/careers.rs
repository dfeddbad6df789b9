//! The ladder, what some people are to become, and the chances that were offered.

use chrono::NaiveDate;
use serde::Deserialize;

use super::{Known, course, of, say};
use crate::command::training::What;
use crate::command::training::careers::{
    ActionForm, Ask as Careers, CareerForm, ConditionForm, OfferForm, StepForm,
};
use crate::domain::ids::{CareerPlanId, CareerStepId, CertificateKindId};
use crate::error::Result;
use crate::sample::story::{Cast, given, missing, rows, word};
use crate::store::Db;
use crate::store::records::{
    CareerAction, CareerConditionKind, CareerPlan, CareerStep, DevelopmentOffer, OfferAnswer,
    OfferKind,
};
use crate::store::training::names;

#[derive(Deserialize)]
struct Rung {
    key: String,
    from_post: String,
    from_grade: String,
    post: String,
    grade: String,
    note: String,
}

#[derive(Deserialize)]
struct Condition {
    step: String,
    kind: String,
    skill: String,
    certificate: String,
    number: Option<i64>,
    times: Option<i64>,
    grade: String,
}

#[derive(Deserialize)]
struct Career {
    key: String,
    person: String,
    opened: NaiveDate,
    step: String,
    post: String,
    grade: String,
    by_day: Option<NaiveDate>,
    gap: String,
    review_on: Option<NaiveDate>,
    closed: Option<NaiveDate>,
    reached: Option<bool>,
    result: String,
}

#[derive(Deserialize)]
struct Action {
    career: String,
    what: String,
    skill: String,
    course: String,
    owner: String,
    due: Option<NaiveDate>,
    done: Option<NaiveDate>,
}

#[derive(Deserialize)]
struct Review {
    career: String,
    on: NaiveDate,
    words: String,
    next_on: Option<NaiveDate>,
}

#[derive(Deserialize)]
struct Offer {
    person: String,
    kind: String,
    what: String,
    reason: String,
    offered: NaiveDate,
    answer: String,
    answered: Option<NaiveDate>,
    review_on: Option<NaiveDate>,
    reviewed: Option<NaiveDate>,
    result: String,
}

/// The day on which the ladder was agreed.
const AGREED: (i32, u32, u32) = (2025, 1, 6);

/// Makes all of it.
pub(super) fn set(db: &mut Db, cast: &Cast) -> Result<()> {
    let steps = ladder(db, cast)?;
    careers(db, cast, &steps)?;
    rows::<Offer>("offers")?.into_iter().try_for_each(|one| offer(db, cast, one))
}

fn ladder(db: &mut Db, cast: &Cast) -> Result<Known<CareerStepId>> {
    let (year, month, day) = AGREED;
    let today = NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
    let kinds = names::certificate_kinds(db)?;
    let kind = |name: &str| -> Result<CertificateKindId> { word(name, |name| kinds.find(name)) };
    let conditions = rows::<Condition>("conditions")?;
    let mut known = Known::new();
    for rung in rows::<Rung>("ladder")? {
        let mut own = vec![];
        for condition in conditions.iter().filter(|condition| condition.step == rung.key) {
            own.push(ConditionForm {
                kind: word(&condition.kind, CareerConditionKind::parse)?,
                skill: given(&condition.skill, |name| cast.skill(name))?,
                certificate: given(&condition.certificate, kind)?,
                number: condition.number,
                times: condition.times,
                grade: condition.grade.clone(),
            });
        }
        let form = StepForm {
            from_post: given(&rung.from_post, |name| cast.post(name))?,
            from_grade: rung.from_grade,
            post: cast.post(&rung.post)?,
            grade: rung.grade,
            note: rung.note,
            conditions: own,
        };
        say(db, today, What::Careers(Careers::SetStep(None, form)))?;
        let id = db.all::<CareerStep>()?.last().map(|step| step.id);
        known.insert(rung.key, id.ok_or_else(|| missing(&rung.post))?);
    }
    Ok(known)
}

fn careers(db: &mut Db, cast: &Cast, steps: &Known<CareerStepId>) -> Result<()> {
    let (actions, reviews) = (rows::<Action>("career_actions")?, rows::<Review>("career_reviews")?);
    for career in rows::<Career>("careers")? {
        let form = CareerForm {
            step: given(&career.step, |key| of(steps, key))?,
            post: cast.post(&career.post)?,
            grade: career.grade,
            by_day: career.by_day,
            gap: career.gap,
            review_on: career.review_on,
        };
        let person = cast.person(&career.person)?;
        say(db, career.opened, What::Careers(Careers::AddCareer(person, form)))?;
        let id = db.all::<CareerPlan>()?.last().map(|plan| plan.id);
        let id = id.ok_or_else(|| missing(&career.key))?;
        for own in actions.iter().filter(|own| own.career == career.key) {
            act(db, cast, (id, own), career.opened)?;
        }
        for own in reviews.iter().filter(|own| own.career == career.key) {
            let (on_day, words, next_on) = (own.on, own.words.clone(), own.next_on);
            say(db, on_day, What::Careers(Careers::Review { id, on_day, words, next_on }))?;
        }
        if let Some(on_day) = career.closed {
            let (reached, result) = (career.reached.unwrap_or_default(), career.result);
            let order = Careers::CloseCareer { id, reached, on_day, result };
            say(db, on_day, What::Careers(order))?;
        }
    }
    Ok(())
}

/// Something that is done for a career, and when it was.
fn act(
    db: &mut Db,
    cast: &Cast,
    (id, own): (CareerPlanId, &Action),
    today: NaiveDate,
) -> Result<()> {
    let form = ActionForm {
        what: own.what.clone(),
        skill: given(&own.skill, |name| cast.skill(name))?,
        course: given(&own.course, |name| course(db, name))?,
        owner: given(&own.owner, |name| cast.person(name))?,
        due: own.due,
    };
    say(db, today, What::Careers(Careers::SetAction(id, None, form)))?;
    let Some(on) = own.done else { return Ok(()) };
    let action = db.all::<CareerAction>()?.last().map(|action| action.id);
    let action = action.ok_or_else(|| missing(&own.what))?;
    say(db, on, What::Careers(Careers::ActionDone(action, Some(on))))
}

/// A chance, what was said to it, and what came of it.
fn offer(db: &mut Db, cast: &Cast, one: Offer) -> Result<()> {
    let form = OfferForm {
        person: cast.person(&one.person)?,
        kind: word(&one.kind, OfferKind::parse)?,
        what: one.what,
        reason: one.reason,
        offered_on: one.offered,
        review_on: one.review_on,
    };
    say(db, one.offered, What::Careers(Careers::Offer(form)))?;
    let id = db.all::<DevelopmentOffer>()?.last().map(|offer| offer.id);
    let id = id.ok_or_else(|| missing(&one.person))?;
    if let Some(on) = one.answered {
        let answer = word(&one.answer, OfferAnswer::parse)?;
        say(db, on, What::Careers(Careers::AnswerOffer(id, answer, on)))?;
    }
    match one.reviewed {
        Some(on) => say(db, on, What::Careers(Careers::ReviewOffer(id, on, one.result))),
        None => Ok(()),
    }
}
