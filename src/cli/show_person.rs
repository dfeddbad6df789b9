//! `coxswain show person`: every figure of 人员档案.

use serde_json::{Value, json};

use super::show::{Asked, Shown};
use super::values::{bp, day};
use crate::domain::ids::{PersonId, TeamId};
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::domain::stats::rate::Rate;
use crate::error::{Error, Result};
use crate::i18n::share_percent;
use crate::metrics::capability::{Evidence, Since};
use crate::metrics::compared::StepCompared;
use crate::metrics::dossier::learning::Skill;
use crate::metrics::dossier::standing::{State, Stint, When};
use crate::metrics::dossier::{self, Dossier, Evaluated, Pair, Reports};
use crate::metrics::submissions::Standing;
use crate::metrics::targets::progress::Line;
use crate::metrics::{Measured, MetricId, show};

/// One person, by `--person` or by the scope.
pub(super) fn person(ask: &Asked<'_>, name: Option<&str>) -> Result<Shown> {
    let scope = match name {
        Some(name) => ask.directory.parse_scope(&format!("person:{name}"))?,
        None => ask.scope,
    };
    let Scope::Person(person) = scope else {
        return Err(Error::new("error-show-person"));
    };
    let period = ask.period.unwrap_or_else(|| Period::quarter_of(ask.as_of));
    let found = dossier::load(ask.db, ask.directory, person, period, ask.as_of)?;
    let found = found.ok_or_else(|| Error::new("error-show-person"))?;
    Ok((told(ask, &found), said(ask, &found)))
}

/// All of it, in two parts: one would be too long for the macro.
fn told(ask: &Asked<'_>, found: &Dossier) -> Value {
    let mut all = told_results(ask, found);
    if let (Some(all), Value::Object(more)) = (all.as_object_mut(), told_growth(ask, found)) {
        all.extend(more);
    }
    all
}

fn told_results(ask: &Asked<'_>, found: &Dossier) -> Value {
    let who = |person: PersonId| ask.directory.person_name(person);
    json!({
        "person": found.person.name,
        "number": found.person.number,
        "kind": found.person.kind.word(),
        "state": found.state.word(),
        "last_day": match found.state {
            State::Leaving(day) => Some(day.to_string()),
            State::OnDuty | State::Coming | State::Left => None,
        },
        "city": found.person.city,
        "team": found.team.map(|team| team_name(ask, team)),
        "superior": found.superior.map(who),
        "hired": day(found.person.hired),
        "tenure_months": found.tenure_months,
        "period": found.period.to_string(),
        "known_until": found.known.to_string(),
        "accounts": found.accounts,
        "open": found.open.records + found.open.left_out.values().sum::<u64>(),
        "open_amount": found.open.value,
        "signed": line(&found.line),
        "quarters": found.quarters.iter().map(|(period, own)| {
            let mut value = line(own);
            if let Some(fields) = value.as_object_mut() {
                fields.insert("period".to_owned(), json!(period.to_string()));
            }
            value
        }).collect::<Vec<_>>(),
    })
}

fn told_growth(ask: &Asked<'_>, found: &Dossier) -> Value {
    json!({
        "stints": found.stints.iter().map(|stint| told_stint(ask, stint)).collect::<Vec<_>>(),
        "steps": found.steps.iter().map(|step| told_step(ask, step)).collect::<Vec<_>>(),
        "steps_left_out_own_model": found.own_model,
        "steps_from": found.window.start.to_string(),
        "steps_to": found.window.end.to_string(),
        "beside": found.beside.map(|team| team_name(ask, team)),
        "reports": told_reports(&found.reports),
        "skills": found.skills.iter().map(told_skill).collect::<Vec<_>>(),
        "certificates": found.certificates.iter().map(|held| json!({
            "certificate": held.certificate.certificate, "number": held.certificate.number,
            "expires": day(held.validity.expires), "validity": held.validity.status.word(),
        })).collect::<Vec<_>>(),
        "trainings": found.trainings.iter().map(|training| json!({
            "course": training.course, "day": training.on_day.to_string(),
            "outcome": training.outcome,
            "score": training.score.map(|score| score as f64 / 10_000.0),
        })).collect::<Vec<_>>(),
        "evaluations": found.evaluations.iter().map(told_evaluated).collect::<Vec<_>>(),
        "recognitions": found.recognitions.iter().map(|praise| json!({
            "title": praise.title, "day": praise.on_day.to_string(), "reason": praise.reason,
            "reward": praise.reward,
        })).collect::<Vec<_>>(),
        "mentors": found.pairs.iter().map(|pair| told_pair(ask, pair)).collect::<Vec<_>>(),
        "capability": told_capability(&found.capability),
    })
}

fn team_name<'a>(ask: &'a Asked<'_>, team: TeamId) -> &'a str {
    ask.directory.scope_name(Scope::Team(team)).unwrap_or_default()
}

fn line(line: &Line) -> Value {
    json!({
        "target": line.target.map(|target| target.base),
        "actual": line.actual.as_ref().and_then(|actual| actual.value),
        "records": line.actual.as_ref().map(|actual| actual.records),
        "attainment_bp": line.attainment_bp(),
        "due": line.due(),
        "ahead": line.ahead(),
        "status": line.status().map(|status| status.word()),
    })
}

fn told_stint(ask: &Asked<'_>, stint: &Stint) -> Value {
    let post = stint.post.and_then(|post| ask.directory.posts.get(&post));
    json!({
        "from": day(stint.starts),
        "to": day(stint.ends.and_then(|ends| ends.pred_opt())),
        "team": stint.team.map(|team| team_name(ask, team)),
        "post": post.map(|post| post.name.as_str()),
        "level": stint.level,
        "ended_as": stint.ended_as.map(|how| how.word()),
        "when": match stint.when {
            When::Past => "past",
            When::Now => "now",
            When::Coming => "coming",
        },
    })
}

fn told_rate(rate: Option<Rate>) -> Value {
    rate.map_or(Value::Null, |rate| {
        json!({
            "advanced": rate.k, "reached": rate.n, "rate_bp": bp(rate.rate),
            "low_bp": bp(rate.interval.lo), "high_bp": bp(rate.interval.hi),
        })
    })
}

fn told_step(ask: &Asked<'_>, step: &StepCompared) -> Value {
    let stage = ask.directory.stages.get(&step.stage);
    json!({
        "stage": stage.map(|stage| stage.name.as_str()),
        "own": told_rate(step.own),
        "team": told_rate(step.around),
        "verdict": step.verdict.map(|verdict| verdict.word()),
        "median_days": step.own_days,
        "team_median_days": step.around_days,
    })
}

fn told_share(measured: &Measured) -> Value {
    json!({
        "value_bp": measured.value, "n": measured.successes, "of": measured.records,
    })
}

fn told_reports(reports: &Reports) -> Value {
    json!({
        "on_time": told_share(&reports.on_time),
        "weeks": reports.weeks.iter().map(|duty| json!({
            "week": duty.slot.key(),
            "standing": duty.standing.word(),
            "days_late": match duty.standing {
                Standing::Late(days) => Some(days),
                _ => None,
            },
        })).collect::<Vec<_>>(),
        "kept": told_share(&reports.kept),
        "promises": reports.promises.iter().map(|promise| json!({
            "period": promise.slot.key(), "promised": promise.promised,
            "signed": promise.signed.value, "over": promise.over,
        })).collect::<Vec<_>>(),
    })
}

fn told_skill(skill: &Skill) -> Value {
    let rating = skill.rating.as_ref();
    json!({
        "skill": skill.name,
        "required": skill.required,
        "level": rating.map(|rating| rating.level as f64 / 10_000.0),
        "rated_on": day(rating.map(|rating| rating.on_day)),
        "gap": skill.gap().map(|gap| gap as f64 / 10_000.0),
    })
}

fn told_evaluated(evaluated: &Evaluated) -> Value {
    json!({
        "period": evaluated.period.to_string(),
        "score": evaluated.score.map(|score| score as f64 / 100.0),
        "grade": evaluated.grade,
        "rank": evaluated.rank.map(|(place, of)| json!({ "place": place, "of": of })),
    })
}

fn told_pair(ask: &Asked<'_>, pair: &Pair) -> Value {
    json!({
        "role": if pair.guides { "mentor" } else { "mentee" },
        "other": ask.directory.person_name(pair.other),
        "from": pair.pair.starts.to_string(),
        "to": pair.pair.ends.to_string(),
        "goal": pair.pair.goal,
        "closed_on": day(pair.pair.closed_on),
        "result": pair.pair.result,
        "tasks_done": pair.tasks.0,
        "tasks": pair.tasks.1,
        "talked_on": day(pair.talked_on),
    })
}

fn told_capability(evidence: &Evidence) -> Value {
    let score = evidence.capability.score.as_ref();
    json!({
        "score": score.map(|score| score.hundredths as f64 / 100.0),
        "level": score.map(|score| score.level.as_str()),
        "parts": evidence.capability.parts.iter().map(|own| json!({
            "part": own.part.word(),
            "points": own.points.map(|points| points.to_f64()),
            "most": own.weight_bp as f64 / 100.0,
        })).collect::<Vec<_>>(),
        "missing": evidence.capability.missing().iter().map(|part| part.word()).collect::<Vec<_>>(),
        "skills": evidence.skills.len(),
        "since": day(evidence.since.map(Since::day)),
        "since_is": evidence.since.map(|since| match since {
            Since::Trade(_) => "trade",
            Since::Hire(_) => "hire",
        }),
        "quarters": evidence.quarters.iter().map(|quarter| json!({
            "period": quarter.period.to_string(), "target": quarter.target,
            "actual": quarter.actual,
        })).collect::<Vec<_>>(),
    })
}

/// The same in a few lines.
fn said(ask: &Asked<'_>, found: &Dossier) -> Vec<String> {
    let tr = ask.tr;
    let metric = MetricId::SignedAmount;
    let value = |value: Option<i64>| {
        value.map_or_else(|| tr.text("unknown"), |value| show::full(tr, metric, value))
    };
    let dash = || "–".to_owned();
    let reached = |line: &Line| {
        let actual = line.actual.as_ref();
        [
            actual.map_or_else(dash, |actual| value(actual.value)),
            line.target.map_or_else(|| tr.text("targets-unset"), |target| value(Some(target.base))),
            line.attainment().map_or_else(dash, share_percent),
        ]
        .join("  ")
    };
    let team = found.team.map_or_else(dash, |team| team_name(ask, team).to_owned());
    let state = tr.text(found.state.label_key());
    let open = found.open.records + found.open.left_out.values().sum::<u64>();
    let mut lines = vec![
        [found.person.name.clone(), state, team].join("  "),
        format!("{} {open}  {}", tr.text("open"), value(found.open.value)),
        format!("{}  {}", found.period, reached(&found.line)),
    ];
    lines
        .extend(found.quarters.iter().map(|(quarter, own)| format!("{quarter}  {}", reached(own))));
    for evaluated in &found.evaluations {
        let score = evaluated.score;
        let shown = score.map_or_else(|| tr.text("evaluation-unrated"), show::score);
        let grade = evaluated.grade.clone().unwrap_or_else(dash);
        lines.push(format!("{}  {shown}  {grade}", evaluated.period));
    }
    lines
}
