//! The list of deals: the first of the scope in the order asked for.
//!
//! One pass over the deals without their moves. Only the rows that will be shown are kept: when
//! twice as many are at hand, the later half is dropped.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::data::{Load, count_text, day_text};
use crate::domain::ids::{OpportunityId, PersonId, StageId};
use crate::domain::names;
use crate::error::Result;
use crate::store::records::Status;

/// How many deals are loaded at most.
const LISTED: usize = 5_000;

/// Which deals are listed, in which order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListAsk {
    /// Open ones, or those won or lost in the period.
    pub status: Status,
    /// Only those that stand in this stage.
    pub stage: Option<StageId>,
    /// What customer, deal, number or owner must contain.
    pub search: String,
    /// By what they are sorted.
    pub sort: SortBy,
    /// Largest first.
    pub descending: bool,
}

impl Default for ListAsk {
    fn default() -> Self {
        let (stage, search) = (None, String::new());
        Self { status: Status::Open, stage, search, sort: SortBy::Amount, descending: true }
    }
}

/// By what deals are sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SortBy {
    /// The customer's name, then the deal's.
    Account,
    /// The owner's name.
    Owner,
    /// The position of the stage.
    Stage,
    /// The amount.
    Amount,
    /// The day it began.
    Created,
    /// The day it closed, or is expected to.
    Closing,
    /// The newest report that names it.
    Reported,
}

impl SortBy {
    /// In the order of the columns.
    pub const ALL: [Self; 7] = [
        Self::Account,
        Self::Owner,
        Self::Stage,
        Self::Amount,
        Self::Created,
        Self::Closing,
        Self::Reported,
    ];

    /// The column it stands in.
    pub fn column(self) -> usize {
        Self::ALL.iter().position(|sort| *sort == self).unwrap_or_default()
    }
}

/// The list.
#[derive(Clone, Debug)]
pub struct List {
    /// What was asked.
    pub ask: ListAsk,
    /// Open deals of the scope, searched or not.
    pub n_open: u64,
    /// How many are listed of how many there are, as a sentence.
    pub count: String,
    /// The name of the stage to which it is limited; empty without one.
    pub stage: String,
    /// The deals.
    pub rows: Vec<ListRow>,
}

/// A deal.
#[derive(Clone, Debug)]
pub struct ListRow {
    /// The customer.
    pub account: String,
    /// The deal.
    pub name: String,
    /// The person responsible.
    pub owner: String,
    /// The stage, or how it ended.
    pub stage: String,
    /// The amount.
    pub amount: String,
    /// The day it began.
    pub created: String,
    /// The day it closed, or is expected to.
    pub closing: String,
    /// Whether that day passed while it is open.
    pub closing_past: bool,
    /// The newest report that names it.
    pub reported: String,
}

/// What rows are compared by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Text(String),
    Number(i64),
    Day(NaiveDate),
}

struct Found {
    id: OpportunityId,
    key: Option<Key>,
    name: String,
    account: Option<String>,
    owner: Option<PersonId>,
    stage: Option<StageId>,
    status: Status,
    amount: Option<i64>,
    created: Option<NaiveDate>,
    closing: Option<NaiveDate>,
    reported: NaiveDate,
}

const DEALS: &str = "SELECT o.id, o.name, o.number, a.name, o.owner_id, o.stage_id, o.status, o.amount, o.created_on, o.expected_close, o.closed_on, o.last_reported FROM opportunity o LEFT JOIN account a ON a.id = o.account_id WHERE o.archived = 0 ORDER BY o.id";

/// Loads the list.
pub(super) fn load(load: &Load<'_>, ask: &ListAsk) -> Result<List> {
    let wanted = Wanted::new(load, &ask.search);
    let (mut n, mut n_open, mut undated) = (0_u64, 0_u64, 0_u64);
    let mut found: Vec<Found> = vec![];
    load.db.read(DEALS, &[], |row| {
        let status: Status = row.get(6)?;
        let owner: Option<PersonId> = row.get(4)?;
        let closed: Option<NaiveDate> = row.get(10)?;
        let day = if status == Status::Open { Some(load.as_of) } else { closed };
        if !load.members.include(owner, day) {
            return Ok(());
        }
        n_open += u64::from(status == Status::Open);
        let stage: Option<StageId> = row.get(5)?;
        if status != ask.status || ask.stage.is_some_and(|wanted| stage != Some(wanted)) {
            return Ok(());
        }
        if status != Status::Open {
            let Some(closed) = closed else {
                undated += 1;
                return Ok(());
            };
            if closed > load.as_of || !load.period.contains(closed) {
                return Ok(());
            }
        }
        let name: String = row.get(1)?;
        let number: Option<String> = row.get(2)?;
        let account: Option<String> = row.get(3)?;
        let texts = [Some(name.as_str()), number.as_deref(), account.as_deref()];
        if !wanted.matches(&texts, owner) {
            return Ok(());
        }
        n += 1;
        let expected: Option<NaiveDate> = row.get(9)?;
        let mut deal = Found {
            id: row.get(0)?,
            key: None,
            name,
            account,
            owner,
            stage,
            status,
            amount: row.get(7)?,
            created: row.get(8)?,
            closing: closed.or(expected),
            reported: row.get(11)?,
        };
        deal.key = key(load, ask.sort, &deal);
        found.push(deal);
        if found.len() >= 2 * LISTED {
            keep_first(&mut found, ask.descending);
        }
        Ok(())
    })?;
    keep_first(&mut found, ask.descending);
    let rows: Vec<ListRow> = found.into_iter().map(|deal| row(load, deal)).collect();
    let count = count(load, n, rows.len() as u64, undated);
    let stage = ask.stage.map_or_else(String::new, |stage| load.stage(Some(stage)));
    Ok(List { ask: ask.clone(), n_open, count, stage, rows })
}

fn count(load: &Load<'_>, n: u64, shown: u64, undated: u64) -> String {
    let key = if n > shown { "funnel-list-some" } else { "funnel-list-all" };
    let count = load.count_with(key, n, &[("shown", count_text(shown).into())]);
    if undated == 0 {
        return count;
    }
    super::data::joined(load.tr, &[count, load.count("funnel-list-undated", undated)])
}

/// What a deal must contain; people are found by their initials too.
struct Wanted {
    text: String,
    owners: BTreeSet<PersonId>,
}

impl Wanted {
    fn new(load: &Load<'_>, search: &str) -> Self {
        let text = search.trim().to_lowercase();
        let owners = load.directory.people.values();
        let owners = owners
            .filter(|person| !text.is_empty() && names::matches(&text, &person.name))
            .map(|person| person.id)
            .collect();
        Self { text, owners }
    }

    fn matches(&self, texts: &[Option<&str>], owner: Option<PersonId>) -> bool {
        self.text.is_empty()
            || owner.is_some_and(|owner| self.owners.contains(&owner))
            || texts.iter().flatten().any(|text| text.to_lowercase().contains(&self.text))
    }
}

fn key(load: &Load<'_>, sort: SortBy, deal: &Found) -> Option<Key> {
    match sort {
        SortBy::Account => {
            Some(Key::Text(format!("{}\t{}", deal.account.as_deref().unwrap_or(""), deal.name)))
        }
        SortBy::Owner => Some(Key::Text(load.directory.person_name(deal.owner?).to_owned())),
        SortBy::Stage => Some(Key::Number(load.directory.stages.get(&deal.stage?)?.position)),
        SortBy::Amount => deal.amount.map(Key::Number),
        SortBy::Created => deal.created.map(Key::Day),
        SortBy::Closing => deal.closing.map(Key::Day),
        SortBy::Reported => Some(Key::Day(deal.reported)),
    }
}

/// Sorts and keeps the rows that are listed. What is unknown comes last in either direction.
fn keep_first(found: &mut Vec<Found>, descending: bool) {
    found.sort_by(|a, b| {
        let by_key = match (&a.key, &b.key) {
            (Some(a), Some(b)) if descending => b.cmp(a),
            (Some(a), Some(b)) => a.cmp(b),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => Ordering::Equal,
        };
        by_key.then(a.id.cmp(&b.id))
    });
    found.truncate(LISTED);
}

fn row(load: &Load<'_>, deal: Found) -> ListRow {
    let open = deal.status == Status::Open;
    ListRow {
        account: deal.account.unwrap_or_default(),
        name: deal.name,
        owner: load.person(deal.owner),
        stage: if open { load.stage(deal.stage) } else { load.tr.text(deal.status.word()) },
        amount: load.amount(deal.amount),
        created: day_text(deal.created),
        closing: day_text(deal.closing),
        closing_past: open && deal.closing.is_some_and(|day| day < load.as_of),
        reported: deal.reported.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(id: i64, amount: Option<i64>) -> Found {
        Found {
            id: OpportunityId(id),
            key: amount.map(Key::Number),
            name: String::new(),
            account: None,
            owner: None,
            stage: None,
            status: Status::Open,
            amount,
            created: None,
            closing: None,
            reported: NaiveDate::default(),
        }
    }

    #[test]
    fn the_unknown_comes_last_either_way() {
        for (descending, expected) in [(true, [3, 1, 2, 4]), (false, [1, 3, 2, 4])] {
            let mut list =
                vec![found(4, None), found(3, Some(9)), found(2, None), found(1, Some(5))];
            keep_first(&mut list, descending);
            let ids: Vec<i64> = list.iter().map(|deal| deal.id.0).collect();
            assert_eq!(ids, expected, "{descending}");
        }
        let mut many: Vec<Found> = (0..6_000).map(|n| found(n, Some(n))).collect();
        keep_first(&mut many, true);
        assert_eq!((many.len(), many.last().map(|deal| deal.id.0)), (LISTED, Some(1_000)));
    }

    #[test]
    fn every_order_has_its_column() {
        for (column, sort) in SortBy::ALL.into_iter().enumerate() {
            assert_eq!(sort.column(), column);
        }
    }
}
