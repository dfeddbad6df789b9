//! The way of a deal through its stages: one bar for each stay, against the limit of the stage.
//!
//! The limit is that of stuck deals: on all days in the stage, earlier stays added. So the second stay
//! begins with what the first one used up, and a deal that comes back to a stage in which it was too long
//! is past the limit from the first day.

use chrono::NaiveDate;

use crate::domain::funnel::DealHistory;
use crate::domain::funnel::visit::{Exit, visits};
use crate::domain::ids::StageId;
use crate::domain::stuck::limit::StuckLimit;

/// The way of a deal through the stages of its model.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Path {
    /// A line for each stage, visited or not.
    pub lines: Vec<StageLine>,
    /// Calendar days in all stages.
    pub days: u32,
    /// Stays in all.
    pub stays: u32,
    /// How often it went on, or was won.
    pub forward: u32,
    /// How often it went back.
    pub back: u32,
}

/// A stage of the path.
#[derive(Clone, Debug, PartialEq)]
pub struct StageLine {
    /// The stage.
    pub stage: StageId,
    /// How many calendar days a deal may stay, all stays added.
    pub limit: Option<StuckLimit>,
    /// Its stays, in order.
    pub stays: Vec<Stay>,
}

/// A stay in a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stay {
    /// Its place among all stays of the deal, from 0.
    pub order: usize,
    /// The day it began.
    pub enter: NaiveDate,
    /// The day it ended; `None` while it lasts.
    pub leave: Option<NaiveDate>,
    /// Its calendar days so far.
    pub days: u32,
    /// Calendar days of earlier stays in the stage.
    pub before: u32,
    /// How it ended.
    pub exit: Exit,
}

impl StageLine {
    /// All calendar days in the stage.
    pub fn days(&self) -> u32 {
        self.stays.iter().map(|stay| stay.days).sum()
    }

    /// Whether it was longer in the stage than the limit allows.
    pub fn over(&self) -> bool {
        self.limit.is_some_and(|limit| limit.stuck(self.days()))
    }

    /// Whether it stands there.
    pub fn here(&self) -> bool {
        self.stays.iter().any(|stay| stay.exit == Exit::Open)
    }

    /// How many days of a stay were within the limit; all of them where there is none.
    pub fn within(&self, stay: &Stay) -> f64 {
        let days = f64::from(stay.days);
        let Some(limit) = self.limit else { return days };
        (limit.days.to_f64() - f64::from(stay.before)).clamp(0.0, days)
    }
}

/// Reads the path off the moves of a deal as of a day; stages and limits stand in the order of the model.
pub fn path(
    stages: &[(StageId, Option<StuckLimit>)],
    history: &DealHistory<'_>,
    as_of: NaiveDate,
) -> Path {
    let mut path = Path::default();
    for (stage, limit) in stages {
        path.lines.push(StageLine { stage: *stage, limit: *limit, stays: vec![] });
    }
    for (order, visit) in visits(history, as_of).enumerate() {
        let Some(line) = path.lines.get_mut(usize::from(visit.stage)) else { continue };
        let (before, days) = (line.days(), visit.days_by(as_of));
        let (enter, leave, exit) = (visit.enter, visit.leave, visit.exit);
        line.stays.push(Stay { order, enter, leave, days, before, exit });
        path.days += days;
        path.stays += 1;
        path.forward += u32::from(exit.advanced());
        path.back += u32::from(exit == Exit::Back);
    }
    path
}

#[cfg(test)]
mod tests {
    use chrono::Days;

    use super::*;
    use crate::domain::funnel::{Event, Place};
    use crate::domain::stats::rational::Rational;
    use crate::domain::stuck::limit::Basis;

    fn day(n: u64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2025, 5, 12).unwrap() + Days::new(n)
    }

    fn limit(days: i64) -> Option<StuckLimit> {
        let days = Rational::from_int(days);
        Some(StuckLimit { days, winners: 0, basis: Basis::Configured })
    }

    #[test]
    fn a_return_makes_two_stays_that_add_up() {
        // 18 days, 42, 42, back for 47, and 41 so far.
        let moves = [(0, 0), (18, 1), (60, 2), (102, 1), (149, 2)];
        let event = |(at, stage)| Event { at: day(at), to: Place::Stage(stage) };
        let events = moves.map(event);
        let history = DealHistory { created: None, amount_fen: None, events: &events };
        let stages: Vec<_> =
            (1..).map(StageId).zip([limit(20), limit(30), limit(30), None]).collect();
        let path = path(&stages, &history, day(190));
        assert_eq!((path.days, path.stays, path.forward, path.back), (190, 5, 3, 1));
        let told: Vec<_> =
            path.lines.iter().map(|line| (line.stays.len(), line.days(), line.over())).collect();
        assert_eq!(told, [(1, 18, false), (2, 89, true), (2, 83, true), (0, 0, false)]);
        let within: Vec<Vec<f64>> = path
            .lines
            .iter()
            .map(|line| line.stays.iter().map(|stay| line.within(stay)).collect())
            .collect();
        // The first stay used the limit up, so the second lies past it as a whole.
        assert_eq!(within, [vec![18.0], vec![30.0, 0.0], vec![30.0, 0.0], vec![]]);
        assert_eq!(
            path.lines.iter().map(StageLine::here).collect::<Vec<_>>(),
            [false, false, true, false]
        );
        // As of the day before it came back, nothing of that is known.
        let before = super::path(&stages, &history, day(101));
        assert_eq!((before.days, before.stays, before.back), (101, 3, 0));
    }

    #[test]
    fn what_has_no_limit_is_never_past_it() {
        let events =
            [Event { at: day(0), to: Place::Stage(0) }, Event { at: day(9), to: Place::Won }];
        let history = DealHistory { created: None, amount_fen: None, events: &events };
        let path = path(&[(StageId(1), None)], &history, day(30));
        let line = path.lines.first().unwrap();
        assert_eq!((line.over(), line.here(), path.forward), (false, false, 1));
        assert!(line.stays.iter().all(|stay| line.within(stay) == 9.0));
    }
}
