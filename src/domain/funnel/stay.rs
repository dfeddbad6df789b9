//! How long deals stay: per finished visit, and per deal with revisits added up.
//!
//! Only finished visits are averaged, which is biased short while many are open; the survival estimate of
//! [`crate::domain::stats::incidence`] is the honest answer for those. Days are calendar days.

use chrono::NaiveDate;

use super::DealHistory;
use super::visit::visits;
use crate::domain::stats::days::DayCounts;

/// Finished visits of each stage, in days.
#[derive(Clone, Debug)]
pub struct StageDays {
    as_of: NaiveDate,
    stages: Vec<DayCounts>,
}

impl StageDays {
    /// Starts an empty sample for each stage.
    pub fn new(n_stages: u8, as_of: NaiveDate) -> Self {
        Self { as_of, stages: vec![DayCounts::default(); n_stages.into()] }
    }

    /// Adds the finished visits of one deal.
    pub fn add(&mut self, deal: &DealHistory<'_>) {
        for visit in visits(deal, self.as_of) {
            if let (Some(days), Some(sample)) =
                (visit.days(), self.stages.get_mut(usize::from(visit.stage)))
            {
                sample.add(days);
            }
        }
    }

    /// The samples, one per stage.
    pub fn finish(self) -> Vec<DayCounts> {
        self.stages
    }
}

/// The time one deal has spent in one stage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TimeInStage {
    /// Days of all finished visits together.
    pub finished_days: u32,
    /// Days of the visit that still lasts.
    pub open_days: Option<u32>,
}

impl TimeInStage {
    /// All days, revisits and the lasting visit added up.
    pub fn total_days(&self) -> u32 {
        self.finished_days.saturating_add(self.open_days.unwrap_or(0))
    }
}

/// Adds up the time of a deal in a stage; `None` if it never was there.
pub fn time_in_stage(deal: &DealHistory<'_>, stage: u8, as_of: NaiveDate) -> Option<TimeInStage> {
    let mut time = None;
    for visit in visits(deal, as_of).filter(|visit| visit.stage == stage) {
        let time: &mut TimeInStage = time.get_or_insert_default();
        match visit.days() {
            Some(days) => time.finished_days = time.finished_days.saturating_add(days),
            None => time.open_days = Some(visit.days_by(as_of)),
        }
    }
    time
}

#[cfg(test)]
mod tests {
    use super::super::visit::tests::{day_of, deal, log};
    use super::*;

    #[test]
    fn revisits_add_up() {
        let events = log("0:S1 4:S2 9:S1 12:S2 20:S1");
        let time = |stage| time_in_stage(&deal(&events), stage, day_of(25));
        assert_eq!(time(0), Some(TimeInStage { finished_days: 7, open_days: Some(5) }));
        assert_eq!(time(1).map(|time| time.total_days()), Some(13));
        assert_eq!(time(2), None);
        let mut sample = StageDays::new(2, day_of(25));
        sample.add(&deal(&events));
        let medians: Vec<_> = sample.finish().iter().map(DayCounts::median).collect();
        assert_eq!(medians, [Some(3.5), Some(6.5)]);
    }
}
