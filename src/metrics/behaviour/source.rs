//! Where the cases of behaviours come from.
//!
//! # Which visits count
//! A visit counts with its customer and its result (domain document, B10). People write what kind of contact
//! it was as they like: one that says nothing, or names a visit or a meeting, is a visit; one that names the
//! telephone or a message is none.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::funnel::visit::visits;
use crate::domain::ids::{AccountId, ActivityId, PersonId};
use crate::domain::names::key;
use crate::error::Result;
use crate::metrics::behaviour::Behaviour;
use crate::metrics::behaviour::count::{Asked, Case, Cases, Known, Of};
use crate::metrics::deals::{Finding, Question};
use crate::metrics::pipeline::{Models, standing};
use crate::metrics::submissions::{self, promises};
use crate::store::coaching::sheets;
use crate::store::directory::Directory;
use crate::store::opportunities::{Deal, Step};
use crate::store::records::{NextStep, Rater};
use crate::store::{Db, opportunities, said};

const CONTACTS: &str = "SELECT id, person_id, on_day, account_id, kind, result, contact FROM activity WHERE account_id IS NOT NULL AND on_day >= $1 AND on_day <= $2 ORDER BY on_day, id";
const REPORTING: &str = "SELECT person_id, MIN(on_day) FROM activity WHERE on_day <= $1 GROUP BY person_id ORDER BY person_id";
const FIRST_CREATED: &str =
    "SELECT MIN(created_on) FROM opportunity WHERE archived = 0 AND created_on <= $1";

/// Words by which people name a visit.
const VISITS: [&str; 5] = ["访", "面谈", "会面", "visit", "meeting"];
/// Words by which they name what is none, even where it is called one: 电话回访.
const NO_VISITS: [&str; 7] = ["电话", "微信", "邮件", "phone", "call", "mail", "online"];

/// Whether a contact of this kind, as people write it, is a visit.
pub(super) fn is_visit(kind: Option<&str>) -> bool {
    let Some(kind) = kind.map(key).filter(|kind| !kind.is_empty()) else { return true };
    let names = |words: &[&str]| words.iter().any(|word| kind.contains(word));
    names(&VISITS) && !names(&NO_VISITS)
}

/// Whose nothing of a behaviour is known to be nothing.
pub(super) fn known(db: &Db, asked: &Asked, behaviour: &Behaviour) -> Result<Known> {
    let last = asked.span().1;
    match behaviour {
        Behaviour::Visits => {
            let mut people: BTreeSet<PersonId> = BTreeSet::new();
            db.read(REPORTING, &[last.into()], |row| {
                people.insert(row.get(0)?);
                Ok(())
            })?;
            Ok(Known::These(people))
        }
        Behaviour::NewDeals => {
            let first =
                db.first(FIRST_CREATED, &[last.into()], |row| row.get::<Option<NaiveDate>>(0))?;
            let any = first.flatten().is_some_and(|first| first <= asked.days.0);
            Ok(if any { Known::Everyone } else { Known::These(BTreeSet::new()) })
        }
        _ => Ok(Known::These(BTreeSet::new())),
    }
}

/// The cases of behaviours, each read once for all that need it.
pub(super) fn collect(
    db: &Db,
    directory: &Directory,
    asked: &Asked,
    behaviours: &[Behaviour],
) -> Result<Cases> {
    let mut cases: Cases = behaviours.iter().map(|own| (own.clone(), vec![])).collect();
    let any = |wanted: &dyn Fn(&Behaviour) -> bool| behaviours.iter().any(wanted);
    if any(&|own| matches!(own, Behaviour::Visits | Behaviour::Contacts)) {
        contacts(db, asked, &mut cases)?;
    }
    let of_deals = |own: &Behaviour| {
        matches!(
            own,
            Behaviour::NewDeals | Behaviour::NextSteps | Behaviour::Stay(_) | Behaviour::Mix(_)
        )
    };
    if any(&of_deals) {
        deals(db, directory, asked, &mut cases)?;
    }
    if any(&|own| matches!(own, Behaviour::Step(_))) {
        levels(db, asked, &mut cases)?;
    }
    if any(&|own| matches!(own, Behaviour::Practice(..))) {
        practices(db, asked, &mut cases)?;
    }
    if any(&|own| matches!(own, Behaviour::Reports | Behaviour::Promises)) {
        reports(db, directory, asked, &mut cases)?;
    }
    Ok(cases)
}

fn within((first, last): (NaiveDate, NaiveDate), day: NaiveDate) -> bool {
    first <= day && day <= last
}

/// Visits, and whom people met at their customers'.
fn contacts(db: &Db, asked: &Asked, cases: &mut Cases) -> Result<()> {
    let (first, last) = asked.span();
    let mut met: BTreeMap<(PersonId, AccountId), (NaiveDate, BTreeSet<String>)> = BTreeMap::new();
    db.read(CONTACTS, &[first.into(), last.into()], |row| {
        let (id, person, day): (ActivityId, PersonId, NaiveDate) =
            (row.get(0)?, row.get(1)?, row.get(2)?);
        let account: AccountId = row.get(3)?;
        let (kind, result): (Option<String>, Option<String>) = (row.get(4)?, row.get(5)?);
        let contact: Option<String> = row.get(6)?;
        let said = result.is_some_and(|result| !result.trim().is_empty());
        let visit = is_visit(kind.as_deref());
        if !asked.members.include(Some(person), Some(day)) || !visit {
            return Ok(());
        }
        if said && let Some(own) = cases.get_mut(&Behaviour::Visits) {
            own.push(Case { person, day, amount: 1.0, of: Of::Visit(id) });
        }
        let contact = contact.map(|contact| key(&contact)).filter(|contact| !contact.is_empty());
        if let Some(contact) = contact {
            let (newest, people) =
                met.entry((person, account)).or_insert_with(|| (day, BTreeSet::new()));
            *newest = day.max(*newest);
            people.insert(contact);
        }
        Ok(())
    })?;
    if let Some(own) = cases.get_mut(&Behaviour::Contacts) {
        own.extend(met.into_iter().map(|((person, account), (day, people))| Case {
            person,
            day,
            amount: people.len() as f64,
            of: Of::Customer(account),
        }));
    }
    Ok(())
}

/// What deals say, in one pass over them.
fn deals(db: &Db, directory: &Directory, asked: &Asked, cases: &mut Cases) -> Result<()> {
    let models = Models::new(directory);
    let due = if cases.contains_key(&Behaviour::NextSteps) {
        said::next_steps(db, asked.as_of)?
    } else {
        BTreeMap::new()
    };
    let mut stays: BTreeMap<u8, Behaviour> = BTreeMap::new();
    let mut mixes: Vec<Behaviour> = vec![];
    for behaviour in cases.keys() {
        match behaviour {
            Behaviour::Stay(stage) => {
                stays.extend(models.position(*stage).map(|at| (at, behaviour.clone())));
            }
            Behaviour::Mix(_) => mixes.push(behaviour.clone()),
            _ => {}
        }
    }
    let mut events = vec![];
    opportunities::each_with_steps(db, |deal, steps| {
        begun(directory, asked, deal, &mixes, cases);
        next_steps(asked, (deal, steps), due.get(&deal.id), cases);
        if stays.is_empty() {
            return Ok(());
        }
        let history = models.history(deal, steps, &mut events);
        for visit in visits(&history, asked.as_of) {
            let Some(left) = visit.leave.filter(|day| within(asked.span(), *day)) else { continue };
            let Some(own) = stays.get(&visit.stage).and_then(|own| cases.get_mut(own)) else {
                continue;
            };
            let owner = standing(deal, steps, left).and_then(|standing| standing.owner);
            if let Some(person) = owner.filter(|_| asked.members.include(owner, Some(left))) {
                let amount = f64::from(visit.days_by(asked.as_of));
                own.push(Case { person, day: left, amount, of: Of::Deal(deal.id) });
            }
        }
        Ok(())
    })
}

/// A deal that began: whose it is, and of which series.
fn begun(
    directory: &Directory,
    asked: &Asked,
    deal: &Deal,
    mixes: &[Behaviour],
    cases: &mut Cases,
) {
    let created = deal.created.filter(|day| within(asked.span(), *day));
    let (Some(person), Some(day)) = (deal.owner, created) else { return };
    if !asked.members.include(Some(person), Some(day)) {
        return;
    }
    let case = |amount: f64| Case { person, day, amount, of: Of::Deal(deal.id) };
    if let Some(own) = cases.get_mut(&Behaviour::NewDeals) {
        own.push(case(1.0));
    }
    let Some(product) = deal.product.and_then(|product| directory.products.get(&product)) else {
        return;
    };
    for mix in mixes {
        let Behaviour::Mix(series) = mix else { continue };
        let same = product.series.as_ref() == Some(series);
        if let Some(own) = cases.get_mut(mix) {
            own.push(case(if same { 1.0 } else { 0.0 }));
        }
    }
}

/// The next steps of a deal that were due: done by their day or not. One that another took the place of
/// before it was due is neither.
fn next_steps(
    asked: &Asked,
    (deal, steps): (&Deal, &[Step]),
    due: Option<&Vec<NextStep>>,
    cases: &mut Cases,
) {
    let Some(own) = cases.get_mut(&Behaviour::NextSteps) else { return };
    let list = due.map(Vec::as_slice).unwrap_or_default();
    for (at, step) in list.iter().enumerate() {
        if !within(asked.span(), step.due) {
            continue;
        }
        let kept = step.done_on.is_some_and(|done| done <= step.due);
        let over = step.due < asked.as_of;
        let replaced = list
            .iter()
            .skip(at + 1)
            .any(|later| later.said_on <= step.due && said::still_open(step, later.said_on));
        if !kept && (!over || replaced) {
            continue;
        }
        let owner = standing(deal, steps, step.due).and_then(|standing| standing.owner);
        let owner = owner.filter(|_| asked.members.include(owner, Some(step.due)));
        if let Some(person) = owner {
            let amount = if kept { 1.0 } else { 0.0 };
            own.push(Case { person, day: step.due, amount, of: Of::Deal(deal.id) });
        }
    }
}

/// The levels that observers gave.
fn levels(db: &Db, asked: &Asked, cases: &mut Cases) -> Result<()> {
    sheets::each_level(db, asked.span(), |level| {
        let (person, day) = (level.person, level.day);
        let own = cases.get_mut(&Behaviour::Step(level.step));
        let seen = level.level.filter(|_| level.rater == Rater::Observer);
        if let (Some(own), Some(seen)) = (own, seen)
            && asked.members.include(Some(person), Some(day))
        {
            own.push(Case { person, day, amount: seen as f64, of: Of::Sheet(level.sheet) });
        }
        Ok(())
    })
}

/// What was ticked on visits.
fn practices(db: &Db, asked: &Asked, cases: &mut Cases) -> Result<()> {
    sheets::each_tick(db, asked.span(), |tick| {
        let (person, day) = (tick.person, tick.day);
        if let Some(own) = cases.get_mut(&Behaviour::Practice(tick.step, tick.practice))
            && asked.members.include(Some(person), Some(day))
        {
            let amount = if tick.done { 1.0 } else { 0.0 };
            own.push(Case { person, day, amount, of: Of::Sheet(tick.sheet) });
        }
        Ok(())
    })
}

/// Reports that were owed, and promises that are over, by the last day of what they are about.
fn reports(db: &Db, directory: &Directory, asked: &Asked, cases: &mut Cases) -> Result<()> {
    let question = Question { members: asked.members.clone(), period: None, as_of: asked.as_of };
    let counted = |finding: Finding| match finding {
        Finding::Counts(sample) => Some(if sample.won { 1.0 } else { 0.0 }),
        _ => None,
    };
    if let Some(own) = cases.get_mut(&Behaviour::Reports) {
        for duty in submissions::owed(db, directory, &question)? {
            let (person, day) = (duty.person, duty.slot.last);
            let amount = counted(submissions::finding(&duty));
            if let Some(amount) = amount.filter(|_| within(asked.span(), day)) {
                own.push(Case { person, day, amount, of: Of::Slot(duty.slot) });
            }
        }
    }
    if let Some(own) = cases.get_mut(&Behaviour::Promises) {
        for promise in promises::made(db, &directory.calendar, &question)? {
            let (person, day) = (promise.person, promise.slot.last);
            let amount = counted(promises::finding(&promise));
            if let Some(amount) = amount.filter(|_| within(asked.span(), day)) {
                own.push(Case { person, day, amount, of: Of::Slot(promise.slot) });
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_call_a_visit_is_one() {
        for (kind, visit) in [
            (None, true),
            (Some(" "), true),
            (Some("拜访"), true),
            (Some("Customer visit"), true),
            (Some("面谈"), true),
            (Some("电话回访"), false),
            (Some("电话"), false),
            (Some("Phone call"), false),
            (Some("内部会议"), false),
        ] {
            assert_eq!(is_visit(kind), visit, "{kind:?}");
        }
    }
}
