//! Whether visits follow the sheet: which of the concrete practices were done, and which visits have no whole
//! sheet.
//!
//! A practice counts on the visits of which somebody said whether it was done; of the others it is unknown and
//! counts neither way. A visit without a sheet, or with one that is only begun, is incomplete.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::Scales;
use crate::domain::ids::{CoachingId, ObservationId, PersonId};
use crate::domain::scope::Members;
use crate::domain::stats::rate::Rate;
use crate::error::Result;
use crate::store::Db;
use crate::store::coaching::{Days, log, sheets};
use crate::store::records::{Coaching, CoachingKind, CoachingState};

/// A practice over some visits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Practised {
    /// The step, as it is called in all versions.
    pub step: String,
    /// The practice, as it is called in all versions.
    pub practice: String,
    /// On how many visits it was done.
    pub done: u64,
    /// Of how many it was said whether it was.
    pub said: u64,
}

impl Practised {
    /// The share of visits on which it was done; `None` where nobody said so of any.
    pub fn rate(&self) -> Option<Rate> {
        Rate::of(self.done, self.said)
    }
}

/// The practices of the sheets in use, in their order, and those that only earlier versions have, over the visits
/// of a scope on some days.
///
/// # Errors
/// Whatever the database reports.
pub fn practices(
    db: &Db,
    scales: &Scales,
    members: &Members,
    days: Days,
) -> Result<Vec<Practised>> {
    let mut counts: BTreeMap<(String, String), (u64, u64)> = BTreeMap::new();
    sheets::each_tick(db, days, |tick| {
        if members.include(Some(tick.person), Some(tick.day)) {
            let (done, said) = counts.entry((tick.step, tick.practice)).or_default();
            *done += u64::from(tick.done);
            *said += 1;
        }
        Ok(())
    })?;
    for template in scales.in_use() {
        for step in &template.steps {
            for practice in &step.practices {
                counts.entry((step.record.word.clone(), practice.word.clone())).or_default();
            }
        }
    }
    let mut found: Vec<Practised> = vec![];
    let mut list = |step: &str, practice: &str| {
        let key = (step.to_owned(), practice.to_owned());
        if let Some((done, said)) = counts.remove(&key) {
            found.push(Practised { step: key.0, practice: key.1, done, said });
        }
    };
    // The newest versions stand first, so a practice stands where it does today.
    let mut templates = scales.in_use();
    templates.extend(scales.all());
    for template in templates {
        for step in &template.steps {
            step.practices.iter().for_each(|own| list(&step.record.word, &own.word));
        }
    }
    Ok(found)
}

/// A visit that was made together and has no whole sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Incomplete {
    /// With whom.
    pub person: PersonId,
    /// The day.
    pub day: NaiveDate,
    /// The sheet that is begun; `None` where there is none.
    pub sheet: Option<ObservationId>,
}

/// The visits of a scope on some days that have no whole sheet, the newest first.
///
/// # Errors
/// Whatever the database reports.
pub fn incomplete(db: &Db, members: &Members, days: Days) -> Result<Vec<Incomplete>> {
    let mut found: Vec<Incomplete> = vec![];
    let mut written: BTreeSet<CoachingId> = BTreeSet::new();
    sheets::each_between(db, days, |sheet| {
        written.extend(sheet.coaching_id);
        let own = members.include(Some(sheet.person_id), Some(sheet.on_day));
        if own && !sheet.complete {
            let (person, day) = (sheet.person_id, sheet.on_day);
            found.push(Incomplete { person, day, sheet: Some(sheet.id) });
        }
        Ok(())
    })?;
    let mut bare: Vec<Coaching> = vec![];
    log::each_between(db, days, |talk| {
        let visit = talk.kind == CoachingKind::Visit && talk.state == CoachingState::Held;
        let own = members.include(Some(talk.person_id), Some(talk.on_day));
        if visit && own && !written.contains(&talk.id) {
            bare.push(talk);
        }
        Ok(())
    })?;
    for talk in bare {
        // Its sheet may be of another day.
        if sheets::of_coaching(db, talk.id)?.is_empty() {
            found.push(Incomplete { person: talk.person_id, day: talk.on_day, sheet: None });
        }
    }
    found.sort_by_key(|one| (Reverse(one.day), one.person, one.sheet));
    Ok(found)
}
