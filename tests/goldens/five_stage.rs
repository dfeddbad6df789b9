//! Five hundred histories over five stages: the counts, rates and medians that `funnel_five_stage.py` worked
//! out on its own are those of the functions the program uses.

use std::fmt::Debug;

use chrono::{Days, NaiveDate};
use coxswain::domain::funnel::count::{Funnel, FunnelFigures};
use coxswain::domain::funnel::rule::{Exits, Question, Rule};
use coxswain::domain::funnel::stay::StageDays;
use coxswain::domain::funnel::{DealHistory, Event, Place, Window};
use coxswain::domain::stats::days::DayCounts;
use serde_json::{Value, json};

use super::{day, list, whole};

fn same<T: PartialEq + Debug>(what: &str, question: &Value, got: T, expected: T) {
    let [start, end, as_of] = ["start", "end", "as_of"].map(|key| &question[key]);
    assert_eq!(got, expected, "{what}, days {start} to {end} as of {as_of}");
}

fn moves(first: NaiveDate, text: &str) -> Vec<Event> {
    let event = |word: &str| {
        let (on, to) = word.split_once(':').unwrap();
        let to = match to {
            "W" => Place::Won,
            "L" => Place::Lost,
            stage => Place::Stage(stage.parse().unwrap()),
        };
        Event { at: first + Days::new(on.parse().unwrap()), to }
    };
    text.split(' ').map(event).collect()
}

#[test]
fn five_hundred_histories_agree() {
    let text = include_str!("funnel_five_stage.json");
    let file: Value = serde_json::from_str(text).unwrap();
    let (first, n_stages) = (day(&file["first_day"]), whole(&file, "stages"));
    let deals: Vec<Vec<Event>> =
        list(&file, "deals").iter().map(|text| moves(first, text.as_str().unwrap())).collect();
    assert_eq!(deals.len(), 500);
    let histories =
        || deals.iter().map(|events| DealHistory { created: None, amount_fen: None, events });
    for question in list(&file, "questions") {
        let on = |key: &str| first + Days::new(whole(question, key));
        let (window, as_of) = (Window { start: on("start"), end: on("end") }, on("as_of"));
        let counted = |rule: Rule| -> FunnelFigures {
            let window = Some(window);
            let mut funnel = Funnel::new(Question { rule, n_stages, window, as_of });
            histories().for_each(|deal| funnel.add(&deal));
            funnel.finish()
        };
        let n =
            |figures: &FunnelFigures| json!(figures.stages.iter().map(|s| s.n).collect::<Vec<_>>());
        let k = |figures: &FunnelFigures| {
            json!(figures.stages.iter().map(|s| s.advanced.unwrap()).collect::<Vec<_>>())
        };

        same("snapshot", question, n(&counted(Rule::Snapshot)), question["snapshot"].clone());
        let cohort = counted(Rule::CreatedCohort);
        let found = json!({
            "n": cohort.deals.n, "reached": n(&cohort), "won": cohort.deals.won,
            "lost": cohort.deals.lost, "open": cohort.deals.open,
        });
        same("created", question, found, question["created"].clone());
        let matured = counted(Rule::Matured { horizon_days: whole(question, "horizon") });
        let found = json!({ "k": k(&matured), "n": n(&matured) });
        same("matured", question, found, question["matured"].clone());
        let entered = counted(Rule::StageEntry);
        let exits = |exits: Exits| {
            json!({
                "advance": exits.advance, "won": exits.won, "lost": exits.lost,
                "back": exits.back, "open": exits.open,
            })
        };
        let found: Vec<Value> = entered.stages.iter().map(|stage| exits(stage.exits)).collect();
        same("entries", question, json!(found), question["entries"].clone());
        let mut days = StageDays::new(n_stages, as_of);
        histories().for_each(|deal| days.add(&deal));
        let found: Vec<Option<f64>> = days.finish().iter().map(DayCounts::median).collect();
        let expected = list(question, "medians").iter().map(Value::as_f64).collect();
        same("medians", question, found, expected);
    }
}
