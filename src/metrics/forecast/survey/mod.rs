//! One pass over the deals: what was known of them on the day of a forecast, and on the same working
//! day of earlier periods.
//!
//! # Only what was known
//! A move counts from the day of the report that told it, which is later than the day it speaks of, and one
//! to which a later report gave another day stands on its first one until then. A deal is what those moves
//! make of it, and one that no report had named is not there. So a report that comes later changes what
//! became of a period, and never what could be said in it.
//!
//! # What has ended
//! A deal of which nothing more was told by the day of an origin teaches every later one the same. It is looked
//! at once, and handed on from the earliest origin to the later ones.
//!
//! # The same working day
//! A forecast of the twelfth working day is compared with what could be said on the twelfth working day
//! of the periods before: early and late in a period are different questions.

mod gather;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::forecast::calibration::Basis;
use crate::domain::forecast::calls::Category;
use crate::domain::forecast::deals::Chance;
use crate::domain::funnel::visit::{Exit, days_between, visits};
use crate::domain::funnel::{DealHistory, Event};
use crate::domain::ids::{OpportunityId, PersonId, StageId};
use crate::domain::period::Period;
use crate::domain::scope::{Members, Scope};
use crate::error::Result;
use crate::metrics::MetricId;
use crate::metrics::deals::{Finding, Question, Tally, judge};
use crate::metrics::forecast::chance::{Given, Learned};
use crate::metrics::forecast::then::{day_before, known_on, next_day, same_day};
use crate::metrics::forecast::{Depth, Left};
use crate::metrics::pipeline::{Models, stock};
use crate::metrics::targets::history::History;
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::opportunities::{self, Deal, Step, Told};
use crate::store::records::{Place, Status};
use crate::store::said::Classes;
use gather::{Gather, Gathered, Lefts, Lessons, hand_on};

/// So many periods before are learned from.
const PAST: usize = 24;

/// A deal that may be signed in a period, as it was known on the day of the forecast.
#[derive(Clone, Debug)]
pub struct Play {
    /// The deal.
    pub deal: OpportunityId,
    /// Whose it was.
    pub owner: Option<PersonId>,
    /// Its stage.
    pub stage: StageId,
    /// How sure somebody was of it.
    pub category: Category,
    /// Whether somebody said so; else the stage did.
    pub said: bool,
    /// Its amount, in fen.
    pub amount: i64,
    /// The day it was expected.
    pub expected: NaiveDate,
    /// Whether that day had passed.
    pub past: bool,
    /// For how many days it had been in its stage.
    pub age: u32,
    /// The day from which it was known that it was won in the period, and its amount then.
    pub won: Option<(NaiveDate, i64)>,
    /// The chances that the past gave it.
    pub given: Given,
    /// The chance that it is signed in the period though it is expected later; for those alone.
    pub pulled: Option<Chance>,
}

/// Something that was signed in a period.
#[derive(Clone, Copy, Debug)]
pub struct Signed {
    /// By whom.
    pub owner: Option<PersonId>,
    /// When.
    pub day: NaiveDate,
    /// The day from which that was known.
    pub known: NaiveDate,
    /// What it gives the signed amount.
    pub finding: Finding,
}

/// A period on the day of its forecast.
#[derive(Clone, Debug)]
pub struct Origin {
    /// The period.
    pub period: Period,
    /// The day.
    pub day: NaiveDate,
    /// Whether any report had come by then.
    pub seen: bool,
    /// The deals that might be signed in it, those that are left out on purpose among them.
    pub plays: Vec<Play>,
    /// Open deals that were expected after it, and of which some come earlier.
    pub later: Vec<Play>,
    /// What was signed in it by then.
    pub signed: Vec<Signed>,
    /// What was found and signed in it later, of which nobody knew.
    pub fresh: Vec<Signed>,
    /// What closed deals had taught by then.
    pub learned: Learned,
    /// The basis whose chances count.
    pub basis: Basis,
    /// What was reached in each month, as known then: by the scope, and on the newest day by everyone.
    pub history: History,
}

/// Everything that one pass gives; the period itself comes first, and then those before it.
pub struct Survey {
    /// The periods.
    pub origins: Vec<Origin>,
    /// Open deals on the newest day that are not in play, by owner and reason: how many, and their known
    /// amounts.
    pub left: BTreeMap<(Option<PersonId>, Left), (u64, i64)>,
    /// What the scope's closed deals give the win rate by value.
    pub value: Tally,
    /// The day on which it is asked for; nothing after it was said.
    pub today: NaiveDate,
    /// The classes that people put deals in.
    pub classes: Classes,
}

/// How a deal stands to a period.
enum Stand {
    /// It may be signed in it.
    Plays(Play),
    /// It is expected after it.
    Later(Play),
    /// It is open, and is left out for a reason: owner, reason, amount.
    Left(Option<PersonId>, Left, Option<i64>),
    /// It is not open.
    Closed,
}

/// What the pass needs besides the deals.
#[derive(Clone, Debug, PartialEq)]
struct Pass {
    models: Models,
    /// The place of each stage from 0, and how many its model has.
    places: BTreeMap<StageId, (u8, u8)>,
    stages: Vec<Vec<StageId>>,
    classes: Classes,
    scope: Scope,
    members: Members,
    /// The newest day of which anything is known.
    as_of: NaiveDate,
    /// The day on which it is asked for.
    today: NaiveDate,
    depth: Depth,
}

/// A deal as it was known on a day.
struct Then<'a> {
    deal: &'a Deal,
    steps: &'a [Step],
    history: DealHistory<'a>,
}

impl Survey {
    /// Takes the survey of a period, as known on a day and asked for on another.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn take(
        db: &Db,
        directory: &Directory,
        (scope, members): (Scope, &Members),
        (period, as_of, today): (Period, NaiveDate, NaiveDate),
        depth: Depth,
    ) -> Result<Self> {
        let pass = Pass::new(db, directory, (scope, members), (as_of, today), depth)?;
        let mut days = vec![(period, as_of)];
        let mut at = period;
        let past = match depth {
            Depth::Present => 0,
            Depth::Whole => PAST,
        };
        for _ in 0..past {
            at = at.previous();
            days.push((at, same_day(&directory.calendar, at, (period, as_of))));
        }
        let asked = (pass.clone(), days.clone());
        let (mut known, mut events) = (vec![], vec![]);
        let found = opportunities::sum_with_reports(
            db,
            asked,
            || Gathered::new(&days),
            |found: &mut Gathered, deal, steps, told| {
                let settled = settled_by(deal, steps, told);
                pass.add(found, (deal, steps, told), settled, (&mut known, &mut events));
            },
        )?;
        let Gathered { mut gathers, left, value } = Gathered::clone(&found);
        hand_on(&mut gathers);
        let origins = gathers.into_iter().map(|gather| gather.finish(directory)).collect();
        let mut survey = Self { origins, left, value, today, classes: pass.classes };
        if depth == Depth::Whole {
            survey.give_chances();
        }
        Ok(survey)
    }
}

impl Pass {
    fn new(
        db: &Db,
        directory: &Directory,
        (scope, members): (Scope, &Members),
        (as_of, today): (NaiveDate, NaiveDate),
        depth: Depth,
    ) -> Result<Self> {
        let classes = Classes::load(db, today)?;
        let mut places = BTreeMap::new();
        let mut stages = vec![];
        for model in directory.models.keys() {
            let own: Vec<StageId> =
                directory.stages_of(*model).into_iter().map(|stage| stage.id).collect();
            let n_stages = u8::try_from(own.len()).unwrap_or(u8::MAX);
            places.extend((0_u8..).zip(&own).map(|(at, stage)| (*stage, (at, n_stages))));
            stages.push(own);
        }
        let models = Models::new(directory);
        let members = members.clone();
        Ok(Self { models, places, stages, classes, scope, members, as_of, today, depth })
    }

    /// Adds a deal, with the day from which it is settled; `known` and `events` are buffers.
    fn add(
        &self,
        found: &mut Gathered,
        (deal, steps, told): (&Deal, &[Step], &[Told]),
        settled: Option<NaiveDate>,
        (known, events): (&mut Vec<Step>, &mut Vec<Event>),
    ) {
        let Gathered { gathers, left, value } = found;
        let Some(now) = known_on(deal, steps, told, self.as_of, known) else { return };
        self.note_now(&now, value);
        let Some((newest, past)) = gathers.split_first_mut() else { return };
        let history = self.models.history(&now, known, events);
        let then = Then { deal: &now, steps: known, history };
        self.gather(newest, &then, left, true);
        let later = settled.map_or(0, |day| past.partition_point(|gather| day <= gather.day));
        let (settled, past) = past.split_at_mut_checked(later).unwrap_or_default();
        if !settled.is_empty() {
            let history = self.models.history(deal, steps, events);
            self.gather_settled(settled, &Then { deal, steps, history });
        }
        for gather in past {
            let (plays, laters) = (gather.plays.len(), gather.later.len());
            if let Some(past) = known_on(deal, steps, told, gather.day, known) {
                let history = self.models.history(&past, known, events);
                let then = Then { deal: &past, steps: known, history };
                // Nobody asks what was left out in the past.
                self.gather(gather, &then, &mut Lefts::new(), false);
                let play = gather.plays.get_mut(plays).or(gather.later.get_mut(laters));
                self.follow_up(gather.period, &now, (steps, told), play);
            } else {
                self.note_fresh(gather, &now, (steps, told));
            }
        }
    }

    /// What a deal was on the days of origins, newest first, by all of which nothing more was told of it. It
    /// teaches all of them the same; only those in whose period it was signed are told of it by itself.
    fn gather_settled(&self, gathers: &mut [Gather], then: &Then<'_>) {
        for gather in gathers.iter_mut() {
            if then.deal.closed.is_some_and(|day| gather.period.contains(day)) {
                self.note_signed(gather, then.deal);
            }
        }
        if let Some(first) = gathers.last_mut() {
            let day = first.day;
            self.note_lessons(&mut first.settled, day, then, false);
        }
    }

    /// The win rate by value asks for every deal that is closed.
    fn note_now(&self, now: &Deal, value: &mut Tally) {
        let question = Question { members: Members::Everyone, period: None, as_of: self.as_of };
        if self.members.include(now.owner, now.closed) {
            value.add(judge(MetricId::WinRateValue, &question, now, &[]));
        }
    }

    /// What a deal was on the day of an origin.
    fn gather(&self, gather: &mut Gather, then: &Then<'_>, left: &mut Lefts, newest: bool) {
        let deal = then.deal;
        self.note_lessons(&mut gather.lessons, gather.day, then, newest);
        self.note_signed(gather, deal);
        if deal.status != Status::Open {
            return;
        }
        match self.stand(gather, then) {
            Stand::Plays(play) => gather.plays.push(play),
            Stand::Later(play) => gather.later.push(play),
            Stand::Left(owner, reason, amount) => {
                let (n, sum) = left.entry((owner, reason)).or_default();
                *n += 1;
                *sum = sum.saturating_add(amount.unwrap_or_default());
            }
            Stand::Closed => {}
        }
    }

    /// What a deal teaches, as it was known on a day: of the chances, which nobody asks of the reports alone, and
    /// of what was reached in each month.
    fn note_lessons(&self, lessons: &mut Lessons, day: NaiveDate, then: &Then<'_>, newest: bool) {
        let Then { deal, history, .. } = then;
        lessons.seen = true;
        let judged = |metric| {
            let question = Question { members: Members::Everyone, period: None, as_of: day };
            judge(metric, &question, deal, &[])
        };
        if self.depth == Depth::Whole {
            lessons.chances.add(&self.models, deal.model, history);
            self.note_stays(lessons, day, then);
            // What people won of what they closed.
            if let (Finding::Counts(sample), Some(owner)) = (judged(MetricId::WinRate), deal.owner)
            {
                let (won, closed) = lessons.people.entry(owner).or_default();
                *won += u64::from(sample.won);
                *closed += 1;
            }
        }
        let Some(closed) = deal.closed else { return };
        let here = self.members.include(deal.owner, Some(closed)).then_some(self.scope);
        // Only the newest is asked what became of each person's calls.
        let own = deal.owner.map(Scope::Person).filter(|own| *own != self.scope);
        let scopes = [here, own.filter(|_| newest)].into_iter().flatten();
        lessons.months.add(scopes, closed, judged(MetricId::SignedAmount));
    }

    /// How long a deal was in each of its stages until it was won or lost, or is by now.
    fn note_stays(&self, lessons: &mut Lessons, day: NaiveDate, then: &Then<'_>) {
        let stage = then.steps.iter().find_map(|step| match step.place {
            Some(Place::Stage(stage)) => Some(stage),
            _ => None,
        });
        let own = stage.and_then(|stage| self.stages.iter().find(|own| own.contains(&stage)));
        let Some(own) = own else { return };
        let end = then.deal.closed.unwrap_or(day);
        for visit in visits(&then.history, day) {
            let Some(stage) = own.get(usize::from(visit.stage)) else { continue };
            let days = days_between(visit.enter, end);
            let stays = lessons.stays.entry(*stage).or_default();
            match then.deal.status {
                Status::Won => stays.advanced.add(days),
                Status::Lost => stays.lost.add(days),
                Status::Open => stays.open.add(days),
            }
        }
    }

    /// What a deal that was closed gives the signed amount of the period.
    fn note_signed(&self, gather: &mut Gather, deal: &Deal) {
        let Some(day) = deal.closed else { return };
        let (members, period) = (Members::Everyone, Some(gather.period));
        let question = Question { members, period, as_of: gather.day };
        let finding = judge(MetricId::SignedAmount, &question, deal, &[]);
        if finding != Finding::Outside {
            gather.signed.push(Signed { owner: deal.owner, day, known: gather.day, finding });
        }
    }

    /// How a deal stands to the period of an origin.
    fn stand(&self, gather: &Gather, then: &Then<'_>) -> Stand {
        let Some(held) = stock(then.deal, then.steps, gather.day) else { return Stand::Closed };
        let left = |reason| Stand::Left(held.owner, reason, held.amount);
        let expected = then.steps.iter().rev().find_map(|step| step.expected);
        let Some(expected) = expected else { return left(Left::NoExpectedDay) };
        let past = expected < gather.day;
        // What should have been signed by now may be at any time: it belongs to the period that runs.
        let runs = gather.period.first_day() <= next_day(gather.day);
        let later = expected > gather.period.last_day();
        if !(gather.period.contains(expected) || later || past && runs) {
            return left(Left::OtherPeriod);
        }
        let stage = held.stage.and_then(|stage| Some((stage, *self.places.get(&stage)?)));
        let Some((stage, (at, n_stages))) = stage else {
            return left(if later { Left::OtherPeriod } else { Left::NoStage });
        };
        let amount = held.amount.filter(|amount| *amount >= 0);
        let Some(amount) = amount else {
            return left(if later { Left::OtherPeriod } else { Left::NoAmount });
        };
        // What was said today counts today, also where the newest report is older.
        let by = if gather.day == self.as_of { self.today } else { gather.day };
        let said = self.classes.on(then.deal.id, gather.period, by);
        let proposed = Category::proposed(at, n_stages);
        let stay = visits(&then.history, gather.day).last();
        let stay = stay.filter(|visit| visit.exit == Exit::Open);
        let play = Play {
            deal: then.deal.id,
            owner: held.owner,
            stage,
            category: Category::standing(false, proposed, None, said),
            said: said.is_some(),
            amount,
            expected,
            past,
            age: stay.map_or(0, |visit| visit.days_by(gather.day)),
            won: None,
            given: Given::default(),
            pulled: None,
        };
        if later { Stand::Later(play) } else { Stand::Plays(play) }
    }

    /// Whether a deal of a past period was signed in it after all, and when that was known.
    fn follow_up(
        &self,
        period: Period,
        now: &Deal,
        (steps, told): (&[Step], &[Told]),
        play: Option<&mut Play>,
    ) {
        let Some(play) = play else { return };
        let members = Members::Everyone;
        let question = Question { members, period: Some(period), as_of: self.as_of };
        if !matches!(judge(MetricId::DealsWon, &question, now, &[]), Finding::Counts(_)) {
            return;
        }
        let known = self.won_known(period, (steps, told));
        play.won = Some((known, now.amount.unwrap_or(play.amount)));
    }

    /// The day from which it was known that a deal was won in a period, of one that was.
    fn won_known(&self, period: Period, (steps, told): (&[Step], &[Told])) -> NaiveDate {
        let won = steps.iter().zip(told).rev().find(|(step, _)| step.place == Some(Place::Won));
        won.map_or(self.as_of, |(_, told)| match told.before {
            Some((day, from)) if period.contains(day) => from,
            _ => told.from,
        })
    }

    /// A deal that nobody knew then, and that began and was signed in the period.
    fn note_fresh(&self, gather: &mut Gather, now: &Deal, (steps, told): (&[Step], &[Told])) {
        let began = now.created.or_else(|| steps.first().map(|step| step.day));
        let from = gather.day.min(day_before(gather.period.first_day()));
        if began.is_none_or(|day| day <= from) {
            return;
        }
        let members = Members::Everyone;
        let question = Question { members, period: Some(gather.period), as_of: self.as_of };
        let finding = judge(MetricId::SignedAmount, &question, now, &[]);
        if let (Finding::Counts(_), Some(day)) = (finding, now.closed) {
            let known = self.won_known(gather.period, (steps, told));
            gather.fresh.push(Signed { owner: now.owner, day, known, finding });
        }
    }
}

/// The day from which nothing more was told of a deal that has ended: the last of all its days, and of those on
/// which they were told. `None` while it is open or the day of its end is unknown.
fn settled_by(deal: &Deal, steps: &[Step], told: &[Told]) -> Option<NaiveDate> {
    let closed = deal.closed.filter(|_| deal.status != Status::Open)?;
    let days = steps.iter().map(|step| step.day).chain(told.iter().map(|told| told.from));
    days.chain([deal.first_seen]).max().map(|day| day.max(closed))
}

/// What the findings of a scope's members add up to.
pub fn signed_of(list: &[Signed], members: &Members) -> Tally {
    let mut tally = Tally::default();
    for signed in list {
        if members.include(signed.owner, Some(signed.day)) {
            tally.add(signed.finding);
        }
    }
    tally
}

#[cfg(test)]
mod tests;
