//! How long a deal may stay in a stage before it is marked (domain document, B3).
//!
//! The limit is the 80 % quantile (type 7) of the days that deals spent in the stage which were won in the
//! end. With fewer than eight of them it says nothing, and the days set for the stage hold instead; the list
//! says which. A deal is marked when its days are strictly more. The quantile is an exact fraction: a limit
//! of 20 days must not be 20.000000000000004.

use chrono::NaiveDate;

use crate::domain::funnel::stay::time_in_stage;
use crate::domain::funnel::visit::{days_between, standing};
use crate::domain::funnel::{DealHistory, Place};
use crate::domain::stats::days::DayCounts;
use crate::domain::stats::rational::Rational;

/// How a limit is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LimitRule {
    /// The share of winners, in basis points, that stayed no longer.
    pub share_bp: u32,
    /// So many winners are needed.
    pub min_winners: u64,
}

impl Default for LimitRule {
    /// 默认值: longer than 80 % of at least eight winners.
    fn default() -> Self {
        Self { share_bp: 8_000, min_winners: 8 }
    }
}

/// What a limit rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// The days of deals that were won.
    Winners,
    /// The days set for the stage, for want of winners.
    Configured,
}

impl Basis {
    /// The word behind which its name stands in each language.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Winners => "winners",
            Self::Configured => "configured",
        }
    }
}

/// The limit of a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StuckLimit {
    /// Calendar days that are still within it.
    pub days: Rational,
    /// How many winners there are, enough or not.
    pub winners: u64,
    /// What it rests on.
    pub basis: Basis,
}

impl StuckLimit {
    /// Whether so many days in the stage are too many: strictly more than the limit.
    pub fn stuck(&self, days: u32) -> bool {
        Rational::from_int(days.into()) > self.days
    }
}

/// The limit of a stage, from the days of its winners, else from the days set for it.
///
/// `None` with too few winners where no days are set: nothing is marked then.
pub fn stuck_limit(
    rule: LimitRule,
    winners: &DayCounts,
    configured: Option<u32>,
) -> Option<StuckLimit> {
    let count = winners.len();
    if count >= rule.min_winners
        && let Some(days) = winners.quantile_bp(rule.share_bp)
    {
        return Some(StuckLimit { days, winners: count, basis: Basis::Winners });
    }
    let days = Rational::from_int(configured?.into());
    Some(StuckLimit { days, winners: count, basis: Basis::Configured })
}

/// How long an open deal has been where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Age {
    /// The stage, from 0.
    pub stage: u8,
    /// Calendar days since it came there last: for the outlook.
    pub visit_days: u32,
    /// All its calendar days there, earlier visits added: for the limit.
    pub total_days: u32,
}

/// How long a deal has been in its stage as of a date; `None` if it is closed or has not begun.
pub fn age(deal: &DealHistory<'_>, n_stages: u8, as_of: NaiveDate) -> Option<Age> {
    let now = standing(deal, n_stages, as_of)?;
    let Place::Stage(stage) = now.place else { return None };
    let total_days = time_in_stage(deal, stage, as_of)?.total_days();
    Some(Age { stage, visit_days: days_between(now.since, as_of), total_days })
}

#[cfg(test)]
mod tests {
    use chrono::Days;
    use proptest::prelude::*;

    use super::*;
    use crate::domain::funnel::Event;

    fn sample(days: &[u32]) -> DayCounts {
        let mut sample = DayCounts::default();
        days.iter().for_each(|day| sample.add(*day));
        sample
    }

    #[test]
    fn the_limit_itself_is_not_stuck() {
        let winners = sample(&[5, 10, 10, 10, 20, 20, 20, 20, 20, 40]);
        let limit = stuck_limit(LimitRule::default(), &winners, Some(3)).unwrap();
        assert_eq!((limit.days, limit.basis), (Rational::from_int(20), Basis::Winners));
        assert_eq!((limit.stuck(20), limit.stuck(21)), (false, true));
    }

    #[test]
    fn too_few_winners_leave_it_to_the_days_that_are_set() {
        let seven = sample(&[10; 7]);
        let rule = LimitRule::default();
        let set = stuck_limit(rule, &seven, Some(21)).unwrap();
        assert_eq!(
            set,
            StuckLimit { days: Rational::from_int(21), winners: 7, basis: Basis::Configured }
        );
        assert_eq!(stuck_limit(rule, &seven, None), None);
        assert_eq!(stuck_limit(rule, &sample(&[10; 8]), None).map(|l| l.winners), Some(8));
        // No winners at all, though none is asked for.
        let none = LimitRule { min_winners: 0, ..rule };
        assert_eq!(stuck_limit(none, &sample(&[]), None), None);
    }

    #[test]
    fn age_is_of_the_visit_and_of_all_visits() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + Days::new(day);
        let stage = |at, stage| Event { at: day(at), to: Place::Stage(stage) };
        let events = [stage(0, 0), stage(4, 1), stage(9, 0), Event { at: day(30), to: Place::Won }];
        let deal = DealHistory { created: None, amount_fen: None, events: &events };
        let at = |as_of| age(&deal, 2, day(as_of));
        assert_eq!(at(6), Some(Age { stage: 1, visit_days: 2, total_days: 2 }));
        assert_eq!(at(20), Some(Age { stage: 0, visit_days: 11, total_days: 15 }));
        assert_eq!(at(30), None);
        let nothing = DealHistory { created: None, amount_fen: None, events: &[] };
        assert_eq!(age(&nothing, 2, day(9)), None);
    }

    proptest! {
        #[test]
        fn one_winner_in_five_would_have_been_marked_at_most(days in prop::collection::vec(0_u32..400, 8..60)) {
            let limit = stuck_limit(LimitRule::default(), &sample(&days), None).unwrap();
            let marked = days.iter().filter(|days| limit.stuck(**days)).count();
            // Up to the one that the quantile lies in front of.
            prop_assert!(marked <= (days.len() - 1).div_ceil(5), "{} of {}", marked, days.len());
        }
    }
}
