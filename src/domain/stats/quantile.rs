//! Means and quantiles of complete samples.
//!
//! Quantiles are type 7: linear between the order statistics, as spreadsheets and numpy do by default.
//! Censored samples (stays that have not ended) go through [`super::incidence`] instead.

/// The arithmetic mean; `None` of nothing.
pub fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// The type-7 quantile at `p` in 0..=1 of values in ascending order; `None` of nothing.
///
/// With 21, 26, 33, 36 the 0.8 quantile lies 2.4 steps from the first value: 33 + 0.4 × 3 = 34.2.
pub fn quantile_sorted(values: &[f64], p: f64) -> Option<f64> {
    let (below, part) = position(values.len() as u64, p)?;
    let low = *values.get(usize::try_from(below).ok()?)?;
    let high = values.get(usize::try_from(below + 1).ok()?).copied().unwrap_or(low);
    Some(low + part * (high - low))
}

/// The type-7 quantile at `p` of values in any order, which are sorted in place.
pub fn quantile(values: &mut [f64], p: f64) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    quantile_sorted(values, p)
}

/// The median of values in any order, which are sorted in place.
pub fn median(values: &mut [f64]) -> Option<f64> {
    quantile(values, 0.5)
}

/// Where the quantile lies: the rank below it, from 0, and the part of the way to the next.
pub(super) fn position(n: u64, p: f64) -> Option<(u64, f64)> {
    if n == 0 || !(0.0..=1.0).contains(&p) {
        return None;
    }
    let at = (n - 1) as f64 * p;
    let below = at.floor() as u64;
    Some((below, at - at.floor()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn type_seven_is_linear_between_order_statistics() {
        let mut days = [36.0, 21.0, 33.0, 26.0];
        for (p, expected) in [(0.0, 21.0), (0.5, 29.5), (0.8, 34.2), (1.0, 36.0)] {
            let got = quantile(&mut days, p).unwrap();
            assert!((got - expected).abs() < 1e-12, "{p}: {got}");
        }
        assert_eq!(median(&mut [7.0]), Some(7.0));
        assert_eq!(median(&mut []), None);
        assert_eq!(quantile(&mut days, 1.5), None);
        assert_eq!(mean(&[]), None);
        assert_eq!(mean(&[1.0, 2.0]), Some(1.5));
    }
}
