//! The sample: thirty people of three regions over eighteen months, taken in by the program itself.

use std::time::Duration;

use coxswain::domain::fit::Education;
use coxswain::domain::period::Period;
use coxswain::domain::scope::Scope;
use coxswain::metrics::waterfall::{Ask, waterfall};
use coxswain::store::Workspace;
use coxswain::store::directory::Directory;
use coxswain::store::records::{
    Certificate, Contact, DealOutcome, EndedAs, ForecastFreeze, Opportunity, Receipt, Reject,
    SalesOrder, SatisfactionAnswer, ScopeKind, SkillRating, Status, TrainingResult,
};

use crate::common::{Desk, TODAY, day, person, text};

/// Fen in a tenth of 万元.
const TENTH: i64 = 100_000;

#[test]
fn the_sample_tells_one_story() {
    let desk = Desk::new();
    // Without a display no window opens.
    let output = assert_cmd::Command::new(env!("CARGO_BIN_EXE_coxswain"))
        .args(["demo", "示例", "--language", "zh-CN", "--date", TODAY])
        .current_dir(desk.folder.path())
        .env("COXSWAIN_HOME", desk.path("home"))
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("WAYLAND_SOCKET")
        .timeout(Duration::from_secs(300))
        .output()
        .expect("the program starts");
    let (out, err) = (text(&output.stdout), text(&output.stderr));
    assert!(output.status.success(), "{out}\n{err}");
    assert!(out.contains("108 个文件，13005 行"), "{out}");
    // One page for each of the 26 who sell.
    assert!(out.contains("评估表 26 份"), "{out}");

    let file = "示例/demo.cox";
    let people = desk.json(0, &["show", file, "people", "--json", "--date", TODAY]);
    assert_eq!(people["people"].as_array().unwrap().len(), 30);
    // What the regions signed, as assets/demo/generator/names.py plans it.
    let signed = |scope: &str, period: &str| {
        let args = ["show", file, "metric:signed_amount", "--scope", scope, "--period", period];
        let shown = desk.json(0, &[&args[..], &["--json", "--date", TODAY]].concat());
        shown["value"].as_i64().unwrap()
    };
    for (scope, amounts) in [
        ("region:华东区", [6_560, 19_160, 24_200, 16_800, 20_860, 19_662, 9_624, 7_256]),
        ("region:华南区", [4_300, 15_800, 19_860, 13_200, 11_800, 16_300, 6_150, 5_020]),
        ("region:华北区", [5_000, 16_200, 19_400, 10_900, 15_600, 17_100, 6_500, 5_483]),
    ] {
        let periods = [
            "2024-06", "2024-Q3", "2024-Q4", "2025-Q1", "2025-Q2", "2025-Q3", "2025-10", "2025-11",
        ];
        for (period, amount) in periods.into_iter().zip(amounts) {
            assert_eq!(signed(scope, period), amount * TENTH, "{scope} {period}");
        }
    }

    // 江岚能源 stood in 方案报价 for 42 days in the summer and stands there again since 8 October.
    let args = ["show", file, "stuck", "--as-of", TODAY, "--json"];
    let stuck = desk.json(0, &args);
    let sum = |which: &str| stuck[which]["deals"].as_i64().unwrap();
    assert_eq!(sum("stuck") - sum("waiting"), 4, "decisions that stand; one wait is over");
    let deals = stuck["deals"].as_array().unwrap();
    let deal = deals.iter().find(|deal| deal["number"] == "SJ25-0438").unwrap();
    let whole = |name: &str| deal[name].as_i64();
    assert_eq!((whole("total_days"), whole("visit_days")), (Some(83), Some(41)));
    assert_eq!((whole("pushes"), whole("pushed_days")), (Some(2), Some(50)));
    assert_eq!(
        (deal["limit"]["basis"].as_str(), deal["stuck"].as_bool()),
        (Some("winners"), Some(true))
    );
    assert_eq!(deal["next_step"]["due"], "2025-11-21");

    // What is missing of October, in parts that add up to it to the fen, by person and by reason.
    let args = ["show", file, "gap", "--period", "2025-10", "--as-of", TODAY, "--json"];
    let gap = desk.json(0, &args);
    let fen = |value: &serde_json::Value| value.as_i64().unwrap();
    let parts = |of: &serde_json::Value| -> i64 { of.as_object().unwrap().values().map(fen).sum() };
    let sum = |list: &str, of: &str| -> i64 {
        gap[list].as_array().unwrap().iter().map(|row| fen(&row[of])).sum()
    };
    assert_eq!(fen(&gap["actual"]), (9_624 + 6_150 + 6_500) * TENTH);
    assert_eq!(parts(&gap["parts"]) + fen(&gap["rest"]), fen(&gap["gap"]));
    assert_eq!(sum("people", "gap") + fen(&gap["rest"]), fen(&gap["gap"]));
    assert_eq!(sum("reasons", "amount"), fen(&gap["gap"]));
    assert!(gap["people"].as_array().unwrap().len() > 20, "{}", gap["people"]);
    // The manager of 华东区 checks their own duties: five of six in October, beside what the team signed.
    let args = ["show", file, "self-check", "--person", "林晓峰", "--json", "--date", TODAY];
    let checked = |period: &str| desk.json(0, &[&args[..], &["--period", period]].concat());
    let (october, november) = (checked("2025-10"), checked("2025-11"));
    assert_eq!((october["done"].as_i64(), october["duties"].as_i64()), (Some(5), Some(6)));
    assert_eq!((november["done"].as_i64(), november["checked"].as_i64()), (Some(2), Some(3)));
    assert_eq!(october["lines"][0]["value"].as_i64(), Some(9_624 * TENTH));
    assert_eq!(november["lines"][0]["value"].as_i64(), Some(7_256 * TENTH));
    assert_eq!(october["figures_of"][0], "华东区");
    let before = &november["months"][3];
    assert_eq!((before["month"].as_str(), before["done"].as_i64()), (Some("2025-09"), None));
    // Its page is filled as a whole: 190 days with one way back, an executive missing, two of five.
    let args = ["show", file, "deal", "--deal", "SJ25-0438", "--as-of", TODAY, "--json"];
    let page = desk.json(0, &args);
    let path = |name: &str| page["path"][name].as_i64();
    assert_eq!(["days", "stays", "forward", "back"].map(path), [190, 5, 3, 1].map(Some));
    assert_eq!(page["amounts"], serde_json::json!([1_200, 1_420, 1_860].map(|n| n * TENTH)));
    assert_eq!(page["roles_missing"], serde_json::json!(["executive"]));
    let count = |part: &str, of: [&str; 2]| of.map(|name| page[part][name].as_i64());
    assert_eq!(count("evidence", ["there", "needed"]), [Some(2), Some(5)]);
    assert_eq!(count("tasks", ["done", "overdue"]), [Some(1), Some(1)], "the offer is late");
    assert_eq!(count("contacts", ["met", "known"]), [Some(2), Some(4)]);
    assert_eq!(page["waivers"].as_array().map(Vec::len), Some(1));
    assert!(page["waivers"][0]["reason"].is_string());
    assert_eq!(page["risks"].as_array().map(Vec::len), Some(4), "and a fallback");
    // The steps of the standard were ticked for enough deals to say which one is left out most.
    let args = ["show", file, "process", "--date", TODAY, "--period", "2025-Q4", "--json"];
    let process = desk.json(0, &args);
    let findings = process["findings"].as_array().unwrap();
    let adoption = findings.iter().find(|found| found["finding"] == "adoption").unwrap();
    let (total, said) = (&adoption["total"], adoption["sentence"].as_str().unwrap());
    assert_eq!(total["few"], false, "{total}");
    assert!(total["count"].as_i64() > Some(0) && total["count"] != total["cases"], "{total}");
    assert!(said.contains("投资回报测算"), "{said}");

    let workspace = Workspace::open(&desk.path(file)).unwrap();
    let db = &workspace.db;
    assert!(db.all::<Reject>().unwrap().is_empty());
    let directory = Directory::load(db).unwrap();
    // 华北区 has a new manager since the spring, who sold there before.
    let north = directory.team_on(person(db, "韩建国"), day(TODAY)).unwrap().id;
    let manager = |on: &str| directory.person_name(directory.manager_on(north, day(on)).unwrap());
    assert_eq!((manager("2025-03-31"), manager("2025-04-01")), ("贺立群", "宋雅琴"));
    let place = |name: &str, on: &str| directory.membership_on(person(db, name), day(on));
    let level = |name: &str, on: &str| place(name, on).unwrap().level.clone();
    assert_eq!(level("宋雅琴", "2025-03-31").as_deref(), Some("S4"));
    assert_eq!(level("宋雅琴", TODAY).as_deref(), Some("M1"));
    for (name, last, next) in
        [("贺立群", "2025-03-31", "2025-04-01"), ("潘俊熙", "2025-04-30", "2025-05-01")]
    {
        assert_eq!(place(name, last).unwrap().ended_as, Some(EndedAs::Leave), "{name}");
        assert_eq!(place(name, next), None, "{name}");
    }
    let director = &directory.people[&person(db, "顾明远")];
    assert_eq!(director.education, Some(Education::Master));

    waterfalls_add_up(&workspace, &directory);
    // Frozen each Wednesday that is worked, from August to November the 12th, for the company and its
    // three teams; those of October the 1st and 8th were holidays.
    let frozen = db.all::<ForecastFreeze>().unwrap();
    let of = |kind: ScopeKind| frozen.iter().filter(|row| row.scope_kind == kind).count();
    assert_eq!((of(ScopeKind::All), of(ScopeKind::Team)), (13, 39));
    let above = |row: &ForecastFreeze| row.computed.is_none_or(|fen| fen >= row.closed);
    assert!(frozen.iter().all(|row| above(row) && row.low <= row.high));

    let counts = [
        db.all::<Contact>().unwrap().len(),
        db.all::<SalesOrder>().unwrap().len(),
        db.all::<Receipt>().unwrap().len(),
        db.all::<TrainingResult>().unwrap().len(),
        db.all::<SkillRating>().unwrap().len(),
        db.all::<Certificate>().unwrap().len(),
        db.all::<SatisfactionAnswer>().unwrap().len(),
    ];
    assert_eq!(counts, [212, 332, 310, 112, 392, 32, 88]);

    // Why deals were lost stands in the reports; most of what was won is explained too.
    let outcomes: Vec<DealOutcome> = db.all().unwrap();
    let explained = |deal: &&Opportunity| {
        outcomes.iter().any(|said| said.opportunity_id == deal.id && said.result == deal.status)
    };
    let deals: Vec<Opportunity> = db.all().unwrap();
    for (status, least) in [(Status::Lost, 100), (Status::Won, 80)] {
        let ended: Vec<&Opportunity> = deals.iter().filter(|deal| deal.status == status).collect();
        let n = ended.iter().copied().filter(|deal| explained(deal)).count();
        assert!(n * 100 >= ended.len() * least && n > 100, "{status:?} {n} of {}", ended.len());
    }
    let prices = outcomes.iter().filter(|said| said.their_price.is_some()).count();
    assert!(prices > 20, "{prices}");
}

/// What changed between two days adds up for everyone, every region, team and person.
fn waterfalls_add_up(workspace: &Workspace, directory: &Directory) {
    let db = &workspace.db;
    let scopes = std::iter::once(Scope::All)
        .chain(directory.regions.keys().map(|id| Scope::Region(*id)))
        .chain(directory.teams.keys().map(|id| Scope::Team(*id)))
        .chain(directory.people.keys().map(|id| Scope::Person(*id)));
    let mut changed = 0;
    for scope in scopes {
        let members = directory.members(scope);
        for (period, from, to) in [
            (Some(Period::Quarter(2025, 4)), "2025-09-30", TODAY),
            (Some(Period::Quarter(2025, 2)), "2025-03-31", "2025-06-30"),
            (None, "2025-06-30", TODAY),
        ] {
            let ask = |from, to| Ask { members: members.clone(), period, from, to };
            let whole = waterfall(db, ask(day(from), day(to))).unwrap();
            assert_eq!(whole.balance.difference(), (0, 0), "{scope:?} {period:?}");
            changed += whole.changes.len();
        }
    }
    assert!(changed > 500, "{changed} changes");
}
