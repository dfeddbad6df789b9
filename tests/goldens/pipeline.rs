//! Cases on what this period will bring, from its open deals.

use coxswain::domain::forecast::calibration::{Told, calibration};
use coxswain::domain::forecast::calls::{Call, Category, RollUp, commit_quality};
use coxswain::domain::forecast::correlation::in_month;
use coxswain::domain::forecast::coverage::Need;
use coxswain::domain::forecast::deals::{Chance, weighted};
use coxswain::domain::forecast::new_business::compound_poisson;
use coxswain::domain::forecast::total::{Outcomes, Percent, wins};
use serde_json::{Map, Value, json};

use super::{Answer, exact, float, list, whole};

/// Answers the functions of this area.
pub fn answer(function: &str, inputs: &Value) -> Option<Answer> {
    Some(Ok(match function {
        "forecast.calibration" => calibrated(inputs),
        "forecast.call_accuracy" => {
            let call = Call { called: whole(inputs, "call"), actual: whole(inputs, "actual") };
            let score = call.score().unwrap();
            json!({ "accuracy": score.accuracy.to_f64(), "bias": score.bias.to_f64() })
        }
        "forecast.category_rollup" => rolled_up(inputs),
        "forecast.commit_quality" => {
            let deals = &inputs["commit_deals"];
            let [won, slipped, lost] =
                ["won_in_period", "slipped", "lost"].map(|key| whole(deals, key));
            let found = commit_quality(won, slipped, lost).unwrap();
            let hit = found.hit.interval;
            json!({
                "hit": found.hit.rate, "slip": found.slipped.rate, "lost": found.lost.rate,
                "wilson95_hit": [hit.lo, hit.hi],
            })
        }
        "forecast.cond_p" => {
            let (chance, rho) = (float(inputs, "p"), float(inputs, "rho"));
            each(inputs, "z", |z| json!(in_month(chance, rho, z.as_f64().unwrap())))
        }
        "forecast.coverage" => {
            let need = Need {
                target: whole(inputs, "target"),
                closed: whole(inputs, "closed"),
                open: whole(inputs, "open_in_period"),
                win_rate: Some(exact(&inputs["expected_value_win_rate"])),
            };
            let found = need.coverage().unwrap();
            json!({
                "gap": found.gap,
                "coverage": found.coverage.map(|coverage| coverage.to_f64()),
                "needed": found.needed.map(|needed| needed.to_f64()),
                "ok": found.enough,
                "extra_pipeline": found.extra,
            })
        }
        "forecast.display" => {
            // An unreachable target is a sentence and no percentage.
            assert!(list(inputs, "reachable").iter().all(|reachable| reachable == true));
            each(inputs, "p", |p| json!(Percent::of(p.as_f64().unwrap()).unwrap().to_string()))
        }
        "forecast.hit_prob" => {
            json!(outcomes(whole(inputs, "closed"), inputs, 1).reach(whole(inputs, "target")))
        }
        "forecast.hit_prob_onefactor" => {
            let reach = |rho: &Value| {
                let of = Outcomes::correlated(0, &deals(inputs), 1, rho.as_f64().unwrap());
                json!(of.unwrap().reach(whole(inputs, "need")))
            };
            by_number(list(inputs, "rho"), reach)
        }
        "forecast.moments" => {
            let outcomes = outcomes(whole(inputs, "closed"), inputs, 1);
            json!({ "mean": outcomes.mean(), "sd": outcomes.sd() })
        }
        "forecast.panjer" => {
            let given = inputs["severity"].as_object().unwrap();
            let share = |size: usize| {
                given.get(&size.to_string()).map_or(0.0, |share| share.as_f64().unwrap())
            };
            let largest = given.keys().map(|size| size.parse::<usize>().unwrap()).max().unwrap();
            let sizes: Vec<f64> = (0..=largest).map(share).collect();
            json!(compound_poisson(float(inputs, "lam"), &sizes, whole(inputs, "nmax")))
        }
        "forecast.pmf" => {
            let outcomes = outcomes(0, inputs, whole(inputs, "unit"));
            let chance = |(total, chance): (i64, f64)| (total.to_string(), json!(chance));
            Value::Object(outcomes.totals().map(chance).collect())
        }
        "forecast.pmf_quantile" => {
            let outcomes = outcomes(whole(inputs, "closed"), inputs, 1);
            let range = outcomes.range().unwrap();
            json!({ "0.1": range.low, "0.5": range.middle, "0.9": range.high })
        }
        "forecast.weighted_pipeline" => {
            let deal = |deal: &Value| {
                let chance = Chance::from_exact(exact(&deal["p"])).unwrap();
                (whole(deal, "amount"), chance)
            };
            json!(weighted(&list(inputs, "deals").iter().map(deal).collect::<Vec<_>>()))
        }
        "forecast.win_count_pmf" => {
            let chances = list(inputs, "p").iter().map(|p| p.as_f64().unwrap());
            json!(wins(&chances.collect::<Vec<_>>()))
        }
        _ => return None,
    }))
}

fn calibrated(inputs: &Value) -> Value {
    let pairs = list(inputs, "p").iter().zip(list(inputs, "y"));
    let told = |(chance, came): (&Value, &Value)| Told {
        chance: chance.as_f64().unwrap(),
        came: came.as_i64() == Some(1),
    };
    let found = calibration(&pairs.map(told).collect::<Vec<_>>()).unwrap();
    json!({
        "brier": found.brier,
        "reliability": found.reliability,
        "resolution": found.resolution,
        "uncertainty": found.uncertainty,
    })
}

fn rolled_up(inputs: &Value) -> Value {
    let mut sums = RollUp::default();
    for deal in list(inputs, "deals") {
        let category = Category::parse(deal["category"].as_str().unwrap()).unwrap();
        sums.add(category, deal["amount"].as_i64());
    }
    let single =
        |category: Category| (category.word().to_owned(), json!(sums.single(category).amount));
    json!({
        "single": Category::ALL.into_iter().map(single).collect::<Map<_, _>>(),
        "closed": sums.view(Category::Closed).amount,
        "commit_view": sums.view(Category::Commit).amount,
        "best_case_view": sums.view(Category::BestCase).amount,
        "open_pipeline": sums.open().amount,
    })
}

/// The open deals of a case as pairs of amount and chance.
fn deals(inputs: &Value) -> Vec<(i64, f64)> {
    let deal = |deal: &Value| (deal[0].as_i64().unwrap(), deal[1].as_f64().unwrap());
    list(inputs, "deals").iter().map(deal).collect()
}

fn outcomes(closed: i64, inputs: &Value, unit: i64) -> Outcomes {
    Outcomes::of(closed, &deals(inputs), unit).unwrap()
}

/// An answer to each value of a list.
fn each(inputs: &Value, key: &str, answer: impl Fn(&Value) -> Value) -> Value {
    Value::Array(list(inputs, key).iter().map(answer).collect())
}

/// An answer to each number of a list, under the number as it is written.
fn by_number(numbers: &[Value], answer: impl Fn(&Value) -> Value) -> Value {
    numbers.iter().map(|number| (number.to_string(), answer(number))).collect::<Map<_, _>>().into()
}
