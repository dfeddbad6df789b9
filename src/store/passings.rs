//! That deals passed to other owners by a handover, beside what reports say.
//!
//! A passing stands in a deal's past beside its sightings, behind everything of its day. It is none
//! of them: no report named the deal, so its last report is no newer for it.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::handover::Credit;
use crate::domain::ids::{OpportunityId, PersonId};
use crate::domain::scope::Stretch;
use crate::error::Result;
use crate::store::Record as _;
use crate::store::db::Db;
use crate::store::records::{CreditRule, DealPassing, Membership};

const OF_DEAL: &str = "SELECT id, opportunity_id, on_day, owner_id, from_id, rule, share, until, handover_id, by_name FROM deal_passing WHERE opportunity_id = $1 ORDER BY on_day, id";
const NEWEST: &str = "SELECT opportunity_id, MAX(on_day) FROM deal_passing GROUP BY opportunity_id ORDER BY opportunity_id";
const CREDITS: &str = "SELECT opportunity_id, on_day, from_id, rule, share, until FROM deal_passing ORDER BY opportunity_id, on_day, id";

/// The passings of a deal in order.
///
/// # Errors
/// Whatever the database reports.
pub fn of_deal(db: &Db, deal: OpportunityId) -> Result<Vec<DealPassing>> {
    db.rows(OF_DEAL, &[deal.into()], DealPassing::from_row)
}

/// The day of each deal's newest passing.
///
/// # Errors
/// Whatever the database reports.
pub fn newest(db: &Db) -> Result<BTreeMap<OpportunityId, NaiveDate>> {
    let all: Vec<(OpportunityId, NaiveDate)> =
        db.rows(NEWEST, &[], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(all.into_iter().collect())
}

/// What was agreed on the credit for deals that passed, and where everyone was when.
#[derive(Clone, Debug, Default)]
pub struct Credits {
    deals: BTreeMap<OpportunityId, Vec<Credit>>,
    times: BTreeMap<PersonId, Vec<Stretch>>,
}

impl Credits {
    /// Loads what was agreed.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn load(db: &Db) -> Result<Self> {
        let deals = credits(db)?;
        let mut times: BTreeMap<PersonId, Vec<Stretch>> = BTreeMap::new();
        if !deals.is_empty() {
            for membership in db.all::<Membership>()? {
                times.entry(membership.person_id).or_default().push(membership.stretch());
            }
        }
        Ok(Self { deals, times })
    }

    /// What was agreed for a deal, in the order of days; each deal is asked for once.
    pub fn take(&mut self, deal: OpportunityId) -> Vec<Credit> {
        self.deals.remove(&deal).unwrap_or_default()
    }

    /// Who of those whose deal it was is nowhere any more on the day on which it was signed, each with
    /// the last day somewhere before it passed on: where they were then, their share belongs.
    pub fn gone(
        &self,
        credits: &[Credit],
        owner: Option<PersonId>,
        signed: NaiveDate,
    ) -> Vec<(PersonId, NaiveDate)> {
        let former = credits.iter().filter_map(|credit| Some((credit.from?, credit.on_day)));
        let mut gone: BTreeMap<PersonId, NaiveDate> = BTreeMap::new();
        for (person, passed) in former.chain(owner.map(|owner| (owner, signed))) {
            let times = self.times.get(&person).map(Vec::as_slice).unwrap_or_default();
            if times.iter().any(|time| time.covers(Some(signed))) {
                continue;
            }
            let before = passed.min(signed);
            // Of several passings by one person the last one speaks.
            if let Some(last) = times.iter().filter_map(|time| time.last_before(before)).max() {
                let day = gone.entry(person).or_insert(last);
                *day = (*day).max(last);
            }
        }
        gone.into_iter().collect()
    }
}

/// What was agreed on the credit for each deal that passed, in the order of days.
fn credits(db: &Db) -> Result<BTreeMap<OpportunityId, Vec<Credit>>> {
    let mut all: BTreeMap<OpportunityId, Vec<Credit>> = BTreeMap::new();
    db.read(CREDITS, &[], |row| {
        let rule: CreditRule = row.get(3)?;
        all.entry(row.get(0)?).or_default().push(Credit {
            on_day: row.get(1)?,
            from: row.get(2)?,
            all_to_successor: rule == CreditRule::Successor,
            share: row.get(4)?,
            until: row.get(5)?,
        });
        Ok(())
    })?;
    Ok(all)
}
