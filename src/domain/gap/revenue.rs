//! Revenue as opportunities × conversion × deal size, from what was planned and what was counted
//! (domain document, B7).
//!
//! # What is not defined
//!
//! Without a win there is no deal size, and without an opportunity no conversion either. Such a factor is held
//! at its plan, so its own part stays what it is: nothing of its own making.

use super::shapley::Factor;
use crate::domain::stats::rate::Rate;
use crate::domain::stats::rational::Rational;

/// What was planned for a person and a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Planned {
    /// Opportunities.
    pub opportunities: Rational,
    /// The share of them to be won, 0..=1.
    pub conversion: Rational,
    /// Fen per deal won.
    pub size: Rational,
}

/// What was counted. Deals are those whose amount is known; the others are told apart by the caller.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// Opportunities.
    pub opportunities: u64,
    /// Deals won of them.
    pub won: u64,
    /// Their amounts, in fen.
    pub won_fen: i64,
}

/// The factors opportunities, conversion and deal size, in this order; their product is the revenue.
///
/// `None` if an amount was won without a deal, or a deal without an opportunity: no product makes that.
pub fn factors(plan: &Planned, counted: &Counted) -> Option<[Factor; 3]> {
    let nothing_won = counted.won == 0;
    let from_nowhere = counted.opportunities == 0 && !nothing_won;
    if from_nowhere || (nothing_won && counted.won_fen != 0) {
        return None;
    }
    let opportunities = Rational::new(counted.opportunities.into(), 1)?;
    let conversion = if counted.opportunities == 0 {
        plan.conversion
    } else {
        Rational::new(counted.won.into(), counted.opportunities.into())?
    };
    let size = if nothing_won {
        plan.size
    } else {
        Rational::new(counted.won_fen.into(), counted.won.into())?
    };
    Some([
        Factor { plan: plan.opportunities, actual: opportunities },
        Factor { plan: plan.conversion, actual: conversion },
        Factor { plan: plan.size, actual: size },
    ])
}

/// Whether the part of conversion may be chance: the planned conversion lies inside the 95 % Wilson interval
/// of the actual one. It is drawn in grey then.
///
/// `None` without opportunities, or with more wins than opportunities.
pub fn conversion_may_be_chance(plan: &Planned, counted: &Counted) -> Option<bool> {
    let interval = Rate::of(counted.won, counted.opportunities)?.interval;
    Some((interval.lo..=interval.hi).contains(&plan.conversion.to_f64()))
}

#[cfg(test)]
mod tests {
    use super::super::shapley::attribute;
    use super::super::shapley::tests::number;
    use super::*;

    /// 40 × 25 % × 100 fen.
    fn plan() -> Planned {
        Planned { opportunities: number("40"), conversion: number("0.25"), size: number("100") }
    }

    fn counted(opportunities: u64, won: u64, won_fen: i64) -> Counted {
        Counted { opportunities, won, won_fen }
    }

    #[test]
    fn the_product_is_what_was_won() {
        let found = attribute(&factors(&plan(), &counted(36, 7, 803)).unwrap()).unwrap();
        assert_eq!((found.plan, found.actual), (number("1000"), number("803")));
    }

    #[test]
    fn what_is_not_defined_is_held_at_plan() {
        let parts = |counted| attribute(&factors(&plan(), &counted).unwrap()).unwrap().parts;
        // No win: the size has no part.
        assert!(parts(counted(40, 0, 0))[2].is_zero());
        assert_eq!(parts(counted(40, 0, 0))[1], number("-1000"));
        // No opportunity: all of it lies there.
        assert_eq!(parts(counted(0, 0, 0)), [number("-1000"), number("0"), number("0")]);
        assert_eq!(factors(&plan(), &counted(0, 1, 9)), None);
        assert_eq!(factors(&plan(), &counted(5, 0, 9)), None);
    }

    #[test]
    fn few_cases_may_be_chance() {
        // Wilson's interval of 8 of 36 is 12 % to 38 %, of 2 of 60 is 1 % to 11 %.
        assert_eq!(conversion_may_be_chance(&plan(), &counted(36, 8, 1)), Some(true));
        assert_eq!(conversion_may_be_chance(&plan(), &counted(60, 2, 1)), Some(false));
        assert_eq!(conversion_may_be_chance(&plan(), &counted(0, 0, 0)), None);
        assert_eq!(conversion_may_be_chance(&plan(), &counted(1, 2, 1)), None);
    }
}
