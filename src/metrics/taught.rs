//! What all deals teach of those that are open: how long they stay in each stage and what becomes of them, how
//! long winners took, and how many of those that came so far were won.
//!
//! It is the same for every scope and period, so it is kept from one page to the next
//! ([`crate::store::rollup`]): only what changed is counted again.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use chrono::NaiveDate;

use crate::domain::funnel::DealHistory;
use crate::domain::funnel::visit::visits;
use crate::domain::ids::StageModelId;
use crate::domain::stats::days::DayCounts;
use crate::domain::stats::incidence::Stays;
use crate::domain::stuck::limit::{LimitRule, StuckLimit, stuck_limit};
use crate::domain::stuck::outlook::{Cause, Outlook};
use crate::domain::stuck::winners::{MONTHS, Winners};
use crate::error::Result;
use crate::metrics::chances::{ChanceCount, Chances};
use crate::metrics::pipeline::Models;
use crate::metrics::stuck::{Chance, HORIZON_DAYS};
use crate::store::directory::Directory;
use crate::store::records::Stage;
use crate::store::rollup::Merge;
use crate::store::{Db, opportunities};

/// Where a deal stands: its model, and the position of the stage in it.
pub type Spot = (StageModelId, u8);

/// What deals taught by a day.
#[derive(Clone, Debug)]
pub struct Taught {
    as_of: NaiveDate,
    models: BTreeMap<StageModelId, OfModel>,
    chances: ChanceCount,
    outlooks: OnceCell<Outlooks>,
}

/// What those of one stage model taught.
#[derive(Clone, Debug)]
struct OfModel {
    winners: Winners,
    /// The days of the winners in each of its stages, in their order, once somebody asks.
    days: OnceCell<Vec<DayCounts>>,
    /// The stays in each of its stages.
    stays: Vec<Stays>,
}

impl OfModel {
    fn new(n_stages: u8, as_of: NaiveDate) -> Self {
        let stays = vec![Stays::default(); n_stages.into()];
        Self { winners: Winners::new(n_stages, as_of, MONTHS), days: OnceCell::new(), stays }
    }
}

impl Merge for Taught {
    fn merge(&mut self, other: &Self) {
        self.outlooks = OnceCell::new();
        for (model, theirs) in &other.models {
            let Some(own) = self.models.get_mut(model) else {
                self.models.insert(*model, theirs.clone());
                continue;
            };
            own.days = OnceCell::new();
            own.winners.merge(&theirs.winners);
            for (own, theirs) in own.stays.iter_mut().zip(&theirs.stays) {
                own.merge(theirs);
            }
        }
        self.chances.merge(&other.chances);
    }
}

impl Taught {
    /// What all deals taught by a day.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn by(db: &Db, models: &Models, as_of: NaiveDate) -> Result<Rc<Self>> {
        let mut events = vec![];
        opportunities::sum(
            db,
            (as_of, models.clone()),
            || Self::new(as_of),
            |taught: &mut Self, deal, steps| {
                taught.add(models, deal.model, &models.history(deal, steps, &mut events));
            },
        )
    }

    /// What no deal taught.
    pub const fn new(as_of: NaiveDate) -> Self {
        let chances = ChanceCount::new(as_of);
        Self { as_of, models: BTreeMap::new(), chances, outlooks: OnceCell::new() }
    }

    /// Adds a deal of a model.
    pub fn add(&mut self, models: &Models, model: StageModelId, history: &DealHistory<'_>) {
        let as_of = self.as_of;
        let own = self.models.entry(model);
        let own = own.or_insert_with(|| OfModel::new(models.n_stages(model), as_of));
        own.winners.add(history);
        for visit in visits(history, as_of) {
            // A stage of no model is of none here either.
            let Some(stays) = own.stays.get_mut(usize::from(visit.stage)) else { continue };
            visit.add_to(stays, as_of);
        }
        self.chances.add(models, model, history);
    }

    /// The chance of winning by the stage that deals stand in.
    pub fn chances(&self, directory: &Directory) -> Chances {
        self.chances.clone().finish(directory)
    }

    /// The limits of all stages of a model, in their order.
    pub fn limits(&self, directory: &Directory, model: StageModelId) -> Vec<Option<StuckLimit>> {
        let stages = (0_u8..).zip(directory.stages_of(model));
        stages.map(|(at, stage)| self.limit((model, at), Some(stage))).collect()
    }

    /// The limit where a deal stands, by the days of the winners there; the stage names one where those are too
    /// few.
    pub fn limit(&self, (model, at): Spot, stage: Option<&Stage>) -> Option<StuckLimit> {
        let own = self.models.get(&model);
        let days = own.map(|own| own.days.get_or_init(|| own.winners.times().stages));
        let winners = days.and_then(|days| days.get(usize::from(at)));
        let set = stage.and_then(|stage| stage.limit_days);
        let set = set.and_then(|days| u32::try_from(days).ok());
        stuck_limit(LimitRule::default(), winners.unwrap_or(&DayCounts::default()), set)
    }

    /// The chance to move on from where a deal has stood for so many days.
    pub fn chance(&self, spot: Spot, days: u32) -> Option<Chance> {
        self.outlooks.get_or_init(|| Outlooks::of(&self.models)).chance(spot, days)
    }
}

/// The stays of each stage, ready to be asked.
#[derive(Clone, Debug)]
struct Outlooks {
    own: BTreeMap<Spot, Outlook>,
    /// The same place of all models.
    all: BTreeMap<u8, Outlook>,
}

impl Outlooks {
    fn of(models: &BTreeMap<StageModelId, OfModel>) -> Self {
        let (mut own, mut all): (BTreeMap<Spot, Outlook>, BTreeMap<u8, Stays>) = Default::default();
        for (model, of_model) in models {
            for (position, stays) in (0_u8..).zip(&of_model.stays) {
                if !stays.is_empty() {
                    all.entry(position).or_default().merge(stays);
                    own.insert((*model, position), Outlook::of(stays));
                }
            }
        }
        let all = all.iter().map(|(position, stays)| (*position, Outlook::of(stays)));
        Self { own, all: all.collect() }
    }

    fn chance(&self, spot: Spot, days: u32) -> Option<Chance> {
        let pool = self.all.get(&spot.1);
        let found = self.own.get(&spot)?.window(Cause::Advanced, days, HORIZON_DAYS, pool)?;
        let wide = pool.filter(|_| found.pooled).map(|pool| pool.at_risk(days));
        Some(Chance {
            chance: found.chance,
            stays: wide.unwrap_or(found.at_risk),
            pooled: found.pooled,
            seen: found.seen,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_of_an_older_model_helps_where_few_stayed_as_long() {
        let (new, old) = (StageModelId(1), StageModelId(2));
        let as_of: NaiveDate = "2025-11-18".parse().unwrap();
        let (mut now, mut before) = (OfModel::new(2, as_of), OfModel::new(1, as_of));
        now.stays[0].open.add(12);
        (0..10).for_each(|n| before.stays[0].advanced.add(if n < 4 { 20 } else { 60 }));
        let models = BTreeMap::from([(new, now), (old, before)]);
        let found = Outlooks::of(&models).chance((new, 0), 12).unwrap();
        // Eleven stays lasted 12 days or longer; four advanced by the 42nd day, when one of them, the
        // open one, was no longer seen: 4 of 10. Its own stage says none of one; ten parts of the pool
        // beside that one part are 4 of 11.
        assert_eq!((found.stays, found.pooled, found.seen), (11, true, true));
        assert!((found.chance - 4.0 / 11.0).abs() < 1e-12);
        assert_eq!(Outlooks::of(&models).chance((new, 1), 12), None);
    }
}
