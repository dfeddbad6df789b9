//! Cases on rates and competing outcomes.

use coxswain::domain::stats::incidence::{Incidence, Stays, aalen_johansen};
use coxswain::domain::stats::rate::{
    Interval, WholeBeta, funnel_limits, prob_beta_greater, wilson,
};
use serde_json::{Value, json};

use super::{Answer, float, list, whole};

/// Answers the functions of this area.
pub fn answer(function: &str, inputs: &Value) -> Option<Answer> {
    Some(Ok(match function {
        "stats.funnel_limits" => {
            told(funnel_limits(float(inputs, "p0"), whole(inputs, "n"), float(inputs, "conf")))
        }
        "stats.prob_beta_greater" => {
            let beta = |a, b| WholeBeta { a: whole(inputs, a), b: whole(inputs, b) };
            json!(prob_beta_greater(beta("a_B", "b_B"), beta("a_A", "b_A")))
        }
        "stats.wilson" => {
            told(wilson(whole(inputs, "k"), whole(inputs, "n"), float(inputs, "conf")))
        }
        "survival.aalen_johansen" => {
            let mut stays = Stays::default();
            for (days, outcome) in list(inputs, "durations").iter().zip(list(inputs, "outcomes")) {
                let sample = match outcome.as_str().unwrap() {
                    "adv" => &mut stays.advanced,
                    "lost" => &mut stays.lost,
                    "open" => &mut stays.open,
                    _ => &mut stays.other,
                };
                sample.add(u32::try_from(days.as_u64().unwrap()).unwrap());
            }
            let rows = aalen_johansen(&stays);
            let curve = |share: fn(&Incidence) -> f64| {
                rows.iter().map(|row| json!([row.day, share(row)])).collect::<Vec<_>>()
            };
            json!({
                "adv": curve(|row| row.advanced),
                "lost": curve(|row| row.lost),
                "S": curve(|row| row.staying),
            })
        }
        _ => return None,
    }))
}

fn told(interval: Option<Interval>) -> Value {
    interval.map_or(Value::Null, |at| json!([at.lo, at.hi]))
}
