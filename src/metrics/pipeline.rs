//! The funnel of a scope: what lies in each stage, how it converts, who differs.

use std::collections::BTreeMap;
use std::rc::Rc;

use chrono::{Days, NaiveDate};

use crate::domain::funnel::count::{Deals, Funnel, FunnelFigures};
use crate::domain::funnel::rule::{LeftOut, Question as Count, Rule};
use crate::domain::funnel::visit::{Exit, days_between, visits};
use crate::domain::funnel::win::WinCounts;
use crate::domain::funnel::{self, DealHistory, Event, Window};
use crate::domain::ids::{OpportunityId, PersonId, StageId, StageModelId};
use crate::domain::period::Period;
use crate::domain::scope::Members;
use crate::error::Result;
pub use crate::metrics::funnel_rows::{GroupRow, Past, StageRow};
use crate::metrics::groups::{By, Group, Grouping};
pub use crate::metrics::models::Models;
use crate::metrics::stage_fit::{Fit, Holds};
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::opportunities::{self, Deal, Step};
use crate::store::records::{OutcomeReason, Place, Status};

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
    /// The day it was expected to be signed, if known.
    pub expected: Option<NaiveDate>,
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

impl Standing {
    /// Its stage, while it was open and known.
    pub const fn stage(&self) -> Option<StageId> {
        match self.place {
            Some(Place::Stage(stage)) => Some(stage),
            _ => None,
        }
    }

    /// Whether it had not ended.
    pub const fn open(&self) -> bool {
        !matches!(self.place, Some(Place::Won | Place::Lost))
    }
}

/// The first day on which a deal was there: that of its creation, of its first move, or of the report that first
/// named it, whichever was first.
pub fn there_from(deal: &Deal, steps: &[Step]) -> NaiveDate {
    let days = [deal.created, steps.first().map(|step| step.day)];
    days.into_iter().flatten().fold(deal.first_seen, NaiveDate::min)
}

/// How a deal stood on a day; `None` when it did not exist yet.
pub fn standing(deal: &Deal, steps: &[Step], as_of: NaiveDate) -> Option<Standing> {
    if there_from(deal, steps) > as_of {
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
    // Most deals have ended, which the last place alone tells.
    let known = steps.iter().rev().filter(|step| step.day <= as_of);
    if let Some(Place::Won | Place::Lost) = known.filter_map(|step| step.place).next() {
        return None;
    }
    let Standing { place, amount, owner, expected, .. } = standing(deal, steps, as_of)?;
    let stage = match place {
        Some(Place::Won | Place::Lost) => return None,
        Some(Place::Stage(stage)) => Some(stage),
        None => None,
    };
    Some(Stock { stage, amount, owner, expected })
}

/// Why deals were lost, by deal.
pub type Reasons = BTreeMap<OpportunityId, OutcomeReason>;

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
    /// Open deals that go through the stages of another model, which has its own funnel.
    pub open_own_model: u64,
    /// Those of lines of products, by line: each has a funnel that can be asked for.
    pub own_lines: BTreeMap<String, u64>,
    /// By what is compared.
    pub by: By,
    /// The day as of which everything is seen.
    pub as_of: NaiveDate,
    /// What became of the deals in the question: how much of a batch is still open.
    pub deals: Deals,
    /// What was closed within the window, for the mean amount of a deal won.
    pub closed: WinCounts,
    /// Won and closed in the period, of those that are compared.
    pub group_wins: BTreeMap<Group, (u64, u64)>,
}

#[cfg(test)]
impl FunnelOfScope {
    /// A funnel in which nothing was counted.
    pub(super) fn blank(rule: Rule, as_of: NaiveDate) -> Self {
        Self {
            rule,
            window: None,
            stages: vec![],
            won: 0,
            lost: 0,
            left_out: BTreeMap::new(),
            open_without_stage: 0,
            open_own_model: 0,
            own_lines: BTreeMap::new(),
            by: By::Person,
            as_of,
            deals: Deals::default(),
            closed: WinCounts::default(),
            group_wins: BTreeMap::new(),
        }
    }
}

/// What is asked of the funnel.
#[derive(Clone, Debug, PartialEq)]
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

/// Counts the funnel of a scope while the deals stream by: that of the general stage model, until another
/// one is shown. How deals of other models stand in it says [`Fit`].
#[derive(Clone, Debug, PartialEq)]
pub struct FunnelCount {
    ask: Ask,
    fit: Fit,
    now: Funnel,
    year_before: Option<Funnel>,
    window_before: Option<Funnel>,
    by: By,
    grouping: Grouping,
    groups: BTreeMap<Group, Funnel>,
    count: Count,
    rows: Vec<StageRow>,
    won: u64,
    lost: u64,
    closed: WinCounts,
    group_wins: BTreeMap<Group, (u64, u64)>,
    reasons: Rc<Reasons>,
    open_without_stage: u64,
    own_model: u64,
    open_own_model: u64,
    own_lines: BTreeMap<String, u64>,
}

impl FunnelCount {
    /// Starts counting.
    pub fn new(directory: &Directory, ask: Ask) -> Self {
        Self::of(Fit::new(directory, None), ask)
    }

    /// Starts counting the funnel of a stage model.
    pub fn of(fit: Fit, ask: Ask) -> Self {
        let n_stages = fit.n_stages();
        let count = Count { rule: ask.rule, n_stages, window: ask.window, as_of: ask.as_of };
        Self {
            rows: fit.stages().iter().map(|stage| StageRow::empty(*stage)).collect(),
            ask,
            fit,
            now: Funnel::new(count),
            year_before: earlier(&count, YEAR).map(Funnel::new),
            window_before: earlier(&count, length(&count)).map(Funnel::new),
            by: By::Person,
            grouping: Grouping::Person,
            groups: BTreeMap::new(),
            count,
            won: 0,
            lost: 0,
            closed: WinCounts::default(),
            group_wins: BTreeMap::new(),
            reasons: Rc::default(),
            open_without_stage: 0,
            own_model: 0,
            open_own_model: 0,
            own_lines: BTreeMap::new(),
        }
    }

    /// Compares others than people.
    #[must_use]
    pub fn comparing(mut self, directory: &Directory, by: By) -> Self {
        self.by = by;
        self.grouping = Grouping::of(directory, by);
        self
    }

    /// Counts why deals were lost, too.
    #[must_use]
    pub fn knowing(mut self, reasons: Reasons) -> Self {
        self.reasons = Rc::new(reasons);
        self
    }

    /// Adds a deal.
    pub fn add(&mut self, seen: &Seen<'_>) {
        match self.fit.holds(seen.deal.model) {
            Holds::Yes => {}
            Holds::Own => return self.leave_out(seen),
            Holds::Beside => return,
        }
        let Seen { deal, steps, stock, history } = seen;
        let events = self.fit.events(deal.model, history.events);
        let history = &DealHistory { events: &events, ..*history };
        let Ask { members, period, window, as_of, .. } = &self.ask;
        if let Some(stock) = stock
            && members.include(stock.owner, Some(*as_of))
        {
            let position = stock.stage.and_then(|stage| self.fit.position(stage));
            match position.and_then(|position| self.rows.get_mut(usize::from(position))) {
                Some(row) => {
                    row.add_open(stock);
                    if let Some(group) = self.grouping.group(deal, stock.owner, Some(*as_of)) {
                        row.groups.entry(group).or_default().open += 1;
                    }
                }
                None => self.open_without_stage += 1,
            }
        }
        let closed_in_time = deal.closed.map_or(period.is_none(), |day| {
            deal.closed_by(*as_of).is_some() && period.is_none_or(|period| period.contains(day))
        });
        if closed_in_time && members.include(deal.owner, deal.closed) {
            let won = deal.status == Status::Won;
            match deal.status {
                Status::Won => self.won += 1,
                Status::Lost => self.lost += 1,
                Status::Open => {}
            }
            if deal.status != Status::Open
                && let Some(group) = self.grouping.group(deal, deal.owner, deal.closed)
            {
                let (wins, closed) = self.group_wins.entry(group).or_default();
                *wins += u64::from(won);
                *closed += 1;
            }
        }
        if deal.status != Status::Open
            && deal.closed.is_some_and(|day| {
                day <= *as_of && window.is_none_or(|window| window.contains(day))
            })
            && members.include(deal.owner, deal.closed)
        {
            self.closed.add(deal.status == Status::Won, deal.amount);
        }
        let day = began(deal, steps);
        if !members.include(deal.owner, day) {
            return;
        }
        self.now.add(history);
        for past in [&mut self.year_before, &mut self.window_before].into_iter().flatten() {
            past.add_stages(history);
        }
        if self.count.may_count(history)
            && let Some(group) = self.grouping.group(deal, deal.owner, day)
        {
            let count = self.count;
            self.groups.entry(group).or_insert_with(|| Funnel::new(count)).add(history);
        }
        let within = |day| window.is_none_or(|window: Window| window.contains(day));
        let lost = |event: &Event| event.to == funnel::Place::Lost && within(event.at);
        // Few are lost within the window: only of those is looked up why.
        if history.events.iter().any(lost)
            && let Some(reason) = self.reasons.get(&deal.id)
        {
            for visit in visits(history, *as_of).filter(|visit| visit.exit == Exit::Lost) {
                if visit.leave.is_some_and(within)
                    && let Some(row) = self.rows.get_mut(usize::from(visit.stage))
                {
                    *row.losses.entry(*reason).or_default() += 1;
                }
            }
        }
    }

    /// Leaves out a deal that has a funnel of its own.
    fn leave_out(&mut self, seen: &Seen<'_>) {
        let members = &self.ask.members;
        let deal = seen.deal;
        self.own_model += u64::from(members.include(deal.owner, began(deal, seen.steps)));
        if seen.stock.is_some_and(|stock| members.include(stock.owner, Some(self.ask.as_of))) {
            self.open_own_model += 1;
            if let Some(line) = self.fit.line(deal.model) {
                *self.own_lines.entry(line.to_owned()).or_default() += 1;
            }
        }
    }

    /// Adds what other deals count for the same question.
    pub fn merge(&mut self, other: &Self) {
        for (own, theirs) in self.rows.iter_mut().zip(&other.rows) {
            own.merge(theirs);
        }
        self.now.merge(&other.now);
        let pasts = [
            (&mut self.year_before, &other.year_before),
            (&mut self.window_before, &other.window_before),
        ];
        for (own, theirs) in pasts {
            if let (Some(own), Some(theirs)) = (own, theirs) {
                own.merge(theirs);
            }
        }
        for (group, theirs) in &other.groups {
            self.groups.entry(*group).or_insert_with(|| Funnel::new(self.count)).merge(theirs);
        }
        self.won += other.won;
        self.lost += other.lost;
        self.closed.merge(&other.closed);
        for (group, (wins, closed)) in &other.group_wins {
            let own = self.group_wins.entry(*group).or_default();
            *own = (own.0 + wins, own.1 + closed);
        }
        self.open_without_stage += other.open_without_stage;
        self.own_model += other.own_model;
        self.open_own_model += other.open_own_model;
        for (line, n) in &other.own_lines {
            *self.own_lines.entry(line.clone()).or_default() += n;
        }
    }

    /// The funnel.
    pub fn finish(mut self) -> FunnelOfScope {
        let mut figures = self.now.finish();
        if self.own_model > 0 {
            figures.left_out.insert(LeftOut::OwnModel, self.own_model);
        }
        let past = |funnel: Option<Funnel>| funnel.map(Funnel::finish);
        let pasts = (past(self.year_before), past(self.window_before));
        fill(&mut self.rows, &figures, pasts, self.groups);
        FunnelOfScope {
            rule: self.ask.rule,
            window: self.ask.window,
            stages: self.rows,
            won: self.won,
            lost: self.lost,
            left_out: figures.left_out,
            open_without_stage: self.open_without_stage,
            open_own_model: self.open_own_model,
            own_lines: self.own_lines,
            by: self.by,
            as_of: self.ask.as_of,
            deals: figures.deals,
            closed: self.closed,
            group_wins: self.group_wins,
        }
    }
}

/// Counts the funnel of a scope in one pass over the deals.
///
/// # Errors
/// Whatever the database reports.
pub fn funnel(db: &Db, directory: &Directory, ask: &Ask) -> Result<FunnelOfScope> {
    funnel_by(db, directory, ask, By::Person)
}

/// As [`fn@funnel`], comparing others than people.
///
/// # Errors
/// Whatever the database reports.
pub fn funnel_by(db: &Db, directory: &Directory, ask: &Ask, by: By) -> Result<FunnelOfScope> {
    funnel_of(db, directory, (ask, None), by)
}

/// As [`funnel_by`], of a stage model: that of a line for its deals, else the general one.
///
/// # Errors
/// Whatever the database reports.
pub fn funnel_of(
    db: &Db,
    directory: &Directory,
    (ask, shown): (&Ask, Option<StageModelId>),
    by: By,
) -> Result<FunnelOfScope> {
    let models = Models::new(directory);
    let count = FunnelCount::of(Fit::new(directory, shown), ask.clone());
    let mut count = count.comparing(directory, by).knowing(reasons(db)?);
    let mut events = vec![];
    opportunities::each_with_steps(db, |deal, steps| {
        count.add(&models.seen(deal, steps, ask.as_of, &mut events));
        Ok(())
    })?;
    Ok(count.finish())
}

const REASONS: &str = "SELECT opportunity_id, reason FROM deal_outcome WHERE result = 'lost' AND reason IS NOT NULL ORDER BY opportunity_id";

/// Why deals were lost, of those for which somebody said so.
///
/// # Errors
/// Whatever the database reports.
pub fn reasons(db: &Db) -> Result<Reasons> {
    let mut reasons = Reasons::new();
    db.read(REASONS, &[], |row| {
        reasons.insert(row.get(0)?, row.get(1)?);
        Ok(())
    })?;
    Ok(reasons)
}

/// The day by which a deal belongs to a scope in the funnel: of its creation, else of its first move.
pub fn began(deal: &Deal, steps: &[Step]) -> Option<NaiveDate> {
    deal.created.or_else(|| steps.first().map(|step| step.day))
}

/// The window of a period, cut at the day as of which everything is seen.
pub fn window_of(period: Period, as_of: NaiveDate) -> Window {
    Window { start: period.first_day(), end: period.last_day().min(as_of) }
}

/// The 180 days up to a day: long enough for visits to mature, short enough to be about now.
pub fn last_180_days(end: NaiveDate) -> Window {
    Window { start: end.checked_sub_days(Days::new(179)).unwrap_or(end), end }
}

/// Whether a day is no earlier than the first of [`last_180_days`].
pub fn in_last_180_days(end: NaiveDate, day: NaiveDate) -> bool {
    days_between(day, end) < 180
}

/// A year back: 52 weeks and a day.
const YEAR: u64 = 365;

/// The days of the window, by which the window just before lies back.
fn length(count: &Count) -> u64 {
    let days = |window: Window| window.end.signed_duration_since(window.start).num_days() + 1;
    count.window.map_or(0, |window| u64::try_from(days(window)).unwrap_or(0))
}

/// The same question asked so many days earlier, as it could be answered then.
fn earlier(count: &Count, days: u64) -> Option<Count> {
    let window = count.window?;
    let back = |day: NaiveDate| day.checked_sub_days(Days::new(days));
    Some(Count {
        window: Some(Window { start: back(window.start)?, end: back(window.end)? }),
        as_of: back(count.as_of)?,
        ..*count
    })
}

fn fill(
    rows: &mut [StageRow],
    figures: &FunnelFigures,
    (year, window): (Option<FunnelFigures>, Option<FunnelFigures>),
    groups: BTreeMap<Group, Funnel>,
) {
    for (at, (row, figure)) in rows.iter_mut().zip(&figures.stages).enumerate() {
        row.reached = figure.n;
        row.advanced = figure.advanced;
        row.rate = figure.rate;
        row.low = figure.interval.map(|interval| interval.lo);
        row.high = figure.interval.map(|interval| interval.hi);
        row.median_days = figure.median_days;
        let past = |past: &Option<FunnelFigures>| past.as_ref()?.stages.get(at).map(Past::from);
        row.year_before = past(&year);
        row.window_before = past(&window);
    }
    for (group, funnel) in groups {
        for (row, figure) in rows.iter_mut().zip(funnel.finish().stages) {
            if figure.n == 0 && figure.finished == 0 {
                continue;
            }
            let own = row.groups.entry(group).or_default();
            own.reached = figure.n;
            own.advanced = figure.advanced;
            own.median_days = figure.median_days;
            own.finished = figure.finished;
        }
    }
}

/// The key of a reason.
pub fn left_out_key(reason: LeftOut) -> String {
    format!("left-out-{}", left_out_word(reason).replace('_', "-"))
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
        LeftOut::OwnModel => "own_model",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_within_180_where_the_window_holds_them() {
        let end: NaiveDate = "2025-11-18".parse().unwrap();
        for day in last_180_days(end).start.iter_days().take(185) {
            assert!(in_last_180_days(end, day), "{day}");
        }
        assert!(!in_last_180_days(end, last_180_days(end).start.pred_opt().unwrap()));
    }
}
