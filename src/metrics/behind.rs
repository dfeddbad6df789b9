//! The records behind the figures of the funnel: what a stage counts, what advanced, what is in hand, and
//! what was left out with the reason.
//!
//! A record is found by the decisions that counted it: the same scope, the same group, the same
//! [`examine`]. So a list is as long as its figure says.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::funnel::DealHistory;
use crate::domain::funnel::rule::{Finding, LeftOut, Question as Count, Rule, examine};
use crate::domain::funnel::visit::Visit;
use crate::domain::ids::{OpportunityId, StageId};
use crate::error::Result;
use crate::metrics::groups::{By, Group, Grouping};
use crate::metrics::pipeline::{Ask, Models, Seen, began};
use crate::metrics::stage_fit::{Fit, Holds};
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::opportunities::{self, Deal};

/// How many records each list keeps, the newest of them.
const LISTED: usize = 2_000;

/// Whose records are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Behind {
    /// Of one stage; `None` is all of them.
    pub stage: Option<StageId>,
    /// Of one of those that are compared.
    pub group: Option<Group>,
}

/// The lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// What the rule counts.
    #[default]
    Entered,
    /// What of it advanced.
    Advanced,
    /// What of it did not, or not yet.
    NotAdvanced,
    /// Open deals as of the day.
    Open,
    /// What was left out.
    LeftOut,
}

impl Part {
    /// All of them, in order.
    pub const ALL: [Self; 5] =
        [Self::Entered, Self::Advanced, Self::NotAdvanced, Self::Open, Self::LeftOut];

    /// The word in keys.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Entered => "entered",
            Self::Advanced => "advanced",
            Self::NotAdvanced => "not-advanced",
            Self::Open => "open",
            Self::LeftOut => "left-out",
        }
    }
}

/// Why a record is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// The rule leaves it out.
    Rule(LeftOut),
    /// It is open, and nobody knows in which stage.
    NoStage,
    /// It is open, and goes through the stages of another model.
    OwnModel,
}

/// A record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// The deal.
    pub deal: OpportunityId,
    /// The stage, where it is one of a stage.
    pub stage: Option<u8>,
    /// Whether it advanced.
    pub advanced: bool,
    /// The visit, where visits are counted.
    pub visit: Option<Visit>,
    /// Why it was left out.
    pub why: Option<Why>,
}

/// A list, or the newest of it.
#[derive(Clone, Debug, Default)]
pub struct List {
    /// How many there are.
    pub n: u64,
    rows: BTreeMap<(NaiveDate, Reverse<(OpportunityId, u64)>), Found>,
}

impl List {
    fn add(&mut self, day: NaiveDate, found: Found) {
        self.n += 1;
        // A deal that comes twice is there twice.
        self.rows.insert((day, Reverse((found.deal, self.n))), found);
        if self.rows.len() > LISTED {
            self.rows.pop_first();
        }
    }

    /// The records, the newest first, each with the day it began.
    pub fn rows(&self) -> impl Iterator<Item = (NaiveDate, &Found)> {
        self.rows.iter().rev().map(|((day, _), found)| (*day, found))
    }
}

/// Collects the records while the deals stream by.
pub struct BehindCount {
    ask: Ask,
    behind: Behind,
    fit: Fit,
    count: Count,
    position: Option<u8>,
    grouping: Grouping,
    lists: BTreeMap<Part, List>,
}

impl BehindCount {
    /// Starts collecting behind a funnel that is asked for so.
    pub fn new(directory: &Directory, fit: Fit, ask: Ask, by: By, behind: Behind) -> Self {
        let n_stages = fit.n_stages();
        let count = Count { rule: ask.rule, n_stages, window: ask.window, as_of: ask.as_of };
        Self {
            position: behind.stage.and_then(|stage| fit.position(stage)),
            grouping: Grouping::of(directory, by),
            lists: BTreeMap::new(),
            ask,
            behind,
            fit,
            count,
        }
    }

    /// Adds a deal.
    pub fn add(&mut self, seen: &Seen<'_>) {
        let holds = self.fit.holds(seen.deal.model);
        if holds == Holds::Beside {
            return;
        }
        self.add_open(seen);
        let Seen { deal, steps, history, .. } = seen;
        let day = began(deal, steps);
        let own = self.ask.members.include(deal.owner, day);
        if !own || !self.is_of_group(self.grouping.group(deal, deal.owner, day)) {
            return;
        }
        let (count, position) = (self.count, self.position);
        let lists = &mut self.lists;
        let mut add = |part: Part, day: NaiveDate, found: Found| {
            lists.entry(part).or_default().add(day, found);
        };
        let began = day.unwrap_or(deal.first_seen);
        if holds == Holds::Own {
            if position.is_none() {
                let why = Some(Why::Rule(LeftOut::OwnModel));
                add(Part::LeftOut, began, Found { why, ..bare(deal) });
            }
            return;
        }
        let events = self.fit.events(deal.model, history.events);
        let history = &DealHistory { events: &events, ..*history };
        let here = |stage: u8| position.is_none_or(|position| position == stage);
        examine(&count, history, |finding| match finding {
            Finding::Counted { stage, advanced, visit } if here(stage) => {
                let day = visit.map_or(began, |visit| visit.enter);
                let found = Found { advanced, visit, stage: Some(stage), ..bare(deal) };
                add(Part::Entered, day, found);
                // A stock does not advance, and does not fail to.
                if count.rule != Rule::Snapshot {
                    let part = if advanced { Part::Advanced } else { Part::NotAdvanced };
                    add(part, day, found);
                }
            }
            Finding::LeftOut { stage, why } => {
                // A stage of no model belongs to all.
                let known = stage.filter(|stage| *stage < count.n_stages);
                if known.is_none_or(here) {
                    let why = Some(Why::Rule(why));
                    add(Part::LeftOut, began, Found { stage: known, why, ..bare(deal) });
                }
            }
            Finding::Counted { .. } | Finding::Stayed { .. } => {}
        });
    }

    fn is_of_group(&self, group: Option<Group>) -> bool {
        self.behind.group.is_none_or(|wanted| group == Some(wanted))
    }

    fn add_open(&mut self, seen: &Seen<'_>) {
        let Some(stock) = seen.stock else { return };
        let as_of = self.ask.as_of;
        let own = self.ask.members.include(stock.owner, Some(as_of));
        let group = self.grouping.group(seen.deal, stock.owner, Some(as_of));
        if !own || !self.is_of_group(group) {
            return;
        }
        let stage = stock.stage.and_then(|stage| self.fit.position(stage));
        let own_model = self.fit.holds(seen.deal.model) == Holds::Own;
        let entered = seen.history.events.iter().rev().find(|event| event.at <= as_of);
        let day = entered.map_or(seen.deal.first_seen, |event| event.at);
        let found = Found { stage, ..bare(seen.deal) };
        match (stage, self.position) {
            (Some(stage), Some(position)) if stage != position => {}
            (Some(_), _) => self.lists.entry(Part::Open).or_default().add(day, found),
            (None, None) => {
                let why = Some(if own_model { Why::OwnModel } else { Why::NoStage });
                let found = Found { why, ..found };
                self.lists.entry(Part::LeftOut).or_default().add(day, found);
            }
            (None, Some(_)) => {}
        }
    }

    /// The lists.
    pub fn finish(mut self) -> BTreeMap<Part, List> {
        for part in Part::ALL {
            self.lists.entry(part).or_default();
        }
        self.lists
    }
}

const fn bare(deal: &Deal) -> Found {
    Found { deal: deal.id, stage: None, advanced: false, visit: None, why: None }
}

/// The records behind the figures of the general funnel, in one pass over the deals.
///
/// # Errors
/// Whatever the database reports.
pub fn records(
    db: &Db,
    directory: &Directory,
    ask: &Ask,
    by: By,
    behind: Behind,
) -> Result<BTreeMap<Part, List>> {
    let models = Models::new(directory);
    let fit = Fit::new(directory, None);
    let mut count = BehindCount::new(directory, fit, ask.clone(), by, behind);
    let mut events = vec![];
    opportunities::each_with_steps(db, |deal, steps| {
        count.add(&models.seen(deal, steps, ask.as_of, &mut events));
        Ok(())
    })?;
    Ok(count.finish())
}
