//! Mean and scatter of a few values.

use super::{Refusal, Sample};
use crate::domain::stats::quantile;

/// Values below which nothing is known of their scatter.
pub const MIN_VALUES: usize = 2;

/// Mean and scatter of two values or more.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moments {
    /// How many values there are, at least two.
    pub count: usize,
    /// Their mean.
    pub mean: f64,
    /// The sum of squared distances from the mean; exactly 0 where no value differs from another.
    pub squares: f64,
}

impl Moments {
    /// Mean and scatter of a sample, whose name says of what there is too little.
    pub fn of(values: &[f64], sample: Sample) -> Result<Self, Refusal> {
        let too_few = Refusal::TooFew { of: sample, have: values.len(), need: MIN_VALUES };
        let mean = quantile::mean(values).ok_or(too_few)?;
        if values.len() < MIN_VALUES {
            return Err(too_few);
        }
        let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
        if !squares.is_finite() {
            return Err(Refusal::NotFinite);
        }
        // The mean of equal values need not be one of them to the last digit.
        let moves = values.windows(2).any(|pair| pair.first() != pair.last());
        Ok(Self { count: values.len(), mean, squares: if moves { squares } else { 0.0 } })
    }

    /// The variance of what the values are a sample of.
    pub fn variance(&self) -> f64 {
        self.squares / (self.count as f64 - 1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scatter_takes_two_values_that_differ() {
        let of = |values: &[f64]| Moments::of(values, Sample::Before);
        let found = of(&[2.0, 4.0, 9.0]).unwrap();
        assert_eq!((found.count, found.mean, found.squares), (3, 5.0, 26.0));
        assert_eq!(found.variance(), 13.0);
        assert_eq!(of(&[0.1, 0.1, 0.1]).unwrap().squares, 0.0);
        for values in [vec![], vec![7.0]] {
            let refusal = Refusal::TooFew { of: Sample::Before, have: values.len(), need: 2 };
            assert_eq!(of(&values), Err(refusal));
        }
        for values in [[1.0, f64::NAN], [f64::INFINITY, 1.0], [1e300, -1e300]] {
            assert_eq!(of(&values), Err(Refusal::NotFinite), "{values:?}");
        }
    }
}
