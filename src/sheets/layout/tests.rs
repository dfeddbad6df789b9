//! Sheets as people send them, small enough to be read here.

use super::*;
use crate::sheets::read::{Merge, Shape};

fn row(number: u32, cells: &[&str]) -> Row {
    let cell = |text: &&str| match text.parse::<f64>() {
        _ if text.is_empty() => Cell::Empty,
        Ok(number) => Cell::Number(number),
        Err(_) => Cell::Text((*text).into()),
    };
    Row { number, cells: cells.iter().map(cell).collect() }
}

fn grid(rows: Vec<Row>) -> Grid {
    Grid { name: "Sheet1".to_owned(), hidden: false, rows, shape: Shape::default() }
}

fn all(grid: &Grid) -> Vec<Mapping> {
    let report = NaiveDate::from_ymd_opt(2025, 11, 18);
    tables(grid, None, &Map::default(), &Hints { report, ..Hints::default() }).unwrap()
}

fn kind_of(headings: &[&str]) -> Option<(Kind, usize)> {
    let tables = all(&grid(vec![row(1, headings)]));
    tables.first().map(|m| (m.kind, m.score()))
}

#[test]
fn headings_tell_the_kind() {
    for (headings, expected) in [
        (&["sales_agent", "manager", "regional_office"][..], Some((Kind::People, 3))),
        (
            &[
                "account",
                "sector",
                "year_established",
                "revenue",
                "employees",
                "office_location",
                "subsidiary_of",
            ],
            Some((Kind::Accounts, 3)),
        ),
        (&["product", "series", "sales_price"], Some((Kind::Products, 3))),
        (
            &[
                "opportunity_id",
                "sales_agent",
                "product",
                "account",
                "deal_stage",
                "engage_date",
                "close_date",
                "close_value",
            ],
            Some((Kind::Opportunities, 8)),
        ),
        (&["姓名", "指标", "周期", "目标值"], Some((Kind::Targets, 4))),
        (&["Person", "Metric", "Period", "Target"], Some((Kind::Targets, 4))),
        (&["foo", "bar"], None),
    ] {
        assert_eq!(kind_of(headings), expected, "{headings:?}");
    }
}

#[test]
fn a_map_decides_and_letters_name_columns() {
    let map = Map::parse("header = false\n[columns]\nA = \"name\"\nB = \"series\"").unwrap();
    let grid = grid(vec![row(1, &["GTX", "G"])]);
    let found = tables(&grid, Some(Kind::Products), &map, &Hints::default()).unwrap();
    let mapping = found.first().unwrap();
    assert_eq!(
        (mapping.header_row, mapping.column_of("name"), mapping.column_of("series")),
        (0, Some(0), Some(1))
    );
    let wrong = Map::parse("[columns]\nA = \"stage\"").unwrap();
    let grid = self::grid(vec![row(1, &["A"])]);
    let refused = tables(&grid, Some(Kind::Products), &wrong, &Hints::default());
    assert_eq!(refused.unwrap_err().key(), "error-map-field");
}

#[test]
fn merges_fill_the_rows_they_cover() {
    let mut grid = grid(vec![
        row(1, &["客户", "负责人", "阶段"]),
        row(2, &["甲", "刘子昂", "方案报价"]),
        row(3, &["乙", "", "方案报价"]),
        row(4, &["丙", "张雨桐", "方案报价"]),
    ]);
    grid.shape.merges = vec![Merge { rows: (2, 3), columns: (1, 1) }];
    let table = all(&grid).remove(0);
    let owners: Vec<_> =
        table.rows(&grid).map(|data| data.row.cells[1].text().into_owned()).collect();
    assert_eq!(owners, ["刘子昂", "刘子昂", "张雨桐"]);
}

#[test]
fn every_row_has_one_meaning() {
    let grid = grid(vec![
        row(1, &["华东区周报"]),
        row(2, &["填报说明：金额万元"]),
        row(4, &["客户", "负责人", "阶段", "金额(万元)"]),
        row(5, &["华东区"]),
        row(6, &["甲", "刘子昂", "方案报价", "10"]),
        row(7, &["乙", "刘子昂", "方案报价", "5"]),
        row(8, &["小计", "", "", "15"]),
        row(9, &["客户", "负责人", "阶段", "金额(万元)"]),
        row(10, &["丙", "张雨桐", "方案报价", "7"]),
        row(11, &["合计", "", "", "23"]),
        row(12, &["制表人：王芳", "", "审核：李敏"]),
    ]);
    let table = all(&grid).remove(0);
    let roles: Vec<_> = table.roles.iter().map(|(row, role)| (*row, *role)).collect();
    use Role::{Header, Note, RepeatedHeader, Section, Subtotal, Title, Total};
    assert_eq!(
        roles,
        [
            (1, Title),
            (2, Note),
            (4, Header),
            (5, Section),
            (8, Subtotal),
            (9, RepeatedHeader),
            (11, Total),
            (12, Note)
        ]
    );
    let [check] = table.checks.as_slice() else { panic!("{:?}", table.checks) };
    assert_eq!((check.row, check.claims.as_str(), check.sums_to.as_str()), (11, "23", "22"));
}

#[test]
fn a_form_is_one_record() {
    let mut form = grid(vec![
        row(1, &["工作周报"]),
        row(2, &["姓名", "刘子昂", "部门", "华东区"]),
        row(3, &["2025.11.10-2025.11.14（11月第2周）"]),
        row(4, &["期间", "类别", "具体工作内容", "发现的问题"]),
        row(5, &["本周重点工作", "拜访", "南京江岚方案澄清", "交期偏长"]),
        row(6, &["", "报价", "苏州澄湖二版"]),
        row(7, &["下周工作计划：拜访无锡锡澄"]),
        row(8, &["本周的感受：客户响应快"]),
        row(9, &["需要支持", "请生产部排期"]),
    ]);
    form.shape.merges = vec![Merge { rows: (5, 6), columns: (0, 0) }];
    let tables = all(&form);
    let [table] = tables.as_slice() else { panic!("{tables:?}") };
    let records: Vec<_> = table.rows(&form).collect();
    let [record] = records.as_slice() else { panic!("{records:?}") };
    let said: Vec<(&str, String)> = table
        .columns
        .iter()
        .zip(&record.row.cells)
        .map(|(column, cell)| {
            (column.field.unwrap_or(column.heading.as_str()), cell.text().into_owned())
        })
        .collect();
    assert_eq!(
        said,
        [
            ("period", "2025.11.10-2025.11.14(11月第2周)".to_owned()),
            ("person", "刘子昂".to_owned()),
            ("problems", "交期偏长".to_owned()),
            ("done", "拜访；南京江岚方案澄清\n报价；苏州澄湖二版".to_owned()),
            ("plan", "拜访无锡锡澄".to_owned()),
            ("本周的感受", "客户响应快".to_owned()),
            ("help", "请生产部排期".to_owned()),
        ]
    );
}

#[test]
fn a_deals_export_of_zoho_is_known() {
    // The fields of the document that sheets/kinds/deals.rs names.
    let headings = [
        "Deal Name",
        "Account Name",
        "Amount",
        "Closing Date",
        "Stage",
        "Probability (%)",
        "Deal Owner",
        "Description",
    ];
    assert_eq!(kind_of(&headings), Some((Kind::Opportunities, 7)));
}
