//! The chance of an open deal by the stage it stands in: won of closed deals that reached the stage,
//! over all time and the whole company.
//!
//! Deals that were never seen in a stage say nothing: one that was first reported as won would count
//! as having reached them all, one first reported as lost as none, and every stage would seem sure.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::funnel::win::StageWins;
use crate::domain::funnel::{DealHistory, Place};
use crate::domain::ids::{StageId, StageModelId};
use crate::error::Result;
use crate::metrics::pipeline::Models;
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::opportunities;

/// Closed deals a stage needs before their win rate weighs open ones (domain document, thresholds).
const MIN_CLOSED: u64 = 10;

/// Won and closed deals by the stage they reached.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chances(BTreeMap<StageId, (u64, u64)>);

impl Chances {
    /// Won and closed deals that reached the stage; `None` when they are too few to tell.
    pub fn of(&self, stage: StageId) -> Option<(u64, u64)> {
        self.0.get(&stage).copied().filter(|(_, closed)| *closed >= MIN_CLOSED)
    }
}

/// Counts the chances as of one day while the deals stream by.
#[derive(Clone, Debug, PartialEq)]
pub struct ChanceCount {
    as_of: NaiveDate,
    wins: BTreeMap<StageModelId, StageWins>,
}

impl ChanceCount {
    /// Starts counting.
    pub const fn new(as_of: NaiveDate) -> Self {
        Self { as_of, wins: BTreeMap::new() }
    }

    /// Adds a deal of a stage model.
    pub fn add(&mut self, models: &Models, model: StageModelId, history: &DealHistory<'_>) {
        if history.events.iter().any(|event| matches!(event.to, Place::Stage(_))) {
            let as_of = self.as_of;
            self.wins
                .entry(model)
                .or_insert_with(|| StageWins::new(models.n_stages(model), as_of))
                .add(history);
        }
    }

    /// Adds what other deals count, as of the same day.
    pub fn merge(&mut self, other: &Self) {
        for (model, theirs) in &other.wins {
            let own = self.wins.entry(*model).and_modify(|own| own.merge(theirs));
            own.or_insert_with(|| theirs.clone());
        }
    }

    /// The chances.
    pub fn finish(self, directory: &Directory) -> Chances {
        let mut chances = BTreeMap::new();
        for (model, wins) in self.wins {
            for (stage, rate) in directory.stages_of(model).into_iter().zip(wins.finish()) {
                if let Some(rate) = rate {
                    chances.insert(stage.id, (rate.k, rate.n));
                }
            }
        }
        Chances(chances)
    }
}

/// The chances as of several days, in one pass over the deals.
///
/// # Errors
/// Whatever the database reports.
pub fn chances_on(db: &Db, directory: &Directory, days: &[NaiveDate]) -> Result<Vec<Chances>> {
    let models = Models::new(directory);
    let mut counts: Vec<ChanceCount> = days.iter().copied().map(ChanceCount::new).collect();
    let mut events = vec![];
    opportunities::each_with_steps(db, |deal, steps| {
        let history = models.history(deal, steps, &mut events);
        for count in &mut counts {
            count.add(&models, deal.model, &history);
        }
        Ok(())
    })?;
    Ok(counts.into_iter().map(|count| count.finish(directory)).collect())
}
