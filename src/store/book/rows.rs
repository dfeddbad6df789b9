//! The deals and their moves as the file holds them.
//!
//! One pass over both tables joined is what is meant. To read all of them into memory each table is read by itself, in
//! the order of the deals: the cells of a deal are then not read again with each of its moves.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Each, Pages, Report};
use crate::domain::ids::OpportunityId;
use crate::error::Result;
use crate::store::db::{Db, Row};
use crate::store::opportunities::{Deal, Step};

const WITH_MOVES: &str = "SELECT o.id, o.owner_id, o.model_id, o.status, o.stage_id, o.amount, o.created_on, o.closed_on, o.first_seen, o.account_id, o.product_id, o.expected_close, o.last_reported, m.on_day, m.place_after, m.amount_after, m.owner_after, m.close_after, m.first_day, m.redated_on, b.report_date FROM opportunity o LEFT JOIN move m ON m.opportunity_id = o.id LEFT JOIN batch b ON b.id = m.batch_id WHERE o.archived = 0 ORDER BY o.id, m.on_day, m.id";
const ONE_WITH_MOVES: &str = "SELECT o.id, o.owner_id, o.model_id, o.status, o.stage_id, o.amount, o.created_on, o.closed_on, o.first_seen, o.account_id, o.product_id, o.expected_close, o.last_reported, m.on_day, m.place_after, m.amount_after, m.owner_after, m.close_after, m.first_day, m.redated_on, b.report_date FROM opportunity o LEFT JOIN move m ON m.opportunity_id = o.id LEFT JOIN batch b ON b.id = m.batch_id WHERE o.id = $1 AND o.archived = 0 ORDER BY o.id, m.on_day, m.id";
const DEALS: &str = "SELECT id, owner_id, model_id, status, stage_id, amount, created_on, closed_on, first_seen, account_id, product_id, expected_close, last_reported FROM opportunity WHERE archived = 0 ORDER BY id";
const MOVES: &str = "SELECT opportunity_id, on_day, place_after, amount_after, owner_after, close_after, first_day, redated_on, batch_id FROM move ORDER BY opportunity_id, on_day, id";
const REPORTS: &str = "SELECT id, report_date FROM batch ORDER BY id";

/// Hands over all deals with their moves, or one of them.
///
/// # Errors
/// Whatever the database or `each` reports.
pub(super) fn each(db: &Db, one: Option<i64>, each: &mut Each<'_>) -> Result<()> {
    let sql = if one.is_some() { ONE_WITH_MOVES } else { WITH_MOVES };
    let params: Vec<_> = one.into_iter().map(Into::into).collect();
    let (mut pages, mut any) = (Pages::default(), false);
    db.read(sql, &params, |row| {
        let id: OpportunityId = row.get(0)?;
        if !any || pages.deal.id != id {
            if any {
                each(&mut pages)?;
            }
            any = true;
            pages.deal = deal(row)?;
            pages.steps.clear();
            pages.reports.clear();
        }
        // A deal without moves has one row too.
        let first: Option<NaiveDate> = row.get(13)?;
        if first.is_some() {
            pages.steps.push(step(row, 13)?);
            pages.reports.push(report(row, 18, row.get(20)?)?);
        }
        Ok(())
    })?;
    if any { each(&mut pages) } else { Ok(()) }
}

/// Hands over all deals in the order of their keys.
///
/// # Errors
/// Whatever the database or `each` reports.
pub(super) fn deals(db: &Db, mut each: impl FnMut(&Deal) -> Result<()>) -> Result<()> {
    db.read(DEALS, &[], |row| each(&deal(row)?))
}

/// Hands over all moves, by the keys of their deals, those of one deal in the order of days.
///
/// # Errors
/// Whatever the database or `each` reports.
pub(super) fn moves(
    db: &Db,
    mut each: impl FnMut(OpportunityId, &Step, Report) -> Result<()>,
) -> Result<()> {
    let reports = db.rows(REPORTS, &[], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let reports: BTreeMap<i64, NaiveDate> = reports.into_iter().collect();
    db.read(MOVES, &[], |row| {
        let batch: Option<i64> = row.get(8)?;
        let told = batch.and_then(|batch| reports.get(&batch).copied());
        each(row.get(0)?, &step(row, 1)?, report(row, 6, told)?)
    })
}

fn deal(row: &Row<'_>) -> Result<Deal> {
    Ok(Deal {
        id: row.get(0)?,
        owner: row.get(1)?,
        model: row.get(2)?,
        status: row.get(3)?,
        stage: row.get(4)?,
        amount: row.get(5)?,
        created: row.get(6)?,
        closed: row.get(7)?,
        first_seen: row.get(8)?,
        account: row.get(9)?,
        product: row.get(10)?,
        expected: row.get(11)?,
        reported: row.get(12)?,
        credits: vec![],
        gone: vec![],
        given_up_since: None,
    })
}

/// The step that the cells from one on tell.
fn step(row: &Row<'_>, at: usize) -> Result<Step> {
    Ok(Step {
        day: row.get(at)?,
        place: row.get(at + 1)?,
        amount: row.get(at + 2)?,
        owner: row.get(at + 3)?,
        expected: row.get(at + 4)?,
    })
}

/// Which report told it, of its day and the cells from one on.
fn report(row: &Row<'_>, at: usize, told: Option<NaiveDate>) -> Result<Report> {
    Ok(Report { told, first: row.get(at)?, redated: row.get(at + 1)? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Workspace;

    #[test]
    fn all_moves_are_read_of_one_index_in_its_order() {
        let folder = tempfile::tempdir().unwrap();
        let workspace = Workspace::create(&folder.path().join("w.cox")).unwrap();
        let mut plan = vec![];
        let read = workspace.db.read(&format!("EXPLAIN QUERY PLAN {MOVES}"), &[], |row| {
            plan.push(row.text(3).to_owned());
            Ok(())
        });
        assert_eq!(read, Ok(()));
        assert_eq!(plan, ["SCAN move USING COVERING INDEX move_of_opportunity"]);
    }
}
