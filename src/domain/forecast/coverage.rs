//! Whether the open deals are enough for what is missing to the target (商机覆盖率; domain document, B4).
//!
//! Coverage is the open amount that is to close in the period over the gap to the target. How much of it is
//! needed follows from how much of the value of closed deals was won: at one in four, four times the gap. A
//! universal "three times" is never used. Amounts are whole and rates exact fractions, since a threshold
//! hangs on them.

use crate::domain::stats::rational::Rational;

/// What a period needs of its open deals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Need {
    /// The target.
    pub target: i64,
    /// What is won already.
    pub closed: i64,
    /// The amounts of open deals that are to close in the period.
    pub open: i64,
    /// Won of closed value in the past, at most 1; `None` where it is not known. Where nothing was won it
    /// says no more than that.
    pub win_rate: Option<Rational>,
}

/// How the open deals compare with the gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// What is missing to the target; 0 once it is reached.
    pub gap: i64,
    /// The open amount over the gap; `None` where nothing is missing.
    pub coverage: Option<Rational>,
    /// The coverage that the win rate asks for; `None` where that rate is not known.
    pub needed: Option<Rational>,
    /// Whether the open amount is as much as needed; always once the target is reached.
    pub enough: Option<bool>,
    /// How much more must be opened to have enough, rounded up; 0 with enough.
    pub extra: Option<i64>,
}

impl Need {
    /// Compares. `None` for a negative open amount, a win rate that is none, or past all amounts.
    pub fn coverage(&self) -> Option<Coverage> {
        let rate = self.win_rate.filter(|rate| !rate.is_zero());
        if self.open < 0 || rate.is_some_and(|rate| rate.is_negative() || rate > Rational::ONE) {
            return None;
        }
        let gap = self.target.checked_sub(self.closed)?.max(0);
        let needed = rate.and_then(|rate| Rational::ONE.checked_div(rate));
        if gap == 0 {
            let (enough, extra) = (Some(true), Some(0));
            return Some(Coverage { gap, coverage: None, needed, enough, extra });
        }
        let (missing, open) = (Rational::from_int(gap), Rational::from_int(self.open));
        let lacking = needed
            .and_then(|needed| missing.checked_mul(needed))
            .and_then(|amount| amount.checked_sub(open));
        Some(Coverage {
            gap,
            coverage: open.checked_div(missing),
            needed,
            enough: lacking.map(|lacking| lacking <= Rational::ZERO),
            extra: lacking.and_then(rounded_up),
        })
    }
}

/// The least whole amount that is as much, and at least nothing.
fn rounded_up(amount: Rational) -> Option<i64> {
    let whole = amount.num().checked_add(amount.den() - 1)?.div_euclid(amount.den());
    i64::try_from(whole.max(0)).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn need(target: i64, closed: i64, open: i64, win_rate: Option<&str>) -> Need {
        Need { target, closed, open, win_rate: win_rate.map(|rate| Rational::parse(rate).unwrap()) }
    }

    #[test]
    fn exactly_enough_is_enough() {
        for (open, enough, extra) in [(2_399, false, 1), (2_400, true, 0), (9_000, true, 0)] {
            let found = need(1_000, 400, open, Some("0.25")).coverage().unwrap();
            assert_eq!((found.gap, found.needed), (600, Some(Rational::from_int(4))), "{open}");
            assert_eq!((found.enough, found.extra), (Some(enough), Some(extra)), "{open}");
        }
        let third = Need { win_rate: Rational::new(1, 3), ..need(10, 0, 29, None) };
        assert_eq!(third.coverage().unwrap().extra, Some(1));
    }

    #[test]
    fn what_is_not_known_is_not_said() {
        for rate in [None, Some("0")] {
            let found = need(1_000, 400, 1_500, rate).coverage().unwrap();
            assert_eq!(found.coverage, Rational::parse("2.5"));
            assert_eq!((found.needed, found.enough, found.extra), (None, None, None));
        }
        let reached = need(1_000, 1_000, 0, None).coverage().unwrap();
        assert_eq!((reached.gap, reached.coverage, reached.enough), (0, None, Some(true)));
        for (open, rate) in [(-1, None), (5, Some("1.1")), (5, Some("-0.1"))] {
            assert_eq!(need(10, 0, open, rate).coverage(), None, "{open} {rate:?}");
        }
        assert_eq!(need(i64::MAX, -1, 0, None).coverage(), None);
    }

    proptest! {
        #[test]
        fn with_the_extra_it_is_enough(target in 1_i64..1_000_000_000_000, closed in 0_i64..1_000_000_000_000, open in 0_i64..1_000_000_000_000, won in 1_i128..10_000, lost in 0_i128..10_000) {
            let win_rate = Rational::new(won, won + lost);
            let now = Need { target, closed, open, win_rate };
            let found = now.coverage().unwrap();
            let extra = found.extra.unwrap();
            let then = Need { open: open + extra, ..now }.coverage().unwrap();
            prop_assert_eq!(then.enough, Some(true));
            prop_assert_eq!(found.enough, Some(extra == 0));
        }
    }
}
