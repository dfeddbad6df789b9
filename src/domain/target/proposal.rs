//! The arithmetic of a proposed target: what it multiplies, by how much, and what the market adds
//! (domain document, B6). Which rules there are and what they rest on stands where history is known.

use crate::domain::money::div_round;
use crate::domain::stats::rational::Rational;

/// The whole, in basis points.
const WHOLE_BP: i64 = 10_000;

/// The growth that needs no reason of its own, both ends included, in basis points (source 002).
pub const GROWTH_BAND_BP: (i64, i64) = (1_000, 2_000);

/// Up to here, in both directions, every whole number is a float.
const EXACT_FLOATS: f64 = 9_007_199_254_740_992.0;

/// What a proposal multiplies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Base {
    /// A fact.
    Exact(Rational),
    /// A forecast.
    Forecast(f64),
}

impl Base {
    /// A whole amount.
    pub fn whole(amount: i64) -> Self {
        Self::Exact(Rational::from_int(amount))
    }

    /// The mean of the three months of a quarter, times the months of the target's period.
    pub fn mean_month(quarter: i64, months: usize) -> Option<Self> {
        Rational::new(i128::from(quarter).checked_mul(months as i128)?, 3).map(Self::Exact)
    }

    /// With a factor in basis points, before it is rounded; `None` past 128 bits.
    pub fn times(self, factor_bp: i64) -> Option<f64> {
        match self {
            Self::Exact(base) => Some(product(base, factor_bp)?.to_f64()),
            Self::Forecast(base) => Some(base * factor_bp as f64 / WHOLE_BP as f64),
        }
    }

    /// With a factor in basis points, in whole units, rounded once; `None` past what can be counted
    /// exactly.
    ///
    /// 880, 910 and 950 thousand at 110 % are 1 004 667 a month.
    pub fn amount(self, factor_bp: i64) -> Option<i64> {
        match self {
            Self::Exact(base) => i64::try_from(product(base, factor_bp)?.round()).ok(),
            Self::Forecast(_) => {
                let value = self.times(factor_bp)?;
                (value.abs() <= EXACT_FLOATS).then(|| value.round() as i64)
            }
        }
    }
}

fn product(base: Rational, factor_bp: i64) -> Option<Rational> {
    base.checked_mul(Rational::new(factor_bp.into(), WHOLE_BP.into())?)
}

/// A target with what notes on the market add to it; without the notes the base stands again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Adjusted {
    /// The target before.
    pub base: i64,
    /// What the notes add or take away.
    pub adjustment: i64,
}

impl Adjusted {
    /// Applies notes, in basis points of the base together; `None` past 64 bits.
    pub fn by(base: i64, notes_bp: i64) -> Option<Self> {
        let adjustment = div_round(i128::from(base) * i128::from(notes_bp), WHOLE_BP.into())?;
        base.checked_add(adjustment).map(|_| Self { base, adjustment })
    }

    /// The target after.
    pub const fn result(&self) -> i64 {
        self.base.saturating_add(self.adjustment)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_are_rounded_once_and_up() {
        // The mean is 5, and 30 % of it 1.5.
        assert_eq!(Base::mean_month(15, 1).and_then(|mean| mean.amount(3_000)), Some(2));
        let quarter = Base::mean_month(2_740_000, 1).expect("a mean");
        assert_eq!(quarter.amount(11_000), Some(1_004_667));
        let three = Base::mean_month(2_740_000, 3).and_then(|mean| mean.amount(11_000));
        assert_eq!(three, Some(3_014_000));
        assert_eq!(Base::whole(7_777_777).amount(2_500), Some(1_944_444));
    }

    #[test]
    fn what_is_no_number_is_no_target() {
        for forecast in [f64::NAN, f64::INFINITY, 1e300] {
            assert_eq!(Base::Forecast(forecast).amount(11_500), None, "{forecast}");
        }
        assert_eq!(Base::Forecast(900_000.5).amount(11_500), Some(1_035_001));
    }

    #[test]
    fn notes_stand_beside_the_base() {
        let adjusted = Adjusted::by(1_000_000, 250).expect("an amount");
        assert_eq!((adjusted.base, adjusted.adjustment), (1_000_000, 25_000));
        assert_eq!(adjusted.result(), 1_025_000);
        assert_eq!(Adjusted::by(1_000_000, 0).map(|none| none.result()), Some(1_000_000));
        assert_eq!(Adjusted::by(i64::MAX, 1), None);
    }
}
