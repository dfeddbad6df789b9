//! Whole days, counted: an exact sample that a million stays fit into.
//!
//! Durations are whole days and most are short, so one counter per day holds the whole sample. Mean,
//! median and quantiles come out exactly as from the sorted list, without keeping the list.

use std::collections::BTreeMap;

use super::quantile::position;
use super::rational::Rational;

/// Days up to this bound are counted in a plain array; rarer, longer stays in a map.
const SHORT: u32 = 1024;

/// A sample of durations in whole days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DayCounts {
    short: Vec<u64>,
    long: BTreeMap<u32, u64>,
    n: u64,
    sum: u64,
}

impl DayCounts {
    /// Adds one duration.
    pub fn add(&mut self, days: u32) {
        self.n += 1;
        self.sum += u64::from(days);
        if days < SHORT {
            let at = days as usize;
            if self.short.len() <= at {
                self.short.resize(at + 1, 0);
            }
            if let Some(count) = self.short.get_mut(at) {
                *count += 1;
            }
        } else {
            *self.long.entry(days).or_default() += 1;
        }
    }

    /// Adds another sample to this one.
    pub fn merge(&mut self, other: &Self) {
        if self.short.len() < other.short.len() {
            self.short.resize(other.short.len(), 0);
        }
        for (mine, theirs) in self.short.iter_mut().zip(&other.short) {
            *mine += theirs;
        }
        for (days, count) in &other.long {
            *self.long.entry(*days).or_default() += count;
        }
        self.n += other.n;
        self.sum += other.sum;
    }

    /// How many durations there are.
    pub const fn len(&self) -> u64 {
        self.n
    }

    /// True if there are none.
    pub const fn is_empty(&self) -> bool {
        self.n == 0
    }

    /// Each duration that occurs with how often it does, shortest first.
    pub fn counts(&self) -> impl Iterator<Item = (u32, u64)> {
        let short = (0_u32..).zip(self.short.iter().copied()).filter(|(_, count)| *count > 0);
        short.chain(self.long.iter().map(|(days, count)| (*days, *count)))
    }

    /// The mean in days; `None` of nothing.
    pub fn mean(&self) -> Option<f64> {
        (self.n > 0).then(|| self.sum as f64 / self.n as f64)
    }

    /// The type-7 quantile at `p` in days; `None` of nothing.
    pub fn quantile(&self, p: f64) -> Option<f64> {
        let (below, part) = position(self.n, p)?;
        let low = self.ranked(below)?;
        let high = if part > 0.0 { self.ranked(below + 1)? } else { low };
        Some(f64::from(low) + part * f64::from(high - low))
    }

    /// The type-7 quantile at so many basis points, exact: for a limit that a stay is compared with,
    /// where the last digit decides. `None` of nothing, or above 10 000.
    pub fn quantile_bp(&self, bp: u32) -> Option<Rational> {
        if bp > 10_000 {
            return None;
        }
        let at = i128::from(self.n.checked_sub(1)?) * i128::from(bp);
        let (below, part) = (u64::try_from(at / 10_000).ok()?, at % 10_000);
        let low = self.ranked(below)?;
        let high = if part > 0 { self.ranked(below + 1)? } else { low };
        let step = Rational::new(i128::from(high - low) * part, 10_000)?;
        Rational::from_int(low.into()).checked_add(step)
    }

    /// The median in days (type 7); `None` of nothing.
    pub fn median(&self) -> Option<f64> {
        self.quantile(0.5)
    }

    /// The duration at this rank, counted from 0 at the shortest.
    fn ranked(&self, rank: u64) -> Option<u32> {
        let mut seen = 0;
        for (days, count) in self.counts() {
            seen += count;
            if rank < seen {
                return Some(days);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::quantile;
    use super::*;

    #[test]
    fn exact_quantiles_do_not_round() {
        let mut days = DayCounts::default();
        assert_eq!(days.quantile_bp(8_000), None);
        for each in [6, 9, 11, 12, 14, 15, 17, 19, 22, 28] {
            days.add(each);
        }
        // 7.2 steps from the first: 19 + 0.2 × 3.
        for (bp, expected) in [(0, "6"), (5_000, "14.5"), (8_000, "19.6"), (10_000, "28")] {
            assert_eq!(days.quantile_bp(bp), Rational::parse(expected), "{bp}");
        }
        assert_eq!(days.quantile_bp(10_001), None);
    }

    proptest! {
        #[test]
        fn counted_days_agree_with_the_sorted_list(days in prop::collection::vec(0_u32..3000, 0..60), p in 0.0_f64..=1.0) {
            let (mut counted, mut later) = (DayCounts::default(), DayCounts::default());
            for (i, d) in days.iter().enumerate() {
                if i % 3 == 0 { later.add(*d) } else { counted.add(*d) }
            }
            counted.merge(&later);
            let mut list: Vec<f64> = days.iter().map(|d| f64::from(*d)).collect();
            prop_assert_eq!(counted.quantile(p), quantile::quantile(&mut list, p));
            prop_assert_eq!(counted.mean(), quantile::mean(&list));
            let exact = counted.quantile_bp(2_500).map(Rational::to_f64);
            prop_assert_eq!(exact.is_some(), !days.is_empty());
            if let (Some(exact), Some(float)) = (exact, counted.quantile(0.25)) {
                prop_assert!((exact - float).abs() < 1e-9, "{exact} {float}");
            }
        }
    }
}
