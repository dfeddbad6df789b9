//! Scorecard cases: curves, totals, grades, seals.

use coxswain::domain::scorecard::curve::{Anchor, Basis, Below, Curve};
use coxswain::domain::scorecard::grade::{Band, Bands};
use coxswain::domain::scorecard::seal::{self, canonical};
use coxswain::domain::scorecard::total::{MIN_COVER_BP, hundredths, total};
use coxswain::domain::stats::rational::Rational;
use coxswain::domain::stats::xmr::Limits;
use serde_json::{Value, json};

use super::{Answer, exact, floats, list};

/// Answers the functions of this area.
pub fn answer(function: &str, inputs: &Value) -> Option<Answer> {
    Some(Ok(match function {
        "score.anchors" => scores(inputs, "x", &anchors(inputs)),
        "score.deduct" => {
            scores(inputs, "events", &Curve::Deduction { per_event: exact(&inputs["per"]) })
        }
        "score.grade" => {
            let bands = list(inputs, "bands").iter().map(|band| Band {
                name: band[0].as_str().unwrap().to_owned(),
                from_hundredths: hundredths(exact(&band[1])).unwrap(),
            });
            let bands = Bands::new(bands.collect()).unwrap();
            let scores = list(inputs, "scores").iter();
            let shown = scores.map(|score| hundredths(exact(score)).unwrap());
            json!(shown.map(|score| bands.grade(score)).collect::<Vec<_>>())
        }
        "score.lower_ratio" => {
            scores(inputs, "x", &Curve::LowerRatio { cap: exact(&inputs["cap"]) })
        }
        "score.range" => {
            let [lo, hi, tolerance_lo, tolerance_hi] =
                ["lo", "hi", "tol_lo", "tol_hi"].map(|key| exact(&inputs[key]));
            scores(inputs, "x", &Curve::Range { lo, hi, tolerance_lo, tolerance_hi })
        }
        "score.ratio" => scores(inputs, "x", &Curve::Ratio { cap: exact(&inputs["cap"]) }),
        "score.total" => return Some(weighted(inputs)),
        "score.veto" => {
            let bands = Bands::standard();
            let grade = bands.grade(hundredths(exact(&inputs["score"])).unwrap()).to_owned();
            let cap = inputs["cap_grade"].as_str().unwrap();
            let vetoed = inputs["veto"].as_bool().unwrap();
            json!(if vetoed { bands.capped(&grade, cap) } else { Some(grade.as_str()) })
        }
        "score.xmr" => {
            let course: Vec<Option<f64>> = floats(inputs, "y").into_iter().map(Some).collect();
            let found = Limits::of(&course).unwrap();
            json!({
                "mean": found.mean,
                "mr_bar": found.moving_range,
                "lo": found.low,
                "hi": found.high,
            })
        }
        "sign.seal" => {
            let document = sealable(&inputs["doc"]);
            json!({
                "canonical": canonical(&document),
                "sha256": seal::seal(inputs["prev"].as_str().unwrap(), &document),
            })
        }
        _ => return None,
    }))
}

fn anchors(inputs: &Value) -> Curve {
    let anchor = |pair: &Value| Anchor { at: exact(&pair[0]), points: exact(&pair[1]) };
    Curve::Anchors {
        anchors: list(inputs, "anchors").iter().map(anchor).collect(),
        basis: Basis::Actual,
        below: if inputs["below"] == "zero" { Below::Zero } else { Below::Clamp },
    }
}

fn scores(inputs: &Value, facts: &str, curve: &Curve) -> Value {
    let target = inputs.get("target").map(exact);
    let score = |fact: &Value| curve.score(exact(fact), target).map(Rational::to_f64);
    json!(list(inputs, facts).iter().map(score).collect::<Vec<_>>())
}

fn weighted(inputs: &Value) -> Answer {
    let bp =
        |value: &Value, scale: u32| i64::try_from(exact(value).round_to(scale).unwrap()).unwrap();
    let item = |pair: &Value| (bp(&pair[0], 2), (!pair[1].is_null()).then(|| exact(&pair[1])));
    let items: Vec<_> = list(inputs, "items").iter().map(item).collect();
    let cover = inputs.get("min_cover").map_or(MIN_COVER_BP, |cover| bp(cover, 4));
    match total(&items, cover) {
        Ok(total) => Ok(json!(total.map(|total| total.hundredths as f64 / 100.0))),
        Err(refusal) => Err(refusal.to_string()),
    }
}

/// A JSON document as one that can be sealed; a fraction has no place in it.
fn sealable(value: &Value) -> seal::Value {
    match value {
        Value::Null => seal::Value::Null,
        Value::Bool(yes) => seal::Value::Bool(*yes),
        Value::Number(number) => seal::Value::Int(number.as_i64().unwrap()),
        Value::String(text) => seal::Value::Text(text.clone()),
        Value::Array(list) => seal::Value::List(list.iter().map(sealable).collect()),
        Value::Object(map) => seal::Value::Map(
            map.iter().map(|(key, value)| (key.clone(), sealable(value))).collect(),
        ),
    }
}
