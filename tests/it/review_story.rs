//! The weekly funnel review: every figure on the page is the one that the command line shows, a late report
//! belongs to the week it speaks of, and the same goes out as a workbook.
//!
//! On two years of deals made by hand (`funnel_story`): of 2025 twelve of a hundred 万元 each stay in 方案报价,
//! and one in 线索开发. A report of Tuesday speaks of the week before: one deal is new, one grew, one is lost.

use coxswain::command::Command;
use coxswain::command::deals::Command as Deals;
use coxswain::documents::funnel_review::{FunnelReviewPage, printout};
use coxswain::documents::{Pages, compile, reviews};
use coxswain::domain::period::Period;
use coxswain::domain::scope::Scope;
use coxswain::domain::stuck::decision::Decision;
use coxswain::error::Error;
use coxswain::i18n::{Language, MoneyStyle, Tr, money, money_cell, percent};
use coxswain::sheets::tables::review::tables;
use coxswain::sheets::write::{Out, Table, write_book};
use coxswain::store::directory::Directory;
use coxswain::store::{Workspace, opportunities};
use serde_json::Value;

use crate::common::{Desk, TODAY, Take, WAN, act, bare, counts, day, take};
use crate::funnel_story;

const WEEK: Period = Period::Week(2025, 46);

const LAST: &str =
    "商机编号,商机名称,客户名称,产品,负责人,阶段,预计金额（万元）,创建日期,进入阶段日期,签约日期
    C1,年轻,甲厂,G1,张伟,线索开发,150,2025-10-10,2025-10-10,
    N1,新单,乙院,G2,王芳,需求分析,80,2025-11-17,2025-11-17,
    Y2025N29,商机2025之29,甲厂,G1,王芳,输单,100,2025-06-01,,2025-11-18";

/// Both years, the report of Tuesday, one decision and one next step.
fn prepared() -> Desk {
    let desk = funnel_story::prepared();
    let mut workspace = desk.open();
    let file = desk.csv("周报.csv", LAST);
    let taken = take(&mut workspace, &file, &Take { date: TODAY, ..Take::default() });
    assert_eq!(counts(&taken), (1, 2, 0, 0));
    let id = |workspace: &Workspace, number: &str| {
        opportunities::by_number(&workspace.db, number).unwrap().expect("the deal").id
    };
    let wait = Deals::Decide {
        deal: id(&workspace, "Y2025N30"),
        name: "商机2025之30".to_owned(),
        decision: Decision::Wait,
        reason: "等预算".to_owned(),
        until: Some(day("2025-12-01")),
        today: day(TODAY),
    };
    act(&mut workspace, &Command::Deals(wait));
    let step = Deals::SetNextStep {
        deal: id(&workspace, "Y2025N31"),
        name: "商机2025之31".to_owned(),
        what: "约技术总监复谈".to_owned(),
        due: day("2025-11-21"),
        today: day(TODAY),
    };
    act(&mut workspace, &Command::Deals(step));
    drop(workspace);
    desk
}

fn found(
    workspace: &Workspace,
    scope: &str,
    week: Period,
    language: Language,
) -> Result<reviews::Found, Error> {
    let directory = Directory::load(&workspace.db).unwrap();
    let scope = directory.parse_scope(scope).unwrap();
    reviews::reviews(&workspace.db, &directory, (scope, week), day(TODAY), &Tr::new(language))
}

/// The page of the first scope that was asked for.
fn page(workspace: &Workspace, scope: &str, week: Period, language: Language) -> FunnelReviewPage {
    found(workspace, scope, week, language).unwrap().reviews.remove(0).page
}

fn set(page: &FunnelReviewPage, language: Language) -> Pages {
    compile(&printout(std::slice::from_ref(page), &Tr::new(language))).unwrap()
}

/// What the command line shows as of the day of the data.
fn shown(desk: &Desk, what: &str, more: &[&str]) -> Value {
    let args = ["show", "销售.cox", what, "--as-of", TODAY, "--json"];
    desk.json(0, &[&args[..], more].concat())
}

#[test]
fn the_week_is_what_its_reports_say() {
    let desk = prepared();
    let workspace = desk.open();
    let page = page(&workspace, "all", WEEK, Language::Chinese);
    assert_eq!(page.letterhead.number.as_deref(), Some("FR-2025W46-0000"));
    let value = |at: usize| (page.changes[at].value.as_str(), page.changes[at].note.as_str());
    let names: Vec<&str> = page.changes.iter().map(|figure| figure.label.as_str()).collect();
    assert_eq!(names, ["上周在手", "新增", "回流", "增额", "减额", "赢单", "输单", "本周在手"]);
    // Twelve and the young one; N1 80, C1 from 100 to 150, Y2025N29 gone.
    assert_eq!(value(0), ("1,300.0", "13个"));
    assert_eq!((value(1), value(3)), (("+80.0", "+1个"), ("+50.0", "1个")));
    assert_eq!((value(5), value(6)), (("0.0", "0个"), ("−100.0", "−1个")));
    assert_eq!(value(7), ("1,330.0", "13个"));
    // The Tuesday speaks of the week before; three people owe a report, of whom two are named.
    assert_eq!(page.data_as_of.as_deref(), Some("2025-11-18，第46周周报 2 / 3"));
    assert!(page.changes_note.contains("11-09 晚 → 11-18 晚"), "{}", page.changes_note);
    let quote = &page.stages[2];
    assert_eq!((quote.name.as_str(), quote.mark.as_str(), quote.marked), ("方案报价", "▼", true));
    assert_eq!((quote.rate.as_str(), quote.before.as_str()), ("50.0%", "75.0%"));
    assert_eq!((quote.entered.as_str(), quote.share), ("40", 1_000));
    assert_eq!((quote.open.as_str(), quote.amount.as_str()), ("11", "1,100.0"));
    let [bottleneck, teams] = page.findings.as_slice() else { panic!("{:?}", page.findings) };
    assert!(bottleneck.label.starts_with("瓶颈：方案报价"), "{bottleneck:?}");
    assert!(bottleneck.value.contains("未确认预算5单，缺价值量化2单"), "{bottleneck:?}");
    // Three of twenty: 5 to 36 %; the others 17 of 20.
    let low = "二组 3 / 20，95%区间 5–36%，其余 85.0%";
    assert!(teams.label.contains("方案报价→商务谈判") && teams.value.contains(low), "{teams:?}");

    // The week before ends where this one begins, and nothing of the Tuesday was known.
    let before = self::page(&workspace, "all", Period::Week(2025, 45), Language::Chinese);
    assert_eq!(before.changes.last().map(|figure| figure.value.as_str()), Some("1,300.0"));
    assert_eq!(before.data_as_of.as_deref().map(|text| &text[..10]), Some("2025-11-09"));
    assert!(before.stuck.iter().all(|line| line.next.is_none()), "nothing was decided then");
}

#[test]
fn every_figure_is_that_of_the_command_line() {
    let desk = prepared();
    let funnel = shown(&desk, "funnel", &["--days", "180"]);
    let waterfall = shown(&desk, "waterfall", &["--from", "2025-11-09"]);
    let stuck = shown(&desk, "stuck", &[]);
    let forecast = shown(&desk, "forecast", &["--period", "2025-11"]);
    let weighted = shown(&desk, "metric:weighted_pipeline", &[]);
    let sent = shown(&desk, "submissions", &["--period", "2025-W46"]);
    let workspace = desk.open();
    for language in Language::ALL {
        let page = page(&workspace, "all", WEEK, language);
        let set = set(&page, language);
        assert!(set.missing().is_empty(), "{:?}", set.missing());
        assert!((1..=2).contains(&set.count()));
        let text = set.text();
        let drawn = bare(&text);
        let has = |words: &str| assert!(drawn.contains(&bare(words)), "{words}\n{text}");
        let cell = |fen: &Value| money_cell(language, fen.as_i64().unwrap());
        let full = |fen: &Value| money(language, fen.as_i64().unwrap(), MoneyStyle::Full);
        has(&page.content_code());
        for (line, stage) in page.stages.iter().zip(funnel["stages"].as_array().unwrap()) {
            assert_eq!(line.entered, stage["reached"].to_string(), "{stage}");
            assert_eq!(line.open, stage["open"].to_string(), "{stage}");
            assert_eq!(line.amount, cell(&stage["open_amount"]), "{stage}");
            let marked = ["flag", "watch"].map(Value::from);
            assert_eq!(line.marked, marked.contains(&stage["verdict"]["evidence"]), "{stage}");
            if stage["reached"].as_i64() >= Some(10) {
                assert_eq!(line.rate, percent(stage["rate_bp"].as_i64().unwrap()), "{stage}");
            }
            has(&line.amount);
        }
        let changes = &page.changes;
        assert_eq!(changes[0].value, cell(&waterfall["opening"]["amount"]));
        assert_eq!(changes[changes.len() - 1].value, cell(&waterfall["closing"]["amount"]));
        for part in waterfall["parts"].as_array().unwrap() {
            if part["deals"].as_i64() > Some(0) {
                has(&cell(&part["amount"]));
            }
        }
        let waiting = stuck["deals"].as_array().unwrap().iter();
        let waiting: Vec<&Value> = waiting.filter(|deal| deal["stuck"] == true).collect();
        assert!(waiting.len() >= 11, "the eleven in 方案报价");
        assert_eq!(page.stuck.len(), waiting.len());
        for deal in waiting {
            let name = deal["name"].as_str().unwrap();
            let line = page.stuck.iter().find(|line| line.deal == name).expect("the deal");
            assert_eq!(line.days, deal["total_days"].to_string(), "{name}");
            assert_eq!(line.amount, Some(cell(&deal["amount"])), "{name}");
            assert_eq!(line.owner.as_deref(), deal["owner"].as_str(), "{name}");
            has(name);
        }
        has(&cell(&stuck["stuck"]["amount"]));
        has(&full(&forecast["computed"]));
        has(&full(&weighted["value"]));
        has("等预算");
        has("约技术总监复谈");
        let handed = ["on_time", "late"].map(|key| sent[key].as_i64().unwrap());
        let handed = format!("{} / {}", handed.iter().sum::<i64>(), sent["owed"]);
        has(&handed);
    }
    let page = page(&workspace, "all", WEEK, Language::Chinese);
    let line = |deal: &str| {
        let found = page.stuck.iter().find(|line| line.deal == deal).expect("the deal");
        (found.next.as_deref(), found.due.as_deref())
    };
    assert_eq!(line("商机2025之30"), (Some("约定等待：等预算"), Some("12-01")));
    assert_eq!(line("商机2025之31"), (Some("约技术总监复谈"), Some("11-21")));
    assert_eq!(line("商机2025之32"), (None, None));
    // Those that wait come first, the one that was decided about last.
    assert_eq!(page.stuck.last().map(|line| line.deal.as_str()), Some("商机2025之30"));
}

#[test]
fn each_team_and_region_with_deals_has_its_own() {
    let desk = prepared();
    let args = ["print", "销售.cox", "funnel-review", "--date", TODAY, "--out", "页"];
    let printed = desk.says(0, &[&args[..], &["--period", "2025-W46"]].concat());
    for name in ["全公司", "华东", "华南", "一组", "二组"] {
        let file = format!("每周漏斗评审 {name} 2025年第46周.pdf");
        assert!(printed.contains(&file), "{file} in {printed}");
        assert!(std::fs::read(desk.path("页").join(file)).unwrap().starts_with(b"%PDF-"));
    }
    let alone = ["--period", "2025-W46", "--scope", "team:一组"];
    let printed = desk.says(0, &[&args[..], &alone].concat());
    assert_eq!(printed.lines().count(), 1, "{printed}");
    let workspace = desk.open();
    let first = page(&workspace, "team:一组", WEEK, Language::Chinese);
    // Of 张伟 nothing but the young deal is open.
    assert_eq!(first.open, ["1", "150.0"]);
    assert!(
        first.below.contains("一组") && first.below.contains("11-10 至 11-16"),
        "{}",
        first.below
    );
    let south = page(&workspace, "region:华南", WEEK, Language::Chinese);
    assert_eq!(south.open, ["12", "1,180.0"]);
    assert!(first.content_code() != south.content_code());
}

#[test]
fn what_cannot_be_reviewed_is_refused_in_words() {
    let desk = prepared();
    let args = ["print", "销售.cox", "funnel-review", "--date", TODAY, "--out", "页"];
    let refused = |period: &str| desk.says(2, &[&args[..], &["--period", period]].concat());
    assert!(refused("2025-Q4").contains("2025-Q4 不是一周"));
    let later = refused("2025-W47");
    assert!(later.contains("2025-W47") && later.contains("2025-W46"), "{later}");
    let workspace = desk.open();
    let early = found(&workspace, "all", Period::Week(2023, 1), Language::Chinese);
    assert_eq!(early.expect_err("no report speaks of it").key(), "error-review-week");

    let empty = Desk::new();
    drop(empty.with_company());
    let said = empty.says(0, &[&args[..], &["--period", "2025-W46"]].concat());
    assert!(said.contains("没有可以评审的商机"), "{said}");
    let nothing =
        tables(&empty.open().db, (Scope::All, WEEK), day(TODAY), &Tr::new(Language::Chinese));
    assert_eq!(nothing.expect_err("no deals").key(), "error-review-none");
}

#[test]
fn the_same_goes_out_as_a_workbook() {
    let desk = prepared();
    let workspace = desk.open();
    let tr = Tr::new(Language::Chinese);
    // No week: the newest one.
    let sheets = tables(&workspace.db, (Scope::All, Period::Year(2025)), day(TODAY), &tr).unwrap();
    let names: Vec<&str> = sheets.iter().map(|table| table.name.as_str()).collect();
    assert_eq!(names, ["概况", "阶段漏斗", "一周变化", "变动明细", "停滞商机"]);
    let row = |table: &Table, first: &str| -> Vec<Out> {
        let named = |row: &&Vec<Out>| row.first() == Some(&Out::from(first));
        table.rows.iter().find(named).expect("the row").clone()
    };
    assert_eq!(row(&sheets[0], "金额（元）")[1], Out::Hundredths(1_330 * WAN));
    assert_eq!(row(&sheets[0], "数据截至")[1], Out::Day(day(TODAY)));
    assert_eq!(row(&sheets[1], "方案报价")[1..4], [Out::Int(40), Out::Int(20), Out::Rate(5_000)]);
    assert_eq!(row(&sheets[2], "输单")[1..3], [Out::Int(1), Out::Hundredths(-100 * WAN)]);
    assert_eq!(sheets[3].rows.len(), 3, "new, grown, lost");
    let decided = sheets[4].rows.iter().find(|row| row.contains(&Out::from("等预算")));
    assert!(decided.expect("the deal").contains(&Out::Day(day("2025-12-01"))));

    write_book(&sheets, &desk.path("评审.xlsx")).unwrap();
    let book = desk.json(0, &["read", "评审.xlsx", "--json"]);
    let read = book["sheets"].as_array().unwrap().iter().map(|sheet| sheet["name"].as_str());
    assert_eq!(read.flatten().collect::<Vec<_>>(), names);
    let csv = write_book(&sheets, &desk.path("评审.csv"));
    assert_eq!(csv.expect_err("one sheet only").key(), "error-book-ending");
    assert!(!desk.path("评审.csv").exists());
}
