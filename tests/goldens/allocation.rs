//! Cases on how customers and people are allocated: headcount.

use coxswain::domain::headcount::{Tier, Time, headcount};
use coxswain::domain::stats::rational::Rational;
use serde_json::{Value, json};

use super::{Answer, exact, list};

/// Answers the functions of this area.
pub fn answer(function: &str, inputs: &Value) -> Option<Answer> {
    Some(match function {
        "alloc.talley" => talley(inputs),
        _ => return None,
    })
}

fn talley(inputs: &Value) -> Answer {
    let tier = |tier: &Value| Tier {
        name: String::new(),
        accounts: u32::try_from(tier[0].as_u64().unwrap()).unwrap(),
        calls: exact(&tier[1]),
        call_hours: exact(&tier[2]),
        travel_hours: exact(&tier[3]),
    };
    let tiers: Vec<Tier> = list(inputs, "segments").iter().map(tier).collect();
    let [weeks, week_hours, non_selling] =
        ["weeks", "hours_per_week", "nonselling"].map(|key| exact(&inputs[key]));
    let time = Time { weeks, week_hours, non_selling };
    let found = headcount(&tiers, &time).map_err(|refusal| refusal.to_string())?;
    Ok(json!({
        "workload": found.hours.to_f64(),
        "available": found.available.to_f64(),
        "exact": found.need.exact.to_f64(),
        "headcount": found.need.people,
        "utilisation": found.need.utilisation().map(Rational::to_f64),
    }))
}
