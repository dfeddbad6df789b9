//! Tests of the survey.

use chrono::Days;
use proptest::prelude::*;

use super::*;
use crate::domain::ids::StageModelId;
use crate::store::records::{Stage, StageModel};
use crate::store::rollup::Merge;

fn day(n: u64) -> NaiveDate {
    "2024-11-18".parse::<NaiveDate>().unwrap() + Days::new(n)
}

fn directory() -> Directory {
    let mut directory = Directory::default();
    let (id, name) = (StageModelId(1), String::new());
    let model = StageModel { id, name, version: 1, current: true, line: None, starts: None };
    directory.models.insert(id, model);
    for position in 1..=3 {
        let stage = Stage {
            id: StageId(position),
            model_id: id,
            position,
            name: String::new(),
            name_en: String::new(),
            limit_days: None,
            customer_step: None,
            customer_step_en: None,
            enforced: false,
        };
        directory.stages.insert(stage.id, stage);
    }
    directory
}

/// Days since the step before, place, amount, owner, days to the expected day, days until it was told, and
/// how many days later a report gave it another day.
type Told7 = (u64, u8, Option<i64>, Option<i64>, Option<u64>, u64, Option<u64>);

fn step() -> impl Strategy<Value = Told7> {
    let maybe = |most: i64| prop::option::of(1..most);
    (
        0..90_u64,
        0..6_u8,
        maybe(5),
        maybe(4),
        prop::option::of(0..120_u64),
        0..20_u64,
        prop::option::weighted(0.1, 1..40_u64),
    )
}

fn deal(at: i64, began: u64, told: &[Told7], dated: bool) -> (Deal, Vec<Step>, Vec<Told>) {
    let mut deal = Deal {
        id: OpportunityId(at),
        owner: Some(PersonId(1)),
        model: StageModelId(1),
        status: Status::Open,
        stage: None,
        amount: None,
        created: dated.then(|| day(began)),
        closed: None,
        first_seen: day(began),
        account: None,
        product: None,
        expected: None,
        reported: day(began),
        credits: vec![],
        gone: vec![],
        given_up_since: None,
    };
    let (mut steps, mut reports, mut on) = (vec![], vec![], began);
    for (later, place, amount, owner, expected, until, redated) in told {
        on += later;
        let place = match place {
            0 => Some(Place::Won),
            1 => Some(Place::Lost),
            2 => None,
            stage => Some(Place::Stage(StageId(i64::from(*stage) - 2))),
        };
        steps.push(Step {
            day: day(on),
            place,
            amount: amount.map(|amount| amount * 100),
            owner: owner.map(PersonId),
            expected: expected.map(|days| day(on + days)),
        });
        let first = day(on + until);
        reports.push(match redated {
            Some(days) => Told {
                from: first + Days::new(*days),
                before: Some((day(on) - Days::new(3), first)),
            },
            None => Told { from: first, before: None },
        });
        (deal.status, deal.stage, deal.closed) = match place {
            Some(Place::Won) => (Status::Won, None, dated.then(|| day(on))),
            Some(Place::Lost) => (Status::Lost, None, Some(day(on))),
            Some(Place::Stage(stage)) => (Status::Open, Some(stage), None),
            None => (deal.status, deal.stage, deal.closed),
        };
        deal.amount = steps.last().and_then(|step| step.amount).or(deal.amount);
        deal.owner = owner.map(PersonId).or(deal.owner);
    }
    (deal, steps, reports)
}

proptest! {
    /// What is handed on is what each origin would have found by looking at every deal itself, however the
    /// deals are cut into parts.
    #[test]
    fn settled_deals_teach_every_later_origin(
        lives in prop::collection::vec(
            (0..500_u64, prop::collection::vec(step(), 0..6), any::<bool>()), 1..12,
        ),
        cut in 0..12_usize,
    ) {
        let (directory, as_of) = (directory(), day(365));
        let (stages, members) = (vec![vec![StageId(1), StageId(2), StageId(3)]], Members::Everyone);
        let places = (0..3).map(|at| (StageId(i64::from(at) + 1), (at, 3))).collect();
        let pass = Pass {
            models: Models::new(&directory),
            places,
            stages,
            classes: Classes::default(),
            scope: Scope::All,
            members,
            as_of,
            today: as_of,
            depth: Depth::Whole,
        };
        let period = Period::month_of(as_of);
        let mut days = vec![(period, as_of)];
        for _ in 0..12 {
            let at = days[days.len() - 1].0.previous();
            days.push((at, same_day(&directory.calendar, at, (period, as_of))));
        }
        let found = |handed: bool, cut: usize| {
            let (mut known, mut events) = (vec![], vec![]);
            let mut parts = [Gathered::new(&days), Gathered::new(&days)];
            for (at, (began, told, dated)) in (1..).zip(&lives) {
                let (deal, steps, reports) = deal(at, *began, told, *dated);
                let settled = settled_by(&deal, &steps, &reports).filter(|_| handed);
                let part = &mut parts[usize::from(at as usize > cut)];
                let told = (&deal, steps.as_slice(), reports.as_slice());
                pass.add(part, told, settled, (&mut known, &mut events));
            }
            let [mut all, rest] = parts;
            all.merge(&rest);
            let Gathered { mut gathers, left, value } = all;
            hand_on(&mut gathers);
            let origins = gathers.into_iter().map(|gather| gather.finish(&directory));
            format!("{left:?} {value:?} {:#?}", origins.collect::<Vec<Origin>>())
        };
        prop_assert_eq!(found(true, cut), found(false, lives.len()));
    }
}
