//! Winning: how often, how much, how fast.

use chrono::NaiveDate;

use super::visit::{days_between, furthest, place};
use super::{DealHistory, Place, Window};
use crate::domain::stats::rate::Rate;

/// The end of a deal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Closing {
    /// The day it was closed.
    pub at: NaiveDate,
    /// Won or lost.
    pub won: bool,
    /// Calendar days since it was created, if that is known.
    pub cycle_days: Option<u32>,
}

/// The last closing of a deal within a window, as known on a date; `None` if it was not closed in it.
///
/// A deal that was lost in the window and reopened keeps that loss there, so a closed period never moves;
/// if it is won in the same window only the win counts, so that no deal counts twice.
pub fn closing(deal: &DealHistory<'_>, window: Window, as_of: NaiveDate) -> Option<Closing> {
    let mut place = None;
    let mut found = None;
    for event in deal.events.iter().filter(|event| event.at <= as_of) {
        if place == Some(event.to) {
            continue;
        }
        place = Some(event.to);
        let won = match event.to {
            Place::Stage(_) => continue,
            Place::Won => true,
            Place::Lost => false,
        };
        if window.contains(event.at) {
            let cycle_days = deal.created().map(|created| days_between(created, event.at));
            found = Some(Closing { at: event.at, won, cycle_days });
        }
    }
    found
}

/// Closed deals, by count and by value.
///
/// A deal without a known amount counts by number only; it is never taken as worth zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WinCounts {
    /// Deals won.
    pub won: u64,
    /// Deals lost.
    pub lost: u64,
    /// Known amounts won, in fen.
    pub won_fen: i128,
    /// Known amounts lost, in fen.
    pub lost_fen: i128,
    /// Deals won without a known amount.
    pub won_unknown: u64,
    /// Deals lost without a known amount.
    pub lost_unknown: u64,
}

impl WinCounts {
    /// Adds one closed deal.
    pub fn add(&mut self, won: bool, amount_fen: Option<i64>) {
        let (count, sum, unknown) = if won {
            (&mut self.won, &mut self.won_fen, &mut self.won_unknown)
        } else {
            (&mut self.lost, &mut self.lost_fen, &mut self.lost_unknown)
        };
        *count += 1;
        match amount_fen {
            Some(fen) => *sum += i128::from(fen),
            None => *unknown += 1,
        }
    }

    /// Adds other closed deals.
    pub const fn merge(&mut self, other: &Self) {
        self.won += other.won;
        self.lost += other.lost;
        self.won_fen += other.won_fen;
        self.lost_fen += other.lost_fen;
        self.won_unknown += other.won_unknown;
        self.lost_unknown += other.lost_unknown;
    }

    /// Won of closed deals, with its interval; `None` if none is closed.
    pub fn by_count(&self) -> Option<Rate> {
        Rate::of(self.won, self.won + self.lost)
    }

    /// Won of closed value, over the deals whose amount is known; `None` if that is nothing.
    pub fn by_value(&self) -> Option<f64> {
        let closed = self.won_fen + self.lost_fen;
        (closed > 0).then(|| self.won_fen as f64 / closed as f64)
    }

    /// The mean known amount of the deals won, in fen.
    pub fn mean_won_fen(&self) -> Option<f64> {
        let known = self.won - self.won_unknown;
        (known > 0).then(|| self.won_fen as f64 / known as f64)
    }

    /// How many closed deals are missing from the figures by value.
    pub const fn unknown_amounts(&self) -> u64 {
        self.won_unknown + self.lost_unknown
    }
}

/// Win rates from each stage: of the closed deals that reached it, how many were won.
///
/// Open deals are left out, so a young pipeline looks better or worse than it is; the eventual rate of
/// [`super::rule::Rule::Eventual`] is for those.
#[derive(Clone, Debug, PartialEq)]
pub struct StageWins {
    as_of: NaiveDate,
    stages: Vec<(u64, u64)>,
}

impl StageWins {
    /// Starts an empty count.
    pub fn new(n_stages: u8, as_of: NaiveDate) -> Self {
        Self { as_of, stages: vec![(0, 0); n_stages.into()] }
    }

    /// Counts one deal if it is closed.
    pub fn add(&mut self, deal: &DealHistory<'_>) {
        let n_stages = u8::try_from(self.stages.len()).unwrap_or(u8::MAX);
        let Some(end @ (Place::Won | Place::Lost)) = place(deal, self.as_of) else { return };
        let Some(furthest) = furthest(deal, n_stages, self.as_of) else { return };
        for (won, closed) in self.stages.iter_mut().take(usize::from(furthest) + 1) {
            *won += u64::from(end == Place::Won);
            *closed += 1;
        }
    }

    /// Adds what other deals count, as of the same date.
    pub fn merge(&mut self, other: &Self) {
        for ((won, closed), (more_won, more_closed)) in self.stages.iter_mut().zip(&other.stages) {
            *won += more_won;
            *closed += more_closed;
        }
    }

    /// The rates, one per stage; `None` where no deal that got there is closed.
    pub fn finish(self) -> Vec<Option<Rate>> {
        self.stages.into_iter().map(|(won, closed)| Rate::of(won, closed)).collect()
    }
}

/// What sales velocity is made of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Flow {
    /// Deals open now.
    pub n_open: u64,
    /// Share of closed deals won, 0..=1.
    pub win_rate: f64,
    /// Mean amount of a deal won; the velocity comes out in its unit.
    pub mean_won: f64,
    /// Mean days a deal takes.
    pub days: f64,
}

/// Sales velocity 销售流速, an amount per day: `N_open × win rate × mean won / days`.
///
/// The usual headline puts the cycle of *won* deals into `days` and so overstates the flow when lost deals
/// linger; the figure beside it puts in the mean stay of *all* deals, which is consistent with Little's law
/// in a steady state. `None` without a positive number of days.
pub fn velocity(flow: Flow) -> Option<f64> {
    (flow.days > 0.0).then(|| flow.n_open as f64 * flow.win_rate * flow.mean_won / flow.days)
}

/// The bounds of [`rep_adjusted`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AdjustBounds {
    /// Least and greatest factor by which a person's record moves the stage's chance.
    pub factor: (f64, f64),
    /// Least and greatest chance that may come out.
    pub chance: (f64, f64),
}

impl Default for AdjustBounds {
    /// 默认值: half to one and a half times, and never 0 % or 100 %.
    fn default() -> Self {
        Self { factor: (0.5, 1.5), chance: (0.01, 0.99) }
    }
}

/// The chance of winning from a stage, moved by a person's (shrunken) record against the team's.
///
/// `None` if the team has no positive mean to compare with.
pub fn rep_adjusted(
    stage_chance: f64,
    rep_mean: f64,
    team_mean: f64,
    bounds: AdjustBounds,
) -> Option<f64> {
    if team_mean.is_nan() || team_mean <= 0.0 {
        return None;
    }
    // max then min, not clamp: bounds that cross must not panic.
    let factor = (rep_mean / team_mean).max(bounds.factor.0).min(bounds.factor.1);
    Some((stage_chance * factor).max(bounds.chance.0).min(bounds.chance.1))
}

#[cfg(test)]
mod tests {
    use super::super::visit::tests::{day_of, deal, log};
    use super::*;

    #[test]
    fn a_closed_period_keeps_its_closings() {
        let events = log("0:S1 5:L 8:L 12:S1 20:W");
        let closed = |start, end, as_of| {
            let window = Window { start: day_of(start), end: day_of(end) };
            closing(&deal(&events), window, day_of(as_of)).map(|c| (c.won, c.cycle_days))
        };
        assert_eq!(closed(0, 10, 10), Some((false, Some(5))));
        assert_eq!(closed(0, 10, 30), Some((false, Some(5))), "reopened later, lost then");
        assert_eq!(closed(0, 30, 30), Some((true, Some(20))), "counts once, as won");
        assert_eq!(closed(6, 10, 30), None, "told twice, closed once");
        assert_eq!(closed(11, 30, 19), None);
    }

    #[test]
    fn unknown_amounts_are_left_out_of_value() {
        let mut wins = WinCounts::default();
        for (won, fen) in [(true, Some(300)), (true, None), (false, Some(100)), (false, None)] {
            wins.add(won, fen);
        }
        assert_eq!(wins.by_count().map(|rate| rate.rate), Some(0.5));
        assert_eq!(wins.by_value(), Some(0.75));
        assert_eq!(wins.mean_won_fen(), Some(300.0));
        assert_eq!(wins.unknown_amounts(), 2);
        assert_eq!(WinCounts::default().by_count(), None);
        assert_eq!(WinCounts::default().by_value(), None);
    }

    #[test]
    fn stage_wins_know_closed_deals_only() {
        let mut wins = StageWins::new(3, day_of(30));
        for text in ["0:S1 5:W", "0:S1 5:S2 9:L", "0:S1 5:S3", "0:L"] {
            wins.add(&deal(&log(text)));
        }
        let rates: Vec<_> = wins.finish().iter().map(|r| r.map(|r| (r.k, r.n))).collect();
        assert_eq!(rates, [Some((1, 2)), Some((1, 2)), Some((1, 1))]);
    }

    #[test]
    fn without_days_or_a_team_there_is_no_answer() {
        let flow = Flow { n_open: 1, win_rate: 0.5, mean_won: 1.0, days: 0.0 };
        assert_eq!(velocity(flow), None);
        assert_eq!(rep_adjusted(0.3, 0.3, 0.0, AdjustBounds::default()), None);
        assert_eq!(rep_adjusted(0.9, 0.9, 0.3, AdjustBounds::default()), Some(0.99));
    }
}
