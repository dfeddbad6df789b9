//! Taking an older import back: its rows return to what they were before it.
//!
//! Rows that something later changed are listed and kept unless the person chooses them too; rows
//! that others still refer to are kept as well. The taking back is a step of its own and can itself
//! be undone.

use std::collections::BTreeSet;

use crate::domain::ids::BatchId;
use crate::error::{Error, Result};
use crate::store::records::Batch;
use crate::store::{Db, StepHead, Written, journal};

/// A row that taking back left as it is.
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
    /// How many rows returned to what they were.
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
    let batch = db.get::<Batch>(id)?.ok_or_else(|| Error::new("error-record-gone"))?;
    if batch.taken_back {
        return Err(Error::new("error-import-taken-back").arg("file", &batch.file_name));
    }
    let step = journal::step(db, batch.step_id)?
        .ok_or_else(|| Error::new("error-workspace-damaged").detail("a batch without its step"))?;
    let head = StepHead {
        by: by.to_owned(),
        title: "step-take-back".to_owned(),
        subject: batch.file_name,
    };
    let mut kept = vec![];
    let mut rows = 0;
    let done = db.transaction(&head, |db| {
        let mut pending: Vec<journal::Change> = vec![];
        journal::changes_back(db, &step, |db, change| {
            // The batches and their rejected rows stay as the record of what happened.
            if matches!(change.table.as_str(), "batch" | "reject" | "alias") {
                return Ok(());
            }
            if !also.contains(&change.row) && journal::changed_since(db, change.row, &step)? {
                kept.push(Kept { table: change.table, row: change.row, changed_since: true });
            } else {
                pending.push(change);
            }
            Ok(())
        })?;
        // A deal that stays keeps its moves.
        let stays: BTreeSet<i64> = kept.iter().map(|kept| kept.row).collect();
        let of_kept_deal = |change: &journal::Change| {
            change.table == "move"
                && journal::cell::<i64>(&change.after, "opportunity_id")
                    .is_some_and(|deal| stays.contains(&deal))
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
        for batch in db.all::<Batch>()?.into_iter().filter(|batch| batch.step_id == step.id) {
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
