//! The command line as scripts use it: exit codes 0, 1, 2, 3 and the JSON of the user guide.

use std::collections::BTreeSet;
use std::fs;

use serde_json::{Value, json};

use crate::common::{Desk, company, hash, text};

/// The keys of a JSON object: the contract names each.
fn keys(value: &Value) -> BTreeSet<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}

fn set<'a>(keys: &[&'a str]) -> BTreeSet<&'a str> {
    keys.iter().copied().collect()
}

/// A desk with the small company and a report of two good rows and one bad.
fn prepared() -> Desk {
    let desk = Desk::new();
    company(&desk, &mut desk.open());
    desk.csv(
        "周报_2025-11-09.csv",
        "商机编号,商机名称,客户名称,产品,负责人,阶段,预计金额（万元）,创建日期,签约日期
         S-1,改造,甲厂,G1,张伟,需求分析,186,2025-10-01,
         S-2,扩建,乙院,G2,王芳,赢单,40,2025-08-01,2025-10-20
         S-3,新建,丁厂,G1,李娜,线索开发,5,,",
    );
    desk
}

#[test]
fn making_a_workspace() {
    let desk = Desk::new();
    assert!(desk.says(0, &["new", "新.cox"]).contains("新.cox"));
    let before = hash(&desk.path("新.cox"));
    assert!(desk.says(1, &["new", "新.cox"]).contains("已经存在"));
    assert_eq!(hash(&desk.path("新.cox")), before);
    assert!(desk.says(1, &["new", "没有这个文件夹/新.cox"]).contains("找不到"));
    assert_eq!(desk.says(0, &["check", "新.cox"]).lines().count(), 1);
    let people = desk.json(0, &["show", "新.cox", "people", "--json"]);
    assert_eq!(people, json!({ "people": [] }));
}

#[test]
fn wrong_usage_ends_with_two_and_changes_nothing() {
    let desk = prepared();
    let before = hash(&desk.file);
    fs::write(desk.path("坏.toml"), "columns = 1").unwrap();
    fs::write(desk.path("坏2.toml"), "[colums]\n").unwrap();
    fs::write(desk.path("坏3.toml"), "[columns]\n\"阶段\" = \"stages\"\n").unwrap();
    let file = "销售.cox";
    let report = "周报_2025-11-09.csv";
    let cases: &[&[&str]] = &[
        &["show"],
        &["show", file, "nothing"],
        &["show", file, "metric:nothing"],
        &["show", file, "people", "--scope", "team:没有"],
        &["show", file, "people", "--scope", "something"],
        &["show", file, "evaluation"],
        &["show", file, "metric:win_rate", "--period", "2025-Q5"],
        &["show", file, "funnel", "--rule", "nothing"],
        &["show", file, "funnel", "--by", "weather"],
        &["show", file, "funnel", "--as-of", "2025-02-30"],
        &["print", file, "nothing", "--period", "2025", "--out", "x"],
        &["print", file, "evaluation", "--period", "nothing", "--out", "x"],
        &["export", file, "nothing", "--out", "x.csv"],
        &["export", file, "people", "--out", "x.pdf"],
        &["import", file],
        &["import", file, report, "--as", "nothing"],
        &["import", file, report, "--create", "nothing"],
        &["import", file, report, "--map", "坏.toml"],
        &["import", file, report, "--map", "坏2.toml"],
        &["import", file, report, "--as", "opportunities", "--map", "坏3.toml"],
        &["check", file, "--language", "fr"],
        &["improt"],
        &[file, "check", file],
        &["improt", file],
    ];
    for args in cases {
        let said = desk.says(2, args);
        assert!(!said.trim().is_empty(), "{args:?} says nothing");
        assert_eq!(hash(&desk.file), before, "{args:?}");
    }
    assert!(!desk.path("x.csv").exists() && !desk.path("x.pdf").exists());
}

#[test]
fn what_fails_ends_with_one_and_says_what_and_what_to_do() {
    let desk = prepared();
    fs::write(desk.path("文字.cox"), "hello").unwrap();
    fs::write(desk.path("不是表.csv"), b"%PDF-1.7").unwrap();
    let cases: &[(&[&str], &str)] = &[
        (&["show", "没有.cox", "people"], "找不到"),
        (&["check", "文字.cox"], "不是舵手工作区"),
        (&["import", "销售.cox", "没有.csv"], "找不到"),
        (&["import", "销售.cox", "不是表.csv"], "PDF"),
        (&["import", "销售.cox", "周报_2025-11-09.csv", "--map", "没有.toml"], "找不到"),
        (&["read", "没有.csv"], "找不到"),
        (&["undo", "没有.cox"], "找不到"),
        (&["redo", "销售.cox"], "没有可以重做"),
        (&["take-back", "销售.cox", "999999"], "不在了"),
        (&["restore", "文字.cox", "销售.cox"], "不是舵手工作区"),
        (&["export", "销售.cox", "people", "--out", "没有这个文件夹/人.csv"], "写不了"),
        (&["read", "周报_2025-11-09.csv", "--sheet", "没有"], "没有工作表"),
    ];
    let before = hash(&desk.file);
    for (args, words) in cases {
        let said = desk.says(1, args);
        assert!(said.contains(words), "{args:?}: {said}");
        assert!(!said.contains("error-") && !said.contains("panicked"), "{args:?}: {said}");
        assert_eq!(hash(&desk.file), before, "{args:?}");
    }
    let english = desk.says(1, &["show", "none.cox", "people", "--language", "en"]);
    assert!(english.contains("was not found"), "{english}");
}

#[test]
fn an_import_accounts_for_every_row() {
    let desk = prepared();
    let answer = desk.json(3, &["import", "销售.cox", "周报_2025-11-09.csv", "--json"]);
    assert_eq!(keys(&answer), set(&["sheets"]));
    let sheet = &answer["sheets"][0];
    let expected = [
        "file",
        "sheet",
        "kind",
        "report_date",
        "rows",
        "new",
        "changed",
        "unchanged",
        "rejected",
        "created",
        "rejections",
        "corrections",
        "corrected",
        "checks",
        "skipped",
        "left_out",
        "skills_not_asked",
        "sums",
        "missing",
    ];
    assert_eq!(keys(sheet), set(&expected));
    assert_eq!(
        (&sheet["file"], &sheet["kind"]),
        (&json!("周报_2025-11-09.csv"), &json!("opportunities"))
    );
    assert_eq!(sheet["report_date"], "2025-11-09", "the date in the file's name");
    let n = |key: &str| sheet[key].as_u64().unwrap();
    assert_eq!((n("rows"), n("new"), n("changed"), n("unchanged"), n("rejected")), (3, 2, 0, 0, 1));
    let rejection = &sheet["rejections"][0];
    assert_eq!(keys(rejection), set(&["row", "reasons"]));
    assert_eq!(rejection["row"], 4);
    assert!(rejection["reasons"][0].as_str().unwrap().contains("丁厂"));
    assert_eq!(sheet["created"], json!([]));

    let created = desk
        .json(0, &["import", "销售.cox", "周报_2025-11-09.csv", "--create", "account", "--json"]);
    let sheet = &created["sheets"][0];
    assert_eq!((&sheet["new"], &sheet["unchanged"]), (&json!(1), &json!(2)));
    assert_eq!(sheet["created"], json!([{ "field": "account", "name": "丁厂" }]));
    let again = desk.json(0, &["import", "销售.cox", "周报_2025-11-09.csv", "--json"]);
    assert_eq!(
        (&again["sheets"][0]["new"], &again["sheets"][0]["changed"]),
        (&json!(0), &json!(0))
    );

    let imports = desk.json(0, &["show", "销售.cox", "imports", "--json"]);
    let list = imports["imports"].as_array().unwrap();
    assert_eq!(list.len(), 5, "three of the company, two of the report");
    let expected = [
        "import",
        "at",
        "by",
        "file",
        "sheet",
        "hash",
        "kind",
        "report_date",
        "rows",
        "new",
        "changed",
        "unchanged",
        "rejected",
        "taken_back",
    ];
    assert_eq!(keys(&list[3]), set(&expected));
    assert_eq!(list[3]["hash"], hash(&desk.path("周报_2025-11-09.csv")));
    // In words, for people.
    let said = desk.says(
        0,
        &["import", "销售.cox", "周报_2025-11-09.csv", "--dry-run", "--date", "2025-11-01"],
    );
    assert!(said.contains("没有写入") && said.contains("变更 3"), "{said}");
    // A week later one deal is no longer named: a person is asked, nothing is changed.
    desk.csv(
        "周报_2025-11-16.csv",
        "商机编号,商机名称,客户名称,负责人,阶段\nS-4,新线,甲厂,张伟,线索开发\nS-5,备件,甲厂,张伟,线索开发",
    );
    desk.csv(
        "周报_2025-11-23.csv",
        "商机编号,商机名称,客户名称,负责人,阶段\nS-4,新线,甲厂,张伟,需求分析",
    );
    let first = desk.json(0, &["import", "销售.cox", "周报_2025-11-16.csv", "--json"]);
    assert_eq!(first["sheets"][0]["missing"], json!([]), "it names none of the deals known");
    let second = desk.says(0, &["import", "销售.cox", "周报_2025-11-23.csv", "--dry-run"]);
    assert!(second.contains("2 个进行中的商机") && second.contains("备件"), "{second}");
    let second = desk.json(0, &["import", "销售.cox", "周报_2025-11-23.csv", "--json"]);
    assert_eq!(
        second["sheets"][0]["missing"],
        json!([
            { "number": "S-5", "name": "备件", "owner": "张伟", "last_reported": "2025-11-16" },
            { "number": "S-1", "name": "改造", "owner": "张伟", "last_reported": "2025-11-09" },
        ])
    );
}

#[test]
fn a_dry_run_of_many_files_is_what_the_import_does() {
    let desk = Desk::new();
    desk.csv("商机.csv", "商机编号,客户名称,负责人,阶段\nS-1,甲厂,张伟,线索开发");
    desk.csv("名册.csv", "姓名,团队\n张伟,一组");
    desk.csv("客户.csv", "客户名称,行业\n甲厂,化工");
    // People and customers come before the deals that name them, whatever the order of arguments.
    let args = |dry: &'static [&'static str]| {
        let mut args = vec![
            "import",
            "销售.cox",
            "商机.csv",
            "名册.csv",
            "客户.csv",
            "--date",
            "2025-11-09",
            "--json",
        ];
        args.extend(dry);
        args
    };
    let before = hash(&desk.file);
    let shown = desk.run(&args(&["--dry-run"]));
    assert_eq!(hash(&desk.file), before);
    let done = desk.run(&args(&[]));
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stdout));
    assert_eq!(text(&shown.stdout), text(&done.stdout));
    assert_eq!(shown.status.code(), Some(0));
}

#[test]
fn figures_as_json() {
    let desk = prepared();
    desk.says(3, &["import", "销售.cox", "周报_2025-11-09.csv"]);
    let show = |what: &str, more: &[&str]| {
        let mut args = vec!["show", "销售.cox", what, "--as-of", "2025-11-09", "--json"];
        args.extend(more);
        desk.json(0, &args)
    };
    let people = show("people", &["--scope", "team:二组"]);
    let expected = json!([
        {
            "name": "王芳", "number": "S02", "post": "销售代表", "team": "二组", "region": "华南",
            "manager": "赵磊", "origin": "import",
        },
        {
            "name": "赵磊", "number": null, "post": null, "team": "二组", "region": "华南",
            "manager": null, "origin": "created_by_import",
        },
        {
            "name": "李娜", "number": "S03", "post": "销售代表", "team": "二组", "region": "华南",
            "manager": "赵磊", "origin": "import",
        },
    ]);
    assert_eq!(people["people"], expected);

    let metric = show("metric:signed_amount", &["--period", "2025-Q4", "--scope", "region:华南"]);
    let expected = json!({
        "metric": "signed_amount", "scope": "region:华南", "period": "2025-Q4", "as_of": "2025-11-09",
        "value": 40_000_000, "unit": "fen", "records": 1, "left_out": [], "mean": null,
        "open": null, "steady": null,
    });
    assert_eq!(metric, expected);
    let unknown = show("metric:cycle_days", &["--scope", "person:李娜"]);
    assert_eq!(
        (&unknown["value"], &unknown["unit"], &unknown["period"]),
        (&Value::Null, &json!("days"), &Value::Null)
    );

    let funnel = show("funnel", &["--rule", "snapshot"]);
    assert_eq!(
        keys(&funnel),
        set(&[
            "rule",
            "scope",
            "period",
            "as_of",
            "window",
            "stages",
            "won",
            "lost",
            "left_out",
            "deals",
            "mean_won",
            "bottleneck",
            "ranking",
            "by",
            "groups",
            "sales_velocity",
            "sales_velocity_steady",
            "lead_win_rate_bp",
            "leads",
            "leads_open",
            "lead_need",
            "line",
            "own_lines",
        ])
    );
    assert_eq!(
        (&funnel["rule"], &funnel["as_of"], &funnel["won"]),
        (&json!("snapshot"), &json!("2025-11-09"), &json!(1))
    );
    let stages = funnel["stages"].as_array().unwrap();
    assert_eq!(stages.len(), 5);
    let expected = [
        "stage",
        "open",
        "open_amount",
        "unknown_amounts",
        "reached",
        "advanced",
        "rate_bp",
        "low_bp",
        "high_bp",
        "median_days",
        "year_before",
        "window_before",
        "verdict",
        "lift_per_quarter",
        "lost_reasons",
    ];
    assert_eq!(keys(&stages[1]), set(&expected));
    let second = &stages[1];
    assert_eq!(
        (&second["stage"], &second["open"], &second["open_amount"]),
        (&json!("需求分析"), &json!(1), &json!(186_000_000))
    );
    assert_eq!(stages[0]["open_amount"], 0, "no deal is worth nothing, which is known");

    let evaluation = show("evaluation", &["--period", "2025-Q4"]);
    assert_eq!(keys(&evaluation), set(&["period", "evaluations", "without_data"]));
    assert_eq!(evaluation["without_data"], json!(["李娜"]));
    let card = &evaluation["evaluations"][0];
    assert_eq!(keys(card), set(&["person", "score", "grade", "rank", "rows"]));
    assert_eq!(keys(&card["rows"][0]), set(&["metric", "weight_bp", "target", "actual", "score"]));
}

#[test]
fn undo_and_redo_all() {
    let desk = prepared();
    desk.says(3, &["import", "销售.cox", "周报_2025-11-09.csv"]);
    let export = |name: &str| {
        desk.says(0, &["export", "销售.cox", name, "--out", "t.csv", "--date", "2025-11-18"]);
        fs::read(desk.path("t.csv")).unwrap()
    };
    let tables = [
        "people",
        "accounts",
        "products",
        "opportunities",
        "moves",
        "targets",
        "evaluations",
        "imports",
    ];
    let before: Vec<Vec<u8>> = tables.iter().map(|name| export(name)).collect();
    assert_eq!(desk.says(0, &["undo", "销售.cox"]).lines().count(), 1);
    let undone = desk.says(0, &["undo", "销售.cox", "--all"]);
    assert_eq!(undone.lines().count(), 3, "{undone}");
    assert!(undone.contains("已撤销：导入 名册.csv"), "{undone}");
    assert!(desk.says(1, &["undo", "销售.cox"]).contains("没有可以撤销"));
    assert_eq!(desk.json(0, &["show", "销售.cox", "people", "--json"]), json!({ "people": [] }));
    assert_eq!(desk.says(0, &["redo", "销售.cox", "--all"]).lines().count(), 4);
    let after: Vec<Vec<u8>> = tables.iter().map(|name| export(name)).collect();
    assert!(before == after, "the tables are not what they were");
}

#[test]
fn taking_an_import_back() {
    let desk = prepared();
    desk.says(3, &["import", "销售.cox", "周报_2025-11-09.csv"]);
    let imports = desk.json(0, &["show", "销售.cox", "imports", "--json"]);
    let number = imports["imports"][3]["import"].to_string();
    let before = hash(&desk.file);
    let shown = desk.says(0, &["take-back", "销售.cox", &number, "--dry-run"]);
    assert_eq!(hash(&desk.file), before);
    let done = desk.says(0, &["take-back", "销售.cox", &number]);
    assert!(shown.starts_with(&done), "{shown}\n{done}");
    assert!(desk.says(1, &["take-back", "销售.cox", &number]).contains("已经撤回过"));
    let imports = desk.json(0, &["show", "销售.cox", "imports", "--json"]);
    assert_eq!(imports["imports"][3]["taken_back"], true);
    desk.says(0, &["export", "销售.cox", "opportunities", "--out", "商机.csv"]);
    let left = fs::read_to_string(desk.path("商机.csv")).unwrap();
    assert_eq!(left.lines().count(), 1, "only the headings: {left}");
}

#[test]
fn tables_are_written_whole_or_not_at_all() {
    let desk = prepared();
    desk.says(3, &["import", "销售.cox", "周报_2025-11-09.csv"]);
    desk.says(0, &["export", "销售.cox", "opportunities", "--out", "商机.csv"]);
    let bytes = fs::read(desk.path("商机.csv")).unwrap();
    assert!(
        bytes.starts_with(
            "\u{feff}number,name,account,product,owner,status,stage,amount".as_bytes()
        )
    );
    assert!(text(&bytes).contains("S-2,扩建,乙院,G2,王芳,won,,400000,"), "{}", text(&bytes));
    // What is exported is read back as what it is.
    desk.says(0, &["export", "销售.cox", "opportunities", "--out", "商机.xlsx"]);
    let xlsx = desk.json(0, &["read", "商机.xlsx", "--json"]);
    let csv = desk.json(0, &["read", "商机.csv", "--json"]);
    assert_eq!(
        (&xlsx["format"], &csv["format"], &csv["encoding"]),
        (&json!("Xlsx"), &json!("Text"), &json!("UTF-8"))
    );
    let rows = |book: &Value| book["sheets"][0]["rows"].as_array().unwrap().len();
    assert_eq!((rows(&xlsx), rows(&csv)), (3, 3));
    assert_eq!(
        keys(&csv),
        set(&["format", "encoding", "delimiter", "damaged_text", "hash", "bytes", "sheets"])
    );
    assert_eq!(csv["sheets"][0]["rows"][1]["cells"][0], json!({ "Text": "S-1" }));
    assert_eq!(xlsx["sheets"][0]["rows"][1]["cells"][7], json!({ "Number": 1_860_000.0 }));
    let plain = desk.says(0, &["read", "商机.xlsx", "--sheet", "opportunities"]);
    assert!(plain.starts_with("# opportunities\n1\tnumber\tname"), "{plain}");
}

#[test]
fn what_is_exported_can_be_imported_again() {
    let desk = prepared();
    desk.says(3, &["import", "销售.cox", "周报_2025-11-09.csv"]);
    for table in ["people", "accounts", "products", "opportunities"] {
        desk.says(0, &["export", "销售.cox", table, "--out", &format!("{table}.csv")]);
    }
    desk.says(0, &["new", "又.cox"]);
    let args = [
        "import",
        "又.cox",
        "people.csv",
        "accounts.csv",
        "products.csv",
        "opportunities.csv",
        "--date",
        "2025-11-09",
        "--json",
    ];
    let answer = desk.json(0, &args);
    let new: Vec<u64> = answer["sheets"]
        .as_array()
        .unwrap()
        .iter()
        .map(|sheet| sheet["new"].as_u64().unwrap())
        .collect();
    assert_eq!(new, [5, 3, 2, 2], "{answer}");
}

#[test]
fn a_backup_in_the_programs_own_folder_restores_the_workspace() {
    let desk = prepared();
    let said = desk.says(0, &["backup", "销售.cox"]);
    let mut made: Vec<_> = files_below(&desk.path("home").join("backups"));
    // The notes of what was checked lie beside them.
    made.retain(|path| path.extension().is_some_and(|ending| ending == "cox"));
    assert_eq!(made.len(), 1, "{made:?}");
    assert!(said.contains(&made[0].display().to_string()), "{said}");
    let people = desk.json(0, &["show", "销售.cox", "people", "--json"]);
    fs::write(&desk.file, b"damaged").unwrap();
    let backup = made[0].display().to_string();
    let said = desk.says(0, &["restore", &backup, "销售.cox"]);
    assert_eq!(said.lines().count(), 2, "restored, and where the damaged file went: {said}");
    assert_eq!(desk.json(0, &["show", "销售.cox", "people", "--json"]), people);
    desk.says(0, &["check", "销售.cox"]);
    desk.says(0, &["backup", "销售.cox", "--out", "我的.cox"]);
    assert!(desk.says(1, &["backup", "销售.cox", "--out", "我的.cox"]).contains("已经存在"));
    desk.says(0, &["check", "我的.cox"]);
}

fn files_below(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder").map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] }).collect()
}

#[cfg(unix)]
#[test]
fn a_read_only_copy_is_named_and_left_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = prepared();
    let copy = desk.path("只读.cox");
    fs::copy(&desk.file, &copy).unwrap();
    let before = hash(&copy);
    fs::set_permissions(&copy, fs::Permissions::from_mode(0o444)).unwrap();
    fs::set_permissions(desk.folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let program = env!("CARGO_BIN_EXE_coxswain");
    let args = ["show", copy.to_str().unwrap(), "people", "--language", "zh-CN"];
    // Nothing is read-only to the superuser: there the program runs as nobody.
    let all_powerful = fs::OpenOptions::new().append(true).open(&copy).is_ok();
    let mut command = if all_powerful {
        // Beside the workspace, since nobody may not reach the place where it was built.
        let beside = desk.path("coxswain");
        if fs::hard_link(program, &beside).is_err() {
            fs::copy(program, &beside).unwrap();
        }
        let mut command = std::process::Command::new("setpriv");
        command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(&beside);
        command
    } else {
        std::process::Command::new(program)
    };
    let output = match command.args(args).env("COXSWAIN_HOME", desk.path("home")).output() {
        Ok(output) => output,
        // A superuser without `setpriv` cannot try this.
        Err(error) if all_powerful && error.kind() == std::io::ErrorKind::NotFound => return,
        Err(error) => panic!("{error}"),
    };
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stdout));
    assert!(text(&output.stderr).contains("是只读的"), "{}", text(&output.stderr));
    assert_eq!(hash(&copy), before);
}

#[test]
fn the_log_holds_no_names_and_no_cells() {
    let desk = prepared();
    desk.says(3, &["import", "销售.cox", "周报_2025-11-09.csv"]);
    desk.says(2, &["show", "销售.cox", "people", "--scope", "person:没有这人"]);
    let logs = files_below(&desk.path("home").join("logs"));
    assert!(!logs.is_empty());
    for log in logs {
        let text = fs::read_to_string(&log).unwrap();
        for name in ["张伟", "丁厂", "没有这人", "S-3"] {
            assert!(!text.contains(name), "{log:?} holds {name}: {text}");
        }
    }
}
