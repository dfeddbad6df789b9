//! What a person answered of open deals that a full report no longer named: dropped, lost, or only
//! forgotten.
//!
//! An answer stands in a deal's past beside its sightings, on the day of the report that left the
//! deal out. It is none of them: no report named the deal, so it counts for nobody as a report that
//! came, and the deal's last report is no newer for it.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::ids::OpportunityId;
use crate::error::Result;
use crate::store::Record as _;
use crate::store::db::Db;
use crate::store::records::DealAnswer;

const OF_DEAL: &str = "SELECT id, opportunity_id, report_date, answer, by_name, batch_id FROM deal_answer WHERE opportunity_id = $1 ORDER BY report_date, id";
const NEWEST: &str = "SELECT opportunity_id, MAX(report_date) FROM deal_answer GROUP BY opportunity_id ORDER BY opportunity_id";

/// The answers of a deal in order.
///
/// # Errors
/// Whatever the database reports.
pub fn of_deal(db: &Db, deal: OpportunityId) -> Result<Vec<DealAnswer>> {
    db.rows(OF_DEAL, &[deal.into()], DealAnswer::from_row)
}

/// The day of each deal's newest answer.
///
/// # Errors
/// Whatever the database reports.
pub fn newest(db: &Db) -> Result<BTreeMap<OpportunityId, NaiveDate>> {
    let all: Vec<(OpportunityId, NaiveDate)> =
        db.rows(NEWEST, &[], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(all.into_iter().collect())
}
