//! Whether two people who score the same visits mean the same by a level: Cohen's kappa (1968) with quadratic
//! weights.
//!
//! `κ = 1 − Σ wₖₗ oₖₗ / Σ wₖₗ eₖₗ`, where a pair counts with the square of the distance between its levels, `o`
//! are the pairs seen and `e` those that chance would make of both people's levels. 1 is one mind, 0 is no
//! better than chance. Squared distances add up without a table: `n Σ(a − b)²` against `Σ Σ (aᵢ − bⱼ)²`.
//! Whole numbers all the way, so that 0.6 is 0.6.

use crate::domain::stats::rate::MIN_CASES;
use crate::domain::stats::rational::Rational;

/// Agreement below which both go through the anchors again, in basis points (默认值).
pub const RETRAIN_BELOW_BP: i128 = 6_000;

/// How far two people agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Agreement {
    /// How many steps both scored.
    pub pairs: u64,
    /// How many of them alike.
    pub alike: u64,
    /// Kappa, at most 1; `None` where both gave all of them one and the same level, so that nothing could
    /// have differed.
    pub kappa: Option<Rational>,
}

/// What follows from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Fewer pairs than it takes to say.
    TooFew {
        /// How many there are.
        have: u64,
        /// How many it takes.
        need: u64,
    },
    /// All levels are the same: nothing to tell by.
    NoSpread,
    /// Both mean the same.
    Agree,
    /// They do not: both go through the anchors again.
    Retrain,
}

/// How far two people agree on the levels they gave to the same steps; `None` if the numbers do not fit.
pub fn agreement(pairs: &[(i64, i64)]) -> Option<Agreement> {
    let (mut sum_a, mut sum_b, mut squares, mut apart, mut alike) =
        (0_i128, 0_i128, 0_i128, 0_i128, 0);
    for (a, b) in pairs {
        let (a, b) = (i128::from(*a), i128::from(*b));
        let distance = a - b;
        sum_a += a;
        sum_b += b;
        squares = squares.checked_add(a.checked_mul(a)?)?.checked_add(b.checked_mul(b)?)?;
        apart = apart.checked_add(distance.checked_mul(distance)?)?;
        alike += u64::from(distance == 0);
    }
    let n = i128::try_from(pairs.len()).ok()?;
    let across = sum_a.checked_mul(sum_b)?.checked_mul(2)?;
    let by_chance = n.checked_mul(squares)?.checked_sub(across)?;
    let kappa = if by_chance == 0 {
        None
    } else {
        let share = Rational::new(n.checked_mul(apart)?, by_chance)?;
        Some(Rational::ONE.checked_sub(share)?)
    };
    Some(Agreement { pairs: pairs.len() as u64, alike, kappa })
}

impl Agreement {
    /// What follows from it. With fewer than ten pairs nothing does.
    pub fn verdict(&self) -> Verdict {
        if self.pairs < MIN_CASES {
            return Verdict::TooFew { have: self.pairs, need: MIN_CASES };
        }
        let limit = Rational::new(RETRAIN_BELOW_BP, 10_000);
        match self.kappa {
            None => Verdict::NoSpread,
            Some(kappa) if limit.is_some_and(|limit| kappa < limit) => Verdict::Retrain,
            Some(_) => Verdict::Agree,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// By the definition: a table of pairs, and one of what chance makes of its margins.
    fn by_table(pairs: &[(i64, i64)]) -> f64 {
        let n = pairs.len() as f64;
        let count = |is: &dyn Fn(&(i64, i64)) -> bool| {
            pairs.iter().copied().filter(|pair| is(pair)).count() as f64
        };
        let (mut seen, mut chance) = (0.0, 0.0);
        for k in 1..=5 {
            for l in 1..=5 {
                let weight = ((k - l) as f64 / 4.0).powi(2);
                seen += weight * count(&|pair| *pair == (k, l)) / n;
                chance += weight * count(&|pair| pair.0 == k) / n * count(&|pair| pair.1 == l) / n;
            }
        }
        1.0 - seen / chance
    }

    fn kappa(pairs: &[(i64, i64)]) -> Option<Rational> {
        agreement(pairs).unwrap().kappa
    }

    #[test]
    fn one_mind_chance_and_the_contrary() {
        assert_eq!(kappa(&[(1, 1), (3, 3), (5, 5)]), Some(Rational::ONE));
        // Whoever always says 3 agrees no more than chance does.
        assert_eq!(kappa(&[(1, 3), (3, 3), (5, 3)]), Some(Rational::ZERO));
        assert_eq!(kappa(&[(1, 5), (5, 1)]), Rational::new(-1, 1));
        // Nothing could differ.
        assert_eq!(kappa(&[(4, 4), (4, 4)]), None);
        assert_eq!(kappa(&[]), None);
        assert_eq!(agreement(&[(i64::MAX, 0); 3]), None);
    }

    #[test]
    fn below_six_tenths_both_train_again() {
        let verdict = |pairs: &[(i64, i64)]| agreement(pairs).unwrap().verdict();
        let mut pairs =
            vec![(1, 1), (5, 5), (2, 2), (4, 4), (3, 3), (1, 2), (5, 4), (2, 3), (4, 3)];
        assert_eq!(verdict(&pairs), Verdict::TooFew { have: 9, need: 10 });
        pairs.push((3, 3));
        assert_eq!(verdict(&pairs), Verdict::Agree);
        let opposed: Vec<_> = pairs.iter().map(|(a, b)| (*a, 6 - b)).collect();
        assert_eq!(verdict(&opposed), Verdict::Retrain);
        assert_eq!(verdict(&[(3, 3); 10]), Verdict::NoSpread);
        let at = |kappa| Agreement { pairs: 10, alike: 5, kappa: Rational::parse(kappa) }.verdict();
        assert_eq!((at("0.6"), at("0.5999")), (Verdict::Agree, Verdict::Retrain));
    }

    proptest! {
        #[test]
        fn kappa_is_what_the_table_says_and_at_most_one(pairs in prop::collection::vec((1_i64..=5, 1_i64..=5), 1..30)) {
            let found = agreement(&pairs).unwrap();
            let Some(kappa) = found.kappa else {
                prop_assert_eq!(found.alike, found.pairs);
                return Ok(());
            };
            prop_assert!(kappa <= Rational::ONE && kappa >= Rational::new(-1, 1).unwrap());
            prop_assert_eq!(kappa == Rational::ONE, found.alike == found.pairs);
            prop_assert!((kappa.to_f64() - by_table(&pairs)).abs() < 1e-9);
        }
    }
}
