//! The sample: thirty people of three regions over eighteen months, taken in by the program itself.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::time::Duration;

use coxswain::domain::fit::Education;
use coxswain::domain::funnel::rule::Rule;
use coxswain::domain::period::Period;
use coxswain::domain::scope::Scope;
use coxswain::metrics::bottleneck::Bottlenecks;
use coxswain::metrics::pipeline::{self, HORIZON_DAYS, last_180_days};
use coxswain::metrics::stuck::Mark;
use coxswain::metrics::waterfall::{Ask, waterfall};
use coxswain::store::directory::Directory;
use coxswain::store::records::{
    Certificate, Contact, DealOutcome, EndedAs, ForecastFreeze, Opportunity, Receipt, Reject,
    SalesOrder, SatisfactionAnswer, ScopeKind, SkillRating, Status, TrainingResult,
};
use coxswain::store::{Db, Workspace, said};
use serde_json::Value;

use crate::common::{Desk, TODAY, day, person, text};
use crate::glossary_pages_story::cards_agree;
use crate::sample_learning_story::learning_agrees;
use crate::today_story::today_agrees;

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
    assert!(out.contains("109 个文件，15027 行"), "{out}");
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
    assert_eq!(sum("stuck") - sum("waiting"), 7, "decisions that stand; two waits are over");
    few_are_stuck(&stuck);
    let deals = stuck["deals"].as_array().unwrap();
    let deal = deals.iter().find(|deal| deal["number"] == "SJ25-0461").unwrap();
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
    let fen = |value: &Value| value.as_i64().unwrap();
    let parts = |of: &Value| -> i64 { of.as_object().unwrap().values().map(fen).sum() };
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
    let args = ["show", file, "deal", "--deal", "SJ25-0461", "--as-of", TODAY, "--json"];
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

    effects_tell_every_line(&desk, file);
    today_agrees(&desk, file);
    cards_agree(&desk, file);
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

    learning_agrees(db, &directory);
    waterfalls_add_up(&workspace, &directory);
    proposals_stick(db, &directory);
    largest_are_written_up(db);
    // Frozen each Wednesday that is worked, from August to November the 12th, for the company and its
    // three teams; those of October the 1st and 8th were holidays. So is the quarter that runs, and the
    // one before for the company.
    let frozen = db.all::<ForecastFreeze>().unwrap();
    let of = |period: &str, kind: ScopeKind| {
        frozen.iter().filter(|row| row.period == period && row.scope_kind == kind).count()
    };
    for (period, days) in [
        ("2025-08", (4, 12)),
        ("2025-09", (4, 12)),
        ("2025-10", (3, 9)),
        ("2025-11", (2, 6)),
        ("2025-Q3", (8, 0)),
        ("2025-Q4", (5, 15)),
    ] {
        assert_eq!((of(period, ScopeKind::All), of(period, ScopeKind::Team)), days, "{period}");
    }
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
    assert_eq!(counts, [447, 332, 314, 233, 784, 39, 88]);

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

/// What a plan and a class did is told by all lines of the method, the comparisons with their 90 % interval.
fn effects_tell_every_line(desk: &Desk, file: &str) {
    // A tab holds its pages, each as by its own word.
    for (tab, pages) in [("coaching", 8), ("training", 7)] {
        let all = desk.json(0, &["show", file, tab, "--date", TODAY, "--json"]);
        let all = all.as_object().unwrap();
        assert_eq!(all.len(), pages);
        for (page, value) in all {
            assert_eq!(*value, desk.json(0, &["show", file, page, "--date", TODAY, "--json"]));
        }
    }
    let shown = desk.json(0, &["show", file, "improvement", "--date", TODAY, "--json"]);
    let against = &shown["plans"][0]["effects"][0]["beyond_colleagues"];
    let (at, value) = (&against["interval_90"], against["value"].as_f64());
    assert!(at["low"].as_f64() < value && value < at["high"].as_f64(), "{against}");

    let shown = desk.json(0, &["show", file, "training-classes", "--date", TODAY, "--json"]);
    let classes = shown["classes"].as_array().unwrap().iter();
    let read = classes.filter_map(|class| class["levels"]["results"].get(0));
    let read: Vec<&Value> = read.filter(|kpi| kpi["verdict"] == "open").collect();
    assert!(!read.is_empty());
    for kpi in read {
        assert!(kpi["rebound"]["expected"].is_f64(), "{kpi}");
        let (p, least) = (kpi["chance"]["p"].as_f64(), kpi["chance"]["smallest_p"].as_f64());
        assert!(least.is_some() && least <= p, "{kpi}");
    }
}

/// Most open deals have a next step with a day ahead. A few are stuck, for reasons of every kind, and of
/// some it was decided what to do; two of these are due again.
fn few_are_stuck(shown: &Value) {
    let deals = shown["deals"].as_array().unwrap();
    let ahead = |deal: &&Value| deal["next_step"]["due"].as_str().is_some_and(|due| due >= TODAY);
    let ahead = deals.iter().filter(ahead).count();
    let stuck: Vec<&Value> = deals.iter().filter(|deal| deal["stuck"] == true).collect();
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    for deal in &stuck {
        *reasons.entry(deal["marks"][0].as_str().unwrap()).or_default() += 1;
    }
    let again = stuck.iter().filter(|deal| {
        deal["decided"] == false && !deal["decisions"].as_array().unwrap().is_empty()
    });
    let (open, n, again) = (deals.len(), stuck.len(), again.count());
    let found = format!(
        "of {open} open deals {ahead} have a next step ahead and {n} are stuck, {again} of them to be \
         decided about again; the first reason is {reasons:?}"
    );
    assert!(open > 300, "{found}");
    assert!((80..=92).contains(&(100 * ahead / open)), "{found}");
    assert!(10 * open <= 100 * n && 100 * n <= 15 * open, "{found}");
    for mark in Mark::ALL {
        let of = reasons.get(mark.word()).copied().unwrap_or_default();
        assert!(of >= 3 && 2 * of <= n, "{}: {found}", mark.word());
    }
    assert_eq!(again, 2, "{found}");
}

/// 方案报价 is the bottleneck of the company, and of 华东区 above all.
fn proposals_stick(db: &Db, directory: &Directory) {
    for scope in ["all", "region:华东区"] {
        let ask = pipeline::Ask {
            members: directory.members(directory.parse_scope(scope).unwrap()),
            period: None,
            window: Some(last_180_days(day(TODAY))),
            as_of: day(TODAY),
            rule: Rule::Matured { horizon_days: HORIZON_DAYS },
        };
        let figures = pipeline::funnel(db, directory, &ask).unwrap();
        let found = Bottlenecks::of(&figures);
        assert_eq!(found.main, Some(2), "{scope}: {:?}", found.stages);
    }
}

/// Of the ten largest open deals is recorded who takes part, whom we know there, what could go wrong,
/// what evidence there is, what comes next, and a word.
fn largest_are_written_up(db: &Db) {
    let mut open: Vec<Opportunity> = db.all().unwrap();
    open.retain(|deal| deal.status == Status::Open);
    open.sort_by_key(|deal| Reverse(deal.amount));
    for deal in open.iter().take(10) {
        let said = said::of_deal(db, deal.id).unwrap();
        let steps = said.next_steps.iter().filter(|step| step.done_on.is_none()).count();
        let people = [said.parts.len(), said.contacts.len()];
        let words = [said.risks.len(), said.evidence.len(), said.notes.len(), steps];
        let found = format!("{:?} {}: {people:?} {words:?}", deal.number, deal.name);
        assert!(people.iter().all(|n| *n >= 2) && words.iter().all(|n| *n >= 1), "{found}");
    }
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
