//! Cases on targets and how they are split.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use coxswain::domain::allocation::largest_remainder;
use coxswain::domain::calendar::Calendar;
use coxswain::domain::forecast::baseline;
use coxswain::domain::forecast::method::Method;
use coxswain::domain::forecast::total::Outcomes;
use coxswain::domain::stats::rational::Rational;
use coxswain::domain::target::days::{Week, split_weeks};
use coxswain::domain::target::limits::{Part, SplitError};
use coxswain::domain::target::profile::Profile;
use coxswain::domain::target::proposal::Base;
use coxswain::domain::target::rebase::{self, Row, Total, rebaseline};
use coxswain::domain::target::waterfill::{fill, split};
use coxswain::domain::target::weights::{Claim, Factors, Mix, availability, blend, ramp};
use serde_json::{Value, json};

use super::{Answer, exact, list, whole};

/// Answers the functions of this area.
pub fn answer(function: &str, inputs: &Value) -> Option<Answer> {
    Some(match function {
        "target.attainability" => {
            let deal = |deal: &Value| (deal[0].as_i64().unwrap(), deal[1].as_f64().unwrap());
            let deals: Vec<_> = list(inputs, "deals").iter().map(deal).collect();
            let outcomes = Outcomes::of(whole(inputs, "closed"), &deals, 1).unwrap();
            Ok(each(inputs, "targets", |target| json!(outcomes.reach(target.as_i64().unwrap()))))
        }
        "target.blend" => {
            let [history, potential] = ["history", "potential"].map(|key| list(inputs, key));
            let claim = |(history, potential): (&Value, &Value)| Claim {
                history: history.as_i64().unwrap(),
                potential: potential.as_i64().unwrap(),
            };
            let claims: Vec<_> = history.iter().zip(potential).map(claim).collect();
            let [history, potential, equal] = [0_usize, 1, 2].map(|at| exact(&inputs["mix"][at]));
            let rows = blend(&claims, &Mix { history, potential, equal }).unwrap();
            let weights = rows.iter().map(|row| row.weight().unwrap().to_f64());
            Ok(json!(weights.collect::<Vec<_>>()))
        }
        "target.compare" => Ok(compare(&floats(inputs, "y"))),
        "target.forecast_growth" => Ok(each(inputs, "growth", |growth| {
            json!(forecast(inputs).times(10_000 + basis_points(growth)))
        })),
        "target.integerise" => split(whole(inputs, "total"), &parts(inputs))
            .map(|amounts| json!(amounts))
            .map_err(|refusal| meaning(&refusal)),
        "target.largest_remainder" => {
            let ids = inputs["ids"].as_array();
            let share = |(at, share): (usize, &Value)| {
                let id = ids.map(|ids| ids[at].as_str().unwrap().to_owned());
                ((id, at), exact(share))
            };
            let shares: Vec<_> = list(inputs, "shares").iter().enumerate().map(share).collect();
            largest_remainder(whole(inputs, "total"), &shares)
                .map(|parts| json!(parts))
                .map_err(|refusal| refusal.to_string())
        }
        "target.last_quarter" => {
            let months = list(inputs, "last_quarter").iter();
            let quarter = months.map(|month| month.as_i64().unwrap()).sum();
            let mean = Base::mean_month(quarter, 1).unwrap();
            Ok(json!(mean.times(basis_points(&inputs["multiplier"]))))
        }
        "target.plan_to_date" => {
            let shares = list(inputs, "profile").iter().map(exact).collect();
            let profile = Profile::new(shares).unwrap();
            let target = whole(inputs, "target");
            Ok(each(inputs, "progress", |at| json!(profile.due(target, exact(at)))))
        }
        "target.rebaseline" => {
            let rule = rebase::Rule {
                lambda_bp: basis_points(&inputs["lam"]),
                cap_bp: basis_points(&inputs["cap"]),
            };
            let old = whole(inputs, "old");
            Ok(each(inputs, "attainment", |attainment| {
                let row = Row { key: 0, old, attainment: Some(exact(attainment)), closed: false };
                json!(rebaseline(&[row], rule, Total::Changed).unwrap()[0])
            }))
        }
        "target.rep_weight" => {
            let days =
                availability(whole(inputs, "available_workdays"), whole(inputs, "month_workdays"));
            let factors = Factors {
                level: exact(&inputs["level_weight"]),
                ramp: ramp(whole(inputs, "months_since_join")),
                availability: days.unwrap(),
                territory: Rational::ONE,
            };
            Ok(json!(factors.weight().unwrap().to_f64()))
        }
        "target.split_days" => {
            let days: Vec<(NaiveDate, i64)> =
                weeks(inputs).into_iter().flat_map(|week| week.days).collect();
            let shown = |(day, amount): &(NaiveDate, i64)| json!([day.to_string(), amount]);
            let amounts = || days.iter().map(|(_, amount)| *amount);
            Ok(json!({
                "days": days.len(),
                "first": shown(days.first().unwrap()),
                "last": shown(days.last().unwrap()),
                "sum": amounts().sum::<i64>(),
                "distinct": amounts().collect::<BTreeSet<_>>(),
            }))
        }
        "target.split_weeks" => {
            let shown = |week: &Week| {
                json!({
                    "week": week.part.monday.to_string(),
                    "start": week.part.first.to_string(),
                    "end": week.part.last.to_string(),
                    "workdays": week.part.workdays,
                    "units": week.amount,
                })
            };
            Ok(json!(weeks(inputs).iter().map(shown).collect::<Vec<_>>()))
        }
        "target.waterfill" => fill(whole(inputs, "total"), &parts(inputs))
            .map(|amounts| json!(amounts.iter().map(|amount| amount.to_f64()).collect::<Vec<_>>()))
            .map_err(|refusal| meaning(&refusal)),
        _ => return None,
    })
}

/// An answer to each value of a list.
fn each(inputs: &Value, key: &str, answer: impl Fn(&Value) -> Value) -> Value {
    Value::Array(list(inputs, key).iter().map(answer).collect())
}

fn floats(inputs: &Value, key: &str) -> Vec<f64> {
    list(inputs, key).iter().map(|value| value.as_f64().unwrap()).collect()
}

/// A share as the whole basis points that it must be.
fn basis_points(share: &Value) -> i64 {
    let scaled = exact(share).checked_mul(Rational::from_int(10_000)).unwrap();
    assert_eq!(scaled.den(), 1, "{share} is finer than a basis point");
    i64::try_from(scaled.num()).unwrap()
}

/// The forecast that growth is put on. How it is made is no matter of targets: the cases on time
/// series ask for it.
fn forecast(inputs: &Value) -> Base {
    let months = floats(inputs, "y");
    Base::Forecast(if inputs["method"] == "ols" {
        Method::Ols.next_month(&months).unwrap()
    } else {
        baseline::weighted(&months, &floats(inputs, "weights")).unwrap()
    })
}

/// The two rules of one document on the same six months.
fn compare(months: &[f64]) -> Value {
    let quarter = months[months.len() - 3..].iter().map(|month| *month as i64).sum();
    let mean = Base::mean_month(quarter, 1).unwrap();
    let line = Base::Forecast(Method::Ols.next_month(months).unwrap());
    json!({ "rule_110": mean.times(11_000), "rule_ols_15": line.times(11_500) })
}

/// The rows of a split, named by their places.
fn parts(inputs: &Value) -> Vec<Part<usize>> {
    let (floors, caps) = (list(inputs, "lo"), list(inputs, "hi"));
    let part = |(key, weight): (usize, &Value)| Part {
        key,
        weight: exact(weight),
        floor: floors[key].as_i64().unwrap(),
        cap: caps[key].as_i64(),
        locked: None,
    };
    list(inputs, "weights").iter().enumerate().map(part).collect()
}

/// What a refusal says in front of its numbers.
fn meaning<K>(refusal: &SplitError<K>) -> String {
    let words = refusal.to_string();
    words.split(':').next().unwrap().to_owned()
}

/// The month of a case in weeks.
fn weeks(inputs: &Value) -> Vec<Week> {
    let calendar = Calendar::published();
    let weeks = calendar.weeks_of_month(whole(inputs, "year"), whole(inputs, "month"));
    let total = whole(inputs, "total");
    split_weeks(total, &weeks, &Profile::default(), |day| calendar.working_day(day)).unwrap()
}
