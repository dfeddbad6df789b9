//! How open deals stand on a day: what is missing, what may be there twice, what hangs on one person.

use std::collections::{BTreeMap, BTreeSet};

use super::around::Around;
use super::{Ask, Case, Field, Finding, Found, Kind, Note, Place, Row};
use crate::domain::ids::{AccountId, OpportunityId, PersonId};
use crate::domain::names::dedupe_key;
use crate::domain::process::duplicates::{Alike, Name, near, pairs};
use crate::domain::scope::Members;
use crate::error::Result;
use crate::store::Db;

/// An open deal.
pub(super) struct Open {
    pub id: OpportunityId,
    /// Whether it is one of the scope: duplicates may be anybody's.
    pub own: bool,
    /// The position of its stage; `None` where that is not known, or of another model.
    pub stage: Option<u8>,
    /// Whether it goes through the stages of another model.
    pub own_model: bool,
    pub owner: Option<PersonId>,
    pub amount: Option<i64>,
    pub expected: bool,
    pub product: bool,
    pub account: Option<AccountId>,
}

/// The open deals of a day, in the order of their keys.
#[derive(Default)]
pub(super) struct Stock {
    open: Vec<Open>,
}

const NAMES: &str = "SELECT id, name FROM opportunity WHERE archived = 0 ORDER BY id";

impl Stock {
    /// Adds one; they come in the order of their keys.
    pub fn add(&mut self, open: Open) {
        self.open.push(open);
    }

    /// How many there are of the scope.
    pub fn own(&self) -> u64 {
        self.open.iter().filter(|open| open.own).count() as u64
    }

    /// What was found of them.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn finish(
        &self,
        db: &Db,
        around: &Around,
        (ask, n_stages): (&Ask, u8),
        used: &BTreeSet<Field>,
    ) -> Result<BTreeMap<Finding, Found>> {
        let missing = self.missing(around, (ask, n_stages), used);
        let single = self.single(around, ask);
        let duplicates = self.duplicates(&self.names(db)?, around, ask);
        let found = [missing, single, duplicates];
        Ok(found.into_iter().map(|found| (found.finding, found)).collect())
    }

    fn names(&self, db: &Db) -> Result<BTreeMap<OpportunityId, String>> {
        let mut names = BTreeMap::new();
        db.read(NAMES, &[], |row| {
            let id: OpportunityId = row.get(0)?;
            if self.open.binary_search_by_key(&id, |open| open.id).is_ok() {
                names.insert(id, row.get(1)?);
            }
            Ok(())
        })?;
        Ok(names)
    }

    fn missing(
        &self,
        around: &Around,
        (ask, n_stages): (&Ask, u8),
        used: &BTreeSet<Field>,
    ) -> Found {
        let lacks = |open: &Open, field: Field| match field {
            Field::Amount => open.amount.is_none(),
            Field::Expected => !open.expected,
            Field::Product => !open.product,
            Field::Account => open.account.is_none(),
            Field::Contact => around.contacts_of(open.id).unwrap_or_default() == 0,
            Field::NextStep => !around.has_next_step(open.id, ask.today),
        };
        let own = || self.open.iter().filter(|open| open.own && open.stage.is_some());
        let mut rows = vec![];
        for place in Place::of(Finding::Missing, n_stages) {
            let Place::Field(at, field) = place else { continue };
            let here = || own().filter(move |open| open.stage == Some(at));
            let records: Vec<Case> = here()
                .filter(|open| used.contains(&field) && lacks(open, field))
                .map(|open| Case::deal(open.id, None, Note::None))
                .collect();
            let cases = if used.contains(&field) { here().count() as u64 } else { 0 };
            rows.push(Row::share(place, records.len() as u64, cases, records));
        }
        let incomplete: Vec<Case> = own()
            .filter(|open| used.iter().any(|field| lacks(open, *field)))
            .map(|open| Case::deal(open.id, None, Note::None))
            .collect();
        let cases = own().count() as u64;
        let elsewhere = self.open.iter().filter(|open| open.own && open.own_model);
        let own_model = elsewhere.count() as u64;
        Found {
            finding: Finding::Missing,
            total: Row::share(Place::All, incomplete.len() as u64, cases, incomplete),
            rows,
            unused: Field::ALL.into_iter().filter(|field| !used.contains(field)).collect(),
            without_stage: self.own() - cases - own_model,
            own_model,
        }
    }

    fn single(&self, around: &Around, ask: &Ask) -> Found {
        let (contacts_kept, parts_kept) = (around.contacts_kept(), around.parts_kept());
        // Of each side whether the deal hangs on one person there; `None` where that is not known.
        let sides = |open: &Open| {
            let contacts = around.contacts_of(open.id).filter(|_| contacts_kept);
            let others = parts_kept.then(|| around.others_of(open.id, open.owner, ask.as_of));
            (contacts.map(|n| n <= 1), others.map(|n| n == 0))
        };
        let (mut all, mut cases) = (vec![], 0_u64);
        let mut by_kind: BTreeMap<Kind, (Vec<Case>, u64)> = BTreeMap::new();
        for open in self.open.iter().filter(|open| open.own) {
            let (customer, ours) = sides(open);
            let both = customer.zip(ours).map(|(customer, ours)| customer && ours);
            let known = [(Kind::Customer, customer), (Kind::Ours, ours), (Kind::Both, both)];
            let note = around
                .contacts_of(open.id)
                .filter(|_| contacts_kept)
                .map_or(Note::None, |n| Note::Contacts(n as u64));
            for (kind, single) in known {
                let Some(single) = single else { continue };
                let (records, cases) = by_kind.entry(kind).or_default();
                *cases += 1;
                if single {
                    records.push(Case::deal(open.id, None, note.clone()));
                }
            }
            if customer.is_some() || ours.is_some() {
                cases += 1;
            }
            if customer == Some(true) || ours == Some(true) {
                all.push(Case::deal(open.id, None, note));
            }
        }
        let rows = Kind::of(Finding::Single).iter().map(|kind| {
            let (records, cases) = by_kind.remove(kind).unwrap_or_default();
            Row::share(Place::Kind(*kind), records.len() as u64, cases, records)
        });
        let rows = rows.collect();
        Found {
            finding: Finding::Single,
            total: Row::share(Place::All, all.len() as u64, cases, all),
            rows,
            unused: vec![],
            without_stage: 0,
            own_model: 0,
        }
    }

    fn duplicates(
        &self,
        names: &BTreeMap<OpportunityId, String>,
        around: &Around,
        ask: &Ask,
    ) -> Found {
        let name = |open: &Open| names.get(&open.id).cloned().unwrap_or_default();
        let (by_name, by_amount) = self.twice(names, around);
        let known = |open: &&Open| open.own && open.account.is_some();
        let n_known = self.open.iter().filter(known).count() as u64;
        let deals = |like: &BTreeMap<usize, usize>| -> Vec<Case> {
            let of = |(place, other): (&usize, &usize)| {
                let (open, other) = self.open.get(*place).zip(self.open.get(*other))?;
                open.own.then(|| Case::deal(open.id, None, Note::Like(name(other))))
            };
            like.iter().filter_map(of).collect()
        };
        let (alike, near) = (deals(&by_name), deals(&by_amount));
        let mut records = alike.clone();
        records
            .extend(near.iter().filter(|case| !alike.iter().any(|a| a.deal == case.deal)).cloned());
        let (same, like, n_accounts) = self.accounts_twice(around, ask);
        let row = |kind, records: Vec<Case>, cases| {
            Row::share(Place::Kind(kind), records.len() as u64, cases, records)
        };
        Found {
            finding: Finding::Duplicates,
            total: Row::share(Place::All, records.len() as u64, n_known, records),
            rows: vec![
                row(Kind::DealNames, alike, n_known),
                row(Kind::DealAmounts, near, n_known),
                row(Kind::SameAccounts, same, n_accounts),
                row(Kind::LikeAccounts, like, n_accounts),
            ],
            unused: vec![],
            without_stage: 0,
            own_model: 0,
        }
    }

    /// Open deals of one customer that may be the same, each with the other one: by name, and by amount.
    /// A number that tells their names apart tells the deals apart.
    fn twice(
        &self,
        names: &BTreeMap<OpportunityId, String>,
        around: &Around,
    ) -> (BTreeMap<usize, usize>, BTreeMap<usize, usize>) {
        // Customers of one name are one here, however often they were entered.
        let mut of_customer: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (place, open) in self.open.iter().enumerate() {
            let customer = open.account.and_then(|account| around.names.get(&account));
            if let Some(customer) = customer {
                of_customer.entry(dedupe_key(customer)).or_default().push(place);
            }
        }
        let (mut by_name, mut by_amount) = (BTreeMap::new(), BTreeMap::new());
        for places in of_customer.into_values().filter(|places| places.len() > 1) {
            let deals: Vec<(usize, Name, Option<i64>)> = places
                .into_iter()
                .filter_map(|place| {
                    let open = self.open.get(place)?;
                    let name = names.get(&open.id).map_or("", String::as_str);
                    Some((place, Name::new(name), open.amount))
                })
                .collect();
            for (at, (one, name, amount)) in deals.iter().enumerate() {
                for (other, other_name, other_amount) in deals.iter().skip(at + 1) {
                    let found = if name.alike(other_name).is_some() {
                        &mut by_name
                    } else if !name.told_apart(other_name)
                        && amount.zip(*other_amount).is_some_and(|(one, other)| near(one, other))
                    {
                        &mut by_amount
                    } else {
                        continue;
                    };
                    found.entry(*one).or_insert(*other);
                    found.entry(*other).or_insert(*one);
                }
            }
        }
        (by_name, by_amount)
    }

    /// Customers of the scope that may have been entered twice: of the same name, those beyond the first, and
    /// the first where the other one belongs to others; of names alike, each. And how many customers the scope has:
    /// all of them for the company, else those of its open deals.
    fn accounts_twice(&self, around: &Around, ask: &Ask) -> (Vec<Case>, Vec<Case>, u64) {
        let own: BTreeSet<AccountId> = match ask.members {
            Members::Everyone => around.names.keys().copied().collect(),
            Members::People(_) => {
                let of_own = self.open.iter().filter(|open| open.own);
                let known = of_own.filter_map(|open| open.account);
                known.filter(|account| around.names.contains_key(account)).collect()
            }
        };
        let accounts: Vec<(AccountId, &String)> =
            around.names.iter().map(|(id, name)| (*id, name)).collect();
        let names: Vec<Name> = accounts.iter().map(|(_, name)| Name::new(name)).collect();
        let (mut same, mut like) = (BTreeMap::new(), BTreeMap::new());
        for ((one, other), alike) in pairs(&names) {
            let both = accounts.get(one).zip(accounts.get(other));
            let Some(((one, one_name), (other, other_name))) = both else { continue };
            if alike == Alike::Same {
                same.entry(*other).or_insert_with(|| (*one_name).clone());
                if !own.contains(other) {
                    same.entry(*one).or_insert_with(|| (*other_name).clone());
                }
            } else {
                like.entry(*one).or_insert_with(|| (*other_name).clone());
                like.entry(*other).or_insert_with(|| (*one_name).clone());
            }
        }
        let cases = |found: BTreeMap<AccountId, String>| -> Vec<Case> {
            let own = found.into_iter().filter(|(account, _)| own.contains(account));
            own.map(|(account, other)| Case {
                deal: None,
                account: Some(account),
                day: None,
                note: Note::Like(other),
            })
            .collect()
        };
        (cases(same), cases(like), own.len() as u64)
    }
}
