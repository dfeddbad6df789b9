//! From the plan to the actual, deal by deal (domain document, B7).
//!
//! `plan + amount change on won − slipped − lost − still open + pulled in + new = actual`, to the fen. Which
//! row a deal belongs to is decided by [`judge`] alone, so the rows and the list behind each cannot disagree.
//!
//! # Amounts that are not known
//!
//! A deal without a known amount counts as nothing on that side, since there is nothing to add, and is counted
//! among [`Bridge::unknown`], so that the screen can say how many are missing. A plan for an unknown amount
//! that is then won for 280 shows as a change of 280.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::money::Money;
use crate::domain::period::Period;

/// What the plan said of a deal when the period began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlannedDeal {
    /// The amount; `None` is unknown.
    pub amount: Option<Money>,
    /// The day it was expected; `None` if none was said.
    pub expected: Option<NaiveDate>,
}

/// What has become of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Won on a day, for an amount if that is known.
    Won {
        /// The day.
        day: NaiveDate,
        /// The amount.
        amount: Option<Money>,
    },
    /// Lost.
    Lost,
    /// Open, and now expected on a day if one is said.
    Open {
        /// The day.
        expected: Option<NaiveDate>,
    },
}

/// A deal between plan and actual.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BridgeDeal {
    /// What the plan said; `None` if it did not have the deal.
    pub planned: Option<PlannedDeal>,
    /// What has become of it.
    pub fate: Fate,
}

/// A row of the bridge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Row {
    /// 赢单金额变化: won as planned, for more or less.
    Amount,
    /// 推迟: now expected, or won, outside the period.
    SlipOut,
    /// 丢单: lost.
    Lost,
    /// 仍在跟进: open, and not moved to another period.
    StillOpen,
    /// 提前: won in the period, planned for another or for no day.
    PullIn,
    /// 新增: won in the period, not in the plan.
    New,
}

impl Row {
    /// All of them, in the order of the bridge.
    pub const ALL: [Self; 6] =
        [Self::Amount, Self::SlipOut, Self::Lost, Self::StillOpen, Self::PullIn, Self::New];

    /// The word behind which its name stands in each language.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Amount => "amount",
            Self::SlipOut => "slip-out",
            Self::Lost => "lost",
            Self::StillOpen => "still-open",
            Self::PullIn => "pull-in",
            Self::New => "new",
        }
    }
}

/// What one deal adds to the bridge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its row.
    pub row: Row,
    /// What it adds to the plan of the period.
    pub plan: Money,
    /// What it adds to the actual of the period.
    pub actual: Money,
    /// Whether an amount is missing that belongs there.
    pub unknown: bool,
}

impl Step {
    /// What it adds to its row.
    pub fn change(&self) -> Money {
        self.actual - self.plan
    }
}

/// The step of a deal; `None` if it was neither planned for the period nor won in it.
pub fn judge(period: Period, deal: &BridgeDeal) -> Option<Step> {
    let within = |day: NaiveDate| period.contains(day);
    let planned = deal.planned.filter(|planned| planned.expected.is_some_and(within));
    let won = match deal.fate {
        Fate::Won { day, amount } if within(day) => Some(amount),
        _ => None,
    };
    let row = match (planned, won) {
        (None, None) => return None,
        (Some(_), Some(_)) => Row::Amount,
        (None, Some(_)) if deal.planned.is_some() => Row::PullIn,
        (None, Some(_)) => Row::New,
        (Some(_), None) => match deal.fate {
            Fate::Lost => Row::Lost,
            Fate::Won { .. } => Row::SlipOut,
            Fate::Open { expected } if expected.is_some_and(|day| !within(day)) => Row::SlipOut,
            Fate::Open { .. } => Row::StillOpen,
        },
    };
    let plan = planned.map(|planned| planned.amount);
    let unknown = [plan, won].into_iter().flatten().any(|amount| amount.is_none());
    let plan = plan.flatten().unwrap_or_default();
    Some(Step { row, plan, actual: won.flatten().unwrap_or_default(), unknown })
}

/// The way from the plan of a period to its actual.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bridge {
    /// The plan.
    pub plan: Money,
    /// The actual: `plan` and all rows together.
    pub actual: Money,
    /// What each row adds; rows without a deal are missing.
    pub rows: BTreeMap<Row, Money>,
    /// Deals of which an amount is not known.
    pub unknown: u64,
}

impl Bridge {
    /// Adds what one deal makes of it; deals that do not concern the period change nothing.
    pub fn add(&mut self, period: Period, deal: &BridgeDeal) {
        let Some(step) = judge(period, deal) else { return };
        self.plan = self.plan + step.plan;
        self.actual = self.actual + step.actual;
        let row = self.rows.entry(step.row).or_default();
        *row = *row + step.change();
        self.unknown += u64::from(step.unknown);
    }

    /// What a row adds; zero without a deal.
    pub fn row(&self, row: Row) -> Money {
        self.rows.get(&row).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const OCTOBER: Period = Period::Month(2026, 10);

    fn day(month: u32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(2026, month, 15)
    }

    fn planned(fen: i64, month: u32) -> Option<PlannedDeal> {
        Some(PlannedDeal { amount: Some(Money(fen)), expected: day(month) })
    }

    fn won(fen: i64, month: u32) -> Fate {
        Fate::Won { day: day(month).unwrap(), amount: Some(Money(fen)) }
    }

    #[test]
    fn each_deal_has_its_row() {
        let undated = Some(PlannedDeal { amount: Some(Money(70)), expected: None });
        for (planned, fate, expected) in [
            (planned(300, 10), won(280, 10), Some((Row::Amount, -20))),
            (planned(300, 10), won(280, 11), Some((Row::SlipOut, -300))),
            (planned(300, 10), Fate::Open { expected: day(11) }, Some((Row::SlipOut, -300))),
            // Overdue by its own date, but not moved: it is open, and slips when somebody says so.
            (planned(300, 10), Fate::Open { expected: day(10) }, Some((Row::StillOpen, -300))),
            (planned(300, 10), Fate::Open { expected: None }, Some((Row::StillOpen, -300))),
            (planned(300, 10), Fate::Lost, Some((Row::Lost, -300))),
            (planned(300, 11), won(280, 10), Some((Row::PullIn, 280))),
            (undated, won(280, 10), Some((Row::PullIn, 280))),
            (None, won(60, 10), Some((Row::New, 60))),
            (planned(300, 11), Fate::Lost, None),
            (planned(300, 11), won(280, 11), None),
            (None, Fate::Open { expected: day(10) }, None),
        ] {
            let step = judge(OCTOBER, &BridgeDeal { planned, fate });
            let told = step.map(|step| (step.row, step.change().fen()));
            assert_eq!(told, expected, "{planned:?} {fate:?}");
        }
    }

    #[test]
    fn missing_amounts_are_counted() {
        let unknown = Some(PlannedDeal { amount: None, expected: day(10) });
        let mut bridge = Bridge::default();
        for (planned, fate) in [
            (unknown, won(280, 10)),
            (planned(300, 10), Fate::Won { day: day(10).unwrap(), amount: None }),
            (unknown, Fate::Lost),
            // Not in the period: nobody misses its amount.
            (Some(PlannedDeal { amount: None, expected: day(11) }), won(5, 10)),
            (None, Fate::Open { expected: None }),
        ] {
            bridge.add(OCTOBER, &BridgeDeal { planned, fate });
        }
        assert_eq!((bridge.plan, bridge.actual, bridge.unknown), (Money(300), Money(285), 3));
        assert_eq!(bridge.row(Row::Amount), Money(280 - 300));
        assert_eq!((bridge.row(Row::Lost), bridge.row(Row::New)), (Money(0), Money(0)));
    }

    fn some_deal() -> impl Strategy<Value = BridgeDeal> {
        let month = || prop::option::of((9_u32..13).prop_map(|month| day(month).unwrap()));
        let amount = || prop::option::of((0_i64..1_000).prop_map(Money));
        let planned =
            (amount(), month()).prop_map(|(amount, expected)| PlannedDeal { amount, expected });
        let fate = prop_oneof![
            (9_u32..13, amount())
                .prop_map(|(month, amount)| Fate::Won { day: day(month).unwrap(), amount }),
            Just(Fate::Lost),
            month().prop_map(|expected| Fate::Open { expected }),
        ];
        (prop::option::of(planned), fate).prop_map(|(planned, fate)| BridgeDeal { planned, fate })
    }

    proptest! {
        #[test]
        fn plan_and_rows_make_the_actual(deals in prop::collection::vec(some_deal(), 0..30)) {
            let mut bridge = Bridge::default();
            deals.iter().for_each(|deal| bridge.add(OCTOBER, deal));
            let rows: Money = Row::ALL.into_iter().map(|row| bridge.row(row)).sum();
            prop_assert_eq!(bridge.plan + rows, bridge.actual);
            let won: Money = deals.iter().filter_map(|deal| match deal.fate {
                Fate::Won { day, amount } if OCTOBER.contains(day) => amount,
                _ => None,
            }).sum();
            prop_assert_eq!(bridge.actual, won);
        }
    }
}
