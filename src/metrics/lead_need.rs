//! 线索需求: how many new deals a target takes by the rates of the stages, and how many there are (domain
//! document, 072 and B2).
//!
//! Rates are those of the general funnel: visits of the last 180 days that had 45 days to go on. The mean is
//! that of the deals won in the same days. With fewer than [`MIN_CASES`] of either nothing is said.

use chrono::NaiveDate;

use crate::domain::funnel::lift::{self, whole_deals};
use crate::domain::funnel::rule::Rule;
use crate::domain::ids::StageId;
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::domain::stats::rate::MIN_CASES;
use crate::error::Result;
use crate::metrics::bottleneck::mean_won;
use crate::metrics::compared::ask_of;
use crate::metrics::deals::{Question, measure};
use crate::metrics::pipeline::{FunnelOfScope, HORIZON_DAYS, funnel};
use crate::metrics::{MetricId, targets};
use crate::store::Db;
use crate::store::directory::Directory;

/// What a target takes beside what there is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeadNeed {
    /// The target on the signed amount of the period, in fen.
    pub target: Option<i64>,
    /// The deals that began in the period.
    pub leads: u64,
    /// What it takes, or why that cannot be told.
    pub takes: std::result::Result<Takes, Untold>,
}

/// What a target takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Takes {
    /// How many deals each stage must see, in order.
    pub stages: Vec<(StageId, u64)>,
    /// How many deals must be won.
    pub wins: u64,
}

/// Why it cannot be told what a target takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Untold {
    /// There is no target.
    NoTarget,
    /// Too few deals were won to know what one is worth.
    FewWon,
    /// Too few deals were in a stage to know how many go on.
    FewVisits(StageId),
    /// None went on from a stage.
    NoneWentOn(StageId),
}

impl Untold {
    /// The word on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::NoTarget => "no_target",
            Self::FewWon => "few_won",
            Self::FewVisits(_) => "few_visits",
            Self::NoneWentOn(_) => "none_went_on",
        }
    }
}

impl Takes {
    /// How many deals must begin.
    pub fn leads(&self) -> u64 {
        self.stages.first().map_or(self.wins, |(_, leads)| *leads)
    }
}

impl LeadNeed {
    /// How many deals are missing; negative where there are more than it takes.
    pub fn gap(&self) -> Option<i64> {
        let needed = i64::try_from(self.takes.as_ref().ok()?.leads()).ok()?;
        needed.checked_sub(i64::try_from(self.leads).ok()?)
    }
}

/// What the target of a scope for a period takes, as of a day.
///
/// # Errors
/// Whatever the database reports.
pub fn load(
    db: &Db,
    directory: &Directory,
    (scope, period): (Scope, Period),
    as_of: NaiveDate,
) -> Result<LeadNeed> {
    let rule = Rule::Matured { horizon_days: HORIZON_DAYS };
    let figures = funnel(db, directory, &ask_of(directory, (scope, period), as_of, rule))?;
    let question = Question { members: directory.members(scope), period: Some(period), as_of };
    let new = measure(db, directory, MetricId::NewOpportunities, &question)?;
    let target = targets::find(db, MetricId::SignedAmount, scope, period)?;
    let target = target.map(|target| target.value);
    Ok(LeadNeed { target, leads: new.records, takes: takes(target, &figures) })
}

/// What a target takes by the rates of a funnel.
fn takes(target: Option<i64>, figures: &FunnelOfScope) -> std::result::Result<Takes, Untold> {
    let target = target.ok_or(Untold::NoTarget)?;
    let mean = mean_won(figures).ok_or(Untold::FewWon)?;
    let mut rates = vec![];
    for row in &figures.stages {
        if row.reached < MIN_CASES {
            return Err(Untold::FewVisits(row.stage));
        }
        let rate = row.rate.filter(|rate| *rate > 0.0);
        rates.push(rate.ok_or(Untold::NoneWentOn(row.stage))?);
    }
    let needs = lift::needs(target as f64, mean, &rates).ok_or(Untold::NoTarget)?;
    let stages = figures.stages.iter().map(|row| row.stage);
    let wins = needs.last().map_or(0, |wins| whole_deals(*wins));
    Ok(Takes { stages: stages.zip(needs.into_iter().map(whole_deals)).collect(), wins })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::domain::funnel::count::Deals;
    use crate::domain::funnel::win::WinCounts;
    use crate::metrics::groups::By;
    use crate::metrics::pipeline::StageRow;

    /// A funnel of stages with visits and rates, and ten deals won of 100,000.
    fn figures(stages: &[(u64, f64)]) -> FunnelOfScope {
        let mut closed = WinCounts::default();
        (0..10).for_each(|_| closed.add(true, Some(100_000)));
        let row = |(id, (reached, rate)): (i64, &(u64, f64))| StageRow {
            reached: *reached,
            rate: Some(*rate),
            ..StageRow::empty(StageId(id))
        };
        FunnelOfScope {
            rule: Rule::Matured { horizon_days: HORIZON_DAYS },
            window: None,
            stages: (1..).zip(stages).map(row).collect(),
            won: 0,
            lost: 0,
            left_out: BTreeMap::new(),
            open_without_stage: 0,
            open_own_model: 0,
            own_lines: BTreeMap::new(),
            by: By::Person,
            as_of: NaiveDate::default(),
            deals: Deals::default(),
            closed,
            group_wins: BTreeMap::new(),
        }
    }

    #[test]
    fn a_target_is_read_upwards_through_the_funnel() {
        let figures = figures(&[(40, 0.6), (40, 0.5), (40, 0.4), (40, 0.5)]);
        let takes = takes(Some(1_000_000), &figures);
        let found = takes.as_ref().unwrap();
        let stages: Vec<u64> = found.stages.iter().map(|(_, n)| *n).collect();
        // 166.67 deals are 167.
        assert_eq!((stages, found.wins, found.leads()), (vec![167, 100, 50, 20], 10, 167));
        let need = |leads| LeadNeed { target: Some(1_000_000), leads, takes: takes.clone() };
        assert_eq!((need(120).gap(), need(170).gap()), (Some(47), Some(-3)));
    }

    #[test]
    fn what_cannot_be_told_is_not_told() {
        let good = [(40, 0.6), (40, 0.5)];
        assert_eq!(takes(None, &figures(&good)), Err(Untold::NoTarget));
        let few = figures(&[(40, 0.6), (9, 0.5)]);
        assert_eq!(takes(Some(1), &few), Err(Untold::FewVisits(StageId(2))));
        let none = figures(&[(40, 0.0), (40, 0.5)]);
        assert_eq!(takes(Some(1), &none), Err(Untold::NoneWentOn(StageId(1))));
        let mut unsold = figures(&good);
        unsold.closed = WinCounts::default();
        assert_eq!(takes(Some(1), &unsold), Err(Untold::FewWon));
        let need = LeadNeed { target: None, leads: 3, takes: Err(Untold::NoTarget) };
        assert_eq!(need.gap(), None);
    }
}
