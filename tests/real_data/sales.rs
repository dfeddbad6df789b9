//! Orders, returns, people, trainings and a filled-in form that others made, as they were sent.
//!
//! The figures expected are those of the data's own description, counted outside this program.

use std::collections::BTreeSet;
use std::fs;
use std::io::{Cursor, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use coxswain::store::Workspace;
use coxswain::store::records::{Account, OrderReturn, Person, Report, SalesOrder, TrainingResult};
use coxswain::store::training::names::Names;
use coxswain::store::training::results::{DAY_HOURS, Sums, held};
use serde_json::Value;

fn data(file: &str) -> PathBuf {
    let folder = std::env::var_os("COXSWAIN_DATA").expect("COXSWAIN_DATA names the real data");
    Path::new(&folder).join(file)
}

fn run(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_coxswain")).args(arguments).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    said
}

/// Imports files into a new workspace and gives what the program said of each sheet.
fn import(folder: &Path, files: &[PathBuf]) -> (PathBuf, Value) {
    let workspace = folder.join("w.cox");
    let file = workspace.to_str().unwrap();
    run(&["new", file]);
    let mut arguments = vec!["import", file];
    arguments.extend(files.iter().map(|path| path.to_str().unwrap()));
    arguments.extend(["--create", "person,account,product", "--json"]);
    let said = run(&arguments);
    (workspace, serde_json::from_str(&said).unwrap())
}

#[test]
fn bicycle_orders_come_in_to_the_fen() {
    let folder = tempfile::tempdir().unwrap();
    let (file, said) = import(folder.path(), &[data("bicycle-orders-zh.xlsx")]);
    let sheet = &said["sheets"][0];
    assert_eq!((sheet["rows"].as_u64(), sheet["new"].as_u64()), (Some(15_092), Some(15_092)));
    let sum = &sheet["sums"][0];
    assert_eq!(sum["field"], "amount");
    // Rounded half away from zero, as money is; half to even on binary fractions, as numpy rounds,
    // would come to 70,299,899.16.
    assert_eq!(sum["taken"], "70299900.29");
    assert_eq!(sum["rounding"], "1.63", "what rounding each line to the fen adds up to");
    let workspace = Workspace::open(&file).unwrap();
    let orders = workspace.db.all::<SalesOrder>().unwrap();
    assert_eq!(orders.len(), 15_092);
    assert_eq!(orders.iter().map(|order| order.amount).sum::<i64>(), 7_029_990_029);
    for order in &orders {
        // 数量 × 单价 = 金额, in ten-thousandths of both and fen, rounded half away from zero.
        let parts = i128::from(order.quantity.unwrap()) * i128::from(order.unit_price.unwrap());
        assert_eq!((parts + 500_000) / 1_000_000, i128::from(order.amount), "{order:?}");
    }
    assert!(orders.iter().any(|order| order.unit_price.unwrap() % 100 != 0), "four decimals stay");
    let owners: BTreeSet<_> = orders.iter().filter_map(|order| order.owner_id).collect();
    let regions: BTreeSet<_> = orders.iter().filter_map(|order| order.region.as_deref()).collect();
    assert_eq!((owners.len(), regions.len()), (14, 31));
    assert_eq!(workspace.db.all::<Account>().unwrap().len(), 5_108);
    drop(workspace);
    let again = run(&[
        "import",
        file.to_str().unwrap(),
        data("bicycle-orders-zh.xlsx").to_str().unwrap(),
        "--json",
    ]);
    let again: Value = serde_json::from_str(&again).unwrap();
    assert_eq!(again["sheets"][0]["unchanged"].as_u64(), Some(15_092));
}

#[test]
fn the_superstore_comes_in_with_its_people_and_returns() {
    let folder = tempfile::tempdir().unwrap();
    let (file, _) = import(folder.path(), &[data("superstore.xls")]);
    let workspace = Workspace::open(&file).unwrap();
    let orders = workspace.db.all::<SalesOrder>().unwrap();
    let numbers: BTreeSet<_> = orders.iter().map(|order| order.number.as_str()).collect();
    assert_eq!((orders.len(), numbers.len()), (10_194, 5_111));
    let returns = workspace.db.all::<OrderReturn>().unwrap();
    let returned: BTreeSet<_> = returns.iter().map(|row| row.order_number.as_str()).collect();
    assert_eq!((returns.len(), returned.len()), (800, 296));
    assert_eq!(workspace.db.all::<Person>().unwrap().len(), 4, "regional managers");
}

#[test]
fn the_training_export_comes_in_without_its_side_table() {
    let folder = tempfile::tempdir().unwrap();
    let (file, said) = import(folder.path(), &[data("training.csv")]);
    assert_eq!(said["sheets"][0]["rows"].as_u64(), Some(3_000));
    let workspace = Workspace::open(&file).unwrap();
    let results = workspace.db.all::<TrainingResult>().unwrap();
    assert_eq!(results.len(), 3_000);
    // The side table's costs of hundreds of thousands stand in columns of the same headings.
    assert!(results.iter().all(|row| row.cost.is_some_and(|fen| fen < 10_000_000)));
    // Days are days: 1 to 5 in ten-thousandths, not hours.
    let days: BTreeSet<_> = results.iter().filter_map(|row| row.days).collect();
    assert_eq!(days.into_iter().collect::<Vec<_>>(), [10_000, 20_000, 30_000, 40_000, 50_000]);
    assert!(results.iter().all(|row| row.extra.is_none()), "nothing of the side table is kept");
    let sums = Sums::of(&results, DAY_HOURS);
    let outcomes = (sums.passed, sums.failed, sums.completed, sums.incomplete);
    assert_eq!(outcomes, (739, 716, 770, 775));
    assert_eq!((sums.days.value, sums.cost.value), (Some(89_270_000), Some(167_588_609)));
    let trainings = held(&Names::default(), results);
    assert_eq!(trainings.iter().map(|one| one.results.len()).sum::<usize>(), 3_000);
    drop(workspace);
    the_catalogue_says_so_too(&file);
}

/// The page of courses and the program: of all time, tests and completions apart.
fn the_catalogue_says_so_too(file: &Path) {
    let file = file.to_str().unwrap();
    let told = run(&["show", file, "training-courses", "--json"]);
    let told: Value = serde_json::from_str(&told).unwrap();
    let total = &told["total"];
    assert_eq!(total["sums"]["days"]["value"], 8_927.0);
    assert_eq!(total["sums"]["cost_fen"]["value"], 167_588_609);
    assert_eq!((&total["results"], &total["sums"]["days"]["unknown"]), (&3_000.into(), &0.into()));
    let outcomes = &total["outcomes"];
    assert_eq!(outcomes["pass_rate"]["k"], 739);
    assert_eq!(outcomes["pass_rate"]["n"], 1_455);
    assert_eq!((&outcomes["completed"], &outcomes["incomplete"]), (&770.into(), &775.into()));
    let courses: Vec<(&str, u64, u64, u64, u64)> = told["courses"]
        .as_array()
        .unwrap()
        .iter()
        .map(|course| {
            let outcomes = &course["figures"]["outcomes"];
            let n = |value: &Value| value.as_u64().unwrap();
            (
                course["name"].as_str().unwrap(),
                n(&outcomes["pass_rate"]["k"]),
                n(&outcomes["pass_rate"]["n"]),
                n(&outcomes["completed"]),
                n(&outcomes["incomplete"]),
            )
        })
        .collect();
    assert_eq!(
        courses,
        [
            ("Communication Skills", 169, 316, 193, 164),
            ("Customer Service", 133, 269, 165, 131),
            ("Leadership Development", 160, 287, 143, 144),
            ("Project Management", 148, 305, 144, 160),
            ("Technical Skills", 129, 278, 125, 176),
        ]
    );
    // Internal and external are the words of the sheet, and no form of teaching.
    let forms: Vec<(&str, u64)> = told["forms"]
        .as_array()
        .unwrap()
        .iter()
        .map(|form| {
            let said = form["taught"]["said"].as_str().unwrap();
            (said, form["figures"]["results"].as_u64().unwrap())
        })
        .collect();
    assert_eq!(forms, [("External", 1_491), ("Internal", 1_509)]);
}

#[test]
fn the_weekly_form_filled_for_three_weeks_comes_in() {
    let folder = tempfile::tempdir().unwrap();
    let mut files = vec![];
    for (week, days) in [
        (1, "2025.11.3-2025.11.7（11月第1周）"),
        (2, "2025.11.10-2025.11.14（11月第2周）"),
        (3, "2025.11.17-2025.11.21（11月第3周）"),
    ] {
        let path = folder.path().join(format!("周报{week}.xlsx"));
        let texts = [
            ("A1", "华东区-一组"),
            ("A2", days),
            ("A3", "Written by: 刘子昂"),
            ("C8", "拜访"),
            ("D8", "南京江岚方案澄清"),
            ("G8", "交期偏长"),
            ("A20", "本周做的好的部分：客户响应快"),
            ("D37", "拜访无锡锡澄"),
        ];
        fs::write(&path, filled(&fs::read(data("forms-zh/weekly.xlsx")).unwrap(), &texts)).unwrap();
        files.push(path);
    }
    let (file, _) = import(folder.path(), &files);
    let workspace = Workspace::open(&file).unwrap();
    let mut reports = workspace.db.all::<Report>().unwrap();
    reports.sort_by(|a, b| a.period.cmp(&b.period));
    let periods: Vec<_> = reports.iter().map(|report| report.period.as_str()).collect();
    assert_eq!(periods, ["2025-W45", "2025-W46", "2025-W47"]);
    for report in &reports {
        assert_eq!(report.done.as_deref(), Some("拜访；南京江岚方案澄清"));
        assert_eq!(report.problems.as_deref(), Some("交期偏长"));
        assert_eq!(report.plan.as_deref(), Some("拜访无锡锡澄"));
        assert!(report.extra.as_deref().unwrap().contains("客户响应快"));
    }
}

/// The workbook with texts put into cells of its first sheet, as a person would type them.
fn filled(workbook: &[u8], texts: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(workbook)).unwrap();
    let mut out = zip::ZipWriter::new(Cursor::new(vec![]));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut bytes = vec![];
        part.read_to_end(&mut bytes).unwrap();
        if name == "xl/worksheets/sheet1.xml" {
            let mut xml = String::from_utf8(bytes).unwrap();
            for (cell, text) in texts {
                put(&mut xml, cell, text);
            }
            bytes = xml.into_bytes();
        }
        out.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(&bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}

/// Replaces a cell of a sheet's XML by a text; the form has all its cells, most of them blank.
fn put(xml: &mut String, cell: &str, text: &str) {
    let start = xml.find(&format!("<c r=\"{cell}\"")).expect(cell);
    let tag_end = start + xml[start..].find('>').unwrap();
    let end = if xml[..tag_end].ends_with('/') {
        tag_end + 1
    } else {
        start + xml[start..].find("</c>").unwrap() + 4
    };
    let made = format!("<c r=\"{cell}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
    xml.replace_range(start..end, &made);
}
