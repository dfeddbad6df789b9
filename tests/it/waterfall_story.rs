//! What changed between two days, on thirteen deals whose every part is worked out by hand: by scope and
//! period, in halves, by late reports, and on the command line.

use coxswain::command::import::take_back;
use coxswain::domain::funnel::bottleneck::Evidence;
use coxswain::domain::funnel::changes::{Part, Sum};
use coxswain::domain::period::Period;
use coxswain::metrics::MetricId;
use coxswain::metrics::deals::{Question, measure};
use coxswain::metrics::waterfall::{Ask, Waterfall, report_days, waterfall};
use coxswain::store::Workspace;
use coxswain::store::directory::Directory;
use coxswain::store::records::Batch;
use serde_json::json;

use crate::common::{AUTHOR, Desk, TODAY, Take, WAN, counts, day, take};
use crate::history_story::HEAD;

/// 张伟 is in 一组, 王芳 and 李娜 in 二组. Amounts in 万元.
const SEPTEMBER: &str = "T1,一,甲厂,G1,张伟,需求分析,30,2025-12-10,,,
    T2,二,甲厂,G1,张伟,方案报价,128,2025-12-15,,,
    T3,三,乙院,G2,王芳,商务谈判,92,2025-11-20,,,
    T4,四,乙院,G2,王芳,需求分析,64,2026-01-20,,,
    T5,五,乙院,G2,王芳,输单,38,2025-10-31,,,2025-09-20
    T6,六,甲厂,G1,张伟,需求分析,50,2025-11-30,,,
    T7,七,丙所,G1,李娜,需求分析,,2025-12-01,,,
    T8,八,丙所,G1,李娜,需求分析,15,,,,
    T9,九,丙所,G1,李娜,需求分析,25,2025-12-30,,,
    T12,十二,甲厂,G1,张伟,需求分析,45,2025-12-12,,,
    T13,十三,丙所,G1,李娜,需求分析,7,,,,";
const OCTOBER: &str = "T6,六,甲厂,G1,张伟,需求分析,40,2025-11-30,,,
    T10,十,甲厂,G1,张伟,需求分析,96,2025-12-20,,,
    T11,十一,乙院,G2,王芳,需求分析,12,2025-11-30,,,";
const NOVEMBER: &str = "T1,一,甲厂,G1,张伟,方案报价,72,2025-12-10,,,
    T2,二,甲厂,G1,张伟,方案报价,128,2026-02-27,,,
    T3,三,乙院,G2,王芳,输单,92,2025-11-20,,,2025-11-06
    T4,四,乙院,G2,王芳,需求分析,64,2025-12-18,,,
    T8,八,丙所,G1,李娜,需求分析,15,2025-12-05,,,
    T12,十二,甲厂,G1,王芳,需求分析,45,2025-12-12,,,";
const LAST: &str = "T1,一,甲厂,G1,张伟,赢单,72,2025-12-10,,,2025-11-12
    T5,五,乙院,G2,王芳,线索开发,38,2025-12-20,,,
    T11,十一,乙院,G2,王芳,赢单,12,2025-11-30,,,2025-11-14";

const REPORTS: [(&str, &str, usize); 4] = [
    ("2025-09-28", SEPTEMBER, 11),
    ("2025-10-12", OCTOBER, 3),
    ("2025-11-09", NOVEMBER, 6),
    ("2025-11-16", LAST, 3),
];

/// The small company, with these reports in this order.
fn prepared(desk: &Desk, order: [usize; 4]) -> Workspace {
    let mut workspace = desk.with_company();
    for at in order {
        let (date, rows, n) = REPORTS[at];
        let file = desk.csv(&format!("{date}.csv"), &format!("{HEAD}\n{rows}"));
        let taken = counts(&take(&mut workspace, &file, &Take { date, ..Take::default() }));
        assert_eq!((taken.0 + taken.1, taken.3), (n, 0), "{date}: {taken:?}");
    }
    workspace
}

fn between(
    workspace: &Workspace,
    scope: &str,
    period: Option<&str>,
    (from, to): (&str, &str),
) -> Waterfall {
    let directory = Directory::load(&workspace.db).unwrap();
    let members = directory.members(directory.parse_scope(scope).unwrap());
    let period = period.and_then(Period::parse);
    let ask = Ask { members, period, from: day(from), to: day(to) };
    let found = waterfall(&workspace.db, ask).unwrap();
    assert_eq!(found.balance.difference(), (0, 0), "{scope} {period:?} {from} {to}");
    found
}

/// A sum in 万元: how many, how much, how many unknown.
fn sum(sum: Sum) -> (u64, i64, u64) {
    assert_eq!(sum.fen % WAN, 0);
    (sum.n, sum.fen / WAN, sum.unknown)
}

/// The parts with something in them.
fn parts(found: &Waterfall) -> Vec<(&'static str, u64, i64)> {
    found.balance.parts.iter().map(|(part, of)| (part.word(), of.n, sum(*of).1)).collect()
}

const SPAN: (&str, &str) = ("2025-09-30", "2025-11-18");
const QUARTER: Option<&str> = Some("2025-Q4");

#[test]
fn every_part_is_what_the_reports_say() {
    let desk = Desk::new();
    let workspace = prepared(&desk, [0, 1, 2, 3]);
    let all = between(&workspace, "all", QUARTER, SPAN);
    // T1 30, T2 128, T3 92, T6 50, T7 unknown, T9 25, T12 45.
    assert_eq!(sum(all.balance.opening), (7, 370, 1));
    assert_eq!(
        parts(&all),
        [
            ("new", 2, 108),         // T10 96, T11 12
            ("back", 1, 38),         // T5
            ("pulled_in", 1, 64),    // T4
            ("redated_in", 1, 15),   // T8
            ("grown", 1, 42),        // T1
            ("shrunk", 1, -10),      // T6
            ("pushed_out", 1, -128), // T2
            ("won", 2, -84),         // T1 72, T11 12
            ("lost", 1, -92),        // T3
        ]
    );
    // T4, T5, T6 40, T7 unknown, T8, T9, T10, T12.
    assert_eq!(sum(all.balance.closing), (8, 323, 1));
    assert_eq!(sum(all.undated), (1, 7, 0), "T13");

    let first = between(&workspace, "team:一组", QUARTER, SPAN);
    assert_eq!(sum(first.balance.opening), (4, 253, 0));
    assert_eq!(
        parts(&first),
        [
            ("new", 1, 96),
            ("grown", 1, 42),
            ("shrunk", 1, -10),
            ("pushed_out", 1, -128),
            ("transferred_out", 1, -45), // T12
            ("won", 1, -72),
        ]
    );
    assert_eq!(sum(first.balance.closing), (2, 136, 0));
    let second = between(&workspace, "team:二组", QUARTER, SPAN);
    assert_eq!(sum(second.balance.opening), (3, 117, 1));
    assert_eq!(second.balance.part(Part::TransferredIn).fen, 45 * WAN);
    assert_eq!(sum(second.balance.closing), (6, 187, 1));

    // Deals of the next quarter: T4 leaves for this one, T2 comes from it.
    let next = between(&workspace, "all", Some("2026-Q1"), SPAN);
    assert_eq!(parts(&next), [("redated_in", 1, 128), ("redated_out", 1, -64)]);
}

#[test]
fn all_open_deals_are_the_pipeline_of_both_days() {
    let desk = Desk::new();
    let workspace = prepared(&desk, [0, 1, 2, 3]);
    for scope in ["all", "team:一组", "team:二组", "person:王芳", "region:华南"] {
        let found = between(&workspace, scope, None, SPAN);
        let directory = Directory::load(&workspace.db).unwrap();
        let members = directory.members(directory.parse_scope(scope).unwrap());
        for (on, of) in [(SPAN.0, found.balance.opening), (SPAN.1, found.balance.closing)] {
            let question = Question { members: members.clone(), period: None, as_of: day(on) };
            let open =
                measure(&workspace.db, &directory, MetricId::OpenPipeline, &question).unwrap();
            let n = open.records + open.left_out.values().sum::<u64>();
            assert_eq!((n, open.value.unwrap_or(0)), (of.n, of.fen), "{scope} {on}");
        }
    }
    let all = between(&workspace, "all", None, SPAN);
    assert_eq!(sum(all.balance.opening), (10, 456, 1));
    assert_eq!(
        parts(&all),
        [
            ("new", 2, 108),
            ("back", 1, 38),
            ("grown", 1, 42),
            ("shrunk", 1, -10),
            ("won", 2, -84),
            ("lost", 1, -92),
        ]
    );
    assert_eq!(sum(all.balance.closing), (10, 458, 1));
}

#[test]
fn two_halves_are_the_whole_and_the_order_of_imports_does_not_matter() {
    let desk = Desk::new();
    let workspace = prepared(&desk, [0, 1, 2, 3]);
    for scope in ["all", "team:一组", "team:二组", "person:张伟"] {
        for period in [QUARTER, None, Some("2025-11"), Some("2025")] {
            let whole = between(&workspace, scope, period, SPAN);
            for middle in ["2025-10-11", "2025-10-12", "2025-11-09", "2025-11-12"] {
                let early = between(&workspace, scope, period, (SPAN.0, middle));
                let late = between(&workspace, scope, period, (middle, SPAN.1));
                assert_eq!(early.balance.opening, whole.balance.opening);
                assert_eq!(early.balance.closing, late.balance.opening);
                assert_eq!(late.balance.closing, whole.balance.closing);
            }
        }
    }
    let told = |workspace: &Workspace| parts(&between(workspace, "all", QUARTER, SPAN));
    let other = Desk::new();
    let mut late = prepared(&other, [3, 1, 0, 2]);
    assert_eq!(told(&late), told(&workspace));
    // Without the report of 2025-11-09 nobody pushed, lost or redated anything.
    let batch = late
        .db
        .all::<Batch>()
        .unwrap()
        .into_iter()
        .rfind(|batch| batch.kind == "opportunities" && batch.report_date == day("2025-11-09"));
    let id = batch.expect("the report").id;
    take_back(&mut late.db, id, &Default::default(), AUTHOR, false).unwrap();
    let without = told(&late);
    assert!(without.iter().all(|(part, ..)| !["pushed_out", "lost", "pulled_in"].contains(part)));
    let days = report_days(&late.db, day(TODAY)).unwrap();
    assert_eq!(days, ["2025-09-28", "2025-10-12", "2025-11-16"].map(day));
}

#[test]
fn a_day_before_the_first_report_has_nothing() {
    let desk = Desk::new();
    let workspace = prepared(&desk, [0, 1, 2, 3]);
    let found = between(&workspace, "all", QUARTER, ("2025-09-01", "2025-09-29"));
    assert_eq!(sum(found.balance.opening), (0, 0, 0));
    assert_eq!(parts(&found), [("new", 7, 370)]);
    assert!(found.pushers().is_empty() && found.pushed().is_none());
    let later = between(&workspace, "all", QUARTER, SPAN);
    // One of four of 张伟, none of one of 王芳 and of two of 李娜: nobody has ten.
    let pushers = later.pushers();
    let list: Vec<(u64, u64)> = pushers.iter().map(|one| (one.rate.k, one.rate.n)).collect();
    assert_eq!(list, [(1, 4), (0, 2), (0, 1)]);
    let few = |evidence| evidence == Some(Evidence::Insufficient);
    assert!(pushers.iter().all(|one| few(one.verdict.map(|verdict| verdict.evidence))));
}

#[test]
fn the_command_line_says_the_same() {
    let desk = Desk::new();
    drop(prepared(&desk, [0, 1, 2, 3]));
    let show = |more: &[&str]| {
        let args = ["show", "销售.cox", "waterfall", "--date", TODAY];
        desk.json(0, &[&args[..], more, &["--json"]].concat())
    };
    let found = show(&["--period", "2025-Q4"]);
    assert_eq!((&found["from"], &found["to"]), (&json!("2025-09-30"), &json!("2025-11-16")));
    assert_eq!(found["as_of"], json!("2025-11-16"), "as the page: the newest report, not today");
    assert_eq!(found["opening"], json!({ "deals": 7, "amount": 370 * WAN, "unknown_amounts": 1 }));
    assert_eq!(found["closing"], json!({ "deals": 8, "amount": 323 * WAN, "unknown_amounts": 1 }));
    assert_eq!(found["difference"], json!({ "deals": 0, "amount": 0 }));
    let pushed = json!({
        "part": "pushed_out", "deals": 1, "amount": -128 * WAN, "unknown_amounts": 0,
    });
    assert!(found["parts"].as_array().unwrap().contains(&pushed), "{}", found["parts"]);
    let changes = found["changes"].as_array().unwrap();
    assert_eq!(changes.len(), 11);
    let first = &changes[0];
    assert_eq!((&first["part"], &first["number"]), (&json!("pushed_out"), &json!("T2")));
    assert_eq!((&first["owner"], &first["account"]), (&json!("张伟"), &json!("甲厂")));
    assert_eq!(first["before"]["expected"], json!("2025-12-15"));
    assert_eq!(first["after"]["expected"], json!("2026-02-27"));
    assert_eq!(
        (&first["decided_on"], &first["file"]),
        (&json!("2025-11-09"), &json!("2025-11-09.csv"))
    );
    assert_eq!(found["pushes"]["people"][0]["verdict"]["evidence"], json!("insufficient"));
    assert_eq!(found["report_days"].as_array().unwrap().len(), 4);

    let whole = show(&["--from", "2025-10-31", "--as-of", "2025-11-10"]);
    assert_eq!(whole["period"], json!(null));
    assert_eq!(whole["pushes"]["opening"], json!(null), "nothing is pushed out of no period");
    let lines =
        desk.says(0, &["show", "销售.cox", "waterfall", "--period", "2025-Q4", "--date", TODAY]);
    assert!(lines.contains("推迟出季：1 个，−128.0"), "{lines}");
    let turned = ["show", "销售.cox", "waterfall", "--from", "2025-11-18", "--as-of", "2025-10-01"];
    assert!(desk.says(2, &turned).contains("2025-11-18 不在 2025-10-01 之前"));
}
