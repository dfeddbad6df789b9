//! Whose figures: the company, a region, a team or a person, with membership as it was.
//!
//! A figure belongs to a scope when the person responsible was a member on the day of the fact, so
//! that moving a rep never changes a closed period.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::ids::{PersonId, RegionId, TeamId};

/// Whose figures are asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// The whole company, also facts that nobody owns.
    #[default]
    All,
    /// The members of a region's teams.
    Region(RegionId),
    /// The members of a team.
    Team(TeamId),
    /// One person.
    Person(PersonId),
}

/// A stretch of membership; an open end is `None`. The end day is the first day outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The first day inside, `None` when unknown (since ever).
    pub starts: Option<NaiveDate>,
    /// The first day outside, `None` while it lasts.
    pub ends: Option<NaiveDate>,
}

impl Stretch {
    /// Whether the day lies inside; an unknown day counts only in a stretch that still lasts.
    pub fn covers(self, day: Option<NaiveDate>) -> bool {
        match day {
            Some(day) => {
                self.starts.is_none_or(|starts| starts <= day)
                    && self.ends.is_none_or(|ends| day < ends)
            }
            None => self.ends.is_none(),
        }
    }

    /// The last day inside before a day; `None` if there is none.
    pub fn last_before(self, day: NaiveDate) -> Option<NaiveDate> {
        let last = self.ends.map_or(day, |ends| ends.min(day)).pred_opt()?;
        self.starts.is_none_or(|starts| starts <= last).then_some(last)
    }

    /// The days that both have; `None` if there are none.
    pub fn common(self, other: Self) -> Option<Self> {
        let starts = self.starts.max(other.starts);
        let ends = match (self.ends, other.ends) {
            (Some(one), Some(two)) => Some(one.min(two)),
            (one, two) => one.or(two),
        };
        let empty = starts.zip(ends).is_some_and(|(starts, ends)| ends <= starts);
        (!empty).then_some(Self { starts, ends })
    }
}

/// The people of a scope, each with the stretches in which they belonged to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Members {
    /// Everyone, and facts without an owner.
    #[default]
    Everyone,
    /// These people in these stretches.
    People(BTreeMap<PersonId, Vec<Stretch>>),
}

impl Members {
    /// Whether a fact of this owner on this day belongs to the scope.
    pub fn include(&self, owner: Option<PersonId>, day: Option<NaiveDate>) -> bool {
        match self {
            Self::Everyone => true,
            Self::People(people) => owner
                .and_then(|owner| people.get(&owner))
                .is_some_and(|stretches| stretches.iter().any(|stretch| stretch.covers(day))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_day_inside_lies_before_the_end_and_before_the_day() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let stretch = Stretch { starts: Some(day("2025-01-01")), ends: Some(day("2025-07-01")) };
        for (before, last) in [
            ("2025-12-01", Some("2025-06-30")),
            ("2025-03-01", Some("2025-02-28")),
            ("2025-01-02", Some("2025-01-01")),
            ("2025-01-01", None),
        ] {
            assert_eq!(stretch.last_before(day(before)), last.map(day), "{before}");
        }
        let open = Stretch { starts: None, ends: None };
        assert_eq!(open.last_before(day("2025-03-01")), Some(day("2025-02-28")));
    }

    #[test]
    fn a_fact_belongs_to_the_team_of_its_day() {
        let day = |text: &str| Some(text.parse::<NaiveDate>().unwrap());
        let stretch = Stretch { starts: day("2025-01-01"), ends: day("2025-07-01") };
        let members = Members::People(BTreeMap::from([(PersonId(1), vec![stretch])]));
        assert!(members.include(Some(PersonId(1)), day("2025-06-30")));
        assert!(!members.include(Some(PersonId(1)), day("2025-07-01")));
        assert!(!members.include(Some(PersonId(1)), None));
        assert!(!members.include(Some(PersonId(2)), day("2025-06-30")));
        assert!(!members.include(None, day("2025-06-30")));
        assert!(Members::Everyone.include(None, None));
    }
}
