//! One pass over the deals: what was known of them on the day of a forecast, and on the same working
//! day of earlier periods.
//!
//! # Only what was known
//! A move counts from the day of the report that told it, which is later than the day it speaks of, and one
//! to which a later report gave another day stands on its first one until then. A deal is what those moves
//! make of it, and one that no report had named is not there. So a report that comes later changes what
//! became of a period, and never what could be said in it.
//!
//! # The same working day
//! A forecast of the twelfth working day is compared with what could be said on the twelfth working day
//! of the periods before: early and late in a period are different questions.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::forecast::calibration::Basis;
use crate::domain::forecast::calls::Category;
use crate::domain::forecast::deals::Chance;
use crate::domain::funnel::DealHistory;
use crate::domain::funnel::visit::{Exit, days_between, visits};
use crate::domain::ids::{OpportunityId, PersonId, StageId};
use crate::domain::period::Period;
use crate::domain::scope::{Members, Scope};
use crate::domain::stats::incidence::Stays;
use crate::error::Result;
use crate::metrics::MetricId;
use crate::metrics::chances::ChanceCount;
use crate::metrics::deals::{Finding, Question, Tally, judge};
use crate::metrics::forecast::chance::{Given, Learned};
use crate::metrics::forecast::then::{day_before, known_on, next_day, same_day};
use crate::metrics::forecast::{Depth, Left};
use crate::metrics::pipeline::{Models, stock};
use crate::metrics::targets::history::{History, MonthCount};
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::opportunities::{self, Deal, Step, Told};
use crate::store::records::{Place, Status};
use crate::store::said::Classes;

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
    /// Open deals on the newest day that are not in play, by owner and reason: how many, and their
    /// known amounts.
    pub left: BTreeMap<(Option<PersonId>, Left), (u64, i64)>,
    /// What the scope's closed deals give the win rate by value.
    pub value: Tally,
    /// The day on which it is asked for; nothing after it was said.
    pub today: NaiveDate,
    /// The classes that people put deals in.
    pub classes: Classes,
}

/// What is gathered for one origin while the deals come by.
struct Gather {
    period: Period,
    day: NaiveDate,
    seen: bool,
    plays: Vec<Play>,
    later: Vec<Play>,
    signed: Vec<Signed>,
    fresh: Vec<Signed>,
    chances: ChanceCount,
    people: BTreeMap<PersonId, (u64, u64)>,
    stays: BTreeMap<StageId, Stays>,
    months: MonthCount,
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

impl Gather {
    fn new(period: Period, day: NaiveDate) -> Self {
        Self {
            period,
            day,
            seen: false,
            plays: vec![],
            later: vec![],
            signed: vec![],
            fresh: vec![],
            chances: ChanceCount::new(day),
            people: BTreeMap::new(),
            stays: BTreeMap::new(),
            months: MonthCount::new(MetricId::SignedAmount),
        }
    }

    fn finish(self, directory: &Directory) -> Origin {
        let chances = self.chances.finish(directory);
        Origin {
            period: self.period,
            day: self.day,
            seen: self.seen,
            plays: self.plays,
            later: self.later,
            signed: self.signed,
            fresh: self.fresh,
            learned: Learned::of(chances, &self.people, &self.stays),
            basis: Basis::Stage,
            history: self.months.finish(&directory.calendar, self.day),
        }
    }
}

/// What the pass needs besides the deals.
struct Pass<'a> {
    models: Models,
    /// The place of each stage from 0, and how many its model has.
    places: BTreeMap<StageId, (u8, u8)>,
    stages: Vec<Vec<StageId>>,
    classes: Classes,
    scope: Scope,
    members: &'a Members,
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
        let mut gathers = vec![Gather::new(period, as_of)];
        let mut at = period;
        let past = match depth {
            Depth::Present => 0,
            Depth::Whole => PAST,
        };
        for _ in 0..past {
            at = at.previous();
            let day = same_day(&directory.calendar, at, (period, as_of));
            gathers.push(Gather::new(at, day));
        }
        let (mut left, mut value) = (BTreeMap::new(), Tally::default());
        let (mut known, mut events) = (vec![], vec![]);
        opportunities::each_with_reports(db, |deal, steps, told| {
            let Some(now) = known_on(deal, steps, told, as_of, &mut known) else {
                return Ok(());
            };
            pass.note_now(&now, &mut value);
            let history = pass.models.history(&now, &known, &mut events);
            let then = Then { deal: &now, steps: &known, history };
            if let Some(newest) = gathers.first_mut() {
                pass.gather(newest, &then, &mut left);
            }
            for gather in gathers.iter_mut().skip(1) {
                let (plays, later) = (gather.plays.len(), gather.later.len());
                if let Some(past) = known_on(deal, steps, told, gather.day, &mut known) {
                    let history = pass.models.history(&past, &known, &mut events);
                    let then = Then { deal: &past, steps: &known, history };
                    // Nobody asks what was left out in the past.
                    pass.gather(gather, &then, &mut BTreeMap::new());
                    let play = gather.plays.get_mut(plays).or(gather.later.get_mut(later));
                    pass.follow_up(gather.period, &now, (steps, told), play);
                } else {
                    pass.note_fresh(gather, &now, (steps, told));
                }
            }
            Ok(())
        })?;
        let origins = gathers.into_iter().map(|gather| gather.finish(directory)).collect();
        let mut survey = Self { origins, left, value, today, classes: pass.classes };
        if depth == Depth::Whole {
            survey.give_chances();
        }
        Ok(survey)
    }
}

impl<'a> Pass<'a> {
    fn new(
        db: &Db,
        directory: &Directory,
        (scope, members): (Scope, &'a Members),
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
        Ok(Self { models, places, stages, classes, scope, members, as_of, today, depth })
    }

    /// The win rate by value asks for every deal that is closed.
    fn note_now(&self, now: &Deal, value: &mut Tally) {
        let question = Question { members: Members::Everyone, period: None, as_of: self.as_of };
        if self.members.include(now.owner, now.closed) {
            value.add(judge(MetricId::WinRateValue, &question, now, &[]));
        }
    }

    /// What a deal was on the day of an origin.
    fn gather(
        &self,
        gather: &mut Gather,
        then: &Then<'_>,
        left: &mut BTreeMap<(Option<PersonId>, Left), (u64, i64)>,
    ) {
        gather.seen = true;
        let Then { deal, history, .. } = then;
        if self.depth == Depth::Whole {
            gather.chances.add(&self.models, deal.model, history);
            self.note_stays(gather, then);
        }
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

    /// How long a deal was in each of its stages until it was won or lost, or is by now.
    fn note_stays(&self, gather: &mut Gather, then: &Then<'_>) {
        let stage = then.steps.iter().find_map(|step| match step.place {
            Some(Place::Stage(stage)) => Some(stage),
            _ => None,
        });
        let own = stage.and_then(|stage| self.stages.iter().find(|own| own.contains(&stage)));
        let Some(own) = own else { return };
        let end = then.deal.closed.unwrap_or(gather.day);
        for visit in visits(&then.history, gather.day) {
            let Some(stage) = own.get(usize::from(visit.stage)) else { continue };
            let days = days_between(visit.enter, end);
            let stays = gather.stays.entry(*stage).or_default();
            match then.deal.status {
                Status::Won => stays.advanced.add(days),
                Status::Lost => stays.lost.add(days),
                Status::Open => stays.open.add(days),
            }
        }
    }

    /// What a deal that was closed gives: the person's record, the period's and the months' amounts.
    fn note_signed(&self, gather: &mut Gather, deal: &Deal) {
        let as_of = gather.day;
        let judged = |metric, period| {
            let question = Question { members: Members::Everyone, period, as_of };
            judge(metric, &question, deal, &[])
        };
        // What people won of what they closed tells chances, which nobody asks of the reports alone.
        if self.depth == Depth::Whole
            && let (Finding::Counts(sample), Some(owner)) =
                (judged(MetricId::WinRate, None), deal.owner)
        {
            let (won, closed) = gather.people.entry(owner).or_default();
            *won += u64::from(sample.won);
            *closed += 1;
        }
        let Some(day) = deal.closed else { return };
        let finding = judged(MetricId::SignedAmount, Some(gather.period));
        if finding != Finding::Outside {
            gather.signed.push(Signed { owner: deal.owner, day, known: as_of, finding });
        }
        let here = self.members.include(deal.owner, Some(day)).then_some(self.scope);
        // Only the newest is asked what became of each person's calls.
        let own = deal.owner.map(Scope::Person).filter(|own| *own != self.scope);
        let scopes = [here, own.filter(|_| as_of == self.as_of)].into_iter().flatten();
        gather.months.add(scopes, day, judged(MetricId::SignedAmount, None));
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
