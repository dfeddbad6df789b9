//! Commands on why a part of a gap came about, as a person says it.
//!
//! One sentence for each part, scope and period; a newer one takes the place of the older, and the journal
//! keeps both.

use chrono::NaiveDate;

use crate::command::input::{gone, there};
use crate::domain::ids::GapReasonId;
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::error::{Error, Result};
use crate::metrics::gap::check;
use crate::store::records::{GapPart, GapReason, ScopeKind};
use crate::store::{Db, Record as _};

/// A command on gaps. Each carries what it is about, in words, for the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Says why a part of a gap came about.
    SetGapReason {
        /// Whose.
        scope: Scope,
        /// The month or quarter.
        period: Period,
        /// The part.
        part: GapPart,
        /// Why.
        reason: String,
        /// Today, the day on which it is said.
        today: NaiveDate,
        /// Whose gap and which part, in words.
        subject: String,
    },
    /// Takes back what was said.
    ClearGapReason {
        /// Whose.
        scope: Scope,
        /// The month or quarter.
        period: Period,
        /// The part.
        part: GapPart,
        /// Whose gap and which part, in words.
        subject: String,
    },
}

impl Command {
    pub(super) fn head(&self) -> (&'static str, String) {
        match self {
            Self::SetGapReason { subject, .. } => ("step-gap-reason", subject.clone()),
            Self::ClearGapReason { subject, .. } => ("step-gap-reason-clear", subject.clone()),
        }
    }
}

pub(super) fn apply(db: &mut Db, command: &Command) -> Result<()> {
    match command {
        Command::SetGapReason { scope, period, part, reason, today, .. } => {
            set(db, (*scope, *period, *part), reason, *today)
        }
        Command::ClearGapReason { scope, period, part, .. } => {
            let stored = stored(db, *scope, *period, *part)?;
            let stored = stored.ok_or_else(gone)?;
            db.delete::<GapReason>(stored.id)
        }
    }
}

fn set(
    db: &mut Db,
    (scope, period, part): (Scope, Period, GapPart),
    reason: &str,
    today: NaiveDate,
) -> Result<()> {
    check(period)?;
    there(db, scope)?;
    if period.first_day() > today {
        return Err(Error::new("error-gap-ahead").arg("period", period));
    }
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(Error::new("error-gap-reason"));
    }
    let before = stored(db, scope, period, part)?;
    if before.as_ref().is_some_and(|before| before.reason == reason) {
        return Ok(());
    }
    let (scope_kind, scope_id) = ScopeKind::cells(scope);
    let after = GapReason {
        id: match &before {
            Some(before) => before.id,
            None => GapReasonId(db.allocate()?),
        },
        scope_kind,
        scope_id,
        period: period.to_string(),
        part,
        reason: reason.to_owned(),
        said_on: today,
        by_name: super::author(db)?,
    };
    match before {
        Some(before) => db.update_from(&before, &after).map(|_| ()),
        None => db.insert(&after),
    }
}

const STORED: &str = "SELECT id, scope_kind, scope_id, period, part, reason, said_on, by_name FROM gap_reason WHERE scope_kind = $1 AND scope_id = $2 AND period = $3 AND part = $4";

fn stored(db: &Db, scope: Scope, period: Period, part: GapPart) -> Result<Option<GapReason>> {
    let (kind, id) = ScopeKind::cells(scope);
    let period = period.to_string();
    let key = [kind.word().into(), id.into(), period.as_str().into(), part.word().into()];
    db.first(STORED, &key, GapReason::from_row)
}
