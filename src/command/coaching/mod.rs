//! Commands on coaching: talks and what was agreed, events, field visits and their sheets, improvement plans,
//! cases and plays, what was found of behaviour, feedback, questions asked of everybody, and how often everybody is
//! to be coached.
//!
//! # What two people confirmed
//! A coaching, a plan and a check point are confirmed by both. Whatever changes what they agreed takes both
//! confirmations back; that an action was done, or support given, changes nothing that was agreed.
//!
//! # Figures
//! What a coaching or a plan answers is worked out here by the definition that the pages use, on the day it
//! is put down, and kept ([`crate::metrics::symptom`]). Nobody types it.

pub mod actions;
pub mod analysis;
pub mod behaviour;
pub mod cases;
pub mod checks;
pub mod events;
pub mod feedback;
pub mod log;
pub mod objectives;
pub mod plans;
pub mod plays;
pub mod pulse;
pub mod rhythm;
pub mod sheets;
pub mod symptoms;
pub mod templates;
pub mod visits;

use chrono::NaiveDate;

use crate::command::input::{gone, known};
use crate::domain::ids::{AccountId, OpportunityId, PersonId};
use crate::error::{Error, Result};
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::records::{Account, Opportunity};

/// Something that is asked for in coaching.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    /// What it concerns in words, for the journal: a person, a case. Of feedback nothing is kept.
    pub subject: String,
    /// Today.
    pub today: NaiveDate,
    /// What.
    pub what: What,
}

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Talks and field visits.
    Log(log::Log),
    /// What was agreed in them.
    Action(actions::Action),
    /// Events before, during and after which somebody is coached.
    Event(events::Event),
    /// The versions of the sheets by which visits are observed.
    Template(templates::Template),
    /// The sheets themselves.
    Sheet(sheets::Sheet),
    /// Field visits: a sheet with the coaching that it is held in.
    Visit(visits::Visit),
    /// Improvement plans.
    Plan(plans::Plan),
    /// Cases.
    Case(cases::Case),
    /// Plays.
    Play(plays::Play),
    /// What was found of behaviour.
    Finding(behaviour::Finding),
    /// What reps say.
    Feedback(feedback::Feedback),
    /// Questions that everybody is asked at once.
    Pulse(pulse::Pulse),
    /// How often everybody is to be coached.
    Rhythm(rhythm::Rhythm),
}

/// Which of the two confirms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Who coaches.
    Coach,
    /// Who is coached.
    Rep,
}

impl Command {
    pub(super) fn head(&self) -> (&'static str, String) {
        let title = match &self.what {
            What::Log(log) => log.title(),
            What::Action(action) => action.title(),
            What::Event(event) => event.title(),
            What::Template(template) => template.title(),
            What::Sheet(sheet) => sheet.title(),
            What::Visit(visit) => visit.title(),
            What::Plan(plan) => plan.title(),
            What::Case(case) => case.title(),
            What::Play(play) => play.title(),
            What::Finding(finding) => finding.title(),
            // A name here would tell whose it is.
            What::Feedback(feedback) => return (feedback.title(), String::new()),
            What::Pulse(pulse) => pulse.title(),
            What::Rhythm(rhythm) => rhythm.title(),
        };
        (title, self.subject.clone())
    }

    /// Whether nothing may tell who gave it, not even the journal.
    pub(super) fn is_nameless(&self) -> bool {
        matches!(&self.what, What::Feedback(feedback::Feedback::Give { person: None, .. }))
    }
}

pub(crate) fn apply(db: &mut Db, command: &Command) -> Result<()> {
    let today = command.today;
    match &command.what {
        What::Log(log) => log::apply(db, log, today),
        What::Action(action) => actions::apply(db, action, today),
        What::Event(event) => events::apply(db, event, today),
        What::Template(template) => templates::apply(db, template, today),
        What::Sheet(sheet) => sheets::apply(db, sheet, today),
        What::Visit(visit) => visits::apply(db, visit, today),
        What::Plan(plan) => plans::apply(db, plan, today),
        What::Case(case) => cases::apply(db, case, today),
        What::Play(play) => plays::apply(db, play, today),
        What::Finding(finding) => behaviour::apply(db, finding, today),
        What::Feedback(feedback) => feedback::apply(db, feedback, today),
        What::Pulse(pulse) => pulse::apply(db, pulse, today),
        What::Rhythm(rhythm) => rhythm::apply(db, rhythm, today),
    }
}

/// The lines of a text in which something stands.
fn lines(text: &str) -> Option<String> {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    Some(lines.join("\n")).filter(|text| !text.is_empty())
}

/// What has happened has a day that is not later than today.
fn past(day: NaiveDate, today: NaiveDate) -> Result<()> {
    if day <= today {
        return Ok(());
    }
    Err(Error::new("error-coaching-future").arg("day", day).arg("today", today))
}

/// Somebody who is part of the company on a day.
fn here(directory: &Directory, person: PersonId, day: NaiveDate) -> Result<()> {
    if !directory.people.contains_key(&person) {
        return Err(gone());
    }
    if directory.has_left(person, day) {
        let name = directory.person_name(person);
        return Err(Error::new("error-coaching-left").arg("name", name).arg("day", day));
    }
    Ok(())
}

/// The customer and the deal that something is about: where only a deal is named, its customer is too.
fn about(
    db: &Db,
    account: Option<AccountId>,
    deal: Option<OpportunityId>,
) -> Result<Option<AccountId>> {
    let of_deal = match deal {
        Some(deal) => known::<Opportunity>(db, deal)?.account_id,
        None => None,
    };
    let account = account.or(of_deal);
    if let Some(account) = account {
        known::<Account>(db, account)?;
    }
    Ok(account)
}
