//! A yearly plan from its first line to its review: what is refused, what stands beside it, what is
//! printed, and the targets of the years to come.

use std::collections::BTreeSet;
use std::fs;

use coxswain::command::strategy::{Command as Plan, LineForm};
use coxswain::command::targets::{ActionForm, Command as Targets, Goal, How, Why};
use coxswain::command::{Command, Fact, run};
use coxswain::documents::compile;
use coxswain::documents::plans::plans;
use coxswain::documents::yearly_plan::printout;
use coxswain::domain::ids::{StrategyId, StrategyLineId};
use coxswain::domain::money::Share;
use coxswain::domain::period::Period;
use coxswain::domain::scope::Scope;
use coxswain::i18n::{Language, Tr};
use coxswain::metrics::MetricId;
use coxswain::metrics::strategy::{Facts, facts, said, years};
use coxswain::metrics::targets::Levels;
use coxswain::sheets::kinds::Kind;
use coxswain::store::Workspace;
use coxswain::store::directory::Directory;
use coxswain::store::records::{Outcome, Strategy, StrategyLine, StrategySection, StrategyState};
use serde_json::json;

use crate::common::{
    Desk, TODAY, Take, WAN, act, bare, counts, day, everything, person, refused, take, team,
};

/// Amounts in 万元. 张伟 is in 一组, 王芳 in 二组. The first deal that was decided was so in October 2024.
const DEALS: &str = "商机编号,商机名称,客户名称,负责人,阶段,预计金额（万元）,创建日期,签约日期
    D1,一,甲厂,张伟,赢单,40,2024-05-01,2024-10-10
    D2,二,乙院,王芳,输单,10,2024-05-01,2024-11-05
    D3,三,甲厂,张伟,赢单,60,2024-12-01,2025-03-10
    D4,四,乙院,王芳,赢单,20,2025-05-01,2025-08-01
    D5,五,甲厂,张伟,方案报价,35,2025-09-01,";

fn prepared(desk: &Desk) -> Workspace {
    let mut workspace = desk.with_company();
    let file = desk.csv("商机.csv", DEALS);
    let taken = take(&mut workspace, &file, &Take::default());
    assert_eq!(counts(&taken), (5, 0, 0, 0));
    workspace
}

fn ask(plan: Plan) -> Command {
    Command::Strategy(plan)
}

fn start(scope: Scope, year: i32) -> Command {
    let title = format!("{year}年计划");
    ask(Plan::Start { scope, year, title, subject: "全公司 2025年".to_owned() })
}

fn plan_of(workspace: &Workspace, scope: Scope, year: i64) -> Strategy {
    let mut all = workspace.db.all::<Strategy>().unwrap().into_iter();
    all.find(|plan| plan.scope() == scope && plan.year == year).expect("the plan")
}

fn section(plan: StrategyId, section: StrategySection, lines: Vec<LineForm>) -> Command {
    ask(Plan::Section { plan, section, lines, subject: String::new() })
}

fn text(text: &str) -> LineForm {
    LineForm { text: text.to_owned(), ..LineForm::default() }
}

/// An initiative of 林晓峰, with all that it needs.
fn work(workspace: &Workspace, what: &str, due: &str) -> LineForm {
    LineForm {
        owner: Some(person(&workspace.db, "林晓峰")),
        due: Some(day(due)),
        measure: "三个样板签约".to_owned(),
        ..text(what)
    }
}

fn lines(workspace: &Workspace, section: StrategySection) -> Vec<StrategyLine> {
    let mut all = workspace.db.all::<StrategyLine>().unwrap();
    all.retain(|line| line.section == section);
    all.sort_by_key(|line| line.position);
    all
}

fn line_of(workspace: &Workspace, what: &str) -> StrategyLineId {
    let all = workspace.db.all::<StrategyLine>().unwrap();
    all.iter().find(|line| line.text == what).expect("the line").id
}

fn agree(plan: StrategyId, on: &str) -> Command {
    ask(Plan::Agree { plan, on: day(on), today: day(TODAY), subject: String::new() })
}

fn judge(line: StrategyLineId, outcome: Option<Outcome>, lesson: &str) -> Command {
    ask(Plan::Judge { line, outcome, lesson: lesson.to_owned(), subject: String::new() })
}

fn review(plan: StrategyId, on: &str, words: &str) -> Command {
    let (on, today) = (day(on), day(TODAY));
    ask(Plan::Review { plan, on, today, review: words.to_owned(), subject: String::new() })
}

/// A plan of the company with one goal and two initiatives, agreed.
fn agreed(desk: &Desk) -> (Workspace, StrategyId) {
    let mut workspace = prepared(desk);
    act(&mut workspace, &start(Scope::All, 2025));
    let id = plan_of(&workspace, Scope::All, 2025).id;
    let goals = vec![work(&workspace, "做开制药", "2025-12-31")];
    act(&mut workspace, &section(id, StrategySection::Goal, goals));
    let both = vec![
        work(&workspace, "做样板", "2025-06-30"),
        work(&workspace, "补应用工程师", "2025-09-30"),
    ];
    act(&mut workspace, &section(id, StrategySection::Initiative, both));
    let economy = vec![text("石化大修推迟"), text(" "), text("制药新建产线增加")];
    act(&mut workspace, &section(id, StrategySection::Economy, economy));
    act(&mut workspace, &agree(id, "2025-01-06"));
    (workspace, id)
}

#[test]
fn a_plan_is_for_one_scope_and_year_and_never_for_a_person() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let zhang = Scope::Person(person(&workspace.db, "张伟"));
    assert_eq!(refused(&mut workspace, &start(zhang, 2025)), "error-strategy-scope");
    let done = act(&mut workspace, &start(Scope::All, 2025));
    assert_eq!(done.title, "step-strategy-start");
    assert_eq!(done.facts.into_iter().collect::<Vec<_>>(), [Fact::Targets]);
    assert_eq!(refused(&mut workspace, &start(Scope::All, 2025)), "error-strategy-exists");
    // Another year and another scope have plans of their own.
    let one = Scope::Team(team(&workspace.db, "一组"));
    act(&mut workspace, &start(Scope::All, 2026));
    act(&mut workspace, &start(one, 2025));
    let plan = plan_of(&workspace, one, 2025);
    assert_eq!((plan.state, plan.agreed_on), (StrategyState::Draft, None));
    let blank = ask(Plan::Title { plan: plan.id, title: " ".into(), subject: String::new() });
    assert_eq!(refused(&mut workspace, &blank), "error-name-blank");
    let gone = ask(Plan::Title {
        plan: StrategyId(plan.id.0 + 100),
        title: "另一份".into(),
        subject: String::new(),
    });
    assert_eq!(refused(&mut workspace, &gone), "error-record-gone");
    let remove = ask(Plan::Remove { plan: plan.id, subject: String::new() });
    act(&mut workspace, &remove);
    assert_eq!(workspace.db.all::<Strategy>().unwrap().len(), 2);
}

#[test]
fn lines_name_people_of_the_company_and_days_near_the_year() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let agents = desk.csv("外部.csv", "姓名,工号,用工形式\n代理甲,W01,外部");
    let people = Take { kind: Some(Kind::People), ..Take::default() };
    assert_eq!(counts(&take(&mut workspace, &agents, &people)), (1, 0, 0, 0));
    act(&mut workspace, &start(Scope::All, 2025));
    let id = plan_of(&workspace, Scope::All, 2025).id;
    let goal = |line: LineForm| section(id, StrategySection::Goal, vec![line]);
    let agent =
        LineForm { owner: Some(person(&workspace.db, "代理甲")), ..text("做开制药") };
    assert_eq!(refused(&mut workspace, &goal(agent)), "error-strategy-owner");
    let nameless = LineForm { text: " ".into(), ..work(&workspace, "", "2025-06-30") };
    assert_eq!(refused(&mut workspace, &goal(nameless)), "error-strategy-blank");
    for (due, key) in [
        ("2023-12-31", Some("error-strategy-due")),
        ("2024-01-01", None),
        ("2026-12-31", None),
        ("2027-01-01", Some("error-strategy-due")),
    ] {
        let asked = goal(work(&workspace, "做开制药", due));
        let key_of = run(&mut workspace.db, &asked).err().map(|error| error.key());
        assert_eq!(key_of, key, "{due}");
    }
    // What stands around the plan is words alone.
    let context = vec![work(&workspace, "石化大修推迟", "2025-06-30"), text("")];
    act(&mut workspace, &section(id, StrategySection::Economy, context));
    let economy = lines(&workspace, StrategySection::Economy);
    let told: Vec<_> = economy.iter().map(|line| (line.owner_id, line.due)).collect();
    assert_eq!(told, [(None, None)]);
    // Written anew: what is as it was keeps its record, what is gone goes.
    let one = text("竞争降价");
    act(&mut workspace, &section(id, StrategySection::Competition, vec![one, text("交期")]));
    let before = lines(&workspace, StrategySection::Competition);
    act(&mut workspace, &section(id, StrategySection::Competition, vec![text("竞争降价")]));
    let after = lines(&workspace, StrategySection::Competition);
    assert_eq!(after, [before[0].clone()]);
}

#[test]
fn what_is_agreed_is_frozen_and_reviewed_line_by_line() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    act(&mut workspace, &start(Scope::All, 2025));
    let id = plan_of(&workspace, Scope::All, 2025).id;
    assert_eq!(refused(&mut workspace, &agree(id, "2025-01-06")), "error-strategy-thin");
    let goals = vec![text("做开制药")];
    act(&mut workspace, &section(id, StrategySection::Goal, goals));
    assert_eq!(refused(&mut workspace, &agree(id, "2025-01-06")), "error-strategy-thin");
    let open = LineForm { measure: String::new(), ..work(&workspace, "做样板", "2025-06-30") };
    act(&mut workspace, &section(id, StrategySection::Initiative, vec![open]));
    assert_eq!(refused(&mut workspace, &agree(id, "2025-01-06")), "error-strategy-open");
    let whole = work(&workspace, "做样板", "2025-06-30");
    act(&mut workspace, &section(id, StrategySection::Initiative, vec![whole]));
    assert_eq!(refused(&mut workspace, &agree(id, "2025-11-19")), "error-strategy-day");
    let (goal, work) = (line_of(&workspace, "做开制药"), line_of(&workspace, "做样板"));
    let early = judge(work, Some(Outcome::Worked), "");
    assert_eq!(refused(&mut workspace, &early), "error-strategy-draft");
    act(&mut workspace, &agree(id, "2025-01-06"));
    assert_eq!(plan_of(&workspace, Scope::All, 2025).agreed_on, Some(day("2025-01-06")));

    // Nothing of it changes any more.
    let again = section(id, StrategySection::Goal, vec![text("另一个")]);
    let remove = ask(Plan::Remove { plan: id, subject: String::new() });
    for command in [again, remove, agree(id, "2025-01-06")] {
        assert_eq!(refused(&mut workspace, &command), "error-strategy-agreed");
    }
    // But for what came of it, which needs its lesson where it did not work.
    for outcome in [Outcome::Partly, Outcome::Failed, Outcome::NotDone] {
        let bare = judge(work, Some(outcome), " ");
        assert_eq!(refused(&mut workspace, &bare), "error-strategy-lesson");
    }
    act(&mut workspace, &judge(work, Some(Outcome::Partly), "先定验收标准"));
    assert_eq!(
        refused(&mut workspace, &review(id, "2025-11-18", "做开了一半")),
        "error-strategy-unjudged"
    );
    act(&mut workspace, &judge(goal, Some(Outcome::Worked), ""));
    for (on, words, key) in [
        ("2025-11-18", " ", "error-strategy-words"),
        ("2025-01-05", "做开了一半", "error-strategy-early"),
        ("2025-11-19", "做开了一半", "error-strategy-day"),
    ] {
        assert_eq!(refused(&mut workspace, &review(id, on, words)), key);
    }
    let before = everything(&workspace.db);
    act(&mut workspace, &review(id, "2025-11-18", "做开了一半"));
    let plan = plan_of(&workspace, Scope::All, 2025);
    assert_eq!(plan.state, StrategyState::Reviewed);
    assert_eq!(plan.review.as_deref(), Some("做开了一半"));
    let late = judge(work, None, "");
    assert_eq!(refused(&mut workspace, &late), "error-strategy-reviewed");
    // The one way back.
    act(&mut workspace, &Command::Undo);
    assert_eq!(everything(&workspace.db), before);
    act(&mut workspace, &judge(work, None, ""));
}

fn facts_of(workspace: &Workspace, scope: Scope, year: i32) -> Facts {
    let directory = Directory::load(&workspace.db).unwrap();
    facts(&workspace.db, &directory, (scope, year), day(TODAY)).unwrap()
}

fn set(scope: Scope, year: i32, wan: i64, actions: &[&str]) -> Command {
    let period = Period::Year(year);
    let action = |text: &&str| ActionForm { text: (*text).to_owned(), ..ActionForm::default() };
    let levels = Some(Levels::base(wan * WAN));
    Command::Targets(Targets::Set {
        goals: vec![Goal { metric: MetricId::SignedAmount, scope, period, levels }],
        why: Why::default(),
        how: Some(How { scope, period, actions: actions.iter().map(action).collect() }),
        subject: String::new(),
        today: day(TODAY),
    })
}

#[test]
fn the_figures_beside_a_plan_are_those_of_the_reports() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    act(&mut workspace, &set(Scope::All, 2025, 100, &[]));
    let found = facts_of(&workspace, Scope::All, 2025);
    let [earlier, last] = &found.before;
    assert_eq!((earlier.known, earlier.value), (None, None), "of 2023 nothing is known");
    // Reports begin with the month of the first deal that was decided.
    assert_eq!(last.known, Some((day("2024-10-01"), day("2024-12-31"))));
    assert_eq!(last.value, Some(40 * WAN));
    let rate = &found.win_rate;
    assert_eq!((rate.value, rate.successes, rate.records), (Some(5_000), Some(1), 2));
    assert_eq!(found.signed.value, Some(80 * WAN));
    assert_eq!(found.attainment().map(Share::bp), Some(8_000));
    assert_eq!((found.pipeline.value, found.pipeline.records), (Some(35 * WAN), 1));
    assert_eq!(found.pipeline_on, Some(day(TODAY)));

    // A team's are its own, and it has no target.
    let one = facts_of(&workspace, Scope::Team(team(&workspace.db, "一组")), 2025);
    assert_eq!((one.before[1].value, one.signed.value), (Some(40 * WAN), Some(60 * WAN)));
    assert_eq!((one.target, one.attainment()), (None, None));

    // The plan of last year sees the end of that year; that of next year what is known by now.
    let last_year = facts_of(&workspace, Scope::All, 2024);
    assert_eq!(last_year.signed.value, Some(40 * WAN));
    assert_eq!(last_year.attainment(), None, "no target, and not known from its beginning");
    assert_eq!(last_year.pipeline_on, Some(day("2024-12-31")));
    let next = facts_of(&workspace, Scope::All, 2026);
    assert_eq!((next.before[1].value, next.signed.value), (Some(80 * WAN), None));
    let tr = Tr::new(Language::Chinese);
    let told = said(&tr, &next);
    assert_eq!((told[1].label.as_str(), told[1].value.as_str()), ("2025年签约额", "¥80.0万"));
    assert_eq!((told[3].value.as_str(), told[3].note.as_str()), ("未设", "没有数据"));
}

#[test]
fn later_years_have_targets_and_those_without_actions_are_marked() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    act(&mut workspace, &set(Scope::All, 2026, 120, &["复制样板", "补应用工程师"]));
    act(&mut workspace, &set(Scope::All, 2027, 150, &[]));
    let found = years(&workspace.db, MetricId::SignedAmount, (Scope::All, 2025), day(TODAY));
    let told: Vec<(i32, Option<i64>, usize, bool)> = found
        .unwrap()
        .iter()
        .map(|goal| {
            let base = goal.levels.map(|levels| levels.base / WAN);
            (goal.year, base, goal.actions.len(), goal.lacks_actions())
        })
        .collect();
    assert_eq!(
        told,
        [
            (2025, None, 0, false),
            (2026, Some(120), 2, false),
            (2027, Some(150), 0, true),
            (2028, None, 0, false),
        ]
    );
}

#[test]
fn the_printed_plan_holds_what_was_written_and_what_came_of_it() {
    let desk = Desk::new();
    let (mut workspace, _) = agreed(&desk);
    let lesson = "先定验收标准，再谈复制";
    let work = line_of(&workspace, "做样板");
    act(&mut workspace, &judge(work, Some(Outcome::Partly), lesson));
    let one = Scope::Team(team(&workspace.db, "一组"));
    act(&mut workspace, &start(one, 2025));
    let directory = Directory::load(&workspace.db).unwrap();
    for language in Language::ALL {
        let tr = Tr::new(language);
        let of = |scope: Scope| {
            plans(&workspace.db, &directory, (scope, 2025), day(TODAY), &tr).unwrap().plans
        };
        let all = of(Scope::All);
        assert_eq!(all.iter().map(|plan| plan.scope).collect::<Vec<_>>(), [Scope::All, one]);
        assert_eq!(of(one).len(), 1);
        let page = &all[0].page;
        assert_eq!(page.letterhead.number.as_deref(), Some("SP-2025-0000"));
        assert_eq!(page.context[0].lines, ["石化大修推迟", "制药新建产线增加"]);
        assert!(page.judged && page.initiatives[1].outcome.is_none());
        let set = compile(&printout(std::slice::from_ref(page), &tr)).unwrap();
        assert_eq!(set.count(), 1, "{language:?}");
        assert!(set.missing().is_empty(), "{:?}", set.missing());
        let text = bare(&set.text());
        for shown in
            ["做样板", "林晓峰", "2025-06-30", "三个样板签约", lesson, &page.content_code()]
        {
            assert!(text.contains(&bare(shown)), "{shown} in {text}");
        }
        for fact in &page.facts {
            assert!(text.contains(&bare(&fact.value)), "{} in {text}", fact.value);
        }
        // A draft in which nothing stands is printed as it is.
        assert_eq!(compile(&printout(std::slice::from_ref(&all[1].page), &tr)).unwrap().count(), 1);
    }
}

#[test]
fn the_program_shows_and_prints_the_plan() {
    let desk = Desk::new();
    let (mut workspace, _) = agreed(&desk);
    act(&mut workspace, &set(Scope::All, 2025, 100, &[]));
    act(&mut workspace, &set(Scope::All, 2027, 150, &[]));
    drop(workspace);
    let shown = |rest: &[&str]| {
        let mut args = vec!["show", "销售.cox", "strategy", "--as-of", TODAY, "--json"];
        args.extend_from_slice(rest);
        desk.json(0, &args)
    };
    let found = shown(&["--year", "2025"]);
    assert_eq!(found["scope"], "all");
    let plan = &found["plan"];
    assert_eq!((&plan["state"], &plan["agreed_on"]), (&json!("agreed"), &json!("2025-01-06")));
    let first = &plan["sections"]["initiative"][0];
    assert_eq!(
        *first,
        json!({
            "text": "做样板", "owner": "林晓峰", "due": "2025-06-30", "measure": "三个样板签约",
            "outcome": null, "lesson": null,
        })
    );
    assert_eq!(plan["sections"]["competition"], json!([]));
    let facts = &found["facts"];
    assert_eq!(facts["before"][0]["signed"], json!(null));
    assert_eq!(facts["before"][1]["signed"], json!(40 * WAN));
    assert_eq!((&facts["won"], &facts["closed"]), (&json!(1), &json!(2)));
    assert_eq!((&facts["target"], &facts["attainment_bp"]), (&json!(100 * WAN), &json!(8_000)));
    assert_eq!(facts["pipeline"], json!(35 * WAN));
    assert_eq!(found["years"][2]["lacks_actions"], json!(true));
    assert_eq!(found["years"][3]["target"], json!(null));
    // The year of the period, and a year without a plan.
    assert_eq!(shown(&["--period", "2026-Q1"])["plan"], json!(null));
    let said = desk.says(0, &["show", "销售.cox", "strategy", "--as-of", TODAY]);
    assert!(said.contains("已商定") && said.contains("做样板"), "{said}");
    let person = desk.says(1, &["show", "销售.cox", "strategy", "--scope", "person:张伟"]);
    assert!(person.contains("不按个人"), "{person}");

    let print = |period: &str, out: &str| {
        let rest = ["--period", period, "--out", out, "--date", TODAY];
        desk.says(0, &[&["print", "销售.cox", "yearly-plan"][..], &rest].concat())
    };
    let said = print("2025", "计划");
    let written: BTreeSet<String> = fs::read_dir(desk.path("计划"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    let name = "年度销售策略与计划 全公司 2025年.pdf".to_owned();
    assert_eq!(written, BTreeSet::from([name]));
    assert!(said.contains("形势分析没有写全：全公司"), "{said}");
    assert!(print("2024-Q1", "无").contains("没有计划"), "nothing was written for 2024");
}
