//! The skills of a team at one look (技能矩阵): each person and each skill counted by how the level stands
//! to what the post asks (domain document, B11).
//!
//! A skill that the post does not ask for is no part of any count, and one that was never rated is
//! counted apart: 达标 is a share of those that were rated.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::gap::gap;
use super::level::LEVEL;
use crate::domain::stats::rational::Rational;

/// How a level stands to what is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cell {
    /// The post does not ask for the skill.
    NotAsked,
    /// It was never rated.
    Unrated,
    /// More than what is asked.
    Above,
    /// What is asked.
    Met,
    /// Less, by one level at most.
    Below,
    /// Less by more than one level.
    FarBelow,
}

impl Cell {
    /// How a level stands to what is asked, both in ten-thousandths.
    pub fn of(required: Option<i64>, level: Option<i64>) -> Self {
        let Some(required) = required else { return Self::NotAsked };
        let Some(level) = level else { return Self::Unrated };
        let missing = gap(required, level);
        if level > required {
            Self::Above
        } else if missing == 0 {
            Self::Met
        } else if missing <= LEVEL {
            Self::Below
        } else {
            Self::FarBelow
        }
    }

    /// The word in machine-readable answers, and behind which its name stands.
    pub const fn word(self) -> &'static str {
        match self {
            Self::NotAsked => "not-asked",
            Self::Unrated => "unrated",
            Self::Above => "above",
            Self::Met => "met",
            Self::Below => "below",
            Self::FarBelow => "far-below",
        }
    }
}

/// One skill of one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark<P, S> {
    /// The person.
    pub person: P,
    /// The skill.
    pub skill: S,
    /// The level that the post asks for, in ten-thousandths; `None` where it does not.
    pub required: Option<i64>,
    /// The level of the person in ten-thousandths; `None` where it was never rated.
    pub level: Option<i64>,
}

/// Skills counted by how they stand to what is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Heat {
    /// More than asked.
    pub above: u64,
    /// As asked.
    pub met: u64,
    /// One level below at most.
    pub below: u64,
    /// Further below.
    pub far_below: u64,
    /// Never rated.
    pub unrated: u64,
    /// All that is missing together, in ten-thousandths of a level.
    pub missing: i64,
}

impl Heat {
    /// Counts one skill of one person.
    pub fn add(&mut self, required: Option<i64>, level: Option<i64>) {
        match Cell::of(required, level) {
            Cell::NotAsked => {}
            Cell::Unrated => self.unrated += 1,
            Cell::Above => self.above += 1,
            Cell::Met => self.met += 1,
            Cell::Below => self.below += 1,
            Cell::FarBelow => self.far_below += 1,
        }
        if let (Some(required), Some(level)) = (required, level) {
            self.missing = self.missing.saturating_add(gap(required, level));
        }
    }

    /// How many are below what is asked.
    pub const fn short(&self) -> u64 {
        self.below + self.far_below
    }

    /// How many reach what is asked.
    pub const fn reached(&self) -> u64 {
        self.above + self.met
    }

    /// How many were rated.
    pub const fn rated(&self) -> u64 {
        self.reached() + self.short()
    }

    /// How many are asked for.
    pub const fn asked(&self) -> u64 {
        self.rated() + self.unrated
    }

    /// The share of those rated that reach what is asked; `None` where none was rated.
    pub fn share(&self) -> Option<Rational> {
        Rational::new(self.reached().into(), self.rated().into())
    }
}

/// A team by person, by skill and as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matrix<P, S> {
    /// Each person.
    pub people: BTreeMap<P, Heat>,
    /// Each skill.
    pub skills: BTreeMap<S, Heat>,
    /// All together.
    pub whole: Heat,
}

impl<P, S> Matrix<P, S> {
    /// The skill in which the most people are below what is asked, of equal ones where the most is missing,
    /// then the first; `None` where nobody is.
    pub fn widest(&self) -> Option<(&S, &Heat)> {
        let short = self.skills.iter().filter(|(_, heat)| heat.short() > 0);
        short.min_by_key(|(_, heat)| Reverse((heat.short(), heat.missing)))
    }
}

/// Counts the skills of a team.
pub fn matrix<P: Ord, S: Ord>(marks: impl IntoIterator<Item = Mark<P, S>>) -> Matrix<P, S> {
    let mut found =
        Matrix { people: BTreeMap::new(), skills: BTreeMap::new(), whole: Heat::default() };
    for mark in marks {
        let (required, level) = (mark.required, mark.level);
        found.people.entry(mark.person).or_default().add(required, level);
        found.skills.entry(mark.skill).or_default().add(required, level);
        found.whole.add(required, level);
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn mark(
        person: u8,
        skill: &'static str,
        required: Option<i64>,
        level: Option<i64>,
    ) -> Mark<u8, &'static str> {
        let parts = |level: i64| level * LEVEL;
        Mark { person, skill, required: required.map(parts), level: level.map(parts) }
    }

    #[test]
    fn a_cell_says_how_a_level_stands() {
        for (required, level, cell) in [
            (None, Some(10_000), Cell::NotAsked),
            (None, None, Cell::NotAsked),
            (Some(30_000), None, Cell::Unrated),
            (Some(30_000), Some(30_001), Cell::Above),
            (Some(30_000), Some(30_000), Cell::Met),
            (Some(30_000), Some(29_999), Cell::Below),
            (Some(30_000), Some(20_000), Cell::Below),
            (Some(30_000), Some(19_999), Cell::FarBelow),
            (Some(30_000), Some(0), Cell::FarBelow),
        ] {
            assert_eq!(Cell::of(required, level), cell, "{required:?} {level:?}");
        }
    }

    #[test]
    fn a_team_is_counted_three_ways() {
        let found = matrix([
            mark(1, "谈判", Some(3), Some(1)),
            mark(1, "计划", Some(3), Some(3)),
            mark(1, "英语", None, Some(4)),
            mark(2, "谈判", Some(3), Some(2)),
            mark(2, "计划", Some(3), Some(4)),
            mark(3, "谈判", Some(2), None),
            mark(3, "计划", Some(2), Some(1)),
        ]);
        let negotiation = found.skills["谈判"];
        assert_eq!((negotiation.short(), negotiation.far_below, negotiation.unrated), (2, 1, 1));
        assert_eq!((negotiation.missing, negotiation.asked()), (3 * LEVEL, 3));
        assert_eq!(found.skills["英语"], Heat::default(), "not asked is not counted");
        assert_eq!(found.people[&1].share(), Rational::new(1, 2));
        assert_eq!(found.people[&3].share(), Some(Rational::ZERO), "of the one that was rated");
        assert_eq!((found.whole.reached(), found.whole.rated()), (2, 5));
        assert_eq!(found.widest().map(|(skill, _)| *skill), Some("谈判"));
    }

    #[test]
    fn the_widest_gap_is_the_one_of_most_people_then_of_most_levels() {
        let found = matrix([
            mark(1, "b", Some(3), Some(1)),
            mark(1, "c", Some(3), Some(2)),
            mark(2, "a", Some(3), Some(2)),
            mark(2, "c", Some(3), Some(2)),
        ]);
        assert_eq!(found.widest().map(|(skill, _)| *skill), Some("c"));
        let found = matrix([mark(1, "a", Some(3), Some(2)), mark(1, "b", Some(3), Some(1))]);
        assert_eq!(found.widest().map(|(skill, _)| *skill), Some("b"));
        let found = matrix([mark(1, "b", Some(3), Some(2)), mark(1, "a", Some(3), Some(2))]);
        assert_eq!(found.widest().map(|(skill, _)| *skill), Some("a"), "else the first");
        assert_eq!(matrix([mark(1, "a", Some(3), None)]).widest(), None);
        assert_eq!(Heat::default().share(), None);
    }

    proptest! {
        #[test]
        fn people_and_skills_add_up_to_the_whole(
            cells in prop::collection::vec(
                (0_u8..4, 0_u8..4, prop::option::of(1_i64..=4), prop::option::of(0_i64..=4)),
                0..30,
            ),
        ) {
            let parts = |level: i64| level * LEVEL;
            let marks = cells.iter().map(|(person, skill, required, level)| Mark {
                person: *person,
                skill: *skill,
                required: required.map(parts),
                level: level.map(parts),
            });
            let found = matrix(marks);
            let asked = cells.iter().filter(|(_, _, required, _)| required.is_some()).count();
            prop_assert_eq!(found.whole.asked(), asked as u64);
            let people: Vec<Heat> = found.people.into_values().collect();
            let skills: Vec<Heat> = found.skills.into_values().collect();
            for heats in [people, skills] {
                prop_assert_eq!(heats.iter().map(Heat::asked).sum::<u64>(), found.whole.asked());
                prop_assert_eq!(heats.iter().map(Heat::short).sum::<u64>(), found.whole.short());
                let missing: i64 = heats.iter().map(|heat| heat.missing).sum();
                prop_assert_eq!(missing, found.whole.missing);
            }
        }
    }
}
