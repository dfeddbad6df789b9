//! Levels of a skill, 0 to 4, and which rating of a person counts on a day (domain document, B11).
//!
//! # What others say and what one says oneself
//!
//! A person's own rating is a fact of its own. It stands beside the level and never becomes it, however
//! new it is.
//!
//! # Evidence
//!
//! A level rests on a test, an observation or a deal. A rating without any still counts, since that is
//! how most sheets come; that nothing shows it is said with it.

use chrono::NaiveDate;

/// One level, in the unit in which levels are stored: ten-thousandths.
pub const LEVEL: i64 = 10_000;

/// The highest level, in ten-thousandths.
pub const TOP: i64 = 4 * LEVEL;

/// What a level means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mastery {
    /// 0: nothing of it.
    Nothing,
    /// 1: knows it.
    Knows,
    /// 2: does it with help.
    Helped,
    /// 3: does it alone.
    Alone,
    /// 4: teaches it to others.
    Teaches,
}

impl Mastery {
    /// All, lowest first: the place of each is its level.
    pub const ALL: [Self; 5] =
        [Self::Nothing, Self::Knows, Self::Helped, Self::Alone, Self::Teaches];

    /// The word in machine-readable answers, and behind which its name stands.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Knows => "knows",
            Self::Helped => "helped",
            Self::Alone => "alone",
            Self::Teaches => "teaches",
        }
    }

    /// The least level that is it, in ten-thousandths.
    pub const fn level(self) -> i64 {
        (self as i64) * LEVEL
    }

    /// What a level has reached: 2.5 is still with help. `None` off the scale.
    pub fn of(level: i64) -> Option<Self> {
        if !(0..=TOP).contains(&level) {
            return None;
        }
        Self::ALL.into_iter().rev().find(|mastery| mastery.level() <= level)
    }
}

/// A rating of one skill of one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rating {
    /// The day it speaks of.
    pub on: NaiveDate,
    /// The level in ten-thousandths.
    pub level: i64,
    /// Whether the person rated themselves.
    pub own: bool,
    /// Whether it says what shows it.
    pub evidenced: bool,
}

/// The ratings of a skill that count on a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// The newest by somebody else: the level.
    pub rated: Option<Rating>,
    /// The newest by the person, for comparison only.
    pub own: Option<Rating>,
}

impl Standing {
    /// The level in ten-thousandths; `None` where nobody else ever rated it.
    pub fn level(self) -> Option<i64> {
        self.rated.map(|rating| rating.level)
    }

    /// By how much the person thinks more of the skill than others do, in ten-thousandths; below zero
    /// for less. `None` unless both have rated it.
    pub fn overrated(self) -> Option<i64> {
        Some(self.own?.level.saturating_sub(self.rated?.level))
    }
}

/// The ratings of one skill of one person that count on a day, from all of them in any order; of two of
/// the same day the later in the list.
pub fn standing(ratings: impl IntoIterator<Item = Rating>, day: NaiveDate) -> Standing {
    let mut found = Standing::default();
    for rating in ratings {
        let newest = if rating.own { &mut found.own } else { &mut found.rated };
        if rating.on <= day && newest.is_none_or(|held| held.on <= rating.on) {
            *newest = Some(rating);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rating(on: &str, level: i64, own: bool) -> Rating {
        Rating { on: on.parse().unwrap(), level: level * LEVEL, own, evidenced: !own }
    }

    #[test]
    fn a_level_is_reached_from_its_own_on() {
        for (level, mastery) in [
            (-1, None),
            (0, Some(Mastery::Nothing)),
            (9_999, Some(Mastery::Nothing)),
            (10_000, Some(Mastery::Knows)),
            (25_000, Some(Mastery::Helped)),
            (30_000, Some(Mastery::Alone)),
            (40_000, Some(Mastery::Teaches)),
            (40_001, None),
        ] {
            assert_eq!(Mastery::of(level), mastery, "{level}");
        }
        for (place, mastery) in (0..).zip(Mastery::ALL) {
            assert_eq!(mastery.level(), place * LEVEL, "{}", mastery.word());
        }
    }

    #[test]
    fn the_newest_by_another_is_the_level() {
        let ratings = [
            rating("2025-08-01", 2, false),
            rating("2025-03-01", 1, false),
            rating("2025-09-01", 4, true),
            rating("2025-12-01", 3, false),
        ];
        let on = |day: &str| standing(ratings, day.parse().unwrap());
        assert_eq!(on("2025-11-18").level(), Some(2 * LEVEL));
        assert_eq!(on("2025-11-18").overrated(), Some(2 * LEVEL));
        assert_eq!(on("2025-12-01").level(), Some(3 * LEVEL));
        let early = on("2025-07-31");
        assert_eq!((early.level(), early.own), (Some(LEVEL), None));
        assert_eq!(early.overrated(), None);
        assert_eq!(on("2025-02-28"), Standing::default(), "never rated is no level");
    }

    #[test]
    fn of_one_day_the_later_counts_and_what_shows_it_goes_along() {
        let mut second = rating("2025-08-01", 3, false);
        second.evidenced = false;
        let found = standing([rating("2025-08-01", 2, false), second], second.on);
        assert_eq!(found.rated, Some(second));
    }
}
