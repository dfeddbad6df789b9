//! Improvements of the process: what was measured before, and the same measure now.
//!
//! Both look at windows of [`WINDOW_DAYS`] days: before up to the day it was opened, after up to today or up to
//! the day it was closed, and never beyond the newest report. Until so many days have passed the two windows
//! overlap, and how many days are new stands beside it.
//!
//! An improvement concerns a scope when it is of it, of something in it or of something around it: a team sees
//! what its people, itself and its company do. It is always measured in the scope it was opened for.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::{Ask, At, Finding, Measure, Place, survey};
use crate::domain::funnel::Window;
use crate::domain::funnel::visit::days_between;
use crate::domain::scope::Scope;
use crate::error::Result;
use crate::store::directory::Directory;
use crate::store::records::ProcessImprovement;
use crate::store::{Db, opportunities};

/// The days of the windows that are compared.
pub const WINDOW_DAYS: u32 = 90;

/// The question by which a measure is taken on a day.
fn ask(directory: &Directory, scope: Scope, as_of: NaiveDate, today: NaiveDate) -> Ask {
    let back = Days::new(u64::from(WINDOW_DAYS) - 1);
    let start = as_of.checked_sub_days(back).unwrap_or(as_of);
    let window = Some(Window { start, end: as_of });
    Ask { members: directory.members(scope), window, as_of, today }
}

/// The day as of which something is measured today; `None` without any report.
fn known_by(db: &Db, today: NaiveDate) -> Result<Option<NaiveDate>> {
    Ok(opportunities::last_reported(db)?.map(|newest| newest.min(today)))
}

/// The measure of a place on a day; unknown without any report.
///
/// # Errors
/// Whatever the database reports.
pub fn measure(
    db: &Db,
    directory: &Directory,
    (finding, at): (Finding, At),
    today: NaiveDate,
) -> Result<Measure> {
    let Some(as_of) = known_by(db, today)? else { return Ok(Measure::default()) };
    let found = survey(db, directory, vec![ask(directory, at.scope, as_of, today)])?;
    Ok(found.first().and_then(|found| found.measure(finding, at.place)).unwrap_or_default())
}

/// An improvement with what became of its measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Improvement {
    /// What is stored.
    pub record: ProcessImprovement,
    /// What was found; `None` for a word that is not known.
    pub finding: Option<Finding>,
    /// Where; `None` where the stage is no more.
    pub place: Option<Place>,
    /// The measure now, or on the day it was closed; `None` while nothing was reported since it was opened.
    pub after: Option<Measure>,
    /// The days of that window that came after it was opened, at most [`WINDOW_DAYS`].
    pub new_days: u32,
    /// Whether it is open beyond its day.
    pub overdue: bool,
}

/// The improvements that concern a scope.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Improvements {
    /// Open ones first, by their day; then closed ones, the newest first.
    pub list: Vec<Improvement>,
    /// How many open ones concern others alone.
    pub elsewhere: u64,
}

impl Improvement {
    /// Whose process.
    pub const fn scope(&self) -> Scope {
        self.record.scope_kind.scope(self.record.scope_id)
    }

    /// The measure on the day it was opened.
    pub fn before(&self) -> Measure {
        let cases = self.record.before_cases.and_then(|cases| u64::try_from(cases).ok());
        Measure { value: self.record.before_value, cases: cases.unwrap_or_default() }
    }
}

/// Whether a scope lies within another one on a day.
fn within(directory: &Directory, own: Scope, around: Scope, day: NaiveDate) -> bool {
    match (own, around) {
        _ if own == around => true,
        (_, Scope::All) => true,
        (_, Scope::Person(_)) | (Scope::All | Scope::Region(_), _) => false,
        (Scope::Team(team), _) => directory.team_in(team, around, day),
        (Scope::Person(person), _) => directory
            .team_on(person, day)
            .is_some_and(|team| directory.team_in(team.id, around, day)),
    }
}

/// The improvements that concern a scope. One pass over the deals measures all of them.
///
/// # Errors
/// Whatever the database reports.
pub fn load(
    db: &Db,
    directory: &Directory,
    scope: Scope,
    today: NaiveDate,
) -> Result<Improvements> {
    let known = known_by(db, today)?;
    let mut list: Vec<Improvement> = vec![];
    let mut elsewhere = 0;
    // Each question once: those that are open ask the same of one scope.
    let mut asks: BTreeMap<(Scope, NaiveDate), Ask> = BTreeMap::new();
    let mut keys: Vec<Option<(Scope, NaiveDate)>> = vec![];
    for record in db.all::<ProcessImprovement>()? {
        let own = record.scope_kind.scope(record.scope_id);
        // Who was where on the day it was opened decides, so that it does not wander with people.
        let opened = record.opened_on;
        let concerns =
            within(directory, own, scope, opened) || within(directory, scope, own, opened);
        if !concerns {
            elsewhere += u64::from(record.closed_on.is_none());
            continue;
        }
        let finding = Finding::parse(&record.finding);
        let place =
            finding.and_then(|finding| Place::of_kept(record.place.as_deref(), finding, directory));
        let until = record.closed_on.unwrap_or(today).min(today);
        let as_of = known.map(|known| known.min(until)).filter(|as_of| *as_of > record.opened_on);
        let new_days = as_of.map_or(0, |as_of| days_between(record.opened_on, as_of));
        let key = place.and(as_of).map(|as_of| (own, as_of));
        if let Some((scope, as_of)) = key {
            asks.entry((scope, as_of)).or_insert_with(|| ask(directory, scope, as_of, until));
        }
        keys.push(key);
        let overdue = record.closed_on.is_none() && record.due < today;
        list.push(Improvement {
            record,
            finding,
            place,
            after: None,
            new_days: new_days.min(WINDOW_DAYS),
            overdue,
        });
    }
    let (places, asks): (Vec<(Scope, NaiveDate)>, Vec<Ask>) = asks.into_iter().unzip();
    let found: BTreeMap<_, _> = places.into_iter().zip(survey(db, directory, asks)?).collect();
    for (one, key) in list.iter_mut().zip(keys) {
        let process = key.and_then(|key| found.get(&key));
        let measured = process.zip(one.finding.zip(one.place));
        one.after =
            measured.and_then(|(process, (finding, place))| process.measure(finding, place));
    }
    list.sort_by_key(|one| {
        let closed = one.record.closed_on;
        (closed.is_some(), std::cmp::Reverse(closed), one.record.due, one.record.id)
    });
    Ok(Improvements { list, elsewhere })
}
