//! The deal sheet: what stands on paper is what the page of the deal says, and which deals have one.
//!
//! The deal is that of `deal_story`, which goes on, comes back and goes on again.

use coxswain::command::Command;
use coxswain::command::deal_page::What;
use coxswain::command::deals::Command as Deals;
use coxswain::documents::compile;
use coxswain::documents::deal_sheet::{DealSheetPage, Mark, printout};
use coxswain::documents::deal_sheets::{Found, Which, sheets};
use coxswain::domain::period::Period;
use coxswain::domain::scope::Scope;
use coxswain::i18n::{Language, Tr};
use coxswain::store::Workspace;
use coxswain::store::directory::Directory;
use coxswain::store::records::{DealRole, DecisionPart, RiskKind, Stance};

use crate::common::{Desk, TODAY, act, bare, day};
use crate::deal_list_story::listed;
use crate::deal_story::{ask, ask_for, contact, id, item, record, risk, walked};

fn found(workspace: &Workspace, which: Which, language: Language) -> Found {
    let directory = Directory::load(&workspace.db).unwrap();
    sheets(&workspace.db, &directory, which, day(TODAY), &Tr::new(language)).unwrap()
}

/// The sheet of the deal that goes on and comes back.
fn page(workspace: &Workspace, language: Language) -> DealSheetPage {
    let which = Which::One(id(workspace, "J"));
    found(workspace, which, language).sheets.pop().expect("the deal").page
}

/// A deal of which much is recorded.
fn prepared(desk: &Desk) -> Workspace {
    let mut workspace = desk.with_company();
    walked(desk, &mut workspace);
    ask_for(&mut workspace);
    record(&mut workspace, ask(DealRole::Presales, "沈工"));
    let unmet = contact("丁总", DecisionPart::Decides, Stance::Unmet, None);
    record(&mut workspace, What::SetContact(None, unmet));
    let met = contact("郑科长", DecisionPart::Uses, Stance::Supports, Some("2025-11-14"));
    record(&mut workspace, What::SetContact(None, met));
    record(&mut workspace, What::SetRisk(None, risk(RiskKind::Risk, "预算未批", "找财务")));
    let fallback = risk(RiskKind::Fallback, "未见拍板人", "先签一期");
    record(&mut workspace, What::SetRisk(None, fallback));
    let (quote, on_day) = (item(&workspace, "报价单"), day("2025-10-08"));
    record(&mut workspace, What::Tick { item: quote, on_day, shown_in: "报价单v2.pdf".to_owned() });
    record(&mut workspace, What::Note("年底前定供应商".to_owned()));
    let step = Deals::SetNextStep {
        deal: id(&workspace, "J"),
        name: "J".to_owned(),
        what: "约总监复谈".to_owned(),
        due: day("2025-11-21"),
        today: day(TODAY),
    };
    act(&mut workspace, &Command::Deals(step));
    workspace
}

#[test]
fn the_sheet_says_what_the_page_of_the_deal_says() {
    let desk = Desk::new();
    let workspace = prepared(&desk);
    let sheet = page(&workspace, Language::Chinese);
    assert_eq!((sheet.name.as_str(), sheet.letterhead.number.as_deref()), ("甲厂 改造", Some("J")));
    // Seen as of the newest report, of 12 October: the fifth stay has lasted four days.
    assert_eq!(sheet.data_as_of.as_deref(), Some("2025-10-12"));
    let stage = |at: usize| {
        let stage = &sheet.path.stages[at];
        (stage.entries.as_str(), stage.days.as_str(), stage.here, stage.bars.len())
    };
    assert_eq!(stage(0), ("1次", "18 / 30天", false, 1));
    assert_eq!(stage(1), ("2次", "89 / 45天", false, 2));
    assert_eq!((stage(2).0, stage(2).2, stage(2).3), ("2次", true, 2));
    assert_eq!(stage(3).0, "–");
    let first = sheet.path.stages[1].bars[0];
    assert!(first.from < first.split && first.split == first.to, "42 days are within 45");
    let second = sheet.path.stages[1].bars[1];
    assert!(second.split < second.to, "with the first 42 the second 47 are past 45");
    let stays: Vec<&str> = sheet.path.told.split('；').collect();
    assert_eq!(stays.len(), 5);
    assert_eq!(stays[2], "方案报价 2025-07-11 至 2025-08-22，42天，退回");

    let team: Vec<(&str, &str, Mark)> = sheet
        .team
        .rows
        .iter()
        .map(|row| (row.cells[0].as_str(), row.cells[1].as_str(), row.mark))
        .collect();
    assert_eq!(
        team,
        [
            ("售前", "沈工", Mark::Half),
            ("高层", "未到位", Mark::Empty),
            ("法务", "下一阶段需要", Mark::Without),
        ]
    );
    let names = sheet.contacts.rows.iter().map(|row| (row.cells[0].as_str(), row.mark));
    assert_eq!(names.collect::<Vec<_>>(), [("丁总", Mark::Empty), ("郑科长", Mark::Full)]);
    let evidence: Vec<(&str, Mark)> =
        sheet.evidence.rows.iter().map(|row| (row.cells[0].as_str(), row.mark)).collect();
    assert_eq!(evidence[..2], [("报价单", Mark::Full), ("测算", Mark::Empty)]);
    assert_eq!(evidence[2].0, "需求分析 10-08 离开时缺1项");
    let changes: Vec<(&str, &str)> = sheet
        .history
        .rows
        .iter()
        .map(|row| (row.cells[1].as_str(), row.cells[2].as_str()))
        .collect();
    for change in [("金额", "142.0 → 186.0"), ("签约日", "11-28 → 12-20")] {
        assert!(changes.contains(&change), "{change:?} in {changes:?}");
    }
    assert!(changes.iter().all(|(field, _)| *field != "阶段"), "stages stand on the path");
    assert!(sheet.history.note.contains("120.0 + 22.0 + 44.0 = 186.0"), "{}", sheet.history.note);
    assert_eq!(sheet.risks.rows[0].cells, ["高", "预算未批", "找财务"]);
    assert_eq!(sheet.risks.rows[1].cells[1], "先签一期");
    assert!(sheet.next[0].contains("约总监复谈"), "{:?}", sheet.next);
    assert!(sheet.files.starts_with("报价单v2.pdf；"), "{}", sheet.files);
    assert!(sheet.files.contains("2025-10-12.csv"), "{}", sheet.files);

    for language in Language::ALL {
        let page = page(&workspace, language);
        let printed = printout(std::slice::from_ref(&page), "", &Tr::new(language));
        let pages = compile(&printed).unwrap();
        assert_eq!(pages.count(), 1, "{language:?}");
        assert!(pages.missing().is_empty(), "{:?}", pages.missing());
        let text = bare(&pages.text());
        let changed = bare(&page.history.rows[0].cells[2]);
        for said in ["甲厂改造", "丁总", "未见拍板人", "年底前定供应商", &changed, "报价单v2.pdf"]
        {
            assert!(text.contains(said), "{said} in {text}");
        }
    }
}

#[test]
fn those_of_a_scope_and_a_period_have_one_each_the_largest_first() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    listed(&desk, &mut workspace);
    let numbers = |scope: &str, period: Period| -> Vec<String> {
        let directory = Directory::load(&workspace.db).unwrap();
        let scope = directory.parse_scope(scope).unwrap();
        let found = found(&workspace, Which::Of(scope, period), Language::Chinese);
        assert_eq!(found.without, Vec::<String>::new());
        let number = |page: DealSheetPage| page.letterhead.number.expect("a number");
        found.sheets.into_iter().map(|sheet| number(sheet.page)).collect()
    };
    // E was won in October; D has no amount.
    assert_eq!(numbers("all", Period::Quarter(2025, 4)), ["C", "B", "A", "E", "D"]);
    assert_eq!(numbers("all", Period::Month(2025, 10)), ["E"]);
    assert_eq!(numbers("person:王芳", Period::Year(2025)), ["C", "B"]);
    assert!(numbers("all", Period::Quarter(2025, 3)).is_empty());

    let empty = Desk::new();
    let workspace = empty.with_company();
    let which = Which::Of(Scope::All, Period::Year(2025));
    assert!(found(&workspace, which, Language::English).sheets.is_empty());
}

#[test]
fn the_command_line_prints_one_deal_or_all_of_a_period() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    listed(&desk, &mut workspace);
    drop(workspace);
    let args = ["print", "销售.cox", "deal-sheet", "--date", TODAY, "--out", "页"];
    let said = desk.says(0, &[&args[..], &["--deal", "C"]].concat());
    assert_eq!(said.lines().count(), 1, "{said}");
    let file = desk.path("页").join("商机单 乙院 泵站.pdf");
    assert!(std::fs::read(file).unwrap().starts_with(b"%PDF-"));
    let said = desk.says(0, &[&args[..], &["--period", "2025-Q4"]].concat());
    assert_eq!(said.lines().filter(|line| line.contains("商机单")).count(), 5, "{said}");
    let error = desk.says(1, &[&args[..], &["--deal", "X9"]].concat());
    assert!(error.contains("X9"), "{error}");
    let none = desk.says(0, &[&args[..], &["--period", "2024-Q4"]].concat());
    assert!(none.contains("没有商机单：all"), "{none}");
}
