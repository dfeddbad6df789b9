//! How often everybody is to be coached, and single people where it is another number.

use chrono::NaiveDate;

use super::here;
use crate::command::author;
use crate::command::input::some;
use crate::domain::ids::{CoachingRhythmId, PersonId};
use crate::error::{Error, Result};
use crate::store::Db;
use crate::store::coaching::rhythms;
use crate::store::directory::Directory;
use crate::store::records::{CoachingKind, CoachingRhythm};

/// The most days between two coachings: a year.
const MOST_DAYS: i64 = 366;

/// Sets within how many days somebody is to be coached in a way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rhythm {
    /// In which way; not to events, which have days of their own.
    pub kind: CoachingKind,
    /// Whom; `None` for everybody without a number of their own.
    pub person: Option<PersonId>,
    /// Within how many days; `None` takes the number away.
    pub days: Option<i64>,
    /// How they talk where they do not meet; may be blank.
    pub channel: String,
}

impl Rhythm {
    pub(super) const fn title(&self) -> &'static str {
        match self.days {
            Some(_) => "step-coaching-rhythm",
            None => "step-coaching-rhythm-remove",
        }
    }
}

pub(super) fn apply(db: &mut Db, rhythm: &Rhythm, today: NaiveDate) -> Result<()> {
    if rhythm.kind == CoachingKind::Event {
        return Err(Error::new("error-rhythm-event"));
    }
    let all = rhythms(db)?.into_iter();
    let old = all.filter(|old| old.kind == rhythm.kind).find(|old| old.person_id == rhythm.person);
    let Some(days) = rhythm.days else {
        let old = old.ok_or_else(|| Error::new("error-rhythm-unset"))?;
        return db.delete::<CoachingRhythm>(old.id);
    };
    if !(1..=MOST_DAYS).contains(&days) {
        return Err(Error::new("error-rhythm-days").arg("most", MOST_DAYS));
    }
    if let Some(person) = rhythm.person {
        here(&Directory::load(db)?, person, today)?;
    }
    let channel = some(&rhythm.channel);
    let by_name = author(db)?;
    match old {
        Some(old) if old.days == days && old.channel == channel => Ok(()),
        Some(old) => {
            let new = CoachingRhythm { days, channel, since: today, by_name, ..old.clone() };
            db.update_from(&old, &new).map(|_| ())
        }
        None => {
            let id = CoachingRhythmId(db.allocate()?);
            let (kind, person_id) = (rhythm.kind, rhythm.person);
            db.insert(&CoachingRhythm { id, kind, person_id, days, channel, since: today, by_name })
        }
    }
}
