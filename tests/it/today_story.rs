//! The day says what the areas say: its chance is that of the forecast, its attainment that of the targets,
//! its funnel that of the funnel; and what is not known stays unknown.

use std::collections::BTreeMap;

use coxswain::areas::today::{Ask, Today};
use coxswain::areas::{Area as _, Filter};
use coxswain::command::today::Command;
use coxswain::domain::period::Period;
use coxswain::domain::scope::Scope;
use coxswain::i18n::{Language, Tr};
use coxswain::metrics::forecast::Depth;
use coxswain::metrics::notices::notices;
use coxswain::store::Workspace;
use coxswain::store::directory::Directory;
use coxswain::store::records::Receipt;
use serde_json::Value;

use crate::common::{CREATE_ALL, Desk, TODAY, Take, WAN, company, counts, day, take};
use crate::notices_story::{does_today, with_deals};

/// Asks for something of a scope in a period.
fn asked(desk: &Desk, file: &str, what: &str, (scope, period): (&str, &str)) -> Value {
    let args =
        ["show", file, what, "--scope", scope, "--period", period, "--date", TODAY, "--json"];
    desk.json(0, &args)
}

/// The lines of a list by the scope that each is about.
fn by_scope(list: &Value) -> BTreeMap<String, &Value> {
    let lines = list.as_array().unwrap().iter();
    lines.map(|line| (line["scope"].as_str().unwrap().to_owned(), line)).collect()
}

/// The figures of the day are those of the areas, for the company and a region, in a month and a quarter.
pub fn today_agrees(desk: &Desk, file: &str) {
    for of in [("all", "2025-11"), ("region:华东区", "2025-11"), ("all", "2025-Q4")] {
        let ask = |what: &str| asked(desk, file, what, of);
        let today = ask("today");

        let forecast = ask("forecast");
        let outlook = &forecast["outlook"];
        for name in ["chance", "said", "low", "middle", "high"] {
            assert_eq!(today["forecast"][name], outlook[name], "{name} {of:?}");
        }
        assert_eq!(today["forecast"]["computed"], forecast["computed"], "{of:?}");
        assert_eq!(today["forecast"]["signed"], forecast["signed"]["amount"], "{of:?}");
        assert!(today["forecast"]["chance"].is_number(), "the sample knows a chance {of:?}");

        let targets = ask("targets");
        for name in ["target", "actual", "attainment_bp", "due", "ahead", "status"] {
            assert_eq!(today["whole"][name], targets["whole"][name], "{name} {of:?}");
        }
        let (own, theirs) = (by_scope(&today["people"]), by_scope(&targets["people"]));
        assert_eq!(own.keys().collect::<Vec<_>>(), theirs.keys().collect::<Vec<_>>(), "{of:?}");
        for (scope, line) in &own {
            let name = "attainment_bp";
            assert_eq!(line[name], theirs[scope][name], "{scope} {of:?}");
        }

        // The funnel's page looks 180 days back, whatever the period.
        let days = ["--scope", of.0, "--days", "180", "--date", TODAY, "--json"];
        let funnel = desk.json(0, &[["show", file, "funnel"].as_slice(), &days].concat());
        assert_eq!(today["funnel"]["bottleneck"], funnel["bottleneck"], "{of:?}");
        let stages = funnel["stages"].as_array().unwrap();
        let own = today["funnel"]["stages"].as_array().unwrap();
        assert_eq!(own.len(), stages.len(), "{of:?}");
        for (own, stage) in own.iter().zip(stages) {
            for name in ["stage", "open", "open_amount"] {
                assert_eq!(own[name], stage[name], "{name} {of:?}");
            }
        }

        for metric in ["new_opportunities", "weighted_pipeline"] {
            let value = ask(&format!("metric:{metric}"))["value"].clone();
            assert_eq!(today["tiles"][metric]["value"], value, "{metric} {of:?}");
            assert!(value.is_number(), "{metric} {of:?}");
        }
        let visits = &ask("coaching-visits")["required"][1];
        let made = visits["visits"].as_array().unwrap();
        let count = made.iter().filter(|made| made["left_out"].is_null()).count() as i64;
        assert_eq!(today["tiles"]["visits"]["value"].as_i64(), Some(count), "{of:?}");
        assert_eq!(today["tiles"]["visits"]["target"], visits["required"], "{of:?}");
        assert_eq!(today["notices"], ask("notices")["notices"], "{of:?}");
    }
    received_agrees(desk, file);
}

/// What came in is what the receipts add up to.
fn received_agrees(desk: &Desk, file: &str) {
    let workspace = Workspace::open(&desk.path(file)).unwrap();
    let receipts = workspace.db.all::<Receipt>().unwrap();
    drop(workspace);
    let sum = |first: &str, last: &str| -> i64 {
        let within = |one: &&Receipt| day(first) <= one.received_on && one.received_on <= day(last);
        receipts.iter().filter(within).map(|one| one.amount).sum()
    };
    let tile = asked(desk, file, "today", ("all", "2025-11"))["tiles"]["received"].clone();
    assert_eq!(tile["value"].as_i64(), Some(sum("2025-11-01", TODAY)));
    let before = match tile["before"]["against"].as_str() {
        Some("year_before") => sum("2024-11-01", "2024-11-18"),
        Some("period_before") => sum("2025-10-01", "2025-10-18"),
        other => panic!("{other:?}"),
    };
    assert_eq!(tile["before"]["value"].as_i64(), Some(before));
}

#[test]
fn of_nothing_nothing_is_known() {
    let desk = Desk::new();
    desk.with_company();
    let today = asked(&desk, "销售.cox", "today", ("all", "2025-11"));
    for tile in ["received", "weighted_pipeline", "visits", "new_opportunities"] {
        assert!(today["tiles"][tile]["value"].is_null(), "{tile} {today}");
        assert!(today["tiles"][tile]["before"].is_null(), "{tile} {today}");
    }
    assert!(today["whole"]["target"].is_null() && today["whole"]["attainment_bp"].is_null());
    assert!(today["forecast"]["chance"].is_null());
    assert!(today["changes"].is_null(), "no report of deals came");
    // A year is not forecast, and is no mistake.
    assert!(asked(&desk, "销售.cox", "today", ("all", "2025"))["forecast"].is_null());
}

#[test]
fn money_and_new_deals_are_held_against_the_same_days() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    company(&desk, &mut workspace);
    let receipts = desk.csv(
        "回款.csv",
        "客户名称,回款日期,回款金额,业务员
         甲厂,2024-11-03,1000,张伟
         甲厂,2024-11-25,500,张伟
         甲厂,2025-10-20,700,张伟
         甲厂,2025-11-04,1200,张伟
         乙院,2025-11-18,300,王芳",
    );
    let taken = take(&mut workspace, &receipts, &Take::default());
    assert_eq!(taken.sheets[0].new, 5);
    let deals = desk.csv(
        "商机.csv",
        "商机编号,商机名称,客户名称,产品,负责人,阶段,预计金额（万元）,创建日期
         S-1,改造,甲厂,G1,张伟,需求分析,10,2025-10-05
         S-2,扩建,乙院,G2,王芳,需求分析,20,2025-10-30
         S-3,新建,甲厂,G1,张伟,线索开发,30,2025-11-06",
    );
    let taken = take(&mut workspace, &deals, &Take::default());
    assert_eq!(taken.sheets[0].new, 3);
    drop(workspace);

    let tiles =
        |scope: &str| asked(&desk, "销售.cox", "today", (scope, "2025-11"))["tiles"].clone();
    let (all, first) = (tiles("all"), tiles("team:一组"));
    let yuan = |yuan: i64| Some(yuan * 100);
    let told = |tile: &Value| {
        let before = &tile["before"];
        (
            tile["value"].as_i64(),
            before["against"].as_str().map(str::to_owned),
            before["value"].as_i64(),
        )
    };
    let against = |word: &str| Some(word.to_owned());
    // Up to today, against the same days of November a year before; of one team its own.
    assert_eq!(told(&all["received"]), (yuan(1_500), against("year_before"), yuan(1_000)));
    assert_eq!(told(&first["received"]), (yuan(1_200), against("year_before"), yuan(1_000)));
    // Nothing is known of deals a year before: then against October, up to the eighteenth.
    assert_eq!(told(&all["new_opportunities"]), (Some(1), against("period_before"), Some(1)));
}

#[test]
fn what_is_ticked_off_leaves_the_figures_and_nothing_else() {
    let desk = Desk::new();
    let mut workspace = with_deals(&desk);
    let tr = Tr::new(Language::Chinese);
    let period = Period::Month(2025, 11);
    let filter = Filter { scope: Scope::All, period, today: day(TODAY) };
    let asks = [Ask::Day(Depth::Present), Ask::Day(Depth::Whole), Ask::Week, Ask::Todo, Ask::Rules];
    let load =
        |workspace: &Workspace, ask: &Ask| Today::load(&workspace.db, ask, &filter, &tr).unwrap();
    let before = asks.clone().map(|ask| load(&workspace, &ask));
    let directory = Directory::load(&workspace.db).unwrap();
    let found = notices(&workspace.db, &directory, Scope::All, day(TODAY)).unwrap();
    let notice = found.open.first().unwrap();
    let (key, name) = (notice.key.clone(), "提醒".to_owned());
    does_today(&mut workspace, Command::Done { key, name, today: day(TODAY) });
    for (ask, before) in asks.iter().zip(&before) {
        let again = Today::again(before, &workspace.db, ask, &filter, &tr).unwrap();
        let loaded = load(&workspace, ask);
        assert_eq!(format!("{again:?}"), format!("{loaded:?}"), "{ask:?}");
        assert_ne!(again.open, before.open, "{ask:?}");
    }
}

#[test]
fn what_deals_are_worth_is_known_without_the_days_on_which_they_began() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    let head = "商机编号,商机名称,客户名称,产品,负责人,阶段,预计金额（万元）,预计签约日,签约日期";
    let mut bring = |date: &str, rows: Vec<String>| {
        let n = rows.len();
        let text = format!("{head}\n{}", rows.join("\n"));
        let file = desk.csv(&format!("{date}.csv"), &text);
        let how = Take { date, create: CREATE_ALL, ..Take::default() };
        let taken = take(&mut workspace, &file, &how);
        let (new, changed, _, rejected) = counts(&taken);
        assert_eq!((new + changed, rejected), (n, 0), "{:?}", taken.sheets[0].rejected);
    };
    let row = |at: i64, stage: &str, closed: &str| {
        format!("W{at},标{at},甲厂,G1,张伟,{stage},20,2025-12-20,{closed}")
    };
    bring("2025-10-06", (0..12).map(|at| row(at, "方案报价", "")).collect());
    let ended = |at: i64| if at < 6 { "赢单" } else { "输单" };
    bring("2025-10-20", (0..12).map(|at| row(at, ended(at), "2025-10-20")).collect());
    bring("2025-11-16", vec![row(12, "方案报价", "")]);
    drop(workspace);
    let tile =
        asked(&desk, "销售.cox", "today", ("all", "2025-11"))["tiles"]["weighted_pipeline"].clone();
    // Half of those that came to the stage were won; a week before nothing was open.
    assert_eq!(tile["value"].as_i64(), Some(10 * WAN), "{tile}");
    assert_eq!(tile["before"]["value"].as_i64(), Some(0), "{tile}");
    // The course of the card too: at the end of October nothing was open, and September nobody knows.
    for (card, value) in [("card:weighted_pipeline", 10 * WAN), ("card:open_pipeline", 20 * WAN)] {
        let card = asked(&desk, "销售.cox", card, ("all", "2025-11"));
        let course = card["course"].as_array().unwrap();
        let last: Vec<_> =
            course.iter().rev().map(|point| point["value"].as_i64()).take(3).collect();
        assert_eq!(last, [Some(value), Some(0), None], "{card}");
        assert_eq!(card["value"].as_i64(), Some(value));
    }
}

#[test]
fn the_last_week_of_a_month_that_is_over_counts() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    let rows = "日期,业务员,客户名称,拜访内容,拜访方式,结果
        2025-09-29,张伟,甲厂,交流,上门拜访,约了复谈
        2025-10-29,张伟,甲厂,复谈,拜访,拿到清单
        2025-10-30,王芳,乙院,交流,拜访,约了复谈";
    let file = desk.csv("拜访.csv", rows);
    assert_eq!(counts(&take(&mut workspace, &file, &Take::default())), (3, 0, 0, 0));
    drop(workspace);
    let of = ("all", "2025-10");
    let tile = asked(&desk, "销售.cox", "today", of)["tiles"]["visits"].clone();
    let own = asked(&desk, "销售.cox", "coaching-visits", of)["required"][1].clone();
    assert_eq!(tile["target"], own["required"], "{tile}");
    assert_eq!(tile["reached"].as_i64(), Some(2), "both were made in the last week: {tile}");
    assert_eq!(tile["value"].as_i64(), Some(2));
}
