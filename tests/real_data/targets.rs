//! Targets of real (made-up) companies: a history of quotas, and a quarter set from a history of
//! deals.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use crate::maven::{Desk, array};

/// Rows of a file of AdventureWorks: cells between tabs, without headings.
fn rows(name: &str) -> Vec<Vec<String>> {
    let folder =
        std::env::var_os("COXSWAIN_DATA").expect("COXSWAIN_DATA names the folder of real data");
    let path = PathBuf::from(folder).join("adventureworks").join(name);
    let text = fs::read(path).unwrap();
    let text = String::from_utf8_lossy(&text);
    let cells = |line: &str| line.split('\t').map(str::to_owned).collect();
    text.lines().filter(|line| !line.is_empty()).map(cells).collect()
}

#[test]
fn quotas_come_in_as_quarterly_targets_and_without_deals_nothing_is_reached() {
    let desk = Desk::new();
    let quotas = rows("SalesPersonQuotaHistory.csv");
    let names: BTreeMap<String, String> = rows("Employee.csv")
        .into_iter()
        .map(|row| (row[0].clone(), row[2].rsplit('\\').next().unwrap().to_owned()))
        .collect();
    let mut sheet = "sales rep,metric,quarter,sales quota\n".to_owned();
    for row in &quotas {
        writeln!(sheet, "{},signed_amount,{},{}", names[&row[0]], row[1], row[2]).unwrap();
    }
    fs::write(desk.path("quotas.csv"), sheet).unwrap();
    let file = desk.path("quotas.csv").display().to_string();
    let answer = desk.json(0, &["import", "w.cox", &file, "--create", "people", "--json"]);
    let sheets = array(&answer, "sheets");
    assert_eq!((sheets[0]["rows"].as_u64(), sheets[0]["new"].as_u64()), (Some(163), Some(163)));

    let shown = |period: &str| {
        let args = ["show", "w.cox", "targets", "--period", period, "--as-of", "2025-12-31"];
        desk.json(0, &[&args[..], &["--json"]].concat())
    };
    let (mut n, mut total, mut people) = (0, 0, BTreeSet::new());
    for year in 2022..=2025 {
        for quarter in 1..=4 {
            let found = shown(&format!("{year}-Q{quarter}"));
            for line in array(&found, "people") {
                for key in ["actual", "attainment_bp", "ahead", "gap", "status"] {
                    assert_eq!(line[key], Value::Null, "no data is not 0 %: {line}");
                }
                if let Some(target) = line["target"].as_i64() {
                    n += 1;
                    total += target;
                    people.insert(line["scope"].to_string());
                }
            }
        }
    }
    assert_eq!((n, people.len(), total), (163, 17, 9_571_400_000));
    let said = desk.says_in(
        "zh-CN",
        0,
        &["show", "w.cox", "targets", "--period", "2024-Q2", "--as-of", "2025-12-31"],
    );
    assert!(said.contains("无数据") && !said.contains("0.0%"), "{said}");
}

/// The five agents of whom no deal is known, hired on the first of September.
fn newcomers(desk: &Desk) -> Vec<String> {
    let teams = csv::Reader::from_path(crate::maven::data().join("sales_teams.csv"))
        .unwrap()
        .into_records()
        .map(|row| row.unwrap())
        .map(|row| (row[0].to_owned(), row[1].to_owned(), row[2].to_owned()));
    let busy: BTreeSet<String> =
        crate::maven::pipeline().into_iter().map(|row| row["sales_agent"].clone()).collect();
    let new: Vec<_> = teams.filter(|(agent, ..)| !busy.contains(agent)).collect();
    let mut sheet = "name,manager,regional_office,hire date\n".to_owned();
    for (agent, manager, office) in &new {
        writeln!(sheet, "{agent},{manager},{office},2017-09-01").unwrap();
    }
    fs::write(desk.path("hired.csv"), sheet).unwrap();
    let file = desk.path("hired.csv").display().to_string();
    let answer = desk.json(0, &["import", "w.cox", &file, "--json"]);
    assert_eq!(array(&answer, "sheets")[0]["changed"], 5, "{answer}");
    new.into_iter().map(|(agent, ..)| agent).collect()
}

#[test]
fn a_quarter_is_proposed_from_seven_months_and_split_to_thirty_five_agents() {
    let desk = crate::maven::imported();
    let ask = ["targets", "w.cox", "--period", "2017-Q4", "--date", "2017-10-01"];
    // Of five agents nothing is known, neither a deal nor when they came: nothing is made up.
    let before = desk.json(0, &[&ask[..], &["--json"]].concat());
    let unknown = |answer: &Value| -> Vec<Value> {
        let people = array(answer, "people").into_iter();
        people.filter(|part| part["basis"] == "unknown").collect()
    };
    assert_eq!(unknown(&before).len(), 5);
    assert!(
        unknown(&before).iter().all(|part| part["target"].is_null()),
        "nothing speaks for them"
    );

    let new = newcomers(&desk);
    let answer = desk.json(0, &[&ask[..], &["--rule", "trend", "--json"]].concat());
    // The history begins in March: seven months, not nine with zeros. Computed from the file.
    let mut months: BTreeMap<String, i64> = BTreeMap::new();
    let mut of_agent: BTreeMap<String, BTreeMap<String, i64>> = BTreeMap::new();
    for row in crate::maven::pipeline() {
        if row["deal_stage"] != "Won" || row["close_date"].as_str() >= "2017-10-01" {
            continue;
        }
        let month = row["close_date"][..7].to_owned();
        let fen = (row["close_value"].parse::<f64>().unwrap() * 100.0).round() as i64;
        *months.entry(month.clone()).or_default() += fen;
        *of_agent.entry(row["sales_agent"].clone()).or_default().entry(month).or_default() += fen;
    }
    let known: BTreeMap<String, i64> = array(&answer, "history")
        .iter()
        .map(|month| {
            (month["month"].as_str().unwrap().to_owned(), month["value"].as_i64().unwrap())
        })
        .collect();
    assert_eq!(known.len(), 7);
    assert_eq!(known, months);
    let rule = |word: &str| {
        let rules = array(&answer, "rules");
        rules.into_iter().find(|rule| rule["rule"] == word).expect("a rule")
    };
    // 110 % of the third quarter's mean, for three months: 2,982,255 yuan.
    assert_eq!(rule("last_quarter")["value"], (298_225_500_i64 * 11 + 5) / 10);
    // The line through seven months, at months 8, 9 and 10, with 15 % growth.
    let values: Vec<f64> = months.values().map(|value| *value as f64).collect();
    let (mean, sxx) = (values.iter().sum::<f64>() / 7.0, 28.0);
    let slope: f64 =
        values.iter().enumerate().map(|(x, y)| (x as f64 - 3.0) * (y - mean)).sum::<f64>() / sxx;
    let expected: f64 = [8.0, 9.0, 10.0].iter().map(|x| mean + slope * (x - 4.0)).sum();
    let base = rule("trend")["base"].as_i64().unwrap();
    assert!((base as f64 - expected).abs() <= 1.0, "{base} {expected}");
    assert_eq!(rule("last_year")["locked"], "NoLastYear");
    assert!(rule("seasonal")["locked"].as_str().unwrap().contains("have: 7, need: 13"));

    // The parts add up to the fen, and the newcomers have half of the middle of the others.
    let whole = answer["target"].as_i64().unwrap();
    let people = array(&answer, "people");
    assert_eq!(people.len(), 35);
    let sum: i64 = people.iter().map(|part| part["target"].as_i64().unwrap()).sum();
    assert_eq!((sum, &answer["difference"]), (whole, &Value::from(0)));
    let mut means: Vec<i64> = of_agent
        .values()
        .map(|of| {
            let last_six: i64 = months.keys().skip(1).filter_map(|month| of.get(month)).sum();
            (last_six as f64 / 6.0).round() as i64
        })
        .collect();
    means.sort_unstable();
    let middle = ((means[14] + means[15]) as f64 / 2.0).round();
    for part in &people {
        let newcomer = new.iter().any(|name| part["person"] == name.as_str());
        assert_eq!(part["basis"] == "ramp", newcomer, "{part}");
        if newcomer {
            assert_eq!(part["ramp_bp"], 5_000);
            let expected = part["expected"].as_f64().unwrap();
            assert!((expected - middle / 2.0).abs() <= 1.0, "{expected} {middle}");
        }
    }

    // Set: everyone, every team and region, every month; parents are the sums of their children.
    let set = ["--rule", "trend", "--set", "--how", "Each week two visits", "--approver", "CEO"];
    desk.says(0, &[&ask[..], &set].concat());
    for period in ["2017-Q4", "2017-10", "2017-11", "2017-12"] {
        let shown = desk.json(
            0,
            &["show", "w.cox", "targets", "--period", period, "--as-of", "2017-10-01", "--json"],
        );
        let base = |line: &Value| line["target"].as_i64().unwrap_or_else(|| panic!("{line}"));
        let total = |key: &str| array(&shown, key).iter().map(base).sum::<i64>();
        let whole = base(&shown["whole"]);
        assert_eq!(total("people"), whole, "{period}");
        assert_eq!(total("groups"), whole, "{period}");
        for region in ["Central", "East", "West"] {
            let scope = format!("region:{region}");
            let of = ["show", "w.cox", "targets", "--period", period, "--scope", &scope];
            let shown = desk.json(0, &[&of[..], &["--as-of", "2017-10-01", "--json"]].concat());
            let total = |key: &str| array(&shown, key).iter().map(base).sum::<i64>();
            assert_eq!(total("groups"), base(&shown["whole"]), "{period} {region}");
            assert_eq!(total("people"), base(&shown["whole"]), "{period} {region}");
        }
    }

    // A letter for each of the 35 agents, the six teams, the three regions and the company.
    let pages = desk.path("letters");
    let folder = pages.display().to_string();
    let print = ["print", "w.cox", "target-letter", "--period", "2017-Q4", "--out", &folder];
    desk.says(0, &print);
    assert_eq!(fs::read_dir(&pages).unwrap().count(), 35 + 6 + 3 + 1);
}
