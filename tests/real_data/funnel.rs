//! The funnel of a year of a real (made-up) company beside figures that `funnel_maven.py` worked out without
//! the program: where deals stand, win rates with intervals and evidence, errors of simple methods.

use std::collections::BTreeMap;

use coxswain::domain::forecast::backtest::backtest_from;
use coxswain::domain::forecast::method::Method;
use serde_json::Value;

use crate::maven::{Desk, array, imported};

/// Months that are known at the first origin.
const FIRST: usize = 6;

fn expected() -> Value {
    serde_json::from_str(include_str!("funnel_maven.json")).unwrap()
}

fn funnel(desk: &Desk, more: &[&str]) -> Value {
    let args = ["show", "w.cox", "funnel", "--as-of", "2017-12-31", "--json"];
    desk.json(0, &[&args[..], more].concat())
}

/// Whether a figure is another one but for less than a trifle.
fn near(what: &str, got: &Value, expected: f64, trifle: f64) {
    let got = got.as_f64().unwrap_or_else(|| panic!("{what}: {got}"));
    assert!((got - expected).abs() <= trifle, "{what}: {got} {expected}");
}

#[test]
fn deals_stand_where_the_file_says() {
    let places = expected()["places"].clone();
    let found = funnel(&imported(), &["--rule", "snapshot"]);
    let open: Vec<u64> =
        array(&found, "stages").iter().map(|stage| stage["open"].as_u64().unwrap()).collect();
    assert_eq!(
        open,
        [places["Prospecting"].as_u64().unwrap(), places["Engaging"].as_u64().unwrap(), 0, 0, 0]
    );
    assert_eq!((&found["won"], &found["lost"]), (&places["Won"], &places["Lost"]));
}

#[test]
fn agents_have_the_rates_and_the_evidence_that_were_worked_out_apart() {
    let desk = imported();
    let mut said: BTreeMap<String, u32> = BTreeMap::new();
    for period in array(&expected(), "periods") {
        let name = period["period"].as_str().unwrap();
        let mut args = vec!["--by", "person"];
        if name != "all" {
            args.extend(["--period", name]);
        }
        let found = funnel(&desk, &args);
        let groups: BTreeMap<String, Value> = array(&found, "groups")
            .into_iter()
            .filter(|group| group["closed"] != 0)
            .map(|group| (group["name"].as_str().unwrap().to_owned(), group))
            .collect();
        let agents = array(&period, "agents");
        assert_eq!(groups.len(), agents.len(), "{name}");
        for agent in agents {
            let who = agent["name"].as_str().unwrap();
            let group = &groups[who];
            let what = format!("{name} {who}");
            for key in ["won", "closed"] {
                assert_eq!(group[key], agent[key], "{what} {key}");
            }
            for (bp, share) in [("win_rate_bp", "rate"), ("low_bp", "low"), ("high_bp", "high")] {
                near(&what, &group[bp], agent[share].as_f64().unwrap() * 10_000.0, 0.500_001);
            }
            let verdict = &group["verdict"];
            let probability = agent["probability"].as_f64().unwrap();
            near(&what, &verdict["probability"], probability, 1e-4);
            assert_eq!(verdict["evidence"], agent["evidence"], "{what}");
            *said.entry(agent["evidence"].as_str().unwrap().to_owned()).or_default() += 1;
        }
    }
    // Nobody is behind over the year; in two months three are worth a look, and some have few deals.
    assert_eq!((said["watch"], said["insufficient"]), (3, 6), "{said:?}");
    assert!(!said.contains_key("flag"), "{said:?}");
}

#[test]
fn methods_were_as_far_off_as_was_worked_out_apart() {
    let desk = imported();
    let expected = expected();
    let mut history = vec![];
    for month in array(&expected, "months") {
        let period = month["month"].as_str().unwrap();
        let args = ["show", "w.cox", "metric:signed_amount", "--period", period, "--json"];
        let found = desk.json(0, &args);
        assert_eq!(found["value"], month["fen"], "{period}");
        history.push(found["value"].as_f64().unwrap());
    }
    for (word, wape) in expected["wape"].as_object().unwrap() {
        let method = Method::parse(word).expect("a method");
        let test = backtest_from(method, &history, FIRST).unwrap();
        let found = Value::from(test.accuracy.wape.unwrap());
        near(word, &found, wape.as_f64().unwrap(), 1e-9);
        assert_eq!(test.outcomes.len(), 4, "{word}");
    }
}
