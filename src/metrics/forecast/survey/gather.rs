//! What a pass over the deals gathers for a forecast and for those of earlier periods, in parts that add up.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Origin, Play, Signed};
use crate::domain::forecast::calibration::Basis;
use crate::domain::ids::{PersonId, StageId};
use crate::domain::period::Period;
use crate::domain::stats::incidence::Stays;
use crate::metrics::MetricId;
use crate::metrics::chances::ChanceCount;
use crate::metrics::deals::Tally;
use crate::metrics::forecast::Left;
use crate::metrics::forecast::chance::Learned;
use crate::metrics::targets::history::MonthCount;
use crate::store::directory::Directory;
use crate::store::rollup::Merge;

/// Deals that are not in play, by owner and reason: how many, and their known amounts.
pub(super) type Lefts = BTreeMap<(Option<PersonId>, Left), (u64, i64)>;

/// What a pass gathers; the period itself comes first, and then those before it.
#[derive(Clone, Debug)]
pub(super) struct Gathered {
    pub gathers: Vec<Gather>,
    pub left: Lefts,
    pub value: Tally,
}

impl Gathered {
    pub fn new(days: &[(Period, NaiveDate)]) -> Self {
        let gathers = days.iter().copied().map(Gather::new).collect();
        Self { gathers, left: Lefts::new(), value: Tally::default() }
    }
}

impl Merge for Gathered {
    fn merge(&mut self, other: &Self) {
        for (own, theirs) in self.gathers.iter_mut().zip(&other.gathers) {
            own.merge(theirs);
        }
        for (left, (n, sum)) in &other.left {
            let own = self.left.entry(*left).or_default();
            *own = (own.0 + n, own.1.saturating_add(*sum));
        }
        self.value.merge(&other.value);
    }
}

/// What is gathered for one origin while the deals come by.
#[derive(Clone, Debug)]
pub(super) struct Gather {
    pub period: Period,
    pub day: NaiveDate,
    pub plays: Vec<Play>,
    pub later: Vec<Play>,
    pub signed: Vec<Signed>,
    pub fresh: Vec<Signed>,
    /// What the deals teach that were known by then.
    pub lessons: Lessons,
    /// Of these, those that nothing was told of any more from then on, and so teach later origins the same.
    pub settled: Lessons,
}

/// What deals teach by a day.
#[derive(Clone, Debug)]
pub(super) struct Lessons {
    /// Whether there is any.
    pub seen: bool,
    pub chances: ChanceCount,
    pub people: BTreeMap<PersonId, (u64, u64)>,
    pub stays: BTreeMap<StageId, Stays>,
    pub months: MonthCount,
}

impl Gather {
    pub fn new((period, day): (Period, NaiveDate)) -> Self {
        Self {
            period,
            day,
            plays: vec![],
            later: vec![],
            signed: vec![],
            fresh: vec![],
            lessons: Lessons::new(day),
            settled: Lessons::new(day),
        }
    }

    /// Adds what other deals give the same origin, which come behind these.
    pub fn merge(&mut self, other: &Self) {
        self.plays.extend_from_slice(&other.plays);
        self.later.extend_from_slice(&other.later);
        self.signed.extend_from_slice(&other.signed);
        self.fresh.extend_from_slice(&other.fresh);
        self.lessons.merge(&other.lessons);
        self.settled.merge(&other.settled);
    }

    pub fn finish(self, directory: &Directory) -> Origin {
        let Lessons { seen, chances, people, stays, months } = self.lessons;
        let chances = chances.finish(directory);
        Origin {
            period: self.period,
            day: self.day,
            seen,
            plays: self.plays,
            later: self.later,
            signed: self.signed,
            fresh: self.fresh,
            learned: Learned::of(chances, &people, &stays),
            basis: Basis::Stage,
            history: months.finish(&directory.calendar, self.day),
        }
    }
}

impl Lessons {
    pub const fn new(day: NaiveDate) -> Self {
        Self {
            seen: false,
            chances: ChanceCount::new(day),
            people: BTreeMap::new(),
            stays: BTreeMap::new(),
            months: MonthCount::new(MetricId::SignedAmount),
        }
    }

    pub fn merge(&mut self, other: &Self) {
        self.seen |= other.seen;
        self.chances.merge(&other.chances);
        for (person, (won, closed)) in &other.people {
            let own = self.people.entry(*person).or_default();
            *own = (own.0 + won, own.1 + closed);
        }
        for (stage, theirs) in &other.stays {
            self.stays.entry(*stage).or_default().merge(theirs);
        }
        self.months.merge(&other.months);
    }
}

/// Hands on what settled deals teach, from the earliest origin to the later ones before the newest.
pub(super) fn hand_on(gathers: &mut [Gather]) {
    let mut before: Option<Lessons> = None;
    for gather in gathers.iter_mut().skip(1).rev() {
        if let Some(before) = &before {
            gather.settled.merge(before);
        }
        gather.lessons.merge(&gather.settled);
        before = Some(gather.settled.clone());
    }
}
