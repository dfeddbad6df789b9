//! The evaluation pages of a whole company: one page for everyone with data, in both languages, with
//! the figures of `show --json`, and scores that equal a calculation of the test's own.
//!
//! Reads the pages with poppler's `pdfinfo`, `pdffonts` and `pdftotext`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::maven::{Desk, array, imported, pipeline};

const QUARTER: [&str; 2] = ["--period", "2017-Q4"];

/// Default template: metric and weight.
const WEIGHTS: [(&str, i128); 4] =
    [("signed_amount", 40), ("deals_won", 20), ("win_rate", 20), ("new_opportunities", 20)];

#[test]
fn without_targets_every_page_says_that_it_cannot_be_rated() {
    let desk = imported();
    for (language, unrated) in [("zh-CN", "无法评定"), ("en", "Not rated")] {
        let pages = print(&desk, language);
        assert_eq!(pages.len(), 30, "who closed or holds deals");
        for page in &pages {
            assert!(tool("pdfinfo", page).contains("Pages:           1\n"), "{}", page.display());
            let text = tool("pdftotext", page);
            assert!(text.contains(unrated), "{}: {text}", page.display());
            let fonts = tool("pdffonts", page);
            let fonts: Vec<&str> = fonts.lines().skip(2).collect();
            assert!(!fonts.is_empty());
            for font in fonts {
                let embedded_subset = font.contains("+NotoSansSC") && font.contains("yes yes yes");
                assert!(embedded_subset, "{}: {font}", page.display());
            }
        }
    }
}

#[test]
fn scores_equal_a_calculation_of_ones_own() {
    let desk = imported();
    let actuals = actuals();
    // Targets that nobody meets by all measures; 签约额 in yuan, 赢单率 in percent.
    let target = |at: usize, metric: &str| match metric {
        "signed_amount" => 60_000 + 5_000 * (at as i128 % 9),
        "deals_won" => 30 + at as i128 % 17,
        "win_rate" => 55 + at as i128 % 11,
        _ => 25 + at as i128 % 23,
    };
    let mut sheet = "person,metric,period,target\n".to_owned();
    for (at, name) in actuals.keys().enumerate() {
        for (metric, _) in WEIGHTS {
            sheet += &format!("{name},{metric},2017-Q4,{}\n", target(at, metric));
        }
    }
    fs::write(desk.path("targets.csv"), sheet).unwrap();
    desk.says(0, &["import", "w.cox", "targets.csv"]);

    let mut args = vec!["show", "w.cox", "evaluation", "--json"];
    args.extend(QUARTER);
    let answer = desk.json(0, &args);
    assert_eq!(array(&answer, "without_data").len(), 5);
    let evaluations: BTreeMap<String, Value> = array(&answer, "evaluations")
        .into_iter()
        .map(|evaluation| (evaluation["person"].as_str().unwrap().to_owned(), evaluation))
        .collect();
    assert_eq!(evaluations.len(), 30);
    for (at, (name, actual)) in actuals.iter().enumerate() {
        let evaluation = &evaluations[name];
        // Σ weight × min(120, 100 × actual / target), over one denominator, rounded once.
        let (mut top, mut bottom) = (0_i128, 1_i128);
        for (metric, weight) in WEIGHTS {
            let scale = if ["signed_amount", "win_rate"].contains(&metric) { 100 } else { 1 };
            let (actual, target) = (actual[metric], target(at, metric) * scale);
            let row = array(evaluation, "rows").into_iter().find(|row| row["metric"] == metric);
            assert_eq!(row.unwrap()["actual"].as_i64().map(i128::from), Some(actual), "{name}");
            let (part, of) =
                if 100 * actual > 120 * target { (120, 1) } else { (100 * actual, target) };
            (top, bottom) = (top * of + weight * part * bottom, bottom * of);
        }
        // In hundredths of a point, half up.
        let score = (2 * top + bottom).div_euclid(2 * bottom);
        let grade = match score {
            11_000.. => "S",
            10_000.. => "A",
            9_000.. => "B",
            8_000.. => "C",
            _ => "D",
        };
        assert_eq!(evaluation["score"].as_f64(), Some(score as f64 / 100.0), "{name}");
        assert_eq!(evaluation["grade"], grade, "{name}");
    }
    for page in print(&desk, "zh-CN") {
        let text = tool("pdftotext", &page);
        let evaluation = evaluations.iter().find(|(name, _)| text.contains(name.as_str()));
        let (name, evaluation) = evaluation.expect("a page is somebody's");
        let score = format!("{:.2}", evaluation["score"].as_f64().unwrap());
        assert!(text.contains(&score), "{name}: no {score} in {text}");
    }
}

/// What everybody with deals did in the quarter, from the file itself.
fn actuals() -> BTreeMap<String, BTreeMap<&'static str, i128>> {
    let within = |day: &str| ("2017-10-01"..="2017-12-31").contains(&day);
    let mut people: BTreeMap<String, BTreeMap<&'static str, i128>> = BTreeMap::new();
    let mut closed: BTreeMap<String, i128> = BTreeMap::new();
    for deal in pipeline() {
        let name = &deal["sales_agent"];
        let person = people
            .entry(name.clone())
            .or_insert_with(|| WEIGHTS.iter().map(|(metric, _)| (*metric, 0)).collect());
        let mut add = |metric: &'static str, n: i128| *person.entry(metric).or_default() += n;
        if within(&deal["engage_date"]) {
            add("new_opportunities", 1);
        }
        if within(&deal["close_date"]) {
            *closed.entry(name.clone()).or_default() += 1;
            if deal["deal_stage"] == "Won" {
                add("deals_won", 1);
                add("signed_amount", deal["close_value"].parse::<i128>().unwrap() * 100);
            }
        }
    }
    for (name, closed) in closed {
        let person = people.get_mut(&name).unwrap();
        // Basis points, half up.
        let rate = (2 * 10_000 * person["deals_won"] + closed).div_euclid(2 * closed);
        person.insert("win_rate", rate);
    }
    people
}

/// Prints everybody's page and returns the files.
fn print(desk: &Desk, language: &str) -> Vec<PathBuf> {
    let folder = desk.path(&format!("pages-{language}"));
    let mut args = vec!["print", "w.cox", "evaluation", "--scope", "all"];
    let out = folder.display().to_string();
    args.extend(QUARTER);
    args.extend(["--out", &out]);
    desk.says_in(language, 0, &args);
    let mut pages: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    pages.sort();
    pages
}

/// What one of poppler's tools says about a page.
fn tool(name: &str, page: &Path) -> String {
    let mut command = Command::new(name);
    command.arg(page);
    if name == "pdftotext" {
        command.args(["-layout", "-"]);
    }
    let output = command.output().unwrap();
    assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}
