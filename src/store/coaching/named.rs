//! What the customers and deals are called that coaching is about: one read for all of some days.

use std::collections::BTreeMap;

use crate::domain::ids::{AccountId, OpportunityId};
use crate::error::Result;
use crate::store::coaching::Days;
use crate::store::db::Db;

const ACCOUNTS: &str = "SELECT id, name FROM account WHERE id IN (SELECT account_id FROM coaching WHERE on_day >= $1 AND on_day <= $2) ORDER BY id";
const EVENT_ACCOUNTS: &str = "SELECT id, name FROM account WHERE id IN (SELECT account_id FROM major_event WHERE on_day >= $1 AND on_day <= $2) ORDER BY id";
const VISIT_DEALS: &str = "SELECT id, name FROM opportunity WHERE id IN (SELECT opportunity_id FROM coaching WHERE kind = 'visit' AND on_day >= $1 AND on_day <= $2) ORDER BY id";
const SHEET_DEALS: &str = "SELECT id, name FROM opportunity WHERE id IN (SELECT opportunity_id FROM observation WHERE on_day >= $1 AND on_day <= $2) ORDER BY id";

fn customers(db: &Db, sql: &'static str, (from, to): Days) -> Result<BTreeMap<AccountId, String>> {
    let mut all = BTreeMap::new();
    db.read(sql, &[from.into(), to.into()], |row| {
        all.insert(row.get(0)?, row.get(1)?);
        Ok(())
    })?;
    Ok(all)
}

/// The names of the customers that the coachings of some days are about.
///
/// # Errors
/// Whatever the database reports.
pub fn accounts(db: &Db, days: Days) -> Result<BTreeMap<AccountId, String>> {
    customers(db, ACCOUNTS, days)
}

/// The names of the customers of the events of some days.
///
/// # Errors
/// Whatever the database reports.
pub fn event_accounts(db: &Db, days: Days) -> Result<BTreeMap<AccountId, String>> {
    customers(db, EVENT_ACCOUNTS, days)
}

/// The names of the deals that visits together of some days were about, with a sheet or without.
///
/// # Errors
/// Whatever the database reports.
pub fn visit_deals(db: &Db, (from, to): Days) -> Result<BTreeMap<OpportunityId, String>> {
    let mut all = BTreeMap::new();
    for sql in [VISIT_DEALS, SHEET_DEALS] {
        db.read(sql, &[from.into(), to.into()], |row| {
            all.insert(row.get(0)?, row.get(1)?);
            Ok(())
        })?;
    }
    Ok(all)
}
