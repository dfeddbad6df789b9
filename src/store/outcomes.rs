//! Why deals were won and lost, as it is kept beside them.

use crate::domain::ids::OpportunityId;
use crate::error::Result;
use crate::store::Record as _;
use crate::store::db::Db;
use crate::store::records::DealOutcome;

const OF_DEAL: &str = "SELECT id, opportunity_id, said_on, result, reason, competitor, their_price, detail, by_name, batch_id FROM deal_outcome WHERE opportunity_id = $1 ORDER BY id";

/// What was said of how a deal ended, whether or not it ended so.
///
/// # Errors
/// Whatever the database reports.
pub fn of_deal(db: &Db, deal: OpportunityId) -> Result<Option<DealOutcome>> {
    db.first(OF_DEAL, &[deal.into()], DealOutcome::from_row)
}
