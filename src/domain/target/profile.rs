//! How an amount comes in over the working days of a month (domain document, B6).
//!
//! A business that closes late is behind a straight line in every month, and an alarm that always
//! rings is none. A profile is the cumulative share by position in the month, straight between its
//! points; what is due by a day is the target times the share.

use crate::domain::money::div_round;
use crate::domain::stats::rational::Rational;

/// Into how many steps the profile of past months is cut: months differ in their working days.
const STEPS: usize = 20;

/// What one whole is in a profile of past months, which keeps its fractions small.
const WHOLE: i64 = 1_000_000;

/// A cumulative share that rises from nothing to all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile(Vec<Rational>);

impl Default for Profile {
    /// The straight line: every working day brings the same.
    fn default() -> Self {
        Self(vec![Rational::ZERO, Rational::ONE])
    }
}

impl Profile {
    /// Makes a profile of cumulative shares at even distances; `None` unless they begin with 0, end
    /// with 1 and never fall.
    pub fn new(shares: Vec<Rational>) -> Option<Self> {
        let ends = shares.first() == Some(&Rational::ZERO) && shares.last() == Some(&Rational::ONE);
        (ends && shares.is_sorted()).then_some(Self(shares))
    }

    /// The average of past months, each given as the amounts of its working days in order.
    ///
    /// Months in which nothing came in have no shape and do not count. `None` if no month is left, or
    /// if a day has a negative amount.
    pub fn of_months(months: &[Vec<i64>]) -> Option<Self> {
        if months.iter().flatten().any(|amount| *amount < 0) {
            return None;
        }
        let shaped = || months.iter().filter(|month| month.iter().any(|amount| *amount > 0));
        let count = i128::try_from(shaped().count()).ok()?;
        let average = |step: usize| {
            let shares: Option<i128> =
                shaped().map(|month| Some(i128::from(share(month, step)?))).sum();
            Rational::new(shares?, count.checked_mul(WHOLE.into())?)
        };
        Self::new((0..=STEPS).map(average).collect::<Option<_>>()?)
    }

    /// The share that is due when so much of the working days has passed, 0 to 1; `None` past 128 bits.
    pub fn at(&self, progress: Rational) -> Option<Rational> {
        let progress = progress.clamp(Rational::ZERO, Rational::ONE);
        let steps = i64::try_from(self.0.len().checked_sub(1)?).ok()?;
        let along = progress.checked_mul(Rational::from_int(steps))?;
        let step = along.num() / along.den();
        let low = *self.0.get(usize::try_from(step).ok()?)?;
        let Some(high) = self.0.get(usize::try_from(step + 1).ok()?) else { return Some(low) };
        let part = along.checked_sub(Rational::new(step, 1)?)?;
        low.checked_add(part.checked_mul(high.checked_sub(low)?)?)
    }

    /// The plan to date: what of a target is due when so much of the working days has passed.
    pub fn due(&self, target: i64, progress: Rational) -> Option<i64> {
        let due = self.at(progress)?.checked_mul(Rational::from_int(target))?;
        i64::try_from(due.round()).ok()
    }
}

/// The share of a month that has come in by a step, in millionths, straight within a day.
fn share(month: &[i64], step: usize) -> Option<i64> {
    let sum = |days: &[i64]| days.iter().map(|amount| i128::from(*amount)).sum::<i128>();
    // Where the step lies, in twentieths of a day.
    let along = step.checked_mul(month.len())?;
    let whole_days = month.get(..along / STEPS)?;
    let today = month.get(along / STEPS).copied().unwrap_or_default();
    let steps = STEPS as i128;
    let part = (along % STEPS) as i128 * i128::from(today);
    div_round((sum(whole_days) * steps + part) * i128::from(WHOLE), sum(month) * steps)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn number(text: &str) -> Rational {
        Rational::parse(text).unwrap()
    }

    #[test]
    fn what_is_due_follows_the_curve() {
        let late = Profile::new(["0", "0.15", "0.35", "0.6", "1"].map(number).to_vec()).unwrap();
        for (progress, straight, back_loaded) in [
            ("-1", 0, 0),
            ("0", 0, 0),
            ("0.25", 250, 150),
            ("0.625", 625, 475),
            ("0.9999", 1000, 1000),
            ("1", 1000, 1000),
            ("1.5", 1000, 1000),
        ] {
            let due = |profile: &Profile| profile.due(1000, number(progress));
            assert_eq!(due(&Profile::default()), Some(straight), "{progress}");
            assert_eq!(due(&late), Some(back_loaded), "{progress}");
        }
    }

    #[test]
    fn a_curve_that_makes_no_sense_is_none() {
        for points in
            [vec![], vec!["0"], vec!["0", "0.9"], vec!["0.1", "1"], vec!["0", "0.6", "0.5", "1"]]
        {
            assert_eq!(Profile::new(points.into_iter().map(number).collect()), None);
        }
    }

    #[test]
    fn past_months_are_averaged_by_position() {
        // Four days with all on the last, two days with half on each, and a month without a shape.
        let profile = Profile::of_months(&[vec![0, 0, 0, 8], vec![5, 5], vec![0, 0]]).unwrap();
        for (progress, share) in [("0.5", "0.25"), ("0.75", "0.375"), ("0.9", "0.75"), ("1", "1")] {
            assert_eq!(profile.at(number(progress)), Some(number(share)), "{progress}");
        }
        assert_eq!(Profile::of_months(&[vec![0, 0], vec![]]), None);
        assert_eq!(Profile::of_months(&[vec![3, -1]]), None);
    }

    proptest! {
        #[test]
        fn more_is_never_due_earlier(months in prop::collection::vec(prop::collection::vec(0_i64..1_000_000_000, 15..24), 1..13), a in 0_i128..=100, b in 0_i128..=100) {
            let profile = Profile::of_months(&months).unwrap_or_default();
            let due = |at: i128| profile.due(1_000_000, Rational::new(at, 100).unwrap()).unwrap();
            prop_assert!(due(a.min(b)) <= due(a.max(b)));
            prop_assert_eq!((due(0), due(100)), (0, 1_000_000));
        }
    }
}
