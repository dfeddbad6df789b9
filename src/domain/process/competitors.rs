//! How often deals are won against each rival, and where there is none (domain document, B17).

use std::collections::BTreeMap;

use crate::domain::stats::rate::Rate;

/// The share won of the closed deals against each rival, with its 95 % Wilson interval.
///
/// `K` names the rival, with a value of its own for deals without one. A deal with several rivals is named
/// once for each, so the rows do not add up to the deals. Rates of few deals are not ranked: the interval
/// says why.
pub fn win_rates<K: Ord>(closed: impl IntoIterator<Item = (K, bool)>) -> BTreeMap<K, Rate> {
    let mut counts: BTreeMap<K, (u64, u64)> = BTreeMap::new();
    for (rival, won) in closed {
        let (wins, deals) = counts.entry(rival).or_default();
        *wins += u64::from(won);
        *deals += 1;
    }
    let rates = counts.into_iter();
    rates.filter_map(|(rival, (won, deals))| Some((rival, Rate::of(won, deals)?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rival_has_its_own_rate() {
        let rates =
            win_rates([(Some("b"), false), (Some("a"), true), (None, true), (Some("a"), false)]);
        let told: Vec<_> = rates.iter().map(|(rival, rate)| (*rival, rate.k, rate.n)).collect();
        assert_eq!(told, [(None, 1, 1), (Some("a"), 1, 2), (Some("b"), 0, 1)]);
        assert!(win_rates::<u32>([]).is_empty());
    }
}
