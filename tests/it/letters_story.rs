//! Target letters: for whom there is one, that every figure of it is one that was set or reached, and
//! that the page holds them all.

use std::collections::BTreeSet;
use std::fs;

use coxswain::command::settings;
use coxswain::command::targets::{ActionForm, Command as Ask, Goal, How, Why};
use coxswain::command::{Command, organisation};
use coxswain::documents::letters::{Letters, letters};
use coxswain::documents::target_letter::{TargetLetterPage, printout};
use coxswain::documents::{Pages, compile};
use coxswain::domain::period::Period;
use coxswain::domain::scope::Scope;
use coxswain::i18n::{Language, Tr};
use coxswain::metrics::MetricId;
use coxswain::metrics::targets::Levels;
use coxswain::store::Workspace;
use coxswain::store::directory::Directory;
use coxswain::store::records::PersonKind;

use crate::common::{Desk, TODAY, Take, WAN, act, bare, counts, day, person, take, team};

/// Whose workspace it is.
const DIRECTOR: &str = "顾明远";

/// Amounts in 万元. 张伟 is in 一组 of 华东, which 林晓峰 manages; 王芳 and 李娜 are in 二组 of 华南, which
/// 赵磊 manages.
const DEALS: &str = "商机编号,商机名称,客户名称,负责人,阶段,预计金额（万元）,创建日期,签约日期
    D1,一,甲厂,张伟,赢单,242.8,2024-12-01,2025-01-10
    D2,二,乙院,王芳,赢单,50,2024-12-01,2025-02-10
    D3,三,甲厂,张伟,赢单,20,2025-05-01,2025-09-05";

fn goal(metric: MetricId, scope: Scope, period: &str, base: i64) -> Goal {
    let period = Period::parse(period).unwrap();
    Goal { metric, scope, period, levels: Some(Levels::base(base)) }
}

fn amount(scope: Scope, period: &str, base: i64) -> Goal {
    goal(MetricId::SignedAmount, scope, period, base)
}

fn set(workspace: &mut Workspace, goals: Vec<Goal>) {
    let why = Why { reason: "按年度计划".to_owned(), ..Why::default() };
    let ask = Ask::Set { goals, why, how: None, subject: String::new(), today: day(TODAY) };
    act(workspace, &Command::Targets(ask));
}

/// The company, its first region and team, and 张伟 with five metrics have targets for 2026-Q1.
fn prepared(desk: &Desk) -> Workspace {
    let mut workspace = desk.with_company();
    let names = [("company", "衡川测试公司"), ("department", "销售中心"), ("author", DIRECTOR)];
    let names = names.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
    act(&mut workspace, &Command::Settings(settings::Command::Set(names)));
    let deals = desk.csv("商机.csv", DEALS);
    let taken = take(&mut workspace, &deals, &Take::default());
    assert_eq!(counts(&taken), (3, 0, 0, 0));
    let one = team(&workspace.db, "一组");
    let zhang = Scope::Person(person(&workspace.db, "张伟"));
    let region = Directory::load(&workspace.db).unwrap().teams[&one].region_id.unwrap();
    let goals = vec![
        amount(Scope::All, "2026-Q1", 900 * WAN),
        amount(Scope::Region(region), "2026-Q1", 600 * WAN),
        amount(Scope::Team(one), "2026-Q1", 500 * WAN),
        amount(zhang, "2026-Q1", 290 * WAN),
        amount(zhang, "2026-01", 92_800_000),
        amount(zhang, "2026-02", 63_800_000),
        amount(zhang, "2026-03", 133_400_000),
        goal(MetricId::DealsWon, zhang, "2026-Q1", 8),
        goal(MetricId::WinRate, zhang, "2026-Q1", 3_000),
        goal(MetricId::WinRateValue, zhang, "2026-Q1", 3_100),
        goal(MetricId::NewOpportunities, zhang, "2026-Q1", 24),
    ];
    set(&mut workspace, goals);
    workspace
}

fn of(workspace: &Workspace, scope: &str, period: &str, language: Language) -> Letters {
    let directory = Directory::load(&workspace.db).unwrap();
    let scope = directory.parse_scope(scope).unwrap();
    let period = Period::parse(period).unwrap();
    letters(&workspace.db, &directory, scope, period, day(TODAY), &Tr::new(language)).unwrap()
}

fn page(workspace: &Workspace, scope: &str, period: &str) -> TargetLetterPage {
    let mut letters = of(workspace, scope, period, Language::Chinese).letters;
    assert!(!letters.is_empty(), "{scope} has a letter for {period}");
    letters.remove(0).page
}

fn names(letters: &Letters) -> Vec<&str> {
    letters.letters.iter().map(|letter| letter.page.name.as_str()).collect()
}

/// The names of those who have no letter.
fn without(workspace: &Workspace, letters: &Letters) -> BTreeSet<String> {
    let directory = Directory::load(&workspace.db).unwrap();
    let name = |scope: &Scope| directory.scope_name(*scope).unwrap().to_owned();
    letters.without.iter().map(name).collect()
}

fn typeset(page: &TargetLetterPage, language: Language) -> Pages {
    compile(&printout(std::slice::from_ref(page), &Tr::new(language))).unwrap()
}

fn texts(list: &[Option<String>]) -> Vec<&str> {
    list.iter().map(|text| text.as_deref().unwrap_or("none")).collect()
}

#[test]
fn whoever_has_a_target_has_a_letter_and_the_others_are_told() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let set_of = |names: &[&str]| -> BTreeSet<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    };
    let all = of(&workspace, "all", "2026-Q1", Language::Chinese);
    assert_eq!(names(&all), ["全公司", "华东", "一组", "张伟"]);
    let others = set_of(&["二组", "王芳", "李娜"]);
    assert_eq!(without(&workspace, &all), others);
    let south = of(&workspace, "region:华南", "2026-Q1", Language::Chinese);
    assert!(south.letters.is_empty());
    assert_eq!(without(&workspace, &south), others);
    let one = of(&workspace, "team:一组", "2026-Q1", Language::English);
    assert_eq!(names(&one), ["一组", "张伟"]);
    assert!(one.without.is_empty(), "who manages a team answers for its target");
    let li = of(&workspace, "person:李娜", "2026-Q1", Language::Chinese);
    assert_eq!(without(&workspace, &li), set_of(&["李娜"]));

    // A manager with targets of their own has a letter too.
    let zhao = Scope::Person(person(&workspace.db, "赵磊"));
    set(&mut workspace, vec![amount(zhao, "2026-Q1", 100 * WAN)]);
    let south = of(&workspace, "region:华南", "2026-Q1", Language::Chinese);
    assert_eq!(names(&south), ["赵磊"]);
    assert_eq!(without(&workspace, &south), others);
    let letter = page(&workspace, "person:赵磊", "2026-Q1");
    assert_eq!(letter.subject.issuer.as_deref(), Some(DIRECTOR), "nobody is known above");
    // Once the manager is a member of another's team, that one is above.
    let form = organisation::PersonForm {
        name: "赵磊".to_owned(),
        number: String::new(),
        kind: PersonKind::Employee,
        hired: None,
        city: String::new(),
        phone: String::new(),
        email: String::new(),
        post: String::new(),
        team: Some(team(&workspace.db, "一组")),
        effective: Some(day("2025-12-01")),
        ..organisation::PersonForm::default()
    };
    let Scope::Person(zhao) = zhao else { panic!("a person") };
    let edit = organisation::Command::EditPerson(zhao, form);
    act(&mut workspace, &Command::Organisation(edit));
    let letter = page(&workspace, "person:赵磊", "2026-Q1");
    assert_eq!(letter.subject.issuer.as_deref(), Some("林晓峰"));
}

#[test]
fn a_letter_says_what_was_set_and_what_was_reached_the_year_before() {
    let desk = Desk::new();
    let workspace = prepared(&desk);
    let zhang = page(&workspace, "person:张伟", "2026-Q1");
    let key = person(&workspace.db, "张伟").0;
    assert_eq!(zhang.letterhead.number, Some(format!("TL-2026Q1-{key:04}")));
    let subject = &zhang.subject;
    let box_of = [
        subject.person.clone(),
        subject.number.clone(),
        subject.post.clone(),
        subject.territory.clone(),
        subject.issuer.clone(),
        subject.unit.clone(),
        subject.last_year.clone(),
        subject.change.clone(),
    ];
    let expected = ["张伟", "S01", "销售代表", "上海", "林晓峰", "一组", "¥242.8万", "+19.4%"];
    assert_eq!(texts(&box_of), expected);
    assert_eq!(zhang.data_as_of.as_deref(), Some(TODAY));

    let goals = &zhang.goals;
    assert_eq!(goals.parts, ["1月", "2月", "3月"]);
    assert_eq!(goals.note.as_deref(), Some("月度合计等于季度目标"));
    assert_eq!(goals.total_weight.as_deref(), Some("100%"));
    let rows: Vec<(&str, &str, &str, Vec<&str>)> = goals
        .rows
        .iter()
        .map(|row| {
            let parts = row.parts.iter().map(String::as_str).collect();
            let weight = row.weight.as_deref().unwrap_or("none");
            (row.name.as_str(), weight, row.target.as_str(), parts)
        })
        .collect();
    let expected = [
        ("签约额（万元）", "40%", "290.0", vec!["92.8", "63.8", "133.4"]),
        ("赢单数（个）", "20%", "8", vec!["", "", ""]),
        ("赢单率（%）", "20%", "30.0", vec!["–", "–", "–"]),
        ("金额赢单率（%）", "none", "31.0", vec!["–", "–", "–"]),
        ("新增商机（个）", "20%", "24", vec!["", "", ""]),
    ];
    assert_eq!(rows, expected);

    let steps = zhang.steps.as_ref().expect("weeks");
    assert_eq!(steps.note, "万元，月目标按工作日分到周，W08 放假");
    let weeks: Vec<[&str; 5]> = steps
        .rows
        .iter()
        .map(|row| [&row.name, &row.days, &row.workdays, &row.target, &row.running])
        .map(|row| row.map(String::as_str))
        .collect();
    assert_eq!(weeks.len(), 14);
    assert_eq!(weeks[0], ["W01", "1/1–1/4", "1", "4.4", "4.4"]);
    assert_eq!(weeks[4], ["W05", "1/26–2/1", "5", "22.1", "92.8"]);
    assert_eq!(weeks[7], ["W08", "2/16–2/22", "0", "0.0", "136.7"]);
    assert_eq!(weeks[13], ["W14", "3/30–3/31", "2", "12.2", "290.0"]);
}

#[test]
fn letters_of_teams_regions_and_the_company_name_who_is_known() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let one = page(&workspace, "team:一组", "2026-Q1");
    assert_eq!(one.subject.person.as_deref(), Some("林晓峰"));
    assert_eq!(one.subject.issuer.as_deref(), Some(DIRECTOR));
    assert_eq!(one.subject.last_year.as_deref(), Some("¥242.8万"));
    assert_eq!((one.goals.rows.len(), &one.goals.total_weight), (1, &None), "teams are not rated");
    assert!(one.goals.parts.is_empty(), "no month was set, so none is shown");
    let steps = one.steps.as_ref().expect("weeks");
    assert_eq!(steps.note, "万元，按工作日分配，W08 放假");
    assert_eq!(steps.rows[13].running, "500.0");
    let east = page(&workspace, "region:华东", "2026-Q1");
    assert_eq!((east.name.as_str(), &east.subject.person), ("华东", &None));
    assert_eq!(east.subject.issuer.as_deref(), Some(DIRECTOR));
    let all = page(&workspace, "all", "2026-Q1");
    assert_eq!(all.letterhead.number.as_deref(), Some("TL-2026Q1-0000"));
    assert_eq!(all.subject.last_year.as_deref(), Some("¥292.8万"));
    assert_eq!(all.subject.change.as_deref(), Some("+207.4%"));
    let author = vec![("author".to_owned(), "林晓峰".to_owned())];
    act(&mut workspace, &Command::Settings(settings::Command::Set(author)));
    let one = page(&workspace, "team:一组", "2026-Q1");
    assert_eq!(one.subject.issuer, None, "nobody sets targets for themselves");
}

#[test]
fn months_have_weeks_and_years_have_months() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let zhang = Scope::Person(person(&workspace.db, "张伟"));
    set(&mut workspace, vec![amount(zhang, "2026", 1_200 * WAN), amount(zhang, "2025-Q4", WAN)]);
    let january = page(&workspace, "person:张伟", "2026-01");
    assert_eq!(january.goals.target_name, "月度目标");
    assert!(january.goals.parts.is_empty() && january.goals.note.is_none());
    let steps = january.steps.as_ref().expect("weeks");
    assert_eq!((steps.rows.len(), steps.by_month), (5, false));
    assert_eq!(steps.rows[4].days, "1/26–1/31");
    assert_eq!(steps.rows[4].running, "92.8");
    let year = page(&workspace, "person:张伟", "2026");
    assert_eq!(year.goals.parts, ["一季度", "二季度", "三季度", "四季度"]);
    assert_eq!(year.goals.rows[0].parts, ["290.0", "–", "–", "–"]);
    let steps = year.steps.as_ref().expect("months");
    assert_eq!((steps.rows.len(), steps.by_month), (12, true));
    assert_eq!(steps.rows[11].running, "1,200.0");
    assert_eq!(steps.note, "万元，按工作日分配");
    assert_eq!(year.subject.last_year, None, "2025 is not over");
    // Of 2024 nothing is known: that is not zero.
    let quarter = page(&workspace, "person:张伟", "2025-Q4");
    assert_eq!((&quarter.subject.last_year, &quarter.subject.change), (&None, &None));
    for page in [january, year, quarter] {
        assert_eq!(typeset(&page, Language::Chinese).count(), 1, "{}", page.period);
    }
}

#[test]
fn every_letter_is_one_page_that_holds_its_figures() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let zhang = Scope::Person(person(&workspace.db, "张伟"));
    let action = |text: &str, owner: &str, due: &str| ActionForm {
        text: text.to_owned(),
        owner: owner.to_owned(),
        due: (!due.is_empty()).then(|| day(due)),
    };
    let actions = vec![
        action("经理每月陪访不少于2次", "林晓峰", ""),
        action("#补齐*决策链*", "张伟", "2026-01-31"),
    ];
    let period = Period::Quarter(2026, 1);
    let how = How { scope: zhang, period, actions };
    let ask = Ask::Actions { how, subject: String::new() };
    act(&mut workspace, &Command::Targets(ask));
    for language in Language::ALL {
        let tr = Tr::new(language);
        let letters = of(&workspace, "all", "2026-Q1", language).letters;
        let all: Vec<TargetLetterPage> = letters.iter().map(|letter| letter.page.clone()).collect();
        assert_eq!(compile(&printout(&all, &tr)).unwrap().count(), all.len());
        for page in &all {
            let set = typeset(page, language);
            let what = format!("{} in {}", page.name, language.tag());
            assert_eq!(set.count(), 1, "{what}");
            assert!(set.missing().is_empty(), "{what}: {:?}", set.missing());
            let text = bare(&set.text());
            let has = |words: &str| assert!(text.contains(&bare(words)), "{what}: {words}\n{text}");
            has("衡川测试公司");
            has(&page.content_code());
            has(&tr.text("doc-target-letter-terms"));
            for row in &page.goals.rows {
                has(&row.name);
                has(&row.target);
                row.parts.iter().for_each(|part| has(part));
            }
            for step in page.steps.iter().flat_map(|steps| &steps.rows) {
                has(&step.days);
                has(&step.running);
            }
            for action in &page.actions {
                has(&action.text);
            }
        }
        assert_eq!(all[3].actions.len(), 2);
        assert!(all[0].actions.is_empty(), "what was agreed with one is not on another's letter");
    }
}

#[test]
fn the_code_changes_with_the_targets_and_not_with_the_day() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let before = page(&workspace, "person:张伟", "2026-Q1");
    let later = desk.csv("后.csv", "商机编号,商机名称,客户名称,负责人,阶段,预计金额（万元）,创建日期\nD9,九,乙院,王芳,线索开发,5,2025-11-20");
    take(&mut workspace, &later, &Take { date: "2025-11-24", ..Take::default() });
    let directory = Directory::load(&workspace.db).unwrap();
    let scope = Scope::Person(person(&workspace.db, "张伟"));
    let (period, tr) = (Period::Quarter(2026, 1), Tr::new(Language::Chinese));
    let found = letters(&workspace.db, &directory, scope, period, day("2025-11-25"), &tr).unwrap();
    let after = &found.letters[0].page;
    assert_ne!(after.data_as_of, before.data_as_of);
    assert_eq!(after.content_code(), before.content_code());
    set(&mut workspace, vec![amount(scope, "2026-03", 133_300_000)]);
    let changed = page(&workspace, "person:张伟", "2026-Q1");
    assert_ne!(changed.content_code(), before.content_code());
    assert_eq!(changed.goals.note.as_deref(), Some("月度合计不等于季度目标：签约额"));
    let steps = changed.steps.expect("weeks");
    assert_eq!(steps.note, "万元，按工作日分配，W08 放假");
    assert_eq!(steps.rows[13].running, "290.0", "still the target of the quarter");
}

#[test]
fn the_program_writes_letters_and_says_who_has_none() {
    let desk = Desk::new();
    drop(prepared(&desk));
    let print = |rest: &[&str]| {
        let mut args = vec!["print", "销售.cox", "target-letter", "--period"];
        args.extend_from_slice(rest);
        desk.says(0, &args)
    };
    let said = print(&["2026-Q1", "--out", "责任书"]);
    let written = |folder: &str| -> BTreeSet<String> {
        let entries = fs::read_dir(desk.path(folder)).unwrap();
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect()
    };
    let expected = ["全公司", "华东", "一组", "张伟"]
        .map(|name| format!("目标责任书 {name} 2026年一季度.pdf"));
    assert_eq!(written("责任书"), BTreeSet::from(expected));
    assert!(said.contains("没有目标：") && said.contains("李娜"), "{said}");
    print(&["2026-Q1", "--scope", "team:一组", "--out", "一份", "--together"]);
    assert_eq!(written("一份"), BTreeSet::from(["目标责任书 2026年一季度.pdf".to_owned()]));
    let said = print(&["2026-Q2", "--out", "无"]);
    assert!(written("无").is_empty() && said.contains("张伟"), "{said}");
}
