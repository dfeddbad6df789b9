//! Chances corrected for how many were looked at.
//!
//! Benjamini and Hochberg (1995) bound the share of false findings among those listed: the r-th smallest of m
//! chances becomes `p·m/r`, and no smaller one more than a larger one. Holm (1979) bounds the chance of any
//! false finding at all, and is the stricter of the two. Both are exact fractions, because a limit of 10 % is
//! met or not met, and 1/120 × 12/1 is just that.

use crate::domain::stats::rational::Rational;

/// The chances corrected by Benjamini and Hochberg (q), in the order given.
///
/// `None` if a chance lies outside 0..=1, or if the numbers do not fit.
pub fn benjamini_hochberg(chances: &[Rational]) -> Option<Vec<Rational>> {
    let sorted = sorted(chances)?;
    let mut adjusted = vec![Rational::ONE; sorted.len()];
    let mut least = Rational::ONE;
    for (before, (chance, at)) in sorted.iter().enumerate().rev() {
        let times = Rational::new(sorted.len().try_into().ok()?, (before + 1).try_into().ok()?)?;
        least = least.min(chance.checked_mul(times)?);
        *adjusted.get_mut(*at)? = least;
    }
    Some(adjusted)
}

/// The chances corrected by Holm, in the order given.
///
/// `None` if a chance lies outside 0..=1, or if the numbers do not fit.
pub fn holm(chances: &[Rational]) -> Option<Vec<Rational>> {
    let sorted = sorted(chances)?;
    let mut adjusted = vec![Rational::ONE; sorted.len()];
    let mut most = Rational::ZERO;
    for (before, (chance, at)) in sorted.iter().enumerate() {
        let times = Rational::new((sorted.len() - before).try_into().ok()?, 1)?;
        most = most.max(chance.checked_mul(times)?.min(Rational::ONE));
        *adjusted.get_mut(*at)? = most;
    }
    Some(adjusted)
}

/// The chances, smallest first, each with its place.
fn sorted(chances: &[Rational]) -> Option<Vec<(Rational, usize)>> {
    let valid = |chance: &Rational| !chance.is_negative() && *chance <= Rational::ONE;
    let mut sorted: Vec<(Rational, usize)> = chances.iter().copied().zip(0..).collect();
    sorted.sort();
    chances.iter().all(valid).then_some(sorted)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parts(counts: &[i128], of: i128) -> Vec<Rational> {
        counts.iter().map(|count| Rational::new(*count, of).unwrap()).collect()
    }

    #[test]
    fn corrected_chances_keep_their_places() {
        // 4, 1, 3 and 2 hundredths of 4: 4·4/4, 1·4/1, 3·4/3 and 2·4/2 are all 4 hundredths.
        let chances = parts(&[4, 1, 3, 2], 100);
        assert_eq!(benjamini_hochberg(&chances), Some(parts(&[4, 4, 4, 4], 100)));
        // 1·4, 2·3, 3·2 and 4·1, none below one before it.
        assert_eq!(holm(&chances), Some(parts(&[6, 4, 6, 6], 100)));
    }

    #[test]
    fn a_limit_is_met_to_the_last_digit() {
        // One of 120 at twelve behaviours is 0.1 exactly.
        let mut chances = parts(&[120; 12], 120);
        chances[7] = Rational::new(1, 120).unwrap();
        let adjusted = benjamini_hochberg(&chances).unwrap();
        assert_eq!(adjusted[7], Rational::new(1, 10).unwrap());
    }

    #[test]
    fn what_is_no_chance_is_refused() {
        assert_eq!(benjamini_hochberg(&[]), Some(vec![]));
        assert_eq!(holm(&[]), Some(vec![]));
        for bad in [parts(&[1, 3], 2), parts(&[-1], 2)] {
            assert_eq!((benjamini_hochberg(&bad), holm(&bad)), (None, None));
        }
    }

    proptest! {
        #[test]
        fn corrections_keep_the_order_and_never_flatter(counts in prop::collection::vec(0_i128..=210, 0..13)) {
            let chances = parts(&counts, 210);
            let (bh, holm) = (benjamini_hochberg(&chances).unwrap(), holm(&chances).unwrap());
            for ((chance, q), strict) in chances.iter().zip(&bh).zip(&holm) {
                prop_assert!(chance <= q && q <= strict && *strict <= Rational::ONE);
                for ((other, other_q), other_strict) in chances.iter().zip(&bh).zip(&holm) {
                    if chance <= other {
                        prop_assert!(q <= other_q && strict <= other_strict);
                    }
                }
            }
            // As the definition has it: the least of what the chance itself and every larger one come to.
            for (chance, q) in chances.iter().zip(&bh) {
                let comes_to = |limit: &Rational| {
                    let rank = chances.iter().filter(|other| *other <= limit).count();
                    let times = Rational::new(chances.len() as i128, rank as i128).unwrap();
                    limit.checked_mul(times).unwrap()
                };
                let least = chances.iter().filter(|other| *other >= chance).map(comes_to).min().unwrap();
                prop_assert_eq!(*q, least.min(Rational::ONE));
            }
        }
    }
}
