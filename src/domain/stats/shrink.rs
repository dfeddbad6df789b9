//! Rates of a few cases drawn towards the rate of the group (empirical Bayes; domain document, B2).
//!
//! Two won of six is 33 %, but says little. What is known of a person is what the team is like, plus the
//! person's own cases: a Beta prior fitted to the team, worth `M` cases ("相当于 30 个商机的经验"), to which
//! the own cases are added. The fewer there are, the nearer the result is to the team.
//!
//! # How the prior is fitted
//!
//! By the intraclass correlation of a one-way analysis of variance (Kleinman 1973). With `k_i` of `n_i`,
//! `p = Σk/Σn`, over `K` people and `N` cases:
//!
//! - between people `MSB = Σ n_i (p_i − p)² / (K − 1)`,
//! - within people `MSW = Σ n_i p_i (1 − p_i) / (N − K)`,
//! - `n₀ = (N − Σn_i²/N) / (K − 1)` and `ρ = (MSB − MSW) / (MSB + (n₀ − 1) MSW)`,
//! - `M = (1 − ρ)/ρ`, `α = pM`, `β = (1 − p)M`.
//!
//! Where people differ no more than chance makes them (`ρ ≤ 0`), the prior is as strong as it may be. With
//! fewer than five people, or one case each, the spread cannot be estimated and a fixed strength holds. If
//! all cases went one way, `p = (X + ½)/(N + 1)` keeps the prior proper. Estimates, therefore floats.

use super::beta::beta_quantile;
use super::rate::Interval;

/// The bounds of the fit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// With fewer people than this the spread is not estimated; two at least.
    pub min_groups: usize,
    /// The strength that then holds, in cases.
    pub fallback: f64,
    /// The weakest prior, in cases.
    pub least: f64,
    /// The strongest prior, in cases.
    pub most: f64,
}

impl Default for Bounds {
    /// 默认值: five people, else ten cases; from 2 to 500.
    fn default() -> Self {
        Self { min_groups: 5, fallback: 10.0, least: 2.0, most: 500.0 }
    }
}

/// What the group says of anyone in it: a Beta distribution.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Prior {
    /// The rate of the group, strictly between 0 and 1.
    pub mean: f64,
    /// The intraclass correlation as estimated, below 0 where people differ less than by chance; where it
    /// was not estimated, the one that belongs to the strength.
    pub correlation: f64,
    /// How many cases the prior is worth.
    pub strength: f64,
}

/// What is known of one person.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Posterior {
    /// The expected rate.
    pub mean: f64,
    /// Where the rate lies with the probability asked for, as much on either side.
    pub interval: Interval,
}

impl Prior {
    /// Fits the prior to successes and cases of each person; people without cases say nothing.
    ///
    /// `None` without any case, or if somebody has more successes than cases.
    pub fn fit(groups: &[(u64, u64)], bounds: &Bounds) -> Option<Self> {
        if groups.iter().any(|(k, n)| k > n) {
            return None;
        }
        let groups: Vec<(f64, f64)> =
            groups.iter().filter(|(_, n)| *n > 0).map(|(k, n)| (*k as f64, *n as f64)).collect();
        let won: f64 = groups.iter().map(|(k, _)| k).sum();
        let cases: f64 = groups.iter().map(|(_, n)| n).sum();
        if cases <= 0.0 {
            return None;
        }
        let one_way = won <= 0.0 || won >= cases;
        let mean = if one_way { (won + 0.5) / (cases + 1.0) } else { won / cases };
        let people = groups.len() as f64;
        if groups.len() < bounds.min_groups.max(2) || cases <= people {
            let strength = bounds.fallback;
            return Some(Self { mean, correlation: 1.0 / (1.0 + strength), strength });
        }
        if one_way {
            return Some(Self { mean, correlation: 0.0, strength: bounds.most });
        }
        let (mut between, mut within, mut squares) = (0.0, 0.0, 0.0);
        for (k, n) in &groups {
            let own = k / n;
            between += n * (own - mean).powi(2);
            within += n * own * (1.0 - own);
            squares += n * n;
        }
        between /= people - 1.0;
        within /= cases - people;
        let usual = (cases - squares / cases) / (people - 1.0);
        let correlation = (between - within) / (between + (usual - 1.0) * within);
        let strength = if correlation > 0.0 {
            // max then min, not clamp: bounds that cross must not panic.
            ((1.0 - correlation) / correlation).max(bounds.least).min(bounds.most)
        } else {
            bounds.most
        };
        Some(Self { mean, correlation, strength })
    }

    /// The first parameter of the distribution: successes that the prior is worth.
    pub fn alpha(&self) -> f64 {
        self.mean * self.strength
    }

    /// The second parameter of the distribution: failures that the prior is worth.
    pub fn beta(&self) -> f64 {
        (1.0 - self.mean) * self.strength
    }

    /// What is known of somebody with `k` successes in `n` cases: mean `(k + α)/(n + M)`, and the central
    /// interval at the level asked for. Without cases it is what the group says.
    ///
    /// `None` with more successes than cases, or at a level outside 0..1.
    pub fn posterior(&self, k: u64, n: u64, conf: f64) -> Option<Posterior> {
        if !(0.0..1.0).contains(&conf) {
            return None;
        }
        let mean = self.mean_after(k, n)?;
        let (a, b) = (self.alpha() + k as f64, self.beta() + (n - k) as f64);
        let lo = beta_quantile(a, b, (1.0 - conf) / 2.0)?;
        let hi = beta_quantile(a, b, (1.0 + conf) / 2.0)?;
        Some(Posterior { mean, interval: Interval { lo, hi } })
    }

    /// The mean of [`Prior::posterior`] alone, which costs nothing; `None` with more successes than cases.
    pub fn mean_after(&self, k: u64, n: u64) -> Option<f64> {
        if k > n {
            return None;
        }
        Some((self.alpha() + k as f64) / (self.alpha() + self.beta() + n as f64))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn fit(groups: &[(u64, u64)]) -> Option<Prior> {
        Prior::fit(groups, &Bounds::default())
    }

    #[test]
    fn people_without_cases_say_nothing() {
        let groups = [(5, 20), (9, 20), (5, 20), (2, 20), (6, 20)];
        let mut with_idle = groups.to_vec();
        with_idle.extend([(0, 0), (0, 0)]);
        assert_eq!(fit(&groups), fit(&with_idle));
        // Four that have cases, and an idle fifth.
        assert_eq!(fit(&[(1, 9), (2, 9), (3, 9), (4, 9), (0, 0)]).unwrap().strength, 10.0);
        assert_eq!(fit(&[(0, 0)]), None);
        assert_eq!(fit(&[]), None);
        assert_eq!(fit(&[(3, 2)]), None);
    }

    #[test]
    fn a_spread_that_is_no_more_than_chance_pools_all() {
        let same = fit(&[(5, 20); 6]).unwrap();
        assert_eq!((same.mean, same.strength), (0.25, 500.0));
        assert!(same.correlation < 0.0);
        // All or nothing: nobody is like the others, and the prior is as weak as it may be.
        let apart = fit(&[(20, 20), (0, 20), (20, 20), (0, 20), (20, 20), (0, 20)]).unwrap();
        assert_eq!((apart.mean, apart.strength), (0.5, 2.0));
        assert!((apart.correlation - 1.0).abs() < 1e-12);
        let won = fit(&[(4, 4); 5]).unwrap();
        assert!((won.mean - 20.5 / 21.0).abs() < 1e-12);
        assert_eq!(won.strength, 500.0);
    }

    #[test]
    fn a_posterior_without_cases_is_the_prior() {
        let prior = Prior { mean: 0.3, correlation: 0.1, strength: 10.0 };
        let none = prior.posterior(0, 0, 0.9).unwrap();
        assert!((none.mean - 0.3).abs() < 1e-12);
        assert_eq!(prior.posterior(2, 1, 0.9), None);
        assert_eq!(prior.posterior(1, 2, 1.0), None);
        // Three successes and seven failures are what the prior is worth already.
        let same = prior.posterior(3, 10, 0.9).unwrap();
        assert!((same.mean - 0.3).abs() < 1e-12);
        assert!(same.interval.hi - same.interval.lo < none.interval.hi - none.interval.lo);
    }

    proptest! {
        #[test]
        fn everyone_moves_towards_the_group(groups in prop::collection::vec((0_u64..=30, 0_u64..=30), 1..15)) {
            let groups: Vec<(u64, u64)> = groups.iter().map(|(k, more)| (*k, k + more)).collect();
            let Some(prior) = fit(&groups) else { return Ok(()) };
            prop_assert!(prior.mean > 0.0 && prior.mean < 1.0);
            prop_assert!((2.0..=500.0).contains(&prior.strength));
            for (k, n) in groups.iter().filter(|(_, n)| *n > 0) {
                let own = *k as f64 / *n as f64;
                let found = prior.posterior(*k, *n, 0.9).unwrap();
                let (low, high) = (own.min(prior.mean), own.max(prior.mean));
                prop_assert!(low - 1e-12 <= found.mean && found.mean <= high + 1e-12);
                let at = found.interval;
                prop_assert!(0.0 <= at.lo && at.lo < at.hi && at.hi <= 1.0);
            }
        }
    }
}
