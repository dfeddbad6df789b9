//! How long the deals that were won stayed in each stage: the sample that a limit is made of (domain
//! document, B3).
//!
//! # Which winners
//!
//! Those won within the last months (12 to 24), since how a company sells changes. Of these, deals created so
//! lately that nine in ten winners took longer are left out: of their batch only the quick ones are won by
//! now, and they would pull every limit down.
//!
//! # One pass
//!
//! The bound on the date of creation is known only when all deals were seen, so the stays of winners are kept
//! until then, a few bytes each; deals that were not won cost nothing.

use chrono::{Months, NaiveDate};

use crate::domain::funnel::visit::{days_between, place, standing, visits};
use crate::domain::funnel::{DealHistory, Place};
use crate::domain::stats::days::DayCounts;
use crate::domain::stats::rational::Rational;

/// How far back winners count, in months (默认值).
pub const MONTHS: u32 = 24;

/// A deal is old enough if so many basis points of the winners' cycles were no longer than its age.
const OLD_ENOUGH_BP: u32 = 9_000;

/// Collects winners, deal by deal.
#[derive(Clone, Debug)]
pub struct Winners {
    n_stages: u8,
    as_of: NaiveDate,
    since: NaiveDate,
    cycles: DayCounts,
    /// By winner: the day it was created, and how many of the stays are its own.
    deals: Vec<(NaiveDate, usize)>,
    /// All days of each winner in each stage that it visited, winner by winner.
    stays: Vec<(u8, u32)>,
}

/// The winners' days in each stage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WinnerTimes {
    /// One sample per stage: for each winner that visited it, all its days there.
    pub stages: Vec<DayCounts>,
    /// Winners that count.
    pub counted: u64,
    /// Winners left out because they were created too lately.
    pub too_young: u64,
}

impl Winners {
    /// Starts an empty collection of deals won within so many months before a date.
    pub fn new(n_stages: u8, as_of: NaiveDate, months: u32) -> Self {
        let since = as_of.checked_sub_months(Months::new(months)).unwrap_or(NaiveDate::MIN);
        let cycles = DayCounts::default();
        Self { n_stages, as_of, since, cycles, deals: vec![], stays: vec![] }
    }

    /// Looks at one deal, and keeps it if it stands as won by the date and was won recently enough.
    pub fn add(&mut self, deal: &DealHistory<'_>) {
        if place(deal, self.as_of) != Some(Place::Won) {
            return;
        }
        let Some(now) = standing(deal, self.n_stages, self.as_of) else { return };
        let Some(created) = deal.created().filter(|_| self.since <= now.since) else { return };
        let first = self.stays.len();
        for visit in visits(deal, self.as_of).filter(|visit| visit.stage < self.n_stages) {
            let days = visit.days_by(self.as_of);
            let mut own = self.stays.iter_mut().skip(first);
            match own.find(|(stage, _)| *stage == visit.stage) {
                Some((_, sum)) => *sum = sum.saturating_add(days),
                None => self.stays.push((visit.stage, days)),
            }
        }
        self.cycles.add(days_between(created, now.since));
        self.deals.push((created, self.stays.len() - first));
    }

    /// Adds the winners of other deals, as of the same date.
    pub fn merge(&mut self, other: &Self) {
        self.cycles.merge(&other.cycles);
        self.deals.extend_from_slice(&other.deals);
        self.stays.extend_from_slice(&other.stays);
    }

    /// The samples of the winners that are old enough.
    pub fn times(&self) -> WinnerTimes {
        let stages = vec![DayCounts::default(); usize::from(self.n_stages)];
        let mut times = WinnerTimes { stages, counted: 0, too_young: 0 };
        let Some(usual) = self.cycles.quantile_bp(OLD_ENOUGH_BP) else { return times };
        let mut rest = self.stays.as_slice();
        for (created, n) in &self.deals {
            let (own, after) = rest.split_at_checked(*n).unwrap_or((rest, &[]));
            rest = after;
            if Rational::from_int(days_between(*created, self.as_of).into()) < usual {
                times.too_young += 1;
                continue;
            }
            times.counted += 1;
            for (stage, days) in own {
                if let Some(sample) = times.stages.get_mut(usize::from(*stage)) {
                    sample.add(*days);
                }
            }
        }
        times
    }
}

#[cfg(test)]
mod tests {
    use Place::{Lost, Stage, Won};
    use chrono::Days;

    use super::*;
    use crate::domain::funnel::Event;

    fn day(day: u64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + Days::new(day)
    }

    fn times(logs: &[&[(u64, Place)]], as_of: u64, months: u32) -> WinnerTimes {
        let mut winners = Winners::new(3, day(as_of), months);
        for log in logs {
            let events: Vec<Event> =
                log.iter().map(|(at, to)| Event { at: day(*at), to: *to }).collect();
            winners.add(&DealHistory { created: None, amount_fen: None, events: &events });
        }
        winners.times()
    }

    fn told(sample: &DayCounts) -> Vec<(u32, u64)> {
        sample.counts().collect()
    }

    #[test]
    fn only_deals_that_stand_as_won_count() {
        let logs: [&[(u64, Place)]; 5] = [
            // Back and forth: 5 + 10 days in the first stage, 7 in the second, none in the third.
            &[(0, Stage(0)), (5, Stage(1)), (12, Stage(0)), (22, Won)],
            &[(0, Stage(0)), (90, Lost)],
            &[(0, Stage(0)), (4, Stage(2))],
            // Won, and open again.
            &[(0, Stage(0)), (6, Won), (9, Stage(0))],
            // Won after the date that is asked for.
            &[(0, Stage(0)), (101, Won)],
        ];
        let found = times(&logs, 100, 12);
        assert_eq!((found.counted, found.too_young), (1, 0));
        let stages: Vec<_> = found.stages.iter().map(told).collect();
        assert_eq!(stages, [vec![(15, 1)], vec![(7, 1)], vec![]]);
    }

    #[test]
    fn a_win_long_ago_does_not_count() {
        let log: &[(u64, Place)] = &[(0, Stage(0)), (31, Won)];
        // Won on 2026-02-01.
        for (as_of, counted) in [(59 + 365, 0), (31 + 365, 1)] {
            assert_eq!(times(&[log], as_of, 12).counted, counted, "{as_of}");
        }
    }

    #[test]
    fn quick_winners_of_a_young_batch_are_left_out() {
        // Nine took 50 days, one that was created 20 days ago took 10: the 90 % cycle is 50.
        let slow: &[(u64, Place)] = &[(0, Stage(0)), (50, Won)];
        let quick: &[(u64, Place)] = &[(80, Stage(0)), (90, Won)];
        let mut logs = vec![slow; 9];
        logs.push(quick);
        let found = times(&logs, 100, 24);
        assert_eq!((found.counted, found.too_young), (9, 1));
        assert_eq!(found.stages.first().map(told), Some(vec![(50, 9)]));
        // Once the batch is old enough it counts.
        assert_eq!(times(&logs, 130, 24).counted, 10);
        assert_eq!(times(&[], 100, 24).counted, 0);
    }
}
