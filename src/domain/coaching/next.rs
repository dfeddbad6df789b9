//! Who is to be coached next, and why.
//!
//! Every reason is a fact with its number, and the order follows from the reasons alone: what was promised for
//! a day goes before what has merely been long ago, and that before what figures suggest. Nobody is ranked by
//! a month's results: of those who are last in one, as few as one in four truly are.
//!
//! What is not known is no reason. Whoever has a talk agreed for a day to come is arranged, and stands behind
//! those who have none; only a check point that is due waits for no talk.

use std::cmp::Reverse;

use chrono::NaiveDate;

use crate::domain::ids::PersonId;
use crate::domain::money::div_round;
use crate::domain::stats::rate::Rate;

/// After so many days without coaching it is time, unless something else is agreed (默认值): once a month.
pub const EVERY_DAYS: i64 = 31;

/// A target that is less likely than this to be reached needs a remedy, in basis points (默认值).
pub const LIKELY_BP: i64 = 6_000;

/// What is known of a person on a day; `None` is unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Who.
    pub person: PersonId,
    /// The day of the last coaching; `None` if there was none.
    pub last: Option<NaiveDate>,
    /// The day from which on the person is the manager's to coach, for those who never were.
    pub since: Option<NaiveDate>,
    /// The day that was agreed for the next coaching.
    pub agreed: Option<NaiveDate>,
    /// The day of the first check point of an improvement plan that was not held.
    pub check: Option<NaiveDate>,
    /// After so many days without coaching it is time; new people are asked more often.
    pub every_days: i64,
    /// Agreed actions whose day went by.
    pub overdue_actions: u64,
    /// The chance to reach the target, in basis points.
    pub chance_bp: Option<i64>,
    /// Steps or skills below what the post requires.
    pub below: Option<u64>,
}

/// A reason, the most pressing kind first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// A check point of an improvement plan is due, for so many days; 0 is today.
    Check {
        /// Calendar days since its day.
        days: i64,
    },
    /// The coaching that was agreed for a day did not take place.
    Promised {
        /// Calendar days since that day, at least one.
        days: i64,
    },
    /// There never was any, and it has been time for it.
    Never {
        /// Calendar days since the person came; `None` where that is not known.
        days: Option<i64>,
    },
    /// The last one is too long ago.
    LongAgo {
        /// Calendar days since then.
        days: i64,
        /// How many may go by.
        every: i64,
    },
    /// Agreed actions whose day went by.
    Actions {
        /// How many.
        overdue: u64,
    },
    /// The target is not likely to be reached.
    Unlikely {
        /// Its chance, in basis points.
        chance_bp: i64,
    },
    /// Steps or skills below what the post requires.
    Below {
        /// How many.
        count: u64,
    },
}

impl Why {
    /// The word behind which its text stands in each language.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Check { .. } => "check",
            Self::Promised { .. } => "promised",
            Self::Never { .. } => "never",
            Self::LongAgo { .. } => "long-ago",
            Self::Actions { .. } => "actions",
            Self::Unlikely { .. } => "unlikely",
            Self::Below { .. } => "below",
        }
    }

    /// Its place among the kinds, and how much it is of its kind; the smaller, the more pressing.
    const fn urgency(&self) -> (u8, Reverse<i64>) {
        match self {
            Self::Check { days } => (0, Reverse(*days)),
            Self::Promised { days } => (1, Reverse(*days)),
            // Unknown is before known: it may be the longest.
            Self::Never { days: None } => (2, Reverse(i64::MAX)),
            Self::Never { days: Some(days) } => (2, Reverse(*days)),
            Self::LongAgo { days, every } => (3, Reverse(days.saturating_sub(*every))),
            Self::Actions { overdue } => (4, Reverse(overdue.cast_signed())),
            Self::Unlikely { chance_bp } => (5, Reverse(chance_bp.saturating_neg())),
            Self::Below { count } => (6, Reverse(count.cast_signed())),
        }
    }
}

/// A person with the reasons to coach them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// Who.
    pub person: PersonId,
    /// Why, the most pressing reason first; nothing where there is none.
    pub why: Vec<Why>,
    /// The day to come that is agreed for it already.
    pub arranged: Option<NaiveDate>,
    /// The day of the last coaching.
    pub last: Option<NaiveDate>,
}

impl Need {
    /// The reasons to coach a person on a day.
    pub fn of(facts: &Facts, today: NaiveDate) -> Self {
        let days_since = |day: NaiveDate| (today - day).num_days();
        let check = facts.check.map(days_since).filter(|days| *days >= 0);
        let promised = facts.agreed.map(days_since).filter(|days| *days > 0);
        let why = [
            check.map(|days| Why::Check { days }),
            promised.map(|days| Why::Promised { days }),
            too_long(facts, today),
            (facts.overdue_actions > 0).then_some(Why::Actions { overdue: facts.overdue_actions }),
            facts
                .chance_bp
                .filter(|chance| *chance < LIKELY_BP)
                .map(|chance_bp| Why::Unlikely { chance_bp }),
            facts.below.filter(|count| *count > 0).map(|count| Why::Below { count }),
        ];
        Self {
            person: facts.person,
            why: why.into_iter().flatten().collect(),
            arranged: facts.agreed.filter(|day| *day >= today),
            last: facts.last,
        }
    }
}

/// Whether the last coaching is too long ago, or has never been.
fn too_long(facts: &Facts, today: NaiveDate) -> Option<Why> {
    let days_since = |day: NaiveDate| (today - day).num_days();
    let every = facts.every_days;
    match (facts.last.map(days_since), facts.since.map(days_since)) {
        (Some(days), _) => (days > every).then_some(Why::LongAgo { days, every }),
        (None, days) => days.is_none_or(|days| days > every).then_some(Why::Never { days }),
    }
}

/// Everybody in the order in which they are to be coached: those with a reason and nothing arranged, or with
/// a check point due, then those with a reason whose day is agreed, then those without.
///
/// Within each by the most pressing reason, then by how many there are, then by the longest time without
/// coaching; the key decides between the rest, so that the order is the same each time.
pub fn in_order(people: &[Facts], today: NaiveDate) -> Vec<Need> {
    let mut needs: Vec<Need> = people.iter().map(|facts| Need::of(facts, today)).collect();
    needs.sort_by_key(|need| {
        let group = match (need.why.first(), need.arranged) {
            (Some(Why::Check { .. }), _) | (Some(_), None) => 0,
            (Some(_), Some(_)) => 1,
            (None, _) => 2,
        };
        let first = need.why.first().map(Why::urgency);
        (group, first, Reverse(need.why.len()), need.last, need.person)
    });
    needs
}

/// How many people were coached in a period, and how often.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Coverage {
    /// Those who were coached at all, of all.
    pub people: Rate,
    /// How often all together were.
    pub talks: u64,
}

impl Coverage {
    /// The coverage of people, for each of whom it is known how often they were coached; `None` of nobody.
    pub fn of(talks: &[u64]) -> Option<Self> {
        let coached = talks.iter().filter(|count| **count > 0).count() as u64;
        let people = Rate::of(coached, talks.len() as u64)?;
        Some(Self { people, talks: talks.iter().sum() })
    }

    /// How often a person was coached in the mean.
    pub fn each(&self) -> f64 {
        self.talks as f64 / self.people.n as f64
    }

    /// The same in tenths, rounded once.
    pub fn each_tenths(&self) -> i64 {
        div_round(i128::from(self.talks) * 10, self.people.n.into()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use chrono::Days;

    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 18).unwrap()
    }

    fn ago(days: u64) -> Option<NaiveDate> {
        Some(today() - Days::new(days))
    }

    fn ahead(days: u64) -> Option<NaiveDate> {
        Some(today() + Days::new(days))
    }

    /// Somebody who was coached last week and lacks nothing.
    fn well(person: i64) -> Facts {
        Facts {
            person: PersonId(person),
            last: ago(7),
            since: ago(900),
            agreed: None,
            check: None,
            every_days: EVERY_DAYS,
            overdue_actions: 0,
            chance_bp: Some(LIKELY_BP),
            below: Some(0),
        }
    }

    fn why(facts: &Facts) -> Vec<Why> {
        Need::of(facts, today()).why
    }

    #[test]
    fn each_reason_has_its_bound() {
        assert_eq!(why(&well(1)), []);
        let edge = Facts {
            last: ago(31),
            agreed: ahead(0),
            check: ahead(1),
            chance_bp: None,
            below: None,
            ..well(1)
        };
        assert_eq!(why(&edge), [], "unknown is no reason, and today is not too late");
        let all = Facts {
            last: ago(32),
            agreed: ago(1),
            check: ahead(0),
            overdue_actions: 2,
            chance_bp: Some(5_999),
            below: Some(3),
            ..well(1)
        };
        let expected = [
            Why::Check { days: 0 },
            Why::Promised { days: 1 },
            Why::LongAgo { days: 32, every: 31 },
            Why::Actions { overdue: 2 },
            Why::Unlikely { chance_bp: 5_999 },
            Why::Below { count: 3 },
        ];
        assert_eq!(why(&all), expected);
    }

    #[test]
    fn who_never_was_has_as_long_as_others_between_two() {
        let never = |since| why(&Facts { last: None, since, ..well(1) });
        assert_eq!(never(ago(31)), []);
        assert_eq!(never(ago(32)), [Why::Never { days: Some(32) }]);
        assert_eq!(never(None), [Why::Never { days: None }]);
        let often = Facts { last: ago(15), every_days: 14, ..well(1) };
        assert_eq!(why(&often), [Why::LongAgo { days: 15, every: 14 }]);
    }

    #[test]
    fn promises_go_before_silence_and_silence_before_figures() {
        let people = [
            well(1),
            Facts { below: Some(2), ..well(2) },
            Facts { below: Some(3), ..well(3) },
            Facts { chance_bp: Some(2_000), ..well(4) },
            Facts { chance_bp: Some(1_000), ..well(5) },
            Facts { last: ago(40), ..well(6) },
            Facts { last: ago(50), agreed: ahead(2), ..well(7) },
            Facts { last: ago(50), ..well(8) },
            Facts { last: None, ..well(9) },
            Facts { agreed: ago(3), ..well(10) },
            Facts { check: ago(0), agreed: ahead(5), ..well(11) },
            Facts { last: ago(9), ..well(12) },
            Facts { last: ago(40), overdue_actions: 1, ..well(13) },
        ];
        let order = in_order(&people, today());
        let ids: Vec<i64> = order.iter().map(|need| need.person.0).collect();
        assert_eq!(ids, [11, 10, 9, 8, 13, 6, 5, 4, 3, 2, 7, 12, 1]);
        // Whoever hands them in: the order is the same.
        let turned: Vec<Facts> = people.into_iter().rev().collect();
        assert_eq!(in_order(&turned, today()), order);
        let words: Vec<&str> =
            order.iter().filter_map(|need| need.why.first()).map(Why::word).collect();
        assert_eq!(words[..4], ["check", "promised", "never", "long-ago"]);
    }

    #[test]
    fn coverage_counts_people_and_talks() {
        let found = Coverage::of(&[3, 0, 1, 2]).unwrap();
        assert_eq!((found.people.k, found.people.n, found.talks), (3, 4, 6));
        assert_eq!((found.each(), found.each_tenths()), (1.5, 15));
        assert_eq!(Coverage::of(&[]), None);
    }
}
