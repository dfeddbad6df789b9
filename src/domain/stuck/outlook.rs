//! What became of stays that had lasted as long: the chance to advance in the next days (domain
//! document, B3).
//!
//! `P(advance within h | stayed a) = (CIF(a+h) − CIF(a)) / S(a)` on the Aalen–Johansen curves
//! ([`crate::domain::stats::incidence`]). With few stays as old as that, the value is drawn to the one of a
//! wider pool: `(r·p + 10·p_pool) / (r + 10)` while fewer than eight are at risk. Estimates, hence floats.
//!
//! # At risk
//!
//! Stays of at least `a` days are at risk at the age `a`; the deal that is looked at is one of them. Where no
//! stay lasted to the end of the window, what happens there has not been seen: the value is then the least it
//! can be, and is marked.

use std::collections::BTreeMap;

use crate::domain::stats::incidence::{Incidence, Stays, aalen_johansen};

/// With fewer at risk a chance is drawn to the pool (默认值).
pub const MIN_AT_RISK: u64 = 8;

/// How many stays the pool is worth then (默认值).
const POOL_WEIGHT: f64 = 10.0;

/// Shares below this are nothing: what is left of a product that is 0 on paper.
const NOTHING: f64 = 1e-12;

/// How a stay ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// It moves on, or is won.
    Advanced,
    /// It is lost.
    Lost,
}

/// The stays of one stage, ready to be asked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outlook {
    curve: Vec<Incidence>,
    /// Each length that occurs, in order, with how many stays lasted at least as long.
    at_least: Vec<(u32, u64)>,
}

/// The chance of an outcome within a window.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WindowChance {
    /// The chance, 0..=1.
    pub chance: f64,
    /// How many stays lasted at least as long as the age.
    pub at_risk: u64,
    /// Whether it was drawn to the pool, since these are few.
    pub pooled: bool,
    /// Whether stays were seen to the end of the window; where not, the chance is at least this.
    pub seen: bool,
}

impl Outlook {
    /// Prepares the stays of a stage.
    pub fn of(stays: &Stays) -> Self {
        let mut lengths: BTreeMap<u32, u64> = BTreeMap::new();
        for sample in [&stays.advanced, &stays.lost, &stays.other, &stays.open] {
            for (days, count) in sample.counts() {
                *lengths.entry(days).or_default() += count;
            }
        }
        let mut left: u64 = lengths.values().sum();
        let at_least = lengths.into_iter().map(|(days, count)| {
            let reached = left;
            left -= count;
            (days, reached)
        });
        Self { at_least: at_least.collect(), curve: aalen_johansen(stays) }
    }

    /// How many stays lasted at least so many days.
    pub fn at_risk(&self, age: u32) -> u64 {
        let shorter = self.at_least.partition_point(|(days, _)| *days < age);
        self.at_least.get(shorter).map_or(0, |(_, reached)| *reached)
    }

    /// The shares staying and ended by the cause at the end of a day.
    fn shares(&self, cause: Cause, day: u32) -> (f64, f64) {
        let after = self.curve.partition_point(|row| row.day <= day);
        let row = after.checked_sub(1).and_then(|at| self.curve.get(at));
        row.map_or((1.0, 0.0), |row| match cause {
            Cause::Advanced => (row.staying, row.advanced),
            Cause::Lost => (row.staying, row.lost),
        })
    }

    /// The chance that a stay of this age ends in this way within so many days, by this stage alone.
    ///
    /// `None` if no stay lasted so long, or all that did ended on that very day.
    pub fn chance(&self, cause: Cause, age: u32, horizon: u32) -> Option<f64> {
        if self.at_risk(age) == 0 {
            return None;
        }
        let (staying, before) = self.shares(cause, age);
        let (_, by_then) = self.shares(cause, age.saturating_add(horizon));
        (staying > NOTHING).then(|| ((by_then - before) / staying).clamp(0.0, 1.0))
    }

    /// The same, drawn to a wider pool where few stays are as old; without a pool as it is.
    ///
    /// `None` if neither can say.
    pub fn window(
        &self,
        cause: Cause,
        age: u32,
        horizon: u32,
        pool: Option<&Self>,
    ) -> Option<WindowChance> {
        let at_risk = self.at_risk(age);
        let own = self.chance(cause, age, horizon);
        let wide = pool
            .filter(|_| at_risk < MIN_AT_RISK || own.is_none())
            .and_then(|pool| pool.chance(cause, age, horizon).map(|chance| (pool, chance)));
        let Some((pool, wide)) = wide else {
            let seen = self.seen(age.saturating_add(horizon));
            return own.map(|chance| WindowChance { chance, at_risk, pooled: false, seen });
        };
        let chance = own.map_or(wide, |own| {
            let weight = at_risk as f64;
            (weight * own + POOL_WEIGHT * wide) / (weight + POOL_WEIGHT)
        });
        let seen = pool.seen(age.saturating_add(horizon));
        Some(WindowChance { chance, at_risk, pooled: true, seen })
    }

    /// Whether stays were seen on a day: some lasted as long, or all have ended before.
    fn seen(&self, day: u32) -> bool {
        self.at_risk(day) > 0 || self.shares(Cause::Advanced, day).0 <= NOTHING
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Stays by length and outcome: a(dvanced), l(ost), b(ack), o(pen).
    fn stays(list: &[(u32, char)]) -> Stays {
        let mut stays = Stays::default();
        for (days, outcome) in list {
            let sample = match outcome {
                'a' => &mut stays.advanced,
                'l' => &mut stays.lost,
                'o' => &mut stays.open,
                _ => &mut stays.other,
            };
            sample.add(*days);
        }
        stays
    }

    #[test]
    fn what_lasted_as_long_is_at_risk() {
        let outlook = Outlook::of(&stays(&[(5, 'a'), (5, 'l'), (9, 'o'), (12, 'b')]));
        for (age, expected) in [(0, 4), (5, 4), (6, 2), (9, 2), (10, 1), (12, 1), (13, 0)] {
            assert_eq!(outlook.at_risk(age), expected, "{age}");
        }
        assert_eq!(Outlook::default().at_risk(0), 0);
    }

    #[test]
    fn finished_stays_give_plain_shares() {
        // Ten stays, all ended: of the six longer than 4 days, three advance by day 10 and one is lost.
        let outlook = Outlook::of(&stays(&[
            (1, 'a'),
            (2, 'l'),
            (3, 'a'),
            (4, 'b'),
            (6, 'a'),
            (7, 'l'),
            (8, 'a'),
            (10, 'a'),
            (15, 'b'),
            (20, 'a'),
        ]));
        let chance = |cause, age, horizon| outlook.chance(cause, age, horizon).unwrap();
        for (cause, age, horizon, expected) in [
            (Cause::Advanced, 4, 6, 3.0 / 6.0),
            (Cause::Lost, 4, 6, 1.0 / 6.0),
            (Cause::Advanced, 4, 0, 0.0),
            (Cause::Advanced, 0, 99, 6.0 / 10.0),
            (Cause::Advanced, 4, u32::MAX, 4.0 / 6.0),
        ] {
            let got = chance(cause, age, horizon);
            assert!((got - expected).abs() < 1e-12, "{cause:?} {age} {horizon}: {got}");
        }
        assert_eq!(outlook.chance(Cause::Advanced, 20, 5), None, "the last one ends that day");
        assert_eq!(outlook.chance(Cause::Advanced, 21, 5), None, "nobody stayed as long");
    }

    #[test]
    fn few_at_risk_are_drawn_to_the_pool() {
        // Of two at risk at 5 days one advances by day 10 and one stays on.
        let own = Outlook::of(&stays(&[(8, 'a'), (30, 'o')]));
        // Of twenty one advances by day 10.
        let mut many = vec![(30, 'o'); 19];
        many.push((8, 'a'));
        let pool = Outlook::of(&stays(&many));
        let found = own.window(Cause::Advanced, 5, 5, Some(&pool)).unwrap();
        assert!((found.chance - (2.0 * 0.5 + 10.0 * 0.05) / 12.0).abs() < 1e-12, "{found:?}");
        assert_eq!((found.at_risk, found.pooled, found.seen), (2, true, true));
        let alone = own.window(Cause::Advanced, 5, 5, None).unwrap();
        assert_eq!((alone.chance, alone.pooled), (0.5, false));
        // Enough of its own: the pool is not asked.
        let enough = pool.window(Cause::Advanced, 5, 5, Some(&own)).unwrap();
        assert!(!enough.pooled && (enough.chance - 0.05).abs() < 1e-12);
        // Nobody of its own: the pool alone.
        let none = Outlook::default().window(Cause::Advanced, 5, 5, Some(&pool)).unwrap();
        assert!(none.pooled && none.at_risk == 0 && (none.chance - 0.05).abs() < 1e-12);
        assert_eq!(Outlook::default().window(Cause::Advanced, 5, 5, None), None);
    }

    #[test]
    fn what_was_not_seen_is_marked() {
        let outlook = Outlook::of(&stays(&[(8, 'a'), (30, 'o')]));
        let seen = |horizon| outlook.window(Cause::Lost, 5, horizon, None).map(|w| w.seen);
        assert_eq!((seen(25), seen(26)), (Some(true), Some(false)));
        let ended = Outlook::of(&stays(&[(8, 'a'), (30, 'l')]));
        assert_eq!(ended.window(Cause::Lost, 5, 90, None).map(|w| w.seen), Some(true));
    }

    fn outcome() -> impl Strategy<Value = char> {
        prop_oneof![Just('a'), Just('l'), Just('b'), Just('o')]
    }

    proptest! {
        #[test]
        fn chances_grow_with_time_and_leave_room(list in prop::collection::vec((0_u32..40, outcome()), 1..60), age in 0_u32..40, first in 0_u32..20, more in 0_u32..20) {
            let outlook = Outlook::of(&stays(&list));
            let at = |cause, horizon| outlook.chance(cause, age, horizon);
            let Some(soon) = at(Cause::Advanced, first) else { return Ok(()) };
            let later = at(Cause::Advanced, first + more).unwrap();
            prop_assert!(soon <= later + 1e-12, "{soon} {later}");
            let lost = at(Cause::Lost, first + more).unwrap();
            prop_assert!(later + lost <= 1.0 + 1e-9, "{later} {lost}");
        }
    }
}
