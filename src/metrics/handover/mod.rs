//! A handover before it happens: what goes to whom, what that does to their load, how well they suit,
//! and what is still to be seen to.
//!
//! The page, the printed sheet, the command line and the command that carries a handover out all look
//! at the same [`Plan`], so that what was shown is what is done.

pub mod checks;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::capability::mean_level;
use crate::domain::handover::{
    Customer, Fit, Limits, Missing, Receiver, Wanted, assign, best, check, fit,
};
use crate::domain::ids::{
    AccountId, HandoverId, HandoverItemId, OpportunityId, PersonId, RegionId, StageId, TeamId,
};
use crate::error::{Error, Result};
use crate::metrics::capability;
use crate::store::directory::Directory;
use crate::store::records::{
    Account, Handover, HandoverItem, HandoverShare, HandoverState, HandoverWhat, HandoverWhy,
    Opportunity, Place,
};
use crate::store::{Db, opportunities, setup};
use checks::Finding;

/// A customer or deal that is handed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// As it is stored.
    pub record: HandoverItem,
    /// The customer's or deal's name; empty where the record is gone.
    pub name: String,
    /// The customer: the item itself, or that of a deal where it is known.
    pub account: Option<AccountId>,
    /// The name of a deal's customer; empty where it is unknown.
    pub customer: String,
    /// The industry of the customer.
    pub industry: Option<String>,
    /// The place of the customer.
    pub place: Option<String>,
    /// The stage of a deal.
    pub stage: Option<StageId>,
    /// The stage it was in on the effective day, by which credit is shared.
    pub handed_in: Option<StageId>,
    /// The amount of a deal in fen, if known.
    pub amount: Option<i64>,
    /// The first report that named a deal, and the newest.
    pub reported: Option<(NaiveDate, NaiveDate)>,
    /// How many people are known at a customer.
    pub contacts: u32,
    /// What a customer still misses.
    pub missing: Vec<Missing>,
    /// How well the new owner suits, while nothing has changed hands.
    pub fit: Option<Fit>,
    /// Whom it would suit, while nobody is chosen.
    pub suggestion: Option<(PersonId, Fit)>,
}

impl Item {
    /// Whether it is a deal.
    pub fn is_deal(&self) -> bool {
        self.record.what == HandoverWhat::Opportunity
    }
}

/// What a receiver has before and after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Load {
    /// Who.
    pub person: PersonId,
    /// Customers before and after.
    pub accounts: (u32, u32),
    /// Open deals before and after.
    pub deals: (u32, u32),
    /// The amounts of the deals that are received, in fen, as far as they are known.
    pub amount: i64,
}

/// A handover and all that follows from it.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The handover.
    pub handover: Handover,
    /// Customers by name, then deals from the latest stage.
    pub items: Vec<Item>,
    /// The share of the former owner by stage, in basis points.
    pub shares: BTreeMap<StageId, i64>,
    /// How much one person is to have at most.
    pub limits: Limits,
    /// Who receives what; of a handover that is done, nothing.
    pub loads: Vec<Load>,
    /// Those who may receive.
    pub able: BTreeSet<PersonId>,
    /// Those of them that are suggested: of the same team, else of the same region.
    pub near: Vec<PersonId>,
    /// Customers and deals that came since it was begun.
    pub added: Vec<(HandoverWhat, i64)>,
    /// Items that are the person's no longer, or closed.
    pub gone: Vec<HandoverItemId>,
    /// What was checked; of a handover that is done, nothing.
    pub findings: Vec<Finding>,
    wanted: Vec<Wanted>,
    receivers: BTreeMap<PersonId, Receiver>,
}

impl Plan {
    /// Loads a handover.
    ///
    /// # Errors
    /// When it is gone, or whatever the database reports.
    pub fn load(db: &Db, directory: &Directory, id: HandoverId) -> Result<Self> {
        let handover = db.get::<Handover>(id)?.ok_or_else(|| Error::new("error-record-gone"))?;
        let records = db.all::<HandoverItem>()?.into_iter().filter(|item| item.handover_id == id);
        let shares = db.all::<HandoverShare>()?.into_iter().filter(|share| share.handover_id == id);
        let contacts = contacts(db)?;
        let mut items = vec![];
        for record in records {
            items.push(read(db, record, handover.effective, &contacts)?);
        }
        let position = |item: &Item| {
            let stage = item.stage.and_then(|stage| directory.stages.get(&stage));
            stage.map_or(0, |stage| stage.position)
        };
        // Customers have neither stage nor amount.
        items.sort_by_cached_key(|item| {
            let (deal, stage, amount) = (item.is_deal(), position(item), item.amount);
            (deal, Reverse(stage), Reverse(amount), item.name.clone(), item.record.id)
        });
        let mut plan = Self {
            shares: shares.map(|share| (share.stage_id, share.share)).collect(),
            limits: limits(db)?,
            loads: vec![],
            able: BTreeSet::new(),
            near: vec![],
            added: vec![],
            gone: vec![],
            findings: vec![],
            wanted: wanted(&items),
            receivers: BTreeMap::new(),
            handover,
            items,
        };
        plan.look_at_customers();
        if plan.handover.state == HandoverState::Draft {
            plan.draft(db, directory)?;
        }
        Ok(plan)
    }

    /// Works out what only a draft has.
    fn draft(&mut self, db: &Db, directory: &Directory) -> Result<()> {
        let person = self.handover.person_id;
        let leaving = leaving(db)?;
        let day = self.handover.effective;
        self.receivers = receivers(db, directory, day)?;
        self.able = directory
            .people
            .values()
            .filter(|other| other.id != person && !directory.has_left(other.id, day))
            .filter(|other| directory.membership_on(other.id, day).is_some())
            .map(|other| other.id)
            .collect();
        self.near = near(directory, &self.handover, &self.able, &leaving);
        self.count_again(db)?;
        self.weigh();
        self.findings = checks::findings(db, directory, self, &leaving)?;
        Ok(())
    }

    /// Finds out what came and went since the list was made. Where only some customers go to others,
    /// those that are not listed stay on purpose.
    fn count_again(&mut self, db: &Db) -> Result<()> {
        let person = self.handover.person_id;
        let now = belongings(db, person)?;
        let listed: BTreeSet<(HandoverWhat, i64)> =
            self.items.iter().map(|item| (item.record.what, item.record.item_id)).collect();
        if self.handover.why != HandoverWhy::Balance {
            self.added = now.difference(&listed).copied().collect();
        }
        let gone = |item: &&Item| !now.contains(&(item.record.what, item.record.item_id));
        self.gone = self.items.iter().filter(gone).map(|item| item.record.id).collect();
        Ok(())
    }

    /// Fills in the loads, the fit of those who are chosen, and whom the others would suit.
    fn weigh(&mut self) {
        let mut loads: BTreeMap<PersonId, Load> = BTreeMap::new();
        let mut after = self.receivers.clone();
        for item in &self.items {
            let Some(to) = item.record.to_id else { continue };
            let before = self.receivers.get(&to).cloned().unwrap_or_default();
            let load = loads.entry(to).or_insert(Load {
                person: to,
                accounts: (before.accounts, before.accounts),
                deals: (before.deals, before.deals),
                amount: 0,
            });
            let slot = if item.is_deal() { &mut load.deals } else { &mut load.accounts };
            slot.1 = slot.1.saturating_add(1);
            load.amount = load.amount.saturating_add(item.amount.unwrap_or_default());
            after.entry(to).or_default().take(item.is_deal());
        }
        self.loads = loads.into_values().collect();
        let near: Vec<Receiver> =
            self.near.iter().map(|person| after.get(person).cloned().unwrap_or_default()).collect();
        for (item, wanted) in self.items.iter_mut().zip(&self.wanted) {
            match item.record.to_id {
                Some(to) => {
                    let receiver = self.receivers.get(&to);
                    item.fit = receiver.map(|receiver| fit(wanted, receiver, self.limits));
                }
                None => {
                    let found = best(wanted, &near, self.limits);
                    item.suggestion = found.and_then(|(at, fit)| Some((*self.near.get(at)?, fit)));
                }
            }
        }
    }

    /// Finds what each customer still misses.
    fn look_at_customers(&mut self) {
        let mut open: BTreeMap<usize, (u32, u32)> = BTreeMap::new();
        for (item, wanted) in self.items.iter().zip(&self.wanted) {
            let Some(with) = wanted.with else { continue };
            let (deals, with_step) = open.entry(with).or_default();
            *deals += 1;
            *with_step += u32::from(item.record.next_step.is_some());
        }
        for (at, item) in self.items.iter_mut().enumerate().filter(|(_, item)| !item.is_deal()) {
            let (open_deals, deals_with_next_step) = open.get(&at).copied().unwrap_or_default();
            item.missing = check(&Customer {
                contacts: item.contacts,
                open_deals,
                deals_with_next_step,
                commitments_listed: item.record.commitments.is_some(),
                history_exported: item.record.history_on.is_some(),
            });
        }
    }

    /// Everything given to whom it suits best, up to the limits.
    pub fn by_fit(&self) -> Vec<(HandoverItemId, Option<PersonId>)> {
        let near: Vec<Receiver> = self
            .near
            .iter()
            .map(|person| self.receivers.get(person).cloned().unwrap_or_default())
            .collect();
        let given = assign(&self.wanted, &near, self.limits);
        let person = |at: Option<usize>| at.and_then(|at| self.near.get(at).copied());
        let given = self.items.iter().zip(given);
        given.map(|(item, at)| (item.record.id, person(at))).collect()
    }

    /// How many items of a kind there are, and how many of them have a new owner.
    pub fn counts(&self, deals: bool) -> (usize, usize) {
        let all = || self.items.iter().filter(move |item| item.is_deal() == deals);
        (all().count(), all().filter(|item| item.record.to_id.is_some()).count())
    }

    /// The first thing that keeps it from being carried out.
    pub fn obstacle(&self) -> Option<&Finding> {
        self.findings.iter().find(|finding| finding.level == checks::Level::Error)
    }
}

/// What a person hands over now: the customers in the person's name and the open deals.
///
/// # Errors
/// Whatever the database reports.
pub fn belongings(db: &Db, person: PersonId) -> Result<BTreeSet<(HandoverWhat, i64)>> {
    let accounts = db.rows(ACCOUNTS, &[person.into()], |row| row.get::<AccountId>(0))?;
    let deals = opportunities::open_of(db, person)?;
    let accounts = accounts.into_iter().map(|id| (HandoverWhat::Account, id.0));
    let deals = deals.into_iter().map(|deal| (HandoverWhat::Opportunity, deal.id.0));
    Ok(accounts.chain(deals).collect())
}

/// How much one person is to have at most, as set in this workspace.
///
/// # Errors
/// Whatever the database reports.
pub fn limits(db: &Db) -> Result<Limits> {
    let usual = Limits::default();
    let read = |name: &str, usual: u32| -> Result<u32> {
        let text = setup::setting(db, name)?;
        Ok(text.and_then(|text| text.trim().parse().ok()).unwrap_or(usual))
    };
    Ok(Limits {
        accounts: read(setup::names::ACCOUNT_LIMIT, usual.accounts)?,
        deals: read(setup::names::DEAL_LIMIT, usual.deals)?,
    })
}

const ACCOUNTS: &str = "SELECT id FROM account WHERE owner_id = $1 AND archived = 0 ORDER BY id";
const CONTACTS: &str =
    "SELECT account_id, COUNT(*) FROM contact GROUP BY account_id ORDER BY account_id";
const OWNED: &str = "SELECT owner_id, industry, location, COUNT(*) FROM account WHERE owner_id IS NOT NULL AND archived = 0 GROUP BY owner_id, industry, location ORDER BY owner_id, industry, location";

/// How many people are known at each customer.
fn contacts(db: &Db) -> Result<BTreeMap<AccountId, u32>> {
    let mut all = BTreeMap::new();
    db.read(CONTACTS, &[], |row| {
        all.insert(row.get(0)?, small(row.get(1)?));
        Ok(())
    })?;
    Ok(all)
}

fn small(n: i64) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// An item with what is known of its customer or deal.
fn read(
    db: &Db,
    record: HandoverItem,
    effective: NaiveDate,
    contacts: &BTreeMap<AccountId, u32>,
) -> Result<Item> {
    let deal = match record.what {
        HandoverWhat::Account => None,
        HandoverWhat::Opportunity => db.get::<Opportunity>(OpportunityId(record.item_id))?,
    };
    let account = match record.what {
        HandoverWhat::Account => Some(AccountId(record.item_id)),
        HandoverWhat::Opportunity => deal.as_ref().and_then(|deal| deal.account_id),
    };
    let known = account.map(|id| db.get::<Account>(id)).transpose()?.flatten();
    let customer = known.as_ref().map_or_else(String::new, |account| account.name.clone());
    let contacts = account.and_then(|id| contacts.get(&id).copied()).unwrap_or_default();
    let (name, customer) = match (&deal, record.what) {
        (Some(deal), _) => (deal.name.clone(), customer),
        (None, HandoverWhat::Account) => (customer, String::new()),
        (None, HandoverWhat::Opportunity) => (String::new(), customer),
    };
    let stage = deal.as_ref().and_then(|deal| deal.stage_id);
    let handed_in = match &deal {
        Some(deal) => stage_on(db, deal.id, effective)?.or(stage),
        None => None,
    };
    Ok(Item {
        record,
        name,
        account,
        customer,
        industry: known.as_ref().and_then(|account| account.industry.clone()),
        place: known.and_then(|account| account.location),
        stage,
        handed_in,
        amount: deal.as_ref().and_then(|deal| deal.amount),
        reported: deal.as_ref().map(|deal| (deal.first_seen, deal.last_reported)),
        contacts,
        missing: vec![],
        fit: None,
        suggestion: None,
    })
}

/// What the items ask for; a deal goes with its customer where that is handed over too.
fn wanted(items: &[Item]) -> Vec<Wanted> {
    let customers: BTreeMap<AccountId, usize> = items
        .iter()
        .enumerate()
        .filter(|(_, item)| !item.is_deal())
        .filter_map(|(at, item)| Some((item.account?, at)))
        .collect();
    let customer = |item: &Item| customers.get(&item.account?).copied();
    let one = |item: &Item| Wanted {
        deal: item.is_deal(),
        industry: item.industry.clone(),
        place: item.place.clone(),
        with: customer(item).filter(|_| item.is_deal()),
    };
    items.iter().map(one).collect()
}

/// Everyone with what they have, and what is known of their skills on a day.
fn receivers(
    db: &Db,
    directory: &Directory,
    day: NaiveDate,
) -> Result<BTreeMap<PersonId, Receiver>> {
    let mut all: BTreeMap<PersonId, Receiver> = BTreeMap::new();
    for person in directory.people.values() {
        all.insert(person.id, Receiver { city: person.city.clone(), ..Receiver::default() });
    }
    db.read(OWNED, &[], |row| {
        let (industry, place): (Option<String>, Option<String>) = (row.get(1)?, row.get(2)?);
        let n = small(row.get(3)?);
        let receiver = all.entry(row.get(0)?).or_default();
        receiver.accounts = receiver.accounts.saturating_add(n);
        for (slot, word) in [(&mut receiver.industries, industry), (&mut receiver.places, place)] {
            if let Some(word) = word {
                let count = slot.entry(word).or_default();
                *count = count.saturating_add(n);
            }
        }
        Ok(())
    })?;
    for (owner, open) in opportunities::open_counts(db)? {
        if let Some(person) = owner {
            all.entry(person).or_default().deals = small(open);
        }
    }
    for (person, ratings) in capability::newest_of_all(db, day)? {
        let mean = mean_level(&capability::levels(&ratings));
        let level = mean.and_then(|mean| i64::try_from(mean.round()).ok());
        all.entry(person).or_default().level = level;
    }
    Ok(all)
}

/// The people who leave by a handover that is being prepared, with their last day.
fn leaving(db: &Db) -> Result<BTreeMap<PersonId, Option<NaiveDate>>> {
    let drafts = db.all::<Handover>()?.into_iter().filter(|handover| {
        handover.state == HandoverState::Draft && handover.why == HandoverWhy::Leave
    });
    Ok(drafts.map(|handover| (handover.person_id, handover.last_day)).collect())
}

/// The day from which a person is nowhere any more, if that is known on a day.
pub fn ends_on(directory: &Directory, person: PersonId, day: NaiveDate) -> Option<NaiveDate> {
    let mut end = directory.membership_on(person, day)?.ends?;
    while let Some(next) = directory.membership_on(person, end) {
        end = next.ends?;
    }
    Some(end)
}

/// The team of a person on a day, and its region then.
fn place_on(
    directory: &Directory,
    person: PersonId,
    day: NaiveDate,
) -> Option<(TeamId, Option<RegionId>)> {
    let team = directory.team_on(person, day)?.id;
    Some((team, directory.region_on(team, day)))
}

/// Those who are suggested: no managers, and nobody who leaves.
fn near(
    directory: &Directory,
    handover: &Handover,
    able: &BTreeSet<PersonId>,
    leaving: &BTreeMap<PersonId, Option<NaiveDate>>,
) -> Vec<PersonId> {
    let day = handover.effective;
    let stays = |person: &PersonId| {
        !directory.manages_on(*person, day)
            && !leaving.contains_key(person)
            && ends_on(directory, *person, day).is_none()
    };
    let able: Vec<PersonId> = able.iter().copied().filter(stays).collect();
    // Where the person who hands over is, or was when it began.
    let place = |day| place_on(directory, handover.person_id, day);
    let own = place(handover.started_on).or_else(|| place(handover.effective));
    let (team, region) = (own.map(|(team, _)| team), own.and_then(|(_, region)| region));
    let of = |within: &dyn Fn(PersonId) -> bool| -> Vec<PersonId> {
        able.iter().copied().filter(|person| within(*person)).collect()
    };
    let same_team = of(&|person: PersonId| {
        team.is_some() && place_on(directory, person, day).map(|(team, _)| team) == team
    });
    if !same_team.is_empty() {
        return same_team;
    }
    let same_region = of(&|person: PersonId| {
        let other = place_on(directory, person, day).and_then(|(_, region)| region);
        region.is_some() && other == region
    });
    if same_region.is_empty() { able } else { same_region }
}

/// The stage in which the moves of a deal leave it on a day.
fn stage_on(db: &Db, deal: OpportunityId, day: NaiveDate) -> Result<Option<StageId>> {
    let mut moves = opportunities::moves_of(db, deal)?;
    moves.sort_by_key(|step| (step.on_day, step.id));
    let past = moves.into_iter().filter(|step| step.on_day <= day);
    Ok(match past.filter_map(|step| step.place_after).next_back() {
        Some(Place::Stage(stage)) => Some(stage),
        Some(Place::Won | Place::Lost) | None => None,
    })
}
