//! The plan of a period: what was chosen and typed, put on top of what history says. Parts add up to
//! the whole, to the fen, for people, months and weeks.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::ids::PersonId;
use crate::domain::money::div_round;
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::domain::stats::rational::Rational;
use crate::domain::target::limits::{Part as Limited, SplitError};
use crate::domain::target::waterfill::split as domain_split;
use crate::metrics::targets::Levels;
use crate::metrics::targets::inputs::{Inputs, Part};
use crate::metrics::targets::proposal::Rule;
use crate::metrics::targets::share::{Mix, weights};
use crate::metrics::targets::weeks::{Step, by_weights, grain, steps};

/// What was chosen and typed for a period.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// The rule that gives the whole; `None` where the whole is typed.
    pub rule: Option<Rule>,
    /// The growth in basis points.
    pub growth_bp: i64,
    /// The whole as typed.
    pub typed: Option<i64>,
    /// The higher levels as typed.
    pub stretch: Option<i64>,
    /// The highest level as typed.
    pub challenge: Option<i64>,
    /// How the parts are mixed.
    pub mix: Mix,
    /// No part is less than so much of what was reached a year before, in percent.
    pub least: Option<i64>,
    /// No part is more than so much of it.
    pub most: Option<i64>,
    /// Parts as typed: they stay when the others are worked out again.
    pub parts: BTreeMap<PersonId, i64>,
    /// Whether everyone else keeps the target that is stored; else it is worked out anew.
    pub keeps: bool,
    /// Who is worked out anew all the same.
    pub released: BTreeSet<PersonId>,
}

impl Draft {
    /// What a period begins with: its targets as they are, else what the first open rule proposes.
    pub fn of(inputs: &Inputs) -> Self {
        let rule = Rule::ALL.into_iter().find(|rule| inputs.proposal.of(*rule).is_some());
        let current = inputs.current.map(|levels| levels.base).or_else(|| inputs.sum_below());
        let levels = inputs.current;
        Self {
            // What is over is shown as it was.
            rule: if current.is_some() || inputs.closed() { None } else { rule },
            growth_bp: rule.map_or(0, Rule::growth_bp),
            typed: current,
            stretch: levels.and_then(|levels| levels.stretch),
            challenge: levels.and_then(|levels| levels.challenge),
            mix: Mix::HISTORY,
            least: None,
            most: None,
            parts: BTreeMap::new(),
            keeps: current.is_some() || inputs.closed(),
            released: BTreeSet::new(),
        }
    }

    /// The part that a person has whatever the others get: typed, or as it is stored.
    pub fn locked(&self, part: &Part) -> Option<i64> {
        let kept = || part.current.filter(|_| self.keeps && !self.released.contains(&part.person));
        self.parts.get(&part.person).copied().or_else(kept)
    }

    /// Keeps a part as it is, or works it out anew.
    pub fn lock(&mut self, person: PersonId, part: Option<i64>) {
        match part {
            Some(part) => {
                self.parts.insert(person, part);
            }
            None => {
                self.parts.remove(&person);
                self.released.insert(person);
            }
        }
    }

    /// Works every part out anew.
    pub fn reset(&mut self) {
        self.parts.clear();
        self.released.clear();
        self.keeps = false;
    }

    /// The locked parts, in the order of the people.
    fn locks<'a>(&'a self, inputs: &'a Inputs) -> impl Iterator<Item = Option<i64>> + 'a {
        inputs.people.iter().map(|part| self.locked(part))
    }

    /// A limit of a row's part; none where last year is unknown.
    fn limit(&self, inputs: &Inputs, at: usize, percent: Option<i64>) -> Option<i64> {
        let last_year = inputs.people.get(at)?.last_year?;
        div_round(i128::from(last_year) * i128::from(percent?), 100)
    }

    /// The whole: as typed, or as the rule gives it.
    pub fn whole(&self, inputs: &Inputs) -> Option<i64> {
        match self.rule {
            None => self.typed,
            Some(rule) => inputs.proposal.of(rule)?.value(self.growth_bp, inputs.market_bp),
        }
    }
}

/// Why a whole cannot be split.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// There is no whole.
    NoWhole,
    /// The parts and limits do not allow it; rows are named by their places.
    Split(SplitError<usize>),
}

impl From<SplitError<usize>> for Trouble {
    fn from(error: SplitError<usize>) -> Self {
        Self::Split(error)
    }
}

/// A plan worked out.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// The whole.
    pub whole: Option<i64>,
    /// What each person would get without anything typed.
    pub suggested: Vec<Option<i64>>,
    /// What each person gets.
    pub parts: Vec<Option<i64>>,
    /// Their sum; `None` where parts do not add up to a whole.
    pub sum: Option<i64>,
    /// The months of each person.
    pub months: Vec<Vec<i64>>,
    /// The months of the whole.
    pub whole_months: Vec<i64>,
    /// The weeks of the whole, or the months of a year.
    pub steps: Vec<Step>,
    /// Why the parts could not be worked out.
    pub trouble: Option<Trouble>,
}

impl Plan {
    /// The whole less the sum of its parts; `None` where there are none, or parts have no sum.
    pub fn difference(&self) -> Option<i64> {
        self.whole?.checked_sub(self.sum?).filter(|_| !self.parts.is_empty())
    }

    /// Works everything out.
    pub fn of(inputs: &Inputs, draft: &Draft) -> Self {
        let whole = draft.whole(inputs);
        let mut plan = Self { whole, ..Self::default() };
        if inputs.metric.adds_up() {
            plan.split_people(inputs, draft);
        } else {
            // A rate is no sum of others: everyone has the same until something else is typed.
            plan.suggested = vec![whole; inputs.people.len()];
            plan.parts = draft.locks(inputs).map(|part| part.or(whole)).collect();
        }
        if inputs.metric.adds_up() {
            let parts = plan.parts.iter().flatten();
            plan.sum = Some(parts.fold(0_i64, |sum, part| sum.saturating_add(*part)));
            plan.split_months(inputs);
        }
        plan
    }

    fn split_people(&mut self, inputs: &Inputs, draft: &Draft) {
        let n = inputs.people.len();
        if n == 0 {
            return;
        }
        let Some(whole) = self.whole else {
            self.trouble = Some(Trouble::NoWhole);
            self.suggested = vec![None; n];
            self.parts = draft.locks(inputs).collect();
            return;
        };
        // Nothing is no target: whoever gets nothing without being given it has none.
        let some = |parts: Vec<i64>, locks: &[Option<i64>]| -> Vec<Option<i64>> {
            let pairs = parts.into_iter().zip(locks);
            pairs
                .map(|(part, lock)| Some(part).filter(|part| *part > 0 || lock.is_some()))
                .collect()
        };
        let (none, locks) = (vec![None; n], draft.locks(inputs).collect::<Vec<_>>());
        let free = split(inputs, draft, whole, &none);
        self.suggested = free.map_or_else(|_| none.clone(), |parts| some(parts, &none));
        match split(inputs, draft, whole, &locks) {
            Ok(parts) => self.parts = some(parts, &locks),
            Err(trouble) => {
                self.trouble = Some(trouble);
                self.parts = locks;
            }
        }
    }

    /// Months by their weights; those of the whole are the sums of the people's where all have a part.
    fn split_months(&mut self, inputs: &Inputs) {
        let people = self.parts.iter().zip(&inputs.people);
        self.months = people
            .map(|(part, of)| part.map(|part| months(inputs, part, &of.months)).unwrap_or_default())
            .collect();
        let all = !self.parts.is_empty() && self.difference() == Some(0);
        self.whole_months = if all {
            let sum = |at: usize| {
                let months = self.months.iter().filter_map(|months| months.get(at));
                months.fold(0_i64, |sum, month| sum.saturating_add(*month))
            };
            (0..inputs.months.len()).map(sum).collect()
        } else {
            let own = |whole| months(inputs, whole, &inputs.current_months);
            self.whole.map(own).unwrap_or_default()
        };
        let by_month: BTreeMap<Period, i64> = inputs
            .months
            .iter()
            .zip(&self.whole_months)
            .map(|((of, _), value)| (*of, *value))
            .collect();
        let whole = self.whole.unwrap_or_default();
        let set = |part: Period| by_month.get(&part).copied();
        let steps = steps(&inputs.calendar, inputs.period, whole, &set);
        self.steps = steps.map(|steps| steps.steps).unwrap_or_default();
    }

    /// The targets that the plan sets: the whole with its months, everyone's, and for the regions and
    /// teams between the sums of their people's.
    pub fn goals(&self, inputs: &Inputs, draft: &Draft) -> Vec<(Scope, Period, Levels)> {
        let mut goals = vec![];
        if let Some(base) = self.whole {
            let levels = Levels { base, stretch: draft.stretch, challenge: draft.challenge };
            goals.push((inputs.scope, inputs.period, levels));
            goals.extend(inputs.parts_of(inputs.scope, &self.whole_months));
        }
        let mut sums: BTreeMap<Scope, (i64, Vec<i64>)> = BTreeMap::new();
        for (at, (row, part)) in inputs.people.iter().zip(&self.parts).enumerate() {
            let Some(part) = part else { continue };
            let scope = Scope::Person(row.person);
            goals.push((scope, inputs.period, inputs.levels(scope, inputs.period, *part)));
            let own = self.months.get(at).map(Vec::as_slice).unwrap_or_default();
            goals.extend(inputs.parts_of(scope, own));
            if !inputs.metric.adds_up() {
                continue;
            }
            for group in &row.groups {
                let (sum, months) =
                    sums.entry(*group).or_insert_with(|| (0, vec![0; inputs.months.len()]));
                *sum = sum.saturating_add(*part);
                for (month, value) in months.iter_mut().zip(own) {
                    *month = month.saturating_add(*value);
                }
            }
        }
        for (group, (sum, months)) in sums {
            goals.push((group, inputs.period, inputs.levels(group, inputs.period, sum)));
            goals.extend(inputs.parts_of(group, &months));
        }
        goals
    }
}

/// Splits a whole among the people; what is typed stays.
fn split(
    inputs: &Inputs,
    draft: &Draft,
    whole: i64,
    locks: &[Option<i64>],
) -> Result<Vec<i64>, Trouble> {
    let people = &inputs.people;
    let expected: Vec<Option<i64>> = people.iter().map(|person| person.expected).collect();
    let pipeline: Vec<Option<i64>> = people.iter().map(|person| person.pipeline).collect();
    let carries: Vec<Option<i64>> =
        people.iter().map(|person| Some(person.carries.weight())).collect();
    let weights = weights(draft.mix, &expected, &pipeline, &carries);
    // In what is shown, where everything is whole in that: then the figures as shown add up too. Limits
    // that only fit to the last unit are tried so.
    let unit = locks.iter().flatten().map(|part| grain(*part)).fold(grain(whole), i64::min);
    let of = |unit: i64| {
        let part = |(at, weight): (usize, &i64)| Limited {
            key: at,
            weight: Rational::from_int(*weight),
            floor: draft.limit(inputs, at, draft.least).map_or(0, |least| up(least, unit)),
            cap: draft.limit(inputs, at, draft.most).map(|most| most / unit),
            locked: locks.get(at).copied().flatten().map(|part| part / unit),
        };
        let parts: Vec<Limited<usize>> = weights.iter().enumerate().map(part).collect();
        let found = domain_split(whole / unit, &parts)?;
        Ok(found.into_iter().map(|part| part * unit).collect())
    };
    match of(unit) {
        Err(_) if unit > 1 => of(1),
        found => found,
    }
}

/// The months of a part: as they are stored, where they add up to it. Else one that is over keeps the target it has;
/// the rest is shared out among those that are not, by their weights.
fn months(inputs: &Inputs, part: i64, set: &[Option<i64>]) -> Vec<i64> {
    let stored: Option<Vec<i64>> = set.iter().copied().collect();
    let same = |stored: &Vec<i64>| {
        stored.iter().try_fold(0_i64, |sum, n| sum.checked_add(*n)) == Some(part)
    };
    if let Some(stored) = stored.filter(same) {
        return stored;
    }
    let weights: Vec<i64> = inputs.months.iter().map(|(_, weight)| *weight).collect();
    let kept = |at: usize| set.get(at).copied().flatten().filter(|_| at < inputs.over);
    let open: Vec<i64> = weights
        .iter()
        .enumerate()
        .map(|(at, weight)| if kept(at).is_some() { 0 } else { *weight })
        .collect();
    let fixed: i64 = (0..weights.len()).filter_map(kept).sum();
    let rest = by_weights(part.saturating_sub(fixed).max(0), &open).unwrap_or_default();
    let month = |at: usize| kept(at).or_else(|| rest.get(at).copied()).unwrap_or_default();
    (0..weights.len()).map(month).collect()
}

/// The least number of units that hold a value.
const fn up(value: i64, unit: i64) -> i64 {
    value / unit + if value % unit > 0 { 1 } else { 0 }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::calendar::Calendar;
    use crate::domain::ids::TeamId;
    use crate::metrics::MetricId;
    use crate::metrics::targets::Targets;
    use crate::metrics::targets::proposal::{Known, propose};
    use crate::metrics::targets::share::{Basis, Carries};

    const WAN: i64 = 1_000_000;

    fn part(id: i64, expected: i64, team: i64) -> Part {
        Part {
            person: PersonId(id),
            expected: Some(expected),
            basis: Basis::Own(6),
            pipeline: Some(1),
            carries: Carries::of(None, None, Period::Quarter(2026, 1)),
            last_year: Some(expected * 3),
            current: None,
            months: vec![None; 3],
            outlook: None,
            groups: vec![Scope::Team(TeamId(team))],
        }
    }

    fn inputs(people: Vec<Part>) -> Inputs {
        let period = Period::Quarter(2026, 1);
        let months =
            [21, 16, 22].into_iter().zip(1..).map(|(days, n)| (Period::Month(2026, n), days));
        let known = Known::default();
        Inputs {
            metric: MetricId::SignedAmount,
            scope: Scope::All,
            period,
            proposal: propose(period, &known),
            known,
            current: None,
            notes: vec![],
            market_bp: 0,
            people,
            current_months: vec![None; 3],
            months: months.collect(),
            over: 0,
            by_last_year: false,
            targets: Targets::default(),
            calendar: Calendar::published(),
        }
    }

    fn draft(inputs: &Inputs, whole: i64) -> Draft {
        Draft { rule: None, typed: Some(whole), ..Draft::of(inputs) }
    }

    #[test]
    fn what_is_typed_stays_with_its_person_and_the_rest_is_shared() {
        let mut inputs = inputs(vec![part(1, 3, 7), part(2, 2, 7), part(3, 1, 8)]);
        let mut draft = draft(&inputs, 600 * WAN);
        draft.parts.insert(PersonId(2), 150 * WAN);
        let plan = Plan::of(&inputs, &draft);
        let parts = |plan: &Plan| -> Vec<i64> {
            plan.parts.iter().flatten().map(|part| *part * 10 / WAN).collect()
        };
        assert_eq!(parts(&plan), [3_375, 1_500, 1_125]);
        assert_eq!(plan.suggested, [300, 200, 100].map(|wan| Some(wan * WAN)));
        assert_eq!(plan.difference(), Some(0));
        // Another load lists them in another order.
        inputs.people.reverse();
        assert_eq!(parts(&Plan::of(&inputs, &draft)), [1_125, 1_500, 3_375]);
    }

    #[test]
    fn by_level_each_gets_what_they_can_carry() {
        let of = |id: i64, level: Option<usize>| Part {
            carries: Carries::of(level, None, Period::Quarter(2026, 1)),
            ..part(id, 1, 7)
        };
        let inputs = inputs(vec![of(1, Some(1)), of(2, Some(4)), of(3, None)]);
        let draft = Draft { mix: Mix::LEVEL, ..draft(&inputs, 28 * WAN) };
        let plan = Plan::of(&inputs, &draft);
        // 0.6, 1.2 and 1.0 of 2.8.
        assert_eq!(plan.parts, [6, 12, 10].map(|wan| Some(wan * WAN)));
        assert_eq!(inputs.without_level(), 1);
    }

    #[test]
    fn limits_hold_and_what_cannot_be_met_is_refused_with_its_numbers() {
        let inputs = inputs(vec![part(1, 100 * WAN, 7), part(2, 50 * WAN, 7)]);
        let mut draft = draft(&inputs, 540 * WAN);
        // Last year they reached 300 and 150.
        draft.most = Some(115);
        let plan = Plan::of(&inputs, &draft);
        assert!(matches!(plan.trouble, Some(Trouble::Split(SplitError::CapsBelowTotal { .. }))));
        draft.most = Some(122);
        draft.typed = Some(545 * WAN);
        let plan = Plan::of(&inputs, &draft);
        assert_eq!((plan.trouble.clone(), plan.sum), (None, Some(545 * WAN)));
        assert!(plan.parts.iter().zip([366, 183]).all(|(part, cap)| *part <= Some(cap * WAN)));
        draft.parts.insert(PersonId(1), 600 * WAN);
        assert!(matches!(
            Plan::of(&inputs, &draft).trouble,
            Some(Trouble::Split(SplitError::LockedAboveTotal { .. }))
        ));
    }

    #[test]
    fn a_month_that_is_over_keeps_its_target_and_is_not_set_again() {
        let mut inputs = inputs(vec![part(1, 1, 7)]);
        inputs.over = 1;
        inputs.people[0].months = vec![Some(100 * WAN), None, None];
        let draft = draft(&inputs, 480 * WAN);
        let plan = Plan::of(&inputs, &draft);
        assert_eq!(plan.months, [vec![100 * WAN, 160 * WAN, 220 * WAN]]);
        let goals = plan.goals(&inputs, &draft);
        assert!(goals.iter().all(|(_, period, _)| *period != Period::Month(2026, 1)));
        assert!(goals.iter().any(|(_, period, _)| *period == Period::Month(2026, 2)));
    }

    #[test]
    fn stored_parts_stay_until_they_are_released_and_come_fresh_with_each_load() {
        let mut inputs = inputs(vec![part(1, 1, 7), part(2, 1, 7)]);
        inputs.current = Some(Levels::base(200 * WAN));
        inputs.people[0].current = Some(150 * WAN);
        inputs.people[1].current = Some(50 * WAN);
        let mut draft = Draft::of(&inputs);
        let parts = |inputs: &Inputs, draft: &Draft| -> Vec<i64> {
            Plan::of(inputs, draft).parts.into_iter().flatten().map(|part| part / WAN).collect()
        };
        assert_eq!(parts(&inputs, &draft), [150, 50]);
        draft.lock(PersonId(2), None);
        draft.lock(PersonId(1), Some(120 * WAN));
        assert_eq!(parts(&inputs, &draft), [120, 80]);
        // What another page stored since is not written over: only what was typed here is.
        let mut other = Draft::of(&inputs);
        other.lock(PersonId(1), Some(140 * WAN));
        inputs.people[1].current = Some(60 * WAN);
        assert_eq!(parts(&inputs, &other), [140, 60]);
        draft.reset();
        assert_eq!(parts(&inputs, &draft), [100, 100]);
    }

    #[test]
    fn nothing_is_no_target_and_a_partial_sum_is_no_whole() {
        let mut inputs = inputs(vec![part(1, 1, 7), part(2, 0, 7)]);
        inputs.people[1].expected = None;
        inputs.people[1].basis = Basis::Unknown;
        let plan = Plan::of(&inputs, &draft(&inputs, 100 * WAN));
        assert_eq!((plan.parts.clone(), plan.difference()), (vec![Some(100 * WAN), None], Some(0)));
        inputs.people[0].current = Some(5);
        assert_eq!(inputs.sum_below(), None, "somebody has none");
    }

    #[test]
    fn levels_above_stay_while_they_are_above() {
        let mut inputs = inputs(vec![part(1, 1, 7)]);
        let (scope, period) = (Scope::Person(PersonId(1)), inputs.period);
        let old = Levels { base: 100, stretch: Some(120), challenge: None };
        inputs.targets = Targets::of_one(scope, period, old);
        assert_eq!(inputs.levels(scope, period, 110), Levels { base: 110, ..old });
        assert_eq!(inputs.levels(scope, period, 130), Levels::base(130));
        assert!(!inputs.changes(&[(scope, period, old)]));
        assert!(inputs.changes(&[(scope, period, Levels::base(100))]), "the stretch goes");
    }

    #[test]
    fn what_is_over_is_shown_as_it_was_and_proposes_nothing() {
        let mut inputs = inputs(vec![part(1, 1, 7)]);
        inputs.over = 3;
        let plan = Plan::of(&inputs, &Draft::of(&inputs));
        assert_eq!((plan.whole, plan.parts), (None, vec![None]));
    }

    #[test]
    fn without_a_whole_nothing_is_split() {
        let inputs = inputs(vec![part(1, 1, 7)]);
        let plan = Plan::of(&inputs, &Draft { rule: None, typed: None, ..Draft::of(&inputs) });
        assert_eq!((plan.trouble, plan.parts), (Some(Trouble::NoWhole), vec![None]));
    }

    proptest! {
        #[test]
        fn every_level_adds_up(
            whole in 1_i64..10_000_000_000_000,
            people in prop::collection::vec((1_i64..1_000_000, 1_i64..5), 1..40),
        ) {
            let people = people.into_iter().zip(1..).map(|((expected, team), id)| part(id, expected, team));
            let inputs = inputs(people.collect());
            let draft = draft(&inputs, whole);
            let plan = Plan::of(&inputs, &draft);
            prop_assert_eq!(plan.difference(), Some(0));
            let goals = plan.goals(&inputs, &draft);
            let of = |scope: &dyn Fn(Scope) -> bool, period: Period| -> i64 {
                let found = goals.iter().filter(|(of, when, _)| scope(*of) && *when == period);
                found.map(|(_, _, levels)| levels.base).sum()
            };
            let (all, month) = (inputs.period, Period::Month(2026, 2));
            for period in [all, month] {
                let company = of(&|scope| scope == Scope::All, period);
                prop_assert_eq!(of(&|scope| matches!(scope, Scope::Team(_)), period), company);
                prop_assert_eq!(of(&|scope| matches!(scope, Scope::Person(_)), period), company);
            }
            let months: i64 =
                (1..4).map(|n| of(&|scope| scope == Scope::All, Period::Month(2026, n))).sum();
            prop_assert_eq!(months, whole);
            prop_assert_eq!(plan.steps.iter().map(|step| step.target).sum::<i64>(), whole);
        }
    }
}
