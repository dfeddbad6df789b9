//! What was seen on the visits of the year, as sheets.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;

use crate::command::coaching::sheets::{RatingForm, SheetForm};
use crate::domain::ids::{AccountId, ActivityId, CoachingId, ObservationPracticeId, PersonId};
use crate::error::Result;
use crate::sample::story::{Cast, deal, given, missing, parts, rows, word};
use crate::store::Db;
use crate::store::coaching::templates::{self, Template};
use crate::store::records::{Activity, Rater, Reached};

/// A sheet as it was filled in.
#[derive(Deserialize)]
pub(super) struct Seen {
    talk: String,
    person: String,
    on: NaiveDate,
    account: String,
    deal: String,
    observer: String,
    second: String,
    levels: String,
    seconds: String,
    own: String,
    facts: String,
    ticks: String,
    kept: String,
    focus: String,
    agreed: String,
    practice: String,
    next_on: Option<NaiveDate>,
    next_account: String,
    next_what: String,
    complete: bool,
}

/// The sheets of the year, with the version in use and the visits that the reports have.
pub(super) struct Visits {
    template: Template,
    seen: BTreeMap<String, Seen>,
    reported: BTreeMap<(PersonId, NaiveDate, Option<AccountId>), ActivityId>,
}

impl Visits {
    /// Reads all of them.
    pub(super) fn load(db: &Db) -> Result<Self> {
        let mut all = templates::all(db)?.into_iter();
        let template = all.find(|template| template.record.current);
        let seen = rows::<Seen>("sheets")?.into_iter();
        let reported = db.all::<Activity>()?.into_iter();
        let place = |visit: Activity| ((visit.person_id, visit.on_day, visit.account_id), visit.id);
        Ok(Self {
            template: template.ok_or_else(|| missing("sheet"))?,
            seen: seen.map(|seen| (seen.talk.clone(), seen)).collect(),
            reported: reported.map(place).collect(),
        })
    }

    /// What was seen on a visit.
    pub(super) fn of_talk(&self, key: &str) -> Option<&Seen> {
        self.seen.get(key)
    }

    /// The sheet of a visit.
    pub(super) fn form(
        &self,
        db: &Db,
        cast: &Cast,
        (seen, coaching): (&Seen, CoachingId),
    ) -> Result<SheetForm> {
        let person = cast.person(&seen.person)?;
        let account = given(&seen.account, |name| cast.account(name))?;
        let focus = given(&seen.focus, |step| word(step, |step| self.template.named(step)))?;
        Ok(SheetForm {
            coaching: Some(coaching),
            visit: self.reported.get(&(person, seen.on, account)).copied(),
            account,
            deal: given(&seen.deal, |number| deal(db, number))?,
            on_day: Some(seen.on),
            observer: Some(cast.person(&seen.observer)?),
            second: given(&seen.second, |name| cast.person(name))?,
            ratings: self.ratings(seen),
            ticks: self.ticks(seen)?,
            kept: given(&seen.kept, |kept| word(kept, Reached::parse))?,
            focus: focus.map(|step| step.record.id),
            agreed: seen.agreed.clone(),
            practice: seen.practice.clone(),
            next_on: seen.next_on,
            next_account: given(&seen.next_account, |name| cast.account(name))?,
            next_what: seen.next_what.clone(),
            complete: seen.complete,
            ..SheetForm::of(self.template.record.id, person)
        })
    }

    /// The levels of all observers in the order of the steps; a blank one was not to be seen.
    fn ratings(&self, seen: &Seen) -> Vec<RatingForm> {
        let mut ratings = vec![];
        for (levels, rater) in [
            (&seen.levels, Rater::Observer),
            (&seen.seconds, Rater::Second),
            (&seen.own, Rater::Own),
        ] {
            if levels.is_empty() {
                continue;
            }
            let words = seen.facts.split('|').filter(|_| rater == Rater::Observer);
            let facts = words.chain(std::iter::repeat(""));
            let steps = self.template.steps.iter().zip(levels.split(','));
            ratings.extend(steps.zip(facts).map(|((step, level), fact)| RatingForm {
                step: step.record.id,
                rater,
                level: level.parse().ok(),
                fact: fact.to_owned(),
            }));
        }
        ratings
    }

    /// What was done and what was not: of some steps, their practices in order.
    fn ticks(&self, seen: &Seen) -> Result<Vec<(ObservationPracticeId, bool)>> {
        let mut ticks = vec![];
        for part in parts(&seen.ticks) {
            let mut fields = part.split('~');
            let step = fields.next().and_then(|step| self.template.named(step));
            let step = step.ok_or_else(|| missing(part))?;
            let practices = step.practices.iter().zip(fields);
            ticks.extend(practices.map(|(practice, done)| (practice.id, done == "true")));
        }
        Ok(ticks)
    }
}
