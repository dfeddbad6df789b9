//! Whether those who try a hypothesis do more of it than before, beside those who go on as they did.
//!
//! Two or three people are no proof. What they do in the trial stands beside the same number of days before
//! it; the change of those who try it beside that of the others; and how often chance alone sets the two
//! groups as far apart, once there are people enough to say so.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};

use crate::domain::behaviour::permutation::{Chance, chance};
use crate::domain::behaviour::{MIN_TEAM, Refusal, Sample};
use crate::domain::ids::PersonId;
use crate::domain::scope::Members;
use crate::domain::stats::quantile::mean;
use crate::error::Result;
use crate::metrics::behaviour::Behaviour;
use crate::metrics::behaviour::count::{Asked, Value, values};
use crate::store::Db;
use crate::store::coaching::behaviour::Trial;
use crate::store::directory::Directory;
use crate::store::records::TrialPart;

/// Somebody in a trial.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row {
    /// Who.
    pub person: PersonId,
    /// What they do in it.
    pub part: TrialPart,
    /// How much of the behaviour they did in as many days before the trial.
    pub before: Option<Value>,
    /// How much of it they do since the trial began.
    pub after: Option<Value>,
}

impl Row {
    /// By how much more it is now; `None` where one of the two is unknown.
    pub fn change(&self) -> Option<f64> {
        Some(self.after?.value - self.before?.value)
    }
}

/// A trial so far.
#[derive(Clone, Debug, PartialEq)]
pub struct Followed {
    /// The days before.
    pub before: (NaiveDate, NaiveDate),
    /// The days of the trial so far.
    pub after: (NaiveDate, NaiveDate),
    /// Everybody who tries it or goes on as before, in the order in which they were named.
    pub rows: Vec<Row>,
    /// The mean change of those who try it.
    pub trial: Option<f64>,
    /// That of those who go on as before.
    pub control: Option<f64>,
    /// How often chance alone sets them as far apart, or why that is not said.
    pub chance: std::result::Result<Chance, Refusal>,
}

impl Followed {
    /// The change of those who try it beyond that of the others.
    pub fn beyond(&self) -> Option<f64> {
        Some(self.trial? - self.control?)
    }
}

/// How much of a behaviour everybody in a trial does, before and since; `None` before it begins.
///
/// # Errors
/// Whatever the database reports.
pub fn follow(
    db: &Db,
    directory: &Directory,
    (trial, behaviour): (&Trial, &Behaviour),
    today: NaiveDate,
) -> Result<Option<Followed>> {
    let Some((starts, ends)) = trial.record.starts.zip(trial.record.ends) else { return Ok(None) };
    if today < starts {
        return Ok(None);
    }
    let after = (starts, ends.min(today));
    let length = u64::try_from((after.1 - after.0).num_days() + 1).unwrap_or(1);
    let back = |days: u64| starts.checked_sub_days(Days::new(days)).unwrap_or(starts);
    let before = (back(length), back(1));
    let taking = trial.people.iter().filter(|one| one.part != TrialPart::Out);
    let people: BTreeSet<PersonId> = taking.clone().map(|one| one.person_id).collect();
    let behaviours = std::slice::from_ref(behaviour);
    let of = |days: (NaiveDate, NaiveDate)| {
        let asked = Asked { members: Members::Everyone, days, as_of: today };
        values(db, directory, &asked, (&people, behaviours))
    };
    let (then, now) = (of(before)?, of(after)?);
    let at = |person: PersonId| {
        let then = then.get(behaviour).and_then(|own| own.get(&person)).copied();
        (then, now.get(behaviour).and_then(|own| own.get(&person)).copied())
    };
    let rows: Vec<Row> = taking
        .map(|one| {
            let (before, after) = at(one.person_id);
            Row { person: one.person_id, part: one.part, before, after }
        })
        .collect();
    let changes = |part: TrialPart| -> Vec<f64> {
        rows.iter().filter(|row| row.part == part).filter_map(Row::change).collect()
    };
    let (trying, others) = (changes(TrialPart::Trial), changes(TrialPart::Control));
    Ok(Some(Followed {
        before,
        after,
        trial: mean(&trying),
        control: mean(&others),
        chance: by_chance(&trying, &others),
        rows,
    }))
}

/// How often chance sets two groups of changes as far apart; below five people nothing is said of it.
fn by_chance(trying: &[f64], others: &[f64]) -> std::result::Result<Chance, Refusal> {
    let have = trying.len() + others.len();
    if have < MIN_TEAM {
        return Err(Refusal::TooFew { of: Sample::Team, have, need: MIN_TEAM });
    }
    chance(trying, others)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_said_of_chance_below_five_people() {
        let few = Refusal::TooFew { of: Sample::Team, have: 4, need: 5 };
        assert_eq!(by_chance(&[1.0, 2.0], &[0.0, 0.5]), Err(few));
        let found = by_chance(&[3.0, 4.0], &[0.0, 0.5, 1.0]).unwrap();
        // One of ten groupings into two and three.
        assert_eq!((found.extreme, found.arrangements), (1, 10));
    }
}
