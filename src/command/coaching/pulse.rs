//! Questions that everybody is asked at once: how many gave which mark.
//!
//! Answers are put down as counts, so that no row is anybody's. A team with fewer than five answers does not
//! stand apart, not even in the file: of two or three people everybody knows who said what.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::past;
use crate::command::author;
use crate::command::input::{known, required};
use crate::domain::ids::{PulseCountId, PulseId, TeamId};
use crate::domain::training::small_groups::LEAST;
use crate::error::{Error, Result};
use crate::store::Db;
use crate::store::coaching::pulse::{all, counts_of};
use crate::store::records::{Pulse as Stored, PulseCount, Team};

/// The marks that can be given: from 1, not at all, to 5, fully.
pub const MARKS: usize = 5;

/// The most answers with one mark: more is a slip of the hand.
const MOST: i64 = 100_000;

/// The answers of a team: how many gave each mark, from 1 up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// The team; `None` of those with too few answers, and of no team.
    pub team: Option<TeamId>,
    /// How many gave each mark.
    pub answers: [i64; MARKS],
}

impl Marks {
    /// How many answers there are.
    pub fn total(&self) -> i64 {
        self.answers.iter().sum()
    }
}

/// A question with its answers, as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PulseForm {
    /// The question; never blank.
    pub question: String,
    /// The day; needed.
    pub on_day: Option<NaiveDate>,
    /// The answers, each team once; a line without answers is left out.
    pub marks: Vec<Marks>,
}

/// A command on such questions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pulse {
    /// Puts down a question with its answers, or puts them right.
    Keep(Option<PulseId>, PulseForm),
    /// Removes one with its answers.
    Remove(PulseId),
}

impl Pulse {
    pub(super) const fn title(&self) -> &'static str {
        match self {
            Self::Keep(..) => "step-pulse-keep",
            Self::Remove(_) => "step-pulse-remove",
        }
    }
}

pub(super) fn apply(db: &mut Db, pulse: &Pulse, today: NaiveDate) -> Result<()> {
    match pulse {
        Pulse::Keep(id, form) => keep(db, *id, form, today),
        Pulse::Remove(id) => {
            known::<Stored>(db, *id)?;
            for count in counts_of(db, *id)? {
                db.delete::<PulseCount>(count.id)?;
            }
            db.delete::<Stored>(*id)
        }
    }
}

fn keep(db: &mut Db, id: Option<PulseId>, form: &PulseForm, today: NaiveDate) -> Result<()> {
    let question = required(&form.question, "error-pulse-question")?;
    let on_day = form.on_day.ok_or_else(|| Error::new("error-pulse-day"))?;
    past(on_day, today)?;
    let wanted = counted(db, &form.marks)?;
    let again = |(other, _): &(Stored, Vec<PulseCount>)| {
        Some(other.id) != id && other.on_day == on_day && other.question == question
    };
    if all(db)?.iter().any(again) {
        return Err(Error::new("error-pulse-again").arg("day", on_day));
    }
    let pulse_id = match id {
        Some(id) => {
            let old = known::<Stored>(db, id)?;
            db.update_from(&old, &Stored { question, on_day, ..old.clone() })?;
            id
        }
        None => {
            let id = PulseId(db.allocate()?);
            let by_name = author(db)?;
            db.insert(&Stored { id, on_day, question, by_name })?;
            id
        }
    };
    write(db, pulse_id, wanted)
}

/// How many gave each mark in each team, once nothing is wrong with it; marks that nobody gave are left out.
fn counted(db: &Db, marks: &[Marks]) -> Result<BTreeMap<(Option<TeamId>, i64), i64>> {
    let mut wanted: BTreeMap<(Option<TeamId>, i64), i64> = BTreeMap::new();
    let mut teams: Vec<Option<TeamId>> = vec![];
    for line in marks {
        if line.answers.iter().any(|answers| !(0..=MOST).contains(answers)) {
            return Err(Error::new("error-pulse-count").arg("most", MOST));
        }
        let total = line.total();
        if total == 0 {
            continue;
        }
        let name = match line.team {
            Some(team) => known::<Team>(db, team)?.name,
            None => String::new(),
        };
        if teams.contains(&line.team) {
            return Err(Error::new("error-pulse-twice").arg("name", name));
        }
        if line.team.is_some() && total.unsigned_abs() < LEAST {
            let error = Error::new("error-pulse-small").arg("name", name);
            return Err(error.arg("n", total).arg("least", LEAST));
        }
        teams.push(line.team);
        for (score, answers) in (1..).zip(line.answers).filter(|(_, answers)| *answers > 0) {
            wanted.insert((line.team, score), answers);
        }
    }
    if wanted.is_empty() {
        return Err(Error::new("error-pulse-empty"));
    }
    Ok(wanted)
}

fn write(
    db: &mut Db,
    pulse_id: PulseId,
    mut wanted: BTreeMap<(Option<TeamId>, i64), i64>,
) -> Result<()> {
    for old in counts_of(db, pulse_id)? {
        match wanted.remove(&(old.team_id, old.score)) {
            Some(answers) => {
                db.update_from(&old, &PulseCount { answers, ..old.clone() })?;
            }
            None => db.delete::<PulseCount>(old.id)?,
        }
    }
    for ((team_id, score), answers) in wanted {
        let id = PulseCountId(db.allocate()?);
        db.insert(&PulseCount { id, pulse_id, team_id, score, answers })?;
    }
    Ok(())
}
