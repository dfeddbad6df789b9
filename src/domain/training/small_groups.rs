//! Which groups may be shown apart: never one of under five (domain document, 099).
//!
//! Of two or three people everybody knows who said what. Groups under five are put together into one line;
//! where they are under five even together, the smallest of the others joins them, since the whole minus
//! what is shown would give them away.

use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The fewest people or answers that may be shown apart.
pub const LEAST: u64 = 5;

/// The lines in which a whole may be broken down: the groups of each. The groups that stand alone come
/// first, by key, then those that are put together. Groups of nobody are in none.
///
/// `None` where that leaves fewer than two lines: then only the whole may be shown, and not even that
/// where it is under five.
pub fn lines<K: Ord + Clone>(sizes: &BTreeMap<K, u64>) -> Option<Vec<Vec<K>>> {
    let people = sizes.iter().filter(|(_, size)| **size > 0);
    let (mut alone, mut together): (Vec<_>, Vec<_>) = people.partition(|(_, size)| **size >= LEAST);
    // The smallest last, so that it is the one to be taken.
    alone.sort_by_key(|(key, size)| (Reverse(**size), *key));
    let sum = |list: &[(&K, &u64)]| list.iter().map(|(_, size)| **size).sum::<u64>();
    if !together.is_empty() && sum(&together) < LEAST {
        together.extend(alone.pop());
    }
    alone.sort();
    together.sort();
    let mut lines: Vec<Vec<K>> = alone.into_iter().map(|(key, _)| vec![key.clone()]).collect();
    if !together.is_empty() {
        lines.push(together.into_iter().map(|(key, _)| key.clone()).collect());
    }
    (lines.len() > 1).then_some(lines)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn told(sizes: &[u64]) -> Option<Vec<Vec<usize>>> {
        lines(&(0..).zip(sizes.iter().copied()).collect())
    }

    #[test]
    fn small_groups_stand_together() {
        for (sizes, expected) in [
            (vec![8, 5], Some(vec![vec![0], vec![1]])),
            (vec![8, 3, 2, 6], Some(vec![vec![0], vec![3], vec![1, 2]])),
            // 3 alone would be the whole minus the rest: the smallest of the others joins.
            (vec![8, 3, 6], Some(vec![vec![0], vec![1, 2]])),
            (vec![8, 3], None),
            (vec![8, 0, 6], Some(vec![vec![0], vec![2]])),
            (vec![4, 4], None),
            (vec![9], None),
            (vec![], None),
        ] {
            assert_eq!(told(&sizes), expected, "{sizes:?}");
        }
    }

    proptest! {
        #[test]
        fn no_line_is_small_and_nobody_is_lost(sizes in prop::collection::vec(0_u64..9, 0..10)) {
            if let Some(lines) = told(&sizes) {
                for line in &lines {
                    prop_assert!(line.iter().map(|key| sizes[*key]).sum::<u64>() >= LEAST);
                }
                let mut all: Vec<usize> = lines.into_iter().flatten().collect();
                all.sort_unstable();
                let people = (0..sizes.len()).filter(|key| sizes[*key] > 0);
                prop_assert_eq!(all, people.collect::<Vec<_>>());
            }
        }
    }
}
