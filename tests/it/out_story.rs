//! What goes out: text that spreadsheets cannot run, templates that come back with certainty, and
//! everything at once, from which the same workspace is made.

use std::fs;

use coxswain::i18n::{Language, Tr};
use coxswain::sheets::intake::FileOfSheets;
use coxswain::sheets::kinds::Kind;
use coxswain::sheets::tables::TABLES;
use coxswain::sheets::write::{Choices, template};
use coxswain::store::Workspace;
use coxswain::store::records::{Account, Opportunity};
use rust_xlsxwriter::Workbook;
use serde_json::Value;

use crate::common::{
    self, CREATE_ALL, Desk, TODAY, Take, company, counts, day, everything, hash, take,
};

/// Reads a workbook of the desk as an import does.
fn read(desk: &Desk, name: &str) -> FileOfSheets {
    common::read(&desk.path(name), day(TODAY))
}

#[test]
fn a_text_that_looks_like_a_formula_goes_out_safe_and_comes_back() {
    let (here, there) = (Desk::new(), Desk::new());
    let (mut from, mut to) = (here.open(), there.open());
    company(&here, &mut from);
    company(&there, &mut to);
    let deals = here.csv(
        "商机.csv",
        "商机编号,商机名称,客户名称,负责人,阶段,金额,创建日期,备注
         S-1,=1+1,甲厂,张伟,需求分析,5,2025-10-01,+1 次拜访
         S-2,'t 一号,甲厂,张伟,需求分析,5,2025-10-01,@周工",
    );
    assert_eq!(counts(&take(&mut from, &deals, &Take::default())).0, 2);
    drop(from);
    here.says(0, &["export", "销售.cox", "opportunities", "--out", "出.csv"]);
    let text = fs::read_to_string(here.path("出.csv")).unwrap();
    assert!(text.starts_with("\u{feff}number,name,") && text.ends_with("\r\n"), "{text}");
    assert!(!text.replace("\r\n", "").contains('\n'), "{text}");
    let first = text.lines().nth(1).unwrap();
    assert!(first.contains(",'=1+1,") && first.contains(",'+1 次拜访,"), "{first}");
    let second = text.lines().nth(2).unwrap();
    assert!(second.contains(",'t 一号,") && second.contains(",'@周工,"), "{second}");
    assert_eq!(counts(&take(&mut to, &here.path("出.csv"), &Take::default())).0, 2);
    let from = here.open();
    let said = |workspace: &Workspace| {
        let deals = workspace.db.all::<Opportunity>().unwrap().into_iter();
        deals.map(|deal| (deal.name, deal.note, deal.amount)).collect::<Vec<_>>()
    };
    assert_eq!(said(&from), said(&to));
}

#[test]
fn a_workbook_holds_numbers_and_days_as_such() {
    let desk = Desk::new();
    company(&desk, &mut desk.open());
    desk.says(0, &["export", "销售.cox", "people", "--out", "人.xlsx", "--date", TODAY]);
    let before = hash(&desk.path("人.xlsx"));
    desk.says(0, &["export", "销售.cox", "people", "--out", "人.xlsx", "--date", TODAY]);
    assert_eq!(hash(&desk.path("人.xlsx")), before, "the same data, the same bytes");
    let book = desk.json(0, &["read", "人.xlsx", "--json"]);
    let rows = book["sheets"][0]["rows"].as_array().unwrap();
    let headings: Vec<&str> =
        rows[0]["cells"].as_array().unwrap().iter().map(|c| c["Text"].as_str().unwrap()).collect();
    let at = headings.iter().position(|heading| *heading == "hired").unwrap();
    let found = rows.iter().any(|row| row["cells"][at]["Date"] == "2023-03-01");
    assert!(found, "{rows:?}");
}

#[test]
fn a_template_comes_back_with_certainty() {
    let desk = Desk::new();
    for language in Language::ALL {
        let tr = Tr::new(language);
        for kind in Kind::ALL {
            let made = template(kind, &Choices::standard(language), &tr).unwrap();
            fs::write(desk.path("模板.xlsx"), made).unwrap();
            let file = read(&desk, "模板.xlsx");
            assert_eq!(file.sheets.len(), 1, "{kind:?}: the example and the mark are left out");
            assert!(file.hidden.is_empty(), "{kind:?}");
            let (grid, mapping) = &file.sheets[0];
            let mapping = mapping.as_ref().unwrap();
            assert_eq!(mapping.kind, kind);
            assert!(
                mapping.columns.iter().all(|column| column.by_hand),
                "{kind:?}: told by the mark"
            );
            let fields: Vec<_> = mapping.columns.iter().filter_map(|column| column.field).collect();
            let expected: Vec<_> = kind.fields().iter().map(|field| field.id).collect();
            assert_eq!(fields, expected, "{kind:?}");
            assert_eq!(mapping.rows(grid).count(), 0, "{kind:?}: nothing is filled in yet");
        }
    }
}

/// A workbook with this mark, and these cells on its first sheet.
fn marked(desk: &Desk, name: &str, columns: &[(&str, &str)], cells: &[&[&str]]) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in (0_u32..).zip(cells) {
        for (column, cell) in (0_u16..).zip(*cells) {
            sheet.write_string(row, column, *cell).unwrap();
        }
    }
    let mark = book.add_worksheet();
    mark.set_name("_coxswain").unwrap().set_very_hidden(true);
    let head = [["coxswain", "1"], ["kind", "accounts"], ["language", "en"], ["left-out", ""]];
    let rest = columns.iter().map(|(heading, field)| [*heading, *field]);
    for (row, cells) in (0_u32..).zip(head.into_iter().chain(rest)) {
        for (column, cell) in (0_u16..).zip(cells) {
            mark.write_string(row, column, cell).unwrap();
        }
    }
    book.save(desk.path(name)).unwrap();
}

#[test]
fn the_mark_goes_before_the_headings() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let columns = [("谁", "name"), ("干什么的", "industry")];
    let cells: [&[&str]; 2] = [&["谁", "干什么的", "省市"], &["甲厂", "化工", "上海"]];
    marked(&desk, "表.xlsx", &columns, &cells);
    let made = take(&mut workspace, &desk.path("表.xlsx"), &Take::default());
    assert_eq!(counts(&made), (1, 0, 0, 0));
    let account = workspace.db.all::<Account>().unwrap().remove(0);
    assert_eq!(
        (account.name.as_str(), account.industry.as_deref(), account.location.as_deref()),
        ("甲厂", Some("化工"), Some("上海")),
        "a column that the mark does not know is told by its heading"
    );
    // Where the headings are others, they decide.
    let cells: [&[&str]; 2] = [&["姓名", "团队"], &["张伟", "一组"]];
    marked(&desk, "人.xlsx", &columns, &cells);
    let file = read(&desk, "人.xlsx");
    assert_eq!(file.sheets[0].1.as_ref().unwrap().kind, Kind::People);
}

/// A desk whose workspace holds something in many tables.
fn full() -> Desk {
    let desk = Desk::new();
    let mut workspace = desk.open();
    company(&desk, &mut workspace);
    let all = Take { create: CREATE_ALL, ..Take::default() };
    for (name, sheet) in [
        (
            "商机.csv",
            "商机编号,商机名称,客户名称,产品,负责人,阶段,金额,赢率,创建日期,颜色
             S-1,改造,甲厂,G1,张伟,需求分析,100,50%,2025-10-01,红
             S-2,扩建,乙院,G2,王芳,没有,1,,2025-10-01,",
        ),
        ("目标.csv", "姓名,指标,周期,目标值\n张伟,签约额,2025-Q4,500000"),
        ("订单.csv", "订单编号,下单日期,客户名称,数量,单价\nSO-1,2025-03-01,甲厂,1.5,2039.994"),
        ("技能.csv", "姓名,技能,等级\n张伟,谈判,3"),
        ("客户满意度.csv", "客户名称,满意度,意见\n甲厂,9,\"一行\"\"引号\"\"\""),
    ] {
        let path = desk.csv(name, sheet);
        take(&mut workspace, &path, &all);
    }
    drop(workspace);
    desk
}

#[test]
fn everything_goes_out_and_comes_back_the_same() {
    let desk = full();
    let said = desk.says(0, &["export", "销售.cox", "--all", "--out", "全部", "--date", TODAY]);
    assert!(said.contains("全部"), "{said}");
    for table in TABLES {
        assert!(desk.path("全部/csv").join(format!("{table}.csv")).exists(), "{table}");
    }
    let book = desk.json(0, &["read", "全部/coxswain.xlsx", "--json"]);
    let names: Vec<&str> = book["sheets"]
        .as_array()
        .unwrap()
        .iter()
        .map(|sheet| sheet["name"].as_str().unwrap())
        .collect();
    assert_eq!((names[0], names[names.len() - 1]), ("说明", "_coxswain"));
    assert_eq!(names[1..=TABLES.len()], TABLES);
    let json: Value =
        serde_json::from_slice(&fs::read(desk.path("全部/coxswain.json")).unwrap()).unwrap();
    assert_eq!(json["coxswain"]["columns"]["person"]["name"], "text");
    assert_eq!(json["tables"]["person"].as_array().unwrap().len(), 5);

    let before = everything(&desk.open().db);
    desk.says(0, &["import-all", "全部/coxswain.json", "新.cox"]);
    desk.says(0, &["check", "新.cox"]);
    let mut workspace = Workspace::open(&desk.path("新.cox")).unwrap();
    assert!(everything(&workspace.db) == before, "every row of every table, keys included");
    // A new row gets a key that nothing had before.
    let highest = highest_key(&json);
    let next = workspace.db.transaction(&Default::default(), |db| db.allocate()).unwrap().0;
    assert!(next > highest, "{next} {highest}");
    drop(workspace);
    desk.says(0, &["export", "新.cox", "--all", "--out", "再次", "--date", TODAY]);
    let hashes = |folder: &str, name: &str| hash(&desk.path(folder).join(name));
    for name in ["coxswain.json", "coxswain.xlsx", "csv/people.csv", "csv/imports.csv"] {
        assert_eq!(hashes("全部", name), hashes("再次", name), "{name}");
    }
    // An import from before cannot be taken back, and says why.
    let imports = desk.json(0, &["show", "新.cox", "imports", "--json"]);
    let number = imports["imports"][0]["import"].to_string();
    assert!(desk.says(1, &["take-back", "新.cox", &number]).contains("没有"));
}

fn highest_key(json: &Value) -> i64 {
    let tables = json["tables"].as_object().unwrap().values();
    let rows = tables.flat_map(|rows| rows.as_array().unwrap());
    rows.map(|row| row["id"].as_i64().unwrap()).max().unwrap()
}

#[test]
fn the_workbook_of_everything_is_read_as_its_tables() {
    let desk = full();
    desk.says(0, &["export", "销售.cox", "--all", "--out", "全部"]);
    let file = read(&desk, "全部/coxswain.xlsx");
    for (grid, mapping) in &file.sheets {
        let Some(mapping) = mapping else { panic!("{} is of no kind", grid.name) };
        assert_eq!(mapping.kind.word(), grid.name);
    }
    assert_eq!(file.sheets.len(), Kind::ALL.len(), "what is no kind is left out");
}

#[test]
fn what_is_there_is_left_as_it_is() {
    let desk = full();
    fs::create_dir(desk.path("有")).unwrap();
    fs::write(desk.path("有/文件"), "x").unwrap();
    let said = desk.says(1, &["export", "销售.cox", "--all", "--out", "有"]);
    assert!(said.contains("已有文件"), "{said}");
    assert_eq!(fs::read_dir(desk.path("有")).unwrap().count(), 1);
    fs::create_dir(desk.path("空")).unwrap();
    desk.says(0, &["export", "销售.cox", "--all", "--out", "空"]);
    let before = hash(&desk.file);
    assert!(desk.says(1, &["import-all", "空/coxswain.json", "销售.cox"]).contains("已经存在"));
    assert_eq!(hash(&desk.file), before);
    fs::write(desk.path("别的.json"), "{\"a\": 1}").unwrap();
    assert!(desk.says(1, &["import-all", "别的.json", "新.cox"]).contains("不是舵手"));
    let json = fs::read_to_string(desk.path("空/coxswain.json")).unwrap();
    let newer = json.replacen("\"format\": 1", "\"format\": 2", 1);
    fs::write(desk.path("新.json"), newer).unwrap();
    assert!(desk.says(1, &["import-all", "新.json", "新.cox"]).contains("更新版本"));
    // A row that refers to nothing breaks the whole, and nothing is left behind.
    let broken = json.replacen(",\"owner_id\":", ",\"owner_id\":9", 1);
    fs::write(desk.path("坏.json"), broken).unwrap();
    desk.says(1, &["import-all", "坏.json", "新.cox"]);
    assert!(!desk.path("新.cox").exists() && !desk.path("新.cox.part").exists());
    for args in [
        &["export", "销售.cox", "--out", "x"][..],
        &["export", "销售.cox", "people", "--all", "--out", "x"],
        &["template", "nothing", "--out", "x.xlsx"],
        &["template", "people", "--out", "x.csv"],
    ] {
        desk.says(2, args);
    }
    assert!(!desk.path("x").exists() && !desk.path("x.csv").exists());
}

#[test]
fn a_template_offers_what_the_workspace_has() {
    let desk = full();
    let args = ["template", "opportunities", "--out", "商机模板.xlsx", "--workspace", "销售.cox"];
    assert!(desk.says(0, &args).contains("商机模板.xlsx"));
    let book = desk.json(0, &["read", "商机模板.xlsx", "--json"]);
    let sheets = book["sheets"].as_array().unwrap();
    let names: Vec<&Value> = sheets.iter().map(|sheet| &sheet["name"]).collect();
    assert_eq!(names, ["商机", "示例", "_coxswain"]);
    let hidden = sheets[2].to_string();
    for word in ["线索开发", "赢单", "张伟", "G1"] {
        assert!(hidden.contains(word), "{word}: {hidden}");
    }
}
