//! Cases on the gap between plan and actual.

use chrono::NaiveDate;
use coxswain::domain::gap::bridge::{Bridge, BridgeDeal, Fate, PlannedDeal, Row};
use coxswain::domain::gap::lmdi::lmdi;
use coxswain::domain::gap::shapley::{Attribution, Factor, attribute};
use coxswain::domain::gap::team::{add, mix};
use coxswain::domain::money::Money;
use coxswain::domain::period::Period;
use coxswain::domain::stats::rational::Rational;
use serde_json::{Map, Value, json};

use super::{Answer, exact};

/// Answers the functions of this area.
pub fn answer(function: &str, inputs: &Value) -> Option<Answer> {
    Some(Ok(match function {
        "gap.bridge" => bridge(inputs),
        "gap.lmdi" => {
            let (plan, actual) = (&inputs["plan"], &inputs["actual"]);
            let value = |values: &Value, name: &String| values[name].as_f64().unwrap();
            let names = names(plan);
            let pairs: Vec<(f64, f64)> =
                names.iter().map(|name| (value(plan, name), value(actual, name))).collect();
            let parts = lmdi(&pairs).unwrap();
            let told = names.into_iter().zip(parts.iter().map(|part| json!(part)));
            json!({"parts": told.collect::<Map<_, _>>(), "sum": parts.iter().sum::<f64>()})
        }
        "gap.mix" => {
            let averages = gap(&inputs["plan_avg"], &inputs["actual_avg"]);
            let mixed = mix(&averages, &team(inputs)).unwrap();
            let names = names(&inputs["plan_avg"]);
            json!({
                "from_averages": told(&names, &averages.parts),
                "mix": told(&names, &mixed),
                "mix_sum": total(&mixed),
            })
        }
        "gap.shapley" => {
            let found = gap(&inputs["plan"], &inputs["actual"]);
            let names = names(&inputs["plan"]);
            let parts = told(&names, &found.parts);
            // Some cases ask for the parts by name, others for everything.
            let mut all = parts.clone();
            all.insert("plan".to_owned(), json!(found.plan.to_f64()));
            all.insert("actual".to_owned(), json!(found.actual.to_f64()));
            all.insert("gap".to_owned(), json!(found.gap().unwrap().to_f64()));
            all.insert("sum".to_owned(), json!(total(&found.parts)));
            all.insert("parts".to_owned(), parts.into());
            all.into()
        }
        "gap.team" => {
            let reps = inputs["reps"].as_object().unwrap();
            let names = names(&reps.values().next().unwrap()["plan"]);
            let each = |(name, rep): (&String, &Value)| {
                let parts = gap(&rep["plan"], &rep["actual"]).parts;
                (name.clone(), Value::Object(told(&names, &parts)))
            };
            let team = team(inputs);
            json!({
                "per_rep": reps.iter().map(each).collect::<Map<_, _>>(),
                "team": told(&names, &team.parts),
                "gap": team.gap().unwrap().to_f64(),
            })
        }
        _ => return None,
    }))
}

/// The names of the factors.
fn names(plan: &Value) -> Vec<String> {
    plan.as_object().unwrap().keys().cloned().collect()
}

fn gap(plan: &Value, actual: &Value) -> Attribution {
    let factor = |name: &String| Factor { plan: exact(&plan[name]), actual: exact(&actual[name]) };
    attribute(&names(plan).iter().map(factor).collect::<Vec<_>>()).unwrap()
}

fn team(inputs: &Value) -> Attribution {
    let reps = inputs["reps"].as_object().unwrap().values();
    add(&reps.map(|rep| gap(&rep["plan"], &rep["actual"])).collect::<Vec<_>>()).unwrap()
}

fn told(names: &[String], parts: &[Rational]) -> Map<String, Value> {
    names.iter().cloned().zip(parts.iter().map(|part| json!(part.to_f64()))).collect()
}

fn total(parts: &[Rational]) -> f64 {
    let sum = parts.iter().try_fold(Rational::ZERO, |sum, part| sum.checked_add(*part));
    sum.unwrap().to_f64()
}

fn bridge(inputs: &Value) -> Value {
    let period = Period::parse(inputs["period"].as_str().unwrap()).unwrap();
    let planned = inputs["planned"].as_object().unwrap();
    let mut found = Bridge::default();
    for (name, deal) in inputs["actual"].as_object().unwrap() {
        let planned = planned.get(name).map(|plan| {
            let expected = first_day(&plan[1]);
            PlannedDeal { amount: Some(money(&plan[0])), expected }
        });
        let fate = match deal["status"].as_str().unwrap() {
            "won" => {
                let day = first_day(&deal["month"]).unwrap();
                Fate::Won { day, amount: Some(money(&deal["amount"])) }
            }
            "lost" => Fate::Lost,
            _ => Fate::Open { expected: first_day(&deal["month"]) },
        };
        found.add(period, &BridgeDeal { planned, fate });
    }
    let row = |row: Row| (row.word().replace('-', "_"), json!(found.row(row).fen()));
    let rows = Row::ALL.into_iter().map(|row| found.row(row)).sum::<Money>();
    json!({
        "plan": found.plan.fen(),
        "actual": found.actual.fen(),
        "parts": Row::ALL.into_iter().map(row).collect::<Map<_, _>>(),
        "check": (found.plan + rows).fen(),
    })
}

fn money(value: &Value) -> Money {
    Money(value.as_i64().unwrap())
}

/// The first day of a month; `None` for none.
fn first_day(month: &Value) -> Option<NaiveDate> {
    month.as_str().map(|month| Period::parse(month).unwrap().first_day())
}
