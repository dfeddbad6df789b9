//! What posts ask for in skills, what people say of themselves, and what they refresh.

use chrono::NaiveDate;
use serde::Deserialize;

use super::say;
use crate::command::training::What;
use crate::command::training::ratings::{Ask as Ratings, SelfForm};
use crate::command::training::skills::{Ask as Skills, RequirementForm};
use crate::error::Result;
use crate::sample::story::{Cast, missing, parts, rows, word};
use crate::store::Db;
use crate::store::records::Refresher;

#[derive(Deserialize)]
struct Asked {
    post: String,
    at_level: i64,
    skill: String,
    level: i64,
    importance: i64,
    starts: NaiveDate,
}

#[derive(Deserialize)]
struct Own {
    person: String,
    skill: String,
    on: NaiveDate,
    level: i64,
    words: String,
}

#[derive(Deserialize)]
struct Refreshed {
    person: String,
    skill: String,
    since: NaiveDate,
    half_life: i64,
    tries: String,
}

/// Makes all of it.
pub(super) fn set(db: &mut Db, cast: &Cast) -> Result<()> {
    for asked in rows::<Asked>("requirements")? {
        let form = RequirementForm {
            post: Some(cast.post(&asked.post)?),
            at_level: asked.at_level,
            skill: cast.skill(&asked.skill)?,
            level: asked.level,
            importance: asked.importance,
            starts: asked.starts,
        };
        say(db, asked.starts, What::Skills(Skills::SetRequirement(form)))?;
    }
    for own in rows::<Own>("own_ratings")? {
        let form = SelfForm {
            person: cast.person(&own.person)?,
            skill: cast.skill(&own.skill)?,
            on_day: own.on,
            level: own.level,
            words: own.words,
        };
        say(db, own.on, What::Ratings(Ratings::RateSelf(form)))?;
    }
    rows::<Refreshed>("refreshers")?.iter().try_for_each(|one| refresh(db, cast, one))
}

fn refresh(db: &mut Db, cast: &Cast, one: &Refreshed) -> Result<()> {
    let (person, skill) = (cast.person(&one.person)?, cast.skill(&one.skill)?);
    let (since, half_life) = (one.since, one.half_life);
    let order = Ratings::StartRefresher { person, skill, since, half_life };
    say(db, since, What::Ratings(order))?;
    let id = db.all::<Refresher>()?.last().map(|refresher| refresher.id);
    let id = id.ok_or_else(|| missing(&one.skill))?;
    for part in parts(&one.tries) {
        let (day, passed) = part.split_once(' ').ok_or_else(|| missing(part))?;
        let on_day: NaiveDate = word(day, |day| day.parse().ok())?;
        let passed = passed == "y";
        say(db, on_day, What::Ratings(Ratings::TryRefresher { id, on_day, passed }))?;
    }
    Ok(())
}
