//! 年度学时: the hours that the people of a scope learned in a year, by what they were about, against what
//! the plan of the year asks for.
//!
//! Hours are sums of results of training ([`Sums`]): of those that say neither hours nor days they are not
//! known, and how many those are is said with the sum. What is asked stands in the plan of the scope for the
//! year, else in that of the company: so many hours for each of the people who are here.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate};

use crate::domain::ids::CourseId;
use crate::domain::period::Period;
use crate::domain::scope::{Members, Scope};
use crate::domain::stats::rational::Rational;
use crate::domain::training::totals::Quota;
use crate::error::Result;
use crate::metrics::training::matrix::present;
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::records::{Course, LearningTopic, TrainingPlanStatus, TrainingResult};
use crate::store::training::results::{self, Sums};
use crate::store::training::{names, plans};

/// What a year's trainings come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hours {
    /// The year.
    pub year: i32,
    /// The day up to which is counted.
    pub until: NaiveDate,
    /// All of it.
    pub whole: Sums,
    /// The same by what the courses are about, the most hours first; `None` of courses that are not listed.
    pub topics: Vec<(Option<LearningTopic>, Sums)>,
    /// How many people are here.
    pub people: usize,
    /// How many hours each is to learn, in ten-thousandths; `None` where no plan says.
    pub per_head: Option<i64>,
    /// How much of the year is over.
    pub elapsed: Rational,
}

impl Hours {
    /// The hours against those that are asked for, in ten-thousandths; `None` where no plan asks for any, where
    /// of no result it is known how long it was, and in a year that has not begun.
    pub fn quota(&self) -> Option<Quota> {
        let unknown = self.whole.results > 0 && self.whole.hours.value.is_none();
        if unknown || self.until < Period::Year(self.year).first_day() {
            return None;
        }
        let people = i64::try_from(self.people).ok()?;
        let needed = self.per_head?.checked_mul(people).filter(|needed| *needed > 0)?;
        Some(Quota {
            needed: Rational::from_int(needed),
            done: Rational::from_int(self.whole.hours.value.unwrap_or_default()),
        })
    }
}

/// The hours of a scope in the year that holds a period, up to a day.
///
/// # Errors
/// Whatever the database reports.
pub fn hours(
    db: &Db,
    directory: &Directory,
    (scope, members): (Scope, &Members),
    (period, today): (Period, NaiveDate),
) -> Result<Hours> {
    let year = period.last_day().year();
    let span = Period::Year(year);
    let until = span.last_day().min(today);
    let day_hours = results::day_hours(db)?;
    let inside =
        |result: &TrainingResult| members.include(Some(result.person_id), Some(result.on_day));
    let mut rows = results::between(db, span.first_day(), until)?;
    rows.retain(inside);
    let courses = names::courses(db)?;
    let topics: BTreeMap<CourseId, LearningTopic> =
        db.all::<Course>()?.into_iter().map(|course| (course.id, course.topic)).collect();
    let mut by_topic: BTreeMap<Option<LearningTopic>, Vec<&TrainingResult>> = BTreeMap::new();
    for row in &rows {
        let topic = courses.find(&row.course).and_then(|course| topics.get(&course).copied());
        by_topic.entry(topic).or_default().push(row);
    }
    let sums = by_topic.into_iter().map(|(topic, own)| (topic, Sums::of(own, day_hours)));
    let mut sums: Vec<(Option<LearningTopic>, Sums)> = sums.collect();
    sums.sort_by_key(|(topic, sums)| (Reverse(sums.hours.value), topic.is_none(), *topic));
    let day = until.max(span.first_day());
    Ok(Hours {
        year,
        until,
        whole: Sums::of(&rows, day_hours),
        topics: sums,
        people: present(directory, members, day).len(),
        per_head: per_head(db, scope, span)?,
        elapsed: elapsed(span, until),
    })
}

/// How much of a period is over at the end of a day.
fn elapsed(span: Period, until: NaiveDate) -> Rational {
    let days = (span.last_day() - span.first_day()).num_days() + 1;
    let over = ((until - span.first_day()).num_days() + 1).clamp(0, days);
    Rational::new(over.into(), days.into()).unwrap_or(Rational::ZERO)
}

/// The hours for each that a plan of the scope for a period asks for, else that of the company. A plan that
/// was agreed goes before one that was not, the newer one before the older.
fn per_head(db: &Db, scope: Scope, span: Period) -> Result<Option<i64>> {
    let all = plans::all(db)?;
    let of = |wanted: Scope| {
        let own = all.iter().filter(|plan| plan.scope() == wanted);
        let own = own.filter(|plan| plan.plan.period == span.to_string());
        let own = own.filter(|plan| plan.plan.hours_per_head.is_some());
        let found = own.min_by_key(|plan| plan.plan.status == TrainingPlanStatus::Draft);
        found.and_then(|plan| plan.plan.hours_per_head)
    };
    Ok(of(scope).or_else(|| of(Scope::All)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::training::results::Sum;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_year_is_over_by_its_days() {
        let year = Period::Year(2025);
        for (until, days) in [("2025-01-01", 1), ("2025-11-18", 322), ("2025-12-31", 365)] {
            let expected = Rational::new(days, 365).unwrap();
            assert_eq!(elapsed(year, day(until)), expected, "{until}");
        }
        assert_eq!(elapsed(year, day("2024-12-31")), Rational::ZERO, "it has not begun");
    }

    #[test]
    fn what_is_asked_is_so_much_for_each() {
        let hours = Sum { value: Some(2_860_000), unknown: 0 };
        let whole = Sums { hours, ..Sums::default() };
        let mut hours = Hours {
            year: 2025,
            until: day("2025-11-18"),
            whole,
            topics: vec![],
            people: 10,
            per_head: Some(400_000),
            elapsed: Rational::ONE,
        };
        let quota = hours.quota().unwrap();
        assert_eq!(quota.share(), Rational::parse("0.715"));
        assert_eq!(quota.left(), Some(Rational::from_int(1_140_000)));
        hours.whole.results = 3;
        hours.whole.hours = Sum { value: None, unknown: 3 };
        assert_eq!(hours.quota(), None, "unknown is not zero");
        hours.whole = Sums { hours: Sum { value: Some(0), unknown: 0 }, ..Sums::default() };
        hours.until = day("2024-12-31");
        assert_eq!(hours.quota(), None, "the year has not begun");
        hours.until = day("2025-11-18");
        assert!(hours.quota().is_some());
        hours.per_head = None;
        assert_eq!(hours.quota(), None);
        hours.per_head = Some(400_000);
        hours.people = 0;
        assert_eq!(hours.quota(), None, "of nobody nothing is asked");
    }
}
