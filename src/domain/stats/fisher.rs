//! Fisher's exact test of two shares (Fisher 1922): how often chance alone, with the same totals, would make a
//! table as unlikely as the one that was seen, or less likely still.
//!
//! # Why it is not taken from the library
//!
//! `statrs` takes counts for equally likely whose chances differ by one in ten thousand, and finds an upper
//! tail by taking the rest from one. Here each table's chance follows from the one beside it, and those that
//! differ by rounding alone are equal. It goes through as many tables as the smallest of the four totals.

/// A table is as unlikely as another up to this factor: float products differ in their last digits.
const SAME: f64 = 1.0 + 1e-7;

/// The two-sided p of a table of counts: a row for each group, a column for each answer.
///
/// 1 where a row or a column is empty, since nothing else could have been seen; `None` of no counts.
pub fn two_sided([[a, b], [c, d]]: [[u64; 2]; 2]) -> Option<f64> {
    let all = a.checked_add(b)?.checked_add(c)?.checked_add(d)?;
    if all == 0 {
        return None;
    }
    let [a, b, c, d] = [a, b, c, d].map(|count| count as f64);
    let (more, more_rare) = onwards([a, b, c, d]);
    let (fewer, fewer_rare) = onwards([b, a, d, c]);
    Some((1.0 + more_rare + fewer_rare) / (1.0 + more + fewer))
}

/// The tables beyond one, with one case after the other moved from the second and third count to the first
/// and fourth: how likely they are together, as a multiple of the one they begin at, and those of them no
/// likelier than it.
fn onwards([mut a, mut b, mut c, mut d]: [f64; 4]) -> (f64, f64) {
    let (mut likely, mut all, mut rare) = (1.0, 0.0, 0.0);
    while b > 0.0 && c > 0.0 {
        likely *= b * c / ((a + 1.0) * (d + 1.0));
        all += likely;
        if likely <= SAME {
            rare += likely;
        }
        (a, b, c, d) = (a + 1.0, b - 1.0, c - 1.0, d + 1.0);
    }
    (all, rare)
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
            ([[0, 5], [5, 0]], 2.0 / 252.0),
            ([[3, 0], [0, 3]], 0.1),
            ([[3, 5], [4, 50]], 0.039_707_492_465_292_8),
            ([[1, 9], [11, 3]], 0.002_759_456_185_220_08),
            ([[14, 11], [5, 20]], 0.018_628_396_562_527_2),
            ([[5, 5], [5, 5]], 1.0),
            ([[5, 0], [7, 0]], 1.0),
            ([[0, 0], [3, 4]], 1.0),
        ] {
            let got = two_sided(table).unwrap();
            assert!((got - p).abs() < 1e-12, "{table:?}: {got}");
        }
        // Far out it stays exact, where a rest of one would have no digits left.
        let far = two_sided([[172, 46], [90, 127]]).unwrap();
        assert!((far / 9.041_009_036_526_08e-16 - 1.0).abs() < 1e-10, "{far}");
        assert_eq!(two_sided([[0, 0], [0, 0]]), None);
        assert_eq!(two_sided([[u64::MAX, 1], [0, 0]]), None);
    }

    proptest! {
        #[test]
        fn it_agrees_with_counting(a in 0_u64..12, b in 0_u64..12, c in 0_u64..12, d in 1_u64..12) {
            // Ways to choose the first group from those of the one answer and of the other.
            let ways = |of: u64, chosen: u64| (0..chosen).fold(1, |ways, at| ways * (of - at) / (at + 1));
            let (group, yes, no) = (a + b, a + c, b + d);
            let weight = |cell: u64| ways(yes, cell) * ways(no, group - cell);
            let possible = group.saturating_sub(no)..=group.min(yes);
            let all: u64 = possible.clone().map(weight).sum();
            let rare: u64 = possible.map(weight).filter(|ways| *ways <= weight(a)).sum();
            let p = two_sided([[a, b], [c, d]]).unwrap();
            prop_assert!((p - rare as f64 / all as f64).abs() < 1e-12);
        }

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
