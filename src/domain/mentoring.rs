//! Mentors and those they guide (老带新): when two pairs meet in time, how far a pair has come, and
//! who could guide somebody (domain document, B11).
//!
//! # Days are inclusive
//! A pair lasts from its first to its last day, both within it. One that was ended early lasts until
//! the day it was ended.
//!
//! # Unknown is not bad
//! Somebody whose skills were never rated is not unskilled. Whoever could guide is put in order by
//! what is known, those of whom more is known first, and what is not known is said.

use chrono::{Months, NaiveDate};

use crate::domain::capability::mean_level;
use crate::domain::ids::PersonId;
use crate::domain::money::div_round;
use crate::domain::period::months_between;

/// How many people a mentor guides at once, unless the workspace says otherwise (默认值).
pub const CAPACITY: i64 = 2;

/// The most people that the workspace may let a mentor guide at once.
pub const MOST_CAPACITY: i64 = 20;

/// A pair talks at least once in so many days (默认值): a month, whatever its length.
pub const CHECKIN_DAYS: i64 = 31;

/// A pair is usually for so many months (默认值).
pub const USUAL_MONTHS: u32 = 6;

/// Somebody is new in the first so many months after the day of hire.
pub const NEW_MONTHS: i64 = 12;

/// The level of a skill from which somebody can teach it, in ten-thousandths.
pub const TEACHES: i64 = 40_000;

/// The days of a pair, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// The first day.
    pub first: NaiveDate,
    /// The last day.
    pub last: NaiveDate,
}

impl Span {
    /// The days of a pair: up to its last day, or to the day on which it was ended before.
    pub fn of(starts: NaiveDate, ends: NaiveDate, closed_on: Option<NaiveDate>) -> Self {
        Self { first: starts, last: closed_on.map_or(ends, |day| day.min(ends)) }
    }

    /// Whether the day lies within.
    pub fn covers(self, day: NaiveDate) -> bool {
        self.first <= day && day <= self.last
    }

    /// Whether two spans have a day in common.
    pub fn meets(self, other: Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    /// How many days it has, at least one.
    fn days(self) -> i64 {
        ((self.last - self.first).num_days() + 1).max(1)
    }
}

/// The days of a pair that begins on a day and lasts as long as usual.
pub fn usual(first: NaiveDate) -> Span {
    Span { first, last: last_day(first, USUAL_MONTHS).unwrap_or(first) }
}

/// The last day of so many months from a day on.
pub fn last_day(first: NaiveDate, months: u32) -> Option<NaiveDate> {
    first.checked_add_months(Months::new(months))?.pred_opt()
}

/// The most spans of `others` that lie on one day of `own`: how many somebody guides beside it.
pub fn most_beside(own: Span, others: &[Span]) -> usize {
    // The number rises only on first days, so these are all that have to be looked at.
    let firsts = others.iter().map(|other| other.first).filter(|day| own.covers(*day));
    let days = std::iter::once(own.first).chain(firsts);
    days.map(|day| others.iter().filter(|other| other.covers(day)).count()).max().unwrap_or(0)
}

/// Whether somebody is new on a day; unknown without a day of hire.
pub fn is_new(hired: Option<NaiveDate>, day: NaiveDate) -> Option<bool> {
    Some(months_between(hired?, day).is_none_or(|months| months < NEW_MONTHS))
}

/// Where a pair stands in its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Its last day is over and nobody has said what came of it.
    Overdue,
    /// It runs.
    Running,
    /// It has not begun.
    Coming,
    /// It was ended with a result.
    Closed,
}

impl Stage {
    /// The word in machine-readable answers, and behind which its name stands.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Running => "running",
            Self::Coming => "coming",
            Self::Closed => "closed",
        }
    }
}

/// What is known of a pair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    /// The first day.
    pub starts: NaiveDate,
    /// The day on which it is to end.
    pub ends: NaiveDate,
    /// When it was ended.
    pub closed_on: Option<NaiveDate>,
    /// How many tasks there are.
    pub tasks: i64,
    /// How many of them are done.
    pub done: i64,
    /// The talks: when, and for when the next was agreed; in any order.
    pub talks: Vec<(NaiveDate, Option<NaiveDate>)>,
}

/// How far a pair has come by a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Where it stands in its time.
    pub stage: Stage,
    /// The month it is in, from 1; 0 before its first day.
    pub month: i64,
    /// How many months it has; one that is begun counts.
    pub months: i64,
    /// How many tasks there are.
    pub tasks: i64,
    /// How many of them are done.
    pub done: i64,
    /// How many would be done by now if they were spread evenly over the days, cut to whole ones.
    pub expected: i64,
    /// The share of its days that is over, in basis points.
    pub elapsed_bp: i64,
    /// The day of the newest talk.
    pub last_talk: Option<NaiveDate>,
    /// The day for which the newest talk agreed on the next one.
    pub next_talk: Option<NaiveDate>,
    /// Since how many days nobody has talked, where that is too long; of running pairs.
    pub silent_days: Option<i64>,
    /// Days until it is to end; negative once that day is over.
    pub days_left: i64,
}

impl Progress {
    /// How far a pair has come by a day.
    pub fn of(course: &Course, day: NaiveDate) -> Self {
        let span = Span::of(course.starts, course.ends, None);
        let stage = if course.closed_on.is_some() {
            Stage::Closed
        } else if day < course.starts {
            Stage::Coming
        } else if day > course.ends {
            Stage::Overdue
        } else {
            Stage::Running
        };
        let months = months_of(span);
        let until = course.closed_on.map_or(day, |closed| closed.min(day));
        let month = months_between(course.starts, until).map_or(0, |over| (over + 1).min(months));
        let over = ((until - course.starts).num_days() + 1).clamp(0, span.days());
        let expected = course.tasks.saturating_mul(over) / span.days();
        let elapsed = div_round(i128::from(over) * 10_000, i128::from(span.days()));
        let newest = course.talks.iter().filter(|(on, _)| *on <= day).max();
        let since = newest.map_or(course.starts, |(on, _)| *on);
        let silent = (day - since).num_days();
        Self {
            stage,
            month,
            months,
            tasks: course.tasks,
            done: course.done,
            expected,
            elapsed_bp: elapsed.unwrap_or_default(),
            last_talk: newest.map(|(on, _)| *on),
            next_talk: newest.and_then(|(_, next)| *next),
            silent_days: (stage == Stage::Running && silent > CHECKIN_DAYS).then_some(silent),
            days_left: (course.ends - day).num_days(),
        }
    }

    /// The share of tasks that are done, in basis points; `None` without tasks.
    pub fn done_bp(&self) -> Option<i64> {
        div_round(i128::from(self.done) * 10_000, i128::from(self.tasks))
    }

    /// The day for which a running pair agreed on its next talk, where that day went by without one.
    pub fn missed_talk(&self, day: NaiveDate) -> Option<NaiveDate> {
        self.next_talk.filter(|next| *next < day && self.stage == Stage::Running)
    }

    /// Whether a running pair has done less than time would have it.
    pub const fn behind(&self) -> bool {
        matches!(self.stage, Stage::Running | Stage::Overdue) && self.done < self.expected
    }
}

/// How many months a span has; one that is begun counts.
fn months_of(span: Span) -> i64 {
    let Some(after) = span.last.succ_opt() else { return 1 };
    let whole = months_between(span.first, after).unwrap_or_default();
    let full = u32::try_from(whole)
        .ok()
        .and_then(|whole| span.first.checked_add_months(Months::new(whole)))
        .is_some_and(|day| day == after);
    (if full { whole } else { whole + 1 }).max(1)
}

/// The skills of a person, each as it was rated last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Skills {
    /// The mean level in ten-thousandths.
    pub mean: i64,
    /// How many skills are rated.
    pub rated: usize,
    /// How many of them the person can teach.
    pub teaches: usize,
}

impl Skills {
    /// What the levels of a person's skills say, in ten-thousandths; `None` where none is rated.
    pub fn of(levels: &[i64]) -> Option<Self> {
        let mean = i64::try_from(mean_level(levels)?.round()).ok()?;
        let teaches = levels.iter().filter(|level| **level >= TEACHES).count();
        Some(Self { mean, rated: levels.len(), teaches })
    }
}

/// Somebody who could guide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Guide {
    /// Who.
    pub person: PersonId,
    /// Their skills; `None` where none was rated.
    pub skills: Option<Skills>,
    /// Whole months in the company; `None` where the day of hire is not known.
    pub months: Option<i64>,
    /// How many they guide now.
    pub load: i64,
    /// The most they guide on one day of the time for which they are asked.
    pub most: i64,
    /// Whether they are in the team of the one to be guided.
    pub same_team: bool,
}

/// Puts those who have room for one more all the while in order: whose skills are known first, then the
/// higher mean, the more skills they can teach, the same team, the fewer people they guide, the longer
/// in the company where that is known; the key decides between the rest, so that the order is the same
/// each time.
pub fn suggest(mut guides: Vec<Guide>, capacity: i64) -> Vec<Guide> {
    guides.retain(|guide| guide.most < capacity);
    guides.sort_by_key(|guide| {
        let skills = guide.skills.map(|skills| (skills.mean, skills.teaches));
        // `None` is the least, so the reverse has those of whom nothing is known last.
        (
            std::cmp::Reverse(skills),
            !guide.same_team,
            guide.most,
            std::cmp::Reverse(guide.months),
            guide.person,
        )
    });
    guides
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn span(first: &str, last: &str) -> Span {
        Span { first: day(first), last: day(last) }
    }

    fn course(starts: &str, ends: &str, tasks: i64, done: i64) -> Course {
        Course { starts: day(starts), ends: day(ends), closed_on: None, tasks, done, talks: vec![] }
    }

    #[test]
    fn spans_meet_on_their_last_day_and_end_when_closed() {
        let first = span("2025-01-01", "2025-06-30");
        assert!(first.meets(span("2025-06-30", "2025-12-31")));
        assert!(!first.meets(span("2025-07-01", "2025-12-31")));
        let closed = Span::of(first.first, first.last, Some(day("2025-03-31")));
        assert_eq!(closed, span("2025-01-01", "2025-03-31"));
        let late = Span::of(first.first, first.last, Some(day("2025-08-01")));
        assert_eq!(late, first, "closing late makes it no longer");
    }

    #[test]
    fn beside_a_pair_count_those_of_one_day() {
        let own = span("2025-04-01", "2025-09-30");
        let others = [
            span("2025-01-01", "2025-05-31"),
            span("2025-06-01", "2025-12-31"),
            span("2025-07-01", "2025-07-31"),
            span("2025-10-01", "2025-12-31"),
        ];
        assert_eq!(most_beside(own, &others), 2, "in July");
        assert_eq!(most_beside(own, &others[..1]), 1);
        assert_eq!(most_beside(span("2026-01-01", "2026-02-01"), &others), 0);
    }

    #[test]
    fn months_are_whole_and_end_with_the_month() {
        for (from, to, months) in [
            ("2025-07-28", "2025-11-18", Some(3)),
            ("2025-07-28", "2025-11-28", Some(4)),
            ("2025-01-31", "2025-02-28", Some(1)),
            ("2025-01-31", "2025-02-27", Some(0)),
            ("2025-01-31", "2025-01-30", None),
        ] {
            assert_eq!(months_between(day(from), day(to)), months, "{from} {to}");
        }
        let hired = Some(day("2024-11-18"));
        assert_eq!(is_new(hired, day("2025-11-17")), Some(true));
        assert_eq!(is_new(hired, day("2025-11-18")), Some(false));
        assert_eq!(is_new(None, day("2025-11-18")), None);
    }

    #[test]
    fn a_pair_is_measured_against_its_time() {
        // 184 days, of which 114 are over: 12 × 114 / 184 = 7.4 tasks, 61.96 %.
        let mut course = course("2025-07-28", "2026-01-27", 12, 8);
        course.talks = vec![
            (day("2025-11-12"), Some(day("2025-11-21"))),
            (day("2025-08-27"), None),
            (day("2025-12-01"), None),
        ];
        let progress = Progress::of(&course, day("2025-11-18"));
        assert_eq!((progress.month, progress.months), (4, 6));
        assert_eq!((progress.done, progress.expected, progress.elapsed_bp), (8, 7, 6_196));
        assert_eq!(
            progress.next_talk,
            Some(day("2025-11-21")),
            "what comes later is not known yet"
        );
        assert_eq!((progress.stage, progress.silent_days), (Stage::Running, None));
        assert_eq!((progress.days_left, progress.done_bp()), (70, Some(6_667)));
        assert!(!progress.behind());
        assert_eq!(progress.missed_talk(day("2025-11-21")), None, "it may still be held today");
        assert_eq!(progress.missed_talk(day("2025-11-22")), Some(day("2025-11-21")));
        course.done = 6;
        assert!(Progress::of(&course, day("2025-11-18")).behind());
    }

    #[test]
    fn silence_counts_from_the_last_talk_or_the_first_day() {
        let mut course = course("2025-09-01", "2026-02-28", 0, 0);
        let on = |course: &Course, text: &str| Progress::of(course, day(text)).silent_days;
        assert_eq!(on(&course, "2025-10-02"), None, "31 days are a month");
        assert_eq!(on(&course, "2025-10-03"), Some(32));
        course.talks = vec![(day("2025-10-09"), None)];
        assert_eq!(on(&course, "2025-11-09"), None);
        assert_eq!(on(&course, "2025-11-18"), Some(40));
        assert_eq!(on(&course, "2026-03-20"), None, "it runs no more");
        assert_eq!(Progress::of(&course, day("2025-10-03")).done_bp(), None, "no tasks, no share");
    }

    #[test]
    fn a_pair_comes_runs_waits_for_its_end_and_is_closed() {
        let mut course = course("2025-03-17", "2025-11-30", 10, 9);
        for (text, stage, month) in [
            ("2025-03-16", Stage::Coming, 0),
            ("2025-03-17", Stage::Running, 1),
            ("2025-11-30", Stage::Running, 9),
            ("2025-12-31", Stage::Overdue, 9),
        ] {
            let progress = Progress::of(&course, day(text));
            assert_eq!((progress.stage, progress.month, progress.months), (stage, month, 9));
        }
        assert_eq!(Progress::of(&course, day("2025-03-16")).expected, 0);
        assert_eq!(Progress::of(&course, day("2025-12-31")).expected, 10);
        course.closed_on = Some(day("2025-05-16"));
        let progress = Progress::of(&course, day("2025-12-31"));
        assert_eq!((progress.stage, progress.month), (Stage::Closed, 2));
        assert!(!progress.behind());
    }

    #[test]
    fn whoever_is_known_to_be_skilled_comes_first_and_full_mentors_not_at_all() {
        let skills = |levels: &[i64]| Skills::of(levels);
        assert_eq!(skills(&[]), None);
        let some = skills(&[40_000, 30_000]).unwrap();
        assert_eq!((some.mean, some.rated, some.teaches), (35_000, 2, 1));
        let guide = |id: i64, levels: &[i64], months: Option<i64>, load: i64| Guide {
            person: PersonId(id),
            skills: skills(levels),
            months,
            load: 0,
            most: load,
            same_team: id == 5,
        };
        let order = suggest(
            vec![
                guide(1, &[], Some(120), 0),
                guide(2, &[], None, 0),
                guide(3, &[40_000], Some(30), 2),
                guide(4, &[30_000, 30_000], Some(30), 1),
                guide(5, &[], Some(20), 1),
                guide(6, &[40_000, 20_000], Some(30), 1),
            ],
            CAPACITY,
        );
        let ids: Vec<i64> = order.iter().map(|guide| guide.person.0).collect();
        // 4 and 6 have the same mean; 6 can teach a skill. 5 is in the same team.
        assert_eq!(ids, [6, 4, 5, 1, 2]);
    }
}
