//! Money in integer fen, so that no sum depends on binary fractions (domain document, section 0).

use std::iter::Sum;
use std::ops::{Add, Sub};

use crate::domain::stats::rational::Rational;

/// An amount in fen, one hundredth of a yuan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money(pub i64);

impl Money {
    /// Makes an amount from whole yuan.
    pub const fn from_yuan(yuan: i64) -> Self {
        Self(yuan.saturating_mul(100))
    }

    /// The amount in fen.
    pub const fn fen(self) -> i64 {
        self.0
    }
}

impl Add for Money {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Money {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self(0), Add::add)
    }
}

/// Divides integers and rounds half away from zero; `None` when the divisor is zero.
///
/// The one rounding of the product (四舍五入): rates, averages and splits all use it.
pub fn div_round(numerator: i128, divisor: i128) -> Option<i64> {
    if divisor == 0 {
        return None;
    }
    let negative = (numerator < 0) != (divisor < 0);
    let (n, d) = (numerator.unsigned_abs(), divisor.unsigned_abs());
    let magnitude = i128::try_from((n * 2 + d) / (d * 2)).ok()?;
    i64::try_from(if negative { -magnitude } else { magnitude }).ok()
}

/// A part of a whole, exact: whatever is written of it is rounded once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    part: i64,
    whole: i64,
}

impl Share {
    /// So much of so much; `None` without a whole.
    pub const fn of(part: i64, whole: i64) -> Option<Self> {
        if whole == 0 { None } else { Some(Self { part, whole }) }
    }

    /// So many of so many; `None` of none.
    pub fn of_cases(part: u64, whole: u64) -> Option<Self> {
        Self::of(i64::try_from(part).ok()?, i64::try_from(whole).ok()?)
    }

    /// In basis points, rounded half away from zero.
    pub fn bp(self) -> i64 {
        self.in_parts(10_000)
    }

    /// In tenths of a percent, rounded half away from zero.
    pub fn permille(self) -> i64 {
        self.in_parts(1_000)
    }

    /// In whole percent, rounded half away from zero.
    pub fn percent(self) -> i64 {
        self.in_parts(100)
    }

    fn in_parts(self, parts: i128) -> i64 {
        div_round(i128::from(self.part) * parts, self.whole.into()).unwrap_or_default()
    }
}

/// A share in basis points, rounded half away from zero; `None` without a whole.
pub fn share_bp(part: i64, whole: i64) -> Option<i64> {
    Share::of(part, whole).map(Share::bp)
}

/// What is left of the revenue after its cost, as a share of it, exact (毛利率); below zero at a loss.
///
/// `None` without revenue. The gross profit itself is `revenue - cost`.
pub fn gross_margin(revenue: Money, cost: Money) -> Option<Rational> {
    if revenue.fen() <= 0 {
        return None;
    }
    let profit = i128::from(revenue.fen()) - i128::from(cost.fen());
    Rational::new(profit, revenue.fen().into())
}

/// An amount written as decimal digits (`1234.5`), exact to the fen; more than two decimals round
/// half away from zero. `None` when the text is not a plain decimal number or does not fit.
pub fn parse_decimal(text: &str, fen_per_unit: i64) -> Option<i64> {
    let (negative, digits) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    if whole.len() + fraction.len() == 0
        || whole.len() > 15
        || fraction.len() > 15
        || !all_digits(whole)
        || !all_digits(fraction)
    {
        return None;
    }
    let mut scaled: i128 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
    let mut scale: i128 = 1;
    for digit in fraction.bytes() {
        scaled = scaled * 10 + i128::from(digit - b'0');
        scale *= 10;
    }
    let fen = div_round(scaled * i128::from(fen_per_unit), scale)?;
    Some(if negative { -fen } else { fen })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounding_is_half_away_from_zero() {
        for (n, d, expected) in
            [(5, 2, Some(3)), (-5, 2, Some(-3)), (5, -2, Some(-3)), (1, 3, Some(0)), (1, 0, None)]
        {
            assert_eq!(div_round(n, d), expected, "{n}/{d}");
        }
    }

    #[test]
    fn a_margin_needs_revenue() {
        let margin = |revenue, cost| gross_margin(Money(revenue), Money(cost));
        for (revenue, cost, expected) in [
            (300, 200, Rational::new(1, 3)),
            (300, 0, Some(Rational::ONE)),
            (200, 300, Rational::parse("-0.5")),
            (0, 5, None),
            (-5, 0, None),
        ] {
            assert_eq!(margin(revenue, cost), expected, "{revenue} {cost}");
        }
        assert!(margin(i64::MAX, i64::MIN).is_some(), "no overflow");
    }

    #[test]
    fn decimals_are_exact() {
        for (text, unit, expected) in [
            ("186", 1_000_000, Some(186_000_000)),
            ("0.1", 100, Some(10)),
            ("1.005", 100, Some(101)),
            ("-0.005", 100, Some(-1)),
            (".5", 100, Some(50)),
            ("", 100, None),
            ("1e3", 100, None),
            ("12,5", 100, None),
        ] {
            assert_eq!(parse_decimal(text, unit), expected, "{text}");
        }
    }
}
