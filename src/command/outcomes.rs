//! Commands on why deals were won and lost.
//!
//! What a person says goes before what reports say, and no report overrides it. Taking it back lets the
//! reports speak again; what a report said goes with that report.

use chrono::NaiveDate;

use crate::command::import;
use crate::command::input::{gone, known, some};
use crate::domain::ids::{DealOutcomeId, OpportunityId};
use crate::error::{Error, Result};
use crate::store::records::{DealOutcome, Opportunity, OutcomeReason, Status};
use crate::store::{Db, outcomes};

/// Why a deal ended as it did, as typed; blank texts are unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutcomeForm {
    /// The main reason.
    pub reason: OutcomeReason,
    /// Who else was in it.
    pub competitor: String,
    /// Their price in fen, where it is known.
    pub their_price: Option<i64>,
    /// In words; needed for another reason than those listed.
    pub detail: String,
}

/// A command on outcomes. Each carries the deal, in words, for the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Says why a deal that is closed ended as it did.
    SetOutcome {
        /// The deal.
        deal: OpportunityId,
        /// What is said.
        form: OutcomeForm,
        /// The deal, in words.
        subject: String,
        /// Today, the day on which it is said.
        today: NaiveDate,
    },
    /// Takes back what a person said.
    ClearOutcome {
        /// The deal.
        deal: OpportunityId,
        /// The deal, in words.
        subject: String,
    },
}

impl Command {
    pub(super) fn head(&self) -> (&'static str, String) {
        match self {
            Self::SetOutcome { subject, .. } => ("step-outcome", subject.clone()),
            Self::ClearOutcome { subject, .. } => ("step-outcome-clear", subject.clone()),
        }
    }
}

pub(super) fn apply(db: &mut Db, command: &Command) -> Result<()> {
    match command {
        Command::SetOutcome { deal, form, today, .. } => set(db, *deal, form, *today),
        Command::ClearOutcome { deal, .. } => clear(db, *deal),
    }
}

/// Says why a deal ended as it did, within a step that is being written.
///
/// # Errors
/// When a rule forbids it or the database fails.
pub fn set(db: &mut Db, deal: OpportunityId, form: &OutcomeForm, today: NaiveDate) -> Result<()> {
    let closed = known::<Opportunity>(db, deal)?;
    if closed.status == Status::Open {
        return Err(Error::new("error-outcome-open").arg("name", closed.name));
    }
    let detail = some(&form.detail);
    if form.reason == OutcomeReason::Other && detail.is_none() {
        return Err(Error::new("error-outcome-detail"));
    }
    if form.their_price.is_some_and(|price| price < 0) {
        return Err(Error::new("error-outcome-price"));
    }
    let before = outcomes::of_deal(db, deal)?;
    let after = DealOutcome {
        id: match &before {
            Some(before) => before.id,
            None => DealOutcomeId(db.allocate()?),
        },
        opportunity_id: deal,
        said_on: today,
        result: closed.status,
        reason: Some(form.reason),
        competitor: some(&form.competitor),
        their_price: form.their_price,
        detail,
        by_name: super::author(db)?,
        batch_id: None,
    };
    match before {
        Some(before) => db.update_from(&before, &after).map(|_| ()),
        None => db.insert(&after),
    }
}

fn clear(db: &mut Db, deal: OpportunityId) -> Result<()> {
    let stored = outcomes::of_deal(db, deal)?.ok_or_else(gone)?;
    if stored.batch_id.is_some() {
        return Err(Error::new("error-outcome-imported"));
    }
    db.delete::<DealOutcome>(stored.id)?;
    import::hear_again(db, deal)
}
