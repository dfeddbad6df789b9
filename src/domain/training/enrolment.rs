//! Who should go to which class, from what they lack (从差距报名; domain document, B11).
//!
//! What a class can do for a person is the part of a gap that it closes: up to the level it leads to and
//! no further than what the post asks. Whoever has the highest importance × that part is first, then the
//! widest part, then the smaller key, until the seats are taken; the others wait in the same order.
//!
//! # Each with a reason
//!
//! Everybody is chosen, waiting or left out, once, and says why. A skill that was never rated is no gap:
//! whoever lacks only a rating is left out as that, to be rated first.
//!
//! # One gap, one class
//!
//! Classes are filled in the order of their days. A gap that an earlier class closes, or one to which the
//! person already goes, sends nobody to a second, and nobody is in two classes at once.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::gap::{Need, gap};
use crate::domain::ids::PersonId;
use crate::domain::mentoring::Span;

/// A class that is to be filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Class<C, S> {
    /// What names it.
    pub key: C,
    /// Its days.
    pub span: Span,
    /// The skills it trains, with the level to which it leads, in ten-thousandths.
    pub teaches: BTreeMap<S, i64>,
    /// Its seats; `None` where they are not limited.
    pub seats: Option<u32>,
    /// Who already goes.
    pub enrolled: BTreeSet<PersonId>,
}

/// Somebody who could go.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trainee<S> {
    /// What the post asks.
    pub needs: BTreeMap<S, Need>,
    /// The levels of the person in ten-thousandths; a skill that was never rated is not in it.
    pub levels: BTreeMap<S, i64>,
    /// The day on which the person leaves, where that is known.
    pub leaves: Option<NaiveDate>,
    /// Days on which the person cannot come.
    pub away: Vec<Span>,
}

/// What a class does for one skill of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gain<S> {
    /// The skill.
    pub skill: S,
    /// What the post asks.
    pub need: Need,
    /// The level in ten-thousandths: the rated one, or that to which an earlier class leads.
    pub from: i64,
    /// What the class closes of the gap, in ten-thousandths, above zero.
    pub closes: i64,
}

impl<S> Gain<S> {
    /// Importance × what is closed.
    pub fn priority(&self) -> i64 {
        i64::from(self.need.importance).saturating_mul(self.closes)
    }
}

/// Somebody whom a class would bring further, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice<S> {
    /// The person.
    pub person: PersonId,
    /// The sum of the priorities of what is gained.
    pub priority: i64,
    /// What is gained, at least one skill.
    pub gains: Vec<Gain<S>>,
}

impl<S> Choice<S> {
    /// The most that is closed in one skill, in ten-thousandths.
    pub fn widest(&self) -> i64 {
        self.gains.iter().map(|gain| gain.closes).max().unwrap_or(0)
    }
}

/// Why somebody is neither chosen nor waiting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LeftOut<C> {
    /// Already goes to this class; the day on which the person leaves, where that is known.
    Enrolled(Option<NaiveDate>),
    /// Leaves the company on a day.
    Leaves(NaiveDate),
    /// The post asks for none of the skills.
    NotAsked,
    /// Has what the post asks.
    AtLevel,
    /// Lacks something, and is already as far as the class leads.
    BeyondClass,
    /// Was never rated in a skill of the class, and lacks nothing in the others.
    NotRated,
    /// Another class closes the gap.
    Covered(C),
    /// Cannot come on its days.
    Away,
    /// Goes to another class on one of its days.
    Clash(C),
}

impl<C> LeftOut<C> {
    /// The word in machine-readable answers, and behind which its reason stands.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Enrolled(_) => "enrolled",
            Self::Leaves(_) => "leaves",
            Self::NotAsked => "not-asked",
            Self::AtLevel => "at-level",
            Self::BeyondClass => "beyond-class",
            Self::NotRated => "not-rated",
            Self::Covered(_) => "covered",
            Self::Away => "away",
            Self::Clash(_) => "clash",
        }
    }
}

/// Who should go to a class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal<C, S> {
    /// The class.
    pub class: C,
    /// Those who get a free seat, the most urgent first.
    pub chosen: Vec<Choice<S>>,
    /// Those for whom no seat is left, in the same order.
    pub waiting: Vec<Choice<S>>,
    /// The others, by key.
    pub left_out: Vec<(PersonId, LeftOut<C>)>,
    /// Seats that stay free; `None` where they are not limited.
    pub free: Option<usize>,
}

impl<C, S> Proposal<C, S> {
    /// The priority of all who are chosen, together.
    pub fn priority(&self) -> i64 {
        self.chosen.iter().fold(0, |sum, choice| sum.saturating_add(choice.priority))
    }
}

/// What people will have done by other classes.
struct Booked<C, S> {
    /// The classes to which a person goes.
    busy: BTreeMap<PersonId, Vec<(Span, C)>>,
    /// The level to which a class brings a person in a skill.
    expected: BTreeMap<PersonId, BTreeMap<S, (i64, C)>>,
}

impl<C: Clone + Ord, S: Clone + Ord> Booked<C, S> {
    /// Books a person into a class.
    fn book(&mut self, class: &Class<C, S>, person: PersonId) {
        self.busy.entry(person).or_default().push((class.span, class.key.clone()));
        let levels = self.expected.entry(person).or_default();
        for (skill, to) in &class.teaches {
            if levels.get(skill).is_none_or(|(level, _)| level < to) {
                levels.insert(skill.clone(), (*to, class.key.clone()));
            }
        }
    }

    /// The level to which another class brings a person in a skill, and that class.
    fn expected(&self, person: PersonId, skill: &S) -> Option<&(i64, C)> {
        self.expected.get(&person)?.get(skill)
    }
}

/// Proposes who goes to each class, from the earliest class on.
pub fn propose<C: Clone + Ord, S: Clone + Ord>(
    classes: &[Class<C, S>],
    trainees: &BTreeMap<PersonId, Trainee<S>>,
) -> Vec<Proposal<C, S>> {
    let mut order: Vec<&Class<C, S>> = classes.iter().collect();
    order.sort_by(|a, b| (a.span, &a.key).cmp(&(b.span, &b.key)));
    let mut booked = Booked { busy: BTreeMap::new(), expected: BTreeMap::new() };
    for class in &order {
        for person in &class.enrolled {
            booked.book(class, *person);
        }
    }
    let mut proposals = Vec::with_capacity(order.len());
    for class in order {
        let proposal = fill(class, trainees, &booked);
        for choice in &proposal.chosen {
            booked.book(class, choice.person);
        }
        proposals.push(proposal);
    }
    proposals
}

/// Fills one class.
fn fill<C: Clone + Ord, S: Clone + Ord>(
    class: &Class<C, S>,
    trainees: &BTreeMap<PersonId, Trainee<S>>,
    booked: &Booked<C, S>,
) -> Proposal<C, S> {
    let (mut chosen, mut left_out) = (vec![], vec![]);
    for (person, trainee) in trainees {
        match judge(class, *person, trainee, booked) {
            Ok(choice) => chosen.push(choice),
            Err(why) => left_out.push((*person, why)),
        }
    }
    chosen.sort_by_key(|choice| (Reverse((choice.priority, choice.widest())), choice.person));
    let seats = class.seats.map(|seats| {
        usize::try_from(seats).unwrap_or(usize::MAX).saturating_sub(class.enrolled.len())
    });
    let waiting = match seats {
        Some(seats) if seats < chosen.len() => chosen.split_off(seats),
        _ => vec![],
    };
    let free = seats.map(|seats| seats.saturating_sub(chosen.len()));
    Proposal { class: class.key.clone(), chosen, waiting, left_out, free }
}

/// Whether a class would bring a person further, or why they are left out.
fn judge<C: Clone + Ord, S: Clone + Ord>(
    class: &Class<C, S>,
    person: PersonId,
    trainee: &Trainee<S>,
    booked: &Booked<C, S>,
) -> Result<Choice<S>, LeftOut<C>> {
    if class.enrolled.contains(&person) {
        return Err(LeftOut::Enrolled(trainee.leaves));
    }
    if let Some(day) = trainee.leaves {
        return Err(LeftOut::Leaves(day));
    }
    let gains = gains(class, person, trainee, booked)?;
    if trainee.away.iter().any(|span| span.meets(class.span)) {
        return Err(LeftOut::Away);
    }
    let mut others = booked.busy.get(&person).into_iter().flatten();
    if let Some((_, other)) = others.find(|(span, _)| span.meets(class.span)) {
        return Err(LeftOut::Clash(other.clone()));
    }
    let priority = gains.iter().fold(0_i64, |sum, gain| sum.saturating_add(gain.priority()));
    Ok(Choice { person, priority, gains })
}

/// What a class closes of the gaps of a person, at least in one skill.
fn gains<C: Clone + Ord, S: Clone + Ord>(
    class: &Class<C, S>,
    person: PersonId,
    trainee: &Trainee<S>,
    booked: &Booked<C, S>,
) -> Result<Vec<Gain<S>>, LeftOut<C>> {
    let mut gains = vec![];
    // Why there is no gain, the more telling over the less: a class that closes it, a rating that is
    // missing, a gap that is beyond the class, no gap.
    let mut why = LeftOut::NotAsked;
    let mut covered = None;
    let mut unrated = false;
    for (skill, to) in &class.teaches {
        let Some(need) = trainee.needs.get(skill).copied() else { continue };
        if matches!(why, LeftOut::NotAsked) {
            why = LeftOut::AtLevel;
        }
        let Some(level) = trainee.levels.get(skill).copied() else {
            unrated = true;
            continue;
        };
        let reach = need.level.min(*to);
        if gap(reach, level) == 0 {
            if gap(need.level, level) > 0 {
                why = LeftOut::BeyondClass;
            }
            continue;
        }
        let other = booked.expected(person, skill);
        let from = other.map_or(level, |(expected, _)| level.max(*expected));
        let closes = gap(reach, from);
        if closes > 0 {
            gains.push(Gain { skill: skill.clone(), need, from, closes });
        } else {
            covered = other.map(|(_, by)| by.clone());
        }
    }
    match covered {
        _ if !gains.is_empty() => Ok(gains),
        Some(by) => Err(LeftOut::Covered(by)),
        None if unrated => Err(LeftOut::NotRated),
        None => Err(why),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::training::level::LEVEL;

    type Skill = &'static str;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn one_day(text: &str) -> Span {
        Span { first: day(text), last: day(text) }
    }

    fn class(key: u8, on: &str, teaches: &[(Skill, i64)], seats: u32) -> Class<u8, Skill> {
        Class {
            key,
            span: one_day(on),
            teaches: teaches.iter().map(|(skill, to)| (*skill, to * LEVEL)).collect(),
            seats: Some(seats),
            enrolled: BTreeSet::new(),
        }
    }

    /// Skills with what the post asks, how much it matters, and the level, -1 for never rated.
    fn trainee(skills: &[(Skill, i64, u32, i64)]) -> Trainee<Skill> {
        let needs = skills.iter().map(|(skill, level, importance, _)| {
            (*skill, Need { level: level * LEVEL, importance: *importance })
        });
        let rated = skills.iter().filter(|(_, _, _, level)| *level >= 0);
        Trainee {
            needs: needs.collect(),
            levels: rated.map(|(skill, _, _, level)| (*skill, level * LEVEL)).collect(),
            ..Trainee::default()
        }
    }

    fn people(list: Vec<Trainee<Skill>>) -> BTreeMap<PersonId, Trainee<Skill>> {
        (1..).map(PersonId).zip(list).collect()
    }

    fn ids<'a>(choices: impl IntoIterator<Item = &'a Choice<Skill>>) -> Vec<i64> {
        choices.into_iter().map(|choice| choice.person.0).collect()
    }

    #[test]
    fn the_most_urgent_come_first_and_the_rest_wait() {
        let trainees = people(vec![
            trainee(&[("价值量化", 3, 5, 2)]),
            trainee(&[("价值量化", 3, 5, 1)]),
            trainee(&[("价值量化", 3, 5, 2)]),
            trainee(&[("价值量化", 2, 10, 1)]),
            trainee(&[("价值量化", 3, 10, 0)]),
        ]);
        let found = propose(&[class(1, "2025-12-04", &[("价值量化", 3)], 3)], &trainees);
        // 5: 30; 2: 10 by two levels; 4: 10 by one; 1 and 3: 5 each.
        assert_eq!(ids(&found[0].chosen), [5, 2, 4]);
        assert_eq!(ids(&found[0].waiting), [1, 3]);
        assert_eq!((found[0].free, found[0].priority()), (Some(0), 50 * LEVEL));
        let gain = &found[0].chosen[1].gains[0];
        assert_eq!((gain.from, gain.closes, gain.need.level), (LEVEL, 2 * LEVEL, 3 * LEVEL));
    }

    #[test]
    fn everybody_else_is_told_why() {
        let mut leaver = trainee(&[("谈判", 3, 1, 1)]);
        leaver.leaves = Some(day("2025-12-05"));
        let mut away = trainee(&[("谈判", 3, 1, 1)]);
        away.away = vec![one_day("2025-12-16")];
        let trainees = people(vec![
            trainee(&[("谈判", 3, 1, 3)]),
            trainee(&[("计划", 3, 1, 1)]),
            trainee(&[("谈判", 3, 1, -1)]),
            trainee(&[("谈判", 4, 1, 3)]),
            leaver.clone(),
            away,
            leaver,
            trainee(&[("谈判", 3, 1, 2)]),
        ]);
        let mut talk = class(1, "2025-12-16", &[("谈判", 3)], 8);
        talk.enrolled.insert(PersonId(7));
        let mut found = propose(&[talk], &trainees);
        let proposal = found.remove(0);
        assert_eq!(ids(&proposal.chosen), [8]);
        assert_eq!(proposal.free, Some(6), "eight seats, one taken before and one now");
        let left = Some(day("2025-12-05"));
        let expected = [
            (1, LeftOut::AtLevel),
            (2, LeftOut::NotAsked),
            (3, LeftOut::NotRated),
            (4, LeftOut::BeyondClass),
            (5, LeftOut::Leaves(day("2025-12-05"))),
            (6, LeftOut::Away),
            (7, LeftOut::Enrolled(left)),
        ];
        assert_eq!(proposal.left_out, expected.map(|(person, why)| (PersonId(person), why)));
    }

    #[test]
    fn one_gap_sends_nobody_to_two_classes_or_to_two_at_once() {
        let trainees = people(vec![trainee(&[("谈判", 3, 1, 1), ("计划", 3, 1, 1)])]);
        let later = class(1, "2025-12-16", &[("谈判", 3)], 5);
        let earlier = class(2, "2025-12-04", &[("谈判", 2)], 5);
        let same_day = class(3, "2025-12-04", &[("计划", 3)], 5);
        let again = class(4, "2026-01-08", &[("谈判", 3)], 5);
        let found = propose(&[later, earlier, same_day, again], &trainees);
        let told: Vec<_> = found
            .iter()
            .map(|proposal| {
                let gain = proposal.chosen.first().map(|choice| choice.gains[0].from);
                (proposal.class, gain, proposal.left_out.first().map(|(_, why)| why.clone()))
            })
            .collect();
        assert_eq!(
            told,
            [
                (2, Some(LEVEL), None),
                (3, None, Some(LeftOut::Clash(2))),
                // The first class leads to 2, so this one goes on from there.
                (1, Some(2 * LEVEL), None),
                (4, None, Some(LeftOut::Covered(1))),
            ]
        );
    }

    #[test]
    fn who_already_goes_to_a_later_class_is_not_sent_to_an_earlier_one() {
        let trainees = people(vec![trainee(&[("谈判", 3, 1, 1)])]);
        let mut later = class(1, "2025-12-16", &[("谈判", 3)], 5);
        later.enrolled.insert(PersonId(1));
        let found = propose(&[class(2, "2025-12-04", &[("谈判", 3)], 5), later], &trainees);
        assert_eq!(found[0].left_out, [(PersonId(1), LeftOut::Covered(1))]);
        assert_eq!(found[1].left_out, [(PersonId(1), LeftOut::Enrolled(None))]);
    }

    proptest! {
        #[test]
        fn everybody_stands_in_each_class_once(
            held in prop::collection::vec((1_i64..=4, 0_u32..5, -1_i64..=4), 0..12),
            seats in 0_u32..6,
            enrolled in prop::collection::btree_set(1_i64..12, 0..4),
        ) {
            let list = held.iter().map(|(asked, importance, level)| {
                trainee(&[("谈判", *asked, *importance, *level)])
            });
            let trainees = people(list.collect());
            let mut first = class(1, "2025-12-04", &[("谈判", 2)], seats);
            first.enrolled = enrolled.into_iter().map(PersonId).collect();
            let taken = first.enrolled.len();
            let found = propose(&[first, class(2, "2025-12-16", &[("谈判", 4)], 3)], &trainees);
            for proposal in &found {
                let mut all = ids(proposal.chosen.iter().chain(&proposal.waiting));
                all.extend(proposal.left_out.iter().map(|(person, _)| person.0));
                all.sort_unstable();
                prop_assert_eq!(all, (1_i64..).take(trainees.len()).collect::<Vec<_>>());
                let order = proposal.chosen.iter().chain(&proposal.waiting);
                prop_assert!(order.map(|choice| choice.priority).is_sorted_by(|a, b| a >= b));
                prop_assert!(proposal.waiting.is_empty() || proposal.free == Some(0));
            }
            let seats = usize::try_from(seats).unwrap().saturating_sub(taken);
            prop_assert!(found[0].chosen.len() <= seats);
        }
    }
}
