//! Reading opportunities in streams: screens and metrics fold them, nothing holds them all.
//!
//! # What a person said since the newest report
//! Nothing is known past the newest report, and nothing grows older until another one comes. That a person
//! gave a deal up is known at once all the same, on every page and in every figure. One rule for all of
//! them, as of the newest report or of a later day:
//!
//! - It is open no more: its steps stand on the day of the newest report until one of its own day or a
//!   later one has come, and so it leaves the stock, the funnel's stays and the time machine there.
//! - It is lost, in the period that holds its own day ([`Deal::closed_by`]): a period that was over by then
//!   never hears of it. That day, and the moves, are kept as they were said.
//!
//! As of a day before the newest report it is open, as it was.

use std::collections::BTreeMap;
use std::rc::Rc;

use chrono::NaiveDate;

use crate::domain::handover::Credit;
use crate::domain::ids::*;
use crate::error::Result;
use crate::store::Record as _;
use crate::store::book::{self, Each, Pages, Report, Want};
use crate::store::db::Db;
use crate::store::passings::Credits;
use crate::store::records::{Move, Opportunity, Place, Status};
use crate::store::rollup::Merge;

/// What metrics need of a deal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deal {
    /// The key.
    pub id: OpportunityId,
    /// The person responsible.
    pub owner: Option<PersonId>,
    /// The stage model.
    pub model: StageModelId,
    /// How it stands.
    pub status: Status,
    /// The stage while open.
    pub stage: Option<StageId>,
    /// The amount in fen, if known.
    pub amount: Option<i64>,
    /// The day it began, if known.
    pub created: Option<NaiveDate>,
    /// The day it was won or lost, if known.
    pub closed: Option<NaiveDate>,
    /// The report that first named it.
    pub first_seen: NaiveDate,
    /// The customer, if known.
    pub account: Option<AccountId>,
    /// The product, if known.
    pub product: Option<ProductId>,
    /// The day it is expected to be signed, if known.
    pub expected: Option<NaiveDate>,
    /// The newest report that names it.
    pub reported: NaiveDate,
    /// What handovers agreed on the credit for it, in the order of days.
    pub credits: Vec<Credit>,
    /// Whose it was and who is nowhere any more on the day of signing, with the day that tells where
    /// their share belongs; only of deals that passed.
    pub gone: Vec<(PersonId, NaiveDate)>,
    /// The newest report, where a person gave it up on a later day.
    pub given_up_since: Option<NaiveDate>,
}

impl Deal {
    /// The day it was won or lost, where that is known on a day. What a person said since the newest report
    /// is known as of that report.
    pub fn closed_by(&self, day: NaiveDate) -> Option<NaiveDate> {
        self.closed.filter(|closed| self.given_up_since.unwrap_or(*closed) <= day)
    }

    /// The day by which the share of somebody who is credited with it is placed: that of signing, or
    /// for those who had left by then the last one before it passed on. So the shares add up over
    /// teams too. `None` where the day of signing is unknown.
    pub fn placed(&self, person: Option<PersonId>) -> Option<NaiveDate> {
        let gone = self.gone.iter().find(|(gone, _)| Some(*gone) == person);
        gone.map(|(_, day)| *day).or(self.closed)
    }
}

/// One change of a deal's place or amount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The day.
    pub day: NaiveDate,
    /// The new place, when the place changed.
    pub place: Option<Place>,
    /// The new amount, when the amount changed.
    pub amount: Option<i64>,
    /// The new owner, when the owner changed.
    pub owner: Option<PersonId>,
    /// The new expected day, when it changed.
    pub expected: Option<NaiveDate>,
}

/// From which day a step was known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    /// From this day on under the day that it has: the report that told it or gave it that day, or its own
    /// day where no report did.
    pub from: NaiveDate,
    /// Where a later report gave it that day: the day it had before, and from when it was known under that.
    pub before: Option<(NaiveDate, NaiveDate)>,
}

impl Told {
    /// The day that a step was known to have on a day, given the one it has now; `None` before it was known.
    pub fn day(&self, now: NaiveDate, on: NaiveDate) -> Option<NaiveDate> {
        if self.from <= on {
            return Some(now);
        }
        self.before.filter(|(_, from)| *from <= on).map(|(day, _)| day)
    }

    /// As a step is known that stands on the newest report though it was said later.
    fn by(&mut self, newest: NaiveDate) {
        self.from = self.from.min(newest);
        self.before = self.before.map(|(day, from)| (day.min(newest), from.min(newest)));
    }
}

/// An open deal that the newest reports do not name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unnamed {
    /// The key.
    pub id: OpportunityId,
    /// The sender's number.
    pub number: Option<String>,
    /// The name.
    pub name: String,
    /// The person responsible.
    pub owner: PersonId,
    /// The newest report that named it.
    pub last_reported: NaiveDate,
}

const BY_NUMBER: &str = "SELECT id, number, name, account_id, product_id, owner_id, model_id, status, stage_id, amount, probability, expected_close, created_on, closed_on, first_seen, last_reported, note, archived, extra FROM opportunity WHERE number = $1";
const BY_NAME: &str = "SELECT id, number, name, account_id, product_id, owner_id, model_id, status, stage_id, amount, probability, expected_close, created_on, closed_on, first_seen, last_reported, note, archived, extra FROM opportunity WHERE name = $1 ORDER BY id";
const ANY: &str = "SELECT COUNT(*) FROM opportunity";
const MOVES: &str = "SELECT id, opportunity_id, on_day, day_basis, place_before, place_after, amount_before, amount_after, close_before, close_after, owner_before, owner_after, by_name, batch_id, first_day, redated_on FROM move WHERE opportunity_id = $1 ORDER BY id";
const OPEN_OF: &str = "SELECT id, number, name, account_id, product_id, owner_id, model_id, status, stage_id, amount, probability, expected_close, created_on, closed_on, first_seen, last_reported, note, archived, extra FROM opportunity WHERE owner_id = $1 AND status = 'open' AND archived = 0 ORDER BY id";
const OPEN_COUNTS: &str = "SELECT owner_id, COUNT(*) FROM opportunity WHERE status = 'open' AND archived = 0 GROUP BY owner_id ORDER BY owner_id";
const UNNAMED: &str = "SELECT id, number, name, owner_id, last_reported FROM opportunity WHERE status = 'open' AND archived = 0 AND owner_id IS NOT NULL AND last_reported < $1 ORDER BY id";
const LAST_DAY: &str = "SELECT MAX(last_reported) FROM opportunity";
const GIVEN_UP: &str = "SELECT a.opportunity_id, (SELECT MAX(m.on_day) FROM move m WHERE m.opportunity_id = a.opportunity_id AND m.on_day > $1 AND m.place_after = 'lost' AND m.batch_id IS NULL) FROM deal_answer a WHERE a.batch_id IS NULL AND a.report_date > $1 ORDER BY a.id";
const LAST_DAY_BY_OWNER: &str = "SELECT owner_id, MAX(last_reported) FROM opportunity WHERE owner_id IS NOT NULL GROUP BY owner_id ORDER BY owner_id";

/// Hands over every deal.
///
/// # Errors
/// Whatever the database or `each` reports.
pub fn each(db: &Db, mut each: impl FnMut(&Deal) -> Result<()>) -> Result<()> {
    pass(db, &GivenUp::load(db)?, Want::default(), &mut |pages| each(&pages.deal))
}

/// Hands over the deals won or lost between two days, both included; where the last one is the newest report
/// or later, also those that a person gave up since, whatever their day.
///
/// # Errors
/// Whatever the database or `each` reports.
pub fn each_closed(
    db: &Db,
    first: NaiveDate,
    last: NaiveDate,
    mut each: impl FnMut(&Deal) -> Result<()>,
) -> Result<()> {
    let given_up = GivenUp::load(db)?;
    let until = given_up.last().map_or(last, |day| day.max(last));
    let want = Want { closed: Some((first, until)), ..Want::default() };
    pass(db, &given_up, want, &mut |pages| {
        if pages.deal.closed_by(last).is_some() { each(&pages.deal) } else { Ok(()) }
    })
}

/// Hands over every deal with its steps in the order of days.
///
/// # Errors
/// Whatever the database or `each` reports.
pub fn each_with_steps(db: &Db, mut each: impl FnMut(&Deal, &[Step]) -> Result<()>) -> Result<()> {
    let want = Want { steps: true, ..Want::default() };
    pass(db, &GivenUp::load(db)?, want, &mut |pages| {
        place_words(pages, &mut []);
        each(&pages.deal, &pages.steps)
    })
}

/// Hands over every deal that was open on a day, with its steps in the order of days; some that were not may be
/// among them.
///
/// # Errors
/// Whatever the database or `each` reports.
pub fn each_open(
    db: &Db,
    day: NaiveDate,
    mut each: impl FnMut(&Deal, &[Step]) -> Result<()>,
) -> Result<()> {
    // What a person gave up since the newest report had ended by then, which is earlier than its move says.
    let want = Want { steps: true, open: Some(day), ..Want::default() };
    pass(db, &GivenUp::load(db)?, want, &mut |pages| {
        place_words(pages, &mut []);
        each(&pages.deal, &pages.steps)
    })
}

/// Hands over the deals that stand so, without credits and what was given up, where they are kept in memory; `false`
/// where they are not, and the file has to be asked.
///
/// # Errors
/// Whatever the database reports.
pub fn each_kept(db: &Db, status: Status, mut each: impl FnMut(&Deal)) -> Result<bool> {
    let want = Want { status: Some(status), ..Want::default() };
    book::each_kept(db, want, &mut |pages| {
        each(&pages.deal);
        Ok(())
    })
}

/// The sum over every deal with its steps in the order of days, which is kept until one of them changes or
/// another question is asked ([`crate::store::rollup`]). Credits are not handed over.
///
/// # Errors
/// Whatever the database reports.
pub fn sum<K: PartialEq + 'static, S: Merge + 'static>(
    db: &Db,
    asked: K,
    empty: impl Fn() -> S,
    mut add: impl FnMut(&mut S, &Deal, &[Step]),
) -> Result<Rc<S>> {
    let given_up = GivenUp::load(db)?;
    let want = Want { steps: true, ..Want::default() };
    book::sum(db, ((asked, given_up.clone()), want), &empty, &mut |sum, pages| {
        pages.deal.given_up_since = given_up.since(pages.deal.id);
        place_words(pages, &mut []);
        add(sum, &pages.deal, &pages.steps);
        Ok(())
    })
}

/// As [`fn@sum`], with when each step was known.
///
/// # Errors
/// Whatever the database reports.
pub fn sum_with_reports<K: PartialEq + 'static, S: Merge + 'static>(
    db: &Db,
    asked: K,
    empty: impl Fn() -> S,
    mut add: impl FnMut(&mut S, &Deal, &[Step], &[Told]),
) -> Result<Rc<S>> {
    let given_up = GivenUp::load(db)?;
    let want = Want { steps: true, reports: true, ..Want::default() };
    let mut known: Vec<Told> = vec![];
    book::sum(db, ((asked, given_up.clone()), want), &empty, &mut |sum, pages| {
        pages.deal.given_up_since = given_up.since(pages.deal.id);
        tell(pages, &mut known);
        add(sum, &pages.deal, &pages.steps, &known);
        Ok(())
    })
}

/// Hands over every deal with its steps in the order of days, and from when each of them was known.
///
/// # Errors
/// Whatever the database or `each` reports.
pub fn each_with_reports(
    db: &Db,
    mut each: impl FnMut(&Deal, &[Step], &[Told]) -> Result<()>,
) -> Result<()> {
    let want = Want { steps: true, reports: true, ..Want::default() };
    let mut known: Vec<Told> = vec![];
    pass(db, &GivenUp::load(db)?, want, &mut |pages| {
        tell(pages, &mut known);
        each(&pages.deal, &pages.steps, &known)
    })
}

/// Whether what is kept of the deals in memory is what the file holds.
///
/// # Errors
/// Whatever the database reports.
pub fn kept_as_filed(db: &Db) -> Result<bool> {
    book::agrees(db)
}

/// One pass over the deals, with the credits that were agreed for those that passed.
fn pass(db: &Db, given_up: &GivenUp, want: Want, each: &mut Each<'_>) -> Result<()> {
    let mut credits = Credits::load(db)?;
    book::each(db, want, &mut |pages| {
        let deal = &mut pages.deal;
        deal.given_up_since = given_up.since(deal.id);
        deal.credits = credits.take(deal.id);
        if let Some(signed) = deal.closed.filter(|_| !deal.credits.is_empty()) {
            deal.gone = credits.gone(&deal.credits, deal.owner, signed);
        }
        each(pages)
    })
}

/// Puts into `known` when each step was known, with what a person said since the newest report on its day.
fn tell(pages: &mut Pages, known: &mut Vec<Told>) {
    known.clear();
    known.extend(pages.steps.iter().zip(&pages.reports).map(|(step, by)| told(*by, step.day)));
    place_words(pages, known);
}

/// Puts what a person said since the newest report on its day, and what came before it before that.
fn place_words(pages: &mut Pages, known: &mut [Told]) {
    let Some(newest) = pages.deal.given_up_since else { return };
    let Some(last) = pages.steps.iter().rposition(|step| newest < step.day) else { return };
    pages.steps.iter_mut().take(last + 1).for_each(|step| step.day = step.day.min(newest));
    known.iter_mut().take(last + 1).for_each(|told| told.by(newest));
}

/// From when a step of a day was known.
fn told(by: Report, day: NaiveDate) -> Told {
    // What is said of a day to come is known from that day on.
    let known = |told: Option<NaiveDate>, day: NaiveDate| told.map_or(day, |told| told.max(day));
    let before = by.redated.and_then(|_| by.first.or(by.told));
    let before = before.map(|first| (first, known(by.told, first)));
    Told { from: known(by.redated.or(by.told), day), before }
}

/// The deals that a person gave up since the newest report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GivenUp {
    newest: Option<NaiveDate>,
    /// Each with the day on which that was.
    deals: BTreeMap<OpportunityId, NaiveDate>,
}

impl GivenUp {
    /// Loads them.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn load(db: &Db) -> Result<Self> {
        let Some(newest) = last_reported(db)? else { return Ok(Self::default()) };
        let mut deals = BTreeMap::new();
        db.read(GIVEN_UP, &[newest.into()], |row| {
            let day: Option<NaiveDate> = row.get(1)?;
            if let Some(day) = day {
                deals.insert(row.get(0)?, day);
            }
            Ok(())
        })?;
        Ok(Self { newest: Some(newest), deals })
    }

    /// The newest report, for one of them.
    pub fn since(&self, deal: OpportunityId) -> Option<NaiveDate> {
        self.newest.filter(|_| self.deals.contains_key(&deal))
    }

    /// The last day on which one was given up.
    pub fn last(&self) -> Option<NaiveDate> {
        self.deals.values().copied().max()
    }

    /// The last day up to one on which one was given up.
    pub fn last_by(&self, day: NaiveDate) -> Option<NaiveDate> {
        self.deals.values().copied().filter(|on| *on <= day).max()
    }
}

/// The deal with the sender's number.
///
/// # Errors
/// Whatever the database reports.
pub fn by_number(db: &Db, number: &str) -> Result<Option<Opportunity>> {
    db.first(BY_NUMBER, &[number.into()], Opportunity::from_row)
}

/// The deals of a name.
///
/// # Errors
/// Whatever the database reports.
pub fn by_name(db: &Db, name: &str) -> Result<Vec<Opportunity>> {
    db.rows(BY_NAME, &[name.into()], Opportunity::from_row)
}

/// The open deals of an owner.
///
/// # Errors
/// Whatever the database reports.
pub fn open_of(db: &Db, owner: PersonId) -> Result<Vec<Opportunity>> {
    db.rows(OPEN_OF, &[owner.into()], Opportunity::from_row)
}

/// How many open deals there are by owner, those of nobody among them.
///
/// # Errors
/// Whatever the database reports.
pub fn open_counts(db: &Db) -> Result<Vec<(Option<PersonId>, i64)>> {
    db.rows(OPEN_COUNTS, &[], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// The moves of a deal in the order of their keys.
///
/// # Errors
/// Whatever the database reports.
pub fn moves_of(db: &Db, deal: OpportunityId) -> Result<Vec<Move>> {
    db.rows(MOVES, &[deal.into()], Move::from_row)
}

/// Hands over the open deals of an owner that no report from a day on names.
///
/// # Errors
/// Whatever the database or `each` reports.
pub fn each_unnamed(
    db: &Db,
    since: NaiveDate,
    mut each: impl FnMut(Unnamed) -> Result<()>,
) -> Result<()> {
    db.read(UNNAMED, &[since.into()], |row| {
        each(Unnamed {
            id: row.get(0)?,
            number: row.get(1)?,
            name: row.get(2)?,
            owner: row.get(3)?,
            last_reported: row.get(4)?,
        })
    })
}

/// How many deals there are, archived ones included.
///
/// # Errors
/// Whatever the database reports.
pub fn count(db: &Db) -> Result<i64> {
    Ok(db.first(ANY, &[], |row| row.get(0))?.unwrap_or_default())
}

/// The newest day that any report speaks of.
///
/// # Errors
/// Whatever the database reports.
pub fn last_reported(db: &Db) -> Result<Option<NaiveDate>> {
    Ok(db.first(LAST_DAY, &[], |row| row.get::<Option<NaiveDate>>(0))?.flatten())
}

/// The newest day on which any report named a deal of each person responsible.
///
/// # Errors
/// Whatever the database reports.
pub fn last_reported_by_owner(db: &Db) -> Result<BTreeMap<PersonId, NaiveDate>> {
    let mut days = BTreeMap::new();
    db.read(LAST_DAY_BY_OWNER, &[], |row| {
        days.insert(row.get(0)?, row.get(1)?);
        Ok(())
    })?;
    Ok(days)
}
