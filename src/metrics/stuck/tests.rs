//! Tests of the stuck deals.

use super::*;
use crate::domain::ids::DealDecisionId;
use crate::domain::stuck::limit::Basis;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn decided(decision: Decision, until: Option<&str>) -> DealDecision {
    DealDecision {
        id: DealDecisionId(1),
        opportunity_id: OpportunityId(2),
        on_day: day("2025-11-10"),
        decision,
        reason: "客户换了负责人".to_owned(),
        until: until.map(day),
        by_name: String::new(),
    }
}

#[test]
fn a_decision_stands_until_its_day_or_until_the_deal_moves() {
    let wait = decided(Decision::Wait, Some("2025-12-01"));
    let look = decided(Decision::Reassess, Some("2025-12-01"));
    let open = decided(Decision::Reassess, None);
    for (said, since, today, expected) in [
        (&wait, "2025-10-01", "2025-11-30", true),
        (&wait, "2025-10-01", "2025-12-01", false),
        (&wait, "2025-11-11", "2025-11-20", false),
        (&look, "2025-10-01", "2025-11-30", true),
        (&look, "2025-10-01", "2025-12-01", false),
        (&open, "2025-11-10", "2026-05-01", true),
        (&open, "2025-11-11", "2026-05-01", false),
    ] {
        assert_eq!(stands(said, day(since), day(today)), expected, "{said:?} {since} {today}");
    }
}

fn plain() -> OpenDeal {
    let limit = StuckLimit { days: Rational::from_int(20), winners: 9, basis: Basis::Winners };
    OpenDeal {
        id: OpportunityId(1),
        stage: StageId(2),
        owner: None,
        amount: None,
        since: day("2025-10-01"),
        visit_days: 48,
        total_days: 48,
        limit: Some(limit),
        chance: None,
        expected: Some(day("2025-11-18")),
        pushes: Some(Pushes { pushes: 1, pushed_days: 40 }),
        contacts: None,
        touched: None,
        next_step: None,
        has_next_step: None,
        decisions: vec![],
        decided: false,
        marks: vec![],
    }
}

#[test]
fn the_most_telling_mark_comes_first_and_the_unknown_is_none() {
    let as_of = day("2025-11-18");
    assert_eq!(marks(&plain(), as_of), [Mark::LongStay], "its day is today");
    let ill = OpenDeal {
        expected: Some(day("2025-11-17")),
        pushes: Some(Pushes { pushes: 2, pushed_days: 40 }),
        contacts: Some(1),
        has_next_step: Some(false),
        ..plain()
    };
    assert_eq!(marks(&ill, as_of), Mark::ALL[..4]);
    let known = OpenDeal { has_next_step: Some(true), contacts: Some(2), ..plain() };
    assert_eq!(marks(&known, as_of), [Mark::LongStay]);
}

#[test]
fn days_have_a_decimal_where_they_need_one() {
    for (num, den, text) in [(20, 1, "20"), (98, 5, "19.6"), (61, 3, "20.3")] {
        assert_eq!(days_text(Rational::new(num, den).unwrap()), text);
    }
}

#[test]
fn amounts_that_are_unknown_are_counted_and_not_zero() {
    let known = OpenDeal { amount: Some(700), ..plain() };
    let sum = Sum::of([&known, &plain(), &known]);
    assert_eq!(sum, Sum { n: 3, amount: 1_400, unknown: 1 });
}
