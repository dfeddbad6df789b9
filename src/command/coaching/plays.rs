//! Plays: made of cases in the library, in versions; who used them, on which deal, and what came of it.
//!
//! A version that is published never changes: the next one takes its place, and what people used stays with
//! the version they used.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::cases::{FEWEST_STEPS, in_library};
use super::{here, lines, past};
use crate::command::author;
use crate::command::input::{gone, known, required, some};
use crate::domain::ids::{
    OpportunityId, PersonId, PlayAdoptionId, PlayAdoptionStepId, PlayId, PlaySourceId, PlayStepId,
    SalesCaseId, StageId,
};
use crate::error::{Error, Result};
use crate::store::Db;
use crate::store::coaching::cases;
use crate::store::directory::Directory;
use crate::store::records::{
    AdoptionResult, Opportunity, Play as Stored, PlayAdoption, PlayAdoptionStep, PlaySource,
    PlayStep, Stage,
};

/// A version of a play as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlayForm {
    /// What it is called; never blank.
    pub name: String,
    /// The stage it is for.
    pub stage: Option<StageId>,
    /// When it fits, a line each.
    pub suits: String,
    /// When it does not, a line each.
    pub suits_not: String,
    /// What to take along, a line each.
    pub takeaways: String,
    /// What is done, in order, and what counts as done; a blank step is left out.
    pub steps: Vec<(String, String)>,
    /// The cases it is made of, at least one, all in the library.
    pub sources: Vec<SalesCaseId>,
    /// What is new in it; never blank where it takes the place of another.
    pub change: String,
}

/// That somebody used a play, as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AdoptForm {
    /// The version in use.
    pub play: PlayId,
    /// Who.
    pub person: PersonId,
    /// On which deal, if on one.
    pub deal: Option<OpportunityId>,
    /// The day.
    pub on_day: NaiveDate,
    /// The steps that were used, at least one.
    pub steps: Vec<PlayStepId>,
}

/// A command on plays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Play {
    /// Publishes a play, or the next version of one.
    Publish {
        /// The version in use that it takes the place of; `None` for a new play.
        replaces: Option<PlayId>,
        /// The play as it is to be.
        form: Box<PlayForm>,
    },
    /// Puts a play out of use; who used it stays known.
    Retire(PlayId),
    /// Somebody used one.
    Adopt(AdoptForm),
    /// What came of it; again, it is the newer word that stands.
    Result {
        /// The use.
        id: PlayAdoptionId,
        /// What came of it.
        result: AdoptionResult,
        /// The day on which that was known.
        on_day: NaiveDate,
        /// A word on it; may be blank.
        said: String,
    },
    /// It was not used after all.
    Unadopt(PlayAdoptionId),
}

impl Play {
    pub(super) const fn title(&self) -> &'static str {
        match self {
            Self::Publish { .. } => "step-play-publish",
            Self::Retire(_) => "step-play-retire",
            Self::Adopt(_) => "step-play-adopt",
            Self::Result { .. } => "step-play-result",
            Self::Unadopt(_) => "step-play-adopt-remove",
        }
    }
}

pub(super) fn apply(db: &mut Db, play: &Play, today: NaiveDate) -> Result<()> {
    match play {
        Play::Publish { replaces, form } => publish(db, *replaces, form, today),
        Play::Retire(id) => {
            let old = in_use(db, *id)?;
            db.update_from(&old, &Stored { current: false, ..old.clone() }).map(|_| ())
        }
        Play::Adopt(form) => adopt(db, form, today),
        Play::Result { id, result, on_day, said } => {
            let old = known::<PlayAdoption>(db, *id)?;
            past(*on_day, today)?;
            if *on_day < old.on_day {
                return Err(Error::new("error-play-result-day").arg("day", old.on_day));
            }
            let new = PlayAdoption {
                result: Some(*result),
                result_on: Some(*on_day),
                said: some(said),
                ..old.clone()
            };
            db.update_from(&old, &new).map(|_| ())
        }
        Play::Unadopt(id) => unadopt(db, *id),
    }
}

/// A version that is used now.
fn in_use(db: &Db, id: PlayId) -> Result<Stored> {
    let play = known::<Stored>(db, id)?;
    if play.current {
        return Ok(play);
    }
    Err(Error::new("error-play-old").arg("name", &play.name))
}

fn publish(db: &mut Db, replaces: Option<PlayId>, form: &PlayForm, today: NaiveDate) -> Result<()> {
    let name = required(&form.name, "error-play-name")?;
    let replaced = match replaces {
        Some(id) => Some(in_use(db, id)?),
        None => None,
    };
    if replaced.is_some() && some(&form.change).is_none() {
        return Err(Error::new("error-play-change"));
    }
    let series = replaced.as_ref().map(|play| play.series);
    let all = db.all::<Stored>()?;
    if all.iter().any(|play| play.current && Some(play.series) != series && play.name == name) {
        return Err(Error::new("error-play-taken").arg("name", name));
    }
    if let Some(stage) = form.stage {
        known::<Stage>(db, stage)?;
    }
    let steps: Vec<(String, Option<String>)> = form
        .steps
        .iter()
        .filter_map(|(text, standard)| Some((some(text)?, some(standard))))
        .collect();
    if steps.len() < FEWEST_STEPS {
        let error = Error::new("error-play-steps").arg("n", steps.len());
        return Err(error.arg("fewest", FEWEST_STEPS));
    }
    let sources: BTreeSet<SalesCaseId> = form.sources.iter().copied().collect();
    if sources.is_empty() {
        return Err(Error::new("error-play-sources"));
    }
    for source in &sources {
        in_library(db, *source)?;
    }
    if let Some(old) = &replaced {
        db.update_from(old, &Stored { current: false, ..old.clone() })?;
    }
    let own = all.iter().filter(|play| Some(play.series) == series);
    let number = own.map(|play| play.number).max().unwrap_or_default() + 1;
    let (id, by_name) = (PlayId(db.allocate()?), author(db)?);
    db.insert(&Stored {
        id,
        series: series.unwrap_or(id.0),
        number,
        current: true,
        name,
        stage_id: form.stage,
        suits: lines(&form.suits),
        suits_not: lines(&form.suits_not),
        takeaways: lines(&form.takeaways),
        change_note: some(&form.change),
        published_on: today,
        by_name,
    })?;
    for (position, (text, standard)) in (1..).zip(steps) {
        let key = PlayStepId(db.allocate()?);
        db.insert(&PlayStep { id: key, play_id: id, position, text, standard })?;
    }
    for case_id in sources {
        let key = PlaySourceId(db.allocate()?);
        db.insert(&PlaySource { id: key, play_id: id, case_id })?;
    }
    Ok(())
}

fn adopt(db: &mut Db, form: &AdoptForm, today: NaiveDate) -> Result<()> {
    let play = in_use(db, form.play)?;
    past(form.on_day, today)?;
    if form.on_day < play.published_on {
        return Err(Error::new("error-play-adopt-day").arg("day", play.published_on));
    }
    here(&Directory::load(db)?, form.person, form.on_day)?;
    let own = cases::play_steps(db, play.id)?;
    let steps: BTreeSet<PlayStepId> = form.steps.iter().copied().collect();
    if steps.is_empty() {
        return Err(Error::new("error-play-adopt-steps"));
    }
    if steps.iter().any(|step| !own.iter().any(|known| known.id == *step)) {
        return Err(gone());
    }
    if let Some(deal) = form.deal {
        let deal = known::<Opportunity>(db, deal)?;
        let mut used = cases::adoptions_of_deal(db, deal.id)?.into_iter();
        let again = |used: &PlayAdoption| used.play_id == play.id && used.person_id == form.person;
        if let Some(used) = used.find(again) {
            let error = Error::new("error-play-adopt-twice").arg("name", deal.name);
            return Err(error.arg("day", used.on_day));
        }
    }
    let (id, by_name) = (PlayAdoptionId(db.allocate()?), author(db)?);
    db.insert(&PlayAdoption {
        id,
        play_id: play.id,
        person_id: form.person,
        opportunity_id: form.deal,
        on_day: form.on_day,
        result: None,
        result_on: None,
        said: None,
        by_name,
    })?;
    for step_id in steps {
        let key = PlayAdoptionStepId(db.allocate()?);
        db.insert(&PlayAdoptionStep { id: key, adoption_id: id, step_id })?;
    }
    Ok(())
}

fn unadopt(db: &mut Db, id: PlayAdoptionId) -> Result<()> {
    let old = known::<PlayAdoption>(db, id)?;
    let play = known::<Stored>(db, old.play_id)?;
    let all = cases::adoptions_of(db, play.series)?.into_iter();
    let own = all.filter(|adoption| adoption.record.id == id).flat_map(|adoption| adoption.steps);
    for step in own {
        db.delete::<PlayAdoptionStep>(step.id)?;
    }
    db.delete::<PlayAdoption>(id)
}
