//! On how many people a skill of the team hangs (domain document, B11): those who do it alone, and where
//! that is one person only (单点风险).

use std::collections::{BTreeMap, BTreeSet};

/// Who of a team can do a skill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cover<P: Ord> {
    /// Those at the level or above.
    pub able: BTreeSet<P>,
    /// Those who were rated but are below it.
    pub below: BTreeSet<P>,
}

/// How safe a team is in a skill.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Risk {
    /// Nobody of those rated can do it.
    Nobody,
    /// One person alone.
    SinglePoint,
    /// Nobody was ever rated in it.
    Unknown,
    /// Two or more.
    Covered,
}

impl Risk {
    /// The word in machine-readable answers, and behind which its name stands.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Nobody => "nobody",
            Self::SinglePoint => "single-point",
            Self::Unknown => "unknown",
            Self::Covered => "covered",
        }
    }
}

impl<P: Ord> Cover<P> {
    /// How safe that is. It speaks of those who were rated; others may be able to do it too.
    pub fn risk(&self) -> Risk {
        match self.able.len() {
            0 if self.below.is_empty() => Risk::Unknown,
            0 => Risk::Nobody,
            1 => Risk::SinglePoint,
            _ => Risk::Covered,
        }
    }
}

/// Who can do each skill: at a level, in ten-thousandths, or above.
///
/// `asked` are skills that are to be said even if nobody was rated in them; the ratings are the level of
/// a person in a skill, each pair once.
pub fn coverage<P: Ord, S: Ord>(
    asked: impl IntoIterator<Item = S>,
    ratings: impl IntoIterator<Item = (P, S, i64)>,
    at: i64,
) -> BTreeMap<S, Cover<P>> {
    let none = || Cover { able: BTreeSet::new(), below: BTreeSet::new() };
    let mut found: BTreeMap<S, Cover<P>> = asked.into_iter().map(|skill| (skill, none())).collect();
    for (person, skill, level) in ratings {
        let cover = found.entry(skill).or_insert_with(none);
        let side = if level >= at { &mut cover.able } else { &mut cover.below };
        side.insert(person);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::training::level::Mastery;

    #[test]
    fn a_skill_hangs_on_those_who_do_it_alone() {
        let ratings = [
            ("a", "谈判", 30_000),
            ("b", "谈判", 29_999),
            ("c", "谈判", 40_000),
            ("a", "方案", 30_000),
            ("b", "英语", 10_000),
        ];
        let found = coverage(["投标", "谈判"], ratings, Mastery::Alone.level());
        let told: Vec<_> =
            found.iter().map(|(skill, cover)| (*skill, cover.able.len(), cover.risk())).collect();
        assert_eq!(
            told,
            [
                ("投标", 0, Risk::Unknown),
                ("方案", 1, Risk::SinglePoint),
                ("英语", 0, Risk::Nobody),
                ("谈判", 2, Risk::Covered)
            ]
        );
    }
}
