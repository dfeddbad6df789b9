//! What stands behind one figure on deals: its records, those left out, and its course, collected while the
//! deals stream by.
//!
//! The records are exactly those that [`judge`] counted or left out for the value that is shown. Before the
//! first fact of the company nothing is known ([`Began`]): a sum or a count of such a period is unknown, never
//! zero. The last point of the course is the value that is shown, where it is of the same period; what stands
//! open on a day ends with that day, whatever period is asked for.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::ids::OpportunityId;
use crate::domain::period::Period;
use crate::domain::scope::Members;
use crate::error::Result;
use crate::metrics::chances::{Chances, chances_on};
use crate::metrics::deals::{Finding, Question, Sample, Tally, judge, needs_steps};
use crate::metrics::heads::{self, Heads, Times};
use crate::metrics::known::Began;
use crate::metrics::pipeline::{Standing, standing};
use crate::metrics::{Measured, MetricId, Reason};
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::opportunities::{Deal, Step};
use crate::store::records::Status;

/// How many records of each kind are kept, the largest of them.
pub const LISTED: usize = 2_000;

/// The periods of a course, the oldest first: twelve months, or eight quarters beside a quarter or a year. It
/// ends with the one that is shown.
pub fn periods(period: Period, as_of: NaiveDate) -> Vec<Period> {
    let day = period.last_day().min(as_of);
    let (last, n) = match period {
        Period::Year(_) | Period::Quarter(..) => (Period::Quarter(0, 1).same_kind_at(day), 8),
        Period::Month(..) | Period::Week(..) => (Period::Month(0, 1).same_kind_at(day), 12),
    };
    let mut list: Vec<Period> =
        std::iter::successors(Some(last), |period| Some(period.previous())).take(n).collect();
    list.reverse();
    list
}

/// One period of the course.
struct Bucket {
    period: Period,
    question: Question,
    chances: Chances,
    heads: Option<Heads>,
    tally: Tally,
}

/// Watches one figure.
pub struct Watch {
    metric: MetricId,
    /// What is asked for.
    period: Period,
    as_of: NaiveDate,
    began: Began,
    /// The chances behind the value shown.
    chances: Chances,
    buckets: Vec<Bucket>,
    counted: BTreeMap<(i64, Reverse<OpportunityId>), (Sample, Option<Standing>)>,
    n_counted: u64,
    omitted: Vec<(OpportunityId, Reason, Option<Standing>)>,
    n_omitted: u64,
}

/// What was found behind a figure.
#[derive(Clone, Debug)]
pub struct Watched {
    /// The figure.
    pub metric: MetricId,
    /// Whether anything is known of the period that is asked for; else the value is unknown.
    pub told: bool,
    /// Its course, the oldest period first.
    pub course: Vec<(Period, Measured)>,
    /// The largest records, each with what it gave and, of what stands open on a day, how it stood.
    pub counted: Vec<(OpportunityId, Sample, Option<Standing>)>,
    /// How many records there are.
    pub n_counted: u64,
    /// Some of those left out, each with the reason and, of what stands open on a day, how it stood.
    pub omitted: Vec<(OpportunityId, Reason, Option<Standing>)>,
    /// How many were left out.
    pub n_omitted: u64,
}

impl Watch {
    /// Starts watching a figure of members in a period as known on a day.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn new(
        db: &Db,
        directory: &Directory,
        members: &Members,
        (period, as_of): (Period, NaiveDate),
        metric: MetricId,
    ) -> Result<Self> {
        // What stands open on a day is asked of that day, whatever period is shown.
        let end = if needs_steps(metric) { period.same_kind_at(as_of) } else { period };
        let periods = periods(end, as_of);
        // Earlier periods as each was known with its end; the one that is asked for as the value is.
        let day = |at: &Period| if *at == period { as_of } else { at.last_day().min(as_of) };
        let mut days: Vec<NaiveDate> = periods.iter().map(day).collect();
        days.push(as_of);
        let mut chances = if metric == MetricId::WeightedPipeline {
            chances_on(db, directory, &days)?
        } else {
            vec![Chances::default(); days.len()]
        };
        let shown = chances.pop().unwrap_or_default();
        let times = (metric == MetricId::SignedPerHead).then(|| Times::of(directory));
        let heads = |period: Period, day: NaiveDate| {
            let (times, span) = times.as_ref().zip(heads::span(period, day))?;
            Some(times.heads(members, span))
        };
        let buckets = periods
            .into_iter()
            .zip(days)
            .zip(chances)
            .map(|((period, as_of), chances)| Bucket {
                period,
                question: Question { members: members.clone(), period: Some(period), as_of },
                chances,
                heads: heads(period, as_of),
                tally: Tally::default(),
            })
            .collect();
        Ok(Self {
            metric,
            period,
            as_of,
            began: Began::default(),
            chances: shown,
            buckets,
            counted: BTreeMap::new(),
            n_counted: 0,
            omitted: vec![],
            n_omitted: 0,
        })
    }

    /// The figure watched.
    pub const fn metric(&self) -> MetricId {
        self.metric
    }

    /// Adds a deal, with what it is to the value shown.
    pub fn add(&mut self, deal: &Deal, steps: &[Step], finding: Finding) {
        self.began.add(deal, steps);
        for bucket in &mut self.buckets {
            bucket.tally.add(judge(self.metric, &bucket.question, deal, steps));
        }
        let (metric, as_of) = (self.metric, self.as_of);
        let stood = || {
            let asked = needs_steps(metric).then(|| standing(deal, steps, as_of));
            asked.flatten().filter(Standing::open)
        };
        let sample = match finding.settle(&self.chances) {
            Finding::Outside | Finding::Staged(..) => return,
            Finding::LeftOut(reason) => {
                self.n_omitted += 1;
                if self.omitted.len() < LISTED {
                    self.omitted.push((deal.id, reason, stood()));
                }
                return;
            }
            Finding::Counts(sample) => sample,
            Finding::Flows(_) => {
                let amount = deal.amount.unwrap_or_default();
                Sample::of(deal.status == Status::Won, amount)
            }
        };
        self.n_counted += 1;
        self.counted.insert((sample.amount, Reverse(deal.id)), (sample, stood()));
        if self.counted.len() > LISTED {
            self.counted.pop_first();
        }
    }

    /// What was found.
    pub fn finish(self) -> Watched {
        let Self { metric, period, as_of, began, .. } = self;
        let measured = |bucket: Bucket| {
            let (at, day) = (bucket.period, bucket.question.as_of);
            let told = if at == period {
                began.told(metric, at, day)
            } else {
                began.known(metric, at, day)
            };
            let found = match metric {
                MetricId::SignedPerHead => bucket.tally.per_head(bucket.heads),
                _ => bucket.tally.finish(metric, &bucket.chances),
            };
            let value = found.value.filter(|_| told);
            (at, Measured { value, ..found })
        };
        let counted = self.counted.into_iter().rev();
        Watched {
            metric,
            told: began.told(metric, period, as_of),
            course: self.buckets.into_iter().map(measured).collect(),
            counted: counted
                .map(|((_, Reverse(deal)), (sample, stood))| (deal, sample, stood))
                .collect(),
            n_counted: self.n_counted,
            omitted: self.omitted,
            n_omitted: self.n_omitted,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_course_ends_with_what_is_shown() {
        for (period, as_of, n, first, last) in [
            ("2025-11", "2025-11-18", 12, "2024-12", "2025-11"),
            ("2025-W10", "2025-11-18", 12, "2024-04", "2025-03"),
            ("2025-Q4", "2025-11-18", 8, "2024-Q1", "2025-Q4"),
            ("2025", "2025-11-18", 8, "2024-Q1", "2025-Q4"),
            ("2024", "2025-11-18", 8, "2023-Q1", "2024-Q4"),
        ] {
            let list = periods(Period::parse(period).unwrap(), day(as_of));
            assert_eq!(list.len(), n, "{period}");
            assert_eq!(list.first().unwrap().to_string(), first, "{period}");
            assert_eq!(list.last().unwrap().to_string(), last, "{period}");
        }
    }
}
