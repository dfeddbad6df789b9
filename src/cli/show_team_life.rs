//! `coxswain show mentors`: every pair with how far it has come, and who could guide whom;
//! `coxswain show team-life`: charters, events and recognition with their sums.

use serde_json::{Value, json};

use super::show::{Asked, Shown};
use crate::domain::ids::PersonId;
use crate::domain::mentoring::Guide;
use crate::error::Result;
use crate::metrics::mentors::{Guides, Pair, in_scope, pairs};
use crate::metrics::team_life::{
    Event, Totals, charters, events, in_force, lines as said_lines, recognitions, yuan,
};
use crate::store::records::{Team, TeamCharter};

/// The pairs of a scope and who is new without a mentor.
pub(super) fn mentors(ask: &Asked<'_>) -> Result<Shown> {
    let directory = ask.directory;
    let members = directory.members(ask.scope);
    let all = pairs(ask.db, ask.as_of)?;
    let guides = Guides::load(ask.db, directory, &all, ask.as_of)?;
    let shown = in_scope(&all, &members, ask.as_of);
    let newcomers = guides.newcomers(directory, &all, &members);
    let mut lines: Vec<String> = shown.iter().map(|pair| pair_line(ask, pair)).collect();
    let new: Vec<Value> = newcomers
        .iter()
        .map(|newcomer| {
            let name = directory.person_name(newcomer.person);
            let best = newcomer.guides.first().map(|guide| directory.person_name(guide.person));
            lines.push(format!("{name}  {}", best.unwrap_or("–")));
            json!({
                "person": name,
                "hired": newcomer.hired.to_string(),
                "months": newcomer.months,
                "suggested": newcomer.guides.iter().map(|own| guide(ask, own)).collect::<Vec<_>>(),
            })
        })
        .collect();
    let value = json!({
        "as_of": ask.as_of.to_string(),
        "scope": directory.scope_text(ask.scope),
        "capacity": guides.capacity(),
        "pairs": shown.iter().map(|one| pair(ask, one)).collect::<Vec<_>>(),
        "without_mentor": new,
    });
    Ok((value, lines))
}

fn name<'a>(ask: &'a Asked<'_>, person: PersonId) -> &'a str {
    ask.directory.person_name(person)
}

fn pair_line(ask: &Asked<'_>, pair: &Pair) -> String {
    let progress = &pair.progress;
    let cells = [
        format!("{} → {}", name(ask, pair.pair.mentor_id), name(ask, pair.pair.mentee_id)),
        format!("{} – {}", pair.pair.starts, pair.pair.ends),
        format!("{}/{}", progress.month, progress.months),
        format!("{}/{}", progress.done, progress.tasks),
        progress.stage.word().to_owned(),
    ];
    cells.join("  ")
}

fn pair(ask: &Asked<'_>, pair: &Pair) -> Value {
    let progress = &pair.progress;
    let tasks = pair.tasks.iter().map(|task| {
        json!({
            "text": task.text,
            "due": task.due.map(|day| day.to_string()),
            "done_on": task.done_on.map(|day| day.to_string()),
        })
    });
    let talks = pair.talks.iter().map(|talk| {
        json!({
            "on_day": talk.on_day.to_string(),
            "text": talk.text,
            "next_on": talk.next_on.map(|day| day.to_string()),
            "by": talk.by_name,
        })
    });
    json!({
        "mentor": name(ask, pair.pair.mentor_id),
        "mentee": name(ask, pair.pair.mentee_id),
        "starts": pair.pair.starts.to_string(),
        "ends": pair.pair.ends.to_string(),
        "goal": pair.pair.goal,
        "stage": progress.stage.word(),
        "month": progress.month,
        "months": progress.months,
        "tasks_done": progress.done,
        "tasks_expected": progress.expected,
        "tasks_total": progress.tasks,
        "last_talk": progress.last_talk.map(|day| day.to_string()),
        "next_talk": progress.next_talk.map(|day| day.to_string()),
        "silent_days": progress.silent_days,
        "closed_on": pair.pair.closed_on.map(|day| day.to_string()),
        "result": pair.pair.result,
        "tasks": tasks.collect::<Vec<_>>(),
        "talks": talks.collect::<Vec<_>>(),
    })
}

/// The mean of skill levels as a number with at most two decimals.
fn guide(ask: &Asked<'_>, guide: &Guide) -> Value {
    let mean = guide.skills.map(|skills| (skills.mean as f64 / 100.0).round() / 100.0);
    json!({
        "person": name(ask, guide.person),
        "skill_mean": mean,
        "skills_rated": guide.skills.map(|skills| skills.rated),
        "skills_taught": guide.skills.map(|skills| skills.teaches),
        "months": guide.months,
        "guides_now": guide.load,
        "same_team": guide.same_team,
    })
}

/// Charters as they hold on the day, events and recognition of the period, or of all time.
pub(super) fn team_life(ask: &Asked<'_>) -> Result<Shown> {
    let (db, directory) = (ask.db, ask.directory);
    let held = events(db, directory, ask.scope, ask.period)?;
    let praises = recognitions(db, directory, ask.scope, ask.period)?;
    let totals = Totals::of(&held, &praises, ask.as_of);
    let versions = charters(db)?;
    let inside = |team: &&Team| directory.team_in(team.id, ask.scope, ask.as_of);
    let teams = directory.teams.values().filter(|team| !team.archived).filter(inside);
    let charters: Vec<Value> = teams
        .map(|team| {
            let own = versions.get(&team.id).map_or(&[][..], Vec::as_slice);
            let now = in_force(own, ask.as_of);
            json!({
                "team": team.name,
                "versions": own.len(),
                "in_force": now.map_or(Value::Null, charter),
            })
        })
        .collect();
    let money = |fen: Option<i64>| fen.map_or_else(|| "–".to_owned(), |fen| yuan(ask.tr, fen));
    let mut lines = vec![];
    for event in &held {
        let row = &event.event;
        let people = event.people.len().to_string();
        let day = row.on_day.to_string();
        let cells = [day, row.name.clone(), people, money(row.cost), money(event.per_head())];
        lines.push(cells.join("  "));
    }
    for praise in &praises {
        let day = praise.on_day.to_string();
        let who = name(ask, praise.person_id).to_owned();
        lines.push([day, who, praise.title.clone(), praise.reason.clone()].join("  "));
    }
    let value = json!({
        "as_of": ask.as_of.to_string(),
        "scope": directory.scope_text(ask.scope),
        "period": ask.period.map(|period| period.to_string()),
        "charters": charters,
        "events": held.iter().map(|one| event(ask, one)).collect::<Vec<_>>(),
        "recognitions": praises.iter().map(|praise| json!({
            "person": name(ask, praise.person_id),
            "on_day": praise.on_day.to_string(),
            "title": praise.title,
            "reason": praise.reason,
            "reward": praise.reward,
            "by": praise.by_name,
        })).collect::<Vec<_>>(),
        "totals": {
            "held": totals.held,
            "planned": totals.planned,
            "attendances": totals.attendances,
            "cost": totals.cost,
            "unknown_costs": totals.unknown_costs,
            "per_head": totals.per_head,
            "recognitions": totals.praises,
            "people_recognised": totals.praised,
            "rewards": totals.rewards,
        },
    });
    Ok((value, lines))
}

fn charter(charter: &TeamCharter) -> Value {
    json!({
        "number": charter.number,
        "starts": charter.starts.to_string(),
        "slogan": charter.slogan,
        "positioning": charter.positioning,
        "goals": said_lines(&charter.goals),
        "culture": said_lines(&charter.culture),
        "rules": said_lines(&charter.rules),
        "by": charter.by_name,
    })
}

fn event(ask: &Asked<'_>, event: &Event) -> Value {
    let row = &event.event;
    json!({
        "scope": ask.directory.scope_text(event.scope()),
        "on_day": row.on_day.to_string(),
        "name": row.name,
        "place": row.place,
        "cost": row.cost,
        "per_head": event.per_head(),
        "feedback": row.feedback,
        "people": event.people.iter().map(|person| name(ask, *person)).collect::<Vec<_>>(),
    })
}
