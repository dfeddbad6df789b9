//! New targets for what lies ahead, after a quarter (domain document, B6).
//!
//! `new = old × (1 + clip(λ·(attainment − 1), −cap, cap))`, with λ one half and 15 % at most: half of
//! the surprise, so that whoever exceeds a target is not punished with the next one (鞭打快牛).
//!
//! # Two ways
//!
//! Either the team's total stays and is shared anew by the new amounts, or it changes with them and
//! needs approval. What has begun keeps its target in both.

use chrono::NaiveDate;

use crate::domain::allocation::{AllocationError, largest_remainder};
use crate::domain::period::Period;
use crate::domain::stats::rational::Rational;

/// The whole, in basis points.
const WHOLE_BP: i64 = 10_000;

/// Attainments that are no surprise, both ends included, in basis points.
pub const EXPECTED_BP: (i64, i64) = (8_000, 12_000);

/// How much of a surprise goes into the next target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// λ in basis points, zero or more.
    pub lambda_bp: i64,
    /// The largest change in either direction, in basis points of the old target, zero or more.
    pub cap_bp: i64,
}

impl Default for Rule {
    /// Half of the surprise and 15 % at most (默认值).
    fn default() -> Self {
        Self { lambda_bp: 5_000, cap_bp: 1_500 }
    }
}

impl Rule {
    /// What a target is multiplied with; `None` past 128 bits, or if the rule makes no sense.
    pub fn factor(self, attainment: Rational) -> Option<Rational> {
        if self.lambda_bp < 0 || self.cap_bp < 0 {
            return None;
        }
        let part = |bp: i64| Rational::new(bp.into(), WHOLE_BP.into());
        let surprise = attainment.checked_sub(Rational::ONE)?.checked_mul(part(self.lambda_bp)?)?;
        let change = surprise.clamp(part(-self.cap_bp)?, part(self.cap_bp)?);
        Rational::ONE.checked_add(change)
    }
}

/// One target of a person in a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row<K> {
    /// Whose and for when; settles ties, smaller first. No two rows have the same.
    pub key: K,
    /// The target as it is.
    pub old: i64,
    /// Result divided by target of the time that is over; unknown is no surprise.
    pub attainment: Option<Rational>,
    /// Whether the target stays as it is: its period has begun, or somebody holds it.
    pub closed: bool,
}

/// What becomes of the total of the rows that are open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Total {
    /// It stays and is shared anew.
    Kept,
    /// It is what the new targets come to.
    Changed,
}

/// The new targets, in the order of the rows.
pub fn rebaseline<K: Ord>(
    rows: &[Row<K>],
    rule: Rule,
    total: Total,
) -> Result<Vec<i64>, AllocationError> {
    let (mut exact, mut sum) = (vec![], 0_i64);
    for row in rows.iter().filter(|row| !row.closed) {
        let factor = rule.factor(row.attainment.unwrap_or(Rational::ONE));
        let new = factor.and_then(|factor| factor.checked_mul(Rational::from_int(row.old)));
        exact.push((&row.key, new.ok_or(AllocationError::TooLarge)?));
        sum = sum.checked_add(row.old).ok_or(AllocationError::TooLarge)?;
    }
    let whole =
        |new: Rational| i64::try_from(new.round()).map_err(|_too_large| AllocationError::TooLarge);
    let new: Vec<i64> = match total {
        Total::Kept => largest_remainder(sum, &exact)?,
        Total::Changed => exact.iter().map(|(_, new)| whole(*new)).collect::<Result<_, _>>()?,
    };
    let mut new = new.into_iter();
    let own = |row: &Row<K>| if row.closed { row.old } else { new.next().unwrap_or(row.old) };
    Ok(rows.iter().map(own).collect())
}

/// Whether a target may still change: its period has not begun.
pub fn lies_ahead(period: Period, today: NaiveDate) -> bool {
    today < period.first_day()
}

/// Whether two months running surprise, which calls for new targets: attainment below 80 or above
/// 120 %, in whichever direction.
///
/// The months come as result and target, the latest last. A month without a target says nothing.
pub fn surprises(months: &[(i64, i64)]) -> bool {
    let (low, high) = EXPECTED_BP;
    let surprising = |(actual, target): &(i64, i64)| {
        let attained = i128::from(*actual) * i128::from(WHOLE_BP);
        let limit = |bp: i64| i128::from(*target) * i128::from(bp);
        *target > 0 && (attained < limit(low) || limit(high) < attained)
    };
    months.len() >= 2 && months.iter().rev().take(2).all(surprising)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn row(key: u32, old: i64, attainment: &str, closed: bool) -> Row<u32> {
        Row { key, old, attainment: Rational::parse(attainment), closed }
    }

    #[test]
    fn half_of_the_surprise_and_no_more_than_the_cap() {
        for (attainment, expected) in [
            ("1.5", 1_150),
            ("1.1", 1_050),
            ("1", 1_000),
            ("?", 1_000),
            ("0.8", 900),
            ("0.5", 850),
            ("0", 850),
        ] {
            let rows = [row(1, 1_000, attainment, false)];
            let new = rebaseline(&rows, Rule::default(), Total::Changed);
            assert_eq!(new, Ok(vec![expected]), "{attainment}");
        }
        let senseless = Rule { lambda_bp: 5_000, cap_bp: -1 };
        assert_eq!(senseless.factor(Rational::ONE), None);
    }

    #[test]
    fn a_kept_total_is_shared_by_the_new_targets() {
        let rows = [
            row(1, 1_000_000, "1.1", false),
            row(2, 400_000, "2", true),
            row(3, 1_000_000, "1", false),
            row(4, 1_000_000, "0.8", false),
        ];
        let kept = rebaseline(&rows, Rule::default(), Total::Kept);
        assert_eq!(kept, Ok(vec![1_067_797, 400_000, 1_016_949, 915_254]));
        let changed = rebaseline(&rows, Rule::default(), Total::Changed);
        assert_eq!(changed, Ok(vec![1_050_000, 400_000, 1_000_000, 900_000]));
        assert_eq!(rebaseline::<u32>(&[], Rule::default(), Total::Kept), Ok(vec![]));
    }

    #[test]
    fn what_has_begun_does_not_change() {
        let ahead = |today: &str| lies_ahead(Period::Month(2026, 10), today.parse().unwrap());
        assert_eq!(["2026-09-30", "2026-10-01", "2026-11-02"].map(ahead), [true, false, false]);
    }

    #[test]
    fn one_month_is_no_trend() {
        for (months, expected) in [
            (vec![(121, 100), (79, 100)], true),
            (vec![(120, 100), (121, 100)], false),
            (vec![(130, 100), (130, 100), (100, 100)], false),
            (vec![(130, 100), (5, 0)], false),
            (vec![(130, 100)], false),
            (vec![], false),
        ] {
            assert_eq!(surprises(&months), expected, "{months:?}");
        }
    }

    proptest! {
        #[test]
        fn a_kept_total_is_kept_and_what_is_closed_too(rows in prop::collection::vec((0_i64..1_000_000_000, 0_i128..300, any::<bool>()), 0..12)) {
            let rows: Vec<_> = (0_u32..).zip(rows)
                .map(|(key, (old, percent, closed))| Row { key, old, attainment: Rational::new(percent, 100), closed })
                .collect();
            let rule = Rule::default();
            let kept = rebaseline(&rows, rule, Total::Kept).unwrap();
            let changed = rebaseline(&rows, rule, Total::Changed).unwrap();
            prop_assert_eq!(kept.iter().sum::<i64>(), rows.iter().map(|row| row.old).sum::<i64>());
            for ((row, kept), changed) in rows.iter().zip(kept).zip(changed) {
                if row.closed {
                    prop_assert_eq!((kept, changed), (row.old, row.old));
                }
                prop_assert!((changed - row.old).abs() * WHOLE_BP <= row.old * rule.cap_bp + WHOLE_BP / 2);
            }
        }
    }
}
