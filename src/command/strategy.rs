//! Commands on yearly plans: written as a draft, agreed, looked back on.
//!
//! What was agreed no longer changes: only what came of each line is put beside it, and once the year
//! is looked back on nothing is. The one way back is to undo the step.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike as _, NaiveDate};

use crate::command::input::{gone, known, named, required, some};
use crate::domain::ids::{PersonId, StrategyId, StrategyLineId};
use crate::domain::scope::Scope;
use crate::error::{Error, Result};
use crate::store::Db;
use crate::store::directory::is_gone;
use crate::store::records::{
    Membership, Outcome, Person, PersonKind, Region, ScopeKind, Strategy, StrategyLine,
    StrategySection, StrategyState, Team,
};

/// A line of a plan as typed; blank texts are unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineForm {
    /// What.
    pub text: String,
    /// Who sees to it; for goals and initiatives.
    pub owner: Option<PersonId>,
    /// By when.
    pub due: Option<NaiveDate>,
    /// By what it is measured.
    pub measure: String,
}

/// A command on yearly plans. Each carries whose plan it is, in words, for the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Begins the plan of a year, as a draft.
    Start {
        /// Whose: the company, a region or a team.
        scope: Scope,
        /// The year.
        year: i32,
        /// The title.
        title: String,
        /// Whose plan, in words.
        subject: String,
    },
    /// Gives a draft another title.
    Title {
        /// The plan.
        plan: StrategyId,
        /// The title.
        title: String,
        /// Whose plan, in words.
        subject: String,
    },
    /// Writes a section of a draft, replacing what was there.
    Section {
        /// The plan.
        plan: StrategyId,
        /// The section.
        section: StrategySection,
        /// Its lines in order; blank ones are left out.
        lines: Vec<LineForm>,
        /// Whose plan, in words.
        subject: String,
    },
    /// Records that a draft was agreed; its lines are frozen from then on.
    Agree {
        /// The plan.
        plan: StrategyId,
        /// The day on which it was agreed.
        on: NaiveDate,
        /// Today: nothing was agreed later.
        today: NaiveDate,
        /// Whose plan, in words.
        subject: String,
    },
    /// Says what came of a goal or an initiative of an agreed plan.
    Judge {
        /// The line.
        line: StrategyLineId,
        /// What came of it; `None` while that is open.
        outcome: Option<Outcome>,
        /// What was learnt; needed where it did not work in full.
        lesson: String,
        /// The line, in words.
        subject: String,
    },
    /// Closes an agreed plan with what the year showed.
    Review {
        /// The plan.
        plan: StrategyId,
        /// The day of the review.
        on: NaiveDate,
        /// Today: nothing was reviewed later.
        today: NaiveDate,
        /// What the year showed.
        review: String,
        /// Whose plan, in words.
        subject: String,
    },
    /// Takes a draft away.
    Remove {
        /// The plan.
        plan: StrategyId,
        /// Whose plan, in words.
        subject: String,
    },
}

impl Command {
    pub(super) fn head(&self) -> (&'static str, String) {
        match self {
            Self::Start { subject, .. } => ("step-strategy-start", subject.clone()),
            Self::Title { subject, .. } => ("step-strategy-title", subject.clone()),
            Self::Section { subject, .. } => ("step-strategy-section", subject.clone()),
            Self::Agree { subject, .. } => ("step-strategy-agree", subject.clone()),
            Self::Judge { subject, .. } => ("step-strategy-judge", subject.clone()),
            Self::Review { subject, .. } => ("step-strategy-review", subject.clone()),
            Self::Remove { subject, .. } => ("step-strategy-remove", subject.clone()),
        }
    }
}

pub(super) fn apply(db: &mut Db, command: &Command) -> Result<()> {
    match command {
        Command::Start { scope, year, title, .. } => start(db, *scope, *year, title),
        Command::Title { plan, title, .. } => {
            let old = draft(db, *plan)?;
            let title = named(title)?;
            db.update_from(&old, &Strategy { title, ..old.clone() }).map(|_| ())
        }
        Command::Section { plan, section, lines, .. } => {
            let plan = draft(db, *plan)?;
            write_section(db, &plan, *section, lines)
        }
        Command::Agree { plan, on, today, .. } => agree(db, *plan, *on, *today),
        Command::Judge { line, outcome, lesson, .. } => judge(db, *line, *outcome, lesson),
        Command::Review { plan, on, today, review, .. } => close(db, *plan, (*on, *today), review),
        Command::Remove { plan, .. } => {
            let plan = draft(db, *plan)?;
            for line in lines_of(db, plan.id)? {
                db.delete::<StrategyLine>(line.id)?;
            }
            db.delete::<Strategy>(plan.id)
        }
    }
}

fn start(db: &mut Db, scope: Scope, year: i32, title: &str) -> Result<()> {
    let known = match scope {
        Scope::All => true,
        Scope::Region(id) => db.get::<Region>(id)?.is_some(),
        Scope::Team(id) => db.get::<Team>(id)?.is_some(),
        Scope::Person(_) => return Err(Error::new("error-strategy-scope")),
    };
    if !known {
        return Err(gone());
    }
    let title = named(title)?;
    let (scope_kind, scope_id) = ScopeKind::cells(scope);
    let same = |plan: &Strategy| plan.scope() == scope && plan.year == i64::from(year);
    if db.all::<Strategy>()?.iter().any(same) {
        return Err(Error::new("error-strategy-exists").arg("year", year));
    }
    let (id, by_name) = (StrategyId(db.allocate()?), super::author(db)?);
    db.insert(&Strategy {
        id,
        scope_kind,
        scope_id,
        year: i64::from(year),
        title,
        state: StrategyState::Draft,
        agreed_on: None,
        reviewed_on: None,
        review: None,
        by_name,
    })
}

/// The plan, if it is still a draft.
fn draft(db: &Db, id: StrategyId) -> Result<Strategy> {
    let plan = plan_of(db, id)?;
    if plan.state != StrategyState::Draft {
        return Err(Error::new("error-strategy-agreed"));
    }
    Ok(plan)
}

/// The plan, if it is agreed and not looked back on.
fn agreed(db: &Db, id: StrategyId) -> Result<Strategy> {
    let plan = plan_of(db, id)?;
    match plan.state {
        StrategyState::Draft => Err(Error::new("error-strategy-draft")),
        StrategyState::Agreed => Ok(plan),
        StrategyState::Reviewed => Err(Error::new("error-strategy-reviewed")),
    }
}

fn plan_of(db: &Db, id: StrategyId) -> Result<Strategy> {
    known::<Strategy>(db, id)
}

/// The lines of a plan, section by section and in their order.
fn lines_of(db: &Db, plan: StrategyId) -> Result<Vec<StrategyLine>> {
    let mut lines: Vec<StrategyLine> = db.all()?;
    lines.retain(|line| line.strategy_id == plan);
    lines.sort_by_key(|line| (line.section, line.position));
    Ok(lines)
}

fn write_section(
    db: &mut Db,
    plan: &Strategy,
    section: StrategySection,
    lines: &[LineForm],
) -> Result<()> {
    let mut old: BTreeMap<i64, StrategyLine> = lines_of(db, plan.id)?
        .into_iter()
        .filter(|line| line.section == section)
        .map(|line| (line.position, line))
        .collect();
    // Who left the company meanwhile is named by the lines that name them already.
    let kept: BTreeSet<PersonId> = old.values().filter_map(|line| line.owner_id).collect();
    let work = section.is_work();
    let mut position = 0;
    for line in lines {
        let measure = some(&line.measure).filter(|_| work);
        let (owner_id, due) = (line.owner.filter(|_| work), line.due.filter(|_| work));
        let Some(text) = some(&line.text) else {
            if measure.is_some() || owner_id.is_some() || due.is_some() {
                return Err(Error::new("error-strategy-blank"));
            }
            continue;
        };
        if let Some(owner) = owner_id.filter(|owner| !kept.contains(owner)) {
            check_owner(db, owner, due)?;
        }
        if let Some(due) = due {
            check_due(plan.year, due)?;
        }
        position += 1;
        let before = old.remove(&position);
        let new = StrategyLine {
            id: match &before {
                Some(before) => before.id,
                None => StrategyLineId(db.allocate()?),
            },
            strategy_id: plan.id,
            section,
            position,
            text,
            owner_id,
            due,
            measure,
            outcome: None,
            lesson: None,
        };
        match before {
            Some(before) => db.update_from(&before, &new).map(|_| ())?,
            None => db.insert(&new)?,
        }
    }
    for line in old.into_values() {
        db.delete::<StrategyLine>(line.id)?;
    }
    Ok(())
}

/// Only people of the company see to a line: agents and those who are gone on the day it is due do
/// not; without such a day nobody does whose last day is known.
fn check_owner(db: &Db, owner: PersonId, due: Option<NaiveDate>) -> Result<()> {
    let person = known::<Person>(db, owner)?;
    let memberships = db.all::<Membership>()?;
    let own = memberships.iter().filter(|m| m.person_id == owner);
    let gone = is_gone(&person, own, due.unwrap_or(NaiveDate::MAX));
    if gone || person.kind == PersonKind::External {
        return Err(Error::new("error-strategy-owner").arg("name", person.name));
    }
    Ok(())
}

/// A plan of a year reaches a year back and a year ahead.
fn check_due(year: i64, due: NaiveDate) -> Result<()> {
    if (i64::from(due.year()) - year).abs() > 1 {
        return Err(Error::new("error-strategy-due").arg("day", due).arg("year", year));
    }
    Ok(())
}

fn agree(db: &mut Db, id: StrategyId, on: NaiveDate, today: NaiveDate) -> Result<()> {
    let plan = draft(db, id)?;
    if on > today {
        return Err(Error::new("error-strategy-day").arg("day", on));
    }
    let lines = lines_of(db, plan.id)?;
    let has = |section: StrategySection| lines.iter().any(|line| line.section == section);
    if !has(StrategySection::Goal) || !has(StrategySection::Initiative) {
        return Err(Error::new("error-strategy-thin"));
    }
    let open = |line: &&StrategyLine| {
        line.section == StrategySection::Initiative
            && (line.owner_id.is_none() || line.due.is_none() || line.measure.is_none())
    };
    if let Some(line) = lines.iter().find(open) {
        return Err(Error::new("error-strategy-open").arg("text", &line.text));
    }
    let new = Strategy { state: StrategyState::Agreed, agreed_on: Some(on), ..plan.clone() };
    db.update_from(&plan, &new).map(|_| ())
}

fn judge(db: &mut Db, id: StrategyLineId, outcome: Option<Outcome>, lesson: &str) -> Result<()> {
    let line = known::<StrategyLine>(db, id)?;
    agreed(db, line.strategy_id)?;
    if !line.section.is_work() {
        return Err(Error::new("error-internal").detail("a line of the context has no outcome"));
    }
    let lesson = some(lesson);
    if outcome.is_some_and(|outcome| outcome != Outcome::Worked) && lesson.is_none() {
        return Err(Error::new("error-strategy-lesson"));
    }
    db.update_from(&line, &StrategyLine { outcome, lesson, ..line.clone() }).map(|_| ())
}

fn close(
    db: &mut Db,
    id: StrategyId,
    (on, today): (NaiveDate, NaiveDate),
    review: &str,
) -> Result<()> {
    let plan = agreed(db, id)?;
    if on > today {
        return Err(Error::new("error-strategy-day").arg("day", on));
    }
    if let Some(before) = plan.agreed_on.filter(|before| on < *before) {
        return Err(Error::new("error-strategy-early").arg("day", before));
    }
    let lines = lines_of(db, plan.id)?;
    let open = |line: &&StrategyLine| line.section.is_work() && line.outcome.is_none();
    let n = lines.iter().filter(open).count();
    if n > 0 {
        return Err(Error::new("error-strategy-unjudged").arg("n", n));
    }
    let review = required(review, "error-strategy-words")?;
    let new = Strategy {
        state: StrategyState::Reviewed,
        reviewed_on: Some(on),
        review: Some(review),
        ..plan.clone()
    };
    db.update_from(&plan, &new).map(|_| ())
}
