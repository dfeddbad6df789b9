//! From when on a figure is known.
//!
//! Before the first fact nothing is known: a sum or a count of such a period is unknown, never zero. Nor is
//! anything known of a period that has not begun. The period that is asked for is told as soon as it holds a
//! fact, since whoever asks sees of when it is. One that it is held against is told only where it is known
//! from its beginning: half a month beside a whole one would look like a change.

use chrono::NaiveDate;

use crate::domain::period::Period;
use crate::metrics::MetricId;
use crate::metrics::pipeline::there_from;
use crate::store::opportunities::{Deal, Step};
use crate::store::records::Status;

/// Whether a period is known from its beginning, up to a day: it begins no sooner than the month of the first
/// fact.
pub fn known_from(began: Option<NaiveDate>, period: Period, day: NaiveDate) -> bool {
    let first = began.map(|began| Period::month_of(began).first_day());
    period.first_day() <= day && first.is_some_and(|first| first <= period.first_day())
}

/// Whether anything is known of a period, up to a day: it has begun, and the first fact is not after it.
pub fn told_from(began: Option<NaiveDate>, period: Period, day: NaiveDate) -> bool {
    let last = period.last_day().min(day);
    period.first_day() <= day && began.is_some_and(|began| began <= last)
}

/// The first days of which anything is known, collected while the deals stream by, whoever has them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Began {
    /// Of any deal that was there.
    there: Option<NaiveDate>,
    /// Of any deal of which it is known when it was created.
    created: Option<NaiveDate>,
    /// Of any deal of which it is known when it was won or lost.
    closed: Option<NaiveDate>,
}

impl Began {
    /// Notes a deal, with its steps where the figure asks for them.
    pub fn add(&mut self, deal: &Deal, steps: &[Step]) {
        let earlier = |began: Option<NaiveDate>, day: Option<NaiveDate>| {
            [began, day].into_iter().flatten().min()
        };
        self.there = earlier(self.there, Some(there_from(deal, steps)));
        self.created = earlier(self.created, deal.created);
        let closed = deal.closed.filter(|_| deal.status != Status::Open);
        self.closed = earlier(self.closed, closed);
    }

    /// Notes what other deals begin with.
    pub fn merge(&mut self, other: &Self) {
        let earlier = |own: &mut Option<NaiveDate>, theirs: Option<NaiveDate>| {
            *own = [*own, theirs].into_iter().flatten().min();
        };
        earlier(&mut self.there, other.there);
        earlier(&mut self.created, other.created);
        earlier(&mut self.closed, other.closed);
    }

    /// Whether it is known how deals stood in the evening of a day.
    pub fn stood(&self, day: NaiveDate) -> bool {
        self.there.is_some_and(|began| began <= day)
    }

    /// Whether a figure of the period that is asked for is told, as known on a day.
    pub fn told(&self, metric: MetricId, period: Period, as_of: NaiveDate) -> bool {
        self.asked(metric, period, as_of, told_from)
    }

    /// Whether a figure of a period that another one is held against is known, up to a day.
    pub fn known(&self, metric: MetricId, period: Period, as_of: NaiveDate) -> bool {
        self.asked(metric, period, as_of, known_from)
    }

    /// Whether a figure is known, where `closing` decides of what was won and lost in the period.
    fn asked(
        &self,
        metric: MetricId,
        period: Period,
        as_of: NaiveDate,
        closing: impl FnOnce(Option<NaiveDate>, Period, NaiveDate) -> bool,
    ) -> bool {
        match metric {
            // How many there are on a day is known from the first of them on.
            MetricId::OpenPipeline | MetricId::WeightedPipeline => self.stood(as_of),
            MetricId::SignedAmount
            | MetricId::CreditedAmount
            | MetricId::SignedPerHead
            | MetricId::DealsWon
            | MetricId::DealsLost => closing(self.closed, period, as_of),
            // As their target and their tile have it, also of the period that is asked for.
            MetricId::NewOpportunities => known_from(self.created, period, as_of),
            // Rates and means say by themselves when they rest on nothing.
            _ => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    const MARCH: Period = Period::Month(2025, 3);

    #[test]
    fn a_period_is_known_from_the_month_on_in_which_the_first_fact_lies() {
        let known = |began: &str, until: &str| known_from(began.parse().ok(), MARCH, day(until));
        assert!(known("2025-03-20", "2025-03-31"));
        assert!(known("2024-12-01", "2025-03-01"));
        assert!(!known("2025-04-01", "2025-03-31"));
        assert!(!known("nothing", "2025-03-31"));
        assert!(!known("2025-01-01", "2025-02-28"), "it has not begun");
        let quarter = Period::Quarter(2025, 1);
        assert!(!known_from(Some(day("2025-03-01")), quarter, day("2025-03-31")));
        assert!(told_from(Some(day("2025-03-01")), quarter, day("2025-03-31")));
        assert!(!told_from(Some(day("2025-04-01")), quarter, day("2025-12-31")));
        assert!(!told_from(Some(day("2025-03-20")), quarter, day("2025-03-19")));
        assert!(!told_from(Some(day("2024-03-20")), quarter, day("2024-12-31")));
    }

    #[test]
    fn each_figure_begins_with_the_facts_it_rests_on() {
        let began = Began {
            there: Some(day("2025-01-10")),
            created: Some(day("2025-02-10")),
            closed: Some(day("2025-03-20")),
        };
        let end = day("2025-03-31");
        let (quarter, january) = (Period::Quarter(2025, 1), Period::Month(2025, 1));
        for (metric, period, as_of, told, known) in [
            (MetricId::OpenPipeline, january, "2025-01-10", true, true),
            (MetricId::WeightedPipeline, january, "2025-01-09", false, false),
            (MetricId::NewOpportunities, quarter, "2025-03-31", false, false),
            (MetricId::NewOpportunities, MARCH, "2025-03-31", true, true),
            (MetricId::SignedAmount, quarter, "2025-03-31", true, false),
            (MetricId::SignedAmount, MARCH, "2025-03-31", true, true),
            (MetricId::DealsLost, january, "2025-03-31", false, false),
            (MetricId::SignedPerHead, Period::Month(2025, 4), "2025-03-31", false, false),
            (MetricId::WinRate, january, "2025-03-31", true, true),
        ] {
            let as_of = day(as_of);
            let found = (began.told(metric, period, as_of), began.known(metric, period, as_of));
            assert_eq!(found, (told, known), "{metric:?} {period}");
        }
        assert!(!Began::default().told(MetricId::SignedAmount, MARCH, end));
        assert!(!Began::default().stood(end));
    }
}
