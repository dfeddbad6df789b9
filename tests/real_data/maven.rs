//! The main job on a year of a real (made-up) company: 35 agents, 8,800 opportunities of 2017.
//!
//! Needs `COXSWAIN_DATA`, a folder with `maven-crm`. Every expected number was computed from the
//! files by other means.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;

/// The sheets in the order in which they are imported.
pub const SHEETS: [&str; 4] = ["sales_teams", "accounts", "products", "sales_pipeline"];

/// What the words of this company mean.
const MAP: &str = "[values.stage]\nProspecting = \"线索开发\"\nEngaging = \"需求分析\"\n\n[values.product]\nGTXPro = \"GTX Pro\"\n";

/// Every table but the list of imports, which names files.
const TABLES: [&str; 7] =
    ["people", "accounts", "products", "opportunities", "moves", "targets", "evaluations"];

/// A workspace in a folder of its own.
pub struct Desk(TempDir);

impl Desk {
    pub fn new() -> Self {
        let desk = Self(tempfile::tempdir().unwrap());
        fs::write(desk.path("map.toml"), MAP).unwrap();
        desk.says(0, &["new", "w.cox"]);
        desk
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, language: &str, args: &[&str]) -> Output {
        // Some stories happen on another day.
        let day = if args.contains(&"--date") { &[][..] } else { &["--date", "2017-12-31"][..] };
        assert_cmd::Command::new(env!("CARGO_BIN_EXE_coxswain"))
            .args(args)
            .args(["--language", language])
            .args(day)
            .current_dir(self.0.path())
            .env("COXSWAIN_HOME", self.path("home"))
            .timeout(Duration::from_secs(900))
            .output()
            .expect("the program starts")
    }

    pub fn says(&self, code: i32, args: &[&str]) -> String {
        self.says_in("en", code, args)
    }

    pub fn says_in(&self, language: &str, code: i32, args: &[&str]) -> String {
        let output = self.run(language, args);
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        if output.status.code() != Some(code) {
            let shown: String = said.chars().take(2_000).collect();
            panic!(
                "{args:?}: {:?}\n{shown}\n{}",
                output.status,
                String::from_utf8_lossy(&output.stderr)
            );
        }
        said
    }

    pub fn json(&self, code: i32, args: &[&str]) -> Value {
        serde_json::from_str(&self.says(code, args)).unwrap()
    }

    /// Imports the four sheets of a folder with this ending.
    pub fn import(&self, code: i32, folder: &Path, ending: &str, more: &[&str]) -> Vec<Value> {
        let paths: Vec<String> = SHEETS
            .iter()
            .map(|name| folder.join(format!("{name}.{ending}")).display().to_string())
            .collect();
        let mut args = vec!["import", "w.cox"];
        args.extend(paths.iter().map(String::as_str));
        args.extend(more);
        args.push("--json");
        let answer = self.json(code, &args);
        let sheets = array(&answer, "sheets");
        for sheet in &sheets {
            let n = |key: &str| count(sheet, key);
            assert_eq!(
                n("rows"),
                n("new") + n("changed") + n("unchanged") + n("rejected"),
                "{sheet}"
            );
            assert_eq!(n("rejected"), array(sheet, "rejections").len() as u64);
        }
        sheets
    }

    fn figure(&self, metric: &str, more: &[&str]) -> Value {
        let what = format!("metric:{metric}");
        let mut args = vec!["show", "w.cox", &what, "--json"];
        args.extend(more);
        self.json(0, &args)
    }

    fn tables(&self) -> BTreeMap<&'static str, String> {
        TABLES
            .iter()
            .map(|table| {
                let file = format!("{table}.csv");
                self.says(0, &["export", "w.cox", table, "--out", &file]);
                (*table, fs::read_to_string(self.path(&file)).unwrap())
            })
            .collect()
    }
}

fn count(sheet: &Value, key: &str) -> u64 {
    sheet.get(key).and_then(Value::as_u64).unwrap()
}

pub fn array(value: &Value, key: &str) -> Vec<Value> {
    value.get(key).and_then(Value::as_array).cloned().unwrap()
}

pub fn data() -> PathBuf {
    let folder =
        std::env::var_os("COXSWAIN_DATA").expect("COXSWAIN_DATA names the folder of real data");
    PathBuf::from(folder).join("maven-crm")
}

pub fn imported() -> Desk {
    let desk = Desk::new();
    let sheets = desk.import(0, &data(), "csv", &["--map", "map.toml"]);
    let rows: Vec<(u64, u64)> =
        sheets.iter().map(|sheet| (count(sheet, "rows"), count(sheet, "new"))).collect();
    assert_eq!(rows, [(35, 35), (85, 85), (7, 7), (8_800, 8_800)], "every row is taken");
    desk
}

/// The rows of the pipeline as they stand in the file: cells by heading.
pub fn pipeline() -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(data().join("sales_pipeline.csv")).unwrap();
    reader.deserialize().map(|row| row.unwrap()).collect()
}

#[test]
fn the_organisation_is_found() {
    let desk = imported();
    let answer = desk.json(0, &["show", "w.cox", "people", "--json"]);
    let people = answer["people"].as_array().unwrap();
    assert_eq!(people.len(), 41, "35 agents and 6 managers");
    let text = |person: &Value, key: &str| person[key].as_str().unwrap_or_default().to_owned();
    let mut teams: BTreeMap<String, String> = BTreeMap::new();
    for person in people {
        teams.insert(text(person, "team"), text(person, "region"));
    }
    let expected = [
        ("Cara Losch", "East"),
        ("Celia Rouche", "West"),
        ("Dustin Brinkmann", "Central"),
        ("Melvin Marxen", "Central"),
        ("Rocco Neubert", "East"),
        ("Summer Sewald", "West"),
    ];
    let teams: Vec<(&str, &str)> =
        teams.iter().map(|(team, region)| (team.as_str(), region.as_str())).collect();
    assert_eq!(teams, expected, "teams are named after their managers");
    let agents: Vec<&Value> = people.iter().filter(|person| !person["manager"].is_null()).collect();
    assert_eq!(agents.len(), 35);
    assert!(agents.iter().all(|agent| agent["manager"] == agent["team"]));
    let made: Vec<String> = people
        .iter()
        .filter(|person| person["origin"] == "created_by_import")
        .map(|person| text(person, "name"))
        .collect();
    let mut managers: Vec<&str> = expected.iter().map(|(manager, _)| *manager).collect();
    managers.sort_unstable();
    let mut made: Vec<&str> = made.iter().map(String::as_str).collect();
    made.sort_unstable();
    assert_eq!(made, managers);
    assert_eq!(desk.tables()["accounts"].lines().count(), 1 + 85);
}

#[test]
fn the_figures_are_those_of_the_file() {
    let desk = imported();
    let value = |metric: &str, more: &[&str]| desk.figure(metric, more)["value"].clone();
    assert_eq!((value("deals_won", &[]), value("deals_lost", &[])), (json!(4_238), json!(2_473)));
    assert_eq!(value("win_rate", &[]), 6_315);
    for (period, yuan) in [
        ("2017-Q1", 1_134_672),
        ("2017-Q2", 3_086_111),
        ("2017-Q3", 2_982_255),
        ("2017-Q4", 2_802_496),
    ] {
        assert_eq!(value("signed_amount", &["--period", period]), yuan * 100, "{period}");
    }
    for (region, yuan) in [("Central", 1_053_202), ("West", 1_009_286), ("East", 919_767)] {
        let scope = format!("region:{region}");
        let signed = value("signed_amount", &["--period", "2017-Q3", "--scope", &scope]);
        assert_eq!(signed, yuan * 100, "{region}");
    }
    let cycle = desk.figure("cycle_days", &[]);
    assert_eq!((&cycle["value"], &cycle["records"]), (&json!(57), &json!(4_238)));
    let mean = cycle["mean"].as_f64().unwrap();
    assert!((mean - 109_726.0 / 2_119.0).abs() < 1e-9, "{mean}");
    let new = desk.figure("new_opportunities", &["--period", "2017"]);
    assert_eq!(
        (&new["value"], &new["left_out"]),
        (&json!(7_942), &json!([{ "reason": "no_creation_day", "count": 500 }]))
    );
}

#[test]
fn what_cannot_be_known_is_not_given() {
    let desk = imported();
    // The lost deals say 0, which is unknown: too few of the closed have an amount.
    let rate = desk.figure("win_rate_value", &[]);
    assert_eq!((&rate["value"], &rate["records"]), (&Value::Null, &json!(4_238)));
    assert_eq!(rate["left_out"], json!([{ "reason": "no_amount", "count": 2_473 }]));
    for metric in ["open_pipeline", "weighted_pipeline"] {
        let figure = desk.figure(metric, &[]);
        assert_eq!((&figure["value"], &figure["records"]), (&Value::Null, &json!(0)), "{metric}");
        assert_eq!(
            figure["left_out"],
            json!([{ "reason": "no_amount", "count": 2_089 }]),
            "{metric}"
        );
    }
    let funnel = desk.json(0, &["show", "w.cox", "funnel", "--rule", "snapshot", "--json"]);
    let open: Vec<u64> =
        funnel["stages"].as_array().unwrap().iter().map(|stage| count(stage, "open")).collect();
    assert_eq!(open, [500, 1_589, 0, 0, 0]);
    assert_eq!((&funnel["won"], &funnel["lost"]), (&json!(4_238), &json!(2_473)));
    assert_eq!(
        (&funnel["stages"][1]["open_amount"], &funnel["stages"][1]["unknown_amounts"]),
        (&Value::Null, &json!(1_589))
    );
}

#[test]
fn a_second_import_changes_nothing() {
    let desk = imported();
    let before = desk.tables();
    let list = desk.json(0, &["show", "w.cox", "imports", "--json"]);
    for sheet in desk.import(0, &data(), "csv", &["--map", "map.toml"]) {
        assert_eq!((count(&sheet, "new"), count(&sheet, "changed")), (0, 0), "{}", sheet["file"]);
    }
    assert!(desk.tables() == before, "the exports differ");
    assert_eq!(desk.json(0, &["show", "w.cox", "imports", "--json"]), list);
    // What the map said was remembered: the third time it is not needed.
    for sheet in desk.import(0, &data(), "csv", &[]) {
        assert_eq!((count(&sheet, "new"), count(&sheet, "changed")), (0, 0), "{}", sheet["file"]);
    }
    desk.says(0, &["check", "w.cox"]);
}

#[test]
fn without_the_map_rows_are_rejected_with_the_reason() {
    let desk = Desk::new();
    let products: Vec<String> = csv::Reader::from_path(data().join("products.csv"))
        .unwrap()
        .records()
        .map(|row| row.unwrap()[0].to_owned())
        .collect();
    // `Prospecting` is the English name of our first stage; `Engaging` is nobody's.
    let unknown = |row: &BTreeMap<String, String>| {
        row["deal_stage"] == "Engaging" || !products.contains(&row["product"])
    };
    let expected: Vec<u64> =
        (2..).zip(pipeline()).filter(|(_, row)| unknown(row)).map(|(line, _)| line).collect();
    assert_eq!(
        expected.len(),
        2_816,
        "1,589 in a stage and 1,480 of a product that we do not know"
    );
    let sheets = desk.import(3, &data(), "csv", &[]);
    let rejected: Vec<u64> =
        sheets[3]["rejections"].as_array().unwrap().iter().map(|row| count(row, "row")).collect();
    assert_eq!(count(&sheets[3], "new"), 8_800 - 2_816);
    assert_eq!(rejected, expected);
    // With the map the rest follows, and all is as if it had been there from the beginning.
    let sheets = desk.import(0, &data(), "csv", &["--map", "map.toml"]);
    assert_eq!((count(&sheets[3], "new"), count(&sheets[3], "unchanged")), (2_816, 8_800 - 2_816));
}

#[test]
fn rows_that_differ_in_their_number_only_are_all_kept() {
    let mut groups: BTreeMap<Vec<String>, u64> = BTreeMap::new();
    for row in pipeline() {
        let rest = row
            .into_iter()
            .filter(|(key, _)| key != "opportunity_id")
            .map(|(_, cell)| cell)
            .collect();
        *groups.entry(rest).or_default() += 1;
    }
    let repeated: u64 = groups.values().map(|n| n - 1).sum();
    assert_eq!(repeated, 352, "rows equal to an earlier one but for their number");
    assert_eq!(imported().tables()["opportunities"].lines().count(), 1 + 8_800);
}

#[test]
fn every_format_gives_the_same() {
    let expected = imported().tables();
    for ending in ["xlsx", "xls", "ods"] {
        let folder = tempfile::tempdir().unwrap();
        for name in SHEETS {
            convert(&data().join(format!("{name}.csv")), ending, folder.path());
        }
        let desk = Desk::new();
        let sheets = desk.import(0, folder.path(), ending, &["--map", "map.toml"]);
        let new: Vec<u64> = sheets.iter().map(|sheet| count(sheet, "new")).collect();
        assert_eq!(new, [35, 85, 7, 8_800], "{ending}");
        for (table, text) in desk.tables() {
            let same = text == expected[table];
            let first =
                text.lines().zip(expected[table].lines()).find(|(ours, theirs)| ours != theirs);
            assert!(same, "{ending} {table}: {first:?}");
        }
    }
}

/// Converts a sheet with LibreOffice, which makes numbers and dates of texts as people's do.
fn convert(sheet: &Path, ending: &str, folder: &Path) {
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let output = assert_cmd::Command::new("soffice")
        .arg(profile)
        // UTF-8, commas, quotes.
        .args(["--headless", "--infilter=CSV:44,34,76,1", "--convert-to", ending, "--outdir"])
        .arg(folder)
        .arg(sheet)
        .timeout(Duration::from_secs(300))
        .output()
        .expect("LibreOffice is installed");
    let name = sheet.file_stem().unwrap().to_string_lossy().into_owned();
    let made = folder.join(format!("{name}.{ending}"));
    assert!(made.exists(), "{}", String::from_utf8_lossy(&output.stderr));
}
