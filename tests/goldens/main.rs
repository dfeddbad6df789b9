//! Worked cases: every number in `cases/*.json` was derived outside this program, and the library must find it.
//!
//! Each file is `{area, cases: [{name, fn, inputs, expected, tolerance, …}]}`. A tolerance is absolute, 0 is
//! exact; `"error:…"` must be refused with that meaning; `null` is "not available". The files are read from
//! beside this test or from the folder named by `COXSWAIN_GOLDENS`.
//!
//! An area answers in its own file. A `fn` that no area answers must be listed in [`NOT_BUILT`], and the
//! list may hold nothing else, so it shrinks with the work and cannot hide a failure.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test harness stops at what it cannot read"
)]

mod allocation;
mod behaviour;
mod calendar;
mod coaching;
mod five_stage;
mod funnel;
mod gap;
mod names;
mod pipeline;
mod process;
mod scorecard;
mod staff;
mod stats;
mod survival;
mod targets;
mod timeseries;
mod training;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use chrono::NaiveDate;
use coxswain::domain::stats::rational::Rational;
use serde_json::Value;

/// What the library answers: a value, or its refusal in words.
type Answer = Result<Value, String>;

/// Functions of areas that do not exist yet, sorted.
const NOT_BUILT: &[&str] = &[
    "alloc.assign_count",
    "alloc.assign_hours",
    "alloc.balance",
    "alloc.calls",
    "alloc.explain",
    "alloc.fit",
    "alloc.greedy",
    "board.improvement",
    "board.prob_best",
    "board.rank",
    "board.team_score",
    "commission.accelerator",
    "commission.both",
    "commission.cap",
    "commission.clawback",
    "commission.clawback_schedule",
    "commission.cliff_jump",
    "commission.collected",
    "commission.marginal_absolute",
    "commission.next_tier",
    "commission.split",
    "commission.team_bonus",
    "commission.tier",
    "contest.validate",
    "contest.winners",
    "customer.abc",
    "customer.cadence",
    "customer.coverage",
    "customer.matrix",
    "customer.priority",
    "customer.profile",
    "customer.relation",
    "customer.rfm",
    "customer.satisfaction",
    "customer.share_churn",
    "plan.check",
    "risk.hit_prob",
    "risk.level",
    "score.forced_assign",
    "score.forced_counts",
    "score.leniency",
    "team.snake",
];

/// Asks the areas one after the other; `None` if none of them knows the function.
fn answer(function: &str, inputs: &Value) -> Option<Answer> {
    let areas = [
        allocation::answer,
        behaviour::answer,
        calendar::answer,
        coaching::answer,
        funnel::answer,
        gap::answer,
        names::answer,
        pipeline::answer,
        process::answer,
        scorecard::answer,
        staff::answer,
        stats::answer,
        survival::answer,
        targets::answer,
        timeseries::answer,
        training::answer,
    ];
    areas.into_iter().find_map(|area| area(function, inputs))
}

#[test]
fn goldens_agree() {
    let (mut agreed, mut waiting, mut wrong) = (0, 0, Vec::new());
    for (file, case) in cases() {
        let function = case["fn"].as_str().unwrap();
        let name = format!("{file} {} ({function})", case["name"].as_str().unwrap());
        match answer(function, &case["inputs"]) {
            None if NOT_BUILT.contains(&function) => waiting += 1,
            None => wrong.push(format!("{name}: unknown function")),
            Some(got) => {
                match compare(&got, &case["expected"], case["tolerance"].as_f64().unwrap()) {
                    Ok(()) => agreed += 1,
                    Err(why) => wrong.push(format!("{name}: {why}")),
                }
            }
        }
    }
    println!("goldens: {agreed} agree, {} differ, {waiting} wait for their area", wrong.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(agreed > 0, "no cases found");
}

#[test]
fn goldens_not_built_is_honest() {
    assert!(NOT_BUILT.is_sorted_by(|a, b| a < b), "keep the list sorted, each name once");
    let mut functions: BTreeMap<String, Value> = BTreeMap::new();
    for (_, mut case) in cases() {
        functions.insert(case["fn"].as_str().unwrap().to_owned(), case["inputs"].take());
    }
    for function in NOT_BUILT {
        let inputs = functions.get(*function);
        assert!(inputs.is_some(), "{function} occurs in no file");
        assert!(
            inputs.and_then(|inputs| answer(function, inputs)).is_none(),
            "{function} is built"
        );
    }
    let built: BTreeSet<_> =
        functions.keys().filter(|function| !NOT_BUILT.contains(&function.as_str())).collect();
    println!("goldens: {} functions built, {} not yet", built.len(), NOT_BUILT.len());
}

#[test]
fn goldens_comparing_is_strict() {
    let value = |text: &str| serde_json::from_str::<Value>(text).unwrap();
    for (got, expected, tolerance, same) in [
        ("1.0", "1", 0.0, true),
        ("1.0000001", "1", 0.0, false),
        ("1.0000001", "1", 1e-6, true),
        ("null", "0", 1.0, false),
        ("[1,2]", "[1]", 0.0, false),
        (r#"{"a":1,"b":2}"#, r#"{"a":1}"#, 0.0, true),
        (r#"{"a":1}"#, r#"{"a":1,"b":2}"#, 0.0, false),
        ("\"A\"", "\"a\"", 1.0, false),
    ] {
        let result = compare(&Ok(value(got)), &value(expected), tolerance);
        assert_eq!(result.is_ok(), same, "{got} {expected} {tolerance}");
    }
    let refusal = Err("weights must total 100".to_owned());
    assert!(compare(&refusal, &value("\"error:weights must total 100\""), 0.0).is_ok());
    assert!(compare(&refusal, &value("\"error:other\""), 0.0).is_err());
    assert!(compare(&Ok(Value::Null), &value("\"error:other\""), 0.0).is_err());
}

/// All cases with the name of their file, in order.
fn cases() -> Vec<(String, Value)> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/goldens/cases");
    let folder = std::env::var_os("COXSWAIN_GOLDENS").map_or_else(beside, PathBuf::from);
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|end| end == "json"));
    files.sort();
    let mut list = Vec::new();
    for path in files {
        let file: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        list.extend(
            file["cases"].as_array().unwrap().iter().map(|case| (name.clone(), case.clone())),
        );
    }
    list
}

/// Compares an answer with what is expected; objects may say more than is asked.
fn compare(got: &Answer, expected: &Value, tolerance: f64) -> Result<(), String> {
    let refused = expected.as_str().and_then(|text| text.strip_prefix("error:"));
    match (got, refused) {
        (Err(words), Some(meaning)) if words == meaning => Ok(()),
        (Err(words), _) => Err(format!("refused with {words:?}, expected {expected}")),
        (Ok(value), Some(_)) => Err(format!("answered {value}, expected {expected}")),
        (Ok(value), None) if same(value, expected, tolerance) => Ok(()),
        (Ok(value), None) => Err(format!("answered {value}, expected {expected}")),
    }
}

fn same(got: &Value, expected: &Value, tolerance: f64) -> bool {
    match (got, expected) {
        (Value::Number(got), Value::Number(expected)) => {
            let (Some(got), Some(expected)) = (got.as_f64(), expected.as_f64()) else {
                return false;
            };
            (got - expected).abs() <= tolerance
        }
        (Value::Array(got), Value::Array(expected)) => {
            got.len() == expected.len()
                && got.iter().zip(expected).all(|(got, expected)| same(got, expected, tolerance))
        }
        (Value::Object(got), Value::Object(expected)) => expected
            .iter()
            .all(|(key, expected)| got.get(key).is_some_and(|got| same(got, expected, tolerance))),
        _ => got == expected,
    }
}

/// A number of a case as the exact decimal it is written as; also decimal text.
fn exact(value: &Value) -> Rational {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    Rational::parse(&text).unwrap()
}

/// The list at a key.
fn list<'a>(inputs: &'a Value, key: &str) -> &'a [Value] {
    inputs[key].as_array().unwrap()
}

/// The number at a key.
fn float(inputs: &Value, key: &str) -> f64 {
    inputs[key].as_f64().unwrap()
}

/// The numbers of the list at a key.
fn floats(inputs: &Value, key: &str) -> Vec<f64> {
    list(inputs, key).iter().map(|value| value.as_f64().unwrap()).collect()
}

/// The whole number at a key.
fn whole<T: TryFrom<i64>>(inputs: &Value, key: &str) -> T {
    T::try_from(inputs[key].as_i64().unwrap()).ok().unwrap()
}

/// The day that a value writes.
fn day(value: &Value) -> NaiveDate {
    value.as_str().unwrap().parse().unwrap()
}
