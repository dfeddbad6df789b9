//! Commands on charters, mentors, events, recognition.

mod charters;
mod events;
mod mentors;

use chrono::NaiveDate;

use crate::domain::ids::{
    MentorCheckinId, MentorPairId, MentorTaskId, PersonId, RecognitionId, TeamEventId, TeamId,
};
use crate::domain::scope::Scope;
use crate::error::Result;
use crate::store::Db;

/// A new version of what a team stands for, as typed. Goals, culture and rules have a line each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CharterForm {
    /// The team.
    pub team: TeamId,
    /// The first day it holds, later than that of the version before.
    pub starts: NaiveDate,
    /// The slogan; may be blank.
    pub slogan: String,
    /// What the team is there for, and for whom.
    pub positioning: String,
    /// Shared goals.
    pub goals: String,
    /// Values; may be blank.
    pub culture: String,
    /// Rules of friendly competition; may be blank.
    pub rules: String,
}

/// What a form says about a pair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairForm {
    /// The mentor.
    pub mentor: PersonId,
    /// The one who is guided.
    pub mentee: PersonId,
    /// The first day.
    pub starts: NaiveDate,
    /// The last day.
    pub ends: NaiveDate,
    /// What is to be reached.
    pub goal: String,
}

/// A talk as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckinForm {
    /// When.
    pub on_day: NaiveDate,
    /// What was said.
    pub text: String,
    /// When they meet next.
    pub next_on: Option<NaiveDate>,
}

/// What a form says about a team event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventForm {
    /// Company, region or team.
    pub scope: Scope,
    /// When.
    pub on_day: NaiveDate,
    /// What.
    pub name: String,
    /// Where; may be blank.
    pub place: String,
    /// What it cost, in fen.
    pub cost: Option<i64>,
    /// What people said of it; may be blank.
    pub feedback: String,
    /// Who took part.
    pub people: Vec<PersonId>,
}

/// What a form says about praise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecognitionForm {
    /// Who is praised.
    pub person: PersonId,
    /// When.
    pub on_day: NaiveDate,
    /// What it is called.
    pub title: String,
    /// What for.
    pub reason: String,
    /// What is given with it, in fen.
    pub reward: Option<i64>,
}

/// A command on charters, mentors, events, recognition. The text at the end of each names it in the
/// journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Publishes the next version of a team's charter.
    PublishCharter(CharterForm, String),
    /// Makes a pair.
    AddPair(PairForm, String),
    /// Changes a pair that was not ended.
    EditPair(MentorPairId, PairForm, String),
    /// Removes a pair that was made by mistake, with its tasks and talks.
    RemovePair(MentorPairId, String),
    /// Ends a pair on a day with what came of it.
    ClosePair(MentorPairId, NaiveDate, String, String),
    /// Lets a pair that was ended go on.
    ReopenPair(MentorPairId, String),
    /// Gives a pair one more task, with the day by which it is due.
    AddTask(MentorPairId, String, Option<NaiveDate>),
    /// Changes what a task says.
    EditTask(MentorTaskId, String, Option<NaiveDate>),
    /// A task was done on a day, or is not done after all.
    TaskDone(MentorTaskId, Option<NaiveDate>, String),
    /// Removes a task.
    RemoveTask(MentorTaskId, String),
    /// Writes down a talk.
    CheckIn(MentorPairId, CheckinForm, String),
    /// Removes a talk that was written down by mistake.
    RemoveCheckin(MentorCheckinId, String),
    /// How many people a mentor guides at once.
    Capacity(i64),
    /// Adds a team event.
    AddEvent(EventForm),
    /// Changes a team event.
    EditEvent(TeamEventId, EventForm),
    /// Removes a team event.
    RemoveEvent(TeamEventId, String),
    /// Praises a person, named at the end.
    AddRecognition(RecognitionForm, String),
    /// Changes a praise.
    EditRecognition(RecognitionId, RecognitionForm, String),
    /// Removes a praise.
    RemoveRecognition(RecognitionId, String),
}

impl Command {
    pub(super) fn head(&self) -> (&'static str, String) {
        match self {
            Self::PublishCharter(_, name) => ("step-charter", name.clone()),
            Self::AddPair(_, name) => ("step-pair-add", name.clone()),
            Self::EditPair(_, _, name) => ("step-pair-edit", name.clone()),
            Self::RemovePair(_, name) => ("step-pair-remove", name.clone()),
            Self::ClosePair(_, _, _, name) => ("step-pair-close", name.clone()),
            Self::ReopenPair(_, name) => ("step-pair-reopen", name.clone()),
            Self::AddTask(_, text, _) => ("step-task-add", text.trim().to_owned()),
            Self::EditTask(_, text, _) => ("step-task-edit", text.trim().to_owned()),
            Self::TaskDone(_, Some(_), text) => ("step-task-done", text.clone()),
            Self::TaskDone(_, None, text) => ("step-task-undone", text.clone()),
            Self::RemoveTask(_, text) => ("step-task-remove", text.clone()),
            Self::CheckIn(_, _, name) => ("step-checkin", name.clone()),
            Self::RemoveCheckin(_, name) => ("step-checkin-remove", name.clone()),
            Self::Capacity(n) => ("step-mentor-capacity", n.to_string()),
            Self::AddEvent(form) => ("step-event-add", form.name.trim().to_owned()),
            Self::EditEvent(_, form) => ("step-event-edit", form.name.trim().to_owned()),
            Self::RemoveEvent(_, name) => ("step-event-remove", name.clone()),
            Self::AddRecognition(_, name) => ("step-recognition-add", name.clone()),
            Self::EditRecognition(_, _, name) => ("step-recognition-edit", name.clone()),
            Self::RemoveRecognition(_, name) => ("step-recognition-remove", name.clone()),
        }
    }
}

pub(super) fn apply(db: &mut Db, command: &Command) -> Result<()> {
    match command {
        Command::PublishCharter(form, _) => charters::publish(db, form),
        Command::AddPair(form, _) => mentors::add(db, form),
        Command::EditPair(id, form, _) => mentors::edit(db, *id, form),
        Command::RemovePair(id, _) => mentors::remove(db, *id),
        Command::ClosePair(id, day, result, _) => mentors::close(db, *id, *day, result),
        Command::ReopenPair(id, _) => mentors::reopen(db, *id),
        Command::AddTask(pair, text, due) => mentors::add_task(db, *pair, text, *due),
        Command::EditTask(id, text, due) => mentors::edit_task(db, *id, text, *due),
        Command::TaskDone(id, day, _) => mentors::task_done(db, *id, *day),
        Command::RemoveTask(id, _) => mentors::remove_task(db, *id),
        Command::CheckIn(pair, form, _) => mentors::check_in(db, *pair, form),
        Command::RemoveCheckin(id, _) => mentors::remove_checkin(db, *id),
        Command::Capacity(number) => mentors::set_capacity(db, *number),
        Command::AddEvent(form) => events::add(db, form),
        Command::EditEvent(id, form) => events::edit(db, *id, form),
        Command::RemoveEvent(id, _) => events::remove(db, *id),
        Command::AddRecognition(form, _) => events::praise(db, form),
        Command::EditRecognition(id, form, _) => events::edit_praise(db, *id, form),
        Command::RemoveRecognition(id, _) => db.delete::<crate::store::records::Recognition>(*id),
    }
}
