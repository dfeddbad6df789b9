//! Cases on baselines of the next month and on how far off they were.

use coxswain::domain::forecast::backtest::backtest_from;
use coxswain::domain::forecast::error::{Outcome, accuracy, coverage, mase, pinball};
use coxswain::domain::forecast::holt_winters::{Smoothing, smooth, start};
use coxswain::domain::forecast::method::{Method, unlocked};
use coxswain::domain::forecast::pace::{Workdays, required_daily, run_rate};
use coxswain::domain::forecast::range::half_width;
use coxswain::domain::forecast::{Refusal, baseline, seasonal, trend};
use coxswain::domain::stats::rate::Interval;
use serde_json::{Map, Value, json};

use super::{Answer, float, list, whole};

/// Answers the functions of this area.
pub fn answer(function: &str, inputs: &Value) -> Option<Answer> {
    Some(Ok(match function {
        "ts.simple" => {
            let y = floats(inputs, "y");
            json!({
                "naive": baseline::naive(&y).ok(),
                "mean": baseline::mean(&y).ok(),
                "sma3": baseline::moving(&y, 3).ok(),
            })
        }
        "ts.wma" => told(baseline::weighted(&floats(inputs, "y"), &floats(inputs, "weights"))),
        "ts.ols" => {
            let line = trend::fit(&floats(inputs, "y")).unwrap();
            json!({ "a": line.intercept, "b": line.slope, "s2": line.s2, "r2": line.r2 })
        }
        "ts.ols_predict" => {
            let line = trend::fit(&floats(inputs, "y")).unwrap();
            let next = line.predict(whole(inputs, "x0"), float(inputs, "conf")).unwrap();
            json!({ "mean": next.point, "lo": next.range.lo, "hi": next.range.hi })
        }
        "ts.holt_winters" => smoothed(inputs),
        "ts.seasonal_indices" => indices(inputs),
        "ts.run_rate" => {
            let elapsed = whole(inputs, "elapsed_workdays");
            let days = Workdays { elapsed, total: whole(inputs, "total_workdays") };
            told(run_rate(float(inputs, "actual_to_date"), days))
        }
        "ts.required_daily" => {
            let (target, actual) = (float(inputs, "target"), float(inputs, "actual"));
            told(required_daily(target, actual, whole(inputs, "remaining_workdays")))
        }
        "ts.metrics" => {
            let got = accuracy(&outcomes(inputs, "forecast"));
            json!({
                "mape": got.mape,
                "mape_skipped": got.mape_skipped,
                "wape": got.wape,
                "bias": got.bias,
            })
        }
        "ts.mase" => {
            let outcomes = outcomes(inputs, "forecast");
            told(mase(&floats(inputs, "train"), &outcomes, whole(inputs, "m")))
        }
        "ts.pinball" => {
            let loss = |key, tau| pinball(&outcomes(inputs, key), tau).ok();
            json!({ "0.1": loss("q10", 0.1), "0.9": loss("q90", 0.9) })
        }
        "ts.coverage" => covered(inputs),
        "ts.backtest" => tested(inputs),
        "ts.conformal" => {
            told(half_width(&floats(inputs, "abs_rel_residuals"), float(inputs, "alpha")))
        }
        "ts.gate" => {
            let months = list(inputs, "months").iter();
            let word = |months: &Value| unlocked(months.as_u64().unwrap() as usize).word();
            json!(months.map(word).collect::<Vec<_>>())
        }
        _ => return None,
    }))
}

/// Start, end, forecasts and errors of a smoothing at a given speed.
fn smoothed(inputs: &Value) -> Value {
    let (y, season) = (floats(inputs, "y"), whole(inputs, "m"));
    let from = start(&y, season).unwrap();
    let by = Smoothing {
        level: float(inputs, "alpha"),
        trend: float(inputs, "beta"),
        season: float(inputs, "gamma"),
    };
    let fit = smooth(&y, season, by).unwrap();
    json!({
        "l0": from.level,
        "b0": from.trend,
        "s0": from.seasons,
        "level": fit.state.level,
        "trend": fit.state.trend,
        "forecast": fit.state.ahead(whole(inputs, "h")),
        "sse": fit.sse,
    })
}

/// The index of each season, by its number.
fn indices(inputs: &Value) -> Value {
    let row = |row: &Value| (row[0].as_u64().unwrap() as usize, row[1].as_f64().unwrap());
    let rows: Vec<_> = list(inputs, "rows").iter().map(row).collect();
    let indices = seasonal::indices(&rows, whole(inputs, "m")).unwrap();
    let named =
        (0..).zip(indices).map(|(season, index): (i32, f64)| (season.to_string(), json!(index)));
    Value::Object(named.collect())
}

/// How many months lay in their range.
fn covered(inputs: &Value) -> Value {
    let ranges = floats(inputs, "lo").into_iter().zip(floats(inputs, "hi"));
    let ranges = ranges.map(|(lo, hi)| Interval { lo, hi });
    let months: Vec<_> = floats(inputs, "actual").into_iter().zip(ranges).collect();
    let rate = coverage(&months).unwrap();
    json!({
        "hit": rate.k,
        "n": rate.n,
        "rate": rate.rate,
        "wilson95": [rate.interval.lo, rate.interval.hi],
    })
}

/// The back-test of each method, under its word.
fn tested(inputs: &Value) -> Value {
    let y = floats(inputs, "y");
    let mut all = Map::new();
    for name in list(inputs, "methods") {
        let method = match name.as_str().unwrap() {
            "wma3[2,3,5]" => Method::Wma532,
            word => Method::parse(word).unwrap(),
        };
        let test = backtest_from(method, &y, whole(inputs, "first")).unwrap();
        let forecasts: Vec<f64> = test.outcomes.iter().map(|outcome| outcome.forecast).collect();
        let told = json!({ "forecasts": forecasts, "wape": test.accuracy.wape });
        all.insert(method.word().to_owned(), told);
    }
    Value::Object(all)
}

/// What happened beside the forecasts at a key.
fn outcomes(inputs: &Value, key: &str) -> Vec<Outcome> {
    let pairs = floats(inputs, "actual").into_iter().zip(floats(inputs, key));
    pairs.map(|(actual, forecast)| Outcome { actual, forecast }).collect()
}

/// The numbers at a key.
fn floats(inputs: &Value, key: &str) -> Vec<f64> {
    list(inputs, key).iter().map(|value| value.as_f64().unwrap()).collect()
}

/// What cannot be answered is not available.
fn told(got: Result<f64, Refusal>) -> Value {
    json!(got.ok())
}
