//! The gap by the logarithmic mean Divisia index, as a cross-check (Ang 2005).
//!
//! `φ_k = L(R₁, R₀) · ln(x_k / p_k)` with `L(a, b) = (a − b) / (ln a − ln b)`: another way to share the same
//! gap, which should say much the same. Undefined at zero, so it stays a check. Logarithms, hence floats.

/// The logarithmic mean of two positive numbers.
fn mean(a: f64, b: f64) -> f64 {
    let apart = a.ln() - b.ln();
    // Near each other the quotient of two small differences is noise; there it is the plain mean, which
    // differs by (ln a − ln b)²/12 of it.
    if apart.abs() < 1e-6 { a / 2.0 + b / 2.0 } else { (a - b) / apart }
}

/// The part of each factor, from pairs of planned and actual; they add up to the gap up to rounding.
///
/// `None` without factors, or if a value is not positive: Shapley's value stands alone then.
pub fn lmdi(factors: &[(f64, f64)]) -> Option<Vec<f64>> {
    let positive = |value: f64| value.is_finite() && value > 0.0;
    if factors.is_empty() || !factors.iter().all(|(plan, now)| positive(*plan) && positive(*now)) {
        return None;
    }
    let plan: f64 = factors.iter().map(|(plan, _)| plan).product();
    let actual: f64 = factors.iter().map(|(_, actual)| actual).product();
    if !positive(plan) || !positive(actual) {
        return None;
    }
    let weight = mean(actual, plan);
    Some(factors.iter().map(|(plan, actual)| weight * (actual / plan).ln()).collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn zeros_are_refused() {
        for factors in [&[][..], &[(1.0, 0.0)], &[(0.0, 1.0)], &[(1.0, -1.0)], &[(f64::NAN, 1.0)]] {
            assert_eq!(lmdi(factors), None, "{factors:?}");
        }
        assert_eq!(lmdi(&[(2.0, 2.0), (5.0, 5.0)]), Some(vec![0.0, 0.0]));
        // One factor carries all.
        let alone = lmdi(&[(10.0, 13.0), (4.0, 4.0)]).unwrap();
        assert!((alone[0] - 12.0).abs() < 1e-9 && alone[1] == 0.0, "{alone:?}");
    }

    proptest! {
        #[test]
        fn parts_sum_to_the_gap(factors in prop::collection::vec((0.1_f64..100.0, 0.1_f64..100.0), 1..5)) {
            let gap = factors.iter().map(|(_, actual)| actual).product::<f64>() - factors.iter().map(|(plan, _)| plan).product::<f64>();
            let sum: f64 = lmdi(&factors).unwrap().iter().sum();
            let size = factors.iter().map(|(plan, actual)| plan.max(*actual)).product::<f64>();
            prop_assert!((sum - gap).abs() <= 1e-9 * (1.0 + size), "{sum} {gap}");
        }

        /// A small step is shared alike by both ways: neither can have a sign or a factor wrong.
        #[test]
        fn small_changes_are_shared_alike(a in 1.0_f64..50.0, b in 1.0_f64..50.0) {
            let step = 1e-3;
            let found = lmdi(&[(a, a * (1.0 + step)), (b, b * (1.0 - step))]).unwrap();
            // By Shapley: the change of one times the mean of the other.
            let first = a * step * b * (1.0 - step / 2.0);
            let second = -b * step * a * (1.0 + step / 2.0);
            prop_assert!((found[0] - first).abs() < 1e-5 * a * b, "{found:?} {first}");
            prop_assert!((found[1] - second).abs() < 1e-5 * a * b, "{found:?} {second}");
        }
    }
}
