//! Stage models: a version stays with the deals that began under it, a line of products has its own, a
//! branch gets the file, tasks are due by working days, and what is wrong is refused.

use std::fs;

use coxswain::command::stages::Command as Ask;
use coxswain::command::{Command, Fact};
use coxswain::domain::funnel::rule::{LeftOut, Rule};
use coxswain::domain::funnel::templates::{PROJECT, STANDARD, Template};
use coxswain::domain::ids::StageModelId;
use coxswain::domain::period::Period;
use coxswain::domain::scope::Members;
use coxswain::metrics::behind::{Behind, Part, Why, records};
use coxswain::metrics::deal_list::{self, Filter};
use coxswain::metrics::deal_page::{self, DealPage};
use coxswain::metrics::groups::By;
use coxswain::metrics::pipeline::{self, FunnelOfScope, funnel, funnel_of};
use coxswain::metrics::process::{self, Finding};
use coxswain::store::directory::Directory;
use coxswain::store::records::{
    DealRole, Opportunity, StageItem, StageItemKind, StageModel, Status,
};
use coxswain::store::stage_models::{ModelDraft, StageDraft, Words, file};
use coxswain::store::{Workspace, opportunities};

use crate::common::{
    Desk, TODAY, Take, WAN, act, counts, day, everything, refused, rejections, stage_model, take,
};

const HEAD: &str =
    "商机编号,商机名称,客户名称,产品,负责人,阶段,预计金额（万元）,创建日期,进入阶段日期\n";

fn bring(desk: &Desk, workspace: &mut Workspace, date: &str, rows: &str) -> (usize, usize, usize) {
    let path = desk.csv(&format!("商机_{date}.csv"), &format!("{HEAD}{rows}"));
    let (new, changed, unchanged, rejected) =
        counts(&take(workspace, &path, &Take { date, ..Take::default() }));
    assert_eq!(unchanged, 0);
    (new, changed, rejected)
}

fn save(id: StageModelId, draft: ModelDraft) -> Command {
    Command::Stages(Ask::Save { id: Some(id), draft })
}

fn begin(template: Template, line: &str, starts: Option<&str>) -> Command {
    let (line, name) = (Some(line.to_owned()), format!("{line}流程"));
    Command::Stages(Ask::AddModel { template, line, name, starts: starts.map(day) })
}

/// What is asked of all open deals.
fn all_open() -> pipeline::Ask {
    pipeline::Ask {
        members: Members::Everyone,
        period: None,
        window: None,
        as_of: day(TODAY),
        rule: Rule::Snapshot,
    }
}

/// The open deals by position: how many, and for how much.
fn stock(workspace: &Workspace) -> Vec<(u64, Option<i64>)> {
    let directory = Directory::load(&workspace.db).unwrap();
    let found = funnel(&workspace.db, &directory, &all_open()).unwrap();
    found.stages.iter().map(|row| (row.open, row.open_amount)).collect()
}

/// The version a deal is under, and the name of its stage.
fn where_is(workspace: &Workspace, number: &str) -> (StageModelId, String) {
    let deal = opportunities::by_number(&workspace.db, number).unwrap().expect("the deal");
    let directory = Directory::load(&workspace.db).unwrap();
    let stage = deal.stage_id.map(|stage| directory.stages[&stage].clone()).expect("a stage");
    assert_eq!(stage.model_id, deal.model_id, "{number} stands in a stage of its own version");
    (deal.model_id, stage.name)
}

#[test]
fn a_new_workspace_begins_with_the_usual_stages_and_what_they_ask_for() {
    let desk = Desk::new();
    let workspace = desk.open();
    let (_, draft) = stage_model(&workspace.db, None);
    assert_eq!(draft, ModelDraft::of(&STANDARD, STANDARD.name, None));
    let items = workspace.db.all::<StageItem>().unwrap();
    let of = |kind| items.iter().filter(|item| item.kind == kind).count();
    // Two lines of evidence and two tasks a stage, one of evidence in the last; a role from the second on.
    let told = [StageItemKind::Evidence, StageItemKind::Task, StageItemKind::Role].map(of);
    assert_eq!(told, [9, 10, 4]);
}

#[test]
fn a_version_stays_with_its_deals_and_their_figures_stay_too() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    let (first, mut draft) = stage_model(&workspace.db, None);
    // Nothing rests on it yet: it is changed in place.
    draft.stages[0].limit_days = Some(60);
    let done = act(&mut workspace, &save(first, draft.clone()));
    assert_eq!(done.facts.into_iter().collect::<Vec<_>>(), [Fact::Settings]);
    assert_eq!(workspace.db.all::<StageModel>().unwrap().len(), 1);
    assert_eq!(stage_model(&workspace.db, None), (first, draft.clone()));
    // The same again is no change.
    assert_eq!(act(&mut workspace, &save(first, draft.clone())).title, "");

    let rows = "S-1,改造,甲厂,G1,张伟,需求分析,186,2025-08-01,
        S-2,扩建,乙院,G2,王芳,方案报价,40,2025-08-02,";
    assert_eq!(bring(&desk, &mut workspace, "2025-09-30", rows), (2, 0, 0));
    let before = stock(&workspace);
    let none = (0, None);
    let expected = [none, (1, Some(186 * WAN)), (1, Some(40 * WAN)), none, none];
    assert_eq!(before, expected);

    // A stage gets another name, and its limit goes.
    let stored = everything(&workspace.db);
    draft.stages[2].name = Words::of(("方案评审", "Review"));
    draft.stages[2].limit_days = None;
    act(&mut workspace, &save(first, draft.clone()));
    let (second, now) = stage_model(&workspace.db, None);
    assert_ne!(second, first);
    assert_eq!(now, draft);
    let models = workspace.db.all::<StageModel>().unwrap();
    let told: Vec<_> = models.iter().map(|model| (model.version, model.current)).collect();
    assert_eq!(told, [(1, false), (2, true)]);
    assert_eq!(stock(&workspace), expected, "the figures are as they were");
    assert_eq!(where_is(&workspace, "S-2"), (first, "方案报价".to_owned()));
    act(&mut workspace, &Command::Undo);
    assert_eq!(everything(&workspace.db), stored);
    act(&mut workspace, &Command::Redo);

    // A later report calls the stage as it is called now, also of the deal that keeps the first version.
    let rows = "S-1,改造,甲厂,G1,张伟,方案评审,186,2025-08-01,
        S-3,新建,丙所,G2,李娜,方案评审,10,2025-10-08,";
    assert_eq!(bring(&desk, &mut workspace, "2025-10-31", rows), (1, 1, 0));
    assert_eq!(where_is(&workspace, "S-1"), (first, "方案报价".to_owned()));
    assert_eq!(where_is(&workspace, "S-3"), (second, "方案评审".to_owned()));
    assert_eq!(stock(&workspace)[2], (3, Some(236 * WAN)));

    // A third version has a stage more: what only it has means the last stage before it that both have.
    let mut third = draft;
    let stage = StageDraft { name: Words::of(("立项", "Launch")), ..StageDraft::default() };
    third.stages.insert(2, stage);
    act(&mut workspace, &save(second, third));
    let rows = "S-3,新建,丙所,G2,李娜,立项,10,2025-10-08,";
    assert_eq!(bring(&desk, &mut workspace, "2025-11-07", rows), (0, 1, 0));
    assert_eq!(where_is(&workspace, "S-3"), (second, "需求分析".to_owned()));
    // Who edited the version that went meanwhile is told so.
    let late = save(second, ModelDraft::of(&STANDARD, "另一版", None));
    assert_eq!(refused(&mut workspace, &late), "error-record-gone");
    workspace.full_check().unwrap();
}

#[test]
fn deals_of_a_line_begin_under_its_model_from_its_first_day_on() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    let (general, _) = stage_model(&workspace.db, None);
    act(&mut workspace, &begin(PROJECT, "G", Some("2025-09-01")));
    let (own, draft) = stage_model(&workspace.db, Some("G"));
    assert_eq!(draft.stages[3].roles.len(), 3);

    // Both products are of the line; 方案报价 is no stage of the project.
    let rows = "S-1,改造,甲厂,G1,张伟,项目评估,100,2025-10-01,
        S-2,扩建,乙院,G2,王芳,方案报价,40,2025-08-15,
        S-3,新建,丙所,,李娜,方案报价,10,2025-10-05,
        S-4,迁建,丙所,G2,李娜,方案报价,10,2025-10-06,";
    let path = desk.csv("商机.csv", &format!("{HEAD}{rows}"));
    let imported = take(&mut workspace, &path, &Take { date: "2025-10-31", ..Take::default() });
    assert_eq!(counts(&imported), (3, 0, 0, 1));
    let rejected = rejections(&imported);
    assert_eq!(rejected.len(), 1);
    assert_eq!((rejected[0].1, rejected[0].2), ("stage", "problem-stage-unknown"));
    assert_eq!(where_is(&workspace, "S-1"), (own, "项目评估".to_owned()));
    assert_eq!(
        where_is(&workspace, "S-2"),
        (general, "方案报价".to_owned()),
        "before its first day"
    );
    assert_eq!(where_is(&workspace, "S-3"), (general, "方案报价".to_owned()), "of no line");
    // 项目评估 and 方案报价 are both the third stage.
    assert_eq!(stock(&workspace)[2], (3, Some(150 * WAN)));

    // A deal without a number is known by customer and name, and goes on under its own model.
    let rows = ",泵站,甲厂,G1,张伟,技术交流,5,2025-10-10,";
    assert_eq!(bring(&desk, &mut workspace, "2025-11-02", rows), (1, 0, 0));
    let rows = ",泵站,甲厂,G1,张伟,需求与方案,5,2025-10-10,";
    assert_eq!(bring(&desk, &mut workspace, "2025-11-09", rows), (0, 1, 0));
    let found = opportunities::by_name(&workspace.db, "泵站").unwrap();
    assert_eq!((found.len(), found[0].model_id), (1, own));

    // Out of use: its deals stay, new ones begin under the general model.
    let line = "G".to_owned();
    act(&mut workspace, &Command::Stages(Ask::Retire { id: own, line: line.clone() }));
    let rows = "S-1,改造,甲厂,G1,张伟,商务谈判,100,2025-10-01,
        S-5,扩容,甲厂,G1,张伟,商务谈判,20,2025-11-10,";
    assert_eq!(bring(&desk, &mut workspace, "2025-11-14", rows), (1, 1, 0));
    assert_eq!(where_is(&workspace, "S-1"), (own, "商务谈判".to_owned()));
    assert_eq!(where_is(&workspace, "S-5"), (general, "商务谈判".to_owned()));
    let again = Command::Stages(Ask::Retire { id: own, line: line.clone() });
    assert_eq!(refused(&mut workspace, &again), "error-record-gone");
    // Begun once more, it is the next version.
    act(&mut workspace, &begin(PROJECT, &line, None));
    let models = workspace.db.all::<StageModel>().unwrap();
    let told: Vec<_> = models.iter().map(|m| (m.line.as_deref(), m.version, m.current)).collect();
    assert_eq!(told, [(None, 1, true), (Some("G"), 1, false), (Some("G"), 2, true)]);
}

/// The funnel of a stage model: how many lie in each stage.
fn shown(workspace: &Workspace, model: Option<StageModelId>) -> FunnelOfScope {
    let directory = Directory::load(&workspace.db).unwrap();
    funnel_of(&workspace.db, &directory, (&all_open(), model), By::Person).unwrap()
}

fn open(funnel: &FunnelOfScope) -> Vec<u64> {
    funnel.stages.iter().map(|row| row.open).collect()
}

/// The numbers of the open deals that the list shows of a stage.
fn listed(workspace: &Workspace, model: StageModelId, at: usize) -> Vec<String> {
    let directory = Directory::load(&workspace.db).unwrap();
    let stage = Some(directory.stages_of(model)[at].id);
    let filter = Filter { stage, ..Filter::default() };
    let (as_of, members) = (day(TODAY), Members::Everyone);
    let ask =
        deal_list::Ask { members: &members, period: None, as_of, today: as_of, filter: &filter };
    let mut numbers = vec![];
    deal_list::each(&workspace.db, &directory, &ask, |deal| numbers.extend(deal.number)).unwrap();
    numbers
}

#[test]
fn a_longer_model_of_a_line_has_a_funnel_of_its_own() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    let (general, mut longer) = stage_model(&workspace.db, None);
    act(&mut workspace, &begin(PROJECT, "G", None));
    let (own, mut draft) = stage_model(&workspace.db, Some("G"));
    let pilot = StageDraft { name: Words::of(("现场试用", "Pilot")), ..StageDraft::default() };
    draft.stages.insert(3, pilot.clone());
    act(&mut workspace, &save(own, draft));
    // Of the line in 现场试用 and in 商务谈判, which the general model has too; and one of no line.
    let rows = "S-1,改造,甲厂,G1,张伟,现场试用,100,2025-10-01,
        S-2,扩建,乙院,G2,王芳,商务谈判,40,2025-10-02,
        S-3,新建,丙所,,李娜,方案报价,10,2025-10-05,";
    assert_eq!(bring(&desk, &mut workspace, "2025-10-31", rows), (3, 0, 0));

    let found = shown(&workspace, None);
    assert_eq!(open(&found), [0, 0, 1, 0, 0], "by position two would stand where they are not");
    assert_eq!((found.open_without_stage, found.open_own_model), (0, 2));
    assert_eq!(found.own_lines, [("G".to_owned(), 2)].into());
    assert_eq!(found.left_out.get(&LeftOut::OwnModel), Some(&2));
    let of_line = shown(&workspace, Some(own));
    assert_eq!(open(&of_line), [0, 0, 0, 1, 1, 0]);
    assert_eq!((of_line.open_own_model, of_line.left_out.len()), (0, 0));

    // The records and the list are as long as the figures say.
    let directory = Directory::load(&workspace.db).unwrap();
    let behind = Behind::default();
    let lists = records(&workspace.db, &directory, &all_open(), By::Person, behind).unwrap();
    assert_eq!(lists[&Part::Open].n, 1);
    let why: Vec<Option<Why>> = lists[&Part::LeftOut].rows().map(|(_, found)| found.why).collect();
    let (deals, in_hand) = (Some(Why::Rule(LeftOut::OwnModel)), Some(Why::OwnModel));
    assert_eq!(why.iter().filter(|why| **why == deals).count(), 2);
    assert_eq!(why.iter().filter(|why| **why == in_hand).count(), 2);
    assert_eq!(listed(&workspace, general, 2), ["S-3"]);
    assert_eq!(listed(&workspace, general, 3), Vec::<String>::new());
    assert_eq!(listed(&workspace, own, 3), ["S-1"]);
    let ask = process::Ask {
        members: Members::Everyone,
        window: None,
        as_of: day(TODAY),
        today: day(TODAY),
    };
    let process = process::survey(&workspace.db, &directory, vec![ask]).unwrap().remove(0);
    let missing = process.of(Finding::Missing).expect("what is missing");
    assert_eq!((missing.total.measure.cases, missing.own_model, missing.without_stage), (1, 2, 0));

    // A version of the general model with a stage more: its earlier deals are read by the names.
    longer.stages.insert(1, pilot);
    act(&mut workspace, &save(general, longer));
    let (second, _) = stage_model(&workspace.db, None);
    let found = shown(&workspace, None);
    // Now as long as the line's, whose deals go by position.
    assert_eq!(open(&found), [0, 0, 0, 2, 1, 0]);
    assert_eq!(found.open_own_model, 0);
    assert_eq!(listed(&workspace, second, 3), ["S-1", "S-3"]);
    act(&mut workspace, &Command::Undo);
    drop(workspace);

    let file = desk.file.display().to_string();
    let args = ["show", file.as_str(), "funnel", "--as-of", TODAY, "--rule", "snapshot"];
    let told = desk.json(0, &[&args[..], &["--json"]].concat());
    assert_eq!(told["own_lines"], serde_json::json!({ "G": 2 }));
    let left_out = told["left_out"].as_array().unwrap();
    let own_model = serde_json::json!({ "reason": "open_own_model", "count": 2 });
    assert!(left_out.contains(&own_model), "{left_out:?}");
    assert!(desk.says(0, &args).contains("G 2"));
    let told = desk.json(0, &[&args[..], &["--line", "G", "--json"]].concat());
    assert_eq!(told["stages"].as_array().unwrap().len(), 6);
    assert_eq!((told["line"].as_str(), told["leads"].is_null()), (Some("G"), true));
    let unknown = desk.says(1, &[&args[..], &["--line", "H"]].concat());
    assert!(unknown.contains('H'), "{unknown}");
}

#[test]
fn a_branch_gets_the_model_as_a_file() {
    let here = Desk::new();
    let mut workspace = here.with_company();
    act(&mut workspace, &begin(PROJECT, "G", Some("2026-01-01")));
    let (_, draft) = stage_model(&workspace.db, Some("G"));
    drop(workspace);
    let (own, out) = (here.file.display().to_string(), here.path("g.toml"));
    let toml = out.display().to_string();
    here.says(0, &["stages", &own, "export", "--line", "G", "--out", &toml]);
    assert_eq!(file::open(&out).unwrap(), draft);
    let printed = here.says(0, &["stages", &own, "export", "--line", "G"]);
    assert_eq!(file::model(&printed).unwrap(), draft);

    let there = Desk::new();
    let other = there.file.display().to_string();
    let checked = there.says(0, &["stages", &other, "import", &toml, "--dry-run"]);
    assert_eq!(checked.lines().count(), 5, "{checked}");
    there.says(0, &["stages", &other, "import", &toml]);
    assert_eq!(there.says(0, &["stages", &other, "import", &toml]), "", "once is enough");
    let shown = there.json(0, &["show", &other, "stages", "--json"]);
    let models = shown["models"].as_array().unwrap();
    assert_eq!(models.len(), 2);
    assert_eq!(models[1]["line"], "G");
    assert_eq!(models[1]["starts"], "2026-01-01");
    assert_eq!(models[1]["open"], 0);
    let talks = &models[1]["stages"][3];
    assert_eq!(talks["name"], "商务谈判");
    assert_eq!(talks["enforced"], true);
    assert_eq!(talks["roles"], serde_json::json!(["commercial", "finance", "legal"]));
    assert_eq!(talks["tasks"][1]["days"], 20);
    let workspace = there.open();
    assert_eq!(stage_model(&workspace.db, Some("G")).1, draft);
    drop(workspace);

    // What is wrong is said, and nothing is taken.
    let text = fs::read_to_string(&out).unwrap();
    for (wrong, said) in [
        (text.replace("presales", "sales"), "不认识的角色“sales”"),
        (text.replace("limit_days", "limit"), "行读不懂"),
        (text.replace("name = \"签约\"", "name = \"商务谈判\""), "阶段名“商务谈判”重复"),
        (text.replace("coxswain-stages", "coxswain-map"), "这不是阶段模型文件"),
    ] {
        let path = there.csv("wrong.toml", &wrong);
        let answer = there.says(1, &["stages", &other, "import", &path.display().to_string()]);
        assert!(answer.contains(said), "{answer}");
    }
    let answer = there.says(2, &["stages", &other, "add", "agile"]);
    assert!(answer.contains("standard, four-stages, project"), "{answer}");
    there.says(0, &["stages", &other, "add", "four-stages"]);
    there.says(0, &["stages", &other, "retire", "G"]);
    there.says(1, &["stages", &other, "retire", "G"]);
    let (_, general) = stage_model(&there.open().db, None);
    assert_eq!(general.stages.len(), 4);
}

#[test]
fn tasks_are_due_by_working_days_after_the_deal_entered_its_stage() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    let rows = "S-1,改造,甲厂,G1,张伟,需求分析,186,2025-08-01,2025-09-22";
    assert_eq!(bring(&desk, &mut workspace, "2025-09-30", rows), (1, 0, 0));
    let deals = workspace.db.all::<Opportunity>().unwrap();
    let page = |workspace: &Workspace, on: &str| -> DealPage {
        let directory = Directory::load(&workspace.db).unwrap();
        let period = Period::month_of(day(on));
        let ask = deal_page::Ask { deal: deals[0].id, as_of: day(on), today: day(on), period };
        deal_page::load(&workspace.db, &directory, ask).unwrap()
    };
    let found = page(&workspace, "2025-10-15");
    assert_eq!(deals[0].status, Status::Open);
    // Within ten and fifteen working days. 28 September and 11 October are worked, the first eight days of
    // October are not: the tenth is 11 October, the fifteenth the 17th.
    let told: Vec<_> = found.tasks.iter().map(|task| (task.due, task.late)).collect();
    assert_eq!(told, [(Some(day("2025-10-11")), 3), (Some(day("2025-10-17")), 0)]);
    assert_eq!(found.tasks[0].item.name, "访谈使用部门");
    assert_eq!(found.tasks[0].item.stage_id, deals[0].stage_id.expect("a stage"));
    assert_eq!(found.tasks_done(), (0, 2, 1));

    let rows = "S-1,改造,甲厂,G1,张伟,赢单,186,2025-08-01,";
    assert_eq!(bring(&desk, &mut workspace, "2025-10-31", rows), (0, 1, 0));
    let over = page(&workspace, "2025-10-31");
    assert!(over.tasks.is_empty(), "a deal that is won has nothing left to do");
}

#[test]
fn what_is_wrong_is_refused_in_words() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    act(&mut workspace, &begin(PROJECT, "G", None));
    let (general, draft) = stage_model(&workspace.db, None);
    type Change = fn(&mut ModelDraft);
    let cases: [(Change, &str); 8] = [
        (|m| m.name = String::new(), "error-stages-name"),
        (|m| m.name = "G流程".to_owned(), "error-stages-name-taken"),
        (|m| m.stages.truncate(1), "error-stages-count"),
        (|m| m.stages[1].name.zh = "线索开发".to_owned(), "error-stage-twice"),
        (|m| m.stages[1].limit_days = Some(3_651), "error-stages-limit"),
        (|m| m.stages[1].tasks[0].days = Some(46), "error-stages-task-days"),
        (
            |m| m.stages[1].evidence[1] = m.stages[1].evidence[0].clone(),
            "error-stages-evidence-twice",
        ),
        (|m| m.stages[1].evidence[0].zh = " ".to_owned(), "error-stages-line-blank"),
    ];
    for (change, key) in cases {
        let mut wrong = draft.clone();
        change(&mut wrong);
        assert_eq!(refused(&mut workspace, &save(general, wrong)), key);
    }
    let retire = Command::Stages(Ask::Retire { id: general, line: String::new() });
    assert_eq!(refused(&mut workspace, &retire), "error-stages-general");
    // Blanks are no difference, and roles are kept once, in one order.
    let mut same = draft.clone();
    same.name = format!(" {} ", same.name);
    same.stages[1].evidence.push(Words::default());
    same.stages[1].roles = vec![DealRole::Presales, DealRole::Presales];
    assert_eq!(act(&mut workspace, &save(general, same)).title, "");
    assert_eq!(stage_model(&workspace.db, None), (general, draft));
}
