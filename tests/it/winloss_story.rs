//! Why deals are won and lost: said by reports and by people, counted by hand beside the program, and
//! taken back with the report that said it.

use std::collections::BTreeMap;

use coxswain::command::Command;
use coxswain::command::import::take_back;
use coxswain::command::outcomes::{Command as Outcomes, OutcomeForm};
use coxswain::domain::funnel::bottleneck::Evidence;
use coxswain::domain::ids::OpportunityId;
use coxswain::domain::period::Period;
use coxswain::domain::scope::Scope;
use coxswain::domain::stats::rate::Rate;
use coxswain::metrics::MetricId;
use coxswain::metrics::deals::{Question, measure, records};
use coxswain::metrics::glossary::{Ask, Figure, card};
use coxswain::metrics::winloss::{self, Band, Rival, WinLoss};
use coxswain::store::directory::Directory;
use coxswain::store::records::{Batch, DealOutcome, Opportunity, OutcomeReason, Status};
use coxswain::store::{Db, Workspace, opportunities};

use crate::common::{AUTHOR, Desk, TODAY, Take, WAN, act, counts, day, everything, refused, take};

/// Where the deals stood in spring.
const SPRING: &str = "商机编号,商机名称,客户名称,产品,负责人,阶段,预计金额（万元）
    W1,一,甲厂,G1,张伟,商务谈判,100
    W2,二,甲厂,G1,张伟,商务谈判,60
    L1,三,甲厂,G1,张伟,方案报价,40
    L2,四,乙院,G2,王芳,需求分析,20
    L3,五,乙院,G2,王芳,方案报价,
    O1,六,丙所,G2,李娜,需求分析,30";

/// How they ended in May: two won, three lost, one open.
const MAY: &str =
    "商机编号,商机名称,客户名称,产品,负责人,阶段,预计金额（万元）,签约日期,输单原因,竞争对手
    W1,一,甲厂,G1,张伟,赢单,100,2025-05-10,产品,甲仪
    W2,二,甲厂,G1,张伟,赢单,60,2025-05-20,,甲仪、乙控
    L1,三,甲厂,G1,张伟,输单,40,2025-05-12,价格,甲仪
    L2,四,乙院,G2,王芳,输单,20,2025-05-15,选择竞品,乙控
    L3,五,乙院,G2,王芳,输单,,2025-05-18,-,
    O1,六,丙所,G2,李娜,需求分析,30,,价格,甲仪";

fn report(desk: &Desk, workspace: &mut Workspace, date: &str, text: &str) {
    let file = desk.csv(&format!("{date}.csv"), text);
    let imported = take(workspace, &file, &Take { date, ..Take::default() });
    assert!(imported.sheets[0].rejected.is_empty(), "{:?}", imported.sheets[0].rejected);
}

fn prepared(desk: &Desk) -> Workspace {
    let mut workspace = desk.with_company();
    report(desk, &mut workspace, "2025-04-30", SPRING);
    report(desk, &mut workspace, "2025-05-31", MAY);
    workspace
}

fn deal(db: &Db, number: &str) -> OpportunityId {
    opportunities::by_number(db, number).unwrap().expect("the deal").id
}

fn found(workspace: &Workspace, scope: &str, period: &str) -> (Directory, WinLoss, Question) {
    let directory = Directory::load(&workspace.db).unwrap();
    let members = directory.members(directory.parse_scope(scope).unwrap());
    let question = Question { members, period: Period::parse(period), as_of: day(TODAY) };
    let found = winloss::load(&workspace.db, &directory, &question).unwrap();
    (directory, found, question)
}

/// The numbers of deals at these places.
fn numbers(workspace: &Workspace, found: &WinLoss, places: &[usize]) -> Vec<String> {
    let number = |place: &usize| {
        let deal = workspace.db.get::<Opportunity>(found.deals[*place].id).unwrap().unwrap();
        deal.number.unwrap()
    };
    places.iter().map(number).collect()
}

/// What is kept of how a deal ended: result, reason, rival, words, and whether a person said it.
type Kept = (Status, Option<OutcomeReason>, Option<String>, Option<String>, bool);

fn kept(workspace: &Workspace) -> BTreeMap<String, Kept> {
    let of = |said: DealOutcome| {
        let deal = workspace.db.get::<Opportunity>(said.opportunity_id).unwrap().unwrap();
        let typed = said.batch_id.is_none();
        (deal.number.unwrap(), (said.result, said.reason, said.competitor, said.detail, typed))
    };
    workspace.db.all::<DealOutcome>().unwrap().into_iter().map(of).collect()
}

fn set(workspace: &Workspace, number: &str, form: OutcomeForm) -> Command {
    let deal = deal(&workspace.db, number);
    let (subject, today) = (number.to_owned(), day(TODAY));
    Command::Outcomes(Outcomes::SetOutcome { deal, form, subject, today })
}

fn clear(workspace: &Workspace, number: &str) -> Command {
    let deal = deal(&workspace.db, number);
    Command::Outcomes(Outcomes::ClearOutcome { deal, subject: number.to_owned() })
}

fn form(reason: OutcomeReason) -> OutcomeForm {
    OutcomeForm { reason, competitor: String::new(), their_price: None, detail: String::new() }
}

#[test]
fn figures_are_those_worked_out_by_hand() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    // Their prices: 32 against our 40, and 110 against our 100.
    for (number, reason, rival, price) in [
        ("L1", OutcomeReason::Price, "甲仪", 32 * WAN),
        ("W1", OutcomeReason::Product, "甲仪", 110 * WAN),
    ] {
        let (competitor, their_price) = (rival.to_owned(), Some(price));
        let order =
            set(&workspace, number, OutcomeForm { competitor, their_price, ..form(reason) });
        act(&mut workspace, &order);
    }
    let (directory, found, _) = found(&workspace, "all", "2025-Q2");
    let all = found.all();
    assert_eq!((all.counts.won, all.counts.lost), (2, 3));
    assert_eq!((all.amount(true), all.amount(false)), (Some(160 * WAN), Some(60 * WAN)));
    assert_eq!(all.rate(), Rate::of(2, 5));
    // 160 of 220, with four amounts of five: just enough.
    assert_eq!(all.value_bp, Some(7_273));
    assert_eq!(found.measured[&MetricId::WinRateValue].value, Some(7_273));

    let reasons = |won: bool| -> Vec<(Option<OutcomeReason>, u64, i64, Option<i64>)> {
        let rows = found.reasons(won).into_iter();
        rows.map(|row| {
            let cumulative = (row.cumulative.to_f64() * 10_000.0).round() as i64;
            (row.reason, row.group.n(), cumulative, row.group.amount(won))
        })
        .collect()
    };
    let (price, other) = (Some(OutcomeReason::Price), Some(OutcomeReason::Other));
    assert_eq!(
        reasons(false),
        [
            (None, 1, 3_333, None),
            (price, 1, 6_667, Some(40 * WAN)),
            (other, 1, 10_000, Some(20 * WAN))
        ]
    );
    assert_eq!(
        reasons(true),
        [
            (None, 1, 5_000, Some(60 * WAN)),
            (Some(OutcomeReason::Product), 1, 10_000, Some(100 * WAN))
        ]
    );

    // W2 was against both; of L3 nobody said anything.
    let rivals: Vec<_> = found
        .rivals()
        .into_iter()
        .map(|row| {
            let rate = row.rate.expect("deals");
            let name = match row.rival {
                Rival::Named { name, .. } => name,
                Rival::NotNamed => "-".to_owned(),
                Rival::Unsaid => "?".to_owned(),
            };
            (name, rate.k, rate.n, row.premium_bp)
        })
        .collect();
    // 40 against 32 is 25 % more, 100 against 110 is 9.09 % less; the middle of the two is 7.96 %.
    let expected = [("甲仪", 2, 3, Some((796, 2))), ("乙控", 1, 2, None), ("?", 0, 1, None)];
    let expected = expected.map(|(name, k, n, price)| (name.to_owned(), k, n, price));
    assert_eq!(rivals, expected);

    let products: Vec<(String, Vec<String>)> = found
        .products()
        .into_iter()
        .map(|(product, group)| {
            let name = directory.products[&product.unwrap()].name.clone();
            (name, numbers(&workspace, &found, &group.deals))
        })
        .collect();
    let names = |list: &[&str]| list.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    assert_eq!(
        products,
        [("G1".to_owned(), names(&["W1", "W2", "L1"])), ("G2".to_owned(), names(&["L2", "L3"]))]
    );

    let stages: Vec<(String, Vec<String>)> = found
        .stages(&directory)
        .into_iter()
        .map(|(stage, group)| {
            let name = directory.stages[&stage.unwrap()].name.clone();
            (name, numbers(&workspace, &found, &group.deals))
        })
        .collect();
    assert_eq!(
        stages,
        [("需求分析".to_owned(), names(&["L2"])), ("方案报价".to_owned(), names(&["L1", "L3"]))]
    );

    // Thirds of 20, 40, 60 and 100.
    assert_eq!(found.limits(), Some((40 * WAN, 60 * WAN)));
    let bands: Vec<(Band, Vec<String>)> = found
        .bands()
        .into_iter()
        .map(|(band, group)| (band, numbers(&workspace, &found, &group.deals)))
        .collect();
    assert_eq!(
        bands,
        [
            (Band::Small, names(&["L1", "L2"])),
            (Band::Middle, names(&["W2"])),
            (Band::Large, names(&["W1"])),
            (Band::Unknown, names(&["L3"])),
        ]
    );

    let people: Vec<(String, u64, u64, Option<Evidence>)> = found
        .people()
        .into_iter()
        .map(|row| {
            let counts = row.group.counts;
            let name = directory.person_name(row.person.unwrap()).to_owned();
            let evidence = row.verdict.map(|verdict| verdict.evidence);
            (name, counts.won, row.group.n(), evidence)
        })
        .collect();
    let few = Some(Evidence::Insufficient);
    assert_eq!(people, [("张伟".to_owned(), 2, 3, few), ("王芳".to_owned(), 0, 2, few)]);
    // Those without a reason: lost ones first.
    assert_eq!(numbers(&workspace, &found, &found.unsaid()), names(&["L3", "W2"]));
}

#[test]
fn the_deals_are_those_that_the_metrics_count() {
    let desk = Desk::new();
    let workspace = prepared(&desk);
    for scope in ["all", "team:一组", "region:华南", "person:王芳", "person:李娜"] {
        for period in ["2025-Q2", "2025-05", "2025-04", "2025"] {
            let (directory, found, question) = found(&workspace, scope, period);
            for (metric, won) in [(MetricId::DealsWon, true), (MetricId::DealsLost, false)] {
                let figure = measure(&workspace.db, &directory, metric, &question).unwrap();
                let listed = records(&workspace.db, &directory, metric, &question).unwrap();
                let mine = found.deals.iter().filter(|deal| deal.won == won);
                let mine: Vec<OpportunityId> = mine.map(|deal| deal.id).collect();
                let theirs: Vec<OpportunityId> = listed
                    .into_iter()
                    .filter(|(_, reason)| reason.is_none())
                    .map(|(id, _)| id)
                    .collect();
                assert_eq!(mine, theirs, "{scope} {period} {metric:?}");
                assert_eq!(found.measured[&metric], figure, "{scope} {period}");
            }
            // Each group holds each deal once.
            for groups in [
                found.products().into_iter().map(|(_, group)| group.n()).sum::<u64>(),
                found.bands().into_values().map(|group| group.n()).sum(),
                found.people().into_iter().map(|row| row.group.n()).sum(),
            ] {
                assert_eq!(groups, found.all().n(), "{scope} {period}");
            }
        }
    }
}

#[test]
fn one_person_stands_beside_the_team() {
    let desk = Desk::new();
    let workspace = prepared(&desk);
    let (directory, own, question) = found(&workspace, "person:王芳", "2025-Q2");
    let scope = directory.parse_scope("person:王芳").unwrap();
    let around = winloss::around(&workspace.db, &directory, scope, &question).unwrap();
    let around = around.expect("her team");
    assert_eq!((own.deals.len(), around.deals.len()), (2, 2), "李娜 closed none");
    let all = directory.parse_scope("all").unwrap();
    assert!(winloss::around(&workspace.db, &directory, all, &question).unwrap().is_none());
}

#[test]
fn reports_say_why_and_what_they_said_goes_with_them() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    report(&desk, &mut workspace, "2025-04-30", SPRING);
    let before = everything(&workspace.db);
    let file = desk.csv("2025-05-31.csv", MAY);
    let taken = take(&mut workspace, &file, &Take { date: "2025-05-31", ..Take::default() });
    assert_eq!(counts(&taken), (0, 5, 1, 0));
    let listed: Vec<(&str, &str, &str)> = taken.sheets[0]
        .corrections
        .iter()
        .map(|one| (one.field, one.before.as_str(), one.after.as_str()))
        .collect();
    assert_eq!(listed, [("close_reason", "选择竞品", "other")], "words we do not know");
    let changed = &taken.sheets[0].shown[2].changes;
    assert!(
        changed.iter().any(|one| one.field == "close_reason" && one.after == "price"),
        "{changed:?}"
    );

    let text = |text: &str| Some(text.to_owned());
    let (won, lost) = (Status::Won, Status::Lost);
    let expected: BTreeMap<String, Kept> = [
        ("W1", (won, Some(OutcomeReason::Product), text("甲仪"), None, false)),
        ("W2", (won, None, text("甲仪、乙控"), None, false)),
        ("L1", (lost, Some(OutcomeReason::Price), text("甲仪"), None, false)),
        ("L2", (lost, Some(OutcomeReason::Other), text("乙控"), text("选择竞品"), false)),
    ]
    .map(|(number, kept)| (number.to_owned(), kept))
    .into();
    assert_eq!(
        kept(&workspace),
        expected,
        "not of L3, of which nothing is said, nor of an open one"
    );

    // The same once more says nothing new, in whatever order the reports come.
    let again = take(&mut workspace, &file, &Take { date: "2025-05-31", ..Take::default() });
    assert_eq!(counts(&again), (0, 0, 6, 0));
    let other = Desk::new();
    let mut reversed = other.with_company();
    report(&other, &mut reversed, "2025-05-31", MAY);
    report(&other, &mut reversed, "2025-04-30", SPRING);
    assert_eq!(kept(&reversed), expected);

    // A person knows better, and no later report overrides that.
    let order = set(&workspace, "L1", form(OutcomeReason::Delivery));
    act(&mut workspace, &order);
    let later = "商机编号,客户名称,负责人,阶段,签约日期,输单原因
        L1,甲厂,张伟,输单,2025-05-12,价格
        L2,乙院,王芳,输单,2025-05-15,交期";
    report(&desk, &mut workspace, "2025-06-30", later);
    let now = kept(&workspace);
    assert_eq!(now["L1"], (lost, Some(OutcomeReason::Delivery), None, None, true));
    assert_eq!(now["L2"], (lost, Some(OutcomeReason::Delivery), text("乙控"), None, false));

    // Each report goes with what it said, and what a person said stays.
    let batch = |workspace: &Workspace, date: &str| {
        let batches: Vec<Batch> = workspace.db.all().unwrap();
        batches.iter().find(|batch| batch.report_date == day(date)).expect("the import").id
    };
    let june = batch(&workspace, "2025-06-30");
    take_back(&mut workspace.db, june, &Default::default(), AUTHOR, false).unwrap();
    let now = kept(&workspace);
    assert_eq!(now["L2"], expected["L2"]);
    assert_eq!(now["L1"].1, Some(OutcomeReason::Delivery));
    let may = batch(&workspace, "2025-05-31");
    take_back(&mut workspace.db, may, &Default::default(), AUTHOR, false).unwrap();
    let left: Vec<String> = kept(&workspace).into_keys().collect();
    assert_eq!(left, ["L1"]);
    // It explains a loss, and the deal is open again: it can be said anew once that is closed.
    let open = workspace.db.get::<Opportunity>(deal(&workspace.db, "L1")).unwrap().unwrap();
    assert_eq!(open.status, Status::Open);

    // By undo, step after step, nothing is left of it.
    for _ in 0..5 {
        act(&mut workspace, &Command::Undo);
    }
    assert_eq!(everything(&workspace.db), before);
}

#[test]
fn a_person_says_why_and_takes_it_back() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    for (number, form, key) in [
        ("O1", form(OutcomeReason::Price), "error-outcome-open"),
        ("L3", form(OutcomeReason::Other), "error-outcome-detail"),
        (
            "L3",
            OutcomeForm { their_price: Some(-1), ..form(OutcomeReason::Price) },
            "error-outcome-price",
        ),
    ] {
        let order = set(&workspace, number, form);
        assert_eq!(refused(&mut workspace, &order), key, "{number}");
    }
    let order = clear(&workspace, "L3");
    assert_eq!(refused(&mut workspace, &order), "error-record-gone", "nothing was said");
    let order = clear(&workspace, "L1");
    assert_eq!(refused(&mut workspace, &order), "error-outcome-imported");

    let before = everything(&workspace.db);
    let said = OutcomeForm {
        competitor: " 甲仪 ".to_owned(),
        their_price: Some(18 * WAN),
        detail: "  ".to_owned(),
        ..form(OutcomeReason::Relations)
    };
    let order = set(&workspace, "L3", said);
    act(&mut workspace, &order);
    let outcome: Vec<DealOutcome> = workspace.db.all().unwrap();
    let outcome = outcome.into_iter().find(|said| said.batch_id.is_none()).expect("what was said");
    assert_eq!(
        (outcome.result, outcome.reason, outcome.competitor.as_deref(), outcome.their_price),
        (Status::Lost, Some(OutcomeReason::Relations), Some("甲仪"), Some(18 * WAN))
    );
    assert_eq!((outcome.detail, outcome.said_on), (None, day(TODAY)));
    act(&mut workspace, &Command::Undo);
    assert_eq!(everything(&workspace.db), before);

    // Over what a report said, and back to it.
    let order = set(&workspace, "L1", form(OutcomeReason::Service));
    act(&mut workspace, &order);
    assert_eq!(kept(&workspace)["L1"].1, Some(OutcomeReason::Service));
    let order = clear(&workspace, "L1");
    act(&mut workspace, &order);
    let now = kept(&workspace);
    assert_eq!(
        now["L1"],
        (Status::Lost, Some(OutcomeReason::Price), Some("甲仪".to_owned()), None, false)
    );
}

#[test]
fn a_reason_for_another_ending_does_not_count() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    // The deal that was lost was won after all.
    report(
        &desk,
        &mut workspace,
        "2025-06-30",
        "商机编号,客户名称,负责人,阶段,签约日期\nL1,甲厂,张伟,赢单,2025-06-20",
    );
    let (_, found, _) = found(&workspace, "person:张伟", "2025-Q2");
    let l1 = deal(&workspace.db, "L1");
    let deal = found.deals.iter().find(|deal| deal.id == l1).expect("the deal");
    assert!(deal.won && deal.outdated());
    assert_eq!((deal.reason(), deal.rivals()), (None, vec![Rival::Unsaid]));
    let reasons: Vec<Option<OutcomeReason>> =
        found.reasons(true).into_iter().map(|row| row.reason).collect();
    assert_eq!(reasons, [None, Some(OutcomeReason::Product)], "two without, one with");
    assert!(found.reasons(false).is_empty());
}

#[test]
fn the_command_line_says_the_same() {
    let desk = Desk::new();
    let workspace = prepared(&desk);
    drop(workspace);
    let args = ["show", "销售.cox", "winloss", "--period", "2025-Q2", "--date", TODAY];
    let all = desk.json(0, &[&args[..], &["--json"]].concat());
    assert_eq!(all["won"], 2);
    assert_eq!(all["as_of"], "2025-05-31", "as the page: the newest report, not today");
    assert_eq!(all["people"][0]["verdict"]["evidence"], "insufficient");
    assert_eq!(all["lost"], 3);
    assert_eq!(all["win_rate"]["bp"], 4_000);
    // Wilson for 2 of 5: 11.76 % to 76.93 %.
    assert_eq!(all["win_rate"]["interval_bp"], serde_json::json!([1_176, 7_693]));
    assert_eq!(all["win_rate_value_bp"], 7_273);
    assert_eq!(all["without_reason"], 2);
    assert_eq!(all["lost_reasons"][1]["reason"], "price");
    assert_eq!(all["lost_reasons"][1]["deals"], serde_json::json!(["L1"]));
    assert_eq!(all["competitors"][0]["competitor"], "甲仪");
    assert_eq!(all["competitors"][0]["win_rate"]["won"], 2);
    assert_eq!(all["lost_in_stages"][1]["deals"], serde_json::json!(["L1", "L3"]));
    let own = desk.json(0, &[&args[..], &["--scope", "team:二组", "--json"]].concat());
    assert_eq!(own["won"], 0);
    assert_eq!(own["lost"], 2);
    let told = desk.says(0, &args);
    assert!(told.contains("未填原因") && told.contains("甲仪"), "{told}");
}

#[test]
fn where_nothing_is_known_no_count_is_told() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    report(&desk, &mut workspace, "2025-04-30", SPRING);
    // Closed, and nobody says how it came.
    let may = "商机编号,客户名称,负责人,阶段,签约日期\nL1,甲厂,张伟,输单,2025-05-12";
    report(&desk, &mut workspace, "2025-05-31", may);
    let cards = |workspace: &Workspace, period: &str| {
        let directory = Directory::load(&workspace.db).unwrap();
        let period = Period::parse(period).unwrap();
        [Figure::Contested, Figure::Unexplained].map(|figure| {
            let ask = Ask { figure, scope: Scope::All, period, today: day(TODAY) };
            card(&workspace.db, &directory, ask).unwrap().value()
        })
    };
    // Before the first deal that was closed nothing is known.
    let (_, april, _) = found(&workspace, "all", "2025-04");
    assert!(!april.told && !april.rivals_told());
    assert_eq!(cards(&workspace, "2025-04"), [None, None]);
    // In the second quarter one was, without a word on rivals; of 李娜 it is known that she closed none.
    let (_, quarter, _) = found(&workspace, "all", "2025-Q2");
    assert!(quarter.told && !quarter.rivals_told());
    assert_eq!(cards(&workspace, "2025-Q2"), [None, Some(1)]);
    let (_, none, _) = found(&workspace, "person:李娜", "2025-Q2");
    assert!(none.deals.is_empty() && none.told && none.rivals_told());
    let shown = |period: &str| {
        let args = ["show", "销售.cox", "winloss", "--period", period, "--date", TODAY, "--json"];
        let page = desk.json(0, &args);
        ["won", "lost", "won_amount", "contested", "without_reason"].map(|key| page[key].as_i64())
    };
    drop(workspace);
    assert_eq!(shown("2025-04"), [None; 5]);
    assert_eq!(shown("2025-Q2"), [Some(0), Some(1), Some(0), None, Some(1)]);
    // Somebody says why and names nobody: then it is known that no rival was met.
    let mut workspace = desk.open();
    let order = set(&workspace, "L1", form(OutcomeReason::Price));
    act(&mut workspace, &order);
    assert_eq!(cards(&workspace, "2025-Q2"), [Some(0), Some(0)]);
    drop(workspace);
    assert_eq!(shown("2025-Q2"), [Some(0), Some(1), Some(0), Some(0), Some(0)]);
}
