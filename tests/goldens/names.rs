//! Cases on names.

use coxswain::domain::names::dedupe_key;
use serde_json::{Value, json};

use super::{Answer, list};

/// Answers the functions of this area.
pub fn answer(function: &str, inputs: &Value) -> Option<Answer> {
    Some(Ok(match function {
        "dedupe.key" => {
            let names = list(inputs, "names").iter();
            json!(names.map(|name| dedupe_key(name.as_str().unwrap())).collect::<Vec<_>>())
        }
        _ => return None,
    }))
}
