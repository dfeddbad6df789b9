//! `coxswain show coaching-actions`: what was agreed in coaching and is open, and what was done in the period.

use serde_json::{Value, json};

use super::show_coaching_log::{days, postponed_value};
use crate::cli::show::{Asked, Shown};
use crate::domain::period::Period;
use crate::error::Result;
use crate::metrics::coaching::log::{Following, followed};
use crate::metrics::coaching::show;

/// The actions of a scope: all that are open, and what was done in the period, or in the quarter of today
/// without one.
pub(super) fn coaching_actions(ask: &Asked<'_>) -> Result<Shown> {
    let members = ask.directory.members(ask.scope);
    let period = ask.period.unwrap_or_else(|| Period::quarter_of(ask.today));
    let found = followed(ask.db, ask.directory, &members, period, ask.today)?;
    let list = |all: &[Following]| all.iter().map(|one| value(ask, one)).collect::<Vec<_>>();
    let told = json!({
        "scope": ask.scope_text(),
        "period": period.to_string(),
        "as_of": ask.today.to_string(),
        "open": list(&found.open),
        "late": found.late(),
        "done": list(&found.done),
    });
    let lines = found.open.iter().chain(&found.done).map(|one| line(ask, one));
    Ok((told, lines.collect()))
}

fn line(ask: &Asked<'_>, one: &Following) -> String {
    let person = ask.directory.person_name(one.of.person);
    let action = &one.of.action;
    let due = action.due.to_string();
    let state = show::due(ask.tr, one.due);
    [person, due.as_str(), state.as_str(), action.text.as_str()].join("  ")
}

fn value(ask: &Asked<'_>, one: &Following) -> Value {
    let action = &one.of.action;
    json!({
        "person": ask.directory.person_name(one.of.person),
        "coached_on": one.of.coached_on.to_string(),
        "topic": one.of.topic,
        "text": action.text,
        "owner": one.owner().map(|owner| ask.directory.person_name(owner)),
        "due": action.due.to_string(),
        "state": one.due.word(),
        "days": days(one.due),
        "done_on": action.done_on.map(|day| day.to_string()),
        "result": action.result,
        "postponed": postponed_value(&one.postponed),
    })
}
