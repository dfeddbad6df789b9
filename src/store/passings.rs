//! That deals passed to other owners by a handover, beside what reports say.
//!
//! A passing stands in a deal's past beside its sightings, behind everything of its day. It is none
//! of them: no report named the deal, so its last report is no newer for it.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::handover::Credit;
use crate::domain::ids::OpportunityId;
use crate::error::Result;
use crate::store::Record as _;
use crate::store::db::Db;
use crate::store::records::{CreditRule, DealPassing};

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

/// What was agreed on the credit for each deal that passed, in the order of days.
///
/// # Errors
/// Whatever the database reports.
pub fn credits(db: &Db) -> Result<BTreeMap<OpportunityId, Vec<Credit>>> {
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
