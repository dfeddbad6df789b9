//! Cases on people: their level, their visits, and what they hand over.

use coxswain::domain::capability::{Facts, Rule, capability};
use coxswain::domain::handover::{Customer, check};
use coxswain::domain::scorecard::grade::{Band, Bands};
use coxswain::domain::scorecard::total::hundredths;
use coxswain::domain::visits::{self, Judged, Week, compliance, judge};
use serde_json::{Value, json};

use super::{Answer, exact, list, whole};

/// Answers the functions of this area.
pub fn answer(function: &str, inputs: &Value) -> Option<Answer> {
    Some(match function {
        "handover.check" => Ok(handover(&inputs["customer"])),
        "rep.capability" => levels(inputs),
        "visits.compliance" => Ok(weeks(inputs)),
        "visits.required" => {
            let [visits, full_week] = ["base", "full_week"].map(|key| whole(inputs, key));
            let rule = visits::Rule { visits, full_week };
            let days = list(inputs, "workdays").iter().map(number);
            Ok(json!(days.map(|days| rule.required(days)).collect::<Vec<_>>()))
        }
        _ => return None,
    })
}

fn handover(customer: &Value) -> Value {
    let yes = |key: &str| customer[key].as_bool().unwrap();
    let missing = check(&Customer {
        contacts: whole(customer, "contacts"),
        open_deals: whole(customer, "open_opps"),
        deals_with_next_step: whole(customer, "opps_with_next_step"),
        commitments_listed: yes("commitments_listed"),
        history_exported: yes("history_exported"),
    });
    json!(missing.iter().map(ToString::to_string).collect::<Vec<_>>())
}

fn levels(inputs: &Value) -> Answer {
    // Points out of 100 are basis points of the whole, times 100.
    let cents = |value: &Value| hundredths(exact(value)).unwrap();
    let band = |band: &Value| Band {
        name: band[0].as_str().unwrap().to_owned(),
        from_hundredths: cents(&band[1]),
    };
    let weights = &inputs["weights"];
    let rule = Rule {
        skill_bp: cents(&weights[0]),
        years_bp: cents(&weights[1]),
        attainment_bp: cents(&weights[2]),
        bands: Bands::new(list(inputs, "bands").iter().map(band).collect()).unwrap(),
    };
    let mut levels = vec![];
    for rep in list(inputs, "reps") {
        let facts = Facts {
            skill: Some(exact(&rep[0])),
            years: Some(exact(&rep[1])),
            attainment: Some(exact(&rep[2])),
        };
        let found = capability(&facts, &rule).map_err(|refusal| refusal.to_string())?;
        let score = found.score.map(|score| (score.exact.to_f64(), score.level));
        levels.push(score.map(|(score, level)| json!({"score": score, "level": level})));
    }
    Ok(json!(levels))
}

fn weeks(inputs: &Value) -> Value {
    let week = |week: &Value| Week {
        workdays: number(&week[0]),
        visits: u32::try_from(week[1].as_u64().unwrap()).unwrap(),
    };
    let weeks: Vec<Week> = list(inputs, "weeks").iter().map(week).collect();
    let judged = judge(visits::Rule::default(), &weeks);
    json!({
        "required": judged.iter().map(|week| week.required).collect::<Vec<_>>(),
        "met": judged.iter().map(Judged::met).collect::<Vec<_>>(),
        "rate": compliance(&judged).map(|rate| rate.rate),
    })
}

fn number(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap()).unwrap()
}
