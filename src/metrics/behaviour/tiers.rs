//! In which tier the customers of deals are, where somebody says so.
//!
//! The workspace has no tiers of its own yet. Sheets of customers often have a column for them, which is kept
//! as it was with the customer; its headings are known here and nowhere else.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::ids::OpportunityId;
use crate::domain::names::key;
use crate::error::Result;
use crate::store::Db;

/// How the column of tiers is headed, as [`key`] writes it.
const HEADINGS: [&str; 10] = [
    "客户等级",
    "客户级别",
    "客户分级",
    "客户层级",
    "等级",
    "级别",
    "tier",
    "customertier",
    "accounttier",
    "customergrade",
];

const OF_CLOSED: &str = "SELECT o.id, a.extra FROM opportunity o JOIN account a ON a.id = o.account_id WHERE a.extra IS NOT NULL AND o.closed_on >= $1 AND o.closed_on <= $2 ORDER BY o.id";

/// The tier of the customer of each deal that was closed on some days; deals of which it is unknown are not
/// in it.
///
/// # Errors
/// Whatever the database reports.
pub fn of_closed(
    db: &Db,
    (first, last): (NaiveDate, NaiveDate),
) -> Result<BTreeMap<OpportunityId, String>> {
    let mut tiers = BTreeMap::new();
    db.read(OF_CLOSED, &[first.into(), last.into()], |row| {
        let (deal, extra): (OpportunityId, String) = (row.get(0)?, row.get(1)?);
        if let Some(tier) = tier(&extra) {
            tiers.insert(deal, tier);
        }
        Ok(())
    })?;
    Ok(tiers)
}

/// The tier that columns of a customer name, an object of heading and cell.
fn tier(extra: &str) -> Option<String> {
    let columns: serde_json::Map<String, serde_json::Value> = serde_json::from_str(extra).ok()?;
    let named = |heading: &str| {
        let found = columns.iter().find(|(own, _)| key(own) == heading)?;
        let text = found.1.as_str()?.trim().to_uppercase();
        Some(text).filter(|text| !text.is_empty())
    };
    HEADINGS.into_iter().find_map(named)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tier_is_read_off_the_column_that_names_it() {
        for (extra, expected) in [
            (r#"{"备注":"老客户","客户等级":" a "}"#, Some("A")),
            (r#"{"Customer tier":"Gold"}"#, Some("GOLD")),
            (r#"{"等级":"B","客户分级":"A"}"#, Some("A")),
            (r#"{"客户等级":""}"#, None),
            (r#"{"备注":"A"}"#, None),
            ("no object", None),
        ] {
            assert_eq!(tier(extra).as_deref(), expected, "{extra}");
        }
    }
}
