//! Sales velocity 销售流速: what the open deals are worth a day, by the deals closed in the last 180 days.
//!
//! `open × win rate × mean amount won / cycle`, and two answers for the cycle (domain document, B2): the mean
//! days of the deals won give the figure that everybody quotes; the mean days of all that were closed give the
//! one that a steady state allows (Little's law), since deals that are lost linger in the pipeline too.

use crate::domain::funnel::win::{Flow, WinCounts, velocity};
use crate::domain::stats::days::DayCounts;
use crate::domain::stats::rate::MIN_CASES;

/// What a deal is to the velocity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flowing {
    /// Open on the day.
    Open,
    /// Closed within the 180 days before.
    Closed {
        /// Won or lost.
        won: bool,
        /// Its amount in fen, if known.
        amount: Option<i64>,
        /// Days since it was created, if that is known.
        days: Option<u32>,
    },
}

/// Adds deals up to the velocity.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FlowTally {
    open: u64,
    wins: WinCounts,
    days_won: DayCounts,
    days_closed: DayCounts,
}

/// The velocity with its parts; amounts in fen a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Velocity {
    /// By the days of the deals won.
    pub usual: Option<i64>,
    /// By the days of all closed deals.
    pub steady: Option<i64>,
}

impl FlowTally {
    /// Adds a deal.
    pub fn add(&mut self, flowing: Flowing) {
        let Flowing::Closed { won, amount, days } = flowing else {
            self.open += 1;
            return;
        };
        self.wins.add(won, amount);
        if let Some(days) = days {
            self.days_closed.add(days);
            if won {
                self.days_won.add(days);
            }
        }
    }

    /// Adds other deals.
    pub fn merge(&mut self, other: &Self) {
        self.open += other.open;
        self.wins.merge(&other.wins);
        self.days_won.merge(&other.days_won);
        self.days_closed.merge(&other.days_closed);
    }

    /// How many deals it rests on.
    pub const fn records(&self) -> u64 {
        self.open + self.wins.won + self.wins.lost
    }

    /// The velocity; unknown with fewer than ten closed deals.
    pub fn finish(&self) -> Velocity {
        let by = |days: &DayCounts| Some(velocity(self.flow(days)?)?.round() as i64);
        Velocity { usual: by(&self.days_won), steady: by(&self.days_closed) }
    }

    /// What the usual velocity is worked out of; unknown with fewer than ten closed deals.
    pub fn parts(&self) -> Option<Flow> {
        self.flow(&self.days_won)
    }

    fn flow(&self, days: &DayCounts) -> Option<Flow> {
        let closed = self.wins.won + self.wins.lost;
        Some(Flow {
            n_open: self.open,
            win_rate: self.wins.by_count().filter(|_| closed >= MIN_CASES)?.rate,
            mean_won: self.wins.mean_won_fen()?,
            days: days.mean()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn closed(won: bool, amount: Option<i64>, days: u32) -> Flowing {
        Flowing::Closed { won, amount, days: Some(days) }
    }

    #[test]
    fn deals_that_were_lost_slowly_slow_the_flow() {
        let mut tally = FlowTally::default();
        (0..20).for_each(|_| tally.add(Flowing::Open));
        // Four of ten won, of 500 fen each, in 50 days; the others lingered for 100.
        (0..4).for_each(|_| tally.add(closed(true, Some(500), 50)));
        (0..6).for_each(|_| tally.add(closed(false, None, 100)));
        // 20 × 0.4 × 500 = 4,000 by 50 days, or by 80.
        assert_eq!(tally.finish(), Velocity { usual: Some(80), steady: Some(50) });
        assert_eq!(tally.records(), 30);
    }

    #[test]
    fn nine_closed_deals_are_too_few() {
        let mut tally = FlowTally::default();
        tally.add(Flowing::Open);
        (0..9).for_each(|_| tally.add(closed(true, Some(500), 50)));
        assert_eq!(tally.finish(), Velocity { usual: None, steady: None });
        // The tenth has neither amount nor days: it counts in the rate alone.
        tally.add(Flowing::Closed { won: true, amount: None, days: None });
        assert_eq!(tally.finish(), Velocity { usual: Some(10), steady: Some(10) });
    }
}
