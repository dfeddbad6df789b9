//! Four sheets into a new workspace: two by the system's dialog, two dropped; then taken back.

use std::path::Path;

use crate::console::{Area, Console};
use crate::desk::{Desk, Look, Running};
use crate::drag::Drag;
use crate::patience::until;
use crate::reader::Role;
use crate::sheets::{COUNTS, Sheets};

#[test]
fn four_sheets_come_in_by_dialog_and_by_drop_and_go_again() {
    let desk = Desk::new(Look::CHINESE);
    let sheets = Sheets::write(&desk);
    let file = desk.path("sales.cox");

    let console = Console::start(&desk, &[]);
    console.click(Role::Button, "新建工作区");
    console.answer(&file);
    console.read("四步上手");
    console.shot("first-steps");
    console.click(Role::Button, "去导入");
    console.read("文件只在本机读取，数据只保存在本机");

    console.click(Role::Button, "选择文件");
    console.answer(&sheets.roster);
    console.click(Role::Button, "添加文件");
    console.answer(&sheets.accounts);
    console.find_part(Role::Row, "customers.csv");
    let drag = Drag::over(&console, &[sheets.products, sheets.deals]);
    console.shot("import-dragging");
    drag.drop();
    for name in ["roster.csv", "customers.csv", "产品目录 2025.csv", "商机周报_2025-11-14.csv"]
    {
        console.find_part(Role::Row, name);
    }

    let rows: usize = COUNTS.iter().sum();
    console.find(Role::Button, &format!("预览变更（{rows}行）"));
    console.shot("import-mapping");
    console.click(Role::Button, &format!("预览变更（{rows}行）"));
    console.read("还没有写入任何数据");
    console.find_part(Role::Row, "白水流量");
    console.shot("import-changes");
    console.click(Role::Button, &format!("导入{rows}行"));
    console.read(&format!("文件{rows}行 = 新增 {rows} + 变更 0 + 未变 0 + 拒绝 0"));
    console.shot("import-done");

    let seen = counts_seen(&console);
    assert_eq!(seen, [COUNTS[0], COUNTS[1], COUNTS[3], 4], "people, customers, deals, sheets");
    console.close();
    assert_eq!(counts_stored(&desk, &file), COUNTS);
    let funnel =
        desk.json(&["show", &file.display().to_string(), "metric:new_opportunities", "--json"]);
    assert_eq!(funnel["value"], 5, "{funnel}");

    // Undo works after a restart.
    let console = Console::start(&desk, &[&file.display().to_string()]);
    console.read("现在需要你");
    console.quiet();
    console.press(&["ctrl+z"]);
    console.message("导入 roster.csv");
    assert_eq!(counts_seen(&console), [0, 0, 0, 0]);
    console.close();
    assert_eq!(counts_stored(&desk, &file), [0; 4]);
}

#[test]
fn sheets_dropped_on_the_welcome_screen_wait_for_their_workspace() {
    let desk = Desk::new(Look::CHINESE);
    let sheets = Sheets::write(&desk);
    let console = Console::start(&desk, &[]);
    console.find(Role::Button, "新建工作区");
    Drag::over(&console, &[sheets.roster, sheets.deals]).drop();
    console.answer(&desk.path("later.cox"));
    console.find_part(Role::Row, "roster.csv");
    console.find_part(Role::Row, "商机周报_2025-11-14.csv");
    // Kept, and offered again at the next start.
    console.close();
}

#[test]
fn tables_copied_elsewhere_are_pasted() {
    let desk = Desk::new(Look::CHINESE);
    let file = desk.path("pasted.cox");
    let name = file.display().to_string();
    desk.says(&["new", &name]);
    let console = Console::start(&desk, &[&name]);
    console.click(Role::Button, "去导入");
    console.read("文件只在本机读取，数据只保存在本机");

    let copied = copy(&desk, "姓名\t工号\t岗位\n陈雨晴\tN002\t销售代表\n何思远\tN004\t高级销售\n");
    console.click(Role::Button, "粘贴");
    import_rows(&console, 2, "pasted-button");
    drop(copied);

    // Excel puts quotes around a cell of two lines.
    let copied = copy(
        &desk,
        "商机编号\t商机名称\t负责人\t阶段\t金额\t本周进展\nP-201\t白水流量\t陈雨晴\t方案报价\t约80w\t\"二版报价，\n等回复\"\n",
    );
    console.click(Role::Button, "继续导入");
    console.find(Role::Button, "粘贴");
    console.press(&["ctrl+v"]);
    import_rows(&console, 1, "pasted-keys");
    drop(copied);
    console.close();
    let [people, accounts, products, _] = counts_stored(&desk, &file);
    assert_eq!([people, accounts, products], [2, 0, 0]);
    // Just written by the count above.
    let deals = std::fs::read_to_string(desk.path("opportunities.csv")).unwrap();
    let deals: Vec<&str> = deals.lines().skip(1).collect();
    assert_eq!(deals.len(), 2, "a deal with a note of two lines: {deals:?}");
    assert!(deals[0].contains("白水流量") && deals[0].ends_with("\"二版报价，"), "{deals:?}");
    assert!(deals[1].starts_with("等回复\""), "{deals:?}");
}

/// Puts a table on the clipboard, as long as what is returned is kept.
fn copy(desk: &Desk, table: &str) -> Running {
    let path = desk.path("copied.txt");
    std::fs::write(&path, table).unwrap();
    let mut command = desk.command(Path::new("xclip"));
    command.args(["-quiet", "-selection", "clipboard", "-t", "UTF8_STRING"]).arg(&path);
    let copied = Running::start(&mut command);
    let asked = ["xclip", "-selection", "clipboard", "-o", "-t", "UTF8_STRING"];
    until(desk, "the table to be on the clipboard", || (desk.asked(&asked) == table).then_some(()));
    copied
}

/// Imports what was pasted: so many rows, all of them new.
fn import_rows(console: &Console<'_>, rows: usize, shots: &str) {
    let preview = format!("预览变更（{rows}行）");
    console.find(Role::Button, &preview);
    console.shot(shots);
    console.click(Role::Button, &preview);
    console.click(Role::Button, &format!("导入{rows}行"));
    console.read(&format!("文件{rows}行 = 新增 {rows} + 变更 0 + 未变 0 + 拒绝 0"));
}

#[test]
fn an_undone_import_is_called_undone() {
    let desk = Desk::new(Look::CHINESE);
    let sheets = Sheets::write(&desk);
    let file = desk.path("undo.cox").display().to_string();
    desk.says(&["new", &file]);
    desk.says(&["import", &file, &sheets.roster.display().to_string()]);
    let console = Console::start(&desk, &[&file]);
    console.go(Area::Organisation);
    console.find_part(Role::Button, "在岗人员 4");
    console.press(&["ctrl+z"]);
    console.read("还没有人员");
    let said = console.read("导入 roster.csv");
    console.shot("undo-message");
    assert!(said.contains("撤销"), "undoing an import is told as “{said}”");
    console.close();
}

/// What the settings say the file holds: people, customers, opportunities, imported sheets.
fn counts_seen(console: &Console<'_>) -> [usize; 4] {
    console.go(Area::Settings);
    ["在岗人员", "客户", "商机", "导入的表"].map(|what| {
        let said = console.find_part(Role::Label, &format!("{what} ")).name;
        let number = said.rsplit(' ').next().unwrap().replace(',', "");
        number.parse().unwrap_or_else(|_| panic!("{said}"))
    })
}

/// How many people, customers, products and opportunities the file holds.
fn counts_stored(desk: &Desk, file: &Path) -> [usize; 4] {
    ["people", "accounts", "products", "opportunities"].map(|table| {
        let out = desk.path(&format!("{table}.csv"));
        let (file, to) = (file.display().to_string(), out.display().to_string());
        desk.says(&["export", &file, table, "--out", &to]);
        // One line is the headings.
        std::fs::read_to_string(out).unwrap().lines().count() - 1
    })
}
