//! 时光机: the open deals of a scope on two days, and what lies between, deal by deal.
//!
//! Both days are replayed from the moves ([`standing`]), in one pass over the deals; what a deal changes is
//! decided by [`crate::domain::funnel::changes`]. A deal belongs to the scope by its owner of the day, so one
//! that goes to another team, or whose owner does, leaves as 转出 and arrives there as 转入.
//!
//! Who pushes is told by the funnel's rule against false marks ([`crate::metrics::bottleneck`]), on the share
//! that was not pushed out.
//!
//! The opening and the closing without a period are the stock of `open_pipeline` on these days.
//!
//! # What was given up since the newest report
//! Pages that are as of the newest report leave such a deal out at once. Here it is closed on the day on which it
//! was given up, and open on the evenings before that, so that a day looked at again is what it was; the last
//! day that can be looked at is therefore not that of the newest report but [`reach`].

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::funnel::changes::{Balance, Effect, Part, Side, State, Sum};
use crate::domain::ids::{OpportunityId, PersonId, StageId};
use crate::domain::period::Period;
use crate::domain::scope::Members;
use crate::domain::stats::rate::{MIN_CASES, Rate};
use crate::error::Result;
use crate::metrics::bottleneck::{Verdict, of_groups};
use crate::metrics::groups::Group;
use crate::metrics::pipeline::{Standing, standing};
use crate::sheets::kinds::Kind;
use crate::store::opportunities::{self, Deal, GivenUp, Step};
use crate::store::records::{Move, Place};
use crate::store::{Db, Record as _};

/// What is asked.
#[derive(Clone, Debug)]
pub struct Ask {
    /// Whose deals.
    pub members: Members,
    /// Deals that are expected to be signed in it; `None` for all open ones.
    pub period: Option<Period>,
    /// The first day, as it was in the evening.
    pub from: NaiveDate,
    /// The last day, as it was in the evening; nothing after it is known.
    pub to: NaiveDate,
}

/// One change of one deal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The deal.
    pub deal: OpportunityId,
    /// What it changes.
    pub effect: Effect,
    /// Whose it is; of a deal that was pushed out or went to somebody else, whose it was.
    pub owner: Option<PersonId>,
    /// How it stood on the first day; `None` when it had not begun.
    pub before: Option<Standing>,
    /// How it stood on the last day.
    pub after: Standing,
    /// The last stage it stood in.
    pub stage: Option<StageId>,
    /// Which of its moves decided that, in the order of [`past`]; `None` when none did, as when its owner
    /// went to another team.
    pub decided_by: Option<usize>,
}

/// How many of somebody's deals were pushed out of the period.
#[derive(Clone, Debug, PartialEq)]
pub struct Pusher {
    /// Who.
    pub person: PersonId,
    /// Pushed out of those of the first day.
    pub rate: Rate,
    /// What is said of the share that was not pushed out: low there is 偏高 here. `None` without others.
    pub verdict: Option<Verdict>,
}

/// The open deals of a scope on two days, and what lies between.
#[derive(Clone, Debug, Default)]
pub struct Waterfall {
    /// The sums.
    pub balance: Balance,
    /// The changes, the largest amount first, unknown ones last.
    pub changes: Vec<Change>,
    /// Open deals of the scope without an expected day on the last day; they are counted in no period.
    pub undated: Sum,
    /// Deals of the first day by owner: pushed out, and all.
    pushes: BTreeMap<PersonId, (u64, u64)>,
}

impl Waterfall {
    /// The share of all deals of the first day that were pushed out; `None` where there were none.
    pub fn pushed(&self) -> Option<Rate> {
        Rate::of(self.balance.part(Part::PushedOut).n, self.balance.opening.n)
    }

    /// Who pushes: the largest share first, those with too few deals last.
    pub fn pushers(&self) -> Vec<Pusher> {
        let stayed = |(person, (pushed, n)): (&PersonId, &(u64, u64))| {
            (Group::Person(*person), (n.saturating_sub(*pushed), *n))
        };
        let counted: BTreeMap<Group, (u64, u64)> = self.pushes.iter().map(stayed).collect();
        let verdicts = of_groups(&counted);
        let mut list: Vec<Pusher> = self
            .pushes
            .iter()
            .filter_map(|(person, (pushed, n))| {
                let verdict = verdicts.get(&Group::Person(*person)).copied();
                Some(Pusher { person: *person, rate: Rate::of(*pushed, *n)?, verdict })
            })
            .collect();
        list.sort_by(|a, b| {
            let few = |pusher: &Pusher| pusher.rate.n < MIN_CASES;
            few(a)
                .cmp(&few(b))
                .then(b.rate.rate.total_cmp(&a.rate.rate))
                .then(b.rate.n.cmp(&a.rate.n))
                .then(a.person.cmp(&b.person))
        });
        list
    }
}

/// Counts while the deals stream by.
pub struct WaterfallCount {
    ask: Ask,
    found: Waterfall,
}

impl WaterfallCount {
    /// Starts counting.
    pub fn new(ask: Ask) -> Self {
        Self { ask, found: Waterfall::default() }
    }

    /// Adds a deal.
    pub fn add(&mut self, deal: &Deal, steps: &[Step]) {
        let Ask { members, period, from, to } = &self.ask;
        let own = on_its_day(deal, steps);
        let steps = own.as_deref().unwrap_or(steps);
        let Some(after) = standing(deal, steps, *to) else { return };
        let before = standing(deal, steps, *from);
        let first = before.map(|standing| side(members, &standing, steps, *from));
        let last = side(members, &after, steps, *to);
        let reopened = within(steps, *from, *to).any(|(_, step)| is_stage(step.place));
        let found = &mut self.found;
        if last.expected.is_none() && last.counts(None) {
            found.undated.add(last.amount);
        }
        let effects = found.balance.add(*period, first.as_ref(), &last, reopened);
        if let Some(owner) = before
            .filter(|_| first.is_some_and(|side| side.counts(*period)))
            .and_then(|standing| standing.owner)
        {
            let (pushed, n) = found.pushes.entry(owner).or_default();
            *n += 1;
            *pushed += u64::from(effects.iter().any(|effect| effect.part == Part::PushedOut));
        }
        for effect in effects {
            let was = before.and_then(|standing| standing.owner);
            let owner = match effect.part {
                Part::TransferredOut | Part::PushedOut => was.or(after.owner),
                _ => after.owner.or(was),
            };
            found.changes.push(Change {
                deal: deal.id,
                effect,
                owner,
                before,
                after,
                stage: last_stage(steps, *to),
                decided_by: decided_by(effect.part, steps, *from, *to),
            });
        }
    }

    /// What was found.
    pub fn finish(mut self) -> Waterfall {
        self.found.changes.sort_by_key(|change| {
            let size = change.effect.amount.map(i64::unsigned_abs);
            (Reverse(size), change.deal, change.effect.part)
        });
        self.found
    }
}

/// The steps of a deal that was given up since the newest report, closed on the day on which that was said;
/// `None` for every other deal.
fn on_its_day(deal: &Deal, steps: &[Step]) -> Option<Vec<Step>> {
    let day = deal.closed.filter(|_| deal.given_up_since.is_some())?;
    let mut own = steps.to_vec();
    let last = own.last_mut().filter(|step| step.place == Some(Place::Lost))?;
    last.day = last.day.max(day);
    Some(own)
}

/// The last day that can be looked at, of what is known up to a day: that one, or where deals were given up
/// since the newest report the last day on which one was, no later than today.
///
/// # Errors
/// Whatever the database reports.
pub fn reach(db: &Db, known: NaiveDate, today: NaiveDate) -> Result<NaiveDate> {
    let given_up = GivenUp::load(db)?.last_by(today);
    Ok(given_up.map_or(known, |day| day.max(known)))
}

/// The open deals of a scope on two days, and what lies between, in one pass over the deals.
///
/// # Errors
/// Whatever the database reports.
pub fn waterfall(db: &Db, ask: Ask) -> Result<Waterfall> {
    let mut count = WaterfallCount::new(ask);
    opportunities::each_with_steps(db, |deal, steps| {
        count.add(deal, steps);
        Ok(())
    })?;
    Ok(count.finish())
}

/// How a deal stood, as the changes look at it.
fn side(members: &Members, standing: &Standing, steps: &[Step], day: NaiveDate) -> Side {
    let (state, on) = match standing.place {
        Some(Place::Won) => (State::Won, standing.placed_on),
        Some(Place::Lost) => (State::Lost, standing.placed_on),
        Some(Place::Stage(_)) | None => (State::Open, Some(day)),
    };
    Side {
        state,
        named: steps.first().is_some_and(|step| step.day <= day),
        amount: standing.amount,
        expected: standing.expected,
        ours: members.include(standing.owner, on),
    }
}

const fn is_stage(place: Option<Place>) -> bool {
    matches!(place, Some(Place::Stage(_)))
}

/// The moves between two days, with their place among all.
fn within(
    steps: &[Step],
    from: NaiveDate,
    to: NaiveDate,
) -> impl DoubleEndedIterator<Item = (usize, &Step)> {
    steps.iter().enumerate().filter(move |(_, step)| from < step.day && step.day <= to)
}

fn last_stage(steps: &[Step], to: NaiveDate) -> Option<StageId> {
    let known = steps.iter().take_while(|step| step.day <= to);
    known
        .filter_map(|step| match step.place {
            Some(Place::Stage(stage)) => Some(stage),
            _ => None,
        })
        .last()
}

/// The move that decided a part: the last one between the days that says such a thing.
fn decided_by(part: Part, steps: &[Step], from: NaiveDate, to: NaiveDate) -> Option<usize> {
    let last = |says: &dyn Fn(&Step) -> bool| {
        within(steps, from, to).rev().find(|(_, step)| says(step)).map(|(at, _)| at)
    };
    match part {
        Part::New => within(steps, from, to).next().map(|(at, _)| at),
        Part::Back => reopened_by(steps, from, to),
        Part::PulledIn | Part::RedatedIn | Part::PushedOut | Part::RedatedOut => {
            last(&|step| step.expected.is_some())
        }
        Part::Grown | Part::Shrunk => last(&|step| step.amount.is_some()),
        Part::TransferredIn | Part::TransferredOut => last(&|step| step.owner.is_some()),
        Part::Won => last(&|step| step.place == Some(Place::Won)),
        Part::Lost => last(&|step| step.place == Some(Place::Lost)),
    }
}

/// The last move from a closed place into a stage.
fn reopened_by(steps: &[Step], from: NaiveDate, to: NaiveDate) -> Option<usize> {
    let (mut closed, mut found) = (false, None);
    for (at, step) in steps.iter().enumerate().take_while(|(_, step)| step.day <= to) {
        if closed && is_stage(step.place) && step.day > from {
            found = Some(at);
        }
        closed = step.place.map_or(closed, |place| !is_stage(Some(place)));
    }
    found
}

/// The two days that are compared where nobody chose any: from the evening before the period began to its end,
/// or to what is known. Of a period that has not begun, and of none, the quarter's beginning counts.
pub fn usual_days(period: Option<Period>, known: NaiveDate) -> (NaiveDate, NaiveDate) {
    let begun = period.filter(|period| period.first_day() <= known);
    let period = begun.unwrap_or_else(|| Period::quarter_of(known));
    (evening_before(period), period.last_day().min(known))
}

/// The evening before a period begins.
pub fn evening_before(period: Period) -> NaiveDate {
    let first = period.first_day();
    first.pred_opt().unwrap_or(first)
}

const REPORT_DAYS: &str = "SELECT DISTINCT report_date FROM batch WHERE kind = $1 AND taken_back = 0 AND report_date <= $2 ORDER BY report_date";
const PAST: &str = "SELECT m.id, m.opportunity_id, m.on_day, m.day_basis, m.place_before, m.place_after, m.amount_before, m.amount_after, m.close_before, m.close_after, m.owner_before, m.owner_after, m.by_name, m.batch_id, m.first_day, m.redated_on, b.file_name FROM move m LEFT JOIN batch b ON b.id = m.batch_id WHERE m.opportunity_id = $1 ORDER BY m.on_day, m.id";
const NAMED: &str = "SELECT o.number, o.name, a.name FROM opportunity o LEFT JOIN account a ON a.id = o.account_id WHERE o.id = $1";

/// The days that reports of deals speak of, up to one, in order; those of imports that were taken back are
/// left out.
///
/// # Errors
/// Whatever the database reports.
pub fn report_days(db: &Db, until: NaiveDate) -> Result<Vec<NaiveDate>> {
    db.rows(REPORT_DAYS, &[Kind::Opportunities.word().into(), until.into()], |row| row.get(0))
}

/// A move, and the file that told of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The move.
    pub moved: Move,
    /// The file's name; `None` when no import told of it.
    pub file: Option<String>,
}

impl Told {
    /// The file that told of it, or who recorded it; `None` when neither is known.
    pub fn source(&self) -> Option<&str> {
        let by = Some(self.moved.by_name.as_str()).filter(|by| !by.is_empty());
        self.file.as_deref().or(by)
    }
}

/// The moves of a deal in the order in which they are replayed.
///
/// # Errors
/// Whatever the database reports.
pub fn past(db: &Db, deal: OpportunityId) -> Result<Vec<Told>> {
    db.rows(PAST, &[deal.into()], |row| {
        Ok(Told { moved: Move::from_row(row)?, file: row.get(16)? })
    })
}

/// How a deal is called.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// The sender's number.
    pub number: Option<String>,
    /// The name.
    pub name: String,
    /// The customer; empty when unknown.
    pub account: String,
}

/// How a deal is called.
///
/// # Errors
/// Whatever the database reports.
pub fn named(db: &Db, deal: OpportunityId) -> Result<Named> {
    let found = db.first(NAMED, &[deal.into()], |row| {
        let account = row.get::<Option<String>>(2)?.unwrap_or_default();
        Ok(Named { number: row.get(0)?, name: row.get(1)?, account })
    })?;
    Ok(found.unwrap_or_default())
}

/// The key of a part's name.
pub fn part_key(part: Part) -> String {
    format!("waterfall-part-{}", part.word().replace('_', "-"))
}

/// The word by which names of parts select the kind of period: 提前进季, 提前进月.
pub const fn kind_word(period: Option<Period>) -> &'static str {
    match period {
        Some(Period::Year(_)) => "year",
        Some(Period::Month(..)) => "month",
        Some(Period::Week(..)) => "week",
        Some(Period::Quarter(..)) | None => "quarter",
    }
}

#[cfg(test)]
mod tests;
