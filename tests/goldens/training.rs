//! Cases on training: skills, certificates, refreshers, what a course did, steps of a career.

use std::collections::BTreeMap;

use coxswain::domain::stats::rational::Rational;
use coxswain::domain::training::career::{Condition, Record, Scales, Verdict, readiness};
use coxswain::domain::training::certificates::{Status, Term};
use coxswain::domain::training::coverage::{Risk, coverage};
use coxswain::domain::training::effect::{self, POINT};
use coxswain::domain::training::gap::{Fit, Need, gaps};
use coxswain::domain::training::level::LEVEL;
use coxswain::domain::training::refresh::{due_after, retention};
use serde_json::{Map, Value, json};

use super::{Answer, day, exact, list, whole};

/// Answers the functions of this area.
pub fn answer(function: &str, inputs: &Value) -> Option<Answer> {
    Some(Ok(match function {
        "career.ready" => ready(inputs),
        "cert.status" => {
            let term = Term::of(None, Some(day(&inputs["issued"])), Some(whole(inputs, "months")));
            let found = term.on(day(&inputs["as_of"]), whole(inputs, "warn_days"));
            json!({
                "expires": found.expires.map(|day| day.to_string()),
                "days_left": found.days_left,
                "status": found.status.word(),
            })
        }
        "skill.coverage" => covered(inputs),
        "skill.gap" => missing(inputs),
        "training.forget" => {
            let half_life = whole(inputs, "half_life");
            let kept = list(inputs, "days")
                .iter()
                .map(|days| retention(half_life, u32::try_from(days.as_u64().unwrap()).unwrap()));
            let threshold = exact(&inputs["threshold"]).round_to(4).unwrap();
            json!({
                "retention": kept.collect::<Vec<_>>(),
                "due_after_days": due_after(half_life, u32::try_from(threshold).unwrap()),
            })
        }
        "training.gain" => {
            let gain = |pair: &Value| {
                effect::gain(parts(&pair[0], POINT), parts(&pair[1], POINT), 100 * POINT)
            };
            let gains = list(inputs, "pairs").iter().map(|pair| gain(pair).map(Rational::to_f64));
            json!(gains.collect::<Vec<_>>())
        }
        "training.kirkpatrick" => {
            let answers: Vec<i64> =
                list(inputs, "l1").iter().map(|answer| answer.as_i64().unwrap()).collect();
            let said = effect::reaction(&answers);
            let learned = effect::learning(&pairs(inputs, "l2_pre", "l2_post"), 100 * POINT);
            let done = effect::behaviour(&pairs(inputs, "l3_pre_obs", "l3_post_obs"));
            json!({
                "l1_mean": said.mean.map(|mean| mean.mean),
                "l1_top2": said.top2.map(|rate| rate.rate),
                "l2_mean_gain": learned.gain.map(|mean| mean.mean),
                "l3_mean_change": done.change.map(|mean| mean.mean),
            })
        }
        _ => return None,
    }))
}

/// What somebody is asked for the next post, and what of it they have.
fn ready(inputs: &Value) -> Value {
    let (rule, rep) = (&inputs["rule"], &inputs["rep"]);
    let share = |value: &Value| exact(&value["skill_fit"]);
    let bp = i64::try_from(share(rule).round_to(4).unwrap()).unwrap();
    let grades = &rule["last_grades_at_least"];
    let at_least = grades[0].as_str().unwrap().to_owned();
    let latest = usize::try_from(grades[1].as_u64().unwrap()).unwrap();
    let mut conditions = vec![
        ("tenure_months", Condition::MonthsInPost(whole(rule, "tenure_months"))),
        ("last_grades_at_least", Condition::Grades { at_least, latest }),
        ("skill_fit", Condition::SkillFit(bp)),
    ];
    if rule["certs_valid"].as_bool().unwrap() {
        conditions.push(("certs_valid", Condition::Certificates));
    }
    let status = |valid: bool| if valid { Status::Valid } else { Status::Expired };
    let record = Record {
        months_in_post: Some(whole(rep, "tenure_months")),
        grades: list(rep, "grades").iter().map(|g| g.as_str().unwrap().to_owned()).collect(),
        fit: Some(Fit { least: share(rep), best: share(rep) }),
        certificates: rep["certs_valid"]
            .as_bool()
            .map(|valid| BTreeMap::from([("any".to_owned(), status(valid))])),
        ..Record::default()
    };
    let (codes, asked): (Vec<&str>, Vec<Condition>) = conditions.into_iter().unzip();
    let found = readiness(&asked, &record, &Scales::default());
    let missing = codes.iter().zip(&found.lines).filter(|(_, line)| line.verdict != Verdict::Met);
    let missing: Vec<&str> = missing.map(|(code, _)| *code).collect();
    json!({"ready": found.verdict() == Some(Verdict::Met), "unmet": missing})
}

/// A number in so many parts of one.
fn parts(value: &Value, unit: i64) -> i64 {
    let scaled = exact(value).checked_mul(Rational::from_int(unit)).unwrap();
    i64::try_from(scaled.round()).unwrap()
}

fn pairs(inputs: &Value, before: &str, after: &str) -> Vec<(i64, i64)> {
    let both = list(inputs, before).iter().zip(list(inputs, after));
    both.map(|(before, after)| (parts(before, POINT), parts(after, POINT))).collect()
}

fn map<'a>(inputs: &'a Value, key: &str) -> &'a Map<String, Value> {
    inputs[key].as_object().unwrap()
}

fn covered(inputs: &Value) -> Value {
    let ratings = map(inputs, "team").iter().flat_map(|(person, skills)| {
        let skills = skills.as_object().unwrap().iter();
        skills.map(move |(skill, level)| (person, skill, parts(level, LEVEL)))
    });
    let found = coverage([], ratings, parts(&inputs["level"], LEVEL));
    let single = found.iter().filter(|(_, cover)| cover.risk() == Risk::SinglePoint);
    let single: Vec<&String> = single.map(|(skill, _)| *skill).collect();
    let counts = found.iter().map(|(skill, cover)| ((*skill).clone(), json!(cover.able.len())));
    let counts: Map<String, Value> = counts.collect();
    json!({"coverage": counts, "single_point": single})
}

fn missing(inputs: &Value) -> Value {
    let importance = map(inputs, "importance");
    let needs = map(inputs, "required").iter().map(|(skill, level)| {
        let importance = u32::try_from(importance[skill].as_u64().unwrap()).unwrap();
        (skill, Need { level: parts(level, LEVEL), importance })
    });
    let levels: BTreeMap<&String, i64> =
        map(inputs, "current").iter().map(|(skill, level)| (skill, parts(level, LEVEL))).collect();
    let found = gaps(needs, &levels);
    let gaps = found.lines.iter().map(|line| {
        let gap = line.gap().map(|gap| gap as f64 / LEVEL as f64);
        (line.skill.clone(), json!(gap))
    });
    let gaps: Map<String, Value> = gaps.collect();
    let priority: Vec<&String> = found.open().iter().map(|line| line.skill).collect();
    json!({
        "gaps": gaps,
        "fit": found.fit.and_then(Fit::exact).map(Rational::to_f64),
        "priority": priority,
    })
}
