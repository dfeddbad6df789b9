//! What a post asks of a person's skills and what is missing (domain document, B11).
//!
//! Gap = max(0, required − level); fit = `Σ importance·min(level, required) / Σ importance·required`;
//! priority = importance × gap. A level above what is asked makes up for no gap.
//!
//! # A fit between two ends
//!
//! Where a skill was never rated, the fit is not known but lies between that of somebody without the skill and
//! that of somebody who has it. Where both ends fall on the same side of a limit, the limit is decided
//! without the rating.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::domain::stats::rational::Rational;

/// What a post asks of one skill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Need {
    /// The level, in ten-thousandths.
    pub level: i64,
    /// How much it matters, in shares of any size; with 0 it is only shown.
    pub importance: u32,
}

/// By how much a level is below what is asked, in ten-thousandths; zero where it is not.
pub const fn gap(required: i64, level: i64) -> i64 {
    let missing = required.saturating_sub(level);
    if missing > 0 { missing } else { 0 }
}

/// One skill that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line<S> {
    /// The skill.
    pub skill: S,
    /// What is asked.
    pub need: Need,
    /// The level of the person in ten-thousandths; `None` where it was never rated.
    pub level: Option<i64>,
}

impl<S> Line<S> {
    /// What is missing, in ten-thousandths; `None` where it was never rated.
    pub fn gap(&self) -> Option<i64> {
        Some(gap(self.need.level, self.level?))
    }

    /// Importance × gap; `None` where it was never rated.
    pub fn priority(&self) -> Option<i64> {
        Some(i64::from(self.need.importance).saturating_mul(self.gap()?))
    }
}

/// How far a person's skills fit a post: 1 where all of them are reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fit {
    /// The fit if the person had nothing of what was never rated.
    pub least: Rational,
    /// The fit if the person had all of it.
    pub best: Rational,
}

impl Fit {
    /// The fit; `None` where it hangs on a skill that was never rated.
    pub fn exact(self) -> Option<Rational> {
        (self.least == self.best).then_some(self.least)
    }

    /// Whether it reaches a share; `None` where that hangs on a skill that was never rated.
    pub fn reaches(self, share: Rational) -> Option<bool> {
        if self.least >= share {
            Some(true)
        } else if self.best < share {
            Some(false)
        } else {
            None
        }
    }
}

/// A person held against a post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gaps<S> {
    /// Every skill that is asked for, in the order given.
    pub lines: Vec<Line<S>>,
    /// How far they fit; `None` where nothing that matters is asked.
    pub fit: Option<Fit>,
}

impl<S> Gaps<S> {
    /// The skills in which something is missing: the highest priority first, of equal ones the wider gap,
    /// then the order given.
    pub fn open(&self) -> Vec<&Line<S>> {
        let mut open: Vec<&Line<S>> =
            self.lines.iter().filter(|line| line.gap().is_some_and(|gap| gap > 0)).collect();
        open.sort_by_key(|line| Reverse((line.priority(), line.gap())));
        open
    }

    /// The skills that were never rated, in the order given.
    pub fn unrated(&self) -> Vec<&Line<S>> {
        self.lines.iter().filter(|line| line.level.is_none()).collect()
    }
}

/// Holds the levels of a person, in ten-thousandths, against what a post asks.
pub fn gaps<S: Ord>(
    needs: impl IntoIterator<Item = (S, Need)>,
    levels: &BTreeMap<S, i64>,
) -> Gaps<S> {
    let lines = needs.into_iter().map(|(skill, need)| {
        let level = levels.get(&skill).copied();
        Line { skill, need, level }
    });
    let lines: Vec<Line<S>> = lines.collect();
    let (mut least, mut best, mut whole) = (0_i128, 0_i128, 0_i128);
    for line in &lines {
        let part = |level: i64| {
            i128::from(line.need.importance) * i128::from(level.clamp(0, line.need.level.max(0)))
        };
        whole += part(line.need.level);
        least += part(line.level.unwrap_or(0));
        best += part(line.level.unwrap_or(line.need.level));
    }
    let fit = Rational::new(least, whole)
        .zip(Rational::new(best, whole))
        .map(|(least, best)| Fit { least, best });
    Gaps { lines, fit }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::training::level::LEVEL;

    fn need(level: i64, importance: u32) -> Need {
        Need { level: level * LEVEL, importance }
    }

    fn levels(list: &[(&'static str, i64)]) -> BTreeMap<&'static str, i64> {
        list.iter().map(|(skill, level)| (*skill, level * LEVEL)).collect()
    }

    #[test]
    fn more_than_asked_makes_up_for_nothing() {
        // 1·3 + 1·1 of 1·3 + 1·3.
        let needs = [("谈判", need(3, 1)), ("计划", need(3, 1))];
        let found = gaps(needs, &levels(&[("谈判", 4), ("计划", 1)]));
        assert_eq!(found.fit.and_then(Fit::exact), Rational::new(2, 3));
        let open: Vec<_> = found.open().iter().map(|line| (line.skill, line.gap())).collect();
        assert_eq!(open, [("计划", Some(2 * LEVEL))]);
    }

    #[test]
    fn the_order_is_priority_then_width_then_the_post() {
        let needs = [
            ("a", need(2, 2)),
            ("b", need(3, 1)),
            ("c", need(4, 0)),
            ("d", need(2, 2)),
            ("e", need(4, 1)),
            ("f", need(1, 9)),
        ];
        let held = levels(&[("a", 1), ("b", 1), ("c", 0), ("d", 1), ("e", 1), ("f", 1)]);
        let open: Vec<_> = gaps(needs, &held).open().iter().map(|line| line.skill).collect();
        // e 1·3, then b 1·2 by its width before a and d 2·1; c weighs nothing and comes last.
        assert_eq!(open, ["e", "b", "a", "d", "c"]);
    }

    #[test]
    fn what_was_never_rated_leaves_two_ends() {
        let needs = [("谈判", need(3, 3)), ("计划", need(3, 1))];
        let found = gaps(needs, &levels(&[("谈判", 3)]));
        let fit = found.fit.unwrap();
        assert_eq!((fit.least, fit.best), (Rational::new(3, 4).unwrap(), Rational::ONE));
        assert_eq!(fit.exact(), None);
        let limit = |text: &str| fit.reaches(Rational::parse(text).unwrap());
        assert_eq!((limit("0.75"), limit("0.9"), limit("1.1")), (Some(true), None, Some(false)));
        assert_eq!(found.unrated().len(), 1);
        assert!(found.open().is_empty(), "unknown is no gap");
        // What weighs nothing leaves nothing open.
        let found = gaps([("谈判", need(3, 3)), ("计划", need(3, 0))], &levels(&[("谈判", 3)]));
        assert_eq!(found.fit.and_then(Fit::exact), Some(Rational::ONE));
    }

    #[test]
    fn nothing_asked_is_no_fit() {
        assert_eq!(gaps([], &levels(&[("谈判", 3)])).fit, None);
        assert_eq!(gaps([("谈判", need(3, 0))], &levels(&[("谈判", 3)])).fit, None);
    }

    proptest! {
        #[test]
        fn the_fit_lies_between_nothing_and_all(
            needs in prop::collection::vec((0_i64..=4, 0_u32..6), 0..8),
            held in prop::collection::vec(prop::option::of(0_i64..=4), 8),
        ) {
            let asked = needs.iter().map(|(level, importance)| need(*level, *importance));
            let asked = (0_usize..).zip(asked);
            let levels: BTreeMap<usize, i64> = (0_usize..)
                .zip(&held)
                .filter_map(|(skill, level)| Some((skill, (*level)? * LEVEL)))
                .collect();
            let found = gaps(asked, &levels);
            let Some(fit) = found.fit else {
                prop_assert!(needs.iter().all(|(level, importance)| *level == 0 || *importance == 0));
                return Ok(());
            };
            prop_assert!(Rational::ZERO <= fit.least && fit.least <= fit.best && fit.best <= Rational::ONE);
            let weighs = |line: &Line<usize>| line.need.importance > 0 && line.need.level > 0;
            let known = found.unrated().into_iter().all(|line| !weighs(line));
            let whole = found.open().into_iter().all(|line| !weighs(line));
            prop_assert_eq!(fit.exact().is_some(), known);
            prop_assert_eq!(fit.best == Rational::ONE, whole);
        }
    }
}
