//! Open deals that a full report no longer names: dropped, lost, or forgotten? A person is asked;
//! nothing is changed.
//!
//! A sheet that names a deal which its owner had before is taken for a full report of that person.
//! All sheets of an import are looked at together, so that a report may come in several parts; a
//! deal is asked about once, in the newest sheet that should have named it.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::command::import::{SHOWN_MISSING, SheetResult};
use crate::domain::ids::{OpportunityId, PersonId};
use crate::error::Result;
use crate::store::directory::Directory;
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
}

/// Fills in what is missing in each sheet, once all are imported.
pub(super) fn find(
    db: &Db,
    directory: &Directory,
    sheets: &[Reported],
    results: &mut [SheetResult],
) -> Result<()> {
    let full = sheets.iter().filter(|sheet| !sheet.owners.is_empty());
    let Some(newest) = full.map(|sheet| sheet.report_date).max() else { return Ok(()) };
    opportunities::each_unnamed(db, newest, |deal| {
        let expected = sheets.iter().zip(results.iter_mut()).filter(|(sheet, _)| {
            sheet.owners.contains(&deal.owner)
                && sheet.report_date > deal.last_reported
                && !sheet.named.contains(deal.number.as_ref().unwrap_or(&deal.name))
                && !sheet.named.contains(&deal.name)
        });
        if let Some((_, result)) = expected.max_by_key(|(sheet, _)| sheet.report_date) {
            result.missing.push(Missing {
                owner: directory.person_name(deal.owner).to_owned(),
                name: deal.name,
                number: deal.number,
                last_reported: deal.last_reported,
                id: deal.id,
            });
        }
        Ok(())
    })?;
    for result in results {
        result.n_missing = result.missing.len();
        result.missing.sort();
        result.missing.truncate(SHOWN_MISSING);
    }
    Ok(())
}
