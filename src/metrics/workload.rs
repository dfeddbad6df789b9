//! The people that a year needs (编制测算): what a plan holds, what follows from it, and what the
//! workspace itself says of its inputs.
//!
//! Counts and hours are typed with decimals and kept in ten-thousandths, so that nothing is lost and
//! nothing is a binary fraction. What is worked out here is the same for the window, the command line
//! and the check before a plan is stored.
//!
//! # Where inputs come from
//! The target is that of the year, or the sum of its four quarters where only they are set. What one
//! person signs in a year is last year's signed amount per head, or that of the last twelve whole
//! months where reports do not reach so far back. Both carry their source; where neither is known,
//! nothing is offered.

use chrono::{Datelike as _, NaiveDate};

use crate::domain::headcount::{
    self, Headcount, HeadcountError, Need, Sensitivity, Tier, Time, headcount, sensitivity,
    volume_sensitivity,
};
use crate::domain::money::Money;
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::domain::stats::rational::Rational;
use crate::error::Result;
use crate::metrics::MetricId;
use crate::metrics::deals::per_head_between;
use crate::metrics::heads::Heads;
use crate::metrics::targets::history::known_until;
use crate::metrics::targets::progress::first_known;
use crate::metrics::targets::{Targets, parts};
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::records::{HeadcountPlan, HeadcountTier, ScopeKind};

/// One in the cells of a plan: they hold ten-thousandths.
pub const ONE: i64 = 10_000;

/// Customers that are visited alike, in ten-thousandths but for their number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TierInput {
    /// What the tier is called.
    pub name: String,
    /// How many customers.
    pub accounts: i64,
    /// Visits to each in a year.
    pub calls: i64,
    /// Hours of a visit.
    pub call_hours: i64,
    /// Hours of the way there and back.
    pub travel_hours: i64,
}

/// What a plan is worked out from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inputs {
    /// The tiers in order.
    pub tiers: Vec<TierInput>,
    /// Weeks worked in the year, in ten-thousandths.
    pub weeks: i64,
    /// Hours of a week, in ten-thousandths.
    pub week_hours: i64,
    /// The share of time that is no selling, in basis points.
    pub non_selling: i64,
    /// The amount to be signed in the year, in fen.
    pub target: Option<i64>,
    /// The amount one person signs in a year, in fen.
    pub per_head: Option<i64>,
}

fn part(value: i64) -> Result<Rational, HeadcountError> {
    Rational::new(value.into(), ONE.into()).ok_or(HeadcountError::TooLarge)
}

impl Inputs {
    /// Those of a stored plan.
    pub fn of(plan: &HeadcountPlan, tiers: &[HeadcountTier]) -> Self {
        let tier = |tier: &HeadcountTier| TierInput {
            name: tier.name.clone(),
            accounts: tier.accounts,
            calls: tier.calls,
            call_hours: tier.call_hours,
            travel_hours: tier.travel_hours,
        };
        Self {
            tiers: tiers.iter().map(tier).collect(),
            weeks: plan.weeks,
            week_hours: plan.week_hours,
            non_selling: plan.non_selling,
            target: plan.target,
            per_head: plan.per_head,
        }
    }

    fn tiers(&self) -> Result<Vec<Tier>, HeadcountError> {
        let tier = |tier: &TierInput| {
            let accounts = if tier.accounts < 0 {
                Err(HeadcountError::Negative)
            } else {
                u32::try_from(tier.accounts).map_err(|_| HeadcountError::TooLarge)
            };
            Ok(Tier {
                name: tier.name.clone(),
                accounts: accounts?,
                calls: part(tier.calls)?,
                call_hours: part(tier.call_hours)?,
                travel_hours: part(tier.travel_hours)?,
            })
        };
        self.tiers.iter().map(tier).collect()
    }

    fn time(&self) -> Result<Time, HeadcountError> {
        Ok(Time {
            weeks: part(self.weeks)?,
            week_hours: part(self.week_hours)?,
            non_selling: part(self.non_selling)?,
        })
    }

    /// The people needed by workload.
    ///
    /// # Errors
    /// When nobody has time to sell, or the numbers cannot be.
    pub fn workload(&self) -> Result<Headcount, HeadcountError> {
        headcount(&self.tiers()?, &self.time()?)
    }

    /// What a tenth of each input does to the people needed by workload, the largest difference
    /// first; empty without tiers.
    ///
    /// # Errors
    /// As [`Inputs::workload`].
    pub fn workload_bars(&self) -> Result<Vec<Sensitivity>, HeadcountError> {
        let tiers = self.tiers()?;
        if tiers.is_empty() {
            return Ok(vec![]);
        }
        Ok(sorted(sensitivity(&tiers, &self.time()?)?))
    }

    /// The people that the target needs; `None` without target or amount per head.
    pub fn volume(&self) -> Option<Need> {
        headcount::by_volume(Money(self.target?), Money(self.per_head?))
    }

    /// What a tenth of the target or the amount per head does to the people needed by volume.
    pub fn volume_bars(&self) -> Vec<Sensitivity> {
        let bars = self
            .target
            .zip(self.per_head)
            .and_then(|(target, per_head)| volume_sensitivity(Money(target), Money(per_head)));
        sorted(bars.map(Vec::from).unwrap_or_default())
    }
}

/// The largest difference first; what cannot be higher or lower at all comes before the others, since
/// it stands at its limit.
fn sorted(mut bars: Vec<Sensitivity>) -> Vec<Sensitivity> {
    bars.sort_by_key(|bar| {
        let spread = bar.spread();
        (spread.is_some(), std::cmp::Reverse(spread))
    });
    bars
}

/// The plan of a scope for a year with its tiers in order.
///
/// # Errors
/// Whatever the database reports.
pub fn plan(
    db: &Db,
    scope: Scope,
    year: i32,
) -> Result<Option<(HeadcountPlan, Vec<HeadcountTier>)>> {
    let (kind, id) = ScopeKind::cells(scope);
    let own = |plan: &HeadcountPlan| {
        (plan.scope_kind, plan.scope_id, plan.year) == (kind, id, i64::from(year))
    };
    let Some(plan) = db.all::<HeadcountPlan>()?.into_iter().find(own) else { return Ok(None) };
    let mut tiers: Vec<HeadcountTier> = db.all()?;
    tiers.retain(|tier| tier.plan_id == plan.id);
    tiers.sort_by_key(|tier| tier.position);
    Ok(Some((plan, tiers)))
}

/// Where the target of a year is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TargetFrom {
    /// It is set for the year.
    Year,
    /// It is the sum of those of its four quarters.
    Quarters,
}

/// Where the amount per head is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PerHeadFrom {
    /// The year before.
    Year(i32),
    /// The last twelve whole months, from one to another.
    Months(Period, Period),
}

/// What one person signed in a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PerHead {
    /// The amount in fen.
    pub value: i64,
    /// Of when.
    pub from: PerHeadFrom,
    /// How many deals it rests on.
    pub records: u64,
    /// Among how many people.
    pub heads: Heads,
}

/// What the workspace says of the inputs of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sources {
    /// The amount to be signed in the year, in fen.
    pub target: Option<(i64, TargetFrom)>,
    /// What one person signed in a year.
    pub per_head: Option<PerHead>,
    /// The working days of the year.
    pub workdays: i64,
    /// Weeks of five working days in the year, in ten-thousandths.
    pub weeks: i64,
}

/// What the workspace says of a scope and a year.
///
/// # Errors
/// Whatever the database reports.
pub fn sources(
    db: &Db,
    directory: &Directory,
    scope: Scope,
    year: i32,
    today: NaiveDate,
) -> Result<Sources> {
    let whole = Period::Year(year);
    let workdays = directory.calendar.workdays(whole.first_day(), whole.last_day());
    let workdays = i64::try_from(workdays).unwrap_or_default();
    Ok(Sources {
        target: target(db, scope, year)?,
        per_head: per_head(db, directory, scope, year, today)?,
        workdays,
        weeks: workdays * ONE / 5,
    })
}

fn target(db: &Db, scope: Scope, year: i32) -> Result<Option<(i64, TargetFrom)>> {
    let targets = Targets::load(db, MetricId::SignedAmount, (year, year))?;
    if let Some(levels) = targets.of(scope, Period::Year(year)) {
        return Ok(Some((levels.base, TargetFrom::Year)));
    }
    let quarters = parts(Period::Year(year));
    let n = quarters.len();
    let (set, sum) = targets.sum_of_periods(scope, quarters);
    Ok((set == n).then_some((sum, TargetFrom::Quarters)))
}

fn per_head(
    db: &Db,
    directory: &Directory,
    scope: Scope,
    year: i32,
    today: NaiveDate,
) -> Result<Option<PerHead>> {
    let Some(first) = first_known(db, MetricId::SignedAmount)? else { return Ok(None) };
    let first = Period::month_of(first);
    let known = known_until(db, today)?;
    // A period is known to its end once a report speaks of its last working day.
    let over = |period: Period| {
        let next = known.succ_opt().unwrap_or(known);
        directory.calendar.workdays(next, period.last_day()) == 0
    };
    let before = Period::Year(year - 1);
    let (from, span) = if first.first_day() <= before.first_day() && over(before) {
        (PerHeadFrom::Year(year - 1), (before.first_day(), before.last_day()))
    } else {
        // Nothing newer than a plan of the past can have been known to it.
        if year < known.year() {
            return Ok(None);
        }
        let month = Period::month_of(known);
        let last = if over(month) { month } else { month.previous() };
        let begin = (0..11).fold(last, |month, _| month.previous());
        if begin < first {
            return Ok(None);
        }
        (PerHeadFrom::Months(begin, last), (begin.first_day(), last.last_day()))
    };
    let (measured, heads) = per_head_between(db, directory, directory.members(scope), span)?;
    let value = measured.value.filter(|value| *value > 0);
    Ok(value.map(|value| PerHead { value, from, records: measured.records, heads }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::headcount::Input;

    /// The worked case of the domain: 20 × 24 × 3, 60 × 12 × 1.75 and 150 × 4 × 1 hours are 3,300, of
    /// 46 × 40 × 0.6 = 1,104 each.
    fn inputs() -> Inputs {
        let tier = |name: &str, accounts, calls, call_hours, travel_hours| TierInput {
            name: name.to_owned(),
            accounts,
            calls,
            call_hours,
            travel_hours,
        };
        Inputs {
            tiers: vec![
                tier("A", 20, 240_000, 20_000, 10_000),
                tier("B", 60, 120_000, 10_000, 7_500),
                tier("C", 150, 40_000, 5_000, 5_000),
            ],
            weeks: 460_000,
            week_hours: 400_000,
            non_selling: 4_000,
            target: Some(1_200_000_000),
            per_head: Some(500_000_000),
        }
    }

    #[test]
    fn a_plan_is_worked_out_from_its_cells() {
        let found = inputs().workload().unwrap();
        assert_eq!(found.hours, Rational::from_int(3_300));
        assert_eq!(found.available, Rational::from_int(1_104));
        assert_eq!((found.need.people, found.need.tight()), (3, true));
        assert_eq!(found.need.exact.round_to(5), Some(298_913));
        let volume = inputs().volume().unwrap();
        assert_eq!((volume.exact, volume.people), (Rational::parse("2.4").unwrap(), 3));
        assert_eq!(Inputs { per_head: None, ..inputs() }.volume(), None);
    }

    #[test]
    fn what_moves_the_result_most_comes_first() {
        let bars = inputs().workload_bars().unwrap();
        let spreads: Vec<Rational> = bars.iter().filter_map(Sensitivity::spread).collect();
        assert!(spreads.is_sorted_by(|a, b| a >= b), "{spreads:?}");
        assert_eq!(bars.len(), 4 + 3 * 4 + 3);
        // A tenth of the weeks is a tenth of the time: 1/0.9 − 1/1.1 is more than 1.1 − 0.9.
        assert!(matches!(bars[0].input, Input::Weeks | Input::WeekHours));
        // 2.4 people × (10/9 − 10/11) against 2.4 × (1.1 − 0.9).
        let volume = inputs().volume_bars();
        assert_eq!(
            volume.iter().map(|bar| bar.input).collect::<Vec<_>>(),
            [Input::PerHead, Input::Target]
        );
        assert_eq!(volume[1].spread(), Rational::parse("0.48"));
        // Hardly any time left: a tenth less of it is none at all, and that comes first.
        let busy = Inputs { non_selling: 9_500, ..inputs() };
        let first = busy.workload_bars().unwrap()[0];
        assert_eq!((first.input, first.higher), (Input::NonSelling, None));
        assert!(Inputs { tiers: vec![], ..inputs() }.workload_bars().unwrap().is_empty());
    }

    #[test]
    fn impossible_inputs_say_why() {
        let with = |change: fn(&mut Inputs)| {
            let mut inputs = inputs();
            change(&mut inputs);
            inputs.workload().map(|found| found.need.people)
        };
        assert_eq!(with(|inputs| inputs.weeks = 0), Err(HeadcountError::NoTime));
        assert_eq!(with(|inputs| inputs.non_selling = ONE), Err(HeadcountError::NoTime));
        assert_eq!(with(|inputs| inputs.tiers[0].accounts = -1), Err(HeadcountError::Negative));
        assert_eq!(with(|inputs| inputs.tiers[0].calls = -1), Err(HeadcountError::Negative));
        assert_eq!(
            with(|inputs| inputs.tiers[0].accounts = i64::MAX),
            Err(HeadcountError::TooLarge)
        );
    }
}
