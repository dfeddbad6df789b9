//! Cases on what the best do differently: effects, chances over all groupings, corrections, odds, tiers.

use coxswain::domain::behaviour::adjust::{benjamini_hochberg, holm};
use coxswain::domain::behaviour::effect::hedges_g;
use coxswain::domain::behaviour::odds::Table;
use coxswain::domain::behaviour::permutation::chance;
use coxswain::domain::behaviour::strata::stratified;
use coxswain::domain::stats::rational::Rational;
use serde_json::{Value, json};

use super::{Answer, exact, float, floats, list, whole};

/// The level of a comparison, where a case does not say.
const CONF: f64 = 0.9;

/// Answers the functions of this area.
pub fn answer(function: &str, inputs: &Value) -> Option<Answer> {
    Some(Ok(match function {
        "behaviour.adjust" => {
            let chances: Vec<Rational> = list(inputs, "p").iter().map(exact).collect();
            let told = |adjusted: Option<Vec<Rational>>| {
                adjusted.unwrap().into_iter().map(Rational::to_f64).collect::<Vec<_>>()
            };
            json!({"bh": told(benjamini_hochberg(&chances)), "holm": told(holm(&chances))})
        }
        "behaviour.hedges_g" => {
            let (top, others) = (floats(inputs, "top"), floats(inputs, "others"));
            let found = hedges_g(&top, &others, float(inputs, "conf")).unwrap();
            let at = found.interval;
            json!({"d": found.d, "g": found.g, "se": found.se, "lo": at.lo, "hi": at.hi})
        }
        "behaviour.mh" => {
            let tiers = inputs["strata"].as_object().unwrap().values().map(|tier| {
                let [done_won, done_lost, not_won, not_lost] =
                    [0, 1, 2, 3].map(|at: usize| tier[at].as_u64().unwrap());
                Table { done_won, done_lost, not_won, not_lost }
            });
            let found = stratified(&tiers.collect::<Vec<_>>(), CONF).unwrap();
            json!({"crude_or": found.crude, "mh_or": found.within})
        }
        "behaviour.odds" => {
            let table = Table {
                done_won: whole(inputs, "done_won"),
                done_lost: whole(inputs, "done_lost"),
                not_won: whole(inputs, "not_won"),
                not_lost: whole(inputs, "not_lost"),
            };
            let found = table.odds(float(inputs, "conf")).unwrap();
            let at = found.interval;
            json!({"or_ha": [found.ratio, at.lo, at.hi], "fisher_p": found.chance})
        }
        "behaviour.perm" => {
            let found = chance(&floats(inputs, "top"), &floats(inputs, "others")).unwrap();
            json!({
                "p": found.p(),
                "arrangements": found.arrangements,
                "min_two_sided_p": found.smallest_p(),
            })
        }
        _ => return None,
    }))
}
