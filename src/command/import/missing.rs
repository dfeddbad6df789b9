//! Open deals that a full report no longer names: dropped, lost, or forgotten? A person is asked;
//! nothing is changed but what that person answers.
//!
//! A sheet that names a deal which its owner had before is taken for a full report of that person.
//! All sheets of an import are looked at together, so that a report may come in several parts; a
//! deal is asked about once, in the newest sheet that should have named it.
//!
//! The answers come with the import itself and go with it, when it is undone or taken back: it was
//! that report which left the deal out. What is not answered, or was only forgotten, the next
//! report without the deal asks again.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::command::import::context::Context;
use crate::command::import::opportunities::answer;
use crate::command::import::{SHOWN_MISSING, SheetResult};
use crate::domain::ids::{BatchId, DealAnswerId, OpportunityId, PersonId};
use crate::error::Result;
use crate::store::records::{Answer, DealAnswer};
use crate::store::{Db, opportunities};

/// An open deal that a full report no longer names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Missing {
    /// The name of the person responsible.
    pub owner: String,
    /// The deal's name.
    pub name: String,
    /// The sender's number.
    pub number: Option<String>,
    /// The newest report that named it.
    pub last_reported: NaiveDate,
    /// The deal.
    pub id: OpportunityId,
    /// Whether this import makes the deal. Its key is none before the import is stored, so that no
    /// answer can name it.
    pub fresh: bool,
}

/// What a sheet of deals reported.
#[derive(Default)]
pub(super) struct Reported {
    /// The day the sheet speaks of.
    pub(super) report_date: NaiveDate,
    /// The people with a known deal of theirs in it.
    pub(super) owners: BTreeSet<PersonId>,
    /// What rejected rows call their deals: the number, else the name.
    pub(super) named: BTreeSet<String>,
    /// Whether the import of the sheet is kept.
    pub(super) kept: bool,
}

/// Fills in what is missing in each sheet, once all are imported, and carries the answers out.
pub(super) fn find(
    db: &mut Db,
    context: &mut Context,
    sheets: &[(BatchId, Reported)],
    answers: &[(OpportunityId, Answer)],
    results: &mut [SheetResult],
) -> Result<()> {
    let full = sheets.iter().filter(|(_, sheet)| !sheet.owners.is_empty());
    let Some(newest) = full.map(|(_, sheet)| sheet.report_date).max() else { return Ok(()) };
    // The key of the first sheet's import comes before those of all that it makes.
    let began = sheets.iter().map(|(batch, _)| batch.0).min();
    opportunities::each_unnamed(db, newest, |deal| {
        // Of this day, and of those before it, a person has said how the deal stands.
        let answered = context.answered.get(&deal.id);
        // Before a handover gave it to them, nobody could expect it in their report.
        let passed = context.passed.get(&deal.id);
        let expected = sheets.iter().zip(results.iter_mut()).filter(|((_, sheet), _)| {
            sheet.owners.contains(&deal.owner)
                && sheet.report_date > deal.last_reported
                && answered.is_none_or(|on| sheet.report_date > *on)
                && passed.is_none_or(|on| sheet.report_date > *on)
                && !sheet.named.contains(deal.number.as_ref().unwrap_or(&deal.name))
                && !sheet.named.contains(&deal.name)
        });
        if let Some((_, result)) = expected.max_by_key(|((_, sheet), _)| sheet.report_date) {
            result.missing.push(Missing {
                owner: context.directory.person_name(deal.owner).to_owned(),
                name: deal.name,
                number: deal.number,
                last_reported: deal.last_reported,
                fresh: began.is_some_and(|began| deal.id.0 > began),
                id: deal.id,
            });
        }
        Ok(())
    })?;
    let answers: BTreeMap<OpportunityId, Answer> = answers.iter().copied().collect();
    for ((batch, sheet), result) in sheets.iter().zip(results) {
        for deal in result.missing.iter().filter(|deal| !deal.fresh) {
            let Some(said) = answers.get(&deal.id) else { continue };
            let said = DealAnswer {
                id: DealAnswerId(0),
                opportunity_id: deal.id,
                report_date: sheet.report_date,
                answer: *said,
                by_name: context.by().to_owned(),
                batch_id: Some(*batch),
            };
            result.n_answered += usize::from(answer(db, &mut context.authors, said)?);
        }
        result.n_missing = result.missing.len();
        result.missing.sort();
        result.missing.truncate(SHOWN_MISSING);
    }
    Ok(())
}
