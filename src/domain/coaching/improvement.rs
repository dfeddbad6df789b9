//! An improvement plan of ninety days: how far each objective has come, and when that is looked at.
//!
//! It is a plan of support. What an objective has come is `(actual − baseline)/(target − baseline)`, cut to
//! 0..=1.2, so that one that ran far ahead does not hide another; the total weighs them, and the pace sets the
//! total against the time that is over. Met from 1 on, partly from 0.7 on.
//!
//! # Frozen
//!
//! A baseline is what was when the plan began. From then on it does not move, and a target moves only with a
//! reason: a plan whose ends are moved says nothing of whoever walked.
//!
//! # Unknown makes no total
//!
//! An objective without an actual value has come no way that is known. As with capability, there is then no
//! total, and what is missing is named.

use chrono::{Days, NaiveDate};

use crate::domain::calendar::Calendar;
use crate::domain::process::deadlines::overdue;
use crate::domain::stats::rational::Rational;

/// How many days a plan lasts.
pub const PLAN_DAYS: u64 = 90;

/// After so many days there is a check point.
pub const CHECK_DAYS: [u64; 3] = [30, 60, PLAN_DAYS];

/// How far beyond its target an objective counts, in basis points (默认值).
pub const MOST_BP: i128 = 12_000;

/// From here on a plan is met in part, in basis points (默认值).
pub const PARTIAL_BP: i128 = 7_000;

/// An objective of a plan. Values are exact and in the unit of whatever is measured; less may be better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Objective {
    /// How much it weighs among the others, in any unit.
    pub weight: i64,
    /// What was when the plan began.
    pub baseline: Rational,
    /// What is to be.
    pub target: Rational,
}

/// How far a plan, or one objective, has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// All of it.
    Met,
    /// Most of it.
    Partial,
    /// Not so much.
    NotMet,
}

impl Status {
    /// What a share of the way is; `None` only if the limits do not fit.
    pub fn of(share: Rational) -> Option<Self> {
        Some(if share >= Rational::ONE {
            Self::Met
        } else if share >= Rational::new(PARTIAL_BP, 10_000)? {
            Self::Partial
        } else {
            Self::NotMet
        })
    }

    /// The word in machine-readable answers, and behind which its name stands.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Partial => "partial",
            Self::NotMet => "not_met",
        }
    }
}

/// How far a plan has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The share of the way of each objective, 0 to 1.2, in their order; `None` where the actual value is not
    /// known.
    pub each: Vec<Option<Rational>>,
    /// The shares together, by weight; `None` if one that weighs anything is not known.
    pub total: Option<Rational>,
    /// The total of the share of the time that is over: 1 is in time. `None` on the first day.
    pub pace: Option<Rational>,
    /// What the total is.
    pub status: Option<Status>,
}

/// Why a plan is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanError {
    /// The target of an objective is its baseline: there is no way to go.
    NoWay {
        /// Which, from 0.
        at: usize,
    },
    /// A weight is below zero, or none weighs anything.
    Weights,
    /// A share of time outside 0..=1.
    Elapsed,
    /// The numbers do not fit.
    TooLarge,
}

/// How far a plan has come: objectives with their actual values, and the share of the time that is over.
pub fn progress(
    objectives: &[(Objective, Option<Rational>)],
    elapsed: Rational,
) -> Result<Progress, PlanError> {
    if elapsed.is_negative() || elapsed > Rational::ONE {
        return Err(PlanError::Elapsed);
    }
    let (mut whole, mut each) = (0_i128, Vec::with_capacity(objectives.len()));
    for (at, (objective, actual)) in objectives.iter().enumerate() {
        if objective.weight < 0 {
            return Err(PlanError::Weights);
        }
        if objective.baseline == objective.target {
            return Err(PlanError::NoWay { at });
        }
        whole += i128::from(objective.weight);
        let come = |actual: &Rational| share(objective, *actual).ok_or(PlanError::TooLarge);
        each.push(actual.as_ref().map(come).transpose()?);
    }
    if whole == 0 {
        return Err(PlanError::Weights);
    }
    let weighing = objectives.iter().zip(&each).filter(|((own, _), _)| own.weight > 0);
    let mut total = Some(Rational::ZERO);
    for ((own, _), come) in weighing {
        let part = |come: Rational| come.checked_mul(Rational::new(own.weight.into(), whole)?);
        let part = come.map(|come| part(come).ok_or(PlanError::TooLarge)).transpose()?;
        total = match (total, part) {
            (Some(sum), Some(part)) => Some(sum.checked_add(part).ok_or(PlanError::TooLarge)?),
            _ => None,
        };
    }
    let pace = total.filter(|_| !elapsed.is_zero()).map(|total| total.checked_div(elapsed));
    Ok(Progress {
        each,
        total,
        pace: pace.map(|pace| pace.ok_or(PlanError::TooLarge)).transpose()?,
        status: total.and_then(Status::of),
    })
}

/// The share of its way that an objective has come.
fn share(objective: &Objective, actual: Rational) -> Option<Rational> {
    let way = objective.target.checked_sub(objective.baseline)?;
    let come = actual.checked_sub(objective.baseline)?.checked_div(way)?;
    Some(come.clamp(Rational::ZERO, Rational::new(MOST_BP, 10_000)?))
}

/// The share of a plan's days that is over, 0 to 1; `None` where it does not end after it begins.
pub fn elapsed(start: NaiveDate, end: NaiveDate, today: NaiveDate) -> Option<Rational> {
    let days = (end - start).num_days();
    if days <= 0 {
        return None;
    }
    Rational::new((today - start).num_days().clamp(0, days).into(), days.into())
}

/// Why a change of an objective is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Frozen {
    /// The baseline of a plan that has begun does not move.
    Baseline,
    /// Another target or weight needs a reason once the plan has begun.
    NeedsReason,
}

/// Whether an objective may be changed: before the plan begins as one likes, then no baseline, and the rest
/// with a reason.
pub fn may_change(
    begun: bool,
    before: &Objective,
    after: &Objective,
    reason: &str,
) -> Result<(), Frozen> {
    if !begun || before == after {
        return Ok(());
    }
    if before.baseline != after.baseline {
        return Err(Frozen::Baseline);
    }
    if reason.trim().is_empty() { Err(Frozen::NeedsReason) } else { Ok(()) }
}

/// A day on which a plan is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CheckPoint {
    /// So many days after the plan began.
    pub after: u64,
    /// The day itself, or the next working day where it is off.
    pub due: NaiveDate,
}

/// The check points of a plan that begins on a day.
pub fn check_points(calendar: &Calendar, start: NaiveDate) -> [CheckPoint; 3] {
    CHECK_DAYS.map(|after| {
        let day = start.checked_add_days(Days::new(after)).unwrap_or(NaiveDate::MAX);
        CheckPoint { after, due: calendar.add_workdays(day, 0) }
    })
}

/// A check point that was held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// When.
    pub on: NaiveDate,
    /// How many pieces of evidence there are.
    pub evidence: usize,
}

/// Where a check point stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckState {
    /// Its day is to come.
    Coming,
    /// It is today.
    Due,
    /// Its day went by, so many working days ago; on a day off that follows there are none yet.
    Overdue(usize),
    /// It was held without any evidence, so that it says nothing.
    NoEvidence,
    /// It was held.
    Held,
}

/// Where a check point stands on a day.
pub fn check_state(
    calendar: &Calendar,
    point: &CheckPoint,
    held: Option<Held>,
    today: NaiveDate,
) -> CheckState {
    match held.filter(|held| held.on <= today) {
        Some(Held { evidence: 0, .. }) => CheckState::NoEvidence,
        Some(_) => CheckState::Held,
        None if today < point.due => CheckState::Coming,
        None if today == point.due => CheckState::Due,
        None => CheckState::Overdue(overdue(calendar, point.due, today)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn number(text: &str) -> Rational {
        Rational::parse(text).unwrap()
    }

    fn objective(weight: i64, baseline: &str, target: &str) -> Objective {
        Objective { weight, baseline: number(baseline), target: number(target) }
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn less_may_be_better_and_nothing_counts_below_zero() {
        // From 8 hours to 2: 5 is half the way.
        for (actual, share) in [("5", "0.5"), ("2", "1"), ("0", "1.2"), ("9", "0"), ("8", "0")] {
            let plan = [(objective(1, "8", "2"), Some(number(actual)))];
            let found = progress(&plan, number("0.5")).unwrap();
            assert_eq!(found.each, [Some(number(share))], "{actual}");
            assert_eq!(found.pace, number(share).checked_mul(Rational::from_int(2)));
        }
    }

    #[test]
    fn limits_are_met_to_the_last_digit() {
        // Thirds of 0.7, 0.6 and 0.8 are 0.7, which sums of binary floats may miss.
        let plan =
            ["0.7", "0.6", "0.8"].map(|actual| (objective(3, "0", "1"), Some(number(actual))));
        let found = progress(&plan, number("1")).unwrap();
        assert_eq!((found.total, found.status), (Some(number("0.7")), Some(Status::Partial)));
        for (share, status) in
            [("1", Status::Met), ("0.9999", Status::Partial), ("0.6999", Status::NotMet)]
        {
            assert_eq!(Status::of(number(share)), Some(status), "{share}");
        }
    }

    #[test]
    fn what_is_not_known_leaves_no_total() {
        let known = (objective(1, "0", "10"), Some(number("5")));
        let unknown = (objective(1, "0", "10"), None);
        let found = progress(&[known, unknown], number("0.5")).unwrap();
        assert_eq!(found.each, [Some(number("0.5")), None]);
        assert_eq!((found.total, found.pace, found.status), (None, None, None));
        // What weighs nothing is not waited for.
        let idle = (objective(0, "0", "10"), None);
        assert_eq!(progress(&[known, idle], number("0.5")).unwrap().total, Some(number("0.5")));
        // On the first day there is no pace.
        assert_eq!(progress(&[known], Rational::ZERO).unwrap().pace, None);
    }

    #[test]
    fn a_plan_that_cannot_be_is_refused() {
        let known = (objective(1, "0", "10"), Some(number("5")));
        let half = number("0.5");
        let flat = (objective(1, "4", "4"), None);
        assert_eq!(progress(&[known, flat], half), Err(PlanError::NoWay { at: 1 }));
        let below = (objective(-1, "0", "10"), None);
        assert_eq!(progress(&[known, below], half), Err(PlanError::Weights));
        assert_eq!(progress(&[], half), Err(PlanError::Weights));
        assert_eq!(progress(&[known], number("1.01")), Err(PlanError::Elapsed));
    }

    #[test]
    fn a_baseline_is_frozen_and_a_target_moves_with_a_reason() {
        let before = objective(50, "4", "10");
        let moved = objective(50, "5", "10");
        let lower = objective(50, "4", "8");
        assert_eq!(may_change(false, &before, &moved, ""), Ok(()));
        assert_eq!(may_change(true, &before, &moved, "因为"), Err(Frozen::Baseline));
        assert_eq!(may_change(true, &before, &lower, " "), Err(Frozen::NeedsReason));
        assert_eq!(may_change(true, &before, &lower, "区域调整"), Ok(()));
        assert_eq!(may_change(true, &before, &before, ""), Ok(()));
    }

    #[test]
    fn check_points_fall_on_working_days() {
        let calendar = Calendar::published();
        // 18 January 2026 is a Sunday.
        let points = check_points(&calendar, day("2025-10-20"));
        let due = points.map(|point| (point.after, point.due));
        let expected = [(30_u64, "2025-11-19"), (60, "2025-12-19"), (90, "2026-01-19")];
        assert_eq!(due, expected.map(|(after, text)| (after, day(text))));
        assert_eq!(
            elapsed(day("2025-10-20"), day("2026-01-18"), day("2025-12-19")),
            Rational::new(2, 3)
        );
        for (today, share) in [("2025-10-01", "0"), ("2026-03-01", "1")] {
            let found = elapsed(day("2025-10-20"), day("2026-01-18"), day(today));
            assert_eq!(found, Some(number(share)));
        }
        assert_eq!(elapsed(day("2025-10-20"), day("2025-10-20"), day("2025-10-20")), None);
    }

    #[test]
    fn a_check_point_is_held_with_evidence_or_overdue() {
        let calendar = Calendar::published();
        // A Friday.
        let point = CheckPoint { after: 60, due: day("2025-12-19") };
        let state = |held, today| check_state(&calendar, &point, held, day(today));
        for (today, expected) in [
            ("2025-12-18", CheckState::Coming),
            ("2025-12-19", CheckState::Due),
            ("2025-12-20", CheckState::Overdue(0)),
            ("2025-12-22", CheckState::Overdue(1)),
        ] {
            assert_eq!(state(None, today), expected, "{today}");
        }
        let held = |evidence| Some(Held { on: day("2025-12-22"), evidence });
        assert_eq!(state(held(2), "2025-12-22"), CheckState::Held);
        assert_eq!(state(held(0), "2025-12-22"), CheckState::NoEvidence);
        assert_eq!(state(held(2), "2025-12-19"), CheckState::Due, "not yet held on that day");
    }

    proptest! {
        #[test]
        fn a_total_lies_between_its_parts(
            items in prop::collection::vec((0_i64..10, -50_i64..50, 1_i64..40, any::<bool>(), -100_i64..100), 1..6),
        ) {
            let plan: Vec<_> = items.iter().map(|(weight, baseline, way, up, actual)| {
                let target = if *up { baseline + way } else { baseline - way };
                let own = Objective {
                    weight: *weight,
                    baseline: Rational::from_int(*baseline),
                    target: Rational::from_int(target),
                };
                (own, Some(Rational::from_int(*actual)))
            }).collect();
            let Ok(found) = progress(&plan, number("0.25")) else {
                prop_assert!(items.iter().all(|item| item.0 == 0));
                return Ok(());
            };
            let shares = || found.each.iter().zip(&plan).filter(|(_, (own, _))| own.weight > 0).filter_map(|(share, _)| *share);
            let (low, high) = (shares().min().unwrap(), shares().max().unwrap());
            let total = found.total.unwrap();
            prop_assert!(low <= total && total <= high);
            prop_assert!(Rational::ZERO <= low && high <= number("1.2"));
            prop_assert_eq!(found.pace, total.checked_mul(Rational::from_int(4)));
        }
    }
}
