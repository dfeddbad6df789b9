//! The weighted total of a scorecard.

use std::fmt;

use super::curve::Curve;
use crate::domain::stats::rational::Rational;

/// The whole weight of a scorecard in basis points: 100 %.
pub const WHOLE_BP: i64 = 10_000;

/// The least weight that must be covered by scored rows, in basis points (默认值).
pub const MIN_COVER_BP: i64 = 8_000;

/// One row of a scorecard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its weight in basis points; the rows' weights total 10 000.
    pub weight_bp: i64,
    /// The target, in the metric's unit; `None` if not set.
    pub target: Option<i64>,
    /// The fact, in the same unit; `None` if there is none or the row does not apply.
    pub actual: Option<i64>,
    /// How the fact becomes points.
    pub curve: Curve,
}

impl Row {
    /// The exact points of the row; `None` without a fact, or without a target where one is needed.
    pub fn score(&self) -> Option<Rational> {
        self.curve.score(Rational::from_int(self.actual?), self.target.map(Rational::from_int))
    }
}

/// The total of a scorecard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Total {
    /// Points in hundredths, rounded once, half away from zero: 9500 is 95.00. This is what is graded.
    pub hundredths: i64,
    /// The weight of the rows that have a score, in basis points.
    pub covered_bp: i64,
}

impl Total {
    /// True if missing rows gave their weight to the others; the screen marks such a total.
    pub const fn reweighted(&self) -> bool {
        self.covered_bp < WHOLE_BP
    }
}

/// Why a scorecard is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScoreError {
    /// The weights do not total 100 %, or one is negative.
    Weights,
    /// The numbers do not fit.
    TooLarge,
}

impl fmt::Display for ScoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Weights => "weights must total 100",
            Self::TooLarge => "score too large",
        })
    }
}

impl std::error::Error for ScoreError {}

/// The total of a scorecard's rows; `None` (无法评定) if the scored rows cover too little weight.
pub fn total_of(rows: &[Row], min_cover_bp: i64) -> Result<Option<Total>, ScoreError> {
    let items: Vec<_> = rows.iter().map(|row| (row.weight_bp, row.score())).collect();
    total(&items, min_cover_bp)
}

/// The weighted total of points; items are weights in basis points with exact points, `None` if missing.
///
/// 50 % of 96, 20 % missing, 15 % of 100 and 15 % of 80 is 75.00 over 80 % of the weight: 93.75.
pub fn total(
    items: &[(i64, Option<Rational>)],
    min_cover_bp: i64,
) -> Result<Option<Total>, ScoreError> {
    let (mut whole, mut covered_bp, mut sum) = (0_i64, 0_i64, Rational::ZERO);
    for (weight_bp, points) in items {
        if *weight_bp < 0 {
            return Err(ScoreError::Weights);
        }
        whole = whole.saturating_add(*weight_bp);
        if let Some(points) = points {
            covered_bp = covered_bp.saturating_add(*weight_bp);
            sum = Rational::from_int(*weight_bp)
                .checked_mul(*points)
                .and_then(|part| sum.checked_add(part))
                .ok_or(ScoreError::TooLarge)?;
        }
    }
    if whole != WHOLE_BP {
        return Err(ScoreError::Weights);
    }
    if covered_bp == 0 || covered_bp < min_cover_bp {
        return Ok(None);
    }
    let mean = sum.checked_div(Rational::from_int(covered_bp)).ok_or(ScoreError::TooLarge)?;
    let hundredths = hundredths(mean).ok_or(ScoreError::TooLarge)?;
    Ok(Some(Total { hundredths, covered_bp }))
}

/// Points as they are shown: hundredths, half away from zero; `None` past 64 bits.
pub fn hundredths(points: Rational) -> Option<i64> {
    i64::try_from(points.round_to(2)?).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn row(weight_bp: i64, target: Option<i64>, actual: Option<i64>) -> Row {
        Row { weight_bp, target, actual, curve: Curve::default() }
    }

    #[test]
    fn a_total_is_exact_to_the_last_digit_shown() {
        // 94.995 exactly: half of 100 and half of 89.99.
        let rows = [row(5000, Some(100), Some(100)), row(5000, Some(10_000), Some(8999))];
        let total = total_of(&rows, MIN_COVER_BP).unwrap().unwrap();
        assert_eq!(total, Total { hundredths: 9500, covered_bp: 10_000 });
        assert!(!total.reweighted());
    }

    #[test]
    fn missing_rows_give_their_weight_away_or_leave_no_total() {
        let rows = |weight| [row(10_000 - weight, Some(10), Some(9)), row(weight, None, Some(7))];
        let sum = total_of(&rows(2000), MIN_COVER_BP).unwrap().unwrap();
        assert!(sum.reweighted());
        assert_eq!(sum, Total { hundredths: 9000, covered_bp: 8000 });
        assert_eq!(total_of(&rows(2001), MIN_COVER_BP), Ok(None));
        assert_eq!(total_of(&rows(10_000), 0), Ok(None));
        assert_eq!(total_of(&[], MIN_COVER_BP), Err(ScoreError::Weights));
        assert_eq!(total(&[(12_000, None), (-2000, None)], 0), Err(ScoreError::Weights));
    }

    proptest! {
        #[test]
        fn a_total_lies_between_its_rows(cuts in prop::collection::vec(0_i64..=10_000, 0..6), points in prop::collection::vec(prop::option::of(0_i64..12_000), 7), cover in 0_i64..=10_000) {
            let mut edges = cuts;
            edges.extend([0, 10_000]);
            edges.sort_unstable();
            let items: Vec<_> = edges.windows(2).zip(&points)
                .map(|(edge, points)| (edge[1] - edge[0], points.map(|p| Rational::new(p.into(), 100).unwrap())))
                .collect();
            let covered: i64 = items.iter().filter(|(_, p)| p.is_some()).map(|(w, _)| w).sum();
            match total(&items, cover).unwrap() {
                None => prop_assert!(covered == 0 || covered < cover),
                Some(total) => {
                    prop_assert_eq!(total.covered_bp, covered);
                    let scored = || items.iter().filter_map(|(_, p)| *p);
                    let (low, high) = (scored().min().unwrap(), scored().max().unwrap());
                    prop_assert!(hundredths(low).unwrap() <= total.hundredths);
                    prop_assert!(total.hundredths <= hundredths(high).unwrap());
                }
            }
        }
    }
}
