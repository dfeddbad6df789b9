//! Cases on targets and how they are split.

use coxswain::domain::allocation::largest_remainder;
use serde_json::{Value, json};

use super::{Answer, exact, list, whole};

/// Answers the functions of this area.
pub fn answer(function: &str, inputs: &Value) -> Option<Answer> {
    Some(match function {
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
        _ => return None,
    })
}
