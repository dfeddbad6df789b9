//! The deals and their moves in memory, as they stand in the file.
//!
//! Every figure of deals is one pass over all of them, and most of what a pass costs is reading rows. So
//! what one pass reads is kept, packed to about 280 megabytes for a million deals with five million moves,
//! and the next pass runs over that. It is a copy and nothing more: it is made when it is first
//! asked for, never written, and a pass over it gives what the statements would (a test compares both).
//!
//! # When a row changes
//! The waist notes the deal of every row of a deal or a move that it writes; before the next pass these deals
//! alone are read again. Inside a transaction nothing is kept, since it may be rolled back: a pass there
//! reads the file.
//!
//! Credits for deals that passed, and what people gave up since the newest report, are few and follow from
//! other tables too: they are not kept here but laid over the deals in each pass.

mod rows;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use chrono::NaiveDate;

use crate::domain::ids::*;
use crate::error::{Error, Result};
use crate::store::db::Db;
use crate::store::opportunities::{Deal, Step};
use crate::store::records::{Place, Status};
use crate::store::rollup::{Merge, Parts, Rollups, part_of};

/// Where more deals than these changed, and more than one in [`SHARE`], all are read anew.
const FEW: usize = 1_000;
const SHARE: usize = 8;

/// Where more deals than this came or went in between, all are read anew.
const SHIFTS: usize = 64;

/// An amount that is not known.
const UNKNOWN: i64 = i64::MIN;

/// A deal as the file holds it, without its moves.
#[derive(Clone, Debug)]
struct Entry {
    id: i64,
    amount: i64,
    owner: u32,
    model: u32,
    stage: u32,
    account: u32,
    product: u32,
    created: Option<NaiveDate>,
    expected: Option<NaiveDate>,
    closed: Option<NaiveDate>,
    first_seen: NaiveDate,
    reported: NaiveDate,
    /// Where its moves begin, and how many there are.
    moves: (u32, u32),
    status: Status,
    /// The day of the move that ended it, where the last move did; it is not open from that day on.
    ended: Option<NaiveDate>,
}

/// A move as the file holds it.
#[derive(Clone, Debug)]
struct Packed {
    amount: i64,
    day: NaiveDate,
    expected: Option<NaiveDate>,
    report: Report,
    place: u32,
    owner: u32,
}

/// Keys and places, each written down once; 0 stands for none.
#[derive(Clone, Debug)]
struct Names<T> {
    all: Vec<T>,
    at: BTreeMap<T, u32>,
}

/// What is read of one deal, without what follows from other tables.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Pages {
    /// The deal.
    pub deal: Deal,
    /// Its steps in the order of days.
    pub steps: Vec<Step>,
    /// Which report told each.
    pub reports: Vec<Report>,
}

/// Which report told a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Report {
    /// Its day; none where no report did.
    pub told: Option<NaiveDate>,
    /// The day that it gave the step, where a later one gave another.
    pub first: Option<NaiveDate>,
    /// The day of that later one.
    pub redated: Option<NaiveDate>,
}

/// What is known of the deals, which of them changed since, and sums over them.
#[derive(Debug, Default)]
pub(super) struct Kept {
    book: Option<Book>,
    changed: BTreeSet<i64>,
    rollups: RefCell<Rollups>,
}

/// All deals and moves.
#[derive(Clone, Debug, Default)]
struct Book {
    deals: Vec<Entry>,
    moves: Vec<Packed>,
    /// How many of the moves belong to no deal any more.
    loose: usize,
    keys: Names<i64>,
    places: Names<Place>,
}

/// What a pass is about.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Want {
    /// Whether the steps are asked for.
    pub steps: bool,
    /// Whether the report that told each step is asked for too.
    pub reports: bool,
    /// Only deals that stand so.
    pub status: Option<Status>,
    /// Only deals that were won or lost between these days, both included.
    pub closed: Option<(NaiveDate, NaiveDate)>,
    /// Only deals that no move had ended for good by this day.
    pub open: Option<NaiveDate>,
}

/// What each deal is handed to; what it holds may be changed by whoever gets it.
pub(super) type Each<'a> = dyn FnMut(&mut Pages) -> Result<()> + 'a;

/// Adds a deal to a sum.
pub(super) type Adds<'a, S> = dyn FnMut(&mut S, &mut Pages) -> Result<()> + 'a;

/// Hands over the deals in the order of their keys.
///
/// # Errors
/// Whatever the database or `each` reports.
pub(super) fn each(db: &Db, want: Want, each: &mut Each<'_>) -> Result<()> {
    if !db.writing() {
        refresh(db)?;
    }
    let kept = db.kept().borrow();
    match &kept.book {
        Some(book) if kept.changed.is_empty() => book.each(db, want, each),
        _ => rows::each(db, None, &mut |pages| {
            let Deal { status, closed, .. } = pages.deal;
            let ended = pages.steps.iter().fold(None, ended);
            if want.keeps(status, closed, ended) { each(pages) } else { Ok(()) }
        }),
    }
}

/// As [`each`], but hands over nothing and is `false` where all deals would have to be read first.
///
/// # Errors
/// Whatever the database or `each` reports.
pub(super) fn each_kept(db: &Db, want: Want, each: &mut Each<'_>) -> Result<bool> {
    let there = !db.writing() && catch_up(db)?;
    if there {
        self::each(db, want, each)?;
    }
    Ok(there)
}

/// The sum over all deals; parts that did not change since the same was asked are not added up again.
///
/// # Errors
/// Whatever the database or `add` reports.
pub(super) fn sum<K: PartialEq + 'static, S: Merge + 'static>(
    db: &Db,
    (asked, want): (K, Want),
    empty: &dyn Fn() -> S,
    add: &mut Adds<'_, S>,
) -> Result<Rc<S>> {
    // What is written in a transaction may be rolled back.
    if db.writing() {
        let mut sum = empty();
        each(db, want, &mut |pages| add(&mut sum, pages))?;
        return Ok(Rc::new(sum));
    }
    refresh(db)?;
    let kept = db.kept().borrow();
    let mut parts: Parts<K, S> = kept.rollups.borrow_mut().take(asked);
    let total = match (&parts.total, &kept.book) {
        (Some(total), _) => Ok(Rc::clone(total)),
        (None, Some(book)) => book.fill(db, want, (&mut parts.sums, empty), add).map(|()| {
            let mut total = empty();
            parts.sums.values().for_each(|part| total.merge(part));
            Rc::new(total)
        }),
        (None, None) => Ok(Rc::new(empty())),
    };
    // Also where it was broken off: the parts that are done stay.
    parts.total = total.as_ref().ok().cloned();
    kept.rollups.borrow_mut().keep(parts);
    total
}

/// Whether a pass over the copy gives what the file gives.
///
/// # Errors
/// Whatever the database reports.
pub(super) fn agrees(db: &Db) -> Result<bool> {
    let mut copied = vec![];
    each(db, Want { steps: true, reports: true, ..Want::default() }, &mut |pages| {
        copied.push(pages.clone());
        Ok(())
    })?;
    let (mut rest, mut same) = (copied.iter(), true);
    rows::each(db, None, &mut |pages| {
        same &= rest.next() == Some(pages);
        Ok(())
    })?;
    Ok(same && rest.next().is_none())
}

/// Brings the copy up to what the file holds.
fn refresh(db: &Db) -> Result<()> {
    if catch_up(db)? { Ok(()) } else { read_all(db) }
}

/// As [`refresh`], but `false` where all deals would have to be read.
fn catch_up(db: &Db) -> Result<bool> {
    let changed: Vec<i64> = {
        let kept = db.kept().borrow();
        match &kept.book {
            Some(_) if kept.changed.is_empty() => return Ok(true),
            Some(book) if kept.changed.len() < FEW.max(book.deals.len() / SHARE) => {
                kept.changed.iter().copied().collect()
            }
            _ => return Ok(false),
        }
    };
    // Read first: what was noted stays noted until all of it has been read.
    let mut now = vec![];
    for id in changed {
        let mut found = None;
        rows::each(db, Some(id), &mut |pages| {
            found = Some(std::mem::take(pages));
            Ok(())
        })?;
        now.push((id, found));
    }
    let mut kept = db.kept().borrow_mut();
    let Kept { book: Some(book), changed, rollups } = &mut *kept else { return Ok(false) };
    if now.iter().filter(|(id, told)| book.shifts(*id, told.is_some())).count() > SHIFTS {
        *kept = Kept::default();
        return Ok(false);
    }
    for (id, told) in &now {
        book.put(*id, told.as_ref())?;
        rollups.get_mut().forget(*id);
    }
    book.shrink();
    changed.clear();
    Ok(true)
}

fn read_all(db: &Db) -> Result<()> {
    let mut book = Book::default();
    let mut deals = vec![];
    rows::deals(db, |deal| {
        deals.push(book.pack(deal)?);
        Ok(())
    })?;
    // Both stand in the order of the deals; there are moves of deals that are archived.
    let mut rest = deals.iter_mut().peekable();
    rows::moves(db, |deal, step, report| {
        while rest.next_if(|entry| entry.id < deal.0).is_some() {}
        match rest.peek_mut().filter(|entry| entry.id == deal.0) {
            Some(entry) => book.pack_move(entry, step, report),
            None => Ok(()),
        }
    })?;
    deals.shrink_to_fit();
    book.deals = deals;
    book.moves.shrink_to_fit();
    *db.kept().borrow_mut() = Kept { book: Some(book), ..Kept::default() };
    Ok(())
}

/// The day of the move that ended a deal once a further step is known; none where it is open after it.
fn ended(before: Option<NaiveDate>, step: &Step) -> Option<NaiveDate> {
    match step.place {
        None => before,
        Some(Place::Stage(_)) => None,
        Some(Place::Won | Place::Lost) => Some(step.day),
    }
}

impl Default for Pages {
    fn default() -> Self {
        let nothing = Deal {
            id: OpportunityId(0),
            owner: None,
            model: StageModelId(0),
            status: Status::Open,
            stage: None,
            amount: None,
            created: None,
            closed: None,
            first_seen: NaiveDate::MIN,
            account: None,
            product: None,
            expected: None,
            reported: NaiveDate::MIN,
            credits: vec![],
            gone: vec![],
            given_up_since: None,
        };
        Self { deal: nothing, steps: vec![], reports: vec![] }
    }
}

impl<T> Default for Names<T> {
    fn default() -> Self {
        Self { all: vec![], at: BTreeMap::new() }
    }
}

impl<T: Copy + Ord> Names<T> {
    fn get(&self, number: u32) -> Option<T> {
        let at = number.checked_sub(1)? as usize;
        self.all.get(at).copied()
    }

    fn number(&mut self, name: Option<T>) -> Result<u32> {
        let Some(name) = name else { return Ok(0) };
        if let Some(number) = self.at.get(&name) {
            return Ok(*number);
        }
        self.all.push(name);
        let number = small(self.all.len())?;
        self.at.insert(name, number);
        Ok(number)
    }
}

/// An amount that may be unknown.
const fn known(amount: i64) -> Option<i64> {
    if amount == UNKNOWN { None } else { Some(amount) }
}

fn small(n: usize) -> Result<u32> {
    u32::try_from(n).map_err(|_| Error::new("error-internal").detail("too many moves"))
}

impl Kept {
    /// Notes that a row was written; `deal` gives that of a move, where it is known. While nothing is kept,
    /// nothing needs to be noted: the next pass reads all.
    pub fn note(&mut self, table: &str, row: i64, deal: impl FnOnce() -> Option<i64>) {
        if self.book.is_none() {
            return;
        }
        let changed = match table {
            "opportunity" => Some(row),
            "move" => deal(),
            _ => return,
        };
        match changed {
            Some(deal) => {
                self.changed.insert(deal);
            }
            None => *self = Self::default(),
        }
    }
}

impl Want {
    fn keeps(self, status: Status, closed: Option<NaiveDate>, ended: Option<NaiveDate>) -> bool {
        let within = |(first, last)| closed.is_some_and(|day| first <= day && day <= last);
        self.status.is_none_or(|wanted| wanted == status)
            && self.closed.is_none_or(within)
            && self.open.is_none_or(|day| ended.is_none_or(|ended| day < ended))
    }
}

impl Book {
    fn each(&self, db: &Db, want: Want, each: &mut Each<'_>) -> Result<()> {
        self.each_of(db, &self.deals, want, each)
    }

    /// Hands over some of the deals.
    fn each_of(&self, db: &Db, deals: &[Entry], want: Want, each: &mut Each<'_>) -> Result<()> {
        let mut pages = Pages::default();
        for (at, entry) in deals.iter().enumerate() {
            if at % 4096 == 0 {
                db.go_on()?;
            }
            if !want.keeps(entry.status, entry.closed, entry.ended) {
                continue;
            }
            self.unpack(entry, want, &mut pages);
            each(&mut pages)?;
        }
        Ok(())
    }

    /// Adds up the parts that are not there.
    fn fill<S>(
        &self,
        db: &Db,
        want: Want,
        (sums, empty): (&mut BTreeMap<i64, S>, &dyn Fn() -> S),
        add: &mut Adds<'_, S>,
    ) -> Result<()> {
        let parts = self.deals.chunk_by(|one, next| part_of(one.id) == part_of(next.id));
        for deals in parts {
            let Some(part) = deals.first().map(|entry| part_of(entry.id)) else { continue };
            if sums.contains_key(&part) {
                continue;
            }
            let mut sum = empty();
            self.each_of(db, deals, want, &mut |pages| add(&mut sum, pages))?;
            sums.insert(part, sum);
        }
        Ok(())
    }

    fn unpack(&self, entry: &Entry, want: Want, pages: &mut Pages) {
        pages.deal = Deal {
            id: OpportunityId(entry.id),
            owner: self.keys.get(entry.owner).map(PersonId),
            model: StageModelId(self.keys.get(entry.model).unwrap_or_default()),
            status: entry.status,
            stage: self.keys.get(entry.stage).map(StageId),
            amount: known(entry.amount),
            created: entry.created,
            closed: entry.closed,
            first_seen: entry.first_seen,
            account: self.keys.get(entry.account).map(AccountId),
            product: self.keys.get(entry.product).map(ProductId),
            expected: entry.expected,
            reported: entry.reported,
            credits: vec![],
            gone: vec![],
            given_up_since: None,
        };
        pages.steps.clear();
        pages.reports.clear();
        if want.steps {
            let moves = self.moves_of(entry);
            pages.steps.extend(moves.iter().map(|packed| Step {
                day: packed.day,
                place: self.places.get(packed.place),
                amount: known(packed.amount),
                owner: self.keys.get(packed.owner).map(PersonId),
                expected: packed.expected,
            }));
            if want.reports {
                pages.reports.extend(moves.iter().map(|packed| packed.report));
            }
        }
    }

    fn moves_of(&self, entry: &Entry) -> &[Packed] {
        let (first, n) = (entry.moves.0 as usize, entry.moves.1 as usize);
        self.moves.get(first..first + n).unwrap_or_default()
    }

    /// Packs a deal, without its moves.
    fn pack(&mut self, deal: &Deal) -> Result<Entry> {
        Ok(Entry {
            id: deal.id.0,
            amount: deal.amount.unwrap_or(UNKNOWN),
            owner: self.keys.number(deal.owner.map(|owner| owner.0))?,
            model: self.keys.number(Some(deal.model.0))?,
            stage: self.keys.number(deal.stage.map(|stage| stage.0))?,
            account: self.keys.number(deal.account.map(|account| account.0))?,
            product: self.keys.number(deal.product.map(|product| product.0))?,
            created: deal.created,
            expected: deal.expected,
            closed: deal.closed,
            first_seen: deal.first_seen,
            reported: deal.reported,
            moves: (0, 0),
            status: deal.status,
            ended: None,
        })
    }

    /// Puts the next move of a deal behind all moves there are.
    fn pack_move(&mut self, entry: &mut Entry, step: &Step, report: Report) -> Result<()> {
        if entry.moves.1 == 0 {
            entry.moves.0 = small(self.moves.len())?;
        }
        entry.moves.1 += 1;
        entry.ended = ended(entry.ended, step);
        self.moves.push(Packed {
            amount: step.amount.unwrap_or(UNKNOWN),
            day: step.day,
            expected: step.expected,
            report,
            place: self.places.number(step.place)?,
            owner: self.keys.number(step.owner.map(|owner| owner.0))?,
        });
        Ok(())
    }

    /// Puts a deal as it is now in the place of what it was; none where it is gone.
    fn put(&mut self, id: i64, told: Option<&Pages>) -> Result<()> {
        let place = self.deals.binary_search_by_key(&id, |entry| entry.id);
        let old = place.ok().and_then(|at| self.deals.get(at));
        self.loose += old.map_or(0, |old| old.moves.1 as usize);
        let mut entry = None;
        if let Some(pages) = told {
            let packed = entry.insert(self.pack(&pages.deal)?);
            for (step, report) in pages.steps.iter().zip(&pages.reports) {
                self.pack_move(packed, step, *report)?;
            }
        }
        match (place, entry) {
            (Ok(at), Some(entry)) => {
                if let Some(old) = self.deals.get_mut(at) {
                    *old = entry;
                }
            }
            (Ok(at), None) => {
                self.deals.remove(at);
            }
            (Err(at), Some(entry)) => self.deals.insert(at, entry),
            (Err(_), None) => {}
        }
        Ok(())
    }

    /// Whether putting a deal in its place moves those behind it.
    fn shifts(&self, id: i64, there: bool) -> bool {
        let last = self.deals.last().is_none_or(|last| last.id < id);
        self.deals.binary_search_by_key(&id, |entry| entry.id).is_ok() != there && !last
    }

    /// Drops moves that belong to no deal any more, once they are half of all.
    fn shrink(&mut self) {
        if 2 * self.loose <= self.moves.len() + 1024 {
            return;
        }
        let mut moves = Vec::with_capacity(self.moves.len().saturating_sub(self.loose));
        for at in 0..self.deals.len() {
            let Some(mut entry) = self.deals.get(at).cloned() else { continue };
            let first = u32::try_from(moves.len()).unwrap_or(u32::MAX);
            moves.extend_from_slice(self.moves_of(&entry));
            entry.moves.0 = first;
            if let Some(old) = self.deals.get_mut(at) {
                *old = entry;
            }
        }
        self.moves = moves;
        self.loose = 0;
    }
}
