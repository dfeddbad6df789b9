//! What reps say, and the answers; what all of them were asked. What is said without a name is a step of its own,
//! since a step that also names somebody would tell whose it may be.

use chrono::NaiveDate;
use serde::Deserialize;

use super::{day, say};
use crate::command::coaching::feedback::Feedback;
use crate::command::coaching::pulse::{MARKS, Marks, Pulse, PulseForm};
use crate::command::coaching::{Command as Coach, What};
use crate::command::{self, Command};
use crate::domain::scope::Scope;
use crate::error::Result;
use crate::sample::at_once;
use crate::sample::story::{Cast, given, missing, rows, word};
use crate::store::records::{FeedbackKind, RepFeedback};
use crate::store::{Db, Workspace};

/// How many of a team gave each mark.
type Answers = (&'static str, [i64; MARKS]);

/// What everybody was asked.
const ASKED: &str = "我愿意推荐朋友来这里工作";
/// When, and in each team how many gave each mark from 1 up.
const PULSES: [(&str, [Answers; 3]); 2] = [
    (
        "2025-06-30",
        [("华东区", [0, 1, 3, 3, 1]), ("华南区", [0, 1, 3, 2, 1]), ("华北区", [0, 1, 3, 4, 1])],
    ),
    (
        "2025-10-31",
        [("华东区", [0, 0, 2, 5, 2]), ("华南区", [0, 1, 2, 3, 1]), ("华北区", [0, 1, 2, 5, 1])],
    ),
];

#[derive(Deserialize)]
struct Said {
    person: String,
    kind: String,
    text: String,
    on: NaiveDate,
    due: NaiveDate,
    answer: String,
    answered: Option<NaiveDate>,
    closed: Option<NaiveDate>,
}

/// Puts all of it down.
pub(super) fn set(workspace: &mut Workspace, cast: &Cast) -> Result<()> {
    let (named, nameless): (Vec<Said>, Vec<Said>) =
        rows::<Said>("feedback")?.into_iter().partition(|said| !said.person.is_empty());
    for said in &nameless {
        let (subject, today, what) = (String::new(), said.on, give(cast, said)?);
        let order = Coach { subject, today, what };
        command::run(&mut workspace.db, &Command::Coaching(order))?;
    }
    at_once(workspace, "step-feedback-give", |db| {
        for said in &named {
            let what = give(cast, said)?;
            say(db, said.on, what)?;
        }
        named.iter().chain(&nameless).try_for_each(|said| answer(db, said))?;
        pulses(db, cast)
    })
}

fn pulses(db: &mut Db, cast: &Cast) -> Result<()> {
    for (on, teams) in PULSES {
        let on_day = day(on)?;
        let mut marks = vec![];
        for (name, answers) in teams {
            let Scope::Team(team) = cast.directory.parse_scope(&format!("team:{name}"))? else {
                return Err(missing(name));
            };
            marks.push(Marks { team: Some(team), answers });
        }
        let form = PulseForm { question: ASKED.to_owned(), on_day: Some(on_day), marks };
        say(db, on_day, What::Pulse(Pulse::Keep(None, form)))?;
    }
    Ok(())
}

fn give(cast: &Cast, said: &Said) -> Result<What> {
    Ok(What::Feedback(Feedback::Give {
        person: given(&said.person, |name| cast.person(name))?,
        kind: word(&said.kind, FeedbackKind::parse)?,
        text: said.text.clone(),
        on_day: said.on,
        due: said.due,
    }))
}

/// What was answered, and when it was settled.
fn answer(db: &mut Db, said: &Said) -> Result<()> {
    let Some(on) = said.answered else { return Ok(()) };
    let all = db.all::<RepFeedback>()?;
    let id = all.iter().find(|own| own.text == said.text).map(|own| own.id);
    let id = id.ok_or_else(|| missing(&said.text))?;
    let answer = said.answer.clone();
    say(db, on, What::Feedback(Feedback::Answer { id, answer }))?;
    match said.closed {
        Some(day) => say(db, day, What::Feedback(Feedback::Close(id))),
        None => Ok(()),
    }
}
