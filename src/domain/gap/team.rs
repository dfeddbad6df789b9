//! A team's gap: the gaps of its people added up, and what the mix of people makes of averages (domain
//! document, B7).

use super::shapley::{Attribution, FenParts};
use crate::domain::money::Money;
use crate::domain::stats::rational::Rational;

/// Adds up exact gaps, factor by factor; `None` for nobody, for people with different factors, or if the
/// numbers do not fit, as those of a large team do not: see [`add_fen`].
pub fn add(people: &[Attribution]) -> Option<Attribution> {
    let (first, others) = people.split_first()?;
    let mut sum = first.clone();
    for person in others {
        if person.parts.len() != sum.parts.len() {
            return None;
        }
        sum.plan = sum.plan.checked_add(person.plan)?;
        sum.actual = sum.actual.checked_add(person.actual)?;
        for (part, own) in sum.parts.iter_mut().zip(&person.parts) {
            *part = part.checked_add(*own)?;
        }
    }
    Some(sum)
}

/// Adds up gaps in fen, factor by factor, for any number of people; `None` for nobody, or for people with
/// different factors.
pub fn add_fen(people: &[FenParts]) -> Option<FenParts> {
    let factors = people.first()?.parts.len();
    if people.iter().any(|person| person.parts.len() != factors) {
        return None;
    }
    let part =
        |at: usize| people.iter().filter_map(|person| person.parts.get(at).copied()).sum::<Money>();
    Some(FenParts {
        plan: people.iter().map(|person| person.plan).sum::<Money>(),
        actual: people.iter().map(|person| person.actual).sum::<Money>(),
        parts: (0..factors).map(part).collect(),
    })
}

/// What the averages of a team say beyond the sum of its people, factor by factor: the mix row.
///
/// It adds up to zero where both have the same plan and actual, that is, where the averages are weighted so
/// that their product is the team's revenue. `None` for different factors, or if the numbers do not fit.
pub fn mix(averages: &Attribution, people: &Attribution) -> Option<Vec<Rational>> {
    if averages.parts.len() != people.parts.len() {
        return None;
    }
    let parts = averages.parts.iter().zip(&people.parts);
    parts.map(|(average, sum)| average.checked_sub(*sum)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::shapley::tests::{factors, number, total};
    use super::super::shapley::{Factor, attribute};
    use super::*;

    #[test]
    fn a_team_is_the_sum_of_its_people() {
        let one = attribute(&factors(&[("20", "22"), ("0.5", "0.5")])).unwrap();
        let other = attribute(&factors(&[("10", "10"), ("0.5", "0.3")])).unwrap();
        let team = add(&[one.clone(), other.clone()]).unwrap();
        assert_eq!((team.plan, team.actual), (number("15"), number("14")));
        assert_eq!(team.parts, [number("1"), number("-2")]);
        let fen = add_fen(&[one.in_fen().unwrap(), other.in_fen().unwrap()]).unwrap();
        assert_eq!((fen.gap(), fen.parts), (Money(-1), vec![Money(1), Money(-2)]));
        let longer = attribute(&factors(&[("1", "1"); 3])).unwrap();
        assert_eq!(add(&[one.clone(), longer.clone()]), None);
        assert_eq!(mix(&one, &longer), None);
        assert_eq!(add_fen(&[one.in_fen().unwrap(), longer.in_fen().unwrap()]), None);
        assert_eq!((add(&[]), add_fen(&[])), (None, None));
    }

    proptest! {
        /// Whatever the mix of people, it moves amounts between factors and makes none.
        #[test]
        fn the_mix_row_adds_up_to_zero(people in prop::collection::vec((1_i64..40, 1_i64..20, 1_i64..40, 1_i64..20), 1..5)) {
            let fraction = |num: i64, den: i64| Rational::new(num.into(), den.into()).unwrap();
            // Opportunities and won amounts; the second factor is the amount of an opportunity.
            let product = |count: (i64, i64), won: (i64, i64)| {
                attribute(&[
                    Factor { plan: fraction(count.0, 1), actual: fraction(count.1, 1) },
                    Factor { plan: fraction(won.0, count.0), actual: fraction(won.1, count.1) },
                ])
            };
            let each: Option<Vec<Attribution>> =
                people.iter().map(|(a, b, c, d)| product((*a, *c), (*b, *d))).collect();
            let team = add(&each.unwrap()).unwrap();
            let sum = |pick: fn(&(i64, i64, i64, i64)) -> i64| people.iter().map(pick).sum::<i64>();
            let averages = product((sum(|p| p.0), sum(|p| p.2)), (sum(|p| p.1), sum(|p| p.3))).unwrap();
            prop_assert_eq!((averages.plan, averages.actual), (team.plan, team.actual));
            prop_assert!(total(&mix(&averages, &team).unwrap()).is_zero());
        }
    }
}
