//! Cases on rates.

use coxswain::domain::stats::rate::{
    Interval, WholeBeta, funnel_limits, prob_beta_greater, wilson,
};
use coxswain::domain::stats::shrink::{Bounds, Prior};
use serde_json::{Map, Value, json};

use super::{Answer, float, list, whole};

/// Answers the functions of this area.
pub fn answer(function: &str, inputs: &Value) -> Option<Answer> {
    Some(Ok(match function {
        "stats.eb_posterior" => posteriors(inputs),
        "stats.eb_prior" => prior(inputs),
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
        _ => return None,
    }))
}

fn told(interval: Option<Interval>) -> Value {
    interval.map_or(Value::Null, |at| json!([at.lo, at.hi]))
}

fn prior(inputs: &Value) -> Value {
    let usual = Bounds::default();
    let number = |key: &str| inputs.get(key).and_then(Value::as_f64);
    let groups = inputs.get("min_groups").and_then(Value::as_u64);
    let bounds = Bounds {
        min_groups: groups.map_or(usual.min_groups, |groups| usize::try_from(groups).unwrap()),
        fallback: number("fallback_m").unwrap_or(usual.fallback),
        least: number("m_min").unwrap_or(usual.least),
        most: number("m_max").unwrap_or(usual.most),
    };
    let counts = |group: &Value| (group[0].as_u64().unwrap(), group[1].as_u64().unwrap());
    let groups: Vec<(u64, u64)> = list(inputs, "groups").iter().map(counts).collect();
    Prior::fit(&groups, &bounds).map_or(Value::Null, |prior| {
        json!({
            "p": prior.mean, "rho": prior.correlation, "M": prior.strength,
            "alpha": prior.alpha(), "beta": prior.beta(),
        })
    })
}

fn posteriors(inputs: &Value) -> Value {
    let given = &inputs["prior"];
    let prior = Prior {
        mean: float(given, "p"),
        correlation: float(given, "rho"),
        strength: float(given, "M"),
    };
    let posterior = |group: &Value| {
        let (k, n) = (group[1].as_u64().unwrap(), group[2].as_u64().unwrap());
        let found = prior.posterior(k, n, float(inputs, "conf")).unwrap();
        let at = found.interval;
        let told = json!({"mean": found.mean, "lo": at.lo, "hi": at.hi});
        (group[0].as_str().unwrap().to_owned(), told)
    };
    Value::Object(list(inputs, "groups").iter().map(posterior).collect::<Map<_, _>>())
}
