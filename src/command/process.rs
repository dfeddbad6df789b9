//! Commands on the process: what is to be done better, and what came of it.
//!
//! The measure before is worked out here, by the definition and the window that the measure after uses
//! ([`crate::metrics::process::improvements`]), and kept: later reports about that time leave it alone.

use chrono::NaiveDate;

use crate::command::input::{gone, known};
use crate::domain::ids::{PersonId, ProcessImprovementId};
use crate::domain::scope::Scope;
use crate::error::{Error, Result};
use crate::metrics::process::improvements::measure;
use crate::metrics::process::{At, Finding};
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::records::{ProcessImprovement, ScopeKind};

/// What is to be done better, as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImprovementForm {
    /// What was found.
    pub finding: Finding,
    /// Whose process, and where in it.
    pub at: At,
    /// What is done; never blank.
    pub what: String,
    /// By whom.
    pub owner: Option<PersonId>,
    /// By when; not before today.
    pub due: NaiveDate,
}

/// A command on the process.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Opens an improvement, with its measure as it is now.
    Open {
        /// What is typed.
        form: ImprovementForm,
        /// Today.
        today: NaiveDate,
    },
    /// Closes an improvement.
    Close {
        /// Which.
        id: ProcessImprovementId,
        /// What it does, for the journal.
        what: String,
        /// What came of it; never blank.
        result: String,
        /// Today.
        today: NaiveDate,
    },
}

impl Command {
    pub(super) fn head(&self) -> (&'static str, String) {
        match self {
            Self::Open { form, .. } => ("step-improvement-open", form.what.trim().to_owned()),
            Self::Close { what, .. } => ("step-improvement-close", what.clone()),
        }
    }
}

pub(super) fn apply(db: &mut Db, command: &Command) -> Result<()> {
    match command {
        Command::Open { form, today } => open(db, form, *today),
        Command::Close { id, result, today, .. } => close(db, *id, result, *today),
    }
}

fn open(db: &mut Db, form: &ImprovementForm, today: NaiveDate) -> Result<()> {
    let what = form.what.trim();
    if what.is_empty() {
        return Err(Error::new("error-improvement-blank"));
    }
    if form.due < today {
        return Err(Error::new("error-improvement-due").arg("day", form.due).arg("today", today));
    }
    let directory = Directory::load(db)?;
    if let Some(owner) = form.owner.filter(|owner| directory.has_left(*owner, today)) {
        let name = directory.person_name(owner);
        return Err(Error::new("error-improvement-owner").arg("name", name));
    }
    if form.at.scope != Scope::All && directory.scope_name(form.at.scope).is_none() {
        return Err(gone());
    }
    let before = measure(db, &directory, (form.finding, form.at), today)?;
    let key = ProcessImprovementId(db.allocate()?);
    let by_name = super::author(db)?;
    let (scope_kind, scope_id) = ScopeKind::cells(form.at.scope);
    db.insert(&ProcessImprovement {
        id: key,
        scope_kind,
        scope_id,
        finding: form.finding.word().to_owned(),
        place: form.at.place.kept(&directory),
        what: what.to_owned(),
        owner_id: form.owner,
        due: form.due,
        opened_on: today,
        before_value: before.value,
        before_cases: Some(i64::try_from(before.cases).unwrap_or(i64::MAX)),
        closed_on: None,
        result: None,
        by_name,
    })
}

fn close(db: &mut Db, id: ProcessImprovementId, result: &str, today: NaiveDate) -> Result<()> {
    let old = known::<ProcessImprovement>(db, id)?;
    if let Some(day) = old.closed_on {
        return Err(Error::new("error-improvement-closed").arg("day", day));
    }
    let result = result.trim();
    if result.is_empty() {
        return Err(Error::new("error-improvement-result"));
    }
    let new = ProcessImprovement {
        closed_on: Some(today),
        result: Some(result.to_owned()),
        ..old.clone()
    };
    db.update_from(&old, &new).map(|_| ())
}
