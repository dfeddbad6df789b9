//! What was to be expected without coaching: whoever was low comes back towards the mean.
//!
//! `E[post | pre] = μ + r (pre − μ)`, with the mean μ of all and the correlation r between one period and the
//! next: with r = 0.6, four tenths of the way come by themselves. What is beyond that may be the coaching.

use crate::domain::behaviour::moments::Moments;
use crate::domain::behaviour::{MIN_TEAM, Refusal, Sample};

/// A change beside the one to be expected.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rebound {
    /// What the second period was to be without coaching.
    pub expected: f64,
    /// The change from the first period to the second.
    pub raw: f64,
    /// What the second period is beyond what was expected.
    pub beyond: f64,
}

/// What all are like, and how much of a distance from it stays.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Usual {
    /// The mean of all people.
    pub mean: f64,
    /// The correlation between a person's values of one period and of the next, −1 to 1.
    pub correlation: f64,
}

impl Usual {
    /// What is usual, from the values of each person in two periods in a row, before anybody was coached.
    ///
    /// The mean is that of the first period. Refused with fewer than five people, and where nobody differs
    /// from another in one of the periods.
    pub fn of(people: &[(f64, f64)]) -> Result<Self, Refusal> {
        if people.len() < MIN_TEAM {
            let have = people.len();
            return Err(Refusal::TooFew { of: Sample::Team, have, need: MIN_TEAM });
        }
        let (first, second): (Vec<f64>, Vec<f64>) = people.iter().copied().unzip();
        let (x, y) = (Moments::of(&first, Sample::Team)?, Moments::of(&second, Sample::Team)?);
        if x.squares <= 0.0 || y.squares <= 0.0 {
            return Err(Refusal::NoSpread);
        }
        let together: f64 = people.iter().map(|(own, next)| (own - x.mean) * (next - y.mean)).sum();
        let correlation = together / (x.squares.sqrt() * y.squares.sqrt());
        if !correlation.is_finite() {
            return Err(Refusal::NotFinite);
        }
        Ok(Self { mean: x.mean, correlation: correlation.clamp(-1.0, 1.0) })
    }
}

/// A person's change beside the one that was to be expected.
///
/// Refused with a correlation outside −1..=1, or with values that are no numbers.
pub fn rebound(pre: f64, post: f64, usual: Usual) -> Result<Rebound, Refusal> {
    if !(-1.0..=1.0).contains(&usual.correlation) {
        return Err(Refusal::BadParameter);
    }
    let expected = usual.mean + usual.correlation * (pre - usual.mean);
    let (raw, beyond) = (post - pre, post - expected);
    if !raw.is_finite() || !beyond.is_finite() {
        return Err(Refusal::NotFinite);
    }
    Ok(Rebound { expected, raw, beyond })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_lasting_is_correlation() {
        // All keep their distances, halved: they correlate fully.
        let people = [(1.0, 3.0), (2.0, 3.5), (3.0, 4.0), (4.0, 4.5), (5.0, 5.0)];
        let found = Usual::of(&people).unwrap();
        assert!((found.mean - 3.0).abs() < 1e-12 && (found.correlation - 1.0).abs() < 1e-12);
        // Together 2, of 10 and 10 on their own.
        let mixed = [(1.0, 2.0), (2.0, 5.0), (3.0, 1.0), (4.0, 3.0), (5.0, 4.0)];
        assert!((Usual::of(&mixed).unwrap().correlation - 0.2).abs() < 1e-12);
        let flat = people.map(|(own, _)| (own, 0.1));
        assert_eq!(Usual::of(&flat), Err(Refusal::NoSpread));
        let few = Refusal::TooFew { of: Sample::Team, have: 4, need: 5 };
        assert_eq!(Usual::of(&people[..4]), Err(few));
        let broken = people.map(|(own, _)| (own, f64::NAN));
        assert_eq!(Usual::of(&broken), Err(Refusal::NotFinite));
    }

    #[test]
    fn what_cannot_be_is_refused() {
        let usual = |correlation| Usual { mean: 80.0, correlation };
        assert_eq!(rebound(60.0, 70.0, usual(1.1)), Err(Refusal::BadParameter));
        assert_eq!(rebound(60.0, 70.0, usual(f64::NAN)), Err(Refusal::BadParameter));
        assert_eq!(rebound(60.0, f64::INFINITY, usual(0.5)), Err(Refusal::NotFinite));
        // Without correlation everybody is expected at the mean; with all of it nobody moves.
        assert_eq!(rebound(60.0, 70.0, usual(0.0)).unwrap().expected, 80.0);
        assert_eq!(rebound(60.0, 70.0, usual(1.0)).unwrap().beyond, 10.0);
    }

    proptest! {
        #[test]
        fn the_parts_add_up(pre in 0.0_f64..200.0, post in 0.0_f64..200.0, mean in 0.0_f64..200.0, correlation in 0.0_f64..=1.0) {
            let found = rebound(pre, post, Usual { mean, correlation }).unwrap();
            prop_assert!((found.expected - pre + found.beyond - found.raw).abs() < 1e-9);
            prop_assert!(pre.min(mean) - 1e-9 <= found.expected && found.expected <= pre.max(mean) + 1e-9);
        }
    }
}
