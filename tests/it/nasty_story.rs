//! What a sceptical reader tried: sheets in which a sum, a note or a unit was taken for something else.

use coxswain::command::import::{Create, Imported};
use coxswain::store::Workspace;
use coxswain::store::records::{Account, Activity, Opportunity, Product, SalesOrder};
use rust_xlsxwriter::Workbook;

use crate::common::{CREATE_ALL, Desk, TODAY, Take, counts, day, take};

const ALL: Take<'_> =
    Take { date: TODAY, map: "", kind: None, create: CREATE_ALL, preview: false, answers: &[] };

fn import(desk: &Desk, workspace: &mut Workspace, name: &str, text: &str) -> Imported {
    take(workspace, &desk.csv(name, text), &ALL)
}

#[test]
fn the_unit_counts_wherever_it_stands() {
    for (at, text) in [
        "单位：万元\n客户名称,商机名称,业务员,阶段,金额\n甲厂,一期,张伟,方案报价,80\n",
        "商机汇总表（单位：万元）\n客户名称,商机名称,业务员,阶段,金额\n甲厂,一期,张伟,方案报价,80\n",
        "客户名称,商机名称,业务员,阶段,\"预计金额（含税，万元）\"\n甲厂,一期,张伟,方案报价,80\n",
        "客户名称,商机名称,业务员,阶段,合同金额(预计)(万元)\n甲厂,一期,张伟,方案报价,80\n",
        "客户名称,商机名称,业务员,阶段,预计金额（万元/含税）\n甲厂,一期,张伟,方案报价,80\n",
        "客户名称,商机名称,业务员,阶段,金额(RMB 万元)\n甲厂,一期,张伟,方案报价,80\n",
    ]
    .iter()
    .enumerate()
    {
        let desk = Desk::new();
        let mut workspace = desk.open();
        let made = import(&desk, &mut workspace, "商机.csv", text);
        assert_eq!(counts(&made), (1, 0, 0, 0), "{at}");
        let deal = workspace.db.all::<Opportunity>().unwrap().pop().unwrap();
        assert_eq!(deal.amount, Some(80_000_000), "{at}: {text}");
    }
}

#[test]
fn a_record_is_data_whatever_words_it_holds() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let visits = "姓名,拜访日期,客户名称,工作内容\n张伟,2025-11-10,甲厂,销售数据汇总\n\
                  张伟,2025-11-11,甲厂,审核：合同\n";
    assert_eq!(counts(&import(&desk, &mut workspace, "拜访.csv", visits)), (2, 0, 0, 0));
    assert_eq!(workspace.db.all::<Activity>().unwrap().len(), 2);
    let products = "产品名称,系列,单价\nNotebook X1,N,5\n审批流程软件,S,5\n编制工具,S,5\n";
    assert_eq!(counts(&import(&desk, &mut workspace, "产品.csv", products)), (3, 0, 0, 0));
    assert_eq!(workspace.db.all::<Product>().unwrap().len(), 3);
    let accounts =
        "客户名称,行业\n浦发银行信用卡部,\n中国移动北京分公司,\n上海汇总,贸易\n\n丙公司,\n";
    let made = import(&desk, &mut workspace, "客户.csv", accounts);
    assert_eq!(counts(&made), (4, 0, 0, 0), "{:?}", made.sheets[0].skipped);
}

#[test]
fn a_second_row_of_one_record_never_takes_turns_with_the_first() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let accounts = "客户名称,行业\n甲厂,化工\n甲厂,能源\n";
    assert_eq!(counts(&import(&desk, &mut workspace, "客户.csv", accounts)), (1, 0, 0, 1));
    assert_eq!(counts(&import(&desk, &mut workspace, "客户.csv", accounts)), (0, 0, 1, 1));
    let kept = workspace.db.all::<Account>().unwrap().pop().unwrap();
    assert_eq!(kept.industry.as_deref(), Some("化工"));
}

#[test]
fn sheets_of_one_file_do_not_overwrite_each_other() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let path = desk.path("订单.xlsx");
    let mut book = Workbook::new();
    for (name, account) in [("华东", "甲厂"), ("华北", "乙厂")] {
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap();
        let rows = [
            ["订单编号", "客户名称", "下单日期", "产品名称", "金额"],
            ["1", account, "2025-11-03", "流量计", "100"],
        ];
        for (r, row) in (0..).zip(rows) {
            for (c, cell) in (0..).zip(row) {
                sheet.write_string(r, c, cell).unwrap();
            }
        }
    }
    book.save(&path).unwrap();
    take(&mut workspace, &path, &ALL);
    assert_eq!(workspace.db.all::<SalesOrder>().unwrap().len(), 2);
    let again = take(&mut workspace, &path, &ALL);
    assert!(again.sheets.iter().all(|sheet| sheet.unchanged == 1), "{again:?}");
}

#[test]
fn a_rejected_row_makes_nothing() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let deals = "商机编号,商机名称,客户名称,业务员,阶段\nS-1,一期,甲厂,张伟,方案报价\n\
                 S-1,二期,新厂,新人,方案报价\n,,丙厂,张伟,方案报价\n";
    let made = import(&desk, &mut workspace, "商机.csv", deals);
    assert_eq!(counts(&made), (1, 0, 0, 2));
    let names: Vec<String> =
        workspace.db.all::<Account>().unwrap().into_iter().map(|account| account.name).collect();
    assert_eq!(names, ["甲厂"]);
    let nothing = Take { create: Create::default(), ..ALL };
    let again = take(&mut workspace, &desk.path("商机.csv"), &nothing);
    assert_eq!(again.sheets[0].unchanged, 1);
}

#[test]
fn our_own_export_of_a_table_changes_nothing() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let accounts = "客户名称,行业,客户等级\n甲厂,化工,A\n乙厂,能源,B\n";
    import(&desk, &mut workspace, "客户.csv", accounts);
    let table = coxswain::sheets::tables::table(&workspace.db, "accounts", day(TODAY)).unwrap();
    let path = desk.path("accounts.csv");
    coxswain::sheets::write::write(&table, &path).unwrap();
    assert_eq!(counts(&take(&mut workspace, &path, &ALL)), (0, 0, 2, 0));
}
