//! Splits a whole into whole parts by shares that need not be whole.
//!
//! The largest-remainder method (Hamilton): everyone gets the share rounded down, and what is left goes,
//! one unit each, to the largest remainders; ties go to the larger share, then to the smaller key. The
//! parts always add up to the whole, to the fen, which is why every allocation in the program ends here.
//!
//! # Why exact fractions
//!
//! With binary floats the equal remainders of `1.3` and `1.1` differ in the 17th digit and would choose
//! who gets the last fen. Shares are [`Rational`]s read from decimal text.

use std::cmp::Reverse;
use std::fmt;

use crate::domain::stats::rational::{Rational, gcd};

/// Why a whole could not be split.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AllocationError {
    /// There is something to split but every share is zero, or there is no share.
    NoShares,
    /// A share is below zero.
    NegativeShare,
    /// The numbers do not fit 128 bits.
    TooLarge,
}

impl fmt::Display for AllocationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoShares => "shares total zero",
            Self::NegativeShare => "a share is negative",
            Self::TooLarge => "numbers too large to split exactly",
        })
    }
}

impl std::error::Error for AllocationError {}

/// Splits `total` by the shares; the parts come in the order of the shares and add up to `total`.
///
/// The key (an id, a position) settles ties, smaller first. A negative total, such as a refund, is split
/// as its positive would be, with the sign turned. 1000 by 3 : 3 : 1 gives 429, 428, 143.
pub fn largest_remainder<K: Ord>(
    total: i64,
    shares: &[(K, Rational)],
) -> Result<Vec<i64>, AllocationError> {
    let weights = whole_weights(shares)?;
    let mut sum: i128 = 0;
    for weight in &weights {
        sum = sum.checked_add(*weight).ok_or(AllocationError::TooLarge)?;
    }
    if sum == 0 {
        return if total == 0 { Ok(vec![0; shares.len()]) } else { Err(AllocationError::NoShares) };
    }
    let whole = i128::from(total).abs();
    let mut parts = Vec::with_capacity(shares.len());
    let mut order = Vec::with_capacity(shares.len());
    let mut given = 0;
    for (at, ((key, _), weight)) in shares.iter().zip(&weights).enumerate() {
        let exact = whole.checked_mul(*weight).ok_or(AllocationError::TooLarge)?;
        parts.push(exact / sum);
        given += exact / sum;
        order.push((Reverse(exact % sum), Reverse(*weight), key, at));
    }
    order.sort();
    // Fewer units are left than there are shares with a remainder, so no zero share is given one.
    for (_, _, _, at) in order.iter().take(usize::try_from(whole - given).unwrap_or(0)) {
        if let Some(part) = parts.get_mut(*at) {
            *part += 1;
        }
    }
    let sign = i128::from(total.signum());
    parts
        .into_iter()
        .map(|part| i64::try_from(part * sign).map_err(|_too_large| AllocationError::TooLarge))
        .collect()
}

/// The shares as whole numbers in the same proportion.
fn whole_weights<K>(shares: &[(K, Rational)]) -> Result<Vec<i128>, AllocationError> {
    let mut common: i128 = 1;
    for (_, share) in shares {
        if share.is_negative() {
            return Err(AllocationError::NegativeShare);
        }
        let divisor = gcd(common.unsigned_abs(), share.den().unsigned_abs());
        let divisor = i128::try_from(divisor).map_err(|_too_large| AllocationError::TooLarge)?;
        common = (common / divisor).checked_mul(share.den()).ok_or(AllocationError::TooLarge)?;
    }
    shares
        .iter()
        .map(|(_, share)| {
            share.num().checked_mul(common / share.den()).ok_or(AllocationError::TooLarge)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn split(total: i64, shares: &[&str]) -> Result<Vec<i64>, AllocationError> {
        let shares: Vec<_> =
            shares.iter().enumerate().map(|(i, s)| (i, Rational::parse(s).unwrap())).collect();
        largest_remainder(total, &shares)
    }

    #[test]
    fn parts_add_up_and_ties_are_settled() {
        for (total, shares, expected) in [
            (100, vec!["1", "1", "1"], vec![34, 33, 33]),
            (1000, vec!["3", "3", "1"], vec![429, 428, 143]),
            (-100, vec!["1", "1", "1"], vec![-34, -33, -33]),
            (1, vec!["0", "0.1"], vec![0, 1]),
            // Equal remainders of one half: the larger share wins, whatever its place.
            (2, vec!["1", "3"], vec![0, 2]),
            (0, vec![], vec![]),
            (0, vec!["0"], vec![0]),
        ] {
            assert_eq!(split(total, &shares), Ok(expected), "{total} {shares:?}");
        }
        assert_eq!(split(1, &["0", "0"]), Err(AllocationError::NoShares));
        assert_eq!(split(1, &[]), Err(AllocationError::NoShares));
        assert_eq!(split(1, &["-1", "2"]), Err(AllocationError::NegativeShare));
        let tiny = format!("0.{}1", "0".repeat(28));
        assert_eq!(split(i64::MAX, &["1", &tiny]), Err(AllocationError::TooLarge));
    }

    #[test]
    fn keys_settle_ties_not_positions() {
        let shares = [("b", Rational::ONE), ("a", Rational::ONE)];
        assert_eq!(largest_remainder(1, &shares), Ok(vec![0, 1]));
    }

    proptest! {
        #[test]
        fn the_sum_is_exact_and_each_part_within_one(total in -1_000_000_000_i64..1_000_000_000, shares in prop::collection::vec((0_i128..10_000, 1_i128..100), 1..12)) {
            let shares: Vec<_> = shares.into_iter().enumerate()
                .map(|(i, (num, den))| (i, Rational::new(num, den).unwrap())).collect();
            let sum = shares.iter().fold(Rational::ZERO, |sum, (_, s)| sum.checked_add(*s).unwrap());
            prop_assume!(!sum.is_zero());
            let parts = largest_remainder(total, &shares).unwrap();
            prop_assert_eq!(parts.iter().sum::<i64>(), total);
            for (part, (_, share)) in parts.iter().zip(&shares) {
                let exact = share.checked_mul(Rational::from_int(total)).unwrap().checked_div(sum).unwrap();
                let off = exact.checked_sub(Rational::from_int(*part)).unwrap();
                prop_assert!(off < Rational::ONE && off > Rational::from_int(-1));
            }
        }
    }
}
