//! Competing outcomes of a stay: the share that advances, is lost, or leaves otherwise, by day.
//!
//! Stays that have not ended count for as long as they have lasted. Treating losses as merely unfinished
//! (one minus Kaplan–Meier) overstates the chance of advancing; Aalen and Johansen's estimator (1978)
//! does not: `CIF_c(t) = Σ S(t_{j−1}) d_cj / r_j`, and at every day staying and leaving add up to one.

use std::collections::BTreeMap;

use super::days::DayCounts;

/// Stays by how they ended, in days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stays {
    /// Ended by moving on (or winning).
    pub advanced: DayCounts,
    /// Ended by losing.
    pub lost: DayCounts,
    /// Ended in another way, such as moving back.
    pub other: DayCounts,
    /// Not ended: lasting so long by now.
    pub open: DayCounts,
}

impl Stays {
    /// True if there are none.
    pub const fn is_empty(&self) -> bool {
        self.advanced.is_empty()
            && self.lost.is_empty()
            && self.other.is_empty()
            && self.open.is_empty()
    }

    /// Adds other stays to these.
    pub fn merge(&mut self, other: &Self) {
        self.advanced.merge(&other.advanced);
        self.lost.merge(&other.lost);
        self.other.merge(&other.other);
        self.open.merge(&other.open);
    }

    /// The stays that have ended, however they ended.
    pub fn ended(&self) -> DayCounts {
        let mut all = self.advanced.clone();
        all.merge(&self.lost);
        all.merge(&self.other);
        all
    }
}

/// What has become of the stays by the end of a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Incidence {
    /// Days since the stay began.
    pub day: u32,
    /// Stays at risk just before that day's exits.
    pub at_risk: u64,
    /// Exits by advancing on that day.
    pub exits_advanced: u64,
    /// Exits of any kind on that day.
    pub exits: u64,
    /// Share still staying.
    pub staying: f64,
    /// Share that has advanced.
    pub advanced: f64,
    /// Share that was lost.
    pub lost: f64,
    /// Share that left otherwise.
    pub other: f64,
}

/// The Aalen–Johansen curves: one row for each day on which a stay ended, in order.
pub fn aalen_johansen(stays: &Stays) -> Vec<Incidence> {
    let mut days: BTreeMap<u32, [u64; 4]> = BTreeMap::new();
    let kinds = [&stays.advanced, &stays.lost, &stays.other, &stays.open];
    for (kind, sample) in kinds.into_iter().enumerate() {
        for (day, count) in sample.counts() {
            if let Some(slot) = days.entry(day).or_default().get_mut(kind) {
                *slot += count;
            }
        }
    }
    let mut at_risk: u64 = kinds.iter().map(|sample| sample.len()).sum();
    let (mut staying, mut by_advance, mut by_loss, mut by_other) = (1.0, 0.0, 0.0, 0.0);
    let mut rows = Vec::new();
    for (day, [advanced, lost, other, open]) in days {
        let exits = advanced + lost + other;
        if exits > 0 {
            let each = staying / at_risk as f64;
            by_advance += each * advanced as f64;
            by_loss += each * lost as f64;
            by_other += each * other as f64;
            staying = each * (at_risk - exits) as f64;
            rows.push(Incidence {
                day,
                at_risk,
                exits_advanced: advanced,
                exits,
                staying,
                advanced: by_advance,
                lost: by_loss,
                other: by_other,
            });
        }
        at_risk -= exits + open;
    }
    rows
}

/// How many plain trials the estimate of advancing at the end of the curves is worth.
///
/// The variance is the delta-method one of Marubini and Valsecchi; `p(1−p)/variance` is then the number of
/// finished trials with the same uncertainty. Without open stays it is simply their number. `None` if the
/// estimate is 0 or 1, where the variance says nothing.
pub fn effective_trials(curve: &[Incidence]) -> Option<f64> {
    let end = curve.last()?.advanced;
    let (mut variance, mut staying) = (0.0, 1.0);
    for row in curve {
        let (risk, exits) = (row.at_risk as f64, row.exits as f64);
        let gone = row.exits_advanced as f64;
        let still_to_come = end - row.advanced;
        // With nobody left at risk nothing is still to come, and the term is nothing, not 0/0.
        if row.exits < row.at_risk {
            variance += still_to_come.powi(2) * exits / (risk * (risk - exits));
        }
        variance += staying * staying * (risk - gone) * gone / risk.powi(3);
        variance -= 2.0 * still_to_come * staying * gone / (risk * risk);
        staying = row.staying;
    }
    let spread = end * (1.0 - end);
    (spread > 1e-12 && variance > 1e-15).then(|| spread / variance)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn stays(list: &[(u32, u8)]) -> Stays {
        let mut stays = Stays::default();
        for (days, kind) in list {
            match kind {
                0 => stays.advanced.add(*days),
                1 => stays.lost.add(*days),
                2 => stays.other.add(*days),
                _ => stays.open.add(*days),
            }
        }
        stays
    }

    #[test]
    fn finished_stays_are_worth_their_number() {
        let curve = aalen_johansen(&stays(&[(3, 0), (5, 1), (5, 0), (9, 2), (12, 0), (20, 1)]));
        let end = curve.last().unwrap();
        assert!((end.advanced - 0.5).abs() < 1e-12, "{end:?}");
        assert!((effective_trials(&curve).unwrap() - 6.0).abs() < 1e-9);
        assert_eq!(effective_trials(&[]), None);
    }

    #[test]
    fn open_stays_are_worth_less_than_finished_ones() {
        let curve = aalen_johansen(&stays(&[(3, 0), (4, 3), (5, 1), (6, 3), (9, 0), (12, 1)]));
        let worth = effective_trials(&curve).unwrap();
        assert!(worth > 2.0 && worth < 6.0, "{worth}");
    }

    proptest! {
        #[test]
        fn every_day_adds_up_to_one(list in prop::collection::vec((0_u32..40, 0_u8..4), 0..80)) {
            for row in aalen_johansen(&stays(&list)) {
                let whole = row.staying + row.advanced + row.lost + row.other;
                prop_assert!((whole - 1.0).abs() < 1e-9, "{:?}", row);
            }
        }
    }
}
