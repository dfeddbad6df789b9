//! `coxswain show feedback`: what reps said in a period and what waits for an answer, what everybody was asked,
//! and who left; nothing of fewer than five.

use serde_json::{Map, Value, json};

use super::values::rate;
use crate::cli::show::{Asked, Shown};
use crate::domain::ids::TeamId;
use crate::domain::period::Period;
use crate::error::Result;
use crate::metrics::coaching::feedback::{self, Entry, Standing, Voices};
use crate::metrics::coaching::leavers::{Leavers, leavers};
use crate::metrics::coaching::pulse::{self, Answers};
use crate::metrics::show::score;

/// The feedback of a scope in a period, or in the quarter that runs.
pub(super) fn feedback(ask: &Asked<'_>) -> Result<Shown> {
    let period = ask.period.unwrap_or_else(|| Period::quarter_of(ask.today));
    let asked = (ask.scope, period);
    let voices = feedback::load(ask.db, ask.directory, asked, ask.today)?;
    let pulses = pulse::load(ask.db)?;
    let left = leavers(ask.directory, asked, ask.today);
    let mut lines: Vec<String> = voices.entries.iter().map(|entry| line(ask, entry)).collect();
    for one in &pulses {
        let mean = match &one.whole {
            Some(answers) => format!("{}  n={}", score(answers.mean), answers.agreed.n),
            None => ask.tr.text("feedback-pulse-few"),
        };
        lines.push(format!("{}  {}  {mean}", one.record.on_day, one.record.question));
    }
    let value = json!({
        "scope": ask.scope_text(),
        "period": period.to_string(),
        "as_of": ask.today.to_string(),
        "due_working_days": feedback::DUE_DAYS,
        "waiting": voices.count(Standing::waits),
        "overdue": voices.count(|standing| matches!(standing, Standing::Overdue(_))),
        "kinds": kinds(&voices),
        "answered_in_time": rate(voices.in_time),
        "median_working_days": voices.took.map(|(days, n)| json!({ "days": days, "n": n })),
        "nameless_elsewhere": voices.nameless_elsewhere,
        "entries": voices.entries.iter().map(|entry| told(ask, entry)).collect::<Vec<_>>(),
        "pulses": pulses.iter().map(|one| {
            json!({
                "day": one.record.on_day.to_string(),
                "question": one.record.question,
                "all": one.whole.map(answers),
                "teams": one.lines.iter().map(|line| {
                    json!({ "teams": teams(ask, &line.teams), "answers": answers(line.answers) })
                }).collect::<Vec<_>>(),
            })
        }).collect::<Vec<_>>(),
        "leavers": gone(ask, &left),
    });
    Ok((value, lines))
}

fn line(ask: &Asked<'_>, entry: &Entry) -> String {
    let said = &entry.said;
    let who = match said.person_id {
        Some(person) => ask.directory.person_name(person).to_owned(),
        None => ask.tr.text("feedback-nameless"),
    };
    format!("{}  {who}  {}  {}", said.on_day, entry.standing.word(), said.text)
}

fn told(ask: &Asked<'_>, entry: &Entry) -> Value {
    let said = &entry.said;
    let days = match entry.standing {
        Standing::Overdue(days) => Some(-i64::try_from(days).unwrap_or(i64::MAX)),
        Standing::Open(days) => i64::try_from(days).ok(),
        Standing::Answered | Standing::Closed => None,
    };
    json!({
        "person": said.person_id.map(|person| ask.directory.person_name(person)),
        "kind": said.kind.word(),
        "text": said.text,
        "day": said.on_day.to_string(),
        "due": said.due.to_string(),
        "state": entry.standing.word(),
        "working_days_left": days,
        "answer": said.answer,
        "answered_on": said.answered_on.map(|day| day.to_string()),
        "answered_by": said.answered_by,
        "took_working_days": entry.took,
        "closed_on": said.closed_on.map(|day| day.to_string()),
    })
}

fn kinds(voices: &Voices) -> Value {
    let kinds = voices.kinds.iter().map(|(kind, n)| (kind.word().to_owned(), json!(n)));
    Value::Object(kinds.collect::<Map<String, Value>>())
}

fn answers(answers: Answers) -> Value {
    json!({
        "n": answers.agreed.n,
        "marks": answers.marks,
        "mean_hundredths": answers.mean,
        "agreed": rate(Some(answers.agreed)),
    })
}

fn teams(ask: &Asked<'_>, teams: &[Option<TeamId>]) -> Vec<Option<String>> {
    let name = |team: &Option<TeamId>| {
        let team = team.and_then(|team| ask.directory.teams.get(&team))?;
        Some(team.name.clone())
    };
    teams.iter().map(name).collect()
}

fn gone(ask: &Asked<'_>, left: &Leavers) -> Value {
    json!({
        "left": left.left.len(),
        "of_those_there": rate(left.rate),
        "teams": left.lines.iter().map(|(own, n)| {
            json!({ "teams": teams(ask, own), "left": n })
        }).collect::<Vec<_>>(),
    })
}
