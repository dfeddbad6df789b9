//! Cases on coaching: observation sheets, two raters, improvement plans, and whether it worked.

use coxswain::domain::behaviour::permutation::chance;
use coxswain::domain::coaching::agreement::agreement;
use coxswain::domain::coaching::change::welch;
use coxswain::domain::coaching::improvement::{Objective, Status, progress};
use coxswain::domain::coaching::observation::{Step, observe};
use coxswain::domain::coaching::peers::against_peers;
use coxswain::domain::coaching::rebound::{Usual, rebound};
use coxswain::domain::stats::rational::Rational;
use serde_json::{Value, json};

use super::{Answer, exact, float, floats, list};

/// Answers the functions of this area.
pub fn answer(function: &str, inputs: &Value) -> Option<Answer> {
    Some(Ok(match function {
        "coach.did" => {
            let (own, peers) = (float(inputs, "change_coached"), floats(inputs, "change_peers"));
            let found = against_peers(own, &peers, float(inputs, "conf")).unwrap();
            let (at, chance) = (found.interval, chance(&[own], &peers).unwrap());
            json!({
                "effect": found.effect,
                "se": found.se,
                "lo": at.lo,
                "hi": at.hi,
                "perm_p": chance.p(),
                "min_p": chance.smallest_p(),
            })
        }
        "coach.kappa" => {
            let categories = list(inputs, "categories");
            let place = |level: &Value| {
                let place = categories.iter().position(|category| category == level);
                i64::try_from(place.unwrap()).unwrap()
            };
            let pairs = list(inputs, "a").iter().zip(list(inputs, "b"));
            let pairs: Vec<(i64, i64)> = pairs.map(|(a, b)| (place(a), place(b))).collect();
            json!(agreement(&pairs).unwrap().kappa.map(Rational::to_f64))
        }
        "coach.observation" => {
            let step = |item: &Value| Step {
                weight: item[0].as_i64().unwrap(),
                level: (!item[1].is_null()).then(|| item[1].as_i64().unwrap()),
            };
            let steps: Vec<Step> = list(inputs, "items").iter().map(step).collect();
            let cover = exact(&inputs["min_cover"]).round_to(4).unwrap();
            let found = observe(&steps, i64::try_from(cover).unwrap()).unwrap();
            json!(found.tenths.map(|tenths| tenths as f64 / 10.0))
        }
        "coach.pip" => plan(inputs),
        "coach.rtm" => {
            let usual = Usual { mean: float(inputs, "mu"), correlation: float(inputs, "r") };
            let found = rebound(float(inputs, "pre"), float(inputs, "post"), usual).unwrap();
            json!({
                "expected_without_coaching": found.expected,
                "raw_change": found.raw,
                "change_beyond_rtm": found.beyond,
            })
        }
        "coach.welch" => {
            let (before, after) = (floats(inputs, "before"), floats(inputs, "after"));
            let found = welch(&before, &after, float(inputs, "conf")).unwrap();
            let at = found.interval;
            json!({
                "diff": found.diff,
                "se": found.se,
                "df": found.freedom,
                "lo": at.lo,
                "hi": at.hi,
            })
        }
        _ => return None,
    }))
}

/// Items are weight, baseline, target and actual.
fn plan(inputs: &Value) -> Value {
    let objective = |item: &Value| {
        let weight = item[0].as_i64().unwrap();
        let [baseline, target, actual] = [1, 2, 3].map(|at: usize| exact(&item[at]));
        (Objective { weight, baseline, target }, Some(actual))
    };
    let objectives: Vec<_> = list(inputs, "items").iter().map(objective).collect();
    let found = progress(&objectives, exact(&inputs["elapsed"])).unwrap();
    let number = |share: Option<Rational>| share.map(Rational::to_f64);
    json!({
        "each": found.each.iter().copied().map(number).collect::<Vec<_>>(),
        "total": number(found.total),
        "pace": number(found.pace),
        "status": found.status.map(Status::word),
    })
}
