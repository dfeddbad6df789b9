//! Cases on stays: how long they last, how they end, and which deals are stuck.

use coxswain::domain::stats::days::DayCounts;
use coxswain::domain::stats::incidence::{Incidence, Stays, aalen_johansen};
use coxswain::domain::stats::survival::{
    Survival, interval_at, kaplan_meier, quantile, staying_at,
};
use coxswain::domain::stuck::limit::{Basis, LimitRule, StuckLimit, stuck_limit};
use coxswain::domain::stuck::outlook::{Cause, Outlook};
use serde_json::{Map, Value, json};

use super::{Answer, exact, float, list, whole};

/// Answers the functions of this area.
pub fn answer(function: &str, inputs: &Value) -> Option<Answer> {
    Some(Ok(match function {
        "survival.aalen_johansen" => {
            let rows = aalen_johansen(&stays(inputs));
            let curve = |share: fn(&Incidence) -> f64| {
                rows.iter().map(|row| json!([row.day, share(row)])).collect::<Vec<_>>()
            };
            json!({
                "adv": curve(|row| row.advanced),
                "lost": curve(|row| row.lost),
                "S": curve(|row| row.staying),
            })
        }
        "survival.compare" => compared(inputs),
        "survival.km" => {
            let told = |row: &Survival| {
                json!({
                    "t": row.day, "at_risk": row.at_risk, "exits": row.exits, "S": row.staying,
                })
            };
            json!(curve(inputs).iter().map(told).collect::<Vec<_>>())
        }
        "survival.km_ci" => {
            let at = interval_at(&curve(inputs), whole(inputs, "t"), float(inputs, "conf"));
            at.map_or(Value::Null, |at| json!([at.lo, at.hi]))
        }
        "survival.km_quantile" => {
            let curve = curve(inputs);
            let told = |p: &Value| json!(quantile(&curve, p.as_f64().unwrap()));
            match &inputs["p"] {
                Value::Array(several) => several.iter().map(told).collect::<Vec<_>>().into(),
                one => told(one),
            }
        }
        "survival.stuck_flags" => {
            let days = exact(&inputs["threshold"]);
            let limit = StuckLimit { days, winners: 0, basis: Basis::Winners };
            let deals = inputs["open_days"].as_object().unwrap();
            let told =
                |(deal, days): (&String, &Value)| (deal.clone(), json!(limit.stuck(number(days))));
            Value::Object(deals.iter().map(told).collect::<Map<_, _>>())
        }
        "survival.stuck_threshold" => threshold(inputs),
        "survival.window_prob" => {
            // No case has a pool; the cause is always to advance.
            assert_eq!(inputs["cause"], "adv");
            let (age, horizon) = (whole(inputs, "age"), whole(inputs, "horizon"));
            let outlook = Outlook::of(&stays(inputs));
            json!(outlook.window(Cause::Advanced, age, horizon, None).map(|found| found.chance))
        }
        _ => return None,
    }))
}

/// Stays by outcome; of people, the days to their first deal, or so far.
fn stays(inputs: &Value) -> Stays {
    let mut stays = Stays::default();
    if let Some(won) = inputs.get("won") {
        for (days, won) in list(inputs, "days").iter().zip(won.as_array().unwrap()) {
            let won = won.as_bool().unwrap();
            let sample = if won { &mut stays.advanced } else { &mut stays.open };
            sample.add(number(days));
        }
        return stays;
    }
    for (days, outcome) in list(inputs, "durations").iter().zip(list(inputs, "outcomes")) {
        let sample = match outcome.as_str().unwrap() {
            "adv" => &mut stays.advanced,
            "lost" => &mut stays.lost,
            "open" => &mut stays.open,
            _ => &mut stays.other,
        };
        sample.add(number(days));
    }
    stays
}

/// The curve of leaving, in whichever way.
fn curve(inputs: &Value) -> Vec<Survival> {
    let stays = stays(inputs);
    kaplan_meier(&stays.ended(), &stays.open)
}

/// Advancing by both ways: with losses as what they are, and as if they were unfinished.
fn compared(inputs: &Value) -> Value {
    let (stays, day) = (stays(inputs), whole::<u32>(inputs, "t"));
    let rows = aalen_johansen(&stays);
    let by_then = rows.iter().take_while(|row| row.day <= day).last();
    let mut unfinished = stays.open.clone();
    unfinished.merge(&stays.lost);
    unfinished.merge(&stays.other);
    let naive = kaplan_meier(&stays.advanced, &unfinished);
    json!({
        "aj_adv": by_then.map(|row| row.advanced),
        "one_minus_km_adv": 1.0 - staying_at(&naive, day),
    })
}

fn threshold(inputs: &Value) -> Value {
    let mut winners = DayCounts::default();
    list(inputs, "winner_stage_days").iter().for_each(|days| winners.add(number(days)));
    let rule = LimitRule {
        share_bp: u32::try_from(exact(&inputs["p"]).round_to(4).unwrap()).unwrap(),
        min_winners: whole(inputs, "min_n"),
    };
    let limit = stuck_limit(rule, &winners, inputs.get("sla_days").map(number)).unwrap();
    let basis = match limit.basis {
        Basis::Winners => "winners_p80",
        Basis::Configured => "configured_sla",
    };
    json!({"threshold": limit.days.to_f64(), "n": limit.winners, "basis": basis})
}

fn number(value: &Value) -> u32 {
    u32::try_from(value.as_u64().unwrap()).unwrap()
}
