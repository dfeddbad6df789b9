//! Fisher's exact test of two shares (Fisher 1922): how often chance alone, with the same totals, would
//! make a table as unlikely as the one that was seen, or less likely still.

use statrs::function::factorial::ln_binomial;

/// What logarithms of equal chances may differ by.
const ROUNDING: f64 = 1e-7;

/// The two-sided p of a table of counts: a row for each group, a column for each answer.
///
/// 1 where a row or a column is empty, since nothing else could have been seen; `None` of no counts.
pub fn two_sided([[a, b], [c, d]]: [[u64; 2]; 2]) -> Option<f64> {
    let (row, other) = (a.checked_add(b)?, c.checked_add(d)?);
    let (column, all) = (a.checked_add(c)?, row.checked_add(other)?);
    if all == 0 {
        return None;
    }
    // The logarithm of the chance of x in the first cell.
    let chance =
        |x: u64| ln_binomial(row, x) + ln_binomial(other, column - x) - ln_binomial(all, column);
    let seen = chance(a) + ROUNDING;
    let cells = column.saturating_sub(other)..=column.min(row);
    let sum: f64 = cells.map(chance).filter(|chance| *chance <= seen).map(f64::exp).sum();
    Some(sum.min(1.0))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn it_is_that_of_the_books() {
        for (table, p) in [
            // The lady tasting tea: 3 of 4 right, 34 of 70 arrangements.
            ([[3, 1], [1, 3]], 34.0 / 70.0),
            ([[4, 0], [0, 4]], 2.0 / 70.0),
            ([[14, 11], [5, 20]], 0.018_628_4),
            ([[5, 0], [7, 0]], 1.0),
            ([[0, 0], [3, 4]], 1.0),
        ] {
            let got = two_sided(table).unwrap();
            assert!((got - p).abs() < 1e-7, "{table:?}: {got}");
        }
        assert_eq!(two_sided([[0, 0], [0, 0]]), None);
        assert_eq!(two_sided([[u64::MAX, 1], [0, 0]]), None);
    }

    proptest! {
        #[test]
        fn it_is_a_chance_and_does_not_hang_on_names(a in 0_u64..30, b in 0_u64..30, c in 0_u64..30, d in 1_u64..30) {
            let p = two_sided([[a, b], [c, d]]).unwrap();
            prop_assert!(p > 0.0 && p <= 1.0, "{p}");
            for same in [[[c, d], [a, b]], [[b, a], [d, c]], [[a, c], [b, d]]] {
                prop_assert!((two_sided(same).unwrap() - p).abs() < 1e-9);
            }
        }
    }
}
