//! Commands on handovers: a draft lists what a person has, everything is given to somebody, and on the
//! effective day all of it changes hands in one step.
//!
//! The customers get their new owner in place. A deal passes: the day is kept as a step of its past,
//! so that a report of before that day, whenever it comes, does not give it back (see
//! [`crate::store::passings`]). Stages, amounts, history and contacts stay as they are, and what is
//! closed is not touched.

use std::collections::BTreeSet;

use chrono::{Datelike as _, NaiveDate};

use crate::command::import;
use crate::command::input::{gone, known, some};
use crate::domain::ids::{
    AccountId, DealPassingId, HandoverId, HandoverItemId, HandoverShareId, OpportunityId, PersonId,
    StageId,
};
use crate::error::{Error, Result};
use crate::metrics::handover::checks::Check;
use crate::metrics::handover::{Item, Plan, belongings};
use crate::store::directory::Directory;
use crate::store::records::{
    Account, CreditRule, DealPassing, Handover, HandoverItem, HandoverShare, HandoverState,
    HandoverWhat, HandoverWhy,
};
use crate::store::{Db, opportunities};

/// When a handover holds, and who is credited afterwards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Why.
    pub why: HandoverWhy,
    /// The last working day of somebody who leaves.
    pub last_day: Option<NaiveDate>,
    /// The first day of the new owners.
    pub effective: NaiveDate,
    /// Working days from then on in which both work on it.
    pub parallel_days: i64,
    /// Who is credited with later signings.
    pub credit_rule: CreditRule,
    /// The last day of signing on which the former owner has a share.
    pub credit_until: Option<NaiveDate>,
    /// The share of the former owner by stage, in basis points.
    pub shares: Vec<(StageId, i64)>,
    /// A word on it; blank for none.
    pub note: String,
}

/// What is noted on a customer or deal; blank texts are unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Details {
    /// When both visit the customer.
    pub joint_visit_on: Option<NaiveDate>,
    /// The next step of a deal.
    pub next_step: String,
    /// What was promised to a customer; 无 if nothing was.
    pub commitments: String,
    /// When the history was given to the successor.
    pub history_on: Option<NaiveDate>,
}

impl Details {
    /// What is stored of an item.
    pub fn of(item: &HandoverItem) -> Self {
        Self {
            joint_visit_on: item.joint_visit_on,
            next_step: item.next_step.clone().unwrap_or_default(),
            commitments: item.commitments.clone().unwrap_or_default(),
            history_on: item.history_on,
        }
    }
}

/// A command on handovers. Each names the person who hands over, for the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Begins a handover with everything that the person has.
    Start {
        /// Who hands over.
        person: PersonId,
        /// The name.
        name: String,
        /// Why.
        why: HandoverWhy,
        /// The last working day of somebody who leaves.
        last_day: Option<NaiveDate>,
        /// The first day of the new owners.
        effective: NaiveDate,
        /// Today.
        today: NaiveDate,
    },
    /// Says when it holds and who is credited.
    Head(HandoverId, String, Head),
    /// Gives items to somebody, or to nobody yet.
    Assign(HandoverId, String, Vec<(HandoverItemId, Option<PersonId>)>),
    /// Notes what the successor has to know.
    Describe(HandoverId, String, Vec<(HandoverItemId, Details)>),
    /// Takes items off the list that stay where they are; only where customers are balanced.
    LeaveOut(HandoverId, String, Vec<HandoverItemId>),
    /// Lists anew what the person has; what was chosen for the rest stays.
    Recount(HandoverId, String),
    /// Throws a draft away.
    Drop(HandoverId, String),
    /// Carries it out.
    CarryOut(HandoverId, String, NaiveDate),
}

impl Command {
    pub(super) fn head(&self) -> (&'static str, String) {
        let (title, name) = match self {
            Self::Start { name, .. } => ("step-handover-start", name),
            Self::Head(_, name, _) => ("step-handover-head", name),
            Self::Assign(_, name, _) => ("step-handover-assign", name),
            Self::Describe(_, name, _) => ("step-handover-describe", name),
            Self::LeaveOut(_, name, _) => ("step-handover-leave-out", name),
            Self::Recount(_, name) => ("step-handover-recount", name),
            Self::Drop(_, name) => ("step-handover-drop", name),
            Self::CarryOut(_, name, _) => ("step-handover-done", name),
        };
        (title, name.clone())
    }
}

pub(super) fn apply(db: &mut Db, command: &Command) -> Result<()> {
    match command {
        Command::Start { person, why, last_day, effective, today, .. } => {
            start(db, *person, (*why, *last_day, *effective), *today)
        }
        Command::Head(id, _, head) => set_head(db, *id, head),
        Command::Assign(id, _, to) => assign(db, *id, to),
        Command::Describe(id, _, items) => describe(db, *id, items),
        Command::LeaveOut(id, _, items) => {
            if draft(db, *id)?.why != HandoverWhy::Balance {
                return Err(Error::new("error-handover-all"));
            }
            for item in items {
                let item = item_of(db, *id, *item)?;
                db.delete::<HandoverItem>(item.id)?;
            }
            Ok(())
        }
        Command::Recount(id, _) => recount(db, *id),
        Command::Drop(id, _) => drop_draft(db, *id),
        Command::CarryOut(id, _, today) => carry_out(db, *id, *today),
    }
}

/// A handover that is still being prepared.
fn draft(db: &Db, id: HandoverId) -> Result<Handover> {
    let handover = known::<Handover>(db, id)?;
    match handover.state {
        HandoverState::Draft => Ok(handover),
        HandoverState::Done => {
            Err(Error::new("error-handover-done").arg("number", &handover.number))
        }
    }
}

fn item_of(db: &Db, handover: HandoverId, id: HandoverItemId) -> Result<HandoverItem> {
    let item = db.get::<HandoverItem>(id)?.filter(|item| item.handover_id == handover);
    item.ok_or_else(gone)
}

/// The items of a handover.
fn items_of(db: &Db, handover: HandoverId) -> Result<Vec<HandoverItem>> {
    let all = db.all::<HandoverItem>()?;
    Ok(all.into_iter().filter(|item| item.handover_id == handover).collect())
}

/// The number of the next handover of a year: HO-2025-0007.
fn next_number(db: &Db, year: i32) -> Result<String> {
    let prefix = format!("HO-{year:04}-");
    let numbers = db.all::<Handover>()?;
    let last = numbers
        .iter()
        .filter_map(|handover| handover.number.strip_prefix(&prefix)?.parse::<u32>().ok())
        .max();
    Ok(format!("{prefix}{:04}", last.unwrap_or_default().saturating_add(1)))
}

fn start(
    db: &mut Db,
    person: PersonId,
    (why, last_day, effective): (HandoverWhy, Option<NaiveDate>, NaiveDate),
    today: NaiveDate,
) -> Result<()> {
    let directory = Directory::load(db)?;
    if !directory.people.contains_key(&person) {
        return Err(gone());
    }
    let open = db
        .all::<Handover>()?
        .into_iter()
        .find(|handover| handover.person_id == person && handover.state == HandoverState::Draft);
    if let Some(open) = open {
        let name = directory.person_name(person);
        let error = Error::new("error-handover-open").arg("name", name);
        return Err(error.arg("number", open.number));
    }
    let belongs = belongings(db, person)?;
    if belongs.is_empty() {
        let name = directory.person_name(person);
        return Err(Error::new("error-handover-nothing").arg("name", name));
    }
    check_deals(db, person, effective)?;
    let id = HandoverId(db.allocate()?);
    let (number, by_name) = (next_number(db, today.year())?, super::author(db)?);
    db.insert(&Handover {
        id,
        number,
        person_id: person,
        why,
        last_day: last_day.filter(|_| why == HandoverWhy::Leave),
        effective,
        parallel_days: 0,
        credit_rule: CreditRule::SigningDay,
        credit_until: None,
        state: HandoverState::Draft,
        note: None,
        started_on: today,
        done_on: None,
        by_name,
    })?;
    add_items(db, id, belongs)
}

fn add_items(
    db: &mut Db,
    handover_id: HandoverId,
    belongs: BTreeSet<(HandoverWhat, i64)>,
) -> Result<()> {
    for (what, item_id) in belongs {
        let id = HandoverItemId(db.allocate()?);
        db.insert(&HandoverItem {
            id,
            handover_id,
            what,
            item_id,
            to_id: None,
            joint_visit_on: None,
            next_step: None,
            commitments: None,
            history_on: None,
        })?;
    }
    Ok(())
}

/// No deal passes before the first report that names it: there is nothing yet to pass.
fn check_deals(db: &Db, person: PersonId, effective: NaiveDate) -> Result<()> {
    let deals = opportunities::open_of(db, person)?;
    match deals.into_iter().find(|deal| deal.first_seen > effective) {
        Some(deal) => Err(too_early(&deal.name, deal.first_seen)),
        None => Ok(()),
    }
}

fn too_early(deal: &str, day: NaiveDate) -> Error {
    Error::new("error-handover-early").arg("name", deal).arg("day", day)
}

fn set_head(db: &mut Db, id: HandoverId, head: &Head) -> Result<()> {
    let old = draft(db, id)?;
    if !(0..=250).contains(&head.parallel_days) {
        return Err(Error::new("error-handover-parallel"));
    }
    let by_stage = head.credit_rule == CreditRule::ByStage;
    if by_stage && head.credit_until.is_none_or(|until| until < head.effective) {
        return Err(Error::new("error-handover-until"));
    }
    if by_stage && head.shares.iter().any(|(_, share)| !(0..=10_000).contains(share)) {
        return Err(Error::new("error-handover-share"));
    }
    if head.effective != old.effective {
        check_deals(db, old.person_id, head.effective)?;
    }
    let new = Handover {
        why: head.why,
        last_day: head.last_day.filter(|_| head.why == HandoverWhy::Leave),
        effective: head.effective,
        parallel_days: head.parallel_days,
        credit_rule: head.credit_rule,
        credit_until: head.credit_until.filter(|_| by_stage),
        note: some(&head.note),
        ..old.clone()
    };
    db.update_from(&old, &new)?;
    let mut stored: Vec<HandoverShare> =
        db.all::<HandoverShare>()?.into_iter().filter(|share| share.handover_id == id).collect();
    for (stage_id, share) in head.shares.iter().filter(|_| by_stage) {
        let at = stored.iter().position(|share| share.stage_id == *stage_id);
        if let Some(old) = at.map(|at| stored.swap_remove(at)) {
            db.update_from(&old, &HandoverShare { share: *share, ..old.clone() })?;
        } else {
            let share_id = HandoverShareId(db.allocate()?);
            db.insert(&HandoverShare {
                id: share_id,
                handover_id: id,
                stage_id: *stage_id,
                share: *share,
            })?;
        }
    }
    for gone in stored {
        db.delete::<HandoverShare>(gone.id)?;
    }
    Ok(())
}

fn assign(db: &mut Db, id: HandoverId, to: &[(HandoverItemId, Option<PersonId>)]) -> Result<()> {
    let handover = draft(db, id)?;
    let directory = Directory::load(db)?;
    let receivers: BTreeSet<PersonId> = to.iter().filter_map(|(_, person)| *person).collect();
    for person in receivers {
        if person == handover.person_id {
            return Err(Error::new("error-handover-same"));
        }
        let there = directory.membership_on(person, handover.effective).is_some();
        if !there || directory.has_left(person, handover.effective) {
            return Err(not_there(&directory, person, handover.effective));
        }
    }
    for (item, person) in to {
        let old = item_of(db, id, *item)?;
        db.update_from(&old, &HandoverItem { to_id: *person, ..old.clone() })?;
    }
    Ok(())
}

fn not_there(directory: &Directory, person: PersonId, day: NaiveDate) -> Error {
    Error::new("error-handover-receiver").arg("name", directory.person_name(person)).arg("day", day)
}

fn describe(db: &mut Db, id: HandoverId, items: &[(HandoverItemId, Details)]) -> Result<()> {
    draft(db, id)?;
    for (item, details) in items {
        let old = item_of(db, id, *item)?;
        let new = HandoverItem {
            joint_visit_on: details.joint_visit_on,
            next_step: some(&details.next_step),
            commitments: some(&details.commitments),
            history_on: details.history_on,
            ..old.clone()
        };
        db.update_from(&old, &new)?;
    }
    Ok(())
}

fn recount(db: &mut Db, id: HandoverId) -> Result<()> {
    let handover = draft(db, id)?;
    let mut belongs = belongings(db, handover.person_id)?;
    for item in items_of(db, id)? {
        if !belongs.remove(&(item.what, item.item_id)) {
            db.delete::<HandoverItem>(item.id)?;
        }
    }
    if handover.why == HandoverWhy::Balance {
        return Ok(());
    }
    add_items(db, id, belongs)
}

fn drop_draft(db: &mut Db, id: HandoverId) -> Result<()> {
    let handover = draft(db, id)?;
    for item in items_of(db, id)? {
        db.delete::<HandoverItem>(item.id)?;
    }
    for share in db.all::<HandoverShare>()?.into_iter().filter(|share| share.handover_id == id) {
        db.delete::<HandoverShare>(share.id)?;
    }
    db.delete::<Handover>(handover.id)
}

fn carry_out(db: &mut Db, id: HandoverId, today: NaiveDate) -> Result<()> {
    let old = draft(db, id)?;
    if today < old.effective {
        return Err(Error::new("error-handover-not-yet").arg("day", old.effective));
    }
    let directory = Directory::load(db)?;
    let plan = Plan::load(db, &directory, id)?;
    if let Some(finding) = plan.obstacle() {
        return Err(obstacle(&directory, &finding.check, old.effective));
    }
    let by_name = super::author(db)?;
    let mut passings = vec![];
    for item in &plan.items {
        let Some(to) = item.record.to_id else { continue };
        match item.record.what {
            HandoverWhat::Account => {
                let key = AccountId(item.record.item_id);
                let account = db.get::<Account>(key)?.ok_or_else(gone)?;
                db.update_from(&account, &Account { owner_id: Some(to), ..account.clone() })?;
            }
            HandoverWhat::Opportunity => {
                let deal = OpportunityId(item.record.item_id);
                passings.push(DealPassing {
                    id: DealPassingId(0),
                    opportunity_id: deal,
                    on_day: old.effective,
                    owner_id: to,
                    from_id: Some(old.person_id),
                    rule: old.credit_rule,
                    share: share(&plan, item)?,
                    until: old.credit_until,
                    handover_id: id,
                    by_name: by_name.clone(),
                });
            }
        }
    }
    import::pass(db, &directory, passings)?;
    let (state, done_on) = (HandoverState::Done, Some(today));
    db.update_from(&old, &Handover { state, done_on, ..old.clone() }).map(|_| ())
}

/// Why it cannot be carried out, as an error says it.
fn obstacle(directory: &Directory, check: &Check, effective: NaiveDate) -> Error {
    match check {
        Check::Accounts(_, open) | Check::Deals(_, open, _) => {
            Error::new("error-handover-unassigned").arg("n", open)
        }
        Check::Outdated(came, went) => {
            Error::new("error-handover-outdated").arg("came", came).arg("went", went)
        }
        Check::TooEarly(deal, day) => too_early(deal, *day),
        Check::NotThere(person) => not_there(directory, *person, effective),
        Check::NoShare(_) => Error::new("error-handover-no-share"),
        _ => Error::new("error-handover-empty"),
    }
}

/// The share of the former owner in a deal: that of the stage it was in on the effective day.
fn share(plan: &Plan, item: &Item) -> Result<i64> {
    if plan.handover.credit_rule != CreditRule::ByStage {
        return Ok(0);
    }
    let share = item.handed_in.and_then(|stage| plan.shares.get(&stage).copied());
    share.ok_or_else(|| Error::new("error-handover-no-share"))
}
