//! What happened to deals, counted while they stream by.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, TimeDelta};

use super::around::Around;
use super::steps::{Exits, Standard};
use super::stock::{Open, Stock};
use super::{Ask, Case, Field, Finding, Found, Measure, More, Note, Place, Process, Row};
use super::{hundredths, worst};
use crate::domain::funnel::DealHistory;
use crate::domain::funnel::visit::{Exit, Visit, days_between, visits};
use crate::domain::ids::{OpportunityId, PersonId};
use crate::domain::process::efficiency::{Moves, efficiency};
use crate::domain::process::handoff::{Change, handoffs};
use crate::domain::process::pareto::pareto;
use crate::domain::process::returns::returns;
use crate::domain::stuck::pushes::pushes;
use crate::error::Result;
use crate::metrics::pipeline::{Seen, standing};
use crate::metrics::stage_fit::{Fit, Holds};
use crate::store::Db;
use crate::store::opportunities::{Deal, Step};
use crate::store::records::Place as Stands;

/// What happened in a stage.
#[derive(Default)]
struct Stage {
    days: Vec<f64>,
    touched: u64,
    touched_of: u64,
    time: Vec<Case>,
    waited: Vec<f64>,
    still: u64,
    handed: Vec<Case>,
    lost: Vec<f64>,
    silent: Vec<f64>,
    unknown: u64,
    losses: Vec<Case>,
    stood: u64,
    put_off: u64,
    pushes: u64,
    pushed: Vec<Case>,
}

/// What went back from one stage to another.
#[derive(Default)]
struct Back {
    count: u64,
    deals: BTreeSet<OpportunityId>,
    days: u64,
    records: Vec<Case>,
}

/// Counts for one question.
pub(super) struct Count {
    ask: Ask,
    fit: Fit,
    stages: Vec<Stage>,
    backs: BTreeMap<(u8, u8), Back>,
    /// Deals that were lost before any report said where they stood.
    lost_unseen: u64,
    /// Deals that stood in a stage of another model, which has its own funnel.
    own_model: u64,
    /// What was done of the standard.
    exits: Exits,
    stock: Stock,
}

impl Count {
    /// Starts counting.
    pub fn new(ask: Ask, fit: Fit) -> Self {
        Self {
            stages: fit.stages().iter().map(|_| Stage::default()).collect(),
            ask,
            fit,
            backs: BTreeMap::new(),
            lost_unseen: 0,
            own_model: 0,
            exits: Exits::default(),
            stock: Stock::default(),
        }
    }

    /// The day as of which deals are seen.
    pub const fn as_of(&self) -> NaiveDate {
        self.ask.as_of
    }

    /// Adds a deal.
    pub fn add(&mut self, around: &Around, standard: &Standard, seen: &Seen<'_>) {
        let model = seen.deal.model;
        let mut exits = std::mem::take(&mut self.exits);
        let counts = |day| self.counts(seen.deal, seen.steps, day);
        exits.add((standard, &self.fit), seen, self.ask.as_of, counts);
        self.exits = exits;
        let events = self.fit.events(model, seen.history.events);
        let seen = &Seen { history: DealHistory { events: &events, ..seen.history }, ..*seen };
        let visits: Vec<Visit> = visits(&seen.history, self.ask.as_of).collect();
        let own_model = self.fit.holds(model) != Holds::Yes;
        if own_model {
            self.own_model += u64::from(!self.stood(seen, &visits).is_empty());
        } else {
            self.add_visits(around, seen, &visits);
            self.add_returns(seen);
            self.add_steps(seen, &visits);
        }
        self.add_open(around, seen, own_model);
    }

    fn within(&self, day: NaiveDate) -> bool {
        day <= self.ask.as_of && self.ask.window.is_none_or(|window| window.contains(day))
    }

    /// Whether what happened to a deal on a day counts.
    fn counts(&self, deal: &Deal, steps: &[Step], day: NaiveDate) -> bool {
        self.within(day) && self.ask.members.include(owner_on(deal, steps, day), Some(day))
    }

    fn add_visits(&mut self, around: &Around, seen: &Seen<'_>, visits: &[Visit]) {
        let (deal, steps) = (seen.deal, seen.steps);
        let account = around.account(deal.id);
        for visit in visits {
            let Some(day) = visit.leave else { continue };
            if !self.counts(deal, steps, day) {
                continue;
            }
            let Some(stage) = self.stages.get_mut(usize::from(visit.stage)) else { continue };
            let days = visit.days_by(day);
            stage.days.push(f64::from(days));
            stage.time.push(Case::deal(deal.id, Some(day), Note::Days(days)));
            if let Some(touched) = around.touched(account, steps, (visit.enter, day)) {
                stage.touched += u64::from(touched);
                stage.touched_of += u64::from(days);
            }
            if visit.exit == Exit::Lost {
                let contact = account.and_then(|account| around.last_contact(account, day));
                stage.lost.push(f64::from(days));
                match contact {
                    Some(last) => stage.silent.push(f64::from(days_between(last, day))),
                    None => stage.unknown += 1,
                }
                stage.losses.push(Case::deal(deal.id, Some(day), Note::Lost(days, contact)));
            }
        }
        let first = seen.history.events.first();
        let lost = first.filter(|first| first.to == crate::domain::funnel::Place::Lost);
        if lost.is_some_and(|first| self.counts(deal, steps, first.at)) {
            self.lost_unseen += 1;
        }
    }

    fn add_returns(&mut self, seen: &Seen<'_>) {
        for back in returns(&seen.history, self.ask.as_of) {
            let known = usize::from(back.from) < self.stages.len();
            if !known || !self.counts(seen.deal, seen.steps, back.at) {
                continue;
            }
            let found = self.backs.entry((back.from, back.to)).or_default();
            found.count += 1;
            found.deals.insert(seen.deal.id);
            found.days += u64::from(back.days);
            let case = Case::deal(seen.deal.id, Some(back.at), Note::Days(back.days));
            found.records.push(case);
        }
    }

    /// What the steps tell: hand-offs, and days that were put off.
    fn add_steps(&mut self, seen: &Seen<'_>, visits: &[Visit]) {
        let (deal, as_of) = (seen.deal, self.ask.as_of);
        let mut stood = self.stood(seen, visits);
        let mut put_off: BTreeSet<u8> = BTreeSet::new();
        let (mut stage, mut owner, mut expected) = (None, None, None);
        let mut changes = vec![];
        // Where the deal stood and whose it was after each change.
        let mut after: Vec<(Option<u8>, Option<PersonId>)> = vec![];
        for step in seen.steps.iter().take_while(|step| step.day <= as_of) {
            match step.place {
                Some(Stands::Stage(id)) => stage = self.fit.position(id),
                Some(Stands::Won | Stands::Lost) => stage = None,
                None => {}
            }
            let handed = owner.is_some() && step.owner.is_some() && step.owner != owner;
            owner = step.owner.or(owner);
            let moved = step.place.is_some() || step.amount.is_some() || step.expected.is_some();
            changes.push(Change { at: step.day, handed, moved });
            after.push((stage, owner));
            let put = expected.zip(step.expected);
            expected = step.expected.or(expected);
            let Some((from, to)) = put else { continue };
            let pushed = pushes([from, to]).is_some_and(|pushes| pushes.pushes > 0);
            if !pushed || !self.counts(deal, seen.steps, step.day) {
                continue;
            }
            let Some(position) = stage else { continue };
            if let Some(stage) = self.stages.get_mut(usize::from(position)) {
                stage.pushes += 1;
                stage.pushed.push(Case::deal(deal.id, Some(step.day), Note::Pushed(from, to)));
                put_off.insert(position);
                stood.insert(position);
            }
        }
        for (at, stage) in (0_u8..).zip(&mut self.stages) {
            stage.stood += u64::from(stood.contains(&at));
            stage.put_off += u64::from(put_off.contains(&at));
        }
        for handoff in handoffs(&changes) {
            let Some((Some(position), owner)) = after.get(handoff.change).copied() else {
                continue;
            };
            let own = self.ask.members.include(owner, Some(handoff.at));
            if !own || !self.within(handoff.at) {
                continue;
            }
            let Some(stage) = self.stages.get_mut(usize::from(position)) else { continue };
            let days = handoff.waited(as_of);
            let note = if handoff.moved.is_some() {
                stage.waited.push(f64::from(days));
                Note::Days(days)
            } else {
                stage.still += 1;
                Note::Still(days)
            };
            stage.handed.push(Case::deal(deal.id, Some(handoff.at), note));
        }
    }

    /// The stages in which a deal of the scope stood within the window.
    fn stood(&self, seen: &Seen<'_>, visits: &[Visit]) -> BTreeSet<u8> {
        let as_of = self.ask.as_of;
        let (start, end) = match self.ask.window {
            Some(window) => (window.start, window.end.min(as_of)),
            None => (NaiveDate::MIN, as_of),
        };
        let there = visits.iter().filter(|visit| {
            let first = visit.enter.max(start);
            first <= end && visit.leave.is_none_or(|leave| leave >= start)
        });
        let own = there.filter(|visit| {
            let first = visit.enter.max(start);
            self.ask.members.include(owner_on(seen.deal, seen.steps, first), Some(first))
        });
        own.map(|visit| visit.stage).collect()
    }

    fn add_open(&mut self, around: &Around, seen: &Seen<'_>, own_model: bool) {
        let Some(stock) = seen.stock else { return };
        let as_of = self.ask.as_of;
        let now = standing(seen.deal, seen.steps, as_of);
        self.stock.add(Open {
            id: seen.deal.id,
            own: self.ask.members.include(stock.owner, Some(as_of)),
            stage: stock.stage.and_then(|stage| self.fit.position(stage)),
            own_model,
            owner: stock.owner,
            amount: stock.amount,
            expected: now.and_then(|now| now.expected).is_some(),
            product: seen.deal.product.is_some(),
            account: around.account(seen.deal.id),
        });
    }

    /// What was found.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn finish(
        mut self,
        db: &Db,
        (around, standard): (&Around, &Standard),
        used: &BTreeSet<Field>,
    ) -> Result<Process> {
        let n_stages = u8::try_from(self.stages.len()).unwrap_or(u8::MAX);
        let exits: Vec<u64> = self.stages.iter().map(|stage| stage.days.len() as u64).collect();
        let mut found = self.stock.finish(db, around, (&self.ask, n_stages), used)?;
        let returns = self.returns(&exits);
        let [time, waiting, lost, pushes] = self.by_stage(&exits);
        let adoption = self.exits.finish(standard, self.own_model);
        for one in [time, waiting, lost, pushes, returns, adoption] {
            found.insert(one.finding, one);
        }
        Ok(Process { open: self.stock.own(), found })
    }

    fn returns(&mut self, exits: &[u64]) -> Found {
        let n_stages = u8::try_from(exits.len()).unwrap_or(u8::MAX);
        let (mut rows, mut days) = (vec![], 0_u64);
        let mut moves = Moves { all: exits.iter().sum(), back: 0 };
        let mut deals: BTreeSet<OpportunityId> = BTreeSet::new();
        for place in Place::of(Finding::Returns, n_stages) {
            let Place::Back(from, to) = place else { continue };
            let back = self.backs.remove(&(from, to)).unwrap_or_default();
            let cases = exits.get(usize::from(from)).copied().unwrap_or_default();
            moves.back += back.count;
            days += back.days;
            let more = More::Returns { deals: back.deals.len() as u64, days: back.days };
            deals.extend(back.deals);
            rows.push(Row::share(place, back.count, cases, back.records).with(more));
        }
        let value = moves.rework().and_then(|share| i64::try_from(share.round_to(4)?).ok());
        let measure = Measure { value, cases: moves.all };
        let more = More::Returns { deals: deals.len() as u64, days };
        let total =
            Row { place: Place::All, count: moves.back, measure, more, records: all(&rows) };
        Found {
            finding: Finding::Returns,
            total,
            rows,
            unused: vec![],
            without_stage: 0,
            own_model: self.own_model,
        }
    }

    /// Time, hand-offs, losses and pushes.
    fn by_stage(&mut self, exits: &[u64]) -> [Found; 4] {
        let mut time = (vec![], vec![], (0_u64, 0_u64));
        let mut waiting = (vec![], vec![], 0_u64);
        let mut lost = (vec![], vec![], vec![], 0_u64);
        let (mut pushes, mut pushed, mut stood, mut put_off) = (vec![], 0_u64, 0_u64, 0_u64);
        for (at, mut stage) in (0_u8..).zip(std::mem::take(&mut self.stages)) {
            let place = Place::Stage(at);
            time.1.extend_from_slice(&stage.days);
            time.2.0 += stage.touched;
            time.2.1 += stage.touched_of;
            let more = time_more(&stage.days, (stage.touched, stage.touched_of));
            time.0.push(Row::days(place, &mut stage.days, stage.time).with(more));
            waiting.1.extend_from_slice(&stage.waited);
            waiting.2 += stage.still;
            let more = More::Waiting(stage.still);
            let mut row = Row::days(place, &mut stage.waited, stage.handed).with(more);
            row.count += stage.still;
            waiting.0.push(row);
            lost.1.extend_from_slice(&stage.lost);
            lost.2.extend_from_slice(&stage.silent);
            lost.3 += stage.unknown;
            let n = stage.lost.len() as u64;
            let cases = exits.get(usize::from(at)).copied().unwrap_or_default();
            let more = lost_more(&mut stage.lost, &mut stage.silent, stage.unknown);
            lost.0.push(Row::share(place, n, cases, stage.losses).with(more));
            pushed += stage.pushes;
            stood += stage.stood;
            put_off += stage.put_off;
            let more = More::Pushes(stage.pushes);
            let row = Row::share(place, stage.put_off, stage.stood, stage.pushed);
            pushes.push(row.with(more));
        }
        let (time_rows, mut days, touched) = time;
        let more = time_more(&days, touched);
        let time_total = Row::days(Place::All, &mut days, all(&time_rows)).with(more);
        let (waiting_rows, mut waited, still) = waiting;
        let more = More::Waiting(still);
        let mut waiting_total = Row::days(Place::All, &mut waited, all(&waiting_rows)).with(more);
        waiting_total.count += still;
        let (lost_rows, mut stays, mut silent, unknown) = lost;
        let n = stays.len() as u64;
        let more = lost_more(&mut stays, &mut silent, unknown);
        let cases = exits.iter().sum();
        let lost_total = Row::share(Place::All, n, cases, all(&lost_rows)).with(more);
        let more = More::Pushes(pushed);
        let pushes_total = Row::share(Place::All, put_off, stood, all(&pushes)).with(more);
        let own_model = self.own_model;
        let found = |finding, total, rows, without_stage| Found {
            finding,
            total,
            rows,
            unused: vec![],
            without_stage,
            own_model,
        };
        [
            found(Finding::Time, time_total, time_rows, 0),
            found(Finding::Waiting, waiting_total, waiting_rows, 0),
            found(Finding::Lost, lost_total, by_frequency(lost_rows), self.lost_unseen),
            found(Finding::Pushes, pushes_total, pushes, 0),
        ]
    }
}

/// Where most deals are lost comes first; stages without any come last, in their order.
fn by_frequency(mut rows: Vec<Row>) -> Vec<Row> {
    let order: Vec<Place> =
        pareto(rows.iter().map(|row| (row.place, row.count))).iter().map(|row| row.key).collect();
    rows.sort_by_key(|row| {
        (order.iter().position(|place| *place == row.place).unwrap_or(usize::MAX), row.place)
    });
    rows
}

/// Whose a deal was on a day.
fn owner_on(deal: &Deal, steps: &[Step], day: NaiveDate) -> Option<PersonId> {
    standing(deal, steps, day).and_then(|then| then.owner)
}

/// The records of all rows together, the worst of them.
fn all(rows: &[Row]) -> Vec<Case> {
    worst(rows.iter().flat_map(|row| row.records.iter().cloned()).collect())
}

fn time_more(days: &[f64], (touched, of): (u64, u64)) -> More {
    let elapsed = |days: u64| i64::try_from(days).ok().and_then(TimeDelta::try_days);
    let share = elapsed(touched).zip(elapsed(of));
    let share = share.and_then(|(touched, of)| efficiency(touched, of));
    let touched_bp = share.and_then(|share| i64::try_from(share.round_to(4)?).ok());
    More::Time { days: days.iter().sum::<f64>() as u64, touched_bp }
}

fn lost_more(stays: &mut [f64], silent: &mut [f64], unknown: u64) -> More {
    More::Lost { stay: hundredths(stays), silent: hundredths(silent), unknown }
}
