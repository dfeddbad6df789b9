//! The change of somebody who was coached against that of colleagues who were not: a difference in
//! differences with one coached person.
//!
//! The effect is the own change less the mean change of m peers, with `se = s·√(1 + 1/m)` and Student's t of
//! m − 1 degrees of freedom: what a regression with a dummy for the coached person gives. With so few people
//! that rests on changes being normal, so the chance of [`super::reading`] stands beside it, which rests on
//! nothing but everybody having been as likely to be the one.

use crate::domain::behaviour::moments::Moments;
use crate::domain::behaviour::{Refusal, Sample};
use crate::domain::stats::rate::Interval;
use crate::domain::stats::student::t_score;

/// A change against that of peers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AgainstPeers {
    /// How many peers there are.
    pub peers: usize,
    /// Their mean change.
    pub usual: f64,
    /// The own change beyond it.
    pub effect: f64,
    /// Its standard error.
    pub se: f64,
    /// Where it lies at the level asked for.
    pub interval: Interval,
}

/// The own change against the changes of peers over the same time, at a level for its interval.
///
/// Refused with fewer than two peers, or where they all changed alike.
pub fn against_peers(own: f64, peers: &[f64], conf: f64) -> Result<AgainstPeers, Refusal> {
    let usual = Moments::of(peers, Sample::Peers)?;
    if usual.squares <= 0.0 {
        return Err(Refusal::NoSpread);
    }
    let m = usual.count as f64;
    let (effect, se) = (own - usual.mean, (usual.variance() * (1.0 + 1.0 / m)).sqrt());
    let half = t_score(conf, m - 1.0).ok_or(Refusal::BadParameter)? * se;
    if !(effect.abs() + half).is_finite() {
        return Err(Refusal::NotFinite);
    }
    Ok(AgainstPeers {
        peers: usual.count,
        usual: usual.mean,
        effect,
        se,
        interval: Interval { lo: effect - half, hi: effect + half },
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::behaviour::COMPARISON;

    #[test]
    fn peers_are_needed_and_must_differ() {
        let against = |own: f64, peers: &[f64]| against_peers(own, peers, COMPARISON);
        // Mean 2, variance 1: the effect is 3, its error √(4/3).
        let found = against(5.0, &[1.0, 2.0, 3.0]).unwrap();
        assert_eq!((found.peers, found.usual, found.effect), (3, 2.0, 3.0));
        assert!((found.se - (4.0_f64 / 3.0).sqrt()).abs() < 1e-12);
        let few = Refusal::TooFew { of: Sample::Peers, have: 1, need: 2 };
        assert_eq!(against(5.0, &[1.0]), Err(few));
        assert_eq!(against(5.0, &[0.1; 4]), Err(Refusal::NoSpread));
        assert_eq!(against(f64::NAN, &[1.0, 2.0]), Err(Refusal::NotFinite));
        assert_eq!(against_peers(5.0, &[1.0, 2.0], 1.0), Err(Refusal::BadParameter));
    }

    /// Least squares by the normal equations: the coefficients, the inverse of XᵀX and the squared residuals.
    fn regress(rows: &[(Vec<f64>, f64)]) -> (Vec<f64>, Vec<Vec<f64>>, f64) {
        let k = rows[0].0.len();
        // [XᵀX | I | Xᵀy], made into [I | inverse | coefficients].
        let mut table = vec![vec![0.0_f64; 2 * k + 1]; k];
        for (at, line) in table.iter_mut().enumerate() {
            line[k + at] = 1.0;
            for (x, y) in rows {
                for (to, own) in x.iter().enumerate() {
                    line[to] += x[at] * own;
                }
                line[2 * k] += x[at] * y;
            }
        }
        for at in 0..k {
            let best = (at..k).max_by(|a, b| table[*a][at].abs().total_cmp(&table[*b][at].abs()));
            table.swap(at, best.unwrap());
            let pivot = table[at][at];
            table[at].iter_mut().for_each(|cell| *cell /= pivot);
            let line = table[at].clone();
            for (_, other) in table.iter_mut().enumerate().filter(|(place, _)| *place != at) {
                let times = other[at];
                other.iter_mut().zip(&line).for_each(|(cell, own)| *cell -= times * own);
            }
        }
        let coefficients: Vec<f64> = table.iter().map(|line| line[2 * k]).collect();
        let inverse = table.iter().map(|line| line[k..2 * k].to_vec()).collect();
        let residual = |(x, y): &(Vec<f64>, f64)| {
            let fitted: f64 = x.iter().zip(&coefficients).map(|(own, times)| own * times).sum();
            (y - fitted).powi(2)
        };
        let squares = rows.iter().map(residual).sum();
        (coefficients, inverse, squares)
    }

    proptest! {
        /// Two periods, a dummy for each person, one for the second period, one for who was coached in it.
        #[test]
        fn it_is_what_the_dummy_regression_gives(
            people in prop::collection::vec((0_i32..100, -40_i32..40), 3..9),
        ) {
            let levels: Vec<(f64, f64)> = people.iter().map(|(pre, change)| (f64::from(*pre), f64::from(pre + change))).collect();
            let changes: Vec<f64> = levels.iter().map(|(pre, post)| post - pre).collect();
            let Ok(found) = against_peers(changes[0], &changes[1..], COMPARISON) else { return Ok(()) };
            let n = levels.len();
            let mut rows = vec![];
            for (who, (pre, post)) in levels.iter().enumerate() {
                for (period, level) in [(0.0, *pre), (1.0, *post)] {
                    let mut x = vec![0.0_f64; n + 2];
                    x[who] = 1.0;
                    x[n] = period;
                    x[n + 1] = if who == 0 { period } else { 0.0 };
                    rows.push((x, level));
                }
            }
            let (coefficients, inverse, squares) = regress(&rows);
            let freedom = (2 * n - (n + 2)) as f64;
            let se = (squares / freedom * inverse[n + 1][n + 1]).sqrt();
            prop_assert!((coefficients[n + 1] - found.effect).abs() < 1e-6);
            prop_assert!((se - found.se).abs() < 1e-6, "{se} {}", found.se);
            let half = t_score(COMPARISON, freedom).unwrap() * se;
            prop_assert!((found.interval.hi - found.effect - half).abs() < 1e-4);
        }
    }
}
