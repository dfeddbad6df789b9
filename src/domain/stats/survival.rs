//! How long stays last when some have not ended: the Kaplan–Meier estimate (1958).
//!
//! `S(t) = Π (1 − d_j / r_j)` over the days on which a stay ended, with `d_j` exits of `r_j` at risk. A stay
//! that has not ended counts as at risk up to its age, and then neither way; leaving it out would make
//! every stay look short. The interval is the one of log(−log S) with Greenwood's variance (1926), which
//! stays inside 0–100 %.
//!
//! This is the answer to "how long", whatever the exit. How a stay ends is [`super::incidence`]: one minus
//! this curve, with losses taken for unfinished, overstates the chance of advancing.
//!
//! # Floats
//!
//! The share staying is a product of up to a thousand fractions, and the interval is a statistic: both are
//! binary floats. Where a share is compared with a level, shares nearer than 10⁻¹² are the same, so that
//! eight of ten exits reach the 80 % quantile.

use std::collections::BTreeMap;

use super::days::DayCounts;
use super::rate::{Interval, z_score};

/// Shares that differ by less are the same: far above the rounding of a curve's products, far below
/// what one stay in a million makes.
const SAME: f64 = 1e-12;

/// What is left at the end of a day on which a stay ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Survival {
    /// Days since the stay began.
    pub day: u32,
    /// Stays at risk just before that day's exits.
    pub at_risk: u64,
    /// Exits on that day.
    pub exits: u64,
    /// Share still staying.
    pub staying: f64,
    /// Greenwood's sum `Σ d/(r(r−d))` up to this day: the variance of the logarithm of the share.
    pub spread: f64,
}

/// The Kaplan–Meier curve: one row for each day on which a stay ended, in order.
///
/// Stays still open at an age count as at risk on the day of that age, after whose exits they drop out.
pub fn kaplan_meier(ended: &DayCounts, open: &DayCounts) -> Vec<Survival> {
    let mut days: BTreeMap<u32, (u64, u64)> = BTreeMap::new();
    for (day, count) in ended.counts() {
        days.entry(day).or_default().0 += count;
    }
    for (day, count) in open.counts() {
        days.entry(day).or_default().1 += count;
    }
    let mut at_risk = ended.len() + open.len();
    let (mut staying, mut spread) = (1.0, 0.0);
    let mut rows = vec![];
    for (day, (exits, censored)) in days {
        if exits > 0 {
            let left = at_risk - exits;
            staying *= left as f64 / at_risk as f64;
            // Where nobody is left the share is 0 and needs no variance.
            if left > 0 {
                spread += exits as f64 / (at_risk as f64 * left as f64);
            }
            rows.push(Survival { day, at_risk, exits, staying, spread });
        }
        at_risk -= exits + censored;
    }
    rows
}

/// The last row on or before a day; `None` before the first exit.
fn row_at(curve: &[Survival], day: u32) -> Option<&Survival> {
    let after = curve.partition_point(|row| row.day <= day);
    after.checked_sub(1).and_then(|at| curve.get(at))
}

/// The share still staying at the end of a day, 0..=1; all of them before the first exit.
pub fn staying_at(curve: &[Survival], day: u32) -> f64 {
    row_at(curve, day).map_or(1.0, |row| row.staying)
}

/// The interval of the share staying at the end of a day: `S^exp(±z√G / ln S)`, with Greenwood's sum G.
///
/// `None` before the first exit and after the last stay, where the share is a fact of the sample and has
/// no variance, and at a level outside 0..1.
pub fn interval_at(curve: &[Survival], day: u32, conf: f64) -> Option<Interval> {
    let row = row_at(curve, day)?;
    if row.staying <= 0.0 || row.staying >= 1.0 || !(0.0..1.0).contains(&conf) {
        return None;
    }
    let by = z_score(conf) * row.spread.sqrt() / row.staying.ln().abs();
    Some(Interval { lo: row.staying.powf(by.exp()), hi: row.staying.powf((-by).exp()) })
}

/// The day by which a share `p` of the stays has ended: the smallest with `S ≤ 1 − p`.
///
/// `None` where that is not reached (未达到), which is an answer and not a gap: too many stays are open.
pub fn quantile(curve: &[Survival], p: f64) -> Option<u32> {
    if !(0.0..=1.0).contains(&p) || p <= 0.0 {
        return None;
    }
    curve.iter().find(|row| row.staying <= 1.0 - p + SAME).map(|row| row.day)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::incidence::{Stays, aalen_johansen};
    use super::*;

    fn sample(days: &[u32]) -> DayCounts {
        let mut sample = DayCounts::default();
        days.iter().for_each(|day| sample.add(*day));
        sample
    }

    #[test]
    fn without_open_stays_the_curve_is_the_share() {
        let curve = kaplan_meier(&sample(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]), &sample(&[]));
        for day in 0..=10_u32 {
            let expected = f64::from(10 - day) / 10.0;
            assert!((staying_at(&curve, day) - expected).abs() < 1e-12, "{day}");
        }
        // Exactly eight of ten by day 8, though 0.2 and 1 − 0.8 differ in the last digit.
        for (p, expected) in [(0.1, 1), (0.5, 5), (0.8, 8), (0.81, 9), (1.0, 10)] {
            assert_eq!(quantile(&curve, p), Some(expected), "{p}");
        }
        assert_eq!(quantile(&curve, 0.0), None);
    }

    #[test]
    fn open_stays_hold_the_curve_up() {
        // Of four, one ends on day 2 and one on day 6; by then one of the open two has dropped out.
        let curve = kaplan_meier(&sample(&[2, 6]), &sample(&[4, 9]));
        let told: Vec<_> = curve.iter().map(|row| (row.day, row.at_risk, row.exits)).collect();
        assert_eq!(told, [(2, 4, 1), (6, 2, 1)]);
        assert!((staying_at(&curve, 5) - 0.75).abs() < 1e-12);
        assert!((staying_at(&curve, 99) - 0.375).abs() < 1e-12);
        assert_eq!((quantile(&curve, 0.5), quantile(&curve, 0.7)), (Some(6), None));
        // An open stay is at risk on the day of its age.
        let same_day = kaplan_meier(&sample(&[4]), &sample(&[4]));
        assert_eq!(same_day.first().map(|row| row.at_risk), Some(2));
    }

    #[test]
    fn facts_have_no_interval() {
        let curve = kaplan_meier(&sample(&[2, 6]), &sample(&[]));
        assert_eq!(interval_at(&curve, 1, 0.95), None, "nobody has left");
        assert_eq!(interval_at(&curve, 6, 0.95), None, "nobody is left");
        assert_eq!(interval_at(&curve, 2, 1.0), None);
        assert!(interval_at(&curve, 2, 0.95).is_some());
        assert_eq!(kaplan_meier(&sample(&[]), &sample(&[5])), []);
    }

    proptest! {
        #[test]
        fn curves_fall_and_intervals_hold_them(ended in prop::collection::vec(0_u32..60, 0..40), open in prop::collection::vec(0_u32..60, 0..40), p in 0.05_f64..0.95) {
            let curve = kaplan_meier(&sample(&ended), &sample(&open));
            let mut before = 1.0;
            for row in &curve {
                prop_assert!(row.staying < before && row.staying >= 0.0);
                before = row.staying;
                if let Some(at) = interval_at(&curve, row.day, 0.95) {
                    prop_assert!(at.lo <= row.staying && row.staying <= at.hi);
                    prop_assert!(at.lo >= 0.0 && at.hi <= 1.0);
                    let narrow = interval_at(&curve, row.day, 0.5).unwrap();
                    prop_assert!(at.lo <= narrow.lo && narrow.hi <= at.hi);
                }
            }
            let exits: u64 = curve.iter().map(|row| row.exits).sum();
            prop_assert_eq!(exits, ended.len() as u64);
            if let Some(day) = quantile(&curve, p) {
                prop_assert!(staying_at(&curve, day) <= 1.0 - p + 1e-9);
                let sooner = day.checked_sub(1).map_or(1.0, |day| staying_at(&curve, day));
                prop_assert!(sooner > 1.0 - p - 1e-9);
            }
        }

        /// Staying does not depend on how the others left.
        #[test]
        fn both_estimates_agree_on_staying(advanced in prop::collection::vec(0_u32..40, 0..20), lost in prop::collection::vec(0_u32..40, 0..20), open in prop::collection::vec(0_u32..40, 0..20)) {
            let stays = Stays { advanced: sample(&advanced), lost: sample(&lost), other: sample(&[]), open: sample(&open) };
            let curve = kaplan_meier(&stays.ended(), &stays.open);
            let rows = aalen_johansen(&stays);
            prop_assert_eq!(curve.len(), rows.len());
            for (row, both) in curve.iter().zip(rows) {
                prop_assert_eq!((row.day, row.at_risk, row.exits), (both.day, both.at_risk, both.exits));
                prop_assert!((row.staying - both.staying).abs() < 1e-9);
            }
        }

        /// Losses taken for unfinished overstate the chance of advancing, never the other way.
        #[test]
        fn one_minus_the_curve_overstates_advancing(advanced in prop::collection::vec(0_u32..40, 1..20), lost in prop::collection::vec(0_u32..40, 0..20), open in prop::collection::vec(0_u32..40, 0..20)) {
            let stays = Stays { advanced: sample(&advanced), lost: sample(&lost), other: sample(&[]), open: sample(&open) };
            let mut unfinished = stays.open.clone();
            unfinished.merge(&stays.lost);
            let naive = kaplan_meier(&stays.advanced, &unfinished);
            for row in aalen_johansen(&stays) {
                prop_assert!(1.0 - staying_at(&naive, row.day) >= row.advanced - 1e-9);
            }
        }
    }
}
