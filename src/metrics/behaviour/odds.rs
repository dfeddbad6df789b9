//! Single steps, done or left out, against deals won or lost in a period; inside tiers of customers where
//! these are known, because good people get good customers (domain document, B15).
//!
//! # Which deals count
//! Evidence that a stage asks for is looked at in deals that went on from the stage: with it, or without. Of
//! a deal that was lost in the stage it says nothing that it was missing, since it was lost before anybody
//! could have had it. A deal of which no evidence was ever put down says nothing either. Something concrete
//! on visits is looked at in deals that a sheet names: done on one of the visits, or on none.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::behaviour::odds::{Odds, Table};
use crate::domain::behaviour::strata::{Stratified, stratified};
use crate::domain::behaviour::{COMPARISON, Refusal};
use crate::domain::funnel::visit::visits;
use crate::domain::ids::{OpportunityId, StageItemId};
use crate::domain::period::Period;
use crate::domain::scope::Members;
use crate::error::Result;
use crate::metrics::MetricId;
use crate::metrics::behaviour::tiers;
use crate::metrics::deals::{Finding, Question, judge};
use crate::metrics::pipeline::Models;
use crate::store::directory::Directory;
use crate::store::records::StageItemKind;
use crate::store::{Db, opportunities, stage_models};

/// The most steps that are shown; the others have fewer deals.
pub const MOST_STEPS: usize = 12;

const EVIDENCE: &str = "SELECT e.opportunity_id, e.item_id, e.on_day FROM deal_evidence e JOIN opportunity o ON o.id = e.opportunity_id WHERE o.closed_on >= $1 AND o.closed_on <= $2 ORDER BY e.id";
const WAIVED: &str = "SELECT DISTINCT w.opportunity_id FROM deal_waiver w JOIN opportunity o ON o.id = w.opportunity_id WHERE o.closed_on >= $1 AND o.closed_on <= $2 ORDER BY w.opportunity_id";
const TICKED: &str = "SELECT v.opportunity_id, v.on_day, s.word, p.word, t.done FROM observation_tick t JOIN observation v ON v.id = t.observation_id JOIN opportunity o ON o.id = v.opportunity_id JOIN observation_practice p ON p.id = t.practice_id JOIN observation_step s ON s.id = p.step_id WHERE v.complete = 1 AND o.closed_on >= $1 AND o.closed_on <= $2 ORDER BY v.on_day, v.id, t.id";

/// A step of the work on a deal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Evidence that the stage at a place, from 0, asks for, by its name.
    Evidence(u8, String),
    /// Something concrete on visits, by the words of its step and its own.
    Practice(String, String),
}

/// A deal in the table of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deal {
    /// Which.
    pub id: OpportunityId,
    /// Whether the step was done.
    pub done: bool,
    /// Whether the deal was won.
    pub won: bool,
    /// The tier of its customer, where it is known.
    pub tier: Option<String>,
}

/// A step against how deals ended.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The step.
    pub step: Step,
    /// The deals behind it.
    pub deals: Vec<Deal>,
    /// The same, counted.
    pub table: Table,
    /// What the table says, or why it says nothing.
    pub odds: std::result::Result<Odds, Refusal>,
    /// The ratio inside tiers, over the deals whose tier is known; `None` where none is.
    pub tiers: Option<Stratified>,
    /// Deals whose tier is known.
    pub tiered: u64,
}

impl Found {
    /// Whether it is worth a trial: enough deals with it and without, the whole interval on one side of 1, and
    /// inside tiers on the same side. Without tiers it is not known whether customers explain it.
    pub fn telling(&self) -> Telling {
        let Ok(odds) = self.odds else { return Telling::Nothing };
        if !odds.enough {
            return Telling::TooFew;
        }
        if odds.interval.lo <= 1.0 && 1.0 <= odds.interval.hi {
            return Telling::Nothing;
        }
        match self.tiers.as_ref().and_then(Stratified::holds) {
            Some(true) => Telling::Inside,
            Some(false) => Telling::Customers,
            None => Telling::Untiered,
        }
    }
}

/// What a step says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Telling {
    /// Too few deals with it or without.
    TooFew,
    /// No difference beyond chance.
    Nothing,
    /// A difference that tiers of customers explain, or may explain.
    Customers,
    /// A difference; nobody knows the tiers.
    Untiered,
    /// A difference that holds inside tiers: a hypothesis.
    Inside,
}

impl Telling {
    /// The word on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::TooFew => "too_few",
            Self::Nothing => "nothing",
            Self::Customers => "customers",
            Self::Untiered => "untiered",
            Self::Inside => "inside_tiers",
        }
    }

    /// The key of its text in the words.
    pub const fn label_key(self) -> &'static str {
        match self {
            Self::TooFew => "behaviour-step-few",
            Self::Nothing => "behaviour-step-nothing",
            Self::Customers => "behaviour-step-customers",
            Self::Untiered => "behaviour-step-untiered",
            Self::Inside => "behaviour-step-inside",
        }
    }
}

/// The steps of a scope in a period.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Steps {
    /// Those with deals in which they were done and others in which they were not, the most deals first.
    pub found: Vec<Found>,
    /// Deals that were closed in the period.
    pub closed: u64,
    /// How many steps there are in all, those that are not shown too.
    pub all: usize,
}

/// A deal that was closed.
struct Closed {
    day: NaiveDate,
    won: bool,
    /// The places of the stages from which it went on, with what each of them asks for.
    left: Vec<(u8, Vec<(StageItemId, String)>)>,
}

/// The steps of a scope against the deals that were closed in a period, as known on a day.
///
/// # Errors
/// Whatever the database reports.
pub fn steps(
    db: &Db,
    directory: &Directory,
    (members, period): (&Members, Period),
    as_of: NaiveDate,
) -> Result<Steps> {
    let closed = closed(db, directory, (members, period), as_of)?;
    let days = (period.first_day(), period.last_day());
    let tiers = tiers::of_closed(db, days)?;
    let mut steps: BTreeMap<Step, Vec<Deal>> = BTreeMap::new();
    let mut add = |step: Step, id: OpportunityId, done: bool, won: bool| {
        let tier = tiers.get(&id).cloned();
        steps.entry(step).or_default().push(Deal { id, done, won, tier });
    };
    let there = evidence(db, days)?;
    for (id, deal) in &closed {
        let Some(own) = there.get(id) else { continue };
        for (place, items) in &deal.left {
            for (item, name) in items {
                let done = own.get(item).is_some_and(|day| *day <= deal.day);
                add(Step::Evidence(*place, name.clone()), *id, done, deal.won);
            }
        }
    }
    for ((id, step, practice), done) in ticked(db, days, &closed)? {
        if let Some(deal) = closed.get(&id) {
            add(Step::Practice(step, practice), id, done, deal.won);
        }
    }
    let mut found: Vec<Found> = steps.into_iter().map(|(step, deals)| told(step, deals)).collect();
    let all = found.len();
    found.retain(|one| one.table.done() > 0 && one.table.left_out() > 0);
    found.sort_by_key(|one| (std::cmp::Reverse(one.deals.len()), one.step.clone()));
    found.truncate(MOST_STEPS);
    Ok(Steps { found, closed: closed.len() as u64, all })
}

fn told(step: Step, deals: Vec<Deal>) -> Found {
    let mut table = Table::default();
    let mut strata: BTreeMap<&str, Table> = BTreeMap::new();
    for deal in &deals {
        table.add(deal.done, deal.won);
        if let Some(tier) = &deal.tier {
            strata.entry(tier.as_str()).or_default().add(deal.done, deal.won);
        }
    }
    let tables: Vec<Table> = strata.into_values().collect();
    let tiered = tables.iter().map(|tier| tier.done() + tier.left_out()).sum();
    let tiers = if tables.is_empty() { None } else { stratified(&tables, COMPARISON).ok() };
    Found { step, table, odds: table.odds(COMPARISON), tiers, tiered, deals }
}

/// The deals that count for the win rate of a period.
fn closed(
    db: &Db,
    directory: &Directory,
    (members, period): (&Members, Period),
    as_of: NaiveDate,
) -> Result<BTreeMap<OpportunityId, Closed>> {
    let models = Models::new(directory);
    let mut items = stage_models::items(db)?;
    items.values_mut().for_each(|own| own.retain(|item| item.kind == StageItemKind::Evidence));
    let question = Question { members: members.clone(), period: Some(period), as_of };
    let mut all = BTreeMap::new();
    let mut events = vec![];
    opportunities::each_with_steps(db, |deal, steps| {
        let Finding::Counts(sample) = judge(MetricId::WinRate, &question, deal, steps) else {
            return Ok(());
        };
        let Some(day) = deal.closed else { return Ok(()) };
        let stages = directory.stages_of(deal.model);
        let history = models.history(deal, steps, &mut events);
        let went_on = visits(&history, as_of).filter(|visit| visit.exit.advanced());
        let places: BTreeSet<u8> = went_on.map(|visit| visit.stage).collect();
        let asked = |place: u8| -> Option<(u8, Vec<(StageItemId, String)>)> {
            let stage = stages.get(usize::from(place))?;
            let own = items.get(&stage.id)?;
            Some((place, own.iter().map(|item| (item.id, item.name.clone())).collect()))
        };
        let left = places.into_iter().filter_map(asked).collect();
        all.insert(deal.id, Closed { day, won: sample.won, left });
        Ok(())
    })?;
    Ok(all)
}

/// The evidence of deals with its days; a deal of which none was put down, nor waived, is not in it.
fn evidence(
    db: &Db,
    (first, last): (NaiveDate, NaiveDate),
) -> Result<BTreeMap<OpportunityId, BTreeMap<StageItemId, NaiveDate>>> {
    let mut all: BTreeMap<OpportunityId, BTreeMap<StageItemId, NaiveDate>> = BTreeMap::new();
    db.read(EVIDENCE, &[first.into(), last.into()], |row| {
        let day: NaiveDate = row.get(2)?;
        let own = all.entry(row.get(0)?).or_default().entry(row.get(1)?).or_insert(day);
        *own = day.min(*own);
        Ok(())
    })?;
    db.read(WAIVED, &[first.into(), last.into()], |row| {
        all.entry(row.get(0)?).or_default();
        Ok(())
    })?;
    Ok(all)
}

/// Whether a practice was done on any visit for a deal up to its end.
type Ticked = BTreeMap<(OpportunityId, String, String), bool>;

fn ticked(
    db: &Db,
    (first, last): (NaiveDate, NaiveDate),
    closed: &BTreeMap<OpportunityId, Closed>,
) -> Result<Ticked> {
    let mut all = Ticked::new();
    db.read(TICKED, &[first.into(), last.into()], |row| {
        let (id, day): (OpportunityId, NaiveDate) = (row.get(0)?, row.get(1)?);
        let done: bool = row.get(4)?;
        if closed.get(&id).is_some_and(|deal| day <= deal.day) {
            *all.entry((id, row.get(2)?, row.get(3)?)).or_default() |= done;
        }
        Ok(())
    })?;
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Deals of a tier: done and won, done and lost, left out and won, left out and lost.
    fn deals(tier: Option<&str>, cells: [usize; 4]) -> Vec<Deal> {
        let kinds = [(true, true), (true, false), (false, true), (false, false)];
        let mut all = vec![];
        for ((done, won), n) in kinds.into_iter().zip(cells) {
            let deal = Deal { id: OpportunityId(1), done, won, tier: tier.map(str::to_owned) };
            all.extend(std::iter::repeat_n(deal, n));
        }
        all
    }

    fn found(deals: Vec<Deal>) -> Found {
        told(Step::Evidence(2, "核查表".to_owned()), deals)
    }

    #[test]
    fn what_good_customers_make_is_called_so() {
        let crude = [deals(Some("A"), [18, 2, 7, 1]), deals(Some("C"), [2, 8, 20, 70])].concat();
        let one = found(crude.clone());
        assert_eq!((one.telling(), one.tiered), (Telling::Customers, 128));
        let without: Vec<Deal> =
            crude.into_iter().map(|deal| Deal { tier: None, ..deal }).collect();
        assert_eq!(found(without).telling(), Telling::Untiered);
        let real = [deals(Some("A"), [40, 10, 10, 25]), deals(Some("C"), [20, 20, 10, 100])];
        assert_eq!(found(real.concat()).telling(), Telling::Inside);
    }

    #[test]
    fn few_deals_and_even_ones_say_nothing() {
        assert_eq!(found(deals(None, [3, 1, 1, 3])).telling(), Telling::TooFew);
        assert_eq!(found(deals(None, [10, 10, 10, 10])).telling(), Telling::Nothing);
        // Always done.
        assert_eq!(found(deals(None, [10, 10, 0, 0])).telling(), Telling::Nothing);
    }
}
