//! Did the coaching work? Four lines in one order, and what may be said of them.
//!
//! 1. The raw change, with its interval.
//! 2. What of it was to be expected without coaching.
//! 3. The change beyond that of peers.
//! 4. How often chance does it: everybody might have been the one who was coached, so with nine peers no
//!    chance below 1/10 is possible, and the smallest possible one stands beside it.
//!
//! # No word for a proof
//!
//! An effect as large as two ordinary swings is seen in half of the cases with nine peers, and no case alone
//! can tell it from luck. So a reading is at most 方向一致，证据弱: all lines point one way and no interval holds
//! zero. It takes many coached people over a year to say more.

use super::change::{Change, welch};
use super::peers::{AgainstPeers, against_peers};
use super::rebound::{Rebound, Usual, rebound};
use crate::domain::behaviour::permutation::{Chance, chance};
use crate::domain::behaviour::{COMPARISON, MIN_TEAM, Refusal, Sample};
use crate::domain::stats::quantile::mean;
use crate::domain::stats::rate::Interval;

/// Values on either side below which nothing is concluded (默认值): four weeks, a month.
pub const MIN_VALUES: usize = 4;

/// Peers below which nothing is concluded, nor said of chance: with the coached person a team of five.
pub const MIN_PEERS: usize = MIN_TEAM - 1;

/// What is known of one case, in the unit of one metric.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Facts<'a> {
    /// The person's values before the coaching, each of one week or month.
    pub before: &'a [f64],
    /// Those after it.
    pub after: &'a [f64],
    /// What is usual for all people, or why that is not known.
    pub usual: Result<Usual, Refusal>,
    /// For each peer the change of the mean over the same time.
    pub peers: &'a [f64],
}

/// The lines, each with what is to be printed or why there is nothing, and what may be said.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    /// The raw change.
    pub change: Result<Change, Refusal>,
    /// What of it was to be expected.
    pub rebound: Result<Rebound, Refusal>,
    /// The change beyond that of peers.
    pub against: Result<AgainstPeers, Refusal>,
    /// How often chance does it.
    pub chance: Result<Chance, Refusal>,
    /// What may be said.
    pub verdict: Verdict,
}

/// Which way something points; whether that is better is for the metric to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    /// More than before.
    Up,
    /// Less than before.
    Down,
}

impl Direction {
    fn of(amount: f64) -> Option<Self> {
        if amount > 0.0 {
            Some(Self::Up)
        } else if amount < 0.0 {
            Some(Self::Down)
        } else {
            None
        }
    }
}

/// What may be said of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// 样本不足: too few values or peers, whatever the lines look like.
    TooFew {
        /// Of what.
        of: Sample,
        /// How many there are.
        have: usize,
        /// How many it takes.
        need: usize,
    },
    /// 还不能下结论.
    Inconclusive(Unclear),
    /// 方向一致，证据弱: the most that one case can say.
    SameDirection(Direction),
}

/// Why a case is inconclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unclear {
    /// An interval holds zero.
    HoldsZero,
    /// The lines point different ways.
    Disagree,
    /// A line is not known.
    Unknown(Refusal),
}

/// Reads one case.
pub fn read(facts: &Facts<'_>) -> Reading {
    let change = welch(facts.before, facts.after, COMPARISON);
    // Without values there is no mean, and the first line says of what there are too few.
    let none = change.err().unwrap_or(Refusal::NotFinite);
    let means = mean(facts.before).zip(mean(facts.after)).ok_or(none);
    let rebound = means.and_then(|(pre, post)| rebound(pre, post, facts.usual?));
    let own = means.map(|(pre, post)| post - pre);
    let against = own.and_then(|own| against_peers(own, facts.peers, COMPARISON));
    let chance = own.and_then(|own| {
        let have = facts.peers.len();
        if have < MIN_PEERS {
            return Err(Refusal::TooFew { of: Sample::Peers, have, need: MIN_PEERS });
        }
        chance(&[own], facts.peers)
    });
    let verdict = verdict(facts, change, rebound, against);
    Reading { change, rebound, against, chance, verdict }
}

fn verdict(
    facts: &Facts<'_>,
    change: Result<Change, Refusal>,
    rebound: Result<Rebound, Refusal>,
    against: Result<AgainstPeers, Refusal>,
) -> Verdict {
    let samples = [
        (Sample::Before, facts.before.len(), MIN_VALUES),
        (Sample::After, facts.after.len(), MIN_VALUES),
        (Sample::Peers, facts.peers.len(), MIN_PEERS),
    ];
    if let Some((of, have, need)) = samples.into_iter().find(|(_, have, need)| have < need) {
        return Verdict::TooFew { of, have, need };
    }
    let (change, rebound, against) = match (change, rebound, against) {
        (Ok(change), Ok(rebound), Ok(against)) => (change, rebound, against),
        (Err(why), _, _) | (_, Err(why), _) | (_, _, Err(why)) => {
            return Verdict::Inconclusive(Unclear::Unknown(why));
        }
    };
    let holds_zero = |at: Interval| at.lo <= 0.0 && 0.0 <= at.hi;
    if holds_zero(change.interval) || holds_zero(against.interval) {
        return Verdict::Inconclusive(Unclear::HoldsZero);
    }
    let lines = [change.diff, rebound.beyond, against.effect].map(Direction::of);
    match lines {
        [Some(first), second, third] if second == Some(first) && third == Some(first) => {
            Verdict::SameDirection(first)
        }
        _ => Verdict::Inconclusive(Unclear::Disagree),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const BEFORE: [f64; 6] = [8.0, 9.0, 7.0, 8.0, 8.0, 9.0];
    const AFTER: [f64; 6] = [11.0, 12.0, 10.0, 11.0, 9.0, 12.0];
    const PEERS: [f64; 9] = [0.5, -0.3, 1.1, 0.2, 0.9, -0.6, 0.4, 0.8, 0.1];

    /// A case in which all lines point up.
    fn clear() -> Facts<'static> {
        Facts {
            before: &BEFORE,
            after: &AFTER,
            usual: Ok(Usual { mean: 10.0, correlation: 0.6 }),
            peers: &PEERS,
        }
    }

    #[test]
    fn the_clearest_case_is_weak_evidence() {
        let found = read(&clear());
        assert_eq!(found.verdict, Verdict::SameDirection(Direction::Up));
        // 8.17 was to become 8.9, and became 10.83.
        assert!((found.rebound.unwrap().expected - 8.9).abs() < 1e-9);
        let (change, against) = (found.change.unwrap(), found.against.unwrap());
        assert!((against.effect - (change.diff - against.usual)).abs() < 1e-12);
        let chance = found.chance.unwrap();
        assert_eq!((chance.p(), chance.smallest_p()), (0.1, 0.1));
        // The other way round.
        let down = Facts {
            before: &AFTER,
            after: &BEFORE,
            usual: Ok(Usual { mean: 10.0, correlation: 0.6 }),
            peers: &PEERS,
        };
        assert_eq!(read(&down).verdict, Verdict::SameDirection(Direction::Down));
    }

    #[test]
    fn an_interval_with_zero_or_a_line_that_differs_is_no_conclusion() {
        let four = Facts { peers: &[0.5, 1.4, -0.8, 0.9], ..clear() };
        assert_eq!(read(&four).verdict, Verdict::Inconclusive(Unclear::HoldsZero));
        // Everybody is at 14 as a rule, and nothing stays: more was to be expected than came.
        let usual = Ok(Usual { mean: 14.0, correlation: 0.2 });
        let rebound = Facts { usual, ..clear() };
        assert_eq!(read(&rebound).verdict, Verdict::Inconclusive(Unclear::Disagree));
        // Peers rose far more.
        let risen = PEERS.map(|change| change + 9.0);
        let behind = Facts { peers: &risen, ..clear() };
        assert_eq!(read(&behind).verdict, Verdict::Inconclusive(Unclear::Disagree));
        let unknown = Refusal::TooFew { of: Sample::Team, have: 3, need: 5 };
        let without = Facts { usual: Err(unknown), ..clear() };
        assert_eq!(read(&without).verdict, Verdict::Inconclusive(Unclear::Unknown(unknown)));
        assert_eq!(read(&without).rebound, Err(unknown));
        let alike = Facts { peers: &[0.1; 9], ..clear() };
        let expected = Verdict::Inconclusive(Unclear::Unknown(Refusal::NoSpread));
        assert_eq!(read(&alike).verdict, expected);
    }

    #[test]
    fn too_few_are_shown_and_not_concluded_from() {
        let few = |of, have, need| Verdict::TooFew { of, have, need };
        let peers = read(&Facts { peers: &PEERS[..3], ..clear() });
        assert_eq!(peers.verdict, few(Sample::Peers, 3, 4));
        assert!(peers.against.is_ok(), "still shown");
        let none = Refusal::TooFew { of: Sample::Peers, have: 3, need: 4 };
        assert_eq!(peers.chance, Err(none), "nothing is said of chance in a team of four");
        let weeks = read(&Facts { before: &BEFORE[..3], ..clear() });
        assert_eq!(weeks.verdict, few(Sample::Before, 3, 4));
        assert!(weeks.change.is_ok(), "still shown");
        let nothing = read(&Facts { after: &[], ..clear() });
        assert_eq!(nothing.verdict, few(Sample::After, 0, 4));
        let why = Refusal::TooFew { of: Sample::After, have: 0, need: 2 };
        assert_eq!((nothing.change, nothing.rebound), (Err(why), Err(why)));
        assert_eq!((nothing.against, nothing.chance), (Err(why), Err(why)));
    }

    proptest! {
        #[test]
        fn what_is_said_is_what_all_lines_show(
            before in prop::collection::vec((0_i32..40).prop_map(f64::from), 4..8),
            after in prop::collection::vec((0_i32..40).prop_map(f64::from), 4..8),
            peers in prop::collection::vec((-10_i32..10).prop_map(f64::from), 4..12),
            mean in 0.0_f64..40.0, correlation in 0.0_f64..=1.0,
        ) {
            let usual = Ok(Usual { mean, correlation });
            let found = read(&Facts { before: &before, after: &after, usual, peers: &peers });
            if let Ok(chance) = found.chance {
                prop_assert_eq!(chance.arrangements, peers.len() as u64 + 1);
                prop_assert!(chance.smallest_p() <= chance.p());
            }
            if let Verdict::SameDirection(direction) = found.verdict {
                let lines = [found.change.unwrap().diff, found.rebound.unwrap().beyond, found.against.unwrap().effect];
                prop_assert!(lines.iter().all(|line| Direction::of(*line) == Some(direction)));
                for at in [found.change.unwrap().interval, found.against.unwrap().interval] {
                    prop_assert_eq!(Direction::of(at.lo), Direction::of(at.hi));
                }
            }
        }
    }
}
