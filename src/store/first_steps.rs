//! The way in: which of the four steps of a new workspace are done, told from what it holds.
//!
//! # No tick of its own
//! Nobody ticks a step off: people with a team, stages of one's own, a report and a target are there or they
//! are not. The stages alone may fit as they come, and then nothing would show that they were settled: that they
//! are kept is said, and stored as a setting, as is whether the steps were put away, so that both can be undone.

use chrono::NaiveDate;

use crate::domain::funnel::templates::STANDARD;
use crate::error::Result;
use crate::store::db::Db;
use crate::store::directory::Directory;
use crate::store::stage_models::{self, ModelDraft};
use crate::store::{opportunities, setup};

/// What the setting says once the steps were put away.
pub const AWAY: &str = "away";

/// What the setting says once the stages were kept as they come.
pub const KEPT: &str = "kept";

const ANY_TARGET: &str = "SELECT id FROM target ORDER BY id LIMIT 1";

/// How far the first steps are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FirstSteps {
    /// Somebody is there, and a team.
    pub team: bool,
    /// The stages are others than those a workspace begins with, or these were kept, or deals of a report
    /// stand in them.
    pub stages: bool,
    /// A report of deals came in: the newest day that any speaks of.
    pub report: Option<NaiveDate>,
    /// A target is set.
    pub targets: bool,
    /// They were put away.
    pub away: bool,
}

impl FirstSteps {
    /// Reads how far they are.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn load(db: &Db, directory: &Directory) -> Result<Self> {
        let report = opportunities::last_reported(db)?;
        let said = setup::setting(db, setup::names::FIRST_STEPS)?;
        let kept = setup::setting(db, setup::names::STAGES)?.as_deref() == Some(KEPT);
        Ok(Self {
            team: directory.people.values().any(|person| !person.archived)
                && directory.teams.values().any(|team| !team.archived),
            stages: report.is_some() || kept || own_stages(db)?,
            report,
            targets: db.first(ANY_TARGET, &[], |row| row.get::<i64>(0))?.is_some(),
            away: said.as_deref() == Some(AWAY),
        })
    }

    /// Whether each is done, in their order.
    pub const fn done(self) -> [bool; 4] {
        [self.team, self.stages, self.report.is_some(), self.targets]
    }

    /// Whether one of them is still to be done.
    pub fn open(self) -> bool {
        self.done().contains(&false)
    }

    /// Whether they are to be shown: one is open, and nobody put them away.
    pub fn shown(self) -> bool {
        self.open() && !self.away
    }
}

/// Whether the stages are others than those that a new workspace begins with.
fn own_stages(db: &Db) -> Result<bool> {
    let usual = ModelDraft::of(&STANDARD, STANDARD.name, None);
    Ok(stage_models::all(db)?.iter().any(|(_, draft)| *draft != usual))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{StepHead, Workspace};

    #[test]
    fn a_new_workspace_has_all_of_them_before_it() {
        let folder = tempfile::tempdir().unwrap();
        let mut workspace = Workspace::create(&folder.path().join("w.cox")).unwrap();
        let db = &mut workspace.db;
        db.transaction(&StepHead::default(), setup::defaults).unwrap();
        let of = |db: &Db| FirstSteps::load(db, &Directory::load(db).unwrap()).unwrap();
        let steps = of(db);
        assert_eq!(steps, FirstSteps::default());
        assert!(steps.shown());
        let away = |db: &mut Db| setup::set(db, setup::names::FIRST_STEPS, AWAY);
        db.transaction(&StepHead::default(), away).unwrap();
        let steps = of(db);
        assert!(steps.open() && !steps.shown());
    }

    #[test]
    fn stages_that_are_kept_as_they_come_are_settled() {
        let folder = tempfile::tempdir().unwrap();
        let mut workspace = Workspace::create(&folder.path().join("w.cox")).unwrap();
        let db = &mut workspace.db;
        db.transaction(&StepHead::default(), setup::defaults).unwrap();
        let keep = |db: &mut Db| setup::set(db, setup::names::STAGES, KEPT);
        db.transaction(&StepHead::default(), keep).unwrap();
        let steps = FirstSteps::load(db, &Directory::load(db).unwrap()).unwrap();
        assert_eq!(steps.done(), [false, true, false, false]);
    }

    #[test]
    fn nothing_is_shown_once_all_are_done() {
        let report = NaiveDate::from_ymd_opt(2025, 11, 18);
        let done = FirstSteps { team: true, stages: true, report, targets: true, away: false };
        assert!(!done.open() && !done.shown());
        let last = FirstSteps { targets: false, ..done };
        assert_eq!(last.done(), [true, true, true, false]);
        assert!(last.shown());
    }
}
