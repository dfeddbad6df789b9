//! What reps say to the manager, and the answers.
//!
//! Said without a name it has none anywhere: the row has no person, and the journal keeps neither a name nor
//! who wrote it down. So whose it is can never be set or taken away afterwards either, since the journal would
//! keep what stood there before.

use chrono::NaiveDate;

use super::{here, past};
use crate::command::author;
use crate::command::input::{known, required};
use crate::domain::ids::{PersonId, RepFeedbackId};
use crate::error::{Error, Result};
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::records::{FeedbackKind, RepFeedback};

/// A command on what reps say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Feedback {
    /// Puts down what somebody says.
    Give {
        /// Who says it; `None` for without a name.
        person: Option<PersonId>,
        /// What it is.
        kind: FeedbackKind,
        /// The words; never blank.
        text: String,
        /// The day.
        on_day: NaiveDate,
        /// By when it is to be answered.
        due: NaiveDate,
    },
    /// Answers it, or answers it otherwise; not once it is settled.
    Answer {
        /// What was said.
        id: RepFeedbackId,
        /// The answer; never blank.
        answer: String,
    },
    /// It is settled.
    Close(RepFeedbackId),
    /// Removes it.
    Remove(RepFeedbackId),
}

impl Feedback {
    pub(super) const fn title(&self) -> &'static str {
        match self {
            Self::Give { .. } => "step-feedback-give",
            Self::Answer { .. } => "step-feedback-answer",
            Self::Close(_) => "step-feedback-close",
            Self::Remove(_) => "step-feedback-remove",
        }
    }
}

pub(super) fn apply(db: &mut Db, feedback: &Feedback, today: NaiveDate) -> Result<()> {
    match feedback {
        Feedback::Give { person, kind, text, on_day, due } => {
            let text = required(text, "error-feedback-blank")?;
            past(*on_day, today)?;
            if due < on_day {
                return Err(Error::new("error-feedback-due").arg("day", on_day));
            }
            if let Some(person) = person {
                here(&Directory::load(db)?, *person, *on_day)?;
            }
            let id = RepFeedbackId(db.allocate()?);
            db.insert(&RepFeedback {
                id,
                person_id: *person,
                kind: *kind,
                text,
                on_day: *on_day,
                due: *due,
                answer: None,
                answered_on: None,
                answered_by: None,
                closed_on: None,
            })
        }
        Feedback::Answer { id, answer } => {
            let old = open(db, *id)?;
            let answer = required(answer, "error-feedback-answer")?;
            let by = author(db)?;
            let new = RepFeedback {
                answer: Some(answer),
                answered_on: Some(today),
                answered_by: Some(by),
                ..old.clone()
            };
            db.update_from(&old, &new).map(|_| ())
        }
        Feedback::Close(id) => {
            let old = open(db, *id)?;
            if old.answer.is_none() {
                return Err(Error::new("error-feedback-unanswered"));
            }
            db.update_from(&old, &RepFeedback { closed_on: Some(today), ..old.clone() }).map(|_| ())
        }
        Feedback::Remove(id) => {
            let old = known::<RepFeedback>(db, *id)?;
            db.delete::<RepFeedback>(old.id)
        }
    }
}

/// What is not settled yet.
fn open(db: &Db, id: RepFeedbackId) -> Result<RepFeedback> {
    let feedback = known::<RepFeedback>(db, id)?;
    match feedback.closed_on {
        Some(day) => Err(Error::new("error-feedback-closed").arg("day", day)),
        None => Ok(feedback),
    }
}
