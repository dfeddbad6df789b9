//! Splits a target over rows with floors, caps and locked amounts, to the last unit.
//!
//! A locked row keeps its amount. The others get `clip(s·wᵢ, Lᵢ, Uᵢ)` with the one scale `s` at which
//! all parts add up (domain document, B6); a row of weight zero gets its floor. Fractions are rounded
//! by the largest remainder; ties go to the larger weight, then to the smaller key.
//!
//! # Why rounding crosses no limit
//!
//! Limits are whole units. A row strictly between two whole numbers is still between them, or on one
//! of them, when it is rounded to either side.
//!
//! # Why a walk and not a search
//!
//! Bisecting for `s` would end at a float that is nearly right. The sum of all parts is a straight
//! line between any two scales at which a row leaves its floor or meets its cap; walking over these
//! in order finds the line, and `s` on it is a fraction.

use super::limits::{Part, SplitError, feasible};
use crate::domain::allocation::largest_remainder;
use crate::domain::stats::rational::Rational;

/// Splits a total over rows; the amounts come in the order of the rows and add up to the total.
///
/// 1000 by 1.3, 1.1, 1.0, 0.8, 0.6, each between 150 and 250, is 250, 228, 207, 165, 150.
pub fn split<K: Clone + Ord>(total: i64, parts: &[Part<K>]) -> Result<Vec<i64>, SplitError<K>> {
    let left = feasible(total, parts)?;
    whole_amounts(left, parts).ok_or(SplitError::TooLarge)
}

/// The exact amounts before they are rounded, in the order of the rows.
pub fn fill<K: Clone>(total: i64, parts: &[Part<K>]) -> Result<Vec<Rational>, SplitError<K>> {
    let left = feasible(total, parts)?;
    exact_amounts(left, parts).ok_or(SplitError::TooLarge)
}

/// The amounts in whole units; `None` past 128 bits. `left` is what the open rows share.
fn whole_amounts<K: Ord>(mut left: i128, parts: &[Part<K>]) -> Option<Vec<i64>> {
    let scale = scale_for(left, parts)?;
    let (mut settled, mut between) = (vec![], vec![]);
    for part in parts {
        let place = place(part, scale)?;
        match place {
            Place::Locked(_) => {}
            Place::AtLimit(amount) => left -= i128::from(amount),
            Place::Between => between.push((&part.key, part.weight)),
        }
        settled.push(place.amount());
    }
    let mut rounded = largest_remainder(i64::try_from(left).ok()?, &between).ok()?.into_iter();
    settled.into_iter().map(|amount| amount.or_else(|| rounded.next())).collect()
}

/// The exact amounts; `None` past 128 bits. `left` is what the open rows share.
fn exact_amounts<K>(left: i128, parts: &[Part<K>]) -> Option<Vec<Rational>> {
    let scale = scale_for(left, parts)?;
    let exact = |part: &Part<K>| match place(part, scale)?.amount() {
        Some(amount) => Some(Rational::from_int(amount)),
        None => scale.checked_mul(part.weight),
    };
    parts.iter().map(exact).collect()
}

/// Where a row ends at a scale.
#[derive(Clone, Copy)]
enum Place {
    Locked(i64),
    AtLimit(i64),
    Between,
}

impl Place {
    /// The amount, where it needs no rounding.
    const fn amount(self) -> Option<i64> {
        match self {
            Self::Locked(amount) | Self::AtLimit(amount) => Some(amount),
            Self::Between => None,
        }
    }
}

/// Where a row ends at a scale; `None` past 128 bits.
fn place<K>(part: &Part<K>, scale: Rational) -> Option<Place> {
    if let Some(locked) = part.locked {
        return Some(Place::Locked(locked));
    }
    if part.weight.is_zero() || scale <= scale_at(part.floor, part.weight)? {
        return Some(Place::AtLimit(part.floor));
    }
    if let Some(cap) = part.cap
        && scale_at(cap, part.weight)? <= scale
    {
        return Some(Place::AtLimit(cap));
    }
    Some(Place::Between)
}

/// The scale at which a weight comes to an amount.
fn scale_at(amount: i64, weight: Rational) -> Option<Rational> {
    Rational::from_int(amount).checked_div(weight)
}

/// A scale at which a row leaves its floor or meets its cap.
struct Turn {
    at: Rational,
    meets_cap: bool,
    /// What the turn adds to the amount that the rows in between share.
    amount: i128,
    /// What it adds to their weight.
    weight: Rational,
}

/// The scale at which the open rows add up to `left`, which their limits allow; `None` past 128 bits.
fn scale_for<K>(mut left: i128, parts: &[Part<K>]) -> Option<Rational> {
    let mut turns = vec![];
    for part in parts.iter().filter(|part| part.locked.is_none()) {
        let (floor, weight) = (part.floor, part.weight);
        left -= i128::from(floor);
        if weight.is_zero() {
            continue;
        }
        let at = scale_at(floor, weight)?;
        turns.push(Turn { at, meets_cap: false, amount: i128::from(floor), weight });
        if let Some(cap) = part.cap {
            let (at, weight) = (scale_at(cap, weight)?, Rational::ZERO.checked_sub(weight)?);
            turns.push(Turn { at, meets_cap: true, amount: -i128::from(cap), weight });
        }
    }
    // A row whose floor is its cap leaves the one before it meets the other.
    turns.sort_by_key(|turn| (turn.at, turn.meets_cap));
    let (mut scale, mut weight) = (Rational::ZERO, Rational::ZERO);
    for turn in &turns {
        if weight.is_zero() {
            scale = turn.at;
            if left == 0 {
                return Some(scale);
            }
        } else {
            scale = Rational::new(left, 1)?.checked_div(weight)?;
            if scale <= turn.at {
                return Some(scale);
            }
        }
        left += turn.amount;
        weight = weight.checked_add(turn.weight)?;
    }
    if weight.is_zero() { Some(scale) } else { Rational::new(left, 1)?.checked_div(weight) }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    /// A row with a weight and limits; the keys are given later.
    fn row(weight: &str, floor: i64, cap: Option<i64>) -> Part<usize> {
        Part { key: 0, weight: Rational::parse(weight).unwrap(), floor, cap, locked: None }
    }

    #[test]
    fn limits_hold_and_locks_stay() {
        let free = |weight: &str| row(weight, 0, None);
        let locked = |amount: i64, other: Part<usize>| Part { locked: Some(amount), ..other };
        for (total, mut rows, expected) in [
            (400, vec![free("3"), free("2"), free("1")], vec![200, 133, 67]),
            // The first is capped and the third kept up; the second takes what is left.
            (
                1000,
                vec![row("3", 0, Some(400)), free("2"), row("1", 300, None)],
                vec![400, 300, 300],
            ),
            // A lock beats floor and cap of its row.
            (
                1000,
                vec![locked(100, row("3", 500, Some(600))), free("2"), free("1")],
                vec![100, 600, 300],
            ),
            // A weight of zero gets its floor, also where there is room above it.
            (100, vec![row("0", 10, Some(90)), free("1")], vec![10, 90]),
            // Limits that leave exactly one way.
            (7, vec![row("1", 3, None), row("5", 4, None)], vec![3, 4]),
            (7, vec![row("1", 0, Some(3)), row("5", 0, Some(4))], vec![3, 4]),
            (5, vec![row("1", 5, Some(5))], vec![5]),
            // One row is capped before the other leaves its floor: nothing moves in between.
            (7, vec![row("1", 0, Some(1)), row("1", 6, None)], vec![1, 6]),
            (30, vec![locked(10, free("1")), locked(20, free("1"))], vec![10, 20]),
            (0, vec![free("1"), free("0")], vec![0, 0]),
            (0, vec![], vec![]),
        ] {
            (0..).zip(&mut rows).for_each(|(key, row)| row.key = key);
            assert_eq!(split(total, &rows), Ok(expected), "{total} {rows:?}");
        }
    }

    /// Rows of all kinds whose limits do not cross.
    fn rows() -> impl Strategy<Value = Vec<Part<usize>>> {
        let limits = (0_i64..1_000, prop::option::of(0_i64..1_500));
        let locked = prop::option::weighted(0.2, 0_i64..1_500);
        let row = (-8_i128..40, 1_i128..8, limits, locked);
        prop::collection::vec(row, 1..8).prop_map(|rows| {
            let rows = rows.into_iter().enumerate();
            rows.map(|(key, (num, den, (floor, width), locked))| Part {
                key,
                weight: Rational::new(num.max(0), den).unwrap(),
                floor,
                cap: width.map(|width| floor + width),
                locked,
            })
            .collect::<Vec<_>>()
        })
    }

    /// The least and the most that rows can take together; `None` is no end.
    fn reach(parts: &[Part<usize>]) -> (i64, Option<i64>) {
        let least = |part: &Part<usize>| part.locked.unwrap_or(part.floor);
        let most = |part: &Part<usize>| {
            if part.locked.is_none() && !part.weight.is_zero() {
                part.cap
            } else {
                Some(least(part))
            }
        };
        (parts.iter().map(least).sum(), parts.iter().map(most).sum())
    }

    /// A total so many thousandths of the way from the least to the most.
    fn total_at(parts: &[Part<usize>], place: i64) -> i64 {
        let (least, most) = reach(parts);
        least + most.map_or(9_000, |most| most - least).max(50) * place / 1_000
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]

        #[test]
        fn a_split_adds_up_within_its_limits_or_is_refused(parts in rows(), place in -300_i64..1_300) {
            let total = total_at(&parts, place);
            let (least, most) = reach(&parts);
            let feasible = least <= total && most.is_none_or(|most| total <= most);
            let got = split(total, &parts);
            prop_assert_eq!(got.is_ok(), feasible, "{} {:?}", total, got);
            let exact = fill(total, &parts);
            prop_assert_eq!(exact.is_ok(), feasible);
            let (Ok(got), Ok(exact)) = (got, exact) else { return Ok(()) };
            prop_assert_eq!(got.iter().sum::<i64>(), total);
            for ((amount, exact), part) in got.iter().zip(exact).zip(&parts) {
                let low = part.locked.unwrap_or(part.floor);
                let high = part.locked.or(part.cap).unwrap_or(i64::MAX);
                prop_assert!(low <= *amount && *amount <= high, "{} {:?}", amount, part);
                let off = exact.checked_sub(Rational::from_int(*amount)).unwrap();
                prop_assert!(off < Rational::ONE && off > Rational::from_int(-1));
            }
        }

        #[test]
        fn one_scale_explains_all_amounts(parts in rows(), place in 0_i64..=1_000) {
            let Ok(exact) = fill(total_at(&parts, place), &parts) else { return Ok(()) };
            // Above its floor a row says that the scale is at least amount / weight, below its cap
            // that it is at most that.
            let (mut at_least, mut at_most) = (Rational::ZERO, None);
            for (amount, part) in exact.iter().zip(&parts) {
                if part.locked.is_some() {
                    continue;
                }
                if part.weight.is_zero() {
                    prop_assert_eq!(*amount, Rational::from_int(part.floor));
                    continue;
                }
                let scale = amount.checked_div(part.weight).unwrap();
                if *amount > Rational::from_int(part.floor) {
                    at_least = at_least.max(scale);
                }
                if part.cap.is_none_or(|cap| *amount < Rational::from_int(cap)) {
                    at_most = Some(at_most.map_or(scale, |most: Rational| most.min(scale)));
                }
            }
            prop_assert!(at_most.is_none_or(|most| at_least <= most), "{:?}", exact);
        }

        #[test]
        fn who_gets_what_does_not_hang_on_the_order(
            parts in rows(), place in 0_i64..=1_000, order in prop::collection::vec(any::<u32>(), 8),
        ) {
            let total = total_at(&parts, place);
            let mut mixed = parts.clone();
            mixed.sort_by_key(|part| order[part.key]);
            let by_key = |parts: &[Part<usize>]| {
                let amounts = split(total, parts).ok()?;
                Some(parts.iter().map(|part| part.key).zip(amounts).collect::<BTreeMap<_, _>>())
            };
            prop_assert_eq!(by_key(&parts), by_key(&mixed));
        }
    }
}
