//! Taking an older import back: its rows return to what they were before it.
//!
//! Rows that something later changed are listed and kept unless the person chooses them too; rows
//! that others still refer to are kept as well. The taking back is a step of its own and can itself
//! be undone.
//!
//! A deal follows from what reports said of it (see [`crate::store::sightings`]), so it needs no
//! images: what this import said is taken out, with what a person answered of deals that it left
//! out, and the deal follows from the rest, as if the import had never been. A deal that later
//! reports name is listed as kept; chosen by hand, it loses what those said too. Why it was won or lost
//! follows in the same way, unless a person typed it.

use std::collections::BTreeSet;

use crate::command::import::opportunities::{Authors, take_away};
use crate::command::input::known;
use crate::domain::ids::{BatchId, OpportunityId};
use crate::error::{Error, Result};
use crate::store::directory::Directory;
use crate::store::records::Batch;
use crate::store::{Db, StepHead, Written, journal};

/// A row that taking back did not return to what it was.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Kept {
    /// The table.
    pub table: String,
    /// The row.
    pub row: i64,
    /// Whether a later change is the reason; else something still refers to it.
    pub changed_since: bool,
}

/// What taking back did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenBack {
    /// How many rows were changed or removed; those that bear the record of the import do not count.
    pub rows: u64,
    /// The rows that were left.
    pub kept: Vec<Kept>,
    /// What was written; `None` for a preview.
    pub written: Option<Written>,
}

/// Takes an import back, or shows what that would do. `also` names rows to be taken back although
/// something later changed them.
///
/// # Errors
/// When there is no such import, it was taken back already, or the database fails.
pub fn take_back(
    db: &mut Db,
    id: BatchId,
    also: &BTreeSet<i64>,
    by: &str,
    preview: bool,
) -> Result<TakenBack> {
    let batch = known::<Batch>(db, id)?;
    if batch.taken_back {
        return Err(Error::new("error-import-taken-back").arg("file", &batch.file_name));
    }
    // A workspace made from an export knows the import, and has no journal of it.
    let step = journal::step(db, batch.step_id)?
        .ok_or_else(|| Error::new("error-import-without-journal").arg("file", &batch.file_name))?;
    let head = StepHead {
        by: by.to_owned(),
        title: "step-take-back".to_owned(),
        subject: batch.file_name,
    };
    let mut kept = vec![];
    let mut rows = 0;
    let done = db.transaction(&head, |db| {
        let batches: Vec<Batch> =
            db.all::<Batch>()?.into_iter().filter(|batch| batch.step_id == step.id).collect();
        // The deals that the import spoke of.
        let mut deals: BTreeSet<i64> = BTreeSet::new();
        journal::changes_back(db, &step, |_, change| {
            if matches!(change.table.as_str(), "sighting" | "deal_answer")
                && change.verb == "insert"
            {
                deals.extend(deal_of(&change));
            }
            Ok(())
        })?;
        let mut pending: Vec<journal::Change> = vec![];
        journal::changes_back(db, &step, |db, change| {
            if deal_of(&change).is_some_and(|deal| deals.contains(&deal)) {
                return Ok(());
            }
            // The batches and their rejected rows stay as the record of what happened. A sighting
            // that was only written out belongs to one of the deals.
            if matches!(change.table.as_str(), "batch" | "reject" | "alias" | "sighting") {
                return Ok(());
            }
            if !also.contains(&change.row) && journal::changed_since(db, change.row, &step)? {
                kept.push(Kept { table: change.table, row: change.row, changed_since: true });
            } else {
                pending.push(change);
            }
            Ok(())
        })?;
        // Deals go first: they refer to what else the import made.
        let directory = Directory::load(db)?;
        let mut authors = Authors::default();
        let mine: BTreeSet<BatchId> = batches.iter().map(|batch| batch.id).collect();
        for deal in deals {
            let all_since = also.contains(&deal);
            let before = db.changes();
            let left =
                take_away(db, &directory, &mut authors, OpportunityId(deal), |batch, key| {
                    batch.is_some_and(|batch| mine.contains(&batch))
                        || (all_since && key > step.id.0)
                })?;
            if left.is_some_and(|newest| newest > step.id.0) {
                let table = "opportunity".to_owned();
                kept.push(Kept { table, row: deal, changed_since: true });
            }
            // Of a deal that stays, too, what this import said of it is gone.
            rows += db.changes() - before;
        }
        // A deal that stays keeps its moves.
        let stays: BTreeSet<i64> = kept.iter().map(|kept| kept.row).collect();
        let of_kept_deal = |change: &journal::Change| {
            change.table == "move" && deal_of(change).is_some_and(|deal| stays.contains(&deal))
        };
        for change in pending.iter().filter(|change| !of_kept_deal(change)) {
            match journal::revert(db, change) {
                Ok(()) => rows += 1,
                Err(error) if error.key() == "error-record-in-use" => kept.push(Kept {
                    table: change.table.clone(),
                    row: change.row,
                    changed_since: false,
                }),
                Err(error) => return Err(error),
            }
        }
        for batch in batches {
            db.update_from(&batch, &Batch { taken_back: true, ..batch.clone() })?;
        }
        if preview { Err(Error::new("import-preview")) } else { Ok(()) }
    });
    kept.sort();
    kept.dedup();
    match done {
        Ok(((), written)) => Ok(TakenBack { rows, kept, written: Some(written) }),
        Err(error) if error.key() == "import-preview" => {
            Ok(TakenBack { rows, kept, written: None })
        }
        Err(error) => Err(error),
    }
}

/// The deal that a change belongs to.
fn deal_of(change: &journal::Change) -> Option<i64> {
    match change.table.as_str() {
        "opportunity" => Some(change.row),
        "move" | "sighting" | "deal_answer" | "deal_outcome" => {
            journal::cell(&change.after, "opportunity_id")
                .or_else(|| journal::cell(&change.before, "opportunity_id"))
        }
        _ => None,
    }
}
