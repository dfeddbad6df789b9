//! Commands on posts, their duty sheets and those who apply for them.
//!
//! A version that was published never changes: people signed for it. What changes is a new version,
//! with the reason, and everyone signs again.

mod candidates;
mod checks;
mod people;
mod sheets;

use chrono::NaiveDate;

use crate::command::input::{known, named};
use crate::domain::duty::Audience;
use crate::domain::fit::Education;
use crate::domain::ids::{CandidateId, DutyLineId, DutySheetId, PersonId, PostId};
use crate::domain::period::Period;
use crate::error::{Error, Result};
use crate::store::records::{CandidateState, DutySection, Membership, Post};
use crate::store::{Db, setup};

/// What a form says about a line of a duty sheet; blank texts are unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineForm {
    /// What it is.
    pub section: DutySection,
    /// The group of duties it belongs to, or what a requirement is called under.
    pub group: String,
    /// The duty, the experience, the skill, the quality, the partner; the word of an education.
    pub title: String,
    /// What is done, or more of what is asked for.
    pub text: String,
    /// By what a duty is measured, or on what a requirement is checked.
    pub standard: String,
    /// The metric that measures a duty, by id.
    pub metric: String,
    /// The level of a skill; the months of experience.
    pub number: Option<i64>,
    /// The share of a duty in basis points; the weight of a requirement in the score of candidates.
    pub weight: i64,
}

impl LineForm {
    /// A blank line of a section.
    pub const fn new(section: DutySection) -> Self {
        Self {
            section,
            group: String::new(),
            title: String::new(),
            text: String::new(),
            standard: String::new(),
            metric: String::new(),
            number: None,
            weight: 0,
        }
    }
}

/// What a form says about a version of a duty sheet; blank texts are unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetForm {
    /// The post.
    pub post: PostId,
    /// Its name, for the journal.
    pub name: String,
    /// Whom the sheet is for.
    pub audience: Audience,
    /// The first day it holds.
    pub starts: NaiveDate,
    /// The code of the sheet in the company.
    pub code: String,
    /// What the post is there for.
    pub purpose: String,
    /// What changed against the version before; needed from the second one on.
    pub change_note: String,
    /// The lines in order; those without a word are left out.
    pub lines: Vec<LineForm>,
}

/// What a form says about a candidate; blank texts are unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CandidateForm {
    /// The name.
    pub name: String,
    /// The post.
    pub post: PostId,
    /// The day of the application.
    pub on_day: NaiveDate,
    /// Schooling, if known.
    pub education: Option<Education>,
    /// Months in the trade, if known.
    pub experience_months: Option<i64>,
    /// A word on it.
    pub note: String,
}

/// What a form says about a candidate on one requirement; all blank is not known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FindingForm {
    /// The requirement: the skill or quality; the section of schooling and experience.
    pub title: String,
    /// The level of a skill, 0 to 4.
    pub level: Option<i64>,
    /// Whether a quality is there.
    pub met: Option<bool>,
    /// Whether the requirement is waived.
    pub waived: bool,
    /// Why it is waived; a waiver needs a reason.
    pub waived_for: String,
}

/// A command on posts, duty sheets and candidates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Adds a post of a name.
    AddPost(String),
    /// Gives a post another name.
    RenamePost(PostId, String),
    /// Takes a post out of use, or puts one back; its name for the journal.
    ArchivePost(PostId, bool, String),
    /// Publishes a version of a duty sheet.
    Publish(Box<SheetForm>),
    /// Records that a person signed for a sheet.
    Acknowledge {
        /// The person.
        person: PersonId,
        /// The name, for the journal.
        name: String,
        /// The sheet.
        sheet: DutySheetId,
        /// The day of the signature.
        on_day: NaiveDate,
        /// A word on it; may be blank.
        note: String,
        /// Today: nobody signed on a day that has not come.
        today: NaiveDate,
    },
    /// Gives a person the sheet for new or for experienced people, whatever the time says.
    Choose {
        /// The person.
        person: PersonId,
        /// The name, for the journal.
        name: String,
        /// Which sheet; never the one for everyone.
        audience: Audience,
        /// Why.
        reason: String,
        /// The day from which it holds.
        on_day: NaiveDate,
    },
    /// Lets the time in the company decide again from a day on.
    TakeChoiceBack {
        /// The person.
        person: PersonId,
        /// The name, for the journal.
        name: String,
        /// The day from which the time decides.
        on_day: NaiveDate,
    },
    /// Says of a person's duty whether it was done in a month.
    Check {
        /// The person.
        person: PersonId,
        /// The name, for the journal.
        name: String,
        /// The duty, of the sheet that is theirs at the end of the month.
        line: DutyLineId,
        /// The month.
        month: Period,
        /// Whether it was done.
        done: bool,
        /// What shows it; needed where it was done.
        proof: String,
        /// Today: nothing is said of a month that has not begun.
        today: NaiveDate,
    },
    /// Takes away what was said of a person's duty for a month.
    Uncheck {
        /// The person.
        person: PersonId,
        /// The name, for the journal.
        name: String,
        /// The duty.
        line: DutyLineId,
        /// The month.
        month: Period,
    },
    /// Sets below how many months in the company a person is new.
    NewMonths(u32),
    /// Adds a candidate.
    AddCandidate(CandidateForm),
    /// Changes a candidate.
    EditCandidate(CandidateId, CandidateForm),
    /// Says where an application stands; the name for the journal.
    SetCandidate(CandidateId, CandidateState, String),
    /// Writes what was found of a candidate, replacing what was there.
    Findings {
        /// The candidate.
        candidate: CandidateId,
        /// The name, for the journal.
        name: String,
        /// What was found, each requirement once.
        findings: Vec<FindingForm>,
    },
}

impl Command {
    pub(super) fn head(&self) -> (&'static str, String) {
        match self {
            Self::AddPost(name) => ("step-add-post", name.clone()),
            Self::RenamePost(_, name) => ("step-rename-post", name.clone()),
            Self::ArchivePost(_, true, name) => ("step-archive-post", name.clone()),
            Self::ArchivePost(_, false, name) => ("step-restore-post", name.clone()),
            Self::Publish(form) => ("step-duty-sheet", form.name.clone()),
            Self::Acknowledge { name, .. } => ("step-duty-acknowledge", name.clone()),
            Self::Choose { name, .. } => ("step-duty-choose", name.clone()),
            Self::TakeChoiceBack { name, .. } => ("step-duty-choice-back", name.clone()),
            Self::Check { name, month, .. } => ("step-duty-check", format!("{name} {month}")),
            Self::Uncheck { name, month, .. } => ("step-duty-uncheck", format!("{name} {month}")),
            Self::NewMonths(_) => ("step-duty-new-months", String::new()),
            Self::AddCandidate(form) => ("step-add-candidate", form.name.clone()),
            Self::EditCandidate(_, form) => ("step-edit-candidate", form.name.clone()),
            Self::SetCandidate(_, CandidateState::Open, name) => {
                ("step-candidate-open", name.clone())
            }
            Self::SetCandidate(_, CandidateState::Hired, name) => {
                ("step-candidate-hired", name.clone())
            }
            Self::SetCandidate(_, CandidateState::Declined, name) => {
                ("step-candidate-declined", name.clone())
            }
            Self::Findings { name, .. } => ("step-candidate-findings", name.clone()),
        }
    }
}

/// The most months that make somebody new.
const MOST_NEW_MONTHS: u32 = 60;

pub(super) fn apply(db: &mut Db, command: &Command) -> Result<()> {
    match command {
        Command::AddPost(name) => {
            let name = post_name(db, name, None)?;
            let id = PostId(db.allocate()?);
            db.insert(&Post { id, name, archived: false })
        }
        Command::RenamePost(id, name) => {
            let old = post(db, *id)?;
            let name = post_name(db, name, Some(*id))?;
            db.update_from(&old, &Post { name, ..old.clone() }).map(|_| ())
        }
        Command::ArchivePost(id, archived, _) => archive(db, *id, *archived),
        Command::Publish(form) => sheets::publish(db, form),
        Command::Acknowledge { person, sheet, on_day, note, today, .. } => {
            people::acknowledge(db, (*person, *sheet), (*on_day, *today), note)
        }
        Command::Choose { person, audience, reason, on_day, .. } => {
            people::choose(db, *person, *audience, reason, *on_day)
        }
        Command::TakeChoiceBack { person, on_day, .. } => {
            people::take_choice_back(db, *person, *on_day)
        }
        Command::Check { person, line, month, done, proof, today, .. } => {
            checks::check(db, (*person, *line), *month, (*done, proof.as_str()), *today)
        }
        Command::Uncheck { person, line, month, .. } => {
            checks::uncheck(db, (*person, *line), *month)
        }
        Command::NewMonths(months) => {
            if *months > MOST_NEW_MONTHS {
                return Err(Error::new("error-duty-months").arg("most", MOST_NEW_MONTHS));
            }
            setup::set(db, setup::names::DUTY_NEW_MONTHS, &months.to_string())
        }
        Command::AddCandidate(form) => candidates::add(db, form),
        Command::EditCandidate(id, form) => candidates::edit(db, *id, form),
        Command::SetCandidate(id, state, _) => candidates::set(db, *id, *state),
        Command::Findings { candidate, findings, .. } => {
            candidates::findings(db, *candidate, findings)
        }
    }
}

/// The post with this key.
fn post(db: &Db, id: PostId) -> Result<Post> {
    known::<Post>(db, id)
}

/// A name that no other post has.
fn post_name(db: &Db, name: &str, own: Option<PostId>) -> Result<String> {
    let name = named(name)?;
    let taken = db.all::<Post>()?.into_iter().any(|post| Some(post.id) != own && post.name == name);
    if taken { Err(Error::new("error-post-taken").arg("name", name)) } else { Ok(name) }
}

/// A post is taken out of use once nobody is in it any more.
fn archive(db: &mut Db, id: PostId, archived: bool) -> Result<()> {
    let old = post(db, id)?;
    let inside = |at: &Membership| at.post_id == Some(id) && at.ends.is_none();
    let inside = db.all::<Membership>()?.into_iter().filter(inside).count();
    if archived && inside > 0 {
        return Err(Error::new("error-post-in-use").arg("name", old.name).arg("n", inside));
    }
    db.update_from(&old, &Post { archived, ..old.clone() }).map(|_| ())
}
