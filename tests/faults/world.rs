//! What lies on every desk: a small company with deals, a stage model, a handover, an entered year, a step that
//! was undone, a backup, a damaged copy, and the sheets that commands take in. Made once, by the program.

use std::fmt::Write as _;
use std::sync::OnceLock;

use serde_json::Value;

use crate::desk::{Desk, Files};

/// The workspace that commands work on.
pub const WORKSPACE: &str = "w.cox";
/// The one that they make.
pub const NEW: &str = "n.cox";

const PEOPLE: &str = "姓名,工号,岗位,团队,区域,直接经理,入职日期,离职日期,所在城市
张伟,S01,销售代表,一组,华东,林晓峰,2023-03-01,,上海
王芳,S02,销售代表,二组,华南,赵磊,2022-07-15,,广州
李娜,S03,销售代表,二组,华南,赵磊,,,深圳
周强,S04,销售代表,二组,华南,赵磊,2021-05-01,2025-10-31,深圳
";
const ACCOUNTS: &str = "客户名称,行业,省市,负责人
甲厂,化工,上海,张伟
乙院,设计,广州,王芳
丙所,科研,深圳,李娜
";
const PRODUCTS: &str = "产品名称,系列,单价\nG1,G,550\nG2,G,4821.5\n";
const DEALS: &str =
    "商机编号,商机名称,客户名称,产品,负责人,阶段,预计金额（万元）,创建日期,签约日期\n";
/// Of a customer that nobody knows.
const UNKNOWN: &str = "X-1,新建,丁厂,G1,李娜,线索开发,5,,\n";

/// The world.
pub struct World {
    /// Its files.
    pub files: Files,
    /// The number of the last import.
    pub import: String,
}

/// The world, made when it is first asked for.
pub fn world() -> &'static World {
    static MADE: OnceLock<World> = OnceLock::new();
    MADE.get_or_init(make)
}

/// Sixty lines of deals: every fourth is won.
fn deals(letter: &str, stage: &str) -> String {
    let mut text = String::new();
    for n in 0..60 {
        let won = n % 4 == 0;
        writeln!(
            text,
            "{letter}-{n},改造{letter}{n},{},G{},{},{},{},2025-0{}-01,{}",
            ["甲厂", "乙院", "丙所"][n % 3],
            n % 2 + 1,
            ["张伟", "王芳", "李娜"][n % 3],
            if won { "赢单" } else { stage },
            n % 90 + 1,
            n % 9 + 1,
            if won { "2025-10-20" } else { "" },
        )
        .unwrap();
    }
    text
}

fn make() -> World {
    let desk = Desk::new();
    let earlier = [DEALS, &deals("D", "需求分析")].concat();
    let report = [DEALS, &deals("D", "方案报价"), &deals("E", "需求分析"), UNKNOWN].concat();
    for (name, text) in [
        ("people.csv", PEOPLE),
        ("accounts.csv", ACCOUNTS),
        ("products.csv", PRODUCTS),
        ("deals_2025-11-09.csv", earlier.as_str()),
        ("report_2025-11-16.csv", report.as_str()),
        ("2026.csv", "2026-01-01,2026-01-03,off,元旦\n2026-01-04,2026-01-04,work,元旦\n"),
        ("2027.csv", "2027-01-01,2027-01-03,off,元旦\n"),
    ] {
        desk.write(name, text.as_bytes());
    }
    desk.says(&["new", "w.cox"]);
    for sheet in ["people.csv", "accounts.csv", "products.csv", "deals_2025-11-09.csv"] {
        desk.says(&["import", "w.cox", sheet]);
    }
    let imports: Value =
        serde_json::from_str(&desk.says(&["show", "w.cox", "imports", "--json"])).unwrap();
    let import = imports["imports"].as_array().unwrap().last().unwrap()["import"].to_string();
    desk.says(&["stages", "w.cox", "add", "four-stages", "--line", "G"]);
    desk.says(&["stages", "w.cox", "export", "--line", "G", "--out", "model.toml"]);
    let model = std::fs::read_to_string(desk.path("model.toml")).unwrap();
    let model = model.replace("line = \"G\"", "line = \"H\"").replace("四阶段", "另四阶段");
    desk.write("model.toml", model.as_bytes());
    desk.says(&["calendar", "w.cox", "import", "2026", "2026.csv", "--notice", "国办发明电"]);
    let days = ["--effective", "2025-11-18", "--last-day", "2025-11-17"];
    desk.says(&[&["handover", "w.cox", "start", "张伟"][..], &days].concat());
    desk.says(&["handover", "w.cox", "assign", "HO-2025-0001", "--to", "李娜"]);
    desk.says(&["export", "w.cox", "--all", "--out", "whole"]);
    std::fs::rename(desk.path("whole/coxswain.json"), desk.path("whole.json")).unwrap();
    std::fs::remove_dir_all(desk.path("whole")).unwrap();
    desk.says(&["backup", "w.cox", "--out", "b.cox"]);
    let goal = ["--value", "100000000", "--split", "even", "--set"];
    desk.says(&[&["targets", "w.cox", "--period", "2025-Q4"][..], &goal].concat());
    desk.says(&["calendar", "w.cox", "company-day", "2025-12-24", "off", "盘点"]);
    desk.says(&["undo", "w.cox"]);
    let mut damaged = std::fs::read(desk.path(WORKSPACE)).unwrap();
    damaged[4096 * 100..4096 * 101].fill(0);
    desk.write("damaged.cox", &damaged);
    World { files: desk.files(), import }
}
