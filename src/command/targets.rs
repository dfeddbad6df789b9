//! Commands on targets: setting them with their reason, how they are reached, market notes, and who
//! signed for them.
//!
//! A target of a period that is over never changes. Every value is kept as a version with who, when
//! and why. A signature names the code of the letter that was signed, so that it says by itself
//! whether the letter is still the same.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::command::input::{known, some};
use crate::domain::ids::{
    MarketNoteId, TargetAcknowledgementId, TargetActionId, TargetId, TargetVersionId,
};
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::error::{Error, Result};
use crate::metrics::MetricId;
use crate::metrics::targets::{Levels, find};
use crate::store::records::{
    MarketNote, ScopeKind, Target, TargetAcknowledgement, TargetAction, TargetVersion,
};
use crate::store::{Db, Record as _};

/// What a target is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Goal {
    /// The metric.
    pub metric: MetricId,
    /// Whose.
    pub scope: Scope,
    /// For when.
    pub period: Period,
    /// The values; `None` takes the target away: not set, which is not zero.
    pub levels: Option<Levels>,
}

/// Why targets are set, in the person's words; blank texts are unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Why {
    /// The reason; a value that changes needs one.
    pub reason: String,
    /// Who approved it.
    pub approver: String,
    /// How the values were worked out.
    pub basis: String,
}

/// A key action as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActionForm {
    /// What is done.
    pub text: String,
    /// Who does it.
    pub owner: String,
    /// By when.
    pub due: Option<NaiveDate>,
}

/// How the targets of a scope and period are reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct How {
    /// Whose.
    pub scope: Scope,
    /// For when.
    pub period: Period,
    /// The actions in order.
    pub actions: Vec<ActionForm>,
}

/// A target letter that was signed for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedLetter {
    /// Whose.
    pub scope: Scope,
    /// The code printed on it.
    pub code: String,
}

/// The most that a market note adds, in basis points.
const MOST_NOTE_BP: i64 = 50_000;

/// A command on targets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Sets targets, or takes them away.
    Set {
        /// What they are to be.
        goals: Vec<Goal>,
        /// Why.
        why: Why,
        /// How they are reached; `None` leaves what was written.
        how: Option<How>,
        /// Whose targets, in words, for the journal.
        subject: String,
        /// Today: what is over by then stays.
        today: NaiveDate,
    },
    /// Writes how the targets of a scope and period are reached, replacing what was there.
    Actions {
        /// How.
        how: How,
        /// Whose targets, in words, for the journal.
        subject: String,
    },
    /// Notes what the market does to the targets of a scope.
    AddNote {
        /// Whose.
        scope: Scope,
        /// By how much, in basis points.
        bp: i64,
        /// Where that is from.
        source: String,
        /// The day of the note.
        day: NaiveDate,
    },
    /// A note applies no longer, or again.
    ArchiveNote(MarketNoteId, bool),
    /// Records that target letters of a period were signed (签收).
    Sign {
        /// The letters.
        letters: Vec<SignedLetter>,
        /// For when.
        period: Period,
        /// The day of the signatures.
        on: NaiveDate,
        /// Today: nobody has signed later.
        today: NaiveDate,
        /// Whose letters, in words, for the journal.
        subject: String,
    },
    /// Takes a recorded signature back.
    Unsign {
        /// The record.
        id: TargetAcknowledgementId,
        /// Whose letter, in words, for the journal.
        subject: String,
    },
}

impl Command {
    pub(super) fn head(&self) -> (&'static str, String) {
        match self {
            Self::Set { subject, .. } => ("step-targets", subject.clone()),
            Self::Actions { subject, .. } => ("step-target-actions", subject.clone()),
            Self::AddNote { source, .. } => ("step-market-note", source.clone()),
            Self::ArchiveNote(_, true) => ("step-market-note-off", String::new()),
            Self::ArchiveNote(_, false) => ("step-market-note-on", String::new()),
            Self::Sign { subject, .. } => ("step-target-sign", subject.clone()),
            Self::Unsign { subject, .. } => ("step-target-unsign", subject.clone()),
        }
    }
}

/// What the command does, within a step that is being written.
pub(crate) fn apply(db: &mut Db, command: &Command) -> Result<()> {
    match command {
        Command::Set { goals, why, how, today, .. } => {
            check_twice(goals)?;
            let by = super::author(db)?;
            for goal in goals {
                set(db, goal, why, (*today, &by))?;
            }
            how.as_ref().map_or(Ok(()), |how| set_actions(db, how))
        }
        Command::Actions { how, .. } => set_actions(db, how),
        Command::AddNote { scope, bp, source, day } => {
            let source = source.trim();
            if source.is_empty() {
                return Err(Error::new("error-note-source"));
            }
            if *bp == 0 || !(-9_999..=MOST_NOTE_BP).contains(bp) {
                return Err(Error::new("error-note-range"));
            }
            let (scope_kind, scope_id) = ScopeKind::cells(*scope);
            let (id, by_name) = (MarketNoteId(db.allocate()?), super::author(db)?);
            db.insert(&MarketNote {
                id,
                scope_kind,
                scope_id,
                bp: *bp,
                source: source.to_owned(),
                on_day: *day,
                by_name,
                archived: false,
            })
        }
        Command::ArchiveNote(id, archived) => {
            let old = known::<MarketNote>(db, *id)?;
            db.update_from(&old, &MarketNote { archived: *archived, ..old.clone() }).map(|_| ())
        }
        Command::Sign { letters, period, on, today, .. } => {
            sign(db, letters, *period, (*on, *today))
        }
        Command::Unsign { id, .. } => db.delete::<TargetAcknowledgement>(*id),
    }
}

/// Only who has a target has a letter, and a letter is signed for once.
fn sign(
    db: &mut Db,
    letters: &[SignedLetter],
    period: Period,
    (on_day, today): (NaiveDate, NaiveDate),
) -> Result<()> {
    if on_day > today {
        return Err(Error::new("error-target-sign-day").arg("day", on_day));
    }
    let text = period.to_string();
    let mut targets: Vec<Target> = db.all()?;
    targets.retain(|target| target.period == text);
    let mut known: Vec<TargetAcknowledgement> = db.all()?;
    known.retain(|signed| signed.period == text);
    let by_name = super::author(db)?;
    for letter in letters {
        if !targets.iter().any(|target| target.scope() == letter.scope) {
            return Err(Error::new("error-target-sign-none").arg("period", &text));
        }
        let same = |signed: &TargetAcknowledgement| {
            signed.scope() == letter.scope && signed.code == letter.code
        };
        if known.iter().any(same) {
            return Err(Error::new("error-target-sign-twice").arg("code", &letter.code));
        }
        let (scope_kind, scope_id) = ScopeKind::cells(letter.scope);
        let signed = TargetAcknowledgement {
            id: TargetAcknowledgementId(db.allocate()?),
            scope_kind,
            scope_id,
            period: text.clone(),
            code: letter.code.clone(),
            on_day,
            by_name: by_name.clone(),
            note: None,
        };
        db.insert(&signed)?;
        known.push(signed);
    }
    Ok(())
}

/// One command sets a target once.
fn check_twice(goals: &[Goal]) -> Result<()> {
    let mut keys: Vec<_> =
        goals.iter().map(|goal| (goal.metric, goal.scope, goal.period)).collect();
    keys.sort_unstable();
    if keys.windows(2).any(|pair| pair.first() == pair.get(1)) {
        return Err(Error::new("error-internal").detail("a target is set twice in one command"));
    }
    Ok(())
}

fn set(db: &mut Db, goal: &Goal, why: &Why, (today, by): (NaiveDate, &str)) -> Result<()> {
    let old = find(db, goal.metric, goal.scope, goal.period)?;
    let before = old.as_ref().map(Levels::of);
    if before == goal.levels {
        return Ok(());
    }
    if goal.period.last_day() < today {
        return Err(Error::new("error-target-closed").arg("period", goal.period));
    }
    if let Some(levels) = goal.levels {
        check(levels)?;
    }
    if before.is_some() && why.reason.trim().is_empty() {
        return Err(Error::new("error-target-reason"));
    }
    let new = store(db, goal, old.as_ref())?;
    remember(db, goal, new, why, (today, by))
}

/// A higher level is never below a lower one.
fn check(levels: Levels) -> Result<()> {
    if levels.base < 0 {
        return Err(Error::new("error-target-negative"));
    }
    if !levels.in_order() {
        return Err(Error::new("error-target-levels"));
    }
    Ok(())
}

fn store(db: &mut Db, goal: &Goal, old: Option<&Target>) -> Result<Option<Levels>> {
    let Some(levels) = goal.levels else {
        if let Some(old) = old {
            db.delete::<Target>(old.id)?;
        }
        return Ok(None);
    };
    let (scope_kind, scope_id) = ScopeKind::cells(goal.scope);
    let target = Target {
        id: match old {
            Some(old) => old.id,
            None => TargetId(db.allocate()?),
        },
        metric: goal.metric.word().to_owned(),
        scope_kind,
        scope_id,
        period: goal.period.to_string(),
        value: levels.base,
        stretch: levels.stretch,
        challenge: levels.challenge,
    };
    match old {
        Some(old) => db.update_from(old, &target).map(|_| ())?,
        None => db.insert(&target)?,
    }
    Ok(Some(levels))
}

const LAST_NUMBER: &str = "SELECT MAX(number) FROM target_version WHERE metric = $1 AND scope_kind = $2 AND scope_id = $3 AND period = $4";

/// Keeps a value that a target was given as its next version.
///
/// # Errors
/// Whatever the database reports.
pub(super) fn remember(
    db: &mut Db,
    goal: &Goal,
    levels: Option<Levels>,
    why: &Why,
    (on_day, by): (NaiveDate, &str),
) -> Result<()> {
    let (scope_kind, scope_id) = ScopeKind::cells(goal.scope);
    let (metric, period) = (goal.metric.word().to_owned(), goal.period.to_string());
    let key =
        [metric.as_str().into(), scope_kind.word().into(), scope_id.into(), period.as_str().into()];
    let last = db.first(LAST_NUMBER, &key, |row| row.get::<Option<i64>>(0))?.flatten();
    let id = TargetVersionId(db.allocate()?);
    db.insert(&TargetVersion {
        id,
        metric,
        scope_kind,
        scope_id,
        period,
        number: last.unwrap_or_default() + 1,
        value: levels.map(|levels| levels.base),
        stretch: levels.and_then(|levels| levels.stretch),
        challenge: levels.and_then(|levels| levels.challenge),
        reason: some(&why.reason),
        approver: some(&why.approver),
        basis: some(&why.basis),
        on_day,
        by_name: by.to_owned(),
    })
}

const ACTIONS: &str = "SELECT id, scope_kind, scope_id, period, position, text, owner, due FROM target_action WHERE scope_kind = $1 AND scope_id = $2 AND period = $3 ORDER BY position";

fn set_actions(db: &mut Db, how: &How) -> Result<()> {
    let How { scope, period, actions } = how;
    let (scope_kind, scope_id) = ScopeKind::cells(*scope);
    let period = period.to_string();
    let key = [scope_kind.word().into(), scope_id.into(), period.as_str().into()];
    let old = db.rows(ACTIONS, &key, TargetAction::from_row)?;
    let mut old: BTreeMap<i64, TargetAction> =
        old.into_iter().map(|action| (action.position, action)).collect();
    let actions = actions.iter().filter_map(|action| Some((action, some(&action.text)?)));
    for (position, (action, text)) in (1..).zip(actions) {
        let before = old.remove(&position);
        let new = TargetAction {
            id: match &before {
                Some(before) => before.id,
                None => TargetActionId(db.allocate()?),
            },
            scope_kind,
            scope_id,
            period: period.clone(),
            position,
            text,
            owner: some(&action.owner),
            due: action.due,
        };
        match before {
            Some(before) => db.update_from(&before, &new).map(|_| ())?,
            None => db.insert(&new)?,
        }
    }
    for action in old.into_values() {
        db.delete::<TargetAction>(action.id)?;
    }
    Ok(())
}
