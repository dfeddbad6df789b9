//! What other tables say of deals: their customers, contacts, who of us takes part, what happens next.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use chrono::NaiveDate;

use crate::domain::ids::{AccountId, OpportunityId, PersonId};
use crate::error::Result;
use crate::store::opportunities::Step;
use crate::store::records::{Account, DealContact, DealPart, NextStep};
use crate::store::{Db, said};

/// What other tables say.
pub(super) struct Around {
    accounts: BTreeMap<OpportunityId, AccountId>,
    /// The customers that are in use, by key.
    pub names: BTreeMap<AccountId, String>,
    contacts: BTreeMap<AccountId, BTreeSet<String>>,
    deal_contacts: BTreeMap<OpportunityId, BTreeSet<String>>,
    activities: BTreeMap<AccountId, BTreeSet<NaiveDate>>,
    parts: BTreeMap<OpportunityId, Vec<DealPart>>,
    next_steps: BTreeMap<OpportunityId, Vec<NextStep>>,
}

const ACCOUNTS: &str = "SELECT id, account_id FROM opportunity WHERE archived = 0 AND account_id IS NOT NULL ORDER BY id";
const CONTACTS: &str = "SELECT account_id, name FROM contact ORDER BY account_id, name, id";
const ACTIVITIES: &str = "SELECT DISTINCT account_id, on_day FROM activity WHERE account_id IS NOT NULL ORDER BY account_id, on_day";

impl Around {
    /// Reads what was known by a day.
    pub fn load(db: &Db, today: NaiveDate) -> Result<Self> {
        let mut around = Self {
            accounts: BTreeMap::new(),
            names: BTreeMap::new(),
            contacts: BTreeMap::new(),
            deal_contacts: BTreeMap::new(),
            activities: BTreeMap::new(),
            parts: BTreeMap::new(),
            next_steps: said::next_steps(db, today)?,
        };
        db.read(ACCOUNTS, &[], |row| {
            around.accounts.insert(row.get(0)?, row.get(1)?);
            Ok(())
        })?;
        for account in db.all::<Account>()? {
            if !account.archived {
                around.names.insert(account.id, account.name);
            }
        }
        db.read(CONTACTS, &[], |row| {
            let account: AccountId = row.get(0)?;
            around.contacts.entry(account).or_default().insert(row.get(1)?);
            Ok(())
        })?;
        for contact in db.all::<DealContact>()? {
            around.deal_contacts.entry(contact.opportunity_id).or_default().insert(contact.name);
        }
        db.read(ACTIVITIES, &[], |row| {
            let account: AccountId = row.get(0)?;
            around.activities.entry(account).or_default().insert(row.get(1)?);
            Ok(())
        })?;
        for part in db.all::<DealPart>()? {
            around.parts.entry(part.opportunity_id).or_default().push(part);
        }
        Ok(around)
    }

    /// The customer of a deal.
    pub fn account(&self, deal: OpportunityId) -> Option<AccountId> {
        self.accounts.get(&deal).copied()
    }

    /// Whether contacts are kept at all.
    pub fn contacts_kept(&self) -> bool {
        !self.contacts.is_empty() || !self.deal_contacts.is_empty()
    }

    /// Whether it is kept who of us takes part.
    pub fn parts_kept(&self) -> bool {
        !self.parts.is_empty()
    }

    /// Whether next steps are kept.
    pub fn steps_kept(&self) -> bool {
        !self.next_steps.is_empty()
    }

    /// Whether any deal has a customer.
    pub fn accounts_kept(&self) -> bool {
        !self.accounts.is_empty()
    }

    /// How many people are known at the customer's of a deal; `None` where no customer and no contact of the
    /// deal is known.
    pub fn contacts_of(&self, deal: OpportunityId) -> Option<usize> {
        let own = self.deal_contacts.get(&deal);
        let account = self.account(deal);
        if own.is_none() && account.is_none() {
            return None;
        }
        let theirs = account.and_then(|account| self.contacts.get(&account));
        let all: BTreeSet<&String> = own.into_iter().chain(theirs).flatten().collect();
        Some(all.len())
    }

    /// How many of us take part in a deal on a day beside its owner.
    pub fn others_of(&self, deal: OpportunityId, owner: Option<PersonId>, day: NaiveDate) -> usize {
        let parts = self.parts.get(&deal).into_iter().flatten();
        let there = parts.filter(|part| {
            part.since.is_some_and(|since| since <= day)
                && part.declined_on.is_none_or(|declined| declined > day)
                && (part.person_id.is_none() || part.person_id != owner)
        });
        there.count()
    }

    /// Whether a next step of a deal was still to be done on a day.
    pub fn has_next_step(&self, deal: OpportunityId, day: NaiveDate) -> bool {
        let mut steps = self.next_steps.get(&deal).into_iter().flatten();
        steps.any(|step| step.said_on <= day && said::still_open(step, day))
    }

    /// The last day up to a day on which the customer was contacted.
    pub fn last_contact(&self, account: AccountId, day: NaiveDate) -> Option<NaiveDate> {
        self.activities.get(&account)?.range(..=day).next_back().copied()
    }

    /// On how many days after one and up to another something was done on a deal: it moved, or its customer
    /// was contacted. `None` where its customer is unknown, or no contacts are kept at all.
    pub fn touched(
        &self,
        account: Option<AccountId>,
        steps: &[Step],
        (from, to): (NaiveDate, NaiveDate),
    ) -> Option<u32> {
        let account = account?;
        if self.activities.is_empty() {
            return None;
        }
        if from >= to {
            return Some(0);
        }
        let within = (Bound::Excluded(from), Bound::Included(to));
        let moved = steps.iter().map(|step| step.day).filter(|day| from < *day && *day <= to);
        let contacts = self.activities.get(&account).into_iter();
        let contacted = contacts.flat_map(|days| days.range(within).copied());
        let days: BTreeSet<NaiveDate> = contacted.chain(moved).collect();
        u32::try_from(days.len()).ok()
    }
}
