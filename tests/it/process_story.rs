//! How deals are worked on, on six deals whose every figure is worked out by hand: time, hand-offs, returns,
//! losses, pushes, what is missing, twice or hangs on one person; and what an improvement changed.

use std::collections::BTreeMap;

use coxswain::command::Command;
use coxswain::command::deal_page::{Command as Page, What};
use coxswain::command::process::{Command as Improve, ImprovementForm};
use coxswain::domain::ids::PersonId;
use coxswain::domain::scope::Scope;
use coxswain::metrics::process::improvements::{self, Improvement};
use coxswain::metrics::process::{
    Ask, At, Field, Finding, Kind, Measure, More, Note, Place, Process, Row, survey,
};
use coxswain::store::directory::Directory;
use coxswain::store::records::{Opportunity, ProcessImprovement, StageItem, StageItemKind};
use coxswain::store::{Workspace, opportunities};
use serde_json::json;

use crate::common::{Desk, TODAY, Take, act, counts, day, everything, person, refused, take};
use crate::history_story::HEAD;

/// Stages by their position.
const NEED: u8 = 1;
const OFFER: u8 = 2;

const AUGUST: &str = "P1,水泵大修,甲厂,G1,张伟,需求分析,100,2025-10-15,2025-07-01,2025-08-01,
    P2,阀门更新,乙院,G2,王芳,方案报价,50,2025-10-31,2025-07-01,2025-08-11,
    P3,管网一期,丙所,,李娜,需求分析,,,2025-07-10,2025-08-20,";
/// P1 moves on and is put off; P2 goes back and comes to 李娜.
const SEPTEMBER: &str = "P1,水泵大修,甲厂,G1,张伟,方案报价,100,2025-11-20,2025-07-01,2025-09-10,
    P2,阀门更新,乙院,G2,李娜,需求分析,50,2025-10-31,2025-07-01,2025-09-20,";
/// P1 is lost; P2 is back where it was and put off; three more of 甲厂 that look alike.
const OCTOBER: &str = "P1,水泵大修,甲厂,G1,张伟,输单,100,2025-11-20,2025-07-01,,2025-10-15
    P2,阀门更新,乙院,G2,李娜,方案报价,50,2025-12-15,2025-07-01,2025-10-10,
    P4,泵房监测改造项,甲厂,G1,张伟,需求分析,98,2025-12-20,2025-10-05,2025-10-05,
    P5,泵房监测改造,甲厂,G1,王芳,方案报价,100,2025-12-20,2025-10-06,2025-10-12,
    P6,流量计,甲厂,G1,张伟,需求分析,96,,2025-10-07,2025-10-07,";
const NOVEMBER: &str = "P3,管网一期,丙所,,李娜,需求分析,30,,2025-07-10,2025-08-20,";

fn report(desk: &Desk, workspace: &mut Workspace, date: &str, rows: &str) {
    let file = desk.csv(&format!("{date}.csv"), &format!("{HEAD}\n{rows}"));
    let taken = take(workspace, &file, &Take { date, ..Take::default() });
    assert_eq!(counts(&taken).3, 0, "{:?}", taken.sheets[0].rejected);
}

fn prepared(desk: &Desk) -> Workspace {
    let mut workspace = desk.with_company();
    for (date, rows) in [
        ("2025-08-31", AUGUST),
        ("2025-09-30", SEPTEMBER),
        ("2025-10-31", OCTOBER),
        ("2025-11-16", NOVEMBER),
    ] {
        report(desk, &mut workspace, date, rows);
    }
    for (name, text, rows) in [
        ("联系人.csv", "客户名称,联系人,职务\n甲厂,周工,科长\n乙院,吴总,经理\n乙院,郑工,工程师", 3),
        (
            "活动.csv",
            "日期,业务员,客户名称,拜访内容\n2025-08-20,张伟,甲厂,交流\n2025-09-25,张伟,甲厂,报价\n2025-09-30,李娜,乙院,交接",
            3,
        ),
        ("客户2.csv", "客户名称,行业,省市,负责人\n甲厂有限公司,化工,上海,张伟", 1),
    ] {
        let file = desk.csv(name, text);
        assert_eq!(
            counts(&take(&mut workspace, &file, &Take::default())),
            (rows, 0, 0, 0),
            "{name}"
        );
    }
    workspace
}

fn found(workspace: &Workspace, scope: &str) -> Process {
    let directory = Directory::load(&workspace.db).unwrap();
    let members = directory.members(directory.parse_scope(scope).unwrap());
    let ask = Ask { members, window: None, as_of: day("2025-11-16"), today: day(TODAY) };
    survey(&workspace.db, &directory, vec![ask]).unwrap().remove(0)
}

fn row(process: &Process, finding: Finding, place: Place) -> &Row {
    process.of(finding).and_then(|found| found.row(place)).expect("the row")
}

/// What was found of how many, and the value.
fn told(row: &Row) -> (u64, u64, Option<i64>) {
    (row.count, row.measure.cases, row.measure.value)
}

/// The numbers of the deals behind a row, in order.
fn numbers(workspace: &Workspace, row: &Row) -> Vec<String> {
    let deals = row.records.iter().filter_map(|case| case.deal);
    let number = |deal| {
        let deal = workspace.db.get::<Opportunity>(deal).unwrap().unwrap();
        deal.number.unwrap()
    };
    deals.map(number).collect()
}

#[test]
fn what_happened_is_what_the_moves_say() {
    let desk = Desk::new();
    let workspace = prepared(&desk);
    let all = found(&workspace, "all");

    // P1 40 days and P2 20; something was done on 08-20, 09-10, 09-30 and 10-10: 4 of 60 days.
    let need = row(&all, Finding::Time, Place::Stage(NEED));
    assert_eq!(told(need), (2, 2, Some(3_000)));
    assert_eq!(need.more, More::Time { days: 60, touched_bp: Some(667) });
    // P2 40 days and P1 35; on 09-20, and on 09-25, 09-30 and 10-15: 4 of 75.
    let offer = row(&all, Finding::Time, Place::Stage(OFFER));
    assert_eq!(told(offer), (2, 2, Some(3_750)));
    assert_eq!(offer.more, More::Time { days: 75, touched_bp: Some(533) });
    assert_eq!(numbers(&workspace, offer), ["P2", "P1"], "the longest first");
    assert!(offer.few());
    // 20, 35, 40, 40.
    assert_eq!(told(row(&all, Finding::Time, Place::All)), (4, 4, Some(3_750)));

    // P2 came to 李娜 on 09-30 and moved on 10-10.
    let waiting = row(&all, Finding::Waiting, Place::Stage(NEED));
    assert_eq!((told(waiting), waiting.more), ((1, 1, Some(1_000)), More::Waiting(0)));

    // P2 went back on 09-20 and was there again on 10-10.
    let back = row(&all, Finding::Returns, Place::Back(OFFER, NEED));
    assert_eq!(told(back), (1, 2, Some(5_000)));
    assert_eq!(back.more, More::Returns { deals: 1, days: 20 });
    assert_eq!(told(row(&all, Finding::Returns, Place::All)), (1, 4, Some(2_500)));

    // P1 after 35 days, with the last contact 20 days before.
    let lost = row(&all, Finding::Lost, Place::Stage(OFFER));
    assert_eq!(told(lost), (1, 2, Some(5_000)));
    let more = More::Lost { stay: Some(3_500), silent: Some(2_000), unknown: 0 };
    assert_eq!(lost.more, more);
    let rows = &all.of(Finding::Lost).unwrap().rows;
    assert_eq!(rows[0].place, Place::Stage(OFFER), "where most are lost comes first");

    // P1 and P2, of P1, P2 and P5.
    let pushed = row(&all, Finding::Pushes, Place::Stage(OFFER));
    assert_eq!((told(pushed), pushed.more), ((2, 3, Some(6_667)), More::Pushes(2)));
    assert_eq!(told(row(&all, Finding::Pushes, Place::Stage(NEED))), (0, 5, Some(0)));

    // What happened belongs to those whose deal it was: both stays of P2, and none of P1.
    let team = found(&workspace, "team:二组");
    assert_eq!(told(row(&team, Finding::Time, Place::All)), (2, 2, Some(3_000)));
    assert_eq!(told(row(&team, Finding::Lost, Place::All)), (0, 2, Some(0)));
    let own = found(&workspace, "person:王芳");
    assert_eq!(told(row(&own, Finding::Time, Place::All)), (1, 1, Some(4_000)));
}

#[test]
fn how_deals_stand_is_what_is_known_of_them() {
    let desk = Desk::new();
    let workspace = prepared(&desk);
    let all = found(&workspace, "all");
    assert_eq!(all.open, 5, "P2 to P6");
    let missing = all.of(Finding::Missing).unwrap();
    assert_eq!(missing.unused, [Field::NextStep], "nobody ever said what happens next");
    let field = |stage, field| told(row(&all, Finding::Missing, Place::Field(stage, field)));
    // P3, P4 and P6.
    assert_eq!(field(NEED, Field::Amount), (0, 3, Some(0)), "P3 has one by now");
    assert_eq!(field(NEED, Field::Expected), (2, 3, Some(6_667)));
    assert_eq!(field(NEED, Field::Product), (1, 3, Some(3_333)));
    assert_eq!(field(NEED, Field::Contact), (1, 3, Some(3_333)));
    assert_eq!(field(NEED, Field::NextStep), (0, 0, None), "nothing is missing there");
    assert_eq!(field(OFFER, Field::Expected), (0, 2, Some(0)));
    let place = Place::Field(NEED, Field::Expected);
    assert_eq!(numbers(&workspace, row(&all, Finding::Missing, place)), ["P3", "P6"]);
    assert_eq!(told(&missing.total), (2, 5, Some(4_000)));

    let kind = |process: &Process, finding, kind| told(row(process, finding, Place::Kind(kind)));
    let twice = Finding::Duplicates;
    // P4 and P5 by name; P6 is near to both by amount.
    assert_eq!(kind(&all, twice, Kind::DealNames), (2, 5, Some(4_000)));
    assert_eq!(kind(&all, twice, Kind::DealAmounts), (3, 5, Some(6_000)));
    assert_eq!(told(row(&all, twice, Place::All)), (3, 5, Some(6_000)));
    assert_eq!(kind(&all, twice, Kind::SameAccounts), (1, 4, Some(2_500)));
    assert_eq!(kind(&all, twice, Kind::LikeAccounts), (0, 4, Some(0)));
    // Of the team P2, P3 and P5; the one that P5 is like belongs to another team.
    let team = found(&workspace, "team:二组");
    assert_eq!(kind(&team, twice, Kind::DealNames), (1, 3, Some(3_333)));
    assert_eq!(kind(&team, twice, Kind::SameAccounts), (1, 3, Some(3_333)));

    // 甲厂 has one contact, 丙所 none, 乙院 two; nobody keeps who of us takes part.
    assert_eq!(kind(&all, Finding::Single, Kind::Customer), (4, 5, Some(8_000)));
    assert_eq!(kind(&all, Finding::Single, Kind::Ours), (0, 0, None));
    assert_eq!(told(row(&all, Finding::Single, Place::All)), (4, 5, Some(8_000)));
}

fn form(workspace: &Workspace) -> ImprovementForm {
    ImprovementForm {
        finding: Finding::Time,
        at: At { scope: Scope::All, place: Place::Stage(OFFER) },
        what: " 三天内出初稿 ".to_owned(),
        owner: Some(person(&workspace.db, "张伟")),
        due: day("2025-12-01"),
    }
}

fn open(form: ImprovementForm) -> Command {
    Command::Process(Improve::Open { form, today: day(TODAY) })
}

fn close(workspace: &Workspace, result: &str, today: &str) -> Command {
    let id = workspace.db.all::<ProcessImprovement>().unwrap()[0].id;
    let (what, result) = ("三天内出初稿".to_owned(), result.to_owned());
    Command::Process(Improve::Close { id, what, result, today: day(today) })
}

fn improvement(workspace: &Workspace, today: &str) -> Improvement {
    let directory = Directory::load(&workspace.db).unwrap();
    improvements::load(&workspace.db, &directory, Scope::All, day(today)).unwrap().list.remove(0)
}

#[test]
fn an_improvement_is_measured_the_same_way_before_and_after() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    for (wrong, key) in [
        (ImprovementForm { what: "  ".to_owned(), ..form(&workspace) }, "error-improvement-blank"),
        (ImprovementForm { due: day("2025-11-17"), ..form(&workspace) }, "error-improvement-due"),
    ] {
        assert_eq!(refused(&mut workspace, &open(wrong)), key);
    }
    let before = everything(&workspace.db);
    let order = open(form(&workspace));
    act(&mut workspace, &order);
    act(&mut workspace, &Command::Undo);
    assert_eq!(everything(&workspace.db), before);
    act(&mut workspace, &Command::Redo);

    // From 2025-08-19 to 11-16 both stays in 方案报价 ended.
    let opened = improvement(&workspace, TODAY);
    let record = &opened.record;
    assert_eq!((record.what.as_str(), record.place.as_deref()), ("三天内出初稿", Some("方案报价")));
    assert_eq!(opened.before(), Measure { value: Some(3_750), cases: 2 });
    assert_eq!((opened.after, opened.overdue), (None, false), "nothing was reported since");

    // P5 moves on after 45 days.
    let december = "P5,泵房监测改造,甲厂,G1,王芳,商务谈判,100,2025-12-20,2025-10-06,2025-11-26,";
    report(&desk, &mut workspace, "2025-12-31", december);
    // From 2025-10-03 to 12-31: P1 with 35 days and P5 with 45.
    let now = improvement(&workspace, "2026-01-05");
    assert_eq!(now.after, Some(Measure { value: Some(4_000), cases: 2 }));
    assert_eq!(now.before(), opened.before(), "it stays as it was");
    assert_eq!((now.new_days, now.overdue), (43, true));

    let order = close(&workspace, " ", "2026-01-05");
    assert_eq!(refused(&mut workspace, &order), "error-improvement-result");
    let order = close(&workspace, "大项目仍慢", "2026-01-05");
    act(&mut workspace, &order);
    assert_eq!(refused(&mut workspace, &order), "error-improvement-closed");
    // Once it is closed its measure is of that day, whatever is reported later.
    let late = "P2,阀门更新,乙院,G2,李娜,赢单,50,2025-12-15,2025-07-01,,2026-01-20";
    report(&desk, &mut workspace, "2026-01-31", late);
    let closed = improvement(&workspace, "2026-02-05");
    assert_eq!(closed.record.result.as_deref(), Some("大项目仍慢"));
    assert!(!closed.overdue);
    // From 2025-10-08 to 2026-01-05 the same two ended.
    assert_eq!(closed.after, Some(Measure { value: Some(4_000), cases: 2 }));
}

#[test]
fn an_improvement_concerns_those_around_and_within_its_scope() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let directory = Directory::load(&workspace.db).unwrap();
    let scope = |text: &str| directory.parse_scope(text).unwrap();
    for (text, what) in [("all", "全司"), ("team:二组", "二组"), ("person:张伟", "张伟")]
    {
        let at = At { scope: scope(text), place: Place::Stage(OFFER) };
        let form = ImprovementForm { at, what: what.to_owned(), ..form(&workspace) };
        act(&mut workspace, &open(form));
    }
    let seen = |of: &str| {
        let found = improvements::load(&workspace.db, &directory, scope(of), day(TODAY)).unwrap();
        let list = found.list.iter().map(|one| (one.record.what.clone(), one.scope()));
        (list.collect::<Vec<_>>(), found.elsewhere)
    };
    let all = ("全司".to_owned(), Scope::All);
    let second = ("二组".to_owned(), scope("team:二组"));
    let own = ("张伟".to_owned(), scope("person:张伟"));
    // 张伟 is of the first team, 王芳 of the second.
    assert_eq!(seen("all"), (vec![all.clone(), second.clone(), own.clone()], 0));
    assert_eq!(seen("team:二组"), (vec![all.clone(), second.clone()], 1));
    assert_eq!(seen("person:王芳"), (vec![all.clone(), second], 1));
    assert_eq!(seen("person:张伟"), (vec![all, own], 1));
    // Each is measured in its own scope: of the second team both stays of P2, of 张伟 the lost P1.
    let before = |of: &str, at: usize| {
        let found = improvements::load(&workspace.db, &directory, scope(of), day(TODAY)).unwrap();
        found.list[at].before()
    };
    assert_eq!(before("all", 0), Measure { value: Some(3_750), cases: 2 });
    assert_eq!(before("person:张伟", 1), Measure { value: Some(3_500), cases: 1 });
    assert_eq!(before("team:二组", 1), Measure { value: Some(4_000), cases: 1 });
    let gone = At { scope: Scope::Person(PersonId(-1)), place: Place::All };
    let gone = ImprovementForm { at: gone, ..form(&workspace) };
    assert_eq!(refused(&mut workspace, &open(gone)), "error-record-gone");
}

/// Ticks a step of 需求分析 for a deal.
fn tick(workspace: &mut Workspace, number: &str, name: &str, on: &str) {
    let items: Vec<StageItem> = workspace.db.all().unwrap();
    let step = items.iter().find(|item| item.name == name).expect("the step");
    let deal = opportunities::by_number(&workspace.db, number).unwrap().expect("the deal").id;
    let (item, on_day, shown_in) = (step.id, day(on), String::new());
    let what = match step.kind {
        StageItemKind::Task => What::Finish { item, on_day, shown_in },
        _ => What::Tick { item, on_day, shown_in },
    };
    let subject = number.to_owned();
    act(workspace, &Command::DealPage(Page { deal, subject, today: day(TODAY), what }));
}

#[test]
fn the_standard_is_followed_by_deals_that_did_all_steps_of_the_stage_they_left() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    // Nobody ticked anything: that is not known, which is not nothing done.
    let adoption =
        |workspace: &Workspace| found(workspace, "all").found[&Finding::Adoption].clone();
    let before = adoption(&workspace);
    assert_eq!(told(&before.total), (0, 0, None));
    assert_eq!(before.shown().count(), 0);

    // P1 left 需求分析 for 方案报价 on 09-10, and is lost by now; P2 did on 10-10, the second time it came
    // up to it. From 方案报价 neither went on.
    let steps =
        ["访谈使用部门", "整理需求记录并请客户确认", "需求记录经客户确认", "预算范围和决策人已知"];
    for step in steps {
        tick(&mut workspace, "P1", step, "2025-09-08");
    }
    tick(&mut workspace, "P2", "需求记录经客户确认", "2025-10-05");
    // Too late: it had left by then.
    tick(&mut workspace, "P2", "访谈使用部门", "2025-10-12");
    let all = adoption(&workspace);
    let need = all.row(Place::Stage(NEED)).expect("the stage");
    assert_eq!((told(need), need.more), ((1, 2, Some(5_000)), More::Steps { done: 5, asked: 8 }));
    assert_eq!(numbers(&workspace, need), ["P2"], "those that did not are listed");
    assert_eq!(need.records[0].note, Note::Steps(1, 4));
    assert_eq!(need.records[0].day, Some(day("2025-10-10")));
    let directory = Directory::load(&workspace.db).unwrap();
    let model = directory.current_model().unwrap().id;
    let asked = directory.steps_of(directory.stages_of(model)[usize::from(NEED)].id);
    let by_step: Vec<(&str, _)> = asked
        .iter()
        .map(|step| (step.name.as_str(), told(all.row(Place::Step(NEED, step.id)).expect("a row"))))
        .collect();
    let (half, whole) = ((1, 2, Some(5_000)), (2, 2, Some(10_000)));
    assert_eq!(by_step, [(steps[0], half), (steps[1], half), (steps[2], whole), (steps[3], half),]);
    assert_eq!(told(&all.total), (1, 2, Some(5_000)));
    assert!(all.total.few() && all.worst().is_none(), "two are too few to say anything");
    // Of 李娜 is P2 alone; of before October P1 alone.
    assert_eq!(
        told(&found(&workspace, "person:李娜").found[&Finding::Adoption].total),
        (0, 1, Some(0))
    );
    drop(workspace);
    let args = ["show", "销售.cox", "process", "--date", TODAY, "--period", "2025-Q3", "--json"];
    let quarter = desk.json(0, &args);
    let findings = quarter["findings"].as_array().unwrap();
    let told = findings.iter().find(|found| found["finding"] == "adoption").expect("adoption");
    assert_eq!((&told["total"]["count"], &told["total"]["cases"]), (&json!(1), &json!(1)));
    let step = told["rows"].as_array().unwrap().iter().find(|row| row["step"] == steps[2]);
    let step = step.expect("the step");
    assert_eq!((&step["stage"], &step["step_kind"]), (&json!("需求分析"), &json!("evidence")));
}

#[test]
fn the_command_line_says_the_same() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let order = open(form(&workspace));
    act(&mut workspace, &order);
    drop(workspace);
    let args = ["show", "销售.cox", "process", "--date", TODAY];
    let all = desk.json(0, &[&args[..], &["--json"]].concat());
    assert_eq!(all["open"], 5);
    assert_eq!(all["as_of"], "2025-11-16");
    let findings: BTreeMap<&str, &serde_json::Value> = all["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|found| (found["finding"].as_str().unwrap(), found))
        .collect();
    assert_eq!(findings.len(), Finding::ALL.len());
    let offer = &findings["time"]["rows"][2];
    assert_eq!(offer["stage"], "方案报价");
    assert_eq!(offer["hundredths"], 3_750);
    assert_eq!(offer["few"], true);
    assert_eq!(offer["active_bp"], 533);
    assert_eq!(offer["records"][0]["deal"], "P2");
    let lost = &findings["lost"]["rows"][0];
    assert_eq!(lost["records"][0]["note"]["last_contact"], "2025-09-25");
    assert_eq!(findings["missing"]["unused_fields"], serde_json::json!(["next-step"]));
    let back = &findings["returns"]["rows"][0];
    assert_eq!(back["from"], "方案报价");
    assert_eq!(back["days_lost"], 20);
    let improvement = &all["improvements"][0];
    assert_eq!(improvement["before"]["hundredths"], 3_750);
    assert_eq!((&improvement["scope"], &all["improvements_elsewhere"]), (&json!("all"), &json!(0)));
    assert_eq!(improvement["overdue"], false);
    // The fourth quarter alone: P2 left 需求分析 and P1 was lost.
    let quarter = desk.json(0, &[&args[..], &["--period", "2025-Q4", "--json"]].concat());
    assert_eq!(quarter["findings"][0]["total"]["cases"], 2);
    let told = desk.says(0, &args);
    assert!(told.contains("阶段用时") && told.contains("样本少"), "{told}");
}
