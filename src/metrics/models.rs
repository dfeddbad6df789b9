//! The stage models: which stage stands where, and the moves of a deal as the funnel reads them.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::funnel::{self, DealHistory, Event};
use crate::domain::ids::{StageId, StageModelId};
use crate::metrics::pipeline::{Seen, stock};
use crate::store::directory::Directory;
use crate::store::opportunities::{Deal, Step};
use crate::store::records::Place;

/// The stage models: which stage stands where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Models {
    /// Those of the first keys, by the key: every move asks for one.
    near: Vec<Option<u8>>,
    /// Those of all others.
    far: BTreeMap<StageId, u8>,
    n_stages: BTreeMap<StageModelId, u8>,
}

impl Models {
    /// Indexes the directory's models.
    pub fn new(directory: &Directory) -> Self {
        let (mut near, mut far) = (vec![], BTreeMap::new());
        let mut n_stages = BTreeMap::new();
        for model in directory.models.keys() {
            for (position, stage) in (0_u8..).zip(directory.stages_of(*model)) {
                match near_key(stage.id) {
                    Some(at) => {
                        near.resize(near.len().max(at + 1), None);
                        if let Some(known) = near.get_mut(at) {
                            *known = Some(position);
                        }
                    }
                    None => {
                        far.insert(stage.id, position);
                    }
                }
                n_stages.insert(*model, position + 1);
            }
        }
        Self { near, far, n_stages }
    }

    /// Where a stage stands in its model, from 0.
    pub fn position(&self, stage: StageId) -> Option<u8> {
        match near_key(stage) {
            Some(at) => self.near.get(at).copied().flatten(),
            None => self.far.get(&stage).copied(),
        }
    }

    /// How many stages a model has.
    pub fn n_stages(&self, model: StageModelId) -> u8 {
        self.n_stages.get(&model).copied().unwrap_or(0)
    }

    /// A deal's moves as the funnel reads them; `events` is the buffer they are put in.
    pub fn history<'a>(
        &self,
        deal: &Deal,
        steps: &[Step],
        events: &'a mut Vec<Event>,
    ) -> DealHistory<'a> {
        events.clear();
        let position = |stage| self.position(stage);
        for step in steps {
            if let Some(place) = step.place {
                events.push(Event { at: step.day, to: place_of(place, position) });
            }
        }
        DealHistory { created: deal.created, amount_fen: deal.amount, events }
    }

    /// A deal as of a day; `events` is the buffer its moves are put in.
    pub fn seen<'a>(
        &self,
        deal: &'a Deal,
        steps: &'a [Step],
        as_of: NaiveDate,
        events: &'a mut Vec<Event>,
    ) -> Seen<'a> {
        let history = self.history(deal, steps, events);
        Seen { deal, steps, stock: stock(deal, steps, as_of), history }
    }
}

/// The key of a stage, where it is one of the first.
fn near_key(stage: StageId) -> Option<usize> {
    usize::try_from(stage.0).ok().filter(|at| *at < 1_024)
}

/// A place of the store as the funnel counts it.
fn place_of(place: Place, position: impl Fn(StageId) -> Option<u8>) -> funnel::Place {
    match place {
        Place::Won => funnel::Place::Won,
        Place::Lost => funnel::Place::Lost,
        // A stage that is not in the model counts as one past its end: left out with that reason.
        Place::Stage(stage) => funnel::Place::Stage(position(stage).unwrap_or(u8::MAX)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::records::{Stage, StageModel};

    #[test]
    fn stages_stand_where_their_model_has_them_whatever_their_keys() {
        let mut directory = Directory::default();
        let keys: [&[i64]; 2] = [&[7, 3, 1_023], &[1_024, 900_000, 2]];
        for (id, stages) in (1..).zip(keys) {
            let model = StageModel {
                id: StageModelId(id),
                name: String::new(),
                version: 1,
                current: id == 1,
                line: None,
                starts: None,
            };
            directory.models.insert(model.id, model);
            for (position, key) in (1..).zip(stages) {
                let stage = Stage {
                    id: StageId(*key),
                    model_id: StageModelId(id),
                    position,
                    name: String::new(),
                    name_en: String::new(),
                    limit_days: None,
                    customer_step: None,
                    customer_step_en: None,
                    enforced: false,
                };
                directory.stages.insert(stage.id, stage);
            }
        }
        let models = Models::new(&directory);
        for (id, stages) in (1..).zip(keys) {
            assert_eq!(models.n_stages(StageModelId(id)), 3);
            for (position, key) in (0_u8..).zip(stages) {
                assert_eq!(models.position(StageId(*key)), Some(position), "{key}");
            }
        }
        for key in [-1, 0, 1, 1_022, 1_025, i64::MAX] {
            assert_eq!(models.position(StageId(key)), None, "{key}");
        }
    }
}
