//! The chance of one open deal, learned from deals that are closed (domain document, B2 and B4).
//!
//! # Drawn to the wider group
//!
//! Three won of four in one team's stage say little. What is known of a stage is what the company knows of
//! it, plus the own cases: `(k + M·p) / (n + M)`, the mean of a Beta prior worth `M` cases (empirical Bayes;
//! Robinson, *Introduction to Empirical Bayes*). The chain goes from the widest group to the narrowest, each
//! drawn to the one before. `M` is ten cases (默认值), or what [`crate::domain::stats::shrink`] fitted to the
//! people of a team.
//!
//! # Never sure
//!
//! Where all cases went one way the rate is `(k + ½) / (n + 1)`, and a chance that a forecast uses lies
//! between 1 % and 99 %. Chances are whole basis points, so that weighted amounts add up exactly.
//!
//! # For this period
//!
//! A win rate of a stage says that a deal is won some day. Which part of it falls into the period is asked of
//! the same records counted otherwise, deals of a category that were won within the month, or of the stays in
//! the stage, won by the days that are left ([`crate::domain::stuck::outlook`], with the stage's stays up to
//! the end of the deal). [`super::calibration::best`] tells which of them was right in the past.

use crate::domain::money::div_round;
use crate::domain::stats::rate::MIN_CASES;
use crate::domain::stats::rational::Rational;

/// The whole, in basis points.
const WHOLE_BP: i64 = 10_000;

/// The least and the most a chance may be, in basis points (默认值).
const BOUNDS_BP: (i64, i64) = (100, 9_900);

/// What a wider group is worth, in cases, where nothing else is known (默认值).
pub const STRENGTH: u32 = 10;

/// The chance of a deal to be won in the period, from 1 % to 99 %.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Chance(i64);

impl Chance {
    /// A chance in basis points, moved to 1 % or 99 % where it is beyond.
    pub fn from_bp(bp: i64) -> Self {
        Self(bp.clamp(BOUNDS_BP.0, BOUNDS_BP.1))
    }

    /// An exact chance, rounded to basis points once; `None` if it is none.
    pub fn from_exact(share: Rational) -> Option<Self> {
        if share.is_negative() || share > Rational::ONE {
            return None;
        }
        let scaled = share.checked_mul(Rational::from_int(WHOLE_BP))?;
        i64::try_from(scaled.round()).ok().map(Self::from_bp)
    }

    /// An estimated chance; `None` if it is none.
    pub fn from_estimate(share: f64) -> Option<Self> {
        let valid = (0.0..=1.0).contains(&share);
        valid.then(|| Self::from_bp((share * WHOLE_BP as f64).round() as i64))
    }

    /// In basis points.
    pub const fn bp(self) -> i64 {
        self.0
    }

    /// As a share, for [`super::total::Outcomes`].
    pub fn share(self) -> f64 {
        self.0 as f64 / WHOLE_BP as f64
    }
}

/// Deals that are closed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// Those that were won.
    pub won: u64,
    /// All of them.
    pub closed: u64,
}

impl Record {
    /// The share won, kept off 0 and 1; `None` without a closed deal or with more won than closed.
    pub fn rate(self) -> Option<Rational> {
        if self.closed == 0 || self.won > self.closed {
            return None;
        }
        let (won, closed) = (i128::from(self.won), i128::from(self.closed));
        if self.won == 0 || self.won == self.closed {
            return Rational::new(2 * won + 1, 2 * (closed + 1));
        }
        Rational::new(won, closed)
    }

    /// The share won, drawn to a wider group that is worth so many cases: `(k + M·p) / (n + M)`.
    ///
    /// `None` with more won than closed, or if neither has a case.
    pub fn drawn(self, to: Rational, strength: u32) -> Option<Rational> {
        if self.won > self.closed {
            return None;
        }
        let strength = Rational::from_int(i64::from(strength));
        let [won, closed] = [self.won, self.closed].map(|count| Rational::new(count.into(), 1));
        let sum = won?.checked_add(to.checked_mul(strength)?)?;
        sum.checked_div(closed?.checked_add(strength)?)
    }
}

/// A chance that was learned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Learned {
    /// The chance.
    pub chance: Chance,
    /// Closed deals of the narrowest group: what is its own about it.
    pub own: u64,
    /// Closed deals of the widest group.
    pub all: u64,
}

/// Learns a chance from closed deals, the widest group first and the narrowest last: the company's stage, the
/// team's, the person's. Wider groups hold the narrower ones.
///
/// `None` if the widest has fewer than ten closed deals, or a record makes no sense.
pub fn learned(groups: &[Record], strength: u32) -> Option<Learned> {
    let (widest, narrower) = groups.split_first()?;
    if widest.closed < MIN_CASES {
        return None;
    }
    let mut share = widest.rate()?;
    for group in narrower.iter().filter(|group| group.closed > 0) {
        // Rounded at each step, so that long chains cannot outgrow what a fraction holds.
        share = rounded(group.drawn(share, strength)?)?;
    }
    let own = groups.last()?.closed;
    Some(Learned { chance: Chance::from_exact(share)?, own, all: widest.closed })
}

/// To a millionth: a hundredth of what a chance shows.
fn rounded(share: Rational) -> Option<Rational> {
    Rational::new(share.round_to(6)?, 1_000_000)
}

/// The weighted amount of open deals, `Σ amount × chance`, rounded once (加权金额).
///
/// It is an expected value and says nothing of reaching a target. `None` past all amounts.
pub fn weighted(deals: &[(i64, Chance)]) -> Option<i64> {
    let mut sum = 0_i128;
    for (amount, chance) in deals {
        sum = sum.checked_add(i128::from(*amount) * i128::from(chance.bp()))?;
    }
    div_round(sum, i128::from(WHOLE_BP))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn record(won: u64, closed: u64) -> Record {
        Record { won, closed }
    }

    #[test]
    fn chances_stay_off_the_ends() {
        for (bp, kept) in [(-5, 100), (0, 100), (100, 100), (4_567, 4_567), (10_000, 9_900)] {
            assert_eq!(Chance::from_bp(bp).bp(), kept, "{bp}");
        }
        let exact = |text| Chance::from_exact(Rational::parse(text).unwrap()).map(Chance::bp);
        assert_eq!((exact("0.44995"), exact("1")), (Some(4_500), Some(9_900)));
        assert_eq!((exact("1.01"), exact("-0.01")), (None, None));
        let estimate = |share| Chance::from_estimate(share).map(Chance::bp);
        assert_eq!((estimate(0.254_9), estimate(0.0)), (Some(2_549), Some(100)));
        assert_eq!((estimate(1.1), estimate(f64::NAN)), (None, None));
    }

    #[test]
    fn few_cases_are_drawn_to_the_wider_group() {
        // The company wins 30 of 100; a team won 3 of 4: (3 + 10 × 0.3) / 14 = 0.428 571.
        let team = learned(&[record(30, 100), record(3, 4)], STRENGTH).unwrap();
        assert_eq!((team.chance.bp(), team.own, team.all), (4_286, 4, 100));
        // A person of that team won none of 2: 10 × 0.428 571 / 12.
        let person = learned(&[record(30, 100), record(3, 4), record(0, 2)], STRENGTH).unwrap();
        assert_eq!((person.chance.bp(), person.own), (3_571, 2));
        // Without cases of one's own it is what the group knows.
        let new = learned(&[record(30, 100), record(0, 0)], STRENGTH).unwrap();
        assert_eq!((new.chance.bp(), new.own), (3_000, 0));
        // With many cases it is nearly one's own: (300 + 10 × 0.3) / 410.
        let many = learned(&[record(300, 1_000), record(300, 400)], STRENGTH).unwrap();
        assert_eq!(many.chance.bp(), 7_390);
    }

    #[test]
    fn one_way_records_are_not_certain() {
        assert_eq!(record(0, 10).rate(), Rational::new(1, 22));
        assert_eq!(record(10, 10).rate(), Rational::new(21, 22));
        assert_eq!(learned(&[record(10, 10)], 0).unwrap().chance.bp(), 9_545);
        assert_eq!(learned(&[record(5_000, 5_000)], 0).unwrap().chance.bp(), 9_900);
    }

    #[test]
    fn too_little_is_not_said() {
        assert_eq!(learned(&[], STRENGTH), None);
        assert_eq!(learned(&[record(4, 9)], STRENGTH), None);
        assert_eq!(learned(&[record(11, 10)], STRENGTH), None);
        assert_eq!(learned(&[record(4, 10), record(3, 2)], STRENGTH), None);
        assert_eq!((record(0, 0).rate(), record(0, 0).drawn(Rational::ONE, 0)), (None, None));
    }

    #[test]
    fn weights_are_exact() {
        let half = Chance::from_bp(5_000);
        assert_eq!(weighted(&[(1, half), (1, half)]), Some(1));
        assert_eq!(weighted(&[(1, half)]), Some(1));
        assert_eq!(weighted(&[(3, Chance::from_bp(3_333))]), Some(1));
        assert_eq!(weighted(&[]), Some(0));
        assert_eq!(weighted(&[(i64::MAX, Chance::from_bp(9_900)); 2]), None);
    }

    proptest! {
        #[test]
        fn drawn_rates_lie_between(won in 0_u64..500, lost in 0_u64..500, k in 0_u64..50, more in 0_u64..50, strength in 1_u32..500) {
            let (wide, own) = (record(won, won + lost), record(k, k + more));
            let Some(group) = wide.rate() else { return Ok(()) };
            let found = own.drawn(group, strength).unwrap();
            prop_assert!(found > Rational::ZERO && found < Rational::ONE);
            if let Some(alone) = Rational::new(k.into(), (k + more).into()) {
                prop_assert!(alone.min(group) <= found && found <= alone.max(group));
            } else {
                prop_assert_eq!(found, group);
            }
        }

        #[test]
        fn learned_chances_are_usable(groups in prop::collection::vec((0_u64..2_000_000, 0_u64..2_000_000), 1..6), strength in 0_u32..500) {
            let groups: Vec<Record> = groups.iter().map(|(won, lost)| record(*won, won + lost)).collect();
            let found = learned(&groups, strength);
            prop_assert_eq!(found.is_some(), groups[0].closed >= MIN_CASES);
            if let Some(found) = found {
                prop_assert!((100..=9_900).contains(&found.chance.bp()));
                prop_assert!((0.01..=0.99).contains(&found.chance.share()));
            }
        }

        #[test]
        fn weighted_is_at_most_the_face(deals in prop::collection::vec((0_i64..1_000_000_000_000, 0_i64..=10_000), 0..50)) {
            let deals: Vec<(i64, Chance)> =
                deals.iter().map(|(amount, bp)| (*amount, Chance::from_bp(*bp))).collect();
            let face: i64 = deals.iter().map(|(amount, _)| amount).sum();
            let found = weighted(&deals).unwrap();
            prop_assert!(0 <= found && found <= face);
        }
    }
}
