//! How often people who were put into two groups by lot would lie as far apart as these do.
//!
//! Every grouping into as many people is counted; the chance is the share of groupings whose means differ at
//! least as much as those seen, in either direction. The one seen is among them, so no chance is below one in
//! all groupings, and with 3 of 10 people that is 1/120. The number belongs beside every chance shown.
//!
//! # Exact without listing them
//!
//! Measured from the common mean, the difference of means grows with the sum over one of the groups. So people
//! are cut into two halves, the sums over the groups of each half are sorted by their size, and for every sum
//! of one half a search finds how many of the other make a total at least as extreme. That counts billions of
//! groupings through a few hundred thousand sums. Where there would be more sums than that, the answer is a
//! refusal: groupings drawn at random would give another number each time.

use super::{Refusal, Sample};
use crate::domain::stats::quantile;
use crate::domain::stats::rational::Rational;

/// The most sums that are made of one half of the people: enough for any groups of 36 people, for 5 of 60,
/// and for 3 of 230.
const MOST_SUMS: usize = 1 << 18;

/// Sums nearer to each other than this share of all distances are the same: floats add up in another order.
const SAME: f64 = 1e-9;

/// How often chance alone does it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chance {
    /// Groupings at least as extreme as the one seen, which is one of them.
    pub extreme: u64,
    /// All groupings.
    pub arrangements: u64,
    /// The fewest that can be extreme: 1, or 2 where both groups are of one size, since swapping them is
    /// as extreme.
    pub fewest: u64,
}

impl Chance {
    /// The chance, two-sided, exact.
    pub fn exact(&self) -> Option<Rational> {
        Rational::new(self.extreme.into(), self.arrangements.into())
    }

    /// The chance, two-sided.
    pub fn p(&self) -> f64 {
        self.extreme as f64 / self.arrangements as f64
    }

    /// The smallest chance that groups of these sizes can have, whatever the values are.
    pub fn smallest_p(&self) -> f64 {
        self.fewest as f64 / self.arrangements as f64
    }
}

/// The chance that two groups drawn from these people lie at least as far apart as these two.
///
/// Refused without anybody in a group, and where there are too many people to count exactly.
pub fn chance(top: &[f64], others: &[f64]) -> Result<Chance, Refusal> {
    for (group, of) in [(top, Sample::Top), (others, Sample::Others)] {
        if group.is_empty() {
            return Err(Refusal::TooFew { of, have: 0, need: 1 });
        }
    }
    // What one group has above the common mean, the other has below it: the smaller one is less to count.
    let (group, rest) = if top.len() <= others.len() { (top, others) } else { (others, top) };
    let people: Vec<f64> = group.iter().chain(rest).copied().collect();
    let mean = quantile::mean(&people).ok_or(Refusal::NotFinite)?;
    let from_mean: Vec<f64> = people.iter().map(|value| value - mean).collect();
    let distances: f64 = from_mean.iter().map(|value| value.abs()).sum();
    if !distances.is_finite() {
        return Err(Refusal::NotFinite);
    }
    let (near, far) = from_mean.split_at(people.len() / 2);
    if how_many_sums(far.len(), group.len()) > MOST_SUMS {
        return Err(Refusal::Uncountable { people: people.len(), group: group.len() });
    }
    let seen = from_mean.iter().take(group.len()).sum::<f64>().abs() - SAME * distances;
    let (near, far) = (sums_by_size(near, group.len()), sums_by_size(far, group.len()));
    let (mut extreme, mut arrangements) = (0_u64, 0_u64);
    for (size, sums) in near.iter().enumerate() {
        let Some(others) = group.len().checked_sub(size).and_then(|left| far.get(left)) else {
            continue;
        };
        for sum in sums {
            let below = others.partition_point(|other| sum + other <= -seen);
            let above = others.len() - others.partition_point(|other| sum + other < seen);
            // No difference at all: what is both is one.
            extreme += (below + above).min(others.len()) as u64;
            arrangements += others.len() as u64;
        }
    }
    let fewest = if group.len() == rest.len() { 2 } else { 1 };
    Ok(Chance { extreme, arrangements, fewest })
}

/// How many groups of at most `most` can be made of so many people; past [`MOST_SUMS`] the count stops.
fn how_many_sums(people: usize, most: usize) -> usize {
    let (mut ways, mut all) = (1_usize, 1_usize);
    for size in 0..most.min(people) {
        ways = ways.saturating_mul(people - size) / (size + 1);
        all = all.saturating_add(ways);
        if all > MOST_SUMS {
            break;
        }
    }
    all
}

/// The sums over all groups of the values, by how many are in the group, from none to `most`, each in order.
fn sums_by_size(values: &[f64], most: usize) -> Vec<Vec<f64>> {
    let mut sums: Vec<Vec<f64>> = vec![vec![0.0]];
    for value in values {
        let with: Vec<Vec<f64>> = sums
            .iter()
            .take(most)
            .map(|list| list.iter().map(|sum| sum + value).collect())
            .collect();
        if sums.len() <= most {
            sums.push(vec![]);
        }
        // A group that holds the value too is one larger.
        for (list, more) in sums.iter_mut().skip(1).zip(with) {
            list.extend(more);
        }
    }
    for list in &mut sums {
        list.sort_by(f64::total_cmp);
    }
    sums
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Counts by listing every grouping, with whole numbers: as many times the difference of means as makes
    /// it whole.
    fn listed(top: &[i64], others: &[i64]) -> (u64, u64) {
        let people: Vec<i64> = top.iter().chain(others).copied().collect();
        let (n, k) = (people.len(), top.len());
        let total: i64 = people.iter().sum();
        let distance = |sum: i64| (sum * n as i64 - total * k as i64).abs();
        let seen = distance(top.iter().sum());
        let (mut extreme, mut all) = (0, 0);
        for chosen in (0_u32..1 << n).filter(|chosen| chosen.count_ones() as usize == k) {
            let sum: i64 = (0..n).filter(|at| (chosen >> at) & 1 == 1).map(|at| people[at]).sum();
            all += 1;
            extreme += u64::from(distance(sum) >= seen);
        }
        (extreme, all)
    }

    fn floats(values: &[i64]) -> Vec<f64> {
        values.iter().map(|value| *value as f64 / 10.0).collect()
    }

    #[test]
    fn one_against_four_is_a_rank() {
        // From the mean 0.6: 0.4, then −0.1, 0.8, −1.4 and 0.3. Three of five are as far.
        let found = chance(&[1.0], &[0.5, 1.4, -0.8, 0.9]).unwrap();
        assert_eq!(found, Chance { extreme: 3, arrangements: 5, fewest: 1 });
        assert_eq!((found.p(), found.smallest_p()), (0.6, 0.2));
        assert_eq!(found.exact(), Rational::new(3, 5));
    }

    #[test]
    fn equal_groups_have_a_twin() {
        let found = chance(&[9.0, 8.0, 7.0], &[1.0, 2.0, 3.0]).unwrap();
        assert_eq!(found, Chance { extreme: 2, arrangements: 20, fewest: 2 });
        // Where nobody differs, all groupings are alike.
        let alike = chance(&[0.1; 3], &[0.1; 3]).unwrap();
        assert_eq!((alike.extreme, alike.p()), (20, 1.0));
        // Nor do equal means differ.
        assert_eq!(chance(&[1.0, 4.0], &[2.0, 3.0]).unwrap().p(), 1.0);
    }

    #[test]
    fn many_people_are_counted_exactly_or_refused() {
        let rising = |people: u32| (0..people).map(f64::from).collect::<Vec<_>>();
        let (others, top) = (rising(30), [100.0, 101.0, 102.0, 103.0, 104.0, 105.0]);
        // C(36, 6), of which one has all six.
        let found = chance(&top, &others).unwrap();
        assert_eq!((found.extreme, found.arrangements), (1, 1_947_792));
        // C(36, 18).
        let half = chance(&rising(18), &rising(18)).unwrap();
        assert_eq!((half.p(), half.arrangements), (1.0, 9_075_135_300));
        let refused = Err(Refusal::Uncountable { people: 60, group: 30 });
        assert_eq!(chance(&rising(30), &rising(30)), refused);
        // One of a thousand is a rank again.
        let last = chance(&[-5.0], &rising(1_000)).unwrap();
        assert_eq!((last.extreme, last.arrangements), (1, 1_001));
        for (people, size) in [(36, 18), (60, 5), (230, 3)] {
            assert!(how_many_sums(people / 2, size) <= MOST_SUMS, "{size} of {people}");
        }
    }

    #[test]
    fn groups_need_people_and_numbers() {
        let none =
            |of| -> Result<Chance, Refusal> { Err(Refusal::TooFew { of, have: 0, need: 1 }) };
        assert_eq!(chance(&[], &[1.0]), none(Sample::Top));
        assert_eq!(chance(&[1.0], &[]), none(Sample::Others));
        assert_eq!(chance(&[1.0], &[f64::NAN, 2.0]), Err(Refusal::NotFinite));
        assert_eq!(chance(&[f64::MAX], &[f64::MAX, 2.0]), Err(Refusal::NotFinite));
    }

    proptest! {
        #[test]
        fn counting_agrees_with_listing(
            top in prop::collection::vec(-30_i64..30, 1..6), others in prop::collection::vec(-30_i64..30, 1..8),
        ) {
            let found = chance(&floats(&top), &floats(&others)).unwrap();
            prop_assert_eq!((found.extreme, found.arrangements), listed(&top, &others));
            prop_assert!(found.fewest <= found.extreme && found.extreme <= found.arrangements);
            prop_assert!(found.smallest_p() <= found.p() && found.p() <= 1.0);
        }
    }
}
