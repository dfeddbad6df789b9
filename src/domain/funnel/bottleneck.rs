//! Whether a stage really is somebody's bottleneck (瓶颈), or only looks like one (domain document, B2).
//!
//! A rate of three in 25 beside the others' 71 in 200 may be chance. What is known of each rate after counting
//! is a Beta distribution: of the person's, what the team is like plus the own cases; of the others', their
//! cases alone. The evidence is the probability that the person's lies below theirs by a margin that matters,
//! five points. From 0.90 on it is flagged, from 0.75 on watched; below that nothing is said. With fewer than
//! ten cases there is no verdict, whatever the number.
//!
//! The same question compares a stage with its own previous period: "the others" are then that period.
//!
//! # What it costs to be careful
//!
//! Among ten equal people, an interval beside the others' rate marks somebody wrongly in a quarter of all
//! months; the flag does in one of fifty, and finds a person at 12 % against 33 % a quarter of the time at 25
//! cases. Therefore there are two levels, and the words are 证据强度 and never "bad".

use std::sync::LazyLock;

use statrs::function::beta::{checked_beta_reg, checked_ln_beta};

use crate::domain::stats::rate::MIN_CASES;
use crate::domain::stats::shrink::Prior;

/// The margin that matters: five points (默认值).
pub const MARGIN: f64 = 0.05;

/// From here on a stage is flagged (默认值).
const FLAG: f64 = 0.90;

/// From here on a stage is watched (默认值).
const WATCH: f64 = 0.75;

/// By how much a bound must stay below [`WATCH`]: far more than an integral by its points may be off.
const SLACK: f64 = 0.01;

/// How far to either side of its mean a distribution is walked, in standard deviations.
const FAR: f64 = 14.0;

/// At how many points of that walk it is asked.
const POINTS: u32 = 64;

/// What is known of a rate: a Beta distribution, as successes and failures that need not be whole.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Belief {
    /// The first parameter: successes.
    pub successes: f64,
    /// The second parameter: failures.
    pub failures: f64,
}

impl From<Prior> for Belief {
    /// What a team says of anyone in it.
    fn from(prior: Prior) -> Self {
        Self { successes: prior.alpha(), failures: prior.beta() }
    }
}

impl Belief {
    /// Nothing but that it is a rate: every one is as likely.
    pub const NOTHING: Self = Self { successes: 1.0, failures: 1.0 };

    /// What is known after so many successes in so many cases; `None` with more successes than cases.
    pub fn after(self, k: u64, n: u64) -> Option<Self> {
        let failures = n.checked_sub(k)? as f64;
        Some(Self { successes: self.successes + k as f64, failures: self.failures + failures })
    }

    fn valid(self) -> bool {
        let positive = |number: f64| number.is_finite() && number > 0.0;
        positive(self.successes) && positive(self.failures)
    }

    /// The probability that the rate is at most this.
    fn below(self, rate: f64) -> Option<f64> {
        checked_beta_reg(self.successes, self.failures, rate.clamp(0.0, 1.0)).ok()
    }

    /// The expected rate.
    fn mean(self) -> f64 {
        self.successes / (self.successes + self.failures)
    }

    /// The standard deviation.
    fn width(self) -> f64 {
        let mean = self.mean();
        (mean * (1.0 - mean) / (self.successes + self.failures + 1.0)).sqrt()
    }

    /// Where the rate can be found, but for a trifle.
    fn reach(self) -> (f64, f64) {
        let mean = self.mean();
        let half = FAR * self.width();
        ((mean - half).max(0.0), (mean + half).min(1.0))
    }

    /// The integral of what is made of the rate over its density between two ends.
    ///
    /// The walk goes along `t` with `rate = from + (to − from) · t² (3 − 2 t)`, which is flat at both ends: a
    /// density that crowds at an end, with a parameter below one, does little harm there.
    fn sum_of(self, ends: (f64, f64), what: impl Fn(f64) -> Option<f64>) -> Option<f64> {
        let (from, to) = self.reach();
        let (from, to) = (from.max(ends.0), to.min(ends.1));
        if from >= to {
            return Some(0.0);
        }
        let whole = checked_ln_beta(self.successes, self.failures).ok()?;
        let mut sum = 0.0;
        for (t, weight) in RULE.iter() {
            let rate = from + (to - from) * t * t * (3.0 - 2.0 * t);
            let slope = 6.0 * (to - from) * t * (1.0 - t);
            let log = (self.successes - 1.0) * rate.ln() + (self.failures - 1.0) * (-rate).ln_1p();
            sum += weight * slope * (log - whole).exp() * what(rate)?;
        }
        Some(sum)
    }
}

/// Gauss's rule on 0..=1: where, and with which weight. The points are the zeros of a Legendre polynomial,
/// found by Newton's method.
static RULE: LazyLock<Vec<(f64, f64)>> = LazyLock::new(|| {
    let n = f64::from(POINTS);
    let point = |i: u32| {
        let mut x = (std::f64::consts::PI * (f64::from(i) + 0.75) / (n + 0.5)).cos();
        let mut slope = 1.0;
        for _ in 0..100 {
            let (mut last, mut value) = (1.0, x);
            for k in 2..=POINTS {
                let k = f64::from(k);
                (last, value) = (value, ((2.0 * k - 1.0) * x * value - (k - 1.0) * last) / k);
            }
            slope = n * (x * value - last) / (x * x - 1.0);
            let step = value / slope;
            x -= step;
            if step.abs() < 1e-15 {
                break;
            }
        }
        (f64::midpoint(1.0, x), 1.0 / ((1.0 - x * x) * slope * slope))
    };
    (0..POINTS).map(point).collect()
});

/// The probability that one rate lies below another by more than a margin.
///
/// `P(own < other − margin) = ∫ F_own(y − margin) f_other(y) dy = ∫ (1 − F_other(x + margin)) f_own(x) dx`: of the
/// two the one over the narrower distribution, since there the other's share is smooth, by Gauss's rule with
/// `POINTS` points. `None` where a parameter is not positive or the margin is not from 0 to 1.
pub fn chance_below(own: Belief, other: Belief, margin: f64) -> Option<f64> {
    if !own.valid() || !other.valid() || !(0.0..=1.0).contains(&margin) {
        return None;
    }
    let below = if other.width() <= own.width() {
        // Below the margin nothing is lower by it.
        other.sum_of((margin, 1.0), |rate| own.below(rate - margin))
    } else {
        own.sum_of((0.0, 1.0 - margin), |rate| other.below(rate + margin).map(|below| 1.0 - below))
    };
    Some(below?.clamp(0.0, 1.0))
}

/// How strong the evidence is that a rate is low.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Evidence {
    /// 样本不足: too few cases for a verdict.
    Insufficient,
    /// Nothing is said.
    Unmarked,
    /// 关注: worth a look.
    Watch,
    /// 明显偏低.
    Flag,
}

impl Evidence {
    /// What a probability says after so many cases.
    pub fn of(cases: u64, lower_by_margin: f64) -> Self {
        if cases < MIN_CASES {
            Self::Insufficient
        } else if lower_by_margin >= FLAG {
            Self::Flag
        } else if lower_by_margin >= WATCH {
            Self::Watch
        } else {
            Self::Unmarked
        }
    }

    /// The word behind which its name stands in each language.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Insufficient => "insufficient",
            Self::Unmarked => "none",
            Self::Watch => "watch",
            Self::Flag => "flag",
        }
    }
}

/// Successes and cases.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// Those that moved on.
    pub k: u64,
    /// All of them.
    pub n: u64,
}

/// How a rate compares with that of the others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bottleneck {
    /// The probability that it is lower at all.
    pub lower: f64,
    /// The probability that it is lower by more than the margin.
    pub lower_by_margin: f64,
    /// What is said of it.
    pub evidence: Evidence,
}

/// Compares a person's rate at a stage with the others'. `team` is what the team says of anyone in it, the
/// [`Prior`] fitted to its people; the others' cases do not hold the person's.
///
/// `None` with more successes than cases, or where the team's distribution or the margin is none.
pub fn bottleneck(own: Counted, team: Belief, others: Counted, margin: f64) -> Option<Bottleneck> {
    let lower_by_margin = lower_by(own, team, others, margin)?;
    Some(Bottleneck {
        lower: lower_by(own, team, others, 0.0)?,
        lower_by_margin,
        evidence: Evidence::of(own.n, lower_by_margin),
    })
}

/// The probability that a person's rate lies below the others' by more than a margin; asked as [`bottleneck`].
pub fn lower_by(own: Counted, team: Belief, others: Counted, margin: f64) -> Option<f64> {
    let mine = team.after(own.k, own.n)?;
    let theirs = Belief::NOTHING.after(others.k, others.n)?;
    chance_below(mine, theirs, margin)
}

/// Whether a rate may be marked beside the others', as flagged or as watched: what is not need not be asked how
/// probable it is, and of many that are alike hardly one may.
///
/// The bound is Cantelli's: a difference with mean `μ` and variance `σ²` is more than `μ + t` with a probability of
/// at most `σ² / (σ² + t²)`, whatever its distribution. Asked as [`lower_by`] with [`MARGIN`].
pub fn may_be_marked(own: Counted, team: Belief, others: Counted) -> bool {
    let mine = team.after(own.k, own.n).filter(|mine| mine.valid());
    let theirs = Belief::NOTHING.after(others.k, others.n);
    let Some((mine, theirs)) = mine.zip(theirs) else { return false };
    if own.n.min(others.n) < MIN_CASES {
        return false;
    }
    let away = MARGIN - (theirs.mean() - mine.mean());
    let variance = mine.width().powi(2) + theirs.width().powi(2);
    away <= 0.0 || variance / (variance + away * away) > WATCH - SLACK
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::stats::rate::{WholeBeta, prob_beta_greater};

    fn belief(successes: f64, failures: f64) -> Belief {
        Belief { successes, failures }
    }

    #[test]
    fn known_integrals_come_out() {
        for (own, other, margin, expected) in [
            // Uniform against anything: one minus its mean is the chance to be above.
            (belief(1.0, 1.0), belief(2_000.0, 3_000.0), 0.0, 0.4),
            (belief(3.0, 7.0), belief(3.0, 7.0), 0.0, 0.5),
            // Two uniform numbers, one below the other by m: (1 − m)²/2.
            (belief(1.0, 1.0), belief(1.0, 1.0), 0.2, 0.32),
            (belief(1.0, 1.0), belief(1.0, 1.0), 1.0, 0.0),
        ] {
            let got = chance_below(own, other, margin).unwrap();
            assert!((got - expected).abs() < 1e-6, "{own:?} {other:?} {margin}: {got}");
        }
    }

    #[test]
    fn levels_begin_where_they_say() {
        for (cases, chance, expected) in [
            (9, 0.99, Evidence::Insufficient),
            (10, 0.90, Evidence::Flag),
            (10, 0.899, Evidence::Watch),
            (10, 0.75, Evidence::Watch),
            (10, 0.749, Evidence::Unmarked),
            (10, f64::NAN, Evidence::Unmarked),
        ] {
            assert_eq!(Evidence::of(cases, chance), expected, "{cases} {chance}");
        }
    }

    #[test]
    fn without_cases_of_the_others_nothing_is_flagged() {
        let own = Counted { k: 3, n: 25 };
        let found = bottleneck(own, belief(9.8, 20.0), Counted::default(), MARGIN).unwrap();
        assert!(found.lower > found.lower_by_margin);
        assert_eq!(found.evidence, Evidence::Unmarked, "{found:?}");
    }

    #[test]
    fn nonsense_is_none() {
        let (own, others) = (Counted { k: 3, n: 25 }, Counted { k: 71, n: 200 });
        let team = belief(9.8, 20.0);
        assert!(bottleneck(own, team, others, MARGIN).is_some());
        assert_eq!(bottleneck(Counted { k: 3, n: 2 }, team, others, MARGIN), None);
        assert_eq!(bottleneck(own, belief(f64::NAN, 1.0), others, MARGIN), None);
        assert_eq!(bottleneck(own, team, others, 1.1), None);
    }

    #[test]
    fn those_that_are_alike_are_not_asked() {
        let (team, others) = (belief(150.0, 350.0), Counted { k: 300, n: 1_000 });
        for (k, n, expected) in [(30, 100, false), (27, 90, false), (3, 100, true), (0, 9, false)] {
            assert_eq!(may_be_marked(Counted { k, n }, team, others), expected, "{k} of {n}");
        }
    }

    proptest! {
        #[test]
        fn what_may_not_be_marked_is_not(k in 0_u64..60, more in 0_u64..120, others_k in 0_u64..400, others_more in 0_u64..400, mean in 0.01_f64..0.99, strength in 2.0_f64..500.0) {
            let team = belief(mean * strength, (1.0 - mean) * strength);
            let (own, others) = (Counted { k, n: k + more }, Counted { k: others_k, n: others_k + others_more });
            let chance = lower_by(own, team, others, MARGIN).unwrap();
            let marked = Evidence::of(own.n.min(others.n), chance) >= Evidence::Watch;
            prop_assert!(may_be_marked(own, team, others) || !marked, "{chance}");
        }

        #[test]
        fn it_agrees_with_the_closed_form(a in 1_u32..60, b in 1_u32..60, c in 1_u32..200, d in 1_u32..200) {
            let own = belief(f64::from(a), f64::from(b));
            let other = belief(f64::from(c), f64::from(d));
            let got = chance_below(own, other, 0.0).unwrap();
            let expected = prob_beta_greater(WholeBeta { a: c, b: d }, WholeBeta { a, b }).unwrap();
            prop_assert!((got - expected).abs() < 2e-6, "{got} {expected}");
        }

        #[test]
        fn fewer_successes_are_more_evidence(k in 1_u64..30, more in 0_u64..60, others_k in 0_u64..100, others_more in 0_u64..100) {
            let others = Counted { k: others_k, n: others_k + others_more };
            let found = |k, n| bottleneck(Counted { k, n }, belief(9.8, 20.0), others, MARGIN).unwrap();
            let (now, fewer) = (found(k, k + more), found(k - 1, k + more));
            prop_assert!(fewer.lower_by_margin >= now.lower_by_margin - 1e-3);
            prop_assert!((0.0..=1.0).contains(&now.lower) && now.lower_by_margin <= now.lower + 1e-3);
        }
    }
}
