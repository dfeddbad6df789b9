//! Commands on people, teams and regions.
//!
//! # What holds from a day on
//! A move, a promotion, a leave, another manager or region has a day: what was so far ends there and
//! stays as it was, so closed periods keep their figures. Without a day the present entry is
//! corrected, as if it had always been so. Teams are split and merged on a day in one step.

mod people;
mod teams;

use chrono::NaiveDate;

use crate::domain::fit::Education;
use crate::domain::ids::{PersonId, TeamId};
use crate::error::Result;
use crate::store::Db;
use crate::store::records::{PersonKind, TeamKind};

pub(in crate::command) use teams::end_leading;

/// What a form says about a person; blank texts are unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonForm {
    /// The name.
    pub name: String,
    /// The staff number.
    pub number: String,
    /// Employed or external.
    pub kind: PersonKind,
    /// The day of hire.
    pub hired: Option<NaiveDate>,
    /// The city or territory.
    pub city: String,
    /// The telephone number.
    pub phone: String,
    /// The mail address.
    pub email: String,
    /// Schooling.
    pub education: Option<Education>,
    /// What was studied.
    pub major: String,
    /// Since when the person works in the trade.
    pub in_trade_since: Option<NaiveDate>,
    /// The post by name; a new name makes the post.
    pub post: String,
    /// The level in the post.
    pub level: String,
    /// The team.
    pub team: Option<TeamId>,
    /// The day from which team, post and level hold; `None` corrects the present entry in place.
    pub effective: Option<NaiveDate>,
    /// Whether that is a promotion.
    pub promotion: bool,
    /// A word on it: why the person came or moved.
    pub note: String,
}

impl Default for PersonForm {
    fn default() -> Self {
        Self {
            name: String::new(),
            number: String::new(),
            kind: PersonKind::Employee,
            hired: None,
            city: String::new(),
            phone: String::new(),
            email: String::new(),
            education: None,
            major: String::new(),
            in_trade_since: None,
            post: String::new(),
            level: String::new(),
            team: None,
            effective: None,
            promotion: false,
            note: String::new(),
        }
    }
}

/// What a form says about a team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamForm {
    /// The name.
    pub name: String,
    /// The region by name; a new name makes the region, blank means none.
    pub region: String,
    /// The manager.
    pub manager: Option<PersonId>,
    /// What it is to the company.
    pub kind: TeamKind,
    /// The day from which region and manager hold; `None` corrects them as if they had always been
    /// so.
    pub effective: Option<NaiveDate>,
}

impl Default for TeamForm {
    fn default() -> Self {
        Self {
            name: String::new(),
            region: String::new(),
            manager: None,
            kind: TeamKind::Own,
            effective: None,
        }
    }
}

/// A command on people, teams and regions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Adds a person.
    AddPerson(PersonForm),
    /// Changes a person.
    EditPerson(PersonId, PersonForm),
    /// A person leaves the company; a team that the person managed has no manager from the next day on.
    Leave {
        /// The person.
        person: PersonId,
        /// The name, for the title of the step.
        name: String,
        /// The last day in the company.
        last_day: NaiveDate,
        /// Why; blank if nobody knows.
        why: String,
    },
    /// Takes a person off the lists, or puts one back.
    ArchivePerson(PersonId, bool, String),
    /// Adds a team; the day, if there is one, is its first.
    AddTeam(TeamForm),
    /// Changes a team.
    EditTeam(TeamId, TeamForm),
    /// Some people of a team are a team of their own from a day on, in the same region.
    SplitTeam {
        /// The team.
        team: TeamId,
        /// The name of the new team.
        name: String,
        /// Who manages the new team.
        manager: Option<PersonId>,
        /// Who goes to the new team.
        people: Vec<PersonId>,
        /// The first day of the new team.
        day: NaiveDate,
    },
    /// The people of a team go to another one from a day on, with its seats and those that are being
    /// filled, and the team ends.
    MergeTeams {
        /// The team that ends.
        from: TeamId,
        /// The team that stays.
        into: TeamId,
        /// The first day on which they are one.
        day: NaiveDate,
    },
}

impl Command {
    pub(super) fn head(&self) -> (&'static str, String) {
        match self {
            Self::AddPerson(form) => ("step-add-person", form.name.clone()),
            Self::EditPerson(_, form) => ("step-edit-person", form.name.clone()),
            Self::Leave { name, .. } => ("step-leave", name.clone()),
            Self::ArchivePerson(_, true, name) => ("step-archive-person", name.clone()),
            Self::ArchivePerson(_, false, name) => ("step-restore-person", name.clone()),
            Self::AddTeam(form) => ("step-add-team", form.name.clone()),
            Self::EditTeam(_, form) => ("step-edit-team", form.name.clone()),
            Self::SplitTeam { name, .. } => ("step-split-team", name.clone()),
            Self::MergeTeams { .. } => ("step-merge-teams", String::new()),
        }
    }
}

pub(super) fn apply(db: &mut Db, command: &Command) -> Result<()> {
    match command {
        Command::AddPerson(form) => people::add(db, form),
        Command::EditPerson(id, form) => people::edit(db, *id, form),
        Command::Leave { person, last_day, why, .. } => people::leave(db, *person, *last_day, why),
        Command::ArchivePerson(id, archived, _) => people::archive(db, *id, *archived),
        Command::AddTeam(form) => teams::add(db, form),
        Command::EditTeam(id, form) => teams::edit(db, *id, form),
        Command::SplitTeam { team, name, manager, people, day } => {
            teams::split(db, *team, name, *manager, people, *day)
        }
        Command::MergeTeams { from, into, day } => teams::merge(db, *from, *into, *day),
    }
}
