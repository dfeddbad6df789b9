//! 停滞商机: which open deals stay in their stage longer than most deals that were won, what else speaks
//! against them, and what was decided.
//!
//! # Limits
//! Of the whole company, for each stage of each stage model: the size of deals is no part of it, since
//! the product knows no bands. With fewer winners than the rule asks for, the days set for the stage hold.
//!
//! # Chances
//! From the stays in the stage of the deal's own model; where few lasted as long, drawn to those in the
//! same place of all models, so that a new version of the model need not begin from nothing.
//!
//! # Two days
//! Deals are aged as of the data, so that nothing grows older while nobody reports; what people decided
//! counts up to today, which may be later. A deal that was given up is open no longer on either
//! ([`crate::store::opportunities`]).
//!
//! # When a decision stands
//! The newest one speaks. It stands until the day it names, if any, and until the deal comes to another
//! stage; from then on a deal that is still stuck asks for a decision again.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use chrono::NaiveDate;

use crate::domain::funnel::visit::{days_between, visits};
use crate::domain::ids::{AccountId, OpportunityId, PersonId, StageId, StageModelId};
use crate::domain::scope::Members;
use crate::domain::stats::rational::Rational;
use crate::domain::stuck::decision::Decision;
use crate::domain::stuck::limit::{Age, StuckLimit, age};
use crate::domain::stuck::pushes::{Pushes, pushes};
use crate::domain::stuck::signs::{Facts, Sign, signs};
use crate::error::Result;
use crate::metrics::pipeline::{Models, Seen, Stock};
use crate::metrics::taught::{Spot, Taught};
use crate::store::directory::Directory;
use crate::store::opportunities::Step;
use crate::store::records::{DealDecision, NextStep};
use crate::store::{Db, opportunities, said};

/// The days within which the chance to move on is looked at.
pub const HORIZON_DAYS: u32 = 30;

/// So many stays must have lasted as long before a chance is written as a percentage (domain document,
/// thresholds).
pub const ENOUGH: u64 = 10;

/// What is asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Ask {
    /// Whose deals.
    pub members: Members,
    /// The day as of which the deals are seen.
    pub as_of: NaiveDate,
    /// The day up to which decisions and next steps count.
    pub today: NaiveDate,
}

/// Why a stuck deal needs attention, the most telling first. Each has one suggested action.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// 逾期未签: the day it was expected to be signed has passed.
    Overdue,
    /// 多次推迟: that day was put off to a later month twice or more.
    Pushed,
    /// 无下一步: nothing is agreed to happen next.
    NoNextStep,
    /// 联系人单一: all hangs on one person at the customer's, or on none.
    FewContacts,
    /// 停留过长: nothing but the stay speaks against it.
    LongStay,
}

impl Mark {
    /// All of them, the most telling first.
    pub const ALL: [Self; 5] =
        [Self::Overdue, Self::Pushed, Self::NoNextStep, Self::FewContacts, Self::LongStay];

    /// The word on the command line, behind which its texts stand in each language.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Pushed => "pushed",
            Self::NoNextStep => "no-next-step",
            Self::FewContacts => "few-contacts",
            Self::LongStay => "long-stay",
        }
    }

    /// The key of its name.
    pub fn label_key(self) -> String {
        format!("stuck-mark-{}", self.word())
    }

    /// The key of what is suggested.
    pub fn action_key(self) -> String {
        format!("stuck-action-{}", self.word())
    }
}

/// The key of a decision's name.
pub fn decision_key(decision: Decision) -> String {
    format!("stuck-decision-{}", decision.word())
}

/// Days that may be a fraction, with at most one decimal: `20`, `19.6`.
pub fn days_text(days: Rational) -> String {
    let tenths = days.round_to(1).unwrap_or_default();
    match tenths % 10 {
        0 => (tenths / 10).to_string(),
        part => format!("{}.{part}", tenths / 10),
    }
}

/// The chance that a deal moves on within [`HORIZON_DAYS`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Chance {
    /// The chance, 0..=1.
    pub chance: f64,
    /// How many stays it rests on: those that lasted as long.
    pub stays: u64,
    /// Whether it was drawn to the stays of all models, since those of its own are few.
    pub pooled: bool,
    /// Whether stays were seen to the end of the window; where not, the chance is at least this.
    pub seen: bool,
}

impl Chance {
    /// Whether enough stays stand behind it.
    pub const fn enough(&self) -> bool {
        self.stays >= ENOUGH
    }
}

/// An open deal.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenDeal {
    /// The key.
    pub id: OpportunityId,
    /// Its stage.
    pub stage: StageId,
    /// Its owner, if known.
    pub owner: Option<PersonId>,
    /// Its amount in fen, if known.
    pub amount: Option<i64>,
    /// The day it came to the stage last.
    pub since: NaiveDate,
    /// Calendar days since then.
    pub visit_days: u32,
    /// All its calendar days in the stage.
    pub total_days: u32,
    /// The limit of the stage; `None` where nothing says one.
    pub limit: Option<StuckLimit>,
    /// The chance to move on; `None` where no stay says one.
    pub chance: Option<Chance>,
    /// The day it is expected to be signed, if known.
    pub expected: Option<NaiveDate>,
    /// What became of that day.
    pub pushes: Option<Pushes>,
    /// How many people are known at the customer's; `None` where contacts are not kept.
    pub contacts: Option<u32>,
    /// The last day on which the customer was contacted or anything of the deal changed.
    pub touched: Option<NaiveDate>,
    /// The next step that is still to be done.
    pub next_step: Option<NextStep>,
    /// Whether a next step is agreed; `None` where none was ever recorded for any deal.
    pub has_next_step: Option<bool>,
    /// What was decided, oldest first.
    pub decisions: Vec<DealDecision>,
    /// Whether the newest decision still stands.
    pub decided: bool,
    /// What speaks against it, the most telling first; empty for a deal that is not stuck.
    pub marks: Vec<Mark>,
}

impl OpenDeal {
    /// Whether it stayed longer than its limit.
    pub fn stuck(&self) -> bool {
        beyond(self.limit, self.total_days)
    }

    /// The newest decision.
    pub fn decision(&self) -> Option<&DealDecision> {
        self.decisions.last()
    }

    /// Whether the day of signing has passed on a day.
    pub fn overdue(&self, as_of: NaiveDate) -> bool {
        self.expected.is_some_and(|day| day < as_of)
    }
}

/// The open deals of a scope.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StuckDeals {
    /// All of them, in the order of their keys.
    pub deals: Vec<OpenDeal>,
    /// Open deals whose stage is unknown.
    pub without_stage: u64,
}

/// How many deals there are and how much they are worth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// How many.
    pub n: u64,
    /// Their known amounts in fen.
    pub amount: i64,
    /// How many amounts are unknown.
    pub unknown: u64,
}

impl Sum {
    /// Adds up deals.
    pub fn of<'a>(deals: impl IntoIterator<Item = &'a OpenDeal>) -> Self {
        let mut sum = Self::default();
        for deal in deals {
            sum.add(deal.amount);
        }
        sum
    }

    /// Adds a deal by its amount.
    pub const fn add(&mut self, amount: Option<i64>) {
        self.n += 1;
        match amount {
            Some(fen) => self.amount = self.amount.saturating_add(fen),
            None => self.unknown += 1,
        }
    }
}

impl StuckDeals {
    /// Those that stayed longer than their limit.
    pub fn stuck(&self) -> impl Iterator<Item = &OpenDeal> {
        self.deals.iter().filter(|deal| deal.stuck())
    }

    /// Those of them without a decision that stands: what waits for the manager.
    pub fn waiting(&self) -> impl Iterator<Item = &OpenDeal> {
        self.stuck().filter(|deal| !deal.decided)
    }
}

/// What one pass keeps of an open deal of the scope.
#[derive(Clone, Debug, PartialEq)]
struct Open {
    id: OpportunityId,
    account: Option<AccountId>,
    model: StageModelId,
    stage: StageId,
    stock: Stock,
    since: NaiveDate,
    /// The last day on which anything of it changed.
    moved: Option<NaiveDate>,
    age: Age,
    expected: Option<NaiveDate>,
    pushes: Option<Pushes>,
}

impl Open {
    const fn spot(&self) -> Spot {
        (self.model, self.age.stage)
    }
}

/// Collects what is asked while the deals stream by, of which those that are open are enough.
#[derive(Clone, Debug, PartialEq)]
pub struct StuckCount {
    ask: Ask,
    open: Vec<Open>,
    without_stage: u64,
}

impl StuckCount {
    /// Starts counting.
    pub fn new(ask: Ask) -> Self {
        Self { ask, open: vec![], without_stage: 0 }
    }

    /// Adds a deal, seen as of the day that is asked for.
    pub fn add(&mut self, models: &Models, seen: &Seen<'_>) {
        let Seen { deal, steps, history, .. } = seen;
        let Ask { members, as_of, .. } = &self.ask;
        let as_of = *as_of;
        let own = seen.stock.filter(|stock| members.include(stock.owner, Some(as_of)));
        let Some(stock) = own else { return };
        let stay = visits(history, as_of).last().filter(|visit| visit.leave.is_none());
        let since = stay.map(|visit| visit.enter);
        let n_stages = models.n_stages(deal.model);
        let here = age(history, n_stages, as_of).filter(|age| age.stage < n_stages);
        let (Some(stage), Some(since), Some(age)) = (stock.stage, since, here) else {
            self.without_stage += 1;
            return;
        };
        self.open.push(Open {
            id: deal.id,
            account: deal.account,
            model: deal.model,
            stage,
            stock,
            since,
            moved: steps.iter().map(|step| step.day).take_while(|day| *day <= as_of).last(),
            age,
            expected: expected(steps, as_of).last(),
            pushes: pushes(expected(steps, as_of)),
        });
    }

    /// Adds what other deals gave, which come behind these.
    pub fn merge(&mut self, other: &Self) {
        self.open.extend_from_slice(&other.open);
        self.without_stage += other.without_stage;
    }

    /// The open deals with everything that is known of them, and what all deals taught by the day.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn finish(&self, db: &Db, directory: &Directory, taught: &Taught) -> Result<StuckDeals> {
        let Ask { as_of, today, .. } = self.ask;
        let around = Around::load(db, &self.open, as_of, today)?;
        let mut limits = Limits::new(directory, taught);
        let mut decisions = said::decisions(db, today)?;
        let deals = self.open.iter().map(|open| {
            let limit = limits.of(open);
            let decisions = decisions.remove(&open.id).unwrap_or_default();
            let chance = taught.chance(open.spot(), open.age.visit_days);
            let mut deal = OpenDeal {
                id: open.id,
                stage: open.stage,
                owner: open.stock.owner,
                amount: open.stock.amount,
                since: open.since,
                visit_days: open.age.visit_days,
                total_days: open.age.total_days,
                limit,
                chance,
                expected: open.expected,
                pushes: open.pushes,
                contacts: around.contacts_of(open.account),
                touched: around.contacted_on(open.account).max(open.moved),
                next_step: around.next_steps.get(&open.id).cloned(),
                has_next_step: around.steps_kept.then(|| around.next_steps.contains_key(&open.id)),
                decided: decisions.last().is_some_and(|said| stands(said, open.since, today)),
                decisions,
                marks: vec![],
            };
            if deal.stuck() {
                deal.marks = marks(&deal, as_of);
            }
            deal
        });
        Ok(StuckDeals { deals: deals.collect(), without_stage: self.without_stage })
    }
}

/// The open deals of a scope.
///
/// # Errors
/// Whatever the database reports.
pub fn stuck_deals(db: &Db, directory: &Directory, ask: Ask) -> Result<StuckDeals> {
    let (count, taught) = count(db, directory, ask, |_| true)?;
    count.finish(db, directory, &taught)
}

/// How long a deal has been in its stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stay {
    /// All its calendar days there.
    pub days: u32,
    /// Whether they are more than its limit.
    pub stuck: bool,
}

/// How long some of the open deals of a scope have been in their stages: as [`stuck_deals`] says, without what
/// else is known of them.
///
/// # Errors
/// Whatever the database reports.
pub fn stays(
    db: &Db,
    directory: &Directory,
    ask: Ask,
    among: &BTreeSet<OpportunityId>,
) -> Result<BTreeMap<OpportunityId, Stay>> {
    let (count, taught) = count(db, directory, ask, |deal| among.contains(&deal))?;
    let mut limits = Limits::new(directory, &taught);
    let stay = |open: &Open| {
        let days = open.age.total_days;
        (open.id, Stay { days, stuck: beyond(limits.of(open), days) })
    };
    Ok(count.open.iter().map(stay).collect())
}

/// Counts open deals of a scope; with what all deals taught.
fn count(
    db: &Db,
    directory: &Directory,
    ask: Ask,
    wanted: impl Fn(OpportunityId) -> bool,
) -> Result<(StuckCount, Rc<Taught>)> {
    let models = Models::new(directory);
    let as_of = ask.as_of;
    let mut count = StuckCount::new(ask);
    let mut events = vec![];
    opportunities::each_open(db, as_of, |deal, steps| {
        if wanted(deal.id) {
            count.add(&models, &models.seen(deal, steps, as_of, &mut events));
        }
        Ok(())
    })?;
    Ok((count, Taught::by(db, &models, as_of)?))
}

/// Whether days in a stage are more than its limit.
fn beyond(limit: Option<StuckLimit>, days: u32) -> bool {
    limit.is_some_and(|limit| limit.stuck(days))
}

/// The limits of stages, each worked out once.
struct Limits<'a> {
    directory: &'a Directory,
    taught: &'a Taught,
    known: BTreeMap<(Spot, StageId), Option<StuckLimit>>,
}

impl<'a> Limits<'a> {
    const fn new(directory: &'a Directory, taught: &'a Taught) -> Self {
        Self { directory, taught, known: BTreeMap::new() }
    }

    /// That of the stage in which a deal stands.
    fn of(&mut self, open: &Open) -> Option<StuckLimit> {
        let stage = self.directory.stages.get(&open.stage);
        let known = self.known.entry((open.spot(), open.stage));
        *known.or_insert_with(|| self.taught.limit(open.spot(), stage))
    }
}

/// The days on which a deal was expected to be signed, oldest first.
fn expected(steps: &[Step], as_of: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    steps.iter().take_while(move |step| step.day <= as_of).filter_map(|step| step.expected)
}

/// Whether a decision still stands for a deal that came to its stage on a day.
fn stands(said: &DealDecision, since: NaiveDate, today: NaiveDate) -> bool {
    since <= said.on_day
        && said.decision.stands(said.until, today)
        && said.until.is_none_or(|until| today < until)
}

/// What speaks against a stuck deal.
fn marks(deal: &OpenDeal, as_of: NaiveDate) -> Vec<Mark> {
    let facts = Facts {
        next_step: deal.has_next_step,
        pushes: deal.pushes,
        contacts: deal.contacts,
        quiet_days: deal.touched.map(|day| days_between(day, as_of)),
        // No days between contacts are agreed for customers.
        cadence_days: None,
    };
    let mut found: Vec<Mark> = signs(&facts)
        .iter()
        .filter_map(|sign| match sign {
            Sign::Pushed(_) => Some(Mark::Pushed),
            Sign::NoNextStep => Some(Mark::NoNextStep),
            Sign::FewContacts(_) => Some(Mark::FewContacts),
            Sign::Quiet { .. } => None,
        })
        .collect();
    if deal.overdue(as_of) {
        found.push(Mark::Overdue);
    }
    if found.is_empty() {
        found.push(Mark::LongStay);
    }
    found.sort_unstable();
    found
}

/// What other tables say of the open deals.
struct Around {
    /// How many contacts each customer has; empty where none are kept.
    contacts: BTreeMap<AccountId, u32>,
    contacted: BTreeMap<AccountId, NaiveDate>,
    next_steps: BTreeMap<OpportunityId, NextStep>,
    /// Whether a next step was ever recorded.
    steps_kept: bool,
}

const CONTACTS: &str =
    "SELECT account_id, COUNT(*) FROM contact GROUP BY account_id ORDER BY account_id";
const CONTACTED: &str = "SELECT account_id, MAX(on_day) FROM activity WHERE account_id IS NOT NULL AND on_day <= $1 GROUP BY account_id ORDER BY account_id";

impl Around {
    fn load(db: &Db, open: &[Open], as_of: NaiveDate, today: NaiveDate) -> Result<Self> {
        let mut around = Self {
            contacts: BTreeMap::new(),
            contacted: BTreeMap::new(),
            next_steps: BTreeMap::new(),
            steps_kept: false,
        };
        if open.is_empty() {
            return Ok(around);
        }
        db.read(CONTACTS, &[], |row| {
            let n: i64 = row.get(1)?;
            around.contacts.insert(row.get(0)?, u32::try_from(n).unwrap_or(u32::MAX));
            Ok(())
        })?;
        db.read(CONTACTED, &[as_of.into()], |row| {
            around.contacted.insert(row.get(0)?, row.get(1)?);
            Ok(())
        })?;
        for (deal, steps) in said::next_steps(db, today)? {
            around.steps_kept = true;
            let newest = steps.into_iter().rfind(|step| said::still_open(step, today));
            around.next_steps.extend(newest.map(|step| (deal, step)));
        }
        Ok(around)
    }

    /// How many people are known at a customer's.
    fn contacts_of(&self, account: Option<AccountId>) -> Option<u32> {
        let account = account?;
        let kept = !self.contacts.is_empty();
        kept.then(|| self.contacts.get(&account).copied().unwrap_or_default())
    }

    /// The last day on which a customer was contacted.
    fn contacted_on(&self, account: Option<AccountId>) -> Option<NaiveDate> {
        account.and_then(|account| self.contacted.get(&account)).copied()
    }
}

#[cfg(test)]
mod tests;
