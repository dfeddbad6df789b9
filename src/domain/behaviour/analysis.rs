//! Behaviours of one period against the results of the next, all at once.
//!
//! # What is fixed before looking
//!
//! The top group is the best few by their results, and results come after behaviours: whoever sells well in a
//! quarter has more to quote in it. Behaviours are rates per deal or per working day, since people who do more
//! of everything do more of each. At most twelve are looked at in one go.
//!
//! # What is listed
//!
//! Chances are counted exactly ([`super::permutation`]) and corrected by Benjamini and Hochberg over all
//! behaviours that could be tested; those with q up to 10 % are listed, and Holm's correction stands beside
//! it. A person whose value is not known is left out of that behaviour and counted; a value is never made up.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::adjust::{benjamini_hochberg, holm};
use super::effect::{Effect, hedges_g};
use super::permutation::{Chance, chance};
use super::{COMPARISON, MIN_TEAM, Refusal, Sample};
use crate::domain::ids::PersonId;
use crate::domain::period::Period;
use crate::domain::stats::quantile;
use crate::domain::stats::rational::Rational;

/// The most behaviours that are looked at in one go (默认值).
pub const MOST_BEHAVIOURS: usize = 12;

/// People below which a group is an anecdote.
pub const MIN_GROUP: usize = 2;

/// The share of false findings that a list may hold, in basis points (默认值).
pub const LISTED_BP: i128 = 1_000;

/// Who is at the top, and everybody they are compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Groups {
    /// The top group.
    pub top: BTreeSet<PersonId>,
    /// Everybody else.
    pub others: BTreeSet<PersonId>,
}

impl Groups {
    /// The `size` people with the best results, which are comparable between people; those whose result is
    /// not known are in neither group.
    ///
    /// Refused where the last one inside and the first one outside have the same result: who belongs to the
    /// top is then for a person to decide, before anybody looks at behaviours.
    pub fn by_result(results: &BTreeMap<PersonId, Rational>, size: usize) -> Result<Self, Refusal> {
        let mut ranked: Vec<(Reverse<Rational>, PersonId)> =
            results.iter().map(|(person, result)| (Reverse(*result), *person)).collect();
        ranked.sort();
        let (top, others) = ranked.split_at(size.min(ranked.len()));
        if let (Some((last, _)), Some((first, _))) = (top.last(), others.first())
            && last == first
        {
            return Err(Refusal::Tied);
        }
        let people = |ranked: &[(Reverse<Rational>, PersonId)]| {
            ranked.iter().map(|(_, person)| *person).collect()
        };
        let groups = Self { top: people(top), others: people(others) };
        groups.check()?;
        Ok(groups)
    }

    /// Whether the groups can be compared: nobody is in both, and there are enough people.
    pub fn check(&self) -> Result<(), Refusal> {
        if !self.top.is_disjoint(&self.others) {
            return Err(Refusal::InBoth);
        }
        enough(self.top.len(), self.others.len())
    }
}

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The groups, fixed in advance.
    pub groups: Groups,
    /// The period of the results by which they were made.
    pub results: Period,
    /// The period of the behaviours, which ends before the results begin.
    pub behaviours: Period,
}

/// One behaviour.
#[derive(Clone, Debug, PartialEq)]
pub struct Behaviour<K> {
    /// Which.
    pub key: K,
    /// How much of it each person did, as a rate; somebody who is not named is not known.
    pub values: BTreeMap<PersonId, f64>,
}

/// What was found of one behaviour.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding<K> {
    /// Which.
    pub key: K,
    /// People of the top group whose value is known.
    pub top: usize,
    /// Other people whose value is known.
    pub others: usize,
    /// People of both groups whose value is not known.
    pub unknown: usize,
    /// How the groups differ, or why that cannot be told.
    pub told: Result<Compared, Refusal>,
}

/// How the groups differ in one behaviour.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Compared {
    /// The mean of the top group.
    pub top_mean: f64,
    /// The mean of the others.
    pub others_mean: f64,
    /// The distance with its 90 % interval; `None` where nobody differs within either group.
    pub effect: Option<Effect>,
    /// How often chance alone does it.
    pub chance: Chance,
    /// The chance corrected by Benjamini and Hochberg.
    pub q: Rational,
    /// The chance corrected by Holm.
    pub holm: Rational,
    /// Whether it is listed: a hypothesis to be tried with two or three others, not a cause.
    pub listed: bool,
}

/// What was found, in the order in which the behaviours were given.
///
/// Refused where the groups are too small, where results are not after behaviours, and where there are too
/// many behaviours; one that too few people are known for is told as such and not counted as looked at.
pub fn analyse<K: Clone>(
    asked: &Asked,
    behaviours: &[Behaviour<K>],
) -> Result<Vec<Finding<K>>, Refusal> {
    asked.groups.check()?;
    if asked.behaviours.last_day() >= asked.results.first_day() {
        return Err(Refusal::NotBefore);
    }
    if behaviours.len() > MOST_BEHAVIOURS {
        return Err(Refusal::TooMany { have: behaviours.len(), most: MOST_BEHAVIOURS });
    }
    let tested: Vec<Tested> =
        behaviours.iter().map(|own| Tested::of(&asked.groups, &own.values)).collect();
    let chances = tested.iter().filter_map(|own| own.chance.ok()?.exact());
    let chances: Vec<Rational> = chances.collect();
    let q = benjamini_hochberg(&chances).ok_or(Refusal::NotFinite)?;
    let strict = holm(&chances).ok_or(Refusal::NotFinite)?;
    let mut corrected = q.into_iter().zip(strict);
    let mut findings = Vec::with_capacity(tested.len());
    for (own, tested) in behaviours.iter().zip(tested) {
        let told = match tested.chance {
            Ok(chance) => {
                let (q, holm) = corrected.next().ok_or(Refusal::NotFinite)?;
                tested.compared(chance, q, holm)
            }
            Err(refusal) => Err(refusal),
        };
        findings.push(Finding {
            key: own.key.clone(),
            top: tested.top.len(),
            others: tested.others.len(),
            unknown: tested.unknown,
            told,
        });
    }
    Ok(findings)
}

/// The known values of one behaviour, and their chance.
struct Tested {
    top: Vec<f64>,
    others: Vec<f64>,
    unknown: usize,
    chance: Result<Chance, Refusal>,
}

impl Tested {
    fn of(groups: &Groups, values: &BTreeMap<PersonId, f64>) -> Self {
        let known = |group: &BTreeSet<PersonId>| -> Vec<f64> {
            group.iter().filter_map(|person| values.get(person).copied()).collect()
        };
        let (top, others) = (known(&groups.top), known(&groups.others));
        let people = groups.top.len() + groups.others.len();
        let unknown = people - top.len() - others.len();
        let chance = enough(top.len(), others.len()).and_then(|()| chance(&top, &others));
        Self { top, others, unknown, chance }
    }

    fn compared(&self, chance: Chance, q: Rational, holm: Rational) -> Result<Compared, Refusal> {
        let mean = |values: &[f64]| quantile::mean(values).ok_or(Refusal::NotFinite);
        let effect = match hedges_g(&self.top, &self.others, COMPARISON) {
            Ok(effect) => Some(effect),
            Err(Refusal::NoSpread) => None,
            Err(refusal) => return Err(refusal),
        };
        Ok(Compared {
            top_mean: mean(&self.top)?,
            others_mean: mean(&self.others)?,
            effect,
            chance,
            q,
            holm,
            listed: listed(q),
        })
    }
}

/// Whether groups of such sizes can be compared.
fn enough(top: usize, others: usize) -> Result<(), Refusal> {
    let sizes = [
        (Sample::Top, top, MIN_GROUP),
        (Sample::Others, others, MIN_GROUP),
        (Sample::Team, top + others, MIN_TEAM),
    ];
    for (of, have, need) in sizes {
        if have < need {
            return Err(Refusal::TooFew { of, have, need });
        }
    }
    Ok(())
}

/// Whether a corrected chance is small enough for the list.
fn listed(q: Rational) -> bool {
    Rational::new(LISTED_BP, 10_000).is_some_and(|limit| q <= limit)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const RESULTS: Period = Period::Quarter(2026, 3);

    fn groups(top: i64, all: i64) -> Groups {
        let people = |first: i64, last: i64| (first..=last).map(PersonId).collect();
        Groups { top: people(1, top), others: people(top + 1, all) }
    }

    fn asked(groups: Groups) -> Asked {
        Asked { groups, results: RESULTS, behaviours: RESULTS.previous() }
    }

    /// A behaviour with the values of people 1, 2, 3 …
    fn behaviour<K>(key: K, values: &[f64]) -> Behaviour<K> {
        Behaviour { key, values: (1..).map(PersonId).zip(values.iter().copied()).collect() }
    }

    fn told(finding: &Finding<&str>) -> Compared {
        finding.told.unwrap()
    }

    #[test]
    fn the_top_is_fixed_by_results_and_a_tie_is_for_people() {
        let results: BTreeMap<PersonId, Rational> =
            [(1, 90), (2, 120), (3, 80), (4, 120), (5, 70), (6, 80)]
                .into_iter()
                .map(|(person, result)| (PersonId(person), Rational::from_int(result)))
                .collect();
        let found = Groups::by_result(&results, 3).unwrap();
        assert_eq!(found.top, BTreeSet::from([1, 2, 4].map(PersonId)));
        assert_eq!(found.others, BTreeSet::from([3, 5, 6].map(PersonId)));
        assert_eq!(Groups::by_result(&results, 4), Err(Refusal::Tied));
        let few = |of, have, need| Err(Refusal::TooFew { of, have, need });
        assert_eq!(Groups::by_result(&results, 9), few(Sample::Others, 0, 2));
        assert_eq!(Groups::by_result(&results, 0), few(Sample::Top, 0, 2));
    }

    #[test]
    fn a_difference_beyond_chance_is_listed_and_others_are_not() {
        let findings = analyse(
            &asked(groups(3, 10)),
            &[
                behaviour("value", &[9.0, 8.5, 10.0, 6.0, 7.5, 7.0, 5.5, 8.0, 6.5, 7.0]),
                behaviour("visits", &[2.0, 3.0, 1.0, 2.0, 3.0, 1.0, 2.0, 3.0, 1.0, 2.0]),
                behaviour("same", &[4.0; 10]),
            ],
        )
        .unwrap();
        let [value, visits, same] = [0_usize, 1, 2].map(|at| told(&findings[at]));
        assert_eq!((value.chance.extreme, value.chance.arrangements), (1, 120));
        // 1/120 × 3/1.
        assert_eq!(value.q, Rational::new(1, 40).unwrap());
        assert_eq!(value.holm, value.q);
        assert!(value.listed && value.effect.unwrap().interval.lo > 0.0);
        assert!(!visits.listed && visits.effect.is_some());
        assert_eq!((same.effect, same.listed, same.q), (None, false, Rational::ONE));
        assert_eq!((same.top_mean, same.others_mean), (4.0, 4.0));
    }

    #[test]
    fn the_list_ends_at_ten_in_a_hundred_exactly() {
        // Twelve behaviours, of which one is the most extreme of 120: q is 1/10, and listed.
        let flat = [1.0; 10];
        let mut behaviours = vec![behaviour("flat", &flat); 11];
        let clear = [9.0, 8.5, 10.0, 6.0, 7.5, 7.0, 5.5, 8.0, 6.5, 7.0];
        behaviours.push(behaviour("clear", &clear));
        let findings = analyse(&asked(groups(3, 10)), &behaviours).unwrap();
        let found = told(findings.last().unwrap());
        assert_eq!((found.q, found.listed), (Rational::new(1, 10).unwrap(), true));
        behaviours.push(behaviour("flat", &flat));
        let refused = analyse(&asked(groups(3, 10)), &behaviours);
        assert_eq!(refused, Err(Refusal::TooMany { have: 13, most: 12 }));
        assert!(!listed(Rational::new(1_001, 10_000).unwrap()));
    }

    #[test]
    fn small_groups_and_results_of_the_same_time_are_refused() {
        let none: [Behaviour<&str>; 0] = [];
        let few = |of, have, need| Err(Refusal::TooFew { of, have, need });
        assert_eq!(analyse(&asked(groups(1, 10)), &none), few(Sample::Top, 1, 2));
        assert_eq!(analyse(&asked(groups(9, 10)), &none), few(Sample::Others, 1, 2));
        assert_eq!(analyse(&asked(groups(2, 4)), &none), few(Sample::Team, 4, 5));
        assert_eq!(analyse(&asked(groups(2, 5)), &none), Ok(vec![]));
        let mut both = groups(2, 5);
        both.others.insert(PersonId(1));
        assert_eq!(analyse(&asked(both), &none), Err(Refusal::InBoth));
        for behaviours in [RESULTS, RESULTS.next(), Period::Month(2026, 7)] {
            let late = Asked { behaviours, ..asked(groups(2, 5)) };
            assert_eq!(analyse(&late, &none), Err(Refusal::NotBefore), "{behaviours}");
        }
    }

    #[test]
    fn who_is_not_known_is_counted_and_what_cannot_be_tested_is_not_looked_at() {
        let clear = behaviour("clear", &[9.0, 8.0, 7.5, 2.0, 3.0, 4.0]);
        let mut holes = clear.clone();
        holes.key = "holes";
        holes.values.remove(&PersonId(2));
        holes.values.remove(&PersonId(3));
        let findings = analyse(&asked(groups(3, 6)), &[holes, clear]).unwrap();
        assert_eq!((findings[0].top, findings[0].others, findings[0].unknown), (1, 3, 2));
        let few = Refusal::TooFew { of: Sample::Top, have: 1, need: 2 };
        assert_eq!(findings[0].told, Err(few));
        assert_eq!((findings[1].unknown, told(&findings[1]).chance.extreme), (0, 2));
        // Of one that could be tested: as it is.
        assert_eq!(told(&findings[1]).q, Rational::new(2, 20).unwrap());
        let broken = behaviour("broken", &[1.0, 2.0, f64::NAN, 2.0, 3.0, 4.0]);
        let findings = analyse(&asked(groups(3, 6)), &[broken]).unwrap();
        assert_eq!(findings[0].told, Err(Refusal::NotFinite));
    }

    proptest! {
        #[test]
        fn no_finding_is_surer_than_its_chance(
            values in prop::collection::vec(prop::collection::vec(0_i32..20, 8), 1..5), top in 2_i64..=6,
        ) {
            let floats = |own: &Vec<i32>| own.iter().copied().map(f64::from).collect::<Vec<_>>();
            let behaviours: Vec<_> = values.iter().map(|own| behaviour(0_u8, &floats(own))).collect();
            for finding in analyse(&asked(groups(top, 8)), &behaviours).unwrap() {
                let found = finding.told.unwrap();
                let chance = found.chance.exact().unwrap();
                prop_assert!(chance <= found.q && found.q <= found.holm && found.holm <= Rational::ONE);
                prop_assert_eq!(found.listed, found.q <= Rational::new(1, 10).unwrap());
                if let Some(effect) = found.effect {
                    let ahead = found.top_mean - found.others_mean;
                    prop_assert!(effect.g * ahead >= 0.0);
                }
            }
        }
    }
}
