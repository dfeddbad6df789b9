//! Gaps of made-up deals: which are due, and parts that add up whatever the company.

use proptest::prelude::*;

use super::*;
use crate::domain::ids::{OpportunityId, StageId, StageModelId};
use crate::store::opportunities::{Deal, Step};
use crate::store::records::{OutcomeReason, Place, Status};

const OCTOBER: Period = Period::Month(2025, 10);

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn step(on: &str, place: Option<Place>, expected: Option<&str>) -> Step {
    Step {
        day: day(on),
        place,
        amount: Some(100),
        owner: Some(PersonId(1)),
        expected: expected.map(day),
    }
}

const STAGE: Option<Place> = Some(Place::Stage(StageId(1)));

/// What a deal was to October as known on the 18th of November.
fn told(status: Status, closed: Option<&str>, steps: &[Step]) -> Option<End> {
    let deal = Deal {
        id: OpportunityId(1),
        owner: Some(PersonId(1)),
        model: StageModelId(1),
        status,
        stage: None,
        amount: Some(100),
        created: None,
        closed: closed.map(day),
        first_seen: steps.first().map_or(day("2025-09-01"), |step| step.day),
        account: None,
        product: None,
        expected: None,
        reported: day("2025-09-01"),
        credits: vec![],
        gone: vec![],
        given_up_since: None,
    };
    due::due(OCTOBER, &deal, steps, day("2025-11-18")).map(|due| due.end)
}

#[test]
fn a_deal_is_due_where_it_was_promised_or_decided() {
    let planned = || step("2025-09-01", STAGE, Some("2025-10-20"));
    let later = || step("2025-09-01", STAGE, Some("2025-12-20"));
    let pushed = || step("2025-10-15", None, Some("2025-11-30"));
    let won = |on| step(on, Some(Place::Won), None);
    let lost = |on| step(on, Some(Place::Lost), None);
    for (status, closed, steps, expected) in [
        (Status::Won, Some("2025-10-18"), vec![planned(), won("2025-10-18")], Some(End::Landed)),
        // Nobody expected it, and it came.
        (Status::Won, Some("2025-10-18"), vec![later(), won("2025-10-18")], Some(End::Landed)),
        (
            Status::Won,
            Some("2025-11-05"),
            vec![planned(), pushed(), won("2025-11-05")],
            Some(End::Later),
        ),
        (Status::Open, None, vec![planned(), pushed()], Some(End::Pushed)),
        // Overdue and not put off, or redated to before the period.
        (Status::Open, None, vec![planned()], Some(End::Open)),
        (
            Status::Open,
            None,
            vec![planned(), step("2025-10-02", None, Some("2025-09-20"))],
            Some(End::Open),
        ),
        (
            Status::Lost,
            Some("2025-11-05"),
            vec![planned(), pushed(), lost("2025-11-05")],
            Some(End::Lost),
        ),
        // Lost before its day: decided now, and never due again.
        (Status::Lost, Some("2025-10-18"), vec![later(), lost("2025-10-18")], Some(End::Lost)),
        // Came up and was promised within the period.
        (Status::Open, None, vec![step("2025-10-08", STAGE, Some("2025-10-25"))], Some(End::Open)),
        // Pulled in after the period was over.
        (Status::Open, None, vec![later(), step("2025-11-03", None, Some("2025-10-25"))], None),
        (Status::Open, None, vec![later()], None),
        (Status::Lost, Some("2025-09-18"), vec![planned(), lost("2025-09-18")], None),
        (Status::Won, None, vec![planned()], None),
    ] {
        assert_eq!(told(status, closed, &steps), expected, "{status:?} {closed:?} {steps:?}");
    }
}

#[test]
fn a_deal_whose_amount_is_missed_is_counted_apart() {
    let mut count = Count::default();
    for (end, amount) in [
        (End::Landed, None),
        (End::Pushed, None),
        (End::Lost, None),
        (End::Landed, Some(70)),
        (End::Later, Some(30)),
        (End::Pushed, Some(20)),
    ] {
        count.add(&made_up(1, end, amount));
    }
    assert_eq!((count.unknown, count.due, count.told(), count.won()), (2, 4, 3, 2));
    assert_eq!((count.landed_fen, count.slipped_fen, count.won_fen()), (70, 50, 100));
}

fn made_up(id: i64, end: End, amount: Option<i64>) -> Due {
    use crate::domain::gap::bridge::{BridgeDeal, Fate};
    Due {
        deal: OpportunityId(id),
        owner: None,
        placed: OCTOBER.last_day(),
        end,
        amount,
        bridge: BridgeDeal { planned: None, fate: Fate::Lost },
    }
}

fn plan(conversion_bp: i64, size: i64) -> Plan {
    let from = Source::Past(Scope::All);
    Plan { conversion_bp, conversion_from: from, size, size_from: from }
}

/// Somebody's target, plan and deals.
type Rep = (i64, Plan, Vec<(End, Option<i64>)>);

fn some_rep() -> impl Strategy<Value = Rep> {
    let end = prop_oneof![
        Just(End::Landed),
        Just(End::Later),
        Just(End::Pushed),
        Just(End::Lost),
        Just(End::Open)
    ];
    let amount = prop::option::weighted(0.9, 1_i64..5_000_000_000);
    let deals = prop::collection::vec((end, amount), 0..30);
    (0_i64..100_000_000_000, 1_i64..=10_000, 1_i64..5_000_000_000, deals)
        .prop_map(|(target, bp, size, deals)| (target, plan(bp, size), deals))
}

proptest! {
    /// Whatever the company: each person's parts are that person's gap, and the reasons are all of it.
    #[test]
    fn parts_and_reasons_sum_to_the_gap(
        company in prop::collection::vec(some_rep(), 1..6),
        rest in -1_000_000_000_i64..1_000_000_000,
        said in prop::collection::btree_map(0_i64..60, 0_usize..OutcomeReason::ALL.len(), 0..30),
    ) {
        let reasons: pipeline::Reasons = said
            .into_iter()
            .map(|(deal, reason)| (OpportunityId(deal), OutcomeReason::ALL[reason]))
            .collect();
        let (mut lines, mut id) = (vec![], 0);
        for (target, plan, deals) in company {
            let mut count = Count::default();
            let mut dues = vec![];
            for (end, amount) in deals {
                id += 1;
                let due = made_up(id, end, amount);
                count.add(&due);
                dues.push(due);
            }
            let landed: i64 =
                dues.iter().filter(|due| due.end == End::Landed).filter_map(|due| due.amount).sum();
            let split = Split::of(target, plan, count).expect("it fits");
            prop_assert_eq!(split.own.gap(), target - landed);
            prop_assert_eq!(split.own.parts.iter().sum::<i64>(), split.own.gap());
            if count.landed + count.later + count.pushed == 0 {
                prop_assert_eq!(split.own.part(GapPart::Size), 0);
            }
            lines.push((split, dues));
        }
        let coded = reasons::coded(&lines, &reasons, rest).expect("it fits");
        for part in PARTS {
            let by_reason: i64 =
                coded.iter().filter(|line| line.code.part() == Some(part)).map(|line| line.fen).sum();
            let of_people: i64 = lines.iter().map(|(split, _)| split.own.part(part)).sum();
            prop_assert_eq!(by_reason, of_people, "{:?}", part);
        }
        let all: i64 = coded.iter().map(|line| line.fen).sum();
        let gaps: i64 = lines.iter().map(|(split, _)| split.own.gap()).sum();
        prop_assert_eq!(all, gaps + rest);
    }
}
