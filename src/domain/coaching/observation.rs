//! A visit made together, step by step on scales with written anchors (Smith and Kendall 1963).
//!
//! Each step has a level from 1 to 5, or was not to be seen; `Σ w (level − 1)/4 / Σ w` over the steps that
//! were seen, times 100, is the score. With less than 60 % of the weight seen there is none: a visit of which
//! the coach saw the greeting says nothing of the rest.

use crate::domain::money::div_round;

/// The lowest level.
pub const LOWEST: i64 = 1;

/// The highest level.
pub const HIGHEST: i64 = 5;

/// The share of the weight that must have been seen, in basis points (默认值).
pub const MIN_COVER_BP: i64 = 6_000;

/// One step of a visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// How much it weighs among the others, in any unit.
    pub weight: i64,
    /// Its level, 1 to 5; `None` if it was not to be seen.
    pub level: Option<i64>,
}

/// A visit, scored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Observed {
    /// From 0 to 100, in tenths, rounded once half away from zero: 515 is 51.5; `None` if too little was seen.
    pub tenths: Option<i64>,
    /// The share of the weight that was seen, in basis points, cut: a share that is shown as the limit has
    /// reached it.
    pub cover_bp: i64,
    /// How many steps were seen.
    pub seen: usize,
    /// How many steps there are.
    pub steps: usize,
}

/// Scores a visit.
///
/// `None` if a level is none, if a weight is below zero, or if no step weighs anything.
pub fn observe(steps: &[Step], min_cover_bp: i64) -> Option<Observed> {
    let (mut whole, mut seen_weight, mut points, mut seen) = (0_i128, 0_i128, 0_i128, 0);
    for step in steps {
        if step.weight < 0 {
            return None;
        }
        let weight = i128::from(step.weight);
        whole += weight;
        if let Some(level) = step.level {
            if !(LOWEST..=HIGHEST).contains(&level) {
                return None;
            }
            seen_weight += weight;
            points += weight * i128::from(level - LOWEST);
            seen += 1;
        }
    }
    let cover_bp = (seen_weight * 10_000).checked_div(whole)?;
    let covered = seen_weight > 0 && seen_weight * 10_000 >= i128::from(min_cover_bp) * whole;
    let full = seen_weight * i128::from(HIGHEST - LOWEST);
    let tenths = if covered { div_round(points * 1_000, full) } else { None };
    Some(Observed { tenths, cover_bp: i64::try_from(cover_bp).ok()?, seen, steps: steps.len() })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn steps(list: &[(i64, Option<i64>)]) -> Vec<Step> {
        list.iter().map(|(weight, level)| Step { weight: *weight, level: *level }).collect()
    }

    fn score(list: &[(i64, Option<i64>)]) -> Option<i64> {
        observe(&steps(list), MIN_COVER_BP).unwrap().tenths
    }

    #[test]
    fn the_ends_of_the_scale_are_none_and_all() {
        assert_eq!(score(&[(3, Some(1)), (1, Some(1))]), Some(0));
        assert_eq!(score(&[(3, Some(5)), (1, Some(5))]), Some(1_000));
        // Two thirds of one half: 33.3.
        assert_eq!(score(&[(2, Some(3)), (1, Some(1))]), Some(333));
    }

    #[test]
    fn too_little_seen_is_no_score() {
        let found =
            |seen: i64| observe(&steps(&[(seen, Some(4)), (10_000 - seen, None)]), MIN_COVER_BP);
        let just = found(6_000).unwrap();
        assert_eq!((just.tenths, just.cover_bp), (Some(750), 6_000));
        assert_eq!((just.seen, just.steps), (1, 2));
        // 59.99 %, and one that would be rounded up to the limit.
        let short = found(5_999).unwrap();
        assert_eq!((short.tenths, short.cover_bp), (None, 5_999));
        let nearly = observe(&steps(&[(59_999, Some(4)), (40_001, None)]), MIN_COVER_BP).unwrap();
        assert_eq!((nearly.tenths, nearly.cover_bp), (None, 5_999));
        // Nothing seen is nothing, whatever is asked for.
        assert_eq!(observe(&steps(&[(1, None)]), 0).unwrap().tenths, None);
        assert_eq!(observe(&steps(&[(1, None), (0, Some(5))]), 0).unwrap().tenths, None);
    }

    #[test]
    fn a_sheet_that_cannot_be_is_refused() {
        for bad in [
            vec![],
            vec![(0, Some(3))],
            vec![(-1, Some(3)), (2, Some(3))],
            vec![(1, Some(0))],
            vec![(1, Some(6))],
        ] {
            assert_eq!(observe(&steps(&bad), MIN_COVER_BP), None, "{bad:?}");
        }
        assert!(
            observe(&steps(&[(i64::MAX, Some(5)), (i64::MAX, None)]), 0).is_some(),
            "no overflow"
        );
    }

    proptest! {
        #[test]
        fn scores_lie_on_the_scale_and_weights_have_no_unit(
            list in prop::collection::vec((0_i64..100, prop::option::of(1_i64..=5)), 1..10), times in 1_i64..50,
        ) {
            let Some(found) = observe(&steps(&list), MIN_COVER_BP) else { return Ok(()) };
            prop_assert!((0..=10_000).contains(&found.cover_bp));
            prop_assert_eq!(found.tenths.is_some(), found.cover_bp >= MIN_COVER_BP);
            let larger: Vec<_> = list.iter().map(|(weight, level)| (weight * times, *level)).collect();
            prop_assert_eq!(observe(&steps(&larger), MIN_COVER_BP), Some(found));
            if let Some(score) = found.tenths {
                prop_assert!((0..=1_000).contains(&score));
                let levels = || list.iter().filter(|(weight, _)| *weight > 0).filter_map(|(_, level)| *level);
                prop_assert!((levels().min().unwrap() - 1) * 250 <= score);
                prop_assert!(score <= (levels().max().unwrap() - 1) * 250);
            }
        }
    }
}
