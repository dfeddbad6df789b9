//! Who is to be coached next, and why.
//!
//! Every reason is a fact with its number, and the order follows from the reasons alone: what was promised for
//! a day goes before what has merely been long ago, and that before what figures suggest. Nobody is ranked by
//! a month's results: of those who are last in one, as few as one in four truly are.
//!
//! What has been long ago is what the rhythm says, by the same clocks as the schedule and the notices: talks and
//! visits together are judged apart, and a visit takes the place of no talk.
//!
//! What is not known is no reason. Whoever has a talk agreed for a day to come is arranged, and stands behind
//! those who have none; only a check point that is due waits for no talk.

use std::cmp::Reverse;

use chrono::NaiveDate;

use crate::domain::coaching::rhythm::{Clock, Meeting};
use crate::domain::ids::PersonId;
use crate::domain::money::div_round;
use crate::domain::stats::rate::Rate;

/// After so many days without a talk it is time, unless something else is agreed (默认值): once a month.
pub const EVERY_DAYS: i64 = 31;

/// A target that is less likely than this to be reached needs a remedy, in basis points (默认值).
pub const LIKELY_BP: i64 = 6_000;

/// What is known of a person on a day; `None` is unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Who.
    pub person: PersonId,
    /// The day of the last coaching of any kind; `None` if there was none. It decides between people who are
    /// equally pressing, and nothing else.
    pub last: Option<NaiveDate>,
    /// What the rhythm of talks asks for.
    pub talk: Option<Clock>,
    /// What the rhythm of visits together asks for; `None` where none is set.
    pub visit: Option<Clock>,
    /// The day that was agreed for the next coaching.
    pub agreed: Option<NaiveDate>,
    /// The day of the first check point of an improvement plan that was not held.
    pub check: Option<NaiveDate>,
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
    /// They never met in this way, and it has been time for it.
    Never {
        /// In which way.
        meeting: Meeting,
        /// Calendar days since the person came; `None` where that is not known.
        days: Option<i64>,
    },
    /// The last time that they met in this way is too long ago.
    LongAgo {
        /// In which way.
        meeting: Meeting,
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
            Self::Never { days: None, .. } => (2, Reverse(i64::MAX)),
            Self::Never { days: Some(days), .. } => (2, Reverse(*days)),
            Self::LongAgo { days, every, .. } => (3, Reverse(days.saturating_sub(*every))),
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
    /// The day of the last coaching of any kind.
    pub last: Option<NaiveDate>,
}

impl Need {
    /// The reasons to coach a person on a day.
    pub fn of(facts: &Facts, today: NaiveDate) -> Self {
        let days_since = |day: NaiveDate| (today - day).num_days();
        let check = facts.check.map(days_since).filter(|days| *days >= 0);
        let promised = facts.agreed.map(days_since).filter(|days| *days > 0);
        let late = |meeting, clock: Option<Clock>| too_long(meeting, &clock?, today);
        let why = [
            check.map(|days| Why::Check { days }),
            promised.map(|days| Why::Promised { days }),
            late(Meeting::Talk, facts.talk),
            late(Meeting::Visit, facts.visit),
            (facts.overdue_actions > 0).then_some(Why::Actions { overdue: facts.overdue_actions }),
            facts
                .chance_bp
                .filter(|chance| *chance < LIKELY_BP)
                .map(|chance_bp| Why::Unlikely { chance_bp }),
            facts.below.filter(|count| *count > 0).map(|count| Why::Below { count }),
        ];
        let mut why: Vec<Why> = why.into_iter().flatten().collect();
        // Of talk and visit the one that is later.
        why.sort_by_key(Why::urgency);
        Self {
            person: facts.person,
            why,
            arranged: facts.agreed.filter(|day| *day >= today),
            last: facts.last,
        }
    }
}

/// Whether the last time that they met in a way is too long ago, or has never been.
fn too_long(meeting: Meeting, clock: &Clock, today: NaiveDate) -> Option<Why> {
    // Where nothing is known to count from it is time at once.
    if clock.late(today).is_some_and(|days| days <= 0) {
        return None;
    }
    let days_since = |day: NaiveDate| (today - day).num_days();
    Some(match clock.last.map(days_since) {
        Some(days) => Why::LongAgo { meeting, days, every: clock.every },
        None => Why::Never { meeting, days: clock.since.map(days_since) },
    })
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

    fn clock(last: Option<NaiveDate>) -> Option<Clock> {
        Some(Clock { every: EVERY_DAYS, last, since: ago(900) })
    }

    /// Somebody with whom there was a talk last week and who lacks nothing.
    fn well(person: i64) -> Facts {
        talked(person, ago(7))
    }

    /// The same with whom the last talk was on another day.
    fn talked(person: i64, last: Option<NaiveDate>) -> Facts {
        Facts {
            person: PersonId(person),
            last,
            talk: clock(last),
            visit: None,
            agreed: None,
            check: None,
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
            agreed: ahead(0),
            check: ahead(1),
            chance_bp: None,
            below: None,
            ..talked(1, ago(31))
        };
        assert_eq!(why(&edge), [], "unknown is no reason, and today is not too late");
        let all = Facts {
            agreed: ago(1),
            check: ahead(0),
            overdue_actions: 2,
            chance_bp: Some(5_999),
            below: Some(3),
            ..talked(1, ago(32))
        };
        let expected = [
            Why::Check { days: 0 },
            Why::Promised { days: 1 },
            Why::LongAgo { meeting: Meeting::Talk, days: 32, every: 31 },
            Why::Actions { overdue: 2 },
            Why::Unlikely { chance_bp: 5_999 },
            Why::Below { count: 3 },
        ];
        assert_eq!(why(&all), expected);
    }

    #[test]
    fn who_never_was_has_as_long_as_others_between_two() {
        let meeting = Meeting::Talk;
        let never = |since| {
            let talk = Some(Clock { every: EVERY_DAYS, last: None, since });
            why(&Facts { last: None, talk, ..well(1) })
        };
        assert_eq!(never(ago(31)), []);
        assert_eq!(never(ago(32)), [Why::Never { meeting, days: Some(32) }]);
        assert_eq!(never(None), [Why::Never { meeting, days: None }]);
        let talk = Some(Clock { every: 14, last: ago(15), since: None });
        let often = Facts { talk, ..well(1) };
        assert_eq!(why(&often), [Why::LongAgo { meeting, days: 15, every: 14 }]);
    }

    #[test]
    fn talks_and_visits_are_late_apart_and_the_later_is_told_first() {
        let visit = Some(Clock { every: 60, last: ago(133), since: None });
        let (talk, last) = (Some(Clock { every: 90, last: ago(186), since: None }), ago(133));
        let both = Facts { last, talk, visit, ..well(1) };
        let (late_talk, late_visit) = (
            Why::LongAgo { meeting: Meeting::Talk, days: 186, every: 90 },
            Why::LongAgo { meeting: Meeting::Visit, days: 133, every: 60 },
        );
        assert_eq!(why(&both), [late_talk, late_visit]);
        // As many days as the notice of each says.
        let late = [talk, visit].map(|clock| clock.and_then(|clock| clock.late(today())));
        assert_eq!(late, [Some(96), Some(73)]);
        // A visit of last week takes the place of no talk.
        let seen = Facts { last: ago(7), visit: clock(ago(7)), ..both };
        assert_eq!(why(&seen), [late_talk]);
        let longer = Some(Clock { every: 60, last: ago(400), since: None });
        let first = why(&Facts { visit: longer, ..both }).first().copied();
        assert!(matches!(first, Some(Why::LongAgo { meeting: Meeting::Visit, .. })), "{first:?}");
    }

    #[test]
    fn promises_go_before_silence_and_silence_before_figures() {
        let people = [
            well(1),
            Facts { below: Some(2), ..well(2) },
            Facts { below: Some(3), ..well(3) },
            Facts { chance_bp: Some(2_000), ..well(4) },
            Facts { chance_bp: Some(1_000), ..well(5) },
            talked(6, ago(40)),
            Facts { agreed: ahead(2), ..talked(7, ago(50)) },
            talked(8, ago(50)),
            talked(9, None),
            Facts { agreed: ago(3), ..well(10) },
            Facts { check: ago(0), agreed: ahead(5), ..well(11) },
            talked(12, ago(9)),
            Facts { overdue_actions: 1, ..talked(13, ago(40)) },
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
