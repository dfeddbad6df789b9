//! Behaviour analysis: groups by results, one run that is kept whatever comes out, what is refused; a trial
//! that is followed; single steps against deals, inside tiers of customers.

use std::fmt::Write as _;

use chrono::Days;
use coxswain::command::Command;
use coxswain::command::coaching::What;
use coxswain::command::coaching::analysis::RunForm;
use coxswain::command::coaching::behaviour::{Finding, TrialForm, TryForm};
use coxswain::command::deal_page::{Command as Page, What as OnDeal};
use coxswain::command::settings;
use coxswain::command::targets::{Command as Targets, Goal, Why};
use coxswain::domain::period::Period;
use coxswain::domain::scope::Scope;
use coxswain::domain::stats::rational::Rational;
use coxswain::metrics::MetricId;
use coxswain::metrics::behaviour::Behaviour;
use coxswain::metrics::behaviour::kept::{Judged, Kept, load};
use coxswain::metrics::behaviour::odds::{Telling, steps};
use coxswain::metrics::behaviour::run::{Ask, group};
use coxswain::metrics::behaviour::trial::follow;
use coxswain::metrics::targets::Levels;
use coxswain::store::Workspace;
use coxswain::store::directory::Directory;
use coxswain::store::records::{BehaviourFinding, BehaviourTrial, StageItem, TrialPart};

use crate::coaching_story::{asked, deal, step};
use crate::common::{
    AUTHOR, Desk, TODAY, Take, WAN, act, counts, day, person, refused, take, team,
};
use crate::history_story::HEAD;

const QUARTER: Period = Period::Quarter(2025, 4);

/// Who sells, what each signed in the quarter of a target of 100, in 万元, and how many visits each made in the
/// quarter before.
const SELLERS: [(&str, i64, u64); 8] = [
    ("陈一", 120, 12),
    ("周二", 110, 11),
    ("孙三", 105, 10),
    ("李四", 90, 5),
    ("钱五", 90, 4),
    ("吴六", 70, 3),
    ("郑七", 60, 2),
    ("冯八", 50, 1),
];

fn bring(desk: &Desk, workspace: &mut Workspace, name: &str, text: &str, rows: usize) {
    let file = desk.csv(name, text);
    let taken = take(workspace, &file, &Take { date: "2025-11-16", ..Take::default() });
    assert_eq!(counts(&taken), (rows, 0, 0, 0), "{name}: {:?}", taken.sheets[0].rejected);
}

/// Visits of somebody to one customer, four days apart.
fn visits(rows: &mut String, name: &str, first: &str, n: u64) {
    for at in 0..n {
        let on = day(first).checked_add_days(Days::new(4 * at)).unwrap();
        writeln!(rows, "{on},{name},甲厂,上门拜访,第{at}次,有进展,周工").unwrap();
    }
}

const VISITS: &str = "日期,业务员,客户名称,拜访方式,拜访内容,结果,联系人\n";

/// The small company with eight sellers more.
fn sellers(desk: &Desk) -> Workspace {
    let mut workspace = desk.with_company();
    let mut roster = "姓名,工号,岗位,团队,区域,直接经理,入职日期\n".to_owned();
    let (mut deals, mut activities) = (format!("{HEAD}\n"), VISITS.to_owned());
    for (at, (name, signed, n)) in SELLERS.into_iter().enumerate() {
        writeln!(roster, "{name},T{at},销售代表,一组,华东,林晓峰,2023-03-01").unwrap();
        let closed = 10 + at;
        writeln!(
            deals,
            "R{at},项目{at},甲厂,G1,{name},赢单,{signed},,2025-05-01,,2025-10-{closed}"
        )
        .unwrap();
        visits(&mut activities, name, "2025-07-01", n);
    }
    bring(desk, &mut workspace, "名册2.csv", &roster, 8);
    bring(desk, &mut workspace, "商机.csv", &deals, 8);
    bring(desk, &mut workspace, "拜访.csv", &activities, 48);
    let author = vec![("author".to_owned(), AUTHOR.to_owned())];
    act(&mut workspace, &Command::Settings(settings::Command::Set(author)));
    let goal = |name: &str| Goal {
        metric: MetricId::SignedAmount,
        scope: Scope::Person(person(&workspace.db, name)),
        period: QUARTER,
        levels: Some(Levels::base(100 * WAN)),
    };
    let goals = SELLERS.iter().map(|(name, ..)| goal(name)).collect();
    let (why, subject) = (Why::default(), String::new());
    let set = Targets::Set { goals, why, how: None, subject, today: day(TODAY) };
    act(&mut workspace, &Command::Targets(set));
    workspace
}

fn ask(top: Option<usize>) -> Ask {
    Ask { scope: Scope::All, outcome: MetricId::SignedAmount, period: QUARTER, top }
}

fn run(ask: Ask, behaviours: Vec<Behaviour>) -> What {
    let named = |own: Behaviour| {
        let name = own.word();
        (own, name)
    };
    let behaviours = behaviours.into_iter().map(named).collect();
    let basis = "四季度签约额前三".to_owned();
    What::Finding(Finding::Run(Box::new(RunForm { ask, behaviours, basis, note: String::new() })))
}

fn both() -> Vec<Behaviour> {
    vec![Behaviour::Contacts, Behaviour::Visits]
}

fn only(workspace: &Workspace) -> Kept {
    let all: Vec<BehaviourFinding> = workspace.db.all().unwrap();
    assert_eq!(all.len(), 1);
    load(&workspace.db, all[0].id, day(TODAY)).unwrap().unwrap()
}

#[test]
fn what_comes_out_is_kept_and_called_a_hypothesis() {
    let desk = Desk::new();
    let mut workspace = sellers(&desk);
    let directory = Directory::load(&workspace.db).unwrap();
    let grouped = group(&workspace.db, &directory, &ask(None), day(TODAY)).unwrap();
    assert_eq!((grouped.top, grouped.results.reached.len()), (2, 8));
    assert_eq!(grouped.results.bp(person(&workspace.db, "陈一")), Some(12_000));
    step(&mut workspace, run(ask(Some(3)), both()));
    let kept = only(&workspace);
    let record = &kept.finding.record;
    // Behaviours are those of the quarter before.
    assert_eq!((record.starts, record.ends), (day("2025-07-01"), day("2025-09-30")));
    assert_eq!(kept.finding.members.len(), 8);
    assert_eq!(kept.listed(), (1, 2));
    let [visits, contacts] = kept.lines.as_slice() else { panic!("two lines") };
    assert_eq!(visits.behaviour, Some(Behaviour::Visits));
    assert_eq!((visits.record.extreme, visits.record.groupings), (Some(1), Some(56)));
    assert_eq!((visits.q, visits.holm), (Rational::new(1, 28), Rational::new(1, 28)));
    assert_eq!(visits.judged(), Judged::Hypothesis);
    assert_eq!((visits.record.top_cases, visits.record.rest_cases), (33, 15));
    // Eleven visits to three, over the same days.
    let (top, rest) = (visits.record.top_value.unwrap(), visits.record.rest_value.unwrap());
    assert!((top * 3 - rest * 11).abs() <= 11, "{top} to {rest}");
    assert!(visits.record.effect_low.unwrap() > 0);
    // Everybody met the same one person.
    assert_eq!((contacts.p, contacts.record.effect), (Some(Rational::ONE), None));
    assert_eq!(contacts.judged(), Judged::Unclear);
    workspace.full_check().unwrap();

    drop(workspace);
    let shown = desk.json(0, &["show", "销售.cox", "behaviour", "--date", TODAY, "--json"]);
    let analysis = &shown["analyses"][0];
    assert_eq!((analysis["listed"].as_i64(), analysis["tested"].as_i64()), (Some(1), Some(2)));
    let first = &analysis["behaviours"][0];
    assert_eq!((&first["word"], &first["verdict"]), (&"visits".into(), &"hypothesis".into()));
    assert_eq!((first["extreme"].as_i64(), first["groupings"].as_i64()), (Some(1), Some(56)));
    assert!((first["q_benjamini_hochberg"].as_f64().unwrap() - 1.0 / 28.0).abs() < 1e-12);
}

#[test]
fn groups_that_cannot_be_are_refused_with_the_reason() {
    let desk = Desk::new();
    let mut workspace = sellers(&desk);
    // The fourth is level with the fifth; 二组 has no targets.
    let other = Scope::Team(team(&workspace.db, "二组"));
    let many = (0..13).map(|n| Behaviour::Mix(n.to_string())).collect();
    for (wrong, key) in [
        (run(ask(Some(4)), both()), "error-behaviour-tied"),
        (run(ask(Some(1)), both()), "error-behaviour-few"),
        (run(Ask { scope: other, ..ask(None) }, both()), "error-behaviour-few"),
        (run(Ask { period: QUARTER.next(), ..ask(None) }, both()), "error-behaviour-few"),
        (run(ask(Some(3)), many), "error-behaviour-lines"),
        (run(ask(Some(3)), vec![]), "error-behaviour-lines"),
    ] {
        assert_eq!(refused(&mut workspace, &asked(wrong)), key);
    }
}

#[test]
fn those_who_try_it_are_followed_beside_the_others() {
    let desk = Desk::new();
    let mut workspace = sellers(&desk);
    step(&mut workspace, run(ask(Some(3)), both()));
    let kept = only(&workspace);
    let form = TrialForm {
        finding: kept.finding.record.id,
        line: Some(kept.lines[0].record.id),
        now: String::new(),
        text: "每周多拜访两家".to_owned(),
        standard: "拜访有结果".to_owned(),
        look_at: String::new(),
        fewest: None,
    };
    step(&mut workspace, What::Finding(Finding::Propose(Box::new(form))));
    let trial = workspace.db.all::<BehaviourTrial>().unwrap()[0].id;
    let part = |at: usize, part| (person(&workspace.db, SELLERS[at].0), part, String::new());
    let trying = TryForm {
        trial,
        starts: day("2025-10-20"),
        ends: day("2025-11-17"),
        people: vec![
            part(3, TrialPart::Trial),
            part(4, TrialPart::Trial),
            part(5, TrialPart::Control),
            part(6, TrialPart::Control),
            part(7, TrialPart::Control),
        ],
    };
    step(&mut workspace, What::Finding(Finding::Try(Box::new(trying))));
    let mut more = VISITS.to_owned();
    for name in ["李四", "钱五"] {
        visits(&mut more, name, "2025-10-20", 6);
    }
    bring(&desk, &mut workspace, "拜访2.csv", &more, 12);
    let directory = Directory::load(&workspace.db).unwrap();
    let trial = only(&workspace).finding.trials.remove(0);
    let found = follow(&workspace.db, &directory, (&trial, &Behaviour::Visits), day(TODAY));
    let found = found.unwrap().expect("it has begun");
    assert_eq!(found.before, (day("2025-09-21"), day("2025-10-19")));
    assert!(found.trial.unwrap() > 0.0 && found.control == Some(0.0), "{found:?}");
    assert_eq!(found.beyond(), found.trial);
    let chance = found.chance.unwrap();
    // Of ten ways to choose two of five people one is as far apart.
    assert_eq!((chance.extreme, chance.arrangements), (1, 10));
}

/// The evidence of 方案报价 by its place in the general model.
fn evidence(workspace: &Workspace, name: &str) -> StageItem {
    let items: Vec<StageItem> = workspace.db.all().unwrap();
    items.into_iter().find(|item| item.name == name).expect("the evidence")
}

#[test]
fn a_step_holds_inside_tiers_of_customers() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    let author = vec![("author".to_owned(), AUTHOR.to_owned())];
    act(&mut workspace, &Command::Settings(settings::Command::Set(author)));
    let tiers = "客户名称,行业,省市,负责人,客户等级\n戊厂,化工,上海,张伟,A\n己厂,设计,广州,王芳,C";
    bring(&desk, &mut workspace, "客户2.csv", tiers, 2);
    // Of each customer six deals with the step and six without: won and lost.
    let mut deals: Vec<(String, &str, bool, bool)> = vec![];
    for (account, cells) in [("戊厂", [5, 1, 2, 4]), ("己厂", [5, 1, 1, 5])] {
        let kinds = [(true, true), (true, false), (false, true), (false, false)];
        for ((done, won), n) in kinds.into_iter().zip(cells) {
            for _ in 0..n {
                deals.push((format!("S{}", deals.len()), account, done, won));
            }
        }
    }
    for (date, stage, entered) in
        [("2025-08-31", "方案报价", "2025-08-01"), ("2025-09-30", "商务谈判", "2025-09-10")]
    {
        let row = |(number, account, ..): &(String, &str, bool, bool)| {
            format!("{number},{number},{account},G1,张伟,{stage},10,,2025-07-01,{entered},")
        };
        let rows: Vec<String> = deals.iter().map(row).collect();
        let file = desk.csv(&format!("{date}.csv"), &format!("{HEAD}\n{}", rows.join("\n")));
        let taken = take(&mut workspace, &file, &Take { date, ..Take::default() });
        assert_eq!(counts(&taken).3, 0, "{:?}", taken.sheets[0].rejected);
    }
    // Who writes nothing down says nothing of a step, so each deal has the other evidence.
    let answered = evidence(&workspace, "方案和报价已提交并得到答复").id;
    let rivals = evidence(&workspace, "竞争对手已知").id;
    for (number, _, done, _) in &deals {
        let deal = deal(&workspace, number);
        for item in [Some(rivals), Some(answered).filter(|_| *done)].into_iter().flatten() {
            let what = OnDeal::Tick { item, on_day: day("2025-09-05"), shown_in: String::new() };
            let (subject, today) = (number.clone(), day(TODAY));
            act(&mut workspace, &Command::DealPage(Page { deal, subject, today, what }));
        }
    }
    let closed = |(number, account, _, won): &(String, &str, bool, bool)| {
        let stage = if *won { "赢单" } else { "输单" };
        format!("{number},{number},{account},G1,张伟,{stage},10,,2025-07-01,,2025-10-20")
    };
    let rows: Vec<String> = deals.iter().map(closed).collect();
    let file = desk.csv("十一月.csv", &format!("{HEAD}\n{}", rows.join("\n")));
    let taken = take(&mut workspace, &file, &Take { date: "2025-11-16", ..Take::default() });
    assert_eq!(counts(&taken).3, 0, "{:?}", taken.sheets[0].rejected);

    let directory = Directory::load(&workspace.db).unwrap();
    let members = directory.members(Scope::All);
    let found = steps(&workspace.db, &directory, (&members, QUARTER), day(TODAY)).unwrap();
    assert_eq!(found.closed, 24);
    // The other evidence was there each time, so there is nothing to compare.
    let [one] = found.found.as_slice() else { panic!("one step, not {}", found.found.len()) };
    let table = &one.table;
    let cells = [table.done_won, table.done_lost, table.not_won, table.not_lost];
    assert_eq!((cells, one.tiered), ([10, 2, 3, 9], 24));
    let inside = one.tiers.as_ref().unwrap().within.unwrap();
    // (5·4/12 + 5·5/12) / (1·2/12 + 1·1/12).
    assert!((inside - 15.0).abs() < 1e-9, "{inside}");
    assert_eq!(one.telling(), Telling::Inside);

    drop(workspace);
    let args = ["show", "销售.cox", "behaviour", "--date", TODAY, "--period", "2025-Q4", "--json"];
    let shown = desk.json(0, &args);
    assert_eq!(shown["steps"][0]["verdict"], "inside_tiers");
    assert_eq!(shown["steps"][0]["deals"].as_array().unwrap().len(), 24);
}
