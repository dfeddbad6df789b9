//! Business that is not in the list yet: deals that are found and won inside the same period (domain
//! document, B4).
//!
//! How many there are is Poisson, with the mean of the past; how large each is, is drawn from those of the
//! past. Their sum is compound Poisson, and its distribution comes exactly from the recursion of Panjer
//! (1981): `g(0) = exp(λ(f(0) − 1))`, `g(s) = λ/s Σ j f(j) g(s − j)`.
//!
//! Where a deal takes a year there are none of these, and λ is 0; the screen says so rather than leave it
//! out.

use crate::domain::money::div_round;

/// More steps than this are refused; a unit that is too small for the amounts makes them.
const MOST_STEPS: usize = 1_000_000;

/// More multiplications than this are refused: they would take a second.
const MOST_WORK: usize = 400_000_000;

/// What the past says of deals that were found and won inside one period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewBusiness {
    periods: u32,
    amounts: Vec<i64>,
}

impl NewBusiness {
    /// Takes the amounts of all such deals of so many periods, those without one included.
    ///
    /// `None` without periods, or if an amount is negative.
    pub fn of(periods: u32, amounts: Vec<i64>) -> Option<Self> {
        let valid = periods > 0 && amounts.iter().all(|amount| *amount >= 0);
        valid.then_some(Self { periods, amounts })
    }

    /// How many such deals a period has on average: λ.
    pub fn per_period(&self) -> f64 {
        self.amounts.len() as f64 / f64::from(self.periods)
    }

    /// The expected sum of a period.
    pub fn mean(&self) -> f64 {
        let sum: f64 = self.amounts.iter().map(|amount| *amount as f64).sum();
        sum / f64::from(self.periods)
    }

    /// As much as a period brings in all but one of a thousand: four standard deviations above the mean,
    /// and the largest deal once more, since few deals come in jumps.
    pub fn plausible(&self) -> i64 {
        let squares: f64 = self.amounts.iter().map(|amount| (*amount as f64).powi(2)).sum();
        let sd = (squares / f64::from(self.periods)).sqrt();
        let largest = self.amounts.iter().copied().max().unwrap_or_default();
        (self.mean() + 4.0 * sd + largest as f64).ceil() as i64
    }

    /// The chance of each sum in units, from 0 to so many steps; what lies beyond is missing to a whole, and
    /// [`super::total::Outcomes::plus`] counts it as the last.
    ///
    /// `None` if the unit is not positive, or with too many steps.
    pub fn sums(&self, unit: i64, steps: usize) -> Option<Vec<f64>> {
        if unit <= 0 {
            return None;
        }
        let mut sizes: Vec<f64> = vec![];
        for amount in &self.amounts {
            let size = usize::try_from(div_round(i128::from(*amount), i128::from(unit))?).ok()?;
            // A deal past the last step only takes its chance away from the others.
            let size = size.min(steps.checked_add(1)?);
            if size > MOST_STEPS {
                return None;
            }
            if sizes.len() <= size {
                sizes.resize(size + 1, 0.0);
            }
            if let Some(count) = sizes.get_mut(size) {
                *count += 1.0;
            }
        }
        let n = self.amounts.len().max(1) as f64;
        let shares: Vec<f64> = sizes.iter().map(|count| count / n).collect();
        compound_poisson(self.per_period(), &shares, steps)
    }
}

/// The distribution of a sum of a Poisson number of amounts, from 0 to so many steps.
///
/// `sizes` holds the chance that one amount is 0, 1, 2 … steps. `None` if one of them is none, they come to
/// more than a whole, the mean number is negative or none, or the sums take too many steps.
pub fn compound_poisson(lambda: f64, sizes: &[f64], steps: usize) -> Option<Vec<f64>> {
    let whole: f64 = sizes.iter().sum();
    let valid = sizes.iter().all(|chance| (0.0..=1.0).contains(chance)) && whole <= 1.0 + 1e-9;
    // What an amount adds to the sum that lies its size behind; a size that none has adds nothing.
    let amounts = (0_u32..).zip(sizes).skip(1).filter(|(_, share)| **share > 0.0);
    let amounts: Vec<(usize, f64)> =
        amounts.map(|(size, share)| (size as usize, f64::from(size) * share)).collect();
    let work = amounts.len().checked_mul(steps)?;
    if !valid || !lambda.is_finite() || lambda < 0.0 || steps > MOST_STEPS || work > MOST_WORK {
        return None;
    }
    // A number of nothing is nothing.
    let none = sizes.first().copied().unwrap_or(1.0);
    let mut sums = Vec::with_capacity(steps + 1);
    sums.push((lambda * (none - 1.0)).exp());
    for step in 1..=steps {
        let mut sum = 0.0_f64;
        for (size, weight) in amounts.iter().take_while(|(size, _)| *size <= step) {
            sum += sums.get(step - size).copied().unwrap_or_default() * weight;
        }
        sums.push(lambda / step as f64 * sum);
    }
    Some(sums)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::total::Outcomes;
    use super::*;

    #[test]
    fn one_size_is_plain_poisson() {
        // e⁻² 2ⁿ/n! at 0, 3, 6 … steps.
        let found = compound_poisson(2.0, &[0.0, 0.0, 0.0, 1.0], 9).unwrap();
        let nothing = (-2.0_f64).exp();
        for (step, times) in [(0, 1.0), (1, 0.0), (3, 2.0), (5, 0.0), (6, 2.0), (9, 4.0 / 3.0)] {
            assert!((found[step] - nothing * times).abs() < 1e-12, "{step}");
        }
    }

    #[test]
    fn the_past_is_counted_by_period() {
        // Three deals in six months: every second month has one.
        let past = NewBusiness::of(6, vec![10_000, 20_000, 20_400]).unwrap();
        assert_eq!((past.per_period(), past.mean()), (0.5, 50_400.0 / 6.0));
        let sums = past.sums(10_000, 40).unwrap();
        assert!((sums.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        // None: e^−0.5; one of 10 000: 0.5 e^−0.5 / 3.
        let nothing = (-0.5_f64).exp();
        assert!((sums[0] - nothing).abs() < 1e-12);
        assert!((sums[1] - nothing * 0.5 / 3.0).abs() < 1e-12);
        // Larger than the last step: the chance is missing, and the others keep theirs.
        let short = past.sums(10_000, 1).unwrap();
        assert_eq!(short.len(), 2);
        assert!((short[1] - sums[1]).abs() < 1e-12);
    }

    #[test]
    fn without_deals_in_the_past_there_are_none_now() {
        let past = NewBusiness::of(12, vec![]).unwrap();
        assert_eq!((past.per_period(), past.mean()), (0.0, 0.0));
        assert_eq!(past.sums(1, 3), Some(vec![1.0, 0.0, 0.0, 0.0]));
        let listed = Outcomes::of(5, &[(3, 0.5)], 1).unwrap();
        let both = listed.plus(&past.sums(1, 3).unwrap()).unwrap();
        assert_eq!((both.reach(8), both.reach(9)), (listed.reach(8), 0.0));
    }

    #[test]
    fn less_than_a_thousandth_is_beyond_what_is_plausible() {
        for (periods, amounts) in [
            (12, vec![50]),
            (12, vec![30; 6]),
            (4, vec![20; 40]),
            (12, [vec![1; 60], vec![90]].concat()),
        ] {
            let past = NewBusiness::of(periods, amounts).unwrap();
            let most = usize::try_from(past.plausible()).unwrap();
            let held: f64 = past.sums(1, most).unwrap().iter().sum();
            assert!(held > 0.999, "{past:?} {held}");
        }
    }

    #[test]
    fn nonsense_is_none() {
        assert_eq!(NewBusiness::of(0, vec![]), None);
        assert_eq!(NewBusiness::of(3, vec![-1]), None);
        assert_eq!(NewBusiness::of(3, vec![1]).unwrap().sums(0, 5), None);
        assert_eq!(NewBusiness::of(3, vec![1]).unwrap().sums(1, usize::MAX), None);
        let senseless: [(f64, &[f64]); 5] = [
            (-1.0, &[1.0]),
            (f64::NAN, &[1.0]),
            (f64::INFINITY, &[1.0]),
            (1.0, &[0.6, 0.6]),
            (1.0, &[-0.1, 1.0]),
        ];
        for (lambda, sizes) in senseless {
            assert_eq!(compound_poisson(lambda, sizes, 5), None, "{lambda} {sizes:?}");
        }
    }

    proptest! {
        #[test]
        fn sums_have_the_mean_of_the_past(amounts in prop::collection::vec(0_i64..8, 0..12), periods in 4_u32..12) {
            let past = NewBusiness::of(periods, amounts).unwrap();
            let sums = past.sums(1, 300).unwrap();
            prop_assert!((sums.iter().sum::<f64>() - 1.0).abs() < 1e-9);
            prop_assert!(sums.iter().all(|chance| (0.0..=1.0 + 1e-12).contains(chance)));
            let mean: f64 = (0_u32..).zip(&sums).map(|(sum, chance)| f64::from(sum) * chance).sum();
            prop_assert!((mean - past.mean()).abs() < 1e-6, "{mean} {}", past.mean());
        }

        #[test]
        fn more_business_never_makes_a_target_less_likely(amounts in prop::collection::vec(0_i64..8, 0..12), target in 0_i64..60) {
            let listed = Outcomes::of(5, &[(10, 0.4), (20, 0.3)], 1).unwrap();
            let past = NewBusiness::of(6, amounts).unwrap();
            let both = listed.plus(&past.sums(1, 100).unwrap()).unwrap();
            prop_assert!(both.reach(target) >= listed.reach(target) - 1e-12);
        }
    }
}
