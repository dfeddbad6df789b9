//! The gap of a product, shared among its factors by Shapley's value (1953).
//!
//! The part of a factor is its own change times what the other factors are worth, averaged over all orders of
//! switching them from plan to actual: with `E_j` the sum of the products in which `j` of the other `n − 1` are
//! actual and the rest as planned, `φ_k = (x_k − p_k) · Σ_j E_j / (n · C(n−1, j))`. The `E_j` are the
//! coefficients of `Π (p_i + x_i t)`, so that no order is ever listed. On multilinear functions see Sun and
//! Sundararajan (2011).

use std::cmp::Reverse;

use crate::domain::money::Money;
use crate::domain::stats::rational::Rational;

/// A factor of the product.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Factor {
    /// As planned.
    pub plan: Rational,
    /// As it came.
    pub actual: Rational,
}

/// The gap in parts, exact, in the unit of the product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// The product as planned.
    pub plan: Rational,
    /// The product as it came.
    pub actual: Rational,
    /// The part of each factor, in their order; together exactly `actual − plan`.
    pub parts: Vec<Rational>,
}

/// Shares the gap among the factors; `None` without factors, or if the numbers do not fit.
pub fn attribute(factors: &[Factor]) -> Option<Attribution> {
    if factors.is_empty() {
        return None;
    }
    let (mut plan, mut actual) = (Rational::ONE, Rational::ONE);
    for factor in factors {
        plan = plan.checked_mul(factor.plan)?;
        actual = actual.checked_mul(factor.actual)?;
    }
    let parts = (0..factors.len()).map(|at| part(factors, at)).collect::<Option<Vec<_>>>()?;
    Some(Attribution { plan, actual, parts })
}

/// The part of the factor at a place.
fn part(factors: &[Factor], at: usize) -> Option<Rational> {
    let own = factors.get(at)?;
    let change = own.actual.checked_sub(own.plan)?;
    let others = (0_usize..).zip(factors).filter(|(place, _)| *place != at);
    // The coefficients of the product of the others, by how many of them are actual.
    let mut sums = vec![Rational::ONE];
    for (_, other) in others {
        let mut next = vec![Rational::ZERO; sums.len() + 1];
        for (planned, sum) in next.iter_mut().zip(&sums) {
            *planned = planned.checked_add(sum.checked_mul(other.plan)?)?;
        }
        for (switched, sum) in next.iter_mut().skip(1).zip(&sums) {
            *switched = switched.checked_add(sum.checked_mul(other.actual)?)?;
        }
        sums = next;
    }
    let n = i128::try_from(factors.len()).ok()?;
    // C(n−1, j), from one to the next.
    let (mut ways, mut worth) = (1_i128, Rational::ZERO);
    for (j, sum) in (0_i128..).zip(sums) {
        worth = worth.checked_add(sum.checked_mul(Rational::new(1, n.checked_mul(ways)?)?)?)?;
        ways = ways.checked_mul(n - 1 - j)? / (j + 1);
    }
    change.checked_mul(worth)
}

impl Attribution {
    /// What came beyond the plan; below zero where it fell short.
    pub fn gap(&self) -> Option<Rational> {
        self.actual.checked_sub(self.plan)
    }

    /// The same in whole fen, where the product is in fen; `None` if the numbers do not fit.
    ///
    /// Plan and actual are rounded on their own, as they are shown; the parts are rounded so that they add
    /// up to the difference, each to one of the fen beside it (largest remainders; of equal ones the first).
    pub fn in_fen(&self) -> Option<FenParts> {
        let (plan, actual) = (self.plan.round(), self.actual.round());
        let mut left = actual.checked_sub(plan)?;
        let mut parts = Vec::with_capacity(self.parts.len());
        let mut order = Vec::with_capacity(self.parts.len());
        for (at, part) in self.parts.iter().enumerate() {
            let down = part.num().div_euclid(part.den());
            left = left.checked_sub(down)?;
            let rest = Rational::new(part.num().rem_euclid(part.den()), part.den())?;
            parts.push(down);
            order.push((Reverse(rest), at));
        }
        order.sort();
        let count = i128::try_from(parts.len()).ok()?;
        // As a rule there are fewer fen left than parts; only where both ends lie on a half may one be
        // missing or too many.
        let (each, more) = (left.checked_div_euclid(count)?, left.checked_rem_euclid(count)?);
        for (place, (_, at)) in (0_i128..).zip(order) {
            if let Some(part) = parts.get_mut(at) {
                *part += each + i128::from(place < more);
            }
        }
        let fen = |amount: i128| i64::try_from(amount).ok().map(Money);
        let parts = parts.into_iter().map(fen).collect::<Option<Vec<_>>>()?;
        Some(FenParts { plan: fen(plan)?, actual: fen(actual)?, parts })
    }
}

/// The gap in parts of whole fen, which add up to `actual − plan`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FenParts {
    /// As planned.
    pub plan: Money,
    /// As it came.
    pub actual: Money,
    /// The part of each factor, in their order.
    pub parts: Vec<Money>,
}

impl FenParts {
    /// What came beyond the plan.
    pub fn gap(&self) -> Money {
        self.actual - self.plan
    }
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;

    pub(in super::super) fn number(text: &str) -> Rational {
        Rational::parse(text).unwrap()
    }

    pub(in super::super) fn factors(pairs: &[(&str, &str)]) -> Vec<Factor> {
        let factor =
            |(plan, actual): &(&str, &str)| Factor { plan: number(plan), actual: number(actual) };
        pairs.iter().map(factor).collect()
    }

    fn parts(pairs: &[(&str, &str)]) -> Vec<Rational> {
        attribute(&factors(pairs)).unwrap().parts
    }

    pub(in super::super) fn total(parts: &[Rational]) -> Rational {
        parts.iter().try_fold(Rational::ZERO, |sum, part| sum.checked_add(*part)).unwrap()
    }

    #[test]
    fn two_factors_share_the_corner_evenly() {
        // 10 × 4 to 13 × 6: 3 × 5 for the first and 2 × 11.5 for the second.
        assert_eq!(parts(&[("10", "13"), ("4", "6")]), [number("15"), number("23")]);
        assert_eq!(parts(&[("10", "13")]), [number("3")]);
        assert_eq!(attribute(&[]), None);
    }

    #[test]
    fn a_factor_that_fell_to_zero_carries_its_part() {
        // An opportunity is worth 10 as planned and 0 as it came, 5 over all orders: −2 × 5.
        let found = parts(&[("10", "8"), ("0.2", "0"), ("50", "50")]);
        assert_eq!(found, [number("-10"), number("-90"), number("0")]);
        // All to zero: each of three alike carries a third.
        let third = Rational::new(-8, 3).unwrap();
        assert_eq!(parts(&[("2", "0"), ("2", "0"), ("2", "0")]), [third; 3]);
    }

    #[test]
    fn parts_in_fen_add_up_to_what_is_shown() {
        let fen = |pairs: &[(&str, &str)]| attribute(&factors(pairs)).unwrap().in_fen().unwrap();
        let third = fen(&[("2", "0"), ("2", "0"), ("2", "0")]);
        // −2.67 each, −8 in all: rounded down to −3, and the one left goes to the first.
        assert_eq!(third.parts, [Money(-2), Money(-3), Money(-3)]);
        assert_eq!((third.plan, third.actual, third.gap()), (Money(8), Money(0), Money(-8)));
        // 0.5 and 1.4 are shown as 1 and 1.
        let half = fen(&[("0.5", "1.4")]);
        assert_eq!((half.plan, half.actual, half.parts), (Money(1), Money(1), vec![Money(0)]));
        // What did not change gets no fen.
        let one = fen(&[("3", "4"), ("0.7", "0.7"), ("1.5", "1.6")]);
        assert_eq!(one.parts.get(1), Some(&Money(0)));
    }

    #[test]
    fn numbers_that_do_not_fit_are_refused() {
        let huge = Rational::new(i128::MAX, 1).unwrap();
        assert_eq!(attribute(&[Factor { plan: huge, actual: huge }; 2]), None);
        let wide = Attribution { plan: Rational::ZERO, actual: huge, parts: vec![huge] };
        assert_eq!(wide.in_fen(), None);
    }

    fn some_factors() -> impl Strategy<Value = Vec<Factor>> {
        let tenths = |tenths: i64| Rational::new(tenths.into(), 10).unwrap();
        let factor = (0_i64..500, 0_i64..500)
            .prop_map(move |(plan, actual)| Factor { plan: tenths(plan), actual: tenths(actual) });
        prop::collection::vec(factor, 1..6)
    }

    proptest! {
        #[test]
        fn parts_sum_to_the_gap_exactly(factors in some_factors()) {
            let found = attribute(&factors).unwrap();
            prop_assert_eq!(Some(total(&found.parts)), found.gap());
            let fen = found.in_fen().unwrap();
            prop_assert_eq!(fen.parts.iter().copied().sum::<Money>(), fen.gap());
            for (exact, fen) in found.parts.iter().zip(&fen.parts) {
                let off = Rational::from_int(fen.fen()).checked_sub(*exact).unwrap();
                prop_assert!(off.to_f64().abs() < 1.0, "{:?} {:?}", exact, fen);
            }
        }

        #[test]
        fn the_order_of_factors_does_not_matter(factors in some_factors(), turn in 0_usize..6) {
            let mut turned = factors.clone();
            let by = turn % factors.len();
            turned.rotate_left(by);
            let mut parts = attribute(&factors).unwrap().parts;
            parts.rotate_left(by);
            prop_assert_eq!(attribute(&turned).unwrap().parts, parts);
        }

        #[test]
        fn the_way_back_is_the_way_there(factors in some_factors()) {
            let back: Vec<Factor> = factors
                .iter()
                .map(|factor| Factor { plan: factor.actual, actual: factor.plan })
                .collect();
            let there = attribute(&factors).unwrap().parts;
            for (there, back) in there.iter().zip(attribute(&back).unwrap().parts) {
                prop_assert_eq!(there.checked_add(back), Some(Rational::ZERO));
            }
        }

        #[test]
        fn a_factor_as_planned_has_no_part(mut factors in some_factors(), place in 0_usize..6) {
            let place = place % factors.len();
            factors[place].actual = factors[place].plan;
            prop_assert!(attribute(&factors).unwrap().parts[place].is_zero());
        }
    }
}
