//! Exact fractions, for weights and scores that binary floats would decide by accident.
//!
//! `0.1 + 0.2` must not choose who gets the last fen, and 94.995 must show as 95.00. Numbers enter as
//! decimal text or integers, stay fractions of 128-bit integers, and are rounded once, at the end, half
//! away from zero (四舍五入) on both sides of zero.
//!
//! # Why no operators
//!
//! `a + b` would have to panic or wrap on overflow. The `checked_*` methods answer `None` instead; with
//! the amounts of a sales team that never happens, and with a hostile sheet it is a refusal, not a crash.

use std::cmp::Ordering;

/// The longest decimal text that is read, in digits: keeps every parsed number far from overflow.
const MAX_DIGITS: usize = 30;

/// An exact fraction in lowest terms with a positive denominator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Rational {
    num: i128,
    den: i128,
}

impl Rational {
    /// Nothing.
    pub const ZERO: Self = Self { num: 0, den: 1 };
    /// One whole.
    pub const ONE: Self = Self { num: 1, den: 1 };

    /// Makes a fraction of a whole number.
    pub const fn from_int(whole: i64) -> Self {
        Self { num: whole as i128, den: 1 }
    }

    /// Makes the fraction `num / den`; `None` if `den` is zero or the numbers are too large.
    pub fn new(num: i128, den: i128) -> Option<Self> {
        if den == 0 {
            return None;
        }
        let divisor = i128::try_from(gcd(num.unsigned_abs(), den.unsigned_abs())).ok()?;
        let (num, den) = (num / divisor, den / divisor);
        if den < 0 {
            Some(Self { num: num.checked_neg()?, den: den.checked_neg()? })
        } else {
            Some(Self { num, den })
        }
    }

    /// Reads a decimal number such as `1.3`, `-0.05` or `12`; no exponent, no grouping.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (negative, digits) = match text.strip_prefix(['-', '+']) {
            Some(rest) => (text.starts_with('-'), rest),
            None => (false, text),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let count = whole.len() + fraction.len();
        let plain = whole.bytes().chain(fraction.bytes()).all(|b| b.is_ascii_digit());
        if count == 0 || count > MAX_DIGITS || !plain {
            return None;
        }
        let mut num: i128 = 0;
        for digit in whole.bytes().chain(fraction.bytes()) {
            num = num * 10 + i128::from(digit - b'0');
        }
        let places = u32::try_from(fraction.len()).ok()?;
        Self::new(if negative { -num } else { num }, 10_i128.checked_pow(places)?)
    }

    /// The numerator in lowest terms.
    pub const fn num(self) -> i128 {
        self.num
    }

    /// The denominator in lowest terms, always positive.
    pub const fn den(self) -> i128 {
        self.den
    }

    /// True below zero.
    pub const fn is_negative(self) -> bool {
        self.num < 0
    }

    /// True at exactly zero.
    pub const fn is_zero(self) -> bool {
        self.num == 0
    }

    /// Adds exactly.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        // Over the least common denominator, so that a sum stays as small as its result.
        let common = gcd(self.den.unsigned_abs(), other.den.unsigned_abs());
        let common = i128::try_from(common).ok()?;
        let (mine, theirs) = (self.den / common, other.den / common);
        let left = self.num.checked_mul(theirs)?;
        let right = other.num.checked_mul(mine)?;
        Self::new(left.checked_add(right)?, mine.checked_mul(other.den)?)
    }

    /// Subtracts exactly.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.checked_add(Self { num: other.num.checked_neg()?, den: other.den })
    }

    /// Multiplies exactly.
    pub fn checked_mul(self, other: Self) -> Option<Self> {
        // Cancelled crosswise first, so that the products stay as small as the result.
        let left = Self::new(self.num, other.den)?;
        let right = Self::new(other.num, self.den)?;
        Self::new(left.num.checked_mul(right.num)?, left.den.checked_mul(right.den)?)
    }

    /// Divides exactly; `None` by zero.
    pub fn checked_div(self, other: Self) -> Option<Self> {
        self.checked_mul(Self::new(other.den, other.num)?)
    }

    /// The nearest whole number, halves away from zero.
    pub fn round(self) -> i128 {
        let (whole, rest) = (self.num / self.den, self.num % self.den);
        let rest = rest.abs();
        if rest >= self.den - rest { whole + self.num.signum() } else { whole }
    }

    /// The nearest multiple of 10^-places as a whole count of them: `94.995` at 2 places is `9500`.
    pub fn round_to(self, places: u32) -> Option<i128> {
        let scaled = self.checked_mul(Self { num: 10_i128.checked_pow(places)?, den: 1 })?;
        Some(scaled.round())
    }

    /// The nearest binary float, for drawing only.
    pub fn to_f64(self) -> f64 {
        self.num as f64 / self.den as f64
    }
}

impl Ord for Rational {
    /// Compares by cross-multiplying, which costs little, or where that overflows by continued fractions.
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.num.checked_mul(other.den), other.num.checked_mul(self.den)) {
            (Some(one), Some(two)) => one.cmp(&two),
            _ => self.by_fractions(other),
        }
    }
}

impl Rational {
    /// Compares by continued fractions, which cannot overflow.
    fn by_fractions(&self, other: &Self) -> Ordering {
        let (mut a, mut b, mut c, mut d) = (self.num, self.den, other.num, other.den);
        loop {
            let whole = a.div_euclid(b).cmp(&c.div_euclid(d));
            if whole != Ordering::Equal {
                return whole;
            }
            let (left, right) = (a.rem_euclid(b), c.rem_euclid(d));
            match (left == 0, right == 0) {
                (true, true) => return Ordering::Equal,
                (true, false) => return Ordering::Less,
                (false, true) => return Ordering::Greater,
                // left/b against right/d is d/right against b/left.
                (false, false) => (a, b, c, d) = (d, right, b, left),
            }
        }
    }
}

impl PartialOrd for Rational {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The greatest common divisor; 1 for (0, 0), so that it can always be divided by.
pub fn gcd(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn decimals_are_read_exactly_or_refused() {
        for (text, num, den) in
            [("1.3", 13, 10), ("-0.05", -1, 20), ("12", 12, 1), (".5", 1, 2), ("+2.", 2, 1)]
        {
            assert_eq!(Rational::parse(text), Rational::new(num, den), "{text}");
        }
        for text in ["", ".", "-", "1e3", "1,000", "0x1", "一", "1.2.3", "--1"] {
            assert_eq!(Rational::parse(text), None, "{text}");
        }
        assert_eq!(Rational::parse(&"9".repeat(MAX_DIGITS + 1)), None);
    }

    #[test]
    fn halves_round_away_from_zero() {
        for (text, places, expected) in [
            ("94.995", 2, 9500),
            ("84.995", 2, 8500),
            ("84.9949", 2, 8499),
            ("-0.5", 0, -1),
            ("-0.49", 0, 0),
            ("2.5", 0, 3),
            ("1.005", 2, 101),
        ] {
            assert_eq!(Rational::parse(text).unwrap().round_to(places), Some(expected), "{text}");
        }
    }

    #[test]
    fn overflow_is_none() {
        let huge = Rational::new(i128::MAX, 1).unwrap();
        assert_eq!(huge.checked_add(huge), None);
        assert_eq!(huge.checked_mul(huge), None);
        assert_eq!(Rational::ONE.checked_div(Rational::ZERO), None);
        assert!(huge > Rational::new(i128::MAX - 1, i128::MAX).unwrap());
        // Over a common denominator a sum fits that would not over the product of the two.
        let tiny = Rational::new(1, i128::MAX).unwrap();
        assert_eq!(tiny.checked_add(tiny), Rational::new(2, i128::MAX));
    }

    proptest! {
        #[test]
        fn arithmetic_and_order_agree(a in -10_000_i64..10_000, b in 1_i64..500, c in -10_000_i64..10_000, d in 1_i64..500) {
            let left = Rational::new(a.into(), b.into()).unwrap();
            let right = Rational::new(c.into(), d.into()).unwrap();
            prop_assert_eq!(left.cmp(&right), (a * d).cmp(&(c * b)));
            prop_assert_eq!(left.by_fractions(&right), left.cmp(&right));
            prop_assert_eq!(left.checked_sub(right).unwrap().checked_add(right), Some(left));
            if c != 0 {
                prop_assert_eq!(left.checked_div(right).unwrap().checked_mul(right), Some(left));
            }
        }
    }
}
