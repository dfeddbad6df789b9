//! Reasons by how often they occur, with the share that the first ones make together: Pareto
//! (domain document, B17).

use std::cmp::Reverse;

use crate::domain::stats::rational::Rational;

/// One reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason<K> {
    /// The reason.
    pub key: K,
    /// How often it occurs, at least once.
    pub count: u64,
    /// The share of this and all more frequent reasons together; exactly one for the last.
    pub cumulative: Rational,
}

/// Sorts reasons by how often they occur, the most frequent first, equal ones by key.
///
/// Reasons that do not occur are left out; nothing gives nothing.
pub fn pareto<K: Ord>(counts: impl IntoIterator<Item = (K, u64)>) -> Vec<Reason<K>> {
    let mut counts: Vec<(K, u64)> = counts.into_iter().filter(|(_, count)| *count > 0).collect();
    counts.sort_by(|(a, m), (b, n)| (Reverse(m), a).cmp(&(Reverse(n), b)));
    let all: i128 = counts.iter().map(|(_, count)| i128::from(*count)).sum();
    let mut so_far = 0;
    let lines = counts.into_iter().filter_map(|(key, count)| {
        so_far += i128::from(count);
        Some(Reason { key, count, cumulative: Rational::new(so_far, all)? })
    });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_most_frequent_come_first() {
        let found = pareto([("b", 1), ("c", 2), ("a", 1), ("d", 0)]);
        let told: Vec<_> =
            found.iter().map(|reason| (reason.key, reason.count, reason.cumulative)).collect();
        let part = |num, den| Rational::new(num, den).unwrap();
        assert_eq!(told, [("c", 2, part(1, 2)), ("a", 1, part(3, 4)), ("b", 1, part(1, 1))]);
        assert_eq!(pareto([("d", 0)]), []);
    }

    proptest! {
        #[test]
        fn all_reasons_together_are_all(counts in prop::collection::vec(0_u64..50, 0..12)) {
            let found = pareto((0_usize..).zip(counts.iter().copied()));
            prop_assert_eq!(found.len(), counts.iter().filter(|count| **count > 0).count());
            prop_assert!(found.is_sorted_by(|a, b| a.count >= b.count && a.cumulative < b.cumulative));
            if let Some(last) = found.last() {
                prop_assert_eq!(last.cumulative, Rational::ONE);
            }
        }
    }
}
