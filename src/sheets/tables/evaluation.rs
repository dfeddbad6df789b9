//! Evaluations with who signed them, and the list of imports.

use std::collections::BTreeMap;

use crate::domain::ids::*;
use crate::error::Result;
use crate::sheets::tables::{Sheet, opt};
use crate::sheets::write::Out;
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::records::{Batch, Evaluation, EvaluationCycle, Signature, SignatureRole};

pub(super) fn evaluations(db: &Db, directory: &Directory) -> Result<Sheet> {
    let cycles: BTreeMap<CycleId, String> =
        db.all::<EvaluationCycle>()?.into_iter().map(|cycle| (cycle.id, cycle.period)).collect();
    let signatures = db.all::<Signature>()?;
    let signed = |evaluation, role| {
        let found = signatures.iter().find(|s| s.evaluation_id == evaluation && s.role == role);
        opt(found.map(|s| format!("{} {}", s.name, s.on_day)).as_deref())
    };
    let rows = db.all::<Evaluation>()?.into_iter().map(|evaluation| {
        vec![
            opt(cycles.get(&evaluation.cycle_id).map(String::as_str)),
            directory.person_name(evaluation.person_id).into(),
            evaluation.self_comment.into(),
            evaluation.manager_comment.into(),
            signed(evaluation.id, SignatureRole::Employee),
            signed(evaluation.id, SignatureRole::Manager),
            signed(evaluation.id, SignatureRole::Hr),
        ]
    });
    Ok((
        &[
            "period",
            "person",
            "self_comment",
            "manager_comment",
            "signed_employee",
            "signed_manager",
            "signed_hr",
        ],
        rows.collect(),
    ))
}

pub(super) fn imports(db: &Db) -> Result<Sheet> {
    let rows = db.all::<Batch>()?.into_iter().map(|batch| {
        vec![
            batch.at.into(),
            batch.by_name.into(),
            batch.file_name.into(),
            batch.sheet_name.into(),
            batch.kind.into(),
            Out::Day(batch.report_date),
            Out::Int(batch.n_rows),
            Out::Int(batch.n_new),
            Out::Int(batch.n_changed),
            Out::Int(batch.n_unchanged),
            Out::Int(batch.n_rejected),
            (if batch.taken_back { "taken_back" } else { "" }).into(),
            batch.file_hash.into(),
        ]
    });
    Ok((
        &[
            "at",
            "by",
            "file",
            "sheet",
            "kind",
            "report_date",
            "rows",
            "new",
            "changed",
            "unchanged",
            "rejected",
            "state",
            "hash",
        ],
        rows.collect(),
    ))
}
