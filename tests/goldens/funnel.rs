//! Funnel cases: opportunities with dated moves, counted by the functions the program uses.

use coxswain::domain::funnel::bottleneck::{Belief, Counted, bottleneck};
use coxswain::domain::funnel::count::{Funnel, FunnelFigures};
use coxswain::domain::funnel::lift::{Stage, lift, needs};
use coxswain::domain::funnel::rule::{Question, Rule};
use coxswain::domain::funnel::stay::{StageDays, time_in_stage};
use coxswain::domain::funnel::win::{
    AdjustBounds, Flow, StageWins, WinCounts, rep_adjusted, velocity,
};
use coxswain::domain::funnel::{DealHistory, Event, Place, Window};
use coxswain::domain::stats::rate::Rate;
use coxswain::domain::stats::shrink::Prior;
use serde_json::{Map, Value, json};

use super::{Answer, day, float, list, whole};

/// Answers the functions of this area.
pub fn answer(function: &str, inputs: &Value) -> Option<Answer> {
    Some(Ok(match function {
        "forecast.rep_adjust" => adjust(inputs),
        "funnel.bottleneck_prob" => {
            let given = &inputs["prior"];
            let [mean, correlation, strength] = ["p", "rho", "M"].map(|key| float(given, key));
            let team = Belief::from(Prior { mean, correlation, strength });
            let counted = |k, n| Counted { k: whole(inputs, k), n: whole(inputs, n) };
            let (own, others) = (counted("k", "n"), counted("others_k", "others_n"));
            let found = bottleneck(own, team, others, float(inputs, "delta")).unwrap();
            json!({
                "p_lower": found.lower, "p_lower_by_5pp": found.lower_by_margin,
                "level": found.evidence.word(),
            })
        }
        "funnel.created_cohort" => {
            let figures = counted(inputs, Rule::CreatedCohort);
            let deals = figures.deals;
            json!({
                "n": deals.n, "won": deals.won, "lost": deals.lost, "open": deals.open,
                "reached": by_stage(inputs, figures.stages.iter().map(|stage| json!(stage.n))),
            })
        }
        "funnel.leak_impact" => {
            let stage = Stage {
                entries: whole(inputs, "entries"),
                rate: Some(float(inputs, "conv")),
                benchmark: Some(float(inputs, "benchmark")),
            };
            let later: Vec<_> = list(inputs, "downstream").iter().map(Value::as_f64).collect();
            let found = lift(stage, &later, Some(float(inputs, "avg_amount"))).unwrap();
            json!({ "extra_wins": found.wins, "extra_revenue": found.amount })
        }
        "funnel.matured_conversion" => {
            let horizon_days = whole(inputs, "horizon_days");
            let figures = counted(inputs, Rule::Matured { horizon_days });
            let stage = &figures.stages[asked_stage(inputs)];
            let at = stage.interval.unwrap();
            json!({
                "k": stage.advanced, "n": stage.n, "rate": stage.rate, "wilson95": [at.lo, at.hi],
            })
        }
        "funnel.reverse" => {
            let rates = list(inputs, "convs").iter().map(|rate| rate.as_f64().unwrap());
            let (target, mean) = (float(inputs, "target"), float(inputs, "avg_deal"));
            json!(needs(target, mean, &rates.collect::<Vec<_>>()))
        }
        "funnel.snapshot" => {
            let figures = counted(inputs, Rule::Snapshot);
            json!({
                "count": by_stage(inputs, figures.stages.iter().map(|stage| json!(stage.n))),
                "amount": by_stage(inputs, figures.stages.iter().map(|stage| json!(stage.amount_fen))),
            })
        }
        "funnel.stage_duration" => {
            let mut days = StageDays::new(n_stages(inputs), day(&inputs["as_of"]));
            deals(inputs).iter().for_each(|deal| days.add(&deal.history()));
            let sample = days.finish().swap_remove(asked_stage(inputs));
            let each =
                |(days, n): (u32, u64)| std::iter::repeat_n(days, usize::try_from(n).unwrap());
            json!({
                "durations": sample.counts().flat_map(each).collect::<Vec<_>>(),
                "mean": sample.mean(), "median": sample.median(), "p80": sample.quantile(0.8),
            })
        }
        "funnel.stage_entry_cohort" => {
            let exits = counted(inputs, Rule::StageEntry).stages[asked_stage(inputs)].exits;
            json!({
                "entries": exits.total(), "advance": exits.advance, "won": exits.won,
                "lost": exits.lost, "back": exits.back, "open": exits.open,
            })
        }
        "funnel.stage_win_rate" => {
            let mut wins = StageWins::new(n_stages(inputs), day(&inputs["as_of"]));
            deals(inputs).iter().for_each(|deal| wins.add(&deal.history()));
            let told = |rate: Option<Rate>| {
                rate.map_or(Value::Null, |rate| {
                    let at = rate.interval;
                    json!({
                        "won": rate.k, "closed": rate.n, "rate": rate.rate, "wilson95": [at.lo, at.hi],
                    })
                })
            };
            by_stage(inputs, wins.finish().into_iter().map(told))
        }
        "funnel.total_stage_time" => {
            let deals = deals(inputs);
            let deal = deals.iter().find(|deal| inputs["opp"] == deal.id.as_str()).unwrap();
            let stage = u8::try_from(asked_stage(inputs)).unwrap();
            let time = time_in_stage(&deal.history(), stage, day(&inputs["as_of"]));
            json!(time.map(|time| time.total_days()))
        }
        "funnel.velocity" => json!(velocity(flow(inputs, "cycle_days"))),
        "funnel.velocity_little" => json!(velocity(flow(inputs, "mean_days_in_pipeline_all"))),
        "funnel.win_rate" => {
            let mut wins = WinCounts::default();
            for (key, won) in [("won", true), ("lost", false)] {
                list(inputs, key).iter().for_each(|amount| wins.add(won, amount.as_i64()));
            }
            json!({"by_count": wins.by_count().map(|rate| rate.rate), "by_value": wins.by_value()})
        }
        _ => return None,
    }))
}

struct Deal {
    id: String,
    amount: Option<i64>,
    events: Vec<Event>,
}

impl Deal {
    fn history(&self) -> DealHistory<'_> {
        DealHistory { created: None, amount_fen: self.amount, events: &self.events }
    }
}

fn deals(inputs: &Value) -> Vec<Deal> {
    let place = |name: &Value| match name.as_str().unwrap() {
        "WON" => Place::Won,
        "LOST" => Place::Lost,
        _ => Place::Stage(u8::try_from(stage_position(inputs, name)).unwrap()),
    };
    let event = |pair: &Value| Event { at: day(&pair[0]), to: place(&pair[1]) };
    let deal = |deal: &Value| Deal {
        id: deal["id"].as_str().unwrap().to_owned(),
        amount: deal["amount"].as_i64(),
        events: list(deal, "events").iter().map(event).collect(),
    };
    list(inputs, "opps").iter().map(deal).collect()
}

fn counted(inputs: &Value, rule: Rule) -> FunnelFigures {
    let window = inputs.get("start").map(|start| {
        let end = day(&inputs["end"]);
        Window { start: day(start), end }
    });
    let as_of = day(&inputs["as_of"]);
    let mut funnel = Funnel::new(Question { rule, n_stages: n_stages(inputs), window, as_of });
    deals(inputs).iter().for_each(|deal| funnel.add(&deal.history()));
    funnel.finish()
}

fn by_stage(inputs: &Value, values: impl Iterator<Item = Value>) -> Value {
    let names = list(inputs, "stages").iter().map(|name| name.as_str().unwrap().to_owned());
    Value::Object(names.zip(values).collect::<Map<_, _>>())
}

fn n_stages(inputs: &Value) -> u8 {
    u8::try_from(list(inputs, "stages").len()).unwrap()
}

fn asked_stage(inputs: &Value) -> usize {
    stage_position(inputs, &inputs["stage"])
}

fn stage_position(inputs: &Value, name: &Value) -> usize {
    list(inputs, "stages").iter().position(|stage| stage == name).unwrap()
}

fn flow(inputs: &Value, days: &str) -> Flow {
    Flow {
        n_open: whole(inputs, "n_open"),
        win_rate: float(inputs, "win_rate"),
        mean_won: float(inputs, "avg_deal"),
        days: float(inputs, days),
    }
}

fn adjust(inputs: &Value) -> Value {
    let pair = |key: &str| (inputs[key][0].as_f64().unwrap(), inputs[key][1].as_f64().unwrap());
    let bounds = AdjustBounds { factor: pair("clip_factor"), chance: pair("clip_p") };
    let (stage, team) = (float(inputs, "stage_p"), float(inputs, "team_mean"));
    let adjusted = |mean: &Value| rep_adjusted(stage, mean.as_f64().unwrap(), team, bounds);
    let means = inputs["rep_means"].as_object().unwrap();
    means
        .iter()
        .map(|(rep, mean)| (rep.clone(), json!(adjusted(mean))))
        .collect::<Map<_, _>>()
        .into()
}
