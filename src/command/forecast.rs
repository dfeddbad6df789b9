//! Commands on the forecast: what the manager calls a class of deals, how sure somebody is of a deal,
//! and freezing what is expected.
//!
//! A call is never changed: a newer one speaks, and one without a value takes those before it back. The same
//! holds for what somebody says of a deal, which is said for one period. What is frozen is worked out here, from what
//! the workspace holds, so that nobody can freeze another figure than the page shows.

use chrono::NaiveDate;

use crate::command::input::{known, there};
use crate::domain::forecast::calls::Category;
use crate::domain::ids::{DealCategoryId, ForecastCallId, ForecastFreezeId, OpportunityId};
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::error::{Error, Result};
use crate::metrics::forecast::rollup::{CLASSES, Calls};
use crate::metrics::forecast::{check, to_freeze};
use crate::store::directory::Directory;
use crate::store::records::{
    DealCategory, ForecastCall, ForecastFreeze, Opportunity, ScopeKind, Status,
};
use crate::store::{Db, Record as _, said};

/// What is stored as the reason of a call, or of a class, that only takes another back.
const RESET: &str = "reset";

/// A command on the forecast. Each carries what it is about, in words, for the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Says what a class of deals will bring in a period, in place of what was worked out.
    Call {
        /// Whose.
        scope: Scope,
        /// The month or quarter.
        period: Period,
        /// The class: commit, best case or pipeline.
        category: Category,
        /// In fen.
        value: i64,
        /// Why.
        reason: String,
        /// Today.
        today: NaiveDate,
        /// Whose and which class, in words.
        subject: String,
    },
    /// Takes a call back: what was worked out counts again.
    ResetCall {
        /// Whose.
        scope: Scope,
        /// The month or quarter.
        period: Period,
        /// The class.
        category: Category,
        /// Today.
        today: NaiveDate,
        /// Whose and which class, in words.
        subject: String,
    },
    /// Says how sure somebody is of an open deal for a period, or takes that back.
    SetCategory {
        /// The deal.
        deal: OpportunityId,
        /// The month or quarter.
        period: Period,
        /// The class; `None` for what its stage says again.
        category: Option<Category>,
        /// Why; never blank with a class.
        reason: String,
        /// Today.
        today: NaiveDate,
        /// The deal, in words.
        subject: String,
    },
    /// Keeps what is expected of a period, for a scope and each person in it, as known on a day. A second
    /// one on the same day takes the place of the first.
    Freeze {
        /// Whose.
        scope: Scope,
        /// The month or quarter.
        period: Period,
        /// The day.
        as_of: NaiveDate,
        /// Whose and which period, in words.
        subject: String,
    },
}

impl Command {
    pub(super) fn head(&self) -> (&'static str, String) {
        match self {
            Self::Call { subject, .. } => ("step-forecast-call", subject.clone()),
            Self::ResetCall { subject, .. } => ("step-forecast-reset", subject.clone()),
            Self::SetCategory { subject, .. } => ("step-forecast-category", subject.clone()),
            Self::Freeze { subject, .. } => ("step-forecast-freeze", subject.clone()),
        }
    }
}

/// What the command does, within a step that is being written.
pub(crate) fn apply(db: &mut Db, command: &Command) -> Result<()> {
    match command {
        Command::Call { scope, period, category, value, reason, today, .. } => {
            check_call(db, *scope, (*period, *today), *category)?;
            if *value < 0 {
                return Err(Error::new("error-forecast-negative"));
            }
            let reason = reason.trim();
            if reason.is_empty() {
                return Err(Error::new("error-forecast-reason"));
            }
            let standing = Calls::load(db)?.on((*scope, *period), *category, *today);
            if standing.is_some_and(|call| call.value == *value && call.reason == reason) {
                return Ok(());
            }
            say(db, (*scope, *period), *category, (Some(*value), reason), *today)
        }
        Command::ResetCall { scope, period, category, today, .. } => {
            check_call(db, *scope, (*period, *today), *category)?;
            if Calls::load(db)?.on((*scope, *period), *category, *today).is_none() {
                return Err(Error::new("error-forecast-no-call"));
            }
            say(db, (*scope, *period), *category, (None, RESET), *today)
        }
        Command::SetCategory { deal, period, category, reason, today, .. } => {
            set_category(db, (*deal, *period), (*category, reason.trim()), *today)
        }
        Command::Freeze { scope, period, as_of, .. } => freeze(db, *scope, *period, *as_of),
    }
}

/// A call is about a class of open deals, of a scope that is there, for a period that is not over.
fn check_call(
    db: &Db,
    scope: Scope,
    (period, today): (Period, NaiveDate),
    category: Category,
) -> Result<()> {
    check(period)?;
    there(db, scope)?;
    if !CLASSES.contains(&category) {
        return Err(Error::new("error-forecast-class"));
    }
    not_over(period, today)
}

fn not_over(period: Period, today: NaiveDate) -> Result<()> {
    if period.last_day() < today {
        return Err(Error::new("error-forecast-over").arg("period", period));
    }
    Ok(())
}

fn say(
    db: &mut Db,
    (scope, period): (Scope, Period),
    category: Category,
    (value, reason): (Option<i64>, &str),
    said_on: NaiveDate,
) -> Result<()> {
    let (scope_kind, scope_id) = ScopeKind::cells(scope);
    let (id, by_name) = (ForecastCallId(db.allocate()?), super::author(db)?);
    db.insert(&ForecastCall {
        id,
        scope_kind,
        scope_id,
        period: period.to_string(),
        category,
        said_on,
        value,
        reason: reason.to_owned(),
        by_name,
    })
}

fn set_category(
    db: &mut Db,
    (deal, period): (OpportunityId, Period),
    (category, reason): (Option<Category>, &str),
    said_on: NaiveDate,
) -> Result<()> {
    let known = known::<Opportunity>(db, deal)?;
    if known.status != Status::Open || category == Some(Category::Closed) {
        return Err(Error::new("error-forecast-closed").arg("deal", known.name));
    }
    check(period)?;
    not_over(period, said_on)?;
    let mut said = said::classes_of(db, deal)?;
    said.retain(|said| said.said_on <= said_on);
    let standing = said::class_in(&said, period);
    let reason = match category {
        Some(_) if reason.is_empty() => return Err(Error::new("error-forecast-class-reason")),
        Some(_) => reason,
        None if standing.is_none() => return Err(Error::new("error-forecast-no-class")),
        None => RESET,
    };
    if standing.is_some_and(|(class, by)| category == Some(class) && by.reason == reason) {
        return Ok(());
    }
    let (id, by_name) = (DealCategoryId(db.allocate()?), super::author(db)?);
    db.insert(&DealCategory {
        id,
        opportunity_id: deal,
        period: period.to_string(),
        category,
        said_on,
        reason: reason.to_owned(),
        by_name,
    })
}

const OF_DAY: &str = "SELECT id, scope_kind, scope_id, period, on_day, closed, computed, called, committed, low, high, target, chance_bp, by_name FROM forecast_freeze WHERE scope_kind = $1 AND scope_id = $2 AND period = $3 AND on_day = $4";

fn freeze(db: &mut Db, scope: Scope, period: Period, on_day: NaiveDate) -> Result<()> {
    there(db, scope)?;
    let directory = Directory::load(db)?;
    let all = to_freeze(db, &directory, (scope, period), on_day)?;
    let by_name = super::author(db)?;
    let text = period.to_string();
    for (of, kept) in all {
        let (scope_kind, scope_id) = ScopeKind::cells(of);
        let key = [scope_kind.word().into(), scope_id.into(), text.as_str().into(), on_day.into()];
        let old = db.first(OF_DAY, &key, ForecastFreeze::from_row)?;
        let new = ForecastFreeze {
            id: match &old {
                Some(old) => old.id,
                None => ForecastFreezeId(db.allocate()?),
            },
            scope_kind,
            scope_id,
            period: text.clone(),
            on_day,
            closed: kept.closed,
            computed: kept.computed,
            called: kept.called,
            committed: kept.committed,
            low: kept.range.map(|(low, _)| low),
            high: kept.range.map(|(_, high)| high),
            target: kept.target,
            chance_bp: kept.chance_bp,
            by_name: by_name.clone(),
        };
        match old {
            Some(old) => db.update_from(&old, &new).map(|_| ())?,
            None => db.insert(&new)?,
        }
    }
    Ok(())
}
