//! A year of coaching in the sample: how often and by which sheet, talks and visits with what was agreed,
//! events, improvement plans, cases and plays, what the best do differently, what reps say.
//!
//! Everything goes through the commands that people use, each as of its own day, so that figures that are
//! kept are those that were known then.

mod behaviour;
mod cases;
mod feedback;
mod plans;
mod talks;
mod visits;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;

use crate::command::coaching::events::{Event, EventForm};
use crate::command::coaching::rhythm::Rhythm;
use crate::command::coaching::templates::Template;
use crate::command::coaching::{Command as Coach, What, apply};
use crate::domain::ids::MajorEventId;
use crate::error::Result;
use crate::sample::at_once;
use crate::sample::story::{Cast, deal, given, rows, word};
use crate::store::coaching::templates;
use crate::store::records::{CoachingKind, MajorEvent};
use crate::store::{Db, Workspace};

/// The levels of each step that posts ask for where these are not the usual.
const ASKED: [(&str, i64); 2] = [("高级销售工程师", 4), ("助理销售工程师", 2)];

/// Makes all of it.
///
/// # Errors
/// When the database fails, or the story names somebody or something that is not there.
pub(super) fn set(workspace: &mut Workspace) -> Result<()> {
    let cast = Cast::load(&workspace.db)?;
    at_once(workspace, "step-observation-template", |db| {
        sheet(db, &cast)?;
        rhythm(db, &cast)
    })?;
    at_once(workspace, "step-coaching-hold", |db| {
        let events = events(db, &cast)?;
        talks::set(db, &cast, &events)
    })?;
    at_once(workspace, "step-plan-open", |db| plans::set(db, &cast))?;
    at_once(workspace, "step-case-write", |db| cases::set(db, &cast))?;
    at_once(workspace, "step-behaviour-keep", |db| behaviour::set(db, &cast))?;
    feedback::set(workspace, &cast)
}

/// Gives a command as of a day.
fn say(db: &mut Db, today: NaiveDate, what: What) -> Result<()> {
    apply(db, &Coach { subject: String::new(), today, what })
}

fn day(text: &str) -> Result<NaiveDate> {
    word(text, |text| text.parse().ok())
}

/// The sheet of visits as posts ask for it since the beginning of the year.
fn sheet(db: &mut Db, cast: &Cast) -> Result<()> {
    let all = templates::all(db)?;
    let Some(used) = all.iter().find(|template| template.record.current) else { return Ok(()) };
    let mut draft = used.draft();
    for step in &mut draft.steps {
        for (post, level) in ASKED {
            step.posts.push((cast.post(post)?, level));
        }
    }
    let change = "按岗位设要求：高级4级，助理2级".to_owned();
    let order = Template::Publish { replaces: Some(used.record.id), draft, change };
    say(db, day("2025-01-06")?, What::Template(order))
}

/// How often somebody is to be coached.
#[derive(Deserialize)]
struct Often {
    kind: String,
    person: String,
    days: i64,
    channel: String,
    since: NaiveDate,
}

fn rhythm(db: &mut Db, cast: &Cast) -> Result<()> {
    for often in rows::<Often>("rhythm")? {
        let order = Rhythm {
            kind: word(&often.kind, CoachingKind::parse)?,
            person: given(&often.person, |name| cast.person(name))?,
            days: Some(often.days),
            channel: often.channel,
        };
        say(db, often.since, What::Rhythm(order))?;
    }
    Ok(())
}

/// An event that matters.
#[derive(Deserialize)]
struct Happens {
    key: String,
    person: String,
    on: NaiveDate,
    name: String,
    account: String,
    deal: String,
    note: String,
}

/// The events, by the keys that notes name them by.
fn events(db: &mut Db, cast: &Cast) -> Result<BTreeMap<String, MajorEventId>> {
    let mut known = BTreeMap::new();
    for happens in rows::<Happens>("events")? {
        let form = EventForm {
            name: happens.name,
            on_day: Some(happens.on),
            person: cast.person(&happens.person)?,
            account: given(&happens.account, |name| cast.account(name))?,
            deal: given(&happens.deal, |number| deal(db, number))?,
            note: happens.note,
        };
        say(db, happens.on, What::Event(Event::Add(form)))?;
        let newest = db.all::<MajorEvent>()?.last().map(|event| event.id);
        known.extend(newest.map(|id| (happens.key, id)));
    }
    Ok(known)
}
