//! `coxswain show coaching-coverage`: who was coached when, by whom and on what in a period, how much of it there
//! was, and who is to be next.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::values::rate;
use crate::cli::show::{Asked, Shown};
use crate::domain::coaching::next::{Need, Why};
use crate::domain::period::Period;
use crate::error::Result;
use crate::metrics::coaching::coverage::{self, Cell, Coverage, Row, Talk};
use crate::metrics::coaching::say;
use crate::metrics::visits::required::Counted;
use crate::store::coaching::log::Held;
use crate::store::records::CoachingKind;

/// The coverage of a scope in a period, or in the quarter that runs.
pub(super) fn coaching_coverage(ask: &Asked<'_>) -> Result<Shown> {
    let period = ask.period.unwrap_or_else(|| Period::quarter_of(ask.today));
    let found = coverage::load(ask.db, ask.directory, (ask.scope, period), ask.today)?;
    let (tr, name) = (ask.tr, |person| ask.directory.person_name(person));
    let mut lines = vec![];
    if let Some(share) = &found.share {
        let parts = [
            tr.text("coverage-strip-share"),
            format!("{} / {}", share.people.k, share.people.n),
            say::times_each(tr, share.each_tenths()),
        ];
        lines.push(parts.join("  "));
    }
    for need in &found.needs {
        let said: Vec<String> = need.why.iter().map(|why| say::why(tr, why)).collect();
        let said: Vec<&str> = said.iter().map(String::as_str).collect();
        let none = tr.text("coverage-next-none");
        let said = if said.is_empty() { none } else { say::joined(tr, &said) };
        lines.push(format!("{}  {said}", name(need.person)));
    }
    let value = json!({
        "scope": ask.scope_text(),
        "period": period.to_string(),
        "as_of": found.as_of.to_string(),
        "begun": found.begun,
        "coached": found.share.map(|share| rate(Some(share.people))),
        "times": found.share.map(|share| share.talks),
        "times_each": found.share.map(|share| share.each()),
        "held": held(found.held()),
        "elsewhere": { "times": found.elsewhere.0, "people": found.elsewhere.1 },
        "rhythm_kept": rate(found.kept),
        "visits": visits(&found),
        "parts": found.parts.iter().map(|part| {
            json!({ "from": part.first.to_string(), "to": part.last.to_string() })
        }).collect::<Vec<_>>(),
        "people": found.rows.iter().map(|row| person(ask, &found, row)).collect::<Vec<_>>(),
        "coaches": found.given.iter().map(|given| {
            json!({
                "name": say::coach(ask.directory, &given.coach),
                "all": held(given.all()),
                "kinds": kinds(&given.kinds, |all| held(*all)),
            })
        }).collect::<Vec<_>>(),
        "skills": found.focus.iter().map(|focus| {
            json!({
                "skill": focus.skill,
                "times": focus.times,
                "people": focus.people.len(),
                "last": focus.last.to_string(),
            })
        }).collect::<Vec<_>>(),
        "without_skill": found.without_skill,
        "next": found.needs.iter().map(|need| next(ask, need)).collect::<Vec<_>>(),
    });
    Ok((value, lines))
}

fn held(held: Held) -> Value {
    json!({ "times": held.times, "minutes_known_of": held.timed, "minutes": held.minutes })
}

fn kinds<T>(all: &BTreeMap<CoachingKind, T>, one: impl Fn(&T) -> Value) -> Value {
    let kinds = all.iter().map(|(kind, of)| (kind.word().to_owned(), one(of)));
    Value::Object(kinds.collect::<Map<String, Value>>())
}

fn visits(found: &Coverage) -> Value {
    let own = !found.visits.own.is_empty();
    let kept = |counted: Counted| found.visits.kept_of(counted).map(|(kept, _)| kept);
    let left = |counted: Counted| {
        let left = found.visits.left(counted).into_iter();
        let left = left.map(|(why, n)| (why.word().to_owned(), json!(n)));
        Value::Object(left.collect::<Map<String, Value>>())
    };
    json!({
        "required": found.visits.required(Counted::Joint),
        "own_required": own.then(|| found.visits.required(Counted::Own)),
        "own_kept": kept(Counted::Own),
        "joint_kept": kept(Counted::Joint),
        "own_weeks": rate(found.visits.compliance(Counted::Own).filter(|_| own)),
        "joint_weeks": rate(found.visits.compliance(Counted::Joint)),
        "own_not_counted": left(Counted::Own),
        "joint_not_counted": left(Counted::Joint),
    })
}

fn person(ask: &Asked<'_>, found: &Coverage, row: &Row) -> Value {
    let cell = |cell: &Cell| {
        json!({
            "there": cell.there,
            "held": kinds(&cell.held, |n| json!(n)),
            "planned": cell.planned,
        })
    };
    json!({
        "name": ask.directory.person_name(row.who.person),
        "parts": row.cells.iter().map(cell).collect::<Vec<_>>(),
        "held": held(row.held),
        "last": row.last.map(|day| day.to_string()),
        "rhythm_kept": rate(row.kept),
        "visits": row.visits.map(|visits| json!({
            "required": visits.required,
            "own_required": visits.own.map(|_| visits.own_required),
            "own": visits.own,
            "joint": visits.joint,
            "own_weeks": rate(visits.own_weeks),
            "joint_weeks": rate(visits.joint_weeks),
        })),
        "coachings": found.talks_of(row).map(|one| talk(ask, one)).collect::<Vec<_>>(),
    })
}

fn talk(ask: &Asked<'_>, talk: &Talk) -> Value {
    json!({
        "day": talk.day.to_string(),
        "kind": talk.kind.word(),
        "coach": say::coach(ask.directory, &talk.coach),
        "topic": talk.topic,
        "skill": talk.skill,
        "minutes": talk.minutes,
    })
}

fn next(ask: &Asked<'_>, need: &Need) -> Value {
    let why = |why: &Why| {
        let (days, n) = match *why {
            Why::Check { days } | Why::Promised { days } | Why::LongAgo { days, .. } => {
                (Some(days), None)
            }
            Why::Never { days, .. } => (days, None),
            Why::Actions { overdue } => (None, i64::try_from(overdue).ok()),
            Why::Unlikely { chance_bp } => (None, Some(chance_bp)),
            Why::Below { count } => (None, i64::try_from(count).ok()),
        };
        let meeting = match *why {
            Why::Never { meeting, .. } | Why::LongAgo { meeting, .. } => Some(meeting.word()),
            _ => None,
        };
        json!({ "why": why.word(), "meeting": meeting, "days": days, "n": n })
    };
    json!({
        "person": ask.directory.person_name(need.person),
        "why": need.why.iter().map(why).collect::<Vec<_>>(),
        "arranged": need.arranged.map(|day| day.to_string()),
        "last": need.last.map(|day| day.to_string()),
    })
}
