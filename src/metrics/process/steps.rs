//! 标准流程执行率: which deals had done what a stage asks for when they left it (domain document, 069, B17).
//!
//! The steps of a stage are its tasks and its evidence, and all of them belong to the standard. What counts
//! is the last time a deal left a stage for a later one, or won: a step was done that was ticked by that day,
//! a task after the stay before. A deal is held against its own version of the stages; where the version in
//! use has a step of the same name, it stands in the row of that one too.
//!
//! Where nobody ever ticked anything nothing is known, which is not the same as nothing done.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Case, Finding, Found, More, Note, Place, Row};
use crate::domain::funnel::visit::visits;
use crate::domain::ids::{OpportunityId, StageId, StageItemId, StageModelId};
use crate::domain::process::adoption::adoption;
use crate::domain::stats::rational::Rational;
use crate::error::Result;
use crate::metrics::pipeline::Seen;
use crate::metrics::stage_fit::Fit;
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::records::{DealEvidence, StageItem, StageItemKind};

/// The standard, and when which step of it was done.
pub(super) struct Standard {
    /// The stages of each model in order.
    stages: BTreeMap<StageModelId, Vec<StageId>>,
    /// What each stage asks for.
    steps: BTreeMap<StageId, Vec<Step>>,
    /// When it was done.
    ticks: BTreeMap<(OpportunityId, StageItemId), NaiveDate>,
    /// The stages of the version in use, each with its steps.
    places: Vec<Place>,
}

/// A step.
struct Step {
    item: StageItemId,
    task: bool,
    /// The step of the version in use in whose row it stands.
    row: Option<StageItemId>,
}

impl Standard {
    /// Reads what the stages ask for and what was ticked.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn load(db: &Db, directory: &Directory, fit: &Fit) -> Result<Self> {
        let mut standard = Self {
            stages: BTreeMap::new(),
            steps: BTreeMap::new(),
            ticks: BTreeMap::new(),
            places: Place::listed(Finding::Adoption, directory),
        };
        for model in directory.models.keys() {
            let stages: Vec<StageId> =
                directory.stages_of(*model).into_iter().map(|stage| stage.id).collect();
            for stage in &stages {
                let shown = fit.stage(*stage).map(|stage| directory.steps_of(stage));
                let shown = shown.unwrap_or_default();
                let step = |item: &StageItem| {
                    let same = shown
                        .iter()
                        .find(|other| other.kind == item.kind && other.name == item.name);
                    Step {
                        item: item.id,
                        task: item.kind == StageItemKind::Task,
                        row: same.map(|other| other.id),
                    }
                };
                let steps = directory.steps_of(*stage).into_iter().map(step).collect();
                standard.steps.insert(*stage, steps);
            }
            standard.stages.insert(*model, stages);
        }
        for tick in db.all::<DealEvidence>()? {
            standard.ticks.insert((tick.opportunity_id, tick.item_id), tick.on_day);
        }
        Ok(standard)
    }

    /// Whether a step was done for a deal by the end of a stay; of a task after the end of the stay before.
    fn done(
        &self,
        deal: OpportunityId,
        step: &Step,
        (before, left): (Option<NaiveDate>, NaiveDate),
    ) -> bool {
        let since = before.filter(|_| step.task);
        let tick = self.ticks.get(&(deal, step.item));
        tick.is_some_and(|day| *day <= left && since.is_none_or(|since| *day > since))
    }
}

/// A deal that left a stage for a later one.
struct Exit {
    deal: OpportunityId,
    day: NaiveDate,
    stage: StageId,
    /// The position of the stage in the version in use.
    at: u8,
    /// Which steps were done, in their order.
    done: Vec<bool>,
}

impl Exit {
    /// How many steps were done, of how many.
    fn steps(&self) -> (u32, u32) {
        let done = self.done.iter().filter(|done| **done).count();
        let whole = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        (whole(done), whole(self.done.len()))
    }

    /// Whether the step was done that stands in a row; `None` where it is none of the stage.
    fn did(&self, standard: &Standard, row: StageItemId) -> Option<bool> {
        let steps = standard.steps.get(&self.stage)?;
        let at = steps.iter().position(|step| step.row == Some(row))?;
        self.done.get(at).copied()
    }
}

/// An exit, and whether it counts as done.
type Judged<'a> = (&'a Exit, bool);

/// The exits of a question.
#[derive(Default)]
pub(super) struct Exits(Vec<Exit>);

impl Exits {
    /// Adds a deal, whose moves stand in the positions of its own model; `counts` tells whether what happened
    /// on a day does.
    pub fn add(
        &mut self,
        (standard, fit): (&Standard, &Fit),
        seen: &Seen<'_>,
        as_of: NaiveDate,
        counts: impl Fn(NaiveDate) -> bool,
    ) {
        if standard.ticks.is_empty() {
            return;
        }
        let deal = seen.deal;
        let stages = standard.stages.get(&deal.model).map(Vec::as_slice).unwrap_or_default();
        let mut ended: BTreeMap<u8, NaiveDate> = BTreeMap::new();
        // The last time it left a stage for a later one, and the end of the stay there before.
        let mut left: BTreeMap<u8, (Option<NaiveDate>, NaiveDate)> = BTreeMap::new();
        for visit in visits(&seen.history, as_of) {
            let Some(day) = visit.leave else { continue };
            let before = ended.insert(visit.stage, day);
            if visit.exit.advanced() {
                left.insert(visit.stage, (before, day));
            }
        }
        for (own, stay) in left {
            let Some(stage) = stages.get(usize::from(own)).copied() else { continue };
            let Some(at) = fit.position(stage) else { continue };
            let steps = standard.steps.get(&stage).map(Vec::as_slice).unwrap_or_default();
            let day = stay.1;
            if !steps.is_empty() && counts(day) {
                let done = steps.iter().map(|step| standard.done(deal.id, step, stay)).collect();
                self.0.push(Exit { deal: deal.id, day, stage, at, done });
            }
        }
    }

    /// What was found.
    pub fn finish(&self, standard: &Standard, own_model: u64) -> Found {
        let judged = self.judged();
        let rows = standard.places.iter().map(|place| {
            let cases: Vec<Judged<'_>> = match place {
                Place::Stage(at) => {
                    judged.iter().filter(|(exit, _)| exit.at == *at).copied().collect()
                }
                Place::Step(_, step) => judged
                    .iter()
                    .filter_map(|(exit, _)| Some((*exit, exit.did(standard, *step)?)))
                    .collect(),
                _ => vec![],
            };
            let row = of(*place, &cases);
            if matches!(place, Place::Stage(_)) { row.with(steps(&cases)) } else { row }
        });
        Found {
            finding: Finding::Adoption,
            rows: rows.collect(),
            total: total(&judged),
            unused: vec![],
            without_stage: 0,
            own_model,
        }
    }

    /// Each exit, with whether all steps of its stage were done.
    fn judged(&self) -> Vec<Judged<'_>> {
        let mut by_stage: BTreeMap<StageId, Vec<&Exit>> = BTreeMap::new();
        for exit in &self.0 {
            by_stage.entry(exit.stage).or_default().push(exit);
        }
        let mut judged = vec![];
        for exits in by_stage.values() {
            let needed = vec![true; exits.first().map_or(0, |exit| exit.done.len())];
            let done: Vec<&[bool]> = exits.iter().map(|exit| exit.done.as_slice()).collect();
            let shares = adoption(&needed, &done).deals;
            let whole = |share: Option<Rational>| share == Some(Rational::ONE);
            judged.extend(exits.iter().zip(shares).map(|(exit, share)| (*exit, whole(share))));
        }
        judged
    }
}

/// How many of some cases were done; the records are those that were not.
fn of(place: Place, cases: &[Judged<'_>]) -> Row {
    let undone = cases.iter().filter(|(_, done)| !done).map(|(exit, _)| {
        let (done, asked) = exit.steps();
        Case::deal(exit.deal, Some(exit.day), Note::Steps(done, asked))
    });
    let records: Vec<Case> = undone.collect();
    let done = (cases.len() - records.len()) as u64;
    Row::share(place, done, cases.len() as u64, records)
}

/// The steps of some exits.
fn steps(cases: &[Judged<'_>]) -> More {
    let all = cases.iter().map(|(exit, _)| exit.steps());
    let (done, asked) = all.fold((0, 0), |sum: (u64, u64), (done, asked)| {
        (sum.0 + u64::from(done), sum.1 + u64::from(asked))
    });
    More::Steps { done, asked }
}

/// What a deal made of all stages that it left.
struct Deal {
    day: NaiveDate,
    whole: bool,
    done: u32,
    asked: u32,
}

/// Of the deals, those that did all steps of all stages they left.
fn total(judged: &[Judged<'_>]) -> Row {
    let mut deals: BTreeMap<OpportunityId, Deal> = BTreeMap::new();
    for (exit, whole) in judged {
        let (done, asked) = exit.steps();
        let deal = deals.entry(exit.deal).or_insert(Deal {
            day: exit.day,
            whole: true,
            done: 0,
            asked: 0,
        });
        deal.day = deal.day.max(exit.day);
        deal.whole &= whole;
        deal.done = deal.done.saturating_add(done);
        deal.asked = deal.asked.saturating_add(asked);
    }
    let undone = deals
        .iter()
        .filter(|(_, deal)| !deal.whole)
        .map(|(id, deal)| Case::deal(*id, Some(deal.day), Note::Steps(deal.done, deal.asked)));
    let records: Vec<Case> = undone.collect();
    let whole = (deals.len() - records.len()) as u64;
    Row::share(Place::All, whole, deals.len() as u64, records).with(steps(judged))
}
