//! Did a talk help? The metrics that it answers, week by week before it and in the twelve weeks since, beside
//! colleagues who were not coached for the same metric in that time ([`super::weekly`]).

use chrono::{Days, NaiveDate};

use crate::domain::ids::PersonId;
use crate::error::Result;
use crate::metrics::MetricId;
use crate::metrics::coaching::weekly::{Case, WEEKS, Weekly, weekly};
use crate::store::Db;
use crate::store::coaching::log;
use crate::store::directory::Directory;

/// A metric that a talk answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Talk {
    /// Who was coached.
    pub person: PersonId,
    /// When.
    pub day: NaiveDate,
    /// The metric.
    pub metric: MetricId,
}

impl Talk {
    /// The first day of the weeks before, and the last of those since.
    fn around(self) -> (NaiveDate, NaiveDate) {
        let reach = Days::new(7 * WEEKS as u64);
        let from = self.day.checked_sub_days(reach).unwrap_or(self.day);
        // One week more, since the one that holds the day is neither.
        let until =
            self.day.checked_add_days(reach).and_then(|day| day.checked_add_days(Days::new(6)));
        (from, until.unwrap_or(self.day))
    }
}

/// What became of the metrics of several talks, in the order asked for.
///
/// # Errors
/// Whatever the database reports.
pub fn effects(
    db: &Db,
    directory: &Directory,
    talks: &[Talk],
    today: NaiveDate,
) -> Result<Vec<Weekly>> {
    let spans = || talks.iter().map(|talk| talk.around());
    let first = spans().map(|(first, _)| first).min();
    let last = spans().map(|(_, last)| last).max();
    let Some(days) = first.zip(last) else { return Ok(vec![]) };
    let answered = log::answered(db, days)?;
    let cases: Vec<Case> = talks
        .iter()
        .map(|talk| {
            let (from, until) = talk.around();
            let same = answered.iter().filter(|other| {
                other.metric == talk.metric.word() && from <= other.day && other.day <= until
            });
            Case {
                person: talk.person,
                metric: talk.metric,
                starts: talk.day,
                end: until.min(today),
                helped: same.map(|other| other.person).collect(),
            }
        })
        .collect();
    weekly(db, directory, &cases, today)
}
