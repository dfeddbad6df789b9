//! The rows of a split with their limits, and why limits may leave no way.
//!
//! A floor is for those who must carry something, a cap for those who cannot carry more, a lock for a
//! row that is settled (domain document, B6). A refusal carries both sides of what does not fit, and
//! whose limits they are, so that the person sees which of them to move.

use std::fmt;

use crate::domain::money::div_round;
use crate::domain::stats::rational::Rational;

/// One row of a split: a person, a team, a product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part<K> {
    /// Who; settles ties, smaller first. No two rows have the same.
    pub key: K,
    /// The weight, zero or more.
    pub weight: Rational,
    /// The least amount, zero or more.
    pub floor: i64,
    /// The most; `None` is no limit.
    pub cap: Option<i64>,
    /// Exactly this amount, whatever floor and cap say; `None` where the row is open.
    pub locked: Option<i64>,
}

impl<K> Part<K> {
    /// A row with nothing but a weight.
    pub const fn free(key: K, weight: Rational) -> Self {
        Self { key, weight, floor: 0, cap: None, locked: None }
    }
}

/// Why a total cannot be split as asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SplitError<K> {
    /// A weight, a floor or a locked amount is below zero.
    Negative {
        /// Whose.
        key: K,
    },
    /// A floor lies above its cap.
    FloorAboveCap {
        /// Whose.
        key: K,
        /// The floor.
        floor: i64,
        /// The cap.
        cap: i64,
    },
    /// What is locked is more than the total.
    LockedAboveTotal {
        /// The sum of the locked rows.
        locked: i128,
        /// The total.
        total: i64,
    },
    /// Floors and locked amounts are more than the total.
    FloorsAboveTotal {
        /// The sum of the open rows' floors.
        floors: i128,
        /// The sum of the locked rows.
        locked: i128,
        /// The total.
        total: i64,
        /// The open rows with a floor above zero.
        keys: Vec<K>,
    },
    /// Caps and locked amounts are less than the total.
    CapsBelowTotal {
        /// The sum of the open rows' caps; a row of weight zero counts with its floor.
        caps: i128,
        /// The sum of the locked rows.
        locked: i128,
        /// The total.
        total: i64,
        /// The open rows with a weight.
        keys: Vec<K>,
    },
    /// No open row has a weight, and something is left above the floors.
    NoWeight {
        /// What is left.
        left: i128,
    },
    /// The numbers do not fit 128 bits.
    TooLarge,
}

impl<K> fmt::Display for SplitError<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Negative { .. } => f.write_str("a weight, floor or locked amount is negative"),
            Self::FloorAboveCap { floor, cap, .. } => {
                write!(f, "a floor exceeds its cap: {floor} > {cap}")
            }
            Self::LockedAboveTotal { locked, total } => {
                write!(f, "locked amounts exceed total: {locked} > {total}")
            }
            Self::FloorsAboveTotal { floors, locked, total, .. } => {
                write!(f, "floors exceed total: {floors} + {locked} locked > {total}")
            }
            Self::CapsBelowTotal { caps, locked, total, .. } => {
                write!(f, "caps below total: {caps} + {locked} locked < {total}")
            }
            Self::NoWeight { left } => write!(f, "no open row has a weight: {left} left"),
            Self::TooLarge => f.write_str("numbers too large to split exactly"),
        }
    }
}

impl<K: fmt::Debug> std::error::Error for SplitError<K> {}

/// What is handed out when more than the target may be: the target and one explicit percentage of
/// it, in basis points (over-assignment, off by default). `None` past 64 bits.
pub fn over_assigned(total: i64, over_bp: i64) -> Option<i64> {
    div_round(i128::from(total) * (10_000 + i128::from(over_bp)), 10_000)
}

/// What the open rows share, if their limits let them.
pub(super) fn feasible<K: Clone>(total: i64, parts: &[Part<K>]) -> Result<i128, SplitError<K>> {
    for part in parts {
        if part.weight.is_negative() || part.floor < 0 || part.locked.is_some_and(|own| own < 0) {
            return Err(SplitError::Negative { key: part.key.clone() });
        }
        if let (None, Some(cap)) = (part.locked, part.cap)
            && cap < part.floor
        {
            let key = part.key.clone();
            return Err(SplitError::FloorAboveCap { key, floor: part.floor, cap });
        }
    }
    let locked: i128 = parts.iter().filter_map(|part| part.locked).map(i128::from).sum();
    if locked > i128::from(total.max(0)) {
        return Err(SplitError::LockedAboveTotal { locked, total });
    }
    let left = i128::from(total) - locked;
    let open = || parts.iter().filter(|part| part.locked.is_none());
    let floors: i128 = open().map(|part| i128::from(part.floor)).sum();
    if floors > left {
        let keys = open().filter(|part| part.floor > 0).map(|part| part.key.clone()).collect();
        return Err(SplitError::FloorsAboveTotal { floors, locked, total, keys });
    }
    if floors == left {
        return Ok(left);
    }
    let keys: Vec<K> =
        open().filter(|part| !part.weight.is_zero()).map(|part| part.key.clone()).collect();
    if keys.is_empty() {
        return Err(SplitError::NoWeight { left: left - floors });
    }
    let most = |part: &Part<K>| if part.weight.is_zero() { Some(part.floor) } else { part.cap };
    let caps: Option<i128> = open().map(|part| most(part).map(i128::from)).sum();
    match caps {
        Some(caps) if caps < left => Err(SplitError::CapsBelowTotal { caps, locked, total, keys }),
        _ => Ok(left),
    }
}

#[cfg(test)]
mod tests {
    use super::SplitError::*;
    use super::*;
    use crate::domain::target::waterfill::split;

    /// Weight, floor, cap and lock.
    type Row<'a> = (&'a str, i64, Option<i64>, Option<i64>);

    fn parts(rows: &[Row<'_>]) -> Vec<Part<usize>> {
        let row = |(key, row): (usize, &Row<'_>)| Part {
            key,
            weight: Rational::parse(row.0).unwrap(),
            floor: row.1,
            cap: row.2,
            locked: row.3,
        };
        rows.iter().enumerate().map(row).collect()
    }

    fn refused(total: i64, rows: &[Row<'_>]) -> SplitError<usize> {
        split(total, &parts(rows)).unwrap_err()
    }

    #[test]
    fn refusals_say_how_much_is_too_much() {
        let floors = [("1", 60, None, None), ("1", 0, None, None), ("1", 50, None, Some(30))];
        let expected = FloorsAboveTotal { floors: 60, locked: 30, total: 80, keys: vec![0] };
        assert_eq!(refused(80, &floors), expected);
        assert_eq!(expected.to_string(), "floors exceed total: 60 + 30 locked > 80");
        let caps = [("1", 0, Some(40), None), ("0", 5, Some(90), None)];
        let expected = CapsBelowTotal { caps: 45, locked: 0, total: 46, keys: vec![0] };
        assert_eq!(refused(46, &caps), expected);
        assert_eq!(split(45, &parts(&caps)), Ok(vec![40, 5]));
        let locked = [("1", 0, None, Some(70)), ("1", 0, None, Some(40)), ("1", 0, None, None)];
        assert_eq!(refused(109, &locked), LockedAboveTotal { locked: 110, total: 109 });
        assert_eq!(split(110, &parts(&locked)), Ok(vec![70, 40, 0]));
        assert_eq!(refused(120, &locked[..2]), NoWeight { left: 10 });
        assert_eq!(refused(1, &[]), NoWeight { left: 1 });
        assert_eq!(refused(9, &[("0", 4, None, None)]), NoWeight { left: 5 });
        let crossed = FloorAboveCap { key: 0, floor: 5, cap: 4 };
        assert_eq!(refused(9, &[("1", 5, Some(4), None)]), crossed);
        for row in [("-1", 0, None, None), ("1", -1, None, None), ("1", 0, None, Some(-1))] {
            assert_eq!(refused(9, &[row]), Negative { key: 0 });
        }
        let below = FloorsAboveTotal { floors: 0, locked: 0, total: -1, keys: vec![] };
        assert_eq!(refused(-1, &[("1", 0, None, None)]), below);
        let tiny = format!("0.{}1", "0".repeat(28));
        assert_eq!(
            refused(i64::MAX, &[("1", 0, None, None), (tiny.as_str(), 0, None, None)]),
            TooLarge
        );
    }

    #[test]
    fn more_is_handed_out_only_when_asked_for() {
        assert_eq!(over_assigned(1_000, 0), Some(1_000));
        assert_eq!(over_assigned(1_005, 1_000), Some(1_106));
        assert_eq!(over_assigned(i64::MAX, 1), None);
    }
}
