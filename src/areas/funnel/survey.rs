//! What the overview counts of the deals. It is kept from one page to the next as long as the same is asked
//! ([`crate::store::rollup`]).

use chrono::NaiveDate;

use super::behind;
use super::data::{Load, Open};
use super::figures;
use super::stages::{StageCount, Stages};
use super::stuck;
use crate::domain::funnel::Event;
use crate::domain::funnel::rule::Rule;
use crate::domain::period::Period;
use crate::domain::scope::Members;
use crate::error::Result;
use crate::metrics::MetricId;
use crate::metrics::behind::{Behind, BehindCount};
use crate::metrics::chances::Chances;
use crate::metrics::deals::{Question, Tally, judge_held};
use crate::metrics::groups::By;
use crate::metrics::known::Began;
use crate::metrics::pipeline::{self, Models};
use crate::metrics::stuck::{StuckCount, StuckDeals};
use crate::metrics::taught::Taught;
use crate::metrics::watch::Watch;
use crate::store::opportunities::{self, Deal, Step};
use crate::store::rollup::Merge;

/// What the deals give.
pub(super) struct Survey {
    /// When something happened in the scope.
    pub days: Days,
    /// The first days of anything.
    pub began: Began,
    /// The figures of the strip.
    pub tallies: [(MetricId, Tally); figures::STRIP.len()],
    /// What the stages of open deals are worth.
    pub chances: Chances,
    /// The open deals.
    pub stuck: StuckDeals,
    /// The funnel.
    pub stages: Stages,
    /// What is behind a figure that is opened.
    pub watch: Option<Watch>,
    /// The deals behind a figure of the funnel that is opened.
    pub behind: Option<(Behind, BehindCount)>,
}

/// What is counted.
#[derive(Clone, Debug, PartialEq)]
struct Counted {
    question: Question,
    days: Days,
    began: Began,
    tallies: [(MetricId, Tally); figures::STRIP.len()],
    stuck: StuckCount,
    stages: StageCount,
}

/// When something happened in the scope.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Days {
    period: Period,
    /// The last day before it.
    before: Option<NaiveDate>,
    as_of: NaiveDate,
    /// The newest day of anything.
    pub newest: Option<NaiveDate>,
    /// Whether anything happened in the period.
    pub in_period: bool,
}

impl Survey {
    /// Takes it.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn take(load: &Load<'_>, rule: Rule, by: By, open: Option<Open>) -> Result<Self> {
        let Load { db, directory, models, as_of, .. } = *load;
        let taught = Taught::by(db, models, as_of)?;
        let empty = Counted::new(load, rule, by, pipeline::reasons(db)?);
        let asked = (empty.clone(), models.clone());
        let mut events = vec![];
        let counted = opportunities::sum(
            db,
            asked,
            || empty.clone(),
            |counted: &mut Counted, deal, steps| counted.add(models, (deal, steps), &mut events),
        )?;
        // What is kept stays for the next page.
        let Counted { days, began, tallies, stuck, stages, .. } = &*counted;
        let (watch, behind) = opened(load, rule, by, open)?;
        Ok(Self {
            days: days.clone(),
            began: *began,
            tallies: tallies.clone(),
            chances: taught.chances(directory),
            stuck: stuck.finish(db, directory, &taught)?,
            stages: stages.clone().finish(load),
            watch,
            behind,
        })
    }
}

/// What is behind a figure: of the strip, or of the funnel.
type Opened = (Option<Watch>, Option<(Behind, BehindCount)>);

/// What is behind the figure that is opened.
fn opened(load: &Load<'_>, rule: Rule, by: By, open: Option<Open>) -> Result<Opened> {
    let Load { db, directory, models, members, period, as_of, .. } = *load;
    let mut events = vec![];
    match open {
        None => Ok((None, None)),
        Some(Open::Metric(metric)) => {
            let question = Question { members: members.clone(), period: Some(period), as_of };
            let mut watch = Watch::new(db, directory, members, (period, as_of), metric)?;
            opportunities::each_with_steps(db, |deal, steps| {
                let seen = models.seen(deal, steps, as_of, &mut events);
                watch.add(deal, steps, judge_held(metric, &question, deal, seen.stock));
                Ok(())
            })?;
            Ok((Some(watch), None))
        }
        Some(Open::Behind(asked)) => {
            let mut behind = behind::count(load, rule, by, asked);
            opportunities::each_with_steps(db, |deal, steps| {
                behind.add(&models.seen(deal, steps, as_of, &mut events));
                Ok(())
            })?;
            Ok((None, Some((asked, behind))))
        }
    }
}

impl Counted {
    fn new(load: &Load<'_>, rule: Rule, by: By, reasons: pipeline::Reasons) -> Self {
        let Load { members, period, as_of, .. } = *load;
        Self {
            question: Question { members: members.clone(), period: Some(period), as_of },
            days: Days::new(period, as_of),
            began: Began::default(),
            tallies: figures::STRIP.map(|metric| (metric, Tally::default())),
            stuck: stuck::collect(load),
            stages: StageCount::new(load, rule, by, reasons),
        }
    }

    fn add(&mut self, models: &Models, (deal, steps): (&Deal, &[Step]), events: &mut Vec<Event>) {
        let Self { question, days, began, tallies, stuck, stages } = self;
        days.note(&question.members, deal, steps);
        began.add(deal, steps);
        let seen = models.seen(deal, steps, question.as_of, events);
        for (metric, tally) in tallies {
            tally.add(judge_held(*metric, question, deal, seen.stock));
        }
        stages.add(&seen);
        stuck.add(models, &seen);
    }
}

impl Merge for Counted {
    fn merge(&mut self, other: &Self) {
        self.days.merge(&other.days);
        self.began.merge(&other.began);
        for ((_, own), (_, theirs)) in self.tallies.iter_mut().zip(&other.tallies) {
            own.merge(theirs);
        }
        self.stuck.merge(&other.stuck);
        self.stages.merge(&other.stages);
    }
}

impl Days {
    fn new(period: Period, as_of: NaiveDate) -> Self {
        let before = period.first_day().pred_opt();
        Self { period, before, as_of, newest: None, in_period: false }
    }

    fn merge(&mut self, other: &Self) {
        self.newest = self.newest.max(other.newest);
        self.in_period |= other.in_period;
    }

    /// Notes when something happened to a deal of the scope; its steps stand in the order of days.
    fn note(&mut self, members: &Members, deal: &Deal, steps: &[Step]) {
        let as_of = self.as_of;
        // What lies up to this day tells nothing new.
        let told = if self.in_period { self.newest } else { self.newest.min(self.before) };
        let of_steps = steps.iter().rev().map(|step| step.day);
        let days = of_steps.take_while(|day| told < Some(*day));
        for day in days.chain(deal.created).chain(deal.closed).filter(|day| *day <= as_of) {
            if told < Some(day) && members.include(deal.owner, Some(day)) {
                self.newest = self.newest.max(Some(day));
                self.in_period |= self.period.contains(day);
            }
        }
        let first = steps.first().map(|step| step.day);
        let mut known = [first, deal.created, deal.closed].into_iter().flatten();
        if !known.any(|day| day <= as_of) && members.include(deal.owner, None) {
            self.newest = self.newest.max(Some(deal.first_seen.min(as_of)));
            self.in_period |= self.period.contains(deal.first_seen);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::domain::ids::{OpportunityId, PersonId, StageModelId};
    use crate::domain::scope::Stretch;
    use crate::store::records::Status;

    fn day(at: i32) -> NaiveDate {
        NaiveDate::from_num_days_from_ce_opt(739_000 + at).unwrap()
    }

    /// Looks at every day of a deal.
    fn note_all(days: &mut Days, members: &Members, deal: &Deal, steps: &[Step]) {
        let all = steps.iter().map(|step| step.day).chain(deal.created).chain(deal.closed);
        let mut any = false;
        for day in all.filter(|day| *day <= days.as_of) {
            any = true;
            if members.include(deal.owner, Some(day)) {
                days.newest = days.newest.max(Some(day));
                days.in_period |= days.period.contains(day);
            }
        }
        if !any && members.include(deal.owner, None) {
            days.newest = days.newest.max(Some(deal.first_seen.min(days.as_of)));
            days.in_period |= days.period.contains(deal.first_seen);
        }
    }

    proptest! {
        #[test]
        fn the_newest_day_is_found_without_looking_at_all(deals in prop::collection::vec((prop::collection::vec(0_i32..200, 0..5), prop::option::of(0_i32..200), prop::option::of(0_i32..200), 0_i64..3), 0..20), as_of in 0_i32..200, in_scope in 0_i32..200, everyone in any::<bool>()) {
            let stretch = Stretch { starts: Some(day(in_scope)), ends: None };
            let people = BTreeMap::from([(PersonId(1), vec![stretch])]);
            let members = if everyone { Members::Everyone } else { Members::People(people) };
            let period = Period::month_of(day(100));
            let (mut short, mut long) = (Days::new(period, day(as_of)), Days::new(period, day(as_of)));
            for (mut moves, created, closed, owner) in deals {
                moves.sort_unstable();
                let step = |at: &i32| Step { day: day(*at), place: None, amount: None, owner: None, expected: None };
                let steps: Vec<Step> = moves.iter().map(step).collect();
                let deal = Deal {
                    id: OpportunityId(1),
                    owner: (owner > 0).then_some(PersonId(owner)),
                    model: StageModelId(1),
                    status: Status::Open,
                    stage: None,
                    amount: None,
                    created: created.map(day),
                    closed: closed.map(day),
                    first_seen: day(150),
                    account: None,
                    product: None,
                    expected: None,
                    reported: day(150),
                    credits: vec![],
                    gone: vec![],
                    given_up_since: None,
                };
                short.note(&members, &deal, &steps);
                note_all(&mut long, &members, &deal, &steps);
                prop_assert_eq!((short.newest, short.in_period), (long.newest, long.in_period));
            }
        }
    }
}
