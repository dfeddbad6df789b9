//! Cases on the process: roles, deadlines, pushes, rivals, reasons, steps, meetings, effort.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use coxswain::domain::calendar::Calendar;
use coxswain::domain::money::{Money, gross_margin};
use coxswain::domain::process::adoption::adoption;
use coxswain::domain::process::competitors::win_rates;
use coxswain::domain::process::compliance::Duties;
use coxswain::domain::process::deadlines::deadlines;
use coxswain::domain::process::efficiency::{Moves, efficiency, part_of};
use coxswain::domain::process::pareto::{Reason, pareto};
use coxswain::domain::process::roles::StageRoles;
use coxswain::domain::stats::rational::Rational;
use coxswain::domain::stuck::pushes::pushes;
use serde_json::{Map, Value, json};

use super::{Answer, day, list, whole};

/// Answers the functions of this area.
pub fn answer(function: &str, inputs: &Value) -> Option<Answer> {
    Some(Ok(match function {
        "compete.win_rate" => rivals(inputs),
        "deal.pushes" => {
            let found = pushes(list(inputs, "history").iter().map(day)).unwrap();
            json!({"pushes": found.pushes, "pushed_days": found.pushed_days})
        }
        "meeting.compliance" => {
            let rate = |done: &str, due: &str| {
                Duties { done: whole(inputs, done), due: whole(inputs, due) }.rate().unwrap()
            };
            let actions = rate("actions_closed_on_time", "actions_due");
            json!({
                "weekly": rate("weekly_held", "weekly_due").rate,
                "one_on_one": rate("one_on_one_held", "one_on_one_due").rate,
                "actions": actions.rate,
                "actions_wilson95": [actions.interval.lo, actions.interval.hi],
            })
        }
        "metric.margin" => {
            let [revenue, cost] = ["revenue_fen", "cost_fen"].map(|key| Money(whole(inputs, key)));
            json!({
                "margin": float(gross_margin(revenue, cost)),
                "gross_profit_fen": (revenue - cost).fen(),
            })
        }
        "plan.stage_deadlines" => {
            let stages = list(inputs, "template_workdays");
            let days = stages.iter().map(|stage| stage[1].as_u64().unwrap());
            let days = days.map(|days| usize::try_from(days).unwrap());
            let due = deadlines(&Calendar::published(), day(&inputs["start"]), days);
            let told = stages.iter().zip(due);
            let told = told.map(|(stage, due)| json!([stage[0], due.to_string()]));
            told.collect::<Vec<_>>().into()
        }
        "process.pareto" => {
            let reasons = inputs["reasons"].as_object().unwrap().iter();
            let found = pareto(reasons.map(|(reason, count)| (reason, count.as_u64().unwrap())));
            let told = |reason: &Reason<&String>| {
                json!([reason.key, reason.count, reason.cumulative.to_f64()])
            };
            found.iter().map(told).collect::<Vec<_>>().into()
        }
        "process.pce" => {
            let hours = |key: &str| TimeDelta::hours(whole(inputs, key));
            let moves = Moves { all: whole(inputs, "moves"), back: whole(inputs, "back_moves") };
            let (customers, duplicates) = (whole(inputs, "customers"), whole(inputs, "duplicates"));
            json!({
                "pce": float(efficiency(hours("working_hours"), hours("elapsed_hours"))),
                "rework": float(moves.rework()),
                "duplicate_rate": float(part_of(duplicates, customers)),
            })
        }
        "process.sop" => steps(inputs),
        "stage.role_gate" => gate(inputs),
        _ => return None,
    }))
}

fn rivals(inputs: &Value) -> Value {
    let counts = inputs["won_total"].as_object().unwrap();
    let deals = counts.iter().flat_map(|(rival, counted)| {
        let (won, all) = (counted[0].as_u64().unwrap(), counted[1].as_u64().unwrap());
        (0..all).map(move |place| (rival, place < won))
    });
    let rates = win_rates(deals).into_iter().map(|(rival, rate)| {
        let at = rate.interval;
        (rival.clone(), json!({"rate": rate.rate, "wilson95": [at.lo, at.hi]}))
    });
    Value::Object(rates.collect::<Map<_, _>>())
}

fn steps(inputs: &Value) -> Value {
    let done = |deal: &Value| {
        let steps = deal.as_array().unwrap().iter();
        steps.map(|step| step.as_u64() == Some(1)).collect::<Vec<bool>>()
    };
    let mandatory: Vec<bool> =
        list(inputs, "mandatory").iter().map(|step| step.as_bool().unwrap()).collect();
    let deals: Vec<Vec<bool>> = list(inputs, "deals").iter().map(done).collect();
    let found = adoption(&mandatory, &deals);
    json!({
        "per_deal": found.deals.into_iter().map(float).collect::<Vec<_>>(),
        "full_adoption": float(found.full),
        "step_rate": found.steps.into_iter().map(float).collect::<Vec<_>>(),
    })
}

fn gate(inputs: &Value) -> Value {
    let texts = |values: &Value| -> Vec<String> {
        let values = values.as_array().unwrap().iter();
        values.map(|value| value.as_str().unwrap().to_owned()).collect()
    };
    let stage = inputs["stage"].as_str().unwrap();
    let roles = StageRoles {
        needed: texts(&inputs["rule"][stage]),
        enforced: list(inputs, "enforced").iter().any(|enforced| enforced == stage),
    };
    let team: BTreeSet<String> = texts(&inputs["team"]).into_iter().collect();
    json!(roles.blocking(&team))
}

fn float(share: Option<Rational>) -> Value {
    json!(share.map(Rational::to_f64))
}
