//! The stages of a funnel as they are shown: what lies in each, how it converts, and what it is held against.

use std::collections::BTreeMap;

use crate::domain::funnel::count::StageFigure;
use crate::domain::ids::StageId;
use crate::metrics::groups::Group;
use crate::metrics::pipeline::Stock;
use crate::store::records::OutcomeReason;

/// One stage as the funnel shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct StageRow {
    /// The stage.
    pub stage: StageId,
    /// Open deals as of the date, whatever the period.
    pub open: u64,
    /// Their known amounts in fen; `None` when all are unknown.
    pub open_amount: Option<i64>,
    /// Open deals without a known amount.
    pub unknown_amounts: u64,
    /// What the rule counts in the stage.
    pub reached: u64,
    /// How many of them advanced; `None` for a stock.
    pub advanced: Option<u64>,
    /// The share that advanced.
    pub rate: Option<f64>,
    /// Its 95 % interval.
    pub low: Option<f64>,
    /// Its 95 % interval.
    pub high: Option<f64>,
    /// The median days of finished visits.
    pub median_days: Option<f64>,
    /// The stage a year earlier, as it could be seen then.
    pub year_before: Option<Past>,
    /// The stage in the window just before, as it could be seen then.
    pub window_before: Option<Past>,
    /// Those that are compared.
    pub groups: BTreeMap<Group, GroupRow>,
    /// Why deals were lost from the stage within the window, as far as somebody said so.
    pub losses: BTreeMap<OutcomeReason, u64>,
}

/// A stage in an earlier window.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Past {
    /// What the rule counted.
    pub reached: u64,
    /// How many of them advanced.
    pub advanced: Option<u64>,
    /// The share that advanced.
    pub rate: Option<f64>,
    /// The median days of finished visits.
    pub median_days: Option<f64>,
}

impl From<&StageFigure> for Past {
    fn from(figure: &StageFigure) -> Self {
        Self {
            reached: figure.n,
            advanced: figure.advanced,
            rate: figure.rate,
            median_days: figure.median_days,
        }
    }
}

/// One of those that are compared, in one stage.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct GroupRow {
    /// What the rule counts.
    pub reached: u64,
    /// How many of them advanced; `None` for a stock.
    pub advanced: Option<u64>,
    /// The median days of finished visits.
    pub median_days: Option<f64>,
    /// How many finished visits that rests on.
    pub finished: u64,
    /// Open deals as of the date.
    pub open: u64,
}

impl StageRow {
    /// A stage before anything is counted.
    pub const fn empty(stage: StageId) -> Self {
        Self {
            stage,
            open: 0,
            open_amount: None,
            unknown_amounts: 0,
            reached: 0,
            advanced: None,
            rate: None,
            low: None,
            high: None,
            median_days: None,
            year_before: None,
            window_before: None,
            groups: BTreeMap::new(),
            losses: BTreeMap::new(),
        }
    }

    /// Adds the open and the lost deals of other ones.
    pub(super) fn merge(&mut self, other: &Self) {
        self.open += other.open;
        let sum = |sum: i64| self.open_amount.unwrap_or(0).saturating_add(sum);
        self.open_amount = other.open_amount.map(sum).or(self.open_amount);
        self.unknown_amounts += other.unknown_amounts;
        for (group, row) in &other.groups {
            self.groups.entry(*group).or_default().open += row.open;
        }
        for (reason, n) in &other.losses {
            *self.losses.entry(*reason).or_default() += n;
        }
    }

    /// Adds an open deal.
    pub(super) fn add_open(&mut self, stock: &Stock) {
        self.open += 1;
        match stock.amount {
            Some(fen) => {
                let sum = self.open_amount.unwrap_or(0);
                self.open_amount = Some(sum.saturating_add(fen));
            }
            None => self.unknown_amounts += 1,
        }
    }
}
