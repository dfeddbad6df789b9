//! Sheets on their way in: what they make, what they move, what they may not, and that a preview,
//! a second time and another file format make no difference.

use std::collections::BTreeMap;
use std::path::Path;

use calamine::{Reader as _, Xlsx, open_workbook};
use coxswain::command::Command;
use coxswain::command::import::{Create, Verdict};
use coxswain::domain::fit::Education;
use coxswain::sheets::kinds::Kind;
use coxswain::store::directory::Directory;
use coxswain::store::records::{
    Account, Batch, DayBasis, EndedAs, Move, Opportunity, Origin, Person, Place, Status,
};
use coxswain::store::{Workspace, opportunities};

use crate::common::{
    CREATE_ALL, Desk, TODAY, Take, act, company, counts, day, everything, exports, person,
    rejections, take, text,
};

fn deal(workspace: &Workspace, number: &str) -> Opportunity {
    opportunities::by_number(&workspace.db, number).unwrap().expect("the deal")
}

/// The moves of a deal in the order of their days.
fn moves(workspace: &Workspace, number: &str) -> Vec<Move> {
    let id = deal(workspace, number).id;
    let mut moves: Vec<Move> = workspace
        .db
        .all::<Move>()
        .unwrap()
        .into_iter()
        .filter(|step| step.opportunity_id == id)
        .collect();
    moves.sort_by_key(|step| (step.on_day, step.id));
    moves
}

/// The name of the stage a deal stands in.
fn stage(workspace: &Workspace, number: &str) -> String {
    let directory = Directory::load(&workspace.db).unwrap();
    directory.stages[&deal(workspace, number).stage_id.expect("an open deal")].name.clone()
}

fn on(date: &str) -> Take<'_> {
    Take { date, ..Take::default() }
}

#[test]
fn a_roster_makes_teams_regions_and_managers() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    // No team column: teams are named after the managers.
    let roster = desk.csv(
        "roster.csv",
        "sales_agent,manager,regional_office
         Anna Snelling,Dustin Brinkmann,Central
         Moses Frase,Dustin Brinkmann,Central
         Boris Faz,Rocco Neubert,East",
    );
    let imported = take(&mut workspace, &roster, &Take::default());
    assert_eq!(counts(&imported), (3, 0, 0, 0));
    assert_eq!(imported.sheets[0].kind, Some(Kind::People));
    let directory = Directory::load(&workspace.db).unwrap();
    let teams: BTreeMap<&str, (&str, &str)> = directory
        .teams
        .values()
        .map(|team| {
            let region = directory.region_name(team.region_id.unwrap());
            (team.name.as_str(), (region, directory.person_name(team.manager_id.unwrap())))
        })
        .collect();
    let expected = [
        ("Dustin Brinkmann", ("Central", "Dustin Brinkmann")),
        ("Rocco Neubert", ("East", "Rocco Neubert")),
    ];
    assert_eq!(teams, BTreeMap::from(expected));
    assert_eq!(directory.people.len(), 5, "three agents and two managers");
    let origin = |name: &str| directory.people[&person(&workspace.db, name)].origin;
    assert_eq!(
        (origin("Anna Snelling"), origin("Rocco Neubert")),
        (Origin::Import, Origin::CreatedByImport)
    );
    let anna = person(&workspace.db, "Anna Snelling");
    assert_eq!(
        directory.team_on(anna, day("2001-01-01")).unwrap().name,
        "Dustin Brinkmann",
        "since ever"
    );
}

#[test]
fn a_newer_roster_moves_people_on_its_day() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    company(&desk, &mut workspace);
    let newer = desk.csv(
        "名册2.csv",
        "姓名,工号,岗位,团队,区域,到岗日期\n张伟,S01,大客户经理,二组,华南,2025-07-01\n王芳,S02,销售代表,二组,华南,",
    );
    assert_eq!(counts(&take(&mut workspace, &newer, &Take::default())), (0, 1, 1, 0));
    let directory = Directory::load(&workspace.db).unwrap();
    let zhang = person(&workspace.db, "张伟");
    let team = |on: &str| directory.team_on(zhang, day(on)).unwrap().name.clone();
    assert_eq!((team("2025-06-30").as_str(), team("2025-07-01").as_str()), ("一组", "二组"));
    assert_eq!(counts(&take(&mut workspace, &newer, &Take::default())), (0, 0, 2, 0));
}

#[test]
fn who_left_has_no_place_and_who_took_over_is_known() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let then = desk.csv(
        "名册1.csv",
        "姓名,工号,岗位,职级,团队,直接经理,到岗日期,学历,专业,从业时间
         王总,S00,总监,,总部,,,,,
         老陈,S01,经理,M2,一组,王总,2020-01-01,大专,自动化,2001-07-01
         张伟,S02,工程师,S1,一组,老陈,2023-03-01,本科,,
         李娜,S03,工程师,S2,一组,老陈,2022-03-01,,,
         周文,S04,工程师,S2,一组,老陈,2022-03-01,,,",
    );
    let now = desk.csv(
        "名册2.csv",
        "姓名,工号,岗位,职级,团队,直接经理,到岗日期,离职日期
         王总,S00,总监,,总部,,,
         老陈,S01,经理,M2,一组,王总,2020-01-01,2025-03-31
         李娜,S03,经理,M1,一组,王总,2025-04-01,
         张伟,S02,工程师,S2,一组,李娜,2025-01-01,
         周文,S04,工程师,S2,一组,李娜,2022-03-01,
         赵磊,S05,工程师,,一组,李娜,2025-06-01,",
    );
    assert_eq!(counts(&take(&mut workspace, &then, &Take::default())), (5, 0, 0, 0));
    let taken = take(&mut workspace, &now, &Take::default());
    assert_eq!(counts(&taken), (1, 3, 2, 0));
    let gone = taken.sheets[0].shown.iter().find(|row| row.subject == "老陈").unwrap();
    let told: Vec<_> = gone.changes.iter().map(|c| (c.field, c.before.as_str())).collect();
    assert!(told.contains(&("manager", "一组 老陈")), "the team is without a manager: {told:?}");
    assert_eq!(counts(&take(&mut workspace, &now, &Take::default())), (0, 0, 6, 0));
    let directory = Directory::load(&workspace.db).unwrap();
    let named = |name: &str| person(&workspace.db, name);
    let team = directory.team_on(named("张伟"), day(TODAY)).unwrap().id;
    let manager = |on: &str| directory.person_name(directory.manager_on(team, day(on)).unwrap());
    assert_eq!((manager("2025-03-31"), manager("2025-04-01")), ("老陈", "李娜"));
    let place = |name: &str, on: &str| directory.membership_on(named(name), day(on));
    assert_eq!(place("老陈", "2025-03-31").unwrap().ended_as, Some(EndedAs::Leave));
    assert_eq!(place("老陈", "2025-04-01"), None);
    let level = |on: &str| place("张伟", on).unwrap().level.clone().unwrap();
    assert_eq!((level("2024-12-31").as_str(), level("2025-01-01").as_str()), ("S1", "S2"));
    let former = &directory.people[&named("老陈")];
    assert!(!former.archived, "he is on the lists of the days on which he was here");
    let left = |on: &str| directory.has_left(named("老陈"), day(on));
    assert!(!left("2025-03-31") && left("2025-04-01"));
    assert_eq!(former.education, Some(Education::College));
    assert_eq!(former.in_trade_since, Some(day("2001-07-01")));

    let wrong =
        desk.csv("名册3.csv", "姓名,工号,到岗日期,离职日期\n钱一,S06,2025-02-01,2025-01-31");
    let wrong = take(&mut workspace, &wrong, &Take::default());
    assert_eq!(rejections(&wrong), [(2, "left", "problem-left-before-hired")]);
}

#[test]
fn a_corrected_name_with_the_same_number_is_the_same_person() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    company(&desk, &mut workspace);
    let corrected = desk.csv("名册2.csv", "姓名,工号\n张玮,S01");
    assert_eq!(counts(&take(&mut workspace, &corrected, &Take::default())), (0, 1, 0, 0));
    let names: Vec<String> =
        workspace.db.all::<Person>().unwrap().into_iter().map(|person| person.name).collect();
    assert!(names.contains(&"张玮".to_owned()) && !names.contains(&"张伟".to_owned()), "{names:?}");
}

const HEAD: &str = "商机编号,商机名称,客户名称,产品,负责人,阶段,预计金额（万元）,预计签约日,创建日期,进入阶段日期,签约日期";

fn report(desk: &Desk, name: &str, rows: &str) -> std::path::PathBuf {
    desk.csv(name, &format!("{HEAD}\n{rows}"))
}

#[test]
fn rows_that_cannot_be_taken_say_why() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    company(&desk, &mut workspace);
    let bad = report(
        &desk,
        "商机.csv",
        "S-1,改造,甲厂,G1,张伟,需求分析,186,2025-12-20,2025-08-01,,
         S-2,改造,甲厂,G1,陌生人,需求分析,186,,,,
         S-3,改造,丁厂,G1,张伟,需求分析,186,,,,
         S-4,改造,甲厂,G9,张伟,需求分析,186,,,,
         S-5,改造,甲厂,G1,张伟,再说,186,,,,
         S-6,改造,甲厂,G1,张伟,,186,,,,
         S-7,改造,甲厂,G1,张伟,需求分析,80-100,,,,
         S-8,改造,甲厂,G1,张伟,需求分析,186,2025-11-31,,,
         S-9,改造,甲厂,G1,张伟,赢单,186,,2025-09-01,,2025-08-31
         S-1,改造,甲厂,G1,张伟,需求分析,187,,,,
         ,,甲厂,G1,张伟,需求分析,1,,,,
         S-10,改造,甲厂有限公司,G1,张伟,需求分析,186,,,,",
    );
    let imported = take(&mut workspace, &bad, &Take::default());
    assert_eq!(counts(&imported), (1, 0, 0, 11));
    assert_eq!(
        rejections(&imported),
        [
            (3, "owner", "problem-person-unknown"),
            (4, "account", "problem-account-unknown"),
            (5, "product", "problem-product-unknown"),
            (6, "stage", "problem-stage-unknown"),
            (7, "stage", "problem-blank"),
            (8, "amount", "problem-amount"),
            (9, "expected_close", "problem-date-none"),
            (10, "closed_on", "problem-closed-before-created"),
            (11, "", "problem-deal-twice"),
            (12, "number", "problem-no-key"),
            (13, "account", "problem-account-similar"),
        ]
    );
    assert_eq!(deal(&workspace, "S-1").amount, Some(186_000_000), "the first of two rows counts");
    let batch = workspace.db.all::<Batch>().unwrap().pop().unwrap();
    assert_eq!((batch.n_rows, batch.n_new, batch.n_rejected), (12, 1, 11));
}

#[test]
fn unknown_names_are_made_only_when_asked() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let deals = report(&desk, "商机.csv", "S-1,改造,新客户,新产品,新人,需求分析,186,,,,");
    for (create, key) in [
        (Create::default(), "problem-person-unknown"),
        (Create { people: true, ..Create::default() }, "problem-account-unknown"),
        (Create { people: true, accounts: true, ..Create::default() }, "problem-product-unknown"),
    ] {
        let shown =
            take(&mut workspace, &deals, &Take { create, preview: true, ..Take::default() });
        assert_eq!(rejections(&shown)[0].2, key);
    }
    let imported = take(&mut workspace, &deals, &Take { create: CREATE_ALL, ..Take::default() });
    assert_eq!(counts(&imported), (1, 0, 0, 0));
    let made: Vec<(&str, &str)> =
        imported.sheets[0].created.iter().map(|(field, name)| (*field, name.as_str())).collect();
    assert_eq!(made, [("person", "新人"), ("account", "新客户"), ("product", "新产品")]);
    let account = workspace.db.all::<Account>().unwrap().pop().unwrap();
    assert_eq!(account.origin, Origin::CreatedByImport);
    // A list of customers that names it later makes it one of the list.
    let list = desk.csv("客户.csv", "客户名称,行业\n新客户,化工");
    assert_eq!(counts(&take(&mut workspace, &list, &Take::default())), (0, 1, 0, 0));
    assert_eq!(workspace.db.get::<Account>(account.id).unwrap().unwrap().origin, Origin::Import);
}

#[test]
fn a_row_that_is_rejected_makes_nothing() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let before = everything(&workspace.db);
    let deals = report(&desk, "商机.csv", "S-1,改造,新客户,新产品,新人,再说,186,,,,");
    let imported = take(&mut workspace, &deals, &Take { create: CREATE_ALL, ..Take::default() });
    assert_eq!(counts(&imported), (0, 0, 0, 1));
    assert!(imported.sheets[0].created.is_empty(), "{:?}", imported.sheets[0].created);
    let after = everything(&workspace.db);
    for table in ["person", "account", "product", "opportunity"] {
        assert_eq!(after[table], before[table], "{table}");
    }
}

#[test]
fn a_similar_customer_is_another_one_when_a_person_says_so() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    company(&desk, &mut workspace);
    let deals = report(&desk, "商机.csv", "S-1,改造,甲厂有限公司,G1,张伟,需求分析,186,,,,");
    let map = "[values.account]\n\"甲厂有限公司\" = \"甲厂有限公司\"";
    let stopped = report(&desk, "坏.csv", "S-2,改造,甲厂有限公司,G1,张伟,再说,186,,,,");
    let imported = take(&mut workspace, &stopped, &Take { map, ..Take::default() });
    assert_eq!(rejections(&imported), [(2, "stage", "problem-stage-unknown")]);
    assert!(imported.sheets[0].created.is_empty(), "a row that is rejected makes nothing");
    let imported = take(&mut workspace, &deals, &Take { map, ..Take::default() });
    assert_eq!(counts(&imported), (1, 0, 0, 0));
    assert_eq!(imported.sheets[0].created, [("account", "甲厂有限公司".to_owned())]);
}

#[test]
fn columns_of_one_heading_are_all_kept() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    company(&desk, &mut workspace);
    let sheet = desk
        .csv("商机.csv", "商机编号,客户名称,负责人,阶段,颜色,颜色\nS-1,甲厂,张伟,需求分析,红,蓝");
    take(&mut workspace, &sheet, &Take::default());
    assert_eq!(deal(&workspace, "S-1").extra.unwrap(), r#"{"颜色":"红","颜色 (2)":"蓝"}"#);
}

#[test]
fn a_map_says_what_texts_mean_and_it_is_remembered() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    company(&desk, &mut workspace);
    let map = "[columns]\n\"客户全名\" = \"account\"\n\"内部备注\" = \"\"\n\
               [values.stage]\n\"跟进中\" = \"需求分析\"\n\
               [values.person]\n\"小张\" = \"张伟\"\n\
               [values.product]\n\"老G1\" = \"G1\"\n\
               [values.account]\n\"甲\" = \"甲厂\"";
    let sheet = "编号,项目,客户全名,产品,负责人,阶段,金额(元),内部备注,看法\nS-1,改造,甲,老G1,小张,跟进中,\"1,860,000\",不要,要";
    let file = desk.csv("商机.csv", sheet);
    let imported = take(&mut workspace, &file, &Take { map, ..Take::default() });
    assert!(rejections(&imported).is_empty(), "{:?}", rejections(&imported));
    assert_eq!(counts(&imported), (1, 0, 0, 0));
    let made = deal(&workspace, "S-1");
    assert_eq!(
        (made.owner_id, made.amount),
        (Some(person(&workspace.db, "张伟")), Some(186_000_000))
    );
    assert_eq!(stage(&workspace, "S-1"), "需求分析");
    // Columns that nobody knows are kept; one that the map leaves out is not.
    let extra: BTreeMap<String, String> = serde_json::from_str(&made.extra.unwrap()).unwrap();
    assert_eq!(extra, BTreeMap::from([("看法".to_owned(), "要".to_owned())]));
    // The meanings of values are remembered; columns are said again.
    let next =
        desk.csv("商机2.csv", "编号,项目,客户名称,产品,负责人,阶段\nS-2,新建,甲,老G1,小张,跟进中");
    assert_eq!(counts(&take(&mut workspace, &next, &Take::default())), (1, 0, 0, 0));
}

#[test]
fn amounts_are_what_they_say_and_unknown_is_not_zero() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    company(&desk, &mut workspace);
    let rows = [
        ("需求分析", "186", Some(186_000_000)),
        ("需求分析", "186万", Some(186_000_000)),
        ("需求分析", "¥0.5", Some(500_000)),
        ("需求分析", "1.2亿", Some(12_000_000_000)),
        ("需求分析", "3000元", Some(300_000)),
        ("需求分析", "", None),
        ("输单", "0", None),
        ("输单", "", None),
        ("输单", "12", Some(12_000_000)),
        ("赢单", "0", Some(0)),
    ];
    let lines: String = (0..)
        .zip(rows)
        .map(|(at, (stage, amount, _))| {
            format!("S-{at},改造,甲厂,G1,张伟,{stage},{amount},,2025-01-01,,\n")
        })
        .collect();
    let file = report(&desk, "商机.csv", &lines);
    assert_eq!(counts(&take(&mut workspace, &file, &Take::default())), (rows.len(), 0, 0, 0));
    for (at, (stage, amount, expected)) in (0..).zip(rows) {
        assert_eq!(deal(&workspace, &format!("S-{at}")).amount, expected, "{stage} {amount}");
    }
}

#[test]
fn a_later_report_becomes_moves() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    company(&desk, &mut workspace);
    let first = "S-1,改造,甲厂,G1,张伟,需求分析,100,2025-12-20,2025-08-01,2025-08-20,
                 S-2,扩建,乙院,G2,王芳,线索开发,40,,2025-08-02,,
                 S-3,新建,丙所,G1,李娜,合同签订,30,,2025-03-01,,";
    take(&mut workspace, &report(&desk, "周报1.csv", first), &on("2025-11-09"));
    assert_eq!(moves(&workspace, "S-1")[0].on_day, day("2025-08-20"), "stated");
    assert_eq!(
        moves(&workspace, "S-2")[0].on_day,
        day("2025-08-02"),
        "the first stage begins with the deal"
    );
    assert_eq!(moves(&workspace, "S-3")[0].on_day, day("2025-11-09"), "only the report is known");

    let second = "S-1,改造,甲厂,G1,张伟,方案报价,120,2026-01-20,2025-08-01,,
                  S-2,扩建,乙院,G2,李娜,需求分析,40,,2025-08-02,2025-11-12,
                  S-3,新建,丙所,G1,李娜,赢单,32,,2025-03-01,,2025-11-14";
    let imported = take(&mut workspace, &report(&desk, "周报2.csv", second), &on("2025-11-16"));
    assert_eq!(counts(&imported), (0, 3, 0, 0));
    let changes: Vec<&str> =
        imported.sheets[0].shown[0].changes.iter().map(|change| change.field).collect();
    assert_eq!(changes, ["stage", "amount", "expected_close"]);
    assert_eq!(imported.sheets[0].shown[0].verdict, Verdict::Changed);

    let steps = moves(&workspace, "S-1");
    assert_eq!(steps.len(), 2, "one move for one report");
    let (before, after) = (steps[1].place_before, steps[1].place_after);
    assert!(matches!((before, after), (Some(Place::Stage(a)), Some(Place::Stage(b))) if a != b));
    assert_eq!((steps[1].on_day, steps[1].day_basis), (day("2025-11-16"), DayBasis::Reported));
    assert_eq!(
        (steps[1].amount_before, steps[1].amount_after),
        (Some(100_000_000), Some(120_000_000))
    );
    assert_eq!(
        (steps[1].close_before, steps[1].close_after),
        (Some(day("2025-12-20")), Some(day("2026-01-20")))
    );
    assert_eq!(stage(&workspace, "S-1"), "方案报价");

    let steps = moves(&workspace, "S-2");
    assert_eq!(steps.len(), 3, "the stage on its own day, the owner on the day of the report");
    assert_eq!(
        (steps[1].on_day, steps[1].day_basis, steps[1].owner_after),
        (day("2025-11-12"), DayBasis::Stated, None)
    );
    assert_eq!((steps[2].on_day, steps[2].place_after), (day("2025-11-16"), None));
    assert_eq!(steps[2].owner_before, Some(person(&workspace.db, "王芳")));
    assert_eq!(steps[2].owner_after, Some(person(&workspace.db, "李娜")));

    let won = deal(&workspace, "S-3");
    assert_eq!(
        (won.status, won.stage_id, won.closed_on),
        (Status::Won, None, Some(day("2025-11-14")))
    );
    assert_eq!(won.amount, Some(32_000_000));
}

#[test]
fn a_blank_cell_states_nothing() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    company(&desk, &mut workspace);
    let full = "S-1,改造,甲厂,G1,张伟,需求分析,100,2025-12-20,2025-08-01,2025-08-20,";
    take(&mut workspace, &report(&desk, "1.csv", full), &on("2025-11-09"));
    let before = deal(&workspace, "S-1");
    let bare = "S-1,,,,,需求分析,,,,,";
    let imported = take(&mut workspace, &report(&desk, "2.csv", bare), &on("2025-11-16"));
    assert_eq!(counts(&imported), (0, 0, 1, 0));
    let after = deal(&workspace, "S-1");
    assert_eq!(
        (after.amount, after.owner_id, after.expected_close, after.created_on),
        (before.amount, before.owner_id, before.expected_close, before.created_on)
    );
}

#[test]
fn the_same_file_twice_changes_nothing() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    company(&desk, &mut workspace);
    let rows = "S-1,改造,甲厂,G1,张伟,需求分析,100,2025-12-20,2025-08-01,2025-08-20,
                S-2,扩建,乙院,G2,王芳,输单,0,,2025-08-02,,2025-09-01
                S-3,新建,丙所,G1,李娜,赢单,30,,2025-03-01,,
                ,无编号,丙所,G1,李娜,线索开发,,,,,";
    let targets = desk.csv(
        "目标.csv",
        "姓名,指标,周期,目标值\n张伟,签约额（万元）,2025年四季度,300\n张伟,赢单率,2025-Q4,60%",
    );
    let file = report(&desk, "商机.csv", rows);
    assert_eq!(counts(&take(&mut workspace, &file, &on("2025-11-16"))), (4, 0, 0, 0));
    assert_eq!(counts(&take(&mut workspace, &targets, &on("2025-11-16"))), (2, 0, 0, 0));
    let before = everything(&workspace.db);
    for (file, rows) in [
        (&file, 4),
        (&targets, 2),
        (&desk.path("名册.csv"), 3),
        (&desk.path("客户.csv"), 3),
        (&desk.path("产品.csv"), 2),
    ] {
        assert_eq!(
            counts(&take(&mut workspace, file, &on("2025-11-16"))),
            (0, 0, rows, 0),
            "{file:?}"
        );
    }
    assert_eq!(everything(&workspace.db), before);
    let files = workspace.db.all::<Batch>().unwrap().len();
    assert_eq!(files, 5, "an import that changed nothing leaves no trace");
}

#[test]
fn a_preview_is_the_import_without_keeping_it() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    company(&desk, &mut workspace);
    let rows = "S-1,改造,甲厂,G1,张伟,需求分析,100,,,,\nS-2,扩建,新客户,新产品,新人,再说,40,,,,\nS-3,新建,新客户,新产品,新人,线索开发,40,,,,";
    let file = report(&desk, "商机.csv", rows);
    let before = everything(&workspace.db);
    let way = |preview| Take { create: CREATE_ALL, preview, ..Take::default() };
    let shown = take(&mut workspace, &file, &way(true));
    assert!(shown.written.is_none());
    assert_eq!(everything(&workspace.db), before, "nothing is stored before yes");
    let done = take(&mut workspace, &file, &way(false));
    assert!(done.written.is_some());
    assert_eq!(shown.sheets, done.sheets);
    act(&mut workspace, &Command::Undo);
    assert_eq!(everything(&workspace.db), before, "and one undo takes it back");
}

#[test]
fn every_format_gives_the_same() {
    let text = format!(
        "{HEAD}
         S-1,改造,甲厂,G1,张伟,需求分析,100,2025-12-20,2025-08-01,2025-08-20,
         S-2,扩建,乙院,G2,王芳,输单,0,,2025-08-02,,2025-09-01
         S-3,新建,丙所,G1,李娜,赢单,30.5,,2025-03-01,,2025-10-31
         S-4,新建,丁厂,G1,李娜,线索开发,1,,2025-03-01,,"
    );
    let mut seen = vec![];
    for ending in ["csv", "xlsx", "ods"] {
        let desk = Desk::new();
        let mut workspace = desk.open();
        company(&desk, &mut workspace);
        let name = format!("商机.{ending}");
        let file = match ending {
            "csv" => desk.csv(&name, &text),
            "xlsx" => desk.xlsx(&name, &text),
            _ => desk.ods(&name, &text),
        };
        let imported = take(&mut workspace, &file, &on("2025-11-16"));
        assert_eq!(counts(&imported), (3, 0, 0, 1), "{ending}");
        seen.push((exports(&workspace.db), rejections(&imported)));
    }
    assert!(seen.iter().all(|other| *other == seen[0]));
}

/// The cells of the first sheet of a workbook, as text.
fn cells(path: &Path) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let name = book.sheet_names()[0].clone();
    let range = book.worksheet_range(&name).unwrap();
    range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect()
}

#[test]
fn rejected_rows_are_written_with_their_reasons_and_come_back_mended() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    company(&desk, &mut workspace);
    drop(workspace);
    let rows = "S-1,改造,甲厂,G1,张伟,需求分析,100,,,,\nS-2,扩建,丁厂,G9,张伟,需求分析,40,,,,";
    report(&desk, "商机.csv", rows);
    let args = [
        "import",
        "销售.cox",
        "商机.csv",
        "--date",
        "2025-11-16",
        "--rejects",
        "未导入.xlsx",
        "--json",
    ];
    let answer = desk.json(3, &args);
    assert_eq!(answer["sheets"][0]["rejected"], 1);
    let rejected = cells(&desk.path("未导入.xlsx"));
    assert_eq!(rejected.len(), 2);
    let (head, row) = (&rejected[0], &rejected[1]);
    let column = |name: &str| {
        head.iter().position(|cell| cell == name).unwrap_or_else(|| panic!("{name}: {head:?}"))
    };
    assert_eq!((row[column("文件")].as_str(), row[column("行号")].as_str()), ("商机.csv", "3"));
    let reason = &row[column("未导入原因")];
    assert!(reason.contains("丁厂") && reason.contains("G9"), "both reasons: {reason}");
    assert_eq!(row[column("商机编号")], "S-2");
    assert_eq!(row[column("预计金额（万元）")], "40");
    // The very file, with what was missing made, is a sheet like any other.
    let again = desk.json(
        0,
        &[
            "import",
            "销售.cox",
            "未导入.xlsx",
            "--date",
            "2025-11-16",
            "--create",
            "account,product",
            "--json",
        ],
    );
    assert_eq!(
        (&again["sheets"][0]["kind"], &again["sheets"][0]["new"]),
        (&"opportunities".into(), &1.into())
    );
    let workspace = desk.open();
    let mended = deal(&workspace, "S-2");
    assert_eq!(mended.amount, Some(40_000_000));
    assert_eq!(mended.extra, None, "our own columns are none of the deal's");
    assert!(
        text(&std::fs::read(desk.path("商机.csv")).unwrap()).contains("S-2"),
        "the file itself stays"
    );
}
