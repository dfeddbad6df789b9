//! The funnel of a scope: what lies in each stage, how it converts, who differs.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use crate::domain::funnel::count::{Funnel, FunnelFigures};
use crate::domain::funnel::rule::{LeftOut, Question as Count, Rule};
use crate::domain::funnel::{self, DealHistory, Event, Window};
use crate::domain::ids::{PersonId, StageId, StageModelId};
use crate::domain::period::Period;
use crate::domain::scope::Members;
use crate::error::Result;
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::opportunities::{self, Deal, Step};
use crate::store::records::{Place, Status};

/// Days a visit is given under the default rule; 默认值, about twice the longest usual stay.
pub const HORIZON_DAYS: u32 = 45;

/// An open deal as it stood on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stock {
    /// The stage; `None` when no move by that day says.
    pub stage: Option<StageId>,
    /// Its amount, if known.
    pub amount: Option<i64>,
    /// Its owner, if known.
    pub owner: Option<PersonId>,
}

/// A deal as it stood on a day by which it had begun, open or closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Where it stood; `None` when no move by that day says.
    pub place: Option<Place>,
    /// The day of the last move to another place.
    pub placed_on: Option<NaiveDate>,
    /// Its amount, if known.
    pub amount: Option<i64>,
    /// Its owner, if known.
    pub owner: Option<PersonId>,
    /// The day it was expected to be signed, if known.
    pub expected: Option<NaiveDate>,
}

/// How a deal stood on a day; `None` when it did not exist yet.
pub fn standing(deal: &Deal, steps: &[Step], as_of: NaiveDate) -> Option<Standing> {
    let first_step = steps.first().map(|step| step.day);
    let began = [deal.created, first_step, Some(deal.first_seen)].into_iter().flatten().min();
    if began.is_none_or(|day| day > as_of) {
        return None;
    }
    let mut standing =
        Standing { place: None, placed_on: None, amount: None, owner: None, expected: None };
    for step in steps.iter().take_while(|step| step.day <= as_of) {
        if step.place.is_some() {
            (standing.place, standing.placed_on) = (step.place, Some(step.day));
        }
        standing.amount = step.amount.or(standing.amount);
        standing.owner = step.owner.or(standing.owner);
        standing.expected = step.expected.or(standing.expected);
    }
    // Who owned it before the first move is not recorded: the owner of that move speaks.
    standing.owner = standing.owner.or(deal.owner);
    Some(standing)
}

/// How a deal stood on a day; `None` when it did not exist yet or was closed.
pub fn stock(deal: &Deal, steps: &[Step], as_of: NaiveDate) -> Option<Stock> {
    let Standing { place, amount, owner, .. } = standing(deal, steps, as_of)?;
    let stage = match place {
        Some(Place::Won | Place::Lost) => return None,
        Some(Place::Stage(stage)) => Some(stage),
        None => None,
    };
    Some(Stock { stage, amount, owner })
}

/// The stage models: which stage stands where.
pub struct Models {
    positions: BTreeMap<StageId, u8>,
    n_stages: BTreeMap<StageModelId, u8>,
}

impl Models {
    /// Indexes the directory's models.
    pub fn new(directory: &Directory) -> Self {
        let mut positions = BTreeMap::new();
        let mut n_stages = BTreeMap::new();
        for model in directory.models.keys() {
            for (position, stage) in (0_u8..).zip(directory.stages_of(*model)) {
                positions.insert(stage.id, position);
                n_stages.insert(*model, position + 1);
            }
        }
        Self { positions, n_stages }
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
        let position = |stage| self.positions.get(&stage).copied();
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

/// One stage as the funnel shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct StageRow {
    /// The stage.
    pub stage: StageId,
    /// Open deals as of the date, whatever the period.
    pub open: u64,
    /// Their known amounts in fen; `None` when all are unknown.
    pub open_amount: Option<i64>,
    /// Open deals without a known amount.
    pub unknown_amounts: u64,
    /// What the rule counts in the stage.
    pub reached: u64,
    /// How many of them advanced; `None` for a stock.
    pub advanced: Option<u64>,
    /// The share that advanced.
    pub rate: Option<f64>,
    /// Its 95 % interval.
    pub low: Option<f64>,
    /// Its 95 % interval.
    pub high: Option<f64>,
    /// The median days of finished visits.
    pub median_days: Option<f64>,
    /// The same rate a year earlier, with the visits it rests on.
    pub year_before: Option<(f64, u64)>,
    /// The median days a year earlier.
    pub median_before: Option<f64>,
    /// Each person's advance out of this stage: advanced and counted.
    pub by_person: BTreeMap<PersonId, (u64, u64)>,
    /// Each person's open deals in this stage.
    pub open_by_person: BTreeMap<PersonId, u64>,
}

/// The funnel of a scope.
#[derive(Clone, Debug, PartialEq)]
pub struct FunnelOfScope {
    /// How it was counted.
    pub rule: Rule,
    /// The window in which deals were created or visits began; `None` is any time.
    pub window: Option<Window>,
    /// Its stages in order.
    pub stages: Vec<StageRow>,
    /// Deals won in the period (all time without one).
    pub won: u64,
    /// Deals lost in the period.
    pub lost: u64,
    /// What the rule left out, by reason.
    pub left_out: BTreeMap<LeftOut, u64>,
    /// Open deals whose stage on the day is unknown.
    pub open_without_stage: u64,
}

/// What is asked of the funnel.
#[derive(Clone, Debug)]
pub struct Ask {
    /// Whose deals.
    pub members: Members,
    /// The period in which wins and losses count; `None` is all time.
    pub period: Option<Period>,
    /// When deals were created or visits began that conversion counts; `None` is any time.
    pub window: Option<Window>,
    /// Nothing after this day is known.
    pub as_of: NaiveDate,
    /// How conversion is counted.
    pub rule: Rule,
}

/// A deal as one pass over all of them sees it.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'a> {
    /// The deal.
    pub deal: &'a Deal,
    /// Its steps.
    pub steps: &'a [Step],
    /// How it stood on the day as of which everything is seen, while it was open.
    pub stock: Option<Stock>,
    /// Its moves as the funnel reads them.
    pub history: DealHistory<'a>,
}

/// Counts the funnel of a scope while the deals stream by.
///
/// Deals of other models than the current one are counted by the position of their stage.
pub struct FunnelCount {
    ask: Ask,
    now: Funnel,
    past: Option<Funnel>,
    people: BTreeMap<PersonId, Funnel>,
    count: Count,
    positions: BTreeMap<StageId, u8>,
    rows: Vec<StageRow>,
    won: u64,
    lost: u64,
    open_without_stage: u64,
}

impl FunnelCount {
    /// Starts counting.
    pub fn new(directory: &Directory, models: &Models, ask: Ask) -> Self {
        let model = directory.current_model().map(|model| model.id);
        let stages = model.map(|model| directory.stages_of(model)).unwrap_or_default();
        let n_stages = model.map_or(0, |model| models.n_stages(model));
        let count = Count { rule: ask.rule, n_stages, window: ask.window, as_of: ask.as_of };
        Self {
            ask,
            now: Funnel::new(count),
            past: year_earlier(&count).map(Funnel::new),
            people: BTreeMap::new(),
            count,
            positions: models.positions.clone(),
            rows: stages.iter().map(|stage| StageRow::empty(stage.id)).collect(),
            won: 0,
            lost: 0,
            open_without_stage: 0,
        }
    }

    /// Adds a deal.
    pub fn add(&mut self, seen: &Seen<'_>) {
        let Seen { deal, steps, stock, history } = seen;
        let Ask { members, period, as_of, .. } = &self.ask;
        if let Some(stock) = stock
            && members.include(stock.owner, Some(*as_of))
        {
            let position = stock.stage.and_then(|stage| self.positions.get(&stage));
            match position.and_then(|position| self.rows.get_mut(usize::from(*position))) {
                Some(row) => row.add_open(stock),
                None => self.open_without_stage += 1,
            }
        }
        let closed_in_time = deal.closed.map_or(period.is_none(), |day| {
            day <= *as_of && period.is_none_or(|period| period.contains(day))
        });
        if closed_in_time && members.include(deal.owner, deal.closed) {
            match deal.status {
                Status::Won => self.won += 1,
                Status::Lost => self.lost += 1,
                Status::Open => {}
            }
        }
        let day = deal.created.or_else(|| steps.first().map(|step| step.day));
        if members.include(deal.owner, day) {
            self.now.add(history);
            if let Some(past) = &mut self.past {
                past.add(history);
            }
            if let Some(owner) = deal.owner {
                let count = self.count;
                self.people.entry(owner).or_insert_with(|| Funnel::new(count)).add(history);
            }
        }
    }

    /// The funnel.
    pub fn finish(mut self) -> FunnelOfScope {
        let figures = self.now.finish();
        fill(&mut self.rows, &figures, self.past.map(Funnel::finish), self.people);
        FunnelOfScope {
            rule: self.ask.rule,
            window: self.ask.window,
            stages: self.rows,
            won: self.won,
            lost: self.lost,
            left_out: figures.left_out,
            open_without_stage: self.open_without_stage,
        }
    }
}

/// Counts the funnel of a scope in one pass over the deals.
///
/// # Errors
/// Whatever the database reports.
pub fn funnel(db: &Db, directory: &Directory, ask: &Ask) -> Result<FunnelOfScope> {
    let models = Models::new(directory);
    let mut count = FunnelCount::new(directory, &models, ask.clone());
    let mut events = vec![];
    opportunities::each_with_steps(db, |deal, steps| {
        count.add(&models.seen(deal, steps, ask.as_of, &mut events));
        Ok(())
    })?;
    Ok(count.finish())
}

/// The window of a period, cut at the day as of which everything is seen.
pub fn window_of(period: Period, as_of: NaiveDate) -> Window {
    Window { start: period.first_day(), end: period.last_day().min(as_of) }
}

/// The 180 days up to a day: long enough for visits to mature, short enough to be about now.
pub fn last_180_days(end: NaiveDate) -> Window {
    Window { start: end.checked_sub_days(Days::new(179)).unwrap_or(end), end }
}

/// The same question asked a year (52 weeks and a day) earlier, as it could be answered then.
fn year_earlier(count: &Count) -> Option<Count> {
    let window = count.window?;
    let back = |day: NaiveDate| day.checked_sub_days(Days::new(365));
    Some(Count {
        window: Some(Window { start: back(window.start)?, end: back(window.end)? }),
        as_of: back(count.as_of)?,
        ..*count
    })
}

impl StageRow {
    /// A stage before anything is counted.
    pub const fn empty(stage: StageId) -> Self {
        Self {
            stage,
            open: 0,
            open_amount: None,
            unknown_amounts: 0,
            reached: 0,
            advanced: None,
            rate: None,
            low: None,
            high: None,
            median_days: None,
            year_before: None,
            median_before: None,
            by_person: BTreeMap::new(),
            open_by_person: BTreeMap::new(),
        }
    }

    fn add_open(&mut self, stock: &Stock) {
        self.open += 1;
        match stock.amount {
            Some(fen) => {
                let sum = self.open_amount.unwrap_or(0);
                self.open_amount = Some(sum.saturating_add(fen));
            }
            None => self.unknown_amounts += 1,
        }
        if let Some(owner) = stock.owner {
            *self.open_by_person.entry(owner).or_default() += 1;
        }
    }
}

fn fill(
    rows: &mut [StageRow],
    figures: &FunnelFigures,
    past: Option<FunnelFigures>,
    people: BTreeMap<PersonId, Funnel>,
) {
    for (row, figure) in rows.iter_mut().zip(&figures.stages) {
        row.reached = figure.n;
        row.advanced = figure.advanced;
        row.rate = figure.rate;
        row.low = figure.interval.map(|interval| interval.lo);
        row.high = figure.interval.map(|interval| interval.hi);
        row.median_days = figure.median_days;
    }
    if let Some(past) = past {
        for (row, figure) in rows.iter_mut().zip(past.stages) {
            row.year_before = figure.rate.map(|rate| (rate, figure.n));
            row.median_before = figure.median_days;
        }
    }
    for (person, funnel) in people {
        for (row, figure) in rows.iter_mut().zip(funnel.finish().stages) {
            if let Some(advanced) = figure.advanced.filter(|_| figure.n > 0) {
                row.by_person.insert(person, (advanced, figure.n));
            }
        }
    }
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

/// The word of a reason on the command line.
pub const fn left_out_word(reason: LeftOut) -> &'static str {
    match reason {
        LeftOut::NoHistory => "no_history",
        LeftOut::OutsideWindow => "outside_window",
        LeftOut::TooYoung => "too_young",
        LeftOut::Closed => "closed",
        LeftOut::NeverInStage => "never_in_stage",
        LeftOut::UnknownStage => "unknown_stage",
    }
}
