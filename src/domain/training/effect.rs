//! What a course did, at four levels (Kirkpatrick; domain document, B11).
//!
//! Reaction: what people said of it. Learning: the test before and after. Behaviour: the observation sheet
//! of the trained steps before and after. Results: a number of the business, named before the course and
//! measured beside people who were not trained, by the method of coaching. Each level says how many it
//! rests on, and with fewer than ten says nothing more.
//!
//! # No money without behaviour
//!
//! A number of the business that moves while nobody works otherwise was moved by something else. So no
//! return on a course is given unless behaviour was looked at often enough and the number was named before.

use std::fmt;

use chrono::NaiveDate;

use super::mean::{Mean, Verdict};
use crate::domain::money::Money;
use crate::domain::stats::rate::Rate;
use crate::domain::stats::rational::Rational;

/// The best answer on a feedback sheet; the worst is 1.
pub const BEST_ANSWER: i64 = 5;

/// The mean answer that a class is to reach (默认值).
pub const ANSWER_ASKED: f64 = 4.0;

/// So many days before and after a class behaviour is looked at where the class does not say (默认值).
pub const BEHAVIOUR_DAYS: i64 = 60;

/// Over so many days before and after a class its number is measured where the class does not say (默认值).
pub const RESULT_DAYS: i64 = 90;

/// One point of a score, in the unit in which scores are stored: ten-thousandths.
pub const POINT: i64 = 10_000;

/// Level 1: what people said.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reaction {
    /// The mean of the answers; `None` without answers.
    pub mean: Option<Mean>,
    /// The share of the two best answers; `None` without answers.
    pub top2: Option<Rate>,
    /// Answers that are not on the scale and count nowhere.
    pub outside: u64,
}

/// Level 1 of the answers on feedback sheets, 1 to 5.
pub fn reaction(answers: &[i64]) -> Reaction {
    let counted: Vec<i64> =
        answers.iter().copied().filter(|answer| (1..=BEST_ANSWER).contains(answer)).collect();
    let top2 = counted.iter().filter(|answer| **answer >= BEST_ANSWER - 1).count();
    let values: Vec<f64> = counted.iter().map(|answer| *answer as f64).collect();
    Reaction {
        mean: Mean::of(&values),
        top2: Rate::of(top2 as u64, counted.len() as u64),
        outside: (answers.len() - counted.len()) as u64,
    }
}

/// What was learned of what there was to learn: `(after − before) / (full − before)` (Hake 1998), below
/// zero where less is known than before.
///
/// `None` at full marks before, where there was nothing to learn, and for scores that are none.
pub fn gain(before: i64, after: i64, full: i64) -> Option<Rational> {
    if before < 0 || before >= full || !(0..=full).contains(&after) {
        return None;
    }
    Rational::new(i128::from(after) - i128::from(before), i128::from(full) - i128::from(before))
}

/// Level 2: what people learned, of those who have both tests.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Learning {
    /// The mean change in points; `None` without pairs.
    pub change: Option<Mean>,
    /// The mean of what was learned of what there was to learn; `None` where it is defined for nobody.
    pub gain: Option<Mean>,
    /// Those for whom it is not defined.
    pub undefined: u64,
}

/// Level 2 of tests before and after, in ten-thousandths of a point, out of so many.
pub fn learning(pairs: &[(i64, i64)], full: i64) -> Learning {
    let gains = pairs.iter().filter_map(|(before, after)| gain(*before, *after, full));
    let gains: Vec<f64> = gains.map(Rational::to_f64).collect();
    Learning {
        change: Mean::of(&changes(pairs)),
        gain: Mean::of(&gains),
        undefined: (pairs.len() - gains.len()) as u64,
    }
}

/// Level 3: what people do otherwise, of those who were observed before and after.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Behaviour {
    /// The mean change of the observation sheet in points; `None` where nobody was observed twice.
    pub change: Option<Mean>,
    /// The share of those who do better than before; `None` where nobody was observed twice.
    pub risen: Option<Rate>,
}

/// Level 3 of the trained steps on the observation sheet, before and after, in ten-thousandths of a
/// point.
pub fn behaviour(pairs: &[(i64, i64)]) -> Behaviour {
    let risen = pairs.iter().filter(|(before, after)| after > before);
    Behaviour {
        change: Mean::of(&changes(pairs)),
        risen: Rate::of(risen.count() as u64, pairs.len() as u64),
    }
}

/// The changes of pairs, in points.
fn changes(pairs: &[(i64, i64)]) -> Vec<f64> {
    let points = |value: i64| value as f64 / POINT as f64;
    pairs.iter().map(|(before, after)| points(after.saturating_sub(*before))).collect()
}

/// Level 4: whether a number of the business was named before the course began. Only such a number is
/// measured; one that is chosen afterwards always moves.
pub fn named_before(named: NaiveDate, begins: NaiveDate) -> bool {
    named < begins
}

/// Why no return on a course is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoReturn {
    /// Nobody was observed before and after.
    NoBehaviour,
    /// Too few were.
    TooFew,
    /// The number was not named before the course.
    NotNamed,
    /// The course cost nothing, or it is not known what.
    NoCost,
}

impl fmt::Display for NoReturn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoBehaviour => "behaviour was not observed",
            Self::TooFew => "behaviour was observed too seldom",
            Self::NotNamed => "the result was not named before the course",
            Self::NoCost => "the course has no cost",
        })
    }
}

impl std::error::Error for NoReturn {}

/// What a course brought beyond its cost, as a share of the cost: 0.5 for 150 on 100.
///
/// `named` is whether the number behind the benefit was [`named_before`].
pub fn money_return(
    benefit: Money,
    cost: Option<Money>,
    behaviour: &Behaviour,
    named: bool,
) -> Result<Rational, NoReturn> {
    let change = behaviour.change.ok_or(NoReturn::NoBehaviour)?;
    if change.against(0.0) == Verdict::TooFew {
        return Err(NoReturn::TooFew);
    }
    if !named {
        return Err(NoReturn::NotNamed);
    }
    let cost = cost.filter(|cost| cost.fen() > 0).ok_or(NoReturn::NoCost)?;
    let beyond = i128::from(benefit.fen()) - i128::from(cost.fen());
    Rational::new(beyond, cost.fen().into()).ok_or(NoReturn::NoCost)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn answers_off_the_scale_are_told_and_count_nowhere() {
        let found = reaction(&[5, 4, 3, 0, 6]);
        assert_eq!((found.mean.unwrap().mean, found.mean.unwrap().n), (4.0, 3));
        assert_eq!(found.top2.map(|rate| (rate.k, rate.n)), Some((2, 3)));
        assert_eq!(found.outside, 2);
        let none = reaction(&[]);
        assert_eq!((none.mean, none.top2, none.outside), (None, None, 0));
    }

    #[test]
    fn at_full_marks_there_is_nothing_to_learn() {
        for (before, after, expected) in [
            (40, 70, Rational::new(1, 2)),
            (99, 100, Some(Rational::ONE)),
            (60, 55, Rational::new(-1, 8)),
            (100, 100, None),
            (100, 90, None),
            (-1, 90, None),
            (50, 101, None),
        ] {
            assert_eq!(gain(before, after, 100), expected, "{before} {after}");
        }
        let found = learning(&[(400_000, 700_000), (1_000_000, 900_000)], 1_000_000);
        assert_eq!(found.change.map(|change| (change.mean, change.n)), Some((10.0, 2)));
        assert_eq!(found.gain.map(|gain| (gain.mean, gain.n)), Some((0.5, 1)));
        assert_eq!(found.undefined, 1);
        assert_eq!(learning(&[], 100).change, None);
    }

    #[test]
    fn no_money_is_given_without_behaviour() {
        let paid = Some(Money(100));
        let seen = |n: usize| behaviour(&vec![(20_000, 30_000); n]);
        let given = |n, cost, named| money_return(Money(150), cost, &seen(n), named);
        assert_eq!(given(0, paid, true), Err(NoReturn::NoBehaviour));
        assert_eq!(given(9, paid, true), Err(NoReturn::TooFew));
        assert_eq!(given(10, paid, false), Err(NoReturn::NotNamed));
        assert_eq!(given(10, None, true), Err(NoReturn::NoCost));
        assert_eq!(given(10, Some(Money(0)), true), Err(NoReturn::NoCost));
        assert_eq!(given(10, paid, true), Ok(Rational::new(1, 2).unwrap()));
        assert_eq!(seen(9).risen.map(|rate| (rate.k, rate.n)), Some((9, 9)));
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert!(named_before(day("2025-09-11"), day("2025-09-12")));
        assert!(!named_before(day("2025-09-12"), day("2025-09-12")));
    }

    proptest! {
        #[test]
        fn a_gain_is_at_most_all_there_was(before in 0_i64..100, after in 0_i64..=100) {
            let found = gain(before, after, 100).unwrap();
            prop_assert!(found <= Rational::ONE);
            prop_assert_eq!(found.is_negative(), after < before);
        }
    }
}
