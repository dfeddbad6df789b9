//! 反馈: what reps say to their manager, how it stands with the answer, and how long answers took.
//!
//! # Days
//! An answer is due after five working days (默认值; domain document, 098). The day on which it is due is in
//! time. How long something took is counted in working days after the day on which it was said.
//!
//! # Whose it is
//! What somebody said belongs to a scope when they were a member on that day. What was said without a name
//! belongs to the company and to no other scope, since nothing tells whose it is; elsewhere it is only said
//! that there is some.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::calendar::Calendar;
use crate::domain::period::Period;
use crate::domain::scope::{Members, Scope};
use crate::domain::stats::quantile::median;
use crate::domain::stats::rate::Rate;
use crate::error::Result;
use crate::store::Db;
use crate::store::coaching::{Days, feedback, open_feedback};
use crate::store::directory::Directory;
use crate::store::records::{FeedbackKind, RepFeedback};

/// After so many working days an answer is due (默认值).
pub const DUE_DAYS: usize = 5;

/// By when something that was said on a day is to be answered.
pub fn due(calendar: &Calendar, day: NaiveDate) -> NaiveDate {
    calendar.add_workdays(day, DUE_DAYS)
}

/// How it stands with something that was said, the most pressing first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// No answer, and so many working days after its day; none where only days off have passed since.
    Overdue(usize),
    /// No answer yet, and so many working days are left; none where it is due today.
    Open(usize),
    /// It was answered and is not settled.
    Answered,
    /// It is settled.
    Closed,
}

impl Standing {
    /// That of something on a day.
    pub fn of(said: &RepFeedback, calendar: &Calendar, today: NaiveDate) -> Self {
        // The working days after the first up to the second.
        let between = |from: NaiveDate, to: NaiveDate| {
            from.succ_opt().map_or(0, |next| calendar.workdays(next, to))
        };
        match (said.closed_on, said.answered_on) {
            (Some(_), _) => Self::Closed,
            (None, Some(_)) => Self::Answered,
            (None, None) if said.due < today => Self::Overdue(between(said.due, today)),
            (None, None) => Self::Open(between(today, said.due)),
        }
    }

    /// The word on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Overdue(_) => "overdue",
            Self::Open(_) => "open",
            Self::Answered => "answered",
            Self::Closed => "closed",
        }
    }

    /// Whether it waits for an answer.
    pub const fn waits(self) -> bool {
        matches!(self, Self::Overdue(_) | Self::Open(_))
    }
}

/// Something that was said, with how it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What was said.
    pub said: RepFeedback,
    /// How it stands.
    pub standing: Standing,
    /// How many working days the answer took; `None` without one.
    pub took: Option<usize>,
}

impl Entry {
    /// Whether it can be told if it was answered by its day: it was answered, or that day is over.
    pub const fn judged(&self) -> bool {
        !matches!(self.standing, Standing::Open(_))
    }

    /// Whether it was answered by its day.
    pub fn in_time(&self) -> bool {
        self.said.answered_on.is_some_and(|on| on <= self.said.due)
    }
}

/// What the people of a scope said.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Voices {
    /// What was said in the period, and what was said before and is not settled: what waits longest first,
    /// then what was answered and what is settled, the newest first.
    pub entries: Vec<Entry>,
    /// What was said in the period, by what it is.
    pub kinds: BTreeMap<FeedbackKind, u64>,
    /// What was answered by its day, of what was said in the period and was answered or is overdue.
    pub in_time: Option<Rate>,
    /// The median of the working days that answers to what was said in the period took, and of how many.
    pub took: Option<(f64, u64)>,
    /// How much was said without a name that stands in the company alone.
    pub nameless_elsewhere: u64,
}

impl Voices {
    /// How many stand so.
    pub fn count(&self, wanted: impl Fn(Standing) -> bool) -> u64 {
        self.entries.iter().filter(|entry| wanted(entry.standing)).count() as u64
    }
}

/// What the people of a scope said in a period, and what of before is not settled, as known today.
///
/// # Errors
/// Whatever the database reports.
pub fn load(
    db: &Db,
    directory: &Directory,
    (scope, period): (Scope, Period),
    today: NaiveDate,
) -> Result<Voices> {
    let (first, last) = (period.first_day(), period.last_day().min(today));
    let mut all = if first <= last { feedback(db, (first, last))? } else { vec![] };
    all.extend(open_feedback(db)?.into_iter().filter(|said| said.on_day < first));
    let members = directory.members(scope);
    let inside = |said: &RepFeedback| members.include(said.person_id, Some(said.on_day));
    let (own, others): (Vec<RepFeedback>, Vec<RepFeedback>) = all.into_iter().partition(inside);
    let nameless = others.iter().filter(|said| said.person_id.is_none()).count() as u64;
    let calendar = &directory.calendar;
    let mut voices = Voices::of(own, calendar, (first, today));
    // Of one person nothing without a name can be said, not even that there is some.
    let company = matches!(members, Members::Everyone) || matches!(scope, Scope::Person(_));
    voices.nameless_elsewhere = if company { 0 } else { nameless };
    Ok(voices)
}

/// How much of what the people of a scope said waits for an answer.
///
/// # Errors
/// Whatever the database reports.
pub fn waiting(
    db: &Db,
    directory: &Directory,
    (scope, today): (Scope, NaiveDate),
) -> Result<usize> {
    let members = directory.members(scope);
    let open = open_feedback(db)?.into_iter().filter(|said| said.on_day <= today);
    let own = open.filter(|said| members.include(said.person_id, Some(said.on_day)));
    Ok(own.filter(|said| said.answer.is_none()).count())
}

impl Voices {
    fn of(all: Vec<RepFeedback>, calendar: &Calendar, (first, today): Days) -> Self {
        let entry = |said: RepFeedback| {
            let after = said.on_day.succ_opt();
            let took = said.answered_on.zip(after).map(|(on, after)| calendar.workdays(after, on));
            Entry { standing: Standing::of(&said, calendar, today), took, said }
        };
        let mut entries: Vec<Entry> = all.into_iter().map(entry).collect();
        let new = || entries.iter().filter(|entry| entry.said.on_day >= first);
        let mut kinds: BTreeMap<FeedbackKind, u64> = BTreeMap::new();
        for entry in new() {
            *kinds.entry(entry.said.kind).or_default() += 1;
        }
        let judged = new().filter(|entry| entry.judged());
        let in_time = judged.clone().filter(|entry| entry.in_time());
        let in_time = Rate::of(in_time.count() as u64, judged.count() as u64);
        let mut took: Vec<f64> = new().filter_map(|entry| Some(entry.took? as f64)).collect();
        let n = took.len() as u64;
        let took = median(&mut took).map(|days| (days, n));
        entries.sort_by_key(|entry| {
            let newest = std::cmp::Reverse(entry.said.on_day);
            let place = match entry.standing {
                Standing::Overdue(_) => 0,
                Standing::Open(_) => 1,
                Standing::Answered => 2,
                Standing::Closed => 3,
            };
            let waits = entry.standing.waits();
            (place, waits.then_some(entry.said.due), newest, entry.said.id)
        });
        Self { entries, kinds, in_time, took, nameless_elsewhere: 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{PersonId, RepFeedbackId};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn said(id: i64, on: &str, due: &str, answered: Option<&str>) -> RepFeedback {
        RepFeedback {
            id: RepFeedbackId(id),
            person_id: Some(PersonId(1)),
            kind: FeedbackKind::Suggestion,
            text: "周报太长".to_owned(),
            on_day: day(on),
            due: day(due),
            answer: answered.map(|_| "改短".to_owned()),
            answered_on: answered.map(day),
            answered_by: answered.map(|_| "林晓峰".to_owned()),
            closed_on: None,
        }
    }

    #[test]
    fn an_answer_is_due_after_five_working_days() {
        let calendar = Calendar::published();
        // Over the National Day of 2025: the 28th to the 30th, and the 9th and 10th of October.
        assert_eq!(due(&calendar, day("2025-09-26")), day("2025-10-10"));
        assert_eq!(due(&calendar, day("2025-11-18")), day("2025-11-25"));
    }

    #[test]
    fn what_waits_is_counted_in_working_days() {
        let calendar = Calendar::published();
        let of = |said: &RepFeedback, on: &str| Standing::of(said, &calendar, day(on));
        let one = said(1, "2025-11-13", "2025-11-20", None);
        assert_eq!(of(&one, "2025-11-18"), Standing::Open(2));
        assert_eq!(of(&one, "2025-11-20"), Standing::Open(0));
        assert_eq!(of(&one, "2025-11-24"), Standing::Overdue(2));
        let friday = said(1, "2025-11-14", "2025-11-21", None);
        assert_eq!(of(&friday, "2025-11-22"), Standing::Overdue(0), "only a Saturday has passed");
        let answered = said(1, "2025-11-13", "2025-11-20", Some("2025-11-24"));
        assert_eq!(of(&answered, "2025-11-25"), Standing::Answered);
        let closed = RepFeedback { closed_on: Some(day("2025-11-24")), ..answered };
        assert_eq!(of(&closed, "2025-11-25"), Standing::Closed);
    }

    #[test]
    fn shares_and_times_are_those_of_the_period_and_what_waits_is_of_any_time() {
        let all = vec![
            said(1, "2025-09-01", "2025-09-08", None),
            said(2, "2025-10-13", "2025-10-20", Some("2025-10-15")),
            said(3, "2025-10-14", "2025-10-21", Some("2025-10-24")),
            said(4, "2025-11-03", "2025-11-10", None),
            said(5, "2025-11-17", "2025-11-24", None),
        ];
        let calendar = Calendar::published();
        let found = Voices::of(all, &calendar, (day("2025-10-01"), day("2025-11-18")));
        let order: Vec<i64> = found.entries.iter().map(|entry| entry.said.id.0).collect();
        assert_eq!(order, [1, 4, 5, 3, 2]);
        assert_eq!(found.kinds, BTreeMap::from([(FeedbackKind::Suggestion, 4)]));
        let rate = found.in_time.unwrap();
        assert_eq!((rate.k, rate.n), (1, 3), "one in time, one late, one overdue");
        // Two working days and eight.
        assert_eq!(found.took, Some((5.0, 2)));
        assert_eq!(found.count(Standing::waits), 3);
        let nothing = Voices::of(vec![], &calendar, (day("2025-10-01"), day("2025-11-18")));
        assert_eq!((nothing.in_time, nothing.took), (None, None));
    }
}
